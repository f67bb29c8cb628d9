/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is deleted when, and what is told to a person who asks what is stored. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-retention.h"

#include "velo-claims-accounts.h"
#include "velo-claims-form.h"
#include "velo-claims-journal.h"
#include "velo-claims-message.h"
#include "velo-claims-payout.h"
#include "velo-claims-photo.h"
#include "velo-claims-table.h"

/* Where nobody owes anybody money: nothing else keeps such a claim from being closed. */
#define STATES_LEFT "'reported', 'suitable', 'photos_complete', 'calculating', 'declined', 'call_back'"

/* Whoever has ended a task or put it off has worked on the claim, though it stays as it is. */
#define UNTOUCHED \
  " AND NOT EXISTS (SELECT 1 FROM task WHERE claim_id = claim.id AND (done >= ?1 OR (done = 0 AND due > ?2)))"

/* More are deleted at the next run; one run must not hold the database for long. */
#define MAX_CLAIMS "500"

/* Where rows of a claim stand, those first that refer to others. */
static const char *const tables[] = {
  "payout_file WHERE payout_id IN (SELECT id FROM payout WHERE claim_id = ?1)",
  "payout WHERE claim_id = ?1",
  "code WHERE claim_id = ?1",
  "approval WHERE claim_id = ?1",
  "offer WHERE claim_id = ?1",
  "calculation WHERE claim_id = ?1",
  "message WHERE claim_id = ?1",
  "upload WHERE claim_id = ?1",
  "photo WHERE claim_id = ?1",
  "photo_content WHERE ?1 <> '' AND hash NOT IN (SELECT hash FROM photo)",
  "photo_request WHERE claim_id = ?1",
  "session WHERE claim_id = ?1",
  "invitation WHERE claim_id = ?1",
  "task WHERE claim_id = ?1",
  "journal_text WHERE number IN (SELECT number FROM journal WHERE claim_id = ?1)",
  "claim WHERE id = ?1",
};

/**
 * velo_claims_retention_get_settled:
 * @config: the settings
 *
 * Returns: how long a claim is kept that nobody changes any more, microseconds
 */
gint64
velo_claims_retention_get_settled (const VeloClaimsConfig *config)
{
  /* rounded up to whole days */
  return (config->settled_years * G_GINT64_CONSTANT (36525) + 99) / 100 * G_TIME_SPAN_DAY;
}

/**
 * velo_claims_retention_get_messages:
 * @config: the settings
 *
 * Returns: how long the words of a message are kept, microseconds
 */
gint64
velo_claims_retention_get_messages (const VeloClaimsConfig *config)
{
  return config->message_days * G_TIME_SPAN_DAY;
}

static gint64
get_unfinished (const VeloClaimsConfig *config)
{
  return config->unfinished_months * G_GINT64_CONSTANT (61) / 2 * G_TIME_SPAN_DAY;
}

/* @condition: beginning with AND; ?1 is @before, ?2 is now. */
static GPtrArray *
list_claims (VeloClaimsContext  *context,
             const char         *condition,
             gint64              before,
             GError            **error)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM claim WHERE changed < ?1 AND ?2 > 0%s"
                                          " ORDER BY changed LIMIT " MAX_CLAIMS, condition);
  g_autoptr(VeloStatement) statement = velo_connection_query (context->connection, error, sql, "ll", before,
                                                              context->now);
  gboolean has_row = statement != NULL;

  if (statement == NULL)
    return NULL;
  while (has_row)
    {
      if (!velo_statement_step (statement, &has_row, error))
        return NULL;
      if (has_row)
        g_ptr_array_add (ids, g_strdup (velo_statement_get_text (statement, 0)));
    }
  return g_steal_pointer (&ids);
}

static gboolean
note_run (VeloClaimsContext  *context,
          const char         *what,
          guint               count,
          GError            **error)
{
  return count == 0
    || velo_connection_run (context->connection, error,
                            "INSERT INTO deletion (time, what, count) VALUES (?1, ?2, ?3)", "lti", context->now, what,
                            (int) count);
}

/* An unfinished set of photos goes with its parts; those of an offer belong to the file. The claim
 * itself stays closed. */
static gboolean
delete_photos (VeloClaimsContext  *context,
               const char         *id,
               GError            **error)
{
  gint64 offers = 0;

  if (!velo_connection_query_int64 (context->connection, &offers, error,
                                    "SELECT count (*) FROM offer WHERE claim_id = ?1", "t", id))
    return FALSE;
  if (offers > 0)
    return TRUE;
  return velo_connection_run (context->connection, error, "DELETE FROM upload WHERE claim_id = ?1", "t", id)
    && velo_connection_run (context->connection, error, "DELETE FROM photo WHERE claim_id = ?1", "t", id)
    && velo_connection_run (context->connection, error,
                            "DELETE FROM photo_content WHERE hash NOT IN (SELECT hash FROM photo)", "");
}

