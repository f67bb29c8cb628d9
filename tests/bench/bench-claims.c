/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Thousands of customers at once on the claims service: pages and uploads a second, the longest waits,
 * and the memory of its process. Usage: bench-claims [CUSTOMERS [SECONDS [CONNECTIONS]]] */

#include "config.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include <glib/gstdio.h>
#include <libsoup/soup.h>

#include "velo-claims-accounts.h"
#include "velo-claims-config.h"
#include "velo-claims-read.h"
#include "velo-claims-schema.h"
#include "velo-claims-samples.h"
#include "velo-claims-table.h"
#include "velo-database.h"
#include "velo-date.h"
#include "velo-json.h"

/* Half of the customers wait for their offer, the others send photos. */
#define DEFAULT_CUSTOMERS 4000
#define DEFAULT_SECONDS 10
#define DEFAULT_CONNECTIONS 32
#define PART_SIZE (256 * 1024)
#define N_PHOTOS 9

typedef struct
{
  char *cookie;
  char *csrf;
  guint n_sent;
} Customer;

typedef struct
{
  char *folder;
  char *config_path;
  VeloClaimsConfig *config;
  Customer *customers;
  guint n_customers;
  GSubprocess *service;
  char *uri;
  GBytes *photos[N_PHOTOS];
} Bench;

/* Customers: the log-in is limited to some hundreds a minute, so they are let in beforehand, by the
 * service's own functions. */

static gboolean
let_in (VeloClaimsContext  *context,
        Customer           *customer,
        guint               index,
        GError            **error)
{
  static const VeloClaimState way[] = { VELO_CLAIM_STATE_SUITABLE, VELO_CLAIM_STATE_INVITED, VELO_CLAIM_STATE_STARTED };
  g_autoptr(VeloClaim) claim = velo_claim_new ();
  g_autofree char *number = g_strdup_printf ("26-%07u", index);
  g_autofree char *token = NULL;
  g_autoptr(VeloClaimsSession) session = NULL;

  velo_claim_set_number (claim, number);
  velo_claim_set_country (claim, "DE");
  velo_claim_set_region (claim, "DE-NI");
  velo_claim_set_plate (claim, "H-AB 123");
  velo_claim_set_customer_name (claim, "Erika Muster");
  velo_claim_set_phone (claim, "+491711234567");
  velo_claim_set_language (claim, index % 4 == 0 ? "en" : "de");
  velo_claim_set_consent (claim, "Ja.");
  velo_intake_set_financing (velo_claim_get_intake (claim), VELO_FINANCING_PAID);
  context->actor = VELO_CLAIM_ACTOR_DESK;
  if (!velo_claims_add (context, claim, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (way); i++)
    {
      context->actor = way[i] == VELO_CLAIM_STATE_STARTED ? VELO_CLAIM_ACTOR_CUSTOMER : VELO_CLAIM_ACTOR_DESK;
      if (!velo_claims_move (context, claim, way[i], NULL, error))
        return FALSE;
    }
  if (index % 2 == 0 && !velo_claims_move (context, claim, VELO_CLAIM_STATE_PHOTOS_COMPLETE, NULL, error))
    return FALSE;
  token = velo_claims_session_open (context, NULL, velo_claim_get_id (claim), error);
  session = token != NULL ? velo_claims_session_find (context, token, error) : NULL;
  if (session == NULL)
    return FALSE;
  customer->cookie = g_strdup_printf ("%s=%s", velo_claims_read_get_cookie (context->config), token);
  customer->csrf = g_strdup (session->csrf);
  return TRUE;
}

static gboolean
let_all_in (VeloConnection  *connection,
            gpointer         data,
            GError         **error)
{
  Bench *bench = data;
  VeloClaimsContext context = { .connection = connection, .config = bench->config, .now = velo_time_now () };

  for (guint i = 0; i < bench->n_customers; i++)
    if (!let_in (&context, &bench->customers[i], i, error))
      return FALSE;
  return TRUE;
}

static void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *slot;
}

