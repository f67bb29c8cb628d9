/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests sign-in, the session and parallel calls over HTTP. */

#include "velo-scripted-server.h"

#include <string.h>

#define N_CALLS 10
#define NUMBER  "{\"NEWCONTRACTNUMBER\":\"87654321\"}"

static GString *captured = NULL;

static GLogWriterOutput
capture_log (GLogLevelFlags   level,
             const GLogField *fields,
             gsize            n_fields,
             gpointer         user_data)
{
  for (gsize i = 0; i < n_fields; i++)
    {
      if (g_str_equal (fields[i].key, "MESSAGE"))
        g_string_append_printf (captured, "%s\n", (const char *) fields[i].value);
    }
  return (level & (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_ERROR)) != 0
           ? g_log_writer_default (level, fields, n_fields, user_data)
           : G_LOG_WRITER_HANDLED;
}

/* GLib's own handler for tests does not hand on to the writer in every version */
static void
capture_message (const char     *domain,
                 GLogLevelFlags  level,
                 const char     *message,
                 gpointer        user_data)
{
  g_string_append_printf (captured, "%s\n", message);
  if ((level & (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_ERROR)) != 0)
    g_log_default_handler (domain, level, message, user_data);
}

static VeloScripted *
new_server (void)
{
  VeloScripted *server = velo_scripted_new ();

  velo_scripted_set (server, "GET_NEW_CONTRACTNUMBER", ENVELOPE (NUMBER));
  velo_scripted_set (server, "GET_AGENT_DATA", ENVELOPE ("{}"));
  return server;
}

static char *
reserve (VeloInsurer *insurer,
         GError     **error)
{
  g_auto(VeloWait) wait = { NULL };

  velo_insurer_reserve_contract_number_async (insurer, NULL, velo_wait_cb, &wait);
  return velo_insurer_reserve_contract_number_finish (insurer, velo_wait_for (&wait), error);
}

static void
assert_reserves (VeloInsurer *insurer)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *number = reserve (insurer, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (number, ==, "87654321");
}

static void
reserve_many (VeloInsurer *insurer)
{
  VeloWait waits[N_CALLS] = { { NULL } };

  for (guint i = 0; i < N_CALLS; i++)
    velo_insurer_reserve_contract_number_async (insurer, NULL, velo_wait_cb, &waits[i]);
  for (guint i = 0; i < N_CALLS; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *number = NULL;

      number = velo_insurer_reserve_contract_number_finish (insurer, velo_wait_for (&waits[i]), &error);
      g_assert_no_error (error);
      g_assert_cmpstr (number, ==, "87654321");
      velo_wait_clear (&waits[i]);
    }
}

static void
test_first_call_signs_in (void)
{
  g_autoptr(VeloScripted) server = new_server ();
  g_autoptr(VeloInsurer) insurer = velo_new_insurer (velo_scripted_get_uri (server));

  assert_reserves (insurer);
  assert_reserves (insurer);
  g_assert_cmpuint (velo_scripted_count (server, "LOGIN"), ==, 1);
  g_assert_cmpuint (velo_scripted_count (server, "*"), ==, 3);
  g_assert_cmpstr (velo_scripted_get_field (server, "LOGIN", 0, "USER"), ==, "haendler1");
  g_assert_cmpstr (velo_scripted_get_field (server, "LOGIN", 0, "PASSWORD"), ==, "geheim-42");
  g_assert_cmpstr (velo_scripted_get_field (server, "LOGIN", 0, "COMPANY"), ==, "WG");
  g_assert_null (velo_scripted_get_field (server, "LOGIN", 0, "ROLE"));
  g_assert_cmpstr (velo_scripted_get_field (server, "GET_NEW_CONTRACTNUMBER", 0, "SHAPING"), ==,
                   "DEFAULT");
  g_assert_cmpstr (velo_scripted_get_field (server, "GET_NEW_CONTRACTNUMBER", 0, "SESSION"), ==,
                   "DG2TOKEN1");
}

