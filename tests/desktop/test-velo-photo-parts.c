/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the photo viewer is made of: geometry, flags in words, and loading from a service that misbehaves. */

#include "config.h"

#include <string.h>

#include "velo-claims-flow.h"
#include "velo-claims-photos.h"
#include "velo-photo-cache.h"
#include "velo-photo-geometry.h"
#include "velo-wait.h"

/* Tests of what is only calculated */

static const VeloPhotoGeometry plain = { 4000, 3000, 800, 600, 0, 0, 0.5, 0.5 };

static void
test_round_trip (void)
{
  static const double scales[] = { 0, 0.25, 1, 4 };

  for (int rotation = 0; rotation < 360; rotation += 90)
    for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
      {
        VeloPhotoGeometry geometry = plain;

        geometry.rotation = rotation;
        geometry.scale = scales[i];
        geometry.x = 0.4;
        geometry.y = 0.7;
        velo_photo_geometry_clamp (&geometry);
        for (double x = 0; x <= 1; x += 0.25)
          {
            double view_x;
            double view_y;
            double back_x;
            double back_y;

            velo_photo_geometry_to_view (&geometry, x, 1 - x / 2, &view_x, &view_y);
            velo_photo_geometry_to_photo (&geometry, view_x, view_y, &back_x, &back_y);
            g_assert_cmpfloat_with_epsilon (back_x, x, 1e-9);
            g_assert_cmpfloat_with_epsilon (back_y, 1 - x / 2, 1e-9);
          }
      }
}

