/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of invoices: a sale goes in as a whole, once. */

#define G_LOG_DOMAIN "velo-store-sales"

#include "config.h"

#include "velo-store-sales.h"

#include "velo-date.h"
#include "velo-store-drafts.h"
#include "velo-store-private.h"
#include "velo-text.h"

gboolean
velo_store_create_invoices (VeloConnection *connection,
                            GError        **error)
{
  return velo_connection_execute (connection,
    "CREATE TABLE invoices ("
    "  id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),"
    "  number TEXT NOT NULL,"
    "  number_key TEXT,"
    "  seller_key TEXT NOT NULL,"
    "  day TEXT NOT NULL CHECK (length (day) = 10),"
    "  date TEXT,"
    "  customer_id TEXT NOT NULL REFERENCES customers (id),"
    "  employee_name TEXT NOT NULL,"
    "  gross_cents INTEGER NOT NULL,"
    "  file_sha256 TEXT UNIQUE,"
    "  xml_sha256 TEXT UNIQUE,"
    "  original TEXT REFERENCES contents (sha256),"
    "  taken_in_at INTEGER NOT NULL,"
    "  search TEXT NOT NULL,"
    "  record TEXT NOT NULL CHECK (record <> '')"
    ") STRICT;"
    "CREATE UNIQUE INDEX invoices_once ON invoices (number_key, seller_key, date);"
    "CREATE INDEX invoices_newest ON invoices (day DESC, taken_in_at DESC, id);"
    "CREATE INDEX invoices_by_customer ON invoices (customer_id);",
    error);
}

/* Rows */

/* Vehicles and customer have their own rows and are not kept twice. */
static char *
make_record (VeloInvoice *invoice)
{
  g_autoptr(VeloInvoice) bare = velo_record_copy (invoice);
  g_autoptr(VeloCustomer) nobody = velo_customer_new ();

  velo_customer_set_id (nobody, velo_customer_get_id (velo_invoice_get_customer (invoice)));
  velo_record_assign (velo_invoice_get_customer (bare), nobody);
  g_list_store_remove_all (velo_invoice_get_vehicles (bare));
  return velo_record_to_text (bare);
}

static gboolean
put_invoice (VeloConnection *connection,
             VeloStoreJob   *job,
             VeloInvoice    *invoice,
             const char     *original,
             GError        **error)
{
  g_autofree char *number_key = velo_text_key (velo_invoice_get_number (invoice));
  g_autofree char *seller_key = velo_invoice_dup_seller_key (invoice);
  g_autofree char *date = velo_store_dup_day (velo_invoice_get_date (invoice));
  g_autofree char *taken_in = velo_time_format_iso (velo_invoice_get_taken_in_at (invoice));
  g_autofree char *day = date != NULL ? g_strdup (date) : g_strndup (taken_in, 10);
  g_autofree char *search = velo_text_fold (velo_invoice_get_number (invoice));
  g_autofree char *record = make_record (invoice);

  velo_store_job_add_change (job, "sales", velo_invoice_get_id (invoice));
  return velo_connection_run (connection, error,
    "INSERT INTO invoices (id, number, number_key, seller_key, day, date, customer_id,"
    "  employee_name, gross_cents, file_sha256, xml_sha256, original, taken_in_at, search, record)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)"
    " ON CONFLICT (id) DO UPDATE SET number = excluded.number, number_key = excluded.number_key,"
    "  seller_key = excluded.seller_key, day = excluded.day, date = excluded.date,"
    "  customer_id = excluded.customer_id, employee_name = excluded.employee_name,"
    "  gross_cents = excluded.gross_cents, search = excluded.search, record = excluded.record",
    "ttnttnttlnnnltt",
    velo_invoice_get_id (invoice), velo_invoice_get_number (invoice), number_key, seller_key, day,
    date, velo_customer_get_id (velo_invoice_get_customer (invoice)),
    velo_invoice_get_employee_name (invoice), velo_invoice_get_gross_cents (invoice),
    velo_invoice_get_sha256 (invoice), velo_invoice_get_xml_sha256 (invoice), original,
    velo_invoice_get_taken_in_at (invoice), search, record);
}

