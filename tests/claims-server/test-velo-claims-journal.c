/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests that whoever changes the journal is noticed: at which entry, by the program and by the service. */

#include "velo-claims-test.h"

#include <string.h>

#include "velo-claims-error.h"
#include "velo-claims-journal.h"
#include "velo-claims-schema.h"
#include "velo-claims-watch.h"
#include "velo-database.h"
#include "velo-wait.h"

/* More than one slice. */
#define N_MANY 1203

#define FREE \
  "DROP TRIGGER IF EXISTS journal_not_changed; DROP TRIGGER IF EXISTS journal_not_removed;" \
  "DROP TRIGGER IF EXISTS journal_end_not_back; DROP TRIGGER IF EXISTS journal_end_not_removed;"

/* Who cuts the end off and knows where it is kept. */
#define FORGE_END \
  "UPDATE journal_end SET number = (SELECT ifnull (max (number), 0) FROM journal)," \
  " hash = ifnull ((SELECT hash FROM journal ORDER BY number DESC LIMIT 1), '');"

typedef struct
{
  VeloClaimsTest test;
  VeloDatabase *database;
  VeloClaimsMetrics *metrics;
  GError *error; /* of the last run */
} Journal;

typedef struct
{
  const char *sql; /* (nullable): %NULL to add */
  const char *reason;
  guint n;
} Change;

static void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
set_up (Journal       *journal,
        gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  velo_claims_test_set_up (&journal->test, NULL);
  velo_claims_service_stop (journal->test.service);
  velo_database_open_async (journal->test.database, &velo_claims_schema, NULL, keep_result_cb, &result);
  WAIT_UNTIL (result != NULL);
  journal->database = velo_database_open_finish (result, &error);
  g_assert_no_error (error);
  journal->metrics = velo_claims_metrics_new ();
}

static void
tear_down (Journal       *journal,
           gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;

  velo_database_close_async (journal->database, keep_result_cb, &result);
  WAIT_UNTIL (result != NULL);
  g_assert_true (velo_database_close_finish (journal->database, result, NULL));
  g_clear_object (&journal->database);
  g_clear_error (&journal->error);
  velo_claims_metrics_free (journal->metrics);
  velo_claims_test_tear_down (&journal->test, NULL);
}

static gboolean
run (Journal          *journal,
     VeloDatabaseMode  mode,
     VeloDatabaseFunc  func,
     gpointer          data)
{
  g_autoptr(GAsyncResult) result = NULL;

  g_clear_error (&journal->error);
  velo_database_run_async (journal->database, mode, func, data, NULL, NULL, keep_result_cb, &result);
  WAIT_UNTIL (result != NULL);
  return velo_database_run_finish (journal->database, result, &journal->error);
}

static gboolean
apply (VeloConnection  *connection,
       gpointer         data,
       GError         **error)
{
  Change *change = data;
  VeloClaimsContext context = { connection, NULL, 1794819600000000, VELO_CLAIM_ACTOR_DESK, NULL, "The desk", NULL, NULL,
                                NULL };

  if (change->sql != NULL)
    return velo_connection_execute (connection, change->sql, error);
  for (guint i = 0; i < change->n; i++)
    if (!velo_claims_note (&context, "0123456789abcdef0123456789abcdef", "consent", i % 2 == 0 ? change->reason : NULL, error))
      return FALSE;
  return TRUE;
}

static void
add (Journal    *journal,
     const char *reason,
     guint       n)
{
  Change change = { NULL, reason, n };

  g_assert_true (run (journal, VELO_DATABASE_WRITE, apply, &change));
}

static void
execute (Journal    *journal,
         const char *sql)
{
  Change change = { sql, NULL, 0 };

  run (journal, VELO_DATABASE_WRITE, apply, &change);
  g_assert_no_error (journal->error);
}

static gboolean
verify (VeloConnection  *connection,
        gpointer         data,
        GError         **error)
{
  VeloClaimsContext context = { connection, NULL, 0, VELO_CLAIM_ACTOR_SERVICE, NULL, NULL, NULL, NULL, NULL };

  return velo_claims_journal_verify (&context, error);
}

