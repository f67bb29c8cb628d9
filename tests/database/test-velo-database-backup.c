/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the copy that is written while others work: cancelled, closed, killed, no room. */

#include "config.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <unistd.h>

#include "velo-await.h"
#include "velo-database-backup.h"

#define MARK 0x54657374
#define OLD_COPY "test.sqlite-2020-01-01.backup"
#define OLD_PART "test.sqlite-2020-01-02.backup.part-6b1d3f44-1f0e-4b53-8c55-0a2b7c9d1e3f"

typedef struct
{
  char *directory;
  char *path;
  char *copies;
  VeloDatabase *database;
  GAsyncResult *result;
} Fixture;

static gboolean
migrate_to_1 (VeloConnection *connection,
              GError        **error)
{
  return velo_connection_execute (connection,
                                  "CREATE TABLE things (name TEXT NOT NULL) STRICT", error);
}

static const VeloMigrationFunc migrations[] = { migrate_to_1 };
static const VeloDatabaseSchema schema = { MARK, migrations, 1 };

static void
open_database (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  AWAIT (fixture->result, velo_database_open_async (fixture->path, &schema, NULL, velo_await_cb,
                                                    &fixture->result));
  fixture->database = velo_database_open_finish (fixture->result, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->directory = velo_make_directory ();
  fixture->path = g_build_filename (fixture->directory, "test.sqlite", NULL);
  fixture->copies = g_build_filename (fixture->directory, "copies", NULL);
  open_database (fixture);
}

static void
close_database (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  AWAIT (fixture->result, velo_database_close_async (fixture->database, velo_await_cb, &fixture->result));
  g_assert_true (velo_database_close_finish (fixture->database, fixture->result, &error));
  g_assert_no_error (error);
  g_clear_object (&fixture->result);
  g_assert_finalize_object (g_steal_pointer (&fixture->database));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->database != NULL)
    close_database (fixture);
  g_clear_object (&fixture->result);
  velo_remove_directory (fixture->directory);
  g_free (fixture->path);
  g_free (fixture->copies);
  g_free (fixture->directory);
}

static gboolean
insert_func (VeloConnection *connection,
             gpointer        data,
             GError        **error)
{
  return velo_connection_run (connection, error, "INSERT INTO things (name) VALUES (?1)", "t", data);
}

/* So much that a copy takes a moment. */
static gboolean
fill_func (VeloConnection *connection,
           gpointer        data,
           GError        **error)
{
  return velo_connection_run (connection, error,
                              "WITH RECURSIVE n (i) AS"
                              " (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 150000)"
                              " INSERT INTO things (name) SELECT 'a name that takes room ' || i FROM n",
                              NULL);
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
     VeloDatabaseFunc  func,
     gpointer          data)
{
  g_autoptr(GError) error = NULL;

  AWAIT (fixture->result, velo_database_run_async (fixture->database, VELO_DATABASE_WRITE, func, data,
                                                   NULL, NULL, velo_await_cb, &fixture->result));
  g_assert_true (velo_database_run_finish (fixture->database, fixture->result, &error));
  g_assert_no_error (error);
}

static char *
back_up (Fixture       *fixture,
         GCancellable  *cancellable,
         GError       **error)
{
  AWAIT (fixture->result, velo_database_backup_async (fixture->database, fixture->copies, TRUE, cancellable,
                                                      velo_await_cb, &fixture->result));
  return velo_database_backup_finish (fixture->database, fixture->result, error);
}

/* Waits until the copy is being written; it is never there as a whole at once. */
static void
wait_for_part (Fixture *fixture)
{
  g_autofree char *part = NULL;

  while (part == NULL)
    {
      g_assert_null (fixture->result);
      part = velo_find_file (fixture->copies, ".backup.part-");
      g_main_context_iteration (NULL, FALSE);
    }
}

static void
assert_no_trace (Fixture *fixture)
{
  g_autofree char *left = velo_find_file (fixture->copies, "test.sqlite");

  g_assert_null (left);
}

