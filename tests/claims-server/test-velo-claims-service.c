/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the claims service over HTTP: accounts, roles, claims, states, tasks and invitations. */

#include "velo-claims-test.h"

#include <string.h>

#include "velo-suitability.h"

#define CLAIM \
  "{\"number\":\"26-1234567\",\"kind\":\"liability\",\"country\":\"DE\",\"region\":\"DE-NI\"," \
  "\"plate\":\"H-AB 123\",\"customer-name\":\"Jürgen Übel\",\"phone\":\"0171 1234567\"," \
  "\"portfolio\":\"north\",\"consent\":\"Ja, ich will das Geld.\",\"intake\":{\"financing\":\"paid\"}%s}"

static JsonObject *
add_claim (VeloClaimsTest *test,
           const char     *token,
           const char     *more)
{
  g_autofree char *body = g_strdup_printf (CLAIM, more);

  return velo_claims_test_call (test, "POST", "api/v1/claims", token, body);
}

static char *
dup_id (JsonObject *claim)
{
  return g_strdup (json_object_get_string_member (claim, "id"));
}

/* Posts with the revision that the claim has now. */
static JsonObject *
post (VeloClaimsTest *test,
      const char     *token,
      const char     *id,
      const char     *what,
      const char     *more)
{
  g_autofree char *path = g_strdup_printf ("api/v1/claims/%s", id);
  g_autofree char *target = g_strdup_printf ("api/v1/claims/%s/%s", id, what);
  g_autoptr(JsonObject) whole = velo_claims_test_call (test, "GET", path, token, NULL);
  JsonObject *claim = json_object_get_object_member (whole, "claim");
  g_autofree char *body = NULL;

  body = g_strdup_printf ("{\"revision\":%" G_GINT64_FORMAT "%s}", json_object_get_int_member (claim, "revision"), more);
  return velo_claims_test_call (test, "POST", target, token, body);
}

static void
test_log_in (VeloClaimsTest *test,
             gconstpointer   data)
{
  static const char *const wrong[] = {
    "{\"name\":\"desk\",\"password\":\"wrong\"}", "{\"name\":\"nobody\",\"password\":\"a long password\"}",
    "{\"name\":\"desk\"}", "{}", "{\"name\":[],\"password\":{}}",
  };
  g_autofree char *token = velo_claims_test_log_in (test, "desk");
  g_autofree char *partner = velo_claims_test_log_in (test, "partner");
  g_autoptr(JsonObject) list = velo_claims_test_call (test, "GET", "api/v1/claims", token, NULL);

  g_assert_cmpuint (strlen (token), ==, 22);
  g_assert_cmpstr (token, !=, partner);
  g_assert_cmpuint (test->status, ==, 200);
  g_assert_nonnull (list);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(JsonObject) answer = velo_claims_test_call (test, "POST", "api/v1/session", NULL, wrong[i]);

      g_assert_cmpuint (test->status, ==, 401);
      g_assert_cmpstr (json_object_get_string_member (answer, "error"), ==, "unauthorized");
    }
}

static void
test_log_out (VeloClaimsTest *test,
              gconstpointer   data)
{
  g_autofree char *token = velo_claims_test_log_in (test, "desk");
  g_autoptr(JsonObject) gone G_GNUC_UNUSED = velo_claims_test_call (test, "DELETE", "api/v1/session", token, NULL);
  g_autoptr(JsonObject) again = NULL;

  g_assert_cmpuint (test->status, ==, 200);
  again = velo_claims_test_call (test, "GET", "api/v1/claims", token, NULL);
  g_assert_cmpuint (test->status, ==, 401);
}

static guint
list_status (VeloClaimsTest *test,
             const char     *token)
{
  g_autoptr(JsonObject) answer = velo_claims_test_call (test, "GET", "api/v1/claims", token, NULL);

  g_assert_nonnull (answer);
  return test->status;
}

