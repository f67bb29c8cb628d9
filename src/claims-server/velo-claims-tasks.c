/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What has to be done about claims: made by what happens, ended by a person. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-table.h"

#include "velo-claims-error.h"
#include "velo-claims-journal.h"
#include "velo-claims-token.h"

/* More than a desk does in a day; the rest shows up as these are done. */
#define MAX_TASKS "200"
/* Longer than that nobody waits for an answer. */
#define LONGEST_DELAY (30 * G_TIME_SPAN_DAY)

#define SELECT "SELECT id, claim_id, kind, urgent, due, note, done, done_by, outcome FROM task "

static const char *
get_kind_nick (VeloTaskKind kind)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (VELO_TYPE_TASK_KIND);

  return g_enum_get_value (klass, (int) kind)->value_nick;
}

static gboolean
is_urgent (VeloTaskKind kind)
{
  return kind == VELO_TASK_KIND_CALL_BACK || kind == VELO_TASK_KIND_RELEASE
    || kind == VELO_TASK_KIND_PAYOUT_RETURNED;
}

/**
 * velo_claims_add_task:
 * @context: who acts, inside a transaction that writes
 * @claim: the claim
 * @kind: what has to be done
 * @due: until when, microseconds UTC
 * @note: (nullable): what else must be known
 * @error: return location
 *
 * Does nothing if the same task is open already.
 *
 * Returns: whether it is stored, as soon as the transaction is
 */
gboolean
velo_claims_add_task (VeloClaimsContext  *context,
                      VeloClaim          *claim,
                      VeloTaskKind        kind,
                      gint64              due,
                      const char         *note,
                      GError            **error)
{
  g_autofree char *id = velo_claims_id_new ();
  const char *nick = get_kind_nick (kind);
  gint64 open = 0;

  if (!velo_connection_query_int64 (context->connection, &open, error,
                                    "SELECT count (*) FROM task WHERE claim_id = ?1 AND kind = ?2 AND done = 0",
                                    "tt", velo_claim_get_id (claim), nick))
    return FALSE;
  return open > 0
    || velo_connection_run (context->connection, error,
                            "INSERT INTO task (id, claim_id, kind, urgent, due, note, done, done_by, outcome)"
                            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, '', '')", "tttilt", id,
                            velo_claim_get_id (claim), nick, is_urgent (kind), due, note != NULL ? note : "");
}

/* The desk may do everything of the desk; an assessor calculates. */
static const char *
get_own_kind (VeloClaimsContext *context)
{
  return context->actor == VELO_CLAIM_ACTOR_ASSESSOR ? get_kind_nick (VELO_TASK_KIND_CALCULATE) : "";
}

static VeloCallTask *
task_from_statement (VeloStatement *statement)
{
  VeloCallTask *task = velo_call_task_new ();
  g_autoptr(GEnumClass) klass = g_type_class_ref (VELO_TYPE_TASK_KIND);
  GEnumValue *kind = g_enum_get_value_by_nick (klass, velo_statement_get_text (statement, 2));

  velo_call_task_set_id (task, velo_statement_get_text (statement, 0));
  velo_call_task_set_claim_id (task, velo_statement_get_text (statement, 1));
  velo_call_task_set_kind (task, kind != NULL ? (VeloTaskKind) kind->value : VELO_TASK_KIND_DECIDE);
  velo_call_task_set_urgent (task, velo_statement_get_int64 (statement, 3) != 0);
  velo_call_task_set_due (task, velo_statement_get_int64 (statement, 4));
  velo_call_task_set_note (task, velo_statement_get_text (statement, 5));
  velo_call_task_set_done (task, velo_statement_get_int64 (statement, 6));
  velo_call_task_set_done_by (task, velo_statement_get_text (statement, 7));
  velo_call_task_set_outcome (task, velo_statement_get_text (statement, 8));
  return task;
}

/**
 * velo_claims_end_tasks:
 * @context: who acts, inside a transaction that writes
 * @claim: the claim
 * @kinds: a bit for each #VeloTaskKind
 * @outcome: what came of them
 * @error: return location
 *
 * What is done leaves nothing to do behind.
 *
 * Returns: whether none of these is open, as soon as the transaction is stored
 */
