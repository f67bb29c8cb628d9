/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests what the desk's lists rest on: tasks that end, are put off and belong to a role; pages of claims. */

#include "velo-claims-flow.h"

#include <string.h>

#define CONFIG "[payout]\nname=Training Versicherung\niban=DE89370400440532013000\n"
#define IBAN "DE89370400440532013000"

static JsonArray *
get_tasks (VeloClaimsTest *test,
           const char     *token,
           JsonObject    **answer)
{
  g_clear_pointer (answer, json_object_unref);
  *answer = velo_claims_test_call (test, "GET", "api/v1/tasks", token, NULL);
  g_assert_cmpuint (test->status, ==, 200);
  return json_object_get_array_member (*answer, "tasks");
}

static const char *
get_kind (JsonArray *tasks,
          guint      i)
{
  return json_object_get_string_member (json_array_get_object_element (tasks, i), "kind");
}

/* What is done is not to be done any more, and each role sees its own. */
static void
test_end_by_themselves (VeloClaimsTest *test,
                        gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autoptr(JsonObject) answer = NULL;
  g_autoptr(JsonObject) released = NULL;
  JsonArray *tasks;
  JsonObject *claim;

  velo_claims_flow_init (&flow, test, "26-1234567", "de");
  velo_claims_flow_log_in (&flow);
  velo_claims_flow_photograph (&flow);
  tasks = get_tasks (test, flow.assessor, &answer);
  g_assert_cmpuint (json_array_get_length (tasks), ==, 1);
  g_assert_cmpstr (get_kind (tasks, 0), ==, "calculate");
  claim = json_array_get_object_element (json_object_get_array_member (answer, "claims"), 0);
  g_assert_cmpstr (json_object_get_string_member (claim, "number"), ==, "26-1234567");
  g_assert_cmpstr (json_object_get_string_member (claim, "phone"), ==, "+491711234567");
  velo_claims_flow_offer (&flow, 123450);
  g_assert_cmpuint (json_array_get_length (get_tasks (test, flow.desk, &answer)), ==, 0);
  g_assert_cmpuint (velo_claims_flow_accept (&flow, IBAN), ==, 303);
  tasks = get_tasks (test, flow.desk, &answer);
  g_assert_cmpuint (json_array_get_length (tasks), ==, 1);
  g_assert_cmpstr (get_kind (tasks, 0), ==, "release");
  /* not for who calculates */
  g_assert_cmpuint (json_array_get_length (get_tasks (test, flow.assessor, &answer)), ==, 0);
  released = velo_claims_flow_act (&flow, flow.desk, "POST", "payout", "");
  g_assert_cmpuint (test->status, ==, 200);
  g_assert_cmpuint (json_array_get_length (get_tasks (test, flow.desk, &answer)), ==, 0);
}

