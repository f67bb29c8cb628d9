/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of sales and what is to be done: full, empty, narrow, closed. */

#include "config.h"

#include "velo-growing-list.h"
#include "velo-sales-fixture.h"

#include "velo-confirm.h"
#include "velo-notice.h"
#include "velo-reminder-dialog.h"
#include "velo-sale-dialog.h"
#include "velo-sale-page.h"
#include "velo-sales-view.h"
#include "velo-state-pill.h"
#include "velo-todo-row.h"

static VeloSalesView *
show_view (Fixture *fixture)
{
  GtkWidget *view = velo_sales_view_new (fixture->counter, fixture->settings);

  fixture_show (fixture, view);
  WAIT_UNTIL (!g_str_equal (velo_sale_pane_get_showing (velo_sales_view_get_pane (VELO_SALES_VIEW (view))),
                            "loading")
              && !velo_todo_list_is_loading (velo_sales_view_get_todo (VELO_SALES_VIEW (view))));
  return VELO_SALES_VIEW (view);
}

static guint
count (VeloSalesView *view)
{
  return g_list_model_get_n_items (G_LIST_MODEL (velo_sale_pane_get_model (velo_sales_view_get_pane (view))));
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  VeloSalesView *view = show_view (fixture);

  g_assert_cmpstr (velo_sale_pane_get_showing (velo_sales_view_get_pane (view)), ==, "empty");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (velo_sales_view_get_todo (view))));
}

static void
test_list (Fixture       *fixture,
           gconstpointer  data)
{
  G_GNUC_UNUSED g_autoptr(VeloInvoice) first = fixture_add (fixture, make_sale ("RE-1", "Maier", "Pedalo City", 89900));
  G_GNUC_UNUSED g_autoptr(VeloInvoice) second = fixture_add (fixture, make_sale ("RE-2", "Huber", "Alpin SL", 399900));
  VeloSalesView *view = show_view (fixture);

  g_assert_cmpstr (velo_sale_pane_get_showing (velo_sales_view_get_pane (view)), ==, "list");
  g_assert_cmpuint (count (view), ==, 2);
  g_assert_cmpuint (velo_todo_list_get_n_shown (velo_sales_view_get_todo (view)), ==, 2);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (velo_sales_view_get_todo (view))));
  /* the room is for what is found */
  velo_sales_view_set_search_text (view, "Maier");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (velo_sales_view_get_todo (view))));
  velo_sales_view_set_search_text (view, "");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (velo_sales_view_get_todo (view))));
}

/* What is added while the view is open appears by itself. */
static void
test_follows (Fixture       *fixture,
              gconstpointer  data)
{
  VeloSalesView *view = show_view (fixture);
  g_autoptr(VeloInvoice) invoice = NULL;

  invoice = fixture_add (fixture, make_sale ("RE-1", "Maier", "Pedalo City", 89900));
  WAIT_UNTIL (count (view) == 1);
  WAIT_UNTIL (velo_todo_list_get_n_shown (velo_sales_view_get_todo (view)) == 1);
  g_assert_cmpstr (velo_sale_pane_get_showing (velo_sales_view_get_pane (view)), ==, "list");
}

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  G_GNUC_UNUSED g_autoptr(VeloInvoice) first = fixture_add (fixture, make_sale ("RE-1", "Maier", "Pedalo City", 89900));
  G_GNUC_UNUSED g_autoptr(VeloInvoice) second = fixture_add (fixture, make_sale ("RE-2", "Huber", "Alpin SL", 399900));
  VeloSalesView *view = show_view (fixture);
  VeloSalePane *pane = velo_sales_view_get_pane (view);

  velo_sales_view_set_search_text (view, "huber");
  WAIT_UNTIL (count (view) == 1);
  velo_sales_view_set_search_text (view, "nobody has this name");
  WAIT_UNTIL (g_str_equal (velo_sale_pane_get_showing (pane), "nothing"));
  gtk_widget_activate_action (GTK_WIDGET (pane), "pane.clear-filter", NULL);
  WAIT_UNTIL (count (view) == 2);
  g_assert_cmpstr (velo_sales_view_get_search_text (view), ==, "");
}

