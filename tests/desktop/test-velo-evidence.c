/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Evidence of a sale in one file: made, noted, held against its list, given up, with a document that was changed. */

#include "config.h"

#include "velo-insured-fixture.h"

#include <string.h>
#include <json-glib/json-glib.h>
#include <sqlite3.h>

#include "velo-document-window.h"
#include "velo-evidence.h"
#include "velo-evidence-package.h"
#include "velo-store-documents.h"
#include "velo-store-journal.h"
#include "velo-vehicle-info-page.h"

static VeloInvoice *
add_insured (Fixture *fixture)
{
  VeloInvoice *invoice = fixture_add (fixture, make_sale ("RE-1", "Übelacker-Groß", "E-Trail", 399900));

  fixture_add_employee (fixture, "Jana");
  fixture_insure (fixture, invoice, "12345678");
  return invoice;
}

static GBytes *
make (Fixture      *fixture,
      VeloInvoice  *invoice,
      GCancellable *cancellable,
      GError      **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  Answer answer = { NULL };

  velo_evidence_make_async (fixture->counter, fixture->settings, first_vehicle (invoice),
                            velo_invoice_get_customer (invoice), cancellable, answer_cb, &answer);
  result = wait_for (&answer);
  return velo_evidence_make_finish (result, error);
}

static GPtrArray *
list_journal (Fixture     *fixture,
              VeloInvoice *invoice)
{
  g_autoptr(GAsyncResult) result = NULL;
  Answer answer = { NULL };

  velo_store_list_journal_async (fixture->store, velo_vehicle_get_id (first_vehicle (invoice)), NULL, answer_cb,
                                 &answer);
  result = wait_for (&answer);
  return velo_store_list_journal_finish (fixture->store, result, NULL);
}

static const char *
find_note (GPtrArray *journal)
{
  for (guint i = 0; i < journal->len; i++)
    if (g_str_equal (velo_journal_entry_get_what (g_ptr_array_index (journal, i)), "evidence-made"))
      return velo_journal_entry_get_detail (g_ptr_array_index (journal, i));
  return NULL;
}

static VeloEvidenceFile *
find_file (GPtrArray  *files,
           const char *ending)
{
  for (guint i = 0; i < files->len; i++)
    {
      VeloEvidenceFile *file = g_ptr_array_index (files, i);

      if (g_str_has_suffix (file->name, ending))
        return file;
    }
  return NULL;
}

static void
add_untyped (Fixture     *fixture,
             VeloInvoice *invoice,
             const char  *title,
             const char  *content)
{
  g_autoptr(VeloDocument) document = velo_document_new ();
  g_autoptr(GBytes) bytes = g_bytes_new (content, strlen (content));
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  Answer answer = { NULL };

  velo_document_set_kind (document, VELO_DOCUMENT_KIND_OTHER);
  velo_document_set_title (document, title);
  velo_document_set_vehicle_id (document, velo_vehicle_get_id (first_vehicle (invoice)));
  velo_store_add_document_async (fixture->store, document, bytes, "Jana", NULL, answer_cb, &answer);
  result = wait_for (&answer);
  g_assert_true (velo_store_add_document_finish (fixture->store, result, &error));
  g_assert_no_error (error);
}

/* What came without a type is named by what is in it, so that it opens with a click. */
static void
test_endings (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct { const char *title; const char *content; const char *name; } papers[] = {
    { "Data", " <antrag/>", "-Data.xml" }, { "Object", "\n{\"a\": 1}", "-Object.json" },
    { "Words", "Danke, Übelacker", "-Words.txt" }, { "Signs", "\x89PNG\xff", "-Signs.bin" },
  };
  g_autoptr(VeloInvoice) invoice = add_insured (fixture);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) package = NULL;
  g_autoptr(GPtrArray) files = NULL;
  g_autofree char *fingerprint = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (papers); i++)
    add_untyped (fixture, invoice, papers[i].title, papers[i].content);
  package = make (fixture, invoice, NULL, &error);
  g_assert_no_error (error);
  files = velo_evidence_package_check (package, &fingerprint, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (papers); i++)
    if (find_file (files, papers[i].name) == NULL)
      g_error ("there is no %s", papers[i].name);
}

