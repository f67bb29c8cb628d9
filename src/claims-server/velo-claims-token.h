/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void      velo_claims_crypto_init        (void);
char     *velo_claims_token_new          (void);
char     *velo_claims_code_new           (void);
char     *velo_claims_id_new             (void);
char     *velo_claims_token_hash         (const char *token);
gboolean  velo_claims_text_equal         (const char *a,
                                          const char *b);
char     *velo_claims_password_hash      (const char *password,
                                          gboolean    cheap);
gboolean  velo_claims_password_verify    (const char *hash,
                                          const char *password);
gboolean  velo_claims_password_is_usable (const char *password);

G_END_DECLS
