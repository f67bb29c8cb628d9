/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-store-browse.h"
#include "velo-store-deadlines.h"

G_BEGIN_DECLS

/**
 * VeloSaleQuery:
 * @text: (not nullable): words that must all occur
 * @state: a #VeloInsuranceState, -1 for all; not with deadlines
 *
 * What a long list shows: sales, vehicles, or vehicles by their deadlines.
 */
typedef struct
{
  gboolean vehicles_only;
  char *text;               /* (owned) (not nullable) */
  int state;
  VeloSaleOrder order;
  gboolean descending;
  gboolean by_deadline;
  VeloStoreDeadlines due;   /* what it points to is below */
  GDate from;
  GDate until;
  char *employee;           /* (owned) (nullable) */
} VeloSaleQuery;

VeloSaleQuery *velo_sale_query_new           (void);
void           velo_sale_query_free          (VeloSaleQuery            *self);
gboolean       velo_sale_query_set_deadlines (VeloSaleQuery            *self,
                                              const VeloStoreDeadlines *deadlines);
void           velo_sale_query_start         (VeloSaleQuery            *self,
                                              VeloStore                *store,
                                              gboolean                  in_a_hurry,
                                              GCancellable             *cancellable,
                                              GAsyncReadyCallback       callback,
                                              gpointer                  user_data);
GArray        *velo_sale_query_finish        (VeloStore                *store,
                                              GAsyncResult             *result,
                                              GPtrArray               **first,
                                              gboolean                 *is_complete,
                                              GError                  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloSaleQuery, velo_sale_query_free)

G_END_DECLS
