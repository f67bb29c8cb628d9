/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes many files in, one after the other, and counts what became of them. */

#define G_LOG_DOMAIN "velo-intake-batch"

#include "config.h"

#include "velo-intake-batch.h"

#include "velo-intake-work.h"
#include "velo-review-memory.h"

/* Files that were dropped may be gone soon: so much is loaded at once, before anything is read. */
#define MAX_AHEAD_BYTES (64 * 1024 * 1024)

struct _VeloIntakeBatch
{
  GObject parent_instance;

  VeloCounter *counter;      /* (owned) (not nullable) */
  GListStore *items;         /* (owned) (element-type VeloIntakeItem) */
  GListStore *vehicles;      /* (owned) (element-type VeloVehicle): sold, and insurable */
  VeloIntakeWork *work;      /* (owned) (nullable): while it runs */
  GCancellable *cancellable; /* (owned) (not nullable) */
  VeloIntakeOrigin origin;
  guint n_ahead;             /* items looked at for loading ahead */
  gsize ahead_bytes;
  guint n_done;
  gboolean running;
};

G_DEFINE_FINAL_TYPE (VeloIntakeBatch, velo_intake_batch, G_TYPE_OBJECT)

typedef enum
{
  PROP_N_DONE = 1,
  PROP_RUNNING,
} VeloIntakeBatchProperty;

static GParamSpec *properties[PROP_RUNNING + 1];

enum
{
  SIGNAL_SOLD,
  SIGNAL_DONE,
  SIGNAL_FINISHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void next (VeloIntakeBatch *self);
/* What was sold and can be insured is kept: the question comes when all are there. */
static void
note_vehicles (VeloIntakeBatch *self,
               VeloInvoice     *invoice)
{
  GListModel *vehicles = G_LIST_MODEL (velo_invoice_get_vehicles (invoice));

  for (guint i = 0; i < g_list_model_get_n_items (vehicles); i++)
    {
      g_autoptr(VeloVehicle) vehicle = g_list_model_get_item (vehicles, i);

      if (velo_vehicle_get_state (vehicle) == VELO_INSURANCE_STATE_OPEN
          && velo_article_kind_is_insurable (velo_vehicle_get_kind (vehicle)))
        g_list_store_append (self->vehicles, vehicle);
    }
}

/* The files of an archive stand behind it, and are done with. */
static void
insert_members (VeloIntakeBatch *self,
                VeloIntakeItem  *item)
{
  GListModel *members = velo_intake_item_get_members (item);
  guint position;

  if (members == NULL || velo_intake_item_get_state (item) != VELO_INTAKE_STATE_DONE
      || !g_list_store_find (self->items, item, &position))
    return;
  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr(VeloIntakeItem) member = g_list_model_get_item (members, i);

      g_list_store_insert (self->items, position + 1 + i, member);
      self->n_done++;
    }
}

/* Given up, the file still waits. */
static void
taken_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(VeloIntakeBatch) self = user_data;
  VeloIntakeItem *item = VELO_INTAKE_ITEM (object);
  g_autoptr(GPtrArray) sold = NULL;
  g_autoptr(GError) error = NULL;

  if (!velo_intake_work_take_finish (item, result, &sold, &error))
    g_info ("a file was not taken in: %s %d", g_quark_to_string (error->domain), error->code);
  for (guint i = 0; sold != NULL && i < sold->len; i++)
    {
      note_vehicles (self, g_ptr_array_index (sold, i));
      g_signal_emit (self, signals[SIGNAL_SOLD], 0, g_ptr_array_index (sold, i));
    }
  insert_members (self, item);
  if (velo_intake_item_get_state (item) != VELO_INTAKE_STATE_WAITING)
    {
      self->n_done++;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_DONE]);
      g_signal_emit (self, signals[SIGNAL_DONE], 0, item);
    }
  next (self);
}

static void
loaded_ahead_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(VeloIntakeBatch) self = user_data;
  VeloIntakeItem *item = VELO_INTAKE_ITEM (object);

  /* what cannot be loaded is said when its turn comes */
  if (velo_intake_work_load_finish (item, result, NULL))
    self->ahead_bytes += g_bytes_get_size (velo_intake_item_get_bytes (item));
  next (self);
}

