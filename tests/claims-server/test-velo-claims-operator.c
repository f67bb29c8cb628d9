/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests what happens to those who run the service: a port that is taken, a full disk, another process that holds
 * the database, an end in the middle of a photo, a clock that goes back, thousands of claims. */

#include "velo-claims-flow.h"

#include <string.h>

#include "velo-claims-journal.h"
#include "velo-claims-schema.h"
#include "velo-database.h"
#include "velo-wait.h"

#define PAYOUT "[payout]\nname=Training Versicherung\niban=DE89370400440532013000\n"
#define IBAN "DE89370400440532013000"

#define PART_BYTES (64 * 1024)
#define N_MANY 5000
#define N_ENTRIES 10000

typedef struct
{
  VeloClaimsTest test;
  char *config;
  const char *more; /* settings of payouts */
  GSubprocess *program;
} Scene;

static void
set_up (Scene         *scene,
        gconstpointer  data)
{
  velo_claims_test_set_up (&scene->test, NULL);
  velo_claims_service_stop (scene->test.service);
  scene->config = g_build_filename (scene->test.directory, "claims.ini", NULL);
}

static void
tear_down (Scene         *scene,
           gconstpointer  data)
{
  if (scene->program != NULL)
    {
      g_subprocess_force_exit (scene->program);
      g_subprocess_wait (scene->program, NULL, NULL);
    }
  g_clear_object (&scene->program);
  g_free (scene->config);
  g_clear_pointer (&scene->test.uri, g_free);
  velo_claims_test_tear_down (&scene->test, NULL);
}

static void
write_settings (Scene      *scene,
                const char *database,
                guint       port)
{
  g_autofree char *text = g_strdup_printf ("[service]\nport=%u\npublic-url=https://claims.example\ndatabase=%s\n"
                                           "desk-phone=0511 123456\ninsurer=Training\n" PAYOUT "%s", port, database,
                                           scene->more != NULL ? scene->more : "");

  g_assert_true (g_file_set_contents (scene->config, text, -1, NULL));
}

/* Ends by itself. */
static int
run (Scene       *scene,
     const char  *option,
     char       **said)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) program = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error,
                                                     g_getenv ("VELO_CLAIMS_PROGRAM"), "--config", scene->config, option,
                                                     NULL);

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (program, NULL, NULL, said, NULL, &error);
  g_assert_no_error (error);
  return g_subprocess_get_exit_status (program);
}

/* @before: what the shell does first
 * @limit: largest file that it may write, in blocks of 512 bytes, or "unlimited" */
static void
launch_after (Scene      *scene,
              const char *before,
              const char *limit)
{
  g_autofree char *script = g_strconcat (before, "trap '' XFSZ; ulimit -f $2; exec \"$0\" --config \"$1\"", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;

  write_settings (scene, scene->test.database, 0);
  g_clear_object (&scene->program);
  scene->program = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "/bin/sh", "-c", script,
                                     g_getenv ("VELO_CLAIMS_PROGRAM"), scene->config, limit, NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (scene->program));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
  g_assert_nonnull (line);
  g_assert_nonnull (strstr (line, "http://"));
  g_free (scene->test.uri);
  scene->test.uri = g_strdup (strstr (line, "http://"));
}

static void
launch (Scene      *scene,
        const char *limit)
{
  launch_after (scene, "", limit);
}

static void
quit (Scene *scene)
{
  g_subprocess_send_signal (scene->program, SIGTERM);
  g_subprocess_wait (scene->program, NULL, NULL);
  g_assert_true (g_subprocess_get_if_exited (scene->program));
  g_assert_cmpint (g_subprocess_get_exit_status (scene->program), ==, 0);
}