/* The upper left corner of the photo, turned clockwise. */
static void
test_turned (void)
{
  static const struct { int rotation; double x; double y; } corners[] = {
    { 0, 0, 0 }, { 90, 625, 0 }, { 180, 800, 600 }, { 270, 175, 600 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (corners); i++)
    {
      VeloPhotoGeometry geometry = plain;
      double x;
      double y;

      geometry.rotation = corners[i].rotation;
      velo_photo_geometry_to_view (&geometry, 0, 0, &x, &y);
      g_assert_cmpfloat_with_epsilon (x, corners[i].x, 1e-9);
      g_assert_cmpfloat_with_epsilon (y, corners[i].y, 1e-9);
    }
}

static void
test_zoom_stays (void)
{
  VeloPhotoGeometry geometry = plain;
  double x;
  double y;
  double view_x;
  double view_y;

  velo_photo_geometry_to_photo (&geometry, 300, 200, &x, &y);
  velo_photo_geometry_zoom (&geometry, 4, 300, 200);
  velo_photo_geometry_to_view (&geometry, x, y, &view_x, &view_y);
  g_assert_cmpfloat_with_epsilon (view_x, 300, 1e-6);
  g_assert_cmpfloat_with_epsilon (view_y, 200, 1e-6);
  /* never smaller than the whole photo, never larger than eight pixels for one */
  velo_photo_geometry_zoom (&geometry, 0.0001, 0, 0);
  g_assert_cmpfloat (geometry.scale, ==, 0);
  velo_photo_geometry_zoom (&geometry, 1e9, 400, 300);
  g_assert_cmpfloat (velo_photo_geometry_get_scale (&geometry), ==, VELO_PHOTO_MAX_SCALE);
  /* no gap beside it, however far it is pulled */
  velo_photo_geometry_pan (&geometry, 1e9, 1e9);
  velo_photo_geometry_to_view (&geometry, 0, 0, &view_x, &view_y);
  g_assert_cmpfloat_with_epsilon (view_x, 0, 1e-6);
  g_assert_cmpfloat_with_epsilon (view_y, 0, 1e-6);
}

static void
test_show_area (void)
{
  const VeloPhotoArea area = { 9000, 9000, 1000, 1000 };

  for (int rotation = 0; rotation < 360; rotation += 90)
    {
      VeloPhotoGeometry geometry = plain;
      graphene_rect_t rect;

      geometry.rotation = rotation;
      velo_photo_geometry_show (&geometry, &area);
      velo_photo_geometry_get_area (&geometry, &area, &rect);
      /* wholly in the view, and large */
      g_assert_cmpfloat (rect.origin.x, >=, -0.01);
      g_assert_cmpfloat (rect.origin.y, >=, -0.01);
      g_assert_cmpfloat (rect.origin.x + rect.size.width, <=, 800.01);
      g_assert_cmpfloat (rect.origin.y + rect.size.height, <=, 600.01);
      g_assert_cmpfloat (MAX (rect.size.width / 800, rect.size.height / 600), >, 0.45);
    }
}

static void
test_flags (void)
{
  static const struct { const char *code; const char *detail; const char *words; } flags[] = {
    { "duplicate", "26-77", "26-77" }, { "edited", "GIMP 2.10", "GIMP 2.10" },
    { "before-loss", "2026:11:01 10:00:00", "before the day of the damage" }, { "before-loss", "rubbish", "rubbish" },
    { "blurred", "", "blurred" }, { "dark", "", "dark" }, { "bright", "", "overexposed" }, { "small", "", "few pixels" },
    { "something-new", "", "something-new" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      g_autofree char *code = g_strdup (flags[i].code);
      g_autofree char *detail = g_strdup (flags[i].detail);
      VeloClaimsFlag flag = { code, detail };
      g_autofree char *words = velo_claims_photos_dup_flag (&flag);

      g_assert_nonnull (strstr (words, flags[i].words));
    }
}

/* A service that misbehaves */

typedef struct
{
  SoupServer *server;
  VeloClaimsClient *client;
  VeloPhotoCache *cache;
  GtkWindow *window;
  const char *body;
  gsize length;
  guint status;
  gboolean cut_off;
  GError *error;
  GdkTexture *texture;
  gboolean done;
  char *path; /* that was asked for last */
} Fault;

static void
handle_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  Fault *fault = user_data;

  g_free (fault->path);
  fault->path = g_strdup (path);
  soup_server_message_set_status (message, fault->status, NULL);
  if (fault->cut_off)
    {
      /* says more than it sends, and hangs up */
      soup_message_headers_set_content_length (soup_server_message_get_response_headers (message), 100000);
      soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_COPY, fault->body,
                                fault->length);
      soup_message_body_complete (soup_server_message_get_response_body (message));
      soup_message_headers_append (soup_server_message_get_response_headers (message), "Connection", "close");
      return;
    }
  soup_server_message_set_response (message, "image/jpeg", SOUP_MEMORY_COPY, fault->body, fault->length);
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Fault *fault = user_data;

  fault->texture = velo_photo_cache_load_finish (VELO_PHOTO_CACHE (object), result, &fault->error);
  fault->done = TRUE;
}

static void
load (Fault        *fault,
      GCancellable *cancellable)
{
  g_clear_error (&fault->error);
  g_clear_object (&fault->texture);
  fault->done = FALSE;
  velo_photo_cache_load_async (fault->cache, "0123", cancellable, loaded_cb, fault);
  if (cancellable != NULL)
    g_cancellable_cancel (cancellable);
  WAIT_UNTIL (fault->done);
}

/* The header of a JPEG with @width and @height, as far as a reader asks. */
static GBytes *
claim_size (GBytes  *jpeg,
            guint16  width,
            guint16  height)
{
  gsize size = 0;
  guint8 *data = g_bytes_unref_to_data (g_bytes_ref (jpeg), &size);

  for (gsize i = 2; i + 9 < size; i++)
    if (data[i] == 0xff && (data[i + 1] == 0xc0 || data[i + 1] == 0xc2))
      {
        data[i + 5] = (guint8) (height >> 8);
        data[i + 6] = (guint8) height;
        data[i + 7] = (guint8) (width >> 8);
        data[i + 8] = (guint8) width;
        break;
      }
  return g_bytes_new_take (data, size);
}

