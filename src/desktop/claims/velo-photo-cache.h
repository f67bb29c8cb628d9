/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "velo-claims-client.h"

G_BEGIN_DECLS

/* The longer side of a thumbnail, in pixels. */
#define VELO_PHOTO_THUMBNAIL_SIDE 160

/* Photos beyond are made smaller while they are read: no display shows more of them. */
#define VELO_PHOTO_LARGEST_SIDE 4096

/**
 * VeloPhotoCacheError:
 * @VELO_PHOTO_CACHE_ERROR_BROKEN: what the service sent is no picture, or only the beginning of one
 * @VELO_PHOTO_CACHE_ERROR_TOO_LARGE: it has more pixels than any photo
 *
 * Why a photo that has arrived cannot be shown.
 */
typedef enum
{
  VELO_PHOTO_CACHE_ERROR_BROKEN,
  VELO_PHOTO_CACHE_ERROR_TOO_LARGE
} VeloPhotoCacheError;

#define VELO_PHOTO_CACHE_ERROR (velo_photo_cache_error_quark ())
GQuark velo_photo_cache_error_quark (void);

#define VELO_TYPE_PHOTO_CACHE (velo_photo_cache_get_type ())

/**
 * VeloPhotoCache:
 *
 * Loads photos from the service and keeps the newest in memory, never on a disk.
 */
G_DECLARE_FINAL_TYPE (VeloPhotoCache, velo_photo_cache, VELO, PHOTO_CACHE, GObject)

VeloPhotoCache *velo_photo_cache_new           (VeloClaimsClient     *client,
                                                gsize                 max_bytes);
GdkTexture     *velo_photo_cache_look_up       (VeloPhotoCache       *self,
                                                const char           *id);
GdkTexture     *velo_photo_cache_get_thumbnail (VeloPhotoCache       *self,
                                                const char           *id);
void            velo_photo_cache_load_async    (VeloPhotoCache       *self,
                                                const char           *id,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
GdkTexture     *velo_photo_cache_load_finish   (VeloPhotoCache       *self,
                                                GAsyncResult         *result,
                                                GError              **error);
void            velo_photo_cache_load_small_async  (VeloPhotoCache       *self,
                                                   const char           *id,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
GdkTexture     *velo_photo_cache_load_small_finish (VeloPhotoCache       *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);

G_END_DECLS
