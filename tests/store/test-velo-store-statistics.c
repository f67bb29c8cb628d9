/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests what counts as sold, asked, insured and declined, by month and employee. */

#include "velo-store-fixture.h"
#include "velo-store-private.h"
#include "velo-store-statistics.h"
#include "velo-store-vehicles.h"

static VeloInvoice *
add_on (Fixture    *fixture,
        const char *number,
        const char *day,
        const char *employee)
{
  VeloInvoice *sale = make_sale (number);
  g_autoptr(GDate) date = velo_date_parse_iso (day);

  velo_invoice_set_date (sale, date);
  velo_invoice_set_employee_name (sale, employee);
  velo_vehicle_set_frame_number (get_vehicle (sale), number);
  velo_vehicle_set_price_cents (get_vehicle (sale), 100000);
  add_sale (fixture, sale, NULL);
  return sale;
}

static void
decline (Fixture     *fixture,
         VeloInvoice *sale,
         const char  *reason)
{
  g_autoptr(GError) error = NULL;

  AWAIT (fixture->result, velo_store_decline_async (fixture->store, velo_vehicle_get_id (get_vehicle (sale)), reason,
                                                    "Jana", NULL, velo_await_cb, &fixture->result));
  g_assert_true (velo_store_decline_finish (fixture->store, fixture->result, &error));
}

static void
insure (Fixture     *fixture,
        VeloInvoice *sale)
{
  g_autoptr(VeloProposal) proposal = make_proposal_in_state (fixture, sale, VELO_PROPOSAL_STATE_SENDING, "12345678");
  g_autoptr(VeloPolicy) policy = velo_policy_new ();
  g_autoptr(GPtrArray) documents = g_ptr_array_new ();
  g_autoptr(GPtrArray) contents = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;

  velo_policy_set_contract_number (policy, "12345678");
  AWAIT (fixture->result, velo_store_conclude_proposal_async (fixture->store, proposal, policy, documents, contents,
                                                              NULL, NULL, velo_await_cb, &fixture->result));
  g_assert_true (velo_store_conclude_proposal_finish (fixture->store, fixture->result, &error));
  g_assert_no_error (error);
}

static GPtrArray *
count_between (Fixture     *fixture,
               const char  *from,
               const char  *until,
               GPtrArray  **reasons)
{
  g_autoptr(GDate) first = velo_date_parse_iso (from);
  g_autoptr(GDate) last = velo_date_parse_iso (until);
  g_autoptr(GError) error = NULL;
  GPtrArray *counts = NULL;

  AWAIT (fixture->result, velo_store_count_sales_async (fixture->store, first, last, NULL, velo_await_cb,
                                                        &fixture->result));
  counts = velo_store_count_sales_finish (fixture->store, fixture->result, reasons, &error);
  g_assert_no_error (error);
  return counts;
}

static char *
to_text (VeloSalesCount *count)
{
  return g_strdup_printf ("%s %s: %d %d %d %d", velo_sales_count_get_month (count),
                          velo_sales_count_get_name (count), velo_sales_count_get_n_sold (count),
                          velo_sales_count_get_n_asked (count), velo_sales_count_get_n_insured (count),
                          velo_sales_count_get_n_declined (count));
}

static void
assert_count (GPtrArray  *counts,
              guint       position,
              const char *expected)
{
  g_autofree char *text = NULL;

  g_assert_cmpuint (position, <, counts->len);
  text = to_text (g_ptr_array_index (counts, position));
  g_assert_cmpstr (text, ==, expected);
}

static void
test_counts (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(VeloInvoice) first G_GNUC_UNUSED = add_on (fixture, "RE-1", "2026-04-01", "Jana");
  g_autoptr(VeloInvoice) declined = add_on (fixture, "RE-2", "2026-04-30", "Jana");
  g_autoptr(VeloInvoice) again = add_on (fixture, "RE-3", "2026-05-02", "Jana");
  g_autoptr(VeloInvoice) insured = add_on (fixture, "RE-4", "2026-04-15", "Max");
  g_autoptr(VeloInvoice) too_old G_GNUC_UNUSED = add_on (fixture, "RE-5", "2026-03-31", "Max");
  g_autoptr(VeloInvoice) too_new G_GNUC_UNUSED = add_on (fixture, "RE-6", "2026-06-01", "Max");
  g_autoptr(GPtrArray) counts = NULL;
  g_autoptr(GPtrArray) reasons = NULL;
  g_autoptr(GPtrArray) by_reason = NULL;
  g_autoptr(VeloSalesCount) sum = NULL;

  decline (fixture, declined, "too dear");
  decline (fixture, again, "too dear");
  insure (fixture, insured);
  counts = count_between (fixture, "2026-04-01", "2026-05-31", &reasons);
  g_assert_cmpuint (counts->len, ==, 3);
  assert_count (counts, 0, "2026-04 Jana: 2 1 0 1");
  assert_count (counts, 1, "2026-04 Max: 1 1 1 0");
  assert_count (counts, 2, "2026-05 Jana: 1 1 0 1");
  g_assert_cmpuint (reasons->len, ==, 2);
  assert_count (reasons, 0, "2026-04 Jana: 0 0 0 1");
  assert_count (reasons, 1, "2026-05 Jana: 0 0 0 1");
  g_assert_cmpstr (velo_sales_count_get_reason (g_ptr_array_index (reasons, 1)), ==, "too dear");
  by_reason = velo_sales_count_by_reason (reasons);
  g_assert_cmpuint (by_reason->len, ==, 1);
  assert_count (by_reason, 0, " too dear: 0 0 0 2");
  sum = velo_sales_count_sum (counts);
  g_assert_cmpint (velo_sales_count_get_n_sold (sum), ==, 4);
  g_assert_cmpint (velo_sales_count_get_price_cents (sum), ==, 400000);
  g_assert_cmpint (velo_sales_count_get_share (sum), ==, 25);
}

