/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests that no request harms the service: a table of what no program of ours sends, byte for byte. */

#include "velo-claims-flow.h"

#include <string.h>

/* A request that does not go on is dropped after a second, so that the tests need not wait. */
#define CONFIG "request-seconds=1\n[payout]\nname=Training Versicherung\niban=DE89370400440532013000\n"

#define ID "0123456789abcdef0123456789abcdef"
#define TOKEN "AAAAAAAAAAAAAAAAAAAAAA"
#define HOST "Host: claims.example\r\n"
#define CLOSE HOST "Connection: close\r\n\r\n"
#define LOGIN "number=26-1234567&plate=H-AB+123&mileage=1&terms=1&privacy=1"

/* Whatever is answered, it is one of these; "drop" stands for a connection that is closed unanswered. */
typedef struct
{
  const char *name;
  const char *request; /* @ stands for the cookie and the token of a customer who is logged in */
  const char *status;  /* "404", "400 drop" */
  gboolean slow;       /* the sender does not go on */
} Hostile;

static const Hostile table[] = {
  { "traversal", "GET /../../etc/passwd HTTP/1.1\r\n" CLOSE, "400 404", FALSE },
  { "traversal-encoded", "GET /static/..%2f..%2f..%2fetc%2fpasswd HTTP/1.1\r\n" CLOSE, "400 404", FALSE },
  { "traversal-twice", "GET /static/%252e%252e/texts-de.ini HTTP/1.1\r\n" CLOSE, "400 404", FALSE },
  { "traversal-static", "GET /static/../texts-de.ini HTTP/1.1\r\n" CLOSE, "400 404", FALSE },
  { "traversal-photo", "GET /claim/photos/..%2f..%2fclaims.sqlite HTTP/1.1\r\n@" CLOSE, "400 404", FALSE },
  { "backslashes", "GET /static/..\\..\\texts-de.ini HTTP/1.1\r\n" CLOSE, "400 404", FALSE },
  { "zero-byte", "GET /claim%00/photos HTTP/1.1\r\n@" CLOSE, "400 404", FALSE },
  { "sql", "GET /api/v1/claims/'%20OR%20'1'='1 HTTP/1.1\r\n" CLOSE, "400 404", FALSE },
  { "other-photo", "GET /claim/photos/" ID " HTTP/1.1\r\n@" CLOSE, "404", FALSE },
  { "other-upload", "GET /claim/uploads/" ID " HTTP/1.1\r\n@" CLOSE, "404", FALSE },
  { "other-token", "GET /s/" TOKEN " HTTP/1.1\r\n" CLOSE, "404", FALSE },
  { "desk-by-cookie", "GET /api/v1/claims HTTP/1.1\r\n@" CLOSE, "401", FALSE },
  { "customer-by-bearer", "GET /claim HTTP/1.1\r\nAuthorization: Bearer " TOKEN "\r\n" CLOSE, "401", FALSE },
  { "no-cookie", "GET /claim HTTP/1.1\r\n" CLOSE, "401", FALSE },
  { "empty-cookie", "GET /claim HTTP/1.1\r\nCookie: __Host-claim=\r\n" CLOSE, "401", FALSE },
  { "double-cookie", "GET /claim HTTP/1.1\r\n@Cookie: __Host-claim=" TOKEN "\r\n" CLOSE, "401", FALSE },
  { "double-cookie-last", "GET /claim HTTP/1.1\r\nCookie: __Host-claim=" TOKEN "\r\n@" CLOSE, "401", FALSE },
  { "double-cookie-one-line", "GET /claim HTTP/1.1\r\nCookie: __Host-claim=" TOKEN "; __Host-claim=" TOKEN "\r\n" CLOSE,
    "401", FALSE },
  { "method-unknown", "FETCH /claim HTTP/1.1\r\n@" CLOSE, "400 405 501", FALSE },
  { "method-trace", "TRACE /claim HTTP/1.1\r\n@" CLOSE, "405", FALSE },
  { "method-delete", "DELETE /claim HTTP/1.1\r\n@" CLOSE, "405", FALSE },
  { "method-head", "HEAD /claim HTTP/1.1\r\n@" CLOSE, "405", FALSE },
  { "method-options", "OPTIONS * HTTP/1.1\r\n" CLOSE, "400 404 405", FALSE },
  { "method-connect", "CONNECT evil.example:443 HTTP/1.1\r\n" CLOSE, "400 404 405", FALSE },
  { "host-wrong", "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", "200", FALSE },
  { "host-forwarded", "GET / HTTP/1.1\r\nX-Forwarded-Host: evil.example\r\n" CLOSE, "200", FALSE },
  { "host-in-address", "GET http://evil.example/ HTTP/1.1\r\n" CLOSE, "200 400 404", FALSE },
  { "host-missing", "GET / HTTP/1.1\r\nConnection: close\r\n\r\n", "400", FALSE },
  { "body-too-long", "POST /s/" TOKEN " HTTP/1.1\r\nContent-Length: 300000\r\n" CLOSE, "413 drop", FALSE },
  { "body-far-too-long", "POST /claim/photos HTTP/1.1\r\n@Content-Length: 9223372036854775807\r\n" CLOSE, "413 drop", FALSE },
  { "bank-file-too-long", "POST /api/v1/bank-files HTTP/1.1\r\nContent-Length: 4194305\r\n" CLOSE, "413 drop", FALSE },
  { "length-negative", "POST /s/" TOKEN " HTTP/1.1\r\nContent-Length: -1\r\n" CLOSE, "400 404 411 422 drop", FALSE },
  { "length-no-number", "POST /s/" TOKEN " HTTP/1.1\r\nContent-Length: ten\r\n" CLOSE, "400 404 411 422 drop", FALSE },
  { "chunked", "POST /s/" TOKEN " HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" CLOSE "5\r\nhello\r\n0\r\n\r\n", "411",
    FALSE },
  { "chunk-size-huge", "POST /s/" TOKEN " HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" CLOSE "ffffffffffffffff\r\nx",
    "411 drop", FALSE },
  { "encoding-unknown", "POST /s/" TOKEN " HTTP/1.1\r\nTransfer-Encoding: evil\r\n" CLOSE, "400 411 422 501 drop", FALSE },
  { "bomb", "POST /s/" TOKEN " HTTP/1.1\r\nContent-Encoding: gzip\r\nContent-Type: application/json\r\n"
    "Content-Length: 20\r\n" CLOSE "\x1f\x8b\x08 looks like gzip ", "422", FALSE },
  { "type-missing", "POST /s/" TOKEN " HTTP/1.1\r\nContent-Length: 60\r\n" CLOSE LOGIN, "422", FALSE },
  { "type-text", "POST /s/" TOKEN " HTTP/1.1\r\nContent-Type: text/plain\r\nContent-Length: 60\r\n" CLOSE LOGIN, "422",
    FALSE },
  { "type-xml", "POST /api/v1/session HTTP/1.1\r\nContent-Type: application/xml\r\nContent-Length: 4\r\n" CLOSE "<a/>",
    "422", FALSE },
  { "multipart", "POST /s/" TOKEN " HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 61\r\n"
    CLOSE "--b\r\nContent-Disposition: form-data; name=\"number\"\r\n\r\n26\r\n--b", "422", FALSE },
  { "multipart-no-boundary", "POST /claim/photos HTTP/1.1\r\n@Content-Type: multipart/form-data\r\nContent-Length: 5\r\n"
    CLOSE "--b\r\n", "422", FALSE },
  { "json-broken", "POST /api/v1/session HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 8\r\n" CLOSE
    "{\"name\":", "422", FALSE },
  { "json-list", "POST /api/v1/session HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 2\r\n" CLOSE "[]",
    "422", FALSE },
  { "json-bytes", "POST /api/v1/session HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 9\r\n" CLOSE
    "{\"a\":\"\xff\"}", "422", FALSE },
  { "json-numbers", "POST /api/v1/session HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 14\r\n" CLOSE
    "{\"name\":1e9999}", "401 422", FALSE },
  { "form-bytes", "POST /s/" TOKEN " HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 14\r\n"
    CLOSE "number=%ff%fe%", "404 422", FALSE },
  { "range", "GET /static/style.css HTTP/1.1\r\nRange: bytes=0-0,0-1,0-2,0-3,0-4,-1\r\n" CLOSE, "200 206 416", FALSE },
  { "no-http", "hello\r\n\r\n", "400 drop", FALSE },
  { "http-0.9", "GET /\r\n\r\n", "400 505 drop", FALSE },
  { "http-9.9", "GET / HTTP/9.9\r\n" CLOSE, "200 400 505 drop", FALSE },
  { "tls", "\x16\x03\x01\x02\x01\x01\x01\xfc\x03\x03 client hello\r\n\r\n", "400 drop", FALSE },
  { "folded-header", "GET /claim HTTP/1.1\r\nX: a\r\n Cookie: __Host-claim=x\r\n" CLOSE, "400 401 drop", FALSE },
  { "split-header", "GET /claim HTTP/1.1\r\nCookie: __Host-claim=a%0d%0aSet-Cookie:x\r\n" CLOSE, "401", FALSE },
  { "slow-head", "GET /claim HTTP/1.1\r\nHost: cl", "408 drop", TRUE },
  { "slow-body", "POST /s/" TOKEN " HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    "Content-Length: 60\r\n" CLOSE "number=26", "408 drop", TRUE },
  { "slow-nothing", "", "408 drop", TRUE },
};

/* Sends bytes as they are; what comes back until the service closes, or %NULL if that is nothing. */
static char *
exchange (VeloClaimsTest *test,
          const char     *bytes,
          gsize           size,
          gboolean        slow)
{
  g_autoptr(GUri) uri = g_uri_parse (velo_claims_test_get_uri (test), G_URI_FLAGS_NONE, NULL);
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GSocketConnection) connection = NULL;
  g_autoptr(GString) answer = g_string_new (NULL);
  g_autoptr(GError) error = NULL;
  char buffer[4096];
  gssize got;

  g_socket_client_set_timeout (client, 20);
  connection = g_socket_client_connect_to_host (client, "127.0.0.1", (guint16) g_uri_get_port (uri), NULL, &error);
  g_assert_no_error (error);
  /* the service may have closed before it was all said */
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), bytes, size, NULL, NULL, NULL);
  if (!slow)
    g_socket_shutdown (g_socket_connection_get_socket (connection), FALSE, TRUE, NULL);
  while ((got = g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), buffer, sizeof buffer, NULL,
                                     &error)) > 0)
    g_string_append_len (answer, buffer, got);
  /* closed in time, and not because we would not wait any longer */
  g_assert_false (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT));
  return answer->len > 0 ? g_string_free (g_steal_pointer (&answer), FALSE) : NULL;
}