static void
test_made (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = add_insured (fixture);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) package = make (fixture, invoice, NULL, &error);
  g_autoptr(GPtrArray) journal = list_journal (fixture, invoice);
  g_autoptr(GPtrArray) files = NULL;
  g_autofree char *fingerprint = NULL;
  g_autoptr(JsonParser) parser = json_parser_new ();
  VeloEvidenceFile *cover;
  VeloEvidenceFile *record;
  JsonObject *object;

  g_assert_no_error (error);
  files = velo_evidence_package_check (package, &fingerprint, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < files->len; i++)
    g_assert_cmpint (((VeloEvidenceFile *) g_ptr_array_index (files, i))->state, ==, VELO_EVIDENCE_INTACT);
  g_assert_nonnull (find_file (files, "-Answer-of-the-insurer.txt"));
  cover = find_file (files, "Uebersicht.pdf");
  g_assert (cover != NULL);
  g_assert_cmpint (memcmp (g_bytes_get_data (cover->bytes, NULL), "%PDF-", 5), ==, 0);

  /* every document and the whole history stand in the record */
  record = find_file (files, "evidence.json");
  g_assert (record != NULL);
  g_assert_true (json_parser_load_from_data (parser, g_bytes_get_data (record->bytes, NULL),
                                             (gssize) g_bytes_get_size (record->bytes), &error));
  g_assert_no_error (error);
  object = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpstr (json_object_get_string_member (object, "contract"), ==,
                   velo_vehicle_get_contract_number (first_vehicle (invoice)));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "documents")), ==, files->len - 2);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "journal")), ==, journal->len - 1);

  /* later the history tells whether a package is the one that was made here */
  g_assert_cmpstr (find_note (journal), ==, fingerprint);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = add_insured (fixture);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GPtrArray) journal = NULL;
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (make (fixture, invoice, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  journal = list_journal (fixture, invoice);
  g_assert_null (find_note (journal));
}

/* Somebody else's hand in the file of the shop. */
static void
forge_answer (Fixture *fixture)
{
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, "PRAGMA foreign_keys = OFF;"
                                           "UPDATE contents SET content = CAST ('forged' AS BLOB)"
                                           " WHERE content = CAST ('answer' AS BLOB)", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_changes (database), ==, 1);
  sqlite3_close (database);
}

/* What was changed must not become evidence. */
static void
test_changed (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = add_insured (fixture);
  g_autoptr(GError) error = NULL;

  forge_answer (fixture);
  g_assert_null (make (fixture, invoice, NULL, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CORRUPT);
}

/* What was changed is not shown, and to try again would not help. */
static void
test_changed_window (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice G_GNUC_UNUSED = add_insured (fixture);
  g_autoptr(VeloDocument) document = velo_document_new ();
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "answer", -1);
  GtkWidget *window;

  forge_answer (fixture);
  velo_document_set_title (document, "Answer");
  velo_document_set_sha256 (document, sha256);
  window = velo_document_window_new (NULL, fixture->store, document);
  gtk_window_present (GTK_WINDOW (window));
  WAIT_UNTIL (velo_test_find_text (window, "changed or damaged after it was filed") != NULL);
  g_assert_null (velo_test_find_text (window, "Try Again"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_closed (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = add_insured (fixture);
  g_autoptr(GError) error = NULL;

  fixture_close_store (fixture);
  g_assert_null (make (fixture, invoice, NULL, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CLOSED);
}

static GtkWindow *
find_chooser (void)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (GTK_IS_FILE_CHOOSER_DIALOG (l->data) && gtk_widget_get_mapped (l->data))
      return l->data;
  return NULL;
}

/* The button of the page asks where to, with a name that tells the contract; given up, nothing is said. */
static void
test_given_up (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = add_insured (fixture);
  GtkWidget *page = velo_vehicle_info_page_new (fixture->counter, fixture->settings,
                                                velo_vehicle_get_id (first_vehicle (invoice)));
  g_autofree char *proposed = NULL;

  fixture_show (fixture, page);
  WAIT_UNTIL (!velo_vehicle_info_page_is_loading (VELO_VEHICLE_INFO_PAGE (page)));
  g_assert_true (gtk_widget_activate_action (page, "vehicle.evidence", NULL));
  WAIT_UNTIL (find_chooser () != NULL);
  proposed = gtk_file_chooser_get_current_name (GTK_FILE_CHOOSER (find_chooser ()));
  g_assert_nonnull (strstr (proposed, "12345678"));
  gtk_window_close (find_chooser ());
  WAIT_UNTIL (find_chooser () == NULL);
  settle ();
  g_assert_null (find_window (ADW_TYPE_MESSAGE_DIALOG));
}

/* The page is left while the package is being made. */
static void
test_left (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = add_insured (fixture);
  GtkWidget *page = velo_vehicle_info_page_new (fixture->counter, fixture->settings,
                                                velo_vehicle_get_id (first_vehicle (invoice)));
  g_autoptr(GPtrArray) journal = NULL;

  fixture_show (fixture, page);
  WAIT_UNTIL (!velo_vehicle_info_page_is_loading (VELO_VEHICLE_INFO_PAGE (page)));
  g_assert_true (gtk_widget_activate_action (page, "vehicle.evidence", NULL));
  adw_window_set_content (ADW_WINDOW (fixture->window), NULL);
  while (journal == NULL || find_note (journal) == NULL)
    {
      g_clear_pointer (&journal, g_ptr_array_unref);
      journal = list_journal (fixture, invoice);
    }
  settle ();
  g_assert_null (find_chooser ());
}

#define ADD(path, function) \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();

  ADD ("/evidence/made", test_made);
  ADD ("/evidence/endings", test_endings);
  ADD ("/evidence/cancelled", test_cancelled);
  ADD ("/evidence/changed", test_changed);
  ADD ("/evidence/changed-window", test_changed_window);
  ADD ("/evidence/closed", test_closed);
  ADD ("/evidence/given-up", test_given_up);
  ADD ("/evidence/left", test_left);
  return g_test_run ();
}
