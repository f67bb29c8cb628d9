/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real program without a window: invoices come, the desktop is told, and answers; killed in the middle. */

#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#include "velo-remove.h"
#include "velo-store-sales.h"
#include "velo-store-vehicles.h"
#include "velo-test-desktop.h"
#include "velo-wait.h"

#define BUS_NAME    "com.example.VeloInsure"
#define OBJECT_PATH "/com/example/VeloInsure"

typedef struct
{
  VeloTestDesktop desktop;
  char *home;     /* everything that the program writes is below it */
  char *folder;   /* watched */
  GSubprocess *process;
} Fixture;

static char *program_path;

/* Folders and settings */

static void
write_settings (Fixture  *fixture,
                gboolean  background)
{
  g_autofree char *folder = g_build_filename (fixture->home, "glib-2.0", "settings", NULL);
  g_autofree char *path = g_build_filename (folder, "keyfile", NULL);
  g_autofree char *uri = g_filename_to_uri (fixture->folder, NULL, NULL);
  g_autofree char *text = NULL;

  text = g_strdup_printf ("[com/example/VeloInsure/training]\nsamples-shown=true\n"
                          "[com/example/VeloInsure/intake]\nbackground=%s\nfolders=[('%s', int64 0)]\n",
                          background ? "true" : "false", uri);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
put (Fixture    *fixture,
     const char *sample,
     const char *name)
{
  g_autofree char *from = g_build_filename (g_getenv ("VELO_TEST_DATA"), "invoices", sample, NULL);
  g_autofree char *to = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *contents = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (from, &contents, &size, NULL));
  g_assert_true (g_file_set_contents (to, contents, (gssize) size, NULL));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GError *error = NULL;

  fixture->home = g_dir_make_tmp ("velo-background-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->folder = g_build_filename (fixture->home, "in", NULL);
  g_assert_cmpint (g_mkdir (fixture->folder, 0700), ==, 0);
  velo_test_desktop_open (&fixture->desktop);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->process != NULL)
    {
      g_subprocess_force_exit (fixture->process);
      g_subprocess_wait (fixture->process, NULL, NULL);
      g_clear_object (&fixture->process);
    }
  velo_test_desktop_close (&fixture->desktop);
  velo_test_remove (fixture->home);
  g_free (fixture->home);
  g_free (fixture->folder);
}

/* The program */

static GSubprocess *
spawn (Fixture    *fixture,
       const char *first)
{
  const char *argv[] = { program_path, first, NULL };
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  GSubprocess *process;
  GError *error = NULL;

  g_subprocess_launcher_setenv (launcher, "HOME", fixture->home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", fixture->home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", fixture->home, TRUE);
  g_subprocess_launcher_setenv (launcher, "GSETTINGS_BACKEND", "keyfile", TRUE);
  process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  return process;
}

static void
start (Fixture    *fixture,
       const char *first)
{
  g_assert_null (fixture->process);
  fixture->process = spawn (fixture, first);
}

static void
result_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

static int
wait_for_end (GSubprocess *process)
{
  g_autoptr(GAsyncResult) result = NULL;

  g_subprocess_wait_async (process, NULL, result_cb, &result);
  WAIT_UNTIL (result != NULL);
  g_assert_true (g_subprocess_wait_finish (process, result, NULL));
  return g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process) : -1;
}

static GVariant *
call (Fixture    *fixture,
      const char *path,
      const char *interface,
      const char *method,
      GVariant   *parameters)
{
  g_autoptr(GAsyncResult) result = NULL;

  g_dbus_connection_call (fixture->desktop.bus, BUS_NAME, path, interface, method, parameters, NULL,
                          G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, result_cb, &result);
  WAIT_UNTIL (result != NULL);
  return g_dbus_connection_call_finish (fixture->desktop.bus, result, NULL);
}

/* A window of the program is on the bus with its actions. */
static gboolean
has_window (Fixture *fixture)
{
  g_autoptr(GVariant) answer = call (fixture, OBJECT_PATH "/window", "org.freedesktop.DBus.Introspectable",
                                     "Introspect", NULL);
  const char *xml = NULL;

  if (answer != NULL)
    g_variant_get (answer, "(&s)", &xml);
  return xml != NULL && strstr (xml, "<node name=\"") != NULL;
}

