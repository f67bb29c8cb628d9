/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the proposal XML: golden bytes of each dialect, and everything that must not be sent. */

#include "velo-insurer-error.h"
#include "velo-scripted-server.h"
#include "velo-wertgarantie-proposal.h"

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <string.h>

static GDate today;

static VeloWertgarantieStyle
new_style (VeloWertgarantieDialect dialect)
{
  VeloWertgarantieStyle style = { dialect, "VELO_TEST", "", FALSE, &today };

  return style;
}

static void
make_ebike (VeloProposal *proposal)
{
  VeloProduct *product = velo_proposal_get_product (proposal);
  VeloVehicle *vehicle = velo_proposal_get_vehicle (proposal);

  velo_product_set_product_type (product, "KOMPLETTSCHUTZ_EBIKE_M_2018");
  velo_product_set_application_code (product, "GU WG DE RAD EBS 0818");
  velo_product_set_basic_risk (product, "KOMPLETTSCHUTZ_EBIKE");
  velo_proposal_set_object (proposal, VELO_OBJECT_KIND_EBIKE);
  velo_vehicle_set_battery_number (vehicle, "AK-0815");
  velo_vehicle_set_price_cents (vehicle, 349950);
}

static void
make_case (VeloProposal *proposal,
           const char   *name)
{
  VeloProduct *product = velo_proposal_get_product (proposal);
  VeloVehicle *vehicle = velo_proposal_get_vehicle (proposal);
  VeloCustomer *customer = velo_proposal_get_customer (proposal);
  g_autoptr(GDate) birth_date = g_date_new_dmy (9, G_DATE_JULY, 1981);

  if (g_str_equal (name, "bicycle-new"))
    {
      velo_proposal_set_immediate_cover (proposal, TRUE);
      velo_customer_set_birth_date (customer, birth_date);
      velo_customer_set_title (customer, "Dr.");
      velo_vehicle_set_lock_maker (vehicle, "ABUS");
      velo_vehicle_set_lock_kind (vehicle, "Bügelschloss");
      velo_vehicle_set_lock_model (vehicle, "Granit X-Plus 540");
      velo_vehicle_set_lock_key_number (vehicle, "KEY<9>");
    }
  else if (g_str_equal (name, "ebike-used"))
    {
      make_ebike (proposal);
      velo_vehicle_set_used (vehicle, TRUE);
      velo_vehicle_set_model_year (vehicle, 2023);
      velo_proposal_set_payment (proposal, VELO_PAYMENT_SELF_PAYER);
      velo_proposal_set_interval (proposal, 12);
      velo_customer_set_country (customer, "AT");
    }
  else if (g_str_equal (name, "battery"))
    {
      make_ebike (proposal);
      velo_product_set_product_type (product, "AKKUSCHUTZ_EBIKE_2018");
      velo_product_set_basic_risk (product, "AKKUSCHUTZ_EBIKE");
      velo_proposal_set_object (proposal, VELO_OBJECT_KIND_BATTERY);
      velo_vehicle_set_price_cents (vehicle, 69900);
      velo_vehicle_set_lock_maker (vehicle, "ABUS");
      velo_vehicle_set_lock_kind (vehicle, "Faltschloss");
      velo_vehicle_set_lock_model (vehicle, "Bordo");
      velo_vehicle_set_lock_key_number (vehicle, "1");
    }
  else if (g_str_equal (name, "company"))
    {
      velo_customer_set_kind (customer, VELO_CUSTOMER_KIND_COMPANY);
      velo_customer_set_company (customer, "Müller & Söhne GmbH");
      velo_customer_set_address_extra (customer, "Hinterhaus");
      velo_customer_set_phone (customer, "+49 511 123456");
      velo_customer_set_mobile (customer, "+49 170 123456");
      velo_proposal_set_interval (proposal, 1);
    }
  else
    g_assert_not_reached ();
}

typedef struct
{
  VeloWertgarantieDialect dialect;
  const char *name;
  const char *file;
} Golden;

