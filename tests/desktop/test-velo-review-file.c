/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Invoices that are known already, changed copies, and what is remembered of corrections. */

#include "config.h"

#include "velo-review-test.h"

#include "velo-invoice-check.h"
#include "velo-notice.h"
#include "velo-review-changes.h"
#include "velo-review-file.h"
#include "velo-review-memory.h"
#include "velo-review-merge.h"
#include "velo-review-place.h"
#include "velo-review-text.h"
#include "velo-sale-page.h"
#include "velo-source-button.h"
#include "velo-store-documents.h"
#include "velo-store-memory.h"

static VeloInvoice *
add_with_file (Fixture     *fixture,
               VeloInvoice *invoice,
               GBytes      *bytes)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  Answer answer = { NULL };

  velo_store_add_sale_async (fixture->store, invoice, bytes, "", NULL, answer_cb, &answer);
  result = wait_for (&answer);
  velo_store_add_sale_finish (fixture->store, result, NULL, &error);
  g_assert_no_error (error);
  return invoice;
}

/* Whether the invoice is new; else what is known was said. */
static gboolean
is_new (Fixture     *fixture,
        VeloInvoice *invoice,
        GBytes      *bytes)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  Answer answer = { NULL };
  gboolean new;

  fixture_show (fixture, gtk_label_new ("main"));
  velo_review_same_async (fixture->window, fixture->counter, invoice, bytes, NULL, answer_cb, &answer);
  result = wait_for (&answer);
  new = velo_review_same_finish (result, &error);
  if (!new)
    g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_EXISTS);
  return new;
}

static guint
count_documents (Fixture    *fixture,
                 const char *vehicle_id)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GPtrArray) documents = NULL;
  Answer answer = { NULL };

  velo_store_list_documents_async (fixture->store, vehicle_id, NULL, NULL, answer_cb, &answer);
  result = wait_for (&answer);
  documents = velo_store_list_documents_finish (fixture->store, result, NULL);
  g_assert_true (documents != NULL);
  return documents == NULL ? 0 : documents->len;
}

static VeloInvoice *
load_sale (Fixture    *fixture,
           const char *id)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  VeloInvoice *invoice;
  Answer answer = { NULL };

  velo_store_get_sale_async (fixture->store, id, NULL, answer_cb, &answer);
  result = wait_for (&answer);
  invoice = velo_store_get_sale_finish (fixture->store, result, &error);
  g_assert_no_error (error);
  return invoice;
}

static void
test_new (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr(GBytes) bytes = review_load ("de_facturx_en16931_text.pdf");
  g_autoptr(VeloInvoice) invoice = review_read (bytes, "a.pdf");

  g_assert_true (is_new (fixture, invoice, bytes));
  g_assert_null (find_window (ADW_TYPE_MESSAGE_DIALOG));
}

static void
test_same_file (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GBytes) bytes = review_load ("de_facturx_en16931_text.pdf");
  g_autoptr(VeloInvoice) stored = add_with_file (fixture, review_read (bytes, "a.pdf"), bytes);
  g_autoptr(VeloInvoice) again = review_read (bytes, "b.pdf");

  g_assert_false (is_new (fixture, again, bytes));
  g_assert_nonnull (strstr (fixture->asked->str, velo_invoice_get_id (stored)));
  g_assert_cmpuint (count_documents (fixture, velo_vehicle_get_id (first_vehicle (stored))), ==, 0);
  gtk_window_destroy (find_window (ADW_TYPE_MESSAGE_DIALOG));
}

/* The same data in another file: it may be filed, and it may be left. */
static void
test_same_data (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GBytes) bytes = review_load ("de_facturx_en16931_text.pdf");
  g_autoptr(GBytes) other = g_bytes_new_static ("%PDF-1.7 another file", 21);
  g_autoptr(VeloInvoice) stored = add_with_file (fixture, review_read (bytes, "a.pdf"), bytes);
  const char *vehicle_id = velo_vehicle_get_id (first_vehicle (stored));

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(VeloInvoice) again = review_read (bytes, "b.pdf");

      velo_invoice_set_sha256 (again, "another");
      g_assert_false (is_new (fixture, again, other));
      g_assert_null (find_window (VELO_TYPE_REVIEW_CHANGES));
      adw_message_dialog_response (find_window (ADW_TYPE_MESSAGE_DIALOG), i == 0 ? "cancel" : "confirm");
      gtk_window_destroy (find_window (ADW_TYPE_MESSAGE_DIALOG));
      if (i == 0)
        g_assert_cmpuint (count_documents (fixture, vehicle_id), ==, 0);
      else
        WAIT_UNTIL (count_documents (fixture, vehicle_id) == 1);
    }
  g_assert_cmpuint (fixture_count_sales (fixture), ==, 1);
}

