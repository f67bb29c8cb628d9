/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes a shop's database with as many sales as asked for: the same file every time. */

#include "config.h"

#include <stdlib.h>

#include "velo-bench-copies.h"
#include "velo-bench-sale.h"
#include "velo-date.h"
#include "velo-store-fixture.h"
#include "velo-text.h"

#define CONTRACTS_OF_WHICH_ONE_ENDS 20
#define SALES_EACH 1000
/* More sales than that are copies of the first ones with other numbers: that is much quicker. */
#define MOST_ORIGINALS 10000
#define SEED 4711
#define LAST_DAY "2026-11-20"

typedef struct
{
  VeloBench *bench;
  VeloStore *store;
  guint done;
  guint n_originals;
  guint n_copies;
  guint n_sales;
  guint copy;
} Generate;

static gboolean
set_fast_func (VeloConnection *connection,
               gpointer        data,
               GError        **error)
{
  return velo_connection_execute (connection, "PRAGMA synchronous=OFF; PRAGMA cache_size=-200000",
                                  error);
}

/* The way of a contract in three rows: proposal, policy, and what the vehicle says of it. */
static gboolean
insure (VeloConnection *connection,
        Generate       *generate,
        VeloInvoice    *invoice,
        VeloVehicle    *vehicle,
        guint           number,
        GError        **error)
{
  g_autoptr(VeloProposal) proposal = velo_proposal_new ();
  g_autoptr(VeloPolicy) policy = velo_policy_new ();
  g_autofree char *proposal_id = velo_bench_make_id (generate->bench);
  g_autofree char *policy_id = velo_bench_make_id (generate->bench);
  g_autofree char *contract = g_strdup_printf ("%08u", 10000000 + number);
  g_autofree char *key = velo_text_key (velo_vehicle_get_frame_number (vehicle));
  g_autofree char *proposal_text = NULL;
  g_autofree char *policy_text = NULL;
  gint64 at = velo_invoice_get_taken_in_at (invoice) + G_TIME_SPAN_HOUR;
  const char *vehicle_id = velo_vehicle_get_id (vehicle);

  velo_proposal_set_id (proposal, proposal_id);
  velo_proposal_set_vehicle_id (proposal, vehicle_id);
  velo_policy_set_id (policy, policy_id);
  velo_policy_set_contract_number (policy, contract);
  velo_policy_set_employee_name (policy, velo_invoice_get_employee_name (invoice));
  velo_policy_set_interval (policy, 12);
  velo_policy_set_premium_cents (policy, velo_vehicle_get_price_cents (vehicle) / 20);
  proposal_text = velo_record_to_text (proposal);
  policy_text = velo_record_to_text (policy);
  return velo_connection_run (connection, error,
           "INSERT INTO proposals (id, vehicle_id, state, created_at, changed_at, contract_number,"
           "  record_number, frame_key, record)"
           " VALUES (?1, ?2, 'concluded', ?3, ?3, ?4, ?1, ?5, ?6)", "ttlttt", proposal_id, vehicle_id,
           at, contract, key, proposal_text)
    && velo_connection_run (connection, error,
           "INSERT INTO policies (id, contract_number, proposal_id, vehicle_id, concluded_at,"
           "  frame_key, record) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", "ttttltt", policy_id, contract,
           proposal_id, vehicle_id, at, key, policy_text)
    && velo_connection_run (connection, error,
           "UPDATE vehicles SET contract_number = ?2, asked_at = ?3 WHERE id = ?1", "ttl", vehicle_id,
           contract, at)
    && velo_store_put_contract (connection, vehicle_id, error)
    && (number % CONTRACTS_OF_WHICH_ONE_ENDS != 0
        || velo_connection_run (connection, error,
             "UPDATE contracts SET ended_on = date (day, '+' || ?2 || ' days'), end_reason = 'cancelled'"
             " WHERE vehicle_id = ?1", "ti", vehicle_id, (int) (number % 500)));
}

