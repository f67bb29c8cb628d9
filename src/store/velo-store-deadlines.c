/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Until when a vehicle can be insured, by the rules of the tariffs, and the letters that were sent about it. */

#define G_LOG_DOMAIN "velo-store-deadlines"

#include "config.h"

#include "velo-store-deadlines.h"

#include "velo-date.h"
#include "velo-rules.h"
#include "velo-store-private.h"
#include "velo-text.h"

#define STAMP_KEY "last-day-rule"
#define VEHICLES_EACH 250

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

/* The rule */

struct _VeloStoreRule
{
  VeloLastDayFunc func;
  gpointer data;            /* (owned) */
  GDestroyNotify free_data; /* (nullable) */
};

void
velo_store_rule_free (VeloStoreRule *rule)
{
  if (rule->free_data != NULL)
    rule->free_data (rule->data);
  g_free (rule);
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

/* What is worked out before the tariffs are known is worked out once more as soon as they are. */
static gboolean
forget_stamp (VeloConnection  *connection,
              GError         **error)
{
  return velo_connection_run (connection, error, "DELETE FROM cache WHERE key = ?1", "t", STAMP_KEY);
}

/*
 * velo_store_put_last_day:
 *
 * Works out the last day of a stored vehicle anew, and whether any tariff takes it.
 *
 * Returns: whether it succeeded
 */
gboolean
velo_store_put_last_day (VeloConnection *connection,
                         VeloStoreJob   *job,
                         const char     *vehicle_id,
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
      || (rule == NULL && !forget_stamp (connection, error)))
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
  return velo_connection_run (connection, error,
                              "UPDATE vehicles SET last_day = ?2, last_day_reason = ?3"
                              " WHERE id = ?1 AND (last_day IS DISTINCT FROM ?2 OR last_day_reason <> ?3)",
                              "tnt", vehicle_id, day, reason)
    && put_openness (connection, job, vehicle, reason, error);
}

typedef struct
{
  char *stamp;         /* (owned) */
  VeloStoreRule *rule; /* (owned) (nullable): until the worker has it */
  char *last_id;       /* (owned): of the last vehicle that is done */
} RuleRun;

static void
free_rule_run (gpointer user_data)
{
  RuleRun *run = user_data;

  g_clear_pointer (&run->rule, velo_store_rule_free);
  g_free (run->stamp);
  g_free (run->last_id);
  g_free (run);
}

/* The result is a flag: whether every vehicle was looked at with this rule before. */
static gboolean
set_rule_func (VeloConnection *connection,
               VeloStoreJob   *job,
               GError        **error)
{
  VeloStoreRule **rule = velo_store_get_rule (job->store);
  RuleRun *run = job->data;

  g_clear_pointer (rule, velo_store_rule_free);
  *rule = g_steal_pointer (&run->rule);
  return velo_connection_query_int64 (connection, &job->result_number, error,
                                      "SELECT count (*) FROM cache WHERE key = ?1 AND text = ?2",
                                      "tt", STAMP_KEY, run->stamp);
}

static GPtrArray *
list_next_vehicles (VeloConnection *connection,
                    const char     *last_id,
                    GError        **error)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = TRUE;

  statement = velo_connection_query (connection, error,
                                     "SELECT id FROM vehicles WHERE id > ?1 ORDER BY id LIMIT ?2",
                                     "ti", last_id, VEHICLES_EACH);
  while (statement != NULL && velo_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&ids);
      g_ptr_array_add (ids, g_strdup (velo_statement_get_text (statement, 0)));
    }
  return NULL;
}

