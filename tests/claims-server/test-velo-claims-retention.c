/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests how long claims live, over HTTP: what is deleted when, and of what the desk is reminded before. */

#include "velo-claims-flow.h"

#include <string.h>

#define CONFIG "[payout]\nname=Training Versicherung\niban=DE89370400440532013000\nsecond-person-euros=2000\n"
#define IBAN "DE89370400440532013000"

#define DAY G_TIME_SPAN_DAY

static void
accepted (VeloClaimsFlow *flow,
          VeloClaimsTest *test,
          const char     *number)
{
  velo_claims_flow_init (flow, test, number, "de");
  velo_claims_flow_log_in (flow);
  velo_claims_flow_photograph (flow);
  velo_claims_flow_offer (flow, 123450);
  g_assert_cmpuint (velo_claims_flow_accept (flow, IBAN), ==, 303);
}

static gint64
count_deleted (VeloClaimsTest *test,
               const char     *what)
{
  g_autofree char *desk = velo_claims_test_log_in (test, "desk");
  g_autoptr(JsonObject) answer = velo_claims_test_call (test, "GET", "api/v1/deletions", desk, NULL);
  JsonArray *deletions = json_object_get_array_member (answer, "deletions");
  gint64 n = 0;

  for (guint i = 0; i < json_array_get_length (deletions); i++)
    {
      JsonObject *row = json_array_get_object_element (deletions, i);

      if (g_str_equal (json_object_get_string_member (row, "what"), what))
        n += json_object_get_int_member (row, "count");
    }
  return n;
}

/* Each period from both sides; the protocol counts and names nobody. */
static void
test_deletions (VeloClaimsTest *test,
                gconstpointer   data)
{
  g_auto(VeloClaimsFlow) unused = { NULL };
  g_auto(VeloClaimsFlow) begun = { NULL };
  g_auto(VeloClaimsFlow) paid = { NULL };
  g_autoptr(GBytes) photo = velo_claims_flow_draw_photo (5, 320, 240);
  static const struct { gint64 days; const char *what; gint64 count; } runs[] = {
    { 30, "unused-invitations", 1 }, { 60, "message-texts", 2 }, { 93, "unfinished-photos", 1 },
    { 3653 - 183, "settled-claims", 1 },
  };

  accepted (&paid, test, "26-1234567");
  json_object_unref (velo_claims_flow_act (&paid, paid.desk, "POST", "payout", ""));
  json_object_unref (velo_claims_flow_act (&paid, paid.desk, "POST", "payment", ""));
  velo_claims_flow_init (&begun, test, "26-2", "de");
  velo_claims_flow_log_in (&begun);
  g_assert_cmpuint (velo_claims_flow_upload (&begun, "odometer", photo), ==, 200);
  velo_claims_flow_init (&unused, test, "26-3", "de");
  for (gsize i = 0; i < G_N_ELEMENTS (runs); i++)
    {
      g_test_message ("%s", runs[i].what);
      velo_claims_test_advance (test, runs[i].days * G_TIME_SPAN_DAY);
      velo_claims_test_restart (test, CONFIG);
      g_assert_cmpint (count_deleted (test, runs[i].what), ==, 0);
      velo_claims_test_advance (test, 1);
      velo_claims_test_restart (test, CONFIG);
      g_assert_cmpint (count_deleted (test, runs[i].what), ==, runs[i].count);
      velo_claims_test_advance (test, -1);
    }
}

/* The service runs again, and with it what it does by itself; everybody logs in again. */
static void
later (VeloClaimsFlow *flow,
       gint64          usec)
{
  velo_claims_test_advance (flow->test, usec);
  velo_claims_test_restart (flow->test, CONFIG);
  g_clear_pointer (&flow->desk, g_free);
  g_clear_pointer (&flow->assessor, g_free);
  flow->desk = velo_claims_test_log_in (flow->test, "desk");
  flow->assessor = velo_claims_test_log_in (flow->test, "assessor");
}

