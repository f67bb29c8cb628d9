/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Payloads of the training insurer's answers, in the odd shapes that the real ones have. */

#define G_LOG_DOMAIN "velo-training"

#include "config.h"

#include "velo-training-answers.h"

#include "velo-money.h"

#define MANUFACTURERS_PATH "/com/example/VeloInsure/training/manufacturers.json"

static const struct
{
  gint64 months;
  const char *description;
} intervals[] = {
  { 0, "Einmalprämie" },
  { 1, "monatlich" },
  { 3, "vierteljährlich" },
  { 6, "halbjährlich" },
  { 12, "jährlich" },
};

/**
 * velo_training_answers_set_empty:
 * @object: an object
 * @name: name of a member
 *
 * Sets an empty value, which is `{}`.
 */
void
velo_training_answers_set_empty (JsonObject *object,
                                 const char *name)
{
  json_object_set_object_member (object, name, json_object_new ());
}

/**
 * velo_training_answers_set_list:
 * @object: an object
 * @name: name of a member
 * @array: (transfer full): its elements
 * @single: whether to keep only the first
 *
 * Sets a repeated member: an array if there are several elements, the bare
 * element if there is one, `{}` if there is none.
 */
void
velo_training_answers_set_list (JsonObject *object,
                                const char *name,
                                JsonArray  *array,
                                gboolean    single)
{
  guint n = json_array_get_length (array);

  if (n == 0)
    velo_training_answers_set_empty (object, name);
  else if (n == 1 || single)
    json_object_set_member (object, name, json_array_dup_element (array, 0));
  else
    {
      json_object_set_array_member (object, name, array);
      return;
    }
  json_array_unref (array);
}

/* "83,4", "60", "0": as few decimals as will do. */
static void
set_amount (JsonObject *object,
            const char *name,
            gint64      cents,
            gboolean    not_a_number)
{
  g_autofree char *text = NULL;

  if (not_a_number)
    text = g_strdup ("NaN");
  else if (cents % 100 == 0)
    text = g_strdup_printf ("%" G_GINT64_FORMAT, cents / 100);
  else if (cents % 10 == 0)
    text = g_strdup_printf ("%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT, cents / 100,
                            cents / 10 % 10);
  else
    text = velo_money_format_wire (cents);
  json_object_set_string_member (object, name, text);
}

static void
set_risks (JsonObject                *entry,
           const VeloTrainingProduct *product)
{
  JsonArray *names = json_object_get_array_member (product->json, "risks");
  const char *none = json_object_get_string_member_with_default (product->json, "no_risk", NULL);
  JsonObject *risks = json_object_new ();
  g_autoptr(JsonArray) array = json_array_new ();

  for (guint i = 0; i < json_array_get_length (names); i++)
    {
      JsonObject *risk = json_object_new ();

      json_object_set_string_member (risk, "RISK_NAME", "Sofortschutz");
      json_object_set_string_member (risk, "RISK_TYPE", json_array_get_string_element (names, i));
      json_array_add_object_element (array, risk);
    }
  if (g_strcmp0 (none, "strings") == 0)
    {
      JsonObject *risk = json_object_new ();

      json_object_set_string_member (risk, "RISK_NAME", "");
      json_object_set_string_member (risk, "RISK_TYPE", "");
      json_array_add_object_element (array, risk);
    }
  if (json_array_get_length (array) > 0)
    velo_training_answers_set_list (risks, "RISK", g_steal_pointer (&array), FALSE);
  json_object_set_object_member (entry, "RISKS", risks);
}

static void
set_max_price (JsonObject                *entry,
               const VeloTrainingProduct *product)
{
  JsonArray *prices = json_object_get_array_member (product->json, "max_price");
  JsonObject *limits = json_object_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < json_array_get_length (prices); i++)
    {
      JsonObject *source = json_array_get_object_element (prices, i);
      JsonObject *limit = json_object_new ();
      g_autoptr(GList) names = json_object_get_members (source);

      velo_training_answers_set_empty (limit, "OBJECT_CODE");
      for (GList *name = names; name != NULL; name = name->next)
        json_object_set_string_member (limit, name->data,
                                       json_object_get_string_member (source, name->data));
      json_array_add_object_element (array, limit);
    }
  velo_training_answers_set_list (limits, "MAX_PRICE", array, FALSE);
  json_object_set_object_member (entry, "PURCHASE_PRICE_LIMITATIONS", limits);
}

