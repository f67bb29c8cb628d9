/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the rest of the traps of the protocol, one by one: see README.md beside this file. */

#include "config.h"

#include "velo-insurer-error.h"
#include "velo-scripted-server.h"
#include "velo-wait.h"
#include "velo-wertgarantie-documents.h"
#include "velo-wertgarantie-products.h"
#include "velo-wertgarantie-proposal.h"
#include "velo-wertgarantie.h"

#include <string.h>

#define NUMBER_KEY "GET_NEW_CONTRACTNUMBER"
#define NUMBER     ENVELOPE ("{\"NEWCONTRACTNUMBER\":\"87654321\"}")
#define PDF        "JVBERi0xLjcKJSVFT0YK"

static char *
reserve (VeloScripted *server,
         GError      **error)
{
  g_autoptr(VeloInsurer) insurer = velo_new_insurer (velo_scripted_get_uri (server));
  g_auto(VeloWait) wait = { NULL };

  velo_insurer_reserve_contract_number_async (insurer, NULL, velo_wait_cb, &wait);
  return velo_insurer_reserve_contract_number_finish (insurer, velo_wait_for (&wait), error);
}

/* A good answer counts with status 200 only; everything else is a failure of the way. */
static void
test_status (gconstpointer data)
{
  g_autoptr(VeloScripted) server = velo_scripted_new ();
  g_autoptr(GError) error = NULL;

  velo_scripted_push (server, NUMBER_KEY, (VeloScriptedKind) GPOINTER_TO_INT (data), NUMBER);
  g_assert_null (reserve (server, &error));
  g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_UNAVAILABLE);
  g_assert_cmpuint (velo_scripted_count (server, NUMBER_KEY), ==, 1);
}

/* Tokens are opaque and may have 256 characters. */
static void
test_token_length (void)
{
  static const struct { gsize length; gboolean fine; } rows[] = { { 256, TRUE }, { 257, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(VeloScripted) server = velo_scripted_new ();
      g_autofree char *token = g_strnfill (rows[i].length, 'T');
      g_autofree char *login = g_strdup_printf ("{\"STATUS\":\"OK: Login\",\"STATUSCODE\":\"0\","
                                                "\"SESSION\":\"%s\"}", token);
      g_autofree char *number = NULL;
      g_autoptr(GError) error = NULL;

      velo_scripted_push (server, "LOGIN", VELO_SCRIPTED_ANSWER, login);
      velo_scripted_push (server, NUMBER_KEY, VELO_SCRIPTED_ANSWER, NUMBER);
      number = reserve (server, &error);
      if (rows[i].fine)
        {
          g_assert_no_error (error);
          g_assert_cmpstr (velo_scripted_get_field (server, NUMBER_KEY, 0, "SESSION"), ==, token);
        }
      else
        {
          g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_PROTOCOL);
          g_assert_cmpuint (velo_scripted_count (server, NUMBER_KEY), ==, 0);
        }
    }
}

/*
 * On a connection that was used before, libsoup sends a request again by itself when the other side
 * has closed it meanwhile. What must not come twice gets a connection of its own.
 */
