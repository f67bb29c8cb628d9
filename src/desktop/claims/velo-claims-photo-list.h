/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-claims-client.h"

G_BEGIN_DECLS

#define VELO_TYPE_CLAIMS_PHOTO_LIST (velo_claims_photo_list_get_type ())

/**
 * VeloClaimsPhotoList: (Fotos eines Schadens)
 *
 * The photos of a claim, small, with their names and what is odd about them. They are loaded one after the
 * other while somebody looks at the list.
 */
G_DECLARE_FINAL_TYPE (VeloClaimsPhotoList, velo_claims_photo_list, VELO, CLAIMS_PHOTO_LIST, AdwBin)

void  velo_claims_photo_list_show      (VeloClaimsPhotoList    *self,
                                        VeloClaimsClient       *client,
                                        const VeloClaimsAnswer *answer);
void  velo_claims_photo_list_clear     (VeloClaimsPhotoList    *self);
guint velo_claims_photo_list_get_shown (VeloClaimsPhotoList    *self);

G_END_DECLS
