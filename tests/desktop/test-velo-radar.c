/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The radar of deadlines: its words, its filters, its rules, and the copy of an invoice. */

#include "config.h"

#include <string.h>

#include "velo-assistant-test.h"
#include "velo-sales-fixture.h"

#include "velo-invoice-sheet.h"
#include "velo-pdf-attachments.h"
#include "velo-pdf-text.h"
#include "velo-radar-rules.h"
#include "velo-radar-text.h"
#include "velo-radar-view.h"
#include "velo-sale-list-model.h"
#include "velo-store-deadlines.h"

static const struct
{
  const char *today;
  const char *last;
  VeloRadarUrgency urgency;
  const char *left;
  const char *sentence;
} words[] = {
  { "2026-04-18", "2026-04-30", VELO_RADAR_URGENCY_MONTH, "12 days left", "Can be insured for 12 more days" },
  { "2026-04-18", "2026-04-19", VELO_RADAR_URGENCY_WEEK, "1 day left", "Can be insured for 1 more day" },
  { "2026-04-18", "2026-04-18", VELO_RADAR_URGENCY_TODAY, "Last day today",
    "Can be insured today for the last time" },
  { "2026-04-18", "2026-04-17", VELO_RADAR_URGENCY_PASSED, "Expired", "Cannot be insured any more" },
  { "2026-04-18", "2026-04-25", VELO_RADAR_URGENCY_WEEK, "7 days left", "Can be insured for 7 more days" },
  { "2026-04-18", "2026-04-26", VELO_RADAR_URGENCY_MONTH, "8 days left", "Can be insured for 8 more days" },
  { "2028-02-28", "2028-03-01", VELO_RADAR_URGENCY_WEEK, "2 days left", "Can be insured for 2 more days" },
  { "2026-04-18", "2027-04-18", VELO_RADAR_URGENCY_FAR, "12 months left", "Can be insured for 365 more days" },
  { "2026-04-18", "2027-04-17", VELO_RADAR_URGENCY_FAR, "11 months left", "Can be insured for 364 more days" },
  { "2026-04-18", NULL, VELO_RADAR_URGENCY_UNKNOWN, "No date", "Not insured" },
};

static void
test_words (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr(GDate) today = velo_date_parse_iso (words[i].today);
      g_autoptr(GDate) last = velo_date_parse_iso (words[i].last);
      g_autofree char *left = velo_radar_text_left (last, today);
      g_autofree char *sentence = velo_radar_text_insurable (last, today);
      VeloRadarUrgency urgency = velo_radar_text_urgency (last, today);

      g_assert_cmpint (urgency, ==, words[i].urgency);
      g_assert_cmpstr (left, ==, words[i].left);
      g_assert_cmpstr (sentence, ==, words[i].sentence);
      /* never colour alone */
      g_assert_cmpstr (velo_radar_text_icon (urgency), !=, "");
    }
}

static VeloRadarView *
show_view (Fixture *fixture)
{
  GtkWidget *view = velo_radar_view_new (fixture->counter, fixture->settings);

  fixture_show (fixture, view);
  WAIT_UNTIL (!g_str_equal (velo_radar_view_get_showing (VELO_RADAR_VIEW (view)), "loading"));
  return VELO_RADAR_VIEW (view);
}

static guint
count (VeloRadarView *view)
{
  return g_list_model_get_n_items (velo_radar_view_get_items (view));
}

/* A sale whose vehicle can be insured for @days more days. */
static VeloInvoice *
add_left (Fixture    *fixture,
          const char *number,
          const char *model,
          int         days)
{
  VeloInvoice *sale = make_sale (number, "Maier", model, 89900);
  g_autoptr(VeloVehicle) vehicle = g_list_model_get_item (G_LIST_MODEL (velo_invoice_get_vehicles (sale)), 0);
  g_autoptr(GDate) bought = velo_date_today ();

  g_date_add_days (bought, (guint) (days + 400));
  g_date_subtract_days (bought, 400);
  g_date_subtract_months (bought, 12);
  velo_vehicle_set_purchase_date (vehicle, bought);
  velo_vehicle_set_frame_number (vehicle, number);
  return fixture_add (fixture, sale);
}

