/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes one file in: it is loaded, looked up, read in the helper process, stored and remembered. */

#define G_LOG_DOMAIN "velo-intake-work"

#include "config.h"

#include "velo-intake-work.h"

#include "velo-invoice-check.h"
#include "velo-invoice-difference.h"
#include "velo-invoice-file.h"
#include "velo-review-memory.h"
#include "velo-store-files.h"
#include "velo-store-returns.h"
#include "velo-store-sales.h"

/* What a thread works with: neither the item nor the work are touched there. */
typedef struct
{
  GFile *file;               /* (owned) (nullable) */
  char *name;                /* (owned) */
  GBytes *bytes;             /* (owned) (nullable) */
  char *sha256;              /* (owned) (nullable) */
  VeloInvoiceHelper *helper; /* (borrowed) */
  gboolean wait_for_writer;
} Step;

static void
step_free (gpointer data)
{
  Step *step = data;

  g_clear_object (&step->file);
  g_clear_pointer (&step->bytes, g_bytes_unref);
  g_free (step->name);
  g_free (step->sha256);
  g_free (step);
}

static GTask *
make_step (VeloIntakeWork      *work,
           VeloIntakeItem      *item,
           GCancellable        *cancellable,
           GAsyncReadyCallback  callback,
           gpointer             user_data)
{
  GBytes *bytes = velo_intake_item_get_bytes (item);
  GTask *task = g_task_new (item, cancellable, callback, user_data);
  Step *step = g_new0 (Step, 1);

  g_set_object (&step->file, velo_intake_item_get_file (item));
  step->name = g_strdup (velo_intake_item_get_name (item));
  step->bytes = bytes == NULL ? NULL : g_bytes_ref (bytes);
  step->helper = work->helper;
  step->wait_for_writer = work->origin == VELO_INTAKE_ORIGIN_FOLDER;
  g_task_set_source_tag (task, velo_intake_work_load_async);
  g_task_set_task_data (task, step, step_free);
  return task;
}

static void look_up (GTask *task);
static void read_item (GTask *task);
static void decide (GTask *task);

static VeloIntakeItem *
get_item (GTask *task)
{
  return g_task_get_source_object (task);
}

static VeloIntakeWork *
get_work (GTask *task)
{
  return g_task_get_task_data (task);
}

/* Ends */

/* Nothing is known of it now; given up, it still waits. */
static void
fail (GTask  *task,
      GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    velo_intake_item_fail (get_item (task), error);
  g_task_return_error (task, error);
}

static void
remembered_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;

  /* the sale is stored: what is not remembered is looked at once more and found to be known */
  if (!velo_store_put_taken_file_finish (VELO_STORE (object), result, &error))
    g_info ("a file was not remembered: %s %d", g_quark_to_string (error->domain), error->code);
  g_task_return_boolean (task, TRUE);
}

/* A code and never a text of the file. */
static char *
dup_reason (const GError *error)
{
  return error == NULL ? g_strdup ("") : g_strdup_printf ("%s-%d", g_quark_to_string (error->domain), error->code);
}

static void
remember (GTask *task)
{
  VeloIntakeItem *item = get_item (task);
  g_autoptr(VeloTakenFile) taken = velo_taken_file_new ();
  g_autofree char *reason = dup_reason (velo_intake_item_get_error (item));
  GFile *file = velo_intake_item_get_file (item);
  g_autoptr(GFile) folder = file == NULL ? NULL : g_file_get_parent (file);
  g_autofree char *uri = folder == NULL ? NULL : g_file_get_uri (folder);

  velo_taken_file_set_sha256 (taken, velo_intake_item_get_sha256 (item));
  velo_taken_file_set_size (taken, (gint64) velo_intake_item_get_size (item));
  velo_taken_file_set_name (taken, velo_intake_item_get_name (item));
  velo_taken_file_set_folder (taken, uri);
  velo_taken_file_set_outcome (taken, velo_intake_item_get_outcome (item));
  velo_taken_file_set_invoice_id (taken, velo_intake_item_get_invoice_id (item));
  velo_taken_file_set_reason (taken, reason);
  velo_store_put_taken_file_async (get_work (task)->store, taken, NULL, remembered_cb, g_object_ref (task));
}