/* Counts in the copy, which is a database like any other. */
static gint64
count_in (Fixture    *fixture,
          const char *path)
{
  Fixture copy = { 0 };
  gint64 n_things = 0;

  copy.path = (char *) path;
  open_database (&copy);
  run (&copy, count_func, &n_things);
  close_database (&copy);
  return n_things;
}

static char *
make_old (Fixture    *fixture,
          const char *name)
{
  g_autofree char *path = g_build_filename (fixture->copies, name, NULL);
  g_autoptr(GError) error = NULL;

  g_mkdir_with_parents (fixture->copies, 0700);
  g_assert_true (g_file_set_contents (path, "old", -1, &error));
  return g_steal_pointer (&path);
}

static gboolean
hold_func (VeloConnection *connection,
           gpointer        data,
           GError        **error)
{
  GAsyncQueue **queues = data;

  g_async_queue_push (queues[0], connection);
  g_async_queue_pop (queues[1]);
  return insert_func (connection, (char *) "held", error);
}

/* Who writes to the database and who copies it do not wait for each other. */
static void
test_aside (Fixture       *fixture,
            gconstpointer  data)
{
  GAsyncQueue *queues[2] = { g_async_queue_new (), g_async_queue_new () };
  GAsyncResult *held = NULL;
  g_autofree char *path = NULL;
  g_autoptr(GError) error = NULL;
  gint64 n_things = 0;

  run (fixture, insert_func, (char *) "before");
  velo_database_run_async (fixture->database, VELO_DATABASE_WRITE, hold_func, queues, NULL, NULL,
                           velo_await_cb, &held);
  g_async_queue_pop (queues[0]);
  path = back_up (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (held);
  g_async_queue_push (queues[1], fixture);
  velo_await (&held);
  g_assert_true (velo_database_run_finish (fixture->database, held, NULL));
  g_clear_object (&held);
  g_assert_cmpint (count_in (fixture, path), ==, 1);
  run (fixture, count_func, &n_things);
  g_assert_cmpint (n_things, ==, 2);
  g_async_queue_unref (queues[0]);
  g_async_queue_unref (queues[1]);
}

static void
test_during (Fixture       *fixture,
             gconstpointer  data)
{
  GAsyncResult *copied = NULL;
  g_autofree char *path = NULL;
  g_autoptr(GError) error = NULL;
  gint64 n_things = 0;

  run (fixture, fill_func, NULL);
  velo_database_backup_async (fixture->database, fixture->copies, FALSE, NULL, velo_await_cb, &copied);
  g_clear_object (&fixture->result);
  wait_for_part (fixture);
  run (fixture, insert_func, (char *) "meanwhile");
  run (fixture, count_func, &n_things);
  g_assert_cmpint (n_things, ==, 150001);
  velo_await (&copied);
  path = velo_database_backup_finish (fixture->database, copied, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_in (fixture, path), >=, 150000);
  g_clear_object (&copied);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GCancellable) before = g_cancellable_new ();
  g_autoptr(GCancellable) during = g_cancellable_new ();
  g_autofree char *path = NULL;
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (before);
  g_assert_null (back_up (fixture, before, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  run (fixture, fill_func, NULL);
  g_clear_object (&fixture->result);
  velo_database_backup_async (fixture->database, fixture->copies, FALSE, during, velo_await_cb, &fixture->result);
  wait_for_part (fixture);
  g_cancellable_cancel (during);
  velo_await (&fixture->result);
  g_assert_null (velo_database_backup_finish (fixture->database, fixture->result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_no_trace (fixture);
  g_clear_error (&error);
  path = back_up (fixture, NULL, &error);
  g_assert_no_error (error);
}

/* Who leaves does not wait for the copy, and it does not go on behind his back. */
static void
test_closed (Fixture       *fixture,
             gconstpointer  data)
{
  GAsyncResult *copied = NULL;
  g_autoptr(GError) error = NULL;

  run (fixture, fill_func, NULL);
  g_clear_object (&fixture->result);
  velo_database_backup_async (fixture->database, fixture->copies, FALSE, NULL, velo_await_cb, &copied);
  wait_for_part (fixture);
  AWAIT (fixture->result, velo_database_close_async (fixture->database, velo_await_cb, &fixture->result));
  g_assert_true (velo_database_close_finish (fixture->database, fixture->result, &error));
  assert_no_trace (fixture);
  if (copied == NULL)
    velo_await (&copied);
  g_assert_null (velo_database_backup_finish (fixture->database, copied, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (back_up (fixture, NULL, &error));
  g_assert_error (error, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_CLOSED);
  g_clear_object (&copied);
  g_clear_object (&fixture->result);
  g_assert_finalize_object (g_steal_pointer (&fixture->database));
}

static void
test_full (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *old = make_old (fixture, OLD_COPY);
  g_autofree char *part = NULL;
  g_autofree char *path = NULL;
  struct rlimit whole;
  struct rlimit small;
  g_autoptr(GError) error = NULL;

  run (fixture, fill_func, NULL);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &whole), ==, 0);
  signal (SIGXFSZ, SIG_IGN);
  small = whole;
  small.rlim_cur = 1024 * 1024;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  g_assert_null (back_up (fixture, NULL, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &whole), ==, 0);
  /* SQLite 3.46 says why it could not write, 3.40 does not */
  g_assert_true (g_error_matches (error, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_IO)
                 || g_error_matches (error, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_FULL));
  g_clear_error (&error);
  part = velo_find_file (fixture->copies, ".part-");
  g_assert_cmpstr (part, ==, NULL);
  g_assert_true (g_file_test (old, G_FILE_TEST_EXISTS));
  path = back_up (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_in (fixture, path), ==, 150000);
}

static void
run_child (const char *path,
           const char *copies)
{
  Fixture fixture = { 0 };

  fixture.path = (char *) path;
  fixture.copies = (char *) copies;
  open_database (&fixture);
  g_clear_object (&fixture.result);
  velo_database_backup_async (fixture.database, copies, FALSE, NULL, velo_await_cb, &fixture.result);
  wait_for_part (&fixture);
  kill (getpid (), SIGKILL);
}

/* What a killed program leaves behind is no copy, and goes with the next one. */
static void
test_killed (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GSubprocess) child = NULL;
  g_autoptr(GPtrArray) paths = NULL;
  g_autofree char *left = NULL;
  g_autofree char *path = NULL;
  g_autoptr(GError) error = NULL;

  run (fixture, fill_func, NULL);
  close_database (fixture);
  child = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "/proc/self/exe", "--child", fixture->path,
                            fixture->copies, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait (child, NULL, &error));
  g_assert_true (g_subprocess_get_if_signaled (child));
  left = velo_find_file (fixture->copies, ".part-");
  g_assert_nonnull (left);
  AWAIT (fixture->result, velo_database_list_backups_async (fixture->copies, "test.sqlite", NULL,
                                                            velo_await_cb, &fixture->result));
  paths = velo_database_list_backups_finish (fixture->result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (paths->len, ==, 0);
  open_database (fixture);
  path = back_up (fixture, NULL, &error);
  g_assert_no_error (error);
  g_clear_pointer (&left, g_free);
  left = velo_find_file (fixture->copies, ".part-");
  g_assert_cmpstr (left, ==, NULL);
  g_assert_cmpint (count_in (fixture, path), ==, 150000);
}

/* What another program is writing now is left alone, and so is what has only a similar name. */
static void
test_left_alone (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *part = make_old (fixture, OLD_PART);
  g_autofree char *similar = make_old (fixture, "test.sqlite-notes.backup.part-1");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr(GError) error = NULL;
  int fd = g_open (part, O_RDONLY | O_CLOEXEC, 0);

  g_assert_cmpint (flock (fd, LOCK_EX), ==, 0);
  first = back_up (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_test (part, G_FILE_TEST_EXISTS));
  close (fd);
  second = back_up (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (similar, G_FILE_TEST_EXISTS));
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

#define ADD(name, function) \
  g_test_add ("/database/backup/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("aside", test_aside);
  ADD ("during", test_during);
  ADD ("cancelled", test_cancelled);
  ADD ("closed", test_closed);
  ADD ("full", test_full);
  ADD ("killed", test_killed);
  ADD ("left-alone", test_left_alone);
  return g_test_run ();
}
