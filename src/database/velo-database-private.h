/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-database.h"

G_BEGIN_DECLS

/*
 * VeloDatabaseAside:
 *
 * Work on the file in a thread of its own, for which closing waits.
 */
typedef struct _VeloDatabaseAside VeloDatabaseAside;

VeloDatabaseAside *velo_database_aside_begin           (VeloDatabase       *self,
                                                        GCancellable       *cancellable,
                                                        GError            **error);
GCancellable      *velo_database_aside_get_cancellable (VeloDatabaseAside  *aside);
void               velo_database_aside_end             (VeloDatabaseAside  *aside);
void               velo_database_answer                (GTask              *task,
                                                        GSourceFunc         func,
                                                        gpointer            data,
                                                        GDestroyNotify      free_data);

G_END_DECLS
