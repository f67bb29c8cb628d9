/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _VeloClaimsArchive VeloClaimsArchive;

VeloClaimsArchive *velo_claims_archive_new    (gint64              time_usec);
void               velo_claims_archive_free   (VeloClaimsArchive  *self);
gboolean           velo_claims_archive_add    (VeloClaimsArchive  *self,
                                               const char         *name,
                                               GBytes             *content,
                                               GError            **error);
gboolean           velo_claims_archive_finish (VeloClaimsArchive  *self,
                                               GError            **error);
GBytes            *velo_claims_archive_take   (VeloClaimsArchive  *self,
                                               gsize               most);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloClaimsArchive, velo_claims_archive_free)

G_END_DECLS
