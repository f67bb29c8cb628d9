/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the rules of the trade at their edges. */

#include "velo-date.h"
#include "velo-employee.h"
#include "velo-rules.h"

static void
test_lock (void)
{
  static const struct { VeloObjectKind object; gint64 price; gint64 lock; } rules[] = {
    { VELO_OBJECT_KIND_BICYCLE, 1, 1900 },
    { VELO_OBJECT_KIND_BICYCLE, 100000, 1900 },
    { VELO_OBJECT_KIND_BICYCLE, 100001, 4900 },
    { VELO_OBJECT_KIND_BICYCLE, 400000, 4900 },
    { VELO_OBJECT_KIND_EBIKE, 50000, 4900 },
    { VELO_OBJECT_KIND_EBIKE, 600000, 4900 },
    { VELO_OBJECT_KIND_BATTERY, 80000, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    g_assert_cmpint (velo_rules_get_min_lock_cents (rules[i].object, rules[i].price), ==, rules[i].lock);
  g_assert_cmpint (velo_rules_get_missing_lock_cents (VELO_OBJECT_KIND_EBIKE, 399900, 2999), ==, 1901);
  g_assert_cmpint (velo_rules_get_missing_lock_cents (VELO_OBJECT_KIND_EBIKE, 399900, 4900), ==, 0);
  g_assert_cmpint (velo_rules_get_missing_lock_cents (VELO_OBJECT_KIND_EBIKE, 399900, 4899), ==, 1);
}

static VeloInsurability
check (VeloArticleKind  kind,
       VeloObjectKind   object,
       gint64           price_cents,
       const char      *bought,
       const char      *country)
{
  g_autoptr(VeloVehicle) vehicle = velo_vehicle_new ();
  g_autoptr(GDate) date = velo_date_parse_iso (bought);
  g_autoptr(GDate) today = velo_date_parse_iso ("2026-04-18");

  velo_vehicle_set_kind (vehicle, kind);
  velo_vehicle_set_price_cents (vehicle, price_cents);
  velo_vehicle_set_purchase_date (vehicle, date);
  return velo_rules_check (vehicle, object, price_cents, country, today);
}

static void
test_insurable (void)
{
  VeloArticleKind bike = VELO_ARTICLE_KIND_BICYCLE;
  VeloObjectKind bicycle = VELO_OBJECT_KIND_BICYCLE;

  g_assert_cmpint (check (bike, bicycle, 400000, "2026-04-18", "DE"), ==, VELO_INSURABILITY_OK);
  g_assert_cmpint (check (bike, bicycle, 400001, "2026-04-18", "DE"), ==, VELO_INSURABILITY_TOO_DEAR);
  g_assert_cmpint (check (bike, bicycle, 0, "2026-04-18", "DE"), ==, VELO_INSURABILITY_NO_PRICE);
  g_assert_cmpint (check (bike, bicycle, 1, NULL, "DE"), ==, VELO_INSURABILITY_NO_DATE);
  g_assert_cmpint (check (bike, bicycle, 1, "2026-04-19", "DE"), ==, VELO_INSURABILITY_FUTURE);
  g_assert_cmpint (check (bike, bicycle, 1, "2025-04-18", "AT"), ==, VELO_INSURABILITY_OK);
  g_assert_cmpint (check (bike, bicycle, 1, "2025-04-17", "AT"), ==, VELO_INSURABILITY_TOO_OLD);
  g_assert_cmpint (check (bike, bicycle, 1, "2026-04-18", "CH"), ==, VELO_INSURABILITY_COUNTRY);
  g_assert_cmpint (check (bike, VELO_OBJECT_KIND_NONE, 1, "2026-04-18", "DE"), ==, VELO_INSURABILITY_NOT_A_VEHICLE);
  g_assert_cmpint (check (VELO_ARTICLE_KIND_S_PEDELEC, VELO_OBJECT_KIND_EBIKE, 1, "2026-04-18", "DE"), ==,
                   VELO_INSURABILITY_S_PEDELEC);
  g_assert_cmpint (velo_object_kind_for_article (VELO_ARTICLE_KIND_CARGO_EBIKE), ==, VELO_OBJECT_KIND_EBIKE);
  g_assert_cmpint (velo_object_kind_for_article (VELO_ARTICLE_KIND_LOCK), ==, VELO_OBJECT_KIND_NONE);
}

static void
test_days (void)
{
  static const struct { const char *day; const char *start; } starts[] = {
    { "2026-04-18", "2026-05-01" }, { "2026-12-31", "2027-01-01" }, { "2026-01-31", "2026-02-01" },
    { "2026-05-01", "2026-06-01" },
  };
  g_autoptr(GDate) leap = velo_date_parse_iso ("2024-02-29");
  g_autoptr(GDate) last = velo_rules_dup_last_day (leap);
  g_autofree char *last_text = velo_date_format_iso (last);

  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      g_autoptr(GDate) day = velo_date_parse_iso (starts[i].day);
      g_autoptr(GDate) start = velo_rules_dup_cover_start (day);
      g_autofree char *text = velo_date_format_iso (start);

      g_assert_cmpstr (text, ==, starts[i].start);
    }
  g_assert_cmpstr (last_text, ==, "2025-02-28");
  g_assert_cmpint (velo_rules_get_value_percent (0), ==, 100);
  g_assert_cmpint (velo_rules_get_value_percent (11), ==, 100);
  g_assert_cmpint (velo_rules_get_value_percent (12), ==, 85);
  g_assert_cmpint (velo_rules_get_value_percent (95), ==, 15);
  g_assert_cmpint (velo_rules_get_value_percent (96), ==, 10);
  g_assert_cmpint (velo_rules_get_value_percent (500), ==, 10);
}

static void
test_broker (void)
{
  static const struct { const char *number; gboolean can; } numbers[] = {
    { "4711", TRUE }, { "123456789012345678", TRUE }, { "1234567890123456789", FALSE }, { "", FALSE },
    { "0", FALSE }, { "000", FALSE }, { "12a", FALSE }, { "-5", FALSE }, { " 5", FALSE },
  };
  g_autoptr(VeloEmployee) employee = velo_employee_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      velo_employee_set_broker_number (employee, numbers[i].number);
      g_assert_cmpint (velo_employee_can_send (employee), ==, numbers[i].can);
    }
  velo_employee_set_broker_number (employee, "4711");
  velo_employee_set_retired (employee, TRUE);
  g_assert_false (velo_employee_can_send (employee));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/rules/lock", test_lock);
  g_test_add_func ("/model/rules/insurable", test_insurable);
  g_test_add_func ("/model/rules/days", test_days);
  g_test_add_func ("/model/employee/broker-number", test_broker);
  return g_test_run ();
}
