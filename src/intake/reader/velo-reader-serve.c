/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes files from standard input, one after the other, and answers on standard output. */

#define G_LOG_DOMAIN "velo-reader-serve"

#include "config.h"

#include "velo-reader-serve.h"

#include "velo-intake-error.h"
#include "velo-invoice-json.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* Returns how much came before the end. */
static gsize
read_fully (guint8 *buffer, gsize length)
{
  gsize done = 0;

  while (done < length)
    {
      gssize got = read (STDIN_FILENO, buffer + done, length - done);

      if (got > 0)
        done += (gsize) got;
      else if (got == 0 || errno != EINTR)
        break;
    }
  return done;
}

static gboolean
write_fully (const void *data, gsize length)
{
  gsize done = 0;

  while (done < length)
    {
      gssize put = write (STDOUT_FILENO, (const guint8 *) data + done, length - done);

      if (put > 0)
        done += (gsize) put;
      else if (put == 0 || errno != EINTR)
        return FALSE;
    }
  return TRUE;
}

static guint32
length_of (const char *text)
{
  return text == NULL ? 0 : (guint32) MIN (strlen (text), G_MAXUINT32);
}

static gboolean
write_result (const VeloReaderResult *result)
{
  const char *message = result->refusal == NULL ? NULL : result->refusal->message;
  const int   code = result->refusal == NULL                         ? -1
                     : result->refusal->domain != VELO_INTAKE_ERROR ? VELO_INTAKE_ERROR_MALFORMED
                                                                    : result->refusal->code;
  gsize            n_members = 0;
  const void      *members =
      result->members == NULL ? NULL : g_bytes_get_data (result->members, &n_members);
  const void      *invoice = members != NULL ? members : result->invoice;
  VeloInvoiceReply reply = { (guint32) (code + 1), length_of (message),
                             members != NULL ? (guint32) n_members : length_of (result->invoice),
                             length_of (result->record) };
  guint8           head[VELO_INVOICE_FRAME_ANSWER_SIZE];

  velo_invoice_frame_put_reply (&reply, head);
  return write_fully (head, sizeof head) && write_fully (message, reply.message_length) &&
         write_fully (invoice, reply.invoice_length) &&
         write_fully (result->record, reply.record_length);
}

static void
clear_result (VeloReaderResult *result)
{
  g_clear_error (&result->refusal);
  g_clear_pointer (&result->invoice, g_free);
  g_clear_pointer (&result->record, g_free);
  g_clear_pointer (&result->members, g_bytes_unref);
}

/* More than the caller takes is a matter of the file, not of the caller. */
static void
bound_result (VeloReaderResult *result, GBytes *bytes, const char *name)
{
  const gsize    length = (gsize) length_of (result->invoice) + length_of (result->record);
  const gboolean has_record = result->record != NULL;

  if (length < VELO_INVOICE_FRAME_MAX_ANSWER / 2)
    return;
  clear_result (result);
  g_set_error_literal (&result->refusal, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_OVER_LIMIT,
                       "there is too much in the file");
  if (has_record)
    result->record = velo_invoice_json_failure_text (bytes, name, result->refusal);
}

static VeloInvoiceFrameExit
serve_file (const VeloInvoiceQuestion *question, VeloReaderFunc func)
{
  VeloReaderResult result = { NULL, NULL, NULL, NULL };
  g_autoptr (GBytes) bytes = NULL;
  g_autofree guint8 *data = g_malloc (question->length + 1);
  g_autofree char   *name = g_malloc (question->name_length + 1);
  g_autofree char   *extra = g_malloc (question->extra_length + 1);
  gboolean           is_written;

  if (read_fully ((guint8 *) name, question->name_length) != question->name_length ||
      read_fully ((guint8 *) extra, question->extra_length) != question->extra_length ||
      read_fully (data, question->length) != question->length)
    return VELO_INVOICE_FRAME_EXIT_PROTOCOL;
  name[question->name_length] = '\0';
  extra[question->extra_length] = '\0';
  bytes = g_bytes_new_take (g_steal_pointer (&data), question->length);
  func (bytes, *name == '\0' ? NULL : name, *extra == '\0' ? NULL : extra, question->wants, &result);
  bound_result (&result, bytes, name);
  is_written = write_result (&result);
  clear_result (&result);
  return is_written ? VELO_INVOICE_FRAME_EXIT_DONE : VELO_INVOICE_FRAME_EXIT_PROTOCOL;
}

/**
 * velo_reader_serve:
 * @limits: what this process allows itself
 * @func: reads a file
 *
 * Limits the process, then answers until standard input ends.
 *
 * Returns: a #VeloInvoiceFrameExit
 */
int
velo_reader_serve (const VeloReaderLimits *limits, VeloReaderFunc func)
{
  g_autoptr (GError) error = NULL;
  VeloInvoiceFrameExit result = VELO_INVOICE_FRAME_EXIT_DONE;
  VeloInvoiceQuestion  question;
  guint8               head[VELO_INVOICE_FRAME_QUESTION_SIZE];
  gsize                got;

  if (!velo_reader_limits_apply (limits, &error))
    {
      g_warning ("%s", error->message);
      return VELO_INVOICE_FRAME_EXIT_UNSAFE;
    }
  while (result == VELO_INVOICE_FRAME_EXIT_DONE)
    {
      got = read_fully (head, sizeof head);
      if (got == 0)
        break;
      if (got < sizeof head || !velo_invoice_frame_get_question (head, &question))
        result = VELO_INVOICE_FRAME_EXIT_PROTOCOL;
      else if (!velo_reader_limits_start_file (limits))
        result = VELO_INVOICE_FRAME_EXIT_UNSAFE;
      else
        result = serve_file (&question, func);
    }
  return (int) result;
}
