/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the program itself: its settings, its log, its certificate, a socket of the service manager. */

#include "velo-claims-flow.h"

#include <string.h>
#include <unistd.h>

#include "velo-claims-config.h"

#define SETTINGS \
  "[service]\nport=0\npublic-url=https://claims.example\ndatabase=%s\ndesk-phone=0511 123456\ninsurer=Training\n%s"

typedef struct
{
  VeloClaimsTest test;
  char *config;
  GSubprocess *program;
  GString *said; /* until it listened */
} Scene;

static void
set_up (Scene         *scene,
        gconstpointer  data)
{
  velo_claims_test_set_up (&scene->test, NULL);
  velo_claims_service_stop (scene->test.service);
  scene->config = g_build_filename (scene->test.directory, "claims.ini", NULL);
  scene->said = g_string_new (NULL);
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
  g_string_free (scene->said, TRUE);
  g_clear_pointer (&scene->test.uri, g_free);
  velo_claims_test_tear_down (&scene->test, NULL);
}

static void
write_settings (Scene      *scene,
                const char *more)
{
  g_autofree char *text = g_strdup_printf (SETTINGS, scene->test.database, more);

  g_assert_true (g_file_set_contents (scene->config, text, -1, NULL));
}

/* Ends by itself; what it said on both outputs. */
static int
run (Scene       *scene,
     const char  *input,
     char       **said,
     const char  *option,
     const char  *value)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) program = NULL;
  const char *arguments[] = { g_getenv ("VELO_CLAIMS_PROGRAM"), "--config", scene->config, option, value,
                              "--shown", "The new one", "--role", "desk", NULL };

  if (g_strcmp0 (option, "--add-account") != 0)
    arguments[value != NULL ? 5 : 4] = NULL;
  program = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                               | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (program, input, NULL, said, NULL, &error);
  g_assert_no_error (error);
  return g_subprocess_get_exit_status (program);
}

/* Everything that is wrong at once, each in a sentence of its own. */
static void
test_check (Scene         *scene,
            gconstpointer  data)
{
  static const struct { const char *more; const char *sentence; } wrong[] = {
    { "request-seconds=0\n", "\"request-seconds\" in [service] must be a number from 1 to 600." },
    { "colour=red\n", "There is no setting \"colour\" in [service]." },
    { "listen=here\n", "\"listen\" in [service] must be an address" },
    { "proxies=proxy.example\n", "\"proxies\" in [service] must be addresses, not \"proxy.example\"." },
    { "certificate=/nowhere.pem\nkey=/nowhere.key\n", "\"certificate\" and \"key\" in [service] cannot be used: " },
    { "[claims]\nregion=CH\n", "\"hours\" or \"region\" in [claims]: " },
    { "number-pattern=(\n", "\"number-pattern\" in [claims] is not a regular expression." },
    { "limit-euros=much\n", "\"limit-euros\" in [claims] must be a number from 0 to 1000000." },
    { "[payout]\niban=DE00\n", "\"iban\" in [payout] is not an IBAN." },
    { "name=Größe\n", "\"name\" in [payout] must be in characters that every bank takes." },
    { "bic=x\n", "\"bic\" in [payout] must have 8 or 11 capital letters and digits." },
    { "[messages]\nway=gateway\n", "\"url\" in [messages] must begin with https://." },
    { "success=(\n", "\"success\" in [messages] is not a regular expression." },
    { "key-file=/nowhere\n", "\"key-file\" in [messages], /nowhere, cannot be read: " },
  };
  g_autoptr(GString) all = g_string_new (NULL);
  g_autofree char *said = NULL;
  g_autofree char *served = NULL;
  g_autofree char *good = NULL;
  guint lines = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_string_append (all, wrong[i].more);
  write_settings (scene, all->str);
  g_assert_cmpint (run (scene, NULL, &said, "--check", NULL), ==, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_test_message ("%s", wrong[i].sentence);
      g_assert_nonnull (strstr (said, wrong[i].sentence));
    }
  for (const char *p = said; (p = strchr (p, '\n')) != NULL; p++)
    lines++;
  /* the body of the gateway lacks both places */
  g_assert_cmpuint (lines, ==, G_N_ELEMENTS (wrong) + 1);
  /* and it does not start with them */
  g_assert_cmpint (run (scene, NULL, &served, NULL, NULL), ==, 1);
  g_assert_nonnull (strstr (served, "colour"));
  write_settings (scene, "proxies=127.0.0.1;::1\n");
  g_assert_cmpint (run (scene, NULL, &good, "--check", NULL), ==, 0);
}

