/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The routes of the claims service, each as an asynchronous call. */

#define G_LOG_DOMAIN "velo-claims-client"

#include "config.h"

#include "velo-claims-client-private.h"

/**
 * velo_claims_client_search_async:
 * @self: a client
 * @words: (nullable): what to look for: number, plate, name or telephone number
 * @filter: (nullable): "todo", "running", "ended", the nick of one #VeloClaimState; %NULL for all
 * @before: only claims changed before that, to read on; 0 for the newest
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Answers with claims, at most a page of them.
 */
void
velo_claims_client_search_async (VeloClaimsClient    *self,
                                 const char          *words,
                                 const char          *filter,
                                 gint64               before,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autofree char *escaped = g_uri_escape_string (words != NULL ? words : "", NULL, FALSE);
  g_autofree char *route = NULL;

  g_return_if_fail (VELO_IS_CLAIMS_CLIENT (self));

  route = g_strdup_printf ("claims?words=%s&filter=%s&before=%" G_GINT64_FORMAT, escaped,
                           filter != NULL ? filter : "", before);
  velo_claims_client_ask (self, "GET", route, NULL, NULL, cancellable, callback, user_data);
}

/**
 * velo_claims_client_search_more_async:
 * @self: a client
 * @words: (nullable): as in the search before
 * @filter: (nullable): as in the search before
 * @last: the last claim that was found
 * @clock: what came with it
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Answers with the next page of claims.
 */
void
velo_claims_client_search_more_async (VeloClaimsClient    *self,
                                      const char          *words,
                                      const char          *filter,
                                      VeloClaim           *last,
                                      gint64               clock,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  g_autofree char *escaped = g_uri_escape_string (words != NULL ? words : "", NULL, FALSE);
  g_autofree char *id = NULL;
  g_autofree char *route = NULL;

  g_return_if_fail (VELO_IS_CLAIMS_CLIENT (self));
  g_return_if_fail (VELO_IS_CLAIM (last));

  id = g_uri_escape_string (velo_claim_get_id (last), NULL, FALSE);
  route = g_strdup_printf ("claims?words=%s&filter=%s&clock=%" G_GINT64_FORMAT "&before=%" G_GINT64_FORMAT "&after=%s",
                           escaped, filter != NULL ? filter : "", clock, velo_claim_get_changed (last), id);
  velo_claims_client_ask (self, "GET", route, NULL, NULL, cancellable, callback, user_data);
}

/**
 * velo_claims_client_get_async:
 * @self: a client
 * @id: identity of a claim
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Answers with the claim, its journal and its tasks.
 */
void
velo_claims_client_get_async (VeloClaimsClient    *self,
                              const char          *id,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (VELO_IS_CLAIMS_CLIENT (self));

  velo_claims_client_ask (self, "GET", "claims/{id}", id, NULL,
                          cancellable, callback, user_data);
}

/**
 * velo_claims_client_add_async:
 * @self: a client
 * @claim: a claim as it was entered
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Answers with the claim as it is stored.
 */
void
velo_claims_client_add_async (VeloClaimsClient    *self,
                              VeloClaim           *claim,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (VELO_IS_CLAIMS_CLIENT (self));
  g_return_if_fail (VELO_IS_CLAIM (claim));

  velo_claims_client_ask (self, "POST", "claims", NULL, velo_record_to_json (claim),
                          cancellable, callback, user_data);
}

/**
 * velo_claims_client_change_async:
 * @self: a client
 * @claim: a claim as it was last seen, with what is changed
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Answers with the claim; a conflict if somebody else was faster.
 */
void
velo_claims_client_change_async (VeloClaimsClient    *self,
                                 VeloClaim           *claim,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_return_if_fail (VELO_IS_CLAIMS_CLIENT (self));
  g_return_if_fail (VELO_IS_CLAIM (claim));

  velo_claims_client_ask (self, "PUT", "claims/{id}", velo_claim_get_id (claim), velo_record_to_json (claim),
                          cancellable, callback, user_data);
}

static const struct { const char *route; const char *words; } acts[] = {
  [VELO_CLAIMS_ACT_DECIDE] = { "claims/{id}/decision", NULL },
  [VELO_CLAIMS_ACT_INVITE] = { "claims/{id}/invitation", "way" },
  [VELO_CLAIMS_ACT_CLOSE] = { "claims/{id}/closing", "reason" },
  [VELO_CLAIMS_ACT_BEGIN] = { "claims/{id}/calculation", NULL },
  [VELO_CLAIMS_ACT_APPROVE] = { "claims/{id}/approval", NULL },
  [VELO_CLAIMS_ACT_OFFER] = { "claims/{id}/offer", NULL },
  [VELO_CLAIMS_ACT_CALL_BACK] = { "claims/{id}/call", "outcome" },
  [VELO_CLAIMS_ACT_RELEASE] = { "claims/{id}/payout", NULL },
  [VELO_CLAIMS_ACT_PAID] = { "claims/{id}/payment", NULL },
};

