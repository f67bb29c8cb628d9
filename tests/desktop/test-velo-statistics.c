/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The statistics: periods, the table for spreadsheets, the plot, the paper and the page. */

#include "config.h"

#include <string.h>

#include "velo-sales-fixture.h"

#include "velo-sales-count.h"
#include "velo-statistics-csv.h"
#include "velo-statistics-page.h"
#include "velo-statistics-plot.h"
#include "velo-statistics-sheet.h"

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

static char *
export_line (const char *name,
             char        separator,
             char        decimal_point)
{
  g_autoptr(GPtrArray) counts = make_counts (name);
  g_autoptr(GPtrArray) declined = g_ptr_array_new ();
  g_autoptr(GBytes) table = velo_statistics_csv_new (counts, declined, separator, decimal_point);
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
    { "Jana", ';', ',', "2026-04;Jana;3;2;1;1;33;12345,05" },
    { "Jana", ',', '.', "2026-04,Jana,3,2,1,1,33,12345.05" },
    { "Kurbel, Jana", ';', ',', "2026-04;\"Kurbel, Jana\";3;2;1;1;33;12345,05" },
    { "Jana \"J\" K", ';', ',', "2026-04;\"Jana \"\"J\"\" K\";3;2;1;1;33;12345,05" },
    { "", ';', ',', "2026-04;;3;2;1;1;33;12345,05" },
    { "Jörg Müß", ';', ',', "2026-04;\"Jörg Müß\";3;2;1;1;33;12345,05" },
    /* nothing that a spreadsheet would run */
    { "=HYPERLINK(\"http://x\")", ';', ',', "2026-04;\"'=HYPERLINK(\"\"http://x\"\")\";3;2;1;1;33;12345,05" },
    { "+49 911", ';', ',', "2026-04;\"'+49 911\";3;2;1;1;33;12345,05" },
    { "-1+cmd", ';', ',', "2026-04;\"'-1+cmd\";3;2;1;1;33;12345,05" },
    { "@SUM(A1)", ';', ',', "2026-04;\"'@SUM(A1)\";3;2;1;1;33;12345,05" },
    { "\tx", ';', ',', "2026-04;\"'\tx\";3;2;1;1;33;12345,05" },
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
  g_autoptr(GBytes) table = NULL;
  g_autofree char *text = NULL;

  g_ptr_array_add (counts, g_object_ref (g_ptr_array_index (of_max, 0)));
  add_declined (declined, "2026-03", "Jana", "too dear", 9);
  add_declined (declined, "2026-04", "Jana", "too dear", 2);
  add_declined (declined, "2026-04", "=Max", "", 1);
  add_declined (declined, "2026-04", "=Max", "has; \"one\"", 3);
  table = velo_statistics_csv_new (counts, declined, ';', ',');
  text = g_strndup (g_bytes_get_data (table, NULL), g_bytes_get_size (table));
  g_assert_cmpstr (strchr (text, '\r') - strlen ("\"Declined: No reason given\""), ==,
                   "\"Declined: No reason given\"\r\n"
                   "2026-04;Jana;3;2;1;1;33;12345,05;2;0;0\r\n"
                   "2026-04;\"'=Max\";3;2;1;1;33;12345,05;0;3;1\r\n");
  g_assert_nonnull (strstr (text, ";\"Declined: too dear\";\"Declined: has; \"\"one\"\"\";"));
}

static void
test_csv_of_nothing (void)
{
  g_autoptr(GPtrArray) counts = g_ptr_array_new ();
  g_autoptr(GBytes) table = velo_statistics_csv_for_here (counts, counts);
  g_autofree char *text = g_strndup (g_bytes_get_data (table, NULL), g_bytes_get_size (table));

  g_assert_cmpstr (text, ==, "\xef\xbb\xbfMonth,Employee,Sold,Asked,Insured,Declined,\"Insured in percent\","
                             "\"Price of what was sold\"\r\n");
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

static void
test_sheet (void)
{
  g_autoptr(GPtrArray) months = make_counts ("");
  g_autoptr(GPtrArray) employees = make_counts ("Jana");
  g_autoptr(GPtrArray) reasons = make_counts ("too dear");
  g_autoptr(VeloSheet) sheet = velo_statistics_sheet_new (months, employees, reasons, "April", NULL, TRUE);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GBytes) pdf = NULL;
  g_autoptr(GError) error = NULL;
  Answer answer = { NULL };

  velo_sheet_render_async (sheet, NULL, answer_cb, &answer);
  result = wait_for (&answer);
  pdf = velo_sheet_render_finish (sheet, result, &error);
  g_assert_no_error (error);
  g_assert_true (memcmp (g_bytes_get_data (pdf, NULL), "%PDF-", 5) == 0);
}

/* The page */

static VeloStatisticsPage *
show_page (Fixture *fixture)
{
  GtkWidget *page = velo_statistics_page_new (fixture->counter, fixture->settings);

  fixture_show (fixture, page);
  WAIT_FOR (!g_str_equal (velo_statistics_page_get_showing (VELO_STATISTICS_PAGE (page)), "loading"));
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
  WAIT_FOR (velo_sales_count_get_n_sold (g_ptr_array_index (velo_statistics_page_get_months (page), 11)) == 2);
  gtk_widget_measure (GTK_WIDGET (page), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 360);
  g_assert_cmpstr (velo_invoice_get_number (second), ==, "RE-2");
}

static void
test_page_periods (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale G_GNUC_UNUSED = fixture_add (fixture, make_sale ("RE-1", "Maier", "City", 89900));
  VeloStatisticsPage *page = show_page (fixture);

  velo_statistics_page_set_period (page, VELO_STATISTICS_LAST_YEAR);
  WAIT_FOR (g_str_equal (velo_statistics_page_get_showing (page), "nothing"));
  velo_statistics_page_set_period (page, VELO_STATISTICS_EVERYTHING);
  WAIT_FOR (g_str_equal (velo_statistics_page_get_showing (page), "counts"));
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
  g_test_add_func ("/statistics/steps", test_steps);
  g_test_add_func ("/statistics/sheet", test_sheet);
  ADD ("/statistics/page", test_page);
  ADD ("/statistics/page-periods", test_page_periods);
  ADD ("/statistics/page-empty", test_page_empty);
  ADD ("/statistics/page-closed", test_page_closed);
  ADD ("/statistics/page-gone", test_page_gone);
  return g_test_run ();
}
