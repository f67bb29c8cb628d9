/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the customer's way in, over HTTP: link, login, locks, session, and every refusal. */

#include "velo-claims-test.h"

#include <string.h>

#include "velo-claims-pages.h"
#include "velo-claims-template.h"

#define RIGHT "number=26+1234567&plate=h+ab+123&mileage=84.500&terms=1&privacy=1"
#define WRONG "number=26-7654321&plate=H-AB+123&mileage=84500&terms=1&privacy=1"

/* A page as a browser gets it, without following redirections. */
typedef struct
{
  guint status;
  char *text;
  char *cookie;   /* name and value, NULL if none was set */
  char *location;
  char *set_cookie;
  char *cleared;  /* what the browser is told to forget */
  char *retry_after;
} Page;

static void
page_clear (Page *page)
{
  g_free (page->text);
  g_free (page->cookie);
  g_free (page->location);
  g_free (page->set_cookie);
  g_free (page->cleared);
  g_free (page->retry_after);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, page_clear)

static void
fetch (VeloClaimsTest *test,
       const char     *method,
       const char     *path,
       const char     *cookie,
       const char     *form,
       Page           *page)
{
  g_autofree char *uri = g_strconcat (velo_claims_service_get_uri (test->service), path, NULL);
  g_autoptr(SoupMessage) message = soup_message_new (method, uri);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) body = NULL;
  const char *set_cookie;

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (cookie != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (message), "Cookie", cookie);
  if (form != NULL)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (form, strlen (form));

      soup_message_set_request_body_from_bytes (message, "application/x-www-form-urlencoded", bytes);
    }
  body = soup_session_send_and_read (test->session, message, NULL, &error);
  g_assert_no_error (error);
  page->status = soup_message_get_status (message);
  page->text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  page->location = g_strdup (soup_message_headers_get_one (soup_message_get_response_headers (message), "Location"));
  set_cookie = soup_message_headers_get_one (soup_message_get_response_headers (message), "Set-Cookie");
  page->set_cookie = g_strdup (set_cookie);
  page->cleared = g_strdup (soup_message_headers_get_one (soup_message_get_response_headers (message), "Clear-Site-Data"));
  page->retry_after = g_strdup (soup_message_headers_get_one (soup_message_get_response_headers (message), "Retry-After"));
  page->cookie = set_cookie != NULL ? g_strndup (set_cookie, strcspn (set_cookie, ";")) : NULL;
}

static JsonObject *
act (VeloClaimsTest *test,
     const char     *token,
     const char     *id,
     const char     *what,
     int             revision,
     const char     *more)
{
  g_autofree char *path = g_strdup_printf ("api/v1/claims/%s/%s", id, what);
  g_autofree char *body = g_strdup_printf ("{\"revision\":%d%s}", revision, more);

  return velo_claims_test_call (test, "POST", path, token, body);
}

/* The path of the link that the desk has sent; the claim stands at revision 3. */
static char *
invite (VeloClaimsTest  *test,
        const char      *language,
        char           **id)
{
  g_autofree char *token = velo_claims_test_log_in (test, "desk");
  g_autofree char *body = g_strdup_printf (
    "{\"number\":\"26-1234567\",\"kind\":\"liability\",\"country\":\"DE\",\"region\":\"DE-NI\",\"language\":\"%s\","
    "\"plate\":\"H-AB 123\",\"customer-name\":\"<b>Evil & Co\",\"phone\":\"0171 1234567\",\"consent\":\"Ja.\","
    "\"intake\":{\"financing\":\"paid\"}}", language);
  g_autoptr(JsonObject) claim = velo_claims_test_call (test, "POST", "api/v1/claims", token, body);
  g_autoptr(JsonObject) suitable = NULL;
  g_autoptr(JsonObject) invited = NULL;

  g_assert_cmpuint (test->status, ==, 201);
  *id = g_strdup (json_object_get_string_member (claim, "id"));
  suitable = act (test, token, *id, "decision", 1, "");
  g_assert_cmpuint (test->status, ==, 200);
  invited = act (test, token, *id, "invitation", 2, "");
  g_assert_cmpuint (test->status, ==, 201);
  return g_strdup (json_object_get_string_member (invited, "url") + strlen ("https://claims.example/"));
}

