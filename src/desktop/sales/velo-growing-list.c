/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The beginning of a long list at once and the rest a moment later, so that typing is not held up. */

#define G_LOG_DOMAIN "velo-growing-list"

#include "config.h"

#include "velo-growing-list.h"

/* Who types fast has typed the next letter by then. */
#define PAUSE_MSEC 150
/* Between the steps what has come is painted. */
#define STEP_MSEC 30
#define N_STEP 40u
/* The toolkit makes widgets for the 200 rows around the visible ones; more rows cost nothing. */
#define N_WITH_WIDGETS 240u

struct _VeloGrowingList
{
  GObject parent_instance;

  GListModel *source; /* (owned) (not nullable) */
  guint n_source;     /* as of the last change that was told */
  guint n_shown;      /* from the beginning of the source */
  gboolean is_other;  /* the next great change brings other rows, not the same ones anew */
  guint timeout_id;
};

static void velo_growing_list_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (VeloGrowingList, velo_growing_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, velo_growing_list_iface_init))

static gboolean grow_cb (gpointer user_data);

static void
grow_after (VeloGrowingList *self,
            guint            msec)
{
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (self->n_shown < self->n_source)
    self->timeout_id = g_timeout_add_full (G_PRIORITY_DEFAULT_IDLE, msec, grow_cb, self, NULL);
}

static void
grow_to (VeloGrowingList *self,
         guint            n_shown)
{
  guint before = self->n_shown;

  self->n_shown = MIN (n_shown, self->n_source);
  grow_after (self, STEP_MSEC);
  if (self->n_shown > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, self->n_shown - before);
}

static gboolean
grow_cb (gpointer user_data)
{
  VeloGrowingList *self = user_data;

  self->timeout_id = 0;
  grow_to (self, self->n_shown < N_WITH_WIDGETS ? self->n_shown + N_STEP : G_MAXUINT);
  return G_SOURCE_REMOVE;
}

/* Shows another beginning; everything behind the first row that changed is told as new. */
static void
show_beginning (VeloGrowingList *self,
                guint            position,
                guint            n_shown)
{
  guint before = self->n_shown;

  self->n_shown = n_shown;
  grow_after (self, PAUSE_MSEC);
  g_list_model_items_changed (G_LIST_MODEL (self), position, before - position, n_shown - position);
}

static void
source_changed_cb (GListModel      *source,
                   guint            position,
                   guint            n_removed,
                   guint            n_added,
                   VeloGrowingList *self)
{
  gboolean was_whole = velo_growing_list_is_whole (self);
  gboolean is_cut = self->is_other && position < VELO_GROWING_LIST_N_AT_FIRST
                    && n_added > VELO_GROWING_LIST_N_AT_FIRST;

  self->n_source = g_list_model_get_n_items (source);
  if (is_cut)
    {
      self->is_other = FALSE;
      show_beginning (self, position, MIN (self->n_source, VELO_GROWING_LIST_N_AT_FIRST));
    }
  else if (was_whole)
    {
      self->n_shown = self->n_source;
      g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
    }
  else if (position < self->n_shown)
    {
      show_beginning (self, position, MIN (self->n_source, self->n_shown));
    }
  else
    {
      grow_after (self, PAUSE_MSEC);
    }
}

/* GListModel */

static GType
velo_growing_list_get_item_type (GListModel *list)
{
  return g_list_model_get_item_type (VELO_GROWING_LIST (list)->source);
}

static guint
velo_growing_list_get_n_items (GListModel *list)
{
  return VELO_GROWING_LIST (list)->n_shown;
}

static gpointer
velo_growing_list_get_item (GListModel *list,
                            guint       position)
{
  VeloGrowingList *self = VELO_GROWING_LIST (list);

  return position < self->n_shown ? g_list_model_get_item (self->source, position) : NULL;
}

static void
velo_growing_list_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = velo_growing_list_get_item_type;
  iface->get_n_items = velo_growing_list_get_n_items;
  iface->get_item = velo_growing_list_get_item;
}

/* GObject */

static void
velo_growing_list_dispose (GObject *object)
{
  g_clear_handle_id (&VELO_GROWING_LIST (object)->timeout_id, g_source_remove);
  G_OBJECT_CLASS (velo_growing_list_parent_class)->dispose (object);
}

static void
velo_growing_list_finalize (GObject *object)
{
  g_object_unref (VELO_GROWING_LIST (object)->source);
  G_OBJECT_CLASS (velo_growing_list_parent_class)->finalize (object);
}

static void
velo_growing_list_class_init (VeloGrowingListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = velo_growing_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = velo_growing_list_finalize;
}

static void
velo_growing_list_init (VeloGrowingList *self)
{
}

/* Public functions */

/**
 * velo_growing_list_new:
 * @source: a list
 *
 * Shows all of @source, with one exception: see velo_growing_list_expect_other().
 *
 * Returns: (transfer full): the list
 */
VeloGrowingList *
velo_growing_list_new (GListModel *source)
{
  VeloGrowingList *self = NULL;

  g_return_val_if_fail (G_IS_LIST_MODEL (source), NULL);

  self = g_object_new (VELO_TYPE_GROWING_LIST, NULL);
  self->source = g_object_ref (source);
  self->n_source = g_list_model_get_n_items (source);
  self->n_shown = self->n_source;
  g_signal_connect_object (source, "items-changed", G_CALLBACK (source_changed_cb), self, 0);
  return self;
}

/**
 * velo_growing_list_expect_other:
 * @self: a list
 * @expected: whether other rows are on their way
 *
 * The next time that many rows of the source change, the list begins with
 * %VELO_GROWING_LIST_N_AT_FIRST of them and grows by itself, in steps, after a moment in which
 * nothing changes. To be called when the user asked for something else: a list that is only
 * brought up to date is never cut off.
 */
void
velo_growing_list_expect_other (VeloGrowingList *self,
                                gboolean         expected)
{
  g_return_if_fail (VELO_IS_GROWING_LIST (self));

  self->is_other = expected != FALSE;
}

/**
 * velo_growing_list_show_all:
 * @self: a list
 *
 * Does not wait any longer: somebody wants to go where the list does not reach yet.
 */
void
velo_growing_list_show_all (VeloGrowingList *self)
{
  g_return_if_fail (VELO_IS_GROWING_LIST (self));

  grow_to (self, G_MAXUINT);
}

/**
 * velo_growing_list_is_whole:
 * @self: a list
 *
 * Returns: whether all of the source is shown
 */
gboolean
velo_growing_list_is_whole (VeloGrowingList *self)
{
  g_return_val_if_fail (VELO_IS_GROWING_LIST (self), FALSE);

  return self->n_shown == self->n_source;
}
