/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * VELO_FORM_KEY_BYTES:
 *
 * Length of the key by which a form is sealed, AES-256.
 */
#define VELO_FORM_KEY_BYTES 32

gboolean    velo_form_seal_new_key    (guint8              *key,
                                       GError             **error);
char       *velo_form_seal_encode_key (const guint8        *key);
GHashTable *velo_form_seal_open       (const guint8        *key,
                                       const char          *token,
                                       GBytes              *sealed,
                                       const char * const  *names,
                                       GError             **error);

G_END_DECLS
