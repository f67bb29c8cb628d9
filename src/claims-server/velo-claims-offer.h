/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-claims-context.h"

G_BEGIN_DECLS

/**
 * VeloClaimsOffer: (Regulierungsangebot)
 * @id: (owned): identity
 * @number: 1, or 2 for the revised one
 * @cents: what is offered
 * @settlement: (owned): how it came about
 * @calculation: (owned): the assessor's lines
 * @created: when
 * @valid_until: until when it can be accepted
 * @who: (owned): who made it, as others see the name
 * @has_derivation: whether its derivation is filed with it
 */
typedef struct
{
  char *id;
  int number;
  gint64 cents;
  VeloSettlement *settlement;
  VeloCalculation *calculation;
  gint64 created;
  gint64 valid_until;
  char *who;
  gboolean has_derivation;
} VeloClaimsOffer;

void             velo_claims_offer_free             (VeloClaimsOffer    *offer);
VeloCalculation *velo_claims_calculation_get        (VeloClaimsContext  *context,
                                                     VeloClaim          *claim,
                                                     GError            **error);
gboolean         velo_claims_calculation_get_author (VeloClaimsContext  *context,
                                                     VeloClaim          *claim,
                                                     char              **who,
                                                     gint64             *changed,
                                                     GError            **error);
gboolean         velo_claims_calculation_set        (VeloClaimsContext  *context,
                                                     VeloClaim          *claim,
                                                     VeloCalculation    *calculation,
                                                     GError            **error);
gboolean         velo_claims_approve                (VeloClaimsContext  *context,
                                                     VeloClaim          *claim,
                                                     GError            **error);
gboolean         velo_claims_offer_make             (VeloClaimsContext  *context,
                                                     VeloClaim          *claim,
                                                     GError            **error);
VeloClaimsOffer *velo_claims_offer_get              (VeloClaimsContext  *context,
                                                     VeloClaim          *claim,
                                                     GError            **error);
gboolean         velo_claims_derivation_set         (VeloClaimsContext  *context,
                                                     VeloClaim          *claim,
                                                     GBytes             *file,
                                                     GError            **error);
GBytes          *velo_claims_derivation_get         (VeloClaimsContext  *context,
                                                     VeloClaim          *claim,
                                                     GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloClaimsOffer, velo_claims_offer_free)

G_END_DECLS
