/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers a premium request (INSURANCE_PREMIUM). */

#define G_LOG_DOMAIN "velo-training"

#include "config.h"

#include "velo-training-premium.h"

#include "velo-date.h"
#include "velo-money.h"
#include "velo-training-proposal-rules.h"

#define IMMEDIATE_COVER "SOFORTSCHUTZ"

static gboolean
has_object_code (JsonObject *rules,
                 const char *code)
{
  JsonArray *codes = json_object_get_array_member (rules, "object_codes");

  for (guint i = 0; i < json_array_get_length (codes); i++)
    if (g_str_equal (json_array_get_string_element (codes, i), code))
      return TRUE;
  return FALSE;
}

/* The basic risk comes first, optional ones after it. */
static char *
read_risks (const VeloTrainingProduct *product,
            xmlNode                   *device,
            gboolean                  *immediate)
{
  g_autoptr(GPtrArray) risks = velo_training_xml_list (velo_training_xml_find (device, "RISKS"),
                                                       "RISK");

  *immediate = FALSE;
  for (guint i = 0; i < risks->len; i++)
    {
      g_autofree char *risk = velo_training_xml_dup (g_ptr_array_index (risks, i), "RISIKOTYP");

      if (i == 0 && !g_str_equal (risk, product->basic_risk))
        return g_strdup_printf ("Das erste Risiko muss %s sein.", product->basic_risk);
      if (i > 0 && (!velo_training_product_has_risk (product, risk) || *immediate))
        return g_strdup_printf ("Das Risiko %s gehört nicht zu diesem Produkt.", risk);
      *immediate = i > 0 && g_str_equal (risk, IMMEDIATE_COVER);
    }
  return NULL;
}

static char *
quote_device (VeloTrainingTariff        *tariff,
              const VeloTrainingProduct *product,
              xmlNode                   *root,
              const GDate               *today,
              VeloTrainingQuote         *quote)
{
  xmlNode *device = velo_training_xml_find (root, "DEVICES/DEVICE");
  g_autofree char *code = velo_training_xml_dup (device, "OBJECT_CODE");
  g_autofree char *price = velo_training_xml_dup (device, "OBJECT_PRICE");
  g_autofree char *purchase = velo_training_xml_dup (device, "PURCHASE_DATE");
  g_autofree char *year = velo_training_xml_dup (device, "MANUFACTURER_YEAR");
  g_autofree char *application = velo_training_xml_dup (root, "APPLICATION_DATE");
  g_autofree char *interval_text = velo_training_xml_dup (root, "PAYMENT_INTERVAL");
  g_autoptr(GDate) purchased = velo_date_parse_wire (purchase);
  g_autoptr(GDate) applied = velo_date_parse_wire (application);
  guint interval = (guint) g_ascii_strtoull (interval_text, NULL, 10);
  gboolean immediate = FALSE;
  gint64 cents = 0;
  char *sentence = read_risks (product, device, &immediate);

  if (sentence != NULL)
    return sentence;
  if (!has_object_code (velo_training_tariff_get_rules (tariff, product), code))
    return g_strdup_printf ("Der OBJECT_CODE %s gehört nicht zu diesem Produkt.", code);
  if (!velo_training_product_has_interval (product, interval))
    return g_strdup_printf ("Das Zahlungsintervall %u gibt es bei diesem Produkt nicht.",
                            interval);
  if (!velo_money_parse_wire (price, &cents))
    return g_strdup ("OBJECT_PRICE ist kein Betrag.");
  sentence = velo_training_tariff_check_age (tariff, product, purchased,
                                             (guint) g_ascii_strtoull (year, NULL, 10), FALSE,
                                             today);
  return sentence != NULL ? sentence
                          : velo_training_tariff_quote (tariff, product, cents, interval, applied,
                                                        immediate, quote);
}

/**
 * velo_training_premium_answer:
 * @tariff: the tariffs
 * @xml: the field DATA of a premium request
 * @today: today
 * @quote: (out): the premium
 *
 * Returns: (transfer full) (nullable): a German sentence why there is no premium, or %NULL
 */
char *
velo_training_premium_answer (VeloTrainingTariff *tariff,
                              GBytes             *xml,
                              const GDate        *today,
                              VeloTrainingQuote  *quote)
{
  g_autoptr(xmlDoc) doc = NULL;
  g_autofree char *code = NULL;
  g_autofree char *type = NULL;
  g_autofree char *country = NULL;
  char *sentence = NULL;
  const VeloTrainingProduct *product;
  xmlNode *root;

  doc = velo_training_xml_parse (xml, &velo_training_premium_rules, &sentence);
  if (doc == NULL)
    return sentence;
  root = xmlDocGetRootElement (doc);
  code = velo_training_xml_dup (root, "APPLICATION_CODE");
  type = velo_training_xml_dup (root, "PRODUCTTYPE");
  country = velo_training_xml_dup (root, "TAX_COUNTRY_CODE");
  product = velo_training_tariff_find (tariff, code, type);
  if (product == NULL)
    return g_strdup ("APPLICATION_CODE und PRODUCTTYPE gehören zu keinem Produkt.");
  if (!g_str_equal (country, product->country))
    return g_strdup_printf ("Dieses Produkt gibt es nur mit der Versicherungsteuer von %s.",
                            product->country);
  return quote_device (tariff, product, root, today, quote);
}
