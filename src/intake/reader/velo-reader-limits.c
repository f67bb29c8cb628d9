/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes away from this process whatever reading a file does not need. */

#define G_LOG_DOMAIN "velo-reader-limits"

#include "config.h"

#include "velo-reader-limits.h"

#include "velo-invoice-frame.h"

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#ifndef __has_feature
#define __has_feature(feature) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
#define HAS_SHADOW_MEMORY 1
#else
#define HAS_SHADOW_MEMORY 0
#endif

#define MAX_FILES 64
/* If not even this much is left when the libraries give up, they gave up for lack of memory. */
#define MEMORY_LEFT (256 * 1024 * 1024)

/* Reading fonts and tables, memory, time, and answering; nothing that makes, sends or starts. */
static const int plain_calls[] = {
  SCMP_SYS (read),           SCMP_SYS (readv),         SCMP_SYS (pread64),
  SCMP_SYS (write),          SCMP_SYS (writev),        SCMP_SYS (close),
  SCMP_SYS (lseek),          SCMP_SYS (stat),          SCMP_SYS (lstat),
  SCMP_SYS (fstat),          SCMP_SYS (newfstatat),    SCMP_SYS (statx),
  SCMP_SYS (statfs),         SCMP_SYS (fstatfs),       SCMP_SYS (access),
  SCMP_SYS (faccessat),      SCMP_SYS (faccessat2),    SCMP_SYS (readlink),
  SCMP_SYS (readlinkat),     SCMP_SYS (getdents64),    SCMP_SYS (getcwd),
  SCMP_SYS (fadvise64),      SCMP_SYS (munmap),        SCMP_SYS (mremap),
  SCMP_SYS (madvise),        SCMP_SYS (brk),           SCMP_SYS (futex),
  SCMP_SYS (rt_sigaction),   SCMP_SYS (rt_sigprocmask), SCMP_SYS (rt_sigreturn),
  SCMP_SYS (sigaltstack),    SCMP_SYS (restart_syscall), SCMP_SYS (poll),
  SCMP_SYS (ppoll),          SCMP_SYS (getpid),        SCMP_SYS (gettid),
  SCMP_SYS (getuid),         SCMP_SYS (geteuid),       SCMP_SYS (getgid),
  SCMP_SYS (getegid),        SCMP_SYS (getrusage),     SCMP_SYS (clock_gettime),
  SCMP_SYS (clock_getres),   SCMP_SYS (gettimeofday),  SCMP_SYS (time),
  SCMP_SYS (getrandom),      SCMP_SYS (uname),         SCMP_SYS (sysinfo),
  SCMP_SYS (sched_yield),    SCMP_SYS (sched_getaffinity), SCMP_SYS (exit),
  SCMP_SYS (exit_group),
#if HAS_SHADOW_MEMORY
  /* the search for leaks at the end is another process that looks into this one */
  SCMP_SYS (clone),          SCMP_SYS (clone3),        SCMP_SYS (ptrace),
  SCMP_SYS (wait4),          SCMP_SYS (prctl),         SCMP_SYS (process_vm_readv),
  SCMP_SYS (getppid),        SCMP_SYS (pipe2),         SCMP_SYS (kill),
#endif
};

static gboolean
set_limit (__rlimit_resource_t resource, const char *name, guint64 value, GError **error)
{
  const struct rlimit limit = { value, value };

  if (setrlimit (resource, &limit) == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s cannot be limited: %s", name,
               g_strerror (errno));
  return FALSE;
}

/* Async-signal-safe. */
static void
given_up (int number)
{
  void *probe =
      mmap (NULL, MEMORY_LEFT, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  if (probe == MAP_FAILED)
    _exit (VELO_INVOICE_FRAME_EXIT_MEMORY);
  signal (number, SIG_DFL);
  raise (number);
}

static int
add_file_rules (scmp_filter_ctx filter)
{
  const scmp_datum_t writing = O_ACCMODE | O_CREAT | O_TRUNC;
  int                fault;

  fault = seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (openat), 1,
                            SCMP_A2 (SCMP_CMP_MASKED_EQ, writing, O_RDONLY));
  if (fault == 0)
    fault = seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (open), 1,
                              SCMP_A1 (SCMP_CMP_MASKED_EQ, writing, O_RDONLY));
  for (int command = F_DUPFD; fault == 0 && command <= F_SETFL; command++)
    if (command != F_DUPFD)
      fault = seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (fcntl), 1,
                                SCMP_A1 (SCMP_CMP_EQ, (scmp_datum_t) command));
  return fault;
}

