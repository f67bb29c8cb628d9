/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests reading products, premiums, documents and lists in all the shapes that were seen. */

#include "velo-scripted-server.h"
#include "velo-wertgarantie-documents.h"
#include "velo-wertgarantie-premium.h"
#include "velo-wertgarantie-products.h"

#include <string.h>

static VeloWertgarantieAnswer *
parse (const char *result)
{
  g_autofree char *text = g_strdup_printf ("{\"RESULT\":%s,\"STATUS\":\"OK\",\"STATUSCODE\":\"0\","
                                           "\"REQUEST_ID\":\"12\"}", result);
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(GError) error = NULL;
  VeloWertgarantieAnswer *answer = velo_wertgarantie_answer_parse (bytes, FALSE, &error);

  g_assert_no_error (error);
  return answer;
}

static VeloProduct *
read_one_product (const char *product)
{
  g_autofree char *result = g_strdup_printf ("{\"PRODUCT_LIST\":{\"PRODUCT\":%s}}", product);
  g_autoptr(VeloWertgarantieAnswer) answer = parse (result);
  g_autoptr(GListStore) products = velo_wertgarantie_read_products (answer, "AT");

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (products)), ==, 1);
  return g_list_model_get_item (G_LIST_MODEL (products), 0);
}

typedef struct
{
  const char *type;
  const char *code;
  const char *risk; /* NULL: as an empty value */
  VeloObjectKind object;
  const char *variant;
  const char *country;
  gboolean special;
  gboolean s_pedelec;
} ProductRow;

static const ProductRow product_rows[] = {
  { "KOMPLETTSCHUTZ_RAD_M_2018", "GU WG DE RAD KS 0818", "KOMPLETTSCHUTZ_RAD", VELO_OBJECT_KIND_BICYCLE,
    "A", "DE", FALSE, FALSE },
  { "KOMPLETTSCHUTZ_RAD_J_2018", "GU WG DE RAD KS 0818", NULL, VELO_OBJECT_KIND_BICYCLE, "B", "DE", FALSE,
    FALSE },
  { "KOMPLETTSCHUTZ_EBIKE_M_2018", "GU WG DE RAD EBS 0818", "KOMPLETTSCHUTZ_EBIKE",
    VELO_OBJECT_KIND_EBIKE, "A", "DE", FALSE, FALSE },
  { "KOMPLETTSCHUTZ_EBIKE_J_2031", "GU WG AT RAD EBS 0131", NULL, VELO_OBJECT_KIND_EBIKE, "B", "AT",
    FALSE, FALSE },
  { "AKKUSCHUTZ_EBIKE_2018", "GU WG DE RAD EBS 0818", "AKKUSCHUTZ_EBIKE", VELO_OBJECT_KIND_BATTERY, "",
    "DE", FALSE, FALSE },
  { "KOMPLETTSCHUTZ_BOC_FIN_2018_36", "Elektro BOC 1118", "KOMPLETTSCHUTZ_EBIKE_EB",
    VELO_OBJECT_KIND_EBIKE, "", "AT", TRUE, FALSE },
  { "LEIHRADSCHUTZ_2019", "GU WG DE RAD KS LEIH 0819", "LEIHRADSCHUTZ", VELO_OBJECT_KIND_BICYCLE, "", "DE",
    TRUE, FALSE },
  { "LEIHRADSCHUTZ_2019_AT", "GU WG AT RAD KS LEIH 0519", "LEIHRADSCHUTZ_AT", VELO_OBJECT_KIND_BICYCLE,
    "", "AT", TRUE, FALSE },
  { "KOMPLETTSCHUTZ_EFZ", "AN WG DE SKS 0220", "KOMPLETTSCHUTZ", VELO_OBJECT_KIND_EBIKE, "", "DE", FALSE,
    TRUE },
  { "KOMPLETTSCHUTZ_EKF_MIT_HP", "AN WG DE EKS 0220", "KOMPLETTSCHUTZ", VELO_OBJECT_KIND_NONE, "", "DE",
    TRUE, FALSE },
  { "HANDYSCHUTZ_2020", "GU WG", "HANDYSCHUTZ", VELO_OBJECT_KIND_NONE, "", "AT", FALSE, FALSE },
};