static gboolean
apply_rule_func (VeloConnection *connection,
                 VeloStoreJob   *job,
                 GError        **error)
{
  RuleRun *run = job->data;
  g_autoptr(GPtrArray) ids = list_next_vehicles (connection, run->last_id, error);

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!velo_store_put_last_day (connection, job, g_ptr_array_index (ids, i), error)
        || !velo_store_put_due (connection, g_ptr_array_index (ids, i), error))
      return FALSE;
  job->result_number = ids->len;
  if (ids->len > 0)
    {
      job->result_text = g_strdup (g_ptr_array_index (ids, ids->len - 1));
      return TRUE;
    }
  velo_store_job_add_change (job, "vehicles", "");
  return velo_connection_run (connection, error,
                              "INSERT INTO cache (key, text, stored_at) VALUES (?1, ?2, ?3)"
                              " ON CONFLICT (key) DO UPDATE SET text = excluded.text,"
                              " stored_at = excluded.stored_at", "ttl", STAMP_KEY, run->stamp,
                              velo_time_now ());
}

static void rule_applied_cb (GObject      *source,
                             GAsyncResult *result,
                             gpointer      user_data);

/* A few hundred at a time, so that nobody waits for it. */
static void
apply_to_next (GTask *task)
{
  VeloStoreJob *job = velo_store_job_new (apply_rule_func);

  job->data = g_task_get_task_data (task);
  velo_store_start (g_task_get_source_object (task), VELO_DATABASE_WRITE, job, apply_to_next,
                    g_task_get_cancellable (task), rule_applied_cb, task);
}

static void
rule_applied_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GTask *task = user_data;
  RuleRun *run = g_task_get_task_data (task);
  GError *error = NULL;

  if (!velo_store_finish (VELO_STORE (source), result, apply_to_next, &error))
    g_task_return_error (task, error);
  else if (velo_store_get_job (result)->result_number == 0)
    g_task_return_boolean (task, TRUE);
  else
    {
      g_free (run->last_id);
      run->last_id = g_strdup (velo_store_get_job (result)->result_text);
      apply_to_next (task);
      return;
    }
  g_object_unref (task);
}

static void
rule_set_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (!velo_store_finish (VELO_STORE (source), result, set_rule_func, &error))
    g_task_return_error (task, error);
  else if (velo_store_get_job (result)->result_number > 0)
    g_task_return_boolean (task, TRUE);
  else
    {
      apply_to_next (task);
      return;
    }
  g_object_unref (task);
}

/**
 * velo_store_set_last_day_rule_async:
 * @self: a store
 * @stamp: tells this rule from others: version or checksum of the tariffs
 * @func: the rule
 * @data: (nullable): for @func
 * @free_data: (nullable): frees @data, in any thread
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * From now on works out the last day of every vehicle that is stored by
 * @func. If the vehicles in store were not worked out by the rule with this
 * @stamp yet, does so for them, a few hundred at a time; what is interrupted
 * starts again the next time.
 */
void
velo_store_set_last_day_rule_async (VeloStore           *self,
                                    const char          *stamp,
                                    VeloLastDayFunc      func,
                                    gpointer             data,
                                    GDestroyNotify       free_data,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  GTask *task = NULL;
  VeloStoreJob *job = NULL;
  RuleRun *run = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (stamp != NULL);
  g_return_if_fail (func != NULL);

  run = g_new0 (RuleRun, 1);
  run->stamp = g_strdup (stamp);
  run->last_id = g_strdup ("");
  run->rule = g_new0 (VeloStoreRule, 1);
  run->rule->func = func;
  run->rule->data = data;
  run->rule->free_data = free_data;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_store_set_last_day_rule_async);
  g_task_set_task_data (task, run, free_rule_run);
  g_task_set_check_cancellable (task, FALSE);
  job = velo_store_job_new (set_rule_func);
  job->data = run;
  velo_store_start (self, VELO_DATABASE_READ, job, set_rule_func, cancellable, rule_set_cb, task);
}

/**
 * velo_store_set_last_day_rule_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: whether the last day of every vehicle is by this rule
 */
gboolean
velo_store_set_last_day_rule_finish (VeloStore     *self,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  return velo_store_finish (self, result, velo_store_set_last_day_rule_async, error);
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
