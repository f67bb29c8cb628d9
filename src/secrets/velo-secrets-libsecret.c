/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passwords in the Secret Service of the session, by way of libsecret. */

#define G_LOG_DOMAIN "velo-secrets-libsecret"

#include "config.h"

#include "velo-secrets-libsecret.h"

#include <libsecret/secret.h>

struct _VeloSecretsLibsecret
{
  GObject parent_instance;
};

static void velo_secrets_libsecret_iface_init (VeloSecretsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (VeloSecretsLibsecret, velo_secrets_libsecret, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (VELO_TYPE_SECRETS,
                                                      velo_secrets_libsecret_iface_init))

/* The attributes are kept in clear by the service: names only. */
static const SecretSchema account_schema = {
  APPLICATION_ID ".Account", SECRET_SCHEMA_NONE,
  {
    { "service", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "user", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "mode", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
  0, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
};

static const char *
mode_name (VeloSecretsMode mode)
{
  return mode == VELO_SECRETS_MODE_TRAINING ? "training" : "real";
}

static GHashTable *
make_attributes (const char      *service_id,
                 const char      *user_name,
                 VeloSecretsMode  mode)
{
  GHashTable *attributes = NULL;

  attributes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_hash_table_insert (attributes, (gpointer) "service", g_strdup (service_id));
  g_hash_table_insert (attributes, (gpointer) "user", g_strdup (user_name));
  g_hash_table_insert (attributes, (gpointer) "mode", g_strdup (mode_name (mode)));
  return attributes;
}

static VeloSecretsError
code_of_bus_error (const GError *error)
{
  static const int absent[] = {
    G_DBUS_ERROR_SERVICE_UNKNOWN, G_DBUS_ERROR_NAME_HAS_NO_OWNER, G_DBUS_ERROR_NO_SERVER,
    G_DBUS_ERROR_BAD_ADDRESS, G_DBUS_ERROR_DISCONNECTED, G_DBUS_ERROR_FILE_NOT_FOUND,
    G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND, G_DBUS_ERROR_SPAWN_EXEC_FAILED,
    G_DBUS_ERROR_SPAWN_FORK_FAILED, G_DBUS_ERROR_SPAWN_CHILD_EXITED,
    G_DBUS_ERROR_SPAWN_CHILD_SIGNALED, G_DBUS_ERROR_SPAWN_FAILED,
    /* said about the default key ring when none was ever made */
    G_DBUS_ERROR_UNKNOWN_METHOD, G_DBUS_ERROR_UNKNOWN_OBJECT, G_DBUS_ERROR_UNKNOWN_INTERFACE,
  };

  for (guint i = 0; i < G_N_ELEMENTS (absent); i++)
    if (error->code == absent[i])
      return VELO_SECRETS_ERROR_UNAVAILABLE;
  if (error->code == G_DBUS_ERROR_ACCESS_DENIED || error->code == G_DBUS_ERROR_AUTH_FAILED)
    return VELO_SECRETS_ERROR_DENIED;
  return VELO_SECRETS_ERROR_FAILED;
}

static VeloSecretsError
code_of_error (const GError *error)
{
  if (error->domain == G_DBUS_ERROR)
    return code_of_bus_error (error);
  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    return VELO_SECRETS_ERROR_LOCKED;
  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT))
    return VELO_SECRETS_ERROR_UNAVAILABLE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    return VELO_SECRETS_ERROR_DENIED;
  /* a session without a bus shows as one of many input and output errors */
  if (error->domain == G_IO_ERROR)
    return VELO_SECRETS_ERROR_UNAVAILABLE;
  return VELO_SECRETS_ERROR_FAILED;
}

/* Takes an error of libsecret or the bus and returns it as one of this room. */
static GError *
translate_error (GError *error)
{
  GError *translated = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return error;

  g_dbus_error_strip_remote_error (error);
  translated = g_error_new_literal (VELO_SECRETS_ERROR, (int) code_of_error (error), error->message);
  g_error_free (error);
  return translated;
}

static void
free_password (gpointer password)
{
  velo_secrets_password_free (password);
}

/* Store */

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  g_autoptr(GError) error = NULL;

  if (!secret_password_store_finish (result, &error))
    {
      /* libsecret 0.20 can refuse without saying why when the prompt is closed */
      if (error == NULL)
        g_set_error_literal (&error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED,
                             "the key ring was not opened");
      g_task_return_error (task, translate_error (g_steal_pointer (&error)));
      return;
    }
  g_task_return_boolean (task, TRUE);
}

