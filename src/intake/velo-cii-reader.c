/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads cross industry invoices: ZUGFeRD 1 and 2, Factur-X and XRechnung in CII. */

#define G_LOG_DOMAIN "velo-cii-reader"

#include "config.h"

#include "velo-cii-reader.h"

#include "velo-date.h"
#include "velo-profile.h"
#include "velo-text.h"
#include "velo-xml-values.h"

#include <string.h>

#define CONTACT "DefinedTradeContact/"
#define ADDRESS "PostalTradeAddress/"

/* What is called differently in ZUGFeRD 1. */
typedef struct
{
  VeloReadingSyntax syntax;
  const char       *context;
  const char       *document;
  const char       *transaction;
  const char       *agreement;
  const char       *delivery;
  const char       *settlement;
  const char       *summation;
  const char       *line_agreement;
  const char       *line_delivery;
  const char       *line_settlement;
  const char       *line_summation;
  const char       *rate;
} Names;

static const Names names_1 = {
  VELO_READING_SYNTAX_CII_1,
  "SpecifiedExchangedDocumentContext",
  "HeaderExchangedDocument",
  "SpecifiedSupplyChainTradeTransaction",
  "ApplicableSupplyChainTradeAgreement",
  "ApplicableSupplyChainTradeDelivery",
  "ApplicableSupplyChainTradeSettlement",
  "SpecifiedTradeSettlementMonetarySummation",
  "SpecifiedSupplyChainTradeAgreement",
  "SpecifiedSupplyChainTradeDelivery",
  "SpecifiedSupplyChainTradeSettlement",
  "SpecifiedTradeSettlementMonetarySummation",
  "ApplicablePercent",
};
static const Names names_2 = {
  VELO_READING_SYNTAX_CII,
  "ExchangedDocumentContext",
  "ExchangedDocument",
  "SupplyChainTradeTransaction",
  "ApplicableHeaderTradeAgreement",
  "ApplicableHeaderTradeDelivery",
  "ApplicableHeaderTradeSettlement",
  "SpecifiedTradeSettlementHeaderMonetarySummation",
  "SpecifiedLineTradeAgreement",
  "SpecifiedLineTradeDelivery",
  "SpecifiedLineTradeSettlement",
  "SpecifiedTradeSettlementLineMonetarySummation",
  "RateApplicablePercent",
};

/* Days come as YYYYMMDD (102), YYYYMM (610), or against the rules as ISO days. */
static char *
read_date (VeloXmlNode *node, const char *path)
{
  VeloXmlNode     *time = velo_xml_find (node, path);
  VeloXmlNode     *string = velo_xml_child (time, "DateTimeString");
  g_autofree char *text = NULL;
  g_autofree char *iso = NULL;
  GDate           *date = NULL;

  if (string == NULL)
    string = velo_xml_child (time, "DateTime");
  text = velo_xml_dup_text (string != NULL ? string : time, NULL);
  if (text == NULL)
    return NULL;
  if (strlen (text) >= 10 && text[4] == '-')
    iso = g_strndup (text, 10);
  else if (strspn (text, "0123456789") >= 8)
    iso = g_strdup_printf ("%.4s-%.2s-%.2s", text, text + 4, text + 6);
  else if (strlen (text) == 6 && strspn (text, "0123456789") == 6)
    iso = g_strdup_printf ("%.4s-%.2s-01", text, text + 4);
  date = velo_date_parse_iso (iso);
  if (date == NULL)
    return NULL;
  g_date_free (date);
  return g_steal_pointer (&iso);
}

static void
read_party (VeloXmlNode *node, VeloReadingParty *party)
{
  if (node == NULL)
    return;
  party->is_present = TRUE;
  party->name = velo_xml_dup_text (node, "Name");
  party->trading_name = velo_xml_dup_text (node, "SpecifiedLegalOrganization/TradingBusinessName");
  party->vat_id = velo_xml_dup_text (
      velo_xml_find_with (node, "SpecifiedTaxRegistration/ID", "schemeID", "VA"), NULL);
  party->contact = velo_xml_dup_text (node, CONTACT "PersonName");
  party->department = velo_xml_dup_text (node, CONTACT "DepartmentName");
  party->phone = velo_xml_dup_text (node, CONTACT "TelephoneUniversalCommunication/CompleteNumber");
  party->email = velo_xml_dup_text (node, CONTACT "EmailURIUniversalCommunication/URIID");
  if (party->email == NULL)
    party->email = velo_xml_dup_text (
        velo_xml_find_with (node, "URIUniversalCommunication/URIID", "schemeID", "EM"), NULL);
  party->street = velo_xml_dup_text (node, ADDRESS "LineOne");
  party->street2 = velo_xml_dup_text (node, ADDRESS "LineTwo");
  party->street3 = velo_xml_dup_text (node, ADDRESS "LineThree");
  party->postcode = velo_xml_dup_text (node, ADDRESS "PostcodeCode");
  party->city = velo_xml_dup_text (node, ADDRESS "CityName");
  party->country = velo_xml_dup_text (node, ADDRESS "CountryID");
}

