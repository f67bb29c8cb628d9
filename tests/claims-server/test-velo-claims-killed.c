/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests that the service may be killed at any moment: nothing that was answered is lost, nothing is
 * paid twice. */

#include "velo-claims-flow.h"

#include <signal.h>
#include <string.h>

#define PART_SIZE (16 * 1024)
#define MAX_TRIES 30
#define LONGEST_LIFE_USEC 40000

typedef struct
{
  VeloClaimsTest test;
  GSubprocess *program;
  char *config;
  GRand *rand;
  guint n_killed;
} Scene;

static void
launch (Scene *scene)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;

  scene->program = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, g_getenv ("VELO_CLAIMS_PROGRAM"),
                                     "--config", scene->config, NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (scene->program));
  line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
  g_assert_nonnull (line);
  g_free (scene->test.uri);
  scene->test.uri = g_strdup (strstr (line, "http://"));
  g_assert_nonnull (scene->test.uri);
}

static void
end (Scene *scene)
{
  g_subprocess_force_exit (scene->program);
  g_subprocess_wait (scene->program, NULL, NULL);
  g_clear_object (&scene->program);
  soup_session_abort (scene->test.session);
}

static void
set_up (Scene         *scene,
        gconstpointer  data)
{
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  velo_claims_test_set_up (&scene->test, NULL);
  velo_claims_service_stop (scene->test.service);
  scene->rand = g_rand_new_with_seed (20261122);
  scene->config = g_build_filename (scene->test.directory, "claims.ini", NULL);
  text = g_strdup_printf ("[service]\nport=0\npublic-url=https://claims.example\ndatabase=%s\ndesk-phone=0511 123456\n"
                          "insurer=Training\n[payout]\nname=Training Versicherung\niban=DE89370400440532013000\n",
                          scene->test.database);
  g_assert_true (g_file_set_contents (scene->config, text, -1, &error));
  launch (scene);
}

static void
tear_down (Scene         *scene,
           gconstpointer  data)
{
  end (scene);
  g_rand_free (scene->rand);
  g_free (scene->config);
  g_clear_pointer (&scene->test.uri, g_free);
  velo_claims_test_tear_down (&scene->test, NULL);
}

typedef struct
{
  pid_t pid;
  gulong life;
} Killing;

static gpointer
kill_thread (gpointer data)
{
  Killing *killing = data;

  g_usleep (killing->life);
  kill (killing->pid, SIGKILL);
  return NULL;
}

/* A request whose service dies at a random moment of it, or shortly before or after. Returns its
 * status, 0 if there was no answer. */
