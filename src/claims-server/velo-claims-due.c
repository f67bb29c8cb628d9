/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What falls due though nobody does anything: a customer who has let an offer end is called, and the
 * desk is reminded of claims that nobody works on. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-due.h"

#include "velo-claims-table.h"

#define CALL_WITHIN G_TIME_SPAN_DAY

/* More come with the next run; one run must not hold the database for long. */
#define MAX_CLAIMS "500"

/* Where it is not the customer's turn. */
#define STATES_OURS \
  "'reported', 'suitable', 'photos_complete', 'calculating', 'accepted', 'declined', 'call_back', 'payout_ordered'"

typedef gboolean (*VeloClaimsStep) (VeloClaimsContext  *context,
                                    VeloClaim          *claim,
                                    GError            **error);

/* @sql: names claims; ?1 is @moment. */
static gboolean
for_each (VeloClaimsContext  *context,
          const char         *sql,
          gint64              moment,
          VeloClaimsStep      step,
          GError            **error)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(VeloStatement) statement = velo_connection_query (context->connection, error, sql, "l", moment);
  gboolean has_row = TRUE;

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

      if (claim == NULL || !step (context, claim, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
end_offer (VeloClaimsContext  *context,
           VeloClaim          *claim,
           GError            **error)
{
  return velo_claims_move (context, claim, VELO_CLAIM_STATE_CALL_BACK, "offer-ended", error)
    && velo_claims_add_task (context, claim, VELO_TASK_KIND_CALL_BACK, context->now + CALL_WITHIN, "offer-ended", error);
}

static gboolean
remind (VeloClaimsContext  *context,
        VeloClaim          *claim,
        GError            **error)
{
  return velo_claims_add_task (context, claim, VELO_TASK_KIND_UNTOUCHED, context->now + CALL_WITHIN, NULL, error);
}

/**
 * velo_claims_due_run:
 * @context: the service, inside a transaction that writes
 * @error: return location
 *
 * An offer that has ended leaves its claim to the desk, which calls. A claim that waits for desk,
 * assessor or bank, without a task and without a change for long, makes a task, again and again.
 *
 * Returns: whether all that is stored, as soon as the transaction is
 */
gboolean
velo_claims_due_run (VeloClaimsContext  *context,
                     GError            **error)
{
  return for_each (context,
                   "SELECT id FROM claim WHERE state = 'offered' AND due > 0 AND due <= ?1 LIMIT " MAX_CLAIMS,
                   context->now, end_offer, error)
    && for_each (context,
                 "SELECT id FROM claim WHERE state IN (" STATES_OURS ") AND changed < ?1"
                 " AND NOT EXISTS (SELECT 1 FROM task WHERE claim_id = claim.id AND (done = 0 OR done >= ?1))"
                 " ORDER BY changed LIMIT " MAX_CLAIMS,
                 context->now - context->config->reminder_days * G_TIME_SPAN_DAY, remind, error);
}
