/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * VeloPdfCell:
 * @text: words that stand close together
 * @x_pt: left edge, in points
 * @end_pt: right edge, in points
 *
 * A piece of a row of a page.
 */
typedef struct
{
  char  *text;
  double x_pt;
  double end_pt;
} VeloPdfCell;

/**
 * VeloPdfLetter:
 * @letter: no blank
 * @x_pt: left edge, in points
 * @end_pt: right edge, in points
 *
 * A letter of a row.
 */
typedef struct
{
  gunichar letter;
  double   x_pt;
  double   end_pt;
} VeloPdfLetter;

/**
 * VeloPdfRow:
 * @cells: (element-type VeloPdfCell): from left to right
 * @letters: (nullable) (element-type VeloPdfLetter): from left to right, if known
 * @text: all of it in one line
 * @page: from 1
 * @y_pt: middle of the row from the top of its page, in points
 * @height_pt: of the letters, in points
 *
 * A row of printed text.
 */
typedef struct
{
  GPtrArray *cells;
  GArray    *letters;
  char      *text;
  guint      page;
  double     y_pt;
  double     height_pt;
} VeloPdfRow;

GPtrArray *velo_pdf_text_read (GBytes *bytes, GCancellable *cancellable, GError **error);

G_END_DECLS
