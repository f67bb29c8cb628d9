/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests what the desk is told, over HTTP: who was faster, the payment file, the payee, the queue, what is
 * stored about a person. */

#include "velo-claims-flow.h"

#include <string.h>

#include "velo-claims-invitation.h"
#include "velo-claims-pages.h"
#include "velo-sms.h"

#define CONFIG "[payout]\nname=Training Versicherung\niban=DE89370400440532013000\nsecond-person-euros=2000\n"
#define IBAN "DE89370400440532013000"
#define OTHER_IBAN "AT611904300234573201"

static JsonObject *
get_claim (JsonObject *whole)
{
  return json_object_get_object_member (whole, "claim");
}

static gint64
get_revision (VeloClaimsFlow *flow)
{
  g_autoptr(JsonObject) whole = velo_claims_flow_get (flow, flow->desk, "");

  return json_object_get_int_member (get_claim (whole), "revision");
}

static JsonObject *
act_on (VeloClaimsFlow *flow,
        const char     *token,
        const char     *what,
        gint64          revision,
        const char     *more)
{
  g_autofree char *path = g_strdup_printf ("api/v1/claims/%s/%s", flow->id, what);
  g_autofree char *body = g_strdup_printf ("{\"revision\":%" G_GINT64_FORMAT "%s}", revision, more);

  return velo_claims_test_call (flow->test, "POST", path, token, body);
}

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

/* Whoever looked at an older revision is told who was faster and when, whatever was to be done. */
static void
test_two_desks (VeloClaimsTest *test,
                gconstpointer   data)
{
  static const char *const steps[] = { "invitation", "closing", "payout", "payment", "payee-check", "call", "decision",
                                       "approval" };
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autofree char *second = velo_claims_test_log_in (test, "desk2");
  gint64 seen;
  gint64 changed;

  velo_claims_flow_init (&flow, test, "26-1234567", "de");
  seen = get_revision (&flow);
  velo_claims_test_advance (test, G_TIME_SPAN_MINUTE);
  changed = test->now;
  json_object_unref (act_on (&flow, flow.desk, "invitation", seen, ""));
  g_assert_cmpuint (test->status, ==, 201);
  velo_claims_test_advance (test, G_TIME_SPAN_MINUTE);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr(JsonObject) late = act_on (&flow, second, steps[i], seen, ",\"reason\":\"r\",\"result\":\"match\"");

      g_test_message ("%s", steps[i]);
      g_assert_cmpuint (test->status, ==, 409);
      g_assert_cmpstr (json_object_get_string_member (late, "error"), ==, "conflict");
      g_assert_cmpstr (json_object_get_string_member (late, "who"), ==, "The desk");
      g_assert_cmpstr (json_object_get_string_member (late, "actor"), ==, "desk");
      g_assert_cmpint (json_object_get_int_member (late, "when"), ==, changed);
      g_assert_cmpint (json_object_get_int_member (late, "revision"), ==, seen + 1);
    }
  g_assert_cmpint (get_revision (&flow), ==, seen + 1);
}

/* The customer was faster: no name is told, only that it was the customer. */
static void
test_customer_faster (VeloClaimsTest *test,
                      gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autoptr(JsonObject) late = NULL;
  gint64 seen;

  velo_claims_flow_init (&flow, test, "26-1234567", "de");
  seen = get_revision (&flow);
  velo_claims_flow_log_in (&flow);
  late = act_on (&flow, flow.desk, "closing", seen, ",\"reason\":\"r\"");
  g_assert_cmpuint (test->status, ==, 409);
  g_assert_cmpstr (json_object_get_string_member (late, "actor"), ==, "customer");
  g_assert_cmpstr (json_object_get_string_member (late, "who"), ==, "");
}

static guint
count_notes (VeloClaimsFlow *flow,
             const char     *what)
{
  g_autoptr(JsonObject) whole = velo_claims_flow_get (flow, flow->desk, "");
  JsonArray *entries = json_object_get_array_member (whole, "entries");
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (entries); i++)
    n += g_str_equal (json_object_get_string_member (json_array_get_object_element (entries, i), "what"), what);
  return n;
}

