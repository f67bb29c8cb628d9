/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-invoice.h"
#include "velo-store.h"

G_BEGIN_DECLS

/**
 * VeloSameness: (Dublette)
 * @VELO_SAMENESS_NONE: no such sale is stored
 * @VELO_SAMENESS_FILE: the very same file is stored
 * @VELO_SAMENESS_XML: another file with the same XML is stored
 * @VELO_SAMENESS_NUMBER: another content with this issuer, number and day is stored
 *
 * How an invoice is the same as one that is stored.
 */
typedef enum
{
  VELO_SAMENESS_NONE,
  VELO_SAMENESS_FILE,
  VELO_SAMENESS_XML,
  VELO_SAMENESS_NUMBER
} VeloSameness;

void velo_store_find_same_async (VeloStore *self,
                                 VeloInvoice *invoice,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean velo_store_find_same_finish (VeloStore *self,
                                      GAsyncResult *result,
                                      VeloSameness *sameness,
                                      char **invoice_id,
                                      GError **error);

G_END_DECLS
