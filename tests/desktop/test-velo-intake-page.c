/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings of the intake: folders that are added, lost and removed; the start with the session. */

#include "config.h"

#include "velo-sales-fixture.h"

#include "velo-autostart.h"
#include "velo-intake-page.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  Fixture base;
  char *folder;
  GSettings *settings;
  VeloInbox *inbox;
  VeloIntakePage *page;
} Desk;

static void
set_up (Desk          *desk,
        gconstpointer  data)
{
  fixture_set_up (&desk->base, data);
  desk->folder = g_build_filename (desk->base.directory, "in", NULL);
  g_assert_cmpint (g_mkdir (desk->folder, 0700), ==, 0);
  desk->settings = g_settings_get_child (desk->base.settings, "intake");
  desk->inbox = velo_inbox_new (desk->base.counter, desk->base.settings);
  velo_inbox_set_times (desk->inbox, 50, 50);
  velo_inbox_start (desk->inbox);
  desk->page = g_object_new (VELO_TYPE_INTAKE_PAGE, NULL);
  fixture_show (&desk->base, GTK_WIDGET (desk->page));
  velo_intake_page_set_inbox (desk->page, desk->inbox, desk->base.settings);
}

static void
tear_down (Desk          *desk,
           gconstpointer  data)
{
  velo_inbox_stop (desk->inbox);
  g_settings_reset (desk->settings, "folders");
  g_settings_reset (desk->settings, "background");
  g_settings_reset (desk->settings, "scan-seconds");
  settle ();
  adw_window_set_content (ADW_WINDOW (desk->base.window), NULL);
  WAIT_UNTIL (G_OBJECT (desk->inbox)->ref_count == 1);
  g_assert_finalize_object (g_steal_pointer (&desk->inbox));
  g_clear_object (&desk->settings);
  fixture_tear_down (&desk->base, data);
  g_free (desk->folder);
}

static GtkWidget *
find_widget (GtkWidget *root,
             GType      type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (root, type) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, type);
  return found;
}

static gboolean
shows (GtkWidget  *root,
       const char *text)
{
  if (GTK_IS_LABEL (root) && gtk_widget_get_mapped (root)
      && strstr (gtk_label_get_text (GTK_LABEL (root)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (shows (child, text))
      return TRUE;
  return FALSE;
}

static void
add_folder (Desk *desk)
{
  g_autoptr(GFile) folder = g_file_new_for_path (desk->folder);

  velo_intake_page_add_folder (desk->page, folder);
}

static void
put (Desk       *desk,
     const char *name)
{
  g_autofree char *path = g_build_filename (desk->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, "<order/>", -1, NULL));
}

static gint64
get_since (Desk *desk)
{
  g_autoptr(GVariant) folders = g_settings_get_value (desk->settings, "folders");
  gint64 since = -1;

  g_assert_cmpuint (g_variant_n_children (folders), ==, 1);
  g_variant_get_child (folders, 0, "(&sx)", NULL, &since);
  return since;
}

/* An empty folder needs no question. */
static void
test_add_and_remove (Desk          *desk,
                     gconstpointer  data)
{
  GtkWidget *list = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (desk->page), VELO_TYPE_INTAKE_PAGE, "list"));
  GtkWidget *row;

  g_assert_true (shows (GTK_WIDGET (desk->page), "No folder yet"));
  add_folder (desk);
  WAIT_UNTIL (velo_inbox_get_n_folders (desk->inbox) == 1);
  g_assert_cmpint (get_since (desk), <=, g_get_real_time () / G_USEC_PER_SEC);
  g_assert_cmpint (get_since (desk), >, g_get_real_time () / G_USEC_PER_SEC - 25 * 60 * 60);
  WAIT_UNTIL (shows (GTK_WIDGET (desk->page), "Is being watched"));
  g_assert_true (shows (GTK_WIDGET (desk->page), desk->folder));
  /* once more is not twice */
  add_folder (desk);
  settle ();
  g_assert_cmpuint (velo_inbox_get_n_folders (desk->inbox), ==, 1);
  row = find_widget (list, ADW_TYPE_ACTION_ROW);
  g_signal_emit_by_name (find_widget (row, GTK_TYPE_BUTTON), "clicked");
  WAIT_UNTIL (velo_inbox_get_n_folders (desk->inbox) == 0);
  WAIT_UNTIL (shows (GTK_WIDGET (desk->page), "No folder yet"));
}

