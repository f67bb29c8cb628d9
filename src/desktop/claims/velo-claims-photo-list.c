/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The photos of a claim as a list with small pictures, loaded while it is looked at and never besides. */

#define G_LOG_DOMAIN "velo-claims-photo-list"

#include "config.h"

#include "velo-claims-photo-list.h"

#include <glib/gi18n.h>

#include "velo-claims-photos.h"
#include "velo-claims-row.h"
#include "velo-clock.h"
#include "velo-photo-cache.h"
#include "velo-photo-window.h"

#define WIDTH 104
#define HEIGHT 78

/* What belongs to a row. */
typedef struct
{
  char *id;           /* (owned) (not nullable): of the photo */
  int rotation;       /* clockwise, in degrees */
  GtkWidget *icon;    /* (borrowed): stands for the picture until it is there */
  GtkWidget *picture; /* (borrowed) */
  gboolean failed;
} Item;

struct _VeloClaimsPhotoList
{
  AdwBin parent_instance;

  GtkListBox *list;          /* (borrowed) */
  VeloClaimsClient *client;  /* (owned) (nullable) */
  VeloClaim *claim;          /* (owned) (nullable): whose photos are in the list */
  VeloPhotoCache *cache;     /* (owned) (nullable): of that claim */
  GCancellable *cancellable; /* (owned) (nullable): of the picture that is loaded now */
  gboolean disposed;
};

G_DEFINE_FINAL_TYPE (VeloClaimsPhotoList, velo_claims_photo_list, ADW_TYPE_BIN)

static void
item_free (gpointer data)
{
  Item *item = data;

  g_free (item->id);
  g_free (item);
}

static Item *
get_item (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "item");
}

static Item *
find_item (VeloClaimsPhotoList *self,
           const char          *id)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_str_equal (get_item (row)->id, id))
      return get_item (row);
  return NULL;
}

/* Pictures */

static void
show_picture (Item       *item,
              GdkTexture *texture)
{
  g_autoptr(GdkPixbuf) pixels = gdk_pixbuf_get_from_texture (texture);
  g_autoptr(GdkPixbuf) turned = NULL;
  g_autoptr(GdkTexture) shown = NULL;

  if (pixels == NULL)
    return;
  turned = gdk_pixbuf_rotate_simple (pixels, (GdkPixbufRotation) ((360 - item->rotation) % 360));
  shown = gdk_texture_new_for_pixbuf (turned);
  gtk_picture_set_paintable (GTK_PICTURE (item->picture), GDK_PAINTABLE (shown));
  gtk_widget_set_visible (item->icon, FALSE);
}

typedef struct
{
  VeloClaimsPhotoList *list; /* (owned) */
  char *id;                  /* (owned) */
} Loading;

static void load_next (VeloClaimsPhotoList *self);

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Loading *loading = user_data;
  g_autoptr(VeloClaimsPhotoList) self = loading->list;
  g_autofree char *id = loading->id;
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkTexture) texture = velo_photo_cache_load_small_finish (VELO_PHOTO_CACHE (object), result, &error);
  Item *item;

  g_free (loading);
  /* who has turned away asks anew when looking again */
  if (self->disposed || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || self->cache != VELO_PHOTO_CACHE (object))
    return;
  g_clear_object (&self->cancellable);
  item = find_item (self, id);
  if (item != NULL && texture != NULL)
    show_picture (item, velo_photo_cache_get_thumbnail (self->cache, id));
  else if (item != NULL)
    {
      item->failed = TRUE;
      gtk_image_set_from_icon_name (GTK_IMAGE (item->icon), "image-missing-symbolic");
    }
  load_next (self);
}

/* One after the other, from the top. */
static void
load_next (VeloClaimsPhotoList *self)
{
  GtkListBoxRow *row;

  if (self->cache == NULL || self->cancellable != NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      Item *item = get_item (row);
      Loading *loading;

      if (item->failed || gtk_picture_get_paintable (GTK_PICTURE (item->picture)) != NULL)
        continue;
      loading = g_new0 (Loading, 1);
      loading->list = g_object_ref (self);
      loading->id = g_strdup (item->id);
      self->cancellable = g_cancellable_new ();
      velo_photo_cache_load_small_async (self->cache, item->id, self->cancellable, loaded_cb, loading);
      return;
    }
}

static void
stop_loading (VeloClaimsPhotoList *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* Rows */

static GtkWidget *
make_picture (Item *item)
{
  GtkWidget *overlay = gtk_overlay_new ();

  item->icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", "image-x-generic-symbolic", "pixel-size", 24,
                             "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  item->picture = g_object_new (GTK_TYPE_PICTURE, "can-shrink", TRUE, "accessible-role",
                                GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_size_request (overlay, WIDTH, HEIGHT);
  gtk_widget_set_valign (overlay, GTK_ALIGN_START);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), item->icon);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), item->picture);
  return overlay;
}

