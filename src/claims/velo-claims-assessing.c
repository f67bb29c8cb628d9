/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calls of the assessor's own work: how a photo is looked at, asking for one, the derivation on file. */

#define G_LOG_DOMAIN "velo-claims-client"

#include "config.h"

#include "velo-claims-client-private.h"

/**
 * velo_claims_client_set_photo_view_async:
 * @self: a client, signed in as an assessor
 * @id: identity of a photo
 * @view: how it is looked at
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Has the service remember @view; the claim's revision stays.
 */
void
velo_claims_client_set_photo_view_async (VeloClaimsClient    *self,
                                         const char          *id,
                                         VeloPhotoView       *view,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data)
{
  g_return_if_fail (VELO_IS_CLAIMS_CLIENT (self));
  g_return_if_fail (VELO_IS_PHOTO_VIEW (view));

  velo_claims_client_ask (self, "PUT", "photos/{id}/view", id, velo_record_to_json (view),
                          cancellable, callback, user_data);
}

/**
 * velo_claims_client_request_photo_async:
 * @self: a client, signed in as an assessor
 * @claim: a claim as it was last seen
 * @slot: which photo
 * @note: why, in words for the customer; may be empty but for the slot "other"
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Asks the customer for this one photo; answers as velo_claims_client_photos_async().
 */
void
velo_claims_client_request_photo_async (VeloClaimsClient    *self,
                                        VeloClaim           *claim,
                                        const char          *slot,
                                        const char          *note,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data)
{
  JsonObject *body;
  JsonObject *wanted;
  JsonArray *photos;

  g_return_if_fail (VELO_IS_CLAIMS_CLIENT (self));
  g_return_if_fail (VELO_IS_CLAIM (claim));
  g_return_if_fail (slot != NULL && note != NULL);

  wanted = json_object_new ();
  json_object_set_string_member (wanted, "slot", slot);
  json_object_set_string_member (wanted, "note", note);
  photos = json_array_new ();
  json_array_add_object_element (photos, wanted);
  body = velo_claims_client_new_body (claim);
  json_object_set_array_member (body, "photos", photos);
  velo_claims_client_ask (self, "POST", "claims/{id}/photo-requests", velo_claim_get_id (claim), body,
                          cancellable, callback, user_data);
}

/**
 * velo_claims_client_get_derivation_async:
 * @self: a client
 * @id: identity of a claim
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Loads the PDF on file with the newest offer; ends with velo_claims_client_get_photo_finish().
 */
void
velo_claims_client_get_derivation_async (VeloClaimsClient    *self,
                                         const char          *id,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data)
{
  g_return_if_fail (VELO_IS_CLAIMS_CLIENT (self));

  velo_claims_client_load (self, "GET", "claims/{id}/derivation", id, NULL, VELO_CLAIMS_MAX_PHOTO, cancellable, callback,
                           user_data);
}

/**
 * velo_claims_client_file_derivation_async:
 * @self: a client
 * @id: identity of a claim
 * @file: a PDF
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Files it with the newest offer; a conflict if one is on file already. Answers as
 * velo_claims_client_get_calculation_async().
 */
void
velo_claims_client_file_derivation_async (VeloClaimsClient    *self,
                                          const char          *id,
                                          GBytes              *file,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data)
{
  g_autofree char *text = NULL;
  JsonObject *body;

  g_return_if_fail (VELO_IS_CLAIMS_CLIENT (self));
  g_return_if_fail (file != NULL);

  text = g_base64_encode (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
  body = json_object_new ();
  json_object_set_string_member (body, "file", text);
  velo_claims_client_ask (self, "PUT", "claims/{id}/derivation", id, body,
                          cancellable, callback, user_data);
}
