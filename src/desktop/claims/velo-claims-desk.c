/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way to the claims service: finds or starts it, and signs in. */

#define G_LOG_DOMAIN "velo-claims-desk"

#include "config.h"

#include "velo-claims-desk.h"

#include <glib/gi18n.h>
#include <string.h>

#include "velo-claims-photos.h"
#include "velo-claims-training.h"
#include "velo-sample-photo.h"

G_DEFINE_QUARK (velo-claims-desk-error-quark, velo_claims_desk_error)

struct _VeloClaimsDesk
{
  GObject parent_instance;

  char *folder;               /* (owned) (nullable): of the training data; NULL for real */
  char *pictures;             /* (owned) (nullable): where the user keeps pictures */
  GSettings *settings;        /* (owned) (not nullable): "claims" */
  VeloSecrets *secrets;       /* (owned) (not nullable) */
  char *account;              /* (owned) (not nullable): of the training service */
  VeloClaimsService *service; /* (owned) (nullable): of training */
  VeloClaimsClient *client;   /* (owned) (nullable) */
  gboolean history;           /* whether claims of all states come in training */
  GThread *history_worker;    /* (owned) (nullable): on which they do */
  GCancellable *history_cancellable; /* (owned) (not nullable) */
  gboolean closed;
};

G_DEFINE_FINAL_TYPE (VeloClaimsDesk, velo_claims_desk, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The history of training */

static gboolean
all_came_cb (gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

/* Told once, when all have come: a list that grows by each of them jumps under the pointer. */
static gpointer
history_thread (gpointer user_data)
{
  VeloClaimsDesk *self = user_data;
  g_autoptr(GError) error = NULL;

  if (!velo_claims_training_add_history (self->folder, self->history_cancellable, NULL, NULL, &error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("sample claims: %s", error->message);
  if (!g_cancellable_is_cancelled (self->history_cancellable))
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, all_came_cb, g_object_ref (self), g_object_unref);
  return NULL;
}

/* When somebody works with claims for the first time, beside that work. */
static void
begin_history (VeloClaimsDesk *self)
{
  if (self->history && self->folder != NULL && self->history_worker == NULL)
    self->history_worker = g_thread_new ("claims-history", history_thread, self);
}

/* Takes as long as one photograph. */
static void
end_history (VeloClaimsDesk *self)
{
  g_cancellable_cancel (self->history_cancellable);
  if (self->history_worker != NULL)
    g_thread_join (g_steal_pointer (&self->history_worker));
}

static void
signed_in_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VeloClaimsDesk *self = g_task_get_source_object (task);
  VeloClaimsClient *client = VELO_CLAIMS_CLIENT (object);
  g_autoptr(VeloClaimsAnswer) answer = NULL;
  GError *error = NULL;

  answer = velo_claims_client_finish (client, result, &error);
  if (answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (self->closed)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "closed");
      return;
    }
  /* not before: somebody else may have opened it meanwhile, and gets one that is signed in as well */
  g_set_object (&self->client, client);
  begin_history (self);
  g_task_return_boolean (task, TRUE);
}

static void
sign_in (GTask      *task,
         const char *address,
         const char *name,
         const char *password)
{
  VeloClaimsDesk *self = g_task_get_source_object (task);
  g_autoptr(VeloClaimsClient) client = NULL;
  GError *error = NULL;

  g_clear_object (&self->client);
  client = velo_claims_client_new (address, &error);
  if (client == NULL)
    g_task_return_error (task, error);
  else
    velo_claims_client_sign_in_async (client, name, password, g_task_get_cancellable (task), signed_in_cb,
                                      g_object_ref (task));
}

/* Training */

static void
start_thread (GTask        *task,
              gpointer      source_object,
              gpointer      task_data,
              GCancellable *cancellable)
{
  GError *error = NULL;
  VeloClaimsService *service = velo_claims_training_start (task_data, 0, &error);

  if (service == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, service, NULL);
}

static void
started_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VeloClaimsDesk *self = VELO_CLAIMS_DESK (object);
  g_autoptr(GError) error = NULL;
  g_autoptr(VeloClaimsService) service = g_task_propagate_pointer (G_TASK (result), &error);

  if (service != NULL && (self->closed || self->service != NULL))
    velo_claims_service_stop (service);
  else if (service != NULL)
    self->service = g_steal_pointer (&service);
  if (self->closed)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "closed");
  else if (self->service == NULL)
    g_task_return_new_error (task, VELO_CLAIMS_DESK_ERROR, VELO_CLAIMS_DESK_ERROR_TRAINING, "%s", error->message);
  else
    sign_in (task, velo_claims_service_get_uri (self->service), self->account, VELO_CLAIMS_TRAINING_PASSWORD);
}

