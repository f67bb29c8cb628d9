/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the customer's pages in a real browser, from the invitation to the payment. */

#include "velo-browser.h"
#include "velo-claims-flow.h"

#include <string.h>

#define CONFIG "public-url=http://127.0.0.1\n[payout]\nname=Training Versicherung\niban=DE89370400440532013000\n"

typedef struct
{
  VeloClaimsFlow flow;
  VeloBrowser *browser;
  const char *language;
} Phone;

static void
phone_clear (Phone *phone)
{
  velo_claims_flow_clear (&phone->flow);
  g_clear_pointer (&phone->browser, velo_browser_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Phone, phone_clear)

/* What is wrong with the page shown, which may be as wide as it says: empty if nothing is. A phone would
 * make a page that is too wide smaller, and count that as its own width. */
static const char faults_script[] =
  "const faults = [];"
  "if (!document.documentElement.lang) faults.push('no language');"
  "if (document.querySelectorAll('h1').length !== 1) faults.push('not one h1');"
  "if (document.documentElement.scrollWidth > wide) faults.push('wider than the screen');"
  "if (!document.title) faults.push('no title');"
  "document.querySelectorAll('input:not([type=hidden]), textarea').forEach((field) => {"
  "  if (field.labels.length === 0) faults.push('no label: ' + field.id); });"
  "document.querySelectorAll('img').forEach((image) => {"
  "  if (!image.alt) faults.push('no alternative text'); });"
  "document.querySelectorAll('button, a.button, label.button').forEach((button) => {"
  "  if (button.getBoundingClientRect().height < 44) faults.push('small: ' + button.textContent);"
  "  if (!button.textContent.trim()) faults.push('no name'); });"
  "document.querySelectorAll('[aria-describedby]').forEach((field) => {"
  "  field.getAttribute('aria-describedby').trim().split(/\\s+/).forEach((id) => {"
  "    if (!document.getElementById(id)) faults.push('nothing there: ' + id); }); });"
  "if (document.body.textContent.includes('{{')) faults.push('a place is not filled');"
  "return faults.join('; ');";

static void
check_page (Phone      *phone,
            const char *name)
{
  static const int widths[] = { 320, 390 };

  for (gsize i = 0; i < G_N_ELEMENTS (widths) * 2; i++)
    {
      g_autofree char *picture = g_strdup_printf ("%s-%s-%d-%s", name, phone->language, widths[i / 2],
                                                  i % 2 == 0 ? "light" : "dark");
      g_autofree char *script = g_strdup_printf ("const wide = %d; %s", widths[i / 2], faults_script);
      g_autofree char *faults = NULL;

      velo_browser_resize (phone->browser, widths[i / 2], i % 2 != 0);
      faults = velo_browser_run (phone->browser, script);
      g_test_message ("%s", picture);
      g_assert_cmpstr (faults, ==, "");
      velo_browser_keep_picture (phone->browser, picture);
    }
  velo_browser_resize (phone->browser, 390, FALSE);
}

static gboolean
start (Phone          *phone,
       VeloClaimsTest *test,
       const char     *language)
{
  g_autofree char *uri = NULL;

  memset (phone, 0, sizeof *phone);
  if (!velo_browser_is_installed ())
    {
      g_test_skip ("chromium and its driver are not installed");
      return FALSE;
    }
  phone->language = language;
  velo_claims_flow_init (&phone->flow, test, "26-1234567", language);
  phone->browser = velo_browser_new ();
  uri = g_strconcat (velo_claims_service_get_uri (test->service), phone->flow.link, NULL);
  velo_browser_open (phone->browser, uri);
  return TRUE;
}

static void
log_in (Phone *phone)
{
  velo_browser_type (phone->browser, "#number", "26 1234567");
  velo_browser_type (phone->browser, "#plate", "h-ab 123");
  velo_browser_type (phone->browser, "#mileage", "84.500");
  velo_browser_click (phone->browser, "#terms");
  velo_browser_click (phone->browser, "#privacy");
  velo_browser_click (phone->browser, "button[type=submit]");
  g_assert_true (velo_browser_wait (phone->browser, "document.getElementById('photos')"));
}

static void
choose_photo (Phone      *phone,
              const char *slot,
              guint       seed,
              int         width)
{
  g_autoptr(GBytes) photo = velo_claims_flow_draw_photo (seed, width, width * 3 / 4);
  g_autofree char *name = g_strdup_printf ("%s-%u.jpg", slot, seed);
  g_autofree char *path = g_build_filename (phone->flow.test->directory, name, NULL);
  g_autofree char *selector = g_strdup_printf ("#%s-file", slot);

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (photo, NULL), (gssize) g_bytes_get_size (photo), NULL));
  velo_browser_type (phone->browser, selector, path);
}

