/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much of a page is filled with the colour that our sheets give to what matters. */
#pragma once

#include <stdlib.h>

#include <glib.h>

/* @pixels: as velo_pdf_image_get_pixels() gives them */
static inline guint
velo_accent_count (GBytes *pixels)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (pixels, &size);
  guint n = 0;

  for (gsize i = 0; i + 3 < size; i += 4)
    n += abs (data[i] - 112) < 4 && abs (data[i + 1] - 84) < 4 && abs (data[i + 2] - 18) < 4;
  return n;
}
