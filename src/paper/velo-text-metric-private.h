/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint  velo_text_metric_overflow (const char *text,
                                  double      size_pt,
                                  double      width_pt,
                                  guint       n_lines);

G_END_DECLS
