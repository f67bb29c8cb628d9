/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk pays, with real widgets against the real service: release, second person, files of and for the bank. */

#include "config.h"

#include "velo-calculation-window.h"
#include "velo-claims-fixture.h"

#include <glib/gstdio.h>

#define CENTS 123450
#define MANY_CENTS 250000

#define REPORT(DIRECTION, CENTS_TEXT, MORE) \
  "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.054.001.08'><BkToCstmrDbtCdtNtfctn><Ntfctn>" \
  "<Ntry><Amt Ccy='EUR'>" CENTS_TEXT "</Amt><CdtDbtInd>" DIRECTION "</CdtDbtInd><Sts>BOOK</Sts><NtryDtls><TxDtls><Refs>" \
  "<EndToEndId>" NUMBER "</EndToEndId></Refs>" MORE "</TxDtls></NtryDtls></Ntry></Ntfctn>" \
  "</BkToCstmrDbtCdtNtfctn></Document>"
#define PAID REPORT ("DBIT", "1234.50", "<Amt Ccy='EUR'>1234.50</Amt>")
#define RETURNED REPORT ("CRDT", "1234.50", "<Amt Ccy='EUR'>1234.50</Amt><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>")

static const char *
get_label (Fixture *fixture)
{
  return gtk_button_get_label (in_page (fixture, "next_button"));
}

static void
release (Fixture *fixture)
{
  g_assert_cmpstr (get_label (fixture), ==, "_Release Payout…");
  click (in_page (fixture, "next_button"));
  answer ("Release the payout?", "confirm");
}

/* Reads a file of the bank and waits until the view says @words. */
static void
read_bank_file (Fixture    *fixture,
                const char *name,
                const char *contents,
                const char *words)
{
  g_autofree char *path = g_build_filename (fixture->test.directory, name, NULL);
  VeloNotice *notice = in_view (fixture, "notice");

  g_assert_true (g_file_set_contents (path, contents, -1, NULL));
  velo_notice_hide (notice);
  click (in_view (fixture, "bank_button"));
  choose_file (fixture->test.directory, name);
  WAIT_UNTIL (velo_notice_get_revealed (notice));
  g_assert_nonnull (strstr (velo_notice_get_title (notice), words));
  /* the list is loaded anew, and the words stay */
  velo_claims_view_set_search_text (VELO_CLAIMS_VIEW (fixture->view), NUMBER);
  WAIT_UNTIL (g_strcmp0 (gtk_label_get_label (in_view (fixture, "count_label")), "1 claim") == 0);
  velo_claims_view_set_search_text (VELO_CLAIMS_VIEW (fixture->view), "none such");
  WAIT_UNTIL (gtk_widget_get_visible (in_view (fixture, "empty_label")));
  g_assert_true (velo_notice_get_revealed (notice));
  g_assert_nonnull (strstr (velo_notice_get_title (notice), words));
}