static JsonObject *
read_claim (VeloClaimsTest *test,
            const char     *id)
{
  g_autofree char *token = velo_claims_test_log_in (test, "desk");
  g_autofree char *path = g_strconcat ("api/v1/claims/", id, NULL);

  return velo_claims_test_call (test, "GET", path, token, NULL);
}

static const char *
get_state (JsonObject *whole)
{
  return json_object_get_string_member (json_object_get_object_member (whole, "claim"), "state");
}

static void
test_way_in (VeloClaimsTest *test,
             gconstpointer   data)
{
  g_autofree char *id = NULL;
  g_autofree char *link = invite (test, "de", &id);
  g_auto(Page) form = { 0 };
  g_auto(Page) in = { 0 };
  g_auto(Page) page = { 0 };
  g_autoptr(JsonObject) before = NULL;
  g_autoptr(JsonObject) after = NULL;

  /* messengers fetch links: looking at it is not using it */
  fetch (test, "GET", link, NULL, NULL, &form);
  g_assert_cmpuint (form.status, ==, 200);
  g_assert_null (form.cookie);
  g_assert_nonnull (strstr (form.text, "lang=\"de\""));
  g_assert_nonnull (strstr (form.text, "0511 123456"));
  before = read_claim (test, id);
  g_assert_cmpstr (get_state (before), ==, "invited");
  fetch (test, "POST", link, NULL, RIGHT, &in);
  g_assert_cmpuint (in.status, ==, 303);
  g_assert_cmpstr (in.location, ==, "/claim");
  g_assert_true (g_str_has_prefix (in.set_cookie, "__Host-claim="));
  g_assert_nonnull (strstr (in.set_cookie, "HttpOnly"));
  g_assert_nonnull (strstr (in.set_cookie, "Secure"));
  g_assert_nonnull (strstr (in.set_cookie, "SameSite=Strict"));
  fetch (test, "GET", "claim", in.cookie, NULL, &page);
  g_assert_cmpuint (page.status, ==, 200);
  after = read_claim (test, id);
  g_assert_cmpstr (get_state (after), ==, "started");
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (after, "claim"), "mileage"), ==, 84500);
}

/* The link leads a browser that is logged in back to its page; a stranger, an old session, the session of
   another claim and a made-up one see the form. */
static void
test_again (VeloClaimsTest *test,
            gconstpointer   data)
{
  g_autofree char *id = NULL;
  g_autofree char *link = invite (test, "de", &id);
  g_autofree char *desk = velo_claims_test_log_in (test, "desk");
  g_autofree char *as_desk = g_strconcat ("__Host-claim=", desk, NULL);
  const char *others[] = { NULL, "__Host-claim=AAAAAAAAAAAAAAAAAAAAAA", as_desk };
  g_auto(Page) in = { 0 };
  g_auto(Page) again = { 0 };
  g_auto(Page) late = { 0 };

  fetch (test, "POST", link, NULL, RIGHT, &in);
  g_assert_cmpuint (in.status, ==, 303);
  fetch (test, "GET", link, in.cookie, NULL, &again);
  g_assert_cmpuint (again.status, ==, 303);
  g_assert_cmpstr (again.location, ==, "/claim");
  g_assert_null (again.cookie);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_auto(Page) form = { 0 };

      fetch (test, "GET", link, others[i], NULL, &form);
      g_assert_cmpuint (form.status, ==, 200);
      g_assert_nonnull (strstr (form.text, "name=\"mileage\""));
    }
  velo_claims_test_advance (test, 31 * G_TIME_SPAN_MINUTE);
  fetch (test, "GET", link, in.cookie, NULL, &late);
  g_assert_cmpuint (late.status, ==, 200);
}

static void
test_english (VeloClaimsTest *test,
              gconstpointer   data)
{
  g_autofree char *id = NULL;
  g_autofree char *link = invite (test, "en", &id);
  g_auto(Page) form = { 0 };

  fetch (test, "GET", link, NULL, NULL, &form);
  g_assert_nonnull (strstr (form.text, "lang=\"en\""));
  g_assert_nonnull (strstr (form.text, "Licence plate"));
}

