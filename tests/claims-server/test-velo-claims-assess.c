/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests what the work of assessors leaves: views of photos that two of them draw on, and figures by month. */

#include "velo-claims-flow.h"

#include <string.h>

#define CONFIG "[claims]\noffer-days=10\n"
#define MARKS ",\"marks\":[{\"number\":1,\"name\":\"Delle\",\"area\":\"0 0 2000 2000\"}]"

static void
photograph (VeloClaimsFlow *flow,
            VeloClaimsTest *test,
            const char     *number)
{
  velo_claims_flow_init (flow, test, number, "de");
  velo_claims_flow_log_in (flow);
  velo_claims_flow_photograph (flow);
}

/* Views */

static char *
dup_view_path (VeloClaimsFlow *flow)
{
  g_autoptr(JsonObject) photos = velo_claims_flow_get (flow, flow->assessor, "/photos");
  JsonObject *first = json_array_get_object_element (json_object_get_array_member (photos, "photos"), 0);

  return g_strdup_printf ("api/v1/photos/%s/view", json_object_get_string_member (first, "id"));
}

static JsonObject *
put_view (VeloClaimsTest *test,
          const char     *path,
          const char     *token,
          int             revision,
          const char     *more)
{
  g_autofree char *body = g_strdup_printf ("{\"revision\":%d%s}", revision, more);

  return velo_claims_test_call (test, "PUT", path, token, body);
}

/* Who is later is told who was faster, and nothing is lost. */
static void
test_views (VeloClaimsTest *test,
            gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autofree char *path = NULL;
  g_autofree char *other = velo_claims_test_log_in (test, "assessor2");
  g_autoptr(JsonObject) stored = NULL;
  g_autoptr(JsonObject) refused = NULL;
  g_autoptr(JsonObject) photos = NULL;
  JsonObject *view;

  photograph (&flow, test, "26-1234567");
  path = dup_view_path (&flow);
  stored = put_view (test, path, flow.assessor, 0, MARKS);
  g_assert_cmpuint (test->status, ==, 200);
  g_assert_cmpint (json_object_get_int_member (stored, "revision"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (stored, "who"), ==, "The assessor");
  refused = put_view (test, path, other, 0, ",\"rotation\":90");
  g_assert_cmpuint (test->status, ==, 409);
  g_assert_cmpstr (json_object_get_string_member (refused, "error"), ==, "conflict");
  g_assert_cmpstr (json_object_get_string_member (refused, "who"), ==, "The assessor");
  g_assert_cmpstr (json_object_get_string_member (refused, "actor"), ==, "assessor");
  g_assert_cmpint (json_object_get_int_member (refused, "when"), ==, test->now);
  photos = velo_claims_flow_get (&flow, other, "/photos");
  view = json_object_get_object_member (
    json_array_get_object_element (json_object_get_array_member (photos, "photos"), 0), "view");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (view, "marks")), ==, 1);
  g_assert_cmpint (json_object_get_int_member (view, "revision"), ==, 1);
  g_clear_pointer (&stored, json_object_unref);
  stored = put_view (test, path, other, 1, ",\"rotation\":90" MARKS);
  g_assert_cmpuint (test->status, ==, 200);
  g_assert_cmpint (json_object_get_int_member (stored, "revision"), ==, 2);
}

static void
test_impossible_views (VeloClaimsTest *test,
                       gconstpointer   data)
{
  static const char * const views[] = {
    ",\"rotation\":45", ",\"marks\":[{\"number\":1,\"name\":\"\",\"area\":\"9000 0 2000 1\"}]",
    ",\"marks\":[{\"number\":0,\"name\":\"\",\"area\":\"0 0 2000 1\"}]",
  };
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autofree char *path = NULL;

  photograph (&flow, test, "26-1234567");
  path = dup_view_path (&flow);
  for (gsize i = 0; i < G_N_ELEMENTS (views); i++)
    {
      g_autoptr(JsonObject) answer G_GNUC_UNUSED = put_view (test, path, flow.assessor, 0, views[i]);

      g_assert_cmpuint (test->status, ==, 422);
    }
  json_object_unref (put_view (test, path, flow.desk, 0, MARKS));
  g_assert_cmpuint (test->status, ==, 403);
  json_object_unref (put_view (test, "api/v1/photos/0123456789abcdef0123456789abcdef/view", flow.assessor, 0, MARKS));
  g_assert_cmpuint (test->status, ==, 404);
  json_object_unref (put_view (test, path, flow.assessor, -1, MARKS));
  g_assert_cmpuint (test->status, ==, 409);
}

/* Figures */

static char *
dup_month (gint64 time)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autoptr(GDateTime) local = g_date_time_to_timezone (utc, zone);

  return g_date_time_format (local, "%Y-%m");
}