/* Released, saved, saved again, paid: the whole way of one person. */
static void
test_paid (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;

  make_accepted (fixture, CENTS);
  sign_in (fixture, "desk");
  open_claim (fixture);
  WAIT_UNTIL (gtk_widget_get_mapped (in_page (fixture, "payout_group")));
  g_assert_nonnull (find_text (in_page (fixture, "payout_list"), "Erika Muster"));
  show_tab (fixture, "overview");
  g_assert_nonnull (find_text (in_page (fixture, "tasks_list"), "Release the payout"));
  show_tab (fixture, "payment");
  WAIT_UNTIL (find_text (in_page (fixture, "payout_list"), "DE89 3704 0044 0532 0130 00") != NULL);
  /* asked, and not done */
  click (in_page (fixture, "next_button"));
  answer ("Release the payout?", "cancel");
  g_assert_true (is_in_state (fixture, VELO_CLAIM_STATE_ACCEPTED));
  release (fixture);
  /* nobody chooses a file before the page knows what was released */
  WAIT_UNTIL (find_text (in_page (fixture, "payout_list"), "Not checked before the release") != NULL);
  choose_file (fixture->test.directory, "first.xml");
  first = read_file (fixture, "first.xml");
  g_assert_nonnull (strstr (first, "pain.001.001.09"));
  g_assert_nonnull (strstr (first, "<EndToEndId>" NUMBER));
  g_assert_nonnull (strstr (first, "1234.50"));
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_PAYOUT_ORDERED)
              && g_strcmp0 (get_label (fixture), "Confirm _Payment…") == 0);
  g_assert_false (gtk_widget_get_visible (in_page (fixture, "tasks_group")));
  WAIT_UNTIL (gtk_widget_get_mapped (in_page (fixture, "file_button")));
  /* what was left out is still said, and can be made up for */
  g_assert_nonnull (find_text (in_page (fixture, "payout_list"), "Not checked before the release"));
  g_assert_true (gtk_widget_get_mapped (in_page (fixture, "payee_button")));
  click (in_page (fixture, "file_button"));
  choose_file (fixture->test.directory, "again.xml");
  again = read_file (fixture, "again.xml");
  g_assert_cmpstr (first, ==, again);
  WAIT_UNTIL (g_strcmp0 (get_label (fixture), "Confirm _Payment…") == 0);
  SKIP_WHERE_FILES_CANNOT_BE_OPENED ();
  read_bank_file (fixture, "paid.xml", PAID, "Paid: 1. Sent back: 0. Not ours: 0.");
  /* the claim that is looked at follows by itself */
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_PAID));
  g_assert_false (gtk_widget_get_mapped (in_page (fixture, "file_button")));
  /* the same file once more changes nothing, and says so */
  read_bank_file (fixture, "twice.xml", PAID, "Paid: 0. Sent back: 0. Not ours: 1.");
}

