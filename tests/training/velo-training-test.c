/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the training insurer's tests share: a client over real HTTP and requests that are right. */

#define G_LOG_DOMAIN "velo-training-test"

#include "config.h"

#include "velo-training-test.h"

#include <string.h>

#include "velo-test-dirs.h"

static void
forget_answer (Fixture *fixture)
{
  fixture->status = 0;
  g_clear_pointer (&fixture->text, g_free);
}

void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GDate) today = g_date_new_dmy (18, 4, 2026);

  velo_test_hold_dirs ();
  fixture->insurer = velo_training_insurer_new ();
  velo_training_insurer_set_today (fixture->insurer, today);
  velo_training_insurer_start (fixture->insurer, 0, &error);
  g_assert_no_error (error);
  fixture->client = soup_session_new_with_options ("max-conns", 32, "max-conns-per-host", 32,
                                                   "timeout", 20, "proxy-resolver", NULL, NULL);
  fixture_login (fixture);
}

void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  forget_answer (fixture);
  g_clear_pointer (&fixture->session, g_free);
  soup_session_abort (fixture->client);
  g_clear_object (&fixture->client);
  velo_training_insurer_stop (fixture->insurer);
  g_assert_finalize_object (fixture->insurer);
}

/* (transfer full) (nullable): the answer if it is a JSON object. */
static JsonObject *
send_message (Fixture     *fixture,
              SoupMessage *message)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) body = NULL;
  g_autoptr(JsonNode) node = NULL;

  forget_answer (fixture);
  body = soup_session_send_and_read (fixture->client, message, NULL, &error);
  if (body == NULL)
    return NULL;
  fixture->status = soup_message_get_status (message);
  fixture->text = g_bytes_get_size (body) > 0
                    ? g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body))
                    : g_strdup ("");
  node = json_from_string (fixture->text, NULL);
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : NULL;
}

static char *
make_uri (Fixture    *fixture,
          const char *script)
{
  return g_strconcat (velo_training_insurer_get_uri (fixture->insurer), script, NULL);
}

JsonObject *
fixture_send (Fixture       *fixture,
              const char    *script,
              SoupMultipart *fields)
{
  g_autofree char *uri = make_uri (fixture, script);
  g_autoptr(SoupMessage) message = soup_message_new_from_multipart (uri, fields);

  return send_message (fixture, message);
}

JsonObject *
fixture_post (Fixture    *fixture,
              const char *script,
              const char *first_name,
              ...)
{
  g_autoptr(SoupMultipart) fields = soup_multipart_new (SOUP_FORM_MIME_TYPE_MULTIPART);
  va_list args;

  va_start (args, first_name);
  for (const char *name = first_name; name != NULL; name = va_arg (args, const char *))
    soup_multipart_append_form_string (fields, name, va_arg (args, const char *));
  va_end (args);
  return fixture_send (fixture, script, fields);
}

JsonObject *
fixture_call (Fixture    *fixture,
              const char *function,
              const char *shaping,
              ...)
{
  g_autoptr(SoupMultipart) fields = soup_multipart_new (SOUP_FORM_MIME_TYPE_MULTIPART);
  va_list args;

  soup_multipart_append_form_string (fields, "FUNCTION", function);
  if (shaping != NULL)
    soup_multipart_append_form_string (fields, "SHAPING", shaping);
  soup_multipart_append_form_string (fields, "API", "JSON");
  if (fixture->session != NULL)
    soup_multipart_append_form_string (fields, "SESSION", fixture->session);
  va_start (args, shaping);
  for (const char *name = va_arg (args, const char *); name != NULL;
       name = va_arg (args, const char *))
    soup_multipart_append_form_string (fields, name, va_arg (args, const char *));
  va_end (args);
  return fixture_send (fixture, "callservice.pl", fields);
}

JsonObject *
fixture_raw (Fixture    *fixture,
             const char *method,
             const char *script,
             const char *type,
             const char *body)
{
  g_autofree char *uri = make_uri (fixture, script);
  g_autoptr(SoupMessage) message = soup_message_new (method, uri);
  g_autoptr(GBytes) bytes = g_bytes_new (body, strlen (body));

  if (type != NULL)
    soup_message_set_request_body_from_bytes (message, type, bytes);
  return send_message (fixture, message);
}

void
fixture_login (Fixture *fixture)
{
  g_autoptr(JsonObject) answer = fixture_post (fixture, "login.pl", "FUNCTION", "LOGIN", "USER",
                                               "training", "PASSWORD", "training", "COMPANY",
                                               "WG", "API", "JSON", NULL);

  g_assert_nonnull (answer);
  assert_code (answer, "0");
  g_free (fixture->session);
  fixture->session = g_strdup (json_object_get_string_member (answer, "SESSION"));
}

void
fixture_add_fault (Fixture    *fixture,
                   const char *spec)
{
  g_autoptr(GError) error = NULL;

  velo_training_insurer_add_fault (fixture->insurer, spec, &error);
  g_assert_no_error (error);
}

JsonObject *
fixture_premium (Fixture    *fixture,
                 const char *xml)
{
  return fixture_call (fixture, "GET_PRODUCT_DATA", "INSURANCE_PREMIUM", "DATA", xml, NULL);
}

JsonObject *
fixture_propose (Fixture    *fixture,
                 const char *xml)
{
  return fixture_call (fixture, "SET_XML_INTERFACE", "DEFAULT", "DATA", xml, NULL);
}

char *
fixture_new_number (Fixture *fixture)
{
  g_autoptr(JsonObject) answer = fixture_call (fixture, "GET_NEW_CONTRACTNUMBER", "DEFAULT",
                                               NULL);

  assert_code (answer, "0");
  return g_strdup (json_object_get_string_member (get_result (answer), "NEWCONTRACTNUMBER"));
}

