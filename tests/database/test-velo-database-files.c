/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests what is done with files: old, new, damaged, copied, put back. */

#include <sqlite3.h>
#include <string.h>

#include "velo-await.h"
#include "velo-database-backup.h"
#include "velo-database-restore.h"
#include "velo-date.h"
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
  return velo_connection_execute (connection,
                                  "CREATE TABLE things (id INTEGER NOT NULL PRIMARY KEY,"
                                  " name TEXT NOT NULL) STRICT", error);
}

static gboolean
migrate_to_2 (VeloConnection *connection,
              GError        **error)
{
  return velo_connection_execute (connection,
                                  "ALTER TABLE things ADD COLUMN colour TEXT NOT NULL DEFAULT 'red'",
                                  error);
}

static gboolean
migrate_wrongly (VeloConnection *connection,
                 GError        **error)
{
  return velo_connection_execute (connection,
                                  "INSERT INTO things (name) VALUES ('half'); SELECT nonsense", error);
}

static const VeloMigrationFunc good[] = { migrate_to_1, migrate_to_2 };
static const VeloMigrationFunc bad[] = { migrate_to_1, migrate_to_2, migrate_wrongly };
static const VeloDatabaseSchema version_1 = { MARK, good, 1 };
static const VeloDatabaseSchema version_2 = { MARK, good, 2 };
static const VeloDatabaseSchema version_3 = { MARK, bad, 3 };
static const VeloDatabaseSchema other_program = { MARK + 1, good, 2 };

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
open_database (Fixture                   *fixture,
               const VeloDatabaseSchema  *schema,
               GError                   **error)
{
  AWAIT (fixture->result, velo_database_open_async (fixture->path, schema, NULL, velo_await_cb,
                                                    &fixture->result));
  return velo_database_open_finish (fixture->result, error);
}

