/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes to customers whose vehicle is not insured: words, preview, paper and mail. */

#define G_LOG_DOMAIN "velo-letter-dialog"

#include "config.h"

#include "velo-letter-dialog.h"

#include "velo-below.h"
#include "velo-error-text.h"
#include "velo-letter-run.h"
#include "velo-notice.h"
#include "velo-print.h"
#include "velo-sale-actions.h"
#include "velo-save.h"
#include "velo-show-uri.h"
#include "velo-text.h"

#include <glib/gi18n.h>

/* Callbacks hold a reference to the dialog and look whether it is disposed. */
struct _VeloLetterDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *title_widget;
  VeloNotice *notice;
  AdwEntryRow *subject_row;
  GtkTextView *text_view;
  GtkLabel *placeholders_label;
  GtkLabel *preview_label;
  GtkBox *mail_box;
  GtkLabel *law_label;
  GtkCheckButton *agreed_check;
  GtkBox *button_box;
  GtkButton *mail_button;

  VeloCounter *counter;  /* (owned) (not nullable) */
  GSettings *settings;   /* (owned) (nullable) */
  char **vehicle_ids;    /* (owned) (not nullable): empty to edit the words only */
  VeloLetterRun *run;    /* (owned) (nullable) */
  gboolean austrian;
  gboolean ready;
  gboolean busy;
  gboolean disposed;
};

G_DEFINE_FINAL_TYPE (VeloLetterDialog, velo_letter_dialog, ADW_TYPE_WINDOW)

/* Words and preview */

static char *
dup_text (VeloLetterDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static const char *
get_subject (VeloLetterDialog *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->subject_row));
}

static void
show_words (VeloLetterDialog *self,
            const char       *subject,
            const char       *text)
{
  if (velo_text_is_empty (subject))
    subject = velo_letter_get_subject (VELO_LETTER_OFFER, self->austrian);
  if (velo_text_is_empty (text))
    text = velo_letter_get_text (VELO_LETTER_OFFER, self->austrian);
  gtk_editable_set_text (GTK_EDITABLE (self->subject_row), subject);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), text, -1);
}

static gboolean
can_mail (VeloLetterDialog *self)
{
  VeloLetterFacts facts;

  if (!self->ready || g_strv_length (self->vehicle_ids) != 1)
    return FALSE;
  velo_letter_run_get_facts (self->run, 0, &facts);
  return !velo_text_is_empty (velo_customer_get_email (facts.customer));
}

static void
update_actions (VeloLetterDialog *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean usable = self->ready && !self->busy && self->vehicle_ids[0] != NULL;

  gtk_widget_action_set_enabled (widget, "letter.print", usable);
  gtk_widget_action_set_enabled (widget, "letter.save", usable);
  gtk_widget_action_set_enabled (widget, "letter.mail",
                                 usable && can_mail (self) && gtk_check_button_get_active (self->agreed_check));
  gtk_widget_set_visible (GTK_WIDGET (self->mail_box), can_mail (self));
  gtk_widget_set_visible (GTK_WIDGET (self->mail_button), can_mail (self));
}

static void
update (VeloLetterDialog *self)
{
  g_autofree char *text = dup_text (self);
  g_autofree char *wrong_subject = NULL;
  g_autofree char *wrong_text = NULL;
  g_autofree char *subject = NULL;
  g_autofree char *body = NULL;
  g_autofree char *preview = NULL;
  VeloLetterFacts facts;

  update_actions (self);
  if (!self->ready)
    return;
  velo_letter_run_get_facts (self->run, 0, &facts);
  subject = velo_letter_fill (get_subject (self), &facts, &wrong_subject);
  body = velo_letter_fill (text, &facts, &wrong_text);
  preview = g_strconcat (subject, "\n\n", body, NULL);
  gtk_label_set_label (self->preview_label, preview);
  if (wrong_subject != NULL || wrong_text != NULL)
    {
      g_autofree char *words =
        /* Translators: %s is the name of a placeholder; keep the braces */
        g_strdup_printf (_("There is no placeholder {%s}; it stays in the letter as it is."),
                         wrong_subject != NULL ? wrong_subject : wrong_text);

      velo_notice_show (self->notice, VELO_NOTICE_KIND_WARNING, words);
    }
  else
    velo_notice_hide (self->notice);
}

