/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the later steps over HTTP, photos in place: offers, codes, bank data, two persons, the bank. */

#include "velo-claims-flow.h"

#include <string.h>

#define CONFIG "[payout]\nname=Training Versicherung\niban=DE89370400440532013000\nsecond-person-euros=2000\n"
#define IBAN "DE89370400440532013000"
#define OTHER_IBAN "AT611904300234573201"

#define REPORT(DIRECTION, CENTS, MORE) \
  "{\"file\":\"<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.054.001.08'><BkToCstmrDbtCdtNtfctn><Ntfctn>" \
  "<Ntry><Amt Ccy='EUR'>" CENTS "</Amt><CdtDbtInd>" DIRECTION "</CdtDbtInd><Sts>BOOK</Sts><NtryDtls><TxDtls><Refs>" \
  "<EndToEndId>26-1234567</EndToEndId></Refs>" MORE "</TxDtls></NtryDtls></Ntry></Ntfctn>" \
  "</BkToCstmrDbtCdtNtfctn></Document>\"}"
#define PAID REPORT ("DBIT", "1234.50", "<Amt Ccy='EUR'>1234.50</Amt>")
#define WRONG_SUM REPORT ("DBIT", "1234.51", "<Amt Ccy='EUR'>1234.51</Amt>")
#define RETURNED \
  REPORT ("CRDT", "1234.50", "<Amt Ccy='EUR'>1234.50</Amt><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>")

static void
check_state (VeloClaimsFlow *flow,
             const char     *state)
{
  g_autofree char *found = velo_claims_flow_get_state (flow);

  g_assert_cmpstr (found, ==, state);
}

/* Photographed and calculated; what is offered is left to the assessor. */
static void
start (VeloClaimsFlow *flow,
       VeloClaimsTest *test,
       gint64          cents)
{
  velo_claims_flow_init (flow, test, "26-1234567", "de");
  velo_claims_flow_log_in (flow);
  velo_claims_flow_photograph (flow);
  velo_claims_flow_offer (flow, cents);
}

/* The same of another customer. */
static void
start_other (VeloClaimsFlow *flow,
             VeloClaimsTest *test,
             gint64          cents)
{
  velo_claims_flow_init (flow, test, "26-7654321", "de");
  velo_claims_flow_log_in (flow);
  velo_claims_flow_photograph (flow);
  velo_claims_flow_offer (flow, cents);
}

static guint
act (VeloClaimsFlow *flow,
     const char     *token,
     const char     *what,
     const char     *more)
{
  g_autoptr(JsonObject) answer G_GNUC_UNUSED = velo_claims_flow_act (flow, token, "POST", what, more);

  return flow->test->status;
}

static gint64
read_bank_file (VeloClaimsFlow *flow,
                const char     *file,
                const char     *counted)
{
  g_autoptr(JsonObject) answer = velo_claims_test_call (flow->test, "POST", "api/v1/bank-files", flow->desk, file);

  g_assert_cmpuint (flow->test->status, ==, 200);
  return json_object_get_int_member (answer, counted);
}

/* What the customer reads, and what is not true any more, or not yet */
static void
check_page (VeloClaimsFlow *flow,
            const char     *words,
            const char     *other_words)
{
  g_assert_cmpuint (velo_claims_flow_send (flow, "GET", "claim", NULL, NULL, NULL), ==, 200);
  g_assert_nonnull (strstr (flow->text, words));
  g_assert_null (strstr (flow->text, other_words));
}