static void
prepare (Bench *bench)
{
  g_autoptr(GAsyncResult) opened = NULL;
  g_autoptr(GAsyncResult) done = NULL;
  g_autoptr(GAsyncResult) closed = NULL;
  g_autoptr(VeloDatabase) database = NULL;
  g_autoptr(GError) error = NULL;

  velo_database_open_async (bench->config->database, &velo_claims_schema, NULL, keep_result_cb, &opened);
  database = velo_database_open_finish (wait_for (&opened), &error);
  g_assert_no_error (error);
  velo_database_run_async (database, VELO_DATABASE_WRITE, let_all_in, bench, NULL, NULL, keep_result_cb, &done);
  velo_database_run_finish (database, wait_for (&done), &error);
  g_assert_no_error (error);
  velo_database_close_async (database, keep_result_cb, &closed);
  velo_database_close_finish (database, wait_for (&closed), NULL);
}

/* The service, in a process of its own */

static void
launch (Bench *bench)
{
  g_autoptr(GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;
  g_autoptr(GError) error = NULL;

  bench->service = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, VELO_BENCH_CLAIMS, "--config",
                                     bench->config_path, NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (bench->service));
  line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
  g_assert_nonnull (line);
  g_assert_nonnull (strstr (line, "http://"));
  bench->uri = g_strdup (strstr (line, "http://"));
}

static double
read_memory (Bench      *bench,
             const char *what)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/status", g_subprocess_get_identifier (bench->service));
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents (path, &status, NULL, NULL) || (line = strstr (status, what)) == NULL)
    return 0;
  return (double) g_ascii_strtoll (line + strlen (what), NULL, 10) / 1024;
}

/* Load: each connection plays one customer after the other, each as fast as it is answered. */

typedef gboolean (*PlayFunc) (Bench *bench, SoupSession *http, Customer *customer, guint turn);

typedef struct
{
  Bench *bench;
  PlayFunc func;
  guint first;   /* of the customers */
  guint step;
  gint64 end_usec;
  GArray *waits; /* (owned) (element-type gint64) */
  guint n_failed;
} Connection;

static guint
send (Bench       *bench,
      SoupSession *http,
      Customer    *customer,
      const char  *method,
      const char  *path,
      const char  *type,
      GBytes      *body,
      char       **answer)
{
  g_autofree char *uri = g_strconcat (bench->uri, path, NULL);
  g_autoptr(SoupMessage) message = soup_message_new (method, uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autoptr(GBytes) bytes = NULL;

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_headers_replace (headers, "Cookie", customer->cookie);
  if (strcmp (method, "PUT") == 0)
    soup_message_headers_replace (headers, "X-CSRF", customer->csrf);
  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, type, body);
  bytes = soup_session_send_and_read (http, message, NULL, NULL);
  if (bytes == NULL)
    return 0;
  if (answer != NULL)
    *answer = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  return soup_message_get_status (message);
}

static gboolean
play_page (Bench       *bench,
           SoupSession *http,
           Customer    *customer,
           guint        turn)
{
  return send (bench, http, customer, "GET", "claim", NULL, NULL, NULL) == 200;
}

static gboolean
play_state (Bench       *bench,
            SoupSession *http,
            Customer    *customer,
            guint        turn)
{
  return send (bench, http, customer, "GET", "claim/state", NULL, NULL, NULL) == 200;
}

static guint
send_form (Bench       *bench,
           SoupSession *http,
           Customer    *customer,
           const char  *path,
           const char  *form,
           char       **answer)
{
  g_autofree char *whole = g_strconcat (form, "&csrf=", customer->csrf, NULL);
  g_autoptr(GBytes) body = g_bytes_new (whole, strlen (whole));

  return send (bench, http, customer, "POST", path, "application/x-www-form-urlencoded", body, answer);
}

static char *
begin_upload (Bench       *bench,
              SoupSession *http,
              Customer    *customer,
              guint        photo)
{
  g_autofree char *form = g_strdup_printf ("slot=%s&size=%" G_GSIZE_FORMAT "&mark=", velo_sample_photo_slots[photo],
                                           g_bytes_get_size (bench->photos[photo]));
  g_autofree char *text = NULL;
  g_autoptr(JsonNode) root = NULL;
  guint status = send_form (bench, http, customer, "claim/photos", form, &text);

  root = status == 201 || status == 200 ? json_from_string (text, NULL) : NULL;
  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? velo_json_get_text (json_node_get_object (root), "upload") : NULL;
}

