/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the last day on which a vehicle can be insured, at month ends, leap days and in both countries. */

#include "velo-date.h"
#include "velo-deadline.h"

static const char tariff[] =
  "{ \"note\": \"for a test\", \"objects\": ["
  " { \"key\": \"bicycle\", \"variants\": ["
  "  { \"key\": \"A\", \"insurable_new\": { \"months\": 36 }, \"insurable_used\": { \"months\": 12 } },"
  "  { \"key\": \"B\", \"insurable_new\": { \"months\": 12 } } ] },"
  " { \"key\": \"ebike\", \"variants\": ["
  "  { \"key\": \"A\", \"country\": \"DE\", \"insurable_new\": { \"months\": 6 } },"
  "  { \"key\": \"A\", \"country\": \"AT\", \"insurable_new\": { \"days\": 14 },"
  "    \"insurable_used\": { \"months\": 1, \"days\": 3 } } ] },"
  " { \"key\": \"battery\", \"variants\": [ { \"insurable_new\": { \"days\": 0 } } ] } ] }";

typedef struct
{
  VeloArticleKind kind;
  const char *variant;
  const char *country;
  gboolean used;
  const char *bought;
  VeloDeadline deadline;
  const char *last;
} Case;

#define BIKE    VELO_ARTICLE_KIND_BICYCLE
#define EBIKE   VELO_ARTICLE_KIND_EBIKE
#define BATTERY VELO_ARTICLE_KIND_BATTERY

static void
check (VeloDeadlineRules *rules,
       const Case        *expected,
       gsize              n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr(GDate) bought = velo_date_parse_iso (expected[i].bought);
      g_autofree char *text = NULL;
      GDate last;
      VeloDeadline deadline;

      deadline = velo_rules_find_last_day (rules, expected[i].kind, expected[i].variant,
                                           expected[i].country, expected[i].used, bought, &last);
      text = g_date_valid (&last) ? velo_date_format_iso (&last) : NULL;
      g_test_message ("%" G_GSIZE_FORMAT ": %s", i, expected[i].bought);
      g_assert_cmpint (deadline, ==, expected[i].deadline);
      g_assert_cmpstr (text, ==, expected[i].last);
    }
}

