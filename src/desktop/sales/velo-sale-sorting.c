/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sorts a list of sales by the headers of its columns and by a menu, which works from the keyboard. */

#define G_LOG_DOMAIN "velo-sale-sorting"

#include "config.h"

#include "velo-sale-sorting.h"

#include <glib/gi18n.h>

/*
 * The store sorts, not the list: the sorters of the columns compare nothing. They only tell which
 * of them is asked first, because this GTK has no other way to learn it.
 */
struct _VeloSaleSorting
{
  GObject parent_instance;

  GtkColumnView *view;         /* (borrowed) (nullable): until it is disposed */
  VeloSaleListModel *model;    /* (owned) (nullable) */
  GSimpleActionGroup *actions; /* (owned) */
  GMenu *columns;              /* (owned) */
  int asked;                   /* the column whose sorter was asked first, or -1 */
};

G_DEFINE_FINAL_TYPE (VeloSaleSorting, velo_sale_sorting, G_TYPE_OBJECT)

static VeloSaleOrder
get_order (VeloSaleColumn column)
{
  switch (column)
    {
    case VELO_SALE_COLUMN_NUMBER:
      return VELO_SALE_ORDER_NUMBER;
    case VELO_SALE_COLUMN_CUSTOMER:
      return VELO_SALE_ORDER_CUSTOMER;
    case VELO_SALE_COLUMN_VEHICLE:
      return VELO_SALE_ORDER_VEHICLE;
    case VELO_SALE_COLUMN_FRAME:
      return VELO_SALE_ORDER_FRAME;
    case VELO_SALE_COLUMN_PRICE:
      return VELO_SALE_ORDER_PRICE;
    case VELO_SALE_COLUMN_CONTRACT:
      return VELO_SALE_ORDER_CONTRACT;
    case VELO_SALE_COLUMN_STATE:
      return VELO_SALE_ORDER_STATE;
    case VELO_SALE_COLUMN_DATE:
    default:
      return VELO_SALE_ORDER_DATE;
    }
}

typedef struct
{
  VeloSaleSorting *sorting; /* (borrowed) */
  VeloSaleColumn column;
} Question;

static int
ask_cb (gconstpointer a,
        gconstpointer b,
        gpointer      user_data)
{
  Question *question = user_data;

  if (question->sorting->asked < 0)
    question->sorting->asked = (int) question->column;
  return GTK_ORDERING_SMALLER;
}

/* Returns the column by which the view is sorted, -1 for none. */
static int
find_column (VeloSaleSorting *self,
             gboolean        *descending)
{
  g_autoptr(VeloSaleItem) one = velo_sale_item_new ();
  g_autoptr(VeloSaleItem) other = velo_sale_item_new ();

  self->asked = -1;
  *descending = gtk_sorter_compare (gtk_column_view_get_sorter (self->view), one, other)
    == GTK_ORDERING_LARGER;
  return self->asked;
}

static void
show_in_menu (VeloSaleSorting *self,
              int              column,
              gboolean         descending)
{
  GAction *by = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "by");
  GAction *reverse = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "descending");

  g_simple_action_set_state (G_SIMPLE_ACTION (by), g_variant_new_int32 (column));
  g_simple_action_set_state (G_SIMPLE_ACTION (reverse), g_variant_new_boolean (descending));
}

static void
sorter_changed_cb (VeloSaleSorting *self)
{
  gboolean descending = FALSE;
  int column = find_column (self, &descending);

  if (column < 0)
    return;
  show_in_menu (self, column, descending);
  if (self->model != NULL)
    velo_sale_list_model_set_order (self->model, get_order ((VeloSaleColumn) column), descending);
}

static void
sort_by (VeloSaleSorting *self,
         int              column,
         gboolean         descending)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr(GtkColumnViewColumn) candidate = g_list_model_get_item (columns, i);
      gpointer mark = g_object_get_data (G_OBJECT (candidate), "velo-sort-column");

      if (mark != NULL && GPOINTER_TO_INT (mark) - 1 == column)
        gtk_column_view_sort_by_column (self->view, candidate,
                                        descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
    }
}

/* The newest and the dearest come first, everything else begins with A. */
static void
by_cb (GSimpleAction *action,
       GVariant      *value,
       gpointer       user_data)
{
  VeloSaleSorting *self = user_data;
  int column = g_variant_get_int32 (value);

  if (self->view != NULL)
    sort_by (self, column, column == VELO_SALE_COLUMN_DATE || column == VELO_SALE_COLUMN_PRICE);
}