static gboolean
load_ahead (VeloIntakeBatch *self)
{
  g_autoptr(VeloIntakeItem) item = NULL;

  if (self->origin == VELO_INTAKE_ORIGIN_FOLDER || self->ahead_bytes > MAX_AHEAD_BYTES)
    return FALSE;
  item = g_list_model_get_item (G_LIST_MODEL (self->items), self->n_ahead);
  if (item == NULL)
    return FALSE;
  self->n_ahead++;
  velo_intake_work_load_async (self->work, item, self->cancellable, loaded_ahead_cb, g_object_ref (self));
  return TRUE;
}

/* One after the other */

static void
finish (VeloIntakeBatch *self)
{
  self->running = FALSE;
  g_clear_pointer (&self->work, velo_intake_work_free);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
  g_signal_emit (self, signals[SIGNAL_FINISHED], 0);
}

static void
next (VeloIntakeBatch *self)
{
  g_autoptr(VeloIntakeItem) item = NULL;

  if (!g_cancellable_is_cancelled (self->cancellable))
    {
      if (load_ahead (self))
        return;
      item = g_list_model_get_item (G_LIST_MODEL (self->items), self->n_done);
    }
  if (item == NULL)
    finish (self);
  else
    velo_intake_work_take_async (self->work, item, self->cancellable, taken_cb, g_object_ref (self));
}

static void
memory_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(VeloIntakeBatch) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *templates = velo_review_memory_load_finish (VELO_STORE (object), result, &error);

  /* without it the files are read as those of strangers */
  if (templates == NULL)
    g_info ("what was learned cannot be loaded: %s %d", g_quark_to_string (error->domain), error->code);
  else
    velo_invoice_helper_set_templates (self->work->helper, templates);
  next (self);
}

/* GObject */