/* Who follows the link has got it; sent again, the old link is dead. */
static void
test_messages (VeloClaimsTest *test,
               gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autoptr(JsonObject) answer = NULL;
  g_autoptr(JsonObject) again = NULL;
  g_autoptr(JsonObject) refused = NULL;
  g_autofree char *words = NULL;
  g_autofree char *cookie = NULL;
  g_autofree char *path = NULL;
  g_autofree char *code_path = NULL;
  JsonObject *message;

  velo_claims_flow_init (&flow, test, "26-1234567", "de");
  velo_claims_flow_log_in (&flow);
  velo_claims_flow_photograph (&flow);
  velo_claims_flow_offer (&flow, 123450);
  words = velo_claims_flow_get_words (&flow, "offer");
  g_free (flow.link);
  flow.link = g_strndup (strstr (words, "/s/") + 1, strcspn (strstr (words, "/s/") + 1, " "));
  answer = velo_claims_flow_get (&flow, flow.desk, "/messages");
  message = json_array_get_object_element (json_object_get_array_member (answer, "messages"), 0);
  g_assert_cmpstr (json_object_get_string_member (message, "state"), ==, "queued");
  path = g_strdup_printf ("api/v1/messages/%s/again", json_object_get_string_member (message, "id"));
  refused = velo_claims_test_call (test, "POST", path, flow.desk, "{}");
  g_assert_cmpuint (test->status, ==, 409);
  /* with another telephone: the session of the first goes on */
  cookie = g_strdup (flow.cookie);
  g_assert_cmpuint (velo_claims_flow_form (&flow, flow.link, VELO_CLAIMS_FLOW_LOGIN), ==, 303);
  g_free (flow.cookie);
  flow.cookie = g_steal_pointer (&cookie);
  g_clear_pointer (&answer, json_object_unref);
  answer = velo_claims_flow_get (&flow, flow.desk, "/messages");
  message = json_array_get_object_element (json_object_get_array_member (answer, "messages"), 0);
  g_assert_cmpstr (json_object_get_string_member (message, "state"), ==, "delivered");
  g_assert_cmpstr (json_object_get_string_member (message, "text"), ==, "");
  again = velo_claims_test_call (test, "POST", path, flow.desk, "{}");
  g_assert_cmpuint (test->status, ==, 200);
  g_assert_cmpuint (velo_claims_flow_form (&flow, flow.link, VELO_CLAIMS_FLOW_LOGIN), !=, 303);
  /* a code is asked for by the customer, and never sent again by the desk */
  g_assert_cmpuint (velo_claims_flow_accept (&flow, IBAN), ==, 303);
  g_clear_pointer (&answer, json_object_unref);
  answer = velo_claims_flow_get (&flow, flow.desk, "/messages");
  message = json_array_get_object_element (json_object_get_array_member (answer, "messages"), 0);
  g_assert_cmpstr (json_object_get_string_member (message, "kind"), ==, "code");
  g_assert_cmpstr (json_object_get_string_member (message, "state"), ==, "delivered");
  code_path = g_strdup_printf ("api/v1/messages/%s/again", json_object_get_string_member (message, "id"));
  g_clear_pointer (&refused, json_object_unref);
  refused = velo_claims_test_call (test, "POST", code_path, flow.desk, "{}");
  g_assert_cmpuint (test->status, ==, 409);
  g_clear_pointer (&refused, json_object_unref);
  refused = velo_claims_test_call (test, "POST", path, flow.assessor, "{}");
  g_assert_cmpuint (test->status, ==, 403);
}

/* Sent by the desk itself: from then on nobody reads the link here. */
static void
test_sent_by_hand (VeloClaimsTest *test,
                   gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autofree char *path = NULL;

  velo_claims_flow_init (&flow, test, "26-1234567", "de");
  velo_claims_flow_log_in (&flow);
  velo_claims_flow_photograph (&flow);
  velo_claims_flow_offer (&flow, 123450);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(JsonObject) answer = velo_claims_flow_get (&flow, flow.desk, "/messages");
      JsonObject *message = json_array_get_object_element (json_object_get_array_member (answer, "messages"), 0);
      g_autoptr(JsonObject) sent = NULL;

      g_assert_cmpstr (json_object_get_string_member (message, "state"), ==, i == 0 ? "queued" : "sent");
      g_assert_cmpint (*json_object_get_string_member (message, "text") != '\0', ==, i == 0);
      g_free (path);
      path = g_strdup_printf ("api/v1/messages/%s/sent", json_object_get_string_member (message, "id"));
      sent = velo_claims_test_call (test, "POST", path, flow.desk, "{}");
      g_assert_cmpuint (test->status, ==, i == 0 ? 200 : 409);
    }
  json_object_unref (velo_claims_test_call (test, "POST", path, flow.assessor, "{}"));
  g_assert_cmpuint (test->status, ==, 403);
}

static void
add_claim (VeloClaimsTest *test,
           const char     *token,
           guint           n,
           const char     *more)
{
  g_autofree char *body = g_strdup_printf ("{\"number\":\"26-%07u\",\"country\":\"DE\",\"plate\":\"H-AB %u\","
                                           "\"customer-name\":\"Kunde %u\",\"phone\":\"0171 1234567\"%s}", n, n % 9999 + 1,
                                           n, more);
  g_autoptr(JsonObject) claim = velo_claims_test_call (test, "POST", "api/v1/claims", token, body);

  g_assert_nonnull (claim);
  g_assert_cmpuint (test->status, ==, 201);
}

