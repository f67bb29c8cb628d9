/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds frame, battery and key numbers behind their labels in German and English text. */

#define G_LOG_DOMAIN "velo-number-finder"

#include "config.h"

#include "velo-number-finder.h"

#include "velo-regex.h"
#include "velo-text.h"
#include "velo-words.h"

#include <string.h>

#define MIN_LENGTH 5
#define MAX_LENGTH 30
#define MIN_KEY_LENGTH 3
/* Groups after a first one longer than this are hardly part of the number. */
#define MAX_FIRST_GROUP 8
#define MAX_GROUPS 3
/* No honest line says more. */
#define MAX_TEXT 20000

/* "Nummer", "Nr.", "No", "#" behind the name of a part. */
#define NUMBER "(?:nummern?|numbers?|nrn?\\b\\.?|no\\b\\.?|num\\.|#|ident\\b)"
#define SERIAL                                                                                     \
  "(?:serien\\s*-?\\s*" NUMBER "|ser\\.?\\s*-?\\s*" NUMBER "|serial(?:\\s*-?\\s*" NUMBER           \
  ")?|s/n\\b|sn\\b)"
#define ANY_NUMBER "(?:" SERIAL "|" NUMBER ")"
#define BEGIN "(?<![\\p{L}\\p{N}])"
#define BATTERY                                                                                    \
  "(?:(?:haupt|zusatz|ersatz|zweit|rahmen)?-?akkus?|(?:haupt|zusatz|ersatz|zweit)?-?batterien?|"   \
  "battery|batt\\.?|powertube|powerpack)"
#define MOTOR "(?:motor|antriebs?|drive\\s*unit)"
#define DISPLAY "(?:display|bordcomputer|computer|remote)"
#define GEAR_HUB "(?:naben?|hinterrad-?naben?|nabenschaltung|getriebe|gear\\s*hub)"
#define OTHER_PART                                                                                 \
  "(?:controller|steuerger(?:ä|ae)t|ladeger(?:ä|ae)t|gabel|tracker|gps|d(?:ä|ae)mpfer)"
/* What programs leave of HTML, escaped once or twice. */
#define MARKUP "<[^<>]{0,60}>|&lt;[^&<>]{0,60}&gt;|&nbsp;"
/* "Motor-Nr.", "Seriennummer des Motors", "Motor:" */
#define PART_LABELS(kind, part)                                                                    \
  { kind, FALSE, BEGIN part "\\s*-?\\s*" ANY_NUMBER },                                            \
  { kind, FALSE, BEGIN SERIAL "\\s*(?:der\\s+|des\\s+|-\\s*)?" part "s?\\b" },                  \
  { kind, TRUE, BEGIN part "(?=\\s*:)" }

typedef struct
{
  VeloNumberKind kind;
  gboolean       is_weak;
  const char    *pattern;
} Label;

