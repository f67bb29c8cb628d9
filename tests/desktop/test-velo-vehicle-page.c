/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The vehicles: list, page with documents and history, counter card. */

#include "config.h"

#include "velo-insured-fixture.h"

#include "velo-counter-card.h"
#include "velo-field.h"
#include "velo-pdf-document.h"
#include "velo-sale-vehicle-card.h"
#include "velo-sale-vehicle-form.h"
#include "velo-signature-evidence.h"
#include "velo-store-documents.h"
#include "velo-todo-item.h"
#include "velo-todo-list.h"
#include "velo-sales-view.h"
#include "velo-vehicle-documents.h"
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
  WAIT_UNTIL (!velo_vehicle_info_page_is_loading (VELO_VEHICLE_INFO_PAGE (page)));
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
  WAIT_UNTIL (velo_vehicle_info_page_get_n_documents (page) == 1
              && !velo_vehicle_info_page_is_loading (page));
}

/* A signature on the screen, with what is filed of it. */
typedef struct
{
  VeloInvoice *invoice;
  GtkWidget *documents;
  char *record_id;
} Signature;

static void
signature_clear (Signature *self)
{
  g_clear_object (&self->invoice);
  g_clear_pointer (&self->record_id, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Signature, signature_clear)

static char *
file_signed (Fixture          *fixture,
             Signature        *signature,
             VeloDocumentKind  kind,
             GBytes           *content)
{
  g_autoptr(VeloDocument) document = velo_document_new ();
  g_autoptr(GAsyncResult) result = NULL;
  Answer answer = { NULL };

  velo_document_set_kind (document, kind);
  velo_document_set_title (document, "Signature");
  velo_document_set_file_name (document, "record.json");
  velo_document_set_content_type (document, kind == VELO_DOCUMENT_KIND_EVIDENCE ? "application/json"
                                                                                : "application/pdf");
  velo_document_set_vehicle_id (document, velo_vehicle_get_id (first_vehicle (signature->invoice)));
  velo_store_add_document_async (fixture->store, document, content, "Jana", NULL, answer_cb, &answer);
  result = wait_for (&answer);
  g_assert_true (velo_store_add_document_finish (fixture->store, result, NULL));
  return g_strdup (velo_document_get_id (document));
}

static GtkWidget *
find_documents (GtkWidget *widget)
{
  GtkWidget *found = VELO_IS_VEHICLE_DOCUMENTS (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_documents (child);
  return found;
}

/* Files the record of @before and @after with the documents @form and @signed_form, if they are given, and opens it. */
static void
open_record (Fixture    *fixture,
             Signature  *signature,
             const char *form,
             const char *signed_form,
             const char *change)
{
  g_autoptr(GBytes) before = g_bytes_new_static ("%PDF form", 9);
  g_autoptr(GBytes) after = g_bytes_new_static ("%PDF form, signed", 17);
  g_autoptr(VeloInk) ink = velo_ink_new (200, 20);
  const VeloPageRect rect = { 100, 100, 200, 120 };
  g_autoptr(GBytes) record = NULL;

  signature->invoice = fixture_add (fixture, make_sale ("RE-1", "Maier", "E-Trail", 89900));
  record = velo_signature_evidence_build (ink, 0, &rect, before, after, "Katrin Maier", "Jana", 1792000002000000);
  if (change != NULL)
    {
      g_autoptr(GString) text = g_string_new_len (g_bytes_get_data (record, NULL), (gssize) g_bytes_get_size (record));

      g_assert_cmpuint (g_string_replace (text, "Katrin Maier", change, 0), >, 0);
      g_bytes_unref (record);
      record = g_string_free_to_bytes (g_steal_pointer (&text));
    }
  signature->record_id = file_signed (fixture, signature, VELO_DOCUMENT_KIND_EVIDENCE, record);
  if (form != NULL)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (form, strlen (form));
      g_autofree char *id = file_signed (fixture, signature, VELO_DOCUMENT_KIND_PROPOSAL, bytes);

      g_assert_nonnull (id);
    }
  if (signed_form != NULL)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (signed_form, strlen (signed_form));
      g_autofree char *id = file_signed (fixture, signature, VELO_DOCUMENT_KIND_SIGNED_PROPOSAL, bytes);

      g_assert_nonnull (id);
    }
  signature->documents = find_documents (GTK_WIDGET (show_page (fixture, velo_vehicle_get_id (
                                                                  first_vehicle (signature->invoice)))));
  g_assert_nonnull (signature->documents);
  g_assert_true (gtk_widget_activate_action (signature->documents, "document.open", "s", signature->record_id));
}

