/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "velo-ink.h"

G_BEGIN_DECLS

#define VELO_TYPE_SIGNATURE_PAD (velo_signature_pad_get_type ())
G_DECLARE_FINAL_TYPE (VeloSignaturePad, velo_signature_pad, VELO, SIGNATURE_PAD, GtkWidget)

GtkWidget *velo_signature_pad_new      (void);
VeloInk   *velo_signature_pad_get_ink  (VeloSignaturePad *self);
gboolean   velo_signature_pad_is_empty (VeloSignaturePad *self);
void       velo_signature_pad_clear    (VeloSignaturePad *self);
void       velo_signature_pad_undo     (VeloSignaturePad *self);

G_END_DECLS
