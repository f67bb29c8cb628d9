/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the client of the claims service over HTTP, against the service and against bad ones. */

#include "velo-claims-client.h"
#include "velo-claims-test.h"

#include <stdlib.h>
#include <string.h>

typedef struct
{
  VeloClaimsTest service;
  VeloClaimsClient *client;
  GAsyncResult *result;
} Fixture;

static void
keep_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

static VeloClaimsAnswer *
finish (VeloClaimsClient  *client,
        GAsyncResult     **slot,
        GError           **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);
  result = g_steal_pointer (slot);
  return velo_claims_client_finish (client, result, error);
}

static VeloClaimsAnswer *
expect (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  VeloClaimsAnswer *answer = finish (fixture->client, &fixture->result, &error);

  g_assert_no_error (error);
  g_assert_nonnull (answer);
  return answer;
}

static GError *
expect_error (VeloClaimsClient *client,
              GAsyncResult    **slot,
              int               code)
{
  GError *error = NULL;
  VeloClaimsAnswer *answer = finish (client, slot, &error);

  g_assert_null (answer);
  g_assert_error (error, VELO_CLAIMS_CLIENT_ERROR, code);
  return error;
}

static void
refused (Fixture *fixture,
         int      code)
{
  g_autoptr(GError) error = expect_error (fixture->client, &fixture->result, code);

  g_assert_null (strstr (error->message, VELO_CLAIMS_TEST_PASSWORD));
}

static void
sign_in (Fixture    *fixture,
         const char *name)
{
  g_autoptr(VeloClaimsAnswer) answer = NULL;

  velo_claims_client_sign_in_async (fixture->client, name, VELO_CLAIMS_TEST_PASSWORD, NULL, keep_cb, &fixture->result);
  answer = expect (fixture);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  velo_claims_test_set_up (&fixture->service, data);
  fixture->client = velo_claims_client_new (velo_claims_service_get_uri (fixture->service.service), &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->client);
  velo_claims_test_tear_down (&fixture->service, data);
}

static VeloClaim *
new_claim (const char *number)
{
  VeloClaim *claim = velo_claim_new ();

  velo_claim_set_number (claim, number);
  velo_claim_set_country (claim, "DE");
  velo_claim_set_plate (claim, "H-AB 123");
  velo_claim_set_customer_name (claim, "Jürgen Übel");
  velo_claim_set_phone (claim, "0171 1234567");
  velo_claim_set_portfolio (claim, "north");
  velo_claim_set_consent (claim, "Ja, ich will das Geld.");
  velo_intake_set_financing (velo_claim_get_intake (claim), VELO_FINANCING_PAID);
  return claim;
}

static VeloClaim *
add (Fixture    *fixture,
     const char *number,
     gboolean    in_writing)
{
  g_autoptr(VeloClaim) claim = new_claim (number);
  g_autoptr(VeloClaimsAnswer) answer = NULL;

  velo_claim_set_in_writing (claim, in_writing);
  velo_claims_client_add_async (fixture->client, claim, NULL, keep_cb, &fixture->result);
  answer = expect (fixture);
  return g_object_ref (answer->claim);
}

static VeloClaimsAnswer *
act (Fixture       *fixture,
     VeloClaim     *claim,
     VeloClaimsAct  what,
     const char    *words)
{
  velo_claims_client_act_async (fixture->client, claim, what, words, NULL, keep_cb, &fixture->result);
  return expect (fixture);
}