static void
assert_told (const char *heading)
{
  AdwMessageDialog *dialog = NULL;

  WAIT_UNTIL ((dialog = find_window (ADW_TYPE_MESSAGE_DIALOG)) != NULL);
  g_assert_cmpstr (adw_message_dialog_get_heading (dialog), ==, heading);
  gtk_window_close (GTK_WINDOW (dialog));
  WAIT_UNTIL (find_window (ADW_TYPE_MESSAGE_DIALOG) == NULL);
}

static void
test_signature_intact (Fixture       *fixture,
                       gconstpointer  data)
{
  g_auto(Signature) signature = { NULL };

  open_record (fixture, &signature, "%PDF form", "%PDF form, signed", NULL);
  assert_told ("The signature is intact");
}

static void
test_signature_changed (Fixture       *fixture,
                        gconstpointer  data)
{
  static const struct { const char *form; const char *signed_form; const char *change; } cases[] = {
    { "%PDF form", "%PDF form, signed", "Timo Maier!!" }, { "%PDF another", "%PDF form, signed", NULL },
    { "%PDF form", "%PDF form, forged", NULL }, { "%PDF form", NULL, NULL },
  };
  g_auto(Signature) signature = { NULL };
  const guint i = GPOINTER_TO_UINT (data);

  open_record (fixture, &signature, cases[i].form, cases[i].signed_form, cases[i].change);
  assert_told ("The signature cannot be proved any more");
}

/* The page goes while the record is being held against the application: nobody is told. */
static void
test_signature_closed (Fixture       *fixture,
                       gconstpointer  data)
{
  g_auto(Signature) signature = { NULL };

  open_record (fixture, &signature, "%PDF form", "%PDF form, signed", NULL);
  g_object_add_weak_pointer (G_OBJECT (signature.documents), (gpointer *) &signature.documents);
  adw_window_set_content (ADW_WINDOW (fixture->window), NULL);
  /* it is held until the answer is there */
  WAIT_UNTIL (signature.documents == NULL);
  g_assert_null (find_window (ADW_TYPE_MESSAGE_DIALOG));
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
  WAIT_UNTIL (velo_vehicle_get_state (velo_vehicle_info_page_get_vehicle (page))
              == VELO_INSURANCE_STATE_DECLINED);
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
  g_assert_true (velo_test_has_text (GTK_WIDGET (page), "12345678"));
  g_assert_true (velo_test_has_text (GTK_WIDGET (page), "Komplettschutz"));
  g_assert_true (velo_test_has_text (GTK_WIDGET (page), "119.90"));
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
  WAIT_UNTIL (velo_field_get_problem (field) != NULL);
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
  WAIT_UNTIL (!velo_todo_list_is_loading (VELO_TODO_LIST (list)));
  g_assert_cmpuint (velo_todo_list_get_n_shown (VELO_TODO_LIST (list)), ==, 2);
  first = g_list_model_get_item (velo_todo_list_get_model (VELO_TODO_LIST (list)), 0);
  g_assert_cmpint (velo_todo_item_get_kind (first), ==, VELO_TODO_KIND_UNCLEAR);
  g_assert_true (velo_test_has_text (list, "22222222"));
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
  WAIT_UNTIL (g_str_equal (velo_sale_pane_get_showing (pane), "list"));
  velo_sales_view_set_search_text (VELO_SALES_VIEW (view), "alpin");
  WAIT_UNTIL (g_list_model_get_n_items (G_LIST_MODEL (velo_sale_pane_get_model (pane))) == 1);
  velo_sales_view_set_search_text (VELO_SALES_VIEW (view), "no such vehicle");
  WAIT_UNTIL (g_str_equal (velo_sale_pane_get_showing (pane), "nothing"));
}

static void
test_list_empty (Fixture       *fixture,
                 gconstpointer  data)
{
  GtkWidget *view = velo_sales_view_new_vehicles (fixture->counter, NULL);
  VeloSalePane *pane = velo_sales_view_get_pane (VELO_SALES_VIEW (view));

  fixture_show (fixture, view);
  WAIT_UNTIL (!g_str_equal (velo_sale_pane_get_showing (pane), "loading"));
  g_assert_cmpstr (velo_sale_pane_get_showing (pane), ==, "empty");
}

/* As on a page, which scrolls. */
static void
show_card (Fixture   *fixture,
           GtkWidget *card)
{
  GtkWidget *page = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (page), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (page), card);
  gtk_widget_set_valign (card, GTK_ALIGN_START);
  fixture_show (fixture, page);
}

static void
click_card (GtkWidget *card)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (adw_bin_get_child (ADW_BIN (card)));
  guint n_clicked = 0;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (g_strcmp0 (gtk_event_controller_get_name (controller), "card") != 0)
        continue;
      g_signal_emit_by_name (controller, "released", 1, 20.0, 20.0);
      n_clicked++;
    }
  g_assert_cmpuint (n_clicked, ==, 1);
}

