/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the ways of a customer in a real browser, from the invitation to each end. */

#include "velo-phone.h"

#include <string.h>

/* Keys, as WebDriver writes them. */
#define ENTER "\xee\x80\x87"
#define END "\xee\x80\x90"
#define BACK "\xee\x80\x83"

/* The page that waits notices by itself, once in a while, and at once when somebody comes back to it. */
static void
come_back (VeloPhone *phone)
{
  if (strcmp (phone->language, "en") == 0)
    velo_phone_reload (phone);
  else
    g_free (velo_browser_run (phone->browser, "document.dispatchEvent(new Event('visibilitychange'));"));
}

/* The assessor asks for a photo again. */
static void
ask_again (VeloPhone *phone)
{
  g_autoptr(JsonObject) begun G_GNUC_UNUSED = velo_claims_flow_act (&phone->flow, phone->flow.assessor, "POST", "calculation", "");
  g_autoptr(JsonObject) asked = NULL;

  asked = velo_claims_flow_act (&phone->flow, phone->flow.assessor, "POST", "photo-requests",
                                ",\"photos\":[{\"slot\":\"damage-close\",\"note\":\"Bitte mit mehr Licht.\"}]");
  g_assert_cmpuint (phone->test.status, ==, 200);
  come_back (phone);
  g_assert_true (velo_browser_wait (phone->browser, "document.querySelectorAll('.photo').length === 1"));
  velo_phone_check (phone, "photos-again");
  velo_phone_choose_photo (phone, "damage-close", 200, 1024);
  g_assert_true (velo_phone_wait_sent (phone, "damage-close"));
  velo_browser_click (phone->browser, "#done button");
  g_assert_true (velo_phone_wait_state (phone, "document.getElementById('waiting')", "calculating"));
}

static void
enter_account (VeloPhone *phone)
{
  velo_browser_click (phone->browser, "a[href='/claim/account']");
  g_assert_true (velo_browser_wait (phone->browser, "document.getElementById('iban')"));
  velo_phone_check (phone, "account");
  velo_browser_type (phone->browser, "#holder", "Erika Muster");
  velo_browser_type (phone->browser, "#iban", "DE02 1203 0000 0000 2020 50");
  velo_browser_click (phone->browser, "button[type=submit]");
  g_assert_true (velo_browser_wait (phone->browser, "document.activeElement.getAttribute('aria-invalid')"));
  velo_phone_check (phone, "account-wrong");
  velo_browser_type (phone->browser, "#iban", END BACK BACK "51");
  velo_browser_click (phone->browser, "button[type=submit]");
  g_assert_true (velo_browser_wait (phone->browser, "document.getElementById('code')"));
  /* what is accepted stands beside the code */
  g_assert_true (velo_browser_wait (phone->browser, "document.querySelector('.summary').textContent.includes('1.234,50')"
                                                    " || document.querySelector('.summary').textContent.includes('1,234.50')"));
  g_assert_true (velo_browser_wait (phone->browser, "document.querySelector('.iban').textContent === 'DE02 … 2051'"));
  velo_phone_check (phone, "code");
}

static void
pay (VeloPhone *phone)
{
  g_autoptr(JsonObject) released = velo_claims_flow_act (&phone->flow, phone->flow.desk, "POST", "payout", "");
  g_autoptr(JsonObject) read = NULL;
  gboolean german = strcmp (phone->language, "de") == 0;

  g_assert_cmpuint (phone->test.status, ==, 200);
  g_assert_nonnull (strstr (json_object_get_string_member (released, "file"), "DE02120300000000202051"));
  /* the bank has not said anything yet, and nobody checks any more */
  if (!german)
    velo_phone_reload (phone);
  g_assert_true (velo_phone_wait_heading (phone, german ? "Auszahlung beauftragt" : "Payout ordered"));
  velo_phone_check (phone, "ordered");
  read = velo_claims_test_call (&phone->test, "POST", "api/v1/bank-files", phone->flow.desk,
                                "{\"file\":\"<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.054.001.08'>"
                                "<BkToCstmrDbtCdtNtfctn><Ntfctn><Ntry><Amt Ccy='EUR'>1234.50</Amt><CdtDbtInd>DBIT"
                                "</CdtDbtInd><Sts>BOOK</Sts><NtryDtls><TxDtls><Refs><EndToEndId>26-1234567</EndToEndId>"
                                "</Refs></TxDtls></NtryDtls></Ntry></Ntfctn></BkToCstmrDbtCdtNtfctn></Document>\"}");
  g_assert_cmpuint (phone->test.status, ==, 200);
  g_assert_cmpint (json_object_get_int_member (read, "paid"), ==, 1);
}

