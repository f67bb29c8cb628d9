/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests payment files: the order that the published structure asks for, lengths, sums, and what
 * banks answer. */

#include "velo-claims-error.h"
#include "velo-claims-payment-file.h"
#include "velo-date.h"

#include <string.h>

#include <libxml/parser.h>

static VeloClaimsPayment
make_payment (const GDate *day)
{
  VeloClaimsPayment payment = {
    .message_id = "VELO-20261122-1", .created = G_GINT64_CONSTANT (1795300000000000), .day = day, .instant = TRUE,
    .debtor_name = "Training Versicherung", .debtor_iban = "DE89 3704 0044 0532 0130 00", .debtor_bic = "COBADEFFXXX",
    .creditor_name = "Jürgen Groß & Söhne", .creditor_iban = "AT61 1904 3002 3457 3201", .cents = 123456,
    .end_to_end_id = "26-1234567", .text = "Schaden 26-1234567, Fahrzeug H-ÄB 123",
  };

  return payment;
}

static void
list_leaves (xmlNode    *node,
             const char *path,
             GString    *out)
{
  gboolean leaf = TRUE;

  for (xmlNode *child = node->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE)
      {
        g_autofree char *inner = *path == '\0' ? g_strdup ((const char *) child->name)
                                               : g_strconcat (path, "/", child->name, NULL);

        list_leaves (child, inner, out);
        leaf = FALSE;
      }
  if (leaf)
    {
      xmlChar *content = xmlNodeGetContent (node);

      g_string_append_printf (out, "%s=%s\n", path, (const char *) content);
      xmlFree (content);
    }
}

/* Every element in the order of pain.001.001.09, and nothing else. */
static void
test_structure (void)
{
  static const char expected[] =
    "CstmrCdtTrfInitn/GrpHdr/MsgId=VELO-20261122-1\n"
    "CstmrCdtTrfInitn/GrpHdr/CreDtTm=2026-11-21T22:26:40Z\n"
    "CstmrCdtTrfInitn/GrpHdr/NbOfTxs=1\n"
    "CstmrCdtTrfInitn/GrpHdr/CtrlSum=1234.56\n"
    "CstmrCdtTrfInitn/GrpHdr/InitgPty/Nm=Training Versicherung\n"
    "CstmrCdtTrfInitn/PmtInf/PmtInfId=VELO-20261122-1\n"
    "CstmrCdtTrfInitn/PmtInf/PmtMtd=TRF\n"
    "CstmrCdtTrfInitn/PmtInf/NbOfTxs=1\n"
    "CstmrCdtTrfInitn/PmtInf/CtrlSum=1234.56\n"
    "CstmrCdtTrfInitn/PmtInf/PmtTpInf/SvcLvl/Cd=SEPA\n"
    "CstmrCdtTrfInitn/PmtInf/PmtTpInf/LclInstrm/Cd=INST\n"
    "CstmrCdtTrfInitn/PmtInf/ReqdExctnDt/Dt=2026-11-23\n"
    "CstmrCdtTrfInitn/PmtInf/Dbtr/Nm=Training Versicherung\n"
    "CstmrCdtTrfInitn/PmtInf/DbtrAcct/Id/IBAN=DE89370400440532013000\n"
    "CstmrCdtTrfInitn/PmtInf/DbtrAgt/FinInstnId/BICFI=COBADEFFXXX\n"
    "CstmrCdtTrfInitn/PmtInf/ChrgBr=SLEV\n"
    "CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/PmtId/EndToEndId=26-1234567\n"
    "CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/Amt/InstdAmt=1234.56\n"
    "CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/Cdtr/Nm=Juergen Gross + Soehne\n"
    "CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/CdtrAcct/Id/IBAN=AT611904300234573201\n"
    "CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/Purp/Cd=INSC\n"
    "CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/RmtInf/Ustrd=Schaden 26-1234567, Fahrzeug H-AeB 123\n";
  g_autoptr(GDate) day = velo_date_parse_iso ("2026-11-23");
  VeloClaimsPayment payment = make_payment (day);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) file = velo_claims_payment_file_new (&payment, &error);
  g_autoptr(GString) leaves = g_string_new (NULL);
  xmlDoc *document;
  xmlNode *root;

  g_assert_no_error (error);
  document = xmlReadMemory (g_bytes_get_data (file, NULL), (int) g_bytes_get_size (file), NULL, NULL, 0);
  g_assert_nonnull (document);
  root = xmlDocGetRootElement (document);
  g_assert_cmpstr ((const char *) root->name, ==, "Document");
  g_assert_cmpstr ((const char *) root->ns->href, ==, "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09");
  list_leaves (root, "", leaves);
  g_assert_cmpstr (leaves->str, ==, expected);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (file, NULL), (gssize) g_bytes_get_size (file),
                                  "<InstdAmt Ccy=\"EUR\">1234.56</InstdAmt>"));
  xmlFreeDoc (document);
}