static guint
send_to_dying (Scene          *scene,
               VeloClaimsFlow *flow,
               const char     *method,
               const char     *path,
               const char     *type,
               GBytes         *body,
               JsonObject    **answer)
{
  g_autofree char *uri = g_strconcat (scene->test.uri, path, NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", flow->desk, NULL);
  g_autoptr(SoupMessage) message = soup_message_new (method, uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  Killing killing = { (pid_t) g_ascii_strtoll (g_subprocess_get_identifier (scene->program), NULL, 10),
                      (gulong) g_rand_int_range (scene->rand, 0, LONGEST_LIFE_USEC) };
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  GThread *killer;

  soup_message_headers_replace (headers, "Cookie", flow->cookie);
  soup_message_headers_replace (headers, "X-CSRF", flow->csrf);
  soup_message_headers_replace (headers, "Authorization", bearer);
  soup_message_set_request_body_from_bytes (message, type, body);
  killer = g_thread_new ("killer", kill_thread, &killing);
  bytes = soup_session_send_and_read (scene->test.session, message, NULL, NULL);
  g_thread_join (killer);
  end (scene);
  scene->n_killed++;
  launch (scene);
  if (bytes == NULL || g_bytes_get_size (bytes) == 0)
    return 0;
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  node = json_from_string (text, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return 0;
  *answer = json_node_dup_object (node);
  return soup_message_get_status (message);
}

/* One step after the other, as the page does it: asked how far it came, gone on from there. */
static void
upload (Scene          *scene,
        VeloClaimsFlow *flow,
        const char     *slot,
        GBytes         *file)
{
  gsize size = g_bytes_get_size (file);
  g_autofree char *id = velo_claims_flow_begin (flow, slot, size);
  g_autofree char *path = g_strconcat ("claim/uploads/", id, NULL);
  gint64 confirmed = 0;
  guint status = 0;

  for (guint tries = 0; confirmed < (gint64) size && tries < MAX_TRIES; tries++)
    {
      gint64 length = MIN (PART_SIZE, (gint64) size - confirmed);
      g_autoptr(GBytes) part = g_bytes_new_from_bytes (file, (gsize) confirmed, (gsize) length);
      g_autofree char *there = g_strdup_printf ("%s?offset=%" G_GINT64_FORMAT, path, confirmed);
      g_autoptr(JsonObject) answer = NULL;

      status = send_to_dying (scene, flow, "PUT", there, "application/octet-stream", part, &answer);
      g_assert_cmpuint (velo_claims_flow_send (flow, "GET", path, NULL, NULL, NULL), ==, 200);
      /* what was answered is stored */
      if (status == 200)
        g_assert_cmpint (json_object_get_int_member (flow->json, "offset"), ==, confirmed + length);
      confirmed = json_object_get_int_member (flow->json, "offset");
    }
  g_assert_cmpint (confirmed, ==, (gint64) size);
  status = 0;
  for (guint tries = 0; status != 200 && tries < 3; tries++)
    {
      g_autoptr(GBytes) nothing = g_bytes_new ("end=1", 5);
      g_autoptr(JsonObject) answer = NULL;

      status = send_to_dying (scene, flow, "POST", path, "application/octet-stream", nothing, &answer);
      g_assert_true (status == 0 || status == 200);
    }
  if (status != 200)
    g_assert_cmpuint (velo_claims_flow_form (flow, path, "end=1"), ==, 200);
}

static void
test_photos (Scene         *scene,
             gconstpointer  data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autoptr(GBytes) photo = velo_claims_flow_draw_photo (1, 640, 480);
  g_autoptr(JsonObject) whole = NULL;

  velo_claims_flow_init (&flow, &scene->test, "26-1234567", "de");
  velo_claims_flow_log_in (&flow);
  upload (scene, &flow, "odometer", photo);
  upload (scene, &flow, "registration", photo);
  whole = velo_claims_flow_get (&flow, flow.desk, "/photos");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (whole, "photos")), ==, 2);
  g_assert_cmpuint (scene->n_killed, >, 4);
}

static guint
count_entries (VeloClaimsFlow *flow,
               const char     *state)
{
  g_autoptr(JsonObject) whole = velo_claims_flow_get (flow, flow->desk, "");
  JsonArray *entries = json_object_get_array_member (whole, "entries");
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (entries); i++)
    if (strcmp (json_object_get_string_member (json_array_get_object_element (entries, i), "to-state"), state) == 0)
      n++;
  return n;
}

static void
check_payout (Scene      *scene,
              const char *number)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autofree char *path = NULL;
  g_autofree char *body = NULL;
  g_autoptr(JsonObject) whole = NULL;
  g_autoptr(GBytes) bytes = NULL;
  guint ordered = 0;

  velo_claims_flow_init (&flow, &scene->test, number, "de");
  velo_claims_flow_log_in (&flow);
  velo_claims_flow_upload_all (&flow);
  velo_claims_flow_offer (&flow, 123450);
  g_assert_cmpuint (velo_claims_flow_accept (&flow, "DE89370400440532013000"), ==, 303);
  whole = velo_claims_flow_get (&flow, flow.desk, "");
  path = g_strdup_printf ("api/v1/claims/%s/payout", flow.id);
  body = g_strdup_printf ("{\"revision\":%d}", (int) json_object_get_int_member (
                            json_object_get_object_member (whole, "claim"), "revision"));
  bytes = g_bytes_new (body, strlen (body));
  for (guint tries = 0; ordered == 0 && tries < MAX_TRIES; tries++)
    {
      g_autoptr(JsonObject) answer = NULL;
      guint status = send_to_dying (scene, &flow, "POST", path, "application/json", bytes, &answer);

      ordered = count_entries (&flow, "payout_ordered");
      g_assert_true (status != 200 || ordered == 1);
    }
  /* asked once more, as somebody who has seen no answer */
  whole = (json_object_unref (whole), velo_claims_flow_act (&flow, flow.desk, "POST", "payout", ""));
  g_assert_cmpuint (scene->test.status, ==, 409);
  g_assert_cmpuint (count_entries (&flow, "payout_ordered"), ==, 1);
}

static void
test_payout (Scene         *scene,
             gconstpointer  data)
{
  static const char *const numbers[] = { "26-1234567", "26-1234568", "26-1234569" };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    check_payout (scene, numbers[i]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/claims-killed/photos", Scene, NULL, set_up, test_photos, tear_down);
  g_test_add ("/claims-killed/payout", Scene, NULL, set_up, test_payout, tear_down);
  return g_test_run ();
}
