/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real program as a process: a whole sale by itself, and the self-test without a display. */

#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "velo-evidence-package.h"
#include "velo-store-employees.h"
#include "velo-store-journal.h"
#include "velo-remove.h"
#include "velo-training-insurer.h"

typedef struct
{
  char *folder;   /* everything that the program writes is below it */
  char *output;   /* of the last run */
  int status;
} Fixture;

/* What an entry of the journal says happened. */
#define NOTE "tyre-pumped-up"

static char *program_path;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GError *error = NULL;

  fixture->folder = g_dir_make_tmp ("velo-program-XXXXXX", &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  velo_test_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->output);
}

/* Runs the program with @first and @second as arguments, with its own data and settings. */
static void
run (Fixture    *fixture,
     gboolean    with_display,
     const char *first,
     const char *second)
{
  const char *argv[] = { program_path, first, second, NULL };
  g_autofree char *home = g_build_filename (fixture->folder, "home", NULL);
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_autoptr(GSubprocess) process = NULL;
  GError *error = NULL;

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_subprocess_launcher_setenv (launcher, "HOME", home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", home, TRUE);
  g_subprocess_launcher_setenv (launcher, "GSETTINGS_BACKEND", "keyfile", TRUE);
  if (!with_display)
    g_subprocess_launcher_unsetenv (launcher, "DISPLAY");
  g_clear_pointer (&fixture->output, g_free);
  process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &fixture->output, NULL, &error));
  g_assert_no_error (error);
  g_test_message ("%s", fixture->output);
  g_assert_true (g_subprocess_get_if_exited (process));
  fixture->status = g_subprocess_get_exit_status (process);
}

static void
assert_output (Fixture    *fixture,
               const char *text)
{
  if (strstr (fixture->output, text) == NULL)
    g_error ("no “%s” in the output:\n%s", text, fixture->output);
}

static guint
count_lines (Fixture    *fixture,
             const char *start)
{
  g_auto(GStrv) lines = g_strsplit (fixture->output, "\n", -1);
  guint n = 0;

  for (char **line = lines; *line != NULL; line++)
    n += g_str_has_prefix (*line, start);
  return n;
}

/* Writes @text as the settings of the next run. */
static void
set_settings (Fixture    *fixture,
              const char *text)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "home", "glib-2.0", "settings", NULL);
  g_autofree char *path = g_build_filename (folder, "keyfile", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* What the training insurer of the program has on its books. */
static void
assert_contracts (Fixture *fixture,
                  guint    n_contracts)
{
  g_autofree char *state = g_build_filename (fixture->folder, "home", "veloinsure", "training", "insurer.json", NULL);
  g_autoptr(VeloTrainingInsurer) insurer = velo_training_insurer_new ();
  g_autoptr(GPtrArray) numbers = NULL;
  GError *error = NULL;

  velo_training_insurer_set_state_file (insurer, state);
  g_assert_true (velo_training_insurer_start (insurer, 0, &error));
  g_assert_no_error (error);
  numbers = velo_training_insurer_dup_contract_numbers (insurer);
  g_assert_cmpuint (numbers->len, ==, n_contracts);
  velo_training_insurer_stop (insurer);
}

static void
test_version (Fixture       *fixture,
              gconstpointer  data)
{
  run (fixture, FALSE, "--version", NULL);
  g_assert_cmpint (fixture->status, ==, 0);
  assert_output (fixture, "VeloInsure " VERSION);
}

static void
test_unknown_option (Fixture       *fixture,
                     gconstpointer  data)
{
  run (fixture, TRUE, "--no-such-option", NULL);
  g_assert_cmpint (fixture->status, !=, 0);
}

/* Evidence: without a display, an account or data of our own */

static void
write_package (Fixture *fixture,
               GBytes  *package)
{
  g_autofree char *path = g_build_filename (fixture->folder, "package.zip", NULL);

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (package, NULL), (gssize) g_bytes_get_size (package), NULL));
}

static void
check_package (Fixture *fixture,
               int      status)
{
  g_autofree char *option = g_strdup_printf ("--check-evidence=%s/package.zip", fixture->folder);

  run (fixture, FALSE, option, NULL);
  g_assert_cmpint (fixture->status, ==, status);
}

