/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What falls due though nobody does anything: a customer who has let an offer end is called. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-due.h"

#include "velo-claims-table.h"

#define CALL_WITHIN G_TIME_SPAN_DAY

/* More come with the next run; one run must not hold the database for long. */
#define MAX_CLAIMS "500"

/**
 * velo_claims_due_run:
 * @context: the service, inside a transaction that writes
 * @error: return location
 *
 * Each offer that has ended makes one task, whatever comes of it.
 *
 * Returns: whether the tasks are stored, as soon as the transaction is
 */
gboolean
velo_claims_due_run (VeloClaimsContext  *context,
                     GError            **error)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = TRUE;

  statement = velo_connection_query (context->connection, error,
                                     "SELECT id FROM claim WHERE state = 'offered' AND due > 0 AND due <= ?1"
                                     " AND NOT EXISTS (SELECT 1 FROM task WHERE claim_id = claim.id"
                                     "  AND kind = 'call-back' AND task.due >= claim.due) LIMIT " MAX_CLAIMS, "l",
                                     context->now);
  while (has_row)
    {
      if (statement == NULL || !velo_statement_step (statement, &has_row, error))
        return FALSE;
      if (has_row)
        g_ptr_array_add (ids, g_strdup (velo_statement_get_text (statement, 0)));
    }
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr(VeloClaim) claim = velo_claims_get (context, g_ptr_array_index (ids, i), error);

      if (claim == NULL
          || !velo_claims_add_task (context, claim, VELO_TASK_KIND_CALL_BACK, context->now + CALL_WITHIN, NULL, error))
        return FALSE;
    }
  return TRUE;
}
