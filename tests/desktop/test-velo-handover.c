/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the box of documents to hand over, the window of one document and the signature pad. */

#include "config.h"

#include "velo-assistant-test.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "velo-counter-fixture.h"
#include "velo-document-window.h"
#include "velo-date.h"
#include "velo-handover-box.h"
#include "velo-handover-row.h"
#include "velo-pdf-view.h"
#include "velo-print.h"
#include "velo-save.h"
#include "velo-signature-pad.h"

static VeloDocument *
add_document (Fixture    *fixture,
              const char *title,
              guint       n_pages)
{
  VeloDocument *document = velo_document_new ();
  g_autoptr(GBytes) pdf = velo_test_make_pdf (n_pages);
  Answer answer = { 0 };
  GError *error = NULL;

  velo_document_set_kind (document, VELO_DOCUMENT_KIND_TERMS);
  velo_document_set_title (document, title);
  velo_document_set_file_name (document, "document.pdf");
  velo_document_set_content_type (document, "application/pdf");
  velo_document_set_vehicle_id (document, fixture->vehicle_id);
  velo_store_add_document_async (fixture->store, document, pdf, "Jana Kurbel", NULL, answer_cb, &answer);
  answer_wait (&answer);
  g_assert_true (velo_store_add_document_finish (fixture->store, answer.result, &error));
  g_assert_no_error (error);
  answer_clear (&answer);
  return document;
}

static void
count_cb (gpointer  object,
          guint    *count)
{
  (*count)++;
}

static gint64
get_stored_handover (Fixture    *fixture,
                     const char *id)
{
  g_autoptr(GPtrArray) documents = NULL;
  Answer answer = { 0 };
  gint64 at = -1;

  velo_store_list_documents_async (fixture->store, fixture->vehicle_id, NULL, NULL, answer_cb, &answer);
  answer_wait (&answer);
  documents = velo_store_list_documents_finish (fixture->store, answer.result, NULL);
  answer_clear (&answer);
  for (guint i = 0; i < documents->len; i++)
    if (g_str_equal (velo_document_get_id (g_ptr_array_index (documents, i)), id))
      at = velo_document_get_handed_over_at (g_ptr_array_index (documents, i));
  return at;
}

/* The insurer's abbreviation is said in words as well; what has a name needs none. */
static void
test_explained (Fixture       *fixture,
                gconstpointer  data)
{
  VeloHandoverBox *box = VELO_HANDOVER_BOX (velo_handover_box_new ());
  g_autoptr(GListStore) list = g_list_store_new (VELO_TYPE_DOCUMENT);
  g_autoptr(VeloDocument) terms = add_document (fixture, "AVB Komplettschutz", 1);
  g_autoptr(VeloDocument) sheet = add_document (fixture, "Produktinformationsblatt", 2);
  GtkWindow *window = velo_test_show (GTK_WIDGET (box), 360, 500);

  velo_document_set_kind (terms, VELO_DOCUMENT_KIND_TERMS);
  velo_document_set_kind (sheet, VELO_DOCUMENT_KIND_IPID);
  g_list_store_append (list, terms);
  g_list_store_append (list, sheet);
  velo_handover_box_set_documents (box, fixture->store, G_LIST_MODEL (list), "Jana Kurbel");
  WAIT_UNTIL (velo_test_find_text (GTK_WIDGET (box), "Insurance conditions · Not handed over yet") != NULL);
  g_assert_null (velo_test_find_text (GTK_WIDGET (box), "Product information sheet"));
  velo_test_hide (window);
}

