/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads in what the bank says about payments, and says what came of it. */

#define G_LOG_DOMAIN "velo-claims-view"

#include "config.h"

#include "velo-claims-view-private.h"

#include <glib/gi18n.h>

/* Far more than a day of payments; the service takes no more than that either. */
#define MAX_BANK_FILE (3 * 1024 * 1024)

static void
bank_told_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(VeloClaimsView) self = user_data;
  g_autoptr(VeloClaimsAnswer) answer = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  answer = velo_claims_client_finish (VELO_CLAIMS_CLIENT (object), result, &error);
  if (self->disposed)
    return;
  if (answer == NULL)
    {
      if (g_error_matches (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_INVALID))
        velo_notice_show (self->notice, VELO_NOTICE_KIND_ERROR, _("This is no file of a bank about payments."));
      else
        velo_claims_view_show_error (self, error);
      return;
    }
  self->failed = FALSE;
  velo_claims_view_search (self, FALSE);
  /* the claim that is looked at may be one of those that were paid */
  if (velo_claim_page_get_claim (self->page) != NULL)
    velo_claim_page_reload (self->page);
  /* Translators: what a file of the bank says about payments */
  text = g_strdup_printf (_("Paid: %u. Sent back: %u. Not ours: %u."), answer->n_paid, answer->n_returned,
                          answer->n_unknown);
  velo_notice_show (self->notice, answer->n_returned > 0 ? VELO_NOTICE_KIND_WARNING : VELO_NOTICE_KIND_INFO, text);
}

static void
bank_file_read_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(VeloClaimsView) self = user_data;
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  gsize length = 0;

  g_file_load_partial_contents_finish (G_FILE (object), result, &text, &length, NULL, &error);
  if (self->disposed || self->client == NULL)
    return;
  if (error != NULL)
    velo_claims_view_show_error (self, error);
  else if (length > MAX_BANK_FILE || !g_utf8_validate (text, (gssize) length, NULL))
    velo_notice_show (self->notice, VELO_NOTICE_KIND_ERROR, _("This is no file of a bank about payments."));
  else
    velo_claims_client_bank_file_async (self->client, text, NULL, bank_told_cb, g_object_ref (self));
}

/* Whatever the user has pointed at, it does not fill the memory. */
static gboolean
read_more_cb (const char *contents,
              goffset     size,
              gpointer    user_data)
{
  return size <= MAX_BANK_FILE;
}

static void
bank_chosen_cb (VeloClaimsView *self,
                int             response)
{
  g_autoptr(GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  g_clear_object (&self->chooser);
  if (file != NULL)
    g_file_load_partial_contents_async (file, NULL, read_more_cb, bank_file_read_cb, g_object_ref (self));
}

void
velo_claims_view_choose_file (VeloClaimsView *self)
{
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_("Bank File"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), _("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (bank_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}
