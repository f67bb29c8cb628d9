/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <poppler.h>

#include "velo-page-geometry.h"
#include "velo-paper-error.h"
#include "velo-pdf-document.h"

G_BEGIN_DECLS

/* Poppler 22.12 has no autoptr functions and later versions have them under
 * their own names, so the room uses names of its own for both. */
typedef PopplerDocument VeloPopplerDocument;
typedef PopplerPage VeloPopplerPage;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloPopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloPopplerPage, g_object_unref)

PopplerDocument *velo_poppler_open       (GBytes            *pdf,
                                          GError           **error);
GBytes          *velo_poppler_save       (PopplerDocument   *document,
                                          GError           **error);
PopplerPage     *velo_poppler_get_page   (PopplerDocument   *document,
                                          guint              page,
                                          GError           **error);
gboolean         velo_poppler_print_page (PopplerPage       *page,
                                          cairo_t           *cr,
                                          GError           **error);
gboolean         velo_cairo_check        (cairo_status_t     status,
                                          const char        *what,
                                          GError           **error);

G_END_DECLS
