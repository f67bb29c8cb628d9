/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of `veloinsure --read-invoice` as other software calls it: without a display. */

#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "velo-remove.h"
#include "velo-test-dirs.h"

typedef struct
{
  char *folder;
  char *out;
  char *err;
  int exit_status;
} Call;

static char *program;

static void
set_up (Call          *call,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  velo_test_hold_dirs ();
  call->folder = g_dir_make_tmp ("velo-XXXXXX", &error);
  g_assert_no_error (error);
}

static void
tear_down (Call          *call,
           gconstpointer  data)
{
  velo_test_remove (call->folder);
  g_free (call->folder);
  g_free (call->out);
  g_free (call->err);
}

/* Runs in the call's folder. */
static void
run (Call       *call,
     const char *libexecdir,
     const char *first,
     const char *second)
{
  const char *argv[] = { program, "--read-invoice", first, second, NULL };
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                                                       | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;

  g_clear_pointer (&call->out, g_free);
  g_clear_pointer (&call->err, g_free);
  g_subprocess_launcher_unsetenv (launcher, "DISPLAY");
  g_subprocess_launcher_unsetenv (launcher, "WAYLAND_DISPLAY");
  g_subprocess_launcher_set_cwd (launcher, call->folder);
  if (libexecdir != NULL)
    g_subprocess_launcher_setenv (launcher, "VELO_LIBEXECDIR", libexecdir, TRUE);
  process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &call->out, &call->err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  call->exit_status = g_subprocess_get_exit_status (process);
}

static void
put (Call       *call,
     const char *sample,
     const char *place)
{
  g_autofree char *from = g_build_filename (g_getenv ("VELO_TEST_DATA"), "invoices", sample, NULL);
  g_autofree char *to = g_build_filename (call->folder, place, NULL);
  g_autofree char *parent = g_path_get_dirname (to);
  g_autofree char *data = NULL;
  g_autoptr(GError) error = NULL;
  gsize length;

  g_mkdir_with_parents (parent, 0700);
  g_file_get_contents (from, &data, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents (to, data, (gssize) length, &error);
  g_assert_no_error (error);
}

/* "file status" of each line. */
static char *
summarise (Call *call)
{
  g_auto(GStrv) lines = g_strsplit (call->out, "\n", -1);
  g_autoptr(GString) summary = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JsonNode) node = json_from_string (lines[i], &error);
      JsonObject *object;

      g_assert_no_error (error);
      object = json_node_get_object (node);
      g_string_append_printf (summary, "%s %s\n", json_object_get_string_member (object, "file"),
                              json_object_get_string_member (object, "status"));
    }
  return g_string_free (g_steal_pointer (&summary), FALSE);
}

static void
assert_summary (Call       *call,
                const char *expected)
{
  g_autofree char *summary = summarise (call);

  g_assert_cmpstr (summary, ==, expected);
}

static void
test_files (Call          *call,
            gconstpointer  data)
{
  put (call, "de_facturx_en16931_text.pdf", "a.pdf");
  put (call, "de_facturx_minimum_nolines.pdf", "b.pdf");
  run (call, NULL, "b.pdf", "a.pdf");
  assert_summary (call, "b.pdf ok\na.pdf ok\n");
  g_assert_cmpint (call->exit_status, ==, 0);
  g_assert_nonnull (strstr (call->out, "\"number\":\"RE-2026-10417\""));
  g_assert_nonnull (strstr (call->out, "\"gross_cents\":412898"));
  g_assert_cmpstr (call->err, ==, "");
}

static void
test_folders (Call          *call,
              gconstpointer  data)
{
  g_autofree char *loop = g_build_filename (call->folder, "in/c/loop", NULL);
  GFile *link = g_file_new_for_path (loop);

  put (call, "de_cii_bom.xml", "in/d.XML");
  put (call, "de_cii_bom.xml", "in/b.xml");
  put (call, "de_zugferd1_comfort.pdf", "in/c/a.pdf");
  put (call, "expected.jsonl", "in/expected.jsonl");
  put (call, "de_cii_bom.xml", "in/e.2026");
  put (call, "de_cii_bom.xml", "in/f.part");
  put (call, "de_cii_bom.xml", "in/.hidden.xml");
  g_assert_true (g_file_make_symbolic_link (link, "..", NULL, NULL));
  g_object_unref (link);
  run (call, NULL, "in", NULL);
  assert_summary (call, "in/b.xml ok\nin/c/a.pdf ok\nin/d.XML ok\nin/e.2026 ok\n");
  g_assert_cmpint (call->exit_status, ==, 0);
}

