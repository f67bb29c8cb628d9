/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the training insurer's transport, sign-in and sessions. */

#include "config.h"

#include "velo-training-test.h"

#include <string.h>

static void
test_login (Fixture       *fixture,
            gconstpointer  data)
{
  gsize length = strlen (fixture->session);

  g_assert_true (g_str_has_prefix (fixture->session, "DG2"));
  g_assert_cmpuint (length, >=, 62);
  g_assert_cmpuint (length, <=, 69);
  g_assert_cmpuint (strspn (fixture->session, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"), ==, length);
  g_assert_cmpuint (fixture->status, ==, 200);
  g_assert_true (g_str_has_prefix (velo_training_insurer_get_uri (fixture->insurer),
                                   "http://127.0.0.1:"));
}

static void
test_login_without_function (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr(JsonObject) answer = fixture_raw (fixture, "POST", "login.pl",
                                              SOUP_FORM_MIME_TYPE_URLENCODED,
                                              "USER=training&PASSWORD=training&COMPANY=WG"
                                              "&API=JSON&ROLE=x");

  assert_code (answer, "0");
  g_assert_cmpuint (json_object_get_size (answer), ==, 3);
}

static void
test_login_refused (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(JsonObject) wrong_password
    = fixture_post (fixture, "login.pl", "FUNCTION", "LOGIN", "USER", "training", "PASSWORD",
                    "Training", "COMPANY", "WG", "API", "JSON", NULL);
  g_autoptr(JsonObject) unknown_user = NULL;

  assert_code (wrong_password, "21");
  g_assert_false (json_object_has_member (wrong_password, "SESSION"));
  g_assert_nonnull (strstr (json_object_get_string_member (wrong_password, "STATUS"), "Code:49"));

  unknown_user = fixture_post (fixture, "login.pl", "FUNCTION", "LOGIN", "USER", "nobody",
                               "PASSWORD", "training", "COMPANY", "WG", "API", "JSON", NULL);
  assert_not_ok (unknown_user, "Login failed");
  g_assert_true (json_object_has_member (unknown_user, "MESSAGE"));
}

static void
test_login_incomplete (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(JsonObject) no_api = fixture_post (fixture, "login.pl", "USER", "training",
                                               "PASSWORD", "training", "COMPANY", "WG", NULL);
  g_autoptr(JsonObject) company = fixture_post (fixture, "login.pl", "USER", "training",
                                                "PASSWORD", "training", "COMPANY", "XX", "API",
                                                "JSON", NULL);
  g_autoptr(JsonObject) function = fixture_post (fixture, "login.pl", "FUNCTION", "LOGOUT",
                                                 "USER", "training", "PASSWORD", "training",
                                                 "COMPANY", "WG", "API", "JSON", NULL);

  assert_not_ok (no_api, "API");
  assert_not_ok (company, "COMPANY");
  assert_not_ok (function, "FUNCTION");
  /* The echo holds the password: what a client must not log. */
  g_assert_nonnull (strstr (json_object_get_string_member (no_api, "BODY"), "PASSWORD"));
}

static void
test_check_session (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(JsonObject) valid = fixture_post (fixture, "checksession.pl", "SESSION",
                                              fixture->session, "API", "JSON", NULL);
  g_autoptr(JsonObject) invalid = fixture_post (fixture, "checksession.pl", "SESSION", "DG2X",
                                                "API", "JSON", NULL);
  g_autoptr(JsonObject) missing = fixture_post (fixture, "checksession.pl", "API", "JSON", NULL);

  assert_code (valid, "0");
  assert_not_ok (invalid, "session");
  assert_not_ok (missing, "session");
  g_assert_cmpuint (velo_training_insurer_count_requests (fixture->insurer, "CHECKSESSION"), ==,
                    3);
}

static void
test_expired (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(JsonObject) gone = NULL;
  g_autoptr(JsonObject) again = NULL;
  g_autoptr(JsonObject) at_once = NULL;

  velo_training_insurer_expire_sessions (fixture->insurer);
  gone = fixture_call (fixture, "GET_NEW_CONTRACTNUMBER", "DEFAULT", NULL);
  assert_not_ok (gone, "session");
  fixture_login (fixture);
  again = fixture_call (fixture, "GET_NEW_CONTRACTNUMBER", "DEFAULT", NULL);
  assert_code (again, "0");
  velo_training_insurer_set_session_seconds (fixture->insurer, 0);
  at_once = fixture_call (fixture, "GET_NEW_CONTRACTNUMBER", "DEFAULT", NULL);
  assert_not_ok (at_once, "session");
}

static void
test_unknown_call (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(JsonObject) function = fixture_call (fixture, "GET_EVERYTHING", "DEFAULT", NULL);
  g_autoptr(JsonObject) shaping = fixture_call (fixture, "GET_PRODUCT_DATA", "PARAMETERS", NULL);
  g_autoptr(JsonObject) none = fixture_call (fixture, "SET_XML_INTERFACE", NULL, NULL);
  g_autoptr(JsonObject) data_missing = fixture_call (fixture, "SET_XML_INTERFACE", "DEFAULT",
                                                     NULL);

  assert_not_ok (function, "FUNCTION");
  assert_not_ok (shaping, "SHAPING");
  assert_not_ok (none, "SHAPING");
  assert_not_ok (data_missing, "DATA");
}

/* Without API=JSON nobody knows what an answer would look like. */
static void
test_no_api (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(JsonObject) missing = NULL;
  g_autoptr(JsonObject) other = NULL;

  missing = fixture_post (fixture, "callservice.pl", "FUNCTION", "GET_NEW_CONTRACTNUMBER", "SHAPING", "DEFAULT",
                          "SESSION", fixture->session, NULL);
  assert_not_ok (missing, "API");
  other = fixture_post (fixture, "callservice.pl", "FUNCTION", "GET_NEW_CONTRACTNUMBER", "SHAPING", "DEFAULT",
                        "SESSION", fixture->session, "API", "XML", NULL);
  assert_not_ok (other, "API");
}

static void
test_http_refused (Fixture       *fixture,
                   gconstpointer  data)
{
  static const struct
  {
    const char *method;
    const char *script;
    const char *type;
    const char *body;
    guint status;
  } requests[] = {
    { "GET", "login.pl", NULL, "", 405 },
    { "PUT", "login.pl", SOUP_FORM_MIME_TYPE_URLENCODED, "A=1", 405 },
    { "POST", "logout.pl", SOUP_FORM_MIME_TYPE_URLENCODED, "A=1", 404 },
    { "POST", "../login.pl/x", SOUP_FORM_MIME_TYPE_URLENCODED, "A=1", 404 },
    { "POST", "login.pl", "application/json", "{}", 415 },
    { "POST", "login.pl", SOUP_FORM_MIME_TYPE_URLENCODED, "A=%4", 400 },
    { "POST", "login.pl", SOUP_FORM_MIME_TYPE_URLENCODED, "A=%zz", 400 },
    { "POST", "login.pl", SOUP_FORM_MIME_TYPE_URLENCODED, "A=1&A=2", 400 },
    { "POST", "login.pl", SOUP_FORM_MIME_TYPE_URLENCODED, "A", 400 },
    { "POST", "login.pl", SOUP_FORM_MIME_TYPE_URLENCODED, "%00A=1", 400 },
    { "POST", "login.pl", "multipart/form-data; boundary=x", "no part at all", 400 },
    { "POST", "login.pl", "multipart/form-data", "--x\r\n", 400 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autoptr(JsonObject) answer = fixture_raw (fixture, requests[i].method,
                                                  requests[i].script, requests[i].type,
                                                  requests[i].body);

      g_test_message ("request %" G_GSIZE_FORMAT, i);
      g_assert_null (answer);
      g_assert_cmpuint (fixture->status, ==, requests[i].status);
      g_assert_nonnull (strstr (fixture->text, "<html>"));
    }
}

static void
discard (JsonObject *answer)
{
  g_clear_pointer (&answer, json_object_unref);
}

static void
test_too_large (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *hundred_kb = g_strnfill (100 * 1000, 'x');
  g_autofree char *million = g_strnfill (1000 * 1000 + 1, 'x');
  g_autofree char *five_million = g_strnfill (5 * 1000 * 1000, 'x');
  g_autofree char *body = g_strconcat ("A=", hundred_kb, NULL);
  g_autoptr(SoupMultipart) file = soup_multipart_new (SOUP_FORM_MIME_TYPE_MULTIPART);
  g_autoptr(GBytes) bytes = g_bytes_new_static ("x", 1);

  discard (fixture_raw (fixture, "POST", "login.pl",
                        SOUP_FORM_MIME_TYPE_URLENCODED, body));
  g_assert_cmpuint (fixture->status, ==, 413);
  discard (fixture_post (fixture, "login.pl", "A", million, NULL));
  g_assert_cmpuint (fixture->status, ==, 500);
  /* Refused before it is read: the client may see the answer or a closed connection. */
  discard (fixture_raw (fixture, "POST", "login.pl",
                        SOUP_FORM_MIME_TYPE_URLENCODED, five_million));
  g_assert_true (fixture->status == 413 || fixture->status == 0);
  soup_multipart_append_form_file (file, "DATA", "antrag.xml", "text/xml", bytes);
  discard (fixture_send (fixture, "login.pl", file));
  g_assert_cmpuint (fixture->status, ==, 400);
}

static void
test_port_taken (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GUri) uri = g_uri_parse (velo_training_insurer_get_uri (fixture->insurer),
                                     G_URI_FLAGS_NONE, NULL);
  g_autoptr(VeloTrainingInsurer) second = velo_training_insurer_new ();
  g_autoptr(GError) error = NULL;

  g_assert_false (velo_training_insurer_start (second, (guint) g_uri_get_port (uri), &error));
  g_assert_error (error, VELO_TRAINING_ERROR, VELO_TRAINING_ERROR_LISTEN);
  g_assert_null (velo_training_insurer_get_uri (second));
}

static void
test_stop_and_start (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) answer = NULL;

  velo_training_insurer_stop (fixture->insurer);
  velo_training_insurer_stop (fixture->insurer);
  g_assert_null (velo_training_insurer_get_uri (fixture->insurer));
  velo_training_insurer_start (fixture->insurer, 0, &error);
  g_assert_no_error (error);
  answer = fixture_call (fixture, "GET_NEW_CONTRACTNUMBER", "DEFAULT", NULL);
  assert_not_ok (answer, "session");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) \
  g_test_add ("/training/session/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("login", test_login);
  ADD ("login/without-function", test_login_without_function);
  ADD ("login/refused", test_login_refused);
  ADD ("login/incomplete", test_login_incomplete);
  ADD ("check", test_check_session);
  ADD ("expired", test_expired);
  ADD ("unknown-call", test_unknown_call);
  ADD ("no-api", test_no_api);
  ADD ("http-refused", test_http_refused);
  ADD ("too-large", test_too_large);
  ADD ("port-taken", test_port_taken);
  ADD ("stop-and-start", test_stop_and_start);
  return g_test_run ();
}
