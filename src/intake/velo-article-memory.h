/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-invoice.h"
#include "velo-known-article.h"

G_BEGIN_DECLS

void       velo_article_memory_apply (VeloInvoice *invoice, GPtrArray *articles);
GPtrArray *velo_article_memory_learn (VeloInvoice *confirmed);

G_END_DECLS
