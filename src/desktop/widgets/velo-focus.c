/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps the keyboard alive where the widget that had the focus goes away. */

#define G_LOG_DOMAIN "velo-focus"

#include "config.h"

#include "velo-focus.h"

static const char watched_key[] = "velo-focus-watched";

static void
forget_way (GtkWidget *widget)
{
  GtkWidget *child = gtk_widget_get_focus_child (widget);

  if (child == NULL)
    return;
  forget_way (child);
  gtk_widget_set_focus_child (widget, NULL);
}

static gboolean
lost_cb (gpointer user_data)
{
  GWeakRef *ref = user_data;
  g_autoptr(GtkWindow) window = g_weak_ref_get (ref);

  if (window != NULL && gtk_window_get_focus (window) == NULL)
    forget_way (GTK_WIDGET (window));
  return G_SOURCE_REMOVE;
}

static void
ref_free (GWeakRef *ref)
{
  g_weak_ref_clear (ref);
  g_free (ref);
}

/* GTK, from 4.8 to 4.18 at least, still knows the way to the widget that is gone, looks for the next one from there on,
 * finds none, and begins anew only where a widget has the focus: Tab does nothing any more. What GTK itself does with
 * the focus is done first. */
static void
focus_changed_cb (GtkWindow *window)
{
  GWeakRef *ref;

  if (gtk_window_get_focus (window) != NULL)
    return;
  ref = g_new0 (GWeakRef, 1);
  g_weak_ref_init (ref, window);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, lost_cb, ref, (GDestroyNotify) ref_free);
}

static void
windows_changed_cb (GListModel *windows,
                    guint       position,
                    guint       n_removed,
                    guint       n_added,
                    gpointer    user_data)
{
  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr(GObject) window = g_list_model_get_item (windows, i);

      if (g_object_get_data (window, watched_key) != NULL)
        continue;
      g_object_set_data (window, watched_key, window);
      g_signal_connect (window, "notify::focus-widget", G_CALLBACK (focus_changed_cb), NULL);
    }
}

/**
 * velo_focus_watch_all:
 * @program: as long as it lives, windows are watched from their beginning on
 *
 * Tab goes on in every window of the program, from its first widget, where the
 * one that had the focus was hidden or removed.
 */
void
velo_focus_watch_all (GApplication *program)
{
  GListModel *windows = gtk_window_get_toplevels ();

  g_return_if_fail (G_IS_APPLICATION (program));

  g_signal_connect_object (windows, "items-changed", G_CALLBACK (windows_changed_cb), program, 0);
  windows_changed_cb (windows, 0, 0, g_list_model_get_n_items (windows), program);
}