static void
test_printed (Fixture       *fixture,
              gconstpointer  data)
{
  VeloHandoverBox *box = VELO_HANDOVER_BOX (velo_handover_box_new ());
  g_autoptr(GListStore) list = g_list_store_new (VELO_TYPE_DOCUMENT);
  g_autoptr(VeloDocument) one = add_document (fixture, "Conditions & more", 1);
  g_autoptr(VeloDocument) two = add_document (fixture, "Data protection", 2);
  g_autofree char *path = g_build_filename (fixture->folder, "set.pdf", NULL);
  GtkWindow *window = velo_test_show (GTK_WIDGET (box), 360, 500);
  guint n_handed_over = 0;

  g_list_store_append (list, one);
  g_list_store_append (list, two);
  g_signal_connect (box, "handed-over", G_CALLBACK (count_cb), &n_handed_over);
  g_assert_false (gtk_widget_is_sensitive (velo_test_find (GTK_WIDGET (box), "print_button")));
  velo_handover_box_set_documents (box, fixture->store, G_LIST_MODEL (list), "Jana Kurbel");
  WAIT_UNTIL (velo_test_find_text (GTK_WIDGET (box), "Conditions & more") != NULL);
  g_assert_nonnull (velo_test_find_text (GTK_WIDGET (box), "Not handed over yet"));

  velo_handover_box_print (box, path);
  g_assert_true (velo_handover_box_is_busy (box));
  /* A second press while it prints does nothing. */
  velo_handover_box_print (box, path);
  WAIT_UNTIL (n_handed_over > 0);
  velo_test_settle ();
  g_assert_cmpuint (n_handed_over, ==, 1);
  g_assert_null (velo_test_find_text (GTK_WIDGET (box), "Not handed over yet"));
  g_assert_nonnull (velo_test_find_text (GTK_WIDGET (box), "Printed"));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (get_stored_handover (fixture, velo_document_get_id (one)), >, 0);
  g_assert_cmpint (get_stored_handover (fixture, velo_document_get_id (two)), >, 0);
  velo_test_hide (window);
}

/* Said while they are printed, it is recorded though nothing comes out of the printer. */
static void
test_said_meanwhile (Fixture       *fixture,
                     gconstpointer  data)
{
  VeloHandoverBox *box = VELO_HANDOVER_BOX (velo_handover_box_new ());
  g_autoptr(GListStore) list = g_list_store_new (VELO_TYPE_DOCUMENT);
  g_autoptr(VeloDocument) one = add_document (fixture, "Conditions", 1);
  g_autofree char *path = g_build_filename (fixture->folder, "no-such-folder", "set.pdf", NULL);
  GtkWindow *window = velo_test_show (GTK_WIDGET (box), 360, 500);

  g_list_store_append (list, one);
  velo_handover_box_set_documents (box, fixture->store, G_LIST_MODEL (list), "Jana Kurbel");
  velo_handover_box_print (box, path);
  velo_handover_box_record_shown (box);
  WAIT_UNTIL (velo_document_get_handed_over_at (one) != 0);
  g_assert_cmpstr (velo_document_get_handed_over_how (one), ==, "shown");
  g_assert_cmpint (get_stored_handover (fixture, velo_document_get_id (one)), >, 0);
  velo_test_hide (window);
}

/* Another tariff is chosen while the papers of the first are printed: they are printed, all and none but them. */
static void
test_chosen_meanwhile (Fixture       *fixture,
                       gconstpointer  data)
{
  VeloHandoverBox *box = VELO_HANDOVER_BOX (velo_handover_box_new ());
  g_autoptr(GListStore) list = g_list_store_new (VELO_TYPE_DOCUMENT);
  g_autoptr(GListStore) other = g_list_store_new (VELO_TYPE_DOCUMENT);
  g_autoptr(VeloDocument) one = add_document (fixture, "Conditions", 1);
  g_autoptr(VeloDocument) two = add_document (fixture, "Data protection", 2);
  g_autoptr(VeloDocument) three = add_document (fixture, "Other conditions", 3);
  g_autoptr(VeloDocument) four = add_document (fixture, "Other data protection", 4);
  g_autofree char *path = g_build_filename (fixture->folder, "set.pdf", NULL);
  GtkWindow *window = velo_test_show (GTK_WIDGET (box), 360, 500);
  guint n_handed_over = 0;

  g_list_store_append (list, one);
  g_list_store_append (list, two);
  g_list_store_append (other, three);
  g_list_store_append (other, four);
  g_signal_connect (box, "handed-over", G_CALLBACK (count_cb), &n_handed_over);
  velo_handover_box_set_documents (box, fixture->store, G_LIST_MODEL (list), "Jana Kurbel");
  velo_handover_box_print (box, path);
  velo_handover_box_set_documents (box, fixture->store, G_LIST_MODEL (other), "Jana Kurbel");
  WAIT_UNTIL (n_handed_over > 0);
  g_assert_cmpint (get_stored_handover (fixture, velo_document_get_id (one)), >, 0);
  g_assert_cmpint (get_stored_handover (fixture, velo_document_get_id (two)), >, 0);
  g_assert_cmpint (get_stored_handover (fixture, velo_document_get_id (four)), ==, 0);
  g_assert_cmpint (velo_document_get_handed_over_at (two), >, 0);
  g_assert_cmpint (velo_document_get_handed_over_at (four), ==, 0);

  /* or none is there any more */
  velo_handover_box_print (box, path);
  velo_handover_box_set_documents (box, fixture->store, NULL, "Jana Kurbel");
  WAIT_UNTIL (n_handed_over > 1);
  g_assert_cmpint (get_stored_handover (fixture, velo_document_get_id (four)), >, 0);
  velo_test_hide (window);
}

