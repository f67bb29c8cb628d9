/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests contracts that end: recording, correcting, what follows from it, and how they are counted. */

#include "velo-store-contracts.h"
#include "velo-store-fixture.h"
#include "velo-store-journal.h"
#include "velo-store-policies.h"
#include "velo-store-returns.h"
#include "velo-store-statistics.h"
#include "velo-store-todo.h"
#include "velo-store-vehicles.h"

static const VeloCommission rates = { .rates = { 0, 1000, 500, 0 }, .months = 12 };

static char *
days_ago (int n_days)
{
  g_autoptr(GDate) day = velo_date_today ();

  if (n_days >= 0)
    g_date_subtract_days (day, (guint) n_days);
  else
    g_date_add_days (day, (guint) -n_days);
  return velo_date_format_iso (day);
}

/* A sale whose contract was concluded some days ago, with 12.00 a month. */
static VeloInvoice *
insure (Fixture    *fixture,
        const char *number,
        const char *contract,
        int         n_days,
        const char *employee)
{
  VeloInvoice *sale = make_sale (number);
  g_autoptr(VeloProposal) proposal = NULL;
  g_autoptr(VeloPolicy) policy = velo_policy_new ();
  g_autoptr(GPtrArray) documents = g_ptr_array_new ();
  g_autoptr(GPtrArray) contents = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;

  velo_vehicle_set_frame_number (get_vehicle (sale), number);
  add_sale (fixture, sale, NULL);
  proposal = make_proposal_in_state (fixture, sale, VELO_PROPOSAL_STATE_SENDING, contract);
  velo_policy_set_contract_number (policy, contract);
  velo_policy_set_concluded_at (policy, velo_time_now () - n_days * G_TIME_SPAN_DAY);
  velo_policy_set_employee_name (policy, employee);
  velo_policy_set_frame_number (policy, number);
  velo_policy_set_interval (policy, 1);
  velo_policy_set_premium_cents (policy, 1200);
  AWAIT (fixture->result, velo_store_conclude_proposal_async (fixture->store, proposal, policy, documents, contents,
                                                              NULL, NULL, velo_await_cb, &fixture->result));
  g_assert_true (velo_store_conclude_proposal_finish (fixture->store, fixture->result, &error));
  g_assert_no_error (error);
  return sale;
}

static gboolean
end_contract (Fixture        *fixture,
              const char     *vehicle_id,
              const char     *day,
              VeloEndReason   reason,
              GError        **error)
{
  g_autoptr(GDate) date = velo_date_parse_iso (day);

  AWAIT (fixture->result, velo_store_end_contract_async (fixture->store, vehicle_id, date, reason, "Jana", NULL,
                                                         velo_await_cb, &fixture->result));
  return velo_store_end_contract_finish (fixture->store, fixture->result, error);
}

static VeloInsuranceState
get_state (Fixture    *fixture,
           const char *vehicle_id)
{
  g_autoptr(VeloVehicle) vehicle = NULL;

  AWAIT (fixture->result, velo_store_get_vehicle_async (fixture->store, vehicle_id, NULL, velo_await_cb,
                                                        &fixture->result));
  vehicle = velo_store_get_vehicle_finish (fixture->store, fixture->result, NULL);
  g_assert_nonnull (vehicle);
  return velo_vehicle_get_state (vehicle);
}

static VeloPolicy *
get_policy (Fixture    *fixture,
            const char *vehicle_id)
{
  VeloPolicy *policy;

  AWAIT (fixture->result, velo_store_get_policy_async (fixture->store, vehicle_id, NULL, velo_await_cb,
                                                       &fixture->result));
  policy = velo_store_get_policy_finish (fixture->store, fixture->result, NULL);
  g_assert_nonnull (policy);
  return policy;
}

static guint
count_journal (Fixture    *fixture,
               const char *vehicle_id,
               const char *what,
               const char *detail)
{
  g_autoptr(GPtrArray) entries = NULL;
  guint n_entries = 0;

  AWAIT (fixture->result, velo_store_list_journal_async (fixture->store, vehicle_id, NULL, velo_await_cb,
                                                         &fixture->result));
  entries = velo_store_list_journal_finish (fixture->store, fixture->result, NULL);
  for (guint i = 0; i < entries->len; i++)
    if (g_str_equal (velo_journal_entry_get_what (g_ptr_array_index (entries, i)), what)
        && g_str_equal (velo_journal_entry_get_detail (g_ptr_array_index (entries, i)), detail))
      n_entries++;
  return n_entries;
}

