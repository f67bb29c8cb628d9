/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The vehicles: list, page with documents and history, counter card. */

#include "config.h"

#include "velo-insured-fixture.h"

#include "velo-counter-card.h"
#include "velo-field.h"
#include "velo-pdf-document.h"
#include "velo-sale-vehicle-form.h"
#include "velo-store-documents.h"
#include "velo-todo-item.h"
#include "velo-todo-list.h"
#include "velo-sales-view.h"
#include "velo-vehicle-info-page.h"
#include "velo-vehicle-history.h"
#include "velo-vehicle-text.h"

#include <string.h>

static VeloVehicleInfoPage *
show_page (Fixture    *fixture,
           const char *vehicle_id)
{
  GtkWidget *page = velo_vehicle_info_page_new (fixture->counter, fixture->settings, vehicle_id);

  fixture_show (fixture, page);
  WAIT_FOR (!velo_vehicle_info_page_is_loading (VELO_VEHICLE_INFO_PAGE (page)));
  return VELO_VEHICLE_INFO_PAGE (page);
}

static void
file_document (Fixture    *fixture,
               const char *vehicle_id)
{
  g_autoptr(VeloDocument) document = velo_document_new ();
  g_autoptr(GBytes) content = g_bytes_new_static ("%PDF-1.4 not really", 19);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  Answer answer = { NULL };

  velo_document_set_kind (document, VELO_DOCUMENT_KIND_TERMS);
  velo_document_set_title (document, "AVB");
  velo_document_set_file_name (document, "avb.pdf");
  velo_document_set_content_type (document, "application/pdf");
  velo_document_set_vehicle_id (document, vehicle_id);
  velo_store_add_document_async (fixture->store, document, content, "Jana", NULL, answer_cb, &answer);
  result = wait_for (&answer);
  g_assert_true (velo_store_add_document_finish (fixture->store, result, &error));
  g_assert_no_error (error);
}

static void
test_page (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = fixture_add (fixture, make_sale ("RE-1", "Maier", "E-Trail", 89900));
  const char *id = velo_vehicle_get_id (first_vehicle (invoice));
  g_autofree char *expected = g_strdup_printf ("open-sale %s\n", velo_invoice_get_id (invoice));
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;
  VeloVehicleInfoPage *page = show_page (fixture, id);

  g_assert_cmpstr (velo_vehicle_info_page_get_showing (page), ==, "vehicle");
  g_object_get (page, "title", &title, "subtitle", &subtitle, NULL);
  g_assert_cmpstr (title, ==, "Kronberg E-Trail");
  g_assert_nonnull (strstr (subtitle, "KB26E48217"));
  g_assert_nonnull (strstr (subtitle, "Katrin Maier"));
  g_assert_cmpuint (velo_vehicle_info_page_get_n_documents (page), ==, 0);
  g_assert_cmpuint (velo_vehicle_info_page_get_n_history (page), >, 0);
  gtk_widget_activate_action (GTK_WIDGET (page), "vehicle.open-sale", NULL);
  g_assert_cmpstr (fixture->asked->str, ==, expected);
}

/* A document that is filed while the page is open appears by itself. */
static void
test_documents (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = fixture_add (fixture, make_sale ("RE-1", "Maier", "E-Trail", 89900));
  const char *id = velo_vehicle_get_id (first_vehicle (invoice));
  VeloVehicleInfoPage *page = show_page (fixture, id);

  file_document (fixture, id);
  WAIT_FOR (velo_vehicle_info_page_get_n_documents (page) == 1
            && !velo_vehicle_info_page_is_loading (page));
}

static void
test_follows_state (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = fixture_add (fixture, make_sale ("RE-1", "Maier", "E-Trail", 89900));
  const char *id = velo_vehicle_get_id (first_vehicle (invoice));
  VeloVehicleInfoPage *page = show_page (fixture, id);
  g_autoptr(GAsyncResult) result = NULL;
  Answer answer = { NULL };

  velo_store_decline_async (fixture->store, id, "Too expensive", "Jana", NULL, answer_cb, &answer);
  result = wait_for (&answer);
  g_assert_true (velo_store_decline_finish (fixture->store, result, NULL));
  WAIT_FOR (velo_vehicle_get_state (velo_vehicle_info_page_get_vehicle (page))
            == VELO_INSURANCE_STATE_DECLINED);
}

static gboolean
has_text (GtkWidget  *widget,
          const char *text)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_label (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_text (child, text))
      return TRUE;
  return FALSE;
}

