/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Claims as desk, assessor and sales partner work with them. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include <string.h>

#include "velo-claims-api.h"
#include "velo-claims-error.h"
#include "velo-claims-invitation.h"
#include "velo-claims-journal.h"
#include "velo-claims-message.h"
#include "velo-claims-retention.h"
#include "velo-claims-search.h"
#include "velo-claims-table.h"
#include "velo-date.h"
#include "velo-json.h"
#include "velo-sms.h"
#include "velo-text.h"

/* A sales partner follows a claim, and learns neither how to reach the customer nor what was said
 * about the damage and paid for it (claims design, section 1). */
static const char *const partner_members[] = {
  "id", "number", "state", "kind", "country", "plate", "customer-name", "loss-date", "created", "changed",
  "promised",
};

JsonObject *
velo_claims_api_claim_to_json (VeloClaimsContext *context,
                               VeloClaim         *claim)
{
  g_autoptr(JsonObject) whole = velo_record_to_json (claim);
  JsonObject *part;

  if (context->actor != VELO_CLAIM_ACTOR_PARTNER)
    return g_steal_pointer (&whole);
  part = json_object_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (partner_members); i++)
    {
      JsonNode *member = velo_json_get (whole, partner_members[i]);

      if (member != NULL)
        json_object_set_member (part, partner_members[i], json_node_copy (member));
    }
  return part;
}

JsonArray *
velo_claims_api_records_to_json (GPtrArray *records)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < records->len; i++)
    json_array_add_object_element (array, velo_record_to_json (g_ptr_array_index (records, i)));
  return array;
}

gboolean
velo_claims_api_search (VeloClaimsContext   *context,
                        VeloClaimsRequest   *request,
                        VeloClaimsResponse  *response,
                        GError             **error)
{
  g_autofree char *words = velo_claims_request_dup_text (request, "words");
  g_autofree char *filter = velo_claims_request_dup_text (request, "filter");
  g_autofree char *clock = velo_claims_request_dup_text (request, "clock");
  g_autofree char *before = velo_claims_request_dup_text (request, "before");
  g_autofree char *after = velo_claims_request_dup_text (request, "after");
  VeloClaimsQuery query = { words, filter, g_ascii_strtoll (clock, NULL, 10), g_ascii_strtoll (before, NULL, 10), after };
  gint64 next = 0;
  g_autoptr(GPtrArray) claims = NULL;
  guint total = 0;
  JsonArray *array;
  JsonObject *object;

  /* who reads on knows the number already */
  claims = velo_claims_search (context, &query, &next, query.before > 0 ? NULL : &total, error);
  if (claims == NULL)
    return FALSE;
  array = json_array_new ();
  for (guint i = 0; i < claims->len; i++)
    json_array_add_object_element (array, velo_claims_api_claim_to_json (context, g_ptr_array_index (claims, i)));
  object = json_object_new ();
  json_object_set_array_member (object, "claims", array);
  json_object_set_boolean_member (object, "more", claims->len == VELO_CLAIMS_PAGE_SIZE);
  json_object_set_int_member (object, "clock", next);
  if (query.before <= 0)
    json_object_set_int_member (object, "total", total);
  velo_claims_response_take_json (response, object);
  return TRUE;
}

static void
refuse_problems (VeloClaimsResponse *response,
                 int                 problems)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "error", "invalid");
  json_object_set_int_member (object, "problems", problems);
  velo_claims_response_take_json (response, object);
  response->status = 422;
}

/* What the desk may enter; everything else is the service's own. */
static const char *const entered_properties[] = {
  "number", "kind", "country", "region", "plate", "customer-name", "phone", "email", "language", "portfolio",
  "loss-date", "description", "in-writing", "consent",
};

static void
take_entered (VeloClaim *claim,
              VeloClaim *entered)
{
  for (gsize i = 0; i < G_N_ELEMENTS (entered_properties); i++)
    {
      g_auto(GValue) value = G_VALUE_INIT;

      g_object_get_property (G_OBJECT (entered), entered_properties[i], &value);
      g_object_set_property (G_OBJECT (claim), entered_properties[i], &value);
    }
  velo_record_assign (velo_claim_get_intake (claim), velo_claim_get_intake (entered));
}

static void
tidy (VeloClaimsContext *context,
      VeloClaim         *claim)
{
  g_autofree char *phone = NULL;

  if (velo_text_is_empty (velo_claim_get_region (claim)))
    velo_claim_set_region (claim, g_strcmp0 (velo_claim_get_country (claim), "AT") == 0
                                    ? "AT" : context->config->region);
  if (g_strcmp0 (velo_claim_get_language (claim), "en") != 0)
    velo_claim_set_language (claim, "de");
  phone = velo_phone_normalize (velo_claim_get_phone (claim), velo_claim_get_country (claim));
  if (phone != NULL)
    velo_claim_set_phone (claim, phone);
  velo_intake_set_plate (velo_claim_get_intake (claim), velo_claim_get_plate (claim));
}

