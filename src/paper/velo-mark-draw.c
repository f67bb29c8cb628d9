/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws marks on pages. */

#define G_LOG_DOMAIN "velo-paper"

#include "config.h"

#include "velo-mark-private.h"

#include "velo-type-private.h"

#include <math.h>

/* Between the text of a stamp and its frame. */
#define STAMP_PADDING_X_PT 8.0
#define STAMP_PADDING_Y_PT 4.0

/* The least distance of a stamp from the sides of the page. */
#define STAMP_MARGIN_PT 28.0

/* A stamp that finds no free place: smaller, in the bottom margin, on white. */
#define SMALL_STAMP_SIZE_PT 7.0
#define SMALL_STAMP_Y_PT 8.0

#define STRIKE_SPACING_PT 9.0

#define INK_WIDTH_PT 1.5

/* Ink is not blown up much: a signature twice as large looks like another's. */
#define MAX_INK_SCALE 1.5

typedef struct
{
  PangoLayout *layout;          /* (owned) */
  double       width_pt;
  double       height_pt;
} Stamp;

static void
stamp_init (Stamp          *stamp,
            const VeloMark *mark,
            VeloMarkPage   *page,
            double          size_pt)
{
  double widest = MAX (page->width_pt - 2 * (STAMP_MARGIN_PT + STAMP_PADDING_X_PT), 1);

  stamp->layout = velo_type_layout (page->cr, mark->text, size_pt, TRUE, 0);
  velo_type_get_size (stamp->layout, &stamp->width_pt, &stamp->height_pt);
  if (stamp->width_pt > widest)
    {
      pango_layout_set_width (stamp->layout, (int) (widest * PANGO_SCALE));
      pango_layout_set_wrap (stamp->layout, PANGO_WRAP_WORD_CHAR);
      velo_type_get_size (stamp->layout, &stamp->width_pt, &stamp->height_pt);
    }
  stamp->width_pt += 2 * STAMP_PADDING_X_PT;
  stamp->height_pt += 2 * STAMP_PADDING_Y_PT;
}

static void
stamp_clear (Stamp *stamp)
{
  g_clear_object (&stamp->layout);
}

static void
round_box (cairo_t *cr,
           double   x,
           double   y,
           double   width,
           double   height,
           double   radius)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - radius, y + radius, radius, -G_PI / 2, 0);
  cairo_arc (cr, x + width - radius, y + height - radius, radius, 0, G_PI / 2);
  cairo_arc (cr, x + radius, y + height - radius, radius, G_PI / 2, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 3 * G_PI / 2);
  cairo_close_path (cr);
}

static void
draw_stamp (const Stamp        *stamp,
            VeloMarkPage       *page,
            const VeloPageRect *rect)
{
  cairo_t *cr = page->cr;
  double top = page->height_pt - rect->y2;

  cairo_save (cr);
  round_box (cr, rect->x1, top, stamp->width_pt, stamp->height_pt, 3);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, 0.1, 0.1, 0.1);
  cairo_set_line_width (cr, 0.8);
  cairo_stroke (cr);
  cairo_move_to (cr, rect->x1 + STAMP_PADDING_X_PT, top + STAMP_PADDING_Y_PT);
  pango_cairo_show_layout (cr, stamp->layout);
  cairo_restore (cr);
}

static gboolean
ensure_space (VeloMarkPage  *page,
              GError       **error)
{
  if (page->space == NULL)
    page->space = velo_white_space_new (page->page, error);
  return page->space != NULL;
}

static gboolean
check_stamp (const Stamp   *stamp,
             VeloMarkPage  *page,
             GError       **error)
{
  if (stamp->width_pt <= page->width_pt && stamp->height_pt <= page->height_pt / 3)
    return TRUE;
  g_set_error_literal (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_NO_SPACE, "the page is too small for a stamp");
  return FALSE;
}

static void
place_at_bottom (const Stamp  *stamp,
                 VeloMarkPage *page,
                 VeloPageRect *rect)
{
  rect->x1 = (page->width_pt - stamp->width_pt) / 2;
  rect->x2 = rect->x1 + stamp->width_pt;
  rect->y1 = SMALL_STAMP_Y_PT;
  rect->y2 = rect->y1 + stamp->height_pt;
}