/* What is missing is named beside its field, keeps what was entered, and does not count as a try. */
static void
test_missing (VeloClaimsTest *test,
              gconstpointer   data)
{
  static const struct { const char *form; const char *fault; } forms[] = {
    { "number=26-1234567&plate=H-AB+123&terms=1&privacy=1", "mileage-fault" },
    { "number=26-1234567&plate=H-AB+123&mileage=viele&terms=1&privacy=1", "mileage-fault" },
    { "number=26-1234567&plate=H-AB+123&mileage=9999999&terms=1&privacy=1", "mileage-fault" },
    { "number=26-1234567&plate=H-AB+123&mileage=-1&terms=1&privacy=1", "mileage-fault" },
    { "number=26-1234567&plate=H-AB+123&mileage=1&privacy=1", "terms-fault" },
    { "number=26-1234567&plate=H-AB+123&mileage=1&terms=1", "privacy-fault" },
  };
  g_autofree char *id = NULL;
  g_autofree char *link = invite (test, "de", &id);
  g_auto(Page) in = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *mark = g_strdup_printf ("id=\"%s\"", forms[i].fault);
      g_auto(Page) page = { 0 };

      fetch (test, "POST", link, NULL, forms[i].form, &page);
      g_assert_cmpuint (page.status, ==, 422);
      g_assert_nonnull (strstr (page.text, mark));
      g_assert_nonnull (strstr (page.text, "value=\"26-1234567\""));
      g_assert_null (page.cookie);
    }
  fetch (test, "POST", link, NULL, RIGHT, &in);
  g_assert_cmpuint (in.status, ==, 303);
}

/* A wrong number, a wrong plate and both give one and the same page. */
static void
test_one_sentence (VeloClaimsTest *test,
                   gconstpointer   data)
{
  static const char *const forms[] = {
    "number=26-7654321&plate=X&mileage=1&terms=1&privacy=1", "number=26-1234567&plate=X&mileage=1&terms=1&privacy=1",
    "number=26-7654321&plate=H-AB+123&mileage=1&terms=1&privacy=1",
  };
  g_autofree char *id = NULL;
  g_autofree char *link = invite (test, "de", &id);
  g_autofree char *first = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_auto(Page) page = { 0 };
      const char *sentence;
      g_autofree char *told = NULL;

      fetch (test, "POST", link, NULL, forms[i], &page);
      g_assert_cmpuint (page.status, ==, 422);
      sentence = strstr (page.text, "id=\"wrong\"");
      g_assert_nonnull (sentence);
      told = g_strndup (sentence, strcspn (sentence, "<"));
      if (first == NULL)
        first = g_steal_pointer (&told);
      else
        g_assert_cmpstr (told, ==, first);
    }
}

/* The page tells the moment, in the customer's time, and the browser how long that is. */
static void
check_told (const Page *page,
            gint64      moment,
            const char *seconds)
{
  g_autofree char *told = velo_claims_pages_format_time (moment, "de");

  g_test_message ("from %s, in %s s", told, page->retry_after);
  g_assert_nonnull (strstr (page->text, told));
  g_assert_cmpstr (page->retry_after, ==, seconds);
}