static void
test_without_bic (void)
{
  g_autoptr(GDate) day = velo_date_parse_iso ("2026-11-23");
  VeloClaimsPayment payment = make_payment (day);
  g_autoptr(GBytes) file = NULL;
  const char *text;

  payment.debtor_bic = "";
  payment.instant = FALSE;
  file = velo_claims_payment_file_new (&payment, NULL);
  text = g_bytes_get_data (file, NULL);
  g_assert_nonnull (g_strstr_len (text, (gssize) g_bytes_get_size (file), "<Othr><Id>NOTPROVIDED</Id></Othr>"));
  g_assert_null (g_strstr_len (text, (gssize) g_bytes_get_size (file), "LclInstrm"));
}

/* Names of 70 characters and texts of 140, whatever was entered. */
static void
test_lengths (void)
{
  g_autoptr(GDate) day = velo_date_parse_iso ("2026-11-23");
  VeloClaimsPayment payment = make_payment (day);
  g_autofree char *name = g_strnfill (90, 'n');
  g_autofree char *text = g_strnfill (200, 't');
  g_autofree char *cut_name = g_strdup_printf ("<Cdtr><Nm>%.70s</Nm>", name);
  g_autofree char *cut_text = g_strdup_printf ("<Ustrd>%.140s</Ustrd>", text);
  g_autoptr(GBytes) file = NULL;

  payment.creditor_name = name;
  payment.text = text;
  file = velo_claims_payment_file_new (&payment, NULL);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (file, NULL), (gssize) g_bytes_get_size (file), cut_name));
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (file, NULL), (gssize) g_bytes_get_size (file), cut_text));
}

static void
check_refused (const VeloClaimsPayment *payment)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (velo_claims_payment_file_new (payment, &error));
  g_assert_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_INVALID);
}

/* What a bank would refuse is refused here: no file is written. */
static void
test_refused (void)
{
  static const gint64 amounts[] = { 0, -1, G_GINT64_CONSTANT (100000000000), G_MAXINT64 };
  static const char *const ids[] = { "", "größe", "/a", "a//b", "123456789012345678901234567890123456" };
  static const char *const ibans[] = { "", "DE89370400440532013001", "US00", "<IBAN>" };
  g_autoptr(GDate) day = velo_date_parse_iso ("2026-11-23");

  for (gsize i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      VeloClaimsPayment payment = make_payment (day);

      payment.cents = amounts[i];
      check_refused (&payment);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      VeloClaimsPayment payment = make_payment (day);
      VeloClaimsPayment other = make_payment (day);

      payment.message_id = ids[i];
      check_refused (&payment);
      other.end_to_end_id = ids[i];
      check_refused (&other);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (ibans); i++)
    {
      VeloClaimsPayment payment = make_payment (day);
      VeloClaimsPayment other = make_payment (day);

      payment.creditor_iban = ibans[i];
      check_refused (&payment);
      other.debtor_iban = ibans[i];
      check_refused (&other);
    }
}

