/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The privacy receipt: what is kept of the customer, and until which day. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-pages.h"
#include "velo-claims-retention.h"
#include "velo-claims-table.h"
#include "velo-clock.h"

static void
set_day (VeloClaimsValues *values,
         const char       *name,
         gint64            time_usec)
{
  g_autoptr(GDateTime) local = velo_clock_read (time_usec);
  gboolean english = g_str_equal (velo_claims_values_get_text (values, "language"), "en");
  g_autofree char *text = g_date_time_format (local, english ? "%d/%m/%Y" : "%d.%m.%Y");

  velo_claims_values_set (values, name, text);
}

/* Until when the link leads here; 0 if none does any more. */
static gboolean
find_link_end (VeloClaimsContext  *context,
               VeloClaim          *claim,
               gint64             *end,
               GError            **error)
{
  return velo_connection_query_int64 (context->connection, end, error,
                                      "SELECT coalesce (max (expires), 0) FROM invitation WHERE claim_id = ?1 AND dead = 0",
                                      "t", velo_claim_get_id (claim));
}

/* Words go a fixed time after each message; the last one tells the day. */
static gboolean
find_last_message (VeloClaimsContext  *context,
                   VeloClaim          *claim,
                   gint64             *created,
                   GError            **error)
{
  return velo_connection_query_int64 (context->connection, created, error,
                                      "SELECT coalesce (max (created), 0) FROM message WHERE claim_id = ?1", "t",
                                      velo_claim_get_id (claim));
}

gboolean
velo_claims_pages_receipt (VeloClaimsContext   *context,
                           VeloClaimsRequest   *request,
                           VeloClaimsResponse  *response,
                           GError             **error)
{
  g_autoptr(VeloClaim) claim = velo_claims_get (context, context->claim_id, error);
  g_autoptr(VeloClaimsValues) values = NULL;
  gboolean settled = claim != NULL && velo_claims_customer_is_settled (claim);
  gint64 last_message = 0;
  gint64 link_end = 0;

  if (claim == NULL
      || !find_last_message (context, claim, &last_message, error)
      || !find_link_end (context, claim, &link_end, error))
    return FALSE;
  values = velo_claims_pages_new_claim_values (context->config, claim);
  velo_claims_values_set (values, "number", velo_claim_get_number (claim));
  velo_claims_values_set (values, "csrf", request->csrf);
  velo_claims_values_set_flag (values, "settled", settled);
  if (settled && link_end != 0)
    set_day (values, "link-day", link_end);
  if (settled)
    set_day (values, "file-day", velo_claim_get_changed (claim) + velo_claims_retention_get_settled (context->config));
  if (last_message != 0)
    set_day (values, "message-day", last_message + velo_claims_retention_get_messages (context->config));
  if (!velo_claims_decide_set_payout (context, claim, values, error))
    return FALSE;
  velo_claims_pages_show (response, "receipt", values);
  return TRUE;
}
