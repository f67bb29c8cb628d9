/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk has to do and has sent: tasks, messages, and the file for the bank once more. */

#define G_LOG_DOMAIN "velo-claims-client"

#include "config.h"

#include "velo-claims-client-private.h"

/**
 * velo_claims_client_tasks_async:
 * @self: a client
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Answers with what is open of all claims.
 */
void
velo_claims_client_tasks_async (VeloClaimsClient    *self,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (VELO_IS_CLAIMS_CLIENT (self));

  velo_claims_client_ask (self, "GET", "tasks", NULL, NULL,
                          cancellable, callback, user_data);
}

/**
 * velo_claims_client_figures_async:
 * @self: a client, signed in as desk or assessor
 * @month: (nullable): "2026-11"
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Answers with how the service keeps its promises, lately and in @month.
 */
void
velo_claims_client_figures_async (VeloClaimsClient    *self,
                                  const char          *month,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autofree char *escaped = g_uri_escape_string (month != NULL ? month : "", NULL, FALSE);
  g_autofree char *route = g_strdup_printf ("figures?month=%s", escaped);

  g_return_if_fail (VELO_IS_CLAIMS_CLIENT (self));

  velo_claims_client_ask (self, "GET", route, NULL, NULL, cancellable, callback, user_data);
}

/**
 * velo_claims_client_end_task_async:
 * @self: a client
 * @id: identity of an open task
 * @outcome: what came of it
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Ends the task; a conflict if somebody else has.
 */
void
velo_claims_client_end_task_async (VeloClaimsClient    *self,
                                   const char          *id,
                                   const char          *outcome,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  JsonObject *body;

  g_return_if_fail (VELO_IS_CLAIMS_CLIENT (self));

  body = json_object_new ();
  json_object_set_string_member (body, "outcome", outcome);
  velo_claims_client_ask (self, "POST", "tasks/{id}/outcome", id, body,
                          cancellable, callback, user_data);
}

/**
 * velo_claims_client_messages_async:
 * @self: a client
 * @id: identity of a claim
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Answers with the messages to the customer.
 */
void
velo_claims_client_messages_async (VeloClaimsClient    *self,
                                   const char          *id,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_return_if_fail (VELO_IS_CLAIMS_CLIENT (self));

  velo_claims_client_ask (self, "GET", "claims/{id}/messages", id, NULL,
                          cancellable, callback, user_data);
}

/**
 * velo_claims_client_message_sent_async:
 * @self: a client
 * @id: identity of a message that waits
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Tells that the desk has sent it; its words are shown no more.
 */
void
velo_claims_client_message_sent_async (VeloClaimsClient    *self,
                                       const char          *id,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  g_return_if_fail (VELO_IS_CLAIMS_CLIENT (self));

  velo_claims_client_ask (self, "POST", "messages/{id}/sent", id, json_object_new (),
                          cancellable, callback, user_data);
}

/**
 * velo_claims_client_postpone_task_async:
 * @self: a client
 * @id: identity of an open task
 * @until: when it is tried again, microseconds UTC
 * @note: what came of it this time
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Puts the task off; a conflict if somebody else has ended it.
 */
void
velo_claims_client_postpone_task_async (VeloClaimsClient    *self,
                                        const char          *id,
                                        gint64               until,
                                        const char          *note,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data)
{
  JsonObject *body;

  g_return_if_fail (VELO_IS_CLAIMS_CLIENT (self));

  body = json_object_new ();
  json_object_set_int_member (body, "until", until);
  json_object_set_string_member (body, "note", note);
  velo_claims_client_ask (self, "POST", "tasks/{id}/later", id, body,
                          cancellable, callback, user_data);
}

/**
 * velo_claims_client_message_again_async:
 * @self: a client
 * @id: identity of a message that did not arrive
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Has it sent once more with a new link; the old link ends. Answers with the claim.
 */
void
velo_claims_client_message_again_async (VeloClaimsClient    *self,
                                        const char          *id,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data)
{
  g_return_if_fail (VELO_IS_CLAIMS_CLIENT (self));

  velo_claims_client_ask (self, "POST", "messages/{id}/again", id, json_object_new (),
                          cancellable, callback, user_data);
}

/**
 * velo_claims_client_payment_file_async:
 * @self: a client
 * @id: identity of a claim whose payout is ordered
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Answers with the very file that was made at the release.
 */
void
velo_claims_client_payment_file_async (VeloClaimsClient    *self,
                                       const char          *id,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  g_return_if_fail (VELO_IS_CLAIMS_CLIENT (self));

  velo_claims_client_ask (self, "GET", "claims/{id}/payment-file", id, NULL,
                          cancellable, callback, user_data);
}

/**
 * velo_claims_client_check_payee_async:
 * @self: a client
 * @claim: a claim that was accepted
 * @result: "match", "close" or "none"
 * @name: to whom the account belongs; with "close" only
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Notes what the bank says of name and account. Answers with the claim.
 */
void
velo_claims_client_check_payee_async (VeloClaimsClient    *self,
                                      VeloClaim           *claim,
                                      const char          *result,
                                      const char          *name,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  JsonObject *body;

  g_return_if_fail (VELO_IS_CLAIMS_CLIENT (self));
  g_return_if_fail (VELO_IS_CLAIM (claim));

  body = velo_claims_client_new_body (claim);
  json_object_set_string_member (body, "result", result);
  json_object_set_string_member (body, "name", name);
  velo_claims_client_ask (self, "POST", "claims/{id}/payee-check", velo_claim_get_id (claim), body,
                          cancellable, callback, user_data);
}

/**
 * velo_claims_client_export_async:
 * @self: a client
 * @email: (nullable): whose data, by one of three ways: by mail address
 * @phone: (nullable): or by telephone number
 * @name: (nullable): or by name
 * @plate: (nullable): and licence plate
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Loads everything that is stored about a person as one ZIP archive; the journal of each claim notes it.
 * Ends with velo_claims_client_get_photo_finish().
 */
void
velo_claims_client_export_async (VeloClaimsClient    *self,
                                 const char          *email,
                                 const char          *phone,
                                 const char          *name,
                                 const char          *plate,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  const struct { const char *key; const char *value; } members[] = {
    { "email", email }, { "phone", phone }, { "name", name }, { "plate", plate },
  };
  JsonObject *body;

  g_return_if_fail (VELO_IS_CLAIMS_CLIENT (self));

  body = json_object_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    if (members[i].value != NULL)
      json_object_set_string_member (body, members[i].key, members[i].value);
  velo_claims_client_load (self, "POST", "exports", NULL, body, VELO_CLAIMS_MAX_EXPORT, cancellable, callback, user_data);
}
