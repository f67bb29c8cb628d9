/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A motor claim, its tasks and its journal. */

#define G_LOG_DOMAIN "velo-claim"

#include "config.h"

#include "velo-claim.h"

#include <string.h>

#include "velo-date.h"
#include "velo-holidays.h"
#include "velo-plate.h"
#include "velo-record-private.h"
#include "velo-rules.h"
#include "velo-sms.h"
#include "velo-text.h"

G_DEFINE_ENUM_TYPE (VeloTaskKind, velo_task_kind,
                    G_DEFINE_ENUM_VALUE (VELO_TASK_KIND_OFFER_SERVICE, "offer-service"),
                    G_DEFINE_ENUM_VALUE (VELO_TASK_KIND_CALL_BACK, "call-back"),
                    G_DEFINE_ENUM_VALUE (VELO_TASK_KIND_LOCKED_OUT, "locked-out"),
                    G_DEFINE_ENUM_VALUE (VELO_TASK_KIND_MESSAGE_FAILED, "message-failed"),
                    G_DEFINE_ENUM_VALUE (VELO_TASK_KIND_CALCULATE, "calculate"),
                    G_DEFINE_ENUM_VALUE (VELO_TASK_KIND_DECIDE, "decide"),
                    G_DEFINE_ENUM_VALUE (VELO_TASK_KIND_RELEASE, "release"),
                    G_DEFINE_ENUM_VALUE (VELO_TASK_KIND_PAYOUT_RETURNED, "payout-returned"),
                    G_DEFINE_ENUM_VALUE (VELO_TASK_KIND_UNTOUCHED, "untouched"))

VELO_DEFINE_RECORD (VeloCallTask, velo_call_task, VELO_TYPE_CALL_TASK, VELO_CALL_TASK_FIELDS)
VELO_DEFINE_RECORD (VeloClaimEntry, velo_claim_entry, VELO_TYPE_CLAIM_ENTRY, VELO_CLAIM_ENTRY_FIELDS)
VELO_DEFINE_RECORD (VeloClaim, velo_claim, VELO_TYPE_CLAIM, VELO_CLAIM_FIELDS)

/* In bytes; what a person types at a desk stays far below. */
#define MAX_SHORT_TEXT 200
#define MAX_LONG_TEXT 4000

static gboolean
fits (const char *text,
      gsize       max_bytes)
{
  return strlen (text) <= max_bytes;
}

static gboolean
is_region_of (const char *region,
              const char *country)
{
  return velo_holidays_is_region (region)
    && (strcmp (region, "AT") == 0) == (strcmp (country, "AT") == 0);
}

/**
 * velo_claim_check:
 * @self: a claim as the desk entered it
 * @number_pattern: (nullable): the insurer's pattern of claim numbers
 * @today: the day on which it is taken
 *
 * Returns: #VeloClaimProblem flags; 0 if the claim can be taken
 */
int
velo_claim_check (VeloClaim   *self,
                  const char  *number_pattern,
                  const GDate *today)
{
  g_autofree char *plate = NULL;
  g_autofree char *phone = NULL;
  int problems = 0;

  g_return_val_if_fail (VELO_IS_CLAIM (self), 0);

  plate = velo_plate_normalize (self->plate);
  phone = velo_phone_normalize (self->phone, self->country);
  if (!velo_claim_number_is_valid (self->number, number_pattern) || !fits (self->number, MAX_SHORT_TEXT))
    problems |= VELO_CLAIM_PROBLEM_NUMBER;
  if (!velo_rules_is_country (self->country))
    problems |= VELO_CLAIM_PROBLEM_COUNTRY;
  if (!is_region_of (self->region, self->country))
    problems |= VELO_CLAIM_PROBLEM_REGION;
  if (plate == NULL)
    problems |= VELO_CLAIM_PROBLEM_PLATE;
  if (velo_text_is_empty (self->customer_name))
    problems |= VELO_CLAIM_PROBLEM_NAME;
  if (phone == NULL)
    problems |= VELO_CLAIM_PROBLEM_PHONE;
  if (self->loss_date != NULL && velo_date_compare (self->loss_date, today) > 0)
    problems |= VELO_CLAIM_PROBLEM_LOSS_DATE;
  if (!fits (self->customer_name, MAX_SHORT_TEXT) || !fits (self->email, MAX_SHORT_TEXT)
      || !fits (self->portfolio, MAX_SHORT_TEXT) || !fits (self->description, MAX_LONG_TEXT)
      || !fits (self->consent, MAX_LONG_TEXT))
    problems |= VELO_CLAIM_PROBLEM_TEXT;
  return problems;
}
