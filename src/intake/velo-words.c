/* SPDX-License-Identifier: GPL-3.0-or-later */
/* German words in one spelling, for comparing them with lists. */

#define G_LOG_DOMAIN "velo-words"

#include "config.h"

#include "velo-words.h"

#include <string.h>

/**
 * velo_words_fold:
 * @text: (nullable): any text
 *
 * Writes @text in lower case with "ae", "oe", "ue" and "ss", without accents.
 *
 * Returns: (transfer full): ASCII where German is concerned
 */
char *
velo_words_fold (const char *text)
{
  g_autofree char *composed =
      text == NULL ? NULL : g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autoptr (GString) spelled = g_string_new (NULL);
  g_autofree char *decomposed = NULL;
  GString         *out = g_string_new (NULL);

  for (const char *p = composed; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_unichar_tolower (g_utf8_get_char (p));

      switch (c)
        {
        case 0xe4:
          g_string_append (spelled, "ae");
          break;
        case 0xf6:
          g_string_append (spelled, "oe");
          break;
        case 0xfc:
          g_string_append (spelled, "ue");
          break;
        case 0xdf:
          g_string_append (spelled, "ss");
          break;
        default:
          g_string_append_unichar (spelled, c);
        }
    }
  decomposed = g_utf8_normalize (spelled->str, -1, G_NORMALIZE_ALL);
  for (const char *p = decomposed; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_ismark (c))
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

/* "E-Bike", "E Bike" and "S-Pedelec" are one word each. */
static char *
join_electric (const char *folded)
{
  GString *out = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p++)
    {
      gboolean at_start = p == folded || !g_ascii_isalnum (p[-1]);

      if (at_start && (*p == 'e' || *p == 's') && (p[1] == '-' || p[1] == ' ') &&
          g_ascii_isalpha (p[2]) && (*p == 'e' || g_str_has_prefix (p + 2, "pedelec")) &&
          (p[1] == '-' || g_str_has_prefix (p + 2, "bike") || g_str_has_prefix (p + 2, "mtb") ||
           g_str_has_prefix (p + 2, "pedelec")))
        {
          g_string_append_c (out, *p);
          p++;
          continue;
        }
      g_string_append_c (out, *p);
    }
  return g_string_free (out, FALSE);
}

/**
 * velo_words_split:
 * @text: (nullable): any text
 *
 * Returns: (transfer full): the words of @text, folded; "E-Bike" becomes "ebike"
 */
char **
velo_words_split (const char *text)
{
  g_autofree char *folded = velo_words_fold (text);
  g_autofree char *joined = join_electric (folded);
  GPtrArray       *words = g_ptr_array_new ();
  const char      *start = NULL;

  for (const char *p = joined;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean inside = c != 0 && g_unichar_isalnum (c);

      if (inside && start == NULL)
        start = p;
      else if (!inside && start != NULL)
        {
          g_ptr_array_add (words, g_strndup (start, (gsize) (p - start)));
          start = NULL;
        }
      if (c == 0)
        break;
    }
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_free (words, FALSE);
}

/**
 * velo_words_is:
 * @word: a folded word
 * @list: (array zero-terminated=1): words
 *
 * Returns: whether @word is in @list
 */
gboolean
velo_words_is (const char *word, const char *const *list)
{
  return g_strv_contains (list, word);
}

/**
 * velo_words_ends:
 * @word: a folded word
 * @list: (array zero-terminated=1): ends of words
 *
 * Returns: whether @word ends with one of @list
 */
gboolean
velo_words_ends (const char *word, const char *const *list)
{
  for (; *list != NULL; list++)
    if (g_str_has_suffix (word, *list))
      return TRUE;
  return FALSE;
}

/**
 * velo_words_starts:
 * @word: a folded word
 * @list: (array zero-terminated=1): starts of words
 *
 * Returns: whether @word starts with one of @list
 */
gboolean
velo_words_starts (const char *word, const char *const *list)
{
  for (; *list != NULL; list++)
    if (g_str_has_prefix (word, *list))
      return TRUE;
  return FALSE;
}

/**
 * velo_words_any_is:
 * @words: (array zero-terminated=1): folded words
 * @list: (array zero-terminated=1): words
 *
 * Returns: whether one of @words is in @list
 */
gboolean
velo_words_any_is (char **words, const char *const *list)
{
  for (; *words != NULL; words++)
    if (velo_words_is (*words, list))
      return TRUE;
  return FALSE;
}

/**
 * velo_words_any_ends:
 * @words: (array zero-terminated=1): folded words
 * @list: (array zero-terminated=1): ends of words
 *
 * Returns: whether one of @words ends with one of @list
 */
gboolean
velo_words_any_ends (char **words, const char *const *list)
{
  for (; *words != NULL; words++)
    if (velo_words_ends (*words, list))
      return TRUE;
  return FALSE;
}