static void
test_product_row (gconstpointer data)
{
  const ProductRow *row = data;
  g_autofree char *risk = row->risk == NULL ? g_strdup ("{}") : g_strdup_printf ("\"%s\"", row->risk);
  g_autofree char *text = g_strdup_printf ("{\"PRODUCT_TYPE\":\"%s\",\"APPLICATION_CODE\":\"%s\","
                                           "\"BASIC_RISK\":%s}", row->type, row->code, risk);
  g_autoptr(VeloProduct) product = read_one_product (text);

  g_assert_cmpint (velo_product_get_object (product), ==, row->object);
  g_assert_cmpstr (velo_product_get_variant (product), ==, row->variant);
  g_assert_cmpstr (velo_product_get_country (product), ==, row->country);
  g_assert_cmpint (velo_product_get_special (product), ==, row->special);
  g_assert_cmpint (velo_product_get_s_pedelec (product), ==, row->s_pedelec);
  if (row->risk != NULL)
    g_assert_cmpstr (velo_product_get_basic_risk (product), ==, row->risk);
  else
    g_assert_true (g_str_has_prefix (velo_product_get_basic_risk (product), "KOMPLETTSCHUTZ_"));
  g_assert_null (strstr (velo_product_get_basic_risk (product), "_20"));
}

/* Every repeated member as a list, as one, and as nothing. */
static void
test_product_shapes (void)
{
  g_autoptr(VeloProduct) many = read_one_product (
    "{\"PRODUCT_TYPE\":\"X_RAD_2018\",\"APPLICATION_CODE\":\"GU WG DE\",\"PRODUCT_NAME\":\"Variante B\","
    "\"RISKS\":{\"RISK\":[{\"RISK_NAME\":\"S\",\"RISK_TYPE\":\"SOFORTSCHUTZ\"},"
    "{\"RISK_NAME\":\"\",\"RISK_TYPE\":\"\"}]},"
    "\"PURCHASE_PRICE_LIMITATIONS\":{\"MAX_PRICE\":[{\"AMOUNT\":\"4000\",\"OBJECT_CODE\":\"27\"},"
    "{\"AMOUNT\":\"10000\",\"OBJECT_CODE\":{}},{\"AMOUNT\":\"NaN\",\"OBJECT_CODE\":\"9\"}]},"
    "\"PAYMENTINTERVALS\":{\"INTERVAL\":[{\"VALUE\":\"1\"},{\"VALUE\":3},{\"VALUE\":\"x\"},{\"VALUE\":{}}]},"
    "\"COLLECTIONTYPES\":{\"Einzug\":\"true\",\"Selbstzahler\":\"false\"},\"SIGANATURES\":\"1\"}");
  g_autoptr(VeloProduct) one = read_one_product (
    "[{\"PRODUCT_TYPE\":\"X_RAD_2018\",\"APPLICATION_CODE\":\"GU WG DE\","
    "\"RISKS\":{\"RISK\":{\"RISK_NAME\":\"\",\"RISK_TYPE\":\"\"}},"
    "\"PURCHASE_PRICE_LIMITATIONS\":{\"MAX_PRICE\":{\"AMOUNT\":\"4000\",\"OBJECT_CODE\":{}}},"
    "\"PAYMENTINTERVALS\":{\"INTERVAL\":{\"VALUE\":\"0\",\"DESCRIPTION\":\"Einmalpr\u00e4mie\"}},"
    "\"SIGNATURES\":\"0\"}]");
  g_autoptr(VeloProduct) none = read_one_product (
    "{\"PRODUCT_TYPE\":\"X_RAD_2018\",\"APPLICATION_CODE\":\"GU WG DE\",\"RISKS\":{},"
    "\"PAYMENTINTERVALS\":{},\"COLLECTIONTYPES\":{},\"PURCHASE_PRICE_LIMITATIONS\":\"\"}");

  g_assert_true (velo_product_has_immediate_cover (many));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (velo_product_get_risks (many))), ==, 1);
  g_assert_cmpint (velo_product_get_max_price_cents (many, "27"), ==, 400000);
  g_assert_cmpint (velo_product_get_max_price_cents (many, "270009"), ==, 1000000);
  g_assert_cmpint (velo_product_get_max_price_cents (many, "9"), ==, 1000000);
  g_assert_cmpstr (velo_product_get_intervals (many), ==, "1,3");
  g_assert_true (velo_product_get_direct_debit (many));
  g_assert_false (velo_product_get_self_payer (many));
  g_assert_true (velo_product_get_signature_required (many));
  g_assert_cmpstr (velo_product_get_variant (many), ==, "B");
  g_assert_false (velo_product_has_immediate_cover (one));
  g_assert_cmpint (velo_product_get_max_price_cents (one, "27"), ==, 400000);
  g_assert_true (velo_product_get_special (one));
  g_assert_false (velo_product_get_signature_required (one));
  g_assert_cmpstr (velo_product_get_intervals (none), ==, "");
  g_assert_cmpint (velo_product_get_max_price_cents (none, "27"), ==, -1);
  g_assert_false (velo_product_get_direct_debit (none));
}

