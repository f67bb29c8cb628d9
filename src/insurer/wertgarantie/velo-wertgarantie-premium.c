/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks for a premium in XML and reads the answer. */

#define G_LOG_DOMAIN "velo-insurer"

#include "config.h"

#include "velo-wertgarantie-premium.h"

#include "velo-date.h"
#include "velo-insurer-error.h"
#include "velo-json.h"
#include "velo-money.h"
#include "velo-wertgarantie-products.h"
#include "velo-wertgarantie-xml.h"

static void
write_device (VeloWertgarantieXml *xml,
              VeloQuoteRequest    *request)
{
  VeloProduct *product = velo_quote_request_get_product (request);
  const GDate *purchased = velo_quote_request_get_purchase_date (request);
  VeloObjectKind object = velo_quote_request_get_object (request);
  int year = velo_quote_request_get_manufacturer_year (request);

  if (object == VELO_OBJECT_KIND_NONE)
    object = velo_product_get_object (product);
  velo_wertgarantie_xml_open (xml, "DEVICES");
  velo_wertgarantie_xml_open (xml, "DEVICE");
  velo_wertgarantie_xml_text (xml, "OBJECT_CODE", velo_wertgarantie_object_code (object));
  velo_wertgarantie_xml_amount (xml, "OBJECT_PRICE", velo_quote_request_get_price_cents (request));
  velo_wertgarantie_xml_date (xml, "PURCHASE_DATE", purchased);
  velo_wertgarantie_xml_number (xml, "MANUFACTURER_YEAR",
                                year > 0 ? year : (int) g_date_get_year (purchased));
  velo_wertgarantie_xml_open (xml, "RISKS");
  velo_wertgarantie_xml_open (xml, "RISK");
  velo_wertgarantie_xml_text (xml, "RISIKOTYP", velo_product_get_basic_risk (product));
  velo_wertgarantie_xml_close (xml);
  if (velo_quote_request_get_immediate_cover (request))
    {
      velo_wertgarantie_xml_open (xml, "RISK");
      velo_wertgarantie_xml_text (xml, "RISIKOTYP", VELO_WERTGARANTIE_IMMEDIATE_COVER);
      velo_wertgarantie_xml_close (xml);
    }
  velo_wertgarantie_xml_close (xml);
  velo_wertgarantie_xml_close (xml);
  velo_wertgarantie_xml_close (xml);
}

static gboolean
check_request (VeloQuoteRequest *request,
               GError          **error)
{
  VeloProduct *product = velo_quote_request_get_product (request);
  const char *fields[6] = { NULL };
  guint n = 0;

  if (*velo_product_get_product_type (product) == '\0'
      || *velo_product_get_application_code (product) == '\0'
      || *velo_product_get_basic_risk (product) == '\0')
    fields[n++] = "quote-request.product";
  if (velo_quote_request_get_price_cents (request) <= 0)
    fields[n++] = "quote-request.price-cents";
  if (velo_quote_request_get_purchase_date (request) == NULL)
    fields[n++] = "quote-request.purchase-date";
  if (velo_quote_request_get_interval (request) < 0)
    fields[n++] = "quote-request.interval";
  if (n > 0)
    g_propagate_error (error, velo_insurer_error_new_invalid (fields));
  return n == 0;
}

/* Returns: (transfer full) (nullable): DATA of the call */
char *
velo_wertgarantie_write_premium (VeloQuoteRequest *request,
                                 GError          **error)
{
  g_autoptr(VeloWertgarantieXml) xml = NULL;
  g_autoptr(GDate) now = velo_date_today ();
  VeloProduct *product = velo_quote_request_get_product (request);
  const GDate *today = velo_quote_request_get_today (request);
  const char *country = velo_quote_request_get_country (request);

  if (!check_request (request, error))
    return NULL;
  if (today == NULL)
    today = now;
  if (*country == '\0')
    country = velo_product_get_country (product);

  xml = velo_wertgarantie_xml_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
  velo_wertgarantie_xml_open (xml, "PARAMETERS");
  velo_wertgarantie_xml_text (xml, "APPLICATION_CODE", velo_product_get_application_code (product));
  velo_wertgarantie_xml_text (xml, "TAX_COUNTRY_CODE", *country == '\0' ? "DE" : country);
  velo_wertgarantie_xml_text (xml, "PRODUCTTYPE", velo_product_get_product_type (product));
  velo_wertgarantie_xml_date (xml, "DATE", today);
  velo_wertgarantie_xml_date (xml, "APPLICATION_DATE", today);
  velo_wertgarantie_xml_number (xml, "PAYMENT_INTERVAL", velo_quote_request_get_interval (request));
  write_device (xml, request);
  velo_wertgarantie_xml_close (xml);
  return velo_wertgarantie_xml_finish (xml);
}

/* Returns: (transfer full) (nullable): the quote, %NULL if a figure is none */
VeloQuote *
velo_wertgarantie_read_premium (VeloQuoteRequest       *request,
                                VeloWertgarantieAnswer *answer,
                                GError                **error)
{
  g_autofree char *premium = velo_json_get_text (answer->result, "PREMIUM_RECURRING_INTERVAL");
  g_autofree char *single = velo_json_get_text (answer->result, "PREMIUM_SINGLE_PAYMENT");
  g_autoptr(VeloQuote) quote = velo_quote_new ();
  g_autoptr(GDate) now = velo_date_today ();
  VeloProduct *product = velo_quote_request_get_product (request);
  const GDate *today = velo_quote_request_get_today (request);
  gint64 premium_cents = 0;
  gint64 single_cents = 0;

  /* The spelling until May 2020. */
  if (premium == NULL)
    premium = velo_json_get_text (answer->result, "PREMIUM_RECURRING_INTERVALL");
  if (!velo_money_parse_wire (premium, &premium_cents)
      || (single != NULL && *single != '\0' && !velo_money_parse_wire (single, &single_cents))
      || (premium_cents == 0 && single_cents == 0))
    {
      g_propagate_error (error, velo_insurer_error_new (VELO_INSURER_ERROR_PROTOCOL, NULL,
                                                        answer->request_id,
                                                        "premium is not an amount"));
      return NULL;
    }
  velo_quote_set_product_type (quote, velo_product_get_product_type (product));
  velo_quote_set_application_code (quote, velo_product_get_application_code (product));
  velo_quote_set_interval (quote, velo_quote_request_get_interval (request));
  velo_quote_set_immediate_cover (quote, velo_quote_request_get_immediate_cover (request));
  velo_quote_set_premium_cents (quote, premium_cents);
  velo_quote_set_single_cents (quote, single_cents);
  velo_quote_set_price_cents (quote, velo_quote_request_get_price_cents (request));
  velo_quote_set_date (quote, today != NULL ? today : now);
  return g_steal_pointer (&quote);
}
