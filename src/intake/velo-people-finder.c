/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds who sold, how the buyer is addressed, and who rides a leased bicycle. */

#define G_LOG_DOMAIN "velo-people-finder"

#include "config.h"

#include "velo-people-finder.h"

#include "velo-person-name.h"
#include "velo-regex.h"
#include "velo-text.h"
#include "velo-words.h"

#include <string.h>

/* An invoice has a handful. */
#define MAX_NOTES 200
#define MAX_NOTE 20000

/* Two to four words that begin with a capital letter, titles and particles between them. */
#define PERSON                                                                                     \
  "((?:(?:Herrn?|Frau|Hr\\.|Fr\\.)\\s+)?(?:(?:Dr|Prof|Mag|Ing|Dipl)\\.?[-\\w]*\\.?\\s+)*"          \
  "\\p{Lu}[\\p{L}'’-]+(?:\\s+(?:von|van|de|zu|der|den))*(?:\\s+\\p{Lu}[\\p{L}'’-]+){1,2})"

static char *
find_person (const char *label, const char *text)
{
  g_autofree char *pattern =
      g_strconcat ("(?i:(?<!\\p{L})(?:", label, "))\\s*[:\\-–]?\\s*", PERSON, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (!g_regex_match (velo_regex_get (pattern, 0), text, 0, &match))
    return NULL;
  return g_match_info_fetch (match, 1);
}

static VeloFound *
find_in_notes (const VeloReading *reading, const char *label)
{
  const GPtrArray *lists[] = { reading->notes, reading->side_notes };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint k = 0; k < MIN (lists[i]->len, MAX_NOTES); k++)
      {
        const char      *note = lists[i]->pdata[k];
        g_autofree char *person = strlen (note) > MAX_NOTE ? NULL : find_person (label, note);

        if (person != NULL)
          return velo_found_new (person, NULL, reading->paths->notes, lists[i]->pdata[k],
                                 VELO_SURENESS_GOOD);
      }
  return NULL;
}

/* What stands where a contact must be named and nobody is: an office, or that there is none. */
static const char *const no_person[] = {
  "abteilung", "angabe", "angegeben", "ansprechpartner", "ansprechpartnerin", "auftragsbearbeitung", "auskunft",
  "backoffice", "bearbeiter", "bearbeiterin", "bearbeitung", "bekannt", "buchhaltung", "buero", "center", "das",
  "der", "die", "einkauf", "faktura", "fakturierung", "filiale", "finanzbuchhaltung", "fuer", "hotline", "ihr",
  "ihre", "info", "innendienst", "kasse", "kein", "keine", "keiner", "kontakt", "kontaktperson",
  "kundenberatung", "kundenbetreuer", "kundenbetreuung", "kundencenter", "kundendienst", "kundenservice",
  "mitarbeiter", "mitarbeiterin", "na", "nicht", "niemand", "office", "rechnungsabteilung", "rechnungsstelle",
  "rechnungswesen", "sachbearbeiter", "sachbearbeiterin", "sachbearbeitung", "sekretariat", "service",
  "servicecenter", "support", "team", "telefonzentrale", "unbekannt", "und", "unser", "verfuegbar",
  "verkaeufer", "verkaeuferin", "verkauf", "verkaufsteam", "vertrieb", "verwaltung", "vorhanden", "werkstatt",
  "zentrale", NULL
};

static const char *const legal_forms[] = { "gmbh", "ag", "kg",  "og",  "ohg", "ug",     "gbr", "mbh",
                                           "kgaa", "eg", "ltd", "inc", "llc", "gesmbh", NULL };

/* A company, and not just a name that sounds like one: there are people who are called Bank. */
static gboolean
is_the_shop (const VeloReadingParty *seller, char **words)
{
  g_autoptr (VeloPersonName) name = velo_person_name_parse (seller->contact);
  g_auto (GStrv) official = velo_words_split (seller->name);
  g_auto (GStrv) trading = velo_words_split (seller->trading_name);

  return name->is_company
         && (velo_words_any_is (words, legal_forms)
             || g_strv_equal ((const char *const *) words, (const char *const *) official)
             || g_strv_equal ((const char *const *) words, (const char *const *) trading));
}

/* The formats want a contact, so shops write their own name, an office, or "nicht vorhanden" into it. */
static gboolean
names_somebody (const VeloReadingParty *seller)
{
  g_auto (GStrv) words = velo_words_split (seller->contact);

  if (is_the_shop (seller, words))
    return FALSE;
  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][1] != '\0' && !velo_words_is (words[i], no_person))
      return TRUE;
  return FALSE;
}

