/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * VeloFolderState: (Zustand eines überwachten Ordners)
 * @VELO_FOLDER_STATE_STARTING: not looked at yet
 * @VELO_FOLDER_STATE_WATCHING: read a moment ago
 * @VELO_FOLDER_STATE_UNREACHABLE: gone, offline, or without an answer
 * @VELO_FOLDER_STATE_FORBIDDEN: there, but not to be read by this user
 *
 * Whether a folder can be watched.
 */
typedef enum
{
  VELO_FOLDER_STATE_STARTING,
  VELO_FOLDER_STATE_WATCHING,
  VELO_FOLDER_STATE_UNREACHABLE,
  VELO_FOLDER_STATE_FORBIDDEN
} VeloFolderState;

#define VELO_TYPE_FOLDER_STATE (velo_folder_state_get_type ())
GType velo_folder_state_get_type (void);

#define VELO_TYPE_FOLDER_WATCH (velo_folder_watch_get_type ())

/**
 * VeloFolderWatch: (überwachter Ordner)
 *
 * Watches a folder for files that may be invoices and says when one is
 * complete. Moves, renames and deletes nothing, and reads no file.
 */
G_DECLARE_FINAL_TYPE (VeloFolderWatch, velo_folder_watch, VELO, FOLDER_WATCH, GObject)

VeloFolderWatch *velo_folder_watch_new           (GFile           *folder);
void             velo_folder_watch_set_times     (VeloFolderWatch *self,
                                                  guint            settle_ms,
                                                  guint            scan_ms);
void             velo_folder_watch_start         (VeloFolderWatch *self);
void             velo_folder_watch_stop          (VeloFolderWatch *self);
void             velo_folder_watch_retry         (VeloFolderWatch *self,
                                                  const char      *name);
GFile           *velo_folder_watch_get_folder    (VeloFolderWatch *self);
VeloFolderState  velo_folder_watch_get_state     (VeloFolderWatch *self);
guint            velo_folder_watch_get_n_waiting (VeloFolderWatch *self);
gboolean         velo_folder_watch_is_passed_over (const char     *name);
gboolean         velo_folder_watch_is_candidate  (const char      *name);

G_END_DECLS
