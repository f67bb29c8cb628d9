/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes the customer of the buyer, or of the rider where a company leases. */

#define G_LOG_DOMAIN "velo-customer-builder"

#include "config.h"

#include "velo-customer-builder.h"

#include "velo-people-finder.h"
#include "velo-person-name.h"
#include "velo-text.h"
#include "velo-words.h"

#include <string.h>

typedef struct
{
  VeloCustomer *customer;
  GListStore   *findings;
  const char   *path;
  VeloSureness  most; /* what is only printed is never sure */
} Build;

/* Sets a property, and notes where its value is from. */
static void
set (Build *build, const char *field, const char *value, const char *excerpt, VeloSureness sureness)
{
  g_autoptr (VeloFinding) finding = NULL;

  if (velo_text_is_empty (value))
    return;
  g_object_set (build->customer, field, value, NULL);
  finding = velo_finding_new ();
  velo_finding_set_field (finding, field);
  velo_finding_set_value (finding, value);
  velo_finding_set_source (finding, build->path);
  velo_finding_set_excerpt (finding, excerpt == NULL ? value : excerpt);
  velo_finding_set_sureness (finding, MIN (sureness, build->most));
  g_list_store_append (build->findings, finding);
}

static void
set_name (Build *build, const char *text, const VeloRecognition *recognition, gboolean is_buyer)
{
  g_autoptr (VeloPersonName) name = velo_person_name_parse (text);

  if (name->is_company)
    {
      velo_customer_set_kind (build->customer, VELO_CUSTOMER_KIND_COMPANY);
      set (build, "company", text, text, VELO_SURENESS_GOOD);
      return;
    }
  set (build, "title", name->title, text, VELO_SURENESS_GOOD);
  set (build, "first-name", name->first_name, text, VELO_SURENESS_GOOD);
  set (build, "last-name", name->last_name, text, VELO_SURENESS_GOOD);
  if (is_buyer && recognition->salutation != NULL)
    {
      const VeloFound *salutation = recognition->salutation;
      g_autoptr (VeloFinding) finding = velo_found_to_finding (salutation, "salutation");

      velo_customer_set_salutation (build->customer, g_str_equal (salutation->value, "Frau")
                                                         ? VELO_SALUTATION_FRAU
                                                         : VELO_SALUTATION_HERR);
      velo_finding_set_value (finding, g_str_equal (salutation->value, "Frau") ? "frau" : "herr");
      velo_finding_set_sureness (finding, MIN (salutation->sureness, build->most));
      g_list_store_append (build->findings, finding);
    }
  else if (name->salutation != VELO_SALUTATION_NONE)
    {
      g_autoptr (VeloFinding) finding = velo_finding_new ();

      velo_customer_set_salutation (build->customer, name->salutation);
      velo_finding_set_field (finding, "salutation");
      velo_finding_set_value (finding, name->salutation == VELO_SALUTATION_FRAU ? "frau" : "herr");
      velo_finding_set_source (finding, build->path);
      velo_finding_set_excerpt (finding, text);
      velo_finding_set_sureness (finding, name->salutation_is_guess ? VELO_SURENESS_LOW
                                                                    : VELO_SURENESS_GOOD);
      g_list_store_append (build->findings, finding);
    }
}

/* "Österreich" and "A" mean "AT"; what is not known stays as written. */
static char *
country_code (const VeloReadingParty *party)
{
  static const char *const names[][2] = {
    { "deutschland", "DE" }, { "germany", "DE" }, { "d", "DE" },   { "oesterreich", "AT" },
    { "austria", "AT" },     { "a", "AT" },       { "ger", "DE" }, { "deu", "DE" },
    { "aut", "AT" },         { "schweiz", "CH" },
  };
  const char      *stated = party->country != NULL ? party->country : party->country_text;
  g_autofree char *folded = velo_words_fold (stated);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (folded, names[i][0]))
      return g_strdup (names[i][1]);
  if (strlen (folded) == 2)
    return g_ascii_strup (folded, -1);
  return g_strdup (stated);
}

/* Some senders put a name into the first line and the street into the second. */
static void
set_address (Build *build, const VeloReadingParty *party)
{
  const char      *street = party->street;
  const char      *extra = party->street2;
  g_autofree char *country = country_code (party);
  g_autofree char *extras = NULL;

  if (!velo_person_name_has_house_number (street) && velo_person_name_has_house_number (extra))
    {
      street = party->street2;
      extra = party->street;
    }
  if (street == NULL && party->pobox != NULL)
    extra = party->pobox;
  extras = extra != NULL && party->street3 != NULL
               ? g_strjoin (", ", extra, party->street3, NULL)
               : g_strdup (extra != NULL ? extra : party->street3);
  set (build, "street", street, street, VELO_SURENESS_GOOD);
  set (build, "address-extra", extras, extras, VELO_SURENESS_GOOD);
  set (build, "postcode", party->postcode, party->postcode, VELO_SURENESS_HIGH);
  set (build, "city", party->city, party->city, VELO_SURENESS_HIGH);
  set (build, "country", country, country, VELO_SURENESS_HIGH);
}

static gboolean
is_mobile (const char *phone)
{
  g_autofree char         *digits = velo_text_digits (phone);
  const char              *p = digits;
  static const char *const prefixes[] = { "15", "16", "17", "65", "66", "67", "68", "69", NULL };

  if (g_str_has_prefix (p, "00"))
    p += 2;
  if (g_str_has_prefix (p, "49") || g_str_has_prefix (p, "43"))
    p += 2;
  while (*p == '0')
    p++;
  return velo_words_starts (p, prefixes);
}

/**
 * velo_customer_builder_build:
 * @reading: an invoice as it is written
 * @recognition: what was recognised in it
 * @customer: an empty customer, filled here
 * @findings: (element-type VeloFinding): gets the place of each value
 *
 * Fills @customer with the buyer; where the buyer leases the bicycle to a
 * named rider, with the rider and the address of delivery.
 */
void
velo_customer_builder_build (const VeloReading     *reading,
                             const VeloRecognition *recognition,
                             VeloCustomer          *customer,
                             GListStore            *findings)
{
  const VeloReadingParty *party = &reading->buyer;
  Build                   build = { customer, findings, reading->paths->buyer,
                  reading->syntax == VELO_READING_SYNTAX_TEXT ? VELO_SURENESS_GOOD
                                                                                : VELO_SURENESS_HIGH };

  if (recognition->rider != NULL && velo_people_finder_is_lessor (reading))
    {
      build.path = recognition->rider->path;
      set_name (&build, recognition->rider->value, recognition, FALSE);
      build.path = reading->paths->ship_to;
      set_address (&build, &reading->ship_to);
      set (&build, "email", reading->ship_to.email, NULL, VELO_SURENESS_GOOD);
      return;
    }
  set_name (&build, party->name, recognition, TRUE);
  set_address (&build, party);
  set (&build, "email", party->email, NULL, VELO_SURENESS_GOOD);
  set (&build, is_mobile (party->phone) ? "mobile" : "phone", party->phone, NULL,
       VELO_SURENESS_GOOD);
}