/* The same bytes again, for the desk alone, and each time the journal tells. */
static void
test_file_again (VeloClaimsTest *test,
                 gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autofree char *partner = velo_claims_test_log_in (test, "partner");
  g_autofree char *hash = NULL;
  g_autoptr(JsonObject) early = NULL;
  g_autoptr(JsonObject) released = NULL;
  const char *file;

  accepted (&flow, test, "26-1234567");
  early = velo_claims_flow_get (&flow, flow.desk, "/payment-file");
  g_assert_cmpuint (test->status, ==, 404);
  released = velo_claims_flow_act (&flow, flow.desk, "POST", "payout", "");
  file = json_object_get_string_member (released, "file");
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, file, -1);
  for (guint i = 1; i <= 2; i++)
    {
      g_autoptr(JsonObject) again = NULL;

      if (i == 2)
        velo_claims_test_restart (test, CONFIG);
      again = velo_claims_flow_get (&flow, flow.desk, "/payment-file");
      g_assert_cmpuint (test->status, ==, 200);
      g_assert_cmpstr (json_object_get_string_member (again, "file"), ==, file);
      g_assert_cmpstr (json_object_get_string_member (again, "hash"), ==, hash);
      g_assert_nonnull (strstr (file, json_object_get_string_member (again, "message_id")));
      g_assert_cmpuint (count_notes (&flow, "payment-file"), ==, i);
    }
  g_assert_null (json_object_get_member ((early = (json_object_unref (early),
                   velo_claims_flow_get (&flow, flow.assessor, "/payment-file"))), "file"));
  g_assert_cmpuint (test->status, ==, 403);
  json_object_unref (velo_claims_flow_get (&flow, partner, "/payment-file"));
  g_assert_cmpuint (test->status, ==, 403);
}

static guint
check_payee (VeloClaimsFlow *flow,
             const char     *more)
{
  g_autoptr(JsonObject) answer G_GNUC_UNUSED = velo_claims_flow_act (flow, flow->desk, "POST", "payee-check", more);

  return flow->test->status;
}

static JsonObject *
get_payout (VeloClaimsFlow  *flow,
            JsonObject     **answer)
{
  g_clear_pointer (answer, json_object_unref);
  *answer = velo_claims_flow_get (flow, flow->desk, "/payout");
  return json_object_get_object_member (*answer, "payout");
}

/* Stored with who and when; other bank data makes it void; the name stands nowhere else. */
static void
test_payee (VeloClaimsTest *test,
            gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autoptr(JsonObject) answer = NULL;
  g_autoptr(JsonObject) whole = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autofree char *text = NULL;
  JsonObject *payout;

  velo_claims_flow_init (&flow, test, "26-7654321", "de");
  g_assert_cmpuint (check_payee (&flow, ",\"result\":\"match\""), ==, 409);
  velo_claims_flow_clear (&flow);
  accepted (&flow, test, "26-1234567");
  g_assert_cmpuint (check_payee (&flow, ",\"result\":\"perhaps\""), ==, 422);
  g_assert_cmpuint (check_payee (&flow, ",\"result\":\"close\""), ==, 422);
  g_assert_cmpstr (json_object_get_string_member (get_payout (&flow, &answer), "payee_result"), ==, "");
  g_assert_cmpuint (check_payee (&flow, ",\"result\":\"close\",\"name\":\"Erika Mustermann\""), ==, 200);
  payout = get_payout (&flow, &answer);
  g_assert_cmpstr (json_object_get_string_member (payout, "payee_result"), ==, "close");
  g_assert_cmpstr (json_object_get_string_member (payout, "payee_name"), ==, "Erika Mustermann");
  g_assert_cmpstr (json_object_get_string_member (payout, "payee_by"), ==, "The desk");
  g_assert_cmpint (json_object_get_int_member (payout, "payee_time"), ==, test->now);
  whole = velo_claims_flow_get (&flow, flow.desk, "");
  node = json_node_init_object (json_node_alloc (), whole);
  text = json_to_string (node, FALSE);
  g_assert_nonnull (strstr (text, "payee-check"));
  g_assert_null (strstr (text, "Mustermann"));
  g_assert_cmpuint (velo_claims_flow_accept (&flow, OTHER_IBAN), ==, 303);
  payout = get_payout (&flow, &answer);
  g_assert_cmpstr (json_object_get_string_member (payout, "payee_result"), ==, "");
  g_assert_cmpstr (json_object_get_string_member (payout, "payee_name"), ==, "");
}