static void
test_paid (VeloClaimsTest *test,
           gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autofree char *words = NULL;
  g_autoptr(JsonObject) released = NULL;
  const char *file;

  start (&flow, test, 123450);
  check_state (&flow, "offered");
  words = velo_claims_flow_get_words (&flow, "offer");
  g_assert_nonnull (strstr (words, "/s/"));
  g_assert_null (strstr (words, ",50"));
  g_assert_cmpuint (strlen (words), <=, 160);
  g_assert_cmpuint (velo_claims_flow_accept (&flow, IBAN), ==, 303);
  check_state (&flow, "accepted");
  check_page (&flow, "geben sie frei", "Auszahlung beauftragt");
  g_assert_cmpuint (act (&flow, flow.assessor, "payout", ""), ==, 403);
  released = velo_claims_flow_act (&flow, flow.desk, "POST", "payout", "");
  g_assert_cmpuint (test->status, ==, 200);
  /* the sum that the customer has accepted, in all three places */
  file = json_object_get_string_member (released, "file");
  g_assert_nonnull (strstr (file, "<InstdAmt Ccy=\"EUR\">1234.50</InstdAmt>"));
  g_assert_nonnull (strstr (strstr (file, "<CtrlSum>1234.50</CtrlSum>") + 1, "<CtrlSum>1234.50</CtrlSum>"));
  check_state (&flow, "payout_ordered");
  check_page (&flow, "Wir haben die Auszahlung beauftragt.", "geben sie frei");
  g_assert_cmpuint (act (&flow, flow.desk, "payout", ""), ==, 409);
  g_assert_cmpint (read_bank_file (&flow, WRONG_SUM, "unknown"), ==, 1);
  check_state (&flow, "payout_ordered");
  g_assert_cmpint (read_bank_file (&flow, PAID, "paid"), ==, 1);
  check_state (&flow, "paid");
  check_page (&flow, "Betrag angewiesen", "beauftragt");
  g_assert_cmpint (read_bank_file (&flow, PAID, "paid"), ==, 0);
  g_assert_cmpuint (velo_claims_flow_form (&flow, "claim/account", "holder=X&iban=" IBAN), ==, 409);
  g_assert_cmpuint (act (&flow, flow.desk, "payout", ""), ==, 409);
}

static guint
count_tasks (VeloClaimsFlow *flow,
             const char     *kind)
{
  g_autoptr(JsonObject) whole = velo_claims_flow_get (flow, flow->desk, "");
  JsonArray *tasks = json_object_get_array_member (whole, "tasks");
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (tasks); i++)
    if (strcmp (json_object_get_string_member (json_array_get_object_element (tasks, i), "kind"), kind) == 0)
      n++;
  return n;
}

/* Days after the bank has confirmed it: somebody has to call, and nothing is paid again by itself. */
static void
test_returned_late (VeloClaimsTest *test,
                    gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };

  start (&flow, test, 123450);
  g_assert_cmpuint (velo_claims_flow_accept (&flow, IBAN), ==, 303);
  g_assert_cmpuint (act (&flow, flow.desk, "payout", ""), ==, 200);
  g_assert_cmpint (read_bank_file (&flow, PAID, "paid"), ==, 1);
  g_assert_cmpint (read_bank_file (&flow, RETURNED, "returned"), ==, 1);
  g_assert_cmpint (read_bank_file (&flow, RETURNED, "returned"), ==, 0);
  check_state (&flow, "paid");
  g_assert_cmpuint (count_tasks (&flow, "payout-returned"), ==, 1);
  g_assert_cmpuint (act (&flow, flow.desk, "payout", ""), ==, 409);
}

/* The page that the customer comes to, and whether it says that. */
static gboolean
page_says (VeloClaimsFlow *flow,
           const char     *words)
{
  g_assert_cmpuint (velo_claims_flow_send (flow, "GET", "claim", NULL, NULL, NULL), ==, 200);
  return strstr (flow->text, words) != NULL;
}

static guint
open_link (VeloClaimsFlow *flow,
           const char     *link)
{
  velo_claims_test_restart (flow->test, CONFIG);
  return velo_claims_flow_send (flow, "GET", link, NULL, NULL, NULL);
}

/* Accepted, and the money came back: the customer gets a link that says what it is for, lasts for as long as
 * the claim is to be read, and leads to the account. */