/* 30 minutes unused, 8 hours in all: each edge from both sides. */
static void
test_session_ends (VeloClaimsTest *test,
                   gconstpointer   data)
{
  g_autofree char *idle = velo_claims_test_log_in (test, "desk");
  g_autofree char *busy = NULL;

  velo_claims_test_advance (test, 30 * G_TIME_SPAN_MINUTE);
  g_assert_cmpuint (list_status (test, idle), ==, 200);
  velo_claims_test_advance (test, 30 * G_TIME_SPAN_MINUTE + 1);
  g_assert_cmpuint (list_status (test, idle), ==, 401);
  busy = velo_claims_test_log_in (test, "desk");
  for (int i = 0; i < 16; i++)
    {
      velo_claims_test_advance (test, 30 * G_TIME_SPAN_MINUTE);
      g_assert_cmpuint (list_status (test, busy), ==, 200);
    }
  velo_claims_test_advance (test, 1);
  g_assert_cmpuint (list_status (test, busy), ==, 401);
}

static void
test_too_many_tries (VeloClaimsTest *test,
                     gconstpointer   data)
{
  guint refused = 0;

  for (int i = 0; i < 12; i++)
    {
      g_autoptr(JsonObject) answer = velo_claims_test_call (test, "POST", "api/v1/session", NULL,
                                                            "{\"name\":\"desk\",\"password\":\"wrong\"}");

      g_assert_nonnull (answer);
      refused += test->status == 429;
    }
  g_assert_cmpuint (refused, >, 0);
}

