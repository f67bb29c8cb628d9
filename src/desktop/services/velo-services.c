/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes and ends what the program works with, for training or for real. */

#define G_LOG_DOMAIN "velo-services"

#include "config.h"

#include "velo-services.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "velo-store-employees.h"
#include "velo-wertgarantie.h"

#define DATABASE "veloinsure.db"

/* Names of the training shop: invented, like everything in training. */
#define TRAINING_SELLER   "Jana Kurbel"
#define TRAINING_NUMBER   "4711001"

struct _VeloServices
{
  GObject parent_instance;

  GSettings *settings;                   /* (owned) (not nullable) root schema */
  GSettings *shop_settings;              /* (owned) (not nullable) child of it, for its signal */
  GSettings *signing_settings;           /* (owned) (not nullable) the same */
  VeloSecrets *secrets;                  /* (owned) (not nullable) */
  char *root;                            /* (owned) (not nullable) folder of both kinds of data */
  char *folder;                          /* (owned) (nullable) folder of the kind in use */
  VeloStore *store;                      /* (owned) (nullable) */
  VeloCounter *counter;                  /* (owned) (nullable) */
  VeloInbox *inbox;                      /* (owned) (nullable) */
  VeloClaimsDesk *claims_desk;           /* (owned) (nullable) */
  VeloTrainingInsurer *training_insurer; /* (owned) (nullable) */
  gboolean training;
};

G_DEFINE_FINAL_TYPE (VeloServices, velo_services, G_TYPE_OBJECT)

/* The insurer */

static char *
make_folder_path (const char *root,
                  gboolean    training)
{
  return g_build_filename (root, training ? "training" : "shop", NULL);
}

static char *
get_setting (VeloServices *self,
             const char   *child,
             const char   *key)
{
  g_autoptr(GSettings) settings = g_settings_get_child (self->settings, child);

  return g_settings_get_string (settings, key);
}

/**
 * velo_services_make_insurer:
 * @self: services that are started or being started
 * @training: whether to talk to the training insurer, which must be running
 * @password: (nullable): password of the account
 *
 * Makes a client of the insurer's service from the settings, or one of the
 * training insurer.
 *
 * Returns: (transfer full): the client
 */
VeloInsurer *
velo_services_make_insurer (VeloServices *self,
                            gboolean      training,
                            const char   *password)
{
  g_autoptr(GSettings) insurer = NULL;
  g_autofree char *base_url = NULL;
  g_autofree char *user = NULL;
  g_autofree char *company = NULL;
  g_autofree char *role = NULL;
  g_autofree char *agent = NULL;
  g_autofree char *sender = NULL;
  g_autofree char *channel = NULL;
  g_autofree char *country = NULL;
  VeloWertgarantie *client;

  g_return_val_if_fail (VELO_IS_SERVICES (self), NULL);

  insurer = g_settings_get_child (self->settings, "insurer");
  base_url = training ? g_strdup (velo_training_insurer_get_uri (self->training_insurer))
                      : g_settings_get_string (insurer, "base-url");
  user = training ? g_strdup (VELO_TRAINING_USER) : g_settings_get_string (insurer, "user-name");
  company = g_settings_get_string (insurer, "company");
  role = g_settings_get_string (insurer, "role");
  agent = training ? g_strdup ("") : g_settings_get_string (insurer, "agent-number");
  sender = g_settings_get_string (insurer, "sender-name");
  channel = g_settings_get_string (insurer, "channel");
  country = get_setting (self, "shop", "country");
  client = g_object_new (VELO_TYPE_WERTGARANTIE,
                         "base-url", base_url, "user", user, "company", company, "role", role,
                         "agent-number", agent, "sender-name", sender, "sales-channel", channel,
                         "country", country,
                         "dialect", g_settings_get_enum (insurer, "dialect"),
                         "attach-document", g_settings_get_boolean (insurer, "attach-document"),
                         "vouch-lock", g_settings_get_boolean (insurer, "vouch-lock"),
                         "leasing-remark", g_settings_get_boolean (insurer, "leasing-in-remark"),
                         NULL);
  velo_wertgarantie_set_password (client, training ? VELO_TRAINING_PASSWORD : password);
  return VELO_INSURER (client);
}

/**
 * velo_services_apply_account:
 * @self: the services
 * @password: (nullable): password of the account
 *
 * Uses the account of the settings from now on, unless this is training.
 */
void
velo_services_apply_account (VeloServices *self,
                             const char   *password)
{
  g_autoptr(VeloInsurer) insurer = NULL;

  g_return_if_fail (VELO_IS_SERVICES (self));

  if (self->training || self->counter == NULL)
    return;
  insurer = velo_services_make_insurer (self, FALSE, password);
  velo_counter_set_insurer (self->counter, insurer);
}

