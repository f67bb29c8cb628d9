/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void velo_value_row_append (GtkListBox *list,
                            const char *title,
                            const char *value);
void velo_value_row_clear  (GtkListBox *list);

G_END_DECLS