static void
test_settings_are_sent (void)
{
  g_autoptr(VeloScripted) server = new_server ();
  g_autofree char *slashed = g_strconcat (velo_scripted_get_uri (server), "/", NULL);
  g_autoptr(VeloInsurer) insurer = NULL;
  g_autoptr(GListStore) products = NULL;
  g_auto(VeloWait) wait = { NULL };

  insurer = g_object_new (VELO_TYPE_WERTGARANTIE, "base-url", slashed, "user", "u", "role", "HAENDLER",
                          "company", "WGX", "agent-number", "998877", NULL);
  velo_wertgarantie_set_password (VELO_WERTGARANTIE (insurer), "geheim-42");
  velo_insurer_list_products_async (insurer, NULL, velo_wait_cb, &wait);
  products = velo_insurer_list_products_finish (insurer, velo_wait_for (&wait), NULL);
  g_assert_nonnull (products);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (products)), ==, 0);
  g_assert_cmpstr (velo_scripted_get_field (server, "LOGIN", 0, "ROLE"), ==, "HAENDLER");
  g_assert_cmpstr (velo_scripted_get_field (server, "LOGIN", 0, "COMPANY"), ==, "WGX");
  g_assert_cmpstr (velo_scripted_get_field (server, "GET_AGENT_DATA", 0, "AGENT_NR"), ==, "998877");
  g_assert_cmpstr (velo_scripted_get_field (server, "GET_AGENT_DATA", 0, "EXTENDED_RESULT"), ==,
                   "true");
}

static void
test_parallel_first_calls (void)
{
  g_autoptr(VeloScripted) server = new_server ();
  g_autoptr(VeloInsurer) insurer = velo_new_insurer (velo_scripted_get_uri (server));

  velo_scripted_hold (server, 8);
  reserve_many (insurer);
  g_assert_cmpuint (velo_scripted_count (server, "LOGIN"), ==, 1);
  g_assert_cmpuint (velo_scripted_count (server, "*"), ==, N_CALLS + 1);
  g_assert_cmpuint (velo_scripted_get_peak (server), ==, 8);
}

static void
test_parallel_expired_calls (void)
{
  g_autoptr(VeloScripted) server = new_server ();
  g_autoptr(VeloInsurer) insurer = velo_new_insurer (velo_scripted_get_uri (server));

  assert_reserves (insurer);
  velo_scripted_expire (server);
  reserve_many (insurer);
  g_assert_cmpuint (velo_scripted_count (server, "LOGIN"), ==, 2);
  g_assert_cmpuint (velo_scripted_count (server, "GET_NEW_CONTRACTNUMBER"), <=, 1 + 2 * N_CALLS);
  g_assert_cmpuint (velo_scripted_get_peak (server), <=, 8);
}

static gboolean
two_have_come (gpointer data)
{
  return velo_scripted_count (data, "GET_NEW_CONTRACTNUMBER") == 2;
}

/* A failure that comes late does not end the session that was made meanwhile. */
static void
test_late_failure (void)
{
  g_autoptr(VeloScripted) server = new_server ();
  g_autoptr(VeloInsurer) insurer = velo_new_insurer (velo_scripted_get_uri (server));
  g_autoptr(GError) error = NULL;
  g_autofree char *number = NULL;
  g_auto(VeloWait) late = { NULL };

  assert_reserves (insurer);
  velo_scripted_expire (server);
  velo_scripted_push (server, "GET_NEW_CONTRACTNUMBER", VELO_SCRIPTED_LATE,
                      "{\"STATUS\":\"NOT OK: Session invalid\"}");
  velo_insurer_reserve_contract_number_async (insurer, NULL, velo_wait_cb, &late);
  velo_run_until (two_have_come, server);
  assert_reserves (insurer);
  g_assert_cmpuint (velo_scripted_count (server, "LOGIN"), ==, 2);
  velo_scripted_release (server);
  number = velo_insurer_reserve_contract_number_finish (insurer, velo_wait_for (&late), &error);
  g_assert_no_error (error);
  g_assert_nonnull (number);
  g_assert_cmpuint (velo_scripted_count (server, "LOGIN"), ==, 2);
}