/* Every route refuses who is not logged in, and who has the wrong role. */
static void
test_roles (VeloClaimsTest *test,
            gconstpointer   data)
{
  static const struct { const char *method; const char *path; gboolean assessor; gboolean partner; } routes[] = {
    { "DELETE", "api/v1/session", TRUE, TRUE }, { "GET", "api/v1/claims", TRUE, TRUE },
    { "POST", "api/v1/claims", FALSE, FALSE },
    { "GET", "api/v1/claims/0123456789abcdef0123456789abcdef", TRUE, TRUE },
    { "PUT", "api/v1/claims/0123456789abcdef0123456789abcdef", FALSE, FALSE },
    { "POST", "api/v1/claims/0123456789abcdef0123456789abcdef/decision", FALSE, FALSE },
    { "POST", "api/v1/claims/0123456789abcdef0123456789abcdef/invitation", FALSE, FALSE },
    { "POST", "api/v1/claims/0123456789abcdef0123456789abcdef/closing", FALSE, FALSE },
    { "GET", "api/v1/tasks", TRUE, FALSE },
    { "POST", "api/v1/tasks/0123456789abcdef0123456789abcdef/outcome", TRUE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    for (int role = 0; role < 3; role++)
      {
        g_autofree char *token = role == 0 ? NULL : velo_claims_test_log_in (test, role == 1 ? "assessor" : "partner");
        gboolean allowed = role == 1 ? routes[i].assessor : role == 2 ? routes[i].partner : FALSE;
        gboolean with_body = strcmp (routes[i].method, "GET") != 0 && strcmp (routes[i].method, "DELETE") != 0;
        g_autoptr(JsonObject) answer = NULL;

        g_test_message ("%s %s as %d", routes[i].method, routes[i].path, role);
        /* away from the limit of tries to log in */
        if (i % 4 == 3 && role == 0)
          velo_claims_test_restart (test, NULL);
        answer = velo_claims_test_call (test, routes[i].method, routes[i].path, token, with_body ? "{}" : NULL);
        if (role == 0)
          g_assert_cmpuint (test->status, ==, 401);
        else if (allowed)
          g_assert_cmpuint (test->status, !=, 403);
        else
          g_assert_cmpuint (test->status, ==, 403);
      }
}

static void
test_take_claim (VeloClaimsTest *test,
                 gconstpointer   data)
{
  g_autofree char *token = velo_claims_test_log_in (test, "desk");
  g_autoptr(JsonObject) claim = add_claim (test, token, "");
  g_autoptr(JsonObject) twice = NULL;
  g_autoptr(JsonObject) decided = NULL;
  g_autoptr(JsonObject) stale = NULL;
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;

  g_assert_cmpuint (test->status, ==, 201);
  g_assert_cmpstr (json_object_get_string_member (claim, "state"), ==, "reported");
  g_assert_cmpstr (json_object_get_string_member (claim, "phone"), ==, "+491711234567");
  g_assert_cmpstr (json_object_get_string_member (claim, "consent-by"), ==, "The desk");
  g_assert_cmpint (json_object_get_int_member (claim, "consent-time"), ==, test->now);
  twice = add_claim (test, token, ",\"number\":\"26 1234567\"");
  g_assert_cmpuint (test->status, ==, 409);
  id = dup_id (claim);
  decided = post (test, token, id, "decision", "");
  g_assert_cmpuint (test->status, ==, 200);
  g_assert_cmpstr (json_object_get_string_member (decided, "state"), ==, "suitable");
  path = g_strdup_printf ("api/v1/claims/%s/decision", id);
  stale = velo_claims_test_call (test, "POST", path, token, "{\"revision\":1}");
  g_assert_cmpuint (test->status, ==, 409);
}

static void
test_wrong_entries (VeloClaimsTest *test,
                    gconstpointer   data)
{
  static const struct { const char *more; int problem; } entries[] = {
    { ",\"number\":\"\"", VELO_CLAIM_PROBLEM_NUMBER }, { ",\"number\":\"<b>\"", VELO_CLAIM_PROBLEM_NUMBER },
    { ",\"country\":\"CH\"", VELO_CLAIM_PROBLEM_COUNTRY }, { ",\"region\":\"AT\"", VELO_CLAIM_PROBLEM_REGION },
    { ",\"plate\":\"?\"", VELO_CLAIM_PROBLEM_PLATE }, { ",\"customer-name\":\" \"", VELO_CLAIM_PROBLEM_NAME },
    { ",\"phone\":\"call me\"", VELO_CLAIM_PROBLEM_PHONE },
    { ",\"loss-date\":\"2027-01-01\"", VELO_CLAIM_PROBLEM_LOSS_DATE },
  };
  g_autofree char *token = velo_claims_test_log_in (test, "desk");
  g_autofree char *longest = g_strnfill (5000, 'x');
  g_autofree char *too_long = g_strdup_printf (",\"description\":\"%s\"", longest);
  g_autoptr(JsonObject) refused = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autoptr(JsonObject) answer = add_claim (test, token, entries[i].more);

      g_test_message ("%s", entries[i].more);
      g_assert_cmpuint (test->status, ==, 422);
      g_assert_cmpint (json_object_get_int_member (answer, "problems") & entries[i].problem, !=, 0);
    }
  refused = add_claim (test, token, too_long);
  g_assert_cmpint (json_object_get_int_member (refused, "problems"), ==, VELO_CLAIM_PROBLEM_TEXT);
}

static void
test_unsuitable (VeloClaimsTest *test,
                 gconstpointer   data)
{
  g_autofree char *token = velo_claims_test_log_in (test, "desk");
  g_autoptr(JsonObject) claim = add_claim (test, token, ",\"intake\":{\"financing\":\"leasing\"}");
  g_autofree char *id = dup_id (claim);
  g_autofree char *path = g_strdup_printf ("api/v1/claims/%s", id);
  g_autofree char *expected = g_strdup_printf ("suitability:%d", VELO_SUITABILITY_REASON_LEASED);
  g_autoptr(JsonObject) decided = post (test, token, id, "decision", "");
  g_autoptr(JsonObject) invited G_GNUC_UNUSED = post (test, token, id, "invitation", "");
  g_autoptr(JsonObject) whole = NULL;
  JsonArray *entries;

  g_assert_cmpuint (test->status, ==, 409);
  g_assert_cmpstr (json_object_get_string_member (decided, "state"), ==, "unsuitable");
  whole = velo_claims_test_call (test, "GET", path, token, NULL);
  entries = json_object_get_array_member (whole, "entries");
  g_assert_cmpuint (json_array_get_length (entries), ==, 3);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (entries, 2), "reason"), ==, expected);
}

