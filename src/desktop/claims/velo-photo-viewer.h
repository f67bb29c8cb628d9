/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-claims-client.h"

G_BEGIN_DECLS

#define VELO_TYPE_PHOTO_VIEWER (velo_photo_viewer_get_type ())

/**
 * VeloPhotoViewer: (Fotobetrachter)
 *
 * All photos of a claim: one large, the others in a strip; with flags, rectangles, and asking for a
 * single one again.
 */
G_DECLARE_FINAL_TYPE (VeloPhotoViewer, velo_photo_viewer, VELO, PHOTO_VIEWER, AdwBin)

GtkWidget  *velo_photo_viewer_new        (void);
void        velo_photo_viewer_open       (VeloPhotoViewer  *self,
                                          VeloClaimsClient *client,
                                          VeloClaim        *claim);
void        velo_photo_viewer_reload     (VeloPhotoViewer  *self);
void        velo_photo_viewer_save       (VeloPhotoViewer  *self);
void        velo_photo_viewer_set_claim  (VeloPhotoViewer  *self,
                                          VeloClaim        *claim);
VeloClaim  *velo_photo_viewer_get_claim  (VeloPhotoViewer  *self);
GPtrArray  *velo_photo_viewer_get_photos (VeloPhotoViewer  *self);
void        velo_photo_viewer_show_place (VeloPhotoViewer  *self,
                                          const char       *photo_id,
                                          const char       *area);
void        velo_photo_viewer_dup_place  (VeloPhotoViewer  *self,
                                          char            **photo_id,
                                          char            **area);
char       *velo_photo_viewer_dup_words  (VeloPhotoViewer  *self,
                                          const char       *photo_id,
                                          const char       *area);

G_END_DECLS
