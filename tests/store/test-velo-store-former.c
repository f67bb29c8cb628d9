/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests vehicles that are insured again after their insurance ended, and the lists of those that have ended. */

#include "velo-store-browse.h"
#include "velo-store-contracts.h"
#include "velo-store-fixture.h"
#include "velo-store-policies.h"
#include "velo-store-private.h"
#include "velo-store-statistics.h"
#include "velo-store-vehicles.h"

static char *
days_from_now (int n_days)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autoptr(GDateTime) then = g_date_time_add_days (now, n_days);

  return g_date_time_format (then, "%F");
}

static void
conclude (Fixture     *fixture,
          VeloInvoice *sale,
          const char  *contract)
{
  g_autoptr(VeloProposal) proposal = make_proposal_in_state (fixture, sale, VELO_PROPOSAL_STATE_SENDING, contract);
  g_autoptr(VeloPolicy) policy = velo_policy_new ();
  g_autoptr(GError) error = NULL;

  velo_policy_set_contract_number (policy, contract);
  velo_policy_set_employee_name (policy, "Jana Kurbel");
  velo_policy_set_frame_number (policy, velo_vehicle_get_frame_number (get_vehicle (sale)));
  AWAIT (fixture->result, velo_store_conclude_proposal_async (fixture->store, proposal, policy, NULL, NULL, NULL, NULL,
                                                              velo_await_cb, &fixture->result));
  g_assert_true (velo_store_conclude_proposal_finish (fixture->store, fixture->result, &error));
  g_assert_no_error (error);
}

static void
end_on (Fixture     *fixture,
        VeloInvoice *sale,
        int          n_days)
{
  g_autofree char *text = days_from_now (n_days);
  g_autoptr(GDate) day = velo_date_parse_iso (text);
  g_autoptr(GError) error = NULL;

  AWAIT (fixture->result, velo_store_end_contract_async (fixture->store, velo_vehicle_get_id (get_vehicle (sale)), day,
                                                         VELO_END_REASON_CANCELLED, "Jana", NULL, velo_await_cb,
                                                         &fixture->result));
  g_assert_true (velo_store_end_contract_finish (fixture->store, fixture->result, &error));
  g_assert_no_error (error);
}

/* A sale whose contract was concluded and ended today. */
static VeloInvoice *
add_ended (Fixture    *fixture,
           const char *number,
           const char *contract)
{
  VeloInvoice *sale = make_sale (number);

  velo_vehicle_set_frame_number (get_vehicle (sale), number);
  add_sale (fixture, sale, NULL);
  conclude (fixture, sale, contract);
  end_on (fixture, sale, 0);
  return sale;
}

