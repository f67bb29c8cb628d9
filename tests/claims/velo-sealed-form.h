/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a customer's phone does with the link of a form, for tests: seals what is entered, and sends it. */
#pragma once

#include <string.h>

#include <gnutls/crypto.h>
#include <libsoup/soup.h>

/* Key and token stand in the link. */
static inline GBytes *
velo_sealed_form_new (const char *link,
                      const char *plain)
{
  static const guint8 nonce[12] = { 7 };
  const char *hash = strchr (link, '#');
  g_autofree char *token = g_strndup (hash - 22, 22);
  g_autofree char *text = g_strdelimit (g_strdelimit (g_strconcat (hash + 1, "=", NULL), "-", '+'), "_", '/');
  gsize key_size = 0;
  g_autofree guint8 *key = g_base64_decode (text, &key_size);
  gnutls_datum_t datum = { key, (guint) key_size };
  gnutls_aead_cipher_hd_t cipher;
  gsize size = strlen (plain) + 16;
  guint8 *whole = g_malloc0 (12 + size);

  g_assert_cmpuint (datum.size, ==, 32);
  memcpy (whole, nonce, 12);
  g_assert_cmpint (gnutls_aead_cipher_init (&cipher, GNUTLS_CIPHER_AES_256_GCM, &datum), ==, 0);
  g_assert_cmpint (gnutls_aead_cipher_encrypt (cipher, nonce, 12, token, 22, 16, plain, strlen (plain), whole + 12, &size),
                   ==, 0);
  gnutls_aead_cipher_deinit (cipher);
  return g_bytes_new_take (whole, 12 + size);
}

/* @uri: of the service, which may be another one than the link tells; @sealed: (nullable): %NULL to open the
 * page. Returns: the HTTP status */
static inline guint
velo_sealed_form_visit (SoupSession *session,
                        const char  *uri,
                        const char  *link,
                        GBytes      *sealed)
{
  g_autofree char *token = g_strndup (strchr (link, '#') - 22, 22);
  g_autofree char *place = g_strconcat (uri, "f/", token, NULL);
  g_autoptr(SoupMessage) message = soup_message_new (sealed != NULL ? "POST" : "GET", place);
  g_autoptr(GBytes) answer = NULL;

  if (sealed != NULL)
    soup_message_set_request_body_from_bytes (message, "application/octet-stream", sealed);
  answer = soup_session_send_and_read (session, message, NULL, NULL);
  g_assert_nonnull (answer);
  return soup_message_get_status (message);
}
