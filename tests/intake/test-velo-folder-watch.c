/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A watched folder with real files: whole ones, half ones, none, and a folder that goes and comes. */

#include "config.h"

#include "velo-folder-watch.h"
#include "velo-intake-error.h"
#include "velo-invoice-file.h"
#include "velo-remove.h"
#include "velo-wait.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Long enough that a busy machine does not see a file settle between two writes of the same test. */
#define SETTLE_MS 120
#define SCAN_MS   60

typedef struct
{
  char *root;
  char *path;  /* of the watched folder */
  VeloFolderWatch *watch;
  GPtrArray *ready;
  guint n_scans;
} Fixture;

static void
ready_cb (VeloFolderWatch *watch,
          const char      *name,
          guint64          size,
          gint64           modified,
          Fixture         *fixture)
{
  g_assert_cmpuint (size, >, 0);
  g_assert_cmpint (modified, >, 0);
  g_ptr_array_add (fixture->ready, g_strdup (name));
}

static void
scanned_cb (VeloFolderWatch *watch,
            Fixture         *fixture)
{
  fixture->n_scans++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GFile) folder = NULL;
  GError *error = NULL;

  fixture->root = g_dir_make_tmp ("velo-watch-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->root, "in", NULL);
  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  fixture->ready = g_ptr_array_new_with_free_func (g_free);
  folder = g_file_new_for_path (fixture->path);
  fixture->watch = velo_folder_watch_new (folder);
  velo_folder_watch_set_times (fixture->watch, SETTLE_MS, SCAN_MS);
  g_signal_connect (fixture->watch, "ready", G_CALLBACK (ready_cb), fixture);
  g_signal_connect (fixture->watch, "scanned", G_CALLBACK (scanned_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  velo_folder_watch_stop (fixture->watch);
  /* what is under way holds it until it has heard that it is over */
  WAIT_UNTIL (G_OBJECT (fixture->watch)->ref_count == 1);
  g_assert_finalize_object (fixture->watch);
  velo_test_remove (fixture->root);
  g_ptr_array_unref (fixture->ready);
  g_free (fixture->path);
  g_free (fixture->root);
}

static char *
get_path (Fixture    *fixture,
          const char *name)
{
  return g_build_filename (fixture->path, name, NULL);
}

static void
put (Fixture    *fixture,
     const char *name,
     const char *contents)
{
  g_autofree char *path = get_path (fixture, name);
  int fd = g_open (path, O_WRONLY | O_CREAT | O_APPEND, 0600);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, contents, strlen (contents)), ==, (gssize) strlen (contents));
  close (fd);
}

static guint
count_ready (Fixture    *fixture,
             const char *name)
{
  guint n = 0;

  for (guint i = 0; i < fixture->ready->len; i++)
    n += g_str_equal (g_ptr_array_index (fixture->ready, i), name);
  return n;
}

/* Until the folder was looked at @n_scans times from now on. */
static void
wait_for_scans (Fixture *fixture,
                guint    n_scans)
{
  guint wanted = fixture->n_scans + n_scans;

  WAIT_UNTIL (fixture->n_scans >= wanted);
}

