/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests IBANs and postcodes. */

#include "velo-iban.h"
#include "velo-postcode.h"

#include <string.h>

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

/* One of each country, as the registry gives them; a digit more, a digit less and each wrong digit is noticed. */
static void
test_countries (void)
{
  static const char *const ibans[] = {
    "AD1200012030200359100100", "AT611904300234573201", "BE68539007547034", "BG80BNBG96611020345678",
    "CH9300762011623852957", "CY17002001280000001200527600", "CZ6508000000192000145399", "DE89370400440532013000",
    "DK5000400440116243", "EE382200221020145685", "ES9121000418450200051332", "FI2112345600000785",
    "FR1420041010050500013M02606", "GB29NWBK60161331926819", "GI75NWBK000000007099453", "GR1601101250000000012300695",
    "HR1210010051863000160", "HU42117730161111101800000000", "IE29AIBK93115212345678", "IS140159260076545510730339",
    "IT60X0542811101000000123456", "LI21088100002324013AA", "LT121000011101001000", "LU280019400644750000",
    "LV80BANK0000435195001", "MC5811222000010123456789030", "MT84MALT011000012345MTLCAST001S", "NL91ABNA0417164300",
    "NO9386011117947", "PL61109010140000071219812874", "PT50000201231234567890154", "RO49AAAA1B31007593840000",
    "SE4550000000058398257466", "SI56263300012039086", "SK3112000000198742637541", "SM86U0322509800000000270100",
    "VA59001123000012345678",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ibans); i++)
    {
      g_autofree char *longer = g_strconcat (ibans[i], "0", NULL);
      g_autofree char *shorter = g_strndup (ibans[i], strlen (ibans[i]) - 1);

      g_test_message ("%s", ibans[i]);
      g_assert_cmpint (velo_iban_check (ibans[i]), ==, VELO_IBAN_OK);
      g_assert_cmpint (velo_iban_check (longer), ==, VELO_IBAN_TOO_LONG);
      g_assert_cmpint (velo_iban_check (shorter), ==, VELO_IBAN_TOO_SHORT);
      for (gsize at = 2; ibans[i][at] != '\0'; at++)
        {
          g_autofree char *wrong = g_strdup (ibans[i]);

          wrong[at] = g_ascii_isdigit (wrong[at]) ? (char) ('0' + (wrong[at] - '0' + 1) % 10) : wrong[at] == 'Z' ? 'A' : wrong[at] + 1;
          g_assert_cmpint (velo_iban_check (wrong), ==, VELO_IBAN_CHECK_DIGITS);
        }
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
  g_test_add_func ("/model/iban/countries", test_countries);
  g_test_add_func ("/model/iban/bank", test_bank);
  g_test_add_func ("/model/postcode", test_postcode);
  return g_test_run ();
}
