/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The derivation of an offer on the page of its claim: filed late, saved, printed; and the figures of the service. */

#include "config.h"

#include "velo-claims-fixture.h"

#include <gtk/gtkunixprint.h>

#include "velo-claim-derivation.h"
#include "velo-claim-page.h"
#include "velo-claims-figures-window.h"

#define CENTS 123450

static gboolean
is_filed (Fixture *fixture)
{
  g_autofree char *path = g_strdup_printf ("api/v1/claims/%s/calculation", fixture->flow.id);
  g_autoptr(JsonObject) calculation = velo_claims_test_call (&fixture->test, "GET", path, fixture->flow.desk, NULL);

  g_assert_cmpuint (fixture->test.status, ==, 200);
  return json_object_get_boolean_member (json_object_get_object_member (calculation, "offer"), "derivation");
}

static void
show_offer (Fixture *fixture)
{
  make_offer (fixture, CENTS);
  sign_in (fixture, "desk");
  open_claim (fixture);
  show_tab (fixture, "calculation");
  WAIT_UNTIL (gtk_widget_get_mapped (in_page (fixture, "derivation_button")));
}

/* Offered, and then something went wrong: told, and made up for with the same button. */
static void
test_filed_late (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *saved = NULL;

  show_offer (fixture);
  g_assert_false (is_filed (fixture));
  g_assert_true (gtk_widget_get_mapped (in_page (fixture, "unfiled_label")));
  click (in_page (fixture, "derivation_button"));
  answer ("Derivation of the offer", "save");
  g_assert_true (is_filed (fixture));
  choose_file (fixture->test.directory, "derivation.pdf");
  saved = read_file (fixture, "derivation.pdf");
  g_assert_true (g_str_has_prefix (saved, "%PDF-"));
  WAIT_UNTIL (gtk_widget_get_mapped (in_page (fixture, "derivation_button"))
              && !gtk_widget_get_visible (in_page (fixture, "unfiled_label")));
  /* the second time it is only loaded */
  click (in_page (fixture, "derivation_button"));
  answer ("Derivation of the offer", "close");
}

/* Given up, and where nobody may write: told, and there to be saved again. */
static void
test_not_saved (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *saved = NULL;

  show_offer (fixture);
  click (in_page (fixture, "derivation_button"));
  answer ("Derivation of the offer", "save");
  choose_file (NULL, NULL);
  g_assert_null (find_window (ADW_TYPE_MESSAGE_DIALOG));
  click (in_page (fixture, "derivation_button"));
  answer ("Derivation of the offer", "save");
  choose_file ("/proc", "derivation.pdf");
  answer ("The derivation is not there", "close");
  click (in_page (fixture, "derivation_button"));
  answer ("Derivation of the offer", "save");
  choose_file (fixture->test.directory, "again.pdf");
  saved = read_file (fixture, "again.pdf");
  g_assert_true (g_str_has_prefix (saved, "%PDF-"));
}

/* The printer that every computer has: a file. */
static GtkPrintUnixDialog *
choose_printer (const char *uri)
{
  g_autoptr(GtkPrintSettings) settings = gtk_print_settings_new ();
  GtkPrintUnixDialog *dialog = NULL;

  WAIT_UNTIL ((dialog = find_window (GTK_TYPE_PRINT_UNIX_DIALOG)) != NULL);
  gtk_print_settings_set_printer (settings, "Print to File");
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_URI, uri);
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf");
  gtk_print_unix_dialog_set_settings (dialog, settings);
  WAIT_UNTIL (gtk_print_unix_dialog_get_selected_printer (dialog) != NULL);
  return dialog;
}

/* In the system's dialog, given up first. */
static void
test_printed (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *printed = NULL;
  GtkPrintUnixDialog *dialog;

  show_offer (fixture);
  path = g_build_filename (fixture->test.directory, "printed.pdf", NULL);
  uri = g_filename_to_uri (path, NULL, NULL);
  click (in_page (fixture, "derivation_button"));
  answer ("Derivation of the offer", "print");
  dialog = choose_printer (uri);
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_CANCEL);
  WAIT_UNTIL (find_window (GTK_TYPE_PRINT_UNIX_DIALOG) == NULL);
  g_assert_null (find_window (ADW_TYPE_MESSAGE_DIALOG));
  click (in_page (fixture, "derivation_button"));
  answer ("Derivation of the offer", "print");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  dialog = choose_printer (uri);
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_OK);
  WAIT_UNTIL (find_window (GTK_TYPE_PRINT_UNIX_DIALOG) == NULL && g_file_test (path, G_FILE_TEST_EXISTS));
  printed = read_file (fixture, "printed.pdf");
  g_assert_null (find_window (ADW_TYPE_MESSAGE_DIALOG));
}

/* No service at that moment: told, and it stays unfiled until it is tried again. */
static void
test_gone (Fixture       *fixture,
           gconstpointer  data)
{
  VeloNotice *notice;

  show_offer (fixture);
  notice = in_page (fixture, "notice");
  velo_claims_service_stop (fixture->test.service);
  click (in_page (fixture, "derivation_button"));
  /* what else was being read of the claim may say it before the button can be pressed again */
  WAIT_UNTIL (velo_notice_get_revealed (notice)
              && gtk_widget_get_sensitive (in_page (fixture, "derivation_button")));
  g_assert_nonnull (strstr (velo_notice_get_title (notice), "No connection"));
  g_assert_true (gtk_widget_get_mapped (in_page (fixture, "unfiled_label")));
  velo_claims_test_restart (&fixture->test, CONFIG);
  g_assert_false (is_filed (fixture));
}

