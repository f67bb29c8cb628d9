/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "velo-sample-photo.h"

G_BEGIN_DECLS

/**
 * VeloClaimsPlayer:
 *
 * Plays desk, assessor and customers of a claims service over HTTP, with nothing but what the
 * service allows each of them. Blocks: for a thread of its own, and for one thread only.
 */
typedef struct _VeloClaimsPlayer VeloClaimsPlayer;

VeloClaimsPlayer *velo_claims_player_new     (const char               *uri,
                                              GCancellable             *cancellable);
void              velo_claims_player_free    (VeloClaimsPlayer         *self);
gboolean          velo_claims_player_sign_in (VeloClaimsPlayer         *self,
                                              const char               *account,
                                              const char               *password,
                                              GError                  **error);
JsonObject       *velo_claims_player_call    (VeloClaimsPlayer         *self,
                                              const char               *account,
                                              const char               *method,
                                              const char               *path,
                                              JsonObject               *body,
                                              GError                  **error);
JsonObject       *velo_claims_player_act     (VeloClaimsPlayer         *self,
                                              const char               *account,
                                              const char               *method,
                                              const char               *id,
                                              const char               *what,
                                              JsonObject               *body,
                                              GError                  **error);
gboolean          velo_claims_player_log_in  (VeloClaimsPlayer         *self,
                                              const char               *link,
                                              const char               *number,
                                              const char               *plate,
                                              int                       mileage,
                                              GError                  **error);
gboolean          velo_claims_player_upload  (VeloClaimsPlayer         *self,
                                              const char               *slot,
                                              GBytes                   *file,
                                              GError                  **error);
gboolean          velo_claims_player_form    (VeloClaimsPlayer         *self,
                                              const char               *path,
                                              const char               *form,
                                              GError                  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloClaimsPlayer, velo_claims_player_free)

G_END_DECLS
