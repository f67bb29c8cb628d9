/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the list of sales: length, paging, search, changes, failures. */

#include "velo-sale-list-model.h"
#include "velo-store-fixture.h"

#define N_MANY 450

typedef struct
{
  guint n_signals;
  guint position;
  guint n_removed;
  guint n_added;
} Changes;

static void
items_changed_cb (GListModel *list,
                  guint       position,
                  guint       n_removed,
                  guint       n_added,
                  gpointer    user_data)
{
  Changes *changes = user_data;

  changes->n_signals++;
  changes->position = position;
  changes->n_removed = n_removed;
  changes->n_added = n_added;
}

static gboolean
set_flag_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Waits for the load that is under way, or the one that follows a debounce. */
static void
settle (VeloSaleListModel *list)
{
  gboolean late = FALSE;
  guint id = g_timeout_add_seconds (60, set_flag_cb, &late);
  gboolean debounced = FALSE;

  g_timeout_add (200, set_flag_cb, &debounced);
  while ((velo_sale_list_model_is_loading (list) || !debounced) && !late)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (late);
  g_source_remove (id);
}

/* One sale of many vehicles, "RE-000" and so on, which are as many rows. */
static void
add_many (Fixture *fixture)
{
  g_autoptr(VeloInvoice) invoice = make_sale ("1");

  g_list_store_remove_all (velo_invoice_get_vehicles (invoice));
  for (guint i = 0; i < N_MANY; i++)
    {
      g_autofree char *name = g_strdup_printf ("RE-%03u", i);
      g_autoptr(VeloVehicle) vehicle = velo_vehicle_new ();

      velo_vehicle_set_model (vehicle, name);
      velo_vehicle_set_line (vehicle, (int) i);
      g_list_store_append (velo_invoice_get_vehicles (invoice), vehicle);
    }
  add_sale (fixture, invoice, NULL);
}

static void
assert_name (VeloSaleListModel *list,
             guint              position,
             const char        *name)
{
  g_autoptr(VeloSaleItem) item = g_list_model_get_item (G_LIST_MODEL (list), position);

  g_assert_nonnull (item);
  g_assert_true (velo_sale_item_get_loaded (item));
  g_assert_cmpstr (velo_sale_item_get_vehicle_name (item), ==, name);
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  VeloSaleListModel *list = velo_sale_list_model_new (fixture->store, FALSE);

  settle (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), 0));
  g_assert_null (velo_sale_list_model_get_error (list));
  g_assert_finalize_object (list);
}

static void
test_pages (Fixture       *fixture,
            gconstpointer  data)
{
  VeloSaleListModel *list = NULL;
  VeloSaleItem *far = NULL;

  add_many (fixture);
  list = velo_sale_list_model_new (fixture->store, FALSE);
  settle (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, N_MANY);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), N_MANY));
  assert_name (list, 0, "RE-000");
  far = g_list_model_get_item (G_LIST_MODEL (list), N_MANY - 1);
  g_assert_false (velo_sale_item_get_loaded (far));
  settle (list);
  g_assert_true (velo_sale_item_get_loaded (far));
  g_assert_cmpstr (velo_sale_item_get_vehicle_name (far), ==, "RE-449");
  assert_name (list, 400, "RE-400");
  g_object_unref (far);
  g_assert_finalize_object (list);
}

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  Changes changes = { 0 };
  VeloSaleListModel *list = NULL;

  add_many (fixture);
  list = velo_sale_list_model_new (fixture->store, TRUE);
  settle (list);
  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), &changes);
  velo_sale_list_model_set_text (list, "re-1");
  velo_sale_list_model_set_text (list, "re-12");
  velo_sale_list_model_set_text (list, "re-123");
  settle (list);
  g_assert_cmpuint (changes.n_signals, ==, 1);
  g_assert_cmpuint (changes.position, ==, 0);
  g_assert_cmpuint (changes.n_removed, ==, N_MANY);
  g_assert_cmpuint (changes.n_added, ==, 1);
  assert_name (list, 0, "RE-123");
  velo_sale_list_model_set_state (list, VELO_INSURANCE_STATE_INSURED);
  settle (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  g_assert_finalize_object (list);
}

