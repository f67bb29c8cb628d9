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
  self->attributes = poppler_page_get_text_attributes (self->page);
  return self;
}

/* Frees the probe. */
void
velo_form_probe_free (VeloFormProbe *self)
{
  poppler_page_free_text_attributes (self->attributes);
  g_free (self->characters);
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

/* Size of the text in a field, in points; 0 if there is none. */
double
velo_form_probe_get_size (VeloFormProbe      *self,
                          const VeloPageRect *rect)
{
  for (guint i = 0; i < self->n_characters; i++)
    {
      const PopplerRectangle *character = &self->characters[i];
      double x = (character->x1 + character->x2) / 2;
      double y = self->height_pt - (character->y1 + character->y2) / 2;

      if (character->x2 > character->x1 && x > rect->x1 && x < rect->x2 && y > rect->y1 && y < rect->y2)
        return size_of_character (self, i);
    }
  return 0;
}
