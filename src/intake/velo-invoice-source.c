/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds out what a file is and lets the right reader read it. */

#define G_LOG_DOMAIN "velo-invoice-source"

#include "config.h"

#include "velo-invoice-source.h"

#include "velo-cii-reader.h"
#include "velo-ebinterface-reader.h"
#include "velo-intake-error.h"
#include "velo-pdf-attachments.h"
#include "velo-pdf-text.h"
#include "velo-print-template.h"
#include "velo-text-layer-reader.h"
#include "velo-ubl-reader.h"
#include "velo-zip.h"

#include <string.h>

/* A PDF may have this much in front of its mark. */
#define PDF_LEAD 1024

#define EBINTERFACE_NAMESPACE "http://www.ebinterface.at/schema/"

typedef VeloReading *(*ReadFunc) (VeloXmlNode *root);

typedef struct
{
  const char     *name;
  const char     *ns; /* or NULL for any */
  ReadFunc        read;
  VeloIntakeError refusal;
  const char     *reason;
} Root;

static const Root roots[] = {
  { "CrossIndustryInvoice", "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
    velo_cii_reader_read, 0, NULL },
  { "CrossIndustryDocument", "urn:ferd:CrossIndustryDocument:invoice:1p0", velo_cii_reader_read, 0,
    NULL },
  { "Invoice", "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2", velo_ubl_reader_read, 0,
    NULL },
  { "CreditNote", "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2", velo_ubl_reader_read,
    0, NULL },
  { "SCRDMCCBDACIOMessageStructure", NULL, NULL, VELO_INTAKE_ERROR_NOT_AN_INVOICE, "Order-X" },
  { "Order", "urn:oasis:names:specification:ubl:schema:xsd:Order-2", NULL,
    VELO_INTAKE_ERROR_NOT_AN_INVOICE, "UBL order" },
  { "OrderResponse", "urn:oasis:names:specification:ubl:schema:xsd:OrderResponse-2", NULL,
    VELO_INTAKE_ERROR_NOT_AN_INVOICE, "UBL order response" },
  { "DespatchAdvice", "urn:oasis:names:specification:ubl:schema:xsd:DespatchAdvice-2", NULL,
    VELO_INTAKE_ERROR_NOT_AN_INVOICE, "UBL despatch advice" },
};

/**
 * velo_invoice_source_init:
 * @source: uninitialised memory
 *
 * Makes @source empty.
 */
void
velo_invoice_source_init (VeloInvoiceSource *source)
{
  memset (source, 0, sizeof *source);
  source->other_attachments = g_ptr_array_new_with_free_func (g_free);
  source->warnings = g_ptr_array_new_with_free_func (g_free);
}

/**
 * velo_invoice_source_clear:
 * @source: a source
 *
 * Frees what @source holds.
 */
void
velo_invoice_source_clear (VeloInvoiceSource *source)
{
  g_clear_pointer (&source->attachment, g_free);
  g_clear_pointer (&source->relationship, g_free);
  g_clear_pointer (&source->attachment_sha256, g_free);
  g_clear_pointer (&source->other_attachments, g_ptr_array_unref);
  g_clear_pointer (&source->warnings, g_ptr_array_unref);
}

/* An ebInterface invoice inside the signature that wraps it. */
static VeloXmlNode *
unwrap (VeloXmlNode *root)
{
  VeloXmlNode *inner = NULL;

  if (!g_str_equal (velo_xml_name (root), "Signature"))
    return root;
  inner = velo_xml_search (root, "Invoice");
  return inner == NULL ? root : inner;
}