static void
test_filter (Fixture       *fixture,
             gconstpointer  data)
{
  G_GNUC_UNUSED g_autoptr(VeloInvoice) invoice = fixture_add (fixture, make_sale ("RE-1", "Maier", "Pedalo City", 89900));
  VeloSalesView *view = show_view (fixture);
  VeloSalePane *pane = velo_sales_view_get_pane (view);

  velo_sale_pane_set_state (pane, VELO_INSURANCE_STATE_INSURED);
  WAIT_UNTIL (g_str_equal (velo_sale_pane_get_showing (pane), "nothing"));
  velo_sale_pane_set_state (pane, -1);
  WAIT_UNTIL (g_str_equal (velo_sale_pane_get_showing (pane), "list"));
}

static GtkAdjustment *
get_scroll (VeloSalePane *pane)
{
  GtkWidget *rows = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (pane), VELO_TYPE_SALE_PANE, "column_view"));

  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (rows));
}

static gboolean
ticked_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  (*(guint *) user_data)++;
  return G_SOURCE_CONTINUE;
}

/* Some frames after a change the list has settled. */
static void
wait_for_frames (GtkWidget *widget)
{
  guint n_frames = 0;
  guint id = gtk_widget_add_tick_callback (widget, ticked_cb, &n_frames, NULL);

  WAIT_UNTIL (n_frames > 5);
  gtk_widget_remove_tick_callback (widget, id);
}

/* What comes in at the beginning is seen by who looks at the beginning, and moves nobody who looks elsewhere. */
static void
test_newest_seen (Fixture       *fixture,
                  gconstpointer  data)
{
  VeloSalesView *view;
  VeloSalePane *pane;
  double place;

  gtk_window_set_default_size (fixture->window, 1100, 480);
  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *number = g_strdup_printf ("RE-%02u", i);
      G_GNUC_UNUSED g_autoptr(VeloInvoice) invoice = fixture_add (fixture, make_sale (number, "Maier", "City", 89900));
    }
  view = show_view (fixture);
  pane = velo_sales_view_get_pane (view);
  WAIT_UNTIL (gtk_adjustment_get_upper (get_scroll (pane)) > gtk_adjustment_get_page_size (get_scroll (pane)));
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *number = g_strdup_printf ("RE-X%u", i);
      G_GNUC_UNUSED g_autoptr(VeloInvoice) invoice = fixture_add (fixture, make_sale (number, "Huber", "Alpin", 99900));

      WAIT_UNTIL (count (view) == 13 + i);
      wait_for_frames (GTK_WIDGET (view));
      g_assert_cmpfloat (gtk_adjustment_get_value (get_scroll (pane)), ==, 0);
    }
  gtk_adjustment_set_value (get_scroll (pane), 90);
  wait_for_frames (GTK_WIDGET (view));
  place = gtk_adjustment_get_value (get_scroll (pane));
  g_assert_cmpfloat (place, >, 0);
  {
    G_GNUC_UNUSED g_autoptr(VeloInvoice) invoice = fixture_add (fixture, make_sale ("RE-Y", "Huber", "Alpin", 99900));

    WAIT_UNTIL (count (view) == 16);
    wait_for_frames (GTK_WIDGET (view));
  }
  g_assert_cmpfloat (gtk_adjustment_get_value (get_scroll (pane)), >, 0);
}

/* The row with the focus is wholly between the edges of the list. */
static gboolean
is_row_seen (Fixture      *fixture,
             VeloSalePane *pane)
{
  GtkWidget *rows = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (pane), VELO_TYPE_SALE_PANE, "column_view"));
  GtkWidget *focus = gtk_window_get_focus (fixture->window);
  graphene_rect_t bounds;

  return focus != NULL && gtk_widget_is_ancestor (focus, rows) && gtk_widget_compute_bounds (focus, rows, &bounds)
         && bounds.origin.y >= 0 && bounds.origin.y + bounds.size.height <= (float) gtk_widget_get_height (rows) + 1;
}

