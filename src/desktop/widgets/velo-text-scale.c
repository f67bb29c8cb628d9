/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How large letters are: what is laid out by numbers needs as much more room. */

#define G_LOG_DOMAIN "velo-text-scale"

#include "config.h"

#include "velo-text-scale.h"

/* Pixels an inch in units of the setting, and the size of letters for which widths are given. */
#define NORMAL_DPI (96.0 * 1024)
#define NORMAL_PT 11.0

/* Desktops make letters larger in either way: GNOME by the resolution, others by the font. */
static double
get_font_scale (GtkSettings *settings)
{
  g_autofree char *name = NULL;
  g_autoptr(PangoFontDescription) font = NULL;

  g_object_get (settings, "gtk-font-name", &name, NULL);
  if (name == NULL)
    return 1;
  font = pango_font_description_from_string (name);
  /* a size in pixels is that of a screen with 96 of them an inch */
  return pango_font_description_get_size (font) / (double) PANGO_SCALE
         * (pango_font_description_get_size_is_absolute (font) ? 0.75 : 1) / NORMAL_PT;
}

/**
 * velo_text_scale_get:
 * @settings: of a display
 *
 * Returns: how many times as large as usual letters are, never less than 1
 */
double
velo_text_scale_get (GtkSettings *settings)
{
  int dpi = 0;

  g_return_val_if_fail (GTK_IS_SETTINGS (settings), 1);

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  /* -1 is the default of the toolkit */
  return MAX (1, (dpi > 0 ? dpi / NORMAL_DPI : 1) * get_font_scale (settings));
}
