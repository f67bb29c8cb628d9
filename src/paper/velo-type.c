/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sets text on paper: one family, sizes in points, no hinting. */

#define G_LOG_DOMAIN "velo-paper"

#include "config.h"

#include "velo-type-private.h"

/* Helvetica and what free systems have of the same widths, then anything without serifs. */
#define FAMILIES "Nimbus Sans,Liberation Sans,Helvetica,Arial,Noto Sans,DejaVu Sans,sans-serif"

/* No ligatures, since Nimbus Sans makes one sign of "Nr." and text should be found again as it was
 * written; and no hyphens of Pango's own, since they would falsify numbers. */
static void
set_plain (PangoLayout *layout)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("liga=0, clig=0, dlig=0, ccmp=1"));
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
}

/* The context of Pango is kept with that of cairo: making one costs more than a line of text.
 * The caller gets a reference. */
static PangoContext *
ensure_context (cairo_t *cr)
{
  static const cairo_user_data_key_t key = { 0 };
  PangoContext *context = cairo_get_user_data (cr, &key);
  cairo_font_options_t *options;

  if (context != NULL)
    return g_object_ref (context);
  context = pango_cairo_create_context (cr);
  options = cairo_font_options_create ();
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  if (cairo_set_user_data (cr, &key, context, g_object_unref) == CAIRO_STATUS_SUCCESS)
    g_object_ref (context);
  return context;
}

/* A layout whose units are points of the page. @width_pt 0 or less is as wide as it gets. */
PangoLayout *
velo_type_layout (cairo_t    *cr,
                  const char *text,
                  double      size_pt,
                  gboolean    bold,
                  double      width_pt)
{
  PangoContext *context = ensure_context (cr);
  PangoLayout *layout = pango_layout_new (context);
  PangoFontDescription *font = pango_font_description_from_string (FAMILIES);

  pango_font_description_set_absolute_size (font, size_pt * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  if (width_pt > 0)
    {
      pango_layout_set_width (layout, (int) (width_pt * PANGO_SCALE));
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
    }
  set_plain (layout);
  pango_layout_set_text (layout, text, -1);
  g_object_unref (context);
  return layout;
}

/* Size of a layout in points. */
void
velo_type_get_size (PangoLayout *layout,
                    double      *width_pt,
                    double      *height_pt)
{
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  *width_pt = logical.width / (double) PANGO_SCALE;
  *height_pt = logical.height / (double) PANGO_SCALE;
}