/* A vehicle that was just insured is found in the list, wherever it stands. */
static void
test_vehicle_shown (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *oldest = NULL;
  VeloSalesView *view;
  VeloSalePane *pane;

  gtk_window_set_default_size (fixture->window, 1100, 480);
  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *number = g_strdup_printf ("RE-%02u", i);
      g_autoptr(VeloInvoice) invoice = fixture_add (fixture, make_sale (number, "Maier", "City", 89900));

      if (i == 0)
        oldest = g_strdup (velo_vehicle_get_id (first_vehicle (invoice)));
    }
  view = show_view (fixture);
  pane = velo_sales_view_get_pane (view);
  WAIT_UNTIL (gtk_adjustment_get_upper (get_scroll (pane)) > gtk_adjustment_get_page_size (get_scroll (pane)));
  wait_for_frames (GTK_WIDGET (view));
  g_assert_false (velo_sale_pane_show_vehicle (pane, "nowhere"));
  g_assert_true (velo_sale_pane_show_vehicle (pane, oldest));
  WAIT_UNTIL (gtk_adjustment_get_value (get_scroll (pane)) > 0 && is_row_seen (fixture, pane));
}

/* Also where the list has not grown to it yet. */
static void
test_vehicle_shown_far (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autofree char *oldest = NULL;
  g_autoptr(VeloSaleItem) item = NULL;
  VeloSalesView *view;
  VeloSalePane *pane;
  GListModel *model;

  gtk_window_set_default_size (fixture->window, 1100, 480);
  for (guint i = 0; i < VELO_GROWING_LIST_N_AT_FIRST + 5; i++)
    {
      g_autofree char *number = g_strdup_printf ("RE-%02u", i);
      g_autoptr(VeloInvoice) invoice G_GNUC_UNUSED = fixture_add (fixture, make_sale (number, "Maier", "City", 89900));
    }
  view = show_view (fixture);
  pane = velo_sales_view_get_pane (view);
  model = G_LIST_MODEL (velo_sale_pane_get_model (pane));
  WAIT_UNTIL (g_list_model_get_n_items (model) == VELO_GROWING_LIST_N_AT_FIRST + 5);
  item = g_list_model_get_item (model, VELO_GROWING_LIST_N_AT_FIRST + 4);
  oldest = g_strdup (velo_sale_item_get_vehicle_id (item));
  g_assert_true (velo_sale_pane_show_vehicle (pane, oldest));
  WAIT_UNTIL (gtk_adjustment_get_value (get_scroll (pane)) + gtk_adjustment_get_page_size (get_scroll (pane))
                >= gtk_adjustment_get_upper (get_scroll (pane)) - 1
              && is_row_seen (fixture, pane));
}

static void
test_todo_many (Fixture       *fixture,
                gconstpointer  data)
{
  VeloSalesView *view;
  VeloTodoList *todo;

  for (guint i = 0; i < 7; i++)
    {
      g_autofree char *number = g_strdup_printf ("RE-%u", i);
      G_GNUC_UNUSED g_autoptr(VeloInvoice) invoice = fixture_add (fixture, make_sale (number, "Maier", "City", 89900 + i));
    }
  view = show_view (fixture);
  todo = velo_sales_view_get_todo (view);
  g_assert_cmpuint (g_list_model_get_n_items (velo_todo_list_get_model (todo)), ==, 7);
  g_assert_cmpuint (velo_todo_list_get_n_shown (todo), ==, 5);
}

