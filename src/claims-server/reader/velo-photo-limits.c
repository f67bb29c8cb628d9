/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes away from this process whatever decoding a picture does not need: it may read, write, use
 * memory and end. */

#define G_LOG_DOMAIN "velo-read-photo"

#include "config.h"

#include "velo-photo-limits.h"

#include <seccomp.h>
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

/* 40 megapixels take 120 MB, those of a progressive file twice as much while they come. */
#define MAX_MEMORY ((rlim_t) 768 * 1024 * 1024)
#define MAX_CPU_SECONDS 15
#define MAX_SECONDS 30

#if HAS_SHADOW_MEMORY
const char *__asan_default_options (void);

/* The search for leaks is another process that looks into this one, which is over anyway. */
const char *
__asan_default_options (void)
{
  return "detect_leaks=0";
}
#endif

static const int calls[] = {
  SCMP_SYS (read),           SCMP_SYS (readv),          SCMP_SYS (write),
  SCMP_SYS (writev),         SCMP_SYS (close),          SCMP_SYS (fstat),
  SCMP_SYS (newfstatat),     SCMP_SYS (lseek),          SCMP_SYS (munmap),
  SCMP_SYS (mremap),         SCMP_SYS (madvise),        SCMP_SYS (brk),
  SCMP_SYS (futex),          SCMP_SYS (rt_sigaction),   SCMP_SYS (rt_sigprocmask),
  SCMP_SYS (rt_sigreturn),   SCMP_SYS (sigaltstack),    SCMP_SYS (getpid),
  SCMP_SYS (gettid),         SCMP_SYS (clock_gettime),  SCMP_SYS (getrandom),
  SCMP_SYS (sched_yield),    SCMP_SYS (exit),           SCMP_SYS (exit_group),
#if HAS_SHADOW_MEMORY
  /* what a sanitizer says, it looks up first */
  SCMP_SYS (openat),         SCMP_SYS (open),           SCMP_SYS (readlink),
  SCMP_SYS (prlimit64),      SCMP_SYS (sched_getaffinity), SCMP_SYS (uname),
  SCMP_SYS (stat),
#endif
};

static gboolean
limit (__rlimit_resource_t resource,
       rlim_t              value)
{
  const struct rlimit both = { value, value };

  return setrlimit (resource, &both) == 0;
}

static gboolean
load_filter (void)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_KILL_PROCESS);
  gboolean loaded = filter != NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (calls) && loaded; i++)
    loaded = seccomp_rule_add (filter, SCMP_ACT_ALLOW, calls[i], 0) == 0;
  /* memory may not become code */
  loaded = loaded
    && seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (mmap), 1,
                         SCMP_A2 (SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0
    && seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (mprotect), 1,
                         SCMP_A2 (SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0
    && seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (tgkill), 1,
                         SCMP_A0 (SCMP_CMP_EQ, (scmp_datum_t) getpid ())) == 0
    && seccomp_load (filter) == 0;
  if (filter != NULL)
    seccomp_release (filter);
  return loaded;
}

/**
 * velo_photo_limits_apply:
 *
 * Limits this process for good: memory, time, no files, no core, and a filter that ends it at any
 * system call but a few.
 *
 * Returns: %FALSE if something could not be limited; nothing may be read then
 */
gboolean
velo_photo_limits_apply (void)
{
  if (!HAS_SHADOW_MEMORY && (!limit (RLIMIT_AS, MAX_MEMORY) || prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) != 0))
    return FALSE;
  alarm (MAX_SECONDS);
  return limit (RLIMIT_CORE, 0) && limit (RLIMIT_FSIZE, 0) && limit (RLIMIT_CPU, MAX_CPU_SECONDS) && load_filter ();
}