#define GOLDEN(dialect, name) { VELO_WERTGARANTIE_DIALECT_##dialect, name, #dialect "-" name ".golden" }

static const Golden goldens[] = {
  GOLDEN (HYBRID, "bicycle-new"),
  GOLDEN (HYBRID, "ebike-used"),
  GOLDEN (HYBRID, "battery"),
  GOLDEN (HYBRID, "company"),
  GOLDEN (PUBLISHED, "bicycle-new"),
  GOLDEN (PUBLISHED, "ebike-used"),
  GOLDEN (PUBLISHED, "battery"),
  GOLDEN (PUBLISHED, "company"),
  GOLDEN (NEWER, "bicycle-new"),
  GOLDEN (NEWER, "ebike-used"),
  GOLDEN (NEWER, "battery"),
  GOLDEN (NEWER, "company"),
};

static char *
dup_xml (VeloProposal                *proposal,
         GBytes                      *document,
         const VeloWertgarantieStyle *style)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = velo_wertgarantie_write_proposal (proposal, document, style, &error);
  gsize size = 0;
  const char *data = NULL;

  g_assert_no_error (error);
  data = g_bytes_get_data (bytes, &size);
  return g_strndup (data, size);
}

/* With VELO_UPDATE_GOLDEN set, the files are written anew, to be looked at before a commit. */
static void
test_golden (gconstpointer data)
{
  const Golden *golden = data;
  g_autoptr(VeloProposal) proposal = velo_new_proposal ();
  VeloWertgarantieStyle style = new_style (golden->dialect);
  g_autofree char *lower = g_ascii_strdown (golden->file, -1);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "golden", lower, NULL);
  g_autofree char *expected = NULL;
  g_autofree char *written = NULL;
  g_autoptr(GError) error = NULL;

  make_case (proposal, golden->name);
  written = dup_xml (proposal, NULL, &style);
  if (g_getenv ("VELO_UPDATE_GOLDEN") != NULL)
    g_file_set_contents (path, written, -1, NULL);
  g_file_get_contents (path, &expected, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_strchomp (written), ==, g_strchomp (expected));
  for (const char *p = written; *p != '\0'; p++)
    g_assert_true (*p >= 0x20 && *p < 0x7f);
}

static char *
dup_value (const char *xml,
           const char *path)
{
  xmlDoc *doc = xmlReadMemory (xml, (int) strlen (xml), NULL, NULL, XML_PARSE_NONET);
  xmlXPathContext *context = NULL;
  xmlXPathObject *object = NULL;
  xmlChar *text = NULL;
  char *value = NULL;

  g_assert_nonnull (doc);
  context = xmlXPathNewContext (doc);
  object = xmlXPathEvalExpression ((const xmlChar *) path, context);
  g_assert_nonnull (object);
  text = xmlXPathCastToString (object);
  value = g_strdup ((const char *) text);
  xmlFree (text);
  xmlXPathFreeObject (object);
  xmlXPathFreeContext (context);
  xmlFreeDoc (doc);
  return value;
}

static void
assert_value (const char *xml,
              const char *path,
              const char *expected)
{
  g_autofree char *value = dup_value (xml, path);

  g_assert_cmpstr (value, ==, expected);
}

/* Any reader gets the characters back, whatever charset it assumes. */
static void
test_characters (void)
{
  g_autoptr(VeloProposal) proposal = velo_new_proposal ();
  VeloCustomer *customer = velo_proposal_get_customer (proposal);
  VeloWertgarantieStyle style = new_style (VELO_WERTGARANTIE_DIALECT_HYBRID);
  g_autofree char *xml = NULL;

  velo_customer_set_first_name (customer, "Łukasz \"Zoë\" 😀");
  velo_customer_set_last_name (customer, "<O'Neil> & ]]> Söhne");
  velo_customer_set_street (customer, "Weg\t5\x01\n b");
  xml = dup_xml (proposal, NULL, &style);
  assert_value (xml, "//Vorname", "Łukasz \"Zoë\" 😀");
  assert_value (xml, "//Nachname", "<O'Neil> & ]]> Söhne");
  assert_value (xml, "//Strasse", "Weg 5  b");
  g_assert_nonnull (strstr (xml, "S&#246;hne"));
}