static void
open_training (GTask *task)
{
  VeloClaimsDesk *self = g_task_get_source_object (task);
  g_autoptr(GTask) start = NULL;

  if (self->service != NULL)
    {
      sign_in (task, velo_claims_service_get_uri (self->service), self->account, VELO_CLAIMS_TRAINING_PASSWORD);
      return;
    }
  start = g_task_new (self, NULL, started_cb, g_object_ref (task));
  g_task_set_source_tag (start, open_training);
  g_task_set_task_data (start, g_strdup (self->folder), g_free);
  g_task_run_in_thread (start, start_thread);
}

/* For real */

static void
password_got_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VeloClaimsDesk *self = g_task_get_source_object (task);
  g_autofree char *address = g_settings_get_string (self->settings, "address");
  g_autofree char *name = g_settings_get_string (self->settings, "account");
  GError *error = NULL;
  char *password = velo_secrets_lookup_finish (VELO_SECRETS (object), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else if (password == NULL)
    g_task_return_new_error (task, VELO_CLAIMS_DESK_ERROR, VELO_CLAIMS_DESK_ERROR_NO_PASSWORD, "no password");
  else
    sign_in (task, address, name, password);
  velo_secrets_password_free (password);
}

static void
open_real (GTask *task)
{
  VeloClaimsDesk *self = g_task_get_source_object (task);
  g_autofree char *address = g_settings_get_string (self->settings, "address");
  g_autofree char *name = g_settings_get_string (self->settings, "account");

  if (*address == '\0' || *name == '\0')
    g_task_return_new_error (task, VELO_CLAIMS_DESK_ERROR, VELO_CLAIMS_DESK_ERROR_NO_ADDRESS, "no address");
  else
    velo_secrets_lookup_async (self->secrets, VELO_CLAIMS_ACCOUNT_ID, name, VELO_SECRETS_MODE_REAL,
                               g_task_get_cancellable (task), password_got_cb, g_object_ref (task));
}

static void
velo_claims_desk_finalize (GObject *object)
{
  VeloClaimsDesk *self = VELO_CLAIMS_DESK (object);

  g_assert (self->service == NULL && self->history_worker == NULL);
  g_object_unref (self->history_cancellable);
  g_clear_object (&self->client);
  g_clear_object (&self->settings);
  g_clear_object (&self->secrets);
  g_free (self->folder);
  g_free (self->pictures);
  g_free (self->account);

  G_OBJECT_CLASS (velo_claims_desk_parent_class)->finalize (object);
}