static void
set_intervals (JsonObject                *entry,
               const VeloTrainingProduct *product)
{
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (intervals); i++)
    if (velo_training_product_has_interval (product, (guint) intervals[i].months))
      {
        g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, intervals[i].months);
        JsonObject *interval = json_object_new ();

        json_object_set_string_member (interval, "VALUE", value);
        json_object_set_string_member (interval, "DESCRIPTION", intervals[i].description);
        json_array_add_object_element (array, interval);
      }
  velo_training_answers_set_list (object, "INTERVAL", array, FALSE);
  json_object_set_object_member (entry, "PAYMENTINTERVALS", object);
}

static JsonObject *
make_product (const VeloTrainingProduct *product,
              gboolean                   old_shape)
{
  JsonObject *entry = json_object_new ();
  const char *signatures = json_object_get_string_member (product->json, "signatures");
  JsonObject *collection = json_object_get_object_member (product->json, "collection");

  json_object_set_string_member (entry, "PRODUCT_TYPE", product->product_type);
  json_object_set_string_member (entry, "APPLICATION_CODE", product->application_code);
  json_object_set_string_member (entry, "PRODUCT_NAME", product->product_name);
  if (!old_shape)
    json_object_set_string_member (entry, "BASIC_RISK", product->basic_risk);
  set_risks (entry, product);
  set_max_price (entry, product);
  set_intervals (entry, product);
  json_object_set_object_member (entry, "COLLECTIONTYPES", json_object_ref (collection));
  json_object_set_string_member (entry, "TERM",
                                 json_object_get_string_member (product->json, "term"));
  json_object_set_string_member (entry, "MAX_DEVICES_EACH_CONTRACT", "1");
  json_object_set_string_member (entry, "SIGNATURES", signatures);
  json_object_set_string_member (entry, "SIGANATURES", signatures);
  return entry;
}

/**
 * velo_training_answers_products:
 * @tariff: the tariffs
 * @old_shape: whether to leave BASIC_RISK out
 * @single: whether to list one product only
 *
 * Returns: (transfer full): RESULT of AVAILABLE_PRODUCTS
 */
JsonObject *
velo_training_answers_products (VeloTrainingTariff *tariff,
                                gboolean            old_shape,
                                gboolean            single)
{
  GPtrArray *products = velo_training_tariff_get_products (tariff);
  JsonObject *result = json_object_new ();
  JsonObject *list = json_object_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < products->len; i++)
    json_array_add_object_element (array,
                                   make_product (g_ptr_array_index (products, i), old_shape));
  velo_training_answers_set_list (list, "PRODUCT", array, single);
  json_object_set_object_member (result, "PRODUCT_LIST", list);
  return result;
}

static void
add_advertising (JsonArray  *array,
                 const char *name,
                 const char *text)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "NAME", name);
  json_object_set_string_member (object, "TEXT", text);
  json_array_add_object_element (array, object);
}

/* What a product covers of wear, and whom it is for. Source: insurer protocol, section 4.1. */
static const struct { const char *object; const char *variant; const char *wear; const char *for_whom; } lines[] = {
  { "bicycle", "A", "Mit Verschleiß an Reifen und Schläuchen ab dem 7. Monat.",
    "Für neue und gebrauchte Räder, vier Zahlweisen zur Wahl." },
  { "bicycle", "B", "Ohne Verschleiß.", "Nur für neue Räder, ein Beitrag im Jahr." },
  { "ebike", "A", "Mit Verschleiß am E-Bike ab dem 7. und am Akku ab dem 13. Monat.",
    "Für neue und gebrauchte E-Bikes, vier Zahlweisen zur Wahl." },
  { "ebike", "B", "Mit Verschleiß am E-Bike ab dem 7. und am Akku ab dem 13. Monat.",
    "Nur für neue E-Bikes, ein Beitrag im Jahr." },
};

