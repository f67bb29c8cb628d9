/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the forms that customers fill in at the counter, over real HTTP: who may, once, in time, and that
 * nothing of it stays. */

#define _GNU_SOURCE

#include <string.h>

#include <gio/gio.h>

#include "velo-claims-form.h"
#include "velo-claims-test.h"

#define NAMES "{\"fields\":[\"iban\",\"first-name\"],\"country\":\"DE\"}"
#define NO_FORM "api/v1/forms/0123456789abcdef0123456789abcdef"
#define NO_TOKEN "f/ABCDEFGHIJKLMNOPQRSTUV"

/* An open form, as the counter knows it. */
typedef struct
{
  char *desk;
  char *path;       /* of the interface */
  char *collection; /* where it is taken from */
  char *link;       /* of the customer, below the service */
} Form;

static void
form_clear (Form *form)
{
  g_free (form->desk);
  g_free (form->path);
  g_free (form->collection);
  g_free (form->link);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Form, form_clear)

static void
open_as (VeloClaimsTest *test,
         Form           *form,
         const char     *account,
         const char     *body)
{
  g_autoptr(JsonObject) answer = NULL;

  form->desk = velo_claims_test_log_in (test, account);
  answer = velo_claims_test_call (test, "POST", "api/v1/forms", form->desk, body);
  g_assert_cmpuint (test->status, ==, 201);
  g_assert_cmpint (json_object_get_int_member (answer, "left"), ==, 15 * 60);
  g_assert_true (g_str_has_prefix (json_object_get_string_member (answer, "url"), "https://claims.example/f/"));
  form->path = g_strconcat ("api/v1/forms/", json_object_get_string_member (answer, "id"), NULL);
  form->collection = g_strconcat (form->path, "/collection", NULL);
  form->link = g_strdup (json_object_get_string_member (answer, "url") + strlen ("https://claims.example/"));
}

/* What the phone does: a page, or sealed bytes. Returns: (transfer full): the body of the answer */
static char *
ask (VeloClaimsTest *test,
     const char     *method,
     const char     *path,
     const char     *type,
     const char     *bytes,
     gsize           size)
{
  g_autofree char *uri = g_strconcat (velo_claims_test_get_uri (test), path, NULL);
  g_autoptr(SoupMessage) message = soup_message_new (method, uri);
  g_autoptr(GBytes) answer = NULL;
  g_autoptr(GError) error = NULL;

  if (bytes != NULL)
    {
      g_autoptr(GBytes) body = g_bytes_new (bytes, size);

      soup_message_set_request_body_from_bytes (message, type, body);
    }
  soup_message_headers_replace (soup_message_get_request_headers (message), "Accept-Language", "de");
  answer = soup_session_send_and_read (test->session, message, NULL, &error);
  g_assert_no_error (error);
  test->status = soup_message_get_status (message);
  if (test->status == 429)
    g_assert_cmpstr (soup_message_get_reason_phrase (message), ==, "Too Many Requests");
  g_clear_pointer (&test->headers, soup_message_headers_unref);
  test->headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  return g_strndup (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));
}

static guint
send_bytes (VeloClaimsTest *test,
            const char     *path,
            const char     *text)
{
  g_autofree char *answer G_GNUC_UNUSED = ask (test, "POST", path, "application/octet-stream", text, strlen (text));

  return test->status;
}

#define SEALED "these forty bytes stand for a sealed form"

static void
assert_state (VeloClaimsTest *test,
              const Form     *form,
              const char     *state)
{
  g_autoptr(JsonObject) answer = velo_claims_test_call (test, "GET", form->path, form->desk, NULL);

  g_assert_cmpuint (test->status, ==, 200);
  g_assert_cmpstr (json_object_get_string_member (answer, "state"), ==, state);
}

/* Whether @words stand in one of the files of the database. */
static gboolean
stands_in_files (VeloClaimsTest *test,
                 const char     *words)
{
  g_autoptr(GDir) dir = g_dir_open (test->directory, 0, NULL);
  const char *name;
  gboolean found = FALSE;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (test->directory, name, NULL);
      g_autofree char *data = NULL;
      gsize size = 0;

      if (g_file_get_contents (path, &data, &size, NULL) && memmem (data, size, words, strlen (words)) != NULL)
        found = TRUE;
    }
  return found;
}

