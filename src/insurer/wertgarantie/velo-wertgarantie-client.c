/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls of the service in a session that is made when needed, kept, and renewed silently once. */

#define G_LOG_DOMAIN "velo-insurer"

#include "config.h"

#include "velo-wertgarantie-client.h"

#include "velo-insurer-error.h"
#include "velo-json.h"
#include "velo-wertgarantie-transport.h"

#include <string.h>

#define LOGIN_SCRIPT   "login.pl"
#define SERVICE_SCRIPT "callservice.pl"
#define MAX_TOKEN      256

struct _VeloWertgarantieClient
{
  GObject parent_instance;

  VeloWertgarantieTransport *transport; /* (owned) (not nullable) */
  char *user;                           /* (owned) (not nullable) */
  char *company;                        /* (owned) (not nullable) */
  char *role;                           /* (owned) (not nullable) */
  char *password;                       /* (owned) (nullable) */
  guint timeout;
  guint submit_timeout;

  char *token;              /* (owned) (nullable): of the live session */
  char *login_words;        /* (owned) (nullable): what the last sign-in said */
  guint generation;         /* counts sessions, so that a late failure does not end a newer one */
  GQueue waiting;           /* (owned) (element-type GTask): for the sign-in under way */
  GCancellable *login_stop; /* (owned) (nullable): the sign-in under way */
  gint64 login_start_usec;
  guint login_password; /* n_passwords when it began */
  guint n_passwords;
};

G_DEFINE_FINAL_TYPE (VeloWertgarantieClient, velo_wertgarantie_client, G_TYPE_OBJECT)

typedef struct
{
  VeloWertgarantieForm *form; /* (owned) (nullable): %NULL for a sign-in only */
  VeloWertgarantieCallKind kind;
  gboolean envelope_inside;
  GSource *cancel_watch; /* (owned) (nullable): while waiting for the sign-in */
  guint generation;      /* of the session that was used */
  gboolean repeated;
  gint64 start_usec;
} Call;

static void
stop_watch (Call *call)
{
  if (call->cancel_watch != NULL)
    g_source_destroy (call->cancel_watch);
  g_clear_pointer (&call->cancel_watch, g_source_unref);
}

static void
call_free (gpointer data)
{
  Call *call = data;

  stop_watch (call);
  g_clear_pointer (&call->form, velo_wertgarantie_form_free);
  g_free (call);
}

static void
wipe (char **secret)
{
  if (*secret != NULL)
    explicit_bzero (*secret, strlen (*secret));
  g_clear_pointer (secret, g_free);
}

static void start_login (VeloWertgarantieClient *self);
static void send_call (GTask *task);

/* Nothing of a call but this goes into the log. */
static void
log_call (const char             *function,
          const char             *shaping,
          gint64                  start_usec,
          VeloWertgarantieAnswer *answer,
          const GError           *error)
{
  const char *outcome = "no answer";
  const char *request_id = "-";

  if (answer != NULL)
    {
      outcome = answer->success ? "ok" : answer->has_code ? "refused" : "not ok";
      request_id = answer->request_id != NULL ? answer->request_id : "-";
    }
  g_info ("%s/%s: %s, %d ms, request %s", function, shaping, error == NULL ? outcome : error->message,
          (int) ((g_get_monotonic_time () - start_usec) / 1000), request_id);
}

/*
 * What a failed sign-in means for the call that wanted it. For a submission it means that it has
 * certainly not left.
 */
static GError *
translate_login_error (Call         *call,
                       const GError *error)
{
  if (call->kind == VELO_WERTGARANTIE_CALL_SUBMISSION
      && (g_error_matches (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_UNAVAILABLE)
          || g_error_matches (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_PROTOCOL)))
    return velo_insurer_error_new (VELO_INSURER_ERROR_OFFLINE, velo_insurer_error_get_words (error),
                                   NULL, "not sent: %s", error->message);
  return g_error_copy (error);
}

static gboolean
waiting_cancelled_cb (GCancellable *cancellable,
                      gpointer      user_data)
{
  VeloWertgarantieClient *self = g_task_get_source_object (user_data);
  Call *call = g_task_get_task_data (user_data);
  g_autoptr(GTask) task = NULL;
  GError *error = NULL;

  if (!g_queue_remove (&self->waiting, user_data))
    return G_SOURCE_REMOVE;
  task = user_data;
  stop_watch (call);
  if (g_queue_is_empty (&self->waiting) && self->login_stop != NULL)
    g_cancellable_cancel (self->login_stop);
  g_cancellable_set_error_if_cancelled (cancellable, &error);
  g_task_return_error (task, error);
  return G_SOURCE_REMOVE;
}

