/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The view of the claims with real widgets, against the real service of training mode. */

#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "velo-calculation-window.h"
#include "velo-claim-dialog.h"
#include "velo-claim-step.h"
#include "velo-claims-text.h"
#include "velo-claims-view.h"
#include "velo-field.h"
#include "velo-invitation-dialog.h"
#include "velo-money-row.h"
#include "velo-notice.h"
#include "velo-remove.h"
#include "velo-secrets-memory.h"
#include "velo-text-row.h"
#include "velo-wait.h"

typedef struct
{
  char *folder;
  GSettings *root;
  GSettings *settings;
  VeloSecrets *secrets;
  VeloClaimsDesk *desk;
  GtkWidget *view;
  GtkWindow *window;
} Fixture;

#include "velo-claims-widgets.h"

static void
show_view (Fixture *fixture)
{
  fixture->view = velo_claims_view_new (fixture->desk);
  fixture->window = GTK_WINDOW (g_object_ref_sink (adw_window_new ()));
  gtk_window_set_default_size (fixture->window, 1100, 800);
  adw_window_set_content (ADW_WINDOW (fixture->window), fixture->view);
  gtk_window_present (fixture->window);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  const char *folder = NULL;

  fixture->folder = g_dir_make_tmp ("velo-claims-XXXXXX", NULL);
  fixture->root = g_settings_new ("com.example.VeloInsure");
  fixture->settings = g_settings_get_child (fixture->root, "claims");
  fixture->secrets = velo_secrets_memory_new ();
  folder = g_strcmp0 (data, "real") == 0 ? NULL : fixture->folder;
  fixture->desk = velo_claims_desk_new (folder, fixture->settings, fixture->secrets);
  show_view (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = g_list_model_get_n_items (windows); i > 0; i--)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i - 1);

      gtk_window_destroy (window);
    }
  g_clear_object (&fixture->window);
  velo_claims_desk_close (fixture->desk);
  /* what is on its way still has the view, which has the desk */
  WAIT_UNTIL (G_OBJECT (fixture->desk)->ref_count == 1);
  g_assert_finalize_object (fixture->desk);
  g_settings_reset (fixture->settings, "address");
  g_settings_reset (fixture->settings, "account");
  g_clear_object (&fixture->secrets);
  g_clear_object (&fixture->settings);
  g_clear_object (&fixture->root);
  velo_test_remove (fixture->folder);
  g_free (fixture->folder);
}

/* Of a search before there may have been one row, too. */
static gboolean
lists_only (Fixture    *fixture,
            const char *number)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (in_view (fixture, "list"), 0);

  return row != NULL && count_rows (in_view (fixture, "list")) == 1
    && g_str_has_prefix (gtk_label_get_label (GTK_LABEL (gtk_widget_get_first_child (gtk_list_box_row_get_child (row)))),
                         number);
}

static void
choose (Fixture    *fixture,
        const char *number)
{
  gtk_editable_set_text (in_view (fixture, "search_entry"), number);
  WAIT_UNTIL (lists_only (fixture, number));
  g_signal_emit_by_name (in_view (fixture, "list"), "row-activated",
                         gtk_list_box_get_row_at_index (in_view (fixture, "list"), 0));
  WAIT_UNTIL (get_claim (fixture) != NULL
              && g_strcmp0 (velo_claim_get_number (get_claim (fixture)), number) == 0);
}

static void
test_list (Fixture       *fixture,
           gconstpointer  data)
{
  WAIT_UNTIL (shows (fixture, "work") && count_rows (in_view (fixture, "list")) == 3);
  gtk_toggle_button_set_active (in_view (fixture, "running_button"), TRUE);
  WAIT_UNTIL (count_rows (in_view (fixture, "list")) == 1);
  gtk_toggle_button_set_active (in_view (fixture, "ended_button"), TRUE);
  velo_claims_view_set_search_text (VELO_CLAIMS_VIEW (fixture->view), "no such claim");
  WAIT_UNTIL (count_rows (in_view (fixture, "list")) == 0);
  g_assert_true (gtk_widget_get_visible (in_view (fixture, "empty_label")));
  /* who searches finds it wherever it stands */
  velo_claims_view_set_search_text (VELO_CLAIMS_VIEW (fixture->view), "H-KB 417");
  WAIT_UNTIL (count_rows (in_view (fixture, "list")) == 1);
}

