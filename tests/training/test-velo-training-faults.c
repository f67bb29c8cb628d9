/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the faults that the training insurer shows on demand, and of parallel requests. */

#include "config.h"

#include "velo-json.h"
#include "velo-training-test.h"

#include <string.h>

static void
test_specs (Fixture       *fixture,
            gconstpointer  data)
{
  static const char *const wrong[] = {
    "", "LOGIN", ":empty", "LOGIN:", "LOGIN:explode", "LOGIN:empty:0", "LOGIN:empty:-1",
    "LOGIN:empty:x", "LOGIN:empty:", "LOGIN:delay", "LOGIN:delay:1", "LOGIN:delay:1:0",
    "LOGIN:delay:1:600001", "LOGIN:delay:1:1s", "LOGIN:empty:99999999999",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", wrong[i]);
      g_assert_false (velo_training_insurer_add_fault (fixture->insurer, wrong[i], &error));
      g_assert_error (error, VELO_TRAINING_ERROR, VELO_TRAINING_ERROR_FAULT);
    }
}

static void
test_cut (Fixture       *fixture,
          gconstpointer  data)
{
  g_autofree char *first = NULL;
  g_autoptr(GPtrArray) numbers = NULL;

  fixture_add_fault (fixture, "GET_NEW_CONTRACTNUMBER:cut-before");
  g_assert_null (fixture_call (fixture, "GET_NEW_CONTRACTNUMBER", "DEFAULT", NULL));
  g_assert_cmpuint (fixture->status, ==, 0);
  fixture_add_fault (fixture, "GET_NEW_CONTRACTNUMBER/DEFAULT:cut-after:1");
  g_assert_null (fixture_call (fixture, "GET_NEW_CONTRACTNUMBER", "DEFAULT", NULL));
  g_assert_cmpuint (fixture->status, ==, 0);
  first = fixture_new_number (fixture);
  /* The first number went to the client that never heard of it. */
  g_assert_cmpstr (first, ==, "70000002");
  numbers = velo_training_insurer_dup_contract_numbers (fixture->insurer);
  g_assert_cmpuint (numbers->len, ==, 2);
  g_assert_cmpuint (velo_training_insurer_count_requests (fixture->insurer,
                                                          "GET_NEW_CONTRACTNUMBER"), ==, 3);
}

static void
test_cut_after_proposal (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autofree char *number = fixture_new_number (fixture);
  g_autofree char *xml = make_proposal_xml (number);
  g_autoptr(JsonObject) again = NULL;
  g_autoptr(GPtrArray) proposals = NULL;

  fixture_add_fault (fixture, "SET_XML_INTERFACE:cut-after");
  g_assert_null (fixture_propose (fixture, xml));
  again = fixture_propose (fixture, xml);
  assert_code (again, "0");
  proposals = velo_training_insurer_dup_proposals (fixture->insurer);
  g_assert_cmpuint (proposals->len, ==, 1);
  g_assert_cmpuint (((VeloTrainingProposal *) g_ptr_array_index (proposals, 0))->n_times_received,
                    ==, 2);
}

static void
test_no_json (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct
  {
    const char *spec;
    guint status;
    gboolean acted;
  } faults[] = {
    { "GET_NEW_CONTRACTNUMBER:http500", 500, FALSE },
    { "GET_NEW_CONTRACTNUMBER:http500:1:after", 500, TRUE },
    { "GET_NEW_CONTRACTNUMBER:html", 200, FALSE },
    { "DEFAULT:html:1:after", 200, TRUE },
    { "GET_NEW_CONTRACTNUMBER:empty", 200, FALSE },
    { "*:empty:1:after", 200, TRUE },
    { "GET_NEW_CONTRACTNUMBER:half", 200, TRUE },
  };
  guint n_issued = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr(GPtrArray) numbers = NULL;

      g_test_message ("%s", faults[i].spec);
      fixture_add_fault (fixture, faults[i].spec);
      g_assert_null (fixture_call (fixture, "GET_NEW_CONTRACTNUMBER", "DEFAULT", NULL));
      g_assert_cmpuint (fixture->status, ==, faults[i].status);
      n_issued += faults[i].acted ? 1 : 0;
      numbers = velo_training_insurer_dup_contract_numbers (fixture->insurer);
      g_assert_cmpuint (numbers->len, ==, n_issued);
    }
}