static void
conclude (GTask           *task,
          VeloFileOutcome  outcome,
          const char      *invoice_id,
          const GError    *error)
{
  VeloIntakeItem *item = get_item (task);

  velo_intake_item_conclude (item, outcome, invoice_id, error);
  if (get_work (task)->origin == VELO_INTAKE_ORIGIN_FOLDER && velo_intake_item_get_sha256 (item) != NULL)
    remember (task);
  else
    g_task_return_boolean (task, TRUE);
}

/* Storing */

static void
existing_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VeloInvoice *newer = velo_intake_item_get_invoice (get_item (task));
  g_autoptr(VeloInvoice) older = NULL;
  GError *error = NULL;

  older = velo_store_get_sale_finish (VELO_STORE (object), result, &error);
  if (older == NULL)
    fail (task, error);
  else if (velo_invoice_likeness (older, newer) == VELO_INVOICE_LIKENESS_CHANGED_COPY)
    conclude (task, VELO_FILE_OUTCOME_CHANGED_COPY, velo_invoice_get_id (older), NULL);
  else
    conclude (task, VELO_FILE_OUTCOME_KNOWN, velo_invoice_get_id (older), NULL);
}

/* What is sold back and has an insurance is for a person to decide. */
static void
returned_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VeloInvoice *reversal = velo_intake_item_get_invoice (get_item (task));
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) returned = velo_store_list_returned_finish (VELO_STORE (object), result, &error);
  gboolean insured = returned == NULL || returned->len > 0;

  conclude (task, insured ? VELO_FILE_OUTCOME_ASK : VELO_FILE_OUTCOME_NO_VEHICLE, velo_invoice_get_id (reversal),
            NULL);
}

static void
added_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VeloInvoice *invoice = velo_intake_item_get_invoice (get_item (task));
  g_autofree char *existing_id = NULL;
  GError *error = NULL;

  if (velo_store_add_sale_finish (VELO_STORE (object), result, &existing_id, &error))
    {
      if (velo_invoice_get_is_reversal (invoice))
        {
          velo_store_list_returned_async (VELO_STORE (object), velo_invoice_get_id (invoice), NULL, returned_cb,
                                          g_object_ref (task));
          return;
        }
      g_object_set_data_full (G_OBJECT (task), "sold", g_object_ref (invoice), g_object_unref);
      conclude (task, VELO_FILE_OUTCOME_SALE, velo_invoice_get_id (invoice), NULL);
    }
  else if (g_error_matches (error, VELO_STORE_ERROR, VELO_STORE_ERROR_EXISTS) && existing_id != NULL)
    {
      g_clear_error (&error);
      velo_store_get_sale_async (VELO_STORE (object), existing_id, g_task_get_cancellable (task), existing_cb,
                                 g_object_ref (task));
    }
  else
    fail (task, error);
}

static gboolean
has_insurable (VeloInvoice *invoice)
{
  GListModel *vehicles = G_LIST_MODEL (velo_invoice_get_vehicles (invoice));

  for (guint i = 0; i < g_list_model_get_n_items (vehicles); i++)
    {
      g_autoptr(VeloVehicle) vehicle = g_list_model_get_item (vehicles, i);

      if (velo_article_kind_is_insurable (velo_vehicle_get_kind (vehicle)))
        return TRUE;
    }
  return FALSE;
}

/* A reversal is stored as well: the store finds what it takes back. Once something is being stored,
 * giving up comes too late. */
static void
decide (GTask *task)
{
  VeloIntakeItem *item = get_item (task);
  VeloInvoice *invoice = velo_intake_item_get_invoice (item);

  if (!velo_invoice_get_is_reversal (invoice) && !has_insurable (invoice))
    {
      conclude (task, VELO_FILE_OUTCOME_NO_VEHICLE, NULL, NULL);
      return;
    }
  velo_invoice_settle (invoice);
  velo_store_add_sale_async (get_work (task)->store, invoice, velo_intake_item_get_bytes (item),
                             velo_invoice_get_employee_name (invoice), NULL, added_cb, g_object_ref (task));
}

