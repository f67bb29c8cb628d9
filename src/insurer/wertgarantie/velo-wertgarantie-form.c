/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields of one call and the multipart body made of them. */

#define G_LOG_DOMAIN "velo-insurer"

#include "config.h"

#include "velo-wertgarantie-form.h"

#include <string.h>

struct _VeloWertgarantieForm
{
  GPtrArray *fields; /* (owned) (not nullable) (element-type utf8): name, value, name, value ... */
};

static void
wipe_text (gpointer data)
{
  explicit_bzero (data, strlen (data));
  g_free (data);
}

static void
wipe_string (gpointer data)
{
  GString *string = data;

  explicit_bzero (string->str, string->allocated_len);
  g_string_free (string, TRUE);
}

VeloWertgarantieForm *
velo_wertgarantie_form_new (void)
{
  VeloWertgarantieForm *self = g_new0 (VeloWertgarantieForm, 1);

  self->fields = g_ptr_array_new_with_free_func (wipe_text);
  return self;
}

VeloWertgarantieForm *
velo_wertgarantie_form_copy (const VeloWertgarantieForm *self)
{
  VeloWertgarantieForm *copy = velo_wertgarantie_form_new ();

  for (guint i = 0; i < self->fields->len; i++)
    g_ptr_array_add (copy->fields, g_strdup (g_ptr_array_index (self->fields, i)));
  return copy;
}

void
velo_wertgarantie_form_free (VeloWertgarantieForm *self)
{
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_free (self);
}

/* An empty @value is sent as it is; optional fields are left out by not adding them. */
void
velo_wertgarantie_form_add (VeloWertgarantieForm *self,
                            const char           *name,
                            const char           *value)
{
  g_return_if_fail (name != NULL && strpbrk (name, "\"\r\n") == NULL);
  g_return_if_fail (value != NULL);

  g_ptr_array_add (self->fields, g_strdup (name));
  g_ptr_array_add (self->fields, g_strdup (value));
}

const char *
velo_wertgarantie_form_get (const VeloWertgarantieForm *self,
                            const char                 *name)
{
  for (guint i = 0; i < self->fields->len; i += 2)
    {
      if (g_str_equal (g_ptr_array_index (self->fields, i), name))
        return g_ptr_array_index (self->fields, i + 1);
    }
  return NULL;
}

/*
 * Multipart rather than urlencoded: base64 in DATA does not grow once more. No part has a file
 * name or a content type. Source: insurer protocol, section 1.
 */
GBytes *
velo_wertgarantie_form_to_bytes (const VeloWertgarantieForm *self,
                                 char                      **content_type)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *boundary = g_strdup_printf ("velo-%s", id);
  gsize size = 64 + strlen (boundary);
  GString *body = NULL;

  for (guint i = 0; i < self->fields->len; i++)
    size += strlen (g_ptr_array_index (self->fields, i)) + strlen (boundary) + 64;
  /* Large enough at once, so that no copy of a password stays behind. */
  body = g_string_sized_new (size);
  for (guint i = 0; i < self->fields->len; i += 2)
    g_string_append_printf (body, "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n",
                            boundary, (const char *) g_ptr_array_index (self->fields, i),
                            (const char *) g_ptr_array_index (self->fields, i + 1));
  g_string_append_printf (body, "--%s--\r\n", boundary);
  *content_type = g_strdup_printf ("multipart/form-data; boundary=%s", boundary);
  return g_bytes_new_with_free_func (body->str, body->len, wipe_string, body);
}
