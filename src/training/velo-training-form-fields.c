/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields of the application forms: names, places and labels. */

#define G_LOG_DOMAIN "velo-training"

#include "config.h"

#include "velo-training-form-fields.h"

#define BANK    VELO_TRAINING_FORM_BANK
#define BIKES   (VELO_TRAINING_FORM_BICYCLE | VELO_TRAINING_FORM_EBIKE)
#define BATTERY (VELO_TRAINING_FORM_EBIKE | VELO_TRAINING_FORM_BATTERY)

#define TEXT(name, x1, y1, x2, y2, parts, label, label_at) \
  { { name, VELO_TRAINING_FIELD_TEXT, NULL, x1, y1, x2, y2 }, parts, label, label_at }
#define CHECK(name, x1, y1, x2, y2, parts, label) \
  { { name, VELO_TRAINING_FIELD_CHECK, "Ja", x1, y1, x2, y2 }, parts, label, NULL }
#define RADIO(name, state, x1, y1, x2, y2, parts, label) \
  { { name, VELO_TRAINING_FIELD_RADIO, state, x1, y1, x2, y2 }, parts, label, NULL }

/* Source: insurer protocol, section 5; G1_AKKUNUMMER is ours. The order is none to read by, as in
 * the insurer's files. */
static const VeloTrainingFormField fields[] = {
  TEXT ("KUNDE", 37.1, 726.9, 274.9, 738.7, 0,
        "Vorname und Name, bei Firmen gesetzlicher Vertreter", NULL),
  TEXT ("ANREDE", 37.3, 746.1, 275.1, 758.0, 0, "Anrede oder Firma", NULL),
  TEXT ("STRASSE", 37.3, 707.6, 275.1, 719.5, 0, "Straße und Hausnummer", NULL),
  TEXT ("PLZ", 37.3, 688.1, 101.5, 700.0, 0, "PLZ", NULL),
  TEXT ("ORT", 115.3, 688.1, 274.5, 700.0, 0, "Ort", NULL),
  TEXT ("TELEFON", 37.3, 668.8, 275.1, 680.7, 0, "Telefon", NULL),
  TEXT ("EMAIL", 37.3, 649.4, 275.1, 661.3, 0, "E-Mail", NULL),
  TEXT ("VMRNAME", 309.5, 746.2, 561.3, 758.1, 0, "Fachhändler", NULL),
  TEXT ("VMR_AKP_NAME", 309.5, 726.8, 561.7, 738.7, 0, "Verkäufer/in", NULL),
  TEXT ("VERMITTLERNUMMER", 309.5, 707.5, 561.3, 719.4, 0, "Vermittlernummer", NULL),
  TEXT ("REGISTRIERUNGSNUMMER", 309.5, 688.1, 561.3, 700.0, 0, "Registrierungsnummer",
        "GISA-Zahl"),
  TEXT ("G1_HERSTELLER", 37.3, 598.4, 140.9, 610.2, 0, "Hersteller", NULL),
  TEXT ("G1_KAUFDATUM", 156.6, 598.4, 207.4, 610.2, 0, "Kauf (MM/JJ)", NULL),
  TEXT ("G1_KAUFPREIS", 222.0, 598.4, 274.9, 610.2, 0, "Kaufpreis (EUR)", NULL),
  TEXT ("G1_MODELLBEZEICHNUNG", 37.3, 579.0, 275.1, 590.9, 0, "Modell", NULL),
  TEXT ("G1_RAHMENNUMMER", 37.3, 559.6, 235.1, 571.5, 0, "Rahmennummer", NULL),
  TEXT ("G1_BAUJAHR", 251.8, 559.6, 275.1, 571.5, 0, "Bj. (JJ)", NULL),
  TEXT ("BEITRAG", 37.3, 540.1, 275.1, 552.0, 0, "Beitrag und Zahlungsweise",
        "Prämie und Zahlungsweise"),
  TEXT ("G1_AKKUNUMMER", 37.3, 520.7, 275.1, 532.6, BATTERY, "Akkunummer", NULL),
  CHECK ("SCHLOSSGEPRUEFT", 35.5, 500.1, 47.5, 512.1, BIKES,
         "Ein geprüftes Schloss ist vorhanden (Mindestpreis siehe unten)."),
  CHECK ("BERUFLICH", 26.9, 442.1, 38.9, 454.1, 0,
         "Berufliche Nutzung, zum Vorsteuerabzug berechtigt"),
  RADIO ("KS-Art", "Variante_B", 318.4, 493.2, 327.8, 501.1, BIKES, NULL),
  RADIO ("KS-Art", "Variante_A", 318.5, 515.6, 327.8, 523.4, BIKES, NULL),
  TEXT ("ANTRAGSDATUM", 34.2, 30.4, 97.4, 42.3, 0, "Datum", NULL),
  TEXT ("VERTRAGSNUMMER", 103.2, 30.4, 166.3, 42.3, 0, "Vertragsnummer", "Polizzennummer"),
  TEXT ("BIC", 309.4, 97.7, 561.3, 109.6, BANK, "BIC", NULL),
  TEXT ("IBAN", 309.4, 120.9, 561.3, 132.8, BANK, "IBAN", NULL),
  RADIO ("ZAHLWEISE", "j#E4hrlich", 442.9, 198.7, 451.2, 205.7, BANK, "jährlich"),
  RADIO ("ZAHLWEISE", "monatlich", 309.2, 198.7, 317.5, 205.7, BANK, "monatl."),
  RADIO ("ZAHLWEISE", "viertelj#E4hrlich", 349.2, 198.7, 357.5, 205.7, BANK, "vierteljährl."),
  RADIO ("ZAHLWEISE", "halbj#E4hrlich", 398.4, 198.7, 406.7, 205.7, BANK, "halbjährl."),
  TEXT ("MANDATSREFERENZ", 355.2, 229.5, 550.0, 241.4, BANK, NULL, NULL),
};

/**
 * velo_training_form_fields_get:
 * @n_fields: (out): number of fields
 *
 * Returns: (transfer none) (array length=n_fields): the fields of all forms
 */
const VeloTrainingFormField *
velo_training_form_fields_get (gsize *n_fields)
{
  *n_fields = G_N_ELEMENTS (fields);
  return fields;
}