static gboolean
is_right (Journal *journal)
{
  return run (journal, VELO_DATABASE_READ, verify, NULL);
}

/* Whatever is changed in a row that is there, and the row at which it is noticed. */
static void
test_changed (Journal       *journal,
              gconstpointer  data)
{
  static const struct { const char *change; const char *back; guint at; } changes[] = {
    { "UPDATE journal SET time = time + 1 WHERE number = 4", "UPDATE journal SET time = time - 1 WHERE number = 4", 4 },
    { "UPDATE journal SET who = 'x' WHERE number = 1", "UPDATE journal SET who = 'The desk' WHERE number = 1", 1 },
    { "UPDATE journal SET actor = 'partner' WHERE number = 7", "UPDATE journal SET actor = 'desk' WHERE number = 7", 7 },
    { "UPDATE journal SET what = 'paid' WHERE number = 2", "UPDATE journal SET what = 'consent' WHERE number = 2", 2 },
    { "UPDATE journal SET to_state = 'paid' WHERE number = 5", "UPDATE journal SET to_state = '' WHERE number = 5", 5 },
    { "UPDATE journal SET from_state = 'x' WHERE number = 5", "UPDATE journal SET from_state = '' WHERE number = 5", 5 },
    { "UPDATE journal SET claim_id = 'x' WHERE number = 3",
      "UPDATE journal SET claim_id = '0123456789abcdef0123456789abcdef' WHERE number = 3", 3 },
    /* who writes what a person said moves it between two fields in vain */
    { "UPDATE journal SET who = 'The deskd', actor = 'esk' WHERE number = 6",
      "UPDATE journal SET who = 'The desk', actor = 'desk' WHERE number = 6", 6 },
    { "UPDATE journal_text SET text = 'Nein' WHERE number = 3", "UPDATE journal_text SET text = 'Ja' WHERE number = 3", 3 },
    { "UPDATE journal_text SET salt = salt || 'x' WHERE number = 5",
      "UPDATE journal_text SET salt = substr (salt, 1, length (salt) - 1) WHERE number = 5", 5 },
    { "UPDATE journal SET previous = '' WHERE number = 4",
      "UPDATE journal SET previous = (SELECT hash FROM journal WHERE number = 3) WHERE number = 4", 4 },
    { "UPDATE journal SET hash = replace (hash, substr (hash, 1, 1), 'x') WHERE number = 8", NULL, 8 },
  };

  add (journal, "Ja", 9);
  execute (journal, FREE);
  g_assert_true (is_right (journal));
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *told = g_strdup_printf ("the journal was changed at entry %u", changes[i].at);

      g_test_message ("%s", changes[i].change);
      execute (journal, changes[i].change);
      g_assert_false (is_right (journal));
      g_assert_error (journal->error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_CONFLICT);
      g_assert_cmpstr (journal->error->message, ==, told);
      if (changes[i].back == NULL)
        continue;
      execute (journal, changes[i].back);
      g_assert_true (is_right (journal));
    }
}

/* Rows that are taken out, put in or exchanged; texts that are deleted in time are none of it. */
static void
test_rows (Journal       *journal,
           gconstpointer  data)
{
  add (journal, "Ja", 9);
  execute (journal, FREE "DELETE FROM journal_text WHERE number < 6");
  g_assert_true (is_right (journal));
  execute (journal, "CREATE TABLE kept AS SELECT * FROM journal; DELETE FROM journal_text; DELETE FROM journal WHERE number = 6");
  g_assert_false (is_right (journal));
  g_assert_cmpstr (journal->error->message, ==, "the journal was changed at entry 6");
  /* the gap is closed */
  execute (journal, "UPDATE journal SET number = number - 1 WHERE number > 6");
  g_assert_false (is_right (journal));
  g_assert_cmpstr (journal->error->message, ==, "the journal was changed at entry 6");
  execute (journal, "DELETE FROM journal; INSERT INTO journal SELECT * FROM kept");
  g_assert_true (is_right (journal));
  execute (journal, "DELETE FROM journal WHERE number = 1");
  g_assert_false (is_right (journal));
  g_assert_cmpstr (journal->error->message, ==, "the journal was changed at entry 1");
  execute (journal, "DELETE FROM journal; INSERT INTO journal SELECT * FROM kept;"
                    "UPDATE journal SET number = 100 WHERE number = 3; UPDATE journal SET number = 3 WHERE number = 4;"
                    "UPDATE journal SET number = 4 WHERE number = 100");
  g_assert_false (is_right (journal));
  g_assert_cmpstr (journal->error->message, ==, "the journal was changed at entry 3");
}

