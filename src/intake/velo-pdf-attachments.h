/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * VeloPdfAttachment:
 * @name: as written, without any path
 * @relationship: (nullable): what it is to the document: "Alternative", "Data" ...
 * @bytes: what is in it
 *
 * A file embedded in a PDF.
 */
typedef struct
{
  char   *name;
  char   *relationship;
  GBytes *bytes;
} VeloPdfAttachment;

GPtrArray *velo_pdf_attachments_read (GBytes *bytes, GCancellable *cancellable, GError **error);

G_END_DECLS
