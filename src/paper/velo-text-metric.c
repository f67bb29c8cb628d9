/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How wide text is in Helvetica, which forms use and no free system has under that name. */

#define G_LOG_DOMAIN "velo-paper"

#include "config.h"

#include "velo-text-metric-private.h"

/* Advance widths of Helvetica, thousandths of the size, from blank to tilde. */
static const guint16 ascii_widths[] = {
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
  556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
  1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
  667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
  333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
  556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
};
G_STATIC_ASSERT (G_N_ELEMENTS (ascii_widths) == 0x7f - 0x20);

typedef struct
{
  gunichar character;
  guint16  width;
} WideCharacter;

/* Those that are not a letter with an accent. */
static const WideCharacter other_widths[] = {
  { 0xa0, 278 }, { 0xa1, 333 }, { 0xa2, 556 }, { 0xa3, 556 }, { 0xa7, 556 }, { 0xaa, 370 },
  { 0xab, 556 }, { 0xad, 333 }, { 0xb0, 400 }, { 0xb1, 584 }, { 0xb2, 333 }, { 0xb3, 333 },
  { 0xb4, 333 }, { 0xb5, 576 }, { 0xb7, 278 }, { 0xb9, 333 }, { 0xba, 365 }, { 0xbb, 556 },
  { 0xbc, 834 }, { 0xbd, 834 }, { 0xbe, 834 }, { 0xbf, 611 }, { 0xc6, 1000 }, { 0xd0, 722 },
  { 0xd7, 584 }, { 0xd8, 778 }, { 0xde, 667 }, { 0xdf, 611 }, { 0xe6, 889 }, { 0xf0, 556 },
  { 0xf7, 584 }, { 0xf8, 611 }, { 0xfe, 556 }, { 0x131, 278 }, { 0x141, 556 }, { 0x142, 222 },
  { 0x152, 1000 }, { 0x153, 944 }, { 0x2013, 556 }, { 0x2018, 222 }, { 0x2019, 222 },
  { 0x201a, 222 }, { 0x201c, 333 }, { 0x201d, 333 }, { 0x201e, 333 }, { 0x2022, 350 },
  { 0x2039, 333 }, { 0x203a, 333 }, { 0x20ac, 556 },
};

/* A character we do not know is taken as wide as it is high, which few are. */
static guint
character_width (gunichar c)
{
  gunichar base = c;
  gunichar mark;

  while (g_unichar_decompose (base, &base, &mark))
    if (mark == 0)
      break;
  if (base != c && (base == 'i' || base == 'j'))
    return 278;
  if (base != c && (base == 'l' || base == 't' || base == 'd'))
    return ascii_widths[base - 0x20] + 112;     /* their caron stands beside them */
  if (base >= 0x20 && base < 0x7f)
    return ascii_widths[base - 0x20];
  if (g_unichar_iszerowidth (c))
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS (other_widths); i++)
    if (other_widths[i].character == c)
      return other_widths[i].width;
  return 1000;
}

/* Where the next line begins: behind the last blank that fits, or where the width ends. */
static const char *
next_line (const char *text,
           double      size_pt,
           double      width_pt,
           gboolean    wrap)
{
  const char *blank = NULL;
  double width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n')
        return p + 1;
      width += character_width (c) * size_pt / 1000;
      if (c == ' ')
        blank = p + 1;
      if (width > width_pt && c != ' ')
        return wrap && blank != NULL ? blank : p > text ? p : g_utf8_next_char (p);
    }
  return text + strlen (text);
}

/* How many characters at the end of @text do not fit into @n_lines lines. */
guint
velo_text_metric_overflow (const char *text,
                           double      size_pt,
                           double      width_pt,
                           guint       n_lines)
{
  const char *rest = text;

  if (width_pt <= 0 || n_lines == 0)
    return (guint) g_utf8_strlen (text, -1);
  for (guint i = 0; i < n_lines && *rest != '\0'; i++)
    rest = next_line (rest, size_pt, width_pt, i + 1 < n_lines);
  return (guint) g_utf8_strlen (rest, -1);
}