static void
test_document (void)
{
  g_autoptr(VeloProposal) proposal = velo_new_proposal ();
  g_autoptr(GBytes) pdf = g_bytes_new_static ("%PDF-1.7\n", 9);
  VeloWertgarantieStyle style = new_style (VELO_WERTGARANTIE_DIALECT_HYBRID);
  g_autofree char *xml = dup_xml (proposal, pdf, &style);

  assert_value (xml, "/Antraege/Antrag/Dokument/Dateityp", "PDF");
  assert_value (xml, "/Antraege/Antrag/Dokument/DateiB64", "JVBERi0xLjcK");
  assert_value (xml, "local-name(//Dokument/preceding-sibling::*[1])", "Satznummer");
}

/* The day of the signature, not that of the delivery. */
static void
test_days (void)
{
  g_autoptr(VeloProposal) proposal = velo_new_proposal ();
  VeloWertgarantieStyle style = new_style (VELO_WERTGARANTIE_DIALECT_HYBRID);
  g_autofree char *xml = NULL;

  velo_proposal_set_signed_at (proposal, G_GINT64_CONSTANT (1773500000) * G_USEC_PER_SEC);
  xml = dup_xml (proposal, NULL, &style);
  assert_value (xml, "//Antragsdatum", "14.03.2026");
  assert_value (xml, "//Exportdatum", "20.03.2026");
}

static void
test_lock (void)
{
  g_autoptr(VeloProposal) proposal = velo_new_proposal ();
  VeloVehicle *vehicle = velo_proposal_get_vehicle (proposal);
  VeloWertgarantieStyle style = new_style (VELO_WERTGARANTIE_DIALECT_HYBRID);
  g_autofree char *plain = NULL;
  g_autofree char *vouched = NULL;
  g_autofree char *unconfirmed = NULL;

  /* everything but the number of the key */
  velo_vehicle_set_lock_maker (vehicle, "ABUS");
  velo_vehicle_set_lock_kind (vehicle, "Faltschloss");
  velo_vehicle_set_lock_model (vehicle, "Bordo");
  velo_vehicle_set_lock_confirmed (vehicle, VELO_ANSWER_YES);
  plain = dup_xml (proposal, NULL, &style);
  assert_value (plain, "count(//Schloss) + count(//SchlossGeprueft)", "0");
  style.vouch_lock = TRUE;
  vouched = dup_xml (proposal, NULL, &style);
  assert_value (vouched, "//SchlossGeprueft", "true");
  velo_vehicle_set_lock_confirmed (vehicle, VELO_ANSWER_NO);
  unconfirmed = dup_xml (proposal, NULL, &style);
  assert_value (unconfirmed, "count(//SchlossGeprueft)", "0");
}

static void
test_leasing_remark (void)
{
  g_autoptr(VeloProposal) proposal = velo_new_proposal ();
  VeloVehicle *vehicle = velo_proposal_get_vehicle (proposal);
  VeloWertgarantieStyle style = new_style (VELO_WERTGARANTIE_DIALECT_HYBRID);
  g_autofree char *plain = NULL;
  g_autofree char *said = NULL;
  g_autofree char *bought = NULL;

  velo_vehicle_set_leasing (vehicle, VELO_ANSWER_YES);
  plain = dup_xml (proposal, NULL, &style);
  assert_value (plain, "count(//Bemerkung)", "0");
  style.leasing_remark = TRUE;
  said = dup_xml (proposal, NULL, &style);
  assert_value (said, "//Antrag/Bemerkung", "Leasingfahrzeug");
  velo_vehicle_set_leasing (vehicle, VELO_ANSWER_NO);
  bought = dup_xml (proposal, NULL, &style);
  assert_value (bought, "count(//Bemerkung)", "0");
}

