/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An article that was confirmed before. */

#define G_LOG_DOMAIN "velo-known-article"

#include "config.h"

#include "velo-known-article.h"

#include <string.h>

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

/* Whether the words of a line contain a name. */
static gboolean
contains (const char *model_key,
          const char *name)
{
  g_autofree char *folded = velo_text_fold (name);
  g_autofree char *key = velo_text_key (folded);

  return *key != '\0' && strstr (model_key, key) != NULL;
}

/**
 * velo_known_article_is_named:
 * @self: an article
 * @line: a line that velo_known_article_matches()
 *
 * Some shops give the number of an article that is sold out to the next one. The words tell them apart:
 * they begin as they did, or name the maker or the model. Who knows a GTIN need not look at words.
 *
 * Returns: whether the words of @line can be about @self
 */
gboolean
velo_known_article_is_named (VeloKnownArticle *self,
                             VeloInvoiceLine  *line)
{
  g_autofree char *model_key = NULL;
  gsize n_alike = 0;

  g_return_val_if_fail (VELO_IS_KNOWN_ARTICLE (self), FALSE);
  g_return_val_if_fail (VELO_IS_INVOICE_LINE (line), FALSE);

  model_key = velo_invoice_line_dup_model_key (line);
  if (is_same_key (self->gtin, velo_invoice_line_get_gtin (line))
      || velo_text_is_empty (self->model_key) || *model_key == '\0')
    return TRUE;
  while (model_key[n_alike] != '\0' && model_key[n_alike] == self->model_key[n_alike])
    n_alike++;
  return 2 * n_alike >= MIN (strlen (model_key), strlen (self->model_key))
         || contains (model_key, self->model) || contains (model_key, self->maker);
}