/* The link is told once, is not in the database, and an older one stops working. */
static void
test_invite (VeloClaimsTest *test,
             gconstpointer   data)
{
  g_autofree char *token = velo_claims_test_log_in (test, "desk");
  g_autoptr(JsonObject) claim = add_claim (test, token, "");
  g_autofree char *id = dup_id (claim);
  g_autoptr(JsonObject) early G_GNUC_UNUSED = post (test, token, id, "invitation", "");
  g_autoptr(JsonObject) decided = NULL;
  g_autoptr(JsonObject) invited = NULL;
  g_autofree char *content = NULL;
  const char *url;
  const char *text;
  gsize length;

  g_assert_cmpuint (test->status, ==, 409);
  decided = post (test, token, id, "decision", "");
  invited = post (test, token, id, "invitation", "");
  g_assert_cmpuint (test->status, ==, 201);
  url = json_object_get_string_member (invited, "url");
  text = json_object_get_string_member (invited, "text");
  g_assert_true (g_str_has_prefix (url, "https://claims.example/s/"));
  g_assert_cmpuint (strlen (strrchr (url, '/') + 1), ==, 22);
  g_assert_nonnull (strstr (text, url));
  g_assert_nonnull (strstr (text, "0511 123456"));
  g_assert_nonnull (strstr (text, "Gültig bis 19.11. 10 Uhr"));
  velo_claims_service_stop (test->service);
  g_assert_true (g_file_get_contents (test->database, &content, &length, NULL));
  g_assert_null (g_strstr_len (content, (gssize) length, strrchr (url, '/') + 1));
  velo_claims_test_restart (test, NULL);
}

/* A way that is none is refused in a sentence, and no link is made; without one the link is shown. */
static void
test_ways (VeloClaimsTest *test,
           gconstpointer   data)
{
  static const char *const unknown[] = { "\"Message\"", "\"sms\"", "\"message \"", "5", "null", "true", "[]", "{}" };
  static const char *const known[] = { "", ",\"way\":\"\"", ",\"way\":\"link\"" };
  g_autofree char *token = velo_claims_test_log_in (test, "desk");
  g_autoptr(JsonObject) claim = add_claim (test, token, "");
  g_autofree char *id = dup_id (claim);

  json_object_unref (post (test, token, id, "decision", ""));
  for (gsize i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      g_autofree char *more = g_strdup_printf (",\"way\":%s", unknown[i]);
      g_autoptr(JsonObject) refused = post (test, token, id, "invitation", more);

      g_test_message ("%s", more);
      g_assert_cmpuint (test->status, ==, 422);
      g_assert_cmpstr (json_object_get_string_member (refused, "error"), ==, "invalid");
      g_assert_nonnull (strstr (json_object_get_string_member (refused, "sentence"), "message"));
      g_assert_false (json_object_has_member (refused, "url"));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autoptr(JsonObject) made = post (test, token, id, "invitation", known[i]);

      g_assert_cmpuint (test->status, ==, 201);
      g_assert_true (json_object_has_member (made, "url"));
    }
}

static void
test_no_consent (VeloClaimsTest *test,
                 gconstpointer   data)
{
  g_autofree char *token = velo_claims_test_log_in (test, "desk");
  g_autoptr(JsonObject) claim = add_claim (test, token, ",\"consent\":\"\"");
  g_autofree char *id = dup_id (claim);
  g_autoptr(JsonObject) decided G_GNUC_UNUSED = post (test, token, id, "decision", "");
  g_autoptr(JsonObject) invited G_GNUC_UNUSED = post (test, token, id, "invitation", "");

  g_assert_cmpuint (test->status, ==, 422);
}

