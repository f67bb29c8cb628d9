/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is read of a claim besides its entries: photos, calculation, messages, payout. */

#define G_LOG_DOMAIN "velo-claim-page"

#include "config.h"

#include "velo-claim-page-private.h"

#include <glib/gi18n.h>

#include "velo-claims-client-error.h"
#include "velo-claims-sheet.h"

static void
show_or_say (GtkWidget *group,
             GtkWidget *empty,
             gboolean   filled)
{
  gtk_widget_set_visible (group, filled);
  gtk_widget_set_visible (empty, !filled);
}

/* A claim that was closed before it came so far. */
static gboolean
is_none (const GError *error)
{
  return g_error_matches (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_NOT_FOUND);
}

static void
calculation_got_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(VeloClaimPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(VeloClaimsAnswer) answer = velo_claims_client_finish (VELO_CLAIMS_CLIENT (object), result, &error);

  if (!self->disposed && is_none (error))
    show_or_say (self->calculation_group, self->calculation_empty, FALSE);
  if (self->disposed || answer == NULL || self->claim == NULL || answer->claim == NULL
      || g_strcmp0 (velo_claim_get_id (answer->claim), velo_claim_get_id (self->claim)) != 0)
    return;
  show_or_say (self->calculation_group, self->calculation_empty, answer->settlement != NULL);
  if (answer->settlement == NULL)
    return;
  velo_claims_sheet_fill_calculation (self->calculation_list, answer);
  gtk_widget_set_visible (self->derivation_button, answer->offer != NULL);
  self->unfiled = answer->offer != NULL && !answer->offer->has_derivation;
  gtk_widget_set_visible (self->unfiled_label, self->unfiled);
  self->desk_decides =
    velo_settlement_get_outcome (answer->settlement) == VELO_SETTLEMENT_OUTCOME_DESK_DECIDES;
  velo_claim_page_show_step (self);
}

/* The file that waits to be saved has a step of its own; one that was saved can be saved again. */
void
velo_claim_page_show_file_button (VeloClaimPage *self)
{
  gtk_widget_set_visible (self->file_button, self->paying != NULL
                                             && velo_claim_get_state (self->claim) == VELO_CLAIM_STATE_PAYOUT_ORDERED
                                             && velo_claim_page_get_bank_file (self) == NULL);
}

static void
payout_got_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(VeloClaimPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(VeloClaimsAnswer) answer = velo_claims_client_finish (VELO_CLAIMS_CLIENT (object), result, &error);
  VeloClaimState state;

  if (!self->disposed && is_none (error))
    show_or_say (self->payout_group, self->payment_empty, FALSE);
  if (!self->disposed && answer == NULL && self->asks_release)
    velo_claim_page_show_error (self, error);
  if (self->disposed || answer == NULL || self->claim == NULL)
    return;
  show_or_say (self->payout_group, self->payment_empty, answer->payout != NULL);
  if (answer->payout == NULL)
    return;
  state = velo_claim_get_state (self->claim);
  velo_claims_sheet_fill_payout (self->payout_list, answer->payout, state);
  self->released = answer->payout->released_by_me;
  velo_claim_page_show_step (self);
  /* who has released without it can still make up for it until the bank has paid */
  gtk_widget_set_visible (self->payee_button, state == VELO_CLAIM_STATE_ACCEPTED
                                              || (state == VELO_CLAIM_STATE_PAYOUT_ORDERED
                                                  && *answer->payout->payee_result == '\0'));
  g_clear_pointer (&self->paying, velo_claims_answer_free);
  self->paying = g_steal_pointer (&answer);
  velo_claim_page_show_file_button (self);
  if (self->asks_release && state == VELO_CLAIM_STATE_ACCEPTED)
    velo_claim_page_ask_release (self);
}

void
velo_claim_page_load_payout (VeloClaimPage *self)
{
  velo_claims_client_get_payout_async (self->client, velo_claim_get_id (self->claim), self->cancellable, payout_got_cb,
                                       g_object_ref (self));
}

/* A code too: without a gateway it is the desk that tells it. */
static gboolean
is_waiting (const VeloClaimsMessage *message)
{
  return g_str_equal (message->state, "queued") && *message->text != '\0';
}

