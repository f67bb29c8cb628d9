/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The interface of a keeper of passwords: checks arguments, hands on to the implementation. */

#define G_LOG_DOMAIN "velo-secrets"

#include "config.h"

#include "velo-secrets.h"

#include <libsecret/secret.h>

G_DEFINE_QUARK (velo-secrets-error-quark, velo_secrets_error)
G_DEFINE_INTERFACE (VeloSecrets, velo_secrets, G_TYPE_OBJECT)

static gboolean
is_name (const char *text)
{
  return text != NULL && *text != '\0';
}

static void
velo_secrets_default_init (VeloSecretsInterface *iface)
{
}

/**
 * velo_secrets_store_async:
 * @self: a keeper of passwords
 * @service_id: short name of the service, such as "wertgarantie"
 * @user_name: user name of the account there
 * @mode: real or training
 * @password: the password; copied
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Keeps a password, in place of the one kept before for the same account.
 *
 * The user may be asked to open the key ring. Fails with a #VeloSecretsError, or with
 * %G_IO_ERROR_CANCELLED; after that the password may or may not have been kept.
 */
void
velo_secrets_store_async (VeloSecrets         *self,
                          const char          *service_id,
                          const char          *user_name,
                          VeloSecretsMode      mode,
                          const char          *password,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (VELO_IS_SECRETS (self));
  g_return_if_fail (is_name (service_id));
  g_return_if_fail (is_name (user_name));
  g_return_if_fail (password != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  VELO_SECRETS_GET_IFACE (self)->store_async (self, service_id, user_name, mode, password,
                                              cancellable, callback, user_data);
}

/**
 * velo_secrets_store_finish:
 * @self: a keeper of passwords
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends velo_secrets_store_async().
 *
 * Returns: whether the password is kept now
 */
gboolean
velo_secrets_store_finish (VeloSecrets   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (VELO_IS_SECRETS (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return VELO_SECRETS_GET_IFACE (self)->store_finish (self, result, error);
}

/**
 * velo_secrets_lookup_async:
 * @self: a keeper of passwords
 * @service_id: short name of the service
 * @user_name: user name of the account there
 * @mode: real or training
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Reads a password. The user may be asked to open the key ring.
 *
 * Fails with a #VeloSecretsError, or with %G_IO_ERROR_CANCELLED.
 */
void
velo_secrets_lookup_async (VeloSecrets         *self,
                           const char          *service_id,
                           const char          *user_name,
                           VeloSecretsMode      mode,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (VELO_IS_SECRETS (self));
  g_return_if_fail (is_name (service_id));
  g_return_if_fail (is_name (user_name));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  VELO_SECRETS_GET_IFACE (self)->lookup_async (self, service_id, user_name, mode, cancellable,
                                               callback, user_data);
}

/**
 * velo_secrets_lookup_finish:
 * @self: a keeper of passwords
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends velo_secrets_lookup_async(). That no password is kept is not an error.
 *
 * Returns: (transfer full) (nullable): the password, to be freed with
 *   velo_secrets_password_free(); %NULL without an error if none is kept
 */
char *
velo_secrets_lookup_finish (VeloSecrets   *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (VELO_IS_SECRETS (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return VELO_SECRETS_GET_IFACE (self)->lookup_finish (self, result, error);
}

/**
 * velo_secrets_clear_async:
 * @self: a keeper of passwords
 * @service_id: short name of the service
 * @user_name: user name of the account there
 * @mode: real or training
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Forgets a password. Forgetting one that is not kept succeeds.
 *
 * Fails with a #VeloSecretsError, or with %G_IO_ERROR_CANCELLED.
 */
void
velo_secrets_clear_async (VeloSecrets         *self,
                          const char          *service_id,
                          const char          *user_name,
                          VeloSecretsMode      mode,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (VELO_IS_SECRETS (self));
  g_return_if_fail (is_name (service_id));
  g_return_if_fail (is_name (user_name));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  VELO_SECRETS_GET_IFACE (self)->clear_async (self, service_id, user_name, mode, cancellable,
                                              callback, user_data);
}

/**
 * velo_secrets_clear_finish:
 * @self: a keeper of passwords
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends velo_secrets_clear_async().
 *
 * Returns: whether no password is kept any more
 */
gboolean
velo_secrets_clear_finish (VeloSecrets   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (VELO_IS_SECRETS (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return VELO_SECRETS_GET_IFACE (self)->clear_finish (self, result, error);
}

/**
 * velo_secrets_probe_async:
 * @self: a keeper of passwords
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Asks whether passwords can be kept here, without asking the user anything.
 *
 * Fails with %VELO_SECRETS_ERROR_UNAVAILABLE if nothing keeps secrets here, with
 * %VELO_SECRETS_ERROR_LOCKED if the key ring is locked (storing and reading then ask the user to
 * open it), with another #VeloSecretsError, or with %G_IO_ERROR_CANCELLED.
 */
void
velo_secrets_probe_async (VeloSecrets         *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (VELO_IS_SECRETS (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  VELO_SECRETS_GET_IFACE (self)->probe_async (self, cancellable, callback, user_data);
}

/**
 * velo_secrets_probe_finish:
 * @self: a keeper of passwords
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends velo_secrets_probe_async().
 *
 * Returns: whether passwords can be kept here
 */
gboolean
velo_secrets_probe_finish (VeloSecrets   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (VELO_IS_SECRETS (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return VELO_SECRETS_GET_IFACE (self)->probe_finish (self, result, error);
}

/**
 * velo_secrets_password_free:
 * @password: (transfer full) (nullable): a password that velo_secrets_lookup_finish() gave
 *
 * Overwrites and frees a password.
 */
void
velo_secrets_password_free (char *password)
{
  secret_password_free (password);
}
