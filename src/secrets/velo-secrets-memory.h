/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passwords in memory only, for training mode and tests; forgotten when the object goes. */

#pragma once

#include "velo-secrets.h"

G_BEGIN_DECLS

#define VELO_TYPE_SECRETS_MEMORY (velo_secrets_memory_get_type ())
G_DECLARE_FINAL_TYPE (VeloSecretsMemory, velo_secrets_memory, VELO, SECRETS_MEMORY, GObject)

VeloSecrets *velo_secrets_memory_new         (void);
void         velo_secrets_memory_set_failing (VeloSecretsMemory *self,
                                              const GError      *error);

G_END_DECLS
