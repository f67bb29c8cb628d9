/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters about a vehicle: the words, what is filled in, the sheet of paper and the mail. */

#define G_LOG_DOMAIN "velo-letter"

#include "config.h"

#include "velo-letter.h"

#include "velo-date.h"
#include "velo-invoice-sheet.h"
#include "velo-text.h"

#include <glib/gi18n.h>

#define AUSTRIA 1

/* German and Austrian, whatever the language of the program is: customers and the insurer read it. */
static const struct
{
  const char *subject;
  const char *text;
} letters[][2] = {
  {
    { "Ihr {Fahrzeug}: Versicherung noch bis {Letzter Tag} möglich",
      "{Anrede}\n\n"
      "am {Kaufdatum} haben Sie bei uns Ihr {Fahrzeug} gekauft. Es ist bisher nicht über uns versichert.\n\n"
      "Noch bis zum {Letzter Tag} können Sie es bei uns gegen Diebstahl und Schäden versichern. Was der Schutz "
      "umfasst und was er kostet, zeigen wir Ihnen gern in Ruhe.\n\n"
      "Rufen Sie uns an, oder kommen Sie einfach vorbei.\n\n"
      "Mit freundlichen Grüßen\n{Mitarbeiter}\n{Geschäft}" },
    { "Ihr {Fahrzeug}: Versicherung noch bis {Letzter Tag} möglich",
      "{Anrede}\n\n"
      "am {Kaufdatum} haben Sie bei uns Ihr {Fahrzeug} gekauft. Es ist bisher nicht über uns versichert.\n\n"
      "Noch bis {Letzter Tag} können Sie es bei uns gegen Diebstahl und Schäden versichern. Was der Schutz "
      "umfasst und was er kostet, zeigen wir Ihnen gerne; den Antrag auf eine Polizze füllen wir gleich im "
      "Geschäft mit Ihnen aus.\n\n"
      "Rufen Sie uns an, oder kommen Sie einfach vorbei.\n\n"
      "Mit freundlichen Grüßen\n{Mitarbeiter}\n{Geschäft}" },
  },
  {
    { "Widerruf des Vertrags {Vertrag}",
      "Sehr geehrte Damen und Herren,\n\n"
      "hiermit widerrufe ich meine Vertragserklärung vom {Abschluss} zum Versicherungsvertrag {Vertrag} für mein "
      "Fahrzeug {Fahrzeug}, Rahmennummer {Rahmennummer}.\n\n"
      "Das Fahrzeug habe ich dem Händler zurückgegeben. Bitte bestätigen Sie mir den Eingang dieses Widerrufs, und "
      "erstatten Sie mir bereits gezahlte Beiträge.\n\n"
      "Mit freundlichen Grüßen\n{Kunde}" },
    { "Rücktritt vom Vertrag, Polizze {Vertrag}",
      "Sehr geehrte Damen und Herren,\n\n"
      "hiermit trete ich von meiner Vertragserklärung vom {Abschluss} zur Polizze {Vertrag} für mein Fahrzeug "
      "{Fahrzeug}, Rahmennummer {Rahmennummer}, zurück.\n\n"
      "Das Fahrzeug habe ich dem Händler zurückgegeben. Bitte bestätigen Sie mir den Eingang dieses Rücktritts, und "
      "erstatten Sie mir bereits bezahlte Prämien.\n\n"
      "Mit freundlichen Grüßen\n{Kunde}" },
  },
  {
    { "Kündigung des Vertrags {Vertrag}",
      "Sehr geehrte Damen und Herren,\n\n"
      "hiermit kündige ich den Versicherungsvertrag {Vertrag} für mein Fahrzeug {Fahrzeug}, Rahmennummer "
      "{Rahmennummer}, zum nächstmöglichen Zeitpunkt. Das Fahrzeug gehört mir nicht mehr; ich habe es dem Händler "
      "zurückgegeben.\n\n"
      "Bitte bestätigen Sie mir, zu welchem Tag der Vertrag endet.\n\n"
      "Mit freundlichen Grüßen\n{Kunde}" },
    { "Kündigung der Polizze {Vertrag}",
      "Sehr geehrte Damen und Herren,\n\n"
      "hiermit kündige ich die Polizze {Vertrag} für mein Fahrzeug {Fahrzeug}, Rahmennummer {Rahmennummer}, zum "
      "nächstmöglichen Zeitpunkt. Das Fahrzeug gehört mir nicht mehr; ich habe es dem Händler zurückgegeben.\n\n"
      "Bitte bestätigen Sie mir, zu welchem Tag der Vertrag endet.\n\n"
      "Mit freundlichen Grüßen\n{Kunde}" },
  },
};