/**
 * velo_claims_client_act_async:
 * @self: a client
 * @claim: a claim as it was last seen
 * @act: what to do
 * @words: (nullable): reason or outcome, where one is asked for; "message" if the service sends the
 *   invitation
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Answers with the claim as it is then, and what the act makes.
 */
void
velo_claims_client_act_async (VeloClaimsClient    *self,
                              VeloClaim           *claim,
                              VeloClaimsAct        act,
                              const char          *words,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  JsonObject *body;

  g_return_if_fail (VELO_IS_CLAIMS_CLIENT (self));
  g_return_if_fail (VELO_IS_CLAIM (claim));
  g_return_if_fail ((gsize) act < G_N_ELEMENTS (acts));

  body = velo_claims_client_new_body (claim);
  if (acts[act].words != NULL)
    json_object_set_string_member (body, acts[act].words, words != NULL ? words : "");
  velo_claims_client_ask (self, "POST", acts[act].route, velo_claim_get_id (claim), body,
                          cancellable, callback, user_data);
}

/**
 * velo_claims_client_get_calculation_async:
 * @self: a client
 * @id: identity of a claim
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Answers with claim, calculation, settlement and rules.
 */
void
velo_claims_client_get_calculation_async (VeloClaimsClient    *self,
                                          const char          *id,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data)
{
  g_return_if_fail (VELO_IS_CLAIMS_CLIENT (self));

  velo_claims_client_ask (self, "GET", "claims/{id}/calculation", id, NULL,
                          cancellable, callback, user_data);
}

/**
 * velo_claims_client_calculate_async:
 * @self: a client
 * @claim: a claim as it was last seen
 * @calculation: what the assessor entered
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Stores it; answers as velo_claims_client_get_calculation_async().
 */
void
velo_claims_client_calculate_async (VeloClaimsClient    *self,
                                    VeloClaim           *claim,
                                    VeloCalculation     *calculation,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  JsonObject *body;

  g_return_if_fail (VELO_IS_CLAIMS_CLIENT (self));
  g_return_if_fail (VELO_IS_CLAIM (claim));
  g_return_if_fail (VELO_IS_CALCULATION (calculation));

  body = velo_claims_client_new_body (claim);
  json_object_set_object_member (body, "calculation", velo_record_to_json (calculation));
  velo_claims_client_ask (self, "PUT", "claims/{id}/calculation", velo_claim_get_id (claim), body,
                          cancellable, callback, user_data);
}

/**
 * velo_claims_client_get_payout_async:
 * @self: a client
 * @id: identity of a claim
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Answers with the payout, if there is one.
 */
void
velo_claims_client_get_payout_async (VeloClaimsClient    *self,
                                     const char          *id,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_return_if_fail (VELO_IS_CLAIMS_CLIENT (self));

  velo_claims_client_ask (self, "GET", "claims/{id}/payout", id, NULL,
                          cancellable, callback, user_data);
}

/**
 * velo_claims_client_bank_file_async:
 * @self: a client
 * @text: the bank's file, camt.054 or pain.002
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Answers with how many were paid, returned and unknown.
 */
void
velo_claims_client_bank_file_async (VeloClaimsClient    *self,
                                    const char          *text,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  JsonObject *body;

  g_return_if_fail (VELO_IS_CLAIMS_CLIENT (self));

  body = json_object_new ();
  json_object_set_string_member (body, "file", text);
  velo_claims_client_ask (self, "POST", "bank-files", NULL, body,
                          cancellable, callback, user_data);
}

/**
 * velo_claims_client_photos_async:
 * @self: a client
 * @id: identity of a claim
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Answers with the photos of the claim.
 */
void
velo_claims_client_photos_async (VeloClaimsClient    *self,
                                 const char          *id,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_return_if_fail (VELO_IS_CLAIMS_CLIENT (self));

  velo_claims_client_ask (self, "GET", "claims/{id}/photos", id, NULL,
                          cancellable, callback, user_data);
}

/**
 * velo_claims_client_get_photo_async:
 * @self: a client
 * @id: identity of a photo
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Loads the photo; ends with velo_claims_client_get_photo_finish().
 */
void
velo_claims_client_get_photo_async (VeloClaimsClient    *self,
                                    const char          *id,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_return_if_fail (VELO_IS_CLAIMS_CLIENT (self));

  velo_claims_client_load (self, "GET", "photos/{id}", id, NULL, VELO_CLAIMS_MAX_PHOTO, cancellable, callback, user_data);
}

/**
 * velo_claims_client_get_small_photo_async:
 * @self: a client
 * @id: identity of a photo
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Loads a small picture of the photo, for a list; ends with velo_claims_client_get_photo_finish().
 */
void
velo_claims_client_get_small_photo_async (VeloClaimsClient    *self,
                                          const char          *id,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data)
{
  g_return_if_fail (VELO_IS_CLAIMS_CLIENT (self));

  velo_claims_client_load (self, "GET", "photos/{id}/small", id, NULL, VELO_CLAIMS_MAX_PHOTO, cancellable, callback,
                           user_data);
}
