/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests photos over HTTP: in parts, lost and resumed, asked for again, and every hostile request. */

#define _GNU_SOURCE
#include "velo-claims-flow.h"

#include <string.h>

#include "velo-claims-schema.h"
#include "velo-database.h"
#include "velo-photo-file.h"
#include "velo-photo-frame.h"
#include "velo-wait.h"

static void
start (VeloClaimsFlow *flow,
       VeloClaimsTest *test)
{
  velo_claims_flow_init (flow, test, "26-1234567", "de");
  velo_claims_flow_log_in (flow);
}

static void
check_state (VeloClaimsFlow *flow,
             const char     *state)
{
  g_autofree char *found = velo_claims_flow_get_state (flow);

  g_assert_cmpstr (found, ==, state);
}

static JsonArray *
get_photos (VeloClaimsFlow  *flow,
            JsonObject     **whole)
{
  *whole = velo_claims_flow_get (flow, flow->assessor, "/photos");
  g_assert_cmpuint (flow->test->status, ==, 200);
  return json_object_get_array_member (*whole, "photos");
}

static gboolean
has_flag (JsonObject *photo,
          const char *code,
          const char *detail)
{
  JsonArray *flags = json_object_get_array_member (photo, "flags");

  for (guint i = 0; i < json_array_get_length (flags); i++)
    {
      JsonObject *flag = json_array_get_object_element (flags, i);

      if (strcmp (json_object_get_string_member (flag, "code"), code) == 0)
        return detail == NULL || strcmp (json_object_get_string_member (flag, "detail"), detail) == 0;
    }
  return FALSE;
}

static void
test_all (VeloClaimsTest *test,
          gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autofree char *partner = velo_claims_test_log_in (test, "partner");
  g_autoptr(JsonObject) whole = NULL;
  g_autoptr(JsonObject) refused = NULL;
  g_autofree char *path = NULL;
  g_autofree char *own = NULL;
  JsonArray *photos;

  start (&flow, test);
  g_assert_cmpuint (velo_claims_flow_form (&flow, "claim/photos/done", "done=1"), ==, 422);
  g_assert_nonnull (strstr (flow.text, "odometer-missing"));
  check_state (&flow, "started");
  velo_claims_flow_upload_all (&flow);
  check_state (&flow, "photos_complete");
  g_assert_cmpuint (velo_claims_flow_form (&flow, "claim/photos/done", "done=1"), ==, 303);
  photos = get_photos (&flow, &whole);
  g_assert_cmpuint (json_array_get_length (photos), ==, 9);
  g_assert_true (has_flag (json_array_get_object_element (photos, 0), "small", NULL));
  path = g_strconcat ("api/v1/photos/",
                      json_object_get_string_member (json_array_get_object_element (photos, 0), "id"), NULL);
  own = g_strconcat ("claim/", path + strlen ("api/v1/"), NULL);
  g_assert_cmpuint (velo_claims_flow_send (&flow, "GET", own, NULL, NULL, NULL), ==, 200);
  g_assert_true (g_str_has_prefix (flow.text, "\xff\xd8\xff"));
  g_assert_null (velo_claims_test_call (test, "GET", path, flow.assessor, NULL));
  g_assert_cmpuint (test->status, ==, 200);
  refused = velo_claims_test_call (test, "GET", path, partner, NULL);
  g_assert_cmpuint (test->status, ==, 403);
  g_clear_pointer (&refused, json_object_unref);
  refused = velo_claims_flow_get (&flow, partner, "/photos");
  g_assert_cmpuint (test->status, ==, 403);
}

