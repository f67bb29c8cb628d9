/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VeloPlateKind: (Kennzeichenart)
 * @VELO_PLATE_KIND_NONE: empty, too long, or with characters that no plate has
 * @VELO_PLATE_KIND_GERMAN: German
 * @VELO_PLATE_KIND_AUSTRIAN: Austrian
 * @VELO_PLATE_KIND_INSURANCE: German insurance plate (S-pedelecs, mopeds)
 * @VELO_PLATE_KIND_FOREIGN: possible, but none of those
 */
typedef enum
{
  VELO_PLATE_KIND_NONE,
  VELO_PLATE_KIND_GERMAN,
  VELO_PLATE_KIND_AUSTRIAN,
  VELO_PLATE_KIND_INSURANCE,
  VELO_PLATE_KIND_FOREIGN
} VeloPlateKind;

char          *velo_plate_normalize (const char *text);
VeloPlateKind  velo_plate_get_kind  (const char *text);
char          *velo_claim_number_normalize (const char *text);
gboolean       velo_claim_number_is_valid  (const char *text,
                                            const char *pattern);

G_END_DECLS
