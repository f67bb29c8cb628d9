/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings of the intake: watched folders, and what happens while there is no window. */

#define G_LOG_DOMAIN "velo-intake-page"

#include "config.h"

#include "velo-intake-page.h"

#include <glib/gi18n.h>

#include "velo-autostart.h"
#include "velo-date.h"

/* More files than this are not counted before the question whether they are wanted. */
#define MAX_COUNT 1000

struct _VeloIntakePage
{
  AdwPreferencesPage parent_instance;

  VeloInbox *inbox;          /* (owned) (nullable) */
  GSettings *settings;       /* (owned) (nullable) of the intake */
  GCancellable *cancellable; /* (owned) (not nullable) */
  gboolean filling;

  GtkListBox *list;
  AdwComboRow *scan_row;
  GtkSwitch *background_switch;
  GtkLabel *background_label;
};

G_DEFINE_FINAL_TYPE (VeloIntakePage, velo_intake_page, ADW_TYPE_PREFERENCES_PAGE)

static const guint scan_seconds[] = { 30, 60, 300, 900 };

/* The list */

static char *
dup_state (const VeloInboxFolder *folder)
{
  g_autoptr(GDateTime) utc = NULL;
  g_autoptr(GDateTime) local = NULL;
  g_autofree char *time = NULL;

  if (folder->state == VELO_FOLDER_STATE_STARTING)
    return g_strdup (_("Being looked at…"));
  if (folder->state == VELO_FOLDER_STATE_UNREACHABLE)
    return g_strdup (_("Not reachable now. VeloInsure keeps trying."));
  if (folder->state == VELO_FOLDER_STATE_FORBIDDEN)
    return g_strdup (_("VeloInsure may not read this folder. Please have the right to read it given to you."));
  if (folder->taken_at == 0)
    return g_strdup (_("Is being watched"));
  utc = g_date_time_new_from_unix_utc (folder->taken_at / G_USEC_PER_SEC);
  local = g_date_time_to_local (utc);
  /* Translators: a day and a time of the day, see strftime(3) */
  time = g_date_time_format (local, _("%d/%m/%Y %H:%M"));
  /* Translators: %s is a day and a time of the day */
  return g_strdup_printf (_("Is being watched; last file on %s"), time);
}

static gboolean
is_trouble (VeloFolderState state)
{
  return state == VELO_FOLDER_STATE_UNREACHABLE || state == VELO_FOLDER_STATE_FORBIDDEN;
}

static void
remove_cb (GtkButton      *button,
           VeloIntakePage *self)
{
  g_autofree char *uri = g_strdup (g_object_get_data (G_OBJECT (button), "uri"));

  velo_inbox_remove (self->inbox, uri);
}

static GtkWidget *
make_row (VeloIntakePage        *self,
          const VeloInboxFolder *folder)
{
  g_autoptr(GFile) file = g_file_new_for_uri (folder->uri);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *place = g_file_get_parse_name (file);
  g_autofree char *state = dup_state (folder);
  g_autofree char *title = g_filename_display_name (name == NULL ? place : name);
  g_autofree char *lines = g_strconcat (place, "\n", state, NULL);
  g_autofree char *label = NULL;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), lines);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_icon_name (ADW_ACTION_ROW (row),
                                is_trouble (folder->state) ? "dialog-warning-symbolic" : "folder-symbolic");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Watch this folder no longer"));
  /* Translators: for screen readers; %s is the name of a folder */
  label = g_strdup_printf (_("Watch “%s” no longer"), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (button), "uri", g_strdup (folder->uri), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static void
show_folders (VeloIntakePage *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  gboolean had_focus = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list));
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < velo_inbox_get_n_folders (self->inbox); i++)
    {
      VeloInboxFolder folder;

      velo_inbox_get_folder (self->inbox, i, &folder);
      gtk_list_box_append (self->list, make_row (self, &folder));
    }
  if (had_focus)
    gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

static void
changed_cb (VeloIntakePage *self)
{
  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    show_folders (self);
}

/* Adding */

/* Invoices of today are new, whenever the folder is added. */
static gint64
get_today (void)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autoptr(GDateTime) midnight = g_date_time_new_local (g_date_time_get_year (now), g_date_time_get_month (now),
                                                         g_date_time_get_day_of_month (now), 0, 0, 0);

  return g_date_time_to_unix (midnight == NULL ? now : midnight);
}

typedef struct
{
  VeloIntakePage *page; /* (owned) */
  GFile *folder;        /* (owned) */
} Question;

static void
question_free (gpointer  data,
               GClosure *closure)
{
  Question *question = data;

  g_clear_object (&question->page);
  g_clear_object (&question->folder);
  g_free (question);
}

static void
answered_cb (AdwMessageDialog *dialog,
             const char       *response,
             Question         *question)
{
  if (question->page->inbox == NULL || g_str_equal (response, "cancel"))
    return;
  velo_inbox_add (question->page->inbox, question->folder, g_str_equal (response, "all") ? 0 : get_today ());
}

