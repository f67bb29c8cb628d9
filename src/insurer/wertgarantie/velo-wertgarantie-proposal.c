/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes the proposal XML; the only place that knows its dialects. */

#define G_LOG_DOMAIN "velo-insurer"

#include "config.h"

#include "velo-wertgarantie-proposal.h"

#include "velo-insurer-error.h"
#include "velo-text.h"
#include "velo-wertgarantie-products.h"
#include "velo-wertgarantie-xml.h"

#include <string.h>

typedef struct
{
  VeloWertgarantieXml *xml;           /* (borrowed) */
  VeloProposal *proposal;             /* (borrowed) */
  const VeloWertgarantieStyle *style; /* (borrowed) */
  GBytes *document;                   /* (borrowed) (nullable) */
} Writer;

/* Source: insurer protocol, section 3.4. */
static gboolean
is_published (Writer *w)
{
  return w->style->dialect == VELO_WERTGARANTIE_DIALECT_PUBLISHED;
}

static gboolean
is_newer (Writer *w)
{
  return w->style->dialect == VELO_WERTGARANTIE_DIALECT_NEWER;
}

static void
write_flag (Writer     *w,
            const char *element)
{
  velo_wertgarantie_xml_text (w->xml, element, "true");
}

static void
write_address (Writer       *w,
               VeloCustomer *customer)
{
  velo_wertgarantie_xml_open (w->xml, "Anschrift");
  velo_wertgarantie_xml_text (w->xml, "Strasse", velo_customer_get_street (customer));
  velo_wertgarantie_xml_option (w->xml, "Adresszusatz", velo_customer_get_address_extra (customer));
  velo_wertgarantie_xml_text (w->xml, "PLZ", velo_customer_get_postcode (customer));
  velo_wertgarantie_xml_text (w->xml, "Ort", velo_customer_get_city (customer));
  velo_wertgarantie_xml_option (w->xml, "Laenderkennzeichen", velo_customer_get_country (customer));
  velo_wertgarantie_xml_close (w->xml);
}

/* The salutations that the service is known to understand; one table for all. */
static const char *
salutation_text (VeloSalutation salutation)
{
  switch (salutation)
    {
    case VELO_SALUTATION_FRAU:
      return "Frau";
    case VELO_SALUTATION_HERR:
      return "Herr";
    case VELO_SALUTATION_NONE:
    default:
      return NULL;
    }
}

static void
write_person (Writer       *w,
              VeloCustomer *customer)
{
  VeloWertgarantieXml *xml = w->xml;
  const GDate *birth_date = velo_customer_get_birth_date (customer);

  velo_wertgarantie_xml_open (xml, "Kundendaten");
  velo_wertgarantie_xml_text (xml, "Anrede",
                              salutation_text (velo_customer_get_salutation (customer)));
  velo_wertgarantie_xml_option (xml, "Titel", velo_customer_get_title (customer));
  velo_wertgarantie_xml_text (xml, "Vorname", velo_customer_get_first_name (customer));
  velo_wertgarantie_xml_text (xml, "Nachname", velo_customer_get_last_name (customer));
  if (birth_date != NULL)
    velo_wertgarantie_xml_date (xml, "Geburtsdatum", birth_date);
  velo_wertgarantie_xml_option (xml, "EmailPrivat", velo_customer_get_email (customer));
  velo_wertgarantie_xml_option (xml, "TelefonPrivat", velo_customer_get_phone (customer));
  velo_wertgarantie_xml_option (xml, "MobilPrivat", velo_customer_get_mobile (customer));
  write_address (w, customer);
  velo_wertgarantie_xml_close (xml);
}

