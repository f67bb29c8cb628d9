/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The photos of claims: which are wanted, which are there, and what stands in them. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-photo.h"

#include "velo-claims-error.h"
#include "velo-claims-journal.h"
#include "velo-claims-token.h"
#include "velo-json.h"

/* Claims design, section 4: what is photographed, in this order. */
static const char *const slots[] = {
  "registration", "odometer", "front-left", "front-right", "rear-left", "rear-right",
  "damage-far", "damage-middle", "damage-close", NULL
};

const char *const *
velo_claims_photo_get_slots (void)
{
  return slots;
}

/**
 * velo_claims_photo_is_slot:
 * @slot: a name
 *
 * Returns: whether a photo may be asked for under it
 */
gboolean
velo_claims_photo_is_slot (const char *slot)
{
  return g_strv_contains (slots, slot) || g_strcmp0 (slot, VELO_CLAIMS_SLOT_OTHER) == 0;
}

static gboolean
is_requested (VeloClaimsContext  *context,
              const char         *claim_id,
              const char         *slot,
              gboolean           *requested,
              GError            **error)
{
  gint64 count = 0;

  if (!velo_connection_query_int64 (context->connection, &count, error,
                                    "SELECT count (*) FROM photo_request WHERE claim_id = ?1 AND slot = ?2"
                                    " AND fulfilled = 0", "tt", claim_id, slot))
    return FALSE;
  *requested = count > 0;
  return TRUE;
}

/**
 * velo_claims_photo_may_send:
 * @context: the customer
 * @claim: the own claim
 * @slot: any text
 * @may: (out): whether a photo is wanted there now
 * @error: return location
 *
 * Returns: whether that could be found out
 */
gboolean
velo_claims_photo_may_send (VeloClaimsContext  *context,
                            VeloClaim          *claim,
                            const char         *slot,
                            gboolean           *may,
                            GError            **error)
{
  *may = velo_claim_get_state (claim) == VELO_CLAIM_STATE_STARTED && g_strv_contains (slots, slot);
  if (velo_claim_get_state (claim) != VELO_CLAIM_STATE_PHOTOS_REQUESTED)
    return TRUE;
  /* one that has just been sent may be sent again until all is done */
  return is_requested (context, velo_claim_get_id (claim), slot, may, error);
}

/* How many photos a claim has, those that others have replaced too; -1 on error. */
gint64
velo_claims_photo_count (VeloClaimsContext  *context,
                         const char         *claim_id,
                         GError            **error)
{
  gint64 count = 0;

  if (!velo_connection_query_int64 (context->connection, &count, error,
                                    "SELECT count (*) FROM photo WHERE claim_id = ?1", "t", claim_id))
    return -1;
  return count;
}

static gboolean
store_content (VeloClaimsContext  *context,
               GBytes             *content,
               GBytes             *small,
               const char         *hash,
               GError            **error)
{
  return velo_connection_run (context->connection, error,
                              "INSERT INTO photo_content (hash, bytes, small) VALUES (?1, ?2, ?3)"
                              " ON CONFLICT (hash) DO UPDATE SET small = excluded.small WHERE photo_content.small IS NULL",
                              "tbb", hash, content, small);
}

/**
 * velo_claims_photo_add:
 * @context: the customer, inside a transaction that writes
 * @claim: the own claim
 * @slot: where the photo belongs
 * @facts: what the program that reads photos has found
 * @content: the photo made anew
 * @small: a small picture of it
 * @id: (out) (transfer full): its identity
 * @error: return location
 *
 * The photo that was there before stays for the assessor, marked as replaced.
 *
 * Returns: whether it is stored, as soon as the transaction is
 */
