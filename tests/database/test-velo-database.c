/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the database: transactions, cancelling, closing, full disks, other processes, kills. */

#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "velo-await.h"
#include "velo-database.h"

typedef struct
{
  char *directory;
  char *path;
  VeloDatabase *database;
  GAsyncResult *result;
} Fixture;

static gboolean
make_tables (VeloConnection *connection,
             GError        **error)
{
  return velo_connection_execute (connection,
                                  "CREATE TABLE things (id INTEGER NOT NULL PRIMARY KEY,"
                                  " name TEXT NOT NULL UNIQUE CHECK (name <> '')) STRICT",
                                  error);
}

static const VeloMigrationFunc migrations[] = { make_tables };
static const VeloDatabaseSchema schema = { 0x54657374, migrations, G_N_ELEMENTS (migrations) };

static VeloDatabase *
open_database (Fixture  *fixture,
               GError  **error)
{
  AWAIT (fixture->result, velo_database_open_async (fixture->path, &schema, NULL, velo_await_cb,
                                                    &fixture->result));
  return velo_database_open_finish (fixture->result, error);
}

static void
close_database (Fixture      *fixture,
                VeloDatabase *database)
{
  g_autoptr(GError) error = NULL;

  AWAIT (fixture->result, velo_database_close_async (database, velo_await_cb, &fixture->result));
  g_assert_true (velo_database_close_finish (database, fixture->result, &error));
  g_assert_no_error (error);
  g_clear_object (&fixture->result);
  g_assert_finalize_object (database);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->directory = velo_make_directory ();
  fixture->path = g_build_filename (fixture->directory, "made", "test.sqlite", NULL);
  fixture->database = open_database (fixture, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->database != NULL)
    close_database (fixture, fixture->database);
  g_clear_object (&fixture->result);
  velo_remove_directory (fixture->directory);
  g_free (fixture->path);
  g_free (fixture->directory);
}

