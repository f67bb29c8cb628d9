/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void  velo_bench_write_files (const char *folder,
                              guint       first,
                              guint       n_files);
char *velo_bench_dup_file    (const char *folder,
                              guint       number);

G_END_DECLS