static VeloReading *
read_root (VeloXmlNode *root, GError **error)
{
  const char *name = velo_xml_name (root);
  const char *ns = velo_xml_namespace (root);

  for (guint i = 0; i < G_N_ELEMENTS (roots); i++)
    {
      if (!g_str_equal (roots[i].name, name) ||
          (roots[i].ns != NULL && !g_str_equal (roots[i].ns, ns)))
        continue;
      if (roots[i].read != NULL)
        return roots[i].read (root);
      g_set_error_literal (error, VELO_INTAKE_ERROR, (int) roots[i].refusal, roots[i].reason);
      return NULL;
    }
  if (g_str_equal (name, "Invoice") && g_str_has_prefix (ns, EBINTERFACE_NAMESPACE))
    return velo_ebinterface_reader_read (root);
  g_set_error (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_UNSUPPORTED_FORMAT, "{%.200s}%.100s", ns,
               name);
  return NULL;
}

static VeloReading *
read_xml (GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (VeloXmlTree) tree = NULL;
  VeloXmlNode *root = NULL;
  VeloReading *reading = NULL;
  gboolean     repaired;

  tree = velo_xml_tree_parse (bytes, cancellable, &repaired, error);
  if (tree == NULL)
    return NULL;
  root = unwrap (velo_xml_tree_root (tree));
  reading = read_root (root, error);
  if (reading == NULL)
    return NULL;
  reading->xml_sha256 = velo_xml_dup_hash (root);
  if (repaired)
    g_ptr_array_add (reading->warnings,
                     g_strdup ("the text is not in the encoding that it claims"));
  return reading;
}

/* The known names, the newest first; 0 for all others. */
static int
rank_of (const char *name)
{
  static const char *const names[] = { "factur-x.xml", "xrechnung.xml", "zugferd-invoice.xml" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (names[i], name) == 0)
      return (int) (G_N_ELEMENTS (names) - i);
  return 0;
}

static gboolean
looks_like_xml (GBytes *bytes)
{
  gsize             length;
  const char       *data = g_bytes_get_data (bytes, &length);
  const char *const marks[] = { "\xef\xbb\xbf", "\xff\xfe", "\xfe\xff" };

  for (guint i = 0; i < G_N_ELEMENTS (marks) && length >= 3; i++)
    if (memcmp (data, marks[i], strlen (marks[i])) == 0)
      {
        data += strlen (marks[i]);
        length -= strlen (marks[i]);
        break;
      }
  while (length > 0 && (g_ascii_isspace (*data) || *data == '\0'))
    {
      data++;
      length--;
    }
  return length > 0 && *data == '<';
}

/* A failure that says more than "no invoice in it". */
static gboolean
is_telling (const GError *error)
{
  return g_error_matches (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_NOT_AN_INVOICE) ||
         g_error_matches (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_REJECTED_DTD);
}

typedef struct
{
  VeloReading       *reading;
  GError            *error;
  VeloPdfAttachment *attachment;
  int                rank;
} Choice;

/* ZUGFeRD 1 beside its successor: the successor counts, whatever the names are. */
static gboolean
is_better (const Choice *choice, const VeloReading *reading, int rank)
{
  gboolean old_is_first;
  gboolean new_is_first;

  if (choice->reading == NULL)
    return TRUE;
  old_is_first = choice->reading->syntax == VELO_READING_SYNTAX_CII_1;
  new_is_first = reading->syntax == VELO_READING_SYNTAX_CII_1;
  return old_is_first != new_is_first ? old_is_first : rank > choice->rank;
}

/* Keeps the better of what was found so far and one more attachment. */
static void
try_attachment (Choice *choice, VeloPdfAttachment *attachment, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VeloReading) reading = NULL;
  int rank = rank_of (attachment->name);

  if (rank == 0 && (choice->reading != NULL || !looks_like_xml (attachment->bytes)))
    return;
  reading = read_xml (attachment->bytes, cancellable, &error);
  if (reading != NULL)
    {
      if (!is_better (choice, reading, rank))
        return;
      g_clear_pointer (&choice->reading, velo_reading_free);
      g_clear_error (&choice->error);
      choice->reading = g_steal_pointer (&reading);
      choice->attachment = attachment;
      choice->rank = rank;
    }
  else if (choice->reading == NULL && (choice->error == NULL || rank > choice->rank) &&
           (rank > 0 || is_telling (error)))
    {
      g_clear_error (&choice->error);
      choice->error = g_steal_pointer (&error);
      choice->attachment = attachment;
      choice->rank = rank;
    }
}