/* As long as nobody takes the tables themselves apart, nothing is changed. */
static void
test_only_added_to (Journal       *journal,
                    gconstpointer  data)
{
  static const char *const changes[] = {
    "UPDATE journal SET who = 'x' WHERE number = 1", "DELETE FROM journal WHERE number = 1",
    "UPDATE journal_end SET number = 1", "UPDATE journal_end SET hash = ''", "DELETE FROM journal_end",
    "INSERT INTO journal_end VALUES (2, 1, '')",
  };

  add (journal, "Ja", 2);
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      Change change = { changes[i], NULL, 0 };

      g_test_message ("%s", changes[i]);
      g_assert_false (run (journal, VELO_DATABASE_WRITE, apply, &change));
    }
  g_assert_true (is_right (journal));
}

/* The end is missing and the rest is right: told as such, and no later entry hides it. */
static void
test_cut_off (Journal       *journal,
              gconstpointer  data)
{
  static const struct { const char *change; const char *told; } ends[] = {
    { "DELETE FROM journal WHERE number = 9", "the journal was cut off after entry 8 of 9" },
    { "DELETE FROM journal WHERE number > 3", "the journal was cut off after entry 3 of 9" },
    { "DELETE FROM journal", "the journal was cut off after entry 0 of 9" },
    { "UPDATE journal_end SET hash = replace (hash, substr (hash, 1, 1), 'x')", "the journal was cut off after entry 9 of 9" },
    { "UPDATE journal_end SET number = 10", "the journal was cut off after entry 9 of 10" },
    { "UPDATE journal_end SET number = 8, hash = (SELECT hash FROM journal WHERE number = 8)",
      "the journal was cut off after entry 9 of 8" },
    { "DELETE FROM journal_end", "the journal was cut off after entry 9 of 0" },
  };

  add (journal, NULL, 9);
  execute (journal, FREE "CREATE TABLE kept AS SELECT * FROM journal; CREATE TABLE kept_end AS SELECT * FROM journal_end");
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_test_message ("%s", ends[i].change);
      execute (journal, ends[i].change);
      g_assert_false (is_right (journal));
      g_assert_error (journal->error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_CONFLICT);
      g_assert_cmpstr (journal->error->message, ==, ends[i].told);
      execute (journal, "DELETE FROM journal; INSERT INTO journal SELECT * FROM kept;"
                        "DELETE FROM journal_end; INSERT INTO journal_end SELECT * FROM kept_end");
      g_assert_true (is_right (journal));
    }
  execute (journal, "DELETE FROM journal WHERE number > 6");
  add (journal, "Ja", 2);
  g_assert_false (is_right (journal));
  g_assert_cmpstr (journal->error->message, ==, "the journal was changed at entry 7");
}

/* --check, beside a database that is open. */
static int
check (Journal  *journal,
       char    **said)
{
  g_autofree char *config = g_build_filename (journal->test.directory, "claims.ini", NULL);
  g_autofree char *text = NULL;
  g_autoptr(GSubprocess) program = NULL;
  g_autoptr(GError) error = NULL;

  text = g_strdup_printf ("[service]\nport=0\npublic-url=https://claims.example\ndatabase=%s\ndesk-phone=0511 123456\n"
                          "insurer=Training\n", journal->test.database);
  g_assert_true (g_file_set_contents (config, text, -1, NULL));
  program = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error,
                              g_getenv ("VELO_CLAIMS_PROGRAM"), "--config", config, "--check", NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (program, NULL, NULL, said, NULL, &error);
  g_assert_no_error (error);
  return g_subprocess_get_exit_status (program);
}