/* Told in a sentence, and over. */
static void
test_cannot_start (Scene         *scene,
                   gconstpointer  data)
{
  g_autoptr(GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
  g_autoptr(GSocketAddress) any = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr(GSocketAddress) got = NULL;
  g_autofree char *taken = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *below_file = NULL;
  g_autofree char *path = g_build_filename (scene->config, "claims.sqlite", NULL);

  g_assert_true (g_socket_bind (socket, any, TRUE, NULL));
  g_assert_true (g_socket_listen (socket, NULL));
  got = g_socket_get_local_address (socket, NULL);
  write_settings (scene, scene->test.database, g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got)));
  g_assert_cmpint (run (scene, NULL, &taken), ==, 1);
  g_assert_nonnull (strstr (taken, "veloinsure-claims: 127.0.0.1, port "));
  g_assert_nonnull (strstr (taken, " cannot be used: "));
  /* a folder where the file should be, and a file where the folder should be */
  write_settings (scene, scene->test.directory, 0);
  g_assert_cmpint (run (scene, NULL, &folder), ==, 1);
  g_assert_nonnull (strstr (folder, "veloinsure-claims: cannot "));
  write_settings (scene, path, 0);
  g_assert_cmpint (run (scene, "--check", &below_file), ==, 1);
  g_assert_nonnull (strstr (below_file, "The folder of \"database\" in [service], "));
}

static GBytes *
get_part (GBytes *photo,
          gsize   offset)
{
  return g_bytes_new_from_bytes (photo, offset, MIN (PART_BYTES, g_bytes_get_size (photo) - offset));
}

/* The disk is full in the middle of a photo: the customer is told to wait, all else goes on, and what was sent is
 * there when there is room again. */
static void
test_disk_full (Scene         *scene,
                gconstpointer  data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autoptr(GBytes) photo = velo_claims_flow_draw_photo (3, 3000, 2250);
  g_autofree char *upload = NULL;
  g_autofree char *said = NULL;
  guint status = 200;
  gsize sent = 0;

  launch (scene, "unlimited");
  velo_claims_flow_init (&flow, &scene->test, "26-1234567", "de");
  velo_claims_flow_log_in (&flow);
  quit (scene);
  /* no file may become longer than half of the photo */
  {
    g_autofree char *limit = g_strdup_printf ("%" G_GSIZE_FORMAT, g_bytes_get_size (photo) / 512 / 2);

    launch (scene, limit);
  }
  upload = velo_claims_flow_begin (&flow, "odometer", g_bytes_get_size (photo));
  while (sent < g_bytes_get_size (photo) && status == 200)
    {
      g_autoptr(GBytes) part = get_part (photo, sent);

      status = velo_claims_flow_add (&flow, upload, sent, part);
      if (status == 200)
        sent += g_bytes_get_size (part);
    }
  g_assert_cmpuint (status, >=, 500);
  g_assert_cmpuint (sent, <, g_bytes_get_size (photo));
  g_assert_cmpuint (velo_claims_flow_send (&flow, "GET", "healthz", NULL, NULL, NULL), ==, 200);
  g_assert_cmpuint (velo_claims_flow_send (&flow, "GET", "terms", NULL, NULL, NULL), ==, 200);
  quit (scene);
  launch (scene, "unlimited");
  for (; sent < g_bytes_get_size (photo); sent += MIN (PART_BYTES, g_bytes_get_size (photo) - sent))
    {
      g_autoptr(GBytes) part = get_part (photo, sent);

      g_assert_cmpuint (velo_claims_flow_add (&flow, upload, sent, part), ==, 200);
    }
  {
    g_autofree char *end = g_strconcat ("claim/uploads/", upload, NULL);
    g_autoptr(GBytes) nothing = g_bytes_new_static ("", 0);

    g_assert_cmpuint (velo_claims_flow_send (&flow, "POST", end, flow.csrf, "application/octet-stream", nothing), ==, 200);
  }
  quit (scene);
  g_assert_cmpint (run (scene, "--check", &said), ==, 0);
  g_assert_nonnull (strstr (said, "the journal is as it was written"));
}

