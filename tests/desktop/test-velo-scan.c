/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests which files are kept as the scan of an application that was signed on paper. */

#include "config.h"

#include "velo-assistant-driver.h"

#include "velo-application-page.h"
#include "velo-store-documents.h"

#include <glib/gstdio.h>

static void
attach (GtkWidget  *window,
        const char *name)
{
  GtkWidget *page = gtk_widget_get_ancestor (velo_test_find (window, "signed_button"),
                                             VELO_TYPE_APPLICATION_PAGE);
  g_autofree char *path = g_build_filename (g_getenv ("VELO_TEST_DATA"), "invoices", name, NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);

  velo_application_page_attach_scan (VELO_APPLICATION_PAGE (page), file);
}

/* A scan is somebody else's file: it is tried elsewhere before it is kept. */
static void
test_application_scan (Fixture       *fixture,
                       gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);

  go_to_application (window);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (velo_test_find (window, "paper_button")), TRUE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (velo_test_find (window, "received_check")), TRUE);
  attach (window, "truncated.pdf");
  /* Until that is known nothing is signed. */
  g_assert_false (gtk_widget_is_sensitive (velo_test_find (window, "signed_button")));
  WAIT_UNTIL (velo_test_find_text (window, "is damaged") != NULL);
  attach (window, "de_encrypted_userpw.pdf");
  WAIT_UNTIL (velo_test_find_text (window, "protected by a password") != NULL);
  attach (window, "no-such-file.pdf");
  WAIT_UNTIL (velo_test_find_text (window, "could not be read") != NULL);
  attach (window, "de_plain_no_xml.pdf");
  WAIT_UNTIL (velo_test_find_text (window, "Scan attached: de_plain_no_xml.pdf") != NULL);
  g_assert_true (gtk_widget_is_sensitive (velo_test_find (window, "signed_button")));
  click (window, "signed_button");
  WAIT_UNTIL (velo_proposal_get_state (get_proposal (window)) == VELO_PROPOSAL_STATE_SIGNED);
  close_window (window);
}

typedef struct
{
  const char *name;
  const char *bytes;
  gsize length;
  const char *said;
} ScanRow;

#define JPEG_HEAD "\xff\xd8\xff\xe0\x00\x04JF\xff\xda\x00\x03\x01"
#define PNG_HEAD  "\x89PNG\r\n\x1a\n" "\0\0\0\2IHDRabcrc!"
#define PNG_END   "\0\0\0\0IENDcrc!"

static const ScanRow scan_rows[] = {
  { "note.txt", "Hello", 5, "This is no scan" },
  { "note.pdf", "Hello", 5, "This is no scan" },
  { "empty.png", "", 0, "This file is empty" },
  { "cut.jpg", "\xff\xd8\xff\xe0\x7f\xff", 6, "This file is damaged" },
  { "half.jpg", JPEG_HEAD "picture", sizeof JPEG_HEAD + 6, "This file is damaged" },
  { "mark.jpg", "\xff\xd8\xff\xff\xff\xff", 6, "This file is damaged" },
  { "whole.jpg", JPEG_HEAD "picture\xff\xd9\0\0", sizeof JPEG_HEAD + 10, "Scan attached: whole.jpg" },
  { "cut.png", PNG_HEAD, sizeof PNG_HEAD - 1, "This file is damaged" },
  { "long.png", "\x89PNG\r\n\x1a\n" "\xff\xff\xff\xffIDATcrc!", 20, "This file is damaged" },
  { "whole.png", PNG_HEAD PNG_END, sizeof PNG_HEAD + sizeof PNG_END - 2, "Scan attached: whole.png" },
  /* what it is counts, not what it is called */
  { "really.txt", PNG_HEAD PNG_END, sizeof PNG_HEAD + sizeof PNG_END - 2, "Scan attached: really.txt" },
};

