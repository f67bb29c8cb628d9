/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The versions of the shop's tables, from the first on. */

#define G_LOG_DOMAIN "velo-store"

#include "config.h"

#include "velo-store-private.h"

#define STORE_MARK 0x56656c6f /* "Velo" */

static gboolean
migrate_to_1 (VeloConnection *connection,
              GError        **error)
{
  return velo_store_create_customers (connection, error)
    && velo_store_create_employees (connection, error)
    && velo_store_create_contents (connection, error)
    && velo_store_create_invoices (connection, error)
    && velo_store_create_vehicles (connection, error)
    && velo_store_create_proposals (connection, error)
    && velo_store_create_policies (connection, error)
    && velo_store_create_documents (connection, error)
    && velo_store_create_journal (connection, error)
    && velo_store_create_cache (connection, error);
}

static const VeloMigrationFunc migrations[] = {
  migrate_to_1,
};

const VeloDatabaseSchema velo_store_schema = {
  STORE_MARK,
  migrations,
  G_N_ELEMENTS (migrations),
};
