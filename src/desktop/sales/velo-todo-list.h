/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-counter.h"

G_BEGIN_DECLS

#define VELO_TYPE_TODO_LIST (velo_todo_list_get_type ())

/**
 * VeloTodoList: (Zu erledigen)
 *
 * What is open with vehicles, the most urgent first; invisible if nothing is.
 */
G_DECLARE_FINAL_TYPE (VeloTodoList, velo_todo_list, VELO, TODO_LIST, AdwBin)

GtkWidget  *velo_todo_list_new         (VeloCounter  *counter,
                                         GSettings    *settings);
GListModel *velo_todo_list_get_model   (VeloTodoList *self);
guint       velo_todo_list_get_n_shown (VeloTodoList *self);
guint       velo_todo_list_get_n_unfinished (VeloTodoList *self);
gboolean    velo_todo_list_is_loading  (VeloTodoList *self);
void        velo_todo_list_set_narrow  (VeloTodoList *self,
                                         gboolean      narrow);
void        velo_todo_list_set_searching (VeloTodoList *self,
                                          gboolean      searching);

G_END_DECLS