/* Not reached: tried again later, with what was said; impossible times and foreign tasks are refused. */
static void
test_later (VeloClaimsTest *test,
            gconstpointer   data)
{
  g_autofree char *desk = velo_claims_test_log_in (test, "desk");
  g_autofree char *assessor = velo_claims_test_log_in (test, "assessor");
  g_autoptr(JsonObject) answer = NULL;
  g_autoptr(JsonObject) done = NULL;
  g_autofree char *later = NULL;
  g_autofree char *outcome = NULL;
  JsonObject *task;
  const struct { gint64 delay; const char *note; const char *token; guint status; } tries[] = {
    { -1, "x", desk, 422 }, { 31 * G_TIME_SPAN_DAY, "x", desk, 422 }, { G_TIME_SPAN_HOUR, "", desk, 422 },
    { G_TIME_SPAN_HOUR, "x", assessor, 409 }, { 2 * G_TIME_SPAN_HOUR, "nicht erreicht", desk, 200 },
  };

  add_claim (test, desk, 1, ",\"in-writing\":true");
  task = json_array_get_object_element (get_tasks (test, desk, &answer), 0);
  later = g_strdup_printf ("api/v1/tasks/%s/later", json_object_get_string_member (task, "id"));
  outcome = g_strdup_printf ("api/v1/tasks/%s/outcome", json_object_get_string_member (task, "id"));
  for (gsize i = 0; i < G_N_ELEMENTS (tries); i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"until\":%" G_GINT64_FORMAT ",\"note\":\"%s\"}",
                                               test->now + tries[i].delay, tries[i].note);
      g_autoptr(JsonObject) tried = velo_claims_test_call (test, "POST", later, tries[i].token, body);

      g_assert_nonnull (tried);
      g_assert_cmpuint (test->status, ==, tries[i].status);
    }
  task = json_array_get_object_element (get_tasks (test, desk, &answer), 0);
  g_assert_cmpint (json_object_get_int_member (task, "due"), ==, test->now + 2 * G_TIME_SPAN_HOUR);
  g_assert_cmpstr (json_object_get_string_member (task, "note"), ==, "nicht erreicht");
  done = velo_claims_test_call (test, "POST", outcome, assessor, "{\"outcome\":\"x\"}");
  g_assert_cmpuint (test->status, ==, 409);
  g_clear_pointer (&done, json_object_unref);
  done = velo_claims_test_call (test, "POST", outcome, desk, "{\"outcome\":\"x\"}");
  g_assert_cmpuint (test->status, ==, 200);
  g_clear_pointer (&done, json_object_unref);
  done = velo_claims_test_call (test, "POST", later, desk, "{\"until\":1,\"note\":\"x\"}");
  g_assert_cmpuint (test->status, ==, 422);
}

/* Reads to the end; none is lost or there twice. */
static void
read_pages (VeloClaimsTest *test,
            const char     *token,
            const char     *query,
            guint           n_claims)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *path = g_strconcat ("api/v1/claims?", query, NULL);
  gboolean more = TRUE;
  guint n_pages = 0;

  while (more)
    {
      g_autoptr(JsonObject) answer = velo_claims_test_call (test, "GET", path, token, NULL);
      JsonArray *claims = json_object_get_array_member (answer, "claims");
      JsonObject *last;

      g_assert_cmpuint (json_array_get_length (claims), >, 0);
      if (n_pages++ == 0)
        g_assert_cmpint (json_object_get_int_member (answer, "total"), ==, n_claims);
      for (guint i = 0; i < json_array_get_length (claims); i++)
        g_assert_true (g_hash_table_add (seen, g_strdup (json_object_get_string_member (
                                                 json_array_get_object_element (claims, i), "id"))));
      more = json_object_get_boolean_member (answer, "more");
      last = json_array_get_object_element (claims, json_array_get_length (claims) - 1);
      g_free (path);
      path = g_strdup_printf ("api/v1/claims?%s&clock=%" G_GINT64_FORMAT "&before=%" G_GINT64_FORMAT "&after=%s", query,
                              json_object_get_int_member (answer, "clock"),
                              json_object_get_int_member (last, "changed"), json_object_get_string_member (last, "id"));
    }
  g_assert_cmpuint (n_pages, ==, (n_claims + 49) / 50);
  g_assert_cmpuint (g_hash_table_size (seen), ==, n_claims);
}