static void
test_way (VeloClaimsTest *test,
          gconstpointer   data)
{
  g_auto(Form) form = { NULL };
  g_autofree char *page = NULL;
  g_autofree char *again = NULL;
  g_autofree guint8 *sealed = NULL;
  g_autoptr(JsonObject) answer = NULL;
  gsize size = 0;

  open_as (test, &form, "desk", NAMES);
  assert_state (test, &form, "open");
  page = ask (test, "GET", form.link, NULL, NULL, 0);
  g_assert_cmpuint (test->status, ==, 200);
  /* in the order of the page, and nothing that was not asked for */
  g_assert_nonnull (strstr (page, "id=\"first-name\""));
  g_assert_nonnull (strstr (strstr (page, "id=\"first-name\""), "id=\"iban\""));
  g_assert_null (strstr (page, "id=\"last-name\""));
  g_assert_nonnull (strstr (page, "autocomplete=\"given-name\""));
  g_assert_null (strstr (page, "0511"));
  assert_state (test, &form, "seen");
  g_assert_cmpuint (send_bytes (test, form.link, SEALED), ==, 200);
  assert_state (test, &form, "filled");
  answer = velo_claims_test_call (test, "POST", form.collection, form.desk, "{}");
  g_assert_cmpuint (test->status, ==, 200);
  sealed = g_base64_decode (json_object_get_string_member (answer, "sealed"), &size);
  g_assert_cmpmem (sealed, size, SEALED, strlen (SEALED));
  again = ask (test, "GET", form.link, NULL, NULL, 0);
  g_assert_cmpuint (test->status, ==, 404);
}

/* What was collected is gone from the files too, and cannot be had again. */
static void
test_once (VeloClaimsTest *test,
           gconstpointer   data)
{
  g_auto(Form) form = { NULL };
  g_autoptr(JsonObject) first = NULL;
  g_autoptr(JsonObject) second = NULL;
  g_autoptr(JsonObject) state = NULL;

  open_as (test, &form, "partner", NAMES);
  g_assert_cmpuint (send_bytes (test, form.link, SEALED), ==, 200);
  g_assert_true (stands_in_files (test, SEALED));
  first = velo_claims_test_call (test, "POST", form.collection, form.desk, "{}");
  g_assert_cmpuint (test->status, ==, 200);
  second = velo_claims_test_call (test, "POST", form.collection, form.desk, "{}");
  g_assert_cmpuint (test->status, ==, 410);
  state = velo_claims_test_call (test, "GET", form.path, form.desk, NULL);
  g_assert_cmpuint (test->status, ==, 410);
  /* an answer that was lost on its way to the phone: the same are no fault, others are */
  g_assert_cmpuint (send_bytes (test, form.link, SEALED), ==, 200);
  g_assert_cmpuint (send_bytes (test, form.link, "other bytes that are as long as the first"), ==, 404);
  velo_claims_test_restart (test, NULL);
  g_assert_false (stands_in_files (test, SEALED));
  g_assert_false (stands_in_files (test, form.link + strlen ("f/")));
}

static void
test_not_yet (VeloClaimsTest *test,
              gconstpointer   data)
{
  g_auto(Form) form = { NULL };
  g_autoptr(JsonObject) answer = NULL;

  open_as (test, &form, "desk", NAMES);
  answer = velo_claims_test_call (test, "POST", form.collection, form.desk, "{}");
  g_assert_cmpuint (test->status, ==, 409);
  assert_state (test, &form, "open");
}

/* 15 minutes, to the microsecond. A link that ended looks like one that never was. */
static void
test_expires (VeloClaimsTest *test,
              gconstpointer   data)
{
  g_auto(Form) form = { NULL };
  g_auto(Form) other = { NULL };
  g_autofree char *ended = NULL;
  g_autofree char *unknown = NULL;
  g_autoptr(JsonObject) answer = NULL;

  open_as (test, &form, "desk", NAMES);
  g_assert_cmpuint (send_bytes (test, form.link, SEALED), ==, 200);
  velo_claims_test_advance (test, 15 * G_TIME_SPAN_MINUTE - 1);
  assert_state (test, &form, "filled");
  velo_claims_test_advance (test, 1);
  answer = velo_claims_test_call (test, "POST", form.collection, form.desk, "{}");
  g_assert_cmpuint (test->status, ==, 404);
  ended = ask (test, "GET", form.link, NULL, NULL, 0);
  g_assert_cmpuint (test->status, ==, 404);
  unknown = ask (test, "GET", NO_TOKEN, NULL, NULL, 0);
  g_assert_cmpuint (test->status, ==, 404);
  g_assert_cmpuint (strlen (ended), ==, strlen (unknown));
  g_assert_nonnull (strstr (ended, "Dieses Formular gilt nicht mehr"));
  memset (strstr (ended, form.link), 'x', strlen (form.link));
  memset (strstr (unknown, NO_TOKEN), 'x', strlen (NO_TOKEN));
  g_assert_cmpstr (ended, ==, unknown);
  g_assert_cmpuint (send_bytes (test, form.link, SEALED), ==, 404);
  /* opening the next one deletes it, and so does the run at the start */
  g_assert_true (stands_in_files (test, SEALED));
  velo_claims_test_restart (test, NULL);
  open_as (test, &other, "desk2", NAMES);
  velo_claims_test_restart (test, NULL);
  g_assert_false (stands_in_files (test, SEALED));
}