static void
test_sales_channel (void)
{
  g_autoptr(VeloProposal) proposal = velo_new_proposal ();
  VeloWertgarantieStyle style = new_style (VELO_WERTGARANTIE_DIALECT_HYBRID);
  g_autofree char *without = dup_xml (proposal, NULL, &style);
  g_autofree char *with = NULL;

  style.sales_channel = "FILIALE 7";
  with = dup_xml (proposal, NULL, &style);
  assert_value (without, "count(//Vertriebskanal)", "0");
  assert_value (with, "/Antraege/Vertriebskanal", "FILIALE 7");
}

/* The same proposal gives the same bytes. */
static void
test_same_bytes (void)
{
  g_autoptr(VeloProposal) proposal = velo_new_proposal ();
  VeloWertgarantieStyle style = new_style (VELO_WERTGARANTIE_DIALECT_HYBRID);
  g_autofree char *first = dup_xml (proposal, NULL, &style);
  g_autofree char *second = dup_xml (proposal, NULL, &style);

  g_assert_cmpstr (first, ==, second);
}

typedef struct
{
  const char *field;
  const char *property; /* of the part named in @field */
  const char *value;    /* to set; %NULL: as it is in a new record */
} Wrong;

#define LONG_NAME "1234567890123456789012345678901234567890123456789012345678901"

static const Wrong wrongs[] = {
  { "customer.salutation", "salutation", NULL },
  { "customer.first-name", "first-name", "" },
  { "customer.last-name", "last-name", " \u00a0 " },
  { "customer.street", "street", "" },
  { "customer.postcode", "postcode", "" },
  { "customer.city", "city", "" },
  { "customer.country", "country", "Deutschland" },
  { "vehicle.maker", "maker", "" },
  { "vehicle.model", "model", LONG_NAME },
  { "vehicle.frame-number", "frame-number", "" },
  { "vehicle.purchase-date", "purchase-date", NULL },
  { "vehicle.price-cents", "price-cents", NULL },
  { "proposal.object", "object", NULL },
  { "proposal.interval", "interval", NULL },
  { "proposal.payment", "payment", NULL },
  { "proposal.iban", "iban", "" },
  { "proposal.iban", "iban", "DE89370400440532013001" },
  { "proposal.iban", "iban", "DE8937040044053201300\u00e4" },
  { "proposal.broker-number", "broker-number", "" },
  { "proposal.broker-number", "broker-number", "12a" },
  { "proposal.broker-number", "broker-number", "0000" },
  { "proposal.broker-number", "broker-number", "1234567890123456789" },
  { "proposal.contract-number", "contract-number", "" },
  { "proposal.contract-number", "contract-number", "-5" },
  { "proposal.record-number", "record-number", "" },
  { "proposal.product", "product-type", "" },
  { "proposal.product", "basic-risk", "" },
};

static GObject *
part_of (VeloProposal *proposal,
         const char   *field)
{
  if (g_str_has_prefix (field, "customer."))
    return G_OBJECT (velo_proposal_get_customer (proposal));
  if (g_str_has_prefix (field, "vehicle."))
    return G_OBJECT (velo_proposal_get_vehicle (proposal));
  if (g_str_equal (field, "proposal.product"))
    return G_OBJECT (velo_proposal_get_product (proposal));
  return G_OBJECT (proposal);
}

static void
assert_invalid (VeloProposal                *proposal,
                GBytes                      *document,
                const VeloWertgarantieStyle *style,
                const char                  *field)
{
  g_autoptr(GError) error = NULL;
  const char * const *fields = NULL;

  g_assert_null (velo_wertgarantie_write_proposal (proposal, document, style, &error));
  g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_INVALID);
  fields = velo_insurer_error_get_fields (error);
  g_assert_cmpstr (fields[0], ==, field);
  g_assert_null (fields[1]);
  g_assert_nonnull (strstr (error->message, field));
}