/* Lets @task (transfer full) go on when there is a session; many wait for one sign-in. */
static void
await_login (GTask *task)
{
  VeloWertgarantieClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (g_cancellable_is_cancelled (cancellable))
    {
      g_autoptr(GTask) ended = task;
      GError *error = NULL;

      g_cancellable_set_error_if_cancelled (cancellable, &error);
      g_task_return_error (ended, error);
      return;
    }
  if (cancellable != NULL)
    {
      call->cancel_watch = g_cancellable_source_new (cancellable);
      g_source_set_callback (call->cancel_watch, G_SOURCE_FUNC (waiting_cancelled_cb), task, NULL);
      g_source_attach (call->cancel_watch, g_task_get_context (task));
    }
  g_queue_push_tail (&self->waiting, task);
  if (self->login_stop == NULL)
    start_login (self);
}

static void
end_waiting (VeloWertgarantieClient *self,
             const GError           *error)
{
  GQueue waiting = self->waiting;

  g_queue_init (&self->waiting);
  while (!g_queue_is_empty (&waiting))
    {
      GTask *task = g_queue_pop_head (&waiting);
      Call *call = g_task_get_task_data (task);

      stop_watch (call);
      if (error == NULL && call->form != NULL)
        {
          send_call (task);
          continue;
        }
      if (error == NULL)
        g_task_return_pointer (task, g_strdup (self->login_words), g_free);
      else
        g_task_return_error (task, translate_login_error (call, error));
      g_object_unref (task);
    }
}

/* Takes the token out of the answer to a sign-in. */
static char *
read_token (VeloWertgarantieClient *self,
            VeloWertgarantieAnswer *answer,
            GError                **error)
{
  g_autofree char *token = NULL;

  velo_wertgarantie_answer_scrub (answer, self->password);
  if (velo_wertgarantie_answer_is_refusal (answer))
    {
      g_propagate_error (error, velo_insurer_error_new (VELO_INSURER_ERROR_SIGN_IN, answer->status,
                                                        answer->request_id,
                                                        "sign-in was refused"));
      return NULL;
    }
  if (answer->success)
    token = velo_json_get_text (json_node_get_object (answer->root), "SESSION");
  if (token == NULL || *token == '\0' || strlen (token) > MAX_TOKEN)
    {
      g_propagate_error (error, velo_insurer_error_new (VELO_INSURER_ERROR_PROTOCOL, NULL,
                                                        answer->request_id,
                                                        "sign-in brought no session"));
      return NULL;
    }
  return g_steal_pointer (&token);
}

static void
login_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(VeloWertgarantieClient) self = user_data;
  g_autoptr(VeloWertgarantieAnswer) answer = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *token = NULL;
  gboolean left;

  bytes = velo_wertgarantie_transport_post_finish (VELO_WERTGARANTIE_TRANSPORT (source), result,
                                                   &left, &error);
  if (bytes != NULL)
    answer = velo_wertgarantie_answer_parse (bytes, FALSE, &error);
  if (answer != NULL)
    token = read_token (self, answer, &error);
  log_call ("LOGIN", "-", self->login_start_usec, answer, error);
  g_clear_object (&self->login_stop);
  if (self->login_password != self->n_passwords
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      /* It is not wanted any more; who came since wants another one. */
      if (!g_queue_is_empty (&self->waiting))
        start_login (self);
      return;
    }
  if (token != NULL)
    {
      wipe (&self->token);
      self->token = g_steal_pointer (&token);
      self->generation++;
      g_free (self->login_words);
      self->login_words = g_strdup (answer->status);
    }
  end_waiting (self, error);
}

static void
start_login (VeloWertgarantieClient *self)
{
  g_autoptr(VeloWertgarantieForm) form = NULL;

  self->login_password = self->n_passwords;
  if (self->password == NULL || *self->password == '\0' || *self->user == '\0')
    {
      g_autoptr(GError) error = g_error_new_literal (VELO_INSURER_ERROR,
                                                     VELO_INSURER_ERROR_NO_PASSWORD,
                                                     "no user name or password");

      end_waiting (self, error);
      return;
    }
  form = velo_wertgarantie_form_new ();
  velo_wertgarantie_form_add (form, "FUNCTION", "LOGIN");
  velo_wertgarantie_form_add (form, "USER", self->user);
  velo_wertgarantie_form_add (form, "PASSWORD", self->password);
  velo_wertgarantie_form_add (form, "COMPANY", self->company);
  if (*self->role != '\0')
    velo_wertgarantie_form_add (form, "ROLE", self->role);
  velo_wertgarantie_form_add (form, "API", "JSON");
  self->login_stop = g_cancellable_new ();
  self->login_start_usec = g_get_monotonic_time ();
  velo_wertgarantie_transport_post_async (self->transport, LOGIN_SCRIPT, form, TRUE, self->timeout,
                                          self->login_stop, login_cb, g_object_ref (self));
}

