/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-document.h"
#include "velo-journal-entry.h"
#include "velo-policy.h"
#include "velo-vehicle.h"

G_BEGIN_DECLS

const char *velo_vehicle_text_document (VeloDocument     *document);
gboolean    velo_vehicle_text_is_of_document (VeloJournalEntry *entry);
char       *velo_vehicle_text_journal  (VeloJournalEntry **entries,
                                        guint              n_entries);
const char *velo_vehicle_text_state    (VeloVehicle      *vehicle);
const char *velo_vehicle_text_interval (int               months);
const char *velo_vehicle_text_end_reason (VeloEndReason   reason);
char       *velo_vehicle_text_lock (VeloVehicle *vehicle);

G_END_DECLS