static void
test_insured (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = fixture_add (fixture, make_sale ("RE-1", "Maier", "E-Trail", 89900));
  VeloVehicleInfoPage *page;

  fixture_insure (fixture, invoice, "12345678");
  page = show_page (fixture, velo_vehicle_get_id (first_vehicle (invoice)));
  g_assert_cmpint (velo_vehicle_get_state (velo_vehicle_info_page_get_vehicle (page)), ==,
                   VELO_INSURANCE_STATE_INSURED);
  g_assert_true (has_text (GTK_WIDGET (page), "12345678"));
  g_assert_true (has_text (GTK_WIDGET (page), "Komplettschutz"));
  g_assert_true (has_text (GTK_WIDGET (page), "119.90"));
  g_assert_cmpuint (velo_vehicle_info_page_get_n_documents (page), ==, 1);
}

/* The same frame number typed in again is said to be insured at once, with its contract. */
static void
test_frame_known (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = fixture_add (fixture, make_sale ("RE-1", "Maier", "E-Trail", 89900));
  g_autoptr(VeloVehicle) vehicle = velo_vehicle_new ();
  GtkWidget *form = velo_sale_vehicle_form_new (vehicle);
  GtkWidget *field = velo_sale_vehicle_form_get_field (VELO_SALE_VEHICLE_FORM (form), "frame-number");

  fixture_insure (fixture, invoice, "12345678");
  fixture_show (fixture, form);
  velo_sale_vehicle_form_set_store (VELO_SALE_VEHICLE_FORM (form), fixture->store);
  gtk_editable_set_text (GTK_EDITABLE (field), velo_vehicle_get_frame_number (first_vehicle (invoice)));
  WAIT_FOR (velo_field_get_problem (field) != NULL);
  g_assert_nonnull (strstr (velo_field_get_problem (field), "12345678"));
  gtk_editable_set_text (GTK_EDITABLE (field), "SOMETHING ELSE 1");
  g_assert_null (velo_field_get_problem (field));
}

/* What is signed or without an answer is to be done, the unclear one first. */
static void
test_todo_kinds (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(VeloInvoice) signed_sale = fixture_add (fixture, make_sale ("RE-1", "Maier", "Pedalo", 89900));
  g_autoptr(VeloInvoice) sent_sale = fixture_add (fixture, make_sale ("RE-2", "Huber", "Alpin", 99900));
  G_GNUC_UNUSED g_autoptr(VeloProposal) one = fixture_take_to (fixture, signed_sale, VELO_PROPOSAL_STATE_SIGNED, "11111111");
  g_autoptr(VeloProposal) two = fixture_take_to (fixture, sent_sale, VELO_PROPOSAL_STATE_SENDING, "22222222");
  g_autoptr(VeloTodoItem) first = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  Answer answer = { NULL };
  GtkWidget *list;

  velo_store_advance_proposal_async (fixture->store, two, VELO_PROPOSAL_STATE_SENDING,
                                     VELO_PROPOSAL_STATE_UNCLEAR, NULL, NULL, NULL, answer_cb, &answer);
  result = wait_for (&answer);
  g_assert_true (velo_store_advance_proposal_finish (fixture->store, result, &error));
  list = velo_todo_list_new (fixture->counter, NULL);
  fixture_show (fixture, list);
  WAIT_FOR (!velo_todo_list_is_loading (VELO_TODO_LIST (list)));
  g_assert_cmpuint (velo_todo_list_get_n_shown (VELO_TODO_LIST (list)), ==, 2);
  first = g_list_model_get_item (velo_todo_list_get_model (VELO_TODO_LIST (list)), 0);
  g_assert_cmpint (velo_todo_item_get_kind (first), ==, VELO_TODO_KIND_UNCLEAR);
  g_assert_true (has_text (list, "22222222"));
}

static void
test_missing (Fixture       *fixture,
              gconstpointer  data)
{
  VeloVehicleInfoPage *page = show_page (fixture, "no such vehicle");

  g_assert_cmpstr (velo_vehicle_info_page_get_showing (page), ==, "error");
  g_assert_null (velo_vehicle_info_page_get_vehicle (page));
  /* Nothing to show on a card. */
  gtk_widget_activate_action (GTK_WIDGET (page), "vehicle.card", NULL);
  g_assert_null (find_window (VELO_TYPE_COUNTER_CARD));
}

static void
test_closed (Fixture       *fixture,
             gconstpointer  data)
{
  VeloVehicleInfoPage *page;

  fixture_close_store (fixture);
  page = show_page (fixture, "any");
  g_assert_cmpstr (velo_vehicle_info_page_get_showing (page), ==, "error");
}