/* What the own bank says of the payee is recorded before the release, with the name that it tells. */
static void
test_payee (Fixture       *fixture,
            gconstpointer  data)
{
  AdwMessageDialog *dialog = NULL;

  make_accepted (fixture, CENTS);
  sign_in (fixture, "desk");
  open_claim (fixture);
  WAIT_UNTIL (gtk_widget_get_mapped (in_page (fixture, "payee_button")));
  g_assert_nonnull (find_text (in_page (fixture, "payout_list"), "Not checked yet"));
  click (in_page (fixture, "payee_button"));
  answer ("What does the bank say of the payee?", "cancel");
  g_assert_nonnull (find_text (in_page (fixture, "payout_list"), "Not checked yet"));

  click (in_page (fixture, "payee_button"));
  WAIT_UNTIL ((dialog = find_window (ADW_TYPE_MESSAGE_DIALOG)) != NULL);
  g_assert_false (adw_message_dialog_get_response_enabled (dialog, "confirm"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (gtk_widget_get_ancestor (find_text (dialog, "Nearly"),
                                                                         GTK_TYPE_CHECK_BUTTON)), TRUE);
  /* nearly, but who? */
  g_assert_false (adw_message_dialog_get_response_enabled (dialog, "confirm"));
  gtk_editable_set_text (find_type (dialog, GTK_TYPE_ENTRY), "Erika Musterfrau");
  g_assert_true (adw_message_dialog_get_response_enabled (dialog, "confirm"));
  answer ("What does the bank say of the payee?", "confirm");
  WAIT_UNTIL (find_text (in_page (fixture, "payout_list"),
                         "Nearly: the account belongs to a similar name: Erika Musterfrau") != NULL);
  g_assert_true (is_in_state (fixture, VELO_CLAIM_STATE_ACCEPTED));
}

/* Marks the only choice of the question that is on the screen. */
static void
tick (AdwMessageDialog *dialog,
      gboolean          active)
{
  gtk_check_button_set_active (find_type (adw_message_dialog_get_extra_child (dialog), GTK_TYPE_CHECK_BUTTON), active);
}

/* Records what the bank says of the payee. */
static void
record_payee (Fixture    *fixture,
              const char *words)
{
  AdwMessageDialog *dialog = NULL;

  WAIT_UNTIL ((dialog = find_window (ADW_TYPE_MESSAGE_DIALOG)) != NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (gtk_widget_get_ancestor (find_text (dialog, words),
                                                                         GTK_TYPE_CHECK_BUTTON)), TRUE);
  answer ("What does the bank say of the payee?", "confirm");
  WAIT_UNTIL (find_text (in_page (fixture, "payout_list"), words) != NULL);
}

/* Unchecked, or a wrong name: nothing is released by a mere Enter, and the check is what is proposed. */
static void
test_unchecked (Fixture       *fixture,
                gconstpointer  data)
{
  AdwMessageDialog *dialog = NULL;

  make_accepted (fixture, CENTS);
  sign_in (fixture, "desk");
  open_claim (fixture);
  click (in_page (fixture, "next_button"));
  WAIT_UNTIL ((dialog = find_window (ADW_TYPE_MESSAGE_DIALOG)) != NULL);
  g_assert_nonnull (find_text (dialog, "nobody knows whether the account belongs to Erika Muster"));
  g_assert_cmpstr (adw_message_dialog_get_default_response (dialog), ==, "cancel");
  g_assert_false (adw_message_dialog_get_response_enabled (dialog, "confirm"));
  tick (dialog, TRUE);
  g_assert_true (adw_message_dialog_get_response_enabled (dialog, "confirm"));
  tick (dialog, FALSE);
  g_assert_false (adw_message_dialog_get_response_enabled (dialog, "confirm"));
  click (gtk_widget_get_ancestor (find_text (dialog, "Check the _Payee First…"), GTK_TYPE_BUTTON));
  record_payee (fixture, "The name does not belong to the account");

  click (in_page (fixture, "next_button"));
  WAIT_UNTIL ((dialog = find_window (ADW_TYPE_MESSAGE_DIALOG)) != NULL);
  g_assert_cmpstr (adw_message_dialog_get_default_response (dialog), ==, "cancel");
  g_assert_false (adw_message_dialog_get_response_enabled (dialog, "confirm"));
  answer ("Release the payout?", "cancel");
  g_assert_true (is_in_state (fixture, VELO_CLAIM_STATE_ACCEPTED));

  click (in_page (fixture, "payee_button"));
  record_payee (fixture, "Name and account belong together");
  click (in_page (fixture, "next_button"));
  WAIT_UNTIL ((dialog = find_window (ADW_TYPE_MESSAGE_DIALOG)) != NULL);
  g_assert_cmpstr (adw_message_dialog_get_default_response (dialog), ==, "confirm");
  g_assert_true (adw_message_dialog_get_response_enabled (dialog, "confirm"));
  g_assert_null (adw_message_dialog_get_extra_child (dialog));
  answer ("Release the payout?", "confirm");
  choose_file (NULL, NULL);
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_PAYOUT_ORDERED));
  WAIT_UNTIL (!gtk_widget_get_visible (in_page (fixture, "payee_button")));
}

/* Given up, no right to write there: the file waits, is not lost with another claim, and is saved in the end. */
static void
test_not_written (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *file = NULL;

  make_accepted (fixture, CENTS);
  sign_in (fixture, "desk");
  open_claim (fixture);
  release (fixture);
  choose_file (NULL, NULL);
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_PAYOUT_ORDERED)
              && g_strcmp0 (get_label (fixture), "Save _File for the Bank…") == 0);
  g_assert_false (velo_notice_get_revealed (in_page (fixture, "notice")));
  click (in_page (fixture, "next_button"));
  /* not even root may write here */
  choose_file ("/proc", "payout.xml");
  WAIT_UNTIL (velo_notice_get_revealed (in_page (fixture, "notice")));
  g_assert_cmpstr (get_label (fixture), ==, "Save _File for the Bank…");
  open_claim (fixture);
  click (in_page (fixture, "next_button"));
  choose_file (fixture->test.directory, "in-the-end.xml");
  file = read_file (fixture, "in-the-end.xml");
  g_assert_nonnull (strstr (file, NUMBER));
  WAIT_UNTIL (g_strcmp0 (get_label (fixture), "Confirm _Payment…") == 0);
  /* and what becomes of the file is said */
  WAIT_UNTIL (strstr (velo_notice_get_title (in_page (fixture, "notice")), "hand it to your bank") != NULL);
  click (in_page (fixture, "next_button"));
  answer ("Has the bank paid?", "confirm");
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_PAID));
}

