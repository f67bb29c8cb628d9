/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the training insurer's products and premiums. */

#include "config.h"

#include "velo-json.h"
#include "velo-training-test.h"

#define RAD_AT_CODE "XX WG AT RAD KS TRAIN"
#define RAD_AT      "KOMPLETTSCHUTZ_RAD_M_2018_AT"

static JsonObject *
find_product (GPtrArray  *products,
              const char *type)
{
  for (guint i = 0; i < products->len; i++)
    {
      JsonObject *product = velo_json_as_object (g_ptr_array_index (products, i));

      if (g_str_equal (json_object_get_string_member (product, "PRODUCT_TYPE"), type))
        return product;
    }
  g_assert_not_reached ();
}

static JsonObject *
get_products (Fixture *fixture)
{
  JsonObject *answer = fixture_call (fixture, "GET_AGENT_DATA", "AVAILABLE_PRODUCTS", "AGENT_NR",
                                     "training", "EXTENDED_RESULT", "true", NULL);

  assert_code (answer, "0");
  return answer;
}

static GPtrArray *
list_products (JsonObject *answer)
{
  return velo_json_get_list (velo_json_get_object (get_result (answer), "PRODUCT_LIST"),
                             "PRODUCT");
}

static void
test_products (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(JsonObject) answer = get_products (fixture);
  g_autoptr(GPtrArray) products = list_products (answer);
  JsonObject *product = find_product (products, RAD_A);
  JsonObject *limits = velo_json_get_object (product, "PURCHASE_PRICE_LIMITATIONS");
  JsonObject *limit = velo_json_get_object (limits, "MAX_PRICE");
  JsonObject *risks = velo_json_get_object (product, "RISKS");

  g_assert_cmpuint (products->len, ==, 17);
  g_assert_cmpstr (json_object_get_string_member (answer, "MAXAMOUNT"), !=, "17");
  g_assert_cmpstr (json_object_get_string_member (answer, "LANGUAGE"), ==, "DE");
  g_assert_cmpstr (json_object_get_string_member (product, "APPLICATION_CODE"), ==, RAD_CODE);
  g_assert_cmpstr (json_object_get_string_member (product, "BASIC_RISK"), ==,
                   "KOMPLETTSCHUTZ_RAD");
  g_assert_cmpstr (json_object_get_string_member (product, "SIGANATURES"), ==, "0");
  g_assert_cmpstr (json_object_get_string_member (product, "SIGNATURES"), ==, "0");
  g_assert_cmpstr (json_object_get_string_member (limit, "AMOUNT"), ==, "4000");
  g_assert_cmpuint (json_object_get_size (velo_json_get_object (limit, "OBJECT_CODE")), ==, 0);
  g_assert_cmpstr (json_object_get_string_member (velo_json_get_object (risks, "RISK"),
                                                  "RISK_TYPE"), ==, "SOFORTSCHUTZ");
}

static void
test_shapes (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(JsonObject) answer = get_products (fixture);
  g_autoptr(GPtrArray) products = list_products (answer);
  JsonObject *rad_b = find_product (products, RAD_B);
  JsonObject *ebike = find_product (products, EBIKE_A);
  JsonObject *financed = find_product (products, "KOMPLETTSCHUTZ_BOC_FIN_2018_48");
  JsonObject *rental = find_product (products, "LEIHRADSCHUTZ_2019_AT");
  JsonNode *interval = velo_json_get (velo_json_get_object (rad_b, "PAYMENTINTERVALS"),
                                      "INTERVAL");
  JsonNode *prices = velo_json_get (velo_json_get_object (ebike, "PURCHASE_PRICE_LIMITATIONS"),
                                    "MAX_PRICE");
  JsonObject *no_risk = velo_json_get_object (velo_json_get_object (financed, "RISKS"), "RISK");

  g_assert_true (JSON_NODE_HOLDS_OBJECT (interval));
  g_assert_cmpstr (json_object_get_string_member (velo_json_as_object (interval), "VALUE"), ==,
                   "12");
  g_assert_true (JSON_NODE_HOLDS_ARRAY (prices));
  g_assert_cmpstr (json_object_get_string_member (no_risk, "RISK_TYPE"), ==, "");
  g_assert_cmpstr (json_object_get_string_member (velo_json_get_object (financed,
                                                                        "COLLECTIONTYPES"),
                                                  "Einzug"), ==, "false");
  g_assert_cmpuint (json_object_get_size (velo_json_get_object (rental, "RISKS")), ==, 0);
  g_assert_cmpstr (json_object_get_string_member (rental, "BASIC_RISK"), ==, "LEIHRADSCHUTZ_AT");
}

