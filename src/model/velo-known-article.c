/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An article that was confirmed before. */

#define G_LOG_DOMAIN "velo-known-article"

#include "config.h"

#include "velo-known-article.h"

#include "velo-record-private.h"
#include "velo-text.h"

VELO_DEFINE_RECORD (VeloKnownArticle, velo_known_article, VELO_TYPE_KNOWN_ARTICLE,
                    VELO_KNOWN_ARTICLE_FIELDS)

static gboolean
is_same_key (const char *a,
             const char *b)
{
  g_autofree char *first = velo_text_key (a);
  g_autofree char *second = velo_text_key (b);

  return *first != '\0' && g_str_equal (first, second);
}

/**
 * velo_known_article_matches:
 * @self: an article
 * @seller_key: of the invoice
 * @line: a line of the invoice
 *
 * The GTIN means the same article with every issuer, the number of the article and the words only
 * with this one. Words do not count where both have a number and the numbers differ.
 *
 * Returns: whether @line is about this article
 */
gboolean
velo_known_article_matches (VeloKnownArticle *self,
                            const char       *seller_key,
                            VeloInvoiceLine  *line)
{
  g_autofree char *model_key = NULL;
  gboolean has_numbers;

  g_return_val_if_fail (VELO_IS_KNOWN_ARTICLE (self), FALSE);
  g_return_val_if_fail (VELO_IS_INVOICE_LINE (line), FALSE);

  if (is_same_key (self->gtin, velo_invoice_line_get_gtin (line)))
    return TRUE;
  if (g_strcmp0 (self->seller_key, seller_key) != 0)
    return FALSE;
  if (is_same_key (self->article_number, velo_invoice_line_get_article_number (line)))
    return TRUE;
  has_numbers = !velo_text_is_empty (self->article_number)
    && !velo_text_is_empty (velo_invoice_line_get_article_number (line));
  model_key = velo_invoice_line_dup_model_key (line);
  return !has_numbers && *model_key != '\0' && g_str_equal (self->model_key, model_key);
}
