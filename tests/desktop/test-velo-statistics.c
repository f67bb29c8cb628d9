/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The statistics: periods, the table for spreadsheets, the plot, the paper and the page. */

#include "config.h"

#include <string.h>

#include "velo-insured-fixture.h"

#include "velo-sales-count.h"
#include "velo-statistics-contracts.h"
#include "velo-statistics-csv.h"
#include "velo-statistics-page.h"
#include "velo-statistics-plot.h"
#include "velo-statistics-sheet.h"
#include "velo-accent.h"
#include "velo-pdf-document.h"

static const struct
{
  VeloStatisticsPeriod period;
  const char *today;
  const char *from;
  const char *until;
} periods[] = {
  { VELO_STATISTICS_THIS_MONTH, "2026-04-18", "2026-04-01", "2026-04-30" },
  { VELO_STATISTICS_THIS_MONTH, "2028-02-29", "2028-02-01", "2028-02-29" },
  { VELO_STATISTICS_LAST_MONTH, "2026-01-31", "2025-12-01", "2025-12-31" },
  { VELO_STATISTICS_LAST_MONTH, "2026-03-31", "2026-02-01", "2026-02-28" },
  { VELO_STATISTICS_TWELVE_MONTHS, "2026-04-18", "2025-05-01", "2026-04-30" },
  { VELO_STATISTICS_THIS_YEAR, "2026-04-18", "2026-01-01", "2026-12-31" },
  { VELO_STATISTICS_LAST_YEAR, "2026-04-18", "2025-01-01", "2025-12-31" },
  { VELO_STATISTICS_EVERYTHING, "2026-04-18", "2019-07-06", "2026-04-30" },
};

static void
test_periods (void)
{
  g_autoptr(GDate) first = velo_date_parse_iso ("2019-07-06");

  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    {
      g_autoptr(GDate) today = velo_date_parse_iso (periods[i].today);
      g_autofree char *from_text = NULL;
      g_autofree char *until_text = NULL;
      GDate from;
      GDate until;

      velo_statistics_period_get_days (periods[i].period, today, first, &from, &until);
      from_text = velo_date_format_iso (&from);
      until_text = velo_date_format_iso (&until);
      g_assert_cmpstr (from_text, ==, periods[i].from);
      g_assert_cmpstr (until_text, ==, periods[i].until);
    }
}

/* Nothing was sold yet, or the first invoice has a date of the future. */
static void
test_everything_of_nothing (void)
{
  g_autoptr(GDate) today = velo_date_parse_iso ("2026-04-18");
  g_autoptr(GDate) later = velo_date_parse_iso ("2030-01-01");
  const GDate *firsts[] = { NULL, later };

  for (guint i = 0; i < G_N_ELEMENTS (firsts); i++)
    {
      GDate from;
      GDate until;

      velo_statistics_period_get_days (VELO_STATISTICS_EVERYTHING, today, firsts[i], &from, &until);
      g_assert_cmpint (g_date_compare (&from, &until), <, 0);
    }
}

static void
test_months (void)
{
  g_autofree char *full = velo_statistics_period_dup_month ("2026-04", FALSE);
  g_autofree char *brief = velo_statistics_period_dup_month ("2026-04", TRUE);
  g_autofree char *odd = velo_statistics_period_dup_month ("no month", FALSE);

  g_assert_cmpstr (full, ==, "April 2026");
  g_assert_cmpstr (brief, ==, "Apr");
  g_assert_cmpstr (odd, ==, "no month");
}

static GPtrArray *
make_counts (const char *name)
{
  GPtrArray *counts = g_ptr_array_new_with_free_func (g_object_unref);
  VeloSalesCount *count = velo_sales_count_new ();

  velo_sales_count_set_month (count, "2026-04");
  velo_sales_count_set_name (count, name);
  velo_sales_count_set_n_sold (count, 3);
  velo_sales_count_set_n_asked (count, 2);
  velo_sales_count_set_n_insured (count, 1);
  velo_sales_count_set_n_declined (count, 1);
  velo_sales_count_set_price_cents (count, 1234505);
  g_ptr_array_add (counts, count);
  return counts;
}

