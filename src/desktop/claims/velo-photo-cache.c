/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The customer's photos in memory: loaded from the service, read on a thread, the newest kept. */

#define G_LOG_DOMAIN "velo-photo-cache"

#include "config.h"

#include "velo-photo-cache.h"

/* The service makes none with more than 40 million; a header may say anything. */
#define MAX_PIXELS (60 * 1000 * 1000)

/* One photo; belongs to the main thread once it is there. */
typedef struct
{
  char *id;              /* (owned) (not nullable) */
  GdkTexture *texture;   /* (owned) (nullable): gone when others needed the room */
  GdkTexture *thumbnail; /* (owned) (not nullable) */
  gsize size;
} Photo;

typedef struct
{
  GdkTexture *texture;
  GdkTexture *thumbnail;
} Pictures;

struct _VeloPhotoCache
{
  GObject parent_instance;

  VeloClaimsClient *client; /* (owned) (not nullable) */
  GPtrArray *photos;        /* (owned) (element-type Photo): looked at last is last */
  gsize max_bytes;
};

G_DEFINE_FINAL_TYPE (VeloPhotoCache, velo_photo_cache, G_TYPE_OBJECT)
G_DEFINE_QUARK (velo-photo-cache-error-quark, velo_photo_cache_error)

static void
photo_free (gpointer data)
{
  Photo *photo = data;

  g_free (photo->id);
  g_clear_object (&photo->texture);
  g_clear_object (&photo->thumbnail);
  g_free (photo);
}

static void
pictures_free (gpointer data)
{
  Pictures *pictures = data;

  g_clear_object (&pictures->texture);
  g_clear_object (&pictures->thumbnail);
  g_free (pictures);
}

static gsize
get_size (GdkTexture *texture)
{
  return (gsize) gdk_texture_get_width (texture) * (gsize) gdk_texture_get_height (texture) * 4;
}

/* Reading, on a thread */

static void
size_prepared_cb (GdkPixbufLoader *loader,
                  int              width,
                  int              height,
                  gpointer         user_data)
{
  gboolean *too_large = user_data;
  int side = MAX (width, height);

  if ((gint64) width * height > MAX_PIXELS)
    {
      *too_large = TRUE;
      gdk_pixbuf_loader_set_size (loader, 1, 1);
    }
  else if (side > VELO_PHOTO_LARGEST_SIDE)
    gdk_pixbuf_loader_set_size (loader, MAX ((int) ((gint64) width * VELO_PHOTO_LARGEST_SIDE / side), 1),
                                MAX ((int) ((gint64) height * VELO_PHOTO_LARGEST_SIDE / side), 1));
}

static GdkPixbuf *
read_pixels (GBytes  *bytes,
             GError **error)
{
  g_autoptr(GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type ("jpeg", error);
  g_autoptr(GError) local_error = NULL;
  gboolean too_large = FALSE;
  gboolean right;
  GdkPixbuf *pixels;

  if (loader == NULL)
    return NULL;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &too_large);
  right = gdk_pixbuf_loader_write_bytes (loader, bytes, &local_error);
  /* closed in any case; its first error is the one that tells */
  right = gdk_pixbuf_loader_close (loader, right ? &local_error : NULL) && right;
  pixels = right ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
  if (too_large)
    g_set_error (error, VELO_PHOTO_CACHE_ERROR, VELO_PHOTO_CACHE_ERROR_TOO_LARGE, "too many pixels");
  else if (pixels == NULL)
    g_set_error (error, VELO_PHOTO_CACHE_ERROR, VELO_PHOTO_CACHE_ERROR_BROKEN, "%s",
                 local_error != NULL ? local_error->message : "no picture");
  return pixels != NULL && !too_large ? g_object_ref (pixels) : NULL;
}