static GtkWidget *
make_flag (const char *words)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *sign = g_object_new (GTK_TYPE_IMAGE, "icon-name", "dialog-warning-symbolic", "valign", GTK_ALIGN_START,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = velo_claims_row_new_label (words, "caption");

  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (sign, "warning");
  gtk_box_append (GTK_BOX (box), sign);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

/* What the customer has typed at the login: nobody reads it off the photo but who looks at it. */
static char *
dup_mileage (VeloClaimsPhotoList   *self,
             const VeloClaimsPhoto *photo)
{
  int mileage = self->claim != NULL ? velo_claim_get_mileage (self->claim) : 0;

  if (mileage <= 0 || photo->replaced || !g_str_equal (photo->slot, "odometer"))
    return NULL;
  return g_strdup_printf (_("%d km according to the customer: please compare it with this photo."), mileage);
}

static void
append_photo (VeloClaimsPhotoList   *self,
              const VeloClaimsPhoto *photo)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *row = velo_claims_row_new (box);
  const char *name = velo_claims_photos_get_words (photo->slot);
  g_autofree char *when = velo_clock_format (photo->created);
  g_autofree char *mileage = dup_mileage (self, photo);
  g_autoptr(GString) spoken = g_string_new (NULL);
  Item *item = g_new0 (Item, 1);

  item->id = g_strdup (photo->id);
  item->rotation = velo_photo_view_get_rotation (photo->view);
  g_object_set_data_full (G_OBJECT (row), "item", item, item_free);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (box), make_picture (item));
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (words), velo_claims_row_new_label (name, "heading"));
  gtk_box_append (GTK_BOX (words), velo_claims_row_new_label (when, "dim-label"));
  g_string_printf (spoken, _("View “%s”"), name);
  if (mileage != NULL)
    {
      gtk_box_append (GTK_BOX (words), velo_claims_row_new_label (mileage, NULL));
      g_string_append_printf (spoken, ". %s", mileage);
    }
  for (guint i = 0; i < photo->flags->len; i++)
    {
      g_autofree char *flag = velo_claims_photos_dup_flag (g_ptr_array_index (photo->flags, i));

      gtk_box_append (GTK_BOX (words), make_flag (flag));
      g_string_append_printf (spoken, ". %s", flag);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken->str, -1);
  gtk_list_box_append (self->list, row);
}

static void
row_activated_cb (VeloClaimsPhotoList *self,
                  GtkListBoxRow       *row)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_window_present (velo_photo_window_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->client,
                                             self->claim, get_item (row)->id));
}

static void
velo_claims_photo_list_map (GtkWidget *widget)
{
  VeloClaimsPhotoList *self = VELO_CLAIMS_PHOTO_LIST (widget);
  GtkListBoxRow *row;

  GTK_WIDGET_CLASS (velo_claims_photo_list_parent_class)->map (widget);
  /* who looks again would like to see what did not come before */
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    get_item (row)->failed = FALSE;
  load_next (self);
}

static void
velo_claims_photo_list_unmap (GtkWidget *widget)
{
  stop_loading (VELO_CLAIMS_PHOTO_LIST (widget));
  GTK_WIDGET_CLASS (velo_claims_photo_list_parent_class)->unmap (widget);
}

static void
velo_claims_photo_list_dispose (GObject *object)
{
  VeloClaimsPhotoList *self = VELO_CLAIMS_PHOTO_LIST (object);

  self->disposed = TRUE;
  stop_loading (self);
  adw_bin_set_child (ADW_BIN (object), NULL);
  g_clear_object (&self->client);
  g_clear_object (&self->claim);
  g_clear_object (&self->cache);

  G_OBJECT_CLASS (velo_claims_photo_list_parent_class)->dispose (object);
}

static void
velo_claims_photo_list_class_init (VeloClaimsPhotoListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = velo_claims_photo_list_dispose;
  GTK_WIDGET_CLASS (klass)->map = velo_claims_photo_list_map;
  GTK_WIDGET_CLASS (klass)->unmap = velo_claims_photo_list_unmap;
}

static void
velo_claims_photo_list_init (VeloClaimsPhotoList *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Photos"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->list));
}

/**
 * velo_claims_photo_list_clear:
 * @self: a list
 *
 * Forgets the photos, and what was loaded of them.
 */
void
velo_claims_photo_list_clear (VeloClaimsPhotoList *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (VELO_IS_CLAIMS_PHOTO_LIST (self));

  stop_loading (self);
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  g_clear_object (&self->client);
  g_clear_object (&self->claim);
  g_clear_object (&self->cache);
}

/**
 * velo_claims_photo_list_show:
 * @self: a list
 * @client: what loads the photos
 * @answer: with a claim and its photos; those taken again are left out
 *
 * Nothing is loaded before the list is looked at; what was loaded of the same claim stays.
 */
void
velo_claims_photo_list_show (VeloClaimsPhotoList    *self,
                             VeloClaimsClient       *client,
                             const VeloClaimsAnswer *answer)
{
  g_autoptr(VeloPhotoCache) cache = NULL;

  g_return_if_fail (VELO_IS_CLAIMS_PHOTO_LIST (self));
  g_return_if_fail (answer->claim != NULL && answer->photos != NULL);

  if (self->client == client
      && g_strcmp0 (velo_claim_get_id (self->claim), velo_claim_get_id (answer->claim)) == 0)
    cache = g_object_ref (self->cache);
  velo_claims_photo_list_clear (self);
  self->client = g_object_ref (client);
  self->claim = g_object_ref (answer->claim);
  /* of the photos themselves only the last one is kept */
  self->cache = cache != NULL ? g_steal_pointer (&cache) : velo_photo_cache_new (client, 0);
  for (guint i = 0; i < answer->photos->len; i++)
    {
      const VeloClaimsPhoto *photo = g_ptr_array_index (answer->photos, i);
      GdkTexture *known = velo_photo_cache_get_thumbnail (self->cache, photo->id);

      if (photo->replaced)
        continue;
      append_photo (self, photo);
      if (known != NULL)
        show_picture (find_item (self, photo->id), known);
    }
  load_next (self);
}

/**
 * velo_claims_photo_list_get_shown:
 * @self: a list
 *
 * Returns: how many photos are in it
 */
guint
velo_claims_photo_list_get_shown (VeloClaimsPhotoList *self)
{
  guint n = 0;

  g_return_val_if_fail (VELO_IS_CLAIMS_PHOTO_LIST (self), 0);

  while (gtk_list_box_get_row_at_index (self->list, (int) n) != NULL)
    n++;
  return n;
}
