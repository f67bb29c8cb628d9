/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes names apart as they stand on invoices: salutation, titles, first and last name, or a
 * company. */

#define G_LOG_DOMAIN "velo-person-name"

#include "config.h"

#include "velo-person-name.h"

#include "velo-first-names.h"
#include "velo-text.h"
#include "velo-words.h"

#include <string.h>

#define WORDS(name) static const char *const name[]

WORDS (herr_words) = { "herr", "herrn", "hr", "mr", NULL };
WORDS (frau_words) = { "frau", "fr", "frl", "mrs", "ms", NULL };
WORDS (family_words) = { "familie", "fam", "eheleute", NULL };
WORDS (company_starts) = { "firma", "fa", NULL };
WORDS (titles) = { "dr",  "prof", "professor", "dipl", "dipl-ing", "ing", "mag",    "maga", "di",
                   "ddr", "med",  "phil",      "jur",  "rer",      "nat", "dent",   "vet",  "habil",
                   "msc", "bsc",  "ma",        "mba",  "bakk",     "hr",  "doktor", "pd",   "hc",
                   "fh",  "tu",   "univ",      "mult", NULL };
/* Titles that are written behind a name. */
WORDS (late_titles) = { "msc", "bsc", "mba", "ma", "ba", "phd", "llm", "mas", "bed", "med", NULL };
WORDS (particles) = { "von", "van", "de",  "zu",  "vom",   "zum",      "zur",  "der",
                      "den", "ten", "ter", "del", "della", "di",       "da",   "dos",
                      "le",  "la",  "el",  "al",  "auf",   "freiherr", "graf", NULL };
WORDS (company_words) = { "gmbh",
                          "ag",
                          "kg",
                          "og",
                          "ohg",
                          "ug",
                          "gbr",
                          "ev",
                          "eg",
                          "se",
                          "kgaa",
                          "partg",
                          "mbh",
                          "ltd",
                          "inc",
                          "llc",
                          "sarl",
                          "sas",
                          "verein",
                          "stadt",
                          "gemeinde",
                          "landkreis",
                          "leasing",
                          "amt",
                          "verband",
                          "stiftung",
                          "universitaet",
                          "hochschule",
                          "schule",
                          "gesellschaft",
                          "genossenschaft",
                          "bundesamt",
                          "ministerium",
                          "magistrat",
                          "kindergarten",
                          "klinikum",
                          "krankenhaus",
                          "bank",
                          "sparkasse",
                          "versicherung",
                          "kanzlei",
                          "praxis",
                          "apotheke",
                          "autohaus",
                          "buero",
                          "agentur",
                          "werkstatt",
                          "handel",
                          "holding",
                          "co",
                          "kunden",
                          "firmengruppe",
                          "pfarramt",
                          "polizei",
                          "feuerwehr",
                          "landratsamt",
                          "gesmbh",
                          "corp",
                          "bv",
                          "nv",
                          "spa",
                          "srl",
                          "service",
                          "consulting",
                          "solutions",
                          "systems",
                          "group",
                          "international",
                          NULL };
WORDS (company_ends) = { "gmbh",         "verein",         "leasing",     "verband", "stiftung",
                         "gesellschaft", "genossenschaft", "ministerium", "amt",     "schule",
                         "werke",        "handel",         "bank",        "technik", "betrieb",
                         "kanzlei",      "agentur",        NULL };

/* A word without the dots and commas around it, folded. */
static char *
bare (const char *word)
{
  g_autofree char *folded = velo_words_fold (word);
  GString         *out = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p++)
    if (strchr (".,;:/()", *p) == NULL)
      g_string_append_c (out, *p);
  return g_string_free (out, FALSE);
}

static gboolean
is_company_name (const char *text)
{
  g_autofree char *folded = velo_words_fold (text);
  g_auto (GStrv) words = velo_words_split (text);

  if (strstr (folded, "e.k.") != NULL || strstr (folded, "e.u.") != NULL ||
      strstr (folded, "e.v.") != NULL || strstr (folded, "ges.m.b.h") != NULL ||
      strstr (folded, "gmbh") != NULL || strstr (folded, " & co") != NULL ||
      g_str_has_suffix (folded, " e.k") || g_str_has_suffix (folded, " ek") ||
      g_str_has_suffix (folded, " eu"))
    return TRUE;
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (velo_words_is (words[i], company_words))
        return TRUE;
      if (strlen (words[i]) > 7 && velo_words_ends (words[i], company_ends))
        return TRUE;
      if (strpbrk (words[i], "0123456789") != NULL)
        return TRUE;
    }
  return FALSE;
}

/* Takes salutation and titles off the front. */
static gboolean
take_front (GPtrArray *words, VeloPersonName *name, GString *title)
{
  gboolean is_company = FALSE;

  while (words->len > 1)
    {
      g_autofree char *word = bare (words->pdata[0]);

      if (velo_words_is (word, herr_words) && name->salutation == VELO_SALUTATION_NONE)
        name->salutation = VELO_SALUTATION_HERR;
      else if (velo_words_is (word, frau_words) && name->salutation == VELO_SALUTATION_NONE)
        name->salutation = VELO_SALUTATION_FRAU;
      else if (velo_words_is (word, company_starts))
        is_company = TRUE;
      else if (velo_words_is (word, titles) &&
               (words->len > 2 || strchr (words->pdata[0], '.') != NULL))
        g_string_append_printf (title, "%s%s", title->len > 0 ? " " : "", (char *) words->pdata[0]);
      else if (!velo_words_is (word, family_words) && !g_str_equal (word, "und"))
        break;
      g_ptr_array_remove_index (words, 0);
    }
  return is_company;
}