static void
test_narrow (Fixture       *fixture,
             gconstpointer  data)
{
  G_GNUC_UNUSED g_autoptr(VeloInvoice) invoice = fixture_add (fixture, make_sale ("RE-1", "Übelacker-Groß", "E-Trail", 89900));
  VeloSalesView *view = NULL;
  int minimum = 0;

  gtk_window_set_default_size (fixture->window, 360, 640);
  view = show_view (fixture);
  WAIT_UNTIL (gtk_widget_get_width (GTK_WIDGET (view)) > 0);
  gtk_widget_measure (GTK_WIDGET (view), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
  WAIT_UNTIL (velo_sale_pane_is_narrow (velo_sales_view_get_pane (view)));
}

static void
test_wide (Fixture       *fixture,
           gconstpointer  data)
{
  G_GNUC_UNUSED g_autoptr(VeloInvoice) invoice = fixture_add (fixture, make_sale ("RE-1", "Maier", "E-Trail", 89900));
  VeloSalesView *view = show_view (fixture);

  WAIT_UNTIL (gtk_widget_get_width (GTK_WIDGET (view)) > 0);
  g_assert_false (velo_sale_pane_is_narrow (velo_sales_view_get_pane (view)));
}

static void
test_closed (Fixture       *fixture,
             gconstpointer  data)
{
  VeloSalesView *view;

  fixture_close_store (fixture);
  view = show_view (fixture);
  g_assert_cmpstr (velo_sale_pane_get_showing (velo_sales_view_get_pane (view)), ==, "error");
}

/* The view goes while the store is still being asked. */
static void
test_destroyed_while_loading (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = fixture_add (fixture, make_sale ("RE-1", "Maier", "E-Trail", 89900));
  GtkWidget *view = g_object_ref_sink (velo_sales_view_new (fixture->counter, fixture->settings));
  GtkWidget *page = g_object_ref_sink (velo_sale_page_new (fixture->counter, NULL, velo_invoice_get_id (invoice)));

  g_assert_finalize_object (view);
  g_assert_finalize_object (page);
  settle ();
}

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

static float
get_bottom (GtkWidget *widget,
            GtkWidget *above)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, above, &bounds));
  return bounds.origin.y + bounds.size.height;
}

static float
get_top (GtkWidget *widget,
         GtkWidget *above)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, above, &bounds));
  return bounds.origin.y;
}

/* Buttons stand below the words, and of what is shown nothing is cut. */
static void
test_todo_narrow (Fixture       *fixture,
                  gconstpointer  data)
{
  VeloSalesView *view;
  VeloTodoList *todo;
  GtkWidget *row, *words, *buttons, *scroller;

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *number = g_strdup_printf ("RE-%u", i);
      G_GNUC_UNUSED g_autoptr(VeloInvoice) invoice =
        fixture_add (fixture, make_sale (number, "Übelacker-Groß", "City", 89900 + i));
    }
  gtk_window_set_default_size (fixture->window, 360, 700);
  view = show_view (fixture);
  todo = velo_sales_view_get_todo (view);
  WAIT_UNTIL (velo_todo_list_get_n_shown (todo) == 3);
  row = find_child (GTK_WIDGET (todo), VELO_TYPE_TODO_ROW);
  words = gtk_widget_get_parent (find_child (row, GTK_TYPE_LABEL));
  buttons = find_child (row, ADW_TYPE_SQUEEZER);
  WAIT_UNTIL (gtk_widget_get_height (row) > 0 && get_top (buttons, row) >= get_bottom (words, row));
  g_assert_cmpfloat (get_bottom (buttons, row), <=, gtk_widget_get_height (row));
  scroller = find_child (GTK_WIDGET (todo), GTK_TYPE_SCROLLED_WINDOW);
  row = gtk_widget_get_last_child (gtk_widget_get_parent (row));
  WAIT_UNTIL (get_bottom (row, scroller) <= gtk_widget_get_height (scroller));
}

static void
test_todo_actions (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = fixture_add (fixture, make_sale ("RE-1", "Maier", "E-Trail", 89900));
  const char *id = velo_vehicle_get_id (first_vehicle (invoice));
  g_autofree char *expected = g_strdup_printf ("insure %s\n", id);
  VeloSalesView *view = show_view (fixture);
  GtkWidget *row = find_child (GTK_WIDGET (view), VELO_TYPE_TODO_ROW);

  g_assert_nonnull (row);
  g_assert_cmpstr (velo_todo_item_get_vehicle_id (velo_todo_row_get_item (VELO_TODO_ROW (row))), ==, id);
  gtk_widget_activate_action (row, "win.insure", "s", id);
  g_assert_cmpstr (fixture->asked->str, ==, expected);
  gtk_widget_activate_action (row, "sale.decline", "s", id);
  WAIT_UNTIL (find_window (VELO_TYPE_REMINDER_DIALOG) != NULL);
  gtk_window_destroy (find_window (VELO_TYPE_REMINDER_DIALOG));
}

