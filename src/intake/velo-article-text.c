/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes maker, model, colour, size, model year and "used" out of an article's name. */

#define G_LOG_DOMAIN "velo-article-text"

#include "config.h"

#include "velo-article-text.h"

#include "velo-brands.h"
#include "velo-line-kind.h"
#include "velo-regex.h"
#include "velo-text.h"
#include "velo-words.h"

#include <string.h>

#define MAX_MODEL_WORDS 6
/* A longer name is none. */
#define MAX_TEXT 4000

#define COLOURS                                                                                       \
  "(?:blau|schwarz|wei(?:ß|ss)|rot|gr(?:ü|ue)n|gelb|grau|silber|orange|braun|beige|t(?:ü|ue)rkis|" \
  "violett|"                                                                                          \
  "lila|pink|rosa|gold|bronze|anthrazit|graphit|petrol|oliv|khaki|creme|mint|lava|salbei|black|"      \
  "white|blue|"                                                                                       \
  "red|green|grey|gray|silver|titan|kupfer|sand|champagner|aubergine|bordeaux|magenta|purple|"        \
  "yellow|brown)"

struct _VeloArticleParser
{
  GRegex *colour;
  GRegex *colour_label;
  GRegex *frame_size;
  GRegex *letter_size;
  GRegex *wheel_size;
  GRegex *year;
  GRegex *short_year;
  GRegex *bare_year;
  GRegex *used;
  GRegex *driven;
  GRegex *stop;
  GRegex *maker_label;
  GRegex *model_label;
};

static GRegex *
compile (const char *pattern)
{
  return velo_regex_get (pattern, G_REGEX_CASELESS);
}

/**
 * velo_article_parser_new:
 *
 * Returns: (transfer full): a parser, to be used by one thread
 */