/* Ends the session that @call used, unless there is a newer one already. */
static void
repeat_in_new_session (GTask *task)
{
  VeloWertgarantieClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);

  call->repeated = TRUE;
  if (call->generation == self->generation)
    wipe (&self->token);
  if (self->token != NULL)
    send_call (task);
  else
    await_login (task);
}

/* The error for a call whose request may have been written. */
static GError *
translate_sent_error (Call   *call,
                      GError *error)
{
  if (call->kind == VELO_WERTGARANTIE_CALL_SUBMISSION)
    return velo_insurer_error_new (VELO_INSURER_ERROR_UNCLEAR, NULL, NULL, "%s", error->message);
  return g_error_copy (error);
}

static GError *
make_refusal (Call                   *call,
              VeloWertgarantieAnswer *answer)
{
  if (call->kind == VELO_WERTGARANTIE_CALL_SUBMISSION && !answer->has_code)
    return velo_insurer_error_new (VELO_INSURER_ERROR_UNCLEAR, answer->status, answer->request_id,
                                   "answer without status code");
  if (!velo_wertgarantie_answer_is_refusal (answer))
    return velo_insurer_error_new (VELO_INSURER_ERROR_PROTOCOL, NULL, answer->request_id,
                                   "answer without status code");
  return velo_insurer_error_new (VELO_INSURER_ERROR_REFUSED, answer->status, answer->request_id,
                                 "insurer refused");
}

static void
called_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(VeloWertgarantieAnswer) answer = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  VeloWertgarantieClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  gboolean submission = call->kind == VELO_WERTGARANTIE_CALL_SUBMISSION;
  gboolean again;
  gboolean left;

  bytes = velo_wertgarantie_transport_post_finish (VELO_WERTGARANTIE_TRANSPORT (source), result,
                                                   &left, &error);
  if (bytes != NULL)
    answer = velo_wertgarantie_answer_parse (bytes, call->envelope_inside, &error);
  log_call (velo_wertgarantie_form_get (call->form, "FUNCTION"),
            velo_wertgarantie_form_get (call->form, "SHAPING"), call->start_usec, answer, error);
  if (answer == NULL)
    {
      g_task_return_error (task, left ? translate_sent_error (call, error) : g_error_copy (error));
      return;
    }
  velo_wertgarantie_answer_scrub (answer, self->token);
  velo_wertgarantie_answer_scrub (answer, self->password);
  if (answer->success)
    {
      g_task_return_pointer (task, g_steal_pointer (&answer),
                             (GDestroyNotify) velo_wertgarantie_answer_free);
      return;
    }
  /* A submission is repeated only if the insurer names the session as the reason. */
  again = submission ? velo_wertgarantie_answer_mentions_session (answer)
                     : velo_wertgarantie_answer_may_be_session (answer);
  if (again && !call->repeated)
    repeat_in_new_session (g_steal_pointer (&task));
  else
    g_task_return_error (task, make_refusal (call, answer));
}

/* Sends the call of @task (transfer full) in the live session. */
static void
send_call (GTask *task)
{
  VeloWertgarantieClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  g_autoptr(VeloWertgarantieForm) form = velo_wertgarantie_form_copy (call->form);
  gboolean submission = call->kind == VELO_WERTGARANTIE_CALL_SUBMISSION;

  call->generation = self->generation;
  call->start_usec = g_get_monotonic_time ();
  velo_wertgarantie_form_add (form, "SESSION", self->token);
  velo_wertgarantie_transport_post_async (self->transport, SERVICE_SCRIPT, form,
                                          call->kind == VELO_WERTGARANTIE_CALL_QUESTION,
                                          submission ? self->submit_timeout : self->timeout,
                                          g_task_get_cancellable (task), called_cb, task);
}

static void
velo_wertgarantie_client_dispose (GObject *object)
{
  VeloWertgarantieClient *self = VELO_WERTGARANTIE_CLIENT (object);

  wipe (&self->password);
  wipe (&self->token);
  g_clear_object (&self->transport);

  G_OBJECT_CLASS (velo_wertgarantie_client_parent_class)->dispose (object);
}

