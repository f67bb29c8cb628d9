/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The claims' journal: who did what and why, in a chain of hashes to which rows are only added. Where it
 * ends is kept apart, so that an end that is cut off shows. What people wrote stands beside it, so that it
 * can be deleted in time without breaking the chain. */

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

/* Where the journal ends, whatever rows are there: who goes on after a journal that was cut off leaves a
 * gap, which stays to be seen. */
static gboolean
read_end (VeloConnection  *connection,
          int             *number,
          char           **hash,
          GError         **error)
{
  g_autoptr(VeloStatement) end = velo_connection_query (connection, error, "SELECT number, hash FROM journal_end", NULL);
  gboolean has_row = FALSE;

  if (end == NULL || !velo_statement_step (end, &has_row, error))
    return FALSE;
  *number = has_row ? (int) velo_statement_get_int64 (end, 0) : 0;
  *hash = g_strdup (has_row ? velo_statement_get_text (end, 1) : "");
  return TRUE;
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
  g_autofree char *previous = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *salt = velo_claims_token_new ();
  const char *reason = velo_claim_entry_get_reason (entry);
  g_autofree char *reason_hash = *reason != '\0' ? hash_reason (salt, reason) : g_strdup ("");
  int number = 0;

  if (!read_end (context->connection, &number, &previous, error))
    return FALSE;
  velo_claim_entry_set_number (entry, number + 1);
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
    && velo_connection_run (context->connection, error, "UPDATE journal_end SET number = ?1, hash = ?2", "it",
                            velo_claim_entry_get_number (entry), hash)
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

/* What is wrong there may be what the entry says, its place or what stands before it. */
static gboolean
is_entry_right (VeloStatement          *statement,
                VeloClaimsJournalCheck *check)
{
  g_autoptr(VeloClaimEntry) entry = entry_from_statement (statement);
  g_autofree char *hash = make_hash (entry, velo_statement_get_text (statement, COLUMN_CLAIM),
                                     velo_statement_get_text (statement, COLUMN_REASON_HASH), check->hash);

  if (velo_claim_entry_get_number (entry) != check->number + 1
      || !is_text_right (statement)
      || strcmp (velo_statement_get_text (statement, COLUMN_PREVIOUS), check->hash) != 0
      || strcmp (velo_statement_get_text (statement, COLUMN_HASH), hash) != 0
      || (check->number + 1 == check->known_number && strcmp (hash, check->known_hash) != 0))
    return FALSE;
  check->number++;
  g_free (check->hash);
  check->hash = g_steal_pointer (&hash);
  return TRUE;
}

/* Of a chain that is right in itself: whether all that was written is there. */
static gboolean
is_end_right (VeloClaimsJournalCheck  *check,
              VeloConnection          *connection,
              GError                 **error)
{
  g_autofree char *hash = NULL;
  int number = 0;

  if (!read_end (connection, &number, &hash, error))
    return FALSE;
  check->at_end = check->number >= check->known_number && check->number == number && strcmp (check->hash, hash) == 0;
  if (!check->at_end)
    g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_CONFLICT, "the journal was cut off after entry %d of %d",
                 check->number, MAX (number, check->known_number));
  return check->at_end;
}

/**
 * velo_claims_journal_check_init:
 * @check: a check
 *
 * Begins before the first entry and knows of none.
 */
void
velo_claims_journal_check_init (VeloClaimsJournalCheck *check)
{
  *check = (VeloClaimsJournalCheck) { 0, g_strdup (""), FALSE, 0, NULL };
}

/**
 * velo_claims_journal_check_clear:
 * @check: a check
 */
void
velo_claims_journal_check_clear (VeloClaimsJournalCheck *check)
{
  g_clear_pointer (&check->hash, g_free);
  g_clear_pointer (&check->known_hash, g_free);
}

/**
 * velo_claims_journal_check_restart:
 * @check: a check
 *
 * Begins again before the first entry. The last one of a journal that was right to its end is
 * remembered: whoever takes that end away, or writes all of it anew, is noticed.
 */
void
velo_claims_journal_check_restart (VeloClaimsJournalCheck *check)
{
  if (check->at_end)
    {
      g_free (check->known_hash);
      check->known_number = check->number;
      check->known_hash = g_steal_pointer (&check->hash);
    }
  g_free (check->hash);
  check->number = 0;
  check->hash = g_strdup ("");
  check->at_end = FALSE;
}

/**
 * velo_claims_journal_check_go_on:
 * @check: how far the journal was right
 * @context: where to look
 * @n: how many entries to look at; -1 for all
 * @error: return location; %VELO_CLAIMS_ERROR_CONFLICT if a row was changed, taken out or put in, the
 *   end was cut off, or a text was changed
 *
 * Source: claims design, section 2. In slices, so that nobody who asks something waits for long.
 *
 * Returns: whether the chain of hashes holds so far
 */
gboolean
velo_claims_journal_check_go_on (VeloClaimsJournalCheck  *check,
                                 VeloClaimsContext       *context,
                                 int                      n,
                                 GError                 **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = TRUE;

  statement = velo_connection_query (context->connection, error,
                                     SELECT "WHERE journal.number > ?1 ORDER BY journal.number LIMIT ?2", "ii",
                                     check->number, n);
  if (statement == NULL)
    return FALSE;
  for (int i = 0; i != n; i++)
    {
      int next = check->number + 1;

      if (!velo_statement_step (statement, &has_row, error))
        return FALSE;
      if (!has_row)
        return is_end_right (check, context->connection, error);
      if (!is_entry_right (statement, check))
        {
          g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_CONFLICT, "the journal was changed at entry %d", next);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * velo_claims_journal_verify:
 * @context: where to look
 * @error: return location; %VELO_CLAIMS_ERROR_CONFLICT as velo_claims_journal_check_go_on()
 *
 * Returns: whether the chain of hashes holds from the first entry to the last
 */
gboolean
velo_claims_journal_verify (VeloClaimsContext  *context,
                            GError            **error)
{
  VeloClaimsJournalCheck check;
  gboolean right;

  velo_claims_journal_check_init (&check);
  right = velo_claims_journal_check_go_on (&check, context, -1, error);
  velo_claims_journal_check_clear (&check);
  return right;
}