/* The identity of the open task of that kind. */
static char *
find_open (VeloClaimsFlow *flow,
           const char     *kind)
{
  g_autoptr(JsonObject) whole = velo_claims_flow_get (flow, flow->desk, "");
  JsonArray *tasks = json_object_get_array_member (whole, "tasks");

  for (guint i = 0; i < json_array_get_length (tasks); i++)
    {
      JsonObject *task = json_array_get_object_element (tasks, i);

      if (g_str_equal (json_object_get_string_member (task, "kind"), kind)
          && json_object_get_int_member_with_default (task, "done", 0) == 0)
        return g_strdup (json_object_get_string_member (task, "id"));
    }
  return NULL;
}

static void
act_on_task (VeloClaimsFlow *flow,
             const char     *kind,
             const char     *how,
             const char     *body)
{
  g_autofree char *id = find_open (flow, kind);
  g_autofree char *path = g_strdup_printf ("api/v1/tasks/%s/%s", id, how);

  g_assert_nonnull (id);
  g_clear_pointer (&flow->json, json_object_unref);
  flow->json = velo_claims_test_call (flow->test, "POST", path, flow->desk, body);
  g_assert_cmpuint (flow->test->status, ==, 200);
}

static gboolean
is_in (VeloClaimsFlow *flow,
       const char     *wanted)
{
  g_autofree char *state = velo_claims_flow_get_state (flow);

  g_test_message ("%s is %s", flow->number, state);
  return g_str_equal (state, wanted);
}

static guint
count_photos (VeloClaimsFlow *flow)
{
  g_autoptr(JsonObject) whole = velo_claims_flow_get (flow, flow->desk, "/export");

  return json_array_get_length (json_object_get_array_member (whole, "photos"));
}

/* By @way a claim comes to where it is left alone: the first letters of what happens to it. */
static void
bring (VeloClaimsFlow *flow,
       VeloClaimsTest *test,
       const char     *number,
       const char     *way)
{
  velo_claims_flow_init (flow, test, number, "de");
  velo_claims_flow_log_in (flow);
  velo_claims_flow_photograph (flow);
  for (; *way != '\0'; way++)
    {
      g_test_message ("%s: %c", number, *way);
      if (*way == 'c')
        json_object_unref (velo_claims_flow_act (flow, flow->assessor, "POST", "calculation", ""));
      else if (*way == 'o')
        velo_claims_flow_offer (flow, 123450);
      else if (*way == 'd')
        test->status = velo_claims_flow_form (flow, "claim/decline", "reason=No") == 303 ? 200 : 0;
      else if (*way == 'b')
        json_object_unref (velo_claims_flow_act (flow, flow->desk, "POST", "call", ",\"outcome\":\"Spoke\""));
      else if (*way == 'a')
        test->status = velo_claims_flow_accept (flow, IBAN) == 303 ? 200 : 0;
      else
        json_object_unref (velo_claims_flow_act (flow, flow->desk, "POST", "payout", ""));
      g_assert_cmpuint (test->status, ==, 200);
    }
}

/* @task: what follows from where it stands, or the reminder */
typedef struct
{
  const char *number;
  const char *way;
  const char *state;
  const char *task;
  gboolean closes;
  guint photos;
} Left;

static void
leave_alone (VeloClaimsTest *test,
             const Left     *left)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autofree char *reminder = NULL;
  g_autofree char *task = NULL;
  g_autofree char *last = NULL;

  bring (&flow, test, left->number, left->way);
  g_assert_true (is_in (&flow, left->state));
  later (&flow, 30 * DAY);
  reminder = find_open (&flow, "untouched");
  g_assert_null (reminder);
  later (&flow, 1);
  task = find_open (&flow, left->task);
  g_assert_nonnull (task);
  /* meanwhile the words of messages go, and there is a task about the one that never went out */
  later (&flow, 100 * DAY);
  later (&flow, 53 * DAY - 1);
  g_assert_true (is_in (&flow, left->state));
  later (&flow, 1);
  g_assert_true (is_in (&flow, left->closes ? "closed" : left->state));
  g_assert_cmpuint (count_photos (&flow), ==, left->photos);
  last = find_open (&flow, left->task);
  g_assert_true ((last == NULL) == left->closes);
}

