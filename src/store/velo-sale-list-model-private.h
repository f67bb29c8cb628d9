/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-sale-list-model.h"
#include "velo-sale-pages.h"
#include "velo-sale-query.h"

G_BEGIN_DECLS

/*
 * The order of all rows is kept as ids, four bytes each; the rows themselves are read page by page
 * when they are looked at, and forgotten again when many others were looked at since. Answers find
 * the model by a weak reference and count only in the generation that asked.
 */
struct _VeloSaleListModel
{
  GObject parent_instance;

  VeloStore *store;          /* (owned) (not nullable) */
  VeloSaleQuery *query;      /* (owned) (not nullable): what is listed */
  GArray *ids;               /* (owned) (element-type guint32): of the rows in their order */
  VeloSalePages *pages;      /* (owned) */
  gboolean is_changed;       /* rows may have other values than those in memory */
  gboolean is_asleep;        /* nobody looks */
  GCancellable *cancellable; /* (owned) (not nullable): of this generation */
  guint generation;
  guint n_running;           /* in this generation */
  guint timeout_id;
  GError *error;             /* (owned) (nullable): of the last load */
};

void velo_sale_list_load_start       (VeloSaleListModel *self,
                                      gboolean           in_a_hurry);
void velo_sale_list_load_restart     (VeloSaleListModel *self);
void velo_sale_list_load_reload_soon (VeloSaleListModel *self);
void velo_sale_list_load_next_page   (VeloSaleListModel *self);

G_END_DECLS
