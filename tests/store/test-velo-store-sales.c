/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests sales: stored whole and once, read back, listed, searched. */

#include "velo-store-fixture.h"

static GPtrArray *
list_sales (Fixture    *fixture,
            const char *text,
            int         state,
            guint      *n_total)
{
  VeloStoreFilter filter = VELO_STORE_FILTER_INIT;
  g_autoptr(GError) error = NULL;
  GPtrArray *items = NULL;

  filter.text = text;
  filter.state = state;
  AWAIT (fixture->result, velo_store_list_sales_async (fixture->store, &filter, NULL,
                                                       velo_await_cb, &fixture->result));
  items = velo_store_list_sales_finish (fixture->store, fixture->result, n_total, &error);
  g_assert_no_error (error);
  g_assert_nonnull (items);
  return items;
}

static guint
count_sales (Fixture    *fixture,
             const char *text)
{
  guint n_total = 0;
  g_autoptr(GPtrArray) items = list_sales (fixture, text, -1, &n_total);

  g_assert_cmpuint (items->len, ==, n_total);
  return n_total;
}

static VeloInvoice *
get_sale (Fixture     *fixture,
          const char  *id,
          GError     **error)
{
  AWAIT (fixture->result, velo_store_get_sale_async (fixture->store, id, NULL, velo_await_cb,
                                                     &fixture->result));
  return velo_store_get_sale_finish (fixture->store, fixture->result, error);
}

