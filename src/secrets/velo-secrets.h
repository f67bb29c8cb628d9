/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passwords of online accounts: where they are kept, and what can go wrong with that. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define VELO_SECRETS_ERROR (velo_secrets_error_quark ())
GQuark velo_secrets_error_quark (void);

/**
 * VeloSecretsError:
 * @VELO_SECRETS_ERROR_UNAVAILABLE: nothing keeps secrets here: no session bus, no service on it, or
 *   no key ring made in it
 * @VELO_SECRETS_ERROR_LOCKED: the key ring is locked and was not opened
 * @VELO_SECRETS_ERROR_DENIED: the service is there, but refuses this program
 * @VELO_SECRETS_ERROR_FAILED: anything else; the message says what
 *
 * What a caller can decide on when a password could not be stored or read.
 */
typedef enum
{
  VELO_SECRETS_ERROR_UNAVAILABLE,
  VELO_SECRETS_ERROR_LOCKED,
  VELO_SECRETS_ERROR_DENIED,
  VELO_SECRETS_ERROR_FAILED,
} VeloSecretsError;

/**
 * VeloSecretsMode:
 * @VELO_SECRETS_MODE_REAL: the account with the insurer
 * @VELO_SECRETS_MODE_TRAINING: an account of the training insurer
 *
 * Which of two accounts of the same name is meant; the two never mix.
 */
typedef enum
{
  VELO_SECRETS_MODE_REAL,
  VELO_SECRETS_MODE_TRAINING,
} VeloSecretsMode;

#define VELO_TYPE_SECRETS (velo_secrets_get_type ())
G_DECLARE_INTERFACE (VeloSecrets, velo_secrets, VELO, SECRETS, GObject)

/**
 * VeloSecretsInterface:
 * @store_async: see velo_secrets_store_async()
 * @store_finish: its end
 * @lookup_async: see velo_secrets_lookup_async()
 * @lookup_finish: its end
 * @clear_async: see velo_secrets_clear_async()
 * @clear_finish: its end
 * @probe_async: see velo_secrets_probe_async()
 * @probe_finish: its end
 *
 * What a keeper of passwords does (Schlüsselbund).
 */
struct _VeloSecretsInterface
{
  GTypeInterface parent_iface;

  void     (*store_async)   (VeloSecrets         *self,
                             const char          *service_id,
                             const char          *user_name,
                             VeloSecretsMode      mode,
                             const char          *password,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data);
  gboolean (*store_finish)  (VeloSecrets         *self,
                             GAsyncResult        *result,
                             GError             **error);
  void     (*lookup_async)  (VeloSecrets         *self,
                             const char          *service_id,
                             const char          *user_name,
                             VeloSecretsMode      mode,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data);
  char    *(*lookup_finish) (VeloSecrets         *self,
                             GAsyncResult        *result,
                             GError             **error);
  void     (*clear_async)   (VeloSecrets         *self,
                             const char          *service_id,
                             const char          *user_name,
                             VeloSecretsMode      mode,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data);
  gboolean (*clear_finish)  (VeloSecrets         *self,
                             GAsyncResult        *result,
                             GError             **error);
  void     (*probe_async)   (VeloSecrets         *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data);
  gboolean (*probe_finish)  (VeloSecrets         *self,
                             GAsyncResult        *result,
                             GError             **error);
};

void      velo_secrets_store_async    (VeloSecrets          *self,
                                       const char           *service_id,
                                       const char           *user_name,
                                       VeloSecretsMode       mode,
                                       const char           *password,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean  velo_secrets_store_finish   (VeloSecrets          *self,
                                       GAsyncResult         *result,
                                       GError              **error);

void      velo_secrets_lookup_async   (VeloSecrets          *self,
                                       const char           *service_id,
                                       const char           *user_name,
                                       VeloSecretsMode       mode,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
char     *velo_secrets_lookup_finish  (VeloSecrets          *self,
                                       GAsyncResult         *result,
                                       GError              **error);

void      velo_secrets_clear_async    (VeloSecrets          *self,
                                       const char           *service_id,
                                       const char           *user_name,
                                       VeloSecretsMode       mode,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean  velo_secrets_clear_finish   (VeloSecrets          *self,
                                       GAsyncResult         *result,
                                       GError              **error);

void      velo_secrets_probe_async    (VeloSecrets          *self,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean  velo_secrets_probe_finish   (VeloSecrets          *self,
                                       GAsyncResult         *result,
                                       GError              **error);

void      velo_secrets_password_free  (char                 *password);

G_END_DECLS