static void
read_product (VeloXmlNode *product, VeloReadingLine *line)
{
  VeloXmlNode *child = NULL;

  if (product == NULL)
    return;
  line->description = velo_xml_dup_text (product, "Name");
  line->detail = velo_xml_dup_text (product, "Description");
  line->seller_item_id = velo_xml_dup_text (product, "SellerAssignedID");
  line->gtin =
      velo_xml_dup_text (velo_xml_find_with (product, "GlobalID", "schemeID", "0160"), NULL);
  if (line->gtin == NULL)
    line->gtin =
        velo_xml_dup_text (velo_xml_find_with (product, "GlobalID", "schemeID", "0088"), NULL);
  line->brand = velo_xml_dup_text (product, "BrandName");
  line->model = velo_xml_dup_text (product, "ModelName");
  if (line->brand == NULL)
    line->brand = velo_xml_dup_text (product, "ManufacturerTradeParty/Name");
  for (child = velo_xml_child (product, "ApplicableProductCharacteristic"); child != NULL;
       child = velo_xml_next (child, "ApplicableProductCharacteristic"))
    {
      char *value = velo_xml_dup_text (child, "Value");

      if (value == NULL)
        value = velo_xml_dup_text (child, "ValueMeasure");
      velo_reading_add_attribute (line->attributes, velo_xml_dup_text (child, "Description"),
                                  value);
    }
  velo_xml_take_texts (product, "IndividualTradeProductInstance/SupplierAssignedSerialID",
                       line->serials);
  if (line->serials->len == 0)
    velo_xml_take_texts (product, "IndividualTradeProductInstance/SerialID", line->serials);
  velo_xml_take_texts (product, "IndividualTradeProductInstance/BatchID", line->batches);
}

static void
read_line (VeloXmlNode *node, const Names *names, VeloReading *reading)
{
  VeloReadingLine *line = velo_reading_add_line (reading, velo_xml_name (node));
  VeloXmlNode     *document = velo_xml_child (node, "AssociatedDocumentLineDocument");
  VeloXmlNode     *agreement = velo_xml_child (node, names->line_agreement);
  VeloXmlNode     *delivery = velo_xml_child (node, names->line_delivery);
  VeloXmlNode     *settlement = velo_xml_child (node, names->line_settlement);
  g_autofree char *net_path = g_strconcat (names->line_summation, "/LineTotalAmount", NULL);
  g_autofree char *rate_path = g_strconcat ("ApplicableTradeTax/", names->rate, NULL);

  line->id = velo_xml_dup_text (document, "LineID");
  line->parent = velo_xml_dup_text (document, "ParentLineID");
  line->status_reason = velo_xml_dup_text (document, "LineStatusReasonCode");
  line->note = velo_xml_dup_joined (document, "IncludedNote/Content");
  read_product (velo_xml_child (node, "SpecifiedTradeProduct"), line);
  line->quantity = velo_xml_dup_text (delivery, "BilledQuantity");
  line->unit = velo_xml_dup_attribute (delivery, "BilledQuantity", "unitCode");
  line->unit_price = velo_xml_dup_text (agreement, "NetPriceProductTradePrice/ChargeAmount");
  line->base_quantity = velo_xml_dup_text (agreement, "NetPriceProductTradePrice/BasisQuantity");
  line->net = velo_xml_dup_text (settlement, net_path);
  line->vat_rate = velo_xml_dup_text (settlement, rate_path);
  line->vat_category = velo_xml_dup_text (settlement, "ApplicableTradeTax/CategoryCode");
  line->adjustment = velo_xml_sum_changes (settlement, "SpecifiedTradeAllowanceCharge",
                                           "ChargeIndicator/Indicator", "ActualAmount");
}

static void
read_settlement (VeloXmlNode *settlement, const Names *names, VeloReading *reading)
{
  VeloXmlNode     *summation = velo_xml_child (settlement, names->summation);
  g_autofree char *rate_path = g_strconcat ("ApplicableTradeTax/", names->rate, NULL);
  g_autofree char *amount_currency = NULL;

  reading->currency = velo_xml_dup_text (settlement, "InvoiceCurrencyCode");
  amount_currency = velo_xml_dup_attribute (summation, "GrandTotalAmount", "currencyID");
  if (reading->currency == NULL && !velo_text_is_empty (amount_currency))
    {
      reading->currency = g_steal_pointer (&amount_currency);
      reading->currency_from_amount = TRUE;
    }
  reading->line_total = velo_xml_get_decimal (summation, "LineTotalAmount");
  reading->charge_total = velo_xml_get_decimal (summation, "ChargeTotalAmount");
  reading->allowance_total = velo_xml_get_decimal (summation, "AllowanceTotalAmount");
  reading->net = velo_xml_get_decimal (summation, "TaxBasisTotalAmount");
  reading->vat = velo_xml_get_decimal (
      velo_xml_find_amount (summation, "TaxTotalAmount", reading->currency), NULL);
  reading->gross = velo_xml_get_decimal (summation, "GrandTotalAmount");
  reading->prepaid = velo_xml_get_decimal (summation, "TotalPrepaidAmount");
  reading->rounding = velo_xml_get_decimal (summation, "RoundingAmount");
  reading->due = velo_xml_get_decimal (summation, "DuePayableAmount");
  reading->preceding =
      velo_xml_dup_texts (settlement, "InvoiceReferencedDocument/IssuerAssignedID");
  if (reading->preceding->len == 0)
    {
      g_ptr_array_unref (reading->preceding);
      reading->preceding = velo_xml_dup_texts (settlement, "InvoiceReferencedDocument/ID");
    }
  velo_xml_take_texts (settlement, rate_path, reading->vat_rates);
  velo_xml_take_texts (settlement, "ApplicableTradeTax/ExemptionReason", reading->side_notes);
  velo_xml_take_texts (settlement, "ApplicableTradeTax/ExemptionReasonCode", reading->side_notes);
}

