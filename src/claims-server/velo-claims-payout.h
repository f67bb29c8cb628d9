/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "velo-claims-context.h"
#include "velo-claims-payment-file.h"

G_BEGIN_DECLS

/**
 * VeloClaimsCodeResult: (Ergebnis des Codes)
 * @VELO_CLAIMS_CODE_RIGHT: the offer is accepted
 * @VELO_CLAIMS_CODE_WRONG: one more try has been counted
 * @VELO_CLAIMS_CODE_OVER: too late, too many tries, or none was asked for: a new one is needed
 */
typedef enum
{
  VELO_CLAIMS_CODE_RIGHT,
  VELO_CLAIMS_CODE_WRONG,
  VELO_CLAIMS_CODE_OVER
} VeloClaimsCodeResult;

gboolean velo_claims_payout_ask_code (VeloClaimsContext    *context,
                                      VeloClaim            *claim,
                                      const char           *holder,
                                      const char           *iban,
                                      GError              **error);
gboolean velo_claims_payout_confirm  (VeloClaimsContext    *context,
                                      VeloClaim            *claim,
                                      const char           *code,
                                      VeloClaimsCodeResult *result,
                                      GError              **error);
gboolean velo_claims_payout_release  (VeloClaimsContext    *context,
                                      VeloClaim            *claim,
                                      GBytes              **file,
                                      GError              **error);
gboolean velo_claims_payout_report   (VeloClaimsContext    *context,
                                      GBytes               *file,
                                      GPtrArray            *reports,
                                      guint                *paid,
                                      guint                *returned,
                                      guint                *unknown,
                                      GError              **error);
gboolean velo_claims_payout_paid     (VeloClaimsContext    *context,
                                      VeloClaim            *claim,
                                      GError              **error);
gboolean velo_claims_payout_describe (VeloClaimsContext    *context,
                                      VeloClaim            *claim,
                                      JsonObject          **payout,
                                      GError              **error);

JsonObject *velo_claims_payout_get_file  (VeloClaimsContext   *context,
                                         VeloClaim            *claim,
                                         GError              **error);
gboolean velo_claims_payout_check_payee (VeloClaimsContext    *context,
                                         VeloClaim            *claim,
                                         const char           *result,
                                         const char           *name,
                                         GError              **error);

G_END_DECLS
