/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Claims in words: states, reasons, steps, clocks, and what went wrong. */

#define G_LOG_DOMAIN "velo-claims-text"

#include "config.h"

#include "velo-claims-text.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <stdlib.h>

#include "velo-claims-client-error.h"
#include "velo-claims-desk.h"
#include "velo-claims-payee.h"
#include "velo-claims-photos.h"
#include "velo-claims-row.h"
#include "velo-clock.h"
#include "velo-error-text.h"
#include "velo-text.h"

typedef struct
{
  int code;
  const char *words;
} Words;

static const struct { const char *word; const char *icon_name; const char *style; } states[] = {
  /* Translators: states of a motor claim, shown in a small pill */
  { NC_("claim", "Reported"), "ask-symbolic", "attention" },
  { NC_("claim", "Suitable"), "object-select-symbolic", "neutral" },
  { NC_("claim", "Not suitable"), "action-unavailable-symbolic", "bad" },
  { NC_("claim", "Invited"), "mail-send-symbolic", "neutral" },
  { NC_("claim", "Customer has begun"), "document-edit-symbolic", "neutral" },
  { NC_("claim", "Photos complete"), "camera-photo-symbolic", "attention" },
  { NC_("claim", "Being calculated"), "document-edit-symbolic", "attention" },
  { NC_("claim", "Photos asked for"), "camera-photo-symbolic", "neutral" },
  { NC_("claim", "Offered"), "mail-send-symbolic", "neutral" },
  { NC_("claim", "Accepted"), "emblem-ok-symbolic", "attention" },
  { NC_("claim", "Declined"), "process-stop-symbolic", "bad" },
  { NC_("claim", "Call back"), "call-start-symbolic", "attention" },
  { NC_("claim", "Payout ordered"), "document-send-symbolic", "neutral" },
  { NC_("claim", "Paid"), "emblem-ok-symbolic", "good" },
  { NC_("claim", "Closed"), "action-unavailable-symbolic", "neutral" },
};

/* In the order of VeloTaskKind. */
static const char * const tasks[] = {
  N_("Call the customer and offer the immediate settlement"),
  N_("Call the customer: the offer was not accepted"),
  N_("Call the customer: too many wrong tries to log in"),
  N_("Call the customer: a text message did not arrive"),
  N_("Calculate: the photos are complete"),
  N_("Decide about the calculation"),
  N_("Release the payout"),
  N_("The bank sent the payout back: clear the account"),
  N_("Nobody has worked on this claim for long: see to it or close it"),
};

/* In the order of VeloSettlementStepKind. */
static const char * const steps[] = {
  N_("Labour"), N_("Parts at list price"), N_("Surcharge on parts"), N_("Small parts"), N_("Paint material"),
  N_("Transfer to the paint shop"), N_("Other"), N_("Net repair cost"), N_("VAT (not paid out)"), N_("Gross repair cost"),
  N_("Replacement value less residual value"), N_("New for old"), N_("Loss of value"), N_("Flat expenses"),
  N_("Net replacement value less residual value"), N_("Market value before less after the damage"),
  N_("Share of liability"), N_("Deductible"), N_("Offer"),
};

/* In the order of VeloSettlementOutcome. */
static const char * const outcomes[] = {
  N_("Figures are missing."), N_("Can be offered."), N_("Can be offered if the claims desk agrees."),
  N_("Nothing remains to be paid."), N_("Not a case for immediate settlement."),
};

/* In the order of VeloFinancing. */
static const char * const financings[] = {
  N_("Paid"), N_("Leased"), N_("Financed, with security certificate"), N_("Financed in another way"), N_("Not known yet"),
};