static void
test_no_products (void)
{
  const char *results[] = {
    "{}", "{\"PRODUCT_LIST\":{}}", "{\"PRODUCT_LIST\":{\"PRODUCT\":{}}}", "\"\"",
    "{\"PRODUCT_LIST\":{\"PRODUCT\":[\"x\",{},{\"PRODUCT_TYPE\":\"A\"},{\"APPLICATION_CODE\":\"B\"}]}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr(VeloWertgarantieAnswer) answer = parse (results[i]);
      g_autoptr(GListStore) products = velo_wertgarantie_read_products (answer, "DE");

      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (products)), ==, 0);
    }
}

static VeloQuoteRequest *
new_request (void)
{
  VeloQuoteRequest *request = velo_quote_request_new ();
  g_autoptr(VeloProduct) product = velo_new_product ();
  g_autoptr(GDate) purchased = g_date_new_dmy (5, G_DATE_JANUARY, 2026);
  g_autoptr(GDate) today = g_date_new_dmy (20, G_DATE_MARCH, 2026);

  velo_record_assign (velo_quote_request_get_product (request), product);
  velo_quote_request_set_price_cents (request, 350000);
  velo_quote_request_set_purchase_date (request, purchased);
  velo_quote_request_set_today (request, today);
  velo_quote_request_set_interval (request, 3);
  velo_quote_request_set_immediate_cover (request, TRUE);
  return request;
}

/* No thousands mark: M would read "3.500,00" as 3.50. */
static void
test_premium_request (void)
{
  g_autoptr(VeloQuoteRequest) request = new_request ();
  g_autofree char *xml = NULL;
  g_autofree char *other = NULL;
  g_autoptr(GError) error = NULL;

  xml = velo_wertgarantie_write_premium (request, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (xml, ==,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?><PARAMETERS>"
                   "<APPLICATION_CODE>GU WG DE RAD KS 0818</APPLICATION_CODE>"
                   "<TAX_COUNTRY_CODE>DE</TAX_COUNTRY_CODE>"
                   "<PRODUCTTYPE>KOMPLETTSCHUTZ_RAD_M_2018</PRODUCTTYPE>"
                   "<DATE>20.03.2026</DATE><APPLICATION_DATE>20.03.2026</APPLICATION_DATE>"
                   "<PAYMENT_INTERVAL>3</PAYMENT_INTERVAL><DEVICES><DEVICE>"
                   "<OBJECT_CODE>27</OBJECT_CODE><OBJECT_PRICE>3500,00</OBJECT_PRICE>"
                   "<PURCHASE_DATE>05.01.2026</PURCHASE_DATE>"
                   "<MANUFACTURER_YEAR>2026</MANUFACTURER_YEAR><RISKS>"
                   "<RISK><RISIKOTYP>KOMPLETTSCHUTZ_RAD</RISIKOTYP></RISK>"
                   "<RISK><RISIKOTYP>SOFORTSCHUTZ</RISIKOTYP></RISK>"
                   "</RISKS></DEVICE></DEVICES></PARAMETERS>");
  velo_quote_request_set_country (request, "AT");
  velo_quote_request_set_object (request, VELO_OBJECT_KIND_EBIKE);
  velo_quote_request_set_manufacturer_year (request, 2024);
  velo_quote_request_set_immediate_cover (request, FALSE);
  other = velo_wertgarantie_write_premium (request, &error);
  g_assert_nonnull (strstr (other, "<TAX_COUNTRY_CODE>AT<"));
  g_assert_nonnull (strstr (other, "<OBJECT_CODE>270009<"));
  g_assert_nonnull (strstr (other, "<MANUFACTURER_YEAR>2024<"));
  g_assert_null (strstr (other, "SOFORTSCHUTZ"));
}

/* A bicycle bought last year is of last year, unless its year is known. */
static void
test_premium_year (void)
{
  g_autoptr(VeloQuoteRequest) request = new_request ();
  g_autoptr(GDate) purchased = g_date_new_dmy (31, G_DATE_DECEMBER, 2025);
  g_autofree char *xml = NULL;
  g_autoptr(GError) error = NULL;

  velo_quote_request_set_purchase_date (request, purchased);
  xml = velo_wertgarantie_write_premium (request, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (xml, "<PURCHASE_DATE>31.12.2025</PURCHASE_DATE><MANUFACTURER_YEAR>2025<"));
}

static void
test_premium_request_invalid (void)
{
  g_autoptr(VeloQuoteRequest) request = velo_quote_request_new ();
  g_autoptr(GError) error = NULL;

  g_assert_null (velo_wertgarantie_write_premium (request, &error));
  g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_INVALID);
  g_assert_cmpuint (g_strv_length ((GStrv) velo_insurer_error_get_fields (error)), ==, 3);
}

