/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests that what is done for one sale does not grow with the number of sales: by SQLite's own steps, not by time. */

#include <sqlite3.h>

#include "velo-connection-private.h"
#include "velo-store-browse.h"
#include "velo-store-deadlines.h"
#include "velo-store-files.h"
#include "velo-store-fixture.h"
#include "velo-store-returns.h"
#include "velo-store-same.h"
#include "velo-store-todo.h"

#define N_FEW 100
#define N_SOME 2500
#define N_MANY 10000

/* 20 April 2026, 16:00 UTC: two days after the sales. */
#define NOW (G_GINT64_CONSTANT (1776700800) * G_USEC_PER_SEC)

/* Everything that SQLite did since it was last asked; the worker counts while it has a job, and only then. */
typedef struct
{
  gint64 n_steps;
  gint64 n_scanned; /* rows that were looked at one after the other, by no index */
} Effort;

static int
profile_cb (unsigned  kind,
            void     *data,
            void     *stmt,
            void     *time)
{
  Effort *effort = data;

  effort->n_steps += sqlite3_stmt_status (stmt, SQLITE_STMTSTATUS_VM_STEP, TRUE);
  effort->n_scanned += sqlite3_stmt_status (stmt, SQLITE_STMTSTATUS_FULLSCAN_STEP, TRUE);
  return 0;
}

static gboolean
watch_func (VeloConnection *connection,
            gpointer        data,
            GError        **error)
{
  sqlite3_trace_v2 (connection->db, SQLITE_TRACE_PROFILE, profile_cb, data);
  return TRUE;
}

/* Copies of the two sales that are there, one with a vehicle and one without, as many as are wanted of each; of the
 * vehicles all have a concluded proposal. */
static gboolean
multiply_func (VeloConnection *connection,
               gpointer        data,
               GError        **error)
{
  g_autofree char *sql = g_strdup_printf (
    "CREATE TEMP TABLE n AS WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < %d)"
    " SELECT n FROM n;"
    "INSERT INTO invoices (id, number, number_key, seller_key, day, date, customer_id, employee_name, gross_cents,"
    "  taken_in_at, search, record)"
    " SELECT i.id || n, i.number || n, i.number_key || n, i.seller_key, i.day, i.date, i.customer_id, i.employee_name,"
    "  i.gross_cents, i.taken_in_at - n, i.search, i.record FROM invoices i, n;"
    "INSERT INTO vehicles (id, invoice_id, customer_id, line, kind, insurable, name, frame_number, price_cents,"
    "  purchase_date, search, state, remind_at, asked_at, decline_reason, contract_number, record, last_day)"
    " SELECT v.id || n, v.invoice_id || n, v.customer_id, v.line, v.kind, v.insurable, v.name, '', v.price_cents,"
    "  v.purchase_date, v.search, 'insured', 0, 1, '', '', v.record, v.last_day"
    " FROM vehicles v, n;"
    "INSERT INTO proposals (id, vehicle_id, state, created_at, changed_at, contract_number, record_number, record)"
    " SELECT v.id, v.id, 'concluded', 1, 1, v.rowid, v.rowid, '{}' FROM vehicles v WHERE v.state = 'insured';"
    "INSERT INTO list_rows (invoice_id, vehicle_id, kind, by_date, by_number, by_customer, by_vehicle, by_frame,"
    "  by_price, by_contract, by_state, words)"
    " SELECT r.invoice_id || n, r.vehicle_id || n, r.kind, r.by_date, r.by_number || n, r.by_customer, r.by_vehicle,"
    "  r.by_frame, r.by_price, r.by_contract, r.by_state, r.words FROM list_rows r, n;"
    "INSERT INTO search_rows (rowid, words) SELECT row_id, words FROM list_rows WHERE row_id > 2;"
    "INSERT INTO taken_files (sha256, size, name, folder, modified_at, taken_at, outcome, reason)"
    " SELECT printf ('%%064d', n), 1, 'x', 'file:///invoices', 1, n, 'known', '' FROM n;"
    "DROP TABLE n;", GPOINTER_TO_INT (data));

  return velo_connection_execute (connection, sql, error);
}

static VeloInvoice *
make_numbered (const char *number,
               gboolean    has_vehicle)
{
  VeloInvoice *invoice = make_sale (number);

  velo_invoice_set_taken_in_at (invoice, NOW);
  if (has_vehicle)
    velo_vehicle_set_frame_number (get_vehicle (invoice), number);
  else
    g_list_store_remove_all (velo_invoice_get_vehicles (invoice));
  return invoice;
}

