/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of customers. */

#define G_LOG_DOMAIN "velo-store-customers"

#include "config.h"

#include "velo-date.h"
#include "velo-store-private.h"
#include "velo-store-vehicles.h"
#include "velo-text.h"

gboolean
velo_store_create_customers (VeloConnection *connection,
                             GError        **error)
{
  return velo_connection_execute (connection,
    "CREATE TABLE customers ("
    "  id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),"
    "  name TEXT NOT NULL,"
    "  search TEXT NOT NULL,"
    "  changed_at INTEGER NOT NULL,"
    "  record TEXT NOT NULL CHECK (record <> '')"
    ") STRICT;",
    error);
}

/*
 * velo_store_put_customer:
 *
 * Adds or replaces a customer.
 *
 * Returns: whether it succeeded
 */
gboolean
velo_store_put_customer (VeloConnection *connection,
                         VeloStoreJob   *job,
                         VeloCustomer   *customer,
                         GError        **error)
{
  g_autofree char *name = velo_customer_dup_name (customer);
  g_autofree char *search = velo_text_fold (name);
  g_autofree char *record = velo_record_to_text (customer);

  velo_store_job_add_change (job, "customers", velo_customer_get_id (customer));
  return velo_connection_run (connection, error,
                              "INSERT INTO customers (id, name, search, changed_at, record)"
                              " VALUES (?1, ?2, ?3, ?4, ?5)"
                              " ON CONFLICT (id) DO UPDATE SET name = excluded.name,"
                              " search = excluded.search, changed_at = excluded.changed_at,"
                              " record = excluded.record", "tttlt",
                              velo_customer_get_id (customer), name, search, velo_time_now (),
                              record);
}

VeloCustomer *
velo_store_read_customer (VeloConnection *connection,
                          const char     *id,
                          GError        **error)
{
  return velo_store_query_record (connection, VELO_TYPE_CUSTOMER, error,
                                  "SELECT record FROM customers WHERE id = ?1", id);
}

static gboolean
get_customer_func (VeloConnection *connection,
                   VeloStoreJob   *job,
                   GError        **error)
{
  VeloCustomer *customer = velo_store_read_customer (connection, job->id, error);

  velo_store_job_take_result (job, customer, g_object_unref);
  return customer != NULL;
}

/**
 * velo_store_get_customer_async:
 * @self: a store
 * @customer_id: the customer
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Reads a customer.
 *
 * Fails with %VELO_STORE_ERROR_NOT_FOUND or another #VeloStoreError.
 */
void
velo_store_get_customer_async (VeloStore           *self,
                               const char          *customer_id,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (customer_id != NULL);

  job = velo_store_job_new (get_customer_func);
  job->id = g_strdup (customer_id);
  velo_store_start (self, VELO_DATABASE_READ, job, velo_store_get_customer_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_get_customer_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full): the customer
 */
VeloCustomer *
velo_store_get_customer_finish (VeloStore     *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return velo_store_finish_result (self, result, velo_store_get_customer_async, error);
}