/* A picture whose end is missing is read without an error: the file must end as a JPEG does. */
static gboolean
is_whole (GBytes *bytes)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  return size > 4 && data[0] == 0xff && data[1] == 0xd8 && data[size - 2] == 0xff && data[size - 1] == 0xd9;
}

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  GBytes *bytes = g_object_get_data (G_OBJECT (task), "bytes");
  g_autoptr(GdkPixbuf) pixels = NULL;
  g_autoptr(GdkPixbuf) small = NULL;
  GError *error = NULL;
  Pictures *pictures;
  int side;

  if (!is_whole (bytes))
    {
      g_task_return_new_error (task, VELO_PHOTO_CACHE_ERROR, VELO_PHOTO_CACHE_ERROR_BROKEN, "not a whole JPEG file");
      return;
    }
  pixels = read_pixels (bytes, &error);
  if (pixels == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  side = MAX (gdk_pixbuf_get_width (pixels), gdk_pixbuf_get_height (pixels));
  small = gdk_pixbuf_scale_simple (pixels,
                                   MAX (gdk_pixbuf_get_width (pixels) * VELO_PHOTO_THUMBNAIL_SIDE / side, 1),
                                   MAX (gdk_pixbuf_get_height (pixels) * VELO_PHOTO_THUMBNAIL_SIDE / side, 1),
                                   GDK_INTERP_BILINEAR);
  pictures = g_new0 (Pictures, 1);
  if (g_object_get_data (G_OBJECT (task), "small") == NULL)
    pictures->texture = gdk_texture_new_for_pixbuf (pixels);
  pictures->thumbnail = gdk_texture_new_for_pixbuf (small);
  g_task_return_pointer (task, pictures, pictures_free);
}

/* Keeping */

static Photo *
find (VeloPhotoCache *self,
      const char     *id,
      guint          *position)
{
  for (guint i = 0; i < self->photos->len; i++)
    {
      Photo *photo = g_ptr_array_index (self->photos, i);

      if (g_strcmp0 (photo->id, id) == 0)
        {
          if (position != NULL)
            *position = i;
          return photo;
        }
    }
  return NULL;
}

/* The one that was added last stays, however large it is. */
static void
make_room (VeloPhotoCache *self)
{
  gsize sum = 0;

  for (guint i = self->photos->len; i > 0; i--)
    {
      Photo *photo = g_ptr_array_index (self->photos, i - 1);

      if (photo->texture == NULL)
        continue;
      sum += photo->size;
      if (sum > self->max_bytes && i < self->photos->len)
        g_clear_object (&photo->texture);
    }
}

static void
keep (VeloPhotoCache *self,
      const char     *id,
      Pictures       *pictures)
{
  Photo *photo = g_new0 (Photo, 1);
  guint position = 0;
  Photo *before = find (self, id, &position);

  photo->id = g_strdup (id);
  g_set_object (&photo->texture, pictures->texture);
  g_set_object (&photo->thumbnail, pictures->thumbnail);
  /* a small picture that comes late takes nothing away */
  if (before != NULL && photo->texture == NULL)
    g_set_object (&photo->texture, before->texture);
  if (before != NULL)
    g_ptr_array_remove_index (self->photos, position);
  photo->size = photo->texture != NULL ? get_size (photo->texture) : 0;
  g_ptr_array_add (self->photos, photo);
  make_room (self);
}