/* Files that are there already: all, only new ones, or after all not. */
static void
test_question (Desk          *desk,
               gconstpointer  data)
{
  const char *response = data;
  AdwMessageDialog *dialog;

  put (desk, "a.pdf");
  put (desk, "b.xml");
  put (desk, "notes.txt");
  add_folder (desk);
  WAIT_UNTIL (find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  dialog = find_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (dialog), "2 files"));
  g_assert_cmpstr (adw_message_dialog_get_default_response (dialog), ==, "new");
  adw_message_dialog_response (dialog, response);
  gtk_window_destroy (GTK_WINDOW (dialog));
  settle ();
  g_assert_cmpuint (velo_inbox_get_n_folders (desk->inbox), ==, g_str_equal (response, "cancel") ? 0 : 1);
  if (g_str_equal (response, "all"))
    g_assert_cmpint (get_since (desk), ==, 0);
  else if (g_str_equal (response, "new"))
    g_assert_cmpint (get_since (desk), >, 0);
}

static void
test_unreachable (Desk          *desk,
                  gconstpointer  data)
{
  add_folder (desk);
  WAIT_UNTIL (shows (GTK_WIDGET (desk->page), "Is being watched"));
  g_assert_cmpint (g_rmdir (desk->folder), ==, 0);
  WAIT_UNTIL (shows (GTK_WIDGET (desk->page), "Not reachable now"));
  g_assert_cmpint (g_mkdir (desk->folder, 0700), ==, 0);
  WAIT_UNTIL (shows (GTK_WIDGET (desk->page), "Is being watched"));
}

static void
test_missing (Desk          *desk,
              gconstpointer  data)
{
  g_assert_cmpint (g_rmdir (desk->folder), ==, 0);
  add_folder (desk);
  WAIT_UNTIL (shows (GTK_WIDGET (desk->page), "Not reachable now"));
}

static void
test_scan (Desk          *desk,
           gconstpointer  data)
{
  AdwComboRow *row = ADW_COMBO_ROW (find_widget (GTK_WIDGET (desk->page), ADW_TYPE_COMBO_ROW));

  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 1);
  adw_combo_row_set_selected (row, 2);
  g_assert_cmpuint (g_settings_get_uint (desk->settings, "scan-seconds"), ==, 300);
}

/* The start with the session */

static char *
get_entry_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "autostart", "com.example.VeloInsure.desktop", NULL);
}

static void
forget_entry (void)
{
  g_autofree char *path = get_entry_path ();
  g_autofree char *folder = g_path_get_dirname (path);

  g_unlink (path);
  g_rmdir (folder);
  g_unlink (folder);
}

static void
test_background (Desk          *desk,
                 gconstpointer  data)
{
  GtkSwitch *background = GTK_SWITCH (find_widget (GTK_WIDGET (desk->page), GTK_TYPE_SWITCH));
  g_autofree char *path = get_entry_path ();
  g_autoptr(GKeyFile) entry = g_key_file_new ();
  g_autofree char *command = NULL;
  g_auto(GStrv) arguments = NULL;

  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  gtk_switch_set_active (background, TRUE);
  g_assert_true (g_settings_get_boolean (desk->settings, "background"));
  WAIT_UNTIL (g_key_file_load_from_file (entry, path, G_KEY_FILE_NONE, NULL));
  command = g_key_file_get_string (entry, "Desktop Entry", "Exec", NULL);
  g_assert_true (g_str_has_suffix (command, " --background"));
  /* what it says can be started */
  g_assert_true (g_shell_parse_argv (command, NULL, &arguments, NULL));
  g_assert_true (g_file_test (arguments[0], G_FILE_TEST_IS_EXECUTABLE));
  gtk_switch_set_active (background, FALSE);
  WAIT_UNTIL (!g_file_test (path, G_FILE_TEST_EXISTS));
  forget_entry ();
}

