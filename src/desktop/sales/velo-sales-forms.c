/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The windows of sales that are entered by hand, corrected, or gone on with; each sale has one. */

#define G_LOG_DOMAIN "velo-sales-forms"

#include "config.h"

#include "velo-sales-intake-private.h"

#include "velo-confirm.h"
#include "velo-invoice-check.h"
#include "velo-sale-dialog.h"
#include "velo-sale-text.h"
#include "velo-store-drafts.h"
#include "velo-store-sales.h"
#include "velo-text.h"

#include <glib/gi18n.h>

/* A sale that is open already is shown: what is entered waits in one place. */
gboolean
velo_sales_present_open (VeloCounter *counter,
                         const char  *draft_prefix,
                         const char  *id)
{
  g_autofree char *key = g_strconcat (draft_prefix, id, NULL);
  VeloSaleDialog *dialog = velo_text_is_empty (id) ? NULL : velo_sale_dialog_find (counter, key);

  if (dialog == NULL)
    return FALSE;
  gtk_window_present (GTK_WINDOW (dialog));
  return TRUE;
}

/**
 * velo_sales_enter:
 * @parent: (nullable): the window that it belongs to
 * @counter: where the store is
 * @settings: (nullable): the settings' root
 *
 * Presents the form of a sale without invoice file; the one that is open, if there is one.
 *
 * Returns: (transfer none): the dialog, which destroys itself
 */
GtkWindow *
velo_sales_enter (GtkWindow   *parent,
                  VeloCounter *counter,
                  GSettings   *settings)
{
  VeloSaleDialog *form;

  g_return_val_if_fail (VELO_IS_COUNTER (counter), NULL);

  form = velo_sale_dialog_find (counter, VELO_STORE_DRAFT_TYPED);
  if (form == NULL)
    form = velo_sale_dialog_new (parent, counter, settings, NULL, NULL);
  gtk_window_present (GTK_WINDOW (form));
  return GTK_WINDOW (form);
}

/* Without its file the values can be corrected all the same; the form says so. */
static void
present_edit (GTask  *task,
              GBytes *original)
{
  VeloTakeIn *data = g_task_get_task_data (task);
  VeloSaleDialog *dialog;

  if (!velo_sales_present_open (data->counter, VELO_STORE_DRAFT_SALE, velo_invoice_get_id (data->invoice)))
    {
      if (original == NULL)
        dialog = velo_sale_dialog_new_edit (data->parent, data->counter, data->settings, data->invoice);
      else
        dialog = velo_sale_dialog_new_check (data->parent, data->counter, data->settings, data->invoice, original);
      gtk_window_present (GTK_WINDOW (dialog));
    }
  g_task_return_boolean (task, TRUE);
}

static void
original_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VeloTakeIn *data = g_task_get_task_data (task);
  g_autoptr(GBytes) original = velo_store_load_original_finish (VELO_STORE (object), result, NULL);

  velo_sales_stop_progress (data);
  if (!g_task_return_error_if_cancelled (task))
    present_edit (task, original);
}

static void
edit_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VeloTakeIn *data = g_task_get_task_data (task);
  GError *error = NULL;

  data->invoice = velo_store_get_sale_finish (VELO_STORE (object), result, &error);
  if (data->invoice == NULL)
    {
      g_autofree char *text = velo_sale_text_error (error);

      velo_sales_stop_progress (data);
      if (!g_cancellable_is_cancelled (data->cancellable))
        velo_confirm_tell (data->parent, _("The sale cannot be opened"), text);
      g_task_return_error (task, error);
    }
  else if (velo_text_is_empty (velo_invoice_get_sha256 (data->invoice)) || !velo_invoice_needs_review (data->invoice))
    {
      velo_sales_stop_progress (data);
      if (!g_task_return_error_if_cancelled (task))
        present_edit (task, NULL);
    }
  else
    velo_store_load_original_async (VELO_STORE (object), velo_invoice_get_id (data->invoice), data->cancellable,
                                    original_cb, g_object_ref (task));
}

/**
 * velo_sales_edit:
 * @parent: (nullable): the window that it belongs to
 * @counter: where the store is
 * @settings: (nullable): the settings' root
 * @invoice_id: a sale of the store
 *
 * Presents the form of a sale that is there already; the review beside its invoice if
 * nobody has accepted its values yet and they are unsure. One that is open is shown.
 */
void
velo_sales_edit (GtkWindow   *parent,
                 VeloCounter *counter,
                 GSettings   *settings,
                 const char  *invoice_id)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (VELO_IS_COUNTER (counter));
  g_return_if_fail (invoice_id != NULL);

  if (velo_sales_present_open (counter, VELO_STORE_DRAFT_SALE, invoice_id))
    return;
  task = velo_sales_begin (parent, counter, settings, NULL, NULL, NULL);
  velo_store_get_sale_async (velo_counter_get_store (counter), invoice_id, g_task_get_cancellable (task),
                             edit_cb, g_object_ref (task));
}

static void
draft_file_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VeloTakeIn *data = g_task_get_task_data (task);
  GError *error = NULL;

  data->bytes = velo_store_load_draft_file_finish (VELO_STORE (object), result, &data->file_name, &error);
  if (data->bytes == NULL)
    velo_sales_fail (task, error);
  else
    velo_sales_read (task);
}

/**
 * velo_sales_resume:
 * @parent: (nullable): the window that has win.open-sale; destroying it cancels
 * @counter: where the store is
 * @settings: (nullable): the settings' root
 * @sha256: of a file whose values were corrected and not saved, 64 hexadecimal digits
 *
 * Presents the review of that file with the corrections. It is read once more, so that
 * they can be discarded. What is wrong is said to the user here.
 */
void
velo_sales_resume (GtkWindow   *parent,
                   VeloCounter *counter,
                   GSettings   *settings,
                   const char  *sha256)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (VELO_IS_COUNTER (counter));
  g_return_if_fail (sha256 != NULL);

  if (velo_sales_present_open (counter, VELO_STORE_DRAFT_FILE, sha256))
    return;
  task = velo_sales_begin (parent, counter, settings, NULL, NULL, NULL);
  velo_store_load_draft_file_async (velo_counter_get_store (counter), sha256, g_task_get_cancellable (task),
                                    draft_file_cb, g_object_ref (task));
}