gboolean
velo_claims_photo_add (VeloClaimsContext  *context,
                       VeloClaim          *claim,
                       const char         *slot,
                       JsonObject         *facts,
                       GBytes             *content,
                       GBytes             *small,
                       char              **id,
                       GError            **error)
{
  const char *claim_id = velo_claim_get_id (claim);
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
  g_autofree char *difference = velo_json_get_text (facts, "difference");
  g_autoptr(JsonNode) node = json_node_init_object (json_node_alloc (), facts);
  g_autofree char *document = json_to_string (node, FALSE);
  g_autofree char *new_id = velo_claims_id_new ();

  if (!store_content (context, content, small, hash, error)
      || !velo_connection_run (context->connection, error,
                               "UPDATE photo SET replaced = 1 WHERE claim_id = ?1 AND slot = ?2", "tt", claim_id, slot)
      || !velo_connection_run (context->connection, error,
                               "INSERT INTO photo (id, claim_id, slot, hash, facts, difference, created, replaced)"
                               " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0)", "ttttttl", new_id, claim_id, slot, hash,
                               document, difference != NULL ? difference : "", context->now)
      || !velo_claims_photo_note_likeness (context, new_id, claim_id, slot, difference, error)
      || !velo_claims_note (context, claim_id, "photo", slot, error))
    return FALSE;
  *id = g_steal_pointer (&new_id);
  return TRUE;
}

/**
 * velo_claims_photo_get:
 * @context: who wants to see it
 * @id: identity of a photo
 * @small: whether the small picture of it is wanted; the whole one if there is none
 * @error: return location; %VELO_CLAIMS_ERROR_NOT_FOUND also for a photo of another customer's claim
 *
 * Returns: (transfer full) (nullable): the JPEG file
 */
GBytes *
velo_claims_photo_get (VeloClaimsContext  *context,
                       const char         *id,
                       gboolean            small,
                       GError            **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = velo_connection_query (context->connection, error,
                                     "SELECT iif (?3, coalesce (small, bytes), bytes) FROM photo JOIN photo_content USING (hash)"
                                     " WHERE photo.id = ?1 AND (?2 = '' OR claim_id = ?2)", "tti", id,
                                     context->claim_id != NULL ? context->claim_id : "", small);
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return NULL;
  if (has_row)
    return velo_statement_dup_bytes (statement, 0);
  g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_NOT_FOUND, "no such photo");
  return NULL;
}

static JsonObject *
photo_from_statement (VeloStatement *statement)
{
  g_autoptr(JsonNode) node = json_from_string (velo_statement_get_text (statement, 2), NULL);
  JsonObject *photo = node != NULL ? json_node_dup_object (node) : json_object_new ();
  g_autoptr(VeloPhotoView) view = velo_photo_view_new ();

  json_object_set_string_member (photo, "id", velo_statement_get_text (statement, 0));
  json_object_set_string_member (photo, "slot", velo_statement_get_text (statement, 1));
  json_object_set_int_member (photo, "created", velo_statement_get_int64 (statement, 3));
  json_object_set_boolean_member (photo, "replaced", velo_statement_get_int64 (statement, 4) != 0);
  json_object_set_int_member (photo, "bytes", velo_statement_get_int64 (statement, 5));
  if (velo_record_load_text (view, velo_statement_get_text (statement, 6), NULL))
    json_object_set_object_member (photo, "view", velo_record_to_json (view));
  return photo;
}

/**
 * velo_claims_photo_list:
 * @context: where to look
 * @claim: a claim
 * @replaced: whether photos that others have replaced are listed too
 * @error: return location
 *
 * Returns: (transfer full) (nullable): its photos with what is known of each, the oldest first
 */
JsonArray *
velo_claims_photo_list (VeloClaimsContext  *context,
                        VeloClaim          *claim,
                        gboolean            replaced,
                        GError            **error)
{
  g_autoptr(JsonArray) photos = json_array_new ();
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = TRUE;

  statement = velo_connection_query (context->connection, error,
                                     "SELECT photo.id, slot, facts, created, replaced, length (bytes), view"
                                     " FROM photo JOIN photo_content USING (hash)"
                                     " WHERE claim_id = ?1 AND replaced <= ?2 ORDER BY photo.number", "ti",
                                     velo_claim_get_id (claim), replaced ? 1 : 0);
  while (statement != NULL && velo_statement_step (statement, &has_row, error))
    {
      JsonObject *photo;

      if (!has_row)
        return g_steal_pointer (&photos);
      photo = photo_from_statement (statement);
      velo_claims_photo_add_flags (photo, claim);
      json_array_add_object_element (photos, photo);
      if (!velo_claims_photo_add_likeness (context, photo, error))
        return NULL;
    }
  return NULL;
}