static char *
join (GPtrArray *words, guint start, guint end)
{
  GString *text = g_string_new (NULL);

  for (guint i = start; i < end; i++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", (char *) words->pdata[i]);
  return g_string_free (text, FALSE);
}

static GPtrArray *
split (const char *text)
{
  g_autofree char *squashed = velo_text_squash (text);
  g_auto (GStrv) parts = g_strsplit (squashed, " ", -1);
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_ptr_array_add (words, g_strdup (parts[i]));
  return words;
}

/* Titles behind the name, "Eva Huber, MSc". */
static void
take_back (GPtrArray *words, GString *title)
{
  while (words->len > 2)
    {
      g_autofree char *word = bare (words->pdata[words->len - 1]);
      char            *before = NULL;

      if (!velo_words_is (word, late_titles))
        break;
      g_string_append_printf (title, "%s%s", title->len > 0 ? ", " : "",
                              (char *) words->pdata[words->len - 1]);
      g_ptr_array_remove_index (words, words->len - 1);
      before = words->pdata[words->len - 1];
      if (g_str_has_suffix (before, ","))
        before[strlen (before) - 1] = '\0';
    }
}

static void
split_first_and_last (GPtrArray *words, VeloPersonName *name)
{
  guint last = words->len - 1;

  for (guint i = 0; i + 1 < words->len; i++)
    {
      char *word = words->pdata[i];

      /* "Muster, Max" */
      if (g_str_has_suffix (word, ","))
        {
          word[strlen (word) - 1] = '\0';
          name->last_name = join (words, 0, i + 1);
          name->first_name = join (words, i + 1, words->len);
          return;
        }
    }
  while (last > 1)
    {
      g_autofree char *word = bare (words->pdata[last - 1]);
      gboolean         joins = g_str_equal (word, "und") && last + 1 < words->len;

      /* "von und zu" */
      if (!velo_words_is (word, particles) && !joins)
        break;
      last--;
    }
  name->first_name = join (words, 0, last);
  name->last_name = join (words, last, words->len);
}

/**
 * velo_person_name_parse:
 * @text: (nullable): a name in one line
 *
 * Takes a name apart: "Frau Dr. Eva Huber", "Muster, Max", "Fa. Rad AG".
 *
 * Returns: (transfer full): the parts
 */
VeloPersonName *
velo_person_name_parse (const char *text)
{
  VeloPersonName *name = g_new0 (VeloPersonName, 1);
  g_autoptr (GPtrArray) words = split (text);
  g_autoptr (GString) title = g_string_new (NULL);

  if (take_front (words, name, title) || is_company_name (text))
    name->is_company = TRUE;
  else if (words->len == 1)
    name->last_name = g_strdup (words->pdata[0]);
  else if (words->len > 1)
    {
      take_back (words, title);
      split_first_and_last (words, name);
    }
  if (name->is_company)
    name->salutation = VELO_SALUTATION_NONE;
  else if (name->salutation == VELO_SALUTATION_NONE && name->first_name != NULL &&
           strstr (name->first_name, " und ") == NULL && strchr (name->first_name, '&') == NULL)
    {
      name->salutation = velo_first_names_salutation (name->first_name);
      name->salutation_is_guess = name->salutation != VELO_SALUTATION_NONE;
    }
  name->title = g_strdup (title->str);
  if (name->first_name == NULL)
    name->first_name = g_strdup ("");
  if (name->last_name == NULL)
    name->last_name = g_strdup ("");
  return name;
}

/**
 * velo_person_name_free:
 * @name: (nullable): a name
 *
 * Frees @name.
 */
void
velo_person_name_free (VeloPersonName *name)
{
  if (name == NULL)
    return;
  g_free (name->title);
  g_free (name->first_name);
  g_free (name->last_name);
  g_free (name);
}

/**
 * velo_person_name_salutation:
 * @text: (nullable): a field for the salutation alone, "Frau"
 *
 * Returns: what it says, or none
 */
VeloSalutation
velo_person_name_salutation (const char *text)
{
  g_autofree char *word = bare (text == NULL ? "" : text);

  if (velo_words_is (word, herr_words))
    return VELO_SALUTATION_HERR;
  return velo_words_is (word, frau_words) ? VELO_SALUTATION_FRAU : VELO_SALUTATION_NONE;
}

/**
 * velo_person_name_has_house_number:
 * @street: (nullable): a line of an address
 *
 * Returns: whether @street ends with a word that begins with a digit, "7a" or "31/2"
 */
gboolean
velo_person_name_has_house_number (const char *street)
{
  g_autofree char *squashed = velo_text_squash (street);

  for (const char *p = squashed; *p != '\0'; p++)
    if (g_ascii_isdigit (*p) && p > squashed)
      return TRUE;
  return FALSE;
}
