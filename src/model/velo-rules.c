/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The trade's rules that can be told without asking the insurer. */

#define G_LOG_DOMAIN "velo-rules"

#include "config.h"

#include "velo-rules.h"

#include "velo-date.h"

/* Insurer protocol, section 4.3: up to and including 1,000 EUR a bicycle's lock must have cost
 * 19 EUR, above it 49 EUR; an e-bike's always 49 EUR. */
#define CHEAP_BICYCLE_CENTS  100000
#define CHEAP_LOCK_CENTS     1900
#define LOCK_CENTS           4900

/* Insurer protocol, section 4.1: MAX_PRICE of the main products. */
#define MAX_BICYCLE_CENTS    400000
#define MAX_EBIKE_CENTS      1000000

/**
 * velo_rules_get_max_price_cents:
 * @object: what is insured
 *
 * Source: insurer protocol, section 4.1.
 *
 * Returns: the highest price in cents that any main product takes; the list of the insurer, and in
 *   the end the premium call, may say less
 */
gint64
velo_rules_get_max_price_cents (VeloObjectKind object)
{
  return object == VELO_OBJECT_KIND_BICYCLE ? MAX_BICYCLE_CENTS : MAX_EBIKE_CENTS;
}

/**
 * velo_rules_get_min_lock_cents:
 * @object: what is insured
 * @price_cents: purchase price of the vehicle in cents
 *
 * Source: insurer protocol, section 4.3.
 *
 * Returns: what the lock must have cost at least, in cents; 0 if no lock is asked for
 */
gint64
velo_rules_get_min_lock_cents (VeloObjectKind object,
                               gint64         price_cents)
{
  switch (object)
    {
    case VELO_OBJECT_KIND_BICYCLE:
      return price_cents <= CHEAP_BICYCLE_CENTS ? CHEAP_LOCK_CENTS : LOCK_CENTS;
    case VELO_OBJECT_KIND_EBIKE:
      return LOCK_CENTS;
    case VELO_OBJECT_KIND_BATTERY:
    case VELO_OBJECT_KIND_NONE:
    default:
      return 0;
    }
}

/**
 * velo_rules_get_missing_lock_cents:
 * @object: what is insured
 * @price_cents: purchase price of the vehicle in cents
 * @lock_price_cents: what the lock cost, in cents
 *
 * Returns: by how much the lock is too cheap, in cents; 0 if it is dear enough
 */
gint64
velo_rules_get_missing_lock_cents (VeloObjectKind object,
                                   gint64         price_cents,
                                   gint64         lock_price_cents)
{
  return MAX (0, velo_rules_get_min_lock_cents (object, price_cents) - lock_price_cents);
}

/**
 * velo_rules_get_insured_cents:
 * @object: what is insured
 * @price_cents: purchase price of the vehicle in cents
 * @lock_price_cents: price of the lock that counts with it, in cents; 0 for none
 *
 * Source: insurer protocol, section 4.1: the indemnity is "capped at the purchase price including
 * lock, 4,000 EUR for bicycles". What is paid at most is what must be insured: so this sum, not
 * the price of the vehicle alone, is the OBJECT_PRICE that is asked for (and falls into a band of
 * section 4.2), the Kaufpreis of the proposal, and what the highest price of the product is
 * compared with; exactly 4,000.00 EUR together still fit. Section 4.3 on the other hand speaks of
 * the "purchase price of the bicycle" and of what the lock must have cost beside it: there the
 * vehicle's own price counts, else a dearer lock could make itself too cheap. Both prices are
 * gross and as written; nothing is rounded. A battery on its own has no lock (section 4.5).
 *
 * Returns: the price to insure, in cents; 0 as long as the vehicle has no price
 */
gint64
velo_rules_get_insured_cents (VeloObjectKind object,
                              gint64         price_cents,
                              gint64         lock_price_cents)
{
  if (price_cents <= 0 || lock_price_cents <= 0
      || (object != VELO_OBJECT_KIND_BICYCLE && object != VELO_OBJECT_KIND_EBIKE))
    return MAX (0, price_cents);
  return price_cents > G_MAXINT64 - lock_price_cents ? G_MAXINT64 : price_cents + lock_price_cents;
}

/**
 * velo_rules_is_country:
 * @country: (nullable): ISO 3166 alpha-2
 *
 * Returns: whether customers of @country can be insured: "DE" or "AT"
 */
gboolean
velo_rules_is_country (const char *country)
{
  return g_strcmp0 (country, "DE") == 0 || g_strcmp0 (country, "AT") == 0;
}