static void
note_attachments (VeloInvoiceSource *source, GPtrArray *attachments, Choice *choice)
{
  for (guint i = 0; i < attachments->len; i++)
    {
      VeloPdfAttachment *attachment = attachments->pdata[i];

      if (attachment != choice->attachment)
        g_ptr_array_add (source->other_attachments, g_strdup (attachment->name));
    }
  if (choice->attachment == NULL)
    return;
  source->attachment = g_strdup (choice->attachment->name);
  source->relationship = g_strdup (choice->attachment->relationship);
  source->attachment_sha256 =
      g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, choice->attachment->bytes);
  if (choice->rank == 0)
    g_ptr_array_add (source->warnings, g_strdup ("attachment name not a standard one"));
}

/* What is printed, where the PDF has no data; or no more than a head, as in the profile MINIMUM. */
static VeloReading *
read_print (GBytes       *bytes,
            const char   *templates,
            GCancellable *cancellable,
            gboolean     *is_scan,
            GError      **error)
{
  g_autoptr (GPtrArray) rows = velo_pdf_text_read (bytes, cancellable, error);
  g_autoptr (VeloPrintHints) hints =
      rows == NULL ? NULL : velo_print_template_find (templates, rows);
  VeloReading *reading = rows == NULL ? NULL : velo_text_layer_reader_read (rows, hints);

  *is_scan = rows != NULL && rows->len == 0;
  if (reading != NULL)
    reading->rows = g_steal_pointer (&rows);
  return reading;
}

/* The print may tell more only if it is of the same invoice. */
static void
add_print (VeloReading *reading, GBytes *bytes, const char *templates, GCancellable *cancellable)
{
  gboolean is_scan;
  g_autoptr (VeloReading) printed = read_print (bytes, templates, cancellable, &is_scan, NULL);
  gint64 gross;
  gint64 printed_gross;

  if (printed != NULL && g_strcmp0 (printed->number, reading->number) == 0 &&
      velo_decimal_to_cents (reading->gross, &gross) &&
      velo_decimal_to_cents (printed->gross, &printed_gross) && gross == printed_gross)
    reading->printed = g_steal_pointer (&printed);
}

static VeloReading *
take_reading (VeloReading *reading, GBytes *bytes, const char *templates, GCancellable *cancellable)
{
  if (reading->syntax == VELO_READING_SYNTAX_CII && g_str_equal (reading->format, "cii"))
    {
      g_free (reading->format);
      reading->format = g_strdup ("factur-x");
    }
  if (reading->lines->len == 0)
    add_print (reading, bytes, templates, cancellable);
  return reading;
}

static VeloReading *
read_pdf (VeloInvoiceSource *source, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) attachments = NULL;
  g_autoptr (GError) fault = NULL;
  VeloReading *printed = NULL;
  gboolean     is_scan = FALSE;
  Choice       choice = { 0 };

  source->is_pdf = TRUE;
  attachments = velo_pdf_attachments_read (bytes, cancellable, error);
  if (attachments == NULL)
    return NULL;
  for (guint i = 0; i < attachments->len; i++)
    if (rank_of (((VeloPdfAttachment *) attachments->pdata[i])->name) > 0)
      try_attachment (&choice, attachments->pdata[i], cancellable);
  for (guint i = 0; i < attachments->len; i++)
    if (rank_of (((VeloPdfAttachment *) attachments->pdata[i])->name) == 0)
      try_attachment (&choice, attachments->pdata[i], cancellable);
  note_attachments (source, attachments, &choice);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      g_clear_error (&choice.error);
      g_clear_pointer (&choice.reading, velo_reading_free);
      return NULL;
    }
  if (choice.reading != NULL)
    return take_reading (choice.reading, bytes, source->templates, cancellable);
  if (choice.error != NULL)
    {
      g_propagate_error (error, choice.error);
      return NULL;
    }
  printed = read_print (bytes, source->templates, cancellable, &is_scan, &fault);
  if (printed != NULL)
    return printed;
  if (fault != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return NULL;
    }
  if (attachments->len > 0)
    g_set_error_literal (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_NO_INVOICE_ATTACHED,
                         "none of the embedded files is an invoice");
  else
    g_set_error_literal (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_NO_ATTACHMENT,
                         is_scan ? "a scan: no file embedded and no text"
                                 : "no file embedded, and the text is no invoice");
  return NULL;
}

