/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between values of the model and columns. */

#define G_LOG_DOMAIN "velo-store"

#include "config.h"

#include "velo-store-private.h"

#include "velo-date.h"
#include "velo-record.h"

/*
 * velo_store_nick:
 *
 * Returns: (transfer none): the name of a value of an enumeration, as stored
 */
const char *
velo_store_nick (GType type,
                 int   value)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (type);
  GEnumValue *entry = g_enum_get_value (klass, value);

  return entry == NULL ? "" : entry->value_nick;
}

/*
 * velo_store_value:
 *
 * Returns: the value of that name, the first of the enumeration if there is none
 */
int
velo_store_value (GType       type,
                  const char *nick)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (type);
  GEnumValue *entry = g_enum_get_value_by_nick (klass, nick);

  return entry == NULL ? klass->values[0].value : entry->value;
}

/*
 * velo_store_dup_day:
 *
 * Returns: (transfer full) (nullable): the date as YYYY-MM-DD
 */
char *
velo_store_dup_day (const GDate *date)
{
  return date == NULL ? NULL : velo_date_format_iso (date);
}

/*
 * velo_store_read_state:
 * @column: of the state of a vehicle
 * @ended_column: of the day on which its contract ended or will end
 *
 * Returns: the state today
 */
VeloInsuranceState
velo_store_read_state (VeloStatement *statement,
                       int            column,
                       int            ended_column)
{
  VeloInsuranceState state = velo_store_value (VELO_TYPE_INSURANCE_STATE, velo_statement_get_text (statement, column));
  g_autoptr(GDate) ended = NULL;
  g_autoptr(GDate) today = NULL;

  if (state != VELO_INSURANCE_STATE_INSURED || velo_statement_is_null (statement, ended_column))
    return state;
  ended = velo_date_parse_iso (velo_statement_get_text (statement, ended_column));
  today = velo_date_today ();
  return ended != NULL && velo_date_compare (ended, today) <= 0 ? VELO_INSURANCE_STATE_ENDED : state;
}

/*
 * velo_store_load_record:
 *
 * Returns: (transfer full): the record that @text holds, or %NULL with %VELO_STORE_ERROR_CORRUPT
 */
gpointer
velo_store_load_record (GType        type,
                        const char  *text,
                        GError     **error)
{
  g_autoptr(GObject) record = g_object_new (type, NULL);
  g_autoptr(GError) local_error = NULL;

  if (velo_record_load_text (record, text, &local_error))
    return g_steal_pointer (&record);
  g_set_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CORRUPT, "a stored record is damaged: %s",
               local_error->message);
  return NULL;
}

/*
 * velo_store_query_record:
 * @sql: selects one column with a record, by ?1
 *
 * Returns: (transfer full): the record, or %NULL with %VELO_STORE_ERROR_NOT_FOUND
 */
gpointer
velo_store_query_record (VeloConnection  *connection,
                         GType            type,
                         GError         **error,
                         const char      *sql,
                         const char      *id)
{
  g_autoptr(VeloStatement) statement = velo_connection_query (connection, error, sql, "t", id);
  gboolean has_row = FALSE;

  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return NULL;
  if (has_row)
    return velo_store_load_record (type, velo_statement_get_text (statement, 0), error);
  velo_store_set_error (error, VELO_STORE_ERROR_NOT_FOUND, "there is no such row");
  return NULL;
}

/*
 * velo_store_query_records:
 * @sql: selects one column with records
 * @types: as for velo_statement_bind()
 *
 * Makes a #GPtrArray of records the result of @job.
 *
 * Returns: whether it succeeded
 */
gboolean
velo_store_query_records (VeloConnection *connection,
                          VeloStoreJob   *job,
                          GType           type,
                          GError        **error,
                          const char     *sql,
                          const char     *types,
                          ...)
{
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(VeloStatement) statement = velo_connection_prepare (connection, sql, error);
  gboolean has_row = TRUE;
  va_list values;

  if (statement == NULL)
    return FALSE;
  va_start (values, types);
  velo_statement_bind_va (statement, types, values);
  va_end (values);
  while (velo_statement_step (statement, &has_row, error))
    {
      gpointer record = NULL;

      if (!has_row)
        {
          velo_store_job_take_result (job, g_steal_pointer (&records),
                                      (GDestroyNotify) g_ptr_array_unref);
          return TRUE;
        }
      record = velo_store_load_record (type, velo_statement_get_text (statement, 0), error);
      if (record == NULL)
        return FALSE;
      g_ptr_array_add (records, record);
    }
  return FALSE;
}
