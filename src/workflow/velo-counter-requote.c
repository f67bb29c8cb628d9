/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The premium of the chosen tariff, asked again because the price or the day has changed. */

#define G_LOG_DOMAIN "velo-counter"

#include "config.h"

#include "velo-counter-private.h"

#include "velo-date.h"

static void
quoted_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  g_autoptr(VeloQuote) quote = NULL;
  g_autoptr(GError) error = NULL;

  quote = velo_insurer_quote_finish (VELO_INSURER (object), result, &error);
  if (quote != NULL && *velo_quote_get_refusal (quote) == '\0')
    g_task_return_pointer (task, g_steal_pointer (&quote), g_object_unref);
  else if (quote != NULL)
    g_task_return_new_error (task, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_NO_TARIFF, "%s",
                             velo_quote_get_refusal (quote));
  else if (g_error_matches (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_REFUSED))
    {
      const char *words = velo_insurer_error_get_words (error);

      g_task_return_new_error (task, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_NO_TARIFF, "%s",
                               words == NULL ? "" : words);
    }
  else
    g_task_return_error (task, velo_counter_translate (g_steal_pointer (&error)));
}

/**
 * velo_counter_quote_again_async:
 * @self: the counter
 * @proposal: with a chosen tariff
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Asks for the premium of the chosen product and interval as the proposal is
 * now: once the insured price has changed, or on another day. What comes back
 * is for velo_proposal_take_quote(); the proposal itself is not touched.
 *
 * Fails with %VELO_COUNTER_ERROR_NO_TARIFF, the message being the insurer's
 * words, if this price is no longer taken.
 */
void
velo_counter_quote_again_async (VeloCounter         *self,
                                VeloProposal        *proposal,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(VeloQuoteRequest) request = NULL;
  VeloProduct *product;

  g_return_if_fail (VELO_IS_COUNTER (self));
  g_return_if_fail (VELO_IS_PROPOSAL (proposal));

  task = velo_counter_new_task (self, proposal, velo_counter_quote_again_async, cancellable, callback,
                                user_data);
  product = velo_proposal_get_product (proposal);
  request = velo_proposal_new_quote_request (proposal, product, velo_proposal_get_interval (proposal),
                                             velo_proposal_get_immediate_cover (proposal)
                                               && velo_product_has_immediate_cover (product));
  velo_insurer_quote_async (self->insurer, request, cancellable, quoted_cb, g_object_ref (task));
}

/**
 * velo_counter_quote_again_finish:
 * @self: the counter
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full): the premium, or %NULL
 */
VeloQuote *
velo_counter_quote_again_finish (VeloCounter   *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_counter_quote_again_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