/* Lost in the middle, asked, gone on; parts sent twice; the service restarted in between. */
static void
test_resumed (VeloClaimsTest *test,
              gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autoptr(GBytes) photo = velo_claims_flow_draw_photo (1, 800, 600);
  gsize size = g_bytes_get_size (photo);
  g_autoptr(GBytes) first = g_bytes_new_from_bytes (photo, 0, size / 2);
  g_autoptr(GBytes) second = g_bytes_new_from_bytes (photo, size / 2, size - size / 2);
  g_autofree char *upload = NULL;
  g_autofree char *again = NULL;
  g_autofree char *path = NULL;
  g_autofree char *id = NULL;

  start (&flow, test);
  upload = velo_claims_flow_begin (&flow, "odometer", size);
  path = g_strconcat ("claim/uploads/", upload, NULL);
  g_assert_cmpuint (velo_claims_flow_add (&flow, upload, size / 2, second), ==, 409);
  g_assert_cmpint (json_object_get_int_member (flow.json, "offset"), ==, 0);
  g_assert_cmpuint (velo_claims_flow_add (&flow, upload, 0, first), ==, 200);
  g_assert_cmpuint (velo_claims_flow_add (&flow, upload, 0, first), ==, 200);
  g_assert_cmpuint (velo_claims_flow_form (&flow, path, "end=1"), ==, 409);
  velo_claims_test_restart (test, NULL);
  g_assert_cmpuint (velo_claims_flow_send (&flow, "GET", path, NULL, NULL, NULL), ==, 200);
  g_assert_cmpint (json_object_get_int_member (flow.json, "offset"), ==, (gint64) size / 2);
  /* the page was closed: the same file chosen again goes on */
  again = velo_claims_flow_begin (&flow, "odometer", size);
  g_assert_cmpstr (again, ==, upload);
  g_assert_cmpint (json_object_get_int_member (flow.json, "offset"), ==, (gint64) size / 2);
  g_assert_cmpuint (velo_claims_flow_add (&flow, upload, size / 2, second), ==, 200);
  g_assert_cmpuint (velo_claims_flow_form (&flow, path, "end=1"), ==, 200);
  id = g_strdup (json_object_get_string_member (flow.json, "photo"));
  /* the answer was lost */
  g_assert_cmpuint (velo_claims_flow_form (&flow, path, "end=1"), ==, 200);
  g_assert_cmpstr (json_object_get_string_member (flow.json, "photo"), ==, id);
}

static void
test_again (VeloClaimsTest *test,
            gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autoptr(GBytes) photo = velo_claims_flow_draw_photo (77, 400, 300);
  g_autoptr(JsonObject) begun = NULL;
  g_autoptr(JsonObject) asked = NULL;
  g_autoptr(JsonObject) bad = NULL;
  g_autofree char *words = NULL;

  start (&flow, test);
  velo_claims_flow_upload_all (&flow);
  g_assert_cmpuint (velo_claims_flow_form (&flow, "claim/photos", "slot=odometer&size=9"), ==, 409);
  begun = velo_claims_flow_act (&flow, flow.assessor, "POST", "calculation", "");
  bad = velo_claims_flow_act (&flow, flow.assessor, "POST", "photo-requests", ",\"photos\":[{\"slot\":\"other\"}]");
  g_assert_cmpuint (test->status, ==, 422);
  g_clear_pointer (&bad, json_object_unref);
  bad = velo_claims_flow_act (&flow, flow.desk, "POST", "photo-requests", ",\"photos\":[{\"slot\":\"odometer\"}]");
  g_assert_cmpuint (test->status, ==, 403);
  asked = velo_claims_flow_act (&flow, flow.assessor, "POST", "photo-requests",
                                ",\"photos\":[{\"slot\":\"damage-close\",\"note\":\"Bitte <näher> heran.\"}]");
  g_assert_cmpuint (test->status, ==, 200);
  check_state (&flow, "photos_requested");
  words = velo_claims_flow_get_words (&flow, "photos");
  g_assert_nonnull (strstr (words, "/s/"));
  g_assert_cmpuint (strlen (words), <=, 160);
  g_assert_cmpuint (velo_claims_flow_send (&flow, "GET", "claim", NULL, NULL, NULL), ==, 200);
  g_assert_nonnull (strstr (flow.text, "Bitte &lt;näher&gt; heran."));
  g_assert_null (strstr (flow.text, "odometer-file"));
  g_assert_cmpuint (velo_claims_flow_form (&flow, "claim/photos/done", "done=1"), ==, 422);
  g_assert_cmpuint (velo_claims_flow_form (&flow, "claim/photos", "slot=odometer&size=9"), ==, 409);
  g_assert_cmpuint (velo_claims_flow_upload (&flow, "damage-close", photo), ==, 200);
  g_assert_cmpuint (velo_claims_flow_form (&flow, "claim/photos/done", "done=1"), ==, 303);
  check_state (&flow, "calculating");
}