static void
write_company (Writer       *w,
               VeloCustomer *customer)
{
  VeloWertgarantieXml *xml = w->xml;

  velo_wertgarantie_xml_open (xml, "Firmendaten");
  velo_wertgarantie_xml_text (xml, "Firmenname", velo_customer_get_company (customer));
  velo_wertgarantie_xml_option (xml, "KontaktVorname", velo_customer_get_first_name (customer));
  velo_wertgarantie_xml_option (xml, "KontaktNachname", velo_customer_get_last_name (customer));
  velo_wertgarantie_xml_option (xml, "Email", velo_customer_get_email (customer));
  velo_wertgarantie_xml_option (xml, "Telefon", velo_customer_get_phone (customer));
  velo_wertgarantie_xml_option (xml, "Mobil", velo_customer_get_mobile (customer));
  write_address (w, customer);
  velo_wertgarantie_xml_close (xml);
}

static void
write_customer (Writer *w)
{
  VeloCustomer *customer = velo_proposal_get_customer (w->proposal);

  if (velo_customer_get_kind (customer) == VELO_CUSTOMER_KIND_COMPANY)
    write_company (w, customer);
  else
    write_person (w, customer);
}

static void
write_price (Writer      *w,
             VeloVehicle *vehicle)
{
  g_autofree char *year = NULL;
  gboolean used = velo_vehicle_get_used (vehicle);

  if (used)
    year = g_strdup_printf (is_published (w) ? "01.01.%04d" : "%04d",
                            velo_vehicle_get_model_year (vehicle));
  if (used && is_newer (w))
    {
      velo_wertgarantie_xml_text (w->xml, "Baujahr", year);
      write_flag (w, "Gebrauchtgeraet");
    }
  else if (used)
    {
      write_flag (w, is_published (w) ? "GebrauchtGeraet" : "Gebrauchtgeraet");
      velo_wertgarantie_xml_text (w->xml, "Baujahr", year);
    }
  velo_wertgarantie_xml_amount (w->xml, "Kaufpreis", velo_proposal_get_insured_cents (w->proposal));
}

static void
write_risk (Writer     *w,
            const char *risk)
{
  velo_wertgarantie_xml_open (w->xml, "Risiko");
  velo_wertgarantie_xml_text (w->xml, "Risikotyp", risk);
  velo_wertgarantie_xml_close (w->xml);
}

/* The published schema has room for one extra risk only; the nested list names the basic one too. */
static void
write_risks (Writer *w)
{
  gboolean immediate_cover = velo_proposal_get_immediate_cover (w->proposal);
  VeloProduct *product = velo_proposal_get_product (w->proposal);

  if (is_published (w) && !immediate_cover)
    return;
  velo_wertgarantie_xml_open (w->xml, "Risiken");
  if (is_published (w))
    velo_wertgarantie_xml_text (w->xml, "Risikotyp", VELO_WERTGARANTIE_IMMEDIATE_COVER);
  else
    {
      write_risk (w, velo_product_get_basic_risk (product));
      if (immediate_cover)
        write_risk (w, VELO_WERTGARANTIE_IMMEDIATE_COVER);
    }
  velo_wertgarantie_xml_close (w->xml);
}

/* Lock data go out only if complete; that the dealer vouches for it, only where agreed. */
static void
write_lock (Writer      *w,
            VeloVehicle *vehicle)
{
  const char *maker = velo_vehicle_get_lock_maker (vehicle);
  const char *kind = velo_vehicle_get_lock_kind (vehicle);
  const char *model = velo_vehicle_get_lock_model (vehicle);
  const char *key_number = velo_vehicle_get_lock_key_number (vehicle);

  if (velo_proposal_get_object (w->proposal) == VELO_OBJECT_KIND_BATTERY)
    return;
  if (!velo_text_is_empty (maker) && !velo_text_is_empty (kind) && !velo_text_is_empty (model)
      && !velo_text_is_empty (key_number))
    {
      velo_wertgarantie_xml_open (w->xml, "Schloss");
      velo_wertgarantie_xml_text (w->xml, "Hersteller", maker);
      velo_wertgarantie_xml_text (w->xml, "Art", kind);
      velo_wertgarantie_xml_text (w->xml, "Modellbezeichnung", model);
      velo_wertgarantie_xml_text (w->xml, "Schluesselnummer", key_number);
      velo_wertgarantie_xml_close (w->xml);
    }
  else if (w->style->vouch_lock && velo_vehicle_get_lock_confirmed (vehicle) == VELO_ANSWER_YES)
    write_flag (w, "SchlossGeprueft");
}

