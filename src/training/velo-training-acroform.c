/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adds form fields to a PDF of one page by an update at its end. */

#define G_LOG_DOMAIN "velo-training"

#include "config.h"

#include "velo-training-acroform.h"

#include <stdlib.h>
#include <string.h>

#define RADIO_FLAGS 49152 /* Radio and NoToggleToOff */

typedef struct
{
  GString *text;     /* (owned): the file so far */
  GArray *offsets;   /* (owned) (element-type gsize) of the objects below */
  GArray *numbers;   /* (owned) (element-type guint) */
  guint next_number;
} Writer;

static void
append_real (GString    *text,
             double      value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (text, g_ascii_formatd (buffer, sizeof buffer, "%.2f", value));
  g_string_append_c (text, ' ');
}

static void
begin_object (Writer *writer,
              guint   number)
{
  gsize offset = writer->text->len;

  g_array_append_val (writer->offsets, offset);
  g_array_append_val (writer->numbers, number);
  g_string_append_printf (writer->text, "%u 0 obj\n", number);
}

static void
end_object (Writer *writer)
{
  g_string_append (writer->text, "\nendobj\n");
}

static guint
add_font (Writer     *writer,
          const char *base,
          const char *encoding)
{
  guint number = writer->next_number++;

  begin_object (writer, number);
  g_string_append_printf (writer->text, "<< /Type /Font /Subtype /Type1 /BaseFont /%s", base);
  if (encoding != NULL)
    g_string_append_printf (writer->text, " /Encoding /%s", encoding);
  g_string_append (writer->text, " >>");
  end_object (writer);
  return number;
}

/* What a button looks like when on: a cross in a check box, a dot in a radio button. */
static guint
add_appearance (Writer                  *writer,
                const VeloTrainingField *field)
{
  g_autoptr(GString) stream = g_string_new (NULL);
  double width = field->x2 - field->x1;
  double height = field->y2 - field->y1;
  double inset = MIN (width, height) * 0.22;
  guint number = writer->next_number++;

  if (field->type == VELO_TRAINING_FIELD_CHECK)
    {
      g_string_append (stream, "q 1.2 w 0 0 0 RG ");
      append_real (stream, inset);
      append_real (stream, inset);
      g_string_append (stream, "m ");
      append_real (stream, width - inset);
      append_real (stream, height - inset);
      g_string_append (stream, "l ");
      append_real (stream, inset);
      append_real (stream, height - inset);
      g_string_append (stream, "m ");
      append_real (stream, width - inset);
      append_real (stream, inset);
      g_string_append (stream, "l S Q");
    }
  else
    {
      /* A line of no length with round ends is a dot. */
      g_string_append (stream, "q 1 J 0 0 0 RG ");
      append_real (stream, MIN (width, height) - 2 * inset);
      g_string_append (stream, "w ");
      append_real (stream, width / 2);
      append_real (stream, height / 2);
      g_string_append (stream, "m ");
      append_real (stream, width / 2);
      append_real (stream, height / 2);
      g_string_append (stream, "l S Q");
    }
  begin_object (writer, number);
  g_string_append (writer->text, "<< /Type /XObject /Subtype /Form /BBox [0 0 ");
  append_real (writer->text, width);
  append_real (writer->text, height);
  g_string_append_printf (writer->text, "] /Resources << >> /Length %" G_GSIZE_FORMAT
                                        " >>\nstream\n%s\nendstream", stream->len, stream->str);
  end_object (writer);
  return number;
}

static void
append_widget (Writer                  *writer,
               const VeloTrainingField *field,
               guint                    page)
{
  GString *text = writer->text;

  g_string_append_printf (text, " /Type /Annot /Subtype /Widget /F 4 /P %u 0 R /Rect [", page);
  append_real (text, field->x1);
  append_real (text, field->y1);
  append_real (text, field->x2);
  append_real (text, field->y2);
  g_string_append (text, "]");
}

