/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A PDF being drawn with text set by Pango; lengths in points from the top left corner. */

#define G_LOG_DOMAIN "velo-training"

#include "config.h"

#include "velo-training-paper.h"

#include "velo-money.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

/* The first family that is installed is taken and embedded as a subset. */
#define FAMILIES "Nimbus Sans,Liberation Sans,Arimo,DejaVu Sans Condensed,Sans"

/* The same document has the same bytes whenever it is made. */
#define CREATED "2026-01-01T00:00:00Z"

struct _VeloTrainingPaper
{
  GByteArray *bytes;        /* (owned) */
  cairo_surface_t *surface; /* (owned) */
  cairo_t *cr;              /* (owned) */
  double width_pt;
  double height_pt;
};

static cairo_status_t
write_cb (void                *closure,
          const unsigned char *data,
          unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static PangoLayout *
make_layout (VeloTrainingPaper     *self,
             double                 width_pt,
             double                 size_pt,
             VeloTrainingTextStyle  style,
             const char            *text)
{
  PangoLayout *layout = pango_cairo_create_layout (self->cr);
  PangoFontDescription *font = pango_font_description_new ();

  pango_context_set_round_glyph_positions (pango_layout_get_context (layout), FALSE);
  pango_font_description_set_family_static (font, FAMILIES);
  pango_font_description_set_absolute_size (font, size_pt * PANGO_SCALE);
  if (style & VELO_TRAINING_TEXT_BOLD)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (layout, (int) (width_pt * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_line_spacing (layout, 1.08f);
  if (style & VELO_TRAINING_TEXT_RIGHT)
    pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
  if (style & VELO_TRAINING_TEXT_CENTRED)
    pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

static double
layout_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}

/**
 * velo_training_paper_new:
 * @width_pt: width of the pages
 * @height_pt: height of the pages
 * @title: the document's title
 *
 * Returns: (transfer full): a PDF with an empty page, to be ended by velo_training_paper_finish()
 */
VeloTrainingPaper *
velo_training_paper_new (double      width_pt,
                         double      height_pt,
                         const char *title)
{
  VeloTrainingPaper *self = g_new0 (VeloTrainingPaper, 1);
  cairo_font_options_t *options = cairo_font_options_create ();

  self->width_pt = width_pt;
  self->height_pt = height_pt;
  self->bytes = g_byte_array_new ();
  self->surface = cairo_pdf_surface_create_for_stream (write_cb, self->bytes, width_pt,
                                                       height_pt);
  /* 1.4 has a cross-reference table and plain objects, which velo-training-acroform.c adds to. */
  cairo_pdf_surface_restrict_to_version (self->surface, CAIRO_PDF_VERSION_1_4);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_CREATE_DATE, CREATED);
  self->cr = cairo_create (self->surface);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_set_font_options (self->cr, options);
  cairo_font_options_destroy (options);
  return self;
}

/**
 * velo_training_paper_finish:
 * @self: (transfer full): a PDF
 *
 * Returns: (transfer full) (nullable): the whole file, %NULL if it could not be drawn
 */
GBytes *
velo_training_paper_finish (VeloTrainingPaper *self)
{
  GBytes *bytes;
  gboolean good;

  g_return_val_if_fail (self != NULL, NULL);

  cairo_show_page (self->cr);
  good = cairo_status (self->cr) == CAIRO_STATUS_SUCCESS;
  cairo_destroy (self->cr);
  cairo_surface_finish (self->surface);
  good = good && cairo_surface_status (self->surface) == CAIRO_STATUS_SUCCESS;
  cairo_surface_destroy (self->surface);
  bytes = g_byte_array_free_to_bytes (self->bytes);
  g_free (self);
  if (!good)
    g_clear_pointer (&bytes, g_bytes_unref);
  return bytes;
}

/**
 * velo_training_paper_get_cairo:
 * @self: a PDF
 *
 * Returns: (transfer none): to draw on the current page
 */
cairo_t *
velo_training_paper_get_cairo (VeloTrainingPaper *self)
{
  return self->cr;
}

/**
 * velo_training_paper_next_page:
 * @self: a PDF
 *
 * Ends the current page.
 */
void
velo_training_paper_next_page (VeloTrainingPaper *self)
{
  cairo_show_page (self->cr);
}

/**
 * velo_training_paper_watermark:
 * @self: a PDF
 *
 * Writes "TRAINING" across the page in a grey that leaves the text readable.
 */
void
velo_training_paper_watermark (VeloTrainingPaper *self)
{
  PangoLayout *layout = make_layout (self, self->width_pt * 1.2, 92,
                                     VELO_TRAINING_TEXT_BOLD | VELO_TRAINING_TEXT_CENTRED,
                                     "TRAINING");

  cairo_save (self->cr);
  cairo_translate (self->cr, self->width_pt / 2, self->height_pt / 2);
  cairo_rotate (self->cr, -G_PI / 3.4);
  cairo_move_to (self->cr, -self->width_pt * 0.6, -layout_height (layout) / 2);
  cairo_set_source_rgb (self->cr, 0.955, 0.955, 0.955);
  pango_cairo_show_layout (self->cr, layout);
  cairo_restore (self->cr);
  g_object_unref (layout);
}

/**
 * velo_training_paper_measure:
 * @self: a PDF
 * @width_pt: width at which lines are broken
 * @size_pt: size of the letters
 * @style: how to set the text
 * @text: a text
 *
 * Returns: the height that velo_training_paper_text() would need
 */
double
velo_training_paper_measure (VeloTrainingPaper     *self,
                             double                 width_pt,
                             double                 size_pt,
                             VeloTrainingTextStyle  style,
                             const char            *text)
{
  PangoLayout *layout = make_layout (self, width_pt, size_pt, style, text);
  double height = layout_height (layout);

  g_object_unref (layout);
  return height;
}

/**
 * velo_training_paper_text:
 * @self: a PDF
 * @x_pt: left edge
 * @y_pt: top edge
 * @width_pt: width at which lines are broken
 * @size_pt: size of the letters
 * @style: how to set the text
 * @text: a text
 *
 * Writes a text in cairo's current colour.
 *
 * Returns: its height
 */
double
velo_training_paper_text (VeloTrainingPaper     *self,
                          double                 x_pt,
                          double                 y_pt,
                          double                 width_pt,
                          double                 size_pt,
                          VeloTrainingTextStyle  style,
                          const char            *text)
{
  PangoLayout *layout = make_layout (self, width_pt, size_pt, style, text);
  double height = layout_height (layout);

  cairo_move_to (self->cr, x_pt, y_pt);
  pango_cairo_show_layout (self->cr, layout);
  g_object_unref (layout);
  return height;
}

/**
 * velo_training_paper_text_in_box:
 * @self: a PDF
 * @x_pt: left edge
 * @y_pt: top edge
 * @width_pt: width at which lines are broken
 * @height_pt: the height that is there
 * @size_pt: size of the letters at most
 * @style: how to set the text
 * @text: a text
 *
 * Writes a text with letters as small as it needs to stay in the box,
 * whatever font is installed.
 */
void
velo_training_paper_text_in_box (VeloTrainingPaper     *self,
                                 double                 x_pt,
                                 double                 y_pt,
                                 double                 width_pt,
                                 double                 height_pt,
                                 double                 size_pt,
                                 VeloTrainingTextStyle  style,
                                 const char            *text)
{
  while (size_pt > 3 && velo_training_paper_measure (self, width_pt, size_pt, style, text)
                          > height_pt)
    size_pt *= 0.97;
  velo_training_paper_text (self, x_pt, y_pt, width_pt, size_pt, style, text);
}

/**
 * velo_training_paper_dup_amount:
 * @cents: an amount, not negative
 *
 * Returns: (transfer full): @cents as Germans write them, "1.500,00", whatever the language of the
 *   program is; on the wire an amount has no dots
 */
char *
velo_training_paper_dup_amount (gint64 cents)
{
  g_autofree char *wire = velo_money_format_wire (cents);
  GString *text = g_string_new (wire);

  for (gssize at = (gssize) text->len - 6; at > 0; at -= 3)
    g_string_insert_c (text, at, '.');
  return g_string_free (text, FALSE);
}