static void
test_relogin_only_once (void)
{
  g_autoptr(VeloScripted) server = new_server ();
  g_autoptr(VeloInsurer) insurer = velo_new_insurer (velo_scripted_get_uri (server));
  g_autoptr(GError) error = NULL;

  velo_scripted_set (server, "GET_NEW_CONTRACTNUMBER",
                     "{\"STATUS\":\"NOT OK: No such FUNCTION\",\"REQUEST_ID\":\"99\"}");
  g_assert_null (reserve (insurer, &error));
  g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_REFUSED);
  g_assert_cmpstr (velo_insurer_error_get_words (error), ==, "NOT OK: No such FUNCTION");
  g_assert_cmpstr (velo_insurer_error_get_request_id (error), ==, "99");
  g_assert_cmpuint (velo_scripted_count (server, "LOGIN"), ==, 2);
  g_assert_cmpuint (velo_scripted_count (server, "GET_NEW_CONTRACTNUMBER"), ==, 2);
}

static void
test_plain_refusal_keeps_session (void)
{
  g_autoptr(VeloScripted) server = new_server ();
  g_autoptr(VeloInsurer) insurer = velo_new_insurer (velo_scripted_get_uri (server));
  g_autoptr(GError) error = NULL;

  velo_scripted_push (server, "GET_NEW_CONTRACTNUMBER", VELO_SCRIPTED_ANSWER,
                      "{\"RESULT\":{},\"STATUS\":\"Fehler: DG2TOKEN1 geheim-42 belegt.\","
                      "\"STATUSCODE\":\"65\",\"REQUEST_ID\":\"66\"}");
  g_assert_null (reserve (insurer, &error));
  g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_REFUSED);
  g_assert_cmpstr (velo_insurer_error_get_words (error), ==, "Fehler: *** *** belegt.");
  g_assert_null (strstr (error->message, "belegt"));
  g_assert_cmpuint (velo_scripted_count (server, "LOGIN"), ==, 1);
  assert_reserves (insurer);
  g_assert_cmpuint (velo_scripted_count (server, "LOGIN"), ==, 1);
}

/* The service may echo what it was sent: whoever reads its words does not read the password. */
static void
test_sign_in_words (void)
{
  g_autoptr(VeloScripted) server = new_server ();
  g_autoptr(VeloInsurer) insurer = velo_new_insurer (velo_scripted_get_uri (server));
  g_autoptr(GError) error = NULL;

  velo_scripted_push (server, "LOGIN", VELO_SCRIPTED_ANSWER,
                      "{\"STATUS\":\"Error: haendler1/geheim-42 unknown\",\"STATUSCODE\":\"21\"}");
  g_assert_null (reserve (insurer, &error));
  g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_SIGN_IN);
  g_assert_cmpstr (velo_insurer_error_get_words (error), ==, "Error: haendler1/*** unknown");
}

static void
test_wrong_password (void)
{
  g_autoptr(VeloScripted) server = new_server ();
  g_autoptr(VeloInsurer) insurer = velo_new_insurer (velo_scripted_get_uri (server));
  g_autoptr(GError) error = NULL;

  velo_wertgarantie_set_password (VELO_WERTGARANTIE (insurer), "falsch");
  g_assert_null (reserve (insurer, &error));
  g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_SIGN_IN);
  g_assert_cmpstr (velo_insurer_error_get_words (error), ==,
                   "Error: Could not verify user | no binding. Code:49");
  g_assert_cmpuint (velo_scripted_count (server, "*"), ==, 1);
  velo_wertgarantie_set_password (VELO_WERTGARANTIE (insurer), "geheim-42");
  assert_reserves (insurer);
}

/* Many that wait for a sign-in that is refused ask once only: accounts get locked. */
/* A session belongs to the password that it was made with. */
static void
test_new_password (void)
{
  g_autoptr(VeloScripted) server = new_server ();
  g_autoptr(VeloInsurer) insurer = velo_new_insurer (velo_scripted_get_uri (server));
  g_autoptr(GError) error = NULL;

  assert_reserves (insurer);
  velo_wertgarantie_set_password (VELO_WERTGARANTIE (insurer), "geheim-42");
  assert_reserves (insurer);
  g_assert_cmpuint (velo_scripted_count (server, "LOGIN"), ==, 1);
  velo_wertgarantie_set_password (VELO_WERTGARANTIE (insurer), "falsch");
  g_assert_null (reserve (insurer, &error));
  g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_SIGN_IN);
  g_assert_cmpuint (velo_scripted_count (server, "LOGIN"), ==, 2);
}

