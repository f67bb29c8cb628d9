/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Backups of the data: made and restored from the menu, and whether the journal in them is whole. */

#define G_LOG_DOMAIN "velo-window-backup"

#include "config.h"

#include "velo-window-private.h"

#include <glib/gi18n.h>

#include "velo-confirm.h"
#include "velo-date.h"
#include "velo-error-text.h"
#include "velo-store-error.h"
#include "velo-store-journal.h"

/* More contract numbers than that nobody reads in a dialog. */
#define MOST_NUMBERS 20

static VeloCounter *
get_counter (VeloWindow *self)
{
  return velo_services_get_counter (self->services);
}

/* Whether the journal is whole */

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(VeloWindow) self = user_data;

  if (velo_confirm_finish (result, NULL) && !g_cancellable_is_cancelled (self->cancellable))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.restore-backup", NULL);
}

static void
journal_verified_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(VeloWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  const VeloConfirmSpec spec = {
    .heading = _("The history of your data was changed"),
    .body = _("Outside VeloInsure, entries of the history were changed, removed or added. It cannot prove any more what "
              "happened when. Sales and contracts are still there. Please restore a backup from before that, and ask "
              "whoever looks after this computer."),
    .cancel_label = _("_Close"),
    .confirm_label = _("_Restore Backup…"),
    .cautious = TRUE,
  };

  if (velo_store_verify_journal_finish (VELO_STORE (object), result, &error)
      || g_cancellable_is_cancelled (self->cancellable))
    return;
  g_info ("journal: %s", error->message);
  if (g_error_matches (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CORRUPT))
    velo_confirm_async (GTK_WINDOW (self), &spec, self->cancellable, answered_cb, g_object_ref (self));
}

/**
 * velo_window_check_journal:
 * @self: the window
 *
 * Follows the chain of the journal in the background, and tells the user if
 * it is broken. Does nothing while there are no data.
 */
void
velo_window_check_journal (VeloWindow *self)
{
  VeloCounter *counter = get_counter (self);

  if (counter != NULL)
    velo_store_verify_journal_async (velo_counter_get_store (counter), self->cancellable, journal_verified_cb,
                                     g_object_ref (self));
}

/* From the menu */

static void
backed_up_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(VeloWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = velo_store_backup_finish (VELO_STORE (object), result, &error);
  g_autofree char *text = NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (path == NULL)
    {
      text = velo_error_text_dup (error);
      velo_confirm_tell (GTK_WINDOW (self), _("The data could not be backed up"), text);
      return;
    }
  velo_window_toast (self, _("The data are backed up"));
  velo_window_check_journal (self);
}

static char *
dup_backup_folder (VeloWindow *self)
{
  return g_build_filename (velo_services_get_folder (self->services), "backup", NULL);
}

static void
back_up_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  VeloWindow *self = VELO_WINDOW (widget);
  g_autofree char *folder = dup_backup_folder (self);

  velo_store_backup_async (velo_counter_get_store (get_counter (self)), folder, TRUE, self->cancellable,
                           backed_up_cb, g_object_ref (self));
}

static void
restore_confirmed_cb (GObject      *object,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autofree char *path = user_data;
  GApplication *application = g_application_get_default ();

  if (velo_confirm_finish (result, NULL) && path != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (application), "restore-backup", g_variant_new_bytestring (path));
}

static void
backup_chosen_cb (GtkNativeDialog *dialog,
                  int              response,
                  VeloWindow      *self)
{
  g_autoptr(GFile) file = NULL;
  const VeloConfirmSpec spec = {
    .heading = _("Restore this backup?"),
    .body = _("All entries made since then disappear from the program. Applications sent and contracts concluded since "
              "then stay, with their sales, as far as the present data can be read. The present data are kept in a "
              "file beside them."),
    .confirm_label = _("_Restore"),
    .destructive = TRUE,
  };

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL)
    velo_confirm_async (GTK_WINDOW (self), &spec, self->cancellable, restore_confirmed_cb, g_file_get_path (file));
  g_object_unref (dialog);
}

static void
choose_backup (VeloWindow *self)
{
  g_autofree char *folder = dup_backup_folder (self);
  g_autoptr(GFile) start = g_file_new_for_path (folder);
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();
  GtkFileChooserNative *dialog = NULL;

  /* where there is no copy yet, the database itself must not be offered as one */
  g_mkdir_with_parents (folder, 0700);
  gtk_file_filter_set_name (filter, _("Backup"));
  gtk_file_filter_add_suffix (filter, "backup");

  dialog = gtk_file_chooser_native_new (_("Restore Backup"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_OPEN,
                                        _("_Open"), _("_Cancel"));
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), start, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (backup_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
elsewhere_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(VeloWindow) self = user_data;

  if (velo_confirm_finish (result, NULL))
    choose_backup (self);
}

static gboolean
has_backup (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".backup"))
      return TRUE;
  return FALSE;
}

