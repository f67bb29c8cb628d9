/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "velo-invoice-frame.h"
#include "velo-reader-limits.h"

G_BEGIN_DECLS

/**
 * VeloReaderResult:
 * @refusal: (nullable): why no invoice was read
 * @invoice: (nullable): text of the invoice
 * @record: (nullable): text of the record
 * @members: (nullable): in place of an invoice, files of an archive, packed
 *
 * What was read of one file.
 */
typedef struct
{
  GError *refusal;
  char   *invoice;
  char   *record;
  GBytes *members;
} VeloReaderResult;

/**
 * VeloReaderFunc:
 * @bytes: the file
 * @file_name: (nullable): its name
 * @extra: (nullable): JSON that came with it
 * @wants: what to bring back
 * @result: (out caller-allocates): all %NULL
 *
 * Reads a file.
 */
typedef void (*VeloReaderFunc) (GBytes           *bytes,
                                const char       *file_name,
                                const char       *extra,
                                VeloInvoiceWant   wants,
                                VeloReaderResult *result);

int velo_reader_serve (const VeloReaderLimits *limits, VeloReaderFunc func);

G_END_DECLS
