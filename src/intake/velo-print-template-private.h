/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "velo-invoice.h"
#include "velo-pdf-text.h"
#include "velo-print-match.h"

G_BEGIN_DECLS

#define VELO_PRINT_TEMPLATE_VERSION 1
/* In heights of the letters: a wider gap parts two columns, or two words. */
#define COLUMN_GAP 0.9
#define WORD_GAP 0.18
#define MAX_LABEL 32
#define AMOUNT "-?\\d{1,3}(?:[. ]\\d{3})*,\\d{2}|-?\\d+,\\d{2}"

VeloInvoice *velo_print_template_complete (GPtrArray *rows, VeloInvoice *corrected);

static inline const VeloPdfRow *
row_at (GPtrArray *rows, guint index)
{
  return rows->pdata[index];
}

static inline const VeloPdfLetter *
letter_at (const VeloPdfRow *row, guint index)
{
  return &g_array_index (row->letters, VeloPdfLetter, index);
}

/* The gap in front of a letter, in heights. */
static inline double
gap_before (const VeloPdfRow *row, guint index)
{
  return (letter_at (row, index)->x_pt - letter_at (row, index - 1)->end_pt) /
         MAX (row->height_pt, 1.0);
}

static inline double
height_of (const VeloPdfRow *row)
{
  return MAX (row->height_pt, 4.0);
}

static inline gboolean
has_amount (const VeloPdfRow *row)
{
  return velo_print_matches (AMOUNT, row->text);
}

/* The letters of a row, or those in front of its first number. */
static inline char *
row_letters (const VeloPdfRow *row, gboolean to_number)
{
  g_autoptr (GString) letters = g_string_new (NULL);

  for (guint i = 0; i < row->letters->len && letters->len < 4 * MAX_LABEL; i++)
    {
      gunichar c = g_unichar_tolower (letter_at (row, i)->letter);

      if (to_number && (g_unichar_isdigit (c) || c == '-'))
        break;
      if (g_unichar_isalpha (c))
        g_string_append_unichar (letters, c);
    }
  return g_strdup (letters->str);
}

G_END_DECLS