/* One bad file neither ends the run nor is it forgotten. */
static void
test_bad_files (Call          *call,
                gconstpointer  data)
{
  put (call, "hostile_billion_laughs.xml", "in/1.xml");
  put (call, "truncated.pdf", "in/2.pdf");
  put (call, "de_encrypted_userpw.pdf", "in/3.pdf");
  put (call, "de_cii_bom.xml", "in/4.xml");
  run (call, NULL, "gone.pdf", "in");
  assert_summary (call, "gone.pdf failed\nin/1.xml rejected_dtd\nin/2.pdf malformed_pdf\nin/3.pdf encrypted_pdf\n"
                        "in/4.xml ok\n");
  g_assert_cmpint (call->exit_status, ==, 1);
}

static void
test_too_large (Call          *call,
                gconstpointer  data)
{
  run (call, NULL, "/dev/zero", NULL);
  assert_summary (call, "/dev/zero over_limit\n");
  g_assert_cmpint (call->exit_status, ==, 1);
}

static void
test_no_helper (Call          *call,
                gconstpointer  data)
{
  put (call, "de_cii_bom.xml", "a.xml");
  run (call, "/nowhere", "a.xml", "a.xml");
  g_assert_cmpstr (call->out, ==, "");
  g_assert_true (g_str_has_prefix (call->err, "veloinsure: the program that reads invoices cannot be started: "));
  g_assert_cmpint (call->exit_status, ==, 1);
}

static void
test_usage (Call          *call,
            gconstpointer  data)
{
  run (call, NULL, NULL, NULL);
  g_assert_cmpstr (call->out, ==, "");
  g_assert_cmpstr (call->err, ==, "veloinsure: No file to read was named.\n");
  g_assert_cmpint (call->exit_status, ==, 1);
  run (call, NULL, "--no-such-option", "a.xml");
  g_assert_cmpstr (call->out, ==, "");
  g_assert_cmpint (call->exit_status, ==, 1);
}

static void
test_full (Call          *call,
           gconstpointer  data)
{
  g_autofree char *command = NULL;
  g_autofree char *quoted = g_shell_quote (program);
  const char *argv[] = { "sh", "-c", NULL, NULL };
  int wait_status;

  put (call, "de_cii_bom.xml", "a.xml");
  command = g_strdup_printf ("exec %s --read-invoice a.xml >/dev/full", quoted);
  argv[2] = command;
  g_assert_true (g_spawn_sync (call->folder, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                               &wait_status, NULL));
  g_assert_true (WIFEXITED (wait_status));
  g_assert_cmpint (WEXITSTATUS (wait_status), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_assert_cmpint (argc, ==, 2);
  program = g_canonicalize_filename (argv[1], NULL);
  g_test_add ("/desktop/invoice-printer/files", Call, NULL, set_up, test_files, tear_down);
  g_test_add ("/desktop/invoice-printer/folders", Call, NULL, set_up, test_folders, tear_down);
  g_test_add ("/desktop/invoice-printer/bad-files", Call, NULL, set_up, test_bad_files, tear_down);
  g_test_add ("/desktop/invoice-printer/too-large", Call, NULL, set_up, test_too_large, tear_down);
  g_test_add ("/desktop/invoice-printer/no-helper", Call, NULL, set_up, test_no_helper, tear_down);
  g_test_add ("/desktop/invoice-printer/usage", Call, NULL, set_up, test_usage, tear_down);
  g_test_add ("/desktop/invoice-printer/full", Call, NULL, set_up, test_full, tear_down);
  status = g_test_run ();
  g_free (program);
  return status;
}
