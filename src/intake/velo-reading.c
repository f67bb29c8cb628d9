/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An invoice as it is written, before anything is made of it. */

#define G_LOG_DOMAIN "velo-reading"

#include "config.h"

#include "velo-reading.h"

#include <string.h>

static const VeloReadingPaths cii_paths = {
  "SpecifiedTradeProduct/Name",
  "SpecifiedTradeProduct/Description",
  "AssociatedDocumentLineDocument/IncludedNote/Content",
  "SpecifiedTradeProduct/IndividualTradeProductInstance/SupplierAssignedSerialID",
  "SpecifiedTradeProduct/ApplicableProductCharacteristic",
  "SpecifiedTradeProduct/BrandName",
  "SpecifiedTradeProduct/ModelName",
  "ApplicableHeaderTradeAgreement/BuyerTradeParty",
  "ApplicableHeaderTradeDelivery/ShipToTradeParty",
  "ApplicableHeaderTradeAgreement/SellerTradeParty/DefinedTradeContact/PersonName",
  "ExchangedDocument/IncludedNote/Content",
  "ExchangedDocument/ID",
  "ExchangedDocument/IssueDateTime",
  "SpecifiedTradeSettlementHeaderMonetarySummation/GrandTotalAmount",
};
static const VeloReadingPaths cii_1_paths = {
  "SpecifiedTradeProduct/Name",
  "SpecifiedTradeProduct/Description",
  "AssociatedDocumentLineDocument/IncludedNote/Content",
  "SpecifiedTradeProduct/IndividualTradeProductInstance/SupplierAssignedSerialID",
  "SpecifiedTradeProduct/ApplicableProductCharacteristic",
  "SpecifiedTradeProduct/BrandName",
  "SpecifiedTradeProduct/ModelName",
  "ApplicableSupplyChainTradeAgreement/BuyerTradeParty",
  "ApplicableSupplyChainTradeDelivery/ShipToTradeParty",
  "ApplicableSupplyChainTradeAgreement/SellerTradeParty/DefinedTradeContact/PersonName",
  "HeaderExchangedDocument/IncludedNote/Content",
  "HeaderExchangedDocument/ID",
  "HeaderExchangedDocument/IssueDateTime",
  "SpecifiedTradeSettlementMonetarySummation/GrandTotalAmount",
};
static const VeloReadingPaths ubl_paths = {
  "Item/Name",
  "Item/Description",
  "Note",
  "Item/ItemInstance/SerialID",
  "Item/AdditionalItemProperty",
  "Item/BrandName",
  "Item/ModelName",
  "AccountingCustomerParty/Party",
  "Delivery/DeliveryParty",
  "AccountingSupplierParty/Party/Contact/Name",
  "Note",
  "ID",
  "IssueDate",
  "LegalMonetaryTotal/TaxInclusiveAmount",
};
static const VeloReadingPaths ebinterface_paths = {
  "Description[1]",
  "Description[2]",
  "Comment",
  "AdditionalInformation/SerialNumber",
  "AdditionalInformation",
  "AdditionalInformation",
  "AdditionalInformation",
  "InvoiceRecipient",
  "Delivery/Address",
  "Biller/Contact/Name",
  "Comment",
  "InvoiceNumber",
  "InvoiceDate",
  "TotalGrossAmount",
};
static const VeloReadingPaths text_paths = {
  "text",          "text", "text", "text", "text", "text", "text",
  "address block", "text", "text", "text", "text", "text", "text",
};

/**
 * velo_reading_new:
 * @syntax: how the invoice is written
 *
 * Returns: (transfer full): a reading in which nothing is stated
 */
VeloReading *
velo_reading_new (VeloReadingSyntax syntax)
{
  static const VeloReadingPaths *const paths[] = { &cii_1_paths, &cii_paths, &ubl_paths,
                                                   &ebinterface_paths, &text_paths };
  VeloReading                         *reading = g_new0 (VeloReading, 1);

  reading->syntax = syntax;
  reading->paths = paths[syntax];
  reading->document_type = "other";
  reading->lines = g_ptr_array_new ();
  reading->other_attachments = g_ptr_array_new_with_free_func (g_free);
  reading->side_notes = g_ptr_array_new_with_free_func (g_free);
  reading->vat_rates = g_ptr_array_new_with_free_func (g_free);
  reading->missing = g_ptr_array_new ();
  reading->warnings = g_ptr_array_new_with_free_func (g_free);
  reading->below_the_line = g_ptr_array_new ();
  return reading;
}

