/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests reversals, last days, letters and duplicates. */

#include "velo-store-deadlines.h"
#include "velo-store-fixture.h"
#include "velo-store-returns.h"
#include "velo-store-same.h"
#include "velo-store-todo.h"

static VeloInvoice *
make_reversal (const char *number,
               const char *preceding,
               gboolean    with_vehicle)
{
  VeloInvoice *invoice = make_sale (number);

  velo_invoice_set_is_reversal (invoice, TRUE);
  velo_invoice_set_preceding (invoice, preceding);
  velo_invoice_set_gross_cents (invoice, -399900);
  if (!with_vehicle)
    g_list_store_remove_all (velo_invoice_get_vehicles (invoice));
  return invoice;
}

static GPtrArray *
list_returned (Fixture    *fixture,
               const char *reversal_id)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *items = NULL;

  AWAIT (fixture->result, velo_store_list_returned_async (fixture->store, reversal_id, NULL,
                                                          velo_await_cb, &fixture->result));
  items = velo_store_list_returned_finish (fixture->store, fixture->result, &error);
  g_assert_no_error (error);
  return items;
}

static guint
count_returned (Fixture *fixture)
{
  g_autoptr(GPtrArray) items = list_returned (fixture, NULL);

  return items->len;
}

static gboolean
settle (Fixture     *fixture,
        const char  *vehicle_id,
        GError     **error)
{
  AWAIT (fixture->result, velo_store_settle_return_async (fixture->store, vehicle_id, "cancelled",
                                                          "Jana", NULL, velo_await_cb,
                                                          &fixture->result));
  return velo_store_settle_return_finish (fixture->store, fixture->result, error);
}

static void
assert_listed (Fixture            *fixture,
               VeloInsuranceState  state,
               const char         *number)
{
  VeloStoreFilter filter = VELO_STORE_FILTER_INIT;
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GError) error = NULL;
  guint n_total = 0;

  filter.state = (int) state;
  AWAIT (fixture->result, velo_store_list_sales_async (fixture->store, &filter, NULL, velo_await_cb,
                                                       &fixture->result));
  items = velo_store_list_sales_finish (fixture->store, fixture->result, &n_total, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_total, ==, 1);
  g_assert_cmpstr (velo_sale_item_get_number (g_ptr_array_index (items, 0)), ==, number);
}

