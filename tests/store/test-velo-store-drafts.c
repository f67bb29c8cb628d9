/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests what is kept of sales that are not saved: what was entered, its file, and what is offered to go on with. */

#include "velo-store-cache.h"
#include "velo-store-drafts.h"
#include "velo-store-fixture.h"
#include "velo-store-todo.h"

#define CONTENT "%PDF the invoice"

static gboolean
put_draft (Fixture      *fixture,
           const char   *key,
           VeloInvoice  *invoice,
           GBytes       *file,
           GError      **error)
{
  AWAIT (fixture->result, velo_store_put_draft_async (fixture->store, key, invoice, file, NULL, velo_await_cb,
                                                      &fixture->result));
  return velo_store_put_draft_finish (fixture->store, fixture->result, error);
}

/* As somebody who has another program would find it, or a fault of the disk. */
static void
put_text (Fixture    *fixture,
          const char *key,
          const char *text)
{
  AWAIT (fixture->result, velo_store_put_cache_async (fixture->store, key, text, NULL, velo_await_cb,
                                                      &fixture->result));
  g_assert_true (velo_store_put_cache_finish (fixture->store, fixture->result, NULL));
}

static VeloInvoice *
get_draft (Fixture     *fixture,
           const char  *key,
           GError     **error)
{
  VeloInvoice *invoice = NULL;

  AWAIT (fixture->result, velo_store_get_draft_async (fixture->store, key, NULL, velo_await_cb, &fixture->result));
  velo_store_get_draft_finish (fixture->store, fixture->result, &invoice, error);
  return invoice;
}

static gboolean
has_draft (Fixture    *fixture,
           const char *key)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(VeloInvoice) invoice = get_draft (fixture, key, &error);

  g_assert_no_error (error);
  return invoice != NULL;
}

static GBytes *
load_file (Fixture     *fixture,
           const char  *sha256,
           char       **file_name,
           GError     **error)
{
  AWAIT (fixture->result, velo_store_load_draft_file_async (fixture->store, sha256, NULL, velo_await_cb,
                                                            &fixture->result));
  return velo_store_load_draft_file_finish (fixture->store, fixture->result, file_name, error);
}

static void
assert_file (Fixture    *fixture,
             const char *sha256,
             int         code)
{
  g_autofree char *file_name = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = load_file (fixture, sha256, &file_name, &error);

  g_assert_null (bytes);
  g_assert_null (file_name);
  g_assert_error (error, VELO_STORE_ERROR, code);
}

static gboolean
count_func (VeloConnection *connection,
            gpointer        data,
            GError        **error)
{
  return velo_connection_query_int64 (connection, data, error, "SELECT count (*) FROM draft_files", NULL);
}

static gint64
count_files (Fixture *fixture)
{
  gint64 n = -1;

  run_alone (fixture, VELO_DATABASE_READ, count_func, &n);
  return n;
}

/* A draft of @invoice, read from @content. */
static char *
keep_file (Fixture     *fixture,
           VeloInvoice *invoice,
           const char  *content)
{
  g_autoptr(GBytes) file = g_bytes_new (content, strlen (content));
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, file);
  g_autofree char *key = g_strconcat (VELO_STORE_DRAFT_FILE, sha256, NULL);

  velo_invoice_set_sha256 (invoice, sha256);
  velo_invoice_set_file_name (invoice, "Rechnung.pdf");
  g_assert_true (put_draft (fixture, key, invoice, file, NULL));
  return g_steal_pointer (&sha256);
}