/* Whom one plays now has not been told what the one before was, and no words are selected on the page. */
static void
test_account_changed (Fixture       *fixture,
                      gconstpointer  data)
{
  GtkWidget *accounts = in_view (fixture, "account_drop_down");
  GtkWidget *focus;

  WAIT_UNTIL (shows (fixture, "work") && count_rows (in_view (fixture, "list")) == 3);
  choose (fixture, "26-1000002");
  velo_notice_show (in_view (fixture, "notice"), VELO_NOTICE_KIND_INFO, "Paid: 1.");
  g_assert_true (gtk_widget_grab_focus (accounts));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (accounts), 3);
  WAIT_UNTIL (shows (fixture, "opening"));
  WAIT_UNTIL (shows (fixture, "work"));
  g_assert_false (velo_notice_get_revealed (in_view (fixture, "notice")));
  focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  g_assert_true (focus != NULL && (focus == accounts || gtk_widget_is_ancestor (focus, accounts)));
  /* what had the focus is not there for this one: the search has it */
  gtk_drop_down_set_selected (GTK_DROP_DOWN (accounts), 0);
  WAIT_UNTIL (shows (fixture, "opening"));
  WAIT_UNTIL (shows (fixture, "work"));
  g_assert_true (gtk_widget_grab_focus (in_view (fixture, "new_button")));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (accounts), 3);
  WAIT_UNTIL (shows (fixture, "opening"));
  WAIT_UNTIL (shows (fixture, "work"));
  focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  g_assert_true (focus != NULL && gtk_widget_is_ancestor (focus, in_view (fixture, "search_entry")));
}

static void
test_decide_and_invite (Fixture       *fixture,
                        gconstpointer  data)
{
  gpointer dialog;
  GtkButton *next;

  WAIT_UNTIL (shows (fixture, "work"));
  choose (fixture, "26-1000002");
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_SUITABLE));
  next = in_page (fixture, "next_button");
  g_assert_cmpstr (gtk_button_get_label (next), ==, "_Invite the Customer");
  g_signal_emit_by_name (next, "clicked");
  WAIT_UNTIL (find_window (VELO_TYPE_INVITATION_DIALOG) != NULL && is_in_state (fixture, VELO_CLAIM_STATE_INVITED));
  g_assert_nonnull (strstr (gtk_label_get_label (find (find_window (VELO_TYPE_INVITATION_DIALOG),
                                                       VELO_TYPE_INVITATION_DIALOG, "text_label")),
                            "http://127.0.0.1:"));
  /* who has to do what, and that nothing goes by itself */
  dialog = find_window (VELO_TYPE_INVITATION_DIALOG);
  g_assert_cmpstr (gtk_label_get_label (find (dialog, VELO_TYPE_INVITATION_DIALOG, "how_label")), ==,
                   "The customer would get this message at +491711000002:");
  click (find (dialog, VELO_TYPE_INVITATION_DIALOG, "copy_button"));
  g_assert_cmpstr (velo_notice_get_title (find (dialog, VELO_TYPE_INVITATION_DIALOG, "notice")), ==,
                   "Copied. Nothing is sent yet: paste it into a text message to +491711000002.");
  g_assert_nonnull (strstr (gtk_label_get_label (find (dialog, VELO_TYPE_INVITATION_DIALOG, "end_label")), ":00"));
  g_assert_cmpstr (gtk_button_get_label (next), ==, "_Invite Again");
  /* in training the customer goes on, who is played; the link is not to be made useless by one key too many */
  g_assert_true (gtk_widget_has_css_class (in_page (fixture, "play_button"), "suggested-action"));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (next), "suggested-action"));
  WAIT_UNTIL (count_rows (in_page (fixture, "contacts_list")) >= 4);
}

/* Closed and started again: what was done in training is still there, and the user reads so. */
static void
test_kept (Fixture       *fixture,
           gconstpointer  data)
{
  WAIT_UNTIL (shows (fixture, "work"));
  g_assert_nonnull (strstr (adw_status_page_get_description (in_page (fixture, "empty_page")), "kept on this computer"));
  choose (fixture, "26-1000005");
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_REPORTED));
  g_signal_emit_by_name (in_page (fixture, "next_button"), "clicked");
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_SUITABLE));
  gtk_window_destroy (fixture->window);
  g_clear_object (&fixture->window);
  velo_claims_desk_close (fixture->desk);
  WAIT_UNTIL (G_OBJECT (fixture->desk)->ref_count == 1);
  g_object_unref (fixture->desk);
  fixture->desk = velo_claims_desk_new (fixture->folder, fixture->settings, fixture->secrets);
  show_view (fixture);
  WAIT_UNTIL (shows (fixture, "work"));
  choose (fixture, "26-1000005");
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_SUITABLE));
}

