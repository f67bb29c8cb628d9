/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desktop is told about claims, over a bus: each task once, to whom it concerns, with the way to it. */

#include "config.h"

#include "velo-claims-fixture.h"

#include "velo-claims-notifier.h"
#include "velo-test-desktop.h"

typedef struct
{
  Fixture base;
  VeloTestDesktop shell;
  GApplication *application;
  VeloClaimsNotifier *notifier;
  char *opened;   /* (nullable): claim that was asked for */
  gboolean looked;
} Desktop;

static void
opened_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  Desktop *desktop = user_data;

  g_free (desktop->opened);
  desktop->opened = parameter != NULL ? g_variant_dup_string (parameter, NULL) : g_strdup ("tasks");
}

static gboolean
looked_cb (gpointer user_data)
{
  return ((Desktop *) user_data)->looked;
}

static void
set_up (Desktop       *desktop,
        gconstpointer  data)
{
  const GActionEntry entries[] = { { "show-claim", opened_cb, "s" }, { "show-claim-tasks", opened_cb } };
  GError *error = NULL;

  fixture_set_up (&desktop->base, data);
  velo_test_desktop_open (&desktop->shell);
  desktop->application = g_application_new ("com.example.VeloInsure.Test", G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (desktop->application, NULL, &error));
  g_assert_no_error (error);
  g_action_map_add_action_entries (G_ACTION_MAP (desktop->application), entries, G_N_ELEMENTS (entries), desktop);
}

static void
leave (Desktop *desktop)
{
  if (desktop->notifier == NULL)
    return;
  velo_claims_notifier_stop (desktop->notifier);
  WAIT_UNTIL (!velo_claims_notifier_is_checking (desktop->notifier));
  WAIT_UNTIL (G_OBJECT (desktop->notifier)->ref_count == 1);
  g_assert_finalize_object (g_steal_pointer (&desktop->notifier));
  velo_claims_desk_close (desktop->base.desk);
  g_clear_object (&desktop->base.desk);
}

static void
tear_down (Desktop       *desktop,
           gconstpointer  data)
{
  leave (desktop);
  g_clear_object (&desktop->application);
  velo_test_desktop_close (&desktop->shell);
  g_free (desktop->opened);
  fixture_tear_down (&desktop->base, data);
}

/* The program without a window: no view, only what looks after the tasks. */
static void
work_as (Desktop    *desktop,
         const char *account)
{
  gboolean stored = FALSE;

  leave (desktop);
  g_settings_set_string (desktop->base.settings, "address", velo_claims_test_get_uri (&desktop->base.test));
  g_settings_set_string (desktop->base.settings, "account", account);
  velo_secrets_store_async (desktop->base.secrets, VELO_CLAIMS_ACCOUNT_ID, account, VELO_SECRETS_MODE_REAL,
                            VELO_CLAIMS_TEST_PASSWORD, NULL, stored_cb, &stored);
  WAIT_UNTIL (stored);
  desktop->base.desk = velo_claims_desk_new (NULL, desktop->base.settings, desktop->base.secrets);
  desktop->notifier = velo_claims_notifier_new (desktop->application, desktop->base.desk, desktop->base.settings);
  velo_claims_notifier_set_looked (desktop->notifier, looked_cb, desktop);
  velo_claims_notifier_start (desktop->notifier);
}

static void
ping_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, NULL);

  g_assert_nonnull (answer);
  *(gboolean *) user_data = TRUE;
}

/* Looks, and waits until the bus has brought all that was said on the way. */
static void
check (Desktop *desktop)
{
  gboolean answered = FALSE;

  velo_claims_notifier_check (desktop->notifier);
  WAIT_UNTIL (!velo_claims_notifier_is_checking (desktop->notifier));
  for (int i = 0; i < 2; i++)
    {
      answered = FALSE;
      g_dbus_connection_call (desktop->shell.bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                              "GetId", NULL, NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, ping_cb, &answered);
      WAIT_UNTIL (answered);
    }
}