static void
activate (Fixture    *fixture,
          const char *action,
          const char *parameter)
{
  GVariantBuilder parameters;
  g_autoptr(GVariant) answer = NULL;

  g_variant_builder_init (&parameters, G_VARIANT_TYPE ("av"));
  if (parameter != NULL)
    g_variant_builder_add (&parameters, "v", g_variant_new_string (parameter));
  answer = call (fixture, OBJECT_PATH, "org.freedesktop.Application", "ActivateAction",
                 g_variant_new ("(sava{sv})", action, &parameters, NULL));
  g_assert_nonnull (answer);
}

static void
quit (Fixture *fixture)
{
  activate (fixture, "quit", NULL);
  g_assert_cmpint (wait_for_end (fixture->process), ==, 0);
  g_clear_object (&fixture->process);
}

/* What is stored, whether the program is running or not. */

static VeloStore *
open_store (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->home, "veloinsure", "training", "veloinsure.db", NULL);
  g_autoptr(GAsyncResult) result = NULL;
  VeloStore *store;
  GError *error = NULL;

  velo_store_open_async (path, NULL, result_cb, &result);
  WAIT_UNTIL (result != NULL);
  store = velo_store_open_finish (result, &error);
  g_assert_no_error (error);
  return store;
}

static GPtrArray *
list_sales (Fixture *fixture)
{
  g_autoptr(VeloStore) store = open_store (fixture);
  g_autoptr(GAsyncResult) listed = NULL;
  g_autoptr(GAsyncResult) closed = NULL;
  VeloStoreFilter filter = VELO_STORE_FILTER_INIT;
  GPtrArray *items;
  GError *error = NULL;

  filter.limit = 1000;
  velo_store_list_sales_async (store, &filter, NULL, result_cb, &listed);
  WAIT_UNTIL (listed != NULL);
  items = velo_store_list_sales_finish (store, listed, NULL, &error);
  g_assert_no_error (error);
  velo_store_close_async (store, result_cb, &closed);
  WAIT_UNTIL (closed != NULL);
  g_assert_true (velo_store_close_finish (store, closed, &error));
  return items;
}

static guint
count_sales (Fixture *fixture)
{
  g_autoptr(GPtrArray) sales = list_sales (fixture);

  return sales->len;
}

/* Without the setting it does not stay. */
static void
test_not_wanted (Fixture       *fixture,
                 gconstpointer  data)
{
  write_settings (fixture, FALSE);
  start (fixture, "--background");
  g_assert_cmpint (wait_for_end (fixture->process), ==, 0);
  g_assert_cmpuint (fixture->desktop.n_notified, ==, 0);
}

/* An invoice comes, the desktop is told with no more than it needs, and "Later" is stored. */
static void
test_later (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GPtrArray) sales = NULL;
  VeloSaleItem *sale;

  write_settings (fixture, TRUE);
  start (fixture, "--background");
  put (fixture, "de_facturx_en16931_text.pdf", "RE-1.pdf");
  WAIT_UNTIL (fixture->desktop.n_notified == 1);
  g_assert_cmpstr (fixture->desktop.title, ==, "Bicycle sold: insure it?");
  g_assert_nonnull (strstr (fixture->desktop.body, "Kronberg"));
  g_assert_nonnull (strstr (fixture->desktop.body, "Übelacker-Groß"));
  g_assert_null (strstr (fixture->desktop.body, "Katharina"));
  g_assert_null (strstr (fixture->desktop.body, "RE-2026"));
  g_assert_false (has_window (fixture));
  velo_test_desktop_press (&fixture->desktop, "app.ask-later");
  quit (fixture);
  sales = list_sales (fixture);
  g_assert_cmpuint (sales->len, ==, 1);
  sale = g_ptr_array_index (sales, 0);
  g_assert_cmpint (velo_sale_item_get_remind_at (sale), >, g_get_real_time ());
}

/* The default action brings the window with the assistant, and what was answered is taken away. */
static void
test_insure (Fixture       *fixture,
             gconstpointer  data)
{
  write_settings (fixture, TRUE);
  start (fixture, "--background");
  put (fixture, "de_facturx_en16931_text.pdf", "RE-1.pdf");
  WAIT_UNTIL (fixture->desktop.n_notified == 1);
  g_assert_false (has_window (fixture));
  velo_test_desktop_press (&fixture->desktop, "default");
  WAIT_UNTIL (has_window (fixture) && fixture->desktop.n_closed > 0);
  quit (fixture);
}