static void
clear_party (VeloReadingParty *party)
{
  char **texts[] = { &party->name,    &party->trading_name, &party->vat_id,   &party->salutation,
                     &party->contact, &party->department,   &party->street,   &party->street2,
                     &party->street3, &party->pobox,        &party->postcode, &party->city,
                     &party->country, &party->country_text, &party->phone,    &party->email };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_clear_pointer (texts[i], g_free);
}

static void
free_attributes (GPtrArray *attributes)
{
  for (guint i = 0; i < attributes->len; i++)
    {
      VeloReadingAttribute *attribute = attributes->pdata[i];

      g_free (attribute->name);
      g_free (attribute->value);
      g_free (attribute);
    }
  g_ptr_array_unref (attributes);
}

static void
free_line (VeloReadingLine *line)
{
  char *texts[] = {
    line->path,          line->id,    line->parent,   line->status_reason, line->description,
    line->detail,        line->note,  line->quantity, line->unit,          line->unit_price,
    line->base_quantity, line->net,   line->vat_rate, line->vat_category,  line->seller_item_id,
    line->gtin,          line->brand, line->model
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_ptr_array_unref (line->serials);
  g_ptr_array_unref (line->batches);
  free_attributes (line->attributes);
  g_free (line);
}

/**
 * velo_reading_free:
 * @reading: (nullable): a reading
 *
 * Frees @reading and all it holds.
 */
void
velo_reading_free (VeloReading *reading)
{
  if (reading == NULL)
    return;
  for (guint i = 0; i < reading->lines->len; i++)
    free_line (reading->lines->pdata[i]);
  {
    char      *texts[] = { reading->attachment,     reading->attachment_sha256,
                           reading->xml_sha256,     reading->format,
                           reading->syntax_name,    reading->profile,
                           reading->guideline,      reading->business_process,
                           reading->test_indicator, reading->number,
                           reading->date,           reading->delivery_date,
                           reading->type_code,      reading->title,
                           reading->currency,       reading->duplicate };
    GPtrArray *arrays[] = { reading->lines,   reading->other_attachments, reading->preceding,
                            reading->notes,   reading->side_notes,        reading->vat_rates,
                            reading->missing, reading->warnings,          reading->related };

    for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
      g_free (texts[i]);
    for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
      g_clear_pointer (&arrays[i], g_ptr_array_unref);
  }
  free_attributes (reading->below_the_line);
  clear_party (&reading->seller);
  clear_party (&reading->buyer);
  clear_party (&reading->ship_to);
  velo_reading_free (reading->printed);
  g_clear_pointer (&reading->rows, g_ptr_array_unref);
  g_free (reading);
}

/**
 * velo_reading_add_line:
 * @reading: a reading being made
 * @element: name of the line's element, for its path
 *
 * Returns: (transfer none): a new last line
 */
VeloReadingLine *
velo_reading_add_line (VeloReading *reading, const char *element)
{
  VeloReadingLine *line = g_new0 (VeloReadingLine, 1);

  g_ptr_array_add (reading->lines, line);
  line->path = g_strdup_printf ("%s[%u]", element, reading->lines->len);
  line->serials = g_ptr_array_new_with_free_func (g_free);
  line->batches = g_ptr_array_new_with_free_func (g_free);
  line->attributes = g_ptr_array_new ();
  return line;
}

/**
 * velo_reading_add_attribute:
 * @attributes: (element-type VeloReadingAttribute): a list
 * @name: (transfer full) (nullable): the label
 * @value: (transfer full) (nullable): the value
 *
 * Adds a pair; one without a label or value is dropped.
 */
void
velo_reading_add_attribute (GPtrArray *attributes, char *name, char *value)
{
  VeloReadingAttribute *attribute = NULL;

  if (name == NULL || value == NULL)
    {
      g_free (name);
      g_free (value);
      return;
    }
  attribute = g_new0 (VeloReadingAttribute, 1);
  attribute->name = name;
  attribute->value = value;
  g_ptr_array_add (attributes, attribute);
}

/**
 * velo_reading_document_type:
 * @type_code: (nullable): UNTDID 1001, or the word of ebInterface
 *
 * Returns: (transfer none): what kind of document that is, one word
 */
const char *
velo_reading_document_type (const char *type_code)
{
  static const struct
  {
    const char *code;
    const char *type;
  } types[] = {
    { "326", "partial_invoice" },
    { "875", "partial_invoice" },
    { "876", "partial_invoice" },
    { "InvoiceForPartialDelivery", "partial_invoice" },
    { "877", "final_invoice" },
    { "FinalSettlement", "final_invoice" },
    { "386", "prepayment_invoice" },
    { "InvoiceForAdvancePayment", "prepayment_invoice" },
    { "384", "corrected_invoice" },
    { "389", "self_billed_invoice" },
    { "SelfBilling", "self_billed_invoice" },
    { "381", "credit_note" },
    { "396", "credit_note" },
    { "261", "credit_note" },
    { "83", "credit_note" },
    { "81", "credit_note" },
    { "308", "credit_note" },
    { "420", "credit_note" },
    { "458", "credit_note" },
    { "532", "credit_note" },
    { "CreditMemo", "credit_note" },
    { "SubsequentCredit", "credit_note" },
    { "751", "invoice_information" },
    { "325", "pro_forma" },
    { "84", "value_correction" },
    { "SubsequentDebit", "debit_note" },
  };

  if (type_code == NULL)
    return "other";
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (types[i].code, type_code))
      return types[i].type;
  return "invoice";
}

