/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the lines of the design's section 4 that no other test holds: headers, tokens, sessions, addresses,
 * claims of others, what stays of a photo. README.md says which line is tested where. */

#define _GNU_SOURCE
#include "velo-claims-flow.h"

#include <string.h>
#include <sys/socket.h>

#include "velo-photo-limits.h"

#define PROXY "proxies=127.0.0.1\n"
#define IBAN "DE89370400440532013000"
#define TOKEN "AAAAAAAAAAAAAAAAAAAAAA"
#define ID "0123456789abcdef0123456789abcdef"

static void
start (VeloClaimsFlow *flow,
       VeloClaimsTest *test,
       const char     *number)
{
  velo_claims_flow_init (flow, test, number, "de");
  velo_claims_flow_log_in (flow);
}

static SoupMessageHeaders *
get_headers (VeloClaimsTest *test,
             const char     *method,
             const char     *path,
             const char     *cookie,
             const char     *address,
             const char     *form)
{
  g_autofree char *uri = g_strconcat (velo_claims_test_get_uri (test), path, NULL);
  g_autoptr(SoupMessage) message = soup_message_new (method, uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autoptr(GBytes) answer = NULL;
  g_autoptr(GError) error = NULL;

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (cookie != NULL)
    soup_message_headers_replace (headers, "Cookie", cookie);
  if (address != NULL)
    soup_message_headers_replace (headers, "X-Forwarded-For", address);
  if (form != NULL)
    {
      g_autoptr(GBytes) body = g_bytes_new (form, strlen (form));

      soup_message_set_request_body_from_bytes (message, "application/x-www-form-urlencoded", body);
    }
  answer = soup_session_send_and_read (test->session, message, NULL, &error);
  g_assert_no_error (error);
  test->status = soup_message_get_status (message);
  return soup_message_headers_ref (soup_message_get_response_headers (message));
}

/* Every answer, whatever its status and whoever makes it, forbids all the same. */
static void
test_headers (VeloClaimsTest *test,
              gconstpointer   data)
{
  static const struct { const char *name; const char *value; } wanted[] = {
    { "Content-Security-Policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
      "form-action 'self'; base-uri 'none'; frame-ancestors 'none'" },
    { "Referrer-Policy", "no-referrer" }, { "X-Content-Type-Options", "nosniff" }, { "Cache-Control", "no-store" },
    { "Strict-Transport-Security", "max-age=63072000" },
  };
  static const struct { const char *method; const char *path; const char *form; guint status; } requests[] = {
    { "GET", "", NULL, 200 }, { "GET", "terms", NULL, 200 }, { "GET", "claim", NULL, 200 },
    { "POST", "claim/photos/done", "csrf=x", 403 }, { "GET", "nowhere", NULL, 404 }, { "DELETE", "claim", NULL, 405 },
    { "GET", "api/v1/claims", NULL, 401 }, { "POST", "api/v1/session", "x=1", 422 }, { "GET", "s/" TOKEN, NULL, 404 },
    { "GET", "claim/state", NULL, 200 }, { "GET", "healthz", NULL, 200 }, { "GET", "metrics", NULL, 200 },
    { "GET", "static/claim.js", NULL, 200 },
  };
  g_auto(VeloClaimsFlow) flow = { NULL };

  start (&flow, test, "26-1234567");
  for (gsize i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autoptr(SoupMessageHeaders) headers = get_headers (test, requests[i].method, requests[i].path, flow.cookie, NULL,
                                                           requests[i].form);

      g_test_message ("%s %s", requests[i].method, requests[i].path);
      g_assert_cmpuint (test->status, ==, requests[i].status);
      for (gsize k = 0; k < G_N_ELEMENTS (wanted); k++)
        if (!g_str_has_prefix (requests[i].path, "static/") || !g_str_equal (wanted[k].name, "Cache-Control"))
          g_assert_cmpstr (soup_message_headers_get_one (headers, wanted[k].name), ==, wanted[k].value);
    }
}

/* What the policy would block anyway does not stand in any page. */
static void
check_page (VeloClaimsFlow *flow)
{
  g_autoptr(GRegex) inline_code = g_regex_new ("<script(?![^>]* src=)|<style|\\sstyle=|\\son[a-z]+=|javascript:|https?://",
                                               G_REGEX_CASELESS, 0, NULL);

  g_assert_false (g_regex_match (inline_code, flow->text, 0, NULL));
  g_assert_null (strstr (flow->text, flow->link));
}

static void
test_no_inline (VeloClaimsTest *test,
                gconstpointer   data)
{
  static const char *const pages[] = { "", "terms", "privacy", "claim", "nowhere" };
  static const char *const offered[] = { "claim", "claim/account", "claim/code", "claim/decline" };
  g_auto(VeloClaimsFlow) flow = { NULL };

  start (&flow, test, "26-1234567");
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      velo_claims_flow_send (&flow, "GET", pages[i], NULL, NULL, NULL);
      check_page (&flow);
    }
  velo_claims_flow_upload_all (&flow);
  velo_claims_flow_send (&flow, "GET", "claim", NULL, NULL, NULL);
  check_page (&flow);
  velo_claims_flow_offer (&flow, 123450);
  for (gsize i = 0; i < G_N_ELEMENTS (offered); i++)
    {
      g_assert_cmpuint (velo_claims_flow_send (&flow, "GET", offered[i], NULL, NULL, NULL), ==, 200);
      check_page (&flow);
    }
}