static void
descending_cb (GSimpleAction *action,
               GVariant      *value,
               gpointer       user_data)
{
  VeloSaleSorting *self = user_data;
  gboolean before = FALSE;

  if (self->view != NULL)
    sort_by (self, find_column (self, &before), g_variant_get_boolean (value));
}

static void
view_gone_cb (VeloSaleSorting *self)
{
  self->view = NULL;
}

/* GObject */

static void
velo_sale_sorting_dispose (GObject *object)
{
  VeloSaleSorting *self = VELO_SALE_SORTING (object);

  g_clear_object (&self->model);
  g_clear_object (&self->actions);
  g_clear_object (&self->columns);
  G_OBJECT_CLASS (velo_sale_sorting_parent_class)->dispose (object);
}

static void
velo_sale_sorting_class_init (VeloSaleSortingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = velo_sale_sorting_dispose;
}

static void
velo_sale_sorting_init (VeloSaleSorting *self)
{
  static const GActionEntry entries[] = {
    { .name = "by", .parameter_type = "i", .state = "0", .change_state = by_cb },
    { .name = "descending", .state = "true", .change_state = descending_cb },
  };

  self->actions = g_simple_action_group_new ();
  self->columns = g_menu_new ();
  self->asked = -1;
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
}

/* Public functions */

/**
 * velo_sale_sorting_new:
 * @view: a column view without columns yet
 * @button: opens the menu
 *
 * Returns: (transfer full): what sorts them; lives as long as its last reference, not longer than
 *   it can do something
 */
VeloSaleSorting *
velo_sale_sorting_new (GtkColumnView *view,
                       GtkMenuButton *button)
{
  VeloSaleSorting *self = NULL;
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autoptr(GMenu) direction = g_menu_new ();

  g_return_val_if_fail (GTK_IS_COLUMN_VIEW (view), NULL);
  g_return_val_if_fail (GTK_IS_MENU_BUTTON (button), NULL);

  self = g_object_new (VELO_TYPE_SALE_SORTING, NULL);
  self->view = view;
  g_signal_connect_object (view, "destroy", G_CALLBACK (view_gone_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_sorter (view), "changed",
                           G_CALLBACK (sorter_changed_cb), self, G_CONNECT_SWAPPED);
  /* Translators: heading of a menu with the columns of a list */
  g_menu_append_section (menu, _("Sort by"), G_MENU_MODEL (self->columns));
  /* Translators: the list begins with Z, with the newest, with the highest price */
  g_menu_append (direction, _("_Descending"), "sort.descending");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (direction));
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
  gtk_widget_insert_action_group (GTK_WIDGET (button), "sort", G_ACTION_GROUP (self->actions));
  return self;
}

/**
 * velo_sale_sorting_add:
 * @self: a sorting
 * @column: the column that was added to the view last
 *
 * Makes a column one by which the list can be sorted.
 */
void
velo_sale_sorting_add (VeloSaleSorting *self,
                       VeloSaleColumn   column)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  g_autoptr(GtkColumnViewColumn) last = NULL;
  g_autoptr(GMenuItem) item = NULL;
  GtkSorter *sorter = NULL;
  Question *question = NULL;

  g_return_if_fail (VELO_IS_SALE_SORTING (self));

  last = g_list_model_get_item (columns, g_list_model_get_n_items (columns) - 1);
  question = g_new0 (Question, 1);
  question->sorting = self;
  question->column = column;
  sorter = GTK_SORTER (gtk_custom_sorter_new (ask_cb, question, g_free));
  gtk_column_view_column_set_sorter (last, sorter);
  g_object_unref (sorter);
  g_object_set_data (G_OBJECT (last), "velo-sort-column", GINT_TO_POINTER ((int) column + 1));
  item = g_menu_item_new (gtk_column_view_column_get_title (last), NULL);
  g_menu_item_set_action_and_target (item, "sort.by", "i", (int) column);
  g_menu_append_item (self->columns, item);
}

/**
 * velo_sale_sorting_set_model:
 * @self: a sorting with all columns
 * @model: the list
 *
 * Sorts a list from now on, the newest first to begin with.
 */
void
velo_sale_sorting_set_model (VeloSaleSorting   *self,
                             VeloSaleListModel *model)
{
  g_return_if_fail (VELO_IS_SALE_SORTING (self));
  g_return_if_fail (VELO_IS_SALE_LIST_MODEL (model));

  g_set_object (&self->model, model);
  sort_by (self, VELO_SALE_COLUMN_DATE, TRUE);
}
