/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scripted server, and what all tests of the insurer room share. */

#include "velo-scripted-server.h"

#include "velo-proposal.h"

#include <libsoup/soup.h>
#include <string.h>

typedef struct
{
  VeloScriptedKind kind;
  char *text;
} Answer;

typedef struct
{
  char *key;
  GHashTable *fields;
  guint16 port; /* of the client */
} Request;

struct _VeloScripted
{
  SoupServer *server;
  char *uri;
  GHashTable *standing; /* key to text */
  GHashTable *pushed;   /* key to GQueue of Answer */
  GPtrArray *requests;
  GPtrArray *held;
  guint hold_until;
  guint n_open;
  guint peak;
  guint n_logins;
  guint valid_from; /* sessions of earlier sign-ins are expired */
  GCancellable *cancel;
  char *cancel_key;
};

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_free (answer->text);
  g_free (answer);
}

static void
queue_free (gpointer data)
{
  g_queue_free_full (data, answer_free);
}

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->key);
  g_hash_table_unref (request->fields);
  g_free (request);
}

static GHashTable *
read_fields (SoupServerMessage *message)
{
  GHashTable *fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  g_autoptr(GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  SoupMultipart *multipart = soup_multipart_new_from_message (headers, body);

  g_assert_nonnull (multipart);
  /* SESSION in the body is all that signs a call in, whatever the server would like to hand out. */
  g_assert_null (soup_message_headers_get_list (headers, "Cookie"));
  g_assert_null (soup_message_headers_get_list (headers, "Authorization"));
  g_assert_cmpint (soup_message_headers_get_encoding (headers), ==, SOUP_ENCODING_CONTENT_LENGTH);
  for (int i = 0; i < soup_multipart_get_length (multipart); i++)
    {
      SoupMessageHeaders *part_headers = NULL;
      GBytes *part = NULL;
      g_autoptr(GHashTable) params = NULL;
      g_autofree char *disposition = NULL;
      gsize size = 0;
      const char *data = NULL;

      soup_multipart_get_part (multipart, i, &part_headers, &part);
      g_assert_true (soup_message_headers_get_content_disposition (part_headers, &disposition,
                                                                   &params));
      g_assert_null (g_hash_table_lookup (params, "filename"));
      g_assert_null (soup_message_headers_get_one (part_headers, "Content-Type"));
      data = g_bytes_get_data (part, &size);
      g_hash_table_insert (fields, g_strdup (g_hash_table_lookup (params, "name")),
                           g_strndup (data, size));
    }
  soup_multipart_free (multipart);
  return fields;
}

static char *
make_key (GHashTable *fields)
{
  const char *function = g_hash_table_lookup (fields, "FUNCTION");

  if (g_strcmp0 (function, "GET_PRODUCT_DATA") == 0)
    return g_strdup_printf ("%s/%s", function, (char *) g_hash_table_lookup (fields, "SHAPING"));
  return g_strdup (function);
}

static void
send_text (SoupServerMessage *message,
           guint              status,
           const char        *text)
{
  soup_message_headers_append (soup_server_message_get_response_headers (message), "Set-Cookie",
                               "SESSION=fromcookie; Path=/");
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, status == 200 ? "application/json" : "text/html",
                                    SOUP_MEMORY_COPY, text, strlen (text));
}

static void
endless_cb (SoupServerMessage *message,
            gpointer           user_data)
{
  SoupMessageBody *body = soup_server_message_get_response_body (message);
  char *blanks = g_malloc (1024 * 1024);

  memset (blanks, ' ', 1024 * 1024);
  soup_message_body_append_take (body, (guchar *) blanks, 1024 * 1024);
}

static void
cut_cb (SoupServerMessage *message,
        guint              size,
        gpointer           user_data)
{
  g_socket_shutdown (soup_server_message_get_socket (message), TRUE, TRUE, NULL);
}

