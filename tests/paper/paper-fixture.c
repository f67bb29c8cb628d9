/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PDFs written by hand for the tests of the paper room, and waiting for answers. */

#include "paper-fixture.h"

#include <cairo-pdf.h>
#include <string.h>

#define MAX_OBJECTS 64

typedef struct
{
  GString *text;
  gsize    offsets[MAX_OBJECTS];
  guint    n_objects;
} Writer;

static void
begin (Writer *writer)
{
  memset (writer, 0, sizeof *writer);
  writer->text = g_string_new ("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
}

G_GNUC_PRINTF (2, 3)
static guint
object (Writer     *writer,
        const char *format,
        ...)
{
  va_list args;

  writer->n_objects++;
  g_assert_cmpuint (writer->n_objects, <, MAX_OBJECTS);
  writer->offsets[writer->n_objects] = writer->text->len;
  g_string_append_printf (writer->text, "%u 0 obj\n", writer->n_objects);
  va_start (args, format);
  g_string_append_vprintf (writer->text, format, args);
  va_end (args);
  g_string_append (writer->text, "\nendobj\n");
  return writer->n_objects;
}

static guint
stream (Writer     *writer,
        const char *entries,
        const char *content)
{
  return object (writer, "<< %s /Length %" G_GSIZE_FORMAT " >>\nstream\n%s\nendstream", entries,
                 strlen (content), content);
}

static GBytes *
end (Writer     *writer,
     guint       root,
     const char *more)
{
  gsize xref = writer->text->len;

  g_string_append_printf (writer->text, "xref\n0 %u\n0000000000 65535 f \n", writer->n_objects + 1);
  for (guint i = 1; i <= writer->n_objects; i++)
    g_string_append_printf (writer->text, "%010" G_GSIZE_FORMAT " 00000 n \n", writer->offsets[i]);
  g_string_append_printf (writer->text,
                          "trailer\n<< /Size %u /Root %u 0 R %s >>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
                          writer->n_objects + 1, root, more, xref);
  return g_string_free_to_bytes (writer->text);
}

static guint
text_field (Writer     *writer,
            const char *name,
            const char *rect,
            int         flags,
            const char *more)
{
  return object (writer,
                 "<< /Type /Annot /Subtype /Widget /FT /Tx /T (%s) /Rect [%s] /F 4 /Ff %d"
                 " /DA (/Helv 8 Tf 0 g) %s >>", name, rect, flags, more);
}

/* A group whose members stand in the file in another order than on paper. */
static void
radio_group (Writer             *writer,
             const char         *name,
             guint               mark,
             const char * const *states,
             const char * const *rects,
             GString            *annots,
             GString            *fields)
{
  guint n = g_strv_length ((char **) states);
  guint parent = writer->n_objects + n + 1;
  g_autoptr(GString) kids = g_string_new (NULL);

  for (guint i = n; i-- > 0;)
    {
      guint kid = object (writer,
                          "<< /Type /Annot /Subtype /Widget /Parent %u 0 R /Rect [%s] /F 4 /AS /Off"
                          " /MK << /CA (l) >> /AP << /N << /%s %u 0 R >> >> >>",
                          parent, rects[i], states[i], mark);

      g_string_append_printf (kids, "%u 0 R ", kid);
      g_string_append_printf (annots, "%u 0 R ", kid);
    }
  /* Radio and NoToggleToOff. */
  g_assert_cmpuint (object (writer, "<< /FT /Btn /Ff 49152 /T (%s) /V /Off /Kids [%s] >>", name,
                            kids->str), ==, parent);
  g_string_append_printf (fields, "%u 0 R ", parent);
}

static void
text_fields (Writer  *writer,
             GString *annots,
             GString *fields)
{
  guint numbers[6];

  numbers[0] = text_field (writer, "G1_BAUJAHR", "251.8 559.6 275.1 571.5", 0, "");
  numbers[1] = text_field (writer, "KUNDE", "37.1 726.9 274.9 738.7", 0, "");
  numbers[2] = text_field (writer, "NOTIZ", "37 440 150 480", 4096, "");
  numbers[3] = text_field (writer, "FEST", "37 400 150 412", 1, "/V (fest)");
  numbers[4] = text_field (writer, "KURZ", "37 380 150 392", 0, "/MaxLen 5");
  /* Without a print flag, and its text must be printed all the same. */
  numbers[5] = object (writer,
                       "<< /Type /Annot /Subtype /Widget /FT /Tx /T (EMAIL) /F 0"
                       " /Rect [37.3 649.4 275.1 661.3] /DA (/Helv 8 Tf 0 g) >>");
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_string_append_printf (annots, "%u 0 R ", numbers[i]);
      g_string_append_printf (fields, "%u 0 R ", numbers[i]);
    }
}