static const Label labels[] = {
  { VELO_NUMBER_KIND_FRAME, FALSE, BEGIN "(?:fahrrad-?)?rahmen\\s*-?\\s*" ANY_NUMBER },
  { VELO_NUMBER_KIND_FRAME, FALSE, BEGIN SERIAL "\\s*(?:des\\s+)?rahmens?\\b" },
  { VELO_NUMBER_KIND_FRAME, FALSE, BEGIN "fahrgestell\\s*-?\\s*" NUMBER },
  { VELO_NUMBER_KIND_FRAME, FALSE, BEGIN "fahrgest\\.?\\s*-?\\s*" NUMBER },
  { VELO_NUMBER_KIND_FRAME, FALSE, BEGIN "fg(?:st)?\\.?\\s*-?\\s*" NUMBER },
  { VELO_NUMBER_KIND_FRAME, FALSE, BEGIN "fin(?=\\s*[:#]|\\s+[a-hj-npr-z0-9]{17}(?![\\p{L}\\p{N}]))" },
  { VELO_NUMBER_KIND_FRAME, FALSE, BEGIN "frame\\s*-?\\s*" ANY_NUMBER },
  { VELO_NUMBER_KIND_FRAME, TRUE, BEGIN "f?rn(?=\\s*[:#])" },
  { VELO_NUMBER_KIND_FRAME, TRUE, BEGIN "r\\.?\\s?-?nr\\b\\.?(?=\\s*[:#.]?\\s*\\S)" },
  { VELO_NUMBER_KIND_BATTERY, FALSE, BEGIN BATTERY "\\s*-?\\s*(?:\\d\\s*-?\\s*)?" ANY_NUMBER },
  { VELO_NUMBER_KIND_BATTERY, FALSE,
    BEGIN SERIAL "\\s*(?:der\\s+|des\\s+|-\\s*)?" BATTERY "s?\\b" },
  { VELO_NUMBER_KIND_BATTERY, FALSE, BEGIN BATTERY "\\s*\\d{3,4}\\s?wh[\\s,:(]*" SERIAL },
  { VELO_NUMBER_KIND_BATTERY, FALSE, BEGIN "akkus(?=\\s*:)" },
  { VELO_NUMBER_KIND_BATTERY, TRUE, BEGIN BATTERY "\\s*\\d?(?=\\s*:)" },
  { VELO_NUMBER_KIND_KEY, FALSE,
    BEGIN "(?:schloss|rahmenschloss)?-?schl(?:ü|ue)ssel\\s*-?\\s*(?:" NUMBER "|code)"
          "(?:\\s*(?:schloss|rahmenschloss)(?=\\s*:))?" },
  { VELO_NUMBER_KIND_KEY, TRUE, BEGIN "schl(?:ü|ue)ssel(?=\\s*:)" },
  { VELO_NUMBER_KIND_BATTERY_KEY, FALSE,
    BEGIN "(?:akku|batterie)-?schl(?:ü|ue)ssel\\s*-?\\s*(?:" NUMBER "|code)" },
  { VELO_NUMBER_KIND_BATTERY_KEY, FALSE,
    BEGIN "schl(?:ü|ue)ssel\\s*-?\\s*(?:" NUMBER "|code)\\s*(?:akku|batterie)(?=\\s*:)" },
  { VELO_NUMBER_KIND_KEY, FALSE, BEGIN "key\\s*-?\\s*(?:" NUMBER "|code)" },
  { VELO_NUMBER_KIND_SERIAL, TRUE, BEGIN SERIAL },
  PART_LABELS (VELO_NUMBER_KIND_MOTOR, MOTOR),
  PART_LABELS (VELO_NUMBER_KIND_DISPLAY, DISPLAY),
  PART_LABELS (VELO_NUMBER_KIND_GEAR_HUB, GEAR_HUB),
  PART_LABELS (VELO_NUMBER_KIND_OTHER, OTHER_PART),
  { VELO_NUMBER_KIND_NONE, FALSE,
    BEGIN "(?:rechnungs?|artikel|art\\.?|kunden|kd\\.?|auftrags?|bestell|modell|lieferschein|"
          "vertrags?|versicherungs|"
          "codier|kodier|ean|gtin|lager|charge[n]?|schloss|policen?|angebots?|beleg|kommissions?)"
          "\\s*-?\\s*" NUMBER },
  { VELO_NUMBER_KIND_NONE, FALSE,
    BEGIN "(?:ean|gtin|tel\\.?|telefon|mobil|farbe|gr(?:ö|oe)(?:ß|ss)e|rahmenh(?:ö|oe)he|rahmengr(?"
          ":ö|oe)(?:ß|ss)e|"
          "rahmenfarbe|rahmenform|modelljahr|baujahr|bj\\.?|mj|preis|uvp|codierung|rahmen|"
          "laufleistung|tacho|km-stand)"
          "(?=\\s*[:.]?\\s)" },
};

