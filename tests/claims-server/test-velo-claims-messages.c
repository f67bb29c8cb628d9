/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests how text messages leave: by a gateway over HTTP, by a modem over D-Bus, and when they fail. */

#include "velo-claims-test.h"

#include <string.h>

#include <glib/gstdio.h>

#include "velo-claims-messenger.h"
#include "velo-wait.h"

/* A provider that keeps what it gets and answers as told. */
typedef struct
{
  SoupServer *server;
  char *url;
  guint status;
  const char *answer;
  char *body;
  char *authorization;
  guint n_requests;
} Gateway;

static void
gateway_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  Gateway *gateway = user_data;
  g_autoptr(GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  g_free (gateway->body);
  g_free (gateway->authorization);
  gateway->body = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  gateway->authorization = g_strdup (soup_message_headers_get_one (headers, "Authorization"));
  gateway->n_requests++;
  soup_server_message_set_status (message, gateway->status, NULL);
  soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_STATIC, gateway->answer,
                                    strlen (gateway->answer));
}

static void
gateway_start (Gateway *gateway)
{
  g_autoptr(GError) error = NULL;
  GSList *uris;

  gateway->server = soup_server_new (NULL, NULL);
  gateway->status = 200;
  gateway->answer = "{\"state\":\"accepted\"}";
  soup_server_add_handler (gateway->server, NULL, gateway_cb, gateway, NULL);
  soup_server_listen_local (gateway->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (gateway->server);
  gateway->url = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
}

static void
gateway_stop (Gateway *gateway)
{
  soup_server_disconnect (gateway->server);
  g_clear_object (&gateway->server);
  g_free (gateway->url);
  g_free (gateway->body);
  g_free (gateway->authorization);
}

static char *
describe (const Gateway *gateway,
          const char    *more)
{
  return g_strdup_printf ("[messages]\nway=gateway\nurl=%s\nauthorization=Bearer {key}\n"
                          "body={\"to\":\"{phone}\",\"text\":\"{text}\"}\nsuccess=accepted\n%s", gateway->url, more);
}

static VeloClaimsConfig *
new_config (const char *messages)
{
  g_autofree char *data = g_strconcat ("[service]\npublic-url=https://claims.example\ndatabase=/x\n"
                                       "desk-phone=0511\ninsurer=T\n", messages, NULL);
  g_autoptr(GError) error = NULL;
  VeloClaimsConfig *config = velo_claims_config_new_data (data, &error);

  g_assert_no_error (error);
  return config;
}

typedef struct
{
  GAsyncResult *result;
} Waiter;

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Waiter *waiter = user_data;

  waiter->result = g_object_ref (result);
}

static gboolean
send_message (VeloClaimsMessenger  *messenger,
              const char           *text,
              GCancellable         *cancellable,
              GError              **error)
{
  Waiter waiter = { NULL };
  gboolean sent;

  velo_claims_messenger_send_async (messenger, "+491711234567", text, cancellable, done_cb, &waiter);
  while (waiter.result == NULL)
    g_main_context_iteration (NULL, TRUE);
  sent = velo_claims_messenger_send_finish (messenger, waiter.result, error);
  g_object_unref (waiter.result);
  return sent;
}