static gboolean
add_sale_number (VeloConnection *connection,
                 Generate       *generate,
                 guint           number,
                 GError        **error)
{
  g_autoptr(VeloInvoice) invoice = velo_bench_make_sale (generate->bench, number);
  GListModel *vehicles = G_LIST_MODEL (velo_invoice_get_vehicles (invoice));
  VeloStoreJob *job = velo_store_job_new (NULL);
  gboolean done;

  job->store = generate->store;
  job->record = g_object_ref (invoice);
  job->who = g_strdup (velo_invoice_get_employee_name (invoice));
  done = velo_store_add_sale_func (connection, job, error);
  for (guint i = 0; done && i < g_list_model_get_n_items (vehicles); i++)
    {
      g_autoptr(VeloVehicle) vehicle = g_list_model_get_item (vehicles, i);

      if (velo_vehicle_get_state (vehicle) == VELO_INSURANCE_STATE_INSURED)
        done = insure (connection, generate, invoice, vehicle, number * 2 + i, error);
    }
  done = done && velo_store_follow_changes (connection, job, error);
  velo_store_job_free (job);
  return done;
}

static gboolean
add_some_func (VeloConnection *connection,
               gpointer        data,
               GError        **error)
{
  Generate *generate = data;
  guint until = MIN (generate->done + SALES_EACH, generate->n_originals);

  for (; generate->done < until; generate->done++)
    if (!add_sale_number (connection, generate, generate->done, error))
      return FALSE;
  return TRUE;
}

static gboolean
prepare_copies_func (VeloConnection *connection,
                     gpointer        data,
                     GError        **error)
{
  return velo_bench_prepare_copies (connection, error);
}

static gboolean
add_copy_func (VeloConnection *connection,
               gpointer        data,
               GError        **error)
{
  Generate *generate = data;
  guint n_sales = MIN (generate->n_originals, generate->n_sales - generate->done);

  generate->done += n_sales;
  return velo_bench_add_copy (connection, generate->copy, generate->n_copies, n_sales, error);
}

static gboolean
finish_copies_func (VeloConnection *connection,
                    gpointer        data,
                    GError        **error)
{
  return velo_bench_finish_copies (connection, error);
}

/* Not with AWAIT: its watchdog is for tests. */
static void
run_step (Generate          *generate,
          VeloDatabaseMode   mode,
          VeloDatabaseFunc   func)
{
  VeloDatabase *database = velo_store_get_database (generate->store);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  velo_database_run_async (database, mode, func, generate, NULL, NULL, velo_await_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  if (!velo_database_run_finish (database, result, &error))
    g_error ("%s", error->message);
}

static void
run_all (Generate *generate)
{
  run_step (generate, VELO_DATABASE_PLAIN, set_fast_func);
  while (generate->done < generate->n_originals)
    run_step (generate, VELO_DATABASE_WRITE, add_some_func);
  if (generate->done == generate->n_sales)
    return;
  run_step (generate, VELO_DATABASE_PLAIN, prepare_copies_func);
  for (generate->copy = 1; generate->done < generate->n_sales; generate->copy++)
    run_step (generate, VELO_DATABASE_WRITE, add_copy_func);
  run_step (generate, VELO_DATABASE_WRITE, finish_copies_func);
}

int
main (int   argc,
      char *argv[])
{
  Fixture fixture = { 0 };
  Generate generate = { 0 };
  g_autoptr(GDate) last_day = velo_date_parse_iso (argc > 3 ? argv[3] : LAST_DAY);
  gint64 started = g_get_monotonic_time ();
  double seconds;

  if (argc < 3 || last_day == NULL)
    {
      g_printerr ("Usage: %s N FILE [LAST-DAY]\n", argv[0]);
      return 2;
    }
  fixture.path = argv[2];
  generate.n_sales = (guint) strtoul (argv[1], NULL, 10);
  generate.store = fixture_open (&fixture);
  generate.n_originals = MIN (generate.n_sales, MOST_ORIGINALS);
  generate.n_copies = (generate.n_sales + MOST_ORIGINALS - 1) / MOST_ORIGINALS;
  generate.bench = velo_bench_new (SEED, generate.n_originals, MAX (generate.n_copies, 1), last_day);
  run_all (&generate);
  velo_bench_free (generate.bench);
  fixture_close (&fixture, generate.store);
  seconds = (double) (g_get_monotonic_time () - started) / G_USEC_PER_SEC;
  g_print ("%u sales in %.1f s, %.0f a second\n", generate.n_sales, seconds,
           generate.n_sales / MAX (seconds, 0.001));
  return 0;
}
