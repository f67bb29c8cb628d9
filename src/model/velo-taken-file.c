/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file that was found in a watched folder. */

#define G_LOG_DOMAIN "velo-taken-file"

#include "config.h"

#include "velo-taken-file.h"

#include "velo-record-private.h"

G_DEFINE_ENUM_TYPE (VeloFileOutcome, velo_file_outcome,
                    G_DEFINE_ENUM_VALUE (VELO_FILE_OUTCOME_SALE, "sale"),
                    G_DEFINE_ENUM_VALUE (VELO_FILE_OUTCOME_KNOWN, "known"),
                    G_DEFINE_ENUM_VALUE (VELO_FILE_OUTCOME_CHANGED_COPY, "changed-copy"),
                    G_DEFINE_ENUM_VALUE (VELO_FILE_OUTCOME_NO_VEHICLE, "no-vehicle"),
                    G_DEFINE_ENUM_VALUE (VELO_FILE_OUTCOME_NO_INVOICE, "no-invoice"),
                    G_DEFINE_ENUM_VALUE (VELO_FILE_OUTCOME_UNREADABLE, "unreadable"),
                    G_DEFINE_ENUM_VALUE (VELO_FILE_OUTCOME_ASK, "ask"))

VELO_DEFINE_RECORD (VeloTakenFile, velo_taken_file, VELO_TYPE_TAKEN_FILE, VELO_TAKEN_FILE_FIELDS)