static void
test_sign_in (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(VeloClaimsAnswer) out = NULL;

  g_assert_false (velo_claims_client_is_signed_in (fixture->client));
  sign_in (fixture, "assessor");
  g_assert_true (velo_claims_client_is_signed_in (fixture->client));
  g_assert_cmpint (velo_claims_client_get_role (fixture->client), ==, VELO_CLAIM_ACTOR_ASSESSOR);
  g_assert_cmpstr (velo_claims_client_get_who (fixture->client), ==, "The assessor");
  g_assert_cmpstr (velo_claims_client_get_desk_phone (fixture->client), ==, "0511 123456");
  g_assert_cmpstr (velo_claims_client_get_insurer (fixture->client), ==, "Training");
  velo_claims_client_sign_out_async (fixture->client, NULL, keep_cb, &fixture->result);
  out = expect (fixture);
  g_assert_false (velo_claims_client_is_signed_in (fixture->client));
  velo_claims_client_tasks_async (fixture->client, NULL, keep_cb, &fixture->result);
  refused (fixture, VELO_CLAIMS_CLIENT_ERROR_UNAUTHORIZED);
}

static void
test_wrong_password (Fixture       *fixture,
                     gconstpointer  data)
{
  velo_claims_client_sign_in_async (fixture->client, "desk", "wrong", NULL, keep_cb, &fixture->result);
  refused (fixture, VELO_CLAIMS_CLIENT_ERROR_UNAUTHORIZED);
  g_assert_false (velo_claims_client_is_signed_in (fixture->client));
}

/* The session ends by itself: the client knows it afterwards. */
static void
test_session_ends (Fixture       *fixture,
                   gconstpointer  data)
{
  sign_in (fixture, "desk");
  velo_claims_test_advance (&fixture->service, 9 * G_TIME_SPAN_HOUR);
  velo_claims_client_search_async (fixture->client, NULL, NULL, 0, NULL, keep_cb, &fixture->result);
  refused (fixture, VELO_CLAIMS_CLIENT_ERROR_UNAUTHORIZED);
  g_assert_false (velo_claims_client_is_signed_in (fixture->client));
}

static void
test_take_and_invite (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(VeloClaim) claim = NULL;
  g_autoptr(VeloClaimsAnswer) decided = NULL;
  g_autoptr(VeloClaimsAnswer) invited = NULL;
  g_autoptr(VeloClaimsAnswer) whole = NULL;
  g_autoptr(VeloClaimsAnswer) messages = NULL;
  g_autoptr(VeloClaimsAnswer) payout = NULL;

  sign_in (fixture, "desk");
  claim = add (fixture, "26-1234567", FALSE);
  g_assert_cmpstr (velo_claim_get_phone (claim), ==, "+491711234567");
  decided = act (fixture, claim, VELO_CLAIMS_ACT_DECIDE, NULL);
  g_assert_cmpint (velo_claim_get_state (decided->claim), ==, VELO_CLAIM_STATE_SUITABLE);
  invited = act (fixture, decided->claim, VELO_CLAIMS_ACT_INVITE, NULL);
  g_assert_true (g_str_has_prefix (invited->url, "https://claims.example/s/"));
  g_assert_nonnull (strstr (invited->text, invited->url));
  g_assert_cmpint (invited->expires, >, fixture->service.now);
  velo_claims_client_get_async (fixture->client, velo_claim_get_id (claim), NULL, keep_cb, &fixture->result);
  whole = expect (fixture);
  g_assert_cmpint (velo_claim_get_state (whole->claim), ==, VELO_CLAIM_STATE_INVITED);
  g_assert_cmpuint (whole->entries->len, >=, 4);
  velo_claims_client_messages_async (fixture->client, velo_claim_get_id (claim), NULL, keep_cb, &fixture->result);
  messages = expect (fixture);
  g_assert_nonnull (messages->messages);
  velo_claims_client_get_payout_async (fixture->client, velo_claim_get_id (claim), NULL, keep_cb, &fixture->result);
  payout = expect (fixture);
  g_assert_null (payout->payout);
}

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  static const struct { const char *words; const char *filter; guint found; } searches[] = {
    { NULL, NULL, 2 }, { "H-AB 123", NULL, 2 }, { "27", NULL, 1 }, { "a&filter=ended", NULL, 0 },
    { "Übel", "todo", 2 }, { NULL, "ended", 0 },
  };

  sign_in (fixture, "desk");
  g_object_unref (add (fixture, "26-1", FALSE));
  g_object_unref (add (fixture, "27-1", FALSE));
  for (gsize i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_autoptr(VeloClaimsAnswer) answer = NULL;

      velo_claims_client_search_async (fixture->client, searches[i].words, searches[i].filter, 0, NULL, keep_cb,
                                       &fixture->result);
      answer = expect (fixture);
      g_assert_cmpuint (answer->claims->len, ==, searches[i].found);
      g_assert_false (answer->more);
    }
}