/* All of the card opens the vehicle; that at the head of the vehicle's own page opens nothing. */
static void
test_card_opens (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = fixture_add (fixture, make_sale ("RE-1", "Maier", "E-Trail", 89900));
  GtkWidget *card = velo_sale_vehicle_card_new (first_vehicle (invoice));
  g_autofree char *asked = g_strdup_printf ("open-vehicle %s\n", velo_vehicle_get_id (first_vehicle (invoice)));

  show_card (fixture, card);
  click_card (card);
  WAIT_UNTIL (g_str_equal (fixture->asked->str, asked));
  card = velo_sale_vehicle_card_new_head (first_vehicle (invoice));
  show_card (fixture, card);
  click_card (card);
  settle ();
  g_assert_cmpstr (fixture->asked->str, ==, asked);
}

/* Whom to call stands on the card, or where to enter it; in training it is plainly nobody. */
static void
test_card_insurer (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1", "Maier", "E-Trail", 89900);
  g_autoptr(GSettings) insurer = g_settings_get_child (fixture->settings, "insurer");
  const char *words[] = { "Not entered yet: Settings, Online Accounts, Theft or repair", "0511 000-1",
                          "0000 000000 (invented)" };

  velo_vehicle_set_lock_kind (first_vehicle (invoice), "Faltschloss");
  velo_vehicle_set_lock_maker (first_vehicle (invoice), "Abus");
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      GtkWindow *card = NULL;

      g_settings_set_string (insurer, "damage-phone", i == 0 ? "" : "0511 000-1");
      g_settings_set_string (insurer, "damage-mail", i == 0 ? "" : "schaden@example.org");
      card = velo_counter_card_new (NULL, fixture->settings, i == 2, first_vehicle (invoice),
                                    velo_invoice_get_customer (invoice), NULL);
      gtk_window_present (card);
      WAIT_UNTIL (velo_test_has_text (GTK_WIDGET (card), words[i]));
      g_assert_true (velo_test_has_text (GTK_WIDGET (card), "Faltschloss Abus"));
      g_assert_true (velo_test_has_text (GTK_WIDGET (card), "WERTGARANTIE") == (i < 2));
      g_assert_true (velo_test_has_text (GTK_WIDGET (card), "schaden@example.org") == (i == 1));
      gtk_window_destroy (card);
    }
  g_settings_reset (insurer, "damage-phone");
  g_settings_reset (insurer, "damage-mail");
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
  g_assert_nonnull (strstr (text, "Whom to Call"));
  g_assert_nonnull (strstr (text, "0000 000000 (invented)"));
  velo_pdf_document_close (document);
}

/* What is filed in one go is one line, and says which documents; another day or another hand is another line. */
static void
test_history (void)
{
  static const struct { const char *what; const char *who; int second; const char *detail; } events[] = {
    { "document-filed", "Jana", 0, "Conditions" },
    { "document-filed", "Jana", 1, "Leaflet" },
    { "document-filed", "Jana", 9, "Rights" },
    { "document-filed", "Jana", 11, "Form" },
    { "document-handed-over", "Jana", 62, "Conditions" },
    { "document-handed-over", "Ben", 63, "Leaflet" },
    { "insurance-declined", "Ben", 64, "Too expensive" },
    { "document-filed", "Ben", 65, "" },
    { "document-handed-over", "Ben", 80, "Conditions" },
    { "document-handed-over", "Ben", 80, "Leaflet" },
    { "document-handed-over", "Ben", 81, "Rights" },
    { "document-handed-over", "Ben", 81, "Mandate" },
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
  g_assert_cmpuint (velo_vehicle_history_fill (GTK_LIST_BOX (list), entries), ==, 7);
  for (guint i = 0; i < 7; i++)
    {
      static const char * const texts[] = {
        "3 documents filed: Conditions, Leaflet, Rights", "Document filed: Form", "Document handed over: Conditions",
        "Document handed over: Leaflet", "Customer does not want insurance: “Too expensive”", "1 document filed",
        "4 documents handed over: Conditions and 3 more",
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
  ADD ("/vehicles/page/signature/intact", test_signature_intact);
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *path = g_strdup_printf ("/vehicles/page/signature/changed-%u", i);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), fixture_set_up, test_signature_changed, fixture_tear_down);
    }
  ADD ("/vehicles/page/signature/closed", test_signature_closed);
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
  ADD ("/vehicles/card/insurer", test_card_insurer);
  ADD ("/vehicles/card/opens", test_card_opens);
  ADD ("/vehicles/card/on-paper", test_card_on_paper);
  g_test_add_func ("/vehicles/words", test_words);
  g_test_add_func ("/vehicles/history", test_history);
  return g_test_run ();
}
