/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-claims-client.h"

G_BEGIN_DECLS

const char *velo_claims_photos_get_words   (const char             *slot);
char       *velo_claims_photos_dup_flag    (const VeloClaimsFlag   *flag);
char       *velo_claims_photos_dup_caption (const VeloClaimsPhoto  *photo);
char       *velo_claims_photos_dup_place   (const VeloClaimsPhoto  *photo,
                                            const char             *area);
char       *velo_claims_photos_dup_missing (GPtrArray              *photos);
GStrv       velo_claims_photos_list_slots  (void);

G_END_DECLS
