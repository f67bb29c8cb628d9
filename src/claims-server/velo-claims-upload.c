/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Photos come in parts, so that a lost connection costs the last part only. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-upload.h"

#include <string.h>

#include "velo-claims-error.h"
#include "velo-claims-photo-helper.h"
#include "velo-claims-photo.h"
#include "velo-claims-table.h"
#include "velo-claims-token.h"
#include "velo-json.h"
#include "velo-photo-frame.h"

/* By which the browser tells one file from another. */
#define MAX_MARK_BYTES 200

typedef struct
{
  char *id;
  char *slot;
  gint64 size;
  gint64 received;
  char *photo_id; /* once it is one */
  VeloClaim *claim;
} Upload;

static void
upload_clear (Upload *upload)
{
  g_free (upload->id);
  g_free (upload->slot);
  g_free (upload->photo_id);
  g_clear_object (&upload->claim);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Upload, upload_clear)

static gboolean
refuse (VeloClaimsError   code,
        const char       *why,
        GError          **error)
{
  g_set_error (error, VELO_CLAIMS_ERROR, (int) code, "%s", why);
  return FALSE;
}

/* A refusal that the page has words for; what the handler has stored is kept. */
static gboolean
answer_refusal (VeloClaimsResponse *response,
                const char         *why)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "error", "invalid");
  json_object_set_string_member (object, "reason", why);
  velo_claims_response_take_json (response, object);
  response->status = 422;
  return TRUE;
}

static gboolean
answer_upload (VeloClaimsResponse *response,
               const char         *id,
               gint64              received,
               guint               status)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "upload", id);
  json_object_set_int_member (object, "offset", received);
  velo_claims_response_take_json (response, object);
  response->status = status;
  return TRUE;
}

static gboolean
answer_photo (VeloClaimsResponse *response,
              const char         *id,
              JsonObject         *facts)
{
  static const char *const told[] = { "width", "height", "sharpness", "brightness" };
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "photo", id);
  for (gsize i = 0; facts != NULL && i < G_N_ELEMENTS (told); i++)
    json_object_set_int_member (object, told[i], json_object_get_int_member_with_default (facts, told[i], 0));
  velo_claims_response_take_json (response, object);
  return TRUE;
}

static gint64
read_number (VeloClaimsRequest *request,
             const char        *name)
{
  g_autofree char *text = velo_claims_request_dup_text (request, name);
  guint64 number = 0;

  return g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT32, &number, NULL) ? (gint64) number : -1;
}

/* The upload of the path, if it belongs to the customer's claim. */
static gboolean
load (VeloClaimsContext  *context,
      const char         *id,
      Upload             *upload,
      GError            **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = velo_connection_query (context->connection, error,
                                     "SELECT slot, size, received, coalesce (photo_id, '') FROM upload"
                                     " WHERE id = ?1 AND claim_id = ?2", "tt", id, context->claim_id);
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return FALSE;
  if (!has_row)
    return refuse (VELO_CLAIMS_ERROR_NOT_FOUND, "no such upload", error);
  upload->id = g_strdup (id);
  upload->slot = g_strdup (velo_statement_get_text (statement, 0));
  upload->size = velo_statement_get_int64 (statement, 1);
  upload->received = velo_statement_get_int64 (statement, 2);
  upload->photo_id = g_strdup (velo_statement_get_text (statement, 3));
  upload->claim = velo_claims_get (context, context->claim_id, error);
  return upload->claim != NULL;
}

static gboolean
check_wanted (VeloClaimsContext  *context,
              VeloClaim          *claim,
              const char         *slot,
              GError            **error)
{
  gboolean may = FALSE;

  return velo_claims_photo_may_send (context, claim, slot, &may, error)
    && (may || refuse (VELO_CLAIMS_ERROR_CONFLICT, "no photo is wanted there", error));
}

static gboolean
remove_upload (VeloClaimsContext  *context,
               const char         *id,
               GError            **error)
{
  return velo_connection_run (context->connection, error, "DELETE FROM upload_part WHERE upload_id = ?1", "t", id)
    && velo_connection_run (context->connection, error, "DELETE FROM upload WHERE id = ?1", "t", id);
}

