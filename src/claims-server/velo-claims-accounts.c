/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Accounts of the claims service, and the sessions of accounts and customers. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-accounts.h"

#include "velo-claims-error.h"
#include "velo-claims-token.h"
#include "velo-text.h"

#define ACCOUNT_COLUMNS "id, name, shown, actor, portfolio, password"

/**
 * velo_claims_account_free:
 * @account: (transfer full): an account
 */
void
velo_claims_account_free (VeloClaimsAccount *account)
{
  g_free (account->id);
  g_free (account->name);
  g_free (account->shown);
  g_free (account->portfolio);
  g_free (account->password);
  g_free (account);
}

/**
 * velo_claims_session_free:
 * @session: (transfer full): a session
 */
void
velo_claims_session_free (VeloClaimsSession *session)
{
  g_free (session->account_id);
  g_free (session->claim_id);
  g_free (session->who);
  g_free (session->portfolio);
  g_free (session->csrf);
  g_free (session);
}

static gboolean
check_account (const VeloClaimsAccount  *account,
               GError                  **error)
{
  gboolean partner = account->actor == VELO_CLAIM_ACTOR_PARTNER;

  if (velo_text_is_empty (account->name) || velo_text_is_empty (account->shown)
      || account->actor == VELO_CLAIM_ACTOR_CUSTOMER || account->actor == VELO_CLAIM_ACTOR_SERVICE
      || partner == velo_text_is_empty (account->portfolio))
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_INVALID,
                   "an account needs a name and a role; a sales partner, and nobody else, a portfolio");
      return FALSE;
    }
  return TRUE;
}

/**
 * velo_claims_account_add:
 * @context: inside a transaction that writes
 * @account: its identity is made here
 * @error: return location; %VELO_CLAIMS_ERROR_INVALID, or %VELO_CLAIMS_ERROR_CONFLICT if the name
 *   is taken
 *
 * Returns: whether it is stored, as soon as the transaction is
 */
gboolean
velo_claims_account_add (VeloClaimsContext        *context,
                         const VeloClaimsAccount  *account,
                         GError                  **error)
{
  g_autofree char *id = velo_claims_id_new ();
  gint64 known = 0;

  if (!check_account (account, error)
      || !velo_connection_query_int64 (context->connection, &known, error,
                                       "SELECT count (*) FROM account WHERE name = ?1", "t", account->name))
    return FALSE;
  if (known > 0)
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_CONFLICT, "that name is taken");
      return FALSE;
    }
  return velo_connection_run (context->connection, error,
                              "INSERT INTO account (" ACCOUNT_COLUMNS ", active, created)"
                              " VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1, ?7)", "ttttttl", id, account->name,
                              account->shown, velo_claim_actor_get_nick (account->actor),
                              account->portfolio != NULL ? account->portfolio : "", account->password,
                              context->now);
}

/**
 * velo_claims_account_find:
 * @context: where to look
 * @name: as entered at the login
 * @error: return location; not set if there is none
 *
 * Returns: (transfer full) (nullable): the account of that name that may log in
 */
VeloClaimsAccount *
velo_claims_account_find (VeloClaimsContext  *context,
                          const char         *name,
                          GError            **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  g_autoptr(VeloClaimsAccount) account = NULL;
  gboolean has_row = FALSE;

  statement = velo_connection_query (context->connection, error,
                                     "SELECT " ACCOUNT_COLUMNS " FROM account WHERE name = ?1 AND active = 1",
                                     "t", name);
  if (statement == NULL || !velo_statement_step (statement, &has_row, error) || !has_row)
    return NULL;
  account = g_new0 (VeloClaimsAccount, 1);
  account->id = g_strdup (velo_statement_get_text (statement, 0));
  account->name = g_strdup (velo_statement_get_text (statement, 1));
  account->shown = g_strdup (velo_statement_get_text (statement, 2));
  account->portfolio = g_strdup (velo_statement_get_text (statement, 4));
  account->password = g_strdup (velo_statement_get_text (statement, 5));
  if (!velo_claim_actor_from_nick (velo_statement_get_text (statement, 3), &account->actor))
    return NULL;
  return g_steal_pointer (&account);
}

/**
 * velo_claims_account_retire:
 * @context: inside a transaction that writes
 * @name: of the account
 * @error: return location; %VELO_CLAIMS_ERROR_NOT_FOUND
 *
 * Ends its sessions, and nobody can log in with it any more; the journal keeps its name.
 *
 * Returns: whether it is stored, as soon as the transaction is
 */
gboolean
velo_claims_account_retire (VeloClaimsContext  *context,
                            const char         *name,
                            GError            **error)
{
  if (!velo_connection_run (context->connection, error,
                            "UPDATE account SET active = 0 WHERE name = ?1 AND active = 1", "t", name))
    return FALSE;
  if (velo_connection_get_n_changed (context->connection) == 0)
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_NOT_FOUND, "no such account");
      return FALSE;
    }
  return velo_connection_run (context->connection, error,
                              "DELETE FROM session WHERE account_id IN (SELECT id FROM account WHERE name = ?1)",
                              "t", name);
}

