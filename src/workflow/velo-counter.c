/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The counter: leads a proposal from the draft to the policy, without any window. */

#define G_LOG_DOMAIN "velo-counter"

#include "config.h"

#include "velo-counter-private.h"

#include "velo-abort.h"
#include "velo-date.h"

G_DEFINE_FINAL_TYPE (VeloCounter, velo_counter, G_TYPE_OBJECT)

enum
{
  SIGNAL_PROPOSAL_CHANGED,
  SIGNAL_EMPLOYEE_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* @proposal: (nullable): the proposal that the step is about */
static VeloStep *
new_step (VeloProposal *proposal)
{
  VeloStep *self = g_new0 (VeloStep, 1);

  self->proposal = proposal == NULL ? NULL : g_object_ref (proposal);
  return self;
}

static void
free_step (VeloStep *self)
{
  g_clear_object (&self->proposal);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->more, g_bytes_unref);
  g_clear_object (&self->ink);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_clear_pointer (&self->delivered, g_ptr_array_unref);
  g_clear_pointer (&self->filed, g_ptr_array_unref);
  g_clear_object (&self->list);
  g_clear_object (&self->policy);
  g_clear_error (&self->error);
  velo_abort_unwatch (&self->watch);
  g_free (self);
}

/**
 * velo_counter_new_task:
 * @self: the counter
 * @proposal: (nullable): what the task is about
 * @tag: the async function
 * @cancellable: (nullable): a #GCancellable
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Returns: (transfer full): a task with a #VeloStep as its data
 */
GTask *
velo_counter_new_task (VeloCounter         *self,
                       VeloProposal        *proposal,
                       gpointer             tag,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, new_step (proposal), (GDestroyNotify) free_step);
  return task;
}

static gboolean
waiter_cancelled_cb (GCancellable *cancellable,
                     gpointer      user_data)
{
  GPtrArray *waiters = user_data;

  for (guint i = 0; i < waiters->len; i++)
    if (g_task_get_cancellable (g_ptr_array_index (waiters, i)) == cancellable)
      {
        g_autoptr(GTask) task = g_ptr_array_steal_index (waiters, i);

        g_task_return_error_if_cancelled (task);
        break;
      }
  return G_SOURCE_REMOVE;
}

/**
 * velo_counter_wait:
 * @waiters: (element-type GTask): who waits for the same answer; whoever answers them takes each out of it
 * @task: (transfer full): one more
 *
 * Lets @task wait until it is answered or cancelled; what it waits for goes on for the others.
 */
void
velo_counter_wait (GPtrArray *waiters,
                   GTask     *task)
{
  VeloStep *step = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  g_ptr_array_add (waiters, task);
  if (cancellable == NULL)
    return;
  step->watch = g_cancellable_source_new (cancellable);
  g_source_set_callback (step->watch, G_SOURCE_FUNC (waiter_cancelled_cb), g_ptr_array_ref (waiters),
                         (GDestroyNotify) g_ptr_array_unref);
  g_source_attach (step->watch, g_task_get_context (task));
}

/**
 * velo_counter_get_who:
 * @self: the counter
 *
 * Returns: the name for the journal: who sells now, empty if nobody was chosen
 */
const char *
velo_counter_get_who (VeloCounter *self)
{
  return self->employee == NULL ? "" : velo_employee_get_name (self->employee);
}

/**
 * velo_counter_new_entry:
 * @self: the counter
 * @proposal: what it is about
 * @what: name of the event, "proposal-signed"
 * @detail: (nullable): more
 *
 * Returns: (transfer full): an entry for the journal
 */
VeloJournalEntry *
velo_counter_new_entry (VeloCounter  *self,
                        VeloProposal *proposal,
                        const char   *what,
                        const char   *detail)
{
  VeloJournalEntry *entry = velo_journal_entry_new ();

  velo_journal_entry_set_time (entry, velo_time_now ());
  velo_journal_entry_set_who (entry, velo_counter_get_who (self));
  velo_journal_entry_set_what (entry, what);
  velo_journal_entry_set_vehicle_id (entry, velo_proposal_get_vehicle_id (proposal));
  velo_journal_entry_set_proposal_id (entry, velo_proposal_get_id (proposal));
  velo_journal_entry_set_detail (entry, detail);
  return entry;
}