/* The same photo in two claims is told to the assessor, in both; the customer learns nothing. */
static void
test_duplicate (VeloClaimsTest *test,
                gconstpointer   data)
{
  g_auto(VeloClaimsFlow) one = { NULL };
  g_auto(VeloClaimsFlow) two = { NULL };
  g_autoptr(GBytes) photo = velo_claims_flow_draw_photo (5, 1200, 900);
  g_autoptr(GBytes) other = velo_claims_flow_draw_photo (6, 1200, 900);
  g_autoptr(JsonObject) first = NULL;
  g_autoptr(JsonObject) second = NULL;
  JsonArray *photos;

  start (&one, test);
  velo_claims_flow_init (&two, test, "26-7654321", "en");
  velo_claims_flow_log_in (&two);
  g_assert_cmpuint (velo_claims_flow_upload (&one, "damage-far", photo), ==, 200);
  g_assert_cmpuint (velo_claims_flow_upload (&two, "damage-close", photo), ==, 200);
  g_assert_false (json_object_has_member (two.json, "flags"));
  g_assert_cmpuint (velo_claims_flow_upload (&two, "damage-far", other), ==, 200);
  photos = get_photos (&one, &first);
  g_assert_true (has_flag (json_array_get_object_element (photos, 0), "duplicate", "26-7654321"));
  photos = get_photos (&two, &second);
  g_assert_true (has_flag (json_array_get_object_element (photos, 0), "duplicate", "26-1234567"));
  g_assert_false (has_flag (json_array_get_object_element (photos, 1), "duplicate", NULL));
}

/* A better one replaces what was there; the assessor sees both. */
static void
test_retake (VeloClaimsTest *test,
             gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autoptr(GBytes) one = velo_claims_flow_draw_photo (1, 400, 300);
  g_autoptr(GBytes) two = velo_claims_flow_draw_photo (2, 400, 300);
  g_autoptr(JsonObject) whole = NULL;
  JsonArray *photos;

  start (&flow, test);
  g_assert_cmpuint (velo_claims_flow_upload (&flow, "odometer", one), ==, 200);
  g_assert_cmpuint (velo_claims_flow_upload (&flow, "odometer", two), ==, 200);
  photos = get_photos (&flow, &whole);
  g_assert_cmpuint (json_array_get_length (photos), ==, 2);
  g_assert_true (json_object_get_boolean_member (json_array_get_object_element (photos, 0), "replaced"));
  g_assert_false (json_object_get_boolean_member (json_array_get_object_element (photos, 1), "replaced"));
}

static void
test_forty (VeloClaimsTest *test,
            gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };

  start (&flow, test);
  for (guint i = 0; i < 40; i++)
    {
      g_autoptr(GBytes) photo = velo_claims_flow_draw_photo (i, 64, 48);

      g_assert_cmpuint (velo_claims_flow_upload (&flow, "odometer", photo), ==, 200);
    }
  g_assert_cmpuint (velo_claims_flow_form (&flow, "claim/photos", "slot=odometer&size=100"), ==, 429);
}

