/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-connection.h"

G_BEGIN_DECLS

/**
 * VeloMigrationFunc:
 * @connection: the connection, inside a transaction
 * @error: return location for an error
 *
 * Takes the tables from one version to the next.
 *
 * Returns: whether it succeeded; if not, nothing at all is changed
 */
typedef gboolean (*VeloMigrationFunc) (VeloConnection *connection,
                                       GError        **error);

/**
 * VeloDatabaseSchema:
 * @application_id: marks the files of this kind, not 0
 * @migrations: (array length=n_migrations): the first makes the tables of version 1
 * @n_migrations: how many; the version that this program writes
 * @overwrite_deleted: whether what is deleted is overwritten in the file, too
 *
 * What a file must hold. Static for the life of the program.
 */
typedef struct
{
  guint32 application_id;
  const VeloMigrationFunc *migrations;
  guint n_migrations;
  gboolean overwrite_deleted;
} VeloDatabaseSchema;

G_END_DECLS