/* A sale and a changed copy of it: another price, another frame and another street. */
static VeloInvoice *
make_changed (VeloInvoice *stored)
{
  VeloInvoice *changed = velo_record_copy (stored);
  VeloVehicle *vehicle = first_vehicle (changed);

  velo_invoice_set_id (changed, "");
  velo_customer_set_id (velo_invoice_get_customer (changed), "");
  velo_customer_set_street (velo_invoice_get_customer (changed), "Neue Gasse 9");
  velo_party_set_street (velo_invoice_get_buyer (changed), "Neue Gasse 9");
  velo_invoice_set_sha256 (changed, "another");
  velo_invoice_set_xml_sha256 (changed, "yet another");
  velo_invoice_set_gross_cents (changed, 99900);
  velo_vehicle_set_id (vehicle, "");
  velo_vehicle_set_price_cents (vehicle, 99900);
  velo_vehicle_set_frame_number (vehicle, "NEW-1");
  return changed;
}

static VeloReviewChanges *
show_changes (Fixture     *fixture,
              VeloInvoice *stored)
{
  g_autoptr(VeloInvoice) changed = make_changed (stored);
  g_autoptr(GBytes) bytes = g_bytes_new_static ("%PDF-1.7 changed", 16);
  int width = 0;

  g_assert_false (is_new (fixture, changed, bytes));
  g_assert_null (find_window (ADW_TYPE_MESSAGE_DIALOG));
  g_assert_nonnull (find_window (VELO_TYPE_REVIEW_CHANGES));
  g_assert_cmpuint (velo_review_changes_get_n (find_window (VELO_TYPE_REVIEW_CHANGES)), >=, 3);
  gtk_widget_measure (find_window (VELO_TYPE_REVIEW_CHANGES), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 360);
  return find_window (VELO_TYPE_REVIEW_CHANGES);
}

