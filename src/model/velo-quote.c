/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The premium of a product for an interval, with or without immediate cover. */

#define G_LOG_DOMAIN "velo-quote"

#include "config.h"

#include "velo-quote.h"

#include "velo-record-private.h"

VELO_DEFINE_RECORD (VeloQuote, velo_quote, VELO_TYPE_QUOTE, VELO_QUOTE_FIELDS)

/**
 * velo_quote_get_yearly_cents:
 * @self: a quote
 *
 * Computed from the interval's premium, because the service's own yearly figure cannot be relied
 * on (insurer protocol, section 2.5).
 *
 * Returns: what the customer pays a year, without one-off shares, in cents
 */
gint64
velo_quote_get_yearly_cents (VeloQuote *self)
{
  g_return_val_if_fail (VELO_IS_QUOTE (self), 0);

  return self->interval > 0 ? self->premium_cents * 12 / self->interval : self->premium_cents;
}