/* The offer's link of the newest message, which ends the one of the invitation. */
static void
take_new_link (VeloPhone *phone)
{
  g_autofree char *words = velo_claims_flow_get_words (&phone->flow, "offer");
  const char *link = strstr (words, "/s/");

  g_assert_nonnull (link);
  g_free (phone->flow.link);
  phone->flow.link = g_strndup (link + 1, strcspn (link + 1, " "));
}

/* Paid: it can be read, not changed, for 30 days; whoever deletes the data ends it at once. */
static void
read_only (VeloPhone *phone)
{
  const gboolean german = strcmp (phone->language, "de") == 0;

  velo_phone_open (phone, "claim/account");
  g_assert_true (velo_phone_wait_heading (phone, german ? "Betrag angewiesen" : "Money on its way"));
  velo_browser_click (phone->browser, "a[href='/claim/receipt']");
  g_assert_true (velo_browser_wait (phone->browser, "document.querySelector('td.words')"));
  /* paid on 16 November 2026: the link for 30 days, the messages for 90, the file for ten years */
  g_assert_true (velo_browser_wait (phone->browser, german ? "document.body.textContent.includes('16.12.2026')"
                                                           : "document.body.textContent.includes('16/12/2026')"));
  g_assert_true (velo_browser_wait (phone->browser, german ? "document.body.textContent.includes('14.02.2027')"
                                                           : "document.body.textContent.includes('14/02/2027')"));
  g_assert_true (velo_browser_wait (phone->browser, german ? "document.body.textContent.includes('16.11.2036')"
                                                           : "document.body.textContent.includes('16/11/2036')"));
  velo_phone_check (phone, "receipt");
  /* after the offer's own end, by its link */
  velo_claims_test_advance (&phone->test, 29 * G_TIME_SPAN_DAY);
  velo_phone_log_in (phone);
  g_assert_true (velo_phone_wait_heading (phone, german ? "Betrag angewiesen" : "Money on its way"));
}

static void
leave (VeloPhone *phone)
{
  const gboolean german = strcmp (phone->language, "de") == 0;

  velo_browser_click (phone->browser, ".leave button");
  g_assert_true (velo_phone_wait_heading (phone, german ? "Auf diesem Gerät ist nichts mehr gespeichert"
                                                        : "Nothing is stored on this device any more"));
  velo_phone_check (phone, "left");
  velo_phone_open (phone, phone->flow.link);
  g_assert_true (velo_phone_wait_heading (phone, german ? "Dieser Link gilt nicht mehr" : "This link has ended"));
  velo_phone_check (phone, "gone");
}