static int
check (VeloClaimsContext *context,
       VeloClaim         *claim)
{
  g_autoptr(GDateTime) now = g_date_time_new_from_unix_utc (context->now / G_USEC_PER_SEC);
  g_autoptr(GDate) today = g_date_new_dmy ((GDateDay) g_date_time_get_day_of_month (now),
                                           (GDateMonth) g_date_time_get_month (now),
                                           (GDateYear) g_date_time_get_year (now));

  /* The loss may have been today in the customer's time zone already. */
  g_date_add_days (today, 1);
  return velo_claim_check (claim, context->config->number_pattern, today);
}

static gboolean
note_consent (VeloClaimsContext  *context,
              VeloClaim          *claim,
              GError            **error)
{
  return velo_claims_note (context, velo_claim_get_id (claim), "consent", velo_claim_get_consent (claim), error);
}

static void
stamp_consent (VeloClaimsContext *context,
               VeloClaim         *claim)
{
  velo_claim_set_consent_time (claim, context->now);
  velo_claim_set_consent_by (claim, context->who);
}

gboolean
velo_claims_api_add (VeloClaimsContext   *context,
                     VeloClaimsRequest   *request,
                     VeloClaimsResponse  *response,
                     GError             **error)
{
  g_autoptr(VeloClaim) entered = velo_claim_new ();
  g_autoptr(VeloClaim) claim = velo_claim_new ();
  gboolean agreed;
  int problems;

  velo_record_load_json (entered, request->json);
  take_entered (claim, entered);
  tidy (context, claim);
  problems = check (context, claim);
  if (problems != 0)
    {
      refuse_problems (response, problems);
      return TRUE;
    }
  agreed = !velo_text_is_empty (velo_claim_get_consent (claim));
  if (agreed)
    stamp_consent (context, claim);
  if (!velo_claims_add (context, claim, error) || (agreed && !note_consent (context, claim, error)))
    return FALSE;
  velo_claims_response_take_json (response, velo_claims_api_claim_to_json (context, claim));
  response->status = 201;
  return TRUE;
}

gboolean
velo_claims_api_get (VeloClaimsContext   *context,
                     VeloClaimsRequest   *request,
                     VeloClaimsResponse  *response,
                     GError             **error)
{
  g_autoptr(VeloClaim) claim = velo_claims_get (context, request->ids[0], error);
  g_autoptr(GPtrArray) entries = NULL;
  g_autoptr(GPtrArray) tasks = NULL;
  JsonObject *object;

  if (claim == NULL)
    return FALSE;
  entries = velo_claims_journal_list (context, request->ids[0], error);
  tasks = entries != NULL ? velo_claims_list_tasks (context, request->ids[0], error) : NULL;
  if (tasks == NULL)
    return FALSE;
  object = json_object_new ();
  json_object_set_object_member (object, "claim", velo_claims_api_claim_to_json (context, claim));
  if (context->actor == VELO_CLAIM_ACTOR_PARTNER)
    for (guint i = 0; i < entries->len; i++)
      velo_claim_entry_set_reason (g_ptr_array_index (entries, i), NULL);
  else
    json_object_set_array_member (object, "tasks", velo_claims_api_records_to_json (tasks));
  json_object_set_array_member (object, "entries", velo_claims_api_records_to_json (entries));
  velo_claims_response_take_json (response, object);
  return TRUE;
}

/* The claim of the request, as its sender last saw it. */
VeloClaim *
velo_claims_api_get_known (VeloClaimsContext   *context,
                           VeloClaimsRequest   *request,
                           VeloClaimsResponse  *response,
                           GError             **error)
{
  g_autoptr(VeloClaim) claim = velo_claims_get (context, request->ids[0], error);
  g_autofree char *revision = velo_claims_request_dup_text (request, "revision");

  if (claim == NULL || g_ascii_strtoll (revision, NULL, 10) == velo_claim_get_revision (claim))
    return g_steal_pointer (&claim);
  response->details = velo_claims_describe_change (context, claim, error);
  if (response->details != NULL)
    g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_CONFLICT, "the claim has changed");
  return NULL;
}

gboolean
velo_claims_api_answer_claim (VeloClaimsContext  *context,
                              VeloClaim          *claim,
                              VeloClaimsResponse *response)
{
  velo_claims_response_take_json (response, velo_claims_api_claim_to_json (context, claim));
  return TRUE;
}

gboolean
velo_claims_api_change (VeloClaimsContext   *context,
                        VeloClaimsRequest   *request,
                        VeloClaimsResponse  *response,
                        GError             **error)
{
  g_autoptr(VeloClaim) claim = velo_claims_api_get_known (context, request, response, error);
  g_autoptr(VeloClaim) entered = NULL;
  g_autofree char *consent = NULL;
  gboolean agreed;
  int problems;

  if (claim == NULL)
    return FALSE;
  entered = velo_claim_new ();
  velo_record_load_json (entered, request->json);
  /* The number is what everything else refers to. */
  velo_claim_set_number (entered, velo_claim_get_number (claim));
  consent = g_strdup (velo_claim_get_consent (claim));
  take_entered (claim, entered);
  tidy (context, claim);
  problems = check (context, claim);
  if (problems != 0)
    {
      refuse_problems (response, problems);
      return TRUE;
    }
  agreed = strcmp (consent, velo_claim_get_consent (claim)) != 0;
  if (agreed)
    stamp_consent (context, claim);
  return velo_claims_save (context, claim, error)
    && velo_claims_note (context, velo_claim_get_id (claim), "changed", NULL, error)
    && (!agreed || note_consent (context, claim, error))
    && velo_claims_api_answer_claim (context, claim, response);
}

