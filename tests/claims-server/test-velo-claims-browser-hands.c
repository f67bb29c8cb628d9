/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests what hands do with a phone, in a real browser: two taps, back, reload, a second phone with the
 * same link, and what is shown when the money came back. */

#include "velo-phone.h"

#include <string.h>

/* Slow enough to be reloaded in the middle of a photo. */
#define SLOW_UPLOAD (150 * 1024)

#define SENT_IN_PART "document.querySelector('[data-slot=odometer] progress').value > 0"

/* The second tap comes while the answer to the first is on its way. */
#define TAP_TWICE \
  "const button = document.querySelector('main form:not(.leave) button[type=submit]');" \
  "button.click(); setTimeout(() => button.click(), 200);"

#define SLOW_ANSWERS "{\"offline\":false,\"latency\":2000,\"downloadThroughput\":-1,\"uploadThroughput\":-1}"

#define RETURNED \
  "{\"file\":\"<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.054.001.08'><BkToCstmrDbtCdtNtfctn><Ntfctn><Ntry>" \
  "<Amt Ccy='EUR'>1234.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><NtryDtls><TxDtls><Refs><EndToEndId>26-1234567" \
  "</EndToEndId></Refs><Amt Ccy='EUR'>1234.50</Amt><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls></NtryDtls></Ntry>" \
  "</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>\"}"

static gboolean
is_german (VeloPhone *phone)
{
  return strcmp (phone->language, "de") == 0;
}

static guint
count_messages (VeloPhone  *phone,
                const char *kind)
{
  g_autoptr(JsonObject) whole = velo_claims_flow_get (&phone->flow, phone->flow.desk, "/messages");
  JsonArray *messages = json_object_get_array_member (whole, "messages");
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (messages); i++)
    n += strcmp (json_object_get_string_member (json_array_get_object_element (messages, i), "kind"), kind) == 0;
  return n;
}

static void
go_back (VeloPhone *phone)
{
  g_free (velo_browser_run (phone->browser, "history.back();"));
}

static void
type_account (VeloPhone *phone)
{
  velo_phone_open (phone, "claim/account");
  velo_browser_type (phone->browser, "#holder", "Erika Muster");
  velo_browser_type (phone->browser, "#iban", "DE02120300000000202051");
}

static void
tap_twice (VeloPhone *phone)
{
  json_node_unref (velo_browser_command (phone->browser, "Network.emulateNetworkConditions", SLOW_ANSWERS));
  g_free (velo_browser_run (phone->browser, TAP_TWICE));
}

/* Impatient fingers: one login, one code, one acceptance. */
static void
test_two_taps (VeloPhone     *phone,
               gconstpointer  data)
{
  if (phone->browser == NULL)
    return;
  velo_phone_take_over (phone);
  velo_phone_wait_offer (phone, 123450);
  type_account (phone);
  tap_twice (phone);
  g_assert_true (velo_browser_wait (phone->browser, "document.getElementById('code')"));
  g_assert_cmpuint (count_messages (phone, "code"), ==, 1);
  velo_browser_set_network (phone->browser, FALSE, -1);
  /* it does not come */
  velo_browser_click (phone->browser, "input[name=again] + button");
  g_assert_true (velo_browser_wait (phone->browser, "document.querySelector('[role=status]')"));
  velo_phone_check (phone, "code-new");
  g_assert_cmpuint (count_messages (phone, "code"), ==, 2);
  velo_phone_type_code (phone);
  tap_twice (phone);
  g_assert_true (velo_phone_wait_heading (phone, "Angebot angenommen"));
  g_assert_true (velo_phone_wait_state (phone, "location.pathname === '/claim'", "accepted"));
}

/* A form that was held back by the page itself can be sent once there is nothing against it. */
static void
test_held_back (VeloPhone     *phone,
                gconstpointer  data)
{
  if (phone->browser == NULL)
    return;
  velo_phone_invite (phone);
  velo_phone_log_in (phone);
  velo_browser_set_network (phone->browser, FALSE, SLOW_UPLOAD);
  velo_phone_choose_photo (phone, "odometer", 1, 2000);
  g_assert_true (velo_browser_wait (phone->browser, SENT_IN_PART));
  velo_browser_click (phone->browser, "#done button");
  g_assert_true (velo_browser_wait (phone->browser, "!document.getElementById('unsent').hidden"));
  velo_browser_set_network (phone->browser, FALSE, -1);
  g_assert_true (velo_phone_wait_sent (phone, "odometer"));
  velo_browser_click (phone->browser, "#done button");
  g_assert_true (velo_browser_wait (phone->browser, "document.getElementById('registration-missing')"));
}