/* Several at once are one notification. */
static void
test_several (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GPtrArray) sales = NULL;
  g_autofree char *title = NULL;
  g_autofree char *more = NULL;

  put (fixture, "de_facturx_en16931_text.pdf", "a.pdf");
  put (fixture, "de_cii_used_margin_scheme.xml", "b.xml");
  put (fixture, "de_cii_two_bikes_discount_prepaid.xml", "c.xml");
  put (fixture, "truncated.xml", "d.xml");
  write_settings (fixture, TRUE);
  start (fixture, "--background");
  WAIT_UNTIL (fixture->desktop.n_notified > 0);
  /* answered elsewhere: what there is to tell is withdrawn */
  activate (fixture, "ask-later", "");
  WAIT_UNTIL (fixture->desktop.n_closed > 0);
  quit (fixture);
  sales = list_sales (fixture);
  /* a row for each vehicle */
  g_assert_cmpuint (sales->len, >=, 4);
  title = g_strdup_printf ("%u bicycles sold: insure them?", sales->len);
  more = g_strdup_printf ("and %u more", sales->len - 3);
  g_assert_cmpstr (fixture->desktop.title, ==, title);
  g_assert_nonnull (strstr (fixture->desktop.body, more));
  for (guint i = 0; i < sales->len; i++)
    g_assert_cmpint (velo_sale_item_get_remind_at (g_ptr_array_index (sales, i)), >, 0);
}

/* Who starts it once more sees it at once; a third start without a window changes nothing. */
static void
test_second_start (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GSubprocess) second = NULL;
  g_autoptr(GSubprocess) third = NULL;

  put (fixture, "de_facturx_en16931_text.pdf", "a.pdf");
  write_settings (fixture, TRUE);
  start (fixture, "--background");
  WAIT_UNTIL (fixture->desktop.n_notified == 1);
  third = spawn (fixture, "--background");
  g_assert_cmpint (wait_for_end (third), ==, 0);
  g_assert_false (has_window (fixture));
  second = spawn (fixture, NULL);
  g_assert_cmpint (wait_for_end (second), ==, 0);
  WAIT_UNTIL (has_window (fixture));
  quit (fixture);
}

/* What a file manager gives to org.freedesktop.Application.Open. */
static GVariant *
make_uris (void)
{
  const char *data = g_getenv ("VELO_TEST_DATA");
  g_autofree char *first = g_strconcat ("file://", data, "/invoices/de_facturx_en16931_text.pdf", NULL);
  g_autofree char *second = g_strconcat ("file://", data, "/invoices/de_cii_used_margin_scheme.xml", NULL);
  const char *uris[] = { first, second, NULL };

  return g_variant_new ("(^asa{sv})", uris, NULL);
}

static void
test_open (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GPtrArray) sales = NULL;
  g_autoptr(GVariant) answer = NULL;

  put (fixture, "at_ebinterface_6p1.xml", "a.xml");
  write_settings (fixture, TRUE);
  start (fixture, "--background");
  WAIT_UNTIL (fixture->desktop.n_notified == 1);
  answer = call (fixture, OBJECT_PATH, "org.freedesktop.Application", "Open", make_uris ());
  g_assert_nonnull (answer);
  WAIT_UNTIL (has_window (fixture));
  quit (fixture);
  sales = list_sales (fixture);
  g_assert_cmpuint (sales->len, >=, 1);
}

/* Started by the bus alone */

/* The service file that is installed, with this program and its folders in it. */
static char *
install_service (Fixture *fixture)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "dbus-1", "services", NULL);
  char *path = g_build_filename (folder, BUS_NAME ".service", NULL);
  g_autofree char *text = NULL;
  g_autoptr(GVariant) answer = NULL;
  GError *error = NULL;

  text = g_strdup_printf ("[D-BUS Service]\nName=" BUS_NAME "\n"
                          "Exec=/usr/bin/env HOME=%s XDG_DATA_HOME=%s XDG_CONFIG_HOME=%s GSETTINGS_BACKEND=keyfile"
                          " %s --gapplication-service\n",
                          fixture->home, fixture->home, fixture->home, program_path);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, &error));
  g_assert_no_error (error);
  answer = g_dbus_connection_call_sync (fixture->desktop.bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                        "org.freedesktop.DBus", "ReloadConfig", NULL, NULL, G_DBUS_CALL_FLAGS_NONE,
                                        -1, NULL, &error);
  g_assert_no_error (error);
  return path;
}

static gboolean
is_running (Fixture *fixture)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GVariant) answer = NULL;
  gboolean owned = FALSE;

  g_dbus_connection_call (fixture->desktop.bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                          "NameHasOwner", g_variant_new ("(s)", BUS_NAME), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL,
                          result_cb, &result);
  WAIT_UNTIL (result != NULL);
  answer = g_dbus_connection_call_finish (fixture->desktop.bus, result, NULL);
  g_variant_get (answer, "(b)", &owned);
  return owned;
}