static void
ask_for_activation (Fixture *fixture,
                    guint    days_ago)
{
  g_autoptr(GSettings) activation = g_settings_get_child (fixture->settings, "activation");
  g_autoptr(GDate) day = velo_date_today ();
  g_autofree char *text = NULL;

  g_date_subtract_days (day, days_ago);
  text = velo_date_format_iso (day);
  g_settings_set_string (activation, "asked-date", text);
  g_settings_set_enum (activation, "state", 1);
}

/* Two weeks after the request for activation the shop is told to call; one click leads to the account. */
static void
test_todo_activation (Fixture       *fixture,
                      gconstpointer  data)
{
  static const GActionEntry entries[] = { { .name = "preferences-page", .activate = asked_cb, .parameter_type = "s" } };
  g_autoptr(GSettings) activation = g_settings_get_child (fixture->settings, "activation");
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();
  VeloSalesView *view;
  VeloTodoList *todo;

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), fixture);
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->window), "app", G_ACTION_GROUP (group));
  ask_for_activation (fixture, 13);
  view = show_view (fixture);
  todo = velo_sales_view_get_todo (view);
  g_assert_cmpuint (velo_todo_list_get_n_shown (todo), ==, 0);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (todo)));

  ask_for_activation (fixture, 14);
  WAIT_UNTIL (velo_todo_list_get_n_shown (todo) == 1);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (todo)));
  g_assert_cmpuint (velo_todo_list_get_n_unfinished (todo), ==, 0);
  g_signal_emit_by_name (find_child (GTK_WIDGET (todo), VELO_TYPE_TODO_ROW), "activate");
  g_assert_cmpstr (fixture->asked->str, ==, "preferences-page account\n");

  /* a damaged setting is no reminder, and an answer ends it */
  g_settings_set_string (activation, "asked-date", "2026-13-45");
  WAIT_UNTIL (velo_todo_list_get_n_shown (todo) == 0);
  ask_for_activation (fixture, 30);
  WAIT_UNTIL (velo_todo_list_get_n_shown (todo) == 1);
  g_settings_set_enum (activation, "state", 2);
  WAIT_UNTIL (velo_todo_list_get_n_shown (todo) == 0);
  g_settings_reset (activation, "state");
  g_settings_reset (activation, "asked-date");
}

