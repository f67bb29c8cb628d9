/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests a large answer that is sent piece by piece: to who takes it slowly, not at all, or goes away. */

#include "velo-claims-test.h"

#include <string.h>
#include <sys/socket.h>

#include "velo-claims-schema.h"
#include "velo-database.h"
#include "velo-wait.h"

/* More than what two sockets hold for each other. */
#define N_PHOTOS 40
#define PHOTO_BYTES "1000000"
#define LEAST (N_PHOTOS * 1000000)

#define IMPATIENT "request-seconds=1\n"

#define BODY "{\"phone\":\"+491711234567\"}"

typedef struct
{
  VeloClaimsTest test;
  char *desk;
  GSocketConnection *connection;
} Scene;

static void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
execute_sql (VeloConnection  *connection,
             gpointer         data,
             GError         **error)
{
  return velo_connection_execute (connection, data, error);
}

/* Beside the running service. */
static void
change_database (Scene            *scene,
                 VeloDatabaseFunc  func,
                 gpointer          data)
{
  g_autoptr(GAsyncResult) opened = NULL;
  g_autoptr(GAsyncResult) changed = NULL;
  g_autoptr(GAsyncResult) closed = NULL;
  g_autoptr(VeloDatabase) database = NULL;
  g_autoptr(GError) error = NULL;

  velo_database_open_async (scene->test.database, &velo_claims_schema, NULL, keep_result_cb, &opened);
  WAIT_UNTIL (opened != NULL);
  database = velo_database_open_finish (opened, &error);
  g_assert_no_error (error);
  velo_database_run_async (database, VELO_DATABASE_WRITE, func, data, NULL, NULL, keep_result_cb, &changed);
  WAIT_UNTIL (changed != NULL);
  velo_database_run_finish (database, changed, &error);
  g_assert_no_error (error);
  velo_database_close_async (database, keep_result_cb, &closed);
  WAIT_UNTIL (closed != NULL);
  g_assert_true (velo_database_close_finish (database, closed, NULL));
}

static void
set_up (Scene         *scene,
        gconstpointer  config)
{
  g_autoptr(JsonObject) claim = NULL;
  g_autoptr(GString) sql = g_string_new (NULL);

  velo_claims_test_set_up (&scene->test, config);
  scene->desk = velo_claims_test_log_in (&scene->test, "desk");
  claim = velo_claims_test_call (&scene->test, "POST", "api/v1/claims", scene->desk,
                                 "{\"number\":\"26-1\",\"country\":\"DE\",\"plate\":\"H-AB 123\",\"customer-name\":\"Erika\","
                                 "\"phone\":\"0171 1234567\",\"intake\":{\"financing\":\"paid\",\"estimate-cents\":100000}}");
  g_assert_cmpuint (scene->test.status, ==, 201);
  for (guint i = 0; i < N_PHOTOS; i++)
    g_string_append_printf (sql, "INSERT INTO photo_content (hash, bytes) VALUES ('%064u', zeroblob (" PHOTO_BYTES "));"
                            "INSERT INTO photo (id, claim_id, slot, hash, facts, difference, created, replaced)"
                            " VALUES ('%032u', '%s', 'other', '%064u', '{}', '', %u, 0);", i, i,
                            json_object_get_string_member (claim, "id"), i, i + 1);
  change_database (scene, execute_sql, sql->str);
}

static void
tear_down (Scene         *scene,
           gconstpointer  config)
{
  g_clear_object (&scene->connection);
  g_free (scene->desk);
  velo_claims_test_tear_down (&scene->test, config);
}

/* Asks, and takes nothing yet. */
static void
ask (Scene *scene)
{
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GUri) uri = g_uri_parse (velo_claims_test_get_uri (&scene->test), G_URI_FLAGS_NONE, NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *request = NULL;

  scene->connection = g_socket_client_connect_to_host (client, g_uri_get_host (uri), (guint16) g_uri_get_port (uri), NULL,
                                                       &error);
  g_assert_no_error (error);
  g_socket_set_option (g_socket_connection_get_socket (scene->connection), SOL_SOCKET, SO_RCVBUF, 64 * 1024, NULL);
  request = g_strdup_printf ("POST /api/v1/exports HTTP/1.1\r\nHost: claims.example\r\nAuthorization: Bearer %s\r\n"
                             "Content-Type: application/json\r\nContent-Length: %u\r\nConnection: close\r\n\r\n" BODY,
                             scene->desk, (guint) strlen (BODY));
  g_assert_true (g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (scene->connection)), request,
                                            strlen (request), NULL, NULL, NULL));
}

/* The first bytes: from here on the answer is on its way. */
static void
take_some (Scene *scene)
{
  char some[13];
  gsize n = 0;

  g_assert_true (g_input_stream_read_all (g_io_stream_get_input_stream (G_IO_STREAM (scene->connection)), some, sizeof some - 1,
                                          &n, NULL, NULL));
  some[n] = '\0';
  g_assert_cmpstr (some, ==, "HTTP/1.1 200");
}

