/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program: makes and ends the services, opens the window and the files given to it. */

#define G_LOG_DOMAIN "velo-application"

#include "config.h"

#include "velo-application-private.h"

#include <glib/gi18n.h>

#include "velo-country-rules.h"
#include "velo-demo.h"
#include "velo-evidence-check.h"
#include "velo-focus.h"
#include "velo-samples.h"
#include "velo-secrets-libsecret.h"

G_DEFINE_FINAL_TYPE (VeloApplication, velo_application, ADW_TYPE_APPLICATION)

/* The daily backup is looked after this often, the first time when the start is over; it is made
 * once a day. */
#define BACKUP_SECONDS       (4 * 60 * 60)
#define FIRST_BACKUP_SECONDS 60

/* Backup */

static void
backed_up_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(VeloApplication) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = velo_store_backup_finish (VELO_STORE (object), result, &error);

  if (error != NULL)
    g_info ("daily backup: %s", error->message);
  /* once a day, and only where there is a window to say so */
  if (path == NULL || self->window == NULL || g_strcmp0 (path, self->checked_backup) == 0)
    return;
  g_free (self->checked_backup);
  self->checked_backup = g_steal_pointer (&path);
  velo_window_check_journal (self->window);
}

static void
back_up (VeloApplication *self)
{
  VeloCounter *counter = velo_services_get_counter (self->services);
  g_autofree char *folder = NULL;

  if (counter == NULL)
    return;
  folder = g_build_filename (velo_services_get_folder (self->services), "backup", NULL);
  velo_store_backup_async (velo_counter_get_store (counter), folder, FALSE, self->cancellable, backed_up_cb,
                           g_object_ref (self));
}

static gboolean
backup_timeout_cb (gpointer user_data)
{
  VeloApplication *self = user_data;

  back_up (self);
  self->backup_source = g_timeout_add_seconds (BACKUP_SECONDS, backup_timeout_cb, self);
  return G_SOURCE_REMOVE;
}

/* Services */

static void
play_demo (VeloApplication *self)
{
  if (self->demo_folder != NULL && self->window != NULL)
    velo_demo_play (self, self->window, self->demo_folder);
}

static void
samples_added_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(VeloApplication) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!velo_samples_add_finish (result, &error))
    g_info ("sample invoices: %s", error->message);
  if (self->settings != NULL && error == NULL)
    {
      g_autoptr(GSettings) training = g_settings_get_child (self->settings, "training");

      g_settings_set_boolean (training, "samples-shown", TRUE);
    }
  play_demo (self);
}

static void
add_samples (VeloApplication *self)
{
  g_autoptr(GSettings) training = g_settings_get_child (self->settings, "training");

  if (g_settings_get_boolean (training, "samples-shown"))
    {
      play_demo (self);
      return;
    }
  velo_samples_add_async (velo_counter_get_store (velo_services_get_counter (self->services)), self->cancellable,
                          samples_added_cb, g_object_ref (self));
}

/* A window that is there when the data are, or comes later while they are. */
static void
attach_window (VeloApplication *self)
{
  velo_window_start_work (self->window);
  g_object_bind_property (self->outbox, "n-waiting", self->window, "n-waiting", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->outbox, "n-unfinished", self->window, "n-unfinished", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->outbox, "offline", self->window, "offline", G_BINDING_SYNC_CREATE);
}

/* Somebody wants them, or a window has gone meanwhile and nobody does any more. */
static gboolean
needs_services (VeloApplication *self)
{
  return self->window != NULL || self->pending_later != NULL || velo_application_keeps_running (self);
}

/* A backup that cannot be used says nothing about the data: those are opened again as they were. What comes of one is
 * told where there is a window, else in the next one. */
static void
tell_restore_error (VeloApplication *self)
{
  g_autoptr(GError) error = NULL;

  if (self->restore_error == NULL || self->window == NULL)
    return;
  error = g_steal_pointer (&self->restore_error);
  velo_window_tell_not_restored (self->window, error);
}

static void
tell_restored (VeloApplication *self)
{
  g_autoptr(VeloStoreRestored) restored = NULL;

  tell_restore_error (self);
  if (self->restored == NULL || self->window == NULL)
    return;
  restored = g_steal_pointer (&self->restored);
  velo_window_tell_restored (self->window, restored);
  velo_window_check_journal (self->window);
}