/* Whole files that are none, or not what they seem to be. */
static void
test_hostile_files (VeloClaimsTest *test,
                    gconstpointer   data)
{
  static const struct { const char *bytes; gsize size; const char *reason; } files[] = {
    { "GIF89a\x01\0\x01\0\0\0\0;", 14, "type" },
    { "<script>alert(1)</script>", 25, "type" },
    { "\xff\xd8\xff\xe0<script>alert(1)</script>", 29, "damaged" },
    { "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xff\xff\0\0\xff\xff\x08\x02\0\0\0crc.", 33, "pixels" },
    { "\x89PNG\r\n\x1a\n", 8, "damaged" },
  };
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autoptr(GBytes) photo = velo_claims_flow_draw_photo (9, 640, 480);
  g_autoptr(GBytes) half = g_bytes_new_from_bytes (photo, 0, g_bytes_get_size (photo) / 2);
  g_autoptr(GByteArray) polyglot = g_byte_array_new ();
  g_autoptr(GBytes) both = NULL;
  g_autoptr(JsonObject) whole = NULL;
  g_autofree char *path = NULL;

  start (&flow, test);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(GBytes) file = g_bytes_new (files[i].bytes, files[i].size);

      g_assert_cmpuint (velo_claims_flow_upload (&flow, "odometer", file), ==, 422);
      g_assert_cmpstr (json_object_get_string_member (flow.json, "reason"), ==, files[i].reason);
    }
  g_assert_cmpuint (velo_claims_flow_upload (&flow, "odometer", half), ==, 422);
  /* a photo with a page behind it: what is kept is the photo alone */
  g_byte_array_append (polyglot, g_bytes_get_data (photo, NULL), (guint) g_bytes_get_size (photo));
  g_byte_array_append (polyglot, (const guint8 *) "<script>alert(1)</script>", 25);
  both = g_bytes_new (polyglot->data, polyglot->len);
  g_assert_cmpuint (velo_claims_flow_upload (&flow, "odometer", both), ==, 200);
  path = g_strconcat ("claim/photos/", json_object_get_string_member (flow.json, "photo"), NULL);
  g_assert_cmpuint (velo_claims_flow_send (&flow, "GET", path, NULL, NULL, NULL), ==, 200);
  g_assert_null (memmem (g_bytes_get_data (flow.body, NULL), g_bytes_get_size (flow.body), "<script", 7));
  g_assert_cmpuint (json_array_get_length (get_photos (&flow, &whole)), ==, 1);
}

#define ID "0123456789abcdef0123456789abcdef"

/* Longer side of a photo that can be read. */
static int
get_side (GBytes *bytes)
{
  g_auto(VeloPhotoFile) file = { 0 };

  g_assert_null (velo_photo_file_read (&file, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)));
  return MAX (file.width, file.height);
}

static void
check_small (VeloClaimsFlow *flow,
             const char     *path,
             guint           status)
{
  g_test_message ("%s", path);
  g_assert_cmpuint (velo_claims_flow_send (flow, "GET", path, NULL, NULL, NULL), ==, status);
  if (status == 200)
    g_assert_cmpint (get_side (flow->body), ==, 320);
}

/* Made when the photo came, of one size, whatever is asked for; for those who may see the photo, and for no others. */
static void
test_small (VeloClaimsTest *test,
            gconstpointer   data)
{
  static const char *const sizes[] = { "?size=99999", "?size=-1", "?size=1e9", "?width=40000&height=40000" };
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_auto(VeloClaimsFlow) other = { NULL };
  g_autoptr(GBytes) photo = velo_claims_flow_draw_photo (9, 1280, 960);
  g_autofree char *partner = velo_claims_test_log_in (test, "partner");
  g_autofree char *upload = NULL;
  g_autofree char *early = NULL;
  g_autofree char *id = NULL;
  g_autofree char *own = NULL;
  g_autofree char *api = NULL;

  start (&flow, test);
  upload = velo_claims_flow_begin (&flow, "odometer", g_bytes_get_size (photo));
  early = g_strdup_printf ("claim/photos/%s/small", upload);
  check_small (&flow, early, 404);
  g_assert_cmpuint (velo_claims_flow_upload (&flow, "odometer", photo), ==, 200);
  id = g_strdup (json_object_get_string_member (flow.json, "photo"));
  own = g_strdup_printf ("claim/photos/%s/small", id);
  api = g_strdup_printf ("api/v1/photos/%s/small", id);
  check_small (&flow, own, 200);
  g_assert_cmpuint (g_bytes_get_size (flow.body), <, 64 * 1024);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *path = g_strconcat (own, sizes[i], NULL);

      check_small (&flow, path, 200);
    }
  check_small (&flow, "claim/photos/" ID "/small", 404);
  check_small (&flow, "claim/photos/..%2fsmall/small", 400);
  g_assert_null (velo_claims_test_call (test, "GET", api, flow.desk, NULL));
  g_assert_cmpuint (test->status, ==, 200);
  g_assert_null (velo_claims_test_call (test, "GET", api, flow.assessor, NULL));
  g_assert_cmpuint (test->status, ==, 200);
  json_object_unref (velo_claims_test_call (test, "GET", api, partner, NULL));
  g_assert_cmpuint (test->status, ==, 403);
  json_object_unref (velo_claims_test_call (test, "GET", api, NULL, NULL));
  g_assert_cmpuint (test->status, ==, 401);
  json_object_unref (velo_claims_test_call (test, "GET", "api/v1/photos/" ID "/small", flow.desk, NULL));
  g_assert_cmpuint (test->status, ==, 404);
  json_object_unref (velo_claims_test_call (test, "PUT", api, flow.desk, "{}"));
  g_assert_cmpuint (test->status, ==, 405);
  /* the customer of another claim */
  velo_claims_flow_init (&other, test, "26-7654321", "de");
  velo_claims_flow_log_in (&other);
  check_small (&other, own, 404);
}

