/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-record.h"

G_BEGIN_DECLS

/**
 * VeloFileOutcome: (Was aus einer Datei wurde)
 * @VELO_FILE_OUTCOME_SALE: a sale was stored
 * @VELO_FILE_OUTCOME_KNOWN: the sale was stored already
 * @VELO_FILE_OUTCOME_CHANGED_COPY: another content with a number that is stored
 * @VELO_FILE_OUTCOME_NO_VEHICLE: an invoice without vehicle
 * @VELO_FILE_OUTCOME_NO_INVOICE: no invoice at all
 * @VELO_FILE_OUTCOME_UNREADABLE: damaged, encrypted or hostile
 * @VELO_FILE_OUTCOME_ASK: somebody has to look at it
 *
 * What became of a file that was found in a watched folder.
 */
typedef enum
{
  VELO_FILE_OUTCOME_SALE,
  VELO_FILE_OUTCOME_KNOWN,
  VELO_FILE_OUTCOME_CHANGED_COPY,
  VELO_FILE_OUTCOME_NO_VEHICLE,
  VELO_FILE_OUTCOME_NO_INVOICE,
  VELO_FILE_OUTCOME_UNREADABLE,
  VELO_FILE_OUTCOME_ASK
} VeloFileOutcome;

#define VELO_TYPE_FILE_OUTCOME (velo_file_outcome_get_type ())
GType velo_file_outcome_get_type (void);

/**
 * VeloTakenFile: (Aufgenommene Datei)
 *
 * A file of a watched folder that was looked at; known again by its content.
 */
#define VELO_TAKEN_FILE_FIELDS(F, X, T, p) \
  F (T, p, TEXT, sha256) \
  F (T, p, CENTS, size)                                           /* bytes */ \
  F (T, p, TEXT, name)                                            /* when first seen */ \
  F (T, p, TEXT, folder)                                          /* when first seen */ \
  F (T, p, TIME, modified_at)                                     /* of the file */ \
  F (T, p, TIME, taken_at)                                        /* set by the store if 0 */ \
  X (T, p, ENUM, outcome, VeloFileOutcome, velo_file_outcome) \
  F (T, p, TEXT, invoice_id)                                      /* empty if none */ \
  F (T, p, TEXT, reason)                                          /* a code, never text of the file */

#define VELO_TYPE_TAKEN_FILE (velo_taken_file_get_type ())
VELO_DECLARE_RECORD (VeloTakenFile, velo_taken_file, TAKEN_FILE, VELO_TAKEN_FILE_FIELDS)

G_END_DECLS
