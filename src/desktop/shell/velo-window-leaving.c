/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Leaving the main window: the assistant stores its draft first, and nobody leaves open applications unseen. */

#define G_LOG_DOMAIN "velo-window"

#include "config.h"

#include "velo-window-private.h"

#include <glib/gi18n.h>

#include "velo-confirm.h"

static gboolean
close_cb (gpointer user_data)
{
  VeloWindow *self = user_data;

  self->close_source = 0;
  gtk_window_close (GTK_WINDOW (self));
  return G_SOURCE_REMOVE;
}

/*
 * velo_window_assistant_gone:
 * @assistant: an assistant that is shown no longer
 *
 * Something that still runs may keep a closed window in memory: it does not count any more. If the
 * main window waited for it, that goes now.
 */
void
velo_window_assistant_gone (VeloWindow *self,
                            GtkWindow  *assistant)
{
  if (self->assistant == assistant)
    g_clear_weak_pointer (&self->assistant);
  if (self->closing && self->close_source == 0)
    self->close_source = g_idle_add (close_cb, self);
}

static void
leave_answered_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(VeloWindow) self = user_data;

  self->leaving = velo_confirm_finish (result, NULL);
  if (!self->leaving)
    g_signal_emit_by_name (self, "stayed");
  if (self->leaving && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_window_close (GTK_WINDOW (self));
}

/* The check at the end of the day: nobody leaves an unfinished application behind without knowing it. */
static void
ask_to_leave (VeloWindow *self)
{
  g_autofree char *heading = NULL;
  VeloConfirmSpec spec = {
    .body = _("Without the insurer’s answer there is no confirmed cover. You find what is open under “To do” the "
              "next time. Close anyway?"),
    .confirm_label = _("_Close Anyway"),
    .cautious = TRUE,
  };

  heading = g_strdup_printf (ngettext ("There is still %u open application", "There are still %u open applications",
                                       self->n_unfinished), self->n_unfinished);
  spec.heading = heading;
  velo_confirm_async (GTK_WINDOW (self), &spec, self->cancellable, leave_answered_cb, g_object_ref (self));
}

/*
 * velo_window_may_leave:
 *
 * Returns: whether the window can go at once; else what has to happen first is under way, and the
 *   window closes by itself after it, if the user wants that
 */
gboolean
velo_window_may_leave (VeloWindow *self)
{
  if (self->assistant != NULL)
    {
      self->closing = TRUE;
      gtk_window_close (self->assistant);
      return FALSE;
    }
  if (self->n_unfinished > 0 && !self->leaving)
    {
      ask_to_leave (self);
      return FALSE;
    }
  return TRUE;
}
