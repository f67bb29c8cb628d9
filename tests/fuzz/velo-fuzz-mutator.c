/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes XML so that it mostly stays XML: other texts, elements twice, gone or in another place. */

#include "config.h"

#include <glib.h>
#include <string.h>

#include "velo-fuzz.h"

#define MAX_ELEMENT 20000
/* One change in so many is one of bytes. */
#define PLAIN_EVERY 3

size_t LLVMFuzzerMutate (uint8_t *data, size_t size, size_t max_size);
size_t
LLVMFuzzerCustomMutator (uint8_t *data, size_t size, size_t max_size, unsigned int seed);

static const char *const texts[] = {
  "", "0", "-1", "1", "0.005", "-0.005", "999999999999999999", "99999999999999999999", "1e9", "1,00",
  "1.123456789012345", "20260231", "20260401", "2026-04-01+02:00", "000000", "EUR", "381", "389", "751",
  "DETAIL", "GROUP", "INFORMATION", "true", "VA", "EM", "0160", "Rahmennummer", "Akkunummer",
  "E-Bike Kronberg Aurora 8 750Wh Rahmen-Nr.: WKB26A0417731 Akku-Nr. 4E9C-0099-17, 4E9C-0099-18",
  "Akkus: A1 778811 / A2 778812, Schl\xc3\xbcssel-Nr. K 7731, SN: X-12345 und RN: 998877",
  "Faltschloss Sperrwerk Fold 90", "Leasingnehmer: Thomas von der Au", "Musterrad Leasing GmbH",
  "Frau Mag. Dr. Eva-Maria Huber-Gro\xc3\x9f, MSc", "Ring 12/3/4", "Storno zu Rechnung Nr. 4711",
  "gebraucht, 1.200 km, Mod. 2021, RH 54 cm, 28 Zoll", "&#228;&amp;&#xA0;", "((((((((((", "%s%n",
};

typedef struct
{
  size_t start;
  size_t end;
} Part;

/* A text between two tags, the one at or behind a place. */
static gboolean
find_text (const char *data, size_t size, size_t from, Part *part)
{
  const char *start = memchr (data + from, '>', size - from);
  const char *end = start == NULL ? NULL : memchr (start, '<', size - (size_t) (start - data));

  if (end == NULL)
    return FALSE;
  part->start = (size_t) (start - data) + 1;
  part->end = (size_t) (end - data);
  return TRUE;
}

/* An element with all in it, the one that begins at or behind a place. */
static gboolean
find_element (const char *data, size_t size, size_t from, Part *part)
{
  g_autofree char *end_tag = NULL;
  const char      *start = memchr (data + from, '<', size - from);
  const char      *end = NULL;
  size_t           left;
  size_t           n = 1;

  if (start == NULL)
    return FALSE;
  left = size - (size_t) (start - data);
  while (n < left && (g_ascii_isalnum (start[n]) || strchr (":_-", start[n]) != NULL))
    n++;
  if (n == 1 || n > 200)
    return FALSE;
  end_tag = g_strdup_printf ("</%.*s>", (int) n - 1, start + 1);
  end = g_strstr_len (start, (gssize) MIN (left, MAX_ELEMENT), end_tag);
  if (end == NULL)
    return FALSE;
  part->start = (size_t) (start - data);
  part->end = (size_t) (end - data) + strlen (end_tag);
  return TRUE;
}

/* Puts @length bytes in place of a part. */
static size_t
replace (uint8_t *data, size_t size, size_t max_size, const Part *part, const void *bytes, size_t length)
{
  const size_t rest = size - part->end;

  if (part->start + length + rest > max_size)
    return size;
  memmove (data + part->start + length, data + part->end, rest);
  memcpy (data + part->start, bytes, length);
  return part->start + length + rest;
}

size_t
LLVMFuzzerCustomMutator (uint8_t *data, size_t size, size_t max_size, unsigned int seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  const size_t from = size < 2 ? 0 : (size_t) g_rand_int_range (rand, 0, (gint32) size);
  g_autofree char *copy = NULL;
  Part         part;
  Part         place;

  if (size < 2 || g_rand_int_range (rand, 0, PLAIN_EVERY) == 0)
    return LLVMFuzzerMutate (data, size, max_size);
  if (g_rand_boolean (rand) && find_text ((const char *) data, size, from, &part))
    {
      const char *text = texts[g_rand_int_range (rand, 0, G_N_ELEMENTS (texts))];

      return replace (data, size, max_size, &part, text, strlen (text));
    }
  if (!find_element ((const char *) data, size, from, &part))
    return LLVMFuzzerMutate (data, size, max_size);
  if (g_rand_int_range (rand, 0, 3) == 0)
    return replace (data, size, max_size, &part, "", 0);
  copy = g_memdup2 (data + part.start, part.end - part.start);
  if (!find_element ((const char *) data, size, (size_t) g_rand_int_range (rand, 0, (gint32) size),
                     &place))
    return LLVMFuzzerMutate (data, size, max_size);
  place.end = place.start;
  return replace (data, size, max_size, &place, copy, part.end - part.start);
}
