/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starts the program with the session, without a window: by the portal in a sandbox, else by an entry. */

#define G_LOG_DOMAIN "velo-autostart"

#include "config.h"

#include "velo-autostart.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define PORTAL_NAME      "org.freedesktop.portal.Desktop"
#define PORTAL_PATH      "/org/freedesktop/portal/desktop"
#define PORTAL_INTERFACE "org.freedesktop.portal.Background"
#define REQUEST          "org.freedesktop.portal.Request"
/* Marks an entry as ours: one that somebody else has written is left alone. */
#define MARK "X-VeloInsure-Background"

typedef struct
{
  gboolean enabled;
  guint response_id;
  GDBusConnection *connection; /* (owned) (nullable) */
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  if (wish->response_id != 0)
    g_dbus_connection_signal_unsubscribe (wish->connection, wish->response_id);
  g_clear_object (&wish->connection);
  g_free (wish);
}

/* An entry of our own */

/* As the desktop entry specification wants an argument quoted; then "%" stands for itself doubled. */
static char *
quote (const char *argument)
{
  GString *quoted = g_string_new ("\"");

  for (const char *p = argument; *p != '\0'; p++)
    {
      if (strchr ("\"`$\\", *p) != NULL)
        g_string_append_c (quoted, '\\');
      else if (*p == '%')
        g_string_append_c (quoted, '%');
      g_string_append_c (quoted, *p);
    }
  g_string_append_c (quoted, '"');
  return g_string_free (quoted, FALSE);
}

/* Replaced by an update while it runs, it is called so by the kernel; the new one has the old name. */
static char *
dup_program (GError **error)
{
  static const char replaced[] = " (deleted)";
  char *program = g_file_read_link ("/proc/self/exe", error);

  if (program != NULL && g_str_has_suffix (program, replaced) && !g_file_test (program, G_FILE_TEST_EXISTS))
    program[strlen (program) - strlen (replaced)] = '\0';
  return program;
}

static char *
dup_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "autostart", APPLICATION_ID ".desktop", NULL);
}

static gboolean
is_ours (const char *path)
{
  g_autoptr(GKeyFile) entry = g_key_file_new ();

  return g_key_file_load_from_file (entry, path, G_KEY_FILE_NONE, NULL)
         && g_key_file_get_boolean (entry, G_KEY_FILE_DESKTOP_GROUP, MARK, NULL);
}

static gboolean
write_entry (const char  *path,
             GError     **error)
{
  g_autoptr(GKeyFile) entry = g_key_file_new ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *program = dup_program (error);
  g_autofree char *quoted = NULL;
  g_autofree char *command = NULL;

  if (program == NULL)
    return FALSE;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      int code = errno;

      g_set_error_literal (error, G_IO_ERROR, (int) g_io_error_from_errno (code), g_strerror (code));
      return FALSE;
    }
  quoted = quote (program);
  command = g_strconcat (quoted, " --background", NULL);
  g_key_file_set_string (entry, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_TYPE, "Application");
  g_key_file_set_string (entry, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_NAME, "VeloInsure");
  g_key_file_set_string (entry, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_EXEC, command);
  g_key_file_set_string (entry, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_ICON, APPLICATION_ID);
  g_key_file_set_boolean (entry, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_NO_DISPLAY, TRUE);
  g_key_file_set_boolean (entry, G_KEY_FILE_DESKTOP_GROUP, MARK, TRUE);
  return g_key_file_save_to_file (entry, path, error);
}

static gboolean
remove_entry (const char  *path,
              GError     **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS) || !is_ours (path) || g_unlink (path) == 0 || errno == ENOENT)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, (int) g_io_error_from_errno (errno), g_strerror (errno));
  return FALSE;
}

