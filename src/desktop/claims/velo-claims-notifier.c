/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notifications of the desktop about what is due: calls, payouts, photos that are complete, promised times. */

#define G_LOG_DOMAIN "velo-claims-notifier"

#include "config.h"

#include "velo-claims-notifier.h"

#include <glib/gi18n.h>

#include "velo-claims-text.h"
#include "velo-date.h"

#define CHECK_SECONDS 60
/* Who cannot sign in is not knocked at each minute. */
#define CHECKS_BETWEEN_SIGN_INS 10
/* So long before it is due a call is told of. */
#define CALL_AHEAD (15 * G_TIME_SPAN_MINUTE)
/* So long before its end a promised time is told of. */
#define PROMISE_AHEAD (30 * G_TIME_SPAN_MINUTE)
/* More at once are one notification. */
#define MAX_SINGLE 3
#define GROUP_ID "claim-tasks"

struct _VeloClaimsNotifier
{
  GObject parent_instance;

  GApplication *application; /* (weak) (nullable) */
  VeloClaimsDesk *desk;      /* (owned) (not nullable) */
  GSettings *settings;       /* (owned) (not nullable): "claims" */
  GCancellable *cancellable; /* (owned) (not nullable) */
  GHashTable *told;          /* (owned) (element-type utf8 gint64): task, and what of it; when it was due */
  GHashTable *shown;         /* (owned) (element-type utf8): ids of notifications */
  VeloClaimsLooked looked;   /* (nullable) */
  gpointer looked_data;
  guint source_id;
  guint n_checks_left; /* before signing in is tried again */
  gboolean checking;
};

G_DEFINE_FINAL_TYPE (VeloClaimsNotifier, velo_claims_notifier, G_TYPE_OBJECT)

typedef enum
{
  DUE_NOT,
  DUE_TASK,
  DUE_PROMISE
} Due;

/* What a role has to do with: a desk with calls, payouts and decisions, an assessor with photos, both with
 * a promise that is about to be broken. */
static Due
get_due (VeloClaimActor  role,
         VeloCallTask   *task,
         gint64          now)
{
  gint64 left = velo_call_task_get_due (task) - now;

  if (velo_call_task_get_kind (task) == VELO_TASK_KIND_CALCULATE)
    {
      if (left < PROMISE_AHEAD)
        return DUE_PROMISE;
      return role == VELO_CLAIM_ACTOR_ASSESSOR ? DUE_TASK : DUE_NOT;
    }
  if (role != VELO_CLAIM_ACTOR_DESK)
    return DUE_NOT;
  return velo_call_task_get_urgent (task) || velo_call_task_get_kind (task) == VELO_TASK_KIND_DECIDE || left < CALL_AHEAD
           ? DUE_TASK : DUE_NOT;
}

static char *
dup_key (VeloCallTask *task,
         Due           due)
{
  return g_strdup_printf ("claim-%s-%s", due == DUE_PROMISE ? "promise" : "task", velo_call_task_get_id (task));
}

/* Once; a task that was put off is told of again when its new time comes. */
static gboolean
is_new (VeloClaimsNotifier *self,
        VeloCallTask       *task,
        const char         *key,
        gint64              now)
{
  const gint64 *told = g_hash_table_lookup (self->told, key);

  if (told == NULL)
    return TRUE;
  return *told != velo_call_task_get_due (task) && velo_call_task_get_due (task) - now < CALL_AHEAD;
}

static VeloClaim *
find_claim (GPtrArray    *claims,
            VeloCallTask *task)
{
  for (guint i = 0; claims != NULL && i < claims->len; i++)
    if (g_strcmp0 (velo_claim_get_id (g_ptr_array_index (claims, i)), velo_call_task_get_claim_id (task)) == 0)
      return g_ptr_array_index (claims, i);
  return NULL;
}

static void
send (VeloClaimsNotifier *self,
      const char         *id,
      GNotification      *notification)
{
  g_autoptr(GIcon) icon = g_themed_icon_new (APPLICATION_ID);

  g_notification_set_icon (notification, icon);
  g_application_send_notification (self->application, id, notification);
  g_hash_table_add (self->shown, g_strdup (id));
}

static void
tell_one (VeloClaimsNotifier *self,
          VeloCallTask       *task,
          VeloClaim          *claim,
          Due                 due)
{
  g_autofree char *key = dup_key (task, due);
  g_autofree char *until = velo_claims_text_dup_until (velo_call_task_get_due (task), velo_time_now ());
  g_autofree char *line = g_strdup_printf (_("Due by %s"), until);
  g_autofree char *body = NULL;
  g_autoptr(GNotification) notification = NULL;

  notification = g_notification_new (due == DUE_PROMISE ? _("The promised time is running out")
                                                        : velo_claims_text_get_task (velo_call_task_get_kind (task)));
  body = claim != NULL ? g_strdup_printf ("%s · %s\n%s", velo_claim_get_number (claim), velo_claim_get_plate (claim), line)
                       : g_strdup (line);
  g_notification_set_body (notification, body);
  if (velo_call_task_get_urgent (task) || due == DUE_PROMISE)
    g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_HIGH);
  g_notification_set_default_action_and_target (notification, "app.show-claim", "s", velo_call_task_get_claim_id (task));
  g_notification_add_button_with_target (notification, _("Open Claim"), "app.show-claim", "s",
                                         velo_call_task_get_claim_id (task));
  send (self, key, notification);
}