/* Accepted: the desk is told once, in words that name nobody. */
static void
test_once (Desktop       *desktop,
           gconstpointer  data)
{
  g_autoptr(JsonObject) released = NULL;

  make_accepted (&desktop->base, 123450);
  work_as (desktop, "desk");
  check (desktop);
  g_assert_cmpuint (desktop->shell.n_notified, ==, 1);
  g_assert_cmpstr (desktop->shell.title, ==, "Release the payout");
  g_assert_nonnull (strstr (desktop->shell.body, NUMBER " · H-AB 123"));
  g_assert_null (strstr (desktop->shell.body, "Muster"));
  g_assert_null (strstr (desktop->shell.body, "1234,50"));
  check (desktop);
  g_assert_cmpuint (desktop->shell.n_notified, ==, 1);
  /* done by somebody else: what was told goes away */
  released = velo_claims_flow_act (&desktop->base.flow, desktop->base.flow.desk, "POST", "payout", "");
  check (desktop);
  WAIT_UNTIL (desktop->shell.n_closed == 1);
  g_assert_cmpuint (desktop->shell.n_notified, ==, 1);
}

/* Photos are for who calculates; a promise that runs out is for the desk as well. The button
 * leads to the claim. */
static void
test_roles (Desktop       *desktop,
            gconstpointer  data)
{
  VeloClaimsFlow *flow = &desktop->base.flow;

  velo_claims_flow_init (flow, &desktop->base.test, NUMBER, "de");
  velo_claims_flow_log_in (flow);
  velo_claims_flow_upload_all (flow);
  work_as (desktop, "partner");
  check (desktop);
  g_assert_cmpuint (desktop->shell.n_notified, ==, 0);
  work_as (desktop, "desk");
  check (desktop);
  g_assert_cmpuint (desktop->shell.n_notified, ==, 0);
  work_as (desktop, "assessor");
  check (desktop);
  g_assert_cmpuint (desktop->shell.n_notified, ==, 1);
  g_assert_cmpstr (desktop->shell.title, ==, "Calculate: the photos are complete");
  velo_test_desktop_press (&desktop->shell, "app.show-claim");
  WAIT_UNTIL (desktop->opened != NULL);
  g_assert_cmpstr (desktop->opened, ==, desktop->base.flow.id);
}

/* A promise of yesterday: the clock of the service is behind that of the wall. */
static void
test_promise (Desktop       *desktop,
              gconstpointer  data)
{
  velo_claims_test_advance (&desktop->base.test, -10 * G_TIME_SPAN_DAY);
  velo_claims_flow_init (&desktop->base.flow, &desktop->base.test, NUMBER, "de");
  velo_claims_flow_log_in (&desktop->base.flow);
  velo_claims_flow_upload_all (&desktop->base.flow);
  work_as (desktop, "desk");
  check (desktop);
  g_assert_cmpuint (desktop->shell.n_notified, ==, 1);
  g_assert_cmpstr (desktop->shell.title, ==, "The promised time is running out");
  g_assert_nonnull (strstr (desktop->shell.body, "(overdue)"));
}

/* Who looks at the claims is not told; what is put off is told of again when it is due, and not before. */
static void
test_looked_and_later (Desktop       *desktop,
                       gconstpointer  data)
{
  g_autoptr(JsonObject) tasks = NULL;
  g_autoptr(JsonObject) later = NULL;
  g_autoptr(JsonObject) soon = NULL;
  g_autofree char *path = NULL;
  g_autofree char *body = NULL;
  g_autofree char *soon_body = NULL;
  VeloClaimsTest *test = &desktop->base.test;

  make_accepted (&desktop->base, 123450);
  work_as (desktop, "desk");
  desktop->looked = TRUE;
  check (desktop);
  desktop->looked = FALSE;
  check (desktop);
  g_assert_cmpuint (desktop->shell.n_notified, ==, 0);
  tasks = velo_claims_test_call (test, "GET", "api/v1/tasks", desktop->base.flow.desk, NULL);
  path = g_strdup_printf ("api/v1/tasks/%s/later", json_object_get_string_member (json_array_get_object_element (
                            json_object_get_array_member (tasks, "tasks"), 0), "id"));
  body = g_strdup_printf ("{\"until\":%" G_GINT64_FORMAT ",\"note\":\"x\"}", test->now + 2 * G_TIME_SPAN_HOUR);
  later = velo_claims_test_call (test, "POST", path, desktop->base.flow.desk, body);
  g_assert_cmpuint (test->status, ==, 200);
  check (desktop);
  g_assert_cmpuint (desktop->shell.n_notified, ==, 0);
  soon_body = g_strdup_printf ("{\"until\":%" G_GINT64_FORMAT ",\"note\":\"x\"}", test->now + 5 * G_TIME_SPAN_MINUTE);
  soon = velo_claims_test_call (test, "POST", path, desktop->base.flow.desk, soon_body);
  check (desktop);
  g_assert_cmpuint (desktop->shell.n_notified, ==, 1);
  check (desktop);
  g_assert_cmpuint (desktop->shell.n_notified, ==, 1);
}

