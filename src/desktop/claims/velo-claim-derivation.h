/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "velo-claims-client.h"
#include "velo-sheet.h"

G_BEGIN_DECLS

VeloSheet *velo_claim_derivation_new         (VeloClaim               *claim,
                                              const VeloClaimsOffered *offer,
                                              GPtrArray               *photos,
                                              const char              *insurer);
const char *velo_claim_derivation_get_rule   (VeloSettlementStepKind   kind);
void       velo_claim_derivation_file_async  (VeloClaimsClient        *client,
                                              VeloClaim               *claim,
                                              GCancellable            *cancellable,
                                              GAsyncReadyCallback      callback,
                                              gpointer                 user_data);
GBytes    *velo_claim_derivation_file_finish (GAsyncResult            *result,
                                              GError                 **error);
void       velo_claim_derivation_present     (GtkWindow               *parent,
                                              VeloClaimsClient        *client,
                                              VeloClaim               *claim);

G_END_DECLS
