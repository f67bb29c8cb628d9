/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests which papers the customer gets at the end: those of the tariff that was taken, each once. */

#include "config.h"

#include "velo-assistant-driver.h"

#include "velo-application-page.h"
#include "velo-evidence-package.h"
#include "velo-evidence.h"
#include "velo-handover-box.h"
#include "velo-papers-bar.h"
#include "velo-store-documents.h"
#include "velo-store-journal.h"
#include "velo-vehicle-documents.h"

static void
choose_card (GtkWidget  *window,
             int         position,
             const char *variant)
{
  GtkFlowBox *cards = GTK_FLOW_BOX (velo_test_find (window, "cards"));
  GtkWidget *card = gtk_flow_box_child_get_child (gtk_flow_box_get_child_at_index (cards, position));
  g_autofree char *words = g_strdup_printf ("AVB Komplettschutz E-Bike Variante %s", variant);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (card), TRUE);
  WAIT_UNTIL (velo_test_find_text (velo_test_find (window, "tariff_page"), words) != NULL);
  velo_test_settle ();
}

/* How many rows of the list say what the customer gets, and whether none of them is of variant B. */
static guint
count_papers (GtkWidget *list)
{
  guint n_papers = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));

      g_assert_null (strstr (title, "Variante B"));
      n_papers += strstr (title, "Variante A") != NULL;
    }
  return n_papers;
}

/* Goes through a sale in which variant B was looked at and A was taken. */
static GtkWidget *
sell_a_after_b (Fixture *fixture)
{
  GtkWidget *window = open_window (fixture, 960, 700);

  go_to_tariff (window);
  WAIT_UNTIL (velo_test_find_text (window, "AVB Komplettschutz E-Bike Variante A") != NULL);
  choose_card (window, 1, "B");
  choose_card (window, 0, "A");
  go_on (window);
  velo_vehicle_set_lock_confirmed (velo_proposal_get_vehicle (get_proposal (window)), VELO_ANSWER_YES);
  velo_vehicle_set_leasing (velo_proposal_get_vehicle (get_proposal (window)), VELO_ANSWER_NO);
  go_on (window);
  fixture_fill (get_proposal (window));
  gtk_editable_set_text (GTK_EDITABLE (velo_test_find (window, "iban_row")), "DE89 3704 0044 0532 0130 00");
  go_on (window);
  WAIT_UNTIL (velo_pdf_view_is_ready (VELO_PDF_VIEW (velo_test_find (window, "view"))));
  /* one blue button at a time: here it is the one to sign with */
  g_assert_false (gtk_widget_has_css_class (velo_test_find (window, "next_button"), "suggested-action"));
  sign_on_paper (window);
  click (window, "conclude_button");
  answer_dialog (TRUE);
  WAIT_UNTIL (velo_test_find_text (window, "Insured.") != NULL);
  WAIT_UNTIL (velo_test_find_text (velo_test_find (window, "conclusion_page"), "Signed; no copy") != NULL);
  return window;
}

static void
test_end_list (Fixture       *fixture,
               gconstpointer  data)
{
  GtkWidget *window = sell_a_after_b (fixture);
  GtkWidget *page = velo_test_find (window, "conclusion_page");
  GtkListBox *steps = GTK_LIST_BOX (velo_test_find (window, "steps"));
  GtkListBoxRow *last = gtk_list_box_get_row_at_index (steps, CONCLUSION);

  g_assert_cmpuint (count_papers (velo_test_find (page, "list")), ==, 7);
  g_assert_nonnull (velo_test_find_text (page, "SEPA-Mandat Komplettschutz E-Bike Variante A"));
  g_assert_nonnull (velo_test_find_text (page, "Wertetabelle Komplettschutz E-Bike Variante A"));
  /* the last step is done as well */
  g_assert_cmpfloat (gtk_widget_get_opacity (gtk_widget_get_first_child (gtk_list_box_row_get_child (last))), ==, 1);
  shoot (window, "papers-end");
  close_window (window);
}

static void
test_vehicle (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *window = sell_a_after_b (fixture);
  VeloVehicleDocuments *documents =
    VELO_VEHICLE_DOCUMENTS (velo_vehicle_documents_new (fixture->counter, fixture->vehicle_id));
  GtkWindow *shown = velo_test_show (GTK_WIDGET (documents), 600, 700);

  velo_vehicle_documents_load (documents);
  WAIT_UNTIL (!velo_vehicle_documents_is_loading (documents));
  g_assert_cmpuint (count_papers (velo_test_find (GTK_WIDGET (documents), "list_box")), ==, 7);
  g_assert_nonnull (velo_test_find_text (GTK_WIDGET (documents), "Data for the training insurer"));
  g_assert_null (velo_test_find_text (GTK_WIDGET (documents), "sent to the insurer"));
  velo_test_hide (shown);
  close_window (window);
}

