/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The photos of a claim: one large, a strip of all, what is odd about them, and asking for one again. */

#define G_LOG_DOMAIN "velo-photo-viewer"

#include "config.h"

#include "velo-photo-viewer-private.h"

#include <glib/gi18n.h>

#include "velo-claims-photos.h"
#include "velo-claims-text.h"
#include "velo-photo-thumb.h"

/* A dozen photos of the service's largest size. */
#define CACHE_BYTES (256 * 1024 * 1024)

/* While a photo is waited for, in seconds. */
#define POLL_SECONDS 15

#define ZOOM_STEP 1.25

G_DEFINE_FINAL_TYPE (VeloPhotoViewer, velo_photo_viewer, ADW_TYPE_BIN)

static guint signals[VELO_PHOTO_VIEWER_N_SIGNALS];

void
velo_photo_viewer_emit (VeloPhotoViewer *self,
                        guint            signal,
                        const char      *first,
                        const char      *second,
                        const char      *third)
{
  if (signal == VELO_PHOTO_VIEWER_FAILED)
    g_signal_emit (self, signals[signal], 0, first);
  else if (signal == VELO_PHOTO_VIEWER_MARK_MOVED)
    g_signal_emit (self, signals[signal], 0, first, second, third);
  else
    g_signal_emit (self, signals[signal], 0);
}

VeloClaimsPhoto *
velo_photo_viewer_find (VeloPhotoViewer *self,
                        const char      *id)
{
  for (guint i = 0; self->photos != NULL && i < self->photos->len; i++)
    {
      VeloClaimsPhoto *photo = g_ptr_array_index (self->photos, i);

      if (g_strcmp0 (photo->id, id) == 0)
        return photo;
    }
  return NULL;
}

VeloClaimsPhoto *
velo_photo_viewer_get_shown (VeloPhotoViewer *self)
{
  return self->shown != NULL ? velo_photo_viewer_find (self, self->shown) : NULL;
}

void
velo_photo_viewer_update_actions (VeloPhotoViewer *self)
{
  gboolean there = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "photo") == 0;
  VeloClaimState state = self->claim != NULL ? velo_claim_get_state (self->claim) : VELO_CLAIM_STATE_REPORTED;
  gboolean may_ask = self->editable && (state == VELO_CLAIM_STATE_CALCULATING
                                        || state == VELO_CLAIM_STATE_PHOTOS_REQUESTED);
  GtkWidget *tools[] = { self->zoom_out_button, self->zoom_in_button, self->fit_button, self->left_button,
                         self->right_button, GTK_WIDGET (self->draw_button) };

  for (gsize i = 0; i < G_N_ELEMENTS (tools); i++)
    gtk_widget_set_sensitive (tools[i], there);
  gtk_widget_set_visible (GTK_WIDGET (self->draw_button), self->editable);
  gtk_widget_set_visible (self->request_button, self->editable);
  gtk_widget_set_visible (self->other_button, self->editable);
  gtk_widget_set_sensitive (self->request_button, may_ask && self->shown_slot != NULL && self->asked_slot == NULL);
  gtk_widget_set_sensitive (self->other_button, may_ask && self->asked_slot == NULL);
}

static void
zoomed_cb (VeloPhotoViewer *self)
{
  int percent = velo_photo_canvas_get_percent (self->canvas);
  /* Translators: how large a photo is shown, in percent */
  g_autofree char *text = g_strdup_printf (_("%d %%"), percent);

  /* before there is a photo, or room for it, it has no size */
  gtk_label_set_label (self->percent_label, percent > 0 ? text : "");
}

/* Choosing */

void
velo_photo_viewer_choose (VeloPhotoViewer *self,
                          const char      *id,
                          const char      *slot)
{
  VeloClaimsPhoto *photo = NULL;
  VeloPhotoThumb *thumb = velo_photo_viewer_find_thumb (self, id, slot);
  g_autofree char *kept_id = g_strdup (id);
  g_autofree char *kept_slot = g_strdup (slot);
  g_autofree char *caption = NULL;

  if (g_strcmp0 (self->shown, kept_id) != 0)
    velo_photo_viewer_save (self);
  g_free (self->shown);
  g_free (self->shown_slot);
  self->shown = g_steal_pointer (&kept_id);
  self->shown_slot = g_steal_pointer (&kept_slot);
  photo = velo_photo_viewer_get_shown (self);
  if (thumb != NULL)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (thumb), TRUE);
  caption = photo != NULL ? velo_claims_photos_dup_caption (photo)
                          : g_strdup (self->shown_slot != NULL ? velo_claims_photos_get_words (self->shown_slot) : "");
  gtk_label_set_label (self->caption_label, caption);
  velo_photo_viewer_show_flags (self, photo);
  velo_photo_viewer_show_marks (self);
  velo_photo_viewer_show_picture (self);
  velo_photo_viewer_load_next (self);
  velo_photo_viewer_emit (self, VELO_PHOTO_VIEWER_PLACE_CHANGED, NULL, NULL, NULL);
}