static guint
count_returned (Fixture *fixture)
{
  g_autoptr(GPtrArray) items = NULL;

  AWAIT (fixture->result, velo_store_list_returned_async (fixture->store, NULL, NULL, velo_await_cb,
                                                          &fixture->result));
  items = velo_store_list_returned_finish (fixture->store, fixture->result, NULL);
  return items->len;
}

static guint
count_todo (Fixture *fixture)
{
  g_autoptr(GPtrArray) items = NULL;

  AWAIT (fixture->result, velo_store_list_todo_async (fixture->store, velo_time_now (), NULL, velo_await_cb,
                                                      &fixture->result));
  items = velo_store_list_todo_finish (fixture->store, fixture->result, NULL);
  return items->len;
}

static GPtrArray *
count_contracts (Fixture               *fixture,
                 const char            *from,
                 const char            *until,
                 const VeloCommission  *commission,
                 GPtrArray            **reasons)
{
  g_autoptr(GDate) first = velo_date_parse_iso (from);
  g_autoptr(GDate) last = velo_date_parse_iso (until);
  g_autoptr(GError) error = NULL;
  GPtrArray *counts = NULL;

  AWAIT (fixture->result, velo_store_count_contracts_async (fixture->store, first, last, commission, NULL,
                                                            velo_await_cb, &fixture->result));
  counts = velo_store_count_contracts_finish (fixture->store, fixture->result, reasons, &error);
  g_assert_no_error (error);
  return counts;
}

static char *
sum_text (GPtrArray *counts)
{
  g_autoptr(VeloSalesCount) sum = velo_sales_count_sum (counts);

  return g_strdup_printf ("%d concluded, %d ended, %" G_GINT64_FORMAT " - %" G_GINT64_FORMAT,
                          velo_sales_count_get_n_concluded (sum), velo_sales_count_get_n_ended (sum),
                          velo_sales_count_get_commission_cents (sum), velo_sales_count_get_taken_back_cents (sum));
}

static void
test_end (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = insure (fixture, "RE-1", "12345678", 100, "Jana");
  const char *id = velo_vehicle_get_id (get_vehicle (sale));
  g_autofree char *day = days_ago (10);
  g_autofree char *other = days_ago (5);
  g_autofree char *ahead = days_ago (-30);
  g_autofree char *detail = g_strconcat (day, " cancelled", NULL);
  g_autoptr(VeloPolicy) policy = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *ended = NULL;

  g_assert_cmpint (get_state (fixture, id), ==, VELO_INSURANCE_STATE_INSURED);
  g_assert_true (end_contract (fixture, id, day, VELO_END_REASON_CANCELLED, &error));
  g_assert_no_error (error);
  g_assert_cmpint (get_state (fixture, id), ==, VELO_INSURANCE_STATE_ENDED);
  g_assert_cmpuint (count_journal (fixture, id, "contract-ended", detail), ==, 1);
  /* once more changes nothing, and a correction is an entry of its own */
  g_assert_true (end_contract (fixture, id, day, VELO_END_REASON_CANCELLED, &error));
  g_assert_cmpuint (count_journal (fixture, id, "contract-ended", detail), ==, 1);
  g_assert_true (end_contract (fixture, id, other, VELO_END_REASON_LOST, &error));
  policy = get_policy (fixture, id);
  ended = velo_date_format_iso (velo_policy_get_ended_on (policy));
  g_assert_cmpstr (ended, ==, other);
  g_assert_cmpint (velo_policy_get_end_reason (policy), ==, VELO_END_REASON_LOST);
  /* a notice for later: insured until then */
  g_assert_true (end_contract (fixture, id, ahead, VELO_END_REASON_CANCELLED, &error));
  g_assert_cmpint (get_state (fixture, id), ==, VELO_INSURANCE_STATE_INSURED);
}