/* Who was given the papers of A has not got those of B. */
static void
test_received (Fixture       *fixture,
               gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  VeloProposal *proposal = get_proposal (window);
  GtkWidget *page = velo_test_find (window, "tariff_page");
  GtkCheckButton *received = GTK_CHECK_BUTTON (velo_test_find (page, "received_check"));

  go_to_tariff (window);
  WAIT_UNTIL (velo_test_find_text (page, "AVB Komplettschutz E-Bike Variante A") != NULL);
  gtk_check_button_set_active (received, TRUE);
  WAIT_UNTIL (velo_test_find_text (page, "Not handed over yet") == NULL);
  choose_card (window, 1, "B");
  WAIT_UNTIL (!gtk_check_button_get_active (received));
  g_assert_cmpint (velo_proposal_get_documents_received_at (proposal), ==, 0);
  /* Said while they are on their way, it holds for those that come. */
  choose_card (window, 0, "A");
  gtk_toggle_button_set_active (
    GTK_TOGGLE_BUTTON (gtk_flow_box_child_get_child (
      gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (velo_test_find (window, "cards")), 1))), TRUE);
  gtk_check_button_set_active (received, TRUE);
  WAIT_UNTIL (velo_test_find_text (page, "AVB Komplettschutz E-Bike Variante B") != NULL);
  WAIT_UNTIL (velo_test_find_text (page, "Not handed over yet") == NULL);
  g_assert_true (gtk_check_button_get_active (received));
  close_window (window);
}

/* Who prints one of the papers, or those of another tariff, has not given the customer all of these. */
static void
test_one_printed (Fixture       *fixture,
                  gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  VeloProposal *proposal = get_proposal (window);
  GtkWidget *page = velo_test_find (window, "tariff_page");
  VeloHandoverBox *box = VELO_HANDOVER_BOX (velo_test_find (page, "handover_box"));
  g_autofree char *path = g_build_filename (fixture->folder, "set.pdf", NULL);
  g_autoptr(GListModel) documents = NULL;

  go_to_tariff (window);
  WAIT_UNTIL (velo_test_find_text (page, "AVB Komplettschutz E-Bike Variante A") != NULL);
  g_object_get (box, "documents", &documents, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (documents), >, 1);
  g_signal_emit_by_name (box, "handed-over");
  g_assert_false (velo_proposal_get_documents_received (proposal));
  velo_handover_box_print (box, path);
  WAIT_UNTIL (velo_proposal_get_documents_received (proposal));
  close_window (window);
}

static void
test_evidence (Fixture       *fixture,
               gconstpointer  data)
{
  GtkWidget *window = sell_a_after_b (fixture);
  VeloProposal *proposal = get_proposal (window);
  g_autoptr(GBytes) package = NULL;
  g_autoptr(GPtrArray) files = NULL;
  g_autofree char *fingerprint = NULL;
  g_autoptr(GError) error = NULL;
  Answer answer = { 0 };
  guint n_papers = 0;

  velo_evidence_make_async (fixture->counter, NULL, velo_proposal_get_vehicle (proposal),
                            velo_proposal_get_customer (proposal), NULL, answer_cb, &answer);
  answer_wait (&answer);
  package = velo_evidence_make_finish (answer.result, &error);
  g_assert_no_error (error);
  answer_clear (&answer);
  files = velo_evidence_package_check (package, &fingerprint, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < files->len; i++)
    {
      VeloEvidenceFile *file = g_ptr_array_index (files, i);

      g_assert_null (strstr (file->name, "Variante-B"));
      n_papers += strstr (file->name, "Variante-A") != NULL;
    }
  g_assert_cmpuint (n_papers, ==, 7);
  close_window (window);
}

static GPtrArray *
list_documents (Fixture    *fixture,
                const char *proposal_id)
{
  GPtrArray *documents;
  g_autoptr(GError) error = NULL;
  Answer answer = { 0 };

  velo_store_list_documents_async (fixture->store, NULL, proposal_id, NULL, answer_cb, &answer);
  answer_wait (&answer);
  documents = velo_store_list_documents_finish (fixture->store, answer.result, &error);
  g_assert_no_error (error);
  answer_clear (&answer);
  return documents;
}

