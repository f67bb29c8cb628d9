/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of the review: where a value stands and how sure it is. */

#define G_LOG_DOMAIN "velo-review-text"

#include "config.h"

#include "velo-review-text.h"

#include "velo-date.h"
#include "velo-money.h"
#include "velo-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* The first that is part of a path counts; all syntaxes of e-invoices are in it. */
static const struct
{
  const char *part;
  const char *words;
} elements[] = {
  { "ApplicableProductCharacteristic", N_("property of the item") },
  { "AdditionalItemProperty", N_("property of the item") },
  { "SerialID", N_("serial number of the item") },
  { "SerialNumber", N_("serial number of the item") },
  { "AdditionalInformation", N_("property of the item") },
  { "BrandName", N_("brand of the item") },
  { "ModelName", N_("model of the item") },
  { "SpecifiedTradeProduct/Name", N_("name of the item") },
  { "Item/Name", N_("name of the item") },
  { "Description[1]", N_("name of the item") },
  { "SpecifiedTradeProduct/Description", N_("description of the item") },
  { "Item/Description", N_("description of the item") },
  { "Description[", N_("description of the item") },
  { "AssociatedDocumentLineDocument", N_("note to the item") },
  { "Line/Note", N_("note to the item") },
  { "SellerTradeParty", N_("contact person of the seller") },
  { "AccountingSupplierParty", N_("contact person of the seller") },
  { "Biller", N_("contact person of the seller") },
  { "BuyerTradeParty", N_("recipient of the invoice") },
  { "AccountingCustomerParty", N_("recipient of the invoice") },
  { "InvoiceRecipient", N_("recipient of the invoice") },
  { "address block", N_("recipient of the invoice") },
  { "ShipToTradeParty", N_("recipient of the goods") },
  { "Delivery", N_("recipient of the goods") },
  { "IssueDate", N_("date of the invoice") },
  { "InvoiceDate", N_("date of the invoice") },
  { "ExchangedDocument/ID", N_("number of the invoice") },
  { "InvoiceNumber", N_("number of the invoice") },
  { "IncludedNote", N_("notes of the invoice") },
  { "Note", N_("notes of the invoice") },
  { "Comment", N_("notes of the invoice") },
  { "LineItem", N_("amounts of the item") },
  { "InvoiceLine", N_("amounts of the item") },
  { "CreditNoteLine", N_("amounts of the item") },
};

/**
 * velo_review_text_element:
 * @source: (nullable): element path of a finding
 *
 * Returns: the place in plain words
 */
const char *
velo_review_text_element (const char *source)
{
  for (guint i = 0; source != NULL && i < G_N_ELEMENTS (elements); i++)
    if (strstr (source, elements[i].part) != NULL)
      return _(elements[i].words);
  return _("data of the invoice");
}

/**
 * velo_review_text_sureness:
 * @sureness: how sure a value is
 *
 * Returns: one or two words for it
 */
const char *
velo_review_text_sureness (VeloSureness sureness)
{
  switch (sureness)
    {
    case VELO_SURENESS_HIGH:
      return C_("value", "from the invoice");
    case VELO_SURENESS_GOOD:
      return C_("value", "please check");
    case VELO_SURENESS_LOW:
      return C_("value", "guessed");
    case VELO_SURENESS_NONE:
    default:
      return C_("value", "missing");
    }
}

/**
 * velo_review_text_source:
 * @invoice: what was read, or an empty one for a file that has no text
 * @seen: whether all marked values have been on the screen, so that Enter accepts them
 * @kind: (out): how the sentence is to be shown
 *
 * Returns: (transfer full): where the values come from, what is to be done, and what Enter does
 */
char *
velo_review_text_source (VeloInvoice    *invoice,
                         gboolean        seen,
                         VeloNoticeKind *kind)
{
  const char *format = velo_invoice_get_format (invoice);
  const char *file_name = velo_invoice_get_file_name (invoice);
  g_autofree char *base = g_path_get_basename (*file_name == '\0' ? "-" : file_name);
  const char *enter = seen ? _("Enter accepts them.") : _("Enter leads to the marked values further down.");
  g_autofree char *source = NULL;

  *kind = VELO_NOTICE_KIND_WARNING;
  if (g_str_equal (format, "typed"))
    return g_strdup (_("This file is a picture or no invoice, so nothing could be read. "
                       "Please type in what you see, or click on it on the page."));
  if (g_str_has_prefix (format, "pdf"))
    source = g_strdup (_("There is no electronic invoice in this PDF file. Its text was read; please check the values."));
  else if (!velo_text_is_empty (velo_invoice_get_missing (invoice)))
    source = g_strdup (_("Not everything could be read from this invoice. Please check the values."));
  else
    {
      *kind = VELO_NOTICE_KIND_INFO;
      /* Translators: %s is the name of a file */
      source = g_strdup_printf (_("Read from “%s”. Please check the values."), base);
    }
  return g_strconcat (source, " ", enter, NULL);
}

static const struct
{
  const char *field;
  const char *words;
} fields[] = {
  { "number", N_("Number of the invoice") },
  { "date", N_("Date") },
  { "delivery-date", N_("Delivered") },
  { "currency", N_("Currency") },
  { "gross-cents", N_("Total") },
  { "net-cents", N_("Net") },
  { "vat-cents", N_("VAT") },
  { "prepaid-cents", N_("Paid in advance") },
  { "seller-name", N_("Issuer") },
  { "seller-vat-id", N_("VAT number of the issuer") },
  { "buyer-name", N_("Recipient") },
  { "buyer-street", N_("Street of the recipient") },
  { "buyer-postcode", N_("Postcode of the recipient") },
  { "buyer-city", N_("City of the recipient") },
  { "description", N_("Description") },
  { "quantity", N_("Quantity") },
  { "line-gross-cents", N_("Amount") },
  { "frame-number", N_("Frame number") },
  { "battery-number", N_("Battery number") },
};

/**
 * velo_review_text_difference:
 * @difference: a difference between two copies of an invoice
 *
 * Returns: (transfer full): what differs, with its position
 */
char *
velo_review_text_difference (const VeloInvoiceDifference *difference)
{
  const char *name = difference->field;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].field, difference->field))
      name = _(fields[i].words);
  if (difference->line < 1)
    return g_strdup (name);
  /* Translators: first a value like "Quantity", then the number of the item on the invoice */
  return g_strdup_printf (_("%s, item %d"), name, difference->line);
}

/**
 * velo_review_text_value:
 * @field: field of a difference
 * @value: its value
 *
 * Returns: (transfer full): the value as people write it
 */
char *
velo_review_text_value (const char *field,
                        const char *value)
{
  g_autoptr(GDate) date = NULL;
  gint64 cents;

  if (velo_text_is_empty (value))
    return g_strdup (C_("value", "nothing"));
  if (g_str_has_suffix (field, "-cents") && g_ascii_string_to_signed (value, 10, G_MININT64, G_MAXINT64, &cents, NULL))
    return velo_money_format_display (cents);
  if (g_str_has_suffix (field, "date") && (date = velo_date_parse_iso (value)) != NULL)
    return velo_date_format_display (date);
  return velo_text_squash (value);
}