static gboolean
is_pdf (const char *data, gsize length)
{
  for (gsize i = 0; i + 5 <= length && i < PDF_LEAD; i++)
    if (memcmp (data + i, "%PDF-", 5) == 0)
      return TRUE;
  return FALSE;
}

/**
 * velo_invoice_source_is_pdf:
 * @bytes: a file
 *
 * Tells a PDF by the mark at its beginning, without reading on.
 *
 * Returns: whether it is one
 */
gboolean
velo_invoice_source_is_pdf (GBytes *bytes)
{
  gsize       length;
  const char *data = g_bytes_get_data (bytes, &length);

  return is_pdf (data, length);
}

static gboolean
is_text (const char *data, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if ((guchar) data[i] < 32 && !g_ascii_isspace (data[i]))
      return FALSE;
  return TRUE;
}

/* The only invoice of an archive; one with several is unpacked by whoever has it. */
static VeloReading *
read_zip (VeloInvoiceSource *source, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) members = velo_zip_read (bytes, error);
  const VeloZipMember *member = NULL;

  if (members == NULL)
    return NULL;
  member = members->pdata[0];
  if (members->len == 1 && !velo_zip_is_one (member->bytes))
    return velo_invoice_source_read (source, member->bytes, member->name, cancellable, error);
  g_set_error_literal (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_SEVERAL,
                       "a ZIP archive with several files");
  return NULL;
}

/**
 * velo_invoice_source_read:
 * @source: an initialised source, filled here also on failure
 * @bytes: the file as it came
 * @file_name: (nullable): its name; only chooses between two reasons of refusal
 * @cancellable: (nullable): a #GCancellable
 * @error: return location
 *
 * Tells the format by the content and reads it.
 *
 * Returns: (transfer full): the reading, or %NULL with a #VeloIntakeError or
 *   %G_IO_ERROR_CANCELLED
 */
VeloReading *
velo_invoice_source_read (VeloInvoiceSource *source,
                          GBytes            *bytes,
                          const char        *file_name,
                          GCancellable      *cancellable,
                          GError           **error)
{
  gsize        length;
  const char  *data = g_bytes_get_data (bytes, &length);
  VeloReading *reading = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (length == 0)
    {
      g_set_error_literal (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_EMPTY, "the file is empty");
      return NULL;
    }
  if (length > VELO_INVOICE_SOURCE_MAX_BYTES)
    {
      g_set_error_literal (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_OVER_LIMIT,
                           "the file is too large");
      return NULL;
    }
  if (velo_zip_is_one (bytes))
    return read_zip (source, bytes, cancellable, error);
  if (is_pdf (data, length))
    reading = read_pdf (source, bytes, cancellable, error);
  else if (looks_like_xml (bytes) || (is_text (data, MIN (length, PDF_LEAD)) &&
                                      memchr (data, '<', MIN (length, PDF_LEAD)) != NULL))
    reading = read_xml (bytes, cancellable, error);
  else if (is_text (data, length) && (file_name == NULL || g_str_has_suffix (file_name, ".xml")))
    g_set_error_literal (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_MALFORMED,
                         "no XML in the file");
  else
    g_set_error_literal (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_UNSUPPORTED_FORMAT,
                         "neither a PDF nor XML");

  if (reading != NULL)
    {
      reading->from_pdf = source->is_pdf;
      if (reading->printed != NULL)
        reading->printed->from_pdf = TRUE;
      for (guint i = 0; i < source->warnings->len; i++)
        g_ptr_array_add (reading->warnings, g_strdup (source->warnings->pdata[i]));
    }
  return reading;
}
