/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-claims-request.h"

G_BEGIN_DECLS

/**
 * VELO_CLAIMS_MAX_FORM:
 *
 * More bytes than that are not taken of a sealed form.
 */
#define VELO_CLAIMS_MAX_FORM (8 * 1024)

gboolean velo_claims_form_delete_old (VeloClaimsContext *context, GError **error);

gboolean velo_claims_form_page       (VeloClaimsContext *context, VeloClaimsRequest *request,
                                      VeloClaimsResponse *response, GError **error);
gboolean velo_claims_form_take       (VeloClaimsContext *context, VeloClaimsRequest *request,
                                      VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_open_form   (VeloClaimsContext *context, VeloClaimsRequest *request,
                                      VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_form        (VeloClaimsContext *context, VeloClaimsRequest *request,
                                      VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_collect     (VeloClaimsContext *context, VeloClaimsRequest *request,
                                      VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_withdraw    (VeloClaimsContext *context, VeloClaimsRequest *request,
                                      VeloClaimsResponse *response, GError **error);

G_END_DECLS
