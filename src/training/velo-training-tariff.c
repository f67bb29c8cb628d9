/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Products, premiums and rules of the training insurer, read from the data files built in. */

#define G_LOG_DOMAIN "velo-training"

#include "config.h"

#include "velo-training-tariff.h"

#include "velo-date.h"
#include "velo-training-insurer.h"
#include "velo-training-resources.h"

#define TARIFF_PATH "/com/example/VeloInsure/training/tariff.json"

struct _VeloTrainingTariff
{
  JsonNode *tariff;    /* (owned) */
  JsonNode *rules;     /* (owned) */
  GPtrArray *products; /* (owned) (element-type VeloTrainingProduct) */
};

static JsonNode *
load_resource (const char *path)
{
  g_autoptr(GBytes) bytes = NULL;
  JsonNode *node;

  /* Named here, lest the linker drops the object with the data. */
  g_assert (velo_training_get_resource () != NULL);
  bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_assert (bytes != NULL);
  node = json_from_string (g_bytes_get_data (bytes, NULL), NULL);
  g_assert (node != NULL);
  return node;
}

static VeloTrainingProduct *
read_product (JsonObject *json)
{
  VeloTrainingProduct *product = g_new0 (VeloTrainingProduct, 1);

  product->product_type = json_object_get_string_member (json, "product_type");
  product->application_code = json_object_get_string_member (json, "application_code");
  product->product_name = json_object_get_string_member (json, "product_name");
  product->basic_risk = json_object_get_string_member (json, "basic_risk");
  product->object = json_object_get_string_member (json, "object");
  product->variant = json_object_get_string_member (json, "variant");
  product->country = json_object_get_string_member (json, "country");
  product->table = json_object_get_string_member (json, "table");
  product->form = json_object_get_string_member_with_default (json, "form", NULL);
  product->json = json;
  return product;
}

static JsonObject *
find_variant (JsonObject *rules,
              const char *key)
{
  JsonArray *variants = json_object_get_array_member (rules, "variants");

  for (guint i = 0; i < json_array_get_length (variants); i++)
    {
      JsonObject *variant = json_array_get_object_element (variants, i);

      if (g_str_equal (json_object_get_string_member (variant, "key"), key))
        return variant;
    }
  g_assert_not_reached ();
}

static gboolean
is_after_months (const GDate *day,
                 const GDate *start,
                 guint        months)
{
  GDate last = *start;

  g_date_add_months (&last, months);
  return g_date_compare (day, &last) > 0;
}

/**
 * velo_training_tariff_new:
 *
 * Returns: (transfer full): the tariffs that are built in
 */
VeloTrainingTariff *
velo_training_tariff_new (void)
{
  VeloTrainingTariff *self = g_new0 (VeloTrainingTariff, 1);
  JsonArray *products;

  self->tariff = load_resource (TARIFF_PATH);
  self->rules = load_resource (VELO_TRAINING_RULES_PATH);
  self->products = g_ptr_array_new_with_free_func (g_free);
  products = json_object_get_array_member (json_node_get_object (self->tariff), "products");
  for (guint i = 0; i < json_array_get_length (products); i++)
    g_ptr_array_add (self->products, read_product (json_array_get_object_element (products, i)));
  return self;
}

/**
 * velo_training_tariff_free:
 * @self: (transfer full): tariffs
 */
void
velo_training_tariff_free (VeloTrainingTariff *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->products);
  json_node_unref (self->tariff);
  json_node_unref (self->rules);
  g_free (self);
}

/**
 * velo_training_tariff_get_products:
 * @self: tariffs
 *
 * Returns: (transfer none) (element-type VeloTrainingProduct): all products
 */
GPtrArray *
velo_training_tariff_get_products (VeloTrainingTariff *self)
{
  return self->products;
}

/**
 * velo_training_tariff_find:
 * @self: tariffs
 * @code: (nullable): APPLICATION_CODE
 * @type: (nullable): PRODUCT_TYPE
 *
 * Returns: (transfer none) (nullable): the product with both
 */
