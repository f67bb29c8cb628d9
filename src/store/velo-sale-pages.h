/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-sale-item.h"

G_BEGIN_DECLS

/** VELO_SALE_PAGE_SIZE: rows that are read together */
#define VELO_SALE_PAGE_SIZE 100u

/**
 * VeloSalePages:
 *
 * The rows of a long list that are in memory, and the pages that are to be read.
 */
typedef struct _VeloSalePages VeloSalePages;

VeloSalePages *velo_sale_pages_new      (void);
void           velo_sale_pages_free     (VeloSalePages *self);
VeloSaleItem  *velo_sale_pages_get_row  (VeloSalePages *self,
                                         guint32        id);
void           velo_sale_pages_fill     (VeloSalePages *self,
                                         const guint32 *ids,
                                         GPtrArray     *rows);
void           velo_sale_pages_use      (VeloSalePages *self,
                                         GArray        *ids,
                                         guint          page);
void           velo_sale_pages_want     (VeloSalePages *self,
                                         guint          page);
gboolean       velo_sale_pages_take     (VeloSalePages *self,
                                         guint         *page);
void           velo_sale_pages_done     (VeloSalePages *self);
void           velo_sale_pages_restart  (VeloSalePages *self);
void           velo_sale_pages_renew    (VeloSalePages *self,
                                         GArray        *ids,
                                         gboolean       is_changed);
void           velo_sale_pages_compare  (GArray        *before,
                                         GArray        *after,
                                         guint         *n_same,
                                         guint         *n_same_at_end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloSalePages, velo_sale_pages_free)

G_END_DECLS