static void
on_changed_cb (VeloLetterDialog *self)
{
  if (!self->disposed && self->counter != NULL)
    update (self);
}

static void
fail (VeloLetterDialog *self,
      const GError     *error)
{
  g_autofree char *text = velo_error_text_dup (error);

  self->busy = FALSE;
  update_actions (self);
  g_info ("the letter: %s", velo_counter_error_get_log_text (error));
  velo_notice_show (self->notice, VELO_NOTICE_KIND_ERROR, text);
}

static void
keep_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  VeloLetterDialog *self = VELO_LETTER_DIALOG (widget);
  g_autoptr(GSettings) sale = NULL;
  g_autofree char *text = dup_text (self);

  if (self->settings == NULL)
    return;
  sale = g_settings_get_child (self->settings, "sale");
  g_settings_set_string (sale, "letter-subject", get_subject (self));
  g_settings_set_string (sale, "letter-text", text);
  velo_notice_show (self->notice, VELO_NOTICE_KIND_INFO, _("The next letter begins with these words."));
}

static void
usual_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  show_words (VELO_LETTER_DIALOG (widget), NULL, NULL);
}

/* The receivers */

static void
be_ready (VeloLetterDialog *self)
{
  guint n = velo_letter_run_get_n (self->run);
  g_autofree char *text = g_strdup_printf (ngettext ("%u letter", "%u letters", n), n);

  self->ready = TRUE;
  if (self->vehicle_ids[0] != NULL)
    adw_window_title_set_subtitle (self->title_widget, text);
  update (self);
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(VeloLetterDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean loaded = velo_letter_run_load_finish (VELO_LETTER_RUN (object), result, &error);

  if (self->disposed)
    return;
  if (loaded)
    be_ready (self);
  else
    fail (self, error);
}

/* Paper */

static void
go_out (VeloLetterDialog *self,
        const char       *kind)
{
  gboolean mail = g_str_equal (kind, "mail");

  velo_letter_run_record (self->run, kind, mail ? gtk_check_button_get_label (self->agreed_check) : NULL);
  gtk_window_close (GTK_WINDOW (self));
}

static void
printed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(VeloLetterDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean printed = velo_print_finish (result, &error);

  if (self->disposed)
    return;
  self->busy = FALSE;
  update_actions (self);
  if (printed)
    go_out (self, "letter");
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    velo_notice_show (self->notice, VELO_NOTICE_KIND_ERROR, _("Please check the printer and try again."));
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(VeloLetterDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean saved = velo_save_finish (result, &error);

  if (self->disposed)
    return;
  self->busy = FALSE;
  update_actions (self);
  if (saved)
    go_out (self, "letter");
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    velo_notice_show (self->notice, VELO_NOTICE_KIND_ERROR, _("Please choose another folder and try again."));
}

static void
to_printer_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(VeloLetterDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) pdf = velo_letter_run_render_finish (VELO_LETTER_RUN (object), result, &error);

  if (self->disposed)
    return;
  if (pdf == NULL)
    fail (self, error);
  else
    velo_print_async (GTK_WINDOW (self), pdf, _("Letter about the insurance"), NULL, NULL, printed_cb,
                      g_object_ref (self));
}

static void
to_file_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(VeloLetterDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) pdf = velo_letter_run_render_finish (VELO_LETTER_RUN (object), result, &error);
  g_autofree char *name = g_strconcat (_("Letter about the insurance"), ".pdf", NULL);

  if (self->disposed)
    return;
  if (pdf == NULL)
    fail (self, error);
  else
    velo_save_async (GTK_WINDOW (self), pdf, name, saved_cb, g_object_ref (self));
}

static void
start (VeloLetterDialog    *self,
       GAsyncReadyCallback  callback)
{
  g_autofree char *text = dup_text (self);

  self->busy = TRUE;
  update_actions (self);
  velo_letter_run_render_async (self->run, get_subject (self), text, callback, g_object_ref (self));
}

