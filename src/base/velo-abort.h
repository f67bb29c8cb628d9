/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * VELO_ABORT_PRIORITY:
 *
 * At what priority a request of libsoup's is stopped, by its user or by the clock. libsoup 3.6 frees a
 * request twice that is cancelled when its answer has begun, but has not been reported yet
 * (run_until_read_done() in its soup-session.c). What has been reported at its own priority is, before
 * anything of a lower one comes to its turn.
 */
#define VELO_ABORT_PRIORITY G_PRIORITY_LOW

GSource *velo_abort_watch (GCancellable *cancellable,
                           GCancellable *abort,
                           GMainContext *context);
void     velo_abort_unwatch (GSource **watch);

G_END_DECLS
