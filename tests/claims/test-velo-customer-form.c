/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests forms for the customer's own phone from the counter's side: what was sealed elsewhere opens, nothing
 * else does; and the way over HTTP, against the service and against bad ones. */

#include "velo-claims-test.h"
#include "velo-customer-form.h"
#include "velo-form-seal.h"
#include "velo-sealed-form.h"
#include "velo-wait.h"

#include <string.h>

#define TOKEN "AbCdEfGhIjKlMnOpQrStUv"

/* Made by two other implementations of AES-256-GCM, with the key a0 a1 ... bf and the nonce 01 02 ... 0c. */
#define VECTOR \
  "AQIDBAUGBwgJCgsM43EhF0os8cYuoztSphmH3DU2hmneyicXiof4Nai+YDRjPF2NqqXm08a9aOJkdO5yrjJQ+W4Ix4kzTG+42LV7x6f2ZejmSOg6" \
  "8BvHUiUmyU8Pqm4WVihXVERrrAKyjUFAjEqrwgaWGWRTAob8MUgbrWG3nE+Fmx8i1JhC7f1N6Xs2o711SLjc1ihl/kIY0OA2"
/* {"first-name":7,"street":["x"],"iban":{"a":1},"password":"x","city":"  Ulm  "} */
#define STRANGE \
  "AQIDBAUGBwgJCgsM43EhF0os8cYuoztSphmSutT5gHzewXEZkq+uP++GODQwfHCC5vj40fTrILLax6ki/nMBoiMTwcpnTC24sNIonOK9d+H0WPhf" \
  "rEbXQjVrDHO5acKGk+kS8eb85Anvdg=="
/* {"first-name":"a\nb\u0007"} */
#define CONTROL "AQIDBAUGBwgJCgsM43EhF0os8cYuoztSphmH96rkllLOlDULn9bxObbUuK1MXQDJS7ERMk+baA=="
/* {"first-name":"x..."}, 201 of them */
#define LONG \
  "AQIDBAUGBwgJCgsM43EhF0os8cYuoztSphmH7o7yjHbD3H1D0Iz0P7WjbG4hZmmUvLr7i+2xYvvfk/Mq53gKrTQZ3ZAlFi3i5Igzje68LaOuAKBy" \
  "uFOPGm9ugwdC4zQTDnAPDBwz9Frq1RkY1BLzml7OQTwLWt6kaRBD9TnvxBfdw0d6jMAataUVsSN4xd3vJahqV46vQ4eUCXWh1/WpzQSmifNOtM2l" \
  "MVTQa9kDmAd+Ap7FT3cP1noyvPKoXaObsBVsDPUL2nqHnNRCi8hqMfD6aCDaHRNRGkOLrVgvgy5u8HlbPbfppU8vVRcn2+R96RSmZJ5m"

static const char *const names[] = { "first-name", "street", "iban", "city", NULL };

static void
fill_key (guint8 *key)
{
  for (guint i = 0; i < VELO_FORM_KEY_BYTES; i++)
    key[i] = (guint8) (0xa0 + i);
}

static GBytes *
decode (const char *text)
{
  gsize size;
  guint8 *data = g_base64_decode (text, &size);

  return g_bytes_new_take (data, size);
}

static GHashTable *
open_text (const char  *text,
           GError     **error)
{
  g_autoptr(GBytes) sealed = decode (text);
  guint8 key[VELO_FORM_KEY_BYTES];

  fill_key (key);
  return velo_form_seal_open (key, TOKEN, sealed, names, error);
}

static void
test_vector (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GHashTable) values = open_text (VECTOR, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (values), ==, 3);
  g_assert_cmpstr (g_hash_table_lookup (values, "first-name"), ==, "Jürgen");
  g_assert_cmpstr (g_hash_table_lookup (values, "street"), ==, "Lange Straße 12");
  g_assert_cmpstr (g_hash_table_lookup (values, "iban"), ==, "DE02120300000000202051");
}