static gint64
get_promise (VeloClaimsFlow *flow)
{
  g_autoptr(JsonObject) whole = velo_claims_flow_get (flow, flow->desk, "");

  return json_object_get_int_member (get_claim (whole), "promised");
}

static void
photograph (VeloClaimsFlow *flow,
            VeloClaimsTest *test,
            guint           number)
{
  g_autofree char *name = g_strdup_printf ("27-%07u", number);

  velo_claims_flow_init (flow, test, name, "de");
  velo_claims_flow_log_in (flow);
  velo_claims_flow_photograph (flow);
}

static gint64
get_figure (VeloClaimsFlow *flow,
            const char     *name)
{
  g_autoptr(JsonObject) figures = velo_claims_test_call (flow->test, "GET", "api/v1/figures", flow->assessor, NULL);

  g_assert_cmpuint (flow->test->status, ==, 200);
  return json_object_get_int_member (figures, name);
}

static void
check_metrics (VeloClaimsFlow *flow)
{
  static const char *const lines[] = {
    "\nveloinsure_claims_waiting 2\n", "\nveloinsure_claims_worked_seconds{quantile=\"0.5\"} 1800\n",
    "\nveloinsure_claims_worked_seconds{quantile=\"0.9\"} 3000\n", "\nveloinsure_claims_waited_seconds_count 5\n",
    "\nveloinsure_claims_answers_total{class=\"2xx\"} ",
  };

  g_assert_cmpuint (velo_claims_flow_send (flow, "GET", "metrics", NULL, NULL, NULL), ==, 200);
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_test_message ("%s", lines[i]);
      g_assert_nonnull (strstr (flow->text, lines[i]));
    }
}

/* Two hours until five offers are measured: 10, 20, 30, 40 and 50 minutes. Then what they say. */
static void
test_promise (VeloClaimsTest *test,
              gconstpointer   data)
{
  g_auto(VeloClaimsFlow) first = { NULL };
  g_auto(VeloClaimsFlow) second = { NULL };
  g_autofree char *promised = NULL;

  for (guint i = 1; i <= 5; i++)
    {
      g_auto(VeloClaimsFlow) flow = { NULL };
      g_autoptr(JsonObject) begun = NULL;

      velo_claims_test_restart (test, CONFIG);
      photograph (&flow, test, i);
      g_assert_cmpint (get_promise (&flow), ==, test->now + 2 * G_TIME_SPAN_HOUR);
      velo_claims_test_advance (test, 7 * G_TIME_SPAN_MINUTE);
      begun = velo_claims_flow_act (&flow, flow.assessor, "POST", "calculation", "");
      for (guint k = 0; k < i; k++)
        {
          velo_claims_test_advance (test, 10 * G_TIME_SPAN_MINUTE);
          /* so that nobody has to log in again */
          g_assert_cmpint (get_figure (&flow, "waiting"), ==, 1);
          get_revision (&flow);
        }
      velo_claims_flow_offer (&flow, 123450);
      g_assert_cmpuint (test->status, ==, 200);
    }
  velo_claims_test_restart (test, CONFIG);
  photograph (&first, test, 6);
  g_assert_cmpint (get_promise (&first) - test->now, >=, 50 * G_TIME_SPAN_MINUTE);
  g_assert_cmpint (get_promise (&first) - test->now, <, 55 * G_TIME_SPAN_MINUTE);
  velo_claims_test_restart (test, CONFIG);
  photograph (&second, test, 7);
  g_assert_cmpint (get_promise (&second) - test->now, >=, 80 * G_TIME_SPAN_MINUTE);
  g_assert_cmpint (get_promise (&second) - test->now, <, 85 * G_TIME_SPAN_MINUTE);
  g_assert_cmpint (get_figure (&second, "waiting"), ==, 2);
  g_assert_cmpint (get_figure (&second, "worked_median"), ==, 30);
  g_assert_cmpint (get_figure (&second, "worked_90"), ==, 50);
  g_assert_cmpint (get_figure (&second, "waited_median"), ==, 37);
  g_assert_cmpint (get_figure (&second, "promise"), ==, 110);
  check_metrics (&second);
  /* the customer reads the same moment: it is a quarter to two or the like, in Hannover */
  g_assert_cmpuint (velo_claims_flow_send (&second, "GET", "claim", NULL, NULL, NULL), ==, 200);
  {
    g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
    g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (get_promise (&second) / G_USEC_PER_SEC);
    g_autoptr(GDateTime) local = g_date_time_to_timezone (utc, zone);

    promised = g_date_time_format (local, "%H:%M\u00a0Uhr");
    g_assert_nonnull (strstr (second.text, promised));
  }
}

