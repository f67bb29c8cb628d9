/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sorting the list of sales: by the headers, by the menu, from the keyboard. */

#include "config.h"

#include "velo-sales-fixture.h"

#include "velo-sale-sorting.h"

typedef struct
{
  GtkColumnView *view;
  GtkWidget *button;
  VeloSaleListModel *model;
  VeloSaleSorting *sorting;
} Sorted;

static void
show (Fixture *fixture,
      Sorted  *sorted)
{
  static const VeloSaleColumn columns[] = {
    VELO_SALE_COLUMN_DATE, VELO_SALE_COLUMN_NUMBER, VELO_SALE_COLUMN_CUSTOMER, VELO_SALE_COLUMN_PRICE,
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  sorted->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  sorted->button = gtk_menu_button_new ();
  sorted->model = velo_sale_list_model_new (fixture->store, FALSE);
  sorted->sorting = velo_sale_sorting_new (sorted->view, GTK_MENU_BUTTON (sorted->button));
  gtk_box_append (GTK_BOX (box), sorted->button);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (sorted->view));
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      velo_sale_columns_append (sorted->view, columns[i]);
      velo_sale_sorting_add (sorted->sorting, columns[i]);
    }
  velo_sale_sorting_set_model (sorted->sorting, sorted->model);
  fixture_show (fixture, box);
  WAIT_UNTIL (!velo_sale_list_model_is_loading (sorted->model));
}

static void
drop (Sorted *sorted)
{
  g_clear_object (&sorted->sorting);
  g_clear_object (&sorted->model);
}

static void
assert_first (Sorted     *sorted,
              const char *number)
{
  g_autoptr(VeloSaleItem) item = NULL;

  WAIT_UNTIL (!velo_sale_list_model_is_loading (sorted->model));
  item = g_list_model_get_item (G_LIST_MODEL (sorted->model), 0);
  g_assert_cmpstr (velo_sale_item_get_number (item), ==, number);
}

static void
add_three (Fixture *fixture)
{
  G_GNUC_UNUSED g_autoptr(VeloInvoice) first = fixture_add (fixture, make_sale ("RE-9", "Zöllner", "City", 200000));
  G_GNUC_UNUSED g_autoptr(VeloInvoice) second = fixture_add (fixture, make_sale ("RE-10", "Öztürk", "City", 300000));
  G_GNUC_UNUSED g_autoptr(VeloInvoice) third = fixture_add (fixture, make_sale ("RE-8", "Maier", "City", 100000));
}

static void
test_menu (Fixture       *fixture,
           gconstpointer  data)
{
  Sorted sorted = { 0 };
  gboolean descending = FALSE;

  add_three (fixture);
  show (fixture, &sorted);
  g_assert_cmpint (velo_sale_list_model_get_order (sorted.model, &descending), ==, VELO_SALE_ORDER_DATE);
  g_assert_true (descending);
  gtk_widget_activate_action (sorted.button, "sort.by", "i", VELO_SALE_COLUMN_NUMBER);
  assert_first (&sorted, "RE-8");
  gtk_widget_activate_action (sorted.button, "sort.descending", NULL);
  assert_first (&sorted, "RE-10");
  gtk_widget_activate_action (sorted.button, "sort.by", "i", VELO_SALE_COLUMN_CUSTOMER);
  assert_first (&sorted, "RE-8");
  gtk_widget_activate_action (sorted.button, "sort.by", "i", VELO_SALE_COLUMN_PRICE);
  assert_first (&sorted, "RE-10");
  drop (&sorted);
}

/* A click on a header does nothing else than this. */
static void
test_header (Fixture       *fixture,
             gconstpointer  data)
{
  Sorted sorted = { 0 };
  g_autoptr(GtkColumnViewColumn) customer = NULL;
  gboolean descending = TRUE;

  add_three (fixture);
  show (fixture, &sorted);
  customer = g_list_model_get_item (gtk_column_view_get_columns (sorted.view), 2);
  gtk_column_view_sort_by_column (sorted.view, customer, GTK_SORT_ASCENDING);
  g_assert_cmpint (velo_sale_list_model_get_order (sorted.model, &descending), ==,
                   VELO_SALE_ORDER_CUSTOMER);
  g_assert_false (descending);
  assert_first (&sorted, "RE-8");
  gtk_column_view_sort_by_column (sorted.view, customer, GTK_SORT_DESCENDING);
  assert_first (&sorted, "RE-9");
  drop (&sorted);
}

/* No column by that number; and the list may go before the view. */
static void
test_nothing_to_sort (Fixture       *fixture,
                      gconstpointer  data)
{
  Sorted sorted = { 0 };

  show (fixture, &sorted);
  gtk_widget_activate_action (sorted.button, "sort.by", "i", 99);
  g_assert_cmpint (velo_sale_list_model_get_order (sorted.model, NULL), ==, VELO_SALE_ORDER_DATE);
  gtk_widget_activate_action (sorted.button, "sort.by", "i", VELO_SALE_COLUMN_PRICE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (sorted.model)), ==, 0);
  drop (&sorted);
  gtk_column_view_sort_by_column (sorted.view, NULL, GTK_SORT_ASCENDING);
}

#define ADD(name, function) \
  g_test_add (name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();

  ADD ("/sales/sorting/menu", test_menu);
  ADD ("/sales/sorting/header", test_header);
  ADD ("/sales/sorting/nothing-to-sort", test_nothing_to_sort);
  return g_test_run ();
}
