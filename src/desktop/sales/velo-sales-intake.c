/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sale begins with a file: it is read, and stored or reviewed. */

#define G_LOG_DOMAIN "velo-sales-intake"

#include "config.h"

#include "velo-sales-intake-private.h"

#include "velo-below.h"
#include "velo-confirm.h"
#include "velo-intake-error.h"
#include "velo-invoice-check.h"
#include "velo-invoice-reader.h"
#include "velo-mail.h"
#include "velo-reminder-dialog.h"
#include "velo-review-file.h"
#include "velo-review-memory.h"
#include "velo-review.h"
#include "velo-sale-actions.h"
#include "velo-sale-text.h"
#include "velo-sales-reversal.h"
#include "velo-store-drafts.h"
#include "velo-store-sales.h"
#include "velo-text.h"
#include "velo-zip.h"

#include <glib/gi18n.h>

/* The reader's own limit; a larger file is not even loaded. */
#define MAX_BYTES (64 * 1024 * 1024)
/* Reading that takes longer than this is shown, with a way to give up. */
#define PROGRESS_MS 600

void
velo_sales_stop_progress (VeloTakeIn *data)
{
  g_clear_handle_id (&data->progress_id, g_source_remove);
  if (data->progress != NULL)
    gtk_window_destroy (data->progress);
  g_clear_weak_pointer (&data->progress);
}

static void
take_in_free (VeloTakeIn *data)
{
  velo_sales_stop_progress (data);
  g_clear_weak_pointer (&data->parent);
  g_clear_object (&data->cancellable);
  g_clear_object (&data->counter);
  g_clear_object (&data->settings);
  g_clear_object (&data->file);
  g_clear_object (&data->invoice);
  g_clear_pointer (&data->bytes, g_bytes_unref);
  g_free (data->file_name);
  g_free (data);
}

static void
progress_response_cb (AdwMessageDialog *dialog,
                      const char       *response,
                      GCancellable     *cancellable)
{
  g_cancellable_cancel (cancellable);
}

static gboolean
progress_cb (gpointer user_data)
{
  VeloTakeIn *data = user_data;
  GtkWidget *spinner = gtk_spinner_new ();
  GtkWidget *dialog = adw_message_dialog_new (data->parent, _("Reading the invoice…"), NULL);

  data->progress_id = 0;
  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_accessible_update_property (GTK_ACCESSIBLE (spinner), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Reading the invoice…"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), spinner);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"));
  velo_below_follow (GTK_WINDOW (dialog));
  g_signal_connect_object (dialog, "response", G_CALLBACK (progress_response_cb), data->cancellable, 0);
  g_set_weak_pointer (&data->progress, GTK_WINDOW (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
  return G_SOURCE_REMOVE;
}

static void load_bytes (GTask *task);
static void look_for_same (GTask *task);
static void accept (GTask *task);

/* The window is gone or the user has given up: nobody is told anything. */
void
velo_sales_fail (GTask  *task,
                 GError *error)
{
  VeloTakeIn *data = g_task_get_task_data (task);
  g_autofree char *text = NULL;
  g_autofree char *advice = NULL;

  velo_sales_stop_progress (data);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      && !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      text = velo_sale_text_error (error);
      advice = g_strjoin (" ", text, _("You can enter the sale by hand as well."), NULL);
      velo_confirm_tell (data->parent, _("The invoice was not read"), advice);
    }
  g_task_return_error (task, error);
}

static void
info_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GFileInfo) info = NULL;
  GError *error = NULL;

  info = g_file_query_info_finish (G_FILE (object), result, &error);
  if (info == NULL)
    {
      velo_sales_fail (task, error);
      return;
    }
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
    {
      velo_sales_fail (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, "the file is a folder"));
      return;
    }
  if (g_file_info_get_size (info) > MAX_BYTES)
    {
      velo_sales_fail (task, g_error_new_literal (VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_OVER_LIMIT,
                                       "the file is larger than an invoice may be"));
      return;
    }
  load_bytes (task);
}