static void
test_returned (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = make_sale ("RE-1");
  g_autoptr(VeloInvoice) reversal = make_reversal ("GU-1", "re 1", FALSE);
  g_autoptr(VeloProposal) proposal = NULL;
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GPtrArray) others = NULL;
  g_autoptr(GError) error = NULL;
  const char *vehicle_id = NULL;

  add_sale (fixture, sale, NULL);
  vehicle_id = velo_vehicle_get_id (get_vehicle (sale));
  proposal = make_proposal (sale);
  g_assert_true (save_proposal (fixture, fixture->store, proposal, &error));
  g_assert_cmpuint (count_returned (fixture), ==, 0);
  add_sale (fixture, reversal, NULL);
  items = list_returned (fixture, velo_invoice_get_id (reversal));
  others = list_returned (fixture, velo_invoice_get_id (sale));
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpuint (others->len, ==, 0);
  g_assert_cmpstr (velo_sale_item_get_vehicle_id (g_ptr_array_index (items, 0)), ==, vehicle_id);
  g_assert_cmpstr (velo_sale_item_get_reversal_id (g_ptr_array_index (items, 0)), ==,
                   velo_invoice_get_id (reversal));
  g_assert_true (settle (fixture, vehicle_id, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_returned (fixture), ==, 0);
  g_assert_false (settle (fixture, vehicle_id, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_NOT_FOUND);
}

/* The credit note was scanned before the invoice, and names no number but shows the frame's. */
static void
test_order_and_frame (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(VeloInvoice) early = make_reversal ("GU-1", "RE-1", FALSE);
  g_autoptr(VeloInvoice) sale = make_sale ("RE-1");
  g_autoptr(VeloInvoice) second = make_sale ("RE-2");
  g_autoptr(VeloInvoice) by_frame = make_reversal ("GU-2", "", TRUE);
  g_autoptr(VeloProposal) proposal = NULL;
  g_autoptr(VeloProposal) another = NULL;
  g_autoptr(GError) error = NULL;

  velo_vehicle_set_frame_number (get_vehicle (second), "XX 99");
  velo_vehicle_set_frame_number (get_vehicle (by_frame), "xx99");
  add_sale (fixture, early, NULL);
  add_sale (fixture, sale, NULL);
  add_sale (fixture, second, NULL);
  proposal = make_proposal (sale);
  another = make_proposal (second);
  g_assert_true (save_proposal (fixture, fixture->store, proposal, &error));
  g_assert_true (save_proposal (fixture, fixture->store, another, &error));
  g_assert_cmpuint (count_returned (fixture), ==, 1);
  add_sale (fixture, by_frame, NULL);
  g_assert_cmpuint (count_returned (fixture), ==, 2);
}

/* What a credit note names came back, even if nobody knows the sale: nothing to insure. */
static void
test_not_open (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = make_sale ("RE-1");
  g_autoptr(VeloInvoice) reversal = make_reversal ("GU-1", "RE-0815", TRUE);

  velo_vehicle_set_frame_number (get_vehicle (reversal), "XX 99");
  add_sale (fixture, sale, NULL);
  add_sale (fixture, reversal, NULL);
  assert_listed (fixture, VELO_INSURANCE_STATE_OPEN, "RE-1");
  assert_listed (fixture, VELO_INSURANCE_STATE_UNINSURABLE, "GU-1");
}

static void
test_not_returned (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = make_sale ("RE-1");
  g_autoptr(VeloInvoice) discount = make_reversal ("GU-1", "RE-1", FALSE);
  g_autoptr(VeloInvoice) other_seller = make_reversal ("GU-2", "RE-1", FALSE);
  g_autoptr(VeloInvoice) other_frame = make_reversal ("GU-3", "RE-1", TRUE);
  g_autoptr(VeloProposal) proposal = NULL;
  g_autoptr(GError) error = NULL;

  add_sale (fixture, sale, NULL);
  proposal = make_proposal (sale);
  g_assert_true (save_proposal (fixture, fixture->store, proposal, &error));
  velo_invoice_set_gross_cents (discount, -5000);
  velo_party_set_name (velo_invoice_get_seller (other_seller), "Zweirad Maier");
  velo_vehicle_set_frame_number (get_vehicle (other_frame), "XX99");
  add_sale (fixture, discount, NULL);
  add_sale (fixture, other_seller, NULL);
  add_sale (fixture, other_frame, NULL);
  g_assert_cmpuint (count_returned (fixture), ==, 0);
}

static guint
count_todo (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) items = NULL;
  /* soon after the purchase: a year later nobody asks any more */
  g_autoptr(GDateTime) now = g_date_time_new_utc (2026, 4, 20, 12, 0, 0);

  AWAIT (fixture->result, velo_store_list_todo_async (fixture->store, g_date_time_to_unix (now) * G_USEC_PER_SEC, NULL,
                                                      velo_await_cb, &fixture->result));
  items = velo_store_list_todo_finish (fixture->store, fixture->result, &error);
  g_assert_no_error (error);
  return items->len;
}

/* Nobody asks for insurance of what came back, nor of what takes it back. */
static void
test_not_asked_for (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = make_sale ("RE-1");
  g_autoptr(VeloInvoice) reversal = make_reversal ("GU-1", "RE-1", TRUE);

  add_sale (fixture, sale, NULL);
  g_assert_cmpuint (count_todo (fixture), ==, 1);
  add_sale (fixture, reversal, NULL);
  g_assert_cmpuint (count_todo (fixture), ==, 0);
}

static GPtrArray *
list_deadlines (Fixture                  *fixture,
                const VeloStoreDeadlines *deadlines,
                guint                    *n_total)
{
  g_autoptr(GArray) ids = NULL;
  g_autoptr(GError) error = NULL;
  GPtrArray *items = NULL;

  AWAIT (fixture->result, velo_store_list_deadlines_async (fixture->store, deadlines, NULL,
                                                           velo_await_cb, &fixture->result));
  ids = velo_store_list_deadlines_finish (fixture->store, fixture->result, &items, &error);
  g_assert_no_error (error);
  if (n_total != NULL)
    *n_total = ids->len;
  return items;
}

static void
add_sale_of_day (Fixture    *fixture,
                 const char *number,
                 int         day)
{
  g_autoptr(VeloInvoice) sale = make_sale (number);
  g_autoptr(GDate) date = day == 0 ? NULL : g_date_new_dmy ((GDateDay) day, G_DATE_APRIL, 2026);

  velo_vehicle_set_purchase_date (get_vehicle (sale), date);
  velo_invoice_set_employee_name (sale, day == 3 ? "Max" : "Jana");
  add_sale (fixture, sale, NULL);
}

