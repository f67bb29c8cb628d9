/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "velo-sales-count.h"
#include "velo-store.h"

G_BEGIN_DECLS

/**
 * VeloStatisticsFigures:
 * @counts: (element-type VeloSalesCount): sales and contracts by month and employee
 * @declined: (element-type VeloSalesCount): those that declined, by month, employee and reason
 * @ended: (element-type VeloSalesCount): contracts that ended, by month, employee and reason
 * @has_commission: whether the shop has told what it gets
 *
 * What is counted of a period.
 */
typedef struct
{
  GPtrArray *counts;
  GPtrArray *declined;
  GPtrArray *ended;
  gboolean has_commission;
} VeloStatisticsFigures;

VeloStatisticsFigures *velo_statistics_figures_new         (void);
void                   velo_statistics_figures_free        (VeloStatisticsFigures  *self);

void                   velo_statistics_figures_load_async  (VeloStore              *store,
                                                            const GDate            *from,
                                                            const GDate            *until,
                                                            GSettings              *settings,
                                                            GCancellable           *cancellable,
                                                            GAsyncReadyCallback     callback,
                                                            gpointer                user_data);
VeloStatisticsFigures *velo_statistics_figures_load_finish (GAsyncResult           *result,
                                                            GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloStatisticsFigures, velo_statistics_figures_free)

G_END_DECLS