static gboolean
put_vehicles (VeloConnection *connection,
              VeloStoreJob   *job,
              VeloInvoice    *invoice,
              GError        **error)
{
  GListModel *vehicles = G_LIST_MODEL (velo_invoice_get_vehicles (invoice));

  for (guint i = 0; i < g_list_model_get_n_items (vehicles); i++)
    {
      g_autoptr(VeloVehicle) vehicle = g_list_model_get_item (vehicles, i);

      if (!velo_store_put_vehicle (connection, job, vehicle, error)
          || !velo_connection_run (connection, error,
                                   "UPDATE vehicles SET position = ?2 WHERE id = ?1", "ti",
                                   velo_vehicle_get_id (vehicle), (int) i))
        return FALSE;
    }
  return TRUE;
}

static gboolean
note_sale (VeloConnection *connection,
           VeloStoreJob   *job,
           VeloInvoice    *invoice,
           const char     *what,
           GError        **error)
{
  GListModel *vehicles = G_LIST_MODEL (velo_invoice_get_vehicles (invoice));
  guint n_vehicles = g_list_model_get_n_items (vehicles);

  for (guint i = 0; i < MAX (n_vehicles, 1); i++)
    {
      g_autoptr(VeloVehicle) vehicle = g_list_model_get_item (vehicles, i);

      if (!velo_store_note (connection, job, what,
                            vehicle == NULL ? NULL : velo_vehicle_get_id (vehicle), NULL,
                            velo_invoice_get_number (invoice), error))
        return FALSE;
    }
  return TRUE;
}

/* Adding */

/* Looks for the same file, the same XML or the same number, in any row but @own_id. */
static gboolean
find_existing (VeloConnection *connection,
               VeloStoreJob   *job,
               VeloInvoice    *invoice,
               const char     *own_id,
               GError        **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  g_autofree char *number_key = velo_text_key (velo_invoice_get_number (invoice));
  g_autofree char *seller_key = velo_invoice_dup_seller_key (invoice);
  g_autofree char *date = velo_store_dup_day (velo_invoice_get_date (invoice));
  gboolean has_row = FALSE;

  statement = velo_connection_query (connection, error,
                                     "SELECT id FROM invoices WHERE id <> ?1 AND (file_sha256 = ?2"
                                     " OR xml_sha256 = ?3 OR id = ?7"
                                     " OR (number_key = ?4 AND seller_key = ?5 AND date = ?6))"
                                     " ORDER BY taken_in_at LIMIT 1", "tnnntnt", own_id,
                                     velo_invoice_get_sha256 (invoice),
                                     velo_invoice_get_xml_sha256 (invoice), number_key, seller_key,
                                     date, velo_invoice_get_id (invoice));
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  job->result_text = g_strdup (velo_statement_get_text (statement, 0));
  return velo_store_set_error (error, VELO_STORE_ERROR_EXISTS, "the sale is stored already");
}

/*
 * velo_store_add_sale_func:
 *
 * Stores the sale that is the record of @job, with its bytes if there are any.
 *
 * Returns: whether it succeeded
 */
gboolean
velo_store_add_sale_func (VeloConnection *connection,
                          VeloStoreJob   *job,
                          GError        **error)
{
  VeloInvoice *invoice = job->record;
  g_autofree char *original = NULL;

  if (job->bytes != NULL)
    {
      original = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, job->bytes);
      velo_invoice_set_sha256 (invoice, original);
    }
  if (!find_existing (connection, job, invoice, "", error))
    return FALSE;
  if (job->bytes != NULL)
    {
      g_clear_pointer (&original, g_free);
      original = velo_store_put_content (connection, job->bytes, error);
      if (original == NULL)
        return FALSE;
    }
  return velo_store_put_customer (connection, job, velo_invoice_get_customer (invoice), error)
    && put_invoice (connection, job, invoice, original, error)
    && put_vehicles (connection, job, invoice, error)
    && velo_store_put_reversal (connection, job, invoice, error)
    && note_sale (connection, job, invoice, "sale-added", error);
}

