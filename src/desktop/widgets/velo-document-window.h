/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-document.h"
#include "velo-store-documents.h"

G_BEGIN_DECLS

#define VELO_TYPE_DOCUMENT_WINDOW (velo_document_window_get_type ())
G_DECLARE_FINAL_TYPE (VeloDocumentWindow, velo_document_window, VELO, DOCUMENT_WINDOW, AdwWindow)

GtkWidget *velo_document_window_new (GtkWindow    *parent,
                                     VeloStore    *store,
                                     VeloDocument *document);
void       velo_document_window_set_whose (VeloDocumentWindow *self,
                                           const char         *whose);

G_END_DECLS