static void
test_smallest_and_largest (void)
{
  static const struct { gint64 cents; const char *text; } amounts[] = {
    { 1, ">0.01<" }, { 10, ">0.10<" }, { 100, ">1.00<" }, { G_GINT64_CONSTANT (99999999999), ">999999999.99<" },
  };
  g_autoptr(GDate) day = velo_date_parse_iso ("2026-11-23");

  for (gsize i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      VeloClaimsPayment payment = make_payment (day);
      g_autoptr(GBytes) file = NULL;

      payment.cents = amounts[i].cents;
      file = velo_claims_payment_file_new (&payment, NULL);
      g_assert_nonnull (g_strstr_len (g_bytes_get_data (file, NULL), (gssize) g_bytes_get_size (file), amounts[i].text));
    }
}

#define CAMT(VERSION, ENTRIES) \
  "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.054.001." VERSION "'><BkToCstmrDbtCdtNtfctn>" \
  "<Ntfctn>" ENTRIES "</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>"
#define ENTRY(DIRECTION, STATUS, DETAILS) \
  "<Ntry><Amt Ccy='EUR'>9</Amt><CdtDbtInd>" DIRECTION "</CdtDbtInd><Sts>" STATUS "</Sts><NtryDtls><TxDtls>" \
  DETAILS "</TxDtls></NtryDtls></Ntry>"
#define PAIN(TX) \
  "<p:Document xmlns:p='urn:iso:std:iso:20022:tech:xsd:pain.002.001.10'><p:CstmrPmtStsRpt><p:OrgnlPmtInfAndSts>" \
  TX "</p:OrgnlPmtInfAndSts></p:CstmrPmtStsRpt></p:Document>"
#define TX(STATUS) \
  "<p:TxInfAndSts><p:OrgnlEndToEndId>26-1</p:OrgnlEndToEndId><p:TxSts>" STATUS "</p:TxSts><p:StsRsnInf><p:Rsn>" \
  "<p:Cd>AC04</p:Cd></p:Rsn></p:StsRsnInf></p:TxInfAndSts>"

#define WHOLE(STATUS) \
  "<p:OrgnlPmtInfId>26-1</p:OrgnlPmtInfId><p:PmtInfSts>" STATUS "</p:PmtInfSts><p:StsRsnInf><p:Rsn><p:Cd>FF01</p:Cd>" \
  "</p:Rsn></p:StsRsnInf>"
#define GROUP(STATUS, MORE) \
  "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pain.002.001.03'><CstmrPmtStsRpt><OrgnlGrpInfAndSts>" \
  "<OrgnlMsgId>26-1</OrgnlMsgId><GrpSts>" STATUS "</GrpSts><StsRsnInf><Rsn><Cd>FF01</Cd></Rsn></StsRsnInf>" \
  "</OrgnlGrpInfAndSts>" MORE "</CstmrPmtStsRpt></Document>"