/* Told to end while a part of a photo is on its way, which never gets whole. */
static void
test_end_in_photo (Scene         *scene,
                   gconstpointer  data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autoptr(GBytes) photo = velo_claims_flow_draw_photo (3, 400, 300);
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GSocketConnection) connection = NULL;
  g_autoptr(GUri) uri = NULL;
  g_autofree char *upload = NULL;
  g_autofree char *head = NULL;
  GOutputStream *out;

  launch (scene, "unlimited");
  velo_claims_flow_init (&flow, &scene->test, "26-1234567", "de");
  velo_claims_flow_log_in (&flow);
  upload = velo_claims_flow_begin (&flow, "odometer", g_bytes_get_size (photo));
  uri = g_uri_parse (scene->test.uri, G_URI_FLAGS_NONE, NULL);
  connection = g_socket_client_connect_to_host (client, "127.0.0.1", (guint16) g_uri_get_port (uri), NULL, NULL);
  g_assert_nonnull (connection);
  head = g_strdup_printf ("PUT /claim/uploads/%s?offset=0 HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: %s\r\nX-CSRF: %s\r\n"
                          "Content-Type: application/octet-stream\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n", upload,
                          flow.cookie, flow.csrf, g_bytes_get_size (photo));
  out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_assert_true (g_output_stream_write_all (out, head, strlen (head), NULL, NULL, NULL));
  g_assert_true (g_output_stream_write_all (out, g_bytes_get_data (photo, NULL), g_bytes_get_size (photo) / 2, NULL, NULL, NULL));
  quit (scene);
  launch (scene, "unlimited");
  /* nothing of it was taken for a part */
  g_assert_cmpuint (velo_claims_flow_add (&flow, upload, 0, photo), ==, 200);
  g_assert_cmpuint (velo_claims_flow_upload (&flow, "registration", photo), ==, 200);
}

static void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static VeloDatabase *
open_database (VeloClaimsTest *test)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  VeloDatabase *database;

  velo_database_open_async (test->database, &velo_claims_schema, NULL, keep_result_cb, &result);
  WAIT_UNTIL (result != NULL);
  database = velo_database_open_finish (result, &error);
  g_assert_no_error (error);
  return database;
}

static void
close_database (VeloDatabase *database)
{
  g_autoptr(GAsyncResult) result = NULL;

  velo_database_close_async (database, keep_result_cb, &result);
  WAIT_UNTIL (result != NULL);
  g_assert_true (velo_database_close_finish (database, result, NULL));
  g_object_unref (database);
}

typedef struct
{
  GMutex mutex;
  GCond cond;
  gboolean holds;
  gboolean may_end;
} Holder;

static gboolean
hold (VeloConnection  *connection,
      gpointer         data,
      GError         **error)
{
  Holder *holder = data;

  g_mutex_lock (&holder->mutex);
  holder->holds = TRUE;
  g_cond_broadcast (&holder->cond);
  while (!holder->may_end)
    g_cond_wait (&holder->cond, &holder->mutex);
  g_mutex_unlock (&holder->mutex);
  return TRUE;
}

/* What the service does by itself every minute may be told, too. */
static void
take_warning_cb (const char     *domain,
                 GLogLevelFlags  level,
                 const char     *message,
                 gpointer        user_data)
{
  if (g_str_has_prefix (message, "POST "))
    __atomic_store_n ((gboolean *) user_data, TRUE, __ATOMIC_SEQ_CST);
}

static gboolean
is_fatal (const char     *domain,
          GLogLevelFlags  level,
          const char     *message,
          gpointer        user_data)
{
  return strstr (message, "velo-database-error-quark") == NULL;
}