static void
velo_secrets_libsecret_store_async (VeloSecrets         *secrets,
                                    const char          *service_id,
                                    const char          *user_name,
                                    VeloSecretsMode      mode,
                                    const char          *password,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(GHashTable) attributes = NULL;
  g_autofree char *label = NULL;

  task = g_task_new (secrets, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_secrets_libsecret_store_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  attributes = make_attributes (service_id, user_name, mode);
  label = g_strdup_printf ("VeloInsure: %s (%s)", service_id, mode_name (mode));
  secret_password_storev (&account_schema, attributes, SECRET_COLLECTION_DEFAULT, label, password,
                          cancellable, stored_cb, g_steal_pointer (&task));
}

static gboolean
velo_secrets_libsecret_store_finish (VeloSecrets   *secrets,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, secrets), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_secrets_libsecret_store_async),
                        FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Look-up: libsecret says "nothing there" also when the user closed the prompt of a locked key
 * ring, so "nothing" is followed by a search that opens nothing. */

static gboolean
is_locked_item (gpointer retrievable)
{
  return SECRET_IS_ITEM (retrievable) && secret_item_get_locked (retrievable);
}

static void
searched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  g_autoptr(GError) error = NULL;
  GList *items = NULL; /* as libsecret returns it */
  gboolean locked = FALSE;

  items = secret_password_search_finish (result, &error);
  if (error != NULL)
    {
      g_task_return_error (task, translate_error (g_steal_pointer (&error)));
      return;
    }

  for (GList *l = items; l != NULL; l = l->next)
    locked = locked || is_locked_item (l->data);
  g_list_free_full (items, g_object_unref);

  if (locked)
    g_task_return_new_error (task, VELO_SECRETS_ERROR, VELO_SECRETS_ERROR_LOCKED,
                             "the key ring was not opened");
  else
    g_task_return_pointer (task, NULL, NULL);
}

static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  g_autoptr(GError) error = NULL;
  GHashTable *attributes = NULL; /* borrowed from the task */
  GCancellable *cancellable = NULL;
  char *password = NULL;

  password = secret_password_lookup_finish (result, &error);
  if (error != NULL)
    {
      g_task_return_error (task, translate_error (g_steal_pointer (&error)));
      return;
    }
  if (password != NULL)
    {
      g_task_return_pointer (task, password, free_password);
      return;
    }

  attributes = g_task_get_task_data (task);
  cancellable = g_task_get_cancellable (task);
  secret_password_searchv (&account_schema, attributes, SECRET_SEARCH_ALL, cancellable,
                           searched_cb, g_steal_pointer (&task));
}

static void
velo_secrets_libsecret_lookup_async (VeloSecrets         *secrets,
                                     const char          *service_id,
                                     const char          *user_name,
                                     VeloSecretsMode      mode,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  GHashTable *attributes = NULL; /* the task owns it */

  task = g_task_new (secrets, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_secrets_libsecret_lookup_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  attributes = make_attributes (service_id, user_name, mode);
  g_task_set_task_data (task, attributes, (GDestroyNotify) g_hash_table_unref);
  secret_password_lookupv (&account_schema, attributes, cancellable, looked_up_cb,
                           g_steal_pointer (&task));
}

static char *
velo_secrets_libsecret_lookup_finish (VeloSecrets   *secrets,
                                      GAsyncResult  *result,
                                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, secrets), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_secrets_libsecret_lookup_async),
                        NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Clear */

static void
cleared_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  g_autoptr(GError) error = NULL;

  /* FALSE without an error: there was nothing to forget */
  secret_password_clear_finish (result, &error);
  if (error != NULL)
    g_task_return_error (task, translate_error (g_steal_pointer (&error)));
  else
    g_task_return_boolean (task, TRUE);
}

