/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of what proposals the training insurer accepts, and how often. */

#include "config.h"

#include "velo-training-test.h"

#include <string.h>

static void
assert_status (JsonObject *answer,
               const char *status_code)
{
  assert_code (answer, "0");
  g_assert_cmpstr (json_object_get_string_member (get_result (answer), "STATUS_CODE"), ==,
                   status_code);
}

static void
test_accepted (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *number = fixture_new_number (fixture);
  g_autofree char *xml = make_proposal_xml (number);
  g_autoptr(JsonObject) answer = fixture_propose (fixture, xml);
  g_autoptr(GPtrArray) proposals = velo_training_insurer_dup_proposals (fixture->insurer);
  g_autoptr(GPtrArray) numbers = velo_training_insurer_dup_contract_numbers (fixture->insurer);
  const VeloTrainingProposal *proposal;
  g_autoptr(VeloTrainingProposal) copy = NULL;

  assert_status (answer, "3");
  g_assert_cmpstr (json_object_get_string_member (get_result (answer), "STATUS_TEXT"), ==,
                   "Verarbeitet");
  g_assert_cmpuint (strlen (number), ==, 8);
  g_assert_cmpuint (proposals->len, ==, 1);
  proposal = g_ptr_array_index (proposals, 0);
  copy = g_boxed_copy (VELO_TYPE_TRAINING_PROPOSAL, proposal);
  g_assert_cmpstr (copy->contract_number, ==, number);
  g_assert_true (g_str_has_prefix (copy->record_number, "record-"));
  g_assert_cmpmem (g_bytes_get_data (copy->xml, NULL), g_bytes_get_size (copy->xml), xml,
                   strlen (xml));
  g_assert_cmpmem (g_bytes_get_data (copy->document, NULL), 9, "%PDF-1.7\n", 9);
  g_assert_cmpuint (copy->n_times_received, ==, 1);
  g_assert_cmpuint (numbers->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (numbers, 0), ==, number);
}

/* Changes that keep a proposal good: the dialects of real clients, and what is optional. */
static const struct
{
  const char *name;
  const char *changes[8][2];
} good[] = {
  { "newer client",
    { { "<Rahmennummer>KA123</Rahmennummer>", "" },
      { "<Kaufpreis>1499,00</Kaufpreis>",
        "<Baujahr>2024</Baujahr><Gebrauchtgeraet>true</Gebrauchtgeraet>"
        "<Kaufpreis>1499</Kaufpreis>" },
      { "<Intervall>12</Intervall>", "" },
      { "<Einzug>true</Einzug>", "<Selbstzahler>true</Selbstzahler>" },
      { "<Bankverbindung><IBAN>DE02120300000000202051</IBAN></Bankverbindung>", "" },
      { "<Dokument><Dateityp>PDF</Dateityp><DateiB64>JVBERi0xLjcKJSVFT0YK</DateiB64></Dokument>",
        "" } } },
  { "published",
    { { "<Risiken><Risiko><Risikotyp>KOMPLETTSCHUTZ_RAD</Risikotyp></Risiko>"
        "<Risiko><Risikotyp>SOFORTSCHUTZ</Risikotyp></Risiko></Risiken>",
        "<Risiken><Risikotyp>SOFORTSCHUTZ</Risikotyp></Risiken>" },
      { "<Kaufpreis>1499,00</Kaufpreis>",
        "<GebrauchtGeraet>1</GebrauchtGeraet><Baujahr>01.01.2025</Baujahr>"
        "<Zeitwert>1400,00</Zeitwert>" } } },
  { "order of another client",
    { { "    <Produktdetails><Antragskodierung>" RAD_CODE "</Antragskodierung>"
        "<Produkttyp>" RAD_A "</Produkttyp></Produktdetails>\n", "" },
      { "    <Antragsdatum>",
        "<Produktdetails><Produkttyp>" RAD_A "</Produkttyp><Antragskodierung>" RAD_CODE
        "</Antragskodierung></Produktdetails><Antragsdatum>" },
      { "<Hersteller>Kalkhoff</Hersteller>", "<Hersteller><![CDATA[Kalkhoff]]></Hersteller>" } } },
  { "yearly product without interval",
    { { RAD_A, RAD_B }, { "<Intervall>12</Intervall>", "" } } },
  { "company",
    { { "<Kundendaten><Anrede>Frau</Anrede><Vorname>J&#246;rdis</Vorname>"
        "<Nachname>M&#252;ller</Nachname><Geburtsdatum>01.02.1980</Geburtsdatum>"
        "<EmailPrivat>j@example.org</EmailPrivat>", "<Firmendaten><Firmenname>Rad</Firmenname>" },
      { "</Kundendaten>", "</Firmendaten>" } } },
  { "existing customer",
    { { "<Kundendaten><Anrede>Frau</Anrede><Vorname>J&#246;rdis</Vorname>"
        "<Nachname>M&#252;ller</Nachname><Geburtsdatum>01.02.1980</Geburtsdatum>"
        "<EmailPrivat>j@example.org</EmailPrivat><Anschrift><Strasse>Weg 1</Strasse>"
        "<PLZ>30159</PLZ><Ort>Hannover</Ort><Laenderkennzeichen>DE</Laenderkennzeichen>"
        "</Anschrift></Kundendaten>", "<Kundennummer>17</Kundennummer>" } } },
  { "Austria",
    { { "<PLZ>30159</PLZ>", "<PLZ>1010</PLZ>" }, { ">DE<", ">AT<" },
      { "DE02120300000000202051", "AT611904300234573201" },
      { RAD_CODE, "XX WG AT RAD KS TRAIN" }, { RAD_A, "KOMPLETTSCHUTZ_RAD_M_2018_AT" },
      { ">KOMPLETTSCHUTZ_RAD<", ">KOMPLETTSCHUTZ_RAD_AT<" } } },
  { "lock",
    { { "</Risiken>", "</Risiken><Schloss><Hersteller>ABUS</Hersteller>"
        "<Art>B&#252;gelschloss</Art><Modellbezeichnung>Granit</Modellbezeichnung>"
        "<Schluesselnummer>77</Schluesselnummer></Schloss>" } } },
  { "battery",
    { { RAD_CODE, EBIKE_CODE }, { RAD_A, BATTERY }, { ">KOMPLETTSCHUTZ_RAD<", ">AKKUSCHUTZ_EBIKE<" },
      { ">27<", ">270009<" },
      { "<Kaufdatum>", "<Akkunummer>BAT 9</Akkunummer><Kaufdatum>" } } },
};

