/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests documents, hand-overs, the journal, the cache and employees. */

#include "velo-store-cache.h"
#include "velo-store-check.h"
#include "velo-store-documents.h"
#include "velo-store-employees.h"
#include "velo-store-fixture.h"
#include "velo-store-journal.h"

static gboolean
add_document (Fixture       *fixture,
              VeloDocument  *document,
              const char    *content,
              GError       **error)
{
  g_autoptr(GBytes) bytes = content == NULL ? NULL : g_bytes_new (content, strlen (content));

  AWAIT (fixture->result, velo_store_add_document_async (fixture->store, document, bytes, "Jana", NULL,
                                                         velo_await_cb, &fixture->result));
  return velo_store_add_document_finish (fixture->store, fixture->result, error);
}

static VeloDocument *
make_document (const char *vehicle_id)
{
  VeloDocument *document = velo_document_new ();

  velo_document_set_kind (document, VELO_DOCUMENT_KIND_TERMS);
  velo_document_set_title (document, "Bedingungen");
  velo_document_set_vehicle_id (document, vehicle_id);
  return document;
}

static GBytes *
load_document (Fixture     *fixture,
               const char  *sha256,
               GError     **error)
{
  AWAIT (fixture->result, velo_store_load_document_async (fixture->store, sha256, NULL, velo_await_cb,
                                                          &fixture->result));
  return velo_store_load_document_finish (fixture->store, fixture->result, error);
}

static GPtrArray *
list_documents (Fixture    *fixture,
                const char *vehicle_id)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *documents = NULL;

  AWAIT (fixture->result, velo_store_list_documents_async (fixture->store, vehicle_id, NULL, NULL,
                                                           velo_await_cb, &fixture->result));
  documents = velo_store_list_documents_finish (fixture->store, fixture->result, &error);
  g_assert_no_error (error);
  return documents;
}

/* Runs SQL behind the store's back. */
static gboolean
try_to_execute (Fixture     *fixture,
                const char  *sql,
                GError     **error)
{
  VeloDatabase *database = velo_store_get_database (fixture->store);

  AWAIT (fixture->result, velo_database_run_async (database, VELO_DATABASE_WRITE, execute_func,
                                                   (char *) sql, NULL, NULL, velo_await_cb,
                                                   &fixture->result));
  return velo_database_run_finish (database, fixture->result, error);
}

static gboolean
count_func (VeloConnection *connection,
            gpointer        data,
            GError        **error)
{
  return velo_connection_query_int64 (connection, data, error, "SELECT count (*) FROM contents", NULL);
}

static gint64
count_contents (Fixture *fixture)
{
  VeloDatabase *database = velo_store_get_database (fixture->store);
  gint64 n = -1;

  AWAIT (fixture->result, velo_database_run_async (database, VELO_DATABASE_READ, count_func, &n, NULL,
                                                   NULL, velo_await_cb, &fixture->result));
  g_assert_true (velo_database_run_finish (database, fixture->result, NULL));
  return n;
}

