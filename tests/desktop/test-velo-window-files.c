/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several files dropped on the main window: one summary, and the ways from it. */

#include "config.h"

#include "velo-program-test.h"

#include "velo-intake-dialog.h"
#include "velo-reminder-dialog.h"
#include "velo-sale-dialog.h"
#include "velo-samples.h"

static GFile *
make_file (Program    *program,
           const char *name,
           GBytes     *bytes)
{
  g_autofree char *path = g_build_filename (program->folder, name, NULL);
  GError *error = NULL;

  g_mkdir_with_parents (program->folder, 0700);
  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

static GtkDropTarget *
get_drop_target (Program *program)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (program->window));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller);
    }
  return NULL;
}

static void
drop (Program  *program,
      GFile   **files,
      gsize     n_files)
{
  g_auto(GValue) value = G_VALUE_INIT;
  GtkDropTarget *target = get_drop_target (program);
  GdkDragAction action = 0;
  gboolean taken = FALSE;

  g_assert_nonnull (target);
  g_signal_emit_by_name (target, "enter", 10.0, 10.0, &action);
  g_assert_cmpint (action, ==, GDK_ACTION_COPY);
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_array (files, n_files));
  g_signal_emit_by_name (target, "drop", &value, 10.0, 10.0, &taken);
  g_signal_emit_by_name (target, "leave");
  g_assert_true (taken);
}

static GtkWidget *
wait_for_summary (void)
{
  GtkWidget *dialog;

  WAIT_UNTIL (program_find_window (VELO_TYPE_INTAKE_DIALOG) != NULL);
  dialog = program_find_window (VELO_TYPE_INTAKE_DIALOG);
  WAIT_UNTIL (!velo_intake_batch_is_running (velo_intake_dialog_get_batch (VELO_INTAKE_DIALOG (dialog))));
  velo_test_settle ();
  return dialog;
}

/* One summary of all files; the reminder asks for everything that was sold. */
static void
test_drop (Program       *program,
           gconstpointer  data)
{
  g_autoptr(GBytes) one = velo_samples_load ("invoice.pdf", 0, NULL);
  g_autoptr(GBytes) two = velo_samples_load ("bicycle.xml", 40, NULL);
  g_autoptr(GBytes) none = g_bytes_new_static ("%PDF-1.7\nnothing", 16);
  g_autoptr(GFile) first = make_file (program, "first.pdf", one);
  g_autoptr(GFile) second = make_file (program, "second.xml", two);
  g_autoptr(GFile) copy = make_file (program, "copy.pdf", one);
  g_autoptr(GFile) broken = make_file (program, "broken.pdf", none);
  g_autoptr(GFile) missing = g_file_new_for_path ("/no such file.pdf");
  GFile *files[] = { first, second, copy, broken, missing };
  GtkWidget *dialog;
  VeloIntakeTally tally;

  program_wait_for_samples (program);
  drop (program, files, G_N_ELEMENTS (files));
  dialog = wait_for_summary ();
  velo_intake_batch_count (velo_intake_dialog_get_batch (VELO_INTAKE_DIALOG (dialog)), &tally);
  g_assert_cmpuint (tally.n_sales, ==, 2);
  g_assert_cmpuint (tally.n_known, ==, 1);
  g_assert_cmpuint (tally.n_trouble, ==, 2);
  g_assert_nonnull (velo_test_find_text (dialog, "2 sales taken in"));
  g_assert_nonnull (velo_test_find_text (dialog, "This PDF file is damaged and was not read."));
  g_assert_nonnull (velo_test_find_text (dialog, "The file does not exist any more."));
  g_assert_null (program_find_window (VELO_TYPE_SALE_DIALOG));
  gtk_widget_activate_action (dialog, "intake.ask", NULL);
  WAIT_UNTIL (program_find_window (VELO_TYPE_REMINDER_DIALOG) != NULL);
  WAIT_UNTIL (program_find_window (VELO_TYPE_INTAKE_DIALOG) == NULL);
}

