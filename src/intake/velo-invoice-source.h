/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "velo-reading.h"

G_BEGIN_DECLS

/* No larger file is looked at. */
#define VELO_INVOICE_SOURCE_MAX_BYTES (64 * 1024 * 1024)

/**
 * VeloInvoiceSource:
 * @is_pdf: whether the file is a PDF
 * @attachment: (nullable): name of the embedded file that was tried
 * @relationship: (nullable): what the embedded file is to the document: "Alternative" ...
 * @attachment_sha256: (nullable): hash of its bytes
 * @other_attachments: (element-type utf8): names of the other embedded files
 * @warnings: (element-type utf8): what was odd about the file
 * @templates: (nullable): velo_print_template_join() of what is known of issuers; set by the
 *   caller and not freed
 *
 * What a file turned out to be, also where no invoice could be read from it.
 */
typedef struct
{
  gboolean   is_pdf;
  char      *attachment;
  char      *relationship;
  char      *attachment_sha256;
  GPtrArray *other_attachments;
  GPtrArray *warnings;

  const char *templates;
} VeloInvoiceSource;

void         velo_invoice_source_init (VeloInvoiceSource *source);
void         velo_invoice_source_clear (VeloInvoiceSource *source);
VeloReading *velo_invoice_source_read (VeloInvoiceSource *source,
                                       GBytes            *bytes,
                                       const char        *file_name,
                                       GCancellable      *cancellable,
                                       GError           **error);
gboolean     velo_invoice_source_is_pdf (GBytes *bytes);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VeloInvoiceSource, velo_invoice_source_clear)

G_END_DECLS