/* What was not printed is not recorded as handed over. */
static void
test_not_printed (Fixture       *fixture,
                  gconstpointer  data)
{
  VeloHandoverBox *box = VELO_HANDOVER_BOX (velo_handover_box_new ());
  g_autoptr(GListStore) list = g_list_store_new (VELO_TYPE_DOCUMENT);
  g_autoptr(VeloDocument) document = add_document (fixture, "Conditions", 1);
  g_autoptr(VeloDocument) lost = velo_document_new ();
  g_autofree char *path = g_build_filename (fixture->folder, "set.pdf", NULL);
  GtkWindow *window = velo_test_show (GTK_WIDGET (box), 360, 500);

  velo_document_set_id (lost, "lost");
  velo_document_set_title (lost, "Lost");
  velo_document_set_sha256 (lost, "0000000000000000000000000000000000000000000000000000000000000000");
  g_list_store_append (list, document);
  g_list_store_append (list, lost);
  velo_handover_box_set_documents (box, fixture->store, G_LIST_MODEL (list), "Jana Kurbel");
  velo_handover_box_print (box, path);
  WAIT_UNTIL (!velo_handover_box_is_busy (box));
  velo_test_settle ();
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (velo_test_find (GTK_WIDGET (box), "status_label"))), !=, "");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (get_stored_handover (fixture, velo_document_get_id (document)), ==, 0);
  velo_test_hide (window);
}

/* What cannot be tried elsewhere first is not joined here. */
static void
test_not_checked (Fixture       *fixture,
                  gconstpointer  data)
{
  VeloHandoverBox *box = VELO_HANDOVER_BOX (velo_handover_box_new ());
  g_autoptr(GListStore) list = g_list_store_new (VELO_TYPE_DOCUMENT);
  g_autoptr(VeloDocument) document = add_document (fixture, "Conditions", 1);
  g_autofree char *path = g_build_filename (fixture->folder, "set.pdf", NULL);
  g_autofree char *folder = g_strdup (g_getenv ("VELO_LIBEXECDIR"));
  GtkWindow *window = velo_test_show (GTK_WIDGET (box), 360, 500);

  g_list_store_append (list, document);
  velo_handover_box_set_documents (box, fixture->store, G_LIST_MODEL (list), "Jana Kurbel");
  g_setenv ("VELO_LIBEXECDIR", fixture->folder, TRUE);
  velo_handover_box_print (box, path);
  WAIT_UNTIL (!velo_handover_box_is_busy (box));
  g_setenv ("VELO_LIBEXECDIR", folder, TRUE);
  g_assert_nonnull (velo_test_find_text (GTK_WIDGET (box), "cannot be started"));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (get_stored_handover (fixture, velo_document_get_id (document)), ==, 0);
  velo_test_hide (window);
}

static void
test_closed_while_printing (Fixture       *fixture,
                            gconstpointer  data)
{
  VeloHandoverBox *box = VELO_HANDOVER_BOX (velo_handover_box_new ());
  g_autoptr(GListStore) list = g_list_store_new (VELO_TYPE_DOCUMENT);
  g_autoptr(VeloDocument) document = add_document (fixture, "Conditions", 1);
  g_autofree char *path = g_build_filename (fixture->folder, "set.pdf", NULL);
  GtkWindow *window = velo_test_show (GTK_WIDGET (box), 360, 500);
  gpointer weak = box;

  g_object_add_weak_pointer (G_OBJECT (box), &weak);
  g_list_store_append (list, document);
  velo_handover_box_set_documents (box, fixture->store, G_LIST_MODEL (list), "Jana Kurbel");
  velo_handover_box_print (box, path);
  gtk_window_destroy (window);
  WAIT_UNTIL (weak == NULL);
}