/* Without a consent nobody is invited: the next step is to record it. */
static void
test_consent (Fixture       *fixture,
              gconstpointer  data)
{
  VeloClaimDialog *dialog;
  GtkLabel *read;

  WAIT_UNTIL (shows (fixture, "work"));
  choose (fixture, "26-1000005");
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_REPORTED));
  g_signal_emit_by_name (in_page (fixture, "next_button"), "clicked");
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_SUITABLE));
  g_assert_cmpstr (gtk_button_get_label (in_page (fixture, "next_button")), ==, "_Record Consent…");
  g_signal_emit_by_name (in_page (fixture, "next_button"), "clicked");
  WAIT_UNTIL ((dialog = find_window (VELO_TYPE_CLAIM_DIALOG)) != NULL);
  g_assert_false (gtk_widget_get_sensitive (find (dialog, VELO_TYPE_CLAIM_DIALOG, "number_row")));
  /* what is asked for stands far below: it has the focus */
  WAIT_UNTIL (gtk_widget_get_focus_child (find (dialog, VELO_TYPE_CLAIM_DIALOG, "consent_row")) != NULL);
  /* what is read out names the own expert to an injured person only */
  read = find (dialog, VELO_TYPE_CLAIM_DIALOG, "read_label");
  adw_combo_row_set_selected (find (dialog, VELO_TYPE_CLAIM_DIALOG, "kind_row"), VELO_CLAIM_KIND_LIABILITY);
  g_assert_nonnull (strstr (gtk_label_get_label (read), "Do you agree"));
  g_assert_nonnull (strstr (gtk_label_get_label (read), "expert of your own"));
  adw_combo_row_set_selected (find (dialog, VELO_TYPE_CLAIM_DIALOG, "kind_row"), VELO_CLAIM_KIND_OWN_DAMAGE);
  g_assert_nonnull (strstr (gtk_label_get_label (read), "Do you agree"));
  g_assert_null (strstr (gtk_label_get_label (read), "expert of your own"));
  /* in several lines, and saved by Enter in an entry */
  velo_text_row_set_text (find (dialog, VELO_TYPE_CLAIM_DIALOG, "consent_row"), " Ja, gern.\nSchicken Sie mir das.\n");
  g_signal_emit_by_name (gtk_editable_get_delegate (find (dialog, VELO_TYPE_CLAIM_DIALOG, "name_row")), "activate");
  WAIT_UNTIL (g_strcmp0 (velo_claim_get_consent (get_claim (fixture)), "Ja, gern.\nSchicken Sie mir das.") == 0);
  g_assert_cmpstr (gtk_button_get_label (in_page (fixture, "next_button")), ==, "_Invite the Customer");
}