static void
test_check_evidence (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(GPtrArray) files = velo_evidence_files_new ();
  g_autoptr(GBytes) bytes = g_bytes_new_static ("a policy", 8);
  g_autoptr(GBytes) package = NULL;
  g_autoptr(GBytes) forged = NULL;
  g_autofree char *fingerprint = NULL;
  guint8 *copy;
  gsize size;

  velo_evidence_files_add (files, "policy.pdf", bytes);
  velo_evidence_files_add (files, "other.pdf", bytes);
  package = velo_evidence_package_build (files, 0, &fingerprint, NULL);
  write_package (fixture, package);
  check_package (fixture, 0);
  assert_output (fixture, "[ ok ] policy.pdf: unchanged");
  assert_output (fixture, fingerprint);

  /* one was renamed: it is missing under its name, and nobody named the other */
  copy = g_bytes_unref_to_data (g_bytes_ref (package), &size);
  for (gsize i = 0; i + 10 <= size; i++)
    if (memcmp (copy + i, "policy.pdf", 10) == 0)
      copy[i] = 'P';
  forged = g_bytes_new_take (copy, size);
  write_package (fixture, forged);
  check_package (fixture, 1);
  assert_output (fixture, "[fail] Policy.pdf: was added later");
  assert_output (fixture, "[fail] policy.pdf: is missing");
  assert_output (fixture, "[ ok ] other.pdf: unchanged");
}

static void
test_check_no_evidence (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(GBytes) letter = g_bytes_new_static ("a letter", 8);

  check_package (fixture, 2);
  write_package (fixture, letter);
  check_package (fixture, 2);
  assert_output (fixture, "is no evidence package");
}

/* The self-test */

static void
test_check (Fixture       *fixture,
            gconstpointer  data)
{
  run (fixture, FALSE, "--check-connection", NULL);
  g_assert_cmpint (fixture->status, ==, 0);
  assert_output (fixture, "training");
  assert_output (fixture, "[ ok ] Sign-in");
  assert_output (fixture, "[ ok ] Products");
  assert_output (fixture, "[ ok ] Sample premium");
  assert_output (fixture, "[ ok ] Legal documents");
  assert_output (fixture, "[ ok ] Application form");
  assert_output (fixture, "[ ok ] Broker number of");
  g_assert_cmpuint (count_lines (fixture, "[fail]"), ==, 0);
  assert_contracts (fixture, 0);
}

static void
result_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* Adds somebody, and what he is said to have done, to the data of the program. */
static void
add_employee (Fixture    *fixture,
              const char *number)
{
  g_autofree char *path = g_build_filename (fixture->folder, "home", "veloinsure", "training", "veloinsure.db", NULL);
  g_autoptr(VeloEmployee) employee = velo_employee_new ();
  g_autoptr(VeloJournalEntry) entry = velo_journal_entry_new ();
  g_autoptr(GAsyncResult) opened = NULL;
  g_autoptr(GAsyncResult) saved = NULL;
  g_autoptr(GAsyncResult) noted = NULL;
  g_autoptr(GAsyncResult) closed = NULL;
  g_autoptr(VeloStore) store = NULL;
  GError *error = NULL;

  velo_store_open_async (path, NULL, result_cb, &opened);
  wait_for (&opened);
  store = velo_store_open_finish (opened, &error);
  g_assert_no_error (error);
  velo_employee_set_name (employee, "Timo Lenker");
  velo_employee_set_broker_number (employee, number);
  velo_store_save_employee_async (store, employee, "", NULL, result_cb, &saved);
  wait_for (&saved);
  g_assert_true (velo_store_save_employee_finish (store, saved, &error));
  velo_journal_entry_set_what (entry, NOTE);
  velo_store_add_journal_async (store, entry, NULL, result_cb, &noted);
  wait_for (&noted);
  g_assert_true (velo_store_add_journal_finish (store, noted, &error));
  velo_store_close_async (store, result_cb, &closed);
  wait_for (&closed);
  g_assert_true (velo_store_close_finish (store, closed, &error));
}