static void
write_object (Writer *w)
{
  VeloVehicle *vehicle = velo_proposal_get_vehicle (w->proposal);
  VeloWertgarantieXml *xml = w->xml;

  velo_wertgarantie_xml_open (xml, "Rad");
  velo_wertgarantie_xml_number (xml, "Position", 1);
  velo_wertgarantie_xml_text (xml, "Hersteller", velo_vehicle_get_maker (vehicle));
  velo_wertgarantie_xml_text (xml, "Geraetekennzeichen",
                              velo_wertgarantie_object_code (velo_proposal_get_object (w->proposal)));
  velo_wertgarantie_xml_option (xml, "Modellbezeichnung", velo_vehicle_get_model (vehicle));
  velo_wertgarantie_xml_text (xml, "Rahmennummer", velo_vehicle_get_frame_number (vehicle));
  if (velo_proposal_get_object (w->proposal) != VELO_OBJECT_KIND_BICYCLE)
    velo_wertgarantie_xml_option (xml, "Akkunummer", velo_vehicle_get_battery_number (vehicle));
  velo_wertgarantie_xml_date (xml, "Kaufdatum", velo_vehicle_get_purchase_date (vehicle));
  write_price (w, vehicle);
  write_risks (w);
  write_lock (w, vehicle);
  velo_wertgarantie_xml_close (xml);
}

static void
write_product (Writer *w)
{
  VeloProduct *product = velo_proposal_get_product (w->proposal);

  velo_wertgarantie_xml_open (w->xml, "Produktdetails");
  velo_wertgarantie_xml_text (w->xml, "Antragskodierung",
                              velo_product_get_application_code (product));
  velo_wertgarantie_xml_text (w->xml, "Produkttyp", velo_product_get_product_type (product));
  velo_wertgarantie_xml_close (w->xml);
}

/* Exactly one way, always with the interval: left out, it would mean monthly. */
static void
write_payment (Writer *w)
{
  gboolean debit = velo_proposal_get_payment (w->proposal) == VELO_PAYMENT_DIRECT_DEBIT;

  velo_wertgarantie_xml_open (w->xml, "Zahlung");
  write_flag (w, debit ? "Einzug" : "Selbstzahler");
  velo_wertgarantie_xml_number (w->xml, "Intervall", velo_proposal_get_interval (w->proposal));
  if (debit)
    {
      g_autofree char *iban = velo_wertgarantie_compact_iban (velo_proposal_get_iban (w->proposal));

      velo_wertgarantie_xml_open (w->xml, "Bankverbindung");
      velo_wertgarantie_xml_text (w->xml, "IBAN", iban);
      velo_wertgarantie_xml_close (w->xml);
    }
  velo_wertgarantie_xml_close (w->xml);
}

static void
write_document (Writer *w)
{
  g_autofree char *base64 = NULL;
  gsize size = 0;
  const guchar *data = NULL;

  if (w->document == NULL)
    return;
  data = g_bytes_get_data (w->document, &size);
  base64 = g_base64_encode (data, size);
  velo_wertgarantie_xml_open (w->xml, "Dokument");
  velo_wertgarantie_xml_text (w->xml, "Dateityp", "PDF");
  velo_wertgarantie_xml_text (w->xml, "DateiB64", base64);
  velo_wertgarantie_xml_close (w->xml);
}

