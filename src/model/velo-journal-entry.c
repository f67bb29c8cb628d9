/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One entry of the journal. */

#define G_LOG_DOMAIN "velo-journal-entry"

#include "config.h"

#include "velo-journal-entry.h"

#include "velo-record-private.h"

VELO_DEFINE_RECORD (VeloJournalEntry, velo_journal_entry, VELO_TYPE_JOURNAL_ENTRY,
                    VELO_JOURNAL_ENTRY_FIELDS)
