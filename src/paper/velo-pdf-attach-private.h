/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "velo-paper-error.h"

G_BEGIN_DECLS

/* A file that a document of our own was made from. */
typedef struct
{
  char   *name;       /* (owned) (not nullable) */
  char   *media_type; /* (owned) (not nullable) */
  GBytes *bytes;      /* (owned) (not nullable) */
} VeloPdfSource;

VeloPdfSource *velo_pdf_source_new   (const char     *name,
                                      const char     *media_type,
                                      GBytes         *bytes);
void           velo_pdf_source_free  (VeloPdfSource  *self);
GBytes        *velo_pdf_attach       (GBytes         *pdf,
                                      VeloPdfSource  *source,
                                      GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloPdfSource, velo_pdf_source_free)

G_END_DECLS