/* Five wrong tries lock for 15 minutes, to the second; ten end the link and call the desk. */
static void
test_locked (VeloClaimsTest *test,
             gconstpointer   data)
{
  g_autofree char *id = NULL;
  g_autofree char *link = invite (test, "de", &id);
  g_auto(Page) dead = { 0 };
  g_autoptr(JsonObject) whole = NULL;
  JsonArray *tasks;

  for (int i = 1; i <= 10; i++)
    {
      g_auto(Page) page = { 0 };

      /* away from the limit of tries of an address */
      velo_claims_test_restart (test, NULL);
      fetch (test, "POST", link, NULL, WRONG, &page);
      g_assert_cmpuint (page.status, ==, 422);
      if (i >= 5 && i < 10)
        {
          g_auto(Page) locked = { 0 };
          g_auto(Page) still = { 0 };

          fetch (test, "POST", link, NULL, RIGHT, &locked);
          g_assert_cmpuint (locked.status, ==, 429);
          check_told (&locked, test->now + 15 * G_TIME_SPAN_MINUTE, "900");
          velo_claims_test_advance (test, 15 * G_TIME_SPAN_MINUTE - 1);
          fetch (test, "GET", link, NULL, NULL, &still);
          g_assert_cmpuint (still.status, ==, 429);
          check_told (&still, test->now + 1, "1");
          velo_claims_test_advance (test, 1);
        }
    }
  velo_claims_test_advance (test, G_TIME_SPAN_HOUR);
  fetch (test, "POST", link, NULL, RIGHT, &dead);
  g_assert_cmpuint (dead.status, ==, 410);
  whole = read_claim (test, id);
  tasks = json_object_get_array_member (whole, "tasks");
  g_assert_cmpuint (json_array_get_length (tasks), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (tasks, 0), "kind"), ==, "locked-out");
}

/* 72 hours, to the second; a new link ends the old one; an unknown one tells nothing. */
static void
test_dead_links (VeloClaimsTest *test,
                 gconstpointer   data)
{
  g_autofree char *id = NULL;
  g_autofree char *link = invite (test, "de", &id);
  g_autofree char *token = NULL;
  g_autoptr(JsonObject) again = NULL;
  g_auto(Page) old = { 0 };
  g_auto(Page) fresh = { 0 };
  g_auto(Page) late = { 0 };
  g_auto(Page) unknown = { 0 };
  const char *url;

  token = velo_claims_test_log_in (test, "desk");
  again = act (test, token, id, "invitation", 3, "");
  g_assert_cmpuint (test->status, ==, 201);
  url = json_object_get_string_member (again, "url") + strlen ("https://claims.example/");
  fetch (test, "GET", link, NULL, NULL, &old);
  g_assert_cmpuint (old.status, ==, 410);
  velo_claims_test_advance (test, 72 * G_TIME_SPAN_HOUR - 1);
  fetch (test, "GET", url, NULL, NULL, &fresh);
  g_assert_cmpuint (fresh.status, ==, 200);
  velo_claims_test_advance (test, 1);
  fetch (test, "POST", url, NULL, RIGHT, &late);
  g_assert_cmpuint (late.status, ==, 410);
  fetch (test, "GET", "s/AAAAAAAAAAAAAAAAAAAAAA", NULL, NULL, &unknown);
  g_assert_cmpuint (unknown.status, ==, 404);
  g_assert_nonnull (strstr (unknown.text, "0511 123456"));
}

static void
test_closed_claim (VeloClaimsTest *test,
                   gconstpointer   data)
{
  g_autofree char *id = NULL;
  g_autofree char *link = invite (test, "de", &id);
  g_autofree char *token = velo_claims_test_log_in (test, "desk");
  g_autoptr(JsonObject) closed G_GNUC_UNUSED = act (test, token, id, "closing", 3, ",\"reason\":\"zurück\"");
  g_auto(Page) page = { 0 };

  g_assert_cmpuint (test->status, ==, 200);
  fetch (test, "GET", link, NULL, NULL, &page);
  g_assert_cmpuint (page.status, ==, 410);
}

/* Without the session's own token a form from elsewhere does nothing. */
static void
test_forged (VeloClaimsTest *test,
             gconstpointer   data)
{
  static const char *const forms[] = { "csrf=", "x=1", "csrf=AAAAAAAAAAAAAAAAAAAAAA" };
  g_autofree char *id = NULL;
  g_autofree char *link = invite (test, "de", &id);
  g_auto(Page) in = { 0 };
  g_auto(Page) nobody = { 0 };
  g_auto(Page) api = { 0 };

  fetch (test, "POST", link, NULL, RIGHT, &in);
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_auto(Page) page = { 0 };
      g_auto(Page) still = { 0 };

      fetch (test, "POST", "claim/leave", in.cookie, forms[i], &page);
      g_assert_cmpuint (page.status, ==, 403);
      fetch (test, "GET", "claim", in.cookie, NULL, &still);
      g_assert_cmpuint (still.status, ==, 200);
    }
  fetch (test, "GET", "claim", "__Host-claim=AAAAAAAAAAAAAAAAAAAAAA", NULL, &nobody);
  g_assert_cmpuint (nobody.status, ==, 401);
  /* and the customer's session opens nothing of the desk's */
  fetch (test, "GET", "api/v1/claims", in.cookie, NULL, &api);
  g_assert_cmpuint (api.status, ==, 401);
}