static void
test_todo_action_of_nobody (Fixture       *fixture,
                            gconstpointer  data)
{
  VeloSalesView *view = show_view (fixture);

  gtk_widget_activate_action (GTK_WIDGET (view), "sale.later", "s", "no such vehicle");
  WAIT_UNTIL (find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  g_assert_null (find_window (VELO_TYPE_REMINDER_DIALOG));
  gtk_window_destroy (find_window (ADW_TYPE_MESSAGE_DIALOG));
}

static void
test_page (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = fixture_add (fixture, make_sale ("RE-1", "Maier", "E-Trail", 89900));
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;
  GtkWidget *page = velo_sale_page_new (fixture->counter, fixture->settings, velo_invoice_get_id (invoice));

  fixture_show (fixture, page);
  WAIT_UNTIL (!g_str_equal (velo_sale_page_get_showing (VELO_SALE_PAGE (page)), "loading"));
  g_assert_cmpstr (velo_sale_page_get_showing (VELO_SALE_PAGE (page)), ==, "sale");
  g_object_get (page, "title", &title, "subtitle", &subtitle, NULL);
  g_assert_nonnull (strstr (title, "RE-1"));
  g_assert_nonnull (strstr (subtitle, "Katrin Maier"));
  gtk_widget_activate_action (page, "sale.edit", NULL);
  WAIT_UNTIL (find_window (VELO_TYPE_SALE_DIALOG) != NULL);
  gtk_window_destroy (find_window (VELO_TYPE_SALE_DIALOG));
}

static void
test_page_missing (Fixture       *fixture,
                   gconstpointer  data)
{
  GtkWidget *page = velo_sale_page_new (fixture->counter, fixture->settings, "no such sale");

  fixture_show (fixture, page);
  WAIT_UNTIL (!g_str_equal (velo_sale_page_get_showing (VELO_SALE_PAGE (page)), "loading"));
  g_assert_cmpstr (velo_sale_page_get_showing (VELO_SALE_PAGE (page)), ==, "error");
  g_assert_null (velo_sale_page_get_invoice (VELO_SALE_PAGE (page)));
}

static void
test_page_narrow (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = fixture_add (fixture, make_sale ("RE-1", "Maier", "E-Trail", 89900));
  GtkWidget *page = velo_sale_page_new (fixture->counter, fixture->settings, velo_invoice_get_id (invoice));
  int minimum = 0;

  gtk_window_set_default_size (fixture->window, 360, 640);
  fixture_show (fixture, page);
  WAIT_UNTIL (!g_str_equal (velo_sale_page_get_showing (VELO_SALE_PAGE (page)), "loading"));
  gtk_widget_measure (page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
}

/* Each state has a word and an icon of its own. */
static void
test_pill (void)
{
  g_autoptr(GHashTable) words = g_hash_table_new (g_str_hash, g_str_equal);
  GtkWidget *pill = g_object_ref_sink (velo_state_pill_new (VELO_INSURANCE_STATE_OPEN));

  for (int state = VELO_INSURANCE_STATE_OPEN; state <= VELO_INSURANCE_STATE_UNINSURABLE; state++)
    {
      const char *word = velo_state_pill_get_word (state);

      velo_state_pill_set_state (VELO_STATE_PILL (pill), state);
      g_assert_cmpint (velo_state_pill_get_state (VELO_STATE_PILL (pill)), ==, state);
      g_assert_cmpstr (word, !=, "");
      g_assert_true (g_hash_table_add (words, (gpointer) word));
      g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (find_child (pill, GTK_TYPE_LABEL))), ==, word);
      g_assert_nonnull (gtk_image_get_icon_name (GTK_IMAGE (find_child (pill, GTK_TYPE_IMAGE))));
    }
  g_assert_finalize_object (pill);
}

static void
count_cb (GtkWidget *widget,
          guint     *n_clicks)
{
  (*n_clicks)++;
}

static void
test_notice (void)
{
  GtkWidget *notice = g_object_ref_sink (velo_notice_new ());
  guint n_clicks = 0;

  g_assert_false (velo_notice_get_revealed (VELO_NOTICE (notice)));
  velo_notice_show (VELO_NOTICE (notice), VELO_NOTICE_KIND_WARNING, "Look");
  g_object_set (notice, "button-label", "Do", NULL);
  g_signal_connect (notice, "button-clicked", G_CALLBACK (count_cb), &n_clicks);
  g_assert_true (velo_notice_get_revealed (VELO_NOTICE (notice)));
  g_assert_cmpstr (velo_notice_get_title (VELO_NOTICE (notice)), ==, "Look");
  g_signal_emit_by_name (find_child (notice, GTK_TYPE_BUTTON), "clicked");
  g_assert_cmpuint (n_clicks, ==, 1);
  velo_notice_hide (VELO_NOTICE (notice));
  g_assert_false (velo_notice_get_revealed (VELO_NOTICE (notice)));
  g_assert_finalize_object (notice);
}

static void
ask (GtkWindow    *parent,
     GCancellable *cancellable,
     Answer       *answer)
{
  VeloConfirmSpec spec = { .heading = "Really?", .confirm_label = "_Yes", .destructive = TRUE };

  velo_confirm_async (parent, &spec, cancellable, answer_cb, answer);
  settle ();
}

static void
test_confirm (Fixture       *fixture,
              gconstpointer  data)
{
  const char *responses[] = { "confirm", "cancel" };

  fixture_show (fixture, gtk_label_new ("main"));
  for (guint i = 0; i < G_N_ELEMENTS (responses); i++)
    {
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GError) error = NULL;
      Answer answer = { NULL };
      AdwMessageDialog *dialog;

      ask (fixture->window, NULL, &answer);
      dialog = find_window (ADW_TYPE_MESSAGE_DIALOG);
      adw_message_dialog_response (dialog, responses[i]);
      gtk_window_destroy (GTK_WINDOW (dialog));
      result = wait_for (&answer);
      g_assert_cmpint (velo_confirm_finish (result, &error), ==, i == 0);
      g_assert_no_error (error);
    }
}

