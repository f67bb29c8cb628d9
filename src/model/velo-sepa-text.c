/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts of payments in the characters that every bank of the SEPA area takes. */

#define G_LOG_DOMAIN "velo-sepa-text"

#include "config.h"

#include "velo-sepa-text.h"

#include <string.h>

/* European Payments Council, EPC217-08: conversion table, as far as names here need it. */
static const struct { gunichar from; const char *to; } substitutes[] = {
  { 0xc4, "Ae" }, { 0xd6, "Oe" }, { 0xdc, "Ue" }, { 0xe4, "ae" }, { 0xf6, "oe" }, { 0xfc, "ue" },
  { 0xdf, "ss" }, { 0x1e9e, "SS" }, { 0xc6, "Ae" }, { 0xe6, "ae" }, { 0xd8, "Oe" }, { 0xf8, "oe" },
  { 0xc5, "Aa" }, { 0xe5, "aa" }, { 0x152, "Oe" }, { 0x153, "oe" }, { 0x141, "L" }, { 0x142, "l" },
  { 0x110, "D" }, { 0x111, "d" }, { 0xd0, "D" }, { 0xf0, "d" }, { 0xde, "Th" }, { 0xfe, "th" },
  { 0x131, "i" }, { '&', "+" }, { 0x20ac, "EUR" }, { 0x2019, "'" }, { 0x2018, "'" }, { 0xb4, "'" },
  { '`', "'" }, { 0x2013, "-" }, { 0x2014, "-" }, { 0x2010, "-" }, { 0x2011, "-" }, { '_', "-" },
  { ';', "," },
};

static gboolean
is_allowed (gunichar c)
{
  return c < 128 && c != 0 && (g_ascii_isalnum ((char) c) || strchr ("/-?:().,'+ ", (int) c) != NULL);
}

static void
append (GString *out,
        gunichar c)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

  if (is_allowed (c))
    {
      g_string_append_c (out, (char) c);
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (substitutes); i++)
    if (substitutes[i].from == c)
      {
        g_string_append (out, substitutes[i].to);
        return;
      }
  if (g_unichar_fully_decompose (c, TRUE, parts, G_N_ELEMENTS (parts)) > 0 && parts[0] != c
      && is_allowed (parts[0]))
    g_string_append_c (out, (char) parts[0]);
  else if (!g_unichar_ismark (c))
    g_string_append_c (out, g_unichar_isspace (c) ? ' ' : '.');
}

/* A slash at an end and two in a row have a meaning of their own in payments. */
static void
tidy (GString *text)
{
  while (g_string_replace (text, "//", "/", 0) > 0)
    ;
  while (g_string_replace (text, "  ", " ", 0) > 0)
    ;
  while (text->len > 0 && strchr ("/ ", text->str[0]) != NULL)
    g_string_erase (text, 0, 1);
  while (text->len > 0 && strchr ("/ ", text->str[text->len - 1]) != NULL)
    g_string_truncate (text, text->len - 1);
}

/**
 * velo_sepa_transliterate:
 * @text: (nullable): UTF-8
 * @max_length: cut off after so many characters
 *
 * Returns: (transfer full): @text in the characters that every bank takes, perhaps empty
 */
char *
velo_sepa_transliterate (const char *text,
                         gsize       max_length)
{
  /* some write an umlaut as two characters */
  g_autofree char *whole = text != NULL ? g_utf8_normalize (text, -1, G_NORMALIZE_DEFAULT_COMPOSE) : NULL;
  GString *out = g_string_new (NULL);

  for (const char *p = whole; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    append (out, g_utf8_get_char (p));
  tidy (out);
  if (out->len > max_length)
    {
      g_string_truncate (out, max_length);
      tidy (out);
    }
  return g_string_free (out, FALSE);
}

/**
 * velo_sepa_is_valid:
 * @text: (nullable): a name, a purpose or an identification in a payment
 * @max_length: how long it may be
 *
 * Returns: whether every bank takes @text as it is: not empty, not too long, allowed characters only
 */
gboolean
velo_sepa_is_valid (const char *text,
                    gsize       max_length)
{
  if (text == NULL || *text == '\0' || strlen (text) > max_length)
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    if (!is_allowed ((guchar) *p))
      return FALSE;
  return text[0] != '/' && text[strlen (text) - 1] != '/' && strstr (text, "//") == NULL;
}