static char *
fill_in (const Hostile  *hostile,
         VeloClaimsFlow *flow,
         gsize          *size)
{
  g_auto(GStrv) parts = g_strsplit (hostile->request, "@", 2);
  g_autofree char *session = g_strdup_printf ("Cookie: %s\r\nX-CSRF: %s\r\n", flow->cookie, flow->csrf);
  char *whole = g_strjoinv (session, parts);

  *size = strlen (whole);
  return whole;
}

static void
check_answer (const Hostile *hostile,
              const char    *answer)
{
  g_autofree char *status = answer != NULL && g_str_has_prefix (answer, "HTTP/1.")
                              ? g_strndup (answer + strlen ("HTTP/1.1 "), 3) : g_strdup ("drop");

  g_test_message ("%s: %s", hostile->name, status);
  g_assert_nonnull (strstr (hostile->status, status));
  if (answer == NULL)
    return;
  /* one answer to one request, and nothing in it that we did not write */
  g_assert_null (strstr (answer + 1, "HTTP/1."));
  g_assert_null (strstr (answer, "evil.example"));
  g_assert_null (strstr (answer, "root:"));
  g_assert_null (strstr (answer, "[texts]"));
  g_assert_null (strstr (answer, "Set-Cookie"));
}

static void
start (VeloClaimsFlow *flow,
       VeloClaimsTest *test)
{
  velo_claims_flow_init (flow, test, "26-1234567", "de");
  velo_claims_flow_log_in (flow);
}

