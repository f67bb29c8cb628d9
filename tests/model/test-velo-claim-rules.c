/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests plates, claim numbers, holidays, service hours, text messages and texts of payments. */

#include "velo-holidays.h"
#include "velo-plate.h"
#include "velo-sepa-text.h"
#include "velo-service-hours.h"
#include "velo-sms.h"

#include <gio/gio.h>
#include <string.h>

static void
test_plates (void)
{
  static const struct { const char *typed; const char *plate; VeloPlateKind kind; } plates[] = {
    { "H-AB 123", "HAB123", VELO_PLATE_KIND_GERMAN },
    { " h - ab 1234 e", "HAB1234E", VELO_PLATE_KIND_GERMAN },
    { "MÜ-X 1H", "MUEX1H", VELO_PLATE_KIND_GERMAN },
    { "TÜT–AB 9999", "TUETAB9999", VELO_PLATE_KIND_GERMAN },
    { "HAB123", "HAB123", VELO_PLATE_KIND_GERMAN },
    { "H-AB 0123", "HAB0123", VELO_PLATE_KIND_FOREIGN },
    { "H-ABC 123", "HABC123", VELO_PLATE_KIND_AUSTRIAN },
    { "123 ABC", "123ABC", VELO_PLATE_KIND_INSURANCE },
    { "W-12345 A", "W12345A", VELO_PLATE_KIND_AUSTRIAN },
    { "GU 123 AB", "GU123AB", VELO_PLATE_KIND_AUSTRIAN },
    { "AB-12-CD-34", "AB12CD34", VELO_PLATE_KIND_FOREIGN },
    { "ZH 123456", "ZH123456", VELO_PLATE_KIND_FOREIGN },
    { "", NULL, VELO_PLATE_KIND_NONE },
    { NULL, NULL, VELO_PLATE_KIND_NONE },
    { " - ", NULL, VELO_PLATE_KIND_NONE },
    { "H-AB 123;DROP", NULL, VELO_PLATE_KIND_NONE },
    { "ABCDEFGHIJKLM", NULL, VELO_PLATE_KIND_NONE },
    { "H-\xff", NULL, VELO_PLATE_KIND_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (plates); i++)
    {
      g_autofree char *plate = velo_plate_normalize (plates[i].typed);

      g_test_message ("plate %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (plate, ==, plates[i].plate);
      g_assert_cmpint (velo_plate_get_kind (plates[i].typed), ==, plates[i].kind);
    }
}

static void
test_claim_numbers (void)
{
  static const struct { const char *typed; const char *number; } numbers[] = {
    { "26-1234567", "261234567" }, { " sd 26/123.456-x ", "SD26123456X" }, { "", NULL }, { NULL, NULL },
    { "123456789012345678901", NULL }, { "12345678901234567890", "12345678901234567890" },
    { "26_1", NULL }, { "26<1>", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *number = velo_claim_number_normalize (numbers[i].typed);

      g_assert_cmpstr (number, ==, numbers[i].number);
    }
  g_assert_true (velo_claim_number_is_valid ("26-1234567", NULL));
  g_assert_true (velo_claim_number_is_valid ("26-1234567", "[0-9]{9}"));
  g_assert_true (velo_claim_number_is_valid ("26-1234567", "2|26[0-9]{7}"));
  g_assert_false (velo_claim_number_is_valid ("26-12345678", "[0-9]{9}"));
  g_assert_false (velo_claim_number_is_valid ("26-123456", "[0-9]{9}"));
  g_assert_false (velo_claim_number_is_valid ("26-1234567", "["));
  g_assert_false (velo_claim_number_is_valid ("26-1234567", "a)|(.*"));
  g_assert_false (velo_claim_number_is_valid (NULL, NULL));
}

static void
test_holidays (void)
{
  static const struct { const char *region; const char *yes; const char *no; } days[] = {
    { "DE-NI", "2026-10-31", "2026-11-01" }, { "DE-NW", "2026-11-01", "2026-10-31" },
    { "DE-BY", "2026-01-06", "2026-03-08" }, { "DE-BE", "2026-03-08", "2018-03-08" },
    { "DE-MV", "2023-03-08", "2022-03-08" }, { "DE-TH", "2019-09-20", "2018-09-20" },
    { "DE-SN", "2026-11-18", "2026-11-25" }, { "DE-SN", "2022-11-16", "2022-11-23" },
    { "DE-HE", "2026-06-04", "2026-08-15" }, { "DE-SL", "2026-08-15", "2026-01-06" },
    { "DE-HB", "2018-10-31", "2016-10-31" }, { "DE-NI", "2026-04-03", "2026-04-04" },
    { "DE-NI", "2026-04-06", "2026-04-05" }, { "DE-BB", "2026-04-05", "2026-06-04" },
    { "DE-BE", "2025-05-08", "2026-05-08" }, { "DE-BE", "2028-06-17", "2027-06-17" },
    { "NI", "2026-10-03", "2026-10-26" }, { "AT", "2026-10-26", "2026-10-03" },
    { "AT", "2026-12-08", "2026-04-03" }, { "AT", "2026-06-04", "2026-10-31" },
    { "DE-ST", "2026-01-06", "2026-06-04" }, { "DE-RP", "2026-06-04", "2026-08-15" },
    { "DE-HH", "2026-05-14", "2026-05-15" }, { "DE-SH", "2026-05-25", "2026-05-24" },
  };
  static const char *const easters[] = { "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28",
                                         "2038-04-25", "2285-03-22", "1961-04-02" };
  static const char *const regions[] = { "BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP",
                                         "SH", "SL", "SN", "ST", "TH" };

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autoptr(GDate) yes = g_date_new ();
      g_autoptr(GDate) no = g_date_new ();

      g_test_message ("%s %s", days[i].region, days[i].yes);
      g_date_set_parse (yes, days[i].yes);
      g_date_set_parse (no, days[i].no);
      g_assert_true (velo_holidays_is_holiday (days[i].region, yes));
      g_assert_false (velo_holidays_is_holiday (days[i].region, no));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (easters); i++)
    {
      g_autoptr(GDate) expected = g_date_new ();
      g_autoptr(GDate) easter = NULL;

      g_date_set_parse (expected, easters[i]);
      easter = velo_holidays_dup_easter (g_date_get_year (expected));
      g_assert_cmpint (g_date_compare (easter, expected), ==, 0);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (regions); i++)
    {
      g_autoptr(GDate) unity = g_date_new_dmy (3, G_DATE_OCTOBER, 2026);

      g_assert_true (velo_holidays_is_region (regions[i]));
      g_assert_true (velo_holidays_is_holiday (regions[i], unity));
    }
  g_assert_false (velo_holidays_is_region ("DE-XX"));
  g_assert_false (velo_holidays_is_region ("B B"));
  g_assert_false (velo_holidays_is_region (""));
  g_assert_false (velo_holidays_is_region (NULL));
}

/* Every day of 2026 in every German state and in Austria, from the calendars that they publish. */
static void
test_year_of_holidays (void)
{
  static const struct { const char *region; const char *days; } years[] = {
    { "DE-BB", "0101 0403 0405 0406 0501 0514 0524 0525 1003 1031 1225 1226" },
    { "DE-BE", "0101 0308 0403 0406 0501 0514 0525 1003 1225 1226" },
    { "DE-BW", "0101 0106 0403 0406 0501 0514 0525 0604 1003 1101 1225 1226" },
    { "DE-BY", "0101 0106 0403 0406 0501 0514 0525 0604 0815 1003 1101 1225 1226" },
    { "DE-HB", "0101 0403 0406 0501 0514 0525 1003 1031 1225 1226" },
    { "DE-HE", "0101 0403 0406 0501 0514 0525 0604 1003 1225 1226" },
    { "DE-HH", "0101 0403 0406 0501 0514 0525 1003 1031 1225 1226" },
    { "DE-MV", "0101 0308 0403 0406 0501 0514 0525 1003 1031 1225 1226" },
    { "DE-NI", "0101 0403 0406 0501 0514 0525 1003 1031 1225 1226" },
    { "DE-NW", "0101 0403 0406 0501 0514 0525 0604 1003 1101 1225 1226" },
    { "DE-RP", "0101 0403 0406 0501 0514 0525 0604 1003 1101 1225 1226" },
    { "DE-SH", "0101 0403 0406 0501 0514 0525 1003 1031 1225 1226" },
    { "DE-SL", "0101 0403 0406 0501 0514 0525 0604 0815 1003 1101 1225 1226" },
    { "DE-SN", "0101 0403 0406 0501 0514 0525 1003 1031 1118 1225 1226" },
    { "DE-ST", "0101 0106 0403 0406 0501 0514 0525 1003 1031 1225 1226" },
    { "DE-TH", "0101 0403 0406 0501 0514 0525 0920 1003 1031 1225 1226" },
    { "AT", "0101 0106 0406 0501 0514 0525 0604 0815 1026 1101 1208 1225 1226" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (years); i++)
    {
      g_autoptr(GString) found = g_string_new (NULL);
      g_autoptr(GDate) day = g_date_new_dmy (1, G_DATE_JANUARY, 2026);

      for (; g_date_get_year (day) == 2026; g_date_add_days (day, 1))
        if (velo_holidays_is_holiday (years[i].region, day))
          g_string_append_printf (found, "%s%02d%02d", found->len > 0 ? " " : "", (int) g_date_get_month (day),
                                  (int) g_date_get_day (day));
      g_test_message ("%s", years[i].region);
      g_assert_cmpstr (found->str, ==, years[i].days);
    }
}

static gint64
at (const char *text)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr(GDateTime) time = g_date_time_new_from_iso8601 (text, utc);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static void
test_service_hours (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(VeloServiceHours) hours = velo_service_hours_new (VELO_SERVICE_HOURS_DEFAULT, "DE-NI", &error);
  static const struct { const char *start; int minutes; const char *end; } spans[] = {
    { "2026-11-20T10:00:00+01", 120, "2026-11-20T12:00:00+01" }, /* Friday */
    { "2026-11-20T18:00:00+01", 120, "2026-11-20T20:00:00+01" }, /* just fits */
    { "2026-11-20T18:00:01+01", 120, "2026-11-21T08:00:01+01" }, /* into Saturday */
    { "2026-11-20T22:30:00+01", 120, "2026-11-21T10:00:00+01" },
    { "2026-11-21T11:00:00+01", 120, "2026-11-23T09:00:00+01" }, /* over Sunday */
    { "2026-11-22T11:00:00+01", 120, "2026-11-23T10:00:00+01" },
    { "2026-10-30T19:00:00+01", 120, "2026-11-02T09:00:00+01" }, /* Reformation Day, a Saturday */
    { "2026-04-02T19:30:00+02", 120, "2026-04-04T09:30:00+02" }, /* Good Friday */
    { "2026-12-24T19:00:00+01", 120, "2026-12-28T09:00:00+01" }, /* Christmas on Friday and Saturday */
    { "2026-03-28T11:30:00+01", 60, "2026-03-30T08:30:00+02" },  /* summer time begins */
    { "2026-10-24T11:30:00+02", 60, "2026-10-26T08:30:00+01" },  /* and ends */
    { "2026-11-16T08:00:00+01", 720 * 5 + 240 + 30, "2026-11-23T08:30:00+01" },
  };

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      gint64 duration = spans[i].minutes * G_TIME_SPAN_MINUTE;

      g_test_message ("%s", spans[i].start);
      g_assert_cmpint (velo_service_hours_add (hours, at (spans[i].start), duration), ==, at (spans[i].end));
      g_assert_cmpint (velo_service_hours_between (hours, at (spans[i].start), at (spans[i].end)), ==, duration);
    }
  g_assert_true (velo_service_hours_is_open (hours, at ("2026-11-21T11:59:59+01")));
  g_assert_false (velo_service_hours_is_open (hours, at ("2026-11-21T12:00:00+01")));
  g_assert_false (velo_service_hours_is_open (hours, at ("2026-11-22T10:00:00+01")));
  g_assert_cmpint (velo_service_hours_between (hours, at ("2026-11-20T12:00:00+01"), at ("2026-11-20T11:00:00+01")), ==, 0);
}

static void
test_austrian_hours (void)
{
  g_autoptr(VeloServiceHours) hours = velo_service_hours_new ("Mon-Sun 00:00-24:00", "AT", NULL);

  g_assert_nonnull (hours);
  g_assert_true (velo_service_hours_is_open (hours, at ("2026-10-03T23:59:59+02")));
  g_assert_false (velo_service_hours_is_open (hours, at ("2026-10-26T00:00:00+01")));
  g_assert_cmpint (velo_service_hours_add (hours, at ("2026-10-25T23:00:00+01"), 2 * G_TIME_SPAN_HOUR), ==,
                   at ("2026-10-27T01:00:00+01"));
}

static void
test_broken_hours (void)
{
  static const char *const broken[] = {
    "", "Mon", "Mon-Fri", "Mon-Fri 8-20", "Mon-Fri 20:00-08:00", "Fri-Mon 08:00-20:00", "Mon 08:00-25:00",
    "Mon 08:60-09:00", "Mo 08:00-20:00", "Mon-Fri 08:00-20:00;", "Mon-Tue-Wed 08:00-20:00", "Mon  08:00-20:00",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (velo_service_hours_new (broken[i], "AT", &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    }
  g_assert_null (velo_service_hours_new (VELO_SERVICE_HOURS_DEFAULT, "CH", NULL));
  g_assert_null (velo_service_hours_new (VELO_SERVICE_HOURS_DEFAULT, NULL, NULL));
}

static void
test_messages (void)
{
  static const struct { const char *text; int septets; const char *plain; } texts[] = {
    { "", 0, "" }, { "Gültig bis 24.11. 18 Uhr", 24, "Gültig bis 24.11. 18 Uhr" },
    { "5 €", 4, "5 €" }, { "[a]", 5, "[a]" }, { "„Ja“", -1, "\"Ja\"" }, { "Łódź", -1, "?ódz" },
    { "ç", -1, "c" }, { "Č", -1, "C" }, { "ẞ", -1, "SS" }, { "漢", -1, "?" }, { "a\u00a0b", -1, "a b" },
    { "ÄÖÜäöüß", 7, "ÄÖÜäöüß" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *plain = velo_sms_transliterate (texts[i].text);

      g_test_message ("%s", texts[i].text);
      g_assert_cmpint (velo_sms_count_septets (texts[i].text), ==, texts[i].septets);
      if (strcmp (texts[i].text, "Łódź") != 0)
        g_assert_cmpstr (plain, ==, texts[i].plain);
      g_assert_cmpint (velo_sms_count_septets (plain), >=, 0);
    }
}

/* 3GPP TS 23.038: the table of 128 in its order, the escape left out, and what stands behind an escape. */
static void
test_alphabet (void)
{
  static const char basic[] =
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ"
    " !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà";
  static const char escaped[] = "\f^{}\\[~]|€";
  g_autofree char *longest = g_strnfill (159, 'a');
  g_autofree char *full = g_strconcat (longest, "ß", NULL);
  g_autofree char *over = g_strconcat (longest, "€", NULL);

  g_assert_cmpint (g_utf8_strlen (basic, -1), ==, 127);
  for (gunichar c = 1; c < 0x3000; c++)
    {
      char text[8] = { 0 };
      int septets = g_utf8_strchr (basic, -1, c) != NULL ? 1 : g_utf8_strchr (escaped, -1, c) != NULL ? 2 : -1;

      if (!g_unichar_validate (c))
        continue;
      g_unichar_to_utf8 (c, text);
      if (velo_sms_count_septets (text) != septets)
        g_test_message ("U+%04X", c);
      g_assert_cmpint (velo_sms_count_septets (text), ==, septets);
    }
  g_assert_cmpint (velo_sms_count_septets (basic), ==, 127);
  g_assert_cmpint (velo_sms_count_septets (escaped), ==, 20);
  g_assert_cmpint (velo_sms_count_septets (full), ==, 160);
  g_assert_cmpint (velo_sms_count_septets (over), ==, 161);
}

static void
test_phones (void)
{
  static const struct { const char *typed; const char *country; const char *number; gboolean mobile; } phones[] = {
    { "0171 / 123 45-67", "DE", "+491711234567", TRUE }, { "0171 1234567", "AT", "+431711234567", FALSE },
    { "+43 (0)664 1234567", "DE", "+436641234567", TRUE }, { "0043 664 1234567", "DE", "+436641234567", TRUE },
    { "0511 123456", "DE", "+49511123456", FALSE }, { "(0511) 123456", "DE", "+49511123456", FALSE },
    { "+41 79 123 45 67", "DE", "+41791234567", FALSE }, { "01512 3456789", "DE", "+4915123456789", TRUE },
    { "0664/1234567", "AT", "+436641234567", TRUE }, { "0180 123456", "DE", "+49180123456", FALSE },
    { "171 1234567", "DE", NULL, FALSE }, { "", "DE", NULL, FALSE }, { NULL, "DE", NULL, FALSE },
    { "0171-CALLME", "DE", NULL, FALSE }, { "++49171", "DE", NULL, FALSE }, { "000171123456", "DE", NULL, FALSE },
    { "0171123456789012345", "DE", NULL, FALSE }, { "01", "DE", NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (phones); i++)
    {
      g_autofree char *number = velo_phone_normalize (phones[i].typed, phones[i].country);

      g_test_message ("phone %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (number, ==, phones[i].number);
      g_assert_cmpint (velo_phone_is_mobile (number), ==, phones[i].mobile);
    }
}

static void
test_payment_texts (void)
{
  static const struct { const char *text; const char *plain; } texts[] = {
    { "Jürgen Groß & Söhne", "Juergen Gross + Soehne" }, { "Łukasz Ñúñez", "Lukasz Nunez" },
    { "//a//b/", "a/b" }, { "  a \t b ", "a b" }, { "漢", "." }, { "", "" }, { NULL, "" },
    { "O’Neill_x;", "O'Neill-x," }, { "ÄÖÜäöüßẞ", "AeOeUeaeoeuessSS" }, { "ÅåÆæØøŒœ", "AaaaAeaeOeoeOeoe" },
    { "u\u0308ber", "ueber" }, { "<script>", ".script." }, { "10 €", "10 EUR" },
  };
  g_autofree char *longest = g_strnfill (80, 'x');
  g_autofree char *cut = velo_sepa_transliterate (longest, VELO_SEPA_MAX_NAME);
  g_autofree char *at_slash = velo_sepa_transliterate ("abc/def", 4);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *plain = velo_sepa_transliterate (texts[i].text, VELO_SEPA_MAX_TEXT);

      g_assert_cmpstr (plain, ==, texts[i].plain);
    }
  g_assert_cmpuint (strlen (cut), ==, 70);
  g_assert_cmpstr (at_slash, ==, "abc");
  g_assert_true (velo_sepa_is_valid ("26-1234567", VELO_SEPA_MAX_ID));
  g_assert_false (velo_sepa_is_valid ("", VELO_SEPA_MAX_ID));
  g_assert_false (velo_sepa_is_valid (NULL, VELO_SEPA_MAX_ID));
  g_assert_false (velo_sepa_is_valid ("ä", VELO_SEPA_MAX_ID));
  g_assert_false (velo_sepa_is_valid ("/a", VELO_SEPA_MAX_ID));
  g_assert_false (velo_sepa_is_valid ("a//b", VELO_SEPA_MAX_ID));
  g_assert_false (velo_sepa_is_valid (longest, VELO_SEPA_MAX_NAME));
}

/* The set that every bank takes, no more and no less; whatever is written comes out in it. */
static void
test_payment_characters (void)
{
  static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-?:().,'+ ";
  static const struct { gsize length; gsize most; gboolean valid; } lengths[] = {
    { 35, VELO_SEPA_MAX_ID, TRUE }, { 36, VELO_SEPA_MAX_ID, FALSE }, { 70, VELO_SEPA_MAX_NAME, TRUE },
    { 71, VELO_SEPA_MAX_NAME, FALSE }, { 140, VELO_SEPA_MAX_TEXT, TRUE }, { 141, VELO_SEPA_MAX_TEXT, FALSE },
  };

  for (gunichar c = 1; c < 0x3000; c++)
    {
      char one[8] = { 0 };
      g_autofree char *text = NULL;
      g_autofree char *plain = NULL;

      if (!g_unichar_validate (c))
        continue;
      g_unichar_to_utf8 (c, one);
      text = g_strconcat ("a", one, "b", NULL);
      plain = velo_sepa_transliterate (text, VELO_SEPA_MAX_NAME);
      if (velo_sepa_is_valid (text, VELO_SEPA_MAX_NAME) != (g_utf8_strchr (allowed, -1, c) != NULL)
          || !velo_sepa_is_valid (plain, VELO_SEPA_MAX_NAME))
        g_test_message ("U+%04X %s", c, plain);
      g_assert_cmpint (velo_sepa_is_valid (text, VELO_SEPA_MAX_NAME), ==, g_utf8_strchr (allowed, -1, c) != NULL);
      g_assert_true (velo_sepa_is_valid (plain, VELO_SEPA_MAX_NAME));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *text = g_strnfill (lengths[i].length, 'x');
      g_autofree char *cut = velo_sepa_transliterate (text, lengths[i].most);

      g_assert_cmpint (velo_sepa_is_valid (text, lengths[i].most), ==, lengths[i].valid);
      g_assert_true (velo_sepa_is_valid (cut, lengths[i].most));
      g_assert_cmpuint (strlen (cut), ==, MIN (lengths[i].length, lengths[i].most));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/claim-rules/plates", test_plates);
  g_test_add_func ("/claim-rules/claim-numbers", test_claim_numbers);
  g_test_add_func ("/claim-rules/holidays", test_holidays);
  g_test_add_func ("/claim-rules/holidays/year", test_year_of_holidays);
  g_test_add_func ("/claim-rules/service-hours", test_service_hours);
  g_test_add_func ("/claim-rules/service-hours/austrian", test_austrian_hours);
  g_test_add_func ("/claim-rules/service-hours/broken", test_broken_hours);
  g_test_add_func ("/claim-rules/messages", test_messages);
  g_test_add_func ("/claim-rules/messages/alphabet", test_alphabet);
  g_test_add_func ("/claim-rules/phones", test_phones);
  g_test_add_func ("/claim-rules/payment-texts", test_payment_texts);
  g_test_add_func ("/claim-rules/payment-texts/characters", test_payment_characters);
  return g_test_run ();
}
