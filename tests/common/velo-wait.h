/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Waiting until something has come true, as long as a busy machine may need for it. */
#pragma once

#include <glib.h>

#define VELO_WAIT_SECONDS 60

static inline gboolean
velo_wait_tick (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/*
 * WAIT_UNTIL:
 * @condition: what is waited for; evaluated often
 *
 * Runs the default main context. It is woken up again and again: what another thread does, such as
 * dropping the last reference but one, wakes nobody.
 */
#define WAIT_UNTIL(condition) \
  G_STMT_START \
    { \
      gint64 velo_deadline = g_get_monotonic_time () + VELO_WAIT_SECONDS * G_USEC_PER_SEC; \
      guint velo_tick = g_timeout_add (5, velo_wait_tick, NULL); \
      while (!(condition)) \
        { \
          if (g_get_monotonic_time () > velo_deadline) \
            g_error ("%s:%d: waited in vain for %s", __FILE__, __LINE__, #condition); \
          g_main_context_iteration (NULL, TRUE); \
        } \
      g_source_remove (velo_tick); \
    } \
  G_STMT_END