static const char *
get_number (VeloRadarView *view,
            guint          position)
{
  g_autoptr(VeloSaleItem) item = g_list_model_get_item (velo_radar_view_get_items (view), position);

  return g_intern_string (velo_sale_item_get_number (item));
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  VeloRadarView *view = show_view (fixture);

  g_assert_cmpstr (velo_radar_view_get_showing (view), ==, "empty");
}

static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(VeloInvoice) far G_GNUC_UNUSED = add_left (fixture, "RE-1", "Pedalo City", 100);
  g_autoptr(VeloInvoice) near = add_left (fixture, "RE-2", "Alpin SL", 3);
  g_autoptr(VeloInvoice) passed G_GNUC_UNUSED = add_left (fixture, "RE-3", "Gravel X", -3);
  VeloRadarView *view = show_view (fixture);

  g_assert_cmpstr (velo_radar_view_get_showing (view), ==, "list");
  g_assert_cmpuint (count (view), ==, 2);
  g_assert_cmpstr (get_number (view, 0), ==, "RE-2");
  g_assert_cmpstr (get_number (view, 1), ==, "RE-1");
  velo_radar_view_set_filter (view, VELO_RADAR_FILTER_WEEK);
  WAIT_UNTIL (count (view) == 1);
  g_assert_cmpstr (get_number (view, 0), ==, "RE-2");
  velo_radar_view_set_filter (view, VELO_RADAR_FILTER_PASSED);
  WAIT_UNTIL (g_str_equal (get_number (view, 0), "RE-3"));
  g_assert_cmpuint (count (view), ==, 1);
  g_assert_cmpstr (velo_invoice_get_number (near), ==, "RE-2");
}

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(VeloInvoice) first G_GNUC_UNUSED = add_left (fixture, "RE-1", "Pedalo City", 100);
  g_autoptr(VeloInvoice) second G_GNUC_UNUSED = add_left (fixture, "RE-2", "Alpin SL", 3);
  VeloRadarView *view = show_view (fixture);

  velo_radar_view_set_search_text (view, "pedalo");
  WAIT_UNTIL (count (view) == 1);
  velo_radar_view_set_search_text (view, "nobody has this");
  WAIT_UNTIL (g_str_equal (velo_radar_view_get_showing (view), "nothing"));
  gtk_widget_activate_action (GTK_WIDGET (view), "radar.clear-filter", NULL);
  WAIT_UNTIL (count (view) == 2);
  g_assert_cmpstr (velo_radar_view_get_showing (view), ==, "list");
}

#define N_MANY 320

/* One sale of so many vehicles that nobody could see them all at once. */
static void
add_many (Fixture *fixture)
{
  VeloInvoice *sale = make_sale ("RE-1", "Maier", "Flotte", 89900);
  GListStore *vehicles = velo_invoice_get_vehicles (sale);
  g_autoptr(VeloVehicle) first = g_list_model_get_item (G_LIST_MODEL (vehicles), 0);
  g_autoptr(GDate) today = velo_date_today ();

  velo_vehicle_set_purchase_date (first, today);
  for (guint i = 1; i < N_MANY; i++)
    {
      g_autoptr(VeloVehicle) vehicle = velo_record_copy (first);
      g_autofree char *frame = g_strdup_printf ("FRAME%03u", i);

      velo_vehicle_set_id (vehicle, NULL);
      velo_vehicle_set_frame_number (vehicle, frame);
      g_list_store_append (vehicles, vehicle);
    }
  g_object_unref (fixture_add (fixture, sale));
}

static const char *
get_count (VeloRadarView *view)
{
  return gtk_label_get_label (GTK_LABEL (velo_test_find (GTK_WIDGET (view), "count_label")));
}

/* All of them, however many, and the number says so. */
static void
test_complete (Fixture       *fixture,
               gconstpointer  data)
{
  VeloRadarView *view = NULL;
  g_autoptr(VeloSaleItem) last = NULL;

  add_many (fixture);
  view = show_view (fixture);
  WAIT_UNTIL (count (view) == N_MANY);
  g_assert_cmpstr (get_count (view), ==, "320 vehicles");
  last = g_list_model_get_item (velo_radar_view_get_items (view), N_MANY - 1);
  WAIT_UNTIL (velo_sale_item_get_loaded (last));
  g_assert_cmpstr (velo_sale_item_get_number (last), ==, "RE-1");
  velo_radar_view_set_search_text (view, "frame007");
  WAIT_UNTIL (count (view) == 1);
  g_assert_cmpstr (get_count (view), ==, "1 vehicle");
  velo_radar_view_set_filter (view, VELO_RADAR_FILTER_DECLINED);
  WAIT_UNTIL (count (view) == 0);
  g_assert_false (gtk_widget_get_visible (velo_test_find (GTK_WIDGET (view), "count_label")));
}

