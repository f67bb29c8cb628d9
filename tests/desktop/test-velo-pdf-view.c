/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the view of a PDF: pages, zoom, damage, closing while it works; and printing to a file. */

#include "config.h"

#include "velo-assistant-test.h"

#include "velo-paper-error.h"
#include "velo-pdf-view.h"
#include "velo-print.h"

static void
test_pages (void)
{
  VeloPdfView *view = VELO_PDF_VIEW (velo_pdf_view_new ());
  g_autoptr(GBytes) pdf = velo_test_make_pdf (3);
  GtkWindow *window = velo_test_show (GTK_WIDGET (view), 600, 700);

  velo_pdf_view_set_bytes (view, pdf);
  g_assert_nonnull (velo_test_find_text (GTK_WIDGET (view), "Opening"));
  WAIT_UNTIL (velo_pdf_view_is_ready (view));
  g_assert_cmpuint (velo_pdf_view_get_n_pages (view), ==, 3);
  g_assert_nonnull (velo_test_find_text (GTK_WIDGET (view), "1 of 3"));
  g_assert_false (gtk_widget_get_sensitive (velo_test_find (GTK_WIDGET (view), "previous_button")));

  gtk_widget_activate_action (GTK_WIDGET (view), "pdf-view.next-page", NULL);
  gtk_widget_activate_action (GTK_WIDGET (view), "pdf-view.next-page", NULL);
  WAIT_UNTIL (velo_pdf_view_is_ready (view));
  g_assert_cmpuint (velo_pdf_view_get_page (view), ==, 2);
  g_assert_nonnull (velo_test_find_text (GTK_WIDGET (view), "3 of 3"));
  g_assert_false (gtk_widget_get_sensitive (velo_test_find (GTK_WIDGET (view), "next_button")));
  velo_pdf_view_set_page (view, 7);
  g_assert_cmpuint (velo_pdf_view_get_page (view), ==, 2);
  velo_test_hide (window);
}

static void
test_zoom (void)
{
  VeloPdfView *view = VELO_PDF_VIEW (velo_pdf_view_new ());
  g_autoptr(GBytes) pdf = velo_test_make_pdf (1);
  GtkWindow *window = velo_test_show (GTK_WIDGET (view), 500, 600);
  GtkWidget *canvas = velo_test_find (GTK_WIDGET (view), "canvas");
  int fitted;

  velo_pdf_view_set_bytes (view, pdf);
  WAIT_UNTIL (velo_pdf_view_is_ready (view));
  gtk_widget_activate_action (GTK_WIDGET (view), "pdf-view.fit-page", NULL);
  WAIT_UNTIL (gtk_widget_get_height (canvas) < 600);
  WAIT_UNTIL (velo_pdf_view_is_ready (view));
  fitted = gtk_widget_get_height (canvas);
  for (guint i = 0; i < 4; i++)
    gtk_widget_activate_action (GTK_WIDGET (view), "pdf-view.zoom-in", NULL);
  WAIT_UNTIL (gtk_widget_get_height (canvas) > fitted * 2);
  WAIT_UNTIL (velo_pdf_view_is_ready (view));
  gtk_widget_activate_action (GTK_WIDGET (view), "pdf-view.fit-width", NULL);
  WAIT_UNTIL (gtk_widget_get_width (canvas) <= 500);
  WAIT_UNTIL (velo_pdf_view_is_ready (view));
  g_assert_cmpint (ABS (gtk_widget_get_height (canvas) - gtk_widget_get_width (canvas) * 842 / 595), <=, 2);
  gtk_widget_activate_action (GTK_WIDGET (view), "pdf-view.fit-page", NULL);
  WAIT_UNTIL (gtk_widget_get_height (canvas) == fitted);
  WAIT_UNTIL (velo_pdf_view_is_ready (view));
  velo_test_hide (window);
}

static void
test_damaged (void)
{
  VeloPdfView *view = VELO_PDF_VIEW (velo_pdf_view_new ());
  g_autoptr(GBytes) junk = g_bytes_new_static ("no PDF at all", 13);
  GtkWindow *window = velo_test_show (GTK_WIDGET (view), 360, 400);

  velo_pdf_view_set_bytes (view, junk);
  WAIT_UNTIL (velo_test_find_text (GTK_WIDGET (view), "damaged") != NULL);
  g_assert_cmpuint (velo_pdf_view_get_n_pages (view), ==, 0);
  g_assert_false (gtk_widget_get_visible (velo_test_find (GTK_WIDGET (view), "retry_button")));
  velo_test_hide (window);
}