/* Suitability is answered as one fills it in; what is wrong is told in words and kept. */
static void
test_new_claim (Fixture       *fixture,
                gconstpointer  data)
{
  VeloClaimDialog *dialog;
  GtkLabel *answer;
  GtkLabel *missing;
  VeloNotice *notice;
  GtkWidget *number;

  WAIT_UNTIL (shows (fixture, "work"));
  g_signal_emit_by_name (in_view (fixture, "new_button"), "clicked");
  WAIT_UNTIL ((dialog = find_window (VELO_TYPE_CLAIM_DIALOG)) != NULL);
  answer = find (dialog, VELO_TYPE_CLAIM_DIALOG, "answer_label");
  g_assert_nonnull (strstr (gtk_label_get_label (answer), "please ask"));
  /* all that is missing is named, not only what is asked first */
  missing = find (dialog, VELO_TYPE_CLAIM_DIALOG, "missing_label");
  g_assert_cmpstr (gtk_label_get_label (missing), ==,
                   "Still missing: Claim number, Licence plate, Name, Phone, Leased or financed, Words of the customer");
  adw_combo_row_set_selected (find (dialog, VELO_TYPE_CLAIM_DIALOG, "financing_row"), VELO_FINANCING_LEASING);
  g_assert_nonnull (strstr (gtk_label_get_label (answer), "leased"));
  adw_combo_row_set_selected (find (dialog, VELO_TYPE_CLAIM_DIALOG, "financing_row"), VELO_FINANCING_PAID);
  gtk_editable_set_text (find (dialog, VELO_TYPE_CLAIM_DIALOG, "plate_row"), "H-XY 12");
  g_assert_nonnull (strstr (gtk_label_get_label (answer), "Yes"));
  g_assert_cmpstr (gtk_label_get_label (missing), ==, "Still missing: Claim number, Name, Phone, Words of the customer");
  gtk_switch_set_active (find (dialog, VELO_TYPE_CLAIM_DIALOG, "airbags_switch"), TRUE);
  g_assert_nonnull (strstr (gtk_label_get_label (answer), "irbags"));
  gtk_switch_set_active (find (dialog, VELO_TYPE_CLAIM_DIALOG, "airbags_switch"), FALSE);
  /* told where it is wrong, gone to, and forgotten when it is corrected */
  gtk_editable_set_text (find (dialog, VELO_TYPE_CLAIM_DIALOG, "plate_row"), "XX 99999999999");
  g_signal_emit_by_name (find (dialog, VELO_TYPE_CLAIM_DIALOG, "save_button"), "clicked");
  number = find (dialog, VELO_TYPE_CLAIM_DIALOG, "number_row");
  WAIT_UNTIL (velo_field_get_problem (number) != NULL);
  g_assert_nonnull (strstr (velo_field_get_problem (number), "claim number"));
  g_assert_nonnull (velo_field_get_problem (find (dialog, VELO_TYPE_CLAIM_DIALOG, "plate_row")));
  g_assert_nonnull (velo_field_get_problem (find (dialog, VELO_TYPE_CLAIM_DIALOG, "name_row")));
  g_assert_null (velo_field_get_problem (find (dialog, VELO_TYPE_CLAIM_DIALOG, "country_row")));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (dialog)), number));
  gtk_editable_set_text (find (dialog, VELO_TYPE_CLAIM_DIALOG, "plate_row"), "H-XY 12");
  g_assert_null (velo_field_get_problem (find (dialog, VELO_TYPE_CLAIM_DIALOG, "plate_row")));
  notice = find (dialog, VELO_TYPE_CLAIM_DIALOG, "notice");
  g_assert_false (velo_notice_get_revealed (notice));
  /* a number that is taken */
  gtk_editable_set_text (find (dialog, VELO_TYPE_CLAIM_DIALOG, "number_row"), "26-1000001");
  gtk_editable_set_text (find (dialog, VELO_TYPE_CLAIM_DIALOG, "name_row"), "Ömer Ünal");
  gtk_editable_set_text (find (dialog, VELO_TYPE_CLAIM_DIALOG, "phone_row"), "0171 555");
  g_signal_emit_by_name (find (dialog, VELO_TYPE_CLAIM_DIALOG, "save_button"), "clicked");
  WAIT_UNTIL (strstr (velo_notice_get_title (notice), "already") != NULL);
  gtk_editable_set_text (find (dialog, VELO_TYPE_CLAIM_DIALOG, "number_row"), "26-77");
  g_signal_emit_by_name (find (dialog, VELO_TYPE_CLAIM_DIALOG, "save_button"), "clicked");
  WAIT_UNTIL (get_claim (fixture) != NULL && g_strcmp0 (velo_claim_get_number (get_claim (fixture)), "26-77") == 0);
  /* it belongs to no sales partner: whoever plays one sees nothing of it */
  gtk_drop_down_set_selected (in_view (fixture, "account_drop_down"), 3);
  WAIT_UNTIL (shows (fixture, "opening"));
  WAIT_UNTIL (shows (fixture, "work") && count_rows (in_view (fixture, "list")) > 0);
  g_assert_null (get_claim (fixture));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (in_page (fixture, "stack")), ==, "empty");
}

/* The partner sees the state and no more; the assessor takes no claims. */
static void
test_roles (Fixture       *fixture,
            gconstpointer  data)
{
  WAIT_UNTIL (shows (fixture, "work"));
  gtk_drop_down_set_selected (in_view (fixture, "account_drop_down"), 3);
  WAIT_UNTIL (shows (fixture, "work") && !gtk_widget_get_visible (in_view (fixture, "new_button")));
  choose (fixture, "26-1000003");
  WAIT_UNTIL (count_rows (in_page (fixture, "contacts_list")) > 0);
  g_assert_cmpstr (velo_claim_get_phone (get_claim (fixture)), ==, "");
  g_assert_false (gtk_widget_get_visible (in_page (fixture, "next_button")));
  g_assert_false (gtk_widget_get_visible (in_page (fixture, "edit_button")));
  g_assert_false (gtk_widget_get_visible (in_page (fixture, "close_button")));
  gtk_drop_down_set_selected (in_view (fixture, "account_drop_down"), 2);
  WAIT_UNTIL (shows (fixture, "opening"));
  WAIT_UNTIL (shows (fixture, "work"));
  g_assert_false (gtk_widget_get_visible (in_view (fixture, "bank_button")));
  /* the claim stays open, as this role sees it */
  WAIT_UNTIL (get_claim (fixture) != NULL);
  g_assert_cmpstr (velo_claim_get_number (get_claim (fixture)), ==, "26-1000003");
  g_assert_cmpstr (velo_claim_get_phone (get_claim (fixture)), !=, "");
  /* what is another's to do says how one becomes the other */
  choose (fixture, "26-1000005");
  g_assert_nonnull (strstr (gtk_label_get_label (in_page (fixture, "next_label")), "choose “You play the claims desk” above the list"));
  /* and who waits for the customer is not left alone */
  choose (fixture, "26-1000001");
  g_assert_nonnull (strstr (gtk_label_get_label (in_page (fixture, "next_label")), "played from the claims desk"));
}

