/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the assessor does to a photo: turning it, and rectangles. */

#define G_LOG_DOMAIN "velo-photo-viewer"

#include "config.h"

#include "velo-photo-viewer-private.h"

#include <glib/gi18n.h>

#include "velo-claims-photos.h"

static VeloPhotoMark *
find_mark (VeloClaimsPhoto *photo,
           int              number,
           guint           *position)
{
  GListModel *marks = G_LIST_MODEL (velo_photo_view_get_marks (photo->view));

  for (guint i = 0; i < g_list_model_get_n_items (marks); i++)
    {
      g_autoptr(VeloPhotoMark) mark = g_list_model_get_item (marks, i);

      *position = i;
      /* the list keeps it */
      if (velo_photo_mark_get_number (mark) == number)
        return mark;
    }
  return NULL;
}

void
velo_photo_viewer_turn (VeloPhotoViewer *self,
                        int              degrees)
{
  VeloClaimsPhoto *photo = velo_photo_viewer_get_shown (self);

  if (photo == NULL)
    return;
  velo_photo_view_set_rotation (photo->view, (velo_photo_view_get_rotation (photo->view) + degrees + 360) % 360);
  velo_photo_canvas_update (self->canvas);
  velo_photo_viewer_show_turned (self);
  velo_photo_viewer_save_soon (self);
}

/* The list of rectangles */

static void
mark_named_cb (VeloPhotoViewer *self,
               GtkEditable     *row)
{
  VeloClaimsPhoto *photo = velo_photo_viewer_get_shown (self);
  int number = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "number"));
  guint position = 0;
  VeloPhotoMark *mark = photo != NULL ? find_mark (photo, number, &position) : NULL;

  if (mark == NULL)
    return;
  velo_photo_mark_set_name (mark, gtk_editable_get_text (row));
  velo_photo_viewer_save_soon (self);
  velo_photo_viewer_emit (self, VELO_PHOTO_VIEWER_PLACE_CHANGED, NULL, NULL, NULL);
}

static void
remove_mark (VeloPhotoViewer *self,
             int              number)
{
  VeloClaimsPhoto *photo = velo_photo_viewer_get_shown (self);
  guint position = 0;
  VeloPhotoMark *mark = photo != NULL ? find_mark (photo, number, &position) : NULL;
  g_autofree char *area = NULL;

  if (mark == NULL || !self->editable)
    return;
  area = g_strdup (velo_photo_mark_get_area (mark));
  g_list_store_remove (velo_photo_view_get_marks (photo->view), position);
  velo_photo_canvas_set_selected (self->canvas, 0);
  velo_photo_canvas_update (self->canvas);
  velo_photo_viewer_show_marks (self);
  velo_photo_viewer_save_soon (self);
  velo_photo_viewer_emit (self, VELO_PHOTO_VIEWER_MARK_MOVED, photo->id, area, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static void
remove_clicked_cb (VeloPhotoViewer *self,
                   GtkWidget       *button)
{
  remove_mark (self, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "number")));
}

static void
show_clicked_cb (VeloPhotoViewer *self,
                 GtkWidget       *button)
{
  VeloClaimsPhoto *photo = velo_photo_viewer_get_shown (self);
  int number = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "number"));
  guint position = 0;
  VeloPhotoMark *mark = photo != NULL ? find_mark (photo, number, &position) : NULL;
  VeloPhotoArea area;

  if (mark == NULL || !velo_photo_area_parse (velo_photo_mark_get_area (mark), &area))
    return;
  velo_photo_canvas_show_area (self->canvas, &area);
  velo_photo_canvas_set_selected (self->canvas, number);
}

static GtkWidget *
make_button (VeloPhotoViewer *self,
             const char      *icon_name,
             const char      *label,
             int              number,
             GCallback        callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data (G_OBJECT (button), "number", GINT_TO_POINTER (number));
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

static void
append_mark (VeloPhotoViewer *self,
             VeloPhotoMark   *mark)
{
  int number = velo_photo_mark_get_number (mark);
  g_autofree char *title = g_strdup_printf (_("Rectangle %d: what is seen there"), number);
  g_autofree char *show = g_strdup_printf (_("Show rectangle %d"), number);
  g_autofree char *remove = g_strdup_printf (_("Remove rectangle %d"), number);
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), velo_photo_mark_get_name (mark));
  gtk_editable_set_editable (GTK_EDITABLE (row), self->editable);
  adw_entry_row_add_prefix (ADW_ENTRY_ROW (row), make_button (self, "zoom-in-symbolic", show, number,
                                                              G_CALLBACK (show_clicked_cb)));
  if (self->editable)
    adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), make_button (self, "user-trash-symbolic", remove, number,
                                                                G_CALLBACK (remove_clicked_cb)));
  g_object_set_data (G_OBJECT (row), "number", GINT_TO_POINTER (number));
  g_signal_connect_object (row, "changed", G_CALLBACK (mark_named_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->marks_list, row);
}

void
velo_photo_viewer_show_marks (VeloPhotoViewer *self)
{
  VeloClaimsPhoto *photo = velo_photo_viewer_get_shown (self);
  GListModel *marks = photo != NULL ? G_LIST_MODEL (velo_photo_view_get_marks (photo->view)) : NULL;
  guint n = marks != NULL ? g_list_model_get_n_items (marks) : 0;
  GtkListBoxRow *old;

  while ((old = gtk_list_box_get_row_at_index (self->marks_list, 0)) != NULL)
    gtk_list_box_remove (self->marks_list, GTK_WIDGET (old));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(VeloPhotoMark) mark = g_list_model_get_item (marks, i);

      append_mark (self, mark);
    }
  gtk_widget_set_visible (self->marks_window, n > 0);
}

