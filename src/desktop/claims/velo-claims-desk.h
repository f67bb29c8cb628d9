/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-claims-client.h"
#include "velo-secrets.h"

G_BEGIN_DECLS

/**
 * VELO_CLAIMS_ACCOUNT_ID:
 *
 * Name of the claims service's account in the key ring.
 */
#define VELO_CLAIMS_ACCOUNT_ID "claims"

/**
 * VeloClaimsDeskError:
 * @VELO_CLAIMS_DESK_ERROR_NO_ADDRESS: the settings name no service
 * @VELO_CLAIMS_DESK_ERROR_NO_PASSWORD: there is no password for it in the key ring
 * @VELO_CLAIMS_DESK_ERROR_TRAINING: the training service could not be started
 *
 * Why there is no work with claims.
 */
typedef enum
{
  VELO_CLAIMS_DESK_ERROR_NO_ADDRESS,
  VELO_CLAIMS_DESK_ERROR_NO_PASSWORD,
  VELO_CLAIMS_DESK_ERROR_TRAINING
} VeloClaimsDeskError;

#define VELO_CLAIMS_DESK_ERROR (velo_claims_desk_error_quark ())
GQuark velo_claims_desk_error_quark (void);

#define VELO_TYPE_CLAIMS_DESK (velo_claims_desk_get_type ())

/**
 * VeloClaimsDesk: (Zugang zum Schadendienst)
 *
 * The way to the claims service: in training one that runs inside the program, else that of the
 * settings. Close it before the last reference goes.
 */
G_DECLARE_FINAL_TYPE (VeloClaimsDesk, velo_claims_desk, VELO, CLAIMS_DESK, GObject)

VeloClaimsDesk     *velo_claims_desk_new          (const char           *training_folder,
                                                   GSettings            *settings,
                                                   VeloSecrets          *secrets);
gboolean            velo_claims_desk_is_training  (VeloClaimsDesk       *self);
gboolean            velo_claims_desk_is_set_up    (VeloClaimsDesk       *self);
void                velo_claims_desk_set_history  (VeloClaimsDesk       *self,
                                                   gboolean              history);
const char * const *velo_claims_desk_get_accounts (VeloClaimsDesk       *self);
const char         *velo_claims_desk_get_account  (VeloClaimsDesk       *self);
void                velo_claims_desk_set_account  (VeloClaimsDesk       *self,
                                                   const char           *name);
VeloClaimsClient   *velo_claims_desk_get_client   (VeloClaimsDesk       *self);
void                velo_claims_desk_open_async   (VeloClaimsDesk       *self,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
gboolean            velo_claims_desk_open_finish  (VeloClaimsDesk       *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);
void                velo_claims_desk_set_pictures (VeloClaimsDesk       *self,
                                                   const char           *pictures);
void                velo_claims_desk_keep_link    (VeloClaimsDesk       *self,
                                                   const char           *number,
                                                   const char           *url);
void                velo_claims_desk_play_async   (VeloClaimsDesk       *self,
                                                   VeloClaim            *claim,
                                                   const char           *message,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
char               *velo_claims_desk_play_finish  (VeloClaimsDesk       *self,
                                                   GAsyncResult         *result,
                                                   char                **folder,
                                                   GError              **error);
void                velo_claims_desk_close        (VeloClaimsDesk       *self);

G_END_DECLS
