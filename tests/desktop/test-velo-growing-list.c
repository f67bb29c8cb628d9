/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list that begins short while somebody types: alone, and in the list of vehicles. */

#include "config.h"

#include "velo-sales-fixture.h"

#include "velo-growing-list.h"
#include "velo-sale-pane.h"

#define N_MANY 300u

typedef struct
{
  guint n_items; /* as told */
  guint fewest;
  guint n_changes;
} Told;

/* What is told must add up to what is there. */
static void
changed_cb (GListModel *list,
            guint       position,
            guint       n_removed,
            guint       n_added,
            Told       *told)
{
  g_assert_cmpuint (position + n_removed, <=, told->n_items);
  told->n_items += n_added - n_removed;
  g_assert_cmpuint (told->n_items, ==, g_list_model_get_n_items (list));
  told->fewest = MIN (told->fewest, told->n_items);
  told->n_changes++;
}

static void
listen (GListModel *list,
        Told       *told)
{
  told->n_items = g_list_model_get_n_items (list);
  told->fewest = G_MAXUINT;
  g_signal_connect (list, "items-changed", G_CALLBACK (changed_cb), told);
}

static void
splice (GtkStringList *list,
        guint          position,
        guint          n_removed,
        const char    *name,
        guint          n_added)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n_added; i++)
    g_ptr_array_add (names, g_strdup_printf ("%s-%03u", name, i));
  g_ptr_array_add (names, NULL);
  gtk_string_list_splice (list, position, n_removed, (const char * const *) names->pdata);
}

static void
assert_same (GListModel *list,
             GListModel *source)
{
  guint n_items = g_list_model_get_n_items (list);

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(GObject) shown = g_list_model_get_item (list, i);
      g_autoptr(GObject) there = g_list_model_get_item (source, i);

      g_assert_true (shown == there);
    }
  g_assert_null (g_list_model_get_item (list, n_items));
}

static void
test_grows (void)
{
  g_autoptr(GtkStringList) source = gtk_string_list_new (NULL);
  VeloGrowingList *list = velo_growing_list_new (G_LIST_MODEL (source));
  Told told = { 0 };

  listen (G_LIST_MODEL (list), &told);
  velo_growing_list_expect_other (list, TRUE);
  splice (source, 0, 0, "a", N_MANY);
  g_assert_cmpuint (told.n_items, ==, VELO_GROWING_LIST_N_AT_FIRST);
  g_assert_false (velo_growing_list_is_whole (list));
  assert_same (G_LIST_MODEL (list), G_LIST_MODEL (source));
  WAIT_UNTIL (velo_growing_list_is_whole (list));
  g_assert_cmpuint (told.n_items, ==, N_MANY);
  g_assert_cmpuint (told.n_changes, >, 3);
  g_assert_cmpuint (told.fewest, ==, VELO_GROWING_LIST_N_AT_FIRST);
  assert_same (G_LIST_MODEL (list), G_LIST_MODEL (source));
  g_assert_finalize_object (list);
}