static gpointer
in_window (gpointer    window,
           const char *id)
{
  return find (window, VELO_TYPE_CALCULATION_WINDOW, id);
}

/* The sum follows each line; what the service refuses is told, and nothing entered is lost. */
static void
test_calculate (Fixture       *fixture,
                gconstpointer  data)
{
  GtkWindow *window;
  VeloNotice *notice;
  AdwMessageDialog *question;

  WAIT_UNTIL (shows (fixture, "work"));
  gtk_drop_down_set_selected (in_view (fixture, "account_drop_down"), 2);
  WAIT_UNTIL (shows (fixture, "opening"));
  WAIT_UNTIL (shows (fixture, "work"));
  choose (fixture, "26-1000001");
  window = velo_calculation_window_new (fixture->window, velo_claims_desk_get_client (fixture->desk),
                                        get_claim (fixture));
  gtk_window_present (window);
  notice = in_window (window, "notice");
  WAIT_UNTIL (gtk_widget_get_sensitive (in_window (window, "save_button")));
  g_assert_false (gtk_widget_get_sensitive (in_window (window, "offer_button")));
  /* a line without words */
  g_signal_emit_by_name (in_window (window, "add_button"), "clicked");
  g_assert_true (velo_notice_get_revealed (notice));
  adw_combo_row_set_selected (in_window (window, "kind_row"), VELO_WORK_KIND_PART);
  gtk_editable_set_text (in_window (window, "text_row"), "Tür links");
  gtk_editable_set_text (in_window (window, "quantity_row"), "2");
  velo_money_row_set_cents (in_window (window, "price_row"), 25000);
  g_signal_emit_by_name (in_window (window, "add_button"), "clicked");
  g_assert_cmpuint (count_rows (in_window (window, "lines_list")), ==, 1);
  /* 500 for the parts and 25 flat expenses: liability in Germany */
  g_assert_nonnull (strstr (gtk_label_get_label (in_window (window, "sum_label")), "525"));
  g_assert_true (gtk_widget_get_sensitive (in_window (window, "offer_button")));
  g_signal_emit_by_name (in_window (window, "offer_button"), "clicked");
  question = find_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (question);
  adw_message_dialog_response (question, "confirm");
  /* a button does this by itself */
  gtk_window_destroy (GTK_WINDOW (question));
  WAIT_UNTIL (velo_notice_get_revealed (notice) && gtk_widget_get_sensitive (in_window (window, "save_button")));
  g_assert_cmpuint (count_rows (in_window (window, "lines_list")), ==, 1);
  /* Enter in an entry of the next line adds it */
  gtk_editable_set_text (in_window (window, "text_row"), "Tür rechts");
  gtk_editable_set_text (in_window (window, "quantity_row"), "1");
  velo_money_row_set_cents (in_window (window, "price_row"), 100);
  g_signal_emit_by_name (gtk_editable_get_delegate (in_window (window, "price_row")), "activate");
  g_assert_cmpuint (count_rows (in_window (window, "lines_list")), ==, 2);
  /* ten units of work would cost nothing: not offered, and why; in training rates are filled in, for who asks */
  adw_combo_row_set_selected (in_window (window, "kind_row"), VELO_WORK_KIND_BODY);
  gtk_editable_set_text (in_window (window, "text_row"), "Ausbeulen");
  gtk_editable_set_text (in_window (window, "quantity_row"), "10");
  g_signal_emit_by_name (in_window (window, "add_button"), "clicked");
  g_assert_false (gtk_widget_get_sensitive (in_window (window, "offer_button")));
  g_assert_nonnull (strstr (gtk_label_get_label (in_window (window, "loss_label")), "rate is missing"));
  g_assert_false (gtk_widget_get_visible (in_window (window, "examples_button")));
  velo_calculation_window_offer_examples (VELO_CALCULATION_WINDOW (window));
  g_assert_true (gtk_widget_get_visible (in_window (window, "examples_button")));
  g_signal_emit_by_name (in_window (window, "examples_button"), "clicked");
  g_assert_nonnull (strstr (gtk_label_get_label (in_window (window, "sum_label")), "675"));
  g_assert_true (gtk_widget_get_sensitive (in_window (window, "offer_button")));
}

