/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Until when a vehicle can be insured, by the rules of the tariffs, and the letters that were sent about it. */

#define G_LOG_DOMAIN "velo-store-deadlines"

#include "config.h"

#include "velo-store-deadlines.h"

#include "velo-date.h"
#include "velo-rules.h"
#include "velo-store-private.h"
#include "velo-store-rule-private.h"
#include "velo-text.h"

gboolean
velo_store_create_deadlines (VeloConnection *connection,
                             GError        **error)
{
  return velo_connection_execute (connection,
    "ALTER TABLE vehicles ADD COLUMN last_day TEXT;"
    "ALTER TABLE vehicles ADD COLUMN last_day_reason TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE vehicles ADD COLUMN letter_at INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE vehicles ADD COLUMN n_letters INTEGER NOT NULL DEFAULT 0;"
    "CREATE INDEX vehicles_by_last_day ON vehicles (state, last_day, id, invoice_id);"
    "CREATE INDEX vehicles_by_reminder ON vehicles (remind_at) WHERE remind_at > 0;",
    error);
}

/* What holds until a rule of the tariffs is set. */
static GDate *
apply_plain_rule (VeloVehicle  *vehicle,
                  const char   *country,
                  const char  **reason)
{
  const GDate *bought = velo_vehicle_get_purchase_date (vehicle);

  if (!velo_article_kind_is_insurable (velo_vehicle_get_kind (vehicle)))
    {
      *reason = "kind";
      return NULL;
    }
  if (bought == NULL)
    {
      *reason = "no-date";
      return NULL;
    }
  return velo_rules_dup_last_day (bought);
}

static gboolean
read_country (VeloConnection  *connection,
              const char      *customer_id,
              char           **country,
              GError         **error)
{
  g_autoptr(VeloCustomer) customer = NULL;

  *country = NULL;
  if (velo_text_is_empty (customer_id))
    {
      *country = g_strdup ("");
      return TRUE;
    }
  customer = velo_store_read_customer (connection, customer_id, error);
  if (customer == NULL)
    return FALSE;
  *country = g_strdup (velo_customer_get_country (customer));
  return TRUE;
}

/* Time alone makes nothing uninsurable: what runs out stays open, and is told apart by its last day. */
static gboolean
is_taken_by_none (const char *reason)
{
  return g_str_equal (reason, "price") || g_str_equal (reason, "used") || g_str_equal (reason, "no-tariff");
}

/* What no tariff takes is not open; it is again as soon as what spoke against it is corrected. */
static gboolean
put_openness (VeloConnection *connection,
              VeloStoreJob   *job,
              VeloVehicle    *vehicle,
              const char     *reason,
              GError        **error)
{
  const char *id = velo_vehicle_get_id (vehicle);
  gboolean none = is_taken_by_none (reason);
  VeloInsuranceState state = velo_vehicle_get_state (vehicle);

  if (state != (none ? VELO_INSURANCE_STATE_OPEN : VELO_INSURANCE_STATE_UNINSURABLE))
    return TRUE;
  velo_store_job_add_change (job, "vehicles", id);
  return velo_connection_run (connection, error,
                              "UPDATE vehicles SET state = ?2 WHERE id = ?1 AND insurable = 1"
                              " AND NOT EXISTS (SELECT 1 FROM invoices i WHERE i.id = vehicles.invoice_id"
                              "   AND i.is_reversal = 1)",
                              "tt", id, none ? "uninsurable" : "open");
}

/*
 * velo_store_put_last_day:
 * @vehicle_id: a stored vehicle
 * @is_new: (out) (optional): whether another day, or another reason for none, stands there now
 *
 * Works out the last day of a stored vehicle anew, and whether any tariff takes it.
 *
 * Returns: whether it succeeded
 */
