/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is counted of a period: sales, answers, contracts and commission, fetched one after the other. */

#define G_LOG_DOMAIN "velo-statistics-figures"

#include "config.h"

#include "velo-statistics-figures.h"

#include "velo-commission-group.h"
#include "velo-store-contracts.h"
#include "velo-store-employees.h"
#include "velo-store-statistics.h"

/* What a load needs between its questions. */
typedef struct
{
  VeloStatisticsFigures *figures; /* (owned) (nullable) */
  VeloCommission commission;
  GDate from; /* what was not counted yet begins here */
  GDate until;
} Load;

static void
load_free (Load *load)
{
  g_clear_pointer (&load->figures, velo_statistics_figures_free);
  g_free (load);
}

/**
 * velo_statistics_figures_new:
 *
 * Returns: (transfer full): figures of nothing
 */
VeloStatisticsFigures *
velo_statistics_figures_new (void)
{
  VeloStatisticsFigures *self = g_new0 (VeloStatisticsFigures, 1);

  self->counts = g_ptr_array_new_with_free_func (g_object_unref);
  self->declined = g_ptr_array_new_with_free_func (g_object_unref);
  self->ended = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

/**
 * velo_statistics_figures_free:
 * @self: (transfer full) (nullable): figures
 *
 * Frees them.
 */
void
velo_statistics_figures_free (VeloStatisticsFigures *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->counts, g_ptr_array_unref);
  g_clear_pointer (&self->declined, g_ptr_array_unref);
  g_clear_pointer (&self->ended, g_ptr_array_unref);
  g_free (self);
}

/* Whoever wrote the name, it is one employee. */
static void
unite (VeloStatisticsFigures *figures,
       GPtrArray             *employees)
{
  g_autoptr(VeloEmployeeNames) names = velo_employee_names_new (employees);

  velo_sales_count_unite (figures->counts, names);
  velo_sales_count_unite (figures->declined, names);
  velo_sales_count_unite (figures->ended, names);
}

static void
employees_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  g_autoptr(GPtrArray) employees = NULL;
  GError *error = NULL;

  employees = velo_store_list_employees_finish (VELO_STORE (object), result, &error);
  if (employees == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  unite (load->figures, employees);
  g_task_return_pointer (task, g_steal_pointer (&load->figures), (GDestroyNotify) velo_statistics_figures_free);
}

static void count_contracts (GTask *task);

static void
contracts_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  g_autoptr(GPtrArray) contracts = NULL;
  g_autoptr(GPtrArray) ended = NULL;
  GError *error = NULL;

  contracts = velo_store_count_contracts_finish (VELO_STORE (object), result, &ended, &error);
  if (contracts == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  velo_sales_count_join (load->figures->counts, contracts);
  velo_sales_count_join (load->figures->ended, ended);
  count_contracts (task);
}

/* A year at a time: who searches a list meanwhile does not wait for all of them. */
static void
count_contracts (GTask *task)
{
  Load *load = g_task_get_task_data (task);
  VeloStore *store = g_task_get_source_object (task);
  GDate from = load->from;
  GDate last;

  if (g_date_compare (&from, &load->until) > 0)
    {
      velo_store_list_employees_async (store, TRUE, g_task_get_cancellable (task), employees_cb, g_object_ref (task));
      return;
    }
  g_date_set_dmy (&last, 31, G_DATE_DECEMBER, g_date_get_year (&from));
  if (g_date_compare (&last, &load->until) > 0)
    last = load->until;
  load->from = last;
  g_date_add_days (&load->from, 1);
  velo_store_count_contracts_async (store, &from, &last, &load->commission, g_task_get_cancellable (task),
                                    contracts_cb, g_object_ref (task));
}

static void
sales_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  g_autoptr(GPtrArray) counts = NULL;
  g_autoptr(GPtrArray) declined = NULL;
  GError *error = NULL;

  counts = velo_store_count_sales_finish (VELO_STORE (object), result, &declined, &error);
  if (counts == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_pointer (&load->figures->counts, g_ptr_array_unref);
  g_clear_pointer (&load->figures->declined, g_ptr_array_unref);
  load->figures->counts = g_steal_pointer (&counts);
  load->figures->declined = g_steal_pointer (&declined);
  count_contracts (task);
}

/**
 * velo_statistics_figures_load_async:
 * @store: where the sales are
 * @from: first day
 * @until: last day
 * @settings: (nullable): the settings' root, which know the commission
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Counts what was sold, concluded and ended in a period.
 */
void
velo_statistics_figures_load_async (VeloStore           *store,
                                    const GDate         *from,
                                    const GDate         *until,
                                    GSettings           *settings,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Load *load = NULL;

  g_return_if_fail (VELO_IS_STORE (store));
  g_return_if_fail (from != NULL && until != NULL);

  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_statistics_figures_load_async);
  load = g_new0 (Load, 1);
  load->figures = velo_statistics_figures_new ();
  load->from = *from;
  load->until = *until;
  velo_commission_read_settings (settings, &load->commission);
  load->figures->has_commission = velo_commission_is_set (&load->commission);
  g_task_set_task_data (task, load, (GDestroyNotify) load_free);
  velo_store_count_sales_async (store, from, until, cancellable, sales_cb, g_steal_pointer (&task));
}

/**
 * velo_statistics_figures_load_finish:
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full): what was counted
 */
VeloStatisticsFigures *
velo_statistics_figures_load_finish (GAsyncResult  *result,
                                     GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_statistics_figures_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