/* Many at once are one notification, with the way to all tasks. */
static void
test_many (Desktop       *desktop,
           gconstpointer  data)
{
  g_autofree char *token = velo_claims_test_log_in (&desktop->base.test, "desk");

  velo_claims_test_advance (&desktop->base.test, -10 * G_TIME_SPAN_DAY);
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *claim = g_strdup_printf ("{\"number\":\"26-%u\",\"country\":\"DE\",\"plate\":\"H-AB 12%u\","
                                                "\"customer-name\":\"N\",\"phone\":\"0171 1234567\",\"in-writing\":true}",
                                                1000 + i, i);
      g_autoptr(JsonObject) added = velo_claims_test_call (&desktop->base.test, "POST", "api/v1/claims", token, claim);

      g_assert_nonnull (added);
      g_assert_cmpuint (desktop->base.test.status, ==, 201);
    }
  work_as (desktop, "desk");
  check (desktop);
  g_assert_cmpuint (desktop->shell.n_notified, ==, 1);
  g_assert_cmpstr (desktop->shell.title, ==, "5 tasks about claims are due");
  velo_test_desktop_press (&desktop->shell, "app.show-claim-tasks");
  WAIT_UNTIL (desktop->opened != NULL);
  g_assert_cmpstr (desktop->opened, ==, "tasks");
}

/* No service, no account, training that nobody has looked at: silence, and no try each minute. */
static void
test_silent (Desktop       *desktop,
             gconstpointer  data)
{
  work_as (desktop, "desk");
  velo_claims_service_stop (desktop->base.test.service);
  check (desktop);
  check (desktop);
  g_assert_cmpuint (desktop->shell.n_notified, ==, 0);
  velo_claims_test_restart (&desktop->base.test, CONFIG);
  leave (desktop);
  g_settings_set_string (desktop->base.settings, "account", "");
  desktop->base.desk = velo_claims_desk_new (NULL, desktop->base.settings, desktop->base.secrets);
  desktop->notifier = velo_claims_notifier_new (desktop->application, desktop->base.desk, desktop->base.settings);
  check (desktop);
  leave (desktop);
  desktop->base.desk = velo_claims_desk_new (desktop->base.test.directory, desktop->base.settings, desktop->base.secrets);
  desktop->notifier = velo_claims_notifier_new (desktop->application, desktop->base.desk, desktop->base.settings);
  check (desktop);
  g_assert_null (velo_claims_desk_get_client (desktop->base.desk));
  g_assert_cmpuint (desktop->shell.n_notified, ==, 0);
  /* stopped in the middle of an answer */
  velo_claims_notifier_check (desktop->notifier);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *name; void (*test) (Desktop *, gconstpointer); } tests[] = {
    { "once", test_once }, { "roles", test_roles }, { "promise", test_promise },
    { "looked-and-later", test_looked_and_later }, { "many", test_many }, { "silent", test_silent },
  };

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/desktop/claims-notifier/", tests[i].name, NULL);

      g_test_add (path, Desktop, NULL, set_up, tests[i].test, tear_down);
    }
  return g_test_run ();
}
