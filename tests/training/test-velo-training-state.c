/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of what the training insurer keeps across restarts. */

#include "config.h"

#include "velo-training-test.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct
{
  Fixture base;
  char *path;
} StateFixture;

static void
set_up (StateFixture  *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->path = g_build_filename (g_get_user_data_dir (), "state.json", NULL);
  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  fixture_set_up (&fixture->base, data);
  velo_training_insurer_stop (fixture->base.insurer);
  velo_training_insurer_set_state_file (fixture->base.insurer, fixture->path);
  velo_training_insurer_start (fixture->base.insurer, 0, &error);
  g_assert_no_error (error);
  fixture_login (&fixture->base);
}

static void
tear_down (StateFixture  *fixture,
           gconstpointer  data)
{
  fixture_tear_down (&fixture->base, data);
  g_unlink (fixture->path);
  g_free (fixture->path);
}

/* As if the program had been ended and started. */
static gboolean
restart (StateFixture  *fixture,
         GError       **error)
{
  g_autoptr(GDate) today = g_date_new_dmy (18, 4, 2026);

  velo_training_insurer_stop (fixture->base.insurer);
  g_clear_object (&fixture->base.insurer);
  fixture->base.insurer = velo_training_insurer_new ();
  velo_training_insurer_set_today (fixture->base.insurer, today);
  velo_training_insurer_set_state_file (fixture->base.insurer, fixture->path);
  if (!velo_training_insurer_start (fixture->base.insurer, 0, error))
    return FALSE;
  fixture_login (&fixture->base);
  return TRUE;
}