static void
test_check_no_number (Fixture       *fixture,
                      gconstpointer  data)
{
  run (fixture, FALSE, "--check-connection", NULL);
  g_assert_cmpint (fixture->status, ==, 0);
  add_employee (fixture, "");
  run (fixture, FALSE, "-c", NULL);
  g_assert_cmpint (fixture->status, ==, 1);
  assert_output (fixture, "[fail] Broker number of Timo Lenker: Cannot send without a broker number");
  g_assert_cmpuint (count_lines (fixture, "[fail]"), ==, 1);
  assert_contracts (fixture, 0);
}

static void
test_check_nobody (Fixture       *fixture,
                   gconstpointer  data)
{
  set_settings (fixture, "[com/example/VeloInsure/training]\nactive=false\n");
  run (fixture, FALSE, "--check-connection", NULL);
  g_assert_cmpint (fixture->status, ==, 1);
  assert_output (fixture, "real operation");
  assert_output (fixture, "[fail] Sign-in");
  assert_output (fixture, "not tried, because a step before failed");
  assert_output (fixture, "[fail] Broker numbers: no employee has been entered");
}

/* An account without a password: nothing is asked of the insurer. */
static void
test_check_no_password (Fixture       *fixture,
                        gconstpointer  data)
{
  set_settings (fixture,
                "[com/example/VeloInsure/training]\nactive=false\n"
                "[com/example/VeloInsure/insurer]\nbase-url='http://127.0.0.1:9/x'\nuser-name='someone'\n");
  run (fixture, FALSE, "--check-connection", NULL);
  g_assert_cmpint (fixture->status, ==, 1);
  assert_output (fixture, "[fail] Sign-in: There is no password for the insurer.");
  g_assert_cmpuint (count_lines (fixture, "[ ok ]"), ==, 0);
}

static void
test_check_damaged (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "home", "veloinsure", "training", NULL);
  g_autofree char *path = g_build_filename (folder, "veloinsure.db", NULL);
  g_autofree char *after = NULL;

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (path, "This is no database, but it is somebody's file.", -1, NULL));
  run (fixture, FALSE, "--check-connection", NULL);
  g_assert_cmpint (fixture->status, ==, 1);
  assert_output (fixture, "[fail] Data: ");
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, "This is no database, but it is somebody's file.");
}

/* The data themselves */

static char *
get_database_path (Fixture    *fixture,
                   const char *kind)
{
  return g_build_filename (fixture->folder, "home", "veloinsure", kind, "veloinsure.db", NULL);
}

static void
test_check_database (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *path = get_database_path (fixture, "training");
  g_autofree char *other = get_database_path (fixture, "shop");

  run (fixture, FALSE, "--check-database", NULL);
  g_assert_cmpint (fixture->status, ==, 2);
  assert_output (fixture, "no data yet");
  add_employee (fixture, "4711");
  run (fixture, FALSE, "--check-database", NULL);
  g_assert_cmpint (fixture->status, ==, 0);
  assert_output (fixture, path);
  assert_output (fixture, "[ ok ] Data: undamaged");
  assert_output (fixture, "[ ok ] History: complete and unchanged");
  g_assert_cmpuint (count_lines (fixture, "["), ==, 2);
  /* what is not there is not made either */
  g_assert_false (g_file_test (other, G_FILE_TEST_EXISTS));
}

/* Somebody writes into the file, whose layout stays as it is. */
static void
test_check_database_changed (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autofree char *path = get_database_path (fixture, "training");
  g_autofree char *contents = NULL;
  guint n_changed = 0;
  gsize size;

  add_employee (fixture, "4711");
  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  for (gsize i = 0; i + strlen (NOTE) <= size; i++)
    if (memcmp (contents + i, NOTE, strlen (NOTE)) == 0)
      {
        contents[i] = 'T';
        n_changed++;
      }
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_true (g_file_set_contents (path, contents, (gssize) size, NULL));
  run (fixture, FALSE, "-d", NULL);
  g_assert_cmpint (fixture->status, ==, 1);
  assert_output (fixture, "[ ok ] Data: undamaged");
  assert_output (fixture, "[fail] History: Entries were changed");
}

