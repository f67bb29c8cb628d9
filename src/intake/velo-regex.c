/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Regular expressions of our own, each compiled once: that takes longer than reading an invoice. */

#define G_LOG_DOMAIN "velo-regex"

#include "config.h"

#include "velo-regex.h"

typedef struct
{
  GMutex      lock;
  GHashTable *compiled; /* pattern with its flags in front, to GRegex */
} Cache;

static Cache *
get_cache (void)
{
  static gsize address = 0;

  if (g_once_init_enter (&address))
    {
      Cache *cache = g_new0 (Cache, 1);

      g_mutex_init (&cache->lock);
      cache->compiled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                               (GDestroyNotify) g_regex_unref);
      g_once_init_leave (&address, (gsize) cache);
    }
  return (Cache *) address;
}

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
  Cache           *cache = get_cache ();
  GRegex          *regex = NULL;

  g_mutex_lock (&cache->lock);
  regex = g_hash_table_lookup (cache->compiled, key);
  if (regex == NULL)
    {
      regex = g_regex_new (pattern, flags, 0, NULL);
      g_assert (regex != NULL);
      g_hash_table_insert (cache->compiled, g_steal_pointer (&key), regex);
    }
  g_mutex_unlock (&cache->lock);
  return regex;
}