static void
test_written_report (VeloClaimsTest *test,
                     gconstpointer   data)
{
  g_autofree char *token = velo_claims_test_log_in (test, "desk");
  g_autoptr(JsonObject) claim G_GNUC_UNUSED = add_claim (test, token, ",\"in-writing\":true");
  g_autoptr(JsonObject) tasks = velo_claims_test_call (test, "GET", "api/v1/tasks", token, NULL);
  g_autoptr(JsonObject) done = NULL;
  g_autoptr(JsonObject) again = NULL;
  g_autoptr(JsonObject) left = NULL;
  g_autofree char *path = NULL;
  JsonObject *task;

  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (tasks, "tasks")), ==, 1);
  task = json_array_get_object_element (json_object_get_array_member (tasks, "tasks"), 0);
  g_assert_cmpstr (json_object_get_string_member (task, "kind"), ==, "offer-service");
  g_assert_cmpint (json_object_get_int_member (task, "due"), ==, test->now + 8 * G_TIME_SPAN_HOUR);
  path = g_strdup_printf ("api/v1/tasks/%s/outcome", json_object_get_string_member (task, "id"));
  done = velo_claims_test_call (test, "POST", path, token, "{\"outcome\":\"\"}");
  g_assert_cmpuint (test->status, ==, 422);
  again = velo_claims_test_call (test, "POST", path, token, "{\"outcome\":\"will es\"}");
  g_assert_cmpuint (test->status, ==, 200);
  left = velo_claims_test_call (test, "POST", path, token, "{\"outcome\":\"will es\"}");
  g_assert_cmpuint (test->status, ==, 409);
}

static guint
count_found (VeloClaimsTest *test,
             const char     *token,
             const char     *query)
{
  g_autofree char *path = g_strconcat ("api/v1/claims?", query, NULL);
  g_autoptr(JsonObject) found = velo_claims_test_call (test, "GET", path, token, NULL);

  g_assert_cmpuint (test->status, ==, 200);
  return json_array_get_length (json_object_get_array_member (found, "claims"));
}

static void
test_search (VeloClaimsTest *test,
             gconstpointer   data)
{
  static const struct { const char *query; guint found; } searches[] = {
    { "", 2 }, { "words=26-12", 1 }, { "words=261234567", 1 }, { "words=h%20ab", 1 }, { "words=H-AB%20123", 1 },
    { "words=%C3%BCbel", 1 }, { "words=Uebel", 1 }, { "words=UBEL", 1 }, { "words=0171%201234567", 1 },
    { "words=9999", 0 }, { "words=%25", 0 }, { "words=%27%20OR%201=1", 0 }, { "filter=todo", 2 },
    { "filter=running", 0 }, { "filter=ended", 0 }, { "before=1", 0 }, { "words=27", 1 },
    { "filter=reported", 2 }, { "filter=reported&words=27", 1 }, { "filter=paid", 0 }, { "filter=paid&words=27", 0 },
  };
  g_autofree char *token = velo_claims_test_log_in (test, "desk");
  g_autoptr(JsonObject) one G_GNUC_UNUSED = add_claim (test, token, "");
  g_autoptr(JsonObject) two G_GNUC_UNUSED = add_claim (test, token, ",\"number\":\"27-1\",\"plate\":\"W-12345 A\",\"customer-name\":"
                                         "\"Anna Huber\",\"phone\":\"+43 664 7654321\",\"portfolio\":\"south\"");

  for (gsize i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_test_message ("%s", searches[i].query);
      g_assert_cmpuint (count_found (test, token, searches[i].query), ==, searches[i].found);
    }
}

static void
test_no_such_filter (VeloClaimsTest *test,
                     gconstpointer   data)
{
  static const char * const filters[] = { "payd", "reported'", "0", "todo%20", "%25", "*" };
  g_autofree char *token = velo_claims_test_log_in (test, "desk");
  g_autoptr(JsonObject) claim G_GNUC_UNUSED = add_claim (test, token, "");

  for (gsize i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      g_autofree char *path = g_strconcat ("api/v1/claims?filter=", filters[i], NULL);
      g_autoptr(JsonObject) answer = velo_claims_test_call (test, "GET", path, token, NULL);

      g_assert_cmpuint (test->status, ==, 422);
      g_assert_false (json_object_has_member (answer, "claims"));
    }
}

