/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of the statistics about contracts: concluded, ended and why, commission. */

#define G_LOG_DOMAIN "velo-statistics-contracts"

#include "config.h"

#include "velo-statistics-contracts.h"

#include "velo-money.h"
#include "velo-policy.h"
#include "velo-vehicle-text.h"

#include <glib/gi18n.h>

static VeloEndReason
get_reason (const char *nick)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (VELO_TYPE_END_REASON);
  GEnumValue *value = g_enum_get_value_by_nick (klass, nick);

  return value == NULL || value->value == VELO_END_REASON_NONE ? VELO_END_REASON_OTHER : (VeloEndReason) value->value;
}

static char *
dup_reasons (GPtrArray *ended)
{
  g_autoptr(GPtrArray) reasons = velo_sales_count_by_end (ended);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < reasons->len; i++)
    {
      VeloSalesCount *reason = g_ptr_array_index (reasons, i);

      g_string_append_printf (text, "%s%s: %d", i == 0 ? "" : "\n",
                              velo_vehicle_text_end_reason (get_reason (velo_sales_count_get_name (reason))),
                              velo_sales_count_get_n_ended (reason));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_number (VeloStatisticsAddFunc  add,
            gpointer               target,
            const char            *title,
            const char            *subtitle,
            int                    number)
{
  g_autofree char *figure = g_strdup_printf ("%d", number);

  add (target, title, subtitle, figure);
}

static void
add_amount (VeloStatisticsAddFunc  add,
            gpointer               target,
            const char            *title,
            gint64                 cents)
{
  g_autofree char *figure = velo_money_format_display (cents);

  add (target, title, NULL, figure);
}

/**
 * velo_statistics_contracts_fill:
 * @figures: what was counted
 * @add: called for each figure
 * @target: data for @add
 *
 * Tells what became of contracts in the period.
 *
 * Returns: whether any was concluded or ended
 */
gboolean
velo_statistics_contracts_fill (const VeloStatisticsFigures *figures,
                                VeloStatisticsAddFunc        add,
                                gpointer                     target)
{
  g_autoptr(VeloSalesCount) sum = velo_sales_count_sum (figures->counts);
  gint64 commission = velo_sales_count_get_commission_cents (sum);
  gint64 taken_back = velo_sales_count_get_taken_back_cents (sum);
  g_autofree char *reasons = NULL;

  if (velo_sales_count_get_n_concluded (sum) == 0 && velo_sales_count_get_n_ended (sum) == 0)
    return FALSE;
  reasons = dup_reasons (figures->ended);
  add_number (add, target, _("Contracts concluded"), NULL, velo_sales_count_get_n_concluded (sum));
  add_number (add, target, _("Contracts ended"), reasons, velo_sales_count_get_n_ended (sum));
  if (figures->has_commission)
    {
      add_amount (add, target, _("Commission"), commission);
      add_amount (add, target, _("Commission taken back"), taken_back);
      add_amount (add, target, _("Commission left"), commission - taken_back);
    }
  return TRUE;
}

/**
 * velo_statistics_contracts_dup_line:
 * @count: a month or an employee
 * @has_commission: whether the shop has told what it gets
 *
 * Returns: (transfer full) (nullable): what became of contracts, in a line; %NULL if there were none
 */
char *
velo_statistics_contracts_dup_line (VeloSalesCount *count,
                                    gboolean        has_commission)
{
  int n_concluded = velo_sales_count_get_n_concluded (count);
  int n_ended = velo_sales_count_get_n_ended (count);
  g_autofree char *left = NULL;

  if (n_concluded == 0 && n_ended == 0)
    return NULL;
  if (!has_commission)
    /* Translators: how many contracts were concluded, and how many ended */
    return g_strdup_printf (_("Contracts: %d concluded, %d ended"), n_concluded, n_ended);
  left = velo_money_format_display (velo_sales_count_get_commission_cents (count)
                                    - velo_sales_count_get_taken_back_cents (count));
  /* Translators: how many contracts were concluded, how many ended; an amount of money */
  return g_strdup_printf (_("Contracts: %d concluded, %d ended; commission left: %s"), n_concluded, n_ended, left);
}

/**
 * velo_statistics_contracts_get_rule:
 * @has_commission: whether the shop has told what it gets
 *
 * Returns: how contracts are counted, in one or two sentences
 */
const char *
velo_statistics_contracts_get_rule (gboolean has_commission)
{
  if (!has_commission)
    return _("Contracts count on the day of their conclusion or of their end, for the employee who concluded them.");
  return _("Contracts count on the day of their conclusion or of their end, for the employee who concluded them. "
           "Commission is the rate of the settings, of the first year’s premium; if a contract ends within the months "
           "of liability, the part for the days that were left is taken back, and if the customer withdraws, all of "
           "it.");
}
