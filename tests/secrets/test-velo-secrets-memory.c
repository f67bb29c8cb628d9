/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keeper of passwords in memory. */

#include "config.h"

#include "secrets-fixture.h"
#include "velo-secrets-memory.h"

static void
test_keeps (void)
{
  VeloSecrets *secrets = velo_secrets_memory_new ();

  check_keeps_and_forgets (secrets);
  g_assert_finalize_object (secrets);
}

static void
test_cancelled (void)
{
  VeloSecrets *secrets = velo_secrets_memory_new ();
  g_autoptr(GError) error = NULL;

  check_cancelled (secrets);
  g_assert_null (lookup_and_wait (secrets, "late", VELO_SECRETS_MODE_REAL, NULL, &error));
  g_assert_no_error (error);
  g_assert_finalize_object (secrets);
}

static void
test_failing (void)
{
  VeloSecrets *secrets = velo_secrets_memory_new ();
  g_autoptr(GError) failing = NULL;
  g_autoptr(GError) error = NULL;
  char *password = NULL;

  g_assert_true (store_and_wait (secrets, "shop", VELO_SECRETS_MODE_REAL, "one", NULL, &error));
  failing = g_error_new_literal (VELO_SECRETS_ERROR, VELO_SECRETS_ERROR_LOCKED, "locked");
  velo_secrets_memory_set_failing (VELO_SECRETS_MEMORY (secrets), failing);

  g_assert_false (probe_and_wait (secrets, NULL, &error));
  g_assert_error (error, VELO_SECRETS_ERROR, VELO_SECRETS_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_false (store_and_wait (secrets, "shop", VELO_SECRETS_MODE_REAL, "two", NULL, &error));
  g_assert_error (error, VELO_SECRETS_ERROR, VELO_SECRETS_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_null (lookup_and_wait (secrets, "shop", VELO_SECRETS_MODE_REAL, NULL, &error));
  g_assert_error (error, VELO_SECRETS_ERROR, VELO_SECRETS_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_false (clear_and_wait (secrets, "shop", VELO_SECRETS_MODE_REAL, NULL, &error));
  g_assert_error (error, VELO_SECRETS_ERROR, VELO_SECRETS_ERROR_LOCKED);
  g_clear_error (&error);

  velo_secrets_memory_set_failing (VELO_SECRETS_MEMORY (secrets), NULL);
  password = lookup_and_wait (secrets, "shop", VELO_SECRETS_MODE_REAL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (password, ==, "one");
  velo_secrets_password_free (password);
  g_assert_finalize_object (secrets);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/secrets/memory/keeps-and-forgets", test_keeps);
  g_test_add_func ("/secrets/memory/cancelled", test_cancelled);
  g_test_add_func ("/secrets/memory/failing", test_failing);

  return g_test_run ();
}