/**
 * velo_letter_is_austrian:
 * @settings: (nullable): the settings' root
 *
 * Returns: whether the shop is in Austria
 */
gboolean
velo_letter_is_austrian (GSettings *settings)
{
  g_autoptr(GSettings) shop = NULL;

  if (settings == NULL)
    return FALSE;
  shop = g_settings_get_child (settings, "shop");
  return g_settings_get_enum (shop, "country") == AUSTRIA;
}

/**
 * velo_letter_get_subject:
 * @kind: what the letter is about
 * @austrian: whether in Austrian German
 *
 * Returns: the usual subject, with placeholders
 */
const char *
velo_letter_get_subject (VeloLetterKind kind,
                         gboolean       austrian)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (letters), "");

  return letters[kind][austrian ? 1 : 0].subject;
}

/**
 * velo_letter_get_text:
 * @kind: what the letter is about
 * @austrian: whether in Austrian German
 *
 * Returns: the usual text, with placeholders
 */
const char *
velo_letter_get_text (VeloLetterKind kind,
                      gboolean       austrian)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (letters), "");

  return letters[kind][austrian ? 1 : 0].text;
}

/* Filling in */

static char *
dup_salutation (const VeloLetterFacts *facts)
{
  g_autofree char *title = velo_text_squash (velo_customer_get_title (facts->customer));
  const char *gap = *title == '\0' ? "" : " ";
  const char *name = velo_customer_get_last_name (facts->customer);

  switch (velo_customer_get_salutation (facts->customer))
    {
    case VELO_SALUTATION_FRAU:
      return g_strdup_printf ("Sehr geehrte Frau %s%s%s,", title, gap, name);
    case VELO_SALUTATION_HERR:
      return g_strdup_printf ("Sehr geehrter Herr %s%s%s,", title, gap, name);
    case VELO_SALUTATION_NONE:
    default:
      return g_strdup ("Guten Tag,");
    }
}

static char *
dup_shop (const VeloLetterFacts *facts,
          const char            *key)
{
  g_autoptr(GSettings) shop = NULL;

  if (facts->settings == NULL)
    return g_strdup ("");
  shop = g_settings_get_child (facts->settings, "shop");
  return g_settings_get_string (shop, key);
}

/* As it is written in German, whatever the language of the program is. */
static char *
dup_day (const GDate *date)
{
  if (date == NULL)
    return g_strdup ("");
  return g_strdup_printf ("%02d.%02d.%04d", g_date_get_day (date), (int) g_date_get_month (date),
                          g_date_get_year (date));
}

static char *
dup_concluded (const VeloLetterFacts *facts)
{
  g_autoptr(GDateTime) moment = NULL;
  g_autoptr(GDate) day = NULL;

  if (facts->policy == NULL || velo_policy_get_concluded_at (facts->policy) <= 0)
    return g_strdup ("");
  moment = g_date_time_new_from_unix_local (velo_policy_get_concluded_at (facts->policy) / G_USEC_PER_SEC);
  day = g_date_new_dmy ((GDateDay) g_date_time_get_day_of_month (moment),
                        (GDateMonth) g_date_time_get_month (moment), (GDateYear) g_date_time_get_year (moment));
  return dup_day (day);
}

