/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes to customers whose vehicle is not insured: words, preview, paper and mail. */

#define G_LOG_DOMAIN "velo-letter-dialog"

#include "config.h"

#include "velo-letter-dialog.h"

#include "velo-date.h"
#include "velo-error-text.h"
#include "velo-letter.h"
#include "velo-notice.h"
#include "velo-pdf-flatten.h"
#include "velo-print.h"
#include "velo-sale-actions.h"
#include "velo-save.h"
#include "velo-store-deadlines.h"
#include "velo-store-documents.h"
#include "velo-store-journal.h"
#include "velo-store-vehicles.h"
#include "velo-text.h"

#include <glib/gi18n.h>

/* A receiver. */
typedef struct
{
  VeloSaleItem *item;     /* (owned) (nullable) */
  VeloVehicle *vehicle;   /* (owned) (nullable) */
  VeloCustomer *customer; /* (owned) (nullable) */
  GBytes *pdf;            /* (owned) (nullable): the letter, when rendered */
} Receiver;

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
  GPtrArray *receivers;  /* (owned) (not nullable) (element-type Receiver) */
  gboolean austrian;
  gboolean ready;
  gboolean busy;
  gboolean disposed;
};

G_DEFINE_FINAL_TYPE (VeloLetterDialog, velo_letter_dialog, ADW_TYPE_WINDOW)

static void load_next (VeloLetterDialog *self);
static void render_next (GTask *task);

static void
receiver_free (Receiver *receiver)
{
  g_clear_object (&receiver->item);
  g_clear_object (&receiver->vehicle);
  g_clear_object (&receiver->customer);
  g_clear_pointer (&receiver->pdf, g_bytes_unref);
  g_free (receiver);
}

static VeloStore *
get_store (VeloLetterDialog *self)
{
  return velo_counter_get_store (self->counter);
}

static VeloLetterFacts
get_facts (VeloLetterDialog *self,
           Receiver         *receiver)
{
  const VeloLetterFacts facts = {
    .customer = receiver->customer, .vehicle = receiver->vehicle, .settings = self->settings,
    .last_day = receiver->item == NULL ? NULL : velo_sale_item_get_last_day (receiver->item),
    .employee = velo_sale_actions_who (self->counter),
  };

  return facts;
}

static Receiver *
get_first (VeloLetterDialog *self)
{
  return g_ptr_array_index (self->receivers, 0);
}

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
  return self->ready && g_strv_length (self->vehicle_ids) == 1
    && !velo_text_is_empty (velo_customer_get_email (get_first (self)->customer));
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
  facts = get_facts (self, get_first (self));
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

/* Loading the receivers one after another */

static void
be_ready (VeloLetterDialog *self)
{
  guint n = self->receivers->len;
  g_autofree char *text = g_strdup_printf (ngettext ("%u letter", "%u letters", n), n);

  self->ready = TRUE;
  if (self->vehicle_ids[0] != NULL)
    adw_window_title_set_subtitle (self->title_widget, text);
  update (self);
}

static void
customer_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(VeloLetterDialog) self = user_data;
  Receiver *receiver = g_ptr_array_index (self->receivers, self->receivers->len - 1);
  g_autoptr(GError) error = NULL;

  receiver->customer = velo_store_get_customer_finish (VELO_STORE (object), result, &error);
  if (self->disposed)
    return;
  if (receiver->customer == NULL)
    fail (self, error);
  else
    load_next (self);
}

static void
vehicle_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(VeloLetterDialog) self = user_data;
  Receiver *receiver = g_ptr_array_index (self->receivers, self->receivers->len - 1);
  g_autoptr(GError) error = NULL;

  receiver->vehicle = velo_store_get_vehicle_finish (VELO_STORE (object), result, &error);
  if (self->disposed)
    return;
  if (receiver->vehicle == NULL)
    fail (self, error);
  else
    velo_store_get_customer_async (get_store (self), velo_vehicle_get_customer_id (receiver->vehicle), NULL,
                                   customer_cb, g_object_ref (self));
}

static void
item_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(VeloLetterDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(VeloSaleItem) item = velo_store_get_item_finish (VELO_STORE (object), result, &error);
  Receiver *receiver;

  if (self->disposed)
    return;
  if (item == NULL)
    {
      fail (self, error);
      return;
    }
  receiver = g_new0 (Receiver, 1);
  receiver->item = g_steal_pointer (&item);
  g_ptr_array_add (self->receivers, receiver);
  velo_store_get_vehicle_async (get_store (self), velo_sale_item_get_vehicle_id (receiver->item), NULL, vehicle_cb,
                                g_object_ref (self));
}