/* A desktop whose mail program is this script. */
static void
set_mailer (Fixture    *fixture,
            const char *script)
{
  g_autofree char *path = g_build_filename (fixture->folder, "xdg-email", NULL);
  GError *error = NULL;

  g_assert_true (g_file_set_contents (path, script, -1, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (path, 0700), ==, 0);
}

/* What the user sees after the press of the button. */
static char *
mail (Fixture         *fixture,
      VeloHandoverBox *box)
{
  char *status = NULL;

  gtk_widget_activate_action (GTK_WIDGET (box), "handover.mail", NULL);
  WAIT_UNTIL (!velo_handover_box_is_busy (box));
  velo_test_settle ();
  g_object_get (box, "status", &status, NULL);
  return status;
}

/* The mail program gets all documents in one file; that they were handed over is not known of it. */
static void
test_mailed (Fixture       *fixture,
             gconstpointer  data)
{
  VeloHandoverBox *box = VELO_HANDOVER_BOX (velo_handover_box_new ());
  g_autoptr(GListStore) list = g_list_store_new (VELO_TYPE_DOCUMENT);
  g_autoptr(VeloDocument) document = add_document (fixture, "Conditions", 2);
  g_autofree char *path = g_strdup (g_getenv ("PATH"));
  g_autofree char *own_path = g_strconcat (fixture->folder, ":", path, NULL);
  g_autofree char *out = g_build_filename (fixture->folder, "arguments", NULL);
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\nfor a; do printf '%%s\\n' \"$a\"; done >'%s'\n", out);
  g_autofree char *sent = NULL;
  g_autofree char *refused = NULL;
  g_autofree char *arguments = NULL;
  g_auto(GStrv) lines = NULL;
  GtkWindow *window = velo_test_show (GTK_WIDGET (box), 360, 500);

  g_list_store_append (list, document);
  g_assert_false (gtk_widget_get_visible (velo_test_find (GTK_WIDGET (box), "mail_button")));
  velo_handover_box_offer_mail (box, "katrin@example.org");
  g_assert_true (gtk_widget_get_visible (velo_test_find (GTK_WIDGET (box), "mail_button")));
  velo_handover_box_set_whose (box, "Maier 70000001");
  velo_handover_box_set_documents (box, fixture->store, G_LIST_MODEL (list), "Jana Kurbel");
  g_setenv ("PATH", own_path, TRUE);
  set_mailer (fixture, script);
  sent = mail (fixture, box);
  g_assert_nonnull (strstr (sent, "send it there"));
  g_assert_true (g_file_get_contents (out, &arguments, NULL, NULL));
  lines = g_strsplit (g_strchomp (arguments), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 8);
  g_assert_cmpstr (lines[2], ==, "Insurance documents Maier 70000001");
  g_assert_true (g_str_has_suffix (lines[6], "/Insurance documents Maier 70000001.pdf"));
  g_assert_true (g_file_test (lines[6], G_FILE_TEST_IS_REGULAR));
  g_assert_cmpstr (lines[7], ==, "katrin@example.org");
  /* nobody answers */
  set_mailer (fixture, "#!/bin/sh\nexit 3\n");
  refused = mail (fixture, box);
  g_assert_nonnull (strstr (refused, "No mail program"));
  g_setenv ("PATH", path, TRUE);
  g_assert_cmpint (get_stored_handover (fixture, velo_document_get_id (document)), ==, 0);
  velo_test_hide (window);
}

/* What is no address does not become an argument of another program. */
static void
test_mailed_without_address (Fixture       *fixture,
                             gconstpointer  data)
{
  VeloHandoverBox *box = VELO_HANDOVER_BOX (velo_handover_box_new ());
  g_autoptr(GListStore) list = g_list_store_new (VELO_TYPE_DOCUMENT);
  g_autoptr(VeloDocument) document = add_document (fixture, "Conditions", 1);
  g_autofree char *path = g_strdup (g_getenv ("PATH"));
  g_autofree char *own_path = g_strconcat (fixture->folder, ":", path, NULL);
  g_autofree char *out = g_build_filename (fixture->folder, "count", NULL);
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\necho $# >'%s'\n", out);
  static const char * const addresses[] = { NULL, "", "katrin", "--attach=/etc/passwd@x", "a@b?attach=c", "o'neil@b",
                                            "mailto:a@b", "a@b%26c", "a\\@b", "a@b@c", "a@", "@b" };
  GtkWindow *window = velo_test_show (GTK_WIDGET (box), 360, 500);

  g_list_store_append (list, document);
  velo_handover_box_set_documents (box, fixture->store, G_LIST_MODEL (list), "Jana Kurbel");
  set_mailer (fixture, script);
  g_setenv ("PATH", own_path, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autofree char *status = NULL;
      g_autofree char *count = NULL;

      velo_handover_box_offer_mail (box, addresses[i]);
      status = mail (fixture, box);
      g_assert_nonnull (strstr (status, "send it there"));
      g_assert_true (g_file_get_contents (out, &count, NULL, NULL));
      g_assert_cmpstr (g_strchomp (count), ==, "7");
    }
  g_setenv ("PATH", path, TRUE);
  velo_test_hide (window);
}