static gboolean
stands_in_files (VeloClaimsTest *test,
                 const char     *text)
{
  g_autoptr(GDir) folder = g_dir_open (test->directory, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (test->directory, name, NULL);
      g_autofree char *content = NULL;
      gsize length;

      if (g_file_get_contents (path, &content, &length, NULL) && memmem (content, length, text, strlen (text)) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* Neither the link nor the browser's session nor the desk's can be read out of the database. */
static void
test_hashes_only (VeloClaimsTest *test,
                  gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };

  start (&flow, test, "26-1234567");
  g_assert_cmpuint (strlen (flow.link), ==, strlen ("s/") + 22);
  g_assert_true (stands_in_files (test, "26-1234567"));
  g_assert_false (stands_in_files (test, flow.link + strlen ("s/")));
  g_assert_false (stands_in_files (test, strchr (flow.cookie, '=') + 1));
  g_assert_false (stands_in_files (test, flow.desk));
}

/* 30 minutes unused, 8 hours in all, for a customer too; each from both sides. */
static void
test_session_ends (VeloClaimsTest *test,
                   gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };

  start (&flow, test, "26-1234567");
  velo_claims_test_advance (test, 30 * G_TIME_SPAN_MINUTE);
  g_assert_cmpuint (velo_claims_flow_send (&flow, "GET", "claim", NULL, NULL, NULL), ==, 200);
  velo_claims_test_advance (test, 30 * G_TIME_SPAN_MINUTE + 1);
  g_assert_cmpuint (velo_claims_flow_send (&flow, "GET", "claim", NULL, NULL, NULL), ==, 401);
  velo_claims_flow_log_in (&flow);
  for (guint i = 0; i < 16; i++)
    {
      velo_claims_test_advance (test, 30 * G_TIME_SPAN_MINUTE);
      g_assert_cmpuint (velo_claims_flow_send (&flow, "GET", "claim/state", NULL, NULL, NULL), ==, 200);
    }
  velo_claims_test_advance (test, 1);
  g_assert_cmpuint (velo_claims_flow_send (&flow, "GET", "claim/state", NULL, NULL, NULL), ==, 401);
}

/* Two of the same name, whichever is right: one was planted, and nobody can tell which. */
static void
test_double_cookie (VeloClaimsTest *test,
                    gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *other = NULL;
  const char *cookies[3];

  start (&flow, test, "26-1234567");
  first = g_strdup_printf ("%s; __Host-claim=" TOKEN, flow.cookie);
  last = g_strdup_printf ("__Host-claim=" TOKEN "; %s", flow.cookie);
  other = g_strdup_printf ("theme=dark; %s; claim=x", flow.cookie);
  cookies[0] = first;
  cookies[1] = last;
  cookies[2] = other;
  for (gsize i = 0; i < G_N_ELEMENTS (cookies); i++)
    {
      g_autoptr(SoupMessageHeaders) headers G_GNUC_UNUSED = get_headers (test, "GET", "claim", cookies[i], NULL, NULL);

      g_assert_cmpuint (test->status, ==, i == 2 ? 200 : 401);
    }
}

/* 14 days, to the microsecond; after that neither bank data nor a code that is still good. */
static void
test_offer_ends (VeloClaimsTest *test,
                 gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autofree char *words = NULL;
  g_autofree char *state = NULL;

  start (&flow, test, "26-1234567");
  velo_claims_flow_upload_all (&flow);
  velo_claims_flow_offer (&flow, 123450);
  words = velo_claims_flow_get_words (&flow, "offer");
  g_free (flow.link);
  flow.link = g_strndup (strstr (words, "/s/") + 1, 24);
  velo_claims_test_advance (test, 14 * G_TIME_SPAN_DAY - G_TIME_SPAN_MINUTE);
  velo_claims_flow_log_in (&flow);
  velo_claims_test_advance (test, G_TIME_SPAN_MINUTE - 1);
  g_assert_cmpuint (velo_claims_flow_form (&flow, "claim/account", "holder=E&iban=" IBAN), ==, 303);
  velo_claims_test_advance (test, 1);
  g_assert_cmpuint (velo_claims_flow_form (&flow, "claim/account", "holder=E&iban=" IBAN), ==, 410);
  g_clear_pointer (&flow.desk, g_free);
  flow.desk = velo_claims_test_log_in (test, "desk");
  g_clear_pointer (&words, g_free);
  words = velo_claims_flow_get_words (&flow, "code");
  {
    const char *digits = strstr (words, ": ") + 2;
    g_autofree char *code = g_strdup_printf ("code=%.*s", (int) strspn (digits, "0123456789"), digits);

    g_assert_cmpuint (velo_claims_flow_form (&flow, "claim/code", code), ==, 410);
  }
  state = velo_claims_flow_get_state (&flow);
  g_assert_cmpstr (state, ==, "offered");
}

/* Whatever changes something: without the session's own token nothing does. */
static void
test_csrf (VeloClaimsTest *test,
           gconstpointer   data)
{
  static const struct { const char *method; const char *path; } routes[] = {
    { "POST", "claim/photos" }, { "POST", "claim/photos/done" }, { "PUT", "claim/uploads/" ID "?offset=0" },
    { "POST", "claim/uploads/" ID }, { "POST", "claim/account" }, { "POST", "claim/code" }, { "POST", "claim/decline" },
    { "POST", "claim/leave" },
  };
  static const char *const forms[] = { "a=b", "csrf=", "csrf=AAAAAAAAAAAAAAAAAAAAAA" };
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_auto(VeloClaimsFlow) other = { NULL };
  g_autofree char *others = NULL;

  start (&flow, test, "26-1234567");
  start (&other, test, "26-7654321");
  others = g_strconcat ("csrf=", other.csrf, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    for (gsize k = 0; k <= G_N_ELEMENTS (forms); k++)
      {
        const char *form = k < G_N_ELEMENTS (forms) ? forms[k] : others;
        g_autoptr(SoupMessageHeaders) headers = get_headers (test, routes[i].method, routes[i].path, flow.cookie, NULL,
                                                             form);

        g_test_message ("%s %s %s", routes[i].method, routes[i].path, form);
        g_assert_cmpuint (test->status, ==, 403);
        g_assert_null (soup_message_headers_get_one (headers, "Set-Cookie"));
      }
  g_assert_cmpuint (velo_claims_flow_send (&flow, "GET", "claim", NULL, NULL, NULL), ==, 200);
}

/* What belongs to another claim is not there, whoever asks in whichever way. */
static void
test_other_claims (VeloClaimsTest *test,
                   gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_auto(VeloClaimsFlow) other = { NULL };
  g_autoptr(GBytes) photo = velo_claims_flow_draw_photo (9, 320, 240);
  g_autofree char *upload = NULL;
  g_autofree char *upload_path = NULL;
  g_autofree char *photo_path = NULL;
  g_autofree char *api_path = NULL;
  g_autofree char *partner = velo_claims_test_log_in (test, "partner");

  start (&flow, test, "26-1234567");
  start (&other, test, "26-7654321");
  g_assert_cmpuint (velo_claims_flow_upload (&flow, "registration", photo), ==, 200);
  photo_path = g_strconcat ("claim/photos/", json_object_get_string_member (flow.json, "photo"), NULL);
  api_path = g_strconcat ("api/v1/photos/", json_object_get_string_member (flow.json, "photo"), NULL);
  upload = velo_claims_flow_begin (&flow, "odometer", g_bytes_get_size (photo));
  upload_path = g_strconcat ("claim/uploads/", upload, NULL);
  g_assert_cmpuint (velo_claims_flow_send (&flow, "GET", photo_path, NULL, NULL, NULL), ==, 200);
  g_assert_cmpuint (velo_claims_flow_send (&flow, "GET", upload_path, NULL, NULL, NULL), ==, 200);
  g_assert_cmpuint (velo_claims_flow_send (&other, "GET", photo_path, NULL, NULL, NULL), ==, 404);
  g_assert_cmpuint (velo_claims_flow_send (&other, "GET", upload_path, NULL, NULL, NULL), ==, 404);
  g_assert_cmpuint (velo_claims_flow_add (&other, upload, 0, photo), ==, 404);
  g_assert_cmpuint (velo_claims_flow_form (&other, upload_path, "end=1"), ==, 404);
  /* the identity of a claim, a task or a message opens no photo */
  g_free (photo_path);
  photo_path = g_strconcat ("claim/photos/", flow.id, NULL);
  g_assert_cmpuint (velo_claims_flow_send (&flow, "GET", photo_path, NULL, NULL, NULL), ==, 404);
  json_object_unref (velo_claims_test_call (test, "GET", api_path, partner, NULL));
  g_assert_cmpuint (test->status, ==, 403);
  json_object_unref (velo_claims_test_call (test, "GET", api_path, NULL, NULL));
  g_assert_cmpuint (test->status, ==, 401);
}

/* How a login by an unknown link is answered to whoever comes from @address. */
static guint
try_from (VeloClaimsTest *test,
          const char     *address)
{
  g_autoptr(SoupMessageHeaders) headers G_GNUC_UNUSED = get_headers (test, "GET", "s/" TOKEN, NULL, address, NULL);

  return test->status;
}

/* Ten tries a minute for each address, as the named proxy tells it; what others tell of it is not believed. */
static void
test_addresses (VeloClaimsTest *test,
                gconstpointer   data)
{
  velo_claims_test_restart (test, PROXY);
  for (guint i = 0; i < 10; i++)
    g_assert_cmpuint (try_from (test, "203.0.113.1"), ==, 404);
  g_assert_cmpuint (try_from (test, "203.0.113.1"), ==, 429);
  g_assert_cmpuint (try_from (test, "203.0.113.9, 203.0.113.1"), ==, 429);
  g_assert_cmpuint (try_from (test, "203.0.113.2"), ==, 404);
  /* one more every six seconds, to the microsecond */
  velo_claims_test_advance (test, 6 * G_TIME_SPAN_SECOND - 1);
  g_assert_cmpuint (try_from (test, "203.0.113.1"), ==, 429);
  velo_claims_test_advance (test, 2);
  g_assert_cmpuint (try_from (test, "203.0.113.1"), ==, 404);
  g_assert_cmpuint (try_from (test, "203.0.113.1"), ==, 429);
  /* without a named proxy the header is anybody's */
  velo_claims_test_restart (test, NULL);
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *address = g_strdup_printf ("203.0.113.%u", i);

      g_assert_cmpuint (try_from (test, address), ==, 404);
    }
  g_assert_cmpuint (try_from (test, "203.0.113.99"), ==, 429);
}

/* One who has many addresses is one: half of IPv6, the same written otherwise, a port beside it, or rubbish. */
static void
test_networks (VeloClaimsTest *test,
               gconstpointer   data)
{
  static const struct { const char *format; const char *other; } networks[] = {
    { "2001:db8:0:1::%u", "2001:db8:0:2::1" }, { "203.0.113.1:%u", "203.0.113.2:1" }, { "[2001:db8:0:3::1]:%u", "2001:db8:0:4::1" },
    { "unknown-%u", "203.0.113.3" },
  };

  velo_claims_test_restart (test, PROXY);
  for (gsize i = 0; i < G_N_ELEMENTS (networks); i++)
    for (guint k = 1; k <= 12; k++)
      {
        g_auto(GStrv) parts = g_strsplit (networks[i].format, "%u", 2);
        g_autofree char *number = g_strdup_printf ("%u", k);
        g_autofree char *address = g_strjoin (number, parts[0], parts[1], NULL);

        g_test_message ("%s", k < 12 ? address : networks[i].other);
        g_assert_cmpuint (try_from (test, k < 12 ? address : networks[i].other), ==, k == 11 ? 429 : 404);
      }
  /* as a socket for both kinds tells it, and as a proxy does */
  for (guint i = 0; i < 10; i++)
    g_assert_cmpuint (try_from (test, i % 2 == 0 ? "::ffff:203.0.113.4" : "203.0.113.4"), ==, 404);
  g_assert_cmpuint (try_from (test, "::ffff:203.0.113.4"), ==, 429);
  g_assert_cmpuint (try_from (test, "::ffff:203.0.113.5"), ==, 404);
}

/* All addresses together: 300 a minute, and those who are logged in notice nothing. */
static void
test_all_addresses (VeloClaimsTest *test,
                    gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  guint refused = 0;

  velo_claims_test_restart (test, PROXY);
  start (&flow, test, "26-1234567");
  for (guint i = 0; i < 1000 && refused == 0; i++)
    {
      g_autofree char *address = g_strdup_printf ("198.51.%u.%u", i / 250, i % 250);

      refused = try_from (test, address) == 429 ? i : 0;
    }
  g_test_message ("refused after %u", refused);
  g_assert_cmpuint (refused, >=, 290);
  g_assert_cmpuint (velo_claims_flow_send (&flow, "GET", "claim", NULL, NULL, NULL), ==, 200);
}

/* A mark of the customer's file that a photo does not need is nowhere any more once it is stored. */
static void
test_original_dropped (VeloClaimsTest *test,
                       gconstpointer   data)
{
  static const guint8 comment[] = "\xff\xfe\x00\x1aoriginal-of-the-customer";
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autoptr(GBytes) photo = velo_claims_flow_draw_photo (9, 320, 240);
  g_autoptr(GByteArray) marked = g_byte_array_new ();
  g_autoptr(GBytes) file = NULL;
  g_autoptr(GBytes) refused = NULL;

  g_byte_array_append (marked, g_bytes_get_data (photo, NULL), 2);
  g_byte_array_append (marked, comment, sizeof comment - 1);
  g_byte_array_append (marked, (const guint8 *) g_bytes_get_data (photo, NULL) + 2, (guint) g_bytes_get_size (photo) - 2);
  file = g_bytes_new (marked->data, marked->len);
  start (&flow, test, "26-1234567");
  g_assert_cmpuint (velo_claims_flow_upload (&flow, "odometer", file), ==, 200);
  /* one that is refused leaves nothing either */
  refused = g_bytes_new (marked->data, marked->len / 2);
  g_assert_cmpuint (velo_claims_flow_upload (&flow, "registration", refused), ==, 422);
  velo_claims_service_stop (test->service);
  g_assert_true (stands_in_files (test, "odometer"));
  g_assert_false (stands_in_files (test, "original-of-the-customer"));
  velo_claims_test_restart (test, NULL);
}

/* Both agreements are kept with the version that was on the page. */
static void
test_agreed (VeloClaimsTest *test,
             gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autoptr(JsonObject) whole = NULL;
  JsonArray *entries;
  guint found = 0;

  start (&flow, test, "26-1234567");
  whole = velo_claims_flow_get (&flow, flow.desk, "");
  entries = json_object_get_array_member (whole, "entries");
  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = json_array_get_object_element (entries, i);

      if (!g_str_equal (json_object_get_string_member (entry, "what"), "agreed"))
        continue;
      found++;
      g_assert_true (g_regex_match_simple ("^terms \\d{4}-\\d\\d, privacy \\d{4}-\\d\\d$",
                                           json_object_get_string_member (entry, "reason"), 0, 0));
      g_assert_cmpint (json_object_get_int_member (entry, "time"), ==, test->now);
      g_assert_cmpstr (json_object_get_string_member (entry, "actor"), ==, "customer");
    }
  g_assert_cmpuint (found, ==, 1);
}

