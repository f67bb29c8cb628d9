/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts of sales and their insurance, and sums of them by month and employee. */

#define G_LOG_DOMAIN "velo-sales-count"

#include "config.h"

#include "velo-sales-count.h"

#include "velo-record-private.h"

VELO_DEFINE_RECORD (VeloSalesCount, velo_sales_count, VELO_TYPE_SALES_COUNT, VELO_SALES_COUNT_FIELDS)

/* No row of the years beyond it: a date typed wrong must not make thousands of them. */
#define MOST_MONTHS 600

static void
add (VeloSalesCount *sum,
     VeloSalesCount *count)
{
  velo_sales_count_set_n_sold (sum, velo_sales_count_get_n_sold (sum) + velo_sales_count_get_n_sold (count));
  velo_sales_count_set_n_asked (sum, velo_sales_count_get_n_asked (sum) + velo_sales_count_get_n_asked (count));
  velo_sales_count_set_n_insured (sum, velo_sales_count_get_n_insured (sum)
                                       + velo_sales_count_get_n_insured (count));
  velo_sales_count_set_n_declined (sum, velo_sales_count_get_n_declined (sum)
                                        + velo_sales_count_get_n_declined (count));
  velo_sales_count_set_price_cents (sum, velo_sales_count_get_price_cents (sum)
                                         + velo_sales_count_get_price_cents (count));
  velo_sales_count_set_n_concluded (sum, velo_sales_count_get_n_concluded (sum)
                                         + velo_sales_count_get_n_concluded (count));
  velo_sales_count_set_n_ended (sum, velo_sales_count_get_n_ended (sum) + velo_sales_count_get_n_ended (count));
  velo_sales_count_set_commission_cents (sum, velo_sales_count_get_commission_cents (sum)
                                              + velo_sales_count_get_commission_cents (count));
  velo_sales_count_set_taken_back_cents (sum, velo_sales_count_get_taken_back_cents (sum)
                                              + velo_sales_count_get_taken_back_cents (count));
}

/**
 * velo_sales_count_is_empty:
 * @self: a count
 *
 * Returns: whether nothing was sold, concluded or ended
 */
gboolean
velo_sales_count_is_empty (VeloSalesCount *self)
{
  g_return_val_if_fail (VELO_IS_SALES_COUNT (self), TRUE);

  return velo_sales_count_get_n_sold (self) == 0 && velo_sales_count_get_n_concluded (self) == 0
         && velo_sales_count_get_n_ended (self) == 0;
}

/**
 * velo_sales_count_get_share:
 * @self: a count
 *
 * Returns: how many in a hundred sold vehicles are insured, rounded to the nearest; 0 without sales
 */
int
velo_sales_count_get_share (VeloSalesCount *self)
{
  int n_sold;

  g_return_val_if_fail (VELO_IS_SALES_COUNT (self), 0);

  n_sold = velo_sales_count_get_n_sold (self);
  if (n_sold <= 0)
    return 0;
  return (int) (((gint64) velo_sales_count_get_n_insured (self) * 200 + n_sold) / (2 * (gint64) n_sold));
}

/**
 * velo_sales_count_sum:
 * @counts: (element-type VeloSalesCount): counts
 *
 * Returns: (transfer full): all of them together
 */
VeloSalesCount *
velo_sales_count_sum (GPtrArray *counts)
{
  VeloSalesCount *sum = velo_sales_count_new ();

  g_return_val_if_fail (counts != NULL, sum);

  for (guint i = 0; i < counts->len; i++)
    add (sum, g_ptr_array_index (counts, i));
  return sum;
}

static int
compare_sold (gconstpointer a,
              gconstpointer b)
{
  VeloSalesCount *first = *(VeloSalesCount * const *) a;
  VeloSalesCount *second = *(VeloSalesCount * const *) b;

  if (velo_sales_count_get_n_sold (first) != velo_sales_count_get_n_sold (second))
    return velo_sales_count_get_n_sold (first) > velo_sales_count_get_n_sold (second) ? -1 : 1;
  return g_utf8_collate (velo_sales_count_get_name (first), velo_sales_count_get_name (second));
}

