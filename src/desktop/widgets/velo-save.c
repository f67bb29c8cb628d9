/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saves bytes to a file that the user names, or shows them in another program. */

#define G_LOG_DOMAIN "velo-save"

#include "config.h"

#include "velo-save.h"

#include <glib/gi18n.h>

#include "velo-confirm.h"
#include "velo-error-text.h"
#include "velo-text.h"

static void
replace_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
response_cb (GtkNativeDialog *dialog,
             int              response,
             gpointer         user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GtkNativeDialog) owned G_GNUC_UNUSED = dialog;
  g_autoptr(GFile) file = NULL;
  GBytes *bytes = g_task_get_task_data (task);

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (owned));
  if (file == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "no file was chosen");
      return;
    }
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION,
                                       NULL, replace_cb, g_steal_pointer (&task));
}

/* Not in whatever folder the program was started from. */
static void
propose_folder (GtkFileChooser *chooser)
{
  const char *path = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  g_autoptr(GFile) folder = g_file_new_for_path (path != NULL && g_file_test (path, G_FILE_TEST_IS_DIR)
                                                 ? path : g_get_home_dir ());

  gtk_file_chooser_set_current_folder (chooser, folder, NULL);
}

/**
 * velo_save_titled:
 * @parent: (nullable): window of the dialog
 * @title: what is saved, as the title of the dialog
 * @bytes: what to save
 * @file_name: a name to propose; made safe first
 * @callback: (scope async): called when saved
 * @user_data: data for @callback
 *
 * Asks for a file, first of all in the user's folder of documents, and writes @bytes to it. Fails with
 * %G_IO_ERROR_CANCELLED if the user gives it up. Ends with velo_save_finish().
 */
void
velo_save_titled (GtkWindow           *parent,
                    const char          *title,
                    GBytes              *bytes,
                    const char          *file_name,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autofree char *safe_name = NULL;
  GtkFileChooserNative *dialog;

  g_return_if_fail (title != NULL);
  g_return_if_fail (bytes != NULL);
  g_return_if_fail (file_name != NULL);

  task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (task, velo_save_async);
  g_task_set_task_data (task, g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref);
  safe_name = velo_text_file_name (file_name);
  dialog = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  propose_folder (GTK_FILE_CHOOSER (dialog));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), safe_name);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), g_steal_pointer (&task));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/**
 * velo_save_async:
 * @parent: (nullable): window of the dialog
 * @bytes: what to save
 * @file_name: a name to propose; made safe first
 * @callback: (scope async): called when saved
 * @user_data: data for @callback
 *
 * Asks for a file for a document, as velo_save_titled() does.
 */
void
velo_save_async (GtkWindow           *parent,
                 GBytes              *bytes,
                 const char          *file_name,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  velo_save_titled (parent, _("Save Document"), bytes, file_name, callback, user_data);
}

/**
 * velo_save_finish:
 * @result: from the callback
 * @error: return location for a #GIOErrorEnum
 *
 * Returns: whether the file is written
 */
gboolean
velo_save_finish (GAsyncResult  *result,
                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_save_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GtkWindow) parent = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *uri = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    {
      g_autofree char *text = velo_error_text_dup (error);

      velo_confirm_tell (parent, _("The document could not be opened"), text);
      return;
    }
  uri = g_file_get_uri (G_FILE (source));
  gtk_show_uri (parent, uri, GDK_CURRENT_TIME);
}

/**
 * velo_open_outside:
 * @parent: (nullable): window that asks
 * @bytes: a document
 * @file_name: its name; made safe first
 *
 * Writes the document to the user's runtime folder, which nobody else can
 * read and which is emptied at log-out, and shows it in the program for its
 * kind.
 */
void
velo_open_outside (GtkWindow  *parent,
                   GBytes     *bytes,
                   const char *file_name)
{
  g_autofree char *folder = NULL;
  g_autofree char *safe_name = NULL;
  g_autoptr(GFile) file = NULL;

  g_return_if_fail (bytes != NULL);
  g_return_if_fail (file_name != NULL);

  folder = g_build_filename (g_get_user_runtime_dir (), "veloinsure", NULL);
  g_mkdir_with_parents (folder, 0700);
  safe_name = velo_text_file_name (file_name);
  file = g_file_new_build_filename (folder, safe_name, NULL);
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, written_cb,
                                       parent == NULL ? NULL : g_object_ref (parent));
}

/**
 * velo_save_dup_whose:
 * @customer: (nullable): the customer
 * @contract_number: (nullable): of the insurance, if there is one
 *
 * Returns: (transfer full): the last name or the company, and the number: what tells the papers of
 * one customer from those of another
 */
char *
velo_save_dup_whose (VeloCustomer *customer,
                     const char   *contract_number)
{
  g_autofree char *words = NULL;
  const char *name = "";

  if (customer != NULL)
    name = velo_customer_get_kind (customer) == VELO_CUSTOMER_KIND_COMPANY
             && !velo_text_is_empty (velo_customer_get_company (customer))
             ? velo_customer_get_company (customer) : velo_customer_get_last_name (customer);
  words = g_strjoin (" ", name, contract_number == NULL ? "" : contract_number, NULL);
  return velo_text_squash (words);
}

/* A file name has room for 80 characters; whose it is must not be cut off. */
#define WHAT_CHARACTERS 44
#define WHOSE_CHARACTERS 30

/**
 * velo_save_dup_name:
 * @what: title of a document
 * @whose: (nullable): whose it is, as velo_save_dup_whose() says
 *
 * Returns: (transfer full): a name for a print job or a file, without ending
 */
char *
velo_save_dup_name (const char *what,
                    const char *whose)
{
  g_autofree char *words = NULL;
  g_autofree char *short_what = NULL;
  g_autofree char *short_whose = NULL;

  g_return_val_if_fail (what != NULL, NULL);

  if (velo_text_is_empty (whose))
    return g_strdup (what);
  short_what = g_utf8_substring (what, 0, MIN (g_utf8_strlen (what, -1), WHAT_CHARACTERS));
  short_whose = g_utf8_substring (whose, MAX (0, g_utf8_strlen (whose, -1) - WHOSE_CHARACTERS),
                                  g_utf8_strlen (whose, -1));
  words = g_strjoin (" ", short_what, short_whose, NULL);
  return velo_text_squash (words);
}