/* The user name or a number, and both spellings of true: so the two known clients ask. */
static void
test_agent_accepted (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(JsonObject) user = fixture_call (fixture, "GET_AGENT_DATA", "AVAILABLE_PRODUCTS", "AGENT_NR",
                                             VELO_TRAINING_USER, "EXTENDED_RESULT", "true", NULL);
  g_autoptr(JsonObject) number = fixture_call (fixture, "GET_AGENT_DATA", "AVAILABLE_PRODUCTS", "AGENT_NR", "4711",
                                               "EXTENDED_RESULT", "1", NULL);
  g_autoptr(JsonObject) plain = fixture_call (fixture, "GET_AGENT_DATA", "AVAILABLE_PRODUCTS", "AGENT_NR", "4711",
                                              NULL);

  assert_code (user, "0");
  assert_code (number, "0");
  assert_code (plain, "0");
}

static void
test_agent_refused (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(JsonObject) missing = fixture_call (fixture, "GET_AGENT_DATA", "AVAILABLE_PRODUCTS",
                                                NULL);
  g_autoptr(JsonObject) unknown = fixture_call (fixture, "GET_AGENT_DATA", "AVAILABLE_PRODUCTS",
                                                "AGENT_NR", "somebody", NULL);
  g_autoptr(JsonObject) zero = fixture_call (fixture, "GET_AGENT_DATA", "AVAILABLE_PRODUCTS",
                                             "AGENT_NR", "000", NULL);
  g_autoptr(JsonObject) extended = fixture_call (fixture, "GET_AGENT_DATA",
                                                 "AVAILABLE_PRODUCTS", "AGENT_NR", "4711",
                                                 "EXTENDED_RESULT", "yes", NULL);

  assert_not_ok (missing, "AGENT_NR");
  assert_refused (unknown, "AGENT_NR");
  assert_refused (zero, "AGENT_NR");
  assert_not_ok (extended, "EXTENDED_RESULT");
}

static void
test_advertising (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(JsonObject) several = fixture_call (fixture, "GET_PRODUCT_DATA", "ADVERTISING_TEXT",
                                                "APPLICATION_CODE", RAD_CODE, "PRODUCT_TYPE",
                                                RAD_A, NULL);
  g_autoptr(JsonObject) one = fixture_call (fixture, "GET_PRODUCT_DATA", "ADVERTISING_TEXT",
                                            "APPLICATION_CODE", EBIKE_CODE, "PRODUCT_TYPE",
                                            BATTERY, NULL);
  g_autoptr(JsonObject) unknown = fixture_call (fixture, "GET_PRODUCT_DATA", "ADVERTISING_TEXT",
                                                "APPLICATION_CODE", EBIKE_CODE, "PRODUCT_TYPE",
                                                RAD_A, NULL);
  g_autoptr(GPtrArray) texts = velo_json_get_list (velo_json_get_object (get_result (several),
                                                                         "ADVERTISING_TEXTS"),
                                                   "ADVERTTISING_TEXT");
  JsonObject *third = velo_json_as_object (g_ptr_array_index (texts, 2));

  g_assert_cmpuint (texts->len, ==, 4);
  g_assert_cmpstr (json_object_get_string_member (third, "NAME"), ==, "Werbetext4");
  g_assert_true (JSON_NODE_HOLDS_OBJECT (
    velo_json_get (velo_json_get_object (get_result (one), "ADVERTISING_TEXTS"),
                   "ADVERTTISING_TEXT")));
  assert_refused (unknown, "zu keinem Produkt");
}

static void
test_manufacturers (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(JsonObject) answer = fixture_call (fixture, "GET_OBJECT_DETAILS", NULL, NULL);
  g_autoptr(GPtrArray) names = velo_json_get_list (velo_json_get_object (get_result (answer),
                                                                         "MANUFACTURER_LIST"),
                                                   "MANUFACTURER");
  gboolean has_other = FALSE;

  g_assert_cmpuint (names->len, >, 60);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *name = velo_json_as_text (g_ptr_array_index (names, i));

      has_other = has_other || g_str_equal (name, "Sonstige");
    }
  g_assert_true (has_other);
}

