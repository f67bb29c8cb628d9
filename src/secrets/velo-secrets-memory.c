/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passwords in memory only, for training mode and tests; forgotten when the object goes. */

#define G_LOG_DOMAIN "velo-secrets-memory"

#include "config.h"

#include "velo-secrets-memory.h"

struct _VeloSecretsMemory
{
  GObject     parent_instance;

  GHashTable *passwords; /* (owned) (not nullable) (element-type utf8 utf8) */
  GError     *failing;   /* (owned) (nullable) */
};

static void velo_secrets_memory_iface_init (VeloSecretsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (VeloSecretsMemory, velo_secrets_memory, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (VELO_TYPE_SECRETS,
                                                      velo_secrets_memory_iface_init))

static char *
make_key (const char      *service_id,
          const char      *user_name,
          VeloSecretsMode  mode)
{
  return g_strdup_printf ("%d\n%s\n%s", (int) mode, service_id, user_name);
}

static void
free_password (gpointer password)
{
  velo_secrets_password_free (password);
}

/* Returns the error that was asked for; leaves the task to the caller if there is none. */
static gboolean
return_failing (VeloSecretsMemory *self,
                GTask             *task)
{
  if (g_task_return_error_if_cancelled (task))
    return TRUE;
  if (self->failing == NULL)
    return FALSE;
  g_task_return_error (task, g_error_copy (self->failing));
  return TRUE;
}

static void
velo_secrets_memory_store_async (VeloSecrets         *secrets,
                                 const char          *service_id,
                                 const char          *user_name,
                                 VeloSecretsMode      mode,
                                 const char          *password,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  VeloSecretsMemory *self = VELO_SECRETS_MEMORY (secrets);
  g_autoptr(GTask) task = NULL;

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_secrets_memory_store_async);
  if (return_failing (self, task))
    return;
  g_hash_table_replace (self->passwords, make_key (service_id, user_name, mode),
                        g_strdup (password));
  g_task_return_boolean (task, TRUE);
}

static gboolean
velo_secrets_memory_store_finish (VeloSecrets   *secrets,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, secrets), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_secrets_memory_store_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
velo_secrets_memory_lookup_async (VeloSecrets         *secrets,
                                  const char          *service_id,
                                  const char          *user_name,
                                  VeloSecretsMode      mode,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  VeloSecretsMemory *self = VELO_SECRETS_MEMORY (secrets);
  g_autoptr(GTask) task = NULL;
  g_autofree char *key = NULL;

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_secrets_memory_lookup_async);
  if (return_failing (self, task))
    return;
  key = make_key (service_id, user_name, mode);
  g_task_return_pointer (task, g_strdup (g_hash_table_lookup (self->passwords, key)),
                         free_password);
}

static char *
velo_secrets_memory_lookup_finish (VeloSecrets   *secrets,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, secrets), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_secrets_memory_lookup_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
velo_secrets_memory_clear_async (VeloSecrets         *secrets,
                                 const char          *service_id,
                                 const char          *user_name,
                                 VeloSecretsMode      mode,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  VeloSecretsMemory *self = VELO_SECRETS_MEMORY (secrets);
  g_autoptr(GTask) task = NULL;
  g_autofree char *key = NULL;

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_secrets_memory_clear_async);
  if (return_failing (self, task))
    return;
  key = make_key (service_id, user_name, mode);
  g_hash_table_remove (self->passwords, key);
  g_task_return_boolean (task, TRUE);
}

static gboolean
velo_secrets_memory_clear_finish (VeloSecrets   *secrets,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, secrets), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_secrets_memory_clear_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
velo_secrets_memory_probe_async (VeloSecrets         *secrets,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  VeloSecretsMemory *self = VELO_SECRETS_MEMORY (secrets);
  g_autoptr(GTask) task = NULL;

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_secrets_memory_probe_async);
  if (return_failing (self, task))
    return;
  g_task_return_boolean (task, TRUE);
}

static gboolean
velo_secrets_memory_probe_finish (VeloSecrets   *secrets,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, secrets), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_secrets_memory_probe_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
velo_secrets_memory_iface_init (VeloSecretsInterface *iface)
{
  iface->store_async = velo_secrets_memory_store_async;
  iface->store_finish = velo_secrets_memory_store_finish;
  iface->lookup_async = velo_secrets_memory_lookup_async;
  iface->lookup_finish = velo_secrets_memory_lookup_finish;
  iface->clear_async = velo_secrets_memory_clear_async;
  iface->clear_finish = velo_secrets_memory_clear_finish;
  iface->probe_async = velo_secrets_memory_probe_async;
  iface->probe_finish = velo_secrets_memory_probe_finish;
}

static void
velo_secrets_memory_finalize (GObject *object)
{
  VeloSecretsMemory *self = VELO_SECRETS_MEMORY (object);

  g_clear_pointer (&self->passwords, g_hash_table_unref);
  g_clear_error (&self->failing);

  G_OBJECT_CLASS (velo_secrets_memory_parent_class)->finalize (object);
}

static void
velo_secrets_memory_class_init (VeloSecretsMemoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = velo_secrets_memory_finalize;
}

static void
velo_secrets_memory_init (VeloSecretsMemory *self)
{
  self->passwords = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_password);
}

/**
 * velo_secrets_memory_new:
 *
 * Makes a keeper that forgets everything when it goes.
 *
 * Returns: (transfer full): the keeper
 */
VeloSecrets *
velo_secrets_memory_new (void)
{
  return g_object_new (VELO_TYPE_SECRETS_MEMORY, NULL);
}

/**
 * velo_secrets_memory_set_failing:
 * @self: a keeper in memory
 * @error: (nullable): what every call ends with from now on, or %NULL to work again
 *
 * Lets the keeper behave like one that is absent or locked.
 */
void
velo_secrets_memory_set_failing (VeloSecretsMemory *self,
                                 const GError      *error)
{
  g_return_if_fail (VELO_IS_SECRETS_MEMORY (self));

  g_clear_error (&self->failing);
  if (error != NULL)
    self->failing = g_error_copy (error);
}