static void
entry_thread (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  const Wish *wish = data;
  g_autofree char *path = dup_path ();
  GError *error = NULL;

  if (wish->enabled ? write_entry (path, &error) : remove_entry (path, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* The portal */

static void
response_cb (GDBusConnection *connection,
             const char      *sender,
             const char      *path,
             const char      *interface,
             const char      *name,
             GVariant        *parameters,
             gpointer         user_data)
{
  g_autoptr(GTask) task = g_object_ref (user_data);
  Wish *wish = g_task_get_task_data (task);
  g_autoptr(GVariant) results = NULL;
  guint32 response;
  gboolean autostart = FALSE;

  if (g_task_get_completed (task) || wish->response_id == 0)
    return;
  g_variant_get (parameters, "(u@a{sv})", &response, &results);
  g_variant_lookup (results, "autostart", "b", &autostart);
  g_dbus_connection_signal_unsubscribe (connection, wish->response_id);
  wish->response_id = 0;
  if (response == 0 && autostart == wish->enabled)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "the desktop does not allow it");
}

static void
requested_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Wish *wish = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, &error);

  if (answer != NULL)
    return;
  g_dbus_connection_signal_unsubscribe (wish->connection, wish->response_id);
  wish->response_id = 0;
  g_task_return_error (task, error);
}

/* The answer may come before that of the call: its path is made of what we say. */
static char *
dup_request_path (GDBusConnection *connection,
                  const char      *token)
{
  g_autofree char *sender = g_strdup (g_dbus_connection_get_unique_name (connection) + 1);

  g_strdelimit (sender, ".", '_');
  return g_strconcat (PORTAL_PATH "/request/", sender, "/", token, NULL);
}

static void
request (GTask *task)
{
  Wish *wish = g_task_get_task_data (task);
  g_autofree char *token = g_strdup_printf ("veloinsure%u", g_random_int ());
  g_autofree char *path = dup_request_path (wish->connection, token);
  const char *command[] = { "veloinsure", "--background", NULL };
  GVariantBuilder options;

  wish->response_id =
    g_dbus_connection_signal_subscribe (wish->connection, PORTAL_NAME, REQUEST, "Response", path, NULL,
                                        G_DBUS_SIGNAL_FLAGS_NONE, response_cb, g_object_ref (task),
                                        g_object_unref);
  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (token));
  g_variant_builder_add (&options, "{sv}", "reason",
                         g_variant_new_string (_("Takes invoices in while the window is closed")));
  g_variant_builder_add (&options, "{sv}", "autostart", g_variant_new_boolean (wish->enabled));
  g_variant_builder_add (&options, "{sv}", "commandline", g_variant_new_strv (command, -1));
  g_dbus_connection_call (wish->connection, PORTAL_NAME, PORTAL_PATH, PORTAL_INTERFACE, "RequestBackground",
                          g_variant_new ("(sa{sv})", "", &options), G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE,
                          -1, g_task_get_cancellable (task), requested_cb, g_object_ref (task));
}

static void
bus_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Wish *wish = g_task_get_task_data (task);
  GError *error = NULL;

  wish->connection = g_bus_get_finish (result, &error);
  if (wish->connection == NULL)
    g_task_return_error (task, error);
  else
    request (task);
}

/**
 * velo_autostart_is_sandboxed:
 *
 * Returns: whether the program runs in a sandbox, where only the portal can do it
 */
gboolean
velo_autostart_is_sandboxed (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}

/**
 * velo_autostart_set_async:
 * @enabled: whether the program starts with the session
 * @sandboxed: whether to ask the portal
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Starts the program with the session from now on, without a window, or no
 * longer. An entry that somebody else has written is never removed.
 *
 * Fails with %G_IO_ERROR_PERMISSION_DENIED if the desktop or the user does not
 * allow it, or with another error of the file or the bus.
 */
void
velo_autostart_set_async (gboolean             enabled,
                          gboolean             sandboxed,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Wish *wish = g_new0 (Wish, 1);

  wish->enabled = enabled;
  g_task_set_source_tag (task, velo_autostart_set_async);
  g_task_set_task_data (task, wish, wish_free);
  if (sandboxed)
    g_bus_get (G_BUS_TYPE_SESSION, cancellable, bus_cb, g_object_ref (task));
  else
    g_task_run_in_thread (task, entry_thread);
}

/**
 * velo_autostart_set_finish:
 * @result: from the callback
 * @error: return location
 *
 * Returns: whether it is as it was wished
 */
gboolean
velo_autostart_set_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_autostart_set_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
