/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of taking names apart. */

#include "config.h"

#include <glib.h>

#include "velo-person-name.h"

typedef struct
{
  const char    *text;
  VeloSalutation salutation;
  const char    *title;
  const char    *first_name;
  const char    *last_name;
} Person;

static const Person persons[] = {
  { "Katharina Übelacker-Groß", VELO_SALUTATION_FRAU, "", "Katharina", "Übelacker-Groß" },
  { "Herr Max Muster", VELO_SALUTATION_HERR, "", "Max", "Muster" },
  { "Herrn Kim Muster", VELO_SALUTATION_HERR, "", "Kim", "Muster" },
  { "Frau Dr. Eva Huber", VELO_SALUTATION_FRAU, "Dr.", "Eva", "Huber" },
  { "Prof. Dr. med. Hans Meier", VELO_SALUTATION_HERR, "Prof. Dr. med.", "Hans", "Meier" },
  { "Muster, Max", VELO_SALUTATION_HERR, "", "Max", "Muster" },
  { "Mag. Sabine Berger, MSc", VELO_SALUTATION_FRAU, "Mag., MSc", "Sabine", "Berger" },
  { "Ludwig van Beethoven", VELO_SALUTATION_HERR, "", "Ludwig", "van Beethoven" },
  { "Karl Theodor von und zu Berg", VELO_SALUTATION_HERR, "", "Karl Theodor",
    "von und zu Berg" },
  { "Dipl.-Ing. (FH) Karl Kranz", VELO_SALUTATION_HERR, "Dipl.-Ing. (FH)", "Karl", "Kranz" },
  { "Prof. Dr. h.c. Otto Graf Lambsdorff", VELO_SALUTATION_HERR, "Prof. Dr. h.c.", "Otto",
    "Graf Lambsdorff" },
  { "Eheleute Anna und Bernd Klein", VELO_SALUTATION_NONE, "", "Anna und Bernd", "Klein" },
  { "Familie Muster", VELO_SALUTATION_NONE, "", "", "Muster" },
  { "Kim Muster", VELO_SALUTATION_NONE, "", "Kim", "Muster" },
  { "Anna-Lena Schmidt", VELO_SALUTATION_FRAU, "", "Anna-Lena", "Schmidt" },
  { "Muster", VELO_SALUTATION_NONE, "", "", "Muster" },
  { "Hr. Ma", VELO_SALUTATION_HERR, "", "", "Ma" },
  { "", VELO_SALUTATION_NONE, "", "", "" },
  { NULL, VELO_SALUTATION_NONE, "", "", "" },
};

static void
test_persons (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (persons); i++)
    {
      g_autoptr (VeloPersonName) name = velo_person_name_parse (persons[i].text);

      g_assert_false (name->is_company);
      g_assert_cmpint (name->salutation, ==, persons[i].salutation);
      g_assert_cmpstr (name->title, ==, persons[i].title);
      g_assert_cmpstr (name->first_name, ==, persons[i].first_name);
      g_assert_cmpstr (name->last_name, ==, persons[i].last_name);
    }
}

static void
test_companies (void)
{
  static const char *const names[] = {
    "Musterrad Leasing GmbH",
    "Radwelt Muster e.U.",
    "Muster e.K.",
    "Stadt Erlangen",
    "Kunden AG Mitte",
    "Fa. Muster",
    "Firma Max Muster",
    "TSV Muster 1899 e.V.",
    "Muster & Co",
    "Muster Ges.m.b.H.",
    "Bundesministerium für Finanzen",
    "Sportverein Muster",
    "Muster GbR",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (VeloPersonName) name = velo_person_name_parse (names[i]);

      if (!name->is_company)
        g_test_message ("%s", names[i]);
      g_assert_true (name->is_company);
      g_assert_cmpint (name->salutation, ==, VELO_SALUTATION_NONE);
      g_assert_cmpstr (name->last_name, ==, "");
    }
}

static void
test_salutation_field (void)
{
  g_assert_cmpint (velo_person_name_salutation ("Frau"), ==, VELO_SALUTATION_FRAU);
  g_assert_cmpint (velo_person_name_salutation ("Hr."), ==, VELO_SALUTATION_HERR);
  g_assert_cmpint (velo_person_name_salutation ("Firma"), ==, VELO_SALUTATION_NONE);
  g_assert_cmpint (velo_person_name_salutation (NULL), ==, VELO_SALUTATION_NONE);
}

static void
test_house_number (void)
{
  g_assert_true (velo_person_name_has_house_number ("Lindenweg 7a"));
  g_assert_true (velo_person_name_has_house_number ("Seestraße 31/2"));
  g_assert_true (velo_person_name_has_house_number ("Musterstr.12"));
  g_assert_false (velo_person_name_has_house_number ("c/o Hans Muster"));
  g_assert_false (velo_person_name_has_house_number (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake/person-name/persons", test_persons);
  g_test_add_func ("/intake/person-name/companies", test_companies);
  g_test_add_func ("/intake/person-name/salutation-field", test_salutation_field);
  g_test_add_func ("/intake/person-name/house-number", test_house_number);
  return g_test_run ();
}
