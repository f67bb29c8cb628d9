/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests how all vehicles are gone through with a new rule for last days: behind others, further after an end. */

#include "velo-store-deadlines.h"
#include "velo-store-fixture.h"

#define N_VEHICLES 260
#define N_A_STEP 250
#define AN_HOUR_MSEC (60 * 60 * 1000)

/* A rule that can be held up on the worker, and counts how often it was asked. */
typedef struct
{
  GMutex mutex;
  GCond changed;
  guint n_calls;
  gboolean is_held;
  GDateYear year;
} Rule;

static void
init_rule (Rule      *rule,
           GDateYear  year,
           gboolean   is_held)
{
  g_mutex_init (&rule->mutex);
  g_cond_init (&rule->changed);
  rule->n_calls = 0;
  rule->is_held = is_held;
  rule->year = year;
}

static void
clear_rule (Rule *rule)
{
  g_mutex_clear (&rule->mutex);
  g_cond_clear (&rule->changed);
}

static GDate *
find_last_day (VeloVehicle  *vehicle,
               const char   *country,
               const char  **reason,
               gpointer      data)
{
  Rule *rule = data;
  GDateYear year;

  g_mutex_lock (&rule->mutex);
  rule->n_calls++;
  g_cond_broadcast (&rule->changed);
  while (rule->is_held)
    g_cond_wait (&rule->changed, &rule->mutex);
  year = rule->year;
  g_mutex_unlock (&rule->mutex);
  return g_date_new_dmy (3, G_DATE_APRIL, year);
}

static void
let_go (Rule *rule)
{
  g_mutex_lock (&rule->mutex);
  rule->is_held = FALSE;
  g_cond_broadcast (&rule->changed);
  g_mutex_unlock (&rule->mutex);
}

static guint
count_calls (Rule *rule)
{
  guint n_calls;

  g_mutex_lock (&rule->mutex);
  n_calls = rule->n_calls;
  g_mutex_unlock (&rule->mutex);
  return n_calls;
}

/* The vehicles */

static gboolean
multiply_func (VeloConnection *connection,
               gpointer        data,
               GError        **error)
{
  g_autofree char *sql = g_strdup_printf (
    "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < %d)"
    " INSERT INTO vehicles (id, invoice_id, customer_id, line, kind, insurable, name, frame_number, price_cents,"
    "  purchase_date, search, state, remind_at, asked_at, decline_reason, contract_number, record, last_day)"
    " SELECT v.id || n, v.invoice_id, v.customer_id, v.line, v.kind, v.insurable, v.name, '', v.price_cents,"
    "  v.purchase_date, v.search, v.state, 0, 0, '', '', v.record, v.last_day FROM vehicles v, n", N_VEHICLES - 1);

  return velo_connection_execute (connection, sql, error);
}

static gboolean
count_changes_func (VeloConnection *connection,
                    gpointer        data,
                    GError        **error)
{
  return velo_connection_query_int64 (connection, data, error, "SELECT total_changes ()", NULL);
}

static gboolean
count_year_func (VeloConnection *connection,
                 gpointer        data,
                 GError        **error)
{
  gint64 *number = data;

  return velo_connection_query_int64 (connection, number, error,
                                      "SELECT count (*) FROM vehicles WHERE substr (last_day, 1, 4) = ?1 || ''",
                                      "l", *number);
}

static gint64
count_year (Fixture *fixture,
            gint64   year)
{
  gint64 number = year;

  run_alone (fixture, VELO_DATABASE_READ, count_year_func, &number);
  return number;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = NULL;

  fixture_set_up (fixture, data);
  sale = make_sale ("RE-1");
  add_sale (fixture, sale, NULL);
  run_alone (fixture, VELO_DATABASE_WRITE, multiply_func, NULL);
}

/* Somebody who asks for something else, and has the answer. */
static void
ask (Fixture *fixture)
{
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GError) error = NULL;

  AWAIT (fixture->result, velo_store_list_sales_async (fixture->store, NULL, NULL, velo_await_cb,
                                                       &fixture->result));
  items = velo_store_list_sales_finish (fixture->store, fixture->result, NULL, &error);
  g_assert_no_error (error);
}

static void
start (Fixture       *fixture,
       const char    *stamp,
       Rule          *rule,
       GCancellable  *cancellable,
       GAsyncResult **result)
{
  velo_store_set_last_day_rule_async (fixture->store, stamp, find_last_day, rule, NULL, cancellable, velo_await_cb,
                                      result);
}

