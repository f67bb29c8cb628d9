/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-claims-request.h"
#include "velo-claims-template.h"

G_BEGIN_DECLS

GBytes           *velo_claims_pages_get_static (const char             *name,
                                                const char            **type);
VeloClaimsValues *velo_claims_pages_new_values (const VeloClaimsConfig *config,
                                                const char             *language);
VeloClaimsValues *velo_claims_pages_new_claim_values (const VeloClaimsConfig *config,
                                                      VeloClaim              *claim);
void              velo_claims_pages_show       (VeloClaimsResponse     *response,
                                                const char             *page,
                                                VeloClaimsValues       *values);
void              velo_claims_pages_refuse     (const VeloClaimsConfig *config,
                                                VeloClaimsResponse     *response,
                                                const GError           *error,
                                                const char             *language);

gboolean velo_claims_pages_start      (VeloClaimsContext *context, VeloClaimsRequest *request,
                                       VeloClaimsResponse *response, GError **error);
gboolean velo_claims_pages_terms      (VeloClaimsContext *context, VeloClaimsRequest *request,
                                       VeloClaimsResponse *response, GError **error);
gboolean velo_claims_pages_privacy    (VeloClaimsContext *context, VeloClaimsRequest *request,
                                       VeloClaimsResponse *response, GError **error);
gboolean velo_claims_pages_login_form (VeloClaimsContext *context, VeloClaimsRequest *request,
                                       VeloClaimsResponse *response, GError **error);
gboolean velo_claims_pages_login      (VeloClaimsContext *context, VeloClaimsRequest *request,
                                       VeloClaimsResponse *response, GError **error);
gboolean velo_claims_pages_claim      (VeloClaimsContext *context, VeloClaimsRequest *request,
                                       VeloClaimsResponse *response, GError **error);
gboolean velo_claims_pages_state      (VeloClaimsContext *context, VeloClaimsRequest *request,
                                       VeloClaimsResponse *response, GError **error);
gboolean velo_claims_pages_photo      (VeloClaimsContext *context, VeloClaimsRequest *request,
                                       VeloClaimsResponse *response, GError **error);
gboolean velo_claims_pages_photo_small (VeloClaimsContext *context, VeloClaimsRequest *request,
                                       VeloClaimsResponse *response, GError **error);
gboolean velo_claims_pages_done       (VeloClaimsContext *context, VeloClaimsRequest *request,
                                       VeloClaimsResponse *response, GError **error);
gboolean velo_claims_photos_show      (VeloClaimsContext *context, VeloClaimsRequest *request,
                                       VeloClaimsResponse *response, VeloClaim *claim,
                                       gboolean incomplete, GError **error);
gboolean velo_claims_pages_leave      (VeloClaimsContext *context, VeloClaimsRequest *request,
                                       VeloClaimsResponse *response, GError **error);
gboolean velo_claims_pages_receipt    (VeloClaimsContext *context, VeloClaimsRequest *request,
                                       VeloClaimsResponse *response, GError **error);
gboolean velo_claims_pages_account    (VeloClaimsContext *context, VeloClaimsRequest *request,
                                       VeloClaimsResponse *response, GError **error);
gboolean velo_claims_pages_accept     (VeloClaimsContext *context, VeloClaimsRequest *request,
                                       VeloClaimsResponse *response, GError **error);
gboolean velo_claims_pages_code       (VeloClaimsContext *context, VeloClaimsRequest *request,
                                       VeloClaimsResponse *response, GError **error);
gboolean velo_claims_pages_confirm    (VeloClaimsContext *context, VeloClaimsRequest *request,
                                       VeloClaimsResponse *response, GError **error);
gboolean velo_claims_pages_decline_form (VeloClaimsContext *context, VeloClaimsRequest *request,
                                       VeloClaimsResponse *response, GError **error);
gboolean velo_claims_pages_decline    (VeloClaimsContext *context, VeloClaimsRequest *request,
                                       VeloClaimsResponse *response, GError **error);

char    *velo_claims_pages_format_time (gint64               time_usec,
                                        const char          *language);
gboolean velo_claims_customer_is_settled (VeloClaim *claim);
gboolean velo_claims_decide_set_payout (VeloClaimsContext   *context,
                                        VeloClaim           *claim,
                                        VeloClaimsValues    *values,
                                        GError             **error);
gboolean velo_claims_decide_show_offer (VeloClaimsContext   *context,
                                        VeloClaimsRequest   *request,
                                        VeloClaimsResponse  *response,
                                        VeloClaim           *claim,
                                        GError             **error);

G_END_DECLS