static void
test_restart (StateFixture  *fixture,
              gconstpointer  data)
{
  g_autofree char *first = fixture_new_number (&fixture->base);
  g_autofree char *xml = make_proposal_xml (first);
  g_autoptr(JsonObject) accepted = fixture_propose (&fixture->base, xml);
  g_autoptr(JsonObject) repeated = fixture_propose (&fixture->base, xml);
  g_autoptr(JsonObject) again = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *second = NULL;
  g_autoptr(GPtrArray) proposals = NULL;
  const VeloTrainingProposal *proposal;
  GStatBuf status;

  assert_code (accepted, "0");
  assert_code (repeated, "0");
  restart (fixture, &error);
  g_assert_no_error (error);
  second = fixture_new_number (&fixture->base);
  g_assert_cmpstr (first, ==, "70000001");
  g_assert_cmpstr (second, ==, "70000002");
  again = fixture_propose (&fixture->base, xml);
  assert_code (again, "0");
  proposals = velo_training_insurer_dup_proposals (fixture->base.insurer);
  g_assert_cmpuint (proposals->len, ==, 1);
  proposal = g_ptr_array_index (proposals, 0);
  g_assert_cmpuint (proposal->n_times_received, ==, 3);
  g_assert_cmpmem (g_bytes_get_data (proposal->xml, NULL), g_bytes_get_size (proposal->xml), xml,
                   strlen (xml));
  g_assert_nonnull (proposal->document);
  /* Names and bank data of whoever is made up: not for others to read. */
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static void
test_half_line (StateFixture  *fixture,
                gconstpointer  data)
{
  g_autofree char *number = fixture_new_number (&fixture->base);
  g_autofree char *text = NULL;
  g_autofree char *longer = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *next = NULL;

  g_file_get_contents (fixture->path, &text, NULL, &error);
  g_assert_no_error (error);
  longer = g_strconcat (text, "{\"number\":7000", NULL);
  g_file_set_contents (fixture->path, longer, -1, &error);
  g_assert_no_error (error);
  restart (fixture, &error);
  g_assert_no_error (error);
  next = fixture_new_number (&fixture->base);
  g_assert_cmpstr (number, ==, "70000001");
  g_assert_cmpstr (next, ==, "70000002");
  /* And what is written behind it can be read. */
  restart (fixture, &error);
  g_assert_no_error (error);
}

static void
test_damaged (StateFixture  *fixture,
              gconstpointer  data)
{
  static const char *const contents[] = {
    "x", "{}\n", "{\"veloinsure-training\":2}\n",
    "{\"veloinsure-training\":1}\n\n",
    "{\"veloinsure-training\":1}\nx\n",
    "{\"veloinsure-training\":1}\n[]\n",
    "{\"veloinsure-training\":1}\n{\"other\":1}\n",
    "{\"veloinsure-training\":1}\n{\"number\":1}\n",
    "{\"veloinsure-training\":1}\n{\"number\":100000000}\n",
    "{\"veloinsure-training\":1}\n{\"number\":70000002}\n{\"number\":70000001}\n",
    "{\"veloinsure-training\":1}\n{\"repeated\":\"nothing\"}\n",
    "{\"veloinsure-training\":1}\n{\"proposal\":{\"record\":\"a\"}}\n",
    "{\"veloinsure-training\":1}\n{\"proposal\":7}\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *kept = NULL;

      g_test_message ("%s", contents[i]);
      velo_training_insurer_stop (fixture->base.insurer);
      g_assert_true (g_file_set_contents (fixture->path, contents[i], -1, NULL));
      g_assert_false (restart (fixture, &error));
      g_assert_error (error, VELO_TRAINING_ERROR, VELO_TRAINING_ERROR_STATE);
      g_assert_true (g_file_get_contents (fixture->path, &kept, NULL, NULL));
      g_assert_cmpstr (kept, ==, contents[i]);
    }
}

static void
test_killed_at_birth (StateFixture  *fixture,
                      gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *number = NULL;

  velo_training_insurer_stop (fixture->base.insurer);
  g_assert_true (g_file_set_contents (fixture->path, "{\"veloinsure-tr", -1, NULL));
  restart (fixture, &error);
  g_assert_no_error (error);
  number = fixture_new_number (&fixture->base);
  g_assert_cmpstr (number, ==, "70000001");
}

/* A helper that is being spawned when the insurer ends has copies of all descriptors until it is executed. */
static void
test_spawning (StateFixture  *fixture,
               gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  gboolean restarted;
  pid_t child = fork ();

  if (child == 0)
    for (;;)
      pause ();
  g_assert_cmpint (child, >, 0);
  restarted = restart (fixture, &error);
  kill (child, SIGKILL);
  waitpid (child, NULL, 0);
  g_assert_no_error (error);
  g_assert_true (restarted);
}

/* Two programs would issue the same numbers. */
static void
test_in_use (StateFixture  *fixture,
             gconstpointer  data)
{
  g_autoptr(VeloTrainingInsurer) insurer = velo_training_insurer_new ();
  g_autoptr(GError) error = NULL;

  velo_training_insurer_set_state_file (insurer, fixture->path);
  g_assert_false (velo_training_insurer_start (insurer, 0, &error));
  g_assert_error (error, VELO_TRAINING_ERROR, VELO_TRAINING_ERROR_IO);
}

static void
test_no_folder (StateFixture  *fixture,
                gconstpointer  data)
{
  g_autoptr(VeloTrainingInsurer) insurer = velo_training_insurer_new ();
  g_autoptr(GError) no_folder = NULL;
  g_autoptr(GError) is_folder = NULL;

  velo_training_insurer_set_state_file (insurer, "/nonexistent/folder/state.json");
  g_assert_false (velo_training_insurer_start (insurer, 0, &no_folder));
  g_assert_error (no_folder, VELO_TRAINING_ERROR, VELO_TRAINING_ERROR_IO);
  velo_training_insurer_set_state_file (insurer, g_get_user_data_dir ());
  g_assert_false (velo_training_insurer_start (insurer, 0, &is_folder));
  g_assert_error (is_folder, VELO_TRAINING_ERROR, VELO_TRAINING_ERROR_IO);
}

/* As on a full disk, a write stops in the middle of a line. */
static void
test_disk_full (StateFixture  *fixture,
                gconstpointer  data)
{
  g_autofree char *first = fixture_new_number (&fixture->base);
  g_autofree char *second = NULL;
  g_autofree char *xml = make_proposal_xml (first);
  g_autoptr(JsonObject) no_number = NULL;
  g_autoptr(JsonObject) no_proposal = NULL;
  g_autoptr(JsonObject) later = NULL;
  g_autoptr(GError) error = NULL;
  struct rlimit before;
  struct rlimit small;
  GStatBuf status;

  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = (rlim_t) status.st_size + 7;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  no_number = fixture_call (&fixture->base, "GET_NEW_CONTRACTNUMBER", "DEFAULT", NULL);
  no_proposal = fixture_propose (&fixture->base, xml);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  assert_refused (no_number, "nichts speichern");
  assert_refused (no_proposal, "nichts speichern");

  later = fixture_propose (&fixture->base, xml);
  assert_code (later, "0");
  restart (fixture, &error);
  g_assert_no_error (error);
  second = fixture_new_number (&fixture->base);
  g_assert_cmpstr (second, ==, "70000002");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add ("/training/state/" path, StateFixture, NULL, set_up, func, \
                                    tear_down)
  ADD ("restart", test_restart);
  ADD ("half-line", test_half_line);
  ADD ("damaged", test_damaged);
  ADD ("killed-at-birth", test_killed_at_birth);
  ADD ("spawning", test_spawning);
  ADD ("in-use", test_in_use);
  ADD ("no-folder", test_no_folder);
  ADD ("disk-full", test_disk_full);
  return g_test_run ();
}