typedef struct
{
  const char *name;
  const char *result;
  gint64 premium_cents; /* -1: not an amount */
  gint64 single_cents;
} PremiumRow;

static const PremiumRow premium_rows[] = {
  { "one-decimal", "{\"PREMIUM_RECURRING_INTERVAL\":\"23,4\",\"PREMIUM_SINGLE_PAYMENT\":\"0\"}", 2340, 0 },
  { "whole", "{\"PREMIUM_RECURRING_INTERVAL\":\"60\",\"PREMIUM_SINGLE_PAYMENT\":\"3,5\"}", 6000, 350 },
  { "yearly-not-used", "{\"PREMIUM_RECURRING_INTERVAL\":\"6,95\",\"PREMIUM_RECURRING\":\"83,4\"}", 695, 0 },
  { "old-spelling", "{\"PREMIUM_RECURRING_INTERVALL\":\"6,95\"}", 695, 0 },
  { "single-only", "{\"PREMIUM_RECURRING_INTERVAL\":\"0\",\"PREMIUM_SINGLE_PAYMENT\":\"399\"}", 0, 39900 },
  { "single-empty", "{\"PREMIUM_RECURRING_INTERVAL\":\"9\",\"PREMIUM_SINGLE_PAYMENT\":{}}", 900, 0 },
  { "nan", "{\"PREMIUM_RECURRING_INTERVAL\":\"NaN\",\"PREMIUM_SINGLE_PAYMENT\":\"0\"}", -1, 0 },
  { "nan-with-single", "{\"PREMIUM_RECURRING_INTERVAL\":\"NaN\",\"PREMIUM_SINGLE_PAYMENT\":\"3,5\"}", -1, 0 },
  { "nan-single", "{\"PREMIUM_RECURRING_INTERVAL\":\"9\",\"PREMIUM_SINGLE_PAYMENT\":\"NaN\"}", -1, 0 },
  { "point", "{\"PREMIUM_RECURRING_INTERVAL\":\"9.00\"}", -1, 0 },
  { "thousands", "{\"PREMIUM_RECURRING_INTERVAL\":\"1.009,00\"}", -1, 0 },
  { "negative", "{\"PREMIUM_RECURRING_INTERVAL\":\"-9\"}", -1, 0 },
  { "missing", "{}", -1, 0 },
  { "empty", "{\"PREMIUM_RECURRING_INTERVAL\":{}}", -1, 0 },
  { "yearly-only", "{\"PREMIUM_RECURRING\":\"83,4\"}", -1, 0 },
  { "nothing", "{\"PREMIUM_RECURRING_INTERVAL\":\"0\",\"PREMIUM_SINGLE_PAYMENT\":\"0\"}", -1, 0 },
};

static void
test_premium_row (gconstpointer data)
{
  const PremiumRow *row = data;
  g_autoptr(VeloQuoteRequest) request = new_request ();
  g_autoptr(VeloWertgarantieAnswer) answer = parse (row->result);
  g_autoptr(GError) error = NULL;
  g_autoptr(VeloQuote) quote = velo_wertgarantie_read_premium (request, answer, &error);

  if (row->premium_cents < 0)
    {
      g_assert_null (quote);
      g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_PROTOCOL);
      g_assert_cmpstr (velo_insurer_error_get_request_id (error), ==, "12");
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpint (velo_quote_get_premium_cents (quote), ==, row->premium_cents);
  g_assert_cmpint (velo_quote_get_single_cents (quote), ==, row->single_cents);
  g_assert_cmpint (velo_quote_get_price_cents (quote), ==, 350000);
  g_assert_cmpint (velo_quote_get_interval (quote), ==, 3);
  g_assert_true (velo_quote_get_immediate_cover (quote));
  g_assert_cmpstr (velo_quote_get_product_type (quote), ==, "KOMPLETTSCHUTZ_RAD_M_2018");
}

