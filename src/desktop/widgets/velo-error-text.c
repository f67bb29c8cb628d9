/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Errors of all rooms as sentences for people: what happened, what to do. */

#define G_LOG_DOMAIN "velo-error-text"

#include "config.h"

#include "velo-error-text.h"

#include <glib/gi18n.h>

#include "velo-counter.h"
#include "velo-insurer-error.h"
#include "velo-intake-error.h"
#include "velo-paper-error.h"
#include "velo-secrets.h"
#include "velo-store-error.h"
#include "velo-training-insurer.h"

typedef struct
{
  int code;
  const char *sentence;
} Text;

static const struct { const char *field; const char *name; } fields[] = {
  { "object", N_("Object") }, { "tariff", N_("Tariff") }, { "price", N_("Purchase price") },
  { "purchase-date", N_("Purchase date") }, { "maker", N_("Maker") }, { "model", N_("Model") },
  { "frame-number", N_("Frame number") }, { "battery-number", N_("Battery number") },
  { "leasing", N_("Leased vehicle") }, { "lock", N_("Approved lock") }, { "company", N_("Company") },
  { "salutation", N_("Salutation") }, { "first-name", N_("First name") }, { "last-name", N_("Last name") },
  { "street", N_("Street and number") }, { "city", N_("City") }, { "country", N_("Country") },
  { "postcode", N_("Postcode") }, { "payment", N_("Payment") }, { "iban", N_("IBAN") },
  { "consent", N_("Consent") }, { "signature", N_("Signature") },
};

static const Text store_texts[] = {
  { VELO_STORE_ERROR_CLOSED, N_("The data are being closed. Please start VeloInsure again.") },
  { VELO_STORE_ERROR_NOT_FOUND, N_("This entry does not exist any more.") },
  { VELO_STORE_ERROR_EXISTS, N_("This invoice has already been taken in.") },
  { VELO_STORE_ERROR_CONFLICT, N_("This entry was changed in another window. Please open it again.") },
  { VELO_STORE_ERROR_INVALID, N_("These entries cannot be stored as they are. Please check them.") },
  { VELO_STORE_ERROR_TOO_NEW, N_("These data were made by a newer version. Please update VeloInsure; nothing was changed.") },
  { VELO_STORE_ERROR_CORRUPT, N_("The data are damaged. Nothing was changed. Please restore a backup.") },
  { VELO_STORE_ERROR_BUSY, N_("The data are in use by another program. Please try again in a moment.") },
  { VELO_STORE_ERROR_FULL, N_("The disk is full, so nothing could be stored. Please make room and try again.") },
  { VELO_STORE_ERROR_IO, N_("The data could not be read or written. Please check the disk.") },
};

static const Text insurer_texts[] = {
  { VELO_INSURER_ERROR_SIGN_IN, N_("User name or password is wrong. Please check them under Online accounts.") },
  { VELO_INSURER_ERROR_NO_PASSWORD, N_("There is no password for the insurer. Please enter it under Online accounts.") },
  { VELO_INSURER_ERROR_SETTINGS, N_("The address of the insurer's service cannot be used. Please check it under Online accounts.") },
  { VELO_INSURER_ERROR_OFFLINE, N_("No connection to the insurer. Please check the internet connection and try again.") },
  { VELO_INSURER_ERROR_UNAVAILABLE, N_("The insurer's service does not answer. Please try again in a moment.") },
  { VELO_INSURER_ERROR_PROTOCOL, N_("The insurer's answer could not be understood. Please try again; if it happens again, call the insurer.") },
  { VELO_INSURER_ERROR_UNCLEAR, N_("The application was sent, but no answer came. It is not clear whether it arrived.") },
  { VELO_INSURER_ERROR_INVALID, N_("The application cannot be sent as it is. Please check the entries.") },
};

static const Text counter_texts[] = {
  { VELO_COUNTER_ERROR_NO_BROKER_NUMBER, N_("There is no broker number to send with. A colleague can send, or you enter the number now.") },
  { VELO_COUNTER_ERROR_CHANGED, N_("Meanwhile this application was changed or sent elsewhere. Please open it again.") },
  { VELO_COUNTER_ERROR_OFFLINE, N_("No connection to the insurer. Your entries are stored. Please try again in a moment.") },
  { VELO_COUNTER_ERROR_UNCLEAR, N_("The application was sent, but no answer came. It is not clear whether it arrived.") },
  { VELO_COUNTER_ERROR_HANDED_OVER, N_("The insurer has taken the application, but not yet confirmed it. Please ask there before you send anything again.") },
  { VELO_COUNTER_ERROR_NO_CREDENTIALS, N_("User name or password for the insurer are missing or wrong. Please check them under Online accounts.") },
  { VELO_COUNTER_ERROR_DOCUMENT, N_("A document could not be used. Please try again, or choose another file.") },
};