static void
test_undo (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = insure (fixture, "RE-1", "12345678", 100, "Jana");
  const char *id = velo_vehicle_get_id (get_vehicle (sale));
  g_autofree char *day = days_ago (0);
  g_autoptr(VeloPolicy) policy = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (end_contract (fixture, id, NULL, VELO_END_REASON_NONE, &error));
  g_assert_cmpuint (count_journal (fixture, id, "contract-end-undone", ""), ==, 0);
  g_assert_true (end_contract (fixture, id, day, VELO_END_REASON_OTHER, &error));
  g_assert_cmpint (get_state (fixture, id), ==, VELO_INSURANCE_STATE_ENDED);
  g_assert_true (end_contract (fixture, id, NULL, VELO_END_REASON_OTHER, &error));
  g_assert_no_error (error);
  g_assert_cmpint (get_state (fixture, id), ==, VELO_INSURANCE_STATE_INSURED);
  g_assert_cmpuint (count_journal (fixture, id, "contract-end-undone", ""), ==, 1);
  policy = get_policy (fixture, id);
  g_assert_null (velo_policy_get_ended_on (policy));
  g_assert_cmpint (velo_policy_get_end_reason (policy), ==, VELO_END_REASON_NONE);
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(VeloInvoice) insured = insure (fixture, "RE-1", "12345678", 10, "Jana");
  g_autoptr(VeloInvoice) open = make_sale ("RE-2");
  const char *id = velo_vehicle_get_id (get_vehicle (insured));
  g_autofree char *before = days_ago (11);
  g_autofree char *far = days_ago (-4000);
  g_autofree char *today = days_ago (0);
  g_autoptr(GError) no_contract = NULL;
  g_autoptr(GError) nobody = NULL;
  g_autoptr(GError) too_early = NULL;
  g_autoptr(GError) too_far = NULL;

  add_sale (fixture, open, NULL);
  g_assert_false (end_contract (fixture, velo_vehicle_get_id (get_vehicle (open)), today, VELO_END_REASON_LOST,
                                &no_contract));
  g_assert_error (no_contract, VELO_STORE_ERROR, VELO_STORE_ERROR_NOT_FOUND);
  g_assert_false (end_contract (fixture, "nobody", NULL, VELO_END_REASON_NONE, &nobody));
  g_assert_error (nobody, VELO_STORE_ERROR, VELO_STORE_ERROR_NOT_FOUND);
  g_assert_false (end_contract (fixture, id, before, VELO_END_REASON_LOST, &too_early));
  g_assert_error (too_early, VELO_STORE_ERROR, VELO_STORE_ERROR_INVALID);
  g_assert_false (end_contract (fixture, id, far, VELO_END_REASON_LOST, &too_far));
  g_assert_error (too_far, VELO_STORE_ERROR, VELO_STORE_ERROR_INVALID);
  g_assert_cmpint (get_state (fixture, id), ==, VELO_INSURANCE_STATE_INSURED);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = insure (fixture, "RE-1", "12345678", 10, "Jana");
  const char *id = velo_vehicle_get_id (get_vehicle (sale));
  g_autoptr(GDate) today = velo_date_today ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GPtrArray) reasons = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) counting = NULL;

  g_cancellable_cancel (cancellable);
  AWAIT (fixture->result, velo_store_end_contract_async (fixture->store, id, today, VELO_END_REASON_LOST, NULL,
                                                         cancellable, velo_await_cb, &fixture->result));
  g_assert_false (velo_store_end_contract_finish (fixture->store, fixture->result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (get_state (fixture, id), ==, VELO_INSURANCE_STATE_INSURED);
  AWAIT (fixture->result, velo_store_count_contracts_async (fixture->store, today, today, &rates, cancellable,
                                                            velo_await_cb, &fixture->result));
  g_assert_null (velo_store_count_contracts_finish (fixture->store, fixture->result, &reasons, &counting));
  g_assert_error (counting, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (reasons);
}

static VeloInvoice *
take_back_sale (Fixture    *fixture,
                const char *number)
{
  VeloInvoice *reversal = make_sale ("GU-1");

  velo_invoice_set_is_reversal (reversal, TRUE);
  velo_invoice_set_preceding (reversal, number);
  velo_invoice_set_gross_cents (reversal, -399900);
  g_list_store_remove_all (velo_invoice_get_vehicles (reversal));
  add_sale (fixture, reversal, NULL);
  return reversal;
}

/* Nobody is asked what becomes of an insurance that ended. */
static void
test_returned (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = insure (fixture, "RE-1", "12345678", 30, "Jana");
  const char *id = velo_vehicle_get_id (get_vehicle (sale));
  g_autofree char *today = days_ago (0);
  g_autoptr(VeloInvoice) reversal = take_back_sale (fixture, "RE-1");
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (reversal);
  g_assert_cmpuint (count_returned (fixture), ==, 1);
  g_assert_cmpuint (count_todo (fixture), ==, 1);
  g_assert_true (end_contract (fixture, id, today, VELO_END_REASON_RETURNED, &error));
  g_assert_cmpuint (count_returned (fixture), ==, 0);
  g_assert_cmpuint (count_todo (fixture), ==, 0);
}

static void
test_settled (Fixture       *fixture,
              gconstpointer  data)
{
  const char *outcome = data;
  g_autoptr(VeloInvoice) sale = insure (fixture, "RE-1", "12345678", 5, "Jana");
  const char *id = velo_vehicle_get_id (get_vehicle (sale));
  g_autoptr(VeloInvoice) reversal = take_back_sale (fixture, "RE-1");
  g_autoptr(VeloPolicy) policy = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (reversal);
  AWAIT (fixture->result, velo_store_settle_return_async (fixture->store, id, outcome, "Jana", NULL, velo_await_cb,
                                                          &fixture->result));
  g_assert_true (velo_store_settle_return_finish (fixture->store, fixture->result, &error));
  policy = get_policy (fixture, id);
  g_assert_cmpint (velo_policy_get_end_reason (policy), ==,
                   g_str_equal (outcome, "withdrawn") ? VELO_END_REASON_WITHDRAWN
                   : g_str_equal (outcome, "notice-given") ? VELO_END_REASON_RETURNED : VELO_END_REASON_NONE);
  g_assert_cmpint (get_state (fixture, id), ==,
                   g_str_equal (outcome, "kept") ? VELO_INSURANCE_STATE_INSURED : VELO_INSURANCE_STATE_ENDED);
}

/* The frame number of an ended contract is free, and correcting the vehicle does not revive it. */
static void
test_frame_is_free (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = insure (fixture, "RE-1", "12345678", 30, "Jana");
  g_autoptr(VeloVehicle) vehicle = NULL;
  g_autoptr(VeloSaleItem) insured = NULL;
  g_autoptr(VeloSaleItem) item = NULL;
  const char *id = velo_vehicle_get_id (get_vehicle (sale));
  g_autofree char *today = days_ago (0);
  g_autoptr(GError) error = NULL;

  AWAIT (fixture->result, velo_store_find_insured_async (fixture->store, "re1", "another", NULL, velo_await_cb,
                                                         &fixture->result));
  g_assert_true (velo_store_find_insured_finish (fixture->store, fixture->result, &insured, &error));
  g_assert_nonnull (insured);
  g_assert_true (end_contract (fixture, id, today, VELO_END_REASON_LOST, &error));
  AWAIT (fixture->result, velo_store_find_insured_async (fixture->store, "re1", "another", NULL, velo_await_cb,
                                                         &fixture->result));
  g_assert_true (velo_store_find_insured_finish (fixture->store, fixture->result, &item, &error));
  g_assert_null (item);
  AWAIT (fixture->result, velo_store_get_vehicle_async (fixture->store, id, NULL, velo_await_cb, &fixture->result));
  vehicle = velo_store_get_vehicle_finish (fixture->store, fixture->result, &error);
  velo_vehicle_set_colour (vehicle, "blau");
  AWAIT (fixture->result, velo_store_save_vehicle_async (fixture->store, vehicle, "Jana", NULL, velo_await_cb,
                                                         &fixture->result));
  g_assert_true (velo_store_save_vehicle_finish (fixture->store, fixture->result, &error));
  g_assert_no_error (error);
  g_assert_cmpint (get_state (fixture, id), ==, VELO_INSURANCE_STATE_ENDED);
}

static void
test_counts (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(VeloInvoice) first = insure (fixture, "RE-1", "12345671", 400, "Jana");
  g_autoptr(VeloInvoice) second = insure (fixture, "RE-2", "12345672", 20, "Jana");
  g_autoptr(VeloInvoice) third G_GNUC_UNUSED = insure (fixture, "RE-3", "12345673", 3, "Max");
  g_autofree char *long_ago = days_ago (500);
  g_autofree char *month = days_ago (25);
  g_autofree char *recent = days_ago (10);
  g_autofree char *today = days_ago (0);
  g_autofree char *tomorrow = days_ago (-1);
  const VeloCommission unset = { .months = 12 };
  g_autoptr(GPtrArray) everything = NULL;
  g_autoptr(GPtrArray) by_end = NULL;
  g_autoptr(GPtrArray) lately = NULL;
  g_autoptr(GPtrArray) without = NULL;
  g_autoptr(GPtrArray) nothing = NULL;
  g_autoptr(GPtrArray) reasons = NULL;
  g_autofree char *all = NULL;
  g_autofree char *some = NULL;
  g_autofree char *none = NULL;

  /* concluded over a year ago: ended, but nothing is taken back */
  g_assert_true (end_contract (fixture, velo_vehicle_get_id (get_vehicle (first)), recent, VELO_END_REASON_LOST, NULL));
  g_assert_true (end_contract (fixture, velo_vehicle_get_id (get_vehicle (second)), recent, VELO_END_REASON_WITHDRAWN,
                               NULL));
  everything = count_contracts (fixture, long_ago, today, &rates, &reasons);
  all = sum_text (everything);
  /* 10 % of 144.00 each */
  g_assert_cmpstr (all, ==, "3 concluded, 2 ended, 4320 - 1440");
  by_end = velo_sales_count_by_end (reasons);
  g_assert_cmpuint (by_end->len, ==, 2);
  g_assert_cmpstr (velo_sales_count_get_name (g_ptr_array_index (by_end, 0)), ==, "lost");
  g_assert_cmpint (velo_sales_count_get_n_ended (g_ptr_array_index (by_end, 0)), ==, 1);
  lately = count_contracts (fixture, month, today, &rates, NULL);
  some = sum_text (lately);
  g_assert_cmpstr (some, ==, "2 concluded, 2 ended, 2880 - 1440");
  without = count_contracts (fixture, month, today, &unset, NULL);
  none = sum_text (without);
  g_assert_cmpstr (none, ==, "2 concluded, 2 ended, 0 - 0");
  nothing = count_contracts (fixture, tomorrow, tomorrow, &rates, NULL);
  g_assert_cmpuint (nothing->len, ==, 0);
}

/* What was sold and what became of contracts stands side by side. */
static void
test_join (void)
{
  static const struct { const char *month; const char *name; int n_sold; int n_ended; } rows[] = {
    { "2026-04", "Jana", 3, 0 }, { "2026-05", "Jana", 1, 0 }, { "2026-03", "Max", 0, 1 }, { "2026-05", "Jana", 0, 2 },
  };
  g_autoptr(GPtrArray) counts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) others = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(VeloSalesCount) sum = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      VeloSalesCount *count = velo_sales_count_new ();

      velo_sales_count_set_month (count, rows[i].month);
      velo_sales_count_set_name (count, rows[i].name);
      velo_sales_count_set_n_sold (count, rows[i].n_sold);
      velo_sales_count_set_n_ended (count, rows[i].n_ended);
      g_ptr_array_add (i < 2 ? counts : others, count);
    }
  velo_sales_count_join (counts, others);
  g_assert_cmpuint (counts->len, ==, 3);
  g_assert_cmpstr (velo_sales_count_get_month (g_ptr_array_index (counts, 0)), ==, "2026-03");
  g_assert_false (velo_sales_count_is_empty (g_ptr_array_index (counts, 0)));
  g_assert_cmpint (velo_sales_count_get_n_sold (g_ptr_array_index (counts, 2)), ==, 1);
  g_assert_cmpint (velo_sales_count_get_n_ended (g_ptr_array_index (counts, 2)), ==, 2);
  sum = velo_sales_count_sum (counts);
  g_assert_cmpint (velo_sales_count_get_n_ended (sum), ==, 3);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("contracts/end", test_end);
  ADD ("contracts/undo", test_undo);
  ADD ("contracts/refused", test_refused);
  ADD ("contracts/cancelled", test_cancelled);
  ADD ("contracts/returned", test_returned);
  g_test_add ("/store/contracts/withdrawn", Fixture, "withdrawn", fixture_set_up, test_settled, fixture_tear_down);
  g_test_add ("/store/contracts/notice", Fixture, "notice-given", fixture_set_up, test_settled, fixture_tear_down);
  g_test_add ("/store/contracts/kept", Fixture, "kept", fixture_set_up, test_settled, fixture_tear_down);
  ADD ("contracts/frame-is-free", test_frame_is_free);
  ADD ("contracts/counts", test_counts);
  g_test_add_func ("/store/contracts/join", test_join);
  return g_test_run ();
}
