/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the index of words: found, removed, made anew, asked strange things. */

#include "velo-await.h"
#include "velo-database.h"
#include "velo-search.h"

static const VeloSearch search = { "search_things", "things", "id", "words" };

static gboolean
migrate_to_1 (VeloConnection *connection,
              GError        **error)
{
  return velo_connection_execute (connection,
                                  "CREATE TABLE things (id INTEGER PRIMARY KEY, words TEXT NOT NULL)"
                                  " STRICT;"
                                  "INSERT INTO things VALUES (1, ' karla gross'), (2, ' karl klein'),"
                                  " (7, ' otto maier maierhof')", error)
    && velo_search_create (connection, &search, error);
}

static const VeloMigrationFunc migrations[] = { migrate_to_1 };
static const VeloDatabaseSchema schema = { 0x7e57, migrations, 1 };

static void
run (VeloDatabaseMode  mode,
     VeloDatabaseFunc  func)
{
  g_autofree char *directory = velo_make_directory ();
  g_autofree char *path = g_build_filename (directory, "test.sqlite", NULL);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  VeloDatabase *database = NULL;

  AWAIT (result, velo_database_open_async (path, &schema, NULL, velo_await_cb, &result));
  database = velo_database_open_finish (result, &error);
  g_assert_no_error (error);
  AWAIT (result, velo_database_run_async (database, mode, func, NULL, NULL, NULL, velo_await_cb,
                                          &result));
  g_assert_true (velo_database_run_finish (database, result, &error));
  g_assert_no_error (error);
  AWAIT (result, velo_database_close_async (database, velo_await_cb, &result));
  g_assert_true (velo_database_close_finish (database, result, &error));
  g_clear_object (&result);
  g_assert_finalize_object (database);
  velo_remove_directory (directory);
}

/* The keys that are found, in one line; @words are separated by commas. */
static char *
match (VeloConnection *connection,
       const char     *words)
{
  g_auto(GStrv) wanted = g_strsplit (words, ",", -1);
  g_autoptr(VeloStatement) statement = NULL;
  g_autoptr(GError) error = NULL;
  GString *keys = g_string_new (NULL);
  gboolean has_row = TRUE;

  statement = velo_search_match (connection, &search, wanted, &error);
  g_assert_no_error (error);
  while (velo_statement_step (statement, &has_row, &error) && has_row)
    g_string_append_printf (keys, "%s%d", keys->len == 0 ? "" : " ",
                            (int) velo_statement_get_int64 (statement, 0));
  g_assert_no_error (error);
  return g_string_free (keys, FALSE);
}

static void
assert_match (VeloConnection *connection,
              const char     *words,
              const char     *expected)
{
  g_autofree char *keys = match (connection, words);

  g_test_message ("%s", words);
  g_assert_cmpstr (keys, ==, expected);
}

static gboolean
find_func (VeloConnection *connection,
           gpointer        data,
           GError        **error)
{
  assert_match (connection, "kar", "1 2");
  assert_match (connection, "karla", "1");
  assert_match (connection, "kar,kl", "2");
  assert_match (connection, "maier", "7");
  assert_match (connection, "gross otto", "1 7");
  assert_match (connection, "gross otto,karl", "1");
  assert_match (connection, "arla", "");
  return TRUE;
}

static void
test_find (void)
{
  run (VELO_DATABASE_READ, find_func);
}

/* Nobody speaks the language of the index by chance. */
static gboolean
strange_func (VeloConnection *connection,
              gpointer        data,
              GError        **error)
{
  static const char * const strange[] = {
    "\"", "\"\"", "*", "AND", "NEAR(a", "words:karla", "^karla", "-karla", "(", "'", "karla\" OR \"otto",
    "\xc3\xa4", NULL,
  };

  for (guint i = 0; strange[i] != NULL; i++)
    g_free (match (connection, strange[i]));
  assert_match (connection, "words:otto", "");
  assert_match (connection, "AND", "");
  return TRUE;
}

static void
test_strange (void)
{
  run (VELO_DATABASE_READ, strange_func);
}

static gboolean
change_func (VeloConnection *connection,
             gpointer        data,
             GError        **error)
{
  return velo_search_remove (connection, &search, 1, " karla gross", error)
    && velo_search_add (connection, &search, 1, " petra gross", error)
    && velo_search_add (connection, &search, 99, " neu", error);
}

static gboolean
changed_func (VeloConnection *connection,
              gpointer        data,
              GError        **error)
{
  if (!change_func (connection, data, error))
    return FALSE;
  assert_match (connection, "karla", "");
  assert_match (connection, "petra,gross", "1");
  assert_match (connection, "neu", "99");
  /* the table is the truth, and knows nothing of all that */
  if (!velo_search_rebuild (connection, &search, error))
    return FALSE;
  assert_match (connection, "karla", "1");
  assert_match (connection, "neu", "");
  return TRUE;
}

static void
test_change (void)
{
  run (VELO_DATABASE_WRITE, changed_func);
}

static gboolean
lost_func (VeloConnection *connection,
           gpointer        data,
           GError        **error)
{
  const char *words[] = { "karla", NULL };
  g_autoptr(VeloStatement) statement = NULL;
  g_autoptr(GError) local_error = NULL;
  gboolean exists = FALSE;

  g_assert_true (velo_search_exists (connection, &search, &exists, error));
  g_assert_true (exists);
  g_assert_true (velo_connection_execute (connection, "DROP TABLE search_things", error));
  g_assert_true (velo_search_exists (connection, &search, &exists, error));
  g_assert_false (exists);
  statement = velo_search_match (connection, &search, (char **) words, &local_error);
  g_assert_null (statement);
  g_assert_error (local_error, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_FAILED);
  g_clear_error (&local_error);
  g_assert_false (velo_search_add (connection, &search, 5, " x", &local_error));
  g_assert_error (local_error, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_FAILED);
  if (!velo_search_create (connection, &search, error))
    return FALSE;
  assert_match (connection, "karla", "1");
  return TRUE;
}

static void
test_lost (void)
{
  run (VELO_DATABASE_WRITE, lost_func);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/database/search/find", test_find);
  g_test_add_func ("/database/search/strange", test_strange);
  g_test_add_func ("/database/search/change", test_change);
  g_test_add_func ("/database/search/lost", test_lost);
  return g_test_run ();
}
