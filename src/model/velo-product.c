/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A product that the insurer offers to this shop. */

#define G_LOG_DOMAIN "velo-product"

#include "config.h"

#include "velo-product.h"

#include "velo-record-private.h"

VELO_DEFINE_RECORD (VeloProduct, velo_product, VELO_TYPE_PRODUCT, VELO_PRODUCT_FIELDS)

/**
 * velo_product_has_interval:
 * @self: a product
 * @months: a payment interval: 1, 3, 6, 12, or 0 for a single premium
 *
 * Returns: whether the product can be paid so
 */
gboolean
velo_product_has_interval (VeloProduct *self,
                           int          months)
{
  g_auto(GStrv) intervals = NULL;
  g_autofree char *wanted = NULL;

  g_return_val_if_fail (VELO_IS_PRODUCT (self), FALSE);

  intervals = g_strsplit (self->intervals, ",", -1);
  wanted = g_strdup_printf ("%d", months);
  return g_strv_contains ((const char * const *) intervals, wanted);
}

/**
 * velo_product_pick_interval:
 * @self: a product
 * @wished: a payment interval: 1, 3, 6, 12 months, or 0 for a single premium
 *
 * Returns: @wished if the product can be paid so, else the first interval that it has
 */
int
velo_product_pick_interval (VeloProduct *self,
                            int          wished)
{
  static const int all_intervals[] = { 1, 3, 6, 12 };

  g_return_val_if_fail (VELO_IS_PRODUCT (self), 0);

  if (velo_product_has_interval (self, wished))
    return wished;
  for (gsize i = 0; i < G_N_ELEMENTS (all_intervals); i++)
    if (velo_product_has_interval (self, all_intervals[i]))
      return all_intervals[i];
  return 0;
}

/**
 * velo_product_has_immediate_cover:
 * @self: a product
 *
 * Returns: whether the risk SOFORTSCHUTZ can be booked with it
 */
gboolean
velo_product_has_immediate_cover (VeloProduct *self)
{
  GListModel *risks;

  g_return_val_if_fail (VELO_IS_PRODUCT (self), FALSE);

  risks = G_LIST_MODEL (self->risks);
  for (guint i = 0; i < g_list_model_get_n_items (risks); i++)
    {
      g_autoptr(VeloRisk) risk = g_list_model_get_item (risks, i);

      if (g_str_equal (velo_risk_get_risk_type (risk), "SOFORTSCHUTZ"))
        return TRUE;
    }
  return FALSE;
}

/**
 * velo_product_get_max_price_cents:
 * @self: a product
 * @object_code: code of the object, "27"
 *
 * Returns: the highest price listed for @object_code, else that for all other objects, in cents;
 *   -1 if the list names none. The premium call may still refuse a lower price.
 */
gint64
velo_product_get_max_price_cents (VeloProduct *self,
                                  const char  *object_code)
{
  gint64 others = -1;
  GListModel *limits;

  g_return_val_if_fail (VELO_IS_PRODUCT (self), -1);

  limits = G_LIST_MODEL (self->price_limits);
  for (guint i = 0; i < g_list_model_get_n_items (limits); i++)
    {
      g_autoptr(VeloPriceLimit) limit = g_list_model_get_item (limits, i);
      const char *code = velo_price_limit_get_object_code (limit);

      if (*code != '\0' && g_strcmp0 (code, object_code) == 0)
        return velo_price_limit_get_max_price_cents (limit);
      if (*code == '\0')
        others = velo_price_limit_get_max_price_cents (limit);
    }
  return others;
}
