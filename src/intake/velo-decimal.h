/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VeloDecimal:
 * @value: the digits
 * @scale: how many of them stand behind the point
 * @n_decimals: how many were written there
 * @is_set: whether there is a number at all
 *
 * A decimal number as an integer with a scale; never a floating point number.
 */
typedef struct
{
  gint64   value;
  guint    scale;
  guint    n_decimals;
  gboolean is_set;
} VeloDecimal;

VeloDecimal velo_decimal_parse (const char *text);
VeloDecimal velo_decimal_parse_german (const char *text);
VeloDecimal velo_decimal_add (VeloDecimal a, VeloDecimal b);
VeloDecimal velo_decimal_negate (VeloDecimal a);
gboolean    velo_decimal_to_cents (VeloDecimal number, gint64 *cents);
gboolean    velo_decimal_to_integer (VeloDecimal number, gint64 *integer);
gboolean    velo_decimal_gross_cents (VeloDecimal net, VeloDecimal rate, gint64 *cents);
gboolean    velo_decimal_gross_from_unit (VeloDecimal unit_price,
                                          VeloDecimal quantity,
                                          VeloDecimal base_quantity,
                                          VeloDecimal adjustment,
                                          VeloDecimal net,
                                          VeloDecimal rate,
                                          gint64     *cents);

gboolean velo_decimal_share (VeloDecimal amount, VeloDecimal part, gint64 whole, gint64 *share);

G_END_DECLS
