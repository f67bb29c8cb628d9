/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The counter's errors: what its callers decide on, and what of it may be logged. */

#define G_LOG_DOMAIN "velo-counter"

#include "config.h"

#include "velo-counter-private.h"

G_DEFINE_QUARK (velo-counter-error-quark, velo_counter_error)

static VeloCounterError
get_code (const GError *error)
{
  switch ((VeloInsurerError) error->code)
    {
    case VELO_INSURER_ERROR_REFUSED:
      return VELO_COUNTER_ERROR_REFUSED;
    case VELO_INSURER_ERROR_SIGN_IN:
    case VELO_INSURER_ERROR_NO_PASSWORD:
    case VELO_INSURER_ERROR_SETTINGS:
      return VELO_COUNTER_ERROR_NO_CREDENTIALS;
    case VELO_INSURER_ERROR_UNCLEAR:
      return VELO_COUNTER_ERROR_UNCLEAR;
    case VELO_INSURER_ERROR_INVALID:
      return VELO_COUNTER_ERROR_INCOMPLETE;
    case VELO_INSURER_ERROR_PROTOCOL:
      return VELO_COUNTER_ERROR_DOCUMENT;
    case VELO_INSURER_ERROR_OFFLINE:
    case VELO_INSURER_ERROR_UNAVAILABLE:
    default:
      return VELO_COUNTER_ERROR_OFFLINE;
    }
}

/**
 * velo_counter_translate:
 * @error: (transfer full): an error of any room
 *
 * Turns an error of the insurer or store into one that the counter's callers
 * decide on; others, cancelling included, pass unchanged.
 *
 * Returns: (transfer full): the error to report
 */
GError *
velo_counter_translate (GError *error)
{
  GError *translated;
  const char *words;

  if (g_error_matches (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CONFLICT))
    translated = g_error_new_literal (VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_CHANGED, error->message);
  else if (error->domain == VELO_INSURER_ERROR)
    {
      words = velo_insurer_error_get_words (error);
      translated = g_error_new_literal (VELO_COUNTER_ERROR, (int) get_code (error),
                                        error->code == VELO_INSURER_ERROR_REFUSED && words != NULL
                                        ? words : error->message);
    }
  else
    return error;
  g_error_free (error);
  return translated;
}

/**
 * velo_counter_error_get_log_text:
 * @error: an error of the counter, or any other
 *
 * The message of some errors is what the insurer said, to be shown as it is;
 * he may have named the customer. It does not go into a log.
 *
 * Returns: (transfer none): what may be logged of @error
 */
const char *
velo_counter_error_get_log_text (const GError *error)
{
  g_return_val_if_fail (error != NULL, "");

  if (g_error_matches (error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_REFUSED))
    return "refused by the insurer";
  if (g_error_matches (error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_HANDED_OVER))
    return "not confirmed by the insurer";
  return error->message;
}