static const Words suitability_words[] = {
  { VELO_SUITABILITY_REASON_LEASED, N_("No: the vehicle is leased. The leasing company decides.") },
  { VELO_SUITABILITY_REASON_FINANCED, N_("No: the vehicle is financed. The bank decides.") },
  { VELO_SUITABILITY_REASON_FINANCING_UNKNOWN, N_("No: please ask whether the vehicle is leased or financed.") },
  { VELO_SUITABILITY_REASON_OVER_LIMIT, N_("No: the damage is above the limit for immediate settlement.") },
  { VELO_SUITABILITY_REASON_NOT_DRIVABLE, N_("No: the vehicle cannot be driven, a total loss is possible.") },
  { VELO_SUITABILITY_REASON_AIRBAGS, N_("No: airbags have opened, a total loss is possible.") },
  { VELO_SUITABILITY_REASON_FRAME, N_("No: the frame may be bent, a total loss is possible.") },
  { VELO_SUITABILITY_REASON_FIRE, N_("No: the vehicle burnt, a total loss is possible.") },
  { VELO_SUITABILITY_REASON_FLOOD, N_("No: the vehicle was flooded, a total loss is possible.") },
  { VELO_SUITABILITY_REASON_NEAR_LIMIT, N_("Attention: the damage comes near the limit.") },
  { VELO_SUITABILITY_REASON_INJURY, N_("Attention: somebody is injured. Please decide.") },
  { VELO_SUITABILITY_REASON_LIABILITY_UNCLEAR, N_("Attention: who is liable is not clear. Please decide.") },
  { VELO_SUITABILITY_REASON_LEAKING, N_("Attention: fluids leak. Please decide.") },
  { VELO_SUITABILITY_REASON_FOREIGN_PLATE, N_("Attention: neither a German nor an Austrian plate. Please decide.") },
  { VELO_SUITABILITY_REASON_OTHER_DAMAGE, N_("Attention: not only body and paint are damaged. Please decide.") },
};

static const Words settlement_words[] = {
  { VELO_SETTLEMENT_REASON_NO_REPAIR, N_("Nothing has been calculated yet.") },
  { VELO_SETTLEMENT_REASON_NO_RATE, N_("Work is entered whose rate is missing. Please enter it below the lines.") },
  { VELO_SETTLEMENT_REASON_NO_MARKET_VALUES, N_("Austrian liability needs the market values before and after the damage.") },
  { VELO_SETTLEMENT_REASON_NEAR_LIMIT, N_("The damage comes near the limit.") },
  { VELO_SETTLEMENT_REASON_OVER_LIMIT, N_("The damage is above the limit for immediate settlement.") },
  { VELO_SETTLEMENT_REASON_TOTAL_LOSS_SUSPECTED, N_("A total loss is possible: the repair costs much of what the vehicle is worth.") },
  { VELO_SETTLEMENT_REASON_OLD_WITHOUT_VALUE, N_("A total loss is possible: the vehicle is old and its value is not known.") },
  { VELO_SETTLEMENT_REASON_ABOVE_EFFORT, N_("The repair costs more than the replacement: the vehicle must be used for six more months.") },
  { VELO_SETTLEMENT_REASON_ABOVE_VALUE, N_("The repair costs more than the vehicle is worth: a total loss.") },
  { VELO_SETTLEMENT_REASON_CAPPED, N_("The offer is held at what the vehicle is worth.") },
  { VELO_SETTLEMENT_REASON_DEDUCTED_AWAY, N_("Share of liability and deductible leave nothing.") },
};

static const Words problem_words[] = {
  { VELO_CLAIM_PROBLEM_NUMBER, N_("The claim number is missing or cannot be right. It looks like 26-1234567.") },
  { VELO_CLAIM_PROBLEM_COUNTRY, N_("The country must be Germany or Austria.") },
  { VELO_CLAIM_PROBLEM_REGION, N_("The holidays of this region are not known.") },
  { VELO_CLAIM_PROBLEM_PLATE, N_("The licence plate cannot be right.") },
  { VELO_CLAIM_PROBLEM_NAME, N_("The customer's name is missing.") },
  { VELO_CLAIM_PROBLEM_PHONE, N_("The phone number cannot be right.") },
  { VELO_CLAIM_PROBLEM_LOSS_DATE, N_("The day of the damage is in the future.") },
  { VELO_CLAIM_PROBLEM_TEXT, N_("A text is too long.") },
};

