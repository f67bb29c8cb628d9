/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * VeloPhoneMarkFunc:
 * @row: the row that the customer has entered something else for
 * @value: what that is, as it came
 * @user_data: data given with it
 *
 * Called when it shall stand there.
 */
typedef void (*VeloPhoneMarkFunc) (GtkWidget  *row,
                                   const char *value,
                                   gpointer    user_data);

void       velo_phone_mark_set       (GtkWidget         *row);
gboolean   velo_phone_mark_get       (GtkWidget         *row);
void       velo_phone_mark_offer     (GtkWidget         *row,
                                      const char        *value,
                                      const char        *shown,
                                      VeloPhoneMarkFunc  func,
                                      gpointer           user_data);
GtkWidget *velo_phone_mark_get_offer (GtkWidget         *row);
void       velo_phone_mark_clear     (GtkWidget         *row);

G_END_DECLS
