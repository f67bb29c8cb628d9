/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes PDF and XML files out of a mail: in memory, within limits, messages in it stay closed. */

#define G_LOG_DOMAIN "velo-mail-reader"

#include "config.h"

#include "velo-mail-reader.h"

#include <gmime/gmime.h>
#include <string.h>

#include "velo-intake-error.h"
#include "velo-zip.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeParser, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeMessage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeStream, g_object_unref)

typedef struct
{
  GPtrArray *members;
  gsize      n_bytes;
  guint      n_parts;
  guint      n_archives;
  guint      n_messages;
} Walk;

static gboolean take_object (Walk *walk, GMimeObject *object, guint depth, GError **error);

static gboolean
fail (GError **error, VeloIntakeError code, const char *message)
{
  g_set_error_literal (error, VELO_INTAKE_ERROR, (int) code, message);
  return FALSE;
}

static gboolean
starts_with (GBytes *bytes, const char *mark)
{
  gsize       length;
  const char *data = g_bytes_get_data (bytes, &length);

  return length >= strlen (mark) && memcmp (data, mark, strlen (mark)) == 0;
}

/* What people read and see in the mail itself: its text, also as a web page, and drawings in it. */
static gboolean
is_body (GMimePart *part)
{
  GMimeContentType *type = g_mime_object_get_content_type (GMIME_OBJECT (part));

  if (type == NULL)
    return FALSE;
  if (g_mime_content_type_is_type (type, "text", "html") ||
      g_mime_content_type_is_type (type, "image", "*"))
    return TRUE;
  return g_mime_content_type_is_type (type, "text", "plain") &&
         g_mime_part_get_filename (part) == NULL && !g_mime_part_is_attachment (part);
}

static GBytes *
decode (GMimePart *part)
{
  GMimeDataWrapper *content = g_mime_part_get_content (part);
  g_autoptr (GMimeStream) stream = g_mime_stream_mem_new ();
  GByteArray *array = g_mime_stream_mem_get_byte_array (GMIME_STREAM_MEM (stream));

  g_mime_stream_mem_set_owner (GMIME_STREAM_MEM (stream), FALSE);
  if (content != NULL)
    g_mime_data_wrapper_write_to_stream (content, stream);
  return g_byte_array_free_to_bytes (array);
}

static gboolean
take_part (Walk *walk, GMimePart *part, GError **error)
{
  const char *name = g_mime_part_get_filename (part);
  g_autoptr (GBytes) bytes = decode (part);
  g_autofree char *own_name = NULL;

  walk->n_bytes += g_bytes_get_size (bytes);
  if (walk->n_bytes > VELO_ZIP_MAX_BYTES)
    return fail (error, VELO_INTAKE_ERROR_OVER_LIMIT, "there is too much in the mail");
  if (starts_with (bytes, "PK\x03\x04"))
    walk->n_archives++;
  if (!velo_zip_wants (bytes) || (is_body (part) && !starts_with (bytes, "%PDF-")))
    return TRUE;
  if (walk->members->len == VELO_ZIP_MAX_MEMBERS)
    return fail (error, VELO_INTAKE_ERROR_OVER_LIMIT, "there are too many files in the mail");
  if (name == NULL || *name == '\0')
    name = own_name = g_strdup_printf ("%u.%s", walk->members->len + 1,
                                       starts_with (bytes, "%PDF-") ? "pdf" : "xml");
  velo_zip_members_add (walk->members, name, bytes);
  return TRUE;
}

static gboolean
take_multipart (Walk *walk, GMimeMultipart *multipart, guint depth, GError **error)
{
  const int n_parts = g_mime_multipart_get_count (multipart);

  for (int i = 0; i < n_parts; i++)
    if (!take_object (walk, g_mime_multipart_get_part (multipart, i), depth, error))
      return FALSE;
  return TRUE;
}

static gboolean
take_object (Walk *walk, GMimeObject *object, guint depth, GError **error)
{
  if (++walk->n_parts > VELO_MAIL_MAX_PARTS)
    return fail (error, VELO_INTAKE_ERROR_OVER_LIMIT, "the mail has too many parts");
  if (depth > VELO_MAIL_MAX_DEPTH)
    return fail (error, VELO_INTAKE_ERROR_OVER_LIMIT, "the mail is nested too deep");
  if (GMIME_IS_MULTIPART (object))
    return take_multipart (walk, GMIME_MULTIPART (object), depth + 1, error);
  if (GMIME_IS_PART (object))
    return take_part (walk, GMIME_PART (object), error);
  if (GMIME_IS_MESSAGE_PART (object))
    walk->n_messages++;
  return TRUE;
}

/* A mailbox, as which some programs hand over what is dragged, may hold several mails. */
static gboolean
take_messages (Walk *walk, GMimeParser *parser, GError **error)
{
  do
    {
      g_autoptr (GMimeMessage) message = g_mime_parser_construct_message (parser, NULL);
      GMimeObject *object = message == NULL ? NULL : g_mime_message_get_mime_part (message);

      if (message == NULL)
        break;
      if (object != NULL && !take_object (walk, object, 0, error))
        return FALSE;
    }
  while (g_mime_parser_get_format (parser) == GMIME_FORMAT_MBOX && !g_mime_parser_eos (parser));
  return TRUE;
}

/**
 * velo_mail_read:
 * @bytes: a file of which velo_mail_is_one() says that it is a mail
 * @error: return location
 *
 * Takes the PDF and XML files out of a mail, told by their content, all together
 * at most 48 MB. Archives and messages in it stay closed; its own text is left
 * out, also where it is a web page.
 *
 * Returns: (transfer full) (element-type VeloZipMember): the files, one at least;
 *   or %NULL with a #VeloIntakeError
 */
GPtrArray *
velo_mail_read (GBytes *bytes, GError **error)
{
  g_autoptr (GPtrArray) members = velo_zip_members_new ();
  g_autoptr (GMimeStream) stream = NULL;
  g_autoptr (GMimeParser) parser = NULL;
  Walk        walk = { members, 0, 0, 0, 0 };
  gsize       length;
  const char *data = g_bytes_get_data (bytes, &length);

  g_mime_init ();
  if (starts_with (bytes, "\xef\xbb\xbf"))
    {
      data += 3;
      length -= 3;
    }
  stream = g_mime_stream_mem_new_with_buffer (length == 0 ? "" : data, length);
  parser = g_mime_parser_new_with_stream (stream);
  if (length >= 5 && memcmp (data, "From ", 5) == 0)
    g_mime_parser_set_format (parser, GMIME_FORMAT_MBOX);
  if (!take_messages (&walk, parser, error))
    return NULL;
  if (members->len > 0)
    return g_steal_pointer (&members);
  if (walk.n_archives > 0)
    fail (error, VELO_INTAKE_ERROR_NO_INVOICE_IN_MAIL, "no PDF or XML in the mail, but an archive");
  else if (walk.n_messages > 0)
    fail (error, VELO_INTAKE_ERROR_NO_INVOICE_IN_MAIL, "no PDF or XML in the mail, but a message");
  else
    fail (error, VELO_INTAKE_ERROR_NO_INVOICE_IN_MAIL, "no PDF or XML in the mail");
  return NULL;
}
