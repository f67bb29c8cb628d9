/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-claims-desk.h"

G_BEGIN_DECLS

/**
 * VeloClaimsLooked:
 * @user_data: as given with it
 *
 * Returns: whether somebody looks at the claims right now
 */
typedef gboolean (*VeloClaimsLooked) (gpointer user_data);

#define VELO_TYPE_CLAIMS_NOTIFIER (velo_claims_notifier_get_type ())

/**
 * VeloClaimsNotifier: (Benachrichtigung über Aufgaben)
 *
 * Tells the desktop what is due about claims, once for each task, as far as the role of the account
 * has to do with it. It names number and plate of the claim, and nobody.
 */
G_DECLARE_FINAL_TYPE (VeloClaimsNotifier, velo_claims_notifier, VELO, CLAIMS_NOTIFIER, GObject)

VeloClaimsNotifier *velo_claims_notifier_new         (GApplication       *application,
                                                      VeloClaimsDesk     *desk,
                                                      GSettings          *settings);
void                velo_claims_notifier_set_looked  (VeloClaimsNotifier *self,
                                                      VeloClaimsLooked    looked,
                                                      gpointer            user_data);
void                velo_claims_notifier_start       (VeloClaimsNotifier *self);
void                velo_claims_notifier_check       (VeloClaimsNotifier *self);
gboolean            velo_claims_notifier_is_checking (VeloClaimsNotifier *self);
void                velo_claims_notifier_stop        (VeloClaimsNotifier *self);

G_END_DECLS