static void
test_wrong_password_many (void)
{
  g_autoptr(VeloScripted) server = new_server ();
  g_autoptr(VeloInsurer) insurer = velo_new_insurer (velo_scripted_get_uri (server));
  VeloWait waits[N_CALLS] = { { NULL } };

  velo_wertgarantie_set_password (VELO_WERTGARANTIE (insurer), "falsch");
  for (guint i = 0; i < N_CALLS; i++)
    velo_insurer_reserve_contract_number_async (insurer, NULL, velo_wait_cb, &waits[i]);
  for (guint i = 0; i < N_CALLS; i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (velo_insurer_reserve_contract_number_finish (insurer, velo_wait_for (&waits[i]),
                                                                  &error));
      g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_SIGN_IN);
      g_assert_nonnull (velo_insurer_error_get_words (error));
      velo_wait_clear (&waits[i]);
    }
  g_assert_cmpuint (velo_scripted_count (server, "*"), ==, 1);
}

/* Eight kept connections must not stand in the way of a call that wants a new one. */
static void
test_all_lines_kept (void)
{
  g_autoptr(VeloScripted) server = new_server ();
  g_autoptr(VeloInsurer) insurer = velo_new_insurer (velo_scripted_get_uri (server));
  VeloWait waits[8] = { { NULL } };

  velo_scripted_hold (server, G_N_ELEMENTS (waits));
  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    velo_insurer_list_products_async (insurer, NULL, velo_wait_cb, &waits[i]);
  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      g_autoptr(GListStore) products = NULL;

      products = velo_insurer_list_products_finish (insurer, velo_wait_for (&waits[i]), NULL);
      g_assert_nonnull (products);
      velo_wait_clear (&waits[i]);
    }
  g_assert_cmpuint (velo_scripted_get_peak (server), ==, 8);
  reserve_many (insurer);
}

/* Sign-in is tried anew by the self-test, also with a live session; a refusal stops it. */
static void
test_check_wrong_password (void)
{
  g_autoptr(VeloScripted) server = new_server ();
  g_autoptr(VeloInsurer) insurer = velo_new_insurer (velo_scripted_get_uri (server));
  g_autoptr(GPtrArray) lines = NULL;
  g_auto(VeloWait) wait = { NULL };
  VeloCheckLine *line = NULL;

  assert_reserves (insurer);
  velo_wertgarantie_set_password (VELO_WERTGARANTIE (insurer), "falsch");
  velo_insurer_check_async (insurer, NULL, NULL, NULL, velo_wait_cb, &wait);
  lines = velo_insurer_check_finish (insurer, velo_wait_for (&wait), NULL);
  g_assert_cmpuint (lines->len, ==, 5);
  line = lines->pdata[0];
  g_assert_true (line->ran && !line->ok);
  g_assert_cmpstr (line->detail, ==, "Error: Could not verify user | no binding. Code:49");
  g_assert_error (line->error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_SIGN_IN);
  g_assert_false (((VeloCheckLine *) lines->pdata[4])->ran);
  g_assert_cmpuint (velo_scripted_count (server, "GET_AGENT_DATA"), ==, 0);
}

typedef struct
{
  const char *name;
  const char *products;
  const char *documents;
  const char *outcome; /* of each line: + good, - failed, 0 not tried */
} CheckRow;

#define ONE_PRODUCT "{\"PRODUCT_LIST\":{\"PRODUCT\":{\"PRODUCT_TYPE\":\"KOMPLETTSCHUTZ_RAD_M_2018\"," \
  "\"APPLICATION_CODE\":\"GU WG DE RAD KS 0818\",\"PAYMENTINTERVALS\":{\"INTERVAL\":{\"VALUE\":\"1\"}}}}}"