#define PDF "JVBERi0xLjcKJSVFT0YK"

typedef struct
{
  const char *name;
  const char *result;
  guint n_documents;
  VeloDocumentKind kind; /* of the first */
  const char *title;
} DocumentRow;

static const DocumentRow document_rows[] = {
  { "list", "{\"DOCUMENT\":[{\"DOCUMENT_TYPE\":\"ROW\",\"FILENAME\":\"Widerrufsbelehrung f\u00fcr "
            "Komplettschutz.pdf\",\"CONTENT\":\"" PDF "\"},{\"DOCUMENT_TYPE\":\"GTCI\",\"FILENAME\":\"a\","
            "\"CONTENT\":\"" PDF "\"}]}", 2, VELO_DOCUMENT_KIND_WITHDRAWAL,
    "Widerrufsbelehrung f\u00fcr Komplettschutz" },
  { "one", "{\"DOCUMENT\":{\"DOCUMENT_TYPE\":\"GUFHP_IBAN\",\"FILENAME\":\"Garantieurkunde.pdf\","
           "\"CONTENT\":\"" PDF "\"}}", 1, VELO_DOCUMENT_KIND_FORM_IBAN, "Garantieurkunde" },
  { "merged", "{\"DOCUMENT\":{\"FILENAME\":\"GU WG DE KS 0419_RECHTSDOKUMENTE.PDF\",\"CONTENT\":\"" PDF
              "\"}}", 1, VELO_DOCUMENT_KIND_OTHER, "GU WG DE KS 0419 RECHTSDOKUMENTE" },
  { "deeper", "{\"DOCUMENTS\":{\"DOCUMENT\":[{\"FILENAME\":\"../../etc/x.pdf\",\"CONTENT\":\"" PDF
              "\"}]}}", 1, VELO_DOCUMENT_KIND_OTHER, "x" },
  { "advertising-text", "{\"DOCUMENT\":[{\"DOCUMENT_TYPE\":\"Werbetext2\",\"FILENAME\":\"Werbetext2\","
                        "\"CONTENT\":\"TmljaHRzIGFscyBUZXh0\"},{\"DOCUMENT_TYPE\":\"IPID\",\"FILENAME\":"
                        "{},\"CONTENT\":\"" PDF "\"}]}", 1, VELO_DOCUMENT_KIND_IPID, "IPID" },
  { "plain-text", "{\"DOCUMENT\":{\"FILENAME\":\"a.pdf\",\"CONTENT\":\"Nur ein Werbetext!\"}}", 0, 0, NULL },
  { "line-breaks", "{\"DOCUMENT\":{\"FILENAME\":\"a.pdf\",\"CONTENT\":\"JVBERi0x\\nLjcKJSVFT0YK\"}}", 0, 0,
    NULL },
  { "cut-base64", "{\"DOCUMENT\":{\"FILENAME\":\"a.pdf\",\"CONTENT\":\"JVBERi0xLjcKJSVFT0Y\"}}", 0, 0,
    NULL },
  { "equals-inside", "{\"DOCUMENT\":{\"FILENAME\":\"a.pdf\",\"CONTENT\":\"JVBE=i0xLjcK\"}}", 0, 0, NULL },
  { "empty-content", "{\"DOCUMENT\":{\"FILENAME\":\"a.pdf\",\"CONTENT\":{}}}", 0, 0, NULL },
  { "unknown-type", "{}", 0, 0, NULL },
  { "empty-entry", "{\"DOCUMENT\":[{},\"x\",null]}", 0, 0, NULL },
};

static void
test_document_row (gconstpointer data)
{
  const DocumentRow *row = data;
  g_autoptr(VeloWertgarantieAnswer) answer = parse (row->result);
  g_autoptr(GPtrArray) documents = NULL;
  VeloDelivered *first = NULL;

  documents = g_ptr_array_new_with_free_func ((GDestroyNotify) velo_delivered_unref);
  velo_wertgarantie_read_documents (answer, documents);
  g_assert_cmpuint (documents->len, ==, row->n_documents);
  if (documents->len == 0)
    return;
  first = documents->pdata[0];
  g_assert_cmpint (velo_document_get_kind (first->document), ==, row->kind);
  g_assert_cmpstr (velo_document_get_title (first->document), ==, row->title);
  g_assert_cmpstr (velo_document_get_content_type (first->document), ==, "application/pdf");
  g_assert_cmpuint (strlen (velo_document_get_sha256 (first->document)), ==, 64);
  g_assert_cmpmem (g_bytes_get_data (first->bytes, NULL), 5, "%PDF-", 5);
}

