/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the people who run the service do at its command line. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-error.h"
#include "velo-claims-journal.h"
#include "velo-claims-schema.h"
#include "velo-claims-service.h"
#include "velo-claims-token.h"
#include "velo-database.h"
#include "velo-date.h"

typedef struct
{
  const VeloClaimsConfig *config;
  VeloClaimsAccount account;
} Change;

static gboolean
retire_account (VeloConnection  *connection,
                gpointer         data,
                GError         **error)
{
  Change *retire = data;
  VeloClaimsContext context = { connection, retire->config, velo_time_now (), VELO_CLAIM_ACTOR_SERVICE,
                                NULL, NULL, NULL, NULL, NULL };

  return velo_claims_account_retire (&context, retire->account.name, error);
}

static gboolean
add_account (VeloConnection  *connection,
             gpointer         data,
             GError         **error)
{
  Change *add = data;
  VeloClaimsContext context = { connection, add->config, velo_time_now (), VELO_CLAIM_ACTOR_SERVICE,
                                NULL, NULL, NULL, NULL };

  return velo_claims_account_add (&context, &add->account, error);
}

static gboolean
verify_journal (VeloConnection  *connection,
                gpointer         data,
                GError         **error)
{
  Change *verify = data;
  VeloClaimsContext context = { connection, verify->config, 0, VELO_CLAIM_ACTOR_SERVICE, NULL, NULL, NULL, NULL, NULL };

  return velo_claims_journal_verify (&context, error);
}

static void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

static GAsyncResult *
wait_for (GMainContext  *context,
          GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (context, TRUE);
  return *slot;
}

static gboolean
change_in_context (Change           *change,
                   VeloDatabaseMode  mode,
                   VeloDatabaseFunc  func,
                   GMainContext     *context,
                   GError          **error)
{
  g_autoptr(GAsyncResult) opened = NULL;
  g_autoptr(GAsyncResult) added = NULL;
  g_autoptr(GAsyncResult) closed = NULL;
  g_autoptr(VeloDatabase) database = NULL;
  gboolean done;

  velo_database_open_async (change->config->database, &velo_claims_schema, NULL, keep_result_cb, &opened);
  database = velo_database_open_finish (wait_for (context, &opened), error);
  if (database == NULL)
    return FALSE;
  velo_database_run_async (database, mode, func, change, NULL, NULL, keep_result_cb, &added);
  done = velo_database_run_finish (database, wait_for (context, &added), error);
  velo_database_close_async (database, keep_result_cb, &closed);
  velo_database_close_finish (database, wait_for (context, &closed), NULL);
  return done;
}

/* Opens the database, which the service may have open as well, and waits. */
static gboolean
change_database (Change            *change,
                 VeloDatabaseMode   mode,
                 VeloDatabaseFunc   func,
                 GError           **error)
{
  g_autoptr(GMainContext) context = g_main_context_new ();
  gboolean done;

  g_main_context_push_thread_default (context);
  done = change_in_context (change, mode, func, context, error);
  g_main_context_pop_thread_default (context);
  return done;
}

/**
 * velo_claims_add_account:
 * @config: the settings
 * @account: name, name shown, role and portfolio
 * @password: its password
 * @error: return location; %VELO_CLAIMS_ERROR_INVALID, %VELO_CLAIMS_ERROR_CONFLICT or an error of
 *   the database
 *
 * Waits until it is stored; may be done while the service runs.
 *
 * Returns: whether the account is there
 */
gboolean
velo_claims_add_account (const VeloClaimsConfig   *config,
                         const VeloClaimsAccount  *account,
                         const char               *password,
                         GError                  **error)
{
  g_autofree char *hash = NULL;
  Change add = { config, *account };

  if (!velo_claims_password_is_usable (password))
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_INVALID, "a password has 10 to 200 bytes");
      return FALSE;
    }
  velo_claims_crypto_init ();
  hash = velo_claims_password_hash (password, config->cheap_passwords);
  add.account.password = hash;
  return change_database (&add, VELO_DATABASE_WRITE, add_account, error);
}

/**
 * velo_claims_retire_account:
 * @config: the settings
 * @name: of an account
 * @error: return location; %VELO_CLAIMS_ERROR_NOT_FOUND or an error of the database
 *
 * Ends its sessions at once, and nobody can log in with it any more; what it has done stays in the
 * journal. Waits until it is stored; may be done while the service runs.
 *
 * Returns: whether it is done
 */
gboolean
velo_claims_retire_account (const VeloClaimsConfig  *config,
                            const char              *name,
                            GError                 **error)
{
  g_autofree char *copy = g_strdup (name);
  Change retire = { config, { NULL, copy, NULL, VELO_CLAIM_ACTOR_SERVICE, NULL, NULL } };

  return change_database (&retire, VELO_DATABASE_WRITE, retire_account, error);
}

/**
 * velo_claims_verify_journal:
 * @config: the settings
 * @error: return location; %VELO_CLAIMS_ERROR_CONFLICT if the journal was changed, which tells the
 *   entry, or an error of the database
 *
 * Waits until the whole journal was looked through; may be done while the service runs. There is
 * nothing to look through as long as there is no database.
 *
 * Returns: whether the chain of the journal holds
 */
gboolean
velo_claims_verify_journal (const VeloClaimsConfig  *config,
                            GError                 **error)
{
  Change verify = { config, { NULL } };

  return !g_file_test (config->database, G_FILE_TEST_EXISTS)
    || change_database (&verify, VELO_DATABASE_READ, verify_journal, error);
}
