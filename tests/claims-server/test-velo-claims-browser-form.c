/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the form at the counter in a real browser: from the link in the QR code to the values in the
 * counter's program, and each way in which it ends otherwise. */

#define _GNU_SOURCE

#include "velo-phone.h"

#include <string.h>

#include "velo-customer-form.h"

/* Keys, as WebDriver writes them. */
#define TAB "\xee\x80\x84"
#define BACK "\xee\x80\x83"

static const char *const all_names[] = {
  "salutation", "title", "first-name", "last-name", "birth-date", "street", "address-extra", "country", "postcode",
  "city", "phone", "mobile", "email", "iban", "account-holder", NULL,
};
static const char *const few_names[] = { "first-name", "postcode", NULL };

/* The counter: its client and the form that it waits for. */
typedef struct
{
  VeloClaimsClient *client;
  VeloCustomerForm *form;
} Counter;

static void
keep_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

static GAsyncResult *
wait_for (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *slot;
}

static void
counter_clear (Counter *counter)
{
  g_clear_object (&counter->form);
  g_clear_object (&counter->client);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Counter, counter_clear)

static void
open_counter (VeloPhone         *phone,
              Counter           *counter,
              const char *const *names)
{
  g_autoptr(GAsyncResult) signed_in = NULL;
  g_autoptr(GAsyncResult) opened = NULL;
  g_autoptr(VeloClaimsAnswer) answer = NULL;
  g_autoptr(GError) error = NULL;

  counter->client = velo_claims_client_new (velo_claims_test_get_uri (&phone->test), &error);
  g_assert_no_error (error);
  velo_claims_client_sign_in_async (counter->client, "desk", VELO_CLAIMS_TEST_PASSWORD, NULL, keep_cb, &signed_in);
  answer = velo_claims_client_finish (counter->client, wait_for (&signed_in), &error);
  g_assert_no_error (error);
  counter->form = velo_customer_form_new (counter->client, names, "DE");
  velo_customer_form_open_async (counter->form, NULL, keep_cb, &opened);
  velo_customer_form_finish (counter->form, wait_for (&opened), &error);
  g_assert_no_error (error);
}

static void
look (Counter  *counter,
      GError  **error)
{
  g_autoptr(GAsyncResult) looked = NULL;

  velo_customer_form_look_async (counter->form, NULL, keep_cb, &looked);
  velo_customer_form_finish (counter->form, wait_for (&looked), error);
}

/* The port of the test is another one than that of the address. */
static const char *
get_path (Counter *counter)
{
  return strstr (velo_customer_form_get_link (counter->form), "/f/") + 1;
}

/* What the camera reads. */
static void
scan (VeloPhone *phone,
      Counter   *counter)
{
  velo_phone_open (phone, get_path (counter));
  g_assert_true (velo_browser_wait (phone->browser, "document.getElementById('form')"));
}

