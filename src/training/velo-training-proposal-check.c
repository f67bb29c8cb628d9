/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a proposal's XML keeps to the insurer's schema and to the tariffs. */

#define G_LOG_DOMAIN "velo-training"

#include "config.h"

#include "velo-training-proposal-check.h"

#include "velo-date.h"
#include "velo-money.h"
#include "velo-training-proposal-rules.h"
#include "velo-training-xml.h"

#include <string.h>

#define STATUS_PROCESSED "3"
#define STATUS_MANUAL    "2"

/* What is being checked, so that each check can be a function of its own. */
typedef struct
{
  VeloTrainingTariff *tariff;         /* (borrowed) */
  const GDate *today;                 /* (borrowed) */
  xmlNode *antraege;                  /* (borrowed) */
  xmlNode *antrag;                    /* (borrowed) */
  const VeloTrainingProduct *product; /* (borrowed) */
} Check;

static GDate *
dup_date (xmlNode    *node,
          const char *path)
{
  g_autofree char *text = velo_training_xml_dup (node, path);

  return velo_date_parse_wire (text);
}

static guint
count_any (xmlNode            *node,
           const char *const  *names)
{
  guint n = 0;

  for (; *names != NULL; names++)
    n += velo_training_xml_count (node, *names);
  return n;
}

static char *
check_days (Check *check)
{
  g_autoptr(GDate) exported = dup_date (check->antraege, "Exportdatum");
  g_autoptr(GDate) applied = dup_date (check->antrag, "Antragsdatum");
  GDate latest = *check->today;

  /* The sender's clock may already be in the next day. */
  g_date_add_days (&latest, 1);
  if (g_date_compare (exported, &latest) > 0)
    return g_strdup ("Das Exportdatum liegt in der Zukunft.");
  if (g_date_compare (applied, &latest) > 0)
    return g_strdup ("Das Antragsdatum liegt in der Zukunft.");
  return NULL;
}

static char *
check_address (xmlNode *address)
{
  g_autofree char *postcode = velo_training_xml_dup (address, "PLZ");
  g_autofree char *country = velo_training_xml_dup (address, "Laenderkennzeichen");
  gsize wanted = 0;

  if (country == NULL || g_str_equal (country, "DE"))
    wanted = 5;
  else if (g_str_equal (country, "AT"))
    wanted = 4;
  if (wanted > 0 && (strlen (postcode) != wanted || strspn (postcode, "0123456789") != wanted))
    return g_strdup_printf ("Die PLZ muss %u Ziffern haben.", (guint) wanted);
  return NULL;
}

static char *
check_customer (Check *check)
{
  static const char *const kinds[] = {
    "Bestandsvertrag", "Kundennummer", "Kundendaten", "Firmendaten", NULL
  };
  xmlNode *person = velo_training_xml_find (check->antrag, "Kundendaten");
  xmlNode *address = velo_training_xml_find (check->antrag, "Firmendaten/Anschrift");

  if (count_any (check->antrag, kinds) != 1)
    return g_strdup ("Der Antrag braucht genau eines von Bestandsvertrag, Kundennummer, "
                     "Kundendaten und Firmendaten.");
  if (person != NULL)
    {
      g_autofree char *salutation = velo_training_xml_dup (person, "Anrede");
      g_autoptr(GDate) born = dup_date (person, "Geburtsdatum");

      if (!g_str_equal (salutation, "Frau") && !g_str_equal (salutation, "Herr"))
        return g_strdup ("Die Anrede muss Frau oder Herr sein.");
      if (born != NULL && g_date_compare (born, check->today) >= 0)
        return g_strdup ("Das Geburtsdatum liegt nicht in der Vergangenheit.");
      address = velo_training_xml_find (person, "Anschrift");
    }
  return address != NULL ? check_address (address) : NULL;
}

static gboolean
starts_as (const guchar *data,
           gsize         length,
           const char   *type)
{
  static const guchar jpeg[] = { 0xFF, 0xD8, 0xFF };

  if (g_str_equal (type, "PDF"))
    return length > 5 && memcmp (data, "%PDF-", 5) == 0;
  return length > sizeof jpeg && memcmp (data, jpeg, sizeof jpeg) == 0;
}

