/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the many ways in which the same invoice may be written. */

#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "velo-invoice-reader.h"

#define RSM "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
#define RAM "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
#define EB4 "http://www.ebinterface.at/schema/4p0/"

#define CII_HEAD                                                                                    \
  "<r:CrossIndustryInvoice xmlns:r='" RSM "' xmlns:m='" RAM "'><r:ExchangedDocument><m:ID>A-1</m:ID>" \
  "<m:Name>%s</m:Name><m:TypeCode>%s</m:TypeCode><m:IssueDateTime>20260401</m:IssueDateTime>"        \
  "<m:IncludedNote><m:Content>%s</m:Content></m:IncludedNote></r:ExchangedDocument>"                 \
  "<r:SupplyChainTradeTransaction>%s<m:ApplicableHeaderTradeAgreement><m:SellerTradeParty>"          \
  "<m:Name>Rad GmbH</m:Name></m:SellerTradeParty><m:BuyerTradeParty><m:Name>Max Muster</m:Name>"     \
  "</m:BuyerTradeParty></m:ApplicableHeaderTradeAgreement><m:ApplicableHeaderTradeSettlement>"       \
  "<m:InvoiceCurrencyCode>EUR</m:InvoiceCurrencyCode>"                                               \
  "<m:SpecifiedTradeSettlementHeaderMonetarySummation>%s"                                            \
  "</m:SpecifiedTradeSettlementHeaderMonetarySummation></m:ApplicableHeaderTradeSettlement>"         \
  "</r:SupplyChainTradeTransaction></r:CrossIndustryInvoice>"
#define CII_LINE                                                                                    \
  "<m:IncludedSupplyChainTradeLineItem><m:AssociatedDocumentLineDocument><m:LineID>%s</m:LineID>%s"  \
  "</m:AssociatedDocumentLineDocument><m:SpecifiedTradeProduct><m:Name>%s</m:Name>"                  \
  "</m:SpecifiedTradeProduct><m:SpecifiedLineTradeDelivery><m:BilledQuantity>1</m:BilledQuantity>"   \
  "</m:SpecifiedLineTradeDelivery><m:SpecifiedLineTradeSettlement><m:ApplicableTradeTax>"            \
  "<m:RateApplicablePercent>19</m:RateApplicablePercent></m:ApplicableTradeTax>"                     \
  "<m:SpecifiedTradeSettlementLineMonetarySummation><m:LineTotalAmount>%s</m:LineTotalAmount>"       \
  "</m:SpecifiedTradeSettlementLineMonetarySummation></m:SpecifiedLineTradeSettlement>"              \
  "</m:IncludedSupplyChainTradeLineItem>"
#define TOTALS                                                                                      \
  "<m:TaxBasisTotalAmount>2000.00</m:TaxBasisTotalAmount><m:TaxTotalAmount>380.00</m:TaxTotalAmount>" \
  "<m:GrandTotalAmount>2380.00</m:GrandTotalAmount>"

static VeloInvoice *
read_bytes (const void *data, gsize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  g_autoptr (GError) error = NULL;
  VeloInvoice *invoice = velo_invoice_reader_read (bytes, "variant.xml", &error);

  g_assert_no_error (error);
  return invoice;
}

static VeloInvoice *
read_text (const char *text)
{
  return read_bytes (text, strlen (text));
}

static char *
cii (const char *title, const char *code, const char *note, const char *lines, const char *totals)
{
  return g_strdup_printf (CII_HEAD, title, code, note, lines, totals);
}

static char *
line (const char *id, const char *extra, const char *name, const char *net)
{
  return g_strdup_printf (CII_LINE, id, extra, name, net);
}

static VeloVehicle *
vehicle_of (VeloInvoice *invoice, guint index)
{
  VeloVehicle *vehicle =
      g_list_model_get_item (G_LIST_MODEL (velo_invoice_get_vehicles (invoice)), index);

  g_assert_nonnull (vehicle);
  g_object_unref (vehicle); /* the list keeps it */
  return vehicle;
}