typedef struct
{
  VeloClaimsClient *client;
  VeloClaimsAnswer *answer;
  gboolean done;
} Other;

static void
other_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Other *other = user_data;
  g_autoptr(GError) error = NULL;

  g_clear_pointer (&other->answer, velo_claims_answer_free);
  other->answer = velo_claims_client_finish (VELO_CLAIMS_CLIENT (object), result, &error);
  g_assert_no_error (error);
  other->done = TRUE;
}

/* A colleague closes the claim behind one's back: one is told, and sees it as it is. */
static void
test_conflict (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(VeloClaim) seen = NULL;
  Other other = { NULL };

  WAIT_UNTIL (shows (fixture, "work"));
  choose (fixture, "26-1000005");
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_REPORTED));
  seen = velo_record_copy (get_claim (fixture));
  velo_claims_client_act_async (velo_claims_desk_get_client (fixture->desk), seen, VELO_CLAIMS_ACT_CLOSE, "doppelt",
                                NULL, other_cb, &other);
  WAIT_UNTIL (other.done);
  g_signal_emit_by_name (in_page (fixture, "next_button"), "clicked");
  WAIT_UNTIL (velo_claim_get_state (get_claim (fixture)) == VELO_CLAIM_STATE_CLOSED);
  g_assert_true (velo_notice_get_revealed (in_page (fixture, "notice")));
  g_assert_nonnull (strstr (velo_notice_get_title (in_page (fixture, "notice")), "Dora Schalter (Training) (Claims desk)"));
  g_assert_nonnull (strstr (velo_notice_get_title (in_page (fixture, "notice")), "changed this claim on"));
  g_assert_false (gtk_widget_get_visible (in_page (fixture, "next_button")));
  velo_claims_answer_free (other.answer);
}

/* The service goes away while one works, and nothing is lost but the time. */
static void
test_service_gone (Fixture       *fixture,
                   gconstpointer  data)
{
  WAIT_UNTIL (shows (fixture, "work") && count_rows (in_view (fixture, "list")) == 3);
  velo_claims_desk_close (fixture->desk);
  gtk_editable_set_text (in_view (fixture, "search_entry"), "26-1");
  WAIT_UNTIL (velo_notice_get_revealed (in_view (fixture, "notice")));
  g_assert_nonnull (strstr (velo_notice_get_title (in_view (fixture, "notice")), "No connection"));
}

static void
test_closed_early (Fixture       *fixture,
                   gconstpointer  data)
{
  WAIT_UNTIL (shows (fixture, "opening"));
  velo_claims_desk_close (fixture->desk);
  gtk_window_destroy (fixture->window);
  g_clear_object (&fixture->window);
  /* the thread that starts the service still has the desk */
  WAIT_UNTIL (G_OBJECT (fixture->desk)->ref_count == 1);
}

static void
test_not_set_up (Fixture       *fixture,
                 gconstpointer  data)
{
  AdwStatusPage *trouble = in_view (fixture, "trouble_page");

  WAIT_UNTIL (shows (fixture, "trouble"));
  g_assert_nonnull (strstr (adw_status_page_get_description (trouble), "settings"));
  g_assert_cmpstr (adw_status_page_get_title (trouble), ==, "No claims here yet");
  g_assert_true (gtk_widget_has_css_class (in_view (fixture, "settings_button"), "suggested-action"));
  g_settings_set_string (fixture->settings, "address", "https://claims.example");
  g_settings_set_string (fixture->settings, "account", "desk");
  g_signal_emit_by_name (in_view (fixture, "retry_button"), "clicked");
  WAIT_UNTIL (shows (fixture, "trouble"));
  WAIT_UNTIL (strstr (adw_status_page_get_description (trouble), "password") != NULL);
  g_assert_cmpstr (adw_status_page_get_title (trouble), ==, "Not connected");
  g_assert_false (gtk_widget_get_visible (in_view (fixture, "account_drop_down")));
}

static void
test_clock (void)
{
  g_autoptr(VeloClaim) claim = velo_claim_new ();
  const gint64 now = G_GINT64_CONSTANT (1794819600000000);
  g_autofree char *none = velo_claims_text_dup_clock (claim, now);
  g_autofree char *promised = NULL;
  g_autofree char *late = NULL;

  g_assert_cmpstr (none, ==, "");
  velo_claim_set_state (claim, VELO_CLAIM_STATE_CALCULATING);
  velo_claim_set_promised (claim, now + 52 * G_TIME_SPAN_MINUTE);
  promised = velo_claims_text_dup_clock (claim, now);
  g_assert_cmpstr (promised, ==, "Offer by 10:52 (52 min left)");
  late = velo_claims_text_dup_clock (claim, now + 60 * G_TIME_SPAN_MINUTE);
  g_assert_cmpstr (late, ==, "Offer by 10:52 (overdue)");
}