gboolean
velo_store_put_last_day (VeloConnection *connection,
                         VeloStoreJob   *job,
                         const char     *vehicle_id,
                         gboolean       *is_new,
                         GError        **error)
{
  VeloStoreRule *rule = job->store == NULL ? NULL : *velo_store_get_rule (job->store);
  g_autoptr(VeloVehicle) vehicle = velo_store_read_vehicle_alone (connection, vehicle_id, error);
  g_autoptr(GDate) last_day = NULL;
  g_autofree char *country = NULL;
  g_autofree char *day = NULL;
  const char *reason = "";

  if (vehicle == NULL
      || !read_country (connection, velo_vehicle_get_customer_id (vehicle), &country, error)
      || (rule == NULL && !velo_store_rule_forget (connection, error)))
    return FALSE;
  if (rule == NULL)
    last_day = apply_plain_rule (vehicle, country, &reason);
  else
    last_day = rule->func (vehicle, country, &reason, rule->data);
  if (velo_rules_is_too_dear (vehicle))
    {
      g_clear_pointer (&last_day, g_date_free);
      reason = "price";
    }
  day = velo_store_dup_day (last_day);
  if (!velo_connection_run (connection, error,
                            "UPDATE vehicles SET last_day = ?2, last_day_reason = ?3"
                            " WHERE id = ?1 AND (last_day IS DISTINCT FROM ?2 OR last_day_reason <> ?3)",
                            "tnt", vehicle_id, day, reason))
    return FALSE;
  if (is_new != NULL)
    *is_new = velo_connection_get_n_changed (connection) > 0;
  return put_openness (connection, job, vehicle, reason, error);
}

#define FROM \
  "FROM vehicles v LEFT JOIN invoices i ON i.id = v.invoice_id" \
  " LEFT JOIN customers c ON c.id = v.customer_id "

/* One of it */

static gboolean
get_item_func (VeloConnection *connection,
               VeloStoreJob   *job,
               GError        **error)
{
  g_autoptr(GPtrArray) items = NULL;

  if (!velo_store_query_items (connection, job, error, FROM VELO_STORE_ITEMS_ASIDE "WHERE v.id = ?1 LIMIT 1", "t",
                               job->id))
    return FALSE;
  items = g_steal_pointer (&job->result);
  if (items->len == 0)
    return velo_store_set_error (error, VELO_STORE_ERROR_NOT_FOUND, "there is no such vehicle");
  velo_store_job_take_result (job, g_object_ref (g_ptr_array_index (items, 0)), g_object_unref);
  return TRUE;
}

/**
 * velo_store_get_item_async:
 * @self: a store
 * @vehicle_id: a vehicle
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Reads what a list shows of one vehicle.
 *
 * Fails with %VELO_STORE_ERROR_NOT_FOUND or another #VeloStoreError.
 */
void
velo_store_get_item_async (VeloStore           *self,
                           const char          *vehicle_id,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (vehicle_id != NULL);

  job = velo_store_job_new (get_item_func);
  job->id = g_strdup (vehicle_id);
  velo_store_start (self, VELO_DATABASE_READ, job, velo_store_get_item_async, cancellable, callback, user_data);
}

/**
 * velo_store_get_item_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full): the vehicle as a list shows it
 */
VeloSaleItem *
velo_store_get_item_finish (VeloStore     *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  return velo_store_finish_result (self, result, velo_store_get_item_async, error);
}

/* Letters */

static gboolean
note_letter_func (VeloConnection *connection,
                  VeloStoreJob   *job,
                  GError        **error)
{
  if (!velo_connection_run (connection, error,
                            "UPDATE vehicles SET letter_at = ?2, n_letters = n_letters + 1"
                            " WHERE id = ?1", "tl", job->id, velo_time_now ()))
    return FALSE;
  if (velo_connection_get_n_changed (connection) == 0)
    return velo_store_set_error (error, VELO_STORE_ERROR_NOT_FOUND, "there is no such vehicle");
  velo_store_job_add_change (job, "vehicles", job->id);
  return velo_store_note (connection, job, "letter-sent", job->id, NULL, job->text, error);
}

/**
 * velo_store_note_letter_async:
 * @self: a store
 * @vehicle_id: the vehicle that it was about
 * @kind: how it went out, one word: "letter", "mail" ...
 * @who: (nullable): the employee, for the journal
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Notes that the customer was written to. The letter itself is a document of
 * the vehicle.
 *
 * Fails with %VELO_STORE_ERROR_NOT_FOUND or another #VeloStoreError.
 */
void
velo_store_note_letter_async (VeloStore           *self,
                              const char          *vehicle_id,
                              const char          *kind,
                              const char          *who,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (vehicle_id != NULL);
  g_return_if_fail (kind != NULL);

  job = velo_store_job_new (note_letter_func);
  job->id = g_strdup (vehicle_id);
  job->text = g_strdup (kind);
  job->who = g_strdup (who);
  velo_store_start (self, VELO_DATABASE_WRITE, job, velo_store_note_letter_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_note_letter_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: whether it is stored
 */
gboolean
velo_store_note_letter_finish (VeloStore     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return velo_store_finish (self, result, velo_store_note_letter_async, error);
}
