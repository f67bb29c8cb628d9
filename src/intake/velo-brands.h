/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *velo_brands_find (const char *const *words, guint n_words, guint *n_matched);

G_END_DECLS
