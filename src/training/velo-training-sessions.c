/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sessions of the training insurer, which end when they are not used for some time. */

#define G_LOG_DOMAIN "velo-training"

#include "config.h"

#include "velo-training-sessions.h"

#include <string.h>

#define DEFAULT_SECONDS (20 * 60)

struct _VeloTrainingSessions
{
  GHashTable *last_uses; /* (owned) (element-type utf8 gint64) */
  guint seconds;
};

/**
 * velo_training_sessions_new:
 *
 * Returns: (transfer full): no sessions; not thread-safe
 */
VeloTrainingSessions *
velo_training_sessions_new (void)
{
  VeloTrainingSessions *self = g_new0 (VeloTrainingSessions, 1);

  self->last_uses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->seconds = DEFAULT_SECONDS;
  return self;
}

/**
 * velo_training_sessions_free:
 * @self: (transfer full): sessions
 */
void
velo_training_sessions_free (VeloTrainingSessions *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->last_uses);
  g_free (self);
}

/**
 * velo_training_sessions_set_seconds:
 * @self: sessions
 * @seconds: life of a session without a call
 */
void
velo_training_sessions_set_seconds (VeloTrainingSessions *self,
                                    guint                 seconds)
{
  self->seconds = seconds;
}

/**
 * velo_training_sessions_open:
 * @self: sessions
 *
 * Source: insurer protocol, section 2.1.
 *
 * Returns: (transfer full): a new session, in the shape of the insurer's
 */
char *
velo_training_sessions_open (VeloTrainingSessions *self)
{
  static const char symbols[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  GString *session = g_string_new (NULL);
  gsize length = (gsize) g_random_int_range (62, 70);
  gint64 *now = g_new (gint64, 1);

  g_string_append_printf (session, "DG2%010" G_GINT64_FORMAT,
                          g_get_real_time () / G_USEC_PER_SEC);
  while (session->len < length)
    g_string_append_c (session, symbols[g_random_int_range (0, (gint32) strlen (symbols))]);
  *now = g_get_monotonic_time ();
  g_hash_table_insert (self->last_uses, g_strdup (session->str), now);
  return g_string_free (session, FALSE);
}

/**
 * velo_training_sessions_use:
 * @self: sessions
 * @session: (nullable): a session
 *
 * Returns: whether @session is valid; its life then begins anew
 */
gboolean
velo_training_sessions_use (VeloTrainingSessions *self,
                            const char           *session)
{
  gint64 now = g_get_monotonic_time ();
  gint64 *last_use = session != NULL ? g_hash_table_lookup (self->last_uses, session) : NULL;

  if (last_use == NULL)
    return FALSE;
  if (now - *last_use >= (gint64) self->seconds * G_USEC_PER_SEC)
    {
      g_hash_table_remove (self->last_uses, session);
      return FALSE;
    }
  *last_use = now;
  return TRUE;
}

/**
 * velo_training_sessions_expire:
 * @self: sessions
 *
 * Ends all sessions.
 */
void
velo_training_sessions_expire (VeloTrainingSessions *self)
{
  g_hash_table_remove_all (self->last_uses);
}