static void
tell_many (VeloClaimsNotifier *self,
           guint               n_tasks)
{
  g_autofree char *title = g_strdup_printf (ngettext ("%u task about claims is due", "%u tasks about claims are due",
                                                      n_tasks), n_tasks);
  g_autoptr(GNotification) notification = g_notification_new (title);

  g_notification_set_default_action (notification, "app.show-claim-tasks");
  g_notification_add_button (notification, _("Show Tasks"), "app.show-claim-tasks");
  send (self, GROUP_ID, notification);
}

/* What is done elsewhere needs nobody any more. */
static void
withdraw_done (VeloClaimsNotifier *self,
               GHashTable         *open)
{
  GHashTableIter iter;
  const char *id;

  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    if (g_str_equal (id, GROUP_ID) ? g_hash_table_size (open) == 0 : !g_hash_table_contains (open, id))
      {
        g_application_withdraw_notification (self->application, id);
        g_hash_table_iter_remove (&iter);
      }
}

static void
tell (VeloClaimsNotifier     *self,
      VeloClaimActor          role,
      const VeloClaimsAnswer *answer)
{
  g_autoptr(GHashTable) open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) fresh = g_ptr_array_new ();
  gint64 now = velo_time_now ();
  gboolean looked = self->looked != NULL && self->looked (self->looked_data);

  for (guint i = 0; i < answer->tasks->len; i++)
    {
      VeloCallTask *task = g_ptr_array_index (answer->tasks, i);
      Due due = get_due (role, task, now);
      g_autofree char *key = dup_key (task, due);
      gint64 when = velo_call_task_get_due (task);

      if (due == DUE_NOT || velo_call_task_get_done (task) != 0)
        continue;
      if (is_new (self, task, key, now))
        {
          g_ptr_array_add (fresh, task);
          g_hash_table_replace (self->told, g_strdup (key), g_memdup2 (&when, sizeof when));
        }
      g_hash_table_add (open, g_steal_pointer (&key));
    }
  withdraw_done (self, open);
  /* who looks at the claims sees it there */
  if (looked)
    return;
  if (fresh->len > MAX_SINGLE)
    tell_many (self, fresh->len);
  else
    for (guint i = 0; i < fresh->len; i++)
      tell_one (self, g_ptr_array_index (fresh, i), find_claim (answer->claims, g_ptr_array_index (fresh, i)),
                get_due (role, g_ptr_array_index (fresh, i), now));
}

static void
tasks_got_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(VeloClaimsNotifier) self = user_data;
  VeloClaimsClient *client = VELO_CLAIMS_CLIENT (object);
  g_autoptr(VeloClaimsAnswer) answer = NULL;
  g_autoptr(GError) error = NULL;

  answer = velo_claims_client_finish (client, result, &error);
  self->checking = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable) || self->application == NULL)
    return;
  if (answer != NULL && answer->tasks != NULL)
    tell (self, velo_claims_client_get_role (client), answer);
  else if (error != NULL)
    g_info ("no tasks of claims: %s %d", g_quark_to_string (error->domain), error->code);
}

static void
ask (VeloClaimsNotifier *self,
     VeloClaimsClient   *client)
{
  /* a sales partner has no tasks: not even asked for */
  if (velo_claims_client_get_role (client) == VELO_CLAIM_ACTOR_PARTNER)
    {
      self->checking = FALSE;
      return;
    }
  velo_claims_client_tasks_async (client, self->cancellable, tasks_got_cb, g_object_ref (self));
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(VeloClaimsNotifier) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!velo_claims_desk_open_finish (VELO_CLAIMS_DESK (object), result, &error))
    g_info ("no claims service in the background: %s %d", g_quark_to_string (error->domain), error->code);
  if (error != NULL || g_cancellable_is_cancelled (self->cancellable))
    self->checking = FALSE;
  else
    ask (self, velo_claims_desk_get_client (self->desk));
}

/* In training nobody works before the claims have been looked at; for real, who has an account does. */
static gboolean
may_sign_in (VeloClaimsNotifier *self)
{
  g_autofree char *address = g_settings_get_string (self->settings, "address");
  g_autofree char *account = g_settings_get_string (self->settings, "account");

  if (velo_claims_desk_is_training (self->desk) || *address == '\0' || *account == '\0')
    return FALSE;
  if (self->n_checks_left > 0)
    {
      self->n_checks_left--;
      return FALSE;
    }
  self->n_checks_left = CHECKS_BETWEEN_SIGN_INS;
  return TRUE;
}

