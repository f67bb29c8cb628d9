/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-folder-watch.h"
#include "velo-store.h"
#include "velo-taken-file.h"

G_BEGIN_DECLS

/*
 * VeloInboxPlaces:
 *
 * A watched folder and what needs no reading in it.
 */
typedef struct
{
  gpointer inbox;         /* (borrowed) */
  VeloStore *store;       /* (owned) */
  char *uri;              /* (owned) */
  gint64 since;           /* in seconds since 1970: what is older and was there already is left alone */
  VeloFolderWatch *watch; /* (owned) (nullable) */
  GHashTable *places;     /* (owned) (element-type filename VeloTakenFile) */
  GPtrArray *notes;       /* (owned) (element-type VeloTakenFile): to be remembered in the store */
  gint64 taken_at;
  gint64 seen_since;      /* monotonic: since the first look */
  gboolean known;         /* seen as a whole, once */
} VeloInboxPlaces;

VeloInboxPlaces *velo_inbox_places_new      (VeloStore       *store,
                                             const char      *uri,
                                             gint64           since);
void             velo_inbox_places_free     (VeloInboxPlaces *self);
void             velo_inbox_places_load     (VeloInboxPlaces *self,
                                             GPtrArray       *places);
gboolean         velo_inbox_places_is_known (VeloInboxPlaces *self,
                                             VeloTakenFile   *place);
void             velo_inbox_places_note     (VeloInboxPlaces *self,
                                             VeloTakenFile   *place);
void             velo_inbox_places_flush    (VeloInboxPlaces *self,
                                             gboolean         known);

G_END_DECLS