static void
ask (VeloIntakePage *self,
     GFile          *folder,
     guint           n_files)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, NULL);
  Question *question = g_new0 (Question, 1);
  g_autofree char *body = NULL;

  if (n_files > MAX_COUNT)
    body = g_strdup_printf (_("More than %u files are in this folder already."), (guint) MAX_COUNT);
  else
    body = g_strdup_printf (ngettext ("%u file is in this folder already.", "%u files are in this folder already.",
                                      n_files), n_files);
  adw_message_dialog_set_heading (ADW_MESSAGE_DIALOG (dialog), _("Take in what is there, too?"));
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel", _("_Cancel"),
                                    "all", _("Take _All In"),
                                    "new", _("Only _New Ones From Today"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "new", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "new");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  question->page = g_object_ref (self);
  question->folder = g_object_ref (folder);
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), question, question_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
count_thread (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  g_autoptr(GFileEnumerator) enumerator = NULL;
  GFileInfo *info = NULL;
  gssize n_files = 0;

  enumerator = g_file_enumerate_children (data, G_FILE_ATTRIBUTE_STANDARD_NAME, G_FILE_QUERY_INFO_NONE, cancellable,
                                          NULL);
  while (enumerator != NULL && n_files <= MAX_COUNT
         && g_file_enumerator_iterate (enumerator, &info, NULL, cancellable, NULL) && info != NULL)
    n_files += velo_folder_watch_is_candidate (g_file_info_get_name (info));
  g_task_return_int (task, n_files);
}

static void
counted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  VeloIntakePage *self = VELO_INTAKE_PAGE (object);
  GFile *folder = g_task_get_task_data (G_TASK (result));
  gssize n_files = g_task_propagate_int (G_TASK (result), NULL);

  if (g_cancellable_is_cancelled (self->cancellable) || self->inbox == NULL)
    return;
  if (n_files > 0)
    ask (self, folder, (guint) n_files);
  else
    velo_inbox_add (self->inbox, folder, get_today ());
}

static void
chosen_cb (GtkNativeDialog *dialog,
           int              response,
           VeloIntakePage  *self)
{
  g_autoptr(GFile) folder = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    folder = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (folder != NULL)
    velo_intake_page_add_folder (self, folder);
  g_object_unref (dialog);
}

static void
on_add_cb (VeloIntakePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkFileChooserNative *dialog = NULL;

  dialog = gtk_file_chooser_native_new (_("Add a Watched Folder"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                        GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _("_Add"), _("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  /* the dialog lives until it answers: chosen_cb() drops it */
  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* The rest */

static void
on_scan_changed_cb (VeloIntakePage *self)
{
  guint selected = adw_combo_row_get_selected (self->scan_row);

  if (self->settings != NULL && !self->filling && selected < G_N_ELEMENTS (scan_seconds))
    g_settings_set_uint (self->settings, "scan-seconds", scan_seconds[selected]);
}

/* What was set by other means is shown as the next that is no shorter. */
static void
show_scan (VeloIntakePage *self)
{
  guint seconds = g_settings_get_uint (self->settings, "scan-seconds");
  guint selected = 0;

  while (selected + 1 < G_N_ELEMENTS (scan_seconds) && scan_seconds[selected] < seconds)
    selected++;
  self->filling = TRUE;
  adw_combo_row_set_selected (self->scan_row, selected);
  self->filling = FALSE;
}

/* While there is no window */

static void
autostart_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(VeloIntakePage) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean done = velo_autostart_set_finish (result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (!done)
    g_info ("start with the session: %s", error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->background_label), !done);
}

static void
background_cb (VeloIntakePage *self)
{
  velo_autostart_set_async (gtk_switch_get_active (self->background_switch), velo_autostart_is_sandboxed (),
                            self->cancellable, autostart_cb, g_object_ref (self));
}

/* GObject */

static void
velo_intake_page_dispose (GObject *object)
{
  VeloIntakePage *self = VELO_INTAKE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->inbox);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), VELO_TYPE_INTAKE_PAGE);

  G_OBJECT_CLASS (velo_intake_page_parent_class)->dispose (object);
}

static void
velo_intake_page_finalize (GObject *object)
{
  g_clear_object (&VELO_INTAKE_PAGE (object)->cancellable);

  G_OBJECT_CLASS (velo_intake_page_parent_class)->finalize (object);
}

static void
velo_intake_page_class_init (VeloIntakePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = velo_intake_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = velo_intake_page_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/settings/velo-intake-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloIntakePage, list);
  gtk_widget_class_bind_template_child (widget_class, VeloIntakePage, scan_row);
  gtk_widget_class_bind_template_child (widget_class, VeloIntakePage, background_switch);
  gtk_widget_class_bind_template_child (widget_class, VeloIntakePage, background_label);
  gtk_widget_class_bind_template_callback (widget_class, on_add_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_scan_changed_cb);
}

static void
velo_intake_page_init (VeloIntakePage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * velo_intake_page_set_inbox:
 * @self: the page
 * @inbox: what watches the folders
 * @settings: the settings' root
 *
 * Shows what is watched.
 */
void
velo_intake_page_set_inbox (VeloIntakePage *self,
                            VeloInbox      *inbox,
                            GSettings      *settings)
{
  g_return_if_fail (VELO_IS_INTAKE_PAGE (self));
  g_return_if_fail (VELO_IS_INBOX (inbox));
  g_return_if_fail (self->inbox == NULL);

  self->inbox = g_object_ref (inbox);
  self->settings = g_settings_get_child (settings, "intake");
  g_signal_connect_object (inbox, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_settings_bind (self->settings, "background", self->background_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (self->background_switch, "notify::active", G_CALLBACK (background_cb), self,
                           G_CONNECT_SWAPPED);
  show_scan (self);
  changed_cb (self);
}

/**
 * velo_intake_page_add_folder:
 * @self: the page
 * @folder: a folder
 *
 * Watches a folder, and asks before whether what is in it is wanted.
 */
void
velo_intake_page_add_folder (VeloIntakePage *self,
                             GFile          *folder)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (VELO_IS_INTAKE_PAGE (self));
  g_return_if_fail (G_IS_FILE (folder));

  task = g_task_new (self, self->cancellable, counted_cb, NULL);
  g_task_set_source_tag (task, velo_intake_page_add_folder);
  g_task_set_task_data (task, g_object_ref (folder), g_object_unref);
  g_task_run_in_thread (task, count_thread);
}
