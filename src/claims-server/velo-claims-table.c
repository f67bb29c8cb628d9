/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Claims and their tasks in the tables, and what follows when a claim moves on. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-table.h"

#include <string.h>

#include "velo-claims-error.h"
#include "velo-claims-invitation.h"
#include "velo-claims-journal.h"
#include "velo-claims-queue.h"
#include "velo-claims-token.h"
#include "velo-date.h"
#include "velo-plate.h"
#include "velo-text.h"

/* Call tasks of a claim reported in writing: within a service day. */
#define WRITTEN_REPORT_DUE (8 * G_TIME_SPAN_HOUR)
#define URGENT_DUE (1 * G_TIME_SPAN_HOUR)

typedef struct
{
  char *number;
  char *plate;
  char *name;
  char *email;
} Keys;

static void
keys_clear (Keys *keys)
{
  g_free (keys->number);
  g_free (keys->plate);
  g_free (keys->name);
  g_free (keys->email);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Keys, keys_clear)

static void
keys_init (Keys      *keys,
           VeloClaim *claim)
{
  keys->number = velo_claim_number_normalize (velo_claim_get_number (claim));
  keys->plate = velo_plate_normalize (velo_claim_get_plate (claim));
  keys->name = velo_text_fold (velo_claim_get_customer_name (claim));
  keys->email = g_strstrip (g_ascii_strdown (velo_claim_get_email (claim), -1));
}

/* The service hours of a claim: its region's holidays, else those of the settings. */
static const VeloServiceHours *
find_hours (VeloClaimsContext  *context,
            VeloClaim          *claim,
            VeloServiceHours  **own)
{
  const char *region = velo_claim_get_region (claim);

  *own = NULL;
  if (g_strcmp0 (region, context->config->region) != 0)
    *own = velo_service_hours_new (context->config->hours_text, region, NULL);
  return *own != NULL ? *own : context->config->hours;
}

static gint64
add_service_time (VeloClaimsContext *context,
                  VeloClaim         *claim,
                  gint64             duration_usec)
{
  g_autoptr(VeloServiceHours) own = NULL;

  return velo_service_hours_add (find_hours (context, claim, &own), context->now, duration_usec);
}

static gboolean
promise (VeloClaimsContext  *context,
         VeloClaim          *claim,
         GError            **error)
{
  g_autoptr(VeloServiceHours) own = NULL;
  gint64 promised = 0;

  if (!velo_claims_queue_predict (context, claim, find_hours (context, claim, &own), &promised, error))
    return FALSE;
  velo_claim_set_promised (claim, promised);
  velo_claim_set_due (claim, promised);
  return TRUE;
}

static gboolean
note_state (VeloClaimsContext  *context,
            VeloClaim          *claim,
            const char         *from,
            const char         *reason,
            GError            **error)
{
  g_autoptr(VeloClaimEntry) entry = velo_claim_entry_new ();

  velo_claim_entry_set_what (entry, "state");
  velo_claim_entry_set_from_state (entry, from);
  velo_claim_entry_set_to_state (entry, velo_claim_state_get_nick (velo_claim_get_state (claim)));
  velo_claim_entry_set_reason (entry, reason);
  return velo_claims_journal_add (context, velo_claim_get_id (claim), entry, error);
}

/* Customer and service have no name that others are shown. */
static const char *
get_who (const VeloClaimsContext *context)
{
  return context->who != NULL ? context->who : "";
}

/**
 * velo_claims_add:
 * @context: who acts, inside a transaction that writes
 * @claim: a claim that velo_claim_check() has found right; identity, state, times and revision are
 *   set here
 * @error: return location; %VELO_CLAIMS_ERROR_CONFLICT if its number is known
 *
 * Returns: whether it is stored, as soon as the transaction is
 */
