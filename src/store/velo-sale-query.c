/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a long list shows, and how the store is asked for it. */

#define G_LOG_DOMAIN "velo-sale-query"

#include "config.h"

#include "velo-sale-query.h"

#include "velo-sale-pages.h"

/*
 * velo_sale_query_new:
 *
 * Returns: (transfer full): all sales, the newest first
 */
VeloSaleQuery *
velo_sale_query_new (void)
{
  VeloSaleQuery *self = g_new0 (VeloSaleQuery, 1);

  self->text = g_strdup ("");
  self->state = -1;
  self->order = VELO_SALE_ORDER_DATE;
  self->descending = TRUE;
  return self;
}

void
velo_sale_query_free (VeloSaleQuery *self)
{
  g_free (self->text);
  g_free (self->employee);
  g_free (self);
}

static const GDate *
keep_day (GDate       *place,
          const GDate *day)
{
  if (day == NULL)
    {
      g_date_clear (place, 1);
      return NULL;
    }
  *place = *day;
  return place;
}

static gboolean
is_same_day (const GDate *a,
             const GDate *b)
{
  return a == NULL || b == NULL ? a == b : g_date_compare (a, b) == 0;
}

/*
 * velo_sale_query_set_deadlines:
 * @deadlines: what to list; copied, but for the words and the number of rows
 *
 * Lists vehicles by their deadlines from now on.
 *
 * Returns: whether this is something else than before
 */
gboolean
velo_sale_query_set_deadlines (VeloSaleQuery            *self,
                               const VeloStoreDeadlines *deadlines)
{
  if (self->by_deadline && is_same_day (self->due.from, deadlines->from)
      && is_same_day (self->due.until, deadlines->until)
      && g_strcmp0 (self->employee, deadlines->employee) == 0
      && self->due.with_unknown == deadlines->with_unknown && self->due.only == deadlines->only)
    return FALSE;
  self->by_deadline = TRUE;
  self->due = *deadlines;
  self->due.from = keep_day (&self->from, deadlines->from);
  self->due.until = keep_day (&self->until, deadlines->until);
  g_free (self->employee);
  self->employee = g_strdup (deadlines->employee);
  self->due.employee = self->employee;
  return TRUE;
}

/*
 * velo_sale_query_start:
 * @in_a_hurry: whether the first rows alone are welcome if all would take longer
 *
 * Asks for the ids of all rows, and for the first page of them.
 */
void
velo_sale_query_start (VeloSaleQuery       *self,
                       VeloStore           *store,
                       gboolean             in_a_hurry,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  VeloStoreView view = VELO_STORE_VIEW_INIT;

  if (self->by_deadline)
    {
      self->due.text = self->text;
      self->due.n_first = VELO_SALE_PAGE_SIZE;
      velo_store_list_deadlines_async (store, &self->due, cancellable, callback, user_data);
      return;
    }
  view.vehicles_only = self->vehicles_only;
  view.text = self->text;
  view.state = self->state;
  view.order = self->order;
  view.descending = self->descending;
  velo_store_browse_async (store, &view, VELO_SALE_PAGE_SIZE, in_a_hurry, cancellable, callback,
                           user_data);
}

/*
 * velo_sale_query_finish:
 * @first: (out) (transfer container) (element-type VeloSaleItem): the first rows
 * @is_complete: (out): whether the ids are all there are
 *
 * Returns: (transfer full) (element-type guint32): the ids of the rows
 */
GArray *
velo_sale_query_finish (VeloStore     *store,
                        GAsyncResult  *result,
                        GPtrArray    **first,
                        gboolean      *is_complete,
                        GError       **error)
{
  if (!velo_store_is_deadlines_result (result))
    return velo_store_browse_finish (store, result, first, is_complete, error);
  *is_complete = TRUE;
  return velo_store_list_deadlines_finish (store, result, first, error);
}