static void
test_file (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = make_sale ("RE-1");
  g_autofree char *sha256 = keep_file (fixture, sale, CONTENT);
  g_autofree char *key = g_strconcat (VELO_STORE_DRAFT_FILE, sha256, NULL);
  g_autofree char *file_name = NULL;
  g_autoptr(VeloInvoice) kept = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;

  /* corrected further, without handing the file over once more */
  velo_invoice_set_number (sale, "RE-12");
  g_assert_true (put_draft (fixture, key, sale, NULL, NULL));
  fixture_reopen (fixture);
  kept = get_draft (fixture, key, &error);
  g_assert_no_error (error);
  g_assert_true (velo_record_equal (kept, sale));
  bytes = load_file (fixture, sha256, &file_name, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), CONTENT, strlen (CONTENT));
  g_assert_cmpstr (file_name, ==, "Rechnung.pdf");

  /* what cannot be read any more does not take the file with it, but no other bytes pass for it */
  put_text (fixture, key, "{");
  g_assert_null (get_draft (fixture, key, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CORRUPT);
  g_clear_pointer (&bytes, g_bytes_unref);
  g_clear_pointer (&file_name, g_free);
  bytes = load_file (fixture, sha256, &file_name, NULL);
  g_assert_nonnull (bytes);
  g_assert_cmpstr (file_name, ==, "");
  execute (fixture, "UPDATE draft_files SET content = x'00'");
  assert_file (fixture, sha256, VELO_STORE_ERROR_CORRUPT);

  /* the file goes with what was entered */
  g_assert_true (put_draft (fixture, key, NULL, NULL, NULL));
  assert_file (fixture, sha256, VELO_STORE_ERROR_NOT_FOUND);
  g_assert_cmpint (count_files (fixture), ==, 0);
}

/* The disk is full: what was kept before is there as it was. */
static void
test_full (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = make_sale ("RE-1");
  g_autofree char *large = g_strnfill (1 << 20, 'x');
  g_autoptr(GBytes) file = g_bytes_new (large, 1 << 20);
  g_autoptr(VeloInvoice) kept = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (put_draft (fixture, VELO_STORE_DRAFT_FILE "a", sale, NULL, NULL));
  run_alone (fixture, VELO_DATABASE_PLAIN, execute_func, (gpointer) "PRAGMA max_page_count=120");
  velo_invoice_set_number (sale, "RE-12");
  g_assert_false (put_draft (fixture, VELO_STORE_DRAFT_FILE "a", sale, file, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_FULL);
  kept = get_draft (fixture, VELO_STORE_DRAFT_FILE "a", NULL);
  g_assert_cmpstr (velo_invoice_get_number (kept), ==, "RE-1");
}

static void
make_old (Fixture *fixture,
          int      n_days)
{
  g_autoptr(VeloInvoice) old = make_sale ("RE-1");
  g_autoptr(VeloInvoice) new = make_sale ("RE-2");
  g_autofree char *new_sha256 = keep_file (fixture, new, "new");
  g_autofree char *sql = g_strdup_printf ("UPDATE cache SET stored_at = stored_at - %d * 86400000000"
                                          " WHERE key NOT LIKE '%%%s'", n_days, new_sha256);

  g_free (keep_file (fixture, old, "old"));
  put_text (fixture, "products", "[]");
  g_assert_true (put_draft (fixture, VELO_STORE_DRAFT_SALE "old", old, NULL, NULL));
  execute (fixture, sql);
}

static char *
get_products (Fixture *fixture)
{
  char *text = NULL;

  AWAIT (fixture->result, velo_store_get_cache_async (fixture->store, "products", NULL, velo_await_cb,
                                                      &fixture->result));
  g_assert_true (velo_store_get_cache_finish (fixture->store, fixture->result, &text, NULL, NULL));
  return text;
}

static gboolean
count_drafts_func (VeloConnection *connection,
                   gpointer        data,
                   GError        **error)
{
  return velo_connection_query_int64 (connection, data, error,
                                      "SELECT count (*) FROM cache WHERE key LIKE 'review-%'", NULL);
}

static gint64
count_drafts (Fixture *fixture)
{
  gint64 n = -1;

  run_alone (fixture, VELO_DATABASE_READ, count_drafts_func, &n);
  return n;
}

/* Drafts hold names: those that nobody changed for a month go with their files, and only those. */
static void
test_old (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = make_sale ("RE-3");
  g_autofree char *products = NULL;
  g_autoptr(GError) error = NULL;

  make_old (fixture, VELO_STORE_DRAFT_DAYS - 1);
  g_assert_true (has_draft (fixture, VELO_STORE_DRAFT_SALE "old"));
  make_old (fixture, VELO_STORE_DRAFT_DAYS + 1);
  /* not shown even before they are removed */
  g_assert_false (has_draft (fixture, VELO_STORE_DRAFT_SALE "old"));
  g_assert_cmpint (count_drafts (fixture), ==, 3);
  AWAIT (fixture->result, velo_store_recover_async (fixture->store, NULL, velo_await_cb, &fixture->result));
  g_assert_true (velo_store_recover_finish (fixture->store, fixture->result, NULL, &error));
  g_assert_cmpint (count_drafts (fixture), ==, 1);
  g_assert_cmpint (count_files (fixture), ==, 1);

  make_old (fixture, VELO_STORE_DRAFT_DAYS + 1);
  g_assert_true (put_draft (fixture, VELO_STORE_DRAFT_TYPED, sale, NULL, NULL));
  g_assert_cmpint (count_drafts (fixture), ==, 2);
  g_assert_cmpint (count_files (fixture), ==, 1);
  products = get_products (fixture);
  g_assert_cmpstr (products, ==, "[]");
}

static gboolean
try_to_add (Fixture     *fixture,
            VeloInvoice *sale,
            const char  *content)
{
  g_autoptr(GBytes) bytes = content == NULL ? NULL : g_bytes_new (content, strlen (content));

  AWAIT (fixture->result, velo_store_add_sale_async (fixture->store, sale, bytes, "", NULL, velo_await_cb,
                                                     &fixture->result));
  return velo_store_add_sale_finish (fixture->store, fixture->result, NULL, NULL);
}

/* With the sale its draft is gone, before anybody else could tell: a sudden end offers nothing a second time. What
   could not be stored waits on, and so do the others. */
static void
test_added (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(VeloInvoice) read = make_sale ("RE-1");
  g_autoptr(VeloInvoice) typed = make_sale ("RE-1");
  g_autofree char *sha256 = keep_file (fixture, read, CONTENT);
  g_autofree char *key = g_strconcat (VELO_STORE_DRAFT_FILE, sha256, NULL);

  g_assert_true (put_draft (fixture, VELO_STORE_DRAFT_TYPED, typed, NULL, NULL));
  g_assert_true (try_to_add (fixture, read, CONTENT));
  g_assert_false (has_draft (fixture, key));
  g_assert_cmpint (count_files (fixture), ==, 0);
  g_assert_true (has_draft (fixture, VELO_STORE_DRAFT_TYPED));

  g_assert_false (try_to_add (fixture, typed, NULL));
  g_assert_true (has_draft (fixture, VELO_STORE_DRAFT_TYPED));
  velo_invoice_set_number (typed, "RE-2");
  g_assert_true (try_to_add (fixture, typed, NULL));
  g_assert_false (has_draft (fixture, VELO_STORE_DRAFT_TYPED));
}

/* To do */

static GPtrArray *
list_todo (Fixture *fixture,
           int      days_later)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *items = NULL;

  AWAIT (fixture->result,
         velo_store_list_todo_async (fixture->store, velo_time_now () + days_later * G_TIME_SPAN_DAY, NULL,
                                     velo_await_cb, &fixture->result));
  items = velo_store_list_todo_finish (fixture->store, fixture->result, &error);
  g_assert_no_error (error);
  return items;
}