static void
test_own_connection (void)
{
  g_autoptr(VeloScripted) server = velo_scripted_new ();
  g_autoptr(VeloInsurer) insurer = velo_new_insurer (velo_scripted_get_uri (server));
  g_autoptr(GBytes) submission = g_bytes_new_static ("<Antraege/>", 11);
  g_autoptr(GListStore) products = NULL;
  g_autoptr(VeloSubmitResult) result = NULL;
  g_autofree char *number = NULL;
  g_auto(VeloWait) listed = { NULL };
  g_auto(VeloWait) reserved = { NULL };
  g_auto(VeloWait) submitted = { NULL };

  velo_scripted_set (server, "GET_AGENT_DATA", ENVELOPE ("{}"));
  velo_scripted_set (server, NUMBER_KEY, NUMBER);
  velo_scripted_set (server, "SET_XML_INTERFACE", ENVELOPE ("{\"STATUS_CODE\":\"3\"}"));
  velo_insurer_list_products_async (insurer, NULL, velo_wait_cb, &listed);
  products = velo_insurer_list_products_finish (insurer, velo_wait_for (&listed), NULL);
  velo_insurer_reserve_contract_number_async (insurer, NULL, velo_wait_cb, &reserved);
  number = velo_insurer_reserve_contract_number_finish (insurer, velo_wait_for (&reserved), NULL);
  velo_insurer_submit_async (insurer, submission, NULL, velo_wait_cb, &submitted);
  result = velo_insurer_submit_finish (insurer, velo_wait_for (&submitted), NULL);
  g_assert_nonnull (result);
  /* a question may share the connection of the sign-in */
  g_assert_false (velo_scripted_had_own_connection (server, "GET_AGENT_DATA", 0));
  g_assert_true (velo_scripted_had_own_connection (server, NUMBER_KEY, 0));
  g_assert_true (velo_scripted_had_own_connection (server, "SET_XML_INTERFACE", 0));
}

static GListStore *
list_products (VeloScripted *server)
{
  g_autoptr(VeloInsurer) insurer = velo_new_insurer (velo_scripted_get_uri (server));
  g_auto(VeloWait) wait = { NULL };
  g_autoptr(GError) error = NULL;
  GListStore *products = NULL;

  velo_insurer_list_products_async (insurer, NULL, velo_wait_cb, &wait);
  products = velo_insurer_list_products_finish (insurer, velo_wait_for (&wait), &error);
  g_assert_no_error (error);
  return products;
}

/* The agent number is the user's name where the settings name none. */
static void
test_agent_is_user (void)
{
  g_autoptr(VeloScripted) server = velo_scripted_new ();
  g_autoptr(GListStore) products = NULL;

  velo_scripted_set (server, "GET_AGENT_DATA", ENVELOPE ("{}"));
  products = list_products (server);
  g_assert_cmpstr (velo_scripted_get_field (server, "GET_AGENT_DATA", 0, "AGENT_NR"), ==, "haendler1");
  g_assert_cmpstr (velo_scripted_get_field (server, "GET_AGENT_DATA", 0, "SHAPING"), ==,
                   "AVAILABLE_PRODUCTS");
}

/* What the envelope counts and pages is no checksum: all that came is taken. From a full page on there may be more. */
static void
test_paging (gconstpointer data)
{
  guint n = GPOINTER_TO_UINT (data);
  g_autoptr(VeloWertgarantieAnswer) answer = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GString) text = g_string_new ("{\"RESULT\":{\"PRODUCT_LIST\":{\"PRODUCT\":[");
  g_autoptr(GListStore) products = NULL;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s{\"PRODUCT_TYPE\":\"X_RAD_%u\",\"APPLICATION_CODE\":\"GU WG DE\"}",
                            i == 0 ? "" : ",", i);
  g_string_append (text, "]}},\"STATUS\":\"OK\",\"STATUSCODE\":\"0\",\"MAXAMOUNT\":\"7\",\"AMOUNT\":\"30\","
                         "\"PAGE\":\"1\",\"ORDERBY\":{},\"SORT\":\"ASC\"}");
  bytes = g_bytes_new (text->str, text->len);
  answer = velo_wertgarantie_answer_parse (bytes, FALSE, NULL);
  if (n >= 30)
    g_test_expect_message ("velo-insurer", G_LOG_LEVEL_INFO, "*there may be more on a second page*");
  products = velo_wertgarantie_read_products (answer, "DE");
  g_test_assert_expected_messages ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (products)), ==, n);
}

