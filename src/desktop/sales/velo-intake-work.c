/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes one file in: it is loaded, looked up, read in the helper process, stored and remembered. */

#define G_LOG_DOMAIN "velo-intake-work"

#include "config.h"

#include "velo-intake-work.h"

#include "velo-invoice-check.h"
#include "velo-intake-step-private.h"
#include "velo-invoice-difference.h"
#include "velo-mail.h"
#include "velo-review-memory.h"
#include "velo-store-files.h"
#include "velo-store-returns.h"
#include "velo-store-sales.h"
#include "velo-zip.h"

#define SOLD "velo-sold"

static void look_up (GTask *task);
static void read_item (GTask *task);
static gboolean unpack_archive (GTask *task);
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

/* The sales that come out of a file travel with its task: an archive may hold several. */
static void
note_sold (GTask       *task,
           VeloInvoice *invoice)
{
  GPtrArray *sold = g_object_get_data (G_OBJECT (task), SOLD);

  if (sold == NULL)
    {
      sold = g_ptr_array_new_with_free_func (g_object_unref);
      g_object_set_data_full (G_OBJECT (task), SOLD, sold, (GDestroyNotify) g_ptr_array_unref);
    }
  g_ptr_array_add (sold, g_object_ref (invoice));
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
      note_sold (task, invoice);
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
    case VELO_INTAKE_ERROR_NO_INVOICE_IN_MAIL:
    case VELO_INTAKE_ERROR_SEVERAL:
      return VELO_FILE_OUTCOME_NO_INVOICE;
    default:
      return VELO_FILE_OUTCOME_UNREADABLE;
    }
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

/* An archive in an archive stays closed: the reader refuses it. */
static void
read_item (GTask *task)
{
  g_autoptr(GTask) step = NULL;

  if (unpack_archive (task))
    return;
  step = velo_intake_step_new (get_work (task), get_item (task), g_task_get_cancellable (task), read_cb,
                               g_object_ref (task));
  g_task_run_in_thread (step, velo_intake_step_read_thread);
}

/* An archive: each of its files is taken in like one of its own, and then it is known as a whole. */

typedef struct
{
  GTask *task; /* (owned) of the archive */
  guint index;
} Unpacking;

static void
unpacking_free (Unpacking *unpacking)
{
  g_clear_object (&unpacking->task);
  g_free (unpacking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Unpacking, unpacking_free)

static void take_member (Unpacking *unpacking);

/* What could not be stored is tried once more with the whole archive; the rest is known then. */
static void
end_archive (GTask *task)
{
  GListModel *members = velo_intake_item_get_members (get_item (task));

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr(VeloIntakeItem) member = g_list_model_get_item (members, i);

      if (velo_intake_item_get_state (member) == VELO_INTAKE_STATE_FAILED)
        {
          fail (task, g_error_copy (velo_intake_item_get_error (member)));
          return;
        }
    }
  conclude (task, VELO_FILE_OUTCOME_KNOWN, NULL, NULL);
}

static void
member_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Unpacking) unpacking = user_data;
  g_autoptr(GPtrArray) sold = NULL;
  g_autoptr(GError) error = NULL;

  velo_intake_work_take_finish (VELO_INTAKE_ITEM (object), result, &sold, &error);
  for (guint i = 0; sold != NULL && i < sold->len; i++)
    note_sold (unpacking->task, g_ptr_array_index (sold, i));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      fail (unpacking->task, g_steal_pointer (&error));
      return;
    }
  unpacking->index++;
  take_member (g_steal_pointer (&unpacking));
}

static void
take_member (Unpacking *unpacking)
{
  GTask *task = unpacking->task;
  g_autoptr(VeloIntakeItem) member = NULL;

  member = g_list_model_get_item (velo_intake_item_get_members (get_item (task)), unpacking->index);
  if (member == NULL)
    {
      end_archive (task);
      unpacking_free (unpacking);
      return;
    }
  velo_intake_work_take_async (get_work (task), member, g_task_get_cancellable (task), member_cb, unpacking);
}

static void
unpacked_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) members = g_task_propagate_pointer (G_TASK (result), &error);
  Unpacking *unpacking;

  if (members == NULL && is_passing (error))
    {
      fail (task, g_steal_pointer (&error));
      return;
    }
  if (members == NULL)
    {
      conclude (task, get_outcome (error), NULL, error);
      return;
    }
  for (guint i = 0; i < members->len; i++)
    {
      const VeloZipMember *member = g_ptr_array_index (members, i);

      g_object_unref (velo_intake_item_new_member (get_item (task), member->name, member->bytes));
    }
  unpacking = g_new0 (Unpacking, 1);
  unpacking->task = g_object_ref (task);
  take_member (unpacking);
}

static gboolean
unpack_archive (GTask *task)
{
  VeloIntakeItem *item = get_item (task);
  GBytes *bytes = velo_intake_item_get_bytes (item);
  g_autoptr(GTask) step = NULL;

  if (!velo_zip_is_one (bytes) && !velo_mail_is_one (bytes))
    return FALSE;
  if (!velo_zip_is_one (bytes))
    velo_intake_item_set_mail (item);
  step = velo_intake_step_new (get_work (task), item, g_task_get_cancellable (task), unpacked_cb,
                               g_object_ref (task));
  g_task_run_in_thread (step, velo_intake_step_unpack_thread);
  return TRUE;
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

  task = velo_intake_step_new (work, item, cancellable, callback, user_data);
  g_task_run_in_thread (task, velo_intake_step_load_thread);
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
  const VeloIntakeStep *step;

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
 * @sold: (out) (nullable) (transfer full) (element-type VeloInvoice): the sales that were stored
 * @error: return location
 *
 * Returns: whether there is an outcome
 */
gboolean
velo_intake_work_take_finish (VeloIntakeItem  *item,
                              GAsyncResult    *result,
                              GPtrArray      **sold,
                              GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, item), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_intake_work_take_async), FALSE);
  g_return_val_if_fail (sold != NULL, FALSE);

  *sold = g_object_steal_data (G_OBJECT (result), SOLD);
  return g_task_propagate_boolean (G_TASK (result), error);
}