/* What is printed again later was still handed over when it was. */
static void
test_printed_again (Fixture       *fixture,
                    gconstpointer  data)
{
  GtkWidget *window = sell_a_after_b (fixture);
  VeloHandoverBox *box = VELO_HANDOVER_BOX (velo_test_find (velo_test_find (window, "conclusion_page"),
                                                            "handover_box"));
  const char *id = velo_proposal_get_id (get_proposal (window));
  g_autofree char *path = g_build_filename (fixture->folder, "set.pdf", NULL);
  g_autoptr(GPtrArray) before = NULL;
  g_autoptr(GPtrArray) after = NULL;

  before = list_documents (fixture, id);
  velo_handover_box_print (box, path);
  WAIT_UNTIL (!velo_handover_box_is_busy (box));
  after = list_documents (fixture, id);
  g_assert_cmpuint (before->len, ==, after->len);
  for (guint i = 0; i < after->len; i++)
    {
      VeloDocument *first = g_ptr_array_index (before, i);
      VeloDocument *document = g_ptr_array_index (after, i);

      if (velo_document_get_handed_over_at (first) != 0)
        {
          g_assert_true (velo_record_equal (first, document));
          g_assert_cmpstr (velo_document_get_handed_over_how (document), ==, "shown");
        }
      if (velo_document_get_superseded (document))
        g_assert_cmpint (velo_document_get_handed_over_at (document), ==, 0);
    }
  g_assert_nonnull (velo_test_find_text (GTK_WIDGET (box), "Handed over"));
  g_assert_null (velo_test_find_text (GTK_WIDGET (box), "Signed; no copy"));
  close_window (window);
}

static guint
count_how (GPtrArray  *documents,
           const char *how)
{
  guint n = 0;

  for (guint i = 0; i < documents->len; i++)
    n += g_str_equal (velo_document_get_handed_over_how (g_ptr_array_index (documents, i)), how);
  return n;
}

/* Printed where the tick is, the papers are known as printed; that the customer has them is said by the tick alone. */
static void
test_beside_tick (Fixture       *fixture,
                  gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  VeloProposal *proposal = get_proposal (window);
  GtkWidget *page = velo_test_find (window, "application_page");
  VeloPapersBar *bar = VELO_PAPERS_BAR (velo_test_find (page, "papers_bar"));
  GtkCheckButton *received = GTK_CHECK_BUTTON (velo_test_find (page, "received_check"));
  g_autofree char *path = g_build_filename (fixture->folder, "papers.pdf", NULL);
  g_autoptr(GPtrArray) printed = NULL;
  g_autoptr(GPtrArray) ticked = NULL;
  GtkWidget *papers;
  guint n_printed;

  go_to_application (window);
  WAIT_UNTIL (gtk_widget_get_mapped (GTK_WIDGET (bar)));
  g_assert_nonnull (strstr (gtk_check_button_get_label (received), "received all"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (velo_test_find (window, "paper_button")), TRUE);
  velo_test_settle ();
  click (window, "signed_button");
  g_assert_nonnull (velo_test_find_text (page, "hand over the documents"));
  g_assert_cmpint (velo_proposal_get_state (proposal), ==, VELO_PROPOSAL_STATE_PREPARED);
  velo_handover_box_print (velo_papers_bar_get_box (bar), path);
  WAIT_UNTIL (!velo_handover_box_is_busy (velo_papers_bar_get_box (bar)));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_false (velo_proposal_get_documents_received (proposal));
  printed = list_documents (fixture, velo_proposal_get_id (proposal));
  n_printed = count_how (printed, "printed");
  g_assert_cmpuint (n_printed, >, 2);
  /* The list says what is missing, until it is ticked. */
  papers = GTK_WIDGET (velo_papers_bar_get_box (bar));
  gtk_popover_popup (GTK_POPOVER (gtk_widget_get_ancestor (papers, GTK_TYPE_POPOVER)));
  WAIT_UNTIL (velo_test_find_text (papers, ", not handed over yet") != NULL);
  g_assert_null (velo_test_find_text (papers, "Not handed over yet"));

  /* Said once more in red, and gone as soon as it is ticked. */
  click (window, "signed_button");
  g_assert_nonnull (velo_test_find_text (page, "hand over the documents"));
  gtk_check_button_set_active (received, TRUE);
  g_assert_null (velo_test_find_text (page, "hand over the documents"));
  g_assert_nonnull (velo_test_find_text (papers, "Printed"));
  g_assert_null (velo_test_find_text (papers, ", not handed over yet"));
  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (papers, GTK_TYPE_POPOVER)));
  sign_on_paper (window);
  ticked = list_documents (fixture, velo_proposal_get_id (proposal));
  g_assert_cmpuint (count_how (ticked, "printed"), ==, n_printed);
  g_assert_cmpuint (count_how (ticked, "shown"), ==, 0);
  close_window (window);
}

