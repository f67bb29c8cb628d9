/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a ZIP archive, and as what the process says it found in one. */

#include "config.h"

#include "velo-zip.h"

#include "velo-fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GPtrArray) members = velo_zip_read (bytes, NULL);
  g_autoptr (GPtrArray) told G_GNUC_UNUSED = velo_zip_members_unpack (data, size);
  g_autoptr (GBytes) packed = members == NULL ? NULL : velo_zip_members_pack (members);

  g_assert ((members == NULL) == (packed == NULL));
  return 0;
}