/* The traps of the real forms on one page: text without appearance, states in Latin-1 that cannot
 * be switched off, only on states drawn, members out of order, no signature field. */
GBytes *
paper_make_form (void)
{
  static const char *const pay_states[] = {
    "monatlich", "viertelj#E4hrlich", "halbj#E4hrlich", "j#E4hrlich", NULL
  };
  static const char *const pay_rects[] = {
    "309.2 198.7 317.5 205.7", "349.2 198.7 357.5 205.7", "398.4 198.7 406.7 205.7",
    "442.9 198.7 451.2 205.7", NULL
  };
  static const char *const tariff_states[] = { "Variante_A", "Variante_B", NULL };
  static const char *const tariff_rects[] = { "318.5 515.6 327.8 523.4", "318.4 493.2 327.8 501.1", NULL };
  g_autoptr(GString) annots = g_string_new (NULL);
  g_autoptr(GString) fields = g_string_new (NULL);
  Writer writer;
  guint helvetica;
  guint mark;
  guint content;
  guint check;
  guint page;
  guint pages;
  guint form;

  begin (&writer);
  helvetica = object (&writer, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica"
                               " /Encoding /WinAnsiEncoding >>");
  mark = stream (&writer, "/Type /XObject /Subtype /Form /BBox [0 0 8 8]", "0 g 1 1 6 6 re f");
  content = stream (&writer, "",
                    "BT /Helv 14 Tf 37 790 Td (Antrag auf Fahrradversicherung) Tj ET\n"
                    "BT /Helv 8 Tf 309 73 Td (Sofortschutz wird fuer einmalig) Tj"
                    " 0 -9 Td (3,50 EUR vereinbart.) Tj ET\n"
                    "0.5 w 172.6 30.6 m 436.5 30.6 l S");
  text_fields (&writer, annots, fields);
  check = object (&writer,
                  "<< /Type /Annot /Subtype /Widget /FT /Btn /T (SCHLOSSGEPRUEFT) /F 4 /AS /Off"
                  " /V /Off /Rect [35.5 500.1 47.5 512.1] /AP << /N << /Ja %u 0 R >> >> >>", mark);
  g_string_append_printf (annots, "%u 0 R ", check);
  g_string_append_printf (fields, "%u 0 R ", check);
  radio_group (&writer, "ZAHLWEISE", mark, pay_states, pay_rects, annots, fields);
  radio_group (&writer, "KS-Art", mark, tariff_states, tariff_rects, annots, fields);
  page = writer.n_objects + 1;
  pages = page + 1;
  object (&writer, "<< /Type /Page /Parent %u 0 R /MediaBox [0 0 589.606 839.055] /Contents %u 0 R"
                   " /Resources << /Font << /Helv %u 0 R >> >> /Annots [%s] >>",
          pages, content, helvetica, annots->str);
  object (&writer, "<< /Type /Pages /Kids [%u 0 R] /Count 1 >>", page);
  form = object (&writer, "<< /Fields [%s] /DA (/Helv 0 Tf 0 g) /DR << /Font << /Helv %u 0 R >> >> >>",
                 fields->str, helvetica);
  return end (&writer, object (&writer, "<< /Type /Catalog /Pages %u 0 R /AcroForm %u 0 R >>",
                               pages, form), "");
}

static GByteArray *
pack (const char *text)
{
  g_autoptr(GZlibCompressor) zlib = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9);
  GByteArray *packed = g_byte_array_sized_new (4096);
  gsize n_read;
  gsize n_written;

  g_byte_array_set_size (packed, 4096);
  g_assert_cmpint (g_converter_convert (G_CONVERTER (zlib), text, strlen (text), packed->data, packed->len,
                                        G_CONVERTER_INPUT_AT_END, &n_read, &n_written, NULL),
                   ==, G_CONVERTER_FINISHED);
  g_byte_array_set_size (packed, (guint) n_written);
  return packed;
}

/* A form with one field whose dictionaries are in an object stream (6), found by way of a cross
 * reference stream (7): catalog 1, pages 2, page 3, field 4, font 5. */
