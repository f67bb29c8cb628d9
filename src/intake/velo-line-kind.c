/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells a vehicle from a lock, a battery, work and parts by the words of a line. */

#define G_LOG_DOMAIN "velo-line-kind"

#include "config.h"

#include "velo-line-kind.h"

#include "velo-brands.h"
#include "velo-text.h"
#include "velo-words.h"

#include <string.h>

/* Cents net, from which on little else is sold with such a name. */
#define SURELY_A_VEHICLE 70000
#define WORDS(name) static const char *const name[]

WORDS (lock_ends) = { "schloss", "schloesser", "schlosser", NULL };
WORDS (lock_words) = { "lock",   "ulock",      "bordo",           "panzerkabel", "faltschlosskette",
                       "granit", "steckkette", "anschliesskette", "locks",       NULL };

WORDS (labour_ends) = { "inspektion",  "montage",     "demontage",   "reparatur",   "wartung",
                        "pruefung",    "pauschale",   "lohn",        "arbeitswert", "arbeitswerte",
                        "arbeitszeit", "service",     "check",       "uebergabe",   "einweisung",
                        "durchsicht",  "einstellung", "zentrierung", "codierung",   "kodierung",
                        "reinigung",   "probefahrt",  "stunden",     "montieren",   "einstellen",
                        "zentrieren",  "beratung",    "anpassung",   NULL };
WORDS (labour_words) = { "aw",          "uvv",      "arbeit",         "arbeiten",
                         "wechseln",    "tauschen", "einbau",         "einbauen",
                         "umbau",       "ausbau",   "stunde",         "std",
                         "bikefitting", "update",   "softwareupdate", NULL };
WORDS (labour_units) = { "HUR",    "MIN",     "DAY", "h",   "Std", "Std.",
                         "Stunde", "Stunden", "AW",  "Tag", NULL };

WORDS (battery_ends) = { "akku",      "akkus",      "batterie", "battery",       "powertube",
                         "powerpack", "powerblock", "intube",   "rangeextender", NULL };
WORDS (battery_words) = { "akkupack", "extender", "akkumulator", NULL };

WORDS (accessory_ends) = { "helm",
                           "korb",
                           "tasche",
                           "taschen",
                           "klingel",
                           "pumpe",
                           "licht",
                           "beleuchtung",
                           "lampe",
                           "scheinwerfer",
                           "schutzblech",
                           "schutzbleche",
                           "staender",
                           "sattel",
                           "griff",
                           "griffe",
                           "pedal",
                           "pedale",
                           "pedalen",
                           "reifen",
                           "schlauch",
                           "kette",
                           "computer",
                           "tacho",
                           "halter",
                           "halterung",
                           "ladegeraet",
                           "ladegeraete",
                           "charger",
                           "ladekabel",
                           "kabel",
                           "bekleidung",
                           "jacke",
                           "hose",
                           "trikot",
                           "handschuh",
                           "handschuhe",
                           "brille",
                           "schuh",
                           "schuhe",
                           "flasche",
                           "anhaenger",
                           "kindersitz",
                           "traeger",
                           "lenker",
                           "vorbau",
                           "belag",
                           "belaege",
                           "bremse",
                           "bremsen",
                           "scheibe",
                           "kassette",
                           "ritzel",
                           "kurbel",
                           "speiche",
                           "speichen",
                           "felge",
                           "laufrad",
                           "laufraeder",
                           "hinterrad",
                           "vorderrad",
                           "zahnrad",
                           "schaltrad",
                           "stuetzrad",
                           "stuetzraeder",
                           "radcomputer",
                           "spiegel",
                           "rucksack",
                           "werkzeug",
                           "schmieroel",
                           "kettenoel",
                           "fett",
                           "spray",
                           "reiniger",
                           "pflege",
                           "pflegeset",
                           "adapter",
                           "display",
                           "stuetze",
                           "gabel",
                           "schaltwerk",
                           "umwerfer",
                           "mantel",
                           "schaltung",
                           "tracker",
                           "regenschutz",
                           "plane",
                           "garage",
                           "abdeckung",
                           "cover",
                           "band",
                           "flickzeug",
                           "flickset",
                           "zubehoer",
                           "matte",
                           "trainer",
                           "kennzeichen",
                           "rahmen",
                           "rahmenset",
                           "huelle",
                           "koffer",
                           "box",
                           "aufkleber",
                           "reflektor",
                           "rueckstrahler",
                           "gepaecknetz",
                           "spanngurt",
                           "spannband",
                           "wimpel",
                           "hupe",
                           "paste",
                           "set",
                           "kit",
                           "satz",
                           "montagestaender",
                           "motor",
                           "schutz",
                           "riemen",
                           "dichtmilch",
                           "poncho",
                           "socken",
                           "muetze",
                           "weste",
                           "ueberzug",
                           "gurt",
                           "kappe",
                           "deckel",
                           "schraube",
                           "schrauben",
                           "mutter",
                           "nabe",
                           "achse",
                           "innenlager",
                           "steuersatz",
                           "zug",
                           "zuege",
                           NULL };