static gboolean
make_older (VeloConnection  *connection,
            gpointer         data,
            GError         **error)
{
  return velo_connection_execute (connection, "ALTER TABLE photo_content DROP COLUMN small; PRAGMA user_version = 1",
                                  error);
}

static void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
change_database (VeloClaimsTest   *test,
                 VeloDatabaseFunc  func)
{
  g_autoptr(GAsyncResult) opened = NULL;
  g_autoptr(GAsyncResult) changed = NULL;
  g_autoptr(GAsyncResult) closed = NULL;
  g_autoptr(VeloDatabase) database = NULL;
  g_autoptr(GError) error = NULL;

  velo_database_open_async (test->database, &velo_claims_schema, NULL, keep_result_cb, &opened);
  WAIT_UNTIL (opened != NULL);
  database = velo_database_open_finish (opened, &error);
  g_assert_no_error (error);
  velo_database_run_async (database, VELO_DATABASE_WRITE, func, NULL, NULL, NULL, keep_result_cb, &changed);
  WAIT_UNTIL (changed != NULL);
  velo_database_run_finish (database, changed, &error);
  g_assert_no_error (error);
  velo_database_close_async (database, keep_result_cb, &closed);
  WAIT_UNTIL (closed != NULL);
  g_assert_true (velo_database_close_finish (database, closed, NULL));
}

/* A photo of a database from before there were small pictures is shown whole; the next one has its own. */
static void
test_before_small (VeloClaimsTest *test,
                   gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autoptr(GBytes) first = velo_claims_flow_draw_photo (9, 1280, 960);
  g_autoptr(GBytes) second = velo_claims_flow_draw_photo (10, 1280, 960);
  g_autofree char *old = NULL;
  g_autofree char *new = NULL;

  start (&flow, test);
  g_assert_cmpuint (velo_claims_flow_upload (&flow, "odometer", first), ==, 200);
  old = g_strdup_printf ("claim/photos/%s/small", json_object_get_string_member (flow.json, "photo"));
  velo_claims_service_stop (test->service);
  change_database (test, make_older);
  velo_claims_test_restart (test, NULL);
  g_assert_cmpuint (velo_claims_flow_send (&flow, "GET", old, NULL, NULL, NULL), ==, 200);
  g_assert_cmpint (get_side (flow.body), ==, 1280);
  g_assert_cmpuint (velo_claims_flow_upload (&flow, "registration", second), ==, 200);
  new = g_strdup_printf ("claim/photos/%s/small", json_object_get_string_member (flow.json, "photo"));
  check_small (&flow, new, 200);
  /* the same photo sent again has one from then on */
  g_assert_cmpuint (velo_claims_flow_upload (&flow, "odometer", first), ==, 200);
  check_small (&flow, old, 200);
}