/* After all that the customer goes on where the claim was. */
static void
check_unharmed (VeloClaimsFlow *flow)
{
  g_autofree char *state = NULL;

  g_assert_cmpuint (velo_claims_flow_send (flow, "GET", "claim", NULL, NULL, NULL), ==, 200);
  state = velo_claims_flow_get_state (flow);
  g_assert_cmpstr (state, ==, "started");
}

static void
test_table (VeloClaimsTest *test,
            gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };

  start (&flow, test);
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      gsize size;
      g_autofree char *request = fill_in (&table[i], &flow, &size);
      g_autofree char *answer = NULL;

      /* away from the limit of tries of an address */
      if (i % 8 == 7)
        velo_claims_test_restart (test, CONFIG);
      answer = exchange (test, request, size, table[i].slow);
      check_answer (&table[i], answer);
    }
  velo_claims_test_restart (test, CONFIG);
  check_unharmed (&flow);
}

/* One header of a megabyte, and ten thousand of them. */
static void
test_large_heads (VeloClaimsTest *test,
                  gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autoptr(GString) one = g_string_new ("GET /claim HTTP/1.1\r\nX-Long: ");
  g_autoptr(GString) many = g_string_new ("GET /claim HTTP/1.1\r\n");
  const GString *const heads[] = { one, many };

  start (&flow, test);
  for (guint i = 0; i < 1024 * 1024; i++)
    g_string_append_c (one, 'x');
  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (many, "X-%u: y\r\n", i);
  g_string_append (one, "\r\n" CLOSE);
  g_string_append (many, CLOSE);
  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      g_autofree char *answer = exchange (test, heads[i]->str, heads[i]->len, FALSE);

      g_test_message ("%.30s", answer != NULL ? answer : "dropped");
      g_assert_true (answer == NULL || g_str_has_prefix (answer, "HTTP/1.1 4"));
    }
  check_unharmed (&flow);
}