static void
print_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  start (VELO_LETTER_DIALOG (widget), to_printer_cb);
}

static void
save_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  start (VELO_LETTER_DIALOG (widget), to_file_cb);
}

/* Mail */

static void
shown_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(VeloLetterDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean shown = velo_show_uri_finish (result, &error);

  if (self->disposed)
    return;
  if (shown)
    go_out (self, "mail");
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    velo_notice_show (self->notice, VELO_NOTICE_KIND_ERROR,
                      _("No mail program could be opened. Please print the letter instead."));
}

static void
mail_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  VeloLetterDialog *self = VELO_LETTER_DIALOG (widget);
  g_autofree char *text = dup_text (self);
  g_autofree char *subject = NULL;
  g_autofree char *body = NULL;
  g_autofree char *uri = NULL;
  VeloLetterFacts facts;

  velo_letter_run_get_facts (self->run, 0, &facts);
  subject = velo_letter_fill (get_subject (self), &facts, NULL);
  body = velo_letter_fill (text, &facts, NULL);
  uri = velo_letter_dup_mail_uri (velo_customer_get_email (facts.customer), subject, body);
  if (uri == NULL)
    {
      velo_notice_show (self->notice, VELO_NOTICE_KIND_ERROR, _("The customer's e-mail address is not complete."));
      return;
    }
  velo_show_uri_async (GTK_WIDGET (self), uri, NULL, shown_cb, g_object_ref (self));
}

/* GObject */

static void
velo_letter_dialog_dispose (GObject *object)
{
  VeloLetterDialog *self = VELO_LETTER_DIALOG (object);

  self->disposed = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_LETTER_DIALOG);

  G_OBJECT_CLASS (velo_letter_dialog_parent_class)->dispose (object);
}

static void
velo_letter_dialog_finalize (GObject *object)
{
  VeloLetterDialog *self = VELO_LETTER_DIALOG (object);

  g_clear_object (&self->counter);
  g_clear_object (&self->settings);
  g_strfreev (self->vehicle_ids);
  g_clear_object (&self->run);

  G_OBJECT_CLASS (velo_letter_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, VeloLetterDialog, title_widget);
  gtk_widget_class_bind_template_child (widget_class, VeloLetterDialog, notice);
  gtk_widget_class_bind_template_child (widget_class, VeloLetterDialog, subject_row);
  gtk_widget_class_bind_template_child (widget_class, VeloLetterDialog, text_view);
  gtk_widget_class_bind_template_child (widget_class, VeloLetterDialog, placeholders_label);
  gtk_widget_class_bind_template_child (widget_class, VeloLetterDialog, preview_label);
  gtk_widget_class_bind_template_child (widget_class, VeloLetterDialog, mail_box);
  gtk_widget_class_bind_template_child (widget_class, VeloLetterDialog, law_label);
  gtk_widget_class_bind_template_child (widget_class, VeloLetterDialog, agreed_check);
  gtk_widget_class_bind_template_child (widget_class, VeloLetterDialog, button_box);
  gtk_widget_class_bind_template_child (widget_class, VeloLetterDialog, mail_button);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
}

