/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of a vehicle's page: its documents, its history and the state of its insurance. */

#define G_LOG_DOMAIN "velo-vehicle-text"

#include "config.h"

#include "velo-vehicle-text.h"

#include "velo-date.h"
#include "velo-text.h"

#include <glib/gi18n.h>

/* The insurer's title tells the tariff, and what went out in training does not claim to be sent. */
static gboolean
has_own_title (VeloDocument *document)
{
  VeloDocumentKind kind = velo_document_get_kind (document);

  return !velo_text_is_empty (velo_document_get_title (document))
         && (!velo_text_is_empty (velo_document_get_product (document))
             || kind == VELO_DOCUMENT_KIND_SUBMISSION || kind == VELO_DOCUMENT_KIND_ANSWER);
}

/**
 * velo_vehicle_text_document:
 * @document: a document
 *
 * Returns: its title, or the word for its kind
 */
const char *
velo_vehicle_text_document (VeloDocument *document)
{
  g_return_val_if_fail (VELO_IS_DOCUMENT (document), NULL);

  if (has_own_title (document))
    return velo_document_get_title (document);
  switch (velo_document_get_kind (document))
    {
    case VELO_DOCUMENT_KIND_INVOICE:
      return _("Invoice");
    case VELO_DOCUMENT_KIND_PROPOSAL:
      return _("Application");
    case VELO_DOCUMENT_KIND_SIGNED_PROPOSAL:
      return _("Signed application");
    case VELO_DOCUMENT_KIND_SCAN:
      return _("Scan of the signed application");
    case VELO_DOCUMENT_KIND_EVIDENCE:
      return _("Evidence of the signature");
    case VELO_DOCUMENT_KIND_SUBMISSION:
      return _("Data sent to the insurer");
    case VELO_DOCUMENT_KIND_ANSWER:
      return _("Answer of the insurer");
    case VELO_DOCUMENT_KIND_IPID:
      return _("Product information sheet");
    case VELO_DOCUMENT_KIND_TERMS:
      return _("Insurance conditions");
    case VELO_DOCUMENT_KIND_PRIVACY:
      return _("Data protection notice");
    case VELO_DOCUMENT_KIND_WITHDRAWAL:
      return _("Right of withdrawal");
    case VELO_DOCUMENT_KIND_POLICY:
      return _("Insurance policy");
    case VELO_DOCUMENT_KIND_SEPA:
      return _("Direct debit mandate");
    case VELO_DOCUMENT_KIND_VALUES:
      return _("Table of insured values");
    case VELO_DOCUMENT_KIND_FORM:
    case VELO_DOCUMENT_KIND_FORM_IBAN:
      return _("Empty application form");
    case VELO_DOCUMENT_KIND_COMPARISON:
      return _("Leaflet");
    case VELO_DOCUMENT_KIND_OTHER:
    default:
      return velo_text_is_empty (velo_document_get_title (document))
               ? _("Document")
               : velo_document_get_title (document);
    }
}

static const struct
{
  const char *what;
  const char *text;
} events[] = {
  { "sale-added", N_("Sale added") },
  { "sale-changed", N_("Sale corrected") },
  { "vehicle-saved", N_("Vehicle corrected") },
  { "insurance-asked", N_("Customer asked about insurance") },
  { "insurance-later", N_("To be asked again later") },
  { "insurance-declined", N_("Customer does not want insurance") },
  { "insurance-state", N_("State of the insurance changed") },
  { "proposal-started", N_("Application begun") },
  { "proposal-changed", N_("Application changed") },
  { "proposal-prepared", N_("Application prepared, contract number reserved") },
  { "application-printed", N_("Application printed") },
  { "proposal-signed", N_("Application signed") },
  { "proposal-sending", N_("Application sent") },
  { "proposal-repeated", N_("Application sent again") },
  { "proposal-not-sent", N_("Application could not be sent") },
  { "proposal-unclear", N_("No answer from the insurer") },
  { "proposal-refused", N_("Refused by the insurer") },
  { "proposal-repetition-refused", N_("The insurer refused the repetition") },
  { "proposal-handed-over", N_("Handed over to the insurer") },
  { "proposal-confirmed", N_("Confirmed by the insurer") },
  { "proposal-denied", N_("Not accepted, as the insurer said when asked") },
  { "proposal-revised", N_("Application taken back for correction") },
  { "proposal-abandoned", N_("Application given up") },
  { "proposal-concluded", N_("Insurance concluded") },
  { "mail-agreed", N_("Customer agreed to be written to by e-mail") },
  { "letter-sent", N_("Customer written to") },
  { "return-settled", N_("Vehicle returned: insurance decided") },
  { "contract-end-undone", N_("Insurance has not ended after all") },
  { "evidence-made", N_("Evidence put together") },
  { "consent-given", N_("Customer agreed to the data processing") },
  { "phone-form", N_("Customer entered data on the own phone") },
  { "insurance-carried-over", N_("Insurance taken over when a backup was restored") },
  { "insurance-not-carried-over", N_("Contract could not be taken over when a backup was restored") },
};