static char *
choose (VeloRadarView *view,
        guint          position)
{
  g_autoptr(VeloSaleItem) item = g_list_model_get_item (velo_radar_view_get_items (view), position);

  WAIT_UNTIL (velo_sale_item_get_loaded (item));
  gtk_widget_activate_action (GTK_WIDGET (view), "radar.choose", "(sub)", velo_sale_item_get_vehicle_id (item),
                              (guint) velo_sale_item_get_row_id (item), TRUE);
  return g_strdup (velo_sale_item_get_frame_number (item));
}

/* Who is chosen far down the list stays chosen, and is forgotten when he has left it. */
static void
test_chosen (Fixture       *fixture,
             gconstpointer  data)
{
  VeloRadarView *view = NULL;
  GtkLabel *label = NULL;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  add_many (fixture);
  view = show_view (fixture);
  label = GTK_LABEL (velo_test_find (GTK_WIDGET (view), "chosen_label"));
  WAIT_UNTIL (count (view) == N_MANY);
  first = choose (view, 7);
  last = choose (view, N_MANY - 1);
  g_assert_cmpstr (first, !=, last);
  g_assert_cmpstr (gtk_label_get_label (label), ==, "2 chosen");
  velo_radar_view_set_search_text (view, last);
  WAIT_UNTIL (count (view) == 1);
  g_assert_cmpstr (gtk_label_get_label (label), ==, "1 chosen");
  velo_radar_view_set_search_text (view, "nobody has this");
  WAIT_UNTIL (count (view) == 0);
  g_assert_cmpstr (gtk_label_get_label (label), ==, "0 chosen");
}

/* Who said no leaves the list while it is looked at, and is found under his own filter. */
static void
test_declined (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = add_left (fixture, "RE-1", "Pedalo City", 100);
  g_autoptr(VeloVehicle) vehicle = g_list_model_get_item (G_LIST_MODEL (velo_invoice_get_vehicles (sale)), 0);
  VeloRadarView *view = show_view (fixture);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  Answer answer = { NULL };

  velo_store_decline_async (fixture->store, velo_vehicle_get_id (vehicle), "too dear", "Jana", NULL, answer_cb,
                            &answer);
  result = wait_for (&answer);
  g_assert_true (velo_store_decline_finish (fixture->store, result, &error));
  WAIT_UNTIL (g_str_equal (velo_radar_view_get_showing (view), "empty"));
  velo_radar_view_set_filter (view, VELO_RADAR_FILTER_DECLINED);
  WAIT_UNTIL (count (view) == 1);
  velo_radar_view_set_filter (view, VELO_RADAR_FILTER_LATER);
  WAIT_UNTIL (g_str_equal (velo_radar_view_get_showing (view), "nothing"));
}

static void
test_narrow (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale G_GNUC_UNUSED =
    add_left (fixture, "RE-1", "Pedalo City mit einem sehr langen Namen, der nirgends hinpasst", 0);
  VeloRadarView *view = NULL;
  int width = 0;

  fixture_add_employee (fixture, "Jana Kurbel");
  view = show_view (fixture);
  gtk_widget_measure (GTK_WIDGET (view), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 360);
}

static void
test_closed (Fixture       *fixture,
             gconstpointer  data)
{
  VeloRadarView *view = NULL;

  fixture_close_store (fixture);
  view = show_view (fixture);
  g_assert_cmpstr (velo_radar_view_get_showing (view), ==, "error");
}

static void
test_gone_while_loading (Fixture       *fixture,
                         gconstpointer  data)
{
  GtkWidget *view = g_object_ref_sink (velo_radar_view_new (fixture->counter, fixture->settings));

  velo_radar_view_set_filter (VELO_RADAR_VIEW (view), VELO_RADAR_FILTER_WEEK);
  g_assert_finalize_object (view);
  settle ();
}

