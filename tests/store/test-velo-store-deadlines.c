/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests which uninsured vehicles are found, and what of them is to be done on which day. */

#include "velo-store-deadlines.h"
#include "velo-store-fixture.h"
#include "velo-store-todo.h"
#include "velo-store-vehicles.h"

/* Bought on 3 April 2026, so that it can be insured until 3 April 2027. */
static VeloInvoice *
add_bought (Fixture    *fixture,
            const char *number,
            const char *model)
{
  VeloInvoice *sale = make_sale (number);
  g_autoptr(GDate) date = g_date_new_dmy (3, G_DATE_APRIL, 2026);

  velo_vehicle_set_purchase_date (get_vehicle (sale), date);
  velo_vehicle_set_model (get_vehicle (sale), model);
  velo_vehicle_set_frame_number (get_vehicle (sale), number);
  velo_invoice_set_taken_in_at (sale, G_GINT64_CONSTANT (1775206800) * G_USEC_PER_SEC);
  add_sale (fixture, sale, NULL);
  return sale;
}

static GPtrArray *
list (Fixture                  *fixture,
      const VeloStoreDeadlines *deadlines)
{
  g_autoptr(GArray) ids = NULL;
  g_autoptr(GError) error = NULL;
  GPtrArray *items = NULL;

  AWAIT (fixture->result, velo_store_list_deadlines_async (fixture->store, deadlines, NULL,
                                                           velo_await_cb, &fixture->result));
  ids = velo_store_list_deadlines_finish (fixture->store, fixture->result, &items, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, items->len);
  return items;
}

static guint
count_found (Fixture    *fixture,
             const char *text)
{
  VeloStoreDeadlines deadlines = VELO_STORE_DEADLINES_INIT;
  g_autoptr(GPtrArray) items = NULL;

  deadlines.text = text;
  items = list (fixture, &deadlines);
  return items->len;
}

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(VeloInvoice) first G_GNUC_UNUSED = add_bought (fixture, "RE-1", "Straßenfuchs 100%");
  g_autoptr(VeloInvoice) second G_GNUC_UNUSED = add_bought (fixture, "RE-22", "Bergziege");

  g_assert_cmpuint (count_found (fixture, ""), ==, 2);
  g_assert_cmpuint (count_found (fixture, NULL), ==, 2);
  g_assert_cmpuint (count_found (fixture, "re-1 strassenFU"), ==, 1);
  g_assert_cmpuint (count_found (fixture, "berg re-22"), ==, 1);
  g_assert_cmpuint (count_found (fixture, "ziege strassenfuchs"), ==, 0);
  /* signs of the query language are nothing but signs */
  g_assert_cmpuint (count_found (fixture, "strassenf 100%"), ==, 1);
  g_assert_cmpuint (count_found (fixture, "str_ssen"), ==, 0);
  g_assert_cmpuint (count_found (fixture, "'; DROP TABLE vehicles; --"), ==, 0);
  g_assert_cmpuint (count_found (fixture, ""), ==, 2);
}

static void
remind_later (Fixture     *fixture,
              VeloInvoice *sale,
              gint64       time)
{
  g_autoptr(GError) error = NULL;

  AWAIT (fixture->result, velo_store_remind_later_async (fixture->store, velo_vehicle_get_id (get_vehicle (sale)),
                                                         time, "Jana", NULL, velo_await_cb, &fixture->result));
  g_assert_true (velo_store_remind_later_finish (fixture->store, fixture->result, &error));
  g_assert_no_error (error);
}

static void
decline (Fixture     *fixture,
         VeloInvoice *sale)
{
  g_autoptr(GError) error = NULL;

  AWAIT (fixture->result, velo_store_decline_async (fixture->store, velo_vehicle_get_id (get_vehicle (sale)),
                                                    "too dear", "Jana", NULL, velo_await_cb, &fixture->result));
  g_assert_true (velo_store_decline_finish (fixture->store, fixture->result, &error));
  g_assert_no_error (error);
}