static void
test_tasks (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(VeloClaim) claim = NULL;
  g_autoptr(VeloClaimsAnswer) tasks = NULL;
  g_autoptr(VeloClaimsAnswer) done = NULL;
  VeloCallTask *task;

  sign_in (fixture, "desk");
  claim = add (fixture, "26-1", TRUE);
  velo_claims_client_tasks_async (fixture->client, NULL, keep_cb, &fixture->result);
  tasks = expect (fixture);
  g_assert_cmpuint (tasks->tasks->len, ==, 1);
  task = g_ptr_array_index (tasks->tasks, 0);
  g_assert_cmpint (velo_call_task_get_kind (task), ==, VELO_TASK_KIND_OFFER_SERVICE);
  velo_claims_client_end_task_async (fixture->client, velo_call_task_get_id (task), "will es", NULL, keep_cb,
                                     &fixture->result);
  done = expect (fixture);
  velo_claims_client_end_task_async (fixture->client, velo_call_task_get_id (task), "nochmal", NULL, keep_cb,
                                     &fixture->result);
  refused (fixture, VELO_CLAIMS_CLIENT_ERROR_CONFLICT);
}

static void
test_refusals (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(VeloClaim) wrong = new_claim ("<b>");
  g_autoptr(VeloClaim) claim = NULL;
  g_autoptr(VeloClaimsAnswer) changed = NULL;
  g_autoptr(GError) error = NULL;

  sign_in (fixture, "desk");
  velo_claim_set_phone (wrong, "call me");
  velo_claims_client_add_async (fixture->client, wrong, NULL, keep_cb, &fixture->result);
  error = expect_error (fixture->client, &fixture->result, VELO_CLAIMS_CLIENT_ERROR_INVALID);
  g_assert_cmpint (velo_claims_client_error_get_problems (error), ==,
                   VELO_CLAIM_PROBLEM_NUMBER | VELO_CLAIM_PROBLEM_PHONE);
  claim = add (fixture, "26-1", FALSE);
  velo_claim_set_description (claim, "Tür links");
  velo_claims_client_change_async (fixture->client, claim, NULL, keep_cb, &fixture->result);
  changed = expect (fixture);
  g_assert_cmpstr (velo_claim_get_description (changed->claim), ==, "Tür links");
  velo_claims_client_change_async (fixture->client, claim, NULL, keep_cb, &fixture->result);
  refused (fixture, VELO_CLAIMS_CLIENT_ERROR_CONFLICT);
  velo_claims_client_act_async (fixture->client, changed->claim, VELO_CLAIMS_ACT_CLOSE, "", NULL, keep_cb,
                                &fixture->result);
  refused (fixture, VELO_CLAIMS_CLIENT_ERROR_INVALID);
  velo_claims_client_act_async (fixture->client, changed->claim, VELO_CLAIMS_ACT_BEGIN, NULL, NULL, keep_cb,
                                &fixture->result);
  refused (fixture, VELO_CLAIMS_CLIENT_ERROR_FORBIDDEN);
  velo_claims_client_get_async (fixture->client, "nothing", NULL, keep_cb, &fixture->result);
  refused (fixture, VELO_CLAIMS_CLIENT_ERROR_NOT_FOUND);
  velo_claims_client_get_async (fixture->client, "../session", NULL, keep_cb, &fixture->result);
  refused (fixture, VELO_CLAIMS_CLIENT_ERROR_PROTOCOL);
  velo_claims_client_bank_file_async (fixture->client, "no file of a bank", NULL, keep_cb, &fixture->result);
  refused (fixture, VELO_CLAIMS_CLIENT_ERROR_INVALID);
}