/* Sets the text and finds its place; the bottom or top margin, small, if the page is full. */
static gboolean
place_anchored (const VeloMark  *self,
                VeloMarkPage    *page,
                Stamp           *stamp,
                VeloPageRect    *rect,
                GError         **error)
{
  if (!ensure_space (page, error))
    return FALSE;
  stamp_init (stamp, self, page, self->size_pt);
  if (!velo_white_space_find (page->space, self->anchor, stamp->width_pt, stamp->height_pt, rect))
    {
      stamp_clear (stamp);
      stamp_init (stamp, self, page, MIN (self->size_pt, SMALL_STAMP_SIZE_PT));
      place_at_bottom (stamp, page, rect);
      if (self->anchor == VELO_MARK_TOP || self->anchor == VELO_MARK_TOP_RIGHT)
        {
          rect->y2 = page->height_pt - SMALL_STAMP_Y_PT;
          rect->y1 = rect->y2 - stamp->height_pt;
        }
    }
  return check_stamp (stamp, page, error);
}

static gboolean
draw_anchored (const VeloMark  *self,
               VeloMarkPage    *page,
               GError         **error)
{
  Stamp stamp = { NULL, 0, 0 };
  VeloPageRect rect;
  gboolean good = place_anchored (self, page, &stamp, &rect, error);

  if (good)
    {
      draw_stamp (&stamp, page, &rect);
      velo_white_space_take (page->space, &rect);
    }
  stamp_clear (&stamp);
  return good;
}

/* Gives an anchored text as lines: where it lies on the page, its frame and its letters. The paths
 * have their origin at the top left corner of @rect, y downwards. */
gboolean
velo_mark_outline (const VeloMark  *self,
                   VeloMarkPage    *page,
                   VeloPageRect    *rect,
                   cairo_path_t   **frame,
                   cairo_path_t   **letters,
                   GError         **error)
{
  Stamp stamp = { NULL, 0, 0 };
  gboolean good = place_anchored (self, page, &stamp, rect, error);

  if (good)
    {
      cairo_new_path (page->cr);
      round_box (page->cr, 0.4, 0.4, stamp.width_pt - 0.8, stamp.height_pt - 0.8, 3);
      *frame = cairo_copy_path (page->cr);
      cairo_new_path (page->cr);
      cairo_move_to (page->cr, STAMP_PADDING_X_PT, STAMP_PADDING_Y_PT);
      pango_cairo_layout_path (page->cr, stamp.layout);
      *letters = cairo_copy_path (page->cr);
      cairo_new_path (page->cr);
      velo_white_space_take (page->space, rect);
    }
  stamp_clear (&stamp);
  return good;
}

static void
draw_diagonal (const VeloMark *self,
               VeloMarkPage   *page)
{
  cairo_t *cr = page->cr;
  double diagonal = hypot (page->width_pt, page->height_pt);
  g_autoptr(PangoLayout) layout = velo_type_layout (cr, self->text, 100, TRUE, 0);
  double width;
  double height;
  double scale;

  velo_type_get_size (layout, &width, &height);
  scale = MIN (0.6 * diagonal / MAX (width, 1), 0.25 * page->height_pt / MAX (height, 1));
  cairo_save (cr);
  cairo_translate (cr, page->width_pt / 2, page->height_pt / 2);
  cairo_rotate (cr, -atan2 (page->height_pt, page->width_pt));
  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -width / 2, -height / 2);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.08);
  cairo_move_to (cr, 0, 0);
  pango_cairo_show_layout (cr, layout);
  cairo_restore (cr);
}

