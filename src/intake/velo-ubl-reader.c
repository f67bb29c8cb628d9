/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads UBL invoices and credit notes. */

#define G_LOG_DOMAIN "velo-ubl-reader"

#include "config.h"

#include "velo-ubl-reader.h"

#include "velo-profile.h"
#include "velo-text.h"
#include "velo-xml-values.h"

#include <string.h>

#define CATEGORY "TaxTotal/TaxSubtotal/TaxCategory/"

static char *
dup_below (VeloXmlNode *node, const char *path, const char *name)
{
  g_autofree char *full = g_strconcat (path, "/", name, NULL);

  return velo_xml_dup_text (node, full);
}

static void
read_address (VeloXmlNode *node, const char *path, VeloReadingParty *party)
{
  g_autofree char *street = dup_below (node, path, "StreetName");
  g_autofree char *number = dup_below (node, path, "BuildingNumber");

  if (street != NULL && number != NULL)
    party->street = g_strconcat (street, " ", number, NULL);
  else
    party->street = street != NULL ? g_steal_pointer (&street) : g_steal_pointer (&number);
  party->street2 = dup_below (node, path, "AdditionalStreetName");
  party->street3 = dup_below (node, path, "AddressLine/Line");
  party->postcode = dup_below (node, path, "PostalZone");
  party->city = dup_below (node, path, "CityName");
  party->country = dup_below (node, path, "Country/IdentificationCode");
}

static char *
read_person (VeloXmlNode *party)
{
  g_autofree char *first = velo_xml_dup_text (party, "Person/FirstName");
  g_autofree char *family = velo_xml_dup_text (party, "Person/FamilyName");

  if (first == NULL || family == NULL)
    return first != NULL ? g_steal_pointer (&first) : g_steal_pointer (&family);
  return g_strconcat (first, " ", family, NULL);
}

static char *
read_vat_id (VeloXmlNode *party)
{
  for (VeloXmlNode *node = velo_xml_child (party, "PartyTaxScheme"); node != NULL;
       node = velo_xml_next (node, "PartyTaxScheme"))
    {
      g_autofree char *scheme = velo_xml_dup_text (node, "TaxScheme/ID");

      if (g_strcmp0 (scheme, "VAT") == 0)
        return velo_xml_dup_text (node, "CompanyID");
    }
  return NULL;
}

static void
read_party (VeloXmlNode *node, VeloReadingParty *party)
{
  if (node == NULL)
    return;
  party->is_present = TRUE;
  party->trading_name = velo_xml_dup_text (node, "PartyName/Name");
  party->name = velo_xml_dup_text (node, "PartyLegalEntity/RegistrationName");
  if (party->name == NULL)
    party->name = g_strdup (party->trading_name);
  if (party->name == NULL)
    party->name = read_person (node);
  party->salutation = velo_xml_dup_text (node, "Person/Title");
  party->vat_id = read_vat_id (node);
  party->contact = velo_xml_dup_text (node, "Contact/Name");
  if (party->contact == NULL)
    party->contact = read_person (node);
  party->phone = velo_xml_dup_text (node, "Contact/Telephone");
  party->email = velo_xml_dup_text (node, "Contact/ElectronicMail");
  if (party->email == NULL)
    party->email =
        velo_xml_dup_text (velo_xml_find_with (node, "EndpointID", "schemeID", "EM"), NULL);
  read_address (node, "PostalAddress", party);
}

static void
read_delivery (VeloXmlNode *root, VeloReading *reading)
{
  VeloXmlNode      *delivery = velo_xml_child (root, "Delivery");
  VeloReadingParty *party = &reading->ship_to;

  reading->delivery_date = velo_xml_dup_date (root, "Delivery/ActualDeliveryDate");
  if (delivery == NULL)
    return;
  party->name = velo_xml_dup_text (delivery, "DeliveryParty/PartyName/Name");
  if (party->name == NULL)
    party->name = read_person (velo_xml_child (delivery, "DeliveryParty"));
  read_address (delivery, "DeliveryLocation/Address", party);
  party->is_present = party->name != NULL || party->street != NULL || party->city != NULL;
}