static void
test_partner (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(VeloClaim) claim = NULL;
  g_autoptr(VeloClaimsAnswer) seen = NULL;

  sign_in (fixture, "desk");
  claim = add (fixture, "26-1", FALSE);
  sign_in (fixture, "partner");
  velo_claims_client_get_async (fixture->client, velo_claim_get_id (claim), NULL, keep_cb, &fixture->result);
  seen = expect (fixture);
  g_assert_cmpstr (velo_claim_get_phone (seen->claim), ==, "");
  g_assert_null (seen->tasks);
  velo_claims_client_get_payout_async (fixture->client, velo_claim_get_id (claim), NULL, keep_cb, &fixture->result);
  refused (fixture, VELO_CLAIMS_CLIENT_ERROR_FORBIDDEN);
}

static void
test_photos (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(VeloClaim) claim = NULL;
  g_autoptr(VeloClaimsAnswer) photos = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GAsyncResult) result = NULL;

  sign_in (fixture, "desk");
  claim = add (fixture, "26-1", FALSE);
  velo_claims_client_photos_async (fixture->client, velo_claim_get_id (claim), NULL, keep_cb, &fixture->result);
  photos = expect (fixture);
  g_assert_cmpuint (photos->photos->len, ==, 0);
  velo_claims_client_get_photo_async (fixture->client, "0123456789abcdef0123456789abcdef", NULL, keep_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (velo_claims_client_get_photo_finish (fixture->client, result, &error));
  g_assert_error (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_NOT_FOUND);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  velo_claims_client_search_async (fixture->client, NULL, NULL, 0, cancellable, keep_cb, &fixture->result);
  g_cancellable_cancel (cancellable);
  g_assert_null (finish (fixture->client, &fixture->result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Nobody knows how far a request has come when nobody waits for it any more. */
static void
test_cancelled_any_time (Fixture       *fixture,
                         gconstpointer  data)
{
  for (guint i = 0; i < 600; i++)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      g_autoptr(GError) error = NULL;

      velo_claims_client_search_async (fixture->client, NULL, NULL, 0, cancellable, keep_cb, &fixture->result);
      for (guint turn = 0; turn < i % 60; turn++)
        g_main_context_iteration (NULL, fixture->result == NULL && turn % 2);
      g_cancellable_cancel (cancellable);
      if (finish (fixture->client, &fixture->result, &error) == NULL)
        g_assert_true (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                       || g_error_matches (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_UNAUTHORIZED));
    }
}

static void
test_offline (Fixture       *fixture,
              gconstpointer  data)
{
  sign_in (fixture, "desk");
  velo_claims_service_stop (fixture->service.service);
  velo_claims_client_tasks_async (fixture->client, NULL, keep_cb, &fixture->result);
  refused (fixture, VELO_CLAIMS_CLIENT_ERROR_OFFLINE);
  g_assert_true (velo_claims_client_is_signed_in (fixture->client));
}

/* Bad services */

static void
answer_bad_cb (SoupServer        *server,
               SoupServerMessage *message,
               const char        *path,
               GHashTable        *query,
               gpointer           user_data)
{
  const char *how = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_server_message_set_status (message, g_ascii_isdigit (*how) ? (guint) atoi (how) : 200, NULL);
  if (g_str_equal (how, "302"))
    soup_message_headers_replace (headers, "Location", "/elsewhere");
  if (g_str_equal (how, "huge"))
    {
      g_autofree char *body = g_strnfill (VELO_CLAIMS_MAX_ANSWER + 1, ' ');

      soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body, strlen (body));
    }
  else if (g_str_equal (how, "deep"))
    {
      g_autofree char *body = g_strnfill (10000, '[');

      soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body, strlen (body));
    }
  else if (g_str_equal (how, "cut"))
    {
      soup_message_headers_set_content_length (headers, 1000);
      soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_STATIC, "{\"a\"", 4);
      g_socket_shutdown (soup_server_message_get_socket (message), TRUE, TRUE, NULL);
    }
  else
    soup_server_message_set_response (message, "text/html", SOUP_MEMORY_STATIC, "<html>{}", 8);
}