static void
test_invitation_to_payment (VeloPhone     *phone,
                            gconstpointer  data)
{
  if (phone->browser == NULL)
    return;
  velo_phone_invite (phone);
  velo_phone_open (phone, phone->flow.link);
  velo_phone_check (phone, "login");
  velo_phone_log_in (phone);
  velo_phone_check (phone, "photos");
  velo_phone_choose_all (phone);
  g_assert_true (velo_browser_wait (phone->browser, "document.getElementById('count').textContent === '9'"));
  velo_phone_check (phone, "photos-sent");
  velo_browser_click (phone->browser, "#done button");
  g_assert_true (velo_phone_wait_state (phone, "document.getElementById('waiting')", "photos_complete"));
  velo_phone_check (phone, "waiting");
  ask_again (phone);
  velo_phone_wait_offer (phone, 123450);
  take_new_link (phone);
  velo_phone_check (phone, "offer");
  enter_account (phone);
  velo_phone_enter_code (phone);
  g_assert_true (velo_phone_wait_state (phone, "location.pathname === '/claim'", "accepted"));
  velo_phone_check (phone, "accepted");
  pay (phone);
  if (strcmp (phone->language, "en") == 0)
    velo_phone_reload (phone);
  g_assert_true (velo_phone_wait_heading (phone, strcmp (phone->language, "de") == 0 ? "Betrag angewiesen"
                                                                                   : "Money on its way"));
  velo_phone_check (phone, "paid");
  read_only (phone);
  leave (phone);
}

static void
test_declined (VeloPhone     *phone,
               gconstpointer  data)
{
  g_autoptr(JsonObject) whole = NULL;
  JsonArray *tasks;
  JsonObject *task;

  if (phone->browser == NULL)
    return;
  velo_phone_take_over (phone);
  velo_phone_wait_offer (phone, 123450);
  velo_browser_click (phone->browser, "a[href='/claim/decline']");
  g_assert_true (velo_browser_wait (phone->browser, "document.getElementById('reason')"));
  velo_phone_check (phone, "decline");
  velo_browser_type (phone->browser, "#reason", "Zu wenig.");
  velo_browser_click (phone->browser, "#when option:nth-child(3)");
  velo_browser_click (phone->browser, "button[type=submit]");
  g_assert_true (velo_phone_wait_state (phone, "location.pathname === '/claim'", "declined"));
  velo_phone_check (phone, "declined");
  /* back in the browser: nothing is declined twice, nothing can be accepted any more */
  velo_phone_open (phone, "claim/decline");
  g_assert_true (velo_phone_wait_heading (phone, "Wir rufen Sie an"));
  velo_phone_open (phone, "claim/code");
  g_assert_true (velo_phone_wait_heading (phone, "Wir rufen Sie an"));
  /* the desk calls, knowing why and when */
  whole = velo_claims_flow_get (&phone->flow, phone->flow.desk, "");
  tasks = json_object_get_array_member (whole, "tasks");
  task = json_array_get_object_element (tasks, json_array_get_length (tasks) - 1);
  for (guint i = 0; i < json_array_get_length (tasks); i++)
    if (strcmp (json_object_get_string_member (json_array_get_object_element (tasks, i), "kind"), "call-back") == 0)
      task = json_array_get_object_element (tasks, i);
  g_assert_cmpstr (json_object_get_string_member (task, "kind"), ==, "call-back");
  g_assert_true (json_object_get_boolean_member (task, "urgent"));
  g_assert_cmpstr (json_object_get_string_member (task, "note"), ==, "Zu wenig. · 12 bis 16 Uhr");
}

/* Strictly more than 4,000 EUR gross: no offer, a sentence without a sum, and a call. */
static void
test_limit (VeloPhone     *phone,
            gconstpointer  data)
{
  if (phone->browser == NULL)
    return;
  velo_phone_take_over (phone);
  velo_claims_flow_offer (&phone->flow, 400001);
  velo_phone_reload (phone);
  g_assert_true (velo_phone_wait_heading (phone, "Hier geht es nur mit einer Reparatur weiter"));
  g_assert_true (velo_phone_wait_state (phone, "!document.body.textContent.includes('4.0')", "unsuitable"));
  velo_phone_check (phone, "unsuitable");
  velo_phone_open (phone, "claim/account");
  g_assert_true (velo_phone_wait_heading (phone, "Hier geht es nur mit einer Reparatur weiter"));
}

/* With the keyboard: the driver needs script in a page to click. */
static void
enter_by_keys (VeloPhone *phone)
{
  velo_browser_type (phone->browser, "#number", "26 1234567");
  velo_browser_type (phone->browser, "#plate", "H-AB 123");
  velo_browser_type (phone->browser, "#mileage", "84500");
  velo_browser_type (phone->browser, "#terms", " ");
  velo_browser_type (phone->browser, "#privacy", " ");
  velo_browser_type (phone->browser, "button[type=submit]", ENTER);
}