/**
 * velo_reading_finish:
 * @reading: a reading with everything that the document states
 *
 * Sees whether it takes back an earlier invoice, and what its head lacks.
 * Software that keeps the firm and the person of a customer apart leaves
 * the name empty for a private person and states the person as contact.
 */
void
velo_reading_finish (VeloReading *reading)
{
  char *buyer =
      reading->buyer.name != NULL ? reading->buyer.name : g_strdup (reading->buyer.contact);
  const struct
  {
    const char *name;
    gboolean    is_missing;
  } needed[] = {
    { "number", reading->number == NULL },      { "date", reading->date == NULL },
    { "seller", reading->seller.name == NULL }, { "buyer", buyer == NULL },
    { "gross", !reading->gross.is_set },        { "currency", reading->currency == NULL },
  };

  reading->buyer.name = buyer;
  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (needed[i].is_missing)
      g_ptr_array_add (reading->missing, (gpointer) needed[i].name);
  if (g_str_equal (reading->document_type, "credit_note") || reading->cancels ||
      (reading->gross.is_set && reading->gross.value < 0))
    reading->is_reversal = TRUE;
}

/**
 * velo_reading_line_gross:
 * @line: a line
 * @cents: (out): its gross amount
 *
 * Makes the gross amount of the line net, rounded once.
 *
 * Returns: whether net and rate are stated
 */
gboolean
velo_reading_line_gross (const VeloReadingLine *line, gint64 *cents)
{
  if (line->gross.is_set)
    return velo_decimal_to_cents (line->gross, cents);
  return velo_decimal_gross_cents (velo_decimal_parse (line->net),
                                   velo_decimal_parse (line->vat_rate), cents);
}

/**
 * velo_reading_line_unit_gross:
 * @line: a line
 * @cents: (out): its gross amount
 *
 * Makes the gross amount of the unit price.
 *
 * Returns: whether the unit price is finer than a cent and leads to the line net
 */
gboolean
velo_reading_line_unit_gross (const VeloReadingLine *line, gint64 *cents)
{
  return velo_decimal_gross_from_unit (
      velo_decimal_parse (line->unit_price), velo_decimal_parse (line->quantity),
      velo_decimal_parse (line->base_quantity), line->adjustment, velo_decimal_parse (line->net),
      velo_decimal_parse (line->vat_rate), cents);
}