/* The first that is changed, of the nonce, the text and the tag; another key, another link, too short. */
static void
test_changed (void)
{
  static const gsize places[] = { 0, 11, 12, 60, 139, 155 };
  g_autoptr(GBytes) sealed = decode (VECTOR);
  gsize size = g_bytes_get_size (sealed);
  guint8 key[VELO_FORM_KEY_BYTES];

  fill_key (key);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (sealed, NULL), size);
      g_autoptr(GBytes) changed = NULL;
      g_autoptr(GError) error = NULL;

      copy[places[i]] ^= 1;
      changed = g_bytes_new (copy, size);
      g_assert_null (velo_form_seal_open (key, TOKEN, changed, names, &error));
      g_assert_error (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_SEALED);
    }
  for (gsize length = 0; length < size; length += 9)
    {
      g_autoptr(GBytes) cut = g_bytes_new_from_bytes (sealed, 0, length);
      g_autoptr(GError) error = NULL;

      g_assert_null (velo_form_seal_open (key, TOKEN, cut, names, &error));
      g_assert_error (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_SEALED);
    }
  g_assert_null (velo_form_seal_open (key, "AbCdEfGhIjKlMnOpQrStUw", sealed, names, NULL));
  key[31] ^= 1;
  g_assert_null (velo_form_seal_open (key, TOKEN, sealed, names, NULL));
}

/* Sealed rightly, but no form: whoever has the link has the key as well. */
static void
test_not_a_form (void)
{
  static const char *const texts[] = {
    "AQIDBAUGBwgJCgsM4IGf4bINr6MflqVdPrBJ+Q==",                 /* nothing */
    "AQIDBAUGBwgJCgsMww60W+/ag3r0pt73NifgYUH1",                 /* [] */
    "AQIDBAUGBwgJCgsM43EhF0os8cYuoztSphn569JmhGEoerFMK4NrBIrJ", /* {"first-name": */
    "AQIDBAUGBwgJCgsMZ608A2nyNwZeuSAEb9iLlsfC2Rk=",             /* not UTF-8 */
    "AQIDBAUGBwgJCgsMwwgcJWME3rAbmQ1s31jYy6vXqVPm+Vhm9anRGoIawlmtifiIkJ2JER/4YKs=", /* [[[[... */
    "", "garbage",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (open_text (texts[i], &error));
      g_assert_error (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_SEALED);
    }
}

/* Neither what was not asked for nor what no field of the page could hold. */
static void
test_strange_values (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GHashTable) strange = open_text (STRANGE, &error);
  g_autoptr(GHashTable) control = open_text (CONTROL, NULL);
  g_autoptr(GHashTable) long_one = open_text (LONG, NULL);

  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (strange), ==, 1);
  g_assert_cmpstr (g_hash_table_lookup (strange, "city"), ==, "Ulm");
  g_assert_cmpuint (g_hash_table_size (control), ==, 0);
  g_assert_cmpuint (g_hash_table_size (long_one), ==, 0);
}

static void
test_keys (void)
{
  guint8 key[VELO_FORM_KEY_BYTES];
  guint8 other[VELO_FORM_KEY_BYTES];
  g_autofree char *text = NULL;

  memset (key, 0xff, sizeof key);
  text = velo_form_seal_encode_key (key);
  g_assert_cmpstr (text, ==, "__________________________________________8");
  g_assert_true (velo_form_seal_new_key (key, NULL));
  g_assert_true (velo_form_seal_new_key (other, NULL));
  g_assert_cmpint (memcmp (key, other, sizeof key), !=, 0);
}

/* Over HTTP */

typedef struct
{
  VeloClaimsTest service;
  VeloClaimsClient *client;
  VeloCustomerForm *form;
} Fixture;

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
sign_in (VeloClaimsClient *client,
         const char       *name)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(VeloClaimsAnswer) answer = NULL;
  g_autoptr(GError) error = NULL;

  velo_claims_client_sign_in_async (client, name, VELO_CLAIMS_TEST_PASSWORD, NULL, keep_cb, &result);
  answer = velo_claims_client_finish (client, wait_for (&result), &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  velo_claims_test_set_up (&fixture->service, NULL);
  fixture->client = velo_claims_client_new (velo_claims_service_get_uri (fixture->service.service), NULL);
  fixture->form = velo_customer_form_new (fixture->client, names, "DE");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->form);
  g_assert_finalize_object (fixture->client);
  velo_claims_test_tear_down (&fixture->service, NULL);
}