static void
test_withdrawn (VeloClaimsTest *test,
                gconstpointer   data)
{
  g_auto(Form) form = { NULL };
  g_autofree char *page = NULL;
  g_autoptr(JsonObject) gone = NULL;
  g_autoptr(JsonObject) again = NULL;

  open_as (test, &form, "desk", NAMES);
  g_assert_cmpuint (send_bytes (test, form.link, SEALED), ==, 200);
  gone = velo_claims_test_call (test, "DELETE", form.path, form.desk, NULL);
  g_assert_cmpuint (test->status, ==, 200);
  again = velo_claims_test_call (test, "DELETE", form.path, form.desk, NULL);
  g_assert_cmpuint (test->status, ==, 404);
  g_assert_cmpuint (send_bytes (test, form.link, SEALED), ==, 404);
  page = ask (test, "GET", form.link, NULL, NULL, 0);
  g_assert_cmpuint (test->status, ==, 404);
  velo_claims_test_restart (test, NULL);
  g_assert_false (stands_in_files (test, SEALED));
}

/* Whoever else is logged in cannot tell such a form from none. */
static void
test_others (VeloClaimsTest *test,
             gconstpointer   data)
{
  static const char *const methods[] = { "GET", "DELETE" };
  g_auto(Form) form = { NULL };
  g_autofree char *other = velo_claims_test_log_in (test, "desk2");
  g_autofree char *assessor = velo_claims_test_log_in (test, "assessor");
  g_autoptr(JsonObject) collected = NULL;
  g_autoptr(JsonObject) refused = NULL;

  open_as (test, &form, "desk", NAMES);
  g_assert_cmpuint (send_bytes (test, form.link, SEALED), ==, 200);
  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autoptr(JsonObject) by_other G_GNUC_UNUSED = velo_claims_test_call (test, methods[i], form.path, other, NULL);
      g_autoptr(JsonObject) by_assessor = NULL;
      g_autoptr(JsonObject) by_nobody = NULL;
      g_autoptr(JsonObject) unknown = NULL;

      g_assert_cmpuint (test->status, ==, 404);
      by_assessor = velo_claims_test_call (test, methods[i], form.path, assessor, NULL);
      g_assert_cmpuint (test->status, ==, 403);
      by_nobody = velo_claims_test_call (test, methods[i], form.path, NULL, NULL);
      g_assert_cmpuint (test->status, ==, 401);
      unknown = velo_claims_test_call (test, methods[i], NO_FORM, form.desk, NULL);
      g_assert_cmpuint (test->status, ==, 404);
    }
  collected = velo_claims_test_call (test, "POST", form.collection, other, "{}");
  g_assert_cmpuint (test->status, ==, 404);
  refused = velo_claims_test_call (test, "POST", "api/v1/forms", assessor, NAMES);
  g_assert_cmpuint (test->status, ==, 403);
  assert_state (test, &form, "filled");
}