static void
test_link_anew (VeloClaimsTest *test,
                gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autofree char *old = NULL;
  g_autoptr(JsonObject) invited = NULL;

  start (&flow, test, 123450);
  g_assert_cmpuint (velo_claims_flow_accept (&flow, IBAN), ==, 303);
  g_assert_false (page_says (&flow, "kam zurück"));
  g_assert_cmpuint (act (&flow, flow.desk, "payout", ""), ==, 200);
  g_assert_false (page_says (&flow, "/claim/account"));
  g_assert_cmpint (read_bank_file (&flow, RETURNED, "returned"), ==, 1);
  old = g_steal_pointer (&flow.link);
  invited = velo_claims_flow_act (&flow, flow.desk, "POST", "invitation", "");
  g_assert_cmpuint (test->status, ==, 201);
  check_state (&flow, "accepted");
  g_assert_nonnull (strstr (json_object_get_string_member (invited, "text"), "Bitte Ihr Konto prüfen"));
  g_assert_cmpint (json_object_get_int_member (invited, "expires"), ==, test->now + 30 * G_TIME_SPAN_DAY);
  flow.link = g_strdup (strstr (json_object_get_string_member (invited, "url"), "/s/") + 1);
  g_assert_cmpuint (open_link (&flow, old), ==, 410);
  velo_claims_test_advance (test, 30 * G_TIME_SPAN_DAY - 1);
  g_assert_cmpuint (open_link (&flow, flow.link), ==, 200);
  velo_claims_flow_log_in (&flow);
  g_assert_true (page_says (&flow, "kam zurück"));
  g_assert_true (page_says (&flow, "href=\"/claim/account\""));
  velo_claims_test_advance (test, 1);
  g_assert_cmpuint (open_link (&flow, flow.link), ==, 410);
}

/* What the bank said of the first payment must not be taken for a word on the second. */
static void
test_returned (VeloClaimsTest *test,
               gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autofree char *second = velo_claims_test_log_in (test, "desk2");

  start (&flow, test, 123450);
  g_assert_cmpuint (velo_claims_flow_accept (&flow, IBAN), ==, 303);
  g_assert_cmpuint (act (&flow, flow.desk, "payout", ""), ==, 200);
  g_assert_cmpint (read_bank_file (&flow, RETURNED, "returned"), ==, 1);
  check_state (&flow, "accepted");
  g_assert_true (page_says (&flow, "kam zurück"));
  /* new bank data: a new code, and two persons */
  g_assert_cmpuint (velo_claims_flow_accept (&flow, OTHER_IBAN), ==, 303);
  g_assert_false (page_says (&flow, "kam zurück"));
  g_assert_true (page_says (&flow, "Angebot angenommen"));
  /* gone back in the browser: there is no code to type */
  g_assert_cmpuint (velo_claims_flow_send (&flow, "GET", "claim/code", NULL, NULL, NULL), ==, 303);
  g_assert_cmpuint (act (&flow, flow.desk, "payout", ""), ==, 200);
  check_state (&flow, "accepted");
  g_assert_cmpuint (act (&flow, flow.desk, "payout", ""), ==, 403);
  g_assert_cmpuint (act (&flow, second, "payout", ""), ==, 200);
  check_state (&flow, "payout_ordered");
  g_assert_cmpint (read_bank_file (&flow, RETURNED, "returned"), ==, 0);
  check_state (&flow, "payout_ordered");
  g_assert_cmpint (read_bank_file (&flow, PAID, "paid"), ==, 1);
  check_state (&flow, "paid");
}

#define FOREIGN \
  "{\"file\":\"<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pain.002.001.03'><CstmrPmtStsRpt><OrgnlGrpInfAndSts>" \
  "<OrgnlMsgId>VELO0123456789abcdef0123456789ab</OrgnlMsgId><GrpSts>RJCT</GrpSts></OrgnlGrpInfAndSts>" \
  "</CstmrPmtStsRpt></Document>\"}"