/* @messages: the newest first; what is older was followed by it */
static gboolean
has_code (GPtrArray *messages)
{
  const VeloClaimsMessage *newest = messages->len > 0 ? g_ptr_array_index (messages, 0) : NULL;

  return newest != NULL && is_waiting (newest) && g_str_equal (newest->kind, "code");
}

static char *
dup_key (GPtrArray *messages)
{
  g_autoptr(GString) key = g_string_new (NULL);

  for (guint i = 0; i < messages->len; i++)
    {
      const VeloClaimsMessage *message = g_ptr_array_index (messages, i);

      g_string_append_printf (key, "%s %s\n", message->id, message->state);
    }
  return g_string_free (g_steal_pointer (&key), FALSE);
}

static void
messages_got_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(VeloClaimPage) self = user_data;
  g_autoptr(VeloClaimsAnswer) answer = velo_claims_client_finish (VELO_CLAIMS_CLIENT (object), result, NULL);

  g_autofree char *key = NULL;

  if (self->disposed || answer == NULL || answer->messages == NULL || self->claim == NULL)
    return;
  /* nothing moves under the hands of somebody who reads the same as before */
  key = dup_key (answer->messages);
  if (g_strcmp0 (key, self->messages_key) == 0)
    return;
  g_free (self->messages_key);
  self->messages_key = g_steal_pointer (&key);
  /* what is older was followed by it */
  self->waiting = answer->messages->len > 0 && is_waiting (g_ptr_array_index (answer->messages, 0));
  gtk_widget_set_visible (self->code_label, has_code (answer->messages));
  velo_claim_page_mark_tabs (self);
  velo_claims_message_list_show (self->messages_list, self->client, answer->messages);
  gtk_widget_set_visible (self->messages_group, answer->messages->len > 0);
}

static void
photos_got_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(VeloClaimPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(VeloClaimsAnswer) answer = velo_claims_client_finish (VELO_CLAIMS_CLIENT (object), result, &error);

  if (!self->disposed && error != NULL)
    velo_claim_page_show_error (self, error);
  if (self->disposed || answer == NULL || answer->photos == NULL || self->claim == NULL || answer->claim == NULL
      || g_strcmp0 (velo_claim_get_id (answer->claim), velo_claim_get_id (self->claim)) != 0)
    return;
  velo_claims_photo_list_show (self->photos_list, self->client, answer);
  show_or_say (self->photos_group, self->photos_empty, velo_claims_photo_list_get_shown (self->photos_list) > 0);
}

/* Only the desk tells them to the customer. */
void
velo_claim_page_load_messages (VeloClaimPage *self)
{
  if (velo_claims_client_get_role (self->client) == VELO_CLAIM_ACTOR_DESK
      && velo_claim_get_state (self->claim) >= VELO_CLAIM_STATE_INVITED)
    velo_claims_client_messages_async (self->client, velo_claim_get_id (self->claim), self->cancellable,
                                       messages_got_cb, g_object_ref (self));
}

/* What else this account may see of a claim that has come so far. */
void
velo_claim_page_load_parts (VeloClaimPage *self)
{
  gboolean partner = velo_claims_client_get_role (self->client) == VELO_CLAIM_ACTOR_PARTNER;
  gboolean desk = velo_claims_client_get_role (self->client) == VELO_CLAIM_ACTOR_DESK;
  VeloClaimState state = velo_claim_get_state (self->claim);
  const char *id = velo_claim_get_id (self->claim);

  if (!partner && state >= VELO_CLAIM_STATE_STARTED)
    velo_claims_client_photos_async (self->client, id, self->cancellable, photos_got_cb, g_object_ref (self));
  else
    show_or_say (self->photos_group, self->photos_empty, FALSE);
  if (!partner && state >= VELO_CLAIM_STATE_CALCULATING)
    velo_claims_client_get_calculation_async (self->client, id, self->cancellable, calculation_got_cb,
                                              g_object_ref (self));
  else
    show_or_say (self->calculation_group, self->calculation_empty, FALSE);
  velo_claim_page_load_messages (self);
  if (desk && state >= VELO_CLAIM_STATE_ACCEPTED)
    velo_claim_page_load_payout (self);
  else
    show_or_say (self->payout_group, self->payment_empty, FALSE);
}