static const Words error_words[] = {
  { VELO_CLAIMS_CLIENT_ERROR_OFFLINE, N_("No connection to the claims service. Nothing was changed that you see here. Please try again in a moment.") },
  { VELO_CLAIMS_CLIENT_ERROR_UNAUTHORIZED, N_("Name or password is wrong, or you were away for too long. Please sign in again.") },
  { VELO_CLAIMS_CLIENT_ERROR_FORBIDDEN, N_("Your account may not do this. Perhaps a second person has to.") },
  { VELO_CLAIMS_CLIENT_ERROR_NOT_FOUND, N_("This claim does not exist, or is not shown to your account.") },
  { VELO_CLAIMS_CLIENT_ERROR_INVALID, N_("The claims service does not take these entries. Please check them.") },
  { VELO_CLAIMS_CLIENT_ERROR_GONE, N_("This has ended and cannot be used any more.") },
  { VELO_CLAIMS_CLIENT_ERROR_LIMIT, N_("Too many tries. Please wait a few minutes.") },
  { VELO_CLAIMS_CLIENT_ERROR_STOPPED, N_("Nothing is paid out at the moment, because somebody has changed the journal of the claims service. Please tell whoever runs the service.") },
  { VELO_CLAIMS_CLIENT_ERROR_PROTOCOL, N_("The answer of the claims service could not be understood. Please try again; if it happens again, check the address in the settings.") },
  { VELO_CLAIMS_CLIENT_ERROR_SEALED, N_("What the customer sent cannot be opened. Please enter it here, or let the customer try again.") },
  { VELO_CLAIMS_CLIENT_ERROR_SETTINGS, N_("The address of the claims service cannot be used. Please check it in the settings.") },
};

static const Words desk_words[] = {
  { VELO_CLAIMS_DESK_ERROR_NO_ADDRESS, N_("Enter the address of the claims service and your account in the settings.") },
  { VELO_CLAIMS_DESK_ERROR_NO_PASSWORD, N_("There is no password for the claims service. Please enter it in the settings.") },
  { VELO_CLAIMS_DESK_ERROR_TRAINING, N_("The training service could not be started. Please check the disk.") },
};

static const struct { const char *what; const char *words; } events[] = {
  { "created", N_("Claim taken") }, { "added", N_("Claim taken") }, { "reported", N_("Claim taken") },
  { "consent", N_("Consent recorded") }, { "changed", N_("Entries changed") },
  { "wrong-login", N_("Wrong entries at the login") }, { "agreed", N_("Agreed to terms and data protection") },
  { "message", N_("Message to the customer") }, { "approved", N_("Calculation approved by the desk") },
  { "payee-check", N_("Payee checked by the bank") },
  { "bank-data", N_("Bank account changed") }, { "released-first", N_("Payout released by the first person") },
  { "task", N_("Task done") }, { "task-later", N_("Task put off") }, { "payment-file", N_("File for the bank saved again") },
  { "returned-late", N_("The bank sent the money back") }, { "exported", N_("Data of the person exported") },
  { "photo", N_("Photo received") },
  { "photo-request", N_("Customer asked for a photo") }, { "derivation", N_("Derivation filed with the offer") },
};

static const char *
find (const Words *words,
      gsize        n_words,
      int          code)
{
  for (gsize i = 0; i < n_words; i++)
    if (words[i].code == code)
      return _(words[i].words);
  return NULL;
}

static char *
join_flags (const Words *words,
            gsize        n_words,
            int          flags)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (gsize i = 0; i < n_words; i++)
    if ((flags & words[i].code) != 0)
      g_string_append_printf (text, "%s%s", text->len == 0 ? "" : "\n", _(words[i].words));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * velo_claims_text_get_state:
 * @state: where a claim stands
 *
 * Returns: the word for it
 */
const char *
velo_claims_text_get_state (VeloClaimState state)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "claim", states[CLAMP ((int) state, 0, (int) G_N_ELEMENTS (states) - 1)].word);
}

/**
 * velo_claims_text_get_kind:
 * @kind: whose damage
 *
 * Returns: the word for it
 */
const char *
velo_claims_text_get_kind (VeloClaimKind kind)
{
  return kind == VELO_CLAIM_KIND_OWN_DAMAGE ? _("Own damage") : _("Liability");
}

/**
 * velo_claims_text_get_role:
 * @actor: who acts
 *
 * Returns: the word for it
 */
