/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define VELO_TYPE_TEXT_ROW (velo_text_row_get_type ())

/**
 * VeloTextRow:
 *
 * A row for sentences: a text of several lines below its title.
 */
G_DECLARE_FINAL_TYPE (VeloTextRow, velo_text_row, VELO, TEXT_ROW, AdwPreferencesRow)

GtkWidget *velo_text_row_new      (void);
char      *velo_text_row_dup_text (VeloTextRow *self);
void       velo_text_row_set_text (VeloTextRow *self,
                                   const char  *text);

G_END_DECLS