static void
test_days (void)
{
  static const Case cases[] = {
    { BIKE, "B", "DE", FALSE, "2026-04-18", VELO_DEADLINE_KNOWN, "2027-04-18" },
    { BIKE, "A", "DE", FALSE, "2026-04-18", VELO_DEADLINE_KNOWN, "2029-04-18" },
    { BIKE, "A", "AT", TRUE, "2026-04-18", VELO_DEADLINE_KNOWN, "2027-04-18" },
    /* whichever is open longest */
    { BIKE, NULL, "DE", FALSE, "2026-04-18", VELO_DEADLINE_KNOWN, "2029-04-18" },
    { BIKE, NULL, NULL, TRUE, "2026-04-18", VELO_DEADLINE_KNOWN, "2027-04-18" },
    { VELO_ARTICLE_KIND_CARGO_BIKE, "B", "DE", FALSE, "2026-01-01", VELO_DEADLINE_KNOWN, "2027-01-01" },
    /* leap days and ends of months */
    { BIKE, "B", "DE", FALSE, "2024-02-29", VELO_DEADLINE_KNOWN, "2025-02-28" },
    { BIKE, "A", "DE", FALSE, "2024-02-29", VELO_DEADLINE_KNOWN, "2027-02-28" },
    { BIKE, "B", "DE", FALSE, "2027-02-28", VELO_DEADLINE_KNOWN, "2028-02-28" },
    { EBIKE, "A", "DE", FALSE, "2025-08-31", VELO_DEADLINE_KNOWN, "2026-02-28" },
    { EBIKE, "A", "DE", FALSE, "2027-08-31", VELO_DEADLINE_KNOWN, "2028-02-29" },
    { EBIKE, "A", "DE", FALSE, "2026-03-31", VELO_DEADLINE_KNOWN, "2026-09-30" },
    { EBIKE, "A", "DE", FALSE, "2026-12-31", VELO_DEADLINE_KNOWN, "2027-06-30" },
    /* days, and both together: months first */
    { EBIKE, "A", "AT", FALSE, "2024-02-16", VELO_DEADLINE_KNOWN, "2024-03-01" },
    { EBIKE, "A", "AT", FALSE, "2025-02-16", VELO_DEADLINE_KNOWN, "2025-03-02" },
    { EBIKE, "A", "AT", TRUE, "2026-01-31", VELO_DEADLINE_KNOWN, "2026-03-03" },
    { BATTERY, NULL, "DE", FALSE, "2026-04-18", VELO_DEADLINE_KNOWN, "2026-04-18" },
    /* the country is not known yet */
    { EBIKE, NULL, "", FALSE, "2026-01-15", VELO_DEADLINE_KNOWN, "2026-07-15" },
    /* a product without variants takes any */
    { BATTERY, "A", "DE", FALSE, "2026-04-18", VELO_DEADLINE_KNOWN, "2026-04-18" },
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(VeloDeadlineRules) rules = velo_deadline_rules_parse (tariff, -1, &error);

  g_assert_no_error (error);
  check (rules, cases, G_N_ELEMENTS (cases));
}

static void
test_reasons (void)
{
  static const Case cases[] = {
    { BIKE, NULL, "DE", FALSE, NULL, VELO_DEADLINE_NO_DATE, NULL },
    { BIKE, "B", "DE", TRUE, "2026-04-18", VELO_DEADLINE_USED, NULL },
    { EBIKE, NULL, "DE", TRUE, "2026-04-18", VELO_DEADLINE_USED, NULL },
    { BATTERY, NULL, "AT", TRUE, "2026-04-18", VELO_DEADLINE_USED, NULL },
    { BIKE, "C", "DE", FALSE, "2026-04-18", VELO_DEADLINE_NO_TARIFF, NULL },
    { EBIKE, "A", "CH", FALSE, "2026-04-18", VELO_DEADLINE_NO_TARIFF, NULL },
    { VELO_ARTICLE_KIND_S_PEDELEC, NULL, "DE", FALSE, "2026-04-18", VELO_DEADLINE_NO_TARIFF, NULL },
    { VELO_ARTICLE_KIND_LOCK, NULL, "DE", FALSE, "2026-04-18", VELO_DEADLINE_NOT_A_VEHICLE, NULL },
    { VELO_ARTICLE_KIND_OTHER, NULL, "DE", FALSE, NULL, VELO_DEADLINE_NOT_A_VEHICLE, NULL },
  };
  g_autoptr(VeloDeadlineRules) rules = velo_deadline_rules_parse (tariff, -1, NULL);

  check (rules, cases, G_N_ELEMENTS (cases));
}

static void
test_defaults (void)
{
  static const Case cases[] = {
    { BIKE, NULL, "DE", FALSE, "2024-02-29", VELO_DEADLINE_KNOWN, "2025-02-28" },
    { EBIKE, "A", "AT", TRUE, "2026-05-31", VELO_DEADLINE_KNOWN, "2027-05-31" },
    { VELO_ARTICLE_KIND_S_PEDELEC, NULL, "DE", FALSE, "2026-05-31", VELO_DEADLINE_KNOWN, "2027-05-31" },
    { VELO_ARTICLE_KIND_LABOUR, NULL, "DE", FALSE, "2026-05-31", VELO_DEADLINE_NOT_A_VEHICLE, NULL },
  };
  g_autoptr(VeloDeadlineRules) rules = velo_deadline_rules_new_defaults ();
  g_autoptr(VeloDeadlineRules) other = velo_deadline_rules_parse (tariff, -1, NULL);

  check (rules, cases, G_N_ELEMENTS (cases));
  g_assert_cmpstr (velo_deadline_rules_get_checksum (rules), !=, velo_deadline_rules_get_checksum (other));
}

static void
test_left (void)
{
  static const struct { const char *last; const char *today; int left; } cases[] = {
    { "2026-04-18", "2026-04-06", 12 }, { "2026-04-18", "2026-04-18", 0 },
    { "2026-04-18", "2026-04-19", -1 }, { "2028-03-01", "2028-02-28", 2 },
    { "2027-03-01", "2027-02-28", 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GDate) last = velo_date_parse_iso (cases[i].last);
      g_autoptr(GDate) today = velo_date_parse_iso (cases[i].today);

      g_assert_cmpint (velo_rules_count_days_left (last, today), ==, cases[i].left);
    }
}

static void
test_damaged (void)
{
  static const char * const files[] = {
    "", "[", "[]", "{}", "{\"objects\": {}}", "{\"objects\": [1]}", "{\"objects\": [{}]}",
    "{\"objects\": [{\"key\": \"bicycle\"}]}",
    "{\"objects\": [{\"key\": \"bicycle\", \"variants\": [7]}]}",
    "{\"objects\": [{\"key\": \"bicycle\", \"variants\": [{\"insurable_new\": 12}]}]}",
    "{\"objects\": [{\"key\": \"bicycle\", \"variants\": [{\"insurable_new\": {}}]}]}",
    "{\"objects\": [{\"key\": \"bicycle\", \"variants\": [{\"insurable_new\": {\"months\": -1}}]}]}",
    "{\"objects\": [{\"key\": \"bicycle\", \"variants\": [{\"insurable_new\": {\"months\": 100000}}]}]}",
    "{\"objects\": [{\"key\": \"bicycle\", \"variants\": [{\"insurable_used\": {\"months\": \"12\"}}]}]}",
    "{\"objects\": [{\"key\": \"bicycle\", \"variants\": [{\"country\": \"CH\"}]}]}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", files[i]);
      g_assert_null (velo_deadline_rules_parse (files[i], -1, &error));
      g_assert_nonnull (error);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/deadline/days", test_days);
  g_test_add_func ("/deadline/reasons", test_reasons);
  g_test_add_func ("/deadline/defaults", test_defaults);
  g_test_add_func ("/deadline/left", test_left);
  g_test_add_func ("/deadline/damaged", test_damaged);
  return g_test_run ();
}
