/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests that sending a proposal never leaves anyone in a wrong belief, over HTTP. */

#include "velo-scripted-server.h"

#include <libsoup/soup.h>
#include <string.h>

#define SUBMIT   "SET_XML_INTERFACE"
#define ACCEPTED ENVELOPE ("{\"STATUS_TEXT\":\"Verarbeitet\",\"STATUS_CODE\":\"3\"}")

static GBytes *
new_submission (VeloInsurer *insurer)
{
  g_autoptr(VeloProposal) proposal = velo_new_proposal ();
  g_autoptr(GError) error = NULL;
  GBytes *submission = velo_insurer_build_submission (insurer, proposal, NULL, &error);

  g_assert_no_error (error);
  return submission;
}

static VeloSubmitResult *
submit (VeloInsurer  *insurer,
        GCancellable *cancellable,
        GError      **error)
{
  g_autoptr(GBytes) submission = new_submission (insurer);
  g_auto(VeloWait) wait = { NULL };

  velo_insurer_submit_async (insurer, submission, cancellable, velo_wait_cb, &wait);
  return velo_insurer_submit_finish (insurer, velo_wait_for (&wait), error);
}

static VeloScripted *
new_server (void)
{
  VeloScripted *server = velo_scripted_new ();

  velo_scripted_set (server, SUBMIT, ACCEPTED);
  return server;
}

static void
test_accepted (void)
{
  g_autoptr(VeloScripted) server = new_server ();
  g_autoptr(VeloInsurer) insurer = velo_new_insurer (velo_scripted_get_uri (server));
  g_autoptr(GBytes) submission = new_submission (insurer);
  g_autoptr(VeloSubmitResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *sent = NULL;
  gsize size = 0;
  const char *data = g_bytes_get_data (submission, &size);

  result = submit (insurer, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result->status, ==, VELO_SUBMIT_STATUS_ACCEPTED);
  g_assert_cmpstr (result->status_text, ==, "Verarbeitet");
  g_assert_cmpstr (result->request_id, ==, "4711");
  sent = g_strndup (data, size);
  g_assert_cmpstr (velo_scripted_get_field (server, SUBMIT, 0, "DATA"), ==, sent);
  g_assert_cmpstr (velo_scripted_get_field (server, SUBMIT, 0, "SHAPING"), ==, "DEFAULT");
  g_assert_cmpuint (velo_scripted_count (server, "*"), ==, 2);
}

/* STATUSCODE 0 with anything but STATUS_CODE 3: handed over, never asked to be repeated. */
static void
test_handed_over (gconstpointer data)
{
  g_autoptr(VeloScripted) server = new_server ();
  g_autoptr(VeloInsurer) insurer = velo_new_insurer (velo_scripted_get_uri (server));
  g_autoptr(VeloSubmitResult) result = NULL;
  g_autoptr(GError) error = NULL;

  velo_scripted_set (server, SUBMIT, data);
  result = submit (insurer, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result->status, ==, VELO_SUBMIT_STATUS_HANDED_OVER);
  g_assert_cmpuint (velo_scripted_count (server, SUBMIT), ==, 1);
}

static void
test_refused (void)
{
  g_autoptr(VeloScripted) server = new_server ();
  g_autoptr(VeloInsurer) insurer = velo_new_insurer (velo_scripted_get_uri (server));
  g_autoptr(GError) error = NULL;

  velo_scripted_set (server, SUBMIT, "{\"RESULT\":{},\"STATUS\":\"Fehler: Vermittler unbekannt.\","
                                     "\"STATUSCODE\":65,\"REQUEST_ID\":815}");
  g_assert_null (submit (insurer, NULL, &error));
  g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_REFUSED);
  g_assert_cmpstr (velo_insurer_error_get_words (error), ==, "Fehler: Vermittler unbekannt.");
  g_assert_cmpstr (velo_insurer_error_get_request_id (error), ==, "815");
  g_assert_cmpuint (velo_scripted_count (server, SUBMIT), ==, 1);
}

