/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks when a task is tried again, and what came of it this time. */

#define G_LOG_DOMAIN "velo-claims-later"

#include "config.h"

#include "velo-claims-later.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "velo-clock.h"
#include "velo-date.h"
#include "velo-text.h"

#define MORNING_HOUR 9

typedef struct
{
  GtkDropDown *when; /* (owned) */
  GtkEntry *entry;   /* (owned) */
  gint64 until;
  char *note;        /* (owned) (nullable) */
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_object_unref (question->when);
  g_object_unref (question->entry);
  g_free (question->note);
  g_free (question);
}

static gint64
get_tomorrow (gint64 now)
{
  g_autoptr(GTimeZone) zone = velo_clock_new_zone ();
  g_autoptr(GDateTime) local = velo_clock_read (now);
  g_autoptr(GDateTime) next = g_date_time_add_days (local, 1);
  g_autoptr(GDateTime) morning = g_date_time_new (zone, g_date_time_get_year (next), g_date_time_get_month (next),
                                                  g_date_time_get_day_of_month (next), MORNING_HOUR, 0, 0);

  return g_date_time_to_unix (morning) * G_USEC_PER_SEC;
}

static gint64
get_until (guint choice)
{
  static const int minutes[] = { 30, 60, 180 };
  gint64 now = velo_time_now ();

  return choice < G_N_ELEMENTS (minutes) ? now + minutes[choice] * G_TIME_SPAN_MINUTE : get_tomorrow (now);
}

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
  Question *question = g_task_get_task_data (task);

  g_signal_handlers_disconnect_by_data (dialog, user_data);
  if (!g_str_equal (response, "confirm"))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
      return;
    }
  question->until = get_until (gtk_drop_down_get_selected (question->when));
  question->note = velo_text_squash (gtk_editable_get_text (GTK_EDITABLE (question->entry)));
  g_task_return_boolean (task, TRUE);
}

static GtkWidget *
make_fields (Question   *question,
             const char *note)
{
  const char *words[] = { _("In half an hour"), _("In an hour"), _("In three hours"), _("Tomorrow at nine"), NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new (_("Try again"));

  question->when = g_object_ref_sink (GTK_DROP_DOWN (gtk_drop_down_new_from_strings (words)));
  question->entry = g_object_ref_sink (GTK_ENTRY (gtk_entry_new ()));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_drop_down_set_selected (question->when, 1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (question->when), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (question->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Note for the journal"), -1);
  gtk_entry_set_placeholder_text (question->entry, _("Note for the journal"));
  gtk_entry_set_max_length (question->entry, 500);
  gtk_entry_set_activates_default (question->entry, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (question->entry), note);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (question->when));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (question->entry));
  return box;
}

/**
 * velo_claims_later_async:
 * @parent: (nullable): window below
 * @heading: the question
 * @note: what came of it, to be changed
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when answered
 * @user_data: data for @callback
 */
void
velo_claims_later_async (GtkWindow           *parent,
                         const char          *heading,
                         const char          *note,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, NULL);
  Question *question = g_new0 (Question, 1);

  g_task_set_source_tag (task, velo_claims_later_async);
  g_task_set_task_data (task, question, question_free);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), make_fields (question, note));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "confirm", _("_Later"), NULL);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "confirm");
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "confirm", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "confirm", !velo_text_is_empty (note));
  g_signal_connect (question->entry, "changed", G_CALLBACK (text_changed_cb), dialog);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), task);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (GTK_WIDGET (question->when));
}

/**
 * velo_claims_later_finish:
 * @result: the result
 * @note: (out) (transfer full): what was entered, not empty
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: when it is tried again, microseconds UTC; 0 if nothing was chosen
 */
gint64
velo_claims_later_finish (GAsyncResult  *result,
                          char         **note,
                          GError       **error)
{
  Question *question;

  g_return_val_if_fail (g_async_result_is_tagged (result, velo_claims_later_async), 0);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return 0;
  question = g_task_get_task_data (G_TASK (result));
  *note = g_strdup (question->note);
  return question->until;
}
