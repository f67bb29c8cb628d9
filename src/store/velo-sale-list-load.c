/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a list of sales is fetched: first the order of all rows, then the rows of the pages that are looked at. */

#define G_LOG_DOMAIN "velo-sale-list-model"

#include "config.h"

#include "velo-sale-list-model-private.h"

#define DEBOUNCE_MSEC 120

typedef struct
{
  GWeakRef self;
  guint generation;
  GArray *ids; /* (owned): of the whole list when it was asked for */
  guint first; /* the position in them from which rows are read */
} Load;

static Load *
new_load (VeloSaleListModel *self,
          guint              first)
{
  Load *load = g_new0 (Load, 1);

  g_weak_ref_init (&load->self, self);
  load->generation = self->generation;
  load->ids = g_array_ref (self->ids);
  load->first = first;
  return load;
}

static void
free_load (Load *load)
{
  g_weak_ref_clear (&load->self);
  g_array_unref (load->ids);
  g_free (load);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Load, free_load)

static void browse (VeloSaleListModel *self,
                    gboolean           in_a_hurry);

/* The rows */

static void
set_running (VeloSaleListModel *self,
             guint              n_running)
{
  gboolean was_loading = self->n_running > 0;

  self->n_running = n_running;
  if (was_loading != (n_running > 0))
    g_object_notify (G_OBJECT (self), "loading");
}

static void
take_error (VeloSaleListModel *self,
            GError            *error)
{
  g_clear_error (&self->error);
  self->error = error;
  if (error != NULL)
    g_info ("a list could not be loaded: %s", error->message);
}

static void
page_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Load) load = user_data;
  g_autoptr(VeloSaleListModel) self = g_weak_ref_get (&load->self);
  g_autoptr(GPtrArray) rows = NULL;
  GError *error = NULL;

  rows = velo_store_list_rows_finish (VELO_STORE (source), result, &error);
  if (self == NULL || load->generation != self->generation)
    {
      g_clear_error (&error);
      return;
    }
  velo_sale_pages_done (self->pages);
  take_error (self, error);
  if (rows != NULL)
    {
      velo_sale_pages_fill (self->pages, &g_array_index (load->ids, guint32, load->first), rows);
      velo_sale_list_load_next_page (self);
    }
  set_running (self, self->n_running - 1);
}

/* One at a time, the last asked for first. */
void
velo_sale_list_load_next_page (VeloSaleListModel *self)
{
  guint page = 0;
  guint first;

  if (!velo_sale_pages_take (self->pages, &page))
    return;
  first = page * VELO_SALE_PAGE_SIZE;
  g_assert (first < self->ids->len);
  set_running (self, self->n_running + 1);
  velo_store_list_rows_async (self->store, &g_array_index (self->ids, guint32, first),
                              MIN (VELO_SALE_PAGE_SIZE, self->ids->len - first), self->cancellable,
                              page_cb, new_load (self, first));
}

/* The list as a whole */

/* Tells only of the part that is another one, so that what is shown stays in its place. */
static void
replace_ids (VeloSaleListModel *self,
             GArray            *ids)
{
  g_autoptr(GArray) old = g_steal_pointer (&self->ids);
  guint n_same = 0;
  guint n_same_at_end = 0;

  velo_sale_pages_compare (old, ids, &n_same, &n_same_at_end);
  self->ids = g_array_ref (ids);
  if (old->len == ids->len && n_same == ids->len)
    return;
  g_list_model_items_changed (G_LIST_MODEL (self), n_same, old->len - n_same - n_same_at_end,
                              ids->len - n_same - n_same_at_end);
}

static void
take_ids (VeloSaleListModel *self,
          GArray            *ids,
          GPtrArray         *first)
{
  velo_sale_pages_restart (self->pages);
  velo_sale_pages_renew (self->pages, ids, self->is_changed);
  self->is_changed = FALSE;
  velo_sale_pages_fill (self->pages, (const guint32 *) (gpointer) ids->data, first);
  replace_ids (self, ids);
  velo_sale_list_load_next_page (self);
}

static void
browse_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Load) load = user_data;
  g_autoptr(VeloSaleListModel) self = g_weak_ref_get (&load->self);
  g_autoptr(GPtrArray) first = NULL;
  g_autoptr(GArray) ids = NULL;
  gboolean is_complete = FALSE;
  GError *error = NULL;

  ids = velo_sale_query_finish (VELO_STORE (source), result, &first, &is_complete, &error);
  if (self == NULL || load->generation != self->generation)
    {
      g_clear_error (&error);
      return;
    }
  take_error (self, error);
  if (ids != NULL)
    take_ids (self, ids, first);
  if (ids != NULL && !is_complete)
    browse (self, FALSE);
  set_running (self, self->n_running - 1);
}

/* In a hurry only where other rows come: what is shown is not cut off for a moment. */
static void
browse (VeloSaleListModel *self,
        gboolean           in_a_hurry)
{
  set_running (self, self->n_running + 1);
  velo_sale_query_start (self->query, self->store, in_a_hurry, self->cancellable, browse_cb,
                         new_load (self, 0));
}

/* Lists anew; what is still on its way counts no more. */
void
velo_sale_list_load_start (VeloSaleListModel *self,
                           gboolean           in_a_hurry)
{
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  self->generation++;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  velo_sale_pages_restart (self->pages);
  self->n_running = 0;
  browse (self, in_a_hurry);
}

/* Something else is to be listed. */
void
velo_sale_list_load_restart (VeloSaleListModel *self)
{
  if (self->is_asleep)
    self->is_changed = TRUE;
  else
    velo_sale_list_load_start (self, TRUE);
}

static gboolean
reload_cb (gpointer user_data)
{
  VeloSaleListModel *self = user_data;

  self->timeout_id = 0;
  velo_sale_list_model_reload (self);
  return G_SOURCE_REMOVE;
}

/* Many changes in a moment are one reload. */
void
velo_sale_list_load_reload_soon (VeloSaleListModel *self)
{
  if (self->timeout_id == 0)
    self->timeout_id = g_timeout_add (DEBOUNCE_MSEC, reload_cb, self);
}
