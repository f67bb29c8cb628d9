/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests that secrets are in no file at all, and what is personal in the database only. */

#define _GNU_SOURCE /* memmem() */

#include <signal.h>
#include <string.h>
#include <sys/stat.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "velo-kill-sale.h"
#include "velo-recording-proxy.h"
#include "velo-remove.h"
#include "velo-test-dirs.h"
#include "velo-training-insurer.h"

#define PASSWORD       "Geheim-Passwort-7731"
#define WRONG_PASSWORD "Falsches-Passwort-1377"
#define WATCHDOG_SECONDS 60

/* What the insurer might say of a customer. */
#define WORDS "Frau " KILL_SALE_LAST_NAME ", " KILL_SALE_STREET ", WKB26A7731700, ist hier nicht versicherbar."

/* Pieces that no change of spelling or coding of the rest can hide. */
static const char * const personal[] = {
  "belacker", KILL_SALE_FIRST_NAME, "Sonnenblumenweg", KILL_SALE_EMAIL, "DE89370400440532013000",
  "DE89 3704 0044 0532 0130 00", "0532013000", "DE75512108001245126199", "1245126199", "WKB26A77317",
  KILL_SALE_BATTERY,
};

/* A computer on which nothing else writes. */
typedef struct
{
  char *root;     /* (owned) all that the processes may write to */
  char *shop;     /* (owned) the database's folder */
  char *path;     /* (owned) */
  VeloTrainingInsurer *training;
  VeloRecordingProxy *proxy;
  GSubprocessLauncher *launcher;
  guint n_runs;
} Computer;

static char *
make_folder (Computer   *computer,
             const char *name)
{
  char *path = g_build_filename (computer->root, name, NULL);

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  return path;
}

static void
set_folder (Computer   *computer,
            const char *variable,
            const char *name)
{
  g_autofree char *path = make_folder (computer, name);

  g_subprocess_launcher_setenv (computer->launcher, variable, path, TRUE);
}

static void
set_up (Computer      *computer,
        gconstpointer  data)
{
  g_autofree char *work = NULL;
  GError *error = NULL;

  velo_test_hold_dirs ();
  computer->root = g_dir_make_tmp ("velo-secrecy-XXXXXX", &error);
  g_assert_no_error (error);
  computer->launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  set_folder (computer, "HOME", "home");
  set_folder (computer, "XDG_CONFIG_HOME", "config");
  set_folder (computer, "XDG_DATA_HOME", "data");
  set_folder (computer, "XDG_CACHE_HOME", "cache");
  set_folder (computer, "XDG_STATE_HOME", "state");
  set_folder (computer, "XDG_RUNTIME_DIR", "runtime");
  set_folder (computer, "TMPDIR", "tmp");
  work = make_folder (computer, "work");
  g_subprocess_launcher_set_cwd (computer->launcher, work);
  g_subprocess_launcher_setenv (computer->launcher, "GSETTINGS_BACKEND", "keyfile", TRUE);
  g_subprocess_launcher_setenv (computer->launcher, "G_MESSAGES_DEBUG", "all", TRUE);
  /* careful unwinding takes many times as long as the sale */
  g_subprocess_launcher_setenv (computer->launcher, "ASAN_OPTIONS", "detect_leaks=0:intercept_tls_get_addr=0", TRUE);
  /* the store makes it */
  computer->shop = g_build_filename (computer->root, "data", "veloinsure", NULL);
  computer->path = g_build_filename (computer->shop, "shop.db", NULL);
  computer->training = velo_training_insurer_new ();
  g_assert_true (velo_training_insurer_start (computer->training, 0, &error));
  g_assert_no_error (error);
  computer->proxy = velo_recording_proxy_new (velo_training_insurer_get_uri (computer->training), PASSWORD);
}

static void
tear_down (Computer      *computer,
           gconstpointer  data)
{
  velo_recording_proxy_free (computer->proxy);
  velo_training_insurer_stop (computer->training);
  g_clear_object (&computer->training);
  g_clear_object (&computer->launcher);
  velo_test_remove (computer->root);
  g_clear_pointer (&computer->root, g_free);
  g_clear_pointer (&computer->shop, g_free);
  g_clear_pointer (&computer->path, g_free);
}

static void
fault (Computer   *computer,
       const char *spec)
{
  GError *error = NULL;

  g_assert_true (velo_training_insurer_add_fault (computer->training, spec, &error));
  g_assert_no_error (error);
}

/* Running the player */

static gboolean
watchdog_cb (gpointer user_data)
{
  g_error ("a process does not come to its end");
  return G_SOURCE_REMOVE;
}

static void
ended_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  gboolean *ended = user_data;

  *ended = g_subprocess_wait_finish (G_SUBPROCESS (object), result, NULL);
}