struct _VeloNumberFinder
{
  GRegex     *labels[G_N_ELEMENTS (labels)];
  GRegex     *token;
  GRegex     *lead;
  GRegex     *separator;
  GRegex     *index;
  GRegex     *no_value;
  GRegex     *unit;
  GHashTable *excluded;
};

typedef struct
{
  guint label;
  int   start;
  int   end;
} Span;

/**
 * velo_number_finder_new:
 *
 * Returns: (transfer full): a finder, to be used by one thread
 */
VeloNumberFinder *
velo_number_finder_new (void)
{
  VeloNumberFinder        *self = g_new0 (VeloNumberFinder, 1);
  const GRegexCompileFlags flags = G_REGEX_CASELESS;

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    self->labels[i] = velo_regex_get (labels[i].pattern, flags);
  self->token = velo_regex_get ("^[\\p{L}\\d][\\p{L}\\d./_-]*", 0);
  self->lead = velo_regex_get (
      "^(?:[\\s\\x{a0}:;#.=|*>\"'„“”‚‘’»«›‹([{–—→•-]|" MARKUP ")*(?:(?:lautet|ist|is)\\s+)?", flags);
  self->separator = velo_regex_get ("^(?:[ \\x{a0},;/+&|\"'“”–]|" MARKUP ")+(?:und )?", flags);
  self->index = velo_regex_get ("^(?:(?:[a-z]{1,2}|nr\\.?\\s?|akku\\s?)?\\d{1,2}[.:)]?|[ivx]{1,3}[.:)]"
                             ")\\s+(?=[\\p{L}\\d][\\p{L}\\d./_-]{4})",
                             flags);
  self->no_value = velo_regex_get (
      "^(?:\\d{1,2}\\.\\d{1,2}\\.(?:\\d{2}|\\d{4})|\\d{4}-\\d\\d-\\d\\d|\\d+[.,]\\d{2}(?:eur)?|"
      "\\d+(?:[.,]\\d+)?(?:wh|ah|mah|v|w|cm|mm|zoll|km|kmh|km/h|kg|gang|eur|nm|x\\d*)|"
      "\\d{1,3}-gang|s(?:iehe|\\.)\\S*|folgt\\S*|liegt\\S*|k\\.?a\\.?|unbekannt|keine?|n/a|ohne)$",
      flags);
  self->unit = velo_regex_get ("^\\s*(?:wh|ah|v|w|cm|mm|zoll|\"|″|''|km|kg|gang|eur|€|stk|st(?:ü|ue)"
                            "ck|euro|nm|%)(?![\\p{L}\\d])",
                            flags);
  self->excluded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * velo_number_finder_free:
 * @self: (nullable): a finder
 *
 * Frees @self.
 */
void
velo_number_finder_free (VeloNumberFinder *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->excluded);
  g_free (self);
}

/**
 * velo_number_finder_exclude:
 * @self: a finder
 * @value: (nullable): a number known to be something else, such as the invoice number
 *
 * Makes @self never take @value for a frame, battery or key number.
 */
void
velo_number_finder_exclude (VeloNumberFinder *self, const char *value)
{
  if (!velo_text_is_empty (value))
    g_hash_table_add (self->excluded, velo_text_key (value));
}

static gboolean
is_key (VeloNumberKind kind)
{
  return kind == VELO_NUMBER_KIND_KEY || kind == VELO_NUMBER_KIND_BATTERY_KEY;
}

/**
 * velo_number_kind_word:
 * @kind: a kind of number
 *
 * Returns: (transfer none) (nullable): the word for it in veloconnect 1.3, "SerialNumberMotor"
 */
const char *
velo_number_kind_word (VeloNumberKind kind)
{
  static const char *const words[] = { NULL,
                                       "FrameNumber",
                                       "SerialNumberBattery",
                                       "KeyNumberFrameLock",
                                       "SerialNumber",
                                       "KeyNumberBattery",
                                       "SerialNumberMotor",
                                       "SerialNumberDisplay",
                                       "SerialNumberGearHub",
                                       "Other" };

  return words[kind];
}