static void
test_destroyed (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = fixture_add (fixture, make_sale ("RE-1", "Maier", "E-Trail", 89900));
  GtkWidget *page = velo_vehicle_info_page_new (fixture->counter, NULL,
                                                velo_vehicle_get_id (first_vehicle (invoice)));

  g_object_ref_sink (page);
  g_assert_finalize_object (page);
  settle ();
}

static void
test_narrow (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = fixture_add (fixture, make_sale ("RE-1", "Maier", "E-Trail", 89900));
  VeloVehicleInfoPage *page;
  int minimum = 0;

  gtk_window_set_default_size (fixture->window, 360, 640);
  page = show_page (fixture, velo_vehicle_get_id (first_vehicle (invoice)));
  gtk_widget_measure (GTK_WIDGET (page), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
}

static void
test_list (Fixture       *fixture,
           gconstpointer  data)
{
  G_GNUC_UNUSED g_autoptr(VeloInvoice) first = fixture_add (fixture, make_sale ("RE-1", "Maier", "Pedalo", 89900));
  G_GNUC_UNUSED g_autoptr(VeloInvoice) second = fixture_add (fixture, make_sale ("RE-2", "Huber", "Alpin SL", 399900));
  GtkWidget *view = velo_sales_view_new_vehicles (fixture->counter, fixture->settings);
  VeloSalePane *pane = velo_sales_view_get_pane (VELO_SALES_VIEW (view));

  fixture_show (fixture, view);
  WAIT_FOR (g_str_equal (velo_sale_pane_get_showing (pane), "list"));
  velo_sales_view_set_search_text (VELO_SALES_VIEW (view), "alpin");
  WAIT_FOR (g_list_model_get_n_items (G_LIST_MODEL (velo_sale_pane_get_model (pane))) == 1);
  velo_sales_view_set_search_text (VELO_SALES_VIEW (view), "no such vehicle");
  WAIT_FOR (g_str_equal (velo_sale_pane_get_showing (pane), "nothing"));
}

static void
test_list_empty (Fixture       *fixture,
                 gconstpointer  data)
{
  GtkWidget *view = velo_sales_view_new_vehicles (fixture->counter, NULL);
  VeloSalePane *pane = velo_sales_view_get_pane (VELO_SALES_VIEW (view));

  fixture_show (fixture, view);
  WAIT_FOR (!g_str_equal (velo_sale_pane_get_showing (pane), "loading"));
  g_assert_cmpstr (velo_sale_pane_get_showing (pane), ==, "empty");
}

static void
test_card (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = fixture_add (fixture, make_sale ("RE-1", "Maier", "E-Trail", 89900));
  VeloVehicleInfoPage *page = show_page (fixture, velo_vehicle_get_id (first_vehicle (invoice)));

  gtk_widget_activate_action (GTK_WIDGET (page), "vehicle.card", NULL);
  settle ();
  g_assert_nonnull (find_window (VELO_TYPE_COUNTER_CARD));
  gtk_window_close (find_window (VELO_TYPE_COUNTER_CARD));
  settle ();
  g_assert_null (find_window (VELO_TYPE_COUNTER_CARD));
}

/* The numbers are on the paper; a vehicle without contract says so. */
static void
test_card_on_paper (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1", "Maier", "E-Trail", 89900);
  g_autoptr(VeloPolicy) policy = velo_policy_new ();
  VeloVehicle *vehicle = first_vehicle (invoice);
  g_autoptr(VeloSheet) sheet = NULL;
  g_autoptr(VeloPdfDocument) document = NULL;
  g_autoptr(GAsyncResult) rendered = NULL;
  g_autoptr(GAsyncResult) opened = NULL;
  g_autoptr(GAsyncResult) read = NULL;
  g_autoptr(GBytes) pdf = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  Answer answer = { NULL };

  velo_policy_set_contract_number (policy, "12345678");
  velo_vehicle_set_state (vehicle, VELO_INSURANCE_STATE_INSURED);
  sheet = velo_counter_card_new_sheet (fixture->settings, TRUE, vehicle, velo_invoice_get_customer (invoice),
                                       policy);
  velo_sheet_render_async (sheet, NULL, answer_cb, &answer);
  rendered = wait_for (&answer);
  pdf = velo_sheet_render_finish (sheet, rendered, &error);
  g_assert_no_error (error);
  velo_pdf_document_open_async (pdf, NULL, answer_cb, &answer);
  opened = wait_for (&answer);
  document = velo_pdf_document_open_finish (opened, &error);
  g_assert_no_error (error);
  velo_pdf_document_get_text_async (document, 0, NULL, answer_cb, &answer);
  read = wait_for (&answer);
  text = velo_pdf_document_get_text_finish (document, read, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (text, "12345678"));
  g_assert_nonnull (strstr (text, "KB26E48217"));
  velo_pdf_document_close (document);
}

/* What is filed in one go is one line, and says which documents; another day or another hand is another line. */
static void
test_history (void)
{
  static const struct { const char *what; const char *who; int second; const char *detail; } events[] = {
    { "document-filed", "Jana", 0, "Conditions" },
    { "document-filed", "Jana", 1, "Leaflet" },
    { "document-filed", "Jana", 59, "Rights" },
    { "document-filed", "Jana", 61, "Form" },
    { "document-handed-over", "Jana", 62, "Conditions" },
    { "document-handed-over", "Ben", 63, "Leaflet" },
    { "insurance-declined", "Ben", 64, "Too expensive" },
    { "document-filed", "Ben", 65, "" },
  };
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  GtkWidget *list = g_object_ref_sink (gtk_list_box_new ());

  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    {
      VeloJournalEntry *entry = velo_journal_entry_new ();

      velo_journal_entry_set_what (entry, events[i].what);
      velo_journal_entry_set_who (entry, events[i].who);
      velo_journal_entry_set_time (entry, G_GINT64_CONSTANT (1792000000000000) + events[i].second * G_USEC_PER_SEC);
      velo_journal_entry_set_detail (entry, events[i].detail);
      g_ptr_array_add (entries, entry);
    }
  g_assert_cmpuint (velo_vehicle_history_fill (GTK_LIST_BOX (list), entries), ==, 6);
  for (guint i = 0; i < 6; i++)
    {
      static const char * const texts[] = {
        "3 documents filed: Conditions, Leaflet, Rights", "Document filed: Form", "Document handed over: Conditions",
        "Document handed over: Leaflet", "Customer does not want insurance: “Too expensive”", "1 document filed",
      };
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), (int) i);
      GtkWidget *label = gtk_widget_get_last_child (gtk_list_box_row_get_child (row));

      g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, texts[i]);
    }
  g_ptr_array_set_size (entries, 0);
  g_assert_cmpuint (velo_vehicle_history_fill (GTK_LIST_BOX (list), entries), ==, 0);
  g_assert_null (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  g_object_unref (list);
}