static char *
dup_frame (const VeloLetterFacts *facts)
{
  return g_strdup (velo_vehicle_get_frame_number (facts->vehicle));
}

static char *
dup_vehicle (const VeloLetterFacts *facts)
{
  char *name = velo_vehicle_dup_name (facts->vehicle);

  if (*name != '\0')
    return name;
  g_free (name);
  return g_strdup ("Fahrzeug");
}

static char *
dup_customer (const VeloLetterFacts *facts)
{
  return velo_customer_dup_name (facts->customer);
}

static char *
dup_bought (const VeloLetterFacts *facts)
{
  return dup_day (velo_vehicle_get_purchase_date (facts->vehicle));
}

static char *
dup_last_day (const VeloLetterFacts *facts)
{
  return dup_day (facts->last_day);
}

static char *
dup_contract (const VeloLetterFacts *facts)
{
  return g_strdup (facts->policy == NULL ? "" : velo_policy_get_contract_number (facts->policy));
}

static char *
dup_shop_name (const VeloLetterFacts *facts)
{
  return dup_shop (facts, "name");
}

static char *
dup_shop_phone (const VeloLetterFacts *facts)
{
  return dup_shop (facts, "phone");
}

static char *
dup_employee (const VeloLetterFacts *facts)
{
  return g_strdup (facts->employee == NULL ? "" : facts->employee);
}

static const struct
{
  const char *name;
  char *(*dup) (const VeloLetterFacts *facts);
} placeholders[] = {
  { "Anrede", dup_salutation },   { "Kunde", dup_customer },       { "Fahrzeug", dup_vehicle },
  { "Rahmennummer", dup_frame },  { "Kaufdatum", dup_bought },     { "Letzter Tag", dup_last_day },
  { "Vertrag", dup_contract },    { "Abschluss", dup_concluded },  { "Geschäft", dup_shop_name },
  { "Telefon", dup_shop_phone },  { "Mitarbeiter", dup_employee },
};

/**
 * velo_letter_dup_placeholders:
 *
 * Returns: (transfer full): all placeholders in braces, to be shown
 */
char *
velo_letter_dup_placeholders (void)
{
  g_autoptr(GString) all = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (placeholders); i++)
    g_string_append_printf (all, "%s{%s}", i == 0 ? "" : " ", placeholders[i].name);
  return g_string_free (g_steal_pointer (&all), FALSE);
}

static gboolean
append_value (GString               *out,
              const char            *name,
              const VeloLetterFacts *facts)
{
  for (guint i = 0; i < G_N_ELEMENTS (placeholders); i++)
    if (g_str_equal (placeholders[i].name, name))
      {
        g_autofree char *value = placeholders[i].dup (facts);

        g_string_append (out, value);
        return TRUE;
      }
  return FALSE;
}

/**
 * velo_letter_fill:
 * @text: a text with placeholders
 * @facts: what to fill in
 * @unknown: (out) (optional) (nullable) (transfer full): the first placeholder that does not exist
 *
 * What is filled in is not looked through again. What does not exist stays as it is.
 *
 * Returns: (transfer full): the text
 */
