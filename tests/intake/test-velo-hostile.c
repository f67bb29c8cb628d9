/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of files made to do harm, each class through the real process: refused soon, and why. */

#include "config.h"

#include <gio/gio.h>
#include <string.h>
#include <sys/resource.h>

#include "velo-invoice-helper.h"
#include "velo-reader-limits.h"

#define MEGABYTE ((gsize) 1024 * 1024)
#define RSM "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
/* What a refusal may cost; the clock of a busy machine says nothing. */
#define MAX_CPU_SECONDS 1.0
#define MAX_RSS_KB (700 * 1024)

static GBytes *
take (GString *text)
{
  return g_string_free_to_bytes (text);
}

static void
repeat (GString *text, const char *piece, gsize length)
{
  while (text->len < length)
    g_string_append (text, piece);
}

static GBytes *
deep (void)
{
  GString *text = g_string_new (NULL);

  repeat (text, "<a>", MEGABYTE);
  return take (text);
}

static GBytes *
broad (void)
{
  GString *text = g_string_new ("<a>");

  repeat (text, "<b/>", 10 * MEGABYTE);
  g_string_append (text, "</a>");
  return take (text);
}

static GBytes *
many_attributes (void)
{
  GString *text = g_string_new ("<a");

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, " a%u='x'", i);
  g_string_append (text, "/>");
  return take (text);
}

static GBytes *
long_text (void)
{
  GString *text = g_string_new ("<r:CrossIndustryInvoice xmlns:r='" RSM "'><a>");

  repeat (text, "Rahmennummer ", 20 * MEGABYTE);
  g_string_append (text, "</a></r:CrossIndustryInvoice>");
  return take (text);
}

static GBytes *
long_name (void)
{
  GString *text = g_string_new ("<");

  repeat (text, "aaaaaaaaaaaaaaaa", 30 * MEGABYTE);
  return take (text);
}

static GBytes *
zeros (void)
{
  return g_bytes_new_take (g_malloc0 (60 * MEGABYTE), 60 * MEGABYTE);
}

static GBytes *
openings (void)
{
  GString *text = g_string_new (NULL);

  repeat (text, "<<<<<<<<<<<<<<<<", 60 * MEGABYTE);
  return take (text);
}

static GBytes *
laughs (const char *encoding)
{
  GString         *text = g_string_new ("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY l0 'ha'>");
  gsize            length;
  g_autofree char *plain = NULL;

  for (guint i = 1; i < 30; i++)
    g_string_append_printf (text, "<!ENTITY l%u '&l%u;&l%u;&l%u;&l%u;'>", i, i - 1, i - 1, i - 1, i - 1);
  g_string_append (text, "]><a>&l29;</a>");
  plain = g_string_free (text, FALSE);
  {
    char *bytes = g_convert (plain, -1, encoding, "UTF-8", NULL, &length, NULL);

    return g_bytes_new_take (bytes, length);
  }
}

static GBytes *
laughs_8 (void)
{
  return laughs ("UTF-8");
}

static GBytes *
laughs_16 (void)
{
  return laughs ("UTF-16");
}

static GBytes *
outside (void)
{
  static const char text[] = "<!DOCTYPE a [<!ENTITY % p SYSTEM 'file:///etc/passwd'>%p;]><a/>";

  return g_bytes_new_static (text, strlen (text));
}

static GBytes *
outside_subset (void)
{
  static const char text[] = "<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/a.dtd'><a/>";

  return g_bytes_new_static (text, strlen (text));
}

static GBytes *
included (void)
{
  static const char text[] =
      "<a xmlns:i='http://www.w3.org/2001/XInclude'><i:include href='/etc/passwd' parse='text'/></a>";

  return g_bytes_new_static (text, strlen (text));
}

static GBytes *
undefined (void)
{
  static const char text[] = "<r:CrossIndustryInvoice xmlns:r='" RSM "'>&nothing;</r:CrossIndustryInvoice>";

  return g_bytes_new_static (text, strlen (text));
}

/* A PDF of objects, each a text behind "N 0 obj". */
static GBytes *
pdf (const char *const *objects, guint n_objects, GBytes *stream)
{
  GString *text = g_string_new ("%PDF-1.7\n");
  g_autoptr (GArray) offsets = g_array_new (FALSE, FALSE, sizeof (gsize));
  gsize start;

  for (guint i = 0; i < n_objects; i++)
    {
      g_array_append_val (offsets, text->len);
      g_string_append_printf (text, "%u 0 obj\n%s\nendobj\n", i + 1, objects[i]);
    }
  if (stream != NULL)
    {
      gsize       length;
      const char *data = g_bytes_get_data (stream, &length);

      g_array_append_val (offsets, text->len);
      g_string_append_printf (
          text,
          "%u 0 obj\n<</Type/EmbeddedFile/Filter/FlateDecode/Length %" G_GSIZE_FORMAT ">>\nstream\n",
          n_objects + 1, length);
      g_string_append_len (text, data, (gssize) length);
      g_string_append (text, "\nendstream\nendobj\n");
    }
  start = text->len;
  g_string_append_printf (text, "xref\n0 %u\n0000000000 65535 f \n", offsets->len + 1);
  for (guint i = 0; i < offsets->len; i++)
    g_string_append_printf (text, "%010" G_GSIZE_FORMAT " 00000 n \n", g_array_index (offsets, gsize, i));
  g_string_append_printf (text, "trailer\n<</Size %u/Root 1 0 R>>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
                          offsets->len + 1, start);
  return take (text);
}

