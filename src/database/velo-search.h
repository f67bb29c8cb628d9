/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-connection.h"

G_BEGIN_DECLS

/**
 * VeloSearch:
 * @name: of the index
 * @table: the table whose rows are found
 * @key: its integer key
 * @column: its column of words, separated by blanks: letters and digits only
 *
 * An index of the words of a table. The table is the truth: whoever changes it
 * calls velo_search_add() and velo_search_remove() in the same transaction.
 */
typedef struct
{
  const char *name;
  const char *table;
  const char *key;
  const char *column;
} VeloSearch;

gboolean       velo_search_create   (VeloConnection      *connection,
                                     const VeloSearch    *search,
                                     GError             **error);
gboolean       velo_search_exists   (VeloConnection      *connection,
                                     const VeloSearch    *search,
                                     gboolean            *exists,
                                     GError             **error);
gboolean       velo_search_rebuild  (VeloConnection      *connection,
                                     const VeloSearch    *search,
                                     GError             **error);
gboolean       velo_search_add      (VeloConnection      *connection,
                                     const VeloSearch    *search,
                                     gint64               key,
                                     const char          *words,
                                     GError             **error);
gboolean       velo_search_remove   (VeloConnection      *connection,
                                     const VeloSearch    *search,
                                     gint64               key,
                                     const char          *words,
                                     GError             **error);
VeloStatement *velo_search_match    (VeloConnection      *connection,
                                     const VeloSearch    *search,
                                     char               **words,
                                     GError             **error);

G_END_DECLS