static void
test_only (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(VeloInvoice) open G_GNUC_UNUSED = add_bought (fixture, "RE-1", "A");
  g_autoptr(VeloInvoice) later = add_bought (fixture, "RE-2", "B");
  g_autoptr(VeloInvoice) declined = add_bought (fixture, "RE-3", "C");
  VeloStoreDeadlines deadlines = VELO_STORE_DEADLINES_INIT;
  g_autoptr(GPtrArray) any = NULL;
  g_autoptr(GPtrArray) only_later = NULL;
  g_autoptr(GPtrArray) only_declined = NULL;

  remind_later (fixture, later, velo_time_now () + G_TIME_SPAN_DAY);
  decline (fixture, declined);
  any = list (fixture, &deadlines);
  g_assert_cmpuint (any->len, ==, 2);
  deadlines.only = VELO_STORE_DEADLINES_LATER;
  only_later = list (fixture, &deadlines);
  g_assert_cmpuint (only_later->len, ==, 1);
  g_assert_cmpstr (velo_sale_item_get_number (g_ptr_array_index (only_later, 0)), ==, "RE-2");
  deadlines.only = VELO_STORE_DEADLINES_DECLINED;
  only_declined = list (fixture, &deadlines);
  g_assert_cmpuint (only_declined->len, ==, 1);
  g_assert_cmpstr (velo_sale_item_get_number (g_ptr_array_index (only_declined, 0)), ==, "RE-3");
}

static GPtrArray *
list_todo (Fixture    *fixture,
           const char *time)
{
  g_autoptr(GDateTime) moment = g_date_time_new_from_iso8601 (time, NULL);
  g_autoptr(GError) error = NULL;
  GPtrArray *items = NULL;

  AWAIT (fixture->result,
         velo_store_list_todo_async (fixture->store, g_date_time_to_unix (moment) * G_USEC_PER_SEC, NULL,
                                     velo_await_cb, &fixture->result));
  items = velo_store_list_todo_finish (fixture->store, fixture->result, &error);
  g_assert_no_error (error);
  return items;
}

static guint
count_todo (Fixture    *fixture,
            const char *time)
{
  g_autoptr(GPtrArray) items = list_todo (fixture, time);

  for (guint i = 0; i < items->len; i++)
    g_assert_cmpint (velo_todo_item_get_kind (g_ptr_array_index (items, i)), ==, VELO_TODO_KIND_DEADLINE);
  return items->len;
}

static void
test_todo (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale G_GNUC_UNUSED = add_bought (fixture, "RE-1", "A");
  g_autoptr(GPtrArray) items = NULL;
  g_autofree char *day = NULL;

  g_assert_cmpuint (count_todo (fixture, "2027-03-19T12:00:00Z"), ==, 0);
  g_assert_cmpuint (count_todo (fixture, "2027-03-20T00:00:00Z"), ==, 1);
  g_assert_cmpuint (count_todo (fixture, "2027-04-03T23:59:59Z"), ==, 1);
  g_assert_cmpuint (count_todo (fixture, "2027-04-04T00:00:00Z"), ==, 0);
  items = list_todo (fixture, "2027-04-01T08:00:00Z");
  day = velo_date_format_iso (velo_todo_item_get_last_day (g_ptr_array_index (items, 0)));
  g_assert_cmpstr (day, ==, "2027-04-03");
}

/* One vehicle is one thing to be done: the reminder that is due, not the deadline, too. */
static void
test_todo_once (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(VeloInvoice) later = add_bought (fixture, "RE-1", "A");
  g_autoptr(VeloInvoice) declined = add_bought (fixture, "RE-2", "B");
  g_autoptr(GDateTime) due = g_date_time_new_from_iso8601 ("2027-03-30T09:00:00Z", NULL);
  g_autoptr(GPtrArray) before = NULL;
  g_autoptr(GPtrArray) after = NULL;

  remind_later (fixture, later, g_date_time_to_unix (due) * G_USEC_PER_SEC);
  decline (fixture, declined);
  before = list_todo (fixture, "2027-03-29T12:00:00Z");
  after = list_todo (fixture, "2027-03-30T12:00:00Z");
  g_assert_cmpuint (before->len, ==, 1);
  g_assert_cmpint (velo_todo_item_get_kind (g_ptr_array_index (before, 0)), ==, VELO_TODO_KIND_DEADLINE);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_cmpint (velo_todo_item_get_kind (g_ptr_array_index (after, 0)), ==, VELO_TODO_KIND_REMINDER);
}

static void
test_todo_order (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(VeloInvoice) first G_GNUC_UNUSED = add_bought (fixture, "RE-1", "A");
  g_autoptr(VeloInvoice) second = make_sale ("RE-2");
  g_autoptr(GDate) date = g_date_new_dmy (28, G_DATE_MARCH, 2026);
  g_autoptr(GPtrArray) items = NULL;

  velo_vehicle_set_purchase_date (get_vehicle (second), date);
  velo_vehicle_set_frame_number (get_vehicle (second), "X 2");
  velo_invoice_set_taken_in_at (second, G_GINT64_CONSTANT (1775206800) * G_USEC_PER_SEC);
  add_sale (fixture, second, NULL);
  items = list_todo (fixture, "2027-03-25T12:00:00Z");
  g_assert_cmpuint (items->len, ==, 2);
  g_assert_cmpstr (velo_todo_item_get_invoice_id (g_ptr_array_index (items, 0)), ==, velo_invoice_get_id (second));
}

