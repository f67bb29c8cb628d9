/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goes through all vehicles with a new rule for last days, in small steps and behind everything else. */

#define G_LOG_DOMAIN "velo-store-rule"

#include "config.h"

#include "velo-store-rule-private.h"

#include "velo-date.h"

/* Of the rule that all vehicles were worked out by. */
#define STAMP_KEY "last-day-rule"
/* Of the rule that is being gone through with, and behind it the last vehicle that is done. */
#define PLACE_KEY "last-day-rule-place"
#define VEHICLES_EACH 250
#define MOST_PAUSES 20

void
velo_store_rule_free (VeloStoreRule *rule)
{
  if (rule->free_data != NULL)
    rule->free_data (rule->data);
  g_free (rule);
}

/*
 * velo_store_rule_forget:
 *
 * What is worked out before the tariffs are known is worked out once more as soon as they are.
 *
 * Returns: whether it succeeded
 */
gboolean
velo_store_rule_forget (VeloConnection *connection,
                        GError        **error)
{
  return velo_connection_run (connection, error, "DELETE FROM cache WHERE key IN (?1, ?2)", "tt", STAMP_KEY,
                              PLACE_KEY);
}

typedef struct
{
  char *stamp;         /* (owned) */
  VeloStoreRule *rule; /* (owned) (nullable): until the worker has it */
  char *last_id;       /* (owned): of the last vehicle that is done */
  guint n_started;     /* jobs of the store, this one's last step included */
  guint n_pauses;      /* since that step */
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

/* The beginning */

/* Who was interrupted with this rule goes on behind the vehicle that was the last. */
static gboolean
find_place (VeloConnection *connection,
            VeloStoreJob   *job,
            const char     *stamp,
            GError        **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = velo_connection_query (connection, error,
                                     "SELECT substr (text, length (?2) + 2) FROM cache WHERE key = ?1"
                                     " AND substr (text, 1, length (?2) + 1) = ?2 || ' '", "tt", PLACE_KEY, stamp);
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return FALSE;
  job->result_text = g_strdup (has_row ? velo_statement_get_text (statement, 0) : "");
  return TRUE;
}

/* The result is a flag: whether every vehicle was looked at with this rule before; and a place to go on behind. */
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
                                      "tt", STAMP_KEY, run->stamp)
    && find_place (connection, job, run->stamp, error);
}

/* A step */

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
put_in_cache (VeloConnection *connection,
              const char     *key,
              const char     *text,
              GError        **error)
{
  return velo_connection_run (connection, error,
                              "INSERT INTO cache (key, text, stored_at) VALUES (?1, ?2, ?3)"
                              " ON CONFLICT (key) DO UPDATE SET text = excluded.text,"
                              " stored_at = excluded.stored_at", "ttl", key, text, velo_time_now ());
}

/* What stays as it was is not written again. */
static gboolean
apply_to_vehicle (VeloConnection *connection,
                  VeloStoreJob   *job,
                  const char     *id,
                  GError        **error)
{
  gboolean is_new = FALSE;

  return velo_store_put_last_day (connection, job, id, &is_new, error)
    && (!is_new || velo_store_put_due (connection, id, error));
}

/* From here on the vehicles are by two rules, and those by the one before are not all any more. */
static gboolean
put_place (VeloConnection *connection,
           RuleRun        *run,
           const char     *id,
           GError        **error)
{
  g_autofree char *place = g_strconcat (run->stamp, " ", id, NULL);

  return velo_store_rule_forget (connection, error) && put_in_cache (connection, PLACE_KEY, place, error);
}

/* The result is a flag: whether there may be more. */
static gboolean
apply_rule_func (VeloConnection *connection,
                 VeloStoreJob   *job,
                 GError        **error)
{
  RuleRun *run = job->data;
  g_autoptr(GPtrArray) ids = NULL;

  if ((*velo_store_get_rule (job->store))->run != run)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "another rule was set meanwhile");
      return FALSE;
    }
  ids = list_next_vehicles (connection, run->last_id, error);
  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!apply_to_vehicle (connection, job, g_ptr_array_index (ids, i), error))
      return FALSE;
  job->result_number = ids->len == VEHICLES_EACH;
  if (job->result_number)
    {
      job->result_text = g_strdup (g_ptr_array_index (ids, ids->len - 1));
      return put_place (connection, run, job->result_text, error);
    }
  velo_store_job_add_change (job, "vehicles", "");
  return velo_store_rule_forget (connection, error) && put_in_cache (connection, STAMP_KEY, run->stamp, error);
}

/* Step after step */

static void rule_applied_cb (GObject      *source,
                             GAsyncResult *result,
                             gpointer      user_data);
static void wait_for_others (GTask *task);

static void
apply_to_next (GTask *task)
{
  VeloStore *self = g_task_get_source_object (task);
  RuleRun *run = g_task_get_task_data (task);
  VeloStoreJob *job = velo_store_job_new (apply_rule_func);

  job->data = run;
  velo_store_start (self, VELO_DATABASE_WRITE, job, apply_to_next, g_task_get_cancellable (task), rule_applied_cb,
                    task);
  run->n_started = velo_store_get_n_started (self);
  run->n_pauses = 0;
}

/* Somebody works: his next question comes as soon as he has the answer to the last. */
static gboolean
is_somebody_working (GTask *task)
{
  RuleRun *run = g_task_get_task_data (task);
  guint n_started = velo_store_get_n_started (g_task_get_source_object (task));
  gboolean somebody = n_started != run->n_started;

  run->n_started = n_started;
  return somebody;
}

static gboolean
paused_cb (gpointer user_data)
{
  GTask *task = user_data;
  VeloStore *self = g_task_get_source_object (task);

  if (g_task_return_error_if_cancelled (task))
    g_object_unref (task);
  else if (velo_store_is_closed (self))
    {
      g_task_return_new_error (task, VELO_STORE_ERROR, VELO_STORE_ERROR_CLOSED, "the store is closed");
      g_object_unref (task);
    }
  else
    wait_for_others (task);
  return G_SOURCE_REMOVE;
}

static void
end_with (GSource      *pause,
          GCancellable *cancellable)
{
  g_autoptr(GSource) child = g_cancellable_source_new (cancellable);

  g_source_set_dummy_callback (child);
  g_source_add_child_source (pause, child);
}

/* The next step comes when nobody has asked for anything for a while; but it comes, though few of them, even if
 * somebody works all the time. */
static void
wait_for_others (GTask *task)
{
  VeloStore *self = g_task_get_source_object (task);
  RuleRun *run = g_task_get_task_data (task);
  g_autoptr(GSource) pause = NULL;

  if (!is_somebody_working (task) || run->n_pauses == MOST_PAUSES)
    {
      apply_to_next (task);
      return;
    }
  run->n_pauses++;
  pause = g_timeout_source_new (velo_store_get_patience (self));
  end_with (pause, velo_store_get_closing (self));
  if (g_task_get_cancellable (task) != NULL)
    end_with (pause, g_task_get_cancellable (task));
  g_task_attach_source (task, pause, paused_cb);
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
      wait_for_others (task);
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
  RuleRun *run = g_task_get_task_data (task);
  GError *error = NULL;

  if (!velo_store_finish (VELO_STORE (source), result, set_rule_func, &error))
    g_task_return_error (task, error);
  else if (velo_store_get_job (result)->result_number > 0)
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
 * @stamp yet, does so for them, a few hundred at a time and while nobody else
 * uses the store; what is interrupted is gone on with the next time.
 *
 * Fails with %G_IO_ERROR_CANCELLED if another rule is set meanwhile.
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
  run->rule->run = run;
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
