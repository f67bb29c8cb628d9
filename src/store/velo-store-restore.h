/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-store.h"

G_BEGIN_DECLS

/**
 * VeloStoreKnown:
 * @VELO_STORE_KNOWN_ALL: all of it
 * @VELO_STORE_KNOWN_PART: what could be read of a damaged file; the rest is not known
 * @VELO_STORE_KNOWN_NOTHING: nothing could be read
 *
 * What is known of the replaced store's insurances.
 */
typedef enum
{
  VELO_STORE_KNOWN_ALL,
  VELO_STORE_KNOWN_PART,
  VELO_STORE_KNOWN_NOTHING
} VeloStoreKnown;

/**
 * VeloStoreRestored:
 * @aside: (owned): where the replaced file is kept, if there was one
 * @day: (owned) (nullable): of the copy
 * @n_carried: how many insurances were taken over from the replaced file
 * @left: (owned) (element-type utf8): contract numbers in the replaced file that could not be taken over
 * @known: what could be read of the replaced file
 *
 * What came of restoring a copy.
 */
typedef struct
{
  char *aside;
  GDate *day;
  guint n_carried;
  GPtrArray *left;
  VeloStoreKnown known;
} VeloStoreRestored;

void               velo_store_restore_async  (const char           *path,
                                              const char           *backup_path,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
VeloStoreRestored *velo_store_restore_finish (GAsyncResult         *result,
                                              GError              **error);
void               velo_store_restored_free  (VeloStoreRestored    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloStoreRestored, velo_store_restored_free)

G_END_DECLS