static void
test_names (void)
{
  static const char * const good[] = { "RE-1.pdf", "Rechnung 7.PDF", "a.xml", "a.b.Xml", "bundle.zip", "Mail.EML",
                                       "in.mbox" };
  static const char * const unsure[] = { "RE-1.docx", "pdf", "RE-1", "1698.M5P7.host,S=123:2,S", "RE-1.PDF.OLD" };
  static const char * const bad[] = {
    "", ".pdf", ".RE-1.pdf", "RE-1.pdf.part", "RE-1.pdf.TMP", "RE-1.pdf.crdownload", "~$RE-1.pdf", "RE-1.pdf~",
    "RE-1.pdf.filepart",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (velo_folder_watch_is_candidate (good[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (unsure); i++)
    {
      g_assert_false (velo_folder_watch_is_candidate (unsure[i]));
      g_assert_false (velo_folder_watch_is_passed_over (unsure[i]));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (velo_folder_watch_is_candidate (bad[i]));
      g_assert_true (velo_folder_watch_is_passed_over (bad[i]));
    }
}

static void
test_old_and_new (Fixture       *fixture,
                  gconstpointer  data)
{
  put (fixture, "old.pdf", "one");
  g_assert_cmpint ((int) velo_folder_watch_get_state (fixture->watch), ==, VELO_FOLDER_STATE_STARTING);
  velo_folder_watch_start (fixture->watch);
  WAIT_UNTIL (fixture->ready->len == 1);
  g_assert_cmpint ((int) velo_folder_watch_get_state (fixture->watch), ==, VELO_FOLDER_STATE_WATCHING);
  put (fixture, "new.xml", "two");
  WAIT_UNTIL (fixture->ready->len == 2);
  g_assert_cmpuint (count_ready (fixture, "old.pdf"), ==, 1);
  g_assert_cmpuint (count_ready (fixture, "new.xml"), ==, 1);
  /* said once, however often it is looked at */
  wait_for_scans (fixture, 4);
  g_assert_cmpuint (fixture->ready->len, ==, 2);
  g_assert_cmpuint (velo_folder_watch_get_n_waiting (fixture->watch), ==, 0);
}

/* The time between two looks is so long that only an event can tell in time. */
static void
test_event (Fixture       *fixture,
            gconstpointer  data)
{
  velo_folder_watch_set_times (fixture->watch, SETTLE_MS, 3600 * 1000);
  velo_folder_watch_start (fixture->watch);
  WAIT_UNTIL (fixture->n_scans > 0);
  put (fixture, "new.pdf", "one");
  WAIT_UNTIL (fixture->ready->len == 1);
}

/* Other programs write under a name of their own and rename. */
static void
test_rename (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *from = get_path (fixture, "RE-1.pdf.part");
  g_autofree char *to = get_path (fixture, "RE-1.pdf");

  velo_folder_watch_start (fixture->watch);
  put (fixture, "RE-1.pdf.part", "one");
  put (fixture, ".hidden.pdf", "one");
  wait_for_scans (fixture, 4);
  g_assert_cmpuint (fixture->ready->len, ==, 0);
  g_assert_cmpint (g_rename (from, to), ==, 0);
  WAIT_UNTIL (fixture->ready->len == 1);
  g_assert_cmpuint (count_ready (fixture, "RE-1.pdf"), ==, 1);
}

/* A file that grows between two looks is not complete. */
static void
test_growing (Fixture       *fixture,
              gconstpointer  data)
{
  velo_folder_watch_set_times (fixture->watch, 60 * 1000, SCAN_MS);
  velo_folder_watch_start (fixture->watch);
  for (guint i = 0; i < 3; i++)
    {
      put (fixture, "grows.pdf", "piece ");
      wait_for_scans (fixture, 2);
      g_assert_cmpuint (velo_folder_watch_get_n_waiting (fixture->watch), ==, 1);
      g_assert_cmpuint (fixture->ready->len, ==, 0);
    }
  velo_folder_watch_set_times (fixture->watch, SETTLE_MS, SCAN_MS);
  WAIT_UNTIL (fixture->ready->len == 1);
  /* whoever takes a pause and goes on has a new file */
  put (fixture, "grows.pdf", "the rest");
  WAIT_UNTIL (fixture->ready->len == 2);
}

static void
test_empty_first (Fixture       *fixture,
                  gconstpointer  data)
{
  velo_folder_watch_start (fixture->watch);
  put (fixture, "slow.pdf", "");
  wait_for_scans (fixture, 4);
  g_assert_cmpuint (fixture->ready->len, ==, 0);
  g_assert_cmpuint (velo_folder_watch_get_n_waiting (fixture->watch), ==, 1);
  put (fixture, "slow.pdf", "now");
  WAIT_UNTIL (fixture->ready->len == 1);
}

static void
test_deleted_while_waiting (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autofree char *path = get_path (fixture, "gone.pdf");

  velo_folder_watch_set_times (fixture->watch, 60 * 1000, SCAN_MS);
  velo_folder_watch_start (fixture->watch);
  put (fixture, "gone.pdf", "one");
  WAIT_UNTIL (velo_folder_watch_get_n_waiting (fixture->watch) == 1);
  g_assert_cmpint (g_unlink (path), ==, 0);
  WAIT_UNTIL (velo_folder_watch_get_n_waiting (fixture->watch) == 0);
  velo_folder_watch_retry (fixture->watch, "gone.pdf");
  g_assert_cmpuint (velo_folder_watch_get_n_waiting (fixture->watch), ==, 0);
  g_assert_cmpuint (fixture->ready->len, ==, 0);
}

static void
test_retry (Fixture       *fixture,
            gconstpointer  data)
{
  velo_folder_watch_start (fixture->watch);
  put (fixture, "locked.pdf", "one");
  WAIT_UNTIL (fixture->ready->len == 1);
  velo_folder_watch_retry (fixture->watch, "locked.pdf");
  g_assert_cmpuint (velo_folder_watch_get_n_waiting (fixture->watch), ==, 1);
  WAIT_UNTIL (fixture->ready->len == 2);
}

/* What has the name of an invoice and is no file. */
static void
test_no_files (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *folder = get_path (fixture, "folder.pdf");
  g_autofree char *inner = g_build_filename (folder, "inside.pdf", NULL);
  g_autofree char *pipe = get_path (fixture, "pipe.pdf");
  g_autofree char *link = get_path (fixture, "link.pdf");

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (inner, "one", -1, NULL));
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (symlink ("nowhere.pdf", link), ==, 0);
  put (fixture, "good.pdf", "one");
  velo_folder_watch_start (fixture->watch);
  WAIT_UNTIL (fixture->ready->len == 1);
  wait_for_scans (fixture, 4);
  g_assert_cmpuint (fixture->ready->len, ==, 1);
  g_assert_cmpuint (count_ready (fixture, "good.pdf"), ==, 1);
  /* a link that leads to a file is one */
  g_assert_cmpint (g_unlink (link), ==, 0);
  g_assert_cmpint (symlink ("good.pdf", link), ==, 0);
  WAIT_UNTIL (count_ready (fixture, "link.pdf") == 1);
}

/* The share goes offline and comes back with a file more. */
static void
test_folder_gone (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *away = g_build_filename (fixture->root, "away", NULL);

  put (fixture, "first.pdf", "one");
  velo_folder_watch_start (fixture->watch);
  WAIT_UNTIL (fixture->ready->len == 1);
  g_assert_cmpint (g_rename (fixture->path, away), ==, 0);
  WAIT_UNTIL (velo_folder_watch_get_state (fixture->watch) == VELO_FOLDER_STATE_UNREACHABLE);
  g_assert_cmpint (g_rename (away, fixture->path), ==, 0);
  put (fixture, "second.pdf", "two");
  WAIT_UNTIL (count_ready (fixture, "second.pdf") == 1);
  g_assert_cmpint ((int) velo_folder_watch_get_state (fixture->watch), ==, VELO_FOLDER_STATE_WATCHING);
  g_assert_cmpuint (count_ready (fixture, "first.pdf"), ==, 1);
}

static void
test_folder_missing (Fixture       *fixture,
                     gconstpointer  data)
{
  g_assert_cmpint (g_rmdir (fixture->path), ==, 0);
  velo_folder_watch_start (fixture->watch);
  WAIT_UNTIL (velo_folder_watch_get_state (fixture->watch) == VELO_FOLDER_STATE_UNREACHABLE);
  /* a file in its place is no folder */
  g_assert_true (g_file_set_contents (fixture->path, "one", -1, NULL));
  wait_for_scans (fixture, 2);
  g_assert_cmpint ((int) velo_folder_watch_get_state (fixture->watch), ==, VELO_FOLDER_STATE_UNREACHABLE);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  put (fixture, "first.pdf", "one");
  WAIT_UNTIL (fixture->ready->len == 1);
}

static void
stop_cb (VeloFolderWatch *watch,
         const char      *name,
         guint64          size,
         gint64           modified,
         gpointer         user_data)
{
  velo_folder_watch_stop (watch);
}

/* Stopped by who hears of the first file: nothing more is said, until it is started again. */
static void
test_stop (Fixture       *fixture,
           gconstpointer  data)
{
  gulong handler = g_signal_connect (fixture->watch, "ready", G_CALLBACK (stop_cb), NULL);

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.pdf", i);

      put (fixture, name, "one");
    }
  velo_folder_watch_start (fixture->watch);
  WAIT_UNTIL (fixture->ready->len == 1);
  WAIT_UNTIL (G_OBJECT (fixture->watch)->ref_count == 1);
  g_assert_cmpuint (fixture->ready->len, ==, 1);
  g_signal_handler_disconnect (fixture->watch, handler);
  velo_folder_watch_start (fixture->watch);
  put (fixture, "6.pdf", "one");
  WAIT_UNTIL (count_ready (fixture, "6.pdf") == 1);
}

/* While a look is under way. */
static void
test_stop_and_start (Fixture       *fixture,
                     gconstpointer  data)
{
  put (fixture, "first.pdf", "one");
  for (guint i = 0; i < 20; i++)
    {
      velo_folder_watch_start (fixture->watch);
      g_main_context_iteration (NULL, TRUE);
      velo_folder_watch_stop (fixture->watch);
    }
  velo_folder_watch_start (fixture->watch);
  WAIT_UNTIL (fixture->ready->len == 1);
}

static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.%s", i, i % 2 == 0 ? "pdf" : "tmp");

      put (fixture, name, "one");
    }
  velo_folder_watch_start (fixture->watch);
  WAIT_UNTIL (fixture->ready->len == 500);
  wait_for_scans (fixture, 2);
  g_assert_cmpuint (fixture->ready->len, ==, 500);
}