static void
test_good (Fixture       *fixture,
           gconstpointer  data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *number = fixture_new_number (fixture);
      g_autofree char *xml = make_proposal_xml (number);
      g_autoptr(JsonObject) answer = NULL;

      g_test_message ("%s", good[i].name);
      for (gsize j = 0; j < G_N_ELEMENTS (good[i].changes) && good[i].changes[j][0] != NULL; j++)
        {
          char *changed = replace (xml, good[i].changes[j][0], good[i].changes[j][1]);

          g_free (xml);
          xml = changed;
        }
      answer = fixture_propose (fixture, xml);
      assert_status (answer, "3");
    }
}

static const struct
{
  const char *from;
  const char *to;
  const char *words;
} bad[] = {
  { "<Herkunft>VELOINSURE</Herkunft>", "", "Herkunft fehlt" },
  { "<Exportdatum>18.04.2026", "<Exportdatum>20.04.2026", "Exportdatum liegt" },
  { "<Antragsdatum>18.04.2026", "<Antragsdatum>2026-04-18", "Datum" },
  { "<Antragsdatum>18.04.2026", "<Antragsdatum>20.04.2026", "Antragsdatum liegt" },
  { ">4711001<", ">0<", "positive Zahl" },
  { ">4711001<", ">V-4711<", "positive Zahl" },
  { ">4711001<", ">1234567890123456789<", "positive Zahl" },
  { "<Vermittlernummer>4711001</Vermittlernummer>", "", "Vermittlernummer fehlt" },
  { ">Frau<", ">Familie<", "Anrede" },
  { "<Nachname>M&#252;ller</Nachname>", "", "Nachname fehlt" },
  { "<Nachname>M&#252;ller</Nachname>", "<Nachname>  </Nachname>", "leer" },
  { ">01.02.1980<", ">18.04.2026<", "Geburtsdatum" },
  { ">30159<", ">1010<", "PLZ" },
  { ">30159<", ">3O159<", "PLZ" },
  { "<Ort>Hannover</Ort>", "", "Ort fehlt" },
  { ">DE</Laenderkennzeichen>", ">DEU</Laenderkennzeichen>", "Länderkennzeichen" },
  { "<Rad>", "<Kundennummer>1</Kundennummer><Rad>", "genau eines" },
  { "<Position>1<", "<Position>2<", "Position" },
  { "<Hersteller>Kalkhoff</Hersteller>", "", "HerstellerCode" },
  { "<Hersteller>", "<HerstellerCode>5</HerstellerCode><Hersteller>", "HerstellerCode" },
  { "<Geraetekennzeichen>27<", "<Geraetekennzeichen>49<", "Gerätekennzeichen" },
  { ">Stadt<", ">0123456789012345678901234567890123456789012345678901234567890<", "zu lang" },
  { ">17.04.2026</Kaufdatum>", ">17.04.26</Kaufdatum>", "Datum" },
  { ">17.04.2026</Kaufdatum>", ">17.04.2022</Kaufdatum>", "zu alt" },
  { "1499,00", "1.499,00", "Punkt" },
  { "1499,00", "1499,000", "kein Betrag" },
  { "1499,00", "4000,01", "Kaufpreis" },
  { "<Kaufpreis>1499,00</Kaufpreis>", "", "Kaufpreis fehlt" },
  { "<Kaufpreis>", "<Baujahr>2026</Baujahr><Kaufpreis>", "nur bei Gebrauchten" },
  { "<Kaufpreis>", "<GebrauchtGeraet>true</GebrauchtGeraet><Kaufpreis>", "fehlt das Baujahr" },
  { "<Kaufpreis>", "<GebrauchtGeraet>false</GebrauchtGeraet><Kaufpreis>", "true oder 1" },
  { "<Kaufpreis>", "<GebrauchtGeraet>1</GebrauchtGeraet><Gebrauchtgeraet>1</Gebrauchtgeraet>"
    "<Baujahr>2026</Baujahr><Kaufpreis>", "zweimal" },
  { "<Kaufpreis>", "<GebrauchtGeraet>1</GebrauchtGeraet><Baujahr>2026</Baujahr>"
    "<Zeitwert>5</Zeitwert><Kaufpreis>", "schließen einander" },
  { ">SOFORTSCHUTZ<", ">HAFTPFLICHT<", "HAFTPFLICHT" },
  { ">SOFORTSCHUTZ<", ">KOMPLETTSCHUTZ_RAD<", "zweimal" },
  { "<Risiko><Risikotyp>KOMPLETTSCHUTZ_RAD</Risikotyp></Risiko>", "", "Grundrisiko" },
  { "<Risiken>", "<Risiken><Risikotyp>SOFORTSCHUTZ</Risikotyp>", "entweder" },
  { "</Risiken>", "</Risiken><Schloss><Hersteller>A</Hersteller></Schloss>", "Art fehlt" },
  { "</Risiken>", "</Risiken><SchlossGeprueft>ja</SchlossGeprueft>", "true oder 1" },
  { "</Risiken>", "</Risiken><Schlosspreis>49,00</Schlosspreis>", "nicht vorgesehen" },
  { "Vertragsnummer>", "Vetragsnummer>", "Vetragsnummer" },
  { RAD_A, EBIKE_A, "keinem Produkt" },
  { ">12<", ">2<", "Zahlungsintervall" },
  { "<Einzug>true</Einzug>", "", "genau eines" },
  { "<Einzug>true</Einzug>", "<Einzug>true</Einzug><Selbstzahler>true</Selbstzahler>",
    "genau eines" },
  { "<Einzug>true</Einzug>", "<Selbstzahler>true</Selbstzahler>", "nur beim Einzug" },
  { "<Einzug>true</Einzug>", "<VMRAbrechnung>true</VMRAbrechnung>", "Zahlungsart" },
  { "<Bankverbindung><IBAN>DE02120300000000202051</IBAN></Bankverbindung>", "", "IBAN" },
  { "DE02120300000000202051", "DE03120300000000202051", "IBAN" },
  { "DE02120300000000202051", "DE02 1203 0000 0000 2020 51", "IBAN" },
  { "DE02120300000000202051", "DE0212030000000020205", "IBAN" },
  { "JVBERi0xLjcKJSVFT0YK", "SGFsbG8gV2VsdA==", "keine Datei" },
  { "JVBERi0xLjcKJSVFT0YK", "***", "Base64" },
  { "<Dateityp>PDF<", "<Dateityp>DOC<", "Dateityp" },
  { "<Dokument>", "<ArchivID>7</ArchivID><Dokument>", "nicht vereinbart" },
  { "<Vertragsnummer>", "<AbwVertragsbeginn>01.05.2026</AbwVertragsbeginn><Vertragsnummer>",
    "nicht vereinbart" },
  { "<Satznummer>", "<Vorgangsnummer/><Satznummer>", "leer" },
  { "</Antrag>", "</Antrag><Antrag/>", "fehlt" },
  { "<Satznummer>", "<Satznummer>1</Satznummer><Satznummer>", "zu oft" },
  { "<Kaufdatum>", "<Kaufdatum>17.04.2026</Kaufdatum><Kaufdatum>", "zu oft" },
  { "<Kaufdatum>", "<Rahmennummer>KA124</Rahmennummer><Kaufdatum>", "zu oft" },
  { "</Antraege>", "", "wohlgeformt" },
  { "<Antraege>", "<!DOCTYPE Antraege [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><Antraege>",
    "Dokumenttyp" },
};