/* The next one begins at the same time, with no other claim. */
static void
begin_anew (VeloClaimsTest *test,
            gconstpointer   data)
{
  velo_claims_test_tear_down (test, data);
  memset (test, 0, sizeof *test);
  velo_claims_test_set_up (test, data);
}

/* What waits for desk, assessor or bank, and is forgotten: wherever it stands there is a task, the one
 * that follows from the state or a reminder; after half a year it is closed, unless money is owed. */
static void
test_untouched (VeloClaimsTest *test,
                gconstpointer   data)
{
  static const Left lefts[] = {
    { "26-1", "", "photos_complete", "calculate", TRUE, 0 }, { "26-2", "c", "calculating", "calculate", TRUE, 0 },
    { "26-3", "od", "declined", "call-back", TRUE, 9 }, { "26-4", "odb", "call_back", "untouched", TRUE, 9 },
    { "26-5", "oa", "accepted", "release", FALSE, 9 }, { "26-6", "oap", "payout_ordered", "untouched", FALSE, 9 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lefts); i++)
    {
      if (i > 0)
        begin_anew (test, data);
      leave_alone (test, &lefts[i]);
    }
}

static void
report (VeloClaimsFlow *flow,
        VeloClaimsTest *test,
        gboolean        suitable)
{
  g_autoptr(JsonObject) claim = NULL;

  flow->test = test;
  flow->number = g_strdup ("26-1");
  flow->desk = velo_claims_test_log_in (test, "desk");
  claim = velo_claims_test_call (test, "POST", "api/v1/claims", flow->desk,
                                 "{\"number\":\"26-1\",\"country\":\"DE\",\"plate\":\"H-AB 123\","
                                 "\"customer-name\":\"Erika Muster\",\"phone\":\"0171 1234567\","
                                 "\"intake\":{\"financing\":\"paid\",\"estimate-cents\":100000}}");
  g_assert_cmpuint (test->status, ==, 201);
  flow->id = g_strdup (json_object_get_string_member (claim, "id"));
  if (suitable)
    json_object_unref (velo_claims_flow_act (flow, flow->desk, "POST", "decision", ""));
  g_assert_true (is_in (flow, suitable ? "suitable" : "reported"));
}

/* Taken, and forgotten before anybody was invited. */
static void
test_forgotten (VeloClaimsTest *test,
                gconstpointer   data)
{
  for (int suitable = 0; suitable <= 1; suitable++)
    {
      g_auto(VeloClaimsFlow) flow = { NULL };
      g_autofree char *early = NULL;
      g_autofree char *task = NULL;

      if (suitable)
        begin_anew (test, data);
      report (&flow, test, suitable);
      later (&flow, 30 * DAY);
      early = find_open (&flow, "untouched");
      g_assert_null (early);
      later (&flow, 1);
      task = find_open (&flow, "untouched");
      g_assert_nonnull (task);
      later (&flow, 153 * DAY - 1);
      g_assert_true (is_in (&flow, suitable ? "suitable" : "reported"));
      g_assert_cmpint (count_deleted (test, "untouched-claims"), ==, 0);
      later (&flow, 1);
      g_assert_true (is_in (&flow, "closed"));
      g_assert_cmpint (count_deleted (test, "untouched-claims"), ==, 1);
    }
}