/* A whole photo: announced, sent, looked at, stored. */
static gboolean
play_upload (Bench       *bench,
             SoupSession *http,
             Customer    *customer,
             guint        turn)
{
  guint photo = customer->n_sent++ % N_PHOTOS;
  g_autofree char *upload = begin_upload (bench, http, customer, photo);
  g_autofree char *part = g_strdup_printf ("claim/uploads/%s?offset=0", upload);
  g_autofree char *end = g_strdup_printf ("claim/uploads/%s", upload);

  g_assert_cmpuint (g_bytes_get_size (bench->photos[photo]), <=, PART_SIZE);
  return upload != NULL
    && send (bench, http, customer, "PUT", part, "application/octet-stream", bench->photos[photo], NULL) == 200
    && send_form (bench, http, customer, end, "end=1", NULL) == 200;
}

static gpointer
connection_thread (gpointer data)
{
  Connection *self = data;
  g_autoptr(GMainContext) context = g_main_context_new ();
  g_autoptr(SoupSession) http = NULL;
  guint at = self->first;

  g_main_context_push_thread_default (context);
  http = soup_session_new_with_options ("timeout", 60, NULL);
  for (guint turn = 0; g_get_monotonic_time () < self->end_usec; turn++)
    {
      gint64 start = g_get_monotonic_time ();
      gint64 wait;

      if (!self->func (self->bench, http, &self->bench->customers[at], turn))
        self->n_failed++;
      wait = g_get_monotonic_time () - start;
      g_array_append_val (self->waits, wait);
      at = (at + self->step) % self->bench->n_customers;
    }
  g_clear_object (&http);
  g_main_context_pop_thread_default (context);
  return NULL;
}

static int
compare_waits (gconstpointer a,
               gconstpointer b)
{
  const gint64 *one = a;
  const gint64 *other = b;

  return (*one > *other) - (*one < *other);
}

static void
begin_load (Bench       *bench,
            PlayFunc     func,
            guint        parity,
            guint        seconds,
            guint        n,
            Connection  *connections,
            GThread    **threads)
{
  for (guint i = 0; i < n; i++)
    {
      /* all connections go round among the customers of one kind, and never meet at one */
      connections[i] = (Connection) {
        bench, func, (2 * i + parity) % bench->n_customers, 2 * n,
        g_get_monotonic_time () + seconds * G_TIME_SPAN_SECOND, g_array_new (FALSE, FALSE, sizeof (gint64)), 0,
      };
      threads[i] = g_thread_new ("connection", connection_thread, &connections[i]);
    }
}

static void
end_load (Bench       *bench,
          const char  *name,
          guint        seconds,
          guint        n,
          Connection  *connections,
          GThread    **threads)
{
  g_autoptr(GArray) waits = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n_failed = 0;

  for (guint i = 0; i < n; i++)
    {
      g_thread_join (threads[i]);
      g_array_append_vals (waits, connections[i].waits->data, connections[i].waits->len);
      g_array_unref (connections[i].waits);
      n_failed += connections[i].n_failed;
    }
  g_array_sort (waits, compare_waits);
  if (waits->len == 0)
    return;
  g_print ("%-34s %7.0f a second   median %6.1f ms   99 %% below %7.1f ms   failed %u   memory %.0f MiB\n", name,
           (double) waits->len / seconds, (double) g_array_index (waits, gint64, waits->len / 2) / 1000,
           (double) g_array_index (waits, gint64, waits->len * 99 / 100) / 1000, n_failed,
           read_memory (bench, "VmRSS:"));
}

static void
measure (Bench      *bench,
         const char *name,
         PlayFunc    func,
         guint       parity,
         guint       seconds,
         guint       n)
{
  g_autofree Connection *connections = g_new0 (Connection, n);
  g_autofree GThread **threads = g_new0 (GThread *, n);

  begin_load (bench, func, parity, seconds, n, connections, threads);
  end_load (bench, name, seconds, n, connections, threads);
}