/* Who has saved the file sees, too, what a colleague does meanwhile. */
static void
test_followed (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(JsonObject) paid = NULL;

  make_accepted (fixture, CENTS);
  sign_in (fixture, "desk");
  open_claim (fixture);
  release (fixture);
  choose_file (fixture->test.directory, "followed.xml");
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_PAYOUT_ORDERED)
              && g_strcmp0 (get_label (fixture), "Confirm _Payment…") == 0);
  paid = velo_claims_flow_act (&fixture->flow, fixture->flow.desk, "POST", "payment", "");
  g_assert_cmpuint (fixture->test.status, ==, 200);
  velo_claim_page_follow (velo_claims_view_get_page (VELO_CLAIMS_VIEW (fixture->view)));
  WAIT_UNTIL (velo_claim_get_state (get_claim (fixture)) == VELO_CLAIM_STATE_PAID);
}

/* Above the limit: the same person cannot do it twice, and only the second gets a file. */
static void
test_second_person (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *file = NULL;

  make_accepted (fixture, MANY_CENTS);
  sign_in (fixture, "desk");
  open_claim (fixture);
  WAIT_UNTIL (find_text (in_page (fixture, "payout_list"), "Two persons have to release it, because it is more than") != NULL);
  release (fixture);
  WAIT_UNTIL (find_text (in_page (fixture, "payout_list"), "a second person has to as well") != NULL);
  g_assert_null (find_window (GTK_TYPE_FILE_CHOOSER_DIALOG));
  g_assert_true (is_in_state (fixture, VELO_CLAIM_STATE_ACCEPTED));
  g_assert_false (gtk_widget_get_visible (in_page (fixture, "next_button")));
  /* from another screen that does not know it yet */
  velo_claim_page_show (velo_claims_view_get_page (VELO_CLAIMS_VIEW (fixture->view)), fixture->flow.id);
  WAIT_UNTIL (gtk_widget_get_visible (in_page (fixture, "next_button")));
  click (in_page (fixture, "next_button"));
  answer ("Release the payout?", "confirm");
  WAIT_UNTIL (velo_notice_get_revealed (in_page (fixture, "notice")));
  g_assert_nonnull (strstr (velo_notice_get_title (in_page (fixture, "notice")), "a second person has to"));
  WAIT_UNTIL (!gtk_widget_get_visible (in_page (fixture, "next_button")));
  sign_in (fixture, "desk2");
  open_claim (fixture);
  WAIT_UNTIL (find_text (in_page (fixture, "payout_list"), "you are the second") != NULL);
  release (fixture);
  choose_file (fixture->test.directory, "second.xml");
  file = read_file (fixture, "second.xml");
  g_assert_nonnull (strstr (file, "2500.00"));
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_PAYOUT_ORDERED));
}