/* Of each slot one file is on its way; choosing another one ends it. */
static gboolean
end_others (VeloClaimsContext  *context,
            const char         *slot,
            GError            **error)
{
  return velo_connection_run (context->connection, error,
                              "DELETE FROM upload_part WHERE upload_id IN"
                              " (SELECT id FROM upload WHERE claim_id = ?1 AND slot = ?2 AND photo_id IS NULL)", "tt",
                              context->claim_id, slot)
    && velo_connection_run (context->connection, error,
                            "DELETE FROM upload WHERE claim_id = ?1 AND slot = ?2 AND photo_id IS NULL", "tt",
                            context->claim_id, slot);
}

/* The same file chosen again after the page was closed goes on where it stopped. */
static gboolean
find_begun (VeloClaimsContext  *context,
            const char         *slot,
            gint64              size,
            const char         *mark,
            Upload             *upload,
            GError            **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = velo_connection_query (context->connection, error,
                                     "SELECT id, received FROM upload WHERE claim_id = ?1 AND slot = ?2 AND size = ?3"
                                     " AND mark = ?4 AND mark <> '' AND photo_id IS NULL", "ttlt", context->claim_id,
                                     slot, size, mark);
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return FALSE;
  if (has_row)
    {
      upload->id = g_strdup (velo_statement_get_text (statement, 0));
      upload->received = velo_statement_get_int64 (statement, 1);
    }
  return TRUE;
}

/* POST claim/photos: slot, size and a mark of the file. */
gboolean
velo_claims_upload_begin (VeloClaimsContext   *context,
                          VeloClaimsRequest   *request,
                          VeloClaimsResponse  *response,
                          GError             **error)
{
  g_autoptr(VeloClaim) claim = velo_claims_get (context, context->claim_id, error);
  g_autofree char *slot = velo_claims_request_dup_text (request, "slot");
  g_autofree char *mark = velo_claims_request_dup_text (request, "mark");
  gint64 size = read_number (request, "size");
  g_auto(Upload) begun = { NULL };
  gint64 count;

  if (claim == NULL)
    return FALSE;
  if (!velo_claims_photo_is_slot (slot) || size <= 0 || strlen (mark) > MAX_MARK_BYTES)
    return refuse (VELO_CLAIMS_ERROR_INVALID, "not an upload", error);
  if (size > VELO_PHOTO_MAX_BYTES)
    return answer_refusal (response, "size");
  if (!check_wanted (context, claim, slot, error))
    return FALSE;
  count = velo_claims_photo_count (context, context->claim_id, error);
  if (count < 0)
    return FALSE;
  if (count >= VELO_CLAIMS_MAX_PHOTOS)
    return refuse (VELO_CLAIMS_ERROR_LIMIT, "too many photos", error);
  if (!find_begun (context, slot, size, mark, &begun, error))
    return FALSE;
  if (begun.id != NULL)
    return answer_upload (response, begun.id, begun.received, 200);
  begun.id = velo_claims_id_new ();
  return end_others (context, slot, error)
    && velo_connection_run (context->connection, error,
                            "INSERT INTO upload (id, claim_id, slot, size, mark, received, created)"
                            " VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6)", "tttltl", begun.id, context->claim_id, slot, size,
                            mark, context->now)
    && answer_upload (response, begun.id, 0, 201);
}

/* GET claim/uploads/ID: how far it came. */
gboolean
velo_claims_upload_ask (VeloClaimsContext   *context,
                        VeloClaimsRequest   *request,
                        VeloClaimsResponse  *response,
                        GError             **error)
{
  g_auto(Upload) upload = { NULL };

  return load (context, request->ids[0], &upload, error)
    && answer_upload (response, upload.id, upload.received, 200);
}

static gboolean
begins_as_photo (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  return (size >= 3 && memcmp (data, "\xff\xd8\xff", 3) == 0)
    || (size >= 8 && memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0);
}

