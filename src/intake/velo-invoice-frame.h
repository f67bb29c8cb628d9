/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The program in LIBEXECDIR that speaks this on its standard input and output. */
#define VELO_INVOICE_FRAME_PROGRAM "veloinsure-read-invoice"

#define VELO_INVOICE_FRAME_QUESTION_SIZE 20
#define VELO_INVOICE_FRAME_ANSWER_SIZE 20
#define VELO_INVOICE_FRAME_MAX_NAME 4096
#define VELO_INVOICE_FRAME_MAX_EXTRA (8 * 1024 * 1024)
#define VELO_INVOICE_FRAME_MAX_ANSWER (64 * 1024 * 1024)

/**
 * VeloInvoiceFrameExit:
 * @VELO_INVOICE_FRAME_EXIT_DONE: no more questions
 * @VELO_INVOICE_FRAME_EXIT_PROTOCOL: a question that is none
 * @VELO_INVOICE_FRAME_EXIT_UNSAFE: the program could not limit itself, and read nothing
 * @VELO_INVOICE_FRAME_EXIT_MEMORY: a file asked for more memory than there is for it
 *
 * With what status the program ends.
 */
typedef enum
{
  VELO_INVOICE_FRAME_EXIT_DONE = 0,
  VELO_INVOICE_FRAME_EXIT_PROTOCOL = 2,
  VELO_INVOICE_FRAME_EXIT_UNSAFE = 3,
  VELO_INVOICE_FRAME_EXIT_MEMORY = 4
} VeloInvoiceFrameExit;

/**
 * VeloInvoiceWant:
 * @VELO_INVOICE_WANT_INVOICE: the text of a #VeloInvoice
 * @VELO_INVOICE_WANT_RECORD: the record of velo_invoice_json_new()
 * @VELO_INVOICE_WANT_PAGES: only whether each page of a PDF can be drawn
 * @VELO_INVOICE_WANT_TEMPLATE: in place of a record, what is learned from a PDF with the help of
 *   the corrected invoice that comes with it
 * @VELO_INVOICE_WANT_MEMBERS: in place of an invoice, the files of a ZIP archive or a
 *   mail
 *
 * What is asked of a file.
 */
typedef enum
{
  VELO_INVOICE_WANT_INVOICE = 1 << 0,
  VELO_INVOICE_WANT_RECORD = 1 << 1,
  VELO_INVOICE_WANT_PAGES = 1 << 2,
  VELO_INVOICE_WANT_TEMPLATE = 1 << 3,
  VELO_INVOICE_WANT_MEMBERS = 1 << 4
} VeloInvoiceWant;

/**
 * VeloInvoiceQuestion:
 * @wants: of #VeloInvoiceWant
 * @name_length: bytes of the name that follows
 * @extra_length: bytes of JSON that follow the name: the templates of issuers, or the corrected
 *   invoice to learn from
 * @length: bytes of the file that follow last
 *
 * What goes ahead of a file on its way to the program.
 */
typedef struct
{
  guint32 wants;
  guint32 name_length;
  guint32 extra_length;
  guint32 length;
} VeloInvoiceQuestion;

/**
 * VeloInvoiceReply:
 * @refusal: 0, or one more than the #VeloIntakeError
 * @message_length: bytes of the reason that follows
 * @invoice_length: bytes of the invoice that follow the reason
 * @record_length: bytes of the record that follow the invoice
 *
 * What goes ahead of the texts on their way back.
 */
typedef struct
{
  guint32 refusal;
  guint32 message_length;
  guint32 invoice_length;
  guint32 record_length;
} VeloInvoiceReply;

void     velo_invoice_frame_put_question (const VeloInvoiceQuestion *question, guint8 *head);
gboolean velo_invoice_frame_get_question (const guint8 *head, VeloInvoiceQuestion *question);
void     velo_invoice_frame_put_reply (const VeloInvoiceReply *reply, guint8 *head);
gboolean velo_invoice_frame_get_reply (const guint8 *head, VeloInvoiceReply *reply);
gsize    velo_invoice_frame_reply_length (const VeloInvoiceReply *reply);
gboolean velo_invoice_frame_is_flat (const char *json, gsize length);

G_END_DECLS
