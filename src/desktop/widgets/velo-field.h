/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void        velo_field_set_problem (GtkWidget   *field,
                                    const char  *problem);
void        velo_field_set_missing (GtkWidget   *field,
                                    const char  *words);
void        velo_field_forget_problem (GtkWidget *field);
const char *velo_field_get_problem (GtkWidget   *field);
void        velo_field_focus       (GtkWidget   *field);
void        velo_field_focus_range (GtkWidget *field,
                                    GtkWidget *last);
void        velo_field_scroll_to   (GtkWidget   *field);
void        velo_field_apply_left  (AdwEntryRow *row);

G_END_DECLS