/* A page that was never looked at sleeps, whoever was chosen to be at the counter meanwhile. */
static void
test_never_seen (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale G_GNUC_UNUSED = add_left (fixture, "RE-1", "Pedalo City", 100);
  VeloRadarView *view = VELO_RADAR_VIEW (velo_radar_view_new (fixture->counter, fixture->settings));
  VeloSaleListModel *items = VELO_SALE_LIST_MODEL (velo_radar_view_get_items (view));

  velo_radar_view_set_filter (view, VELO_RADAR_FILTER_WEEK);
  velo_radar_view_set_filter (view, VELO_RADAR_FILTER_OPEN);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_false (velo_sale_list_model_is_loading (items));
  g_assert_cmpuint (count (view), ==, 0);
  fixture_show (fixture, GTK_WIDGET (view));
  WAIT_UNTIL (count (view) == 1);
  g_assert_cmpstr (get_number (view, 0), ==, "RE-1");
}

/* Rules */

static guint
count_until (Fixture    *fixture,
             const GDate *until)
{
  VeloStoreDeadlines deadlines = VELO_STORE_DEADLINES_INIT;
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GArray) ids = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  Answer answer = { NULL };

  deadlines.from = until;
  deadlines.until = until;
  velo_store_list_deadlines_async (fixture->store, &deadlines, NULL, answer_cb, &answer);
  result = wait_for (&answer);
  ids = velo_store_list_deadlines_finish (fixture->store, result, &items, &error);
  g_assert_no_error (error);
  return ids->len;
}

static void
use_tariff_file (Fixture    *fixture,
                 const char *content)
{
  g_autoptr(GSettings) sale = g_settings_get_child (fixture->settings, "sale");
  g_autofree char *path = g_build_filename (fixture->directory, "tariff.json", NULL);

  if (content != NULL)
    g_assert_true (g_file_set_contents (path, content, -1, NULL));
  else
    g_unlink (path);
  g_settings_set_string (sale, "tariff-file", path);
  velo_radar_rules_apply (fixture->store, fixture->settings, FALSE);
  g_settings_reset (sale, "tariff-file");
}

static void
test_rules (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale G_GNUC_UNUSED = add_left (fixture, "RE-1", "Pedalo City", 0);
  g_autoptr(GDate) in_a_year = velo_date_today ();
  g_autoptr(GDate) in_three_years = velo_date_today ();
  g_autoptr(GDate) bought = velo_date_today ();
  g_autoptr(GDate) two_days = NULL;

  g_date_add_months (in_three_years, 24);
  g_date_subtract_months (bought, 12);
  two_days = g_date_copy (bought);
  g_date_add_days (two_days, 2);
  g_assert_cmpuint (count_until (fixture, in_a_year), ==, 1);
  /* the training tariffs take an e-bike for 36 months */
  velo_radar_rules_apply (fixture->store, fixture->settings, TRUE);
  WAIT_UNTIL (count_until (fixture, in_a_year) == 0);
  use_tariff_file (fixture, "{ \"objects\": [ { \"key\": \"ebike\", \"variants\": ["
                            " { \"insurable_new\": { \"days\": 2 } } ] } ] }");
  WAIT_UNTIL (count_until (fixture, two_days) == 1);
  /* damaged, then gone: the usual term, and a word in the log */
  g_test_expect_message ("velo-radar-rules", G_LOG_LEVEL_WARNING, "*cannot be used*");
  use_tariff_file (fixture, "{ \"objects\": 7 }");
  WAIT_UNTIL (count_until (fixture, in_a_year) == 1);
  g_test_assert_expected_messages ();
  velo_radar_rules_apply (fixture->store, fixture->settings, TRUE);
  WAIT_UNTIL (count_until (fixture, in_a_year) == 0);
  g_test_expect_message ("velo-radar-rules", G_LOG_LEVEL_WARNING, "*cannot be read*");
  use_tariff_file (fixture, NULL);
  WAIT_UNTIL (count_until (fixture, in_a_year) == 1);
  g_test_assert_expected_messages ();
}

/* The copy of the invoice */