gboolean
velo_claims_add (VeloClaimsContext  *context,
                 VeloClaim          *claim,
                 GError            **error)
{
  g_autofree char *id = velo_claims_id_new ();
  g_autofree char *document = NULL;
  g_auto(Keys) keys = { NULL };
  gint64 known = 0;

  keys_init (&keys, claim);
  if (!velo_connection_query_int64 (context->connection, &known, error,
                                    "SELECT count (*) FROM claim WHERE number_key = ?1", "t", keys.number))
    return FALSE;
  if (known > 0)
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_CONFLICT, "the claim number is known");
      return FALSE;
    }
  velo_claim_set_id (claim, id);
  velo_claim_set_state (claim, VELO_CLAIM_STATE_REPORTED);
  velo_claim_set_created (claim, context->now);
  velo_claim_set_changed (claim, context->now);
  velo_claim_set_revision (claim, 1);
  document = velo_record_to_text (claim);
  if (!velo_connection_run (context->connection, error,
                            "INSERT INTO claim (id, number_key, plate_key, phone, name_key, state, portfolio,"
                            "  due, changed, revision, document, changed_by, changed_as, email_key)"
                            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)", "tttttttllitttt",
                            id, keys.number, keys.plate, velo_claim_get_phone (claim), keys.name,
                            velo_claim_state_get_nick (velo_claim_get_state (claim)),
                            velo_claim_get_portfolio (claim), velo_claim_get_due (claim),
                            context->now, 1, document, get_who (context),
                            velo_claim_actor_get_nick (context->actor), keys.email)
      || !note_state (context, claim, "", NULL, error))
    return FALSE;
  if (velo_claim_get_in_writing (claim))
    return velo_claims_add_task (context, claim, VELO_TASK_KIND_OFFER_SERVICE,
                                 add_service_time (context, claim, WRITTEN_REPORT_DUE), NULL, error);
  return TRUE;
}

static gboolean
may_see (VeloClaimsContext *context,
         VeloClaim         *claim)
{
  switch (context->actor)
    {
    case VELO_CLAIM_ACTOR_CUSTOMER:
      return g_strcmp0 (context->claim_id, velo_claim_get_id (claim)) == 0;
    case VELO_CLAIM_ACTOR_PARTNER:
      return !velo_text_is_empty (context->portfolio)
        && g_strcmp0 (context->portfolio, velo_claim_get_portfolio (claim)) == 0;
    case VELO_CLAIM_ACTOR_DESK:
    case VELO_CLAIM_ACTOR_ASSESSOR:
    case VELO_CLAIM_ACTOR_SERVICE:
    default:
      return TRUE;
    }
}

static VeloClaim *
claim_from_statement (VeloStatement  *statement,
                      GError        **error)
{
  g_autoptr(VeloClaim) claim = velo_claim_new ();

  if (!velo_record_load_text (claim, velo_statement_get_text (statement, 0), error))
    return NULL;
  return g_steal_pointer (&claim);
}

/**
 * velo_claims_get:
 * @context: who wants to see it
 * @id: (nullable): identity of a claim
 * @error: return location; %VELO_CLAIMS_ERROR_NOT_FOUND also if @context may not see it, so that
 *   nobody learns that it is there
 *
 * Returns: (transfer full) (nullable): the claim
 */
VeloClaim *
velo_claims_get (VeloClaimsContext  *context,
                 const char         *id,
                 GError            **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  g_autoptr(VeloClaim) claim = NULL;
  gboolean has_row = FALSE;

  statement = velo_connection_query (context->connection, error,
                                     "SELECT document FROM claim WHERE id = ?1", "t", id);
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return NULL;
  if (has_row)
    {
      claim = claim_from_statement (statement, error);
      if (claim == NULL || may_see (context, claim))
        return g_steal_pointer (&claim);
    }
  g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_NOT_FOUND, "no such claim");
  return NULL;
}

/**
 * velo_claims_save:
 * @context: who acts, inside a transaction that writes
 * @claim: a claim read before; its revision and time of change are set here
 * @error: return location; %VELO_CLAIMS_ERROR_CONFLICT if somebody else changed it since
 *
 * Returns: whether it is stored, as soon as the transaction is
 */
gboolean
velo_claims_save (VeloClaimsContext  *context,
                  VeloClaim          *claim,
                  GError            **error)
{
  int revision = velo_claim_get_revision (claim);
  g_autofree char *document = NULL;
  g_auto(Keys) keys = { NULL };

  keys_init (&keys, claim);
  velo_claim_set_changed (claim, context->now);
  velo_claim_set_revision (claim, revision + 1);
  document = velo_record_to_text (claim);
  if (!velo_connection_run (context->connection, error,
                            "UPDATE claim SET plate_key = ?2, phone = ?3, name_key = ?4, state = ?5,"
                            "  portfolio = ?6, due = ?7, changed = ?8, revision = ?9, document = ?10,"
                            "  changed_by = ?12, changed_as = ?13, email_key = ?14"
                            " WHERE id = ?1 AND revision = ?11", "ttttttllitlttt",
                            velo_claim_get_id (claim), keys.plate, velo_claim_get_phone (claim), keys.name,
                            velo_claim_state_get_nick (velo_claim_get_state (claim)),
                            velo_claim_get_portfolio (claim), velo_claim_get_due (claim), context->now,
                            revision + 1, document, (gint64) revision, get_who (context),
                            velo_claim_actor_get_nick (context->actor), keys.email))
    return FALSE;
  if (velo_connection_get_n_changed (context->connection) == 1)
    return TRUE;
  g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_CONFLICT, "the claim has changed");
  return FALSE;
}