static void
test_words (void)
{
  g_autoptr(VeloJournalEntry) entry = velo_journal_entry_new ();
  g_autoptr(VeloVehicle) vehicle = velo_vehicle_new ();
  g_autoptr(GHashTable) sentences = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *known = NULL;
  g_autofree char *unknown = NULL;

  velo_journal_entry_set_what (entry, "proposal-signed");
  known = velo_vehicle_text_journal (&entry, 1);
  g_assert_cmpstr (known, !=, "proposal-signed");
  velo_journal_entry_set_what (entry, "something-of-a-newer-version");
  unknown = velo_vehicle_text_journal (&entry, 1);
  g_assert_cmpstr (unknown, ==, "something-of-a-newer-version");
  for (int state = VELO_INSURANCE_STATE_OPEN; state <= VELO_INSURANCE_STATE_ENDED; state++)
    {
      velo_vehicle_set_state (vehicle, state);
      g_assert_true (g_hash_table_add (sentences, (gpointer) velo_vehicle_text_state (vehicle)));
    }
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

  ADD ("/vehicles/page/shown", test_page);
  ADD ("/vehicles/page/documents", test_documents);
  ADD ("/vehicles/page/follows-state", test_follows_state);
  ADD ("/vehicles/page/insured", test_insured);
  ADD ("/vehicles/form/frame-known", test_frame_known);
  ADD ("/vehicles/todo/kinds", test_todo_kinds);
  ADD ("/vehicles/page/missing", test_missing);
  ADD ("/vehicles/page/closed", test_closed);
  ADD ("/vehicles/page/destroyed", test_destroyed);
  ADD ("/vehicles/page/narrow", test_narrow);
  ADD ("/vehicles/list", test_list);
  ADD ("/vehicles/list-empty", test_list_empty);
  ADD ("/vehicles/card/shown", test_card);
  ADD ("/vehicles/card/on-paper", test_card_on_paper);
  g_test_add_func ("/vehicles/words", test_words);
  g_test_add_func ("/vehicles/history", test_history);
  return g_test_run ();
}
