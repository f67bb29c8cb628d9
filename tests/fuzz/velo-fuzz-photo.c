/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a photo, small ones only: the reading of headers, chunks and markers is ours. */

#include "config.h"

#include <string.h>

#include "velo-photo-file.h"

#include "velo-fuzz.h"

/* Large pictures take time and show nothing new. */
#define MAX_PIXELS 100000u

static size_t
get_16 (const uint8_t *p)
{
  return (size_t) p[0] << 8 | p[1];
}

static int
is_large (const uint8_t *data, size_t size)
{
  if (size >= 24 && data[0] == 0x89)
    return data[16] != 0 || data[17] != 0 || data[20] != 0 || data[21] != 0
      || get_16 (data + 18) * get_16 (data + 22) > MAX_PIXELS;
  /* the frame's header comes before the picture, and tables look like headers */
  for (size_t i = 2; i + 9 < size && data[i] == 0xff && data[i + 1] != 0xda; i += 2 + get_16 (data + i + 2))
    if (data[i + 1] >= 0xc0 && data[i + 1] <= 0xcf && data[i + 1] != 0xc4 && data[i + 1] != 0xcc
        && get_16 (data + i + 5) * get_16 (data + i + 7) > MAX_PIXELS)
      return 1;
  return 0;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_auto (VeloPhotoFile) file = { 0 };
  const char *refusal = NULL;

  if (is_large (data, size))
    return 0;
  refusal = velo_photo_file_read (&file, data, size);
  g_assert ((refusal == NULL) == (file.pixels != NULL) || refusal != NULL);
  if (refusal == NULL)
    {
      g_autoptr (VeloPixels) upright = velo_pixels_turn (file.pixels, file.exif.orientation);
      g_autoptr (GBytes) made = velo_photo_file_write (upright);

      g_assert (g_bytes_get_size (made) > 0);
      velo_pixels_get_difference (upright);
    }
  return 0;
}