/* Nothing that is no report of a bank, or about another payment, changes a claim. */
static void
test_wrong_files (Fixture       *fixture,
                  gconstpointer  data)
{
  static const struct { const char *contents; const char *words; } files[] = {
    { "", "no file of a bank" }, { "<Document", "no file of a bank" }, { "Kontoauszug", "no file of a bank" },
    { "\xff\xfe\x01", "no file of a bank" },
    { "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pain.001.001.09'><CstmrCdtTrfInitn/></Document>",
      "no file of a bank" },
    { REPORT ("DBIT", "1.00", "<Amt Ccy='EUR'>1.00</Amt>"), "Paid: 0. Sent back: 0. Not ours: 1." },
  };
  g_autofree char *huge = g_strnfill (4 * 1024 * 1024, ' ');

  make_accepted (fixture, CENTS);
  sign_in (fixture, "desk");
  open_claim (fixture);
  release (fixture);
  choose_file (NULL, NULL);
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_PAYOUT_ORDERED));
  SKIP_WHERE_FILES_CANNOT_BE_OPENED ();
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *name = g_strdup_printf ("wrong-%u.xml", (guint) i);

      read_bank_file (fixture, name, files[i].contents, files[i].words);
    }
  read_bank_file (fixture, "huge.xml", huge, "no file of a bank");
  open_claim (fixture);
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_PAYOUT_ORDERED));
}

/* The bank refuses: told as a warning, and there is a call to make and a payout to release again. */
static void
test_sent_back (Fixture       *fixture,
                gconstpointer  data)
{
  make_accepted (fixture, CENTS);
  sign_in (fixture, "desk");
  open_claim (fixture);
  release (fixture);
  choose_file (fixture->test.directory, "first.xml");
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_PAYOUT_ORDERED)
              && g_strcmp0 (get_label (fixture), "Confirm _Payment…") == 0);
  SKIP_WHERE_FILES_CANNOT_BE_OPENED ();
  read_bank_file (fixture, "back.xml", RETURNED, "Paid: 0. Sent back: 1. Not ours: 0.");
  open_claim (fixture);
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_ACCEPTED));
  show_tab (fixture, "overview");
  WAIT_UNTIL (find_text (in_page (fixture, "tasks_list"), "The bank sent the payout back") != NULL);
  g_assert_nonnull (find_text (in_page (fixture, "tasks_list"), "Phone +491711234567"));
  release (fixture);
  choose_file (fixture->test.directory, "second.xml");
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_PAYOUT_ORDERED));
  WAIT_UNTIL (!gtk_widget_get_visible (in_page (fixture, "tasks_group")));
}

/* The assessor sees neither the account nor a way to pay it out. */
static void
test_no_right (Fixture       *fixture,
               gconstpointer  data)
{
  make_accepted (fixture, CENTS);
  sign_in (fixture, "assessor");
  open_claim (fixture);
  show_tab (fixture, "calculation");
  WAIT_UNTIL (gtk_widget_get_mapped (in_page (fixture, "calculation_group")));
  g_assert_false (gtk_widget_get_visible (in_page (fixture, "next_button")));
  g_assert_false (gtk_widget_get_visible (in_page (fixture, "payout_group")));
  g_assert_false (gtk_widget_get_visible (in_page (fixture, "messages_group")));
  g_assert_false (gtk_widget_get_visible (in_page (fixture, "tasks_group")));
  g_assert_false (gtk_widget_get_visible (in_view (fixture, "bank_button")));
  g_assert_null (find_text (fixture->view, IBAN));
}

/* The service goes away between the question and the answer: nothing is claimed to be done. */
static void
test_service_away (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *state = NULL;

  make_accepted (fixture, CENTS);
  sign_in (fixture, "desk");
  open_claim (fixture);
  WAIT_UNTIL (find_text (in_page (fixture, "payout_list"), "One person is enough") != NULL);
  click (in_page (fixture, "next_button"));
  WAIT_UNTIL (find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  velo_claims_service_stop (fixture->test.service);
  answer ("Release the payout?", "confirm");
  WAIT_UNTIL (velo_notice_get_revealed (in_page (fixture, "notice")));
  g_assert_nonnull (strstr (velo_notice_get_title (in_page (fixture, "notice")), "No connection"));
  g_assert_null (find_window (GTK_TYPE_FILE_CHOOSER_DIALOG));
  g_assert_cmpstr (get_label (fixture), ==, "_Release Payout…");
  velo_claims_test_restart (&fixture->test, CONFIG);
  state = velo_claims_flow_get_state (&fixture->flow);
  g_assert_cmpstr (state, ==, "accepted");
  sign_in (fixture, "desk");
  open_claim (fixture);
  release (fixture);
  choose_file (NULL, NULL);
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_PAYOUT_ORDERED));
}