/* Shop and employees */

static void
apply_shop (VeloServices *self)
{
  static const char * const keys[] = { "name", "street", "postcode", "city", "phone", "email", "country" };
  GSettings *settings = self->shop_settings;
  g_autoptr(VeloParty) shop = velo_party_new ();
  g_autofree char *register_number = g_settings_get_string (settings, "register-number");

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *value = g_settings_get_string (settings, keys[i]);

      g_object_set (shop, keys[i], value, NULL);
    }
  if (self->training && *velo_party_get_name (shop) == '\0')
    {
      g_autoptr(VeloParty) training = velo_party_new_training ();
      g_autofree char *country = g_strdup (velo_party_get_country (shop));

      velo_record_assign (shop, training);
      velo_party_set_country (shop, country);
    }
  velo_counter_set_shop (self->counter, shop, register_number);
}

static void
apply_ticks (VeloServices *self)
{
  static const VeloTicks of_notice[] = { 0, VELO_TICKS_SPOKEN, VELO_TICKS_LEAFLET };
  VeloTicks ticks = of_notice[g_settings_get_enum (self->signing_settings, "warranty-notice")];

  if (g_settings_get_boolean (self->signing_settings, "tick-recommendation"))
    ticks |= VELO_TICKS_RECOMMENDED;
  velo_counter_set_ticks (self->counter, ticks);
}

static void
forms_changed_cb (VeloServices *self)
{
  if (self->counter == NULL)
    return;
  apply_shop (self);
  apply_ticks (self);
}

static void
apply_employee (VeloServices *self,
                GPtrArray    *employees)
{
  g_autofree char *current = g_settings_get_string (self->settings, "current-employee");

  if (employees->len == 0)
    return;
  velo_counter_set_employee (self->counter, g_ptr_array_index (employees, 0));
  for (guint i = 0; i < employees->len; i++)
    if (g_str_equal (velo_employee_get_id (g_ptr_array_index (employees, i)), current))
      velo_counter_set_employee (self->counter, g_ptr_array_index (employees, i));
}

/* Starting, step by step */

/* Nothing is opened before somebody looks at the claims. */
static void
make_claims_desk (VeloServices *self)
{
  g_autoptr(GSettings) settings = g_settings_get_child (self->settings, "claims");
  const char *pictures = g_get_user_special_dir (G_USER_DIRECTORY_PICTURES);

  self->claims_desk = velo_claims_desk_new (self->training ? self->folder : NULL, settings, self->secrets);
  velo_claims_desk_set_history (self->claims_desk, TRUE);
  velo_claims_desk_set_pictures (self->claims_desk, pictures != NULL ? pictures
                                                    : g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS));
}

static void
return_started (GTask *task)
{
  VeloServices *self = g_task_get_source_object (task);

  forms_changed_cb (self);
  make_claims_desk (self);
  self->inbox = velo_inbox_new (self->counter, self->settings);
  velo_counter_warm_up (self->counter);
  g_task_return_boolean (task, TRUE);
}

static void
training_employee_saved_cb (GObject      *object,
                            GAsyncResult *result,
                            gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  GError *error = NULL;

  if (!velo_store_save_employee_finish (VELO_STORE (object), result, &error))
    g_task_return_error (task, error);
  else
    return_started (task);
}

static void
add_training_employee (GTask *task)
{
  VeloServices *self = g_task_get_source_object (task);
  g_autoptr(VeloEmployee) employee = velo_employee_new ();
  g_autofree char *id = velo_record_new_id ();

  velo_employee_set_id (employee, id);
  velo_employee_set_name (employee, TRAINING_SELLER);
  velo_employee_set_broker_number (employee, TRAINING_NUMBER);
  velo_counter_set_employee (self->counter, employee);
  velo_store_save_employee_async (self->store, employee, "", g_task_get_cancellable (task),
                                  training_employee_saved_cb, g_object_ref (task));
}

static void
employees_listed_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  VeloServices *self = g_task_get_source_object (task);
  g_autoptr(GPtrArray) employees = NULL;
  GError *error = NULL;

  employees = velo_store_list_employees_finish (VELO_STORE (object), result, &error);
  if (employees == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (employees->len == 0 && self->training)
    {
      add_training_employee (task);
      return;
    }
  apply_employee (self, employees);
  return_started (task);
}

static void
make_counter (GTask      *task,
              const char *password)
{
  VeloServices *self = g_task_get_source_object (task);
  g_autoptr(VeloInsurer) insurer = velo_services_make_insurer (self, self->training, password);

  self->counter = velo_counter_new (self->store, insurer, self->training);
  velo_store_list_employees_async (self->store, FALSE, g_task_get_cancellable (task), employees_listed_cb,
                                   g_object_ref (task));
}