/**
 * velo_people_finder_employee:
 * @reading: a reading
 *
 * Finds who sold: the seller's contact if a person is named there, else a name
 * behind "Verkäufer", "Es bediente Sie" and the like in the notes.
 *
 * Returns: (transfer full) (nullable): the name
 */
VeloFound *
velo_people_finder_employee (const VeloReading *reading)
{
  if (reading->seller.contact != NULL && names_somebody (&reading->seller))
    return velo_found_new (reading->seller.contact, NULL, reading->paths->seller_contact,
                           reading->seller.contact, VELO_SURENESS_HIGH);
  return find_in_notes (
      reading,
      "verk(?:ä|ae)ufer(?:in)?|sachbearbeiter(?:in)?|es bediente sie|es bedient(?:e)? sie|"
      "es ber(?:ä|ae)t(?:e)?(?: sie)?|es beriet sie|ihre?[nr]? ansprechpartner(?:in)?|"
      "bearbeiter(?:in)?|(?:ihre?n? )?berater(?:in)?|mitarbeiter(?:in)?|ihr verk(?:ä|ae)ufer");
}

/**
 * velo_people_finder_salutation:
 * @reading: a reading
 *
 * Finds how the buyer is addressed: in a field of its own, in the name, or as
 * the first name suggests.
 *
 * Returns: (transfer full) (nullable): "Frau" or "Herr"
 */
VeloFound *
velo_people_finder_salutation (const VeloReading *reading)
{
  const VeloReadingParty *buyer = &reading->buyer;
  g_autoptr (VeloPersonName) name = velo_person_name_parse (buyer->name);
  VeloSalutation salutation = velo_person_name_salutation (buyer->salutation);
  VeloSureness   sureness = VELO_SURENESS_HIGH;
  const char    *excerpt = buyer->salutation;

  if (name->is_company)
    return NULL;
  if (salutation == VELO_SALUTATION_NONE)
    {
      salutation = name->salutation;
      sureness = name->salutation_is_guess ? VELO_SURENESS_LOW : VELO_SURENESS_GOOD;
      excerpt = buyer->name;
    }
  if (salutation == VELO_SALUTATION_NONE)
    return NULL;
  return velo_found_new (salutation == VELO_SALUTATION_FRAU ? "Frau" : "Herr", NULL,
                         reading->paths->buyer, excerpt, sureness);
}

/**
 * velo_people_finder_is_lessor:
 * @reading: a reading
 *
 * Returns: whether the buyer is a company that leases bicycles out
 */
gboolean
velo_people_finder_is_lessor (const VeloReading *reading)
{
  static const char *const words[] = {
    "leasing", "jobrad",         "businessbike",       "bikeleasing", "lease a bike",
    "eurorad", "mein-dienstrad", "deutsche dienstrad", "dienstrad",   "kazenmaier",
    "lofino",  "firmenradl",     "willdienstrad",      NULL
  };
  g_autofree char *folded = velo_words_fold (reading->buyer.name);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (folded, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/**
 * velo_people_finder_rider:
 * @reading: a reading
 *
 * Finds who rides a leased bicycle: named in a note, or the person to whom a
 * lessor has it delivered.
 *
 * Returns: (transfer full) (nullable): the name
 */
VeloFound *
velo_people_finder_rider (const VeloReading *reading)
{
  VeloFound *noted = find_in_notes (
      reading, "leasingnehmer(?:in)?|(?:dienstrad)?nutzer(?:in)?|fahrer(?:in)?|"
               "(?:leasing)?berechtigte[rn]?|arbeitnehmer(?:in)?|radnutzer(?:in)?|"
               "mitarbeiter(?:in)? \\(nutzer\\)|abholer(?:in)?|empf(?:ä|ae)nger(?:in)?");
  const char *name = reading->ship_to.name;
  g_autoptr (VeloPersonName) person = NULL;

  if (!velo_people_finder_is_lessor (reading))
    {
      if (noted != NULL && strstr (noted->excerpt, "easing") != NULL)
        return noted;
      velo_found_free (noted);
      return NULL;
    }
  person = velo_person_name_parse (name);
  if (name != NULL && !person->is_company && g_strcmp0 (name, reading->buyer.name) != 0)
    {
      velo_found_free (noted);
      return velo_found_new (name, NULL, reading->paths->ship_to, name, VELO_SURENESS_HIGH);
    }
  return noted;
}