static char *
find_csrf (const char *page)
{
  const char *field = strstr (page, "name=\"csrf\" value=\"");

  g_assert_nonnull (field);
  return g_strndup (field + strlen ("name=\"csrf\" value=\""), 22);
}

static void
test_leave (VeloClaimsTest *test,
            gconstpointer   data)
{
  g_autofree char *id = NULL;
  g_autofree char *link = invite (test, "de", &id);
  g_autofree char *csrf = NULL;
  g_autofree char *form = NULL;
  g_auto(Page) in = { 0 };
  g_auto(Page) page = { 0 };
  g_auto(Page) out = { 0 };
  g_auto(Page) gone = { 0 };

  fetch (test, "POST", link, NULL, RIGHT, &in);
  fetch (test, "GET", "claim", in.cookie, NULL, &page);
  csrf = find_csrf (page.text);
  form = g_strconcat ("csrf=", csrf, NULL);
  fetch (test, "POST", "claim/leave", in.cookie, form, &out);
  g_assert_cmpuint (out.status, ==, 303);
  g_assert_nonnull (strstr (out.set_cookie, "Max-Age=0"));
  g_assert_cmpstr (out.cleared, ==, "\"storage\"");
  g_assert_null (in.cleared);
  fetch (test, "GET", "claim", in.cookie, NULL, &gone);
  g_assert_cmpuint (gone.status, ==, 401);
}

/* The public pages, in the browser's language, with the desk's number; nothing else of the files. */
static void
test_public (VeloClaimsTest *test,
             gconstpointer   data)
{
  static const char *const pages[] = { "", "terms", "privacy", "nowhere" };
  static const char *const hidden[] = { "static/texts-de.ini", "static/login.html", "static/", "static/../style.css" };
  g_auto(Page) style = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_auto(Page) page = { 0 };

      fetch (test, "GET", pages[i], NULL, NULL, &page);
      g_assert_cmpuint (page.status, ==, strcmp (pages[i], "nowhere") == 0 ? 404 : 200);
      g_assert_nonnull (strstr (page.text, "0511 123456"));
      g_assert_null (strstr (page.text, "{{"));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (hidden); i++)
    {
      g_auto(Page) page = { 0 };

      fetch (test, "GET", hidden[i], NULL, NULL, &page);
      g_assert_cmpuint (page.status, ==, 404);
    }
  fetch (test, "GET", "static/style.css", NULL, NULL, &style);
  g_assert_cmpuint (style.status, ==, 200);
}

/* What the service promises, and for whom it is not, stands there before anybody has a claim. */
static void
test_start_page (VeloClaimsTest *test,
                 gconstpointer   data)
{
  static const char *const words[] = {
    "Karosserie", "Lack", "Geld statt einer Reparatur", "Ohne Werkstatt, ohne Termin, ohne App", "zwei Stunden", "neun Fotos",
    "mit einem Fingertipp", "geleasten oder finanzierten", "über 4.000 €", "Totalschäden", "Link aus unserer SMS",
    "gemeldeten Schaden", "href=\"tel:0511 123456\"",
  };
  g_auto(Page) page = { 0 };
  g_autoptr(GString) plain = NULL;

  fetch (test, "GET", "", NULL, NULL, &page);
  g_assert_cmpuint (page.status, ==, 200);
  plain = g_string_new (page.text);
  g_string_replace (plain, "\u00ad", "", 0);
  g_string_replace (plain, "\u00a0", " ", 0);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_test_message ("%s", words[i]);
      g_assert_nonnull (strstr (plain->str, words[i]));
    }
}