/* Reading */

static gboolean
is_passing (const GError *error)
{
  return error->domain != VELO_INTAKE_ERROR || error->code == VELO_INTAKE_ERROR_NO_HELPER;
}

static VeloFileOutcome
get_outcome (const GError *error)
{
  switch (error->code)
    {
    case VELO_INTAKE_ERROR_NOT_AN_INVOICE:
    case VELO_INTAKE_ERROR_UNSUPPORTED_FORMAT:
    case VELO_INTAKE_ERROR_NO_ATTACHMENT:
    case VELO_INTAKE_ERROR_NO_INVOICE_ATTACHED:
      return VELO_FILE_OUTCOME_NO_INVOICE;
    default:
      return VELO_FILE_OUTCOME_UNREADABLE;
    }
}

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Step *step = data;
  g_autoptr(VeloInvoiceAnswer) answer = NULL;
  GError *error = NULL;

  answer = velo_invoice_helper_read (step->helper, step->bytes, step->name, VELO_INVOICE_WANT_INVOICE, cancellable,
                                     &error);
  if (answer == NULL)
    g_task_return_error (task, error);
  else if (answer->refusal != NULL)
    g_task_return_error (task, g_steal_pointer (&answer->refusal));
  else
    g_task_return_pointer (task, g_steal_pointer (&answer->invoice), g_object_unref);
}

/* What was confirmed before makes sure what would be a guess. */
static void
applied_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VeloIntakeItem *item = get_item (task);
  GError *error = NULL;

  if (!velo_review_memory_apply_finish (VELO_STORE (object), result, &error))
    {
      fail (task, error);
      return;
    }
  velo_intake_item_set_invoice (item, velo_intake_item_get_invoice (item));
  decide (task);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(VeloInvoice) invoice = NULL;
  g_autoptr(GError) error = NULL;

  invoice = g_task_propagate_pointer (G_TASK (result), &error);
  if (invoice != NULL)
    {
      velo_intake_item_set_invoice (VELO_INTAKE_ITEM (object), invoice);
      velo_review_memory_apply_async (get_work (task)->store, invoice, g_task_get_cancellable (task), applied_cb,
                                      g_object_ref (task));
    }
  else if (is_passing (error))
    fail (task, g_steal_pointer (&error));
  else
    conclude (task, get_outcome (error), NULL, error);
}

static void
read_item (GTask *task)
{
  g_autoptr(GTask) step = make_step (get_work (task), get_item (task), g_task_get_cancellable (task), read_cb,
                                     g_object_ref (task));

  g_task_run_in_thread (step, read_thread);
}

/* Known already? */

/* The same content under another name or in another folder needs not be remembered again. */
static void
looked_up_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(VeloTakenFile) taken = NULL;
  GError *error = NULL;

  if (!velo_store_find_taken_file_finish (VELO_STORE (object), result, &taken, &error))
    fail (task, error);
  else if (taken == NULL)
    read_item (task);
  else
    {
      velo_intake_item_conclude (get_item (task), VELO_FILE_OUTCOME_KNOWN, velo_taken_file_get_invoice_id (taken),
                                 NULL);
      g_task_return_boolean (task, TRUE);
    }
}

/* Who gives a file by hand may give it once more: then it is looked at once more. */
static void
look_up (GTask *task)
{
  if (get_work (task)->origin == VELO_INTAKE_ORIGIN_HAND)
    read_item (task);
  else
    velo_store_find_taken_file_async (get_work (task)->store, velo_intake_item_get_sha256 (get_item (task)),
                                      g_task_get_cancellable (task), looked_up_cb, g_object_ref (task));
}

/* Loading */

static void
load_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Step *step = data;
  GError *error = NULL;

  if (step->bytes == NULL)
    step->bytes = velo_invoice_file_load (step->file, step->wait_for_writer, cancellable, &error);
  if (step->bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  step->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, step->bytes);
  g_task_return_boolean (task, TRUE);
}