static void
test_deadlines (Fixture       *fixture,
                gconstpointer  data)
{
  VeloStoreDeadlines deadlines = VELO_STORE_DEADLINES_INIT;
  g_autoptr(GDate) from = g_date_new_dmy (2, G_DATE_APRIL, 2027);
  g_autoptr(GPtrArray) all = NULL;
  g_autoptr(GPtrArray) later = NULL;
  g_autoptr(GPtrArray) of_max = NULL;
  g_autoptr(GPtrArray) with_unknown = NULL;
  guint n_total = 0;

  add_sale_of_day (fixture, "RE-1", 3);
  add_sale_of_day (fixture, "RE-2", 1);
  add_sale_of_day (fixture, "RE-3", 2);
  add_sale_of_day (fixture, "RE-4", 0);
  all = list_deadlines (fixture, NULL, &n_total);
  g_assert_cmpuint (all->len, ==, 3);
  g_assert_cmpuint (n_total, ==, 3);
  g_assert_cmpstr (velo_sale_item_get_number (g_ptr_array_index (all, 0)), ==, "RE-2");
  g_assert_cmpstr (velo_sale_item_get_number (g_ptr_array_index (all, 2)), ==, "RE-1");
  g_assert_cmpint (g_date_get_year (velo_sale_item_get_last_day (g_ptr_array_index (all, 0))), ==,
                   2027);
  deadlines.from = from;
  deadlines.n_first = 1;
  later = list_deadlines (fixture, &deadlines, &n_total);
  g_assert_cmpuint (later->len, ==, 1);
  g_assert_cmpuint (n_total, ==, 2);
  deadlines.employee = "Max";
  of_max = list_deadlines (fixture, &deadlines, &n_total);
  g_assert_cmpuint (n_total, ==, 1);
  deadlines = (VeloStoreDeadlines) VELO_STORE_DEADLINES_INIT;
  deadlines.with_unknown = TRUE;
  with_unknown = list_deadlines (fixture, &deadlines, NULL);
  g_assert_cmpuint (with_unknown->len, ==, 4);
  g_assert_cmpstr (velo_sale_item_get_last_day_reason (g_ptr_array_index (with_unknown, 3)), ==,
                   "no-date");
}

static GDate *
no_day_func (VeloVehicle  *vehicle,
             const char   *country,
             const char  **reason,
             gpointer      data)
{
  *reason = "rule";
  g_atomic_int_inc ((int *) data);
  return NULL;
}

static void
set_rule (Fixture    *fixture,
          const char *stamp,
          int        *n_calls)
{
  g_autoptr(GError) error = NULL;

  AWAIT (fixture->result, velo_store_set_last_day_rule_async (fixture->store, stamp, no_day_func,
                                                              n_calls, NULL, NULL, velo_await_cb,
                                                              &fixture->result));
  g_assert_true (velo_store_set_last_day_rule_finish (fixture->store, fixture->result, &error));
  g_assert_no_error (error);
}

static void
test_rule (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GPtrArray) before = NULL;
  g_autoptr(GPtrArray) after = NULL;
  int n_calls = 0;

  add_sale_of_day (fixture, "RE-1", 3);
  before = list_deadlines (fixture, NULL, NULL);
  g_assert_cmpuint (before->len, ==, 1);
  set_rule (fixture, "tariffs-1", &n_calls);
  g_assert_cmpint (n_calls, ==, 1);
  set_rule (fixture, "tariffs-1", &n_calls);
  g_assert_cmpint (n_calls, ==, 1);
  add_sale_of_day (fixture, "RE-2", 4);
  g_assert_cmpint (n_calls, ==, 2);
  after = list_deadlines (fixture, NULL, NULL);
  g_assert_cmpuint (after->len, ==, 0);
  set_rule (fixture, "tariffs-2", &n_calls);
  g_assert_cmpint (n_calls, ==, 4);
}