/* What was typed in waits no longer: with the sale, so that it is not offered once more after a sudden end. */
static gboolean
add_sale_func (VeloConnection *connection,
               VeloStoreJob   *job,
               GError        **error)
{
  const char *sha256;
  g_autofree char *key = NULL;

  if (!velo_store_add_sale_func (connection, job, error))
    return FALSE;
  sha256 = velo_invoice_get_sha256 (job->record);
  key = velo_text_is_empty (sha256) ? g_strdup (VELO_STORE_DRAFT_TYPED)
                                    : g_strconcat (VELO_STORE_DRAFT_FILE, sha256, NULL);
  return velo_store_forget_draft (connection, job, key, error);
}

static void
add_sale_done (VeloStoreJob *job)
{
  velo_invoice_set_sha256 (job->target, velo_invoice_get_sha256 (job->record));
}

/* Gives ids to what has none and joins the parts. */
static void
join_parts (VeloInvoice *invoice)
{
  GListModel *vehicles = G_LIST_MODEL (velo_invoice_get_vehicles (invoice));
  VeloCustomer *customer = velo_invoice_get_customer (invoice);
  g_autofree char *invoice_id = velo_record_new_id ();
  g_autofree char *customer_id = velo_record_new_id ();

  if (velo_text_is_empty (velo_invoice_get_id (invoice)))
    velo_invoice_set_id (invoice, invoice_id);
  if (velo_text_is_empty (velo_customer_get_id (customer)))
    velo_customer_set_id (customer, customer_id);
  if (velo_invoice_get_taken_in_at (invoice) <= 0)
    velo_invoice_set_taken_in_at (invoice, velo_time_now ());
  for (guint i = 0; i < g_list_model_get_n_items (vehicles); i++)
    {
      g_autoptr(VeloVehicle) vehicle = g_list_model_get_item (vehicles, i);
      g_autofree char *vehicle_id = velo_record_new_id ();

      if (velo_text_is_empty (velo_vehicle_get_id (vehicle)))
        velo_vehicle_set_id (vehicle, vehicle_id);
      velo_vehicle_set_invoice_id (vehicle, velo_invoice_get_id (invoice));
      velo_vehicle_set_customer_id (vehicle, velo_customer_get_id (customer));
    }
}

/**
 * velo_store_add_sale_async:
 * @self: a store
 * @invoice: the sale; ids are given to it, its customer and its vehicles at once
 * @original: (nullable): the file as it came
 * @who: (nullable): the employee, for the journal
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Stores invoice, lines, customer, vehicles and original as one. A draft of
 * that file, or the one that is being typed in if there is no file, is forgotten.
 *
 * Fails with %VELO_STORE_ERROR_EXISTS if the same file, the same XML or the
 * same number of this seller and day is stored already, or another #VeloStoreError.
 */