/* A view that nobody has stored yet is empty. */
static VeloPhotoView *
load_view (VeloClaimsContext  *context,
           const char         *id,
           GError            **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  g_autoptr(VeloPhotoView) view = velo_photo_view_new ();
  gboolean has_row = FALSE;

  statement = velo_connection_query (context->connection, error, "SELECT view FROM photo WHERE id = ?1", "t", id);
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return NULL;
  if (!has_row)
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_NOT_FOUND, "no such photo");
      return NULL;
    }
  velo_record_load_text (view, velo_statement_get_text (statement, 0), NULL);
  return g_steal_pointer (&view);
}

static JsonObject *
describe_view (VeloPhotoView *view)
{
  JsonObject *change = json_object_new ();

  json_object_set_string_member (change, "who", velo_photo_view_get_who (view));
  json_object_set_string_member (change, "actor", velo_claim_actor_get_nick (VELO_CLAIM_ACTOR_ASSESSOR));
  json_object_set_int_member (change, "when", velo_photo_view_get_changed (view));
  json_object_set_int_member (change, "revision", velo_photo_view_get_revision (view));
  return change;
}

/**
 * velo_claims_photo_set_view:
 * @context: an assessor, inside a transaction that writes
 * @id: identity of a photo
 * @view: how it is looked at, with the revision that was seen last; gets the new one
 * @details: (out) (transfer full) (nullable): with a conflict, who was faster
 * @error: return location; %VELO_CLAIMS_ERROR_INVALID for an impossible view,
 *   %VELO_CLAIMS_ERROR_NOT_FOUND if there is no such photo, %VELO_CLAIMS_ERROR_CONFLICT if another
 *   view was stored since
 *
 * Remembers @view; it changes nothing of the claim.
 *
 * Returns: whether it is stored, as soon as the transaction is
 */
gboolean
velo_claims_photo_set_view (VeloClaimsContext  *context,
                            const char         *id,
                            VeloPhotoView      *view,
                            JsonObject        **details,
                            GError            **error)
{
  g_autoptr(VeloPhotoView) before = load_view (context, id, error);
  g_autofree char *document = NULL;

  *details = NULL;
  if (before == NULL)
    return FALSE;
  if (!velo_photo_view_is_sane (view))
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_INVALID, "impossible view");
      return FALSE;
    }
  if (velo_photo_view_get_revision (view) != velo_photo_view_get_revision (before))
    {
      *details = describe_view (before);
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_CONFLICT, "the view has changed");
      return FALSE;
    }
  velo_photo_view_set_revision (view, velo_photo_view_get_revision (before) + 1);
  velo_photo_view_set_who (view, context->who != NULL ? context->who : "");
  velo_photo_view_set_changed (view, context->now);
  document = velo_record_to_text (view);
  return velo_connection_run (context->connection, error, "UPDATE photo SET view = ?2 WHERE id = ?1", "tt", id,
                              document);
}

/**
 * velo_claims_photo_request:
 * @context: an assessor, inside a transaction that writes
 * @claim: a claim
 * @slot: which photo
 * @note: what to show, in words for the customer; may be empty
 * @error: return location; %VELO_CLAIMS_ERROR_INVALID for an unknown slot
 *
 * Asks for a photo, once more or for the first time.
 *
 * Returns: whether it is stored, as soon as the transaction is
 */
