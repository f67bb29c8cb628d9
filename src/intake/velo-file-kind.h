/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * VeloFileKind:
 * @VELO_FILE_KIND_OTHER: nothing that could hold an invoice
 * @VELO_FILE_KIND_PDF: a PDF
 * @VELO_FILE_KIND_XML: XML that speaks of an invoice
 * @VELO_FILE_KIND_ZIP: an archive that is no document of an office program
 * @VELO_FILE_KIND_MAIL: a mail
 *
 * What a file is by its beginning, whatever its name says.
 */
typedef enum
{
  VELO_FILE_KIND_OTHER,
  VELO_FILE_KIND_PDF,
  VELO_FILE_KIND_XML,
  VELO_FILE_KIND_ZIP,
  VELO_FILE_KIND_MAIL
} VeloFileKind;

VeloFileKind velo_file_kind_of          (GBytes              *head);
gboolean     velo_file_kind_load        (GFile               *file,
                                         VeloFileKind        *kind,
                                         GCancellable        *cancellable,
                                         GError             **error);
void         velo_file_kind_load_async  (GFile               *file,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);
gboolean     velo_file_kind_load_finish (GAsyncResult        *result,
                                         VeloFileKind        *kind,
                                         GError             **error);

G_END_DECLS