/* Those who wait look while the others send. */
static void
measure_both (Bench *bench,
              guint  seconds,
              guint  n)
{
  g_autofree Connection *lookers = g_new0 (Connection, n);
  g_autofree Connection *senders = g_new0 (Connection, n);
  g_autofree GThread **looking = g_new0 (GThread *, n);
  g_autofree GThread **sending = g_new0 (GThread *, n);

  begin_load (bench, play_upload, 1, seconds, n / 4, senders, sending);
  begin_load (bench, play_page, 0, seconds, n, lookers, looking);
  end_load (bench, "status pages while photos come", seconds, n, lookers, looking);
  end_load (bench, "photos while pages are looked at", seconds, n / 4, senders, sending);
}

static void
set_up (Bench *bench,
        guint  n_customers)
{
  const VeloSampleCamera camera = { "Training Phone 3", "2026:11:20 14:05:00", NULL, FALSE };
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  bench->folder = g_dir_make_tmp ("velo-bench-XXXXXX", &error);
  g_assert_no_error (error);
  bench->config_path = g_build_filename (bench->folder, "claims.ini", NULL);
  text = g_strdup_printf ("[service]\nport=0\npublic-url=http://127.0.0.1\ndatabase=%s/claims.sqlite\n"
                          "desk-phone=0511 123456\ninsurer=Training\n", bench->folder);
  g_assert_true (g_file_set_contents (bench->config_path, text, -1, NULL));
  bench->config = velo_claims_config_new_data (text, &error);
  g_assert_no_error (error);
  bench->n_customers = n_customers;
  bench->customers = g_new0 (Customer, n_customers);
  for (gsize i = 0; i < N_PHOTOS; i++)
    bench->photos[i] = velo_sample_photo_make (&velo_claims_samples[0].vehicle, velo_sample_photo_slots[i], &camera);
}

static void
tear_down (Bench *bench)
{
  static const char *const files[] = { "claims.sqlite", "claims.sqlite-wal", "claims.sqlite-shm", "claims.ini" };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (bench->folder, files[i], NULL);

      g_unlink (path);
    }
  g_rmdir (bench->folder);
  for (guint i = 0; i < bench->n_customers; i++)
    {
      g_free (bench->customers[i].cookie);
      g_free (bench->customers[i].csrf);
    }
  for (gsize i = 0; i < N_PHOTOS; i++)
    g_bytes_unref (bench->photos[i]);
  velo_claims_config_free (bench->config);
  g_clear_object (&bench->service);
  g_free (bench->customers);
  g_free (bench->config_path);
  g_free (bench->folder);
  g_free (bench->uri);
}

int
main (int   argc,
      char *argv[])
{
  guint n_customers = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : DEFAULT_CUSTOMERS;
  guint seconds = argc > 2 ? (guint) g_ascii_strtoull (argv[2], NULL, 10) : DEFAULT_SECONDS;
  guint n = argc > 3 ? (guint) g_ascii_strtoull (argv[3], NULL, 10) : DEFAULT_CONNECTIONS;
  g_autofree char *load = NULL;
  Bench bench = { 0 };
  gint64 start = g_get_monotonic_time ();

  if (n < 4 || seconds == 0 || n_customers < 4 * n || n_customers % 2 != 0)
    {
      g_printerr ("usage: bench-claims [CUSTOMERS [SECONDS [CONNECTIONS]]], an even number, four times the connections\n");
      return EXIT_FAILURE;
    }
  set_up (&bench, n_customers);
  prepare (&bench);
  g_print ("%u customers let in: %.1f s\n", n_customers,
           (double) (g_get_monotonic_time () - start) / G_TIME_SPAN_SECOND);
  launch (&bench);
  g_file_get_contents ("/proc/loadavg", &load, NULL, NULL);
  g_print ("%u processors, load before: %s%u connections, %u s each, memory before %.0f MiB\n", g_get_num_processors (),
           load != NULL ? load : "\n", n, seconds, read_memory (&bench, "VmRSS:"));
  measure (&bench, "status pages", play_page, 0, seconds, n);
  measure (&bench, "states asked by the waiting page", play_state, 0, seconds, n);
  measure (&bench, "photos sent, looked at and stored", play_upload, 1, seconds, n);
  measure_both (&bench, seconds, n);
  g_print ("memory at most %.0f MiB\n", read_memory (&bench, "VmHWM:"));
  g_subprocess_send_signal (bench.service, SIGTERM);
  g_subprocess_wait (bench.service, NULL, NULL);
  tear_down (&bench);
  return EXIT_SUCCESS;
}