/* Requests that no page of ours makes; none changes anything. */
static void
test_hostile_requests (VeloClaimsTest *test,
                       gconstpointer   data)
{
  static const struct { const char *method; const char *path; const char *form; guint status; } requests[] = {
    { "POST", "claim/photos", "slot=odometer&size=0", 422 },
    { "POST", "claim/photos", "slot=odometer&size=-1", 422 },
    { "POST", "claim/photos", "slot=odometer&size=1e9", 422 },
    { "POST", "claim/photos", "slot=odometer&size=15728641", 422 },
    { "POST", "claim/photos", "slot=odometer&size=99999999999999999999", 422 },
    { "POST", "claim/photos", "slot=../../etc/passwd&size=9", 422 },
    { "POST", "claim/photos", "slot=other&size=9", 409 },
    { "POST", "claim/photos", "size=9", 422 },
    { "POST", "claim/uploads/" ID, "end=1", 404 },
    { "GET", "claim/uploads/" ID, NULL, 404 },
    { "GET", "claim/photos/..%2f..%2fclaims.sqlite", NULL, 400 },
    { "GET", "claim/photos/" ID, NULL, 404 },
    { "GET", "claim/photos/0123", NULL, 404 },
    { "DELETE", "claim/uploads/" ID, NULL, 405 },
    { "GET", "static/photos.html", NULL, 404 },
    { "GET", "static/texts-de.ini", NULL, 404 },
  };
  g_auto(VeloClaimsFlow) flow = { NULL };

  start (&flow, test);
  for (gsize i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      guint status = requests[i].form != NULL
        ? velo_claims_flow_form (&flow, requests[i].path, requests[i].form)
        : velo_claims_flow_send (&flow, requests[i].method, requests[i].path, flow.csrf, NULL, NULL);

      g_test_message ("%s %s", requests[i].method, requests[i].path);
      g_assert_cmpuint (status, ==, requests[i].status);
    }
  check_state (&flow, "started");
}

static void
test_hostile_parts (VeloClaimsTest *test,
                    gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_auto(VeloClaimsFlow) other = { NULL };
  g_autoptr(GBytes) photo = velo_claims_flow_draw_photo (9, 320, 240);
  gsize size = g_bytes_get_size (photo);
  g_autoptr(GBytes) huge = g_bytes_new_take (g_malloc0 (300 * 1024), 300 * 1024);
  g_autoptr(GBytes) nothing = g_bytes_new ("", 0);
  g_autoptr(GBytes) page = g_bytes_new ("<script>alert(1)</script>", 25);
  g_autofree char *upload = NULL;
  g_autofree char *path = NULL;
  g_autofree char *mine = NULL;
  g_autofree char *good = NULL;

  start (&flow, test);
  velo_claims_flow_init (&other, test, "26-7654321", "de");
  velo_claims_flow_log_in (&other);
  upload = velo_claims_flow_begin (&flow, "odometer", size);
  path = g_strdup_printf ("claim/uploads/%s", upload);
  mine = g_strdup_printf ("claim/uploads/%s?offset=0", upload);
  g_assert_cmpuint (velo_claims_flow_add (&flow, upload, 1, photo), ==, 422);
  g_assert_cmpuint (velo_claims_flow_add (&flow, upload, size, photo), ==, 422);
  g_assert_cmpuint (velo_claims_flow_add (&flow, upload, 0, nothing), ==, 422);
  g_assert_cmpuint (velo_claims_flow_add (&flow, upload, 0, huge), ==, 413);
  g_assert_cmpuint (velo_claims_flow_send (&flow, "PUT", path, flow.csrf, "application/octet-stream", photo), ==, 422);
  g_assert_cmpuint (velo_claims_flow_send (&flow, "PUT", mine, flow.csrf, "text/plain", photo), ==, 422);
  /* what does not begin as a photo is refused with its first part, and the upload with it */
  g_assert_cmpuint (velo_claims_flow_add (&flow, upload, 0, page), ==, 422);
  g_assert_cmpstr (json_object_get_string_member (flow.json, "reason"), ==, "type");
  g_assert_cmpuint (velo_claims_flow_send (&flow, "GET", path, NULL, NULL, NULL), ==, 404);
  g_free (upload);
  g_free (path);
  g_free (mine);
  upload = velo_claims_flow_begin (&flow, "odometer", size);
  path = g_strdup_printf ("claim/uploads/%s", upload);
  mine = g_strdup_printf ("claim/uploads/%s?offset=0", upload);
  /* without a token, with another claim's, with another claim's session */
  g_assert_cmpuint (velo_claims_flow_send (&flow, "PUT", mine, NULL, "application/octet-stream", photo), ==, 403);
  g_assert_cmpuint (velo_claims_flow_send (&flow, "PUT", mine, other.csrf, "application/octet-stream", photo), ==, 403);
  g_assert_cmpuint (velo_claims_flow_add (&other, upload, 0, photo), ==, 404);
  g_assert_cmpuint (velo_claims_flow_send (&other, "GET", path, NULL, NULL, NULL), ==, 404);
  g_assert_cmpuint (velo_claims_flow_form (&other, path, "end=1"), ==, 404);
  /* and after all that it goes on */
  g_assert_cmpuint (velo_claims_flow_add (&flow, upload, 0, photo), ==, 200);
  g_assert_cmpuint (velo_claims_flow_form (&flow, path, "end=1"), ==, 200);
  good = g_strdup_printf ("claim/photos/%s", json_object_get_string_member (flow.json, "photo"));
  g_assert_cmpuint (velo_claims_flow_send (&other, "GET", good, NULL, NULL, NULL), ==, 404);
  g_clear_pointer (&other.cookie, g_free);
  g_assert_cmpuint (velo_claims_flow_send (&other, "GET", good, NULL, NULL, NULL), ==, 401);
}