static void
velo_claims_desk_class_init (VeloClaimsDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = velo_claims_desk_finalize;

  /**
   * VeloClaimsDesk::changed:
   *
   * There are other claims than before, though nobody here has done anything.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", VELO_TYPE_CLAIMS_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
velo_claims_desk_init (VeloClaimsDesk *self)
{
  self->account = g_strdup (velo_claims_training_accounts[0]);
  self->history_cancellable = g_cancellable_new ();
}

/**
 * velo_claims_desk_new:
 * @training_folder: (nullable): folder of the training data; %NULL for the service of @settings
 * @settings: child "claims" of the settings
 * @secrets: keeps the password
 *
 * Returns: (transfer full): not open yet
 */
VeloClaimsDesk *
velo_claims_desk_new (const char  *training_folder,
                      GSettings   *settings,
                      VeloSecrets *secrets)
{
  VeloClaimsDesk *self;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (VELO_IS_SECRETS (secrets), NULL);

  self = g_object_new (VELO_TYPE_CLAIMS_DESK, NULL);
  self->folder = g_strdup (training_folder);
  self->settings = g_object_ref (settings);
  self->secrets = g_object_ref (secrets);
  return self;
}

/**
 * velo_claims_desk_is_training:
 * @self: the way to the service
 *
 * Returns: whether the service is that of training mode
 */
gboolean
velo_claims_desk_is_training (VeloClaimsDesk *self)
{
  g_return_val_if_fail (VELO_IS_CLAIMS_DESK (self), FALSE);

  return self->folder != NULL;
}

/**
 * velo_claims_desk_is_set_up:
 * @self: the way to the service
 *
 * Returns: whether there is a service to open: that of training, or one that the settings name with an account
 */
gboolean
velo_claims_desk_is_set_up (VeloClaimsDesk *self)
{
  g_autofree char *address = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (VELO_IS_CLAIMS_DESK (self), FALSE);

  address = g_settings_get_string (self->settings, "address");
  name = g_settings_get_string (self->settings, "account");
  return self->folder != NULL || (*address != '\0' && *name != '\0');
}

/**
 * velo_claims_desk_set_history:
 * @self: the way to the service
 * @history: whether claims of all states come, with photographs, once training is opened
 *
 * They come beside the work of half a minute or so; ::changed tells of each. Without, training
 * begins with a few claims that have just been reported.
 */
void
velo_claims_desk_set_history (VeloClaimsDesk *self,
                              gboolean        history)
{
  g_return_if_fail (VELO_IS_CLAIMS_DESK (self));

  self->history = history;
}

/**
 * velo_claims_desk_get_accounts:
 * @self: the way to the service
 *
 * Returns: (nullable): accounts to choose from in training; %NULL for real
 */
const char * const *
velo_claims_desk_get_accounts (VeloClaimsDesk *self)
{
  g_return_val_if_fail (VELO_IS_CLAIMS_DESK (self), NULL);

  return self->folder != NULL ? velo_claims_training_accounts : NULL;
}

/**
 * velo_claims_desk_get_account:
 * @self: the way to the service
 *
 * Returns: the account used in training
 */
const char *
velo_claims_desk_get_account (VeloClaimsDesk *self)
{
  g_return_val_if_fail (VELO_IS_CLAIMS_DESK (self), NULL);

  return self->account;
}

/**
 * velo_claims_desk_set_account:
 * @self: the way to the service
 * @name: account of the training service
 *
 * Counts from the next velo_claims_desk_open_async() on.
 */
void
velo_claims_desk_set_account (VeloClaimsDesk *self,
                              const char     *name)
{
  g_return_if_fail (VELO_IS_CLAIMS_DESK (self));
  g_return_if_fail (name != NULL);

  g_free (self->account);
  self->account = g_strdup (name);
}

/**
 * velo_claims_desk_get_client:
 * @self: the way to the service
 *
 * Returns: (transfer none) (nullable): the client, once it was opened
 */
VeloClaimsClient *
velo_claims_desk_get_client (VeloClaimsDesk *self)
{
  g_return_val_if_fail (VELO_IS_CLAIMS_DESK (self), NULL);

  return self->client;
}

/**
 * velo_claims_desk_open_async:
 * @self: the way to the service
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Starts the training service if it is needed and signs in; signs in again if it was open.
 */
void
velo_claims_desk_open_async (VeloClaimsDesk      *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (VELO_IS_CLAIMS_DESK (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_claims_desk_open_async);
  if (self->closed)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "closed");
  else if (self->folder != NULL)
    open_training (task);
  else
    open_real (task);
}

/**
 * velo_claims_desk_open_finish:
 * @self: the way to the service
 * @result: the result
 * @error: return location; %VELO_CLAIMS_DESK_ERROR, or an error of the client or the key ring
 *
 * Returns: whether the client is signed in
 */
gboolean
velo_claims_desk_open_finish (VeloClaimsDesk  *self,
                              GAsyncResult    *result,
                              GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_claims_desk_open_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* The customer of training */

typedef struct
{
  char *folder;
  char *number;
  char *url;
} Link;

static void
link_free (Link *link)
{
  g_free (link->folder);
  g_free (link->number);
  g_free (link->url);
  g_free (link);
}

static void
keep_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Link *link = task_data;
  g_autoptr(GError) error = NULL;

  if (!velo_claims_training_keep_link (link->folder, link->number, link->url, &error))
    g_warning ("a link of training is not kept: %s", error->message);
  g_task_return_boolean (task, error == NULL);
}

/**
 * velo_claims_desk_keep_link:
 * @self: the way to the service, in training
 * @number: of a claim
 * @url: its customer's link, told just now
 *
 * Keeps the link for velo_claims_desk_play_async(). Nobody has to wait for it.
 */
void
velo_claims_desk_keep_link (VeloClaimsDesk *self,
                            const char     *number,
                            const char     *url)
{
  g_autoptr(GTask) task = NULL;
  Link *link;

  g_return_if_fail (VELO_IS_CLAIMS_DESK (self));
  g_return_if_fail (self->folder != NULL);

  link = g_new (Link, 1);
  link->folder = g_strdup (self->folder);
  link->number = g_strdup (number);
  link->url = g_strdup (url);
  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_source_tag (task, velo_claims_desk_keep_link);
  g_task_set_task_data (task, link, (GDestroyNotify) link_free);
  g_task_run_in_thread (task, keep_thread);
}

typedef struct
{
  char *folder;    /* of training */
  char *photos;    /* where they go */
  char *uri;       /* of the service */
  char *message;   /* (nullable): with a link in it */
  char **names;    /* of the photos */
  VeloClaim *claim;
} Playing;

static void
playing_free (Playing *playing)
{
  g_free (playing->folder);
  g_free (playing->photos);
  g_free (playing->uri);
  g_free (playing->message);
  g_strfreev (playing->names);
  g_object_unref (playing->claim);
  g_free (playing);
}

/* The port is another one at each start: only the path of a link lasts. */
static char *
find_link (const Playing *playing)
{
  const char *in_message = playing->message != NULL ? strstr (playing->message, "/s/") : NULL;

  if (in_message != NULL)
    return g_strndup (in_message + 1, strcspn (in_message + 1, " "));
  return velo_claims_training_find_link (playing->folder, velo_claim_get_number (playing->claim));
}

static void
play_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  const Playing *playing = task_data;
  g_autofree char *link = find_link (playing);
  GError *error = NULL;

  if (link == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "not invited");
  else if (!velo_claims_training_save_photos (playing->photos, playing->claim, (const char * const *) playing->names,
                                              &error))
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_strconcat (playing->uri, link, NULL), g_free);
}