static gboolean
run (Fixture           *fixture,
     VeloDatabaseMode   mode,
     VeloDatabaseFunc   func,
     gpointer           data,
     GError           **error)
{
  AWAIT (fixture->result, velo_database_run_async (fixture->database, mode, func, data, NULL, NULL,
                                                   velo_await_cb, &fixture->result));
  return velo_database_run_finish (fixture->database, fixture->result, error);
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

static gint64
count (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  gint64 n = -1;

  g_assert_true (run (fixture, VELO_DATABASE_READ, count_func, &n, &error));
  g_assert_no_error (error);
  return n;
}

static gboolean
insert_twice_func (VeloConnection *connection,
                   gpointer        data,
                   GError        **error)
{
  return insert_func (connection, data, error) && insert_func (connection, data, error);
}

static void
test_commit (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (run (fixture, VELO_DATABASE_WRITE, insert_func, (char *) "a", &error));
  g_assert_no_error (error);
  g_assert_cmpint (count (fixture), ==, 1);
}

static void
test_roll_back (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (run (fixture, VELO_DATABASE_WRITE, insert_twice_func, (char *) "a", &error));
  g_assert_error (error, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_CONFLICT);
  g_assert_cmpint (count (fixture), ==, 0);
}

static void
test_constraint (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (run (fixture, VELO_DATABASE_WRITE, insert_func, (char *) "", &error));
  g_assert_error (error, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (run (fixture, VELO_DATABASE_WRITE, insert_func, NULL, &error));
  g_assert_error (error, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_INVALID);
}

static gboolean
nonsense_func (VeloConnection *connection,
               gpointer        data,
               GError        **error)
{
  return velo_connection_execute (connection, "SELECT FROM nothing", error);
}

static void
test_nonsense (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (run (fixture, VELO_DATABASE_READ, nonsense_func, NULL, &error));
  g_assert_error (error, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_FAILED);
}

static gboolean
pragmas_func (VeloConnection *connection,
              gpointer        data,
              GError        **error)
{
  gint64 *values = data;

  return velo_connection_query_int64 (connection, &values[0], error, "PRAGMA foreign_keys", NULL)
    && velo_connection_query_int64 (connection, &values[1], error, "PRAGMA synchronous", NULL)
    && velo_connection_query_int64 (connection, &values[2], error, "PRAGMA busy_timeout", NULL)
    && velo_connection_query_int64 (connection, &values[3], error, "PRAGMA user_version", NULL)
    && velo_connection_query_int64 (connection, &values[4], error, "PRAGMA application_id", NULL);
}

static void
test_pragmas (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  gint64 values[5] = { 0 };

  g_assert_true (run (fixture, VELO_DATABASE_PLAIN, pragmas_func, values, &error));
  g_assert_no_error (error);
  g_assert_cmpint (values[0], ==, 1);
  g_assert_cmpint (values[1], ==, 2);
  g_assert_cmpint (values[2], ==, 5000);
  g_assert_cmpint (values[3], ==, 1);
  g_assert_cmpint (values[4], ==, 0x54657374);
}

static void
test_modes (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *directory = g_path_get_dirname (fixture->path);
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_cmpuint (velo_get_mode (fixture->path), ==, 0600);
  g_assert_cmpuint (velo_get_mode (wal), ==, 0600);
  g_assert_cmpuint (velo_get_mode (directory), ==, 0700);
  close_database (fixture, g_steal_pointer (&fixture->database));
  g_assert_cmpint (g_chmod (fixture->path, 0644), ==, 0);
  fixture->database = open_database (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (velo_get_mode (fixture->path), ==, 0600);
}

static void
test_closed (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  gint64 n = 0;

  AWAIT (fixture->result, velo_database_close_async (fixture->database, velo_await_cb,
                                                     &fixture->result));
  g_assert_true (velo_database_close_finish (fixture->database, fixture->result, &error));
  g_assert_true (velo_database_is_closed (fixture->database));
  g_assert_false (run (fixture, VELO_DATABASE_READ, count_func, &n, &error));
  g_assert_error (error, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_CLOSED);
  g_clear_error (&error);
  AWAIT (fixture->result, velo_database_close_async (fixture->database, velo_await_cb,
                                                     &fixture->result));
  g_assert_false (velo_database_close_finish (fixture->database, fixture->result, &error));
  g_assert_error (error, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_CLOSED);
  g_clear_object (&fixture->result);
  g_assert_finalize_object (g_steal_pointer (&fixture->database));
}

static void
test_close_waits (Fixture       *fixture,
                  gconstpointer  data)
{
  GAsyncResult *written = NULL;
  g_autoptr(GError) error = NULL;

  velo_database_run_async (fixture->database, VELO_DATABASE_WRITE, insert_func, (char *) "a", NULL,
                           NULL, velo_await_cb, &written);
  AWAIT (fixture->result, velo_database_close_async (fixture->database, velo_await_cb,
                                                     &fixture->result));
  velo_await (&written);
  g_assert_true (velo_database_run_finish (fixture->database, written, &error));
  g_assert_no_error (error);
  g_clear_object (&written);
  g_clear_object (&fixture->result);
  g_assert_finalize_object (g_steal_pointer (&fixture->database));
  fixture->database = open_database (fixture, &error);
  g_assert_cmpint (count (fixture), ==, 1);
}

static void
test_cancelled_before (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  AWAIT (fixture->result, velo_database_run_async (fixture->database, VELO_DATABASE_WRITE, insert_func,
                                                   (char *) "a", NULL, cancellable, velo_await_cb,
                                                   &fixture->result));
  g_assert_false (velo_database_run_finish (fixture->database, fixture->result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (count (fixture), ==, 0);
}

/* Cancels itself in the middle, so that the moment is always the same. */
static gboolean
cancel_and_count_func (VeloConnection *connection,
                       gpointer        data,
                       GError        **error)
{
  gint64 n = 0;

  if (!insert_func (connection, (char *) "a", error))
    return FALSE;
  g_cancellable_cancel (data);
  return velo_connection_query_int64 (connection, &n, error,
                                      "WITH RECURSIVE n (i) AS"
                                      " (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000)"
                                      " SELECT count (*) FROM n", NULL);
}

static gboolean
cancel_last_func (VeloConnection *connection,
                  gpointer        data,
                  GError        **error)
{
  gboolean done = insert_func (connection, (char *) "a", error);

  g_cancellable_cancel (data);
  return done;
}

static void
test_cancelled_during (Fixture       *fixture,
                       gconstpointer  data)
{
  static const VeloDatabaseFunc funcs[] = { cancel_and_count_func, cancel_last_func };

  for (guint i = 0; i < G_N_ELEMENTS (funcs); i++)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      g_autoptr(GError) error = NULL;

      AWAIT (fixture->result, velo_database_run_async (fixture->database, VELO_DATABASE_WRITE,
                                                       funcs[i], cancellable, NULL, cancellable,
                                                       velo_await_cb, &fixture->result));
      g_assert_false (velo_database_run_finish (fixture->database, fixture->result, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpint (count (fixture), ==, 0);
    }
}

static gboolean
fill_func (VeloConnection *connection,
           gpointer        data,
           GError        **error)
{
  if (data != NULL && !velo_connection_execute (connection, "PRAGMA max_page_count=20", error))
    return FALSE;
  return velo_connection_run (connection, error,
                              "WITH RECURSIVE n (i) AS"
                              " (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
                              " INSERT INTO things (name) SELECT 'name ' || i FROM n", NULL);
}

static void
test_full (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (run (fixture, VELO_DATABASE_WRITE, insert_func, (char *) "a", &error));
  g_assert_false (run (fixture, VELO_DATABASE_WRITE, fill_func, fixture, &error));
  g_assert_error (error, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_FULL);
  g_assert_cmpint (count (fixture), ==, 1);
}

static void
test_file_limit (Fixture       *fixture,
                 gconstpointer  data)
{
  struct rlimit old;
  struct rlimit small;
  g_autoptr(GError) error = NULL;

  g_assert_true (run (fixture, VELO_DATABASE_WRITE, insert_func, (char *) "a", &error));
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  signal (SIGXFSZ, SIG_IGN);
  small = old;
  small.rlim_cur = 64 * 1024;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  g_assert_false (run (fixture, VELO_DATABASE_WRITE, fill_func, NULL, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
  /* SQLite 3.46 says why it could not write, 3.40 does not */
  g_assert_true (g_error_matches (error, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_IO) ||
                 g_error_matches (error, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_FULL));
  g_assert_cmpint (count (fixture), ==, 1);
  g_clear_error (&error);
  g_assert_true (run (fixture, VELO_DATABASE_WRITE, fill_func, NULL, &error));
  g_assert_no_error (error);
}

static gboolean
short_wait_func (VeloConnection *connection,
                 gpointer        data,
                 GError        **error)
{
  return velo_connection_execute (connection, "PRAGMA busy_timeout=1", error);
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

static void
test_busy (Fixture       *fixture,
           gconstpointer  data)
{
  GAsyncQueue *queues[2] = { g_async_queue_new (), g_async_queue_new () };
  GAsyncResult *held = NULL;
  g_autoptr(GError) error = NULL;
  VeloDatabase *other = open_database (fixture, &error);

  g_assert_no_error (error);
  g_assert_true (run (fixture, VELO_DATABASE_PLAIN, short_wait_func, NULL, &error));
  velo_database_run_async (other, VELO_DATABASE_WRITE, hold_func, queues, NULL, NULL, velo_await_cb,
                           &held);
  g_async_queue_pop (queues[0]);
  g_assert_false (run (fixture, VELO_DATABASE_WRITE, insert_func, (char *) "a", &error));
  g_assert_error (error, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_BUSY);
  g_assert_cmpint (count (fixture), ==, 0);
  g_async_queue_push (queues[1], fixture);
  velo_await (&held);
  g_assert_true (velo_database_run_finish (other, held, NULL));
  g_assert_cmpint (count (fixture), ==, 1);
  g_clear_object (&held);
  close_database (fixture, other);
  g_async_queue_unref (queues[0]);
  g_async_queue_unref (queues[1]);
}

static gboolean
kill_func (VeloConnection *connection,
           gpointer        data,
           GError        **error)
{
  if (!insert_func (connection, (char *) "half", error))
    return FALSE;
  kill (getpid (), SIGKILL);
  return TRUE;
}

static void
run_child (const char *path)
{
  Fixture fixture = { 0 };

  fixture.path = (char *) path;
  fixture.database = open_database (&fixture, NULL);
  if (fixture.database == NULL)
    return;
  run (&fixture, VELO_DATABASE_WRITE, insert_func, (char *) "whole", NULL);
  run (&fixture, VELO_DATABASE_WRITE, kill_func, NULL, NULL);
}

static void
test_killed (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GSubprocess) child = NULL;
  g_autoptr(GError) error = NULL;

  close_database (fixture, g_steal_pointer (&fixture->database));
  child = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "/proc/self/exe", "--child",
                            fixture->path, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait (child, NULL, &error));
  g_assert_true (g_subprocess_get_if_signaled (child));
  fixture->database = open_database (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (fixture), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--child"))
    {
      run_child (argv[2]);
      return 1;
    }
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function) \
  g_test_add ("/database/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("commit", test_commit);
  ADD ("roll-back", test_roll_back);
  ADD ("constraint", test_constraint);
  ADD ("nonsense", test_nonsense);
  ADD ("pragmas", test_pragmas);
  ADD ("modes", test_modes);
  ADD ("closed", test_closed);
  ADD ("close-waits", test_close_waits);
  ADD ("cancelled-before", test_cancelled_before);
  ADD ("cancelled-during", test_cancelled_during);
  ADD ("full", test_full);
  ADD ("file-limit", test_file_limit);
  ADD ("busy", test_busy);
  ADD ("killed", test_killed);
  return g_test_run ();
}