static void
close_database (Fixture      *fixture,
                VeloDatabase *database)
{
  AWAIT (fixture->result, velo_database_close_async (database, velo_await_cb, &fixture->result));
  g_assert_true (velo_database_close_finish (database, fixture->result, NULL));
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
insert (Fixture      *fixture,
        VeloDatabase *database,
        const char   *name)
{
  g_autoptr(GError) error = NULL;

  AWAIT (fixture->result, velo_database_run_async (database, VELO_DATABASE_WRITE, insert_func,
                                                   (char *) name, NULL, NULL, velo_await_cb,
                                                   &fixture->result));
  g_assert_true (velo_database_run_finish (database, fixture->result, &error));
  g_assert_no_error (error);
}

static gint64
count (Fixture      *fixture,
       VeloDatabase *database)
{
  g_autoptr(GError) error = NULL;
  gint64 n = -1;

  AWAIT (fixture->result, velo_database_run_async (database, VELO_DATABASE_READ, count_func, &n, NULL,
                                                   NULL, velo_await_cb, &fixture->result));
  g_assert_true (velo_database_run_finish (database, fixture->result, &error));
  return n;
}

/* Leaves a closed file of that version with one thing in it. */
static void
make_file (Fixture                  *fixture,
           const VeloDatabaseSchema *schema)
{
  g_autoptr(GError) error = NULL;
  VeloDatabase *database = open_database (fixture, schema, &error);

  g_assert_no_error (error);
  insert (fixture, database, "kept");
  close_database (fixture, database);
}

static GBytes *
read_file (const char *path)
{
  g_autoptr(GError) error = NULL;
  char *content = NULL;
  gsize length = 0;

  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (content, length);
}

static void
assert_refused (Fixture                  *fixture,
                const VeloDatabaseSchema *schema,
                VeloDatabaseError         code)
{
  g_autoptr(GBytes) before = read_file (fixture->path);
  g_autoptr(GBytes) after = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_null (open_database (fixture, schema, &error));
  g_assert_error (error, VELO_DATABASE_ERROR, (int) code);
  after = read_file (fixture->path);
  g_assert_true (g_bytes_equal (before, after));
}

static void
test_newer (Fixture       *fixture,
            gconstpointer  data)
{
  make_file (fixture, &version_2);
  g_assert_cmpint (g_chmod (fixture->path, 0640), ==, 0);
  assert_refused (fixture, &version_1, VELO_DATABASE_ERROR_TOO_NEW);
  g_assert_cmpuint (velo_get_mode (fixture->path), ==, 0640);
}

/* A newer program has the file open, and its version is still in the log only. */
static void
test_newer_in_log (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  VeloDatabase *newer = NULL;

  make_file (fixture, &version_1);
  newer = open_database (fixture, &version_2, &error);
  g_assert_no_error (error);
  assert_refused (fixture, &version_1, VELO_DATABASE_ERROR_TOO_NEW);
  g_assert_cmpint (count (fixture, newer), ==, 1);
  close_database (fixture, newer);
}

static void
test_foreign (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  make_file (fixture, &other_program);
  assert_refused (fixture, &version_2, VELO_DATABASE_ERROR_CORRUPT);
  g_assert_true (g_file_set_contents (fixture->path, "Dear diary", -1, &error));
  assert_refused (fixture, &version_2, VELO_DATABASE_ERROR_CORRUPT);
}

static void
test_truncated (Fixture       *fixture,
                gconstpointer  data)
{
  make_file (fixture, &version_2);
  g_assert_cmpint (truncate (fixture->path, 5000), ==, 0);
  assert_refused (fixture, &version_2, VELO_DATABASE_ERROR_CORRUPT);
  g_assert_cmpint (truncate (fixture->path, 50), ==, 0);
  assert_refused (fixture, &version_2, VELO_DATABASE_ERROR_CORRUPT);
}

static void
test_directory (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  g_assert_null (open_database (fixture, &version_2, &error));
  g_assert_error (error, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_IO);
}

/* After a kill the log is still there; a damaged file is found before it is used. */
static void
test_damaged_after_kill (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *content = NULL;
  g_autoptr(GError) error = NULL;
  gsize size = 0;

  make_file (fixture, &version_2);
  bytes = read_file (fixture->path);
  content = g_bytes_unref_to_data (g_steal_pointer (&bytes), &size);
  g_assert_cmpuint (size, >=, 8192);
  memset (content + 4096, 0xa5, size - 4096);
  g_assert_true (g_file_set_contents (fixture->path, content, (gssize) size, &error));
  g_assert_true (g_file_set_contents (wal, "left behind", -1, &error));
  g_assert_null (open_database (fixture, &version_2, &error));
  g_assert_error (error, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_CORRUPT);
}

static void
test_migration (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *frozen = g_build_filename (g_getenv ("VELO_TEST_DATA"), "database-version-1.sqlite", NULL);
  g_autofree char *copy = NULL;
  g_autofree char *present = g_steal_pointer (&fixture->path);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  VeloDatabase *database = NULL;

  bytes = read_file (frozen);
  g_assert_true (g_file_set_contents (present, g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes), &error));
  fixture->path = g_strdup (present);
  database = open_database (fixture, &version_2, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (fixture, database), ==, 1);
  close_database (fixture, database);
  assert_refused (fixture, &version_1, VELO_DATABASE_ERROR_TOO_NEW);
  /* the copy made before is a whole file of the old version */
  copy = velo_find_file (fixture->directory, "version-1");
  g_assert_nonnull (copy);
  g_assert_cmpuint (velo_get_mode (copy), ==, 0600);
  g_free (fixture->path);
  fixture->path = g_strdup (copy);
  database = open_database (fixture, &version_1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (fixture, database), ==, 1);
  close_database (fixture, database);
}

static void
test_migration_fails (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  VeloDatabase *database = NULL;

  make_file (fixture, &version_1);
  g_assert_null (open_database (fixture, &version_3, &error));
  g_assert_error (error, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_FAILED);
  g_assert_true (g_str_has_prefix (error->message, "migration to version 3: "));
  g_clear_error (&error);
  database = open_database (fixture, &version_1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (fixture, database), ==, 1);
  close_database (fixture, database);
  /* nothing is left of the step that succeeded either: it can be made again */
  database = open_database (fixture, &version_2, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (fixture, database), ==, 1);
  close_database (fixture, database);
}

/* Rows that refer to nothing are not taken into a new version. */
static void
test_migration_of_loose_ends (Fixture       *fixture,
                              gconstpointer  data)
{
  sqlite3 *db = NULL;

  make_file (fixture, &version_1);
  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "PRAGMA foreign_keys=OFF; CREATE TABLE parts (thing INTEGER REFERENCES things (id));"
                                 "INSERT INTO parts VALUES (4711)", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  assert_refused (fixture, &version_2, VELO_DATABASE_ERROR_CORRUPT);
}

