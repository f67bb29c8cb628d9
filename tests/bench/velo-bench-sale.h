/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-invoice.h"

G_BEGIN_DECLS

/*
 * VeloBench:
 *
 * Makes sales that look like a shop's: the same seed makes the same sales.
 */
typedef struct _VeloBench VeloBench;

VeloBench   *velo_bench_new       (guint32        seed,
                                   guint          n_sales,
                                   guint          stride,
                                   const GDate   *last_day);
void         velo_bench_free      (VeloBench     *self);
VeloInvoice *velo_bench_make_sale (VeloBench     *self,
                                   guint          number);
char        *velo_bench_make_id   (VeloBench     *self);
gboolean     velo_bench_flip      (VeloBench     *self,
                                   guint          percent);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloBench, velo_bench_free)

G_END_DECLS
