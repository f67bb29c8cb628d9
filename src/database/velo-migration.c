/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes an older file to the present version: all steps or none, with a copy before. */

#define G_LOG_DOMAIN "velo-migration"

#include "config.h"

#include "velo-connection-private.h"

#include "velo-date.h"

/* Time and a counter, so that two programs that start together do not meet. */
static char *
make_copy_path (VeloConnection *self,
                gint64          version)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%dT%H%M%S");
  g_autofree char *path = NULL;
  guint i = 0;

  do
    {
      g_free (path);
      path = g_strdup_printf ("%s.version-%" G_GINT64_FORMAT "-%s-%u", self->path, version,
                              stamp, i++);
    }
  while (g_file_test (path, G_FILE_TEST_EXISTS));
  return g_steal_pointer (&path);
}

static gboolean
check_references (VeloConnection *self,
                  GError        **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = velo_connection_query (self, error, "PRAGMA foreign_key_check", NULL);
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  g_set_error (error, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_CORRUPT,
               "a row of %s refers to nothing", velo_statement_get_text (statement, 0));
  return FALSE;
}

static gboolean
migrate_from (VeloConnection           *self,
              const VeloDatabaseSchema *schema,
              gint64                    version,
              GError                  **error)
{
  g_autofree char *mark = NULL;

  for (guint i = (guint) version; i < schema->n_migrations; i++)
    if (!schema->migrations[i] (self, error))
      {
        g_prefix_error (error, "migration to version %u: ", i + 1);
        return FALSE;
      }
  mark = g_strdup_printf ("PRAGMA user_version=%u; PRAGMA application_id=%u",
                          schema->n_migrations, schema->application_id);
  return check_references (self, error) && velo_connection_execute (self, mark, error);
}

/*
 * velo_connection_migrate:
 * @keep_copy: whether the older file is kept beside it
 *
 * Brings the tables to the version of @schema. Another process may do the same at this
 * moment: what counts is the version seen inside the transaction.
 *
 * Returns: whether it succeeded; if not, the file is as it was
 */
gboolean
velo_connection_migrate (VeloConnection           *self,
                         const VeloDatabaseSchema *schema,
                         gboolean                  keep_copy,
                         GError                  **error)
{
  gint64 version = 0;
  g_autofree char *copy = NULL;

  if (!velo_connection_query_int64 (self, &version, error, "PRAGMA user_version", NULL))
    return FALSE;
  if (version == schema->n_migrations)
    return TRUE;
  if (version > 0 && keep_copy)
    {
      copy = make_copy_path (self, version);
      if (!velo_connection_vacuum_into (self, copy, error))
        {
          g_prefix_error (error, "copy before the migration: ");
          return FALSE;
        }
    }
  if (!velo_connection_execute (self, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (velo_connection_query_int64 (self, &version, error, "PRAGMA user_version", NULL)
      && (version >= schema->n_migrations || migrate_from (self, schema, version, error))
      && velo_connection_execute (self, "COMMIT", error))
    return TRUE;
  velo_connection_execute (self, "ROLLBACK", NULL);
  return FALSE;
}