char *
velo_letter_fill (const char            *text,
                  const VeloLetterFacts *facts,
                  char                 **unknown)
{
  g_autoptr(GString) out = g_string_new (NULL);

  g_return_val_if_fail (text != NULL && facts != NULL, NULL);

  if (unknown != NULL)
    *unknown = NULL;
  while (*text != '\0')
    {
      const char *end = *text == '{' ? strchr (text, '}') : NULL;
      g_autofree char *name = end == NULL ? NULL : g_strndup (text + 1, (gsize) (end - text - 1));

      if (name == NULL || strchr (name, '{') != NULL || strchr (name, '\n') != NULL)
        {
          g_string_append_c (out, *text++);
          continue;
        }
      if (!append_value (out, name, facts))
        {
          g_string_append_printf (out, "{%s}", name);
          if (unknown != NULL && *unknown == NULL)
            *unknown = g_steal_pointer (&name);
        }
      text = end + 1;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* Paper and mail */

static char *
dup_address (const VeloLetterFacts *facts)
{
  g_autofree char *name = velo_customer_dup_name (facts->customer);
  g_autofree char *place = g_strjoin (" ", velo_customer_get_postcode (facts->customer),
                                      velo_customer_get_city (facts->customer), NULL);

  return g_strjoin ("\n", name, velo_customer_get_street (facts->customer), place, NULL);
}

static void
add_text (VeloSheet  *sheet,
          const char *text)
{
  g_auto(GStrv) paragraphs = g_strsplit (text, "\n\n", -1);

  for (guint i = 0; paragraphs[i] != NULL; i++)
    if (*paragraphs[i] != '\0')
      velo_sheet_add_paragraph (sheet, paragraphs[i]);
}

/**
 * velo_letter_sheet_new:
 * @kind: what the letter is about
 * @subject: its subject, with placeholders
 * @text: its text, with placeholders
 * @facts: what to fill in
 * @training: whether this is training
 *
 * Returns: (transfer full): the letter, to be rendered
 */
VeloSheet *
velo_letter_sheet_new (VeloLetterKind         kind,
                       const char            *subject,
                       const char            *text,
                       const VeloLetterFacts *facts,
                       gboolean               training)
{
  gboolean austrian = velo_letter_is_austrian (facts->settings);
  g_autoptr(GDate) today = velo_date_today ();
  g_autofree char *title = velo_letter_fill (subject, facts, NULL);
  g_autofree char *body = velo_letter_fill (text, facts, NULL);
  g_autofree char *day = dup_day (today);
  g_autofree char *date = g_strdup_printf ("Datum\t%s", day);
  g_autofree char *customer = dup_address (facts);
  VeloSheet *sheet = velo_sheet_new (title, "VeloInsure");

  if (training)
    velo_sheet_set_watermark (sheet, _("Training"));
  if (kind == VELO_LETTER_OFFER)
    {
      velo_invoice_sheet_set_sender (sheet, facts->settings, training);
      velo_sheet_add_address (sheet, customer, date);
    }
  else
    {
      velo_sheet_set_sender (sheet, customer);
      velo_sheet_add_address (sheet, austrian ? "WERTGARANTIE\nAnschrift: siehe Polizze"
                                              : "WERTGARANTIE\nAnschrift: siehe Versicherungsschein", date);
    }
  velo_sheet_add_title (sheet, title, NULL);
  add_text (sheet, body);
  if (kind != VELO_LETTER_OFFER)
    velo_sheet_add_signature (sheet, "Ort, Datum", "Unterschrift");
  return sheet;
}

/**
 * velo_letter_dup_mail_uri:
 * @address: address of the receiver
 * @subject: the subject, filled in
 * @text: the text, filled in
 *
 * Returns: (transfer full) (nullable): a mailto: address with everything in it, %NULL if @address is
 *   none
 */
char *
velo_letter_dup_mail_uri (const char *address,
                          const char *subject,
                          const char *text)
{
  g_autofree char *squashed = velo_text_squash (address);
  g_autofree char *receiver = NULL;
  g_autofree char *escaped_subject = g_uri_escape_string (subject, NULL, FALSE);
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *body = g_strjoinv ("\r\n", lines);
  g_autofree char *escaped_body = g_uri_escape_string (body, NULL, FALSE);
  const char *at = strchr (squashed, '@');

  if (at == NULL || at == squashed || at[1] == '\0' || strchr (at + 1, '@') != NULL
      || strpbrk (squashed, " ,;<>\"") != NULL)
    return NULL;
  receiver = g_uri_escape_string (squashed, "@", FALSE);
  return g_strdup_printf ("mailto:%s?subject=%s&body=%s", receiver, escaped_subject, escaped_body);
}