/* What happens on the photo */

static void
drawn_cb (VeloPhotoViewer *self,
          const char      *text)
{
  VeloClaimsPhoto *photo = velo_photo_viewer_get_shown (self);
  VeloPhotoArea area;
  int number;

  if (photo == NULL || !velo_photo_area_parse (text, &area))
    return;
  number = velo_photo_view_add (photo->view, &area);
  gtk_toggle_button_set_active (self->draw_button, FALSE);
  if (number == 0)
    {
      velo_photo_viewer_emit (self, VELO_PHOTO_VIEWER_FAILED,
                              _("There are too many rectangles on this photo. Please remove one first."), NULL, NULL);
      return;
    }
  velo_photo_viewer_show_marks (self);
  velo_photo_canvas_update (self->canvas);
  velo_photo_canvas_set_selected (self->canvas, number);
  velo_photo_viewer_save_soon (self);
}

static void
moved_cb (VeloPhotoViewer *self,
          int              number,
          const char      *area)
{
  VeloClaimsPhoto *photo = velo_photo_viewer_get_shown (self);
  guint position = 0;
  VeloPhotoMark *mark = photo != NULL ? find_mark (photo, number, &position) : NULL;
  g_autofree char *before = NULL;

  if (mark == NULL)
    return;
  before = g_strdup (velo_photo_mark_get_area (mark));
  velo_photo_mark_set_area (mark, area);
  velo_photo_canvas_update (self->canvas);
  velo_photo_viewer_save_soon (self);
  velo_photo_viewer_emit (self, VELO_PHOTO_VIEWER_MARK_MOVED, photo->id, before, area);
}

static void
selected_cb (VeloPhotoViewer *self)
{
  velo_photo_viewer_emit (self, VELO_PHOTO_VIEWER_PLACE_CHANGED, NULL, NULL, NULL);
}

void
velo_photo_viewer_connect (VeloPhotoViewer *self)
{
  g_signal_connect_object (self->canvas, "drawn", G_CALLBACK (drawn_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "remove-requested", G_CALLBACK (remove_mark), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "turn-requested", G_CALLBACK (velo_photo_viewer_turn), self,
                           G_CONNECT_SWAPPED);
}

/**
 * velo_photo_viewer_dup_words:
 * @self: a viewer
 * @photo_id: a photo of the claim
 * @area: a rectangle on it; may be empty
 *
 * Returns: (transfer full): what one sees there: "Damage close up, rectangle 2 (dent)"; empty if
 *   the photo is not known
 */
char *
velo_photo_viewer_dup_words (VeloPhotoViewer *self,
                             const char      *photo_id,
                             const char      *area)
{
  VeloClaimsPhoto *photo;

  g_return_val_if_fail (VELO_IS_PHOTO_VIEWER (self), NULL);

  photo = velo_photo_viewer_find (self, photo_id);
  return photo != NULL ? velo_claims_photos_dup_place (photo, area) : g_strdup ("");
}

/**
 * velo_photo_viewer_dup_place:
 * @self: a viewer
 * @photo_id: (out) (transfer full): the photo that is looked at; empty if there is none
 * @area: (out) (transfer full): the rectangle that is selected; empty if there is none
 */
void
velo_photo_viewer_dup_place (VeloPhotoViewer  *self,
                             char            **photo_id,
                             char            **area)
{
  VeloClaimsPhoto *photo;
  int number;

  g_return_if_fail (VELO_IS_PHOTO_VIEWER (self));

  photo = velo_photo_viewer_get_shown (self);
  number = velo_photo_canvas_get_selected (self->canvas);
  *photo_id = g_strdup (photo != NULL ? photo->id : "");
  *area = NULL;
  for (guint i = 0; photo != NULL && number != 0
         && i < g_list_model_get_n_items (G_LIST_MODEL (velo_photo_view_get_marks (photo->view))); i++)
    {
      g_autoptr(VeloPhotoMark) mark = g_list_model_get_item (G_LIST_MODEL (velo_photo_view_get_marks (photo->view)), i);

      if (velo_photo_mark_get_number (mark) == number)
        *area = g_strdup (velo_photo_mark_get_area (mark));
    }
  if (*area == NULL)
    *area = g_strdup ("");
}

/**
 * velo_photo_viewer_get_claim:
 * @self: a viewer
 *
 * Returns: (transfer none) (nullable): the claim as it was last seen
 */
VeloClaim *
velo_photo_viewer_get_claim (VeloPhotoViewer *self)
{
  g_return_val_if_fail (VELO_IS_PHOTO_VIEWER (self), NULL);

  return self->claim;
}

/**
 * velo_photo_viewer_get_photos:
 * @self: a viewer
 *
 * Returns: (transfer none) (nullable) (element-type VeloClaimsPhoto): the photos, %NULL before they
 *   are known
 */
GPtrArray *
velo_photo_viewer_get_photos (VeloPhotoViewer *self)
{
  g_return_val_if_fail (VELO_IS_PHOTO_VIEWER (self), NULL);

  return self->photos;
}