/* Without papers there is nothing to print, and nothing is said of their number. */
static void
test_no_papers (Fixture       *fixture,
                gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  GtkWidget *page = velo_test_find (window, "application_page");
  GtkWidget *bar = velo_test_find (page, "papers_bar");

  fixture_fault (fixture, "LEGAL_DOCUMENTS:empty:*");
  go_to_customer (window);
  fixture_fill (get_proposal (window));
  gtk_editable_set_text (GTK_EDITABLE (velo_test_find (window, "iban_row")), "DE89370400440532013000");
  go_on (window);
  g_assert_false (gtk_widget_get_visible (bar));
  g_assert_cmpstr (gtk_check_button_get_label (GTK_CHECK_BUTTON (velo_test_find (page, "received_check"))), ==,
                   "The customer has received the documents");
  close_window (window);
}

static guint
count_events (Fixture    *fixture,
              const char *what)
{
  g_autoptr(GPtrArray) journal = NULL;
  Answer answer = { 0 };
  guint n = 0;

  velo_store_list_journal_async (fixture->store, fixture->vehicle_id, NULL, answer_cb, &answer);
  answer_wait (&answer);
  journal = velo_store_list_journal_finish (fixture->store, answer.result, NULL);
  answer_clear (&answer);
  for (guint i = 0; i < journal->len; i++)
    n += g_str_equal (velo_journal_entry_get_what (g_ptr_array_index (journal, i)), what);
  return n;
}

/* The buttons are at the lower edge of their page, whatever stands above them. */
static gboolean
is_at_the_edge (GtkWidget *box,
                GtkWidget *page)
{
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (box, page, &bounds)
         && (int) (graphene_rect_get_y (&bounds) + graphene_rect_get_height (&bounds)) == gtk_widget_get_height (page) - 8;
}

/* First printed, then signed: the page suggests it in this order, and the history tells of the print. What it says of
 * that moves no button from under the mouse. */
static void
test_application_printed (Fixture       *fixture,
                          gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  GtkWidget *page = velo_test_find (window, "application_page");
  GtkWidget *print_button = velo_test_find (velo_test_find (page, "paper_box"), "print_button");
  GtkWidget *signed_button = velo_test_find (page, "signed_button");
  GObject *status = gtk_widget_get_template_child (page, VELO_TYPE_APPLICATION_PAGE, "status_label");
  g_autofree char *path = g_build_filename (fixture->folder, "application.pdf", NULL);

  go_to_application (window);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (velo_test_find (page, "paper_button")), TRUE);
  WAIT_UNTIL (is_at_the_edge (velo_test_find (page, "paper_box"), page));
  g_assert_true (gtk_widget_has_css_class (print_button, "suggested-action"));
  g_assert_false (gtk_widget_has_css_class (signed_button, "suggested-action"));
  /* what cannot be printed is not noted */
  velo_application_page_print (VELO_APPLICATION_PAGE (page), "/nowhere/application.pdf");
  WAIT_UNTIL (gtk_widget_has_css_class (GTK_WIDGET (status), "error"));
  g_assert_true (gtk_widget_has_css_class (print_button, "suggested-action"));
  g_assert_cmpuint (count_events (fixture, "application-printed"), ==, 0);
  velo_application_page_print (VELO_APPLICATION_PAGE (page), path);
  WAIT_UNTIL (gtk_widget_has_css_class (signed_button, "suggested-action"));
  g_assert_false (gtk_widget_has_css_class (print_button, "suggested-action"));
  g_assert_cmpuint (count_events (fixture, "application-printed"), ==, 1);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  WAIT_UNTIL (gtk_widget_get_mapped (GTK_WIDGET (status)) && gtk_widget_get_height (GTK_WIDGET (status)) > 0);
  WAIT_UNTIL (is_at_the_edge (velo_test_find (page, "paper_box"), page));
  close_window (window);
}

int
main (int    argc,
      char **argv)
{
  velo_test_init (&argc, &argv);

#define ADD(path, function) \
  g_test_add ("/desktop/papers/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

  ADD ("end-list", test_end_list);
  ADD ("vehicle", test_vehicle);
  ADD ("evidence", test_evidence);
  ADD ("printed-again", test_printed_again);
  ADD ("received", test_received);
  ADD ("one-printed", test_one_printed);
  ADD ("beside-tick", test_beside_tick);
  ADD ("no-papers", test_no_papers);
  ADD ("application-printed", test_application_printed);
  return g_test_run ();
}