/* The only file of a mail or an archive is taken in as if it had come by itself, and kept in its place.
 * Several are for whoever can show several. */
static void
unpacked_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VeloTakeIn *data = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(GPtrArray) members = velo_invoice_reader_unpack_finish (result, &error);
  const VeloZipMember *member;

  if (members == NULL)
    {
      velo_sales_fail (task, error);
      return;
    }
  if (members->len > 1)
    {
      velo_sales_stop_progress (data);
      g_task_return_new_error (task, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_SEVERAL, "there are several files in it");
      return;
    }
  member = g_ptr_array_index (members, 0);
  g_bytes_unref (data->bytes);
  data->bytes = g_bytes_ref (member->bytes);
  g_free (data->file_name);
  data->file_name = g_strdup (member->name);
  velo_sales_read (task);
}

static void
bytes_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VeloTakeIn *data = g_task_get_task_data (task);
  GError *error = NULL;

  data->bytes = g_file_load_bytes_finish (G_FILE (object), result, NULL, &error);
  if (data->bytes == NULL)
    {
      velo_sales_fail (task, error);
      return;
    }
  if (velo_mail_is_one (data->bytes) || velo_zip_is_one (data->bytes))
    velo_invoice_reader_unpack_async (data->bytes, g_task_get_cancellable (task), unpacked_cb, g_object_ref (task));
  else
    velo_sales_read (task);
}

static void
load_bytes (GTask *task)
{
  VeloTakeIn *data = g_task_get_task_data (task);

  g_file_load_bytes_async (data->file, g_task_get_cancellable (task), bytes_cb, g_object_ref (task));
}

static void
reversed_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (velo_sales_reversal_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    velo_sales_fail (task, error);
}

/* A scan or a mere picture: its page is shown, and what stands on it is typed in. */
static void
enter_beside (GTask  *task,
              GError *error)
{
  VeloTakeIn *data = g_task_get_task_data (task);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, data->bytes);

  velo_sales_stop_progress (data);
  if (!velo_sales_present_open (data->counter, VELO_STORE_DRAFT_FILE, sha256))
    velo_review_present_unread (data->parent, data->counter, data->settings, data->bytes, data->file_name, error);
  g_error_free (error);
  g_task_return_boolean (task, TRUE);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VeloTakeIn *data = g_task_get_task_data (task);
  GError *error = NULL;

  data->invoice = velo_review_memory_read_finish (VELO_STORE (object), result, &error);
  if (data->invoice == NULL)
    {
      if (velo_review_can_enter (data->bytes, error) && !g_cancellable_is_cancelled (data->cancellable))
        enter_beside (task, error);
      else
        velo_sales_fail (task, error);
      return;
    }
  if (g_task_return_error_if_cancelled (task))
    return;
  if (velo_invoice_get_is_reversal (data->invoice))
    {
      velo_sales_stop_progress (data);
      velo_sales_reversal_async (data->parent, data->counter, data->settings, data->invoice, data->bytes,
                                 g_task_get_cancellable (task), reversed_cb, g_object_ref (task));
      return;
    }
  look_for_same (task);
}

void
velo_sales_read (GTask *task)
{
  VeloTakeIn *data = g_task_get_task_data (task);

  velo_review_memory_read_async (velo_counter_get_store (data->counter), data->bytes, data->file_name,
                                 g_task_get_cancellable (task), read_cb, g_object_ref (task));
}

static void
forgotten_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!velo_store_put_draft_finish (VELO_STORE (object), result, &error))
    g_info ("a draft was not forgotten: %s", error->message);
}

static char *
make_draft_key (VeloTakeIn *data)
{
  return g_strconcat (VELO_STORE_DRAFT_FILE, velo_invoice_get_sha256 (data->invoice), NULL);
}

