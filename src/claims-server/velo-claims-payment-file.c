/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes a payout as a bank takes it: ISO 20022, pain.001.001.09. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-payment-file.h"

#include <libxml/xmlwriter.h>

#include "velo-claims-error.h"
#include "velo-date.h"
#include "velo-iban.h"
#include "velo-sepa-text.h"
#include "velo-text.h"

#define NAMESPACE "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"

/* The SEPA rulebook's highest amount, 999,999,999.99. */
#define MAX_CENTS G_GINT64_CONSTANT (99999999999)

static void
begin (xmlTextWriterPtr writer,
       const char      *name)
{
  xmlTextWriterStartElement (writer, BAD_CAST name);
}

static void
end (xmlTextWriterPtr writer,
     guint            levels)
{
  for (guint i = 0; i < levels; i++)
    xmlTextWriterEndElement (writer);
}

static void
put (xmlTextWriterPtr writer,
     const char      *name,
     const char      *text)
{
  xmlTextWriterWriteElement (writer, BAD_CAST name, BAD_CAST text);
}

static char *
format_amount (gint64 cents)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%02" G_GINT64_FORMAT, cents / 100, cents % 100);
}

static char *
format_moment (gint64 usec)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (usec / G_USEC_PER_SEC);

  return g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
}

static void
put_account (xmlTextWriterPtr writer,
             const char      *name,
             const char      *iban)
{
  g_autofree char *plain = velo_iban_normalize (iban);

  begin (writer, name);
  begin (writer, "Id");
  put (writer, "IBAN", plain);
  end (writer, 2);
}

static void
put_party (xmlTextWriterPtr writer,
           const char      *element,
           const char      *name)
{
  g_autofree char *plain = velo_sepa_transliterate (name, VELO_SEPA_MAX_NAME);

  begin (writer, element);
  put (writer, "Nm", plain);
  end (writer, 1);
}

static void
put_head (xmlTextWriterPtr         writer,
          const VeloClaimsPayment *payment,
          const char              *amount)
{
  g_autofree char *created = format_moment (payment->created);

  begin (writer, "GrpHdr");
  put (writer, "MsgId", payment->message_id);
  put (writer, "CreDtTm", created);
  put (writer, "NbOfTxs", "1");
  put (writer, "CtrlSum", amount);
  put_party (writer, "InitgPty", payment->debtor_name);
  end (writer, 1);
}

static void
put_service (xmlTextWriterPtr         writer,
             const VeloClaimsPayment *payment)
{
  begin (writer, "PmtTpInf");
  begin (writer, "SvcLvl");
  put (writer, "Cd", "SEPA");
  end (writer, 1);
  if (payment->instant)
    {
      begin (writer, "LclInstrm");
      put (writer, "Cd", "INST");
      end (writer, 1);
    }
  end (writer, 1);
}

static void
put_debtor (xmlTextWriterPtr         writer,
            const VeloClaimsPayment *payment)
{
  put_party (writer, "Dbtr", payment->debtor_name);
  put_account (writer, "DbtrAcct", payment->debtor_iban);
  begin (writer, "DbtrAgt");
  begin (writer, "FinInstnId");
  if (!velo_text_is_empty (payment->debtor_bic))
    put (writer, "BICFI", payment->debtor_bic);
  else
    {
      begin (writer, "Othr");
      put (writer, "Id", "NOTPROVIDED");
      end (writer, 1);
    }
  end (writer, 2);
}

static void
put_transfer (xmlTextWriterPtr         writer,
              const VeloClaimsPayment *payment,
              const char              *amount)
{
  g_autofree char *text = velo_sepa_transliterate (payment->text, VELO_SEPA_MAX_TEXT);

  begin (writer, "CdtTrfTxInf");
  begin (writer, "PmtId");
  put (writer, "EndToEndId", payment->end_to_end_id);
  end (writer, 1);
  begin (writer, "Amt");
  begin (writer, "InstdAmt");
  xmlTextWriterWriteAttribute (writer, BAD_CAST "Ccy", BAD_CAST "EUR");
  xmlTextWriterWriteString (writer, BAD_CAST amount);
  end (writer, 2);
  put_party (writer, "Cdtr", payment->creditor_name);
  put_account (writer, "CdtrAcct", payment->creditor_iban);
  begin (writer, "Purp");
  put (writer, "Cd", "INSC");
  end (writer, 1);
  begin (writer, "RmtInf");
  put (writer, "Ustrd", text);
  end (writer, 2);
}

static void
put_document (xmlTextWriterPtr         writer,
              const VeloClaimsPayment *payment)
{
  g_autofree char *amount = format_amount (payment->cents);
  g_autofree char *day = velo_date_format_iso (payment->day);

  xmlTextWriterStartDocument (writer, "1.0", "UTF-8", NULL);
  begin (writer, "Document");
  xmlTextWriterWriteAttribute (writer, BAD_CAST "xmlns", BAD_CAST NAMESPACE);
  begin (writer, "CstmrCdtTrfInitn");
  put_head (writer, payment, amount);
  begin (writer, "PmtInf");
  put (writer, "PmtInfId", payment->message_id);
  put (writer, "PmtMtd", "TRF");
  put (writer, "NbOfTxs", "1");
  put (writer, "CtrlSum", amount);
  put_service (writer, payment);
  begin (writer, "ReqdExctnDt");
  put (writer, "Dt", day);
  end (writer, 1);
  put_debtor (writer, payment);
  put (writer, "ChrgBr", "SLEV");
  put_transfer (writer, payment, amount);
  xmlTextWriterEndDocument (writer);
}

static const char *
find_fault (const VeloClaimsPayment *payment)
{
  g_autofree char *creditor = velo_sepa_transliterate (payment->creditor_name, VELO_SEPA_MAX_NAME);
  g_autofree char *text = velo_sepa_transliterate (payment->text, VELO_SEPA_MAX_TEXT);

  if (!velo_sepa_is_valid (payment->message_id, VELO_SEPA_MAX_ID)
      || !velo_sepa_is_valid (payment->end_to_end_id, VELO_SEPA_MAX_ID))
    return "an identification that banks do not take";
  if (payment->cents <= 0 || payment->cents > MAX_CENTS)
    return "an impossible amount";
  if (velo_iban_check (payment->debtor_iban) != VELO_IBAN_OK
      || velo_iban_check (payment->creditor_iban) != VELO_IBAN_OK)
    return "a wrong IBAN";
  if (*creditor == '\0' || *text == '\0' || velo_text_is_empty (payment->debtor_name))
    return "a missing name or text";
  return NULL;
}

/**
 * velo_claims_payment_file_new:
 * @payment: one payout
 * @error: return location; %VELO_CLAIMS_ERROR_INVALID if a bank would refuse it
 *
 * Source: claims design, section 6; ISO 20022 pain.001.001.09 with the rules for SEPA.
 *
 * Returns: (transfer full) (nullable): the file
 */
GBytes *
velo_claims_payment_file_new (const VeloClaimsPayment  *payment,
                              GError                  **error)
{
  const char *fault = find_fault (payment);
  xmlBufferPtr buffer;
  xmlTextWriterPtr writer;
  GBytes *file;

  if (fault != NULL)
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_INVALID, "the payment has %s", fault);
      return NULL;
    }
  buffer = xmlBufferCreate ();
  writer = xmlNewTextWriterMemory (buffer, 0);
  put_document (writer, payment);
  xmlFreeTextWriter (writer);
  file = g_bytes_new (xmlBufferContent (buffer), (gsize) xmlBufferLength (buffer));
  xmlBufferFree (buffer);
  return file;
}