static void
start (Fault *fault)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *address = NULL;
  GSList *uris;

  fault->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fault->server, NULL, handle_cb, fault, NULL);
  soup_server_listen_local (fault->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (fault->server);
  address = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  fault->client = velo_claims_client_new (address, &error);
  g_assert_no_error (error);
  fault->cache = velo_photo_cache_new (fault->client, 100);
  fault->status = 200;
}

static void
stop (Fault *fault)
{
  g_clear_error (&fault->error);
  g_clear_object (&fault->texture);
  /* the thread that read the last photo may still have it */
  WAIT_UNTIL (G_OBJECT (fault->cache)->ref_count == 1);
  g_assert_finalize_object (fault->cache);
  g_clear_object (&fault->client);
  g_clear_object (&fault->server);
  g_clear_pointer (&fault->path, g_free);
}

static void
send (Fault  *fault,
      GBytes *file)
{
  fault->body = g_bytes_get_data (file, &fault->length);
}

static void
test_sizes (void)
{
  Fault fault = { NULL };
  g_autoptr(GBytes) right = velo_claims_flow_draw_photo (1, 640, 480);
  g_autoptr(GBytes) huge = claim_size (right, 30000, 30000);
  g_autoptr(GBytes) wide = velo_claims_flow_draw_photo (2, 5200, 40);

  start (&fault);
  send (&fault, right);
  load (&fault, NULL);
  g_assert_no_error (fault.error);
  g_assert_cmpint (gdk_texture_get_width (fault.texture), ==, 640);
  /* larger than the whole room for photos: the newest stays all the same */
  g_assert_nonnull (velo_photo_cache_look_up (fault.cache, "0123"));
  g_assert_cmpint (gdk_texture_get_width (velo_photo_cache_get_thumbnail (fault.cache, "0123")), ==,
                   VELO_PHOTO_THUMBNAIL_SIDE);
  send (&fault, huge);
  load (&fault, NULL);
  g_assert_error (fault.error, VELO_PHOTO_CACHE_ERROR, VELO_PHOTO_CACHE_ERROR_TOO_LARGE);
  /* very large, but a photo: made smaller while it is read */
  send (&fault, wide);
  load (&fault, NULL);
  g_assert_no_error (fault.error);
  g_assert_cmpint (gdk_texture_get_width (fault.texture), ==, VELO_PHOTO_LARGEST_SIDE);
  stop (&fault);
}

static void
small_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Fault *fault = user_data;

  fault->texture = velo_photo_cache_load_small_finish (VELO_PHOTO_CACHE (object), result, &fault->error);
  fault->done = TRUE;
}

static void
load_small (Fault        *fault,
            GCancellable *cancellable)
{
  g_clear_error (&fault->error);
  g_clear_object (&fault->texture);
  fault->done = FALSE;
  velo_photo_cache_load_small_async (fault->cache, "0123", cancellable, small_cb, fault);
  WAIT_UNTIL (fault->done);
}

