/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How files go to the program that reads them, and what it answers. */

#define G_LOG_DOMAIN "velo-invoice-frame"

#include "config.h"

#include "velo-invoice-frame.h"

#include "velo-intake-error.h"
#include "velo-invoice-source.h"

#include <string.h>

#define QUESTION_MARK 0x56524932u /* VRI2 */
#define ANSWER_MARK 0x56524131u   /* VRA1 */
/* An invoice nests five deep. */
#define MAX_DEPTH 16

static void
put (guint8 *head, guint index, guint32 value)
{
  const guint32 wire = GUINT32_TO_BE (value);

  memcpy (head + 4 * index, &wire, 4);
}

static guint32
get (const guint8 *head, guint index)
{
  guint32 wire;

  memcpy (&wire, head + 4 * index, 4);
  return GUINT32_FROM_BE (wire);
}

/**
 * velo_invoice_frame_put_question:
 * @question: a question
 * @head: (out caller-allocates): #VELO_INVOICE_FRAME_QUESTION_SIZE bytes
 *
 * Writes the bytes that go ahead of name and file.
 */
void
velo_invoice_frame_put_question (const VeloInvoiceQuestion *question, guint8 *head)
{
  put (head, 0, QUESTION_MARK);
  put (head, 1, question->wants);
  put (head, 2, question->name_length);
  put (head, 3, question->extra_length);
  put (head, 4, question->length);
}

/**
 * velo_invoice_frame_get_question:
 * @head: #VELO_INVOICE_FRAME_QUESTION_SIZE bytes
 * @question: (out caller-allocates): a question
 *
 * Reads what velo_invoice_frame_put_question() wrote.
 *
 * Returns: whether it is a question within the limits
 */
gboolean
velo_invoice_frame_get_question (const guint8 *head, VeloInvoiceQuestion *question)
{
  question->wants = get (head, 1);
  question->name_length = get (head, 2);
  question->extra_length = get (head, 3);
  question->length = get (head, 4);
  return get (head, 0) == QUESTION_MARK && question->name_length <= VELO_INVOICE_FRAME_MAX_NAME &&
         question->extra_length <= VELO_INVOICE_FRAME_MAX_EXTRA &&
         question->length <= VELO_INVOICE_SOURCE_MAX_BYTES;
}

/**
 * velo_invoice_frame_put_reply:
 * @reply: a reply
 * @head: (out caller-allocates): #VELO_INVOICE_FRAME_ANSWER_SIZE bytes
 *
 * Writes the bytes that go ahead of the texts.
 */
void
velo_invoice_frame_put_reply (const VeloInvoiceReply *reply, guint8 *head)
{
  put (head, 0, ANSWER_MARK);
  put (head, 1, reply->refusal);
  put (head, 2, reply->message_length);
  put (head, 3, reply->invoice_length);
  put (head, 4, reply->record_length);
}

/**
 * velo_invoice_frame_reply_length:
 * @reply: a reply
 *
 * Adds up the texts.
 *
 * Returns: how many bytes follow
 */
gsize
velo_invoice_frame_reply_length (const VeloInvoiceReply *reply)
{
  return (gsize) reply->message_length + reply->invoice_length + reply->record_length;
}

/**
 * velo_invoice_frame_get_reply:
 * @head: #VELO_INVOICE_FRAME_ANSWER_SIZE bytes
 * @reply: (out caller-allocates): a reply
 *
 * Reads what velo_invoice_frame_put_reply() wrote. The program has read foreign
 * bytes, so what it says is foreign too.
 *
 * Returns: whether it is a reply within the limits
 */
gboolean
velo_invoice_frame_get_reply (const guint8 *head, VeloInvoiceReply *reply)
{
  reply->refusal = get (head, 1);
  reply->message_length = get (head, 2);
  reply->invoice_length = get (head, 3);
  reply->record_length = get (head, 4);
  return get (head, 0) == ANSWER_MARK && reply->refusal <= VELO_INTAKE_ERROR_SEVERAL + 1 &&
         reply->refusal != VELO_INTAKE_ERROR_NO_HELPER + 1 &&
         (guint64) reply->message_length + reply->invoice_length + reply->record_length <=
             VELO_INVOICE_FRAME_MAX_ANSWER;
}

/**
 * velo_invoice_frame_is_flat:
 * @json: JSON, maybe
 * @length: its bytes
 *
 * Tells whether a parser that goes one call deeper for each bracket may have it.
 *
 * Returns: whether it nests no deeper than an invoice may
 */
gboolean
velo_invoice_frame_is_flat (const char *json, gsize length)
{
  gboolean in_text = FALSE;
  int      depth = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (in_text && json[i] == '\\')
        i++;
      else if (json[i] == '"')
        in_text = !in_text;
      else if (!in_text && (json[i] == '{' || json[i] == '['))
        depth++;
      else if (!in_text && (json[i] == '}' || json[i] == ']'))
        depth--;
      if (depth < 0 || depth > MAX_DEPTH)
        return FALSE;
    }
  return TRUE;
}