/* A minute after midnight where the bank is, though not in Greenwich: executed on the day that has begun. */
static void
test_at_night (VeloClaimsTest *test,
               gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autoptr(JsonObject) released = NULL;

  velo_claims_test_advance (test, 14 * G_TIME_SPAN_HOUR + G_TIME_SPAN_MINUTE);
  start (&flow, test, 123450);
  g_assert_cmpuint (velo_claims_flow_accept (&flow, IBAN), ==, 303);
  released = velo_claims_flow_act (&flow, flow.desk, "POST", "payout", "");
  g_assert_cmpuint (test->status, ==, 200);
  g_assert_nonnull (strstr (json_object_get_string_member (released, "file"), "<Dt>2026-11-17</Dt>"));
}

/* The bank refuses a whole file, by the name that we gave to it: the payout is open again, and the next file
 * has another name. */
static void
test_file_refused (VeloClaimsTest *test,
                   gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autofree char *refusal = NULL;

  start (&flow, test, 123450);
  g_assert_cmpuint (velo_claims_flow_accept (&flow, IBAN), ==, 303);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(JsonObject) released = velo_claims_flow_act (&flow, flow.desk, "POST", "payout", "");
      const char *file;

      g_assert_cmpuint (test->status, ==, 200);
      file = strstr (json_object_get_string_member (released, "file"), "<MsgId>") + strlen ("<MsgId>");
      /* what was said of the file before is said; of a file of somebody else it is nothing */
      g_assert_cmpint (read_bank_file (&flow, i > 0 ? refusal : FOREIGN, "unknown"), ==, 1);
      check_state (&flow, "payout_ordered");
      g_free (refusal);
      refusal = g_strdup_printf ("{\"file\":\"<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pain.002.001.03'><CstmrPmtStsRpt>"
                                 "<OrgnlGrpInfAndSts><OrgnlMsgId>%.*s</OrgnlMsgId><GrpSts>RJCT</GrpSts><StsRsnInf><Rsn>"
                                 "<Cd>FF01</Cd></Rsn></StsRsnInf></OrgnlGrpInfAndSts></CstmrPmtStsRpt></Document>\"}",
                                 (int) strcspn (file, "<"), file);
      g_assert_cmpint (read_bank_file (&flow, refusal, "returned"), ==, 1);
      check_state (&flow, "accepted");
      /* not the customer's fault */
      g_assert_false (page_says (&flow, "kam zurück"));
      g_assert_cmpint (read_bank_file (&flow, refusal, "unknown"), ==, 1);
      check_state (&flow, "accepted");
    }
}

static void
test_two_persons (VeloClaimsTest *test,
                  gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autofree char *second = velo_claims_test_log_in (test, "desk2");
  g_autoptr(JsonObject) first = NULL;

  start (&flow, test, 250000);
  g_assert_cmpuint (velo_claims_flow_accept (&flow, IBAN), ==, 303);
  first = velo_claims_flow_act (&flow, flow.desk, "POST", "payout", "");
  g_assert_cmpuint (test->status, ==, 200);
  g_assert_false (json_object_has_member (first, "file"));
  check_state (&flow, "accepted");
  g_assert_cmpuint (act (&flow, flow.desk, "payout", ""), ==, 403);
  g_assert_cmpuint (act (&flow, second, "payout", ""), ==, 200);
  check_state (&flow, "payout_ordered");
  /* what is ordered or paid is not released once more, by nobody */
  g_assert_cmpuint (act (&flow, second, "payout", ""), ==, 409);
  g_assert_cmpuint (act (&flow, flow.desk, "payout", ""), ==, 409);
  g_assert_cmpuint (act (&flow, flow.desk, "payment", ""), ==, 200);
  g_assert_cmpuint (act (&flow, flow.desk, "payout", ""), ==, 409);
  check_state (&flow, "paid");
}

#define LARGE_RETURNED \
  REPORT ("CRDT", "2500.00", "<Amt Ccy='EUR'>2500.00</Amt><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>")

