/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contracts end while nobody does anything: once a day the lists learn which. */

#define G_LOG_DOMAIN "velo-store-ends"

#include "config.h"

#include "velo-date.h"
#include "velo-store-lists-private.h"
#include "velo-vehicle.h"

#include <string.h>

#define DAY_KEY "ended-until"

typedef struct
{
  gint64 row_id;
  gboolean ended;
} Row;

static char *
read_day (VeloConnection  *connection,
          GError         **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = velo_connection_query (connection, error, "SELECT text FROM cache WHERE key = ?1", "t", DAY_KEY);
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return NULL;
  return g_strdup (has_row ? velo_statement_get_text (statement, 0) : "");
}

/* The rows of contracts whose end lies between two days; a clock that was put right goes backwards. */
static GArray *
find_rows (VeloConnection  *connection,
           const char      *then,
           const char      *today,
           GError         **error)
{
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  gboolean backwards = strcmp (then, today) > 0;
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = TRUE;

  statement = velo_connection_query (connection, error,
                                     "SELECT r.row_id, k.ended_on <= ?3 FROM contracts k"
                                     " JOIN list_rows r ON r.vehicle_id = k.vehicle_id"
                                     " WHERE k.ended_on IS NOT NULL AND k.ended_on > ?1 AND k.ended_on <= ?2"
                                     "  AND r.by_state IN (?4, ?5)", "tttii", backwards ? today : then,
                                     backwards ? then : today, today, VELO_INSURANCE_STATE_INSURED,
                                     VELO_INSURANCE_STATE_ENDED);
  while (statement != NULL && velo_statement_step (statement, &has_row, error))
    {
      Row row = { 0, FALSE };

      if (!has_row)
        return g_steal_pointer (&rows);
      row.row_id = velo_statement_get_int64 (statement, 0);
      row.ended = velo_statement_get_int64 (statement, 1) != 0;
      g_array_append_val (rows, row);
    }
  return NULL;
}

static gboolean
follow_ends_func (VeloConnection *connection,
                  VeloStoreJob   *job,
                  GError        **error)
{
  g_autofree char *then = read_day (connection, error);
  g_autoptr(GArray) rows = NULL;

  if (then == NULL)
    return FALSE;
  if (g_str_equal (then, job->text))
    return TRUE;
  rows = find_rows (connection, then, job->text, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      Row *row = &g_array_index (rows, Row, i);

      if (!velo_connection_run (connection, error, "UPDATE list_rows SET by_state = ?2 WHERE row_id = ?1", "li",
                                row->row_id,
                                row->ended ? VELO_INSURANCE_STATE_ENDED : VELO_INSURANCE_STATE_INSURED))
        return FALSE;
      velo_store_lists_touch (job, row->row_id);
    }
  return velo_connection_run (connection, error,
                              "INSERT INTO cache (key, text, stored_at) VALUES (?1, ?2, ?3)"
                              " ON CONFLICT (key) DO UPDATE SET text = excluded.text,"
                              " stored_at = excluded.stored_at", "ttl", DAY_KEY, job->text, velo_time_now ());
}

static void
followed_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  VeloStore *self = VELO_STORE (object);
  g_autoptr(GError) error = NULL;

  if (velo_store_finish (self, result, velo_store_follow_ends, &error))
    return;
  g_debug ("the lists do not know yet which contracts ended: %s", error->message);
  g_date_clear (velo_store_get_day (self), 1);
}

/*
 * velo_store_follow_ends:
 *
 * If a day has begun since the lists were last asked for, lets them know first which contracts ended.
 */
void
velo_store_follow_ends (VeloStore *self)
{
  GDate *day = velo_store_get_day (self);
  g_autoptr(GDate) today = velo_date_today ();
  VeloStoreJob *job = NULL;

  if (g_date_valid (day) && g_date_compare (day, today) == 0)
    return;
  *day = *today;
  job = velo_store_job_new (follow_ends_func);
  job->text = velo_store_dup_day (today);
  velo_store_start (self, VELO_DATABASE_WRITE, job, velo_store_follow_ends, NULL, followed_cb, NULL);
}