static guint
n_vehicles (VeloInvoice *invoice)
{
  return g_list_model_get_n_items (G_LIST_MODEL (velo_invoice_get_vehicles (invoice)));
}

/* The bundle is a heading, its parts count, and what is only said belongs to the part before. */
static void
test_bundle (void)
{
  g_autofree char *group =
      line ("1", "<m:LineStatusReasonCode>GROUP</m:LineStatusReasonCode>", "E-Bike Paket", "2000.00");
  g_autofree char *part = line ("1.1",
                                "<m:ParentLineID>1</m:ParentLineID>"
                                "<m:LineStatusReasonCode>DETAIL</m:LineStatusReasonCode>",
                                "E-Bike Kronberg Aurora 8 750 Wh", "2000.00");
  g_autofree char *word = line ("1.2",
                                "<m:ParentLineID>1</m:ParentLineID>"
                                "<m:LineStatusReasonCode>INFORMATION</m:LineStatusReasonCode>",
                                "Rahmennummer WKB26A0417731", "0.00");
  g_autofree char *lines = g_strconcat (group, part, word, NULL);
  g_autofree char *text = cii ("Rechnung", "380", "", lines, TOTALS);
  g_autoptr (VeloInvoice) invoice = read_text (text);

  g_assert_cmpuint (n_vehicles (invoice), ==, 1);
  g_assert_cmpint (velo_vehicle_get_line (vehicle_of (invoice, 0)), ==, 2);
  g_assert_cmpstr (velo_vehicle_get_frame_number (vehicle_of (invoice, 0)), ==, "WKB26A0417731");
  g_assert_cmpint (velo_vehicle_get_price_cents (vehicle_of (invoice, 0)), ==, 238000);
}

#define UBL_LINE(element, id, name, net, more)                                                      \
  "<" element "><ID>" id "</ID><InvoicedQuantity>1</InvoicedQuantity><LineExtensionAmount>" net        \
  "</LineExtensionAmount><Item><Name>" name "</Name><ClassifiedTaxCategory><Percent>19</Percent>"      \
  "</ClassifiedTaxCategory></Item>" more "</" element ">"
#define UBL(lines)                                                                                  \
  "<Invoice xmlns='urn:oasis:names:specification:ubl:schema:xsd:Invoice-2'><ID>U-1</ID>"               \
  "<IssueDate>2026-04-01+02:00</IssueDate><DocumentCurrencyCode>EUR</DocumentCurrencyCode>"            \
  "<LegalMonetaryTotal><TaxInclusiveAmount>2380.00</TaxInclusiveAmount></LegalMonetaryTotal>" lines    \
  "</Invoice>"

/* Nested lines of UBL: the vehicle in a bundle is sold, the battery of a bicycle is part of it. */
static void
test_nested (void)
{
  g_autoptr (VeloInvoice) bundle = read_text (UBL (UBL_LINE (
      "InvoiceLine", "1", "Sorglos-Paket", "2000.00",
      UBL_LINE ("SubInvoiceLine", "1.1", "E-Bike Kronberg Aurora 8", "1900.00", "")
          UBL_LINE ("SubInvoiceLine", "1.2", "Faltschloss Sperrwerk Fold 90", "100.00", ""))));
  g_autoptr (VeloInvoice) bicycle = read_text (UBL (
      UBL_LINE ("InvoiceLine", "1", "E-Bike Kronberg Aurora 8", "2000.00",
                UBL_LINE ("SubInvoiceLine", "1.1", "Akku PowerTube 750 Wh", "600.00", ""))));

  g_assert_cmpuint (n_vehicles (bundle), ==, 1);
  g_assert_cmpint (velo_vehicle_get_price_cents (vehicle_of (bundle, 0)), ==, 226100);
  g_assert_cmpint (velo_vehicle_get_lock_price_cents (vehicle_of (bundle, 0)), ==, 11900);
  g_assert_cmpuint (n_vehicles (bicycle), ==, 1);
  g_assert_cmpint (velo_vehicle_get_price_cents (vehicle_of (bicycle, 0)), ==, 238000);
}

