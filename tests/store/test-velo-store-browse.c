/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests long lists: their orders, what changes in them, their index when it is lost. */

#include "velo-sale-list-model.h"
#include "velo-store-fixture.h"

#define N_SALES 40

static GArray *
browse (Fixture              *fixture,
        VeloStore            *store,
        const VeloStoreView  *view,
        guint                 n_first,
        gboolean              in_a_hurry,
        GPtrArray           **first,
        gboolean             *is_complete)
{
  g_autoptr(GError) error = NULL;
  GArray *ids = NULL;

  AWAIT (fixture->result, velo_store_browse_async (store, view, n_first, in_a_hurry, NULL,
                                                   velo_await_cb, &fixture->result));
  ids = velo_store_browse_finish (store, fixture->result, first, is_complete, &error);
  g_assert_no_error (error);
  return ids;
}

/* The numbers of the invoices in a list, in one line. */
static char *
list_numbers (Fixture             *fixture,
              VeloStore           *store,
              const VeloStoreView *view)
{
  g_autoptr(GPtrArray) first = NULL;
  g_autoptr(GArray) ids = NULL;
  GString *numbers = g_string_new (NULL);
  gboolean is_complete = FALSE;

  ids = browse (fixture, store, view, 1000, FALSE, &first, &is_complete);
  g_assert_true (is_complete);
  g_assert_cmpuint (ids->len, ==, first->len);
  for (guint i = 0; i < first->len; i++)
    g_string_append_printf (numbers, "%s%s", i == 0 ? "" : " ",
                            velo_sale_item_get_number (g_ptr_array_index (first, i)));
  return g_string_free (numbers, FALSE);
}

static void
assert_order (Fixture       *fixture,
              VeloSaleOrder  order,
              gboolean       descending,
              const char    *expected)
{
  VeloStoreView view = VELO_STORE_VIEW_INIT;
  g_autofree char *numbers = NULL;

  view.order = order;
  view.descending = descending;
  numbers = list_numbers (fixture, fixture->store, &view);
  g_assert_cmpstr (numbers, ==, expected);
}

static VeloInvoice *
make_other_sale (const char *number,
                 const char *last_name,
                 const char *frame_number,
                 gint64      price_cents)
{
  VeloInvoice *invoice = make_sale (number);

  velo_customer_set_last_name (velo_invoice_get_customer (invoice), last_name);
  velo_vehicle_set_frame_number (get_vehicle (invoice), frame_number);
  velo_vehicle_set_price_cents (get_vehicle (invoice), price_cents);
  return invoice;
}

static void
test_orders (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(VeloInvoice) first = make_other_sale ("RE-9", "Öztürk", "B1", 300);
  g_autoptr(VeloInvoice) second = make_other_sale ("RE-10", "Maier", "C1", 100);
  g_autoptr(VeloInvoice) third = make_other_sale ("RE-8", "Zoll", "A1", 200);

  velo_invoice_set_taken_in_at (first, 3000);
  velo_invoice_set_taken_in_at (second, 1000);
  velo_invoice_set_taken_in_at (third, 2000);
  add_sale (fixture, first, NULL);
  add_sale (fixture, second, NULL);
  add_sale (fixture, third, NULL);
  assert_order (fixture, VELO_SALE_ORDER_DATE, TRUE, "RE-9 RE-8 RE-10");
  assert_order (fixture, VELO_SALE_ORDER_DATE, FALSE, "RE-10 RE-8 RE-9");
  assert_order (fixture, VELO_SALE_ORDER_NUMBER, FALSE, "RE-8 RE-9 RE-10");
  assert_order (fixture, VELO_SALE_ORDER_CUSTOMER, FALSE, "RE-10 RE-9 RE-8");
  assert_order (fixture, VELO_SALE_ORDER_FRAME, TRUE, "RE-10 RE-9 RE-8");
  assert_order (fixture, VELO_SALE_ORDER_PRICE, FALSE, "RE-10 RE-8 RE-9");
  assert_order (fixture, VELO_SALE_ORDER_VEHICLE, FALSE, "RE-9 RE-10 RE-8");
  assert_order (fixture, VELO_SALE_ORDER_CONTRACT, TRUE, "RE-8 RE-10 RE-9");
  assert_order (fixture, VELO_SALE_ORDER_STATE, TRUE, "RE-8 RE-10 RE-9");
}