/* Every type of section 2.6 of the protocol; what is not known is kept all the same. */
static void
test_document_types (void)
{
  static const struct { const char *type; VeloDocumentKind kind; } types[] = {
    { "GTCI", VELO_DOCUMENT_KIND_TERMS }, { "IPID", VELO_DOCUMENT_KIND_IPID }, { "PIS", VELO_DOCUMENT_KIND_IPID },
    { "GDPR", VELO_DOCUMENT_KIND_PRIVACY }, { "ROW", VELO_DOCUMENT_KIND_WITHDRAWAL },
    { "POLICY", VELO_DOCUMENT_KIND_POLICY }, { "SEPA", VELO_DOCUMENT_KIND_SEPA },
    { "VWT", VELO_DOCUMENT_KIND_VALUES }, { "GUFHP", VELO_DOCUMENT_KIND_FORM },
    { "GUFHP_IBAN", VELO_DOCUMENT_KIND_FORM_IBAN }, { "COMPARISON", VELO_DOCUMENT_KIND_COMPARISON },
    { "LN", VELO_DOCUMENT_KIND_OTHER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *result = g_strdup_printf ("{\"DOCUMENT\":{\"DOCUMENT_TYPE\":\"%s\",\"FILENAME\":\"a.pdf\","
                                                 "\"CONTENT\":\"" PDF "\"}}", types[i].type);
      g_autoptr(VeloWertgarantieAnswer) answer = parse (result);
      g_autoptr(GPtrArray) documents = NULL;

      documents = g_ptr_array_new_with_free_func ((GDestroyNotify) velo_delivered_unref);
      velo_wertgarantie_read_documents (answer, documents);
      g_assert_cmpuint (documents->len, ==, 1);
      g_assert_cmpint (velo_document_get_kind (((VeloDelivered *) documents->pdata[0])->document), ==, types[i].kind);
    }
}

static void
test_large_document (void)
{
  gsize length = 4 * ((gsize) VELO_WERTGARANTIE_MAX_DOCUMENT / 3 + 2);
  g_autofree char *content = g_strnfill (length, 'A');
  g_autofree char *result = NULL;
  g_autoptr(VeloWertgarantieAnswer) answer = NULL;
  g_autoptr(GPtrArray) documents = g_ptr_array_new ();

  memcpy (content, "JVBERi0x", 8);
  result = g_strdup_printf ("{\"DOCUMENT\":{\"FILENAME\":\"a.pdf\",\"CONTENT\":\"%s\"}}", content);
  answer = parse (result);
  velo_wertgarantie_read_documents (answer, documents);
  g_assert_cmpuint (documents->len, ==, 0);
}

#define LEGAL_KEY "GET_PRODUCT_DATA/LEGAL_DOCUMENTS"

static GPtrArray *
list_documents (VeloScripted *server,
                GError      **error)
{
  g_autoptr(VeloInsurer) insurer = velo_new_insurer (velo_scripted_get_uri (server));
  g_autoptr(VeloProduct) product = velo_new_product ();
  g_auto(VeloWait) wait = { NULL };

  velo_insurer_list_documents_async (insurer, product, NULL, velo_wait_cb, &wait);
  return velo_insurer_list_documents_finish (insurer, velo_wait_for (&wait), error);
}

static void
sign_in_once (VeloScripted *server)
{
  g_assert_cmpuint (velo_scripted_count (server, "LOGIN"), ==, 1);
}

/* Nothing single, so everything merged; and the forms are asked for by name. */
static void
test_merged_documents (void)
{
  g_autoptr(VeloScripted) server = velo_scripted_new ();
  g_autoptr(GPtrArray) documents = NULL;
  g_autoptr(GError) error = NULL;

  velo_scripted_push (server, LEGAL_KEY, VELO_SCRIPTED_ANSWER, ENVELOPE ("{}"));
  velo_scripted_set (server, LEGAL_KEY,
                     ENVELOPE ("{\"DOCUMENT\":{\"FILENAME\":\"R.PDF\",\"CONTENT\":\"" PDF "\"}}"));
  documents = list_documents (server, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (documents->len, ==, 3);
  g_assert_cmpuint (velo_scripted_count (server, LEGAL_KEY), ==, 4);
  g_assert_cmpstr (velo_scripted_get_field (server, LEGAL_KEY, 0, "DOCUMENT_TYPE"), ==, "EINZELN");
  g_assert_cmpstr (velo_scripted_get_field (server, LEGAL_KEY, 0, "APPLICATION_CODE"), ==,
                   "GU WG DE RAD KS 0818");
  sign_in_once (server);
}

/* Legal documents without a form are better than nothing. */
static void
test_no_form (void)
{
  g_autoptr(VeloScripted) server = velo_scripted_new ();
  g_autoptr(GPtrArray) documents = NULL;
  g_autoptr(GError) error = NULL;

  velo_scripted_push (server, LEGAL_KEY, VELO_SCRIPTED_ANSWER,
                      ENVELOPE ("{\"DOCUMENT\":{\"DOCUMENT_TYPE\":\"IPID\",\"CONTENT\":\"" PDF "\"}}"));
  velo_scripted_push (server, LEGAL_KEY, VELO_SCRIPTED_STATUS, "<html/>");
  velo_scripted_set (server, LEGAL_KEY, ENVELOPE ("{}"));
  documents = list_documents (server, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (documents->len, ==, 1);
  g_assert_cmpuint (velo_scripted_count (server, LEGAL_KEY), ==, 3);
}

static void
test_no_documents (void)
{
  g_autoptr(VeloScripted) server = velo_scripted_new ();
  g_autoptr(GError) error = NULL;

  velo_scripted_set (server, LEGAL_KEY, ENVELOPE ("{}"));
  g_assert_null (list_documents (server, &error));
  g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_PROTOCOL);
}

static void
test_documents_fail (void)
{
  g_autoptr(VeloScripted) server = velo_scripted_new ();
  g_autoptr(GError) error = NULL;

  velo_scripted_push (server, LEGAL_KEY, VELO_SCRIPTED_CUT, "");
  g_assert_null (list_documents (server, &error));
  g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_UNAVAILABLE);
}

typedef GStrv (*ListFunc) (VeloInsurer *insurer, GError **error);

static GStrv
list_manufacturers (VeloInsurer *insurer,
                    GError     **error)
{
  g_auto(VeloWait) wait = { NULL };

  velo_insurer_list_manufacturers_async (insurer, VELO_OBJECT_KIND_EBIKE, NULL, velo_wait_cb, &wait);
  return velo_insurer_list_manufacturers_finish (insurer, velo_wait_for (&wait), error);
}

static GStrv
list_advertising (VeloInsurer *insurer,
                  GError     **error)
{
  g_autoptr(VeloProduct) product = velo_new_product ();
  g_auto(VeloWait) wait = { NULL };

  velo_insurer_list_advertising_async (insurer, product, NULL, velo_wait_cb, &wait);
  return velo_insurer_list_advertising_finish (insurer, velo_wait_for (&wait), error);
}

typedef struct
{
  const char *name;
  ListFunc list;
  const char *key;
  const char *answer;
  const char *joined; /* NULL: PROTOCOL */
} ListRow;

#define MAKERS "GET_OBJECT_DETAILS"
#define TEXTS  "GET_PRODUCT_DATA/ADVERTISING_TEXT"

static const ListRow list_rows[] = {
  { "makers", list_manufacturers, MAKERS,
    ENVELOPE ("{\"MANUFACTURER_LIST\":{\"MANUFACTURER\":[\"Jamis\",\"ABUS\",\" Jamis\",\"\",{},\"3T\"]}}"),
    "Jamis|ABUS|3T" },
  { "one-maker", list_manufacturers, MAKERS,
    ENVELOPE ("{\"MANUFACTURER_LIST\":{\"MANUFACTURER\":\"Sonstige\"}}"), "Sonstige" },
  { "no-maker", list_manufacturers, MAKERS, ENVELOPE ("{}"), "" },
  { "inner-envelope", list_manufacturers, MAKERS,
    "{\"RESULT\":{\"STATUS\":\"OK\",\"STATUSCODE\":\"0\",\"MANUFACTURER_LIST\":{\"MANUFACTURER\":[\"A\"]}}}",
    "A" },
  { "nested-result", list_manufacturers, MAKERS,
    "{\"RESULT\":{\"STATUSCODE\":\"0\",\"RESULT\":{\"MANUFACTURER_LIST\":{\"MANUFACTURER\":[\"A\"]}}}}",
    "A" },
  { "texts", list_advertising, TEXTS,
    ENVELOPE ("{\"ADVERTISING_TEXTS\":{\"ADVERTTISING_TEXT\":[{\"NAME\":\"Werbetext1\",\"TEXT\":\"a\"},"
              "{\"NAME\":\"Werbetext10\",\"TEXT\":\"d\"},{\"NAME\":\"Werbetext4\",\"TEXT\":\"c\"},"
              "{\"NAME\":\"Werbetext3\",\"TEXT\":\"b\"},{\"NAME\":\"Werbetext5\",\"TEXT\":{}}]}}"),
    "a|b|c|d" },
  { "one-text", list_advertising, TEXTS,
    ENVELOPE ("{\"ADVERTISING_TEXTS\":{\"ADVERTTISING_TEXT\":{\"NAME\":\"x\",\"TEXT\":\"a\"}}}"), "a" },
  { "empty-body", list_advertising, TEXTS, "", NULL },
};

static void
test_list_row (gconstpointer data)
{
  const ListRow *row = data;
  g_autoptr(VeloScripted) server = velo_scripted_new ();
  g_autoptr(VeloInsurer) insurer = velo_new_insurer (velo_scripted_get_uri (server));
  g_auto(GStrv) names = NULL;
  g_autofree char *joined = NULL;
  g_autoptr(GError) error = NULL;

  velo_scripted_set (server, row->key, row->answer);
  names = row->list (insurer, &error);
  sign_in_once (server);
  if (row->joined == NULL)
    {
      g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_PROTOCOL);
      return;
    }
  g_assert_no_error (error);
  joined = g_strjoinv ("|", names);
  g_assert_cmpstr (joined, ==, row->joined);
}