static char *
describe_reasons (int reasons)
{
  return g_strdup_printf ("suitability:%d", reasons);
}

gboolean
velo_claims_api_decide (VeloClaimsContext   *context,
                        VeloClaimsRequest   *request,
                        VeloClaimsResponse  *response,
                        GError             **error)
{
  g_autoptr(VeloClaim) claim = velo_claims_api_get_known (context, request, response, error);
  g_autofree char *reason = NULL;
  VeloClaimState to;
  int reasons;

  if (claim == NULL)
    return FALSE;
  reasons = velo_suitability_check (velo_claim_get_intake (claim),
                                    velo_settlement_rules_get_limit_cents (context->config->rules),
                                    velo_settlement_rules_get_warning_permyriad (context->config->rules));
  to = (reasons & VELO_SUITABILITY_FORBIDS) != 0 ? VELO_CLAIM_STATE_UNSUITABLE : VELO_CLAIM_STATE_SUITABLE;
  reason = describe_reasons (reasons);
  return velo_claims_move (context, claim, to, reason, error) && velo_claims_api_answer_claim (context, claim, response);
}

gboolean
velo_claims_api_close (VeloClaimsContext   *context,
                       VeloClaimsRequest   *request,
                       VeloClaimsResponse  *response,
                       GError             **error)
{
  g_autoptr(VeloClaim) claim = velo_claims_api_get_known (context, request, response, error);
  g_autofree char *reason = velo_claims_request_dup_text (request, "reason");

  if (claim == NULL)
    return FALSE;
  if (velo_text_is_empty (reason))
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_INVALID, "why is it closed?");
      return FALSE;
    }
  return velo_claims_move (context, claim, VELO_CLAIM_STATE_CLOSED, reason, error)
    && velo_claims_invitation_end (context, claim, error)
    && velo_claims_api_answer_claim (context, claim, response);
}

static gboolean
is_known_way (JsonObject *body)
{
  static const char *const known[] = { "message", "link", "", NULL };
  g_autofree char *way = velo_json_get_text (body, "way");

  return way != NULL ? g_strv_contains (known, way) : !json_object_has_member (body, "way");
}

/* A way that nobody knows is no link to be shown: it may have been meant to be sent. */
static gboolean
refuse_way (VeloClaimsResponse  *response,
            GError             **error)
{
  response->details = json_object_new ();
  json_object_set_string_member (response->details, "sentence",
                                 "\"way\" is \"message\" or \"link\"; without it the link is shown.");
  g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_INVALID, "no such way");
  return FALSE;
}

gboolean
velo_claims_api_invite (VeloClaimsContext   *context,
                        VeloClaimsRequest   *request,
                        VeloClaimsResponse  *response,
                        GError             **error)
{
  g_autoptr(VeloClaim) claim = velo_claims_api_get_known (context, request, response, error);
  g_autofree char *way = velo_claims_request_dup_text (request, "way");
  gboolean by_message = strcmp (way, "message") == 0;
  g_autofree char *url = NULL;
  g_autofree char *text = NULL;
  JsonObject *object;

  if (claim == NULL)
    return FALSE;
  if (!is_known_way (request->json))
    return refuse_way (response, error);
  if (by_message && context->config->message_way == VELO_CLAIMS_WAY_NONE)
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_INVALID, "no way to send messages");
      return FALSE;
    }
  url = velo_claims_invitation_new (context, claim, error);
  if (url == NULL)
    return FALSE;
  text = velo_claims_invitation_dup_text (context, claim, url);
  if (by_message && !velo_claims_message_add (context, claim, "invitation", text, error))
    return FALSE;
  object = json_object_new ();
  /* a link that has been sent is never shown */
  if (!by_message)
    {
      json_object_set_string_member (object, "url", url);
      json_object_set_string_member (object, "text", text);
    }
  json_object_set_int_member (object, "expires", velo_claims_invitation_get_end (context, claim));
  json_object_set_object_member (object, "claim", velo_claims_api_claim_to_json (context, claim));
  velo_claims_response_take_json (response, object);
  response->status = 201;
  return TRUE;
}

gboolean
velo_claims_api_export (VeloClaimsContext   *context,
                        VeloClaimsRequest   *request,
                        VeloClaimsResponse  *response,
                        GError             **error)
{
  g_autoptr(VeloClaim) claim = velo_claims_get (context, request->ids[0], error);
  JsonObject *object = claim != NULL ? velo_claims_export_claim (context, claim, error) : NULL;

  if (object == NULL || !velo_claims_note (context, request->ids[0], "exported", NULL, error))
    {
      g_clear_pointer (&object, json_object_unref);
      return FALSE;
    }
  velo_claims_response_take_json (response, object);
  return TRUE;
}