static guint
add_field (Writer                  *writer,
           const VeloTrainingField *field,
           guint                    page)
{
  guint appearance = field->type == VELO_TRAINING_FIELD_CHECK ? add_appearance (writer, field) : 0;
  guint number = writer->next_number++;

  begin_object (writer, number);
  g_string_append_printf (writer->text, "<< /T (%s)", field->name);
  append_widget (writer, field, page);
  if (appearance > 0)
    g_string_append_printf (writer->text, " /FT /Btn /AS /Off /AP << /N << /%s %u 0 R >> >> >>",
                            field->on_state, appearance);
  else
    g_string_append (writer->text, " /FT /Tx /DA (/Helv 8 Tf 0 g) >>");
  end_object (writer);
  return number;
}

/* The group's object, and its buttons into @widgets. */
static guint
add_radio_group (Writer                  *writer,
                 const VeloTrainingField *fields,
                 gsize                    n_buttons,
                 guint                    page,
                 GString                 *widgets)
{
  guint group = writer->next_number++;
  g_autoptr(GString) kids = g_string_new (NULL);

  for (gsize i = 0; i < n_buttons; i++)
    {
      guint appearance = add_appearance (writer, &fields[i]);
      guint number = writer->next_number++;

      begin_object (writer, number);
      g_string_append_printf (writer->text, "<< /Parent %u 0 R", group);
      append_widget (writer, &fields[i], page);
      g_string_append_printf (writer->text, " /AS /Off /AP << /N << /%s %u 0 R >> >> >>",
                              fields[i].on_state, appearance);
      end_object (writer);
      g_string_append_printf (kids, "%u 0 R ", number);
    }
  begin_object (writer, group);
  g_string_append_printf (writer->text, "<< /FT /Btn /Ff %d /T (%s) /Kids [%s] >>", RADIO_FLAGS,
                          fields[0].name, kids->str);
  end_object (writer);
  g_string_append (widgets, kids->str);
  return group;
}

static guint
add_fields (Writer                  *writer,
            const VeloTrainingField *fields,
            gsize                    n_fields,
            guint                    page,
            GString                 *widgets)
{
  g_autoptr(GString) list = g_string_new (NULL);
  guint helvetica = add_font (writer, "Helvetica", "WinAnsiEncoding");
  guint dingbats = add_font (writer, "ZapfDingbats", NULL);
  guint form;
  gsize n;

  for (gsize i = 0; i < n_fields; i += n)
    {
      n = 1;
      if (fields[i].type == VELO_TRAINING_FIELD_RADIO)
        {
          while (i + n < n_fields && g_str_equal (fields[i + n].name, fields[i].name))
            n++;
          g_string_append_printf (list, "%u 0 R ",
                                  add_radio_group (writer, fields + i, n, page, widgets));
        }
      else
        {
          guint number = add_field (writer, fields + i, page);

          g_string_append_printf (list, "%u 0 R ", number);
          g_string_append_printf (widgets, "%u 0 R ", number);
        }
    }
  form = writer->next_number++;
  begin_object (writer, form);
  g_string_append_printf (writer->text,
                          "<< /Fields [%s] /DA (/Helv 8 Tf 0 g) /DR << /Font << /Helv %u 0 R "
                          "/ZaDb %u 0 R >> >> >>", list->str, helvetica, dingbats);
  end_object (writer);
  return form;
}

/* Where @needle starts in @text at or after @from; the text's length if nowhere. The file holds
 * NULs, so that the functions for strings would stop early. */
static gsize
find_bytes (const GString *text,
            gsize          from,
            const char    *needle)
{
  gsize length = strlen (needle);

  for (gsize i = from; i + length <= text->len; i++)
    if (memcmp (text->str + i, needle, length) == 0)
      return i;
  return text->len;
}

