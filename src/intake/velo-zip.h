/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* All that is taken out of one archive. */
#define VELO_ZIP_MAX_BYTES (48 * 1024 * 1024)
#define VELO_ZIP_MAX_MEMBERS 200

/**
 * VeloZipMember:
 * @name: as written, without any folder
 * @bytes: what is in it
 *
 * A file of an archive.
 */
typedef struct
{
  char   *name;
  GBytes *bytes;
} VeloZipMember;

gboolean   velo_zip_is_one  (GBytes *bytes);
gboolean   velo_zip_wants   (GBytes *bytes);
GPtrArray *velo_zip_read    (GBytes *bytes, GError **error);
GPtrArray *velo_zip_members_new (void);
void       velo_zip_members_add (GPtrArray *members, const char *name, GBytes *bytes);
GBytes    *velo_zip_members_pack (GPtrArray *members);
GPtrArray *velo_zip_members_unpack (const guint8 *data, gsize length);

G_END_DECLS
