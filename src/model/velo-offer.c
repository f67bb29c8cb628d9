/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A product with all its quotes for one question. */

#define G_LOG_DOMAIN "velo-offer"

#include "config.h"

#include "velo-offer.h"

#include "velo-record-private.h"

VELO_DEFINE_RECORD (VeloOffer, velo_offer, VELO_TYPE_OFFER, VELO_OFFER_FIELDS)

/**
 * velo_offer_find_quote:
 * @self: an offer
 * @interval: months between payments, 0 for a single premium
 * @immediate_cover: with or without Sofortschutz
 *
 * Returns: (transfer full) (nullable): the quote that was got for it, or %NULL
 */
VeloQuote *
velo_offer_find_quote (VeloOffer *self,
                       int        interval,
                       gboolean   immediate_cover)
{
  GListModel *quotes;

  g_return_val_if_fail (VELO_IS_OFFER (self), NULL);

  quotes = G_LIST_MODEL (self->quotes);
  for (guint i = 0; i < g_list_model_get_n_items (quotes); i++)
    {
      g_autoptr(VeloQuote) quote = g_list_model_get_item (quotes, i);

      if (velo_quote_get_interval (quote) == interval
          && velo_quote_get_immediate_cover (quote) == !!immediate_cover)
        return g_steal_pointer (&quote);
    }
  return NULL;
}
