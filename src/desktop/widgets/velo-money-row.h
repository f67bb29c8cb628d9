/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define VELO_TYPE_MONEY_ROW (velo_money_row_get_type ())
G_DECLARE_FINAL_TYPE (VeloMoneyRow, velo_money_row, VELO, MONEY_ROW, AdwEntryRow)

GtkWidget *velo_money_row_new       (void);
gint64     velo_money_row_get_cents (VeloMoneyRow *self);
void       velo_money_row_set_cents (VeloMoneyRow *self,
                                     gint64        cents);
gboolean   velo_money_row_is_valid  (VeloMoneyRow *self);

G_END_DECLS