WORDS (accessory_words) = { "oel",  "navi",   "gps",    "airtag", "slime", "tubeless", "bib",
                            "bag",  "helmet", "light",  "pump",   "bell",  "basket",   "tire",
                            "tyre", "tube",   "saddle", "pedals", "rack",  NULL };
/* These end like a word above and are none. */
WORDS (no_accessory) = { "asset", "reset", "sunset", "offset", "nachtlicht", NULL };

/* Neither goods nor work, even if a bicycle is named. */
WORDS (other_starts) = {
  "versand",    "lieferung",   "transport",    "fracht",     "anzahlung",    "inzahlung",
  "rabatt",     "gutschein",   "versicherung", "garantie",   "miete",        "mietrad",
  "leihrad",    "leihgebuehr", "pfand",        "porto",      "finanzierung", "nachlass",
  "skonto",     "gebuehr",     "bearbeitungs", "entsorgung", "schutzbrief",  "leasingrate",
  "restbetrag", "verpackung",  "escooter",     "scooter",    "motorrad",     "motorroller",
  "erstattung", "praemie",     "bonus",        NULL
};

WORDS (cargo_starts) = { "lastenrad",    "lastenfahrrad", "lastenrae", "cargo",     "longtail",
                         "transportrad", "ecargo",        "elasten",   "elongtail", "familienrad",
                         "lastenbike",   "lastenpedelec", NULL };
WORDS (electric_starts) = { "ebike",      "pedelec",        "spedelec",    "emtb",      "emountain",
                            "elektrorad", "elektrofahrrad", "elektrobike", "etrekking", "ecity",
                            "hybrid",     "erad",           "egravel",     "erennrad",  "efully",
                            "ehardtail",  "eklapp",         "efalt",       "esuv",      "ecross",
                            "etour",      "ekompakt",       "ekinder",     "elasten",   "ecargo",
                            "efahrrad",   "eroad",          "ecompact",    "ejugend",   "edreirad",
                            "etandem",    "elongtail",      NULL };
WORDS (electric_words) = { "elektro", "elektrisch", "electric",     "ep8", "steps",
                           "mahle",   "tq",         "speedpedelec", NULL };
WORDS (motor_words) = { "bosch",     "shimano",   "yamaha",      "brose",      "bafang",
                        "fazua",     "akku",      "mittelmotor", "nabenmotor", "heckmotor",
                        "powertube", "powerpack", "motor",       NULL };
WORDS (bicycle_words) = { "fahrrad",  "mtb",      "mountainbike", "gravel",   "gravelbike",
                          "bmx",      "bike",     "tandem",       "fully",    "hardtail",
                          "velo",     "rad",      "bicycle",      "roadbike", "cyclocross",
                          "trekking", "citybike", "zweirad",      "dreirad",  "beachcruiser",
                          "cruiser",  "fixie",    "singlespeed",  NULL };