/* A sender that does not go on is dropped, so that many of them cannot fill the service. */
static void
test_slow_body (VeloClaimsTest *test,
                gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autoptr(GUri) uri = g_uri_parse (velo_claims_service_get_uri (test->service), G_URI_FLAGS_NONE, NULL);
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GSocketConnection) connection = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *upload = NULL;
  g_autofree char *head = NULL;
  char answer[16];

  start (&flow, test);
  upload = velo_claims_flow_begin (&flow, "odometer", 1000);
  head = g_strdup_printf ("PUT /claim/uploads/%s?offset=0 HTTP/1.1\r\nHost: x\r\nCookie: %s\r\nX-CSRF: %s\r\n"
                          "Content-Type: application/octet-stream\r\nContent-Length: 1000\r\n\r\n\xff\xd8\xff", upload,
                          flow.cookie, flow.csrf);
  g_socket_client_set_timeout (client, 60);
  connection = g_socket_client_connect_to_host (client, "127.0.0.1", (guint16) g_uri_get_port (uri), NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), head,
                                            strlen (head), NULL, NULL, &error));
  g_assert_cmpint (g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), answer,
                                        sizeof answer, NULL, NULL), <=, 0);
  /* others are served meanwhile, and the upload is where it was */
  g_free (head);
  head = g_strconcat ("claim/uploads/", upload, NULL);
  g_assert_cmpuint (velo_claims_flow_send (&flow, "GET", head, NULL, NULL, NULL), ==, 200);
  g_assert_cmpint (json_object_get_int_member (flow.json, "offset"), ==, 0);
}

/* The program that reads photos is missing: nothing is lost, and it can be tried again. */
static void
test_no_helper (VeloClaimsTest *test,
                gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autofree char *folder = g_strdup (g_getenv ("VELO_LIBEXECDIR"));
  g_autoptr(GBytes) photo = velo_claims_flow_draw_photo (9, 320, 240);

  start (&flow, test);
  g_setenv ("VELO_LIBEXECDIR", "/nowhere", TRUE);
  g_test_expect_message ("velo-claims", G_LOG_LEVEL_WARNING, "*claim/uploads*");
  g_assert_cmpuint (velo_claims_flow_upload (&flow, "odometer", photo), ==, 500);
  g_test_assert_expected_messages ();
  g_setenv ("VELO_LIBEXECDIR", folder, TRUE);
  g_assert_cmpuint (velo_claims_flow_upload (&flow, "odometer", photo), ==, 200);
}

#define ADD(NAME, FUNC) \
  g_test_add ("/claims-photos/" NAME, VeloClaimsTest, NULL, velo_claims_test_set_up, FUNC, velo_claims_test_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("all", test_all);
  ADD ("resumed", test_resumed);
  ADD ("again", test_again);
  ADD ("duplicate", test_duplicate);
  ADD ("retake", test_retake);
  ADD ("small", test_small);
  ADD ("before-small", test_before_small);
  ADD ("forty", test_forty);
  ADD ("hostile-files", test_hostile_files);
  ADD ("hostile-requests", test_hostile_requests);
  ADD ("hostile-parts", test_hostile_parts);
  g_test_add ("/claims-photos/slow-body", VeloClaimsTest, "request-seconds=1\n", velo_claims_test_set_up, test_slow_body,
              velo_claims_test_tear_down);
  ADD ("no-helper", test_no_helper);
  return g_test_run ();
}
