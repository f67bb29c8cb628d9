/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps corrections that are not accepted yet, and a sale that is being typed in. */

#define G_LOG_DOMAIN "velo-review-draft"

#include "config.h"

#include "velo-review-draft.h"

#include "velo-store-drafts.h"

/* What is typed stands still for this long before it is kept, and so long at most who types without a pause waits. */
#define KEEP_MS 700
#define LONGEST_USEC (2 * G_USEC_PER_SEC)

struct _VeloReviewDraft
{
  GObject parent_instance;

  VeloStore *store;      /* (owned) (not nullable) */
  VeloInvoice *invoice;  /* (owned) (not nullable): what is being corrected */
  VeloInvoice *at_first; /* (owned) (nullable): as it was before anybody entered anything */
  VeloInvoice *kept;     /* (owned) (nullable): as it was kept last, or when it was opened */
  GBytes *original;      /* (owned) (nullable): kept with it */
  char *key;             /* (owned) (nullable): NULL for what cannot be found again */
  gint64 changed_usec;   /* when that began which is to be kept with keep_id */
  guint keep_id;
  gboolean closed;
};

G_DEFINE_FINAL_TYPE (VeloReviewDraft, velo_review_draft, G_TYPE_OBJECT)

static void
put_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!velo_store_put_draft_finish (VELO_STORE (object), result, &error))
    g_info ("a draft was not kept: %s", error->message);
}

/* Who sells is filled in when the employees are loaded, and is no correction. */
static gboolean
is_same (VeloReviewDraft *self,
         VeloInvoice     *other)
{
  velo_invoice_set_employee_id (other, velo_invoice_get_employee_id (self->invoice));
  velo_invoice_set_employee_name (other, velo_invoice_get_employee_name (self->invoice));
  return velo_record_equal (self->invoice, other);
}

/* What was put back as it was at first is nothing to go on with. */
static void
keep (VeloReviewDraft *self)
{
  gboolean none;

  g_clear_handle_id (&self->keep_id, g_source_remove);
  if (self->kept == NULL || is_same (self, self->kept) || velo_store_is_closed (self->store))
    return;
  none = is_same (self, self->at_first);
  g_clear_object (&self->kept);
  self->kept = velo_record_copy (self->invoice);
  velo_store_put_draft_async (self->store, self->key, none ? NULL : self->invoice, none ? NULL : self->original, NULL,
                              put_cb, NULL);
}

