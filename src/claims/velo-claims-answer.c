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
  g_free (payout->payee_result);
  g_free (payout->payee_name);
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

static guint
get_count (JsonObject *object,
           const char *name)
{
  return (guint) CLAMP (get_number (object, name), 0, G_MAXINT);
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

/* @load: makes one of the list, of what may be %NULL; @destroy: frees it */
static GPtrArray *
load_list (JsonObject     *object,
           const char     *name,
           gpointer      (*load) (JsonObject *from),
           GDestroyNotify  destroy)
{
  g_autoptr(GPtrArray) nodes = NULL;
  GPtrArray *list;

  if (velo_json_get (object, name) == NULL)
    return NULL;
  nodes = velo_json_get_list (object, name);
  list = g_ptr_array_new_with_free_func (destroy);
  for (guint i = 0; i < nodes->len; i++)
    g_ptr_array_add (list, load (velo_json_as_object (g_ptr_array_index (nodes, i))));
  return list;
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
  payout->payee_result = dup_text (object, "payee_result");
  payout->payee_name = dup_text (object, "payee_name");
  payout->cents = get_number (object, "cents");
  payout->second_cents = get_number (object, "second_person_cents");
  payout->changed_after = get_flag (object, "changed_after");
  payout->needs_second = get_flag (object, "needs_second");
  payout->released_first = get_flag (object, "released_first");
  payout->released_by_me = get_flag (object, "released_by_me");
  return payout;
}

static gpointer
load_message (JsonObject *from)
{
  VeloClaimsMessage *message = g_new0 (VeloClaimsMessage, 1);

  message->id = dup_text (from, "id");
  message->kind = dup_text (from, "kind");
  message->text = dup_text (from, "text");
  message->state = dup_text (from, "state");
  message->reason = dup_text (from, "reason");
  message->changed = get_number (from, "changed");
  message->created = get_number (from, "created");
  return message;
}

static void
flag_free (gpointer data)
{
  VeloClaimsFlag *flag = data;

  g_free (flag->code);
  g_free (flag->detail);
  g_free (flag);
}

static void
photo_free (gpointer data)
{
  VeloClaimsPhoto *photo = data;

  g_free (photo->id);
  g_free (photo->slot);
  g_free (photo->taken);
  g_free (photo->model);
  g_ptr_array_unref (photo->flags);
  g_object_unref (photo->view);
  g_free (photo);
}

static gpointer
load_flag (JsonObject *from)
{
  VeloClaimsFlag *flag = g_new0 (VeloClaimsFlag, 1);

  flag->code = dup_text (from, "code");
  flag->detail = dup_text (from, "detail");
  return flag;
}

static gpointer
load_photo (JsonObject *from)
{
  VeloClaimsPhoto *photo = g_new0 (VeloClaimsPhoto, 1);

  photo->id = dup_text (from, "id");
  photo->slot = dup_text (from, "slot");
  photo->created = get_number (from, "created");
  photo->replaced = get_flag (from, "replaced");
  photo->taken = dup_text (from, "taken");
  photo->model = dup_text (from, "model");
  photo->flags = load_list (from, "flags", load_flag, flag_free);
  if (photo->flags == NULL)
    photo->flags = g_ptr_array_new ();
  photo->view = load_record (VELO_TYPE_PHOTO_VIEW, velo_json_get_object (from, "view"));
  /* one that cannot be right is as good as none */
  if (photo->view == NULL || !velo_photo_view_is_sane (photo->view))
    {
      g_clear_object (&photo->view);
      photo->view = velo_photo_view_new ();
    }
  return photo;
}

static void
request_free (gpointer data)
{
  VeloClaimsPhotoRequest *request = data;

  g_free (request->slot);
  g_free (request->note);
  g_free (request->who);
  g_free (request);
}

static gpointer
load_request (JsonObject *from)
{
  VeloClaimsPhotoRequest *request = g_new0 (VeloClaimsPhotoRequest, 1);

  request->slot = dup_text (from, "slot");
  request->note = dup_text (from, "note");
  request->who = dup_text (from, "who");
  request->created = get_number (from, "created");
  request->sent = get_flag (from, "sent");
  request->fulfilled = get_number (from, "fulfilled") != 0;
  return request;
}

static GStrv
load_missing (JsonObject *object)
{
  g_autoptr(GPtrArray) nodes = NULL;
  g_autoptr(GStrvBuilder) missing = NULL;

  if (velo_json_get (object, "missing") == NULL)
    return NULL;
  nodes = velo_json_get_list (object, "missing");
  missing = g_strv_builder_new ();
  for (guint i = 0; i < nodes->len; i++)
    {
      g_autofree char *slot = velo_json_as_text (g_ptr_array_index (nodes, i));

      if (slot != NULL)
        g_strv_builder_add (missing, slot);
    }
  return g_strv_builder_end (missing);
}

static void
offered_free (VeloClaimsOffered *offer)
{
  g_free (offer->who);
  g_clear_object (&offer->calculation);
  g_clear_object (&offer->settlement);
  g_free (offer);
}

static VeloClaimsOffered *
load_offered (JsonObject *object)
{
  VeloClaimsOffered *offer;

  if (object == NULL || velo_json_get_object (object, "calculation") == NULL
      || velo_json_get_object (object, "settlement") == NULL)
    return NULL;
  offer = g_new0 (VeloClaimsOffered, 1);
  offer->number = (int) get_count (object, "number");
  offer->cents = get_number (object, "cents");
  offer->created = get_number (object, "created");
  offer->valid_until = get_number (object, "valid_until");
  offer->who = dup_text (object, "who");
  offer->has_derivation = get_flag (object, "derivation");
  offer->calculation = load_record (VELO_TYPE_CALCULATION, velo_json_get_object (object, "calculation"));
  offer->settlement = load_record (VELO_TYPE_SETTLEMENT, velo_json_get_object (object, "settlement"));
  return offer;
}

static void
load_measured (JsonObject         *object,
               VeloClaimsMeasured *measured)
{
  measured->n = get_count (object, "measured");
  measured->n_kept = MIN (get_count (object, "kept"), measured->n);
  measured->waited_median = get_count (object, "waited_median");
  measured->waited_90 = get_count (object, "waited_90");
  measured->worked_median = get_count (object, "worked_median");
  measured->worked_90 = get_count (object, "worked_90");
}

static VeloClaimsFigures *
load_figures (JsonObject *object)
{
  JsonObject *month = velo_json_get_object (object, "month");
  VeloClaimsFigures *figures;

  if (velo_json_get (object, "waiting") == NULL || velo_json_get (object, "measured") == NULL)
    return NULL;
  figures = g_new0 (VeloClaimsFigures, 1);
  figures->n_waiting = get_count (object, "waiting");
  figures->promise = get_count (object, "promise");
  figures->first = get_number (object, "first");
  load_measured (object, &figures->newest);
  figures->has_month = month != NULL;
  if (month != NULL)
    load_measured (month, &figures->month);
  return figures;
}

/* Alone in its answer; what is none is not taken. */
static VeloPhotoView *
load_view (JsonObject *object)
{
  VeloPhotoView *view;

  if (velo_json_get (object, "rotation") == NULL || velo_json_get (object, "revision") == NULL)
    return NULL;
  view = load_record (VELO_TYPE_PHOTO_VIEW, object);
  if (!velo_photo_view_is_sane (view))
    g_clear_object (&view);
  return view;
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

/* What is not base64 is left out by GLib; the seal tells whether it is whole. */
static GBytes *
load_sealed (JsonObject *object)
{
  g_autofree char *text = velo_json_get_text (object, "sealed");
  gsize size = 0;
  guint8 *data;

  if (text == NULL)
    return NULL;
  data = g_base64_decode (text, &size);
  return g_bytes_new_take (data, size);
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
  self->clock = get_number (object, "clock");
  self->total = get_count (object, "total");
  self->entries = load_records (VELO_TYPE_CLAIM_ENTRY, object, "entries");
  self->tasks = load_records (VELO_TYPE_CALL_TASK, object, "tasks");
  self->calculation = load_record (VELO_TYPE_CALCULATION, velo_json_get_object (object, "calculation"));
  self->settlement = load_record (VELO_TYPE_SETTLEMENT, velo_json_get_object (object, "settlement"));
  self->rules = load_record (VELO_TYPE_SETTLEMENT_RULES, velo_json_get_object (object, "rules"));
  self->url = velo_json_get_text (object, "url");
  self->text = velo_json_get_text (object, "text");
  self->expires = get_number (object, "expires");
  self->file = velo_json_get_text (object, "file");
  self->id = velo_json_get_text (object, "id");
  self->form_state = velo_json_get_text (object, "state");
  self->left = get_number (object, "left");
  self->sealed = load_sealed (object);
  self->payout = load_payout (velo_json_get_object (object, "payout"));
  self->messages = load_list (object, "messages", load_message, message_free);
  self->photos = load_list (object, "photos", load_photo, photo_free);
  self->requests = load_list (object, "requests", load_request, request_free);
  self->missing = load_missing (object);
  self->calculated_by = velo_json_get_text (object, "calculated_by");
  self->calculated = get_number (object, "calculated");
  self->offer = load_offered (velo_json_get_object (object, "offer"));
  self->offer_end = get_number (object, "offer_end");
  self->view = load_view (object);
  self->figures = load_figures (object);
  self->n_paid = get_count (object, "paid");
  self->n_returned = get_count (object, "returned");
  self->n_unknown = get_count (object, "unknown");
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
  g_free (self->id);
  g_free (self->form_state);
  g_clear_pointer (&self->sealed, g_bytes_unref);
  g_free (self->url);
  g_free (self->text);
  g_free (self->file);
  g_clear_pointer (&self->payout, payout_free);
  g_clear_pointer (&self->messages, g_ptr_array_unref);
  g_clear_pointer (&self->photos, g_ptr_array_unref);
  g_clear_pointer (&self->requests, g_ptr_array_unref);
  g_clear_pointer (&self->missing, g_strfreev);
  g_free (self->calculated_by);
  g_clear_pointer (&self->offer, offered_free);
  g_clear_object (&self->view);
  g_free (self->figures);
  g_free (self);
}