/* Somebody else writes and does not stop: who wants to write is told to come again, who reads is served. */
static void
test_held (VeloClaimsTest *test,
           gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autoptr(GAsyncResult) result = NULL;
  VeloDatabase *database;
  Holder holder = { .holds = FALSE };
  gboolean told = FALSE;
  guint handler;

  g_mutex_init (&holder.mutex);
  g_cond_init (&holder.cond);
  velo_claims_flow_init (&flow, test, "26-1234567", "de");
  velo_claims_flow_log_in (&flow);
  database = open_database (test);
  velo_database_run_async (database, VELO_DATABASE_WRITE, hold, &holder, NULL, NULL, keep_result_cb, &result);
  g_mutex_lock (&holder.mutex);
  while (!holder.holds)
    g_cond_wait (&holder.cond, &holder.mutex);
  g_mutex_unlock (&holder.mutex);
  g_test_log_set_fatal_handler (is_fatal, NULL);
  handler = g_log_set_handler ("velo-claims", G_LOG_LEVEL_WARNING | G_LOG_FLAG_FATAL, take_warning_cb, &told);
  g_assert_cmpuint (velo_claims_flow_form (&flow, flow.link, VELO_CLAIMS_FLOW_LOGIN), >=, 500);
  g_assert_true (__atomic_load_n (&told, __ATOMIC_SEQ_CST));
  g_assert_cmpuint (velo_claims_flow_send (&flow, "GET", "healthz", NULL, NULL, NULL), ==, 200);
  g_assert_cmpuint (velo_claims_flow_send (&flow, "GET", "static/style.css", NULL, NULL, NULL), ==, 200);
  g_mutex_lock (&holder.mutex);
  holder.may_end = TRUE;
  g_cond_broadcast (&holder.cond);
  g_mutex_unlock (&holder.mutex);
  WAIT_UNTIL (result != NULL);
  g_assert_true (velo_database_run_finish (database, result, NULL));
  close_database (database);
  velo_claims_flow_log_in (&flow);
  velo_claims_service_stop (test->service);
  g_log_remove_handler ("velo-claims", handler);
  g_test_log_set_fatal_handler (NULL, NULL);
  g_mutex_clear (&holder.mutex);
  g_cond_clear (&holder.cond);
}

/* The clock of the machine is set back again and again: nobody is shut out, and the money is paid once. */
static void
test_clock_back (VeloClaimsTest *test,
                 gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autofree char *state = NULL;

  velo_claims_flow_init (&flow, test, "26-1234567", "de");
  velo_claims_test_advance (test, -G_TIME_SPAN_MINUTE);
  velo_claims_flow_log_in (&flow);
  velo_claims_test_advance (test, -G_TIME_SPAN_HOUR);
  velo_claims_flow_upload_all (&flow);
  velo_claims_test_advance (test, -G_TIME_SPAN_DAY);
  velo_claims_flow_offer (&flow, 123450);
  velo_claims_test_advance (test, -G_TIME_SPAN_HOUR);
  g_assert_cmpuint (velo_claims_flow_accept (&flow, IBAN), ==, 303);
  velo_claims_test_advance (test, -G_TIME_SPAN_DAY);
  json_object_unref (velo_claims_flow_act (&flow, flow.desk, "POST", "payout", ""));
  g_assert_cmpuint (test->status, ==, 200);
  json_object_unref (velo_claims_flow_act (&flow, flow.desk, "POST", "payout", ""));
  g_assert_cmpuint (test->status, ==, 409);
  json_object_unref (velo_claims_flow_act (&flow, flow.desk, "POST", "payment", ""));
  g_assert_cmpuint (test->status, ==, 200);
  /* the run that deletes, with the clock of then */
  velo_claims_test_restart (test, PAYOUT);
  state = velo_claims_flow_get_state (&flow);
  g_assert_cmpstr (state, ==, "paid");
  g_assert_cmpuint (velo_claims_flow_send (&flow, "GET", flow.link, NULL, NULL, NULL), !=, 500);
}

/* As many claims as there is one of. */
static gboolean
multiply (VeloConnection  *connection,
          gpointer         data,
          GError         **error)
{
  return velo_connection_run (connection, error,
                              "WITH RECURSIVE many (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < ?1)"
                              " INSERT INTO claim SELECT printf ('%032x', n), 'M' || n, plate_key, phone, email_key, name_key,"
                              "  state, portfolio, due, changed - n / 7, changed_by, changed_as, revision,"
                              "  json_set (document, '$.id', printf ('%032x', n), '$.number', 'M' || n, '$.changed', changed - n / 7)"
                              " FROM many, claim", "i", *(int *) data);
}