/* A file lies where the folder should be: it is said, and the setting stays. */
static void
test_background_fails (Desk          *desk,
                       gconstpointer  data)
{
  GtkSwitch *background = GTK_SWITCH (find_widget (GTK_WIDGET (desk->page), GTK_TYPE_SWITCH));
  g_autofree char *path = get_entry_path ();
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_config_dir (), 0700), ==, 0);
  g_assert_true (g_file_set_contents (folder, "", -1, NULL));
  gtk_switch_set_active (background, TRUE);
  WAIT_UNTIL (shows (GTK_WIDGET (desk->page), "could not be set up"));
  g_assert_true (g_settings_get_boolean (desk->settings, "background"));
  forget_entry ();
}

static gboolean
set_autostart (gboolean   enabled,
               gboolean   sandboxed,
               GError   **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  Answer answer = { NULL };

  velo_autostart_set_async (enabled, sandboxed, NULL, answer_cb, &answer);
  result = wait_for (&answer);
  return velo_autostart_set_finish (result, error);
}

/* An entry that somebody else has written stays. */
static void
test_foreign_entry (Desk          *desk,
                    gconstpointer  data)
{
  g_autofree char *path = get_entry_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "[Desktop Entry]\nType=Application\nExec=veloinsure\n", -1, NULL));
  g_assert_true (set_autostart (FALSE, FALSE, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  forget_entry ();
}

/* The program as it is after an update: running, but no longer what stands under its name. */
static int
write_entry_replaced (const char *program)
{
  g_autoptr(GError) error = NULL;

  g_unlink (program);
  return set_autostart (TRUE, FALSE, &error) ? 0 : 1;
}

/* The entry names the program, not the file of it that was replaced while it ran. */
static void
test_replaced (Desk          *desk,
               gconstpointer  data)
{
  g_autofree char *path = get_entry_path ();
  g_autofree char *program = g_build_filename (desk->base.directory, "program", NULL);
  g_autoptr(GFile) copy = g_file_new_for_path (program);
  g_autoptr(GFile) own = g_file_new_for_path ("/proc/self/exe");
  const char *arguments[] = { program, "--write-entry-replaced", NULL };
  g_autoptr(GKeyFile) entry = g_key_file_new ();
  g_autofree char *command = NULL;
  g_auto(GStrv) words = NULL;
  GError *error = NULL;
  int status = 0;

  g_assert_true (g_file_copy (own, copy, G_FILE_COPY_NONE, NULL, NULL, NULL, &error));
  g_assert_true (g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status,
                               &error));
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  g_assert_true (g_key_file_load_from_file (entry, path, G_KEY_FILE_NONE, NULL));
  command = g_key_file_get_string (entry, "Desktop Entry", "Exec", NULL);
  g_assert_true (g_shell_parse_argv (command, NULL, &words, NULL));
  g_assert_cmpstr (words[0], ==, program);
  forget_entry ();
}

/* The portal of a desktop, which allows it or does not */

typedef struct
{
  GDBusConnection *bus;
  GDBusNodeInfo *node;
  guint object_id;
  guint name_id;
  guint32 response;
  gboolean asked;
  gboolean autostart;
} Portal;

static void
portal_call_cb (GDBusConnection       *bus,
                const char            *sender,
                const char            *path,
                const char            *interface,
                const char            *method,
                GVariant              *parameters,
                GDBusMethodInvocation *invocation,
                gpointer               user_data)
{
  Portal *portal = user_data;
  g_autoptr(GVariant) options = g_variant_get_child_value (parameters, 1);
  g_autofree char *name = g_strdelimit (g_strdup (sender + 1), ".", '_');
  g_autofree char *request = NULL;
  const char *token = NULL;
  GVariantBuilder results;

  portal->asked = TRUE;
  g_assert_true (g_variant_lookup (options, "handle_token", "&s", &token));
  g_assert_true (g_variant_lookup (options, "autostart", "b", &portal->autostart));
  request = g_strconcat ("/org/freedesktop/portal/desktop/request/", name, "/", token, NULL);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", request));
  g_variant_builder_init (&results, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&results, "{sv}", "autostart",
                         g_variant_new_boolean (portal->response == 0 && portal->autostart));
  g_dbus_connection_emit_signal (bus, sender, request, "org.freedesktop.portal.Request", "Response",
                                 g_variant_new ("(ua{sv})", portal->response, &results), NULL);
}