static void
enter_all (VeloPhone *phone)
{
  static const struct { const char *selector; const char *text; } entries[] = {
    { "#title", "Dr." }, { "#first-name", " Jürgen " }, { "#last-name", "Übelacker-Žižek" },
    { "#birth-date", "18.4.1980" }, { "#street", "Lange Straße" }, { "#address-extra", "c/o Muster" },
    { "#postcode", "1010" }, { "#city", "Hannover" }, { "#phone", "0511 123456" }, { "#mobile", "0171/1234567" },
    { "#email", "juergen@example.org" }, { "#iban", "de02 1203 0000 0000 2020 50" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    velo_browser_type (phone->browser, entries[i].selector, entries[i].text);
}

static void
assert_value (Counter    *counter,
              const char *name,
              const char *value)
{
  g_assert_cmpstr (g_hash_table_lookup (velo_customer_form_get_values (counter->form), name), ==, value);
}

static gboolean
stands_in_files (VeloPhone  *phone,
                 const char *words)
{
  g_autoptr(GDir) dir = g_dir_open (phone->test.directory, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (phone->test.directory, name, NULL);
      g_autofree char *data = NULL;
      gsize size = 0;

      if (g_file_get_contents (path, &data, &size, NULL) && memmem (data, size, words, strlen (words)) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* The service has had all of it, and nothing that was typed can be found there. Six characters at least: four digits
 * stand in some hash or time by chance. */
static void
check_files (VeloPhone *phone)
{
  static const char *const typed[] = {
    "Jürgen", "Übelacker", "4.1980", "1980-04-18", "Lange Straße", "Hannover", "123456", "1234567", "juergen@",
    "DE021203", "202051", "2020 51",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    g_assert_false (stands_in_files (phone, typed[i]));
}

/* What is wrong is said where it is, once it is typed. */
static void
check_faults (VeloPhone *phone)
{
  const gboolean german = strcmp (phone->language, "de") == 0;

  g_assert_true (velo_browser_wait (phone->browser, german
    ? "document.getElementById('postcode-fault').textContent.includes('fünf Ziffern')"
    : "document.getElementById('postcode-fault').textContent.includes('five digits')"));
  g_assert_true (velo_browser_wait (phone->browser, "document.getElementById('iban').value === 'DE02 1203 0000 0000 2020 50'"
                                                    " || document.activeElement.id === 'iban'"));
  velo_browser_click (phone->browser, "#send");
  /* nothing is sent; the first fault has the focus: the salutation is missing */
  g_assert_true (velo_browser_wait (phone->browser, "document.activeElement.id === 'salutation'"));
  g_assert_true (velo_browser_wait (phone->browser,
    "[...document.querySelectorAll('[aria-invalid=true]')].map((e) => e.id).join() === 'salutation,street,postcode,iban'"));
  velo_phone_check (phone, "form-wrong");
}

static void
mend (VeloPhone *phone)
{
  g_free (velo_browser_run (phone->browser, "document.getElementById('salutation').value = 'herr';"
                                            "document.getElementById('salutation').dispatchEvent(new Event('change'));"));
  velo_browser_type (phone->browser, "#street", " 12");
  velo_browser_type (phone->browser, "#iban", BACK BACK "51" TAB);
  /* four digits are right in Austria: another country heals the postcode, and back again */
  g_free (velo_browser_run (phone->browser, "document.getElementById('country').value = 'AT';"
                                            "document.getElementById('country').dispatchEvent(new Event('change'));"));
  g_assert_true (velo_browser_wait (phone->browser, "document.querySelectorAll('[aria-invalid=true]').length === 0"));
}

static void
test_counter (VeloPhone     *phone,
              gconstpointer  data)
{
  const gboolean german = strcmp (phone->language, "de") == 0;
  g_auto(Counter) counter = { NULL };
  g_autoptr(GError) error = NULL;

  if (phone->browser == NULL)
    return;
  open_counter (phone, &counter, all_names);
  scan (phone, &counter);
  g_assert_true (velo_phone_wait_heading (phone, german ? "Ihre Angaben" : "Your details"));
  velo_phone_check (phone, "form");
  look (&counter, &error);
  g_assert_no_error (error);
  g_assert_cmpint (velo_customer_form_get_state (counter.form), ==, VELO_CUSTOMER_FORM_STATE_SEEN);
  enter_all (phone);
  check_faults (phone);
  mend (phone);
  velo_browser_click (phone->browser, "#send");
  g_assert_true (velo_phone_wait_heading (phone, german ? "Gesendet" : "Sent"));
  velo_phone_check (phone, "form-sent");
  g_assert_true (velo_browser_wait (phone->browser, "location.hash === '' && !document.querySelector('input')"));
  check_files (phone);
  look (&counter, &error);
  g_assert_no_error (error);
  g_assert_cmpint (velo_customer_form_get_state (counter.form), ==, VELO_CUSTOMER_FORM_STATE_FILLED);
  g_assert_cmpuint (g_hash_table_size (velo_customer_form_get_values (counter.form)), ==, 14);
  assert_value (&counter, "salutation", "herr");
  assert_value (&counter, "first-name", "Jürgen");
  assert_value (&counter, "last-name", "Übelacker-Žižek");
  assert_value (&counter, "birth-date", "1980-04-18");
  assert_value (&counter, "street", "Lange Straße 12");
  assert_value (&counter, "country", "AT");
  assert_value (&counter, "postcode", "1010");
  assert_value (&counter, "iban", "DE02120300000000202051");
  assert_value (&counter, "mobile", "0171/1234567");
  assert_value (&counter, "account-holder", NULL);
  check_files (phone);
  /* whoever comes back finds nothing */
  velo_phone_reload (phone);
  g_assert_true (velo_phone_wait_heading (phone, german ? "Dieses Formular gilt nicht mehr" : "This form is no longer valid"));
  velo_phone_check (phone, "form-gone");
}

/* A link that was cut when it was copied, and one with something else behind it. */
static void
test_no_key (VeloPhone     *phone,
             gconstpointer  data)
{
  static const char *const keys[] = { "", "#", "#AAAA", "#AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA%3D" };
  g_auto(Counter) counter = { NULL };
  g_autofree char *bare = NULL;

  if (phone->browser == NULL)
    return;
  open_counter (phone, &counter, few_names);
  bare = g_strndup (get_path (&counter), strcspn (get_path (&counter), "#"));
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *path = g_strconcat (bare, keys[i], NULL);

      velo_browser_open (phone->browser, "about:blank");
      velo_phone_open (phone, path);
      g_assert_true (velo_browser_wait (phone->browser, "document.getElementById('cannot').textContent.includes('nicht vollständig')"));
      g_assert_true (velo_browser_wait (phone->browser, "document.getElementById('form').getClientRects().length === 0"));
    }
  velo_phone_check (phone, "form-no-key");
}

/* The key goes with the page into the other language. */
static void
test_other_language (VeloPhone     *phone,
                     gconstpointer  data)
{
  g_auto(Counter) counter = { NULL };
  g_autoptr(GError) error = NULL;

  if (phone->browser == NULL)
    return;
  open_counter (phone, &counter, few_names);
  scan (phone, &counter);
  velo_browser_click (phone->browser, "#language");
  g_assert_true (velo_phone_wait_heading (phone, "Your details"));
  velo_browser_type (phone->browser, "#first-name", "Erika");
  velo_browser_type (phone->browser, "#postcode", "D-30159");
  velo_browser_click (phone->browser, "#send");
  g_assert_true (velo_phone_wait_heading (phone, "Sent"));
  look (&counter, &error);
  g_assert_no_error (error);
  assert_value (&counter, "postcode", "30159");
}

/* Nothing that was typed is lost when the connection is. */
static void
test_offline (VeloPhone     *phone,
              gconstpointer  data)
{
  g_auto(Counter) counter = { NULL };
  g_autoptr(GError) error = NULL;

  if (phone->browser == NULL)
    return;
  open_counter (phone, &counter, few_names);
  scan (phone, &counter);
  velo_browser_type (phone->browser, "#first-name", "Erika");
  velo_browser_type (phone->browser, "#postcode", "30159");
  velo_browser_set_network (phone->browser, TRUE, -1);
  velo_browser_click (phone->browser, "#send");
  g_assert_true (velo_browser_wait (phone->browser, "document.getElementById('status').textContent.includes('Keine Verbindung')"
                                                    " && !document.getElementById('send').disabled"));
  velo_phone_check (phone, "form-offline");
  velo_browser_set_network (phone->browser, FALSE, -1);
  velo_browser_click (phone->browser, "#send");
  g_assert_true (velo_phone_wait_heading (phone, "Gesendet"));
  look (&counter, &error);
  g_assert_no_error (error);
  assert_value (&counter, "first-name", "Erika");
}

/* The counter has gone on without: the phone says so, and what was typed does not leave it. */
static void
test_ended (VeloPhone     *phone,
            gconstpointer  data)
{
  g_auto(Counter) counter = { NULL };
  g_autoptr(GError) error = NULL;

  if (phone->browser == NULL)
    return;
  open_counter (phone, &counter, few_names);
  scan (phone, &counter);
  velo_browser_type (phone->browser, "#first-name", "Erika");
  velo_browser_type (phone->browser, "#postcode", "30159");
  velo_claims_test_advance (&phone->test, 15 * G_TIME_SPAN_MINUTE);
  velo_browser_click (phone->browser, "#send");
  g_assert_true (velo_browser_wait (phone->browser, "document.getElementById('status').textContent.includes('gilt nicht mehr')"));
  velo_phone_check (phone, "form-ended");
  look (&counter, &error);
  g_assert_error (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_NOT_FOUND);
}

/* Dates as people write them; what is none, or cannot be anybody's birthday, is told. */
static void
test_dates (VeloPhone     *phone,
            gconstpointer  data)
{
  static const char *const birth_only[] = { "birth-date", NULL };
  static const struct { const char *typed; const char *shown; const char *fault; } dates[] = {
    { "18041980", "18.04.1980", "" }, { "1980-04-18", "18.04.1980", "" }, { "8/4/1980", "08.04.1980", "" },
    { "29.2.2000", "29.02.2000", "" }, { "29.2.1999", "29.2.1999", "kein Datum" }, { "18.4.80", "18.4.80", "kein Datum" },
    { "31.12.2199", "31.12.2199", "kein Geburtsdatum" }, { "gestern", "gestern", "kein Datum" },
    { "1.1.1875", "01.01.1875", "kein Geburtsdatum" },
  };
  g_auto(Counter) counter = { NULL };

  if (phone->browser == NULL)
    return;
  open_counter (phone, &counter, birth_only);
  scan (phone, &counter);
  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autofree char *shown = NULL;
      g_autofree char *fault = NULL;

      g_free (velo_browser_run (phone->browser, "document.getElementById('birth-date').value = '';"));
      velo_browser_type (phone->browser, "#birth-date", dates[i].typed);
      g_free (velo_browser_run (phone->browser, "document.getElementById('birth-date').blur();"));
      shown = velo_browser_run (phone->browser, "return document.getElementById('birth-date').value;");
      fault = velo_browser_run (phone->browser, "return document.getElementById('birth-date-fault').textContent;");
      g_assert_cmpstr (shown, ==, dates[i].shown);
      g_assert_true (*dates[i].fault == '\0' ? *fault == '\0' : strstr (fault, dates[i].fault) != NULL);
    }
}

/* A browser that cannot seal gets a sentence instead of a form. */
static void
test_no_crypto (VeloPhone     *phone,
                gconstpointer  data)
{
  g_auto(Counter) counter = { NULL };
  g_autoptr(JsonNode) added = NULL;
  g_autofree char *parameters = NULL;
  g_autoptr(JsonNode) removed = NULL;

  if (phone->browser == NULL)
    return;
  open_counter (phone, &counter, few_names);
  added = velo_browser_command (phone->browser, "Page.addScriptToEvaluateOnNewDocument",
                                "{\"source\":\"Object.defineProperty(Crypto.prototype, 'subtle', { get() { return undefined; } });\"}");
  parameters = g_strdup_printf ("{\"identifier\":\"%s\"}",
                                json_object_get_string_member (json_node_get_object (added), "identifier"));
  scan (phone, &counter);
  g_assert_true (velo_browser_wait (phone->browser, "document.getElementById('cannot').textContent.includes('sagen Sie Ihre Angaben')"));
  g_assert_true (velo_browser_wait (phone->browser, "document.getElementById('form').getClientRects().length === 0"));
  velo_phone_check (phone, "form-no-crypto");
  removed = velo_browser_command (phone->browser, "Page.removeScriptToEvaluateOnNewDocument", parameters);
}

static void
test_without_script (VeloPhone     *phone,
                     gconstpointer  data)
{
  g_auto(Counter) counter = { NULL };
  g_autoptr(VeloBrowser) plain = NULL;

  if (phone->browser == NULL)
    return;
  plain = velo_browser_new (FALSE);
  phone->browser = plain;
  velo_phone_move (phone);
  open_counter (phone, &counter, few_names);
  scan (phone, &counter);
  g_assert_true (velo_browser_wait (phone->browser, "document.querySelector('noscript .fault').getClientRects().length > 0"));
  g_assert_true (velo_browser_wait (phone->browser, "document.getElementById('form').getClientRects().length === 0"));
  velo_browser_keep_picture (phone->browser, "form-without-script");
  phone->browser = phone->stage->browser;
}

int
main (int   argc,
      char *argv[])
{
  VeloPhoneStage *stage;
  int result;

  g_test_init (&argc, &argv, NULL);
  stage = velo_phone_stage_new ();
  VELO_PHONE_ADD ("form/counter-de", test_counter);
  VELO_PHONE_ADD ("form/counter-en", test_counter);
  VELO_PHONE_ADD ("form/no-key", test_no_key);
  VELO_PHONE_ADD ("form/other-language", test_other_language);
  VELO_PHONE_ADD ("form/offline", test_offline);
  VELO_PHONE_ADD ("form/ended", test_ended);
  VELO_PHONE_ADD ("form/dates", test_dates);
  VELO_PHONE_ADD ("form/no-crypto", test_no_crypto);
  VELO_PHONE_ADD ("form/without-script", test_without_script);
  result = g_test_run ();
  velo_phone_stage_free (stage);
  return result;
}