/* A small picture is asked for by itself, leaves no whole photo, takes none away, and may be broken. */
static void
test_small (void)
{
  Fault fault = { NULL };
  g_autoptr(GBytes) small = velo_claims_flow_draw_photo (1, 320, 240);
  g_autoptr(GBytes) whole = velo_claims_flow_draw_photo (1, 640, 480);
  g_autoptr(GCancellable) cancelled = g_cancellable_new ();

  start (&fault);
  send (&fault, small);
  load_small (&fault, NULL);
  g_assert_no_error (fault.error);
  g_assert_cmpstr (fault.path, ==, "/api/v1/photos/0123/small");
  g_assert_true (fault.texture == velo_photo_cache_get_thumbnail (fault.cache, "0123"));
  g_assert_cmpint (gdk_texture_get_width (fault.texture), ==, VELO_PHOTO_THUMBNAIL_SIDE);
  g_assert_null (velo_photo_cache_look_up (fault.cache, "0123"));
  send (&fault, whole);
  load (&fault, NULL);
  g_assert_no_error (fault.error);
  g_assert_cmpstr (fault.path, ==, "/api/v1/photos/0123");
  g_assert_nonnull (velo_photo_cache_look_up (fault.cache, "0123"));
  send (&fault, small);
  load_small (&fault, NULL);
  g_assert_cmpint (gdk_texture_get_width (velo_photo_cache_look_up (fault.cache, "0123")), ==, 640);
  fault.length /= 2;
  load_small (&fault, NULL);
  g_assert_error (fault.error, VELO_PHOTO_CACHE_ERROR, VELO_PHOTO_CACHE_ERROR_BROKEN);
  fault.status = 404;
  load_small (&fault, NULL);
  g_assert_error (fault.error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_NOT_FOUND);
  g_cancellable_cancel (cancelled);
  load_small (&fault, cancelled);
  g_assert_error (fault.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  /* what was there is there still */
  g_assert_nonnull (velo_photo_cache_get_thumbnail (fault.cache, "0123"));
  stop (&fault);
}

static void
test_broken (void)
{
  Fault fault = { NULL };
  g_autoptr(GBytes) right = velo_claims_flow_draw_photo (1, 640, 480);

  start (&fault);
  send (&fault, right);
  /* the end is missing, and nobody said so */
  fault.length /= 2;
  load (&fault, NULL);
  g_assert_error (fault.error, VELO_PHOTO_CACHE_ERROR, VELO_PHOTO_CACHE_ERROR_BROKEN);
  fault.cut_off = TRUE;
  load (&fault, NULL);
  g_assert_nonnull (fault.error);
  fault.cut_off = FALSE;
  fault.body = "<html>not a photo</html>";
  fault.length = strlen (fault.body);
  load (&fault, NULL);
  g_assert_error (fault.error, VELO_PHOTO_CACHE_ERROR, VELO_PHOTO_CACHE_ERROR_BROKEN);
  fault.length = 0;
  load (&fault, NULL);
  g_assert_error (fault.error, VELO_PHOTO_CACHE_ERROR, VELO_PHOTO_CACHE_ERROR_BROKEN);
  g_assert_null (velo_photo_cache_look_up (fault.cache, "0123"));
  stop (&fault);
}

static void
test_refused (void)
{
  Fault fault = { NULL };
  g_autoptr(GBytes) right = velo_claims_flow_draw_photo (1, 640, 480);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  start (&fault);
  send (&fault, right);
  load (&fault, NULL);
  g_assert_no_error (fault.error);
  fault.status = 404;
  load (&fault, NULL);
  g_assert_error (fault.error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_NOT_FOUND);
  /* what was loaded before is still there */
  g_assert_nonnull (velo_photo_cache_look_up (fault.cache, "0123"));
  load (&fault, cancellable);
  g_assert_error (fault.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  soup_server_disconnect (fault.server);
  load (&fault, NULL);
  g_assert_error (fault.error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_OFFLINE);
  stop (&fault);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/desktop/photo-parts/geometry/round-trip", test_round_trip);
  g_test_add_func ("/desktop/photo-parts/geometry/turned", test_turned);
  g_test_add_func ("/desktop/photo-parts/geometry/zoom-stays", test_zoom_stays);
  g_test_add_func ("/desktop/photo-parts/geometry/show-area", test_show_area);
  g_test_add_func ("/desktop/photo-parts/flags", test_flags);
  g_test_add_func ("/desktop/photo-parts/sizes", test_sizes);
  g_test_add_func ("/desktop/photo-parts/small", test_small);
  g_test_add_func ("/desktop/photo-parts/broken", test_broken);
  g_test_add_func ("/desktop/photo-parts/refused", test_refused);
  return g_test_run ();
}