/* Loading */

static GBytes *
load (Fixture     *fixture,
      const char  *name,
      GError     **error)
{
  g_autofree char *path = get_path (fixture, name);
  g_autoptr(GFile) file = g_file_new_for_path (path);

  return velo_invoice_file_load (file, TRUE, NULL, error);
}

static void
test_load (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *path = get_path (fixture, "open.pdf");
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  int fd;

  put (fixture, "open.pdf", "half");
  fd = g_open (path, O_WRONLY | O_APPEND, 0600);
  g_assert_cmpint (fd, >=, 0);
  g_assert_null (load (fixture, "open.pdf", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_cmpint (write (fd, " and half", 9), ==, 9);
  close (fd);
  bytes = load (fixture, "open.pdf", &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "half and half", 13);
}

static void
test_load_bad (Fixture       *fixture,
               gconstpointer  data)
{
  static const struct { const char *name; GIOErrorEnum code; } cases[] = {
    { "missing.pdf", G_IO_ERROR_NOT_FOUND },
    { "link.pdf", G_IO_ERROR_NOT_FOUND },
    { "pipe.pdf", G_IO_ERROR_NOT_REGULAR_FILE },
    { ".", G_IO_ERROR_IS_DIRECTORY },
  };
  g_autofree char *pipe = get_path (fixture, "pipe.pdf");
  g_autofree char *link = get_path (fixture, "link.pdf");
  g_autofree char *large = get_path (fixture, "large.pdf");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GFile) file = g_file_new_for_path (large);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (symlink ("nowhere.pdf", link), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_null (load (fixture, cases[i].name, &error));
      g_assert_error (error, G_IO_ERROR, (int) cases[i].code);
      g_clear_error (&error);
    }
  put (fixture, "large.pdf", "%PDF");
  g_assert_cmpint (truncate (large, 65 * 1024 * 1024), ==, 0);
  g_assert_null (load (fixture, "large.pdf", &error));
  g_assert_error (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_OVER_LIMIT);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_null (velo_invoice_file_load (file, FALSE, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A folder that may not be read, also by a test that may read everything. */

typedef struct
{
  GObject parent_instance;

  GFile *folder;     /* (owned): what is read when it may be */
  gboolean readable;
} Guarded;

typedef GObjectClass GuardedClass;

static void guarded_file_init (GFileIface *iface);
static GType guarded_get_type (void);

G_DEFINE_TYPE_WITH_CODE (Guarded, guarded, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_FILE, guarded_file_init))

static GFileEnumerator *
guarded_enumerate (GFile                *file,
                   const char           *attributes,
                   GFileQueryInfoFlags   flags,
                   GCancellable         *cancellable,
                   GError              **error)
{
  Guarded *self = (Guarded *) file;

  if (g_atomic_int_get (&self->readable))
    return g_file_enumerate_children (self->folder, attributes, flags, cancellable, error);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "no");
  return NULL;
}

static void
guarded_finalize (GObject *object)
{
  g_object_unref (((Guarded *) object)->folder);

  G_OBJECT_CLASS (guarded_parent_class)->finalize (object);
}

static void
guarded_class_init (GuardedClass *klass)
{
  klass->finalize = guarded_finalize;
}

static void
guarded_init (Guarded *self)
{
}

static void
guarded_file_init (GFileIface *iface)
{
  iface->enumerate_children = guarded_enumerate;
}

/* Who may not read a folder hears so, and not that it is away; when he may, it is watched. */
static void
test_forbidden (Fixture       *fixture,
                gconstpointer  data)
{
  Guarded *guarded = g_object_new (guarded_get_type (), NULL);
  VeloFolderWatch *watch;

  guarded->folder = g_file_new_for_path (fixture->path);
  put (fixture, "one.xml", "<a/>");
  watch = velo_folder_watch_new (G_FILE (guarded));
  velo_folder_watch_set_times (watch, SETTLE_MS, SCAN_MS);
  g_signal_connect (watch, "ready", G_CALLBACK (ready_cb), fixture);
  velo_folder_watch_start (watch);
  WAIT_UNTIL (velo_folder_watch_get_state (watch) == VELO_FOLDER_STATE_FORBIDDEN);
  g_assert_cmpuint (fixture->ready->len, ==, 0);
  g_atomic_int_set (&guarded->readable, TRUE);
  WAIT_UNTIL (fixture->ready->len == 1);
  g_assert_cmpint (velo_folder_watch_get_state (watch), ==, VELO_FOLDER_STATE_WATCHING);
  velo_folder_watch_stop (watch);
  WAIT_UNTIL (G_OBJECT (watch)->ref_count == 1);
  g_assert_finalize_object (watch);
  WAIT_UNTIL (G_OBJECT (guarded)->ref_count == 1);
  g_assert_finalize_object (guarded);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*func) (Fixture *fixture, gconstpointer data); } tests[] = {
    { "/folder-watch/old-and-new", test_old_and_new },
    { "/folder-watch/event", test_event },
    { "/folder-watch/rename", test_rename },
    { "/folder-watch/growing", test_growing },
    { "/folder-watch/empty-first", test_empty_first },
    { "/folder-watch/deleted-while-waiting", test_deleted_while_waiting },
    { "/folder-watch/retry", test_retry },
    { "/folder-watch/no-files", test_no_files },
    { "/folder-watch/folder-gone", test_folder_gone },
    { "/folder-watch/folder-missing", test_folder_missing },
    { "/folder-watch/forbidden", test_forbidden },
    { "/folder-watch/stop", test_stop },
    { "/folder-watch/stop-and-start", test_stop_and_start },
    { "/folder-watch/many", test_many },
    { "/invoice-file/load", test_load },
    { "/invoice-file/load-bad", test_load_bad },
  };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/folder-watch/names", test_names);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  return g_test_run ();
}