static void
test_bad_service (gconstpointer data)
{
  static const struct { const char *how; int code; } answers[] = {
    { "html", VELO_CLAIMS_CLIENT_ERROR_PROTOCOL }, { "500", VELO_CLAIMS_CLIENT_ERROR_PROTOCOL },
    { "503", VELO_CLAIMS_CLIENT_ERROR_OFFLINE }, { "302", VELO_CLAIMS_CLIENT_ERROR_PROTOCOL },
    { "huge", VELO_CLAIMS_CLIENT_ERROR_PROTOCOL }, { "deep", VELO_CLAIMS_CLIENT_ERROR_PROTOCOL },
    { "cut", VELO_CLAIMS_CLIENT_ERROR_OFFLINE }, { "410", VELO_CLAIMS_CLIENT_ERROR_GONE },
    { "429", VELO_CLAIMS_CLIENT_ERROR_LIMIT }, { "422", VELO_CLAIMS_CLIENT_ERROR_INVALID }, { "423", VELO_CLAIMS_CLIENT_ERROR_STOPPED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr(SoupServer) server = soup_server_new (NULL, NULL);
      g_autoptr(VeloClaimsClient) client = NULL;
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GError) error = NULL;
      g_autofree char *uri = NULL;
      GSList *uris;

      g_test_message ("%s", answers[i].how);
      soup_server_add_handler (server, NULL, answer_bad_cb, (gpointer) answers[i].how, NULL);
      g_assert_true (soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL));
      uris = soup_server_get_uris (server);
      uri = g_uri_to_string (uris->data);
      g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
      client = velo_claims_client_new (uri, NULL);
      velo_claims_client_sign_in_async (client, "desk", "secret", NULL, keep_cb, &result);
      error = expect_error (client, &result, answers[i].code);
      g_assert_false (velo_claims_client_is_signed_in (client));
      soup_server_disconnect (server);
    }
}

static void
test_addresses (gconstpointer data)
{
  static const struct { const char *url; gboolean right; } urls[] = {
    { "https://claims.example", TRUE }, { "https://claims.example/veloinsure/", TRUE }, { "http://127.0.0.1:1234", TRUE },
    { "http://localhost", TRUE }, { "http://[::1]:8080/", TRUE }, { "http://claims.example", FALSE },
    { "ftp://claims.example", FALSE }, { "https://desk:secret@claims.example", FALSE }, { "claims.example", FALSE },
    { "", FALSE }, { "https://claims.example/?a=b", FALSE }, { "http://127.0.0.1.example", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(VeloClaimsClient) client = velo_claims_client_new (urls[i].url, &error);

      g_test_message ("%s", urls[i].url);
      g_assert_true ((client != NULL) == urls[i].right);
      if (!urls[i].right)
        g_assert_error (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_SETTINGS);
    }
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *name; void (*test) (Fixture *, gconstpointer); } tests[] = {
    { "sign-in", test_sign_in }, { "wrong-password", test_wrong_password }, { "session-ends", test_session_ends },
    { "take-and-invite", test_take_and_invite }, { "search", test_search }, { "tasks", test_tasks },
    { "refusals", test_refusals }, { "partner", test_partner }, { "photos", test_photos }, { "cancelled", test_cancelled },
    { "cancelled-any-time", test_cancelled_any_time },
    { "offline", test_offline },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/claims/client/", tests[i].name, NULL);

      g_test_add (path, Fixture, NULL, set_up, tests[i].test, tear_down);
    }
  g_test_add_data_func ("/claims/client/bad-service", NULL, test_bad_service);
  g_test_add_data_func ("/claims/client/addresses", NULL, test_addresses);
  return g_test_run ();
}