static void
test_changed (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(VeloInvoice) stored = fixture_add (fixture, make_sale ("RE-1", "Maier", "E-Trail", 89900));
  static const struct { const char *action; gint64 price; const char *frame; guint n_documents; } cases[] = {
    { "changes.keep", 89900, "KB26E48217", 0 },
    { "changes.file", 89900, "KB26E48217", 1 },
    { "changes.take", 99900, "NEW-1", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(VeloInvoice) after = NULL;

      gtk_widget_activate_action (GTK_WIDGET (show_changes (fixture, stored)), cases[i].action, NULL);
      WAIT_UNTIL (find_window (VELO_TYPE_REVIEW_CHANGES) == NULL);
      after = load_sale (fixture, velo_invoice_get_id (stored));
      g_assert_cmpint (velo_vehicle_get_price_cents (first_vehicle (after)), ==, cases[i].price);
      g_assert_cmpstr (velo_vehicle_get_frame_number (first_vehicle (after)), ==, cases[i].frame);
      g_assert_cmpstr (velo_vehicle_get_id (first_vehicle (after)), ==, velo_vehicle_get_id (first_vehicle (stored)));
      g_assert_cmpuint (count_documents (fixture, velo_vehicle_get_id (first_vehicle (stored))), ==,
                        cases[i].n_documents);
    }
  g_assert_cmpuint (fixture_count_sales (fixture), ==, 1);
}

static void
test_changed_closed (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(VeloInvoice) stored = fixture_add (fixture, make_sale ("RE-1", "Maier", "E-Trail", 89900));
  VeloReviewChanges *changes = show_changes (fixture, stored);

  fixture_close_store (fixture);
  gtk_widget_activate_action (GTK_WIDGET (changes), "changes.take", NULL);
  settle ();
  /* what happened is said, and the choice can be made again */
  g_assert_nonnull (find_window (VELO_TYPE_REVIEW_CHANGES));
  gtk_window_destroy (GTK_WINDOW (changes));
}

/* What a customer has signed for is not changed by any invoice. */
static void
test_merge (void)
{
  g_autoptr(VeloInvoice) older = make_sale ("RE-1", "Maier", "E-Trail", 89900);
  g_autoptr(VeloVehicle) second = velo_record_copy (first_vehicle (older));
  g_autoptr(VeloInvoice) newer = NULL;
  g_autoptr(VeloInvoice) open = NULL;
  g_autoptr(VeloInvoice) insured = NULL;
  g_autoptr(VeloVehicle) kept = NULL;

  velo_invoice_set_id (older, "sale");
  velo_customer_set_id (velo_invoice_get_customer (older), "customer");
  velo_vehicle_set_id (first_vehicle (older), "first");
  velo_vehicle_set_line (first_vehicle (older), 1);
  velo_vehicle_set_id (second, "second");
  velo_vehicle_set_line (second, 2);
  velo_vehicle_set_frame_number (second, "SECOND");
  velo_vehicle_set_state (second, VELO_INSURANCE_STATE_DECLINED);
  g_list_store_append (velo_invoice_get_vehicles (older), second);
  newer = make_changed (older);
  g_list_store_remove (velo_invoice_get_vehicles (newer), 1);

  open = velo_review_merge (older, newer);
  g_assert_cmpstr (velo_invoice_get_id (open), ==, "sale");
  g_assert_cmpstr (velo_customer_get_id (velo_invoice_get_customer (open)), ==, "customer");
  g_assert_cmpstr (velo_customer_get_street (velo_invoice_get_customer (open)), ==, "Neue Gasse 9");
  g_assert_cmpstr (velo_vehicle_get_id (first_vehicle (open)), ==, "first");
  g_assert_cmpint (velo_vehicle_get_price_cents (first_vehicle (open)), ==, 99900);
  /* it is not on the copy any more, but the customer was asked about it */
  kept = g_list_model_get_item (G_LIST_MODEL (velo_invoice_get_vehicles (open)), 1);
  g_assert_cmpstr (velo_vehicle_get_id (kept), ==, "second");

  velo_vehicle_set_state (first_vehicle (older), VELO_INSURANCE_STATE_INSURED);
  velo_vehicle_set_contract_number (first_vehicle (older), "12345678");
  insured = velo_review_merge (older, newer);
  g_assert_true (velo_record_equal (first_vehicle (insured), first_vehicle (older)));
  g_assert_true (velo_record_equal (velo_invoice_get_customer (insured), velo_invoice_get_customer (older)));
  g_assert_cmpint (velo_invoice_get_gross_cents (insured), ==, 99900);
}

static void
test_texts (void)
{
  g_autofree char *amount = velo_review_text_value ("line-gross-cents", "-399900");
  g_autofree char *odd = velo_review_text_value ("gross-cents", "much");
  g_autofree char *none = velo_review_text_value ("number", "");
  g_autofree char *no_date = velo_review_text_value ("date", "2026-99-99");

  g_assert_nonnull (strstr (amount, "999"));
  g_assert_cmpstr (odd, ==, "much");
  g_assert_cmpstr (none, ==, "nothing");
  g_assert_cmpstr (no_date, ==, "2026-99-99");
  g_assert_cmpstr (velo_review_text_element ("Invoice/InvoiceLine[2]/Item/AdditionalItemProperty"), ==,
                   "property of the item");
  g_assert_cmpstr (velo_review_text_element (NULL), ==, "data of the invoice");
  g_assert_cmpstr (velo_review_text_element ("memory"), !=, "");
}

/* Memory */

static VeloInvoice *
read_known (Fixture    *fixture,
            GBytes     *bytes)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  VeloInvoice *invoice;
  Answer answer = { NULL };

  velo_review_memory_read_async (fixture->store, bytes, "rechnung.pdf", NULL, answer_cb, &answer);
  result = wait_for (&answer);
  invoice = velo_review_memory_read_finish (fixture->store, result, &error);
  g_assert_no_error (error);
  return invoice;
}