static void
services_started_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(VeloApplication) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean started = velo_services_start_finish (VELO_SERVICES (object), result, &error);
  VeloCounter *counter;

  self->starting = FALSE;
  if (!needs_services (self) || (!started && self->window == NULL))
    {
      velo_application_end_services (self);
      g_application_release (G_APPLICATION (self));
      return;
    }
  g_application_release (G_APPLICATION (self));
  if (!started)
    {
      g_info ("services: %s", error->message);
      velo_window_show_trouble (self->window, error);
      tell_restore_error (self);
      return;
    }
  counter = velo_services_get_counter (self->services);
  self->outbox = velo_outbox_new (counter);
  if (self->window != NULL)
    attach_window (self);
  tell_restored (self);
  velo_outbox_check (self->outbox);
  velo_application_begin_intake (self);
  velo_application_run_pending (self);
  if (velo_counter_is_training (counter))
    add_samples (self);
  else if (self->demo_folder != NULL)
    {
      g_printerr ("%s\n", _("The demonstration needs training mode."));
      velo_application_end_demo (self, 1);
    }
}

/**
 * velo_application_start_services:
 * @self: the program
 *
 * Starts the services for training or for real, as the settings say. Does
 * nothing while they start or stop: what follows then starts them.
 */
void
velo_application_start_services (VeloApplication *self)
{
  g_autoptr(GSettings) training = NULL;

  if (self->starting || self->stopping || velo_services_get_counter (self->services) != NULL)
    return;
  training = g_settings_get_child (self->settings, "training");
  self->starting = TRUE;
  g_application_hold (G_APPLICATION (self));
  velo_services_start_async (self->services, g_settings_get_boolean (training, "active"), self->cancellable,
                             services_started_cb, g_object_ref (self));
}

/* Whoever waits for the services to be stopped comes here; without a window nothing is started. */
static void
services_stopped (VeloApplication *self)
{
  self->stopping = FALSE;
  if (needs_services (self))
    velo_application_start_services (self);
  g_application_release (G_APPLICATION (self));
}

typedef struct
{
  VeloApplication *self; /* (owned) */
  char *restore_path;    /* (owned) (nullable) */
} Restart;

static void
restart_free (Restart *self)
{
  g_clear_object (&self->self);
  g_free (self->restore_path);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Restart, restart_free)

static void
restored_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Restart) restart = user_data;
  g_autoptr(GError) error = NULL;

  g_clear_pointer (&restart->self->restored, velo_store_restored_free);
  restart->self->restored = velo_store_restore_finish (result, &error);
  g_clear_error (&restart->self->restore_error);
  restart->self->restore_error = g_steal_pointer (&error);
  services_stopped (restart->self);
}

static void
stopped_for_restart_cb (GObject      *object,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr(Restart) restart = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;
  const char *backup = restart->restore_path;

  if (!velo_services_stop_finish (VELO_SERVICES (object), result, &error))
    g_warning ("closing the data: %s", error->message);
  if (backup == NULL)
    {
      services_stopped (restart->self);
      return;
    }
  path = velo_services_dup_database_path (restart->self->services);
  velo_store_restore_async (path, backup, NULL, restored_cb, g_steal_pointer (&restart));
}

/**
 * velo_application_restart:
 * @self: the program
 * @restore_path: (nullable): a backup to put in place of the data in between
 *
 * Stops the services and starts them again, after the mode was changed or to
 * restore a backup.
 */
void
velo_application_restart (VeloApplication *self,
                          const char      *restore_path)
{
  Restart *restart;

  if (self->starting || self->stopping)
    return;
  self->stopping = TRUE;
  restart = g_new0 (Restart, 1);
  restart->self = g_object_ref (self);
  restart->restore_path = g_strdup (restore_path);
  velo_application_end_intake (self);
  g_clear_object (&self->outbox);
  if (self->window != NULL)
    velo_window_end_work (self->window);
  g_application_hold (G_APPLICATION (self));
  velo_services_stop_async (self->services, stopped_for_restart_cb, restart);
}

/* Ending: the data are closed before the process ends */

static void
stopped_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(VeloApplication) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!velo_services_stop_finish (VELO_SERVICES (object), result, &error))
    g_warning ("closing the data: %s", error->message);
  services_stopped (self);
}

/**
 * velo_application_end_services:
 * @self: the program
 *
 * Closes the data. While they are opened or closed the callback of that sees
 * that nobody wants them any more.
 */