#define ONE_DOCUMENT(type) "{\"DOCUMENT\":{\"DOCUMENT_TYPE\":\"" type "\",\"FILENAME\":\"a.pdf\"," \
  "\"CONTENT\":\"JVBERi0xLjcKJSVFT0YK\"}}"

static const CheckRow check_rows[] = {
  { "no-products", ENVELOPE ("{\"PRODUCT_LIST\":{}}"), ENVELOPE ("{}"), "+-000" },
  { "no-form", ENVELOPE (ONE_PRODUCT), ENVELOPE (ONE_DOCUMENT ("IPID")), "++++-" },
  { "only-forms", ENVELOPE (ONE_PRODUCT), ENVELOPE (ONE_DOCUMENT ("GUFHP_IBAN")), "+++-+" },
};

/* What is answered with code 0 and yet not enough to sell with is a failure of its line. */
static void
test_check_row (gconstpointer data)
{
  const CheckRow *row = data;
  g_autoptr(VeloScripted) server = new_server ();
  g_autoptr(VeloInsurer) insurer = velo_new_insurer (velo_scripted_get_uri (server));
  g_autoptr(GPtrArray) lines = NULL;
  g_auto(VeloWait) wait = { NULL };

  velo_scripted_set (server, "GET_AGENT_DATA", row->products);
  velo_scripted_set (server, "GET_PRODUCT_DATA/INSURANCE_PREMIUM",
                     ENVELOPE ("{\"PREMIUM_RECURRING_INTERVAL\":\"6,95\"}"));
  velo_scripted_set (server, "GET_PRODUCT_DATA/LEGAL_DOCUMENTS", row->documents);
  velo_insurer_check_async (insurer, NULL, NULL, NULL, velo_wait_cb, &wait);
  lines = velo_insurer_check_finish (insurer, velo_wait_for (&wait), NULL);
  g_assert_cmpuint (lines->len, ==, strlen (row->outcome));
  for (guint i = 0; i < lines->len; i++)
    {
      VeloCheckLine *line = lines->pdata[i];

      g_assert_cmpint (line->ran ? line->ok ? '+' : '-' : '0', ==, row->outcome[i]);
    }
  g_assert_cmpuint (velo_scripted_count (server, "GET_NEW_CONTRACTNUMBER"), ==, 0);
}

static void
test_no_password (void)
{
  g_autoptr(VeloScripted) server = new_server ();
  g_autoptr(VeloInsurer) insurer = velo_new_insurer (velo_scripted_get_uri (server));
  g_autoptr(GError) error = NULL;

  velo_wertgarantie_set_password (VELO_WERTGARANTIE (insurer), NULL);
  g_assert_null (reserve (insurer, &error));
  g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_NO_PASSWORD);
  g_assert_cmpuint (velo_scripted_count (server, "*"), ==, 0);
}

static void
test_odd_sign_in (gconstpointer data)
{
  g_autoptr(VeloScripted) server = new_server ();
  g_autoptr(VeloInsurer) insurer = velo_new_insurer (velo_scripted_get_uri (server));
  g_autoptr(GError) error = NULL;

  velo_scripted_push (server, "LOGIN", VELO_SCRIPTED_ANSWER, data);
  g_assert_null (reserve (insurer, &error));
  g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_PROTOCOL);
  g_assert_cmpuint (velo_scripted_count (server, "*"), ==, 1);
}

static void
test_transport_failure (gconstpointer data)
{
  g_autoptr(VeloScripted) server = new_server ();
  g_autoptr(VeloInsurer) insurer = velo_new_insurer (velo_scripted_get_uri (server));
  g_autoptr(GError) error = NULL;

  velo_scripted_push (server, "GET_NEW_CONTRACTNUMBER", (VeloScriptedKind) GPOINTER_TO_INT (data),
                      "<html>nein</html>");
  g_assert_null (reserve (insurer, &error));
  g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_UNAVAILABLE);
  g_assert_cmpuint (velo_scripted_count (server, "GET_NEW_CONTRACTNUMBER"), ==, 1);
  assert_reserves (insurer);
  g_assert_cmpuint (velo_scripted_count (server, "LOGIN"), ==, 1);
}