/**
 * velo_rules_get_tax_percent:
 * @country: "DE" or "AT"
 *
 * Returns: the insurance tax that a premium contains, in percent
 */
int
velo_rules_get_tax_percent (const char *country)
{
  return g_strcmp0 (country, "AT") == 0 ? 11 : 19;
}

/**
 * velo_rules_dup_last_day:
 * @purchase_date: day of the purchase
 *
 * Returns: (transfer full): the last day on which we expect a tariff to take the vehicle
 */
GDate *
velo_rules_dup_last_day (const GDate *purchase_date)
{
  GDate *day;

  g_return_val_if_fail (purchase_date != NULL && g_date_valid (purchase_date), NULL);

  day = g_date_copy (purchase_date);
  g_date_add_months (day, VELO_RULES_INSURABLE_MONTHS);
  return day;
}

/**
 * velo_rules_dup_cover_start:
 * @application_date: day of the proposal
 *
 * Returns: (transfer full): the day on which cover starts without immediate cover: the first of
 *   the next month
 */
GDate *
velo_rules_dup_cover_start (const GDate *application_date)
{
  GDate *day;

  g_return_val_if_fail (application_date != NULL && g_date_valid (application_date), NULL);

  day = g_date_copy (application_date);
  g_date_set_day (day, 1);
  g_date_add_months (day, 1);
  return day;
}

/**
 * velo_rules_get_value_percent:
 * @age_months: full months since the purchase
 *
 * Source: insurer protocol, section 4.4 (table of insured values).
 *
 * Returns: the insured value in percent of the price
 */
int
velo_rules_get_value_percent (int age_months)
{
  static const int percent[] = { 100, 85, 75, 65, 45, 35, 25, 15, 10 };
  int year = MAX (0, age_months) / 12;

  return percent[MIN (year, (int) G_N_ELEMENTS (percent) - 1)];
}

/**
 * velo_rules_is_too_dear:
 * @vehicle: a vehicle
 *
 * Whether the lock is insured with it is not asked here: it need not be.
 *
 * Returns: whether the vehicle alone costs more than any tariff takes
 */
gboolean
velo_rules_is_too_dear (VeloVehicle *vehicle)
{
  VeloObjectKind object;

  g_return_val_if_fail (VELO_IS_VEHICLE (vehicle), FALSE);

  object = velo_object_kind_for_article (velo_vehicle_get_kind (vehicle));
  return object != VELO_OBJECT_KIND_NONE
    && velo_vehicle_get_price_cents (vehicle) > velo_rules_get_max_price_cents (object);
}

/**
 * velo_rules_check:
 * @vehicle: the vehicle
 * @object: as what it is to be insured
 * @insured_cents: the price to insure, see velo_rules_get_insured_cents()
 * @country: country of the customer, ISO 3166 alpha-2
 * @today: the day of the proposal
 *
 * Returns: the first thing known that speaks against insuring, or %VELO_INSURABILITY_OK
 */
VeloInsurability
velo_rules_check (VeloVehicle    *vehicle,
                  VeloObjectKind  object,
                  gint64          insured_cents,
                  const char     *country,
                  const GDate    *today)
{
  const GDate *bought;
  g_autoptr(GDate) last_day = NULL;

  g_return_val_if_fail (VELO_IS_VEHICLE (vehicle), VELO_INSURABILITY_NOT_A_VEHICLE);
  g_return_val_if_fail (today != NULL, VELO_INSURABILITY_NO_DATE);

  if (object == VELO_OBJECT_KIND_NONE)
    return VELO_INSURABILITY_NOT_A_VEHICLE;
  if (!velo_rules_is_country (country))
    return VELO_INSURABILITY_COUNTRY;
  if (insured_cents <= 0)
    return VELO_INSURABILITY_NO_PRICE;
  if (insured_cents > velo_rules_get_max_price_cents (object))
    return VELO_INSURABILITY_TOO_DEAR;
  bought = velo_vehicle_get_purchase_date (vehicle);
  if (bought == NULL)
    return VELO_INSURABILITY_NO_DATE;
  if (velo_date_compare (bought, today) > 0)
    return VELO_INSURABILITY_FUTURE;
  last_day = velo_rules_dup_last_day (bought);
  if (velo_date_compare (today, last_day) > 0)
    return VELO_INSURABILITY_TOO_OLD;
  if (velo_vehicle_get_kind (vehicle) == VELO_ARTICLE_KIND_S_PEDELEC
      && object == VELO_OBJECT_KIND_EBIKE)
    return VELO_INSURABILITY_S_PEDELEC;
  return VELO_INSURABILITY_OK;
}