/* What cannot be copied is not changed. The name is just so long that a copy cannot have it with its addition. */
static void
test_migration_without_copy (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autofree char *frozen = g_build_filename (g_getenv ("VELO_TEST_DATA"), "database-version-1.sqlite", NULL);
  g_autofree char *name = g_strnfill (235, 'x');
  g_autoptr(GBytes) before = read_file (frozen);
  g_autoptr(GBytes) after = NULL;
  g_autoptr(GError) error = NULL;

  g_free (fixture->path);
  fixture->path = g_build_filename (fixture->directory, name, NULL);
  g_assert_true (g_file_set_contents_full (fixture->path, g_bytes_get_data (before, NULL),
                                           (gssize) g_bytes_get_size (before), G_FILE_SET_CONTENTS_NONE, 0600,
                                           &error));
  g_assert_null (open_database (fixture, &version_2, &error));
  g_assert_error (error, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_IO);
  g_assert_true (g_str_has_prefix (error->message, "copy before the migration: "));
  after = read_file (fixture->path);
  /* the version, where the head of the file has it */
  g_assert_cmpint (((const guint8 *) g_bytes_get_data (after, NULL))[63], ==, 1);
}

static void
test_opened_together (Fixture       *fixture,
                      gconstpointer  data)
{
  GAsyncResult *results[4] = { NULL };
  VeloDatabase *databases[4] = { NULL };
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    velo_database_open_async (fixture->path, &version_2, NULL, velo_await_cb, &results[i]);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      velo_await (&results[i]);
      databases[i] = velo_database_open_finish (results[i], &error);
      g_assert_no_error (error);
      g_clear_object (&results[i]);
    }
  g_assert_cmpuint (velo_instance_count (fixture->path), ==, 4);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    close_database (fixture, databases[i]);
  g_assert_cmpuint (velo_instance_count (fixture->path), ==, 0);
}

static char *
back_up (Fixture       *fixture,
         VeloDatabase  *database,
         const char    *directory,
         gboolean       replace,
         GError       **error)
{
  AWAIT (fixture->result, velo_database_backup_async (database, directory, replace, NULL,
                                                      velo_await_cb, &fixture->result));
  return velo_database_backup_finish (database, fixture->result, error);
}

static GPtrArray *
list_backups (Fixture    *fixture,
              const char *directory)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *paths = NULL;

  AWAIT (fixture->result, velo_database_list_backups_async (directory, "test.sqlite", NULL,
                                                            velo_await_cb, &fixture->result));
  paths = velo_database_list_backups_finish (fixture->result, &error);
  g_assert_no_error (error);
  return paths;
}