static void
test_check_missing (Scene         *scene,
                    gconstpointer  data)
{
  g_autofree char *missing = NULL;
  g_autofree char *empty = NULL;
  g_autofree char *nowhere = NULL;

  g_assert_cmpint (run (scene, NULL, &missing, "--check", NULL), ==, 1);
  g_assert_nonnull (strstr (missing, "claims.ini"));
  g_assert_true (g_file_set_contents (scene->config, "[service]\n", -1, NULL));
  g_assert_cmpint (run (scene, NULL, &empty, "--check", NULL), ==, 1);
  g_assert_nonnull (strstr (empty, "\"public-url\" is missing in [service]."));
  g_assert_nonnull (strstr (empty, "\"insurer\" is missing in [service]."));
  g_free (scene->test.database);
  scene->test.database = g_strdup ("/nowhere/claims.sqlite");
  write_settings (scene, "");
  g_assert_cmpint (run (scene, NULL, &nowhere, "--check", NULL), ==, 1);
  g_assert_nonnull (strstr (nowhere, "The folder of \"database\" in [service], /nowhere, cannot be written to: "));
}

static void
read_address (Scene *scene)
{
  g_autoptr(GDataInputStream) lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (scene->program));
  g_autofree char *line = NULL;

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  /* one by one, so that the rest of the output is left to whoever reads it later */
  g_buffered_input_stream_set_buffer_size (G_BUFFERED_INPUT_STREAM (lines), 1);
  do
    {
      g_free (line);
      line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
      g_assert_nonnull (line);
      g_string_append_printf (scene->said, "%s\n", line);
    }
  while (strstr (line, "listening on ") == NULL);
  g_free (scene->test.uri);
  scene->test.uri = g_strdup (strstr (line, "http"));
}

static void
launch (Scene       *scene,
        const char  *more)
{
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_autoptr(GError) error = NULL;

  write_settings (scene, more);
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_subprocess_launcher_setenv (launcher, "G_MESSAGES_DEBUG", "all", TRUE);
  scene->program = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("VELO_CLAIMS_PROGRAM"), "--config",
                                                scene->config, NULL);
  g_assert_no_error (error);
  read_address (scene);
}

/* With everything that can be logged logged, and with answers of every kind: no link, no session, nobody's
 * data. */
static void
test_log (Scene         *scene,
          gconstpointer  data)
{
  static const char *const paths[] = { "s/AAAAAAAAAAAAAAAAAAAAAA", "nowhere?q=Erika", "claim/photos/x", "static/../x" };
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autofree char *said = NULL;
  g_autofree char *words = NULL;
  g_autofree char *code = NULL;
  g_autoptr(GBytes) rest = NULL;
  const char *digits;

  launch (scene, "[payout]\nname=Training\niban=DE89370400440532013000\n");
  velo_claims_flow_init (&flow, &scene->test, "26-1234567", "de");
  g_assert_cmpuint (velo_claims_flow_form (&flow, flow.link, "number=1&plate=X&mileage=1&terms=1&privacy=1"), ==, 422);
  velo_claims_flow_log_in (&flow);
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    g_assert_cmpuint (velo_claims_flow_send (&flow, "GET", paths[i], NULL, NULL, NULL), ==, 404);
  velo_claims_flow_upload_all (&flow);
  velo_claims_flow_offer (&flow, 123450);
  g_assert_cmpuint (velo_claims_flow_form (&flow, "claim/account", "holder=Erika+Muster&iban=DE89370400440532013000"), ==,
                    303);
  words = velo_claims_flow_get_words (&flow, "code");
  digits = strstr (words, ": ") + 2;
  code = g_strndup (digits, strspn (digits, "0123456789"));
  g_subprocess_send_signal (scene->program, SIGTERM);
  g_subprocess_wait (scene->program, NULL, NULL);
  g_assert_cmpint (g_subprocess_get_exit_status (scene->program), ==, 0);
  rest = g_input_stream_read_bytes (g_subprocess_get_stdout_pipe (scene->program), 1024 * 1024, NULL, NULL);
  g_string_append_len (scene->said, g_bytes_get_data (rest, NULL), (gssize) g_bytes_get_size (rest));
  said = g_strdup (scene->said->str);
  /* it does log */
  g_assert_nonnull (strstr (said, "-DEBUG: "));
  {
    const char *const secret[] = { flow.link + 2, strchr (flow.cookie, '=') + 1, flow.csrf, flow.desk, code, "AAAAAAAAAA",
                                   "Erika", "1234567", "H-AB", "HAB123", "DE89370400440532013000" };

    for (gsize i = 0; i < G_N_ELEMENTS (secret); i++)
      g_assert_null (strstr (said, secret[i]));
  }
}