VeloArticleParser *
velo_article_parser_new (void)
{
  VeloArticleParser *self = g_new0 (VeloArticleParser, 1);

  self->maker_label = compile ("(?<!\\p{L})(?:marke|hersteller|fabrikat|brand)\\s*[:=]\\s*"
                               "(\\p{L}[^,;:|]*[^,;:|\\s])(?=[,;|]|\\s+\\p{L}+\\s*:|$)");
  self->model_label = compile ("(?<!\\p{L})(?:modell|model|typ)\\s*[:=]\\s*"
                               "(\\p{L}[^,;:|]*[^,;:|\\s])(?=[,;|]|\\s+\\p{L}+\\s*:|$)");
  self->colour = compile (
      "(?<![\\p{L}\\d])((?:\\p{L}+-?)?" COLOURS "(?:[/-](?:\\p{L}+-?)?" COLOURS
      ")*(?:[ -](?:matt|metallic|gl(?:ä|ae)nzend|glanz|matte|matt(?:e|er)))?)(?![\\p{L}\\d])");
  self->colour_label =
      compile ("(?<!\\p{L})(?:farbe|colou?r)\\s*[:=]\\s*(\\p{L}[\\p{L}/ -]*\\p{L})");
  self->frame_size = compile (
      "(?<![\\p{L}\\d.,-])"
      "(?:rh|rahmenh(?:ö|oe)he|rahmengr(?:ö|oe)(?:ß|ss)e)?\\s*[:.]?\\s*(\\d{2}\\s?cm)(?!\\p{L})");
  self->letter_size = compile (
      "(?<!\\p{L})(?:gr(?:ö|oe)(?:ß|ss)e|gr\\.|size|rahmenh(?:ö|oe)he|rahmengr(?:ö|oe)(?:ß|ss)e|rh)"
      "\\s*[:.]?\\s*(\\d?(?:xxs|xs|s|m|l|xl|xxl)|\\d{2}(?:\\s?cm)?)(?![\\p{L}\\d])");
  self->wheel_size =
      compile ("(?<![\\p{L}\\d.,])((?:1[2468]|2[0-9](?:[.,]5)?)\\s?(?:\"|″|''|zoll\\b|inch\\b))");
  self->year = compile ("(?<![\\p{L}])(?:mj|mod\\.?|modelljahr|modell|my|bj\\.?|baujahr|jahrgang)"
                        "\\s*[:.]?\\s*((?:19|20)\\d\\d)(?!\\d)");
  self->short_year =
      compile ("(?<![\\p{L}])(?:mj|modelljahr|my)\\s*[:.]?\\s*[’'`]?(\\d\\d)(?![\\d\\p{L}])");
  self->bare_year =
      compile ("(?<![\\p{L}\\d.,/-])(20[12]\\d)(?![\\p{L}\\d/-]|[.,]\\d|\\s*(?:€|eur|mm|wh|km))");
  self->used = compile ("(?<!\\p{L})((?:gebraucht|vorf(?:ü|ue)hr|leasingr(?:ü|ue)ckl(?:ä|ae)ufer|r("
                        "?:ü|ue)ckl(?:ä|ae)ufer|refurbished|"
                        "general(?:ü|ue)berholt|b-ware|second\\s?hand|pre-?owned|testrad)\\p{L}*)");
  self->driven =
      compile ("(?<!reichweite )(?<!bis zu )(?<!bis )(?<![\\d.,])(\\d[\\d.]*\\s?km)(?![\\p{L}/])");
  self->stop = compile (
      "^(?:\\d{2}([.,]\\d)?(?:cm|\"|″|zoll|''|er)|\\d{3,4}wh|\\d{1,2}-?g(?:ang|\\.)?|\\d{1,2}-"
      "gang\\p{L}*|"
      "(?:xxs|xs|xl|xxl)|mod\\.?|mj\\.?|my|modelljahr|modell|bj\\.?|baujahr|gr(?:ö|oe)(?:ß|ss)e|"
      "gr\\.?|rh|"
      "herren\\p{L}*|damen\\p{L}*|unisex|wave|trapez|diamant|tiefeinsteiger|inkl\\.?|incl\\.?|mit|"
      "und|in|"
      "(?:19|20)\\d\\d|rahmen\\p{L}*\\.?|akkus?\\p{L}*|sn|rn:?|fahrgest\\p{L}*|serien\\p{L}*|farbe:"
      "?|"
      "bosch|shimano|yamaha|brose|gebraucht\\p{L}*|neu|nr\\.?|für|fuer|art\\p{L}*\\.?|zoll|"
      "(?:\\p{L}+-?)?" COLOURS "(?:/.*)?)$");
  return self;
}

/**
 * velo_article_parser_free:
 * @self: (nullable): a parser
 *
 * Frees @self.
 */
void
velo_article_parser_free (VeloArticleParser *self)
{
  g_free (self);
}

/**
 * velo_article_text_free:
 * @text: (nullable): what was found
 *
 * Frees @text.
 */
void
velo_article_text_free (VeloArticleText *text)
{
  if (text == NULL)
    return;
  g_free (text->maker);
  g_free (text->model);
  g_free (text->colour);
  g_free (text->size);
  g_free (text->model_year);
  g_free (text->used);
  g_free (text);
}

static char *
capture (GRegex *regex, const char *text)
{
  g_autoptr (GMatchInfo) match = NULL;

  if (!g_regex_match (regex, text, 0, &match))
    return NULL;
  return g_match_info_fetch (match, 1);
}

static char *
find_year (VeloArticleParser *self, const char *text)
{
  char            *year = capture (self->year, text);
  g_autofree char *last_digits = NULL;

  if (year != NULL)
    return year;
  last_digits = capture (self->short_year, text);
  if (last_digits != NULL)
    return g_strconcat ("20", last_digits, NULL);
  return capture (self->bare_year, text);
}

static void
find_properties (VeloArticleParser *self, const char *text, VeloArticleText *article)
{
  article->colour = capture (self->colour_label, text);
  if (article->colour == NULL)
    article->colour = capture (self->colour, text);
  article->size = capture (self->letter_size, text);
  if (article->size == NULL)
    article->size = capture (self->frame_size, text);
  if (article->size == NULL)
    article->size = capture (self->wheel_size, text);
  article->model_year = find_year (self, text);
  article->used = capture (self->used, text);
  if (article->used == NULL)
    article->used = capture (self->driven, text);
}

