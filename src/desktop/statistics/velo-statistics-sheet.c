/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The statistics on paper. */

#define G_LOG_DOMAIN "velo-statistics-sheet"

#include "config.h"

#include "velo-statistics-sheet.h"

#include "velo-invoice-sheet.h"
#include "velo-money.h"
#include "velo-statistics-contracts.h"
#include "velo-statistics-period.h"
#include "velo-statistics-plot.h"

#include <glib/gi18n.h>

#define N_WITHOUT_COMMISSION 3 /* columns */

static void
add_count (VeloSheet      *sheet,
           const char     *label,
           VeloSalesCount *count)
{
  g_autofree char *sold = g_strdup_printf ("%d", velo_sales_count_get_n_sold (count));
  g_autofree char *asked = g_strdup_printf ("%d", velo_sales_count_get_n_asked (count));
  g_autofree char *insured = g_strdup_printf ("%d", velo_sales_count_get_n_insured (count));
  g_autofree char *declined = g_strdup_printf ("%d", velo_sales_count_get_n_declined (count));
  /* Translators: a share in percent */
  g_autofree char *share = g_strdup_printf (_("%d %%"), velo_sales_count_get_share (count));
  const char *cells[] = { label, sold, asked, insured, declined, share, NULL };

  velo_sheet_add_table_row (sheet, cells);
}

/* The plot of the page, with its legend; a single month is told by its row alone. */
static void
add_plot (VeloSheet *sheet,
          GPtrArray *months)
{
  g_autofree VeloSheetBar *bars = g_new0 (VeloSheetBar, months->len);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  int most = 1;

  if (months->len < 2)
    return;
  for (guint i = 0; i < months->len; i++)
    {
      VeloSalesCount *count = g_ptr_array_index (months, i);
      char *name = velo_statistics_period_dup_month (velo_sales_count_get_month (count), TRUE);

      g_ptr_array_add (names, name);
      bars[i].name = name;
      bars[i].whole = velo_sales_count_get_n_sold (count);
      bars[i].part = velo_sales_count_get_n_insured (count);
      most = MAX (most, bars[i].whole);
    }
  velo_sheet_add_plot (sheet, _("Sold"), _("Insured"), bars, months->len, velo_statistics_plot_get_step (most));
}

static void
begin_table (VeloSheet  *sheet,
             const char *first)
{
  const VeloSheetColumn columns[] = {
    { first, 4, FALSE },
    { _("Sold"), 1.4, TRUE },
    { _("Asked"), 1.4, TRUE },
    { _("Insured"), 1.6, TRUE },
    { _("Declined"), 1.8, TRUE },
    { _("Share"), 1.4, TRUE },
  };

  velo_sheet_begin_table (sheet, columns, G_N_ELEMENTS (columns));
}

static void
add_reasons (VeloSheet *sheet,
             GPtrArray *reasons)
{
  const VeloSheetColumn columns[] = {
    { _("Reason"), 6, FALSE },
    { _("Declined"), 1, TRUE },
  };

  if (reasons->len == 0)
    return;
  velo_sheet_add_section (sheet, _("Why customers declined"));
  velo_sheet_begin_table (sheet, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < MIN (reasons->len, VELO_STATISTICS_MOST_REASONS); i++)
    {
      VeloSalesCount *reason = g_ptr_array_index (reasons, i);
      g_autofree char *number = g_strdup_printf ("%d", velo_sales_count_get_n_declined (reason));
      const char *name = velo_sales_count_get_name (reason);
      const char *cells[] = { *name == '\0' ? _("No reason given") : name, number, NULL };

      velo_sheet_add_table_row (sheet, cells);
    }
}

static void
add_contracts_row (VeloSheet      *sheet,
                   const char     *label,
                   VeloSalesCount *count,
                   gboolean        has_commission)
{
  gint64 cents = velo_sales_count_get_commission_cents (count);
  gint64 back = velo_sales_count_get_taken_back_cents (count);
  g_autofree char *concluded = g_strdup_printf ("%d", velo_sales_count_get_n_concluded (count));
  g_autofree char *ended = g_strdup_printf ("%d", velo_sales_count_get_n_ended (count));
  g_autofree char *commission = velo_money_format_display (cents);
  g_autofree char *taken_back = velo_money_format_display (back);
  g_autofree char *left = velo_money_format_display (cents - back);
  const char *cells[] = { label, concluded, ended, has_commission ? commission : NULL, taken_back, left, NULL };

  if (velo_sales_count_get_n_concluded (count) > 0 || velo_sales_count_get_n_ended (count) > 0)
    velo_sheet_add_table_row (sheet, cells);
}

