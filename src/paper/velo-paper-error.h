/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VeloPaperError:
 * @VELO_PAPER_ERROR_DAMAGED: the bytes are not a PDF that can be read
 * @VELO_PAPER_ERROR_ENCRYPTED: the PDF wants a password
 * @VELO_PAPER_ERROR_EMPTY: no bytes, or a PDF without pages
 * @VELO_PAPER_ERROR_TOO_LARGE: more bytes, pages or pixels than we take
 * @VELO_PAPER_ERROR_NO_PAGE: there is no page of that number
 * @VELO_PAPER_ERROR_NO_SPACE: there is no free place for a mark
 * @VELO_PAPER_ERROR_FONT: a font cannot be had or embedded
 * @VELO_PAPER_ERROR_CLOSED: the document was closed
 * @VELO_PAPER_ERROR_MISMATCH: an evidence record and its files do not belong together
 * @VELO_PAPER_ERROR_FAILED: drawing or saving failed, for example for want of memory
 *
 * What can go wrong with paper.
 */
typedef enum
{
  VELO_PAPER_ERROR_DAMAGED,
  VELO_PAPER_ERROR_ENCRYPTED,
  VELO_PAPER_ERROR_EMPTY,
  VELO_PAPER_ERROR_TOO_LARGE,
  VELO_PAPER_ERROR_NO_PAGE,
  VELO_PAPER_ERROR_NO_SPACE,
  VELO_PAPER_ERROR_FONT,
  VELO_PAPER_ERROR_CLOSED,
  VELO_PAPER_ERROR_MISMATCH,
  VELO_PAPER_ERROR_FAILED,
} VeloPaperError;

#define VELO_PAPER_ERROR (velo_paper_error_quark ())
GQuark velo_paper_error_quark (void);

G_END_DECLS
