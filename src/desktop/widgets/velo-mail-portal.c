/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens a message with a document attached in the user's mail program, where it is sent. */

#define G_LOG_DOMAIN "velo-mail"

#include "config.h"

#include "velo-mail-portal.h"

#include <glib/gstdio.h>
#include <string.h>

#include "velo-text.h"

/* A mail address in a mailto: link carries no file; this program of the desktop does. */
#define MAILER "xdg-email"
/* Some mail programs are started by it and not left again: what runs for so long has opened one. */
#define PATIENCE_MS 5000

typedef struct
{
  char    *address;
  char    *subject;
  char    *text;
  GFile   *file;
  guint    patience_id;
  gboolean ended; /* who waited was told */
} Message;

static void
message_free (gpointer data)
{
  Message *message = data;

  g_free (message->address);
  g_free (message->subject);
  g_free (message->text);
  g_clear_object (&message->file);
  g_free (message);
}

/* @error: (transfer full) (nullable): what is wrong */
static void
end (GTask  *task,
     GError *error)
{
  Message *message = g_task_get_task_data (task);

  g_clear_handle_id (&message->patience_id, g_source_remove);
  if (message->ended)
    g_clear_error (&error);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  message->ended = TRUE;
}

static void
ended_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  g_subprocess_wait_check_finish (G_SUBPROCESS (source), result, &error);
  end (task, error);
}

static gboolean
patience_cb (gpointer user_data)
{
  Message *message = g_task_get_task_data (user_data);

  message->patience_id = 0;
  end (user_data, NULL);
  return G_SOURCE_REMOVE;
}

static void
run_mailer (GTask *task)
{
  Message *message = g_task_get_task_data (task);
  g_autoptr(GSubprocess) mailer = NULL;
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) argv = NULL;
  GError *error = NULL;

  g_strv_builder_add_many (builder, MAILER, "--utf8", "--subject", message->subject, "--body", message->text,
                           "--attach", g_file_peek_path (message->file), NULL);
  if (*message->address != '\0')
    g_strv_builder_add (builder, message->address);
  argv = g_strv_builder_end (builder);
  mailer = g_subprocess_newv ((const char * const *) argv,
                              G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  if (mailer == NULL)
    {
      end (task, error);
      return;
    }
  message->patience_id = g_timeout_add_full (G_PRIORITY_DEFAULT, PATIENCE_MS, patience_cb, g_object_ref (task),
                                             g_object_unref);
  g_subprocess_wait_check_async (mailer, g_task_get_cancellable (task), ended_cb, g_object_ref (task));
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_task_return_error (task, error);
  else if (!g_task_return_error_if_cancelled (task))
    run_mailer (task);
}

/* No quotes, no percent signs, nothing that ends an address: what stands in it goes through a shell and a link. */
static gboolean
is_harmless (const char *address)
{
  for (const char *p = address; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalnum (c) && (c >= 128 || strchr ("._+-@", (int) c) == NULL))
        return FALSE;
    }
  return *address != '-';
}

/* What a mail program would not take for an address is left for the user to enter there. */
static char *
dup_address (const char *address)
{
  g_autofree char *squashed = velo_text_squash (address == NULL ? "" : address);
  const char *at = strchr (squashed, '@');

  if (at == NULL || at == squashed || at[1] == '\0' || strchr (at + 1, '@') != NULL || !is_harmless (squashed))
    return g_strdup ("");
  return g_steal_pointer (&squashed);
}

/**
 * velo_mail_async:
 * @address: (nullable): of the receiver
 * @subject: of the message
 * @text: what it says
 * @attachment: a document
 * @file_name: its name; made safe first
 * @cancellable: (nullable): a #GCancellable, for who waits
 * @callback: (scope async): called when the mail program has the message, whether or not it stays open
 * @user_data: data for @callback
 *
 * Writes the document to the user's runtime folder, which nobody else can
 * read and which is emptied at log-out, and has the desktop open a message
 * with it. Sending is up to the user.
 *
 * Fails with an error of the file, or of the process if no mail program answers.
 */
void
velo_mail_async (const char          *address,
                 const char          *subject,
                 const char          *text,
                 GBytes              *attachment,
                 const char          *file_name,
                 GCancellable        *cancellable,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *safe_name = NULL;
  Message *message;

  g_return_if_fail (subject != NULL && text != NULL);
  g_return_if_fail (attachment != NULL && file_name != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_mail_async);
  folder = g_build_filename (g_get_user_runtime_dir (), "veloinsure", NULL);
  g_mkdir_with_parents (folder, 0700);
  safe_name = velo_text_file_name (file_name);
  g_strdelimit (safe_name, ",", '-');
  message = g_new0 (Message, 1);
  message->address = dup_address (address);
  message->subject = g_strdup (subject);
  message->text = g_strdup (text);
  message->file = g_file_new_build_filename (folder, safe_name, NULL);
  g_task_set_task_data (task, message, message_free);
  g_file_replace_contents_bytes_async (message->file, attachment, NULL, FALSE, G_FILE_CREATE_PRIVATE, cancellable,
                                       written_cb, g_object_ref (task));
}

/**
 * velo_mail_finish:
 * @result: from the callback
 * @error: return location for an error
 *
 * Returns: whether the mail program has the message
 */
gboolean
velo_mail_finish (GAsyncResult  *result,
                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_mail_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