/* A print whose bicycle no brand list knows, with its numbers under words of the shop's own. */
static GBytes *
make_print (const char *number,
            const char *name,
            const char *street,
            const char *serial,
            const char *price)
{
  g_autofree char *head = g_strdup_printf ("Beleg-Nummer: %s", number);
  g_autofree char *item = g_strdup_printf ("1   Waldkauz Wipfel 7 Pedelec    1    %s", price);
  g_autofree char *code = g_strdup_printf ("Kennung %s", serial);
  g_autofree char *total = g_strdup_printf ("Zu zahlen        %s", price);
  const char * const texts[] = {
    "Radhaus Probe GmbH, Testweg 4, 90402 Nürnberg", "Frau", name, street, "91054 Erlangen", "",
    "Rechnung", head, "Datum: 18.04.2026", "", "Pos  Bezeichnung   Menge   Gesamt", item, code, "", total,
    "USt-IdNr. DE123456789", NULL
  };

  return review_make_pdf (1, 0, texts);
}

static void
test_memory (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GBytes) first = make_print ("4711", "Katrin Probst", "Am Graben 7", "QX5550001", "2.999,00");
  g_autoptr(GBytes) second = make_print ("4712", "Eva Muster", "Bachgasse 12", "QX5550002", "3.199,00");
  g_autoptr(VeloInvoice) read = read_known (fixture, first);
  g_autoptr(VeloInvoice) next = NULL;
  g_autoptr(VeloInvoice) unlearned = NULL;
  g_autoptr(GAsyncResult) listed = NULL;
  g_autoptr(GPtrArray) templates = NULL;
  Answer answer = { NULL };
  VeloSaleDialog *dialog = review_show (fixture, read, first);
  VeloVehicle *vehicle = first_vehicle (velo_sale_dialog_get_invoice (dialog));

  g_assert_true (velo_invoice_needs_review (read));
  review_wait_for_page (dialog);
  gtk_editable_set_text (GTK_EDITABLE (review_field (dialog, "maker")), "Waldkauz");
  gtk_editable_set_text (GTK_EDITABLE (review_field (dialog, "model")), "Wipfel 7");
  gtk_editable_set_text (GTK_EDITABLE (review_field (dialog, "frame-number")), "QX5550001");
  gtk_editable_set_text (GTK_EDITABLE (review_field (dialog, "price-cents")), "2.999,00");
  gtk_editable_set_text (GTK_EDITABLE (review_field (dialog, "number")), "4711");
  gtk_editable_set_text (GTK_EDITABLE (review_field (dialog, "date")), "18.04.2026");
  gtk_editable_set_text (GTK_EDITABLE (review_field (dialog, "last-name")), "Probst");
  gtk_editable_set_text (GTK_EDITABLE (review_field (dialog, "street")), "Am Graben 7");
  gtk_editable_set_text (GTK_EDITABLE (review_field (dialog, "postcode")), "91054");
  gtk_editable_set_text (GTK_EDITABLE (review_field (dialog, "city")), "Erlangen");
  velo_vehicle_set_kind (vehicle, VELO_ARTICLE_KIND_EBIKE);
  if (velo_vehicle_get_line (vehicle) == 0)
    velo_vehicle_set_line (vehicle, 1);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "sale-dialog.save", NULL);
  WAIT_UNTIL (find_window (VELO_TYPE_SALE_DIALOG) == NULL);
  gtk_window_destroy (find_window (VELO_TYPE_REMINDER_DIALOG));
  /* learned from by now: the store is only ours again */
  WAIT_UNTIL (G_OBJECT (fixture->store)->ref_count <= 2);

  /* what is not learned is not known */
  unlearned = review_read (second, "rechnung.pdf");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (velo_invoice_get_vehicles (unlearned))), ==, 1);
  g_assert_cmpstr (velo_vehicle_get_frame_number (first_vehicle (unlearned)), !=, "QX5550002");
  next = read_known (fixture, second);
  g_assert_cmpstr (velo_invoice_get_number (next), ==, "4712");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (velo_invoice_get_vehicles (next))), ==, 1);
  vehicle = first_vehicle (next);
  g_assert_cmpstr (velo_vehicle_get_maker (vehicle), ==, "Waldkauz");
  g_assert_cmpstr (velo_vehicle_get_model (vehicle), ==, "Wipfel 7");
  g_assert_cmpstr (velo_vehicle_get_frame_number (vehicle), ==, "QX5550002");
  g_assert_cmpint (velo_vehicle_get_price_cents (vehicle), ==, 319900);
  g_assert_cmpstr (velo_customer_get_last_name (velo_invoice_get_customer (next)), ==, "Muster");
  g_assert_cmpstr (velo_customer_get_street (velo_invoice_get_customer (next)), ==, "Bachgasse 12");
  /* the second one of this issuer asks nobody any more */
  g_assert_true (velo_invoice_needs_review (unlearned));
  g_assert_false (velo_invoice_needs_review (next));
  /* and was counted: of many issuers the most frequent ones are used first */
  velo_store_list_templates_async (fixture->store, NULL, answer_cb, &answer);
  listed = wait_for (&answer);
  templates = velo_store_list_templates_finish (fixture->store, listed, NULL);
  g_assert_cmpuint (templates->len, ==, 1);
  g_assert_cmpint (velo_issuer_template_get_times_used (g_ptr_array_index (templates, 0)), ==, 1);
}