/* Thousands of open claims: each is on one page, also while some are changed at the same moment. */
static void
test_thousands (VeloClaimsTest *test,
                gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_strdup ("api/v1/claims?words=&filter=invited");
  VeloDatabase *database;
  int many = N_MANY;
  gboolean more = TRUE;

  velo_claims_flow_init (&flow, test, "26-1234567", "de");
  database = open_database (test);
  velo_database_run_async (database, VELO_DATABASE_WRITE, multiply, &many, NULL, NULL, keep_result_cb, &result);
  WAIT_UNTIL (result != NULL);
  velo_database_run_finish (database, result, &error);
  g_assert_no_error (error);
  close_database (database);
  while (more)
    {
      g_autoptr(JsonObject) answer = velo_claims_test_call (test, "GET", path, flow.desk, NULL);
      JsonArray *claims = json_object_get_array_member (answer, "claims");
      JsonObject *last;

      g_assert_cmpuint (test->status, ==, 200);
      g_assert_cmpuint (json_array_get_length (claims), >, 0);
      for (guint i = 0; i < json_array_get_length (claims); i++)
        g_assert_true (g_hash_table_add (seen, g_strdup (json_object_get_string_member (
                                                 json_array_get_object_element (claims, i), "number"))));
      more = json_object_get_boolean_member (answer, "more");
      last = json_array_get_object_element (claims, json_array_get_length (claims) - 1);
      g_free (path);
      path = g_strdup_printf ("api/v1/claims?words=&filter=invited&clock=%" G_GINT64_FORMAT "&before=%" G_GINT64_FORMAT
                              "&after=%s", json_object_get_int_member (answer, "clock"),
                              json_object_get_int_member (last, "changed"), json_object_get_string_member (last, "id"));
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, N_MANY + 1);
}

static gboolean
forge (VeloConnection  *connection,
       gpointer         data,
       GError         **error)
{
  return velo_connection_execute (connection, "DROP TRIGGER journal_not_changed", error)
    && velo_connection_run (connection, error, "UPDATE journal SET who = 'x' WHERE number = ?1", "l", *(gint64 *) data);
}

/* As many entries as the service does not look through at once, and the number of the last one. */
static gboolean
add_entries (VeloConnection  *connection,
             gpointer         data,
             GError         **error)
{
  VeloClaimsContext context = { .connection = connection, .who = "The desk", .actor = VELO_CLAIM_ACTOR_DESK };
  gboolean added = TRUE;

  for (guint i = 0; added && i < N_ENTRIES; i++)
    added = velo_claims_note (&context, "0123456789abcdef0123456789abcdef", "mail", NULL, error);
  return added && velo_connection_query_int64 (connection, data, error, "SELECT max (number) FROM journal", NULL);
}

static void
change_journal (Scene            *scene,
                VeloDatabaseFunc  func,
                gint64           *number)
{
  g_autoptr(GAsyncResult) result = NULL;
  VeloDatabase *database = open_database (&scene->test);

  velo_database_run_async (database, VELO_DATABASE_WRITE, func, number, NULL, NULL, keep_result_cb, &result);
  WAIT_UNTIL (result != NULL);
  g_assert_true (velo_database_run_finish (database, result, NULL));
  close_database (database);
}

/* Asks until the answer is there: the journal is looked through while the service runs already. */
static void
wait_for_answer (VeloClaimsFlow *flow,
                 const char     *path,
                 const char     *words)
{
  do
    g_assert_cmpuint (velo_claims_flow_send (flow, "GET", path, NULL, NULL, NULL), ==, 200);
  while (strstr (flow->text, words) == NULL);
}

/* A changed journal keeps nobody from the own claim; the log, /healthz and /metrics call for help. */
static void
test_journal_changed (Scene         *scene,
                      gconstpointer  data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autofree char *settings = NULL;
  g_autofree char *all = NULL;
  g_autofree char *name = g_strconcat (scene->config, ".log", NULL);
  g_autofree char *log = NULL;
  gint64 second = 2;

  launch (scene, "unlimited");
  velo_claims_flow_init (&flow, &scene->test, "26-1234567", "de");
  g_assert_cmpuint (velo_claims_flow_send (&flow, "GET", "healthz", NULL, NULL, NULL), ==, 200);
  g_assert_cmpstr (flow.text, ==, "ok\n");
  quit (scene);
  change_journal (scene, forge, &second);
  g_assert_cmpint (run (scene, "--check-settings", &settings), ==, 0);
  g_assert_nonnull (strstr (settings, "the settings can be used"));
  g_assert_cmpint (run (scene, "--check", &all), ==, 1);
  g_assert_nonnull (strstr (all, "the journal was changed at entry 2\n"));
  /* what is critical ends a program of the tests, but not one of an operator */
  launch_after (scene, "unset G_DEBUG; exec 2>\"$1.log\"; ", "unlimited");
  velo_claims_flow_log_in (&flow);
  wait_for_answer (&flow, "healthz", "ok, but the journal is not as it was written");
  wait_for_answer (&flow, "metrics", "veloinsure_claims_journal_intact 0");
  quit (scene);
  g_assert_true (g_file_get_contents (name, &log, NULL, NULL));
  g_assert_nonnull (strstr (log, "the journal was changed at entry 2; customers are served all the same, but no "
                                 "payout is released until [payout] has journal-seen=2, see veloinsure-claims(8), "
                                 "JOURNAL, for what to do"));
}

