/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The photo that is large: how it comes, and what is shown until it is there or instead of it. */

#define G_LOG_DOMAIN "velo-photo-viewer"

#include "config.h"

#include "velo-photo-viewer-private.h"

#include <glib/gi18n.h>

#include "velo-claims-photos.h"
#include "velo-claims-text.h"
#include "velo-photo-thumb.h"

void
velo_photo_viewer_show_trouble (VeloPhotoViewer *self,
                                const char      *words,
                                gboolean         again)
{
  gtk_label_set_label (self->trouble_label, words);
  gtk_widget_set_visible (self->retry_button, again);
  gtk_stack_set_visible_child_name (self->stack, "trouble");
}

static void
zoom_to_wanted (VeloPhotoViewer *self)
{
  VeloClaimsPhoto *photo = velo_photo_viewer_get_shown (self);
  g_autofree char *wanted = g_steal_pointer (&self->wanted_area);
  VeloPhotoArea area;

  if (photo == NULL || wanted == NULL || !velo_photo_area_parse (wanted, &area))
    return;
  velo_photo_canvas_show_area (self->canvas, &area);
  velo_photo_canvas_point (self->canvas, &area);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (velo_photo_view_get_marks (photo->view))); i++)
    {
      g_autoptr(VeloPhotoMark) mark = g_list_model_get_item (G_LIST_MODEL (velo_photo_view_get_marks (photo->view)), i);

      if (g_strcmp0 (velo_photo_mark_get_area (mark), wanted) == 0)
        {
          velo_photo_canvas_point (self->canvas, NULL);
          velo_photo_canvas_set_selected (self->canvas, velo_photo_mark_get_number (mark));
        }
    }
}

/* What is chosen: a photo, its trouble, or that there is none. */
void
velo_photo_viewer_show_picture (VeloPhotoViewer *self)
{
  VeloClaimsPhoto *photo = velo_photo_viewer_get_shown (self);
  GdkTexture *texture = photo != NULL ? velo_photo_cache_look_up (self->cache, photo->id) : NULL;
  const char *trouble = photo != NULL ? g_hash_table_lookup (self->troubles, photo->id) : NULL;

  velo_photo_canvas_set_photo (self->canvas, texture, photo != NULL ? photo->view : NULL);
  gtk_toggle_button_set_active (self->draw_button, FALSE);
  if (photo == NULL)
    velo_photo_viewer_show_trouble (self, self->photos != NULL && self->shown_slot != NULL
                                            ? _("The customer has not sent this photo.") : _("There are no photos yet."),
                                    FALSE);
  else if (texture != NULL)
    {
      g_autofree char *caption = velo_claims_photos_dup_caption (photo);

      gtk_accessible_update_property (GTK_ACCESSIBLE (self->canvas), GTK_ACCESSIBLE_PROPERTY_LABEL, caption, -1);
      gtk_stack_set_visible_child_name (self->stack, "photo");
      zoom_to_wanted (self);
    }
  else if (trouble != NULL)
    velo_photo_viewer_show_trouble (self, trouble, TRUE);
  else
    gtk_stack_set_visible_child_name (self->stack, "loading");
  velo_photo_viewer_update_actions (self);
}

static char *
dup_trouble (const GError *error)
{
  if (g_error_matches (error, VELO_PHOTO_CACHE_ERROR, VELO_PHOTO_CACHE_ERROR_BROKEN))
    return g_strdup (_("This photo arrived damaged or cut off. Please try again, or ask the customer for it."));
  if (g_error_matches (error, VELO_PHOTO_CACHE_ERROR, VELO_PHOTO_CACHE_ERROR_TOO_LARGE))
    return g_strdup (_("This photo is too large to be shown. Please ask the customer for it again."));
  if (g_error_matches (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_NOT_FOUND)
      || g_error_matches (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_GONE))
    return g_strdup (_("The service does not have this photo any more."));
  return velo_claims_text_dup_error (error);
}

typedef struct
{
  VeloPhotoViewer *viewer; /* (owned) */
  char *id;                /* (owned) */
  gboolean ahead;          /* nobody looks at it yet */
} Loading;

