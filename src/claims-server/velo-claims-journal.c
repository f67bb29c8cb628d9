/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The claims' journal: who did what and why, in a chain of hashes to which rows are only added. What
 * people wrote stands beside it, so that it can be deleted in time without breaking the chain. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-journal.h"

#include <string.h>

#include "velo-claims-error.h"
#include "velo-claims-token.h"

enum
{
  COLUMN_NUMBER,
  COLUMN_CLAIM,
  COLUMN_TIME,
  COLUMN_WHO,
  COLUMN_ACTOR,
  COLUMN_WHAT,
  COLUMN_FROM,
  COLUMN_TO,
  COLUMN_REASON_HASH,
  COLUMN_PREVIOUS,
  COLUMN_HASH,
  COLUMN_SALT,
  COLUMN_TEXT
};

#define SELECT \
  "SELECT journal.number, claim_id, time, who, actor, what, from_state, to_state, reason_hash, previous, hash," \
  "  salt, text FROM journal LEFT JOIN journal_text ON journal_text.number = journal.number "

/* Each part with its length, so that no two entries give the same text. */
static char *
make_hash (VeloClaimEntry *entry,
           const char     *claim_id,
           const char     *reason_hash,
           const char     *previous)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *numbers = g_strdup_printf ("%d %" G_GINT64_FORMAT, velo_claim_entry_get_number (entry),
                                              velo_claim_entry_get_time (entry));
  const char *const parts[] = {
    previous, numbers, claim_id, velo_claim_entry_get_who (entry),
    velo_claim_actor_get_nick (velo_claim_entry_get_actor (entry)), velo_claim_entry_get_what (entry),
    velo_claim_entry_get_from_state (entry), velo_claim_entry_get_to_state (entry),
    reason_hash,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *length = g_strdup_printf ("%" G_GSIZE_FORMAT ":", strlen (parts[i]));

      g_checksum_update (checksum, (const guchar *) length, -1);
      g_checksum_update (checksum, (const guchar *) parts[i], -1);
    }
  return g_strdup (g_checksum_get_string (checksum));
}

/* With a salt, so that a short reason cannot be guessed from what the chain keeps of it. */
static char *
hash_reason (const char *salt,
             const char *text)
{
  g_autofree char *both = g_strconcat (salt, text, NULL);

  return velo_claims_token_hash (both);
}

static VeloClaimEntry *
entry_from_statement (VeloStatement *statement)
{
  VeloClaimEntry *entry = velo_claim_entry_new ();
  VeloClaimActor actor = VELO_CLAIM_ACTOR_SERVICE;

  velo_claim_actor_from_nick (velo_statement_get_text (statement, COLUMN_ACTOR), &actor);
  velo_claim_entry_set_number (entry, (int) velo_statement_get_int64 (statement, COLUMN_NUMBER));
  velo_claim_entry_set_time (entry, velo_statement_get_int64 (statement, COLUMN_TIME));
  velo_claim_entry_set_who (entry, velo_statement_get_text (statement, COLUMN_WHO));
  velo_claim_entry_set_actor (entry, actor);
  velo_claim_entry_set_what (entry, velo_statement_get_text (statement, COLUMN_WHAT));
  velo_claim_entry_set_from_state (entry, velo_statement_get_text (statement, COLUMN_FROM));
  velo_claim_entry_set_to_state (entry, velo_statement_get_text (statement, COLUMN_TO));
  velo_claim_entry_set_reason (entry, velo_statement_get_text (statement, COLUMN_TEXT));
  return entry;
}

/**
 * velo_claims_journal_add:
 * @context: who acts, inside a transaction that writes
 * @claim_id: the claim
 * @entry: what happened; number, time, who and actor are set here
 * @error: return location
 *
 * Returns: whether it is written, as soon as the transaction is
 */