static void
test_reversal_words (void)
{
  static const struct
  {
    const char *title;
    const char *code;
    const char *note;
    gboolean    is_reversal;
    const char *preceding;
  } cases[] = {
    { "Rechnung", "380", "Storno zu Rechnung Nr. RE-2026-9", FALSE, "" },
    { "Stornorechnung", "380", "Storno zu Rechnung Nr. RE-2026-9", TRUE, "RE-2026-9" },
    { "Stornorechnung zur Rechnung 4711", "380", "", TRUE, "4711" },
    { "Retoure", "380", "wir gutschreiben Ihnen", TRUE, "" },
    { "Gutschrift", "380", "für Beleg-Nr. B/2026/12 vom 1.4.2026.", TRUE, "B/2026/12" },
    { "Gutschrift", "389", "für Rechnung 12", FALSE, "" },
    { "Rechnungskorrektur", "384", "zur Rechnung A-1, der Rechnung 77", FALSE, "" },
    { "Rechnungskorrektur", "384", "zu unserer Rechnung RG26-00731.", FALSE, "RG26-00731" },
    { "", "381", "", TRUE, "" },
    { "", "84", "", FALSE, "" },
  };
  g_autofree char *item = line ("1", "", "Helm", "2000.00");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = cii (cases[i].title, cases[i].code, cases[i].note, item, TOTALS);
      g_autoptr (VeloInvoice) invoice = read_text (text);

      g_test_message ("%s %s", cases[i].title, cases[i].code);
      g_assert_cmpint (velo_invoice_get_is_reversal (invoice), ==, cases[i].is_reversal);
      g_assert_cmpstr (velo_invoice_get_preceding (invoice), ==, cases[i].preceding);
      if (g_str_equal (cases[i].code, "384") || g_str_equal (cases[i].code, "84"))
        g_assert_nonnull (strstr (velo_invoice_get_warnings (invoice), "correction"));
    }
}

/* A credit with the numbers negative, whatever its type. */
static void
test_negative (void)
{
  g_autofree char *item = line ("1", "", "E-Bike Kronberg Aurora 8", "-2000.00");
  g_autofree char *text = cii ("", "380", "", item,
                               "<m:TaxBasisTotalAmount>-2000.00</m:TaxBasisTotalAmount>"
                               "<m:GrandTotalAmount>-2380.00</m:GrandTotalAmount>");
  g_autoptr (VeloInvoice) invoice = read_text (text);

  g_assert_true (velo_invoice_get_is_reversal (invoice));
  g_assert_cmpint (velo_invoice_get_gross_cents (invoice), ==, -238000);
  g_assert_cmpuint (n_vehicles (invoice), ==, 1);
  g_assert_cmpint (velo_vehicle_get_price_cents (vehicle_of (invoice, 0)), ==, -238000);
}

/* The price of the line, and the price with its part of the discount as an offer. */
static void
test_discount (void)
{
  g_autofree char *bicycle = line ("1", "", "E-Bike Kronberg Aurora 8", "2000.00");
  g_autofree char *helmet = line ("2", "", "Helm", "100.00");
  g_autofree char *lines = g_strconcat (bicycle, helmet, NULL);
  g_autofree char *text = cii ("", "380", "", lines,
                               "<m:AllowanceTotalAmount>210.00</m:AllowanceTotalAmount>"
                               "<m:TaxBasisTotalAmount>1890.00</m:TaxBasisTotalAmount>"
                               "<m:GrandTotalAmount>2249.10</m:GrandTotalAmount>");
  g_autoptr (VeloInvoice) invoice = read_text (text);
  GListModel *findings = G_LIST_MODEL (velo_vehicle_get_findings (vehicle_of (invoice, 0)));
  guint       n_prices = 0;

  g_assert_cmpint (velo_vehicle_get_price_cents (vehicle_of (invoice, 0)), ==, 238000);
  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (VeloFinding) finding = g_list_model_get_item (findings, i);

      if (!g_str_equal (velo_finding_get_field (finding), "price-cents"))
        continue;
      g_assert_cmpstr (velo_finding_get_value (finding), ==, n_prices == 0 ? "238000" : "214200");
      g_assert_cmpint (velo_finding_get_sureness (finding), ==,
                       n_prices == 0 ? VELO_SURENESS_GOOD : VELO_SURENESS_LOW);
      n_prices++;
    }
  g_assert_cmpuint (n_prices, ==, 2);
}

