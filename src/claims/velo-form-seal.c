/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens what a customer has sealed on the own phone, so that nobody between the phone and this program
 * could read it. */

#define G_LOG_DOMAIN "velo-claims-client"

#include "config.h"

#include "velo-form-seal.h"

#include <string.h>

#include <gnutls/crypto.h>
#include <json-glib/json-glib.h>

#include "velo-claims-client-error.h"
#include "velo-json.h"
#include "velo-text.h"

#define NONCE_BYTES 12
#define TAG_BYTES 16
#define MAX_SEALED (64 * 1024)

/* An object with texts in it. */
#define MAX_DEPTH 2

/* The page takes no more of any field. */
#define MAX_CHARACTERS 200

/**
 * velo_form_seal_new_key:
 * @key: (out caller-allocates) (array fixed-size=32): where the key is put
 * @error: return location for %VELO_CLAIMS_CLIENT_ERROR_SETTINGS
 *
 * Returns: whether there is a key now that nobody can guess
 */
gboolean
velo_form_seal_new_key (guint8  *key,
                        GError **error)
{
  if (gnutls_rnd (GNUTLS_RND_KEY, key, VELO_FORM_KEY_BYTES) == GNUTLS_E_SUCCESS)
    return TRUE;
  g_set_error (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_SETTINGS, "there are no random numbers");
  return FALSE;
}

/**
 * velo_form_seal_encode_key:
 * @key: (array fixed-size=32): a key
 *
 * Returns: (transfer full): @key as it stands behind a link: base64url without padding
 */
char *
velo_form_seal_encode_key (const guint8 *key)
{
  char *text = g_base64_encode (key, VELO_FORM_KEY_BYTES);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  *strchr (text, '=') = '\0';
  return text;
}

static gboolean
refuse (const char  *why,
        GError     **error)
{
  g_set_error (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_SEALED, "the form cannot be opened: %s", why);
  return FALSE;
}

/* @plain: (out): with a zero byte behind it */
static gboolean
decrypt (const guint8  *key,
         const char    *token,
         GBytes        *sealed,
         char         **plain,
         gsize         *length,
         GError       **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (sealed, &size);
  gnutls_datum_t datum = { (unsigned char *) key, VELO_FORM_KEY_BYTES };
  gnutls_aead_cipher_hd_t cipher;
  int result;

  if (size < NONCE_BYTES + TAG_BYTES || size > MAX_SEALED)
    return refuse ("its length is wrong", error);
  if (gnutls_aead_cipher_init (&cipher, GNUTLS_CIPHER_AES_256_GCM, &datum) != GNUTLS_E_SUCCESS)
    return refuse ("there is no AES", error);
  *length = size - NONCE_BYTES - TAG_BYTES;
  *plain = g_malloc0 (*length + 1);
  result = gnutls_aead_cipher_decrypt (cipher, data, NONCE_BYTES, token, strlen (token), TAG_BYTES, data + NONCE_BYTES,
                                       size - NONCE_BYTES, *plain, length);
  gnutls_aead_cipher_deinit (cipher);
  return result == GNUTLS_E_SUCCESS || refuse ("it was not sealed with this key for this link", error);
}

/* One line without control characters; NULL if the page could not have sent it. */
static char *
read_value (JsonNode *node)
{
  g_autofree char *text = NULL;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  text = velo_text_squash (json_node_get_string (node));
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      return NULL;
  return *text != '\0' && g_utf8_strlen (text, -1) <= MAX_CHARACTERS ? g_steal_pointer (&text) : NULL;
}

static JsonObject *
parse (const char *plain,
       gsize       length)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  JsonNode *root;

  if (!g_utf8_validate_len (plain, length, NULL) || velo_json_is_deeper (plain, length, MAX_DEPTH)
      || !json_parser_load_from_data (parser, plain, (gssize) length, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_object_ref (json_node_get_object (root)) : NULL;
}

/**
 * velo_form_seal_open:
 * @key: (array fixed-size=32): the key that stood behind the link
 * @token: the link's token, which the seal is bound to
 * @sealed: a nonce of 12 bytes, what AES-256-GCM made of a JSON object, a tag of 16 bytes
 * @names: (array zero-terminated=1): the fields that were asked for
 * @error: return location for %VELO_CLAIMS_CLIENT_ERROR_SEALED
 *
 * Returns: (transfer full) (element-type utf8 utf8) (nullable): what was entered, of @names only
 */
GHashTable *
velo_form_seal_open (const guint8        *key,
                     const char          *token,
                     GBytes              *sealed,
                     const char * const  *names,
                     GError             **error)
{
  g_autofree char *plain = NULL;
  g_autoptr(JsonObject) object = NULL;
  GHashTable *values;
  gsize length = 0;

  g_return_val_if_fail (key != NULL && token != NULL && sealed != NULL && names != NULL, NULL);

  if (!decrypt (key, token, sealed, &plain, &length, error))
    return NULL;
  object = parse (plain, length);
  explicit_bzero (plain, length);
  if (object == NULL)
    {
      refuse ("there is no form in it", error);
      return NULL;
    }
  values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (gsize i = 0; names[i] != NULL; i++)
    {
      JsonNode *node = json_object_get_member (object, names[i]);
      char *value = node != NULL ? read_value (node) : NULL;

      if (value != NULL)
        g_hash_table_insert (values, g_strdup (names[i]), value);
    }
  return values;
}