/* One word of a name: with what joins it, and whether the name ends behind it. */
typedef struct
{
  char    *text;
  char    *folded; /* first part, "ebike" for "E-Bike" */
  gboolean is_last;
} Word;

static void
word_clear (gpointer data)
{
  Word *word = data;

  g_free (word->text);
  g_free (word->folded);
}

static GArray *
split_words (const char *text)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (Word));
  g_auto (GStrv) parts = g_strsplit_set (text, " ()", -1);

  g_array_set_clear_func (words, word_clear);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      gsize    length = strlen (parts[i]);
      gboolean ends = length > 0 && strchr (",;:", parts[i][length - 1]) != NULL;
      g_auto (GStrv) folded = NULL;
      Word word = { NULL, NULL, ends };

      while (length > 0 && strchr (",;:", parts[i][length - 1]) != NULL)
        parts[i][--length] = '\0';
      if (length == 0)
        continue;
      folded = velo_words_split (parts[i]);
      word.text = g_strdup (parts[i]);
      word.folded = g_strdup (folded[0] == NULL ? "" : folded[0]);
      /* "Ketten-Schloss" */
      if (folded[0] != NULL && folded[1] != NULL && velo_line_kind_is_lock (folded[1]))
        {
          g_free (word.folded);
          word.folded = g_strdup (folded[1]);
        }
      g_array_append_val (words, word);
    }
  return words;
}

/* Joins the words of the model, from @start to the first size, colour or label. */
static char *
take_model (VeloArticleParser *self, GArray *words, guint start)
{
  g_autoptr (GString) model = g_string_new (NULL);
  guint n_words = 0;

  for (guint i = start; i < words->len && n_words < MAX_MODEL_WORDS; i++)
    {
      const Word *word = &g_array_index (words, Word, i);
      const Word *next = i + 1 < words->len ? &g_array_index (words, Word, i + 1) : NULL;
      gboolean    is_number = strspn (word->text, "0123456789.,") == strlen (word->text);

      if (g_regex_match (self->stop, word->text, 0, NULL))
        break;
      /* "20 Zoll", "750 Wh", "54 cm" */
      if (is_number && next != NULL &&
          velo_words_is (next->folded, (const char *const[]){ "zoll", "wh", "cm", "gang", "km",
                                                              "nm", "inch", NULL }))
        break;
      /* "Kronberg E-Bike Aurora": the words of the kind are not of the model */
      if (n_words == 0 && velo_line_kind_is_filler (word->folded) && strlen (word->folded) > 1 &&
          !velo_words_starts (word->folded, (const char *const[]){ "longtail", "cargo", "hybrid",
                                                                   "tour", "cross", NULL }))
        continue;
      if (model->len > 0)
        g_string_append_c (model, ' ');
      g_string_append (model, word->text);
      n_words++;
      if (word->is_last)
        break;
    }
  return model->len == 0 ? NULL : g_strdup (model->str);
}

static gboolean
is_name (const char *text)
{
  gunichar first = g_utf8_get_char (text);

  return g_unichar_isalpha (first) && (g_unichar_isupper (first) || g_utf8_strlen (text, -1) > 2);
}

/**
 * velo_article_parser_parse:
 * @self: a parser
 * @text: (nullable): name of a vehicle, in one line
 *
 * Takes a vehicle's name apart. The maker is a known one, or else the first
 * name behind the words that tell the kind of vehicle; the model is what
 * follows up to a size, a colour, a capacity or a label.
 *
 * Returns: (transfer full): what was found
 */
