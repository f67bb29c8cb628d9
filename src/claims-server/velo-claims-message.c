/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text messages to customers: kept until they are sent, their words no longer than that. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-message.h"

#include "velo-claims-error.h"
#include "velo-claims-invitation.h"
#include "velo-claims-journal.h"
#include "velo-claims-table.h"
#include "velo-claims-token.h"
#include "velo-sms.h"

/* The desk calls within the hour. */
#define FAILED_WITHIN G_TIME_SPAN_HOUR

/**
 * velo_claims_letter_free:
 * @letter: (transfer full): a message
 */
void
velo_claims_letter_free (VeloClaimsLetter *letter)
{
  g_free (letter->id);
  g_free (letter->phone);
  g_free (letter->text);
  g_free (letter);
}

/* Sent by the service its words are in memory only; where the desk sends it they are kept till then. */
static const char *
hand_over (VeloClaimsContext *context,
           VeloClaim         *claim,
           const char        *id,
           const char        *text)
{
  VeloClaimsLetter *letter;

  if (context->outgoing == NULL || context->config->message_way == VELO_CLAIMS_WAY_NONE)
    return text;
  letter = g_new (VeloClaimsLetter, 1);
  letter->id = g_strdup (id);
  letter->phone = g_strdup (velo_claim_get_phone (claim));
  letter->text = g_strdup (text);
  g_ptr_array_add (context->outgoing, letter);
  return "";
}

/**
 * velo_claims_message_add:
 * @context: inside a transaction that writes
 * @claim: whose customer gets it
 * @kind: "code", "offer", "photos"
 * @text: the words, in the customer's language
 * @error: return location
 *
 * The words are brought into the alphabet of text messages. Neither bank data nor an amount may be
 * in them (claims design, section 7).
 *
 * Returns: whether it waits to be sent, as soon as the transaction is stored
 */
gboolean
velo_claims_message_add (VeloClaimsContext  *context,
                         VeloClaim          *claim,
                         const char         *kind,
                         const char         *text,
                         GError            **error)
{
  g_autofree char *id = velo_claims_id_new ();
  g_autofree char *plain = velo_sms_transliterate (text);

  return velo_connection_run (context->connection, error,
                              "INSERT INTO message (id, claim_id, kind, phone, text, state, reason, created, changed)"
                              " VALUES (?1, ?2, ?3, ?4, ?5, 'queued', '', ?6, ?6)", "tttttl", id,
                              velo_claim_get_id (claim), kind, velo_claim_get_phone (claim),
                              hand_over (context, claim, id, plain), context->now)
    && velo_claims_note (context, velo_claim_get_id (claim), "message", kind, error);
}

/**
 * velo_claims_message_list:
 * @context: the desk
 * @claim: a claim
 * @error: return location
 *
 * Returns: (transfer full) (nullable): its messages, the newest first; words only of those that
 *   wait to be sent
 */
JsonArray *
velo_claims_message_list (VeloClaimsContext  *context,
                          VeloClaim          *claim,
                          GError            **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  g_autoptr(JsonArray) messages = json_array_new ();
  gboolean has_row = TRUE;

  statement = velo_connection_query (context->connection, error,
                                     "SELECT id, kind, phone, text, state, created, changed, reason FROM message"
                                     " WHERE claim_id = ?1 ORDER BY created DESC", "t", velo_claim_get_id (claim));
  if (statement == NULL)
    return NULL;
  while (has_row)
    {
      JsonObject *message;

      if (!velo_statement_step (statement, &has_row, error))
        return NULL;
      if (!has_row)
        break;
      message = json_object_new ();
      json_object_set_string_member (message, "id", velo_statement_get_text (statement, 0));
      json_object_set_string_member (message, "kind", velo_statement_get_text (statement, 1));
      json_object_set_string_member (message, "phone", velo_statement_get_text (statement, 2));
      json_object_set_string_member (message, "text", velo_statement_get_text (statement, 3));
      json_object_set_string_member (message, "state", velo_statement_get_text (statement, 4));
      json_object_set_int_member (message, "created", velo_statement_get_int64 (statement, 5));
      json_object_set_int_member (message, "changed", velo_statement_get_int64 (statement, 6));
      json_object_set_string_member (message, "reason", velo_statement_get_text (statement, 7));
      json_array_add_object_element (messages, message);
    }
  return g_steal_pointer (&messages);
}

/**
 * velo_claims_message_sent:
 * @context: who has sent it, inside a transaction that writes
 * @id: of a message that waits
 * @error: return location; %VELO_CLAIMS_ERROR_CONFLICT if it does not wait
 *
 * From now on nobody can read its words here.
 *
 * Returns: whether that is stored, as soon as the transaction is
 */
gboolean
velo_claims_message_sent (VeloClaimsContext  *context,
                          const char         *id,
                          GError            **error)
{
  if (!velo_connection_run (context->connection, error,
                            "UPDATE message SET state = 'sent', text = '', changed = ?2"
                            " WHERE id = ?1 AND state = 'queued'", "tl", id, context->now))
    return FALSE;
  if (velo_connection_get_n_changed (context->connection) == 1)
    return TRUE;
  g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_CONFLICT, "no such message waits");
  return FALSE;
}