static void
load_next (VeloLetterDialog *self)
{
  const char *vehicle_id = self->vehicle_ids[self->receivers->len];

  if (vehicle_id == NULL)
    be_ready (self);
  else
    velo_store_get_item_async (get_store (self), vehicle_id, NULL, item_cb, g_object_ref (self));
}

/* Somebody to try the words on. */
static void
add_sample (VeloLetterDialog *self)
{
  Receiver *receiver = g_new0 (Receiver, 1);
  g_autoptr(GDate) today = velo_date_today ();
  g_autoptr(GDate) last_day = velo_date_today ();

  g_date_add_days (last_day, 12);
  receiver->item = velo_sale_item_new ();
  receiver->customer = velo_customer_new ();
  receiver->vehicle = velo_vehicle_new ();
  velo_sale_item_set_last_day (receiver->item, last_day);
  velo_customer_set_salutation (receiver->customer, VELO_SALUTATION_FRAU);
  velo_customer_set_first_name (receiver->customer, "Erika");
  velo_customer_set_last_name (receiver->customer, "Mustermann");
  velo_vehicle_set_maker (receiver->vehicle, "Kronberg");
  velo_vehicle_set_model (receiver->vehicle, "E-Trail");
  velo_vehicle_set_frame_number (receiver->vehicle, "WKB26A0417731");
  velo_vehicle_set_purchase_date (receiver->vehicle, today);
  g_ptr_array_add (self->receivers, receiver);
}

/* Rendering one after another, then joining */

static void
joined_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  GBytes *pdf = velo_pdf_join_finish (result, &error);

  if (pdf == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, pdf, (GDestroyNotify) g_bytes_unref);
}

static void
join (GTask *task)
{
  VeloLetterDialog *self = g_task_get_source_object (task);
  g_autoptr(GPtrArray) pdfs = g_ptr_array_new ();

  for (guint i = 0; i < self->receivers->len; i++)
    g_ptr_array_add (pdfs, ((Receiver *) g_ptr_array_index (self->receivers, i))->pdf);
  if (pdfs->len == 1)
    g_task_return_pointer (task, g_bytes_ref (g_ptr_array_index (pdfs, 0)), (GDestroyNotify) g_bytes_unref);
  else
    velo_pdf_join_async (pdfs, NULL, joined_cb, g_object_ref (task));
}

static void
rendered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VeloLetterDialog *self = g_task_get_source_object (task);
  guint position = GPOINTER_TO_UINT (g_task_get_task_data (task));
  Receiver *receiver = g_ptr_array_index (self->receivers, position);
  GError *error = NULL;

  g_clear_pointer (&receiver->pdf, g_bytes_unref);
  receiver->pdf = velo_sheet_render_finish (VELO_SHEET (object), result, &error);
  if (receiver->pdf == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, GUINT_TO_POINTER (position + 1), NULL);
  render_next (task);
}

static void
render_next (GTask *task)
{
  VeloLetterDialog *self = g_task_get_source_object (task);
  guint position = GPOINTER_TO_UINT (g_task_get_task_data (task));
  g_autoptr(VeloSheet) sheet = NULL;
  g_autofree char *text = NULL;
  VeloLetterFacts facts;

  if (position >= self->receivers->len)
    {
      join (task);
      return;
    }
  text = dup_text (self);
  facts = get_facts (self, g_ptr_array_index (self->receivers, position));
  sheet = velo_letter_sheet_new (VELO_LETTER_OFFER, get_subject (self), text, &facts,
                                 velo_counter_is_training (self->counter));
  velo_sheet_render_async (sheet, NULL, rendered_cb, g_object_ref (task));
}

/**
 * velo_letter_dialog_render_async:
 * @self: the dialog
 * @callback: (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Makes all letters.
 */
void
velo_letter_dialog_render_async (VeloLetterDialog    *self,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (VELO_IS_LETTER_DIALOG (self));
  g_return_if_fail (self->ready);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, velo_letter_dialog_render_async);
  g_task_set_task_data (task, GUINT_TO_POINTER (0), NULL);
  render_next (task);
}

/**
 * velo_letter_dialog_render_finish:
 * @self: the dialog
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full): all letters in one PDF
 */
GBytes *
velo_letter_dialog_render_finish (VeloLetterDialog  *self,
                                  GAsyncResult      *result,
                                  GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_letter_dialog_render_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Recording what went out */

static void
recorded_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!velo_store_note_letter_finish (VELO_STORE (object), result, &error))
    g_warning ("a letter was not recorded: %s", error->message);
}

