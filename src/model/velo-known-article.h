/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-record.h"

#include "velo-article-kind.h"
#include "velo-invoice-line.h"

G_BEGIN_DECLS

/**
 * VeloKnownArticle: (Artikelgedächtnis)
 *
 * What somebody confirmed about an article of one issuer of invoices. It is
 * found again by the issuer with the article number or the words of the line,
 * or by the GTIN with any issuer.
 */
#define VELO_KNOWN_ARTICLE_FIELDS(F, X, T, p) \
  F (T, p, TEXT, seller_key)                                /* velo_invoice_dup_seller_key() */ \
  F (T, p, TEXT, article_number)                            /* as written, empty if none */ \
  F (T, p, TEXT, gtin)                                      /* empty if none */ \
  F (T, p, TEXT, model_key)                                 /* velo_invoice_line_dup_model_key() */ \
  X (T, p, ENUM, kind, VeloArticleKind, velo_article_kind) \
  F (T, p, TEXT, maker) \
  F (T, p, TEXT, model) \
  F (T, p, TEXT, category)                                  /* free, empty if none */ \
  F (T, p, INT, times_confirmed)                            /* set by the store */ \
  F (T, p, TIME, confirmed_at)                              /* the last time; set by the store */

#define VELO_TYPE_KNOWN_ARTICLE (velo_known_article_get_type ())
VELO_DECLARE_RECORD (VeloKnownArticle, velo_known_article, KNOWN_ARTICLE, VELO_KNOWN_ARTICLE_FIELDS)

gboolean velo_known_article_matches (VeloKnownArticle *self,
                                     const char       *seller_key,
                                     VeloInvoiceLine  *line);
gboolean velo_known_article_is_named (VeloKnownArticle *self,
                                      VeloInvoiceLine  *line);

G_END_DECLS
