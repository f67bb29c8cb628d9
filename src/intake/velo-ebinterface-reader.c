/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads ebInterface invoices, 3.0 to 6.1. */

#define G_LOG_DOMAIN "velo-ebinterface-reader"

#include "config.h"

#include "velo-ebinterface-reader.h"

#include "velo-text.h"
#include "velo-xml-values.h"

#include <string.h>

#define CHANGES "ReductionAndSurchargeListLineItemDetails/"

static char *
first_text (VeloXmlNode *node, const char *path, const char *other_path)
{
  char *text = velo_xml_dup_text (node, path);

  return text != NULL ? text : velo_xml_dup_text (node, other_path);
}

/* From 5.0 on the contact stands beside the address, before in it. */
static void
read_party (VeloXmlNode *node, VeloReadingParty *party)
{
  VeloXmlNode *country = velo_xml_find (node, "Address/Country");

  if (node == NULL)
    return;
  party->is_present = TRUE;
  party->vat_id = velo_xml_dup_text (node, "VATIdentificationNumber");
  party->salutation = first_text (node, "Address/Salutation", "Contact/Salutation");
  party->name = velo_xml_dup_text (node, "Address/Name");
  party->trading_name = velo_xml_dup_text (node, "Address/TradingName");
  party->contact = first_text (node, "Address/Contact", "Contact/Name");
  party->street = velo_xml_dup_text (node, "Address/Street");
  party->pobox = velo_xml_dup_text (node, "Address/POBox");
  party->street2 = first_text (node, "Address/AddressExtension", "Address/AdditionalInformation");
  party->postcode = velo_xml_dup_text (node, "Address/ZIP");
  party->city = velo_xml_dup_text (node, "Address/Town");
  party->country_text = velo_xml_dup_text (country, NULL);
  party->country = velo_xml_dup_attribute (country, NULL, "CountryCode");
  if (velo_text_is_empty (party->country))
    {
      g_free (party->country);
      party->country = g_strdup (party->country_text);
    }
  party->phone = first_text (node, "Address/Phone", "Contact/Phone");
  party->email = first_text (node, "Address/Email", "Contact/Email");
}

static void
read_information (VeloXmlNode *node, VeloReadingLine *line)
{
  static const char *const names[] = { "SerialNumber",   "ChargeNumber",
                                       "Classification", "AlternativeQuantity",
                                       "Size",           "Weight",
                                       "Boxes",          "Color" };

  for (VeloXmlNode *child = velo_xml_child (node, "AdditionalInformation"); child != NULL;
       child = velo_xml_next (child, "AdditionalInformation"))
    {
      if (velo_xml_attribute (child, "Key") != NULL)
        {
          velo_reading_add_attribute (line->attributes, velo_xml_dup_attribute (child, NULL, "Key"),
                                      velo_xml_dup_text (child, NULL));
          continue;
        }
      for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        for (VeloXmlNode *value = velo_xml_child (child, names[i]); value != NULL;
             value = velo_xml_next (value, names[i]))
          {
            char *text = velo_xml_dup_text (value, NULL);

            if (text != NULL && i < 2)
              g_ptr_array_add (i == 0 ? line->serials : line->batches, g_strdup (text));
            velo_reading_add_attribute (line->attributes, g_strdup (names[i]), text);
          }
    }
}

static VeloDecimal
sum_of (VeloXmlNode *node, const char *path)
{
  g_autoptr (GPtrArray) texts = velo_xml_dup_texts (node, path);
  VeloDecimal sum = { 0 };

  for (guint i = 0; i < texts->len; i++)
    sum = velo_decimal_add (sum, velo_decimal_parse (texts->pdata[i]));
  return sum;
}

/* The rate has had three names; the code of the tax is of little use, but kept. */
static void
read_rate (VeloXmlNode *node, VeloReadingLine *line)
{
  static const char *const paths[][2] = { { "TaxItem/TaxPercent", "TaxCategoryCode" },
                                          { "VATRate", "TaxCode" },
                                          { "TaxRate", "TaxCode" } };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    if (velo_xml_find (node, paths[i][0]) != NULL)
      {
        line->vat_rate = velo_xml_dup_text (node, paths[i][0]);
        line->vat_category = velo_xml_dup_attribute (node, paths[i][0], paths[i][1]);
        return;
      }
}

