/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Secrets of the claims service: random tokens and codes, hashes of them and of passwords. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-token.h"

#include <string.h>

#include <sodium.h>

/* Claims design, section 4: 22 base64url characters, 132 bit; 17 bytes make 23 and are cut. */
#define TOKEN_BYTES 17
#define TOKEN_LENGTH 22

#define ID_BYTES 16
#define CODE_DIGITS 6
#define MIN_PASSWORD_BYTES 10
#define MAX_PASSWORD_BYTES 200

/**
 * velo_claims_crypto_init:
 *
 * Must have returned before any other function of this file is called. May be called again, from
 * any thread.
 */
void
velo_claims_crypto_init (void)
{
  if (sodium_init () < 0)
    g_error ("the cryptographic library cannot be used");
}

/**
 * velo_claims_token_new:
 *
 * Returns: (transfer full): an unguessable token of 22 characters that may stand in an address
 */
char *
velo_claims_token_new (void)
{
  guint8 bytes[TOKEN_BYTES];
  char *token = g_malloc (sodium_base64_ENCODED_LEN (TOKEN_BYTES, sodium_base64_VARIANT_URLSAFE_NO_PADDING));

  randombytes_buf (bytes, sizeof bytes);
  sodium_bin2base64 (token, sodium_base64_ENCODED_LEN (TOKEN_BYTES, sodium_base64_VARIANT_URLSAFE_NO_PADDING),
                     bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  token[TOKEN_LENGTH] = '\0';
  sodium_memzero (bytes, sizeof bytes);
  return token;
}

/**
 * velo_claims_code_new:
 *
 * Returns: (transfer full): a one-time code of six digits, each as likely as any other
 */
char *
velo_claims_code_new (void)
{
  return g_strdup_printf ("%0*u", CODE_DIGITS, randombytes_uniform (1000000));
}

/**
 * velo_claims_id_new:
 *
 * Returns: (transfer full): an identifier of 32 hexadecimal digits that tells nothing
 */
char *
velo_claims_id_new (void)
{
  guint8 bytes[ID_BYTES];
  char *id = g_malloc (2 * ID_BYTES + 1);

  randombytes_buf (bytes, sizeof bytes);
  return sodium_bin2hex (id, 2 * ID_BYTES + 1, bytes, sizeof bytes);
}

/**
 * velo_claims_token_hash:
 * @token: a token or code
 *
 * Returns: (transfer full): what of @token may be stored: its SHA-256 in hexadecimal digits
 */
char *
velo_claims_token_hash (const char *token)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, token, -1);
}

/**
 * velo_claims_text_equal:
 * @a: a secret text or a hash
 * @b: another
 *
 * Compares in a time that depends on the lengths only.
 *
 * Returns: whether both are the same
 */
gboolean
velo_claims_text_equal (const char *a,
                        const char *b)
{
  gsize length = strlen (a);

  return length == strlen (b) && sodium_memcmp (a, b, length) == 0;
}

/**
 * velo_claims_password_is_usable:
 * @password: a password
 *
 * Returns: whether it may be one: 10 to 200 bytes
 */
gboolean
velo_claims_password_is_usable (const char *password)
{
  gsize length = strlen (password);

  return length >= MIN_PASSWORD_BYTES && length <= MAX_PASSWORD_BYTES;
}

/**
 * velo_claims_password_hash:
 * @password: a password
 * @cheap: whether it may be quick to guess: for tests that log in hundreds of times
 *
 * Slow on purpose (Argon2id, claims design, section 1): never call it on the main thread or on the
 * thread of the database.
 *
 * Returns: (transfer full): what of @password may be stored
 */
char *
velo_claims_password_hash (const char *password,
                           gboolean    cheap)
{
  char *hash = g_malloc (crypto_pwhash_STRBYTES);

  if (crypto_pwhash_str_alg (hash, password, strlen (password),
                             cheap ? crypto_pwhash_OPSLIMIT_MIN : crypto_pwhash_OPSLIMIT_INTERACTIVE,
                             cheap ? crypto_pwhash_MEMLIMIT_MIN : crypto_pwhash_MEMLIMIT_INTERACTIVE,
                             crypto_pwhash_ALG_ARGON2ID13) != 0)
    g_error ("out of memory for a password");
  return hash;
}

/**
 * velo_claims_password_verify:
 * @hash: what velo_claims_password_hash() made
 * @password: what was entered
 *
 * As slow as velo_claims_password_hash().
 *
 * Returns: whether it is the same password
 */
gboolean
velo_claims_password_verify (const char *hash,
                             const char *password)
{
  return strlen (password) <= MAX_PASSWORD_BYTES
    && crypto_pwhash_str_verify (hash, password, strlen (password)) == 0;
}