static void
test_todo_returned (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = add_bought (fixture, "RE-1", "A");
  g_autoptr(VeloInvoice) reversal = make_sale ("GU-1");
  g_autoptr(VeloProposal) proposal = make_proposal (sale);
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GError) error = NULL;
  VeloTodoItem *item;

  g_assert_true (save_proposal (fixture, fixture->store, proposal, &error));
  velo_invoice_set_is_reversal (reversal, TRUE);
  velo_invoice_set_preceding (reversal, "RE-1");
  velo_invoice_set_gross_cents (reversal, -399900);
  g_list_store_remove_all (velo_invoice_get_vehicles (reversal));
  add_sale (fixture, reversal, NULL);
  items = list_todo (fixture, "2026-04-05T12:00:00Z");
  g_assert_cmpuint (items->len, ==, 2);
  item = g_ptr_array_index (items, 0);
  g_assert_cmpint (velo_todo_item_get_kind (item), ==, VELO_TODO_KIND_RETURNED);
  g_assert_cmpstr (velo_todo_item_get_invoice_id (item), ==, velo_invoice_get_id (reversal));
  g_assert_cmpstr (velo_todo_item_get_vehicle_id (item), ==, velo_vehicle_get_id (get_vehicle (sale)));
}

static VeloInvoice *
add_priced (Fixture    *fixture,
            const char *number,
            gint64      price_cents)
{
  VeloInvoice *sale = make_sale (number);
  g_autoptr(GDate) date = g_date_new_dmy (3, G_DATE_APRIL, 2026);

  velo_vehicle_set_kind (get_vehicle (sale), VELO_ARTICLE_KIND_EBIKE);
  velo_vehicle_set_purchase_date (get_vehicle (sale), date);
  velo_vehicle_set_frame_number (get_vehicle (sale), number);
  velo_vehicle_set_price_cents (get_vehicle (sale), price_cents);
  velo_invoice_set_taken_in_at (sale, G_GINT64_CONSTANT (1775206800) * G_USEC_PER_SEC);
  add_sale (fixture, sale, NULL);
  return sale;
}