static void
begin_contracts (VeloSheet  *sheet,
                 const char *first,
                 gboolean    has_commission)
{
  const VeloSheetColumn columns[] = {
    { first, 3.2, FALSE },
    { _("Concluded"), 2.8, TRUE },
    { C_("insurance", "Ended"), 1.6, TRUE },
    { _("Commission"), 2.2, TRUE },
    { _("Taken back"), 2.2, TRUE },
    { _("Left"), 2.2, TRUE },
  };

  velo_sheet_begin_table (sheet, columns, has_commission ? G_N_ELEMENTS (columns) : N_WITHOUT_COMMISSION);
}

static void
add_figure (gpointer    target,
            const char *title,
            const char *subtitle,
            const char *figure)
{
  g_auto(GStrv) lines = g_strsplit (subtitle == NULL ? "" : subtitle, "\n", -1);
  g_autofree char *more = g_strjoinv (", ", lines);
  g_autofree char *value = *more == '\0' ? g_strdup (figure) : g_strdup_printf ("%s (%s)", figure, more);

  velo_sheet_add_row (VELO_SHEET (target), title, value);
}

static void
add_contracts (VeloSheet                   *sheet,
               const VeloStatisticsFigures *figures,
               GPtrArray                   *months,
               GPtrArray                   *employees)
{
  g_autoptr(VeloSalesCount) sum = velo_sales_count_sum (months);
  gboolean has_commission = figures->has_commission;

  if (velo_sales_count_get_n_concluded (sum) == 0 && velo_sales_count_get_n_ended (sum) == 0)
    return;
  velo_sheet_add_section (sheet, _("Contracts"));
  velo_statistics_contracts_fill (figures, add_figure, sheet);
  begin_contracts (sheet, _("Month"), has_commission);
  for (guint i = 0; i < months->len; i++)
    {
      VeloSalesCount *count = g_ptr_array_index (months, i);
      g_autofree char *month = velo_statistics_period_dup_month (velo_sales_count_get_month (count), FALSE);

      add_contracts_row (sheet, month, count, has_commission);
    }
  /* Translators: last row of a table of numbers, their sum */
  add_contracts_row (sheet, C_("statistics", "Total"), sum, has_commission);
  begin_contracts (sheet, _("Employee"), has_commission);
  for (guint i = 0; i < employees->len; i++)
    {
      const char *name = velo_sales_count_get_name (g_ptr_array_index (employees, i));

      add_contracts_row (sheet, *name == '\0' ? _("Nobody named") : name, g_ptr_array_index (employees, i),
                         has_commission);
    }
  velo_sheet_add_paragraph (sheet, velo_statistics_contracts_get_rule (has_commission));
}

/**
 * velo_statistics_sheet_new:
 * @figures: what was counted
 * @months: (element-type VeloSalesCount): the same by month
 * @period: of what time
 * @settings: (nullable): the settings' root
 * @training: whether this is training
 *
 * Returns: (transfer full): the statistics, to be rendered
 */
VeloSheet *
velo_statistics_sheet_new (const VeloStatisticsFigures *figures,
                           GPtrArray                   *months,
                           const char                  *period,
                           GSettings                   *settings,
                           gboolean                     training)
{
  g_autoptr(GPtrArray) employees = velo_sales_count_by_name (figures->counts);
  g_autoptr(GPtrArray) reasons = velo_sales_count_by_reason (figures->declined);
  VeloSheet *sheet = velo_sheet_new (_("Sales and Insurance"), "VeloInsure");
  g_autoptr(VeloSalesCount) sum = velo_sales_count_sum (months);

  velo_invoice_sheet_set_sender (sheet, settings, training);
  velo_sheet_set_page_label (sheet, _("Page {page} of {pages}"));
  if (training)
    velo_sheet_set_watermark (sheet, _("Training"));
  velo_sheet_add_title (sheet, _("Sales and Insurance"), period);
  add_plot (sheet, months);
  begin_table (sheet, _("Month"));
  for (guint i = 0; i < months->len; i++)
    {
      g_autofree char *month =
        velo_statistics_period_dup_month (velo_sales_count_get_month (g_ptr_array_index (months, i)), FALSE);

      add_count (sheet, month, g_ptr_array_index (months, i));
    }
  add_count (sheet, C_("statistics", "Total"), sum);
  velo_sheet_add_section (sheet, _("By employee"));
  begin_table (sheet, _("Employee"));
  for (guint i = 0; i < employees->len; i++)
    {
      const char *name = velo_sales_count_get_name (g_ptr_array_index (employees, i));

      add_count (sheet, *name == '\0' ? _("Nobody named") : name, g_ptr_array_index (employees, i));
    }
  add_reasons (sheet, reasons);
  add_contracts (sheet, figures, months, employees);
  velo_sheet_add_paragraph (sheet, _("Sold are vehicles and separate batteries that a tariff may take, by the day of "
                                     "the invoice; reversals and vehicles that came back do not count. Asked is who "
                                     "was asked or has answered, insured whose contract is concluded."));
  return sheet;
}