static void
test_wrong_requests (VeloClaimsTest *test,
                     gconstpointer   data)
{
  static const char *const bodies[] = {
    "{}", "{\"fields\":[],\"country\":\"DE\"}", "{\"fields\":\"iban\",\"country\":\"DE\"}",
    "{\"fields\":[\"iban\",\"iban\"],\"country\":\"\"}", "{\"fields\":[\"password\"],\"country\":\"DE\"}",
    "{\"fields\":[\"iban\",7],\"country\":\"DE\"}", "{\"fields\":[\"iban\",null],\"country\":\"DE\"}",
    "{\"fields\":[[\"iban\"]],\"country\":\"DE\"}", "{\"fields\":[\"iban\"]}",
    "{\"fields\":[\"iban\"],\"country\":\"CH\"}", "{\"fields\":{\"iban\":1},\"country\":\"DE\"}",
    "{\"fields\":[\"iban city\"],\"country\":\"DE\"}", "{\"fields\":[\"\"],\"country\":\"DE\"}",
    ("{\"fields\":[\"iban\",\"iban\",\"iban\",\"iban\",\"iban\",\"iban\",\"iban\",\"iban\",\"iban\",\"iban\",\"iban\","
     "\"iban\",\"iban\",\"iban\",\"iban\",\"iban\",\"iban\"],\"country\":\"DE\"}"), "[]", "null", "",
  };
  g_autofree char *desk = velo_claims_test_log_in (test, "desk");

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr(JsonObject) answer G_GNUC_UNUSED = velo_claims_test_call (test, "POST", "api/v1/forms", desk, bodies[i]);

      g_test_message ("%s", bodies[i]);
      g_assert_cmpuint (test->status, ==, 422);
    }
}

/* Size, type, method and place of what a phone sends. */
static void
test_wrong_sending (VeloClaimsTest *test,
                    gconstpointer   data)
{
  static const char *const types[] = { "text/plain", "application/json", "application/x-www-form-urlencoded" };
  g_auto(Form) form = { NULL };
  g_autofree char *large = g_malloc0 (VELO_CLAIMS_MAX_FORM + 1);
  g_autofree char *answer = NULL;
  g_autofree char *taken = NULL;

  open_as (test, &form, "desk", NAMES);
  g_assert_cmpuint (send_bytes (test, form.link, "short"), ==, 422);
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *refused G_GNUC_UNUSED = ask (test, "POST", form.link, types[i], SEALED, strlen (SEALED));

      g_assert_cmpuint (test->status, ==, 422);
    }
  answer = ask (test, "POST", form.link, "application/octet-stream", large, VELO_CLAIMS_MAX_FORM + 1);
  g_assert_cmpuint (test->status, ==, 413);
  g_clear_pointer (&answer, g_free);
  answer = ask (test, "PUT", form.link, "application/octet-stream", SEALED, strlen (SEALED));
  g_assert_cmpuint (test->status, ==, 405);
  g_assert_cmpuint (send_bytes (test, NO_TOKEN, SEALED), ==, 404);
  g_assert_cmpuint (send_bytes (test, "f/short", SEALED), ==, 404);
  assert_state (test, &form, "open");
  taken = ask (test, "POST", form.link, "application/octet-stream", large, VELO_CLAIMS_MAX_FORM);
  g_assert_cmpuint (test->status, ==, 200);
}

/* The page may not be kept, framed or told to others; no script but ours. */
static void
test_headers (VeloClaimsTest *test,
              gconstpointer   data)
{
  static const char *const links[] = { NULL, NO_TOKEN };
  g_auto(Form) form = { NULL };

  open_as (test, &form, "desk", "{\"fields\":[\"country\",\"salutation\",\"birth-date\"],\"country\":\"AT\"}");
  for (gsize i = 0; i < G_N_ELEMENTS (links); i++)
    {
      g_autofree char *page = ask (test, "GET", links[i] != NULL ? links[i] : form.link, NULL, NULL, 0);
      const char *policy = soup_message_headers_get_one (test->headers, "Content-Security-Policy");

      g_assert_true (g_str_has_prefix (policy, "default-src 'none'"));
      g_assert_nonnull (strstr (policy, "frame-ancestors 'none'"));
      g_assert_null (strstr (policy, "unsafe"));
      g_assert_cmpstr (soup_message_headers_get_one (test->headers, "Cache-Control"), ==, "no-store");
      g_assert_cmpstr (soup_message_headers_get_one (test->headers, "Referrer-Policy"), ==, "no-referrer");
      g_assert_null (soup_message_headers_get_one (test->headers, "Set-Cookie"));
      g_assert_nonnull (strstr (page, "/static/form.js"));
      g_assert_null (strstr (page, "/static/claim.js"));
      g_assert_nonnull (strstr (page, "lang=\"de\""));
      if (links[i] == NULL)
        g_assert_nonnull (strstr (page, "<option value=\"AT\" selected>"));
    }
}