static void
velo_intake_batch_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  VeloIntakeBatch *self = VELO_INTAKE_BATCH (object);

  switch ((VeloIntakeBatchProperty) prop_id)
    {
    case PROP_N_DONE:
      g_value_set_uint (value, self->n_done);
      break;
    case PROP_RUNNING:
      g_value_set_boolean (value, self->running);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_intake_batch_finalize (GObject *object)
{
  VeloIntakeBatch *self = VELO_INTAKE_BATCH (object);

  g_clear_pointer (&self->work, velo_intake_work_free);
  g_clear_object (&self->counter);
  g_clear_object (&self->items);
  g_clear_object (&self->vehicles);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (velo_intake_batch_parent_class)->finalize (object);
}

static void
velo_intake_batch_class_init (VeloIntakeBatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = velo_intake_batch_finalize;
  object_class->get_property = velo_intake_batch_get_property;

  properties[PROP_N_DONE] = g_param_spec_uint ("n-done", NULL, NULL, 0, G_MAXUINT, 0,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * VeloIntakeBatch::sold:
   * @invoice: what was stored
   *
   * A sale is in the store.
   */
  signals[SIGNAL_SOLD] =
    g_signal_new ("sold", VELO_TYPE_INTAKE_BATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, VELO_TYPE_INVOICE);

  /**
   * VeloIntakeBatch::done:
   * @item: one of the files
   *
   * It is known what became of a file.
   */
  signals[SIGNAL_DONE] =
    g_signal_new ("done", VELO_TYPE_INTAKE_BATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, VELO_TYPE_INTAKE_ITEM);

  /**
   * VeloIntakeBatch::finished:
   *
   * There is no file left, or it was cancelled.
   */
  signals[SIGNAL_FINISHED] =
    g_signal_new ("finished", VELO_TYPE_INTAKE_BATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
velo_intake_batch_init (VeloIntakeBatch *self)
{
  self->items = g_list_store_new (VELO_TYPE_INTAKE_ITEM);
  self->vehicles = g_list_store_new (VELO_TYPE_VEHICLE);
  self->cancellable = g_cancellable_new ();
}

/**
 * velo_intake_batch_new:
 * @counter: where the store is
 * @origin: how the files have come
 *
 * Returns: (transfer full): a batch without files
 */
VeloIntakeBatch *
velo_intake_batch_new (VeloCounter      *counter,
                       VeloIntakeOrigin  origin)
{
  VeloIntakeBatch *self;

  g_return_val_if_fail (VELO_IS_COUNTER (counter), NULL);

  self = g_object_new (VELO_TYPE_INTAKE_BATCH, NULL);
  self->counter = g_object_ref (counter);
  self->origin = origin;
  return self;
}

/**
 * velo_intake_batch_add:
 * @self: a batch, running or not
 * @file: a file
 *
 * Adds a file at the end.
 *
 * Returns: (transfer none): its item
 */
VeloIntakeItem *
velo_intake_batch_add (VeloIntakeBatch *self,
                       GFile           *file)
{
  g_autoptr(VeloIntakeItem) item = NULL;

  g_return_val_if_fail (VELO_IS_INTAKE_BATCH (self), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  item = velo_intake_item_new (file);
  g_list_store_append (self->items, item);
  return item;
}

/**
 * velo_intake_batch_start:
 * @self: a batch that is not running and was not cancelled
 *
 * Takes the files in that have not been looked at.
 */
void
velo_intake_batch_start (VeloIntakeBatch *self)
{
  g_return_if_fail (VELO_IS_INTAKE_BATCH (self));
  g_return_if_fail (!self->running);

  self->running = TRUE;
  self->work = velo_intake_work_new (velo_counter_get_store (self->counter), self->origin);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
  velo_review_memory_load_async (velo_counter_get_store (self->counter), self->cancellable, memory_cb,
                                 g_object_ref (self));
}

/**
 * velo_intake_batch_cancel:
 * @self: a batch
 *
 * Looks at no more files. What is being stored is stored.
 */
void
velo_intake_batch_cancel (VeloIntakeBatch *self)
{
  g_return_if_fail (VELO_IS_INTAKE_BATCH (self));

  g_cancellable_cancel (self->cancellable);
}

/**
 * velo_intake_batch_is_running:
 * @self: a batch
 *
 * Returns: whether files are being taken in
 */
gboolean
velo_intake_batch_is_running (VeloIntakeBatch *self)
{
  g_return_val_if_fail (VELO_IS_INTAKE_BATCH (self), FALSE);

  return self->running;
}

/**
 * velo_intake_batch_get_origin:
 * @self: a batch
 *
 * Returns: how its files have come
 */
VeloIntakeOrigin
velo_intake_batch_get_origin (VeloIntakeBatch *self)
{
  g_return_val_if_fail (VELO_IS_INTAKE_BATCH (self), VELO_INTAKE_ORIGIN_HAND);

  return self->origin;
}

/**
 * velo_intake_batch_get_items:
 * @self: a batch
 *
 * Returns: (transfer none): its files, #VeloIntakeItem
 */
GListModel *
velo_intake_batch_get_items (VeloIntakeBatch *self)
{
  g_return_val_if_fail (VELO_IS_INTAKE_BATCH (self), NULL);

  return G_LIST_MODEL (self->items);
}

/**
 * velo_intake_batch_get_n_done:
 * @self: a batch
 *
 * Returns: how many files were looked at
 */
guint
velo_intake_batch_get_n_done (VeloIntakeBatch *self)
{
  g_return_val_if_fail (VELO_IS_INTAKE_BATCH (self), 0);

  return self->n_done;
}

/**
 * velo_intake_batch_get_vehicles:
 * @self: a batch
 *
 * Returns: (transfer none): what was sold and can be insured, #VeloVehicle
 */
GListModel *
velo_intake_batch_get_vehicles (VeloIntakeBatch *self)
{
  g_return_val_if_fail (VELO_IS_INTAKE_BATCH (self), NULL);

  return G_LIST_MODEL (self->vehicles);
}

/**
 * velo_intake_batch_count:
 * @self: a batch
 * @tally: (out caller-allocates): the numbers
 *
 * Counts what became of the files.
 */
void
velo_intake_batch_count (VeloIntakeBatch *self,
                         VeloIntakeTally *tally)
{
  g_return_if_fail (VELO_IS_INTAKE_BATCH (self));
  g_return_if_fail (tally != NULL);

  *tally = (VeloIntakeTally) { 0 };
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr(VeloIntakeItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);
      VeloFileOutcome outcome = velo_intake_item_get_outcome (item);

      /* an archive counts by what is in it */
      if (velo_intake_item_get_state (item) == VELO_INTAKE_STATE_WAITING
          || (velo_intake_item_get_members (item) != NULL
              && velo_intake_item_get_state (item) == VELO_INTAKE_STATE_DONE))
        continue;
      tally->n_unsure += velo_intake_item_needs_check (item);
      if (velo_intake_item_get_state (item) == VELO_INTAKE_STATE_FAILED)
        tally->n_trouble++;
      else if (outcome == VELO_FILE_OUTCOME_SALE)
        tally->n_sales++;
      else if (outcome == VELO_FILE_OUTCOME_KNOWN)
        tally->n_known++;
      else if (outcome == VELO_FILE_OUTCOME_NO_VEHICLE || outcome == VELO_FILE_OUTCOME_NO_INVOICE)
        tally->n_other++;
      else
        tally->n_trouble++;
    }
}