/* As soon as the service runs, and without asking before whether the journal was looked through. */
static void
assert_release (Scene          *scene,
                VeloClaimsFlow *flow,
                const char     *more,
                guint           status,
                const char     *state)
{
  g_autoptr(JsonObject) answer = NULL;
  g_autofree char *is = NULL;

  scene->more = more;
  launch_after (scene, "unset G_DEBUG; exec 2>/dev/null; ", "unlimited");
  answer = velo_claims_flow_act (flow, flow->desk, "POST", "payout", "");
  g_assert_cmpuint (scene->test.status, ==, status);
  g_assert_true (json_object_has_member (answer, "file") == (status == 200));
  if (status != 200)
    g_assert_cmpstr (json_object_get_string_member (answer, "error"), ==, "stopped");
  is = velo_claims_flow_get_state (flow);
  g_assert_cmpstr (is, ==, state);
  quit (scene);
}

/* Whoever changed the journal may have changed accounts and sums: no money goes before somebody has looked. */
static void
test_nothing_released (Scene         *scene,
                       gconstpointer  data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autofree char *state = NULL;
  g_autofree char *before = NULL;
  g_autofree char *seen = NULL;
  gint64 number = 0;

  launch (scene, "unlimited");
  velo_claims_flow_init (&flow, &scene->test, "26-1234567", "de");
  velo_claims_flow_log_in (&flow);
  velo_claims_flow_upload_all (&flow);
  velo_claims_flow_offer (&flow, 123450);
  quit (scene);
  change_journal (scene, add_entries, &number);
  change_journal (scene, forge, &number);
  before = g_strdup_printf ("journal-seen=%" G_GINT64_FORMAT "\n", number - 1);
  seen = g_strdup_printf ("journal-seen=%" G_GINT64_FORMAT "\n", number);
  /* the customer goes on */
  launch_after (scene, "unset G_DEBUG; exec 2>/dev/null; ", "unlimited");
  wait_for_answer (&flow, "healthz", "no payout is released");
  g_assert_cmpuint (velo_claims_flow_accept (&flow, IBAN), ==, 303);
  state = velo_claims_flow_get_state (&flow);
  g_assert_cmpstr (state, ==, "accepted");
  quit (scene);
  assert_release (scene, &flow, NULL, 423, "accepted");
  /* another entry is not the one that somebody has looked at */
  assert_release (scene, &flow, before, 423, "accepted");
  assert_release (scene, &flow, seen, 200, "payout_ordered");
  launch_after (scene, "unset G_DEBUG; exec 2>/dev/null; ", "unlimited");
  wait_for_answer (&flow, "healthz", "ok, but the journal is not as it was written: see");
}

#define ADD(NAME, FUNC) g_test_add ("/claims-operator/" NAME, Scene, NULL, set_up, FUNC, tear_down)
#define ADD_INSIDE(NAME, FUNC) \
  g_test_add ("/claims-operator/" NAME, VeloClaimsTest, PAYOUT, velo_claims_test_set_up, FUNC, velo_claims_test_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("cannot-start", test_cannot_start);
  ADD ("disk-full", test_disk_full);
  ADD ("end-in-photo", test_end_in_photo);
  ADD ("journal-changed", test_journal_changed);
  ADD ("nothing-released", test_nothing_released);
  ADD_INSIDE ("held", test_held);
  ADD_INSIDE ("clock-back", test_clock_back);
  ADD_INSIDE ("thousands", test_thousands);
  return g_test_run ();
}