static void
test_changes (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1");
  g_autoptr(VeloInvoice) other = make_sale ("RE-2");
  g_autoptr(GError) error = NULL;
  g_autoptr(VeloSaleItem) held = NULL;
  Changes changes = { 0 };
  VeloSaleListModel *list = NULL;

  add_sale (fixture, invoice, NULL);
  list = velo_sale_list_model_new (fixture->store, FALSE);
  settle (list);
  held = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), &changes);
  AWAIT (fixture->result, velo_store_decline_async (fixture->store,
                                                    velo_vehicle_get_id (get_vehicle (invoice)),
                                                    "nein", NULL, NULL, velo_await_cb,
                                                    &fixture->result));
  g_assert_true (velo_store_decline_finish (fixture->store, fixture->result, &error));
  settle (list);
  g_assert_cmpuint (changes.n_signals, ==, 0);
  g_assert_cmpint (velo_sale_item_get_state (held), ==, VELO_INSURANCE_STATE_DECLINED);
  add_sale (fixture, other, NULL);
  settle (list);
  g_assert_cmpuint (changes.n_signals, ==, 1);
  g_assert_cmpuint (changes.n_added, ==, 1);
  g_assert_cmpuint (changes.n_removed, ==, 0);
  g_clear_object (&fixture->result);
  g_assert_finalize_object (list);
}

static void
test_dropped_while_loading (Fixture       *fixture,
                            gconstpointer  data)
{
  VeloSaleListModel *list = velo_sale_list_model_new (fixture->store, FALSE);

  g_assert_true (velo_sale_list_model_is_loading (list));
  velo_sale_list_model_set_text (list, "x");
  g_assert_finalize_object (list);
}

static void
test_closed (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1");
  VeloSaleListModel *list = NULL;
  g_autoptr(GError) error = NULL;

  add_sale (fixture, invoice, NULL);
  list = velo_sale_list_model_new (fixture->store, FALSE);
  settle (list);
  AWAIT (fixture->result, velo_store_close_async (fixture->store, velo_await_cb, &fixture->result));
  g_assert_true (velo_store_close_finish (fixture->store, fixture->result, &error));
  velo_sale_list_model_reload (list);
  settle (list);
  g_assert_error (velo_sale_list_model_get_error (list), VELO_STORE_ERROR, VELO_STORE_ERROR_CLOSED);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  g_assert_finalize_object (list);
  g_clear_object (&fixture->result);
  g_assert_finalize_object (g_steal_pointer (&fixture->store));
}

/* Nobody looks: nothing is read until somebody does. */
static void
test_deadlines (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(VeloSaleListModel) list = velo_sale_list_model_new_deadlines (fixture->store);
  VeloStoreDeadlines deadlines = VELO_STORE_DEADLINES_INIT;
  g_autoptr(VeloSaleItem) last = NULL;
  g_autoptr(VeloInvoice) one_more = make_sale ("2");

  add_many (fixture);
  velo_sale_list_model_set_text (list, "");
  settle (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  deadlines.with_unknown = TRUE;
  velo_sale_list_model_set_deadlines (list, &deadlines);
  settle (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  velo_sale_list_model_set_asleep (list, TRUE);
  add_sale (fixture, one_more, NULL);
  settle (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  velo_sale_list_model_set_asleep (list, FALSE);
  settle (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  g_assert_cmpuint (velo_sale_list_model_get_ids (list)->len, ==, 1);
  last = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_cmpint (velo_sale_item_get_row_id (last), ==,
                   g_array_index (velo_sale_list_model_get_ids (list), guint32, 0));
  velo_sale_list_model_set_text (list, "kronberg nobody");
  settle (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("sale-list-model/empty", test_empty);
  ADD ("sale-list-model/pages", test_pages);
  ADD ("sale-list-model/search", test_search);
  ADD ("sale-list-model/changes", test_changes);
  ADD ("sale-list-model/dropped-while-loading", test_dropped_while_loading);
  ADD ("sale-list-model/closed", test_closed);
  ADD ("sale-list-model/deadlines", test_deadlines);
  return g_test_run ();
}
