/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "velo-claims-context.h"
#include "velo-photo-view.h"

G_BEGIN_DECLS

/* A photo is worth a second look beyond these: told to the customer at once, flagged to the assessor,
 * never refused. Sharpness and brightness as velo_pixels_get_sharpness() and
 * velo_pixels_get_brightness() measure them. Source: the table of tests/claims-training/
 * test-velo-photo-check.c, drawn scenes blurred by known amounts: with a blur of 2 pixels of 1024 none
 * comes above 10, without blur none below 26; the limit is their geometric mean. To be looked at again
 * with photos of real customers. */
#define VELO_CLAIMS_LEAST_SHARPNESS 16
#define VELO_CLAIMS_LEAST_BRIGHTNESS 45
#define VELO_CLAIMS_MOST_BRIGHTNESS 225
#define VELO_CLAIMS_LEAST_SIDE 1000

#define VELO_CLAIMS_MAX_PHOTOS 40

/* A slot that the assessor describes in words. */
#define VELO_CLAIMS_SLOT_OTHER "other"

const char *const *velo_claims_photo_get_slots    (void);
gboolean   velo_claims_photo_is_slot              (const char        *slot);
gboolean   velo_claims_photo_may_send             (VeloClaimsContext *context,
                                                   VeloClaim         *claim,
                                                   const char        *slot,
                                                   gboolean          *may,
                                                   GError           **error);
gint64     velo_claims_photo_count                (VeloClaimsContext *context,
                                                   const char        *claim_id,
                                                   GError           **error);
gboolean   velo_claims_photo_add                  (VeloClaimsContext *context,
                                                   VeloClaim         *claim,
                                                   const char        *slot,
                                                   JsonObject        *facts,
                                                   GBytes            *content,
                                                   GBytes            *small,
                                                   char             **id,
                                                   GError           **error);
GBytes    *velo_claims_photo_get                  (VeloClaimsContext *context,
                                                   const char        *id,
                                                   gboolean           small,
                                                   GError           **error);
gboolean   velo_claims_photo_set_view             (VeloClaimsContext *context,
                                                   const char        *id,
                                                   VeloPhotoView     *view,
                                                   JsonObject       **details,
                                                   GError           **error);
JsonArray *velo_claims_photo_list                 (VeloClaimsContext *context,
                                                   VeloClaim         *claim,
                                                   gboolean           replaced,
                                                   GError           **error);
JsonArray *velo_claims_photo_list_requests        (VeloClaimsContext *context,
                                                   VeloClaim         *claim,
                                                   GError           **error);
GPtrArray *velo_claims_photo_list_missing         (VeloClaimsContext *context,
                                                   VeloClaim         *claim,
                                                   GError           **error);
gboolean   velo_claims_photo_request              (VeloClaimsContext *context,
                                                   VeloClaim         *claim,
                                                   const char        *slot,
                                                   const char        *note,
                                                   GError           **error);
void       velo_claims_photo_add_flags            (JsonObject        *photo,
                                                   VeloClaim         *claim);
gboolean   velo_claims_photo_note_likeness        (VeloClaimsContext *context,
                                                   const char        *id,
                                                   const char        *claim_id,
                                                   const char        *slot,
                                                   const char        *difference,
                                                   GError           **error);
gboolean   velo_claims_photo_add_likeness         (VeloClaimsContext *context,
                                                   JsonObject        *photo,
                                                   GError           **error);

G_END_DECLS
