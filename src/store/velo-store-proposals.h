/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-journal-entry.h"
#include "velo-policy.h"
#include "velo-proposal.h"
#include "velo-store.h"

G_BEGIN_DECLS

void velo_store_save_proposal_async (VeloStore *self,
                                     VeloProposal *proposal,
                                     const char *who,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean velo_store_save_proposal_finish (VeloStore *self,
                                          GAsyncResult *result,
                                          GError **error);

void velo_store_get_proposal_async (VeloStore *self,
                                    const char *proposal_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
VeloProposal *velo_store_get_proposal_finish (VeloStore *self,
                                              GAsyncResult *result,
                                              GError **error);

void velo_store_get_open_proposal_async (VeloStore *self,
                                         const char *vehicle_id,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean velo_store_get_open_proposal_finish (VeloStore *self,
                                              GAsyncResult *result,
                                              VeloProposal **proposal,
                                              GError **error);

void velo_store_list_open_proposals_async (VeloStore *self,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
GPtrArray *velo_store_list_open_proposals_finish (VeloStore *self,
                                                  GAsyncResult *result,
                                                  GError **error);

void velo_store_advance_proposal_async (VeloStore *self,
                                        VeloProposal *proposal,
                                        VeloProposalState from,
                                        VeloProposalState to,
                                        GBytes *submission,
                                        VeloJournalEntry *entry,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean velo_store_advance_proposal_finish (VeloStore *self,
                                             GAsyncResult *result,
                                             GError **error);

void velo_store_conclude_proposal_async (VeloStore *self,
                                         VeloProposal *proposal,
                                         VeloPolicy *policy,
                                         GPtrArray *documents,
                                         GPtrArray *contents,
                                         VeloJournalEntry *entry,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean velo_store_conclude_proposal_finish (VeloStore *self,
                                              GAsyncResult *result,
                                              GError **error);

void velo_store_load_submission_async (VeloStore *self,
                                       const char *proposal_id,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GBytes *velo_store_load_submission_finish (VeloStore *self,
                                           GAsyncResult *result,
                                           GError **error);

G_END_DECLS
