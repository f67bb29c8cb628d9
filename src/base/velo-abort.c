/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hands "cancelled" on to a request when that does no harm. */

#include "config.h"

#include "velo-abort.h"

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

/**
 * velo_abort_watch:
 * @cancellable: what the caller cancels, on any thread
 * @abort: what the request was given instead
 * @context: (nullable): that of the request
 *
 * Cancels @abort, in @context and at %VELO_ABORT_PRIORITY, once @cancellable is.
 *
 * Returns: (transfer full): the watch, for velo_abort_unwatch()
 */
GSource *
velo_abort_watch (GCancellable *cancellable,
                  GCancellable *abort,
                  GMainContext *context)
{
  GSource *watch = g_cancellable_source_new (cancellable);

  g_source_set_priority (watch, VELO_ABORT_PRIORITY);
  g_source_set_callback (watch, G_SOURCE_FUNC (cancelled_cb), g_object_ref (abort), g_object_unref);
  g_source_attach (watch, context);
  return watch;
}

/**
 * velo_abort_unwatch:
 * @watch: (inout) (transfer full): a watch, or any other source, %NULL afterwards; %NULL does nothing
 *
 * The request is over, or is not to be stopped any more.
 */
void
velo_abort_unwatch (GSource **watch)
{
  if (*watch != NULL)
    g_source_destroy (*watch);
  g_clear_pointer (watch, g_source_unref);
}
