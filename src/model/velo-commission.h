/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-object-kind.h"
#include "velo-policy.h"

G_BEGIN_DECLS

#define VELO_COMMISSION_N_KINDS (VELO_OBJECT_KIND_BATTERY + 1)

/**
 * VeloCommission: (Provision)
 * @rates: for each #VeloObjectKind, in 1/10000 of the premium
 * @tax: insurance tax that is taken off the premium first, in 1/10000; 0 if commission is
 *   counted from what the customer pays
 * @months: how long the shop answers for a contract (Stornohaftung)
 *
 * What the shop gets for a contract: a share of the premium of its first year,
 * or of its single premium, in the month of the conclusion. If the customer
 * withdraws, all of it is taken back; if the contract ends otherwise before
 * @months are over, the part for the days that were left of them.
 */
typedef struct
{
  int rates[VELO_COMMISSION_N_KINDS];
  int tax;
  int months;
} VeloCommission;

gboolean velo_commission_is_set         (const VeloCommission *self);
gint64   velo_commission_get_cents      (const VeloCommission *self,
                                         VeloObjectKind        kind,
                                         gint64                year_cents);
gint64   velo_commission_get_taken_back (const VeloCommission *self,
                                         gint64                cents,
                                         const GDate          *concluded,
                                         const GDate          *ended,
                                         VeloEndReason         reason);

G_END_DECLS