static const Text intake_texts[] = {
  { VELO_INTAKE_ERROR_EMPTY, N_("This file is empty.") },
  { VELO_INTAKE_ERROR_MALFORMED, N_("This file is damaged or contains parts that are not allowed, and was not read.") },
  { VELO_INTAKE_ERROR_MALFORMED_PDF, N_("This PDF file is damaged and was not read.") },
  { VELO_INTAKE_ERROR_ENCRYPTED_PDF, N_("This PDF file is protected by a password. Please save it without a password and try again.") },
  { VELO_INTAKE_ERROR_NO_ATTACHMENT, N_("There is no electronic invoice in this PDF file. You can enter the sale by hand.") },
  { VELO_INTAKE_ERROR_NO_INVOICE_ATTACHED, N_("The files attached to this PDF are not an electronic invoice. You can enter the sale by hand.") },
  { VELO_INTAKE_ERROR_NOT_AN_INVOICE, N_("This file is an order or something else, not an invoice.") },
  { VELO_INTAKE_ERROR_UNSUPPORTED_FORMAT, N_("VeloInsure does not know this kind of file. Please choose a PDF or XML invoice.") },
  { VELO_INTAKE_ERROR_REJECTED_DTD, N_("This file is damaged or contains parts that are not allowed, and was not read.") },
  { VELO_INTAKE_ERROR_OVER_LIMIT, N_("This file is too large or too complicated, and was not read.") },
  { VELO_INTAKE_ERROR_NO_HELPER, N_("The part of VeloInsure that opens files of others cannot be started. Please install VeloInsure again.") },
  { VELO_INTAKE_ERROR_NO_INVOICE_IN_MAIL, N_("There is no invoice in this message.") },
  { VELO_INTAKE_ERROR_SEVERAL, N_("VeloInsure does not know this kind of file. Please choose a PDF or XML invoice.") },
};

static const Text paper_texts[] = {
  { VELO_PAPER_ERROR_DAMAGED, N_("This PDF file is damaged.") },
  { VELO_PAPER_ERROR_ENCRYPTED, N_("This PDF file is protected by a password.") },
  { VELO_PAPER_ERROR_EMPTY, N_("This PDF file has no pages.") },
  { VELO_PAPER_ERROR_TOO_LARGE, N_("This PDF file is too large.") },
};

static const Text secrets_texts[] = {
  { VELO_SECRETS_ERROR_UNAVAILABLE, N_("No key ring is running on this computer. Without it passwords cannot be kept safely. Install for example “gnome-keyring” and sign in again.") },
  { VELO_SECRETS_ERROR_LOCKED, N_("The key ring is locked. Please unlock it and try again.") },
  { VELO_SECRETS_ERROR_DENIED, N_("The key ring does not let VeloInsure keep the password.") },
};

static const char *
find (const Text   *texts,
      gsize         n_texts,
      const GError *error)
{
  for (gsize i = 0; i < n_texts; i++)
    if (texts[i].code == error->code)
      return _(texts[i].sentence);
  return NULL;
}

static const char *
find_sentence (const GError *error)
{
  const struct { GQuark domain; const Text *texts; gsize n_texts; } rooms[] = {
    { VELO_STORE_ERROR, store_texts, G_N_ELEMENTS (store_texts) },
    { VELO_INSURER_ERROR, insurer_texts, G_N_ELEMENTS (insurer_texts) },
    { VELO_COUNTER_ERROR, counter_texts, G_N_ELEMENTS (counter_texts) },
    { VELO_INTAKE_ERROR, intake_texts, G_N_ELEMENTS (intake_texts) },
    { VELO_PAPER_ERROR, paper_texts, G_N_ELEMENTS (paper_texts) },
    { VELO_SECRETS_ERROR, secrets_texts, G_N_ELEMENTS (secrets_texts) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rooms); i++)
    if (rooms[i].domain == error->domain)
      return find (rooms[i].texts, rooms[i].n_texts, error);
  return NULL;
}

/* Refusals carry the insurer's own words, which no sentence of ours replaces. */
static char *
find_refusal (const GError *error)
{
  const char *words = error->message;
  const char *request_id = NULL;

  if (g_error_matches (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_REFUSED))
    {
      words = velo_insurer_error_get_words (error);
      request_id = velo_insurer_error_get_request_id (error);
    }
  else if (!g_error_matches (error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_REFUSED))
    return NULL;
  if (words == NULL)
    words = "";
  if (request_id != NULL)
    /* Translators: first the insurer's own words, then the number of the request */
    return g_strdup_printf (_("The insurer has refused: “%s” (request %s)."), words, request_id);
  return g_strdup_printf (_("The insurer has refused: “%s”."), words);
}

static const char *
get_field_text (const char *field)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].field, field))
      return _(fields[i].name);
  return field;
}

static char *
find_special (const GError *error)
{
  if (g_error_matches (error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_INCOMPLETE))
    /* Translators: %s is the name of a field, for example "Frame number" */
    return g_strdup_printf (_("“%s” is missing or wrong. Please check it."), get_field_text (error->message));
  if (!g_error_matches (error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_NO_TARIFF))
    return NULL;
  if (*error->message == '\0')
    return g_strdup (_("The insurer offers no tariff for this vehicle."));
  return g_strdup_printf (_("The insurer offers no tariff for this vehicle: “%s”."), error->message);
}

/**
 * velo_error_text_dup:
 * @error: an error of any room
 *
 * Says in the user's language what happened and what can be done.
 *
 * Returns: (transfer full): one or two sentences
 */
char *
velo_error_text_dup (const GError *error)
{
  char *text;
  const char *sentence;

  g_return_val_if_fail (error != NULL, NULL);

  text = find_refusal (error);
  if (text == NULL)
    text = find_special (error);
  if (text != NULL)
    return text;
  sentence = find_sentence (error);
  if (sentence != NULL)
    return g_strdup (sentence);
  /* Translators: %s is a technical message */
  return g_strdup_printf (_("Something went wrong: %s"), error->message);
}