static void
assert_vehicle (Fixture            *fixture,
                VeloInvoice        *sale,
                VeloInsuranceState  state,
                const char         *contract)
{
  g_autoptr(VeloVehicle) vehicle = NULL;
  g_autoptr(GError) error = NULL;

  AWAIT (fixture->result, velo_store_get_vehicle_async (fixture->store, velo_vehicle_get_id (get_vehicle (sale)), NULL,
                                                        velo_await_cb, &fixture->result));
  vehicle = velo_store_get_vehicle_finish (fixture->store, fixture->result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (velo_vehicle_get_state (vehicle), ==, state);
  g_assert_cmpstr (velo_vehicle_get_contract_number (vehicle), ==, contract);
}

static VeloPolicy *
get_policy (Fixture     *fixture,
            VeloInvoice *sale)
{
  VeloPolicy *policy;
  g_autoptr(GError) error = NULL;

  AWAIT (fixture->result, velo_store_get_policy_async (fixture->store, velo_vehicle_get_id (get_vehicle (sale)), NULL,
                                                       velo_await_cb, &fixture->result));
  policy = velo_store_get_policy_finish (fixture->store, fixture->result, &error);
  g_assert_no_error (error);
  return policy;
}

static GPtrArray *
list_former (Fixture     *fixture,
             VeloInvoice *sale)
{
  GPtrArray *policies;
  g_autoptr(GError) error = NULL;

  AWAIT (fixture->result, velo_store_list_former_policies_async (fixture->store,
                                                                 velo_vehicle_get_id (get_vehicle (sale)), NULL,
                                                                 velo_await_cb, &fixture->result));
  policies = velo_store_list_former_policies_finish (fixture->store, fixture->result, &error);
  g_assert_no_error (error);
  return policies;
}

static VeloSalesCount *
count_everything (Fixture *fixture)
{
  static const VeloCommission unset = { .months = 12 };
  g_autoptr(GDate) from = velo_date_parse_iso ("2026-01-01");
  g_autoptr(GDate) until = velo_date_parse_iso ("2099-12-31");
  g_autoptr(GPtrArray) sales = NULL;
  g_autoptr(GPtrArray) contracts = NULL;
  g_autoptr(GError) error = NULL;

  AWAIT (fixture->result, velo_store_count_sales_async (fixture->store, from, until, NULL, velo_await_cb,
                                                        &fixture->result));
  sales = velo_store_count_sales_finish (fixture->store, fixture->result, NULL, &error);
  g_assert_no_error (error);
  AWAIT (fixture->result, velo_store_count_contracts_async (fixture->store, from, until, &unset, NULL, velo_await_cb,
                                                            &fixture->result));
  contracts = velo_store_count_contracts_finish (fixture->store, fixture->result, NULL, &error);
  g_assert_no_error (error);
  velo_sales_count_join (sales, contracts);
  return velo_sales_count_sum (sales);
}

/* The numbers of the sales with vehicles in a state. */
static char *
list_state (Fixture            *fixture,
            VeloInsuranceState  state)
{
  VeloStoreView view = VELO_STORE_VIEW_INIT;
  g_autoptr(GPtrArray) first = NULL;
  g_autoptr(GArray) ids = NULL;
  g_autoptr(GString) numbers = g_string_new (NULL);
  g_autoptr(GError) error = NULL;
  gboolean is_complete = FALSE;

  view.state = (int) state;
  view.order = VELO_SALE_ORDER_NUMBER;
  view.descending = FALSE;
  AWAIT (fixture->result, velo_store_browse_async (fixture->store, &view, 100, FALSE, NULL, velo_await_cb,
                                                   &fixture->result));
  ids = velo_store_browse_finish (fixture->store, fixture->result, &first, &is_complete, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < first->len; i++)
    {
      g_assert_cmpint (velo_sale_item_get_state (g_ptr_array_index (first, i)), ==, state);
      g_string_append_printf (numbers, "%s%s", i == 0 ? "" : " ",
                              velo_sale_item_get_number (g_ptr_array_index (first, i)));
    }
  return g_string_free (g_steal_pointer (&numbers), FALSE);
}

static void
assert_state (Fixture            *fixture,
              VeloInsuranceState  state,
              const char         *expected)
{
  g_autofree char *numbers = list_state (fixture, state);

  g_assert_cmpstr (numbers, ==, expected);
}

static void
test_again (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = add_ended (fixture, "RE-1", "12345671");
  g_autoptr(VeloPolicy) policy = NULL;
  g_autoptr(GPtrArray) former = NULL;
  g_autoptr(GPtrArray) two = NULL;
  g_autoptr(VeloSalesCount) sum = NULL;

  assert_vehicle (fixture, sale, VELO_INSURANCE_STATE_ENDED, "12345671");
  conclude (fixture, sale, "12345672");
  assert_vehicle (fixture, sale, VELO_INSURANCE_STATE_INSURED, "12345672");
  policy = get_policy (fixture, sale);
  g_assert_cmpstr (velo_policy_get_contract_number (policy), ==, "12345672");
  g_assert_null (velo_policy_get_ended_on (policy));
  former = list_former (fixture, sale);
  g_assert_cmpuint (former->len, ==, 1);
  g_assert_cmpstr (velo_policy_get_contract_number (g_ptr_array_index (former, 0)), ==, "12345671");
  g_assert_nonnull (velo_policy_get_ended_on (g_ptr_array_index (former, 0)));
  g_assert_cmpint (velo_policy_get_end_reason (g_ptr_array_index (former, 0)), ==, VELO_END_REASON_CANCELLED);
  /* one vehicle sold and insured, but two contracts, one of which ended */
  sum = count_everything (fixture);
  g_assert_cmpint (velo_sales_count_get_n_sold (sum), ==, 1);
  g_assert_cmpint (velo_sales_count_get_n_insured (sum), ==, 1);
  g_assert_cmpint (velo_sales_count_get_n_concluded (sum), ==, 2);
  g_assert_cmpint (velo_sales_count_get_n_ended (sum), ==, 1);
  /* and that once more */
  end_on (fixture, sale, 0);
  conclude (fixture, sale, "12345673");
  two = list_former (fixture, sale);
  g_assert_cmpuint (two->len, ==, 2);
}

/* What is begun and given up leaves the vehicle as it was. */
static void
test_given_up (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = add_ended (fixture, "RE-1", "12345671");
  g_autoptr(VeloProposal) proposal = make_proposal_in_state (fixture, sale, VELO_PROPOSAL_STATE_DRAFT, "12345672");
  g_autoptr(VeloProposal) other = make_proposal (sale);
  g_autoptr(VeloSalesCount) during = NULL;
  g_autoptr(GPtrArray) former = NULL;
  g_autoptr(GError) conflict = NULL;
  g_autoptr(GError) error = NULL;

  assert_vehicle (fixture, sale, VELO_INSURANCE_STATE_DRAFT, "");
  assert_state (fixture, VELO_INSURANCE_STATE_DRAFT, "RE-1");
  during = count_everything (fixture);
  g_assert_cmpint (velo_sales_count_get_n_insured (during), ==, 1);
  g_assert_false (save_proposal (fixture, fixture->store, other, &conflict));
  g_assert_error (conflict, VELO_STORE_ERROR, VELO_STORE_ERROR_CONFLICT);
  g_assert_true (advance (fixture, fixture->store, proposal, VELO_PROPOSAL_STATE_DRAFT, VELO_PROPOSAL_STATE_ABANDONED,
                          NULL, &error));
  assert_vehicle (fixture, sale, VELO_INSURANCE_STATE_ENDED, "12345671");
  assert_state (fixture, VELO_INSURANCE_STATE_DRAFT, "");
  assert_state (fixture, VELO_INSURANCE_STATE_ENDED, "RE-1");
  former = list_former (fixture, sale);
  g_assert_cmpuint (former->len, ==, 0);
  /* and can be begun once more */
  conclude (fixture, sale, "12345673");
  assert_vehicle (fixture, sale, VELO_INSURANCE_STATE_INSURED, "12345673");
}

/* Who is insured, also if only until next month, is not insured twice. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = make_sale ("RE-1");
  g_autoptr(VeloProposal) first = NULL;
  g_autoptr(VeloProposal) second = NULL;
  g_autoptr(GPtrArray) former = NULL;
  g_autoptr(GError) insured = NULL;
  g_autoptr(GError) still = NULL;

  add_sale (fixture, sale, NULL);
  conclude (fixture, sale, "12345671");
  first = make_proposal (sale);
  g_assert_false (save_proposal (fixture, fixture->store, first, &insured));
  g_assert_error (insured, VELO_STORE_ERROR, VELO_STORE_ERROR_CONFLICT);
  end_on (fixture, sale, 30);
  second = make_proposal (sale);
  g_assert_false (save_proposal (fixture, fixture->store, second, &still));
  g_assert_error (still, VELO_STORE_ERROR, VELO_STORE_ERROR_CONFLICT);
  assert_vehicle (fixture, sale, VELO_INSURANCE_STATE_INSURED, "12345671");
  former = list_former (fixture, sale);
  g_assert_cmpuint (former->len, ==, 0);
}

static void
test_filter (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(VeloInvoice) ended = add_ended (fixture, "RE-1", "12345671");
  g_autoptr(VeloInvoice) insured = make_sale ("RE-2");

  add_sale (fixture, insured, NULL);
  conclude (fixture, insured, "12345672");
  assert_state (fixture, VELO_INSURANCE_STATE_INSURED, "RE-2");
  assert_state (fixture, VELO_INSURANCE_STATE_ENDED, "RE-1");
  /* corrected: it goes on for a month */
  end_on (fixture, ended, 30);
  assert_state (fixture, VELO_INSURANCE_STATE_INSURED, "RE-1 RE-2");
  assert_state (fixture, VELO_INSURANCE_STATE_ENDED, "");
}