static void
test_session_ends (void)
{
  g_autoptr(VeloScripted) server = new_server ();
  g_autoptr(VeloInsurer) insurer = velo_new_insurer (velo_scripted_get_uri (server));
  g_autoptr(VeloSubmitResult) first = submit (insurer, NULL, NULL);
  g_autoptr(VeloSubmitResult) second = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (first);
  velo_scripted_expire (server);
  second = submit (insurer, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (second->status, ==, VELO_SUBMIT_STATUS_ACCEPTED);
  g_assert_cmpuint (velo_scripted_count (server, "LOGIN"), ==, 2);
  g_assert_cmpuint (velo_scripted_count (server, SUBMIT), ==, 3);
  g_assert_cmpstr (velo_scripted_get_field (server, SUBMIT, 1, "DATA"), ==,
                   velo_scripted_get_field (server, SUBMIT, 2, "DATA"));
}

/* Twice in a row: the second time nobody knows. */
static void
test_session_ends_twice (void)
{
  g_autoptr(VeloScripted) server = new_server ();
  g_autoptr(VeloInsurer) insurer = velo_new_insurer (velo_scripted_get_uri (server));
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 3; i++)
    velo_scripted_push (server, SUBMIT, VELO_SCRIPTED_ANSWER,
                        "{\"STATUS\":\"NOT OK: SESSION expired\"}");
  g_assert_null (submit (insurer, NULL, &error));
  g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_UNCLEAR);
  g_assert_cmpuint (velo_scripted_count (server, SUBMIT), ==, 2);
}

typedef struct
{
  const char *name;
  VeloScriptedKind kind;
  const char *text;
} Unclear;

static const Unclear unclear[] = {
  { "cut", VELO_SCRIPTED_CUT, "" },
  { "half", VELO_SCRIPTED_HALF, "{\"STATUSCODE\":\"0\"," },
  { "http-500", VELO_SCRIPTED_STATUS, "<html/>" },
  { "redirect", VELO_SCRIPTED_REDIRECT, "" },
  { "silence", VELO_SCRIPTED_SILENCE, "" },
  { "endless", VELO_SCRIPTED_ENDLESS, "" },
  { "empty", VELO_SCRIPTED_ANSWER, "" },
  { "html", VELO_SCRIPTED_ANSWER, "<html>Wartung</html>" },
  { "list", VELO_SCRIPTED_ANSWER, "[]" },
  { "half-json", VELO_SCRIPTED_ANSWER, "{\"STATUSCODE\":\"0\"," },
  { "no-code", VELO_SCRIPTED_ANSWER, "{\"STATUS\":\"OK\",\"RESULT\":{\"STATUS_CODE\":\"3\"}}" },
  { "not-ok", VELO_SCRIPTED_ANSWER, "{\"STATUS\":\"NOT OK: missing DATA\",\"BODY\":\"{}\"}" },
  { "nothing", VELO_SCRIPTED_ANSWER, "{}" },
};

static void
test_unclear (gconstpointer data)
{
  const Unclear *row = data;
  g_autoptr(VeloScripted) server = new_server ();
  g_autoptr(VeloInsurer) insurer = NULL;
  g_autoptr(VeloSubmitResult) again = NULL;
  g_autoptr(GError) error = NULL;

  insurer = g_object_new (VELO_TYPE_WERTGARANTIE, "base-url", velo_scripted_get_uri (server), "user",
                          "haendler1", "sender-name", "VELO_TEST", "submit-timeout", 1, NULL);
  velo_wertgarantie_set_password (VELO_WERTGARANTIE (insurer), "geheim-42");
  velo_scripted_push (server, SUBMIT, row->kind, row->text);
  g_assert_null (submit (insurer, NULL, &error));
  g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_UNCLEAR);
  g_assert_cmpuint (velo_scripted_count (server, SUBMIT), ==, 1);
  again = submit (insurer, NULL, NULL);
  g_assert_nonnull (again);
  g_assert_cmpstr (velo_scripted_get_field (server, SUBMIT, 0, "DATA"), ==,
                   velo_scripted_get_field (server, SUBMIT, 1, "DATA"));
}

/* Returns: a base address of a port on which nobody listens */
static char *
dup_deaf_address (const char *scheme)
{
  g_autoptr(VeloScripted) server = velo_scripted_new ();
  const char *port = strrchr (velo_scripted_get_uri (server), ':');

  return g_strdup_printf ("%s://127.0.0.1%s", scheme, port);
}