/* Made here, for this address, and trusted by this test alone. */
static char *
make_certificate (Scene *scene)
{
  g_autofree char *openssl = g_find_program_in_path ("openssl");
  g_autofree char *command = NULL;
  char *path;

  if (openssl == NULL)
    return NULL;
  path = g_build_filename (scene->test.directory, "service.pem", NULL);
  command = g_strdup_printf ("%s req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout %s.key -out %s"
                             " -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1", openssl, path, path);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  return path;
}

static void
test_tls (Scene         *scene,
          gconstpointer  data)
{
  g_autofree char *certificate = make_certificate (scene);
  g_autofree char *more = g_strdup_printf ("listen=0.0.0.0\ncertificate=%s\nkey=%s.key\n", certificate, certificate);
  g_autoptr(GTlsDatabase) trusted = NULL;
  g_autoptr(SoupMessage) plain = NULL;
  g_autoptr(SoupMessage) stranger = NULL;
  g_autoptr(SoupSession) unknowing = soup_session_new ();
  g_autoptr(GBytes) answer = NULL;
  g_autofree char *token = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *insecure = NULL;

  if (certificate == NULL)
    {
      g_test_skip ("openssl is missing");
      return;
    }
  launch (scene, more);
  g_assert_true (g_str_has_prefix (scene->test.uri, "https://"));
  uri = g_strdup_printf ("https://127.0.0.1%s", strrchr (scene->test.uri, ':'));
  g_free (scene->test.uri);
  scene->test.uri = g_strdup (uri);
  trusted = g_tls_file_database_new (certificate, NULL);
  soup_session_set_tls_database (scene->test.session, trusted);
  token = velo_claims_test_log_in (&scene->test, "desk");
  g_assert_nonnull (token);
  /* who does not know the certificate is not served, and plain HTTP is not spoken there */
  stranger = soup_message_new ("GET", uri);
  g_assert_null (soup_session_send_and_read (unknowing, stranger, NULL, NULL));
  insecure = g_strconcat ("http", uri + strlen ("https"), NULL);
  plain = soup_message_new ("GET", insecure);
  answer = soup_session_send_and_read (unknowing, plain, NULL, NULL);
  g_assert_true (answer == NULL || soup_message_get_status (plain) >= 400);
}

static GSocket *
open_socket (const char *address,
             guint16    *port)
{
  g_autoptr(GSocketAddress) wanted = g_inet_socket_address_new_from_string (address, 0);
  g_autoptr(GSocketAddress) got = NULL;
  GSocket *socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);

  g_assert_true (g_socket_bind (socket, wanted, TRUE, NULL));
  g_assert_true (g_socket_listen (socket, NULL));
  got = g_socket_get_local_address (socket, NULL);
  *port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got));
  return socket;
}