/* A lock in the price is known, and one that is sold beside it counts more. */
static void
test_included_lock (void)
{
  g_autofree char *bicycle =
      line ("1", "", "E-Bike Kronberg Aurora 8 inkl. Faltschloss Sperrwerk Fold 90", "2000.00");
  g_autofree char *lock = line ("2", "", "Bügelschloss Trutz U 5", "50.00");
  g_autofree char *bag = line ("1", "", "E-Bike Kronberg Aurora 8 mit Tasche und Licht", "2000.00");
  g_autofree char *both = g_strconcat (bicycle, lock, NULL);
  const char *lines[] = { bicycle, both, bag };
  static const char *const kinds[] = { "Faltschloss", "Bügelschloss", "" };
  static const char *const models[] = { "Fold 90", "U 5", "" };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *text = cii ("", "380", "", lines[i], TOTALS);
      g_autoptr (VeloInvoice) invoice = read_text (text);

      g_assert_cmpuint (n_vehicles (invoice), ==, 1);
      g_assert_cmpstr (velo_vehicle_get_lock_kind (vehicle_of (invoice, 0)), ==, kinds[i]);
      g_assert_cmpstr (velo_vehicle_get_lock_model (vehicle_of (invoice, 0)), ==, models[i]);
      g_assert_cmpint (velo_vehicle_get_price_cents (vehicle_of (invoice, 0)), ==, 238000);
    }
}

/* The same in every encoding and with every choice of prefixes. */
static void
test_encodings (void)
{
  g_autofree char *item = line ("1", "", "Rad Kästle Weiß", "2000.00");
  g_autofree char *text = cii ("", "380", "Größe 54", item, TOTALS);
  static const char *const encodings[] = { "UTF-8", "UTF-16", "ISO-8859-1", "ISO-8859-15",
                                           "windows-1252" };

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      g_autofree char *declared =
          g_strdup_printf ("<?xml version='1.0' encoding='%s'?>\n%s", encodings[i], text);
      gsize            length;
      g_autofree char *bytes = g_convert (declared, -1, encodings[i], "UTF-8", NULL, &length, NULL);
      g_autoptr (VeloInvoice) invoice = read_bytes (bytes, length);
      g_autoptr (VeloInvoiceLine) first =
          g_list_model_get_item (G_LIST_MODEL (velo_invoice_get_lines (invoice)), 0);

      g_assert_cmpstr (velo_invoice_line_get_description (first), ==, "Rad Kästle Weiß");
      g_assert_cmpstr (velo_invoice_get_notes (invoice), ==, "Größe 54");
    }
}

static char *
replaced (const char *text, const char *from, const char *to)
{
  g_autoptr (GString) changed = g_string_new (text);

  g_string_replace (changed, from, to, 0);
  return g_strdup (changed->str);
}

