/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calls of the assessor's own work: how a photo is looked at, asking for one, the derivation on file. */

#define G_LOG_DOMAIN "velo-claims-client"

#include "config.h"

#include "velo-claims-client-private.h"

/* @id comes from the service; it is escaped so that nothing in it can lead elsewhere. */
static char *
make_path (const char *room,
           const char *id,
           const char *what)
{
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);

  return g_strconcat ("api/v1/", room, "/", escaped, what, NULL);
}

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
  g_autofree char *path = make_path ("photos", id, "/view");

  g_return_if_fail (VELO_IS_CLAIMS_CLIENT (self));
  g_return_if_fail (VELO_IS_PHOTO_VIEW (view));

  velo_claims_client_call (self, VELO_CLAIMS_CALL_PLAIN, "PUT", path, velo_record_to_json (view), cancellable,
                           callback, user_data);
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
  g_autofree char *path = NULL;
  JsonObject *body;
  JsonObject *wanted;
  JsonArray *photos;

  g_return_if_fail (VELO_IS_CLAIMS_CLIENT (self));
  g_return_if_fail (VELO_IS_CLAIM (claim));
  g_return_if_fail (slot != NULL && note != NULL);

  path = make_path ("claims", velo_claim_get_id (claim), "/photo-requests");
  wanted = json_object_new ();
  json_object_set_string_member (wanted, "slot", slot);
  json_object_set_string_member (wanted, "note", note);
  photos = json_array_new ();
  json_array_add_object_element (photos, wanted);
  body = json_object_new ();
  json_object_set_int_member (body, "revision", velo_claim_get_revision (claim));
  json_object_set_array_member (body, "photos", photos);
  velo_claims_client_call (self, VELO_CLAIMS_CALL_PLAIN, "POST", path, body, cancellable, callback, user_data);
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
  g_autofree char *path = make_path ("claims", id, "/derivation");

  g_return_if_fail (VELO_IS_CLAIMS_CLIENT (self));

  velo_claims_client_load (self, path, cancellable, callback, user_data);
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
  g_autofree char *path = make_path ("claims", id, "/derivation");
  g_autofree char *text = NULL;
  JsonObject *body;

  g_return_if_fail (VELO_IS_CLAIMS_CLIENT (self));
  g_return_if_fail (file != NULL);

  text = g_base64_encode (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
  body = json_object_new ();
  json_object_set_string_member (body, "file", text);
  velo_claims_client_call (self, VELO_CLAIMS_CALL_PLAIN, "PUT", path, body, cancellable, callback, user_data);
}