static int
compare_declined (gconstpointer a,
                  gconstpointer b)
{
  VeloSalesCount *first = *(VeloSalesCount * const *) a;
  VeloSalesCount *second = *(VeloSalesCount * const *) b;

  if (velo_sales_count_get_n_declined (first) != velo_sales_count_get_n_declined (second))
    return velo_sales_count_get_n_declined (first) > velo_sales_count_get_n_declined (second) ? -1 : 1;
  return g_utf8_collate (velo_sales_count_get_name (first), velo_sales_count_get_name (second));
}

static GPtrArray *
sum_by (GPtrArray      *counts,
        const char   *(*get_name) (VeloSalesCount *))
{
  GPtrArray *sums = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < counts->len; i++)
    {
      VeloSalesCount *count = g_ptr_array_index (counts, i);
      VeloSalesCount *sum = g_hash_table_lookup (names, get_name (count));

      if (sum == NULL)
        {
          sum = velo_sales_count_new ();
          velo_sales_count_set_name (sum, get_name (count));
          g_ptr_array_add (sums, sum);
          g_hash_table_insert (names, (gpointer) velo_sales_count_get_name (sum), sum);
        }
      add (sum, count);
    }
  return sums;
}

/**
 * velo_sales_count_by_name:
 * @counts: (element-type VeloSalesCount): counts
 *
 * Returns: (transfer full) (element-type VeloSalesCount): one for each name, who sold most first
 */
GPtrArray *
velo_sales_count_by_name (GPtrArray *counts)
{
  GPtrArray *sums;

  g_return_val_if_fail (counts != NULL, NULL);

  sums = sum_by (counts, velo_sales_count_get_name);
  g_ptr_array_sort (sums, compare_sold);
  return sums;
}

/**
 * velo_sales_count_by_reason:
 * @counts: (element-type VeloSalesCount): counts of those that declined
 *
 * Returns: (transfer full) (element-type VeloSalesCount): one for each reason, which is its name,
 *   the most frequent first
 */
GPtrArray *
velo_sales_count_by_reason (GPtrArray *counts)
{
  GPtrArray *sums;

  g_return_val_if_fail (counts != NULL, NULL);

  sums = sum_by (counts, velo_sales_count_get_reason);
  g_ptr_array_sort (sums, compare_declined);
  return sums;
}

static int
compare_ended (gconstpointer a,
               gconstpointer b)
{
  VeloSalesCount *first = *(VeloSalesCount * const *) a;
  VeloSalesCount *second = *(VeloSalesCount * const *) b;

  if (velo_sales_count_get_n_ended (first) != velo_sales_count_get_n_ended (second))
    return velo_sales_count_get_n_ended (first) > velo_sales_count_get_n_ended (second) ? -1 : 1;
  return g_strcmp0 (velo_sales_count_get_name (first), velo_sales_count_get_name (second));
}

/**
 * velo_sales_count_by_end:
 * @counts: (element-type VeloSalesCount): counts of contracts that ended
 *
 * Returns: (transfer full) (element-type VeloSalesCount): one for each reason, whose nick is its
 *   name, the most frequent first
 */
GPtrArray *
velo_sales_count_by_end (GPtrArray *counts)
{
  GPtrArray *sums;

  g_return_val_if_fail (counts != NULL, NULL);

  sums = sum_by (counts, velo_sales_count_get_reason);
  g_ptr_array_sort (sums, compare_ended);
  return sums;
}

static int
compare_months (gconstpointer a,
                gconstpointer b)
{
  VeloSalesCount *first = *(VeloSalesCount * const *) a;
  VeloSalesCount *second = *(VeloSalesCount * const *) b;
  int order = g_strcmp0 (velo_sales_count_get_month (first), velo_sales_count_get_month (second));

  if (order == 0)
    order = g_strcmp0 (velo_sales_count_get_name (first), velo_sales_count_get_name (second));
  return order != 0 ? order
                    : g_strcmp0 (velo_sales_count_get_reason (first), velo_sales_count_get_reason (second));
}

