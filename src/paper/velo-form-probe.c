/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the font size of a form's fields, which Poppler 22.12 does not tell, by printing the page. */

#define G_LOG_DOMAIN "velo-paper"

#include "config.h"

#include "velo-form-probe-private.h"

#include "velo-cairo-pdf-private.h"

struct _VeloFormProbe
{
  PopplerDocument  *document;   /* (owned) (not nullable) */
  PopplerPage      *page;       /* (owned) (not nullable) */
  PopplerRectangle *characters; /* (owned) (nullable): y from the top */
  guint             n_characters;
  gunichar         *text;       /* (owned) (not nullable): one for each of @characters */
  glong             n_text;
  GList            *attributes; /* (owned) (nullable) (element-type PopplerTextAttributes) */
  double            height_pt;
};

static GBytes *
print_page (PopplerPage  *page,
            GError      **error)
{
  g_autoptr(VeloCairoPdf) pdf = velo_cairo_pdf_new (NULL, NULL, 0);
  double width_pt;
  double height_pt;

  poppler_page_get_size (page, &width_pt, &height_pt);
  velo_cairo_pdf_begin (pdf, width_pt, height_pt);
  if (!velo_poppler_print_page (page, velo_cairo_pdf_get_cr (pdf), error))
    return NULL;
  velo_cairo_pdf_end_page (pdf);
  return velo_cairo_pdf_finish (pdf, error);
}

/* Prints a page into memory and reads it again; a page of the insurer's form takes 20 ms. */
VeloFormProbe *
velo_form_probe_new (PopplerDocument  *document,
                     guint             page,
                     GError          **error)
{
  g_autoptr(VeloPopplerPage) source = velo_poppler_get_page (document, page, error);
  g_autoptr(VeloPopplerDocument) printed = NULL;
  g_autoptr(GBytes) pdf = NULL;
  g_autofree char *text = NULL;
  VeloFormProbe *self = NULL;
  double width_pt;

  if (source == NULL)
    return NULL;
  pdf = print_page (source, error);
  if (pdf == NULL)
    return NULL;
  printed = velo_poppler_open (pdf, error);
  if (printed == NULL)
    return NULL;
  self = g_new0 (VeloFormProbe, 1);
  self->document = g_steal_pointer (&printed);
  self->page = poppler_document_get_page (self->document, 0);
  poppler_page_get_size (self->page, &width_pt, &self->height_pt);
  if (!poppler_page_get_text_layout (self->page, &self->characters, &self->n_characters))
    self->n_characters = 0;
  text = poppler_page_get_text (self->page);
  self->text = g_utf8_to_ucs4_fast (text != NULL ? text : "", -1, &self->n_text);
  self->attributes = poppler_page_get_text_attributes (self->page);
  return self;
}

/* Frees the probe. */
void
velo_form_probe_free (VeloFormProbe *self)
{
  poppler_page_free_text_attributes (self->attributes);
  g_free (self->characters);
  g_free (self->text);
  g_object_unref (self->page);
  g_object_unref (self->document);
  g_free (self);
}

static double
size_of_character (VeloFormProbe *self,
                   guint          index)
{
  for (GList *link = self->attributes; link != NULL; link = link->next)
    {
      const PopplerTextAttributes *run = link->data;

      if ((guint) run->start_index <= index && index <= (guint) run->end_index)
        return run->font_size;
    }
  return 0;
}

static gboolean
is_inside (VeloFormProbe      *self,
           guint               index,
           const VeloPageRect *rect)
{
  const PopplerRectangle *character = &self->characters[index];
  double x = (character->x1 + character->x2) / 2;
  double y = self->height_pt - (character->y1 + character->y2) / 2;

  return character->x2 > character->x1 && x > rect->x1 && x < rect->x2 && y > rect->y1 && y < rect->y2;
}

/* Size of the text in a field, in points; 0 if there is none. */
double
velo_form_probe_get_size (VeloFormProbe      *self,
                          const VeloPageRect *rect)
{
  for (guint i = 0; i < self->n_characters; i++)
    if (is_inside (self, i, rect))
      return size_of_character (self, i);
  return 0;
}

static gboolean
has_character (VeloFormProbe      *self,
               const VeloPageRect *rect,
               gunichar            c)
{
  for (guint i = 0; i < self->n_characters && (glong) i < self->n_text; i++)
    if (self->text[i] == c && is_inside (self, i, rect))
      return TRUE;
  return FALSE;
}

/* Whether the foreign characters among the first characters of a text are really drawn in a field:
 * Poppler leaves out in silence what no font of the system has. */
gboolean
velo_form_probe_has_all (VeloFormProbe      *self,
                         const VeloPageRect *rect,
                         const char         *text,
                         guint               n_characters)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  guint seen = 0;

  for (const char *p = composed; *p != '\0' && seen < n_characters; p = g_utf8_next_char (p), seen++)
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= 0x100 && g_unichar_isgraph (c) && !has_character (self, rect, c))
        return FALSE;
    }
  return TRUE;
}
