/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file of an invoice that is known already: said, filed beside, or its changes shown. */

#define G_LOG_DOMAIN "velo-review-file"

#include "config.h"

#include "velo-review-file.h"

#include "velo-confirm.h"
#include "velo-invoice-difference.h"
#include "velo-review-changes.h"
#include "velo-sale-actions.h"
#include "velo-sale-text.h"
#include "velo-store-documents.h"
#include "velo-store-sales.h"
#include "velo-store-same.h"
#include "velo-text.h"

#include <glib/gi18n.h>

/* Filing a file beside the sale */

static void
added_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (velo_store_add_document_finish (VELO_STORE (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * velo_review_file_beside_async:
 * @store: where it is filed
 * @older: a sale of @store
 * @newer: what was read from the file
 * @bytes: the file
 * @who: (nullable): the employee, for the journal
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Files another file of the same invoice with the first vehicle of the sale.
 *
 * Fails with %VELO_STORE_ERROR_NOT_FOUND if the sale has no vehicle, with
 * another #VeloStoreError, or with %G_IO_ERROR_CANCELLED.
 */
void
velo_review_file_beside_async (VeloStore           *store,
                               VeloInvoice         *older,
                               VeloInvoice         *newer,
                               GBytes              *bytes,
                               const char          *who,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(VeloVehicle) vehicle = NULL;
  g_autoptr(VeloDocument) document = velo_document_new ();
  g_autofree char *title = NULL;

  g_return_if_fail (VELO_IS_STORE (store));
  g_return_if_fail (VELO_IS_INVOICE (older) && VELO_IS_INVOICE (newer));
  g_return_if_fail (bytes != NULL);

  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_review_file_beside_async);
  vehicle = g_list_model_get_item (G_LIST_MODEL (velo_invoice_get_vehicles (older)), 0);
  if (vehicle == NULL)
    {
      g_task_return_new_error (task, VELO_STORE_ERROR, VELO_STORE_ERROR_NOT_FOUND, "the sale has no vehicle");
      return;
    }
  /* Translators: title of a filed document; %s is the number of an invoice */
  title = g_strdup_printf (_("Invoice %s, another copy"), velo_invoice_get_number (older));
  velo_document_set_kind (document, VELO_DOCUMENT_KIND_INVOICE);
  velo_document_set_title (document, title);
  velo_document_set_file_name (document, velo_invoice_get_file_name (newer));
  velo_document_set_content_type (document, velo_invoice_get_content_type (newer));
  velo_document_set_vehicle_id (document, velo_vehicle_get_id (vehicle));
  velo_store_add_document_async (store, document, bytes, who, cancellable, added_cb, g_object_ref (task));
}

/**
 * velo_review_file_beside_finish:
 * @store: the store
 * @result: from the callback
 * @error: return location
 *
 * Returns: whether it is filed
 */
gboolean
velo_review_file_beside_finish (VeloStore     *store,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_review_file_beside_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Is it known? */

typedef struct
{
  GtkWindow *parent;    /* (weak) (nullable) */
  VeloCounter *counter; /* (owned) */
  VeloInvoice *older;   /* (owned) (nullable) */
  VeloInvoice *newer;   /* (owned) */
  GBytes *bytes;        /* (owned) (nullable) */
  VeloSameness sameness;
} Same;

static void
same_free (Same *same)
{
  g_clear_weak_pointer (&same->parent);
  g_clear_object (&same->counter);
  g_clear_object (&same->older);
  g_clear_object (&same->newer);
  g_clear_pointer (&same->bytes, g_bytes_unref);
  g_free (same);
}

static void
open_sale (Same       *same,
           const char *invoice_id)
{
  if (same->parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (same->parent), "win.open-sale", "s", invoice_id);
}

static void
return_known (GTask *task)
{
  g_task_return_new_error (task, VELO_STORE_ERROR, VELO_STORE_ERROR_EXISTS, "the invoice is known");
}

static void
filed_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Same *same = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  if (!velo_review_file_beside_finish (VELO_STORE (object), result, &error) && same->parent != NULL)
    {
      g_autofree char *text = velo_sale_text_error (error);

      velo_confirm_tell (same->parent, _("The file was not filed"), text);
    }
}

static void
asked_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Same *same = g_task_get_task_data (task);

  if (velo_confirm_finish (result, NULL))
    velo_review_file_beside_async (velo_counter_get_store (same->counter), same->older, same->newer, same->bytes,
                                   velo_sale_actions_who (same->counter), NULL, filed_cb, g_object_ref (task));
}

/* The question stands by itself: the answer to the caller does not wait for it. */
static void
ask_to_file (GTask *task)
{
  Same *same = g_task_get_task_data (task);
  VeloConfirmSpec spec = {
    .heading = _("This invoice is in the list already"),
    .body = _("It came in another file this time and says the same. It was opened for you; nothing was stored twice."),
    .cancel_label = _("_Close"),
    .confirm_label = _("_File the New File Too"),
  };

  open_sale (same, velo_invoice_get_id (same->older));
  if (same->bytes == NULL || g_list_model_get_n_items (G_LIST_MODEL (velo_invoice_get_vehicles (same->older))) == 0)
    velo_confirm_tell (same->parent, spec.heading, spec.body);
  else
    velo_confirm_async (same->parent, &spec, NULL, asked_cb, g_object_ref (task));
  return_known (task);
}

static void
older_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Same *same = g_task_get_task_data (task);
  g_autoptr(GPtrArray) differences = NULL;
  GError *error = NULL;

  same->older = velo_store_get_sale_finish (VELO_STORE (object), result, &error);
  if (same->older == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (g_task_return_error_if_cancelled (task))
    return;
  if (same->sameness == VELO_SAMENESS_NUMBER)
    differences = velo_invoice_differences_new (same->older, same->newer);
  if (differences == NULL || differences->len == 0)
    {
      ask_to_file (task);
      return;
    }
  velo_review_changes_present (same->parent, same->counter, same->older, same->newer, same->bytes);
  return_known (task);
}

static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Same *same = g_task_get_task_data (task);
  g_autofree char *invoice_id = NULL;
  VeloSameness sameness;
  GError *error = NULL;

  if (!velo_store_find_same_finish (VELO_STORE (object), result, &sameness, &invoice_id, &error))
    g_task_return_error (task, error);
  else if (sameness == VELO_SAMENESS_NONE)
    g_task_return_boolean (task, TRUE);
  else if (g_task_return_error_if_cancelled (task))
    return;
  else if (sameness == VELO_SAMENESS_FILE)
    {
      open_sale (same, invoice_id);
      velo_confirm_tell (same->parent, _("This invoice is in the list already"),
                         _("It was opened for you. Nothing was stored twice."));
      return_known (task);
    }
  else
    {
      same->sameness = sameness;
      velo_store_get_sale_async (VELO_STORE (object), invoice_id, g_task_get_cancellable (task), older_cb,
                                 g_object_ref (task));
    }
}

