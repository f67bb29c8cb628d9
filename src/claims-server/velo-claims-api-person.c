/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person is told who asks what is stored: all claims, photos and offers as one archive. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include <string.h>

#include "velo-claims-api.h"
#include "velo-claims-archive.h"
#include "velo-claims-error.h"
#include "velo-claims-journal.h"
#include "velo-claims-pages.h"
#include "velo-claims-photo.h"
#include "velo-claims-retention.h"
#include "velo-claims-table.h"
#include "velo-plate.h"
#include "velo-sms.h"
#include "velo-text.h"

#define SELECT "SELECT id FROM claim WHERE "
#define ORDER " ORDER BY changed DESC"

static VeloStatement *
find_by_phone (VeloClaimsContext  *context,
               const char         *phone,
               GError            **error)
{
  g_autofree char *german = velo_phone_normalize (phone, "DE");
  g_autofree char *austrian = velo_phone_normalize (phone, "AT");

  return velo_connection_query (context->connection, error, SELECT "phone IN (?1, ?2, ?3)" ORDER, "ttt",
                                phone, german != NULL ? german : phone, austrian != NULL ? austrian : phone);
}

static VeloStatement *
find_by_name (VeloClaimsContext  *context,
              const char         *name,
              const char         *plate,
              GError            **error)
{
  g_autofree char *name_key = velo_text_fold (name);
  g_autofree char *plate_key = velo_plate_normalize (plate);

  return velo_connection_query (context->connection, error, SELECT "name_key = ?1 AND plate_key = ?2" ORDER, "tt",
                                name_key, plate_key != NULL ? plate_key : "");
}

/* By one thing that only this person has; a name alone is not. */
static VeloStatement *
find (VeloClaimsContext  *context,
      VeloClaimsRequest  *request,
      GError            **error)
{
  g_autofree char *email = g_strstrip (velo_claims_request_dup_text (request, "email"));
  g_autofree char *phone = g_strstrip (velo_claims_request_dup_text (request, "phone"));
  g_autofree char *name = g_strstrip (velo_claims_request_dup_text (request, "name"));
  g_autofree char *plate = g_strstrip (velo_claims_request_dup_text (request, "plate"));
  g_autofree char *address = g_ascii_strdown (email, -1);
  gboolean named = *name != '\0' && *plate != '\0';

  if ((*email != '\0') + (*phone != '\0') + named != 1 || (!named && (*name != '\0' || *plate != '\0')))
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_INVALID, "whose data?");
      return NULL;
    }
  if (named)
    return find_by_name (context, name, plate, error);
  if (*phone != '\0')
    return find_by_phone (context, phone, error);
  /* looked for in every claim: that is rarely asked, and seldom are there as many as can be felt */
  return velo_connection_query (context->connection, error,
                                SELECT "lower (trim (json_extract (document, '$.email'))) = ?1" ORDER, "t", address);
}

static gboolean
add_text (VeloClaimsArchive  *archive,
          const char         *name,
          const char         *text,
          GError            **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));

  return velo_claims_archive_add (archive, name, bytes, error);
}

/* Each photo as it is stored, and its name beside what is known of it. */
static gboolean
add_photos (VeloClaimsContext  *context,
            VeloClaimsArchive  *archive,
            const char         *folder,
            JsonArray          *photos,
            GError            **error)
{
  for (guint i = 0; i < json_array_get_length (photos); i++)
    {
      JsonObject *photo = json_array_get_object_element (photos, i);
      g_autofree char *name = g_strdup_printf ("%s/photo-%02u-%s.jpg", folder, i + 1,
                                               json_object_get_string_member (photo, "slot"));
      g_autoptr(GBytes) content = velo_claims_photo_get (context, json_object_get_string_member (photo, "id"), error);

      if (content == NULL || !velo_claims_archive_add (archive, name, content, error))
        return FALSE;
      json_object_set_string_member (photo, "file", name);
    }
  return TRUE;
}