/* In the other language, which the page offers. */
static void
test_english (VeloClaimsTest *test,
              gconstpointer   data)
{
  g_auto(Form) form = { NULL };
  g_autofree char *path = NULL;
  g_autofree char *page = NULL;

  open_as (test, &form, "desk", NAMES);
  path = g_strconcat (form.link, "?lang=en", NULL);
  page = ask (test, "GET", path, NULL, NULL, 0);
  g_assert_nonnull (strstr (page, "Your details"));
  g_assert_nonnull (strstr (page, "?lang=de"));
}

/* Neither an account nor a phone can fill the service with forms. */
static void
test_limits (VeloClaimsTest *test,
             gconstpointer   data)
{
  g_autofree char *desk = velo_claims_test_log_in (test, "desk");
  g_auto(Form) form = { NULL };
  g_autoptr(JsonObject) refused = NULL;
  g_autofree char *page = NULL;

  for (guint i = 0; i < 50; i++)
    {
      g_autoptr(JsonObject) answer G_GNUC_UNUSED = velo_claims_test_call (test, "POST", "api/v1/forms", desk, NAMES);

      g_assert_cmpuint (test->status, ==, 201);
    }
  refused = velo_claims_test_call (test, "POST", "api/v1/forms", desk, NAMES);
  g_assert_cmpuint (test->status, ==, 429);
  open_as (test, &form, "desk2", NAMES);
  for (guint i = 0; i < 60; i++)
    g_assert_cmpuint (send_bytes (test, NO_TOKEN, SEALED), ==, 404);
  g_assert_cmpuint (send_bytes (test, form.link, SEALED), ==, 429);
  page = ask (test, "GET", form.link, NULL, NULL, 0);
  g_assert_cmpuint (test->status, ==, 429);
  /* the counter itself goes on; and the phone after a minute */
  assert_state (test, &form, "open");
  velo_claims_test_advance (test, G_TIME_SPAN_MINUTE);
  g_assert_cmpuint (send_bytes (test, form.link, SEALED), ==, 200);
}

/* Who did what when, with no word about the customer; what nobody fetched stands in the protocol. */
static void
test_journal (VeloClaimsTest *test,
              gconstpointer   data)
{
  g_auto(Form) form = { NULL };
  g_auto(Form) left = { NULL };
  g_autoptr(JsonObject) collected = NULL;
  g_autoptr(JsonObject) withdrawn = NULL;
  g_autoptr(JsonObject) answer = NULL;
  JsonArray *deletions;

  open_as (test, &form, "desk", NAMES);
  g_assert_cmpuint (send_bytes (test, form.link, SEALED), ==, 200);
  collected = velo_claims_test_call (test, "POST", form.collection, form.desk, "{}");
  withdrawn = velo_claims_test_call (test, "DELETE", form.path, form.desk, NULL);
  g_assert_cmpuint (test->status, ==, 200);
  open_as (test, &left, "desk", NAMES);
  g_assert_cmpuint (send_bytes (test, left.link, SEALED), ==, 200);
  velo_claims_test_advance (test, 15 * G_TIME_SPAN_MINUTE);
  velo_claims_test_restart (test, NULL);
  g_assert_true (stands_in_files (test, "form-opened"));
  g_assert_true (stands_in_files (test, "form-collected"));
  g_assert_false (stands_in_files (test, "form-withdrawn"));
  answer = velo_claims_test_call (test, "GET", "api/v1/deletions", form.desk, NULL);
  g_assert_cmpuint (test->status, ==, 200);
  deletions = json_object_get_array_member (answer, "deletions");
  g_assert_cmpuint (json_array_get_length (deletions), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (deletions, 0), "what"), ==,
                   "form-not-fetched");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(NAME, FUNC) \
  g_test_add ("/claims-form/" NAME, VeloClaimsTest, NULL, velo_claims_test_set_up, FUNC, velo_claims_test_tear_down)
  ADD ("way", test_way);
  ADD ("once", test_once);
  ADD ("not-yet", test_not_yet);
  ADD ("expires", test_expires);
  ADD ("withdrawn", test_withdrawn);
  ADD ("others", test_others);
  ADD ("wrong-requests", test_wrong_requests);
  ADD ("wrong-sending", test_wrong_sending);
  ADD ("headers", test_headers);
  ADD ("english", test_english);
  ADD ("limits", test_limits);
  ADD ("journal", test_journal);
  return g_test_run ();
}