/* The sales partner sees the own portfolio only, and neither telephone nor consent nor reasons. */
static void
test_partner (VeloClaimsTest *test,
              gconstpointer   data)
{
  static const char *const hidden[] = { "phone", "email", "consent", "intake", "description", "offer-cents" };
  g_autofree char *desk = velo_claims_test_log_in (test, "desk");
  g_autofree char *partner = velo_claims_test_log_in (test, "partner");
  g_autoptr(JsonObject) own = add_claim (test, desk, "");
  g_autoptr(JsonObject) other = add_claim (test, desk, ",\"number\":\"27-1\",\"portfolio\":\"south\"");
  g_autofree char *own_path = g_strdup_printf ("api/v1/claims/%s", json_object_get_string_member (own, "id"));
  g_autofree char *other_path = g_strdup_printf ("api/v1/claims/%s", json_object_get_string_member (other, "id"));
  g_autoptr(JsonObject) seen = NULL;
  g_autoptr(JsonObject) not_seen = NULL;
  JsonObject *claim;

  g_assert_cmpuint (count_found (test, partner, ""), ==, 1);
  not_seen = velo_claims_test_call (test, "GET", other_path, partner, NULL);
  g_assert_cmpuint (test->status, ==, 404);
  seen = velo_claims_test_call (test, "GET", own_path, partner, NULL);
  g_assert_cmpuint (test->status, ==, 200);
  claim = json_object_get_object_member (seen, "claim");
  g_assert_cmpstr (json_object_get_string_member (claim, "state"), ==, "reported");
  for (gsize i = 0; i < G_N_ELEMENTS (hidden); i++)
    g_assert_false (json_object_has_member (claim, hidden[i]));
  g_assert_false (json_object_has_member (seen, "tasks"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (seen, "entries")), ==, 2);
}

/* Two desks have the claim open: the second to save is told, and loses nothing of the first. */
static void
test_two_desks (VeloClaimsTest *test,
                gconstpointer   data)
{
  g_autofree char *first = velo_claims_test_log_in (test, "desk");
  g_autofree char *second = velo_claims_test_log_in (test, "desk2");
  g_autoptr(JsonObject) claim = add_claim (test, first, "");
  g_autofree char *path = g_strdup_printf ("api/v1/claims/%s", json_object_get_string_member (claim, "id"));
  g_autofree char *one = g_strdup_printf (CLAIM, ",\"revision\":1,\"description\":\"one\",\"number\":\"other\"");
  g_autofree char *two = g_strdup_printf (CLAIM, ",\"revision\":1,\"description\":\"two\"");
  g_autoptr(JsonObject) saved = velo_claims_test_call (test, "PUT", path, first, one);
  g_autoptr(JsonObject) refused = NULL;
  g_autoptr(JsonObject) whole = NULL;

  g_assert_cmpuint (test->status, ==, 200);
  g_assert_cmpstr (json_object_get_string_member (saved, "number"), ==, "26-1234567");
  refused = velo_claims_test_call (test, "PUT", path, second, two);
  g_assert_cmpuint (test->status, ==, 409);
  whole = velo_claims_test_call (test, "GET", path, second, NULL);
  claim = (json_object_unref (claim), json_object_ref (json_object_get_object_member (whole, "claim")));
  g_assert_cmpstr (json_object_get_string_member (claim, "description"), ==, "one");
}

static void
test_close (VeloClaimsTest *test,
            gconstpointer   data)
{
  g_autofree char *token = velo_claims_test_log_in (test, "desk");
  g_autoptr(JsonObject) claim = add_claim (test, token, ",\"in-writing\":true");
  g_autofree char *id = dup_id (claim);
  g_autoptr(JsonObject) why G_GNUC_UNUSED = post (test, token, id, "closing", "");
  g_autoptr(JsonObject) closed = NULL;
  g_autoptr(JsonObject) again = NULL;
  g_autoptr(JsonObject) tasks = NULL;

  g_assert_cmpuint (test->status, ==, 422);
  closed = post (test, token, id, "closing", ",\"reason\":\"zurückgezogen\"");
  g_assert_cmpuint (test->status, ==, 200);
  again = post (test, token, id, "closing", ",\"reason\":\"noch einmal\"");
  g_assert_cmpuint (test->status, ==, 409);
  tasks = velo_claims_test_call (test, "GET", "api/v1/tasks", token, NULL);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (tasks, "tasks")), ==, 0);
}