gboolean
velo_claims_photo_request (VeloClaimsContext  *context,
                           VeloClaim          *claim,
                           const char         *slot,
                           const char         *note,
                           GError            **error)
{
  g_autofree char *id = velo_claims_id_new ();

  if (!velo_claims_photo_is_slot (slot))
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_INVALID, "no such slot");
      return FALSE;
    }
  return velo_connection_run (context->connection, error,
                              "INSERT INTO photo_request (id, claim_id, slot, note, who, created, last_photo, fulfilled)"
                              " VALUES (?1, ?2, ?3, ?4, ?5, ?6, (SELECT coalesce (max (number), 0) FROM photo), 0)"
                              " ON CONFLICT (claim_id, slot) WHERE fulfilled = 0 DO UPDATE SET note = excluded.note,"
                              "  created = excluded.created, last_photo = excluded.last_photo", "tttttl", id,
                              velo_claim_get_id (claim), slot, note, context->who != NULL ? context->who : "",
                              context->now);
}

/**
 * velo_claims_photo_list_requests:
 * @context: where to look
 * @claim: a claim
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what assessors have asked for, the oldest first; "sent" tells
 *   whether a photo came since
 */
JsonArray *
velo_claims_photo_list_requests (VeloClaimsContext  *context,
                                 VeloClaim          *claim,
                                 GError            **error)
{
  g_autoptr(JsonArray) requests = json_array_new ();
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = TRUE;

  statement = velo_connection_query (context->connection, error,
                                     "SELECT id, slot, note, who, created, fulfilled, EXISTS (SELECT 1 FROM photo"
                                     "  WHERE photo.claim_id = photo_request.claim_id AND photo.slot ="
                                     "  photo_request.slot AND photo.number > photo_request.last_photo)"
                                     " FROM photo_request WHERE claim_id = ?1 ORDER BY created, rowid", "t",
                                     velo_claim_get_id (claim));
  while (statement != NULL && velo_statement_step (statement, &has_row, error))
    {
      JsonObject *request;

      if (!has_row)
        return g_steal_pointer (&requests);
      request = json_object_new ();
      json_object_set_string_member (request, "id", velo_statement_get_text (statement, 0));
      json_object_set_string_member (request, "slot", velo_statement_get_text (statement, 1));
      json_object_set_string_member (request, "note", velo_statement_get_text (statement, 2));
      json_object_set_string_member (request, "who", velo_statement_get_text (statement, 3));
      json_object_set_int_member (request, "created", velo_statement_get_int64 (statement, 4));
      json_object_set_int_member (request, "fulfilled", velo_statement_get_int64 (statement, 5));
      json_object_set_boolean_member (request, "sent", velo_statement_get_int64 (statement, 6) != 0);
      json_array_add_object_element (requests, request);
    }
  return NULL;
}

static gboolean
has_photo (JsonArray  *photos,
           const char *slot)
{
  for (guint i = 0; i < json_array_get_length (photos); i++)
    if (g_strcmp0 (json_object_get_string_member (json_array_get_object_element (photos, i), "slot"), slot) == 0)
      return TRUE;
  return FALSE;
}

/**
 * velo_claims_photo_list_missing:
 * @context: where to look
 * @claim: a claim
 * @error: return location
 *
 * Returns: (transfer full) (element-type utf8) (nullable): the slots for which a photo is wanted and
 *   has not come
 */
GPtrArray *
velo_claims_photo_list_missing (VeloClaimsContext  *context,
                                VeloClaim          *claim,
                                GError            **error)
{
  g_autoptr(GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(JsonArray) photos = velo_claims_photo_list (context, claim, FALSE, error);
  g_autoptr(JsonArray) requests = NULL;

  requests = photos != NULL ? velo_claims_photo_list_requests (context, claim, error) : NULL;
  if (requests == NULL)
    return NULL;
  for (gsize i = 0; slots[i] != NULL; i++)
    if (velo_claim_get_state (claim) == VELO_CLAIM_STATE_STARTED && !has_photo (photos, slots[i]))
      g_ptr_array_add (missing, g_strdup (slots[i]));
  for (guint i = 0; i < json_array_get_length (requests); i++)
    {
      JsonObject *request = json_array_get_object_element (requests, i);

      if (json_object_get_int_member (request, "fulfilled") == 0 && !json_object_get_boolean_member (request, "sent"))
        g_ptr_array_add (missing, g_strdup (json_object_get_string_member (request, "slot")));
    }
  return g_steal_pointer (&missing);
}