static void
test_offline (void)
{
  g_autofree char *address = dup_deaf_address ("http");
  g_autoptr(VeloInsurer) insurer = velo_new_insurer (address);
  g_autoptr(GError) error = NULL;

  g_assert_null (submit (insurer, NULL, &error));
  g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_OFFLINE);
}

/* Signed in, then the line goes down: certainly not sent. */
static void
test_offline_after_sign_in (void)
{
  VeloScripted *server = new_server ();
  g_autoptr(VeloInsurer) insurer = velo_new_insurer (velo_scripted_get_uri (server));
  g_autoptr(VeloSubmitResult) first = submit (insurer, NULL, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (first);
  velo_scripted_free (server);
  g_assert_null (submit (insurer, NULL, &error));
  g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_OFFLINE);
}

/* The other side does not speak TLS: nothing may have left. */
static void
test_no_tls (void)
{
  g_autoptr(VeloScripted) server = new_server ();
  g_autofree char *address = NULL;
  g_autoptr(VeloInsurer) insurer = NULL;
  g_autoptr(GError) error = NULL;

  address = g_strconcat ("https", strchr (velo_scripted_get_uri (server), ':'), NULL);
  insurer = g_object_new (VELO_TYPE_WERTGARANTIE, "base-url", address, "user", "haendler1",
                          "sender-name", "VELO_TEST", "timeout", 1, NULL);
  velo_wertgarantie_set_password (VELO_WERTGARANTIE (insurer), "geheim-42");
  g_assert_null (submit (insurer, NULL, &error));
  g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_OFFLINE);
  g_assert_cmpuint (velo_scripted_count (server, "*"), ==, 0);
}

/* Lives to the end of the program: libsoup 3.6 ends a failed handshake after its test has ended. */
static SoupServer *untrusted = NULL;

static void
count_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  ++*(guint *) user_data;
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
}

/* A certificate that nobody vouches for is refused, whatever it costs: not even a user name is sent. */
static void
test_unknown_certificate (void)
{
  guint *n_requests = g_new0 (guint, 1);
  g_autoptr(GTlsCertificate) certificate = NULL;
  g_autoptr(VeloInsurer) insurer = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *address = NULL;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "self-signed.pem", NULL);
  GSList *uris = NULL;

  certificate = g_tls_certificate_new_from_file (path, &error);
  g_assert_no_error (error);
  untrusted = soup_server_new ("tls-certificate", certificate, NULL);
  soup_server_add_handler (untrusted, NULL, count_cb, n_requests, g_free);
  g_assert_true (soup_server_listen_local (untrusted, 0,
                                           SOUP_SERVER_LISTEN_HTTPS | SOUP_SERVER_LISTEN_IPV4_ONLY,
                                           NULL));
  uris = soup_server_get_uris (untrusted);
  address = g_strdup_printf ("https://127.0.0.1:%d/ws", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  insurer = velo_new_insurer (address);
  g_assert_null (submit (insurer, NULL, &error));
  g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_OFFLINE);
  /* a failed sign-in is OFFLINE as well: what tells them apart is that nothing has come through */
  g_assert_cmpuint (*n_requests, ==, 0);
}

/* Whatever goes wrong before the proposal is sent, it was not sent. */
static void
test_sign_in_fails (gconstpointer data)
{
  const Unclear *row = data;
  g_autoptr(VeloScripted) server = new_server ();
  g_autoptr(VeloInsurer) insurer = velo_new_insurer (velo_scripted_get_uri (server));
  g_autoptr(GError) error = NULL;

  velo_scripted_push (server, "LOGIN", row->kind, row->text);
  g_assert_null (submit (insurer, NULL, &error));
  g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_OFFLINE);
  g_assert_cmpuint (velo_scripted_count (server, SUBMIT), ==, 0);
}

static void
test_wrong_password (void)
{
  g_autoptr(VeloScripted) server = new_server ();
  g_autoptr(VeloInsurer) insurer = velo_new_insurer (velo_scripted_get_uri (server));
  g_autoptr(GError) error = NULL;

  velo_wertgarantie_set_password (VELO_WERTGARANTIE (insurer), "falsch");
  g_assert_null (submit (insurer, NULL, &error));
  g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_SIGN_IN);
  g_assert_cmpuint (velo_scripted_count (server, SUBMIT), ==, 0);
}