/* NULL for @premium: refused. */
static const struct
{
  const char *code;
  const char *type;
  const char *risk;
  const char *object;
  const char *price;
  guint interval;
  const char *premium;
  const char *yearly;
} bands[] = {
  { RAD_CODE, RAD_A, "KOMPLETTSCHUTZ_RAD", "27", "0,01", 1, "9", "108" },
  { RAD_CODE, RAD_A, "KOMPLETTSCHUTZ_RAD", "27", "500,00", 1, "9", "108" },
  { RAD_CODE, RAD_A, "KOMPLETTSCHUTZ_RAD", "27", "500,01", 1, "12", "144" },
  { RAD_CODE, RAD_A, "KOMPLETTSCHUTZ_RAD", "27", "1499", 3, "60", "240" },
  { RAD_CODE, RAD_A, "KOMPLETTSCHUTZ_RAD", "27", "1500,0", 6, "120", "240" },
  { RAD_CODE, RAD_A, "KOMPLETTSCHUTZ_RAD", "27", "4000,00", 12, "420", "420" },
  { RAD_CODE, RAD_A, "KOMPLETTSCHUTZ_RAD", "27", "4000,01", 12, NULL, NULL },
  { RAD_CODE, RAD_A, "KOMPLETTSCHUTZ_RAD", "27", "0,00", 12, NULL, NULL },
  { RAD_CODE, RAD_B, "KOMPLETTSCHUTZ_RAD", "27", "1000,00", 12, "139", "139" },
  { RAD_CODE, RAD_B, "KOMPLETTSCHUTZ_RAD", "27", "1000,01", 12, "189", "189" },
  { RAD_CODE, RAD_B, "KOMPLETTSCHUTZ_RAD", "27", "1000,00", 1, NULL, NULL },
  { EBIKE_CODE, EBIKE_A, "KOMPLETTSCHUTZ_EBIKE", "270009", "6000,00", 1, "30", "360" },
  { EBIKE_CODE, EBIKE_A, "KOMPLETTSCHUTZ_EBIKE", "270009", "6000,01", 1, NULL, NULL },
  { EBIKE_CODE, "KOMPLETTSCHUTZ_EBIKE_J_2018", "KOMPLETTSCHUTZ_EBIKE", "270009", "3000", 12,
    "162", "162" },
  { EBIKE_CODE, BATTERY, "AKKUSCHUTZ_EBIKE", "270009", "300", 1, "3,95", "47,4" },
  { EBIKE_CODE, BATTERY, "AKKUSCHUTZ_EBIKE", "270009", "600", 3, "16,5", "66" },
  { RAD_AT_CODE, RAD_AT, "KOMPLETTSCHUTZ_RAD_AT", "27", "500,00", 1, "8,4", "100,8" },
  { RAD_AT_CODE, RAD_AT, "KOMPLETTSCHUTZ_RAD_AT", "27", "4000,00", 1, "32,65", "391,8" },
  { "AN WG DE SKS 0220", "KOMPLETTSCHUTZ_EFZ", "KOMPLETTSCHUTZ", "270009", "10000", 12, "449",
    "449" },
};

static void
test_bands (Fixture       *fixture,
            gconstpointer  data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bands); i++)
    {
      g_autofree char *xml = make_premium_xml (bands[i].code, bands[i].type, bands[i].risk,
                                               bands[i].object, bands[i].price,
                                               bands[i].interval);
      g_autoptr(JsonObject) answer = fixture_premium (fixture, xml);
      JsonObject *result;

      g_test_message ("%s %s", bands[i].type, bands[i].price);
      if (bands[i].premium == NULL)
        {
          assert_refused (answer, "");
          continue;
        }
      assert_code (answer, "0");
      result = get_result (answer);
      g_assert_cmpstr (json_object_get_string_member (result, "PREMIUM_RECURRING_INTERVAL"), ==,
                       bands[i].premium);
      g_assert_cmpstr (json_object_get_string_member (result, "PREMIUM_RECURRING"), ==,
                       bands[i].yearly);
      g_assert_cmpstr (json_object_get_string_member (result, "PREMIUM_SINGLE_PAYMENT"), ==, "0");
      g_assert_cmpuint (json_object_get_size (velo_json_get_object (result, "FEHLERMELDUNG")), ==,
                        0);
    }
}

