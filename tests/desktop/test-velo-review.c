/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The review: the page beside the values, their places framed, text taken from the page. */

#include "config.h"

#include "velo-review-test.h"

#include "velo-intake-error.h"
#include "velo-invoice-check.h"

static void
test_hybrid (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GBytes) bytes = review_load ("de_facturx_en16931_text.pdf");
  g_autoptr(VeloInvoice) invoice = review_read (bytes, "rechnung.pdf");
  VeloSaleDialog *dialog = review_show (fixture, invoice, bytes);
  static const char * const printed[] = { "frame-number", "maker", "number", "last-name" };

  review_wait_for_page (dialog);
  g_assert_false (velo_review_pane_is_folded (velo_sale_dialog_get_pane (dialog)));
  for (guint i = 0; i < G_N_ELEMENTS (printed); i++)
    {
      const char *caption = review_point (dialog, printed[i]);

      g_assert_cmpuint (velo_pdf_view_get_n_marks (review_view (dialog)), >, 0);
      g_assert_nonnull (strstr (caption, "framed on page 1"));
    }
  g_assert_nonnull (strstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (review_field (dialog, "frame-number"))),
                            "please check"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* Mere data get a page of our own, on which every value has a place. */
static void
test_data (Fixture       *fixture,
           gconstpointer  data)
{
  static const char * const shown[] = { "maker", "model", "frame-number", "price-cents", "number", "date",
                                        "last-name", "street", "postcode" };
  g_autoptr(GBytes) bytes = review_load (data);
  g_autoptr(VeloInvoice) invoice = review_read (bytes, data);
  VeloSaleDialog *dialog = review_show (fixture, invoice, bytes);

  review_wait_for_page (dialog);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      const char *caption = NULL;

      if (!gtk_widget_get_visible (GTK_WIDGET (review_field (dialog, shown[i])))
          || *gtk_editable_get_text (GTK_EDITABLE (review_field (dialog, shown[i]))) == '\0')
        continue;
      caption = review_point (dialog, shown[i]);
      if (velo_pdf_view_get_n_marks (review_view (dialog)) == 0)
        g_error ("%s: %s", shown[i], caption);
    }
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_not_printed (Fixture       *fixture,
                  gconstpointer  data)
{
  static const char * const texts[] = { "Rechnung RE-1", "Kronberg", NULL };
  g_autoptr(GBytes) bytes = review_make_pdf (1, 0, texts);
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1", "Maier", "E-Trail", 89900);
  VeloSaleDialog *dialog;
  const char *caption;

  velo_invoice_set_format (invoice, "factur-x");
  review_add_finding (invoice, "frame-number", "KB26E48217", VELO_SURENESS_HIGH);
  dialog = review_show (fixture, invoice, bytes);
  review_wait_for_page (dialog);
  caption = review_point (dialog, "frame-number");
  g_assert_cmpuint (velo_pdf_view_get_n_marks (review_view (dialog)), ==, 0);
  g_assert_nonnull (strstr (caption, "data of the e-invoice (name of the item)"));
  caption = review_point (dialog, "battery-number");
  g_assert_nonnull (strstr (caption, "not found"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* Clicks on the middle of a word of the page. */
static void
click_on (VeloSaleDialog *dialog,
          double          x_pt,
          double          y_pt)
{
  g_signal_emit_by_name (review_view (dialog), "picked", 0, x_pt, y_pt, x_pt, y_pt);
}

static void
test_take (Fixture       *fixture,
           gconstpointer  data)
{
  static const char * const texts[] = { "Rechnung RE-1", "Rahmennr.:WTU-778 Rot", "3.499,00 EUR", NULL };
  g_autoptr(GBytes) bytes = review_make_pdf (1, 0, texts);
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1", "Maier", "E-Trail", 89900);
  VeloVehicle *vehicle;
  VeloFinding *finding;
  VeloSaleDialog *dialog;

  velo_invoice_set_format (invoice, "pdf-text");
  velo_vehicle_set_frame_number (first_vehicle (invoice), "");
  dialog = review_show (fixture, invoice, bytes);
  vehicle = first_vehicle (velo_sale_dialog_get_invoice (dialog));
  review_wait_for_page (dialog);
  review_point (dialog, "frame-number");
  click_on (dialog, 90, 842 - 101);
  WAIT_UNTIL (g_str_equal (velo_vehicle_get_frame_number (vehicle), "WTU-778"));
  finding = velo_sale_field_get_finding (review_field (dialog, "frame-number"));
  g_assert_cmpint (velo_finding_get_page (finding), ==, 1);
  g_assert_cmpint (velo_finding_get_top (finding), <, 104);
  g_assert_cmpint (velo_finding_get_bottom (finding), >, 96);
  g_assert_true (velo_sale_field_has_source (review_field (dialog, "frame-number")));
  review_point (dialog, "price-cents");
  /* a rectangle around amount and currency */
  g_signal_emit_by_name (review_view (dialog), "picked", 0, 55.0, 842.0 - 136, 200.0, 842.0 - 112);
  WAIT_UNTIL (velo_vehicle_get_price_cents (vehicle) == 349900);
  gtk_widget_activate_default (GTK_WIDGET (dialog));
  WAIT_UNTIL (find_window (VELO_TYPE_SALE_DIALOG) == NULL);
  gtk_window_destroy (find_window (VELO_TYPE_REMINDER_DIALOG));
  g_assert_cmpuint (fixture_count_sales (fixture), ==, 1);
}

/* What stands around a value on paper does not come with it. */
static void
test_take_words (Fixture       *fixture,
                 gconstpointer  data)
{
  static const struct { const char *field; const char *text; const char *expected; } cases[] = {
    { "frame-number", "Rahmennr.:WTU-1,", "WTU-1" },
    { "frame-number", "WTU 1", "WTU 1" },
    { "frame-number", "Rahmen:", "Rahmen" },
    { "frame-number", " :; ", "" },
    { "price-cents", "EUR 3.999,00", "3.999,00" },
    { "price-cents", "1.099,-", "1.099" },
    { "price-cents", "none", "" },
    { "purchase-date", "Datum: 18.04.2026", "18.04.2026" },
    { "model", "E-Trail  5;", "E-Trail 5" },
  };
  static const char * const texts[] = { "RE-1", NULL };
  const VeloPageRect place = { 10, 20, 30, 40 };
  g_autoptr(GBytes) bytes = review_make_pdf (1, 0, texts);
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1", "Maier", "E-Trail", 89900);
  VeloSaleDialog *dialog = review_show (fixture, invoice, bytes);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      VeloSaleField *field = review_field (dialog, cases[i].field);

      velo_sale_field_take (field, cases[i].text, 0, &place);
      g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (field)), ==, cases[i].expected);
      g_assert_cmpint (velo_finding_get_bottom (velo_sale_field_get_finding (field)), ==, 40);
    }
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_take_nowhere (Fixture       *fixture,
                   gconstpointer  data)
{
  static const char * const texts[] = { "Rechnung RE-1", "KB26E48217", NULL };
  g_autoptr(GBytes) bytes = review_make_pdf (1, 0, texts);
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1", "Maier", "E-Trail", 89900);
  g_autoptr(VeloInvoice) before = NULL;
  VeloSaleDialog *dialog;

  velo_vehicle_set_battery_number (first_vehicle (invoice), "AK-1");
  dialog = review_show (fixture, invoice, bytes);
  review_wait_for_page (dialog);
  before = velo_record_copy (velo_sale_dialog_get_invoice (dialog));
  click_on (dialog, 70, 842 - 101);
  WAIT_UNTIL (strstr (velo_review_paper_get_caption (review_paper (dialog)), "choose the value first") != NULL);
  g_assert_true (velo_record_equal (velo_sale_dialog_get_invoice (dialog), before));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_take_nothing (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GBytes) scan = review_make_pdf (1, 0, NULL);
  g_autoptr(GError) error = g_error_new_literal (VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_NO_ATTACHMENT, "a scan");
  VeloSaleDialog *dialog;

  fixture_show (fixture, gtk_label_new ("main"));
  g_assert_true (velo_review_can_enter (scan, error));
  dialog = VELO_SALE_DIALOG (velo_review_present_unread (fixture->window, fixture->counter, NULL, scan, "scan.pdf",
                                                         error));
  review_wait_for_page (dialog);
  g_assert_nonnull (strstr (velo_sale_dialog_get_notice (dialog), "picture"));
  review_point (dialog, "frame-number");
  click_on (dialog, 300, 300);
  WAIT_UNTIL (strstr (velo_review_paper_get_caption (review_paper (dialog)), "no text") != NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (review_field (dialog, "frame-number"))), ==, "");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_cannot_enter (Fixture       *fixture,
                   gconstpointer  data)
{
  static const int codes[] = { VELO_INTAKE_ERROR_MALFORMED_PDF, VELO_INTAKE_ERROR_REJECTED_DTD,
                               VELO_INTAKE_ERROR_ENCRYPTED_PDF, VELO_INTAKE_ERROR_OVER_LIMIT };
  g_autoptr(GBytes) pdf = review_make_pdf (1, 0, NULL);
  g_autoptr(GBytes) xml = g_bytes_new_static ("<x/>", 4);
  g_autoptr(GError) none = g_error_new_literal (VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_NO_ATTACHMENT, "none");

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr(GError) error = g_error_new_literal (VELO_INTAKE_ERROR, codes[i], "hostile");

      g_assert_false (velo_review_can_enter (pdf, error));
    }
  g_assert_false (velo_review_can_enter (xml, none));
  g_assert_false (velo_review_can_enter (NULL, none));
}

