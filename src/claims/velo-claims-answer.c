/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the claims service answers, read tolerantly into records. */

#define G_LOG_DOMAIN "velo-claims-client"

#include "config.h"

#include "velo-claims-answer.h"

#include "velo-json.h"

static void
payout_free (VeloClaimsPayout *payout)
{
  g_free (payout->holder);
  g_free (payout->iban);
  g_free (payout);
}

static void
message_free (gpointer data)
{
  VeloClaimsMessage *message = data;

  g_free (message->id);
  g_free (message->kind);
  g_free (message->text);
  g_free (message->state);
  g_free (message->reason);
  g_free (message);
}

static char *
dup_text (JsonObject *object,
          const char *name)
{
  char *text = velo_json_get_text (object, name);

  return text != NULL ? text : g_strdup ("");
}

static gint64
get_number (JsonObject *object,
            const char *name)
{
  g_autofree char *text = velo_json_get_text (object, name);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

static gboolean
get_flag (JsonObject *object,
          const char *name)
{
  g_autofree char *text = velo_json_get_text (object, name);

  return g_strcmp0 (text, "true") == 0;
}

static gpointer
load_record (GType       type,
             JsonObject *object)
{
  gpointer record;

  if (object == NULL)
    return NULL;
  record = g_object_new (type, NULL);
  velo_record_load_json (record, object);
  return record;
}

static GPtrArray *
load_records (GType       type,
              JsonObject *object,
              const char *name)
{
  g_autoptr(GPtrArray) nodes = NULL;
  GPtrArray *records;

  if (velo_json_get (object, name) == NULL)
    return NULL;
  nodes = velo_json_get_list (object, name);
  records = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < nodes->len; i++)
    {
      gpointer record = load_record (type, velo_json_as_object (g_ptr_array_index (nodes, i)));

      if (record != NULL)
        g_ptr_array_add (records, record);
    }
  return records;
}

static VeloClaimsPayout *
load_payout (JsonObject *object)
{
  VeloClaimsPayout *payout;

  if (object == NULL)
    return NULL;
  payout = g_new0 (VeloClaimsPayout, 1);
  payout->holder = dup_text (object, "holder");
  payout->iban = dup_text (object, "iban");
  payout->cents = get_number (object, "cents");
  payout->needs_second = get_flag (object, "needs_second");
  payout->released_first = get_flag (object, "released_first");
  payout->released_by_me = get_flag (object, "released_by_me");
  return payout;
}

static GPtrArray *
load_messages (JsonObject *object)
{
  g_autoptr(GPtrArray) nodes = NULL;
  GPtrArray *messages;

  if (velo_json_get (object, "messages") == NULL)
    return NULL;
  nodes = velo_json_get_list (object, "messages");
  messages = g_ptr_array_new_with_free_func (message_free);
  for (guint i = 0; i < nodes->len; i++)
    {
      JsonObject *from = velo_json_as_object (g_ptr_array_index (nodes, i));
      VeloClaimsMessage *message = g_new0 (VeloClaimsMessage, 1);

      message->id = dup_text (from, "id");
      message->kind = dup_text (from, "kind");
      message->text = dup_text (from, "text");
      message->state = dup_text (from, "state");
      message->reason = dup_text (from, "reason");
      message->changed = get_number (from, "changed");
      message->created = get_number (from, "created");
      g_ptr_array_add (messages, message);
    }
  return messages;
}

static void
photo_free (gpointer data)
{
  VeloClaimsPhoto *photo = data;

  g_free (photo->id);
  g_free (photo->slot);
  g_free (photo);
}

static GPtrArray *
load_photos (JsonObject *object)
{
  g_autoptr(GPtrArray) nodes = NULL;
  GPtrArray *photos;

  if (velo_json_get (object, "photos") == NULL)
    return NULL;
  nodes = velo_json_get_list (object, "photos");
  photos = g_ptr_array_new_with_free_func (photo_free);
  for (guint i = 0; i < nodes->len; i++)
    {
      JsonObject *from = velo_json_as_object (g_ptr_array_index (nodes, i));
      VeloClaimsPhoto *photo = g_new0 (VeloClaimsPhoto, 1);

      photo->id = dup_text (from, "id");
      photo->slot = dup_text (from, "slot");
      photo->created = get_number (from, "created");
      photo->replaced = get_flag (from, "replaced");
      g_ptr_array_add (photos, photo);
    }
  return photos;
}

/* A claim stands alone or among other things. */
static VeloClaim *
load_claim (JsonObject *object)
{
  JsonObject *claim = velo_json_get_object (object, "claim");

  if (claim == NULL && velo_json_get (object, "state") != NULL && velo_json_get (object, "id") != NULL)
    claim = object;
  return load_record (VELO_TYPE_CLAIM, claim);
}

/**
 * velo_claims_answer_new:
 * @object: what the service answered
 *
 * Returns: (transfer full): what is in it
 */
VeloClaimsAnswer *
velo_claims_answer_new (JsonObject *object)
{
  VeloClaimsAnswer *self = g_new0 (VeloClaimsAnswer, 1);

  self->claim = load_claim (object);
  self->claims = load_records (VELO_TYPE_CLAIM, object, "claims");
  self->more = get_flag (object, "more");
  self->total = (guint) CLAMP (get_number (object, "total"), 0, G_MAXINT);
  self->entries = load_records (VELO_TYPE_CLAIM_ENTRY, object, "entries");
  self->tasks = load_records (VELO_TYPE_CALL_TASK, object, "tasks");
  self->calculation = load_record (VELO_TYPE_CALCULATION, velo_json_get_object (object, "calculation"));
  self->settlement = load_record (VELO_TYPE_SETTLEMENT, velo_json_get_object (object, "settlement"));
  self->rules = load_record (VELO_TYPE_SETTLEMENT_RULES, velo_json_get_object (object, "rules"));
  self->url = velo_json_get_text (object, "url");
  self->text = velo_json_get_text (object, "text");
  self->expires = get_number (object, "expires");
  self->file = velo_json_get_text (object, "file");
  self->payout = load_payout (velo_json_get_object (object, "payout"));
  self->messages = load_messages (object);
  self->photos = load_photos (object);
  self->n_paid = (guint) CLAMP (get_number (object, "paid"), 0, G_MAXINT);
  self->n_returned = (guint) CLAMP (get_number (object, "returned"), 0, G_MAXINT);
  self->n_unknown = (guint) CLAMP (get_number (object, "unknown"), 0, G_MAXINT);
  return self;
}

/**
 * velo_claims_answer_free:
 * @self: (transfer full): an answer
 */
void
velo_claims_answer_free (VeloClaimsAnswer *self)
{
  g_clear_object (&self->claim);
  g_clear_pointer (&self->claims, g_ptr_array_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  g_clear_object (&self->calculation);
  g_clear_object (&self->settlement);
  g_clear_object (&self->rules);
  g_free (self->url);
  g_free (self->text);
  g_free (self->file);
  g_clear_pointer (&self->payout, payout_free);
  g_clear_pointer (&self->messages, g_ptr_array_unref);
  g_clear_pointer (&self->photos, g_ptr_array_unref);
  g_free (self);
}
