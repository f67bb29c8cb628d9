/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done on the page of a claim: the next step, its questions, and the file for the bank. */

#define G_LOG_DOMAIN "velo-claim-page"

#include "config.h"

#include "velo-claim-page-private.h"

#include <glib/gi18n.h>

#include "velo-calculation-window.h"
#include "velo-claim-dialog.h"
#include "velo-claims-ask.h"
#include "velo-claims-payee.h"
#include "velo-claims-play.h"
#include "velo-claims-release.h"
#include "velo-confirm.h"
#include "velo-invitation-dialog.h"
#include "velo-save.h"

static void
file_saved_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(VeloClaimPage) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean saved = velo_save_finish (result, &error);

  if (self->disposed)
    return;
  if (saved)
    {
      if (self->saving != NULL)
        g_hash_table_remove (self->bank_files, self->saving);
      velo_notice_show (self->notice, VELO_NOTICE_KIND_INFO,
                        self->training != NULL
                          ? _("The file for the bank is saved. In training no bank gets it: confirm the payment by hand.")
                          : _("The file for the bank is saved. Now hand it to your bank, in its online banking or payment program: it pays only then. After that read in the bank's answer, or confirm the payment by hand."));
    }
  else
    velo_claim_page_show_error (self, error);
  /* from now on what others do is followed again */
  g_clear_pointer (&self->saving, g_free);
  if (self->claim != NULL)
    {
      velo_claim_page_show_step (self);
      velo_claim_page_show_file_button (self);
    }
}

static void
save_bank_file (VeloClaimPage *self)
{
  g_autofree char *name = g_strdup_printf ("pain001-%s.xml", velo_claim_get_number (self->claim));

  g_free (self->saving);
  self->saving = g_strdup (velo_claim_get_id (self->claim));
  velo_save_titled (velo_claim_page_get_window (self), _("Save the File for the Bank"),
                      velo_claim_page_get_bank_file (self), name, file_saved_cb, g_object_ref (self));
}

static void
tell_sending (VeloClaimPage *self,
              VeloClaim     *claim)
{
  g_autofree char *text = NULL;

  /* Translators: a telephone number */
  text = g_strdup_printf (_("The text message with the link goes to %s. Whether it has arrived stands under Contacts."),
                          velo_claim_get_phone (claim));
  velo_notice_show (self->notice, VELO_NOTICE_KIND_INFO, text);
}

static void
acted_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(VeloClaimPage) self = user_data;
  g_autoptr(VeloClaimsAnswer) answer = NULL;
  g_autoptr(GError) error = NULL;
  gboolean by_message;

  answer = velo_claims_client_finish (VELO_CLAIMS_CLIENT (object), result, &error);
  if (self->disposed)
    return;
  by_message = self->by_message;
  self->by_message = FALSE;
  if (answer == NULL)
    {
      velo_claim_page_show_error (self, error);
      velo_claim_page_reload (self);
      return;
    }
  if (by_message && answer->claim != NULL)
    tell_sending (self, answer->claim);
  else
    velo_notice_hide (self->notice);
  if (answer->file != NULL)
    {
      g_hash_table_replace (self->bank_files, g_strdup (velo_claim_get_id (answer->claim)),
                            g_bytes_new (answer->file, strlen (answer->file)));
      if (velo_claim_page_get_bank_file (self) != NULL)
        save_bank_file (self);
    }
  if (answer->url != NULL && self->training != NULL)
    velo_claims_desk_keep_link (self->training, velo_claim_get_number (answer->claim), answer->url);
  if (answer->url != NULL)
    g_signal_connect_object (velo_invitation_dialog_present (velo_claim_page_get_window (self), self->client, answer,
                                                             self->training != NULL),
                             "play", G_CALLBACK (velo_claim_page_play), self, G_CONNECT_SWAPPED);
  velo_claim_page_reload (self);
}

/* The page may show a newer claim when a question is answered. What is answered is said of the one that was asked
 * about, and the service tells who was faster. */
static void
remember_asked (VeloClaimPage *self,
                VeloClaimsAct  what)
{
  self->asked_act = what;
  g_set_object (&self->asked, self->claim);
}

static void
act_on (VeloClaimPage *self,
        VeloClaim     *claim,
        VeloClaimsAct  what,
        const char    *words)
{
  velo_claim_page_set_busy (self, TRUE);
  /* not cancelled with the page: what was begun is done, and the answer may be needed */
  velo_claims_client_act_async (self->client, claim, what, words, NULL, acted_cb, g_object_ref (self));
}

static void
act_asked (VeloClaimPage *self,
           const char    *words)
{
  act_on (self, self->asked, self->asked_act, words);
}

static void
confirmed_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(VeloClaimPage) self = user_data;

  if (velo_confirm_finish (result, NULL) && !self->disposed && self->claim != NULL)
    act_asked (self, NULL);
}

static void
release_asked_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(VeloClaimPage) self = user_data;
  VeloClaimsRelease chosen = velo_claims_release_finish (result);

  if (self->disposed || self->claim == NULL)
    return;
  if (chosen == VELO_CLAIMS_RELEASE_CHECK_FIRST)
    velo_claim_page_check_payee (self);
  else if (chosen == VELO_CLAIMS_RELEASE_NOW)
    act_asked (self, NULL);
}

