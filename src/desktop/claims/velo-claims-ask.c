/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks for a sentence: why a claim is closed, what came of a call. */

#define G_LOG_DOMAIN "velo-claims-ask"

#include "config.h"

#include "velo-claims-ask.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "velo-text.h"

static void
text_changed_cb (GtkEditable      *entry,
                 AdwMessageDialog *dialog)
{
  adw_message_dialog_set_response_enabled (dialog, "confirm", !velo_text_is_empty (gtk_editable_get_text (entry)));
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             gpointer          user_data)
{
  g_autoptr(GTask) task = user_data;
  GtkWidget *entry = g_task_get_task_data (task);

  g_signal_handlers_disconnect_by_data (dialog, user_data);
  if (g_str_equal (response, "confirm"))
    g_task_return_pointer (task, g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)))), g_free);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
}

/**
 * velo_claims_ask_async:
 * @parent: (nullable): window below
 * @heading: the question
 * @body: what the answer is for
 * @confirm_label: with a mnemonic
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when answered
 * @user_data: data for @callback
 */
void
velo_claims_ask_async (GtkWindow           *parent,
                       const char          *heading,
                       const char          *body,
                       const char          *confirm_label,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);
  GtkWidget *entry = gtk_entry_new ();

  g_task_set_source_tag (task, velo_claims_ask_async);
  g_task_set_task_data (task, g_object_ref_sink (entry), g_object_unref);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, heading, -1);
  gtk_entry_set_max_length (GTK_ENTRY (entry), 500);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "confirm", confirm_label,
                                    NULL);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "confirm");
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "confirm", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "confirm", FALSE);
  g_signal_connect (entry, "changed", G_CALLBACK (text_changed_cb), dialog);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), task);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}

/**
 * velo_claims_ask_finish:
 * @result: the result
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): what was entered, not empty
 */
char *
velo_claims_ask_finish (GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_claims_ask_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
