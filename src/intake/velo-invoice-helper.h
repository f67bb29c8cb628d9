/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "velo-intake-error.h"
#include "velo-invoice-frame.h"
#include "velo-invoice.h"

G_BEGIN_DECLS

/**
 * VeloInvoiceAnswer:
 * @refusal: (nullable): why no invoice was read, a #VeloIntakeError
 * @invoice: (nullable): what was read, if it was asked for
 * @record: (nullable): the record in one line, if it was asked for; also of a refused file
 * @members: (nullable) (element-type VeloZipMember): the files of an archive, if they were asked for
 *
 * What the helper says of a file.
 */
typedef struct
{
  GError      *refusal;
  VeloInvoice *invoice;
  char        *record;
  GPtrArray   *members;
} VeloInvoiceAnswer;

typedef struct _VeloInvoiceHelper VeloInvoiceHelper;

VeloInvoiceHelper *velo_invoice_helper_new (void);
void               velo_invoice_helper_free (VeloInvoiceHelper *self);
void velo_invoice_helper_set_time_limit (VeloInvoiceHelper *self, guint time_limit_ms);
VeloInvoiceAnswer *velo_invoice_helper_read (VeloInvoiceHelper *self,
                                             GBytes            *bytes,
                                             const char        *file_name,
                                             VeloInvoiceWant    wants,
                                             GCancellable      *cancellable,
                                             GError           **error);
void  velo_invoice_helper_set_templates (VeloInvoiceHelper *self, const char *templates);
char *velo_invoice_helper_learn (VeloInvoiceHelper *self,
                                 GBytes            *bytes,
                                 VeloInvoice       *corrected,
                                 GCancellable      *cancellable,
                                 GError           **error);
GPtrArray *velo_invoice_helper_unpack (VeloInvoiceHelper *self,
                                       GBytes            *bytes,
                                       GCancellable      *cancellable,
                                       GError           **error);
guint              velo_invoice_helper_get_n_started (VeloInvoiceHelper *self);
void               velo_invoice_answer_free (VeloInvoiceAnswer *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloInvoiceHelper, velo_invoice_helper_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloInvoiceAnswer, velo_invoice_answer_free)

G_END_DECLS