static void
named_cb (GDBusConnection *bus,
          const char      *name,
          gpointer         user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
open_portal (Portal  *portal,
             guint32  response)
{
  static const GDBusInterfaceVTable vtable = { portal_call_cb, NULL, NULL };
  gboolean named = FALSE;

  *portal = (Portal) { 0 };
  portal->response = response;
  /* a connection of its own, as another process has */
  portal->bus = g_dbus_connection_new_for_address_sync (g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
                                                        G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                        | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                        NULL, NULL, NULL);
  g_assert_nonnull (portal->bus);
  portal->node = g_dbus_node_info_new_for_xml (
    "<node><interface name='org.freedesktop.portal.Background'><method name='RequestBackground'>"
    "<arg type='s' direction='in'/><arg type='a{sv}' direction='in'/><arg type='o' direction='out'/>"
    "</method></interface></node>", NULL);
  portal->object_id = g_dbus_connection_register_object (portal->bus, "/org/freedesktop/portal/desktop",
                                                         portal->node->interfaces[0], &vtable, portal, NULL, NULL);
  portal->name_id = g_bus_own_name_on_connection (portal->bus, "org.freedesktop.portal.Desktop",
                                                  G_BUS_NAME_OWNER_FLAGS_NONE, named_cb, NULL, &named, NULL);
  WAIT_UNTIL (named);
}

static void
close_portal (Portal *portal)
{
  g_bus_unown_name (portal->name_id);
  g_dbus_connection_unregister_object (portal->bus, portal->object_id);
  g_dbus_node_info_unref (portal->node);
  g_dbus_connection_close_sync (portal->bus, NULL, NULL);
  g_clear_object (&portal->bus);
}

static void
test_portal (Desk          *desk,
             gconstpointer  data)
{
  g_autofree char *path = get_entry_path ();
  g_autoptr(GError) error = NULL;
  Portal portal;

  open_portal (&portal, 0);
  g_assert_true (set_autostart (TRUE, TRUE, &error));
  g_assert_no_error (error);
  g_assert_true (portal.asked && portal.autostart);
  g_assert_true (set_autostart (FALSE, TRUE, &error));
  g_assert_false (portal.autostart);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  close_portal (&portal);
}

static void
test_portal_refuses (Desk          *desk,
                     gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  Portal portal;

  open_portal (&portal, 1);
  g_assert_false (set_autostart (TRUE, TRUE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_clear_error (&error);
  close_portal (&portal);
  /* and where there is none */
  g_assert_false (set_autostart (TRUE, TRUE, &error));
  g_assert_error (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN);
}

#define ADD(path, data, function) \
  g_test_add (path, Desk, data, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  if (argc == 2 && g_str_equal (argv[1], "--write-entry-replaced"))
    return write_entry_replaced (argv[0]);
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();

  ADD ("/intake-page/add-and-remove", NULL, test_add_and_remove);
  ADD ("/intake-page/question/all", "all", test_question);
  ADD ("/intake-page/question/new", "new", test_question);
  ADD ("/intake-page/question/cancel", "cancel", test_question);
  ADD ("/intake-page/unreachable", NULL, test_unreachable);
  ADD ("/intake-page/missing", NULL, test_missing);
  ADD ("/intake-page/scan", NULL, test_scan);
  ADD ("/intake-page/background", NULL, test_background);
  ADD ("/intake-page/background/fails", NULL, test_background_fails);
  ADD ("/autostart/foreign-entry", NULL, test_foreign_entry);
  ADD ("/autostart/replaced", NULL, test_replaced);
  ADD ("/autostart/portal", NULL, test_portal);
  ADD ("/autostart/portal/refuses", NULL, test_portal_refuses);
  return g_test_run ();
}
