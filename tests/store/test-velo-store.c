/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the store as a file: opened, closed, full, old, newer, backed up and restored. */

#include "velo-store-contracts.h"
#include "velo-store-fixture.h"
#include "velo-store-journal.h"
#include "velo-store-policies.h"
#include "velo-store-restore.h"

static guint
count_sales (Fixture   *fixture,
             VeloStore *store)
{
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GError) error = NULL;

  AWAIT (fixture->result, velo_store_list_sales_async (store, NULL, NULL, velo_await_cb,
                                                       &fixture->result));
  items = velo_store_list_sales_finish (store, fixture->result, NULL, &error);
  g_assert_no_error (error);
  return items->len;
}

static void
test_reopen (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1");
  g_autofree char *directory = g_path_get_dirname (fixture->path);

  add_sale (fixture, invoice, "%PDF");
  g_assert_cmpstr (velo_store_get_path (fixture->store), ==, fixture->path);
  g_assert_cmpuint (velo_get_mode (fixture->path), ==, 0600);
  g_assert_cmpuint (velo_get_mode (directory), ==, 0700);
  fixture_reopen (fixture);
  g_assert_cmpuint (count_sales (fixture, fixture->store), ==, 1);
}

static void
test_closed (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1");

  AWAIT (fixture->result, velo_store_close_async (fixture->store, velo_await_cb, &fixture->result));
  g_assert_true (velo_store_close_finish (fixture->store, fixture->result, &error));
  g_assert_true (velo_store_is_closed (fixture->store));
  AWAIT (fixture->result, velo_store_add_sale_async (fixture->store, invoice, NULL, NULL, NULL,
                                                     velo_await_cb, &fixture->result));
  g_assert_false (velo_store_add_sale_finish (fixture->store, fixture->result, NULL, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CLOSED);
  g_clear_error (&error);
  AWAIT (fixture->result, velo_store_close_async (fixture->store, velo_await_cb, &fixture->result));
  g_assert_false (velo_store_close_finish (fixture->store, fixture->result, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CLOSED);
  g_clear_object (&fixture->result);
  g_assert_finalize_object (g_steal_pointer (&fixture->store));
}

static void
told_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (velo_store_list_sales_finish (VELO_STORE (source), result, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  *(guint *) user_data += 1;
}

static gboolean
has_worker (void)
{
  g_autoptr(GDir) threads = g_dir_open ("/proc/self/task", 0, NULL);
  const char *thread;
  gboolean found = FALSE;

  while (threads != NULL && (thread = g_dir_read_name (threads)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc/self/task", thread, "comm", NULL);
      g_autofree char *name = NULL;

      found = found || (g_file_get_contents (path, &name, NULL, NULL) && g_str_has_prefix (name, "velo-database"));
    }
  return found;
}

/* Who gave up what was asked for before is told before, however fast the worker is: nobody has the store afterwards. */
static void
test_closed_last (Fixture       *fixture,
                  gconstpointer  data)
{
  gint64 deadline = g_get_monotonic_time () + VELO_WAIT_SECONDS * G_USEC_PER_SEC;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  guint n_told = 0;

  count_sales (fixture, fixture->store);
  g_assert_true (has_worker ());
  g_clear_object (&fixture->result);
  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < 20; i++)
    velo_store_list_sales_async (fixture->store, NULL, cancellable, told_cb, &n_told);
  velo_store_close_async (fixture->store, velo_await_cb, &fixture->result);
  /* it ends when it has answered all */
  while (has_worker () && g_get_monotonic_time () < deadline)
    g_thread_yield ();
  velo_await (&fixture->result);
  g_assert_cmpuint (n_told, ==, 20);
  g_assert_true (velo_store_close_finish (fixture->store, fixture->result, NULL));
  g_clear_object (&fixture->result);
  g_assert_finalize_object (g_steal_pointer (&fixture->store));
}

static void
test_full (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1");
  g_autofree char *large = g_strnfill (1 << 20, 'x');
  g_autoptr(GBytes) bytes = g_bytes_new (large, 1 << 20);
  g_autoptr(GError) error = NULL;

  run_alone (fixture, VELO_DATABASE_PLAIN, execute_func, (gpointer) "PRAGMA max_page_count=100");
  AWAIT (fixture->result, velo_store_add_sale_async (fixture->store, invoice, bytes, NULL, NULL,
                                                     velo_await_cb, &fixture->result));
  g_assert_false (velo_store_add_sale_finish (fixture->store, fixture->result, NULL, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_FULL);
  g_assert_cmpuint (count_sales (fixture, fixture->store), ==, 0);
  add_sale (fixture, invoice, NULL);
}

static void
test_newer (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;
  gsize size_before = 0;
  gsize size_after = 0;

  run_alone (fixture, VELO_DATABASE_PLAIN, execute_func, (gpointer) "PRAGMA user_version=1000");
  fixture_close (fixture, g_steal_pointer (&fixture->store));
  g_assert_true (g_file_get_contents (fixture->path, &before, &size_before, &error));
  AWAIT (fixture->result, velo_store_open_async (fixture->path, NULL, velo_await_cb,
                                                 &fixture->result));
  g_assert_null (velo_store_open_finish (fixture->result, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_TOO_NEW);
  g_clear_error (&error);
  g_assert_true (g_file_get_contents (fixture->path, &after, &size_after, &error));
  g_assert_cmpmem (before, size_before, after, size_after);
}

static void
test_damaged_record (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1");
  g_autoptr(GError) error = NULL;

  add_sale (fixture, invoice, NULL);
  execute (fixture, "UPDATE invoices SET record = '{'");
  AWAIT (fixture->result, velo_store_get_sale_async (fixture->store, velo_invoice_get_id (invoice),
                                                     NULL, velo_await_cb, &fixture->result));
  g_assert_null (velo_store_get_sale_finish (fixture->store, fixture->result, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CORRUPT);
}

static void
test_open_cancelled (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "other.sqlite", NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  AWAIT (fixture->result, velo_store_open_async (path, cancellable, velo_await_cb,
                                                 &fixture->result));
  g_assert_null (velo_store_open_finish (fixture->result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* What later versions added is filled from what the first one knew: search, orders, last days. */
static void
assert_filled (Fixture *fixture)
{
  static const char * const found[] = { "karla", "gross", "kron", "0815", "re-1", "12345678", NULL };
  VeloStoreFilter filter = VELO_STORE_FILTER_INIT;
  g_autoptr(GDate) last_day = g_date_new_dmy (18, G_DATE_APRIL, 2027);

  for (guint i = 0; found[i] != NULL; i++)
    {
      g_autoptr(GPtrArray) items = NULL;
      g_autoptr(GError) error = NULL;
      guint n_total = 0;

      filter.text = found[i];
      AWAIT (fixture->result, velo_store_list_sales_async (fixture->store, &filter, NULL,
                                                           velo_await_cb, &fixture->result));
      items = velo_store_list_sales_finish (fixture->store, fixture->result, &n_total, &error);
      g_assert_no_error (error);
      g_test_message ("%s", found[i]);
      g_assert_cmpuint (n_total, ==, 1);
      g_assert_cmpint (g_date_compare (velo_sale_item_get_last_day (g_ptr_array_index (items, 0)),
                                       last_day), ==, 0);
    }
}

/* Policies of earlier versions are counted as well. */
static void
assert_counted (Fixture *fixture)
{
  const VeloCommission unset = { .months = 12 };
  g_autoptr(GDate) from = g_date_new_dmy (1, G_DATE_JANUARY, 2026);
  g_autoptr(GDate) until = g_date_new_dmy (31, G_DATE_DECEMBER, 2026);
  g_autoptr(GPtrArray) counts = NULL;
  g_autoptr(GError) error = NULL;

  AWAIT (fixture->result, velo_store_count_contracts_async (fixture->store, from, until, &unset, NULL, velo_await_cb,
                                                            &fixture->result));
  counts = velo_store_count_contracts_finish (fixture->store, fixture->result, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (counts->len, ==, 1);
  g_assert_cmpint (velo_sales_count_get_n_concluded (g_ptr_array_index (counts, 0)), ==, 1);
}

/* Files of earlier versions, and of this one, as they were when they were released. */
static void
test_frozen (Fixture       *fixture,
             gconstpointer  data)
{
  const char *name = data;
  g_autofree char *frozen = g_build_filename (g_getenv ("VELO_TEST_DATA"), name, NULL);
  g_autofree char *content = NULL;
  g_autoptr(GPtrArray) policies = NULL;
  g_autoptr(GError) error = NULL;
  gsize size = 0;

  fixture_close (fixture, g_steal_pointer (&fixture->store));
  g_assert_true (g_file_get_contents (frozen, &content, &size, &error));
  g_assert_true (g_file_set_contents (fixture->path, content, (gssize) size, &error));
  fixture->store = fixture_open (fixture);
  g_assert_cmpuint (count_sales (fixture, fixture->store), ==, 1);
  assert_filled (fixture);
  assert_counted (fixture);
  AWAIT (fixture->result, velo_store_list_policies_async (fixture->store, 10, 0, NULL, velo_await_cb,
                                                          &fixture->result));
  policies = velo_store_list_policies_finish (fixture->store, fixture->result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (policies->len, ==, 1);
  g_assert_cmpstr (velo_policy_get_contract_number (g_ptr_array_index (policies, 0)), ==, "12345678");
  AWAIT (fixture->result, velo_store_verify_journal_async (fixture->store, NULL, velo_await_cb,
                                                           &fixture->result));
  g_assert_true (velo_store_verify_journal_finish (fixture->store, fixture->result, &error));
}

static VeloStoreRestored *
restore (Fixture     *fixture,
         const char  *backup,
         GError     **error)
{
  AWAIT (fixture->result, velo_store_restore_async (fixture->path, backup, NULL, velo_await_cb,
                                                    &fixture->result));
  return velo_store_restore_finish (fixture->result, error);
}

static void
test_backup (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(VeloInvoice) before = make_sale ("RE-1");
  g_autoptr(VeloInvoice) after = make_sale ("RE-2");
  g_autofree char *directory = g_build_filename (fixture->directory, "copies", NULL);
  g_autofree char *backup = NULL;
  g_autoptr(VeloStoreRestored) refused = NULL;
  g_autoptr(VeloStoreRestored) restored = NULL;
  g_autoptr(GPtrArray) paths = NULL;
  g_autoptr(GError) error = NULL;

  add_sale (fixture, before, "%PDF");
  AWAIT (fixture->result, velo_store_backup_async (fixture->store, directory, FALSE, NULL,
                                                   velo_await_cb, &fixture->result));
  backup = velo_store_backup_finish (fixture->store, fixture->result, &error);
  g_assert_no_error (error);
  AWAIT (fixture->result, velo_store_list_backups_async (fixture->path, directory, NULL,
                                                         velo_await_cb, &fixture->result));
  paths = velo_store_list_backups_finish (fixture->result, &error);
  g_assert_cmpuint (paths->len, ==, 1);
  add_sale (fixture, after, NULL);
  refused = restore (fixture, backup, &error);
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_BUSY);
  g_clear_error (&error);
  fixture_close (fixture, g_steal_pointer (&fixture->store));
  restored = restore (fixture, backup, &error);
  g_assert_no_error (error);
  fixture->store = fixture_open (fixture);
  g_assert_cmpuint (count_sales (fixture, fixture->store), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("file/reopen", test_reopen);
  ADD ("file/closed", test_closed);
  ADD ("file/closed-last", test_closed_last);
  ADD ("file/full", test_full);
  ADD ("file/newer", test_newer);
  ADD ("file/damaged-record", test_damaged_record);
  ADD ("file/open-cancelled", test_open_cancelled);
  g_test_add ("/store/file/frozen-1", Fixture, "store-version-1.sqlite", fixture_set_up, test_frozen,
              fixture_tear_down);
  g_test_add ("/store/file/frozen-2", Fixture, "store-version-2.sqlite", fixture_set_up, test_frozen,
              fixture_tear_down);
  ADD ("file/backup", test_backup);
  return g_test_run ();
}