/* The schemes of XRechnung's extension are no article numbers. */
static char *
read_gtin (VeloXmlNode *item)
{
  VeloXmlNode *id = velo_xml_find (item, "StandardItemIdentification/ID");
  const char  *scheme = velo_xml_attribute (id, "schemeID");

  return scheme != NULL && g_str_has_prefix (scheme, "XR") ? NULL : velo_xml_dup_text (id, NULL);
}

static void
read_item (VeloXmlNode *item, VeloReadingLine *line)
{
  VeloXmlNode *child = NULL;

  line->description = velo_xml_dup_text (item, "Name");
  line->detail = velo_xml_dup_joined (item, "Description");
  line->vat_rate = velo_xml_dup_text (item, "ClassifiedTaxCategory/Percent");
  line->vat_category = velo_xml_dup_text (item, "ClassifiedTaxCategory/ID");
  line->seller_item_id = velo_xml_dup_text (item, "SellersItemIdentification/ID");
  line->gtin = read_gtin (item);
  line->brand = velo_xml_dup_text (item, "BrandName");
  line->model = velo_xml_dup_text (item, "ModelName");
  if (line->brand == NULL)
    line->brand = velo_xml_dup_text (item, "ManufacturerParty/PartyName/Name");
  for (child = velo_xml_child (item, "AdditionalItemProperty"); child != NULL;
       child = velo_xml_next (child, "AdditionalItemProperty"))
    velo_reading_add_attribute (line->attributes, velo_xml_dup_text (child, "Name"),
                                velo_xml_dup_text (child, "Value"));
  velo_xml_take_texts (item, "ItemInstance/SerialID", line->serials);
  velo_xml_take_texts (item, "ItemInstance/LotIdentification/LotNumberID", line->batches);
}

/* The extension of XRechnung nests lines; each level is kept, with its parent. */
static void
read_line (VeloXmlNode *node, const char *parent, VeloReading *reading)
{
  VeloReadingLine *line = velo_reading_add_line (reading, velo_xml_name (node));
  const char      *quantity =
      velo_xml_child (node, "CreditedQuantity") != NULL ? "CreditedQuantity" : "InvoicedQuantity";
  const char *const nested[] = { "SubInvoiceLine", "SubCreditNoteLine" };

  line->id = velo_xml_dup_text (node, "ID");
  line->parent = g_strdup (parent);
  line->status_reason = parent == NULL ? NULL : g_strdup ("SUB");
  line->note = velo_xml_dup_joined (node, "Note");
  line->quantity = velo_xml_dup_text (node, quantity);
  line->unit = velo_xml_dup_attribute (node, quantity, "unitCode");
  line->net = velo_xml_dup_text (node, "LineExtensionAmount");
  line->unit_price = velo_xml_dup_text (node, "Price/PriceAmount");
  line->base_quantity = velo_xml_dup_text (node, "Price/BaseQuantity");
  line->adjustment =
      velo_xml_sum_changes (node, "AllowanceCharge", "ChargeIndicator", "Amount");
  read_item (velo_xml_child (node, "Item"), line);
  /* UBL before EN 16931 keeps the rate here. */
  if (line->vat_rate == NULL)
    line->vat_rate = velo_xml_dup_text (node, "TaxTotal/TaxSubtotal/TaxCategory/Percent");
  if (line->vat_category == NULL)
    line->vat_category = velo_xml_dup_text (node, "TaxTotal/TaxSubtotal/TaxCategory/ID");
  for (guint i = 0; i < G_N_ELEMENTS (nested); i++)
    for (VeloXmlNode *child = velo_xml_child (node, nested[i]); child != NULL;
         child = velo_xml_next (child, nested[i]))
      read_line (child, line->id == NULL ? "" : line->id, reading);
}

/* Of several VAT totals, the one in the invoice's currency. */
static void
read_tax (VeloXmlNode *root, VeloReading *reading)
{
  reading->vat =
      velo_xml_get_decimal (velo_xml_find_amount (root, "TaxTotal/TaxAmount", reading->currency), NULL);
  velo_xml_take_texts (root, CATEGORY "Percent", reading->vat_rates);
  velo_xml_take_texts (root, CATEGORY "TaxExemptionReason", reading->side_notes);
  velo_xml_take_texts (root, CATEGORY "TaxExemptionReasonCode", reading->side_notes);
}

