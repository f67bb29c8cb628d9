/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A claims service for tests: in a temporary folder, with a clock of the test's, over real HTTP. */

#include "velo-claims-test.h"

#include <string.h>

#include <glib/gstdio.h>

#include "velo-crash.h"

/* Monday, 16 November 2026, 10:00 in Hannover. */
#define START G_GINT64_CONSTANT (1794819600000000)

static gint64
read_clock (gpointer user_data)
{
  VeloClaimsTest *test = user_data;

  return __atomic_load_n (&test->now, __ATOMIC_SEQ_CST);
}

static VeloClaimsConfig *
make_config (VeloClaimsTest *test,
             const char     *extra)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *data = NULL;
  VeloClaimsConfig *config;

  data = g_strdup_printf ("[service]\nport=0\npublic-url=https://claims.example\ndatabase=%s\n"
                          "desk-phone=0511 123456\ninsurer=Training\n%s", test->database,
                          extra != NULL ? extra : "");
  config = velo_claims_config_new_data (data, &error);
  g_assert_no_error (error);
  config->cheap_passwords = TRUE;
  return config;
}

static void
add_account (VeloClaimsTest *test,
             const char     *name,
             VeloClaimActor  actor,
             const char     *portfolio)
{
  g_autoptr(VeloClaimsConfig) config = make_config (test, NULL);
  g_autofree char *shown = g_strdup_printf ("The %s", name);
  g_autofree char *login = g_strdup (name);
  g_autofree char *folder = g_strdup (portfolio);
  VeloClaimsAccount account = { NULL, login, shown, actor, folder, NULL };
  g_autoptr(GError) error = NULL;

  velo_claims_add_account (config, &account, VELO_CLAIMS_TEST_PASSWORD, &error);
  g_assert_no_error (error);
}

static void
start (VeloClaimsTest *test,
       const char     *extra)
{
  g_autoptr(GError) error = NULL;

  test->service = velo_claims_service_new (make_config (test, extra));
  velo_claims_service_set_clock (test->service, read_clock, test);
  velo_claims_service_start (test->service, &error);
  g_assert_no_error (error);
}

/* @extra_config: (nullable): more lines of the key file, in [service] at first */
void
velo_claims_test_set_up (VeloClaimsTest *test,
                         gconstpointer   extra_config)
{
  g_autoptr(GError) error = NULL;

  velo_crash_tell ();
  test->directory = g_dir_make_tmp ("velo-claims-XXXXXX", &error);
  g_assert_no_error (error);
  test->database = g_build_filename (test->directory, "claims.sqlite", NULL);
  test->now = START;
  add_account (test, "desk", VELO_CLAIM_ACTOR_DESK, NULL);
  add_account (test, "desk2", VELO_CLAIM_ACTOR_DESK, NULL);
  add_account (test, "assessor", VELO_CLAIM_ACTOR_ASSESSOR, NULL);
  add_account (test, "assessor2", VELO_CLAIM_ACTOR_ASSESSOR, NULL);
  add_account (test, "partner", VELO_CLAIM_ACTOR_PARTNER, "north");
  test->session = soup_session_new_with_options ("timeout", 20, NULL);
  start (test, extra_config);
}

static void
remove_directory (const char *directory)
{
  g_autoptr(GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (directory, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_directory (path);
      else
        g_unlink (path);
    }
  g_rmdir (directory);
}

void
velo_claims_test_tear_down (VeloClaimsTest *test,
                            gconstpointer   extra_config)
{
  soup_session_abort (test->session);
  g_clear_object (&test->session);
  velo_claims_service_stop (test->service);
  g_clear_object (&test->service);
  g_clear_pointer (&test->headers, soup_message_headers_unref);
  remove_directory (test->directory);
  g_free (test->directory);
  g_free (test->database);
}

void
velo_claims_test_restart (VeloClaimsTest *test,
                          const char     *extra_config)
{
  velo_claims_service_stop (test->service);
  g_clear_object (&test->service);
  start (test, extra_config);
}

void
velo_claims_test_advance (VeloClaimsTest *test,
                          gint64          usec)
{
  __atomic_fetch_add (&test->now, usec, __ATOMIC_SEQ_CST);
}

const char *
velo_claims_test_get_uri (VeloClaimsTest *test)
{
  return test->uri != NULL ? test->uri : velo_claims_service_get_uri (test->service);
}

/*
 * Calls the service and waits for its answer.
 *
 * Returns: (transfer full) (nullable): the object answered, %NULL if there is none; the status is
 *   in @test
 */
JsonObject *
velo_claims_test_call (VeloClaimsTest *test,
                       const char     *method,
                       const char     *path,
                       const char     *token,
                       const char     *body)
{
  g_autofree char *uri = g_strconcat (velo_claims_test_get_uri (test), path, NULL);
  g_autoptr(SoupMessage) message = soup_message_new (method, uri);
  g_autoptr(GBytes) answer = NULL;
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(GError) error = NULL;
  JsonNode *root;

  g_assert_nonnull (message);
  if (token != NULL)
    {
      g_autofree char *bearer = g_strconcat ("Bearer ", token, NULL);

      soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", bearer);
    }
  if (body != NULL)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  answer = soup_session_send_and_read (test->session, message, NULL, &error);
  g_assert_no_error (error);
  test->status = soup_message_get_status (message);
  g_clear_pointer (&test->headers, soup_message_headers_unref);
  test->headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  if (g_bytes_get_size (answer) == 0
      || !json_parser_load_from_data (parser, g_bytes_get_data (answer, NULL), (gssize) g_bytes_get_size (answer), NULL))
    return NULL;
  root = json_parser_get_root (parser);
  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_object_ref (json_node_get_object (root)) : NULL;
}

char *
velo_claims_test_log_in (VeloClaimsTest *test,
                         const char     *name)
{
  g_autofree char *body = g_strdup_printf ("{\"name\":\"%s\",\"password\":\"" VELO_CLAIMS_TEST_PASSWORD "\"}", name);
  g_autoptr(JsonObject) answer = velo_claims_test_call (test, "POST", "api/v1/session", NULL, body);

  g_assert_cmpuint (test->status, ==, 200);
  return g_strdup (json_object_get_string_member (answer, "token"));
}
