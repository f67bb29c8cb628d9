/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-record.h"

G_BEGIN_DECLS

/**
 * VeloParty: (Rechnungspartei)
 *
 * Seller, buyer or recipient of the goods, as written on the invoice.
 */
#define VELO_PARTY_FIELDS(F, X, T, p) \
  F (T, p, TEXT, name) \
  F (T, p, TEXT, trade_name) \
  F (T, p, TEXT, contact) \
  F (T, p, TEXT, department) \
  F (T, p, TEXT, salutation) /* as written */ \
  F (T, p, TEXT, street) \
  F (T, p, TEXT, street2) \
  F (T, p, TEXT, street3) \
  F (T, p, TEXT, postcode) \
  F (T, p, TEXT, city) \
  F (T, p, TEXT, country)    /* as written, mostly alpha-2 */ \
  F (T, p, TEXT, phone) \
  F (T, p, TEXT, email) \
  F (T, p, TEXT, vat_id)

#define VELO_TYPE_PARTY (velo_party_get_type ())
VELO_DECLARE_RECORD (VeloParty, velo_party, PARTY, VELO_PARTY_FIELDS)

VeloParty *velo_party_new_training (void);

G_END_DECLS