const char *
velo_claims_text_get_role (VeloClaimActor actor)
{
  switch (actor)
    {
    case VELO_CLAIM_ACTOR_DESK:
      return _("Claims desk");
    case VELO_CLAIM_ACTOR_ASSESSOR:
      return _("Assessor");
    case VELO_CLAIM_ACTOR_PARTNER:
      return _("Sales partner");
    case VELO_CLAIM_ACTOR_CUSTOMER:
      return _("Customer");
    case VELO_CLAIM_ACTOR_SERVICE:
    default:
      return _("Service");
    }
}

/**
 * velo_claims_text_get_task:
 * @kind: what has to be done
 *
 * Returns: it in words
 */
const char *
velo_claims_text_get_task (VeloTaskKind kind)
{
  return _(tasks[CLAMP ((int) kind, 0, (int) G_N_ELEMENTS (tasks) - 1)]);
}

/**
 * velo_claims_text_get_step:
 * @kind: a step of a derivation
 *
 * Returns: it in words
 */
const char *
velo_claims_text_get_step (VeloSettlementStepKind kind)
{
  return _(steps[CLAMP ((int) kind, 0, (int) G_N_ELEMENTS (steps) - 1)]);
}

/**
 * velo_claims_text_get_outcome:
 * @outcome: what may be done with a calculation
 *
 * Returns: it in words
 */
const char *
velo_claims_text_get_outcome (VeloSettlementOutcome outcome)
{
  return _(outcomes[CLAMP ((int) outcome, 0, (int) G_N_ELEMENTS (outcomes) - 1)]);
}

/**
 * velo_claims_text_get_financing:
 * @financing: who owns the vehicle
 *
 * Returns: it in words
 */
const char *
velo_claims_text_get_financing (VeloFinancing financing)
{
  return _(financings[CLAMP ((int) financing, 0, (int) G_N_ELEMENTS (financings) - 1)]);
}

/**
 * velo_claims_text_dup_until:
 * @time: a moment, microseconds UTC
 * @now: now
 *
 * Returns: (transfer full): the moment and how long it is until then
 */
char *
velo_claims_text_dup_until (gint64 time,
                            gint64 now)
{
  g_autoptr(GDateTime) local = velo_clock_read (time);
  gint64 minutes = (time - now) / G_TIME_SPAN_MINUTE;
  g_autofree char *clock = NULL;

  if (local == NULL)
    return g_strdup ("");
  clock = ABS (minutes) >= 12 * 60 ? velo_clock_format (time) : g_date_time_format (local, "%H:%M");
  if (time < now)
    /* Translators: a time that has passed, "15:40 (overdue)" */
    return g_strdup_printf (_("%s (overdue)"), clock);
  if (minutes < 120)
    /* Translators: a time and the minutes until then, "15:40 (52 min left)" */
    return g_strdup_printf (_("%s (%d min left)"), clock, (int) minutes);
  return g_steal_pointer (&clock);
}

/**
 * velo_claims_text_dup_clock:
 * @claim: a claim
 * @now: now, microseconds UTC
 *
 * Returns: (transfer full): until when an offer is promised or the next step is due; empty if
 *   nothing is
 */
char *
velo_claims_text_dup_clock (VeloClaim *claim,
                            gint64     now)
{
  VeloClaimState state = velo_claim_get_state (claim);
  gboolean promised = velo_claim_get_promised (claim) > 0
                      && (state == VELO_CLAIM_STATE_PHOTOS_COMPLETE || state == VELO_CLAIM_STATE_CALCULATING
                          || state == VELO_CLAIM_STATE_PHOTOS_REQUESTED);
  g_autofree char *until = NULL;

  if (!promised && (velo_claim_get_due (claim) == 0 || !velo_claim_state_is_open (state)))
    return g_strdup ("");
  until = velo_claims_text_dup_until (promised ? velo_claim_get_promised (claim) : velo_claim_get_due (claim), now);
  if (promised)
    /* Translators: "Offer by 15:40 (52 min left)" */
    return g_strdup_printf (_("Offer by %s"), until);
  if (state == VELO_CLAIM_STATE_INVITED)
    return g_strdup_printf (_("Link works until %s"), until);
  if (state == VELO_CLAIM_STATE_OFFERED)
    return g_strdup_printf (_("Offer valid until %s"), until);
  return g_strdup_printf (_("Due by %s"), until);
}