/* Changes of the source while the list is still growing, in front of its end, over it, behind it. */
static void
test_changes_while_growing (void)
{
  static const struct
  {
    guint position;
    guint n_removed;
    guint n_added;
  } changes[] = {
    { 0, 1, 0 }, { 10, 0, 1 }, { 30, 20, 5 }, { 39, 2, 2 }, { 40, 10, 0 }, { 200, 0, 100 },
    { 5, 250, 3 }, { 0, 0, 0 }, { 0, 20, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr(GtkStringList) source = gtk_string_list_new (NULL);
      VeloGrowingList *list = velo_growing_list_new (G_LIST_MODEL (source));
      Told told = { 0 };

      listen (G_LIST_MODEL (list), &told);
      velo_growing_list_expect_other (list, TRUE);
      splice (source, 0, 0, "a", N_MANY);
      splice (source, changes[i].position, changes[i].n_removed, "b", changes[i].n_added);
      assert_same (G_LIST_MODEL (list), G_LIST_MODEL (source));
      velo_growing_list_show_all (list);
      g_assert_true (velo_growing_list_is_whole (list));
      g_assert_cmpuint (told.n_items, ==, g_list_model_get_n_items (G_LIST_MODEL (source)));
      assert_same (G_LIST_MODEL (list), G_LIST_MODEL (source));
      g_assert_finalize_object (list);
    }
}

static void
test_not_cut (void)
{
  g_autoptr(GtkStringList) source = gtk_string_list_new (NULL);
  VeloGrowingList *list;
  Told told = { 0 };

  splice (source, 0, 0, "a", N_MANY);
  list = velo_growing_list_new (G_LIST_MODEL (source));
  listen (G_LIST_MODEL (list), &told);
  splice (source, 0, N_MANY, "b", N_MANY);
  g_assert_cmpuint (told.n_items, ==, N_MANY);
  velo_growing_list_expect_other (list, TRUE);
  velo_growing_list_expect_other (list, FALSE);
  splice (source, 0, N_MANY, "c", N_MANY);
  g_assert_cmpuint (told.fewest, ==, N_MANY);
  g_assert_true (velo_growing_list_is_whole (list));
  velo_growing_list_expect_other (list, TRUE);
  splice (source, 0, N_MANY, "d", 3);
  g_assert_cmpuint (told.n_items, ==, 3);
  g_assert_true (velo_growing_list_is_whole (list));
  splice (source, 0, 3, "e", 0);
  g_assert_cmpuint (told.n_items, ==, 0);
  g_assert_finalize_object (list);
}

static void
test_dropped_while_growing (void)
{
  g_autoptr(GtkStringList) source = gtk_string_list_new (NULL);
  VeloGrowingList *list = velo_growing_list_new (G_LIST_MODEL (source));

  velo_growing_list_expect_other (list, TRUE);
  splice (source, 0, 0, "a", N_MANY);
  g_assert_finalize_object (list);
  splice (source, 0, N_MANY, "b", 2);
}

/* In the list of vehicles */

typedef struct
{
  VeloSalePane *pane;
  GtkColumnView *view;
  GListModel *rows;
  Told told;
} Shown;

static GtkWidget *
find_child (GtkWidget *widget,
            GType      type)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (child, type) ? child : find_child (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
has_all (Shown *shown,
         guint  n_items)
{
  VeloSaleListModel *model = velo_sale_pane_get_model (shown->pane);

  return !velo_sale_list_model_is_loading (model) && g_list_model_get_n_items (shown->rows) == n_items
    && g_list_model_get_n_items (G_LIST_MODEL (model)) == n_items;
}

static void
show (Fixture *fixture,
      Shown   *shown)
{
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1", "Maier", "Trail 0", 89900);

  for (guint i = 1; i < N_MANY; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s %u", i % 2 == 0 ? "Trail" : "City", i);
      g_autoptr(VeloVehicle) vehicle = velo_vehicle_new ();

      velo_vehicle_set_kind (vehicle, VELO_ARTICLE_KIND_EBIKE);
      velo_vehicle_set_model (vehicle, name);
      velo_vehicle_set_line (vehicle, (int) i);
      g_list_store_append (velo_invoice_get_vehicles (invoice), vehicle);
    }
  g_object_unref (fixture_add (fixture, g_steal_pointer (&invoice)));
  shown->pane = VELO_SALE_PANE (velo_sale_pane_new (fixture->counter, TRUE));
  fixture_show (fixture, GTK_WIDGET (shown->pane));
  shown->view = GTK_COLUMN_VIEW (find_child (GTK_WIDGET (shown->pane), GTK_TYPE_COLUMN_VIEW));
  shown->rows = G_LIST_MODEL (gtk_column_view_get_model (shown->view));
  g_assert_nonnull (shown->rows);
  WAIT_UNTIL (has_all (shown, N_MANY));
  listen (shown->rows, &shown->told);
}

static void
type (Shown      *shown,
      const char *text)
{
  shown->told.fewest = G_MAXUINT;
  velo_sale_pane_set_text (shown->pane, text);
  WAIT_UNTIL (shown->told.fewest <= VELO_GROWING_LIST_N_AT_FIRST);
}

static void
test_typed (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(VeloSaleItem) first = NULL;
  g_autoptr(VeloSaleItem) kept = NULL;
  Shown shown = { 0 };

  show (fixture, &shown);
  type (&shown, "trail");
  g_assert_cmpuint (g_list_model_get_n_items (shown.rows), ==, VELO_GROWING_LIST_N_AT_FIRST);
  first = g_list_model_get_item (shown.rows, 0);
  WAIT_UNTIL (has_all (&shown, N_MANY / 2));
  kept = g_list_model_get_item (shown.rows, 0);
  g_assert_true (first == kept);
  type (&shown, "trail 298");
  WAIT_UNTIL (has_all (&shown, 1));
  velo_sale_pane_set_text (shown.pane, "nobody");
  WAIT_UNTIL (g_str_equal (velo_sale_pane_get_showing (shown.pane), "nothing"));
}

/* Who scrolls at once reaches the end at once. */
static void
test_scrolled (Fixture       *fixture,
               gconstpointer  data)
{
  GtkAdjustment *adjustment;
  Shown shown = { 0 };

  show (fixture, &shown);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (shown.view));
  WAIT_UNTIL (gtk_adjustment_get_upper (adjustment) > 2 * gtk_adjustment_get_page_size (adjustment));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_page_size (adjustment));
  type (&shown, "trail");
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (shown.rows), ==, VELO_GROWING_LIST_N_AT_FIRST);
  WAIT_UNTIL (!velo_sale_list_model_is_loading (velo_sale_pane_get_model (shown.pane)));
  gtk_adjustment_set_value (adjustment, 30);
  g_assert_true (has_all (&shown, N_MANY / 2));
}