/* Writes object @number once more, its dictionary opened by @extra. */
static gboolean
rewrite_object (Writer     *writer,
                guint       number,
                const char *extra)
{
  g_autofree char *head = g_strdup_printf ("\n%u 0 obj\n<<", number);
  gsize start = find_bytes (writer->text, 0, head) + strlen (head);
  gsize end = find_bytes (writer->text, start, "endobj");
  g_autofree char *rest = NULL;

  if (end >= writer->text->len)
    return FALSE;
  rest = g_strndup (writer->text->str + start, end - start);
  begin_object (writer, number);
  g_string_append_printf (writer->text, "<< %s %s", extra, g_strchomp (rest));
  end_object (writer);
  return TRUE;
}

/* The number after the last @key in the text. */
static guint
read_last_number (const GString *text,
                  const char    *key)
{
  guint number = 0;
  gsize length = strlen (key);

  for (gsize at = find_bytes (text, 0, key); at < text->len; at = find_bytes (text, at + 1, key))
    number = (guint) strtoul (text->str + at + length, NULL, 10);
  return number;
}

/* cairo writes "N 0 obj", a line feed and "<< /Type /Page " with a comment behind. */
static guint
find_page (const GString *text)
{
  gsize digits = find_bytes (text, 0, " 0 obj\n<< /Type /Page ");

  if (digits == text->len)
    return 0;
  while (digits > 0 && g_ascii_isdigit (text->str[digits - 1]))
    digits--;
  return (guint) strtoul (text->str + digits, NULL, 10);
}

static void
write_trailer (Writer *writer,
               guint   root,
               guint   previous)
{
  gsize start = writer->text->len;

  g_string_append (writer->text, "xref\n0 1\n0000000000 65535 f \n");
  for (guint i = 0; i < writer->numbers->len; i++)
    g_string_append_printf (writer->text, "%u 1\n%010" G_GSIZE_FORMAT " 00000 n \n",
                            g_array_index (writer->numbers, guint, i),
                            g_array_index (writer->offsets, gsize, i));
  g_string_append_printf (writer->text,
                          "trailer\n<< /Size %u /Root %u 0 R /Prev %u >>\nstartxref\n%"
                          G_GSIZE_FORMAT "\n%%%%EOF\n", writer->next_number, root, previous,
                          start);
}

/**
 * velo_training_acroform_add:
 * @pdf: a PDF of one page as velo_training_paper_finish() makes it
 * @fields: fields; the buttons of a radio group follow each other
 * @n_fields: number of @fields
 *
 * Adds fields with the traps of the insurer's forms: texts have no appearance,
 * buttons have one for the on state only, radio buttons cannot be switched off.
 *
 * Source: insurer protocol, section 5.
 *
 * Returns: (transfer full) (nullable): the file with the fields, %NULL if @pdf is not as expected
 */
GBytes *
velo_training_acroform_add (GBytes                  *pdf,
                            const VeloTrainingField *fields,
                            gsize                    n_fields)
{
  g_autoptr(GString) text = g_string_new_len (g_bytes_get_data (pdf, NULL),
                                              (gssize) g_bytes_get_size (pdf));
  g_autoptr(GArray) offsets = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autoptr(GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GString) widgets = g_string_new ("/Annots [");
  g_autofree char *catalog = NULL;
  Writer writer = { text, offsets, numbers, read_last_number (text, "/Size ") };
  guint root = read_last_number (text, "/Root ");
  guint previous = read_last_number (text, "startxref\n");
  guint page = find_page (text);

  if (writer.next_number == 0 || root == 0 || previous == 0 || page == 0)
    return NULL;
  catalog = g_strdup_printf ("/Version /1.7 /AcroForm %u 0 R",
                             add_fields (&writer, fields, n_fields, page, widgets));
  g_string_append (widgets, "]");
  if (!rewrite_object (&writer, root, catalog) || !rewrite_object (&writer, page, widgets->str))
    return NULL;
  write_trailer (&writer, root, previous);
  return g_string_free_to_bytes (g_steal_pointer (&text));
}