static gboolean
is_small (GTask *task)
{
  return g_task_get_source_tag (task) == velo_photo_cache_load_small_async;
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VeloPhotoCache *self = VELO_PHOTO_CACHE (source);
  GError *error = NULL;
  Pictures *pictures = g_task_propagate_pointer (G_TASK (result), &error);

  if (pictures == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  keep (self, g_task_get_task_data (task), pictures);
  g_task_return_pointer (task, g_object_ref (is_small (task) ? pictures->thumbnail : pictures->texture), g_object_unref);
  pictures_free (pictures);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GTask) reading = NULL;
  GError *error = NULL;
  GBytes *bytes = velo_claims_client_get_photo_finish (VELO_CLAIMS_CLIENT (source), result, &error);

  if (bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  reading = g_task_new (g_task_get_source_object (task), g_task_get_cancellable (task), read_cb, g_object_ref (task));
  g_object_set_data_full (G_OBJECT (reading), "bytes", bytes, (GDestroyNotify) g_bytes_unref);
  if (is_small (task))
    g_object_set_data (G_OBJECT (reading), "small", task);
  g_task_run_in_thread (reading, read_thread);
}

static void
velo_photo_cache_finalize (GObject *object)
{
  VeloPhotoCache *self = VELO_PHOTO_CACHE (object);

  g_clear_object (&self->client);
  g_ptr_array_unref (self->photos);

  G_OBJECT_CLASS (velo_photo_cache_parent_class)->finalize (object);
}

static void
velo_photo_cache_class_init (VeloPhotoCacheClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = velo_photo_cache_finalize;
}

static void
velo_photo_cache_init (VeloPhotoCache *self)
{
  self->photos = g_ptr_array_new_with_free_func (photo_free);
}

/**
 * velo_photo_cache_new:
 * @client: what loads
 * @max_bytes: how much the photos may take, thumbnails apart
 *
 * Returns: (transfer full): an empty cache
 */
VeloPhotoCache *
velo_photo_cache_new (VeloClaimsClient *client,
                      gsize             max_bytes)
{
  VeloPhotoCache *self;

  g_return_val_if_fail (VELO_IS_CLAIMS_CLIENT (client), NULL);

  self = g_object_new (VELO_TYPE_PHOTO_CACHE, NULL);
  self->client = g_object_ref (client);
  self->max_bytes = max_bytes;
  return self;
}

/**
 * velo_photo_cache_look_up:
 * @self: a cache
 * @id: of a photo
 *
 * Returns: (transfer none) (nullable): the photo, if it is in memory
 */
GdkTexture *
velo_photo_cache_look_up (VeloPhotoCache *self,
                          const char     *id)
{
  guint position = 0;
  Photo *photo;

  g_return_val_if_fail (VELO_IS_PHOTO_CACHE (self), NULL);

  photo = find (self, id, &position);
  if (photo == NULL || photo->texture == NULL)
    return NULL;
  g_ptr_array_add (self->photos, g_ptr_array_steal_index (self->photos, position));
  return photo->texture;
}

/**
 * velo_photo_cache_get_thumbnail:
 * @self: a cache
 * @id: of a photo
 *
 * Returns: (transfer none) (nullable): the photo small, if it was loaded once, small or whole
 */
GdkTexture *
velo_photo_cache_get_thumbnail (VeloPhotoCache *self,
                                const char     *id)
{
  Photo *photo;

  g_return_val_if_fail (VELO_IS_PHOTO_CACHE (self), NULL);

  photo = find (self, id, NULL);
  return photo != NULL ? photo->thumbnail : NULL;
}

/**
 * velo_photo_cache_load_async:
 * @self: a cache
 * @id: of a photo
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Loads the photo, whether or not it is in memory.
 */
void
velo_photo_cache_load_async (VeloPhotoCache      *self,
                             const char          *id,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (VELO_IS_PHOTO_CACHE (self));
  g_return_if_fail (id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_photo_cache_load_async);
  g_task_set_task_data (task, g_strdup (id), g_free);
  velo_claims_client_get_photo_async (self->client, id, cancellable, loaded_cb, task);
}

/**
 * velo_photo_cache_load_finish:
 * @self: a cache
 * @result: the result
 * @error: return location; an error of the client, %VELO_PHOTO_CACHE_ERROR or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the photo
 */
GdkTexture *
velo_photo_cache_load_finish (VeloPhotoCache  *self,
                              GAsyncResult    *result,
                              GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_photo_cache_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * velo_photo_cache_load_small_async:
 * @self: a cache
 * @id: of a photo
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Loads what velo_photo_cache_get_thumbnail() returns then, and not the photo itself.
 */
void
velo_photo_cache_load_small_async (VeloPhotoCache      *self,
                                   const char          *id,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (VELO_IS_PHOTO_CACHE (self));
  g_return_if_fail (id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_photo_cache_load_small_async);
  g_task_set_task_data (task, g_strdup (id), g_free);
  velo_claims_client_get_small_photo_async (self->client, id, cancellable, loaded_cb, task);
}

/**
 * velo_photo_cache_load_small_finish:
 * @self: a cache
 * @result: the result
 * @error: return location; as velo_photo_cache_load_finish()
 *
 * Returns: (transfer full) (nullable): the small picture
 */
GdkTexture *
velo_photo_cache_load_small_finish (VeloPhotoCache  *self,
                                    GAsyncResult    *result,
                                    GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_photo_cache_load_small_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