static void
test_backups (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *directory = g_build_filename (fixture->directory, "copies", NULL);
  g_autofree char *foreign = g_build_filename (directory, "test.sqlite-notes.backup", NULL);
  g_autofree char *no_day = g_build_filename (directory, "test.sqlite-2020-01-32.backup", NULL);
  g_autofree char *path = NULL;
  g_autofree char *again = NULL;
  g_autoptr(GPtrArray) paths = NULL;
  g_autoptr(GError) error = NULL;
  VeloDatabase *database = open_database (fixture, &version_2, &error);

  g_assert_cmpint (g_mkdir (directory, 0700), ==, 0);
  g_assert_true (g_file_set_contents (foreign, "mine", -1, &error));
  g_assert_true (g_file_set_contents (no_day, "mine", -1, &error));
  for (guint day = 1; day <= 9; day++)
    {
      g_autofree char *old = g_strdup_printf ("%s/test.sqlite-2020-01-%02u.backup", directory, day);

      g_assert_true (g_file_set_contents (old, "old", -1, &error));
    }
  path = back_up (fixture, database, directory, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (velo_get_mode (path), ==, 0600);
  paths = list_backups (fixture, directory);
  g_assert_cmpuint (paths->len, ==, VELO_DATABASE_N_BACKUPS);
  g_assert_cmpstr (g_ptr_array_index (paths, 0), ==, path);
  g_assert_true (g_str_has_suffix (g_ptr_array_index (paths, 6), "2020-01-04.backup"));
  g_assert_true (g_file_test (foreign, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (no_day, G_FILE_TEST_EXISTS));
  again = back_up (fixture, database, directory, TRUE, &error);
  g_assert_cmpstr (again, ==, path);
  close_database (fixture, database);
}

static void
test_backup_fails (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *file = g_build_filename (fixture->directory, "file", NULL);
  g_autofree char *directory = g_build_filename (file, "copies", NULL);
  g_autofree char *closed = NULL;
  g_autoptr(GError) error = NULL;
  VeloDatabase *database = open_database (fixture, &version_2, &error);

  g_assert_true (g_file_set_contents (file, "", -1, &error));
  g_assert_null (back_up (fixture, database, directory, FALSE, &error));
  g_assert_error (error, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_IO);
  g_clear_error (&error);
  AWAIT (fixture->result, velo_database_close_async (database, velo_await_cb, &fixture->result));
  closed = back_up (fixture, database, fixture->directory, FALSE, &error);
  g_assert_null (closed);
  g_assert_error (error, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_CLOSED);
  g_clear_object (&fixture->result);
  g_assert_finalize_object (database);
}

static char *
restore (Fixture     *fixture,
         const char  *backup,
         GError     **error)
{
  AWAIT (fixture->result, velo_database_restore_async (fixture->path, backup, &version_2, NULL, NULL, NULL,
                                                       velo_await_cb, &fixture->result));
  return velo_database_restore_finish (fixture->result, error);
}

static void
test_restore (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *backup = NULL;
  g_autofree char *busy = NULL;
  g_autofree char *aside = NULL;
  g_autofree char *leftover = NULL;
  g_autoptr(GError) error = NULL;
  VeloDatabase *database = open_database (fixture, &version_2, &error);

  insert (fixture, database, "before");
  backup = back_up (fixture, database, fixture->directory, FALSE, &error);
  insert (fixture, database, "after");
  busy = restore (fixture, backup, &error);
  g_assert_null (busy);
  g_assert_error (error, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_BUSY);
  g_clear_error (&error);
  close_database (fixture, database);
  aside = restore (fixture, backup, &error);
  g_assert_no_error (error);
  database = open_database (fixture, &version_2, &error);
  g_assert_cmpint (count (fixture, database), ==, 1);
  close_database (fixture, database);
  g_free (fixture->path);
  fixture->path = g_strdup (aside);
  database = open_database (fixture, &version_2, &error);
  g_assert_cmpint (count (fixture, database), ==, 2);
  close_database (fixture, database);
  leftover = velo_find_file (fixture->directory, ".part");
  g_assert_null (leftover);
}

static void
test_restore_over_damage (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autofree char *backup = NULL;
  g_autofree char *aside = NULL;
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *kept_wal = NULL;
  g_autoptr(GBytes) kept = NULL;
  g_autoptr(GError) error = NULL;
  VeloDatabase *database = open_database (fixture, &version_2, &error);

  insert (fixture, database, "before");
  backup = back_up (fixture, database, fixture->directory, FALSE, &error);
  close_database (fixture, database);
  g_assert_true (g_file_set_contents (fixture->path, "rubbish", -1, &error));
  g_assert_true (g_file_set_contents (wal, "more rubbish", -1, &error));
  aside = restore (fixture, backup, &error);
  g_assert_no_error (error);
  kept = read_file (aside);
  g_assert_cmpuint (g_bytes_get_size (kept), ==, strlen ("rubbish"));
  /* a log that goes with the old file would be read into the new one */
  kept_wal = g_strconcat (aside, "-wal", NULL);
  g_assert_true (g_file_test (kept_wal, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
  database = open_database (fixture, &version_2, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (fixture, database), ==, 1);
  close_database (fixture, database);
}

static void
test_restore_refused (Fixture       *fixture,
                      gconstpointer  data)
{
  static const VeloDatabaseError expected[] = {
    VELO_DATABASE_ERROR_CORRUPT, VELO_DATABASE_ERROR_CORRUPT, VELO_DATABASE_ERROR_CORRUPT,
    VELO_DATABASE_ERROR_IO,
  };
  g_autofree char *backup = NULL;
  g_autoptr(GBytes) before = NULL;
  g_autoptr(GBytes) sound = NULL;
  g_autoptr(GError) error = NULL;
  VeloDatabase *database = open_database (fixture, &version_2, &error);

  insert (fixture, database, "before");
  backup = back_up (fixture, database, fixture->directory, FALSE, &error);
  close_database (fixture, database);
  before = read_file (fixture->path);
  sound = read_file (backup);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *aside = NULL;
      g_autofree char *content = g_memdup2 (g_bytes_get_data (sound, NULL), g_bytes_get_size (sound));
      g_autoptr(GBytes) after = NULL;
      gsize size = g_bytes_get_size (sound);

      if (i == 0)
        memset (content + 4096, 0xa5, size - 4096);
      else if (i == 1)
        size = 6000;
      else if (i == 2)
        size = 0;
      g_assert_cmpint (g_unlink (backup), ==, 0);
      if (i < 3)
        g_assert_true (g_file_set_contents (backup, content, (gssize) size, &error));
      aside = restore (fixture, backup, &error);
      g_assert_null (aside);
      g_assert_error (error, VELO_DATABASE_ERROR, (int) expected[i]);
      g_clear_error (&error);
      after = read_file (fixture->path);
      g_assert_true (g_bytes_equal (before, after));
    }
}

static void
test_instances (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  VeloInstance *instance = velo_instance_new (fixture->path, &error);
  g_autofree char *id = g_strdup (velo_instance_get_id (instance));

  g_assert_true (velo_instance_is_alive (fixture->path, id));
  g_assert_false (velo_instance_is_alive (fixture->path, NULL));
  g_assert_false (velo_instance_is_alive (fixture->path, "../../etc/passwd"));
  velo_instance_free (instance);
  g_assert_false (velo_instance_is_alive (fixture->path, id));
}

/* A program that was killed leaves its file; who opens next clears up. */
static void
test_left_behind (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *left = g_build_filename (fixture->directory, ".test.sqlite.open-"
                                            "6b1d3f44-1f0e-4b53-8c55-0a2b7c9d1e3f", NULL);
  g_autofree char *other = g_build_filename (fixture->directory, ".test.sqlite.open-notes", NULL);
  g_autoptr(GError) error = NULL;
  VeloDatabase *first = NULL;
  VeloDatabase *second = NULL;

  g_assert_true (g_file_set_contents (left, "", 0, &error));
  g_assert_true (g_file_set_contents (other, "", 0, &error));
  first = open_database (fixture, &version_1, &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));
  second = open_database (fixture, &version_1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (velo_instance_count (fixture->path), ==, 2);
  close_database (fixture, first);
  close_database (fixture, second);
}

static gboolean
let_go_cb (gpointer user_data)
{
  g_assert_cmpint (sqlite3_exec (user_data, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  return G_SOURCE_REMOVE;
}

/* Two processes make the same file at once: who finds it in the other's hands waits a moment. SQLite itself does
 * not when the log is switched on. */
static void
test_made_by_another (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(VeloDatabase) database = NULL;
  g_autoptr(GError) error = NULL;
  sqlite3 *other = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  g_timeout_add (200, let_go_cb, other);
  database = open_database (fixture, &version_2, &error);
  g_assert_no_error (error);
  close_database (fixture, g_steal_pointer (&database));
  sqlite3_close (other);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function) \
  g_test_add ("/database/files/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("newer", test_newer);
  ADD ("newer-in-log", test_newer_in_log);
  ADD ("foreign", test_foreign);
  ADD ("truncated", test_truncated);
  ADD ("directory", test_directory);
  ADD ("damaged-after-kill", test_damaged_after_kill);
  ADD ("migration", test_migration);
  ADD ("migration-fails", test_migration_fails);
  ADD ("migration-of-loose-ends", test_migration_of_loose_ends);
  ADD ("migration-without-copy", test_migration_without_copy);
  ADD ("opened-together", test_opened_together);
  ADD ("made-by-another", test_made_by_another);
  ADD ("backups", test_backups);
  ADD ("backup-fails", test_backup_fails);
  ADD ("restore", test_restore);
  ADD ("restore-over-damage", test_restore_over_damage);
  ADD ("restore-refused", test_restore_refused);
  ADD ("instances", test_instances);
  ADD ("left-behind", test_left_behind);
  return g_test_run ();
}
