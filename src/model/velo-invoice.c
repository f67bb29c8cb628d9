/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The invoice with which every insurance starts. */

#define G_LOG_DOMAIN "velo-invoice"

#include "config.h"

#include "velo-invoice.h"

#include "velo-record-private.h"
#include "velo-text.h"

VELO_DEFINE_RECORD (VeloInvoice, velo_invoice, VELO_TYPE_INVOICE, VELO_INVOICE_FIELDS)

/**
 * velo_invoice_dup_seller_key:
 * @self: an invoice
 *
 * Returns: (transfer full): by what the issuer is known again: his VAT number, or his name if there
 *   is none; empty if neither is known
 */
char *
velo_invoice_dup_seller_key (VeloInvoice *self)
{
  const char *vat_id;

  g_return_val_if_fail (VELO_IS_INVOICE (self), NULL);

  vat_id = velo_party_get_vat_id (self->seller);
  return velo_text_key (velo_text_is_empty (vat_id) ? velo_party_get_name (self->seller) : vat_id);
}