static void
velo_wertgarantie_client_finalize (GObject *object)
{
  VeloWertgarantieClient *self = VELO_WERTGARANTIE_CLIENT (object);

  g_assert (g_queue_is_empty (&self->waiting));
  g_clear_pointer (&self->user, g_free);
  g_clear_pointer (&self->company, g_free);
  g_clear_pointer (&self->role, g_free);
  g_clear_pointer (&self->login_words, g_free);

  G_OBJECT_CLASS (velo_wertgarantie_client_parent_class)->finalize (object);
}

static void
velo_wertgarantie_client_class_init (VeloWertgarantieClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = velo_wertgarantie_client_dispose;
  object_class->finalize = velo_wertgarantie_client_finalize;
}

static void
velo_wertgarantie_client_init (VeloWertgarantieClient *self)
{
  g_queue_init (&self->waiting);
}

VeloWertgarantieClient *
velo_wertgarantie_client_new (const VeloWertgarantieAccount *account,
                              GError                       **error)
{
  g_autoptr(VeloWertgarantieTransport) transport = NULL;
  VeloWertgarantieClient *self = NULL;

  transport = velo_wertgarantie_transport_new (account->base_url, error);
  if (transport == NULL)
    return NULL;
  self = g_object_new (VELO_TYPE_WERTGARANTIE_CLIENT, NULL);
  self->transport = g_steal_pointer (&transport);
  self->user = g_strdup (account->user);
  self->company = g_strdup (account->company);
  self->role = g_strdup (account->role);
  self->timeout = account->timeout;
  self->submit_timeout = account->submit_timeout;
  return self;
}

void
velo_wertgarantie_client_set_password (VeloWertgarantieClient *self,
                                       const char             *password)
{
  g_return_if_fail (VELO_IS_WERTGARANTIE_CLIENT (self));

  if (g_strcmp0 (self->password, password) == 0)
    return;
  wipe (&self->password);
  wipe (&self->token);
  self->password = g_strdup (password);
  self->n_passwords++;
  if (self->login_stop != NULL)
    g_cancellable_cancel (self->login_stop);
}

VeloWertgarantieForm *
velo_wertgarantie_client_new_call (const char *function,
                                   const char *shaping)
{
  VeloWertgarantieForm *form = velo_wertgarantie_form_new ();

  velo_wertgarantie_form_add (form, "FUNCTION", function);
  velo_wertgarantie_form_add (form, "SHAPING", shaping);
  velo_wertgarantie_form_add (form, "API", "JSON");
  return form;
}

static GTask *
new_task (VeloWertgarantieClient *self,
          gpointer                tag,
          GCancellable           *cancellable,
          GAsyncReadyCallback     callback,
          gpointer                user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  /* Whether a cancelled call failed, or is unclear, is decided where it is known. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_new0 (Call, 1), call_free);
  return task;
}

/*
 * @form: (transfer full): from velo_wertgarantie_client_new_call(), without SESSION
 * @envelope_inside: as in velo_wertgarantie_answer_parse()
 */
void
velo_wertgarantie_client_call_async (VeloWertgarantieClient  *self,
                                     VeloWertgarantieForm    *form,
                                     VeloWertgarantieCallKind kind,
                                     gboolean                 envelope_inside,
                                     GCancellable            *cancellable,
                                     GAsyncReadyCallback      callback,
                                     gpointer                 user_data)
{
  GTask *task = NULL;
  Call *call = NULL;

  g_return_if_fail (VELO_IS_WERTGARANTIE_CLIENT (self));
  g_return_if_fail (form != NULL);

  task = new_task (self, velo_wertgarantie_client_call_async, cancellable, callback, user_data);
  call = g_task_get_task_data (task);
  call->form = form;
  call->kind = kind;
  call->envelope_inside = envelope_inside;
  if (self->token != NULL)
    send_call (task);
  else
    await_login (task);
}

VeloWertgarantieAnswer *
velo_wertgarantie_client_call_finish (VeloWertgarantieClient  *self,
                                      GAsyncResult            *result,
                                      GError                 **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_wertgarantie_client_call_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Signs in anew, whether or not there is a session. */
void
velo_wertgarantie_client_sign_in_async (VeloWertgarantieClient *self,
                                        GCancellable           *cancellable,
                                        GAsyncReadyCallback     callback,
                                        gpointer                user_data)
{
  g_return_if_fail (VELO_IS_WERTGARANTIE_CLIENT (self));

  wipe (&self->token);
  await_login (new_task (self, velo_wertgarantie_client_sign_in_async, cancellable, callback,
                         user_data));
}

/* Returns: (transfer full) (nullable): the insurer's words; %NULL without an error if it had none */
char *
velo_wertgarantie_client_sign_in_finish (VeloWertgarantieClient *self,
                                         GAsyncResult           *result,
                                         GError                **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_wertgarantie_client_sign_in_async),
                        NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
