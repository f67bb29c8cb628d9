/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VeloIbanProblem:
 * @VELO_IBAN_OK: a possible IBAN
 * @VELO_IBAN_EMPTY: nothing entered
 * @VELO_IBAN_CHARACTERS: something other than letters, digits and blanks
 * @VELO_IBAN_COUNTRY: no country of the SEPA area that we know
 * @VELO_IBAN_TOO_SHORT: too few characters for its country
 * @VELO_IBAN_TOO_LONG: too many
 * @VELO_IBAN_CHECK_DIGITS: the check digits do not fit: a typing error
 *
 * What is wrong with an IBAN (ISO 13616).
 */
typedef enum
{
  VELO_IBAN_OK,
  VELO_IBAN_EMPTY,
  VELO_IBAN_CHARACTERS,
  VELO_IBAN_COUNTRY,
  VELO_IBAN_TOO_SHORT,
  VELO_IBAN_TOO_LONG,
  VELO_IBAN_CHECK_DIGITS
} VeloIbanProblem;

VeloIbanProblem  velo_iban_check     (const char *text);
char            *velo_iban_normalize (const char *text);
char            *velo_iban_format    (const char *text);
const char      *velo_iban_get_bank  (const char *text);

G_END_DECLS
