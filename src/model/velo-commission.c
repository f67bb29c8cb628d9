/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the shop gets for a contract, and what of it is taken back when the contract ends. */

#define G_LOG_DOMAIN "velo-commission"

#include "config.h"

#include "velo-commission.h"

#define WHOLE 10000

/* Commercial rounding of a fraction of an amount that is not negative. */
static gint64
take_share (gint64 cents,
            gint64 share,
            gint64 whole)
{
  return cents / whole * share + (cents % whole * share * 2 + whole) / (2 * whole);
}

/**
 * velo_commission_is_set:
 * @self: rates
 *
 * Returns: whether there is a rate for any kind
 */
gboolean
velo_commission_is_set (const VeloCommission *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (int i = 0; i < VELO_COMMISSION_N_KINDS; i++)
    if (self->rates[i] > 0)
      return TRUE;
  return FALSE;
}

/**
 * velo_commission_get_cents:
 * @self: rates
 * @kind: what is insured
 * @year_cents: the premium of the first year with tax, or the single premium
 *
 * Returns: the commission, rounded to a cent for each contract
 */
gint64
velo_commission_get_cents (const VeloCommission *self,
                           VeloObjectKind        kind,
                           gint64                year_cents)
{
  g_return_val_if_fail (self != NULL, 0);

  if ((int) kind < 0 || (int) kind >= VELO_COMMISSION_N_KINDS || year_cents <= 0 || self->rates[kind] <= 0)
    return 0;
  return take_share (year_cents, self->rates[kind], WHOLE + MAX (0, self->tax));
}

/**
 * velo_commission_get_taken_back:
 * @self: for how long the shop answers
 * @cents: the commission for the contract
 * @concluded: day of the conclusion
 * @ended: first day without cover
 * @reason: why it ended
 *
 * Returns: what of @cents is taken back, rounded to a cent
 */
gint64
velo_commission_get_taken_back (const VeloCommission *self,
                                gint64                cents,
                                const GDate          *concluded,
                                const GDate          *ended,
                                VeloEndReason         reason)
{
  GDate last;
  int n_days;
  int n_left;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (concluded != NULL && g_date_valid (concluded), 0);
  g_return_val_if_fail (ended != NULL && g_date_valid (ended), 0);

  if (cents <= 0 || reason == VELO_END_REASON_NONE)
    return 0;
  if (reason == VELO_END_REASON_WITHDRAWN)
    return cents;
  if (self->months <= 0)
    return 0;
  last = *concluded;
  g_date_add_months (&last, (guint) self->months);
  n_days = g_date_days_between (concluded, &last);
  n_left = MIN (g_date_days_between (ended, &last), n_days);
  return n_left <= 0 ? 0 : take_share (cents, n_left, n_days);
}