/* The clock of this test stands still: all are changed at the same moment. */
static void
test_pages (VeloClaimsTest *test,
            gconstpointer   data)
{
  g_autofree char *desk = velo_claims_test_log_in (test, "desk");
  g_autofree char *partner = velo_claims_test_log_in (test, "partner");
  g_autoptr(JsonObject) own = NULL;

  for (guint i = 0; i < 120; i++)
    add_claim (test, desk, i, i % 40 == 0 ? ",\"portfolio\":\"north\"" : i % 3 == 0 ? ",\"in-writing\":true" : "");
  read_pages (test, desk, "words=&filter=todo", 120);
  read_pages (test, desk, "words=&filter=reported", 120);
  /* the number a partner is told is that of the own portfolio */
  own = velo_claims_test_call (test, "GET", "api/v1/claims?filter=reported", partner, NULL);
  g_assert_cmpint (json_object_get_int_member (own, "total"), ==, 3);
}

/* Returns: how many there are; the first into @number */
static guint
find_claims (VeloClaimsTest *test,
             const char     *token,
             const char     *filter,
             char          **number,
             gint64         *due)
{
  g_autofree char *path = g_strconcat ("api/v1/claims?filter=", filter, NULL);
  g_autoptr(JsonObject) answer = velo_claims_test_call (test, "GET", path, token, NULL);
  JsonArray *claims = json_object_get_array_member (answer, "claims");
  JsonObject *first;

  g_assert_cmpuint (test->status, ==, 200);
  g_assert_cmpuint (json_array_get_length (claims), ==, json_object_get_int_member (answer, "total"));
  g_clear_pointer (number, g_free);
  if (json_array_get_length (claims) == 0)
    return 0;
  first = json_array_get_object_element (claims, 0);
  *number = g_strdup (json_object_get_string_member (first, "number"));
  *due = json_object_get_int_member_with_default (first, "due", 0);
  return json_array_get_length (claims);
}

/* Sessions end in the night. */
static void
next_day (VeloClaimsTest  *test,
          char           **token)
{
  velo_claims_test_advance (test, G_TIME_SPAN_DAY);
  g_free (*token);
  *token = velo_claims_test_log_in (test, "desk");
}

/* What is due first is at the top, though others were changed later; what has no time comes last. */
static void
test_due_first (VeloClaimsTest *test,
                gconstpointer   data)
{
  g_autofree char *desk = velo_claims_test_log_in (test, "desk");
  g_autoptr(JsonObject) answer = NULL;
  g_autoptr(JsonObject) put_off = NULL;
  g_autofree char *body = g_strdup_printf ("{\"until\":%" G_GINT64_FORMAT ",\"note\":\"nicht erreicht\"}",
                                           test->now + 20 * G_TIME_SPAN_DAY);
  g_autofree char *later = NULL;
  g_autofree char *number = NULL;
  JsonObject *task;
  gint64 due = 0;
  gint64 first_due;

  add_claim (test, desk, 1, ",\"in-writing\":true");
  next_day (test, &desk);
  add_claim (test, desk, 2, ",\"in-writing\":true");
  next_day (test, &desk);
  add_claim (test, desk, 3, "");
  g_assert_cmpuint (find_claims (test, desk, "todo", &number, &due), ==, 3);
  g_assert_cmpstr (number, ==, "26-0000001");
  task = json_array_get_object_element (get_tasks (test, desk, &answer), 0);
  g_assert_cmpint (due, ==, json_object_get_int_member (task, "due"));
  g_assert_cmpint (due, <, test->now);
  first_due = due;
  /* put off, the second is first */
  later = g_strdup_printf ("api/v1/tasks/%s/later", json_object_get_string_member (task, "id"));
  put_off = velo_claims_test_call (test, "POST", later, desk, body);
  g_assert_cmpuint (test->status, ==, 200);
  g_assert_cmpuint (find_claims (test, desk, "todo", &number, &due), ==, 3);
  g_assert_cmpstr (number, ==, "26-0000002");
  g_assert_cmpint (due, >, first_due);
  /* all of them, and what ended, by the time of change */
  g_assert_cmpuint (find_claims (test, desk, "", &number, &due), ==, 3);
  g_assert_cmpstr (number, ==, "26-0000003");
  g_assert_cmpuint (find_claims (test, desk, "ended", &number, &due), ==, 0);
  /* of one state, by what is due first again */
  g_assert_cmpuint (find_claims (test, desk, "reported", &number, &due), ==, 3);
  g_assert_cmpstr (number, ==, "26-0000002");
}

