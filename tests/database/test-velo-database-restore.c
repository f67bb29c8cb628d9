/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the way back to a copy: what is taken over comes with it, or everything stays as it was. */

#include "config.h"

#include <signal.h>
#include <unistd.h>

#include "velo-await.h"
#include "velo-database-backup.h"
#include "velo-database-restore.h"
#include "velo-instance.h"

#define MARK 0x54657374

typedef struct
{
  char *directory;
  char *path;
  GAsyncResult *result;
} Fixture;

static gboolean
migrate_to_1 (VeloConnection *connection,
              GError        **error)
{
  return velo_connection_execute (connection, "CREATE TABLE things (name TEXT NOT NULL UNIQUE) STRICT", error);
}

static gboolean
migrate_to_2 (VeloConnection *connection,
              GError        **error)
{
  return velo_connection_execute (connection, "ALTER TABLE things ADD COLUMN carried INTEGER NOT NULL DEFAULT 0", error);
}

static const VeloMigrationFunc migrations[] = { migrate_to_1, migrate_to_2 };
static const VeloDatabaseSchema version_1 = { MARK, migrations, 1 };
static const VeloDatabaseSchema version_2 = { MARK, migrations, 2 };

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->directory = velo_make_directory ();
  fixture->path = g_build_filename (fixture->directory, "test.sqlite", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->result);
  velo_remove_directory (fixture->directory);
  g_free (fixture->path);
  g_free (fixture->directory);
}

static VeloDatabase *
open_database (Fixture                  *fixture,
               const VeloDatabaseSchema *schema)
{
  g_autoptr(GError) error = NULL;
  VeloDatabase *database;

  AWAIT (fixture->result, velo_database_open_async (fixture->path, schema, NULL, velo_await_cb, &fixture->result));
  database = velo_database_open_finish (fixture->result, &error);
  g_assert_no_error (error);
  return database;
}

static void
close_database (Fixture      *fixture,
                VeloDatabase *database)
{
  g_autoptr(GError) error = NULL;

  AWAIT (fixture->result, velo_database_close_async (database, velo_await_cb, &fixture->result));
  g_assert_true (velo_database_close_finish (database, fixture->result, &error));
  g_clear_object (&fixture->result);
  g_assert_finalize_object (database);
}

static gboolean
insert_func (VeloConnection *connection,
             gpointer        data,
             GError        **error)
{
  return velo_connection_run (connection, error, "INSERT INTO things (name) VALUES (?1)", "t", data);
}

static gboolean
count_func (VeloConnection *connection,
            gpointer        data,
            GError        **error)
{
  return velo_connection_query_int64 (connection, data, error, "SELECT count (*) FROM things", NULL);
}

static void
run (Fixture          *fixture,
     VeloDatabase     *database,
     VeloDatabaseFunc  func,
     gpointer          data)
{
  g_autoptr(GError) error = NULL;

  AWAIT (fixture->result, velo_database_run_async (database, VELO_DATABASE_WRITE, func, data, NULL, NULL, velo_await_cb,
                                                   &fixture->result));
  g_assert_true (velo_database_run_finish (database, fixture->result, &error));
  g_assert_no_error (error);
}

/* One thing in the copy, another one since: with version 1 in the copy and 2 in the database if wanted. */
static char *
make_both (Fixture                  *fixture,
           const VeloDatabaseSchema *first)
{
  VeloDatabase *database = open_database (fixture, first);
  g_autoptr(GError) error = NULL;
  char *backup;

  run (fixture, database, insert_func, (char *) "before");
  AWAIT (fixture->result, velo_database_backup_async (database, fixture->directory, TRUE, NULL, velo_await_cb,
                                                      &fixture->result));
  backup = velo_database_backup_finish (database, fixture->result, &error);
  g_assert_no_error (error);
  close_database (fixture, database);
  database = open_database (fixture, &version_2);
  run (fixture, database, insert_func, (char *) "since");
  close_database (fixture, database);
  return backup;
}

static char *
restore (Fixture                *fixture,
         const char             *backup,
         VeloDatabaseCarryFunc   carry,
         gpointer                data,
         GError                **error)
{
  AWAIT (fixture->result, velo_database_restore_async (fixture->path, backup, &version_2, carry, data, NULL, velo_await_cb,
                                                       &fixture->result));
  return velo_database_restore_finish (fixture->result, error);
}

static gint64
count (Fixture *fixture)
{
  VeloDatabase *database = open_database (fixture, &version_2);
  gint64 n_things = 0;

  run (fixture, database, count_func, &n_things);
  close_database (fixture, database);
  return n_things;
}

/* The database is as it was, and nothing is left beside it. */
static void
assert_untouched (Fixture *fixture)
{
  g_autofree char *left = velo_find_file (fixture->directory, ".replaced-");

  g_assert_cmpstr (left, ==, NULL);
  g_assert_cmpint (count (fixture), ==, 2);
}