static void
velo_letter_dialog_class_init (VeloLetterDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = velo_letter_dialog_dispose;
  object_class->finalize = velo_letter_dialog_finalize;

  g_type_ensure (VELO_TYPE_NOTICE);
  gtk_widget_class_install_action (widget_class, "letter.keep", NULL, keep_action);
  gtk_widget_class_install_action (widget_class, "letter.usual", NULL, usual_action);
  gtk_widget_class_install_action (widget_class, "letter.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "letter.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "letter.mail", NULL, mail_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "letter.print", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/sales/velo-letter-dialog.ui");
  bind_children (widget_class);
}

static void
velo_letter_dialog_init (VeloLetterDialog *self)
{
  g_autofree char *names = velo_letter_dup_placeholders ();
  g_autofree char *text = NULL;

  self->vehicle_ids = g_new0 (char *, 1);
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Translators: %s are words in braces that are replaced by names and dates */
  text = g_strdup_printf (_("Placeholders: %s"), names);
  gtk_label_set_label (self->placeholders_label, text);
  g_signal_connect_object (gtk_text_view_get_buffer (self->text_view), "changed", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update_actions (self);
}

static void
begin (VeloLetterDialog *self)
{
  g_autoptr(GSettings) sale = NULL;
  g_autofree char *subject = NULL;
  g_autofree char *text = NULL;

  if (self->settings != NULL)
    {
      sale = g_settings_get_child (self->settings, "sale");
      subject = g_settings_get_string (sale, "letter-subject");
      text = g_settings_get_string (sale, "letter-text");
    }
  self->austrian = velo_letter_is_austrian (self->settings);
  gtk_label_set_label (self->law_label,
                       self->austrian
                         ? _("Advertising by e-mail needs the customer's consent beforehand (section 174 of the Austrian "
                             "TKG 2021). Without it please send a letter.")
                         : _("Advertising by e-mail needs the customer's express consent beforehand (section 7 of the "
                             "German UWG). Without it please send a letter."));
  show_words (self, subject, text);
  gtk_widget_set_visible (GTK_WIDGET (self->button_box), self->vehicle_ids[0] != NULL);
  self->run = velo_letter_run_new (self->counter, self->settings, (const char * const *) self->vehicle_ids);
  if (self->vehicle_ids[0] != NULL)
    {
      velo_letter_run_load_async (self->run, loaded_cb, g_object_ref (self));
      return;
    }
  velo_letter_run_add_sample (self->run);
  be_ready (self);
}

/**
 * velo_letter_dialog_present:
 * @parent: (nullable): the window over which it stands
 * @counter: where the store is
 * @settings: (nullable): the settings' root
 * @vehicle_ids: (nullable) (array zero-terminated=1): vehicles whose customers are written to; %NULL
 *   to edit the words with a made-up customer
 *
 * Returns: (transfer none): the dialog, which destroys itself
 */
GtkWindow *
velo_letter_dialog_present (GtkWindow          *parent,
                            VeloCounter        *counter,
                            GSettings          *settings,
                            const char * const *vehicle_ids)
{
  VeloLetterDialog *self;

  g_return_val_if_fail (VELO_IS_COUNTER (counter), NULL);

  self = g_object_new (VELO_TYPE_LETTER_DIALOG, "transient-for", parent, NULL);
  velo_below_follow (GTK_WINDOW (self));
  self->counter = g_object_ref (counter);
  g_set_object (&self->settings, settings);
  if (vehicle_ids != NULL)
    {
      g_strfreev (self->vehicle_ids);
      self->vehicle_ids = g_strdupv ((char **) vehicle_ids);
    }
  begin (self);
  gtk_window_present (GTK_WINDOW (self));
  return GTK_WINDOW (self);
}

/**
 * velo_letter_dialog_is_ready:
 * @self: the dialog
 *
 * Returns: whether all receivers are known
 */
gboolean
velo_letter_dialog_is_ready (VeloLetterDialog *self)
{
  g_return_val_if_fail (VELO_IS_LETTER_DIALOG (self), FALSE);

  return self->ready;
}

/**
 * velo_letter_dialog_get_preview:
 * @self: the dialog
 *
 * Returns: the letter to the first receiver
 */
const char *
velo_letter_dialog_get_preview (VeloLetterDialog *self)
{
  g_return_val_if_fail (VELO_IS_LETTER_DIALOG (self), NULL);

  return gtk_label_get_label (self->preview_label);
}

/**
 * velo_letter_dialog_set_text:
 * @self: the dialog
 * @text: a text with placeholders
 *
 * Replaces the words.
 */
void
velo_letter_dialog_set_text (VeloLetterDialog *self,
                             const char       *text)
{
  g_return_if_fail (VELO_IS_LETTER_DIALOG (self));

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), text, -1);
}

/**
 * velo_letter_dialog_get_run:
 * @self: the dialog
 *
 * Returns: (transfer none): what makes and records the letters
 */
VeloLetterRun *
velo_letter_dialog_get_run (VeloLetterDialog *self)
{
  g_return_val_if_fail (VELO_IS_LETTER_DIALOG (self), NULL);

  return self->run;
}