static void
test_endless_answer (void)
{
  g_autoptr(VeloScripted) server = new_server ();
  g_autoptr(VeloInsurer) insurer = velo_new_insurer (velo_scripted_get_uri (server));
  g_autoptr(GError) error = NULL;

  velo_scripted_push (server, "GET_NEW_CONTRACTNUMBER", VELO_SCRIPTED_ENDLESS, "");
  g_assert_null (reserve (insurer, &error));
  g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_PROTOCOL);
}

static void
test_silence_times_out (void)
{
  g_autoptr(VeloScripted) server = new_server ();
  g_autoptr(VeloInsurer) insurer = NULL;
  g_autoptr(GError) error = NULL;
  gint64 started;

  insurer = g_object_new (VELO_TYPE_WERTGARANTIE, "base-url", velo_scripted_get_uri (server), "user",
                          "haendler1", "timeout", 1, NULL);
  velo_wertgarantie_set_password (VELO_WERTGARANTIE (insurer), "geheim-42");
  velo_scripted_push (server, "GET_NEW_CONTRACTNUMBER", VELO_SCRIPTED_SILENCE, "");
  started = g_get_monotonic_time ();
  g_assert_null (reserve (insurer, &error));
  g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_UNAVAILABLE);
  /* after a second of silence, not when time is up for a request that keeps talking */
  g_assert_cmpint (g_get_monotonic_time () - started, <, 8 * G_USEC_PER_SEC);
}

