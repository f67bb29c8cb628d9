/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Leaving the main window: the assistants store their drafts first, and nobody leaves open applications unseen. */

#define G_LOG_DOMAIN "velo-window"

#include "config.h"

#include "velo-window-private.h"

#include <glib/gi18n.h>

#include "velo-assistant-window.h"
#include "velo-confirm.h"

static gboolean
close_cb (gpointer user_data)
{
  VeloWindow *self = user_data;

  self->close_source = 0;
  /* it may wait for the next assistant, or for an answer */
  self->closing = FALSE;
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

/* What was entered there could not be stored, and whoever was asked does not give it up: nobody leaves. */
static void
assistant_stayed_cb (VeloWindow *self)
{
  self->closing = FALSE;
  g_signal_emit_by_name (self, "stayed");
}

/* Several may be open side by side, and one that is hidden is on its way out. */
static GtkWindow *
find_assistant (VeloWindow *self)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (VELO_IS_ASSISTANT_WINDOW (l->data) && gtk_widget_get_mapped (l->data) && velo_window_is_above (self, l->data))
      return l->data;
  return NULL;
}

static void
close_assistant (VeloWindow *self,
                 GtkWindow  *assistant)
{
  g_signal_handlers_disconnect_by_func (assistant, velo_window_assistant_gone, self);
  g_signal_handlers_disconnect_by_func (assistant, assistant_stayed_cb, self);
  g_signal_connect_object (assistant, "unmap", G_CALLBACK (velo_window_assistant_gone), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (assistant, "stayed", G_CALLBACK (assistant_stayed_cb), self, G_CONNECT_SWAPPED);
  self->closing = TRUE;
  gtk_window_close (assistant);
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
  GtkWindow *assistant = find_assistant (self);

  if (assistant != NULL)
    {
      close_assistant (self, assistant);
      return FALSE;
    }
  if (self->n_unfinished > 0 && !self->leaving)
    {
      ask_to_leave (self);
      return FALSE;
    }
  return TRUE;
}
