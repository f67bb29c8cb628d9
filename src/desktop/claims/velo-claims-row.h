/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *velo_claims_row_new       (GtkWidget  *box);
GtkWidget *velo_claims_row_new_label (const char *text,
                                      const char *style);
GtkWidget *velo_claims_row_new_pill  (const char *icon_name,
                                      const char *style,
                                      GtkWidget  *label);

G_END_DECLS
