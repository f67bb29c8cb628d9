/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Full-text search, which only SQLite knows in this way: rows by the beginnings of their words. */

#define G_LOG_DOMAIN "velo-search"

#include "config.h"

#include "velo-search.h"

#include <string.h>

/*
 * FTS5 without a copy of the text, without positions and sizes; every word is found by its
 * beginning, the beginnings of up to eight letters have lists of their own. Measured with a million
 * rows: the broadest word 70 ms, one that means something below 1 ms, 210 MB of index.
 */
#define OPTIONS \
  "detail=none, columnsize=0, prefix='1 2 3 4 5 6 7 8', tokenize='unicode61 remove_diacritics 2'"

/**
 * velo_search_create:
 * @connection: a connection, in a transaction that writes
 * @search: the index
 * @error: return location for a #VeloDatabaseError or %G_IO_ERROR_CANCELLED
 *
 * Makes an index of what the table holds now; one that is there is made anew.
 *
 * Returns: whether it succeeded
 */
gboolean
velo_search_create (VeloConnection    *connection,
                    const VeloSearch  *search,
                    GError           **error)
{
  g_autofree char *sql = NULL;

  sql = g_strdup_printf ("DROP TABLE IF EXISTS %s;"
                         "CREATE VIRTUAL TABLE %s USING fts5 (%s, content='%s',"
                         " content_rowid='%s', " OPTIONS ")", search->name, search->name,
                         search->column, search->table, search->key);
  return velo_connection_execute (connection, sql, error)
    && velo_search_rebuild (connection, search, error);
}

/**
 * velo_search_exists:
 * @connection: a connection
 * @search: the index
 * @exists: (out): whether it is there
 * @error: return location for a #VeloDatabaseError
 *
 * Returns: whether it could be looked for
 */
gboolean
velo_search_exists (VeloConnection    *connection,
                    const VeloSearch  *search,
                    gboolean          *exists,
                    GError           **error)
{
  gint64 n_found = 0;

  if (!velo_connection_query_int64 (connection, &n_found, error,
                                    "SELECT count (*) FROM sqlite_master WHERE name = ?1", "t",
                                    search->name))
    return FALSE;
  *exists = n_found > 0;
  return TRUE;
}

/**
 * velo_search_rebuild:
 * @connection: a connection, in a transaction that writes
 * @search: the index
 * @error: return location for a #VeloDatabaseError or %G_IO_ERROR_CANCELLED
 *
 * Makes the content of the index anew from the table.
 *
 * Returns: whether it succeeded
 */
gboolean
velo_search_rebuild (VeloConnection    *connection,
                     const VeloSearch  *search,
                     GError           **error)
{
  g_autofree char *sql = NULL;

  sql = g_strdup_printf ("INSERT INTO %s (%s) VALUES ('rebuild')", search->name, search->name);
  return velo_connection_execute (connection, sql, error);
}

/**
 * velo_search_add:
 * @connection: a connection, in a transaction that writes
 * @search: the index
 * @key: of the row
 * @words: its words
 * @error: return location for a #VeloDatabaseError
 *
 * Returns: whether it succeeded
 */
gboolean
velo_search_add (VeloConnection    *connection,
                 const VeloSearch  *search,
                 gint64             key,
                 const char        *words,
                 GError           **error)
{
  g_autofree char *sql = NULL;

  sql = g_strdup_printf ("INSERT INTO %s (rowid, %s) VALUES (?1, ?2)", search->name,
                         search->column);
  return velo_connection_run (connection, error, sql, "lt", key, words);
}

/**
 * velo_search_remove:
 * @connection: a connection, in a transaction that writes
 * @search: the index
 * @key: of the row
 * @words: its words, exactly as they were added
 * @error: return location for a #VeloDatabaseError
 *
 * Returns: whether it succeeded
 */
gboolean
velo_search_remove (VeloConnection    *connection,
                    const VeloSearch  *search,
                    gint64             key,
                    const char        *words,
                    GError           **error)
{
  g_autofree char *sql = NULL;

  sql = g_strdup_printf ("INSERT INTO %s (%s, rowid, %s) VALUES ('delete', ?1, ?2)", search->name,
                         search->name, search->column);
  return velo_connection_run (connection, error, sql, "lt", key, words);
}

/* "word"* : one word, whatever was asked for; a sign would make a phrase of it, or a command */
static void
append_word (GString    *expression,
             const char *word)
{
  g_string_append_c (expression, '"');
  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (expression, g_utf8_get_char (p));
  g_string_append (expression, "\"*");
}

/**
 * velo_search_match:
 * @connection: a connection
 * @search: the index
 * @words: beginnings of words that must all occur, at least one; several forms of one word are
 *   separated by a blank, and one of them is enough
 * @error: return location for a #VeloDatabaseError
 *
 * Returns: (transfer full): a statement whose rows have the keys, in their order
 */
VeloStatement *
velo_search_match (VeloConnection    *connection,
                   const VeloSearch  *search,
                   char             **words,
                   GError           **error)
{
  g_autoptr(GString) expression = g_string_new (NULL);
  g_autofree char *sql = NULL;

  g_return_val_if_fail (words != NULL && words[0] != NULL, NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto(GStrv) forms = g_strsplit (words[i], " ", -1);

      g_string_append (expression, i == 0 ? "(" : " AND (");
      for (guint j = 0; forms[j] != NULL; j++)
        {
          if (j > 0)
            g_string_append (expression, " OR ");
          append_word (expression, forms[j]);
        }
      g_string_append_c (expression, ')');
    }
  sql = g_strdup_printf ("SELECT rowid FROM %s WHERE %s MATCH ?1", search->name, search->name);
  return velo_connection_query (connection, error, sql, "t", expression->str);
}