/* A day on which a contract ends begins while the store is open, and a clock is put back. */
static void
test_next_day (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = make_sale ("RE-1");

  add_sale (fixture, sale, NULL);
  conclude (fixture, sale, "12345671");
  end_on (fixture, sale, 1);
  assert_state (fixture, VELO_INSURANCE_STATE_INSURED, "RE-1");
  execute (fixture, "UPDATE contracts SET day = date ('now', 'localtime', '-9 days'),"
                    "  ended_on = date ('now', 'localtime');"
                    "UPDATE cache SET text = date ('now', 'localtime', '-1 day') WHERE key = 'ended-until'");
  g_date_clear (velo_store_get_day (fixture->store), 1);
  assert_state (fixture, VELO_INSURANCE_STATE_INSURED, "");
  assert_state (fixture, VELO_INSURANCE_STATE_ENDED, "RE-1");
  execute (fixture, "UPDATE contracts SET ended_on = date ('now', 'localtime', '+2 days');"
                    "UPDATE cache SET text = date ('now', 'localtime', '+9 days') WHERE key = 'ended-until'");
  g_date_clear (velo_store_get_day (fixture->store), 1);
  assert_state (fixture, VELO_INSURANCE_STATE_ENDED, "");
  assert_state (fixture, VELO_INSURANCE_STATE_INSURED, "RE-1");
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = add_ended (fixture, "RE-1", "12345671");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  AWAIT (fixture->result, velo_store_list_former_policies_async (fixture->store,
                                                                 velo_vehicle_get_id (get_vehicle (sale)), cancellable,
                                                                 velo_await_cb, &fixture->result));
  g_assert_null (velo_store_list_former_policies_finish (fixture->store, fixture->result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("former/again", test_again);
  ADD ("former/given-up", test_given_up);
  ADD ("former/refused", test_refused);
  ADD ("former/filter", test_filter);
  ADD ("former/next-day", test_next_day);
  ADD ("former/cancelled", test_cancelled);
  return g_test_run ();
}