static void
set_price (Fixture     *fixture,
           VeloStore   *store,
           VeloInvoice *invoice,
           gint64       price_cents)
{
  g_autoptr(GError) error = NULL;

  velo_vehicle_set_price_cents (get_vehicle (invoice), price_cents);
  AWAIT (fixture->result, velo_store_save_vehicle_async (store, get_vehicle (invoice), NULL, NULL,
                                                         velo_await_cb, &fixture->result));
  g_assert_true (velo_store_save_vehicle_finish (store, fixture->result, &error));
  g_assert_no_error (error);
}

/* Rows that changed are moved in the order that is known; it must be the one that is read anew. */
static void
test_moves (Fixture       *fixture,
            gconstpointer  data)
{
  VeloStoreView view = VELO_STORE_VIEW_INIT;
  g_autoptr(GPtrArray) invoices = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);

  view.order = VELO_SALE_ORDER_PRICE;
  for (guint round = 0; round < N_SALES; round++)
    {
      g_autofree char *number = g_strdup_printf ("N%u", round);
      VeloInvoice *invoice = make_other_sale (number, "Maier", number, round * 10);
      g_autofree char *moved = NULL;
      g_autofree char *anew = NULL;

      g_ptr_array_add (invoices, invoice);
      add_sale (fixture, invoice, NULL);
      for (guint i = 0; i < round % 4; i++)
        set_price (fixture, fixture->store,
                   g_ptr_array_index (invoices, g_rand_int_range (rand, 0, (gint32) invoices->len)),
                   g_rand_int_range (rand, 0, 400));
      moved = list_numbers (fixture, fixture->store, &view);
      view.order = VELO_SALE_ORDER_DATE;
      anew = list_numbers (fixture, fixture->store, &view);
      view.order = VELO_SALE_ORDER_PRICE;
      g_clear_pointer (&anew, g_free);
      anew = list_numbers (fixture, fixture->store, &view);
      g_assert_cmpstr (moved, ==, anew);
    }
}

/* Another window, or the service in the background, writes to the same file. */
static void
test_others (Fixture       *fixture,
             gconstpointer  data)
{
  VeloStoreView view = VELO_STORE_VIEW_INIT;
  g_autoptr(VeloInvoice) first = make_other_sale ("RE-1", "Maier", "A1", 100);
  g_autoptr(VeloInvoice) second = make_other_sale ("RE-2", "Maier", "B1", 200);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  VeloStore *other = NULL;

  view.order = VELO_SALE_ORDER_PRICE;
  add_sale (fixture, first, NULL);
  add_sale (fixture, second, NULL);
  before = list_numbers (fixture, fixture->store, &view);
  g_assert_cmpstr (before, ==, "RE-2 RE-1");
  other = fixture_open (fixture);
  set_price (fixture, other, first, 300);
  fixture_close (fixture, other);
  after = list_numbers (fixture, fixture->store, &view);
  g_assert_cmpstr (after, ==, "RE-1 RE-2");
}

static void
test_in_a_hurry (Fixture       *fixture,
                 gconstpointer  data)
{
  VeloStoreView view = VELO_STORE_VIEW_INIT;
  g_autoptr(GPtrArray) first = NULL;
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GArray) some = NULL;
  g_autoptr(GArray) all = NULL;
  gboolean is_complete = TRUE;

  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *number = g_strdup_printf ("RE-%u", i);
      g_autoptr(VeloInvoice) invoice = make_other_sale (number, "Maier", number, 100);

      add_sale (fixture, invoice, NULL);
    }
  some = browse (fixture, fixture->store, &view, 4, TRUE, &first, &is_complete);
  g_assert_false (is_complete);
  g_assert_cmpuint (some->len, ==, 4);
  g_assert_cmpuint (first->len, ==, 4);
  view.text = "re-3";
  all = browse (fixture, fixture->store, &view, 4, TRUE, &found, &is_complete);
  g_assert_true (is_complete);
  g_assert_cmpuint (all->len, ==, 1);
  g_assert_cmpstr (velo_sale_item_get_number (g_ptr_array_index (found, 0)), ==, "RE-3");
}