/* Nothing that is stored goes with the process. */
static void
test_restart (VeloClaimsTest *test,
              gconstpointer   data)
{
  g_autofree char *token = velo_claims_test_log_in (test, "desk");
  g_autoptr(JsonObject) claim G_GNUC_UNUSED = add_claim (test, token, "");

  velo_claims_test_restart (test, NULL);
  g_assert_cmpuint (count_found (test, token, "words=26-1234567"), ==, 1);
}

static guint
count_rows (VeloClaimsTest *test,
            const char     *token,
            const char     *id)
{
  g_autofree char *path = g_strdup_printf ("api/v1/claims/%s/export", id);
  g_autoptr(JsonObject) whole = velo_claims_test_call (test, "GET", path, token, NULL);

  return test->status == 200 ? json_array_get_length (json_object_get_array_member (whole, "entries")) : 0;
}

/* 30 days an unused invitation, ten years a closed claim; each edge from both sides. */
static void
test_deleted_in_time (VeloClaimsTest *test,
                      gconstpointer   data)
{
  g_autofree char *token = velo_claims_test_log_in (test, "desk");
  g_autoptr(JsonObject) claim = add_claim (test, token, "");
  g_autofree char *id = dup_id (claim);
  g_autoptr(JsonObject) decided G_GNUC_UNUSED = post (test, token, id, "decision", "");
  g_autoptr(JsonObject) invited G_GNUC_UNUSED = post (test, token, id, "invitation", "");
  guint entries = count_rows (test, token, id);

  g_assert_cmpuint (test->status, ==, 200);
  velo_claims_test_advance (test, 30 * G_TIME_SPAN_DAY);
  velo_claims_test_restart (test, NULL);
  g_clear_pointer (&token, g_free);
  token = velo_claims_test_log_in (test, "desk");
  g_assert_cmpuint (count_found (test, token, "filter=ended"), ==, 0);
  velo_claims_test_advance (test, 1);
  velo_claims_test_restart (test, NULL);
  g_assert_cmpuint (count_found (test, token, "filter=ended"), ==, 1);
  g_assert_cmpuint (count_rows (test, token, id), >, entries);
  velo_claims_test_advance (test, 3653 * G_TIME_SPAN_DAY);
  velo_claims_test_restart (test, NULL);
  g_clear_pointer (&token, g_free);
  token = velo_claims_test_log_in (test, "desk");
  g_assert_cmpuint (count_found (test, token, "filter=ended"), ==, 1);
  velo_claims_test_advance (test, 1);
  velo_claims_test_restart (test, NULL);
  g_assert_cmpuint (count_found (test, token, ""), ==, 0);
  g_assert_cmpuint (count_rows (test, token, id), ==, 0);
  g_assert_cmpuint (test->status, ==, 404);
}