/* @data: the call at whose arrival the caller gives up; NULL: before anything was sent */
static void
test_cancel (gconstpointer data)
{
  g_autoptr(VeloScripted) server = new_server ();
  g_autoptr(VeloInsurer) insurer = velo_new_insurer (velo_scripted_get_uri (server));
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_auto(VeloWait) wait = { NULL };

  if (data == NULL)
    g_cancellable_cancel (cancellable);
  else
    {
      velo_scripted_push (server, data, VELO_SCRIPTED_SILENCE, "");
      velo_scripted_on_request (server, data, cancellable);
    }
  velo_insurer_reserve_contract_number_async (insurer, cancellable, velo_wait_cb, &wait);
  g_assert_null (velo_insurer_reserve_contract_number_finish (insurer, velo_wait_for (&wait), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_reserves (insurer);
}

/* One of two that wait for the same sign-in gives up; the other does not notice. */
static void
test_cancel_one_of_two (void)
{
  g_autoptr(VeloScripted) server = new_server ();
  g_autoptr(VeloInsurer) insurer = velo_new_insurer (velo_scripted_get_uri (server));
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *number = NULL;
  g_auto(VeloWait) first = { NULL };
  g_auto(VeloWait) second = { NULL };

  velo_scripted_on_request (server, "LOGIN", cancellable);
  velo_insurer_reserve_contract_number_async (insurer, cancellable, velo_wait_cb, &first);
  velo_insurer_reserve_contract_number_async (insurer, NULL, velo_wait_cb, &second);
  number = velo_insurer_reserve_contract_number_finish (insurer, velo_wait_for (&second), &error);
  g_assert_no_error (error);
  g_assert_nonnull (number);
  g_assert_null (velo_insurer_reserve_contract_number_finish (insurer, velo_wait_for (&first), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (velo_scripted_count (server, "LOGIN"), ==, 1);
}

/* Who waits in line behind eight others can give up without waiting for them. */
static void
test_cancel_in_line (void)
{
  g_autoptr(VeloScripted) server = new_server ();
  g_autoptr(VeloInsurer) insurer = velo_new_insurer (velo_scripted_get_uri (server));
  g_autoptr(GCancellable) last_cancel = g_cancellable_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_auto(VeloWait) last = { NULL };
  VeloWait waits[8] = { { NULL } };

  assert_reserves (insurer);
  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      velo_scripted_push (server, "GET_NEW_CONTRACTNUMBER", VELO_SCRIPTED_SILENCE, "");
      velo_insurer_reserve_contract_number_async (insurer, cancellable, velo_wait_cb, &waits[i]);
    }
  velo_insurer_reserve_contract_number_async (insurer, last_cancel, velo_wait_cb, &last);
  g_cancellable_cancel (last_cancel);
  g_assert_null (velo_insurer_reserve_contract_number_finish (insurer, velo_wait_for (&last), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (velo_scripted_get_peak (server), <=, 8);
  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      velo_wait_for (&waits[i]);
      velo_wait_clear (&waits[i]);
    }
}

/* The object may be dropped while a call is under way: the call keeps what it needs. */
static void
test_dropped_while_calling (void)
{
  g_autoptr(VeloScripted) server = new_server ();
  VeloInsurer *insurer = velo_new_insurer (velo_scripted_get_uri (server));
  g_auto(VeloWait) wait = { NULL };
  g_autoptr(VeloInsurer) source = NULL;
  g_autofree char *number = NULL;

  velo_insurer_reserve_contract_number_async (insurer, NULL, velo_wait_cb, &wait);
  g_object_unref (insurer);
  source = VELO_INSURER (g_async_result_get_source_object (velo_wait_for (&wait)));
  number = velo_insurer_reserve_contract_number_finish (source, wait.result, NULL);
  g_assert_cmpstr (number, ==, "87654321");
}

/* A password that changes during the sign-in makes another sign-in, not a failure. */
static void
test_password_changes_meanwhile (void)
{
  g_autoptr(VeloScripted) server = new_server ();
  g_autoptr(VeloInsurer) insurer = velo_new_insurer (velo_scripted_get_uri (server));
  g_auto(VeloWait) wait = { NULL };
  g_autofree char *number = NULL;

  velo_wertgarantie_set_password (VELO_WERTGARANTIE (insurer), "falsch");
  velo_insurer_reserve_contract_number_async (insurer, NULL, velo_wait_cb, &wait);
  velo_wertgarantie_set_password (VELO_WERTGARANTIE (insurer), "geheim-42");
  number = velo_insurer_reserve_contract_number_finish (insurer, velo_wait_for (&wait), NULL);
  g_assert_cmpstr (number, ==, "87654321");
}

static void
test_address (void)
{
  const char *wrong[] = {
    "http://example.org/ws", "ftp://example.org/", "nonsense", "", "https://u:p@example.org/",
    "https://example.org/?a=b", "http://127.0.0.1.example.org/", "http://10.0.0.1/", "file:///tmp",
  };
  const char *right[] = {
    "https://example.org/mdp/ws/prod", "http://127.0.0.1:8080", "http://[::1]:9/", "http://localhost/x/",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(VeloInsurer) insurer = velo_new_insurer (wrong[i]);
      g_autoptr(GError) error = NULL;
      g_autoptr(GError) call_error = NULL;

      g_assert_false (velo_wertgarantie_check_settings (VELO_WERTGARANTIE (insurer), &error));
      g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_SETTINGS);
      g_assert_null (reserve (insurer, &call_error));
      g_assert_error (call_error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_SETTINGS);
    }
  for (guint i = 0; i < G_N_ELEMENTS (right); i++)
    {
      g_autoptr(VeloInsurer) insurer = velo_new_insurer (right[i]);
      g_autoptr(GError) error = NULL;

      g_assert_true (velo_wertgarantie_check_settings (VELO_WERTGARANTIE (insurer), &error));
      g_assert_no_error (error);
    }
}

/* Nothing that was logged up to here, by any of the tests, holds a secret or an echo. */
static void
test_log_is_clean (void)
{
  g_assert_nonnull (strstr (captured->str, "GET_NEW_CONTRACTNUMBER/DEFAULT: ok"));
  g_assert_nonnull (strstr (captured->str, "request 4711"));
  g_assert_nonnull (strstr (captured->str, "LOGIN/-: sign-in was refused"));
  g_assert_null (strstr (captured->str, "geheim"));
  g_assert_null (strstr (captured->str, "DG2TOKEN"));
  g_assert_null (strstr (captured->str, "PASSWORD"));
  g_assert_null (strstr (captured->str, "haendler1"));
  g_assert_null (strstr (captured->str, "87654321"));
}

int
main (int   argc,
      char *argv[])
{
  int rc;

  g_test_init (&argc, &argv, NULL);
  captured = g_string_new (NULL);
  g_log_set_writer_func (capture_log, NULL, NULL);
  g_log_set_default_handler (capture_message, NULL);

  g_test_add_func ("/insurer/session/first-call", test_first_call_signs_in);
  g_test_add_func ("/insurer/session/settings", test_settings_are_sent);
  g_test_add_func ("/insurer/session/parallel-first", test_parallel_first_calls);
  g_test_add_func ("/insurer/session/parallel-expired", test_parallel_expired_calls);
  g_test_add_func ("/insurer/session/late-failure", test_late_failure);
  g_test_add_func ("/insurer/session/relogin-once", test_relogin_only_once);
  g_test_add_func ("/insurer/session/plain-refusal", test_plain_refusal_keeps_session);
  g_test_add_func ("/insurer/session/sign-in-words", test_sign_in_words);
  g_test_add_func ("/insurer/session/wrong-password", test_wrong_password);
  g_test_add_func ("/insurer/session/new-password", test_new_password);
  g_test_add_func ("/insurer/session/wrong-password-many", test_wrong_password_many);
  g_test_add_func ("/insurer/session/all-lines-kept", test_all_lines_kept);
  g_test_add_func ("/insurer/session/check-wrong-password", test_check_wrong_password);
  for (guint i = 0; i < G_N_ELEMENTS (check_rows); i++)
    {
      g_autofree char *path = g_strconcat ("/insurer/session/check/", check_rows[i].name, NULL);

      g_test_add_data_func (path, &check_rows[i], test_check_row);
    }
  g_test_add_func ("/insurer/session/no-password", test_no_password);
  g_test_add_data_func ("/insurer/session/no-token", "{\"STATUS\":\"OK: Login\",\"STATUSCODE\":\"0\"}",
                        test_odd_sign_in);
  g_test_add_data_func ("/insurer/session/empty-token",
                        "{\"STATUS\":\"OK\",\"STATUSCODE\":\"0\",\"SESSION\":{}}", test_odd_sign_in);
  g_test_add_data_func ("/insurer/session/html-sign-in", "<html>Hotspot</html>", test_odd_sign_in);
  g_test_add_data_func ("/insurer/session/http-500", GINT_TO_POINTER (VELO_SCRIPTED_STATUS),
                        test_transport_failure);
  g_test_add_data_func ("/insurer/session/cut", GINT_TO_POINTER (VELO_SCRIPTED_CUT),
                        test_transport_failure);
  g_test_add_data_func ("/insurer/session/half", GINT_TO_POINTER (VELO_SCRIPTED_HALF),
                        test_transport_failure);
  g_test_add_data_func ("/insurer/session/redirect", GINT_TO_POINTER (VELO_SCRIPTED_REDIRECT),
                        test_transport_failure);
  g_test_add_func ("/insurer/session/endless", test_endless_answer);
  g_test_add_func ("/insurer/session/silence", test_silence_times_out);
  g_test_add_data_func ("/insurer/session/cancel/before", NULL, test_cancel);
  g_test_add_data_func ("/insurer/session/cancel/sign-in", "LOGIN", test_cancel);
  g_test_add_data_func ("/insurer/session/cancel/call", "GET_NEW_CONTRACTNUMBER", test_cancel);
  g_test_add_func ("/insurer/session/cancel/one-of-two", test_cancel_one_of_two);
  g_test_add_func ("/insurer/session/cancel/in-line", test_cancel_in_line);
  g_test_add_func ("/insurer/session/dropped", test_dropped_while_calling);
  g_test_add_func ("/insurer/session/password-changes", test_password_changes_meanwhile);
  g_test_add_func ("/insurer/session/address", test_address);
  g_test_add_func ("/insurer/session/log", test_log_is_clean);
  rc = g_test_run ();
  g_log_set_debug_enabled (FALSE);
  return rc;
}