WORDS (bicycle_ends) = { "rad", "bike", "fahrrad", "bikes", "raeder", NULL };
WORDS (no_bicycle) = { "laufrad",    "hinterrad",    "vorderrad",    "schaltrad",
                       "zahnrad",    "stuetzrad",    "kettenrad",    "grad",
                       "reserverad", "ersatzrad",    "schwungrad",   "ritzelrad",
                       "spannrad",   "leitrad",      "motorrad",     "fuehrungsrad",
                       "handrad",    "kamerad",      "steuerrad",    "antriebsrad",
                       "laufraeder", "stuetzraeder", "hinterraeder", "vorderraeder",
                       "mietrad",    "leihrad",      "altrad",       "testrad",
                       NULL };
/* Words of a vehicle's name that are neither maker nor model. */
WORDS (fillers) = { "damen",
                    "senioren",
                    "herren",
                    "kinder",
                    "maedchen",
                    "jungen",
                    "junge",
                    "city",
                    "trekking",
                    "touren",
                    "tour",
                    "tiefeinsteiger",
                    "tiefeinstieg",
                    "wave",
                    "trapez",
                    "unisex",
                    "gebraucht",
                    "gebrauchtes",
                    "gebrauchtes",
                    "neu",
                    "neues",
                    "vorfuehr",
                    "modell",
                    "mod",
                    "fahrzeug",
                    "cross",
                    "crossover",
                    "allroad",
                    "kompakt",
                    "falt",
                    "klapp",
                    "jugend",
                    "holland",
                    "nostalgie",
                    "refurbished",
                    "top",
                    "angebot",
                    "sonderpreis",
                    "aktion",
                    "leasing",
                    "leasingrueckl",
                    "leasingruecklaeufer",
                    "artikel",
                    "e",
                    "das",
                    "ihr",
                    "neuwertiges",
                    "generalueberholt",
                    "generalueberholtes",
                    "b",
                    "ware",
                    "1x",
                    "1",
                    "2x",
                    "stk",
                    "stueck",
                    "pos",
                    "hollandrad",
                    "komfort",
                    "comfort",
                    "suv",
                    "urban",
                    "sport",
                    NULL };

static gboolean
is_bicycle_word (const char *word)
{
  if (velo_words_is (word, no_bicycle))
    return FALSE;
  return velo_words_is (word, bicycle_words) || velo_words_ends (word, bicycle_ends);
}

static gboolean
is_electric_word (const char *word)
{
  return velo_words_starts (word, electric_starts) || velo_words_is (word, electric_words);
}

static gboolean
is_vehicle_word (const char *word)
{
  return is_bicycle_word (word) || is_electric_word (word) ||
         velo_words_starts (word, cargo_starts);
}

static gboolean
is_accessory_word (const char *word)
{
  if (velo_words_is (word, no_accessory))
    return FALSE;
  return velo_words_ends (word, accessory_ends) || velo_words_is (word, accessory_words);
}

static gboolean
is_battery_word (const char *word)
{
  return velo_words_ends (word, battery_ends) || velo_words_is (word, battery_words);
}

static gboolean
is_labour_word (const char *word)
{
  return velo_words_ends (word, labour_ends) || velo_words_is (word, labour_words);
}

static gboolean
any (char **words, gboolean (*test) (const char *word))
{
  for (; *words != NULL; words++)
    if (test (*words))
      return TRUE;
  return FALSE;
}