static void
write_and_attach (GtkWidget     *window,
                  const char    *folder,
                  const ScanRow *row)
{
  GtkWidget *page = gtk_widget_get_ancestor (velo_test_find (window, "signed_button"), VELO_TYPE_APPLICATION_PAGE);
  g_autofree char *path = g_build_filename (folder, row->name, NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, row->bytes, (gssize) row->length, &error);
  g_assert_no_error (error);
  velo_application_page_attach_scan (VELO_APPLICATION_PAGE (page), file);
  /* until it is known what it is nothing can be signed */
  WAIT_UNTIL (gtk_widget_is_sensitive (velo_test_find (window, "signed_button")));
  if (velo_test_find_text (window, row->said) == NULL)
    g_error ("%s: nobody says “%s”", row->name, row->said);
  g_assert_cmpint (g_remove (path), ==, 0);
}

/* What no scanner wrote, or not to its end, is not kept with the contract, and nothing is that was chosen before. */
static void
test_application_scan_kinds (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autofree char *folder = g_dir_make_tmp ("velo-scans-XXXXXX", NULL);
  ScanRow too_large = { "large.jpg", NULL, 20 * 1024 * 1024 + 1, "too large" };
  g_autofree char *bytes = g_malloc0 (too_large.length);
  g_autoptr(GPtrArray) documents = NULL;
  Answer answer = { NULL, NULL };
  GtkWidget *window = open_window (fixture, 960, 700);

  go_to_application (window);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (velo_test_find (window, "paper_button")), TRUE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (velo_test_find (window, "received_check")), TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (scan_rows); i++)
    write_and_attach (window, folder, &scan_rows[i]);
  too_large.bytes = bytes;
  write_and_attach (window, folder, &too_large);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  click (window, "signed_button");
  WAIT_UNTIL (velo_proposal_get_state (get_proposal (window)) == VELO_PROPOSAL_STATE_SIGNED);
  velo_store_list_documents_async (fixture->store, fixture->vehicle_id, NULL, NULL, answer_cb, &answer);
  answer_wait (&answer);
  documents = velo_store_list_documents_finish (fixture->store, answer.result, NULL);
  answer_clear (&answer);
  for (guint i = 0; i < documents->len; i++)
    g_assert_cmpint (velo_document_get_kind (documents->pdata[i]), !=, VELO_DOCUMENT_KIND_SCAN);
  close_window (window);
}

/* What was scanned is another paper than the application that is filled in after a change. */
static void
test_application_scan_changed (Fixture       *fixture,
                               gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  VeloProposal *proposal = get_proposal (window);

  go_to_application (window);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (velo_test_find (window, "paper_button")), TRUE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (velo_test_find (window, "received_check")), TRUE);
  attach (window, "de_plain_no_xml.pdf");
  WAIT_UNTIL (velo_test_find_text (window, "Scan attached: de_plain_no_xml.pdf") != NULL);
  gtk_widget_activate_action (window, "assistant.back", NULL);
  WAIT_UNTIL (get_step (window) == CUSTOMER);
  velo_customer_set_last_name (velo_proposal_get_customer (proposal), "Other");
  go_on (window);
  WAIT_UNTIL (velo_pdf_view_is_ready (VELO_PDF_VIEW (velo_test_find (window, "view"))));
  g_assert_false (gtk_widget_has_css_class (velo_test_find (window, "signed_button"), "suggested-action"));
  click (window, "signed_button");
  WAIT_UNTIL (velo_proposal_get_state (proposal) == VELO_PROPOSAL_STATE_SIGNED);
  g_assert_cmpstr (velo_proposal_get_signed_sha256 (proposal), ==, velo_proposal_get_form_sha256 (proposal));
  close_window (window);
}

#define ADD(path, function) \
  g_test_add ("/assistant/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  velo_test_init (&argc, &argv);

  ADD ("scan/other-process", test_application_scan);
  ADD ("scan/kinds", test_application_scan_kinds);
  ADD ("scan/changed", test_application_scan_changed);
  return g_test_run ();
}
