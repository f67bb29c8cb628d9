/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The error domain of the intake room. */

#define G_LOG_DOMAIN "velo-intake"

#include "config.h"

#include "velo-intake-error.h"

G_DEFINE_QUARK (velo - intake - error - quark, velo_intake_error)

/**
 * velo_intake_error_status:
 * @error: an error of velo_invoice_reader_read()
 *
 * Names the class of the error as `veloinsure --read-invoice` prints it.
 *
 * Returns: (transfer none): a word such as "malformed"; "failed" for other domains
 */
const char *
velo_intake_error_status (const GError *error)
{
  if (error == NULL || error->domain != VELO_INTAKE_ERROR)
    return "failed";

  switch ((VeloIntakeError) error->code)
    {
    case VELO_INTAKE_ERROR_EMPTY:
    case VELO_INTAKE_ERROR_MALFORMED:
      return "malformed";
    case VELO_INTAKE_ERROR_MALFORMED_PDF:
      return "malformed_pdf";
    case VELO_INTAKE_ERROR_ENCRYPTED_PDF:
      return "encrypted_pdf";
    case VELO_INTAKE_ERROR_NO_ATTACHMENT:
    case VELO_INTAKE_ERROR_NO_INVOICE_ATTACHED:
      return "no_invoice_in_pdf";
    case VELO_INTAKE_ERROR_NOT_AN_INVOICE:
      return "not_an_invoice";
    case VELO_INTAKE_ERROR_UNSUPPORTED_FORMAT:
    case VELO_INTAKE_ERROR_SEVERAL:
      return "unsupported_format";
    case VELO_INTAKE_ERROR_REJECTED_DTD:
      return "rejected_dtd";
    case VELO_INTAKE_ERROR_OVER_LIMIT:
      return "over_limit";
    case VELO_INTAKE_ERROR_NO_INVOICE_IN_MAIL:
      return "no_invoice_in_mail";
    case VELO_INTAKE_ERROR_NO_HELPER:
    default:
      return "failed";
    }
}