static void
test_damaged (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GBytes) junk = g_bytes_new_static ("%PDF-1.7 cut off", 16);
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1", "Maier", "E-Trail", 89900);
  VeloSaleDialog *dialog = review_show (fixture, invoice, junk);

  review_point (dialog, "maker");
  WAIT_UNTIL (gtk_widget_get_visible (GTK_WIDGET (review_paper (dialog)))
              && velo_pdf_view_get_n_pages (review_view (dialog)) == 0);
  click_on (dialog, 100, 100);
  /* The values can be stored all the same. */
  gtk_widget_activate_action (GTK_WIDGET (dialog), "sale-dialog.save", NULL);
  WAIT_UNTIL (find_window (VELO_TYPE_SALE_DIALOG) == NULL);
  gtk_window_destroy (find_window (VELO_TYPE_REMINDER_DIALOG));
  g_assert_cmpuint (fixture_count_sales (fixture), ==, 1);
}

/* A PDF that nobody may open says so, and one that the store has lost leaves the values. */
static void
test_vanished (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GBytes) locked = review_load ("de_encrypted_userpw.pdf");
  g_autoptr(VeloInvoice) invoice = fixture_add (fixture, make_sale ("RE-1", "Maier", "E-Trail", 89900));
  VeloSaleDialog *dialog = review_show (fixture, invoice, locked);

  WAIT_UNTIL (gtk_widget_get_mapped (review_find (GTK_WIDGET (review_view (dialog)), "error_page")));
  g_assert_cmpuint (velo_pdf_view_get_n_pages (review_view (dialog)), ==, 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (review_field (dialog, "model"))), ==, "E-Trail");
  gtk_window_destroy (GTK_WINDOW (dialog));

  fixture_close_store (fixture);
  dialog = velo_sale_dialog_new_edit (fixture->window, fixture->counter, NULL, invoice);
  gtk_window_present (GTK_WINDOW (dialog));
  WAIT_UNTIL (velo_sale_dialog_get_notice (dialog) != NULL);
  g_assert_nonnull (strstr (velo_sale_dialog_get_notice (dialog), "cannot be read any more"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* A place that does not lie on the page is not believed; the value is looked for. */
static void
test_place_outside (Fixture       *fixture,
                    gconstpointer  data)
{
  static const struct { int page, left, top, right, bottom; } places[] = {
    { 1, 50, 5000, 90, 5020 }, { 9, 50, 50, 90, 60 }, { 1, -70, 20, -50, 30 }, { 1, 90, 60, 50, 50 },
    { G_MAXINT, 1, 1, 2, 2 },
  };
  static const char * const texts[] = { "Rechnung RE-1", "KB26E48217", NULL };
  g_autoptr(GBytes) bytes = review_make_pdf (1, 0, texts);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr(VeloInvoice) invoice = make_sale ("RE-1", "Maier", "E-Trail", 89900);
      VeloFinding *finding = review_add_finding (invoice, "frame-number", "KB26E48217", VELO_SURENESS_HIGH);
      VeloSaleDialog *dialog;

      velo_finding_set_page (finding, places[i].page);
      velo_finding_set_left (finding, places[i].left);
      velo_finding_set_top (finding, places[i].top);
      velo_finding_set_right (finding, places[i].right);
      velo_finding_set_bottom (finding, places[i].bottom);
      dialog = review_show (fixture, invoice, bytes);
      review_wait_for_page (dialog);
      g_assert_nonnull (strstr (review_point (dialog, "frame-number"), "framed on page 1"));
      gtk_window_destroy (GTK_WINDOW (dialog));
    }
}

static void
test_many_pages (Fixture       *fixture,
                 gconstpointer  data)
{
  static const char * const texts[] = { "KB26E48217", NULL };
  g_autoptr(GBytes) early = review_make_pdf (200, 30, texts);
  g_autoptr(GBytes) late = review_make_pdf (200, 150, texts);
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1", "Maier", "E-Trail", 89900);
  VeloSaleDialog *dialog = review_show (fixture, invoice, early);

  review_wait_for_page (dialog);
  g_assert_nonnull (strstr (review_point (dialog, "frame-number"), "framed on page 31"));
  g_assert_cmpuint (velo_pdf_view_get_page (review_view (dialog)), ==, 30);
  gtk_window_destroy (GTK_WINDOW (dialog));
  dialog = review_show (fixture, invoice, late);
  review_wait_for_page (dialog);
  g_assert_nonnull (strstr (review_point (dialog, "frame-number"), "does not stand on the page"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* Values that somebody else wrote may be of any length. */
static void
test_huge_text (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *huge = g_strnfill (300000, 'W');
  g_autoptr(GBytes) xml = g_bytes_new_static ("<x/>", 4);
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1", "Maier", "E-Trail", 89900);
  g_autoptr(VeloInvoiceLine) line = velo_invoice_line_new ();
  VeloSaleDialog *dialog;

  velo_invoice_set_format (invoice, "xrechnung-cii");
  velo_invoice_set_notes (invoice, huge);
  velo_invoice_line_set_description (line, huge);
  g_list_store_append (velo_invoice_get_lines (invoice), line);
  velo_vehicle_set_model (first_vehicle (invoice), huge);
  review_add_finding (invoice, "model", huge, VELO_SURENESS_GOOD);
  dialog = review_show (fixture, invoice, xml);
  review_wait_for_page (dialog);
  review_point (dialog, "model");
  g_assert_cmpuint (velo_pdf_view_get_n_pages (review_view (dialog)), <, 20);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_closed_half_way (Fixture       *fixture,
                      gconstpointer  data)
{
  static const char * const texts[] = { "KB26E48217", NULL };
  g_autoptr(GBytes) pdf = review_make_pdf (60, 59, texts);
  g_autoptr(GBytes) xml = g_bytes_new_static ("<x/>", 4);
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1", "Maier", "E-Trail", 89900);

  for (guint i = 0; i < 4; i++)
    {
      VeloSaleDialog *dialog = review_show (fixture, invoice, i % 2 == 0 ? pdf : xml);
      gpointer weak = dialog;

      g_object_add_weak_pointer (G_OBJECT (dialog), &weak);
      gtk_widget_grab_focus (GTK_WIDGET (review_field (dialog, "frame-number")));
      for (guint k = 0; k < i * 3; k++)
        g_main_context_iteration (NULL, FALSE);
      gtk_window_destroy (GTK_WINDOW (dialog));
      WAIT_UNTIL (weak == NULL);
    }
}

static void
test_narrow (Fixture       *fixture,
             gconstpointer  data)
{
  static const char * const texts[] = { "Rechnung RE-1", "KB26E48217", NULL };
  g_autoptr(GBytes) bytes = review_make_pdf (1, 0, texts);
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1", "Maier", "E-Trail", 89900);
  VeloSaleDialog *dialog;
  VeloReviewPane *pane;

  review_add_finding (invoice, "frame-number", "KB26E48217", VELO_SURENESS_HIGH);
  fixture_show (fixture, gtk_label_new ("main"));
  dialog = velo_sale_dialog_new (fixture->window, fixture->counter, fixture->settings, invoice, bytes);
  gtk_window_set_default_size (GTK_WINDOW (dialog), 360, 640);
  gtk_window_present (GTK_WINDOW (dialog));
  pane = velo_sale_dialog_get_pane (dialog);
  WAIT_UNTIL (velo_review_pane_is_folded (pane));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (dialog)), <=, 360);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (review_field (dialog, "maker"))));
  gtk_widget_grab_focus (GTK_WIDGET (review_field (dialog, "frame-number")));
  settle ();
  gtk_widget_activate_action (GTK_WIDGET (dialog), "sale-dialog.show-place", NULL);
  WAIT_UNTIL (gtk_widget_get_mapped (GTK_WIDGET (review_paper (dialog))));
  WAIT_UNTIL (velo_pdf_view_get_n_marks (review_view (dialog)) > 0);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* A window that is made narrow while one looks at it: what goes away is not drawn once more. */
static void
test_narrowed (Fixture       *fixture,
               gconstpointer  data)
{
  static const char * const texts[] = { "Rechnung RE-1", "KB26E48217", NULL };
  g_autoptr(GBytes) bytes = review_make_pdf (1, 0, texts);
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1", "Maier", "E-Trail", 89900);
  VeloSaleDialog *dialog;
  VeloReviewPane *pane;

  review_add_finding (invoice, "frame-number", "KB26E48217", VELO_SURENESS_HIGH);
  fixture_show (fixture, gtk_label_new ("main"));
  dialog = velo_sale_dialog_new (fixture->window, fixture->counter, fixture->settings, invoice, bytes);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL); /* it was drawn while it moved */
  gtk_window_present (GTK_WINDOW (dialog));
  pane = velo_sale_dialog_get_pane (dialog);
  WAIT_UNTIL (gtk_widget_get_mapped (GTK_WIDGET (review_paper (dialog))));
  settle ();
  g_assert_false (velo_review_pane_is_folded (pane));
  gtk_window_set_default_size (GTK_WINDOW (dialog), 360, 640);
  WAIT_UNTIL (velo_review_pane_is_folded (pane));
  WAIT_UNTIL (!gtk_widget_get_mapped (GTK_WIDGET (review_paper (dialog))));
  settle ();
  gtk_window_set_default_size (GTK_WINDOW (dialog), 1100, 640);
  WAIT_UNTIL (!velo_review_pane_is_folded (pane));
  WAIT_UNTIL (gtk_widget_get_mapped (GTK_WIDGET (review_paper (dialog))));
  settle ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* A sale of the store is shown with its file; one that was typed in has none. */
static void
test_stored (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GBytes) bytes = review_load ("de_facturx_en16931_text.pdf");
  g_autoptr(VeloInvoice) invoice = review_read (bytes, "rechnung.pdf");
  g_autoptr(VeloInvoice) typed = fixture_add (fixture, make_sale ("RE-1", "Maier", "E-Trail", 89900));
  g_autoptr(GBytes) print = review_load ("de_plain_no_xml.pdf");
  g_autoptr(VeloInvoice) printed = review_read (print, "print.pdf");
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) other_result = NULL;
  Answer answer = { NULL };
  Answer other = { NULL };
  VeloSaleDialog *dialog;

  velo_store_add_sale_async (fixture->store, invoice, bytes, "", NULL, answer_cb, &answer);
  result = wait_for (&answer);
  g_assert_true (velo_store_add_sale_finish (fixture->store, result, NULL, NULL));
  fixture_show (fixture, gtk_label_new ("main"));
  velo_review_present_stored (fixture->window, fixture->counter, fixture->settings, velo_invoice_get_id (invoice));
  WAIT_UNTIL (find_window (VELO_TYPE_SALE_DIALOG) != NULL);
  dialog = find_window (VELO_TYPE_SALE_DIALOG);
  review_wait_for_page (dialog);
  review_point (dialog, "frame-number");
  g_assert_cmpuint (velo_pdf_view_get_n_marks (review_view (dialog)), >, 0);
  gtk_window_destroy (GTK_WINDOW (dialog));
  settle ();

  /* nobody has accepted what the print says: it is the review from the start, and Enter accepts */
  velo_store_add_sale_async (fixture->store, printed, print, "", NULL, answer_cb, &other);
  other_result = wait_for (&other);
  g_assert_true (velo_store_add_sale_finish (fixture->store, other_result, NULL, NULL));
  velo_review_present_stored (fixture->window, fixture->counter, fixture->settings, velo_invoice_get_id (printed));
  WAIT_UNTIL (find_window (VELO_TYPE_SALE_DIALOG) != NULL);
  dialog = find_window (VELO_TYPE_SALE_DIALOG);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (dialog)), ==, "Check the Sale");
  review_wait_for_page (dialog);
  g_assert_true (gtk_widget_activate (gtk_window_get_default_widget (GTK_WINDOW (dialog))));
  WAIT_UNTIL (find_window (VELO_TYPE_SALE_DIALOG) == NULL);
  velo_review_present_stored (fixture->window, fixture->counter, fixture->settings, velo_invoice_get_id (printed));
  WAIT_UNTIL (find_window (VELO_TYPE_SALE_DIALOG) != NULL);
  dialog = find_window (VELO_TYPE_SALE_DIALOG);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (dialog)), ==, "Edit the Sale");
  gtk_window_destroy (GTK_WINDOW (dialog));
  settle ();
  velo_review_present_stored (fixture->window, fixture->counter, fixture->settings, velo_invoice_get_id (typed));
  WAIT_UNTIL (find_window (VELO_TYPE_SALE_DIALOG) != NULL);
  dialog = find_window (VELO_TYPE_SALE_DIALOG);
  settle ();
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (review_paper (dialog))));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_leasing (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GBytes) bytes = review_load ("de_xrechnung_ubl_leasing.xml");
  g_autoptr(VeloInvoice) invoice = review_read (bytes, "leasing.xml");
  VeloSaleDialog *dialog = review_show (fixture, invoice, bytes);
  VeloVehicle *vehicle = first_vehicle (velo_sale_dialog_get_invoice (dialog));
  GtkWidget *form = GTK_WIDGET (velo_sale_dialog_get_form (dialog, 0));

  g_assert_cmpstr (velo_invoice_get_rider (invoice), !=, "");
  g_assert_cmpint (velo_vehicle_get_leasing (vehicle), ==, VELO_ANSWER_YES);
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (review_find (form, "leasing_row"))), ==, 2);
  adw_combo_row_set_selected (ADW_COMBO_ROW (review_find (form, "leasing_row")), 1);
  g_assert_cmpint (velo_vehicle_get_leasing (vehicle), ==, VELO_ANSWER_NO);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* The invoice says two things: neither is chosen silently. */
