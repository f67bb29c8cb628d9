/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char    *velo_words_fold (const char *text);
char   **velo_words_split (const char *text);
gboolean velo_words_is (const char *word, const char *const *list);
gboolean velo_words_ends (const char *word, const char *const *list);
gboolean velo_words_starts (const char *word, const char *const *list);
gboolean velo_words_any_is (char **words, const char *const *list);
gboolean velo_words_any_ends (char **words, const char *const *list);

G_END_DECLS
