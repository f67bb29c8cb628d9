/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rows of a long list are in memory, and which page is read next. */

#define G_LOG_DOMAIN "velo-sale-pages"

#include "config.h"

#include "velo-sale-pages.h"

/* Nobody shows more than a few hundred rows; what was not looked at since that many pages goes. */
#define PAGES_KEPT 40
/* Who drags the bar past a thousand pages wants the last ones. */
#define PAGES_WANTED 8

struct _VeloSalePages
{
  GHashTable *rows; /* (owned): id to VeloSaleItem */
  GQueue used;      /* of GUINT_TO_POINTER: pages in memory, the last looked at first */
  GQueue wanted;    /* of GUINT_TO_POINTER: pages to read, the last asked for first */
  gboolean is_reading;
  guint reading;    /* the page that is being read */
};

/*
 * velo_sale_pages_new:
 *
 * Returns: (transfer full): no rows at all
 */
VeloSalePages *
velo_sale_pages_new (void)
{
  VeloSalePages *self = g_new0 (VeloSalePages, 1);

  self->rows = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  g_queue_init (&self->used);
  g_queue_init (&self->wanted);
  return self;
}

void
velo_sale_pages_free (VeloSalePages *self)
{
  g_hash_table_unref (self->rows);
  g_queue_clear (&self->used);
  g_queue_clear (&self->wanted);
  g_free (self);
}

/*
 * velo_sale_pages_get_row:
 *
 * Returns: (transfer none): the row, not loaded if it was not read yet
 */
VeloSaleItem *
velo_sale_pages_get_row (VeloSalePages *self,
                         guint32        id)
{
  VeloSaleItem *item = g_hash_table_lookup (self->rows, GUINT_TO_POINTER (id));

  if (item != NULL)
    return item;
  item = velo_sale_item_new ();
  velo_sale_item_set_row_id (item, (int) id);
  g_hash_table_insert (self->rows, GUINT_TO_POINTER (id), item);
  return item;
}

/*
 * velo_sale_pages_fill:
 * @ids: (array): of @rows
 *
 * Rows that somebody holds get their values; the others are kept for when they are looked at.
 */
void
velo_sale_pages_fill (VeloSalePages *self,
                      const guint32 *ids,
                      GPtrArray     *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      gpointer key = GUINT_TO_POINTER (ids[i]);
      VeloSaleItem *item = g_hash_table_lookup (self->rows, key);

      if (item == NULL)
        g_hash_table_insert (self->rows, key, g_object_ref (g_ptr_array_index (rows, i)));
      else if (velo_sale_item_get_loaded (g_ptr_array_index (rows, i)))
        velo_record_assign (item, g_ptr_array_index (rows, i));
    }
}

static void
forget_page (VeloSalePages *self,
             GArray        *ids,
             guint          page)
{
  guint first = page * VELO_SALE_PAGE_SIZE;

  for (guint i = first; i < MIN (first + VELO_SALE_PAGE_SIZE, ids->len); i++)
    g_hash_table_remove (self->rows, GUINT_TO_POINTER (g_array_index (ids, guint32, i)));
}

/*
 * velo_sale_pages_use:
 * @ids: of the whole list
 *
 * Notes that a page is looked at; what was not looked at for long is forgotten.
 */
void
velo_sale_pages_use (VeloSalePages *self,
                     GArray        *ids,
                     guint          page)
{
  gpointer key = GUINT_TO_POINTER (page);

  if (!g_queue_is_empty (&self->used) && g_queue_peek_head (&self->used) == key)
    return;
  g_queue_remove (&self->used, key);
  g_queue_push_head (&self->used, key);
  while (g_queue_get_length (&self->used) > PAGES_KEPT)
    forget_page (self, ids, GPOINTER_TO_UINT (g_queue_pop_tail (&self->used)));
}

/*
 * velo_sale_pages_want:
 *
 * Asks for a page to be read before all others.
 */