/* Photos apart, everything works without script. */
static void
test_without_script (VeloPhone     *phone,
                     gconstpointer  data)
{
  g_autoptr(VeloBrowser) plain = NULL;
  g_autofree char *state = NULL;

  if (phone->browser == NULL)
    return;
  plain = velo_browser_new (FALSE);
  phone->browser = plain;
  velo_phone_move (phone);
  velo_phone_invite (phone);
  velo_phone_open (phone, phone->flow.link);
  enter_by_keys (phone);
  g_assert_true (velo_browser_wait (phone->browser, "document.querySelector('noscript .fault')"));
  velo_browser_keep_picture (phone->browser, "photos-without-script");
  velo_claims_flow_log_in (&phone->flow);
  velo_claims_flow_upload_all (&phone->flow);
  velo_claims_flow_offer (&phone->flow, 123450);
  velo_phone_open (phone, "claim");
  velo_browser_type (phone->browser, "a[href='/claim/account']", ENTER);
  velo_browser_type (phone->browser, "#holder", "Erika Muster");
  velo_browser_type (phone->browser, "#iban", "DE02120300000000202051");
  velo_browser_type (phone->browser, "button[type=submit]", ENTER);
  velo_phone_type_code (phone);
  velo_browser_type (phone->browser, "button[type=submit]", ENTER);
  g_assert_true (velo_phone_wait_heading (phone, "Angebot angenommen"));
  state = velo_claims_flow_get_state (&phone->flow);
  g_assert_cmpstr (state, ==, "accepted");
  velo_browser_type (phone->browser, ".leave button", ENTER);
  g_assert_true (velo_phone_wait_heading (phone, "Auf diesem Gerät ist nichts mehr gespeichert"));
  phone->browser = phone->stage->browser;
}

/* Reachable by everybody at any time, in the browser's language and in the other one. */
static void
test_public (VeloPhone     *phone,
             gconstpointer  data)
{
  static const struct { const char *path; const char *german; const char *english; } pages[] = {
    { "", "Geld statt Reparatur", "Money instead of repair" },
    { "terms", "Nutzungsbestimmungen", "Terms of use" },
    { "privacy", "Datenschutz", "Data protection" },
    { "nothing", "Diese Seite gibt es nicht", "There is no such page" },
  };
  const gboolean german = strcmp (phone->language, "de") == 0;

  if (phone->browser == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      velo_phone_open (phone, pages[i].path);
      g_assert_true (velo_phone_wait_heading (phone, german ? pages[i].german : pages[i].english));
      velo_phone_check (phone, *pages[i].path != '\0' ? pages[i].path : "start");
    }
  velo_phone_open (phone, "");
  velo_browser_click (phone->browser, "header a");
  g_assert_true (velo_phone_wait_heading (phone, german ? pages[0].english : pages[0].german));
  velo_browser_click (phone->browser, "footer a[href^='/terms']");
  g_assert_true (velo_phone_wait_heading (phone, german ? pages[1].english : pages[1].german));
}

int
main (int   argc,
      char *argv[])
{
  VeloPhoneStage *stage;
  int result;

  g_test_init (&argc, &argv, NULL);
  stage = velo_phone_stage_new ();
  VELO_PHONE_ADD ("public-de", test_public);
  VELO_PHONE_ADD ("public-en", test_public);
  VELO_PHONE_ADD ("invitation-to-payment-de", test_invitation_to_payment);
  VELO_PHONE_ADD ("invitation-to-payment-en", test_invitation_to_payment);
  VELO_PHONE_ADD ("declined", test_declined);
  VELO_PHONE_ADD ("limit", test_limit);
  VELO_PHONE_ADD ("without-script", test_without_script);
  result = g_test_run ();
  velo_phone_stage_free (stage);
  return result;
}
