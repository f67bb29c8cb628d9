/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-cairo-pdf-private.h"
#include "velo-pdf-attach-private.h"
#include "velo-sheet.h"
#include "velo-type-private.h"

G_BEGIN_DECLS

/* A4 in points, and the type area on it. */
#define SHEET_WIDTH 595.276
#define SHEET_HEIGHT 841.89
#define SHEET_LEFT 62.0
#define SHEET_RIGHT (SHEET_WIDTH - 54.0)
#define SHEET_TOP 54.0
#define SHEET_BOTTOM (SHEET_HEIGHT - 68.0)

typedef enum
{
  VELO_SHEET_TITLE,
  VELO_SHEET_ADDRESS,
  VELO_SHEET_SECTION,
  VELO_SHEET_ROW,
  VELO_SHEET_PARAGRAPH,
  VELO_SHEET_NOTICE,
  VELO_SHEET_PLOT,
  VELO_SHEET_TABLE,
  VELO_SHEET_TABLE_ROW,
  VELO_SHEET_TABLE_TOTAL,
  VELO_SHEET_CHECK,
  VELO_SHEET_SIGNATURE,
  VELO_SHEET_PAGE_BREAK,
} VeloSheetPartKind;

/* A part of a sheet; of a table, @texts are the headings, @shares and @right its columns;
 * of a plot, @texts are two labels and the names, @shares highest value, step, and two values a bar. */
typedef struct
{
  VeloSheetPartKind  kind;
  char             **texts;     /* (owned) (not nullable): ends in NULL */
  guint              n_texts;
  double            *shares;    /* (owned) (nullable) */
  gboolean          *right;     /* (owned) (nullable) */
  gboolean           on;
} VeloSheetPart;

/* A sheet as it was when rendering began. */
typedef struct
{
  char      *title;             /* (owned) (not nullable) */
  char      *author;            /* (owned) (nullable) */
  char      *sender;            /* (owned) (nullable) */
  char      *footer;            /* (owned) (nullable) */
  char      *page_label;        /* (owned) (not nullable) */
  char      *watermark;         /* (owned) (nullable) */
  gint64     created_usec;
  VeloPdfSource *source;        /* (owned) (nullable): embedded */
  GPtrArray *parts;             /* (owned) (not nullable) (element-type VeloSheetPart) */
} VeloSheetContent;

typedef enum
{
  VELO_SHEET_INK,
  VELO_SHEET_GREY,
  VELO_SHEET_ACCENT,
} VeloSheetColour;

/* Where the next part goes. All is laid out twice: first to count the pages, then to paint. */
typedef struct
{
  const VeloSheetContent *content;
  VeloCairoPdf           *pdf;          /* (borrowed) */
  cairo_t                *cr;           /* (borrowed) */
  gboolean                painting;
  guint                   page;         /* from 1 */
  guint                   n_pages;      /* known when painting */
  double                  y;            /* top of the next part, from the top */
  gboolean                fresh;        /* nothing is on the page yet */
  const VeloSheetPart    *table;        /* (nullable): the table that is open */
  gboolean                signature;    /* a place to sign was laid out */
  guint                   signature_page;
  VeloPageRect            signature_rect;
} VeloSheetPainter;

VeloSheetPart    *velo_sheet_add_part     (VeloSheet              *self,
                                           VeloSheetPartKind       kind,
                                           const char *const      *texts,
                                           guint                   n_texts);

VeloSheetContent *velo_sheet_content_new  (void);
VeloSheetContent *velo_sheet_content_copy (const VeloSheetContent *content);
void              velo_sheet_content_free (VeloSheetContent       *content);

void    velo_sheet_painter_begin     (VeloSheetPainter    *self,
                                      VeloCairoPdf        *pdf,
                                      gboolean             painting);
void    velo_sheet_painter_end       (VeloSheetPainter    *self);
void    velo_sheet_painter_new_page  (VeloSheetPainter    *self);
gboolean velo_sheet_painter_ensure   (VeloSheetPainter    *self,
                                      double               height);
void    velo_sheet_painter_colour    (VeloSheetPainter    *self,
                                      VeloSheetColour      colour);
void    velo_sheet_painter_line      (VeloSheetPainter    *self,
                                      double               x1,
                                      double               x2,
                                      double               y,
                                      double               width,
                                      VeloSheetColour      colour);
double  velo_sheet_painter_text      (VeloSheetPainter    *self,
                                      const char          *text,
                                      double               x,
                                      double               y,
                                      double               width,
                                      double               size,
                                      gboolean             bold,
                                      gboolean             right,
                                      VeloSheetColour      colour);
void    velo_sheet_painter_flow      (VeloSheetPainter    *self,
                                      const char          *text,
                                      double               x,
                                      double               width,
                                      double               size,
                                      VeloSheetColour      colour);
void    velo_sheet_draw_part         (VeloSheetPainter    *self,
                                      const VeloSheetPart *part);
void    velo_sheet_draw_plot         (VeloSheetPainter    *self,
                                      const VeloSheetPart *part);
void    velo_sheet_draw_table_head   (VeloSheetPainter    *self);

G_END_DECLS
