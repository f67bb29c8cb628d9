/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts of sales as a table for spreadsheets (RFC 4180, UTF-8 with a byte order mark). */

#define G_LOG_DOMAIN "velo-statistics-csv"

#include "config.h"

#include "velo-statistics-csv.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf"
#define END_OF_LINE "\r\n"
#define N_OF_COMMISSION 3 /* headings at the end that only a commission has */

/* What a spreadsheet would take for a formula is made a text by an apostrophe before
 * it: names come from invoices, and an invoice from anybody. */
static void
add_cell (GString    *out,
          const char *text,
          char        separator)
{
  gboolean risky = *text != '\0' && strchr ("=+-@\t\r\n", *text) != NULL;
  gboolean quoted = risky || strpbrk (text, "\",;\r\n\t ") != NULL;

  if (out->len > 0 && out->str[out->len - 1] != '\n')
    g_string_append_c (out, separator);
  if (!quoted)
    {
      g_string_append (out, text);
      return;
    }
  g_string_append_c (out, '"');
  if (risky)
    g_string_append_c (out, '\'');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

static void
add_number (GString *out,
            gint64   number,
            char     separator)
{
  g_string_append_printf (out, "%c%" G_GINT64_FORMAT, separator, number);
}

static char *
make_key (const char *month,
          const char *employee,
          const char *reason)
{
  return g_strdup_printf ("%s\n%s\n%s", month, employee, reason);
}

/* (transfer full) (element-type utf8 int): how many declined, by month, employee and reason */
static GHashTable *
index_declined (GPtrArray *declined)
{
  GHashTable *numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < declined->len; i++)
    {
      VeloSalesCount *count = g_ptr_array_index (declined, i);

      g_hash_table_insert (numbers,
                           make_key (velo_sales_count_get_month (count), velo_sales_count_get_name (count),
                                     velo_sales_count_get_reason (count)),
                           GINT_TO_POINTER (velo_sales_count_get_n_declined (count)));
    }
  return numbers;
}

static void
add_reason_headings (GString   *out,
                     GPtrArray *reasons,
                     char       separator)
{
  for (guint i = 0; i < reasons->len; i++)
    {
      const char *reason = velo_sales_count_get_name (g_ptr_array_index (reasons, i));
      g_autofree char *heading = NULL;

      if (*reason == '\0')
        reason = _("No reason given");
      /* Translators: heading of a column of numbers; %s is why customers wanted no insurance */
      heading = g_strdup_printf (_("Declined: %s"), reason);
      add_cell (out, heading, separator);
    }
}

static void
add_reasons (GString        *out,
             VeloSalesCount *count,
             GPtrArray      *reasons,
             GHashTable     *numbers,
             char            separator)
{
  for (guint i = 0; i < reasons->len; i++)
    {
      g_autofree char *key = make_key (velo_sales_count_get_month (count), velo_sales_count_get_name (count),
                                       velo_sales_count_get_name (g_ptr_array_index (reasons, i)));

      add_number (out, GPOINTER_TO_INT (g_hash_table_lookup (numbers, key)), separator);
    }
}

static void
add_amount (GString *out,
            gint64   cents,
            char     separator,
            char     decimal_point)
{
  g_string_append_printf (out, "%c%s%" G_GINT64_FORMAT "%c%02d", separator, cents < 0 ? "-" : "",
                          ABS (cents) / 100, decimal_point, (int) (ABS (cents) % 100));
}

static void
add_contracts (GString        *out,
               VeloSalesCount *count,
               gboolean        has_commission,
               char            separator,
               char            decimal_point)
{
  gint64 commission = velo_sales_count_get_commission_cents (count);
  gint64 taken_back = velo_sales_count_get_taken_back_cents (count);

  add_number (out, velo_sales_count_get_n_concluded (count), separator);
  add_number (out, velo_sales_count_get_n_ended (count), separator);
  if (!has_commission)
    return;
  add_amount (out, commission, separator, decimal_point);
  add_amount (out, taken_back, separator, decimal_point);
  add_amount (out, commission - taken_back, separator, decimal_point);
}

static void
add_row (GString        *out,
         VeloSalesCount *count,
         char            separator,
         char            decimal_point)
{
  add_cell (out, velo_sales_count_get_month (count), separator);
  add_cell (out, velo_sales_count_get_name (count), separator);
  add_number (out, velo_sales_count_get_n_sold (count), separator);
  add_number (out, velo_sales_count_get_n_asked (count), separator);
  add_number (out, velo_sales_count_get_n_insured (count), separator);
  add_number (out, velo_sales_count_get_n_declined (count), separator);
  add_number (out, velo_sales_count_get_share (count), separator);
  add_amount (out, velo_sales_count_get_price_cents (count), separator, decimal_point);
}

/**
 * velo_statistics_csv_new:
 * @figures: what was counted
 * @separator: between cells, "," or ";"
 * @decimal_point: in amounts, "." or ","
 *
 * Each reason is a column of its own, the most frequent one first. Columns for the commission are
 * there if the shop has told what it gets.
 *
 * Returns: (transfer full): the table with a line of headings
 */
GBytes *
velo_statistics_csv_new (const VeloStatisticsFigures *figures,
                         char                         separator,
                         char                         decimal_point)
{
  const char *headings[] = {
    _("Month"), _("Employee"), _("Sold"), _("Asked"), _("Insured"), _("Declined"), _("Insured in percent"),
    _("Price of what was sold"), _("Contracts concluded"), _("Contracts ended"), _("Commission"),
    _("Commission taken back"), _("Commission left"),
  };
  guint n_headings = G_N_ELEMENTS (headings) - (figures->has_commission ? 0 : N_OF_COMMISSION);
  GPtrArray *counts = figures->counts;
  g_autoptr(GPtrArray) reasons = velo_sales_count_by_reason (figures->declined);
  g_autoptr(GHashTable) numbers = index_declined (figures->declined);
  g_autoptr(GString) line = g_string_new (NULL);
  GString *out = g_string_new (BYTE_ORDER_MARK);

  for (guint i = 0; i < n_headings; i++)
    add_cell (line, headings[i], separator);
  add_reason_headings (line, reasons, separator);
  g_string_append (line, END_OF_LINE);
  for (guint i = 0; i < counts->len; i++)
    {
      VeloSalesCount *count = g_ptr_array_index (counts, i);

      add_row (line, count, separator, decimal_point);
      add_contracts (line, count, figures->has_commission, separator, decimal_point);
      add_reasons (line, count, reasons, numbers, separator);
      g_string_append (line, END_OF_LINE);
    }
  g_string_append (out, line->str);
  return g_string_free_to_bytes (out);
}

/**
 * velo_statistics_csv_for_here:
 * @figures: what was counted
 *
 * Where amounts have a decimal comma, spreadsheets want semicolons between cells.
 *
 * Returns: (transfer full): the table as spreadsheets of this locale open it
 */
GBytes *
velo_statistics_csv_for_here (const VeloStatisticsFigures *figures)
{
  gboolean comma = g_strcmp0 (localeconv ()->decimal_point, ",") == 0;

  return velo_statistics_csv_new (figures, comma ? ';' : ',', comma ? ',' : '.');
}