static gboolean
open_form (VeloCustomerForm  *form,
           GError           **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  velo_customer_form_open_async (form, NULL, keep_cb, &result);
  return velo_customer_form_finish (form, wait_for (&result), error);
}

static gboolean
look (VeloCustomerForm  *form,
      GError           **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  velo_customer_form_look_async (form, NULL, keep_cb, &result);
  return velo_customer_form_finish (form, wait_for (&result), error);
}

static guint
visit (Fixture    *fixture,
       const char *link,
       GBytes     *sealed)
{
  return velo_sealed_form_visit (fixture->service.session, velo_claims_test_get_uri (&fixture->service), link, sealed);
}

static void
test_way (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) sealed = NULL;
  const char *link;
  GHashTable *values;

  sign_in (fixture->client, "partner");
  g_assert_true (open_form (fixture->form, &error));
  g_assert_no_error (error);
  link = velo_customer_form_get_link (fixture->form);
  g_assert_true (g_str_has_prefix (link, "https://claims.example/f/"));
  g_assert_cmpuint (strlen (strchr (link, '#')), ==, 1 + 43);
  g_assert_cmpint (velo_customer_form_get_end (fixture->form), >, g_get_monotonic_time ());
  g_assert_true (look (fixture->form, &error));
  g_assert_cmpint (velo_customer_form_get_state (fixture->form), ==, VELO_CUSTOMER_FORM_STATE_OPEN);
  g_assert_null (velo_customer_form_get_values (fixture->form));
  g_assert_cmpuint (visit (fixture, link, NULL), ==, 200);
  g_assert_true (look (fixture->form, &error));
  g_assert_cmpint (velo_customer_form_get_state (fixture->form), ==, VELO_CUSTOMER_FORM_STATE_SEEN);
  sealed = velo_sealed_form_new (link, "{\"first-name\":\"Erika\",\"iban\":\"DE02\"}   ");
  g_assert_cmpuint (visit (fixture, link, sealed), ==, 200);
  g_assert_true (look (fixture->form, &error));
  g_assert_no_error (error);
  g_assert_cmpint (velo_customer_form_get_state (fixture->form), ==, VELO_CUSTOMER_FORM_STATE_FILLED);
  values = velo_customer_form_get_values (fixture->form);
  g_assert_cmpuint (g_hash_table_size (values), ==, 2);
  g_assert_cmpstr (g_hash_table_lookup (values, "first-name"), ==, "Erika");
  g_assert_false (look (fixture->form, &error));
  g_assert_error (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_GONE);
}

/* Not signed in, with a role that does not serve customers, for a country that is not insured. */
static void
test_not_opened (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(VeloCustomerForm) swiss = velo_customer_form_new (fixture->client, names, "CH");
  g_autoptr(GError) nobody = NULL;
  g_autoptr(GError) role = NULL;
  g_autoptr(GError) country = NULL;

  g_assert_false (open_form (fixture->form, &nobody));
  g_assert_error (nobody, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_UNAUTHORIZED);
  sign_in (fixture->client, "assessor");
  g_assert_false (open_form (fixture->form, &role));
  g_assert_error (role, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_FORBIDDEN);
  sign_in (fixture->client, "desk");
  g_assert_false (open_form (swiss, &country));
  g_assert_error (country, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_INVALID);
  g_assert_null (velo_customer_form_get_link (fixture->form));
  /* nothing to withdraw */
  velo_customer_form_withdraw (fixture->form);
}

static void
test_expired (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  sign_in (fixture->client, "desk");
  g_assert_true (open_form (fixture->form, NULL));
  velo_claims_test_advance (&fixture->service, 15 * G_TIME_SPAN_MINUTE);
  g_assert_false (look (fixture->form, &error));
  g_assert_error (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_NOT_FOUND);
}