static void
test_documents (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(VeloInvoice) first = make_sale ("RE-1");
  g_autoptr(VeloInvoice) second = make_sale ("RE-2");
  g_autoptr(VeloDocument) document = NULL;
  g_autoptr(VeloDocument) again = NULL;
  g_autoptr(VeloDocument) by_hash = NULL;
  g_autoptr(GPtrArray) documents = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;

  add_sale (fixture, first, NULL);
  add_sale (fixture, second, NULL);
  document = make_document (velo_vehicle_get_id (get_vehicle (first)));
  again = make_document (velo_vehicle_get_id (get_vehicle (first)));
  by_hash = make_document (velo_vehicle_get_id (get_vehicle (second)));
  g_assert_true (add_document (fixture, document, "%PDF terms", &error));
  g_assert_true (add_document (fixture, again, "%PDF terms", &error));
  g_assert_cmpstr (velo_document_get_id (document), ==, velo_document_get_id (again));
  velo_document_set_sha256 (by_hash, velo_document_get_sha256 (document));
  g_assert_true (add_document (fixture, by_hash, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count_contents (fixture), ==, 1);
  documents = list_documents (fixture, velo_vehicle_get_id (get_vehicle (first)));
  g_assert_cmpuint (documents->len, ==, 1);
  bytes = load_document (fixture, velo_document_get_sha256 (document), &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "%PDF terms", 10);
}

static void
test_documents_refused (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(VeloDocument) homeless = make_document ("nowhere");
  g_autoptr(VeloDocument) empty = make_document ("");
  g_autoptr(GError) error = NULL;

  g_assert_false (add_document (fixture, homeless, "%PDF", &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_cmpint (count_contents (fixture), ==, 0);
  g_assert_false (add_document (fixture, empty, NULL, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (load_document (fixture, "nothing", &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_NOT_FOUND);
}

static void
test_document_damaged (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(VeloDocument) document = make_document ("");
  g_autoptr(GError) error = NULL;

  g_assert_true (add_document (fixture, document, "%PDF", &error));
  g_assert_true (try_to_execute (fixture, "UPDATE contents SET content = x'25504447'", &error));
  g_assert_null (load_document (fixture, velo_document_get_sha256 (document), &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CORRUPT);
}

static gboolean
hand_over (Fixture             *fixture,
           const char * const  *ids,
           const char          *how,
           GError             **error)
{
  AWAIT (fixture->result, velo_store_record_handover_async (fixture->store, ids, how, "Jana", NULL,
                                                            velo_await_cb, &fixture->result));
  return velo_store_record_handover_finish (fixture->store, fixture->result, error);
}

static void
test_handover (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(VeloDocument) document = make_document ("");
  g_autoptr(GPtrArray) before = NULL;
  g_autoptr(GPtrArray) after = NULL;
  g_autoptr(GError) error = NULL;
  const char *ids[3] = { NULL };

  g_assert_true (add_document (fixture, document, "%PDF", &error));
  ids[0] = velo_document_get_id (document);
  ids[1] = "nowhere";
  g_assert_false (hand_over (fixture, ids, "printed", &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  before = list_documents (fixture, NULL);
  g_assert_cmpint (velo_document_get_handed_over_at (g_ptr_array_index (before, 0)), ==, 0);
  ids[1] = NULL;
  g_assert_true (hand_over (fixture, ids, "shown", &error));
  g_assert_true (hand_over (fixture, ids, "printed", &error));
  g_assert_no_error (error);
  after = list_documents (fixture, NULL);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_cmpint (velo_document_get_handed_over_at (g_ptr_array_index (after, 0)), >, 0);
  g_assert_cmpstr (velo_document_get_handed_over_by (g_ptr_array_index (after, 0)), ==, "Jana");
  /* printed again later, it was still handed over when it was shown */
  g_assert_cmpstr (velo_document_get_handed_over_how (g_ptr_array_index (after, 0)), ==, "shown");
}

static gboolean
verify_journal (Fixture  *fixture,
                GError  **error)
{
  AWAIT (fixture->result, velo_store_verify_journal_async (fixture->store, NULL, velo_await_cb,
                                                           &fixture->result));
  return velo_store_verify_journal_finish (fixture->store, fixture->result, error);
}

static void
test_journal (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1");
  g_autoptr(VeloJournalEntry) entry = velo_journal_entry_new ();
  g_autoptr(GPtrArray) entries = NULL;
  g_autoptr(GError) error = NULL;
  const char *vehicle_id = NULL;

  add_sale (fixture, invoice, NULL);
  vehicle_id = velo_vehicle_get_id (get_vehicle (invoice));
  AWAIT (fixture->result, velo_store_add_journal_async (fixture->store, entry, NULL, velo_await_cb,
                                                        &fixture->result));
  g_assert_false (velo_store_add_journal_finish (fixture->store, fixture->result, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_INVALID);
  g_clear_error (&error);
  velo_journal_entry_set_what (entry, "notice-printed");
  velo_journal_entry_set_who (entry, "Jana");
  velo_journal_entry_set_vehicle_id (entry, vehicle_id);
  AWAIT (fixture->result, velo_store_add_journal_async (fixture->store, entry, NULL, velo_await_cb,
                                                        &fixture->result));
  g_assert_true (velo_store_add_journal_finish (fixture->store, fixture->result, &error));
  AWAIT (fixture->result, velo_store_list_journal_async (fixture->store, vehicle_id, NULL,
                                                         velo_await_cb, &fixture->result));
  entries = velo_store_list_journal_finish (fixture->store, fixture->result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 2);
  g_assert_cmpstr (velo_journal_entry_get_what (g_ptr_array_index (entries, 0)), ==, "sale-added");
  g_assert_cmpstr (velo_journal_entry_get_who (g_ptr_array_index (entries, 0)), ==, "Jana Kurbel");
  g_assert_cmpint (velo_journal_entry_get_number (g_ptr_array_index (entries, 1)), ==, 2);
  g_assert_true (verify_journal (fixture, &error));
  g_assert_no_error (error);
}

static void
test_append_only (Fixture       *fixture,
                  gconstpointer  data)
{
  static const char * const attempts[] = {
    "UPDATE journal SET who = 'somebody'", "DELETE FROM journal",
    "UPDATE handovers SET who = 'somebody'", "DELETE FROM handovers",
    "UPDATE submissions SET content = x'00'", "DELETE FROM submissions",
  };
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1");
  g_autoptr(VeloProposal) proposal = NULL;
  g_autoptr(VeloDocument) document = make_document ("");
  const char *ids[2] = { NULL };

  add_sale (fixture, invoice, NULL);
  proposal = make_proposal_in_state (fixture, invoice, VELO_PROPOSAL_STATE_SENDING, "12345678");
  g_assert_true (add_document (fixture, document, "%PDF", NULL));
  ids[0] = velo_document_get_id (document);
  g_assert_true (hand_over (fixture, ids, "shown", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (try_to_execute (fixture, attempts[i], &error));
      g_assert_error (error, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_INVALID);
    }
}

static void
test_journal_tampered (Fixture       *fixture,
                       gconstpointer  data)
{
  static const char * const attempts[] = {
    "UPDATE journal SET who = 'somebody' WHERE number = 1",
    "UPDATE journal SET time = time + 1 WHERE number = 2",
    "DELETE FROM journal WHERE number = 2",
    "UPDATE journal SET what = what || detail, detail = '' WHERE number = 1",
  };

  g_assert_true (try_to_execute (fixture, "DROP TRIGGER journal_not_changed; DROP TRIGGER journal_not_removed",
                          NULL));
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *number = g_strdup_printf ("RE-%u", i);
      g_autoptr(VeloInvoice) invoice = make_sale (number);

      add_sale (fixture, invoice, NULL);
    }
  g_assert_true (verify_journal (fixture, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_true (try_to_execute (fixture, "CREATE TABLE kept AS SELECT * FROM journal", &error));
      g_assert_true (try_to_execute (fixture, attempts[i], &error));
      g_assert_no_error (error);
      g_assert_false (verify_journal (fixture, &error));
      g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CORRUPT);
      g_clear_error (&error);
      g_assert_true (try_to_execute (fixture, "DELETE FROM journal; INSERT INTO journal SELECT * FROM kept;"
                              " DROP TABLE kept", &error));
      g_assert_true (verify_journal (fixture, &error));
    }
}

/* More entries than are verified at a time, so that they go through several hands. */
#define N_MANY 600

static gboolean
note_many_func (VeloConnection *connection,
                gpointer        data,
                GError        **error)
{
  VeloStoreJob *job = data;

  for (guint i = 0; i < N_MANY; i++)
    if (!velo_store_note (connection, job, "notice-printed", "", "", "", error))
      return FALSE;
  return TRUE;
}

static void
note_many (Fixture *fixture)
{
  VeloDatabase *database = velo_store_get_database (fixture->store);
  VeloStoreJob *job = velo_store_job_new (NULL);
  g_autoptr(GError) error = NULL;

  job->who = g_strdup ("Jana");
  AWAIT (fixture->result, velo_database_run_async (database, VELO_DATABASE_WRITE, note_many_func, job, NULL, NULL,
                                                   velo_await_cb, &fixture->result));
  g_assert_true (velo_database_run_finish (database, fixture->result, &error));
  g_assert_no_error (error);
  velo_store_job_free (job);
}

/* Wherever in the chain it is: at the end of a slice, at the start of one, in the last. */
static void
test_journal_many (Fixture       *fixture,
                   gconstpointer  data)
{
  static const guint changed[] = { 2, 256, 257, 512, 513, N_MANY };

  g_assert_true (try_to_execute (fixture, "DROP TRIGGER journal_not_changed; DROP TRIGGER journal_not_removed", NULL));
  g_assert_true (verify_journal (fixture, NULL));
  note_many (fixture);
  g_assert_true (verify_journal (fixture, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (changed); i++)
    {
      g_autofree char *change = g_strdup_printf ("UPDATE journal SET who = 'Timo' WHERE number = %u", changed[i]);
      g_autofree char *back = g_strdup_printf ("UPDATE journal SET who = 'Jana' WHERE number = %u", changed[i]);
      g_autofree char *entry = g_strdup_printf ("at entry %u", changed[i]);
      g_autoptr(GError) error = NULL;

      g_assert_true (try_to_execute (fixture, change, NULL));
      g_assert_false (verify_journal (fixture, &error));
      g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CORRUPT);
      g_assert_nonnull (strstr (error->message, entry));
      g_assert_true (try_to_execute (fixture, back, NULL));
    }
  g_assert_true (verify_journal (fixture, NULL));
  /* a whole slice is gone */
  g_assert_true (try_to_execute (fixture, "DELETE FROM journal WHERE number BETWEEN 257 AND 512", NULL));
  g_assert_false (verify_journal (fixture, NULL));
}

static void
test_journal_given_up (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) closed = NULL;
  g_autoptr(GError) error = NULL;

  note_many (fixture);
  g_cancellable_cancel (cancellable);
  AWAIT (fixture->result, velo_store_verify_journal_async (fixture->store, cancellable, velo_await_cb,
                                                           &fixture->result));
  g_assert_false (velo_store_verify_journal_finish (fixture->store, fixture->result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  /* closed after the first slice: the others find the store closed */
  velo_store_verify_journal_async (fixture->store, NULL, velo_await_cb, &result);
  velo_store_close_async (fixture->store, velo_await_cb, &closed);
  while (result == NULL || closed == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (velo_store_verify_journal_finish (fixture->store, result, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CLOSED);
  g_assert_true (velo_store_close_finish (fixture->store, closed, NULL));
  g_clear_object (&result);
  g_clear_object (&closed);
  g_clear_object (&fixture->result);
  g_assert_finalize_object (g_steal_pointer (&fixture->store));
  fixture->store = fixture_open (fixture);
}

static gboolean
check_file (Fixture  *fixture,
            GError  **error)
{
  AWAIT (fixture->result, velo_store_check_file_async (fixture->store, NULL, velo_await_cb, &fixture->result));
  return velo_store_check_file_finish (fixture->store, fixture->result, error);
}

static gboolean
last_hash_func (VeloConnection *connection,
                gpointer        data,
                GError        **error)
{
  g_autoptr(VeloStatement) statement = velo_connection_query (connection, error, "SELECT hash FROM journal"
                                                              " ORDER BY number DESC LIMIT 1", NULL);
  gboolean has_row = FALSE;

  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return FALSE;
  *(char **) data = g_strdup (velo_statement_get_text (statement, 0));
  return TRUE;
}

static char *
find_bytes (char       *contents,
            gsize       size,
            const char *text)
{
  for (gsize i = 0; i + strlen (text) <= size; i++)
    if (memcmp (contents + i, text, strlen (text)) == 0)
      return contents + i;
  return NULL;
}

/* The row and its place in the index do not agree: reading a list would never show it. */
static void
test_check_file (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1");
  g_autoptr(GError) error = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *contents = NULL;
  VeloDatabase *database = velo_store_get_database (fixture->store);
  char *found;
  gsize size;

  add_sale (fixture, invoice, NULL);
  g_assert_true (check_file (fixture, &error));
  g_assert_no_error (error);
  AWAIT (fixture->result, velo_database_run_async (database, VELO_DATABASE_READ, last_hash_func, &hash, NULL, NULL,
                                                   velo_await_cb, &fixture->result));
  g_assert_true (velo_database_run_finish (database, fixture->result, NULL));
  fixture_close (fixture, g_steal_pointer (&fixture->store));
  g_assert_true (g_file_get_contents (fixture->path, &contents, &size, NULL));
  found = find_bytes (contents, size, hash);
  g_assert_nonnull (found);
  found[63] = found[63] == '0' ? '1' : '0';
  g_assert_nonnull (find_bytes (contents, size, hash));
  g_assert_true (g_file_set_contents (fixture->path, contents, (gssize) size, NULL));
  fixture->store = fixture_open (fixture);
  g_assert_false (check_file (fixture, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CORRUPT);
}

static gboolean
put_cache (Fixture     *fixture,
           const char  *key,
           const char  *text,
           GError     **error)
{
  AWAIT (fixture->result, velo_store_put_cache_async (fixture->store, key, text, NULL, velo_await_cb,
                                                      &fixture->result));
  return velo_store_put_cache_finish (fixture->store, fixture->result, error);
}

static char *
get_cache (Fixture    *fixture,
           const char *key,
           gint64     *stored_at)
{
  g_autoptr(GError) error = NULL;
  char *text = NULL;

  AWAIT (fixture->result, velo_store_get_cache_async (fixture->store, key, NULL, velo_await_cb,
                                                      &fixture->result));
  g_assert_true (velo_store_get_cache_finish (fixture->store, fixture->result, &text, stored_at,
                                              &error));
  g_assert_no_error (error);
  return text;
}

static void
test_cache (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *none = get_cache (fixture, "products", NULL);
  g_autofree char *text = NULL;
  g_autofree char *gone = NULL;
  g_autoptr(GError) error = NULL;
  gint64 stored_at = 0;

  g_assert_null (none);
  g_assert_true (put_cache (fixture, "products", "[]", &error));
  g_assert_true (put_cache (fixture, "products", "[1]", &error));
  text = get_cache (fixture, "products", &stored_at);
  g_assert_cmpstr (text, ==, "[1]");
  g_assert_cmpint (stored_at, >, 0);
  g_assert_true (put_cache (fixture, "products", NULL, &error));
  gone = get_cache (fixture, "products", NULL);
  g_assert_null (gone);
  g_assert_false (put_cache (fixture, "", "x", &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_INVALID);
}

static gboolean
save_employee (Fixture       *fixture,
               VeloEmployee  *employee,
               GError       **error)
{
  AWAIT (fixture->result, velo_store_save_employee_async (fixture->store, employee, NULL, NULL,
                                                          velo_await_cb, &fixture->result));
  return velo_store_save_employee_finish (fixture->store, fixture->result, error);
}

static GPtrArray *
list_employees (Fixture  *fixture,
                gboolean  with_retired)
{
  AWAIT (fixture->result, velo_store_list_employees_async (fixture->store, with_retired, NULL,
                                                           velo_await_cb, &fixture->result));
  return velo_store_list_employees_finish (fixture->store, fixture->result, NULL);
}

static void
test_employees (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(VeloEmployee) zoe = velo_employee_new ();
  g_autoptr(VeloEmployee) ute = velo_employee_new ();
  g_autoptr(VeloEmployee) nobody = velo_employee_new ();
  g_autoptr(VeloEmployee) read = NULL;
  g_autoptr(GPtrArray) present = NULL;
  g_autoptr(GPtrArray) all = NULL;
  g_autoptr(GError) error = NULL;

  velo_employee_set_name (zoe, "Zoe");
  velo_employee_set_name (ute, "Übele");
  g_assert_true (save_employee (fixture, zoe, &error));
  g_assert_true (save_employee (fixture, ute, &error));
  velo_employee_set_retired (zoe, TRUE);
  g_assert_true (save_employee (fixture, zoe, &error));
  present = list_employees (fixture, FALSE);
  all = list_employees (fixture, TRUE);
  g_assert_cmpuint (present->len, ==, 1);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpstr (velo_employee_get_name (g_ptr_array_index (all, 0)), ==, "Übele");
  g_assert_false (save_employee (fixture, nobody, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_INVALID);
  g_clear_error (&error);
  AWAIT (fixture->result, velo_store_get_employee_async (fixture->store, "nowhere", NULL,
                                                         velo_await_cb, &fixture->result));
  read = velo_store_get_employee_finish (fixture->store, fixture->result, &error);
  g_assert_null (read);
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_NOT_FOUND);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("documents/filed-once", test_documents);
  ADD ("documents/refused", test_documents_refused);
  ADD ("documents/damaged", test_document_damaged);
  ADD ("documents/handover", test_handover);
  ADD ("journal/entries", test_journal);
  ADD ("journal/append-only", test_append_only);
  ADD ("journal/tampered", test_journal_tampered);
  ADD ("journal/many", test_journal_many);
  ADD ("journal/given-up", test_journal_given_up);
  ADD ("check-file", test_check_file);
  ADD ("cache", test_cache);
  ADD ("employees", test_employees);
  return g_test_run ();
}