static void
test_contradiction (Fixture       *fixture,
                    gconstpointer  data)
{
  static const char * const texts[] = { "KB26E48217 KB-OTHER-1", NULL };
  g_autoptr(GBytes) bytes = review_make_pdf (1, 0, texts);
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1", "Maier", "E-Trail", 89900);
  VeloSaleDialog *dialog;

  velo_vehicle_set_battery_number (first_vehicle (invoice), "AK-1, AK-2");
  review_add_finding (invoice, "battery-number", "AK-1", VELO_SURENESS_GOOD);
  review_add_finding (invoice, "battery-number", "AK-2", VELO_SURENESS_GOOD);
  review_add_finding (invoice, "frame-number", "KB26E48217", VELO_SURENESS_GOOD);
  review_add_finding (invoice, "frame-number", "KB-OTHER-1", VELO_SURENESS_GOOD);
  g_assert_true (velo_invoice_needs_review (invoice));
  dialog = review_show (fixture, invoice, bytes);
  g_assert_true (velo_sale_field_has_offer (review_field (dialog, "frame-number")));
  g_assert_false (velo_sale_field_has_offer (review_field (dialog, "battery-number")));
  velo_sale_field_take_offer (review_field (dialog, "frame-number"));
  g_assert_cmpstr (velo_vehicle_get_frame_number (first_vehicle (velo_sale_dialog_get_invoice (dialog))), ==,
                   "KB-OTHER-1");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* The eye is led to what is missing, else to what is guessed, else to the button. */
static void
test_focus (Fixture       *fixture,
            gconstpointer  data)
{
  static const char * const texts[] = { "KB26E48217", NULL };
  g_autoptr(GBytes) bytes = review_make_pdf (1, 0, texts);

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(VeloInvoice) invoice = make_sale ("RE-1", "Maier", "E-Trail", 89900);
      const char *expected[] = { "street", "frame-number" };
      VeloSaleDialog *dialog;
      GtkWidget *focus;

      velo_vehicle_set_battery_number (first_vehicle (invoice), "AK-1");
      if (i == 0)
        velo_customer_set_street (velo_invoice_get_customer (invoice), "");
      if (i < 2)
        review_add_finding (invoice, "frame-number", "KB26E48217", VELO_SURENESS_LOW);
      dialog = review_show (fixture, invoice, bytes);
      focus = gtk_window_get_focus (GTK_WINDOW (dialog));
      if (i < 2)
        g_assert_true (gtk_widget_get_ancestor (focus, VELO_TYPE_SALE_FIELD)
                       == GTK_WIDGET (review_field (dialog, expected[i])));
      else
        g_assert_true (GTK_IS_BUTTON (focus));
      gtk_window_destroy (GTK_WINDOW (dialog));
      settle ();
    }
}

