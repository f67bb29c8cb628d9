/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text as people write it: squashing, folding for search, keys for comparing, masking for logs. */

#define G_LOG_DOMAIN "velo-text"

#include "config.h"

#include "velo-text.h"

#include <string.h>

static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || c == 0xa0 || c == 0x2007 || c == 0x202f || c == 0xfeff;
}

/**
 * velo_text_is_empty:
 * @text: (nullable): UTF-8
 *
 * Returns: whether @text is %NULL or holds nothing but white space
 */
gboolean
velo_text_is_empty (const char *text)
{
  if (text == NULL)
    return TRUE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!is_blank (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

/**
 * velo_text_squash:
 * @text: (nullable): UTF-8
 *
 * Trims @text and turns each run of white space, no-break spaces and line
 * ends included, into one blank.
 *
 * Returns: (transfer full): the text, empty for %NULL
 */
char *
velo_text_squash (const char *text)
{
  GString *out = g_string_new (NULL);
  gboolean pending = FALSE;

  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_blank (c))
        {
          pending = out->len > 0;
          continue;
        }
      if (pending)
        g_string_append_c (out, ' ');
      pending = FALSE;
      g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

/* Letters with a stroke are letters of their own to Unicode: nothing to take off but by name. */
static void
append_folded (GString  *out,
               gunichar  c)
{
  static const struct
  {
    gunichar letter;
    const char *plain;
  } letters[] = {
    { 0xe6 /* æ */, "a" }, { 0xf0 /* ð */, "d" }, { 0xf8 /* ø */, "o" }, { 0xfe /* þ */, "th" },
    { 0x111 /* đ */, "d" }, { 0x127 /* ħ */, "h" }, { 0x131 /* ı */, "i" }, { 0x142 /* ł */, "l" },
    { 0x153 /* œ */, "o" }, { 0x167 /* ŧ */, "t" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    if (letters[i].letter == c)
      {
        g_string_append (out, letters[i].plain);
        return;
      }
  g_string_append_unichar (out, c);
}

/**
 * velo_text_fold:
 * @text: (nullable): UTF-8
 *
 * Folds @text for searching: case, accents and the German spellings, so that
 * "Weiß" and "WEISS", "Übel", "Uebel" and "Ubel", "Łukasz" and "Lukasz" meet
 * in one form.
 *
 * Returns: (transfer full): lower-case text without marks, squashed
 */
char *
velo_text_fold (const char *text)
{
  g_autofree char *squashed = velo_text_squash (text);
  g_autofree char *folded = g_utf8_casefold (squashed, -1);
  g_autofree char *decomposed = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
  GString *out = g_string_new (NULL);

  for (const char *p = decomposed; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_ismark (c))
        continue;
      /* ae, oe, ue are spellings of ä, ö, ü: drop the e, on both sides of a comparison */
      if (c == 'e' && out->len > 0 && strchr ("aou", out->str[out->len - 1]) != NULL)
        continue;
      append_folded (out, c);
    }
  return g_string_free (out, FALSE);
}

/**
 * velo_text_key:
 * @text: (nullable): a number as printed (frame, battery, plate, IBAN)
 *
 * Returns: (transfer full): letters and digits only, upper case, for comparing
 */
char *
velo_text_key (const char *text)
{
  g_autofree char *upper = text == NULL ? g_strdup ("") : g_utf8_strup (text, -1);
  GString *out = g_string_new (NULL);

  for (const char *p = upper; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

/**
 * velo_text_digits:
 * @text: (nullable): any text
 *
 * Returns: (transfer full): the ASCII digits of @text
 */
char *
velo_text_digits (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; p != NULL && *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (out, *p);
  return g_string_free (out, FALSE);
}

/**
 * velo_text_file_name:
 * @text: (nullable): a title from us or from outside
 *
 * Makes a harmless file name: no separators, no control characters, no
 * leading dot, at most 80 characters.
 *
 * Returns: (transfer full): a name, never empty
 */
char *
velo_text_file_name (const char *text)
{
  g_autofree char *squashed = velo_text_squash (text);
  GString *out = g_string_new (NULL);
  guint n = 0;

  for (const char *p = squashed; *p != '\0' && n < 80; p = g_utf8_next_char (p), n++)
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c) || (c < 128 && strchr ("-_.,()+ ", (int) c) != NULL))
        {
          if (c == '.' && out->len == 0)
            continue;
          g_string_append_unichar (out, c);
        }
      else if (out->len > 0 && out->str[out->len - 1] != '-')
        g_string_append_c (out, '-');
    }
  if (out->len == 0)
    g_string_append (out, "document");
  return g_string_free (out, FALSE);
}

/**
 * velo_text_mask:
 * @text: (nullable): personal data or a number that a log must not show
 *
 * Returns: (transfer full): the first and last character with the length between ("M…r(6)"), or "-"
 */
char *
velo_text_mask (const char *text)
{
  glong length;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  if (velo_text_is_empty (text))
    return g_strdup ("-");
  length = g_utf8_strlen (text, -1);
  if (length < 4)
    return g_strdup_printf ("…(%ld)", length);
  first = g_utf8_substring (text, 0, 1);
  last = g_utf8_substring (text, length - 1, length);
  return g_strdup_printf ("%s…%s(%ld)", first, last, length);
}