/* Each has to do what is its own; for the others the claim is on its way. */
static void
test_duties (VeloClaimsTest *test,
             gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autofree char *partner = NULL;
  g_autofree char *number = NULL;
  gint64 due = 0;
  gint64 promised;

  velo_claims_flow_init (&flow, test, "26-1234567", "de");
  partner = velo_claims_test_log_in (test, "partner");
  add_claim (test, flow.desk, 2, "");
  g_assert_cmpuint (find_claims (test, flow.assessor, "todo", &number, &due), ==, 0);
  g_assert_cmpuint (find_claims (test, flow.desk, "todo", &number, &due), ==, 1);
  g_assert_cmpstr (number, ==, "26-0000002");
  velo_claims_flow_log_in (&flow);
  velo_claims_flow_photograph (&flow);
  g_assert_cmpuint (find_claims (test, flow.assessor, "todo", &number, &due), ==, 1);
  g_assert_cmpstr (number, ==, "26-1234567");
  promised = due;
  g_assert_cmpint (promised, >, test->now);
  g_assert_cmpuint (find_claims (test, flow.assessor, "running", &number, &due), ==, 1);
  g_assert_cmpstr (number, ==, "26-0000002");
  g_assert_cmpuint (find_claims (test, flow.desk, "todo", &number, &due), ==, 1);
  g_assert_cmpuint (find_claims (test, flow.desk, "running", &number, &due), ==, 1);
  g_assert_cmpstr (number, ==, "26-1234567");
  g_assert_cmpint (due, ==, promised);
  velo_claims_flow_offer (&flow, 123450);
  g_assert_cmpuint (find_claims (test, flow.assessor, "todo", &number, &due), ==, 0);
  g_assert_cmpuint (velo_claims_flow_accept (&flow, IBAN), ==, 303);
  g_assert_cmpuint (find_claims (test, flow.desk, "todo", &number, &due), ==, 2);
  g_assert_cmpstr (number, ==, "26-1234567");
  g_assert_cmpuint (find_claims (test, flow.assessor, "todo", &number, &due), ==, 0);
  /* the sales partner follows what others do, of the own portfolio */
  g_assert_cmpuint (find_claims (test, partner, "todo", &number, &due), ==, 1);
  g_assert_cmpstr (number, ==, "26-1234567");
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *name; void (*test) (VeloClaimsTest *, gconstpointer); } tests[] = {
    { "end-by-themselves", test_end_by_themselves },
    { "messages", test_messages }, { "sent-by-hand", test_sent_by_hand }, { "later", test_later }, { "pages", test_pages },
    { "due-first", test_due_first }, { "duties", test_duties },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/claims-server/tasks/", tests[i].name, NULL);

      g_test_add (path, VeloClaimsTest, CONFIG, velo_claims_test_set_up, tests[i].test, velo_claims_test_tear_down);
    }
  return g_test_run ();
}