static GSubprocess *
start (Computer   *computer,
       const char *password,
       const char *option)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "velo-kill-sale", NULL);
  g_autofree char *out = g_strdup_printf ("%s/out-%u.log", computer->root, computer->n_runs);
  g_autofree char *log = g_strdup_printf ("%s/err-%u.log", computer->root, computer->n_runs++);
  GSubprocess *process;
  GError *error = NULL;

  g_subprocess_launcher_setenv (computer->launcher, "VELO_KILL_SALE_PASSWORD", password, TRUE);
  g_subprocess_launcher_set_stdout_file_path (computer->launcher, out);
  g_subprocess_launcher_set_stderr_file_path (computer->launcher, log);
  process = g_subprocess_launcher_spawn (computer->launcher, &error, program, computer->path,
                                         velo_recording_proxy_get_uri (computer->proxy), "--sales=2", "--settings",
                                         option, NULL);
  g_assert_no_error (error);
  return process;
}

/* Returns: the exit status, -1 if it was killed */
static int
await (GSubprocess *process)
{
  guint watchdog = g_timeout_add_seconds (WATCHDOG_SECONDS, watchdog_cb, NULL);
  gboolean ended = FALSE;

  g_subprocess_wait_async (process, NULL, ended_cb, &ended);
  while (!ended)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (watchdog);
  return g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process) : -1;
}

static int
run (Computer   *computer,
     const char *password,
     const char *option)
{
  g_autoptr(GSubprocess) process = start (computer, password, option);

  return await (process);
}

/* Looking */

static gboolean
holds (const char *data,
       gsize       size,
       const char *text)
{
  return memmem (data, size, text, strlen (text)) != NULL;
}

/* The line, for whoever has to find out who wrote it. */
static char *
dup_line (const char *data,
          gsize       size,
          const char *text)
{
  const char *start = memmem (data, size, text, strlen (text));
  const char *end = start;

  if (start == NULL)
    return g_strdup ("(coded)");
  while (start > data && start[-1] != '\n')
    start--;
  while (end < data + size && *end != '\n')
    end++;
  return g_strndup (start, (gsize) (end - start));
}

/* As base64 writes it, wherever in the coded text it begins. */
static gboolean
holds_coded (const char *data,
             gsize       size,
             const char *text)
{
  static const char filler[] = "\1\1";

  for (gsize shift = 0; shift < 3; shift++)
    {
      g_autofree char *shifted = g_strconcat (&filler[2 - shift], text, NULL);
      g_autofree char *coded = g_base64_encode ((const guchar *) shifted, strlen (shifted));
      gsize skip = shift == 0 ? 0 : 4;

      /* what depends on the neighbours is left out */
      coded[strlen (coded) - 4] = '\0';
      if (holds (data, size, coded + skip))
        return TRUE;
    }
  return FALSE;
}

static void
assert_no_secret (Computer   *computer,
                  const char *path,
                  const char *data,
                  gsize       size)
{
  GPtrArray *sessions = velo_recording_proxy_get_sessions (computer->proxy);

  for (guint i = 0; i < sessions->len + 2; i++)
    {
      const char *secret = i == 0 ? PASSWORD : i == 1 ? WRONG_PASSWORD : g_ptr_array_index (sessions, i - 2);

      if (holds (data, size, secret) || holds_coded (data, size, secret))
        g_error ("%s holds a %s", path, i < 2 ? "password" : "session");
    }
}

static void
assert_nothing_personal (const char *path,
                         const char *data,
                         gsize       size)
{
  for (gsize i = 0; i < G_N_ELEMENTS (personal); i++)
    if (holds (data, size, personal[i]) || holds_coded (data, size, personal[i]))
      {
        g_autofree char *line = dup_line (data, size, personal[i]);

        g_error ("%s holds “%s”: %s", path, personal[i], line);
      }
}

/* What was looked at. */
typedef struct
{
  guint n_files;
  guint n_in_shop;
  guint n_with_customer;
  guint n_settings;
  guint n_logs_with_calls;
} Looked;

static void
look_at_file (Computer   *computer,
              const char *path,
              Looked     *looked)
{
  gboolean in_shop = g_str_has_prefix (path, computer->shop);
  g_autofree char *data = NULL;
  gsize size;
  GStatBuf info;
  GError *error = NULL;

  g_assert_cmpint (g_lstat (path, &info), ==, 0);
  g_assert_true (S_ISREG (info.st_mode));
  g_assert_true (g_file_get_contents (path, &data, &size, &error));
  g_assert_no_error (error);
  assert_no_secret (computer, path, data, size);
  looked->n_files++;
  looked->n_settings += g_str_has_suffix (path, "/keyfile") && holds (data, size, "Radhaus Kurbel");
  looked->n_logs_with_calls += g_str_has_suffix (path, ".log") && holds (data, size, "SET_XML_INTERFACE");
  if (!in_shop)
    {
      assert_nothing_personal (path, data, size);
      return;
    }
  looked->n_in_shop++;
  looked->n_with_customer += holds (data, size, "Sonnenblumenweg");
  if ((info.st_mode & 07777) != 0600)
    g_error ("%s has mode %o", path, info.st_mode & 07777);
}