/* The newest link that the customer was sent. */
static void
take_link (VeloClaimsFlow *flow,
           const char     *kind)
{
  g_autofree char *words = velo_claims_flow_get_words (flow, kind);
  const char *path = strstr (words, "/s/");

  g_assert_nonnull (path);
  g_free (flow->link);
  flow->link = g_strndup (path + 1, 24);
}

/* Asked for another photo: that time is the customer's, and the promise is made anew. */
static void
test_promise_again (VeloClaimsTest *test,
                    gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autoptr(GBytes) photo = velo_claims_flow_draw_photo (5, 320, 240);
  g_autoptr(JsonObject) begun = NULL;
  g_autoptr(JsonObject) asked = NULL;

  photograph (&flow, test, 1);
  begun = velo_claims_flow_act (&flow, flow.assessor, "POST", "calculation", "");
  velo_claims_test_advance (test, 10 * G_TIME_SPAN_MINUTE);
  asked = velo_claims_flow_act (&flow, flow.assessor, "POST", "photo-requests", ",\"photos\":[{\"slot\":\"odometer\"}]");
  g_assert_cmpuint (test->status, ==, 200);
  velo_claims_test_advance (test, 2 * G_TIME_SPAN_HOUR);
  g_clear_pointer (&flow.desk, g_free);
  g_clear_pointer (&flow.assessor, g_free);
  flow.desk = velo_claims_test_log_in (test, "desk");
  flow.assessor = velo_claims_test_log_in (test, "assessor");
  take_link (&flow, "photos");
  velo_claims_flow_log_in (&flow);
  g_assert_cmpuint (velo_claims_flow_upload (&flow, "odometer", photo), ==, 200);
  g_assert_cmpuint (velo_claims_flow_form (&flow, "claim/photos/done", "done=1"), ==, 303);
  g_assert_cmpint (get_promise (&flow), ==, test->now + 2 * G_TIME_SPAN_HOUR);
  velo_claims_test_advance (test, 5 * G_TIME_SPAN_MINUTE);
  velo_claims_flow_offer (&flow, 123450);
  g_assert_cmpint (get_figure (&flow, "waited_median"), ==, 15);
}

