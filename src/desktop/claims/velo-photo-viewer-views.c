/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How photos are looked at is stored by the service, and put together with what another assessor has drawn. */

#define G_LOG_DOMAIN "velo-photo-viewer"

#include "config.h"

#include "velo-photo-viewer-private.h"

#include <glib/gi18n.h>

#include "velo-claims-text.h"
#include "velo-clock.h"

/* In milliseconds: while one draws and types, not every step is sent. */
#define SAVE_AFTER 400

static gboolean
has_area (VeloPhotoView *view,
          const char    *area)
{
  GListModel *marks = G_LIST_MODEL (velo_photo_view_get_marks (view));

  for (guint i = 0; i < g_list_model_get_n_items (marks); i++)
    {
      g_autoptr(VeloPhotoMark) mark = g_list_model_get_item (marks, i);

      if (g_strcmp0 (velo_photo_mark_get_area (mark), area) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Adds to @view what @mine has and neither @view nor @base, what was known before. */
static gboolean
add_drawn (VeloPhotoView *view,
           VeloPhotoView *mine,
           VeloPhotoView *base)
{
  GListModel *marks = G_LIST_MODEL (velo_photo_view_get_marks (mine));
  gboolean added = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (marks); i++)
    {
      g_autoptr(VeloPhotoMark) mark = g_list_model_get_item (marks, i);
      g_autoptr(VeloPhotoMark) last = NULL;
      const char *text = velo_photo_mark_get_area (mark);
      GListModel *all = G_LIST_MODEL (velo_photo_view_get_marks (view));
      VeloPhotoArea area;

      if (has_area (base, text) || has_area (view, text) || !velo_photo_area_parse (text, &area)
          || velo_photo_view_add (view, &area) == 0)
        continue;
      last = g_list_model_get_item (all, g_list_model_get_n_items (all) - 1);
      velo_photo_mark_set_name (last, velo_photo_mark_get_name (mark));
      added = TRUE;
    }
  return added;
}

static VeloPhotoView *
get_stored (VeloPhotoViewer *self,
            const char      *id)
{
  VeloPhotoView *stored = g_hash_table_lookup (self->stored, id);

  if (stored == NULL)
    {
      stored = velo_photo_view_new ();
      g_hash_table_replace (self->stored, g_strdup (id), stored);
    }
  return stored;
}

/* Another view of the photo than was seen so far. */
static void
show_view (VeloPhotoViewer       *self,
           const VeloClaimsPhoto *photo)
{
  if (self->disposed || g_strcmp0 (self->shown, photo->id) != 0)
    return;
  velo_photo_canvas_set_selected (self->canvas, 0);
  velo_photo_canvas_update (self->canvas);
  velo_photo_viewer_show_turned (self);
  velo_photo_viewer_show_marks (self);
}

/* A view that is not stored yet, or that is on the canvas, stays the same object. */
void
velo_photo_viewer_keep_views (VeloPhotoViewer *self,
                              GPtrArray       *photos)
{
  for (guint i = 0; i < photos->len; i++)
    {
      VeloClaimsPhoto *photo = g_ptr_array_index (photos, i);
      VeloClaimsPhoto *before = velo_photo_viewer_find (self, photo->id);
      gboolean mine = g_hash_table_contains (self->unsaved, photo->id) || g_strcmp0 (self->saving, photo->id) == 0;
      int revision = before != NULL ? velo_photo_view_get_revision (before->view) : 0;
      gboolean newer = velo_photo_view_get_revision (photo->view) > revision;

      if (before == NULL || (newer && !mine))
        velo_record_assign (get_stored (self, photo->id), photo->view);
      if (before == NULL)
        continue;
      /* an answer may be older than what was stored since */
      if (newer && !mine)
        {
          velo_record_assign (before->view, photo->view);
          show_view (self, before);
        }
      g_set_object (&photo->view, before->view);
    }
}

static void send_next (VeloPhotoViewer  *self,
                       VeloClaimsClient *client);

/* The name of the other assessor; @photo has both kinds of rectangles by now. */
static void
tell_other (VeloPhotoViewer       *self,
            const VeloClaimsPhoto *photo)
{
  g_autofree char *when = velo_clock_format (velo_photo_view_get_changed (photo->view));
  g_autofree char *text = NULL;

  if (self->disposed)
    return;
  /* Translators: an assessor and a time */
  text = g_strdup_printf (_("%s changed the rectangles of this photo on %s, after you opened it. You see them now, with those that you have drawn since; please check what else you have changed."),
                          velo_photo_view_get_who (photo->view), when);
  velo_photo_viewer_emit (self, VELO_PHOTO_VIEWER_FAILED, text, NULL, NULL);
}

static void
tell_failed (VeloPhotoViewer *self,
             const GError    *error)
{
  g_autofree char *words = NULL;
  g_autofree char *text = NULL;

  if (self->disposed || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  words = velo_claims_text_dup_error (error);
  text = g_strdup_printf (_("The rectangles could not be stored. %s"), words);
  velo_photo_viewer_emit (self, VELO_PHOTO_VIEWER_FAILED, text, NULL, NULL);
}

static const VeloClaimsPhoto *
find_photo (GPtrArray  *photos,
            const char *id)
{
  for (guint i = 0; photos != NULL && i < photos->len; i++)
    {
      const VeloClaimsPhoto *photo = g_ptr_array_index (photos, i);

      if (g_strcmp0 (photo->id, id) == 0)
        return photo;
    }
  return NULL;
}

/* What another assessor has stored, and what was drawn here since, are put together. */
static void
theirs_got_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(VeloPhotoViewer) self = user_data;
  g_autofree char *id = g_steal_pointer (&self->saving);
  g_autoptr(GError) error = NULL;
  g_autoptr(VeloClaimsAnswer) answer = velo_claims_client_finish (VELO_CLAIMS_CLIENT (object), result, &error);
  const VeloClaimsPhoto *theirs = answer != NULL ? find_photo (answer->photos, id) : NULL;
  VeloClaimsPhoto *photo = velo_photo_viewer_find (self, id);

  if (theirs != NULL && photo != NULL)
    {
      g_autoptr(VeloPhotoView) mine = velo_record_copy (photo->view);

      velo_record_assign (photo->view, theirs->view);
      tell_other (self, photo);
      g_hash_table_remove (self->unsaved, id);
      if (add_drawn (photo->view, mine, get_stored (self, id)))
        g_hash_table_add (self->unsaved, g_strdup (id));
      velo_record_assign (get_stored (self, id), theirs->view);
      show_view (self, photo);
    }
  else if (error != NULL)
    {
      if (photo != NULL)
        g_hash_table_add (self->unsaved, g_strdup (id));
      tell_failed (self, error);
      return;
    }
  send_next (self, VELO_CLAIMS_CLIENT (object));
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(VeloPhotoViewer) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(VeloClaimsAnswer) answer = velo_claims_client_finish (VELO_CLAIMS_CLIENT (object), result, &error);
  g_autofree char *id = NULL;
  VeloClaimsPhoto *photo;

  if (g_error_matches (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_CONFLICT))
    {
      velo_claims_client_photos_async (VELO_CLAIMS_CLIENT (object), self->claim_id, NULL, theirs_got_cb,
                                       g_object_ref (self));
      return;
    }
  id = g_steal_pointer (&self->saving);
  photo = velo_photo_viewer_find (self, id);
  if (answer == NULL)
    {
      /* with the next thing that is drawn, or when the photos are loaded again, it is tried once more */
      if (g_error_matches (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_OFFLINE) && photo != NULL)
        g_hash_table_add (self->unsaved, g_strdup (id));
      tell_failed (self, error);
      return;
    }
  if (photo != NULL && answer->view != NULL)
    {
      velo_photo_view_set_revision (photo->view, velo_photo_view_get_revision (answer->view));
      velo_record_assign (get_stored (self, id), answer->view);
    }
  if (self->save_id == 0)
    send_next (self, VELO_CLAIMS_CLIENT (object));
}

/* One after the other: each has to know the revision that the one before has made. */
static void
send_next (VeloPhotoViewer  *self,
           VeloClaimsClient *client)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->unsaved);
  while (self->saving == NULL && g_hash_table_iter_next (&iter, &id, NULL))
    {
      VeloClaimsPhoto *photo = velo_photo_viewer_find (self, id);

      if (photo != NULL)
        {
          self->saving = g_strdup (id);
          velo_claims_client_set_photo_view_async (client, photo->id, photo->view, NULL, saved_cb, g_object_ref (self));
        }
      g_hash_table_iter_remove (&iter);
    }
}

/**
 * velo_photo_viewer_save:
 * @self: a viewer with a claim
 *
 * Sends what was drawn and turned last; it is not cancelled with the viewer.
 */
void
velo_photo_viewer_save (VeloPhotoViewer *self)
{
  g_clear_handle_id (&self->save_id, g_source_remove);
  send_next (self, self->client);
}

static gboolean
save_cb (gpointer user_data)
{
  VeloPhotoViewer *self = user_data;

  self->save_id = 0;
  velo_photo_viewer_save (self);
  return G_SOURCE_REMOVE;
}

void
velo_photo_viewer_save_soon (VeloPhotoViewer *self)
{
  if (!self->editable || self->shown == NULL)
    return;
  g_clear_handle_id (&self->save_id, g_source_remove);
  g_hash_table_add (self->unsaved, g_strdup (self->shown));
  self->save_id = g_timeout_add (SAVE_AFTER, save_cb, self);
}
