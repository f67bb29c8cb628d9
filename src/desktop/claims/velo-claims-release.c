/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks whether a payout is to be released; a payee that nobody has checked takes a choice of its own. */

#define G_LOG_DOMAIN "velo-claims-release"

#include "config.h"

#include "velo-claims-release.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "velo-claims-payee.h"
#include "velo-iban.h"
#include "velo-money.h"

static gboolean
is_checked (const VeloClaimsPayout *payout)
{
  return *payout->payee_result != '\0';
}

/* A similar name is for the desk to judge; the other answers speak against it. */
static gboolean
is_safe (const VeloClaimsPayout *payout)
{
  return g_str_equal (payout->payee_result, "match") || g_str_equal (payout->payee_result, "close");
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             gpointer          user_data)
{
  g_autoptr(GTask) task = user_data;
  VeloClaimsRelease chosen = VELO_CLAIMS_RELEASE_NOT;

  g_signal_handlers_disconnect_by_data (dialog, user_data);
  if (g_str_equal (response, "confirm"))
    chosen = VELO_CLAIMS_RELEASE_NOW;
  else if (g_str_equal (response, "check"))
    chosen = VELO_CLAIMS_RELEASE_CHECK_FIRST;
  g_task_return_int (task, chosen);
}

static void
toggled_cb (GtkCheckButton   *check,
            AdwMessageDialog *dialog)
{
  adw_message_dialog_set_response_enabled (dialog, "confirm", gtk_check_button_get_active (check));
}

static void
check_cb (AdwMessageDialog *dialog)
{
  adw_message_dialog_response (dialog, "check");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static GtkWidget *
make_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

/* The warning, and what has to be ticked to release all the same */
static GtkWidget *
make_warning (AdwMessageDialog       *dialog,
              const VeloClaimsPayout *payout)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", "dialog-warning-symbolic",
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *check = gtk_check_button_new ();
  const char *words = is_checked (payout) ? _("Release it all the same") : _("Release it without the check");
  g_autofree char *warning = NULL;

  if (is_checked (payout))
    warning = g_strdup (_("Your bank says that the name does not belong to the account. Please clear it with the customer first."));
  else
    /* Translators: %s is a name */
    warning = g_strdup_printf (_("The payee has not been checked yet: nobody knows whether the account belongs to %s. Please have your bank check it first."),
                               payout->holder);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (row, "warning");
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), make_label (warning));
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), make_label (words));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, warning, -1);
  g_signal_connect (check, "toggled", G_CALLBACK (toggled_cb), dialog);
  gtk_box_append (GTK_BOX (box), row);
  /* in the text, not a third answer below it, for which there may be no room */
  if (!is_checked (payout))
    {
      GtkWidget *first = gtk_button_new_with_mnemonic (_("Check the _Payee First…"));

      gtk_widget_add_css_class (first, "suggested-action");
      g_signal_connect_swapped (first, "clicked", G_CALLBACK (check_cb), dialog);
      gtk_box_append (GTK_BOX (box), first);
    }
  gtk_box_append (GTK_BOX (box), check);
  return box;
}

static char *
dup_body (const VeloClaimsPayout *payout)
{
  g_autofree char *sum = velo_money_format_display (payout->cents);
  g_autofree char *iban = velo_iban_format (payout->iban);
  g_autofree char *payee = velo_claims_payee_text (payout->payee_result, payout->payee_name);
  g_autofree char *persons = velo_claims_release_dup_persons (payout);

  return g_strdup_printf ("%s\n%s\n%s\n%s: %s\n\n%s\n\n%s", sum, payout->holder, iban, _("Payee check"), payee,
                          _("A file for the bank is made. With it the money is paid to the account of the customer."),
                          persons);
}

/**
 * velo_claims_release_async:
 * @parent: (nullable): window below
 * @payout: what is to be paid, and to whom
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when answered
 * @user_data: data for @callback
 */
void
velo_claims_release_async (GtkWindow              *parent,
                           const VeloClaimsPayout *payout,
                           GCancellable           *cancellable,
                           GAsyncReadyCallback     callback,
                           gpointer                user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *body = dup_body (payout);
  AdwMessageDialog *dialog =
    ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, _("Release the payout?"), body));
  const char *proposed = is_safe (payout) ? "confirm" : "cancel";

  g_task_set_source_tag (task, velo_claims_release_async);
  adw_message_dialog_add_response (dialog, "cancel", _("_Cancel"));
  adw_message_dialog_add_response (dialog, "confirm", _("_Release"));
  adw_message_dialog_set_close_response (dialog, "cancel");
  adw_message_dialog_set_default_response (dialog, proposed);
  if (!g_str_equal (proposed, "cancel"))
    adw_message_dialog_set_response_appearance (dialog, proposed, ADW_RESPONSE_SUGGESTED);
  if (!is_safe (payout))
    {
      adw_message_dialog_set_response_appearance (dialog, "confirm", ADW_RESPONSE_DESTRUCTIVE);
      adw_message_dialog_set_response_enabled (dialog, "confirm", FALSE);
      adw_message_dialog_set_extra_child (dialog, make_warning (dialog, payout));
    }
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), task);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * velo_claims_release_finish:
 * @result: the result
 *
 * Returns: what was chosen; not to release, if nothing was
 */
VeloClaimsRelease
velo_claims_release_finish (GAsyncResult *result)
{
  gssize chosen;

  g_return_val_if_fail (g_async_result_is_tagged (result, velo_claims_release_async), VELO_CLAIMS_RELEASE_NOT);

  chosen = g_task_propagate_int (G_TASK (result), NULL);
  return chosen < 0 ? VELO_CLAIMS_RELEASE_NOT : (VeloClaimsRelease) chosen;
}

/**
 * velo_claims_release_dup_persons:
 * @payout: a payout
 *
 * Returns: (transfer full): in one sentence, how many persons have to release it, and why
 */
char *
velo_claims_release_dup_persons (const VeloClaimsPayout *payout)
{
  g_autofree char *limit = velo_money_format_display (payout->second_cents);

  if (payout->needs_second && payout->released_by_me)
    return g_strdup (_("You have released it; a second person has to as well."));
  if (payout->needs_second && payout->released_first)
    return g_strdup (_("Released by the first person; you are the second."));
  if (payout->needs_second && payout->cents <= payout->second_cents)
    return g_strdup (_("Two persons have to release it, because the account was changed after the acceptance."));
  /* Translators: %s is a sum */
  return g_strdup_printf (payout->needs_second ? _("Two persons have to release it, because it is more than %s.")
                                               : _("One person is enough, because it is not more than %s."), limit);
}