static void
test_reasons (void)
{
  static const struct { const char *reason; const char *words; } reasons[] = {
    { "suitability:1", "leased" }, { "settlement:128", "total loss" }, { "bank", "Confirmed by the bank" },
    { "Kunde will Reparatur", "Kunde will Reparatur" }, { "suitability:x", "" }, { NULL, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      g_autofree char *words = velo_claims_text_dup_reason (reasons[i].reason);

      g_assert_nonnull (strstr (words, reasons[i].words));
    }
}

/* The journal is told in words, whatever the service calls it. */
static void
test_entries (void)
{
  static const struct { const char *what; const char *reason; const char *words; } entries[] = {
    { "photo", "damage-close", "Damage close up" }, { "photo-request", "other", "Another photo" },
    { "photo", "roof", "roof" }, { "payee-check", "close", "similar" }, { "payee-check", "match", "" },
    { "message", "photos", "Photos asked for" }, { "task", "Kunde ruft zurück", "Kunde ruft zurück" },
    { "agreed", "terms 2026-11, privacy 2026-10", "Terms of use of 2026-11, data protection of 2026-10" },
    { "agreed", "terms", "terms" }, { "state", "unused-invitations", "not used in time" }, { "changed", "", "" },
    { "payee-check", "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autoptr(VeloClaimEntry) entry = velo_claim_entry_new ();
      g_autofree char *words = NULL;

      velo_claim_entry_set_what (entry, entries[i].what);
      velo_claim_entry_set_reason (entry, entries[i].reason);
      words = velo_claims_text_dup_entry_reason (entry);
      if (entries[i].words == NULL)
        g_assert_cmpstr (words, ==, "");
      else if (strstr (words, entries[i].words) == NULL)
        g_error ("“%s” is not in “%s”", entries[i].words, words);
    }
}

/* A browser of the test's, that only writes down what it is to open. */
static void
write_browser (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "browser", NULL);
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\nprintf %%s \"$1\" > '%s/part' && mv '%s/part' '%s/opened'\n",
                                             folder, folder, folder);

  g_assert_true (g_file_set_contents_full (path, script, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0700, NULL));
}

/* The only program of this computer: but for programs all is as it was. */
static void
install_browser (const char *folder)
{
  static const char * const kept[] = { "fonts", "glib-2.0", "icons", "mime" };
  g_autofree char *share = g_build_filename (folder, "share", NULL);
  g_autofree char *applications = g_build_filename (folder, "applications", NULL);
  g_autofree char *desktop = g_build_filename (applications, "velo-test-browser.desktop", NULL);
  g_autofree char *defaults = g_build_filename (folder, "mimeapps.list", NULL);
  g_autofree char *entry = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Browser\nExec=%s/browser %%u\n"
                                            "MimeType=x-scheme-handler/http;\n", folder);

  g_assert_cmpint (g_mkdir_with_parents (share, 0700), ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (applications, 0700), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_autofree char *from = g_build_filename ("/usr/share", kept[i], NULL);
      g_autofree char *to = g_build_filename (share, kept[i], NULL);
      g_autoptr(GFile) link = g_file_new_for_path (to);

      g_assert_true (g_file_make_symbolic_link (link, from, NULL, NULL));
    }
  g_assert_true (g_file_set_contents (desktop, entry, -1, NULL));
  g_assert_true (g_file_set_contents (defaults, "[Default Applications]\n"
                                      "x-scheme-handler/http=velo-test-browser.desktop\n", -1, NULL));
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_setenv ("XDG_CONFIG_HOME", folder, TRUE);
  g_setenv ("XDG_DATA_DIRS", share, TRUE);
  write_browser (folder);
}

