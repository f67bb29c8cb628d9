/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VELO_TYPE_QR_CODE (velo_qr_code_get_type ())

/**
 * VeloQrCode: (QR-Code)
 *
 * A text as a picture for the camera of a phone.
 */
G_DECLARE_FINAL_TYPE (VeloQrCode, velo_qr_code, VELO, QR_CODE, GtkWidget)

void        velo_qr_code_set_text (VeloQrCode *self,
                                   const char *text);
const char *velo_qr_code_get_text (VeloQrCode *self);
gboolean    velo_qr_code_draw     (VeloQrCode *self,
                                   cairo_t    *cr,
                                   double      size);

G_END_DECLS