static void
read_line (VeloXmlNode *node, VeloReading *reading)
{
  VeloReadingLine *line = velo_reading_add_line (reading, "ListLineItem");
  g_autoptr (GPtrArray) descriptions = velo_xml_dup_texts (node, "Description");

  line->id = velo_xml_dup_text (node, "PositionNumber");
  if (descriptions->len > 0)
    line->description = g_strdup (descriptions->pdata[0]);
  if (descriptions->len > 1)
    {
      g_ptr_array_remove_index (descriptions, 0);
      g_ptr_array_add (descriptions, NULL);
      line->detail = g_strjoinv (" ", (char **) descriptions->pdata);
    }
  line->seller_item_id = velo_xml_dup_text (
      velo_xml_find_with (node, "ArticleNumber", "ArticleNumberType", "BillersArticleNumber"),
      NULL);
  if (line->seller_item_id == NULL)
    line->seller_item_id = velo_xml_dup_text (node, "BillersArticleNumber");
  line->gtin = velo_xml_dup_text (
      velo_xml_find_with (node, "ArticleNumber", "ArticleNumberType", "GTIN"), NULL);
  line->quantity = velo_xml_dup_text (node, "Quantity");
  line->unit = velo_xml_dup_attribute (node, "Quantity", "Unit");
  line->unit_price = velo_xml_dup_text (node, "UnitPrice");
  line->base_quantity = velo_xml_dup_attribute (node, "UnitPrice", "BaseQuantity");
  line->net = velo_xml_dup_text (node, "LineItemAmount");
  line->adjustment =
      velo_decimal_add (velo_decimal_negate (sum_of (node, CHANGES "ReductionListLineItem/Amount")),
                        sum_of (node, CHANGES "SurchargeListLineItem/Amount"));
  read_rate (node, line);
  read_information (node, line);
}

static void
read_one_details (VeloXmlNode *details, VeloReading *reading)
{
  VeloXmlNode *node = NULL;

  for (VeloXmlNode *list = velo_xml_child (details, "ItemList"); list != NULL;
       list = velo_xml_next (list, "ItemList"))
    for (node = velo_xml_child (list, "ListLineItem"); node != NULL;
         node = velo_xml_next (node, "ListLineItem"))
      read_line (node, reading);
  for (node = velo_xml_child (details, "BelowTheLineItem"); node != NULL;
       node = velo_xml_next (node, "BelowTheLineItem"))
    velo_reading_add_attribute (reading->below_the_line, velo_xml_dup_text (node, "Description"),
                                velo_xml_dup_text (node, "LineItemAmount"));
}

/* The schemas know one of them; programs that print an invoice in sections write one for each. */
static void
read_details (VeloXmlNode *root, VeloReading *reading)
{
  for (VeloXmlNode *details = velo_xml_child (root, "Details"); details != NULL;
       details = velo_xml_next (details, "Details"))
    read_one_details (details, reading);
}