/* The only thing to do; NULL if there is none. */
static VeloTodoItem *
get_todo (Fixture *fixture,
          int      days_later)
{
  g_autoptr(GPtrArray) items = list_todo (fixture, days_later);

  g_assert_cmpuint (items->len, <=, 1);
  return items->len == 0 ? NULL : g_object_ref (items->pdata[0]);
}

static void
assert_todo (Fixture      *fixture,
             VeloTodoKind  kind,
             VeloInvoice  *sale)
{
  g_autoptr(VeloTodoItem) item = get_todo (fixture, 0);
  g_autoptr(VeloTodoItem) in_a_month = get_todo (fixture, VELO_STORE_DRAFT_DAYS + 1);
  g_autofree char *name = velo_vehicle_dup_name (get_vehicle (sale));
  g_autofree char *customer = velo_customer_dup_name (velo_invoice_get_customer (sale));

  g_assert_nonnull (item);
  g_assert_cmpint (velo_todo_item_get_kind (item), ==, kind);
  g_assert_cmpstr (velo_todo_item_get_vehicle_name (item), ==, name);
  g_assert_cmpstr (velo_todo_item_get_customer_name (item), ==, customer);
  g_assert_cmpstr (velo_todo_item_get_vehicle_id (item), ==, "");
  g_assert_cmpint (velo_todo_item_get_since (item), >, 0);
  g_assert_null (in_a_month);
}

