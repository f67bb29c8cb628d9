/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stands for veloinsure-read-invoice and does the harm that a file names. */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "velo-intake-error.h"
#include "velo-reader-serve.h"

#define MEMORY ((guint64) 1 << 30)
#define DEPTH 1000000

static guint n_files;

static void
eat (void)
{
  for (guint i = 0; i < 4096; i++)
    memset (g_malloc (16 * 1024 * 1024), 1, 16 * 1024 * 1024);
}

static void
spin (void)
{
  volatile guint turns = 0;

  while (TRUE)
    turns++;
}

static void
answer_raw (const void *bytes, gsize length)
{
  if (write (STDOUT_FILENO, bytes, length) != (gssize) length)
    _exit (9);
}

/* What must be refused, one word each that was not. */
static void
try_calls (VeloReaderResult *result)
{
  g_autoptr (GString) done = g_string_new (NULL);
  char         *nothing[] = { NULL };
  struct rlimit more = { MEMORY * 4, MEMORY * 4 };
  int           fd;

  if (open ("/dev/null", O_WRONLY) >= 0)
    g_string_append (done, "open-to-write ");
  if (errno != EPERM)
    g_string_append (done, "open-otherwise-refused ");
  if (open ("made-by-a-file", O_RDONLY | O_CREAT, 0600) >= 0)
    g_string_append (done, "create ");
  if (g_unlink ("made-by-a-file") == 0 || errno != EPERM)
    g_string_append (done, "unlink ");
  if (socket (AF_INET, SOCK_STREAM, 0) >= 0 || errno != EPERM)
    g_string_append (done, "socket ");
  if (execv ("/bin/true", nothing) == 0 || errno != EPERM)
    g_string_append (done, "exec ");
  if (velo_reader_limits_bound_memory () && kill (getppid (), 0) == 0)
    g_string_append (done, "kill ");
  if (velo_reader_limits_bound_memory () && fork () >= 0)
    g_string_append (done, "fork ");
  if (velo_reader_limits_bound_memory () && setrlimit (RLIMIT_AS, &more) == 0)
    g_string_append (done, "more-memory ");
  if (mmap (NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) !=
      MAP_FAILED)
    g_string_append (done, "write-code ");
  fd = open ("/dev/null", O_RDONLY);
  if (fd < 0)
    g_string_append (done, "not-even-reading ");
  result->record = g_strdup_printf ("{\"done\":\"%s\"}", done->str);
}

static void
act (GBytes           *bytes,
     const char       *name,
     const char       *extra,
     VeloInvoiceWant   wants,
     VeloReaderResult *result)
{
  gsize            length;
  const char      *data = g_bytes_get_data (bytes, &length);
  g_autofree char *act_name = g_strndup (data, length);

  n_files++;
  if (g_str_equal (act_name, "die"))
    raise (SIGKILL);
  if (g_str_equal (act_name, "crash") || g_str_equal (act_name, "%PDF-crash"))
    raise (SIGSEGV);
  if (g_str_equal (act_name, "crash-as-second") && n_files > 1)
    raise (SIGSEGV);
  if (g_str_equal (act_name, "eat"))
    eat ();
  if (g_str_equal (act_name, "spin"))
    spin ();
  if (g_str_equal (act_name, "hang"))
    poll (NULL, 0, -1);
  if (g_str_equal (act_name, "exit"))
    _exit (0);
  if (g_str_equal (act_name, "unsafe"))
    _exit (VELO_INVOICE_FRAME_EXIT_UNSAFE);
  if (g_str_equal (act_name, "cut"))
    {
      answer_raw ("VRA1\0\0\0", 7);
      _exit (0);
    }
  if (g_str_equal (act_name, "cut-text"))
    {
      answer_raw ("VRA1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\7{\"a\"", 24);
      _exit (0);
    }
  if (g_str_equal (act_name, "huge"))
    answer_raw ("VRA1\0\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", 20);
  if (g_str_equal (act_name, "garbage"))
    answer_raw ("Have a nice day, caller.", 24);
  if (g_str_equal (act_name, "calls"))
    try_calls (result);
  if (g_str_equal (act_name, "deep"))
    result->record = g_strnfill (DEPTH, '[');
  if (g_str_equal (act_name, "two-lines"))
    result->record = g_strdup ("{}\n{}");
  if (result->record == NULL)
    result->record = g_strdup_printf ("{\"n\":%u}", n_files);
  result->invoice = g_strdup (g_str_equal (act_name, "deep") ? result->record : "{}");
}

int
main (void)
{
  const VeloReaderLimits limits = { MEMORY, 1 };

  return velo_reader_serve (&limits, act);
}