void
velo_sale_pages_want (VeloSalePages *self,
                      guint          page)
{
  gpointer key = GUINT_TO_POINTER (page);

  if (self->is_reading && self->reading == page)
    return;
  if (!g_queue_is_empty (&self->wanted) && g_queue_peek_head (&self->wanted) == key)
    return;
  g_queue_remove (&self->wanted, key);
  g_queue_push_head (&self->wanted, key);
  if (g_queue_get_length (&self->wanted) > PAGES_WANTED)
    g_queue_pop_tail (&self->wanted);
}

/*
 * velo_sale_pages_take:
 * @page: (out): what to read
 *
 * Returns: whether there is a page to be read now; velo_sale_pages_done() is called when it is
 */
gboolean
velo_sale_pages_take (VeloSalePages *self,
                      guint         *page)
{
  if (self->is_reading || g_queue_is_empty (&self->wanted))
    return FALSE;
  *page = GPOINTER_TO_UINT (g_queue_pop_head (&self->wanted));
  self->is_reading = TRUE;
  self->reading = *page;
  return TRUE;
}

void
velo_sale_pages_done (VeloSalePages *self)
{
  self->is_reading = FALSE;
}

/*
 * velo_sale_pages_restart:
 *
 * Forgets what was to be read, and what is being read.
 */
void
velo_sale_pages_restart (VeloSalePages *self)
{
  g_queue_clear (&self->wanted);
  self->is_reading = FALSE;
}

/*
 * velo_sale_pages_renew:
 * @ids: of the whole list, as it is now
 * @is_changed: whether rows may have other values than those in memory
 *
 * Keeps the first page and those looked at last, and asks for the latter to be read again.
 */
void
velo_sale_pages_renew (VeloSalePages *self,
                       GArray        *ids,
                       gboolean       is_changed)
{
  g_autoptr(GHashTable) kept = g_hash_table_new (NULL, NULL);
  g_autoptr(GList) pages = g_list_copy (self->used.head);
  GHashTableIter iter;
  gpointer key = NULL;
  guint n_pages = 0;

  for (guint i = 0; i < MIN (VELO_SALE_PAGE_SIZE, ids->len); i++)
    g_hash_table_add (kept, GUINT_TO_POINTER (g_array_index (ids, guint32, i)));
  for (GList *l = pages; l != NULL && n_pages < PAGES_WANTED / 2; l = l->next, n_pages++)
    {
      guint page = GPOINTER_TO_UINT (l->data);
      guint first = page * VELO_SALE_PAGE_SIZE;

      /* what was added before may have moved rows to the next page */
      for (guint i = first; i < MIN (first + 2 * VELO_SALE_PAGE_SIZE, ids->len); i++)
        g_hash_table_add (kept, GUINT_TO_POINTER (g_array_index (ids, guint32, i)));
      if (is_changed && first < ids->len)
        {
          velo_sale_pages_want (self, page);
          if (first + VELO_SALE_PAGE_SIZE < ids->len)
            velo_sale_pages_want (self, page + 1);
        }
    }
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (kept, key))
      g_hash_table_iter_remove (&iter);
  g_queue_clear (&self->used);
}

/*
 * velo_sale_pages_compare:
 * @before: (element-type guint32): ids
 * @after: (element-type guint32): ids
 * @n_same: (out): how many are the same at the beginning
 * @n_same_at_end: (out): how many of the others are the same at the end
 */
void
velo_sale_pages_compare (GArray *before,
                         GArray *after,
                         guint  *n_same,
                         guint  *n_same_at_end)
{
  guint shorter = MIN (before->len, after->len);
  guint n_first = 0;
  guint n_last = 0;

  while (n_first < shorter
         && g_array_index (before, guint32, n_first) == g_array_index (after, guint32, n_first))
    n_first++;
  while (n_last < shorter - n_first
         && g_array_index (before, guint32, before->len - 1 - n_last)
            == g_array_index (after, guint32, after->len - 1 - n_last))
    n_last++;
  *n_same = n_first;
  *n_same_at_end = n_last;
}