/* Events whose detail is a reason or words that are worth reading. */
static const char * const told[] = {
  "insurance-declined", "proposal-refused", "proposal-denied", "proposal-confirmed", "consent-given",
  "evidence-made", "insurance-carried-over", "insurance-not-carried-over",
};

static const char * const end_reasons[] = {
  NULL,
  N_("Withdrawn by the customer"),
  N_("Notice given"),
  N_("Vehicle returned to the shop"),
  N_("Total loss or theft"),
  N_("Other reason"),
};

/**
 * velo_vehicle_text_end_reason:
 * @reason: why a contract ended
 *
 * Returns: (nullable): the words for it, %NULL if it has not ended
 */
const char *
velo_vehicle_text_end_reason (VeloEndReason reason)
{
  g_return_val_if_fail ((int) reason >= 0 && (int) reason < (int) G_N_ELEMENTS (end_reasons), NULL);

  return reason == VELO_END_REASON_NONE ? NULL : _(end_reasons[reason]);
}

/* The detail is the day and the nick of the reason. */
static char *
dup_end (const char *detail)
{
  g_auto(GStrv) words = g_strsplit (detail, " ", 2);
  g_autoptr(GDate) day = g_strv_length (words) == 2 ? velo_date_parse_iso (words[0]) : NULL;
  g_autoptr(GEnumClass) klass = g_type_class_ref (VELO_TYPE_END_REASON);
  GEnumValue *value = day == NULL ? NULL : g_enum_get_value_by_nick (klass, words[1]);
  g_autofree char *when = NULL;

  if (value == NULL || value->value == VELO_END_REASON_NONE)
    return g_strdup (_("Insurance ended"));
  when = velo_date_format_display (day);
  /* Translators: a day, why the contract ended */
  return g_strdup_printf (_("Insurance ended on %s: %s"), when, velo_vehicle_text_end_reason (value->value));
}

static char *
dup_titles (VeloJournalEntry **entries,
            guint              n_entries)
{
  g_autoptr(GString) titles = g_string_new (NULL);

  for (guint i = 0; i < n_entries; i++)
    {
      const char *title = velo_journal_entry_get_detail (entries[i]);

      if (*title != '\0')
        g_string_append_printf (titles, "%s%s", titles->len == 0 ? "" : ", ", title);
    }
  return g_string_free (g_steal_pointer (&titles), FALSE);
}

/* More titles than these are not read, in a line: the evidence package has them all. */
#define MAX_TITLES 3

static char *
dup_documents (VeloJournalEntry **entries,
               guint              n_entries)
{
  gboolean filed = g_str_equal (velo_journal_entry_get_what (entries[0]), "document-filed");
  g_autofree char *titles = dup_titles (entries, n_entries > MAX_TITLES ? 1 : n_entries);

  if (*titles == '\0')
    return g_strdup_printf (filed ? ngettext ("%u document filed", "%u documents filed", n_entries)
                                  : ngettext ("%u document handed over", "%u documents handed over", n_entries),
                            n_entries);
  if (n_entries == 1)
    /* Translators: title of a document */
    return g_strdup_printf (filed ? _("Document filed: %s") : _("Document handed over: %s"), titles);
  if (n_entries > MAX_TITLES)
    /* Translators: number of documents, title of the first, number of the others */
    return g_strdup_printf (filed ? _("%u documents filed: %s and %u more")
                                  : _("%u documents handed over: %s and %u more"),
                            n_entries, titles, n_entries - 1);
  /* Translators: number of documents, their titles */
  return g_strdup_printf (filed ? _("%u documents filed: %s") : _("%u documents handed over: %s"), n_entries, titles);
}