static void
test_check_database_damaged (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autofree char *path = get_database_path (fixture, "shop");
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *after = NULL;

  add_employee (fixture, "4711");
  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (path, "This is no database, but it is somebody's file.", -1, NULL));
  run (fixture, FALSE, "--check-database", NULL);
  g_assert_cmpint (fixture->status, ==, 1);
  assert_output (fixture, "[fail] Data: ");
  /* the other data are looked at all the same */
  assert_output (fixture, "[ ok ] Data: ");
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, "This is no database, but it is somebody's file.");
}

/* From the dropped e-invoice to the filed policy */

static void
count_files (const char *folder,
             guint      *n_pictures,
             guint      *n_documents)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *contents = NULL;
      gsize size;

      g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
      g_assert_cmpuint (size, >, 0);
      if (g_str_has_suffix (name, ".png"))
        {
          g_assert_cmpmem (contents, 4, "\x89PNG", 4);
          g_assert_cmpuint (size, >, 2000);
          ++*n_pictures;
        }
      else if (!g_str_equal (name, "invoice.pdf"))
        {
          if (g_str_has_suffix (name, ".pdf"))
            g_assert_cmpmem (contents, 5, "%PDF-", 5);
          ++*n_documents;
        }
    }
}

/* Nothing may be wrong but what newer toolkits say of themselves (velo-toolkit-noise.c) and of a machine
 * without a bus for screen readers. */
static void
assert_no_warning (Fixture *fixture)
{
  g_auto(GStrv) lines = g_strsplit (fixture->output, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (strstr (lines[i], "WARNING") != NULL)
      {
        g_test_message ("%s", lines[i]);
        g_assert_true ((adw_get_minor_version () >= 7 && strstr (lines[i], "Trying to measure") != NULL)
                       || strstr (lines[i], "accessibility bus") != NULL);
      }
}

static void
test_demo (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "played", NULL);
  guint n_pictures = 0;
  guint n_documents = 0;

  run (fixture, TRUE, "--demo", folder);
  assert_output (fixture, "Contract ");
  assert_output (fixture, " concluded after ");
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_null (strstr (fixture->output, "CRITICAL"));
  assert_no_warning (fixture);
  count_files (folder, &n_pictures, &n_documents);
  g_assert_cmpuint (n_pictures, >=, 12);
  g_assert_cmpuint (n_documents, >=, 8);
  assert_contracts (fixture, 1);
}

/* The demonstration never plays with an insurer, and says when it cannot write. */
static void
test_demo_real (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "played", NULL);

  set_settings (fixture, "[com/example/VeloInsure/training]\nactive=false\n");
  run (fixture, TRUE, "--demo", folder);
  g_assert_cmpint (fixture->status, ==, 1);
  assert_output (fixture, "needs training mode");
}

static void
test_demo_no_folder (Fixture       *fixture,
                     gconstpointer  data)
{
  run (fixture, TRUE, "--demo", "/proc/no such folder");
  g_assert_cmpint (fixture->status, ==, 1);
  assert_contracts (fixture, 0);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*func) (Fixture *fixture, gconstpointer data); } tests[] = {
    { "/program/version", test_version },
    { "/program/check-evidence", test_check_evidence },
    { "/program/check-no-evidence", test_check_no_evidence },
    { "/program/unknown-option", test_unknown_option },
    { "/program/check", test_check },
    { "/program/check/no-number", test_check_no_number },
    { "/program/check/nobody", test_check_nobody },
    { "/program/check/no-password", test_check_no_password },
    { "/program/check/damaged", test_check_damaged },
    { "/program/check-database", test_check_database },
    { "/program/check-database/changed", test_check_database_changed },
    { "/program/check-database/damaged", test_check_database_damaged },
    { "/program/demo", test_demo },
    { "/program/demo/real", test_demo_real },
    { "/program/demo/no-folder", test_demo_no_folder },
  };
  g_autofree char *folder = g_path_get_dirname (argv[0]);
  int status;

  g_test_init (&argc, &argv, NULL);
  program_path = g_build_filename (folder, "..", "..", "src", "desktop", "veloinsure", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  status = g_test_run ();
  g_free (program_path);
  return status;
}