/* An empty folder would leave somebody who looks for a copy alone with it. */
static void
restore_backup_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  VeloWindow *self = VELO_WINDOW (widget);
  g_autofree char *folder = dup_backup_folder (self);
  const VeloConfirmSpec spec = {
    .heading = _("There is no backup yet"),
    .body = _("The program makes one every day while it runs. If you have a backup elsewhere, for example on a USB "
              "stick, you can choose that file."),
    .confirm_label = _("_Choose File…"),
  };

  if (has_backup (folder))
    choose_backup (self);
  else
    velo_confirm_async (GTK_WINDOW (self), &spec, self->cancellable, elsewhere_cb, g_object_ref (self));
}

/* What came of it */

static void
add_paragraph (GString    *text,
               const char *sentence)
{
  if (text->len > 0)
    g_string_append (text, "\n\n");
  g_string_append (text, sentence);
}

static void
add_carried (GString *text,
             guint    n_carried)
{
  g_autofree char *sentence = NULL;

  if (n_carried == 0)
    return;
  sentence = g_strdup_printf (ngettext ("%u insurance was sent or concluded after the backup was made. It was taken "
                                        "over.",
                                        "%u insurances were sent or concluded after the backup was made. They were "
                                        "taken over.", n_carried), n_carried);
  add_paragraph (text, sentence);
}

/* Whose numbers are known and nothing else, or something that contradicts the backup. */
static void
add_left (GString   *text,
          GPtrArray *left)
{
  g_autoptr(GString) numbers = g_string_new (NULL);
  g_autofree char *sentence = NULL;

  if (left->len == 0)
    return;
  for (guint i = 0; i < MIN (left->len, MOST_NUMBERS); i++)
    g_string_append_printf (numbers, i == 0 ? "%s" : ", %s", (const char *) g_ptr_array_index (left, i));
  if (left->len > MOST_NUMBERS)
    g_string_append (numbers, ", …");
  /* Translators: contract numbers, with commas between them */
  sentence = g_strdup_printf (ngettext ("This contract could not be taken over: %s. Please ask the insurer about it.",
                                        "These contracts could not be taken over: %s. Please ask the insurer about "
                                        "them.", left->len), numbers->str);
  add_paragraph (text, sentence);
}

static void
add_known (GString        *text,
           VeloStoreKnown  known)
{
  if (known == VELO_STORE_KNOWN_ALL)
    return;
  if (known == VELO_STORE_KNOWN_PART)
    add_paragraph (text, _("The replaced data are damaged and could be read in part only. Contracts concluded after "
                           "the backup was made may be missing."));
  else
    add_paragraph (text, _("The replaced data could not be read. Contracts concluded after the backup was made are "
                           "missing."));
  add_paragraph (text, _("Before you insure a vehicle or conclude an application, please look in the insurer’s portal "
                         "whether there is a contract already. Signed applications do not go out by themselves."));
}

/**
 * velo_window_tell_restored:
 * @self: the window
 * @restored: what came of it
 *
 * Tells the user that a backup was restored, and what is known of contracts
 * that were concluded after it was made.
 */
void
velo_window_tell_restored (VeloWindow              *self,
                           const VeloStoreRestored *restored)
{
  g_autofree char *day = restored->day == NULL ? NULL : velo_date_format_display (restored->day);
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *heading = NULL;

  /* Translators: the date of a backup */
  heading = day == NULL ? g_strdup (_("The backup is restored")) : g_strdup_printf (_("The backup of %s is restored"), day);
  add_carried (text, restored->n_carried);
  add_left (text, restored->left);
  add_known (text, restored->known);
  if (text->len == 0)
    velo_window_toast (self, heading);
  else
    velo_confirm_tell (GTK_WINDOW (self), heading, text->str);
}

/* What is said of the data elsewhere is said of the file here. */
static char *
dup_reason (const GError *error)
{
  if (g_error_matches (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CORRUPT))
    return g_strdup (_("The chosen file is damaged or no backup of VeloInsure. Please choose another one."));
  if (g_error_matches (error, VELO_STORE_ERROR, VELO_STORE_ERROR_TOO_NEW))
    return g_strdup (_("The chosen backup was made by a newer version. Please update VeloInsure, or choose "
                       "another backup."));
  return velo_error_text_dup (error);
}

/**
 * velo_window_tell_not_restored:
 * @self: the window
 * @error: why the backup could not be restored
 *
 * Tells the user that a backup was not restored and nothing has changed.
 */
void
velo_window_tell_not_restored (VeloWindow   *self,
                               const GError *error)
{
  g_autofree char *reason = dup_reason (error);
  /* Translators: a sentence that says why the backup could not be restored */
  g_autofree char *body = g_strdup_printf (_("%s Your present data were not changed."), reason);

  g_info ("restoring a backup: %s", error->message);
  velo_confirm_tell (GTK_WINDOW (self), _("The backup could not be restored"), body);
}

/*
 * velo_window_install_backup_actions:
 *
 * Installs the verbs of the menu that are about backups.
 */
void
velo_window_install_backup_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.back-up", NULL, back_up_cb);
  gtk_widget_class_install_action (widget_class, "win.restore-backup", NULL, restore_backup_cb);
}