/* As the service manager does: the socket is number 3, and the variables are meant for this process. */
static void
launch_with_socket (Scene   *scene,
                    GSocket *socket)
{
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                                                      | G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_autoptr(GError) error = NULL;

  g_clear_object (&scene->program);
  g_subprocess_launcher_take_fd (launcher, dup (g_socket_get_fd (socket)), 3);
  scene->program = g_subprocess_launcher_spawn (launcher, &error, "/bin/sh", "-c",
                                                "LISTEN_FDS=1 LISTEN_PID=$$ exec \"$0\" --config \"$1\"",
                                                g_getenv ("VELO_CLAIMS_PROGRAM"), scene->config, NULL);
  g_assert_no_error (error);
}

static void
test_socket (Scene         *scene,
             gconstpointer  data)
{
  guint16 port;
  g_autoptr(GSocket) socket = open_socket ("127.0.0.1", &port);
  g_autofree char *end = g_strdup_printf (":%u/", port);
  g_autofree char *token = NULL;

  write_settings (scene, "");
  launch_with_socket (scene, socket);
  read_address (scene);
  g_assert_true (g_str_has_suffix (scene->test.uri, end));
  token = velo_claims_test_log_in (&scene->test, "desk");
  g_subprocess_send_signal (scene->program, SIGTERM);
  g_subprocess_wait (scene->program, NULL, NULL);
  g_assert_cmpint (g_subprocess_get_exit_status (scene->program), ==, 0);
  /* the socket stays with the manager: whoever comes meanwhile is served by the next one */
  launch_with_socket (scene, socket);
  read_address (scene);
  g_assert_true (g_str_has_suffix (scene->test.uri, end));
}

/* Open to everybody, and no certificate: refused, whatever the unit says. */
static void
test_socket_open (Scene         *scene,
                  gconstpointer  data)
{
  guint16 port;
  g_autoptr(GSocket) socket = open_socket ("0.0.0.0", &port);
  g_autofree char *said = NULL;

  write_settings (scene, "");
  launch_with_socket (scene, socket);
  g_subprocess_communicate_utf8 (scene->program, NULL, NULL, &said, NULL, NULL);
  g_assert_cmpint (g_subprocess_get_exit_status (scene->program), ==, 1);
  g_assert_nonnull (strstr (said, "without a certificate"));
}

/* While the service runs: an account is added, logs in, is ended, and its session with it. */
static void
test_accounts (Scene         *scene,
               gconstpointer  data)
{
  g_autofree char *added = NULL;
  g_autofree char *twice = NULL;
  g_autofree char *weak = NULL;
  g_autofree char *retired = NULL;
  g_autofree char *again = NULL;
  g_autofree char *token = NULL;
  g_autoptr(JsonObject) refused = NULL;

  launch (scene, "");
  g_assert_cmpint (run (scene, "short\n", &weak, "--add-account", "new"), ==, 1);
  g_assert_cmpint (run (scene, VELO_CLAIMS_TEST_PASSWORD "\n", &added, "--add-account", "new"), ==, 0);
  g_assert_cmpint (run (scene, VELO_CLAIMS_TEST_PASSWORD "\n", &twice, "--add-account", "new"), ==, 1);
  token = velo_claims_test_log_in (&scene->test, "new");
  g_assert_cmpint (run (scene, NULL, &retired, "--retire-account", "new"), ==, 0);
  g_assert_cmpint (run (scene, NULL, &again, "--retire-account", "new"), ==, 1);
  refused = velo_claims_test_call (&scene->test, "GET", "api/v1/claims", token, NULL);
  g_assert_cmpuint (scene->test.status, ==, 401);
  g_clear_pointer (&refused, json_object_unref);
  refused = velo_claims_test_call (&scene->test, "POST", "api/v1/session", NULL,
                                   "{\"name\":\"new\",\"password\":\"" VELO_CLAIMS_TEST_PASSWORD "\"}");
  g_assert_cmpuint (scene->test.status, ==, 401);
}

#define ADD(NAME, FUNC) g_test_add ("/claims-program/" NAME, Scene, NULL, set_up, FUNC, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("check", test_check);
  ADD ("check-missing", test_check_missing);
  ADD ("log", test_log);
  ADD ("tls", test_tls);
  ADD ("socket", test_socket);
  ADD ("socket-open", test_socket_open);
  ADD ("accounts", test_accounts);
  return g_test_run ();
}
