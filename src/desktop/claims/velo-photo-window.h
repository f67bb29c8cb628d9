/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-claims-client.h"

G_BEGIN_DECLS

#define VELO_TYPE_PHOTO_WINDOW (velo_photo_window_get_type ())

/**
 * VeloPhotoWindow:
 *
 * The photos of a claim in a window of their own.
 */
G_DECLARE_FINAL_TYPE (VeloPhotoWindow, velo_photo_window, VELO, PHOTO_WINDOW, AdwWindow)

GtkWindow *velo_photo_window_new (GtkWindow        *parent,
                                  VeloClaimsClient *client,
                                  VeloClaim        *claim,
                                  const char       *photo_id);

G_END_DECLS