static gboolean
check_cb (gpointer user_data)
{
  velo_claims_notifier_check (user_data);
  return G_SOURCE_CONTINUE;
}

static void
velo_claims_notifier_dispose (GObject *object)
{
  VeloClaimsNotifier *self = VELO_CLAIMS_NOTIFIER (object);

  velo_claims_notifier_stop (self);
  g_clear_weak_pointer (&self->application);

  G_OBJECT_CLASS (velo_claims_notifier_parent_class)->dispose (object);
}

static void
velo_claims_notifier_finalize (GObject *object)
{
  VeloClaimsNotifier *self = VELO_CLAIMS_NOTIFIER (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->settings);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->told, g_hash_table_unref);
  g_clear_pointer (&self->shown, g_hash_table_unref);

  G_OBJECT_CLASS (velo_claims_notifier_parent_class)->finalize (object);
}

static void
velo_claims_notifier_class_init (VeloClaimsNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = velo_claims_notifier_dispose;
  G_OBJECT_CLASS (klass)->finalize = velo_claims_notifier_finalize;
}

static void
velo_claims_notifier_init (VeloClaimsNotifier *self)
{
  self->cancellable = g_cancellable_new ();
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * velo_claims_notifier_new:
 * @application: the program, with app.show-claim and app.show-claim-tasks
 * @desk: the way to the service
 * @settings: child "claims" of the settings
 *
 * Returns: (transfer full): a notifier that does nothing before it is started
 */
VeloClaimsNotifier *
velo_claims_notifier_new (GApplication   *application,
                          VeloClaimsDesk *desk,
                          GSettings      *settings)
{
  VeloClaimsNotifier *self;

  g_return_val_if_fail (G_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (VELO_IS_CLAIMS_DESK (desk), NULL);

  self = g_object_new (VELO_TYPE_CLAIMS_NOTIFIER, NULL);
  g_set_weak_pointer (&self->application, application);
  self->desk = g_object_ref (desk);
  self->settings = g_object_ref (settings);
  return self;
}

/**
 * velo_claims_notifier_set_looked:
 * @self: a notifier
 * @looked: (scope forever): says whether somebody looks at the claims
 * @user_data: data for @looked
 */
void
velo_claims_notifier_set_looked (VeloClaimsNotifier *self,
                                 VeloClaimsLooked    looked,
                                 gpointer            user_data)
{
  g_return_if_fail (VELO_IS_CLAIMS_NOTIFIER (self));

  self->looked = looked;
  self->looked_data = user_data;
}

/**
 * velo_claims_notifier_start:
 * @self: a notifier
 *
 * Looks once a minute from now on.
 */
void
velo_claims_notifier_start (VeloClaimsNotifier *self)
{
  g_return_if_fail (VELO_IS_CLAIMS_NOTIFIER (self));

  if (self->source_id == 0)
    self->source_id = g_timeout_add_seconds (CHECK_SECONDS, check_cb, self);
}

/**
 * velo_claims_notifier_check:
 * @self: a notifier
 *
 * Looks now, unless it is looking already.
 */
void
velo_claims_notifier_check (VeloClaimsNotifier *self)
{
  VeloClaimsClient *client;

  g_return_if_fail (VELO_IS_CLAIMS_NOTIFIER (self));

  if (self->checking || g_cancellable_is_cancelled (self->cancellable))
    return;
  client = velo_claims_desk_get_client (self->desk);
  self->checking = TRUE;
  if (client != NULL && velo_claims_client_is_signed_in (client))
    ask (self, client);
  else if (may_sign_in (self))
    velo_claims_desk_open_async (self->desk, self->cancellable, opened_cb, g_object_ref (self));
  else
    self->checking = FALSE;
}

/**
 * velo_claims_notifier_is_checking:
 * @self: a notifier
 *
 * Returns: whether an answer of the service is awaited
 */
gboolean
velo_claims_notifier_is_checking (VeloClaimsNotifier *self)
{
  g_return_val_if_fail (VELO_IS_CLAIMS_NOTIFIER (self), FALSE);

  return self->checking;
}

/**
 * velo_claims_notifier_stop:
 * @self: a notifier
 *
 * Looks no more and withdraws what was told: the data that it is about are closed.
 */
void
velo_claims_notifier_stop (VeloClaimsNotifier *self)
{
  GHashTableIter iter;
  const char *id;

  g_return_if_fail (VELO_IS_CLAIMS_NOTIFIER (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->source_id, g_source_remove);
  g_hash_table_iter_init (&iter, self->shown);
  while (self->application != NULL && g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    g_application_withdraw_notification (self->application, id);
  g_hash_table_remove_all (self->shown);
}