/* A screen reader is told what the value is and how sure it is, and where it stands. */
static void
test_accessible (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GBytes) bytes = review_load ("de_plain_no_xml.pdf");
  g_autoptr(VeloInvoice) invoice = review_read (bytes, "rechnung.pdf");
  VeloSaleDialog *dialog = review_show (fixture, invoice, bytes);
  GtkWidget *caption = review_find (GTK_WIDGET (review_paper (dialog)), "caption_label");

  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (caption)), ==, GTK_ACCESSIBLE_ROLE_STATUS);
  g_assert_nonnull (strstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (review_field (dialog, "frame-number"))),
                            "please check"));
  gtk_editable_set_text (GTK_EDITABLE (review_field (dialog, "frame-number")), "");
  g_assert_nonnull (strstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (review_field (dialog, "frame-number"))),
                            "missing"));
  gtk_editable_set_text (GTK_EDITABLE (review_field (dialog, "frame-number")), "X1");
  g_assert_nonnull (strstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (review_field (dialog, "frame-number"))),
                            "changed by you"));
  g_assert_cmpstr (velo_sale_field_get_name (review_field (dialog, "frame-number")), ==, "Frame number");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

#define ADD(path, data, func) \
  g_test_add ("/desktop/review/" path, Fixture, data, fixture_set_up, func, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("hybrid", NULL, test_hybrid);
  ADD ("data/cii", "de_cii_en16931_text.xml", test_data);
  ADD ("data/serial", "de_cii_extended_serial.xml", test_data);
  ADD ("data/ebinterface", "at_ebinterface_6p1.xml", test_data);
  ADD ("not-printed", NULL, test_not_printed);
  ADD ("take", NULL, test_take);
  ADD ("take-words", NULL, test_take_words);
  ADD ("take-nowhere", NULL, test_take_nowhere);
  ADD ("take-nothing", NULL, test_take_nothing);
  ADD ("cannot-enter", NULL, test_cannot_enter);
  ADD ("damaged", NULL, test_damaged);
  ADD ("vanished", NULL, test_vanished);
  ADD ("place-outside", NULL, test_place_outside);
  ADD ("many-pages", NULL, test_many_pages);
  ADD ("huge-text", NULL, test_huge_text);
  ADD ("closed-half-way", NULL, test_closed_half_way);
  ADD ("narrow", NULL, test_narrow);
  ADD ("narrowed", NULL, test_narrowed);
  ADD ("stored", NULL, test_stored);
  ADD ("leasing", NULL, test_leasing);
  ADD ("contradiction", NULL, test_contradiction);
  ADD ("focus", NULL, test_focus);
  ADD ("accessible", NULL, test_accessible);
  return g_test_run ();
}