const VeloTrainingProduct *
velo_training_tariff_find (VeloTrainingTariff *self,
                           const char         *code,
                           const char         *type)
{
  for (guint i = 0; i < self->products->len; i++)
    {
      const VeloTrainingProduct *product = g_ptr_array_index (self->products, i);

      if (g_strcmp0 (product->application_code, code) == 0
          && g_strcmp0 (product->product_type, type) == 0)
        return product;
    }
  return NULL;
}

/**
 * velo_training_tariff_get_rules:
 * @self: tariffs
 * @product: one of its products
 *
 * Returns: (transfer none): the entry of the product's object in tariff-rules.json
 */
JsonObject *
velo_training_tariff_get_rules (VeloTrainingTariff        *self,
                                const VeloTrainingProduct *product)
{
  JsonArray *objects = json_object_get_array_member (json_node_get_object (self->rules),
                                                     "objects");

  for (guint i = 0; i < json_array_get_length (objects); i++)
    {
      JsonObject *object = json_array_get_object_element (objects, i);

      if (g_str_equal (json_object_get_string_member (object, "key"), product->object))
        return object;
    }
  g_assert_not_reached ();
}

/**
 * velo_training_tariff_get_tax_percent:
 * @self: tariffs
 * @country: alpha-2 code of a country with products
 *
 * Returns: the insurance tax that is inside the premiums
 */
guint
velo_training_tariff_get_tax_percent (VeloTrainingTariff *self,
                                      const char         *country)
{
  JsonObject *countries = json_object_get_object_member (json_node_get_object (self->tariff),
                                                         "countries");
  JsonObject *entry = json_object_get_object_member (countries, country);

  return (guint) json_object_get_int_member (entry, "tax_percent");
}

/**
 * velo_training_tariff_find_table:
 * @self: tariffs
 * @product: one of its products
 * @day: day of the application
 *
 * Returns: (transfer none) (nullable): the premium table that is valid on @day
 */
JsonObject *
velo_training_tariff_find_table (VeloTrainingTariff        *self,
                                 const VeloTrainingProduct *product,
                                 const GDate               *day)
{
  JsonArray *tables = json_object_get_array_member (json_node_get_object (self->tariff),
                                                    "tables");
  g_autofree char *day_text = velo_date_format_iso (day);
  JsonObject *found = NULL;
  const char *found_from = "";

  for (guint i = 0; i < json_array_get_length (tables); i++)
    {
      JsonObject *table = json_array_get_object_element (tables, i);
      const char *from = json_object_get_string_member (table, "valid_from");

      if (g_str_equal (json_object_get_string_member (table, "id"), product->table)
          && g_strcmp0 (from, day_text) <= 0 && g_strcmp0 (from, found_from) > 0)
        {
          found = table;
          found_from = from;
        }
    }
  return found;
}

/**
 * velo_training_tariff_check_age:
 * @self: tariffs
 * @product: one of its products
 * @purchased: day of purchase
 * @built: year of construction, 0 if not known
 * @used: whether the vehicle was sold as used
 * @today: today
 *
 * Returns: (transfer full) (nullable): a German sentence why the vehicle cannot be insured by
 *   @product, %NULL if it can
 */
char *
velo_training_tariff_check_age (VeloTrainingTariff        *self,
                                const VeloTrainingProduct *product,
                                const GDate               *purchased,
                                guint                      built,
                                gboolean                   used,
                                const GDate               *today)
{
  JsonObject *rules = velo_training_tariff_get_rules (self, product);
  JsonObject *variant = find_variant (rules, product->variant);
  guint as_new = (guint) json_object_get_int_member (rules, "months_as_new");
  guint as_used = (guint) json_object_get_int_member (rules, "months_as_used");
  guint this_year = g_date_get_year (today);
  GDate last_start;

  if (g_date_compare (purchased, today) > 0)
    return g_strdup ("Das Kaufdatum liegt in der Zukunft.");
  if (built > this_year + 1)
    return g_strdup ("Das Baujahr liegt in der Zukunft.");
  last_start = *today;
  g_date_subtract_months (&last_start, as_used);
  if (is_after_months (today, purchased, as_used)
      || (built > 0 && built < g_date_get_year (&last_start)))
    return g_strdup_printf ("Das Objekt ist zu alt. Es kann nur bis %u Monate nach dem "
                            "Kauf versichert werden.", as_used);
  used = used || is_after_months (today, purchased, as_new)
         || (built > 0 && built + 1 < g_date_get_year (purchased));
  if (used && !json_object_get_boolean_member (variant, "used"))
    return g_strdup ("Dieses Produkt gilt nur für Neufahrzeuge.");
  return NULL;
}