static guint
count_answers (const char *text)
{
  guint n = 0;

  for (const char *p = text; p != NULL && (p = strstr (p, "HTTP/1.1 ")) != NULL; p++)
    n++;
  return n;
}

/* Requests sent at once are answered each by itself and in order; what hides in a body is no request. */
static void
test_pipelined (VeloClaimsTest *test,
                gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autofree char *both = NULL;
  g_autofree char *answers = NULL;
  g_autofree char *hidden = NULL;
  g_autofree char *smuggled = NULL;
  const char *second;

  start (&flow, test);
  both = g_strdup_printf ("GET /healthz HTTP/1.1\r\n" HOST "\r\nGET /claim HTTP/1.1\r\nCookie: %s\r\n" HOST "\r\n"
                          "GET /claim HTTP/1.1\r\n" CLOSE, flow.cookie);
  answers = exchange (test, both, strlen (both), FALSE);
  g_assert_cmpuint (count_answers (answers), ==, 3);
  g_assert_true (g_str_has_prefix (answers, "HTTP/1.1 200"));
  second = strstr (answers + 1, "HTTP/1.1 ");
  g_assert_true (g_str_has_prefix (second, "HTTP/1.1 200"));
  /* the session of one request is not that of the next */
  g_assert_true (g_str_has_prefix (strstr (second + 1, "HTTP/1.1 "), "HTTP/1.1 401"));
  smuggled = g_strdup_printf ("POST /claim/leave HTTP/1.1\r\n" HOST "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
                              "0\r\n\r\nGET /claim HTTP/1.1\r\nCookie: %s\r\n" CLOSE, flow.cookie);
  hidden = exchange (test, smuggled, strlen (smuggled), FALSE);
  g_assert_true (g_str_has_prefix (hidden, "HTTP/1.1 411"));
  g_assert_cmpuint (count_answers (hidden), ==, 1);
  check_unharmed (&flow);
}

