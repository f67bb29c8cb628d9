/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls of a keeper of passwords that wait for the result, with a watchdog. */

#pragma once

#include "velo-secrets.h"

gboolean  store_and_wait  (VeloSecrets *secrets, const char *user, VeloSecretsMode mode,
                           const char *password, GCancellable *cancellable, GError **error);
char     *lookup_and_wait (VeloSecrets *secrets, const char *user, VeloSecretsMode mode,
                           GCancellable *cancellable, GError **error);
gboolean  clear_and_wait  (VeloSecrets *secrets, const char *user, VeloSecretsMode mode,
                           GCancellable *cancellable, GError **error);
gboolean  probe_and_wait  (VeloSecrets *secrets, GCancellable *cancellable, GError **error);

void      check_keeps_and_forgets (VeloSecrets *secrets);
void      check_cancelled         (VeloSecrets *secrets);