static void
draw_text_at (const VeloMark *self,
              VeloMarkPage   *page)
{
  cairo_t *cr = page->cr;
  double room_x = self->rect.x2 - self->rect.x1;
  double room_y = self->rect.y2 - self->rect.y1;
  double size_pt = self->size_pt;
  PangoLayout *layout = NULL;
  double width;
  double height;

  do
    {
      g_clear_object (&layout);
      layout = velo_type_layout (cr, self->text, size_pt, FALSE, room_x);
      velo_type_get_size (layout, &width, &height);
      size_pt *= 0.92;
    }
  while ((height > room_y * 1.2 || width > room_x + 0.5) && size_pt > 4);
  cairo_save (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_move_to (cr, self->rect.x1, page->height_pt - self->rect.y2 + (room_y - height) / 2);
  pango_cairo_show_layout (cr, layout);
  cairo_restore (cr);
  g_object_unref (layout);
}

static void
draw_strike (const VeloMark *self,
             VeloMarkPage   *page)
{
  cairo_t *cr = page->cr;
  double room_y = self->rect.y2 - self->rect.y1;
  int n_lines = (int) MAX (1, round (room_y / STRIKE_SPACING_PT));

  cairo_save (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_set_line_width (cr, 0.9);
  for (int i = 0; i < n_lines; i++)
    {
      double y = page->height_pt - self->rect.y2 + (i + 0.5) * room_y / n_lines;

      cairo_move_to (cr, self->rect.x1, y);
      cairo_line_to (cr, self->rect.x2, y);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_ink (const VeloMark *self,
          VeloMarkPage   *page)
{
  cairo_t *cr = page->cr;
  double room_x = self->rect.x2 - self->rect.x1;
  double room_y = self->rect.y2 - self->rect.y1;
  double x = 0;
  double y = 0;
  double width = velo_ink_get_width (self->ink);
  double height = velo_ink_get_height (self->ink);
  double scale;

  if (self->fit == VELO_MARK_FIT_INK)
    {
      if (!velo_ink_get_bounds (self->ink, &x, &y, &width, &height))
        return;
      /* The pen is wider than its way. */
      x -= INK_WIDTH_PT;
      y -= INK_WIDTH_PT;
      width += 2 * INK_WIDTH_PT;
      height += 2 * INK_WIDTH_PT;
    }
  scale = MIN (room_x / width, room_y / height);
  if (self->fit == VELO_MARK_FIT_INK)
    scale = MIN (scale, MAX_INK_SCALE);
  cairo_save (cr);
  cairo_translate (cr, self->rect.x1 + (room_x - width * scale) / 2,
                   page->height_pt - self->rect.y2 + (room_y - height * scale) / 2);
  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -x, -y);
  cairo_set_source_rgb (cr, 0.04, 0.09, 0.38);
  velo_ink_draw (self->ink, cr, CLAMP (INK_WIDTH_PT * scale, 0.6, 1.8) / scale);
  cairo_restore (cr);
}

/* Begins with a page that marks are drawn on. */
void
velo_mark_page_init (VeloMarkPage *page,
                     cairo_t      *cr,
                     PopplerPage  *poppler_page)
{
  page->cr = cr;
  page->page = poppler_page;
  page->space = NULL;
  poppler_page_get_size (poppler_page, &page->width_pt, &page->height_pt);
}

/* Draws a mark on a page; the context is in points, origin at the top left. */
gboolean
velo_mark_draw (const VeloMark  *self,
                VeloMarkPage    *page,
                GError         **error)
{
  switch (self->kind)
    {
    case VELO_MARK_INK:
      draw_ink (self, page);
      break;
    case VELO_MARK_TEXT_AT:
      draw_text_at (self, page);
      break;
    case VELO_MARK_STRIKE:
      draw_strike (self, page);
      break;
    case VELO_MARK_TEXT:
    default:
      if (self->anchor != VELO_MARK_DIAGONAL)
        return draw_anchored (self, page, error);
      draw_diagonal (self, page);
      break;
    }
  return velo_cairo_check (cairo_status (page->cr), "drawing a mark", error);
}

/* Says whether an anchored text finds a free place on a page. */
gboolean
velo_mark_fits (const VeloMark  *self,
                VeloMarkPage    *page,
                gboolean        *free_place,
                GError         **error)
{
  Stamp stamp = { NULL, 0, 0 };
  VeloPageRect rect;

  if (!ensure_space (page, error))
    return FALSE;
  stamp_init (&stamp, self, page, self->size_pt);
  *free_place = velo_white_space_find (page->space, self->anchor, stamp.width_pt, stamp.height_pt, &rect);
  stamp_clear (&stamp);
  return TRUE;
}
