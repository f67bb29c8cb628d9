/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define VELO_TYPE_DATE_ROW (velo_date_row_get_type ())
G_DECLARE_FINAL_TYPE (VeloDateRow, velo_date_row, VELO, DATE_ROW, AdwEntryRow)

GtkWidget   *velo_date_row_new      (void);
const GDate *velo_date_row_get_date (VeloDateRow *self);
void         velo_date_row_set_date (VeloDateRow *self,
                                     const GDate *date);
gboolean     velo_date_row_is_valid (VeloDateRow *self);

G_END_DECLS
