/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The versions of the shop's tables, from the first on. */

#define G_LOG_DOMAIN "velo-store"

#include "config.h"

#include "velo-store-private.h"

#define STORE_MARK 0x56656c6f /* "Velo" */

/* Rows are counted by month and employee, and by what the customer answered. */
static gboolean
create_statistics (VeloConnection *connection,
                   GError        **error)
{
  return velo_connection_execute (connection,
    "CREATE INDEX invoices_by_month ON invoices (day, employee_name, is_reversal, id);"
    "CREATE INDEX vehicles_for_counting ON vehicles (invoice_id, insurable, state, asked_at,"
    "  decline_reason, price_cents, id);",
    error);
}

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

/* What the rows of version 1 say about reversals, places on the invoice and last days. */
static gboolean
fill_version_2 (VeloConnection *connection,
                GError        **error)
{
  VeloStoreJob *job = velo_store_job_new (NULL);
  gboolean done = velo_store_fill_sales (connection, job, error);

  velo_store_job_free (job);
  return done;
}

static gboolean
migrate_to_2 (VeloConnection *connection,
              GError        **error)
{
  return velo_store_create_memory (connection, error)
    && velo_store_create_files (connection, error)
    && velo_store_create_places (connection, error)
    && velo_store_create_deadlines (connection, error)
    && velo_store_create_positions (connection, error)
    && velo_store_create_returns (connection, error)
    && velo_store_create_revisions (connection, error)
    && velo_store_create_rows (connection, error)
    && create_statistics (connection, error)
    && fill_version_2 (connection, error);
}

static gboolean
migrate_to_3 (VeloConnection *connection,
              GError        **error)
{
  return velo_store_create_due (connection, error)
    && velo_store_create_former (connection, error)
    && velo_store_create_contracts (connection, error)
    && velo_store_create_counts (connection, error);
}

static const VeloMigrationFunc migrations[] = {
  migrate_to_1,
  migrate_to_2,
  migrate_to_3,
  velo_store_create_drafts,
};

const VeloDatabaseSchema velo_store_schema = {
  STORE_MARK,
  migrations,
  G_N_ELEMENTS (migrations),
};