static void
retry_cb (VeloPdfView *view,
          guint       *n_retries)
{
  (*n_retries)++;
}

static void
test_service_error (void)
{
  VeloPdfView *view = VELO_PDF_VIEW (velo_pdf_view_new ());
  GtkWindow *window = velo_test_show (GTK_WIDGET (view), 360, 400);
  guint n_retries = 0;

  g_signal_connect (view, "retry", G_CALLBACK (retry_cb), &n_retries);
  velo_pdf_view_show_error (view, "No connection.", TRUE);
  velo_test_settle ();
  g_assert_nonnull (velo_test_find_text (GTK_WIDGET (view), "No connection."));
  g_signal_emit_by_name (velo_test_find (GTK_WIDGET (view), "retry_button"), "clicked");
  g_assert_cmpuint (n_retries, ==, 1);
  velo_test_hide (window);
}

static void
test_closed_while_opening (void)
{
  VeloPdfView *view = VELO_PDF_VIEW (velo_pdf_view_new ());
  g_autoptr(GBytes) pdf = velo_test_make_pdf (2);
  GtkWindow *window = velo_test_show (GTK_WIDGET (view), 400, 500);
  gpointer weak = view;

  g_object_add_weak_pointer (G_OBJECT (view), &weak);
  velo_pdf_view_set_bytes (view, pdf);
  gtk_window_destroy (window);
  WAIT_UNTIL (weak == NULL);
}

static void
test_replaced_while_opening (void)
{
  VeloPdfView *view = VELO_PDF_VIEW (velo_pdf_view_new ());
  g_autoptr(GBytes) one = velo_test_make_pdf (1);
  g_autoptr(GBytes) four = velo_test_make_pdf (4);
  GtkWindow *window = velo_test_show (GTK_WIDGET (view), 400, 500);

  velo_pdf_view_set_bytes (view, one);
  velo_pdf_view_set_bytes (view, four);
  WAIT_UNTIL (velo_pdf_view_is_ready (view));
  velo_test_settle ();
  g_assert_cmpuint (velo_pdf_view_get_n_pages (view), ==, 4);
  velo_test_hide (window);
}

static void
store_result_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

static void
test_print_to_file (void)
{
  g_autoptr(GBytes) pdf = velo_test_make_pdf (2);
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "out.pdf", NULL);
  g_autofree char *content = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  gsize length = 0;

  g_mkdir_with_parents (g_get_user_cache_dir (), 0700);
  velo_print_async (NULL, pdf, "Test", path, NULL, store_result_cb, &result);
  WAIT_UNTIL (result != NULL);
  g_assert_true (velo_print_finish (result, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_true (g_str_has_prefix (content, "%PDF"));
  g_assert_cmpuint (length, >, 500);
}

static void
test_print_damaged (void)
{
  g_autoptr(GBytes) junk = g_bytes_new_static ("junk", 4);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  velo_print_async (NULL, junk, "Test", "/nowhere/out.pdf", NULL, store_result_cb, &result);
  WAIT_UNTIL (result != NULL);
  g_assert_false (velo_print_finish (result, &error));
  g_assert_error (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_DAMAGED);
}

static void
test_print_cancelled (void)
{
  g_autoptr(GBytes) pdf = velo_test_make_pdf (1);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  velo_print_async (NULL, pdf, "Test", "/nowhere/out.pdf", cancellable, store_result_cb, &result);
  WAIT_UNTIL (result != NULL);
  g_assert_false (velo_print_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  velo_test_init (&argc, &argv);

  g_test_add_func ("/desktop/pdf-view/pages", test_pages);
  g_test_add_func ("/desktop/pdf-view/zoom", test_zoom);
  g_test_add_func ("/desktop/pdf-view/damaged", test_damaged);
  g_test_add_func ("/desktop/pdf-view/service-error", test_service_error);
  g_test_add_func ("/desktop/pdf-view/closed-while-opening", test_closed_while_opening);
  g_test_add_func ("/desktop/pdf-view/replaced-while-opening", test_replaced_while_opening);
  g_test_add_func ("/desktop/print/to-file", test_print_to_file);
  g_test_add_func ("/desktop/print/damaged", test_print_damaged);
  g_test_add_func ("/desktop/print/cancelled", test_print_cancelled);
  return g_test_run ();
}