/* Secrets are compared by the one function whose time tells nothing. */
static void
test_constant_time (void)
{
  static const struct { const char *file; const char *call; } places[] = {
    { "velo-claims-token.c", "sodium_memcmp (a, b, length) == 0" },
    { "velo-claims-login.c", "velo_claims_text_equal (own_number, " },
    { "velo-claims-login.c", "velo_claims_text_equal (own_plate, " },
    { "velo-claims-login.c", "return number_right & plate_right;" },
    { "velo-claims-payout.c", "velo_claims_text_equal (velo_statement_get_text (statement, 0), hash)" },
    { "velo-claims-call.c", "velo_claims_text_equal (csrf, session->csrf)" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "..", "src", "claims-server", places[i].file, NULL);
      g_autofree char *source = NULL;

      g_assert_true (g_file_get_contents (path, &source, NULL, NULL));
      g_test_message ("%s: %s", places[i].file, places[i].call);
      g_assert_nonnull (strstr (source, places[i].call));
    }
}

/* What makes passwords cheap for tests is set by no line of the programs, and by no key of the settings. */
static void
test_costly (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "..", "..", "src", NULL);
  g_autoptr(GDir) rooms = g_dir_open (folder, 0, NULL);
  const char *room;
  guint n_files = 0;

  g_assert_nonnull (rooms);
  while ((room = g_dir_read_name (rooms)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, room, NULL);
      g_autoptr(GDir) files = g_dir_open (path, 0, NULL);
      const char *name;

      while (files != NULL && (name = g_dir_read_name (files)) != NULL)
        {
          g_autofree char *file = g_build_filename (path, name, NULL);
          g_autofree char *source = NULL;

          if (!g_str_has_suffix (name, ".c"))
            continue;
          g_assert_true (g_file_get_contents (file, &source, NULL, NULL));
          n_files++;
          g_test_message ("%s", file);
          g_assert_null (strstr (source, "cheap_passwords ="));
          g_assert_null (strstr (source, "cheap_passwords,"));
          g_assert_null (strstr (source, "cheap-passwords"));
        }
    }
  g_assert_cmpuint (n_files, >, 100);
}