/* Each code is a message, and five tries to guess it: no more than five within an hour. */
static void
test_many_codes (VeloClaimsTest *test,
                 gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autofree char *again = NULL;

  photograph (&flow, test, 1);
  velo_claims_flow_offer (&flow, 123450);
  again = velo_claims_pages_format_time (test->now + G_TIME_SPAN_HOUR, "de");
  for (guint i = 0; i < 5; i++)
    g_assert_cmpuint (velo_claims_flow_form (&flow, "claim/account", "holder=E&iban=" IBAN), ==, 303);
  g_assert_cmpuint (velo_claims_flow_form (&flow, "claim/account", "holder=E&iban=" IBAN), ==, 429);
  g_assert_nonnull (strstr (flow.text, again));
  velo_claims_test_advance (test, 29 * G_TIME_SPAN_MINUTE);
  g_assert_cmpuint (velo_claims_flow_send (&flow, "GET", "claim", NULL, NULL, NULL), ==, 200);
  velo_claims_test_advance (test, 29 * G_TIME_SPAN_MINUTE);
  g_assert_cmpuint (velo_claims_flow_form (&flow, "claim/account", "holder=E&iban=" IBAN), ==, 429);
  /* an hour after the first of the five, not after the last try */
  g_assert_nonnull (strstr (flow.text, again));
  g_assert_cmpuint (velo_claims_flow_send (&flow, "GET", "claim", NULL, NULL, NULL), ==, 200);
  velo_claims_test_advance (test, 3 * G_TIME_SPAN_MINUTE);
  g_assert_cmpuint (velo_claims_flow_form (&flow, "claim/account", "holder=E&iban=" IBAN), ==, 303);
}

static void
check_link (VeloClaimsFlow *flow,
            guint           status)
{
  velo_claims_test_restart (flow->test, CONFIG);
  g_assert_cmpuint (velo_claims_flow_send (flow, "GET", flow->link, NULL, NULL, NULL), ==, status);
}

/* A link to an offer works as long as the offer; after the payment for 30 days more, to be read only. */
static void
test_links_after (VeloClaimsTest *test,
                  gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_auto(VeloClaimsFlow) other = { NULL };

  photograph (&other, test, 2);
  velo_claims_flow_offer (&other, 123450);
  take_link (&other, "offer");
  photograph (&flow, test, 1);
  velo_claims_flow_offer (&flow, 123450);
  take_link (&flow, "offer");
  g_assert_cmpuint (velo_claims_flow_accept (&flow, IBAN), ==, 303);
  json_object_unref (velo_claims_flow_act (&flow, flow.desk, "POST", "payout", ""));
  json_object_unref (velo_claims_flow_act (&flow, flow.desk, "POST", "payment", ""));
  g_assert_cmpuint (test->status, ==, 200);
  velo_claims_test_advance (test, 14 * G_TIME_SPAN_DAY - 1);
  check_link (&other, 200);
  velo_claims_test_advance (test, 1);
  check_link (&other, 410);
  velo_claims_test_advance (test, 16 * G_TIME_SPAN_DAY - 1);
  check_link (&flow, 200);
  velo_claims_flow_log_in (&flow);
  g_assert_cmpuint (velo_claims_flow_form (&flow, "claim/account", "holder=X&iban=" IBAN), ==, 409);
  g_assert_cmpuint (velo_claims_flow_form (&flow, "claim/decline", "reason=X"), ==, 409);
  g_assert_cmpuint (velo_claims_flow_form (&flow, "claim/photos", "slot=odometer&size=9"), ==, 409);
  velo_claims_test_advance (test, 1);
  check_link (&flow, 410);
}

static guint
count_calls (VeloClaimsFlow *flow)
{
  g_autoptr(JsonObject) whole = NULL;
  JsonArray *tasks;
  guint n = 0;

  g_clear_pointer (&flow->desk, g_free);
  flow->desk = velo_claims_test_log_in (flow->test, "desk");
  whole = velo_claims_flow_get (flow, flow->desk, "");
  tasks = json_object_get_array_member (whole, "tasks");
  for (guint i = 0; i < json_array_get_length (tasks); i++)
    n += g_str_equal (json_object_get_string_member (json_array_get_object_element (tasks, i), "kind"), "call-back");
  return n;
}

/* An offer that nobody has answered in time: the claim is the desk's, which calls, once; it may be offered
 * anew. */