/* Everything that comes until the end; whether it was a whole answer. */
static gboolean
take_rest (Scene *scene,
           gsize *size)
{
  GInputStream *stream = g_io_stream_get_input_stream (G_IO_STREAM (scene->connection));
  g_autofree char *data = g_malloc (1024 * 1024);
  char last[6] = "";
  gsize n = 1;

  *size = 0;
  while (n > 0 && g_input_stream_read_all (stream, data, 1024 * 1024, &n, NULL, NULL))
    {
      *size += n;
      if (n >= 5)
        memcpy (last, data + n - 5, 5);
    }
  return strcmp (last, "0\r\n\r\n") == 0;
}

/* How many requests are not answered yet, beside the one that asks. */
static guint64
count_open (Scene *scene)
{
  g_autofree char *uri = g_strconcat (velo_claims_test_get_uri (&scene->test), "metrics", NULL);
  g_autoptr(SoupMessage) message = soup_message_new ("GET", uri);
  g_autoptr(GBytes) answer = soup_session_send_and_read (scene->test.session, message, NULL, NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));
  const char *line = strstr (text, "\nveloinsure_claims_open ");

  g_assert_nonnull (line);
  return g_ascii_strtoull (line + strlen ("\nveloinsure_claims_open "), NULL, 10);
}

static void
remove_last (Scene *scene)
{
  g_autofree char *sql = g_strdup_printf ("DELETE FROM photo WHERE id = '%032d'", N_PHOTOS - 1);

  change_database (scene, execute_sql, sql);
}

/* While somebody takes his time others are answered, and write. */
static void
test_slowly (Scene         *scene,
             gconstpointer  config)
{
  g_autofree char *desk = NULL;
  gsize size;

  ask (scene);
  take_some (scene);
  desk = velo_claims_test_log_in (&scene->test, "desk2");
  g_assert_cmpuint (count_open (scene), ==, 1);
  g_assert_true (take_rest (scene, &size));
  g_assert_cmpuint (size, >, LEAST);
  WAIT_UNTIL (count_open (scene) == 0);
}

/* One file is read at a time: what is deleted before its turn is not sent, and the answer has no end. */
static void
test_breaks_off (Scene         *scene,
                 gconstpointer  config)
{
  gsize size;

  ask (scene);
  take_some (scene);
  g_test_expect_message ("velo-claims", G_LOG_LEVEL_WARNING, "an answer breaks off: *");
  remove_last (scene);
  g_assert_false (take_rest (scene, &size));
  g_assert_cmpuint (size, >, LEAST / 2);
  g_assert_cmpuint (size, <, LEAST);
  WAIT_UNTIL (count_open (scene) == 0);
  g_test_assert_expected_messages ();
}

/* Who goes away in the middle leaves nothing behind. */
static void
test_goes_away (Scene         *scene,
                gconstpointer  config)
{
  ask (scene);
  take_some (scene);
  g_assert_cmpuint (count_open (scene), ==, 1);
  g_clear_object (&scene->connection);
  WAIT_UNTIL (count_open (scene) == 0);
}

/* Who takes nothing is dropped, as who sends nothing is. */
static void
test_takes_nothing (Scene         *scene,
                    gconstpointer  config)
{
  gsize size;

  velo_claims_test_restart (&scene->test, IMPATIENT);
  ask (scene);
  take_some (scene);
  WAIT_UNTIL (count_open (scene) == 0);
  g_assert_false (take_rest (scene, &size));
  g_assert_cmpuint (size, <, LEAST);
}

/* A service that stops does not wait for him for ever. */
static void
test_stops (Scene         *scene,
            gconstpointer  config)
{
  gsize size;

  velo_claims_test_restart (&scene->test, IMPATIENT);
  ask (scene);
  take_some (scene);
  velo_claims_service_stop (scene->test.service);
  g_assert_false (take_rest (scene, &size));
}

static gboolean
explain (VeloConnection  *connection,
         gpointer         data,
         GError         **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = velo_connection_query (connection, error,
                                     "EXPLAIN QUERY PLAN SELECT id FROM claim WHERE email_key = ?1 AND email_key <> ''"
                                     " ORDER BY changed DESC", "t", "erika@example.com");
  g_assert_true (statement != NULL && velo_statement_step (statement, &has_row, error) && has_row);
  g_assert_nonnull (strstr (velo_statement_get_text (statement, 3), "USING INDEX claim_by_email"));
  return TRUE;
}

/* However many claims there are, those of an address are found at once. */
static void
test_index (Scene         *scene,
            gconstpointer  config)
{
  change_database (scene, explain, NULL);
}

#define ADD(NAME, CONFIG, FUNC) g_test_add ("/claims-stream/" NAME, Scene, CONFIG, set_up, FUNC, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("slowly", "request-seconds=600\n", test_slowly);
  ADD ("breaks-off", "request-seconds=600\n", test_breaks_off);
  ADD ("goes-away", "request-seconds=600\n", test_goes_away);
  ADD ("takes-nothing", "request-seconds=600\n", test_takes_nothing);
  ADD ("stops", "request-seconds=600\n", test_stops);
  ADD ("index", NULL, test_index);
  return g_test_run ();
}
