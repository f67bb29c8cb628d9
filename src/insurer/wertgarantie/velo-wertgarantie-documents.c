/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads delivered documents: strict base64, PDFs only, bounded in size. */

#define G_LOG_DOMAIN "velo-insurer"

#include "config.h"

#include "velo-wertgarantie-documents.h"

#include "velo-json.h"
#include "velo-text.h"

#include <string.h>

static const struct
{
  const char *type;
  VeloDocumentKind kind;
} kinds[] = {
  { "GTCI", VELO_DOCUMENT_KIND_TERMS },
  { "IPID", VELO_DOCUMENT_KIND_IPID },
  { "PIS", VELO_DOCUMENT_KIND_IPID },
  { "GDPR", VELO_DOCUMENT_KIND_PRIVACY },
  { "ROW", VELO_DOCUMENT_KIND_WITHDRAWAL },
  { "POLICY", VELO_DOCUMENT_KIND_POLICY },
  { "SEPA", VELO_DOCUMENT_KIND_SEPA },
  { "VWT", VELO_DOCUMENT_KIND_VALUES },
  { "GUFHP", VELO_DOCUMENT_KIND_FORM },
  { "GUFHP_IBAN", VELO_DOCUMENT_KIND_FORM_IBAN },
  { "COMPARISON", VELO_DOCUMENT_KIND_COMPARISON },
};

/*
 * g_base64_decode() skips what it does not know; a damaged document must not pass. Line breaks
 * are not part of the format.
 */
static gboolean
decode_base64 (const char *text,
               GBytes    **bytes)
{
  gsize length = strlen (text);
  gsize n_chars = 0;
  gsize size = 0;
  guchar *data = NULL;

  while (g_ascii_isalnum (text[n_chars]) || text[n_chars] == '+' || text[n_chars] == '/')
    n_chars++;
  if (length == 0 || length % 4 != 0 || length - n_chars > 2
      || strspn (text + n_chars, "=") != length - n_chars)
    return FALSE;
  data = g_base64_decode (text, &size);
  *bytes = g_bytes_new_take (data, size);
  return TRUE;
}

/* The name as delivered, without path and ending, as a title. */
static char *
make_title (const char *file_name)
{
  g_autofree char *base = g_path_get_basename (file_name);
  g_autofree char *title = NULL;
  gsize length = strlen (base);

  if (length > 4 && g_ascii_strcasecmp (base + length - 4, ".pdf") == 0)
    base[length - 4] = '\0';
  g_strdelimit (base, "_", ' ');
  title = velo_text_squash (base);
  return g_steal_pointer (&title);
}

static VeloDocumentKind
find_kind (const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_strcmp0 (type, kinds[i].type) == 0)
        return kinds[i].kind;
    }
  return VELO_DOCUMENT_KIND_OTHER;
}

static VeloDelivered *
read_document (JsonObject  *object,
               const char **wrong)
{
  g_autofree char *type = velo_json_get_text (object, "DOCUMENT_TYPE");
  g_autofree char *name = velo_json_get_text (object, "FILENAME");
  g_autofree char *content = velo_json_get_text (object, "CONTENT");
  g_autofree char *title = NULL;
  g_autofree char *base = NULL;
  g_autofree char *file_name = NULL;
  g_autofree char *sha256 = NULL;
  g_autoptr(VeloDocument) document = NULL;
  g_autoptr(GBytes) bytes = NULL;

  if (content == NULL || *content == '\0')
    *wrong = "is empty";
  else if (strlen (content) / 4 * 3 > VELO_WERTGARANTIE_MAX_DOCUMENT)
    *wrong = "is too large";
  else if (!decode_base64 (content, &bytes))
    *wrong = "is not base64";
  else if (g_bytes_get_size (bytes) < 5 || memcmp (g_bytes_get_data (bytes, NULL), "%PDF-", 5) != 0)
    *wrong = "is not a PDF";
  if (*wrong != NULL)
    return NULL;

  document = velo_document_new ();
  title = make_title (velo_text_is_empty (name) ? (type != NULL ? type : "PDF") : name);
  /* The insurer's name may hold anything; what is written to disk has one of ours. */
  base = velo_text_file_name (title);
  file_name = g_strconcat (base, ".pdf", NULL);
  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  velo_document_set_kind (document, find_kind (type));
  velo_document_set_title (document, title);
  velo_document_set_file_name (document, file_name);
  velo_document_set_content_type (document, "application/pdf");
  velo_document_set_sha256 (document, sha256);
  velo_document_set_size (document, (gint64) g_bytes_get_size (bytes));
  return velo_delivered_new (document, bytes);
}

/*
 * Adds the documents of @answer to @documents. Legal documents are found in RESULT, leaflets one
 * level deeper. What is no PDF is left out with a note.
 */
void
velo_wertgarantie_read_documents (VeloWertgarantieAnswer *answer,
                                  GPtrArray              *documents)
{
  JsonObject *inner = velo_json_get_object (answer->result, "DOCUMENTS");
  g_autoptr(GPtrArray) list = velo_json_get_list (inner != NULL ? inner : answer->result, "DOCUMENT");

  for (guint i = 0; i < list->len; i++)
    {
      const char *wrong = NULL;
      VeloDelivered *delivered = read_document (velo_json_as_object (list->pdata[i]), &wrong);

      if (delivered != NULL)
        g_ptr_array_add (documents, delivered);
      else
        g_info ("document %u of %u %s, left out", i + 1, list->len, wrong);
    }
}