static VeloStatisticsFigures *
make_figures (GPtrArray *counts,
              GPtrArray *declined,
              gboolean   has_commission)
{
  VeloStatisticsFigures *figures = velo_statistics_figures_new ();

  for (guint i = 0; i < counts->len; i++)
    g_ptr_array_add (figures->counts, g_object_ref (g_ptr_array_index (counts, i)));
  for (guint i = 0; i < declined->len; i++)
    g_ptr_array_add (figures->declined, g_object_ref (g_ptr_array_index (declined, i)));
  figures->has_commission = has_commission;
  return figures;
}

static char *
export_line (const char *name,
             char        separator,
             char        decimal_point)
{
  g_autoptr(GPtrArray) counts = make_counts (name);
  g_autoptr(GPtrArray) declined = g_ptr_array_new ();
  g_autoptr(VeloStatisticsFigures) figures = make_figures (counts, declined, FALSE);
  g_autoptr(GBytes) table = velo_statistics_csv_new (figures, separator, decimal_point);
  g_autofree char *text = g_strndup (g_bytes_get_data (table, NULL), g_bytes_get_size (table));
  g_auto(GStrv) lines = g_strsplit (text, "\r\n", -1);

  g_assert_true (g_str_has_prefix (text, "\xef\xbb\xbf"));
  g_assert_true (g_str_has_suffix (text, "\r\n"));
  g_assert_cmpuint (g_strv_length (lines), >=, 3);
  return g_strdup (lines[1]);
}