/**
 * velo_vehicle_text_is_of_document:
 * @entry: an entry of the journal
 *
 * Returns: whether it tells what became of a document
 */
gboolean
velo_vehicle_text_is_of_document (VeloJournalEntry *entry)
{
  g_return_val_if_fail (VELO_IS_JOURNAL_ENTRY (entry), FALSE);

  return g_str_has_prefix (velo_journal_entry_get_what (entry), "document-");
}

/**
 * velo_vehicle_text_journal:
 * @entries: (array length=n_entries): entries of the journal; more than one only for documents
 * @n_entries: how many
 *
 * Returns: (transfer full): what happened; the name of the event if nobody has words for it
 */
char *
velo_vehicle_text_journal (VeloJournalEntry **entries,
                           guint              n_entries)
{
  const char *what;
  const char *detail;

  g_return_val_if_fail (entries != NULL && n_entries > 0, NULL);

  if (velo_vehicle_text_is_of_document (entries[0]))
    return dup_documents (entries, n_entries);
  what = velo_journal_entry_get_what (entries[0]);
  detail = velo_journal_entry_get_detail (entries[0]);
  if (g_str_equal (what, "contract-ended"))
    return dup_end (detail);
  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    {
      if (!g_str_equal (events[i].what, what))
        continue;
      for (guint n = 0; n < G_N_ELEMENTS (told); n++)
        if (g_str_equal (told[n], what) && *detail != '\0')
          /* Translators: what happened, a reason or the words that were said */
          return g_strdup_printf (_("%s: “%s”"), _(events[i].text), detail);
      return g_strdup (_(events[i].text));
    }
  return g_strdup (what);
}

/**
 * velo_vehicle_text_state:
 * @vehicle: a vehicle
 *
 * Returns: what its state of insurance means and what can be done, in a sentence
 */
const char *
velo_vehicle_text_state (VeloVehicle *vehicle)
{
  g_return_val_if_fail (VELO_IS_VEHICLE (vehicle), NULL);

  switch (velo_vehicle_get_state (vehicle))
    {
    case VELO_INSURANCE_STATE_DRAFT:
      return _("An application has been begun. There is no cover yet.");
    case VELO_INSURANCE_STATE_SIGNED:
      return _("The application is signed but not concluded. There is no confirmed cover yet.");
    case VELO_INSURANCE_STATE_SENDING:
      return _("The application is being sent.");
    case VELO_INSURANCE_STATE_UNCLEAR:
      return _("The application was sent, but no answer came. Whether it has arrived is unclear.");
    case VELO_INSURANCE_STATE_HANDED_OVER:
      return _("The insurer has taken the application and will confirm it. Please do not send it again.");
    case VELO_INSURANCE_STATE_INSURED:
      return _("This vehicle is insured.");
    case VELO_INSURANCE_STATE_ENDED:
      return _("The insurance of this vehicle has ended.");
    case VELO_INSURANCE_STATE_REFUSED:
      return _("The insurer refused the application. You can correct it and send it again.");
    case VELO_INSURANCE_STATE_DECLINED:
      return _("The customer did not want insurance.");
    case VELO_INSURANCE_STATE_UNINSURABLE:
      return _("No tariff takes this vehicle.");
    case VELO_INSURANCE_STATE_OPEN:
    default:
      return _("This vehicle is not insured.");
    }
}

/**
 * velo_vehicle_text_interval:
 * @months: of a premium, 1, 3, 6 or 12; 0 for once
 *
 * Returns: how often it is paid
 */
const char *
velo_vehicle_text_interval (int months)
{
  switch (months)
    {
    case 1:
      return _("monthly");
    case 3:
      return _("quarterly");
    case 6:
      return _("half-yearly");
    case 12:
      return _("yearly");
    default:
      return _("once");
    }
}

/**
 * velo_vehicle_text_lock:
 * @vehicle: a vehicle
 *
 * Returns: (transfer full): kind, maker and model of its lock as far as they are known, or ""
 */
char *
velo_vehicle_text_lock (VeloVehicle *vehicle)
{
  g_autofree char *lock = NULL;

  g_return_val_if_fail (VELO_IS_VEHICLE (vehicle), NULL);

  lock = g_strjoin (" ", velo_vehicle_get_lock_kind (vehicle), velo_vehicle_get_lock_maker (vehicle),
                    velo_vehicle_get_lock_model (vehicle), NULL);
  return velo_text_squash (lock);
}
