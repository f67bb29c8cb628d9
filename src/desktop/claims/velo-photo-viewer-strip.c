/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The strip of all photos below the one that is large. */

#define G_LOG_DOMAIN "velo-photo-viewer"

#include "config.h"

#include "velo-photo-viewer-private.h"

#include "velo-claims-photos.h"

VeloPhotoThumb *
velo_photo_viewer_find_thumb (VeloPhotoViewer *self,
                              const char      *id,
                              const char      *slot)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->strip)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_strcmp0 (velo_photo_thumb_get_id (VELO_PHOTO_THUMB (child)), id) == 0
        && (id != NULL || g_strcmp0 (velo_photo_thumb_get_slot (VELO_PHOTO_THUMB (child)), slot) == 0))
      return VELO_PHOTO_THUMB (child);
  return NULL;
}

static void
thumb_toggled_cb (VeloPhotoViewer *self,
                  VeloPhotoThumb  *thumb)
{
  const char *id = velo_photo_thumb_get_id (thumb);
  const char *slot = velo_photo_thumb_get_slot (thumb);

  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (thumb))
      && (g_strcmp0 (id, self->shown) != 0 || g_strcmp0 (slot, self->shown_slot) != 0))
    velo_photo_viewer_choose (self, id, slot);
}

static void
append_thumb (VeloPhotoViewer       *self,
              const char            *slot,
              const VeloClaimsPhoto *photo)
{
  GtkWidget *thumb = velo_photo_thumb_new (slot, photo);
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->strip));
  GdkTexture *texture = photo != NULL ? velo_photo_cache_get_thumbnail (self->cache, photo->id) : NULL;

  if (first != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (thumb), GTK_TOGGLE_BUTTON (first));
  if (texture != NULL)
    velo_photo_thumb_set_picture (VELO_PHOTO_THUMB (thumb), texture, velo_photo_view_get_rotation (photo->view));
  g_signal_connect_object (thumb, "toggled", G_CALLBACK (thumb_toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->strip, thumb);
}

/* @replaced: which of them */
static guint
append_photos (VeloPhotoViewer *self,
               const char      *slot,
               gboolean         replaced)
{
  guint n = 0;

  for (guint i = 0; i < self->photos->len; i++)
    {
      const VeloClaimsPhoto *photo = g_ptr_array_index (self->photos, i);

      if (photo->replaced != replaced || (slot != NULL && !g_str_equal (photo->slot, slot)))
        continue;
      append_thumb (self, photo->slot, photo);
      n++;
    }
  return n;
}

void
velo_photo_viewer_fill_strip (VeloPhotoViewer *self)
{
  g_auto(GStrv) slots = velo_claims_photos_list_slots ();
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->strip))) != NULL)
    gtk_box_remove (self->strip, child);
  for (gsize i = 0; slots[i] != NULL; i++)
    if (append_photos (self, slots[i], FALSE) == 0)
      append_thumb (self, slots[i], NULL);
  append_photos (self, "other", FALSE);
  append_photos (self, NULL, TRUE);
}

void
velo_photo_viewer_show_turned (VeloPhotoViewer *self)
{
  VeloClaimsPhoto *photo = velo_photo_viewer_get_shown (self);
  GdkTexture *texture = photo != NULL ? velo_photo_cache_get_thumbnail (self->cache, photo->id) : NULL;
  VeloPhotoThumb *thumb = photo != NULL ? velo_photo_viewer_find_thumb (self, photo->id, NULL) : NULL;

  if (texture != NULL && thumb != NULL)
    velo_photo_thumb_set_picture (thumb, texture, velo_photo_view_get_rotation (photo->view));
}
