/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks what the own bank says of name and account before money goes there, and says it in words. */

#define G_LOG_DOMAIN "velo-claims-payee"

#include "config.h"

#include "velo-claims-payee.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "velo-text.h"

#define MAX_NAME 140

/* What a bank answers to a check of the payee, as the service names it */
static const struct
{
  const char *result;
  const char *text;
} results[] = {
  { "match", N_("Name and account belong together") },
  { "close", N_("Nearly: the account belongs to a similar name") },
  { "none", N_("The name does not belong to the account") },
};

#define CLOSE 1

typedef struct
{
  GtkCheckButton *checks[G_N_ELEMENTS (results)]; /* (owned) */
  GtkEntry *entry;                                /* (owned) */
  AdwMessageDialog *dialog;                       /* (borrowed): outlives its answer */
  guint chosen;
  char *name;                                     /* (owned) (nullable) */
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    g_object_unref (question->checks[i]);
  g_object_unref (question->entry);
  g_free (question->name);
  g_free (question);
}

/* A name belongs to the second answer only, and must be there with it. */
static void
update (Question *question)
{
  gboolean is_close = gtk_check_button_get_active (question->checks[CLOSE]);
  gboolean has_name = !velo_text_is_empty (gtk_editable_get_text (GTK_EDITABLE (question->entry)));
  gboolean is_chosen = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    is_chosen = is_chosen || gtk_check_button_get_active (question->checks[i]);
  gtk_widget_set_sensitive (GTK_WIDGET (question->entry), is_close);
  adw_message_dialog_set_response_enabled (question->dialog, "confirm", is_chosen && (!is_close || has_name));
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             gpointer          user_data)
{
  g_autoptr(GTask) task = user_data;
  Question *question = g_task_get_task_data (task);

  g_signal_handlers_disconnect_by_data (dialog, user_data);
  g_signal_handlers_disconnect_by_data (question->entry, question);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_signal_handlers_disconnect_by_data (question->checks[i], question);
      if (gtk_check_button_get_active (question->checks[i]))
        question->chosen = i;
    }
  if (!g_str_equal (response, "confirm"))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
      return;
    }
  question->name = velo_text_squash (gtk_editable_get_text (GTK_EDITABLE (question->entry)));
  g_task_return_boolean (task, TRUE);
}

static GtkWidget *
make_fields (Question *question)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      question->checks[i] = g_object_ref_sink (GTK_CHECK_BUTTON (gtk_check_button_new_with_label (_(results[i].text))));
      gtk_check_button_set_group (question->checks[i], i == 0 ? NULL : question->checks[0]);
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (question->checks[i]));
    }
  question->entry = g_object_ref_sink (GTK_ENTRY (gtk_entry_new ()));
  gtk_accessible_update_property (GTK_ACCESSIBLE (question->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Name that the bank tells"), -1);
  gtk_entry_set_placeholder_text (question->entry, _("Name that the bank tells"));
  gtk_entry_set_max_length (question->entry, MAX_NAME);
  gtk_entry_set_activates_default (question->entry, TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (question->entry));
  return box;
}

/**
 * velo_claims_payee_async:
 * @parent: (nullable): window below
 * @holder: who is to get the money, as the customer wrote
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when answered
 * @user_data: data for @callback
 */
void
velo_claims_payee_async (GtkWindow           *parent,
                         const char          *holder,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  GtkWidget *dialog = adw_message_dialog_new (parent, _("What does the bank say of the payee?"), NULL);
  Question *question = g_new0 (Question, 1);

  g_task_set_source_tag (task, velo_claims_payee_async);
  g_task_set_task_data (task, question, question_free);
  question->dialog = ADW_MESSAGE_DIALOG (dialog);
  /* Translators: %s is a name */
  adw_message_dialog_format_body (question->dialog, _("Your bank checks whether the account belongs to %s."), holder);
  adw_message_dialog_set_extra_child (question->dialog, make_fields (question));
  adw_message_dialog_add_responses (question->dialog, "cancel", _("_Cancel"), "confirm", _("_Record"), NULL);
  adw_message_dialog_set_close_response (question->dialog, "cancel");
  adw_message_dialog_set_default_response (question->dialog, "confirm");
  adw_message_dialog_set_response_appearance (question->dialog, "confirm", ADW_RESPONSE_SUGGESTED);
  update (question);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    g_signal_connect_swapped (question->checks[i], "toggled", G_CALLBACK (update), question);
  g_signal_connect_swapped (question->entry, "changed", G_CALLBACK (update), question);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), task);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * velo_claims_payee_finish:
 * @result: the result
 * @name: (out) (transfer full): to whom the account belongs; empty but for "close"
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: (nullable): "match", "close" or "none"; %NULL if nothing was recorded
 */
const char *
velo_claims_payee_finish (GAsyncResult  *result,
                          char         **name,
                          GError       **error)
{
  Question *question;

  g_return_val_if_fail (g_async_result_is_tagged (result, velo_claims_payee_async), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  question = g_task_get_task_data (G_TASK (result));
  *name = g_strdup (question->chosen == CLOSE ? question->name : "");
  return results[question->chosen].result;
}

/**
 * velo_claims_payee_text:
 * @result: "match", "close", "none", or empty
 * @name: (nullable): to whom the account belongs, with "close"
 *
 * Returns: (transfer full): what the bank said, in words
 */
char *
velo_claims_payee_text (const char *result,
                        const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    if (g_strcmp0 (results[i].result, result) == 0)
      return i == CLOSE && name != NULL ? g_strdup_printf ("%s: %s", _(results[i].text), name) : g_strdup (_(results[i].text));
  return g_strdup (_("Not checked yet"));
}