/* What came back is released anew by two: neither of the first releases counts any more. */
static void
test_two_again (VeloClaimsTest *test,
                gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autofree char *second = velo_claims_test_log_in (test, "desk2");

  start (&flow, test, 250000);
  g_assert_cmpuint (velo_claims_flow_accept (&flow, IBAN), ==, 303);
  g_assert_cmpuint (act (&flow, flow.desk, "payout", ""), ==, 200);
  g_assert_cmpuint (act (&flow, second, "payout", ""), ==, 200);
  g_assert_cmpint (read_bank_file (&flow, LARGE_RETURNED, "returned"), ==, 1);
  g_assert_cmpuint (act (&flow, second, "payout", ""), ==, 200);
  check_state (&flow, "accepted");
  g_assert_cmpuint (act (&flow, flow.desk, "payout", ""), ==, 200);
  check_state (&flow, "payout_ordered");
}

/* Just the amount: one person; a cent more: two. */
static void
test_second_person_edge (VeloClaimsTest *test,
                         gconstpointer   data)
{
  g_auto(VeloClaimsFlow) one = { NULL };
  g_auto(VeloClaimsFlow) two = { NULL };

  start (&one, test, 200000);
  g_assert_cmpuint (velo_claims_flow_accept (&one, IBAN), ==, 303);
  g_assert_cmpuint (act (&one, one.desk, "payout", ""), ==, 200);
  check_state (&one, "payout_ordered");
  start_other (&two, test, 200001);
  g_assert_cmpuint (velo_claims_flow_accept (&two, IBAN), ==, 303);
  g_assert_cmpuint (act (&two, two.desk, "payout", ""), ==, 200);
  check_state (&two, "accepted");
}

/* Between the two releases the customer enters another account: both have to look again. */
static void
test_changed_between (VeloClaimsTest *test,
                      gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autofree char *second = velo_claims_test_log_in (test, "desk2");
  g_autoptr(JsonObject) released = NULL;

  start (&flow, test, 250000);
  g_assert_cmpuint (velo_claims_flow_accept (&flow, IBAN), ==, 303);
  g_assert_cmpuint (act (&flow, flow.desk, "payout", ""), ==, 200);
  g_assert_cmpuint (velo_claims_flow_accept (&flow, OTHER_IBAN), ==, 303);
  g_assert_cmpuint (act (&flow, second, "payout", ""), ==, 200);
  check_state (&flow, "accepted");
  released = velo_claims_flow_act (&flow, flow.desk, "POST", "payout", "");
  g_assert_cmpuint (test->status, ==, 200);
  g_assert_nonnull (strstr (json_object_get_string_member (released, "file"), OTHER_IBAN));
}

static void
test_codes (VeloClaimsTest *test,
            gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autofree char *words = NULL;
  g_autofree char *code = NULL;

  start (&flow, test, 123450);
  g_assert_cmpuint (velo_claims_flow_form (&flow, "claim/code", "code=123456"), ==, 422);
  g_assert_cmpuint (velo_claims_flow_form (&flow, "claim/account", "holder=Erika&iban=DE00"), ==, 422);
  g_assert_cmpuint (velo_claims_flow_form (&flow, "claim/account", "holder=Erika&iban=" IBAN), ==, 303);
  words = velo_claims_flow_get_words (&flow, "code");
  code = g_strdup_printf ("code=%.*s", (int) strspn (strstr (words, ": ") + 2, "0123456789 "), strstr (words, ": ") + 2);
  for (int i = 0; i < 5; i++)
    g_assert_cmpuint (velo_claims_flow_form (&flow, "claim/code", "code=no"), ==, 422);
  /* the right one comes too late */
  g_assert_cmpuint (velo_claims_flow_form (&flow, "claim/code", code), ==, 422);
  check_state (&flow, "offered");
  g_assert_cmpuint (velo_claims_flow_accept (&flow, IBAN), ==, 303);
  /* the same once more, and one of before */
  g_assert_cmpuint (velo_claims_flow_form (&flow, "claim/code", code), ==, 422);
  check_state (&flow, "accepted");
}

