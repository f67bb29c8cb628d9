/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of the assistant: names of values and sentences for trouble. */

#define G_LOG_DOMAIN "velo-assistant-text"

#include "config.h"

#include "velo-assistant-text.h"

#include <glib/gi18n.h>

#include "velo-counter.h"
#include "velo-date.h"
#include "velo-error-text.h"
#include "velo-money.h"
#include "velo-rules.h"
#include "velo-text.h"

/**
 * velo_assistant_text_interval:
 * @months: months between payments, 0 for once
 *
 * Returns: the name of the payment interval
 */
const char *
velo_assistant_text_interval (int months)
{
  switch (months)
    {
    case 0:
      return C_("payment interval", "Once");
    case 1:
      return C_("payment interval", "Monthly");
    case 3:
      return C_("payment interval", "Quarterly");
    case 6:
      return C_("payment interval", "Half-yearly");
    case 12:
    default:
      return C_("payment interval", "Yearly");
    }
}

/**
 * velo_assistant_text_per_interval:
 * @months: months between payments, 0 for once
 *
 * Returns: what stands behind a premium
 */
const char *
velo_assistant_text_per_interval (int months)
{
  switch (months)
    {
    case 0:
      return C_("premium", "once");
    case 1:
      return C_("premium", "per month");
    case 3:
      return C_("premium", "per quarter");
    case 6:
      return C_("premium", "per half-year");
    case 12:
    default:
      return C_("premium", "per year");
    }
}

/**
 * velo_assistant_text_iban:
 * @problem: what is wrong
 *
 * Returns: (nullable): a sentence, %NULL if nothing is wrong
 */
const char *
velo_assistant_text_iban (VeloIbanProblem problem)
{
  switch (problem)
    {
    case VELO_IBAN_OK:
      return NULL;
    case VELO_IBAN_EMPTY:
      return _("Please enter the customer’s IBAN.");
    case VELO_IBAN_CHARACTERS:
      return _("This IBAN is not correct: it may contain letters and digits only.");
    case VELO_IBAN_COUNTRY:
      return _("This IBAN is not correct: it does not begin with a country of the euro payments area.");
    case VELO_IBAN_TOO_SHORT:
      return _("This IBAN is too short. Please compare it with the card.");
    case VELO_IBAN_TOO_LONG:
      return _("This IBAN is too long. Please compare it with the card.");
    case VELO_IBAN_CHECK_DIGITS:
    default:
      return _("This IBAN is not correct: the check digits do not fit. Please compare it with the card.");
    }
}

static const char *
get_kind_name (VeloDocument *document)
{
  switch ((int) velo_document_get_kind (document))
    {
    case VELO_DOCUMENT_KIND_IPID:
      return _("Product information sheet");
    case VELO_DOCUMENT_KIND_TERMS:
      return _("Insurance conditions");
    case VELO_DOCUMENT_KIND_PRIVACY:
      return _("Data protection notice");
    case VELO_DOCUMENT_KIND_WITHDRAWAL:
      return _("Right of withdrawal");
    case VELO_DOCUMENT_KIND_POLICY:
      return _("Policy");
    case VELO_DOCUMENT_KIND_SEPA:
      return _("Direct debit mandate");
    case VELO_DOCUMENT_KIND_VALUES:
      return _("Table of insured values");
    case VELO_DOCUMENT_KIND_SIGNED_PROPOSAL:
      return _("Signed application");
    case VELO_DOCUMENT_KIND_PROPOSAL:
      return _("Application");
    case VELO_DOCUMENT_KIND_SCAN:
      return _("Scan of the signed application");
    default:
      return NULL;
    }
}

/**
 * velo_assistant_text_document:
 * @document: a document
 *
 * Returns: (transfer full): its title, or the name of its kind
 */
char *
velo_assistant_text_document (VeloDocument *document)
{
  const char *name = velo_document_get_title (document);

  if (*name == '\0')
    name = get_kind_name (document);
  if (name == NULL)
    name = *velo_document_get_file_name (document) != '\0' ? velo_document_get_file_name (document) : _("Document");
  return g_strdup (name);
}

/* "AVB": a few capitals and nothing else. */
static gboolean
is_abbreviation (const char *word,
                 gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isupper (word[i]))
      return FALSE;
  return length > 1 && length < 6;
}

/**
 * velo_assistant_text_explain_document:
 * @document: a document
 *
 * Returns: (nullable): what it is, if the insurer has given it an abbreviation for a name
 */
const char *
velo_assistant_text_explain_document (VeloDocument *document)
{
  const char *title = velo_document_get_title (document);

  return is_abbreviation (title, strcspn (title, " ")) ? get_kind_name (document) : NULL;
}

