/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The insurer's product list: kept from an earlier day, refreshed beside the work. */

#define G_LOG_DOMAIN "velo-counter"

#include "config.h"

#include "velo-counter-private.h"

#include "velo-date.h"
#include "velo-json.h"
#include "velo-store-cache.h"

#define PRODUCTS_KEY "products"

/* A list this old is shown at once and asked for again beside it. */
#define REFRESH_USEC (6 * G_TIME_SPAN_HOUR)

static GListStore *
parse_products (const char *text)
{
  g_autoptr(JsonNode) node = json_from_string (text, NULL);
  g_autoptr(GPtrArray) elements = velo_json_as_list (node);
  g_autoptr(GListStore) products = g_list_store_new (VELO_TYPE_PRODUCT);

  for (guint i = 0; i < elements->len; i++)
    {
      JsonObject *object = velo_json_as_object (g_ptr_array_index (elements, i));
      g_autoptr(VeloProduct) product = velo_product_new ();

      if (object == NULL)
        continue;
      velo_record_load_json (product, object);
      g_list_store_append (products, product);
    }
  return g_steal_pointer (&products);
}

static char *
write_products (GListStore *products)
{
  g_autoptr(JsonArray) array = json_array_new ();
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (products)); i++)
    {
      g_autoptr(VeloProduct) product = g_list_model_get_item (G_LIST_MODEL (products), i);

      json_array_add_object_element (array, velo_record_to_json (product));
    }
  json_node_set_array (node, array);
  return json_to_string (node, FALSE);
}

/* Answers everybody who waits for the list. */
static void
answer_waiters (VeloCounter  *self,
                const GError *error)
{
  g_autoptr(GPtrArray) waiters = g_steal_pointer (&self->product_waiters);

  self->product_waiters = g_ptr_array_new_with_free_func (g_object_unref);
  while (waiters->len > 0)
    {
      g_autoptr(GTask) task = g_ptr_array_steal_index (waiters, 0);

      if (error == NULL || self->products != NULL)
        g_task_return_pointer (task, g_object_ref (self->products), g_object_unref);
      else
        g_task_return_error (task, velo_counter_translate (g_error_copy (error)));
    }
}

static void
products_stored_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!velo_store_put_cache_finish (VELO_STORE (object), result, &error))
    g_info ("product list not kept: %s", error->message);
}

static void
products_listed_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(VeloCounter) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GListStore) products = NULL;
  g_autofree char *text = NULL;

  products = velo_insurer_list_products_finish (VELO_INSURER (object), result, &error);
  /* of an account that is not used any more: who waits for the list gets that of the other one */
  if (VELO_INSURER (object) != self->insurer)
    return;
  if (products == NULL)
    {
      self->products_asked_at = 0;
      g_info ("product list: %s", error->message);
      answer_waiters (self, error);
      return;
    }
  g_set_object (&self->products, products);
  answer_waiters (self, NULL);
  if (self->store == NULL)
    return;
  text = write_products (products);
  velo_store_put_cache_async (self->store, PRODUCTS_KEY, text, self->cancellable, products_stored_cb, NULL);
}

static void
ask_insurer (VeloCounter *self)
{
  self->products_asked_at = velo_time_now ();
  velo_insurer_list_products_async (self->insurer, self->cancellable, products_listed_cb, g_object_ref (self));
}

static void
cache_got_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(VeloCounter) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  gint64 stored_at = 0;

  if (!velo_store_get_cache_finish (VELO_STORE (object), result, &text, &stored_at, &error))
    {
      /* the insurer has been asked as well and answers those who wait */
      g_info ("kept product list: %s", error->message);
      return;
    }
  if (text == NULL || self->products != NULL)
    return;
  self->products = parse_products (text);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->products)) == 0)
    g_clear_object (&self->products);
  else
    answer_waiters (self, NULL);
}

/**
 * velo_counter_ask_products_again:
 * @self: the counter
 *
 * Asks another insurer, for those who wait for the list of the one before.
 */
void
velo_counter_ask_products_again (VeloCounter *self)
{
  if (self->product_waiters->len > 0)
    ask_insurer (self);
}

static gboolean
is_fresh (VeloCounter *self)
{
  return velo_time_now () - self->products_asked_at < REFRESH_USEC;
}

/**
 * velo_counter_warm_up:
 * @self: the counter
 *
 * Starts what every sale needs, so that the employee does not wait for it:
 * the list kept from an earlier day is read while the insurer is asked anew.
 */
void
velo_counter_warm_up (VeloCounter *self)
{
  g_return_if_fail (VELO_IS_COUNTER (self));

  if (is_fresh (self) || self->store == NULL)
    return;
  if (self->products == NULL)
    velo_store_get_cache_async (self->store, PRODUCTS_KEY, self->cancellable, cache_got_cb, g_object_ref (self));
  ask_insurer (self);
}

/**
 * velo_counter_list_products_async:
 * @self: the counter
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Lists the insurer's products; from an earlier day if they are known, while
 * the list is refreshed.
 */
void
velo_counter_list_products_async (VeloCounter         *self,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (VELO_IS_COUNTER (self));

  task = velo_counter_new_task (self, NULL, velo_counter_list_products_async, cancellable, callback, user_data);
  velo_counter_warm_up (self);
  if (self->products != NULL)
    g_task_return_pointer (task, g_object_ref (self->products), g_object_unref);
  else
    velo_counter_wait (self->product_waiters, g_steal_pointer (&task));
}

/**
 * velo_counter_list_products_finish:
 * @self: the counter
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type VeloProduct): the products, or %NULL
 */
GListStore *
velo_counter_list_products_finish (VeloCounter   *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_counter_list_products_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * velo_counter_has_product:
 * @self: the counter
 * @product: a product chosen before
 *
 * Returns: whether the insurer still offers it, as far as the newest list tells
 */
gboolean
velo_counter_has_product (VeloCounter *self,
                          VeloProduct *product)
{
  g_autofree char *wanted = velo_product_dup_key (product);

  for (guint i = 0; self->products != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->products)); i++)
    {
      g_autoptr(VeloProduct) listed = g_list_model_get_item (G_LIST_MODEL (self->products), i);
      g_autofree char *key = velo_product_dup_key (listed);

      if (g_str_equal (key, wanted))
        return TRUE;
    }
  return self->products == NULL;
}