/* Nothing documents these two parameters; they are in one place and sent. */
static void
test_manufacturer_request (void)
{
  g_autoptr(VeloScripted) server = velo_scripted_new ();
  g_autoptr(VeloInsurer) insurer = velo_new_insurer (velo_scripted_get_uri (server));
  g_auto(VeloWait) wait = { NULL };
  g_auto(GStrv) names = NULL;

  velo_scripted_set (server, "GET_OBJECT_DETAILS", ENVELOPE ("{}"));
  velo_insurer_list_manufacturers_async (insurer, VELO_OBJECT_KIND_EBIKE, NULL, velo_wait_cb, &wait);
  names = velo_insurer_list_manufacturers_finish (insurer, velo_wait_for (&wait), NULL);
  g_assert_nonnull (names);
  g_assert_cmpstr (velo_scripted_get_field (server, "GET_OBJECT_DETAILS", 0, "SHAPING"), ==,
                   "MANUFACTURER_LIST");
  g_assert_cmpstr (velo_scripted_get_field (server, "GET_OBJECT_DETAILS", 0, "OBJECT_CODE"), ==, "270009");
}

/* Another place, another nesting, and one instead of a list. */
static void
test_comparison_nesting (void)
{
  static const char text[] =
    "{\"RESULT\":{\"DOCUMENTS\":{\"DOCUMENT\":{\"FILENAME\":\"V.pdf\",\"CONTENT\":\"" PDF "\"}}},"
    "\"STATUS\":\"OK\",\"STATUSCODE\":\"0\"}";
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr(VeloWertgarantieAnswer) answer = velo_wertgarantie_answer_parse (bytes, FALSE, NULL);
  g_autoptr(GPtrArray) documents = NULL;

  g_assert_nonnull (answer);
  documents = g_ptr_array_new_with_free_func ((GDestroyNotify) velo_delivered_unref);
  velo_wertgarantie_read_documents (answer, documents);
  g_assert_cmpuint (documents->len, ==, 1);
}

/* File names are the insurer's and go to no disk as they are. */
static void
test_own_file_names (void)
{
  static const char text[] =
    "{\"RESULT\":{\"DOCUMENT\":{\"DOCUMENT_TYPE\":\"ROW\",\"FILENAME\":\"../Widerruf f\\u00fcr a/b.pdf\","
    "\"CONTENT\":\"" PDF "\"}},\"STATUS\":\"OK\",\"STATUSCODE\":\"0\"}";
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr(VeloWertgarantieAnswer) answer = velo_wertgarantie_answer_parse (bytes, FALSE, NULL);
  g_autoptr(GPtrArray) documents = NULL;
  const char *name = NULL;

  documents = g_ptr_array_new_with_free_func ((GDestroyNotify) velo_delivered_unref);
  velo_wertgarantie_read_documents (answer, documents);
  g_assert_cmpuint (documents->len, ==, 1);
  name = velo_document_get_file_name (((VeloDelivered *) documents->pdata[0])->document);
  g_test_message ("%s", name);
  g_assert_true (g_str_has_suffix (name, ".pdf"));
  g_assert_null (strchr (name, '/'));
  g_assert_null (strstr (name, ".."));
}

static char *
dup_xml (VeloProposal *proposal,
         const char   *sender,
         const char   *channel,
         GError      **error)
{
  g_autoptr(GDate) today = g_date_new_dmy (20, G_DATE_MARCH, 2026);
  VeloWertgarantieStyle style = { VELO_WERTGARANTIE_DIALECT_HYBRID, sender, channel, FALSE, today };
  g_autoptr(GBytes) bytes = velo_wertgarantie_write_proposal (proposal, NULL, &style, error);
  gsize size = 0;
  const char *data = bytes == NULL ? NULL : g_bytes_get_data (bytes, &size);

  return data == NULL ? NULL : g_strndup (data, size);
}

static void
assert_invalid (VeloProposal *proposal,
                const char   *sender,
                const char   *channel,
                const char   *field)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (dup_xml (proposal, sender, channel, &error));
  g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_INVALID);
  g_assert_cmpstr (velo_insurer_error_get_fields (error)[0], ==, field);
}