static void
test_contract_numbers (void)
{
  const char *results[] = {
    "{}", "{\"NEWCONTRACTNUMBER\":{}}", "{\"NEWCONTRACTNUMBER\":\"\"}", "{\"NEWCONTRACTNUMBER\":\"12a\"}",
    "{\"NEWCONTRACTNUMBER\":\"1234567890123456789\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr(VeloScripted) server = velo_scripted_new ();
      g_autoptr(VeloInsurer) insurer = velo_new_insurer (velo_scripted_get_uri (server));
      g_autofree char *answer = g_strdup_printf ("{\"RESULT\":%s,\"STATUSCODE\":\"0\"}", results[i]);
      g_autoptr(GError) error = NULL;
      g_auto(VeloWait) wait = { NULL };

      velo_scripted_set (server, "GET_NEW_CONTRACTNUMBER", answer);
      velo_insurer_reserve_contract_number_async (insurer, NULL, velo_wait_cb, &wait);
      g_assert_null (velo_insurer_reserve_contract_number_finish (insurer, velo_wait_for (&wait), &error));
      g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_PROTOCOL);
    }
}

#define ADD_ROWS(path, rows, member, func) \
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) \
    { \
      g_autofree char *name = g_strconcat (path "/", rows[i].member, NULL); \
      g_test_add_data_func (name, &rows[i], func); \
    }

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD_ROWS ("/insurer/read/product", product_rows, type, test_product_row)
  ADD_ROWS ("/insurer/read/premium", premium_rows, name, test_premium_row)
  ADD_ROWS ("/insurer/read/document", document_rows, name, test_document_row)
  ADD_ROWS ("/insurer/read/list", list_rows, name, test_list_row)
  g_test_add_func ("/insurer/read/product-shapes", test_product_shapes);
  g_test_add_func ("/insurer/read/no-products", test_no_products);
  g_test_add_func ("/insurer/read/premium-request", test_premium_request);
  g_test_add_func ("/insurer/read/premium-year", test_premium_year);
  g_test_add_func ("/insurer/read/premium-request-invalid", test_premium_request_invalid);
  g_test_add_func ("/insurer/read/document-types", test_document_types);
  g_test_add_func ("/insurer/read/large-document", test_large_document);
  g_test_add_func ("/insurer/read/merged-documents", test_merged_documents);
  g_test_add_func ("/insurer/read/no-form", test_no_form);
  g_test_add_func ("/insurer/read/no-documents", test_no_documents);
  g_test_add_func ("/insurer/read/documents-fail", test_documents_fail);
  g_test_add_func ("/insurer/read/contract-numbers", test_contract_numbers);
  return g_test_run ();
}