static void
test_refuse (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *number = fixture_new_number (fixture);
  g_autofree char *xml = make_proposal_xml (number);
  g_autoptr(JsonObject) first = NULL;
  g_autoptr(JsonObject) second = NULL;
  g_autoptr(JsonObject) third = NULL;

  fixture_add_fault (fixture, "SET_XML_INTERFACE:refuse:1:Heute: geschlossen.");
  fixture_add_fault (fixture, "SET_XML_INTERFACE:refuse");
  first = fixture_propose (fixture, xml);
  assert_refused (first, "Heute: geschlossen.");
  second = fixture_propose (fixture, xml);
  assert_refused (second, "technischer Fehler");
  g_assert_cmpstr (json_object_get_string_member (first, "REQUEST_ID"), !=,
                   json_object_get_string_member (second, "REQUEST_ID"));
  third = fixture_propose (fixture, xml);
  assert_code (third, "0");
}

static void
test_count_and_clear (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(JsonObject) answer = NULL;

  fixture_add_fault (fixture, "GET_NEW_CONTRACTNUMBER:empty:2");
  fixture_add_fault (fixture, "GET_NEW_CONTRACTNUMBER:http500:*");
  for (guint i = 0; i < 5; i++)
    {
      g_assert_null (fixture_call (fixture, "GET_NEW_CONTRACTNUMBER", "DEFAULT", NULL));
      g_assert_cmpuint (fixture->status, ==, i < 2 ? 200 : 500);
    }
  velo_training_insurer_clear_faults (fixture->insurer);
  answer = fixture_call (fixture, "GET_NEW_CONTRACTNUMBER", "DEFAULT", NULL);
  assert_code (answer, "0");
}