static GBytes *
deflated_zeros (gsize length)
{
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9));
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) packed = g_converter_output_stream_new (out, converter);
  g_autofree char *block = g_malloc0 (MEGABYTE);

  for (gsize i = 0; i < length; i += MEGABYTE)
    g_assert_true (g_output_stream_write_all (packed, block, MEGABYTE, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (packed, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
}

static GBytes *
pdf_bomb (void)
{
  static const char *const objects[] = {
    "<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(f)4 0 R]>>>>>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
    "<</Type/Filespec/F(factur-x.xml)/UF(factur-x.xml)/EF<</F 5 0 R>>>>",
  };
  g_autoptr (GBytes) stream = deflated_zeros (200 * MEGABYTE);

  return pdf (objects, G_N_ELEMENTS (objects), stream);
}

/* One stream under many names, each within the limit. */
static GBytes *
pdf_many (void)
{
  g_autoptr (GString) names = g_string_new ("<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[");
  g_autoptr (GBytes) stream = deflated_zeros (20 * MEGABYTE);
  const char *objects[] = {
    NULL,
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
    "<</Type/Filespec/F(a.bin)/UF(a.bin)/EF<</F 5 0 R>>>>",
  };

  for (guint i = 0; i < 90; i++)
    g_string_append_printf (names, "(f%u)4 0 R ", i);
  g_string_append (names, "]>>>>>>");
  objects[0] = names->str;
  return pdf (objects, G_N_ELEMENTS (objects), stream);
}

/* Trees that are their own branches. */
static GBytes *
pdf_loops (void)
{
  static const char *const objects[] = {
    "<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles 3 0 R>>/AF[4 0 R 4 0 R]>>",
    "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>",
    "<</Kids[3 0 R 3 0 R]>>",
    "<</Type/Filespec/F(factur-x.xml)/EF<</F 4 0 R>>>>",
  };

  return pdf (objects, G_N_ELEMENTS (objects), NULL);
}

typedef struct
{
  const char     *name;
  GBytes         *(*make) (void);
  VeloIntakeError code;
} Case;

static const Case cases[] = {
  { "deep", deep, VELO_INTAKE_ERROR_OVER_LIMIT },
  { "broad", broad, VELO_INTAKE_ERROR_OVER_LIMIT },
  { "many-attributes", many_attributes, VELO_INTAKE_ERROR_OVER_LIMIT },
  { "long-text", long_text, VELO_INTAKE_ERROR_OVER_LIMIT },
  { "long-name", long_name, VELO_INTAKE_ERROR_MALFORMED },
  { "zeros", zeros, VELO_INTAKE_ERROR_UNSUPPORTED_FORMAT },
  { "openings", openings, VELO_INTAKE_ERROR_MALFORMED },
  { "laughs", laughs_8, VELO_INTAKE_ERROR_REJECTED_DTD },
  { "laughs-utf-16", laughs_16, VELO_INTAKE_ERROR_REJECTED_DTD },
  { "outside", outside, VELO_INTAKE_ERROR_REJECTED_DTD },
  { "outside-subset", outside_subset, VELO_INTAKE_ERROR_REJECTED_DTD },
  { "included", included, VELO_INTAKE_ERROR_UNSUPPORTED_FORMAT },
  { "undefined", undefined, VELO_INTAKE_ERROR_MALFORMED },
  { "pdf-bomb", pdf_bomb, VELO_INTAKE_ERROR_OVER_LIMIT },
  { "pdf-many", pdf_many, VELO_INTAKE_ERROR_OVER_LIMIT },
  { "pdf-loops", pdf_loops, VELO_INTAKE_ERROR_NO_ATTACHMENT },
};

static double
cpu_of_children (glong *most_kb)
{
  struct rusage usage;

  g_assert_cmpint (getrusage (RUSAGE_CHILDREN, &usage), ==, 0);
  *most_kb = usage.ru_maxrss;
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / G_USEC_PER_SEC;
}

static void
test_case (gconstpointer data)
{
  const Case *hostile = data;
  g_autoptr (GBytes) bytes = hostile->make ();
  VeloInvoiceHelper *helper = velo_invoice_helper_new ();
  g_autoptr (VeloInvoiceAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  const GError *reason = NULL;
  glong         most_kb;
  const double  before = cpu_of_children (&most_kb);
  double        after;

  answer = velo_invoice_helper_read (helper, bytes, "hostile", VELO_INVOICE_WANT_INVOICE, NULL, &error);
  reason = answer == NULL ? error : answer->refusal;
  g_assert_error (reason, VELO_INTAKE_ERROR, (int) hostile->code);
  g_assert_cmpstr (reason->message, !=, "");
  g_assert_null (strstr (reason->message, "root:"));
  /* its time counts when it has ended */
  velo_invoice_helper_free (helper);
  after = cpu_of_children (&most_kb);
  g_test_message ("%.2f s, at most %ld KB", after - before, most_kb);
  if (velo_reader_limits_bound_memory ())
    {
      g_assert_cmpfloat (after - before, <, MAX_CPU_SECONDS);
      g_assert_cmpint (most_kb, <, MAX_RSS_KB);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/intake/hostile/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  return g_test_run ();
}