/* A damaged draft hides nothing else and is gone on with all the same. */
static void
assert_todo_damaged (Fixture    *fixture,
                     const char *key)
{
  static const char * const damaged[] = { "", "{", "[]", "{\"vehicles\": 7}", "{\"vehicles\": []}" };

  for (guint i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      g_autoptr(VeloTodoItem) item = NULL;

      put_text (fixture, key, damaged[i]);
      item = get_todo (fixture, 0);
      g_assert_nonnull (item);
      g_assert_cmpstr (velo_todo_item_get_vehicle_name (item), ==, "");
    }
}

static void
assert_nothing_to_do (Fixture *fixture)
{
  g_autoptr(VeloTodoItem) item = get_todo (fixture, 0);

  g_assert_null (item);
}

static void
test_todo_typed (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = make_sale ("RE-1");

  g_assert_true (put_draft (fixture, VELO_STORE_DRAFT_TYPED, sale, NULL, NULL));
  assert_todo (fixture, VELO_TODO_KIND_TYPED, sale);
  assert_todo_damaged (fixture, VELO_STORE_DRAFT_TYPED);
  g_assert_true (put_draft (fixture, VELO_STORE_DRAFT_TYPED, NULL, NULL, NULL));
  assert_nothing_to_do (fixture);
}

/* An invoice that was corrected is offered as long as its file is there and nobody has stored it. */
static void
test_todo_read (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = make_sale ("RE-1");
  g_autoptr(VeloInvoice) stored = make_sale ("RE-2");
  g_autofree char *sha256 = keep_file (fixture, sale, CONTENT);
  g_autofree char *key = g_strconcat (VELO_STORE_DRAFT_FILE, sha256, NULL);
  g_autoptr(VeloTodoItem) item = get_todo (fixture, 0);

  g_assert_cmpstr (velo_todo_item_get_file_sha256 (item), ==, sha256);
  g_assert_cmpstr (velo_todo_item_get_invoice_id (item), ==, "");
  assert_todo (fixture, VELO_TODO_KIND_READ, sale);
  assert_todo_damaged (fixture, key);
  velo_vehicle_set_state (get_vehicle (stored), VELO_INSURANCE_STATE_DECLINED);
  add_sale (fixture, stored, CONTENT);
  assert_nothing_to_do (fixture);
  /* kept once more by a window that was still open */
  g_free (keep_file (fixture, sale, CONTENT));
  assert_nothing_to_do (fixture);
  /* kept by a version that had no place for files */
  put_text (fixture, VELO_STORE_DRAFT_FILE "abc", "{}");
  assert_nothing_to_do (fixture);
}

/* What was corrected of a sale in the list is offered; of one that is not there, nothing is. */
static void
test_todo_changed (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = make_sale ("RE-1");
  g_autoptr(VeloTodoItem) item = NULL;
  g_autofree char *key = NULL;

  velo_vehicle_set_state (get_vehicle (sale), VELO_INSURANCE_STATE_DECLINED);
  add_sale (fixture, sale, NULL);
  g_assert_true (put_draft (fixture, VELO_STORE_DRAFT_SALE "nowhere", sale, NULL, NULL));
  assert_nothing_to_do (fixture);
  key = g_strconcat (VELO_STORE_DRAFT_SALE, velo_invoice_get_id (sale), NULL);
  velo_vehicle_set_model (get_vehicle (sale), "E-Road");
  g_assert_true (put_draft (fixture, key, sale, NULL, NULL));
  assert_todo (fixture, VELO_TODO_KIND_CHANGED, sale);
  item = get_todo (fixture, 0);
  g_assert_cmpstr (velo_todo_item_get_invoice_id (item), ==, velo_invoice_get_id (sale));
  assert_todo_damaged (fixture, key);
  g_assert_true (put_draft (fixture, key, NULL, NULL, NULL));
  assert_nothing_to_do (fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("drafts/file", test_file);
  ADD ("drafts/full", test_full);
  ADD ("drafts/old", test_old);
  ADD ("drafts/added", test_added);
  ADD ("drafts/todo-typed", test_todo_typed);
  ADD ("drafts/todo-read", test_todo_read);
  ADD ("drafts/todo-changed", test_todo_changed);
  return g_test_run ();
}