static gboolean
wait_sent (Phone      *phone,
           const char *slot)
{
  g_autofree char *condition = g_strdup_printf (
    "document.querySelector('[data-slot=%s]').dataset.photo && "
    "document.querySelector('[data-slot=%s] progress').hidden", slot, slot);

  return velo_browser_wait (phone->browser, condition);
}

static void
choose_all (Phone *phone)
{
  static const char *const slots[] = {
    "registration", "odometer", "front-left", "front-right", "rear-left", "rear-right", "damage-far", "damage-middle",
    "damage-close",
  };

  for (guint i = 0; i < G_N_ELEMENTS (slots); i++)
    choose_photo (phone, slots[i], 100 + i, 1200);
  for (guint i = 0; i < G_N_ELEMENTS (slots); i++)
    g_assert_true (wait_sent (phone, slots[i]));
}

static gboolean
wait_state (Phone      *phone,
            const char *condition,
            const char *state)
{
  g_autofree char *found = NULL;

  if (!velo_browser_wait (phone->browser, condition))
    return FALSE;
  found = velo_claims_flow_get_state (&phone->flow);
  g_assert_cmpstr (found, ==, state);
  return TRUE;
}

/* The assessor asks for a photo again; the page that waits notices by itself. */
static void
ask_again (Phone *phone)
{
  g_autoptr(JsonObject) begun G_GNUC_UNUSED = velo_claims_flow_act (&phone->flow, phone->flow.assessor, "POST", "calculation", "");
  g_autoptr(JsonObject) asked = NULL;

  asked = velo_claims_flow_act (&phone->flow, phone->flow.assessor, "POST", "photo-requests",
                                ",\"photos\":[{\"slot\":\"damage-close\",\"note\":\"Bitte mit mehr Licht.\"}]");
  g_assert_cmpuint (phone->flow.test->status, ==, 200);
  g_assert_true (velo_browser_wait (phone->browser, "document.getElementById('damage-close-file')"));
  check_page (phone, "photos-again");
  choose_photo (phone, "damage-close", 200, 1200);
  g_assert_true (wait_sent (phone, "damage-close"));
  velo_browser_click (phone->browser, "#done button");
  g_assert_true (wait_state (phone, "document.getElementById('waiting')", "calculating"));
}

static void
enter_account (Phone *phone)
{
  velo_browser_click (phone->browser, "a[href='/claim/account']");
  g_assert_true (velo_browser_wait (phone->browser, "document.getElementById('iban')"));
  check_page (phone, "account");
  velo_browser_type (phone->browser, "#holder", "Erika Muster");
  velo_browser_type (phone->browser, "#iban", "DE02 1203 0000 0000 2020 51");
  velo_browser_click (phone->browser, "button[type=submit]");
  g_assert_true (velo_browser_wait (phone->browser, "document.getElementById('code')"));
  check_page (phone, "code");
}