/* The list from the service */

static gboolean
poll_cb (gpointer user_data)
{
  VeloPhotoViewer *self = user_data;

  self->poll_id = 0;
  velo_photo_viewer_reload (self);
  return G_SOURCE_REMOVE;
}

/* Until the photo that was asked for is there. */
static void
plan_poll (VeloPhotoViewer *self)
{
  if (velo_claim_get_state (self->claim) == VELO_CLAIM_STATE_PHOTOS_REQUESTED && self->poll_id == 0)
    self->poll_id = g_timeout_add_seconds (POLL_SECONDS, poll_cb, self);
}

void
velo_photo_viewer_take (VeloPhotoViewer  *self,
                        VeloClaimsAnswer *answer)
{
  gboolean new_state = self->claim == NULL
    || velo_claim_get_revision (self->claim) != velo_claim_get_revision (answer->claim);
  g_autofree char *id = g_strdup (self->shown);
  g_autofree char *slot = g_strdup (self->shown_slot);

  velo_photo_viewer_keep_views (self, answer->photos);
  g_clear_pointer (&self->photos, g_ptr_array_unref);
  g_clear_pointer (&self->requests, g_ptr_array_unref);
  self->photos = g_ptr_array_ref (answer->photos);
  self->requests = answer->requests != NULL ? g_ptr_array_ref (answer->requests) : NULL;
  g_set_object (&self->claim, answer->claim);
  velo_photo_viewer_fill_strip (self);
  if (id == NULL || velo_photo_viewer_find_thumb (self, id, slot) == NULL)
    {
      VeloPhotoThumb *first = VELO_PHOTO_THUMB (gtk_widget_get_first_child (GTK_WIDGET (self->strip)));

      for (GtkWidget *child = GTK_WIDGET (first); slot == NULL && velo_photo_thumb_get_id (first) == NULL && child != NULL;
           child = gtk_widget_get_next_sibling (child))
        if (velo_photo_thumb_get_id (VELO_PHOTO_THUMB (child)) != NULL)
          first = VELO_PHOTO_THUMB (child);
      if (slot != NULL && id == NULL && velo_photo_viewer_find_thumb (self, NULL, slot) != NULL)
        first = velo_photo_viewer_find_thumb (self, NULL, slot);
      velo_photo_viewer_choose (self, velo_photo_thumb_get_id (first), velo_photo_thumb_get_slot (first));
    }
  else
    {
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (velo_photo_viewer_find_thumb (self, id, slot)), TRUE);
      velo_photo_viewer_show_flags (self, velo_photo_viewer_get_shown (self));
      velo_photo_viewer_update_actions (self);
    }
  velo_photo_viewer_load_next (self);
  plan_poll (self);
  velo_photo_viewer_emit (self, VELO_PHOTO_VIEWER_LOADED, NULL, NULL, NULL);
  if (new_state)
    velo_photo_viewer_emit (self, VELO_PHOTO_VIEWER_CLAIM_CHANGED, NULL, NULL, NULL);
}

void
velo_photo_viewer_fail (VeloPhotoViewer *self,
                        const GError    *error)
{
  g_autofree char *words = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  words = velo_claims_text_dup_error (error);
  if (self->photos == NULL)
    velo_photo_viewer_show_trouble (self, words, TRUE);
  velo_photo_viewer_emit (self, VELO_PHOTO_VIEWER_FAILED, words, NULL, NULL);
}

static void
list_loaded_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(VeloPhotoViewer) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(VeloClaimsAnswer) answer = velo_claims_client_finish (VELO_CLAIMS_CLIENT (source), result, &error);

  if (self->disposed)
    return;
  if (answer != NULL && answer->photos != NULL && answer->claim != NULL)
    velo_photo_viewer_take (self, answer);
  else if (error != NULL)
    {
      velo_photo_viewer_fail (self, error);
      /* a network that was away for a moment does not end the waiting */
      if (g_error_matches (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_OFFLINE))
        plan_poll (self);
    }
}

/* Tools */

static void
on_request_cb (VeloPhotoViewer *self)
{
  velo_photo_viewer_ask (self, self->shown_slot);
}

