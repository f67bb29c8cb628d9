/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "velo-claims-desk.h"
#include "velo-counter.h"
#include "velo-inbox.h"
#include "velo-secrets.h"
#include "velo-training-insurer.h"

G_BEGIN_DECLS

#define VELO_TYPE_SERVICES (velo_services_get_type ())

/**
 * VeloServices:
 *
 * What the program works with: data, insurer, key ring, either for training
 * or for real. The two have different folders and never meet.
 */
G_DECLARE_FINAL_TYPE (VeloServices, velo_services, VELO, SERVICES, GObject)

/**
 * VELO_ACCOUNT_ID:
 *
 * Name of the insurer's account in the key ring.
 */
#define VELO_ACCOUNT_ID "wertgarantie"

VeloServices        *velo_services_new                  (GSettings            *settings,
                                                         VeloSecrets          *secrets,
                                                         const char           *folder);
void                 velo_services_start_async          (VeloServices         *self,
                                                         gboolean              training,
                                                         GCancellable         *cancellable,
                                                         GAsyncReadyCallback   callback,
                                                         gpointer              user_data);
gboolean             velo_services_start_finish         (VeloServices         *self,
                                                         GAsyncResult         *result,
                                                         GError              **error);
void                 velo_services_stop_async           (VeloServices         *self,
                                                         GAsyncReadyCallback   callback,
                                                         gpointer              user_data);
gboolean             velo_services_stop_finish          (VeloServices         *self,
                                                         GAsyncResult         *result,
                                                         GError              **error);
VeloCounter         *velo_services_get_counter          (VeloServices         *self);
VeloInbox           *velo_services_get_inbox            (VeloServices         *self);
VeloSecrets         *velo_services_get_secrets          (VeloServices         *self);
GSettings           *velo_services_get_settings         (VeloServices         *self);
VeloClaimsDesk      *velo_services_get_claims_desk      (VeloServices         *self);
VeloTrainingInsurer *velo_services_get_training_insurer (VeloServices         *self);
const char          *velo_services_get_folder           (VeloServices         *self);
char                *velo_services_dup_database_path    (VeloServices         *self);
char                *velo_services_make_database_path   (const char           *root,
                                                         gboolean              training);
VeloInsurer         *velo_services_make_insurer         (VeloServices         *self,
                                                         gboolean              training,
                                                         const char           *password);
void                 velo_services_apply_account        (VeloServices         *self,
                                                         const char           *password);

G_END_DECLS
