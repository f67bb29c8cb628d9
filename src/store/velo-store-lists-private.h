/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-search.h"
#include "velo-store-browse.h"
#include "velo-store-private.h"

G_BEGIN_DECLS

extern const VeloSearch velo_store_search;

VeloStoreLists *velo_store_lists_new   (void);
void            velo_store_lists_free  (VeloStoreLists   *lists);
void            velo_store_lists_touch (VeloStoreJob     *job,
                                        gint64            row_id);
const char     *velo_store_lists_get_column (VeloSaleOrder order);
GArray         *velo_store_lists_find  (VeloStoreLists   *lists,
                                        VeloConnection   *connection,
                                        const VeloStoreView *view,
                                        char            **wanted,
                                        gboolean         *is_broad,
                                        GError          **error);
GHashTable     *velo_store_list_ids    (VeloConnection   *connection,
                                        const char       *sql,
                                        GError          **error);
gboolean        velo_store_query_rows  (VeloConnection   *connection,
                                        VeloStoreJob     *job,
                                        const guint32    *row_ids,
                                        guint             n_row_ids,
                                        GError          **error);

G_END_DECLS
