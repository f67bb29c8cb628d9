/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a file is by its beginning, and what only looks like one. */

#include "config.h"

#include "velo-file-kind.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define ZIP_HEAD "PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"

static void
test_samples (void)
{
  static const struct
  {
    const char  *folder;
    const char  *name;
    VeloFileKind kind;
  } cases[] = {
    { "invoices", "de_facturx_en16931_text.pdf", VELO_FILE_KIND_PDF },
    { "invoices", "truncated.pdf", VELO_FILE_KIND_PDF },
    { "invoices", "de_cii_bom.xml", VELO_FILE_KIND_XML },
    { "invoices", "de_zugferd1_comfort.xml", VELO_FILE_KIND_XML },
    { "invoices", "de_xrechnung_ubl_creditnote.xml", VELO_FILE_KIND_XML },
    { "invoices", "at_ebinterface_6p1.xml", VELO_FILE_KIND_XML },
    { "invoices", "empty.xml", VELO_FILE_KIND_OTHER },
    { "invoices", "expected.jsonl", VELO_FILE_KIND_OTHER },
    { "formats", "utf16_with_mark.xml", VELO_FILE_KIND_XML },
    { "formats", "utf16_big_endian.xml", VELO_FILE_KIND_XML },
    { "formats", "ebinterface_4p2_signed.xml", VELO_FILE_KIND_XML },
    { "archives", "one.zip", VELO_FILE_KIND_ZIP },
    { "archives", "stored.zip", VELO_FILE_KIND_ZIP },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path =
          g_build_filename (g_getenv ("VELO_TEST_DATA"), cases[i].folder, cases[i].name, NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (GError) error = NULL;
      VeloFileKind kind;

      g_assert_true (velo_file_kind_load (file, &kind, NULL, &error));
      g_assert_no_error (error);
      g_test_message ("%s", cases[i].name);
      g_assert_cmpint (kind, ==, cases[i].kind);
    }
}

static void
test_beginnings (void)
{
  static const struct
  {
    const char  *data;
    gsize        length;
    VeloFileKind kind;
  } cases[] = {
    { "", 0, VELO_FILE_KIND_OTHER },
    { "x", 1, VELO_FILE_KIND_OTHER },
    { "<", 1, VELO_FILE_KIND_OTHER },
    { "\xff", 1, VELO_FILE_KIND_OTHER },
    { "\xff\xfe", 2, VELO_FILE_KIND_OTHER },
    { "PK\x03", 3, VELO_FILE_KIND_OTHER },
    { "PK\x03\x04", 4, VELO_FILE_KIND_ZIP },
    { ZIP_HEAD "\x13\0\0\0[Content_Types].xml", 49, VELO_FILE_KIND_OTHER },
    { ZIP_HEAD "\x08\0\0\0mimetypeapplication/vnd.oasis", 49, VELO_FILE_KIND_OTHER },
    /* a name that claims to be longer than the file */
    { ZIP_HEAD "\xff\xff\0\0word", 34, VELO_FILE_KIND_ZIP },
    { ZIP_HEAD "\x05\0\0\0a.pdf", 35, VELO_FILE_KIND_ZIP },
    { "<html><body>hello</body></html>", 31, VELO_FILE_KIND_OTHER },
    { "  \n<?xml version='1.0'?><svg/>", 30, VELO_FILE_KIND_OTHER },
    { "  \n<q:Invoice/>", 15, VELO_FILE_KIND_XML },
    { "An Invoice of <b>", 17, VELO_FILE_KIND_OTHER },
    { "junk\n%PDF-1.4", 13, VELO_FILE_KIND_PDF },
    { "\xff\xd8\xff\xe0 a picture", 14, VELO_FILE_KIND_OTHER },
    { "From: a@b.example\nSubject: x\n\nhello", 35, VELO_FILE_KIND_MAIL },
    { "Received: from x\r\n by y\r\nReceived: fr", 37, VELO_FILE_KIND_OTHER },
    { "Date: today\nSomething without a name\n", 37, VELO_FILE_KIND_OTHER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) head = g_bytes_new (cases[i].data, cases[i].length);

      g_test_message ("case %u", i);
      g_assert_cmpint (velo_file_kind_of (head), ==, cases[i].kind);
    }
}

typedef struct
{
  gboolean     is_done;
  gboolean     is_read;
  VeloFileKind kind;
  GError      *error;
} Load;

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Load *load = user_data;

  load->is_read = velo_file_kind_load_finish (result, &load->kind, &load->error);
  load->is_done = TRUE;
}

static void
load_async (const char *path, GCancellable *cancellable, Load *load)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  memset (load, 0, sizeof *load);
  velo_file_kind_load_async (file, cancellable, loaded_cb, load);
  while (!load->is_done)
    g_main_context_iteration (NULL, TRUE);
}

/* A pipe that nobody writes into must not keep anybody waiting. */
static void
test_no_files (void)
{
  g_autofree char *folder = g_dir_make_tmp ("velo-kind-XXXXXX", NULL);
  g_autofree char *pipe = g_build_filename (folder, "RE-1.pdf", NULL);
  g_autofree char *missing = g_build_filename (folder, "none.pdf", NULL);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  const struct
  {
    const char *path;
    int         code;
  } cases[] = {
    { missing, G_IO_ERROR_NOT_FOUND },
    { pipe, G_IO_ERROR_NOT_REGULAR_FILE },
    { folder, G_IO_ERROR_NOT_REGULAR_FILE },
  };
  Load load;

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      load_async (cases[i].path, NULL, &load);
      g_assert_false (load.is_read);
      g_assert_error (load.error, G_IO_ERROR, cases[i].code);
      g_assert_cmpint (load.kind, ==, VELO_FILE_KIND_OTHER);
      g_clear_error (&load.error);
    }
  g_cancellable_cancel (cancelled);
  load_async (pipe, cancelled, &load);
  g_assert_error (load.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&load.error);
  g_remove (pipe);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake/file-kind/samples", test_samples);
  g_test_add_func ("/intake/file-kind/beginnings", test_beginnings);
  g_test_add_func ("/intake/file-kind/no-files", test_no_files);
  return g_test_run ();
}