static void
add_numbered (Fixture    *fixture,
              const char *number,
              gboolean    has_vehicle)
{
  g_autoptr(VeloInvoice) invoice = make_numbered (number, has_vehicle);

  add_sale (fixture, invoice, number);
}

/* A closed store with so many sales. */
static char *
make_template (int n_each)
{
  Fixture fixture = { 0 };
  g_autofree char *content = NULL;
  g_autoptr(GError) error = NULL;
  gsize size = 0;
  char *path = NULL;
  int fd;

  fixture_set_up (&fixture, NULL);
  add_numbered (&fixture, "RE-A", TRUE);
  add_numbered (&fixture, "RE-B", FALSE);
  run_alone (&fixture, VELO_DATABASE_WRITE, multiply_func, GINT_TO_POINTER (n_each));
  fixture_close (&fixture, fixture.store);
  fixture.store = NULL;
  g_file_get_contents (fixture.path, &content, &size, &error);
  g_assert_no_error (error);
  fd = g_file_open_tmp ("velo-effort-XXXXXX", &path, &error);
  g_assert_no_error (error);
  g_close (fd, &error);
  g_assert_no_error (error);
  g_file_set_contents (path, content, (gssize) size, &error);
  g_assert_no_error (error);
  velo_remove_directory (fixture.directory);
  g_free (fixture.path);
  g_free (fixture.directory);
  return path;
}

/* Made once, since it takes its time, and copied for each test: size to path. */
static GHashTable *templates;

