/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-claims-request.h"

G_BEGIN_DECLS

gboolean velo_claims_upload_begin   (VeloClaimsContext *context, VeloClaimsRequest *request,
                                     VeloClaimsResponse *response, GError **error);
gboolean velo_claims_upload_ask     (VeloClaimsContext *context, VeloClaimsRequest *request,
                                     VeloClaimsResponse *response, GError **error);
gboolean velo_claims_upload_add     (VeloClaimsContext *context, VeloClaimsRequest *request,
                                     VeloClaimsResponse *response, GError **error);
gboolean velo_claims_upload_prepare (VeloClaimsContext *context, VeloClaimsRequest *request,
                                     VeloClaimsResponse *response, GError **error);
gboolean velo_claims_upload_look    (VeloClaimsRequest *request, GError **error);
gboolean velo_claims_upload_end     (VeloClaimsContext *context, VeloClaimsRequest *request,
                                     VeloClaimsResponse *response, GError **error);

G_END_DECLS