void
velo_application_end_services (VeloApplication *self)
{
  if (self->starting || self->stopping)
    return;
  self->stopping = TRUE;
  velo_application_end_intake (self);
  g_clear_object (&self->outbox);
  g_application_hold (G_APPLICATION (self));
  velo_services_stop_async (self->services, stopped_cb, g_object_ref (self));
}

static void
window_removed_cb (VeloApplication *self,
                   GtkWindow       *window)
{
  if (GTK_WINDOW (self->window) != window)
    return;
  g_clear_weak_pointer (&self->window);
  velo_application_update_hold (self);
  if (velo_application_keeps_running (self))
    velo_application_check_claims (self);
  else
    velo_application_end_services (self);
}

/* GApplication */

/* Who wanted to quit has thought better of it. */
static void
stayed_cb (VeloApplication *self)
{
  self->quitting = FALSE;
}

static gboolean
has_services (VeloApplication *self)
{
  return velo_services_get_counter (self->services) != NULL && !self->starting && !self->stopping;
}

static void
ensure_window (VeloApplication *self)
{
  VeloWindow *window;

  if (self->window != NULL)
    return;
  self->quitting = FALSE;
  window = velo_window_new (GTK_APPLICATION (self), self->services);
  g_set_weak_pointer (&self->window, window);
  g_signal_connect_object (window, "stayed", G_CALLBACK (stayed_cb), self, G_CONNECT_SWAPPED);
  velo_application_update_hold (self);
  if (has_services (self))
    attach_window (self);
  else
    velo_application_start_services (self);
}

static void
velo_application_activate (GApplication *application)
{
  VeloApplication *self = VELO_APPLICATION (application);

  /* the first time only: whoever starts the program once more wants to see it */
  if (self->windowless)
    {
      self->windowless = FALSE;
      velo_application_update_hold (self);
      if (self->held)
        velo_application_start_services (self);
      return;
    }
  ensure_window (self);
  gtk_window_present (GTK_WINDOW (self->window));
  if (has_services (self))
    tell_restored (self);
}

static void
velo_application_open (GApplication  *application,
                       GFile        **files,
                       int            n_files,
                       const char    *hint)
{
  VeloApplication *self = VELO_APPLICATION (application);
  g_autoptr(GListStore) store = g_list_store_new (G_TYPE_FILE);

  g_list_store_splice (store, 0, 0, (gpointer *) files, (guint) n_files);
  /* whoever names an invoice wants to see it */
  self->windowless = FALSE;
  velo_application_activate (application);
  velo_window_take_in_files (self->window, G_LIST_MODEL (store));
}

static void
velo_application_startup (GApplication *application)
{
  VeloApplication *self = VELO_APPLICATION (application);
  g_autoptr(VeloSecrets) secrets = velo_secrets_libsecret_new ();
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), GETTEXT_PACKAGE, NULL);

  G_APPLICATION_CLASS (velo_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (APPLICATION_ID);
  velo_focus_watch_all (application);
  self->settings = g_settings_new (APPLICATION_ID);
  velo_country_rules_choose (self->settings, g_get_language_names ());
  self->services = velo_services_new (self->settings, secrets, folder);
  velo_application_add_actions (self);
  velo_application_add_background_actions (self);
  self->backup_source = g_timeout_add_seconds (FIRST_BACKUP_SECONDS, backup_timeout_cb, self);
  g_signal_connect (self, "window-removed", G_CALLBACK (window_removed_cb), NULL);
}

static void
velo_application_shutdown (GApplication *application)
{
  VeloApplication *self = VELO_APPLICATION (application);

  g_clear_handle_id (&self->backup_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->notifier);
  g_clear_object (&self->outbox);
  g_clear_object (&self->intake_settings);
  g_clear_object (&self->services);
  g_clear_object (&self->settings);

  G_APPLICATION_CLASS (velo_application_parent_class)->shutdown (application);
}

/* With the session. One that runs already needs nothing. */
static int
start_windowless (VeloApplication *self)
{
  g_autoptr(GError) error = NULL;

  if (!g_application_register (G_APPLICATION (self), NULL, &error))
    {
      g_printerr ("veloinsure: %s\n", error->message);
      return 1;
    }
  self->windowless = TRUE;
  return g_application_get_is_remote (G_APPLICATION (self)) ? 0 : -1;
}

