/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prepared statements: values in, rows out. */

#define G_LOG_DOMAIN "velo-statement"

#include "config.h"

#include "velo-statement-private.h"

struct _VeloStatement
{
  VeloConnection *connection; /* (borrowed) */
  sqlite3_stmt *stmt;         /* (owned) */
  int rc;                     /* first failure of a bind */
  gboolean is_kept;           /* prepared once for many times */
};

static void
note_rc (VeloStatement *self,
         int            rc)
{
  if (self->rc == SQLITE_OK)
    self->rc = rc;
}

/*
 * velo_statement_new:
 *
 * Returns: (transfer full): @stmt as ours
 */
VeloStatement *
velo_statement_new (VeloConnection *connection,
                    sqlite3_stmt   *stmt,
                    gboolean        is_kept)
{
  VeloStatement *self = g_new0 (VeloStatement, 1);

  self->connection = connection;
  self->stmt = stmt;
  self->is_kept = is_kept;
  return self;
}

/**
 * velo_statement_free:
 * @self: (transfer full): a statement
 *
 * Ends the statement.
 */
void
velo_statement_free (VeloStatement *self)
{
  g_return_if_fail (self != NULL);

  velo_connection_give_back (self->connection, self->stmt, self->is_kept);
  g_free (self);
}

/**
 * velo_statement_bind_text:
 * @self: a statement
 * @index: number of the parameter, from 1
 * @value: (nullable): the text, copied
 *
 * Gives a parameter its value. A failure shows in the next step.
 */
void
velo_statement_bind_text (VeloStatement *self,
                          int            index,
                          const char    *value)
{
  g_return_if_fail (self != NULL);

  if (value == NULL)
    note_rc (self, sqlite3_bind_null (self->stmt, index));
  else
    note_rc (self, sqlite3_bind_text (self->stmt, index, value, -1, SQLITE_TRANSIENT));
}

/**
 * velo_statement_bind_int64:
 * @self: a statement
 * @index: number of the parameter, from 1
 * @value: the number
 *
 * Gives a parameter its value. A failure shows in the next step.
 */
void
velo_statement_bind_int64 (VeloStatement *self,
                           int            index,
                           gint64         value)
{
  g_return_if_fail (self != NULL);

  note_rc (self, sqlite3_bind_int64 (self->stmt, index, value));
}

/* @value: (nullable) */
static void
bind_bytes (VeloStatement *self,
            int            index,
            GBytes        *value)
{
  gconstpointer data;
  gsize size = 0;

  if (value == NULL)
    {
      note_rc (self, sqlite3_bind_null (self->stmt, index));
      return;
    }
  data = g_bytes_get_data (value, &size);
  note_rc (self, sqlite3_bind_blob64 (self->stmt, index, size == 0 ? "" : data, size,
                                      SQLITE_TRANSIENT));
}

/**
 * velo_statement_bind_va:
 * @self: a statement
 * @types: (nullable): as for velo_statement_bind()
 * @values: the values
 *
 * Does what velo_statement_bind() does.
 */
