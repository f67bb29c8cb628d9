/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text messages to customers: kept until they are sent, their words no longer than that. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-message.h"

#include "velo-claims-error.h"
#include "velo-claims-journal.h"
#include "velo-claims-token.h"
#include "velo-sms.h"

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
                              "INSERT INTO message (id, claim_id, kind, phone, text, state, created, changed)"
                              " VALUES (?1, ?2, ?3, ?4, ?5, 'queued', ?6, ?6)", "tttttl", id,
                              velo_claim_get_id (claim), kind, velo_claim_get_phone (claim), plain, context->now)
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
                                     "SELECT id, kind, phone, text, state, created, changed FROM message"
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