static void
test_not_counted (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale G_GNUC_UNUSED = add_on (fixture, "RE-1", "2026-04-01", "Jana");
  g_autoptr(VeloInvoice) lock = make_sale ("RE-2");
  g_autoptr(VeloInvoice) reversal = make_sale ("GU-1");
  g_autoptr(GDate) date = velo_date_parse_iso ("2026-04-02");
  g_autoptr(GPtrArray) before = NULL;
  g_autoptr(GPtrArray) after = NULL;

  velo_vehicle_set_kind (get_vehicle (lock), VELO_ARTICLE_KIND_LOCK);
  velo_vehicle_set_frame_number (get_vehicle (lock), "");
  velo_invoice_set_date (lock, date);
  add_sale (fixture, lock, NULL);
  before = count_between (fixture, "2026-04-01", "2026-04-30", NULL);
  g_assert_cmpuint (before->len, ==, 1);
  assert_count (before, 0, "2026-04 Jana: 1 0 0 0");
  velo_invoice_set_is_reversal (reversal, TRUE);
  velo_invoice_set_preceding (reversal, "RE-1");
  velo_invoice_set_gross_cents (reversal, -399900);
  velo_invoice_set_date (reversal, date);
  g_list_store_remove_all (velo_invoice_get_vehicles (reversal));
  add_sale (fixture, reversal, NULL);
  after = count_between (fixture, "2026-04-01", "2026-04-30", NULL);
  g_assert_cmpuint (after->len, ==, 0);
}

static void
test_nothing (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GPtrArray) counts = NULL;
  g_autoptr(GPtrArray) reasons = NULL;
  g_autoptr(GDate) day = NULL;
  g_autoptr(GError) error = NULL;

  counts = count_between (fixture, "2026-05-31", "2026-04-01", &reasons);
  g_assert_cmpuint (counts->len, ==, 0);
  g_assert_cmpuint (reasons->len, ==, 0);
  AWAIT (fixture->result, velo_store_get_first_day_async (fixture->store, NULL, velo_await_cb, &fixture->result));
  g_assert_true (velo_store_get_first_day_finish (fixture->store, fixture->result, &day, &error));
  g_assert_null (day);
}

static gboolean
compare_sums_func (VeloConnection *connection,
                   gpointer        data,
                   GError        **error)
{
  gint64 *n_wrong = data;

  return velo_connection_execute (connection,
           "CREATE TEMP TABLE kept AS SELECT * FROM sales_counts WHERE n_sold > 0;", error)
    && velo_store_fill_counts (connection, error)
    && velo_connection_query_int64 (connection, n_wrong, error,
         "SELECT (SELECT count (*) FROM (SELECT * FROM kept EXCEPT SELECT * FROM sales_counts))"
         " + (SELECT count (*) FROM (SELECT * FROM sales_counts EXCEPT SELECT * FROM kept))", NULL);
}