/* The day on which the customer applied: that of the signature, if there is one. */
static void
write_application_date (Writer *w)
{
  gint64 signed_at = velo_proposal_get_signed_at (w->proposal);
  GDate day = *w->style->today;

  if (signed_at > 0)
    {
      g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (signed_at / G_USEC_PER_SEC);
      g_autoptr(GDateTime) local = g_date_time_to_local (utc);

      g_date_set_dmy (&day, (GDateDay) g_date_time_get_day_of_month (local),
                      (GDateMonth) g_date_time_get_month (local),
                      (GDateYear) g_date_time_get_year (local));
    }
  velo_wertgarantie_xml_date (w->xml, "Antragsdatum", &day);
}

static void
write_numbers (Writer *w)
{
  velo_wertgarantie_xml_text (w->xml, "Satznummer", velo_proposal_get_record_number (w->proposal));
  write_document (w);
  write_application_date (w);
  velo_wertgarantie_xml_text (w->xml, "Vermittlernummer",
                              velo_proposal_get_broker_number (w->proposal));
}

static void
write_antrag (Writer *w)
{
  const char *contract_number = velo_proposal_get_contract_number (w->proposal);

  velo_wertgarantie_xml_open (w->xml, "Antrag");
  if (is_newer (w))
    velo_wertgarantie_xml_text (w->xml, "Vertragsnummer", contract_number);
  write_numbers (w);
  write_customer (w);
  write_object (w);
  if (!is_newer (w))
    velo_wertgarantie_xml_text (w->xml, "Vertragsnummer", contract_number);
  write_product (w);
  write_payment (w);
  /* no element is known for it, and any remark is handled by hand: only where agreed */
  if (w->style->leasing_remark
      && velo_vehicle_get_leasing (velo_proposal_get_vehicle (w->proposal)) == VELO_ANSWER_YES)
    velo_wertgarantie_xml_text (w->xml, "Bemerkung", "Leasingfahrzeug");
  velo_wertgarantie_xml_close (w->xml);
}

static gboolean
check_all (VeloProposal                *proposal,
           GBytes                      *document,
           const VeloWertgarantieStyle *style,
           GError                     **error)
{
  g_auto(GStrv) fields = velo_wertgarantie_check_proposal (proposal, document, style);

  if (fields[0] == NULL)
    return TRUE;
  g_propagate_error (error, velo_insurer_error_new_invalid ((const char * const *) fields));
  return FALSE;
}

/*
 * @document: (nullable): the signed application, if it is to be sent along
 *
 * Returns: (transfer full) (nullable): DATA of the submission
 */
GBytes *
velo_wertgarantie_write_proposal (VeloProposal                *proposal,
                                  GBytes                      *document,
                                  const VeloWertgarantieStyle *style,
                                  GError                     **error)
{
  g_autoptr(VeloWertgarantieXml) xml = NULL;
  Writer writer = { NULL, proposal, style, document };
  char *text = NULL;
  gsize length;

  if (!check_all (proposal, document, style, error))
    return NULL;
  xml = velo_wertgarantie_xml_new (is_newer (&writer)
                                     ? "<?xml version=\"1.0\"?>"
                                     : "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
  writer.xml = xml;
  velo_wertgarantie_xml_open (xml, "Antraege");
  velo_wertgarantie_xml_text (xml, "Herkunft", style->sender_name);
  velo_wertgarantie_xml_option (xml, "Vertriebskanal", style->sales_channel);
  velo_wertgarantie_xml_date (xml, "Exportdatum", style->today);
  write_antrag (&writer);
  velo_wertgarantie_xml_close (xml);
  text = velo_wertgarantie_xml_finish (xml);
  length = strlen (text);
  if (length > VELO_WERTGARANTIE_MAX_DATA)
    {
      const char *too_large[] = { "document", NULL };

      g_free (text);
      g_propagate_error (error, velo_insurer_error_new_invalid (too_large));
      return NULL;
    }
  return g_bytes_new_take (text, length);
}