gboolean
velo_claims_journal_add (VeloClaimsContext  *context,
                         const char         *claim_id,
                         VeloClaimEntry     *entry,
                         GError            **error)
{
  g_autoptr(VeloStatement) last = NULL;
  g_autofree char *previous = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *salt = velo_claims_token_new ();
  const char *reason = velo_claim_entry_get_reason (entry);
  g_autofree char *reason_hash = *reason != '\0' ? hash_reason (salt, reason) : g_strdup ("");
  gboolean has_row = FALSE;

  last = velo_connection_query (context->connection, error,
                                "SELECT number, hash FROM journal ORDER BY number DESC LIMIT 1", NULL);
  if (last == NULL || !velo_statement_step (last, &has_row, error))
    return FALSE;
  velo_claim_entry_set_number (entry, has_row ? (int) velo_statement_get_int64 (last, 0) + 1 : 1);
  previous = g_strdup (has_row ? velo_statement_get_text (last, 1) : "");
  velo_claim_entry_set_time (entry, context->now);
  velo_claim_entry_set_who (entry, context->who);
  velo_claim_entry_set_actor (entry, context->actor);
  hash = make_hash (entry, claim_id, reason_hash, previous);
  return velo_connection_run (context->connection, error,
                              "INSERT INTO journal (number, claim_id, time, who, actor, what, from_state,"
                              "  to_state, reason_hash, previous, hash)"
                              " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)", "itltttttttt",
                              velo_claim_entry_get_number (entry), claim_id,
                              velo_claim_entry_get_time (entry), velo_claim_entry_get_who (entry),
                              velo_claim_actor_get_nick (velo_claim_entry_get_actor (entry)),
                              velo_claim_entry_get_what (entry), velo_claim_entry_get_from_state (entry),
                              velo_claim_entry_get_to_state (entry), reason_hash, previous, hash)
    && (*reason == '\0'
        || velo_connection_run (context->connection, error,
                                "INSERT INTO journal_text (number, salt, text) VALUES (?1, ?2, ?3)", "itt",
                                velo_claim_entry_get_number (entry), salt, reason));
}

/**
 * velo_claims_note:
 * @context: who acts, inside a transaction that writes
 * @claim_id: the claim
 * @what: name of the event: "consent", "mail"; not "state"
 * @reason: (nullable): more about it, without bank data
 * @error: return location
 *
 * Notes what does not change the state.
 *
 * Returns: whether it is written, as soon as the transaction is
 */
gboolean
velo_claims_note (VeloClaimsContext  *context,
                  const char         *claim_id,
                  const char         *what,
                  const char         *reason,
                  GError            **error)
{
  g_autoptr(VeloClaimEntry) entry = velo_claim_entry_new ();

  velo_claim_entry_set_what (entry, what);
  velo_claim_entry_set_reason (entry, reason);
  return velo_claims_journal_add (context, claim_id, entry, error);
}

/**
 * velo_claims_journal_list:
 * @context: where to look
 * @claim_id: the claim
 * @error: return location
 *
 * Returns: (transfer full) (element-type VeloClaimEntry) (nullable): what happened, oldest first
 */
GPtrArray *
velo_claims_journal_list (VeloClaimsContext  *context,
                          const char         *claim_id,
                          GError            **error)
{
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = TRUE;

  statement = velo_connection_query (context->connection, error,
                                     SELECT "WHERE claim_id = ?1 ORDER BY journal.number", "t", claim_id);
  if (statement == NULL)
    return NULL;
  while (has_row)
    {
      if (!velo_statement_step (statement, &has_row, error))
        return NULL;
      if (has_row)
        g_ptr_array_add (entries, entry_from_statement (statement));
    }
  return g_steal_pointer (&entries);
}

/* A text may have been deleted in time; one that is there must be what was written. */
static gboolean
is_text_right (VeloStatement *statement)
{
  g_autofree char *hash = NULL;

  if (velo_statement_is_null (statement, COLUMN_TEXT))
    return TRUE;
  hash = hash_reason (velo_statement_get_text (statement, COLUMN_SALT),
                      velo_statement_get_text (statement, COLUMN_TEXT));
  return g_strcmp0 (hash, velo_statement_get_text (statement, COLUMN_REASON_HASH)) == 0;
}

/**
 * velo_claims_journal_verify:
 * @context: where to look
 * @error: return location; %VELO_CLAIMS_ERROR_CONFLICT if a row was changed, taken out or put in, or
 *   a text was changed
 *
 * Returns: whether the chain of hashes holds from the first entry to the last
 */
gboolean
velo_claims_journal_verify (VeloClaimsContext  *context,
                            GError            **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  g_autofree char *previous = g_strdup ("");

  statement = velo_connection_query (context->connection, error, SELECT "ORDER BY journal.number", NULL);
  if (statement == NULL)
    return FALSE;
  for (int number = 1;; number++)
    {
      g_autoptr(VeloClaimEntry) entry = NULL;
      g_autofree char *hash = NULL;
      gboolean has_row = FALSE;

      if (!velo_statement_step (statement, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      entry = entry_from_statement (statement);
      hash = make_hash (entry, velo_statement_get_text (statement, COLUMN_CLAIM),
                        velo_statement_get_text (statement, COLUMN_REASON_HASH), previous);
      if (velo_claim_entry_get_number (entry) != number
          || !is_text_right (statement)
          || g_strcmp0 (velo_statement_get_text (statement, COLUMN_PREVIOUS), previous) != 0
          || g_strcmp0 (velo_statement_get_text (statement, COLUMN_HASH), hash) != 0)
        {
          g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_CONFLICT,
                       "the journal was changed at entry %d", number);
          return FALSE;
        }
      g_free (previous);
      previous = g_steal_pointer (&hash);
    }
}