static void
test_prefixes (void)
{
  g_autofree char *item = line ("1", "", "E-Bike Kronberg Aurora 8", "2000.00");
  g_autofree char *text = cii ("", "380", "", item, TOTALS);
  g_autofree char *aside = replaced (text, "r:", "q:");
  g_autofree char *half = replaced (aside, "m:", "r:");
  g_autofree char *aside_names = replaced (half, "xmlns:m=", "xmlns:r=");
  g_autofree char *swapped_root = replaced (aside_names, "xmlns:r='" RSM, "xmlns:q='" RSM);
  g_autofree char *no_prefix = replaced (text, "r:", "");
  g_autofree char *default_root = replaced (no_prefix, "xmlns:r=", "xmlns=");
  g_autoptr (VeloInvoice) swapped = read_text (swapped_root);
  g_autoptr (VeloInvoice) by_default = read_text (default_root);

  g_assert_cmpuint (n_vehicles (swapped), ==, 1);
  g_assert_cmpuint (n_vehicles (by_default), ==, 1);
  g_assert_cmpstr (velo_invoice_get_xml_sha256 (swapped), ==,
                   velo_invoice_get_xml_sha256 (by_default));
}

#define EBINTERFACE                                                                                 \
  "<e:Invoice xmlns:e='" EB4 "' e:DocumentType='CreditMemo' e:InvoiceCurrency='EUR'>"                  \
  "<e:InvoiceNumber>G-1</e:InvoiceNumber><e:InvoiceDate>2026-04-01Z</e:InvoiceDate>"                   \
  "<e:RelatedDocument><e:InvoiceNumber>R-7</e:InvoiceNumber></e:RelatedDocument>"                      \
  "<e:InvoiceRecipient><e:Address><e:Salutation>Frau</e:Salutation><e:Name>Mag. Eva von der Au</e:Name>" \
  "<e:Street>Ring 1/2/3</e:Street><e:ZIP>1010</e:ZIP><e:Town>Wien</e:Town></e:Address>"                \
  "</e:InvoiceRecipient><e:Details><e:ItemList><e:ListLineItem><e:Description>Fahrrad Kronberg Tour</e:Description>" \
  "<e:Description>blau</e:Description><e:Quantity e:Unit='Stk'>1</e:Quantity><e:TaxRate>20</e:TaxRate>" \
  "<e:AdditionalInformation><e:SerialNumber>KT2026001</e:SerialNumber></e:AdditionalInformation>"      \
  "<e:LineItemAmount>1000.00</e:LineItemAmount></e:ListLineItem></e:ItemList></e:Details>"             \
  "<e:TotalGrossAmount>1200.00</e:TotalGrossAmount></e:Invoice>"

static void
test_ebinterface (void)
{
  g_autofree char *unprefixed = replaced (EBINTERFACE, "e:", "");
  g_autofree char *plain = replaced (unprefixed, "xmlns:e=", "xmlns=");
  g_autofree char *envelope =
      g_strconcat ("<s:Signature xmlns:s='http://www.w3.org/2000/09/xmldsig#'><s:Object>",
                   EBINTERFACE, "</s:Object></s:Signature>", NULL);
  const char *texts[] = { EBINTERFACE, plain, envelope };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (VeloInvoice) invoice = read_text (texts[i]);
      VeloCustomer *customer = velo_invoice_get_customer (invoice);

      g_assert_true (velo_invoice_get_is_reversal (invoice));
      g_assert_cmpstr (velo_invoice_get_preceding (invoice), ==, "R-7");
      g_assert_cmpstr (velo_customer_get_title (customer), ==, "Mag.");
      g_assert_cmpstr (velo_customer_get_first_name (customer), ==, "Eva");
      g_assert_cmpstr (velo_customer_get_last_name (customer), ==, "von der Au");
      g_assert_cmpuint (n_vehicles (invoice), ==, 1);
      g_assert_cmpstr (velo_vehicle_get_frame_number (vehicle_of (invoice, 0)), ==, "KT2026001");
    }
}

#define EB_LINE(name, serial, amount)                                                               \
  "<ListLineItem><Description>" name "</Description><Quantity Unit='Stk'>1</Quantity><TaxRate>20</TaxRate>" \
  "<AdditionalInformation><SerialNumber>" serial "</SerialNumber></AdditionalInformation>"            \
  "<LineItemAmount>" amount "</LineItemAmount></ListLineItem>"