static void
test_bad (Fixture       *fixture,
          gconstpointer  data)
{
  g_autofree char *number = fixture_new_number (fixture);
  g_autofree char *xml = make_proposal_xml (number);
  g_autoptr(GPtrArray) proposals = NULL;
  g_autoptr(JsonObject) at_last = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *wrong = replace (xml, bad[i].from, bad[i].to);
      g_autoptr(JsonObject) answer = NULL;

      g_test_message ("%s -> %s", bad[i].from, bad[i].to);
      answer = fixture_propose (fixture, wrong);
      assert_refused (answer, bad[i].words);
    }
  proposals = velo_training_insurer_dup_proposals (fixture->insurer);
  g_assert_cmpuint (proposals->len, ==, 0);
  /* A refusal does not use up the numbers. */
  at_last = fixture_propose (fixture, xml);
  assert_status (at_last, "3");
}

/* The product that insures nothing but the battery wants its number. */
static void
test_battery_number (Fixture       *fixture,
                     gconstpointer  data)
{
  static const char * const changes[][2] = {
    { RAD_CODE, EBIKE_CODE }, { RAD_A, BATTERY }, { ">KOMPLETTSCHUTZ_RAD<", ">AKKUSCHUTZ_EBIKE<" },
    { ">27<", ">270009<" },
  };
  g_autofree char *number = fixture_new_number (fixture);
  g_autofree char *xml = make_proposal_xml (number);
  g_autoptr(JsonObject) answer = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      char *changed = replace (xml, changes[i][0], changes[i][1]);

      g_free (xml);
      xml = changed;
    }
  answer = fixture_propose (fixture, xml);
  assert_refused (answer, "Akkunummer");
}