static void
go_through (Fixture    *fixture,
            const char *stamp,
            Rule       *rule)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  start (fixture, stamp, rule, NULL, &result);
  velo_await (&result);
  g_assert_true (velo_store_set_last_day_rule_finish (fixture->store, result, &error));
  g_assert_no_error (error);
}

/* Goes through with a rule until after its first step: there it waits, since somebody else asked meanwhile. */
static void
start_and_disturb (Fixture       *fixture,
                   const char    *stamp,
                   Rule          *rule,
                   GCancellable  *cancellable,
                   GAsyncResult **result)
{
  velo_store_set_patience (fixture->store, AN_HOUR_MSEC);
  start (fixture, stamp, rule, cancellable, result);
  WAIT_UNTIL (count_calls (rule) > 0);
  g_clear_object (&fixture->result);
  velo_store_list_sales_async (fixture->store, NULL, NULL, velo_await_cb, &fixture->result);
  let_go (rule);
  velo_await (&fixture->result);
  ask (fixture);
  g_assert_null (*result);
  g_assert_cmpuint (count_calls (rule), ==, N_A_STEP);
}

/* Closes while it waits: it ends, and holds nothing any more. */
static void
close_meanwhile (Fixture       *fixture,
                 GAsyncResult **result)
{
  g_autoptr(GError) error = NULL;

  AWAIT (fixture->result, velo_store_close_async (fixture->store, velo_await_cb, &fixture->result));
  g_assert_true (velo_store_close_finish (fixture->store, fixture->result, &error));
  g_assert_no_error (error);
  velo_await (result);
  g_assert_false (velo_store_set_last_day_rule_finish (fixture->store, *result, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CLOSED);
  g_clear_object (result);
  g_clear_object (&fixture->result);
  g_assert_finalize_object (fixture->store);
  fixture->store = fixture_open (fixture);
}

static void
test_behind_others (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  Rule rule;

  init_rule (&rule, 2031, TRUE);
  start_and_disturb (fixture, "a", &rule, NULL, &result);
  g_assert_cmpint (count_year (fixture, 2031), ==, N_A_STEP);
  close_meanwhile (fixture, &result);
  clear_rule (&rule);
}

static void
test_goes_on (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  Rule rule;

  init_rule (&rule, 2031, TRUE);
  start_and_disturb (fixture, "a", &rule, NULL, &result);
  close_meanwhile (fixture, &result);
  go_through (fixture, "a", &rule);
  g_assert_cmpuint (count_calls (&rule), ==, N_VEHICLES);
  g_assert_cmpint (count_year (fixture, 2031), ==, N_VEHICLES);
  fixture_reopen (fixture);
  go_through (fixture, "a", &rule);
  g_assert_cmpuint (count_calls (&rule), ==, N_VEHICLES);
  clear_rule (&rule);
}

/* Where another rule had come to is nothing to this one, though its name begins alike. */
static void
test_other_place (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  Rule rule;
  Rule other;

  init_rule (&rule, 2031, TRUE);
  init_rule (&other, 2032, FALSE);
  start_and_disturb (fixture, "ab", &rule, NULL, &result);
  close_meanwhile (fixture, &result);
  go_through (fixture, "a", &other);
  g_assert_cmpuint (count_calls (&other), ==, N_VEHICLES);
  g_assert_cmpint (count_year (fixture, 2032), ==, N_VEHICLES);
  clear_rule (&rule);
  clear_rule (&other);
}

/* Another rule that was broken off has left its days behind: the first one is not through any more. */
static void
test_back_to_the_first (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  Rule first;
  Rule other;

  init_rule (&first, 2031, FALSE);
  init_rule (&other, 2032, TRUE);
  go_through (fixture, "a", &first);
  g_assert_cmpint (count_year (fixture, 2031), ==, N_VEHICLES);
  start_and_disturb (fixture, "b", &other, NULL, &result);
  g_assert_cmpint (count_year (fixture, 2032), ==, N_A_STEP);
  close_meanwhile (fixture, &result);
  go_through (fixture, "a", &first);
  g_assert_cmpint (count_year (fixture, 2031), ==, N_VEHICLES);
  clear_rule (&first);
  clear_rule (&other);
}

/* What comes in while nobody knows the tariffs may stand before that place: then all is done anew. */
static void
test_without_rule (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(VeloInvoice) sale = make_sale ("RE-2");
  Rule rule;

  init_rule (&rule, 2031, TRUE);
  start_and_disturb (fixture, "a", &rule, NULL, &result);
  close_meanwhile (fixture, &result);
  velo_vehicle_set_frame_number (get_vehicle (sale), "RE-2");
  add_sale (fixture, sale, NULL);
  go_through (fixture, "a", &rule);
  g_assert_cmpuint (count_calls (&rule), ==, N_A_STEP + N_VEHICLES + 1);
  g_assert_cmpint (count_year (fixture, 2031), ==, N_VEHICLES + 1);
  clear_rule (&rule);
}

/* Somebody who asks all the time holds it up, and does not stop it. */
static void
test_always_somebody (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  guint n_asked = 0;
  Rule rule;

  init_rule (&rule, 2031, FALSE);
  velo_store_set_patience (fixture->store, 0);
  start (fixture, "a", &rule, NULL, &result);
  do
    {
      ask (fixture);
      n_asked++;
    }
  while (result == NULL);
  g_assert_true (velo_store_set_last_day_rule_finish (fixture->store, result, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_asked, >, 0);
  g_assert_cmpint (count_year (fixture, 2031), ==, N_VEHICLES);
  clear_rule (&rule);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  Rule rule;

  init_rule (&rule, 2031, TRUE);
  start_and_disturb (fixture, "a", &rule, cancellable, &result);
  g_cancellable_cancel (cancellable);
  velo_await (&result);
  g_assert_false (velo_store_set_last_day_rule_finish (fixture->store, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (count_year (fixture, 2031), ==, N_A_STEP);
  clear_rule (&rule);
}

/* Two rules never work on the vehicles in turns: the newer one counts. */
static void
test_another_rule (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  Rule rule;
  Rule newer;

  init_rule (&rule, 2031, TRUE);
  init_rule (&newer, 2032, FALSE);
  velo_store_set_patience (fixture->store, 0);
  start (fixture, "a", &rule, NULL, &result);
  WAIT_UNTIL (count_calls (&rule) > 0);
  g_clear_object (&fixture->result);
  velo_store_set_last_day_rule_async (fixture->store, "b", find_last_day, &newer, NULL, NULL, velo_await_cb,
                                      &fixture->result);
  let_go (&rule);
  velo_await (&result);
  velo_await (&fixture->result);
  g_assert_false (velo_store_set_last_day_rule_finish (fixture->store, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_true (velo_store_set_last_day_rule_finish (fixture->store, fixture->result, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_calls (&rule), ==, N_A_STEP);
  g_assert_cmpint (count_year (fixture, 2032), ==, N_VEHICLES);
  clear_rule (&rule);
  clear_rule (&newer);
}

/* New tariffs that say the same change nothing but what was gone through. */
static void
test_nothing_new (Fixture       *fixture,
                  gconstpointer  data)
{
  gint64 n_before = 0;
  gint64 n_after = 0;
  Rule rule;

  init_rule (&rule, 2031, FALSE);
  go_through (fixture, "a", &rule);
  run_alone (fixture, VELO_DATABASE_READ, count_changes_func, &n_before);
  go_through (fixture, "b", &rule);
  run_alone (fixture, VELO_DATABASE_READ, count_changes_func, &n_after);
  g_assert_cmpuint (count_calls (&rule), ==, 2 * N_VEHICLES);
  g_assert_cmpint (n_before, >, N_VEHICLES);
  g_assert_cmpint (n_after - n_before, <, 10);
  clear_rule (&rule);
}

#define ADD_FILLED(name, function) \
  g_test_add ("/store/rule/" name, Fixture, NULL, set_up, function, fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD_FILLED ("behind-others", test_behind_others);
  ADD_FILLED ("goes-on", test_goes_on);
  ADD_FILLED ("other-place", test_other_place);
  ADD_FILLED ("back-to-the-first", test_back_to_the_first);
  ADD_FILLED ("without-rule", test_without_rule);
  ADD_FILLED ("always-somebody", test_always_somebody);
  ADD_FILLED ("cancelled", test_cancelled);
  ADD_FILLED ("another-rule", test_another_rule);
  ADD_FILLED ("nothing-new", test_nothing_new);
  return g_test_run ();
}
