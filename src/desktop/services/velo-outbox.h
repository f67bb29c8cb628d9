/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "velo-counter.h"

G_BEGIN_DECLS

#define VELO_TYPE_OUTBOX (velo_outbox_get_type ())

/**
 * VeloOutbox: (Postausgang)
 *
 * Sends finalised applications that wait for a connection, by itself, and
 * tells how many there are.
 */
G_DECLARE_FINAL_TYPE (VeloOutbox, velo_outbox, VELO, OUTBOX, GObject)

VeloOutbox *velo_outbox_new           (VeloCounter *counter);
void        velo_outbox_check         (VeloOutbox  *self);
guint       velo_outbox_get_n_waiting (VeloOutbox  *self);
gboolean    velo_outbox_get_offline   (VeloOutbox  *self);

G_END_DECLS