static void
test_hostile (VeloClaimsTest *test,
              gconstpointer   data)
{
  static const struct { const char *method; const char *path; const char *body; guint status; } requests[] = {
    { "GET", "", NULL, 200 }, { "GET", "api/v1/claims/../claims", NULL, 401 },
    { "GET", "api/v1/claims/%2e%2e%2fetc", NULL, 400 }, { "GET", "api/v1/claims/1", NULL, 404 },
    { "GET", "api/v1/claims/0123456789ABCDEF0123456789ABCDEF", NULL, 404 },
    { "GET", "api/v1/claims/' OR '1'='1", NULL, 404 }, { "GET", "../../etc/passwd", NULL, 404 },
    { "GET", "api/v1//claims", NULL, 404 }, { "PATCH", "api/v1/claims", NULL, 405 },
    { "POST", "api/v1/session", "", 422 }, { "POST", "api/v1/session", "[]", 422 },
    { "POST", "api/v1/session", "{\"name\":\"\\u0000\"", 422 }, { "POST", "api/v1/session", "null", 422 },
    { "POST", "healthz", "{}", 405 }, { "GET", "healthz", NULL, 200 }, { "GET", "metrics", NULL, 200 },
  };
  static const char *const headers[] = { "Cache-Control", "X-Content-Type-Options", "Referrer-Policy",
                                         "Content-Security-Policy", "Strict-Transport-Security" };
  g_autofree char *deep = g_strnfill (200000, '[');
  g_autoptr(JsonObject) refused = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autoptr(JsonObject) answer = NULL;

      g_test_message ("%s %s", requests[i].method, requests[i].path);
      answer = velo_claims_test_call (test, requests[i].method, requests[i].path, NULL, requests[i].body);
      g_assert_cmpuint (test->status, ==, requests[i].status);
      for (gsize k = 0; k < G_N_ELEMENTS (headers); k++)
        g_assert_nonnull (soup_message_headers_get_one (test->headers, headers[k]));
    }
  refused = velo_claims_test_call (test, "POST", "api/v1/session", NULL, deep);
  g_assert_cmpuint (test->status, ==, 422);
}

static void
test_too_much (VeloClaimsTest *test,
               gconstpointer   data)
{
  g_autofree char *body = g_strnfill (300 * 1024, ' ');
  g_autoptr(JsonObject) answer G_GNUC_UNUSED = velo_claims_test_call (test, "POST", "api/v1/session", NULL, body);

  g_assert_cmpuint (test->status, ==, 413);
}

/* The port is taken, the database is somebody else's: told, not crashed. */
static void
test_cannot_start (VeloClaimsTest *test,
                   gconstpointer   data)
{
  g_autoptr(GUri) uri = g_uri_parse (velo_claims_service_get_uri (test->service), G_URI_FLAGS_NONE, NULL);
  g_autofree char *text = g_strdup_printf ("[service]\nport=%d\npublic-url=https://claims.example\n"
                                           "database=%s/other.sqlite\ndesk-phone=1\ninsurer=T\n",
                                           g_uri_get_port (uri), test->directory);
  g_autofree char *broken = g_strdup_printf ("[service]\nport=0\npublic-url=https://claims.example\n"
                                             "database=%s\ndesk-phone=1\ninsurer=T\n", test->directory);
  g_autoptr(VeloClaimsService) second = velo_claims_service_new (velo_claims_config_new_data (text, NULL));
  g_autoptr(VeloClaimsService) third = velo_claims_service_new (velo_claims_config_new_data (broken, NULL));
  g_autoptr(GError) error = NULL;

  g_assert_false (velo_claims_service_start (second, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (velo_claims_service_start (third, &error));
  g_assert_nonnull (error);
}

#define ADD(NAME, FUNC) \
  g_test_add ("/claims-service/" NAME, VeloClaimsTest, NULL, velo_claims_test_set_up, FUNC, velo_claims_test_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("log-in", test_log_in);
  ADD ("log-out", test_log_out);
  ADD ("session-ends", test_session_ends);
  ADD ("too-many-tries", test_too_many_tries);
  ADD ("roles", test_roles);
  ADD ("take-claim", test_take_claim);
  ADD ("wrong-entries", test_wrong_entries);
  ADD ("unsuitable", test_unsuitable);
  ADD ("invite", test_invite);
  ADD ("ways", test_ways);
  ADD ("no-consent", test_no_consent);
  ADD ("written-report", test_written_report);
  ADD ("search", test_search);
  ADD ("no-such-filter", test_no_such_filter);
  ADD ("partner", test_partner);
  ADD ("two-desks", test_two_desks);
  ADD ("close", test_close);
  ADD ("restart", test_restart);
  ADD ("deleted-in-time", test_deleted_in_time);
  ADD ("hostile", test_hostile);
  ADD ("too-much", test_too_much);
  ADD ("cannot-start", test_cannot_start);
  return g_test_run ();
}