static int
velo_application_handle_local_options (GApplication *application,
                                       GVariantDict *options)
{
  VeloApplication *self = VELO_APPLICATION (application);
  g_autofree char *package = NULL;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("VeloInsure %s\n", VERSION);
      return 0;
    }
  if (g_variant_dict_lookup (options, "check-evidence", "^ay", &package))
    return velo_evidence_check_run (package);
  if (g_variant_dict_contains (options, "background"))
    return start_windowless (self);
  if (g_variant_dict_lookup (options, "demo", "^ay", &self->demo_folder))
    g_application_set_flags (application, g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  return -1;
}

static void
velo_application_finalize (GObject *object)
{
  VeloApplication *self = VELO_APPLICATION (object);

  g_clear_weak_pointer (&self->preferences);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->restore_error);
  g_clear_pointer (&self->restored, velo_store_restored_free);
  g_clear_pointer (&self->demo_folder, g_free);
  g_clear_pointer (&self->checked_backup, g_free);
  g_clear_pointer (&self->pending_insure, g_free);
  g_clear_pointer (&self->pending_claim, g_free);
  g_clear_pointer (&self->pending_later, g_strfreev);

  G_OBJECT_CLASS (velo_application_parent_class)->finalize (object);
}

static void
velo_application_class_init (VeloApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = velo_application_finalize;
  application_class->activate = velo_application_activate;
  application_class->open = velo_application_open;
  application_class->startup = velo_application_startup;
  application_class->shutdown = velo_application_shutdown;
  application_class->handle_local_options = velo_application_handle_local_options;
}

static void
velo_application_init (VeloApplication *self)
{
  const GOptionEntry entries[] = {
    { "version", 'v', 0, G_OPTION_ARG_NONE, NULL, N_("Print the version"), NULL },
    { "check-connection", 'c', 0, G_OPTION_ARG_NONE, NULL, N_("Check the connection to the insurer line by line"), NULL },
    { "check-database", 'd', 0, G_OPTION_ARG_NONE, NULL,
      N_("Look through the data for damage and for changes from outside"), NULL },
    { "check-evidence", 'e', 0, G_OPTION_ARG_FILENAME, NULL,
      N_("Check whether the files of an evidence package are unchanged"), N_("PACKAGE") },
    { "read-invoice", 'r', 0, G_OPTION_ARG_NONE, NULL, N_("Read invoices and print what they say, one JSON object a line"), NULL },
    { "background", 'b', 0, G_OPTION_ARG_NONE, NULL, N_("Take invoices in without a window, if the settings say so"), NULL },
    { "demo", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_("Play one whole sale and leave pictures and documents in a folder"),
      N_("FOLDER") },
    { NULL }
  };

  self->cancellable = g_cancellable_new ();
  g_application_add_main_option_entries (G_APPLICATION (self), entries);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _("[INVOICE…]"));
}

/**
 * velo_application_new:
 *
 * Returns: (transfer full): the program, not yet running
 */
VeloApplication *
velo_application_new (void)
{
  return g_object_new (VELO_TYPE_APPLICATION,
                       "application-id", APPLICATION_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", APPLICATION_PATH,
                       NULL);
}

/**
 * velo_application_get_services:
 * @self: the program
 *
 * Returns: (transfer none) (nullable): what it works with; %NULL before it has started
 */
VeloServices *
velo_application_get_services (VeloApplication *self)
{
  g_return_val_if_fail (VELO_IS_APPLICATION (self), NULL);

  return self->services;
}

/**
 * velo_application_get_exit_status:
 * @self: the program
 *
 * Returns: the exit status that the process should have
 */
int
velo_application_get_exit_status (VeloApplication *self)
{
  g_return_val_if_fail (VELO_IS_APPLICATION (self), 1);

  return self->exit_status;
}

/**
 * velo_application_end_demo:
 * @self: the program
 * @exit_status: 0 if the sale was played to its end
 *
 * Closes the window after a demonstration.
 */
void
velo_application_end_demo (VeloApplication *self,
                           int              exit_status)
{
  g_return_if_fail (VELO_IS_APPLICATION (self));

  self->exit_status = exit_status;
  if (self->window == NULL)
    return;
  velo_window_end_work (self->window);
  gtk_window_destroy (GTK_WINDOW (self->window));
}