static void
test_bank_says (void)
{
  static const struct { const char *file; int outcome; gint64 cents; const char *reason; gboolean of_file; } files[] = {
    { CAMT ("08", ENTRY ("DBIT", "<Cd>BOOK</Cd>", "<Refs><EndToEndId>26-1</EndToEndId></Refs><Amt Ccy='EUR'>12.3</Amt>")),
      VELO_CLAIMS_BANK_OUTCOME_PAID, 1230, "" },
    { CAMT ("02", ENTRY ("DBIT", "BOOK", "<Refs><EndToEndId> 26-1 </EndToEndId></Refs><AmtDtls><TxAmt>"
                         "<Amt Ccy='EUR'>12.34</Amt></TxAmt></AmtDtls>")), VELO_CLAIMS_BANK_OUTCOME_PAID, 1234, "" },
    { CAMT ("08", ENTRY ("CRDT", "<Cd>BOOK</Cd>", "<Refs><EndToEndId>26-1</EndToEndId></Refs><Amt Ccy='EUR'>12</Amt>"
                         "<RtrInf><Rsn><Cd>AC01</Cd></Rsn></RtrInf>")), VELO_CLAIMS_BANK_OUTCOME_RETURNED, 1200, "AC01" },
    { CAMT ("08", ENTRY ("DBIT", "<Cd>PDNG</Cd>", "<Refs><EndToEndId>26-1</EndToEndId></Refs>")),
      VELO_CLAIMS_BANK_OUTCOME_PENDING, -1, "" },
    { PAIN (TX ("RJCT")), VELO_CLAIMS_BANK_OUTCOME_RETURNED, -1, "AC04" },
    { PAIN (TX ("ACSC")), VELO_CLAIMS_BANK_OUTCOME_PAID, -1, "AC04" },
    { PAIN (TX ("ACCP")), VELO_CLAIMS_BANK_OUTCOME_PENDING, -1, "AC04" },
    { PAIN (WHOLE ("RJCT")), VELO_CLAIMS_BANK_OUTCOME_RETURNED, -1, "FF01", TRUE },
    { PAIN (WHOLE ("ACTC")), VELO_CLAIMS_BANK_OUTCOME_PENDING, -1, "FF01", TRUE },
    /* of one payment it is said apart */
    { PAIN (WHOLE ("PART") TX ("RJCT")), VELO_CLAIMS_BANK_OUTCOME_RETURNED, -1, "AC04" },
    { GROUP ("RJCT", ""), VELO_CLAIMS_BANK_OUTCOME_RETURNED, -1, "FF01", TRUE },
    { GROUP ("ACCP", ""), VELO_CLAIMS_BANK_OUTCOME_PENDING, -1, "FF01", TRUE },
    { GROUP ("ACCP", "<OrgnlPmtInfAndSts><OrgnlPmtInfId>26-1</OrgnlPmtInfId><PmtInfSts>RJCT</PmtInfSts>"
                     "</OrgnlPmtInfAndSts>"), VELO_CLAIMS_BANK_OUTCOME_RETURNED, -1, "", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (files[i].file, strlen (files[i].file));
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) reports = velo_claims_bank_file_read (bytes, &error);
      VeloClaimsBankReport *report;

      g_assert_no_error (error);
      g_assert_cmpuint (reports->len, ==, 1);
      report = g_ptr_array_index (reports, 0);
      g_test_message ("file %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (report->id, ==, "26-1");
      g_assert_cmpint (report->of_file, ==, files[i].of_file);
      g_assert_cmpint ((int) report->outcome, ==, files[i].outcome);
      g_assert_cmpint (report->cents, ==, files[i].cents);
      g_assert_cmpstr (report->reason, ==, files[i].reason);
    }
}

/* Money that comes in, payments without identification: nothing about ours. */
static void
test_not_ours (void)
{
  static const char file[] =
    CAMT ("08", ENTRY ("CRDT", "<Cd>BOOK</Cd>", "<Refs><EndToEndId>26-1</EndToEndId></Refs><Amt Ccy='EUR'>12</Amt>")
          ENTRY ("DBIT", "<Cd>BOOK</Cd>", "<Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>")
          ENTRY ("DBIT", "<Cd>BOOK</Cd>", "") "<Ntry/>");
  g_autoptr(GBytes) bytes = g_bytes_new_static (file, strlen (file));
  g_autoptr(GPtrArray) reports = velo_claims_bank_file_read (bytes, NULL);

  g_assert_nonnull (reports);
  g_assert_cmpuint (reports->len, ==, 0);
}

#define ENTITY_FILE \
  "<!DOCTYPE Document [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" \
  "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.054.001.08'>&a;</Document>"

static void
test_not_a_bank_file (void)
{
  static const char *const files[] = {
    "", "x", "<Document/>", "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'/>",
    "<Other xmlns='urn:iso:std:iso:20022:tech:xsd:camt.054.001.08'/>", CAMT ("08", "<Ntry>"),
    ENTITY_FILE,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (files[i], strlen (files[i]));
      g_autoptr(GError) error = NULL;

      g_assert_null (velo_claims_bank_file_read (bytes, &error));
      g_assert_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_INVALID);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/claims-payment/structure", test_structure);
  g_test_add_func ("/claims-payment/lengths", test_lengths);
  g_test_add_func ("/claims-payment/without-bic", test_without_bic);
  g_test_add_func ("/claims-payment/refused", test_refused);
  g_test_add_func ("/claims-payment/smallest-and-largest", test_smallest_and_largest);
  g_test_add_func ("/claims-payment/bank-says", test_bank_says);
  g_test_add_func ("/claims-payment/not-ours", test_not_ours);
  g_test_add_func ("/claims-payment/not-a-bank-file", test_not_a_bank_file);
  return g_test_run ();
}