static void
velo_secrets_libsecret_clear_async (VeloSecrets         *secrets,
                                    const char          *service_id,
                                    const char          *user_name,
                                    VeloSecretsMode      mode,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(GHashTable) attributes = NULL;

  task = g_task_new (secrets, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_secrets_libsecret_clear_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  attributes = make_attributes (service_id, user_name, mode);
  secret_password_clearv (&account_schema, attributes, cancellable, cleared_cb,
                          g_steal_pointer (&task));
}

static gboolean
velo_secrets_libsecret_clear_finish (VeloSecrets   *secrets,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, secrets), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_secrets_libsecret_clear_async),
                        FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Probe: a search that opens nothing tells whether anything keeps secrets at all, whatever the back
 * end is; only the Secret Service itself can then say whether its key ring is locked. */

static void
collection_found_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  g_autoptr(SecretCollection) collection = NULL;
  g_autoptr(GError) error = NULL;

  collection = secret_collection_for_alias_finish (result, &error);
  if (error != NULL)
    g_task_return_error (task, translate_error (g_steal_pointer (&error)));
  else if (collection != NULL && secret_collection_get_locked (collection))
    g_task_return_new_error (task, VELO_SECRETS_ERROR, VELO_SECRETS_ERROR_LOCKED,
                             "the key ring is locked");
  else
    /* the first password makes the default key ring if there is none yet */
    g_task_return_boolean (task, TRUE);
}

static void
service_found_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  g_autoptr(SecretService) service = NULL;
  g_autoptr(GError) error = NULL;
  GCancellable *cancellable = NULL;

  service = secret_service_get_finish (result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (service == NULL)
    {
      /* the search has worked: libsecret keeps a file of its own, as in a sandbox; never locked */
      g_task_return_boolean (task, TRUE);
      return;
    }

  cancellable = g_task_get_cancellable (task);
  secret_collection_for_alias (service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE,
                               cancellable, collection_found_cb, g_steal_pointer (&task));
}

static void
probed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  g_autoptr(GError) error = NULL;
  GCancellable *cancellable = NULL;
  GList *items = NULL; /* as libsecret returns it */

  items = secret_password_search_finish (result, &error);
  g_list_free_full (items, g_object_unref);
  if (error != NULL)
    {
      g_task_return_error (task, translate_error (g_steal_pointer (&error)));
      return;
    }

  cancellable = g_task_get_cancellable (task);
  secret_service_get (SECRET_SERVICE_NONE, cancellable, service_found_cb,
                      g_steal_pointer (&task));
}

static void
velo_secrets_libsecret_probe_async (VeloSecrets         *secrets,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(GHashTable) attributes = NULL;

  task = g_task_new (secrets, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_secrets_libsecret_probe_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  attributes = make_attributes ("probe", "probe", VELO_SECRETS_MODE_TRAINING);
  secret_password_searchv (&account_schema, attributes, SECRET_SEARCH_NONE, cancellable,
                           probed_cb, g_steal_pointer (&task));
}

static gboolean
velo_secrets_libsecret_probe_finish (VeloSecrets   *secrets,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, secrets), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_secrets_libsecret_probe_async),
                        FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
velo_secrets_libsecret_iface_init (VeloSecretsInterface *iface)
{
  iface->store_async = velo_secrets_libsecret_store_async;
  iface->store_finish = velo_secrets_libsecret_store_finish;
  iface->lookup_async = velo_secrets_libsecret_lookup_async;
  iface->lookup_finish = velo_secrets_libsecret_lookup_finish;
  iface->clear_async = velo_secrets_libsecret_clear_async;
  iface->clear_finish = velo_secrets_libsecret_clear_finish;
  iface->probe_async = velo_secrets_libsecret_probe_async;
  iface->probe_finish = velo_secrets_libsecret_probe_finish;
}

static void
velo_secrets_libsecret_class_init (VeloSecretsLibsecretClass *klass)
{
}

static void
velo_secrets_libsecret_init (VeloSecretsLibsecret *self)
{
}

/**
 * velo_secrets_libsecret_new:
 *
 * Makes a keeper that uses the Secret Service of the session. Nothing is asked of the service yet.
 *
 * Returns: (transfer full): the keeper
 */
VeloSecrets *
velo_secrets_libsecret_new (void)
{
  return g_object_new (VELO_TYPE_SECRETS_LIBSECRET, NULL);
}