static void
on_other_cb (VeloPhotoViewer *self)
{
  velo_photo_viewer_ask (self, "other");
}

static void
on_zoom_in_cb (VeloPhotoViewer *self)
{
  velo_photo_canvas_zoom (self->canvas, ZOOM_STEP);
}

static void
on_zoom_out_cb (VeloPhotoViewer *self)
{
  velo_photo_canvas_zoom (self->canvas, 1 / ZOOM_STEP);
}

static void
on_fit_cb (VeloPhotoViewer *self)
{
  velo_photo_canvas_fit (self->canvas);
}

static void
on_left_cb (VeloPhotoViewer *self)
{
  velo_photo_viewer_turn (self, -90);
}

static void
on_right_cb (VeloPhotoViewer *self)
{
  velo_photo_viewer_turn (self, 90);
}

static void
on_draw_cb (VeloPhotoViewer *self)
{
  velo_photo_canvas_set_drawing (self->canvas, gtk_toggle_button_get_active (self->draw_button));
}

static void
on_retry_cb (VeloPhotoViewer *self)
{
  if (self->shown != NULL)
    g_hash_table_remove (self->troubles, self->shown);
  if (self->photos == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "loading");
      velo_photo_viewer_reload (self);
      return;
    }
  velo_photo_viewer_show_picture (self);
  velo_photo_viewer_load_next (self);
}

static void
velo_photo_viewer_dispose (GObject *object)
{
  VeloPhotoViewer *self = VELO_PHOTO_VIEWER (object);

  if (!self->disposed && self->client != NULL)
    velo_photo_viewer_save (self);
  self->disposed = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->save_id, g_source_remove);
  g_clear_handle_id (&self->poll_id, g_source_remove);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_PHOTO_VIEWER);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->cache);
  g_clear_object (&self->client);
  g_clear_object (&self->claim);

  G_OBJECT_CLASS (velo_photo_viewer_parent_class)->dispose (object);
}

static void
velo_photo_viewer_finalize (GObject *object)
{
  VeloPhotoViewer *self = VELO_PHOTO_VIEWER (object);

  g_clear_pointer (&self->photos, g_ptr_array_unref);
  g_clear_pointer (&self->requests, g_ptr_array_unref);
  g_hash_table_unref (self->troubles);
  g_hash_table_unref (self->loading);
  g_free (self->shown);
  g_free (self->shown_slot);
  g_free (self->wanted_area);
  g_free (self->asked_slot);
  g_free (self->saving);
  g_free (self->claim_id);
  g_hash_table_unref (self->unsaved);
  g_hash_table_unref (self->stored);

  G_OBJECT_CLASS (velo_photo_viewer_parent_class)->finalize (object);
}

#define BIND(CHILD) gtk_widget_class_bind_template_child (widget_class, VeloPhotoViewer, CHILD)

static void
bind_children (GtkWidgetClass *widget_class)
{
  BIND (stack);
  BIND (canvas);
  BIND (percent_label);
  BIND (zoom_out_button);
  BIND (zoom_in_button);
  BIND (fit_button);
  BIND (left_button);
  BIND (right_button);
  BIND (draw_button);
  BIND (request_button);
  BIND (other_button);
  BIND (trouble_label);
  BIND (retry_button);
  BIND (caption_label);
  BIND (flags_box);
  BIND (marks_window);
  BIND (marks_list);
  BIND (strip_window);
  BIND (strip);
  gtk_widget_class_bind_template_callback (widget_class, on_zoom_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_zoom_out_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_fit_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_right_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_draw_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_request_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_other_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_cb);
}

