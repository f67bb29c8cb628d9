/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form fields of a request to the training insurer, sent multipart or urlencoded. */

#define G_LOG_DOMAIN "velo-training"

#include "config.h"

#include "velo-training-request.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* Limits of the insurer's test double. Source: insurer protocol, section 1. */
#define MAX_URLENCODED_BYTES      (100 * 1000)
#define MAX_MULTIPART_FIELD_BYTES (1000 * 1000)

struct _VeloTrainingRequest
{
  VeloTrainingScript script;
  GHashTable *fields; /* (owned) (element-type utf8 GBytes): each followed by a NUL */
};

static const struct
{
  const char *path;
  VeloTrainingScript script;
} scripts[] = {
  { "/login.pl", VELO_TRAINING_SCRIPT_LOGIN },
  { "/checksession.pl", VELO_TRAINING_SCRIPT_CHECKSESSION },
  { "/callservice.pl", VELO_TRAINING_SCRIPT_CALLSERVICE },
};

static GBytes *
bytes_with_nul (const char *data,
                gsize       length)
{
  char *copy = g_malloc (length + 1);

  if (length > 0)
    memcpy (copy, data, length);
  copy[length] = '\0';
  return g_bytes_new_take (copy, length);
}

static GString *
decode_urlencoded (const char *text,
                   gsize       length)
{
  g_autoptr(GString) decoded = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '+')
        g_string_append_c (decoded, ' ');
      else if (text[i] != '%')
        g_string_append_c (decoded, text[i]);
      else if (i + 2 < length && g_ascii_isxdigit (text[i + 1]) && g_ascii_isxdigit (text[i + 2]))
        {
          g_string_append_c (decoded, (char) (g_ascii_xdigit_value (text[i + 1]) * 16
                                              + g_ascii_xdigit_value (text[i + 2])));
          i += 2;
        }
      else
        return NULL;
    }
  return g_steal_pointer (&decoded);
}

static gboolean
add_field (GHashTable *fields,
           const char *name,
           const char *data,
           gsize       length)
{
  if (*name == '\0' || !g_utf8_validate (name, -1, NULL) || g_hash_table_contains (fields, name))
    return FALSE;
  g_hash_table_insert (fields, g_strdup (name), bytes_with_nul (data, length));
  return TRUE;
}

static gboolean
read_urlencoded (GHashTable *fields,
                 GBytes     *body)
{
  gsize length;
  const char *text = g_bytes_get_data (body, &length);
  const char *end = text + length;

  while (text < end)
    {
      const char *ampersand = memchr (text, '&', (gsize) (end - text));
      const char *pair_end = ampersand != NULL ? ampersand : end;
      const char *equals = memchr (text, '=', (gsize) (pair_end - text));
      g_autoptr(GString) name = NULL;
      g_autoptr(GString) value = NULL;

      if (equals == NULL)
        return FALSE;
      name = decode_urlencoded (text, (gsize) (equals - text));
      value = decode_urlencoded (equals + 1, (gsize) (pair_end - equals - 1));
      if (name == NULL || value == NULL || strlen (name->str) != name->len
          || !add_field (fields, name->str, value->str, value->len))
        return FALSE;
      text = pair_end + 1;
    }
  return TRUE;
}

static guint
read_part (GHashTable    *fields,
           SoupMultipart *multipart,
           int            index)
{
  g_autofree char *disposition = NULL;
  g_autoptr(GHashTable) parameters = NULL;
  SoupMessageHeaders *headers = NULL;
  GBytes *data = NULL;
  const char *name;

  if (!soup_multipart_get_part (multipart, index, &headers, &data)
      || !soup_message_headers_get_content_disposition (headers, &disposition, &parameters)
      || parameters == NULL || g_strcmp0 (disposition, "form-data") != 0
      || g_hash_table_contains (parameters, "filename"))
    return SOUP_STATUS_BAD_REQUEST;
  if (g_bytes_get_size (data) > MAX_MULTIPART_FIELD_BYTES)
    return SOUP_STATUS_INTERNAL_SERVER_ERROR;
  name = g_hash_table_lookup (parameters, "name");
  if (name == NULL || !add_field (fields, name, g_bytes_get_data (data, NULL),
                                  g_bytes_get_size (data)))
    return SOUP_STATUS_BAD_REQUEST;
  return SOUP_STATUS_OK;
}

static guint
read_multipart (GHashTable         *fields,
                SoupMessageHeaders *headers,
                GBytes             *body)
{
  SoupMultipart *multipart = soup_multipart_new_from_message (headers, body);
  guint status = SOUP_STATUS_OK;

  if (multipart == NULL)
    return SOUP_STATUS_BAD_REQUEST;
  for (int i = 0; i < soup_multipart_get_length (multipart) && status == SOUP_STATUS_OK; i++)
    status = read_part (fields, multipart, i);
  soup_multipart_free (multipart);
  return status;
}