/**
 * velo_assistant_text_premium:
 * @proposal: a proposal with a tariff
 *
 * Returns: (transfer full): the premium with its interval, and what is paid once
 */
char *
velo_assistant_text_premium (VeloProposal *proposal)
{
  g_autofree char *premium = velo_money_format_display (velo_proposal_get_premium_cents (proposal));
  g_autofree char *once = velo_money_format_display (velo_proposal_get_single_cents (proposal));
  const char *interval = velo_assistant_text_per_interval (velo_proposal_get_interval (proposal));

  if (velo_proposal_get_single_cents (proposal) > 0)
    /* Translators: premium, "per month", amount paid once */
    return g_strdup_printf (_("%s %s, and %s once"), premium, interval, once);
  /* Translators: premium, "per month" */
  return g_strdup_printf (_("%s %s"), premium, interval);
}

/**
 * velo_assistant_text_consent:
 * @proposal: a proposal with a chosen product
 * @settings: (nullable): root of the settings
 *
 * No call of the insurer's service delivers words for it; where it prescribes some, they are in
 * the settings, for a product or for all.
 *
 * Returns: (transfer full): the words with which the customer is asked for the consent
 */
char *
velo_assistant_text_consent (VeloProposal *proposal,
                             GSettings    *settings)
{
  const char *code = velo_product_get_application_code (velo_proposal_get_product (proposal));
  g_autoptr(GSettings) insurer = NULL;
  g_autoptr(GVariant) texts = NULL;
  const char *words = NULL;

  if (settings != NULL)
    {
      insurer = g_settings_get_child (settings, "insurer");
      texts = g_settings_get_value (insurer, "consent-texts");
      if (!g_variant_lookup (texts, code, "&s", &words) || velo_text_is_empty (words))
        g_variant_lookup (texts, "", "&s", &words);
    }
  if (velo_text_is_empty (words))
    words = _("The customer agrees that the insurer processes these data to check and carry out the contract, as "
              "described in the data protection notice.");
  return g_strdup (words);
}

/**
 * velo_assistant_text_too_dear:
 * @proposal: a proposal whose insured price is above what every tariff takes
 *
 * Returns: (transfer full): a sentence that names the limit, and the lock if it is what goes beyond
 */
char *
velo_assistant_text_too_dear (VeloProposal *proposal)
{
  gint64 limit_cents = velo_rules_get_max_price_cents (velo_proposal_get_object (proposal));
  g_autofree char *limit = velo_money_format_display (limit_cents);

  if (velo_vehicle_get_price_cents (velo_proposal_get_vehicle (proposal)) <= limit_cents)
    /* Translators: highest price, with currency */
    return g_strdup_printf (_("Together with the lock this vehicle costs more than %s and cannot be insured with "
                              "this tariff."), limit);
  /* Translators: highest price, with currency */
  return g_strdup_printf (_("This vehicle costs more than %s and cannot be insured with this tariff."), limit);
}

/* The words of a sentence that is quoted at the end of one of ours. */
static char *
dup_without_stop (const char *sentence)
{
  char *words = g_strchomp (g_strdup (sentence));

  if (g_str_has_suffix (words, "."))
    words[strlen (words) - 1] = '\0';
  return words;
}

static char *
refused_text (VeloProposal *proposal)
{
  const char *words = velo_proposal_get_insurer_words (proposal);
  g_autofree char *quoted = dup_without_stop (words);
  const char *request_id = velo_proposal_get_request_id (proposal);

  if (*request_id != '\0')
    return g_strdup_printf (_("The insurer has refused the application: “%s” (request %s). You can change "
                              "the details and send it again."), words, request_id);
  return g_strdup_printf (_("The insurer has refused the application: “%s”. You can change the details "
                            "and send it again."), quoted);
}

/**
 * velo_assistant_text_documents:
 * @error: why the insurer's documents or its form are not there
 *
 * Returns: (transfer full): what happened and what can be done
 */
char *
velo_assistant_text_documents (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (g_error_matches (error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_DOCUMENT))
    return g_strdup (_("What the insurer sent as documents cannot be used. Please try again in a moment."));
  return velo_error_text_dup (error);
}