/**
 * velo_training_answers_advertising:
 * @product: a product
 * @single: whether to give one text only
 *
 * Returns: (transfer full): RESULT of ADVERTISING_TEXT; not sorted, one text for batteries, none
 *   for rental bicycles
 */
JsonObject *
velo_training_answers_advertising (const VeloTrainingProduct *product,
                                   gboolean                   single)
{
  JsonObject *result = json_object_new ();
  JsonObject *texts = json_object_new ();
  JsonArray *array = json_array_new ();
  const char *wear = "Was ersetzt wird, steht in den Bedingungen.";
  const char *for_whom = "Ein Vertrag für ein Rad, auch beim Radwechsel.";

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    if (g_str_equal (product->object, lines[i].object) && g_str_equal (product->variant, lines[i].variant))
      {
        wear = lines[i].wear;
        for_whom = lines[i].for_whom;
      }
  if (g_str_equal (product->object, "battery"))
    add_advertising (array, "Werbetext1", "Schutz für den Akku allein, auch wenn das Rad nicht versichert ist.");
  else if (!g_str_equal (product->object, "rental"))
    {
      add_advertising (array, "Werbetext1", "Unfall, Sturz, Vandalismus und Diebstahl sind versichert.");
      add_advertising (array, "Werbetext2", wear);
      add_advertising (array, "Werbetext4", "Ersetzt wird höchstens der Kaufpreis einschließlich Schloss.");
      add_advertising (array, "Werbetext3", for_whom);
    }
  velo_training_answers_set_list (texts, "ADVERTTISING_TEXT", array, single);
  json_object_set_object_member (result, "ADVERTISING_TEXTS", texts);
  return result;
}

/**
 * velo_training_answers_premium:
 * @quote: a premium
 * @old_shape: whether to use the name that was misspelt until May 2020
 * @not_a_number: whether to give "NaN"
 *
 * Returns: (transfer full): RESULT of INSURANCE_PREMIUM
 */
JsonObject *
velo_training_answers_premium (const VeloTrainingQuote *quote,
                               gboolean                 old_shape,
                               gboolean                 not_a_number)
{
  JsonObject *result = json_object_new ();

  set_amount (result, old_shape ? "PREMIUM_RECURRING_INTERVALL" : "PREMIUM_RECURRING_INTERVAL",
              quote->interval_cents, not_a_number);
  set_amount (result, "PREMIUM_RECURRING", quote->year_cents, not_a_number);
  set_amount (result, "PREMIUM_SINGLE_PAYMENT", quote->single_cents, FALSE);
  velo_training_answers_set_empty (result, "FEHLERMELDUNG");
  return result;
}

/**
 * velo_training_answers_manufacturers:
 * @single: whether to list one only
 *
 * Returns: (transfer full): RESULT of GET_OBJECT_DETAILS
 */
JsonObject *
velo_training_answers_manufacturers (gboolean single)
{
  g_autoptr(GBytes) bytes = g_resources_lookup_data (MANUFACTURERS_PATH,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr(JsonNode) node = NULL;
  JsonObject *result = json_object_new ();
  JsonObject *list = json_object_new ();
  JsonArray *names;

  g_assert (bytes != NULL);
  node = json_from_string (g_bytes_get_data (bytes, NULL), NULL);
  names = json_object_get_array_member (json_node_get_object (node), "names");
  velo_training_answers_set_list (list, "MANUFACTURER", json_array_ref (names), single);
  json_object_set_object_member (result, "MANUFACTURER_LIST", list);
  return result;
}

/**
 * velo_training_answers_document:
 * @type: (nullable): DOCUMENT_TYPE, %NULL to leave it out
 * @file_name: FILENAME
 * @bytes: the document
 *
 * Returns: (transfer full): an element DOCUMENT
 */
JsonObject *
velo_training_answers_document (const char *type,
                                const char *file_name,
                                GBytes     *bytes)
{
  g_autofree char *content = g_base64_encode (g_bytes_get_data (bytes, NULL),
                                              g_bytes_get_size (bytes));
  JsonObject *document = json_object_new ();

  if (type != NULL)
    json_object_set_string_member (document, "DOCUMENT_TYPE", type);
  json_object_set_string_member (document, "FILENAME", file_name);
  json_object_set_string_member (document, "CONTENT", content);
  return document;
}