/* What is too large stays so; what is not there now may come back. */
static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;

  if (velo_intake_work_load_finish (VELO_INTAKE_ITEM (object), result, &error))
    look_up (task);
  else if (g_error_matches (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_OVER_LIMIT))
    conclude (task, VELO_FILE_OUTCOME_UNREADABLE, NULL, error);
  else
    fail (task, g_steal_pointer (&error));
}

/**
 * velo_intake_work_new:
 * @store: where sales and files go
 * @origin: how the files have come
 *
 * Returns: (transfer full): what is needed; the process that reads starts with the first file
 */
VeloIntakeWork *
velo_intake_work_new (VeloStore        *store,
                      VeloIntakeOrigin  origin)
{
  VeloIntakeWork *work;

  g_return_val_if_fail (VELO_IS_STORE (store), NULL);

  work = g_new0 (VeloIntakeWork, 1);
  work->store = g_object_ref (store);
  work->helper = velo_invoice_helper_new ();
  work->origin = origin;
  return work;
}

static void
free_helper_thread (GTask        *task,
                    gpointer      source,
                    gpointer      data,
                    GCancellable *cancellable)
{
  velo_invoice_helper_free (data);
  g_task_return_boolean (task, TRUE);
}

/**
 * velo_intake_work_free:
 * @work: not working
 *
 * Ends the process that reads, without waiting for it.
 */
void
velo_intake_work_free (VeloIntakeWork *work)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (work != NULL);

  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_source_tag (task, velo_intake_work_free);
  g_task_set_task_data (task, work->helper, NULL);
  g_task_run_in_thread (task, free_helper_thread);
  g_clear_object (&work->store);
  g_free (work);
}

/**
 * velo_intake_work_load_async:
 * @work: what is needed; stays until the callback
 * @item: a file
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Loads a file now, since it may be gone later. Fails as velo_invoice_file_load() does.
 */
void
velo_intake_work_load_async (VeloIntakeWork      *work,
                             VeloIntakeItem      *item,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (work != NULL);
  g_return_if_fail (VELO_IS_INTAKE_ITEM (item));

  task = make_step (work, item, cancellable, callback, user_data);
  g_task_run_in_thread (task, load_thread);
}

/**
 * velo_intake_work_load_finish:
 * @item: the file
 * @result: from the callback
 * @error: return location
 *
 * Returns: whether the item has the contents of its file
 */
gboolean
velo_intake_work_load_finish (VeloIntakeItem  *item,
                              GAsyncResult    *result,
                              GError         **error)
{
  const Step *step;

  g_return_val_if_fail (g_task_is_valid (result, item), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_intake_work_load_async), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  step = g_task_get_task_data (G_TASK (result));
  velo_intake_item_set_bytes (item, step->bytes);
  velo_intake_item_set_sha256 (item, step->sha256);
  return TRUE;
}

/**
 * velo_intake_work_take_async:
 * @work: what is needed; stays until the callback, and takes one file at a time
 * @item: a file that waits
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Takes a file in. The item says what became of it: that it cannot be read or
 * is known is an outcome. If it could not be loaded or stored, the item has
 * failed; if it was given up, it still waits.
 */
void
velo_intake_work_take_async (VeloIntakeWork      *work,
                             VeloIntakeItem      *item,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (work != NULL);
  g_return_if_fail (VELO_IS_INTAKE_ITEM (item));

  task = g_task_new (item, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_intake_work_take_async);
  g_task_set_task_data (task, work, NULL);
  g_task_set_check_cancellable (task, FALSE);
  velo_intake_work_load_async (work, item, cancellable, loaded_cb, g_object_ref (task));
}

/**
 * velo_intake_work_take_finish:
 * @item: the file
 * @result: from the callback
 * @invoice: (out) (nullable) (transfer full): the sale, if one was stored
 * @error: return location
 *
 * Returns: whether there is an outcome
 */
gboolean
velo_intake_work_take_finish (VeloIntakeItem  *item,
                              GAsyncResult    *result,
                              VeloInvoice    **invoice,
                              GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, item), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_intake_work_take_async), FALSE);
  g_return_val_if_fail (invoice != NULL, FALSE);

  *invoice = g_object_steal_data (G_OBJECT (result), "sold");
  return g_task_propagate_boolean (G_TASK (result), error);
}