/* The repair is dearer than the replacement: the desk decides, and the assessor can go on then. */
static void
test_approved (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(JsonObject) begun = NULL;
  g_autoptr(JsonObject) calculated = NULL;
  g_autoptr(JsonObject) offered = NULL;
  g_autoptr(JsonObject) again = NULL;
  g_autofree char *state = NULL;
  VeloClaimsFlow *flow = &fixture->flow;

  velo_claims_flow_init (flow, &fixture->test, NUMBER, "de");
  velo_claims_flow_log_in (flow);
  velo_claims_flow_upload_all (flow);
  begun = velo_claims_flow_act (flow, flow->assessor, "POST", "calculation", "");
  calculated = velo_claims_flow_act (flow, flow->assessor, "PUT", "calculation",
                                     ",\"calculation\":{\"lines\":[{\"kind\":\"other\",\"text\":\"Tür\",\"price-cents\":150000}],"
                                     "\"replacement-cents\":300000,\"residual-cents\":150000,"
                                     "\"replacement-tax-permyriad\":0,\"share-permyriad\":10000,\"age-years\":3}");
  g_assert_cmpuint (fixture->test.status, ==, 200);
  offered = velo_claims_flow_act (flow, flow->assessor, "POST", "offer", "");
  /* the assessor reads who decides, and cannot put that off */
  sign_in (fixture, "assessor");
  open_claim (fixture);
  WAIT_UNTIL (strstr (gtk_label_get_label (in_page (fixture, "next_label")), "the claims desk has agreed") != NULL);
  show_tab (fixture, "overview");
  g_assert_nonnull (find_text (in_page (fixture, "tasks_list"), "Decide about the calculation"));
  g_assert_null (find_text (in_page (fixture, "tasks_list"), "Later…"));
  sign_in (fixture, "desk");
  open_claim (fixture);
  WAIT_UNTIL (g_strcmp0 (get_label (fixture), "_Approve Calculation…") == 0);
  /* what is to be approved is there at once */
  g_assert_true (is_on_tab (fixture, "calculation"));
  show_tab (fixture, "overview");
  g_assert_nonnull (find_text (in_page (fixture, "tasks_list"), "Later…"));
  g_assert_nonnull (find_text (in_page (fixture, "tasks_list"), "Decide about the calculation"));
  click (in_page (fixture, "next_button"));
  answer ("Approve the calculation?", "cancel");
  click (in_page (fixture, "next_button"));
  answer ("Approve the calculation?", "confirm");
  show_tab (fixture, "contacts");
  WAIT_UNTIL (find_text (in_page (fixture, "contacts_list"), "Calculation approved by the desk") != NULL);
  /* decided is decided */
  show_tab (fixture, "overview");
  WAIT_UNTIL (find_text (in_page (fixture, "tasks_list"), "Decide about the calculation") == NULL);
  show_tab (fixture, "calculation");
  WAIT_UNTIL (gtk_widget_get_mapped (in_page (fixture, "calculation_group")));
  g_assert_false (gtk_widget_get_visible (in_page (fixture, "next_button")));
  again = velo_claims_flow_act (flow, flow->assessor, "POST", "offer", "");
  g_assert_cmpuint (fixture->test.status, ==, 200);
  state = velo_claims_flow_get_state (flow);
  g_assert_cmpstr (state, ==, "offered");
}