static GBytes *
make_copy (Fixture     *fixture,
           VeloInvoice *sale)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  Answer answer = { NULL };
  GBytes *copy;

  velo_invoice_copy_async (fixture->counter, fixture->settings, sale, NULL, answer_cb, &answer);
  result = wait_for (&answer);
  copy = velo_invoice_copy_finish (result, &error);
  g_assert_no_error (error);
  return copy;
}

static VeloInvoice *
add_with_file (Fixture *fixture,
               GBytes  *original)
{
  VeloInvoice *sale = make_sale ("RE-1", "Maier", "Pedalo City", 89900);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  Answer answer = { NULL };

  velo_store_add_sale_async (fixture->store, sale, original, "Jana", NULL, answer_cb, &answer);
  result = wait_for (&answer);
  g_assert_true (velo_store_add_sale_finish (fixture->store, result, NULL, &error));
  g_assert_no_error (error);
  return sale;
}

static void
test_copy (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *path = g_build_filename (g_getenv ("VELO_TEST_DATA"), "..", "..", "data", "samples",
                                            "invoice.pdf", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr(GBytes) original = NULL;
  g_autoptr(GBytes) copy = NULL;
  g_autoptr(VeloInvoice) sale = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  original = g_bytes_new (bytes, size);
  sale = add_with_file (fixture, original);
  copy = make_copy (fixture, sale);
  g_assert_cmpuint (g_bytes_get_size (copy), >, size);
  g_assert_true (memcmp (g_bytes_get_data (copy, NULL), bytes, size) == 0);
  g_assert_nonnull (g_strstr_len ((const char *) g_bytes_get_data (copy, NULL) + size,
                                  (gssize) (g_bytes_get_size (copy) - size), "/Stamp"));
}

/* What came as XML has no page to stamp: the copy is laid out, and the e-invoice is inside. */
static void
test_copy_of_xml (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(GBytes) original = g_bytes_new_static ("<Invoice/>", 10);
  g_autoptr(VeloInvoice) sale = add_with_file (fixture, original);
  g_autoptr(GBytes) copy = make_copy (fixture, sale);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) files = velo_pdf_attachments_read (copy, NULL, &error);
  g_autoptr(GPtrArray) rows = velo_pdf_text_read (copy, NULL, NULL);
  const VeloPdfAttachment *file;
  gboolean stamped = FALSE;

  g_assert_no_error (error);
  g_assert_true (memcmp (g_bytes_get_data (copy, NULL), "%PDF-", 5) == 0);
  g_assert_cmpuint (files->len, ==, 1);
  file = g_ptr_array_index (files, 0);
  g_assert_true (g_bytes_equal (file->bytes, original));
  g_assert_cmpstr (file->relationship, ==, "Source");
  g_assert_cmpstr (file->name, ==, "invoice.xml");
  for (guint i = 0; i < rows->len; i++)
    stamped |= strstr (((VeloPdfRow *) g_ptr_array_index (rows, i))->text, "nicht versichert") != NULL;
  g_assert_true (stamped);
}

static void
test_copy_of_damaged (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(GBytes) original = g_bytes_new_static ("%PDF-1.7 and nothing else", 25);
  g_autoptr(VeloInvoice) sale = add_with_file (fixture, original);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  Answer answer = { NULL };

  velo_invoice_copy_async (fixture->counter, fixture->settings, sale, NULL, answer_cb, &answer);
  result = wait_for (&answer);
  g_assert_null (velo_invoice_copy_finish (result, &error));
  g_assert_nonnull (error);
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

  g_test_add_func ("/radar/words", test_words);
  ADD ("/radar/empty", test_empty);
  ADD ("/radar/order", test_order);
  ADD ("/radar/search", test_search);
  ADD ("/radar/complete", test_complete);
  ADD ("/radar/chosen", test_chosen);
  ADD ("/radar/declined", test_declined);
  ADD ("/radar/narrow", test_narrow);
  ADD ("/radar/closed", test_closed);
  ADD ("/radar/gone-while-loading", test_gone_while_loading);
  ADD ("/radar/never-seen", test_never_seen);
  ADD ("/radar/rules", test_rules);
  ADD ("/radar/copy", test_copy);
  ADD ("/radar/copy-of-xml", test_copy_of_xml);
  ADD ("/radar/copy-of-damaged", test_copy_of_damaged);
  return g_test_run ();
}
