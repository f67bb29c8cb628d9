/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Regular expressions of our own, each compiled once: that takes longer than reading an invoice. */

#define G_LOG_DOMAIN "velo-regex"

#include "config.h"

#include "velo-regex.h"

static GMutex      lock;
static GHashTable *compiled; /* pattern with its flags in front, to GRegex */

/**
 * velo_regex_get:
 * @pattern: a regular expression that is part of the program, never text from outside
 * @flags: how to compile it
 *
 * Gives the same object for the same pattern; it is kept for good. From any thread.
 *
 * Returns: (transfer none): the compiled expression
 */
GRegex *
velo_regex_get (const char *pattern, GRegexCompileFlags flags)
{
  g_autofree char *key = g_strdup_printf ("%u %s", (guint) flags, pattern);
  GRegex          *regex = NULL;

  g_mutex_lock (&lock);
  if (compiled == NULL)
    compiled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                      (GDestroyNotify) g_regex_unref);
  regex = g_hash_table_lookup (compiled, key);
  if (regex == NULL)
    {
      regex = g_regex_new (pattern, flags, 0, NULL);
      g_assert (regex != NULL);
      g_hash_table_insert (compiled, g_steal_pointer (&key), regex);
    }
  g_mutex_unlock (&lock);
  return regex;
}