VeloArticleText *
velo_article_parser_parse (VeloArticleParser *self, const char *text)
{
  VeloArticleText *article = g_new0 (VeloArticleText, 1);
  g_autoptr (GArray) words = NULL;
  guint       n_words = 0;
  guint       start;
  const char *brand = NULL;

  if (velo_text_is_empty (text) || strlen (text) > MAX_TEXT)
    return article;
  find_properties (self, text, article);
  article->maker = capture (self->maker_label, text);
  if (article->maker != NULL)
    {
      article->maker_is_known = TRUE;
      article->maker_is_labelled = TRUE;
      article->model = capture (self->model_label, text);
      return article;
    }
  words = split_words (text);
  for (start = 0; start < words->len && brand == NULL; start++)
    {
      const char *rest[3] = { 0 };

      for (guint i = 0; i < G_N_ELEMENTS (rest) && start + i < words->len; i++)
        rest[i] = g_array_index (words, Word, start + i).text;
      brand = velo_brands_find (rest, G_N_ELEMENTS (rest), &n_words);
      /* A frame shape and a maker have the same name: the shape stands behind the maker. */
      if (brand != NULL && start > 0 &&
          velo_words_is (g_array_index (words, Word, start).folded,
                         (const char *const[]){ "diamant", "cube", NULL }) &&
          g_array_index (words, Word, start - 1).is_last)
        brand = NULL;
    }
  if (brand != NULL)
    {
      const Word *last = &g_array_index (words, Word, start - 1 + n_words - 1);

      article->maker = g_strdup (brand);
      article->maker_is_known = TRUE;
      if (!last->is_last)
        article->model = take_model (self, words, start - 1 + n_words);
      return article;
    }
  for (start = 0; start < words->len; start++)
    {
      const Word *word = &g_array_index (words, Word, start);

      if (velo_line_kind_is_filler (word->folded) || !is_name (word->text))
        continue;
      if (g_regex_match (self->stop, word->text, 0, NULL))
        continue;
      article->maker = g_strdup (word->text);
      if (!word->is_last)
        article->model = take_model (self, words, start + 1);
      break;
    }
  return article;
}

/**
 * velo_article_parser_parse_lock:
 * @self: a parser
 * @text: (nullable): name of a lock, in one line
 *
 * Takes a lock's name apart. Of the words behind the kind, the first is the
 * maker if it is a known one, or if another name follows; else all is model.
 *
 * Returns: (transfer full): maker and model, where found
 */
VeloArticleText *
velo_article_parser_parse_lock (VeloArticleParser *self, const char *text)
{
  VeloArticleText *article = g_new0 (VeloArticleText, 1);
  g_autoptr (GArray) words = NULL;
  guint start = 0;
  guint n_words = 0;

  if (velo_text_is_empty (text) || strlen (text) > MAX_TEXT)
    return article;
  words = split_words (text);
  for (guint i = 0; i < words->len && article->maker == NULL; i++)
    {
      const char *one[1] = { g_array_index (words, Word, i).text };
      const char *brand = velo_brands_find (one, 1, &n_words);

      if (brand != NULL && !velo_line_kind_is_lock (g_array_index (words, Word, i).folded))
        {
          article->maker = g_strdup (brand);
          article->maker_is_known = TRUE;
          start = i + 1;
        }
    }
  if (article->maker == NULL)
    {
      while (start < words->len &&
             (velo_line_kind_is_lock (g_array_index (words, Word, start).folded) ||
              velo_line_kind_is_filler (g_array_index (words, Word, start).folded)))
        start++;
      if (start + 1 < words->len && is_name (g_array_index (words, Word, start).text) &&
          !g_array_index (words, Word, start).is_last &&
          g_unichar_isupper (g_utf8_get_char (g_array_index (words, Word, start + 1).text)) &&
          !g_regex_match (self->stop, g_array_index (words, Word, start).text, 0, NULL))
        article->maker = g_strdup (g_array_index (words, Word, start++).text);
    }
  while (start < words->len && velo_line_kind_is_lock (g_array_index (words, Word, start).folded) &&
         g_str_has_suffix (g_array_index (words, Word, start).folded, "schloss"))
    start++;
  article->model = take_model (self, words, start);
  return article;
}