/**
 * velo_claims_session_open:
 * @context: inside a transaction that writes
 * @account_id: (nullable): the account, or %NULL
 * @claim_id: (nullable): the claim of a customer, if @account_id is %NULL
 * @error: return location
 *
 * Only a hash of the token is stored.
 *
 * Returns: (transfer full) (nullable): the token that the owner of the session shows
 */
char *
velo_claims_session_open (VeloClaimsContext  *context,
                          const char         *account_id,
                          const char         *claim_id,
                          GError            **error)
{
  g_autofree char *token = velo_claims_token_new ();
  g_autofree char *csrf = velo_claims_token_new ();
  g_autofree char *hash = velo_claims_token_hash (token);

  if (!velo_connection_run (context->connection, error,
                            "INSERT INTO session (token_hash, account_id, claim_id, csrf, created, used)"
                            " VALUES (?1, ?2, ?3, ?4, ?5, ?5)", "ttttl", hash, account_id, claim_id, csrf,
                            context->now))
    return NULL;
  return g_steal_pointer (&token);
}

static VeloClaimsSession *
session_from_statement (VeloStatement *statement)
{
  g_autoptr(VeloClaimsSession) session = g_new0 (VeloClaimsSession, 1);

  if (!velo_statement_is_null (statement, 0))
    session->account_id = g_strdup (velo_statement_get_text (statement, 0));
  if (!velo_statement_is_null (statement, 1))
    session->claim_id = g_strdup (velo_statement_get_text (statement, 1));
  session->csrf = g_strdup (velo_statement_get_text (statement, 2));
  session->who = g_strdup (velo_statement_get_text (statement, 3));
  session->portfolio = g_strdup (velo_statement_get_text (statement, 5));
  if (session->account_id == NULL)
    session->actor = VELO_CLAIM_ACTOR_CUSTOMER;
  else if (!velo_claim_actor_from_nick (velo_statement_get_text (statement, 4), &session->actor))
    return NULL;
  return g_steal_pointer (&session);
}

/**
 * velo_claims_session_find:
 * @context: inside a transaction that writes
 * @token: (nullable): what the request showed
 * @error: return location; %VELO_CLAIMS_ERROR_UNAUTHORIZED if there is no such session, or if it has
 *   not been used for too long, or is too old (claims design, section 4)
 *
 * Returns: (transfer full) (nullable): the session, which counts as used now
 */
VeloClaimsSession *
velo_claims_session_find (VeloClaimsContext  *context,
                          const char         *token,
                          GError            **error)
{
  g_autofree char *hash = velo_claims_token_hash (token != NULL ? token : "");
  gint64 idle = context->now - context->config->idle_minutes * G_TIME_SPAN_MINUTE;
  gint64 oldest = context->now - context->config->session_hours * G_TIME_SPAN_HOUR;
  g_autoptr(VeloStatement) statement = NULL;
  g_autoptr(VeloClaimsSession) session = NULL;
  gboolean has_row = FALSE;

  statement = velo_connection_query (context->connection, error,
                                     "SELECT session.account_id, session.claim_id, session.csrf,"
                                     "  coalesce (account.shown, ''), account.actor,"
                                     "  coalesce (account.portfolio, '')"
                                     " FROM session LEFT JOIN account ON account.id = session.account_id"
                                     " WHERE token_hash = ?1 AND used >= ?2 AND session.created >= ?3",
                                     "tll", hash, idle, oldest);
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return NULL;
  session = has_row ? session_from_statement (statement) : NULL;
  if (session == NULL)
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_UNAUTHORIZED, "no such session");
      return NULL;
    }
  if (!velo_connection_run (context->connection, error,
                            "UPDATE session SET used = ?2 WHERE token_hash = ?1", "tl", hash, context->now))
    return NULL;
  return g_steal_pointer (&session);
}

/**
 * velo_claims_session_close:
 * @context: inside a transaction that writes
 * @token: (nullable): what the request showed
 * @error: return location
 *
 * Returns: whether there is no such session any more, as soon as the transaction is stored
 */
gboolean
velo_claims_session_close (VeloClaimsContext  *context,
                           const char         *token,
                           GError            **error)
{
  g_autofree char *hash = velo_claims_token_hash (token != NULL ? token : "");

  return velo_connection_run (context->connection, error, "DELETE FROM session WHERE token_hash = ?1", "t", hash);
}

/**
 * velo_claims_session_close_old:
 * @context: inside a transaction that writes
 * @error: return location
 *
 * Returns: whether all sessions that nobody can use any more are gone
 */
gboolean
velo_claims_session_close_old (VeloClaimsContext  *context,
                               GError            **error)
{
  gint64 idle = context->now - context->config->idle_minutes * G_TIME_SPAN_MINUTE;

  return velo_connection_run (context->connection, error, "DELETE FROM session WHERE used < ?1", "l", idle);
}
