/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form that a customer fills in on the own phone: opened at the service, looked after, taken and unsealed. */

#define G_LOG_DOMAIN "velo-claims-client"

#include "config.h"

#include "velo-customer-form.h"

#include <string.h>

#include "velo-claims-client-private.h"
#include "velo-claims-transport.h"
#include "velo-form-seal.h"

/* 132 bit in base64url. */
#define TOKEN_LENGTH 22
#define TOKEN_LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

/* Longer than any form is open. */
#define MAX_LEFT (24 * 60 * 60)

struct _VeloCustomerForm
{
  GObject parent_instance;

  VeloClaimsClient *client; /* (owned) (not nullable) */
  GStrv names;              /* (owned) (not nullable) */
  char *country;            /* (owned) (not nullable) */
  guint8 key[VELO_FORM_KEY_BYTES];
  char *id;                 /* (owned) (nullable): when opened */
  char *token;              /* (owned) (nullable): when opened */
  char *link;               /* (owned) (nullable): when opened */
  gint64 end;
  VeloCustomerFormState state;
  GHashTable *values;       /* (owned) (nullable) (element-type utf8 utf8): when filled in */
};

G_DEFINE_FINAL_TYPE (VeloCustomerForm, velo_customer_form, G_TYPE_OBJECT)

static void
velo_customer_form_finalize (GObject *object)
{
  VeloCustomerForm *self = VELO_CUSTOMER_FORM (object);

  explicit_bzero (self->key, sizeof self->key);
  if (self->link != NULL)
    explicit_bzero (self->link, strlen (self->link));
  g_clear_object (&self->client);
  g_strfreev (self->names);
  g_free (self->country);
  g_free (self->id);
  g_free (self->token);
  g_free (self->link);
  g_clear_pointer (&self->values, g_hash_table_unref);

  G_OBJECT_CLASS (velo_customer_form_parent_class)->finalize (object);
}

static void
velo_customer_form_class_init (VeloCustomerFormClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = velo_customer_form_finalize;
}

static void
velo_customer_form_init (VeloCustomerForm *self)
{
}

/**
 * velo_customer_form_new:
 * @client: a client that is signed in
 * @names: (array zero-terminated=1): the fields that the customer is asked for
 * @country: "DE" or "AT": by whose rules postcodes are checked, unless the country itself is asked for
 *
 * Returns: (transfer full): a form that is not opened yet
 */
VeloCustomerForm *
velo_customer_form_new (VeloClaimsClient   *client,
                        const char * const *names,
                        const char         *country)
{
  VeloCustomerForm *self;

  g_return_val_if_fail (VELO_IS_CLAIMS_CLIENT (client), NULL);
  g_return_val_if_fail (names != NULL && country != NULL, NULL);

  self = g_object_new (VELO_TYPE_CUSTOMER_FORM, NULL);
  self->client = g_object_ref (client);
  self->names = g_strdupv ((char **) names);
  self->country = g_strdup (country);
  return self;
}

/**
 * velo_customer_form_get_link:
 * @self: a form
 *
 * Returns: (nullable): what the customer opens, with the key behind it; %NULL before @self is opened
 */
const char *
velo_customer_form_get_link (VeloCustomerForm *self)
{
  g_return_val_if_fail (VELO_IS_CUSTOMER_FORM (self), NULL);

  return self->link;
}

/**
 * velo_customer_form_get_end:
 * @self: a form
 *
 * Returns: until when it can be filled in, as g_get_monotonic_time() counts; 0 before it is opened
 */
gint64
velo_customer_form_get_end (VeloCustomerForm *self)
{
  g_return_val_if_fail (VELO_IS_CUSTOMER_FORM (self), 0);

  return self->end;
}

/**
 * velo_customer_form_get_state:
 * @self: a form
 *
 * Returns: how far the customer was when it was last looked at
 */
VeloCustomerFormState
velo_customer_form_get_state (VeloCustomerForm *self)
{
  g_return_val_if_fail (VELO_IS_CUSTOMER_FORM (self), VELO_CUSTOMER_FORM_STATE_OPEN);

  return self->state;
}

/**
 * velo_customer_form_get_values:
 * @self: a form
 *
 * Returns: (transfer none) (nullable) (element-type utf8 utf8): what the customer entered, by field, as it
 *   came: nothing of it is checked; %NULL before
 */
GHashTable *
velo_customer_form_get_values (VeloCustomerForm *self)
{
  g_return_val_if_fail (VELO_IS_CUSTOMER_FORM (self), NULL);

  return self->values;
}

/* The token of a link of the service; NULL if it is none that a customer may be sent to. */
static char *
find_token (const char *url)
{
  g_autoptr(GUri) uri = velo_claims_transport_parse_url (url, NULL);
  const char *token = uri != NULL ? strrchr (url, '/') : NULL;

  if (token == NULL || token - url < 2 || token[-1] != 'f' || token[-2] != '/' || strlen (token + 1) != TOKEN_LENGTH
      || strspn (token + 1, TOKEN_LETTERS) != TOKEN_LENGTH)
    return NULL;
  return g_strdup (token + 1);
}