gboolean
velo_claims_end_tasks (VeloClaimsContext  *context,
                       VeloClaim          *claim,
                       guint               kinds,
                       const char         *outcome,
                       GError            **error)
{
  for (guint kind = 0; kinds >> kind != 0; kind++)
    if ((kinds >> kind & 1) != 0
        && !velo_connection_run (context->connection, error,
                                 "UPDATE task SET done = ?3, done_by = ?4, outcome = ?5"
                                 " WHERE claim_id = ?1 AND kind = ?2 AND done = 0", "ttltt",
                                 velo_claim_get_id (claim), get_kind_nick ((VeloTaskKind) kind), context->now,
                                 context->who != NULL ? context->who : "", outcome))
      return FALSE;
  return TRUE;
}

/**
 * velo_claims_list_tasks:
 * @context: where to look
 * @claim_id: (nullable): all tasks of a claim, done ones too; %NULL for what is open of all claims,
 *   of which an assessor has only calculations to do
 * @error: return location
 *
 * Returns: (transfer full) (element-type VeloCallTask) (nullable): the urgent first, then by due
 *   time
 */
GPtrArray *
velo_claims_list_tasks (VeloClaimsContext  *context,
                        const char         *claim_id,
                        GError            **error)
{
  g_autoptr(GPtrArray) tasks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = TRUE;

  if (claim_id != NULL)
    statement = velo_connection_query (context->connection, error,
                                       SELECT "WHERE claim_id = ?1 ORDER BY done > 0, due", "t", claim_id);
  else
    statement = velo_connection_query (context->connection, error,
                                       SELECT "WHERE done = 0 AND (?1 = '' OR kind = ?1)"
                                       " ORDER BY urgent DESC, due LIMIT " MAX_TASKS, "t", get_own_kind (context));
  if (statement == NULL)
    return NULL;
  while (has_row)
    {
      if (!velo_statement_step (statement, &has_row, error))
        return NULL;
      if (has_row)
        g_ptr_array_add (tasks, task_from_statement (statement));
    }
  return g_steal_pointer (&tasks);
}

/**
 * velo_claims_end_task:
 * @context: who did it, inside a transaction that writes
 * @task_id: the task
 * @outcome: what came of it
 * @error: return location; %VELO_CLAIMS_ERROR_CONFLICT if it is done or was never there
 *
 * Returns: whether it is stored, as soon as the transaction is
 */
gboolean
velo_claims_end_task (VeloClaimsContext  *context,
                      const char         *task_id,
                      const char         *outcome,
                      GError            **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = velo_connection_query (context->connection, error,
                                     "UPDATE task SET done = ?2, done_by = ?3, outcome = ?4"
                                     " WHERE id = ?1 AND done = 0 AND (?5 = '' OR kind = ?5) RETURNING claim_id",
                                     "tlttt", task_id, context->now, context->who, outcome, get_own_kind (context));
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return FALSE;
  if (!has_row)
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_CONFLICT, "no such open task");
      return FALSE;
    }
  return velo_claims_note (context, velo_statement_get_text (statement, 0), "task", outcome, error);
}

/**
 * velo_claims_postpone_task:
 * @context: who tried, inside a transaction that writes
 * @task_id: the task
 * @until: when it is tried again, microseconds UTC
 * @note: what came of this time
 * @error: return location; %VELO_CLAIMS_ERROR_CONFLICT if it is done or was never there,
 *   %VELO_CLAIMS_ERROR_INVALID if @until is not within the next thirty days
 *
 * Returns: whether it is stored, as soon as the transaction is
 */
gboolean
velo_claims_postpone_task (VeloClaimsContext  *context,
                           const char         *task_id,
                           gint64              until,
                           const char         *note,
                           GError            **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = FALSE;

  if (until <= context->now || until > context->now + LONGEST_DELAY)
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_INVALID, "not a time to try again");
      return FALSE;
    }
  statement = velo_connection_query (context->connection, error,
                                     "UPDATE task SET due = ?2, note = ?3"
                                     " WHERE id = ?1 AND done = 0 AND (?4 = '' OR kind = ?4) RETURNING claim_id",
                                     "tltt", task_id, until, note, get_own_kind (context));
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return FALSE;
  if (!has_row)
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_CONFLICT, "no such open task");
      return FALSE;
    }
  return velo_claims_note (context, velo_statement_get_text (statement, 0), "task-later", note, error);
}