void
velo_store_add_sale_async (VeloStore           *self,
                           VeloInvoice         *invoice,
                           GBytes              *original,
                           const char          *who,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (VELO_IS_INVOICE (invoice));

  join_parts (invoice);
  job = velo_store_job_new (add_sale_func);
  job->done = add_sale_done;
  job->target = g_object_ref (invoice);
  job->record = velo_record_copy (invoice);
  job->bytes = original == NULL ? NULL : g_bytes_ref (original);
  job->who = g_strdup (who);
  velo_store_start (self, VELO_DATABASE_WRITE, job, velo_store_add_sale_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_add_sale_finish:
 * @self: a store
 * @result: the result
 * @existing_id: (out) (optional) (nullable) (transfer full): with
 *   %VELO_STORE_ERROR_EXISTS, the id of the invoice that is stored
 * @error: return location for an error
 *
 * Returns: whether it is stored
 */
gboolean
velo_store_add_sale_finish (VeloStore     *self,
                            GAsyncResult  *result,
                            char         **existing_id,
                            GError       **error)
{
  gboolean done = velo_store_finish (self, result, velo_store_add_sale_async, error);

  if (existing_id != NULL)
    *existing_id = done ? NULL : g_steal_pointer (&velo_store_get_job (result)->result_text);
  return done;
}

/* Changing */

static gboolean
has_vehicle (VeloInvoice *invoice,
             const char  *id)
{
  GListModel *vehicles = G_LIST_MODEL (velo_invoice_get_vehicles (invoice));

  for (guint i = 0; i < g_list_model_get_n_items (vehicles); i++)
    {
      g_autoptr(VeloVehicle) vehicle = g_list_model_get_item (vehicles, i);

      if (g_strcmp0 (velo_vehicle_get_id (vehicle), id) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
remove_vehicle (VeloConnection *connection,
                VeloStoreJob   *job,
                const char     *id,
                GError        **error)
{
  gint64 n_used = 0;

  if (!velo_connection_query_int64 (connection, &n_used, error,
                                    "SELECT (SELECT count (*) FROM proposals WHERE vehicle_id = ?1)"
                                    " + (SELECT count (*) FROM documents WHERE vehicle_id = ?1)",
                                    "t", id))
    return FALSE;
  if (n_used > 0)
    return velo_store_set_error (error, VELO_STORE_ERROR_CONFLICT,
                                 "a vehicle with a proposal cannot be removed");
  velo_store_job_add_change (job, "vehicles", id);
  return velo_connection_run (connection, error, "DELETE FROM vehicles WHERE id = ?1", "t", id)
    && velo_store_note (connection, job, "vehicle-removed", id, NULL, NULL, error);
}

static gboolean
save_sale_func (VeloConnection *connection,
                VeloStoreJob   *job,
                GError        **error)
{
  VeloInvoice *invoice = job->record;
  g_autoptr(GPtrArray) old = NULL;
  gint64 n_found = 0;

  if (!velo_connection_query_int64 (connection, &n_found, error,
                                    "SELECT count (*) FROM invoices WHERE id = ?1", "t",
                                    velo_invoice_get_id (invoice)))
    return FALSE;
  if (n_found == 0)
    return velo_store_set_error (error, VELO_STORE_ERROR_NOT_FOUND, "there is no such sale");
  if (!find_existing (connection, job, invoice, velo_invoice_get_id (invoice), error))
    return FALSE;
  old = velo_store_read_vehicles (connection, velo_invoice_get_id (invoice), error);
  for (guint i = 0; old != NULL && i < old->len; i++)
    {
      const char *id = velo_vehicle_get_id (g_ptr_array_index (old, i));

      if (!has_vehicle (invoice, id) && !remove_vehicle (connection, job, id, error))
        return FALSE;
    }
  return old != NULL
    && velo_store_put_customer (connection, job, velo_invoice_get_customer (invoice), error)
    && put_invoice (connection, job, invoice, NULL, error)
    && put_vehicles (connection, job, invoice, error)
    && velo_store_put_reversal (connection, job, invoice, error)
    && note_sale (connection, job, invoice, "sale-changed", error);
}

/**
 * velo_store_save_sale_async:
 * @self: a store
 * @invoice: a sale that is stored; ids are given to what is new in it
 * @who: (nullable): the employee, for the journal
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Stores the changes to a sale, its customer and its vehicles as one. The
 * original and what became of the vehicles' insurance stay as they are.
 *
 * Fails with %VELO_STORE_ERROR_NOT_FOUND, %VELO_STORE_ERROR_EXISTS if another
 * sale has this number, %VELO_STORE_ERROR_CONFLICT if a vehicle with a
 * proposal is missing in it, or another #VeloStoreError.
 */
void
velo_store_save_sale_async (VeloStore           *self,
                            VeloInvoice         *invoice,
                            const char          *who,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (VELO_IS_INVOICE (invoice));

  join_parts (invoice);
  job = velo_store_job_new (save_sale_func);
  job->record = velo_record_copy (invoice);
  job->who = g_strdup (who);
  velo_store_start (self, VELO_DATABASE_WRITE, job, velo_store_save_sale_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_save_sale_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: whether it is stored
 */
gboolean
velo_store_save_sale_finish (VeloStore     *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return velo_store_finish (self, result, velo_store_save_sale_async, error);
}

/* Reading */

/*
 * velo_store_read_sale:
 *
 * Returns: (transfer full): a sale with lines, customer and vehicles
 */
VeloInvoice *
velo_store_read_sale (VeloConnection *connection,
                      const char     *id,
                      GError        **error)
{
  g_autoptr(VeloInvoice) invoice = NULL;
  g_autoptr(VeloCustomer) customer = NULL;
  g_autoptr(GPtrArray) vehicles = NULL;

  invoice = velo_store_query_record (connection, VELO_TYPE_INVOICE, error,
                                     "SELECT record FROM invoices WHERE id = ?1", id);
  if (invoice == NULL)
    return NULL;
  customer = velo_store_read_customer (connection,
                                       velo_customer_get_id (velo_invoice_get_customer (invoice)),
                                       error);
  vehicles = customer == NULL ? NULL : velo_store_read_vehicles (connection, id, error);
  if (vehicles == NULL)
    return NULL;
  velo_record_assign (velo_invoice_get_customer (invoice), customer);
  g_list_store_splice (velo_invoice_get_vehicles (invoice), 0, 0, vehicles->pdata, vehicles->len);
  return g_steal_pointer (&invoice);
}

static gboolean
get_sale_func (VeloConnection *connection,
               VeloStoreJob   *job,
               GError        **error)
{
  velo_store_job_take_result (job, velo_store_read_sale (connection, job->id, error), g_object_unref);
  return job->result != NULL;
}

/**
 * velo_store_get_sale_async:
 * @self: a store
 * @invoice_id: the sale
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Reads a sale with lines, customer and vehicles.
 *
 * Fails with %VELO_STORE_ERROR_NOT_FOUND or another #VeloStoreError.
 */
void
velo_store_get_sale_async (VeloStore           *self,
                           const char          *invoice_id,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (invoice_id != NULL);

  job = velo_store_job_new (get_sale_func);
  job->id = g_strdup (invoice_id);
  velo_store_start (self, VELO_DATABASE_READ, job, velo_store_get_sale_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_get_sale_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full): the sale
 */
VeloInvoice *
velo_store_get_sale_finish (VeloStore     *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  return velo_store_finish_result (self, result, velo_store_get_sale_async, error);
}

static gboolean
load_original_func (VeloConnection *connection,
                    VeloStoreJob   *job,
                    GError        **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = velo_connection_query (connection, error,
                                     "SELECT original FROM invoices"
                                     " WHERE id = ?1 AND original IS NOT NULL", "t", job->id);
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return FALSE;
  if (!has_row)
    return velo_store_set_error (error, VELO_STORE_ERROR_NOT_FOUND, "the sale has no original");
  velo_store_job_take_result (job,
                              velo_store_read_content (connection,
                                                       velo_statement_get_text (statement, 0),
                                                       error),
                              (GDestroyNotify) g_bytes_unref);
  return job->result != NULL;
}

/**
 * velo_store_load_original_async:
 * @self: a store
 * @invoice_id: the sale
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Reads the file as it came.
 *
 * Fails with %VELO_STORE_ERROR_NOT_FOUND if the sale was typed in,
 * %VELO_STORE_ERROR_CORRUPT if the bytes are not the ones that were stored.
 */
void
velo_store_load_original_async (VeloStore           *self,
                                const char          *invoice_id,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (invoice_id != NULL);

  job = velo_store_job_new (load_original_func);
  job->id = g_strdup (invoice_id);
  velo_store_start (self, VELO_DATABASE_READ, job, velo_store_load_original_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_load_original_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full): the bytes
 */
GBytes *
velo_store_load_original_finish (VeloStore     *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return velo_store_finish_result (self, result, velo_store_load_original_async, error);
}