static void
test_wrong (gconstpointer data)
{
  const Wrong *row = data;
  g_autoptr(VeloProposal) proposal = velo_new_proposal ();
  VeloWertgarantieStyle style = new_style (VELO_WERTGARANTIE_DIALECT_HYBRID);
  GObject *part = part_of (proposal, row->field);

  if (row->value != NULL)
    g_object_set (part, row->property, row->value, NULL);
  else
    {
      g_autoptr(GObject) fresh = g_object_new (G_OBJECT_TYPE (part), NULL);
      GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (part), row->property);
      g_auto(GValue) value = G_VALUE_INIT;

      g_value_init (&value, G_PARAM_SPEC_VALUE_TYPE (pspec));
      g_object_get_property (fresh, row->property, &value);
      g_object_set_property (part, row->property, &value);
    }
  assert_invalid (proposal, NULL, &style, row->field);
}

static void
test_limits (void)
{
  g_autoptr(VeloProposal) proposal = velo_new_proposal ();
  VeloVehicle *vehicle = velo_proposal_get_vehicle (proposal);
  VeloProduct *product = velo_proposal_get_product (proposal);
  VeloWertgarantieStyle style = new_style (VELO_WERTGARANTIE_DIALECT_HYBRID);
  g_autofree char *xml = NULL;

  velo_vehicle_set_price_cents (vehicle, 9999999);
  velo_vehicle_set_model (vehicle, "\u00c4" "23456789012345678901234567890123456789012345678901234567890");
  xml = dup_xml (proposal, NULL, &style);
  assert_value (xml, "//Kaufpreis", "99999,99");
  velo_vehicle_set_price_cents (vehicle, 10000000);
  assert_invalid (proposal, NULL, &style, "vehicle.price-cents");
  velo_vehicle_set_price_cents (vehicle, -1);
  assert_invalid (proposal, NULL, &style, "vehicle.price-cents");
  velo_vehicle_set_price_cents (vehicle, 100);
  velo_vehicle_set_used (vehicle, TRUE);
  assert_invalid (proposal, NULL, &style, "vehicle.model-year");
  velo_vehicle_set_used (vehicle, FALSE);
  velo_product_set_direct_debit (product, FALSE);
  assert_invalid (proposal, NULL, &style, "proposal.payment");
  velo_product_set_direct_debit (product, TRUE);
  velo_product_set_self_payer (product, FALSE);
  velo_proposal_set_payment (proposal, VELO_PAYMENT_SELF_PAYER);
  assert_invalid (proposal, NULL, &style, "proposal.payment");
  velo_proposal_set_payment (proposal, VELO_PAYMENT_DIRECT_DEBIT);
  g_list_store_remove_all (velo_product_get_risks (product));
  velo_proposal_set_immediate_cover (proposal, TRUE);
  assert_invalid (proposal, NULL, &style, "proposal.immediate-cover");
  velo_proposal_set_immediate_cover (proposal, FALSE);
  style.sender_name = "";
  assert_invalid (proposal, NULL, &style, "settings.sender-name");
}

static void
test_ebike_needs_battery (void)
{
  g_autoptr(VeloProposal) proposal = velo_new_proposal ();
  VeloWertgarantieStyle style = new_style (VELO_WERTGARANTIE_DIALECT_HYBRID);

  make_case (proposal, "ebike-used");
  velo_vehicle_set_battery_number (velo_proposal_get_vehicle (proposal), "");
  assert_invalid (proposal, NULL, &style, "vehicle.battery-number");
}

/* What was typed before the object was changed to a bicycle does not go out. */
static void
test_bicycle_without_battery (void)
{
  g_autoptr(VeloProposal) proposal = velo_new_proposal ();
  VeloWertgarantieStyle style = new_style (VELO_WERTGARANTIE_DIALECT_HYBRID);
  g_autofree char *xml = NULL;

  velo_vehicle_set_battery_number (velo_proposal_get_vehicle (proposal), "AK-77");
  xml = dup_xml (proposal, NULL, &style);
  assert_value (xml, "count(//Rahmennummer)", "1");
  assert_value (xml, "count(//Akkunummer)", "0");
}

