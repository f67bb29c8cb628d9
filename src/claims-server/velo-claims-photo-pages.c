/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The customer's page of photos: which are wanted, which are there, and "all done". */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-error.h"
#include "velo-claims-pages.h"
#include "velo-claims-photo.h"
#include "velo-claims-table.h"

static const char *
find_photo (JsonArray  *photos,
            const char *slot)
{
  for (guint i = json_array_get_length (photos); i > 0; i--)
    {
      JsonObject *photo = json_array_get_object_element (photos, i - 1);

      if (g_strcmp0 (json_object_get_string_member (photo, "slot"), slot) == 0)
        return json_object_get_string_member (photo, "id");
    }
  return "";
}

static void
set_words (VeloClaimsValues *item,
           VeloClaimsValues *values,
           const char       *name,
           const char       *kind,
           const char       *slot)
{
  g_autofree char *key = g_strdup_printf ("t-%s-%s", kind, slot);

  velo_claims_values_set (item, name, velo_claims_values_get_text (values, key));
}

/* Each slot is a section of the page that has its drawing. */
static void
add_slot (VeloClaimsValues *values,
          const char       *slot,
          const char       *photo,
          const char       *note,
          gboolean          missing)
{
  VeloClaimsValues *item = velo_claims_values_add (values, "photo-slot");

  velo_claims_values_set (item, "slot", slot);
  velo_claims_values_set (item, "photo", photo);
  velo_claims_values_set (item, "note", note);
  velo_claims_values_set_flag (item, slot, TRUE);
  velo_claims_values_set_flag (item, "missing", missing);
  set_words (item, values, "head", "slot", slot);
  set_words (item, values, "hint", "hint", slot);
}

static void
set_limit (VeloClaimsValues *values,
           const char       *name,
           int               limit)
{
  g_autofree char *text = g_strdup_printf ("%d", limit);

  velo_claims_values_set (values, name, text);
}

/* How many photos there are of how many. */
static void
set_counts (VeloClaimsValues *values,
            guint             all,
            guint             missing)
{
  set_limit (values, "all", (int) all);
  set_limit (values, "count", (int) (all - missing));
}

/* The page judges photos by the same limits as the service. */
static void
set_limits (VeloClaimsValues *values)
{
  set_limit (values, "least-sharpness", VELO_CLAIMS_LEAST_SHARPNESS);
  set_limit (values, "least-brightness", VELO_CLAIMS_LEAST_BRIGHTNESS);
  set_limit (values, "most-brightness", VELO_CLAIMS_MOST_BRIGHTNESS);
  set_limit (values, "least-side", VELO_CLAIMS_LEAST_SIDE);
}

static gboolean
is_missing (GPtrArray  *missing,
            const char *slot)
{
  return g_ptr_array_find_with_equal_func (missing, slot, g_str_equal, NULL);
}

/* Returns how many there are. */
static guint
add_slots (VeloClaimsValues *values,
           VeloClaim        *claim,
           JsonArray        *photos,
           JsonArray        *requests,
           GPtrArray        *missing,
           gboolean          incomplete)
{
  const char *const *slots = velo_claims_photo_get_slots ();
  guint n = 0;

  if (velo_claim_get_state (claim) == VELO_CLAIM_STATE_STARTED)
    for (; *slots != NULL; slots++, n++)
      add_slot (values, *slots, find_photo (photos, *slots), "", incomplete && is_missing (missing, *slots));
  else
    for (guint i = 0; i < json_array_get_length (requests); i++)
      {
        JsonObject *request = json_array_get_object_element (requests, i);
        const char *slot = json_object_get_string_member (request, "slot");
        gboolean sent = json_object_get_boolean_member (request, "sent");

        if (json_object_get_int_member (request, "fulfilled") != 0)
          continue;
        n++;
        add_slot (values, slot, sent ? find_photo (photos, slot) : "", json_object_get_string_member (request, "note"),
                  incomplete && !sent);
      }
  return n;
}

/**
 * velo_claims_photos_show:
 * @context: the customer
 * @request: the request
 * @response: the answer
 * @claim: the own claim, for which photos are wanted
 * @incomplete: whether to say which are still missing
 * @error: return location
 *
 * Returns: whether the page is shown
 */