static void
test_repeated (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *number = fixture_new_number (fixture);
  g_autofree char *xml = make_proposal_xml (number);
  g_autofree char *changed = replace (xml, "Kalkhoff", "Cube");
  g_autofree char *renamed = replace (xml, "<Satznummer>", "<Satznummer>new-");
  g_autoptr(JsonObject) first = fixture_propose (fixture, xml);
  g_autoptr(JsonObject) second = fixture_propose (fixture, xml);
  g_autoptr(JsonObject) other_content = fixture_propose (fixture, changed);
  g_autoptr(JsonObject) other_record = fixture_propose (fixture, renamed);
  g_autoptr(GPtrArray) proposals = velo_training_insurer_dup_proposals (fixture->insurer);
  const VeloTrainingProposal *proposal = g_ptr_array_index (proposals, 0);

  assert_status (first, "3");
  assert_status (second, "3");
  assert_refused (other_content, "Satznummer");
  assert_refused (other_record, "Vertragsnummer gehört");
  g_assert_cmpuint (proposals->len, ==, 1);
  g_assert_cmpuint (proposal->n_times_received, ==, 2);
}

static void
test_numbers (Fixture       *fixture,
              gconstpointer  data)
{
  static const char *const never_issued[] = { "70000002", "12345678", "7", "070000001",
                                              "99999999999" };
  g_autofree char *number = fixture_new_number (fixture);
  g_autofree char *xml = make_proposal_xml (number);
  g_autofree char *without = NULL;
  g_autofree char *element = g_strdup_printf ("<Vertragsnummer>%s</Vertragsnummer>", number);
  g_autoptr(JsonObject) answer = NULL;
  g_autoptr(GPtrArray) numbers = NULL;

  g_assert_cmpstr (number, ==, "70000001");
  for (gsize i = 0; i < G_N_ELEMENTS (never_issued); i++)
    {
      g_autofree char *wrong = make_proposal_xml (never_issued[i]);
      g_autoptr(JsonObject) refusal = fixture_propose (fixture, wrong);

      assert_refused (refusal, "nie vergeben");
    }
  without = replace (xml, element, "");
  answer = fixture_propose (fixture, without);
  assert_status (answer, "3");
  numbers = velo_training_insurer_dup_contract_numbers (fixture->insurer);
  g_assert_cmpuint (numbers->len, ==, 2);
}

static void
test_remark (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *number = fixture_new_number (fixture);
  g_autofree char *xml = make_proposal_xml (number);
  g_autofree char *remark = replace (xml, "</Zahlung>",
                                     "</Zahlung><Bemerkung>Leasing</Bemerkung>");
  g_autoptr(JsonObject) first = fixture_propose (fixture, remark);
  g_autoptr(JsonObject) again = fixture_propose (fixture, remark);

  assert_status (first, "2");
  assert_status (again, "2");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) \
  g_test_add ("/training/proposal/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("accepted", test_accepted);
  ADD ("good", test_good);
  ADD ("bad", test_bad);
  ADD ("battery-number", test_battery_number);
  ADD ("repeated", test_repeated);
  ADD ("numbers", test_numbers);
  ADD ("remark", test_remark);
  return g_test_run ();
}