static char *
ask_code (VeloClaimsFlow *flow)
{
  g_autofree char *words = NULL;
  const char *digits;

  g_assert_cmpuint (velo_claims_flow_form (flow, "claim/account", "holder=Erika&iban=" IBAN), ==, 303);
  words = velo_claims_flow_get_words (flow, "code");
  digits = strstr (words, ": ") + 2;
  return g_strdup_printf ("code=%.*s", (int) strspn (digits, "0123456789 "), digits);
}

static void
test_code_ends (VeloClaimsTest *test,
                gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autofree char *code = NULL;
  g_autofree char *other = NULL;

  start (&flow, test, 123450);
  code = ask_code (&flow);
  velo_claims_test_advance (test, 10 * G_TIME_SPAN_MINUTE);
  g_assert_cmpuint (velo_claims_flow_form (&flow, "claim/code", code), ==, 422);
  check_state (&flow, "offered");
  other = ask_code (&flow);
  velo_claims_test_advance (test, 10 * G_TIME_SPAN_MINUTE - 1);
  g_assert_cmpuint (velo_claims_flow_form (&flow, "claim/code", other), ==, 303);
  check_state (&flow, "accepted");
}

/* More than the limit is found out by the calculation only: a call, not a dead end. */
static void
test_over_limit (VeloClaimsTest *test,
                 gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };

  start (&flow, test, 450000);
  check_state (&flow, "unsuitable");
  g_assert_cmpuint (velo_claims_flow_send (&flow, "GET", "claim", NULL, NULL, NULL), ==, 200);
  g_assert_nonnull (strstr (flow.text, "zu groß"));
  g_assert_cmpuint (count_tasks (&flow, "call-back"), ==, 1);
  g_assert_cmpuint (act (&flow, flow.assessor, "offer", ""), ==, 409);
}

/* Who has declined is called before others, and the desk knows why. */
static void
check_call (VeloClaimsFlow *flow,
            const char     *note)
{
  g_autoptr(JsonObject) whole = velo_claims_flow_get (flow, flow->desk, "");
  JsonArray *tasks = json_object_get_array_member (whole, "tasks");
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (tasks); i++)
    {
      JsonObject *task = json_array_get_object_element (tasks, i);

      if (json_object_get_int_member_with_default (task, "done", 0) == 0
          && strcmp (json_object_get_string_member (task, "kind"), "call-back") == 0)
        {
          g_assert_true (json_object_get_boolean_member (task, "urgent"));
          g_assert_cmpint (json_object_get_int_member (task, "due"), >, flow->test->now);
          g_assert_nonnull (strstr (json_object_get_string_member (task, "note"), note));
          n++;
        }
    }
  g_assert_cmpuint (n, ==, 1);
}

static void
test_second_offer (VeloClaimsTest *test,
                   gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };

  start (&flow, test, 123450);
  g_assert_cmpuint (velo_claims_flow_form (&flow, "claim/decline", "reason=Zu+wenig"), ==, 303);
  check_state (&flow, "declined");
  check_call (&flow, "Zu wenig");
  g_assert_cmpuint (velo_claims_flow_form (&flow, "claim/account", "holder=E&iban=" IBAN), ==, 409);
  g_assert_cmpuint (act (&flow, flow.desk, "call", ",\"outcome\":\"will mehr\""), ==, 200);
  velo_claims_flow_offer (&flow, 150000);
  check_state (&flow, "offered");
  g_assert_cmpuint (velo_claims_flow_form (&flow, "claim/decline", "reason="), ==, 303);
  g_assert_cmpuint (act (&flow, flow.desk, "call", ",\"outcome\":\"will noch mehr\""), ==, 200);
  velo_claims_flow_offer (&flow, 160000);
  g_assert_cmpuint (test->status, ==, 409);
  check_state (&flow, "call_back");
}