/**
 * velo_claims_describe_change:
 * @context: who was too late
 * @claim: a claim
 * @error: return location
 *
 * Returns: (transfer full) (nullable): who has changed @claim last, as what and when, and the
 *   revision that came of it
 */
JsonObject *
velo_claims_describe_change (VeloClaimsContext  *context,
                             VeloClaim          *claim,
                             GError            **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  JsonObject *change;
  gboolean has_row = FALSE;

  statement = velo_connection_query (context->connection, error,
                                     "SELECT changed_by, changed_as, changed, revision FROM claim WHERE id = ?1", "t",
                                     velo_claim_get_id (claim));
  if (statement == NULL || !velo_statement_step (statement, &has_row, error) || !has_row)
    return NULL;
  change = json_object_new ();
  json_object_set_string_member (change, "who", velo_statement_get_text (statement, 0));
  json_object_set_string_member (change, "actor", velo_statement_get_text (statement, 1));
  json_object_set_int_member (change, "when", velo_statement_get_int64 (statement, 2));
  json_object_set_int_member (change, "revision", velo_statement_get_int64 (statement, 3));
  return change;
}

static gboolean
measure (VeloClaimsContext  *context,
         VeloClaim          *claim,
         GError            **error)
{
  g_autoptr(VeloServiceHours) own = NULL;

  return velo_claims_queue_measure (context, claim, find_hours (context, claim, &own), error);
}

/* What has to be done no more when a claim has come to its state. */
static guint
get_ended_tasks (VeloClaimState state)
{
  switch (state)
    {
    case VELO_CLAIM_STATE_INVITED:
      return 1 << VELO_TASK_KIND_OFFER_SERVICE;
    case VELO_CLAIM_STATE_UNSUITABLE:
      return 1 << VELO_TASK_KIND_OFFER_SERVICE | 1 << VELO_TASK_KIND_CALCULATE | 1 << VELO_TASK_KIND_DECIDE;
    case VELO_CLAIM_STATE_PHOTOS_REQUESTED:
      return 1 << VELO_TASK_KIND_CALCULATE;
    case VELO_CLAIM_STATE_OFFERED:
      return 1 << VELO_TASK_KIND_CALCULATE | 1 << VELO_TASK_KIND_DECIDE;
    case VELO_CLAIM_STATE_CALL_BACK:
      return 1 << VELO_TASK_KIND_CALL_BACK;
    case VELO_CLAIM_STATE_PAYOUT_ORDERED:
      return 1 << VELO_TASK_KIND_RELEASE | 1 << VELO_TASK_KIND_PAYOUT_RETURNED;
    case VELO_CLAIM_STATE_CLOSED:
      return ~0u >> (31 - VELO_TASK_KIND_UNTOUCHED);
    case VELO_CLAIM_STATE_REPORTED:
    case VELO_CLAIM_STATE_SUITABLE:
    case VELO_CLAIM_STATE_STARTED:
    case VELO_CLAIM_STATE_PHOTOS_COMPLETE:
    case VELO_CLAIM_STATE_CALCULATING:
    case VELO_CLAIM_STATE_ACCEPTED:
    case VELO_CLAIM_STATE_DECLINED:
    case VELO_CLAIM_STATE_PAID:
    default:
      return 0;
    }
}

/**
 * velo_claims_get_full_hour:
 * @time_usec: when something ends at the latest, microseconds UTC
 *
 * A message has room for the hour only; what ends does so with a full one, so that message, page
 * and desk tell the same.
 *
 * Returns: the last full hour up to then
 */
gint64
velo_claims_get_full_hour (gint64 time_usec)
{
  return time_usec - time_usec % G_TIME_SPAN_HOUR;
}

/**
 * velo_claims_get_invitation_end:
 * @context: anybody
 *
 * Returns: until when a link for photos can be used that is made now, microseconds UTC
 */
gint64
velo_claims_get_invitation_end (VeloClaimsContext *context)
{
  return velo_claims_get_full_hour (context->now + context->config->invitation_hours * G_TIME_SPAN_HOUR);
}

/**
 * velo_claims_get_offer_end:
 * @context: anybody
 *
 * Returns: until when an offer can be accepted that is made now, microseconds UTC
 */
