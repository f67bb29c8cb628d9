/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-folder-watch.h"
#include "velo-intake-batch.h"

G_BEGIN_DECLS

#define VELO_TYPE_INBOX (velo_inbox_get_type ())

/**
 * VeloInbox: (Rechnungseingang)
 *
 * Takes the invoices of the watched folders in, by itself: those that come
 * while it runs, and those that came while it did not.
 */
G_DECLARE_FINAL_TYPE (VeloInbox, velo_inbox, VELO, INBOX, GObject)

/**
 * VeloInboxFolder:
 * @uri: the folder
 * @state: whether it can be watched
 * @taken_at: when a file was taken last, in microseconds since 1970; 0 for never
 *
 * What is known of a watched folder.
 */
typedef struct
{
  const char *uri;
  VeloFolderState state;
  gint64 taken_at;
} VeloInboxFolder;

VeloInbox       *velo_inbox_new         (VeloCounter     *counter,
                                         GSettings       *settings);
void             velo_inbox_set_times   (VeloInbox       *self,
                                         guint            settle_ms,
                                         guint            scan_ms);
void             velo_inbox_start       (VeloInbox       *self);
void             velo_inbox_stop        (VeloInbox       *self);
void             velo_inbox_add         (VeloInbox       *self,
                                         GFile           *folder,
                                         gint64           since);
void             velo_inbox_remove      (VeloInbox       *self,
                                         const char      *uri);
guint            velo_inbox_get_n_folders (VeloInbox     *self);
void             velo_inbox_get_folder  (VeloInbox       *self,
                                         guint            index,
                                         VeloInboxFolder *folder);
VeloIntakeBatch *velo_inbox_get_batch   (VeloInbox       *self);

G_END_DECLS
