/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void     velo_search_words_add      (GString     *words,
                                     const char  *text);
void     velo_search_words_add_key  (GString     *words,
                                     const char  *text);
char   **velo_search_words_parse    (const char  *text);
gboolean velo_search_words_match    (const char  *words,
                                     char       **wanted);
char    *velo_search_words_order    (const char  *text);

G_END_DECLS