#define EB_BICYCLE EB_LINE ("Fahrrad Kronberg Tour", "KT2026001", "1000.00")
#define EB_EBIKE EB_LINE ("E-Bike Kronberg Aurora 8", "KA2026002", "2000.00")

static VeloInvoice *
read_details (const char *details)
{
  g_autofree char *text =
      g_strconcat ("<Invoice xmlns='" EB4 "' DocumentType='Invoice' InvoiceCurrency='EUR'>"
                   "<InvoiceNumber>R-1</InvoiceNumber><InvoiceDate>2026-04-01</InvoiceDate>",
                   details, "<TotalGrossAmount>3600.00</TotalGrossAmount></Invoice>", NULL);

  return read_text (text);
}

/* The lines of all of them, in their order, and what is said above and below each. */
static void
test_two_details (void)
{
  static const char *const details[] = {
    "<Details><ItemList>" EB_BICYCLE "</ItemList></Details><Details><ItemList>" EB_EBIKE "</ItemList></Details>",
    "<Details><ItemList>" EB_BICYCLE "</ItemList><ItemList>" EB_EBIKE "</ItemList></Details>",
    "<Details/><Details><ItemList>" EB_BICYCLE "</ItemList></Details><Details><ItemList/></Details>"
    "<Details><ItemList>" EB_EBIKE "</ItemList></Details>",
  };
  g_autoptr (VeloInvoice) described =
      read_details ("<Details><HeaderDescription>Werkstatt</HeaderDescription><ItemList>" EB_BICYCLE
                    "</ItemList></Details><Details><ItemList>" EB_EBIKE
                    "</ItemList><FooterDescription>Es bediente Sie: Ole Nabe</FooterDescription></Details>");

  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    {
      g_autoptr (VeloInvoice) invoice = read_details (details[i]);

      g_test_message ("%u", i);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (velo_invoice_get_lines (invoice))), ==, 2);
      g_assert_cmpuint (n_vehicles (invoice), ==, 2);
      g_assert_cmpstr (velo_vehicle_get_frame_number (vehicle_of (invoice, 0)), ==, "KT2026001");
      g_assert_cmpstr (velo_vehicle_get_frame_number (vehicle_of (invoice, 1)), ==, "KA2026002");
      g_assert_cmpint (velo_vehicle_get_price_cents (vehicle_of (invoice, 1)), ==, 240000);
    }
  g_assert_cmpstr (velo_invoice_get_employee_name (described), ==, "Ole Nabe");
}

static char *
dup_employee (const char *contact,
              const char *note)
{
  g_autofree char *text = g_strconcat (
      "<Invoice xmlns='" EB4 "' DocumentType='Invoice' InvoiceCurrency='EUR'>"
      "<InvoiceNumber>R-1</InvoiceNumber><InvoiceDate>2026-04-01</InvoiceDate><Biller><Address>"
      "<Name>Rad Kurbel GmbH</Name><Contact>", contact, "</Contact></Address></Biller>"
      "<Details><ItemList>" EB_EBIKE "</ItemList><FooterDescription>", note, "</FooterDescription></Details>"
      "<TotalGrossAmount>2400.00</TotalGrossAmount></Invoice>", NULL);
  g_autoptr (VeloInvoice) invoice = read_text (text);

  return g_strdup (velo_invoice_get_employee_name (invoice));
}

