/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is shown while a leaflet is folded: it comes and goes between two frames, never within one. */

#define G_LOG_DOMAIN "velo-folded"

#include "config.h"

#include "velo-folded.h"

typedef struct
{
  GWeakRef leaflet;
  GWeakRef widget;
  gboolean inverted;
} Binding;

static void
binding_clear (gpointer data)
{
  Binding *binding = data;

  g_weak_ref_clear (&binding->leaflet);
  g_weak_ref_clear (&binding->widget);
}

static void
binding_unref (gpointer data)
{
  g_rc_box_release_full (data, binding_clear);
}

static gboolean
show_cb (gpointer user_data)
{
  Binding *binding = user_data;
  g_autoptr(AdwLeaflet) leaflet = g_weak_ref_get (&binding->leaflet);
  g_autoptr(GtkWidget) widget = g_weak_ref_get (&binding->widget);

  if (leaflet != NULL && widget != NULL)
    gtk_widget_set_visible (widget, adw_leaflet_get_folded (leaflet) != binding->inverted);
  return G_SOURCE_REMOVE;
}

static void
folded_cb (AdwLeaflet *leaflet,
           GParamSpec *pspec,
           gpointer    user_data)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, show_cb, g_rc_box_acquire (user_data), binding_unref);
}

static void
closed_cb (gpointer  data,
           GClosure *closure)
{
  binding_unref (data);
}

/**
 * velo_folded_bind:
 * @leaflet: a leaflet
 * @widget: what is shown while @leaflet is folded
 * @inverted: shown while it is not
 *
 * A leaflet tells that it folds in the middle of giving out the space. A widget that came then would
 * have none in that frame, of which the toolkit warns; it comes right after.
 */
void
velo_folded_bind (AdwLeaflet *leaflet,
                  GtkWidget  *widget,
                  gboolean    inverted)
{
  Binding *binding;

  g_return_if_fail (ADW_IS_LEAFLET (leaflet));
  g_return_if_fail (GTK_IS_WIDGET (widget));

  binding = g_rc_box_new0 (Binding);
  g_weak_ref_init (&binding->leaflet, leaflet);
  g_weak_ref_init (&binding->widget, widget);
  binding->inverted = inverted;
  gtk_widget_set_visible (widget, adw_leaflet_get_folded (leaflet) != inverted);
  g_signal_connect_data (leaflet, "notify::folded", G_CALLBACK (folded_cb), binding, closed_cb, 0);
}