static void
test_ended_offer (VeloClaimsTest *test,
                  gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autofree char *state = NULL;

  photograph (&flow, test, 1);
  velo_claims_flow_offer (&flow, 123450);
  velo_claims_test_advance (test, 14 * G_TIME_SPAN_DAY - 1);
  velo_claims_test_restart (test, CONFIG);
  g_assert_cmpuint (count_calls (&flow), ==, 0);
  state = velo_claims_flow_get_state (&flow);
  g_assert_cmpstr (state, ==, "offered");
  for (guint i = 0; i < 2; i++)
    {
      velo_claims_test_advance (test, 1);
      velo_claims_test_restart (test, CONFIG);
      g_assert_cmpuint (count_calls (&flow), ==, 1);
      g_free (state);
      state = velo_claims_flow_get_state (&flow);
      g_assert_cmpstr (state, ==, "call_back");
    }
  g_clear_pointer (&flow.assessor, g_free);
  flow.assessor = velo_claims_test_log_in (test, "assessor");
  velo_claims_flow_offer (&flow, 120000);
  g_assert_cmpuint (test->status, ==, 200);
  g_free (state);
  state = velo_claims_flow_get_state (&flow);
  g_assert_cmpstr (state, ==, "offered");
  /* the second one is the last */
  velo_claims_test_advance (test, 14 * G_TIME_SPAN_DAY);
  velo_claims_test_restart (test, CONFIG);
  g_assert_cmpuint (count_calls (&flow), ==, 2);
}