static void
test_rule_cancelled (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  int n_calls = 0;

  g_cancellable_cancel (cancellable);
  AWAIT (fixture->result, velo_store_set_last_day_rule_async (fixture->store, "x", no_day_func,
                                                              &n_calls, NULL, cancellable,
                                                              velo_await_cb, &fixture->result));
  g_assert_false (velo_store_set_last_day_rule_finish (fixture->store, fixture->result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_letters (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GError) error = NULL;

  add_sale_of_day (fixture, "RE-1", 3);
  items = list_deadlines (fixture, NULL, NULL);
  g_assert_cmpint (velo_sale_item_get_letter_at (g_ptr_array_index (items, 0)), ==, 0);
  for (guint i = 0; i < 2; i++)
    {
      const char *id = velo_sale_item_get_vehicle_id (g_ptr_array_index (items, 0));

      AWAIT (fixture->result, velo_store_note_letter_async (fixture->store, id, "mail", "Jana",
                                                            NULL, velo_await_cb,
                                                            &fixture->result));
      g_assert_true (velo_store_note_letter_finish (fixture->store, fixture->result, &error));
    }
  g_clear_pointer (&items, g_ptr_array_unref);
  items = list_deadlines (fixture, NULL, NULL);
  g_assert_cmpint (velo_sale_item_get_letter_at (g_ptr_array_index (items, 0)), >, 0);
  g_assert_cmpint (velo_sale_item_get_n_letters (g_ptr_array_index (items, 0)), ==, 2);
  AWAIT (fixture->result, velo_store_note_letter_async (fixture->store, "nowhere", "mail", NULL, NULL,
                                                        velo_await_cb, &fixture->result));
  g_assert_false (velo_store_note_letter_finish (fixture->store, fixture->result, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_NOT_FOUND);
}

static VeloSameness
find_same (Fixture      *fixture,
           VeloInvoice  *invoice,
           char        **id)
{
  g_autoptr(GError) error = NULL;
  VeloSameness sameness = VELO_SAMENESS_NONE;

  AWAIT (fixture->result, velo_store_find_same_async (fixture->store, invoice, NULL, velo_await_cb,
                                                      &fixture->result));
  g_assert_true (velo_store_find_same_finish (fixture->store, fixture->result, &sameness, id, &error));
  g_assert_no_error (error);
  return sameness;
}

static void
test_same (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(VeloInvoice) stored = make_sale ("RE-1");
  g_autoptr(VeloInvoice) other = make_sale ("RE-2");
  g_autofree char *none = NULL;
  g_autofree char *number = NULL;
  g_autofree char *xml = NULL;
  g_autofree char *file = NULL;

  velo_invoice_set_xml_sha256 (stored, "abc");
  add_sale (fixture, stored, "%PDF");
  g_assert_cmpint (find_same (fixture, other, &none), ==, VELO_SAMENESS_NONE);
  g_assert_null (none);
  velo_invoice_set_number (other, "re1");
  g_assert_cmpint (find_same (fixture, other, &number), ==, VELO_SAMENESS_NUMBER);
  g_assert_cmpstr (number, ==, velo_invoice_get_id (stored));
  velo_invoice_set_xml_sha256 (other, "abc");
  g_assert_cmpint (find_same (fixture, other, &xml), ==, VELO_SAMENESS_XML);
  velo_invoice_set_sha256 (other, velo_invoice_get_sha256 (stored));
  g_assert_cmpint (find_same (fixture, other, &file), ==, VELO_SAMENESS_FILE);
}

/* Vehicles of one line keep the order in which they stand on the invoice. */
static void
test_positions (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = make_sale ("RE-1");
  g_autoptr(VeloInvoice) read = NULL;
  g_autoptr(GError) error = NULL;

  g_list_store_remove_all (velo_invoice_get_vehicles (sale));
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr(VeloVehicle) vehicle = velo_vehicle_new ();
      g_autofree char *model = g_strdup_printf ("M%u", i);

      velo_vehicle_set_line (vehicle, 1);
      velo_vehicle_set_model (vehicle, model);
      g_list_store_append (velo_invoice_get_vehicles (sale), vehicle);
    }
  add_sale (fixture, sale, NULL);
  AWAIT (fixture->result, velo_store_get_sale_async (fixture->store, velo_invoice_get_id (sale),
                                                     NULL, velo_await_cb, &fixture->result));
  read = velo_store_get_sale_finish (fixture->store, fixture->result, &error);
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr(VeloVehicle) vehicle = NULL;
      g_autofree char *model = g_strdup_printf ("M%u", i);

      vehicle = g_list_model_get_item (G_LIST_MODEL (velo_invoice_get_vehicles (read)), i);
      g_assert_cmpstr (velo_vehicle_get_model (vehicle), ==, model);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("returns/returned", test_returned);
  ADD ("returns/order-and-frame", test_order_and_frame);
  ADD ("returns/not-open", test_not_open);
  ADD ("returns/not-returned", test_not_returned);
  ADD ("returns/not-asked-for", test_not_asked_for);
  ADD ("deadlines/list", test_deadlines);
  ADD ("deadlines/rule", test_rule);
  ADD ("deadlines/rule-cancelled", test_rule_cancelled);
  ADD ("deadlines/letters", test_letters);
  ADD ("sales/same", test_same);
  ADD ("sales/positions", test_positions);
  return g_test_run ();
}