static void
fill (Fixture *fixture,
      int      n_each)
{
  const char *template = g_hash_table_lookup (templates, GINT_TO_POINTER (n_each));
  g_autofree char *content = NULL;
  g_autofree char *folder = NULL;
  g_autoptr(GError) error = NULL;
  gsize size = 0;

  if (template == NULL)
    {
      template = make_template (n_each);
      g_hash_table_insert (templates, GINT_TO_POINTER (n_each), (gpointer) template);
    }
  fixture->directory = velo_make_directory ();
  folder = g_build_filename (fixture->directory, "shop", NULL);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  fixture->path = g_build_filename (folder, "shop.sqlite", NULL);
  g_file_get_contents (template, &content, &size, &error);
  g_assert_no_error (error);
  g_file_set_contents_full (fixture->path, content, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
  fixture->store = fixture_open (fixture);
}

/* GLib 2.84 has removed it with the folders of its own. */
static void
free_template (gpointer path)
{
  if (g_unlink (path) != 0)
    g_assert_cmpint (errno, ==, ENOENT);
  g_free (path);
}

/* What is done for one thing, and how it ends. */
typedef void (*Doing) (Fixture *fixture);

static void
measure (int     n_each,
         Doing   prepare,
         Doing   doing,
         Effort *effort)
{
  Fixture fixture = { 0 };
  Effort counted = { 0 };

  fill (&fixture, n_each);
  if (prepare != NULL)
    prepare (&fixture);
  run_alone (&fixture, VELO_DATABASE_PLAIN, watch_func, &counted);
  counted = (Effort) { 0 };
  doing (&fixture);
  *effort = counted;
  fixture_tear_down (&fixture, NULL);
}

/* A hundred times as many sales are worth a few steps more, where a table that is searched is deeper; what looks at
 * all of them takes a hundred times as many. */
static void
assert_same_effort (Doing prepare,
                    Doing doing)
{
  Effort few = { 0 };
  Effort many = { 0 };

  measure (N_FEW, prepare, doing, &few);
  measure (N_MANY, prepare, doing, &many);
  g_test_message ("steps: %" G_GINT64_FORMAT " and %" G_GINT64_FORMAT ", looked at one by one: %" G_GINT64_FORMAT
                  " and %" G_GINT64_FORMAT, few.n_steps, many.n_steps, few.n_scanned, many.n_scanned);
  g_assert_cmpint (few.n_steps, >, 0);
  g_assert_cmpint (many.n_steps, <, 2 * few.n_steps);
  g_assert_cmpint (many.n_scanned, <, few.n_scanned + 100);
}

static void
add_with_vehicle (Fixture *fixture)
{
  add_numbered (fixture, "RE-C", TRUE);
}

static void
add_without_vehicle (Fixture *fixture)
{
  add_numbered (fixture, "RE-D", FALSE);
}

static void
test_add (void)
{
  assert_same_effort (NULL, add_with_vehicle);
  assert_same_effort (NULL, add_without_vehicle);
}

static void
add_known (Fixture *fixture)
{
  g_autoptr(VeloInvoice) invoice = make_numbered ("RE-A", TRUE);
  g_autofree char *existing_id = NULL;
  g_autoptr(GError) error = NULL;

  AWAIT (fixture->result, velo_store_add_sale_async (fixture->store, invoice, NULL, "", NULL, velo_await_cb,
                                                     &fixture->result));
  g_assert_false (velo_store_add_sale_finish (fixture->store, fixture->result, &existing_id, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_EXISTS);
  g_assert_nonnull (existing_id);
}

static void
find_same (Fixture *fixture)
{
  g_autoptr(VeloInvoice) invoice = make_numbered ("RE-A", TRUE);
  g_autofree char *existing_id = NULL;
  VeloSameness sameness = VELO_SAMENESS_NONE;
  g_autoptr(GError) error = NULL;

  AWAIT (fixture->result, velo_store_find_same_async (fixture->store, invoice, NULL, velo_await_cb,
                                                      &fixture->result));
  g_assert_true (velo_store_find_same_finish (fixture->store, fixture->result, &sameness, &existing_id, &error));
  g_assert_no_error (error);
  g_assert_cmpint (sameness, !=, VELO_SAMENESS_NONE);
}

/* It takes back what was sold with the one of them and finds its frame. */
static void
add_reversal (Fixture *fixture)
{
  g_autoptr(VeloInvoice) reversal = make_numbered ("GU-1", TRUE);
  g_autoptr(GPtrArray) returned = NULL;
  g_autoptr(GError) error = NULL;

  velo_invoice_set_is_reversal (reversal, TRUE);
  velo_invoice_set_preceding (reversal, "RE-A");
  velo_vehicle_set_frame_number (get_vehicle (reversal), "RE-A");
  add_sale (fixture, reversal, "GU-1");
  AWAIT (fixture->result, velo_store_list_returned_async (fixture->store, velo_invoice_get_id (reversal), NULL,
                                                          velo_await_cb, &fixture->result));
  returned = velo_store_list_returned_finish (fixture->store, fixture->result, &error);
  g_assert_no_error (error);
}

static void
test_reversal (void)
{
  assert_same_effort (NULL, add_reversal);
}

static void
correct (Fixture *fixture)
{
  g_autoptr(VeloInvoice) invoice = make_numbered ("RE-C", TRUE);
  g_autoptr(GError) error = NULL;

  add_sale (fixture, invoice, "RE-C");
  g_list_store_remove_all (velo_invoice_get_vehicles (invoice));
  AWAIT (fixture->result, velo_store_save_sale_async (fixture->store, invoice, "Jana", NULL, velo_await_cb,
                                                      &fixture->result));
  g_assert_true (velo_store_save_sale_finish (fixture->store, fixture->result, &error));
  g_assert_no_error (error);
}

/* A vehicle that is taken out must be held against all proposals. */
static void
test_correct (void)
{
  assert_same_effort (NULL, correct);
}

static void
ask (Fixture *fixture)
{
  g_autoptr(VeloInvoice) invoice = make_numbered ("RE-C", TRUE);
  const char *vehicle_id = NULL;
  g_autoptr(GError) error = NULL;

  add_sale (fixture, invoice, "RE-C");
  vehicle_id = velo_vehicle_get_id (get_vehicle (invoice));
  AWAIT (fixture->result, velo_store_remind_later_async (fixture->store, vehicle_id,
                                                         velo_time_now () + G_TIME_SPAN_DAY, "Jana", NULL,
                                                         velo_await_cb, &fixture->result));
  g_assert_true (velo_store_remind_later_finish (fixture->store, fixture->result, &error));
  g_assert_no_error (error);
  AWAIT (fixture->result, velo_store_decline_async (fixture->store, vehicle_id, "too dear", "Jana", NULL,
                                                    velo_await_cb, &fixture->result));
  g_assert_true (velo_store_decline_finish (fixture->store, fixture->result, &error));
  g_assert_no_error (error);
}

static void
test_ask (void)
{
  assert_same_effort (NULL, ask);
}

static void
apply_for (Fixture *fixture)
{
  g_autoptr(VeloInvoice) invoice = make_numbered ("RE-C", TRUE);
  g_autoptr(VeloProposal) proposal = NULL;

  add_sale (fixture, invoice, "RE-C");
  proposal = make_proposal_in_state (fixture, invoice, VELO_PROPOSAL_STATE_UNCLEAR, "71000000");
  g_assert_cmpint (velo_proposal_get_state (proposal), ==, VELO_PROPOSAL_STATE_UNCLEAR);
}

/* From the first draft until it is sent. */
static void
test_apply (void)
{
  assert_same_effort (NULL, apply_for);
}

static void
remember_file (Fixture *fixture)
{
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "RE-C", -1);
  g_autoptr(VeloTakenFile) taken = velo_taken_file_new ();
  g_autoptr(VeloTakenFile) found = NULL;
  g_autoptr(GError) error = NULL;

  velo_taken_file_set_sha256 (taken, sha256);
  velo_taken_file_set_name (taken, "RE-C.xml");
  velo_taken_file_set_folder (taken, "file:///invoices");
  velo_taken_file_set_outcome (taken, VELO_FILE_OUTCOME_NO_VEHICLE);
  AWAIT (fixture->result, velo_store_put_taken_file_async (fixture->store, taken, NULL, velo_await_cb,
                                                           &fixture->result));
  g_assert_true (velo_store_put_taken_file_finish (fixture->store, fixture->result, &error));
  g_assert_no_error (error);
  AWAIT (fixture->result, velo_store_find_taken_file_async (fixture->store, sha256, NULL, velo_await_cb,
                                                            &fixture->result));
  g_assert_true (velo_store_find_taken_file_finish (fixture->store, fixture->result, &found, &error));
  g_assert_no_error (error);
  g_assert_nonnull (found);
}

static void
test_taken_file (void)
{
  assert_same_effort (NULL, remember_file);
}

static void
test_known (void)
{
  assert_same_effort (NULL, add_known);
  assert_same_effort (NULL, find_same);
}

static void
list_todo (Fixture *fixture)
{
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GError) error = NULL;

  AWAIT (fixture->result, velo_store_list_todo_async (fixture->store, NOW + G_TIME_SPAN_HOUR, NULL, velo_await_cb,
                                                      &fixture->result));
  items = velo_store_list_todo_finish (fixture->store, fixture->result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, >, 0);
}