static char *
check_document (Check   *check,
                GBytes **document)
{
  g_autofree char *type = velo_training_xml_dup (check->antrag, "Dokument/Dateityp");
  g_autofree char *text = velo_training_xml_dup (check->antrag, "Dokument/DateiB64");
  g_autofree guchar *data = NULL;
  gsize length;

  if (type == NULL)
    return NULL;
  if (!g_str_equal (type, "PDF") && !g_str_equal (type, "JPG"))
    return g_strdup ("Der Dateityp des Dokuments muss PDF oder JPG sein.");
  if (strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n")
      != strlen (text))
    return g_strdup ("Das Dokument ist nicht Base64.");
  data = g_base64_decode (text, &length);
  if (!starts_as (data, length, type))
    return g_strdup_printf ("Das Dokument ist keine Datei vom Typ %s.", type);
  *document = g_bytes_new_take (g_steal_pointer (&data), length);
  return NULL;
}

static char *
check_product (Check *check)
{
  g_autofree char *code = velo_training_xml_dup (check->antrag, "Produktdetails/Antragskodierung");
  g_autofree char *type = velo_training_xml_dup (check->antrag, "Produktdetails/Produkttyp");

  check->product = velo_training_tariff_find (check->tariff, code, type);
  return check->product == NULL
           ? g_strdup ("Antragskodierung und Produkttyp gehören zu keinem Produkt.") : NULL;
}

static gboolean
has_object_code (Check      *check,
                 const char *code)
{
  JsonObject *rules = velo_training_tariff_get_rules (check->tariff, check->product);
  JsonArray *codes = json_object_get_array_member (rules, "object_codes");

  for (guint i = 0; i < json_array_get_length (codes); i++)
    if (g_strcmp0 (json_array_get_string_element (codes, i), code) == 0)
      return TRUE;
  return FALSE;
}

static char *
check_used (xmlNode  *bike,
            gboolean *used)
{
  static const char *const spellings[] = { "GebrauchtGeraet", "Gebrauchtgeraet", NULL };
  guint n_flags = count_any (bike, spellings);
  gboolean has_year = velo_training_xml_count (bike, "Baujahr") > 0;
  gboolean has_price = velo_training_xml_count (bike, "Kaufpreis") > 0;
  gboolean has_value = velo_training_xml_count (bike, "Zeitwert") > 0;

  *used = n_flags > 0;
  if (n_flags > 1)
    return g_strdup ("Das Kennzeichen für Gebrauchte kommt zweimal vor.");
  if (n_flags == 0 && (has_year || has_value))
    return g_strdup ("Baujahr und Zeitwert gibt es nur bei Gebrauchten.");
  if (n_flags == 0 && !has_price)
    return g_strdup ("Das Element Kaufpreis fehlt in Rad.");
  if (n_flags == 1 && !has_year)
    return g_strdup ("Bei Gebrauchten fehlt das Baujahr.");
  if (has_price && has_value)
    return g_strdup ("Kaufpreis und Zeitwert schließen einander aus.");
  return NULL;
}

static guint
read_built_year (xmlNode *bike)
{
  g_autofree char *text = velo_training_xml_dup (bike, "Baujahr");

  if (text == NULL)
    return 0;
  return (guint) g_ascii_strtoull (strlen (text) == 4 ? text : text + 6, NULL, 10);
}

static char *
check_risk (Check      *check,
            const char *risk,
            GHashTable *seen)
{
  if (!g_str_equal (risk, check->product->basic_risk)
      && !velo_training_product_has_risk (check->product, risk))
    return g_strdup_printf ("Das Risiko %s gehört nicht zu diesem Produkt.", risk);
  if (!g_hash_table_add (seen, g_strdup (risk)))
    return g_strdup_printf ("Das Risiko %s kommt zweimal vor.", risk);
  return NULL;
}