/* Returns: (nullable): the sentence for a state that an application may stay in, %NULL for others */
static char *
dup_state_text (VeloProposal *proposal)
{
  const char *contract = velo_proposal_get_contract_number (proposal);
  g_autofree char *words = NULL;

  switch ((int) velo_proposal_get_state (proposal))
    {
    case VELO_PROPOSAL_STATE_SENDING:
    case VELO_PROPOSAL_STATE_UNCLEAR:
      return g_strdup_printf (_("The application was sent, but there was no answer. Whether it arrived is "
                                "unclear. “Send again” sends exactly the same application with the same "
                                "contract number %s. If in doubt, ask the insurer first."), contract);
    case VELO_PROPOSAL_STATE_REFUSED:
      return refused_text (proposal);
    case VELO_PROPOSAL_STATE_HANDED_OVER:
      words = dup_without_stop (velo_proposal_get_insurer_words (proposal));
      return g_strdup_printf (_("The insurer has taken the application but not confirmed it yet: “%s”. "
                                "Please do not send it again; ask the insurer about contract number %s."),
                              words, contract);
    default:
      return NULL;
    }
}

/* What has led to a state is said by the sentence for it. */
static gboolean
is_in_state_text (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PENDING)
         || g_error_matches (error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_UNCLEAR)
         || g_error_matches (error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_REFUSED)
         || g_error_matches (error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_HANDED_OVER);
}

/**
 * velo_assistant_text_outcome:
 * @proposal: a proposal that was to be concluded
 * @error: (nullable): what the counter reported, %NULL when the assistant is opened again
 *
 * What kept it from going on, such as a full disk, is said before that.
 *
 * Returns: (transfer full) (nullable): the sentence for its state, %NULL if there is nothing to say
 */
char *
velo_assistant_text_outcome (VeloProposal *proposal,
                             const GError *error)
{
  g_autofree char *text = dup_state_text (proposal);
  g_autofree char *reason = NULL;

  if (text != NULL && (error == NULL || is_in_state_text (error)))
    return g_steal_pointer (&text);
  if (text != NULL)
    {
      reason = velo_error_text_dup (error);
      return g_strjoin ("\n", reason, text, NULL);
    }
  if (g_error_matches (error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_OFFLINE))
    return g_strdup (_("No connection to the insurer. The application is saved and is sent as soon as the "
                       "connection is back. Until then there is no confirmed cover."));
  return error == NULL ? NULL : velo_error_text_dup (error);
}

/**
 * velo_assistant_text_by_hand:
 * @ticks: what the program ticks
 *
 * Circles of the insurer's form that nobody has ticked; our own form has none.
 * Source: insurer protocol, section 5.
 *
 * Returns: (nullable): what has to be ticked by hand, %NULL if nothing has
 */
const char *
velo_assistant_text_by_hand (VeloTicks ticks)
{
  gboolean warranty = (ticks & VELO_TICKS_WARRANTY) == 0;
  gboolean recommended = (ticks & VELO_TICKS_RECOMMENDED) == 0;

  if (warranty && recommended)
    return _("Please tick by hand, with the customer: statutory warranty and recommendation. "
             "The settings let the program do it.");
  if (warranty)
    return _("Please tick by hand, with the customer: statutory warranty. The settings let the program do it.");
  return recommended ? _("Please tick by hand, with the customer: recommendation. The settings let the program do it.") : NULL;
}

/**
 * velo_assistant_text_problems:
 * @proposal: a proposal with its application
 * @problems: (nullable): what did not fit into the form
 *
 * Returns: (transfer full): what is to be said above the application, a line each
 */
char *
velo_assistant_text_problems (VeloProposal *proposal,
                              GStrv         problems)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new ();

  g_return_val_if_fail (VELO_IS_PROPOSAL (proposal), NULL);

  if (velo_proposal_get_own_form (proposal))
    g_ptr_array_add (lines, _("The insurer delivers no form for this tariff. VeloInsure has made an application "
                              "document of its own."));
  for (guint i = 0; problems != NULL && problems[i] != NULL; i++)
    g_ptr_array_add (lines, problems[i]);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

/**
 * velo_assistant_text_signed:
 * @proposal: a proposal
 *
 * Returns: (transfer full): how and when it was signed
 */
char *
velo_assistant_text_signed (VeloProposal *proposal)
{
  g_autofree char *when = NULL;

  g_return_val_if_fail (VELO_IS_PROPOSAL (proposal), NULL);

  when = velo_time_format_display (velo_proposal_get_signed_at (proposal));
  switch (velo_proposal_get_signature (proposal))
    {
    case VELO_SIGNATURE_WAY_SCREEN:
      /* Translators: date and time */
      return g_strdup_printf (_("Signed on the screen %s."), when);
    case VELO_SIGNATURE_WAY_PAPER:
      return g_strdup_printf (_("Signed on paper %s."), when);
    case VELO_SIGNATURE_WAY_NONE:
    default:
      return g_strdup (_("Not signed yet"));
    }
}