static void
test_single_payment (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *plain = make_premium_xml (EBIKE_CODE, EBIKE_A, "KOMPLETTSCHUTZ_EBIKE",
                                             "270009", "2999,00", 1);
  g_autofree char *immediate = replace (plain, "</RISK></RISKS>",
                                        "</RISK><RISK><RISIKOTYP>SOFORTSCHUTZ</RISIKOTYP></RISK>"
                                        "</RISKS>");
  g_autofree char *financed = make_premium_xml ("Elektro BOC 1118",
                                                "KOMPLETTSCHUTZ_BOC_FIN_2018_36",
                                                "KOMPLETTSCHUTZ_EBIKE_EB", "270009", "2500", 0);
  g_autoptr(JsonObject) with = fixture_premium (fixture, immediate);
  g_autoptr(JsonObject) once = fixture_premium (fixture, financed);

  assert_code (with, "0");
  g_assert_cmpstr (json_object_get_string_member (get_result (with), "PREMIUM_SINGLE_PAYMENT"),
                   ==, "3,5");
  g_assert_cmpstr (json_object_get_string_member (get_result (with),
                                                  "PREMIUM_RECURRING_INTERVAL"), ==, "15");
  assert_code (once, "0");
  g_assert_cmpstr (json_object_get_string_member (get_result (once), "PREMIUM_SINGLE_PAYMENT"),
                   ==, "459");
  g_assert_cmpstr (json_object_get_string_member (get_result (once),
                                                  "PREMIUM_RECURRING_INTERVAL"), ==, "0");
}

/* The figures of 2018 hold for applications before September 2020. */
static void
test_valid_from (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *xml = make_premium_xml (RAD_CODE, RAD_A, "KOMPLETTSCHUTZ_RAD", "27", "400", 1);
  g_autofree char *last_day = replace (xml, "<APPLICATION_DATE>18.04.2026",
                                       "<APPLICATION_DATE>31.08.2020");
  g_autofree char *first_day = replace (xml, "<APPLICATION_DATE>18.04.2026",
                                        "<APPLICATION_DATE>01.09.2020");
  g_autofree char *too_early = replace (xml, "<APPLICATION_DATE>18.04.2026",
                                        "<APPLICATION_DATE>31.01.2018");
  g_autoptr(JsonObject) old = fixture_premium (fixture, last_day);
  g_autoptr(JsonObject) new = fixture_premium (fixture, first_day);
  g_autoptr(JsonObject) none = fixture_premium (fixture, too_early);

  g_assert_cmpstr (json_object_get_string_member (get_result (old), "PREMIUM_RECURRING_INTERVAL"),
                   ==, "8,5");
  g_assert_cmpstr (json_object_get_string_member (get_result (new), "PREMIUM_RECURRING_INTERVAL"),
                   ==, "9");
  assert_refused (none, "keinen Tarif");
}

static const struct
{
  const char *from;
  const char *to;
  const char *words;
} bad_requests[] = {
  { ">1200,00<", ">1.200,00<", "Punkt" },
  { ">1200,00<", ">1200.00<", "Punkt" },
  { ">1200,00<", ">1200,001<", "kein Betrag" },
  { ">1200,00<", ">120000<", "kein Betrag" },
  { ">1200,00<", ">-1<", "kein Betrag" },
  { ">1200,00<", "><", "leer" },
  { ">17.04.2026<", ">17.4.2026<", "Datum" },
  { ">17.04.2026<", ">2026-04-17<", "Datum" },
  { ">17.04.2026<", ">31.02.2026<", "Datum" },
  { ">17.04.2026<", ">19.04.2026<", "Zukunft" },
  { ">2026</MANUFACTURER_YEAR>", ">26</MANUFACTURER_YEAR>", "Jahreszahl" },
  { ">2026</MANUFACTURER_YEAR>", ">2028</MANUFACTURER_YEAR>", "Zukunft" },
  { ">DE<", ">AT<", "Versicherungsteuer" },
  { ">DE<", ">de<", "Länderkennzeichen" },
  { RAD_A, EBIKE_A, "zu keinem Produkt" },
  { "KOMPLETTSCHUTZ_RAD<", "KOMPLETTSCHUTZ_EBIKE<", "erste Risiko" },
  { ">27<", ">270009<", "OBJECT_CODE" },
  { ">27<", ">Bike<", "positive Zahl" },
  { "<PAYMENT_INTERVAL>1<", "<PAYMENT_INTERVAL>2<", "Zahlungsintervall" },
  { "<PAYMENT_INTERVAL>1<", "<PAYMENT_INTERVAL>x<", "keine Zahl" },
  { "<DATE>18.04.2026</DATE>", "", "fehlt" },
  { "</DEVICE>", "</DEVICE><DEVICE/>", "fehlt in DEVICE" },
  { "<DATE>", "<DATE>18.04.2026</DATE><DATE>", "zu oft" },
  { "<DEVICE>", "<DEVICE note=\"x\">", "Attribut" },
  { "<DEVICE>", "<DEVICE>text", "Text" },
  { "<DEVICE>", "<USED>true</USED><DEVICE>", "nicht vorgesehen" },
  { "<RISIKOTYP>", "<RISK_TYPE/><RISIKOTYP>", "nicht vorgesehen" },
  { "PARAMETERS>", "PARAMETER>", "PARAMETERS" },
  { "<PARAMETERS>", "<PARAMETERS xmlns=\"urn:x\">", "PARAMETERS" },
  { "<PARAMETERS>", "<!DOCTYPE PARAMETERS [<!ENTITY a \"1\">]><PARAMETERS>", "Dokumenttyp" },
  { "</PARAMETERS>", "", "wohlgeformt" },
};

