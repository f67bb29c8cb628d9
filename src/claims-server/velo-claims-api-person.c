/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person is told who asks what is stored: all claims, photos and offers as one archive, of which
 * one file at a time is read. */

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

/* What goes at once; one file may be some megabytes, and is read when its turn comes. */
#define PIECE (64 * 1024)

/* A file of the archive: its bytes, or where they are. */
typedef struct
{
  char *name;
  GBytes *content; /* (owned) (nullable) */
  char *photo_id;  /* (owned) (nullable) */
  char *claim_id;  /* (owned) (nullable): whose derivation it is */
  int offer;
} File;

typedef struct
{
  VeloClaimsArchive *archive;
  GPtrArray *files; /* (owned) (element-type File) */
  guint n_done;
  gboolean finished;
} Export;

static void
file_free (gpointer data)
{
  File *file = data;

  g_free (file->name);
  g_clear_pointer (&file->content, g_bytes_unref);
  g_free (file->photo_id);
  g_free (file->claim_id);
  g_free (file);
}

static void
export_free (gpointer data)
{
  Export *self = data;

  velo_claims_archive_free (self->archive);
  g_ptr_array_unref (self->files);
  g_free (self);
}

static File *
add_file (Export *self,
          char   *name)
{
  File *file = g_new0 (File, 1);

  file->name = name;
  g_ptr_array_add (self->files, file);
  return file;
}

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
  return velo_connection_query (context->connection, error, SELECT "email_key = ?1 AND email_key <> ''" ORDER, "t", address);
}

/* Each photo as it is stored, and its name beside what is known of it. */
static void
add_photos (Export     *self,
            const char *folder,
            JsonArray  *photos)
{
  for (guint i = 0; i < json_array_get_length (photos); i++)
    {
      JsonObject *photo = json_array_get_object_element (photos, i);
      File *file = add_file (self, g_strdup_printf ("%s/photo-%02u-%s.jpg", folder, i + 1,
                                                    json_object_get_string_member (photo, "slot")));

      file->photo_id = g_strdup (json_object_get_string_member (photo, "id"));
      json_object_set_string_member (photo, "file", file->name);
    }
}

static gboolean
add_derivations (VeloClaimsContext  *context,
                 Export             *self,
                 const char         *folder,
                 VeloClaim          *claim,
                 GError            **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = TRUE;

  statement = velo_connection_query (context->connection, error,
                                     "SELECT number FROM offer WHERE claim_id = ?1 AND derivation IS NOT NULL"
                                     " ORDER BY number", "t", velo_claim_get_id (claim));
  while (statement != NULL && velo_statement_step (statement, &has_row, error))
    {
      int number = has_row ? (int) velo_statement_get_int64 (statement, 0) : 0;
      File *file;

      if (!has_row)
        return TRUE;
      file = add_file (self, g_strdup_printf ("%s/offer-%d.pdf", folder, number));
      file->claim_id = g_strdup (velo_claim_get_id (claim));
      file->offer = number;
    }
  return FALSE;
}

/* @number: of the claim in the archive; what is in a claim number is not always a name of a folder. */
static gboolean
add_claim (VeloClaimsContext  *context,
           Export             *self,
           VeloClaim          *claim,
           guint               number,
           GError            **error)
{
  g_autofree char *words = g_strcanon (g_strdup (velo_claim_get_number (claim)), G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS, '-');
  g_autofree char *folder = g_strdup_printf ("%u-%s", number, words);
  g_autoptr(JsonObject) whole = velo_claims_export_claim (context, claim, error);
  g_autoptr(JsonNode) node = NULL;
  File *file;
  char *text;

  if (whole == NULL)
    return FALSE;
  file = add_file (self, g_strconcat (folder, "/claim.json", NULL));
  add_photos (self, folder, json_object_get_array_member (whole, "photos"));
  node = json_node_init_object (json_node_alloc (), whole);
  text = json_to_string (node, TRUE);
  file->content = g_bytes_new_take (text, strlen (text));
  return add_derivations (context, self, folder, claim, error)
    && velo_claims_note (context, velo_claim_get_id (claim), "exported", NULL, error);
}