/* Slow senders by the dozen keep nobody else waiting. */
static void
test_many_slow (VeloClaimsTest *test,
                gconstpointer   data)
{
  static const char head[] = "POST /s/" TOKEN " HTTP/1.1\r\n" HOST "Content-Length: 1000\r\n\r\nnumber=";
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autoptr(GPtrArray) connections = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GUri) uri = g_uri_parse (velo_claims_test_get_uri (test), G_URI_FLAGS_NONE, NULL);
  g_autoptr(GSocketClient) client = g_socket_client_new ();

  start (&flow, test);
  g_socket_client_set_timeout (client, 20);
  for (guint i = 0; i < 50; i++)
    {
      GSocketConnection *connection = g_socket_client_connect_to_host (client, "127.0.0.1",
                                                                       (guint16) g_uri_get_port (uri), NULL, NULL);

      g_assert_nonnull (connection);
      g_ptr_array_add (connections, connection);
      g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), head, strlen (head), NULL, NULL,
                                 NULL);
    }
  check_unharmed (&flow);
  for (guint i = 0; i < connections->len; i++)
    {
      GInputStream *input = g_io_stream_get_input_stream (g_ptr_array_index (connections, i));
      g_autoptr(GError) error = NULL;
      char byte;

      g_assert_cmpint (g_input_stream_read (input, &byte, 1, NULL, &error), <=, 0);
      g_assert_false (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT));
    }
}

/* The same acceptance sent again, with the code that was right: nothing is ordered twice. */
static void
test_replayed (VeloClaimsTest *test,
               gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autofree char *words = NULL;
  g_autofree char *code = NULL;
  g_autofree char *state = NULL;
  g_autoptr(JsonObject) whole = NULL;
  const char *digits;
  guint accepted = 0;

  start (&flow, test);
  velo_claims_flow_photograph (&flow);
  velo_claims_flow_offer (&flow, 123450);
  g_assert_cmpuint (velo_claims_flow_form (&flow, "claim/account", "holder=E&iban=DE89370400440532013000"), ==, 303);
  words = velo_claims_flow_get_words (&flow, "code");
  digits = strstr (words, ": ") + 2;
  code = g_strdup_printf ("code=%.*s", (int) strspn (digits, "0123456789"), digits);
  g_assert_cmpuint (velo_claims_flow_form (&flow, "claim/code", code), ==, 303);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (velo_claims_flow_form (&flow, "claim/code", code), ==, 422);
  whole = velo_claims_flow_get (&flow, flow.desk, "");
  for (guint i = 0; i < json_array_get_length (json_object_get_array_member (whole, "entries")); i++)
    accepted += g_str_equal (json_object_get_string_member (
                               json_array_get_object_element (json_object_get_array_member (whole, "entries"), i),
                               "to-state"), "accepted");
  g_assert_cmpuint (accepted, ==, 1);
  state = velo_claims_flow_get_state (&flow);
  g_assert_cmpstr (state, ==, "accepted");
}

#define ADD(NAME, FUNC) \
  g_test_add ("/claims-hostile/" NAME, VeloClaimsTest, CONFIG, velo_claims_test_set_up, FUNC, velo_claims_test_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("table", test_table);
  ADD ("large-heads", test_large_heads);
  ADD ("pipelined", test_pipelined);
  ADD ("many-slow", test_many_slow);
  ADD ("replayed", test_replayed);
  return g_test_run ();
}