char *
make_premium_xml (const char *code,
                  const char *type,
                  const char *risk,
                  const char *object,
                  const char *price,
                  guint       interval)
{
  const char *country = strstr (code, " AT ") != NULL ? "AT" : "DE";

  return g_strdup_printf (
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<PARAMETERS><APPLICATION_CODE>%s</APPLICATION_CODE>"
    "<TAX_COUNTRY_CODE>%s</TAX_COUNTRY_CODE><PRODUCTTYPE>%s</PRODUCTTYPE>"
    "<DATE>18.04.2026</DATE><APPLICATION_DATE>18.04.2026</APPLICATION_DATE>"
    "<PAYMENT_INTERVAL>%u</PAYMENT_INTERVAL><DEVICES><DEVICE>"
    "<OBJECT_CODE>%s</OBJECT_CODE><OBJECT_PRICE>%s</OBJECT_PRICE>"
    "<PURCHASE_DATE>17.04.2026</PURCHASE_DATE><MANUFACTURER_YEAR>2026</MANUFACTURER_YEAR>"
    "<RISKS><RISK><RISIKOTYP>%s</RISIKOTYP></RISK></RISKS></DEVICE></DEVICES></PARAMETERS>",
    code, country, type, interval, object, price, risk);
}

/* In the published order, with everything that the program sends. */
char *
make_proposal_xml (const char *number)
{
  return g_strdup_printf (
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<Antraege>\n"
    "  <Herkunft>VELOINSURE</Herkunft>\n"
    "  <Exportdatum>18.04.2026</Exportdatum>\n"
    "  <Antrag>\n"
    "    <Satznummer>record-%s</Satznummer>\n"
    "    <Dokument><Dateityp>PDF</Dateityp><DateiB64>JVBERi0xLjcKJSVFT0YK</DateiB64></Dokument>\n"
    "    <Antragsdatum>18.04.2026</Antragsdatum>\n"
    "    <Vermittlernummer>4711001</Vermittlernummer>\n"
    "    <Kundendaten><Anrede>Frau</Anrede><Vorname>J&#246;rdis</Vorname>"
    "<Nachname>M&#252;ller</Nachname><Geburtsdatum>01.02.1980</Geburtsdatum>"
    "<EmailPrivat>j@example.org</EmailPrivat>"
    "<Anschrift><Strasse>Weg 1</Strasse><PLZ>30159</PLZ><Ort>Hannover</Ort>"
    "<Laenderkennzeichen>DE</Laenderkennzeichen></Anschrift></Kundendaten>\n"
    "    <Rad><Position>1</Position><Hersteller>Kalkhoff</Hersteller>"
    "<Geraetekennzeichen>27</Geraetekennzeichen><Modellbezeichnung>Stadt</Modellbezeichnung>"
    "<Rahmennummer>KA123</Rahmennummer><Kaufdatum>17.04.2026</Kaufdatum>"
    "<Kaufpreis>1499,00</Kaufpreis>"
    "<Risiken><Risiko><Risikotyp>KOMPLETTSCHUTZ_RAD</Risikotyp></Risiko>"
    "<Risiko><Risikotyp>SOFORTSCHUTZ</Risikotyp></Risiko></Risiken></Rad>\n"
    "    <Vertragsnummer>%s</Vertragsnummer>\n"
    "    <Produktdetails><Antragskodierung>" RAD_CODE "</Antragskodierung>"
    "<Produkttyp>" RAD_A "</Produkttyp></Produktdetails>\n"
    "    <Zahlung><Einzug>true</Einzug><Intervall>12</Intervall>"
    "<Bankverbindung><IBAN>DE02120300000000202051</IBAN></Bankverbindung></Zahlung>\n"
    "  </Antrag>\n"
    "</Antraege>\n",
    number, number);
}

/* Fails if @from is not there, so that no test tests nothing. */
char *
replace (const char *text,
         const char *from,
         const char *to)
{
  g_autoptr(GString) string = g_string_new (text);

  g_assert_cmpuint (g_string_replace (string, from, to, 0), >, 0);
  return g_string_free (g_steal_pointer (&string), FALSE);
}

void
assert_code (JsonObject *answer,
             const char *code)
{
  g_assert_nonnull (answer);
  if (!json_object_has_member (answer, "STATUSCODE")
      || g_strcmp0 (json_object_get_string_member (answer, "STATUSCODE"), code) != 0)
    g_test_message ("status: %s", json_object_get_string_member (answer, "STATUS"));
  g_assert_cmpstr (json_object_get_string_member (answer, "STATUSCODE"), ==, code);
}

void
assert_refused (JsonObject *answer,
                const char *words)
{
  const char *status;

  assert_code (answer, "65");
  status = json_object_get_string_member (answer, "STATUS");
  if (strstr (status, words) == NULL)
    g_test_message ("\"%s\" lacks \"%s\"", status, words);
  g_assert_nonnull (strstr (status, words));
  g_assert_true (g_str_has_prefix (status, "Fehler: "));
  g_assert_cmpuint (json_object_get_size (get_result (answer)), ==, 0);
  g_assert_true (json_object_has_member (answer, "REQUEST_ID"));
}

void
assert_not_ok (JsonObject *answer,
               const char *words)
{
  const char *status;

  g_assert_nonnull (answer);
  g_assert_false (json_object_has_member (answer, "STATUSCODE"));
  status = json_object_get_string_member (answer, "STATUS");
  g_assert_true (g_str_has_prefix (status, "NOT OK: "));
  g_assert_nonnull (strstr (status, words));
}

JsonObject *
get_result (JsonObject *answer)
{
  return json_object_get_object_member (answer, "RESULT");
}