static void
read_head (VeloXmlNode *root, const Names *names, VeloReading *reading)
{
  VeloXmlNode *context = velo_xml_child (root, names->context);
  VeloXmlNode *document = velo_xml_child (root, names->document);
  const char  *profile = NULL;

  reading->guideline = velo_xml_dup_text (context, "GuidelineSpecifiedDocumentContextParameter/ID");
  reading->business_process =
      velo_xml_dup_text (context, "BusinessProcessSpecifiedDocumentContextParameter/ID");
  reading->test_indicator = velo_xml_dup_text (context, "TestIndicator/Indicator");
  if (reading->test_indicator == NULL)
    reading->test_indicator = velo_xml_dup_text (context, "TestIndicator");
  profile = velo_profile_name (reading->guideline);
  reading->profile = g_strdup (profile);
  if (names == &names_1)
    reading->format = g_strdup ("zugferd-1");
  else if (profile != NULL && g_str_has_prefix (profile, "XRECHNUNG"))
    reading->format = g_strdup ("xrechnung-cii");
  else if (reading->guideline != NULL && (strstr (reading->guideline, "factur-x") != NULL ||
                                          strstr (reading->guideline, "zugferd") != NULL))
    reading->format = g_strdup ("factur-x");
  else
    reading->format = g_strdup ("cii");
  reading->syntax_name = g_strdup (names == &names_1 ? "cii-1p0" : "cii");

  reading->number = velo_xml_dup_text (document, "ID");
  reading->date = read_date (document, "IssueDateTime");
  reading->type_code = velo_xml_dup_text (document, "TypeCode");
  reading->document_type = velo_reading_document_type (reading->type_code);
  reading->title = velo_xml_dup_text (document, "Name");
  reading->notes = velo_xml_dup_texts (document, "IncludedNote/Content");
}

/**
 * velo_cii_reader_read:
 * @root: the element CrossIndustryInvoice or CrossIndustryDocument
 *
 * Reads a cross industry invoice of any profile. Amounts are as written.
 *
 * Returns: (transfer full): the reading
 */
VeloReading *
velo_cii_reader_read (VeloXmlNode *root)
{
  const Names *names =
      g_str_equal (velo_xml_name (root), "CrossIndustryDocument") ? &names_1 : &names_2;
  VeloReading     *reading = velo_reading_new (names->syntax);
  VeloXmlNode     *transaction = velo_xml_child (root, names->transaction);
  VeloXmlNode     *agreement = velo_xml_child (transaction, names->agreement);
  VeloXmlNode     *delivery = velo_xml_child (transaction, names->delivery);
  VeloXmlNode     *settlement = velo_xml_child (transaction, names->settlement);
  VeloXmlNode     *ship_to = velo_xml_child (delivery, "UltimateShipToTradeParty");
  g_autofree char *terms = NULL;

  read_head (root, names, reading);
  read_party (velo_xml_child (agreement, "SellerTradeParty"), &reading->seller);
  read_party (velo_xml_child (agreement, "BuyerTradeParty"), &reading->buyer);
  if (ship_to == NULL)
    ship_to = velo_xml_child (delivery, "ShipToTradeParty");
  read_party (ship_to, &reading->ship_to);
  reading->delivery_date =
      read_date (delivery, "ActualDeliverySupplyChainEvent/OccurrenceDateTime");
  read_settlement (settlement, names, reading);
  terms = velo_xml_dup_joined (settlement, "SpecifiedTradePaymentTerms/Description");
  if (terms != NULL)
    g_ptr_array_add (reading->side_notes, g_steal_pointer (&terms));
  for (VeloXmlNode *line = velo_xml_child (transaction, "IncludedSupplyChainTradeLineItem");
       line != NULL; line = velo_xml_next (line, "IncludedSupplyChainTradeLineItem"))
    read_line (line, names, reading);
  velo_reading_finish (reading);
  return reading;
}