/* Nobody releases what is not known: who is faster than the service is asked as soon as it has told. */
void
velo_claim_page_ask_release (VeloClaimPage *self)
{
  self->asks_release = self->paying == NULL;
  if (self->asks_release)
    velo_claim_page_load_payout (self);
  else
    {
      remember_asked (self, VELO_CLAIMS_ACT_RELEASE);
      velo_claims_release_async (velo_claim_page_get_window (self), self->paying->payout, NULL, release_asked_cb,
                                 g_object_ref (self));
    }
}

static void
confirm (VeloClaimPage *self)
{
  VeloConfirmSpec spec = { .confirm_label = _("_Confirm") };

  if (self->step.act == VELO_CLAIMS_ACT_RELEASE)
    {
      velo_claim_page_ask_release (self);
      return;
    }
  if (self->step.act == VELO_CLAIMS_ACT_PAID)
    {
      spec.heading = _("Has the bank paid?");
      spec.body = _("Only confirm what you have seen on the bank statement.");
    }
  else
    {
      spec.heading = _("Approve the calculation?");
      spec.body = _("The repair costs more than the replacement. The customer has to use the vehicle for six more months.");
    }
  remember_asked (self, self->step.act);
  velo_confirm_async (velo_claim_page_get_window (self), &spec, NULL, confirmed_cb, g_object_ref (self));
}

/* The link goes by text message, or is shown here for a moment. */
static void
way_chosen_cb (AdwMessageDialog *dialog,
               const char       *response,
               gpointer          user_data)
{
  g_autoptr(VeloClaimPage) self = user_data;

  g_signal_handlers_disconnect_by_data (dialog, user_data);
  if (self->disposed || self->claim == NULL || g_str_equal (response, "cancel"))
    return;
  self->by_message = g_str_equal (response, "message");
  act_asked (self, self->by_message ? "message" : NULL);
}