/**
 * velo_number_kind_field:
 * @kind: a kind of number
 *
 * Returns: (transfer none) (nullable): the field of a #VeloFinding for it, "motor-number"
 */
const char *
velo_number_kind_field (VeloNumberKind kind)
{
  static const char *const fields[] = { NULL,
                                        "frame-number",
                                        "battery-number",
                                        "key-number",
                                        "serial-number",
                                        "battery-key-number",
                                        "motor-number",
                                        "display-number",
                                        "gear-hub-number",
                                        "other-number" };

  return fields[kind];
}

/**
 * velo_number_finder_is_valid:
 * @self: a finder
 * @kind: what the number would be
 * @value: a text
 *
 * Returns: whether @value can be such a number: 5 to 30 letters and digits
 *   (3 for a key), one digit at least, no date, price, measure or known number
 */
gboolean
velo_number_finder_is_valid (VeloNumberFinder *self, VeloNumberKind kind, const char *value)
{
  g_autofree char *key = velo_text_key (value);
  g_autofree char *digits = velo_text_digits (value);
  glong            length = g_utf8_strlen (key, -1);

  return length >= (is_key (kind) ? MIN_KEY_LENGTH : MIN_LENGTH) &&
         length <= MAX_LENGTH && *digits != '\0' && !g_hash_table_contains (self->excluded, key) &&
         !g_regex_match (self->no_value, value, 0, NULL);
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const Span *first = a;
  const Span *second = b;

  if (first->start != second->start)
    return first->start < second->start ? -1 : 1;
  if (first->end != second->end)
    return first->end > second->end ? -1 : 1;
  return first->label < second->label ? -1 : 1;
}

/* The labels of a text in their order, the longest where several fit. */
static GArray *
find_spans (VeloNumberFinder *self, const char *text)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (Span));
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (Span));
  int     end = 0;

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autoptr (GMatchInfo) match = NULL;

      for (g_regex_match (self->labels[i], text, 0, &match); g_match_info_matches (match);
           g_match_info_next (match, NULL))
        {
          Span span = { i, 0, 0 };

          g_match_info_fetch_pos (match, 0, &span.start, &span.end);
          g_array_append_val (all, span);
        }
    }
  g_array_sort (all, compare_spans);
  for (guint i = 0; i < all->len; i++)
    {
      Span span = g_array_index (all, Span, i);

      if (span.start < end)
        continue;
      g_array_append_val (spans, span);
      end = span.end;
    }
  g_array_unref (all);
  return spans;
}

static gboolean
has_digit (const char *text)
{
  return strpbrk (text, "0123456789") != NULL;
}