/* Between replacement effort and replacement value the desk decides, on exactly that calculation. */
static void
test_approval (VeloClaimsTest *test,
               gconstpointer   data)
{
  static const char calculation[] =
    ",\"calculation\":{\"lines\":[{\"kind\":\"other\",\"text\":\"Seitenwand\",\"price-cents\":200000}],"
    "\"replacement-cents\":%d,\"residual-cents\":90000,\"share-permyriad\":10000,\"age-years\":3}";
  g_autofree char *one = g_strdup_printf (calculation, 300000);
  g_autofree char *two = g_strdup_printf (calculation, 300001);
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autoptr(JsonObject) first = NULL;
  g_autoptr(JsonObject) second = NULL;

  velo_claims_flow_init (&flow, test, "26-1234567", "de");
  velo_claims_flow_log_in (&flow);
  velo_claims_flow_photograph (&flow);
  g_assert_cmpuint (act (&flow, flow.assessor, "calculation", ""), ==, 200);
  first = velo_claims_flow_act (&flow, flow.assessor, "PUT", "calculation", one);
  g_assert_cmpuint (act (&flow, flow.assessor, "offer", ""), ==, 200);
  check_state (&flow, "calculating");
  g_assert_cmpuint (act (&flow, flow.assessor, "approval", ""), ==, 403);
  g_assert_cmpuint (act (&flow, flow.desk, "approval", ""), ==, 200);
  /* another figure: asked again */
  second = velo_claims_flow_act (&flow, flow.assessor, "PUT", "calculation", two);
  g_assert_cmpuint (act (&flow, flow.assessor, "offer", ""), ==, 200);
  check_state (&flow, "calculating");
  g_assert_cmpuint (act (&flow, flow.desk, "approval", ""), ==, 200);
  g_assert_cmpuint (act (&flow, flow.assessor, "offer", ""), ==, 200);
  check_state (&flow, "offered");
}

/* The message did not come: another one for the same account, and the code before it is over. */
static void
test_code_again (VeloClaimsTest *test,
                 gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autofree char *first = NULL;
  g_autofree char *words = NULL;
  g_autofree char *second = NULL;
  g_autoptr(JsonObject) released = NULL;

  start (&flow, test, 123450);
  /* none was asked for before: the account is missing */
  g_assert_cmpuint (velo_claims_flow_form (&flow, "claim/account", "again=1"), ==, 422);
  first = ask_code (&flow);
  g_assert_cmpuint (velo_claims_flow_form (&flow, "claim/account", "again=1"), ==, 303);
  g_assert_cmpuint (velo_claims_flow_send (&flow, "GET", "claim/code?new=1", NULL, NULL, NULL), ==, 200);
  g_assert_nonnull (strstr (flow.text, "einen neuen Code geschickt"));
  g_assert_nonnull (strstr (flow.text, "Erika"));
  words = velo_claims_flow_get_words (&flow, "code");
  second = g_strdup_printf ("code=%.*s", (int) strspn (strstr (words, ": ") + 2, "0123456789 "), strstr (words, ": ") + 2);
  g_assert_cmpstr (second, !=, first);
  g_assert_cmpuint (velo_claims_flow_form (&flow, "claim/code", first), ==, 422);
  g_assert_cmpuint (velo_claims_flow_form (&flow, "claim/code", second), ==, 303);
  check_state (&flow, "accepted");
  released = velo_claims_flow_act (&flow, flow.desk, "POST", "payout", "");
  g_assert_nonnull (strstr (json_object_get_string_member (released, "file"), IBAN));
}

/* A code opens the claim that it was sent for, and no other. */
static void
test_code_of_another (VeloClaimsTest *test,
                      gconstpointer   data)
{
  g_auto(VeloClaimsFlow) one = { NULL };
  g_auto(VeloClaimsFlow) other = { NULL };
  g_autofree char *own = NULL;
  g_autofree char *foreign = NULL;

  start (&one, test, 123450);
  start_other (&other, test, 98765);
  foreign = ask_code (&one);
  own = ask_code (&other);
  g_assert_cmpuint (velo_claims_flow_form (&other, "claim/code", foreign), ==, 422);
  check_state (&other, "offered");
  g_assert_cmpuint (velo_claims_flow_form (&other, "claim/code", own), ==, 303);
  check_state (&other, "accepted");
  check_state (&one, "offered");
}

