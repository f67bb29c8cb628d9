/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One photo of the strip below the viewer. */

#define G_LOG_DOMAIN "velo-photo-thumb"

#include "config.h"

#include "velo-photo-thumb.h"

#include <glib/gi18n.h>

#include "velo-claims-photos.h"

#define WIDTH 104
#define HEIGHT 72

struct _VeloPhotoThumb
{
  GtkToggleButton parent_instance;

  char *id;           /* (owned) (nullable): %NULL for a photo that is missing */
  char *slot;         /* (owned) (not nullable) */
  GtkWidget *picture; /* (borrowed) */
  GtkWidget *icon;    /* (borrowed) */
};

G_DEFINE_FINAL_TYPE (VeloPhotoThumb, velo_photo_thumb, GTK_TYPE_TOGGLE_BUTTON)

static void
velo_photo_thumb_finalize (GObject *object)
{
  VeloPhotoThumb *self = VELO_PHOTO_THUMB (object);

  g_free (self->id);
  g_free (self->slot);

  G_OBJECT_CLASS (velo_photo_thumb_parent_class)->finalize (object);
}

static void
velo_photo_thumb_class_init (VeloPhotoThumbClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = velo_photo_thumb_finalize;
}

static void
velo_photo_thumb_init (VeloPhotoThumb *self)
{
}

/* A sign in the corner: something is to be looked at twice, or missing. */
static GtkWidget *
make_warning (void)
{
  GtkWidget *warning = g_object_new (GTK_TYPE_IMAGE, "icon-name", "dialog-warning-symbolic", "pixel-size", 12,
                                     "halign", GTK_ALIGN_END, "valign", GTK_ALIGN_START, "accessible-role",
                                     GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_set_size_request (warning, 20, 20);
  gtk_widget_add_css_class (warning, "osd");
  return warning;
}

static GtkWidget *
make_frame (VeloPhotoThumb        *self,
            const VeloClaimsPhoto *photo)
{
  GtkWidget *frame = gtk_overlay_new ();

  self->icon = g_object_new (GTK_TYPE_IMAGE, "icon-name",
                             self->id != NULL ? "image-x-generic-symbolic" : "image-missing-symbolic",
                             "pixel-size", 24, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->picture = g_object_new (GTK_TYPE_PICTURE, "can-shrink", TRUE, "accessible-role",
                                GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_size_request (frame, WIDTH, HEIGHT);
  gtk_overlay_set_child (GTK_OVERLAY (frame), self->icon);
  gtk_overlay_add_overlay (GTK_OVERLAY (frame), self->picture);
  if (photo == NULL || photo->flags->len > 0)
    gtk_overlay_add_overlay (GTK_OVERLAY (frame), make_warning ());
  return frame;
}

static void
add_words (VeloPhotoThumb        *self,
           GtkWidget             *box,
           const VeloClaimsPhoto *photo)
{
  const char *words = velo_claims_photos_get_words (self->slot);
  GtkWidget *label = gtk_label_new (words);
  g_autofree char *told = NULL;

  if (photo == NULL)
    /* Translators: a photo of the strip; the name of what it would show */
    told = g_strdup_printf (_("%s: missing"), words);
  else if (photo->replaced)
    told = g_strdup_printf (_("%s: replaced by a newer one"), words);
  else if (photo->flags->len > 0)
    told = g_strdup_printf (_("%s: please look twice"), words);
  else
    told = g_strdup (words);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_width_chars (GTK_LABEL (label), 14);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 14);
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), told);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, told, -1);
  if (photo != NULL && photo->replaced)
    gtk_widget_add_css_class (box, "dim-label");
}

/**
 * velo_photo_thumb_new:
 * @slot: what the photo shows
 * @photo: (nullable): the photo; %NULL if it is missing
 *
 * Returns: (transfer floating): the button, without its picture yet
 */
GtkWidget *
velo_photo_thumb_new (const char            *slot,
                      const VeloClaimsPhoto *photo)
{
  VeloPhotoThumb *self = g_object_new (VELO_TYPE_PHOTO_THUMB, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->slot = g_strdup (slot);
  self->id = photo != NULL ? g_strdup (photo->id) : NULL;
  gtk_box_append (GTK_BOX (box), make_frame (self, photo));
  add_words (self, box, photo);
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
  return GTK_WIDGET (self);
}

/**
 * velo_photo_thumb_get_id:
 * @self: a thumbnail
 *
 * Returns: (nullable): identity of the photo, %NULL if it is missing
 */
const char *
velo_photo_thumb_get_id (VeloPhotoThumb *self)
{
  g_return_val_if_fail (VELO_IS_PHOTO_THUMB (self), NULL);

  return self->id;
}

/**
 * velo_photo_thumb_get_slot:
 * @self: a thumbnail
 *
 * Returns: what the photo shows, as the service names it
 */
const char *
velo_photo_thumb_get_slot (VeloPhotoThumb *self)
{
  g_return_val_if_fail (VELO_IS_PHOTO_THUMB (self), NULL);

  return self->slot;
}

/**
 * velo_photo_thumb_set_picture:
 * @self: a thumbnail
 * @texture: the photo, small
 * @rotation: clockwise, in degrees
 */
void
velo_photo_thumb_set_picture (VeloPhotoThumb *self,
                              GdkTexture     *texture,
                              int             rotation)
{
  g_autoptr(GdkPixbuf) pixels = NULL;
  g_autoptr(GdkPixbuf) turned = NULL;
  g_autoptr(GdkTexture) shown = NULL;

  g_return_if_fail (VELO_IS_PHOTO_THUMB (self));

  /* small as it is, it is turned at once */
  pixels = gdk_pixbuf_get_from_texture (texture);
  if (pixels == NULL)
    return;
  turned = gdk_pixbuf_rotate_simple (pixels, (GdkPixbufRotation) ((360 - rotation) % 360));
  shown = gdk_texture_new_for_pixbuf (turned);
  gtk_picture_set_paintable (GTK_PICTURE (self->picture), GDK_PAINTABLE (shown));
  gtk_widget_set_visible (self->icon, FALSE);
}

/**
 * velo_photo_thumb_set_broken:
 * @self: a thumbnail
 *
 * The photo could not be loaded.
 */
void
velo_photo_thumb_set_broken (VeloPhotoThumb *self)
{
  g_return_if_fail (VELO_IS_PHOTO_THUMB (self));

  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), "image-missing-symbolic");
}