/* Of the calls with one FUNCTION only that with the SHAPING; and a SHAPING or a FUNCTION alone will do. */
static void
test_which_call (Fixture       *fixture,
                 gconstpointer  data)
{
  static const struct { const char *fault; gboolean texts; gboolean documents; gboolean number; } rows[] = {
    { "GET_PRODUCT_DATA/LEGAL_DOCUMENTS:refuse:*", FALSE, TRUE, FALSE },
    { "GET_PRODUCT_DATA/AVAILABLE_PRODUCTS:refuse:*", FALSE, FALSE, FALSE },
    { "ADVERTISING_TEXT:refuse:*", TRUE, FALSE, FALSE },
    { "GET_PRODUCT_DATA:refuse:*", TRUE, TRUE, FALSE },
    { "GET_NEW_CONTRACTNUMBER:refuse:*", FALSE, FALSE, TRUE },
    { "*:refuse:*", TRUE, TRUE, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(JsonObject) texts = NULL;
      g_autoptr(JsonObject) documents = NULL;
      g_autoptr(JsonObject) number = NULL;

      g_test_message ("%s", rows[i].fault);
      velo_training_insurer_clear_faults (fixture->insurer);
      fixture_add_fault (fixture, rows[i].fault);
      texts = fixture_call (fixture, "GET_PRODUCT_DATA", "ADVERTISING_TEXT", "APPLICATION_CODE", RAD_CODE,
                            "PRODUCT_TYPE", RAD_A, NULL);
      documents = fixture_call (fixture, "GET_PRODUCT_DATA", "LEGAL_DOCUMENTS", "APPLICATION_CODE", RAD_CODE,
                                "PRODUCT_TYPE", RAD_A, "DOCUMENT_TYPE", "ROW", NULL);
      number = fixture_call (fixture, "GET_NEW_CONTRACTNUMBER", "DEFAULT", NULL);
      assert_code (texts, rows[i].texts ? "65" : "0");
      assert_code (documents, rows[i].documents ? "65" : "0");
      assert_code (number, rows[i].number ? "65" : "0");
    }
}

static void
test_envelope_faults (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *premium = make_premium_xml (RAD_CODE, RAD_A, "KOMPLETTSCHUTZ_RAD", "27", "900",
                                               1);
  g_autoptr(JsonObject) no_code = NULL;
  g_autoptr(JsonObject) nan = NULL;
  g_autoptr(JsonObject) old = NULL;
  g_autoptr(JsonObject) expired = NULL;
  g_autoptr(JsonObject) inner = NULL;

  fixture_add_fault (fixture, "INSURANCE_PREMIUM:no-statuscode");
  no_code = fixture_premium (fixture, premium);
  g_assert_false (json_object_has_member (no_code, "STATUSCODE"));
  g_assert_true (json_object_has_member (get_result (no_code), "PREMIUM_RECURRING"));
  fixture_add_fault (fixture, "INSURANCE_PREMIUM:nan-premium");
  nan = fixture_premium (fixture, premium);
  assert_code (nan, "0");
  g_assert_cmpstr (json_object_get_string_member (get_result (nan), "PREMIUM_RECURRING_INTERVAL"),
                   ==, "NaN");
  fixture_add_fault (fixture, "INSURANCE_PREMIUM:old-shape");
  old = fixture_premium (fixture, premium);
  g_assert_cmpstr (json_object_get_string_member (get_result (old),
                                                  "PREMIUM_RECURRING_INTERVALL"), ==, "15");
  g_assert_false (json_object_has_member (get_result (old), "PREMIUM_RECURRING_INTERVAL"));
  fixture_add_fault (fixture, "INSURANCE_PREMIUM:expired");
  expired = fixture_premium (fixture, premium);
  assert_not_ok (expired, "session");
  fixture_add_fault (fixture, "GET_OBJECT_DETAILS:inner-envelope");
  inner = fixture_call (fixture, "GET_OBJECT_DETAILS", NULL, NULL);
  g_assert_false (json_object_has_member (inner, "STATUSCODE"));
  assert_code (get_result (inner), "0");
}

static void
test_lists (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(JsonObject) old = NULL;
  g_autoptr(JsonObject) single = NULL;
  g_autoptr(GPtrArray) products = NULL;
  JsonObject *product;

  fixture_add_fault (fixture, "AVAILABLE_PRODUCTS:old-shape");
  old = fixture_call (fixture, "GET_AGENT_DATA", "AVAILABLE_PRODUCTS", "AGENT_NR", "training",
                      NULL);
  products = velo_json_get_list (velo_json_get_object (get_result (old), "PRODUCT_LIST"),
                                 "PRODUCT");
  g_assert_cmpuint (products->len, >, 1);
  g_assert_false (json_object_has_member (velo_json_as_object (g_ptr_array_index (products, 0)),
                                          "BASIC_RISK"));
  fixture_add_fault (fixture, "AVAILABLE_PRODUCTS:single");
  single = fixture_call (fixture, "GET_AGENT_DATA", "AVAILABLE_PRODUCTS", "AGENT_NR", "training",
                         NULL);
  product = velo_json_get_object (velo_json_get_object (get_result (single), "PRODUCT_LIST"),
                                  "PRODUCT");
  g_assert_nonnull (product);
  g_assert_true (json_object_has_member (product, "BASIC_RISK"));
}

static void
test_unconfirmed (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *number = fixture_new_number (fixture);
  g_autofree char *xml = make_proposal_xml (number);
  g_autoptr(JsonObject) first = NULL;
  g_autoptr(JsonObject) second = NULL;

  fixture_add_fault (fixture, "SET_XML_INTERFACE:unconfirmed:1:7");
  first = fixture_propose (fixture, xml);
  assert_code (first, "0");
  g_assert_cmpstr (json_object_get_string_member (get_result (first), "STATUS_CODE"), ==, "7");
  second = fixture_propose (fixture, xml);
  g_assert_cmpstr (json_object_get_string_member (get_result (second), "STATUS_CODE"), ==, "7");
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  guint *n_answered = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) body = soup_session_send_and_read_finish (SOUP_SESSION (source), result,
                                                              &error);

  g_assert_no_error (error);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body),
                                  "NEWCONTRACTNUMBER"));
  ++*n_answered;
}