static guint
read_fields (GHashTable         *fields,
             SoupMessageHeaders *headers,
             GBytes             *body)
{
  const char *type = soup_message_headers_get_content_type (headers, NULL);

  if (g_strcmp0 (type, SOUP_FORM_MIME_TYPE_MULTIPART) == 0)
    return read_multipart (fields, headers, body);
  if (g_strcmp0 (type, SOUP_FORM_MIME_TYPE_URLENCODED) != 0)
    return SOUP_STATUS_UNSUPPORTED_MEDIA_TYPE;
  if (g_bytes_get_size (body) > MAX_URLENCODED_BYTES)
    return SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE;
  return read_urlencoded (fields, body) ? SOUP_STATUS_OK : SOUP_STATUS_BAD_REQUEST;
}

/**
 * velo_training_request_parse:
 * @path: the path asked for
 * @headers: the request's headers
 * @body: the request's body
 * @status: (out): HTTP status that says what is wrong, 200 if nothing is
 *
 * Returns: (transfer full) (nullable): the request, %NULL if it is none for the insurer
 */
VeloTrainingRequest *
velo_training_request_parse (const char         *path,
                             SoupMessageHeaders *headers,
                             GBytes             *body,
                             guint              *status)
{
  g_autoptr(VeloTrainingRequest) self = g_new0 (VeloTrainingRequest, 1);

  self->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) g_bytes_unref);
  *status = SOUP_STATUS_NOT_FOUND;
  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++)
    if (g_str_equal (path, scripts[i].path))
      {
        self->script = scripts[i].script;
        *status = read_fields (self->fields, headers, body);
      }
  return *status == SOUP_STATUS_OK ? g_steal_pointer (&self) : NULL;
}

/**
 * velo_training_request_free:
 * @self: (transfer full): a request
 */
void
velo_training_request_free (VeloTrainingRequest *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->fields);
  g_free (self);
}

/**
 * velo_training_request_get_script:
 * @self: a request
 *
 * Returns: the script that is asked
 */
VeloTrainingScript
velo_training_request_get_script (VeloTrainingRequest *self)
{
  return self->script;
}

/**
 * velo_training_request_get_function:
 * @self: a request
 *
 * Returns: (transfer none): the name under which the request is counted: "LOGIN",
 *   "CHECKSESSION" or the field FUNCTION; "" if it has none
 */
const char *
velo_training_request_get_function (VeloTrainingRequest *self)
{
  const char *function;

  if (self->script == VELO_TRAINING_SCRIPT_LOGIN)
    return "LOGIN";
  if (self->script == VELO_TRAINING_SCRIPT_CHECKSESSION)
    return "CHECKSESSION";
  function = velo_training_request_get_text (self, "FUNCTION");
  return function != NULL ? function : "";
}

/**
 * velo_training_request_get_shaping:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): the field SHAPING
 */
const char *
velo_training_request_get_shaping (VeloTrainingRequest *self)
{
  return velo_training_request_get_text (self, "SHAPING");
}

/**
 * velo_training_request_get_text:
 * @self: a request
 * @name: name of a field
 *
 * Returns: (transfer none) (nullable): the field, %NULL if it is missing, empty or no UTF-8
 */
const char *
velo_training_request_get_text (VeloTrainingRequest *self,
                                const char          *name)
{
  GBytes *bytes = g_hash_table_lookup (self->fields, name);
  const char *text;
  gsize length;

  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &length);
  return length > 0 && g_utf8_validate (text, (gssize) length, NULL) ? text : NULL;
}

/**
 * velo_training_request_get_bytes:
 * @self: a request
 * @name: name of a field
 *
 * Returns: (transfer none) (nullable): the field as it came
 */
GBytes *
velo_training_request_get_bytes (VeloTrainingRequest *self,
                                 const char          *name)
{
  return g_hash_table_lookup (self->fields, name);
}

/**
 * velo_training_request_echo:
 * @self: a request
 *
 * Makes the text that the insurer's test double puts into BODY, which a client
 * must not show: it holds the session and the password.
 *
 * Returns: (transfer full): all fields as JSON
 */
char *
velo_training_request_echo (VeloTrainingRequest *self)
{
  g_autoptr(JsonObject) object = json_object_new ();
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, self->fields);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      const char *text = velo_training_request_get_text (self, name);

      json_object_set_string_member (object, name, text != NULL ? text : "");
    }
  json_node_set_object (node, object);
  return json_to_string (node, FALSE);
}
