/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of a sum of money in whole cents, rounded half up. */

#define G_LOG_DOMAIN "velo-share"

#include "config.h"

#include "velo-share.h"

/**
 * velo_share_scale:
 * @cents: a sum
 * @numerator: not negative
 * @denominator: greater than 0
 *
 * Computed in whole numbers, wide enough for any sum, and rounded half up: 0.5 cents count as one
 * cent, -0.5 cents as none (claims design, section 5).
 *
 * Returns: @cents x @numerator / @denominator, in cents; held at the limits of the type
 */
gint64
velo_share_scale (gint64 cents,
                  gint64 numerator,
                  gint64 denominator)
{
  __extension__ typedef __int128 Wide;
  Wide doubled;
  Wide quotient;

  g_return_val_if_fail (numerator >= 0, 0);
  g_return_val_if_fail (denominator > 0, 0);

  doubled = (Wide) cents * numerator * 2 + denominator;
  quotient = doubled / (2 * (Wide) denominator);
  if (doubled < 0 && doubled % (2 * (Wide) denominator) != 0)
    quotient--;
  return (gint64) CLAMP (quotient, G_MININT64, G_MAXINT64);
}

/**
 * velo_share_of:
 * @cents: a sum
 * @permyriad: the part asked for in 1/10000, not negative
 *
 * Returns: that part of @cents, rounded half up
 */
gint64
velo_share_of (gint64 cents,
               int    permyriad)
{
  return velo_share_scale (cents, permyriad, VELO_SHARE_WHOLE);
}