void
velo_statement_bind_va (VeloStatement *self,
                        const char    *types,
                        va_list        values)
{
  for (int i = 1; types != NULL && types[i - 1] != '\0'; i++)
    {
      const char *text;

      switch (types[i - 1])
        {
        case 't':
          velo_statement_bind_text (self, i, va_arg (values, const char *));
          break;
        case 'n':
          text = va_arg (values, const char *);
          velo_statement_bind_text (self, i, text == NULL || *text == '\0' ? NULL : text);
          break;
        case 'i':
          velo_statement_bind_int64 (self, i, va_arg (values, int));
          break;
        case 'l':
          velo_statement_bind_int64 (self, i, va_arg (values, gint64));
          break;
        case 'b':
          bind_bytes (self, i, va_arg (values, GBytes *));
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

/**
 * velo_statement_bind:
 * @self: a statement
 * @types: (nullable): one letter for each parameter in order: t text (%NULL allowed),
 *   n text that is stored as NULL if empty, i `int`, l `gint64`, b #GBytes (%NULL allowed)
 * @...: the values
 *
 * Gives the parameters from ?1 on their values.
 */
void
velo_statement_bind (VeloStatement *self,
                     const char    *types,
                     ...)
{
  va_list values;

  g_return_if_fail (self != NULL);

  va_start (values, types);
  velo_statement_bind_va (self, types, values);
  va_end (values);
}

/**
 * velo_statement_bind_row:
 * @self: a statement
 * @other: a statement that has a row, also of another connection of this thread
 *
 * Gives the parameters from ?1 on the values of the columns of @other, of
 * whatever type they are. A failure shows in the next step.
 */
void
velo_statement_bind_row (VeloStatement *self,
                         VeloStatement *other)
{
  g_return_if_fail (self != NULL && other != NULL);

  for (int i = 0; i < sqlite3_data_count (other->stmt); i++)
    note_rc (self, sqlite3_bind_value (self->stmt, i + 1, sqlite3_column_value (other->stmt, i)));
}

/**
 * velo_statement_step:
 * @self: a statement
 * @has_row: (out): whether there is a row to read now
 * @error: return location for a #VeloDatabaseError or %G_IO_ERROR_CANCELLED
 *
 * Goes on to the next row.
 *
 * Returns: whether it succeeded
 */
gboolean
velo_statement_step (VeloStatement *self,
                     gboolean      *has_row,
                     GError       **error)
{
  int rc;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (has_row != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  *has_row = FALSE;
  g_assert (self->connection->thread == g_thread_self ());
  rc = self->rc != SQLITE_OK ? self->rc : sqlite3_step (self->stmt);
  if (rc == SQLITE_ROW)
    *has_row = TRUE;
  else if (rc != SQLITE_DONE)
    return velo_connection_set_error (self->connection, rc, error);
  return TRUE;
}

/**
 * velo_statement_run:
 * @self: a statement
 * @error: return location for a #VeloDatabaseError or %G_IO_ERROR_CANCELLED
 *
 * Runs a statement to its end, whatever rows it gives.
 *
 * Returns: whether it succeeded
 */
gboolean
velo_statement_run (VeloStatement *self,
                    GError       **error)
{
  gboolean has_row = TRUE;

  g_return_val_if_fail (self != NULL, FALSE);

  while (has_row)
    if (!velo_statement_step (self, &has_row, error))
      return FALSE;
  return TRUE;
}

/**
 * velo_statement_get_text:
 * @self: a statement that has a row
 * @column: number of the column, from 0
 *
 * Returns: (not nullable): the text until the next step, empty for NULL
 */
const char *
velo_statement_get_text (VeloStatement *self,
                         int            column)
{
  const unsigned char *text;

  g_return_val_if_fail (self != NULL, "");

  text = sqlite3_column_text (self->stmt, column);
  return text == NULL ? "" : (const char *) text;
}

/**
 * velo_statement_get_int64:
 * @self: a statement that has a row
 * @column: number of the column, from 0
 *
 * Returns: the number, 0 for NULL
 */
gint64
velo_statement_get_int64 (VeloStatement *self,
                          int            column)
{
  g_return_val_if_fail (self != NULL, 0);

  return sqlite3_column_int64 (self->stmt, column);
}

/**
 * velo_statement_dup_bytes:
 * @self: a statement that has a row
 * @column: number of the column, from 0
 *
 * Returns: (transfer full): the bytes, none for NULL
 */
GBytes *
velo_statement_dup_bytes (VeloStatement *self,
                          int            column)
{
  gconstpointer data;

  g_return_val_if_fail (self != NULL, NULL);

  data = sqlite3_column_blob (self->stmt, column);
  return g_bytes_new (data, (gsize) sqlite3_column_bytes (self->stmt, column));
}

/**
 * velo_statement_is_null:
 * @self: a statement that has a row
 * @column: number of the column, from 0
 *
 * Returns: whether the column is NULL
 */
gboolean
velo_statement_is_null (VeloStatement *self,
                        int            column)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return sqlite3_column_type (self->stmt, column) == SQLITE_NULL;
}
