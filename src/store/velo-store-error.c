/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The errors of the store, and how those of the database become ours. */

#define G_LOG_DOMAIN "velo-store"

#include "config.h"

#include "velo-store-private.h"

G_DEFINE_QUARK (velo-store-error-quark, velo_store_error)

static VeloStoreError
code_of_database (int code)
{
  switch ((VeloDatabaseError) code)
    {
    case VELO_DATABASE_ERROR_CLOSED:
      return VELO_STORE_ERROR_CLOSED;
    case VELO_DATABASE_ERROR_TOO_NEW:
      return VELO_STORE_ERROR_TOO_NEW;
    case VELO_DATABASE_ERROR_CORRUPT:
      return VELO_STORE_ERROR_CORRUPT;
    case VELO_DATABASE_ERROR_BUSY:
      return VELO_STORE_ERROR_BUSY;
    case VELO_DATABASE_ERROR_FULL:
      return VELO_STORE_ERROR_FULL;
    case VELO_DATABASE_ERROR_CONFLICT:
      return VELO_STORE_ERROR_EXISTS;
    case VELO_DATABASE_ERROR_INVALID:
      return VELO_STORE_ERROR_INVALID;
    case VELO_DATABASE_ERROR_IO:
      return VELO_STORE_ERROR_IO;
    case VELO_DATABASE_ERROR_FAILED:
    default:
      return VELO_STORE_ERROR_FAILED;
    }
}

/*
 * velo_store_translate_error:
 * @error: (transfer full): any error
 *
 * Returns: (transfer full): one of ours; a cancellation stays what it is
 */
GError *
velo_store_translate_error (GError *error)
{
  GError *translated = NULL;

  if (error->domain != VELO_DATABASE_ERROR)
    return error;
  translated = g_error_new_literal (VELO_STORE_ERROR, (int) code_of_database (error->code),
                                    error->message);
  g_error_free (error);
  return translated;
}

/*
 * velo_store_set_error:
 *
 * Returns: %FALSE
 */
gboolean
velo_store_set_error (GError         **error,
                      VeloStoreError   code,
                      const char      *message)
{
  g_set_error_literal (error, VELO_STORE_ERROR, (int) code, message);
  return FALSE;
}