/* So many customers came in today that nobody can ask them all: the newest are named, the others not even looked at. */
static gboolean
open_func (VeloConnection *connection,
           gpointer        data,
           GError        **error)
{
  return velo_connection_execute (connection, "UPDATE vehicles SET state = 'open', asked_at = 0", error);
}

static void
open_all (Fixture *fixture)
{
  run_alone (fixture, VELO_DATABASE_WRITE, open_func, NULL);
}

/* More than are looked at in both cases. */
static void
test_todo (void)
{
  Effort few = { 0 };
  Effort many = { 0 };

  measure (N_SOME, open_all, list_todo, &few);
  measure (N_MANY, open_all, list_todo, &many);
  g_test_message ("steps: %" G_GINT64_FORMAT " and %" G_GINT64_FORMAT, few.n_steps, many.n_steps);
  g_assert_cmpint (many.n_steps, <, few.n_steps + few.n_steps / 10);
  g_assert_cmpint (many.n_scanned, <, few.n_scanned + 100);
}

static void
list_open_proposals (Fixture *fixture)
{
  g_autoptr(GPtrArray) proposals = NULL;
  g_autoptr(GError) error = NULL;

  AWAIT (fixture->result, velo_store_list_open_proposals_async (fixture->store, NULL, velo_await_cb,
                                                                &fixture->result));
  proposals = velo_store_list_open_proposals_finish (fixture->store, fixture->result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (proposals->len, ==, 0);
}

static void
test_proposals (void)
{
  assert_same_effort (NULL, list_open_proposals);
}

/* The trap is worth its name: where no index helps it is noticed. */
static gboolean
scan_func (VeloConnection *connection,
           gpointer        data,
           GError        **error)
{
  gint64 n_found = 0;

  return velo_connection_query_int64 (connection, &n_found, error,
                                      "SELECT count (*) FROM invoices WHERE record = ''", NULL);
}

static void
scan (Fixture *fixture)
{
  run_alone (fixture, VELO_DATABASE_READ, scan_func, NULL);
}

static void
test_scan (void)
{
  Effort few = { 0 };
  Effort many = { 0 };

  measure (N_FEW, NULL, scan, &few);
  measure (N_MANY, NULL, scan, &many);
  g_assert_cmpint (many.n_steps, >, 50 * few.n_steps);
  g_assert_cmpint (many.n_scanned, >, 50 * few.n_scanned);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  templates = g_hash_table_new_full (NULL, NULL, NULL, free_template);

  g_test_add_func ("/store/effort/add", test_add);
  g_test_add_func ("/store/effort/reversal", test_reversal);
  g_test_add_func ("/store/effort/correct", test_correct);
  g_test_add_func ("/store/effort/ask", test_ask);
  g_test_add_func ("/store/effort/apply", test_apply);
  g_test_add_func ("/store/effort/taken-file", test_taken_file);
  g_test_add_func ("/store/effort/known", test_known);
  g_test_add_func ("/store/effort/todo", test_todo);
  g_test_add_func ("/store/effort/proposals", test_proposals);
  g_test_add_func ("/store/effort/scan", test_scan);
  result = g_test_run ();
  g_hash_table_unref (templates);
  return result;
}