/**
 * velo_product_dup_key:
 * @product: a product
 *
 * Returns: (transfer full): application code and product type, which together name a product
 */
char *
velo_product_dup_key (VeloProduct *product)
{
  return g_strjoin ("|", velo_product_get_application_code (product),
                    velo_product_get_product_type (product), NULL);
}

/**
 * velo_counter_dup_today:
 *
 * Returns: (transfer full): today as "YYYY-MM-DD", for keys of what holds for one day
 */
char *
velo_counter_dup_today (void)
{
  g_autoptr(GDate) today = velo_date_today ();

  return velo_date_format_iso (today);
}

/**
 * velo_counter_emit_changed:
 * @self: the counter
 * @proposal: a proposal that was just stored
 *
 * Emits #VeloCounter::proposal-changed.
 */
void
velo_counter_emit_changed (VeloCounter  *self,
                           VeloProposal *proposal)
{
  g_signal_emit (self, signals[SIGNAL_PROPOSAL_CHANGED], 0, proposal);
}

/* GObject */

static void
velo_counter_dispose (GObject *object)
{
  VeloCounter *self = VELO_COUNTER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->store);
  g_clear_object (&self->insurer);
  g_clear_object (&self->employee);
  g_clear_object (&self->shop);
  g_clear_object (&self->products);

  G_OBJECT_CLASS (velo_counter_parent_class)->dispose (object);
}

static void
velo_counter_finalize (GObject *object)
{
  VeloCounter *self = VELO_COUNTER (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->register_number, g_free);
  g_clear_pointer (&self->product_waiters, g_ptr_array_unref);
  g_clear_pointer (&self->offers, g_hash_table_unref);
  g_clear_pointer (&self->advertising, g_hash_table_unref);
  g_clear_pointer (&self->deliveries, g_hash_table_unref);
  g_clear_pointer (&self->delivery_waiters, g_hash_table_unref);
  g_clear_pointer (&self->sending, g_hash_table_unref);

  G_OBJECT_CLASS (velo_counter_parent_class)->finalize (object);
}