gboolean
velo_claims_photos_show (VeloClaimsContext   *context,
                         VeloClaimsRequest   *request,
                         VeloClaimsResponse  *response,
                         VeloClaim           *claim,
                         gboolean             incomplete,
                         GError             **error)
{
  g_autoptr(JsonArray) photos = velo_claims_photo_list (context, claim, FALSE, error);
  g_autoptr(JsonArray) requests = photos != NULL ? velo_claims_photo_list_requests (context, claim, error) : NULL;
  g_autoptr(GPtrArray) missing = requests != NULL ? velo_claims_photo_list_missing (context, claim, error) : NULL;
  g_autoptr(VeloClaimsValues) values = NULL;

  if (missing == NULL)
    return FALSE;
  values = velo_claims_pages_new_claim_values (context->config, claim);
  velo_claims_values_set (values, "number", velo_claim_get_number (claim));
  velo_claims_values_set (values, "csrf", request->csrf);
  velo_claims_values_set_flag (values, "again", velo_claim_get_state (claim) != VELO_CLAIM_STATE_STARTED);
  velo_claims_values_set_flag (values, "incomplete", incomplete);
  set_limits (values);
  set_counts (values, add_slots (values, claim, photos, requests, missing, incomplete), missing->len);
  if (velo_claim_get_state (claim) != VELO_CLAIM_STATE_STARTED)
    velo_claims_values_set (values, "title", velo_claims_values_get_text (values, "t-photos-again-head"));
  velo_claims_pages_show (response, "photos", values);
  if (incomplete)
    response->status = 422;
  return TRUE;
}

/* A photo of the own claim. */
gboolean
velo_claims_pages_photo (VeloClaimsContext   *context,
                         VeloClaimsRequest   *request,
                         VeloClaimsResponse  *response,
                         GError             **error)
{
  response->type = "image/jpeg";
  response->body = velo_claims_photo_get (context, request->ids[0], FALSE, error);
  return response->body != NULL;
}

/* The same, small: what a page shows that is loaded anew, over a slow network. */
gboolean
velo_claims_pages_photo_small (VeloClaimsContext   *context,
                               VeloClaimsRequest   *request,
                               VeloClaimsResponse  *response,
                               GError             **error)
{
  response->type = "image/jpeg";
  response->body = velo_claims_photo_get (context, request->ids[0], TRUE, error);
  return response->body != NULL;
}

/* All that was asked for has come: the assessor goes on. */
static gboolean
go_on (VeloClaimsContext  *context,
       VeloClaim          *claim,
       GError            **error)
{
  if (velo_claim_get_state (claim) == VELO_CLAIM_STATE_STARTED)
    return velo_claims_move (context, claim, VELO_CLAIM_STATE_PHOTOS_COMPLETE, NULL, error);
  return velo_claims_move (context, claim, VELO_CLAIM_STATE_CALCULATING, NULL, error)
    && velo_claims_add_task (context, claim, VELO_TASK_KIND_CALCULATE, velo_claim_get_due (claim), NULL, error);
}

gboolean
velo_claims_pages_done (VeloClaimsContext   *context,
                        VeloClaimsRequest   *request,
                        VeloClaimsResponse  *response,
                        GError             **error)
{
  g_autoptr(VeloClaim) claim = velo_claims_get (context, context->claim_id, error);
  g_autoptr(GPtrArray) missing = NULL;

  if (claim == NULL)
    return FALSE;
  velo_claims_response_redirect (response, "/claim");
  /* pressed twice, or the answer was lost */
  if (velo_claim_get_state (claim) != VELO_CLAIM_STATE_STARTED
      && velo_claim_get_state (claim) != VELO_CLAIM_STATE_PHOTOS_REQUESTED)
    return TRUE;
  missing = velo_claims_photo_list_missing (context, claim, error);
  if (missing == NULL)
    return FALSE;
  if (missing->len > 0)
    {
      g_clear_pointer (&response->location, g_free);
      return velo_claims_photos_show (context, request, response, claim, TRUE, error);
    }
  return velo_connection_run (context->connection, error,
                              "UPDATE photo_request SET fulfilled = ?2 WHERE claim_id = ?1 AND fulfilled = 0", "tl",
                              context->claim_id, context->now)
    && go_on (context, claim, error);
}