static void
perform (VeloScripted      *self,
         SoupServerMessage *message,
         VeloScriptedKind   kind,
         const char        *text)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  switch (kind)
    {
    case VELO_SCRIPTED_ANSWER:
      send_text (message, 200, text);
      break;
    case VELO_SCRIPTED_LATE:
      send_text (message, 200, text);
      soup_server_message_pause (message);
      g_ptr_array_add (self->held, g_object_ref (message));
      break;
    case VELO_SCRIPTED_STATUS:
      send_text (message, 500, text);
      break;
    case VELO_SCRIPTED_CREATED:
      send_text (message, 200, text);
      soup_server_message_set_status (message, 201, NULL);
      break;
    case VELO_SCRIPTED_NOT_FOUND:
      send_text (message, 404, text);
      break;
    case VELO_SCRIPTED_REDIRECT:
      send_text (message, 302, text);
      soup_message_headers_replace (headers, "Location", "/ws/elsewhere.pl");
      break;
    case VELO_SCRIPTED_HALF:
      soup_server_message_set_status (message, 200, NULL);
      soup_message_headers_set_content_length (headers, 100000);
      soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_COPY,
                                text, strlen (text));
      g_signal_connect (message, "wrote-body-data", G_CALLBACK (cut_cb), NULL);
      break;
    case VELO_SCRIPTED_CUT:
      g_socket_shutdown (soup_server_message_get_socket (message), TRUE, TRUE, NULL);
      break;
    case VELO_SCRIPTED_SILENCE:
      soup_server_message_pause (message);
      g_ptr_array_add (self->held, g_object_ref (message));
      break;
    case VELO_SCRIPTED_ENDLESS:
    default:
      soup_server_message_set_status (message, 200, NULL);
      soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
      soup_message_body_set_accumulate (soup_server_message_get_response_body (message), FALSE);
      endless_cb (message, NULL);
      g_signal_connect (message, "wrote-chunk", G_CALLBACK (endless_cb), NULL);
      break;
    }
}

static void
answer_login (VeloScripted      *self,
              SoupServerMessage *message,
              Request           *request)
{
  g_autofree char *text = NULL;

  if (g_strcmp0 (g_hash_table_lookup (request->fields, "PASSWORD"), "geheim-42") != 0)
    {
      send_text (message, 200, "{\"STATUS\":\"Error: Could not verify user | no binding. Code:49\","
                               "\"STATUSCODE\":\"21\"}");
      return;
    }
  text = g_strdup_printf ("{\"STATUS\":\"OK: Login\",\"STATUSCODE\":\"0\",\"SESSION\":\"DG2TOKEN%u\"}",
                          ++self->n_logins);
  send_text (message, 200, text);
}

static gboolean
session_is_valid (VeloScripted *self,
                  Request      *request)
{
  const char *token = g_hash_table_lookup (request->fields, "SESSION");
  guint64 number = 0;

  return token != NULL && g_str_has_prefix (token, "DG2TOKEN")
         && g_ascii_string_to_unsigned (token + 8, 10, 1, self->n_logins, &number, NULL)
         && number >= self->valid_from;
}

static void
answer_request (VeloScripted      *self,
                SoupServerMessage *message,
                Request           *request)
{
  GQueue *queue = g_hash_table_lookup (self->pushed, request->key);
  Answer *answer = queue == NULL ? NULL : g_queue_pop_head (queue);
  const char *text = g_hash_table_lookup (self->standing, request->key);

  if (answer != NULL)
    {
      perform (self, message, answer->kind, answer->text);
      answer_free (answer);
    }
  else if (g_str_equal (request->key, "LOGIN"))
    answer_login (self, message, request);
  else if (!session_is_valid (self, request))
    send_text (message, 200, "{\"STATUS\":\"NOT OK: Session invalid\",\"BODY\":\"PASSWORD=x\"}");
  else
    send_text (message, 200, text != NULL ? text : "{\"STATUS\":\"NOT OK: unknown FUNCTION\"}");
}

static void
finished_cb (SoupServerMessage *message,
             gpointer           user_data)
{
  VeloScripted *self = user_data;

  self->n_open--;
}

void
velo_scripted_release (VeloScripted *self)
{
  g_autoptr(GPtrArray) held = g_steal_pointer (&self->held);

  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < held->len; i++)
    soup_server_message_unpause (held->pdata[i]);
}

