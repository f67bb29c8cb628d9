/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The statistics on paper. */

#define G_LOG_DOMAIN "velo-statistics-sheet"

#include "config.h"

#include "velo-statistics-sheet.h"

#include "velo-invoice-sheet.h"
#include "velo-sales-count.h"
#include "velo-statistics-period.h"

#include <glib/gi18n.h>

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
  for (guint i = 0; i < reasons->len; i++)
    {
      VeloSalesCount *reason = g_ptr_array_index (reasons, i);
      g_autofree char *number = g_strdup_printf ("%d", velo_sales_count_get_n_declined (reason));
      const char *name = velo_sales_count_get_name (reason);
      const char *cells[] = { *name == '\0' ? _("No reason given") : name, number, NULL };

      velo_sheet_add_table_row (sheet, cells);
    }
}

/**
 * velo_statistics_sheet_new:
 * @months: (element-type VeloSalesCount): counts by month
 * @employees: (element-type VeloSalesCount): counts by employee
 * @reasons: (element-type VeloSalesCount): why customers declined
 * @period: of what time
 * @settings: (nullable): the settings' root
 * @training: whether this is training
 *
 * Returns: (transfer full): the statistics, to be rendered
 */
VeloSheet *
velo_statistics_sheet_new (GPtrArray  *months,
                           GPtrArray  *employees,
                           GPtrArray  *reasons,
                           const char *period,
                           GSettings  *settings,
                           gboolean    training)
{
  VeloSheet *sheet = velo_sheet_new (_("Sales and Insurance"), "VeloInsure");
  g_autoptr(VeloSalesCount) sum = velo_sales_count_sum (months);

  velo_invoice_sheet_set_sender (sheet, settings, training);
  velo_sheet_set_page_label (sheet, _("Page {page} of {pages}"));
  if (training)
    velo_sheet_set_watermark (sheet, _("Training"));
  velo_sheet_add_title (sheet, _("Sales and Insurance"), period);
  begin_table (sheet, _("Month"));
  for (guint i = 0; i < months->len; i++)
    {
      g_autofree char *month =
        velo_statistics_period_dup_month (velo_sales_count_get_month (g_ptr_array_index (months, i)), FALSE);

      add_count (sheet, month, g_ptr_array_index (months, i));
    }
  add_count (sheet, _("Total"), sum);
  velo_sheet_add_section (sheet, _("By employee"));
  begin_table (sheet, _("Employee"));
  for (guint i = 0; i < employees->len; i++)
    {
      const char *name = velo_sales_count_get_name (g_ptr_array_index (employees, i));

      add_count (sheet, *name == '\0' ? _("Nobody named") : name, g_ptr_array_index (employees, i));
    }
  add_reasons (sheet, reasons);
  velo_sheet_add_paragraph (sheet, _("Sold are vehicles and separate batteries that a tariff may take, by the day of "
                                     "the invoice; reversals and vehicles that came back do not count. Asked is who "
                                     "was asked or has answered, insured whose contract is concluded."));
  return sheet;
}
