/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-claims-desk.h"
#include "velo-counter.h"
#include "velo-invoice.h"

G_BEGIN_DECLS

#define VELO_TYPE_BATCH_WINDOW (velo_batch_window_get_type ())

/**
 * VeloBatchWindow: (Alle versichern)
 *
 * Leads through the vehicles of one invoice one after another, and concludes all
 * that are signed together. Each vehicle has its own proposal and contract.
 */
G_DECLARE_FINAL_TYPE (VeloBatchWindow, velo_batch_window, VELO, BATCH_WINDOW, AdwWindow)

GtkWidget  *velo_batch_window_new           (GtkWindow       *parent,
                                             VeloCounter     *counter,
                                             GSettings       *settings,
                                             const char      *invoice_id);
void        velo_batch_window_set_claims_desk (VeloBatchWindow *self,
                                               VeloClaimsDesk  *desk);
gboolean    velo_batch_window_is_ready      (VeloBatchWindow *self);
guint       velo_batch_window_count         (VeloBatchWindow *self,
                                             VeloInsuranceState state);
GtkWindow  *velo_batch_window_get_assistant (VeloBatchWindow *self);
const char *velo_batch_window_get_words     (VeloBatchWindow *self,
                                             guint            position);
gboolean    velo_batch_window_is_worthwhile (VeloInvoice     *invoice);

G_END_DECLS