/* What was entered for a sale that is stored by now would be offered for ever. */
static void
same_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VeloTakeIn *data = g_task_get_task_data (task);
  GError *error = NULL;

  if (velo_review_same_finish (result, &error))
    {
      accept (task);
    }
  else if (g_error_matches (error, VELO_STORE_ERROR, VELO_STORE_ERROR_EXISTS))
    {
      g_autofree char *key = make_draft_key (data);

      velo_store_put_draft_async (velo_counter_get_store (data->counter), key, NULL, NULL, NULL, forgotten_cb, NULL);
      g_task_return_error (task, error);
    }
  else
    {
      velo_sales_fail (task, error);
    }
}

static void
look_for_same (GTask *task)
{
  VeloTakeIn *data = g_task_get_task_data (task);

  velo_sales_stop_progress (data);
  velo_review_same_async (data->parent, data->counter, data->invoice, data->bytes,
                          g_task_get_cancellable (task), same_cb, g_object_ref (task));
}

static void
review (GTask *task)
{
  VeloTakeIn *data = g_task_get_task_data (task);

  if (!velo_sales_present_open (data->counter, VELO_STORE_DRAFT_FILE, velo_invoice_get_sha256 (data->invoice)))
    velo_review_present (data->parent, data->counter, data->settings, data->invoice, data->bytes);
  g_task_return_boolean (task, TRUE);
}

static void
added_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VeloTakeIn *data = g_task_get_task_data (task);
  GtkWindow *reminder = NULL;
  GError *error = NULL;

  if (!velo_store_add_sale_finish (VELO_STORE (object), result, NULL, &error))
    {
      velo_sales_fail (task, error);
      return;
    }
  if (data->parent != NULL)
    {
      reminder = velo_reminder_dialog_present_for_sale (data->parent, data->counter, data->settings, data->invoice);
      if (reminder == NULL)
        gtk_widget_activate_action (GTK_WIDGET (data->parent), "win.open-sale", "s",
                                    velo_invoice_get_id (data->invoice));
    }
  g_task_return_boolean (task, TRUE);
}

/* Nobody needs to look at what is sure: it is stored, and the reminder asks the only question. */
static void
add (GTask *task)
{
  VeloTakeIn *data = g_task_get_task_data (task);
  VeloEmployee *employee = velo_counter_get_employee (data->counter);

  if (velo_text_is_empty (velo_invoice_get_employee_id (data->invoice)) && employee != NULL)
    {
      velo_invoice_set_employee_id (data->invoice, velo_employee_get_id (employee));
      velo_invoice_set_employee_name (data->invoice, velo_employee_get_name (employee));
    }
  velo_invoice_settle (data->invoice);
  velo_store_add_sale_async (velo_counter_get_store (data->counter), data->invoice, data->bytes,
                             velo_sale_actions_who (data->counter), NULL, added_cb, g_object_ref (task));
}

static void
draft_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(VeloInvoice) draft = NULL;
  g_autoptr(GError) error = NULL;

  if (!velo_store_get_draft_finish (VELO_STORE (object), result, &draft, &error))
    g_info ("a draft cannot be looked for: %s", error->message);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (draft != NULL)
    review (task);
  else
    add (task);
}

/* Whoever has begun to correct it wants to go on with that, however sure it has become by what was learned since. */
static void
accept (GTask *task)
{
  VeloTakeIn *data = g_task_get_task_data (task);
  GListModel *vehicles = G_LIST_MODEL (velo_invoice_get_vehicles (data->invoice));
  g_autofree char *key = make_draft_key (data);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (g_list_model_get_n_items (vehicles) == 0 || velo_invoice_needs_review (data->invoice))
    review (task);
  else
    velo_store_get_draft_async (velo_counter_get_store (data->counter), key, g_task_get_cancellable (task), draft_cb,
                                g_object_ref (task));
}

static void
parent_destroy_cb (GtkWindow    *parent,
                   GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
}

