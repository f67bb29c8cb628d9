/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-claims-context.h"

G_BEGIN_DECLS

/**
 * VeloClaimsInvitationKind:
 * @VELO_CLAIMS_INVITATION_START: to the photos, for the first time
 * @VELO_CLAIMS_INVITATION_PHOTOS: to photos that an assessor asks for
 * @VELO_CLAIMS_INVITATION_OFFER: to an offer
 *
 * What the customer is called for.
 */
typedef enum
{
  VELO_CLAIMS_INVITATION_START,
  VELO_CLAIMS_INVITATION_PHOTOS,
  VELO_CLAIMS_INVITATION_OFFER
} VeloClaimsInvitationKind;

char     *velo_claims_invitation_new      (VeloClaimsContext *context,
                                           VeloClaim         *claim,
                                           GError           **error);
char     *velo_claims_invitation_dup_text (VeloClaimsContext *context,
                                           VeloClaim         *claim,
                                           VeloClaimsInvitationKind kind,
                                           const char        *url);
gboolean  velo_claims_invitation_send     (VeloClaimsContext *context,
                                           VeloClaim         *claim,
                                           VeloClaimsInvitationKind kind,
                                           GError           **error);
gint64    velo_claims_invitation_get_end  (VeloClaimsContext *context,
                                           VeloClaim         *claim);
gboolean  velo_claims_invitation_keep     (VeloClaimsContext *context,
                                           VeloClaim         *claim,
                                           GError           **error);
gboolean  velo_claims_invitation_end      (VeloClaimsContext *context,
                                           VeloClaim         *claim,
                                           GError           **error);

G_END_DECLS
