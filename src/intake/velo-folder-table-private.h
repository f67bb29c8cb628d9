/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * VeloFolderFile:
 *
 * A file of a watched folder. Times of the clock are monotonic microseconds.
 */
typedef struct
{
  char    *name;       /* (owned) filename */
  guint64  size;
  gint64   modified;   /* microseconds since 1970 */
  gint64   since;      /* by the clock: as it is for so long */
  gint64   not_before; /* by the clock */
  guint    serial;
  guint    n_tries;
  gboolean ready;      /* said already */
} VeloFolderFile;

typedef struct
{
  GHashTable *files;    /* (owned) (element-type filename VeloFolderFile): name is the key */
  gint64      settle;   /* microseconds */
  guint       serial;   /* of the look that is under way */
} VeloFolderTable;

void       velo_folder_table_init          (VeloFolderTable *self,
                                            gint64           settle);
void       velo_folder_table_clear         (VeloFolderTable *self);
void       velo_folder_table_see           (VeloFolderTable *self,
                                            GFileInfo       *info,
                                            gint64           now);
void       velo_folder_table_forget_unseen (VeloFolderTable *self);
GPtrArray *velo_folder_table_take_ready    (VeloFolderTable *self,
                                            gint64           now);
gint64     velo_folder_table_find_next     (VeloFolderTable *self,
                                            gint64           latest);
gboolean   velo_folder_table_retry         (VeloFolderTable *self,
                                            const char      *name,
                                            gint64           now);
guint      velo_folder_table_count_waiting (VeloFolderTable *self);

G_END_DECLS
