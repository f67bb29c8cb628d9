/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-record.h"

G_BEGIN_DECLS

/**
 * VeloJournalEntry: (Verlaufseintrag)
 *
 * Who did what and when. Entries are never changed and never deleted.
 */
#define VELO_JOURNAL_ENTRY_FIELDS(F, X, T, p) \
  F (T, p, CENTS, number)     /* running, from 1 */ \
  F (T, p, TIME, time) \
  F (T, p, TEXT, who)         /* employee, empty for the program itself */ \
  F (T, p, TEXT, what)        /* name of the event, "proposal-signed" */ \
  F (T, p, TEXT, vehicle_id) \
  F (T, p, TEXT, proposal_id) \
  F (T, p, TEXT, detail)

#define VELO_TYPE_JOURNAL_ENTRY (velo_journal_entry_get_type ())
VELO_DECLARE_RECORD (VeloJournalEntry, velo_journal_entry, JOURNAL_ENTRY, VELO_JOURNAL_ENTRY_FIELDS)

G_END_DECLS