static gboolean
carry_func (VeloConnection *restored,
            VeloConnection *replaced,
            gpointer        data,
            GError        **error)
{
  g_autoptr(VeloStatement) rows = velo_connection_query (replaced, error, "SELECT name, 1 FROM things ORDER BY name", NULL);
  gboolean has_row = TRUE;

  while (rows != NULL && velo_statement_step (rows, &has_row, error) && has_row)
    {
      g_autoptr(VeloStatement) row = NULL;

      row = velo_connection_query (restored, error,
                                   "INSERT INTO things (name, carried) VALUES (?1, ?2) ON CONFLICT DO NOTHING", NULL);
      if (row == NULL)
        return FALSE;
      velo_statement_bind_row (row, rows);
      if (!velo_statement_run (row, error))
        return FALSE;
    }
  return rows != NULL && !has_row;
}

static void
test_carried (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *backup = make_both (fixture, data);
  g_autofree char *aside = NULL;
  g_autofree char *copy = NULL;
  g_autofree char *part = NULL;
  g_autoptr(GError) error = NULL;

  copy = velo_find_file (fixture->directory, ".version-1-");
  if (copy != NULL)
    g_assert_cmpint (g_unlink (copy), ==, 0);
  aside = restore (fixture, backup, carry_func, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));
  part = velo_find_file (fixture->directory, ".part");
  g_assert_cmpstr (part, ==, NULL);
  g_assert_cmpint (count (fixture), ==, 2);
  /* the backup is the copy of the older version: there is no other */
  g_clear_pointer (&copy, g_free);
  copy = velo_find_file (fixture->directory, ".version-1-");
  g_assert_cmpstr (copy, ==, NULL);
}

static gboolean
fail_func (VeloConnection *restored,
           VeloConnection *replaced,
           gpointer        data,
           GError        **error)
{
  if (!carry_func (restored, replaced, data, error))
    return FALSE;
  g_set_error_literal (error, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_FULL, "no room");
  return FALSE;
}

static void
test_failed (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *backup = make_both (fixture, &version_2);
  g_autoptr(GError) error = NULL;

  g_assert_null (restore (fixture, backup, fail_func, NULL, &error));
  g_assert_error (error, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_FULL);
  assert_untouched (fixture);
}

/* Somebody opens the database while the copy is made ready: what is stored there would be lost. */
static gboolean
meanwhile_func (VeloConnection *restored,
                VeloConnection *replaced,
                gpointer        data,
                GError        **error)
{
  VeloInstance **instance = data;

  *instance = velo_instance_new (velo_connection_get_path (replaced), error);
  return *instance != NULL;
}

static void
test_opened_meanwhile (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *backup = make_both (fixture, &version_2);
  VeloInstance *instance = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_null (restore (fixture, backup, meanwhile_func, &instance, &error));
  g_assert_error (error, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_BUSY);
  velo_instance_free (instance);
  assert_untouched (fixture);
}

static gboolean
missing_func (VeloConnection *restored,
              VeloConnection *replaced,
              gpointer        data,
              GError        **error)
{
  *(gboolean *) data = replaced == NULL;
  return TRUE;
}

static void
test_missing (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *backup = make_both (fixture, &version_2);
  g_autofree char *aside = NULL;
  gboolean is_missing = FALSE;
  g_autoptr(GError) error = NULL;

  if (data == NULL)
    g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  else
    g_assert_true (g_file_set_contents (fixture->path, data, -1, &error));
  aside = restore (fixture, backup, missing_func, &is_missing, &error);
  g_assert_no_error (error);
  g_assert_true (is_missing);
  g_assert_cmpint (count (fixture), ==, 1);
}

static gboolean
die_func (VeloConnection *restored,
          VeloConnection *replaced,
          gpointer        data,
          GError        **error)
{
  if (carry_func (restored, replaced, data, error))
    kill (getpid (), SIGKILL);
  return FALSE;
}

static void
run_child (const char *path,
           const char *backup)
{
  Fixture fixture = { .path = (char *) path };
  G_GNUC_UNUSED g_autofree char *aside = restore (&fixture, backup, die_func, NULL, NULL);
}

/* Killed when everything is written and nothing is settled: the next one clears up. */
static void
test_killed (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *backup = make_both (fixture, &version_2);
  g_autoptr(GSubprocess) child = NULL;
  g_autofree char *left = NULL;
  g_autofree char *aside = NULL;
  g_autoptr(GError) error = NULL;

  child = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "/proc/self/exe", "--child", fixture->path, backup, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait (child, NULL, &error));
  g_assert_true (g_subprocess_get_if_signaled (child));
  left = velo_find_file (fixture->directory, ".part");
  g_assert_nonnull (left);
  g_assert_cmpint (count (fixture), ==, 2);
  aside = restore (fixture, backup, carry_func, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (fixture), ==, 2);
  g_clear_pointer (&left, g_free);
  left = velo_find_file (fixture->directory, ".part");
  g_assert_cmpstr (left, ==, NULL);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 4 && g_str_equal (argv[1], "--child"))
    {
      run_child (argv[2], argv[3]);
      return 1;
    }
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, data, function) \
  g_test_add ("/database/restore/" name, Fixture, data, set_up, function, tear_down)
  ADD ("carried", &version_2, test_carried);
  ADD ("carried-from-older", &version_1, test_carried);
  ADD ("failed", NULL, test_failed);
  ADD ("opened-meanwhile", NULL, test_opened_meanwhile);
  ADD ("missing", NULL, test_missing);
  ADD ("cut-off", "", test_missing);
  ADD ("killed", NULL, test_killed);
  return g_test_run ();
}