/* Nothing in a text can leave its place in the body. */
static void
test_gateway (void)
{
  Gateway gateway = { NULL };
  g_autofree char *directory = g_dir_make_tmp ("velo-key-XXXXXX", NULL);
  g_autofree char *key_file = g_build_filename (directory, "key", NULL);
  g_autofree char *more = g_strdup_printf ("key-file=%s\n", key_file);
  g_autofree char *text = NULL;
  g_autoptr(VeloClaimsConfig) config = NULL;
  g_autoptr(VeloClaimsMessenger) messenger = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (key_file, "secret\n", -1, NULL));
  gateway_start (&gateway);
  text = describe (&gateway, more);
  config = new_config (text);
  messenger = velo_claims_messenger_new (config, &error);
  g_assert_no_error (error);
  g_assert_true (send_message (messenger, "\"},{phone}\\\n Gültig {key}", NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (gateway.body, ==,
                   "{\"to\":\"+491711234567\",\"text\":\"\\\"},{phone}\\\\\\u000a Gültig {key}\"}");
  g_assert_cmpstr (gateway.authorization, ==, "Bearer secret");
  gateway_stop (&gateway);
  g_unlink (key_file);
  g_rmdir (directory);
}

static void
test_gateway_refuses (void)
{
  static const struct { guint status; const char *answer; } answers[] = {
    { 200, "{\"state\":\"rejected\"}" }, { 200, "" }, { 401, "accepted" }, { 500, "accepted" }, { 302, "accepted" },
  };
  Gateway gateway = { NULL };
  g_autofree char *text = NULL;
  g_autoptr(VeloClaimsConfig) config = NULL;
  g_autoptr(VeloClaimsMessenger) messenger = NULL;

  gateway_start (&gateway);
  text = describe (&gateway, "");
  config = new_config (text);
  messenger = velo_claims_messenger_new (config, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr(GError) error = NULL;

      gateway.status = answers[i].status;
      gateway.answer = answers[i].answer;
      g_assert_false (send_message (messenger, "x", NULL, &error));
      g_assert_nonnull (error);
      g_assert_null (strstr (error->message, "171"));
    }
  gateway_stop (&gateway);
}

static void
test_gateway_away (void)
{
  Gateway gateway = { NULL };
  g_autofree char *text = NULL;
  g_autoptr(VeloClaimsConfig) config = NULL;
  g_autoptr(VeloClaimsMessenger) messenger = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  gateway_start (&gateway);
  text = describe (&gateway, "");
  config = new_config (text);
  messenger = velo_claims_messenger_new (config, NULL);
  g_cancellable_cancel (cancellable);
  g_assert_false (send_message (messenger, "x", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  gateway_stop (&gateway);
  g_assert_false (send_message (messenger, "x", NULL, &error));
  g_assert_nonnull (error);
}

static void
test_no_key (void)
{
  g_autoptr(VeloClaimsConfig) config = new_config ("[messages]\nway=gateway\nurl=https://sms.example\n"
                                                   "body={phone}{text}\nkey-file=/nowhere\n");
  g_autoptr(VeloClaimsConfig) none = new_config ("");
  g_autoptr(GError) error = NULL;

  g_assert_null (velo_claims_messenger_new (config, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (velo_claims_messenger_new (none, &error));
  g_assert_no_error (error);
}

static const char modem_xml[] =
  "<node><interface name='org.freedesktop.DBus.ObjectManager'><method name='GetManagedObjects'>"
  "<arg type='a{oa{sa{sv}}}' direction='out'/></method></interface>"
  "<interface name='org.freedesktop.ModemManager1.Modem.Messaging'><method name='Create'>"
  "<arg type='a{sv}' direction='in'/><arg type='o' direction='out'/></method>"
  "<method name='Delete'><arg type='o' direction='in'/></method></interface>"
  "<interface name='org.freedesktop.ModemManager1.Sms'><method name='Send'/></interface></node>";

typedef struct
{
  gboolean there;
  gboolean fails;
  gboolean keeps; /* what it is told to delete */
  GCancellable *cancelled; /* (nullable): as soon as a message lies there */
  char *phone;
  char *text;
  guint n_kept; /* messages in its memory */
  guint n_sent;
  guint n_deleted;
} Modem;

static void
modem_call_cb (GDBusConnection       *connection,
               const char            *sender,
               const char            *path,
               const char            *interface,
               const char            *method,
               GVariant              *parameters,
               GDBusMethodInvocation *invocation,
               gpointer               user_data)
{
  Modem *modem = user_data;

  if (strcmp (method, "GetManagedObjects") == 0)
    {
      g_autoptr(GVariant) objects = g_variant_ref_sink (g_variant_new_parsed (
        modem->there ? "({objectpath '/org/freedesktop/ModemManager1/Modem/0': {"
                       "'org.freedesktop.ModemManager1.Modem.Messaging': @a{sv} {}}},)"
                     : "(@a{oa{sa{sv}}} {},)"));

      g_dbus_method_invocation_return_value (invocation, objects);
    }
  else if (strcmp (method, "Create") == 0)
    {
      g_autoptr(GVariant) properties = g_variant_get_child_value (parameters, 0);

      g_clear_pointer (&modem->phone, g_free);
      g_clear_pointer (&modem->text, g_free);
      g_variant_lookup (properties, "number", "s", &modem->phone);
      g_variant_lookup (properties, "text", "s", &modem->text);
      modem->n_kept++;
      g_cancellable_cancel (modem->cancelled);
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", "/org/freedesktop/ModemManager1/SMS/7"));
    }
  else if (strcmp (method, "Delete") == 0)
    {
      const char *sms;

      g_variant_get (parameters, "(&o)", &sms);
      g_assert_cmpstr (path, ==, "/org/freedesktop/ModemManager1/Modem/0");
      g_assert_cmpstr (sms, ==, "/org/freedesktop/ModemManager1/SMS/7");
      modem->n_deleted++;
      if (modem->keeps)
        {
          g_dbus_method_invocation_return_dbus_error (invocation, "org.freedesktop.ModemManager1.Error.Core.Failed", "no");
          return;
        }
      modem->n_kept--;
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
  else if (modem->fails)
    g_dbus_method_invocation_return_dbus_error (invocation, "org.freedesktop.ModemManager1.Error.Core.Failed", "no");
  else
    {
      modem->n_sent++;
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
}

static void
name_cb (GDBusConnection *connection,
         const char      *name,
         gpointer         user_data)
{
  gboolean *owned = user_data;

  *owned = TRUE;
}

typedef struct
{
  Modem modem;
  GTestDBus *bus;
  GDBusNodeInfo *node;
  GDBusConnection *connection;
  VeloClaimsMessenger *messenger;
} Mobile;

static void
mobile_set_up (Mobile        *mobile,
               gconstpointer  data)
{
  GError *error = NULL;

  mobile->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  mobile->node = g_dbus_node_info_new_for_xml (modem_xml, NULL);
  g_test_dbus_up (mobile->bus);
  mobile->connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  mobile->messenger = velo_claims_modem_new (G_BUS_TYPE_SESSION);
}

/* Who still deletes a message holds the messenger. */
static void
mobile_settle (Mobile *mobile)
{
  WAIT_UNTIL (G_OBJECT (mobile->messenger)->ref_count == 1);
}

static void
mobile_tear_down (Mobile        *mobile,
                  gconstpointer  data)
{
  mobile_settle (mobile);
  g_free (mobile->modem.phone);
  g_free (mobile->modem.text);
  g_object_unref (mobile->messenger);
  g_object_unref (mobile->connection);
  g_test_dbus_down (mobile->bus);
  g_object_unref (mobile->bus);
  g_dbus_node_info_unref (mobile->node);
}

/* From here on the name is on the bus; returns what takes it off. */
static guint
mobile_plug_in (Mobile *mobile)
{
  static const GDBusInterfaceVTable vtable = { modem_call_cb, NULL, NULL, { NULL } };
  static const char *const paths[] = { "/org/freedesktop/ModemManager1", "/org/freedesktop/ModemManager1/Modem/0",
                                       "/org/freedesktop/ModemManager1/SMS/7" };
  gboolean owned = FALSE;
  guint name;

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    g_assert_cmpuint (g_dbus_connection_register_object (mobile->connection, paths[i], mobile->node->interfaces[i], &vtable,
                                                         &mobile->modem, NULL, NULL), !=, 0);
  name = g_bus_own_name_on_connection (mobile->connection, "org.freedesktop.ModemManager1", 0, name_cb, NULL, &owned, NULL);
  while (!owned)
    g_main_context_iteration (NULL, TRUE);
  return name;
}

static void
test_modem (Mobile        *mobile,
            gconstpointer  data)
{
  Modem *modem = &mobile->modem;
  g_autoptr(GError) error = NULL;
  guint name;

  /* nobody has that name on the bus */
  g_assert_false (send_message (mobile->messenger, "x", NULL, &error));
  g_clear_error (&error);
  name = mobile_plug_in (mobile);
  g_assert_false (send_message (mobile->messenger, "x", NULL, &error));
  g_clear_error (&error);
  modem->there = TRUE;
  modem->fails = TRUE;
  g_assert_false (send_message (mobile->messenger, "x", NULL, &error));
  g_clear_error (&error);
  modem->fails = FALSE;
  g_assert_true (send_message (mobile->messenger, "Gültig", NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (modem->phone, ==, "+491711234567");
  g_assert_cmpstr (modem->text, ==, "Gültig");
  g_assert_cmpuint (modem->n_sent, ==, 1);
  /* the one that was sent and the one that could not be */
  WAIT_UNTIL (modem->n_deleted == 2);
  g_assert_cmpuint (modem->n_kept, ==, 0);
  g_bus_unown_name (name);
}

/* Sent all the same: but the log tells that something stays there, and nothing of what it says. */
static void
test_modem_keeps (Mobile        *mobile,
                  gconstpointer  data)
{
  guint name = mobile_plug_in (mobile);
  g_autoptr(GError) error = NULL;

  mobile->modem.there = TRUE;
  mobile->modem.keeps = TRUE;
  g_test_expect_message ("velo-claims", G_LOG_LEVEL_WARNING, "a message stays in the modem: g-io-error-quark *");
  g_assert_true (send_message (mobile->messenger, "Gültig", NULL, &error));
  g_assert_no_error (error);
  mobile_settle (mobile);
  g_test_assert_expected_messages ();
  g_assert_cmpuint (mobile->modem.n_deleted, ==, 1);
  g_bus_unown_name (name);
}

/* Called off while it lies there: not sent, and not left there. */
static void
test_modem_called_off (Mobile        *mobile,
                       gconstpointer  data)
{
  guint name = mobile_plug_in (mobile);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  mobile->modem.there = TRUE;
  mobile->modem.cancelled = cancellable;
  g_assert_false (send_message (mobile->messenger, "Gültig", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  WAIT_UNTIL (mobile->modem.n_deleted == 1);
  g_assert_cmpuint (mobile->modem.n_kept, ==, 0);
  g_assert_cmpuint (mobile->modem.n_sent, ==, 0);
  g_bus_unown_name (name);
}

#define CLAIM \
  "{\"number\":\"26-1234567\",\"country\":\"DE\",\"plate\":\"H-AB 123\",\"customer-name\":\"N\"," \
  "\"phone\":\"0171 1234567\",\"consent\":\"Ja.\",\"intake\":{\"financing\":\"paid\"}}"

static JsonObject *
post (VeloClaimsTest *test,
      const char     *token,
      const char     *id,
      const char     *what,
      const char     *body)
{
  g_autofree char *path = g_strdup_printf ("api/v1/claims/%s/%s", id, what);

  return velo_claims_test_call (test, "POST", path, token, body);
}

/* The state of the only message, once it is no longer waiting. */
static char *
await_message (VeloClaimsTest *test,
               const char     *token,
               const char     *id)
{
  g_autofree char *path = g_strdup_printf ("api/v1/claims/%s/messages", id);

  for (;;)
    {
      g_autoptr(JsonObject) answer = velo_claims_test_call (test, "GET", path, token, NULL);
      JsonArray *messages = json_object_get_array_member (answer, "messages");
      JsonObject *message = json_array_get_object_element (messages, 0);

      g_assert_cmpuint (json_array_get_length (messages), ==, 1);
      g_assert_cmpstr (json_object_get_string_member (message, "text"), ==, "");
      if (strcmp (json_object_get_string_member (message, "state"), "queued") != 0)
        return g_strdup (json_object_get_string_member (message, "state"));
      g_main_context_iteration (NULL, FALSE);
    }
}

static void
invite_by_message (VeloClaimsTest *test,
                   const char     *token,
                   char          **id)
{
  g_autoptr(JsonObject) claim = velo_claims_test_call (test, "POST", "api/v1/claims", token, CLAIM);
  g_autoptr(JsonObject) decided = NULL;
  g_autoptr(JsonObject) invited = NULL;

  *id = g_strdup (json_object_get_string_member (claim, "id"));
  decided = post (test, token, *id, "decision", "{\"revision\":1}");
  invited = post (test, token, *id, "invitation", "{\"revision\":2,\"way\":\"message\"}");
  g_assert_cmpuint (test->status, ==, 201);
  g_assert_false (json_object_has_member (invited, "url"));
  g_assert_false (json_object_has_member (invited, "text"));
}

/* Through the whole service: the link goes to the customer and is nowhere else. */
static void
test_service (VeloClaimsTest *test,
              gconstpointer   data)
{
  Gateway gateway = { NULL };
  g_autofree char *text = NULL;
  g_autofree char *token = NULL;
  g_autofree char *id = NULL;
  g_autofree char *state = NULL;

  gateway_start (&gateway);
  text = describe (&gateway, "");
  velo_claims_test_restart (test, text);
  token = velo_claims_test_log_in (test, "desk");
  invite_by_message (test, token, &id);
  state = await_message (test, token, id);
  g_assert_cmpstr (state, ==, "sent");
  g_assert_cmpuint (gateway.n_requests, ==, 1);
  g_assert_nonnull (strstr (gateway.body, "https://claims.example/s/"));
  g_assert_nonnull (strstr (gateway.body, "+491711234567"));
  velo_claims_service_stop (test->service);
  gateway_stop (&gateway);
  velo_claims_test_restart (test, NULL);
}

/* Refused by the provider: the desk gets a task. */
static void
test_service_fails (VeloClaimsTest *test,
                    gconstpointer   data)
{
  Gateway gateway = { NULL };
  g_autofree char *text = NULL;
  g_autofree char *token = NULL;
  g_autofree char *id = NULL;
  g_autofree char *state = NULL;
  g_autoptr(JsonObject) tasks = NULL;
  JsonObject *task;

  gateway_start (&gateway);
  gateway.status = 503;
  text = describe (&gateway, "");
  velo_claims_test_restart (test, text);
  token = velo_claims_test_log_in (test, "desk");
  invite_by_message (test, token, &id);
  state = await_message (test, token, id);
  g_assert_cmpstr (state, ==, "failed");
  tasks = velo_claims_test_call (test, "GET", "api/v1/tasks", token, NULL);
  task = json_array_get_object_element (json_object_get_array_member (tasks, "tasks"), 0);
  g_assert_cmpstr (json_object_get_string_member (task, "kind"), ==, "message-failed");
  velo_claims_service_stop (test->service);
  gateway_stop (&gateway);
  velo_claims_test_restart (test, NULL);
}

/* Where no way is set up the desk cannot ask for one. */
static void
test_no_way (VeloClaimsTest *test,
             gconstpointer   data)
{
  g_autofree char *token = velo_claims_test_log_in (test, "desk");
  g_autoptr(JsonObject) claim = velo_claims_test_call (test, "POST", "api/v1/claims", token, CLAIM);
  g_autofree char *id = g_strdup (json_object_get_string_member (claim, "id"));
  g_autoptr(JsonObject) decided G_GNUC_UNUSED = post (test, token, id, "decision", "{\"revision\":1}");
  g_autoptr(JsonObject) refused G_GNUC_UNUSED = post (test, token, id, "invitation", "{\"revision\":2,\"way\":\"message\"}");

  g_assert_cmpuint (test->status, ==, 422);
}

#define ADD(NAME, FUNC) \
  g_test_add ("/claims-messages/" NAME, VeloClaimsTest, NULL, velo_claims_test_set_up, FUNC, velo_claims_test_tear_down)

#define ADD_MODEM(NAME, FUNC) g_test_add ("/claims-messages/" NAME, Mobile, NULL, mobile_set_up, FUNC, mobile_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/claims-messages/gateway", test_gateway);
  g_test_add_func ("/claims-messages/gateway-refuses", test_gateway_refuses);
  g_test_add_func ("/claims-messages/gateway-away", test_gateway_away);
  g_test_add_func ("/claims-messages/no-key", test_no_key);
  ADD_MODEM ("modem", test_modem);
  ADD_MODEM ("modem-keeps", test_modem_keeps);
  ADD_MODEM ("modem-called-off", test_modem_called_off);
  ADD ("service", test_service);
  ADD ("service-fails", test_service_fails);
  ADD ("no-way", test_no_way);
  return g_test_run ();
}
