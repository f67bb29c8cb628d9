/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tariff page's question: every variant and interval, asked side by side. */

#define G_LOG_DOMAIN "velo-counter"

#include "config.h"

#include "velo-counter-private.h"

#include "velo-date.h"
#include "velo-rules.h"

static const int intervals[] = { 1, 3, 6, 12, 0 };

static const char *
get_country (VeloProposal *proposal)
{
  return velo_customer_get_country (velo_proposal_get_customer (proposal));
}

/* What an offer depends on; the same question of the same day is asked once. */
static char *
get_question (VeloProposal *proposal)
{
  VeloVehicle *vehicle = velo_proposal_get_vehicle (proposal);
  const GDate *bought = velo_vehicle_get_purchase_date (vehicle);
  g_autofree char *date = bought == NULL ? g_strdup ("") : velo_date_format_iso (bought);
  g_autofree char *today = velo_counter_dup_today ();

  return g_strdup_printf ("%s %d %s %" G_GINT64_FORMAT " %s %d %d %d", today,
                          (int) velo_proposal_get_object (proposal), get_country (proposal),
                          velo_proposal_get_insured_cents (proposal), date,
                          velo_vehicle_get_model_year (vehicle), velo_vehicle_get_used (vehicle),
                          velo_vehicle_get_kind (vehicle) == VELO_ARTICLE_KIND_S_PEDELEC);
}

static gboolean
fits (VeloProduct  *product,
      VeloProposal *proposal)
{
  gboolean s_pedelec = velo_vehicle_get_kind (velo_proposal_get_vehicle (proposal)) == VELO_ARTICLE_KIND_S_PEDELEC
                       && velo_proposal_get_object (proposal) == VELO_OBJECT_KIND_EBIKE;

  return !velo_product_get_special (product)
         && velo_product_get_object (product) == velo_proposal_get_object (proposal)
         && velo_product_get_s_pedelec (product) == s_pedelec
         && g_str_equal (velo_product_get_country (product), get_country (proposal))
         && !(velo_vehicle_get_used (velo_proposal_get_vehicle (proposal))
              && g_str_equal (velo_product_get_variant (product), "B"));
}

/**
 * velo_proposal_new_quote_request:
 * @proposal: with object, vehicle and country of the customer
 * @product: the product
 * @interval: months between payments, 0 for once
 * @immediate_cover: with or without Sofortschutz
 *
 * Returns: (transfer full): the question for its premium today
 */
VeloQuoteRequest *
velo_proposal_new_quote_request (VeloProposal *proposal,
                                 VeloProduct  *product,
                                 int           interval,
                                 gboolean      immediate_cover)
{
  VeloQuoteRequest *request = velo_quote_request_new ();
  VeloVehicle *vehicle = velo_proposal_get_vehicle (proposal);
  g_autoptr(GDate) today = velo_date_today ();

  velo_record_assign (velo_quote_request_get_product (request), product);
  velo_quote_request_set_object (request, velo_proposal_get_object (proposal));
  velo_quote_request_set_price_cents (request, velo_proposal_get_insured_cents (proposal));
  velo_quote_request_set_purchase_date (request, velo_vehicle_get_purchase_date (vehicle));
  velo_quote_request_set_manufacturer_year (request, velo_vehicle_get_used (vehicle)
                                                     ? velo_vehicle_get_model_year (vehicle) : 0);
  velo_quote_request_set_interval (request, interval);
  velo_quote_request_set_immediate_cover (request, immediate_cover);
  velo_quote_request_set_country (request, get_country (proposal));
  velo_quote_request_set_today (request, today);
  return request;
}

static void
finish_offers (GTask *task)
{
  VeloCounter *self = g_task_get_source_object (task);
  VeloStep *step = g_task_get_task_data (task);
  gboolean any = FALSE;
  g_autofree char *refusal = NULL;

  if (step->error != NULL)
    {
      g_task_return_error (task, velo_counter_translate (g_steal_pointer (&step->error)));
      return;
    }
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (step->list)); i++)
    {
      g_autoptr(VeloOffer) offer = g_list_model_get_item (G_LIST_MODEL (step->list), i);

      if (g_list_model_get_n_items (G_LIST_MODEL (velo_offer_get_quotes (offer))) > 0)
        any = TRUE;
      else if (refusal == NULL)
        refusal = g_strdup (velo_offer_get_refusal (offer));
    }
  if (!any)
    {
      g_task_return_new_error (task, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_NO_TARIFF, "%s",
                               refusal == NULL ? "" : refusal);
      return;
    }
  if (!step->flag)
    g_hash_table_replace (self->offers, g_steal_pointer (&step->text), g_object_ref (step->list));
  g_task_return_pointer (task, g_object_ref (step->list), g_object_unref);
}