static void
handle_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  VeloScripted *self = user_data;
  Request *request = g_new0 (Request, 1);

  g_assert_cmpstr (soup_server_message_get_method (message), ==, "POST");
  request->fields = read_fields (message);
  request->key = make_key (request->fields);
  request->port = g_inet_socket_address_get_port (
    G_INET_SOCKET_ADDRESS (soup_server_message_get_remote_address (message)));
  g_ptr_array_add (self->requests, request);
  g_assert_cmpstr (path, ==, g_str_equal (request->key, "LOGIN") ? "/ws/login.pl"
                                                                 : "/ws/callservice.pl");
  g_assert_cmpstr (g_hash_table_lookup (request->fields, "API"), ==, "JSON");
  /* who signs in shows the password and no session, and everybody else the other way round */
  g_assert_cmpint (g_hash_table_contains (request->fields, "PASSWORD"), ==, g_str_equal (request->key, "LOGIN"));
  g_assert_cmpint (g_hash_table_contains (request->fields, "SESSION"), !=, g_str_equal (request->key, "LOGIN"));
  self->n_open++;
  self->peak = MAX (self->peak, self->n_open);
  g_signal_connect (message, "finished", G_CALLBACK (finished_cb), self);
  answer_request (self, message, request);
  if (self->cancel != NULL && g_str_equal (self->cancel_key, request->key))
    g_cancellable_cancel (self->cancel);
  if (self->hold_until > 0 && !g_str_equal (request->key, "LOGIN"))
    {
      soup_server_message_pause (message);
      g_ptr_array_add (self->held, g_object_ref (message));
      if (--self->hold_until == 0)
        velo_scripted_release (self);
    }
}

VeloScripted *
velo_scripted_new (void)
{
  VeloScripted *self = g_new0 (VeloScripted, 1);
  g_autoptr(GError) error = NULL;
  GSList *uris = NULL;

  self->standing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->pushed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, queue_free);
  self->requests = g_ptr_array_new_with_free_func (request_free);
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, handle_cb, self, NULL);
  g_assert_true (soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error));
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->uri = g_strdup_printf ("http://127.0.0.1:%d/ws", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return self;
}

void
velo_scripted_free (VeloScripted *self)
{
  velo_scripted_release (self);
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_clear_pointer (&self->standing, g_hash_table_unref);
  g_clear_pointer (&self->pushed, g_hash_table_unref);
  g_clear_pointer (&self->requests, g_ptr_array_unref);
  g_clear_pointer (&self->held, g_ptr_array_unref);
  g_clear_object (&self->cancel);
  g_free (self->cancel_key);
  g_free (self->uri);
  g_free (self);
}

const char *
velo_scripted_get_uri (VeloScripted *self)
{
  return self->uri;
}

/* Answers every @key so, in a valid session. */
void
velo_scripted_set (VeloScripted *self,
                   const char   *key,
                   const char   *text)
{
  g_hash_table_insert (self->standing, g_strdup (key), g_strdup (text));
}

/* Answers the next @key so, whatever the session. */
void
velo_scripted_push (VeloScripted    *self,
                    const char      *key,
                    VeloScriptedKind kind,
                    const char      *text)
{
  GQueue *queue = g_hash_table_lookup (self->pushed, key);
  Answer *answer = g_new0 (Answer, 1);

  if (queue == NULL)
    {
      queue = g_queue_new ();
      g_hash_table_insert (self->pushed, g_strdup (key), queue);
    }
  answer->kind = kind;
  answer->text = g_strdup (text != NULL ? text : "");
  g_queue_push_tail (queue, answer);
}

/* Answers nothing but sign-ins until @n_requests have come, then all at once. */
void
velo_scripted_hold (VeloScripted *self,
                    guint         n_requests)
{
  self->hold_until = n_requests;
}

void
velo_scripted_expire (VeloScripted *self)
{
  self->valid_from = self->n_logins + 1;
}

/* Cancels @cancel when @key has arrived. */
void
velo_scripted_on_request (VeloScripted *self,
                          const char   *key,
                          GCancellable *cancel)
{
  g_set_object (&self->cancel, cancel);
  g_free (self->cancel_key);
  self->cancel_key = g_strdup (key);
}

guint
velo_scripted_count (VeloScripted *self,
                     const char   *key)
{
  guint n = 0;

  for (guint i = 0; i < self->requests->len; i++)
    {
      if (g_str_equal (key, "*") || g_str_equal (((Request *) self->requests->pdata[i])->key, key))
        n++;
    }
  return n;
}

guint
velo_scripted_get_peak (VeloScripted *self)
{
  return self->peak;
}

/* Field @name of the request number @index, from 0, with @key. */
const char *
velo_scripted_get_field (VeloScripted *self,
                         const char   *key,
                         guint         index,
                         const char   *name)
{
  for (guint i = 0; i < self->requests->len; i++)
    {
      Request *request = self->requests->pdata[i];

      if (g_str_equal (request->key, key) && index-- == 0)
        return g_hash_table_lookup (request->fields, name);
    }
  return NULL;
}

