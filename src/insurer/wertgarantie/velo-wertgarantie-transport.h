/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "velo-wertgarantie-form.h"

G_BEGIN_DECLS

#define VELO_TYPE_WERTGARANTIE_TRANSPORT (velo_wertgarantie_transport_get_type ())
G_DECLARE_FINAL_TYPE (VeloWertgarantieTransport, velo_wertgarantie_transport,
                      VELO, WERTGARANTIE_TRANSPORT, GObject)

/* More than this many bytes of an answer are not read. */
#define VELO_WERTGARANTIE_MAX_ANSWER (16 * 1024 * 1024)

/* So many requests may be open at once; the others wait in line. */
#define VELO_WERTGARANTIE_MAX_REQUESTS 8

VeloWertgarantieTransport *velo_wertgarantie_transport_new (const char *base_url,
                                                            GError    **error);
void                       velo_wertgarantie_transport_post_async (VeloWertgarantieTransport *self,
                                                                   const char *script,
                                                                   VeloWertgarantieForm *form,
                                                                   gboolean repeatable,
                                                                   guint timeout,
                                                                   GCancellable *cancellable,
                                                                   GAsyncReadyCallback callback,
                                                                   gpointer user_data);
GBytes                    *velo_wertgarantie_transport_post_finish (VeloWertgarantieTransport *self,
                                                                    GAsyncResult *result,
                                                                    gboolean *left,
                                                                    GError **error);

G_END_DECLS
