/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words as they are indexed and as they are looked for, and keys for putting texts in order. */

#define G_LOG_DOMAIN "velo-search-words"

#include "config.h"

#include "velo-search-words.h"

#include <string.h>

#include "velo-text.h"

#define MOST_WANTED 8
#define LONGEST_WORD 48
#define LONGEST_KEY 24
#define SHORTEST_TAIL 3

/* Indexing */

static gboolean
is_digit (gunichar c)
{
  return g_unichar_isdigit (c);
}

/* Where a part of a word begins: after a sign, between letters and digits, after leading zeros. */
static gboolean
begins_part (gunichar before,
             gunichar c,
             gboolean only_zeros)
{
  if (!g_unichar_isalnum (before))
    return TRUE;
  if (is_digit (before) != is_digit (c))
    return TRUE;
  return only_zeros && before == '0' && c != '0';
}

static void
add_word (GString    *words,
          const char *word)
{
  const char *end = word + strlen (word);

  if (g_utf8_strlen (word, -1) > LONGEST_WORD)
    end = g_utf8_offset_to_pointer (word, LONGEST_WORD);
  g_string_append_c (words, ' ');
  g_string_append_len (words, word, end - word);
}

/* "re-2026-0047" is found as re20260047, 20260047, 0047 and 47: from each of its parts on. */
static void
add_word_and_tails (GString    *words,
                    const char *word)
{
  g_autofree char *joined = g_malloc (strlen (word) + 1);
  g_autoptr(GArray) starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  gunichar before = ' ';
  gboolean only_zeros = TRUE;
  gsize length = 0;

  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gsize size = (gsize) (g_utf8_next_char (p) - p);

      if (g_unichar_isalnum (c))
        {
          if (begins_part (before, c, only_zeros))
            {
              g_array_append_val (starts, length);
              only_zeros = TRUE;
            }
          only_zeros = only_zeros && c == '0';
          memcpy (joined + length, p, size);
          length += size;
        }
      before = c;
    }
  joined[length] = '\0';
  for (guint i = 0; i < starts->len; i++)
    add_word (words, joined + g_array_index (starts, gsize, i));
}

/**
 * velo_search_words_add:
 * @words: where to add
 * @text: (nullable): names, numbers
 *
 * Adds the words of a text, each with a blank before it.
 */
void
velo_search_words_add (GString    *words,
                       const char *text)
{
  g_autofree char *folded = velo_text_fold (text);
  g_auto(GStrv) parts = g_strsplit (folded, " ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    add_word_and_tails (words, parts[i]);
}

/* Letters and digits only, as written but for case and marks. */
static char *
make_plain (const char *text)
{
  g_autofree char *key = velo_text_key (text);
  g_autofree char *folded = g_utf8_casefold (key, -1);
  g_autofree char *decomposed = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
  GString *out = g_string_new (NULL);

  for (const char *p = decomposed; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_utf8_get_char (p));
  return g_string_free (out, FALSE);
}

/**
 * velo_search_words_add_key:
 * @words: where to add
 * @text: (nullable): a frame number
 *
 * Adds a number so that each piece of it, from three characters on, is found.
 */
void
velo_search_words_add_key (GString    *words,
                           const char *text)
{
  g_autofree char *plain = make_plain (text);
  glong length = g_utf8_strlen (plain, -1);
  const char *p = plain;

  for (glong i = 0; i < MIN (length, LONGEST_KEY); i++, p = g_utf8_next_char (p))
    if (i == 0 || length - i >= SHORTEST_TAIL)
      add_word (words, p);
}

/* Looking for */

static char *
make_folded (const char *word)
{
  g_autofree char *folded = velo_text_fold (word);

  return make_plain (folded);
}

/**
 * velo_search_words_parse:
 * @text: (nullable): what somebody typed
 *
 * Returns: (transfer full) (nullable): the words, each in one form or two with a blank between, as
 *   velo_search_match() wants them; empty if @text holds signs only, %NULL if there is no text
 */
char **
velo_search_words_parse (const char *text)
{
  g_autofree char *squashed = velo_text_squash (text);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) parts = NULL;
  guint n_words = 0;

  if (*squashed == '\0')
    return NULL;
  parts = g_strsplit (squashed, " ", -1);
  for (guint i = 0; parts[i] != NULL && n_words < MOST_WANTED; i++)
    {
      g_autofree char *folded = make_folded (parts[i]);
      g_autofree char *plain = make_plain (parts[i]);
      g_autofree char *both = g_strjoin (" ", folded, plain, NULL);

      if (*folded == '\0')
        continue;
      g_strv_builder_add (builder, g_str_equal (folded, plain) ? folded : both);
      n_words++;
    }
  return g_strv_builder_end (builder);
}

static gboolean
has_beginning (const char *words,
               const char *form,
               gsize       length)
{
  const char *p = words;

  while ((p = strchr (p, ' ')) != NULL)
    {
      p++;
      if (strncmp (p, form, length) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * velo_search_words_match:
 * @words: what was added with velo_search_words_add()
 * @wanted: what velo_search_words_parse() made, not empty
 *
 * Returns: whether every wanted word is the beginning of one of @words
 */
gboolean
velo_search_words_match (const char  *words,
                         char       **wanted)
{
  for (guint i = 0; wanted[i] != NULL; i++)
    {
      const char *blank = strchr (wanted[i], ' ');
      gsize length = blank == NULL ? strlen (wanted[i]) : (gsize) (blank - wanted[i]);

      if (!has_beginning (words, wanted[i], length)
          && (blank == NULL || !has_beginning (words, blank + 1, strlen (blank + 1))))
        return FALSE;
    }
  return TRUE;
}

/* Order */

/* The number of digits comes before them: "RE-9" stands before "RE-10". */
static const char *
append_number (GString    *out,
               const char *p)
{
  const char *end;

  while (*p == '0' && g_ascii_isdigit (p[1]))
    p++;
  for (end = p; g_ascii_isdigit (*end); end++)
    ;
  g_string_append_c (out, (char) ('0' + MIN (end - p, 60)));
  g_string_append_len (out, p, end - p);
  return end;
}

/**
 * velo_search_words_order:
 * @text: (nullable): a name or a number
 *
 * Returns: (transfer full): a key whose byte order is the order of dictionaries (ä as a, ß as ss),
 *   numbers in it by their value
 */
char *
velo_search_words_order (const char *text)
{
  g_autofree char *squashed = velo_text_squash (text);
  g_autofree char *folded = g_utf8_casefold (squashed, -1);
  g_autofree char *decomposed = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
  GString *out = g_string_new (NULL);
  const char *p = decomposed == NULL ? "" : decomposed;

  while (*p != '\0')
    {
      gunichar c = g_utf8_get_char (p);

      if (g_ascii_isdigit (*p))
        {
          p = append_number (out, p);
          continue;
        }
      if (!g_unichar_ismark (c))
        g_string_append_unichar (out, c);
      p = g_utf8_next_char (p);
    }
  return g_string_free (out, FALSE);
}