static void
filed_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!velo_store_add_document_finish (VELO_STORE (object), result, &error))
    g_warning ("a letter was not filed: %s", error->message);
}

static void
agreed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!velo_store_add_journal_finish (VELO_STORE (object), result, &error))
    g_warning ("the customer's agreement was not recorded: %s", error->message);
}

static void
file_letter (VeloLetterDialog *self,
             Receiver         *receiver)
{
  g_autoptr(VeloDocument) document = velo_document_new ();

  velo_document_set_kind (document, VELO_DOCUMENT_KIND_OTHER);
  velo_document_set_title (document, _("Letter about the insurance"));
  velo_document_set_file_name (document, "Brief.pdf");
  velo_document_set_content_type (document, "application/pdf");
  velo_document_set_vehicle_id (document, velo_vehicle_get_id (receiver->vehicle));
  velo_store_add_document_async (get_store (self), document, receiver->pdf, velo_sale_actions_who (self->counter),
                                 NULL, filed_cb, NULL);
}

static void
record_agreement (VeloLetterDialog *self,
                  Receiver         *receiver)
{
  g_autoptr(VeloJournalEntry) entry = velo_journal_entry_new ();

  velo_journal_entry_set_what (entry, "mail-agreed");
  velo_journal_entry_set_who (entry, velo_sale_actions_who (self->counter));
  velo_journal_entry_set_vehicle_id (entry, velo_vehicle_get_id (receiver->vehicle));
  velo_journal_entry_set_detail (entry, gtk_check_button_get_label (self->agreed_check));
  velo_store_add_journal_async (get_store (self), entry, NULL, agreed_cb, NULL);
}

/**
 * velo_letter_dialog_record:
 * @self: the dialog
 * @kind: how the letters went out: "letter" or "mail"
 *
 * Notes with each vehicle that its customer was written to, and files the letter.
 */
void
velo_letter_dialog_record (VeloLetterDialog *self,
                           const char       *kind)
{
  g_return_if_fail (VELO_IS_LETTER_DIALOG (self));

  for (guint i = 0; i < self->receivers->len && self->vehicle_ids[0] != NULL; i++)
    {
      Receiver *receiver = g_ptr_array_index (self->receivers, i);

      if (receiver->pdf != NULL)
        file_letter (self, receiver);
      if (g_str_equal (kind, "mail"))
        record_agreement (self, receiver);
      velo_store_note_letter_async (get_store (self), velo_vehicle_get_id (receiver->vehicle), kind,
                                    velo_sale_actions_who (self->counter), NULL, recorded_cb, NULL);
    }
}

/* Paper */

static void
go_out (VeloLetterDialog *self,
        const char       *kind)
{
  velo_letter_dialog_record (self, kind);
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
  VeloLetterDialog *self = VELO_LETTER_DIALOG (object);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) pdf = velo_letter_dialog_render_finish (self, result, &error);

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
  VeloLetterDialog *self = VELO_LETTER_DIALOG (object);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) pdf = velo_letter_dialog_render_finish (self, result, &error);
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
  self->busy = TRUE;
  update_actions (self);
  velo_letter_dialog_render_async (self, callback, NULL);
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
  gboolean shown = gtk_show_uri_full_finish (GTK_WINDOW (object), result, &error);

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
  VeloLetterFacts facts = get_facts (self, get_first (self));
  g_autofree char *text = dup_text (self);
  g_autofree char *subject = velo_letter_fill (get_subject (self), &facts, NULL);
  g_autofree char *body = velo_letter_fill (text, &facts, NULL);
  g_autofree char *uri = velo_letter_dup_mail_uri (velo_customer_get_email (facts.customer), subject, body);

  if (uri == NULL)
    {
      velo_notice_show (self->notice, VELO_NOTICE_KIND_ERROR, _("The customer's e-mail address is not complete."));
      return;
    }
  gtk_show_uri_full (GTK_WINDOW (self), uri, GDK_CURRENT_TIME, NULL, shown_cb, g_object_ref (self));
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
  g_ptr_array_unref (self->receivers);

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

  self->receivers = g_ptr_array_new_with_free_func ((GDestroyNotify) receiver_free);
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
  if (self->vehicle_ids[0] != NULL)
    {
      load_next (self);
      return;
    }
  add_sample (self);
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

  self = g_object_new (VELO_TYPE_LETTER_DIALOG, "transient-for", parent, "destroy-with-parent", parent != NULL, NULL);
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
