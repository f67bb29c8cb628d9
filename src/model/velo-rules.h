/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-article-kind.h"
#include "velo-object-kind.h"
#include "velo-vehicle.h"

G_BEGIN_DECLS

/**
 * VELO_RULES_INSURABLE_MONTHS:
 *
 * Months after the purchase in which we remind of a vehicle that can still be insured. The
 * insurer's own limit is not public: the premium call decides.
 */
#define VELO_RULES_INSURABLE_MONTHS 12

/**
 * VELO_RULES_WITHDRAWAL_DAYS:
 *
 * Days in which the customer can withdraw (insurer protocol, section 4.4).
 */
#define VELO_RULES_WITHDRAWAL_DAYS 14

/**
 * VeloInsurability: (Versicherbarkeit)
 * @VELO_INSURABILITY_OK: nothing known speaks against it
 * @VELO_INSURABILITY_NOT_A_VEHICLE: neither vehicle nor separate battery
 * @VELO_INSURABILITY_COUNTRY: the customer lives neither in Germany nor in Austria
 * @VELO_INSURABILITY_NO_PRICE: the price is missing
 * @VELO_INSURABILITY_NO_DATE: the purchase date is missing
 * @VELO_INSURABILITY_FUTURE: the purchase date is in the future
 * @VELO_INSURABILITY_TOO_DEAR: dearer than every tariff takes
 * @VELO_INSURABILITY_TOO_OLD: bought too long ago
 * @VELO_INSURABILITY_S_PEDELEC: an S-pedelec, which needs its own product
 *
 * Why a vehicle can or cannot be insured, as far as we can tell without asking.
 */
typedef enum
{
  VELO_INSURABILITY_OK,
  VELO_INSURABILITY_NOT_A_VEHICLE,
  VELO_INSURABILITY_COUNTRY,
  VELO_INSURABILITY_NO_PRICE,
  VELO_INSURABILITY_NO_DATE,
  VELO_INSURABILITY_FUTURE,
  VELO_INSURABILITY_TOO_DEAR,
  VELO_INSURABILITY_TOO_OLD,
  VELO_INSURABILITY_S_PEDELEC
} VeloInsurability;

gint64            velo_rules_get_max_price_cents     (VeloObjectKind  object);
gint64            velo_rules_get_min_lock_cents      (VeloObjectKind  object,
                                                      gint64          price_cents);
gint64            velo_rules_get_missing_lock_cents  (VeloObjectKind  object,
                                                      gint64          price_cents,
                                                      gint64          lock_price_cents);
gint64            velo_rules_get_insured_cents       (VeloObjectKind  object,
                                                      gint64          price_cents,
                                                      gint64          lock_price_cents);
gboolean          velo_rules_is_country              (const char     *country);
int               velo_rules_get_tax_percent         (const char     *country);
GDate            *velo_rules_dup_last_day            (const GDate    *purchase_date);
GDate            *velo_rules_dup_cover_start         (const GDate    *application_date);
int               velo_rules_get_value_percent       (int             age_months);
gboolean          velo_rules_is_too_dear             (VeloVehicle    *vehicle);
VeloInsurability  velo_rules_check                   (VeloVehicle    *vehicle,
                                                      VeloObjectKind  object,
                                                      gint64          insured_cents,
                                                      const char     *country,
                                                      const GDate    *today);

G_END_DECLS