/* From the summary to the form, the sale, and the form of an invoice without vehicle. */
static void
test_summary (Program       *program,
              gconstpointer  data)
{
  g_autoptr(GBytes) one = velo_samples_load ("invoice.pdf", 0, NULL);
  g_autoptr(GBytes) two = velo_samples_load ("e-bike.xml", 1, NULL);
  g_autoptr(GFile) first = make_file (program, "first.pdf", one);
  g_autoptr(GFile) second = make_file (program, "second.xml", two);
  GFile *files[] = { first, second };
  GtkWidget *dialog;

  program_wait_for_samples (program);
  drop (program, files, G_N_ELEMENTS (files));
  dialog = wait_for_summary ();
  /* what has to be checked comes first, the sample that was there last */
  velo_intake_dialog_open (VELO_INTAKE_DIALOG (dialog), 1);
  WAIT_UNTIL (g_str_equal (program_get_shown (program), "page"));
  velo_intake_dialog_open (VELO_INTAKE_DIALOG (dialog), 0);
  WAIT_UNTIL (program_find_window (VELO_TYPE_SALE_DIALOG) != NULL);
  gtk_window_destroy (program_find_window (VELO_TYPE_SALE_DIALOG));
  velo_intake_dialog_open (VELO_INTAKE_DIALOG (dialog), 7);
  gtk_window_close (GTK_WINDOW (dialog));
  WAIT_UNTIL (program_find_window (VELO_TYPE_INTAKE_DIALOG) == NULL);
}

/* An unsure sale of many is reviewed beside its invoice; Enter accepts, and then nobody is asked again. */
static void
test_summary_review (Program       *program,
                     gconstpointer  data)
{
  g_autoptr(GBytes) one = velo_samples_load ("invoice.pdf", 0, NULL);
  g_autoptr(GBytes) two = velo_samples_load ("bicycle.xml", 40, NULL);
  g_autoptr(GFile) first = make_file (program, "first.pdf", one);
  g_autoptr(GFile) second = make_file (program, "second.xml", two);
  GFile *files[] = { first, second };
  VeloSaleDialog *review;
  VeloIntakeTally tally;
  GtkWidget *dialog;
  guint n_unsure;

  program_wait_for_samples (program);
  drop (program, files, G_N_ELEMENTS (files));
  dialog = wait_for_summary ();
  velo_intake_batch_count (velo_intake_dialog_get_batch (VELO_INTAKE_DIALOG (dialog)), &tally);
  n_unsure = tally.n_unsure;
  g_assert_cmpuint (n_unsure, >, 0);
  velo_intake_dialog_open (VELO_INTAKE_DIALOG (dialog), 0);
  WAIT_UNTIL (program_find_window (VELO_TYPE_SALE_DIALOG) != NULL);
  review = VELO_SALE_DIALOG (program_find_window (VELO_TYPE_SALE_DIALOG));
  velo_test_settle ();
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (review)), ==, "Check the Sale");
  g_assert_nonnull (velo_sale_dialog_get_notice (review));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (velo_review_pane_get_paper (velo_sale_dialog_get_pane (review)))));
  g_assert_true (gtk_widget_activate (gtk_window_get_default_widget (GTK_WINDOW (review))));
  WAIT_UNTIL (program_find_window (VELO_TYPE_SALE_DIALOG) == NULL);
  do
    {
      g_main_context_iteration (NULL, FALSE);
      velo_intake_batch_count (velo_intake_dialog_get_batch (VELO_INTAKE_DIALOG (dialog)), &tally);
    }
  while (tally.n_unsure == n_unsure);
  g_assert_cmpuint (tally.n_unsure, ==, n_unsure - 1);
  g_assert_null (program_find_window (VELO_TYPE_REMINDER_DIALOG));
  gtk_window_close (GTK_WINDOW (dialog));
  WAIT_UNTIL (program_find_window (VELO_TYPE_INTAKE_DIALOG) == NULL);
}

/* As a mail program hands a message over. */
static GFile *
make_mail (Program    *program,
           const char *name,
           GBytes     *pdf,
           GBytes     *xml)
{
  g_autoptr(GString) mail = g_string_new ("From: Shop <shop@example.org>\r\nSubject: Invoice\r\nMIME-Version: 1.0\r\n"
                                          "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
                                          "--b\r\nContent-Type: text/plain\r\n\r\nYour invoice.\r\n");
  GBytes *parts[] = { pdf, xml };
  g_autoptr(GBytes) bytes = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      {
        g_autofree char *text = g_base64_encode (g_bytes_get_data (parts[i], NULL), g_bytes_get_size (parts[i]));

        g_string_append_printf (mail, "--b\r\nContent-Type: application/octet-stream; name=invoice%u\r\n"
                                      "Content-Transfer-Encoding: base64\r\n\r\n%s\r\n", i, text);
      }
  g_string_append (mail, "--b--\r\n");
  bytes = g_bytes_new (mail->str, mail->len);
  return make_file (program, name, bytes);
}

