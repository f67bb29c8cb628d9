/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the product list and recognises by risk and word stems what each product insures. */

#define G_LOG_DOMAIN "velo-insurer"

#include "config.h"

#include "velo-wertgarantie-products.h"

#include "velo-json.h"
#include "velo-money.h"
#include "velo-product.h"
#include "velo-text.h"

#include <string.h>

/* The service's page size: more may exist than it told. */
#define PAGE_SIZE 30

/*
 * Codes of objects. None is public for batteries, cargo bikes and S-pedelecs.
 * Source: insurer protocol, sections 4.1 and 7.
 */
const char *
velo_wertgarantie_object_code (VeloObjectKind object)
{
  switch (object)
    {
    case VELO_OBJECT_KIND_EBIKE:
    case VELO_OBJECT_KIND_BATTERY:
      return "270009";
    case VELO_OBJECT_KIND_NONE:
    case VELO_OBJECT_KIND_BICYCLE:
    default:
      return "27";
    }
}

/* Whether one of the words of @name, which are joined by "_", begins with @stem. */
static gboolean
has_stem (const char *name,
          const char *stem)
{
  g_auto(GStrv) words = g_strsplit (name, "_", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (g_ascii_strncasecmp (words[i], stem, strlen (stem)) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_word (const char *name,
          const char *word)
{
  g_auto(GStrv) words = g_strsplit (name, "_", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (g_ascii_strcasecmp (words[i], word) == 0)
        return TRUE;
    }
  return FALSE;
}

/*
 * The basic risk of a product that was listed without one is its type without variant and year:
 * "KOMPLETTSCHUTZ_RAD_M_2018" has "KOMPLETTSCHUTZ_RAD".
 */
static char *
derive_basic_risk (const char *product_type)
{
  g_auto(GStrv) words = g_strsplit (product_type, "_", -1);
  g_autoptr(GString) risk = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (g_str_equal (words[i], "M") || g_str_equal (words[i], "J")
          || strspn (words[i], "0123456789") == strlen (words[i]))
        continue;
      g_string_append_printf (risk, "%s%s", risk->len > 0 ? "_" : "", words[i]);
    }
  return g_string_free (g_steal_pointer (&risk), FALSE);
}

static void
recognise_object (VeloProduct *product)
{
  const char *type = velo_product_get_product_type (product);
  const char *risk = velo_product_get_basic_risk (product);
  VeloObjectKind object = VELO_OBJECT_KIND_NONE;
  gboolean s_pedelec = has_word (type, "EFZ") || has_stem (risk, "SPEDELEC");
  gboolean rental = has_stem (risk, "LEIH") || has_stem (type, "LEIH");

  if (has_stem (risk, "AKKU"))
    object = VELO_OBJECT_KIND_BATTERY;
  else if (has_stem (risk, "EBIKE") || s_pedelec)
    object = VELO_OBJECT_KIND_EBIKE;
  else if (has_stem (risk, "RAD") || has_stem (risk, "LEIHRAD"))
    object = VELO_OBJECT_KIND_BICYCLE;
  velo_product_set_object (product, object);
  velo_product_set_s_pedelec (product, s_pedelec);
  /* Financed, rental, with liability, or a single premium only: not the normal sale. */
  velo_product_set_special (product, rental || has_word (type, "FIN") || has_word (type, "HP")
                                       || g_str_equal (velo_product_get_intervals (product), "0"));
}

static void
recognise_variant (VeloProduct *product)
{
  const char *type = velo_product_get_product_type (product);
  const char *name = velo_product_get_name (product);

  if (has_word (type, "M") || strstr (name, "Variante A") != NULL)
    velo_product_set_variant (product, "A");
  else if (has_word (type, "J") || strstr (name, "Variante B") != NULL)
    velo_product_set_variant (product, "B");
}

/* The third word of the application code, if it can be a country. */
static void
recognise_country (VeloProduct *product,
                   const char  *shop_country)
{
  g_autofree char *code = velo_text_squash (velo_product_get_application_code (product));
  g_auto(GStrv) words = g_strsplit (code, " ", -1);
  const char *word = g_strv_length (words) > 2 ? words[2] : "";

  if (strlen (word) == 2 && g_ascii_isupper (word[0]) && g_ascii_isupper (word[1]))
    velo_product_set_country (product, word);
  else
    velo_product_set_country (product, shop_country);
}

static gboolean
is_true (JsonObject *object,
         const char *name)
{
  g_autofree char *text = velo_json_get_text (object, name);

  return text != NULL && (g_ascii_strcasecmp (text, "true") == 0 || g_str_equal (text, "1"));
}

static void
read_intervals (VeloProduct *product,
                JsonObject  *object)
{
  g_autoptr(GPtrArray) list = velo_json_get_list (velo_json_get_object (object, "PAYMENTINTERVALS"),
                                                  "INTERVAL");
  g_autoptr(GString) intervals = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      g_autofree char *value = velo_json_get_text (velo_json_as_object (list->pdata[i]), "VALUE");

      if (value != NULL && *value != '\0' && strlen (value) <= 2
          && strspn (value, "0123456789") == strlen (value))
        g_string_append_printf (intervals, "%s%s", intervals->len > 0 ? "," : "", value);
    }
  velo_product_set_intervals (product, intervals->str);
}

static void
read_risks (VeloProduct *product,
            JsonObject  *object)
{
  g_autoptr(GPtrArray) list = velo_json_get_list (velo_json_get_object (object, "RISKS"), "RISK");

  for (guint i = 0; i < list->len; i++)
    {
      JsonObject *entry = velo_json_as_object (list->pdata[i]);
      g_autofree char *name = velo_json_get_text (entry, "RISK_NAME");
      g_autofree char *type = velo_json_get_text (entry, "RISK_TYPE");
      g_autoptr(VeloRisk) risk = NULL;

      /* Two empty strings stand for "none". */
      if (velo_text_is_empty (type))
        continue;
      risk = velo_risk_new ();
      velo_risk_set_name (risk, name);
      velo_risk_set_risk_type (risk, type);
      g_list_store_append (velo_product_get_risks (product), risk);
    }
}

static void
read_limits (VeloProduct *product,
             JsonObject  *object)
{
  JsonObject *limits = velo_json_get_object (object, "PURCHASE_PRICE_LIMITATIONS");
  g_autoptr(GPtrArray) list = velo_json_get_list (limits, "MAX_PRICE");

  for (guint i = 0; i < list->len; i++)
    {
      JsonObject *entry = velo_json_as_object (list->pdata[i]);
      g_autofree char *amount = velo_json_get_text (entry, "AMOUNT");
      g_autofree char *code = velo_json_get_text (entry, "OBJECT_CODE");
      g_autoptr(VeloPriceLimit) limit = NULL;
      gint64 cents = 0;

      if (!velo_money_parse_wire (amount, &cents))
        continue;
      limit = velo_price_limit_new ();
      velo_price_limit_set_object_code (limit, code);
      velo_price_limit_set_max_price_cents (limit, cents);
      g_list_store_append (velo_product_get_price_limits (product), limit);
    }
}

static VeloProduct *
read_product (JsonObject *object,
              const char *shop_country)
{
  g_autofree char *type = velo_json_get_text (object, "PRODUCT_TYPE");
  g_autofree char *code = velo_json_get_text (object, "APPLICATION_CODE");
  g_autofree char *name = velo_json_get_text (object, "PRODUCT_NAME");
  g_autofree char *risk = velo_json_get_text (object, "BASIC_RISK");
  g_autofree char *term = velo_json_get_text (object, "TERM");
  JsonObject *collection = velo_json_get_object (object, "COLLECTIONTYPES");
  VeloProduct *product = NULL;

  if (velo_text_is_empty (type) || velo_text_is_empty (code))
    return NULL;
  if (velo_text_is_empty (risk))
    {
      g_free (risk);
      risk = derive_basic_risk (type);
    }
  product = velo_product_new ();
  velo_product_set_product_type (product, type);
  velo_product_set_application_code (product, code);
  velo_product_set_name (product, velo_text_is_empty (name) ? type : name);
  velo_product_set_basic_risk (product, risk);
  velo_product_set_term (product, term);
  velo_product_set_direct_debit (product, is_true (collection, "Einzug"));
  velo_product_set_self_payer (product, is_true (collection, "Selbstzahler"));
  velo_product_set_dealer_billing (product, is_true (collection, "VMRAbrechnung"));
  velo_product_set_signature_required (product, is_true (object, "SIGNATURES")
                                                  || is_true (object, "SIGANATURES"));
  read_intervals (product, object);
  read_risks (product, object);
  read_limits (product, object);
  recognise_object (product);
  recognise_variant (product);
  recognise_country (product, shop_country);
  return product;
}

/* Returns: (transfer full): the products as listed, possibly none */
GListStore *
velo_wertgarantie_read_products (VeloWertgarantieAnswer *answer,
                                 const char             *shop_country)
{
  GListStore *products = g_list_store_new (VELO_TYPE_PRODUCT);
  g_autoptr(GPtrArray) list = velo_json_get_list (velo_json_get_object (answer->result,
                                                                        "PRODUCT_LIST"), "PRODUCT");
  guint n_skipped = 0;

  for (guint i = 0; i < list->len; i++)
    {
      JsonObject *object = velo_json_as_object (list->pdata[i]);
      g_autoptr(VeloProduct) product = read_product (object, shop_country);

      if (product != NULL)
        g_list_store_append (products, product);
      else
        n_skipped++;
    }
  if (n_skipped > 0)
    g_info ("product list: %u entries without type or code left out", n_skipped);
  if (list->len >= PAGE_SIZE)
    g_info ("product list: %u entries, there may be more on a second page", list->len);
  return products;
}
