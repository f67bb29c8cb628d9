/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VeloInsurerError:
 * @VELO_INSURER_ERROR_REFUSED: the insurer said no; velo_insurer_error_get_words() has its words
 * @VELO_INSURER_ERROR_SIGN_IN: user name or password were refused; nothing else was sent
 * @VELO_INSURER_ERROR_NO_PASSWORD: no password was set; nothing was sent
 * @VELO_INSURER_ERROR_SETTINGS: the settings cannot be used, for example an address without TLS
 * @VELO_INSURER_ERROR_OFFLINE: no connection was made: certainly nothing was sent
 * @VELO_INSURER_ERROR_UNAVAILABLE: a question was not answered: cut, late, or an error page; may
 *   be asked again
 * @VELO_INSURER_ERROR_PROTOCOL: the answer makes no sense
 * @VELO_INSURER_ERROR_UNCLEAR: a submission may have arrived; only the same bytes may be repeated
 * @VELO_INSURER_ERROR_INVALID: the proposal cannot be sent as it is;
 *   velo_insurer_error_get_fields() names what is missing or wrong
 *
 * What a caller can decide on. G_IO_ERROR_CANCELLED passes unchanged, except for a submission
 * that may have left: that is @VELO_INSURER_ERROR_UNCLEAR.
 */
typedef enum
{
  VELO_INSURER_ERROR_REFUSED,
  VELO_INSURER_ERROR_SIGN_IN,
  VELO_INSURER_ERROR_NO_PASSWORD,
  VELO_INSURER_ERROR_SETTINGS,
  VELO_INSURER_ERROR_OFFLINE,
  VELO_INSURER_ERROR_UNAVAILABLE,
  VELO_INSURER_ERROR_PROTOCOL,
  VELO_INSURER_ERROR_UNCLEAR,
  VELO_INSURER_ERROR_INVALID,
} VeloInsurerError;

#define VELO_INSURER_ERROR (velo_insurer_error_quark ())
GQuark              velo_insurer_error_quark          (void);

const char         *velo_insurer_error_get_words      (const GError       *error);
const char         *velo_insurer_error_get_request_id (const GError       *error);
const char * const *velo_insurer_error_get_fields     (const GError       *error);

GError             *velo_insurer_error_new            (VeloInsurerError    code,
                                                       const char         *words,
                                                       const char         *request_id,
                                                       const char         *format,
                                                       ...) G_GNUC_PRINTF (4, 5);
GError             *velo_insurer_error_new_invalid    (const char * const *fields);

G_END_DECLS