/* Back shows how it stands now, never what could be done before. */
static void
test_back (VeloPhone     *phone,
           gconstpointer  data)
{
  g_autoptr(GBytes) photo = velo_claims_flow_draw_photo (7, 1024, 768);

  if (phone->browser == NULL)
    return;
  velo_phone_invite (phone);
  velo_phone_log_in (phone);
  velo_claims_flow_log_in (&phone->flow);
  for (guint i = 0; velo_phone_slots[i] != NULL; i++)
    g_assert_cmpuint (velo_claims_flow_upload (&phone->flow, velo_phone_slots[i], photo), ==, 200);
  velo_phone_reload (phone);
  g_assert_true (velo_browser_wait (phone->browser, "document.getElementById('count') &&"
                                                    " document.getElementById('count').textContent === '9'"));
  velo_browser_click (phone->browser, "#done button");
  g_assert_true (velo_browser_wait (phone->browser, "document.getElementById('waiting')"));
  velo_phone_wait_offer (phone, 123450);
  velo_browser_click (phone->browser, "a[href='/claim/account']");
  g_assert_true (velo_browser_wait (phone->browser, "document.getElementById('iban')"));
  velo_browser_type (phone->browser, "#holder", "Erika Muster");
  velo_browser_type (phone->browser, "#iban", "DE02120300000000202051");
  velo_browser_click (phone->browser, "button[type=submit]");
  velo_phone_enter_code (phone);
  g_assert_true (velo_phone_wait_heading (phone, "Angebot angenommen"));
  /* to the page of the code */
  go_back (phone);
  g_assert_true (velo_phone_wait_heading (phone, "Angebot angenommen"));
  g_assert_true (velo_browser_wait (phone->browser, "location.pathname === '/claim' && !document.getElementById('code')"));
  velo_phone_open (phone, "claim/account");
  g_assert_true (velo_browser_wait (phone->browser, "document.querySelector('main').textContent.includes('schon angenommen')"));
  velo_phone_check (phone, "account-change");
}

/* The data on this device are deleted: back shows nothing of them. */
static void
test_back_after_leaving (VeloPhone     *phone,
                         gconstpointer  data)
{
  if (phone->browser == NULL)
    return;
  velo_phone_take_over (phone);
  velo_phone_wait_offer (phone, 123450);
  velo_browser_click (phone->browser, "a[href='/claim/decline']");
  g_assert_true (velo_browser_wait (phone->browser, "document.getElementById('reason')"));
  velo_browser_click (phone->browser, "button[type=submit]");
  g_assert_true (velo_phone_wait_heading (phone, "Wir rufen Sie an"));
  velo_browser_click (phone->browser, ".leave button");
  g_assert_true (velo_phone_wait_heading (phone, "Auf diesem Gerät ist nichts mehr gespeichert"));
  for (guint i = 0; i < 2; i++)
    {
      go_back (phone);
      g_assert_true (velo_phone_wait_heading (phone, "Sie sind nicht mehr angemeldet"));
    }
}

/* Reloaded while a photo is on its way: it goes on by itself, and is there once. */
static void
test_reload (VeloPhone     *phone,
             gconstpointer  data)
{
  g_autoptr(JsonObject) whole = NULL;

  if (phone->browser == NULL)
    return;
  velo_phone_invite (phone);
  velo_phone_log_in (phone);
  velo_browser_set_network (phone->browser, FALSE, SLOW_UPLOAD);
  velo_phone_choose_photo (phone, "odometer", 1, 2000);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (velo_browser_wait (phone->browser, SENT_IN_PART));
      velo_phone_reload (phone);
      g_assert_true (velo_browser_wait (phone->browser, "document.readyState === 'complete'"));
    }
  velo_browser_set_network (phone->browser, FALSE, -1);
  g_assert_true (velo_phone_wait_sent (phone, "odometer"));
  whole = velo_claims_flow_get (&phone->flow, phone->flow.desk, "/photos");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (whole, "photos")), ==, 1);
}