/* As the settings say; the rest of the file is checked where it is made. */
static void
test_instant (VeloClaimsTest *test,
              gconstpointer   data)
{
  static const char *const configs[] = { CONFIG, CONFIG "instant=1\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (configs); i++)
    {
      g_auto(VeloClaimsFlow) flow = { NULL };
      g_autoptr(JsonObject) released = NULL;

      velo_claims_test_restart (test, configs[i]);
      accepted (&flow, test, i == 0 ? "26-1" : "26-2");
      released = velo_claims_flow_act (&flow, flow.desk, "POST", "payout", "");
      g_assert_cmpint (strstr (json_object_get_string_member (released, "file"), "<Cd>INST</Cd>") != NULL, ==, i == 1);
    }
}

/* Whatever it calls for, in both languages, with the longest number: one message. */
static void
test_message_lengths (VeloClaimsTest *test,
                      gconstpointer   data)
{
  static const char *const languages[] = { "de", "en" };
  g_autoptr(VeloClaimsConfig) config = velo_claims_config_new_data (
    "[service]\npublic-url=https://claims.example\ndatabase=/x\ndesk-phone=0511 1234567\ninsurer=T\n", NULL);
  VeloClaimsContext context = { .config = config, .now = test->now };
  g_autoptr(VeloClaim) claim = velo_claim_new ();

  velo_claim_set_number (claim, "12345678901234567890");
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    for (int state = VELO_CLAIM_STATE_REPORTED; state <= VELO_CLAIM_STATE_CLOSED; state++)
      {
        g_autofree char *text = NULL;

        velo_claim_set_language (claim, languages[i]);
        velo_claim_set_state (claim, (VeloClaimState) state);
        text = velo_claims_invitation_dup_text (&context, claim, "https://claims.example/s/AAAAAAAAAAAAAAAAAAAAA");
        g_test_message ("%s: %d", text, velo_sms_count_septets (text));
        g_assert_cmpint (velo_sms_count_septets (text), >, 0);
        g_assert_cmpint (velo_sms_count_septets (text), <=, VELO_SMS_MAX_SEPTETS);
        g_assert_nonnull (strstr (text, "0511 1234567"));
      }
}

static void
log_in_again (VeloClaimsFlow *flow)
{
  g_free (flow->desk);
  g_free (flow->assessor);
  flow->desk = velo_claims_test_log_in (flow->test, "desk");
  flow->assessor = velo_claims_test_log_in (flow->test, "assessor");
}

/* What message, page and desk tell of a link's and an offer's end: one moment, a full hour, in local time. */
static void
test_one_end (VeloClaimsTest *test,
              gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autoptr(JsonObject) again = NULL;
  g_autoptr(JsonObject) offered = NULL;
  g_autofree char *valid = NULL;
  gint64 due;

  velo_claims_flow_init (&flow, test, "26-1234567", "de");
  velo_claims_test_advance (test, 25 * G_TIME_SPAN_HOUR + 37 * G_TIME_SPAN_MINUTE);
  log_in_again (&flow);
  again = velo_claims_flow_act (&flow, flow.desk, "POST", "invitation", "");
  g_assert_cmpuint (test->status, ==, 201);
  due = json_object_get_int_member (get_claim (again), "due");
  g_assert_cmpint (due, ==, json_object_get_int_member (again, "expires"));
  g_assert_cmpint (due % G_TIME_SPAN_HOUR, ==, 0);
  g_assert_cmpint (due, >, test->now + 71 * G_TIME_SPAN_HOUR);
  g_assert_cmpint (due, <=, test->now + 72 * G_TIME_SPAN_HOUR);
  /* 10:00 by the clock of the test, and 73 hours on */
  g_assert_nonnull (strstr (json_object_get_string_member (again, "text"), "bis 20.11. 11 Uhr"));
  g_free (flow.link);
  flow.link = g_strdup (strstr (json_object_get_string_member (again, "url"), "/s/") + 1);
  velo_claims_flow_log_in (&flow);
  velo_claims_flow_photograph (&flow);
  velo_claims_flow_offer (&flow, 123450);
  offered = velo_claims_flow_get (&flow, flow.desk, "");
  due = json_object_get_int_member (get_claim (offered), "due");
  g_assert_cmpint (due % G_TIME_SPAN_HOUR, ==, 0);
  valid = velo_claims_pages_format_time (due, "de");
  g_assert_cmpuint (velo_claims_flow_send (&flow, "GET", "claim", NULL, NULL, NULL), ==, 200);
  g_assert_nonnull (strstr (flow.text, valid));
}

/* All that is stored about a person, but no word that opens anything. */
static void
test_export (VeloClaimsTest *test,
             gconstpointer   data)
{
  static const char *const members[] = { "claim", "entries", "tasks", "offers", "photos", "photo-requests", "messages",
                                         "payout" };
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autoptr(JsonObject) whole = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autofree char *text = NULL;
  JsonArray *photos;

  accepted (&flow, test, "26-1234567");
  whole = velo_claims_flow_get (&flow, flow.desk, "/export");
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    g_assert_true (json_object_has_member (whole, members[i]));
  photos = json_object_get_array_member (whole, "photos");
  g_assert_cmpuint (json_array_get_length (photos), ==, 9);
  /* a flag may name the claim of somebody else */
  for (guint i = 0; i < 9; i++)
    g_assert_false (json_object_has_member (json_array_get_object_element (photos, i), "flags"));
  node = json_node_init_object (json_node_alloc (), whole);
  text = json_to_string (node, FALSE);
  g_assert_nonnull (strstr (text, "Erika Muster"));
  g_assert_nonnull (strstr (text, "+491711234567"));
  g_assert_nonnull (strstr (text, IBAN));
  g_assert_null (strstr (text, "/s/"));
  g_assert_cmpuint (count_notes (&flow, "exported"), ==, 1);
  json_object_unref (velo_claims_flow_get (&flow, flow.assessor, "/export"));
  g_assert_cmpuint (test->status, ==, 403);
}

#define ADD(NAME, FUNC) \
  g_test_add ("/claims-desk/" NAME, VeloClaimsTest, CONFIG, velo_claims_test_set_up, FUNC, velo_claims_test_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("two-desks", test_two_desks);
  ADD ("customer-faster", test_customer_faster);
  ADD ("file-again", test_file_again);
  ADD ("payee", test_payee);
  ADD ("promise", test_promise);
  ADD ("promise-again", test_promise_again);
  ADD ("many-codes", test_many_codes);
  ADD ("links-after", test_links_after);
  ADD ("ended-offer", test_ended_offer);
  ADD ("instant", test_instant);
  ADD ("message-lengths", test_message_lengths);
  ADD ("one-end", test_one_end);
  ADD ("export", test_export);
  return g_test_run ();
}
