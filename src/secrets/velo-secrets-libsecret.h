/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passwords in the Secret Service of the session, by way of libsecret. */

#pragma once

#include "velo-secrets.h"

G_BEGIN_DECLS

#define VELO_TYPE_SECRETS_LIBSECRET (velo_secrets_libsecret_get_type ())
G_DECLARE_FINAL_TYPE (VeloSecretsLibsecret, velo_secrets_libsecret, VELO, SECRETS_LIBSECRET, GObject)

VeloSecrets *velo_secrets_libsecret_new (void);

G_END_DECLS
