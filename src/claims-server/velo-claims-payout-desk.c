/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk does with a payout besides releasing it: fetches its file again, and notes what the
 * bank says of the payee. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include <string.h>

#include "velo-claims-error.h"
#include "velo-claims-journal.h"
#include "velo-claims-payout.h"
#include "velo-claims-table.h"
#include "velo-text.h"

#define MAX_NAME_BYTES 200

/**
 * velo_claims_payout_get_file:
 * @context: the desk, inside a transaction that writes
 * @claim: a claim whose payout has been released
 * @error: return location; %VELO_CLAIMS_ERROR_NOT_FOUND if nothing has been released,
 *   %VELO_CLAIMS_ERROR_CONFLICT if the file is not what was released
 *
 * The newest file for the bank, byte for byte as it was released; the journal tells who fetched it.
 *
 * Returns: (transfer full) (nullable): message id, hash, time and text of the file
 */
JsonObject *
velo_claims_payout_get_file (VeloClaimsContext  *context,
                             VeloClaim          *claim,
                             GError            **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  g_autoptr(GBytes) file = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *text = NULL;
  JsonObject *object;
  gboolean has_row = FALSE;

  statement = velo_connection_query (context->connection, error,
                                     "SELECT message_id, hash, payout_file.created, file FROM payout_file"
                                     " JOIN payout ON payout.id = payout_file.payout_id WHERE claim_id = ?1"
                                     " ORDER BY payout_file.rowid DESC LIMIT 1", "t", velo_claim_get_id (claim));
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return NULL;
  if (!has_row)
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_NOT_FOUND, "nothing has been released");
      return NULL;
    }
  file = velo_statement_dup_bytes (statement, 3);
  hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, file);
  if (strcmp (hash, velo_statement_get_text (statement, 1)) != 0)
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_CONFLICT, "the file has been changed");
      return NULL;
    }
  if (!velo_claims_note (context, velo_claim_get_id (claim), "payment-file", NULL, error))
    return NULL;
  text = g_strndup (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
  object = json_object_new ();
  json_object_set_string_member (object, "message_id", velo_statement_get_text (statement, 0));
  json_object_set_string_member (object, "hash", hash);
  json_object_set_int_member (object, "created", velo_statement_get_int64 (statement, 2));
  json_object_set_string_member (object, "file", text);
  return object;
}

static gboolean
is_result (const char *result,
           const char *name)
{
  return strcmp (result, "match") == 0 || strcmp (result, "none") == 0
    || (strcmp (result, "close") == 0 && !velo_text_is_empty (name));
}

/**
 * velo_claims_payout_check_payee:
 * @context: the desk, inside a transaction that writes
 * @claim: an accepted claim
 * @result: "match", "close" or "none"
 * @name: to whom the account belongs; with "close" only
 * @error: return location; %VELO_CLAIMS_ERROR_INVALID, or %VELO_CLAIMS_ERROR_CONFLICT if nothing has
 *   been accepted
 *
 * Stores what the payer's bank said to name and account (verification of payee). Other bank data
 * makes it void. The journal tells that it was checked, not the name.
 *
 * Returns: whether it is stored, as soon as the transaction is
 */
gboolean
velo_claims_payout_check_payee (VeloClaimsContext  *context,
                                VeloClaim          *claim,
                                const char         *result,
                                const char         *name,
                                GError            **error)
{
  gboolean close = strcmp (result, "close") == 0;

  if (!is_result (result, name) || strlen (name) > MAX_NAME_BYTES)
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_INVALID, "no result of a payee check");
      return FALSE;
    }
  if (!velo_connection_run (context->connection, error,
                            "UPDATE payout SET payee_result = ?2, payee_name = ?3, payee_by = ?4, payee_time = ?5"
                            " WHERE claim_id = ?1", "ttttl", velo_claim_get_id (claim), result, close ? name : "",
                            context->who, context->now))
    return FALSE;
  if (velo_connection_get_n_changed (context->connection) == 0)
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_CONFLICT, "nothing has been accepted");
      return FALSE;
    }
  return velo_claims_note (context, velo_claim_get_id (claim), "payee-check", result, error)
    && velo_claims_save (context, claim, error);
}