/* 128 characters, not bytes, and no more. */
static void
test_string_limits (void)
{
  g_autoptr(VeloProposal) proposal = velo_new_proposal ();
  g_autoptr(GString) longest = g_string_new (NULL);
  g_autofree char *too_long = NULL;
  g_autofree char *xml = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 128; i++)
    g_string_append (longest, "ß");
  too_long = g_strconcat (longest->str, "x", NULL);
  velo_proposal_set_record_number (proposal, longest->str);
  xml = dup_xml (proposal, longest->str, longest->str, &error);
  g_assert_no_error (error);
  g_assert_nonnull (xml);
  assert_invalid (proposal, too_long, "", "settings.sender-name");
  assert_invalid (proposal, "S", too_long, "settings.sales-channel");
  velo_proposal_set_record_number (proposal, too_long);
  assert_invalid (proposal, "S", "", "proposal.record-number");
}

/* The type Datum knows the years 1900 to 2099. */
static void
test_date_limits (void)
{
  static const struct { GDateYear year; gboolean fine; } rows[] = {
    { 1899, FALSE }, { 1900, TRUE }, { 2099, TRUE }, { 2100, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(VeloProposal) bought = velo_new_proposal ();
      g_autoptr(VeloProposal) born = velo_new_proposal ();
      g_autoptr(GDate) date = g_date_new_dmy (1, G_DATE_MAY, rows[i].year);

      velo_vehicle_set_purchase_date (velo_proposal_get_vehicle (bought), date);
      velo_customer_set_birth_date (velo_proposal_get_customer (born), date);
      if (rows[i].fine)
        {
          g_autofree char *first = dup_xml (bought, "S", "", NULL);
          g_autofree char *second = dup_xml (born, "S", "", NULL);
          g_autofree char *wire = g_strdup_printf (">01.05.%u<", rows[i].year);

          g_assert_nonnull (strstr (first, wire));
          g_assert_nonnull (strstr (second, wire));
        }
      else
        {
          assert_invalid (bought, "S", "", "vehicle.purchase-date");
          assert_invalid (born, "S", "", "customer.birth-date");
        }
    }
}

static guint
count_words (const char *text,
             const char *word)
{
  guint n = 0;

  for (const char *p = strstr (text, word); p != NULL; p = strstr (p + 1, word))
    n++;
  return n;
}

/* Exactly one way of paying, and always with the interval, whose default would be monthly. */
static void
test_one_payment (void)
{
  const VeloPayment payments[] = { VELO_PAYMENT_DIRECT_DEBIT, VELO_PAYMENT_SELF_PAYER };

  for (guint i = 0; i < G_N_ELEMENTS (payments); i++)
    for (int interval = 1; interval <= 12; interval *= 12)
      {
        g_autoptr(VeloProposal) proposal = velo_new_proposal ();
        g_autofree char *expected = g_strdup_printf ("<Intervall>%d</Intervall>", interval);
        g_autofree char *xml = NULL;

        velo_proposal_set_payment (proposal, payments[i]);
        velo_proposal_set_interval (proposal, interval);
        xml = dup_xml (proposal, "S", "", NULL);
        g_assert_cmpuint (count_words (xml, "<Einzug>") + count_words (xml, "<Selbstzahler>")
                          + count_words (xml, "<VMRAbrechnung>"), ==, 1);
        g_assert_cmpuint (count_words (xml, expected), ==, 1);
        g_assert_cmpuint (count_words (xml, "<IBAN>"), ==, payments[i] == VELO_PAYMENT_DIRECT_DEBIT);
        /* only true may stand in such an element; and a remark would mean handling by hand */
        g_assert_cmpuint (count_words (xml, ">false<"), ==, 0);
        g_assert_cmpuint (count_words (xml, "Bemerkung"), ==, 0);
        g_assert_cmpuint (count_words (xml, "Vetragsnummer"), ==, 0);
      }
}

static void
test_salutations (void)
{
  static const struct { VeloSalutation salutation; const char *wire; } rows[] = {
    { VELO_SALUTATION_FRAU, "<Anrede>Frau</Anrede>" }, { VELO_SALUTATION_HERR, "<Anrede>Herr</Anrede>" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(VeloProposal) proposal = velo_new_proposal ();
      g_autofree char *xml = NULL;

      velo_customer_set_salutation (velo_proposal_get_customer (proposal), rows[i].salutation);
      xml = dup_xml (proposal, "S", "", NULL);
      g_assert_nonnull (strstr (xml, rows[i].wire));
    }
}

/* Who sets nothing up but his account talks to the service as documented; the settings of the program say the same. */
static void
test_defaults (void)
{
  static const struct { const char *property; const char *key; const char *preset; } texts[] = {
    { "base-url", "base-url", "https://web.serviceeu.com/mdp/ws/prod" }, { "company", "company", "WG" },
    { "role", "role", "" }, { "user", "user-name", "" }, { "agent-number", "agent-number", "" },
    { "sales-channel", "channel", "" }, { "manufacturer-shaping", NULL, "MANUFACTURER_LIST" }, { "country", NULL, "DE" },
  };
  static const struct { const char *property; const char *key; } flags[] = {
    { "attach-document", "attach-document" }, { "vouch-lock", "vouch-lock" }, { "leasing-remark", "leasing-in-remark" },
  };
  g_autoptr(VeloWertgarantie) insurer = g_object_new (VELO_TYPE_WERTGARANTIE, NULL);
  g_autoptr(GSettings) settings = g_settings_new (APPLICATION_ID ".Insurer");
  g_autoptr(GEnumClass) dialects = g_type_class_ref (VELO_TYPE_WERTGARANTIE_DIALECT);
  VeloWertgarantieDialect dialect = VELO_WERTGARANTIE_DIALECT_NEWER;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *value = NULL;
      g_autofree char *setting = texts[i].key == NULL ? NULL : g_settings_get_string (settings, texts[i].key);

      g_object_get (insurer, texts[i].property, &value, NULL);
      g_assert_cmpstr (value, ==, texts[i].preset);
      if (setting != NULL)
        g_assert_cmpstr (setting, ==, texts[i].preset);
    }
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      gboolean value = TRUE;

      g_object_get (insurer, flags[i].property, &value, NULL);
      g_assert_false (value);
      g_assert_false (g_settings_get_boolean (settings, flags[i].key));
    }
  g_object_get (insurer, "dialect", &dialect, NULL);
  g_assert_cmpint (dialect, ==, VELO_WERTGARANTIE_DIALECT_HYBRID);
  g_assert_cmpint (g_settings_get_enum (settings, "dialect"), ==, VELO_WERTGARANTIE_DIALECT_HYBRID);
  /* the settings hand over a number: it must mean the same on both sides */
  for (guint i = 0; i < dialects->n_values; i++)
    {
      g_assert_true (g_settings_set_string (settings, "dialect", dialects->values[i].value_nick));
      g_assert_cmpint (g_settings_get_enum (settings, "dialect"), ==, dialects->values[i].value);
    }
}