static void
test_csv (void)
{
  static const struct { const char *name; char separator; char point; const char *line; } cases[] = {
    { "Jana", ';', ',', "2026-04;Jana;3;2;1;1;33;12345,05;0;0" },
    { "Jana", ',', '.', "2026-04,Jana,3,2,1,1,33,12345.05,0,0" },
    { "Kurbel, Jana", ';', ',', "2026-04;\"Kurbel, Jana\";3;2;1;1;33;12345,05;0;0" },
    { "Jana \"J\" K", ';', ',', "2026-04;\"Jana \"\"J\"\" K\";3;2;1;1;33;12345,05;0;0" },
    { "", ';', ',', "2026-04;;3;2;1;1;33;12345,05;0;0" },
    { "Jörg Müß", ';', ',', "2026-04;\"Jörg Müß\";3;2;1;1;33;12345,05;0;0" },
    /* nothing that a spreadsheet would run */
    { "=HYPERLINK(\"http://x\")", ';', ',', "2026-04;\"'=HYPERLINK(\"\"http://x\"\")\";3;2;1;1;33;12345,05;0;0" },
    { "+49 911", ';', ',', "2026-04;\"'+49 911\";3;2;1;1;33;12345,05;0;0" },
    { "-1+cmd", ';', ',', "2026-04;\"'-1+cmd\";3;2;1;1;33;12345,05;0;0" },
    { "@SUM(A1)", ';', ',', "2026-04;\"'@SUM(A1)\";3;2;1;1;33;12345,05;0;0" },
    { "\tx", ';', ',', "2026-04;\"'\tx\";3;2;1;1;33;12345,05;0;0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *line = export_line (cases[i].name, cases[i].separator, cases[i].point);

      g_assert_cmpstr (line, ==, cases[i].line);
    }
}

static void
add_declined (GPtrArray  *declined,
              const char *month,
              const char *name,
              const char *reason,
              int         n_declined)
{
  VeloSalesCount *count = velo_sales_count_new ();

  velo_sales_count_set_month (count, month);
  velo_sales_count_set_name (count, name);
  velo_sales_count_set_reason (count, reason);
  velo_sales_count_set_n_declined (count, n_declined);
  g_ptr_array_add (declined, count);
}

/* A column for each reason, in the row of its month and employee only. */
static void
test_csv_reasons (void)
{
  g_autoptr(GPtrArray) counts = make_counts ("Jana");
  g_autoptr(GPtrArray) of_max = make_counts ("=Max");
  g_autoptr(GPtrArray) declined = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(VeloStatisticsFigures) figures = NULL;
  g_autoptr(GBytes) table = NULL;
  g_autofree char *text = NULL;

  g_ptr_array_add (counts, g_object_ref (g_ptr_array_index (of_max, 0)));
  add_declined (declined, "2026-03", "Jana", "too dear", 9);
  add_declined (declined, "2026-04", "Jana", "too dear", 2);
  add_declined (declined, "2026-04", "=Max", "", 1);
  add_declined (declined, "2026-04", "=Max", "has; \"one\"", 3);
  figures = make_figures (counts, declined, FALSE);
  table = velo_statistics_csv_new (figures, ';', ',');
  text = g_strndup (g_bytes_get_data (table, NULL), g_bytes_get_size (table));
  g_assert_cmpstr (strchr (text, '\r') - strlen ("\"Declined: No reason given\""), ==,
                   "\"Declined: No reason given\"\r\n"
                   "2026-04;Jana;3;2;1;1;33;12345,05;0;0;2;0;0\r\n"
                   "2026-04;\"'=Max\";3;2;1;1;33;12345,05;0;0;0;3;1\r\n");
  g_assert_nonnull (strstr (text, ";\"Declined: too dear\";\"Declined: has; \"\"one\"\"\";"));
}

static void
test_csv_of_nothing (void)
{
  g_autoptr(VeloStatisticsFigures) figures = velo_statistics_figures_new ();
  g_autoptr(GBytes) table = velo_statistics_csv_for_here (figures);
  g_autofree char *text = g_strndup (g_bytes_get_data (table, NULL), g_bytes_get_size (table));

  g_assert_cmpstr (text, ==, "\xef\xbb\xbfMonth,Employee,Sold,Asked,Insured,Declined,\"Insured in percent\","
                             "\"Price of what was sold\",\"Contracts concluded\",\"Contracts ended\"\r\n");
}

/* With a commission there are three columns more, and taken back may be more than was earned. */
static void
test_csv_commission (void)
{
  g_autoptr(GPtrArray) counts = make_counts ("Jana");
  g_autoptr(GPtrArray) declined = g_ptr_array_new ();
  g_autoptr(VeloStatisticsFigures) figures = make_figures (counts, declined, TRUE);
  VeloSalesCount *count = g_ptr_array_index (figures->counts, 0);
  g_autoptr(GBytes) table = NULL;
  g_autofree char *text = NULL;

  velo_sales_count_set_n_concluded (count, 2);
  velo_sales_count_set_n_ended (count, 3);
  velo_sales_count_set_commission_cents (count, 2400);
  velo_sales_count_set_taken_back_cents (count, 3605);
  table = velo_statistics_csv_new (figures, ';', ',');
  text = g_strndup (g_bytes_get_data (table, NULL), g_bytes_get_size (table));
  g_assert_nonnull (strstr (text, "\"Contracts ended\";Commission;\"Commission taken back\";\"Commission left\"\r\n"));
  g_assert_nonnull (strstr (text, ";12345,05;2;3;24,00;36,05;-12,05\r\n"));
}

static void
collect_figure (gpointer    target,
                const char *title,
                const char *subtitle,
                const char *figure)
{
  g_string_append_printf (target, "%s=%s(%s) ", title, figure, subtitle == NULL ? "" : subtitle);
}

static void
test_contracts (void)
{
  g_autoptr(VeloStatisticsFigures) figures = velo_statistics_figures_new ();
  VeloSalesCount *count = velo_sales_count_new ();
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *nothing = velo_statistics_contracts_dup_line (count, TRUE);
  g_autofree char *plain = NULL;
  g_autofree char *paid = NULL;

  g_ptr_array_add (figures->counts, count);
  g_assert_null (nothing);
  g_assert_false (velo_statistics_contracts_fill (figures, collect_figure, text));
  g_assert_cmpstr (text->str, ==, "");
  velo_sales_count_set_n_concluded (count, 4);
  velo_sales_count_set_n_ended (count, 3);
  velo_sales_count_set_commission_cents (count, 5000);
  velo_sales_count_set_taken_back_cents (count, 1000);
  add_declined (figures->ended, "2026-04", "Jana", "lost", 0);
  velo_sales_count_set_n_ended (g_ptr_array_index (figures->ended, 0), 1);
  /* a reason that only a newer version knows */
  add_declined (figures->ended, "2026-04", "Jana", "eaten", 0);
  velo_sales_count_set_n_ended (g_ptr_array_index (figures->ended, 1), 2);
  g_assert_true (velo_statistics_contracts_fill (figures, collect_figure, text));
  g_assert_cmpstr (text->str, ==, "Contracts concluded=4() Contracts ended=3(Other reason: 2\nTotal loss or theft: 1) ");
  plain = velo_statistics_contracts_dup_line (count, FALSE);
  paid = velo_statistics_contracts_dup_line (count, TRUE);
  g_assert_null (strstr (plain, "ommission"));
  g_assert_nonnull (strstr (paid, "40.00"));
  figures->has_commission = TRUE;
  g_string_truncate (text, 0);
  velo_statistics_contracts_fill (figures, collect_figure, text);
  g_assert_nonnull (strstr (text->str, "Commission taken back=10.00"));
  g_assert_nonnull (strstr (text->str, "Commission left=40.00"));
}

static void
test_steps (void)
{
  static const struct { int most; int step; } cases[] = {
    { 1, 1 }, { 4, 1 }, { 5, 2 }, { 8, 2 }, { 9, 5 }, { 20, 5 }, { 21, 10 }, { 40, 10 }, { 41, 20 }, { 399, 100 },
    { 100000, 50000 }, { G_MAXINT, 1000000000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (velo_statistics_plot_get_step (cases[i].most), ==, cases[i].step);
}

/* The text of the first page; @filled: (out) (nullable): how much of it has the colour of the bars */
static char *
read_page (GBytes *pdf,
           guint  *filled)
{
  g_autoptr(VeloPdfDocument) document = NULL;
  g_autoptr(VeloPdfImage) image = NULL;
  g_autoptr(GAsyncResult) opened = NULL;
  g_autoptr(GAsyncResult) read = NULL;
  g_autoptr(GAsyncResult) drawn = NULL;
  g_autoptr(GError) error = NULL;
  Answer open_answer = { NULL };
  Answer read_answer = { NULL };
  Answer draw_answer = { NULL };
  char *text;

  velo_pdf_document_open_async (pdf, NULL, answer_cb, &open_answer);
  opened = wait_for (&open_answer);
  document = velo_pdf_document_open_finish (opened, &error);
  g_assert_no_error (error);
  velo_pdf_document_get_text_async (document, 0, NULL, answer_cb, &read_answer);
  read = wait_for (&read_answer);
  text = velo_pdf_document_get_text_finish (document, read, &error);
  g_assert_no_error (error);
  velo_pdf_document_render_async (document, 0, 1, NULL, answer_cb, &draw_answer);
  drawn = wait_for (&draw_answer);
  image = velo_pdf_document_render_finish (document, drawn, &error);
  g_assert_no_error (error);
  if (filled != NULL)
    *filled = velo_accent_count (velo_pdf_image_get_pixels (image));
  velo_pdf_document_close (document);
  return text;
}

static char *
render (const VeloStatisticsFigures *figures,
        GPtrArray                   *months,
        guint                       *filled)
{
  g_autoptr(VeloSheet) sheet = velo_statistics_sheet_new (figures, months, "April", NULL, TRUE);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GBytes) pdf = NULL;
  g_autoptr(GError) error = NULL;
  Answer answer = { NULL };

  velo_sheet_render_async (sheet, NULL, answer_cb, &answer);
  result = wait_for (&answer);
  pdf = velo_sheet_render_finish (sheet, result, &error);
  g_assert_no_error (error);
  g_assert_true (memcmp (g_bytes_get_data (pdf, NULL), "%PDF-", 5) == 0);
  return read_page (pdf, filled);
}

/* Without contracts, with them, and with a commission. */
static void
test_sheet (void)
{
  g_autoptr(GPtrArray) counts = make_counts ("Jana");
  g_autoptr(GPtrArray) declined = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(VeloStatisticsFigures) figures = NULL;

  add_declined (declined, "2026-04", "Jana", "too dear", 9);
  figures = make_figures (counts, declined, FALSE);
  g_free (render (figures, counts, NULL));
  velo_sales_count_set_n_concluded (g_ptr_array_index (counts, 0), 2);
  g_free (render (figures, counts, NULL));
  figures->has_commission = TRUE;
  g_free (render (figures, counts, NULL));
}

/* Several months are plotted on the paper too; the scale ends at 40, which no figure of the tables is. */
static void
test_sheet_plot (void)
{
  g_autoptr(GPtrArray) counts = make_counts ("Jana");
  g_autoptr(GPtrArray) more = make_counts ("Jana");
  g_autoptr(GPtrArray) declined = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(VeloStatisticsFigures) figures = NULL;
  g_autofree char *single = NULL;
  g_autofree char *plotted = NULL;
  g_autofree char *insured = NULL;
  guint few = 0;
  guint many = 0;

  velo_sales_count_set_n_sold (g_ptr_array_index (counts, 0), 36);
  figures = make_figures (counts, declined, FALSE);
  single = render (figures, counts, NULL);
  g_assert_null (strstr (single, "40"));
  velo_sales_count_set_month (g_ptr_array_index (more, 0), "2026-05");
  g_ptr_array_add (counts, g_object_ref (g_ptr_array_index (more, 0)));
  plotted = render (figures, counts, &few);
  g_assert_nonnull (strstr (plotted, "40"));
  g_assert_nonnull (strstr (plotted, "39"));
  /* one of thirty-six, or all of them */
  velo_sales_count_set_n_insured (g_ptr_array_index (counts, 0), 36);
  insured = render (figures, counts, &many);
  g_assert_nonnull (strstr (insured, "40"));
  g_assert_cmpuint (many, >, few + 2000);
}

/* The page */

static VeloStatisticsPage *
show_page (Fixture *fixture)
{
  GtkWidget *page = velo_statistics_page_new (fixture->counter, fixture->settings);

  fixture_show (fixture, page);
  WAIT_UNTIL (!g_str_equal (velo_statistics_page_get_showing (VELO_STATISTICS_PAGE (page)), "loading"));
  return VELO_STATISTICS_PAGE (page);
}

static void
test_page (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale G_GNUC_UNUSED = fixture_add (fixture, make_sale ("RE-1", "Maier", "City", 89900));
  VeloStatisticsPage *page = show_page (fixture);
  g_autoptr(VeloInvoice) second = NULL;
  GPtrArray *months = velo_statistics_page_get_months (page);
  int width = 0;

  g_assert_cmpstr (velo_statistics_page_get_showing (page), ==, "counts");
  g_assert_cmpuint (months->len, ==, 12);
  g_assert_cmpint (velo_sales_count_get_n_sold (g_ptr_array_index (months, 11)), ==, 1);
  /* what is sold meanwhile is counted by itself */
  second = fixture_add (fixture, make_sale ("RE-2", "Huber", "Alpin", 399900));
  WAIT_UNTIL (velo_sales_count_get_n_sold (g_ptr_array_index (velo_statistics_page_get_months (page), 11)) == 2);
  gtk_widget_measure (GTK_WIDGET (page), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 360);
  g_assert_cmpstr (velo_invoice_get_number (second), ==, "RE-2");
}

/* A contract is shown as soon as it is made; money only where the shop has told its rate. */
static void
test_page_contracts (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = fixture_add (fixture, make_sale ("RE-1", "Maier", "City", 89900));
  g_autoptr(GSettings) commission = g_settings_get_child (fixture->settings, "commission");
  VeloStatisticsPage *page = show_page (fixture);
  int width = 0;

  g_assert_false (velo_test_has_text (GTK_WIDGET (page), "Contracts concluded"));
  fixture_insure (fixture, sale, "12345678");
  WAIT_UNTIL (velo_test_has_text (GTK_WIDGET (page), "Contracts concluded"));
  g_assert_false (velo_test_has_text (GTK_WIDGET (page), "Commission"));
  g_settings_set_double (commission, "bicycle-percent", 10);
  g_settings_set_double (commission, "ebike-percent", 10);
  WAIT_UNTIL (velo_test_has_text (GTK_WIDGET (page), "Commission left"));
  /* ten percent of 119.90 a year */
  g_assert_true (velo_test_has_text (GTK_WIDGET (page), "11.99"));
  gtk_widget_measure (GTK_WIDGET (page), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 360);
}

static void
test_page_periods (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale G_GNUC_UNUSED = fixture_add (fixture, make_sale ("RE-1", "Maier", "City", 89900));
  VeloStatisticsPage *page = show_page (fixture);

  velo_statistics_page_set_period (page, VELO_STATISTICS_LAST_YEAR);
  WAIT_UNTIL (g_str_equal (velo_statistics_page_get_showing (page), "nothing"));
  velo_statistics_page_set_period (page, VELO_STATISTICS_EVERYTHING);
  WAIT_UNTIL (g_str_equal (velo_statistics_page_get_showing (page), "counts"));
}

static void
test_page_empty (Fixture       *fixture,
                 gconstpointer  data)
{
  VeloStatisticsPage *page = show_page (fixture);

  g_assert_cmpstr (velo_statistics_page_get_showing (page), ==, "nothing");
}

static void
test_page_closed (Fixture       *fixture,
                  gconstpointer  data)
{
  VeloStatisticsPage *page = NULL;

  fixture_close_store (fixture);
  page = show_page (fixture);
  g_assert_cmpstr (velo_statistics_page_get_showing (page), ==, "error");
}

static void
test_page_gone (Fixture       *fixture,
                gconstpointer  data)
{
  GtkWidget *page = g_object_ref_sink (velo_statistics_page_new (fixture->counter, fixture->settings));

  velo_statistics_page_set_period (VELO_STATISTICS_PAGE (page), VELO_STATISTICS_THIS_YEAR);
  g_assert_finalize_object (page);
  settle ();
}

static void
figures_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Two years, three spellings, one employee; and contracts of both years. */
static void
test_figures (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct { const char *number; const char *day; const char *employee; } rows[] = {
    { "RE-1", "2025-12-31", "Jana Kurbel" }, { "RE-2", "2026-01-01", "JANA  KURBEL" },
    { "RE-3", "2026-01-02", "Max Müller" }, { "RE-4", "2026-01-02", "max mueller " },
  };
  g_autoptr(GDate) from = velo_date_parse_iso ("2024-02-29");
  g_autoptr(GDate) until = velo_date_today ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(VeloStatisticsFigures) figures = NULL;
  g_autoptr(GPtrArray) names = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      VeloInvoice *sale = make_sale (rows[i].number, "Maier", "City", 89900);
      g_autoptr(GDate) day = velo_date_parse_iso (rows[i].day);
      g_autoptr(VeloInvoice) stored = NULL;

      velo_invoice_set_date (sale, day);
      velo_invoice_set_employee_name (sale, rows[i].employee);
      stored = fixture_add (fixture, sale);
      if (i == 0)
        fixture_insure (fixture, stored, "12345678");
    }
  velo_statistics_figures_load_async (fixture->store, from, until, fixture->settings, NULL, figures_cb, &result);
  WAIT_UNTIL (result != NULL);
  figures = velo_statistics_figures_load_finish (result, &error);
  g_assert_no_error (error);
  names = velo_sales_count_by_name (figures->counts);
  /* and nobody, who concluded the contract */
  g_assert_cmpuint (names->len, ==, 3);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpint (velo_sales_count_get_n_sold (g_ptr_array_index (names, i)), ==, 2);
  g_assert_cmpint (velo_sales_count_get_n_sold (g_ptr_array_index (names, 2)), ==, 0);
  g_assert_cmpint (velo_sales_count_get_n_concluded (g_ptr_array_index (names, 2)), ==, 1);
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

  g_test_add_func ("/statistics/periods", test_periods);
  g_test_add_func ("/statistics/everything-of-nothing", test_everything_of_nothing);
  g_test_add_func ("/statistics/months", test_months);
  g_test_add_func ("/statistics/csv", test_csv);
  g_test_add_func ("/statistics/csv-reasons", test_csv_reasons);
  g_test_add_func ("/statistics/csv-of-nothing", test_csv_of_nothing);
  g_test_add_func ("/statistics/csv-commission", test_csv_commission);
  g_test_add_func ("/statistics/contracts", test_contracts);
  g_test_add_func ("/statistics/steps", test_steps);
  g_test_add_func ("/statistics/sheet", test_sheet);
  g_test_add_func ("/statistics/sheet-plot", test_sheet_plot);
  ADD ("/statistics/page", test_page);
  ADD ("/statistics/figures", test_figures);
  ADD ("/statistics/page-contracts", test_page_contracts);
  ADD ("/statistics/page-periods", test_page_periods);
  ADD ("/statistics/page-empty", test_page_empty);
  ADD ("/statistics/page-closed", test_page_closed);
  ADD ("/statistics/page-gone", test_page_gone);
  return g_test_run ();
}