typedef struct
{
  GBytes *pdf;
  gboolean done;
} Filed;

static void
filed_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Filed *filed = user_data;
  g_autoptr(GError) error = NULL;

  filed->pdf = velo_claim_derivation_file_finish (result, &error);
  g_assert_no_error (error);
  filed->done = TRUE;
}

/* Two persons at once: one paper, the same for both. */
static void
test_at_once (Fixture       *fixture,
              gconstpointer  data)
{
  Filed filed[2] = { { NULL, FALSE }, { NULL, FALSE } };

  show_offer (fixture);
  for (int i = 0; i < 2; i++)
    velo_claim_derivation_file_async (velo_claims_desk_get_client (fixture->desk), get_claim (fixture), NULL, filed_cb,
                                      &filed[i]);
  WAIT_UNTIL (filed[0].done && filed[1].done);
  g_assert_true (g_bytes_equal (filed[0].pdf, filed[1].pdf));
  g_assert_true (is_filed (fixture));
  for (int i = 0; i < 2; i++)
    g_bytes_unref (filed[i].pdf);
}

/* The figures */

static gpointer
in_figures (gpointer    window,
            const char *id)
{
  return find (window, VELO_TYPE_CLAIMS_FIGURES_WINDOW, id);
}

static gpointer
open_figures (Fixture *fixture)
{
  gpointer window = NULL;

  click (in_view (fixture, "figures_button"));
  WAIT_UNTIL ((window = find_window (VELO_TYPE_CLAIMS_FIGURES_WINDOW)) != NULL
              && gtk_widget_get_mapped (in_figures (window, "month_list")));
  return window;
}

static void
test_figures (Fixture       *fixture,
              gconstpointer  data)
{
  AdwComboRow *months;
  gpointer window;

  make_offer (fixture, CENTS);
  sign_in (fixture, "desk");
  window = open_figures (fixture);
  WAIT_UNTIL (find_text (window, "1 of 1 (100 %)") != NULL);
  g_assert_nonnull (find_text (in_figures (window, "now_list"), "0 claims"));
  g_assert_nonnull (find_text (in_figures (window, "now_list"), "an offer within 2 h 00 min"));
  g_assert_nonnull (find_text (window, "half of them within 0 min, nine of ten within 0 min"));
  months = in_figures (window, "month_row");
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (months)), ==, 2);
  /* one of this month, as of all */
  adw_combo_row_set_selected (months, 1);
  WAIT_UNTIL (find_text (window, "1 of 1 (100 %)") != NULL);
  gtk_window_destroy (window);
}

/* Nothing yet is no fault; no service is one, and can be tried again. */
static void
test_no_figures (Fixture       *fixture,
                 gconstpointer  data)
{
  VeloNotice *notice;
  gpointer window;

  velo_claims_flow_init (&fixture->flow, &fixture->test, NUMBER, "de");
  sign_in (fixture, "assessor");
  window = open_figures (fixture);
  WAIT_UNTIL (count_rows (in_figures (window, "month_list")) == 1);
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (in_figures (window, "month_row"))), ==, 1);
  g_assert_false (gtk_widget_get_visible (in_figures (window, "retry_button")));
  gtk_window_destroy (window);
  velo_claims_service_stop (fixture->test.service);
  window = open_figures (fixture);
  notice = in_figures (window, "notice");
  WAIT_UNTIL (velo_notice_get_revealed (notice));
  g_assert_nonnull (strstr (velo_notice_get_title (notice), "No connection"));
  WAIT_UNTIL (gtk_widget_get_mapped (in_figures (window, "retry_button")));
  velo_notice_hide (notice);
  click (in_figures (window, "retry_button"));
  WAIT_UNTIL (velo_notice_get_revealed (notice));
  /* closed while it is asked once more */
  click (in_figures (window, "retry_button"));
  gtk_window_destroy (window);
}

/* A sales partner is not asked to see them. */
static void
test_partner (Fixture       *fixture,
              gconstpointer  data)
{
  velo_claims_flow_init (&fixture->flow, &fixture->test, NUMBER, "de");
  sign_in (fixture, "partner");
  g_assert_false (gtk_widget_get_mapped (in_view (fixture, "figures_button")));
}

static void
count_cb (gpointer user_data)
{
  guint *n = user_data;

  (*n)++;
}

/* A paper is filed in the background: by then the page may have turned away from its claim. */
static void
test_no_claim (void)
{
  g_autoptr(VeloClaimPage) page = g_object_ref_sink (g_object_new (VELO_TYPE_CLAIM_PAGE, NULL));
  guint n = 0;

  g_signal_connect_swapped (page, "changed", G_CALLBACK (count_cb), &n);
  velo_claim_page_reload (page);
  g_assert_cmpuint (n, ==, 1);
  g_assert_null (velo_claim_page_get_id (page));
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *name; void (*test) (Fixture *, gconstpointer); } tests[] = {
    { "filed-late", test_filed_late }, { "not-saved", test_not_saved }, { "printed", test_printed },
    { "gone", test_gone }, { "at-once", test_at_once }, { "figures", test_figures },
    { "no-figures", test_no_figures }, { "partner", test_partner },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/desktop/claims-papers/", tests[i].name, NULL);

      g_test_add (path, Fixture, NULL, fixture_set_up, tests[i].test, fixture_tear_down);
    }
  g_test_add_func ("/desktop/claims-papers/no-claim", test_no_claim);
  return g_test_run ();
}