static void
velo_counter_class_init (VeloCounterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = velo_counter_dispose;
  object_class->finalize = velo_counter_finalize;

  /**
   * VeloCounter::proposal-changed:
   * @self: the counter
   * @proposal: the proposal as it is now stored
   *
   * Emitted when a proposal was saved or has moved on, and when what became of
   * a sent one could not be stored.
   */
  signals[SIGNAL_PROPOSAL_CHANGED] =
    g_signal_new ("proposal-changed", VELO_TYPE_COUNTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, VELO_TYPE_PROPOSAL);
  /**
   * VeloCounter::employee-changed:
   * @self: the counter
   *
   * Emitted when somebody else sells now.
   */
  signals[SIGNAL_EMPLOYEE_CHANGED] =
    g_signal_new ("employee-changed", VELO_TYPE_COUNTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
velo_counter_init (VeloCounter *self)
{
  self->cancellable = g_cancellable_new ();
  self->shop = velo_party_new ();
  self->register_number = g_strdup ("");
  self->product_waiters = g_ptr_array_new_with_free_func (g_object_unref);
  self->offers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->advertising = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->deliveries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->delivery_waiters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                  (GDestroyNotify) g_ptr_array_unref);
  self->sending = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * velo_counter_new:
 * @store: an open store
 * @insurer: the insurer
 * @training: whether every paper is to be marked "Training"
 *
 * Returns: (transfer full): a counter; close it with velo_counter_close()
 */
VeloCounter *
velo_counter_new (VeloStore   *store,
                  VeloInsurer *insurer,
                  gboolean     training)
{
  VeloCounter *self;

  g_return_val_if_fail (VELO_IS_STORE (store), NULL);
  g_return_val_if_fail (VELO_IS_INSURER (insurer), NULL);

  self = g_object_new (VELO_TYPE_COUNTER, NULL);
  self->store = g_object_ref (store);
  self->insurer = g_object_ref (insurer);
  self->training = training;
  return self;
}

/**
 * velo_counter_get_store:
 * @self: the counter
 *
 * Returns: (transfer none): the store
 */
VeloStore *
velo_counter_get_store (VeloCounter *self)
{
  g_return_val_if_fail (VELO_IS_COUNTER (self), NULL);

  return self->store;
}

/**
 * velo_counter_get_insurer:
 * @self: the counter
 *
 * Returns: (transfer none): the insurer
 */
VeloInsurer *
velo_counter_get_insurer (VeloCounter *self)
{
  g_return_val_if_fail (VELO_IS_COUNTER (self), NULL);

  return self->insurer;
}

/**
 * velo_counter_set_insurer:
 * @self: the counter
 * @insurer: the insurer from now on
 *
 * Takes another client, after the settings were changed, and forgets what the
 * old one answered. Calls under way end with the old one, and are not remembered.
 */
void
velo_counter_set_insurer (VeloCounter *self,
                          VeloInsurer *insurer)
{
  g_return_if_fail (VELO_IS_COUNTER (self));
  g_return_if_fail (VELO_IS_INSURER (insurer));

  if (!g_set_object (&self->insurer, insurer))
    return;
  g_clear_object (&self->products);
  self->products_asked_at = 0;
  g_hash_table_remove_all (self->offers);
  g_hash_table_remove_all (self->advertising);
  g_hash_table_remove_all (self->deliveries);
  velo_counter_ask_products_again (self);
}

/**
 * velo_counter_is_training:
 * @self: the counter
 *
 * Returns: whether nothing of this is real
 */
gboolean
velo_counter_is_training (VeloCounter *self)
{
  g_return_val_if_fail (VELO_IS_COUNTER (self), FALSE);

  return self->training;
}

/**
 * velo_counter_get_employee:
 * @self: the counter
 *
 * Returns: (transfer none) (nullable): who sells now
 */
VeloEmployee *
velo_counter_get_employee (VeloCounter *self)
{
  g_return_val_if_fail (VELO_IS_COUNTER (self), NULL);

  return self->employee;
}

/**
 * velo_counter_set_employee:
 * @self: the counter
 * @employee: (nullable): who sells from now on
 *
 * Sets who sells; the broker number of new proposals follows.
 */
void
velo_counter_set_employee (VeloCounter  *self,
                           VeloEmployee *employee)
{
  g_return_if_fail (VELO_IS_COUNTER (self));
  g_return_if_fail (employee == NULL || VELO_IS_EMPLOYEE (employee));

  if (g_set_object (&self->employee, employee))
    g_signal_emit (self, signals[SIGNAL_EMPLOYEE_CHANGED], 0);
}

/**
 * velo_counter_set_shop:
 * @self: the counter
 * @shop: name and address of the shop
 * @register_number: (nullable): its number in the register of intermediaries
 *
 * Sets what the application form says of the shop.
 */
void
velo_counter_set_shop (VeloCounter *self,
                       VeloParty   *shop,
                       const char  *register_number)
{
  g_return_if_fail (VELO_IS_COUNTER (self));
  g_return_if_fail (VELO_IS_PARTY (shop));

  velo_record_assign (self->shop, shop);
  g_free (self->register_number);
  self->register_number = g_strdup (register_number == NULL ? "" : register_number);
}

/**
 * velo_counter_get_ticks:
 * @self: the counter
 *
 * Returns: which circles without a field are ticked on application forms
 */
VeloTicks
velo_counter_get_ticks (VeloCounter *self)
{
  g_return_val_if_fail (VELO_IS_COUNTER (self), 0);

  return self->ticks;
}

/**
 * velo_counter_set_ticks:
 * @self: the counter
 * @ticks: which circles to tick on the forms that are filled from now on; none at first
 */
void
velo_counter_set_ticks (VeloCounter *self,
                        VeloTicks    ticks)
{
  g_return_if_fail (VELO_IS_COUNTER (self));

  self->ticks = ticks;
}

/**
 * velo_counter_get_shop:
 * @self: the counter
 *
 * Returns: (transfer none): name and address of the shop
 */
VeloParty *
velo_counter_get_shop (VeloCounter *self)
{
  g_return_val_if_fail (VELO_IS_COUNTER (self), NULL);

  return self->shop;
}

/**
 * velo_counter_close:
 * @self: the counter
 *
 * Ends the work in the background. A proposal that is on its way stays
 * "sending" in the store and becomes "unclear" on the next start.
 */
void
velo_counter_close (VeloCounter *self)
{
  g_return_if_fail (VELO_IS_COUNTER (self));

  g_cancellable_cancel (self->cancellable);
}