static char *
add_again (Fixture     *fixture,
           VeloInvoice *invoice,
           const char  *content)
{
  g_autoptr(GBytes) bytes = content == NULL ? NULL : g_bytes_new (content, strlen (content));
  g_autoptr(GError) error = NULL;
  char *existing_id = NULL;

  AWAIT (fixture->result, velo_store_add_sale_async (fixture->store, invoice, bytes, NULL, NULL,
                                                     velo_await_cb, &fixture->result));
  g_assert_false (velo_store_add_sale_finish (fixture->store, fixture->result, &existing_id, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_EXISTS);
  return existing_id;
}

static void
test_round_trip (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1");
  g_autoptr(VeloInvoice) read = NULL;
  g_autoptr(GError) error = NULL;

  add_sale (fixture, invoice, "%PDF");
  g_assert_cmpuint (strlen (velo_invoice_get_sha256 (invoice)), ==, 64);
  read = get_sale (fixture, velo_invoice_get_id (invoice), &error);
  g_assert_no_error (error);
  g_assert_true (velo_record_equal (invoice, read));
}

static void
test_original (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1");
  g_autoptr(VeloInvoice) typed = make_sale ("RE-2");
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;

  add_sale (fixture, invoice, "%PDF");
  add_sale (fixture, typed, NULL);
  AWAIT (fixture->result, velo_store_load_original_async (fixture->store,
                                                          velo_invoice_get_id (invoice), NULL,
                                                          velo_await_cb, &fixture->result));
  bytes = velo_store_load_original_finish (fixture->store, fixture->result, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "%PDF", 4);
  AWAIT (fixture->result, velo_store_load_original_async (fixture->store,
                                                          velo_invoice_get_id (typed), NULL,
                                                          velo_await_cb, &fixture->result));
  g_assert_null (velo_store_load_original_finish (fixture->store, fixture->result, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_NOT_FOUND);
}

static void
test_duplicates (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(VeloInvoice) first = make_sale ("RE-1");
  g_autoptr(VeloInvoice) same_file = make_sale ("RE-2");
  g_autoptr(VeloInvoice) same_xml = make_sale ("RE-3");
  g_autoptr(VeloInvoice) same_number = make_sale ("re 1");
  g_autoptr(VeloInvoice) other_seller = make_sale ("RE-1");
  g_autofree char *by_file = NULL;
  g_autofree char *by_xml = NULL;
  g_autofree char *by_number = NULL;
  g_autofree char *by_id = NULL;

  velo_invoice_set_xml_sha256 (first, "abc");
  velo_invoice_set_xml_sha256 (same_xml, "abc");
  velo_party_set_name (velo_invoice_get_seller (other_seller), "Zweirad Maier");
  add_sale (fixture, first, "%PDF");
  by_file = add_again (fixture, same_file, "%PDF");
  by_xml = add_again (fixture, same_xml, "other");
  by_number = add_again (fixture, same_number, NULL);
  by_id = add_again (fixture, first, NULL);
  g_assert_cmpstr (by_file, ==, velo_invoice_get_id (first));
  g_assert_cmpstr (by_xml, ==, velo_invoice_get_id (first));
  g_assert_cmpstr (by_number, ==, velo_invoice_get_id (first));
  g_assert_cmpstr (by_id, ==, velo_invoice_get_id (first));
  g_assert_cmpuint (count_sales (fixture, NULL), ==, 1);
  add_sale (fixture, other_seller, NULL);
  g_assert_cmpuint (count_sales (fixture, NULL), ==, 2);
}

static void
test_rows (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(VeloInvoice) older = make_sale ("RE-1");
  g_autoptr(VeloInvoice) newer = make_sale ("RE-2");
  g_autoptr(VeloInvoice) bare = make_sale ("RE-3");
  g_autoptr(VeloVehicle) second = velo_vehicle_new ();
  g_autoptr(GDate) date = g_date_new_dmy (19, G_DATE_APRIL, 2026);
  g_autoptr(GDate) early = g_date_new_dmy (1, G_DATE_APRIL, 2026);
  g_autoptr(GPtrArray) items = NULL;
  guint n_total = 0;

  velo_vehicle_set_line (second, 2);
  velo_vehicle_set_kind (second, VELO_ARTICLE_KIND_BATTERY);
  g_list_store_append (velo_invoice_get_vehicles (newer), second);
  velo_invoice_set_date (newer, date);
  velo_invoice_set_date (bare, early);
  g_list_store_remove_all (velo_invoice_get_vehicles (bare));
  add_sale (fixture, newer, NULL);
  add_sale (fixture, older, NULL);
  add_sale (fixture, bare, NULL);
  items = list_sales (fixture, NULL, -1, &n_total);
  g_assert_cmpuint (n_total, ==, 4);
  g_assert_cmpstr (velo_sale_item_get_number (g_ptr_array_index (items, 0)), ==, "RE-2");
  g_assert_cmpint (velo_sale_item_get_kind (g_ptr_array_index (items, 0)), ==,
                   VELO_ARTICLE_KIND_EBIKE);
  g_assert_cmpint (velo_sale_item_get_kind (g_ptr_array_index (items, 1)), ==,
                   VELO_ARTICLE_KIND_BATTERY);
  g_assert_cmpstr (velo_sale_item_get_number (g_ptr_array_index (items, 2)), ==, "RE-1");
  g_assert_cmpstr (velo_sale_item_get_customer_name (g_ptr_array_index (items, 2)), ==,
                   "Karla Übelacker-Groß");
  g_assert_cmpstr (velo_sale_item_get_vehicle_id (g_ptr_array_index (items, 3)), ==, "");
  g_assert_cmpint (velo_sale_item_get_price_cents (g_ptr_array_index (items, 3)), ==, 399900);
}

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  static const char * const found[] = {
    "ubelacker", "GROSS", "groß karla", "ÜBELACKER", "Uebelacker", "re-1", "trail kronberg",
    "wk20260815", "2026-0815", "  e-trail ", NULL,
  };
  static const char * const not_found[] = {
    "%", "_", "!", "karla maier", "' OR 1=1 --", "x'; DROP TABLE invoices; --", "wk%0815", "\\", NULL,
  };
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1");

  add_sale (fixture, invoice, NULL);
  for (guint i = 0; found[i] != NULL; i++)
    {
      g_test_message ("%s", found[i]);
      g_assert_cmpuint (count_sales (fixture, found[i]), ==, 1);
    }
  for (guint i = 0; not_found[i] != NULL; i++)
    {
      g_test_message ("%s", not_found[i]);
      g_assert_cmpuint (count_sales (fixture, not_found[i]), ==, 0);
    }
  g_assert_cmpuint (count_sales (fixture, ""), ==, 1);
}

static void
test_escaped (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = make_sale ("RE_1 50% !");
  g_autoptr(VeloInvoice) other = make_sale ("REX1 500");

  add_sale (fixture, invoice, NULL);
  add_sale (fixture, other, NULL);
  g_assert_cmpuint (count_sales (fixture, "re_1"), ==, 1);
  g_assert_cmpuint (count_sales (fixture, "50%"), ==, 2);
  g_assert_cmpuint (count_sales (fixture, "50% !"), ==, 2);
  g_assert_cmpuint (count_sales (fixture, "500% !"), ==, 1);
  g_assert_cmpuint (count_sales (fixture, "!"), ==, 0);
}

static void
test_state_filter (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1");
  g_autoptr(VeloInvoice) other = make_sale ("RE-2");
  g_autoptr(GPtrArray) open = NULL;
  g_autoptr(GPtrArray) declined = NULL;
  g_autoptr(GError) error = NULL;

  add_sale (fixture, invoice, NULL);
  add_sale (fixture, other, NULL);
  AWAIT (fixture->result, velo_store_decline_async (fixture->store,
                                                    velo_vehicle_get_id (get_vehicle (invoice)),
                                                    "hat schon", "Jana", NULL, velo_await_cb,
                                                    &fixture->result));
  g_assert_true (velo_store_decline_finish (fixture->store, fixture->result, &error));
  open = list_sales (fixture, NULL, VELO_INSURANCE_STATE_OPEN, NULL);
  declined = list_sales (fixture, "karla", VELO_INSURANCE_STATE_DECLINED, NULL);
  g_assert_cmpuint (open->len, ==, 1);
  g_assert_cmpuint (declined->len, ==, 1);
  g_assert_true (velo_sale_item_get_asked (g_ptr_array_index (declined, 0)));
}

static gboolean
save_sale (Fixture      *fixture,
           VeloInvoice  *invoice,
           GError      **error)
{
  AWAIT (fixture->result, velo_store_save_sale_async (fixture->store, invoice, "Jana", NULL,
                                                      velo_await_cb, &fixture->result));
  return velo_store_save_sale_finish (fixture->store, fixture->result, error);
}

static void
test_save (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1");
  g_autoptr(VeloInvoice) other = make_sale ("RE-2");
  g_autoptr(VeloInvoice) unknown = make_sale ("RE-3");
  g_autoptr(VeloInvoice) read = NULL;
  g_autoptr(GError) error = NULL;

  add_sale (fixture, invoice, "%PDF");
  add_sale (fixture, other, NULL);
  velo_vehicle_set_model (get_vehicle (invoice), "E-Trail 2");
  velo_vehicle_set_state (get_vehicle (invoice), VELO_INSURANCE_STATE_INSURED);
  velo_customer_set_city (velo_invoice_get_customer (invoice), "Wien");
  g_assert_true (save_sale (fixture, invoice, &error));
  g_assert_no_error (error);
  read = get_sale (fixture, velo_invoice_get_id (invoice), &error);
  g_assert_cmpstr (velo_vehicle_get_model (get_vehicle (read)), ==, "E-Trail 2");
  g_assert_cmpint (velo_vehicle_get_state (get_vehicle (read)), ==, VELO_INSURANCE_STATE_OPEN);
  g_assert_cmpstr (velo_customer_get_city (velo_invoice_get_customer (read)), ==, "Wien");
  velo_invoice_set_number (other, "RE-1");
  g_assert_false (save_sale (fixture, other, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_false (save_sale (fixture, unknown, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_NOT_FOUND);
}

static void
test_save_keeps_insured_vehicle (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1");
  g_autoptr(VeloInvoice) read = NULL;
  g_autoptr(VeloProposal) proposal = NULL;
  g_autoptr(GError) error = NULL;

  add_sale (fixture, invoice, NULL);
  proposal = make_proposal (invoice);
  g_assert_true (save_proposal (fixture, fixture->store, proposal, &error));
  g_list_store_remove_all (velo_invoice_get_vehicles (invoice));
  velo_invoice_set_number (invoice, "RE-9");
  g_assert_false (save_sale (fixture, invoice, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  read = get_sale (fixture, velo_invoice_get_id (invoice), &error);
  g_assert_cmpstr (velo_invoice_get_number (read), ==, "RE-1");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (velo_invoice_get_vehicles (read))), ==, 1);
}

static void
test_not_found (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (get_sale (fixture, "nowhere", &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_NOT_FOUND);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  AWAIT (fixture->result, velo_store_add_sale_async (fixture->store, invoice, NULL, NULL, cancellable,
                                                     velo_await_cb, &fixture->result));
  g_assert_false (velo_store_add_sale_finish (fixture->store, fixture->result, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_sales (fixture, NULL), ==, 0);
}

static void
count_change_cb (VeloStore  *store,
                 const char *table,
                 const char *id,
                 gpointer    user_data)
{
  if (g_str_equal (table, "sales"))
    *(guint *) user_data += 1;
}

static void
test_changed (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1");
  g_autofree char *id = NULL;
  guint n_changes = 0;

  g_signal_connect (fixture->store, "changed", G_CALLBACK (count_change_cb), &n_changes);
  add_sale (fixture, invoice, NULL);
  g_assert_cmpuint (n_changes, ==, 1);
  id = add_again (fixture, invoice, NULL);
  g_assert_cmpuint (n_changes, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("sales/round-trip", test_round_trip);
  ADD ("sales/original", test_original);
  ADD ("sales/duplicates", test_duplicates);
  ADD ("sales/rows", test_rows);
  ADD ("sales/search", test_search);
  ADD ("sales/escaped", test_escaped);
  ADD ("sales/state-filter", test_state_filter);
  ADD ("sales/save", test_save);
  ADD ("sales/save-keeps-insured-vehicle", test_save_keeps_insured_vehicle);
  ADD ("sales/not-found", test_not_found);
  ADD ("sales/cancelled", test_cancelled);
  ADD ("sales/changed", test_changed);
  return g_test_run ();
}