static void
read_totals (VeloXmlNode *root, VeloReading *reading)
{
  VeloXmlNode     *total = velo_xml_child (root, "LegalMonetaryTotal");
  g_autofree char *amount_currency =
      velo_xml_dup_attribute (total, "TaxInclusiveAmount", "currencyID");

  if (reading->currency == NULL && !velo_text_is_empty (amount_currency))
    {
      reading->currency = g_steal_pointer (&amount_currency);
      reading->currency_from_amount = TRUE;
    }
  reading->line_total = velo_xml_get_decimal (total, "LineExtensionAmount");
  reading->charge_total = velo_xml_get_decimal (total, "ChargeTotalAmount");
  reading->allowance_total = velo_xml_get_decimal (total, "AllowanceTotalAmount");
  reading->net = velo_xml_get_decimal (total, "TaxExclusiveAmount");
  reading->gross = velo_xml_get_decimal (total, "TaxInclusiveAmount");
  reading->prepaid = velo_xml_get_decimal (total, "PrepaidAmount");
  reading->rounding = velo_xml_get_decimal (total, "PayableRoundingAmount");
  reading->due = velo_xml_get_decimal (total, "PayableAmount");
}

static void
read_head (VeloXmlNode *root, gboolean is_credit_note, VeloReading *reading)
{
  const char *profile = NULL;

  reading->guideline = velo_xml_dup_text (root, "CustomizationID");
  reading->business_process = velo_xml_dup_text (root, "ProfileID");
  profile = velo_profile_name (reading->guideline);
  reading->profile = g_strdup (profile);
  reading->format =
      g_strconcat (profile != NULL && g_str_has_prefix (profile, "XRECHNUNG") ? "xrechnung-" : "",
                   is_credit_note ? "ubl-creditnote" : "ubl-invoice", NULL);
  reading->syntax_name = g_strdup (is_credit_note ? "ubl-creditnote" : "ubl-invoice");
  reading->number = velo_xml_dup_text (root, "ID");
  reading->date = velo_xml_dup_date (root, "IssueDate");
  reading->type_code =
      velo_xml_dup_text (root, is_credit_note ? "CreditNoteTypeCode" : "InvoiceTypeCode");
  reading->document_type =
      is_credit_note ? "credit_note" : velo_reading_document_type (reading->type_code);
  reading->title = velo_xml_dup_text (root, "Name");
  reading->notes = velo_xml_dup_texts (root, "Note");
  reading->currency = velo_xml_dup_text (root, "DocumentCurrencyCode");
  reading->preceding = velo_xml_dup_texts (root, "BillingReference/InvoiceDocumentReference/ID");
}

/**
 * velo_ubl_reader_read:
 * @root: the element Invoice or CreditNote
 *
 * Reads a UBL document of any profile. Amounts are as written.
 *
 * Returns: (transfer full): the reading
 */
VeloReading *
velo_ubl_reader_read (VeloXmlNode *root)
{
  VeloReading *reading = velo_reading_new (VELO_READING_SYNTAX_UBL);
  gboolean     is_credit_note = g_str_equal (velo_xml_name (root), "CreditNote");
  const char  *line_name = is_credit_note ? "CreditNoteLine" : "InvoiceLine";
  char        *terms = NULL;

  read_head (root, is_credit_note, reading);
  read_party (velo_xml_find (root, "AccountingSupplierParty/Party"), &reading->seller);
  read_party (velo_xml_find (root, "AccountingCustomerParty/Party"), &reading->buyer);
  read_delivery (root, reading);
  read_totals (root, reading);
  read_tax (root, reading);
  terms = velo_xml_dup_joined (root, "PaymentTerms/Note");
  if (terms != NULL)
    g_ptr_array_add (reading->side_notes, terms);
  for (VeloXmlNode *line = velo_xml_child (root, line_name); line != NULL;
       line = velo_xml_next (line, line_name))
    read_line (line, NULL, reading);
  velo_reading_finish (reading);
  if (is_credit_note)
    reading->is_reversal = TRUE;
  return reading;
}