/* "500 Wh" or "500Wh", the capacity of a battery. */
static gboolean
has_capacity (char **words)
{
  for (; *words != NULL; words++)
    {
      gsize n_digits = strspn (*words, "0123456789");

      if (n_digits < 3 || n_digits > 4)
        continue;
      if (g_str_equal (*words + n_digits, "wh") ||
          ((*words)[n_digits] == '\0' && words[1] != NULL && g_str_equal (words[1], "wh")))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_fast (const char *text, char **words)
{
  g_autofree char *folded = velo_words_fold (text);
  WORDS (fast) = { "spedelec", "speedpedelec", "speedbike", "spedelecs", NULL };

  return velo_words_any_is (words, fast) || strstr (folded, "speed-pedelec") != NULL ||
         strstr (folded, "speed pedelec") != NULL || strstr (folded, "s pedelec") != NULL ||
         strstr (folded, "45 km/h") != NULL || strstr (folded, "45km/h") != NULL;
}

/* What is said to come with the thing does not tell what the thing is. */
static char *
main_part (const char *text)
{
  WORDS (breaks) = { " mit ", " inkl",  " incl", " samt ", " und ", " + ",
                     " & ",   " fuer ", ",",     ";",      "(",     NULL };
  g_autofree char *folded = velo_words_fold (text);
  const char      *end = folded + strlen (folded);

  for (guint i = 0; breaks[i] != NULL; i++)
    {
      const char *found = strstr (folded, breaks[i]);

      if (found != NULL && found > folded && found < end)
        end = found;
    }
  return g_strndup (folded, (gsize) (end - folded));
}

/* A battery for, not a bicycle with one: "Akku ...", "E-Bike-Akku", "Zusatzakku". */
static gboolean
names_battery (char **words)
{
  gboolean found = FALSE;

  if (*words == NULL)
    return FALSE;
  if (is_battery_word (*words))
    return TRUE;
  for (guint i = 0; words[i] != NULL; i++)
    if (is_battery_word (words[i]) &&
        (i == 0 || !any (words, is_vehicle_word) || is_vehicle_word (words[i - 1])))
      found = TRUE;
  return found ||
         (has_capacity (words) && !any (words, is_vehicle_word) && any (words, is_battery_word));
}

static VeloArticleKind
vehicle_kind (char **words, const VeloLineEvidence *evidence)
{
  g_auto (GStrv) detail_words = velo_words_split (evidence->detail);
  g_auto (GStrv) name_words = velo_words_split (evidence->name);
  gboolean is_cargo = FALSE;
  gboolean is_electric;

  for (char **word = words; *word != NULL; word++)
    is_cargo |= velo_words_starts (*word, cargo_starts);
  if (is_fast (evidence->name, name_words) || is_fast (evidence->detail, detail_words))
    return VELO_ARTICLE_KIND_S_PEDELEC;
  is_electric = any (words, is_electric_word) || any (name_words, is_electric_word) ||
                has_capacity (name_words) || has_capacity (detail_words) ||
                any (detail_words, is_electric_word) || evidence->has_battery ||
                velo_words_any_is (name_words, motor_words) ||
                velo_words_any_is (detail_words, motor_words);
  /* "Longtail E" */
  for (char **word = name_words; *word != NULL && is_cargo; word++)
    is_electric |= g_str_equal (*word, "e");
  if (is_cargo)
    return is_electric ? VELO_ARTICLE_KIND_CARGO_EBIKE : VELO_ARTICLE_KIND_CARGO_BIKE;
  return is_electric ? VELO_ARTICLE_KIND_EBIKE : VELO_ARTICLE_KIND_BICYCLE;
}

/* The kind that the words of one text speak for; OTHER if they say nothing. */
static VeloArticleKind
kind_of_words (const char *text, const VeloLineEvidence *evidence)
{
  g_auto (GStrv) words = velo_words_split (text);
  gboolean is_vehicle =
      any (words, is_vehicle_word) || (has_capacity (words) && !names_battery (words));
  gboolean is_likely =
      is_vehicle && evidence->net_cents >= 15000 &&
      (evidence->has_frame || (!any (words, is_labour_word) &&
                               (evidence->net_cents >= SURELY_A_VEHICLE ||
                                (evidence->net_cents >= 25000 && is_vehicle_word (*words)))));

  if (*words == NULL || velo_words_starts (*words, other_starts))
    return VELO_ARTICLE_KIND_OTHER;
  if (is_likely && !names_battery (words))
    return vehicle_kind (words, evidence);
  if (velo_words_any_ends (words, lock_ends) ||
      (velo_words_any_is (words, lock_words) && !is_vehicle))
    return VELO_ARTICLE_KIND_LOCK;
  if (any (words, is_labour_word) ||
      (evidence->unit != NULL && velo_words_is (evidence->unit, labour_units)))
    return any (words, is_accessory_word) && !any (words, is_labour_word)
               ? VELO_ARTICLE_KIND_ACCESSORY
               : VELO_ARTICLE_KIND_LABOUR;
  if (any (words, is_accessory_word))
    return VELO_ARTICLE_KIND_ACCESSORY;
  if (names_battery (words))
    return VELO_ARTICLE_KIND_BATTERY;
  if (is_vehicle && (evidence->net_cents < 0 || evidence->net_cents >= 5000 || evidence->has_frame))
    return vehicle_kind (words, evidence);
  return VELO_ARTICLE_KIND_OTHER;
}

/* A description that begins with another thing: "Akku passend zu Rahmennummer ...". */
static gboolean
begins_with_part (const char *text)
{
  g_auto (GStrv) words = velo_words_split (text);
  const char *first = *words;

  if (first == NULL || g_str_has_prefix (first, "rahmen"))
    return FALSE;
  return is_battery_word (first) || is_labour_word (first) || is_accessory_word (first) ||
         velo_line_kind_is_lock (first);
}

static gboolean
begins_with_maker (const char *text)
{
  g_autofree char *squashed = velo_text_squash (text);
  g_auto (GStrv) words = g_strsplit (squashed, " ", -1);
  guint n_words = 0;

  return velo_brands_find ((const char *const *) words, g_strv_length (words), &n_words) != NULL;
}

/* Where the name says nothing: a frame number belongs to a vehicle, whatever else is described. */
static VeloArticleKind
kind_of_detail (const VeloLineEvidence *evidence, const char *detail_head)
{
  g_auto (GStrv) words = velo_words_split (evidence->name);
  VeloArticleKind kind = kind_of_words (detail_head, evidence);

  if (evidence->has_frame && !begins_with_part (detail_head) &&
      (!velo_article_kind_is_insurable (kind) || kind == VELO_ARTICLE_KIND_BATTERY))
    return vehicle_kind (words, evidence);
  if (kind == VELO_ARTICLE_KIND_OTHER && evidence->net_cents >= SURELY_A_VEHICLE &&
      begins_with_maker (evidence->name))
    return vehicle_kind (words, evidence);
  return kind;
}

/**
 * velo_line_kind_find:
 * @evidence: what is known of the line
 * @sureness: (out): how sure the answer is
 *
 * Tells what a line sells: by the main words of its name, else by the whole
 * name, else by its description. A frame number, a high price and the name of a
 * maker speak for a vehicle where the name alone is ambiguous.
 *
 * Returns: the kind
 */
VeloArticleKind
velo_line_kind_find (const VeloLineEvidence *evidence, VeloSureness *sureness)
{
  g_autofree char *head = main_part (evidence->name);
  g_autofree char *detail_head = main_part (evidence->detail);
  VeloArticleKind  kind = kind_of_words (head, evidence);

  *sureness = VELO_SURENESS_GOOD;
  if (kind == VELO_ARTICLE_KIND_OTHER)
    kind = kind_of_words (evidence->name, evidence);
  if (kind == VELO_ARTICLE_KIND_OTHER)
    {
      g_auto (GStrv) words = velo_words_split (evidence->name);

      *sureness = VELO_SURENESS_LOW;
      if (*words != NULL && velo_words_starts (*words, other_starts))
        return kind;
      kind = kind_of_detail (evidence, detail_head);
    }
  if (evidence->has_frame && velo_article_kind_is_insurable (kind))
    *sureness = VELO_SURENESS_HIGH;
  return kind;
}

/**
 * velo_line_kind_is_filler:
 * @word: a folded word
 *
 * Returns: whether @word says what a vehicle is and is neither maker nor model
 */
gboolean
velo_line_kind_is_filler (const char *word)
{
  static const char *const batteries[] = { "akku", "akkus", "batterie", "battery", NULL };

  return is_vehicle_word (word) || velo_words_is (word, fillers) ||
         velo_words_ends (word, batteries) ||
         velo_words_starts (word, (const char *const[]){ "gebraucht", "vorfuehr", "neurad", NULL });
}

/**
 * velo_line_kind_is_lock:
 * @word: a folded word
 *
 * Returns: whether @word names a kind of lock, "faltschloss"
 */
gboolean
velo_line_kind_is_lock (const char *word)
{
  return velo_words_ends (word, lock_ends) || velo_words_is (word, lock_words);
}
