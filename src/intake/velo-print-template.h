/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-invoice.h"
#include "velo-print-hints.h"

G_BEGIN_DECLS

/* More than this is not looked at. */
#define VELO_PRINT_TEMPLATE_MAX_LENGTH 65536

char           *velo_print_template_learn (GPtrArray *rows, VeloInvoice *corrected);
VeloPrintHints *velo_print_template_apply (const char *text, GPtrArray *rows);
char           *velo_print_template_dup_seller_key (const char *text);
char           *velo_print_template_join  (GPtrArray *texts);
VeloPrintHints *velo_print_template_find  (const char *texts, GPtrArray *rows);

G_END_DECLS