static void
test_withdrawn (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  sign_in (fixture->client, "desk");
  g_assert_true (open_form (fixture->form, NULL));
  velo_customer_form_withdraw (fixture->form);
  /* the call keeps the client until it is answered */
  WAIT_UNTIL (G_OBJECT (fixture->client)->ref_count == 2);
  g_assert_cmpuint (visit (fixture, velo_customer_form_get_link (fixture->form), NULL), ==, 404);
  g_assert_false (look (fixture->form, &error));
  g_assert_error (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_NOT_FOUND);
}

/* Somebody sent what was sealed with no key of ours. It is gone from the service all the same. */
static void
test_garbage (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GBytes) garbage = decode (VECTOR);
  g_autoptr(GError) error = NULL;

  sign_in (fixture->client, "desk");
  g_assert_true (open_form (fixture->form, NULL));
  g_assert_cmpuint (visit (fixture, velo_customer_form_get_link (fixture->form), garbage), ==, 200);
  g_assert_false (look (fixture->form, &error));
  g_assert_error (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_SEALED);
  g_assert_null (velo_customer_form_get_values (fixture->form));
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  sign_in (fixture->client, "desk");
  velo_customer_form_open_async (fixture->form, cancellable, keep_cb, &result);
  g_cancellable_cancel (cancellable);
  g_assert_false (velo_customer_form_finish (fixture->form, wait_for (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Bad services */

static void
answer_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  const char *const *answers = user_data;
  const char *answer = answers[0];

  if (g_str_equal (soup_server_message_get_method (message), "GET"))
    answer = answers[1];
  else if (g_str_has_suffix (path, "/collection"))
    answer = answers[2];
  if (g_str_equal (answer, "404"))
    {
      soup_server_message_set_status (message, 404, NULL);
      return;
    }
  soup_server_message_set_status (message, 200, NULL);
  if (g_str_equal (answer, "cut"))
    {
      soup_message_headers_set_content_length (soup_server_message_get_response_headers (message), 1000);
      soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_STATIC, "{\"s\"", 4);
      g_socket_shutdown (soup_server_message_get_socket (message), TRUE, TRUE, NULL);
    }
  else
    soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, answer, strlen (answer));
}

#define OPENED "{\"id\":\"1\",\"url\":\"https://claims.example/f/" TOKEN "\",\"left\":900}"