static guint
add_signal (const char *name,
            guint       n_texts)
{
  return g_signal_new (name, VELO_TYPE_PHOTO_VIEWER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, n_texts,
                       G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
}

static void
velo_photo_viewer_class_init (VeloPhotoViewerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = velo_photo_viewer_dispose;
  G_OBJECT_CLASS (klass)->finalize = velo_photo_viewer_finalize;

  /**
   * VeloPhotoViewer::loaded:
   *
   * The list of photos has come, or come anew.
   */
  signals[VELO_PHOTO_VIEWER_LOADED] = add_signal ("loaded", 0);
  /**
   * VeloPhotoViewer::place-changed:
   *
   * Another photo or rectangle is looked at, or it has another name.
   */
  signals[VELO_PHOTO_VIEWER_PLACE_CHANGED] = add_signal ("place-changed", 0);
  /**
   * VeloPhotoViewer::claim-changed:
   *
   * The service told of a newer claim than the one known before.
   */
  signals[VELO_PHOTO_VIEWER_CLAIM_CHANGED] = add_signal ("claim-changed", 0);
  /**
   * VeloPhotoViewer::failed:
   * @words: what did not work, for the user
   */
  signals[VELO_PHOTO_VIEWER_FAILED] = add_signal ("failed", 1);
  /**
   * VeloPhotoViewer::mark-moved:
   * @photo_id: of a photo
   * @before: where a rectangle was
   * @after: where it is now; empty if it is gone
   */
  signals[VELO_PHOTO_VIEWER_MARK_MOVED] = add_signal ("mark-moved", 3);

  g_type_ensure (VELO_TYPE_PHOTO_CANVAS);
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/claims/velo-photo-viewer.ui");
  bind_children (widget_class);
}

static void
velo_photo_viewer_init (VeloPhotoViewer *self)
{
  self->troubles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->loading = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->unsaved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->stored = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->canvas), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Photo"), -1);
  g_signal_connect_object (self->canvas, "zoomed", G_CALLBACK (zoomed_cb), self, G_CONNECT_SWAPPED);
  velo_photo_viewer_connect (self);
  gtk_stack_set_visible_child_name (self->stack, "loading");
  velo_photo_viewer_update_actions (self);
}

/**
 * velo_photo_viewer_new:
 *
 * Returns: (transfer floating): a viewer without a claim
 */
GtkWidget *
velo_photo_viewer_new (void)
{
  return g_object_new (VELO_TYPE_PHOTO_VIEWER, NULL);
}

/**
 * velo_photo_viewer_open:
 * @self: a viewer, just made
 * @client: signed in; only an assessor draws and asks
 * @claim: a claim
 *
 * Loads the photos of @claim.
 */
void
velo_photo_viewer_open (VeloPhotoViewer  *self,
                        VeloClaimsClient *client,
                        VeloClaim        *claim)
{
  g_return_if_fail (VELO_IS_PHOTO_VIEWER (self));
  g_return_if_fail (self->client == NULL);

  self->client = g_object_ref (client);
  self->claim = g_object_ref (claim);
  self->claim_id = g_strdup (velo_claim_get_id (claim));
  self->cache = velo_photo_cache_new (client, CACHE_BYTES);
  self->cancellable = g_cancellable_new ();
  self->editable = velo_claims_client_get_role (client) == VELO_CLAIM_ACTOR_ASSESSOR;
  velo_photo_canvas_set_editable (self->canvas, self->editable);
  velo_photo_viewer_reload (self);
}

/**
 * velo_photo_viewer_reload:
 * @self: a viewer with a claim
 *
 * Asks the service what there is now.
 */
void
velo_photo_viewer_reload (VeloPhotoViewer *self)
{
  g_return_if_fail (VELO_IS_PHOTO_VIEWER (self));
  g_return_if_fail (self->client != NULL);

  velo_photo_viewer_save (self);
  velo_claims_client_photos_async (self->client, velo_claim_get_id (self->claim), self->cancellable, list_loaded_cb,
                                   g_object_ref (self));
}

/**
 * velo_photo_viewer_set_claim:
 * @self: a viewer
 * @claim: the same claim, as it was seen later
 */
void
velo_photo_viewer_set_claim (VeloPhotoViewer *self,
                             VeloClaim       *claim)
{
  g_return_if_fail (VELO_IS_PHOTO_VIEWER (self));

  g_set_object (&self->claim, claim);
  velo_photo_viewer_update_actions (self);
}

/**
 * velo_photo_viewer_show_place:
 * @self: a viewer
 * @photo_id: a photo
 * @area: (nullable): "x y w h" to be zoomed to; empty for the whole photo
 */
void
velo_photo_viewer_show_place (VeloPhotoViewer *self,
                              const char      *photo_id,
                              const char      *area)
{
  VeloClaimsPhoto *photo;

  g_return_if_fail (VELO_IS_PHOTO_VIEWER (self));

  photo = velo_photo_viewer_find (self, photo_id);
  /* not known yet: it is chosen when the list comes */
  if (photo == NULL && self->photos != NULL)
    return;
  g_free (self->wanted_area);
  self->wanted_area = g_strdup (area);
  if (photo == NULL)
    {
      g_free (self->shown);
      self->shown = g_strdup (photo_id);
      return;
    }
  if (g_strcmp0 (self->shown, photo_id) != 0)
    velo_photo_viewer_choose (self, photo->id, photo->slot);
  else if (velo_photo_cache_look_up (self->cache, photo->id) != NULL)
    velo_photo_viewer_show_picture (self);
}