static void
ask_way (VeloClaimPage *self)
{
  g_autofree char *body = NULL;
  GtkWidget *dialog;

  remember_asked (self, VELO_CLAIMS_ACT_INVITE);
  /* Translators: a telephone number */
  body = g_strdup_printf (_("A text message goes to %s and carries the link, which nobody here sees. On the screen it is "
                            "shown once: as a QR code, to copy, to mail and to print."),
                          velo_claim_get_phone (self->claim));
  dialog = adw_message_dialog_new (velo_claim_page_get_window (self), _("How does the customer get the link?"), body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "screen", _("On the _Screen"),
                                    "message", _("By _Text Message"), NULL);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "message");
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "message", ADW_RESPONSE_SUGGESTED);
  g_signal_connect (dialog, "response", G_CALLBACK (way_chosen_cb), g_object_ref (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
words_asked_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(VeloClaimPage) self = user_data;
  g_autofree char *words = velo_claims_ask_finish (result, NULL);

  if (!self->disposed && words != NULL && self->claim != NULL)
    act_asked (self, words);
}

void
velo_claim_page_edit (VeloClaimPage *self)
{
  GtkWindow *dialog = velo_claim_dialog_new (velo_claim_page_get_window (self), self->client, self->claim);

  g_signal_connect_object (dialog, "saved", G_CALLBACK (velo_claim_page_reload), self, G_CONNECT_SWAPPED);
  if (self->step.kind == VELO_CLAIM_STEP_EDIT)
    velo_claim_dialog_ask_consent (VELO_CLAIM_DIALOG (dialog));
  gtk_window_present (dialog);
}

/* Playing the customer */

/* The customer is played from here; while one waits for the customer that is what goes on. What is entered
   in the browser stands here before it opens, and hides the window. */
void
velo_claim_page_show_play (VeloClaimPage *self)
{
  VeloClaimState state = velo_claim_get_state (self->claim);
  g_autofree char *log_in = velo_claims_play_dup_log_in (self->claim);
  gboolean desk = velo_claims_client_get_role (self->client) == VELO_CLAIM_ACTOR_DESK;

  gtk_widget_set_visible (self->play_box, self->training != NULL && desk && state >= VELO_CLAIM_STATE_INVITED
                                            && state != VELO_CLAIM_STATE_CLOSED);
  gtk_label_set_label (self->play_label, log_in);
  if (state == VELO_CLAIM_STATE_INVITED || state == VELO_CLAIM_STATE_STARTED
      || state == VELO_CLAIM_STATE_PHOTOS_REQUESTED || state == VELO_CLAIM_STATE_OFFERED)
    gtk_widget_add_css_class (self->play_button, "suggested-action");
  else
    gtk_widget_remove_css_class (self->play_button, "suggested-action");
  gtk_widget_set_visible (self->folder_button,
                          g_strcmp0 (self->played, velo_claim_get_id (self->claim)) == 0);
}

static void
played_cb (GObject    *owner,
           const char *claim_id,
           const char *folder)
{
  VeloClaimPage *self = VELO_CLAIM_PAGE (owner);

  if (self->disposed)
    return;
  g_free (self->played);
  self->played = g_strdup (claim_id);
  g_free (self->photo_folder);
  self->photo_folder = g_strdup (folder);
  if (self->claim != NULL)
    velo_claim_page_show_play (self);
}

void
velo_claim_page_play (VeloClaimPage *self)
{
  if (self->claim == NULL || self->training == NULL)
    return;
  velo_claims_play_customer (velo_claim_page_get_window (self), self->play_button, self->notice, self->training,
                             self->client, self->claim, played_cb, G_OBJECT (self));
}

void
velo_claim_page_open_folder (VeloClaimPage *self)
{
  if (self->photo_folder != NULL)
    velo_claims_play_open_folder (velo_claim_page_get_window (self), self->notice, self->photo_folder);
}

static void
calculate (VeloClaimPage *self)
{
  GtkWindow *window = velo_calculation_window_new (velo_claim_page_get_window (self), self->client, self->claim);

  g_signal_connect_object (window, "saved", G_CALLBACK (velo_claim_page_reload), self, G_CONNECT_SWAPPED);
  if (self->training != NULL)
    velo_calculation_window_offer_examples (VELO_CALCULATION_WINDOW (window));
  gtk_window_present (window);
}

void
velo_claim_page_next (VeloClaimPage *self)
{
  if (velo_claim_page_get_bank_file (self) != NULL)
    {
      save_bank_file (self);
      return;
    }
  switch (self->step.kind)
    {
    case VELO_CLAIM_STEP_ACT:
      if (self->step.act == VELO_CLAIMS_ACT_INVITE && velo_claims_client_sends_messages (self->client))
        ask_way (self);
      else
        act_on (self, self->claim, self->step.act, NULL);
      break;
    case VELO_CLAIM_STEP_EDIT:
      velo_claim_page_edit (self);
      break;
    case VELO_CLAIM_STEP_ASK:
      remember_asked (self, self->step.act);
      velo_claims_ask_async (velo_claim_page_get_window (self), _("What came of the call?"),
                             _("One sentence for the journal of this claim."), _("_Record"), NULL,
                             words_asked_cb, g_object_ref (self));
      break;
    case VELO_CLAIM_STEP_CONFIRM:
      confirm (self);
      break;
    case VELO_CLAIM_STEP_CALCULATE:
      calculate (self);
      break;
    case VELO_CLAIM_STEP_WAIT:
    default:
      break;
    }
}

void
velo_claim_page_close (VeloClaimPage *self)
{
  remember_asked (self, VELO_CLAIMS_ACT_CLOSE);
  velo_claims_ask_async (velo_claim_page_get_window (self), _("Close this claim?"),
                         _("It cannot be opened again. Why is it closed?"), _("_Close Claim"), NULL,
                         words_asked_cb, g_object_ref (self));
}

/* The file for the bank once more */

static void
file_got_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(VeloClaimPage) self = user_data;
  g_autoptr(VeloClaimsAnswer) answer = NULL;
  g_autoptr(GError) error = NULL;

  answer = velo_claims_client_finish (VELO_CLAIMS_CLIENT (object), result, &error);
  if (self->disposed)
    return;
  gtk_widget_set_sensitive (self->file_button, TRUE);
  if (error != NULL)
    velo_claim_page_show_error (self, error);
  if (answer == NULL || answer->file == NULL || self->again == NULL)
    return;
  velo_notice_hide (self->notice);
  g_hash_table_replace (self->bank_files, g_strdup (self->again),
                        g_bytes_new (answer->file, strlen (answer->file)));
  /* somebody may have gone to another claim meanwhile: the step of that one stays */
  if (velo_claim_page_get_bank_file (self) != NULL)
    {
      velo_claim_page_show_step (self);
      save_bank_file (self);
    }
}

void
velo_claim_page_save_again (VeloClaimPage *self)
{
  if (self->claim == NULL)
    return;
  g_free (self->again);
  self->again = g_strdup (velo_claim_get_id (self->claim));
  gtk_widget_set_sensitive (self->file_button, FALSE);
  velo_claims_client_payment_file_async (self->client, self->again, self->cancellable, file_got_cb,
                                         g_object_ref (self));
}

static void
payee_asked_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(VeloClaimPage) self = user_data;
  g_autofree char *name = NULL;
  const char *said = velo_claims_payee_finish (result, &name, NULL);

  if (said == NULL || self->disposed || self->claim == NULL)
    return;
  velo_claim_page_set_busy (self, TRUE);
  velo_claims_client_check_payee_async (self->client, self->asked, said, name, NULL, acted_cb, g_object_ref (self));
}

/* Best before the release: afterwards the money is on its way as soon as the bank has the file. */
void
velo_claim_page_check_payee (VeloClaimPage *self)
{
  if (self->claim == NULL || self->paying == NULL)
    return;
  remember_asked (self, VELO_CLAIMS_ACT_RELEASE);
  velo_claims_payee_async (velo_claim_page_get_window (self), self->paying->payout->holder, NULL, payee_asked_cb,
                           g_object_ref (self));
}