static void
send_number_request (Fixture *fixture,
                     guint   *n_answered)
{
  g_autoptr(SoupMultipart) fields = soup_multipart_new (SOUP_FORM_MIME_TYPE_MULTIPART);
  g_autoptr(SoupMessage) message = NULL;
  g_autofree char *uri = g_strconcat (velo_training_insurer_get_uri (fixture->insurer),
                                      "callservice.pl", NULL);

  soup_multipart_append_form_string (fields, "FUNCTION", "GET_NEW_CONTRACTNUMBER");
  soup_multipart_append_form_string (fields, "SHAPING", "DEFAULT");
  soup_multipart_append_form_string (fields, "API", "JSON");
  soup_multipart_append_form_string (fields, "SESSION", fixture->session);
  message = soup_message_new_from_multipart (uri, fields);
  soup_session_send_and_read_async (fixture->client, message, G_PRIORITY_DEFAULT, NULL, sent_cb,
                                    n_answered);
}

/* All are held until all are there: only then could there be as many at once. */
static void
test_parallel (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GPtrArray) numbers = NULL;
  g_autoptr(GHashTable) different = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_answered = 0;

  fixture_add_fault (fixture, "GET_NEW_CONTRACTNUMBER:delay:*:300");
  for (guint i = 0; i < 16; i++)
    send_number_request (fixture, &n_answered);
  while (n_answered < 16)
    g_main_context_iteration (NULL, TRUE);
  numbers = velo_training_insurer_dup_contract_numbers (fixture->insurer);
  for (guint i = 0; i < numbers->len; i++)
    g_hash_table_add (different, g_ptr_array_index (numbers, i));
  g_assert_cmpuint (g_hash_table_size (different), ==, 16);
  g_assert_cmpuint (velo_training_insurer_get_peak_requests (fixture->insurer), >, 4);
  g_assert_cmpuint (velo_training_insurer_get_peak_requests (fixture->insurer), <=, 16);
}

/* A client that gives up is not noticed: what was received is acted on. */
static void
test_client_gone (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *number = fixture_new_number (fixture);
  g_autofree char *xml = make_proposal_xml (number);
  guint n_listed = 0;

  fixture_add_fault (fixture, "SET_XML_INTERFACE:delay:1:1500");
  soup_session_set_timeout (fixture->client, 1);
  g_assert_null (fixture_propose (fixture, xml));
  g_assert_cmpuint (fixture->status, ==, 0);
  for (gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
       n_listed == 0 && g_get_monotonic_time () < end;)
    {
      g_autoptr(GPtrArray) proposals = velo_training_insurer_dup_proposals (fixture->insurer);

      n_listed = proposals->len;
      g_thread_yield ();
    }
  g_assert_cmpuint (n_listed, ==, 1);
}

static void
failed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  gboolean *done = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) body = soup_session_send_and_read_finish (SOUP_SESSION (source), result,
                                                              &error);

  g_assert_null (body);
  *done = TRUE;
}

/* Stopping does not wait for calls that are being delayed. */
static void
test_stop_while_delayed (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autofree char *uri = g_strconcat (velo_training_insurer_get_uri (fixture->insurer),
                                      "login.pl", NULL);
  g_autoptr(SoupMessage) message = soup_message_new ("POST", uri);
  g_autoptr(GBytes) body = g_bytes_new_static ("A=1", 3);
  gboolean done = FALSE;

  fixture_add_fault (fixture, "LOGIN:delay:1:600000");
  soup_message_set_request_body_from_bytes (message, SOUP_FORM_MIME_TYPE_URLENCODED, body);
  soup_session_send_and_read_async (fixture->client, message, G_PRIORITY_DEFAULT, NULL, failed_cb,
                                    &done);
  while (velo_training_insurer_count_requests (fixture->insurer, "LOGIN") < 2)
    g_main_context_iteration (NULL, FALSE);
  velo_training_insurer_stop (fixture->insurer);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) \
  g_test_add ("/training/faults/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("specs", test_specs);
  ADD ("cut", test_cut);
  ADD ("cut-after-proposal", test_cut_after_proposal);
  ADD ("no-json", test_no_json);
  ADD ("refuse", test_refuse);
  ADD ("count-and-clear", test_count_and_clear);
  ADD ("which-call", test_which_call);
  ADD ("envelope", test_envelope_faults);
  ADD ("lists", test_lists);
  ADD ("unconfirmed", test_unconfirmed);
  ADD ("parallel", test_parallel);
  ADD ("client-gone", test_client_gone);
  ADD ("stop-while-delayed", test_stop_while_delayed);
  return g_test_run ();
}