/* The photo has come, whole or small, or it has not. */
static void
take_photo (Loading      *loaded,
            gboolean      there,
            const GError *error)
{
  g_autofree Loading *loading = loaded;
  g_autoptr(VeloPhotoViewer) self = loading->viewer;
  g_autofree char *id = loading->id;
  gboolean ahead = loading->ahead && g_strcmp0 (id, self->shown) != 0;
  VeloClaimsPhoto *photo = NULL;
  VeloPhotoThumb *thumb = NULL;

  g_hash_table_remove (self->loading, id);
  /* one that nobody looks at is asked for again when somebody does */
  if (self->disposed || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || (ahead && !there))
    return;
  photo = velo_photo_viewer_find (self, id);
  thumb = photo != NULL ? velo_photo_viewer_find_thumb (self, id, NULL) : NULL;
  if (photo == NULL || thumb == NULL)
    return;
  if (there)
    {
      g_hash_table_remove (self->troubles, id);
      velo_photo_thumb_set_picture (thumb, velo_photo_cache_get_thumbnail (self->cache, id),
                                    velo_photo_view_get_rotation (photo->view));
    }
  else
    {
      g_hash_table_replace (self->troubles, g_strdup (id), dup_trouble (error));
      velo_photo_thumb_set_broken (thumb);
    }
  if (g_strcmp0 (id, self->shown) == 0)
    velo_photo_viewer_show_picture (self);
  velo_photo_viewer_load_next (self);
}

static void
photo_loaded_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkTexture) texture = velo_photo_cache_load_finish (VELO_PHOTO_CACHE (source), result, &error);

  take_photo (user_data, texture != NULL, error);
}

static void
small_loaded_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkTexture) small = velo_photo_cache_load_small_finish (VELO_PHOTO_CACHE (source), result, &error);

  take_photo (user_data, small != NULL, error);
}

typedef enum
{
  WHOLE,
  AHEAD, /* whole, for later */
  SMALL
} Kind;

static void
load_photo (VeloPhotoViewer *self,
            const char      *id,
            Kind             kind)
{
  Loading *loading;

  /* twice would show it anew, and forget what is selected on it */
  if (!g_hash_table_add (self->loading, g_strdup (id)))
    return;
  loading = g_new0 (Loading, 1);
  loading->viewer = g_object_ref (self);
  loading->id = g_strdup (id);
  loading->ahead = kind == AHEAD;
  if (kind != SMALL)
    velo_photo_cache_load_async (self->cache, id, self->cancellable, photo_loaded_cb, loading);
  else
    velo_photo_cache_load_small_async (self->cache, id, self->cancellable, small_loaded_cb, loading);
}

gboolean
velo_photo_viewer_load_shown (VeloPhotoViewer *self)
{
  VeloClaimsPhoto *shown = velo_photo_viewer_get_shown (self);

  if (shown == NULL || velo_photo_cache_look_up (self->cache, shown->id) != NULL
      || g_hash_table_contains (self->troubles, shown->id))
    return FALSE;
  load_photo (self, shown->id, WHOLE);
  return TRUE;
}

/* Whoever looks through the photos does not wait for each: the room in memory is for more than two of them. */
static void
load_ahead (VeloPhotoViewer *self)
{
  VeloPhotoThumb *thumb = self->shown != NULL ? velo_photo_viewer_find_thumb (self, self->shown, NULL) : NULL;
  GtkWidget *next = thumb != NULL ? gtk_widget_get_next_sibling (GTK_WIDGET (thumb)) : NULL;
  const char *id = NULL;

  for (; next != NULL && id == NULL; next = gtk_widget_get_next_sibling (next))
    id = velo_photo_thumb_get_id (VELO_PHOTO_THUMB (next));
  if (id == NULL || g_hash_table_contains (self->troubles, id) || velo_photo_cache_look_up (self->cache, id) != NULL)
    return;
  load_photo (self, id, AHEAD);
}

/* The one that is looked at first, then small pictures of the others for the strip, one after the other, and at last
 * the one that comes next. */
void
velo_photo_viewer_load_next (VeloPhotoViewer *self)
{
  if (velo_photo_viewer_load_shown (self))
    return;
  for (guint i = 0; self->photos != NULL && i < self->photos->len; i++)
    {
      VeloClaimsPhoto *photo = g_ptr_array_index (self->photos, i);

      if (velo_photo_cache_get_thumbnail (self->cache, photo->id) == NULL
          && !g_hash_table_contains (self->troubles, photo->id))
        {
          load_photo (self, photo->id, SMALL);
          return;
        }
    }
  load_ahead (self);
}