static void
enter_code (Phone *phone)
{
  g_autofree char *words = velo_claims_flow_get_words (&phone->flow, "code");
  const char *digits = strstr (words, ": ") + 2;
  g_autofree char *code = g_strndup (digits, strspn (digits, "0123456789 "));

  velo_browser_type (phone->browser, "#code", code);
  velo_browser_click (phone->browser, "button[type=submit]");
  g_assert_true (velo_browser_wait (phone->browser, "location.pathname === '/claim'"));
}

static void
pay (Phone *phone)
{
  g_autoptr(JsonObject) released = velo_claims_flow_act (&phone->flow, phone->flow.desk, "POST", "payout", "");
  g_autoptr(JsonObject) read = NULL;

  g_assert_cmpuint (phone->flow.test->status, ==, 200);
  g_assert_nonnull (strstr (json_object_get_string_member (released, "file"), "DE02120300000000202051"));
  read = velo_claims_test_call (phone->flow.test, "POST", "api/v1/bank-files", phone->flow.desk,
                                "{\"file\":\"<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.054.001.08'>"
                                "<BkToCstmrDbtCdtNtfctn><Ntfctn><Ntry><Amt Ccy='EUR'>1234.50</Amt><CdtDbtInd>DBIT"
                                "</CdtDbtInd><Sts>BOOK</Sts><NtryDtls><TxDtls><Refs><EndToEndId>26-1234567</EndToEndId>"
                                "</Refs></TxDtls></NtryDtls></Ntry></Ntfctn></BkToCstmrDbtCdtNtfctn></Document>\"}");
  g_assert_cmpuint (phone->flow.test->status, ==, 200);
  g_assert_cmpint (json_object_get_int_member (read, "paid"), ==, 1);
}

static void
test_invitation_to_payment (VeloClaimsTest *test,
                            gconstpointer   data)
{
  const char *language = g_str_has_suffix (g_test_get_path (), "en") ? "en" : "de";
  g_auto(Phone) phone = { 0 };
  g_autofree char *paid G_GNUC_UNUSED = NULL;

  if (!start (&phone, test, language))
    return;
  check_page (&phone, "login");
  log_in (&phone);
  check_page (&phone, "photos");
  choose_all (&phone);
  check_page (&phone, "photos-sent");
  velo_browser_click (phone.browser, "#done button");
  g_assert_true (wait_state (&phone, "document.getElementById('waiting')", "photos_complete"));
  check_page (&phone, "waiting");
  ask_again (&phone);
  velo_claims_flow_offer (&phone.flow, 123450);
  g_assert_true (wait_state (&phone, "document.querySelector(\"a[href='/claim/account']\")", "offered"));
  check_page (&phone, "offer");
  enter_account (&phone);
  enter_code (&phone);
  g_assert_true (wait_state (&phone, "document.querySelector('h1')", "accepted"));
  check_page (&phone, "accepted");
  pay (&phone);
  g_free (velo_browser_run (phone.browser, "location.reload();"));
  g_assert_true (wait_state (&phone, strcmp (language, "de") == 0
                                       ? "document.querySelector('h1').textContent.includes('Betrag angewiesen')"
                                       : "document.querySelector('h1').textContent.includes('Money on its way')", "paid"));
  check_page (&phone, "paid");
}

/* The connection goes while a photo is on its way; the page is closed; nothing is lost. */
static void
test_connection_lost (VeloClaimsTest *test,
                      gconstpointer   data)
{
  g_auto(Phone) phone = { 0 };
  g_autofree char *uri = NULL;

  if (!start (&phone, test, "de"))
    return;
  log_in (&phone);
  velo_browser_set_offline (phone.browser, TRUE);
  choose_photo (&phone, "odometer", 1, 2000);
  g_assert_true (velo_browser_wait (phone.browser, "!document.getElementById('offline').hidden"));
  check_page (&phone, "offline");
  velo_browser_set_offline (phone.browser, FALSE);
  g_assert_true (wait_sent (&phone, "odometer"));
  g_assert_true (velo_browser_wait (phone.browser, "document.getElementById('offline').hidden"));
  /* closed while the photo waits: opened again, it goes on by itself */
  velo_browser_set_offline (phone.browser, TRUE);
  choose_photo (&phone, "registration", 2, 2000);
  g_assert_true (velo_browser_wait (phone.browser, "!document.getElementById('offline').hidden"));
  velo_browser_set_offline (phone.browser, FALSE);
  uri = g_strconcat (velo_claims_service_get_uri (test->service), "claim", NULL);
  velo_browser_open (phone.browser, uri);
  g_assert_true (wait_sent (&phone, "registration"));
}

