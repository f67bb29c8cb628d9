/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VeloIntakeError:
 * @VELO_INTAKE_ERROR_EMPTY: the file has no bytes
 * @VELO_INTAKE_ERROR_MALFORMED: the XML is damaged or cut off
 * @VELO_INTAKE_ERROR_MALFORMED_PDF: the PDF is damaged or cut off
 * @VELO_INTAKE_ERROR_ENCRYPTED_PDF: the PDF asks for a password
 * @VELO_INTAKE_ERROR_NO_ATTACHMENT: a PDF with nothing inside that could be read
 * @VELO_INTAKE_ERROR_NO_INVOICE_ATTACHED: a PDF with attachments, none of them an invoice
 * @VELO_INTAKE_ERROR_NOT_AN_INVOICE: understood, but an order or something else
 * @VELO_INTAKE_ERROR_UNSUPPORTED_FORMAT: neither PDF nor an invoice syntax known here
 * @VELO_INTAKE_ERROR_REJECTED_DTD: the XML has a DOCTYPE, which is never followed
 * @VELO_INTAKE_ERROR_OVER_LIMIT: too large, too deep or too slow
 * @VELO_INTAKE_ERROR_NO_HELPER: the program that reads invoices cannot be started
 * @VELO_INTAKE_ERROR_NO_INVOICE_IN_MAIL: a mail without any file that could be an invoice
 * @VELO_INTAKE_ERROR_SEVERAL: a mail or an archive with several files, which whoever has it takes apart
 *
 * Why no invoice could be read from a file.
 */
typedef enum
{
  VELO_INTAKE_ERROR_EMPTY,
  VELO_INTAKE_ERROR_MALFORMED,
  VELO_INTAKE_ERROR_MALFORMED_PDF,
  VELO_INTAKE_ERROR_ENCRYPTED_PDF,
  VELO_INTAKE_ERROR_NO_ATTACHMENT,
  VELO_INTAKE_ERROR_NO_INVOICE_ATTACHED,
  VELO_INTAKE_ERROR_NOT_AN_INVOICE,
  VELO_INTAKE_ERROR_UNSUPPORTED_FORMAT,
  VELO_INTAKE_ERROR_REJECTED_DTD,
  VELO_INTAKE_ERROR_OVER_LIMIT,
  VELO_INTAKE_ERROR_NO_HELPER,
  VELO_INTAKE_ERROR_NO_INVOICE_IN_MAIL,
  VELO_INTAKE_ERROR_SEVERAL
} VeloIntakeError;

#define VELO_INTAKE_ERROR (velo_intake_error_quark ())
GQuark      velo_intake_error_quark (void);
const char *velo_intake_error_status (const GError *error);

G_END_DECLS