/* Why it is stored, for how long, and what the person may demand: as everybody may read it. */
static void
add_privacy (VeloClaimsContext *context,
             Export            *self,
             const char        *language)
{
  g_autoptr(VeloClaimsValues) values = velo_claims_pages_new_values (context->config, language);
  VeloClaimsResponse page = { 0 };

  velo_claims_values_set (values, "title", velo_claims_values_get_text (values, "t-privacy"));
  velo_claims_pages_show (&page, "privacy", values);
  add_file (self, g_strdup ("data-protection.html"))->content = g_bytes_ref (page.body);
  velo_claims_response_clear (&page);
}

static GBytes *
read_derivation (VeloClaimsContext  *context,
                 File               *file,
                 GError            **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = velo_connection_query (context->connection, error,
                                     "SELECT derivation FROM offer WHERE claim_id = ?1 AND number = ?2"
                                     " AND derivation IS NOT NULL", "ti", file->claim_id, file->offer);
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return NULL;
  if (has_row)
    return velo_statement_dup_bytes (statement, 0);
  g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_NOT_FOUND, "deleted meanwhile");
  return NULL;
}

static gboolean
write_file (VeloClaimsContext  *context,
            Export             *self,
            File               *file,
            GError            **error)
{
  g_autoptr(GBytes) content = NULL;

  if (file->content != NULL)
    content = g_bytes_ref (file->content);
  else if (file->photo_id != NULL)
    content = velo_claims_photo_get (context, file->photo_id, FALSE, error);
  else
    content = read_derivation (context, file, error);
  return content != NULL && velo_claims_archive_add (self->archive, file->name, content, error);
}

/* One file at most is read for it. What is deleted in the meantime breaks the archive off. */
static gboolean
make_piece (VeloClaimsContext  *context,
            gpointer            pieces,
            GBytes            **piece,
            GError            **error)
{
  Export *self = pieces;

  while ((*piece = velo_claims_archive_take (self->archive, PIECE)) == NULL && !self->finished)
    {
      self->finished = self->n_done == self->files->len;
      if (self->finished ? !velo_claims_archive_finish (self->archive, error)
                         : !write_file (context, self, g_ptr_array_index (self->files, self->n_done++), error))
        return FALSE;
    }
  return TRUE;
}

/* Identities of the claims; %NULL if there are none. */
static GPtrArray *
list (VeloClaimsContext  *context,
      VeloClaimsRequest  *request,
      GError            **error)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(VeloStatement) statement = find (context, request, error);
  gboolean has_row = TRUE;

  if (statement == NULL)
    return NULL;
  while (has_row)
    {
      if (!velo_statement_step (statement, &has_row, error))
        return NULL;
      if (has_row)
        g_ptr_array_add (ids, g_strdup (velo_statement_get_text (statement, 0)));
    }
  if (ids->len > 0)
    return g_steal_pointer (&ids);
  g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_NOT_FOUND, "no claim of that person");
  return NULL;
}

/* {"email"}, {"phone"} or {"name", "plate"} */
gboolean
velo_claims_api_export_person (VeloClaimsContext   *context,
                               VeloClaimsRequest   *request,
                               VeloClaimsResponse  *response,
                               GError             **error)
{
  g_autoptr(GPtrArray) ids = list (context, request, error);
  Export *self;

  if (ids == NULL)
    return FALSE;
  self = g_new0 (Export, 1);
  self->archive = velo_claims_archive_new (context->now);
  self->files = g_ptr_array_new_with_free_func (file_free);
  response->type = "application/zip";
  response->make_piece = make_piece;
  response->pieces = self;
  response->free_pieces = export_free;
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr(VeloClaim) claim = velo_claims_get (context, g_ptr_array_index (ids, i), error);

      if (claim == NULL || !add_claim (context, self, claim, i + 1, error))
        return FALSE;
      if (i == 0)
        add_privacy (context, self, velo_claim_get_language (claim));
    }
  return TRUE;
}