/* Cancelled before it left: cancelled. */
static void
test_cancel_early (gconstpointer data)
{
  g_autoptr(VeloScripted) server = new_server ();
  g_autoptr(VeloInsurer) insurer = velo_new_insurer (velo_scripted_get_uri (server));
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  if (data == NULL)
    g_cancellable_cancel (cancellable);
  else
    {
      velo_scripted_push (server, data, VELO_SCRIPTED_SILENCE, "");
      velo_scripted_on_request (server, data, cancellable);
    }
  g_assert_null (submit (insurer, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (velo_scripted_count (server, SUBMIT), ==, 0);
}

/* Cancelled after it left: unclear. */
static void
test_cancel_late (void)
{
  g_autoptr(VeloScripted) server = new_server ();
  g_autoptr(VeloInsurer) insurer = velo_new_insurer (velo_scripted_get_uri (server));
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  velo_scripted_push (server, SUBMIT, VELO_SCRIPTED_SILENCE, "");
  velo_scripted_on_request (server, SUBMIT, cancellable);
  g_assert_null (submit (insurer, cancellable, &error));
  g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_UNCLEAR);
  g_assert_cmpuint (velo_scripted_count (server, SUBMIT), ==, 1);
}

static void
test_impossible_bytes (void)
{
  g_autoptr(VeloScripted) server = new_server ();
  g_autoptr(VeloInsurer) insurer = velo_new_insurer (velo_scripted_get_uri (server));
  g_autofree char *blanks = g_strnfill (1000001, ' ');
  g_autoptr(GBytes) large = g_bytes_new_static (blanks, 1000001);
  g_autoptr(GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr(GBytes) binary = g_bytes_new_static ("a\0b", 3);
  GBytes *wrong[] = { large, empty, binary };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_auto(VeloWait) wait = { NULL };
      g_autoptr(GError) error = NULL;

      velo_insurer_submit_async (insurer, wrong[i], NULL, velo_wait_cb, &wait);
      g_assert_null (velo_insurer_submit_finish (insurer, velo_wait_for (&wait), &error));
      g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_INVALID);
    }
  g_assert_cmpuint (velo_scripted_count (server, "*"), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/insurer/submit/accepted", test_accepted);
  g_test_add_data_func ("/insurer/submit/handed-over/other-code",
                        ENVELOPE ("{\"STATUS_TEXT\":\"Manuell\",\"STATUS_CODE\":\"2\"}"),
                        test_handed_over);
  g_test_add_data_func ("/insurer/submit/handed-over/no-result", ENVELOPE ("{}"), test_handed_over);
  g_test_add_func ("/insurer/submit/refused", test_refused);
  g_test_add_func ("/insurer/submit/session-ends", test_session_ends);
  g_test_add_func ("/insurer/submit/session-ends-twice", test_session_ends_twice);
  for (guint i = 0; i < G_N_ELEMENTS (unclear); i++)
    {
      g_autofree char *path = g_strconcat ("/insurer/submit/unclear/", unclear[i].name, NULL);

      g_test_add_data_func (path, &unclear[i], test_unclear);
    }
  g_test_add_func ("/insurer/submit/offline", test_offline);
  g_test_add_func ("/insurer/submit/offline-after-sign-in", test_offline_after_sign_in);
  g_test_add_func ("/insurer/submit/no-tls", test_no_tls);
  g_test_add_func ("/insurer/submit/unknown-certificate", test_unknown_certificate);
  g_test_add_data_func ("/insurer/submit/sign-in/cut", &unclear[0], test_sign_in_fails);
  g_test_add_data_func ("/insurer/submit/sign-in/http-500", &unclear[2], test_sign_in_fails);
  g_test_add_data_func ("/insurer/submit/sign-in/html", &unclear[7], test_sign_in_fails);
  g_test_add_func ("/insurer/submit/wrong-password", test_wrong_password);
  g_test_add_data_func ("/insurer/submit/cancel/before", NULL, test_cancel_early);
  g_test_add_data_func ("/insurer/submit/cancel/sign-in", "LOGIN", test_cancel_early);
  g_test_add_func ("/insurer/submit/cancel/sent", test_cancel_late);
  g_test_add_func ("/insurer/submit/impossible-bytes", test_impossible_bytes);
  status = g_test_run ();
  g_clear_object (&untrusted);
  return status;
}