/* Nothing that cannot be remembered keeps anybody from reading, or from saving. */
static void
test_memory_closed (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(GBytes) bytes = review_load ("de_plain_no_xml.pdf");
  g_autoptr(VeloInvoice) invoice = NULL;
  g_autoptr(GAsyncResult) learned = NULL;
  g_autoptr(GError) error = NULL;
  Answer answer = { NULL };

  fixture_close_store (fixture);
  invoice = read_known (fixture, bytes);
  g_assert_cmpstr (velo_invoice_get_number (invoice), !=, "");
  velo_review_memory_learn_async (fixture->store, invoice, bytes, NULL, answer_cb, &answer);
  learned = wait_for (&answer);
  g_assert_false (velo_review_memory_learn_finish (fixture->store, learned, &error));
  g_assert_nonnull (error);
}

static void
test_memory_cancelled (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(GBytes) bytes = review_load ("de_plain_no_xml.pdf");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  Answer answer = { NULL };

  velo_review_memory_read_async (fixture->store, bytes, "rechnung.pdf", cancellable, answer_cb, &answer);
  g_cancellable_cancel (cancellable);
  result = wait_for (&answer);
  g_assert_null (velo_review_memory_read_finish (fixture->store, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_employee (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GBytes) bytes = review_load ("de_facturx_en16931_text.pdf");
  g_autoptr(VeloInvoice) before = read_known (fixture, bytes);
  g_autoptr(VeloInvoice) after = NULL;

  g_assert_cmpstr (velo_invoice_get_employee_id (before), ==, "");
  g_assert_cmpstr (velo_invoice_get_employee_name (before), !=, "");
  fixture_add_employee (fixture, velo_invoice_get_employee_name (before));
  after = read_known (fixture, bytes);
  g_assert_cmpstr (velo_invoice_get_employee_id (after), !=, "");
}

/* The place of a value of a sale that is stored */

static void
test_place (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GBytes) bytes = review_load ("de_facturx_en16931_text.pdf");
  g_autoptr(VeloInvoice) stored = add_with_file (fixture, review_read (bytes, "a.pdf"), bytes);
  GListModel *findings = G_LIST_MODEL (velo_vehicle_get_findings (first_vehicle (stored)));
  VeloFinding *finding = velo_findings_best (findings, "frame-number");
  VeloReviewPlace *place;

  fixture_show (fixture, gtk_label_new ("main"));
  g_assert_nonnull (finding);
  place = VELO_REVIEW_PLACE (velo_review_place_present (fixture->window, fixture->store,
                                                        velo_invoice_get_id (stored), "Frame number", finding));
  WAIT_UNTIL (velo_pdf_view_get_n_marks (velo_review_paper_get_view (velo_review_place_get_paper (place))) > 0);
  g_assert_nonnull (strstr (velo_review_paper_get_caption (velo_review_place_get_paper (place)), "Frame number"));
  gtk_window_destroy (GTK_WINDOW (place));
}

static void
test_place_missing (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(VeloFinding) finding = velo_finding_new ();
  VeloReviewPlace *place;

  fixture_show (fixture, gtk_label_new ("main"));
  place = VELO_REVIEW_PLACE (velo_review_place_present (fixture->window, fixture->store, "no such sale", "Model",
                                                        finding));
  settle ();
  g_assert_cmpuint (velo_pdf_view_get_n_pages (velo_review_paper_get_view (velo_review_place_get_paper (place))),
                    ==, 0);
  gtk_window_destroy (GTK_WINDOW (place));
}

/* The button of the assistant */

static void
shown_cb (VeloSourceButton *button,
          VeloFinding      *finding,
          GString          *shown)
{
  g_string_append (shown, velo_finding_get_field (finding));
}

static void
test_source_button (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(VeloFinding) finding = velo_finding_new ();
  g_autoptr(GString) shown = g_string_new (NULL);
  GtkWidget *button = velo_source_button_new ();
  GtkWidget *place = review_find (button, "place_button");

  fixture_show (fixture, button);
  g_signal_connect (button, "show-place", G_CALLBACK (shown_cb), shown);
  /* without a finding there is nothing to show */
  velo_source_button_set_finding (VELO_SOURCE_BUTTON (button), NULL);
  g_assert_false (gtk_widget_get_visible (button));
  g_assert_nonnull (place);
  g_signal_emit_by_name (place, "clicked");
  g_assert_cmpstr (shown->str, ==, "");
  velo_finding_set_field (finding, "frame-number");
  velo_finding_set_source (finding, "InvoiceLine[1]/Item/AdditionalItemProperty");
  velo_source_button_set_finding (VELO_SOURCE_BUTTON (button), finding);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (review_find (button, "source_label"))), ==, "property of the item");
  g_signal_emit_by_name (place, "clicked");
  g_assert_cmpstr (shown->str, ==, "frame-number");
}

