/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as what a camera writes into a photo. */

#include "config.h"

#include <string.h>

#include "velo-exif.h"

#include "velo-fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  VeloExif exif;

  velo_exif_init (&exif);
  velo_exif_read (&exif, data, size);
  g_assert (exif.orientation >= 1 && exif.orientation <= 8);
  /* these are written into JSON as they are */
  g_assert (strpbrk (exif.model, "\"\\<>&\n") == NULL);
  g_assert (strpbrk (exif.software, "\"\\<>&\n") == NULL);
  g_assert (strlen (exif.taken) == 0 || strlen (exif.taken) == 19);
  return 0;
}
