/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is drawn on a page when it is flattened: ink, texts, strikes. */

#define G_LOG_DOMAIN "velo-paper"

#include "config.h"

#include "velo-mark-private.h"

G_DEFINE_BOXED_TYPE (VeloMark, velo_mark, velo_mark_ref, velo_mark_unref)

static VeloMark *
new_mark (VeloMarkKind        kind,
          guint               page,
          const VeloPageRect *rect)
{
  VeloMark *self = g_atomic_rc_box_new0 (VeloMark);

  self->kind = kind;
  self->page = page;
  if (rect != NULL)
    {
      self->rect.x1 = MIN (rect->x1, rect->x2);
      self->rect.x2 = MAX (rect->x1, rect->x2);
      self->rect.y1 = MIN (rect->y1, rect->y2);
      self->rect.y2 = MAX (rect->y1, rect->y2);
    }
  return self;
}

static void
clear_mark (gpointer data)
{
  VeloMark *self = data;

  g_clear_object (&self->ink);
  g_clear_pointer (&self->text, g_free);
}

/* Whether the mark is for a page of a document with @n_pages pages. */
gboolean
velo_mark_is_on (const VeloMark *self,
                 guint           page,
                 guint           n_pages)
{
  if (self->page == VELO_MARK_EVERY_PAGE)
    return TRUE;
  if (self->page == VELO_MARK_LAST_PAGE)
    return page + 1 == n_pages;
  return self->page == page;
}

/**
 * velo_mark_ref:
 * @self: a mark
 *
 * Returns: (transfer full): @self
 */
VeloMark *
velo_mark_ref (VeloMark *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * velo_mark_unref:
 * @self: (transfer full): a mark
 *
 * Drops a reference.
 */
void
velo_mark_unref (VeloMark *self)
{
  g_atomic_rc_box_release_full (self, clear_mark);
}

/**
 * velo_mark_new_ink:
 * @page: number of the page, from 0, or %VELO_MARK_LAST_PAGE
 * @rect: where the ink goes
 * @ink: the strokes; copied
 * @fit: how the ink is put into @rect
 *
 * Returns: (transfer full): ink on a page, as vectors in dark blue
 */
VeloMark *
velo_mark_new_ink (guint               page,
                   const VeloPageRect *rect,
                   VeloInk            *ink,
                   VeloMarkFit         fit)
{
  VeloMark *self;

  g_return_val_if_fail (rect != NULL, NULL);
  g_return_val_if_fail (VELO_IS_INK (ink), NULL);

  self = new_mark (VELO_MARK_INK, page, rect);
  self->ink = velo_ink_copy (ink);
  self->fit = fit;
  return self;
}

/**
 * velo_mark_new_text:
 * @page: number of the page, from 0, %VELO_MARK_LAST_PAGE or %VELO_MARK_EVERY_PAGE
 * @anchor: where the text goes; it steps aside for what is there
 * @text: the text
 * @size_pt: size of the font, or 0 for 10 points
 *
 * Returns: (transfer full): a framed text in a free place of the page
 */
VeloMark *
velo_mark_new_text (guint           page,
                    VeloMarkAnchor  anchor,
                    const char     *text,
                    double          size_pt)
{
  VeloMark *self;

  g_return_val_if_fail (text != NULL, NULL);

  self = new_mark (VELO_MARK_TEXT, page, NULL);
  self->anchor = anchor;
  self->text = g_utf8_make_valid (text, -1);
  self->size_pt = size_pt > 0 ? size_pt : 10;
  return self;
}

/**
 * velo_mark_new_text_at:
 * @page: number of the page, from 0, %VELO_MARK_LAST_PAGE or %VELO_MARK_EVERY_PAGE
 * @rect: where the text goes
 * @text: the text; in several lines if it has to
 * @size_pt: size of the font, or 0 for 8 points; made smaller until it fits
 *
 * Returns: (transfer full): a text in its place, as a form would have it; for
 *   what a form prints without a field
 */
VeloMark *
velo_mark_new_text_at (guint               page,
                       const VeloPageRect *rect,
                       const char         *text,
                       double              size_pt)
{
  VeloMark *self;

  g_return_val_if_fail (rect != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  self = new_mark (VELO_MARK_TEXT_AT, page, rect);
  self->text = g_utf8_make_valid (text, -1);
  self->size_pt = size_pt > 0 ? size_pt : 8;
  return self;
}

/**
 * velo_mark_new_strike:
 * @page: number of the page, from 0, or %VELO_MARK_LAST_PAGE
 * @rect: around the text; see velo_pdf_document_find_text_async()
 *
 * Returns: (transfer full): lines that strike the text out, one for each 9
 *   points of height
 */
VeloMark *
velo_mark_new_strike (guint               page,
                      const VeloPageRect *rect)
{
  g_return_val_if_fail (rect != NULL, NULL);

  return new_mark (VELO_MARK_STRIKE, page, rect);
}