static JsonObject *
get_month (VeloClaimsTest *test,
           const char     *token,
           const char     *month)
{
  g_autofree char *path = g_strdup_printf ("api/v1/figures?month=%s", month);
  g_autoptr(JsonObject) figures = velo_claims_test_call (test, "GET", path, token, NULL);

  g_assert_cmpuint (test->status, ==, 200);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (figures, "month"), "month"), ==,
                   month);
  return json_object_ref (json_object_get_object_member (figures, "month"));
}

/* One offer in time and one too late, both in one month; nothing in the month before. */
static void
test_months (VeloClaimsTest *test,
             gconstpointer   data)
{
  g_autofree char *month = dup_month (test->now);
  g_autofree char *before = dup_month (test->now - 40 * G_TIME_SPAN_DAY);
  g_auto(VeloClaimsFlow) first = { NULL };
  g_auto(VeloClaimsFlow) second = { NULL };
  g_autoptr(JsonObject) all = NULL;
  g_autoptr(JsonObject) of_month = NULL;
  g_autoptr(JsonObject) of_before = NULL;
  gint64 offered;

  photograph (&first, test, "26-1234567");
  velo_claims_flow_offer (&first, 123450);
  offered = test->now;
  velo_claims_test_restart (test, CONFIG);
  photograph (&second, test, "26-1234568");
  velo_claims_test_advance (test, 3 * G_TIME_SPAN_HOUR);
  /* they were away for too long */
  g_free (second.desk);
  g_free (second.assessor);
  second.desk = velo_claims_test_log_in (test, "desk");
  second.assessor = velo_claims_test_log_in (test, "assessor");
  velo_claims_flow_offer (&second, 123450);
  all = velo_claims_test_call (test, "GET", "api/v1/figures", second.assessor, NULL);
  g_assert_cmpuint (test->status, ==, 200);
  g_assert_cmpint (json_object_get_int_member (all, "measured"), ==, 2);
  g_assert_cmpint (json_object_get_int_member (all, "kept"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (all, "first"), ==, offered);
  g_assert_false (json_object_has_member (all, "month"));
  of_month = get_month (test, second.assessor, month);
  g_assert_cmpint (json_object_get_int_member (of_month, "measured"), ==, 2);
  g_assert_cmpint (json_object_get_int_member (of_month, "kept"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (of_month, "waited_90"), ==, 180);
  of_before = get_month (test, second.assessor, before);
  g_assert_cmpint (json_object_get_int_member (of_before, "measured"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (of_before, "waited_90"), ==, 0);
}

static void
test_no_months (VeloClaimsTest *test,
                gconstpointer   data)
{
  static const char * const months[] = { "2026", "2026-13", "2026-00", "2026-1", "2026-1x", "x026-11", "2026-11-01", "2026%2011" };
  g_autofree char *desk = velo_claims_test_log_in (test, "desk");
  g_autofree char *partner = velo_claims_test_log_in (test, "partner");

  for (gsize i = 0; i < G_N_ELEMENTS (months); i++)
    {
      g_autofree char *path = g_strdup_printf ("api/v1/figures?month=%s", months[i]);
      g_autoptr(JsonObject) answer G_GNUC_UNUSED = velo_claims_test_call (test, "GET", path, desk, NULL);

      g_assert_cmpuint (test->status, ==, 422);
    }
  json_object_unref (velo_claims_test_call (test, "GET", "api/v1/figures", partner, NULL));
  g_assert_cmpuint (test->status, ==, 403);
}

/* Told before the offer is made, and true then. */
static void
test_offer_end (VeloClaimsTest *test,
                gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autoptr(JsonObject) before = NULL;
  g_autoptr(JsonObject) after = NULL;

  photograph (&flow, test, "26-1234567");
  before = velo_claims_flow_get (&flow, flow.assessor, "/calculation");
  g_assert_cmpint (json_object_get_int_member (before, "offer_end"), ==, test->now + 10 * G_TIME_SPAN_DAY);
  velo_claims_flow_offer (&flow, 123450);
  after = velo_claims_flow_get (&flow, flow.assessor, "/calculation");
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (after, "offer"), "valid_until"), ==,
                   test->now + 10 * G_TIME_SPAN_DAY);
}

#define ADD(NAME, FUNC) \
  g_test_add ("/claims-assess/" NAME, VeloClaimsTest, CONFIG, velo_claims_test_set_up, FUNC, velo_claims_test_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("views", test_views);
  ADD ("impossible-views", test_impossible_views);
  ADD ("months", test_months);
  ADD ("no-months", test_no_months);
  ADD ("offer-end", test_offer_end);
  return g_test_run ();
}