static void
assert_state (Fixture            *fixture,
              VeloInvoice        *sale,
              VeloInsuranceState  state,
              const char         *reason)
{
  g_autoptr(VeloSaleItem) item = NULL;
  g_autoptr(GError) error = NULL;

  AWAIT (fixture->result, velo_store_get_item_async (fixture->store, velo_vehicle_get_id (get_vehicle (sale)), NULL,
                                                     velo_await_cb, &fixture->result));
  item = velo_store_get_item_finish (fixture->store, fixture->result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (velo_sale_item_get_state (item), ==, state);
  g_assert_cmpstr (velo_sale_item_get_last_day_reason (item), ==, reason);
}

/* Nobody is asked about what no tariff takes, until its price is corrected. */
static void
test_too_dear (Fixture       *fixture,
               gconstpointer  data)
{
  VeloStoreDeadlines deadlines = VELO_STORE_DEADLINES_INIT;
  g_autoptr(VeloInvoice) dearest = add_priced (fixture, "RE-1", 1000000);
  g_autoptr(VeloInvoice) sale = add_priced (fixture, "RE-2", 1000001);
  g_autoptr(VeloVehicle) vehicle = velo_record_copy (get_vehicle (sale));
  g_autoptr(GPtrArray) due = list (fixture, &deadlines);
  g_autoptr(GPtrArray) to_ask = list_todo (fixture, "2026-04-05T12:00:00Z");
  g_autoptr(GPtrArray) corrected = NULL;
  g_autoptr(GError) error = NULL;

  assert_state (fixture, dearest, VELO_INSURANCE_STATE_OPEN, "");
  assert_state (fixture, sale, VELO_INSURANCE_STATE_UNINSURABLE, "price");
  g_assert_cmpuint (due->len, ==, 1);
  g_assert_cmpuint (to_ask->len, ==, 1);
  g_assert_cmpstr (velo_todo_item_get_invoice_id (g_ptr_array_index (to_ask, 0)), ==, velo_invoice_get_id (dearest));

  velo_vehicle_set_state (vehicle, VELO_INSURANCE_STATE_UNINSURABLE);
  velo_vehicle_set_price_cents (vehicle, 900000);
  AWAIT (fixture->result, velo_store_save_vehicle_async (fixture->store, vehicle, "Jana", NULL, velo_await_cb,
                                                         &fixture->result));
  g_assert_true (velo_store_save_vehicle_finish (fixture->store, fixture->result, &error));
  g_assert_no_error (error);
  assert_state (fixture, sale, VELO_INSURANCE_STATE_OPEN, "");
  corrected = list_todo (fixture, "2026-04-05T12:00:00Z");
  g_assert_cmpuint (corrected->len, ==, 2);
}

static GDate *
refuse_used (VeloVehicle  *vehicle,
             const char   *country,
             const char  **reason,
             gpointer      data)
{
  if (velo_vehicle_get_used (vehicle))
    {
      *reason = "used";
      return NULL;
    }
  return g_date_new_dmy (3, G_DATE_APRIL, 2027);
}

/* A tariff file that comes later settles what was open before. */
static void
test_no_tariff (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(VeloInvoice) fresh = add_priced (fixture, "RE-1", 300000);
  g_autoptr(VeloInvoice) used = make_sale ("RE-2");
  g_autoptr(GPtrArray) to_ask = NULL;
  g_autoptr(GError) error = NULL;

  velo_vehicle_set_used (get_vehicle (used), TRUE);
  velo_vehicle_set_frame_number (get_vehicle (used), "RE-2");
  velo_invoice_set_taken_in_at (used, G_GINT64_CONSTANT (1775206800) * G_USEC_PER_SEC);
  add_sale (fixture, used, NULL);
  AWAIT (fixture->result, velo_store_set_last_day_rule_async (fixture->store, "a", refuse_used, NULL, NULL, NULL,
                                                              velo_await_cb, &fixture->result));
  g_assert_true (velo_store_set_last_day_rule_finish (fixture->store, fixture->result, &error));
  g_assert_no_error (error);
  assert_state (fixture, fresh, VELO_INSURANCE_STATE_OPEN, "");
  assert_state (fixture, used, VELO_INSURANCE_STATE_UNINSURABLE, "used");
  to_ask = list_todo (fixture, "2026-04-05T12:00:00Z");
  g_assert_cmpuint (to_ask->len, ==, 1);
}

static void
set_rule (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  AWAIT (fixture->result, velo_store_set_last_day_rule_async (fixture->store, "a", refuse_used, NULL, NULL, NULL,
                                                              velo_await_cb, &fixture->result));
  g_assert_true (velo_store_set_last_day_rule_finish (fixture->store, fixture->result, &error));
  g_assert_no_error (error);
}

/* What came in while nobody had told the tariffs is worked out by them as soon as they are told, although
 * they are the same as ever. */
static void
test_taken_in_without_rule (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr(VeloInvoice) before = add_priced (fixture, "RE-1", 300000);
  g_autoptr(VeloInvoice) used = make_sale ("RE-2");

  set_rule (fixture);
  fixture_reopen (fixture);
  velo_vehicle_set_used (get_vehicle (used), TRUE);
  velo_vehicle_set_frame_number (get_vehicle (used), "RE-2");
  add_sale (fixture, used, NULL);
  set_rule (fixture);
  assert_state (fixture, before, VELO_INSURANCE_STATE_OPEN, "");
  assert_state (fixture, used, VELO_INSURANCE_STATE_UNINSURABLE, "used");
}

/* Whoever wanted to be asked again is not asked about what has run out meanwhile. */
static void
test_run_out (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = add_bought (fixture, "RE-1", "A");
  g_autoptr(GDateTime) due = g_date_time_new_from_iso8601 ("2027-04-02T09:00:00Z", NULL);
  g_autoptr(GPtrArray) before = NULL;
  g_autoptr(GPtrArray) after = NULL;

  remind_later (fixture, sale, g_date_time_to_unix (due) * G_USEC_PER_SEC);
  before = list_todo (fixture, "2027-04-03T12:00:00Z");
  after = list_todo (fixture, "2027-04-04T12:00:00Z");
  g_assert_cmpuint (before->len, ==, 1);
  g_assert_cmpuint (after->len, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("deadlines/search", test_search);
  ADD ("deadlines/only", test_only);
  ADD ("deadlines/todo", test_todo);
  ADD ("deadlines/todo-once", test_todo_once);
  ADD ("deadlines/todo-order", test_todo_order);
  ADD ("deadlines/todo-returned", test_todo_returned);
  ADD ("deadlines/too-dear", test_too_dear);
  ADD ("deadlines/no-tariff", test_no_tariff);
  ADD ("deadlines/taken-in-without-rule", test_taken_in_without_rule);
  ADD ("deadlines/run-out", test_run_out);
  return g_test_run ();
}
