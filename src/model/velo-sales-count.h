/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-employee-match.h"
#include "velo-record.h"

G_BEGIN_DECLS

/**
 * VeloSalesCount: (Auswertung)
 *
 * How many vehicles were sold in a month by an employee, and what became of
 * their insurance. Sold is what a tariff might take: bicycles, e-bikes and
 * separate batteries, by the day of the invoice; reversals and vehicles that
 * came back do not count. Asked is who was asked or has answered in any way,
 * insured whose policy is made, declined who said no.
 *
 * Contracts count by the day and the employee of the conclusion, and those
 * that ended by the day of the end, whenever the vehicle was sold; see
 * #VeloCommission for what the money means.
 */
#define VELO_SALES_COUNT_FIELDS(F, X, T, p) \
  F (T, p, TEXT, month)        /* "2026-04", empty in a sum over months */ \
  F (T, p, TEXT, name)         /* employee as written, or a reason in a sum; empty in a sum */ \
  F (T, p, TEXT, reason)       /* why those declined, where they are told apart */ \
  F (T, p, INT, n_sold) \
  F (T, p, INT, n_asked) \
  F (T, p, INT, n_insured) \
  F (T, p, INT, n_declined) \
  F (T, p, CENTS, price_cents) /* of what was sold */ \
  F (T, p, INT, n_concluded)   /* contracts made in this time */ \
  F (T, p, INT, n_ended)       /* contracts that ended in this time */ \
  F (T, p, CENTS, commission_cents) /* for those that were made */ \
  F (T, p, CENTS, taken_back_cents) /* of it, for those that ended */

#define VELO_TYPE_SALES_COUNT (velo_sales_count_get_type ())
VELO_DECLARE_RECORD (VeloSalesCount, velo_sales_count, SALES_COUNT, VELO_SALES_COUNT_FIELDS)

int             velo_sales_count_get_share   (VeloSalesCount *self);
VeloSalesCount *velo_sales_count_sum         (GPtrArray      *counts);
GPtrArray      *velo_sales_count_by_name     (GPtrArray      *counts);
GPtrArray      *velo_sales_count_by_reason  (GPtrArray      *counts);
GPtrArray      *velo_sales_count_by_end      (GPtrArray      *counts);
void            velo_sales_count_join        (GPtrArray      *counts,
                                              GPtrArray      *others);
void            velo_sales_count_unite       (GPtrArray         *counts,
                                              VeloEmployeeNames *names);
gboolean        velo_sales_count_is_empty    (VeloSalesCount *self);
GPtrArray      *velo_sales_count_by_month    (GPtrArray      *counts,
                                              const GDate    *from,
                                              const GDate    *until);

G_END_DECLS
