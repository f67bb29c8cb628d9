/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of employees. */

#define G_LOG_DOMAIN "velo-store-employees"

#include "config.h"

#include "velo-store-employees.h"

#include "velo-store-private.h"
#include "velo-text.h"

gboolean
velo_store_create_employees (VeloConnection *connection,
                             GError        **error)
{
  return velo_connection_execute (connection,
    "CREATE TABLE employees ("
    "  id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),"
    "  name TEXT NOT NULL CHECK (name <> ''),"
    "  sort TEXT NOT NULL,"
    "  retired INTEGER NOT NULL CHECK (retired IN (0, 1)),"
    "  record TEXT NOT NULL CHECK (record <> '')"
    ") STRICT;",
    error);
}

static gboolean
save_employee_func (VeloConnection *connection,
                    VeloStoreJob   *job,
                    GError        **error)
{
  VeloEmployee *employee = job->record;
  g_autofree char *record = velo_record_to_text (employee);
  g_autofree char *sort = velo_text_fold (velo_employee_get_name (employee));

  velo_store_job_add_change (job, "employees", velo_employee_get_id (employee));
  return velo_connection_run (connection, error,
                              "INSERT INTO employees (id, name, sort, retired, record)"
                              " VALUES (?1, ?2, ?3, ?4, ?5)"
                              " ON CONFLICT (id) DO UPDATE SET name = excluded.name,"
                              " sort = excluded.sort, retired = excluded.retired,"
                              " record = excluded.record", "tttit",
                              velo_employee_get_id (employee), velo_employee_get_name (employee),
                              sort, velo_employee_get_retired (employee) ? 1 : 0, record)
    && velo_store_note (connection, job, "employee-saved", NULL, NULL,
                        velo_employee_get_name (employee), error);
}

/**
 * velo_store_save_employee_async:
 * @self: a store
 * @employee: the employee; given an id if it has none
 * @who: (nullable): who saves, for the journal
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Adds an employee or replaces what is stored.
 *
 * Fails with %VELO_STORE_ERROR_INVALID if the name is empty.
 */
void
velo_store_save_employee_async (VeloStore           *self,
                                VeloEmployee        *employee,
                                const char          *who,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (VELO_IS_EMPLOYEE (employee));

  if (velo_text_is_empty (velo_employee_get_id (employee)))
    {
      g_autofree char *id = velo_record_new_id ();

      velo_employee_set_id (employee, id);
    }
  job = velo_store_job_new (save_employee_func);
  job->record = velo_record_copy (employee);
  job->who = g_strdup (who);
  velo_store_start (self, VELO_DATABASE_WRITE, job, velo_store_save_employee_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_save_employee_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: whether it is stored
 */
gboolean
velo_store_save_employee_finish (VeloStore     *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return velo_store_finish (self, result, velo_store_save_employee_async, error);
}

static gboolean
get_employee_func (VeloConnection *connection,
                   VeloStoreJob   *job,
                   GError        **error)
{
  velo_store_job_take_result (job,
                              velo_store_query_record (connection, VELO_TYPE_EMPLOYEE, error,
                                                       "SELECT record FROM employees WHERE id = ?1",
                                                       job->id),
                              g_object_unref);
  return job->result != NULL;
}

/**
 * velo_store_get_employee_async:
 * @self: a store
 * @id: the employee
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Reads an employee.
 *
 * Fails with %VELO_STORE_ERROR_NOT_FOUND or another #VeloStoreError.
 */
void
velo_store_get_employee_async (VeloStore           *self,
                               const char          *id,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (id != NULL);

  job = velo_store_job_new (get_employee_func);
  job->id = g_strdup (id);
  velo_store_start (self, VELO_DATABASE_READ, job, velo_store_get_employee_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_get_employee_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full): the employee
 */
VeloEmployee *
velo_store_get_employee_finish (VeloStore     *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return velo_store_finish_result (self, result, velo_store_get_employee_async, error);
}

static gboolean
list_employees_func (VeloConnection *connection,
                     VeloStoreJob   *job,
                     GError        **error)
{
  return velo_store_query_records (connection, job, VELO_TYPE_EMPLOYEE, error,
                                   "SELECT record FROM employees WHERE retired = 0 OR ?1 = 1"
                                   " ORDER BY sort, id", "l", job->number);
}

/**
 * velo_store_list_employees_async:
 * @self: a store
 * @with_retired: whether to list those who are kept for old sales only
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Lists the employees by name.
 */
void
velo_store_list_employees_async (VeloStore           *self,
                                 gboolean             with_retired,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));

  job = velo_store_job_new (list_employees_func);
  job->number = with_retired ? 1 : 0;
  velo_store_start (self, VELO_DATABASE_READ, job, velo_store_list_employees_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_list_employees_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer container) (element-type VeloEmployee): the employees
 */
GPtrArray *
velo_store_list_employees_finish (VeloStore     *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  return velo_store_finish_result (self, result, velo_store_list_employees_async, error);
}