/**
 * velo_claims_text_dup_suitability:
 * @reasons: #VeloSuitabilityReason flags
 *
 * Returns: (transfer full): each in a line
 */
char *
velo_claims_text_dup_suitability (int reasons)
{
  return join_flags (suitability_words, G_N_ELEMENTS (suitability_words), reasons);
}

/**
 * velo_claims_text_dup_settlement:
 * @reasons: #VeloSettlementReason flags
 *
 * Returns: (transfer full): each in a line
 */
char *
velo_claims_text_dup_settlement (int reasons)
{
  return join_flags (settlement_words, G_N_ELEMENTS (settlement_words), reasons);
}

/**
 * velo_claims_text_dup_problems:
 * @problems: #VeloClaimProblem flags
 *
 * Returns: (transfer full): what the service did not take, a sentence a line
 */
char *
velo_claims_text_dup_problems (int problems)
{
  return join_flags (problem_words, G_N_ELEMENTS (problem_words), problems);
}

/**
 * velo_claims_text_dup_reason:
 * @reason: as it stands in the journal: words of a person, or flags of a rule
 *
 * Returns: (transfer full): it in words
 */
char *
velo_claims_text_dup_reason (const char *reason)
{
  static const struct { const char *code; const char *words; } known[] = {
    { "invitation", N_("Invitation") }, { "code", N_("One-time code") }, { "offer", N_("Offer") },
    { "bank", N_("Confirmed by the bank") }, { "by hand", N_("Confirmed by hand") },
    { "photos", N_("Photos asked for") }, { "unused-invitations", N_("The invitation was not used in time.") },
    { "unfinished-photos", N_("The photos were not finished in time.") },
    { "offer-ended", N_("The offer has ended without an answer.") },
    { "untouched-claims", N_("Nobody has worked on it for long.") },
  };

  if (reason == NULL)
    return g_strdup ("");
  if (g_str_has_prefix (reason, "suitability:"))
    return velo_claims_text_dup_suitability (atoi (reason + strlen ("suitability:")));
  if (g_str_has_prefix (reason, "settlement:"))
    return velo_claims_text_dup_settlement (atoi (reason + strlen ("settlement:")));
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (reason, known[i].code))
      return g_strdup (_(known[i].words));
  return g_strdup (reason);
}

/**
 * velo_claims_text_dup_entry_reason:
 * @entry: a change of a claim
 *
 * Returns: (transfer full): why, or what exactly, in words; empty if nothing is said
 */
char *
velo_claims_text_dup_entry_reason (VeloClaimEntry *entry)
{
  const char *what = velo_claim_entry_get_what (entry);
  const char *reason = velo_claim_entry_get_reason (entry);
  char terms[16];
  char privacy[16];

  /* a sales partner is not told more */
  if (velo_text_is_empty (reason))
    return g_strdup ("");
  if (g_str_equal (what, "photo") || g_str_equal (what, "photo-request"))
    return g_strdup (velo_claims_photos_get_words (reason));
  if (g_str_equal (what, "payee-check"))
    return velo_claims_payee_text (reason, NULL);
  if (g_str_equal (what, "agreed") && sscanf (reason, "terms %15[^,], privacy %15s", terms, privacy) == 2)
    /* Translators: versions of two documents */
    return g_strdup_printf (_("Terms of use of %s, data protection of %s"), terms, privacy);
  return velo_claims_text_dup_reason (reason);
}

/**
 * velo_claims_text_dup_entry:
 * @entry: a change of a claim
 *
 * Returns: (transfer full): what happened
 */
char *
velo_claims_text_dup_entry (VeloClaimEntry *entry)
{
  const char *what = velo_claim_entry_get_what (entry);
  VeloClaimState state;

  if (velo_claim_state_from_nick (velo_claim_entry_get_to_state (entry), &state))
    return g_strdup (velo_claims_text_get_state (state));
  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    if (g_str_equal (events[i].what, what))
      return g_strdup (_(events[i].words));
  return g_strdup (what);
}

/**
 * velo_claims_text_dup_faster:
 * @error: a conflict
 *
 * Returns: (transfer full): who changed the claim, as what and when, as far as it is known
 */
