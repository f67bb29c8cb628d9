/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Secret Service in the situations of the world that scene.sh sets up: open, locked, absent,
 * refusing, without a bus, and libsecret's own file. */

#include "config.h"

#include "secrets-fixture.h"
#include "velo-secrets-libsecret.h"

#include <libsecret/secret.h>
#include <string.h>

static void
test_keeps (void)
{
  VeloSecrets *secrets = velo_secrets_libsecret_new ();

  check_keeps_and_forgets (secrets);
  g_assert_finalize_object (secrets);
}

static void
test_cancelled (void)
{
  VeloSecrets *secrets = velo_secrets_libsecret_new ();
  g_autoptr(GError) error = NULL;

  check_cancelled (secrets);
  g_assert_null (lookup_and_wait (secrets, "late", VELO_SECRETS_MODE_REAL, NULL, &error));
  g_assert_no_error (error);
  g_assert_finalize_object (secrets);
}

/* Looks for text in every file below a directory. */
static gboolean
tree_contains (const char *directory,
               const char *text)
{
  g_autoptr(GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name = NULL;
  gboolean found = FALSE;

  while (dir != NULL && !found && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (directory, name, NULL);
      g_autofree char *contents = NULL;
      gsize length = 0;

      if (g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        continue;
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        found = tree_contains (path, text);
      else if (g_file_test (path, G_FILE_TEST_IS_REGULAR) &&
               g_file_get_contents (path, &contents, &length, NULL))
        found = memmem (contents, length, text, strlen (text)) != NULL;
    }
  return found;
}

static void
test_nothing_in_clear (void)
{
  g_autoptr(VeloSecrets) secrets = velo_secrets_libsecret_new ();
  g_autoptr(GError) error = NULL;

  g_assert_true (store_and_wait (secrets, "shop", VELO_SECRETS_MODE_REAL, "kOnTrAsT-4711", NULL,
                                 &error));
  g_assert_no_error (error);
  /* the head of the key ring's file: the walk sees what is there */
  g_assert_true (tree_contains (g_get_home_dir (), "GnomeKeyring"));
  g_assert_false (tree_contains (g_get_home_dir (), "kOnTrAsT-4711"));
}

static void
lock_default (void)
{
  g_autoptr(SecretService) service = NULL;
  g_autoptr(SecretCollection) collection = NULL;
  g_autoptr(GError) error = NULL;
  GList *objects = NULL;
  int n_locked = 0;

  service = secret_service_get_sync (SECRET_SERVICE_NONE, NULL, &error);
  g_assert_no_error (error);
  collection = secret_collection_for_alias_sync (service, SECRET_COLLECTION_DEFAULT,
                                                 SECRET_COLLECTION_NONE, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (collection);
  objects = g_list_append (NULL, collection);
  n_locked = secret_service_lock_sync (service, objects, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n_locked, ==, 1);
  g_list_free (objects);
}

static void
test_locked (void)
{
  VeloSecrets *secrets = velo_secrets_libsecret_new ();
  g_autoptr(GError) error = NULL;

  g_assert_true (store_and_wait (secrets, "shop", VELO_SECRETS_MODE_REAL, "one", NULL, &error));
  g_assert_no_error (error);
  lock_default ();

  g_assert_false (probe_and_wait (secrets, NULL, &error));
  g_assert_error (error, VELO_SECRETS_ERROR, VELO_SECRETS_ERROR_LOCKED);
  g_clear_error (&error);
  /* nobody answers the prompt here */
  g_assert_null (lookup_and_wait (secrets, "shop", VELO_SECRETS_MODE_REAL, NULL, &error));
  g_assert_error (error, VELO_SECRETS_ERROR, VELO_SECRETS_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_false (store_and_wait (secrets, "shop", VELO_SECRETS_MODE_REAL, "two", NULL, &error));
  g_assert_error (error, VELO_SECRETS_ERROR, VELO_SECRETS_ERROR_LOCKED);
  g_clear_error (&error);
  /* what is not kept at all is not hidden by the lock */
  g_assert_null (lookup_and_wait (secrets, "nobody", VELO_SECRETS_MODE_REAL, NULL, &error));
  g_assert_no_error (error);
  g_assert_finalize_object (secrets);
}

/* Every call ends with the same code and keeps nothing. */
static void
check_every_call_fails (VeloSecretsError code)
{
  VeloSecrets *secrets = velo_secrets_libsecret_new ();
  g_autoptr(GError) error = NULL;

  g_assert_false (probe_and_wait (secrets, NULL, &error));
  g_assert_error (error, VELO_SECRETS_ERROR, (int) code);
  g_clear_error (&error);
  g_assert_false (store_and_wait (secrets, "shop", VELO_SECRETS_MODE_REAL, "one", NULL, &error));
  g_assert_error (error, VELO_SECRETS_ERROR, (int) code);
  g_assert_null (strstr (error->message, "GDBus.Error"));
  g_clear_error (&error);
  g_assert_null (lookup_and_wait (secrets, "shop", VELO_SECRETS_MODE_REAL, NULL, &error));
  g_assert_error (error, VELO_SECRETS_ERROR, (int) code);
  g_clear_error (&error);
  g_assert_false (clear_and_wait (secrets, "shop", VELO_SECRETS_MODE_REAL, NULL, &error));
  g_assert_error (error, VELO_SECRETS_ERROR, (int) code);
  g_assert_finalize_object (secrets);
}

static void
test_absent (void)
{
  check_every_call_fails (VELO_SECRETS_ERROR_UNAVAILABLE);
}

/* A service that is there and refuses everything. */

static void
refuse_call_cb (GDBusConnection       *connection,
                const char            *sender,
                const char            *object_path,
                const char            *interface_name,
                const char            *method_name,
                GVariant              *parameters,
                GDBusMethodInvocation *invocation,
                gpointer               user_data)
{
  g_dbus_method_invocation_return_error_literal (invocation, G_DBUS_ERROR,
                                                 G_DBUS_ERROR_ACCESS_DENIED, "not for you");
}

static const char service_xml[] =
  "<node><interface name='org.freedesktop.Secret.Service'>"
  "<method name='OpenSession'><arg type='s' direction='in'/><arg type='v' direction='in'/>"
  "<arg type='v' direction='out'/><arg type='o' direction='out'/></method>"
  "<method name='SearchItems'><arg type='a{ss}' direction='in'/>"
  "<arg type='ao' direction='out'/><arg type='ao' direction='out'/></method>"
  "<method name='ReadAlias'><arg type='s' direction='in'/><arg type='o' direction='out'/></method>"
  "</interface></node>";

static void
name_acquired_cb (GDBusConnection *connection,
                  const char      *name,
                  gpointer         user_data)
{
  gboolean *acquired = user_data;

  *acquired = TRUE;
}

static void
test_denied (void)
{
  static const GDBusInterfaceVTable vtable = { .method_call = refuse_call_cb };
  g_autoptr(GDBusConnection) connection = NULL;
  g_autoptr(GDBusNodeInfo) node = NULL;
  g_autoptr(GError) error = NULL;
  gboolean acquired = FALSE;
  guint registered = 0;
  guint owned = 0;

  connection = g_dbus_connection_new_for_address_sync (
    g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
    G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
    NULL, NULL, &error);
  g_assert_no_error (error);
  node = g_dbus_node_info_new_for_xml (service_xml, &error);
  g_assert_no_error (error);
  registered = g_dbus_connection_register_object (connection, "/org/freedesktop/secrets",
                                                  node->interfaces[0], &vtable, NULL, NULL, &error);
  g_assert_no_error (error);
  owned = g_bus_own_name_on_connection (connection, "org.freedesktop.secrets",
                                        G_BUS_NAME_OWNER_FLAGS_NONE, name_acquired_cb, NULL,
                                        &acquired, NULL);
  while (!acquired)
    g_main_context_iteration (NULL, TRUE);

  check_every_call_fails (VELO_SECRETS_ERROR_DENIED);

  g_bus_unown_name (owned);
  g_dbus_connection_unregister_object (connection, registered);
  g_dbus_connection_close_sync (connection, NULL, &error);
  g_assert_no_error (error);
}

int
main (int   argc,
      char *argv[])
{
  const char *scene = g_getenv ("VELO_SECRETS_SCENE");

  g_test_init (&argc, &argv, NULL);

  if (scene == NULL)
    return 77;
  if (g_str_equal (scene, "open") || g_str_equal (scene, "file"))
    {
      g_test_add_func ("/secrets/libsecret/keeps-and-forgets", test_keeps);
      g_test_add_func ("/secrets/libsecret/cancelled", test_cancelled);
    }
  if (g_str_equal (scene, "open"))
    g_test_add_func ("/secrets/libsecret/nothing-in-clear", test_nothing_in_clear);
  if (g_str_equal (scene, "locked"))
    g_test_add_func ("/secrets/libsecret/locked", test_locked);
  if (g_str_equal (scene, "none") || g_str_equal (scene, "no-bus"))
    g_test_add_func ("/secrets/libsecret/absent", test_absent);
  if (g_str_equal (scene, "denied"))
    g_test_add_func ("/secrets/libsecret/denied", test_denied);

  return g_test_run ();
}