static void
test_company_needs_name (void)
{
  g_autoptr(VeloProposal) proposal = velo_new_proposal ();
  VeloWertgarantieStyle style = new_style (VELO_WERTGARANTIE_DIALECT_HYBRID);

  make_case (proposal, "company");
  velo_customer_set_company (velo_proposal_get_customer (proposal), "");
  assert_invalid (proposal, NULL, &style, "customer.company");
}

static void
test_wrong_document (void)
{
  g_autoptr(VeloProposal) proposal = velo_new_proposal ();
  VeloWertgarantieStyle style = new_style (VELO_WERTGARANTIE_DIALECT_HYBRID);
  g_autofree char *blanks = g_strnfill (760000, ' ');
  g_autoptr(GBytes) text = g_bytes_new_static ("kein PDF", 8);
  g_autoptr(GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr(GBytes) large = NULL;

  memcpy (blanks, "%PDF-1.7", 8);
  large = g_bytes_new_static (blanks, 760000);
  assert_invalid (proposal, text, &style, "document");
  assert_invalid (proposal, empty, &style, "document");
  assert_invalid (proposal, large, &style, "document");
}

static void
test_empty_proposal (void)
{
  g_autoptr(VeloProposal) proposal = velo_proposal_new ();
  VeloWertgarantieStyle style = new_style (VELO_WERTGARANTIE_DIALECT_HYBRID);
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) copy = NULL;

  g_assert_null (velo_wertgarantie_write_proposal (proposal, NULL, &style, &error));
  g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_INVALID);
  copy = g_error_copy (error);
  g_assert_cmpuint (g_strv_length ((GStrv) velo_insurer_error_get_fields (copy)), >, 10);
}

int
main (int   argc,
      char *argv[])
{
  int rc;

  g_test_init (&argc, &argv, NULL);
  g_date_set_dmy (&today, 20, G_DATE_MARCH, 2026);

  for (guint i = 0; i < G_N_ELEMENTS (goldens); i++)
    {
      g_autofree char *path = g_strconcat ("/insurer/proposal/golden/", goldens[i].file, NULL);

      g_test_add_data_func (path, &goldens[i], test_golden);
    }
  g_test_add_func ("/insurer/proposal/characters", test_characters);
  g_test_add_func ("/insurer/proposal/document", test_document);
  g_test_add_func ("/insurer/proposal/days", test_days);
  g_test_add_func ("/insurer/proposal/lock", test_lock);
  g_test_add_func ("/insurer/proposal/sales-channel", test_sales_channel);
  g_test_add_func ("/insurer/proposal/leasing-remark", test_leasing_remark);
  g_test_add_func ("/insurer/proposal/same-bytes", test_same_bytes);
  for (guint i = 0; i < G_N_ELEMENTS (wrongs); i++)
    {
      g_autofree char *path = g_strdup_printf ("/insurer/proposal/wrong/%u-%s", i, wrongs[i].field);

      g_test_add_data_func (path, &wrongs[i], test_wrong);
    }
  g_test_add_func ("/insurer/proposal/limits", test_limits);
  g_test_add_func ("/insurer/proposal/ebike-needs-battery", test_ebike_needs_battery);
  g_test_add_func ("/insurer/proposal/bicycle-without-battery", test_bicycle_without_battery);
  g_test_add_func ("/insurer/proposal/company-needs-name", test_company_needs_name);
  g_test_add_func ("/insurer/proposal/wrong-document", test_wrong_document);
  g_test_add_func ("/insurer/proposal/empty", test_empty_proposal);
  rc = g_test_run ();
  xmlCleanupParser ();
  return rc;
}
