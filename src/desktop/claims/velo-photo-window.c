/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window with the photos of a claim. */

#define G_LOG_DOMAIN "velo-photo-window"

#include "config.h"

#include "velo-photo-window.h"

#include <glib/gi18n.h>

#include "velo-notice.h"
#include "velo-photo-viewer.h"

struct _VeloPhotoWindow
{
  AdwWindow parent_instance;

  VeloNotice *notice;
  VeloPhotoViewer *viewer;
};

G_DEFINE_FINAL_TYPE (VeloPhotoWindow, velo_photo_window, ADW_TYPE_WINDOW)

static void
failed_cb (VeloPhotoWindow *self,
           const char      *words)
{
  velo_notice_show (self->notice, VELO_NOTICE_KIND_ERROR, words);
}

static void
loaded_cb (VeloPhotoWindow *self)
{
  velo_notice_hide (self->notice);
}

static void
velo_photo_window_dispose (GObject *object)
{
  adw_window_set_content (ADW_WINDOW (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_PHOTO_WINDOW);

  G_OBJECT_CLASS (velo_photo_window_parent_class)->dispose (object);
}

static void
velo_photo_window_class_init (VeloPhotoWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = velo_photo_window_dispose;

  g_type_ensure (VELO_TYPE_NOTICE);
  g_type_ensure (VELO_TYPE_PHOTO_VIEWER);
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/claims/velo-photo-window.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloPhotoWindow, notice);
  gtk_widget_class_bind_template_child (widget_class, VeloPhotoWindow, viewer);
}

static void
velo_photo_window_init (VeloPhotoWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->viewer, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->viewer, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
}

/**
 * velo_photo_window_new:
 * @parent: (nullable): window below
 * @client: signed in as desk or assessor
 * @claim: a claim
 * @photo_id: (nullable): the photo to be shown first
 *
 * Returns: (transfer none): the window, loading, not shown yet
 */
GtkWindow *
velo_photo_window_new (GtkWindow        *parent,
                       VeloClaimsClient *client,
                       VeloClaim        *claim,
                       const char       *photo_id)
{
  VeloPhotoWindow *self = g_object_new (VELO_TYPE_PHOTO_WINDOW, "transient-for", parent, NULL);
  /* Translators: title of a window; the number of a claim */
  g_autofree char *title = g_strdup_printf (_("Photos of %s"), velo_claim_get_number (claim));

  gtk_window_set_title (GTK_WINDOW (self), title);
  if (photo_id != NULL)
    velo_photo_viewer_show_place (self->viewer, photo_id, NULL);
  velo_photo_viewer_open (self->viewer, client, claim);
  return GTK_WINDOW (self);
}