static void
test_check (Journal       *journal,
            gconstpointer  data)
{
  g_autofree char *right = NULL;
  g_autofree char *wrong = NULL;
  g_autofree char *cut = NULL;
  g_autofree char *damaged = NULL;
  g_autofree char *nothing = NULL;

  add (journal, "Ja", 5);
  g_assert_cmpint (check (journal, &right), ==, 0);
  g_assert_nonnull (strstr (right, "the journal is as it was written\n"));
  execute (journal, FREE "UPDATE journal SET who = 'Somebody else' WHERE number = 3");
  g_assert_cmpint (check (journal, &wrong), ==, 1);
  g_assert_nonnull (strstr (wrong, "the settings can be used\n"));
  g_assert_nonnull (strstr (wrong, "veloinsure-claims: the journal was changed at entry 3\n"));
  g_assert_nonnull (strstr (wrong, "veloinsure-claims: see veloinsure-claims(8), JOURNAL, for what to do\n"));
  g_assert_null (strstr (wrong, "Somebody"));
  /* the file without its end, which is right in itself */
  execute (journal, "UPDATE journal SET who = 'The desk' WHERE number = 3;"
                    "DELETE FROM journal_text WHERE number > 2; DELETE FROM journal WHERE number > 2");
  g_assert_cmpint (check (journal, &cut), ==, 1);
  g_assert_nonnull (strstr (cut, "veloinsure-claims: the journal was cut off after entry 2 of 5\n"));
  /* what is no database is told, and left as it is; none at all is not made */
  g_free (journal->test.database);
  journal->test.database = g_build_filename (journal->test.directory, "other.sqlite", NULL);
  g_assert_cmpint (check (journal, &nothing), ==, 0);
  g_assert_false (g_file_test (journal->test.database, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_set_contents (journal->test.database, "This is no database, but a letter to one.", -1, NULL));
  g_assert_cmpint (check (journal, &damaged), ==, 1);
  g_assert_null (strstr (damaged, "as it was written"));
}

static gint64
read_clock (gpointer user_data)
{
  return *(gint64 *) user_data;
}

static char *
get_figures (Journal *journal)
{
  g_autoptr(GBytes) text = velo_claims_metrics_to_bytes (journal->metrics, 0, g_bytes_new_static ("", 0));

  return g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
}

static gboolean
has_figures (Journal    *journal,
             gboolean    intact,
             int         entries,
             gint64      seconds)
{
  g_autofree char *text = get_figures (journal);
  g_autofree char *line = g_strdup_printf ("veloinsure_claims_journal_intact %d\n", intact);
  g_autofree char *rows = g_strdup_printf ("veloinsure_claims_journal_entries %d\n", entries);
  g_autofree char *time = g_strdup_printf ("veloinsure_claims_journal_verified_seconds %" G_GINT64_FORMAT ".000000\n", seconds);

  return strstr (text, line) != NULL && strstr (text, rows) != NULL && strstr (text, time) != NULL;
}

/* The end after the eighth entry has been looked at by somebody. */
static const VeloClaimsConfig settings = { .journal_seen = 9 };

static VeloClaimsWatch *
new_watch (Journal *journal,
           gint64  *now)
{
  return velo_claims_watch_new (&settings, journal->database, journal->metrics, read_clock, now);
}

static void
expect_told (const char *pattern)
{
  g_test_expect_message ("velo-claims", G_LOG_LEVEL_CRITICAL, pattern);
}

/* In slices to the end; what was added since is looked at, too. */
static void
test_watch (Journal       *journal,
            gconstpointer  data)
{
  gint64 now = 1000 * G_USEC_PER_SEC;
  g_autoptr(VeloClaimsWatch) watch = new_watch (journal, &now);
  g_autofree char *before = get_figures (journal);

  g_assert_null (strstr (before, "journal"));
  velo_claims_watch_begin (watch);
  WAIT_UNTIL (has_figures (journal, TRUE, 0, 1000));
  add (journal, "Ja", N_MANY);
  now += G_USEC_PER_SEC;
  velo_claims_watch_begin (watch);
  /* twice at once is once */
  velo_claims_watch_begin (watch);
  WAIT_UNTIL (has_figures (journal, TRUE, N_MANY, 1001));
  execute (journal, FREE "UPDATE journal SET who = 'x' WHERE number = 1202");
  now += G_USEC_PER_SEC;
  expect_told ("the journal was changed at entry 1202; *no payout is released until*journal-seen=1202,*");
  velo_claims_watch_begin (watch);
  WAIT_UNTIL (has_figures (journal, FALSE, 1201, 1002));
  g_test_assert_expected_messages ();
  execute (journal, "UPDATE journal SET who = 'The desk' WHERE number = 1202");
  now += G_USEC_PER_SEC;
  velo_claims_watch_begin (watch);
  WAIT_UNTIL (has_figures (journal, TRUE, N_MANY, 1003));
}

/* A chain that is right in itself: but it ends too early, or is another one. Each day it is told anew. */
static void
test_end_gone (Journal       *journal,
               gconstpointer  data)
{
  gint64 now = 1000 * G_USEC_PER_SEC;
  g_autoptr(VeloClaimsWatch) watch = new_watch (journal, &now);

  add (journal, "Ja", 10);
  velo_claims_watch_begin (watch);
  WAIT_UNTIL (has_figures (journal, TRUE, 10, 1000));
  execute (journal, FREE "DELETE FROM journal_text; DELETE FROM journal WHERE number > 8;" FORGE_END);
  g_assert_true (is_right (journal));
  for (guint day = 1; day < 3; day++)
    {
      now += G_USEC_PER_SEC;
      expect_told ("the journal was cut off after entry 8 of 10; payouts are released all the same*");
      velo_claims_watch_begin (watch);
      WAIT_UNTIL (has_figures (journal, FALSE, 8, 1000 + day));
      g_test_assert_expected_messages ();
    }
  /* written anew, with another reason */
  execute (journal, "DELETE FROM journal;" FORGE_END);
  add (journal, "Nein", 12);
  g_assert_true (is_right (journal));
  now += G_USEC_PER_SEC;
  expect_told ("the journal was changed at entry 10; *no payout is released until*journal-seen=10,*");
  velo_claims_watch_begin (watch);
  WAIT_UNTIL (has_figures (journal, FALSE, 9, 1003));
  g_test_assert_expected_messages ();
}

/* Who goes while a slice is looked at is not told. */
static void
test_forgotten (Journal       *journal,
                gconstpointer  data)
{
  gint64 now = 1000 * G_USEC_PER_SEC;
  VeloClaimsWatch *watch = new_watch (journal, &now);
  g_autofree char *text = NULL;

  add (journal, "Ja", N_MANY);
  velo_claims_watch_begin (watch);
  velo_claims_watch_free (watch);
  g_assert_true (is_right (journal));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  text = get_figures (journal);
  g_assert_null (strstr (text, "journal"));
}

/* The running service has looked before anybody asks. */
static void
test_service (VeloClaimsTest *test,
              gconstpointer   data)
{
  gboolean found = FALSE;

  while (!found)
    {
      g_autofree char *uri = g_strconcat (velo_claims_test_get_uri (test), "metrics", NULL);
      g_autoptr(SoupMessage) message = soup_message_new ("GET", uri);
      g_autoptr(GBytes) answer = soup_session_send_and_read (test->session, message, NULL, NULL);
      g_autofree char *text = NULL;

      g_assert_cmpuint (soup_message_get_status (message), ==, 200);
      text = g_strndup (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));
      found = strstr (text, "\nveloinsure_claims_journal_intact 1\n") != NULL;
    }
}

#define ADD(NAME, FUNC) g_test_add ("/claims-journal/" NAME, Journal, NULL, set_up, FUNC, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("changed", test_changed);
  ADD ("rows", test_rows);
  ADD ("only-added-to", test_only_added_to);
  ADD ("cut-off", test_cut_off);
  ADD ("check", test_check);
  ADD ("watch", test_watch);
  ADD ("end-gone", test_end_gone);
  ADD ("forgotten", test_forgotten);
  g_test_add ("/claims-journal/service", VeloClaimsTest, NULL, velo_claims_test_set_up, test_service,
              velo_claims_test_tear_down);
  return g_test_run ();
}