/* Marks rows as failed and gives the desk a task for each of their claims. */
static gboolean
fail_rows (VeloClaimsContext  *context,
           VeloStatement      *rows,
           GError            **error)
{
  g_autoptr(GPtrArray) claims = g_ptr_array_new_with_free_func (g_free);
  gboolean has_row = TRUE;

  while (has_row)
    {
      if (!velo_statement_step (rows, &has_row, error))
        return FALSE;
      if (has_row)
        g_ptr_array_add (claims, g_strdup (velo_statement_get_text (rows, 0)));
    }
  for (guint i = 0; i < claims->len; i++)
    {
      g_autoptr(VeloClaim) claim = velo_claims_get (context, g_ptr_array_index (claims, i), error);

      if (claim == NULL
          || !velo_claims_add_task (context, claim, VELO_TASK_KIND_MESSAGE_FAILED, context->now + FAILED_WITHIN, NULL,
                                    error))
        return FALSE;
    }
  return TRUE;
}

/**
 * velo_claims_message_failed:
 * @context: the service, inside a transaction that writes
 * @id: of a message that could not be sent
 * @reason: "refused", "unreachable" or "no-modem"
 * @error: return location
 *
 * Returns: whether that is stored and the desk has a task, as soon as the transaction is
 */
gboolean
velo_claims_message_failed (VeloClaimsContext  *context,
                            const char         *id,
                            const char         *reason,
                            GError            **error)
{
  g_autoptr(VeloStatement) rows = NULL;

  rows = velo_connection_query (context->connection, error,
                                "UPDATE message SET state = 'failed', changed = ?2, reason = ?3"
                                " WHERE id = ?1 AND state = 'queued' RETURNING claim_id", "tlt", id, context->now,
                                reason);
  return rows != NULL && fail_rows (context, rows, error);
}

/**
 * velo_claims_message_fail_lost:
 * @context: the service at its start, inside a transaction that writes
 * @error: return location
 *
 * Messages that wait without words were on their way when the service ended.
 *
 * Returns: whether they are noted as failed and the desk has tasks, as soon as the transaction is
 */
gboolean
velo_claims_message_fail_lost (VeloClaimsContext  *context,
                               GError            **error)
{
  g_autoptr(VeloStatement) rows = NULL;

  rows = velo_connection_query (context->connection, error,
                                "UPDATE message SET state = 'failed', changed = ?1, reason = 'lost'"
                                " WHERE state = 'queued' AND text = '' RETURNING claim_id", "l", context->now);
  return rows != NULL && fail_rows (context, rows, error);
}

/**
 * velo_claims_message_arrived:
 * @context: the customer, inside a transaction that writes
 * @claim: whose link or code was used
 * @by_code: whether it was the code
 * @error: return location
 *
 * Who used what stood in the newest message has got it: there is no better proof of delivery.
 *
 * Returns: whether that is stored, as soon as the transaction is
 */
gboolean
velo_claims_message_arrived (VeloClaimsContext  *context,
                             VeloClaim          *claim,
                             gboolean            by_code,
                             GError            **error)
{
  return velo_connection_run (context->connection, error,
                              "UPDATE message SET state = 'delivered', text = '', changed = ?3"
                              " WHERE state IN ('queued', 'sent') AND id IN"
                              "  (SELECT id FROM message WHERE claim_id = ?1 AND (kind = 'code') = ?2"
                              "   ORDER BY created DESC LIMIT 1)", "til", velo_claim_get_id (claim), by_code,
                              context->now);
}

/**
 * velo_claims_message_again:
 * @context: the desk, inside a transaction that writes
 * @id: of a message with a link that did not arrive
 * @claim: (out) (transfer full): its claim as it is then
 * @error: return location; %VELO_CLAIMS_ERROR_NOT_FOUND, or %VELO_CLAIMS_ERROR_CONFLICT if it is on
 *   its way, or is a code, which only the customer asks for
 *
 * Nobody knows the link that stood in it any more: a new one is made, and the old one ends.
 *
 * Returns: whether a new message waits to be sent, as soon as the transaction is stored
 */
gboolean
velo_claims_message_again (VeloClaimsContext  *context,
                           const char         *id,
                           VeloClaim         **claim,
                           GError            **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  g_autoptr(VeloClaim) found = NULL;
  g_autofree char *url = NULL;
  g_autofree char *text = NULL;
  g_autofree char *kind = NULL;
  gboolean has_row = FALSE;

  statement = velo_connection_query (context->connection, error,
                                     "SELECT claim_id, kind, state FROM message WHERE id = ?1", "t", id);
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return FALSE;
  if (!has_row)
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_NOT_FOUND, "no such message");
      return FALSE;
    }
  kind = g_strdup (velo_statement_get_text (statement, 1));
  if (g_str_equal (kind, "code") || g_str_equal (velo_statement_get_text (statement, 2), "queued"))
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_CONFLICT, "not to be sent again");
      return FALSE;
    }
  found = velo_claims_get (context, velo_statement_get_text (statement, 0), error);
  url = found != NULL ? velo_claims_invitation_new (context, found, error) : NULL;
  if (url == NULL)
    return FALSE;
  text = velo_claims_invitation_dup_text (context, found, url);
  if (!velo_claims_message_add (context, found, kind, text, error)
      || !velo_claims_end_tasks (context, found, 1 << VELO_TASK_KIND_MESSAGE_FAILED, "sent again", error))
    return FALSE;
  *claim = g_steal_pointer (&found);
  return TRUE;
}