gint64
velo_claims_get_offer_end (VeloClaimsContext *context)
{
  return velo_claims_get_full_hour (context->now + context->config->offer_days * G_TIME_SPAN_DAY);
}

/* What a new state brings with it: the promised time, the due time, a task. */
static gboolean
enter_state (VeloClaimsContext  *context,
             VeloClaim          *claim,
             const char         *reason,
             GError            **error)
{
  gint64 urgent = add_service_time (context, claim, URGENT_DUE);

  switch (velo_claim_get_state (claim))
    {
    case VELO_CLAIM_STATE_PHOTOS_COMPLETE:
      velo_claim_set_photos_complete (claim, context->now);
      return promise (context, claim, error)
        && velo_claims_add_task (context, claim, VELO_TASK_KIND_CALCULATE, velo_claim_get_due (claim), NULL, error);
    case VELO_CLAIM_STATE_OFFERED:
      velo_claim_set_due (claim, velo_claims_get_offer_end (context));
      return TRUE;
    case VELO_CLAIM_STATE_ACCEPTED:
      velo_claim_set_due (claim, urgent);
      return velo_claims_invitation_keep (context, claim, error)
        && velo_claims_add_task (context, claim, VELO_TASK_KIND_RELEASE, urgent, NULL, error);
    case VELO_CLAIM_STATE_DECLINED:
      velo_claim_set_due (claim, urgent);
      return velo_claims_invitation_keep (context, claim, error)
        && velo_claims_add_task (context, claim, VELO_TASK_KIND_CALL_BACK, urgent, reason, error);
    case VELO_CLAIM_STATE_PAID:
    case VELO_CLAIM_STATE_UNSUITABLE:
      velo_claim_set_due (claim, 0);
      return velo_claims_invitation_keep (context, claim, error);
    case VELO_CLAIM_STATE_INVITED:
      velo_claim_set_due (claim, velo_claims_get_invitation_end (context));
      return TRUE;
    case VELO_CLAIM_STATE_CALCULATING:
      /* the customer was asked for photos, and waits anew from now on */
      if (context->actor != VELO_CLAIM_ACTOR_CUSTOMER)
        velo_claim_set_due (claim, velo_claim_get_promised (claim));
      else if (!promise (context, claim, error))
        return FALSE;
      return velo_claims_add_task (context, claim, VELO_TASK_KIND_CALCULATE, velo_claim_get_due (claim), NULL,
                                   error);
    case VELO_CLAIM_STATE_CLOSED:
    case VELO_CLAIM_STATE_REPORTED:
    case VELO_CLAIM_STATE_SUITABLE:
    case VELO_CLAIM_STATE_STARTED:
    case VELO_CLAIM_STATE_PHOTOS_REQUESTED:
    case VELO_CLAIM_STATE_CALL_BACK:
    case VELO_CLAIM_STATE_PAYOUT_ORDERED:
    default:
      velo_claim_set_due (claim, 0);
      return TRUE;
    }
}

/**
 * velo_claims_move:
 * @context: who acts, inside a transaction that writes
 * @claim: a claim read before
 * @to: where it goes
 * @reason: (nullable): why, without bank data
 * @error: return location; %VELO_CLAIMS_ERROR_CONFLICT if its state does not allow that, or if
 *   somebody else changed it
 *
 * Moves a claim on, stores it with whatever else was changed in it, writes the journal, sets the
 * due time and makes the tasks that follow (claims design, section 2).
 *
 * Returns: whether it is done, as soon as the transaction is
 */
gboolean
velo_claims_move (VeloClaimsContext  *context,
                  VeloClaim          *claim,
                  VeloClaimState      to,
                  const char         *reason,
                  GError            **error)
{
  VeloClaimState from = velo_claim_get_state (claim);

  if (!velo_claim_state_allows (from, to, context->actor))
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_CONFLICT, "not from %s to %s by %s",
                   velo_claim_state_get_nick (from), velo_claim_state_get_nick (to),
                   velo_claim_actor_get_nick (context->actor));
      return FALSE;
    }
  velo_claim_set_state (claim, to);
  return velo_claims_end_tasks (context, claim, get_ended_tasks (to) | 1 << VELO_TASK_KIND_UNTOUCHED,
                                velo_claim_state_get_nick (to), error)
    && enter_state (context, claim, reason, error)
    && velo_claims_save (context, claim, error)
    && note_state (context, claim, velo_claim_state_get_nick (from), reason, error)
    && (to != VELO_CLAIM_STATE_OFFERED || from != VELO_CLAIM_STATE_CALCULATING || measure (context, claim, error));
}