static void
look (Computer   *computer,
      const char *path,
      Looked     *looked)
{
  g_autoptr(GDir) dir = NULL;
  const char *name;
  GStatBuf info;

  assert_nothing_personal (path, path, strlen (path));
  assert_no_secret (computer, path, path, strlen (path));
  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      look_at_file (computer, path, looked);
      return;
    }
  g_assert_cmpint (g_lstat (path, &info), ==, 0);
  if (g_str_has_prefix (path, computer->shop) && (info.st_mode & 07777) != 0700)
    g_error ("%s has mode %o", path, info.st_mode & 07777);
  dir = g_dir_open (path, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      look (computer, inner, looked);
    }
}

/* The tests */

static void
await_submissions (Computer *computer,
                   guint     n)
{
  guint watchdog = g_timeout_add_seconds (WATCHDOG_SECONDS, watchdog_cb, NULL);

  while (velo_training_insurer_count_requests (computer->training, "SET_XML_INTERFACE") < n)
    g_main_context_iteration (NULL, FALSE);
  g_source_remove (watchdog);
}

/* Every error that likes to talk, then a kill, with the log of the write-ahead left behind. */
static void
play_with_errors (Computer *computer)
{
  static const char * const specs[] = {
    "GET_AGENT_DATA:refuse:1:" WORDS, "INSURANCE_PREMIUM:http500", "INSURANCE_PREMIUM:refuse:2:" WORDS,
    "LEGAL_DOCUMENTS:refuse:1:" WORDS, "LEGAL_DOCUMENTS:html", "GET_NEW_CONTRACTNUMBER:refuse:1:" WORDS,
    "GET_NEW_CONTRACTNUMBER:half", "SET_XML_INTERFACE:refuse:1:" WORDS, "SET_XML_INTERFACE:expired",
    "SET_XML_INTERFACE:cut-after", "SET_XML_INTERFACE:http500",
  };
  g_autoptr(GSubprocess) process = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (specs); i++)
    fault (computer, specs[i]);
  process = start (computer, PASSWORD, NULL);
  /* four times with a fault, once without; then the next sale is on its way */
  await_submissions (computer, 5);
  fault (computer, "SET_XML_INTERFACE:delay:1:3000");
  await_submissions (computer, 6);
  g_subprocess_send_signal (process, SIGKILL);
  g_assert_cmpint (await (process), ==, -1);
  velo_training_insurer_clear_faults (computer->training);
}

static void
test_nothing_leaks (Computer      *computer,
                    gconstpointer  data)
{
  g_autofree char *backups = g_strdup_printf ("--backup=%s/backups", computer->shop);
  Looked looked = { 0 };

  g_assert_cmpint (run (computer, WRONG_PASSWORD, NULL), ==, 5);
  play_with_errors (computer);
  look (computer, computer->root, &looked);
  g_assert_cmpuint (looked.n_with_customer, >=, 1);

  velo_training_insurer_expire_sessions (computer->training);
  g_assert_cmpint (run (computer, PASSWORD, backups), ==, 0);
  g_assert_cmpuint (velo_recording_proxy_get_sessions (computer->proxy)->len, >=, 3);
  memset (&looked, 0, sizeof looked);
  look (computer, computer->root, &looked);
  /* or the test has looked at the wrong place: database and copy, settings, logs */
  g_test_message ("%u files, %u in the database's folder", looked.n_files, looked.n_in_shop);
  g_assert_cmpuint (looked.n_with_customer, >=, 2);
  g_assert_cmpuint (looked.n_settings, ==, 1);
  g_assert_cmpuint (looked.n_logs_with_calls, >=, 2);
}

/* The looking itself finds what is there. */
static void
test_looking (void)
{
  static const char text[] = "a " PASSWORD " z";

  velo_test_hold_dirs ();
  for (gsize i = 0; i < 3; i++)
    {
      g_autofree char *coded = g_base64_encode ((const guchar *) text + i, strlen (text) - i);

      g_assert_true (holds_coded (coded, strlen (coded), PASSWORD));
      g_assert_false (holds_coded (coded, strlen (coded), WRONG_PASSWORD));
    }
  g_assert_true (holds (text, strlen (text), PASSWORD));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/workflow/secrecy/looking", test_looking);
  g_test_add ("/workflow/secrecy/nothing-leaks", Computer, NULL, set_up, test_nothing_leaks, tear_down);
  return g_test_run ();
}
