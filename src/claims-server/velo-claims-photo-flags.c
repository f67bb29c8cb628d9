/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the assessor should look at twice in a photo: flags with a code, never a refusal. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "velo-claims-photo.h"
#include "velo-json.h"

/* Of 64 places: the same photo in another size or quality differs in fewer. */
#define MOST_DIFFERENCES 6

/* Pictures without structure are all alike. */
#define LEAST_STRUCTURE 8

#define BANDS 8

/* Programs by which photos are changed rather than taken. */
static const char *const editors[] = {
  "photoshop", "gimp", "lightroom", "snapseed", "pixelmator", "affinity", "picsart", "canva", "facetune", "paint",
  "darktable", "capture one", "pixlr", "photofiltre", "imagemagick",
};

static void
add_flag (JsonArray  *flags,
          const char *code,
          const char *detail)
{
  JsonObject *flag = json_object_new ();

  json_object_set_string_member (flag, "code", code);
  json_object_set_string_member (flag, "detail", detail != NULL ? detail : "");
  json_array_add_object_element (flags, flag);
}

static gboolean
is_edited (const char *software)
{
  g_autofree char *lower = g_ascii_strdown (software, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (editors); i++)
    if (strstr (lower, editors[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Days, by the clock of the camera; the loss is known to the day. */
static gboolean
is_before_loss (const char  *taken,
                const GDate *loss)
{
  guint year = 0;
  guint month = 0;
  guint day = 0;
  GDate date;

  if (loss == NULL || !g_date_valid (loss) || sscanf (taken, "%4u:%2u:%2u", &year, &month, &day) != 3
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return g_date_compare (&date, loss) < 0;
}

static void
add_quality (JsonObject *photo,
             JsonArray  *flags)
{
  gint64 sharpness = json_object_get_int_member_with_default (photo, "sharpness", G_MAXINT);
  gint64 brightness = json_object_get_int_member_with_default (photo, "brightness", 128);
  gint64 side = MAX (json_object_get_int_member_with_default (photo, "width", G_MAXINT),
                     json_object_get_int_member_with_default (photo, "height", G_MAXINT));

  if (sharpness < VELO_CLAIMS_LEAST_SHARPNESS)
    add_flag (flags, "blurred", NULL);
  if (brightness < VELO_CLAIMS_LEAST_BRIGHTNESS)
    add_flag (flags, "dark", NULL);
  if (brightness > VELO_CLAIMS_MOST_BRIGHTNESS)
    add_flag (flags, "bright", NULL);
  if (side < VELO_CLAIMS_LEAST_SIDE)
    add_flag (flags, "small", NULL);
}

/**
 * velo_claims_photo_add_flags:
 * @photo: what is known of a photo
 * @claim: its claim
 *
 * Adds the member "flags": "blurred", "dark", "bright", "small", "edited" with the program as
 * detail, "before-loss" with the day.
 */
void
velo_claims_photo_add_flags (JsonObject *photo,
                             VeloClaim  *claim)
{
  g_autofree char *software = velo_json_get_text (photo, "software");
  g_autofree char *taken = velo_json_get_text (photo, "taken");
  JsonArray *flags = json_array_new ();

  add_quality (photo, flags);
  if (software != NULL && is_edited (software))
    add_flag (flags, "edited", software);
  if (taken != NULL && is_before_loss (taken, velo_claim_get_loss_date (claim)))
    add_flag (flags, "before-loss", taken);
  json_object_set_array_member (photo, "flags", flags);
}

static guint
count_bits (guint64 bits)
{
  guint n = 0;

  for (; bits != 0; bits &= bits - 1)
    n++;
  return n;
}

static gboolean
note_alike (VeloClaimsContext  *context,
            const char         *id,
            const char         *claim_id,
            guint64             difference,
            GError            **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = TRUE;

  statement = velo_connection_query (context->connection, error,
                                     "SELECT DISTINCT photo.id, photo.difference FROM photo_band AS own"
                                     " JOIN photo_band AS other ON other.band = own.band"
                                     " JOIN photo ON photo.id = other.photo_id"
                                     " WHERE own.photo_id = ?1 AND photo.claim_id <> ?2", "tt", id, claim_id);
  while (statement != NULL && velo_statement_step (statement, &has_row, error))
    {
      guint64 other;

      if (!has_row)
        return TRUE;
      other = g_ascii_strtoull (velo_statement_get_text (statement, 1), NULL, 16);
      if (count_bits (other ^ difference) <= MOST_DIFFERENCES
          && !velo_connection_run (context->connection, error,
                                   "INSERT INTO photo_likeness (photo_id, other_id) VALUES (?1, ?2), (?2, ?1)", "tt",
                                   id, velo_statement_get_text (statement, 0)))
        return FALSE;
    }
  return FALSE;
}

/**
 * velo_claims_photo_note_likeness:
 * @context: inside a transaction that writes
 * @id: of a photo just stored
 * @claim_id: its claim
 * @slot: what it shows; papers and dials look alike everywhere and are left out
 * @difference: (nullable): 64 bits in hexadecimal digits
 * @error: return location
 *
 * Looks for the same photo in other claims. Photos that differ in at most six bits have one byte of
 * eight in common: only those are compared.
 *
 * Returns: whether that is stored, as soon as the transaction is
 */
gboolean
velo_claims_photo_note_likeness (VeloClaimsContext  *context,
                                 const char         *id,
                                 const char         *claim_id,
                                 const char         *slot,
                                 const char         *difference,
                                 GError            **error)
{
  guint64 bits = difference != NULL ? g_ascii_strtoull (difference, NULL, 16) : 0;
  guint n = count_bits (bits);

  if (strcmp (slot, "registration") == 0 || strcmp (slot, "odometer") == 0 || n < LEAST_STRUCTURE
      || n > 64 - LEAST_STRUCTURE)
    return TRUE;
  for (int i = 0; i < BANDS; i++)
    if (!velo_connection_run (context->connection, error,
                              "INSERT INTO photo_band (band, photo_id) VALUES (?1, ?2)", "it",
                              i << 8 | (int) (bits >> (8 * i) & 0xff), id))
      return FALSE;
  return note_alike (context, id, claim_id, bits, error);
}

/**
 * velo_claims_photo_add_likeness:
 * @context: where to look
 * @photo: what is known of a photo, with its flags
 * @error: return location
 *
 * Adds the flag "duplicate" with the number of the other claim, once for each.
 *
 * Returns: whether that could be found out
 */
gboolean
velo_claims_photo_add_likeness (VeloClaimsContext  *context,
                                JsonObject         *photo,
                                GError            **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = TRUE;

  statement = velo_connection_query (context->connection, error,
                                     "SELECT DISTINCT json_extract (claim.document, '$.number') FROM photo_likeness"
                                     " JOIN photo ON photo.id = photo_likeness.other_id"
                                     " JOIN claim ON claim.id = photo.claim_id WHERE photo_likeness.photo_id = ?1", "t",
                                     json_object_get_string_member (photo, "id"));
  while (statement != NULL && velo_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return TRUE;
      add_flag (json_object_get_array_member (photo, "flags"), "duplicate", velo_statement_get_text (statement, 0));
    }
  return FALSE;
}
