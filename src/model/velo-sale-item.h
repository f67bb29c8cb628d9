/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-record.h"

#include "velo-article-kind.h"
#include "velo-vehicle.h"

G_BEGIN_DECLS

/**
 * VeloSaleItem: (Verkauf in einer Liste)
 *
 * One row of the list of sales or vehicles: one for each vehicle, or one for
 * an invoice without any.
 */
#define VELO_SALE_ITEM_FIELDS(F, X, T, p) \
  F (T, p, TEXT, invoice_id)                                      /* empty for a vehicle without invoice */ \
  F (T, p, TEXT, vehicle_id)                                      /* empty for an invoice without vehicle */ \
  F (T, p, TEXT, customer_id) \
  F (T, p, TEXT, proposal_id)                                     /* open or concluded, empty if none */ \
  F (T, p, TEXT, number)                                          /* of the invoice */ \
  F (T, p, DATE, date)                                            /* of the invoice, or of the purchase */ \
  F (T, p, TEXT, customer_name) \
  F (T, p, TEXT, vehicle_name) \
  F (T, p, TEXT, frame_number) \
  X (T, p, ENUM, kind, VeloArticleKind, velo_article_kind) \
  F (T, p, CENTS, price_cents)                                    /* of the vehicle, or of the invoice without any */ \
  X (T, p, ENUM, state, VeloInsuranceState, velo_insurance_state) \
  F (T, p, TIME, remind_at)                                       /* 0 for never */ \
  F (T, p, FLAG, asked)                                           /* customer was asked */ \
  F (T, p, TEXT, employee_name) \
  F (T, p, TEXT, contract_number) \
  F (T, p, TIME, concluded_at)                                    /* 0 without policy */ \
  F (T, p, DATE, last_day)                                        /* on which it can be insured, NULL if not known or never */ \
  F (T, p, TEXT, last_day_reason)                                 /* why it cannot, empty if it can */ \
  F (T, p, TIME, letter_at)                                       /* last letter to the customer, 0 for none */ \
  F (T, p, INT, n_letters) \
  F (T, p, INT, row_id)                                           /* by which list models know the row, 0 outside */ \
  F (T, p, TEXT, reversal_id)                                     /* invoice that takes the sale back, where asked for */ \
  F (T, p, FLAG, loaded)                                          /* FALSE while a list model still fetches it */

#define VELO_TYPE_SALE_ITEM (velo_sale_item_get_type ())
VELO_DECLARE_RECORD (VeloSaleItem, velo_sale_item, SALE_ITEM, VELO_SALE_ITEM_FIELDS)

G_END_DECLS
