/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VELO_SHARE_WHOLE:
 *
 * All of something, in 1/10000 (permyriad): 19 % is 1900.
 */
#define VELO_SHARE_WHOLE 10000

gint64 velo_share_scale (gint64 cents,
                         gint64 numerator,
                         gint64 denominator);
gint64 velo_share_of    (gint64 cents,
                         int    permyriad);

G_END_DECLS
