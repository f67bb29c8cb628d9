/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the program that runs the claims service with sample data, as somebody types it. */

#include <signal.h>
#include <string.h>

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <libsoup/soup.h>

#include "velo-claims-player.h"
#include "velo-claims-training.h"

static GSubprocess *
launch (const char *first,
        const char *second)
{
  const char *program = g_getenv ("VELO_TRAINING_CLAIMS_PROGRAM");
  g_autoptr(GError) error = NULL;
  GSubprocess *process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error,
                                           program, first, second, NULL);

  g_assert_no_error (error);
  return process;
}

/* The first line that has it, from there on. */
static char *
read_until (GDataInputStream *lines,
            const char       *wanted)
{
  char *line;

  while ((line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)) != NULL)
    {
      char *found = strstr (line, wanted) != NULL ? g_strdup (strstr (line, wanted)) : NULL;

      g_free (line);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static guint
get_status (const char *uri)
{
  g_autoptr(SoupSession) session = soup_session_new ();
  g_autoptr(SoupMessage) message = soup_message_new ("GET", uri);
  g_autoptr(GBytes) body = soup_session_send_and_read (session, message, NULL, NULL);

  return body != NULL ? soup_message_get_status (message) : 0;
}

/* Everything that is needed to begin stands in what it prints; asked to end, it ends. */
static void
test_run (void)
{
  g_autoptr(GSubprocess) process = launch ("--few", "--port=0");
  g_autoptr(GDataInputStream) lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_autofree char *uri = read_until (lines, "http://127.0.0.1:");
  g_autofree char *account = read_until (lines, "partner");
  g_autofree char *link = read_until (lines, "http://127.0.0.1:");
  g_autofree char *photos = read_until (lines, G_DIR_SEPARATOR_S);
  g_autofree char *healthz = g_strconcat (uri, "healthz", NULL);
  g_autoptr(VeloClaimsPlayer) desk = velo_claims_player_new (uri, NULL);
  g_autoptr(JsonObject) answer = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (account);
  g_assert_nonnull (strstr (account, VELO_CLAIMS_TRAINING_PASSWORD));
  g_assert_cmpuint (get_status (healthz), ==, 200);
  g_assert_true (g_str_has_prefix (link, uri));
  g_assert_cmpuint (get_status (link), ==, 200);
  g_assert_true (g_file_test (photos, G_FILE_TEST_IS_DIR));
  velo_claims_player_sign_in (desk, "desk", VELO_CLAIMS_TRAINING_PASSWORD, &error);
  g_assert_no_error (error);
  answer = velo_claims_player_call (desk, "desk", "GET", "api/v1/claims?words=26-1", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (answer, "claims")), ==,
                    VELO_CLAIMS_N_FIRST_SAMPLES);
  g_subprocess_send_signal (process, SIGTERM);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  g_assert_false (g_file_test (photos, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (get_status (healthz), ==, 0);
}

/* Ended while claims still come: it does not wait for all of them. */
static void
test_ended_early (void)
{
  g_autoptr(GSubprocess) process = launch ("--port=0", NULL);
  g_autoptr(GDataInputStream) lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_autofree char *photos = read_until (lines, "photos");
  g_autofree char *came = NULL;

  g_assert_nonnull (photos);
  g_subprocess_send_signal (process, SIGINT);
  g_subprocess_wait (process, NULL, NULL);
  g_assert_true (g_subprocess_get_successful (process));
  came = read_until (lines, "A26-300004");
  g_assert_null (came);
}

static void
check_refused (const char *first,
               const char *second,
               const char *words)
{
  g_autoptr(GSubprocess) process = launch (first, second);
  g_autofree char *told = NULL;

  g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &told, NULL);
  g_assert_false (g_subprocess_get_successful (process));
  g_assert_nonnull (strstr (told, words));
}

static void
test_wrong_options (void)
{
  g_autofree char *folder = g_dir_make_tmp ("velo-training-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "file", NULL);

  check_refused ("--port=70000", NULL, "65535");
  check_refused ("--such", NULL, "such");
  g_assert_true (g_file_set_contents (file, "", 0, NULL));
  check_refused ("--folder", file, "folder");
  g_unlink (file);
  g_rmdir (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("VELO_SAMPLE_PHOTOS_ROUGH", "1", TRUE);
  g_test_add_func ("/training-program/run", test_run);
  g_test_add_func ("/training-program/ended-early", test_ended_early);
  g_test_add_func ("/training-program/wrong-options", test_wrong_options);
  return g_test_run ();
}
