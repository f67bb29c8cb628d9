/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-document.h"

G_BEGIN_DECLS

#define VELO_TYPE_DELIVERED (velo_delivered_get_type ())

/**
 * VeloDelivered:
 * @document: kind, title, file name, content type, size and hash; not filed yet
 * @bytes: the PDF
 *
 * A document as the insurer delivered it. Not to be changed.
 */
typedef struct
{
  VeloDocument *document; /* (owned) (not nullable) */
  GBytes *bytes;          /* (owned) (not nullable) */
} VeloDelivered;

GType          velo_delivered_get_type (void) G_GNUC_CONST;
VeloDelivered *velo_delivered_new      (VeloDocument  *document,
                                        GBytes        *bytes);
VeloDelivered *velo_delivered_ref      (VeloDelivered *self);
void           velo_delivered_unref    (VeloDelivered *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloDelivered, velo_delivered_unref)

G_END_DECLS