/* Whether the answer says where the form is. */
static gboolean
take_opened (VeloCustomerForm *self,
             VeloClaimsAnswer *answer)
{
  g_autofree char *token = answer->url != NULL ? find_token (answer->url) : NULL;
  g_autofree char *key = NULL;

  if (token == NULL || answer->id == NULL || *answer->id == '\0' || answer->left <= 0 || answer->left > MAX_LEFT)
    return FALSE;
  key = velo_form_seal_encode_key (self->key);
  self->id = g_strdup (answer->id);
  self->token = g_steal_pointer (&token);
  self->link = g_strconcat (answer->url, "#", key, NULL);
  self->end = g_get_monotonic_time () + answer->left * G_USEC_PER_SEC;
  explicit_bzero (key, strlen (key));
  return TRUE;
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VeloCustomerForm *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr(VeloClaimsAnswer) answer = velo_claims_client_finish (VELO_CLAIMS_CLIENT (source), result, &error);

  if (answer == NULL)
    g_task_return_error (task, error);
  else if (!take_opened (self, answer))
    g_task_return_new_error (task, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_PROTOCOL, "no form in the answer");
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * velo_customer_form_open_async:
 * @self: a form that is not opened yet
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Opens it at the service; then it has a link. Ends with velo_customer_form_finish().
 */
void
velo_customer_form_open_async (VeloCustomerForm    *self,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  JsonArray *names;
  JsonObject *body;
  GError *error = NULL;

  g_return_if_fail (VELO_IS_CUSTOMER_FORM (self));
  g_return_if_fail (self->id == NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_customer_form_open_async);
  g_task_set_check_cancellable (task, FALSE);
  if (!velo_form_seal_new_key (self->key, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  names = json_array_new ();
  for (gsize i = 0; self->names[i] != NULL; i++)
    json_array_add_string_element (names, self->names[i]);
  body = json_object_new ();
  json_object_set_array_member (body, "fields", names);
  json_object_set_string_member (body, "country", self->country);
  velo_claims_client_ask (self->client, "POST", "forms", NULL, body, cancellable, opened_cb, g_steal_pointer (&task));
}

static void
collected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VeloCustomerForm *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr(VeloClaimsAnswer) answer = velo_claims_client_finish (VELO_CLAIMS_CLIENT (source), result, &error);
  g_autoptr(GBytes) sealed = NULL;
  GHashTable *values = NULL;

  if (answer != NULL)
    {
      sealed = answer->sealed != NULL ? g_bytes_ref (answer->sealed) : g_bytes_new (NULL, 0);
      values = velo_form_seal_open (self->key, self->token, sealed, (const char *const *) self->names, &error);
    }
  if (values == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_pointer (&self->values, g_hash_table_unref);
  self->values = values;
  self->state = VELO_CUSTOMER_FORM_STATE_FILLED;
  g_task_return_boolean (task, TRUE);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VeloCustomerForm *self = g_task_get_source_object (task);
  VeloClaimsClient *client = VELO_CLAIMS_CLIENT (source);
  GError *error = NULL;
  g_autoptr(VeloClaimsAnswer) answer = velo_claims_client_finish (client, result, &error);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (answer == NULL)
    g_task_return_error (task, error);
  else if (g_strcmp0 (answer->form_state, "filled") == 0)
    velo_claims_client_ask (client, "POST", "forms/{id}/collection", self->id, json_object_new (), cancellable,
                            collected_cb, g_steal_pointer (&task));
  else if (g_strcmp0 (answer->form_state, "open") != 0 && g_strcmp0 (answer->form_state, "seen") != 0)
    g_task_return_new_error (task, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_PROTOCOL, "no state in the answer");
  else
    {
      self->state = g_str_equal (answer->form_state, "seen") ? VELO_CUSTOMER_FORM_STATE_SEEN : VELO_CUSTOMER_FORM_STATE_OPEN;
      g_task_return_boolean (task, TRUE);
    }
}

/**
 * velo_customer_form_look_async:
 * @self: a form that is opened
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Asks how far the customer is, and takes what was entered, which the service then deletes. Ends with
 * velo_customer_form_finish().
 */
void
velo_customer_form_look_async (VeloCustomerForm    *self,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (VELO_IS_CUSTOMER_FORM (self));
  g_return_if_fail (self->id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_customer_form_look_async);
  g_task_set_check_cancellable (task, FALSE);
  velo_claims_client_ask (self->client, "GET", "forms/{id}", self->id, NULL, cancellable, looked_cb, task);
}

/**
 * velo_customer_form_finish:
 * @self: a form
 * @result: of velo_customer_form_open_async() or velo_customer_form_look_async()
 * @error: return location; %VELO_CLAIMS_CLIENT_ERROR_NOT_FOUND for a form whose time is over or a service
 *   that knows no forms, %VELO_CLAIMS_CLIENT_ERROR_GONE for one that was taken before, and other
 *   %VELO_CLAIMS_CLIENT_ERROR or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether it succeeded; the state tells how far the customer is
 */
gboolean
velo_customer_form_finish (VeloCustomerForm  *self,
                           GAsyncResult      *result,
                           GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_customer_form_open_async)
                        || g_async_result_is_tagged (result, velo_customer_form_look_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* If it cannot be withdrawn it ends by itself soon. */
static void
withdrawn_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(VeloClaimsAnswer) answer = velo_claims_client_finish (VELO_CLAIMS_CLIENT (source), result, &error);

  if (answer == NULL)
    g_debug ("a form is not withdrawn: %s", error->message);
}

/**
 * velo_customer_form_withdraw:
 * @self: a form
 *
 * Its link stops working, and the service keeps nothing of it. Nobody has to wait for that.
 */
void
velo_customer_form_withdraw (VeloCustomerForm *self)
{
  g_return_if_fail (VELO_IS_CUSTOMER_FORM (self));

  if (self->id != NULL && self->state != VELO_CUSTOMER_FORM_STATE_FILLED)
    velo_claims_client_ask (self->client, "DELETE", "forms/{id}", self->id, NULL, NULL, withdrawn_cb, NULL);
}