static gboolean
is_upper (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_islower (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}

/* Takes one group of a number from *@p, before @end; %NULL if there is none. */
static char *
take_token (VeloNumberFinder *self, const char **p, const char *end)
{
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *token = NULL;
  g_autofree char *rest = g_strndup (*p, (gsize) (end - *p));
  gsize            length;

  if (!g_regex_match (self->token, rest, 0, &match))
    return NULL;
  token = g_match_info_fetch (match, 0);
  length = strlen (token);
  while (length > 0 && strchr (".-/_", token[length - 1]) != NULL)
    token[--length] = '\0';
  if (g_regex_match (self->unit, rest + length, 0, NULL) && is_upper (token) &&
      strlen (token) < MIN_LENGTH)
    return NULL;
  *p += length;
  return g_steal_pointer (&token);
}

/* Takes a number of one or more groups from *@p; %NULL if what stands there is none. */
static char *
take_value (VeloNumberFinder *self, VeloNumberKind kind, const char **p, const char *end)
{
  const char *start = *p;
  const char *position = *p;
  g_autoptr (GString) value = NULL;
  g_autofree char *first = NULL;

  first = take_token (self, &position, end);
  if (first == NULL || (!has_digit (first) && (!is_upper (first) || g_utf8_strlen (first, -1) > 4)))
    return NULL;
  value = g_string_new (first);
  *p = position;
  for (guint i = 0; i < MAX_GROUPS && g_utf8_strlen (first, -1) <= MAX_FIRST_GROUP; i++)
    {
      const char      *next = position;
      g_autofree char *group = NULL;

      if (next >= end || *next != ' ')
        break;
      next++;
      group = take_token (self, &next, end);
      if (group == NULL || !has_digit (group) || g_regex_match (self->no_value, group, 0, NULL) ||
          (!is_upper (group) && is_upper (first)))
        break;
      /* A whole number before, and a year or a count behind it, are two things. */
      if (velo_number_finder_is_valid (self, kind, value->str) && strlen (group) < 3)
        break;
      g_string_append_printf (value, " %s", group);
      *p = position = next;
    }
  if (!velo_number_finder_is_valid (self, kind, value->str))
    {
      *p = start;
      return NULL;
    }
  return g_strdup (value->str);
}

/* Moves *@p behind what @regex finds there, before @end. */
static gboolean
skip (GRegex *regex, const char **p, const char *end)
{
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *rest = g_strndup (*p, (gsize) (end - *p));
  int              length = 0;

  if (!g_regex_match (regex, rest, 0, &match) ||
      !g_match_info_fetch_pos (match, 0, NULL, &length))
    return FALSE;
  *p += length;
  return length > 0;
}

static void
number_free (gpointer data)
{
  VeloNumber *number = data;

  g_free (number->value);
  g_free (number->raw);
  g_free (number);
}

static void
add_number (GPtrArray *numbers, const Label *label, char *raw)
{
  VeloNumber *number = g_new0 (VeloNumber, 1);

  number->kind = label->kind;
  number->is_weak = label->is_weak;
  number->raw = raw;
  if (is_key (label->kind))
    number->value = g_strdup (raw);
  else
    {
      g_auto (GStrv) groups = g_strsplit (raw, " ", -1);

      number->value = g_strjoinv ("", groups);
    }
  g_ptr_array_add (numbers, number);
}

/* Numbers of one list look alike: about as long. */
static gboolean
fits_list (const char *first, const char *next)
{
  glong difference = g_utf8_strlen (first, -1) - g_utf8_strlen (next, -1);

  return ABS (difference) <= 2 && g_ascii_isdigit (*first) == g_ascii_isdigit (*next);
}

/**
 * velo_number_finder_find:
 * @self: a finder
 * @text: (nullable): UTF-8 in one line
 *
 * Finds the numbers that stand behind a label of their own, lists included.
 *
 * Returns: (transfer full) (element-type VeloNumber): the numbers, in the order of the text
 */
GPtrArray *
velo_number_finder_find (VeloNumberFinder *self, const char *text)
{
  GPtrArray *numbers = g_ptr_array_new_with_free_func (number_free);
  g_autoptr (GArray) spans = NULL;
  g_autofree char *start = NULL;
  g_autofree char *valid = NULL;

  if (velo_text_is_empty (text))
    return numbers;
  if (strlen (text) > MAX_TEXT)
    {
      start = g_strndup (text, MAX_TEXT);
      valid = g_utf8_make_valid (start, -1);
      text = valid;
    }
  spans = find_spans (self, text);
  for (guint i = 0; i < spans->len; i++)
    {
      const Span      *span = &g_array_index (spans, Span, i);
      const Label     *label = &labels[span->label];
      const char      *p = text + span->end;
      const char      *end = i + 1 < spans->len ? text + g_array_index (spans, Span, i + 1).start
                                                : text + strlen (text);
      g_autofree char *first = NULL;
      char            *raw = NULL;

      if (label->kind == VELO_NUMBER_KIND_NONE)
        continue;
      skip (self->lead, &p, end);
      skip (self->index, &p, end);
      raw = take_value (self, label->kind, &p, end);
      first = g_strdup (raw);
      while (raw != NULL)
        {
          add_number (numbers, label, raw);
          if (!skip (self->separator, &p, end))
            break;
          skip (self->index, &p, end);
          raw = take_value (self, label->kind, &p, end);
          if (raw != NULL && !fits_list (first, raw))
            g_clear_pointer (&raw, g_free);
        }
    }
  return numbers;
}

/**
 * velo_number_finder_label:
 * @name: (nullable): name of an attribute, "Rahmennummer" or "SerialNumberBattery"
 *
 * Returns: what kind of number the attribute holds
 */
VeloNumberKind
velo_number_finder_label (const char *name)
{
  g_autofree char         *folded = velo_words_fold (name);
  g_autofree char         *key = velo_text_key (folded);
  static const struct
  {
    const char    *word;
    VeloNumberKind kind;
  } parts[] = {
    { "MOTOR", VELO_NUMBER_KIND_MOTOR },      { "ANTRIEB", VELO_NUMBER_KIND_MOTOR },
    { "DISPLAY", VELO_NUMBER_KIND_DISPLAY },  { "COMPUTER", VELO_NUMBER_KIND_DISPLAY },
    { "NABE", VELO_NUMBER_KIND_GEAR_HUB },    { "HUB", VELO_NUMBER_KIND_GEAR_HUB },
    { "GEAR", VELO_NUMBER_KIND_GEAR_HUB },    { "LADEGERAET", VELO_NUMBER_KIND_OTHER },
    { "GABEL", VELO_NUMBER_KIND_OTHER },      { "ARTIKEL", VELO_NUMBER_KIND_NONE },
    { "MODELL", VELO_NUMBER_KIND_NONE },      { "CHARGE", VELO_NUMBER_KIND_NONE },
    { "KUNDEN", VELO_NUMBER_KIND_NONE },      { "AUFTRAG", VELO_NUMBER_KIND_NONE },
  };
  static const char *const numbers[] = { "NUMMER", "NUMBER", "NR", "SN", "SERI",
                                         "SERIAL", "NO",     "ID", NULL };
  gboolean                 is_number = FALSE;

  for (guint i = 0; numbers[i] != NULL && !is_number; i++)
    is_number = strstr (key, numbers[i]) != NULL;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (key, parts[i].word) != NULL)
      return is_number ? parts[i].kind : VELO_NUMBER_KIND_NONE;
  if (strstr (key, "SCHLUESSEL") != NULL || g_str_has_prefix (key, "KEY"))
    return strstr (key, "AKKU") != NULL || strstr (key, "BATTER") != NULL
               ? VELO_NUMBER_KIND_BATTERY_KEY
               : VELO_NUMBER_KIND_KEY;
  if (strstr (key, "AKKU") != NULL || strstr (key, "BATTER") != NULL)
    return is_number || g_str_equal (key, "AKKU") || g_str_equal (key, "BATTERIE")
               ? VELO_NUMBER_KIND_BATTERY
               : VELO_NUMBER_KIND_NONE;
  if (((strstr (key, "RAHMEN") != NULL || strstr (key, "FRAME") != NULL) && is_number) ||
      strstr (key, "FAHRGESTELL") != NULL || g_str_equal (key, "FIN") || g_str_equal (key, "VIN") ||
      g_str_equal (key, "FGNR") || g_str_equal (key, "RNR"))
    return VELO_NUMBER_KIND_FRAME;
  if (g_str_has_prefix (key, "SERIAL") || g_str_has_prefix (key, "SERIENN") ||
      g_str_equal (key, "SN") || g_str_equal (key, "SERNR"))
    return VELO_NUMBER_KIND_SERIAL;
  return VELO_NUMBER_KIND_NONE;
}
