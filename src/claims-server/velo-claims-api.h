/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-claims-request.h"

G_BEGIN_DECLS

/**
 * VeloClaimsRoute:
 * @method: HTTP method
 * @path: segments without the first slash; a star stands for one identity, a plus for the token of
 *   an invitation
 * @actors: who may call it, as bits 1 << #VeloClaimActor; 0 for anybody
 * @prepare: (nullable): looks up the password hash before @handler, reads only
 * @handler: answers
 * @page: whether it is a page for a browser: a cookie shows the session, forms carry its CSRF token,
 *   and refusals are pages
 * @script: whether it is called by the script of a page: as @page, but refusals are objects, and the
 *   token may stand in the header X-CSRF
 * @max_body: how many bytes it may be sent; 0 for what all may
 * @work: (nullable): what is done between @prepare and @handler, on no thread of ours
 *
 * One line of the table of what the service answers.
 */
typedef struct
{
  const char *method;
  const char *path;
  int actors;
  VeloClaimsHandler prepare;
  VeloClaimsHandler handler;
  gboolean page;
  gboolean script;
  goffset max_body;
  VeloClaimsWork work;
} VeloClaimsRoute;

#define VELO_CLAIMS_BY(ACTOR) (1 << VELO_CLAIM_ACTOR_##ACTOR)
#define VELO_CLAIMS_BY_STAFF \
  (VELO_CLAIMS_BY (DESK) | VELO_CLAIMS_BY (ASSESSOR) | VELO_CLAIMS_BY (PARTNER))

const VeloClaimsRoute *velo_claims_api_find (const char  *method,
                                             const char  *path,
                                             char       **ids,
                                             gboolean    *known_path);

goffset  velo_claims_api_get_max_body  (const char *method,
                                        const char *path);

gboolean velo_claims_api_prepare_login (VeloClaimsContext *context, VeloClaimsRequest *request,
                                        VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_login         (VeloClaimsContext *context, VeloClaimsRequest *request,
                                        VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_logout        (VeloClaimsContext *context, VeloClaimsRequest *request,
                                        VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_search        (VeloClaimsContext *context, VeloClaimsRequest *request,
                                        VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_add           (VeloClaimsContext *context, VeloClaimsRequest *request,
                                        VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_get           (VeloClaimsContext *context, VeloClaimsRequest *request,
                                        VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_change        (VeloClaimsContext *context, VeloClaimsRequest *request,
                                        VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_decide        (VeloClaimsContext *context, VeloClaimsRequest *request,
                                        VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_close         (VeloClaimsContext *context, VeloClaimsRequest *request,
                                        VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_invite        (VeloClaimsContext *context, VeloClaimsRequest *request,
                                        VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_tasks         (VeloClaimsContext *context, VeloClaimsRequest *request,
                                        VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_postpone_task (VeloClaimsContext *context, VeloClaimsRequest *request,
                                        VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_end_task      (VeloClaimsContext *context, VeloClaimsRequest *request,
                                        VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_export        (VeloClaimsContext *context, VeloClaimsRequest *request,
                                        VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_export_person (VeloClaimsContext *context, VeloClaimsRequest *request,
                                        VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_calculation   (VeloClaimsContext *context, VeloClaimsRequest *request,
                                        VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_begin         (VeloClaimsContext *context, VeloClaimsRequest *request,
                                        VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_calculate     (VeloClaimsContext *context, VeloClaimsRequest *request,
                                        VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_approve       (VeloClaimsContext *context, VeloClaimsRequest *request,
                                        VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_offer         (VeloClaimsContext *context, VeloClaimsRequest *request,
                                        VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_derivation    (VeloClaimsContext *context, VeloClaimsRequest *request,
                                        VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_file_derivation (VeloClaimsContext *context, VeloClaimsRequest *request,
                                        VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_call_back     (VeloClaimsContext *context, VeloClaimsRequest *request,
                                        VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_payout        (VeloClaimsContext *context, VeloClaimsRequest *request,
                                        VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_release       (VeloClaimsContext *context, VeloClaimsRequest *request,
                                        VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_payment_file  (VeloClaimsContext *context, VeloClaimsRequest *request,
                                        VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_check_payee   (VeloClaimsContext *context, VeloClaimsRequest *request,
                                        VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_figures       (VeloClaimsContext *context, VeloClaimsRequest *request,
                                        VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_metrics       (VeloClaimsContext *context, VeloClaimsRequest *request,
                                        VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_deletions     (VeloClaimsContext *context, VeloClaimsRequest *request,
                                        VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_paid          (VeloClaimsContext *context, VeloClaimsRequest *request,
                                        VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_bank_file     (VeloClaimsContext *context, VeloClaimsRequest *request,
                                        VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_messages      (VeloClaimsContext *context, VeloClaimsRequest *request,
                                        VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_message_again (VeloClaimsContext *context, VeloClaimsRequest *request,
                                        VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_message_sent  (VeloClaimsContext *context, VeloClaimsRequest *request,
                                        VeloClaimsResponse *response, GError **error);

gboolean velo_claims_api_photos         (VeloClaimsContext *context, VeloClaimsRequest *request,
                                        VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_photo          (VeloClaimsContext *context, VeloClaimsRequest *request,
                                        VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_photo_small    (VeloClaimsContext *context, VeloClaimsRequest *request,
                                        VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_photo_view     (VeloClaimsContext *context, VeloClaimsRequest *request,
                                        VeloClaimsResponse *response, GError **error);
gboolean velo_claims_api_request_photos (VeloClaimsContext *context, VeloClaimsRequest *request,
                                        VeloClaimsResponse *response, GError **error);

/* As far as the account sees it. */
JsonObject *velo_claims_api_claim_to_json   (VeloClaimsContext *context,
                                             VeloClaim         *claim);
JsonArray  *velo_claims_api_records_to_json (GPtrArray         *records);
/* The claim of the request, as its sender last saw it; refused, with who was faster and when, if it
 * has changed since. */
VeloClaim *velo_claims_api_get_known    (VeloClaimsContext  *context,
                                         VeloClaimsRequest  *request,
                                         VeloClaimsResponse *response,
                                         GError            **error);
gboolean   velo_claims_api_answer_claim (VeloClaimsContext  *context,
                                         VeloClaim          *claim,
                                         VeloClaimsResponse *response);

G_END_DECLS