/* The process that decodes photos may not even open a socket; it dies of the attempt. */
static void
test_helper_limits (void)
{
  if (g_test_subprocess ())
    {
      g_assert_true (velo_photo_limits_apply ());
      g_assert_cmpint ((int) write (STDOUT_FILENO, "limited\n", 8), ==, 8);
      socket (AF_INET, SOCK_STREAM, 0);
      g_assert_cmpint ((int) write (STDOUT_FILENO, "escaped\n", 8), ==, 8);
      _exit (0);
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stdout ("*limited*");
  g_test_trap_assert_stdout_unmatched ("*escaped*");
}

#define ADD(NAME, FUNC) \
  g_test_add ("/claims-security/" NAME, VeloClaimsTest, NULL, velo_claims_test_set_up, FUNC, velo_claims_test_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("headers", test_headers);
  ADD ("no-inline", test_no_inline);
  ADD ("hashes-only", test_hashes_only);
  ADD ("session-ends", test_session_ends);
  ADD ("double-cookie", test_double_cookie);
  ADD ("offer-ends", test_offer_ends);
  ADD ("csrf", test_csrf);
  ADD ("other-claims", test_other_claims);
  ADD ("addresses", test_addresses);
  ADD ("networks", test_networks);
  ADD ("all-addresses", test_all_addresses);
  ADD ("original-dropped", test_original_dropped);
  ADD ("agreed", test_agreed);
  g_test_add_func ("/claims-security/constant-time", test_constant_time);
  g_test_add_func ("/claims-security/costly", test_costly);
  g_test_add_func ("/claims-security/helper-limits", test_helper_limits);
  return g_test_run ();
}