static gboolean
add_derivations (VeloClaimsContext  *context,
                 VeloClaimsArchive  *archive,
                 const char         *folder,
                 VeloClaim          *claim,
                 GError            **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = TRUE;

  statement = velo_connection_query (context->connection, error,
                                     "SELECT number, derivation FROM offer WHERE claim_id = ?1"
                                     " AND derivation IS NOT NULL ORDER BY number", "t", velo_claim_get_id (claim));
  while (statement != NULL && velo_statement_step (statement, &has_row, error))
    {
      g_autofree char *name = NULL;
      g_autoptr(GBytes) content = NULL;

      if (!has_row)
        return TRUE;
      name = g_strdup_printf ("%s/offer-%d.pdf", folder, (int) velo_statement_get_int64 (statement, 0));
      content = velo_statement_dup_bytes (statement, 1);
      if (!velo_claims_archive_add (archive, name, content, error))
        return FALSE;
    }
  return FALSE;
}

/* @number: of the claim in the archive; what is in a claim number is not always a name of a folder. */
static gboolean
add_claim (VeloClaimsContext  *context,
           VeloClaimsArchive  *archive,
           VeloClaim          *claim,
           guint               number,
           GError            **error)
{
  g_autofree char *words = g_strcanon (g_strdup (velo_claim_get_number (claim)), G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS, '-');
  g_autofree char *folder = g_strdup_printf ("%u-%s", number, words);
  g_autofree char *name = g_strconcat (folder, "/claim.json", NULL);
  g_autoptr(JsonObject) whole = velo_claims_export_claim (context, claim, error);
  g_autoptr(JsonNode) node = NULL;
  g_autofree char *text = NULL;

  if (whole == NULL
      || !add_photos (context, archive, folder, json_object_get_array_member (whole, "photos"), error)
      || !add_derivations (context, archive, folder, claim, error))
    return FALSE;
  node = json_node_init_object (json_node_alloc (), whole);
  text = json_to_string (node, TRUE);
  return add_text (archive, name, text, error)
    && velo_claims_note (context, velo_claim_get_id (claim), "exported", NULL, error);
}

/* Why it is stored, for how long, and what the person may demand: as everybody may read it. */
static gboolean
add_privacy (VeloClaimsContext  *context,
             VeloClaimsArchive  *archive,
             const char         *language,
             GError            **error)
{
  g_autoptr(VeloClaimsValues) values = velo_claims_pages_new_values (context->config, language);
  VeloClaimsResponse page = { 0 };
  gboolean added;

  velo_claims_values_set (values, "title", velo_claims_values_get_text (values, "t-privacy"));
  velo_claims_pages_show (&page, "privacy", values);
  added = velo_claims_archive_add (archive, "data-protection.html", page.body, error);
  velo_claims_response_clear (&page);
  return added;
}

/* {"email"}, {"phone"} or {"name", "plate"} */
gboolean
velo_claims_api_export_person (VeloClaimsContext   *context,
                               VeloClaimsRequest   *request,
                               VeloClaimsResponse  *response,
                               GError             **error)
{
  g_autoptr(VeloClaimsArchive) archive = velo_claims_archive_new (context->now);
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(VeloStatement) statement = find (context, request, error);
  gboolean has_row = statement != NULL;

  while (has_row)
    {
      if (!velo_statement_step (statement, &has_row, error))
        return FALSE;
      if (has_row)
        g_ptr_array_add (ids, g_strdup (velo_statement_get_text (statement, 0)));
    }
  if (statement == NULL)
    return FALSE;
  if (ids->len == 0)
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_NOT_FOUND, "no claim of that person");
      return FALSE;
    }
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr(VeloClaim) claim = velo_claims_get (context, g_ptr_array_index (ids, i), error);

      if (claim == NULL || !add_claim (context, archive, claim, i + 1, error)
          || (i == 0 && !add_privacy (context, archive, velo_claim_get_language (claim), error)))
        return FALSE;
    }
  response->type = "application/zip";
  response->body = velo_claims_archive_finish (archive);
  return TRUE;
}