static void
test_bad_requests (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *xml = make_premium_xml (RAD_CODE, RAD_A, "KOMPLETTSCHUTZ_RAD", "27", "1200,00",
                                           1);

  for (gsize i = 0; i < G_N_ELEMENTS (bad_requests); i++)
    {
      g_autofree char *bad = replace (xml, bad_requests[i].from, bad_requests[i].to);
      g_autoptr(JsonObject) answer = fixture_premium (fixture, bad);

      g_test_message ("%s -> %s", bad_requests[i].from, bad_requests[i].to);
      assert_refused (answer, bad_requests[i].words);
    }
}

static const struct
{
  const char *type;
  const char *purchased;
  const char *built;
  const char *words; /* NULL: insured */
} ages[] = {
  { RAD_A, "18.04.2026", "2027", NULL },
  { RAD_A, "18.04.2025", "2025", NULL },
  { RAD_A, "17.04.2025", "2025", NULL },
  { RAD_A, "18.04.2023", "2023", NULL },
  { RAD_A, "17.04.2023", "2023", "36 Monate" },
  { RAD_A, "18.04.2026", "2022", "zu alt" },
  { RAD_B, "18.04.2026", "2025", NULL },
  { RAD_B, "18.04.2025", "2024", NULL },
  { RAD_B, "17.04.2025", "2025", "Neufahrzeuge" },
  { RAD_B, "18.04.2026", "2024", "Neufahrzeuge" },
};

static void
test_ages (Fixture       *fixture,
           gconstpointer  data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ages); i++)
    {
      g_autofree char *xml = make_premium_xml (RAD_CODE, ages[i].type, "KOMPLETTSCHUTZ_RAD", "27",
                                               "900", 12);
      g_autofree char *bought = replace (xml, "17.04.2026", ages[i].purchased);
      g_autofree char *year = g_strdup_printf (">%s</MANUFACTURER_YEAR>", ages[i].built);
      g_autofree char *request = replace (bought, ">2026</MANUFACTURER_YEAR>", year);
      g_autoptr(JsonObject) answer = fixture_premium (fixture, request);

      g_test_message ("%s %s %s", ages[i].type, ages[i].purchased, ages[i].built);
      if (ages[i].words == NULL)
        assert_code (answer, "0");
      else
        assert_refused (answer, ages[i].words);
    }
}

static void
test_any_order (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *xml = make_premium_xml (RAD_CODE, RAD_A, "KOMPLETTSCHUTZ_RAD", "27", "900", 1);
  g_autofree char *moved = replace (xml, "<DATE>18.04.2026</DATE>", "");
  g_autofree char *last = replace (moved, "</PARAMETERS>",
                                   "<!-- late --><DATE> 18.04.2026 </DATE></PARAMETERS>");
  g_autoptr(JsonObject) answer = fixture_premium (fixture, last);

  assert_code (answer, "0");
}

