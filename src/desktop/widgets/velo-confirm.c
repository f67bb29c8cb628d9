/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks the user something as an asynchronous function. */

#define G_LOG_DOMAIN "velo-confirm"

#include "config.h"

#include "velo-confirm.h"

#include <glib/gi18n.h>

#include "velo-below.h"

typedef struct
{
  GTask *task;           /* (owned) (nullable): NULL once answered */
  AdwMessageDialog *dialog; /* (borrowed): owns the closure that owns this */
  gulong cancelled_id;
} Question;

static void
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  gtk_window_close (GTK_WINDOW (user_data));
}

static GTask *
steal_task (Question *question)
{
  GTask *task = g_steal_pointer (&question->task);

  if (task != NULL && question->cancelled_id != 0)
    g_signal_handler_disconnect (g_task_get_cancellable (task), question->cancelled_id);
  question->cancelled_id = 0;
  return task;
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             gpointer          user_data)
{
  Question *question = user_data;
  g_autoptr(GTask) task = steal_task (question);

  if (task == NULL)
    return;
  g_task_return_boolean (task, g_str_equal (response, "confirm"));
}

/* Runs when the dialog goes, also together with its parent and without an answer. */
static void
question_free (gpointer  data,
               GClosure *closure)
{
  Question *question = data;
  g_autoptr(GTask) task = steal_task (question);

  if (task != NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the window was closed");
  g_free (question);
}

static AdwMessageDialog *
make_dialog (GtkWindow             *parent,
             const VeloConfirmSpec *spec)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, spec->heading, spec->body));

  velo_below_follow (GTK_WINDOW (dialog));
  adw_message_dialog_add_response (dialog, "cancel",
                                   spec->cancel_label == NULL ? _("_Cancel") : spec->cancel_label);
  adw_message_dialog_set_close_response (dialog, "cancel");
  adw_message_dialog_set_default_response (dialog, "cancel");
  if (spec->confirm_label == NULL)
    return dialog;
  adw_message_dialog_add_response (dialog, "confirm", spec->confirm_label);
  if (spec->destructive)
    adw_message_dialog_set_response_appearance (dialog, "confirm", ADW_RESPONSE_DESTRUCTIVE);
  if (spec->destructive || spec->cautious)
    return dialog;
  adw_message_dialog_set_response_appearance (dialog, "confirm", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "confirm");
  return dialog;
}

/**
 * velo_confirm_async:
 * @parent: (nullable): the window that asks
 * @spec: the question; its texts are copied
 * @cancellable: (nullable): closes the dialog
 * @callback: (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Asks the user to confirm something. Escape and closing the dialog mean no;
 * Enter means yes unless @spec is destructive or cautious.
 *
 * Fails with %G_IO_ERROR_CANCELLED if @cancellable is cancelled or @parent is
 * destroyed.
 */
void
velo_confirm_async (GtkWindow             *parent,
                    const VeloConfirmSpec *spec,
                    GCancellable          *cancellable,
                    GAsyncReadyCallback    callback,
                    gpointer               user_data)
{
  g_autoptr(GTask) task = NULL;
  Question *question;

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));
  g_return_if_fail (spec != NULL && spec->heading != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_confirm_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  question = g_new0 (Question, 1);
  question->dialog = make_dialog (parent, spec);
  if (cancellable != NULL)
    question->cancelled_id = g_signal_connect (cancellable, "cancelled", G_CALLBACK (cancelled_cb),
                                               question->dialog);
  question->task = g_steal_pointer (&task);
  g_signal_connect_data (question->dialog, "response", G_CALLBACK (response_cb), question,
                         question_free, 0);
  gtk_window_present (GTK_WINDOW (question->dialog));
}

/**
 * velo_confirm_finish:
 * @result: from the callback
 * @error: return location
 *
 * Returns: whether the user confirmed; %FALSE without @error set is a no
 */
gboolean
velo_confirm_finish (GAsyncResult  *result,
                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_confirm_async), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * velo_confirm_tell:
 * @parent: (nullable): the window that tells
 * @heading: what happened
 * @body: (nullable): what can be done
 *
 * Tells the user something with one button to close it.
 */
void
velo_confirm_tell (GtkWindow  *parent,
                   const char *heading,
                   const char *body)
{
  VeloConfirmSpec spec = { .heading = heading, .body = body, .cancel_label = _("_Close") };

  velo_confirm_async (parent, &spec, NULL, NULL, NULL);
}
