/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests IBANs and postcodes. */

#include "velo-iban.h"
#include "velo-postcode.h"

static void
test_check (void)
{
  static const struct { const char *text; VeloIbanProblem problem; } ibans[] = {
    { "DE89 3704 0044 0532 0130 00", VELO_IBAN_OK },
    { "de89370400440532013000", VELO_IBAN_OK },
    { "AT61 1904 3002 3457 3201", VELO_IBAN_OK },
    { "DE89\u00a03704\u00a00044 0532 0130 00", VELO_IBAN_OK },
    { NULL, VELO_IBAN_EMPTY },
    { "  ", VELO_IBAN_EMPTY },
    { "DE89 3704 0044 0532 0130 01", VELO_IBAN_CHECK_DIGITS },
    { "DE98 3704 0044 0532 0130 00", VELO_IBAN_CHECK_DIGITS },
    { "DE89 3704 0044 0532 0310 00", VELO_IBAN_CHECK_DIGITS },
    { "DE89 3704 0044 0532 0130 0", VELO_IBAN_TOO_SHORT },
    { "DE89 3704 0044 0532 0130 000", VELO_IBAN_TOO_LONG },
    { "XX89 3704 0044 0532 0130 00", VELO_IBAN_COUNTRY },
    { "DE89-3704", VELO_IBAN_CHARACTERS },
    { "DE89 3704 0044 0532 013Ö 00", VELO_IBAN_CHARACTERS },
    { "D", VELO_IBAN_TOO_SHORT },
    { "DEAA 3704 0044 0532 0130 00", VELO_IBAN_CHECK_DIGITS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ibans); i++)
    {
      g_test_message ("%s", ibans[i].text);
      g_assert_cmpint (velo_iban_check (ibans[i].text), ==, ibans[i].problem);
    }
}

static void
test_bank (void)
{
  g_autofree char *printed = velo_iban_format ("de89370400440532013000");

  g_assert_cmpstr (printed, ==, "DE89 3704 0044 0532 0130 00");
  g_assert_cmpstr (velo_iban_get_bank ("DE89370400440532013000"), ==, "Commerzbank");
  g_assert_null (velo_iban_get_bank ("DE89370400440532013001"));
  g_assert_null (velo_iban_get_bank ("NL91ABNA0417164300"));
}

static void
test_postcode (void)
{
  static const struct { const char *postcode; const char *country; gboolean valid; } codes[] = {
    { "91054", "DE", TRUE }, { "01067", "DE", TRUE }, { "1010", "AT", TRUE }, { "9999", "AT", TRUE },
    { "1010", "DE", FALSE }, { "91054", "AT", FALSE }, { "00100", "DE", FALSE }, { "0999", "AT", FALSE },
    { "9105a", "DE", FALSE }, { "", "DE", FALSE }, { NULL, "DE", FALSE }, { "8001", "CH", FALSE },
    { "99999999999999999999", "DE", FALSE },
  };
  g_autofree char *country = NULL;
  g_autofree char *austrian = velo_postcode_normalize (" A-1010 ", &country);
  g_autofree char *word = velo_postcode_normalize ("Ahaus", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    g_assert_cmpint (velo_postcode_is_valid (codes[i].postcode, codes[i].country), ==, codes[i].valid);
  g_assert_cmpstr (austrian, ==, "1010");
  g_assert_cmpstr (country, ==, "AT");
  g_assert_cmpstr (word, ==, "Ahaus");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/iban/check", test_check);
  g_test_add_func ("/model/iban/bank", test_bank);
  g_test_add_func ("/model/postcode", test_postcode);
  return g_test_run ();
}