/* Libraries may be loaded, for character sets; code may not be written. */
static int
add_memory_rules (scmp_filter_ctx filter)
{
  const scmp_datum_t written_code = PROT_WRITE | PROT_EXEC;
  const scmp_datum_t kinds[] = { PROT_NONE, PROT_WRITE, PROT_EXEC };
  int                fault = 0;

  for (guint i = 0; i < G_N_ELEMENTS (kinds) && fault == 0; i++)
    fault = seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (mmap), 1,
                              SCMP_A2 (SCMP_CMP_MASKED_EQ, written_code, kinds[i]));
  if (fault == 0)
    fault = seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (mprotect), 1,
                              SCMP_A2 (SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
  return fault;
}

static int
add_self_rules (scmp_filter_ctx filter)
{
  int fault = seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (tgkill), 1,
                                SCMP_A0 (SCMP_CMP_EQ, (scmp_datum_t) getpid ()));

  if (fault == 0)
    fault = seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (prlimit64), 1,
                              SCMP_A0 (SCMP_CMP_EQ, 0));
  if (fault == 0)
    fault = seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (setrlimit), 0);
  return fault;
}

static gboolean
load_filter (GError **error)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ERRNO (EPERM));
  int             fault = filter == NULL ? -ENOMEM : 0;

  for (guint i = 0; i < G_N_ELEMENTS (plain_calls) && fault == 0; i++)
    fault = seccomp_rule_add (filter, SCMP_ACT_ALLOW, plain_calls[i], 0);
  if (fault == 0)
    fault = add_file_rules (filter);
  if (fault == 0)
    fault = add_memory_rules (filter);
  if (fault == 0)
    fault = add_self_rules (filter);
  if (fault == 0)
    fault = seccomp_load (filter);
  if (filter != NULL)
    seccomp_release (filter);
  if (fault == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (-fault),
               "system calls cannot be limited: %s", g_strerror (-fault));
  return FALSE;
}

/**
 * velo_reader_limits_bound_memory:
 *
 * Tells whether memory is limited: not where a sanitizer maps all of it.
 *
 * Returns: %TRUE in every build for use
 */
gboolean
velo_reader_limits_bound_memory (void)
{
  return !HAS_SHADOW_MEMORY;
}

/**
 * velo_reader_limits_apply:
 * @limits: what is allowed
 * @error: return location
 *
 * Limits this process for good: memory, time, files, no core, and a filter that
 * refuses every system call that makes or changes a file, opens a connection,
 * starts a program or looks at another process.
 *
 * Returns: %FALSE if something could not be limited; nothing may be read then
 */
gboolean
velo_reader_limits_apply (const VeloReaderLimits *limits, GError **error)
{
  if (velo_reader_limits_bound_memory ())
    {
      if (!set_limit (RLIMIT_AS, "memory", limits->memory, error))
        return FALSE;
      signal (SIGABRT, given_up);
      signal (SIGTRAP, given_up);
    }
  /* a longer log of the libraries is no reason to end */
  signal (SIGXFSZ, SIG_IGN);
  if (!set_limit (RLIMIT_CORE, "the core", 0, error) ||
      !set_limit (RLIMIT_FSIZE, "the size of files", 0, error) ||
      !set_limit (RLIMIT_NOFILE, "the number of files", MAX_FILES, error))
    return FALSE;
  if (!HAS_SHADOW_MEMORY && prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                   "the process cannot be closed to others: %s", g_strerror (errno));
      return FALSE;
    }
  return load_filter (error);
}

/**
 * velo_reader_limits_start_file:
 * @limits: what is allowed
 *
 * Gives the next file its processor time; the process ends when it is used up.
 *
 * Returns: %FALSE if that could not be limited
 */
gboolean
velo_reader_limits_start_file (const VeloReaderLimits *limits)
{
  struct rusage used;
  struct rlimit limit;

  if (getrusage (RUSAGE_SELF, &used) != 0 || getrlimit (RLIMIT_CPU, &limit) != 0)
    return FALSE;
  /* the parts of a second of both make up to two more */
  limit.rlim_cur =
      (rlim_t) (used.ru_utime.tv_sec + used.ru_stime.tv_sec + 1) + limits->cpu_seconds;
  limit.rlim_cur = MIN (limit.rlim_cur, limit.rlim_max);
  return setrlimit (RLIMIT_CPU, &limit) == 0;
}