/* Two people of one family with the same link: what one has done is done for the other, once. */
static void
test_second_phone (VeloPhone     *phone,
                   gconstpointer  data)
{
  g_autoptr(GBytes) photo = velo_claims_flow_draw_photo (7, 1024, 768);

  if (phone->browser == NULL)
    return;
  velo_phone_invite (phone);
  velo_phone_log_in (phone);
  velo_phone_choose_photo (phone, "registration", 2, 1024);
  g_assert_true (velo_phone_wait_sent (phone, "registration"));
  velo_claims_flow_log_in (&phone->flow);
  g_assert_cmpuint (velo_claims_flow_upload (&phone->flow, "odometer", photo), ==, 200);
  velo_phone_reload (phone);
  g_assert_true (velo_phone_wait_sent (phone, "odometer"));
  g_assert_true (velo_phone_wait_sent (phone, "registration"));
  velo_claims_flow_upload_all (&phone->flow);
  /* this one's page is older: it is told where the claim stands */
  velo_browser_click (phone->browser, "#done button");
  g_assert_true (velo_browser_wait (phone->browser, "document.getElementById('waiting')"));
  velo_phone_wait_offer (phone, 123450);
  type_account (phone);
  g_assert_cmpuint (velo_claims_flow_accept (&phone->flow, "AT611904300234573201"), ==, 303);
  json_object_unref (velo_claims_flow_act (&phone->flow, phone->flow.desk, "POST", "payout", ""));
  g_assert_cmpuint (phone->test.status, ==, 200);
  velo_browser_click (phone->browser, "button[type=submit]");
  g_assert_true (velo_phone_wait_heading (phone, "Auszahlung beauftragt"));
  g_assert_true (velo_browser_wait (phone->browser, "document.querySelector('.iban').textContent === 'AT61 … 3201'"));
  g_assert_true (velo_browser_wait (phone->browser, "!document.querySelector(\"main a[href='/claim/account']\")"));
  g_assert_cmpuint (count_messages (phone, "code"), ==, 1);
}

/* The bank sent the money back: the page says what to do, and after it that all is well. */
static void
test_returned (VeloPhone     *phone,
               gconstpointer  data)
{
  if (phone->browser == NULL)
    return;
  velo_phone_take_over (phone);
  velo_claims_flow_offer (&phone->flow, 123450);
  g_assert_cmpuint (velo_claims_flow_accept (&phone->flow, "AT611904300234573201"), ==, 303);
  velo_phone_reload (phone);
  g_assert_true (velo_phone_wait_heading (phone, is_german (phone) ? "Angebot angenommen" : "Offer accepted"));
  json_object_unref (velo_claims_flow_act (&phone->flow, phone->flow.desk, "POST", "payout", ""));
  g_assert_cmpuint (phone->test.status, ==, 200);
  json_object_unref (velo_claims_test_call (&phone->test, "POST", "api/v1/bank-files", phone->flow.desk, RETURNED));
  g_assert_cmpuint (phone->test.status, ==, 200);
  velo_phone_reload (phone);
  g_assert_true (velo_phone_wait_heading (phone, is_german (phone) ? "Das Geld kam zurück" : "The money came back"));
  velo_phone_check (phone, "returned");
  velo_browser_click (phone->browser, "a.button[href='/claim/account']");
  g_assert_true (velo_browser_wait (phone->browser, "document.getElementById('iban')"));
  velo_browser_type (phone->browser, "#holder", "Erika Muster");
  velo_browser_type (phone->browser, "#iban", "DE02120300000000202051");
  velo_browser_click (phone->browser, "button[type=submit]");
  velo_phone_enter_code (phone);
  g_assert_true (velo_phone_wait_heading (phone, is_german (phone) ? "Angebot angenommen" : "Offer accepted"));
  g_assert_true (velo_browser_wait (phone->browser, "document.querySelector('.iban').textContent === 'DE02 … 2051'"));
}

int
main (int   argc,
      char *argv[])
{
  VeloPhoneStage *stage;
  int result;

  g_test_init (&argc, &argv, NULL);
  stage = velo_phone_stage_new ();
  VELO_PHONE_ADD ("two-taps", test_two_taps);
  VELO_PHONE_ADD ("held-back", test_held_back);
  VELO_PHONE_ADD ("back", test_back);
  VELO_PHONE_ADD ("back-after-leaving", test_back_after_leaving);
  VELO_PHONE_ADD ("reload", test_reload);
  VELO_PHONE_ADD ("second-phone", test_second_phone);
  VELO_PHONE_ADD ("returned-de", test_returned);
  VELO_PHONE_ADD ("returned-en", test_returned);
  result = g_test_run ();
  velo_phone_stage_free (stage);
  return result;
}
