/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* In place of a larger file there is none. */
#define VELO_PDF_FILESPECS_MAX_FILE (64 * 1024 * 1024)

/**
 * VeloPdfFilespec:
 * @name: the file's name as written
 * @relationship: (nullable): what it is to the document: "Alternative", "Data" ...
 * @bytes: (nullable): what is in it, if asked for
 *
 * What a PDF says of a file embedded in it.
 */
typedef struct
{
  char   *name;
  char   *relationship;
  GBytes *bytes;
} VeloPdfFilespec;

GPtrArray *velo_pdf_filespecs_read (GBytes *bytes, gboolean with_content);

G_END_DECLS