GBytes *
paper_make_packed_form (void)
{
  static const char *const objects[] = {
    "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] /DR << /Font << /Helv 5 0 R >> >> >> >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Annots [4 0 R] >>",
    "<< /Type /Annot /Subtype /Widget /FT /Tx /T (KUNDE) /Rect [20 100 280 112] /F 4 /DA (/Helv 8 Tf 0 g) >>",
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
  };
  g_autoptr(GString) index = g_string_new (NULL);
  g_autoptr(GString) body = g_string_new (NULL);
  g_autoptr(GByteArray) packed = NULL;
  GString *file = g_string_new ("%PDF-1.7\n");
  gsize places[2];

  for (guint i = 0; i < G_N_ELEMENTS (objects); i++)
    {
      g_string_append_printf (index, "%u %" G_GSIZE_FORMAT " ", i + 1, body->len);
      g_string_append_printf (body, "%s\n", objects[i]);
    }
  g_string_prepend (body, index->str);
  packed = pack (body->str);
  places[0] = file->len;
  g_string_append_printf (file, "6 0 obj\n<< /Type /ObjStm /N %u /First %" G_GSIZE_FORMAT
                                " /Filter /FlateDecode /Length %u >>\nstream\n",
                          (guint) G_N_ELEMENTS (objects), index->len, packed->len);
  g_string_append_len (file, (const char *) packed->data, packed->len);
  g_string_append (file, "\nendstream\nendobj\n");
  places[1] = file->len;
  g_string_append (file, "7 0 obj\n<< /Type /XRef /Size 8 /Root 1 0 R /W [1 2 1] /Length 32 >>\nstream\n");
  g_string_append_len (file, "\0\0\0\377", 4);
  for (guint i = 0; i < G_N_ELEMENTS (objects); i++)
    {
      const char entry[] = { 2, 0, 6, (char) i };

      g_string_append_len (file, entry, sizeof entry);
    }
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      const char entry[] = { 1, (char) (places[i] >> 8), (char) places[i], 0 };

      g_string_append_len (file, entry, sizeof entry);
    }
  g_string_append_printf (file, "\nendstream\nendobj\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n", places[1]);
  return g_string_free_to_bytes (file);
}

static cairo_status_t
append (void                *closure,
        const unsigned char *data,
        unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Pages with their number and a text at the top left, the rest white. */
GBytes *
paper_make_text_pdf (guint       n_pages,
                     double      width_pt,
                     double      height_pt,
                     const char *text)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append, bytes, width_pt, height_pt);
  cairo_t *cr = cairo_create (surface);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, "Probe");
  cairo_set_font_size (cr, 12);
  for (guint i = 0; i < n_pages; i++)
    {
      g_autofree char *line = g_strdup_printf ("%s %u", text, i + 1);

      cairo_move_to (cr, 40, 60);
      cairo_show_text (cr, line);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

/* A page on which no white place is left. */
GBytes *
paper_make_full_page (void)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append, bytes, 595, 842);
  cairo_t *cr = cairo_create (surface);

  for (int y = 0; y < 842; y += 4)
    {
      cairo_move_to (cr, 0, y);
      cairo_line_to (cr, 595, y);
    }
  cairo_stroke (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

/* A document whose password nobody has: the hashes are of nothing. */
GBytes *
paper_make_encrypted (void)
{
  g_autoptr(GString) more = g_string_new (NULL);
  Writer writer;
  guint crypt;
  guint pages;

  begin (&writer);
  crypt = object (&writer, "<< /Filter /Standard /V 1 /R 2 /P -4 /O <%064d> /U <%064d> >>", 1, 2);
  pages = object (&writer, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
  object (&writer, "<< /Type /Page /Parent %u 0 R /MediaBox [0 0 100 100] >>", pages);
  g_string_printf (more, "/Encrypt %u 0 R /ID [<00112233445566778899aabbccddeeff>"
                         " <00112233445566778899aabbccddeeff>]", crypt);
  return end (&writer, object (&writer, "<< /Type /Catalog /Pages %u 0 R >>", pages), more->str);
}

/* Keeps an answer for paper_wait(). */
void
paper_wait_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  PaperWait *wait = user_data;

  g_set_object (&wait->result, result);
}

static gboolean
give_up_cb (gpointer user_data)
{
  g_error ("no answer came");
  return G_SOURCE_REMOVE;
}

/* Runs the main context until the answer is there. */
GAsyncResult *
paper_wait (PaperWait *wait)
{
  guint watchdog = g_timeout_add_seconds (90, give_up_cb, NULL);

  while (wait->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (watchdog);
  return wait->result;
}

/* Forgets the answer, so that the next can be waited for. */
void
paper_wait_clear (PaperWait *wait)
{
  g_clear_object (&wait->result);
}

/* Looks for a text in bytes. */
gboolean
paper_contains (GBytes     *bytes,
                const char *needle)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);
  gsize length = strlen (needle);

  for (gsize i = 0; i + length <= size; i++)
    if (memcmp (data + i, needle, length) == 0)
      return TRUE;
  return FALSE;
}
