/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-claims-accounts.h"
#include "velo-claims-config.h"

G_BEGIN_DECLS

/**
 * VeloClaimsService: (Schadendienst)
 *
 * The claims service: an HTTP server and its database, in a thread of its own.
 */
#define VELO_TYPE_CLAIMS_SERVICE (velo_claims_service_get_type ())
G_DECLARE_FINAL_TYPE (VeloClaimsService, velo_claims_service, VELO, CLAIMS_SERVICE, GObject)

/**
 * VeloClaimsClock:
 * @user_data: data given with it
 *
 * Returns: now, in microseconds since 1970 UTC
 */
typedef gint64 (*VeloClaimsClock) (gpointer user_data);

VeloClaimsService *velo_claims_service_new       (VeloClaimsConfig   *config);
void               velo_claims_service_set_clock (VeloClaimsService  *self,
                                                  VeloClaimsClock     clock,
                                                  gpointer            user_data);
void               velo_claims_service_set_socket (VeloClaimsService *self,
                                                   int                socket);
gboolean           velo_claims_service_start     (VeloClaimsService  *self,
                                                  GError            **error);
void               velo_claims_service_stop      (VeloClaimsService  *self);
const char        *velo_claims_service_get_uri   (VeloClaimsService  *self);

gboolean           velo_claims_add_account       (const VeloClaimsConfig   *config,
                                                  const VeloClaimsAccount  *account,
                                                  const char               *password,
                                                  GError                  **error);

gboolean           velo_claims_retire_account    (const VeloClaimsConfig   *config,
                                                  const char               *name,
                                                  GError                  **error);

gboolean           velo_claims_verify_journal    (const VeloClaimsConfig   *config,
                                                  GError                  **error);

G_END_DECLS