static const struct { const char *answers[3]; int code; } services[] = {
  /* opening: a service that knows no forms, and links that no customer may be sent to */
  { { "404", "", "" }, VELO_CLAIMS_CLIENT_ERROR_NOT_FOUND },
  { { "cut", "", "" }, VELO_CLAIMS_CLIENT_ERROR_OFFLINE },
  { { "{}", "", "" }, VELO_CLAIMS_CLIENT_ERROR_PROTOCOL },
  { { "{\"id\":\"1\",\"url\":\"http://claims.example/f/" TOKEN "\",\"left\":900}", "", "" }, VELO_CLAIMS_CLIENT_ERROR_PROTOCOL },
  { { "{\"id\":\"1\",\"url\":\"https://claims.example/f/" TOKEN "?a=b\",\"left\":900}", "", "" }, VELO_CLAIMS_CLIENT_ERROR_PROTOCOL },
  { { "{\"id\":\"1\",\"url\":\"https://claims.example/s/" TOKEN "\",\"left\":900}", "", "" }, VELO_CLAIMS_CLIENT_ERROR_PROTOCOL },
  { { "{\"id\":\"1\",\"url\":\"https://claims.example/f/short\",\"left\":900}", "", "" }, VELO_CLAIMS_CLIENT_ERROR_PROTOCOL },
  { { "{\"id\":\"1\",\"url\":\"f/" TOKEN "\",\"left\":900}", "", "" }, VELO_CLAIMS_CLIENT_ERROR_PROTOCOL },
  { { "{\"id\":\"\",\"url\":\"https://claims.example/f/" TOKEN "\",\"left\":900}", "", "" }, VELO_CLAIMS_CLIENT_ERROR_PROTOCOL },
  { { "{\"id\":\"1\",\"url\":\"https://claims.example/f/" TOKEN "\",\"left\":-1}", "", "" }, VELO_CLAIMS_CLIENT_ERROR_PROTOCOL },
  { { "{\"id\":\"1\",\"url\":\"https://claims.example/f/" TOKEN "\",\"left\":9223372036854775807}", "", "" },
    VELO_CLAIMS_CLIENT_ERROR_PROTOCOL },
  /* looking */
  { { OPENED, "{}", "" }, VELO_CLAIMS_CLIENT_ERROR_PROTOCOL },
  { { OPENED, "{\"state\":\"else\"}", "" }, VELO_CLAIMS_CLIENT_ERROR_PROTOCOL },
  { { OPENED, "cut", "" }, VELO_CLAIMS_CLIENT_ERROR_OFFLINE },
  { { OPENED, "404", "" }, VELO_CLAIMS_CLIENT_ERROR_NOT_FOUND },
  /* taking */
  { { OPENED, "{\"state\":\"filled\"}", "cut" }, VELO_CLAIMS_CLIENT_ERROR_OFFLINE },
  { { OPENED, "{\"state\":\"filled\"}", "404" }, VELO_CLAIMS_CLIENT_ERROR_NOT_FOUND },
  { { OPENED, "{\"state\":\"filled\"}", "{}" }, VELO_CLAIMS_CLIENT_ERROR_SEALED },
  { { OPENED, "{\"state\":\"filled\"}", "{\"sealed\":\"\"}" }, VELO_CLAIMS_CLIENT_ERROR_SEALED },
  { { OPENED, "{\"state\":\"filled\"}", "{\"sealed\":[1,2]}" }, VELO_CLAIMS_CLIENT_ERROR_SEALED },
  { { OPENED, "{\"state\":\"filled\"}", "{\"sealed\":\"" VECTOR "\"}" }, VELO_CLAIMS_CLIENT_ERROR_SEALED },
};

static void
test_bad_services (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (services); i++)
    {
      g_autoptr(SoupServer) server = soup_server_new (NULL, NULL);
      g_autoptr(VeloClaimsClient) client = NULL;
      g_autoptr(VeloCustomerForm) form = NULL;
      g_autoptr(GError) error = NULL;
      g_autofree char *uri = NULL;
      GSList *uris;

      g_test_message ("%" G_GSIZE_FORMAT, i);
      soup_server_add_handler (server, NULL, answer_cb, (gpointer) services[i].answers, NULL);
      g_assert_true (soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL));
      uris = soup_server_get_uris (server);
      uri = g_uri_to_string (uris->data);
      g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
      client = velo_claims_client_new (uri, NULL);
      form = velo_customer_form_new (client, names, "AT");
      g_assert_false (open_form (form, &error) && look (form, &error));
      g_assert_error (error, VELO_CLAIMS_CLIENT_ERROR, services[i].code);
      g_assert_null (velo_customer_form_get_values (form));
      soup_server_disconnect (server);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(NAME, FUNC) g_test_add ("/customer-form/" NAME, Fixture, NULL, set_up, FUNC, tear_down)
  g_test_add_func ("/customer-form/vector", test_vector);
  g_test_add_func ("/customer-form/changed", test_changed);
  g_test_add_func ("/customer-form/not-a-form", test_not_a_form);
  g_test_add_func ("/customer-form/strange-values", test_strange_values);
  g_test_add_func ("/customer-form/keys", test_keys);
  ADD ("way", test_way);
  ADD ("not-opened", test_not_opened);
  ADD ("expired", test_expired);
  ADD ("withdrawn", test_withdrawn);
  ADD ("garbage", test_garbage);
  ADD ("cancelled", test_cancelled);
  g_test_add_func ("/customer-form/bad-services", test_bad_services);
  return g_test_run ();
}
