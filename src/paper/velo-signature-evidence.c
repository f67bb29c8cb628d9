/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The evidence record of a signature on the screen: who, when, with which strokes, on which files. */

#define G_LOG_DOMAIN "velo-paper"

#include "config.h"

#include "velo-signature-evidence.h"

#include "velo-date.h"
#include "velo-json.h"

#include <math.h>
#include <string.h>

#define EVIDENCE_FORMAT "veloinsure-signature/1"

/* A record of 50000 points has three megabytes. */
#define MAX_EVIDENCE_BYTES ((gsize) 8 * 1024 * 1024)

static void
add_text (JsonObject *object,
          const char *name,
          const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
  else
    json_object_set_null_member (object, name);
}

static void
add_file (JsonObject *object,
          const char *name,
          GBytes     *file)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, file);
  JsonObject *facts = json_object_new ();

  json_object_set_string_member (facts, "sha256", hash);
  json_object_set_int_member (facts, "bytes", (gint64) g_bytes_get_size (file));
  json_object_set_object_member (object, name, facts);
}

static void
add_place (JsonObject         *object,
           guint               page,
           const VeloPageRect *rect)
{
  JsonObject *place = json_object_new ();

  json_object_set_int_member (place, "page", (gint64) page + 1);
  json_object_set_int_member (place, "x1", llround (rect->x1 * 100));
  json_object_set_int_member (place, "y1", llround (rect->y1 * 100));
  json_object_set_int_member (place, "x2", llround (rect->x2 * 100));
  json_object_set_int_member (place, "y2", llround (rect->y2 * 100));
  json_object_set_object_member (object, "place", place);
}

static char *
to_text (JsonObject *object)
{
  g_autoptr(JsonNode) root = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (root, object);
  return json_to_string (root, FALSE);
}

/* The hash of the record without its own hash, which is its last member. */
static char *
hash_record (JsonObject *object)
{
  g_autofree char *text = to_text (object);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

/**
 * velo_signature_evidence_build:
 * @ink: the strokes
 * @page: number of the page that was signed, from 0
 * @rect: where on it
 * @unsigned_pdf: the file as it was shown before
 * @signed_pdf: the flattened file with the strokes
 * @signer: who signed
 * @witness: (nullable): the employee who was there
 * @signed_usec: when, microseconds UTC
 *
 * Makes the evidence record: SHA-256 and size of both files, the strokes with
 * their times, signer, witness, time and place (hundredths of a point), and a
 * hash over the record itself. It shows later that this ink went with these
 * files; it is no electronic signature in the sense of eIDAS.
 *
 * Returns: (transfer full): the record, JSON in UTF-8
 */
GBytes *
velo_signature_evidence_build (VeloInk            *ink,
                               guint               page,
                               const VeloPageRect *rect,
                               GBytes             *unsigned_pdf,
                               GBytes             *signed_pdf,
                               const char         *signer,
                               const char         *witness,
                               gint64              signed_usec)
{
  g_autoptr(JsonObject) object = json_object_new ();
  g_autofree char *time_text = NULL;
  g_autofree char *hash = NULL;
  char *text = NULL;

  g_return_val_if_fail (VELO_IS_INK (ink), NULL);
  g_return_val_if_fail (rect != NULL, NULL);
  g_return_val_if_fail (unsigned_pdf != NULL && signed_pdf != NULL, NULL);

  time_text = velo_time_format_iso (signed_usec);
  json_object_set_string_member (object, "format", EVIDENCE_FORMAT);
  add_text (object, "signer", signer);
  add_text (object, "witness", witness);
  json_object_set_string_member (object, "signed_at", time_text);
  json_object_set_int_member (object, "signed_usec", signed_usec);
  add_place (object, page, rect);
  add_file (object, "unsigned_pdf", unsigned_pdf);
  add_file (object, "signed_pdf", signed_pdf);
  json_object_set_member (object, "ink", velo_ink_to_json (ink));
  hash = hash_record (object);
  json_object_set_string_member (object, "sha256", hash);
  text = to_text (object);
  return g_bytes_new_take (text, strlen (text));
}

static JsonObject *
parse_record (GBytes  *evidence,
              GError **error)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autofree char *format = NULL;
  gsize size = 0;
  const char *data = g_bytes_get_data (evidence, &size);
  JsonObject *object = NULL;

  if (size > 0 && size <= MAX_EVIDENCE_BYTES
      && json_parser_load_from_data (parser, data, (gssize) size, NULL))
    object = velo_json_as_object (json_parser_get_root (parser));
  if (object != NULL)
    format = velo_json_get_text (object, "format");
  if (g_strcmp0 (format, EVIDENCE_FORMAT) != 0)
    {
      g_set_error_literal (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_DAMAGED, "no evidence record");
      return NULL;
    }
  return json_object_ref (object);
}

static gboolean
matches_file (JsonObject  *record,
              const char  *name,
              GBytes      *file,
              GError     **error)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, file);
  g_autofree char *noted = NULL;
  JsonObject *facts = velo_json_get_object (record, name);

  if (facts != NULL)
    noted = velo_json_get_text (facts, "sha256");
  if (g_strcmp0 (hash, noted) == 0)
    return TRUE;
  g_set_error (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_MISMATCH,
               "%s is not the file of this record", name);
  return FALSE;
}

/**
 * velo_signature_evidence_verify:
 * @evidence: a record
 * @unsigned_pdf: (nullable): the file before signing, or %NULL not to compare it
 * @signed_pdf: the signed file
 * @error: return location for an error
 *
 * Checks that a record is whole and belongs to the files.
 *
 * Returns: %TRUE, or %FALSE with %VELO_PAPER_ERROR_MISMATCH (record or file
 *   was changed) or %VELO_PAPER_ERROR_DAMAGED (no such record)
 */
gboolean
velo_signature_evidence_verify (GBytes  *evidence,
                                GBytes  *unsigned_pdf,
                                GBytes  *signed_pdf,
                                GError **error)
{
  g_autoptr(JsonObject) record = NULL;
  g_autofree char *noted = NULL;
  g_autofree char *hash = NULL;

  g_return_val_if_fail (evidence != NULL, FALSE);
  g_return_val_if_fail (signed_pdf != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  record = parse_record (evidence, error);
  if (record == NULL)
    return FALSE;
  noted = velo_json_get_text (record, "sha256");
  json_object_remove_member (record, "sha256");
  hash = hash_record (record);
  if (g_strcmp0 (noted, hash) != 0)
    {
      g_set_error_literal (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_MISMATCH, "the record was changed");
      return FALSE;
    }
  if (!matches_file (record, "signed_pdf", signed_pdf, error))
    return FALSE;
  return unsigned_pdf == NULL || matches_file (record, "unsigned_pdf", unsigned_pdf, error);
}
