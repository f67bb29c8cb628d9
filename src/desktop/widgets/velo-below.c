/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Windows that go together with the one below. */

#define G_LOG_DOMAIN "velo-below"

#include "config.h"

#include "velo-below.h"

/* GTK 4.8 destroys the window here and keeps its pointer to the one below, at which it looks once more when the window
 * has lost its last reference: that of a button that is still being clicked, or of something that is on its way. */
static void
let_go_cb (GtkWindow *below,
           GtkWindow *window)
{
  gtk_window_set_transient_for (window, NULL);
}

/**
 * velo_below_follow:
 * @window: a window whose #GtkWindow:transient-for is set for good
 *
 * Destroys @window with the one below it, if there is one, also where somebody still has @window.
 */
void
velo_below_follow (GtkWindow *window)
{
  GtkWindow *below;

  g_return_if_fail (GTK_IS_WINDOW (window));

  below = gtk_window_get_transient_for (window);
  if (below == NULL)
    return;
  gtk_window_set_destroy_with_parent (window, TRUE);
  g_signal_connect_object (below, "destroy", G_CALLBACK (let_go_cb), window, 0);
}