/**
 * velo_review_same_async:
 * @parent: (nullable): the window that has win.open-sale
 * @counter: where the store is
 * @newer: what was read and is not stored yet
 * @bytes: (nullable): its file
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Looks whether an invoice is stored already. The same file is opened and said;
 * the same content in another file can be filed beside; of a changed copy the
 * differences are shown, to choose from.
 *
 * Fails with %VELO_STORE_ERROR_EXISTS if it is known: the user was told, and
 * nothing is left to do. Fails also with other errors of the store and with
 * %G_IO_ERROR_CANCELLED.
 */
void
velo_review_same_async (GtkWindow           *parent,
                        VeloCounter         *counter,
                        VeloInvoice         *newer,
                        GBytes              *bytes,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Same *same;

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));
  g_return_if_fail (VELO_IS_COUNTER (counter));
  g_return_if_fail (VELO_IS_INVOICE (newer));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_review_same_async);
  same = g_new0 (Same, 1);
  g_set_weak_pointer (&same->parent, parent);
  same->counter = g_object_ref (counter);
  same->newer = g_object_ref (newer);
  same->bytes = bytes == NULL ? NULL : g_bytes_ref (bytes);
  g_task_set_task_data (task, same, (GDestroyNotify) same_free);
  velo_store_find_same_async (velo_counter_get_store (counter), newer, cancellable, found_cb, g_object_ref (task));
}

/**
 * velo_review_same_finish:
 * @result: from the callback
 * @error: return location
 *
 * Returns: whether the invoice is new
 */
gboolean
velo_review_same_finish (GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_review_same_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