static GtkEventController *
find_keys (GtkWidget *widget)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller)
          && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        return controller;
    }
  return NULL;
}

static void
test_end (Fixture       *fixture,
          gconstpointer  data)
{
  GtkEventController *keys;
  gboolean handled = TRUE;
  Shown shown = { 0 };

  show (fixture, &shown);
  keys = find_keys (find_child (GTK_WIDGET (shown.pane), ADW_TYPE_SQUEEZER));
  g_assert_nonnull (keys);
  type (&shown, "city");
  WAIT_UNTIL (!velo_sale_list_model_is_loading (velo_sale_pane_get_model (shown.pane)));
  g_signal_emit_by_name (keys, "key-pressed", GDK_KEY_Shift_L, 0, 0, &handled);
  g_assert_false (handled);
  g_signal_emit_by_name (keys, "key-pressed", GDK_KEY_End, 0, 0, &handled);
  g_assert_false (handled);
  g_assert_true (has_all (&shown, N_MANY / 2));
}

/* A list that is only brought up to date stays as long as it is. */
static void
test_reloaded (Fixture       *fixture,
               gconstpointer  data)
{
  Shown shown = { 0 };

  show (fixture, &shown);
  g_object_unref (fixture_add (fixture, make_sale ("RE-2", "Huber", "Alpin", 399900)));
  WAIT_UNTIL (has_all (&shown, N_MANY + 1));
  g_assert_cmpuint (shown.told.fewest, >=, N_MANY);
}

/* A window without room for columns: the other list has the rows. */
static void
test_narrow (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *narrow_window;
  GtkListView *narrow;
  Shown shown = { 0 };

  show (fixture, &shown);
  gtk_window_set_default_size (fixture->window, 360, 640);
  WAIT_UNTIL (velo_sale_pane_is_narrow (shown.pane));
  narrow_window = gtk_widget_get_last_child (find_child (GTK_WIDGET (shown.pane), ADW_TYPE_SQUEEZER));
  narrow = GTK_LIST_VIEW (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (narrow_window)));
  WAIT_UNTIL (gtk_list_view_get_model (narrow) != NULL);
  shown.rows = G_LIST_MODEL (gtk_list_view_get_model (narrow));
  listen (shown.rows, &shown.told);
  type (&shown, "city");
  g_assert_null (gtk_column_view_get_model (shown.view));
  WAIT_UNTIL (has_all (&shown, N_MANY / 2));
  gtk_window_set_default_size (fixture->window, 1200, 640);
  WAIT_UNTIL (gtk_column_view_get_model (shown.view) != NULL);
  shown.rows = G_LIST_MODEL (gtk_column_view_get_model (shown.view));
  g_assert_true (has_all (&shown, N_MANY / 2));
}

static void
test_closed_while_growing (Fixture       *fixture,
                           gconstpointer  data)
{
  Shown shown = { 0 };

  show (fixture, &shown);
  type (&shown, "trail");
  fixture_close_store (fixture);
  WAIT_UNTIL (g_list_model_get_n_items (shown.rows) == N_MANY / 2);
  gtk_widget_activate_action (GTK_WIDGET (shown.pane), "pane.reload", NULL);
  WAIT_UNTIL (g_str_equal (velo_sale_pane_get_showing (shown.pane), "error"));
}

#define ADD(path, function) \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();

  g_test_add_func ("/growing-list/grows", test_grows);
  g_test_add_func ("/growing-list/changes-while-growing", test_changes_while_growing);
  g_test_add_func ("/growing-list/not-cut", test_not_cut);
  g_test_add_func ("/growing-list/dropped-while-growing", test_dropped_while_growing);
  ADD ("/growing-list/pane/typed", test_typed);
  ADD ("/growing-list/pane/scrolled", test_scrolled);
  ADD ("/growing-list/pane/end", test_end);
  ADD ("/growing-list/pane/reloaded", test_reloaded);
  ADD ("/growing-list/pane/narrow", test_narrow);
  ADD ("/growing-list/pane/closed-while-growing", test_closed_while_growing);
  return g_test_run ();
}
