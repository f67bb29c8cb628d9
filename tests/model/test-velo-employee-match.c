/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests finding the employee by the name on an invoice. */

#include "velo-employee-match.h"

static GPtrArray *
make_shop (const char * const *names)
{
  GPtrArray *shop = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; names[i] != NULL; i++)
    {
      VeloEmployee *employee = velo_employee_new ();

      velo_employee_set_name (employee, names[i][0] == '-' ? names[i] + 1 : names[i]);
      velo_employee_set_retired (employee, names[i][0] == '-');
      g_ptr_array_add (shop, employee);
    }
  return shop;
}

static const char *
match (const char * const *names,
       const char         *written)
{
  g_autoptr(GPtrArray) shop = make_shop (names);
  VeloEmployee *found = velo_employee_match (shop, written);

  for (guint i = 0; found != NULL && i < shop->len; i++)
    if (shop->pdata[i] == found)
      return names[i];
  return NULL;
}

static const char * const shop[] = {
  "Jana Kurbel", "Tim Speiche", "Karl-Heinz Müller-Groß", "Özlem Yıldız", "Dr. Eva Ritzel", "Mehmet",
  "-Otto Alt", NULL
};

static void
test_found (void)
{
  static const struct { const char *written; const char *expected; } cases[] = {
    { "Jana Kurbel", "Jana Kurbel" },
    { "KURBEL, JANA", "Jana Kurbel" },
    { "Kurbel Jana", "Jana Kurbel" },
    { "Frau Kurbel", "Jana Kurbel" },
    { "J. Kurbel", "Jana Kurbel" },
    { "J.Kurbel", "Jana Kurbel" },
    { "Jana K.", "Jana Kurbel" },
    { "jana", "Jana Kurbel" },
    { "Kurbel", "Jana Kurbel" },
    { "  Hr. Tim\xc2\xa0Speiche ", "Tim Speiche" },
    { "K.-H. Mueller-Gross", "Karl-Heinz Müller-Groß" },
    { "Karl Heinz Müller Groß", "Karl-Heinz Müller-Groß" },
    { "Mueller-Gross", "Karl-Heinz Müller-Groß" },
    { "Ozlem Yıldız", "Özlem Yıldız" },
    { "Eva Ritzel", "Dr. Eva Ritzel" },
    { "Mehmet Yilmaz", "Mehmet" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (match (shop, cases[i].written), ==, cases[i].expected);
}

static void
test_unknown (void)
{
  static const char * const written[] = {
    "", "   ", NULL, "Unbekannt", "T. Unbekannt", "Jana Fremd", "J.", "J. K.", "Kur", "Otto Alt", "Alt",
    "Frau", "Herr Dr.", ",", "Jan Kurbel",
    "Es bedienten Sie heute Frau Jana Kurbel und viele andere mehr in unserem Haus",
  };

  for (guint i = 0; i < G_N_ELEMENTS (written); i++)
    g_assert_cmpstr (match (shop, written[i]), ==, NULL);
}

static void
test_several (void)
{
  static const char * const family[] = { "Jana Kurbel", "Jan Kurbel", "Eva Ritzel", NULL };
  static const char * const twice[] = { "Jana Kurbel", "Jana Kurbel", NULL };
  static const char * const nobody[] = { NULL };

  g_assert_cmpstr (match (family, "Kurbel"), ==, NULL);
  g_assert_cmpstr (match (family, "J. Kurbel"), ==, NULL);
  g_assert_cmpstr (match (family, "Jan Kurbel"), ==, "Jan Kurbel");
  g_assert_cmpstr (match (family, "Kurbel, Jana"), ==, "Jana Kurbel");
  g_assert_cmpstr (match (family, "Jana"), ==, "Jana Kurbel");
  g_assert_cmpstr (match (twice, "Jana Kurbel"), ==, NULL);
  g_assert_cmpstr (match (nobody, "Jana Kurbel"), ==, NULL);
}

static void
test_spellings (void)
{
  static const char * const list[] = { "Jana Kurbel", "Eva Ritzel", NULL };
  static const struct { const char *written; const char *name; } cases[] = {
    { "Jana Kurbel", "Jana Kurbel" }, { " JANA  KURBEL ", "Jana Kurbel" }, { "Kurbel, Jana", "Jana Kurbel" },
    { "Frau J. Kurbel", "Jana Kurbel" }, { "Jörg Müßig", "Jörg Müßig" }, { "JOERG MUESSIG", "Jörg Müßig" },
    { "jörg  müßig", "Jörg Müßig" }, { "Jörn Müßig", "Jörn Müßig" }, { "", "" }, { "  ", "" }, { NULL, "" },
    { "  Otto   Alt ", "Otto Alt" },
  };
  g_autoptr(GPtrArray) employees = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(VeloEmployeeNames) names = NULL;

  for (guint i = 0; list[i] != NULL; i++)
    {
      VeloEmployee *employee = velo_employee_new ();

      velo_employee_set_name (employee, list[i]);
      /* who has left keeps the own spelling */
      velo_employee_set_retired (employee, i == 1);
      g_ptr_array_add (employees, employee);
    }
  names = velo_employee_names_new (employees);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (velo_employee_names_find (names, cases[i].written), ==, cases[i].name);
  g_assert_cmpstr (velo_employee_names_find (names, "EVA RITZEL"), ==, "Eva Ritzel");
  g_assert_cmpstr (velo_employee_names_find (names, "E. Ritzel"), ==, "E. Ritzel");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/employee-match/found", test_found);
  g_test_add_func ("/model/employee-match/unknown", test_unknown);
  g_test_add_func ("/model/employee-match/several", test_several);
  g_test_add_func ("/model/employee-match/spellings", test_spellings);
  return g_test_run ();
}