/* What is no photo is told so, and can be taken again. */
static void
test_bad_photo (VeloClaimsTest *test,
                gconstpointer   data)
{
  g_auto(Phone) phone = { 0 };
  g_autofree char *path = g_build_filename (test->directory, "broken.jpg", NULL);

  if (!start (&phone, test, "de"))
    return;
  log_in (&phone);
  g_assert_true (g_file_set_contents (path, "\xff\xd8\xff\xe0 no photo", -1, NULL));
  velo_browser_type (phone.browser, "#odometer-file", path);
  g_assert_true (velo_browser_wait (phone.browser, "document.querySelector('[data-slot=odometer] .status.fault')"));
  choose_photo (&phone, "odometer", 3, 300);
  g_assert_true (wait_sent (&phone, "odometer"));
  g_assert_true (velo_browser_wait (phone.browser, "document.querySelector('[data-slot=odometer] .status').textContent"
                                                   ".includes('sehr klein')"));
  velo_browser_click (phone.browser, "#done button");
  g_assert_true (velo_browser_wait (phone.browser, "document.getElementById('registration-missing')"));
  check_page (&phone, "photos-missing");
}

static void
test_declined (VeloClaimsTest *test,
               gconstpointer   data)
{
  g_auto(Phone) phone = { 0 };

  if (!start (&phone, test, "de"))
    return;
  log_in (&phone);
  choose_all (&phone);
  velo_browser_click (phone.browser, "#done button");
  g_assert_true (wait_state (&phone, "document.getElementById('waiting')", "photos_complete"));
  velo_claims_flow_offer (&phone.flow, 123450);
  g_assert_true (velo_browser_wait (phone.browser, "document.querySelector(\"a[href='/claim/decline']\")"));
  velo_browser_click (phone.browser, "a[href='/claim/decline']");
  g_assert_true (velo_browser_wait (phone.browser, "document.getElementById('reason')"));
  check_page (&phone, "decline");
  velo_browser_type (phone.browser, "#reason", "Zu wenig.");
  velo_browser_click (phone.browser, "button[type=submit]");
  g_assert_true (wait_state (&phone, "location.pathname === '/claim'", "declined"));
  check_page (&phone, "declined");
}

static void
test_expired (VeloClaimsTest *test,
              gconstpointer   data)
{
  g_auto(Phone) phone = { 0 };
  g_autofree char *start_page = NULL;

  if (!start (&phone, test, "de"))
    return;
  velo_claims_test_advance (test, 73 * G_TIME_SPAN_HOUR);
  g_free (velo_browser_run (phone.browser, "location.reload();"));
  g_assert_true (velo_browser_wait (phone.browser, "!document.getElementById('number')"));
  check_page (&phone, "expired");
  start_page = g_strdup (velo_claims_service_get_uri (test->service));
  velo_browser_open (phone.browser, start_page);
  check_page (&phone, "start");
}

#define ADD(NAME, FUNC) \
  g_test_add ("/claims-browser/" NAME, VeloClaimsTest, CONFIG, velo_claims_test_set_up, FUNC, \
              velo_claims_test_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("invitation-to-payment-de", test_invitation_to_payment);
  ADD ("invitation-to-payment-en", test_invitation_to_payment);
  ADD ("connection-lost", test_connection_lost);
  ADD ("bad-photo", test_bad_photo);
  ADD ("declined", test_declined);
  ADD ("expired", test_expired);
  return g_test_run ();
}