static void
call_starting (Fixture    *fixture,
               const char *method,
               GVariant   *parameters)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GVariant) answer = NULL;
  GError *error = NULL;

  g_dbus_connection_call (fixture->desktop.bus, BUS_NAME, OBJECT_PATH, "org.freedesktop.Application", method, parameters, NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, result_cb, &result);
  WAIT_UNTIL (result != NULL);
  answer = g_dbus_connection_call_finish (fixture->desktop.bus, result, &error);
  g_assert_no_error (error);
}

/* A file manager opens a file, and a notification of yesterday is answered: the bus starts the program. */
static void
test_activated (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *service = install_service (fixture);
  g_autoptr(GPtrArray) before = NULL;
  g_autoptr(GPtrArray) after = NULL;
  VeloSaleItem *sale;
  GVariantBuilder parameters;

  put (fixture, "at_ebinterface_6p1.xml", "a.xml");
  write_settings (fixture, TRUE);
  start (fixture, "--background");
  WAIT_UNTIL (fixture->desktop.n_notified == 1);
  quit (fixture);
  write_settings (fixture, FALSE);
  g_assert_false (is_running (fixture));
  call_starting (fixture, "Open", make_uris ());
  WAIT_UNTIL (has_window (fixture));
  WAIT_UNTIL (count_sales (fixture) >= 2);
  activate (fixture, "quit", NULL);
  WAIT_UNTIL (!is_running (fixture));
  before = list_sales (fixture);
  g_assert_cmpuint (before->len, >=, 2);

  sale = g_ptr_array_index (before, 0);
  g_variant_builder_init (&parameters, G_VARIANT_TYPE ("av"));
  g_variant_builder_add (&parameters, "v", g_variant_new_string (velo_sale_item_get_vehicle_id (sale)));
  call_starting (fixture, "ActivateAction", g_variant_new ("(sava{sv})", "ask-later", &parameters, NULL));
  /* started for this alone, it ends by itself */
  WAIT_UNTIL (!is_running (fixture));
  after = list_sales (fixture);
  for (guint i = 0; i < after->len; i++)
    {
      VeloSaleItem *other = g_ptr_array_index (after, i);
      gboolean same = g_str_equal (velo_sale_item_get_vehicle_id (other), velo_sale_item_get_vehicle_id (sale));

      g_assert_true ((velo_sale_item_get_remind_at (other) > 0) == same);
    }
  g_unlink (service);
}

/* Killed in the middle of many files, and started again: nothing is lost and nothing is there twice. */
static void
test_killed (Fixture       *fixture,
             gconstpointer  data)
{
  static const char * const vehicles[] = {
    "de_facturx_en16931_text.pdf", "de_xrechnung_ubl_leasing.xml", "de_cii_used_margin_scheme.xml",
    "at_ebinterface_6p1.xml", "de_cii_extended_serial.xml",
  };

  put (fixture, vehicles[0], "a.pdf");
  write_settings (fixture, TRUE);
  start (fixture, "--background");
  WAIT_UNTIL (fixture->desktop.n_notified == 1);
  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *name = g_strdup_printf ("%03u.xml", i);
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
      g_autofree char *order = g_strdup_printf ("<order number=\"%u\"/>", i);

      if (i % 40 == 10)
        put (fixture, vehicles[i / 40], name);
      else
        g_assert_true (g_file_set_contents (path, order, -1, NULL));
    }
  /* some are stored, some are not, unless the machine is very fast */
  WAIT_UNTIL (count_sales (fixture) >= 2);
  g_subprocess_send_signal (fixture->process, SIGKILL);
  wait_for_end (fixture->process);
  g_clear_object (&fixture->process);
  g_assert_cmpuint (count_sales (fixture), >=, 1);
  start (fixture, "--background");
  WAIT_UNTIL (is_running (fixture) && count_sales (fixture) >= G_N_ELEMENTS (vehicles));
  quit (fixture);
  g_assert_cmpuint (count_sales (fixture), ==, G_N_ELEMENTS (vehicles));
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*func) (Fixture *fixture, gconstpointer data); } tests[] = {
    { "/background/not-wanted", test_not_wanted },
    { "/background/later", test_later },
    { "/background/insure", test_insure },
    { "/background/several", test_several },
    { "/background/second-start", test_second_start },
    { "/background/open", test_open },
    { "/background/activated", test_activated },
    { "/background/killed", test_killed },
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
