/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-connection.h"

G_BEGIN_DECLS

gboolean velo_bench_prepare_copies (VeloConnection *connection,
                                    GError        **error);
gboolean velo_bench_add_copy       (VeloConnection *connection,
                                    guint           number,
                                    guint           n_copies,
                                    guint           n_sales,
                                    GError        **error);
gboolean velo_bench_finish_copies  (VeloConnection *connection,
                                    GError        **error);

G_END_DECLS