static void
password_got_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  g_autoptr(GError) error = NULL;
  char *password = velo_secrets_lookup_finish (VELO_SECRETS (object), result, &error);

  /* without a password the program still shows everything; the insurer's calls say what is missing */
  if (error != NULL)
    g_info ("key ring: %s", error->message);
  make_counter (task, password);
  velo_secrets_password_free (password);
}

static void
recovered_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  VeloServices *self = g_task_get_source_object (task);
  g_autofree char *user = NULL;
  guint n_unclear = 0;
  GError *error = NULL;

  if (!velo_store_recover_finish (VELO_STORE (object), result, &n_unclear, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (n_unclear > 0)
    g_message ("%u proposals were on their way when the program ended: unclear", n_unclear);
  if (self->training)
    {
      make_counter (task, NULL);
      return;
    }
  user = get_setting (self, "insurer", "user-name");
  if (*user == '\0')
    {
      make_counter (task, NULL);
      return;
    }
  velo_secrets_lookup_async (self->secrets, VELO_ACCOUNT_ID, user, VELO_SECRETS_MODE_REAL,
                             g_task_get_cancellable (task), password_got_cb, g_object_ref (task));
}

static void
store_opened_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  VeloServices *self = g_task_get_source_object (task);
  GError *error = NULL;

  self->store = velo_store_open_finish (result, &error);
  if (self->store == NULL)
    g_task_return_error (task, error);
  else
    velo_store_recover_async (self->store, g_task_get_cancellable (task), recovered_cb, g_object_ref (task));
}

static gboolean
start_training_insurer (VeloServices  *self,
                        GError       **error)
{
  g_autofree char *state_path = g_build_filename (self->folder, "insurer.json", NULL);

  self->training_insurer = velo_training_insurer_new ();
  velo_training_insurer_set_state_file (self->training_insurer, state_path);
  return velo_training_insurer_start (self->training_insurer, 0, error);
}

/**
 * velo_services_start_async:
 * @self: services that are not started
 * @training: for training or for real
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Opens the data of the wanted kind, settles what a crash left, and makes the
 * insurer's client and the counter.
 */
