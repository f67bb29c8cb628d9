/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the XML of a proposal and of a premium request may hold. */

#define G_LOG_DOMAIN "velo-training"

#include "config.h"

#include "velo-training-proposal-rules.h"

#define MANY G_MAXUINT

#define TEXT(name, min)       { name, min, 1, VELO_TRAINING_XML_TEXT, 0, NULL }
#define SHORT(name, min, max) { name, min, 1, VELO_TRAINING_XML_TEXT, max, NULL }
#define VALUE(name, min, type) { name, min, 1, VELO_TRAINING_XML_##type, 0, NULL }
#define INSIDE(name, min, max, children) \
  { name, min, max, VELO_TRAINING_XML_CONTAINER, 0, children }
#define END { NULL, 0, 0, VELO_TRAINING_XML_TEXT, 0, NULL }

/* Source: insurer protocol, section 3. "agreed" elements are refused: nothing is agreed here. */

static const VeloTrainingXmlRule address[] = {
  TEXT ("Strasse", 1),
  TEXT ("Adresszusatz", 0),
  TEXT ("PLZ", 1),
  TEXT ("Ort", 1),
  VALUE ("Laenderkennzeichen", 0, COUNTRY),
  END,
};

static const VeloTrainingXmlRule person[] = {
  TEXT ("Anrede", 1),
  TEXT ("Titel", 0),
  TEXT ("Vorname", 1),
  TEXT ("Nachname", 1),
  VALUE ("Geburtsdatum", 0, DATE),
  TEXT ("EmailPrivat", 0),
  TEXT ("EmailGeschaeftlich", 0),
  TEXT ("TelefonPrivat", 0),
  TEXT ("TelefonGeschaeftlich", 0),
  TEXT ("MobilPrivat", 0),
  TEXT ("MobilGeschaeftlich", 0),
  TEXT ("FaxPrivat", 0),
  TEXT ("FaxGeschaeftlich", 0),
  TEXT ("Sprachkennzeichen", 0),
  VALUE ("Steuernummer", 0, REFUSED),
  INSIDE ("Anschrift", 1, 1, address),
  END,
};

static const VeloTrainingXmlRule company[] = {
  TEXT ("Firmenname", 1),
  TEXT ("KontaktVorname", 0),
  TEXT ("KontaktNachname", 0),
  TEXT ("Email", 0),
  TEXT ("Telefon", 0),
  TEXT ("Mobil", 0),
  TEXT ("Fax", 0),
  TEXT ("Sprachkennzeichen", 0),
  VALUE ("UstID", 0, REFUSED),
  INSIDE ("Anschrift", 1, 1, address),
  END,
};

static const VeloTrainingXmlRule document[] = {
  TEXT ("Dateityp", 1),
  TEXT ("DateiB64", 1),
  END,
};

static const VeloTrainingXmlRule one_risk[] = {
  TEXT ("Risikotyp", 1),
  END,
};

static const VeloTrainingXmlRule risks[] = {
  TEXT ("Risikotyp", 0),
  INSIDE ("Risiko", 0, MANY, one_risk),
  END,
};

static const VeloTrainingXmlRule lock[] = {
  TEXT ("Hersteller", 0),
  VALUE ("HerstellerCode", 0, POSITIVE),
  TEXT ("Art", 1),
  TEXT ("Modellbezeichnung", 1),
  TEXT ("Schluesselnummer", 1),
  END,
};

/* Rahmennummer is required by the schema; the insurer's own client does not send it. */
static const VeloTrainingXmlRule bike[] = {
  VALUE ("Position", 1, POSITIVE),
  TEXT ("Hersteller", 0),
  VALUE ("HerstellerCode", 0, POSITIVE),
  VALUE ("Geraetekennzeichen", 1, POSITIVE),
  VALUE ("Mapping", 0, REFUSED),
  VALUE ("Fahrradtyp", 0, REFUSED),
  SHORT ("Modellbezeichnung", 0, 60),
  TEXT ("Rahmennummer", 0),
  TEXT ("Akkunummer", 0),
  VALUE ("Kaufdatum", 1, DATE),
  VALUE ("GebrauchtGeraet", 0, FLAG),
  VALUE ("Gebrauchtgeraet", 0, FLAG),
  VALUE ("Baujahr", 0, YEAR_OR_DATE),
  VALUE ("Kaufpreis", 0, AMOUNT),
  VALUE ("Zeitwert", 0, AMOUNT),
  INSIDE ("Risiken", 0, 1, risks),
  INSIDE ("Schloss", 0, 1, lock),
  VALUE ("SchlossGeprueft", 0, FLAG),
  END,
};