/* Destroying @parent cancels; what takes long is shown. */
GTask *
velo_sales_begin (GtkWindow           *parent,
                  VeloCounter         *counter,
                  GSettings           *settings,
                  GCancellable        *cancellable,
                  GAsyncReadyCallback  callback,
                  gpointer             user_data)
{
  g_autoptr(GCancellable) inner = g_cancellable_new ();
  VeloTakeIn *data = g_new0 (VeloTakeIn, 1);
  GTask *task;

  if (cancellable != NULL)
    {
      if (g_cancellable_is_cancelled (cancellable))
        g_cancellable_cancel (inner);
      g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (g_cancellable_cancel), inner,
                               G_CONNECT_SWAPPED);
    }
  if (parent != NULL)
    {
      g_set_weak_pointer (&data->parent, parent);
      g_signal_connect_object (parent, "destroy", G_CALLBACK (parent_destroy_cb), inner, 0);
    }
  data->cancellable = g_object_ref (inner);
  data->counter = g_object_ref (counter);
  g_set_object (&data->settings, settings);
  data->progress_id = g_timeout_add (PROGRESS_MS, progress_cb, data);
  task = g_task_new (NULL, inner, callback, user_data);
  g_task_set_source_tag (task, velo_sales_take_in_async);
  g_task_set_task_data (task, data, (GDestroyNotify) take_in_free);
  return task;
}

/**
 * velo_sales_take_in_async:
 * @parent: (nullable): the window that has win.open-sale; destroying it cancels
 * @counter: where the store is
 * @settings: (nullable): the settings' root
 * @file: an invoice, PDF or XML
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Reads an invoice off the main thread. Where a value is missing or guessed the
 * review is presented; else the sale is stored, and the reminder asks whether it
 * is to be insured. A credit note is stored as well, and what becomes of the
 * insurance of a vehicle that came back is asked. What cannot be read, is no invoice or is known already is
 * said to the user here; the caller need not.
 *
 * Fails with a #VeloIntakeError, with %VELO_STORE_ERROR_EXISTS if the sale is
 * known and was opened, with other errors of the store or of the file, and
 * with %G_IO_ERROR_CANCELLED.
 */
void
velo_sales_take_in_async (GtkWindow           *parent,
                          VeloCounter         *counter,
                          GSettings           *settings,
                          GFile               *file,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  VeloTakeIn *data;

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));
  g_return_if_fail (VELO_IS_COUNTER (counter));
  g_return_if_fail (G_IS_FILE (file));

  task = velo_sales_begin (parent, counter, settings, cancellable, callback, user_data);
  data = g_task_get_task_data (task);
  data->file = g_object_ref (file);
  data->file_name = g_file_get_basename (file);
  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                           G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT, g_task_get_cancellable (task),
                           info_cb, g_object_ref (task));
}

/**
 * velo_sales_take_in_bytes_async:
 * @parent: (nullable): the window that has win.open-sale; destroying it cancels
 * @counter: where the store is
 * @settings: (nullable): the settings' root
 * @bytes: an invoice, PDF or XML
 * @file_name: its name, for people
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the main context; ends with velo_sales_take_in_finish()
 * @user_data: data for @callback
 *
 * As velo_sales_take_in_async(), of bytes that are at hand.
 */
void
velo_sales_take_in_bytes_async (GtkWindow           *parent,
                                VeloCounter         *counter,
                                GSettings           *settings,
                                GBytes              *bytes,
                                const char          *file_name,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  VeloTakeIn *data;

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));
  g_return_if_fail (VELO_IS_COUNTER (counter));
  g_return_if_fail (bytes != NULL && file_name != NULL);

  task = velo_sales_begin (parent, counter, settings, cancellable, callback, user_data);
  data = g_task_get_task_data (task);
  data->bytes = g_bytes_ref (bytes);
  data->file_name = g_strdup (file_name);
  velo_sales_read (task);
}

/**
 * velo_sales_take_in_finish:
 * @result: from the callback
 * @error: return location
 *
 * Returns: whether the invoice was read; the review, a #VeloSaleDialog, is presented then, or the
 *   sale was stored because nothing in it was unsure. With %VELO_INTAKE_ERROR_SEVERAL nobody was
 *   told anything: the file is a mail or an archive with several
 */
gboolean
velo_sales_take_in_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_sales_take_in_async), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