/* Whatever was changed, the sums are those that counting everything anew gives. */
static void
test_sums_follow (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(VeloInvoice) moved = add_on (fixture, "RE-1", "2026-04-01", "Jana");
  g_autoptr(VeloInvoice) dropped = add_on (fixture, "RE-2", "2026-04-01", "Jana");
  g_autoptr(VeloInvoice) declined = add_on (fixture, "RE-3", "2026-04-01", "Max");
  g_autoptr(VeloInvoice) changed = add_on (fixture, "RE-4", "2026-05-01", "Max");
  g_autoptr(GDate) other = velo_date_parse_iso ("2025-12-31");
  g_autoptr(GPtrArray) counts = NULL;
  g_autoptr(GError) error = NULL;
  gint64 n_wrong = -1;

  decline (fixture, declined, "too dear");
  decline (fixture, declined, "no bicycle cellar");
  insure (fixture, changed);
  velo_invoice_set_date (moved, other);
  velo_invoice_set_employee_name (moved, "Max");
  g_list_store_remove_all (velo_invoice_get_vehicles (dropped));
  AWAIT (fixture->result, velo_store_save_sale_async (fixture->store, moved, NULL, NULL, velo_await_cb,
                                                      &fixture->result));
  g_assert_true (velo_store_save_sale_finish (fixture->store, fixture->result, &error));
  AWAIT (fixture->result, velo_store_save_sale_async (fixture->store, dropped, NULL, NULL, velo_await_cb,
                                                      &fixture->result));
  g_assert_true (velo_store_save_sale_finish (fixture->store, fixture->result, &error));
  velo_vehicle_set_price_cents (get_vehicle (changed), 200000);
  AWAIT (fixture->result, velo_store_save_vehicle_async (fixture->store, get_vehicle (changed), NULL, NULL,
                                                         velo_await_cb, &fixture->result));
  g_assert_true (velo_store_save_vehicle_finish (fixture->store, fixture->result, &error));
  counts = count_between (fixture, "2025-01-01", "2026-12-31", NULL);
  g_assert_cmpuint (counts->len, ==, 3);
  assert_count (counts, 0, "2025-12 Max: 1 0 0 0");
  assert_count (counts, 1, "2026-04 Max: 1 1 0 1");
  assert_count (counts, 2, "2026-05 Max: 1 1 1 0");
  g_assert_cmpint (velo_sales_count_get_price_cents (g_ptr_array_index (counts, 2)), ==, 200000);
  run_alone (fixture, VELO_DATABASE_WRITE, compare_sums_func, &n_wrong);
  g_assert_cmpint (n_wrong, ==, 0);
}

static void
test_first_day (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(VeloInvoice) second G_GNUC_UNUSED = add_on (fixture, "RE-1", "2026-04-01", "Jana");
  g_autoptr(VeloInvoice) first G_GNUC_UNUSED = add_on (fixture, "RE-2", "2024-02-29", "Jana");
  g_autoptr(GDate) day = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  AWAIT (fixture->result, velo_store_get_first_day_async (fixture->store, NULL, velo_await_cb, &fixture->result));
  g_assert_true (velo_store_get_first_day_finish (fixture->store, fixture->result, &day, &error));
  text = velo_date_format_iso (day);
  g_assert_cmpstr (text, ==, "2024-02-29");
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GDate) day = velo_date_parse_iso ("2026-04-01");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) reasons = NULL;

  g_cancellable_cancel (cancellable);
  AWAIT (fixture->result, velo_store_count_sales_async (fixture->store, day, day, cancellable, velo_await_cb,
                                                        &fixture->result));
  g_assert_null (velo_store_count_sales_finish (fixture->store, fixture->result, &reasons, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (reasons);
}

static VeloSalesCount *
make_count (const char *month,
            const char *name,
            int         n_sold,
            int         n_insured)
{
  VeloSalesCount *count = velo_sales_count_new ();

  velo_sales_count_set_month (count, month);
  velo_sales_count_set_name (count, name);
  velo_sales_count_set_n_sold (count, n_sold);
  velo_sales_count_set_n_insured (count, n_insured);
  return count;
}

static void
test_sums (void)
{
  g_autoptr(GPtrArray) counts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GDate) from = velo_date_parse_iso ("2025-12-15");
  g_autoptr(GDate) until = velo_date_parse_iso ("2026-03-01");
  g_autoptr(GDate) long_ago = velo_date_parse_iso ("1926-03-01");
  g_autoptr(GPtrArray) months = NULL;
  g_autoptr(GPtrArray) names = NULL;
  g_autoptr(GPtrArray) many = NULL;

  g_ptr_array_add (counts, make_count ("2025-12", "Jana", 3, 1));
  g_ptr_array_add (counts, make_count ("2026-02", "Max", 5, 5));
  g_ptr_array_add (counts, make_count ("2026-02", "Jana", 1, 0));
  months = velo_sales_count_by_month (counts, from, until);
  g_assert_cmpuint (months->len, ==, 4);
  assert_count (months, 0, "2025-12 : 3 0 1 0");
  assert_count (months, 1, "2026-01 : 0 0 0 0");
  assert_count (months, 2, "2026-02 : 6 0 5 0");
  assert_count (months, 3, "2026-03 : 0 0 0 0");
  g_assert_cmpint (velo_sales_count_get_share (g_ptr_array_index (months, 1)), ==, 0);
  g_assert_cmpint (velo_sales_count_get_share (g_ptr_array_index (months, 2)), ==, 83);
  names = velo_sales_count_by_name (counts);
  g_assert_cmpuint (names->len, ==, 2);
  assert_count (names, 0, " Max: 5 0 5 0");
  assert_count (names, 1, " Jana: 4 0 1 0");
  many = velo_sales_count_by_month (counts, long_ago, until);
  g_assert_cmpuint (many->len, ==, 600);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("statistics/counts", test_counts);
  ADD ("statistics/not-counted", test_not_counted);
  ADD ("statistics/nothing", test_nothing);
  ADD ("statistics/sums-follow", test_sums_follow);
  ADD ("statistics/first-day", test_first_day);
  ADD ("statistics/cancelled", test_cancelled);
  g_test_add_func ("/store/statistics/sums", test_sums);
  return g_test_run ();
}