/* One Risikotyp as the schema has it, or Risiko/Risikotyp as the insurer's newer client sends it. */
static char *
check_risks (Check   *check,
             xmlNode *bike)
{
  xmlNode *risks = velo_training_xml_find (bike, "Risiken");
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *single = NULL;
  g_autoptr(GPtrArray) list = NULL;

  if (risks == NULL)
    return NULL;
  single = velo_training_xml_dup (risks, "Risikotyp");
  list = velo_training_xml_list (risks, "Risiko");
  if ((single != NULL) == (list->len > 0))
    return g_strdup ("Risiken braucht entweder einen Risikotyp oder Elemente Risiko.");
  if (single != NULL)
    return check_risk (check, single, seen);
  for (guint i = 0; i < list->len; i++)
    {
      g_autofree char *risk = velo_training_xml_dup (g_ptr_array_index (list, i), "Risikotyp");
      char *sentence = check_risk (check, risk, seen);

      if (sentence != NULL)
        return sentence;
    }
  return g_hash_table_contains (seen, check->product->basic_risk)
           ? NULL : g_strdup ("In Risiken fehlt das Grundrisiko des Produkts.");
}

static char *
check_bike_parts (Check   *check,
                  xmlNode *bike)
{
  static const char *const makers[] = { "Hersteller", "HerstellerCode", NULL };
  static const char *const locks[] = { "Schloss", "SchlossGeprueft", NULL };
  xmlNode *lock = velo_training_xml_find (bike, "Schloss");
  g_autofree char *code = velo_training_xml_dup (bike, "Geraetekennzeichen");
  g_autofree char *position = velo_training_xml_dup (bike, "Position");

  if (!g_str_equal (position, "1"))
    return g_strdup ("Die Position des einzigen Rades muss 1 sein.");
  if (count_any (bike, makers) != 1)
    return g_strdup ("Rad braucht entweder Hersteller oder HerstellerCode.");
  if (!has_object_code (check, code))
    return g_strdup_printf ("Das Gerätekennzeichen %s gehört nicht zu diesem Produkt.", code);
  if (count_any (bike, locks) > 1)
    return g_strdup ("Schloss und SchlossGeprueft schließen einander aus.");
  if (lock != NULL && count_any (lock, makers) != 1)
    return g_strdup ("Schloss braucht entweder Hersteller oder HerstellerCode.");
  if (g_str_equal (check->product->object, "battery")
      && velo_training_xml_find (bike, "Akkunummer") == NULL)
    return g_strdup ("Beim Akkuschutz fehlt die Akkunummer.");
  return check_risks (check, bike);
}

static char *
check_price (Check   *check,
             xmlNode *bike,
             guint    interval)
{
  g_autofree char *text = velo_training_xml_dup (bike, "Kaufpreis");
  g_autoptr(GDate) applied = dup_date (check->antrag, "Antragsdatum");
  VeloTrainingQuote quote;
  gint64 cents = 0;

  if (text == NULL)
    text = velo_training_xml_dup (bike, "Zeitwert");
  if (text == NULL)
    return NULL;
  if (!velo_money_parse_wire (text, &cents))
    return g_strdup ("Der Kaufpreis ist kein Betrag.");
  return velo_training_tariff_quote (check->tariff, check->product, cents, interval, applied,
                                     FALSE, &quote);
}

static char *
check_bike (Check *check,
            guint  interval)
{
  xmlNode *bike = velo_training_xml_find (check->antrag, "Rad");
  g_autoptr(GDate) purchased = dup_date (bike, "Kaufdatum");
  gboolean used = FALSE;
  char *sentence = check_used (bike, &used);

  if (sentence == NULL)
    sentence = check_bike_parts (check, bike);
  if (sentence == NULL)
    sentence = velo_training_tariff_check_age (check->tariff, check->product, purchased,
                                               read_built_year (bike), used, check->today);
  if (sentence == NULL)
    sentence = check_price (check, bike, interval);
  return sentence;
}

static gboolean
is_iban (const char *iban)
{
  gsize length = strlen (iban);
  guint remainder = 0;

  if (length < 15 || length > 34
      || (g_str_has_prefix (iban, "DE") && length != 22)
      || (g_str_has_prefix (iban, "AT") && length != 20)
      || !g_ascii_isupper (iban[0]) || !g_ascii_isupper (iban[1]))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      char c = iban[(i + 4) % length];

      if (g_ascii_isdigit (c))
        remainder = (remainder * 10 + (guint) (c - '0')) % 97;
      else if (g_ascii_isupper (c))
        remainder = (remainder * 100 + (guint) (c - 'A') + 10) % 97;
      else
        return FALSE;
    }
  return remainder == 1;
}