static void
test_confirm_parent_destroyed (Fixture       *fixture,
                               gconstpointer  data)
{
  GtkWindow *parent = GTK_WINDOW (adw_window_new ());
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GtkWindow) held = NULL;
  Answer answer = { NULL };

  gtk_window_present (parent);
  ask (parent, NULL, &answer);
  held = g_object_ref (find_window (ADW_TYPE_MESSAGE_DIALOG));
  gtk_window_destroy (parent);
  g_assert_null (gtk_window_get_transient_for (held));
  g_clear_object (&held);
  result = wait_for (&answer);
  g_assert_false (velo_confirm_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
destroy_parent_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_assert_true (velo_confirm_finish (result, NULL));
  gtk_window_destroy (GTK_WINDOW (user_data));
}

/* The button that is clicked keeps the dialog longer than the window that goes because of the answer. */
static void
test_confirm_closes_parent (Fixture       *fixture,
                            gconstpointer  data)
{
  VeloConfirmSpec spec = { .heading = "Close?", .confirm_label = "_Close" };
  GtkWindow *parent = GTK_WINDOW (adw_window_new ());
  g_autoptr(GtkWindow) dialog = NULL;

  gtk_window_present (parent);
  velo_confirm_async (parent, &spec, NULL, destroy_parent_cb, parent);
  settle ();
  dialog = g_object_ref (find_window (ADW_TYPE_MESSAGE_DIALOG));
  g_object_add_weak_pointer (G_OBJECT (parent), (gpointer *) &parent);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "confirm");
  WAIT_UNTIL (parent == NULL);
  g_assert_null (gtk_window_get_transient_for (dialog));
  gtk_window_destroy (dialog);
}

static void
test_confirm_cancelled (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  Answer answer = { NULL };

  fixture_show (fixture, gtk_label_new ("main"));
  ask (fixture->window, cancellable, &answer);
  g_cancellable_cancel (cancellable);
  result = wait_for (&answer);
  g_assert_false (velo_confirm_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  WAIT_UNTIL (find_window (ADW_TYPE_MESSAGE_DIALOG) == NULL);
}

#define ADD(path, function) \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  /* No isolated directories: without the data of the system no icon can be drawn. */
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();

  ADD ("/sales/view/empty", test_empty);
  ADD ("/sales/view/list", test_list);
  ADD ("/sales/view/follows", test_follows);
  ADD ("/sales/view/search", test_search);
  ADD ("/sales/view/filter", test_filter);
  ADD ("/sales/view/newest-seen", test_newest_seen);
  ADD ("/sales/view/vehicle-shown", test_vehicle_shown);
  ADD ("/sales/view/vehicle-shown/far", test_vehicle_shown_far);
  ADD ("/sales/view/todo-many", test_todo_many);
  ADD ("/sales/view/todo-narrow", test_todo_narrow);
  ADD ("/sales/view/todo-actions", test_todo_actions);
  ADD ("/sales/view/todo-activation", test_todo_activation);
  ADD ("/sales/view/todo-action-of-nobody", test_todo_action_of_nobody);
  ADD ("/sales/view/narrow", test_narrow);
  ADD ("/sales/view/wide", test_wide);
  ADD ("/sales/view/closed", test_closed);
  ADD ("/sales/view/destroyed-while-loading", test_destroyed_while_loading);
  ADD ("/sales/page/shown", test_page);
  ADD ("/sales/page/missing", test_page_missing);
  ADD ("/sales/page/narrow", test_page_narrow);
  g_test_add_func ("/sales/pill", test_pill);
  g_test_add_func ("/sales/notice", test_notice);
  ADD ("/sales/confirm/answered", test_confirm);
  ADD ("/sales/confirm/parent-destroyed", test_confirm_parent_destroyed);
  ADD ("/sales/confirm/closes-parent", test_confirm_closes_parent);
  ADD ("/sales/confirm/cancelled", test_confirm_cancelled);
  return g_test_run ();
}