/* A sale that came in by itself says that something is unsure, until somebody has accepted it. */
static void
test_page (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GBytes) bytes = review_load ("de_plain_no_xml.pdf");
  g_autoptr(VeloInvoice) stored = add_with_file (fixture, review_read (bytes, "a.pdf"), bytes);
  VeloSalePage *page = VELO_SALE_PAGE (velo_sale_page_new (fixture->counter, NULL, velo_invoice_get_id (stored)));
  VeloNotice *notice = VELO_NOTICE (review_find (GTK_WIDGET (page), "review_notice"));

  fixture_show (fixture, GTK_WIDGET (page));
  WAIT_UNTIL (g_str_equal (velo_sale_page_get_showing (page), "sale"));
  g_assert_true (velo_notice_get_revealed (notice));
  gtk_widget_activate_action (GTK_WIDGET (page), "sale.edit", NULL);
  WAIT_UNTIL (find_window (VELO_TYPE_SALE_DIALOG) != NULL);
  review_wait_for_page (find_window (VELO_TYPE_SALE_DIALOG));
  gtk_widget_activate_action (find_window (VELO_TYPE_SALE_DIALOG), "sale-dialog.save", NULL);
  WAIT_UNTIL (find_window (VELO_TYPE_SALE_DIALOG) == NULL);
  WAIT_UNTIL (!velo_notice_get_revealed (notice));
}

#define ADD(path, func) \
  g_test_add ("/desktop/review-file/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("new", test_new);
  ADD ("same-file", test_same_file);
  ADD ("same-data", test_same_data);
  ADD ("changed", test_changed);
  ADD ("changed-closed", test_changed_closed);
  g_test_add_func ("/desktop/review-file/merge", test_merge);
  g_test_add_func ("/desktop/review-file/texts", test_texts);
  ADD ("memory", test_memory);
  ADD ("memory-closed", test_memory_closed);
  ADD ("memory-cancelled", test_memory_cancelled);
  ADD ("employee", test_employee);
  ADD ("place", test_place);
  ADD ("place-missing", test_place_missing);
  ADD ("source-button", test_source_button);
  ADD ("page", test_page);
  return g_test_run ();
}