static gboolean
delete_claim (VeloClaimsContext  *context,
              const char         *id,
              GError            **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = g_strconcat ("DELETE FROM ", tables[i], NULL);

      if (!velo_connection_run (context->connection, error, sql, "t", id))
        return FALSE;
    }
  return TRUE;
}

/* Whatever became of a claim: nothing is kept for longer. */
static gboolean
delete_settled (VeloClaimsContext  *context,
                GError            **error)
{
  g_autoptr(GPtrArray) ids = list_claims (context, "", context->now - velo_claims_retention_get_settled (context->config),
                                          error);

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!delete_claim (context, g_ptr_array_index (ids, i), error))
      return FALSE;
  return note_run (context, "settled-claims", ids->len, error);
}

static gboolean
close_abandoned (VeloClaimsContext  *context,
                 const char         *condition,
                 gint64              kept,
                 const char         *what,
                 GError            **error)
{
  g_autoptr(GPtrArray) ids = list_claims (context, condition, context->now - kept, error);

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr(VeloClaim) claim = velo_claims_get (context, g_ptr_array_index (ids, i), error);

      if (claim == NULL
          || !velo_claims_move (context, claim, VELO_CLAIM_STATE_CLOSED, what, error)
          || !delete_photos (context, velo_claim_get_id (claim), error)
          || !velo_connection_run (context->connection, error, "DELETE FROM session WHERE claim_id = ?1", "t",
                                   velo_claim_get_id (claim))
          || !velo_connection_run (context->connection, error, "DELETE FROM invitation WHERE claim_id = ?1", "t",
                                   velo_claim_get_id (claim)))
        return FALSE;
    }
  return note_run (context, what, ids->len, error);
}

static gboolean
delete_message_texts (VeloClaimsContext  *context,
                      GError            **error)
{
  return velo_connection_run (context->connection, error,
                              "UPDATE message SET text = '', phone = '' WHERE created < ?1 AND (text <> '' OR phone <> '')",
                              "l", context->now - velo_claims_retention_get_messages (context->config))
    && note_run (context, "message-texts", (guint) velo_connection_get_n_changed (context->connection), error);
}

/* Parts of a photo that never got whole, as they came from the camera, with the place in them. */
static gboolean
delete_parts (VeloClaimsContext  *context,
              GError            **error)
{
  return velo_connection_run (context->connection, error, "DELETE FROM upload WHERE created < ?1 AND photo_id IS NULL",
                              "l", context->now - context->config->place_days * G_TIME_SPAN_DAY)
    && note_run (context, "photo-parts", (guint) velo_connection_get_n_changed (context->connection), error);
}

/**
 * velo_claims_retention_run:
 * @context: the service, inside a transaction that writes
 * @error: return location
 *
 * Source: claims design, section 8. What is deleted is counted in a protocol of its own, which
 * names nobody; the journal keeps that something happened, not what was written. A claim that nobody
 * works on is closed, after the desk was reminded (velo_claims_due_run()); one that waits for its
 * payment is not, for the money is owed.
 *
 * Returns: whether everything that is due is gone, as soon as the transaction is stored
 */
gboolean
velo_claims_retention_run (VeloClaimsContext  *context,
                           GError            **error)
{
  const VeloClaimsConfig *config = context->config;

  return close_abandoned (context, " AND state = 'invited'", config->unused_days * G_TIME_SPAN_DAY,
                          "unused-invitations", error)
    && close_abandoned (context, " AND state IN ('started', 'photos_requested')", get_unfinished (config),
                        "unfinished-photos", error)
    && close_abandoned (context, " AND state IN (" STATES_LEFT ")" UNTOUCHED, get_unfinished (config),
                        "untouched-claims", error)
    && delete_parts (context, error)
    && delete_message_texts (context, error)
    && velo_claims_session_close_old (context, error)
    && velo_claims_form_delete_old (context, error)
    && delete_settled (context, error);
}

/**
 * velo_claims_retention_list:
 * @context: the desk
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what has been deleted when and how many, the newest first
 */