/* The customer's page is opened in the browser; where there is none the address is told. */
static void
test_play (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *opened = g_build_filename (g_get_user_data_dir (), "opened", NULL);
  g_autofree char *browser = g_build_filename (g_get_user_data_dir (), "browser", NULL);
  g_autofree char *url = NULL;
  g_autofree char *photo = NULL;
  VeloNotice *notice = in_page (fixture, "notice");

  velo_claims_desk_set_pictures (fixture->desk, g_get_user_data_dir ());
  WAIT_UNTIL (shows (fixture, "work") && count_rows (in_view (fixture, "list")) > 0);
  choose (fixture, "26-1000001");
  WAIT_UNTIL (gtk_widget_get_mapped (in_page (fixture, "play_button")));
  click (in_page (fixture, "play_button"));
  /* at once it says what it does, and does it once */
  g_assert_nonnull (strstr (velo_notice_get_title (notice), "One moment"));
  g_assert_false (gtk_widget_get_sensitive (in_page (fixture, "play_button")));
  WAIT_UNTIL (g_file_test (opened, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_get_contents (opened, &url, NULL, NULL));
  g_assert_true (g_str_has_prefix (url, "http://127.0.0.1:"));
  g_assert_nonnull (strstr (url, "/s/"));
  g_assert_true (velo_notice_get_revealed (notice));
  g_assert_nonnull (strstr (velo_notice_get_title (notice), "opens in the browser"));
  /* the photographs are where one looks for them, and one button away, for this claim only */
  g_assert_nonnull (strstr (velo_notice_get_title (notice), "VeloInsure Sample Photos/26-1000001. Each is named"));
  photo = g_build_filename (g_get_user_data_dir (), "VeloInsure Sample Photos", "26-1000001", "2 Mileage.jpg", NULL);
  g_assert_true (g_file_test (photo, G_FILE_TEST_IS_REGULAR));
  g_assert_true (gtk_widget_get_mapped (in_page (fixture, "folder_button")));
  click (in_page (fixture, "folder_button"));
  WAIT_UNTIL (strstr (velo_notice_get_title (notice), "The folder could not be opened. It is ") != NULL);
  g_assert_nonnull (strstr (velo_notice_get_title (notice), "26-1000001."));
  g_assert_cmpint (g_unlink (opened), ==, 0);
  g_assert_cmpint (g_unlink (browser), ==, 0);
  WAIT_UNTIL (gtk_widget_get_sensitive (in_page (fixture, "play_button")));
  click (in_page (fixture, "play_button"));
  WAIT_UNTIL (strstr (velo_notice_get_title (notice), "could not be opened") != NULL);
  g_assert_nonnull (strstr (velo_notice_get_title (notice), "/s/"));
  g_assert_false (g_file_test (opened, G_FILE_TEST_EXISTS));
  WAIT_UNTIL (gtk_widget_get_sensitive (in_page (fixture, "play_button")));
  choose (fixture, "26-1000002");
  WAIT_UNTIL (!gtk_widget_get_visible (in_page (fixture, "play_box")));
  g_assert_false (gtk_widget_get_visible (in_page (fixture, "folder_button")));
  write_browser (g_get_user_data_dir ());
}

/* Every state says something to every role. */
static void
test_steps (void)
{
  g_autoptr(VeloClaim) claim = velo_claim_new ();

  for (int state = 0; state <= VELO_CLAIM_STATE_CLOSED; state++)
    for (int role = 0; role <= VELO_CLAIM_ACTOR_PARTNER; role++)
      {
        VeloClaimStep step;

        velo_claim_set_state (claim, (VeloClaimState) state);
        step = velo_claim_step_get (claim, (VeloClaimActor) role, FALSE);
        g_assert_cmpstr (step.help, !=, "");
        g_assert_true ((step.label == NULL) == (step.kind == VELO_CLAIM_STEP_WAIT));
        if (role == VELO_CLAIM_ACTOR_PARTNER)
          g_assert_cmpint (step.kind, ==, VELO_CLAIM_STEP_WAIT);
      }
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *name; const char *data; void (*test) (Fixture *, gconstpointer); } tests[] = {
    { "play", NULL, test_play }, { "list", NULL, test_list }, { "decide-and-invite", NULL, test_decide_and_invite },
    { "account-changed", NULL, test_account_changed },
    { "kept", NULL, test_kept }, { "consent", NULL, test_consent }, { "new-claim", NULL, test_new_claim },
    { "roles", NULL, test_roles },
    { "calculate", NULL, test_calculate },
    { "conflict", NULL, test_conflict }, { "service-gone", NULL, test_service_gone },
    { "closed-early", NULL, test_closed_early }, { "not-set-up", "real", test_not_set_up },
  };
  g_autofree char *browser = g_dir_make_tmp ("velo-browser-XXXXXX", NULL);
  int status;

  install_browser (browser);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/desktop/claims/clock", test_clock);
  g_test_add_func ("/desktop/claims/reasons", test_reasons);
  g_test_add_func ("/desktop/claims/entries", test_entries);
  g_test_add_func ("/desktop/claims/steps", test_steps);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/desktop/claims/", tests[i].name, NULL);

      g_test_add (path, Fixture, tests[i].data, set_up, tests[i].test, tear_down);
    }
  status = g_test_run ();
  velo_test_remove (browser);
  return status;
}