typedef struct
{
  GTask *task;      /* (owned) */
  VeloOffer *offer; /* (owned) */
} Quoting;

static void
quoting_free (Quoting *self)
{
  g_clear_object (&self->task);
  g_clear_object (&self->offer);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Quoting, quoting_free)

static void
quote_got_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(Quoting) quoting = user_data;
  VeloCounter *self = g_task_get_source_object (quoting->task);
  VeloStep *step = g_task_get_task_data (quoting->task);
  g_autoptr(GError) error = NULL;
  g_autoptr(VeloQuote) quote = NULL;

  /* another account is used by now: these premiums are not remembered */
  step->flag |= VELO_INSURER (object) != self->insurer;
  quote = velo_insurer_quote_finish (VELO_INSURER (object), result, &error);
  if (quote != NULL)
    g_list_store_append (velo_offer_get_quotes (quoting->offer), quote);
  else if (g_error_matches (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_REFUSED))
    velo_offer_set_refusal (quoting->offer, velo_insurer_error_get_words (error));
  else if (step->error == NULL)
    step->error = g_steal_pointer (&error);
  if (--step->n_pending == 0)
    finish_offers (quoting->task);
}

static void
ask_quote (GTask     *task,
           VeloOffer *offer,
           int        interval,
           gboolean   immediate_cover)
{
  VeloCounter *self = g_task_get_source_object (task);
  VeloStep *step = g_task_get_task_data (task);
  g_autoptr(VeloQuoteRequest) request = NULL;
  Quoting *quoting = g_new0 (Quoting, 1);

  quoting->task = g_object_ref (task);
  quoting->offer = g_object_ref (offer);
  request = velo_proposal_new_quote_request (step->proposal, velo_offer_get_product (offer), interval,
                                             immediate_cover);
  step->n_pending++;
  velo_insurer_quote_async (self->insurer, request, g_task_get_cancellable (task), quote_got_cb, quoting);
}

/* Texts of the insurer are an extra: whatever goes wrong with them, the card has words of ours. */
static void
advertising_got_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(Quoting) quoting = user_data;
  VeloCounter *self = g_task_get_source_object (quoting->task);
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) texts = NULL;
  g_autofree char *lines = NULL;

  texts = velo_insurer_list_advertising_finish (VELO_INSURER (object), result, &error);
  if (texts == NULL)
    {
      g_debug ("no advertising texts: %s", velo_counter_error_get_log_text (error));
      return;
    }
  lines = g_strjoinv ("\n", texts);
  velo_offer_set_advertising (quoting->offer, lines);
  if (VELO_INSURER (object) != self->insurer)
    return;
  g_hash_table_replace (self->advertising, velo_product_dup_key (velo_offer_get_product (quoting->offer)),
                        g_steal_pointer (&lines));
}

static void
ask_advertising (GTask     *task,
                 VeloOffer *offer)
{
  VeloCounter *self = g_task_get_source_object (task);
  VeloProduct *product = velo_offer_get_product (offer);
  g_autofree char *key = velo_product_dup_key (product);
  const char *known = g_hash_table_lookup (self->advertising, key);
  Quoting *quoting;

  if (known != NULL)
    {
      velo_offer_set_advertising (offer, known);
      return;
    }
  quoting = g_new0 (Quoting, 1);
  quoting->task = g_object_ref (task);
  quoting->offer = g_object_ref (offer);
  velo_insurer_list_advertising_async (self->insurer, product, self->cancellable, advertising_got_cb,
                                       quoting);
}

static void
documents_fetched_cb (GObject      *object,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) delivered = velo_counter_deliver_finish (VELO_COUNTER (object), result, &error);

  if (delivered == NULL)
    g_debug ("documents fetched early: %s", velo_counter_error_get_log_text (error));
}

