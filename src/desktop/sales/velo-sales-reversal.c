/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An invoice that takes a sale back: it is stored, and what becomes of the insurance is asked. */

#define G_LOG_DOMAIN "velo-sales-reversal"

#include "config.h"

#include "velo-sales-reversal.h"

#include "velo-confirm.h"
#include "velo-invoice-check.h"
#include "velo-return-dialog.h"
#include "velo-sale-actions.h"
#include "velo-store-returns.h"
#include "velo-store-sales.h"
#include "velo-text.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkWindow *parent;     /* (weak) (nullable) */
  VeloCounter *counter;  /* (owned) */
  GSettings *settings;   /* (owned) (nullable) */
  VeloInvoice *reversal; /* (owned) */
} Reversal;

static void
reversal_free (Reversal *data)
{
  g_clear_weak_pointer (&data->parent);
  g_clear_object (&data->counter);
  g_clear_object (&data->settings);
  g_clear_object (&data->reversal);
  g_free (data);
}

static void
tell_nothing (Reversal *data)
{
  const char *preceding = velo_invoice_get_preceding (data->reversal);
  g_autofree char *text = NULL;

  if (velo_text_is_empty (preceding))
    text = g_strdup (_("Nothing that is insured came back with it. No insurance starts from it."));
  else
    /* Translators: %s is the number of an invoice */
    text = g_strdup_printf (_("It takes back invoice %s. Nothing that is insured came back with it."), preceding);
  velo_confirm_tell (data->parent, _("This is a credit note or a cancellation"), text);
}

/* Several that came back stand on the list of what is to be done; the first is asked for at once. */
static void
returned_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Reversal *data = g_task_get_task_data (task);
  g_autoptr(GPtrArray) returned = NULL;
  GError *error = NULL;

  returned = velo_store_list_returned_finish (VELO_STORE (object), result, &error);
  if (returned == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (g_task_return_error_if_cancelled (task))
    return;
  if (returned->len == 0)
    tell_nothing (data);
  else
    velo_return_dialog_present (data->parent, data->counter, data->settings,
                                velo_sale_item_get_vehicle_id (g_ptr_array_index (returned, 0)));
  g_task_return_boolean (task, TRUE);
}

/* What was taken in before may not have been answered yet. */
static void
added_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Reversal *data = g_task_get_task_data (task);
  g_autofree char *existing_id = NULL;
  GError *error = NULL;

  if (!velo_store_add_sale_finish (VELO_STORE (object), result, &existing_id, &error)
      && (existing_id == NULL || !g_error_matches (error, VELO_STORE_ERROR, VELO_STORE_ERROR_EXISTS)))
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_error (&error);
  velo_store_list_returned_async (VELO_STORE (object),
                                  existing_id == NULL ? velo_invoice_get_id (data->reversal) : existing_id,
                                  g_task_get_cancellable (task), returned_cb, g_object_ref (task));
}

/**
 * velo_sales_reversal_async:
 * @parent: (nullable): the window over which questions stand
 * @counter: where the store is
 * @settings: (nullable): the settings' root
 * @reversal: a credit note or cancellation that was read
 * @bytes: the file
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Stores the invoice, which finds the sale that it takes back. If a vehicle of
 * that has a policy or an application, asks what becomes of it; otherwise says
 * that there is nothing to do.
 *
 * Fails with a #VeloStoreError or %G_IO_ERROR_CANCELLED; nobody is told then.
 */
void
velo_sales_reversal_async (GtkWindow           *parent,
                           VeloCounter         *counter,
                           GSettings           *settings,
                           VeloInvoice         *reversal,
                           GBytes              *bytes,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Reversal *data = NULL;

  g_return_if_fail (VELO_IS_COUNTER (counter));
  g_return_if_fail (VELO_IS_INVOICE (reversal));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_sales_reversal_async);
  data = g_new0 (Reversal, 1);
  g_set_weak_pointer (&data->parent, parent);
  data->counter = g_object_ref (counter);
  g_set_object (&data->settings, settings);
  data->reversal = g_object_ref (reversal);
  g_task_set_task_data (task, data, (GDestroyNotify) reversal_free);
  velo_invoice_settle (reversal);
  velo_store_add_sale_async (velo_counter_get_store (counter), reversal, bytes, velo_sale_actions_who (counter),
                             NULL, added_cb, g_steal_pointer (&task));
}

/**
 * velo_sales_reversal_finish:
 * @result: the result
 * @error: return location for an error
 *
 * Returns: whether it is stored and the user was asked or told
 */
gboolean
velo_sales_reversal_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_sales_reversal_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