static char *
make_key (VeloSalesCount *count)
{
  return g_strconcat (velo_sales_count_get_month (count), "\n", velo_sales_count_get_name (count), "\n",
                      velo_sales_count_get_reason (count), NULL);
}

/**
 * velo_sales_count_join:
 * @counts: (element-type VeloSalesCount): counts by month, name and reason
 * @others: (element-type VeloSalesCount): others
 *
 * Adds each of @others to the one of the same month, name and reason, or to
 * the array if there is none, and sorts it by month and name.
 */
void
velo_sales_count_join (GPtrArray *counts,
                       GPtrArray *others)
{
  g_autoptr(GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_return_if_fail (counts != NULL && others != NULL);

  for (guint i = 0; i < counts->len; i++)
    g_hash_table_insert (known, make_key (g_ptr_array_index (counts, i)), g_ptr_array_index (counts, i));
  for (guint i = 0; i < others->len; i++)
    {
      VeloSalesCount *other = g_ptr_array_index (others, i);
      g_autofree char *key = make_key (other);
      VeloSalesCount *count = g_hash_table_lookup (known, key);

      if (count != NULL)
        {
          add (count, other);
          continue;
        }
      g_ptr_array_add (counts, g_object_ref (other));
      g_hash_table_insert (known, g_steal_pointer (&key), other);
    }
  g_ptr_array_sort (counts, compare_months);
}

/**
 * velo_sales_count_unite:
 * @counts: (element-type VeloSalesCount): counts by month, employee and reason
 * @names: one spelling for each employee
 *
 * Gives each employee that spelling, and makes one count of those that differed
 * by it only.
 */
void
velo_sales_count_unite (GPtrArray         *counts,
                        VeloEmployeeNames *names)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (counts != NULL && names != NULL);

  for (guint i = 0; i < counts->len; i++)
    {
      VeloSalesCount *count = g_ptr_array_index (counts, i);

      velo_sales_count_set_name (count, velo_employee_names_find (names, velo_sales_count_get_name (count)));
      g_ptr_array_add (all, g_object_ref (count));
    }
  g_ptr_array_set_size (counts, 0);
  velo_sales_count_join (counts, all);
}

/**
 * velo_sales_count_by_month:
 * @counts: (element-type VeloSalesCount): counts
 * @from: first day of the period
 * @until: last day of the period
 *
 * Returns: (transfer full) (element-type VeloSalesCount): one for each month of the period, also
 *   for those without sales, the oldest first; the newest fifty years of it if it is longer
 */
GPtrArray *
velo_sales_count_by_month (GPtrArray   *counts,
                           const GDate *from,
                           const GDate *until)
{
  GPtrArray *sums = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GHashTable) months = g_hash_table_new (g_str_hash, g_str_equal);
  GDate month;
  GDate earliest;

  g_return_val_if_fail (counts != NULL, sums);
  g_return_val_if_fail (from != NULL && g_date_valid (from) && until != NULL && g_date_valid (until), sums);

  month = *from;
  g_date_set_day (&month, 1);
  earliest = *until;
  g_date_set_day (&earliest, 1);
  if (g_date_get_year (&earliest) > MOST_MONTHS / 12)
    {
      g_date_subtract_months (&earliest, MOST_MONTHS - 1);
      if (g_date_compare (&month, &earliest) < 0)
        month = earliest;
    }
  for (; g_date_compare (&month, until) <= 0; g_date_add_months (&month, 1))
    {
      g_autofree char *name = g_strdup_printf ("%04u-%02d", g_date_get_year (&month), (int) g_date_get_month (&month));
      VeloSalesCount *sum = velo_sales_count_new ();

      velo_sales_count_set_month (sum, name);
      g_ptr_array_add (sums, sum);
      g_hash_table_insert (months, (gpointer) velo_sales_count_get_month (sum), sum);
    }
  for (guint i = 0; i < counts->len; i++)
    {
      VeloSalesCount *count = g_ptr_array_index (counts, i);
      VeloSalesCount *sum = g_hash_table_lookup (months, velo_sales_count_get_month (count));

      if (sum != NULL)
        add (sum, count);
    }
  return sums;
}