static char *
check_payment (Check *check,
               guint *interval)
{
  static const char *const kinds[] = { "Einzug", "Selbstzahler", "VMRAbrechnung", NULL };
  xmlNode *payment = velo_training_xml_find (check->antrag, "Zahlung");
  g_autofree char *iban = velo_training_xml_dup (payment, "Bankverbindung/IBAN");
  g_autofree char *text = velo_training_xml_dup (payment, "Intervall");
  gboolean direct_debit = velo_training_xml_count (payment, "Einzug") > 0;
  const char *kind = NULL;

  if (count_any (payment, kinds) != 1)
    return g_strdup ("Zahlung braucht genau eines von Einzug, Selbstzahler und VMRAbrechnung.");
  for (gsize i = 0; kinds[i] != NULL; i++)
    if (velo_training_xml_count (payment, kinds[i]) > 0)
      kind = kinds[i];
  if (!velo_training_product_has_collection (check->product, kind))
    return g_strdup_printf ("Die Zahlungsart %s gibt es bei diesem Produkt nicht.", kind);
  if (direct_debit != (iban != NULL))
    return g_strdup (direct_debit ? "Zum Einzug fehlt die IBAN."
                                  : "Eine Bankverbindung gibt es nur beim Einzug.");
  if (iban != NULL && !is_iban (iban))
    return g_strdup ("Die IBAN ist falsch.");
  if (text != NULL)
    *interval = (guint) g_ascii_strtoull (text, NULL, 10);
  else
    {
      /* The insurer's own client leaves it out, also for products that are paid yearly only. */
      *interval = g_str_equal (kind, "VMRAbrechnung") ? 0 : 1;
      if (!velo_training_product_has_interval (check->product, *interval))
        *interval = 12;
    }
  if (!velo_training_product_has_interval (check->product, *interval))
    return g_strdup_printf ("Das Zahlungsintervall %u gibt es bei diesem Produkt nicht.",
                            *interval);
  return NULL;
}

static char *
check_all (Check   *check,
           GBytes **document)
{
  guint interval = 0;
  char *sentence = check_days (check);

  if (sentence == NULL)
    sentence = check_customer (check);
  if (sentence == NULL)
    sentence = check_document (check, document);
  if (sentence == NULL)
    sentence = check_product (check);
  if (sentence == NULL)
    sentence = check_payment (check, &interval);
  if (sentence == NULL)
    sentence = check_bike (check, interval);
  return sentence;
}

/**
 * velo_training_proposal_check:
 * @tariff: the tariffs
 * @xml: XML of a proposal (Antraege)
 * @today: today
 * @proposal: (out) (transfer full) (nullable): the proposal, its contract number %NULL if it has
 *   none
 *
 * Returns: (transfer full) (nullable): a German sentence that says what is wrong, %NULL if
 *   @proposal is set
 */
char *
velo_training_proposal_check (VeloTrainingTariff    *tariff,
                              GBytes                *xml,
                              const GDate           *today,
                              VeloTrainingProposal **proposal)
{
  Check check = { tariff, today, NULL, NULL, NULL };
  g_autoptr(xmlDoc) doc = NULL;
  g_autoptr(GBytes) document = NULL;
  gboolean manual;
  char *sentence = NULL;

  *proposal = NULL;
  doc = velo_training_xml_parse (xml, &velo_training_proposal_rules, &sentence);
  if (doc == NULL)
    return sentence;
  check.antraege = xmlDocGetRootElement (doc);
  check.antrag = velo_training_xml_find (check.antraege, "Antrag");
  sentence = check_all (&check, &document);
  if (sentence != NULL)
    return sentence;
  manual = velo_training_xml_find (check.antrag, "Bemerkung") != NULL;
  *proposal = g_new0 (VeloTrainingProposal, 1);
  (*proposal)->record_number = velo_training_xml_dup (check.antrag, "Satznummer");
  (*proposal)->contract_number = velo_training_xml_dup (check.antrag, "Vertragsnummer");
  (*proposal)->status_code = g_strdup (manual ? STATUS_MANUAL : STATUS_PROCESSED);
  (*proposal)->xml = g_bytes_ref (xml);
  (*proposal)->document = g_steal_pointer (&document);
  return NULL;
}
