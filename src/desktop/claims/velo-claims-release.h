/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "velo-claims-answer.h"

G_BEGIN_DECLS

/**
 * VeloClaimsRelease: (Freigabe)
 * @VELO_CLAIMS_RELEASE_NOT: nothing is released
 * @VELO_CLAIMS_RELEASE_CHECK_FIRST: the payee is to be checked first
 * @VELO_CLAIMS_RELEASE_NOW: the payout is to be released
 *
 * What the desk has decided.
 */
typedef enum
{
  VELO_CLAIMS_RELEASE_NOT,
  VELO_CLAIMS_RELEASE_CHECK_FIRST,
  VELO_CLAIMS_RELEASE_NOW,
} VeloClaimsRelease;

void              velo_claims_release_async       (GtkWindow              *parent,
                                                   const VeloClaimsPayout *payout,
                                                   GCancellable           *cancellable,
                                                   GAsyncReadyCallback     callback,
                                                   gpointer                user_data);
VeloClaimsRelease velo_claims_release_finish      (GAsyncResult           *result);
char             *velo_claims_release_dup_persons (const VeloClaimsPayout *payout);

G_END_DECLS