static void
test_rows_gone (Fixture       *fixture,
                gconstpointer  data)
{
  static const guint32 ids[] = { 1, 4711 };
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1");
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(GError) error = NULL;

  add_sale (fixture, invoice, NULL);
  AWAIT (fixture->result, velo_store_list_rows_async (fixture->store, ids, G_N_ELEMENTS (ids), NULL,
                                                      velo_await_cb, &fixture->result));
  rows = velo_store_list_rows_finish (fixture->store, fixture->result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_true (velo_sale_item_get_loaded (g_ptr_array_index (rows, 0)));
  g_assert_false (velo_sale_item_get_loaded (g_ptr_array_index (rows, 1)));
}

static void
assert_found (Fixture    *fixture,
              const char *text,
              const char *expected)
{
  VeloStoreView view = VELO_STORE_VIEW_INIT;
  g_autofree char *numbers = NULL;

  view.text = text;
  numbers = list_numbers (fixture, fixture->store, &view);
  g_assert_cmpstr (numbers, ==, expected);
}

/* What was lost is made anew when the store is opened. */
static void
test_lost (Fixture       *fixture,
           gconstpointer  data)
{
  static const char * const losses[] = {
    "DROP TABLE search_rows", "DELETE FROM list_rows; DELETE FROM cache WHERE key = 'list-rows'",
  };
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1");
  g_autoptr(VeloInvoice) bare = make_sale ("RE-2");

  g_list_store_remove_all (velo_invoice_get_vehicles (bare));
  add_sale (fixture, invoice, NULL);
  add_sale (fixture, bare, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (losses); i++)
    {
      execute (fixture, losses[i]);
      fixture_reopen (fixture);
      assert_found (fixture, "karla", "RE-2 RE-1");
      assert_found (fixture, "0815", "RE-1");
    }
}

/* Rows that a version made which makes them in another way are made anew, once; those of this version stay. */
static void
test_other_version (Fixture       *fixture,
                    gconstpointer  data)
{
  static const char * const versions[] = { "'0'", "text || '0'", "'new'" };
  g_autoptr(VeloInvoice) invoice = make_other_sale ("RE-1", "Anders", "AA-1", 100000);
  g_autoptr(VeloInvoice) other = make_other_sale ("RE-2", "Zorn", "ZZ-2", 200000);

  add_sale (fixture, invoice, NULL);
  add_sale (fixture, other, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autofree char *sql = g_strdup_printf ("UPDATE cache SET text = %s WHERE key = 'list-rows'", versions[i]);

      /* as the other version would have written them */
      execute (fixture, "UPDATE list_rows SET words = 'former', by_price = -by_price");
      fixture_reopen (fixture);
      assert_order (fixture, VELO_SALE_ORDER_PRICE, FALSE, "RE-2 RE-1");
      execute (fixture, sql);
      fixture_reopen (fixture);
      assert_order (fixture, VELO_SALE_ORDER_PRICE, FALSE, "RE-1 RE-2");
      assert_found (fixture, "zorn", "RE-2");
      assert_found (fixture, "former", "");
    }
}

/* In number, customer, frame number and model, whichever of the spellings is stored and whichever is typed. */
static void
test_spellings (Fixture       *fixture,
                gconstpointer  data)
{
  static const struct
  {
    const char *number;
    const char *name;
    const char *model;
    const char *frame;
    const char *typed[8];
  } sales[] = {
    { "RE-1", "Großmann", "Straßenfuchs", "WAß-11", { "großm", "grossm", "GROẞM", "GROSSM", "straßenf", "strassenf",
                                                       "waß11" } },
    { "RE-2", "Weissinger", "Eisschnelle", "WASS-22", { "weißi", "weissi", "WEIẞI", "eißchn", "eisschn", "waß22",
                                                        "wass22" } },
    { "RE-3", "Jäkelmüller", "Höhenflug", "FÄ-33", { "jäkelm", "jaekelm", "jakelmuel", "JÄKELMÜ", "hoehenf", "hohenf",
                                                     "fä33" } },
    { "RE-4", "Baecker", "Goethe", "FE-44", { "bäcker", "baecker", "backer", "BÄCKER", "göthe", "goethe", "FE44" } },
    { "RE-5", "Lefèvre", "Éclair", "FÉ-55", { "lefevre", "lefèvre", "LEFÉVRE", "eclair", "éclair", "fe55", "FÉ55" } },
    { "RE-6", "Lemere", "Creme", "FO-66", { "lemère", "LEMÉRE", "lemere", "crème", "CRÊME", "creme", "fo66" } },
    { "RE-7", "Jørgensen", "Łódź", "FU-77", { "jorgensen", "joergensen", "JØRGENSEN", "jörgensen", "lodz", "łódź",
                                              "ŁÓDŹ" } },
    { "RE-8", "Lukaszek", "Doerhout", "FI-88", { "łukaszek", "Łukąszek", "lukaszek", "dørhout", "dörhout", "DORHOUT",
                                                 "fi88" } },
    { "GROß-9", "Neuner", "Neun", "FA-99", { "groß9", "GROSS-9", "gross 9", "GROẞ9", "neuner", "neun", "fa99" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sales); i++)
    {
      g_autoptr(VeloInvoice) invoice = make_sale (sales[i].number);

      velo_customer_set_last_name (velo_invoice_get_customer (invoice), sales[i].name);
      velo_vehicle_set_model (get_vehicle (invoice), sales[i].model);
      velo_vehicle_set_frame_number (get_vehicle (invoice), sales[i].frame);
      add_sale (fixture, invoice, NULL);
    }
  for (guint i = 0; i < G_N_ELEMENTS (sales); i++)
    for (guint k = 0; k < G_N_ELEMENTS (sales[i].typed) && sales[i].typed[k] != NULL; k++)
      {
        g_test_message ("%s", sales[i].typed[k]);
        assert_found (fixture, sales[i].typed[k], sales[i].number);
      }
  assert_found (fixture, "grobmann", "");
  assert_found (fixture, "jukelm", "");
}

/* The index follows each change, in the transaction of the change. */
static void
test_index_follows (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1");
  g_autoptr(GError) error = NULL;

  add_sale (fixture, invoice, NULL);
  assert_found (fixture, "kronberg", "RE-1");
  velo_customer_set_last_name (velo_invoice_get_customer (invoice), "Hofer");
  velo_vehicle_set_maker (get_vehicle (invoice), "Alpsteig");
  velo_invoice_set_number (invoice, "RE-77");
  AWAIT (fixture->result, velo_store_save_sale_async (fixture->store, invoice, "Jana", NULL,
                                                      velo_await_cb, &fixture->result));
  g_assert_true (velo_store_save_sale_finish (fixture->store, fixture->result, &error));
  assert_found (fixture, "kronberg", "");
  assert_found (fixture, "karla gross", "");
  assert_found (fixture, "hofer alp 77", "RE-77");
  g_list_store_remove_all (velo_invoice_get_vehicles (invoice));
  AWAIT (fixture->result, velo_store_save_sale_async (fixture->store, invoice, "Jana", NULL,
                                                      velo_await_cb, &fixture->result));
  g_assert_true (velo_store_save_sale_finish (fixture->store, fixture->result, &error));
  assert_found (fixture, "alpsteig", "");
  assert_found (fixture, "hofer", "RE-77");
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  VeloStoreView view = VELO_STORE_VIEW_INIT;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GPtrArray) first = NULL;
  g_autoptr(GError) error = NULL;
  gboolean is_complete = TRUE;

  g_cancellable_cancel (cancellable);
  AWAIT (fixture->result, velo_store_browse_async (fixture->store, &view, 10, TRUE, cancellable,
                                                   velo_await_cb, &fixture->result));
  g_assert_null (velo_store_browse_finish (fixture->store, fixture->result, &first, &is_complete,
                                           &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (first);
  g_assert_false (is_complete);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("browse/orders", test_orders);
  ADD ("browse/moves", test_moves);
  ADD ("browse/others", test_others);
  ADD ("browse/in-a-hurry", test_in_a_hurry);
  ADD ("browse/rows-gone", test_rows_gone);
  ADD ("browse/lost", test_lost);
  ADD ("browse/other-version", test_other_version);
  ADD ("browse/spellings", test_spellings);
  ADD ("browse/index-follows", test_index_follows);
  ADD ("browse/cancelled", test_cancelled);
  return g_test_run ();
}