/* 4.x: Tax/VAT/VATItem (3.x, 4.0: Item); 5.0 on: Tax/TaxItem. */
static void
read_totals (VeloXmlNode *root, VeloReading *reading)
{
  static const char *const nets[] = { "Tax/TaxItem/TaxableAmount", "Tax/VAT/VATItem/TaxedAmount",
                                      "Tax/VAT/Item/TaxedAmount" };
  static const char *const vats[] = { "Tax/TaxItem/TaxAmount", "Tax/VAT/VATItem/Amount",
                                      "Tax/VAT/Item/Amount" };
  static const char *const rates[] = { "Tax/TaxItem/TaxPercent", "Tax/VAT/VATItem/VATRate",
                                       "Tax/VAT/VATItem/TaxRate", "Tax/VAT/Item/VATRate",
                                       "Tax/VAT/Item/TaxRate" };

  for (guint i = 0; i < G_N_ELEMENTS (nets); i++)
    {
      reading->net = velo_decimal_add (reading->net, sum_of (root, nets[i]));
      reading->vat = velo_decimal_add (reading->vat, sum_of (root, vats[i]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    velo_xml_take_texts (root, rates[i], reading->vat_rates);
  reading->gross = velo_xml_get_decimal (root, "TotalGrossAmount");
  reading->prepaid = velo_xml_get_decimal (root, "PrepaidAmount");
  reading->rounding = velo_xml_get_decimal (root, "RoundingAmount");
  reading->due = velo_xml_get_decimal (root, "PayableAmount");
  velo_xml_take_texts (root, "Tax/TaxItem/Comment", reading->side_notes);
  velo_xml_take_texts (root, "Tax/VAT/TaxExemption", reading->side_notes);
  velo_xml_take_texts (root, "Tax/VAT/VATItem/TaxExemption", reading->side_notes);
}

static void
read_head (VeloXmlNode *root, VeloReading *reading)
{
  const char *ns = velo_xml_namespace (root);
  const char *cancelled = velo_xml_attribute (root, "CancelledOriginalDocument");
  g_auto (GStrv) parts = g_strsplit (ns, "/", -1);
  const char      *version = g_strv_length (parts) > 4 ? parts[4] : "";
  g_autofree char *dotted = g_strdelimit (g_strdup (version), "p", '.');

  reading->syntax_name = g_strconcat ("eb-", version, NULL);
  reading->format = g_strconcat ("ebinterface-", dotted, NULL);
  reading->guideline = g_strconcat ("ebInterface ", dotted, NULL);
  reading->number = velo_xml_dup_text (root, "InvoiceNumber");
  reading->date = velo_xml_dup_date (root, "InvoiceDate");
  reading->delivery_date = velo_xml_dup_date (root, "Delivery/Date");
  reading->type_code = velo_xml_dup_attribute (root, NULL, "DocumentType");
  reading->document_type = velo_reading_document_type (reading->type_code);
  reading->title = velo_xml_dup_attribute (root, NULL, "DocumentTitle");
  reading->currency = velo_xml_dup_attribute (root, NULL, "InvoiceCurrency");
  if (velo_text_is_empty (reading->currency))
    {
      g_free (reading->currency);
      reading->currency = velo_xml_dup_attribute (root, "TotalGrossAmount", "Currency");
      reading->currency_from_amount = reading->currency != NULL;
    }
  reading->duplicate = velo_xml_dup_attribute (root, NULL, "IsDuplicate");
  reading->preceding = velo_xml_dup_texts (root, "CancelledOriginalDocument/InvoiceNumber");
  reading->related = velo_xml_dup_texts (root, "RelatedDocument/InvoiceNumber");
  if (cancelled != NULL)
    g_ptr_array_add (reading->preceding, g_strdup (cancelled));
  reading->cancels =
      cancelled != NULL || velo_xml_child (root, "CancelledOriginalDocument") != NULL;
  reading->notes = velo_xml_dup_texts (root, "Comment");
  velo_xml_take_texts (root, "Details/HeaderDescription", reading->notes);
  velo_xml_take_texts (root, "Details/FooterDescription", reading->notes);
}

/**
 * velo_ebinterface_reader_read:
 * @root: the element Invoice in one of the namespaces of ebInterface
 *
 * Reads an ebInterface invoice of any version. Amounts are as written; net and
 * VAT are the sums of the VAT breakdown, as there is no other.
 *
 * Returns: (transfer full): the reading
 */
VeloReading *
velo_ebinterface_reader_read (VeloXmlNode *root)
{
  VeloReading *reading = velo_reading_new (VELO_READING_SYNTAX_EBINTERFACE);

  read_head (root, reading);
  read_party (velo_xml_child (root, "Biller"), &reading->seller);
  read_party (velo_xml_child (root, "InvoiceRecipient"), &reading->buyer);
  read_party (velo_xml_child (root, "Delivery"), &reading->ship_to);
  reading->ship_to.is_present = reading->ship_to.name != NULL;
  read_totals (root, reading);
  read_details (root, reading);
  velo_reading_finish (reading);
  return reading;
}