/* A contact must be there; a person need not. */
static void
test_contact_is_nobody (void)
{
  static const char *const nobody[] = { "nicht vorhanden", "Nicht angegeben", "n/a", "N. N.", "-", "Keine Angabe",
                                        "Kundencenter", "Kontaktperson", "Ihr Team Verkauf", "Vertrieb und Service", "Büro",
                                        "Rad Kurbel GmbH", "Kurbel &amp; Kette GbR", "RAD KURBEL GMBH" };
  static const char *const somebody[] = { "Jana Kurbel", "Jana", "Lena Bank", "Frau Zentrale-Nabe", "Kurbel, Jana",
                                          "Ö. Nabe", "Jana Kurbel, Verkauf" };

  for (guint i = 0; i < G_N_ELEMENTS (nobody); i++)
    {
      g_autofree char *alone = dup_employee (nobody[i], "");
      g_autofree char *noted = dup_employee (nobody[i], "Es bediente Sie: Ole Nabe");

      g_test_message ("%s", nobody[i]);
      g_assert_cmpstr (alone, ==, "");
      g_assert_cmpstr (noted, ==, "Ole Nabe");
    }
  for (guint i = 0; i < G_N_ELEMENTS (somebody); i++)
    {
      g_autofree char *name = dup_employee (somebody[i], "Es bediente Sie: Ole Nabe");

      g_assert_cmpstr (name, ==, somebody[i]);
    }
}

/* Whether there is a line decides, not how often the element is there. */
static void
test_no_details (void)
{
  g_autoptr (GString) many = g_string_new (NULL);
  g_autoptr (VeloInvoice) none = read_details ("");
  g_autoptr (VeloInvoice) empty = read_details ("<Details/><Details><ItemList/></Details>");
  g_autoptr (VeloInvoice) misplaced = read_details ("<Details><Details><ItemList>" EB_BICYCLE
                                                    "</ItemList></Details></Details>");
  g_autoptr (VeloInvoice) crowded = NULL;

  g_assert_cmpuint (n_vehicles (none), ==, 0);
  g_assert_cmpuint (n_vehicles (empty), ==, 0);
  g_assert_cmpuint (n_vehicles (misplaced), ==, 0);
  for (guint i = 0; i < 2000; i++)
    g_string_append (many, "<Details><ItemList/></Details>");
  g_string_append (many, "<Details><ItemList>" EB_EBIKE "</ItemList></Details>");
  crowded = read_details (many->str);
  g_assert_cmpuint (n_vehicles (crowded), ==, 1);
}

/* What is written and is no number is shown and not computed with. */
static void
test_no_numbers (void)
{
  static const char *const nets[] = { "2.000,00", "NaN", "1e3", "2000.00 EUR", "", "--5",
                                      "99999999999999999999999" };

  for (guint i = 0; i < G_N_ELEMENTS (nets); i++)
    {
      g_autofree char *item = line ("1", "", "E-Bike Kronberg Aurora 8", nets[i]);
      g_autofree char *text = cii ("", "380", "", item, TOTALS);
      g_autoptr (VeloInvoice) invoice = read_text (text);

      g_assert_cmpint (velo_invoice_get_gross_cents (invoice), ==, 238000);
      g_assert_cmpuint (n_vehicles (invoice), ==, 1);
      g_assert_cmpint (velo_vehicle_get_price_cents (vehicle_of (invoice, 0)), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake/variants/bundle", test_bundle);
  g_test_add_func ("/intake/variants/nested", test_nested);
  g_test_add_func ("/intake/variants/reversal-words", test_reversal_words);
  g_test_add_func ("/intake/variants/negative", test_negative);
  g_test_add_func ("/intake/variants/discount", test_discount);
  g_test_add_func ("/intake/variants/included-lock", test_included_lock);
  g_test_add_func ("/intake/variants/encodings", test_encodings);
  g_test_add_func ("/intake/variants/prefixes", test_prefixes);
  g_test_add_func ("/intake/variants/ebinterface", test_ebinterface);
  g_test_add_func ("/intake/variants/two-details", test_two_details);
  g_test_add_func ("/intake/variants/no-details", test_no_details);
  g_test_add_func ("/intake/variants/contact-is-nobody", test_contact_is_nobody);
  g_test_add_func ("/intake/variants/no-numbers", test_no_numbers);
  return g_test_run ();
}