/* Whether the request number @index, from 0, with @key came on a connection that no other used. */
gboolean
velo_scripted_had_own_connection (VeloScripted *self,
                                  const char   *key,
                                  guint         index)
{
  Request *wanted = NULL;
  guint n_on_it = 0;

  for (guint i = 0; i < self->requests->len; i++)
    {
      Request *request = self->requests->pdata[i];

      if (g_str_equal (request->key, key) && index-- == 0)
        wanted = request;
    }
  g_assert_nonnull (wanted);
  for (guint i = 0; i < self->requests->len; i++)
    n_on_it += ((Request *) self->requests->pdata[i])->port == wanted->port ? 1 : 0;
  return n_on_it == 1;
}

void
velo_wait_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  VeloWait *wait = user_data;

  g_assert_null (wait->result);
  wait->result = g_object_ref (result);
}

GAsyncResult *
velo_wait_for (VeloWait *wait)
{
  while (wait->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return wait->result;
}

void
velo_wait_clear (VeloWait *wait)
{
  g_clear_object (&wait->result);
}

void
velo_run_until (gboolean (*done) (gpointer data),
                gpointer data)
{
  while (!done (data))
    g_main_context_iteration (NULL, TRUE);
}

VeloInsurer *
velo_new_insurer (const char *base_url)
{
  VeloWertgarantie *self = g_object_new (VELO_TYPE_WERTGARANTIE,
                                         "base-url", base_url,
                                         "user", "haendler1",
                                         "sender-name", "VELO_TEST",
                                         "timeout", 20,
                                         "submit-timeout", 20,
                                         NULL);

  velo_wertgarantie_set_password (self, "geheim-42");
  return VELO_INSURER (self);
}

VeloProduct *
velo_new_product (void)
{
  VeloProduct *product = velo_product_new ();
  g_autoptr(VeloRisk) risk = velo_risk_new ();

  velo_product_set_product_type (product, "KOMPLETTSCHUTZ_RAD_M_2018");
  velo_product_set_application_code (product, "GU WG DE RAD KS 0818");
  velo_product_set_name (product, "Komplettschutz Variante A");
  velo_product_set_basic_risk (product, "KOMPLETTSCHUTZ_RAD");
  velo_product_set_object (product, VELO_OBJECT_KIND_BICYCLE);
  velo_product_set_country (product, "DE");
  velo_product_set_intervals (product, "1,3,6,12");
  velo_product_set_direct_debit (product, TRUE);
  velo_product_set_self_payer (product, TRUE);
  velo_risk_set_risk_type (risk, "SOFORTSCHUTZ");
  g_list_store_append (velo_product_get_risks (product), risk);
  return product;
}

/* A new bicycle of a person, paid by direct debit every three months. */
VeloProposal *
velo_new_proposal (void)
{
  VeloProposal *proposal = velo_proposal_new ();
  VeloVehicle *vehicle = velo_proposal_get_vehicle (proposal);
  VeloCustomer *customer = velo_proposal_get_customer (proposal);
  g_autoptr(VeloProduct) product = velo_new_product ();
  g_autoptr(GDate) day = g_date_new_dmy (14, G_DATE_MARCH, 2026);

  velo_record_assign (velo_proposal_get_product (proposal), product);
  velo_proposal_set_object (proposal, VELO_OBJECT_KIND_BICYCLE);
  velo_proposal_set_interval (proposal, 3);
  velo_proposal_set_payment (proposal, VELO_PAYMENT_DIRECT_DEBIT);
  velo_proposal_set_iban (proposal, "DE89 3704 0044 0532 0130 00");
  velo_proposal_set_broker_number (proposal, "1234567");
  velo_proposal_set_contract_number (proposal, "87654321");
  velo_proposal_set_record_number (proposal, "0b7f4d2e-1111-4222-8333-444455556666");
  velo_customer_set_salutation (customer, VELO_SALUTATION_FRAU);
  velo_customer_set_first_name (customer, "Zoë");
  velo_customer_set_last_name (customer, "Müller & Söhne");
  velo_customer_set_street (customer, "Große Straße 5");
  velo_customer_set_postcode (customer, "30159");
  velo_customer_set_city (customer, "Hannover");
  velo_customer_set_country (customer, "DE");
  velo_customer_set_email (customer, "zoe@example.org");
  velo_vehicle_set_maker (vehicle, "Gazelle");
  velo_vehicle_set_model (vehicle, "Chamonix T10");
  velo_vehicle_set_frame_number (vehicle, "GZ1234567");
  velo_vehicle_set_price_cents (vehicle, 99900);
  velo_vehicle_set_purchase_date (vehicle, day);
  return proposal;
}
