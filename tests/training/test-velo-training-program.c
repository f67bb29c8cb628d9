/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the program veloinsure-training-insurer. */

#include "config.h"

#include "velo-test-dirs.h"
#include "velo-training-test.h"

#include <signal.h>
#include <string.h>

static char *program;

static GSubprocess *
spawn (GSubprocessFlags  flags,
       const char       *first,
       ...)
{
  g_autoptr(GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  GSubprocess *process;
  va_list args;

  g_ptr_array_add (arguments, program);
  va_start (args, first);
  for (const char *argument = first; argument != NULL; argument = va_arg (args, const char *))
    g_ptr_array_add (arguments, (gpointer) argument);
  va_end (args);
  g_ptr_array_add (arguments, NULL);
  process = g_subprocess_newv ((const char *const *) arguments->pdata, flags, &error);
  g_assert_no_error (error);
  return process;
}

/* A client of the program instead of an insurer inside. */
static char *
ask (const char *uri,
     const char *script,
     const char *body)
{
  g_autoptr(SoupSession) client = soup_session_new_with_options ("proxy-resolver", NULL, NULL);
  g_autofree char *address = g_strconcat (uri, script, NULL);
  g_autoptr(SoupMessage) message = soup_message_new ("POST", address);
  g_autoptr(GBytes) request = g_bytes_new (body, strlen (body));
  g_autoptr(GBytes) answer = NULL;
  g_autoptr(GError) error = NULL;
  const char *data = NULL;
  gsize size = 0;

  soup_message_set_request_body_from_bytes (message, SOUP_FORM_MIME_TYPE_URLENCODED, request);
  answer = soup_session_send_and_read (client, message, NULL, &error);
  g_assert_no_error (error);
  data = g_bytes_get_data (answer, &size);
  return g_strndup (size == 0 ? "" : data, size);
}

static char *
read_value (GDataInputStream *output,
            const char       *name)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *line = g_data_input_stream_read_line_utf8 (output, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (line);
  g_assert_true (g_str_has_prefix (line, name));
  return g_strdup (line + strlen (name));
}

static void
test_serves (void)
{
  g_autofree char *state = g_build_filename (g_get_user_data_dir (), "state", NULL);
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GSubprocess) lister = NULL;
  g_autoptr(GSubprocess) second = NULL;
  g_autoptr(GDataInputStream) output = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *user = NULL;
  g_autofree char *password = NULL;
  g_autofree char *refused = NULL;
  g_autofree char *accepted = NULL;
  g_autofree char *listed = NULL;
  g_autofree char *complaint = NULL;

  velo_test_hold_dirs ();
  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  process = spawn (G_SUBPROCESS_FLAGS_STDOUT_PIPE, "--port", "0", "--state", state, "--fault",
                   "LOGIN:refuse:1:Wartung", NULL);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  uri = read_value (output, "URL: ");
  user = read_value (output, "User: ");
  password = read_value (output, "Password: ");
  g_assert_cmpstr (user, ==, "training");
  g_assert_cmpstr (password, ==, "training");
  refused = ask (uri, "login.pl", "USER=training&PASSWORD=training&COMPANY=WG&API=JSON");
  g_assert_nonnull (strstr (refused, "Wartung"));
  accepted = ask (uri, "login.pl", "USER=training&PASSWORD=training&COMPANY=WG&API=JSON");
  g_assert_nonnull (strstr (accepted, "SESSION"));

  /* Reading does not disturb the one that serves; serving from the same file would. */
  second = spawn (G_SUBPROCESS_FLAGS_STDERR_PIPE, "--state", state, NULL);
  g_subprocess_communicate_utf8 (second, NULL, NULL, NULL, &complaint, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (second), ==, 1);
  g_assert_nonnull (strstr (complaint, "another program uses it"));
  lister = spawn (G_SUBPROCESS_FLAGS_STDOUT_PIPE, "--list", "--state", state, NULL);
  g_subprocess_communicate_utf8 (lister, NULL, NULL, &listed, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (lister));
  g_assert_cmpstr (listed, ==, "");
  g_subprocess_send_signal (process, SIGTERM);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}

/* Faults by FUNCTION and count, one after the other as they were given. */
static void
test_faults (void)
{
  static const char login[] = "USER=training&PASSWORD=training&COMPANY=WG&API=JSON";
  static const struct { const char *has; const char *has_not; } answers[] = {
    { "", "STATUS" }, { "<html", "STATUSCODE" }, { "<html", "STATUSCODE" }, { "OK", "STATUSCODE" },
    { "SESSION", "NOT OK" },
  };
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GDataInputStream) output = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *uri = NULL;

  velo_test_hold_dirs ();
  process = spawn (G_SUBPROCESS_FLAGS_STDOUT_PIPE, "--fault", "LOGIN:empty", "--fault", "LOGIN:html:2",
                   "--fault", "LOGIN:no-statuscode:1", "--fault", "GET_AGENT_DATA:http500:*", NULL);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  uri = read_value (output, "URL: ");
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *answer = ask (uri, "login.pl", login);

      g_test_message ("%s", answer);
      g_assert_nonnull (strstr (answer, answers[i].has));
      g_assert_null (strstr (answer, answers[i].has_not));
    }
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *answer = ask (uri, "callservice.pl", "FUNCTION=GET_AGENT_DATA&API=JSON");

      g_assert_nonnull (strstr (answer, "<html"));
    }
  g_subprocess_send_signal (process, SIGTERM);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}

static void
test_lists (void)
{
  g_autofree char *state = g_build_filename (g_get_user_data_dir (), "state", NULL);
  g_autoptr(GSubprocess) lister = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *listed = NULL;

  velo_test_hold_dirs ();
  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  g_file_set_contents (state, "{\"veloinsure-training\":1}\n{\"number\":70000001}\n"
                              "{\"proposal\":{\"record\":\"r-1\",\"contract\":\"70000001\","
                              "\"status\":\"3\",\"xml\":\"PHgvPg==\"}}\n{\"repeated\":\"r-1\"}\n",
                       -1, &error);
  g_assert_no_error (error);
  lister = spawn (G_SUBPROCESS_FLAGS_STDOUT_PIPE, "--list", "--state", state, NULL);
  g_subprocess_communicate_utf8 (lister, NULL, NULL, &listed, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (listed, ==, "70000001  record r-1  status 3  received 2  XML 4 bytes  "
                               "document 0 bytes\n");
}

static void
test_refuses (void)
{
  static const char *const wrong[][2] = {
    { "--port", "70000" }, { "--port", "-1" }, { "--port", "x" },
    { "--fault", "LOGIN" }, { "--list", NULL }, { "--unknown", NULL },
    { "--state", "/nonexistent/folder/state" },
  };

  velo_test_hold_dirs ();
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(GSubprocess) process = spawn (G_SUBPROCESS_FLAGS_STDERR_PIPE, wrong[i][0],
                                              wrong[i][1], NULL);
      g_autofree char *complaint = NULL;
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", wrong[i][0]);
      g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &complaint, &error);
      g_assert_no_error (error);
      g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
      g_assert_true (g_str_has_prefix (complaint, "veloinsure-training-insurer: "));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  if (argc < 2)
    {
      g_printerr ("needs the path of the program\n");
      return 1;
    }
  program = argv[1];

  g_test_add_func ("/training/program/serves", test_serves);
  g_test_add_func ("/training/program/faults", test_faults);
  g_test_add_func ("/training/program/lists", test_lists);
  g_test_add_func ("/training/program/refuses", test_refuses);
  return g_test_run ();
}