static void
check_words (VeloClaimsFlow *flow,
             const char     *path,
             const char     *has,
             const char     *has_not)
{
  g_autoptr(GString) plain = NULL;

  if (path != NULL)
    g_assert_cmpuint (velo_claims_flow_send (flow, "GET", path, NULL, NULL, NULL), ==, 200);
  plain = g_string_new (flow->text);
  g_string_replace (plain, "\u00ad", "", 0);
  g_assert_nonnull (strstr (plain->str, has));
  g_assert_null (strstr (plain->str, has_not));
}

/* Each customer reads the words of the own country, by one service. */
static void
test_countries (VeloClaimsTest *test,
                gconstpointer   data)
{
  g_auto(VeloClaimsFlow) german = { NULL };
  g_auto(VeloClaimsFlow) austrian = { NULL };
  g_auto(VeloClaimsFlow) english = { NULL };

  velo_claims_flow_init (&german, test, "26-1234567", "de");
  velo_claims_flow_init_austrian (&austrian, test, "26-7654321", "de");
  velo_claims_flow_init_austrian (&english, test, "26-7654322", "en");
  /* so many come from one address only here */
  velo_claims_test_advance (test, G_TIME_SPAN_MINUTE);
  check_words (&german, german.link, "H\u2011AB 123", "W\u201112345 A");
  check_words (&austrian, austrian.link, "W\u201112345 A", "H\u2011AB 123");
  check_words (&english, english.link, "Claim number", "W\u201112345 A");
  g_assert_cmpuint (velo_claims_flow_form (&german, german.link, "number=1&plate=H-AB+1&mileage=1&terms=1&privacy=1"), ==, 422);
  check_words (&german, NULL, "Fahrzeugschein", "Zulassungsschein");
  g_assert_cmpuint (velo_claims_flow_form (&austrian, austrian.link, "number=1&plate=W-1+A&mileage=1&terms=1&privacy=1"), ==, 422);
  check_words (&austrian, NULL, "Zulassungsschein", "Fahrzeugschein");
  velo_claims_flow_log_in (&german);
  check_words (&german, "claim", "Fahrzeugschein", "Zulassungsschein");
  g_assert_cmpuint (velo_claims_flow_form (&austrian, austrian.link,
                                           "number=26-7654321&plate=W+123AB&mileage=84500&terms=1&privacy=1"), ==, 303);
  check_words (&austrian, "claim", "Zulassungsschein", "Fahrzeugschein");
  check_words (&austrian, "claim/receipt", "Schadenakt:", "Schadenakte");
  g_assert_cmpuint (velo_claims_flow_form (&english, english.link,
                                           "number=26-7654322&plate=W+123AB&mileage=84500&terms=1&privacy=1"), ==, 303);
  check_words (&english, "claim", "Registration document", "Zulassungsschein");
}

#define ADD(NAME, FUNC) \
  g_test_add ("/claims-settle/" NAME, VeloClaimsTest, CONFIG, velo_claims_test_set_up, FUNC, velo_claims_test_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("paid", test_paid);
  ADD ("returned", test_returned);
  ADD ("link-anew", test_link_anew);
  ADD ("file-refused", test_file_refused);
  ADD ("at-night", test_at_night);
  ADD ("returned-late", test_returned_late);
  ADD ("two-persons", test_two_persons);
  ADD ("two-again", test_two_again);
  ADD ("second-person-edge", test_second_person_edge);
  ADD ("changed-between", test_changed_between);
  ADD ("codes", test_codes);
  ADD ("code-ends", test_code_ends);
  ADD ("code-again", test_code_again);
  ADD ("code-of-another", test_code_of_another);
  ADD ("over-limit", test_over_limit);
  ADD ("second-offer", test_second_offer);
  ADD ("approval", test_approval);
  ADD ("countries", test_countries);
  return g_test_run ();
}
