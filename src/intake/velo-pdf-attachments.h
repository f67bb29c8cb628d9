/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * VeloPdfAttachment:
 * @name: as written, without any path
 * @bytes: what is in it
 *
 * A file embedded in a PDF.
 */
typedef struct
{
  char   *name;
  GBytes *bytes;
} VeloPdfAttachment;

GPtrArray *velo_pdf_attachments_read (GBytes *bytes, GCancellable *cancellable, GError **error);

G_END_DECLS