#define MANY 12

static void
ask (VeloInsurer *insurer,
     const char  *key,
     VeloWait    *wait)
{
  if (g_str_equal (key, NUMBER_KEY))
    velo_insurer_reserve_contract_number_async (insurer, NULL, velo_wait_cb, wait);
  else
    velo_insurer_list_products_async (insurer, NULL, velo_wait_cb, wait);
}

static void
finish_asking (VeloInsurer *insurer,
               const char  *key,
               VeloWait    *wait)
{
  g_autofree char *number = NULL;
  g_autoptr(GListStore) products = NULL;

  if (g_str_equal (key, NUMBER_KEY))
    number = velo_insurer_reserve_contract_number_finish (insurer, velo_wait_for (wait), NULL);
  else
    products = velo_insurer_list_products_finish (insurer, velo_wait_for (wait), NULL);
  g_assert_true (number != NULL || products != NULL);
}

/* While nothing is answered eight requests come, not fewer and not one more: what somebody else asks after
 * them has an answer, so that a ninth would have come too. */
static void
test_most_at_once (gconstpointer data)
{
  const char *key = data;
  g_autoptr(VeloScripted) server = velo_scripted_new ();
  g_autoptr(VeloInsurer) insurer = velo_new_insurer (velo_scripted_get_uri (server));
  g_autoptr(VeloInsurer) other = velo_new_insurer (velo_scripted_get_uri (server));
  g_autoptr(GError) error = NULL;
  VeloWait waits[MANY] = { { NULL } };
  VeloWait after = { NULL };

  velo_scripted_set (server, "GET_AGENT_DATA", ENVELOPE ("{}"));
  velo_scripted_set (server, NUMBER_KEY, NUMBER);
  velo_scripted_hold (server, 10 * MANY);
  for (guint i = 0; i < MANY; i++)
    ask (insurer, key, &waits[i]);
  WAIT_UNTIL (velo_scripted_count (server, key) >= 8);
  /* sign-ins are answered all the same */
  velo_wertgarantie_set_password (VELO_WERTGARANTIE (other), "falsch");
  velo_insurer_reserve_contract_number_async (other, NULL, velo_wait_cb, &after);
  g_assert_null (velo_insurer_reserve_contract_number_finish (other, velo_wait_for (&after), &error));
  g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_SIGN_IN);
  velo_wait_clear (&after);
  g_assert_cmpuint (velo_scripted_count (server, key), ==, 8);

  velo_scripted_hold (server, 0);
  velo_scripted_release (server);
  for (guint i = 0; i < MANY; i++)
    {
      finish_asking (insurer, key, &waits[i]);
      velo_wait_clear (&waits[i]);
    }
  g_assert_cmpuint (velo_scripted_count (server, key), ==, MANY);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/insurer/traps/status/created", GINT_TO_POINTER (VELO_SCRIPTED_CREATED), test_status);
  g_test_add_data_func ("/insurer/traps/status/not-found", GINT_TO_POINTER (VELO_SCRIPTED_NOT_FOUND),
                        test_status);
  g_test_add_func ("/insurer/traps/token-length", test_token_length);
  g_test_add_func ("/insurer/traps/own-connection", test_own_connection);
  g_test_add_data_func ("/insurer/traps/most-at-once", "GET_AGENT_DATA", test_most_at_once);
  g_test_add_data_func ("/insurer/traps/most-at-once/own-connections", NUMBER_KEY, test_most_at_once);
  g_test_add_func ("/insurer/traps/agent-is-user", test_agent_is_user);
  g_test_add_data_func ("/insurer/traps/paging/more", GUINT_TO_POINTER (31), test_paging);
  g_test_add_data_func ("/insurer/traps/paging/full", GUINT_TO_POINTER (30), test_paging);
  g_test_add_func ("/insurer/traps/manufacturer-request", test_manufacturer_request);
  g_test_add_func ("/insurer/traps/comparison-nesting", test_comparison_nesting);
  g_test_add_func ("/insurer/traps/own-file-names", test_own_file_names);
  g_test_add_func ("/insurer/traps/string-limits", test_string_limits);
  g_test_add_func ("/insurer/traps/date-limits", test_date_limits);
  g_test_add_func ("/insurer/traps/one-payment", test_one_payment);
  g_test_add_func ("/insurer/traps/salutations", test_salutations);
  g_test_add_func ("/insurer/traps/defaults", test_defaults);
  return g_test_run ();
}