/* The desktop checks with these rules what the insurer decides: they must not differ. */
static void
check_object (JsonObject *object)
{
  JsonArray *locks = json_object_get_array_member (object, "lock");
  JsonArray *variants = json_object_get_array_member (object, "variants");
  gint64 max_price = json_object_get_int_member (object, "max_price_cents");
  gint64 last = 0;

  g_test_message ("%s", json_object_get_string_member (object, "key"));
  for (guint i = 0; i < json_array_get_length (locks); i++)
    {
      JsonObject *lock = json_array_get_object_element (locks, i);

      g_assert_cmpint (json_object_get_int_member (lock, "price_up_to_cents"), >, last);
      g_assert_cmpint (json_object_get_int_member (lock, "min_lock_cents"), >, 0);
      last = json_object_get_int_member (lock, "price_up_to_cents");
    }
  if (json_array_get_length (locks) > 0)
    g_assert_cmpint (last, ==, max_price);
  g_assert_cmpint (json_object_get_int_member (object, "months_as_new"), <=,
                   json_object_get_int_member (object, "months_as_used"));
  for (guint i = 0; i < json_array_get_length (variants); i++)
    g_assert_cmpuint (json_array_get_length (json_object_get_array_member (
                        json_array_get_object_element (variants, i), "covers")), ==, 3);
}

static void
test_rules (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct
  {
    const char *object;
    const char *code;
    const char *type;
    const char *risk;
    const char *object_code;
    guint interval;
  } products[] = {
    { "bicycle", RAD_CODE, RAD_A, "KOMPLETTSCHUTZ_RAD", "27", 1 },
    { "ebike", EBIKE_CODE, EBIKE_A, "KOMPLETTSCHUTZ_EBIKE", "270009", 1 },
    { "battery", EBIKE_CODE, BATTERY, "AKKUSCHUTZ_EBIKE", "270009", 1 },
    { "speed-pedelec", "AN WG DE SKS 0220", "KOMPLETTSCHUTZ_EFZ", "KOMPLETTSCHUTZ", "270009",
      12 },
    { "rental", "GU WG DE RAD KS LEIH 0819", "LEIHRADSCHUTZ_2019", "LEIHRADSCHUTZ", "27", 1 },
  };
  g_autoptr(GBytes) bytes = g_resources_lookup_data (VELO_TRAINING_RULES_PATH,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr(JsonNode) node = json_from_string (g_bytes_get_data (bytes, NULL), NULL);
  JsonArray *objects = json_object_get_array_member (json_node_get_object (node), "objects");
  guint n_checked = 0;

  for (guint i = 0; i < json_array_get_length (objects); i++)
    {
      JsonObject *object = json_array_get_object_element (objects, i);
      gint64 euros = json_object_get_int_member (object, "max_price_cents") / 100;

      check_object (object);
      for (gsize j = 0; j < G_N_ELEMENTS (products); j++)
        if (g_str_equal (products[j].object, json_object_get_string_member (object, "key")))
          {
            g_autofree char *most = g_strdup_printf ("%" G_GINT64_FORMAT ",00", euros);
            g_autofree char *more = g_strdup_printf ("%" G_GINT64_FORMAT ",01", euros);
            g_autofree char *good = make_premium_xml (products[j].code, products[j].type,
                                                      products[j].risk, products[j].object_code,
                                                      most, products[j].interval);
            g_autofree char *bad = make_premium_xml (products[j].code, products[j].type,
                                                     products[j].risk, products[j].object_code,
                                                     more, products[j].interval);
            g_autoptr(JsonObject) insured = fixture_premium (fixture, good);
            g_autoptr(JsonObject) refused = fixture_premium (fixture, bad);

            assert_code (insured, "0");
            assert_refused (refused, "Kaufpreis");
            n_checked++;
          }
    }
  g_assert_cmpuint (n_checked, ==, G_N_ELEMENTS (products));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) \
  g_test_add ("/training/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("products/list", test_products);
  ADD ("products/shapes", test_shapes);
  ADD ("products/agent-accepted", test_agent_accepted);
  ADD ("products/agent-refused", test_agent_refused);
  ADD ("products/advertising", test_advertising);
  ADD ("products/manufacturers", test_manufacturers);
  ADD ("premium/bands", test_bands);
  ADD ("premium/single-payment", test_single_payment);
  ADD ("premium/valid-from", test_valid_from);
  ADD ("premium/bad-requests", test_bad_requests);
  ADD ("premium/ages", test_ages);
  ADD ("premium/any-order", test_any_order);
  ADD ("premium/rules", test_rules);
  return g_test_run ();
}