/* PUT claim/uploads/ID?offset=N: the next part. One that is there already changes nothing. */
gboolean
velo_claims_upload_add (VeloClaimsContext   *context,
                        VeloClaimsRequest   *request,
                        VeloClaimsResponse  *response,
                        GError             **error)
{
  g_auto(Upload) upload = { NULL };
  gint64 offset = read_number (request, "offset");
  gint64 size = request->bytes != NULL ? (gint64) g_bytes_get_size (request->bytes) : 0;

  if (!load (context, request->ids[0], &upload, error))
    return FALSE;
  if (offset < 0 || size == 0 || offset + size > upload.size)
    return refuse (VELO_CLAIMS_ERROR_INVALID, "not a part of that file", error);
  if (offset + size <= upload.received)
    return answer_upload (response, upload.id, upload.received, 200);
  if (offset != upload.received)
    return answer_upload (response, upload.id, upload.received, 409);
  if (!check_wanted (context, upload.claim, upload.slot, error))
    return FALSE;
  if (offset == 0 && !begins_as_photo (request->bytes))
    return remove_upload (context, upload.id, error) && answer_refusal (response, "type");
  return velo_connection_run (context->connection, error,
                              "INSERT INTO upload_part (upload_id, offset, bytes) VALUES (?1, ?2, ?3)", "tlb",
                              upload.id, offset, request->bytes)
    && velo_connection_run (context->connection, error, "UPDATE upload SET received = ?2 WHERE id = ?1", "tl",
                            upload.id, offset + size)
    && answer_upload (response, upload.id, offset + size, 200);
}

static GBytes *
join_parts (VeloClaimsContext  *context,
            const Upload       *upload,
            GError            **error)
{
  g_autoptr(GByteArray) whole = g_byte_array_sized_new ((guint) upload->size);
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = TRUE;

  statement = velo_connection_query (context->connection, error,
                                     "SELECT bytes FROM upload_part WHERE upload_id = ?1 ORDER BY offset", "t",
                                     upload->id);
  while (statement != NULL && velo_statement_step (statement, &has_row, error))
    {
      g_autoptr(GBytes) part = NULL;

      if (!has_row)
        return g_byte_array_free_to_bytes (g_steal_pointer (&whole));
      part = velo_statement_dup_bytes (statement, 0);
      g_byte_array_append (whole, g_bytes_get_data (part, NULL), (guint) g_bytes_get_size (part));
    }
  return NULL;
}

/* POST claim/uploads/ID: all parts are there. */
gboolean
velo_claims_upload_prepare (VeloClaimsContext   *context,
                            VeloClaimsRequest   *request,
                            VeloClaimsResponse  *response,
                            GError             **error)
{
  g_auto(Upload) upload = { NULL };

  if (!load (context, request->ids[0], &upload, error))
    return FALSE;
  if (*upload.photo_id != '\0')
    return TRUE;
  if (upload.received != upload.size)
    return refuse (VELO_CLAIMS_ERROR_CONFLICT, "parts are missing", error);
  if (!check_wanted (context, upload.claim, upload.slot, error))
    return FALSE;
  request->file = join_parts (context, &upload, error);
  return request->file != NULL;
}

/* Looks at the photo, in another process. */
gboolean
velo_claims_upload_look (VeloClaimsRequest  *request,
                         GError            **error)
{
  return request->file == NULL
    || velo_claims_photo_helper_read (request->file, &request->facts, &request->photo,
                                      &request->small, error);
}

/* The file as it came is not needed any more: what it said about the place goes with it. */
static gboolean
keep (VeloClaimsContext  *context,
      Upload             *upload,
      VeloClaimsRequest  *request,
      GError            **error)
{
  g_clear_pointer (&upload->photo_id, g_free);
  return velo_claims_photo_add (context, upload->claim, upload->slot, request->facts, request->photo, request->small,
                                &upload->photo_id, error)
    && velo_connection_run (context->connection, error, "DELETE FROM upload_part WHERE upload_id = ?1", "t",
                            upload->id)
    && velo_connection_run (context->connection, error, "UPDATE upload SET photo_id = ?2 WHERE id = ?1", "tt",
                            upload->id, upload->photo_id);
}

/* The answer may have been lost: asked again it is the same. */
gboolean
velo_claims_upload_end (VeloClaimsContext   *context,
                        VeloClaimsRequest   *request,
                        VeloClaimsResponse  *response,
                        GError             **error)
{
  g_auto(Upload) upload = { NULL };

  if (!load (context, request->ids[0], &upload, error))
    return FALSE;
  if (*upload.photo_id != '\0')
    return answer_photo (response, upload.photo_id, NULL);
  if (request->facts == NULL)
    return refuse (VELO_CLAIMS_ERROR_CONFLICT, "the upload has changed", error);
  if (request->photo == NULL)
    {
      g_autofree char *why = velo_json_get_text (request->facts, "refusal");

      return remove_upload (context, upload.id, error) && answer_refusal (response, why != NULL ? why : "damaged");
    }
  return check_wanted (context, upload.claim, upload.slot, error)
    && keep (context, &upload, request, error)
    && answer_photo (response, upload.photo_id, request->facts);
}