/* The one that opens a mail program may stay until that is closed, in the evening: nobody waits for it here. */
static void
test_mailer_stays (Fixture       *fixture,
                   gconstpointer  data)
{
  VeloHandoverBox *box = VELO_HANDOVER_BOX (velo_handover_box_new ());
  g_autoptr(GListStore) list = g_list_store_new (VELO_TYPE_DOCUMENT);
  g_autoptr(VeloDocument) document = add_document (fixture, "Conditions", 1);
  g_autofree char *path = g_strdup (g_getenv ("PATH"));
  g_autofree char *own_path = g_strconcat (fixture->folder, ":", path, NULL);
  g_autofree char *pipe = g_build_filename (fixture->folder, "evening", NULL);
  g_autofree char *out = g_build_filename (fixture->folder, "file", NULL);
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\nshift 6\nprintf %%s \"$1\" >'%s'\nread x <'%s'\n", out, pipe);
  g_autofree char *status = NULL;
  g_autofree char *file = NULL;
  GtkWindow *window = velo_test_show (GTK_WIDGET (box), 360, 500);
  int end;

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  end = g_open (pipe, O_RDWR | O_CLOEXEC, 0);
  g_list_store_append (list, document);
  velo_handover_box_set_documents (box, fixture->store, G_LIST_MODEL (list), "Jana Kurbel");
  velo_handover_box_set_whose (box, "Rad, Tat & Co 70000001");
  velo_handover_box_offer_mail (box, "katrin@example.org");
  set_mailer (fixture, script);
  g_setenv ("PATH", own_path, TRUE);
  status = mail (fixture, box);
  g_assert_nonnull (strstr (status, "send it there"));
  /* in the evening, and a comma would make two files of it there */
  WAIT_UNTIL (g_file_test (out, G_FILE_TEST_EXISTS));
  g_assert_cmpint (write (end, "\n", 1), ==, 1);
  WAIT_UNTIL (g_file_get_contents (out, &file, NULL, NULL) && *file != '\0');
  g_assert_true (g_str_has_suffix (file, "70000001.pdf"));
  g_assert_null (strchr (file, ','));
  g_setenv ("PATH", path, TRUE);
  close (end);
  velo_test_hide (window);
}

static void
test_window (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(VeloDocument) document = add_document (fixture, "Conditions", 2);
  GtkWidget *window = velo_document_window_new (NULL, fixture->store, document);
  VeloPdfView *view = VELO_PDF_VIEW (velo_test_find (window, "view"));

  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Conditions");
  gtk_window_present (GTK_WINDOW (window));
  WAIT_UNTIL (velo_pdf_view_is_ready (view));
  g_assert_cmpuint (velo_pdf_view_get_n_pages (view), ==, 2);
  velo_test_hide (GTK_WINDOW (window));
}

/* Whether the button of @action can be pressed. */
static gboolean
is_enabled (GtkWidget  *widget,
            const char *action)
{
  const char *name = GTK_IS_ACTIONABLE (widget) ? gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)) : NULL;
  gboolean enabled = g_strcmp0 (name, action) == 0 && gtk_widget_is_sensitive (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !enabled;
       child = gtk_widget_get_next_sibling (child))
    enabled = is_enabled (child, action);
  return enabled;
}

