/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "velo-article-kind.h"
#include "velo-document.h"
#include "velo-rules.h"
#include "velo-todo-item.h"

G_BEGIN_DECLS

char       *velo_sale_text_error        (const GError     *error);
char       *velo_sale_text_todo         (VeloTodoItem     *item);
const char *velo_sale_text_todo_button  (VeloTodoKind      kind);
const char *velo_sale_text_todo_icon    (VeloTodoKind      kind);
const char *velo_sale_text_article      (VeloArticleKind   kind);
const char *velo_sale_text_format       (const char       *format);
const char *velo_sale_text_uninsurable  (VeloInsurability  why);
char       *velo_sale_text_join         (const char       *first,
                                         ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
