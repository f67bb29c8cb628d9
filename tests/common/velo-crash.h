/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells where a test crashed, for whoever has only its output; a sanitizer tells it better. */
#pragma once

#include <execinfo.h>
#include <signal.h>
#include <unistd.h>

#define VELO_CRASH_N_FRAMES 64

#ifndef __SANITIZE_ADDRESS__
static void
velo_crash_handler (int signal_number)
{
  void *frames[VELO_CRASH_N_FRAMES];

  backtrace_symbols_fd (frames, backtrace (frames, VELO_CRASH_N_FRAMES), STDERR_FILENO);
  signal (signal_number, SIG_DFL);
  raise (signal_number);
}
#endif

/* To be called before there are threads: the first backtrace loads a library. */
static inline void
velo_crash_tell (void)
{
#ifndef __SANITIZE_ADDRESS__
  void *frame;

  backtrace (&frame, 1);
  signal (SIGSEGV, velo_crash_handler);
  signal (SIGBUS, velo_crash_handler);
#endif
}
