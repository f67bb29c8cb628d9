/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "velo-ink.h"
#include "velo-paper-error.h"

G_BEGIN_DECLS

GBytes   *velo_signature_evidence_build  (VeloInk            *ink,
                                          guint               page,
                                          const VeloPageRect *rect,
                                          GBytes             *unsigned_pdf,
                                          GBytes             *signed_pdf,
                                          const char         *signer,
                                          const char         *witness,
                                          gint64              signed_usec);
gboolean  velo_signature_evidence_verify (GBytes             *evidence,
                                          GBytes             *unsigned_pdf,
                                          GBytes             *signed_pdf,
                                          GError            **error);

G_END_DECLS
