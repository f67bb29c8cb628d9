/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-poppler-private.h"

G_BEGIN_DECLS

gboolean  velo_pdf_stamp_choose_page (PopplerDocument  *document,
                                      const char       *text,
                                      guint            *page,
                                      GError          **error);

/* A section at the end of a PDF that replaces one object. */
GBytes   *velo_pdf_append_stream     (GBytes           *pdf,
                                      guint             object,
                                      const char       *dictionary,
                                      const char       *stream,
                                      GError          **error);

/* Adds to the text of a PDF. */
void      velo_pdf_add_text          (GByteArray       *out,
                                      const char       *format,
                                      ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