static void
ask_product (GTask       *task,
             VeloProduct *product)
{
  VeloCounter *self = g_task_get_source_object (task);
  VeloStep *step = g_task_get_task_data (task);
  g_autoptr(VeloOffer) offer = velo_offer_new ();

  velo_record_assign (velo_offer_get_product (offer), product);
  g_list_store_append (step->list, offer);
  for (gsize i = 0; i < G_N_ELEMENTS (intervals); i++)
    {
      if (!velo_product_has_interval (product, intervals[i]))
        continue;
      ask_quote (task, offer, intervals[i], FALSE);
      if (velo_product_has_immediate_cover (product))
        ask_quote (task, offer, intervals[i], TRUE);
    }
  /* the papers travel beside the prices, before anybody asks for them */
  velo_counter_deliver_async (self, product, self->cancellable, documents_fetched_cb, NULL);
  ask_advertising (task, offer);
}

static void
products_got_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  VeloStep *step = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(GListStore) products = NULL;

  products = velo_counter_list_products_finish (VELO_COUNTER (object), result, &error);
  if (products == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  step->list = g_list_store_new (VELO_TYPE_OFFER);
  step->n_pending = 1;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (products)); i++)
    {
      g_autoptr(VeloProduct) product = g_list_model_get_item (G_LIST_MODEL (products), i);

      if (fits (product, step->proposal))
        ask_product (task, product);
    }
  if (--step->n_pending == 0)
    finish_offers (task);
}

/**
 * velo_counter_load_offers_async:
 * @self: the counter
 * @proposal: with object, vehicle and country of the customer
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Asks for the premiums of all products that fit, for all intervals, with and
 * without immediate cover, side by side; their documents travel along. The
 * same question of the same day is answered from memory.
 *
 * Fails with %VELO_COUNTER_ERROR_NO_TARIFF, the message being the insurer's
 * words or empty if it lists nothing that fits.
 */
void
velo_counter_load_offers_async (VeloCounter         *self,
                                VeloProposal        *proposal,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(VeloProposal) copy = NULL;
  VeloStep *step;
  GListStore *known;

  g_return_if_fail (VELO_IS_COUNTER (self));
  g_return_if_fail (VELO_IS_PROPOSAL (proposal));

  copy = velo_record_copy (proposal);
  task = velo_counter_new_task (self, copy, velo_counter_load_offers_async, cancellable, callback, user_data);
  step = g_task_get_task_data (task);
  step->text = get_question (proposal);
  known = g_hash_table_lookup (self->offers, step->text);
  if (known != NULL)
    g_task_return_pointer (task, g_object_ref (known), g_object_unref);
  else
    velo_counter_list_products_async (self, cancellable, products_got_cb, g_object_ref (task));
}

/**
 * velo_counter_load_offers_finish:
 * @self: the counter
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type VeloOffer): the offers, or %NULL
 */
GListStore *
velo_counter_load_offers_finish (VeloCounter   *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_counter_load_offers_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
manufacturers_got_cb (GObject      *object,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  GError *error = NULL;
  GStrv names = velo_insurer_list_manufacturers_finish (VELO_INSURER (object), result, &error);

  if (names == NULL)
    g_task_return_error (task, velo_counter_translate (error));
  else
    g_task_return_pointer (task, names, (GDestroyNotify) g_strfreev);
}

/**
 * velo_counter_list_manufacturers_async:
 * @self: the counter
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Asks for the makers that the insurer knows, as suggestions: any name may be typed.
 */
void
velo_counter_list_manufacturers_async (VeloCounter         *self,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (VELO_IS_COUNTER (self));

  task = velo_counter_new_task (self, NULL, velo_counter_list_manufacturers_async, cancellable, callback,
                                user_data);
  velo_insurer_list_manufacturers_async (self->insurer, VELO_OBJECT_KIND_BICYCLE, cancellable,
                                         manufacturers_got_cb, g_object_ref (task));
}

/**
 * velo_counter_list_manufacturers_finish:
 * @self: the counter
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): names, or %NULL
 */
char **
velo_counter_list_manufacturers_finish (VeloCounter   *self,
                                        GAsyncResult  *result,
                                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_counter_list_manufacturers_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
