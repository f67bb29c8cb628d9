/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-record.h"

G_BEGIN_DECLS

/**
 * VeloWorkKind: (Art der Kalkulationszeile)
 * @VELO_WORK_KIND_BODY: body work (Karosserie)
 * @VELO_WORK_KIND_MECHANICS: mechanical work (Mechanik)
 * @VELO_WORK_KIND_ELECTRICS: electrical work (Elektrik)
 * @VELO_WORK_KIND_PAINT: paint work (Lack)
 * @VELO_WORK_KIND_PART: a spare part (Ersatzteil)
 * @VELO_WORK_KIND_OTHER: anything else at a fixed sum (Sonstiges)
 *
 * What a line of a calculation is about.
 */
typedef enum
{
  VELO_WORK_KIND_BODY,
  VELO_WORK_KIND_MECHANICS,
  VELO_WORK_KIND_ELECTRICS,
  VELO_WORK_KIND_PAINT,
  VELO_WORK_KIND_PART,
  VELO_WORK_KIND_OTHER
} VeloWorkKind;

#define VELO_TYPE_WORK_KIND (velo_work_kind_get_type ())
GType velo_work_kind_get_type (void);

/**
 * VeloClaimKind: (Schadenart)
 * @VELO_CLAIM_KIND_LIABILITY: the injured third party's claim (Haftpflicht)
 * @VELO_CLAIM_KIND_OWN_DAMAGE: the policyholder's own vehicle (Kasko)
 *
 * Whose damage is settled; each kind has its own rules in each country.
 */
typedef enum
{
  VELO_CLAIM_KIND_LIABILITY,
  VELO_CLAIM_KIND_OWN_DAMAGE
} VeloClaimKind;

#define VELO_TYPE_CLAIM_KIND (velo_claim_kind_get_type ())
GType velo_claim_kind_get_type (void);

/**
 * VeloCalculationLine: (Kalkulationszeile)
 *
 * Work is counted in units of six minutes (Arbeitswerte), in tenths; parts in thousandths of a
 * piece. A line may point to the photo, and the rectangle on it, that shows why.
 */
#define VELO_CALCULATION_LINE_FIELDS(F, X, T, p) \
  X (T, p, ENUM, kind, VeloWorkKind, velo_work_kind) \
  F (T, p, TEXT, text)               /* in plain words, shown to the customer too */ \
  F (T, p, INT, unit_tenths)         /* work: units of six minutes, in tenths */ \
  F (T, p, INT, quantity_thousandths) /* part: pieces, in thousandths */ \
  F (T, p, CENTS, price_cents)       /* part: list price a piece; other: the sum; net */ \
  F (T, p, INT, doubt_permyriad)     /* how far the line may be off either way, 1/10000 of it */ \
  F (T, p, TEXT, photo_id)           /* empty if it points to none */ \
  F (T, p, TEXT, area)               /* rectangle on the photo: "x y w h" in 1/10000 of its sides */

#define VELO_TYPE_CALCULATION_LINE (velo_calculation_line_get_type ())
VELO_DECLARE_RECORD (VeloCalculationLine, velo_calculation_line, CALCULATION_LINE,
                     VELO_CALCULATION_LINE_FIELDS)

/**
 * VeloCalculation: (Kalkulation)
 *
 * What the assessor enters about the damage. All sums are net cents unless the comment says
 * otherwise; shares and percentages are in 1/10000 (permyriad), so that 19 % is 1900.
 */
#define VELO_CALCULATION_FIELDS(F, X, T, p) \
  F (T, p, TEXT, country)                /* "DE" or "AT" */ \
  X (T, p, ENUM, kind, VeloClaimKind, velo_claim_kind) \
  F (T, p, CENTS, body_rate_cents)       /* per unit of six minutes */ \
  F (T, p, CENTS, mechanics_rate_cents) \
  F (T, p, CENTS, electrics_rate_cents) \
  F (T, p, CENTS, paint_rate_cents) \
  X (T, p, LIST, lines, VeloCalculationLine, velo_calculation_line) \
  F (T, p, INT, part_surcharge_permyriad) /* u: UPE-Aufschlag on parts */ \
  F (T, p, INT, small_parts_permyriad)   /* k: Kleinteile on parts */ \
  F (T, p, CENTS, paint_material_cents)  /* M */ \
  F (T, p, CENTS, transfer_cents)        /* V: Verbringung */ \
  F (T, p, INT, vat_permyriad)           /* of the country, 1900 or 2000 */ \
  F (T, p, CENTS, replacement_cents)     /* WBW, gross; 0 if not known */ \
  F (T, p, INT, replacement_tax_permyriad) /* VAT contained in it: 1900, 240 or 0 */ \
  F (T, p, CENTS, residual_cents)        /* RW */ \
  F (T, p, CENTS, improvement_cents)     /* new for old (Abzug) */ \
  F (T, p, CENTS, loss_of_value_cents)   /* Wertminderung; liability in Germany only */ \
  F (T, p, INT, share_permyriad)         /* of liability; 10000 is all */ \
  F (T, p, CENTS, deductible_cents)      /* Selbstbeteiligung; own damage only */ \
  F (T, p, CENTS, value_before_cents)    /* market value before the damage; Austria, liability */ \
  F (T, p, CENTS, value_after_cents)     /* and after it */ \
  F (T, p, INT, age_years)               /* of the vehicle, full years; -1 if not known */

#define VELO_TYPE_CALCULATION (velo_calculation_get_type ())
VELO_DECLARE_RECORD (VeloCalculation, velo_calculation, CALCULATION, VELO_CALCULATION_FIELDS)

VeloCalculation *velo_calculation_new_for        (const char          *country,
                                                  VeloClaimKind        kind);
gint64           velo_calculation_get_line_cents (VeloCalculation     *self,
                                                  VeloCalculationLine *line);
gboolean         velo_calculation_is_sane        (VeloCalculation     *self);

G_END_DECLS
