/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A customer with a phone, for scenes in a real browser: what the hands do, and what is looked at. */

#include "velo-phone.h"

#include <string.h>

#define CONFIG "public-url=http://127.0.0.1\nproxies=127.0.0.1\n" \
  "[payout]\nname=Training Versicherung\niban=DE89370400440532013000\n"

/* What everybody photographs. */
const char *const velo_phone_slots[] = {
  "registration", "odometer", "front-left", "front-right", "rear-left", "rear-right", "damage-far", "damage-middle",
  "damage-close", NULL,
};

VeloPhoneStage *
velo_phone_stage_new (void)
{
  VeloPhoneStage *stage = g_new0 (VeloPhoneStage, 1);

  if (velo_browser_is_installed ())
    stage->browser = velo_browser_new (TRUE);
  return stage;
}

void
velo_phone_stage_free (VeloPhoneStage *stage)
{
  g_clear_pointer (&stage->browser, velo_browser_free);
  g_free (stage);
}

void
velo_phone_set_up (VeloPhone     *phone,
                   gconstpointer  data)
{
  memset (phone, 0, sizeof *phone);
  phone->stage = (VeloPhoneStage *) data;
  phone->browser = phone->stage->browser;
  phone->language = g_str_has_suffix (g_test_get_path (), "-en") ? "en" : "de";
  velo_claims_test_set_up (&phone->test, CONFIG);
  if (phone->browser == NULL)
    {
      g_test_skip ("chromium and its driver are not installed");
      return;
    }
  velo_browser_forget (phone->browser);
  velo_phone_move (phone);
}

void
velo_phone_tear_down (VeloPhone     *phone,
                      gconstpointer  data)
{
  if (phone->browser != NULL)
    velo_browser_forget (phone->browser);
  velo_claims_flow_clear (&phone->flow);
  velo_claims_test_tear_down (&phone->test, NULL);
}

/* To another network address: the service counts tries of each. */
void
velo_phone_move (VeloPhone *phone)
{
  velo_browser_become (phone->browser, phone->language, ++phone->stage->n_phones);
}

void
velo_phone_invite (VeloPhone *phone)
{
  velo_claims_flow_init (&phone->flow, &phone->test, "26-1234567", phone->language);
}

void
velo_phone_open (VeloPhone  *phone,
                 const char *path)
{
  g_autofree char *uri = g_strconcat (velo_claims_test_get_uri (&phone->test), path, NULL);

  velo_browser_open (phone->browser, uri);
}

void
velo_phone_reload (VeloPhone *phone)
{
  g_autoptr(JsonNode) value G_GNUC_UNUSED = velo_browser_command (phone->browser, "Page.reload", "{}");
}

/* Fills the login form in and sends it. */
void
velo_phone_enter (VeloPhone  *phone,
                  const char *plate)
{
  velo_browser_type (phone->browser, "#number", "26 1234567");
  velo_browser_type (phone->browser, "#plate", plate);
  velo_browser_type (phone->browser, "#mileage", "84.500");
  velo_browser_click (phone->browser, "#terms");
  velo_browser_click (phone->browser, "#privacy");
  velo_browser_click (phone->browser, "button[type=submit]");
}

void
velo_phone_log_in (VeloPhone *phone)
{
  velo_phone_open (phone, phone->flow.link);
  velo_phone_enter (phone, "h-ab 123");
  g_assert_true (velo_browser_wait (phone->browser, "location.pathname === '/claim'"));
}

/* What led here has been played in other scenes: all photos are sent, and the phone goes on. */
void
velo_phone_take_over (VeloPhone *phone)
{
  velo_phone_invite (phone);
  velo_claims_flow_log_in (&phone->flow);
  velo_claims_flow_upload_all (&phone->flow);
  velo_browser_set_cookie (phone->browser, velo_claims_test_get_uri (&phone->test), phone->flow.cookie);
  velo_phone_open (phone, "claim");
  g_assert_true (velo_browser_wait (phone->browser, "document.getElementById('waiting')"));
}

void
velo_phone_choose_photo (VeloPhone  *phone,
                         const char *slot,
                         guint       seed,
                         int         width)
{
  g_autoptr(GBytes) photo = velo_claims_flow_draw_photo (seed, width, width * 3 / 4);
  g_autofree char *name = g_strdup_printf ("%s-%u.jpg", slot, seed);
  g_autofree char *path = g_build_filename (phone->test.directory, name, NULL);
  g_autofree char *selector = g_strdup_printf ("#%s-file", slot);

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (photo, NULL), (gssize) g_bytes_get_size (photo), NULL));
  velo_browser_type (phone->browser, selector, path);
}

gboolean
velo_phone_wait_sent (VeloPhone  *phone,
                      const char *slot)
{
  g_autofree char *condition = g_strdup_printf (
    "document.querySelector('[data-slot=%s]').dataset.photo && "
    "document.querySelector('[data-slot=%s] progress').hidden", slot, slot);

  return velo_browser_wait (phone->browser, condition);
}

void
velo_phone_choose_all (VeloPhone *phone)
{
  for (guint i = 0; velo_phone_slots[i] != NULL; i++)
    velo_phone_choose_photo (phone, velo_phone_slots[i], 100 + i, 1024);
  for (guint i = 0; velo_phone_slots[i] != NULL; i++)
    g_assert_true (velo_phone_wait_sent (phone, velo_phone_slots[i]));
}

gboolean
velo_phone_wait_heading (VeloPhone  *phone,
                         const char *words)
{
  g_autofree char *condition = g_strdup_printf (
    "document.querySelector('h1') && document.querySelector('h1').textContent.replace(/\\u00ad/g, '') === '%s'", words);

  return velo_browser_wait (phone->browser, condition);
}

gboolean
velo_phone_wait_state (VeloPhone  *phone,
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

/* The assessor offers; the customer, who could wait for the page to notice, looks at once. */
void
velo_phone_wait_offer (VeloPhone *phone,
                       gint64     cents)
{
  velo_claims_flow_offer (&phone->flow, cents);
  velo_phone_reload (phone);
  g_assert_true (velo_phone_wait_state (phone, "document.querySelector(\"a[href='/claim/account']\")", "offered"));
}

/* The newest code that came as a text message: it is there when the page asks for it. */
void
velo_phone_type_code (VeloPhone *phone)
{
  g_autofree char *words = NULL;
  g_autofree char *code = NULL;
  const char *digits;

  g_assert_true (velo_browser_wait (phone->browser, "document.querySelector('#code')"));
  words = velo_claims_flow_get_words (&phone->flow, "code");
  g_assert_nonnull (words);
  digits = strstr (words, ": ");
  g_assert_nonnull (digits);
  digits += 2;
  code = g_strndup (digits, strspn (digits, "0123456789 "));
  velo_browser_type (phone->browser, "#code", code);
}

void
velo_phone_enter_code (VeloPhone *phone)
{
  velo_phone_type_code (phone);
  velo_browser_click (phone->browser, "button[type=submit]");
}