/* A document of others is tried elsewhere first; one of ours is not. */
static void
test_window_foreign (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(VeloDocument) document = add_document (fixture, "Conditions", 1);
  g_autofree char *folder = g_strdup (g_getenv ("VELO_LIBEXECDIR"));
  GtkWidget *foreign;
  GtkWidget *own;

  g_setenv ("VELO_LIBEXECDIR", fixture->folder, TRUE);
  foreign = velo_document_window_new (NULL, fixture->store, document);
  gtk_window_present (GTK_WINDOW (foreign));
  WAIT_UNTIL (velo_test_find_text (foreign, "cannot be started") != NULL);
  g_assert_false (velo_pdf_view_is_ready (VELO_PDF_VIEW (velo_test_find (foreign, "view"))));
  /* It can still be kept, but not printed from here. */
  g_assert_true (is_enabled (foreign, "document.save"));
  g_assert_false (is_enabled (foreign, "document.print"));
  velo_document_set_kind (document, VELO_DOCUMENT_KIND_SIGNED_PROPOSAL);
  own = velo_document_window_new (NULL, fixture->store, document);
  gtk_window_present (GTK_WINDOW (own));
  WAIT_UNTIL (velo_pdf_view_is_ready (VELO_PDF_VIEW (velo_test_find (own, "view"))));
  g_setenv ("VELO_LIBEXECDIR", folder, TRUE);
  velo_test_hide (GTK_WINDOW (foreign));
  velo_test_hide (GTK_WINDOW (own));
}

static void
test_window_lost (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(VeloDocument) lost = velo_document_new ();
  GtkWidget *window;

  velo_document_set_title (lost, "Lost");
  velo_document_set_sha256 (lost, "0000000000000000000000000000000000000000000000000000000000000000");
  window = velo_document_window_new (NULL, fixture->store, lost);
  gtk_window_present (GTK_WINDOW (window));
  WAIT_UNTIL (velo_test_find_text (window, "could not be loaded") != NULL);
  velo_test_hide (GTK_WINDOW (window));
}

/* How it was handed over stands in its row, and follows what is known. */
static void
test_row (void)
{
  static const struct { const char *how; const char *text; } ways[] = {
    { "printed", "Printed " }, { "saved", "Saved " }, { "shown", "Handed over " }, { "", "Handed over " },
  };
  g_autoptr(VeloDocument) document = velo_document_new ();
  GtkWidget *row;

  velo_document_set_kind (document, VELO_DOCUMENT_KIND_SIGNED_PROPOSAL);
  velo_document_set_title (document, "<b>Terms & more");
  row = g_object_ref_sink (velo_handover_row_new (document));
  g_assert_true (velo_handover_row_get_document (row) == document);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "Signed; no copy handed over yet");
  velo_document_set_kind (document, VELO_DOCUMENT_KIND_TERMS);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "Not handed over yet");
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      velo_document_set_handed_over_how (document, ways[i].how);
      velo_document_set_handed_over_at (document, velo_time_now ());
      g_assert_true (g_str_has_prefix (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ways[i].text));
    }
  g_object_unref (row);
}

static void
test_pad (void)
{
  VeloSignaturePad *pad = VELO_SIGNATURE_PAD (velo_signature_pad_new ());
  VeloInk *ink = velo_signature_pad_get_ink (pad);
  GtkWindow *window = velo_test_show (GTK_WIDGET (pad), 400, 200);
  guint n_changes = 0;

  g_signal_connect (pad, "changed", G_CALLBACK (count_cb), &n_changes);
  g_assert_true (velo_signature_pad_is_empty (pad));
  velo_signature_pad_undo (pad);
  g_assert_cmpuint (n_changes, ==, 0);
  for (guint i = 0; i < 2; i++)
    {
      velo_ink_begin_stroke (ink);
      velo_ink_add_point (ink, 10, 10 + i, 1, 0.5);
      velo_ink_add_point (ink, 50, 20 + i, 2, 0.5);
    }
  gtk_widget_activate_action (GTK_WIDGET (pad), "signature.undo", NULL);
  velo_signature_pad_undo (pad);
  g_assert_cmpuint (velo_ink_get_n_strokes (ink), <=, 1);
  velo_signature_pad_clear (pad);
  g_assert_true (velo_signature_pad_is_empty (pad));
  g_assert_cmpuint (n_changes, >=, 2);
  velo_test_hide (window);
}

