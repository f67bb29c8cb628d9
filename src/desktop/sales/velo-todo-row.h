/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-todo-item.h"

G_BEGIN_DECLS

#define VELO_TYPE_TODO_ROW (velo_todo_row_get_type ())

/**
 * VeloTodoRow: (Aufgabe)
 *
 * Something to do: icon, sentence, customer and vehicle, and its buttons.
 * The buttons use win.insure, win.open-vehicle, sale.later and sale.decline.
 */
G_DECLARE_FINAL_TYPE (VeloTodoRow, velo_todo_row, VELO, TODO_ROW, GtkListBoxRow)

GtkWidget    *velo_todo_row_new      (VeloTodoItem *item);
VeloTodoItem *velo_todo_row_get_item (VeloTodoRow  *self);

G_END_DECLS
