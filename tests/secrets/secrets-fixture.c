/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls of a keeper of passwords that wait for the result, with a watchdog. */

#include "config.h"

#include "secrets-fixture.h"

#define WATCHDOG_SECONDS 60

static void
result_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GAsyncResult **slot = user_data;

  g_assert_null (*slot);
  *slot = g_object_ref (result);
}

static gboolean
watchdog_cb (gpointer user_data)
{
  g_error ("no answer within %d s", WATCHDOG_SECONDS);
  return G_SOURCE_REMOVE;
}

static void
wait_for (GAsyncResult **slot)
{
  guint watchdog = g_timeout_add_seconds (WATCHDOG_SECONDS, watchdog_cb, NULL);

  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (watchdog);
}

gboolean
store_and_wait (VeloSecrets      *secrets,
                const char       *user,
                VeloSecretsMode   mode,
                const char       *password,
                GCancellable     *cancellable,
                GError          **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  velo_secrets_store_async (secrets, "wertgarantie", user, mode, password, cancellable,
                            result_cb, &result);
  g_assert_null (result);
  wait_for (&result);
  return velo_secrets_store_finish (secrets, result, error);
}

char *
lookup_and_wait (VeloSecrets      *secrets,
                 const char       *user,
                 VeloSecretsMode   mode,
                 GCancellable     *cancellable,
                 GError          **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  velo_secrets_lookup_async (secrets, "wertgarantie", user, mode, cancellable, result_cb, &result);
  g_assert_null (result);
  wait_for (&result);
  return velo_secrets_lookup_finish (secrets, result, error);
}

gboolean
clear_and_wait (VeloSecrets      *secrets,
                const char       *user,
                VeloSecretsMode   mode,
                GCancellable     *cancellable,
                GError          **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  velo_secrets_clear_async (secrets, "wertgarantie", user, mode, cancellable, result_cb, &result);
  g_assert_null (result);
  wait_for (&result);
  return velo_secrets_clear_finish (secrets, result, error);
}

gboolean
probe_and_wait (VeloSecrets   *secrets,
                GCancellable  *cancellable,
                GError       **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  velo_secrets_probe_async (secrets, cancellable, result_cb, &result);
  g_assert_null (result);
  wait_for (&result);
  return velo_secrets_probe_finish (secrets, result, error);
}

static void
check_password (VeloSecrets     *secrets,
                const char      *user,
                VeloSecretsMode  mode,
                const char      *expected)
{
  g_autoptr(GError) error = NULL;
  char *password = NULL; /* freed below, in the way of secrets */

  password = lookup_and_wait (secrets, user, mode, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (password, ==, expected);
  velo_secrets_password_free (password);
}

void
check_keeps_and_forgets (VeloSecrets *secrets)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (probe_and_wait (secrets, NULL, &error));
  g_assert_no_error (error);

  check_password (secrets, "shop", VELO_SECRETS_MODE_REAL, NULL);
  g_assert_true (clear_and_wait (secrets, "shop", VELO_SECRETS_MODE_REAL, NULL, &error));
  g_assert_no_error (error);

  g_assert_true (store_and_wait (secrets, "shop", VELO_SECRETS_MODE_REAL, "früher", NULL, &error));
  g_assert_no_error (error);
  g_assert_true (store_and_wait (secrets, "shop", VELO_SECRETS_MODE_REAL, "Grün & \"x\"", NULL,
                                 &error));
  g_assert_no_error (error);
  g_assert_true (store_and_wait (secrets, "shop", VELO_SECRETS_MODE_TRAINING, "training", NULL,
                                 &error));
  g_assert_no_error (error);
  g_assert_true (store_and_wait (secrets, "Über", VELO_SECRETS_MODE_REAL, "", NULL, &error));
  g_assert_no_error (error);

  check_password (secrets, "shop", VELO_SECRETS_MODE_REAL, "Grün & \"x\"");
  check_password (secrets, "shop", VELO_SECRETS_MODE_TRAINING, "training");
  check_password (secrets, "Über", VELO_SECRETS_MODE_REAL, "");
  check_password (secrets, "nobody", VELO_SECRETS_MODE_REAL, NULL);

  g_assert_true (clear_and_wait (secrets, "shop", VELO_SECRETS_MODE_REAL, NULL, &error));
  g_assert_no_error (error);
  check_password (secrets, "shop", VELO_SECRETS_MODE_REAL, NULL);
  check_password (secrets, "shop", VELO_SECRETS_MODE_TRAINING, "training");
}

void
check_cancelled (VeloSecrets *secrets)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);

  g_assert_false (store_and_wait (secrets, "late", VELO_SECRETS_MODE_REAL, "x", cancellable,
                                  &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (lookup_and_wait (secrets, "late", VELO_SECRETS_MODE_REAL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (clear_and_wait (secrets, "late", VELO_SECRETS_MODE_REAL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (probe_and_wait (secrets, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}