/* Whoever deals with the reminder works on the claim: half a year from then, and another reminder. */
static void
test_reminded (VeloClaimsTest *test,
               gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autofree char *body = NULL;
  g_autofree char *none = NULL;

  report (&flow, test, TRUE);
  later (&flow, 100 * DAY);
  act_on_task (&flow, "untouched", "outcome", "{\"outcome\":\"Is abroad\"}");
  later (&flow, 30 * DAY);
  none = find_open (&flow, "untouched");
  g_assert_null (none);
  later (&flow, 152 * DAY);
  g_assert_true (is_in (&flow, "suitable"));
  body = g_strdup_printf ("{\"until\":%" G_GINT64_FORMAT ",\"note\":\"Calls on Monday\"}", test->now + 20 * DAY);
  act_on_task (&flow, "untouched", "later", body);
  later (&flow, 20 * DAY - 1);
  g_assert_true (is_in (&flow, "suitable"));
  later (&flow, 1);
  g_assert_true (is_in (&flow, "closed"));
}

/* A photo that never got whole has its place in it still. */
static void
test_parts (VeloClaimsTest *test,
            gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autoptr(GBytes) photo = velo_claims_flow_draw_photo (5, 320, 240);
  g_autoptr(GBytes) part = g_bytes_new_from_bytes (photo, 0, 100);
  g_autofree char *upload = NULL;

  velo_claims_flow_init (&flow, test, "26-1", "de");
  velo_claims_flow_log_in (&flow);
  g_assert_cmpuint (velo_claims_flow_upload (&flow, "odometer", photo), ==, 200);
  upload = velo_claims_flow_begin (&flow, "registration", g_bytes_get_size (photo));
  g_assert_cmpuint (velo_claims_flow_add (&flow, upload, 0, part), ==, 200);
  later (&flow, 30 * DAY);
  g_assert_cmpint (count_deleted (test, "photo-parts"), ==, 0);
  later (&flow, 1);
  g_assert_cmpint (count_deleted (test, "photo-parts"), ==, 1);
  g_assert_cmpuint (count_photos (&flow), ==, 1);
}

/* The periods are settings, and customers read those that hold. */
static void
test_settings (VeloClaimsTest *test,
               gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  static const char config[] = CONFIG "[retention]\nunused-days=3\nmessage-days=77\nunfinished-months=5\nsettled-years=8\n";

  velo_claims_flow_init (&flow, test, "26-1", "de");
  velo_claims_test_advance (test, 3 * DAY + 1);
  velo_claims_test_restart (test, config);
  g_assert_cmpint (count_deleted (test, "unused-invitations"), ==, 1);
  g_assert_cmpuint (velo_claims_flow_send (&flow, "GET", "privacy", NULL, NULL, NULL), ==, 200);
  g_assert_nonnull (strstr (flow.text, "nach 3 Tagen"));
  g_assert_nonnull (strstr (flow.text, "nach 77 Tagen"));
  g_assert_nonnull (strstr (flow.text, "nach 5 Monaten"));
  g_assert_nonnull (strstr (flow.text, "nach 8 Jahren"));
  g_assert_null (strchr (flow.text, '{'));
  velo_claims_test_advance (test, 8 * 365 * DAY + 2 * DAY);
  velo_claims_test_restart (test, config);
  g_assert_cmpint (count_deleted (test, "settled-claims"), ==, 0);
  velo_claims_test_advance (test, 1);
  velo_claims_test_restart (test, config);
  g_assert_cmpint (count_deleted (test, "settled-claims"), ==, 1);
}

#define ADD(NAME, FUNC) \
  g_test_add ("/claims-retention/" NAME, VeloClaimsTest, CONFIG, velo_claims_test_set_up, FUNC, velo_claims_test_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("deletions", test_deletions);
  ADD ("untouched", test_untouched);
  ADD ("forgotten", test_forgotten);
  ADD ("reminded", test_reminded);
  ADD ("parts", test_parts);
  ADD ("settings", test_settings);
  return g_test_run ();
}