/* Above the limit there is no offer: the assessor can end it, and the reason stands at the top of the page. */
static void
test_not_here (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(JsonObject) begun = NULL;
  g_autoptr(JsonObject) calculated = NULL;
  VeloClaimsFlow *flow = &fixture->flow;
  GtkWidget *window = NULL;
  GtkWidget *button;
  GtkWidget *offer;
  int narrow = 0;

  velo_claims_flow_init (flow, &fixture->test, NUMBER, "de");
  velo_claims_flow_log_in (flow);
  velo_claims_flow_upload_all (flow);
  begun = velo_claims_flow_act (flow, flow->assessor, "POST", "calculation", "");
  calculated = velo_claims_flow_act (flow, flow->assessor, "PUT", "calculation",
                                     ",\"calculation\":{\"lines\":[{\"kind\":\"other\",\"text\":\"Tür\",\"price-cents\":900000}],"
                                     "\"share-permyriad\":10000,\"age-years\":3}");
  g_assert_cmpuint (fixture->test.status, ==, 200);
  sign_in (fixture, "assessor");
  open_claim (fixture);
  WAIT_UNTIL (g_strcmp0 (get_label (fixture), "C_alculate…") == 0);
  click (in_page (fixture, "next_button"));
  WAIT_UNTIL ((window = find_window (VELO_TYPE_CALCULATION_WINDOW)) != NULL);
  button = find (window, VELO_TYPE_CALCULATION_WINDOW, "unsuitable_button");
  WAIT_UNTIL (gtk_widget_get_visible (button) && gtk_widget_get_sensitive (button));
  /* who meant to make the offer does nothing, and refuses nobody */
  offer = find (window, VELO_TYPE_CALCULATION_WINDOW, "offer_button");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (offer)), ==, "Make _Offer");
  g_assert_false (gtk_widget_get_sensitive (offer));
  g_assert_false (gtk_widget_has_css_class (button, "suggested-action"));
  /* in a narrow window, with the photos behind a button and without the title, there is room for it, too */
  gtk_widget_set_visible (find (window, VELO_TYPE_CALCULATION_WINDOW, "title"), FALSE);
  gtk_widget_set_visible (find (window, VELO_TYPE_CALCULATION_WINDOW, "photos_button"), TRUE);
  gtk_widget_measure (adw_window_get_content (ADW_WINDOW (window)), GTK_ORIENTATION_HORIZONTAL, -1, &narrow, NULL, NULL, NULL);
  g_assert_cmpint (narrow, <=, 360);
  /* asked, and not done */
  click (button);
  answer ("End the immediate settlement?", "cancel");
  g_assert_true (is_in_state (fixture, VELO_CLAIM_STATE_CALCULATING));
  click (button);
  answer ("End the immediate settlement?", "confirm");
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_UNSUITABLE));
  WAIT_UNTIL (find_window (VELO_TYPE_CALCULATION_WINDOW) == NULL);
  g_assert_nonnull (strstr (gtk_label_get_label (in_page (fixture, "next_label")), "above the limit"));
}

/* Declined: the call is recorded in words, from the step as well as from the task. */
static void
test_call_back (Fixture       *fixture,
                gconstpointer  data)
{
  make_offer (fixture, CENTS);
  g_assert_cmpuint (velo_claims_flow_form (&fixture->flow, "claim/decline", "reason=Zu+wenig"), ==, 303);
  sign_in (fixture, "desk");
  open_claim (fixture);
  WAIT_UNTIL (find_text (in_page (fixture, "tasks_list"), "the offer was not accepted") != NULL);
  g_assert_nonnull (find_text (in_page (fixture, "tasks_list"), "Zu wenig"));
  g_assert_cmpstr (get_label (fixture), ==, "_Record the Call…");
  click (in_page (fixture, "next_button"));
  answer_with ("What came of the call?", "", "cancel");
  click (find_text (in_page (fixture, "tasks_list"), "Not Reached"));
  answer_with ("Nobody reached?", "Mailbox", "confirm");
  show_tab (fixture, "contacts");
  WAIT_UNTIL (find_text (in_page (fixture, "contacts_list"), "Task put off\nMailbox") != NULL);
  g_assert_true (is_in_state (fixture, VELO_CLAIM_STATE_DECLINED));
  show_tab (fixture, "overview");
  g_assert_nonnull (find_text (in_page (fixture, "tasks_list"), "Mailbox"));
  click (find_text (in_page (fixture, "tasks_list"), "Reached"));
  answer_with ("What came of the call?", "Will noch einmal rechnen lassen", "confirm");
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_CALL_BACK));
  show_tab (fixture, "contacts");
  WAIT_UNTIL (find_text (in_page (fixture, "contacts_list"), "Will noch einmal rechnen lassen") != NULL);
  g_assert_false (gtk_widget_get_visible (in_page (fixture, "tasks_group")));
}

