/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-training-insurer.h"

G_BEGIN_DECLS

typedef struct _VeloTrainingLedger VeloTrainingLedger;

VeloTrainingLedger         *velo_training_ledger_new           (void);
void                        velo_training_ledger_free          (VeloTrainingLedger    *self);
gboolean                    velo_training_ledger_load          (VeloTrainingLedger    *self,
                                                                const char            *path,
                                                                GError               **error);
gboolean                    velo_training_ledger_open          (VeloTrainingLedger    *self,
                                                                const char            *path,
                                                                GError               **error);
void                        velo_training_ledger_close         (VeloTrainingLedger    *self);
char                       *velo_training_ledger_issue_number  (VeloTrainingLedger    *self,
                                                                GError               **error);
gboolean                    velo_training_ledger_is_issued     (VeloTrainingLedger    *self,
                                                                const char            *number);
const VeloTrainingProposal *velo_training_ledger_find_record   (VeloTrainingLedger    *self,
                                                                const char            *record);
const VeloTrainingProposal *velo_training_ledger_find_contract (VeloTrainingLedger    *self,
                                                                const char            *number);
gboolean                    velo_training_ledger_accept        (VeloTrainingLedger    *self,
                                                                VeloTrainingProposal  *proposal,
                                                                GError               **error);
void                        velo_training_ledger_repeat        (VeloTrainingLedger    *self,
                                                                const char            *record);
GPtrArray                  *velo_training_ledger_dup_proposals (VeloTrainingLedger    *self);
GPtrArray                  *velo_training_ledger_dup_numbers   (VeloTrainingLedger    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloTrainingLedger, velo_training_ledger_free)

G_END_DECLS