JsonArray *
velo_claims_retention_list (VeloClaimsContext  *context,
                            GError            **error)
{
  g_autoptr(JsonArray) array = json_array_new ();
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = TRUE;

  statement = velo_connection_query (context->connection, error,
                                     "SELECT time, what, count FROM deletion ORDER BY rowid DESC LIMIT " MAX_CLAIMS,
                                     NULL);
  while (statement != NULL && velo_statement_step (statement, &has_row, error))
    {
      JsonObject *row;

      if (!has_row)
        return g_steal_pointer (&array);
      row = json_object_new ();
      json_object_set_int_member (row, "time", velo_statement_get_int64 (statement, 0));
      json_object_set_string_member (row, "what", velo_statement_get_text (statement, 1));
      json_object_set_int_member (row, "count", velo_statement_get_int64 (statement, 2));
      json_array_add_object_element (array, row);
    }
  return NULL;
}

static JsonArray *
records_to_json (GPtrArray *records)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < records->len; i++)
    json_array_add_object_element (array, velo_record_to_json (g_ptr_array_index (records, i)));
  return array;
}

/* What was offered, and what it was calculated from. */
static JsonArray *
list_offers (VeloClaimsContext  *context,
             VeloClaim          *claim,
             GError            **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  g_autoptr(JsonArray) array = json_array_new ();
  gboolean has_row = TRUE;

  statement = velo_connection_query (context->connection, error,
                                     "SELECT settlement, calculation FROM offer WHERE claim_id = ?1 ORDER BY number", "t",
                                     velo_claim_get_id (claim));
  if (statement == NULL)
    return NULL;
  while (has_row)
    {
      g_autoptr(VeloSettlement) settlement = velo_settlement_new ();
      g_autoptr(VeloCalculation) calculation = velo_calculation_new ();
      JsonObject *offer;

      if (!velo_statement_step (statement, &has_row, error))
        return NULL;
      if (!has_row)
        break;
      if (!velo_record_load_text (settlement, velo_statement_get_text (statement, 0), error)
          || !velo_record_load_text (calculation, velo_statement_get_text (statement, 1), error))
        return NULL;
      offer = velo_record_to_json (settlement);
      json_object_set_object_member (offer, "calculation", velo_record_to_json (calculation));
      json_array_add_object_element (array, offer);
    }
  return g_steal_pointer (&array);
}

/**
 * velo_claims_export_claim:
 * @context: the desk
 * @claim: a claim
 * @error: return location
 *
 * Everything that is stored about the person of a claim, as the person may demand it (GDPR,
 * article 15).
 *
 * Returns: (transfer full) (nullable): one object
 */
JsonObject *
velo_claims_export_claim (VeloClaimsContext  *context,
                          VeloClaim          *claim,
                          GError            **error)
{
  g_autoptr(GPtrArray) entries = velo_claims_journal_list (context, velo_claim_get_id (claim), error);
  g_autoptr(GPtrArray) tasks = entries != NULL ? velo_claims_list_tasks (context, velo_claim_get_id (claim), error) : NULL;
  g_autoptr(JsonArray) offers = NULL;
  g_autoptr(JsonArray) photos = NULL;
  g_autoptr(JsonArray) requests = NULL;
  g_autoptr(JsonArray) messages = NULL;
  JsonObject *payout = NULL;
  JsonObject *object;

  if (tasks == NULL)
    return NULL;
  offers = list_offers (context, claim, error);
  photos = offers != NULL ? velo_claims_photo_list (context, claim, TRUE, error) : NULL;
  requests = photos != NULL ? velo_claims_photo_list_requests (context, claim, error) : NULL;
  messages = requests != NULL ? velo_claims_message_list (context, claim, error) : NULL;
  if (messages == NULL || !velo_claims_payout_describe (context, claim, &payout, error))
    return NULL;
  object = json_object_new ();
  json_object_set_object_member (object, "claim", velo_record_to_json (claim));
  json_object_set_array_member (object, "entries", records_to_json (entries));
  json_object_set_array_member (object, "tasks", records_to_json (tasks));
  json_object_set_array_member (object, "offers", g_steal_pointer (&offers));
  /* whoever reads the words of a message that waits can use the link or the code in them */
  for (guint i = 0; i < json_array_get_length (messages); i++)
    json_object_remove_member (json_array_get_object_element (messages, i), "text");
  /* a flag may name the claim of somebody else */
  for (guint i = 0; i < json_array_get_length (photos); i++)
    json_object_remove_member (json_array_get_object_element (photos, i), "flags");
  json_object_set_array_member (object, "photos", g_steal_pointer (&photos));
  json_object_set_array_member (object, "photo-requests", g_steal_pointer (&requests));
  json_object_set_array_member (object, "messages", g_steal_pointer (&messages));
  if (payout != NULL)
    json_object_set_object_member (object, "payout", payout);
  return object;
}
