/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "velo-counter.h"
#include "velo-invoice.h"

G_BEGIN_DECLS

#define VELO_TYPE_NOTIFIER (velo_notifier_get_type ())

/**
 * VeloNotifier: (Benachrichtigung)
 *
 * Tells the desktop that vehicles were sold and asks whether to insure them:
 * one notification for all, which goes away by itself when all are answered.
 * It names the vehicle and the surname of the customer, and nothing more.
 */
G_DECLARE_FINAL_TYPE (VeloNotifier, velo_notifier, VELO, NOTIFIER, GObject)

VeloNotifier *velo_notifier_new          (GApplication *application,
                                          VeloCounter  *counter);
void          velo_notifier_add          (VeloNotifier *self,
                                          VeloInvoice  *invoice);
void          velo_notifier_show         (VeloNotifier *self);
void          velo_notifier_clear        (VeloNotifier *self);
guint         velo_notifier_get_n_open   (VeloNotifier *self);
char        **velo_notifier_dup_vehicles (VeloNotifier *self);

G_END_DECLS
