/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The error domain of the insurer room; its errors carry the insurer's words and request number. */

#define G_LOG_DOMAIN "velo-insurer"

#include "config.h"

#include "velo-insurer-error.h"

typedef struct
{
  char *words;      /* (owned) (nullable) */
  char *request_id; /* (owned) (nullable) */
  char **fields;    /* (owned) (nullable) */
} VeloInsurerErrorPrivate;

static void
velo_insurer_error_private_init (VeloInsurerErrorPrivate *priv)
{
}

static void
velo_insurer_error_private_copy (const VeloInsurerErrorPrivate *src_priv,
                                 VeloInsurerErrorPrivate       *dest_priv)
{
  g_assert (src_priv != NULL && dest_priv != NULL);

  dest_priv->words = g_strdup (src_priv->words);
  dest_priv->request_id = g_strdup (src_priv->request_id);
  dest_priv->fields = g_strdupv (src_priv->fields);
}

static void
velo_insurer_error_private_clear (VeloInsurerErrorPrivate *priv)
{
  g_assert (priv != NULL);

  g_clear_pointer (&priv->words, g_free);
  g_clear_pointer (&priv->request_id, g_free);
  g_clear_pointer (&priv->fields, g_strfreev);
}

G_DEFINE_EXTENDED_ERROR (VeloInsurerError, velo_insurer_error)

static const VeloInsurerErrorPrivate *
peek_private (const GError *error)
{
  return error != NULL && error->domain == VELO_INSURER_ERROR
           ? velo_insurer_error_get_private (error)
           : NULL;
}

/**
 * velo_insurer_error_get_words:
 * @error: (nullable): any error
 *
 * Returns: (nullable): what the insurer said, in its own words; to be shown as they are
 */
const char *
velo_insurer_error_get_words (const GError *error)
{
  const VeloInsurerErrorPrivate *priv = peek_private (error);

  return priv == NULL ? NULL : priv->words;
}

/**
 * velo_insurer_error_get_request_id:
 * @error: (nullable): any error
 *
 * Returns: (nullable): number of the request at the insurer, for its support
 */
const char *
velo_insurer_error_get_request_id (const GError *error)
{
  const VeloInsurerErrorPrivate *priv = peek_private (error);

  return priv == NULL ? NULL : priv->request_id;
}

/**
 * velo_insurer_error_get_fields:
 * @error: (nullable): any error
 *
 * Returns: (nullable) (array zero-terminated=1): for %VELO_INSURER_ERROR_INVALID the names of what
 *   is missing or wrong, as record and property: "customer.last-name", "vehicle.frame-number",
 *   "proposal.iban", "settings.sender-name", "document"
 */
const char * const *
velo_insurer_error_get_fields (const GError *error)
{
  const VeloInsurerErrorPrivate *priv = peek_private (error);

  return priv == NULL ? NULL : (const char * const *) priv->fields;
}

/**
 * velo_insurer_error_new:
 * @code: the code
 * @words: (nullable): the insurer's words
 * @request_id: (nullable): the insurer's request number
 * @format: message for log and tests, without words of the insurer
 * @...: its values
 *
 * Returns: (transfer full): the error
 */
GError *
velo_insurer_error_new (VeloInsurerError  code,
                        const char       *words,
                        const char       *request_id,
                        const char       *format,
                        ...)
{
  GError *error = NULL;
  VeloInsurerErrorPrivate *priv = NULL;
  va_list args;

  va_start (args, format);
  error = g_error_new_valist (VELO_INSURER_ERROR, (int) code, format, args);
  va_end (args);
  priv = velo_insurer_error_get_private (error);
  g_assert (priv != NULL);
  priv->words = g_strdup (words);
  priv->request_id = g_strdup (request_id);
  return error;
}

/**
 * velo_insurer_error_new_invalid:
 * @fields: (array zero-terminated=1): names as velo_insurer_error_get_fields() tells them
 *
 * Returns: (transfer full): the error
 */
GError *
velo_insurer_error_new_invalid (const char * const *fields)
{
  g_autofree char *names = NULL;
  GError *error = NULL;
  VeloInsurerErrorPrivate *priv = NULL;

  names = g_strjoinv (", ", (char **) fields);
  error = g_error_new (VELO_INSURER_ERROR, VELO_INSURER_ERROR_INVALID,
                       "missing or not acceptable: %s", names);
  priv = velo_insurer_error_get_private (error);
  g_assert (priv != NULL);
  priv->fields = g_strdupv ((char **) fields);
  return error;
}