/* The files of a mail come as those of an archive, whatever the mail is called; one without any says so. */
static void
test_drop_mail (Program       *program,
                gconstpointer  data)
{
  const char *name = data;
  g_autofree char *empty_name = g_strconcat ("Hello ", name, NULL);
  g_autoptr(GBytes) pdf = velo_samples_load ("invoice.pdf", 0, NULL);
  g_autoptr(GBytes) xml = velo_samples_load ("bicycle.xml", 40, NULL);
  g_autoptr(GFile) mail = make_mail (program, name, pdf, xml);
  g_autoptr(GFile) nothing = make_mail (program, empty_name, NULL, NULL);
  GtkWidget *dialog;
  VeloIntakeTally tally;

  program_wait_for_samples (program);
  drop (program, &mail, 1);
  dialog = wait_for_summary ();
  velo_intake_batch_count (velo_intake_dialog_get_batch (VELO_INTAKE_DIALOG (dialog)), &tally);
  g_assert_cmpuint (tally.n_sales, ==, 2);
  g_assert_cmpuint (tally.n_trouble, ==, 0);
  WAIT_UNTIL (velo_test_find_text (dialog, "E-mail with 2 files") != NULL);
  gtk_window_close (GTK_WINDOW (dialog));
  WAIT_UNTIL (program_find_window (VELO_TYPE_INTAKE_DIALOG) == NULL);
  drop (program, &nothing, 1);
  program_close_message ("There is no invoice in this message.");
}

/* A mail with one file: the form of that invoice. */
static void
test_drop_mail_of_one (Program       *program,
                       gconstpointer  data)
{
  g_autoptr(GBytes) pdf = velo_samples_load ("invoice.pdf", 0, NULL);
  g_autoptr(GFile) mail = make_mail (program, data, pdf, NULL);

  program_wait_for_samples (program);
  drop (program, &mail, 1);
  WAIT_UNTIL (program_find_window (VELO_TYPE_SALE_DIALOG) != NULL);
}

/* The window goes while many files are read. */
static void
test_drop_closed (Program       *program,
                  gconstpointer  data)
{
  g_autoptr(GBytes) bytes = velo_samples_load ("invoice.pdf", 0, NULL);
  g_autoptr(GFile) file = make_file (program, "invoice.pdf", bytes);
  GFile *files[20];

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    files[i] = file;
  program_wait_for_samples (program);
  drop (program, files, G_N_ELEMENTS (files));
  program_close (program);
  g_assert_null (program_find_window (VELO_TYPE_INTAKE_DIALOG));
}

/* Whoever names an invoice wants to see it, also with --background. */
static void
test_named_in_background (Program       *program,
                          gconstpointer  data)
{
  g_autofree char *path = g_build_filename (g_getenv ("VELO_TEST_DATA"), "invoices", "de_facturx_en16931_text.pdf", NULL);
  GFile *files[] = { g_file_new_for_path (path) };

  program_wait (program);
  gtk_window_close (GTK_WINDOW (program->window));
  WAIT_UNTIL (program->application->window == NULL);
  program_wait (program);
  program->application->windowless = TRUE;
  g_application_open (G_APPLICATION (program->application), files, 1, "");
  g_assert_nonnull (program->application->window);
  g_set_weak_pointer (&program->window, program->application->window);
  program_wait (program);
  WAIT_UNTIL (program_find_window (VELO_TYPE_REMINDER_DIALOG) != NULL || program_find_window (VELO_TYPE_SALE_DIALOG) != NULL);
  g_object_unref (files[0]);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void (*func) (Program *program, gconstpointer data);
    const char *data;
  } tests[] = {
    { "/window/drop", test_drop },
    { "/window/named-in-background", test_named_in_background },
    { "/window/drop/summary", test_summary },
    { "/window/drop/summary/review", test_summary_review },
    { "/window/drop/closed", test_drop_closed },
    { "/window/drop/mail", test_drop_mail, "Your invoice.eml" },
    { "/window/drop/mail/unnamed", test_drop_mail, "Your invoice" },
    { "/window/drop/mail/misnamed", test_drop_mail_of_one, "Your invoice.txt" },
    { "/window/drop/mail/of-one", test_drop_mail_of_one, "Your invoice.eml" },
  };

  velo_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Program, tests[i].data, program_set_up, tests[i].func, program_tear_down);
  return g_test_run ();
}