void
velo_services_start_async (VeloServices        *self,
                           gboolean             training,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autofree char *path = NULL;
  GError *error = NULL;

  g_return_if_fail (VELO_IS_SERVICES (self));
  g_return_if_fail (self->counter == NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_services_start_async);
  self->training = training;
  g_free (self->folder);
  self->folder = make_folder_path (self->root, training);
  if (g_mkdir_with_parents (self->folder, 0700) != 0)
    {
      g_task_return_new_error (task, VELO_STORE_ERROR, VELO_STORE_ERROR_IO, "%s", g_strerror (errno));
      return;
    }
  if (training && !start_training_insurer (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  path = velo_services_dup_database_path (self);
  velo_store_open_async (path, cancellable, store_opened_cb, g_object_ref (task));
}

/**
 * velo_services_start_finish:
 * @self: the services
 * @result: the result
 * @error: return location for an error of the store or the training insurer
 *
 * Returns: whether everything is there
 */
gboolean
velo_services_start_finish (VeloServices  *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_services_start_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Ending */

static void
stop_training_insurer (VeloServices *self)
{
  if (self->training_insurer != NULL)
    velo_training_insurer_stop (self->training_insurer);
  g_clear_object (&self->training_insurer);
}

static void
store_closed_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  VeloServices *self = g_task_get_source_object (task);
  GError *error = NULL;
  gboolean closed = velo_store_close_finish (VELO_STORE (object), result, &error);

  g_clear_object (&self->store);
  stop_training_insurer (self);
  if (!closed)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * velo_services_stop_async:
 * @self: the services
 * @callback: (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Ends the work in the background and closes the data; may be started again.
 */
void
velo_services_stop_async (VeloServices        *self,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (VELO_IS_SERVICES (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, velo_services_stop_async);
  if (self->inbox != NULL)
    velo_inbox_stop (self->inbox);
  g_clear_object (&self->inbox);
  if (self->claims_desk != NULL)
    velo_claims_desk_close (self->claims_desk);
  g_clear_object (&self->claims_desk);
  if (self->counter != NULL)
    velo_counter_close (self->counter);
  g_clear_object (&self->counter);
  if (self->store != NULL)
    {
      velo_store_close_async (self->store, store_closed_cb, g_object_ref (task));
      return;
    }
  stop_training_insurer (self);
  g_task_return_boolean (task, TRUE);
}

/**
 * velo_services_stop_finish:
 * @self: the services
 * @result: the result
 * @error: return location for an error of the store
 *
 * Returns: whether the data were closed in order
 */
gboolean
velo_services_stop_finish (VeloServices  *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_services_stop_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* GObject */

static void
velo_services_finalize (GObject *object)
{
  VeloServices *self = VELO_SERVICES (object);

  g_assert (self->store == NULL && self->training_insurer == NULL);
  g_clear_object (&self->shop_settings);
  g_clear_object (&self->signing_settings);
  g_clear_object (&self->settings);
  g_clear_object (&self->secrets);
  g_clear_pointer (&self->root, g_free);
  g_clear_pointer (&self->folder, g_free);

  G_OBJECT_CLASS (velo_services_parent_class)->finalize (object);
}

static void
velo_services_class_init (VeloServicesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = velo_services_finalize;
}

static void
velo_services_init (VeloServices *self)
{
}

/**
 * velo_services_new:
 * @settings: of the root schema
 * @secrets: keeps the password
 * @folder: folder for both kinds of data; made if missing
 *
 * Returns: (transfer full): services that are not started; stop them before the last reference goes
 */
VeloServices *
velo_services_new (GSettings   *settings,
                   VeloSecrets *secrets,
                   const char  *folder)
{
  VeloServices *self;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (VELO_IS_SECRETS (secrets), NULL);
  g_return_val_if_fail (folder != NULL, NULL);

  self = g_object_new (VELO_TYPE_SERVICES, NULL);
  self->settings = g_object_ref (settings);
  self->secrets = g_object_ref (secrets);
  self->root = g_strdup (folder);
  self->shop_settings = g_settings_get_child (settings, "shop");
  self->signing_settings = g_settings_get_child (settings, "signing");
  g_signal_connect_object (self->shop_settings, "changed", G_CALLBACK (forms_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->signing_settings, "changed", G_CALLBACK (forms_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * velo_services_get_counter:
 * @self: the services
 *
 * Returns: (transfer none) (nullable): the counter, %NULL unless started
 */
VeloCounter *
velo_services_get_counter (VeloServices *self)
{
  g_return_val_if_fail (VELO_IS_SERVICES (self), NULL);

  return self->counter;
}

/**
 * velo_services_get_inbox:
 * @self: the services
 *
 * Returns: (transfer none) (nullable): what watches folders, %NULL unless started
 */
VeloInbox *
velo_services_get_inbox (VeloServices *self)
{
  g_return_val_if_fail (VELO_IS_SERVICES (self), NULL);

  return self->inbox;
}

/**
 * velo_services_get_secrets:
 * @self: the services
 *
 * Returns: (transfer none): what keeps the password
 */
VeloSecrets *
velo_services_get_secrets (VeloServices *self)
{
  g_return_val_if_fail (VELO_IS_SERVICES (self), NULL);

  return self->secrets;
}

/**
 * velo_services_get_settings:
 * @self: the services
 *
 * Returns: (transfer none): settings of the root schema
 */
GSettings *
velo_services_get_settings (VeloServices *self)
{
  g_return_val_if_fail (VELO_IS_SERVICES (self), NULL);

  return self->settings;
}

/**
 * velo_services_get_claims_desk:
 * @self: the services
 *
 * Returns: (transfer none) (nullable): the way to the claims service, %NULL unless started
 */
VeloClaimsDesk *
velo_services_get_claims_desk (VeloServices *self)
{
  g_return_val_if_fail (VELO_IS_SERVICES (self), NULL);

  return self->claims_desk;
}

/**
 * velo_services_get_training_insurer:
 * @self: the services
 *
 * Returns: (transfer none) (nullable): the training insurer, %NULL for real
 */
VeloTrainingInsurer *
velo_services_get_training_insurer (VeloServices *self)
{
  g_return_val_if_fail (VELO_IS_SERVICES (self), NULL);

  return self->training_insurer;
}

/**
 * velo_services_get_folder:
 * @self: the services
 *
 * Returns: (transfer none) (nullable): folder of the data in use
 */
const char *
velo_services_get_folder (VeloServices *self)
{
  g_return_val_if_fail (VELO_IS_SERVICES (self), NULL);

  return self->folder;
}

/**
 * velo_services_make_database_path:
 * @root: folder of both kinds of data
 * @training: which of them
 *
 * Returns: (transfer full): where the database lies, or would
 */
char *
velo_services_make_database_path (const char *root,
                                  gboolean    training)
{
  g_autofree char *folder = NULL;

  g_return_val_if_fail (root != NULL, NULL);

  folder = make_folder_path (root, training);
  return g_build_filename (folder, DATABASE, NULL);
}

/**
 * velo_services_dup_database_path:
 * @self: services that are started or being started
 *
 * Returns: (transfer full): path of the database in use
 */
char *
velo_services_dup_database_path (VeloServices *self)
{
  g_return_val_if_fail (VELO_IS_SERVICES (self), NULL);

  return g_build_filename (self->folder, DATABASE, NULL);
}
