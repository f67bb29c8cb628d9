/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

GUri       *velo_claims_transport_parse_url   (const char          *base_url,
                                               GError             **error);
void        velo_claims_transport_call_async  (SoupSession         *session,
                                               SoupMessage         *message,
                                               gsize                max_answer,
                                               GCancellable        *cancellable,
                                               GAsyncReadyCallback  callback,
                                               gpointer             user_data);
JsonObject *velo_claims_transport_call_finish (GAsyncResult        *result,
                                               GError             **error);
void        velo_claims_transport_load_async  (SoupSession         *session,
                                               SoupMessage         *message,
                                               gsize                max_answer,
                                               GCancellable        *cancellable,
                                               GAsyncReadyCallback  callback,
                                               gpointer             user_data);
GBytes     *velo_claims_transport_load_finish (GAsyncResult        *result,
                                               GError             **error);

G_END_DECLS