static gboolean
keep_cb (gpointer user_data)
{
  VeloReviewDraft *self = user_data;

  self->keep_id = 0;
  keep (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (VeloReviewDraft *self)
{
  gint64 now = g_get_monotonic_time ();

  if (self->closed || self->kept == NULL || self->key == NULL)
    return;
  if (self->keep_id == 0)
    self->changed_usec = now;
  else if (now - self->changed_usec >= LONGEST_USEC - 1000 * KEEP_MS)
    return;
  g_clear_handle_id (&self->keep_id, g_source_remove);
  self->keep_id = g_timeout_add (KEEP_MS, keep_cb, self);
}

static void
watch_vehicle (VeloReviewDraft *self,
               VeloVehicle     *vehicle)
{
  g_signal_handlers_disconnect_by_func (vehicle, changed_cb, self);
  g_signal_connect_object (vehicle, "notify", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

static void
vehicles_changed_cb (GListModel      *vehicles,
                     guint            position,
                     guint            n_removed,
                     guint            n_added,
                     VeloReviewDraft *self)
{
  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr(VeloVehicle) vehicle = g_list_model_get_item (vehicles, i);

      watch_vehicle (self, vehicle);
    }
  changed_cb (self);
}

/* Keeps what was changed last and stops watching. */
static void
close_draft (VeloReviewDraft *self)
{
  if (!self->closed && self->key != NULL)
    keep (self);
  self->closed = TRUE;
  g_clear_handle_id (&self->keep_id, g_source_remove);
}

static void
velo_review_draft_dispose (GObject *object)
{
  VeloReviewDraft *self = VELO_REVIEW_DRAFT (object);

  close_draft (self);
  g_clear_object (&self->store);
  g_clear_object (&self->invoice);
  g_clear_object (&self->at_first);
  g_clear_object (&self->kept);

  G_OBJECT_CLASS (velo_review_draft_parent_class)->dispose (object);
}

static void
velo_review_draft_finalize (GObject *object)
{
  VeloReviewDraft *self = VELO_REVIEW_DRAFT (object);

  g_clear_pointer (&self->original, g_bytes_unref);
  g_free (self->key);

  G_OBJECT_CLASS (velo_review_draft_parent_class)->finalize (object);
}

static void
velo_review_draft_class_init (VeloReviewDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = velo_review_draft_dispose;
  G_OBJECT_CLASS (klass)->finalize = velo_review_draft_finalize;
}

static void
velo_review_draft_init (VeloReviewDraft *self)
{
}

/**
 * velo_review_draft_new:
 * @store: where it is kept
 * @key: (nullable): as what, see velo_store_put_draft_async(); %NULL for what cannot be found again
 * @invoice: what is being corrected or typed in
 * @original: (nullable): the file that it was read from, if the store does not have it otherwise
 *
 * Returns: (transfer full): a draft that does not watch yet
 */
VeloReviewDraft *
velo_review_draft_new (VeloStore   *store,
                       const char  *key,
                       VeloInvoice *invoice,
                       GBytes      *original)
{
  VeloReviewDraft *self;

  g_return_val_if_fail (VELO_IS_STORE (store), NULL);
  g_return_val_if_fail (VELO_IS_INVOICE (invoice), NULL);

  self = g_object_new (VELO_TYPE_REVIEW_DRAFT, NULL);
  self->store = g_object_ref (store);
  self->key = g_strdup (key);
  self->invoice = g_object_ref (invoice);
  self->original = original == NULL ? NULL : g_bytes_ref (original);
  return self;
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VeloInvoice *invoice = NULL;
  GError *error = NULL;

  if (velo_store_get_draft_finish (VELO_STORE (object), result, &invoice, &error))
    g_task_return_pointer (task, invoice, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * velo_review_draft_load_async:
 * @self: a draft
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Loads what was kept of an earlier review.
 *
 * Fails with a #VeloStoreError or %G_IO_ERROR_CANCELLED.
 */
void
velo_review_draft_load_async (VeloReviewDraft     *self,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (VELO_IS_REVIEW_DRAFT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_review_draft_load_async);
  if (self->key == NULL)
    g_task_return_pointer (task, NULL, NULL);
  else
    velo_store_get_draft_async (self->store, self->key, cancellable, loaded_cb, g_object_ref (task));
}

/**
 * velo_review_draft_load_finish:
 * @self: a draft
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what was kept, %NULL without @error set if nothing was
 */
VeloInvoice *
velo_review_draft_load_finish (VeloReviewDraft  *self,
                               GAsyncResult     *result,
                               GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_review_draft_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * velo_review_draft_watch:
 * @self: a draft
 * @at_first: the values of the sale before anybody entered anything; copied
 * @known: values of the sale that need not be kept: those, or what was kept before; copied
 *
 * Keeps from now on what is other than those, and what is changed, two
 * seconds after it was at the latest.
 */
void
velo_review_draft_watch (VeloReviewDraft *self,
                         VeloInvoice     *at_first,
                         VeloInvoice     *known)
{
  GListModel *vehicles;

  g_return_if_fail (VELO_IS_REVIEW_DRAFT (self));
  g_return_if_fail (VELO_IS_INVOICE (at_first));
  g_return_if_fail (VELO_IS_INVOICE (known));

  if (self->key == NULL || self->kept != NULL)
    return;
  self->at_first = velo_record_copy (at_first);
  self->kept = velo_record_copy (known);
  vehicles = G_LIST_MODEL (velo_invoice_get_vehicles (self->invoice));
  g_signal_connect_object (self->invoice, "notify", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (velo_invoice_get_customer (self->invoice), "notify", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (vehicles, "items-changed", G_CALLBACK (vehicles_changed_cb), self, 0);
  vehicles_changed_cb (vehicles, 0, 0, g_list_model_get_n_items (vehicles), self);
}

/**
 * velo_review_draft_forget:
 * @self: a draft
 *
 * What was kept is accepted or not wanted any more. Stops watching.
 */
void
velo_review_draft_forget (VeloReviewDraft *self)
{
  g_return_if_fail (VELO_IS_REVIEW_DRAFT (self));

  self->closed = TRUE;
  g_clear_handle_id (&self->keep_id, g_source_remove);
  if (self->key != NULL && !velo_store_is_closed (self->store))
    velo_store_put_draft_async (self->store, self->key, NULL, NULL, NULL, put_cb, NULL);
}