/* No value can become markup, whatever it is. */
static void
test_template (void)
{
  g_autoptr(VeloClaimsValues) values = velo_claims_values_new ();
  g_autofree char *page = NULL;

  velo_claims_values_set (values, "evil", "<script>\"'&{{evil}}");
  velo_claims_values_set (values, "bytes", "a\xff");
  velo_claims_values_set_flag (values, "yes", TRUE);
  velo_claims_values_set_flag (values, "no", FALSE);
  velo_claims_values_set (velo_claims_values_add (values, "item"), "n", "1");
  velo_claims_values_set (velo_claims_values_add (values, "item"), "n", "2");
  page = velo_claims_template_fill ("{{evil}}|{{bytes}}|{{none}}|{{#yes}}y{{/yes}}{{#no}}n{{/no}}{{^no}}!{{/no}}"
                                    "|{{#item}}[{{n}}{{#yes}}+{{/yes}}]{{/item}}|{{", values);
  g_assert_cmpstr (page, ==, "&lt;script&gt;&quot;&#39;&amp;{{evil}}|a\xef\xbf\xbd||y!|[1+][2+]|{{");
}

/* Both languages have the same texts, none of them empty. */
static void
test_languages (void)
{
  static const char *const names[] = { "texts-de.ini", "texts-en.ini" };
  g_autoptr(GKeyFile) german = g_key_file_new ();
  g_autoptr(GKeyFile) english = g_key_file_new ();
  GKeyFile *const files[] = { german, english };

  for (int i = 0; i < 2; i++)
    {
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "..", "data", "claims", names[i], NULL);

      g_assert_true (g_key_file_load_from_file (files[i], path, G_KEY_FILE_NONE, NULL));
    }
  for (int i = 0; i < 2; i++)
    {
      g_auto(GStrv) keys = g_key_file_get_keys (files[i], "texts", NULL, NULL);

      for (char **key = keys; *key != NULL; key++)
        {
          g_autofree char *text = g_key_file_get_string (files[1 - i], "texts", *key, NULL);

          g_test_message ("%s", *key);
          g_assert_nonnull (text);
          g_assert_cmpstr (text, !=, "");
        }
    }
}

/* Too many tries from one address: the page and the browser are told when it goes on. */
static void
test_too_often (VeloClaimsTest *test,
                gconstpointer   data)
{
  g_auto(Page) page = { 0 };
  g_auto(Page) later = { 0 };

  for (guint i = 0; i < 10; i++)
    {
      g_auto(Page) tried = { 0 };

      fetch (test, "GET", "s/AAAAAAAAAAAAAAAAAAAAAA", NULL, NULL, &tried);
      g_assert_cmpuint (tried.status, ==, 404);
    }
  fetch (test, "GET", "s/AAAAAAAAAAAAAAAAAAAAAA", NULL, NULL, &page);
  g_assert_cmpuint (page.status, ==, 429);
  g_assert_cmpstr (page.retry_after, ==, "60");
  g_assert_nonnull (strstr (page.text, "Bitte versuchen Sie es wieder ab:"));
  velo_claims_test_advance (test, G_TIME_SPAN_MINUTE);
  fetch (test, "GET", "s/AAAAAAAAAAAAAAAAAAAAAA", NULL, NULL, &later);
  g_assert_cmpuint (later.status, ==, 404);
  g_assert_null (later.retry_after);
}

#define ADD(NAME, FUNC) \
  g_test_add ("/claims-login/" NAME, VeloClaimsTest, NULL, velo_claims_test_set_up, FUNC, velo_claims_test_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("way-in", test_way_in);
  ADD ("again", test_again);
  ADD ("english", test_english);
  ADD ("missing", test_missing);
  ADD ("one-sentence", test_one_sentence);
  ADD ("locked", test_locked);
  ADD ("too-often", test_too_often);
  ADD ("dead-links", test_dead_links);
  ADD ("closed-claim", test_closed_claim);
  ADD ("forged", test_forged);
  ADD ("leave", test_leave);
  ADD ("public", test_public);
  ADD ("start-page", test_start_page);
  g_test_add_func ("/claims-login/template", test_template);
  g_test_add_func ("/claims-login/languages", test_languages);
  return g_test_run ();
}
