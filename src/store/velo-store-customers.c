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

/* Of a proposal that was not stored before (@before is %NULL) it is not known what was there when it was begun:
 * it adds what is missing, and replaces nothing. Returns: whether anything was taken over */
static gboolean
carry_over (VeloCustomer *before,
            VeloCustomer *now,
            VeloCustomer *into)
{
  g_autoptr(VeloCustomer) nobody = velo_customer_new ();
  g_autoptr(JsonObject) old = velo_record_to_json (before == NULL ? nobody : before);
  g_autoptr(JsonObject) new = velo_record_to_json (now);
  g_autoptr(JsonObject) kept = velo_record_to_json (into);
  g_autoptr(GList) names = json_object_get_members (new);
  gboolean changed = FALSE;

  for (GList *name = names; name != NULL; name = name->next)
    {
      JsonNode *value = json_object_get_member (new, name->data);
      JsonNode *there = json_object_get_member (kept, name->data);
      JsonNode *said = json_object_get_member (old, name->data);

      if (g_strcmp0 (name->data, "id") == 0 || json_node_equal (value, said) || json_node_equal (value, there)
          || (before == NULL && !json_node_equal (there, said)))
        continue;
      json_object_set_member (kept, name->data, json_node_copy (value));
      changed = TRUE;
    }
  if (changed)
    velo_record_load_json (into, kept);
  return changed;
}

/*
 * velo_store_follow_customer:
 * @before: (nullable): the customer as the proposal said last time, %NULL if it is new
 * @now: the customer as the proposal says now
 *
 * Takes what was corrected or added in a proposal over into the customer of its vehicle. What the
 * proposal leaves as it was is not touched, nor is what a new one says otherwise: somebody may have
 * corrected it elsewhere. What the
 * invoice said stays with the invoice.
 *
 * Returns: whether it succeeded
 */
gboolean
velo_store_follow_customer (VeloConnection *connection,
                            VeloStoreJob   *job,
                            const char     *vehicle_id,
                            VeloCustomer   *before,
                            VeloCustomer   *now,
                            GError        **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  g_autoptr(VeloCustomer) customer = NULL;
  gboolean has_row = FALSE;

  if (before != NULL && velo_record_equal (before, now))
    return TRUE;
  statement = velo_connection_query (connection, error,
                                     "SELECT c.record FROM customers c JOIN vehicles v ON v.customer_id = c.id"
                                     " WHERE v.id = ?1", "t", vehicle_id);
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  customer = velo_store_load_record (VELO_TYPE_CUSTOMER, velo_statement_get_text (statement, 0), error);
  if (customer == NULL)
    return FALSE;
  return !carry_over (before, now, customer)
    || velo_store_put_customer (connection, job, customer, error);
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