/**
 * velo_training_tariff_quote:
 * @self: tariffs
 * @product: one of its products
 * @price_cents: purchase price
 * @interval: months between payments, 0 for once; one that @product offers
 * @day: day of the application
 * @immediate: whether immediate cover (Sofortschutz) is asked for
 * @quote: (out): the premium
 *
 * Returns: (transfer full) (nullable): a German sentence why there is no premium, or %NULL
 */
char *
velo_training_tariff_quote (VeloTrainingTariff        *self,
                            const VeloTrainingProduct *product,
                            gint64                     price_cents,
                            guint                      interval,
                            const GDate               *day,
                            gboolean                   immediate,
                            VeloTrainingQuote         *quote)
{
  JsonObject *root = json_node_get_object (self->tariff);
  JsonObject *table = velo_training_tariff_find_table (self, product, day);
  JsonArray *bands;
  const char *basis;
  gint64 premium = -1;

  if (table == NULL)
    return g_strdup ("Für diesen Tag gibt es keinen Tarif.");
  bands = json_object_get_array_member (table, "bands");
  for (guint i = 0; i < json_array_get_length (bands) && premium < 0; i++)
    {
      JsonObject *band = json_array_get_object_element (bands, i);

      if (price_cents > 0 && price_cents <= json_object_get_int_member (band, "price_up_to_cents"))
        premium = json_object_get_int_member (band, "premium_cents");
    }
  if (premium < 0)
    return g_strdup ("Es ist ein technischer Fehler aufgetreten. Für diesen Kaufpreis "
                     "kann kein Beitrag berechnet werden.");
  basis = json_object_get_string_member (table, "basis");
  *quote = (VeloTrainingQuote){ 0, 0, 0 };
  if (g_str_equal (basis, "once"))
    quote->single_cents = premium;
  else
    {
      quote->year_cents = g_str_equal (basis, "month") ? premium * 12 : premium;
      quote->interval_cents = quote->year_cents * interval / 12;
    }
  if (immediate)
    quote->single_cents += json_object_get_int_member (root, "immediate_cover_cents");
  return NULL;
}

/**
 * velo_training_product_has_risk:
 * @product: a product
 * @risk: name of a risk
 *
 * Returns: whether @risk is an optional risk of @product
 */
gboolean
velo_training_product_has_risk (const VeloTrainingProduct *product,
                                const char                *risk)
{
  JsonArray *risks = json_object_get_array_member (product->json, "risks");

  for (guint i = 0; i < json_array_get_length (risks); i++)
    if (g_strcmp0 (json_array_get_string_element (risks, i), risk) == 0)
      return TRUE;
  return FALSE;
}

/**
 * velo_training_product_has_interval:
 * @product: a product
 * @interval: months between payments, 0 for once
 *
 * Returns: whether @product can be paid so
 */
gboolean
velo_training_product_has_interval (const VeloTrainingProduct *product,
                                    guint                      interval)
{
  JsonArray *intervals = json_object_get_array_member (product->json, "intervals");

  for (guint i = 0; i < json_array_get_length (intervals); i++)
    if (json_array_get_int_element (intervals, i) == (gint64) interval)
      return TRUE;
  return FALSE;
}

/**
 * velo_training_product_has_collection:
 * @product: a product
 * @kind: "Einzug", "Selbstzahler" or "VMRAbrechnung"
 *
 * Returns: whether the premium can be collected so
 */
gboolean
velo_training_product_has_collection (const VeloTrainingProduct *product,
                                      const char                *kind)
{
  JsonObject *collection = json_object_get_object_member (product->json, "collection");
  const char *offered = json_object_get_string_member_with_default (collection, kind, "false");

  return g_str_equal (offered, "true");
}