static const VeloTrainingXmlRule advice[] = {
  { "Beratungsbaustein", 1, MANY, VELO_TRAINING_XML_TEXT, 0, NULL },
  END,
};

static const VeloTrainingXmlRule advices[] = {
  INSIDE ("Protokoll", 1, MANY, advice),
  END,
};

static const VeloTrainingXmlRule product[] = {
  TEXT ("Antragskodierung", 1),
  TEXT ("Produkttyp", 1),
  INSIDE ("Beratungsprotokolle", 0, 1, advices),
  END,
};

static const VeloTrainingXmlRule bank[] = {
  TEXT ("IBAN", 1),
  TEXT ("Mandatsreferenz", 0),
  END,
};

static const VeloTrainingXmlRule payment[] = {
  VALUE ("Einzug", 0, FLAG),
  VALUE ("Selbstzahler", 0, FLAG),
  VALUE ("VMRAbrechnung", 0, FLAG),
  VALUE ("Intervall", 0, NUMBER),
  INSIDE ("Bankverbindung", 0, 1, bank),
  END,
};

static const VeloTrainingXmlRule proposal[] = {
  SHORT ("Satznummer", 1, 128),
  SHORT ("Vorgangsnummer", 0, 128),
  VALUE ("ArchivID", 0, REFUSED),
  INSIDE ("Dokument", 0, 1, document),
  VALUE ("Antragsdatum", 1, DATE),
  VALUE ("Vermittlernummer", 1, POSITIVE),
  VALUE ("Bestandsvertrag", 0, POSITIVE),
  VALUE ("Kundennummer", 0, POSITIVE),
  INSIDE ("Kundendaten", 0, 1, person),
  INSIDE ("Firmendaten", 0, 1, company),
  INSIDE ("Rad", 1, 1, bike),
  VALUE ("AbwVertragsbeginn", 0, REFUSED),
  VALUE ("Vertragsnummer", 0, NUMBER),
  INSIDE ("Produktdetails", 1, 1, product),
  INSIDE ("Zahlung", 1, 1, payment),
  SHORT ("Aktionscode", 0, 128),
  SHORT ("Bemerkung", 0, 2000),
  END,
};

static const VeloTrainingXmlRule proposals[] = {
  SHORT ("Herkunft", 1, 128),
  SHORT ("Vertriebskanal", 0, 128),
  VALUE ("Exportdatum", 1, DATE),
  INSIDE ("Antrag", 1, 1, proposal),
  END,
};

const VeloTrainingXmlRule velo_training_proposal_rules = INSIDE ("Antraege", 1, 1, proposals);

/* Source: insurer protocol, section 2.5. */

static const VeloTrainingXmlRule premium_risk[] = {
  TEXT ("RISIKOTYP", 1),
  END,
};

static const VeloTrainingXmlRule premium_risks[] = {
  INSIDE ("RISK", 1, MANY, premium_risk),
  END,
};

static const VeloTrainingXmlRule device[] = {
  VALUE ("OBJECT_CODE", 1, POSITIVE),
  VALUE ("OBJECT_PRICE", 1, AMOUNT),
  VALUE ("PURCHASE_DATE", 1, DATE),
  VALUE ("MANUFACTURER_YEAR", 1, YEAR),
  INSIDE ("RISKS", 1, 1, premium_risks),
  END,
};

static const VeloTrainingXmlRule devices[] = {
  INSIDE ("DEVICE", 1, 1, device),
  END,
};

static const VeloTrainingXmlRule parameters[] = {
  TEXT ("APPLICATION_CODE", 1),
  VALUE ("TAX_COUNTRY_CODE", 1, COUNTRY),
  TEXT ("PRODUCTTYPE", 1),
  VALUE ("DATE", 1, DATE),
  VALUE ("APPLICATION_DATE", 1, DATE),
  VALUE ("PAYMENT_INTERVAL", 1, NUMBER),
  INSIDE ("DEVICES", 1, 1, devices),
  END,
};

const VeloTrainingXmlRule velo_training_premium_rules = INSIDE ("PARAMETERS", 1, 1, parameters);