/* A file says what it is and whose, however long either is. */
static void
test_names (void)
{
  g_autoptr(VeloCustomer) customer = velo_customer_new ();
  g_autofree char *nobody = velo_save_dup_whose (NULL, NULL);
  g_autofree char *plain = velo_save_dup_name ("Insurance documents", nobody);
  g_autofree char *person = NULL;
  g_autofree char *company = NULL;
  g_autofree char *name = NULL;
  g_autofree char *long_name = NULL;

  g_assert_cmpstr (nobody, ==, "");
  g_assert_cmpstr (plain, ==, "Insurance documents");
  velo_customer_set_last_name (customer, "Übelacker-Groß");
  person = velo_save_dup_whose (customer, "70000001");
  g_assert_cmpstr (person, ==, "Übelacker-Groß 70000001");
  name = velo_save_dup_name ("Insurance documents", person);
  g_assert_cmpstr (name, ==, "Insurance documents Übelacker-Groß 70000001");
  velo_customer_set_kind (customer, VELO_CUSTOMER_KIND_COMPANY);
  velo_customer_set_company (customer, "Gesellschaft für Fahrräder und sehr lange Namen mbH");
  company = velo_save_dup_whose (customer, "70000001");
  long_name = velo_save_dup_name ("Informationen zur Verarbeitung personenbezogener Daten nach Artikel 13", company);
  g_assert_true (g_str_has_prefix (long_name, "Informationen zur Verarbeitung"));
  g_assert_true (g_str_has_suffix (long_name, "lange Namen mbH 70000001"));
  g_assert_cmpint (g_utf8_strlen (long_name, -1), <=, 76);
}

/* The printer is chosen once; the pages, the copies and the file are chosen each time. */
static void
test_printer_kept (void)
{
  g_autoptr(GtkPrintSettings) first = velo_print_dup_settings ("Application: Huber/Maier");
  g_autoptr(GtkPrintSettings) second = NULL;

  g_assert_null (gtk_print_settings_get_printer (first));
  g_assert_cmpstr (gtk_print_settings_get (first, GTK_PRINT_SETTINGS_OUTPUT_BASENAME), ==, "Application- Huber-Maier");
  gtk_print_settings_set_printer (first, "Counter");
  gtk_print_settings_set_n_copies (first, 3);
  gtk_print_settings_set_print_pages (first, GTK_PRINT_PAGES_CURRENT);
  gtk_print_settings_set (first, GTK_PRINT_SETTINGS_OUTPUT_URI, "file:///tmp/papers/one.pdf");
  velo_print_keep_settings (first);
  second = velo_print_dup_settings ("Documents");
  g_assert_cmpstr (gtk_print_settings_get_printer (second), ==, "Counter");
  g_assert_cmpstr (gtk_print_settings_get (second, GTK_PRINT_SETTINGS_OUTPUT_BASENAME), ==, "Documents");
  g_assert_cmpstr (gtk_print_settings_get (second, GTK_PRINT_SETTINGS_OUTPUT_DIR), ==, "/tmp/papers");
  g_assert_null (gtk_print_settings_get (second, GTK_PRINT_SETTINGS_OUTPUT_URI));
  g_assert_cmpint (gtk_print_settings_get_n_copies (second), ==, 1);
  g_assert_false (gtk_print_settings_has_key (second, GTK_PRINT_SETTINGS_PRINT_PAGES));
}

int
main (int    argc,
      char **argv)
{
  velo_test_init (&argc, &argv);

#define ADD(path, function) \
  g_test_add ("/desktop/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

  ADD ("handover/explained", test_explained);
  ADD ("handover/printed", test_printed);
  ADD ("handover/chosen-meanwhile", test_chosen_meanwhile);
  ADD ("handover/said-meanwhile", test_said_meanwhile);
  ADD ("handover/not-printed", test_not_printed);
  ADD ("handover/not-checked", test_not_checked);
  ADD ("handover/closed-while-printing", test_closed_while_printing);
  ADD ("handover/mailed", test_mailed);
  ADD ("handover/mailed-without-address", test_mailed_without_address);
  ADD ("handover/mailer-stays", test_mailer_stays);
  ADD ("document-window/shown", test_window);
  ADD ("document-window/foreign", test_window_foreign);
  ADD ("document-window/lost", test_window_lost);
  g_test_add_func ("/desktop/handover/row", test_row);
  g_test_add_func ("/desktop/signature-pad", test_pad);
  g_test_add_func ("/desktop/print/names", test_names);
  g_test_add_func ("/desktop/print/printer-kept", test_printer_kept);
  return g_test_run ();
}