/* In the order in which the page asks for them, so that they stand like that in a list of files. */
static char **
make_names (void)
{
  char **names = g_new0 (char *, g_strv_length ((char **) velo_sample_photo_slots) + 1);

  for (guint i = 0; velo_sample_photo_slots[i] != NULL; i++)
    names[i] = g_strdup_printf ("%u %s", i + 1, velo_claims_photos_get_words (velo_sample_photo_slots[i]));
  return names;
}

/* Where one looks for pictures, if that is known. */
static char *
make_photo_folder (VeloClaimsDesk *self,
                   VeloClaim      *claim)
{
  g_autofree char *number = g_strdelimit (g_strdup (velo_claim_get_number (claim)), G_DIR_SEPARATOR_S ".", '_');

  if (self->pictures != NULL)
    return g_build_filename (self->pictures, _("VeloInsure Sample Photos"), number, NULL);
  return g_build_filename (self->folder, "photos", velo_claim_get_id (claim), NULL);
}

/**
 * velo_claims_desk_set_pictures:
 * @self: the way to the service
 * @pictures: (nullable) (type filename): where the user keeps pictures; %NULL for the training data
 *
 * Photographs to play the customer with go into a folder of their own there, which is made then.
 */
void
velo_claims_desk_set_pictures (VeloClaimsDesk *self,
                               const char     *pictures)
{
  char *copy = g_strdup (pictures);

  g_return_if_fail (VELO_IS_CLAIMS_DESK (self));

  g_free (self->pictures);
  self->pictures = copy;
}

/**
 * velo_claims_desk_play_async:
 * @self: the way to the service, in training and open
 * @claim: whose customer is played
 * @message: (nullable): a message to the customer with a newer link than the invitation's
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Draws the photographs that the customer may send, and finds the customer's link.
 */
void
velo_claims_desk_play_async (VeloClaimsDesk      *self,
                             VeloClaim           *claim,
                             const char          *message,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Playing *playing;

  g_return_if_fail (VELO_IS_CLAIMS_DESK (self));
  g_return_if_fail (self->folder != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_claims_desk_play_async);
  if (self->service == NULL)
    {
      g_task_return_new_error (task, VELO_CLAIMS_DESK_ERROR, VELO_CLAIMS_DESK_ERROR_TRAINING, "closed");
      return;
    }
  playing = g_new0 (Playing, 1);
  playing->folder = g_strdup (self->folder);
  playing->photos = make_photo_folder (self, claim);
  playing->uri = g_strdup (velo_claims_service_get_uri (self->service));
  playing->message = g_strdup (message);
  playing->names = make_names ();
  playing->claim = velo_record_copy (claim);
  g_task_set_task_data (task, playing, (GDestroyNotify) playing_free);
  g_task_run_in_thread (task, play_thread);
}

/**
 * velo_claims_desk_play_finish:
 * @self: the way to the service
 * @result: the result
 * @folder: (out) (transfer full): where the photographs are
 * @error: return location; %G_IO_ERROR_NOT_FOUND if the customer was not invited yet
 *
 * Returns: (transfer full) (nullable): address of the customer's page
 */
char *
velo_claims_desk_play_finish (VeloClaimsDesk  *self,
                              GAsyncResult    *result,
                              char           **folder,
                              GError         **error)
{
  char *url;
  Playing *playing;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_claims_desk_play_async), NULL);

  url = g_task_propagate_pointer (G_TASK (result), error);
  playing = g_task_get_task_data (G_TASK (result));
  *folder = url != NULL ? g_strdup (playing->photos) : NULL;
  return url;
}

/**
 * velo_claims_desk_close:
 * @self: the way to the service
 *
 * Ends the training service; what it was asked is answered first. May be called again.
 */
void
velo_claims_desk_close (VeloClaimsDesk *self)
{
  g_return_if_fail (VELO_IS_CLAIMS_DESK (self));

  self->closed = TRUE;
  end_history (self);
  g_clear_object (&self->client);
  if (self->service != NULL)
    velo_claims_service_stop (self->service);
  g_clear_object (&self->service);
}