char *
velo_claims_text_dup_faster (const GError *error)
{
  const char *who = NULL;
  VeloClaimActor actor = VELO_CLAIM_ACTOR_SERVICE;
  gint64 when = velo_claims_client_error_get_change (error, &who, &actor);
  g_autofree char *time = when > 0 ? velo_clock_format (when) : NULL;

  if (time == NULL)
    return g_strdup (_("Somebody else was faster, or the claim does not allow this any more."));
  if (who == NULL || *who == '\0')
    /* Translators: a role, "the customer", and a time */
    return g_strdup_printf (_("%s changed this claim on %s, after you opened it."), velo_claims_text_get_role (actor),
                            time);
  /* Translators: a person, the role of the person, and a time */
  return g_strdup_printf (_("%s (%s) changed this claim on %s, after you opened it."), who,
                          velo_claims_text_get_role (actor), time);
}

/**
 * velo_claims_text_dup_error:
 * @error: an error of the claims service, or of any room
 *
 * Returns: (transfer full): what happened and what to do
 */
char *
velo_claims_text_dup_error (const GError *error)
{
  const char *words = NULL;
  g_autofree char *conflict = NULL;

  if (error->domain == VELO_CLAIMS_CLIENT_ERROR)
    {
      int problems = velo_claims_client_error_get_problems (error);

      if (problems != 0)
        return velo_claims_text_dup_problems (problems);
      if (error->code == VELO_CLAIMS_CLIENT_ERROR_CONFLICT)
        {
          conflict = velo_claims_text_dup_faster (error);
          return g_strdup_printf ("%s %s", conflict, _("You see it as it is now."));
        }
      words = find (error_words, G_N_ELEMENTS (error_words), error->code);
    }
  else if (error->domain == VELO_CLAIMS_DESK_ERROR)
    words = find (desk_words, G_N_ELEMENTS (desk_words), error->code);
  return words != NULL ? g_strdup (words) : velo_error_text_dup (error);
}

/**
 * velo_claims_text_dup_sign_in_error:
 * @error: why nobody is signed in
 *
 * Returns: (transfer full): what happened and what to do, of a password that was just tried
 */
char *
velo_claims_text_dup_sign_in_error (const GError *error)
{
  if (g_error_matches (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_UNAUTHORIZED))
    return g_strdup (_("User name or password is wrong. Please check them in the settings."));
  return velo_claims_text_dup_error (error);
}

/**
 * velo_claims_text_dup_note:
 * @task: what has to be done
 *
 * Returns: (transfer full): what is noted with it; of a payout that came back, the bank's code in words
 */
char *
velo_claims_text_dup_note (VeloCallTask *task)
{
  static const struct { const char *code; const char *words; } codes[] = {
    { "AC01", N_("The account number is wrong") }, { "AC03", N_("The account number is wrong") },
    { "AC04", N_("The account is closed") }, { "AC06", N_("The account is blocked") },
    { "AC13", N_("This kind of account takes no payments") }, { "BE01", N_("Name and account do not belong together") },
    { "MD07", N_("The account holder has died") }, { "MS02", N_("The account holder refused the payment") },
    { "MS03", N_("The bank gives no reason") },
  };
  const char *note = velo_call_task_get_note (task);

  for (gsize i = 0; velo_call_task_get_kind (task) == VELO_TASK_KIND_PAYOUT_RETURNED && i < G_N_ELEMENTS (codes); i++)
    if (g_str_equal (note, codes[i].code))
      return g_strdup_printf ("%s (%s)", _(codes[i].words), note);
  return velo_claims_text_dup_reason (note);
}

/**
 * velo_claims_text_pill_new:
 * @state: where a claim stands
 *
 * Returns: (transfer floating): the word with an icon, coloured besides
 */
GtkWidget *
velo_claims_text_pill_new (VeloClaimState state)
{
  int i = CLAMP ((int) state, 0, (int) G_N_ELEMENTS (states) - 1);
  GtkWidget *label = gtk_label_new (velo_claims_text_get_state (state));
  GtkWidget *pill = velo_claims_row_new_pill (states[i].icon_name, states[i].style, label);

  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  return pill;
}
