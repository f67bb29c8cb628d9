/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One thing to be done. */

#define G_LOG_DOMAIN "velo-todo-item"

#include "config.h"

#include "velo-todo-item.h"

#include "velo-record-private.h"

G_DEFINE_ENUM_TYPE (VeloTodoKind, velo_todo_kind,
                    G_DEFINE_ENUM_VALUE (VELO_TODO_KIND_UNCLEAR, "unclear"),
                    G_DEFINE_ENUM_VALUE (VELO_TODO_KIND_SIGNED, "signed"),
                    G_DEFINE_ENUM_VALUE (VELO_TODO_KIND_REFUSED, "refused"),
                    G_DEFINE_ENUM_VALUE (VELO_TODO_KIND_HANDED_OVER, "handed-over"),
                    G_DEFINE_ENUM_VALUE (VELO_TODO_KIND_RETURNED, "returned"),
                    G_DEFINE_ENUM_VALUE (VELO_TODO_KIND_CONTINUE, "continue"),
                    G_DEFINE_ENUM_VALUE (VELO_TODO_KIND_TYPED, "typed"),
                    G_DEFINE_ENUM_VALUE (VELO_TODO_KIND_READ, "read"),
                    G_DEFINE_ENUM_VALUE (VELO_TODO_KIND_CHANGED, "changed"),
                    G_DEFINE_ENUM_VALUE (VELO_TODO_KIND_REMINDER, "reminder"),
                    G_DEFINE_ENUM_VALUE (VELO_TODO_KIND_DEADLINE, "deadline"),
                    G_DEFINE_ENUM_VALUE (VELO_TODO_KIND_ASK, "ask"),
                    G_DEFINE_ENUM_VALUE (VELO_TODO_KIND_ACTIVATION, "activation"))

VELO_DEFINE_RECORD (VeloTodoItem, velo_todo_item, VELO_TYPE_TODO_ITEM, VELO_TODO_ITEM_FIELDS)