/* While the desk is asked, the page goes on: what is answered is said of what was asked about, and somebody is told
 * that it is not so any more. */
static void
test_changed_meanwhile (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(JsonObject) payout = NULL;
  VeloClaimPage *page;
  VeloNotice *notice;

  make_accepted (fixture, CENTS);
  sign_in (fixture, "desk");
  open_claim (fixture);
  page = velo_claims_view_get_page (VELO_CLAIMS_VIEW (fixture->view));
  notice = in_page (fixture, "notice");
  WAIT_UNTIL (find_text (in_page (fixture, "payout_list"), "DE89 3704") != NULL);
  click (in_page (fixture, "next_button"));
  WAIT_UNTIL (find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  g_assert_cmpuint (velo_claims_flow_accept (&fixture->flow, "AT611904300234573201"), ==, 303);
  velo_claim_page_follow (page);
  WAIT_UNTIL (find_text (in_page (fixture, "payout_list"), "AT61 1904") != NULL);
  answer ("Release the payout?", "confirm");
  WAIT_UNTIL (velo_notice_get_revealed (notice));
  g_assert_nonnull (strstr (velo_notice_get_title (notice), "changed this claim on"));
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_ACCEPTED));
  /* nobody has released the account that was not on the question */
  payout = velo_claims_flow_get (&fixture->flow, fixture->flow.desk, "/payout");
  g_assert_false (json_object_get_boolean_member (json_object_get_object_member (payout, "payout"), "released_first"));

  /* a sentence that takes its time is not lost without a word either */
  WAIT_UNTIL (gtk_widget_get_sensitive (in_page (fixture, "close_button")));
  velo_notice_hide (notice);
  click (in_page (fixture, "close_button"));
  WAIT_UNTIL (find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  g_assert_cmpuint (velo_claims_flow_accept (&fixture->flow, IBAN), ==, 303);
  velo_claim_page_follow (page);
  WAIT_UNTIL (find_text (in_page (fixture, "payout_list"), "DE89 3704") != NULL);
  answer_with ("Close this claim?", "Doppelt gemeldet", "confirm");
  WAIT_UNTIL (velo_notice_get_revealed (notice));
  g_assert_nonnull (strstr (velo_notice_get_title (notice), "changed this claim on"));
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_ACCEPTED));
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *name; void (*test) (Fixture *, gconstpointer); } tests[] = {
    { "paid", test_paid }, { "payee", test_payee }, { "unchecked", test_unchecked },
    { "not-written", test_not_written }, { "followed", test_followed }, { "second-person", test_second_person },
    { "wrong-files", test_wrong_files }, { "sent-back", test_sent_back }, { "no-right", test_no_right },
    { "service-away", test_service_away }, { "approved", test_approved },
    { "not-here", test_not_here }, { "call-back", test_call_back },
    { "changed-meanwhile", test_changed_meanwhile },
  };

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/desktop/claims-payout/", tests[i].name, NULL);

      g_test_add (path, Fixture, NULL, fixture_set_up, tests[i].test, fixture_tear_down);
    }
  return g_test_run ();
}
