/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests that the service may be killed at any moment of the whole way: nothing that was answered is lost,
 * nothing happens or is paid twice. */

#include "velo-claims-flow.h"

#include <signal.h>
#include <string.h>

#include "velo-claims-journal.h"
#include "velo-claims-schema.h"
#include "velo-database.h"

#define PART_SIZE (16 * 1024)
#define MAX_TRIES 30
#define FIRST_LIFE_USEC 40000
#define LONGEST_LIFE_USEC 3000000
#define WAY_SECONDS 8
#define MAX_CLAIMS 4

typedef struct
{
  VeloClaimsTest test;
  GSubprocess *program;
  char *config;
  GRand *rand;
  guint n_killed;
  double life_usec; /* about as long as a request takes on this machine */
} Scene;

static void
launch (Scene *scene)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;

  scene->program = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, g_getenv ("VELO_CLAIMS_PROGRAM"),
                                     "--config", scene->config, NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (scene->program));
  line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
  g_assert_nonnull (line);
  g_free (scene->test.uri);
  scene->test.uri = g_strdup (strstr (line, "http://"));
  g_assert_nonnull (scene->test.uri);
}

static void
end (Scene *scene)
{
  g_subprocess_force_exit (scene->program);
  g_subprocess_wait (scene->program, NULL, NULL);
  g_clear_object (&scene->program);
  soup_session_abort (scene->test.session);
}

static void
set_up (Scene         *scene,
        gconstpointer  data)
{
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  guint32 seed;

  velo_claims_test_set_up (&scene->test, NULL);
  velo_claims_service_stop (scene->test.service);
  seed = (guint32) g_test_rand_int ();
  /* the same moments again: --seed with what is said at the program's start */
  g_test_message ("seed %u", seed);
  scene->rand = g_rand_new_with_seed (seed);
  scene->life_usec = FIRST_LIFE_USEC;
  scene->config = g_build_filename (scene->test.directory, "claims.ini", NULL);
  text = g_strdup_printf ("[service]\nport=0\npublic-url=https://claims.example\ndatabase=%s\ndesk-phone=0511 123456\n"
                          "insurer=Training\n[payout]\nname=Training Versicherung\niban=DE89370400440532013000\n",
                          scene->test.database);
  g_assert_true (g_file_set_contents (scene->config, text, -1, &error));
  launch (scene);
}

static void
tear_down (Scene         *scene,
           gconstpointer  data)
{
  end (scene);
  g_rand_free (scene->rand);
  g_free (scene->config);
  g_clear_pointer (&scene->test.uri, g_free);
  velo_claims_test_tear_down (&scene->test, NULL);
}

typedef struct
{
  pid_t pid;
  gulong life;
} Killing;

static gpointer
kill_thread (gpointer data)
{
  Killing *killing = data;

  g_usleep (killing->life);
  kill (killing->pid, SIGKILL);
  return NULL;
}

/* A request whose service dies at a random moment of it, or shortly before or after. Returns its
 * status, 0 if there was no answer. */
static guint
send_to_dying (Scene          *scene,
               VeloClaimsFlow *flow,
               const char     *method,
               const char     *path,
               const char     *type,
               GBytes         *body,
               JsonObject    **answer)
{
  g_autofree char *uri = g_strconcat (scene->test.uri, path, NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", flow->desk, NULL);
  g_autoptr(SoupMessage) message = soup_message_new (method, uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  Killing killing = { (pid_t) g_ascii_strtoll (g_subprocess_get_identifier (scene->program), NULL, 10),
                      (gulong) (g_rand_double (scene->rand) * scene->life_usec) };
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  GThread *killer;

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_headers_replace (headers, "Cookie", flow->cookie);
  soup_message_headers_replace (headers, "X-CSRF", flow->csrf);
  soup_message_headers_replace (headers, "Authorization", bearer);
  soup_message_set_request_body_from_bytes (message, type, body);
  killer = g_thread_new ("killer", kill_thread, &killing);
  bytes = soup_session_send_and_read (scene->test.session, message, NULL, NULL);
  g_thread_join (killer);
  end (scene);
  scene->n_killed++;
  launch (scene);
  /* so that about as many die before the answer as after it, however slow the machine is */
  scene->life_usec = bytes == NULL ? MIN (LONGEST_LIFE_USEC, 1.5 * scene->life_usec) : 0.8 * scene->life_usec;
  if (bytes == NULL)
    return 0;
  if (g_bytes_get_size (bytes) == 0)
    return soup_message_get_status (message);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  node = json_from_string (text, NULL);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    *answer = json_node_dup_object (node);
  return soup_message_get_status (message);
}

/* One step after the other, as the page does it: asked how far it came, gone on from there. */
static void
upload (Scene          *scene,
        VeloClaimsFlow *flow,
        const char     *slot,
        GBytes         *file)
{
  gsize size = g_bytes_get_size (file);
  g_autofree char *id = velo_claims_flow_begin (flow, slot, size);
  g_autofree char *path = g_strconcat ("claim/uploads/", id, NULL);
  gint64 confirmed = 0;
  guint status = 0;

  for (guint tries = 0; confirmed < (gint64) size && tries < MAX_TRIES; tries++)
    {
      gint64 length = MIN (PART_SIZE, (gint64) size - confirmed);
      g_autoptr(GBytes) part = g_bytes_new_from_bytes (file, (gsize) confirmed, (gsize) length);
      g_autofree char *there = g_strdup_printf ("%s?offset=%" G_GINT64_FORMAT, path, confirmed);
      g_autoptr(JsonObject) answer = NULL;

      status = send_to_dying (scene, flow, "PUT", there, "application/octet-stream", part, &answer);
      g_assert_cmpuint (velo_claims_flow_send (flow, "GET", path, NULL, NULL, NULL), ==, 200);
      /* what was answered is stored */
      if (status == 200)
        g_assert_cmpint (json_object_get_int_member (flow->json, "offset"), ==, confirmed + length);
      confirmed = json_object_get_int_member (flow->json, "offset");
    }
  g_assert_cmpint (confirmed, ==, (gint64) size);
  status = 0;
  for (guint tries = 0; status != 200 && tries < 3; tries++)
    {
      g_autoptr(GBytes) nothing = g_bytes_new ("end=1", 5);
      g_autoptr(JsonObject) answer = NULL;

      status = send_to_dying (scene, flow, "POST", path, "application/octet-stream", nothing, &answer);
      g_assert_true (status == 0 || status == 200);
    }
  if (status != 200)
    g_assert_cmpuint (velo_claims_flow_form (flow, path, "end=1"), ==, 200);
}

static void
test_photos (Scene         *scene,
             gconstpointer  data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autoptr(GBytes) photo = velo_claims_flow_draw_photo (1, 640, 480);
  g_autoptr(JsonObject) whole = NULL;

  velo_claims_flow_init (&flow, &scene->test, "26-1234567", "de");
  velo_claims_flow_log_in (&flow);
  upload (scene, &flow, "odometer", photo);
  upload (scene, &flow, "registration", photo);
  whole = velo_claims_flow_get (&flow, flow.desk, "/photos");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (whole, "photos")), ==, 2);
  g_assert_cmpuint (scene->n_killed, >, 4);
}

static guint
count_entries (VeloClaimsFlow *flow,
               const char     *state)
{
  g_autoptr(JsonObject) whole = velo_claims_flow_get (flow, flow->desk, "");
  JsonArray *entries = json_object_get_array_member (whole, "entries");
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (entries); i++)
    if (strcmp (json_object_get_string_member (json_array_get_object_element (entries, i), "to-state"), state) == 0)
      n++;
  return n;
}

/* As the customer's browser sends a form, or as desk and assessor send an object; the service may die. */
static guint
send_text (Scene          *scene,
           VeloClaimsFlow *flow,
           const char     *method,
           const char     *path,
           const char     *text,
           JsonObject    **answer)
{
  gboolean api = g_str_has_prefix (path, "api/");
  g_autofree char *whole = api ? g_strdup (text) : g_strdup_printf ("%s&csrf=%s", text, flow->csrf);
  g_autoptr(GBytes) body = g_bytes_new (whole, strlen (whole));

  return send_to_dying (scene, flow, method, path, api ? "application/json" : "application/x-www-form-urlencoded", body,
                        answer);
}

/* The text with the revision that the claim has now in the place of @. */
static char *
fill_in (JsonObject *whole,
         const char *text)
{
  g_auto(GStrv) parts = g_strsplit (text, "@", 2);
  g_autofree char *revision = g_strdup_printf (
    "%" G_GINT64_FORMAT, json_object_get_int_member (json_object_get_object_member (whole, "claim"), "revision"));

  return g_strjoinv (revision, parts);
}

/* Again and again until the claim stands there; what was answered is so, and it happens once. */
static void
move (Scene          *scene,
      VeloClaimsFlow *flow,
      const char     *method,
      const char     *path,
      const char     *text,
      const char     *state)
{
  guint reached = 0;

  for (guint tries = 0; reached == 0 && tries < MAX_TRIES; tries++)
    {
      g_autoptr(JsonObject) whole = velo_claims_flow_get (flow, flow->desk, "");
      g_autoptr(JsonObject) answer = NULL;
      g_autofree char *body = NULL;
      guint status;

      body = fill_in (whole, text);
      status = send_text (scene, flow, method, path, body, &answer);
      reached = count_entries (flow, state);
      g_assert_true (status == 0 || status >= 300 || reached == 1);
    }
  g_test_message ("%s after %u killed", state, scene->n_killed);
  g_assert_cmpuint (reached, ==, 1);
}

static char *
make_path (VeloClaimsFlow *flow,
           const char     *what)
{
  return g_strdup_printf ("api/v1/claims/%s/%s", flow->id, what);
}

/* The way in, nine photos, and that they are all: each request may be the service's last. */
static void
photograph (Scene          *scene,
            VeloClaimsFlow *flow)
{
  static const char *const slots[] = {
    "registration", "odometer", "front-left", "front-right", "rear-left", "rear-right", "damage-far", "damage-middle",
    "damage-close",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (slots); i++)
    {
      g_autoptr(GBytes) photo = velo_claims_flow_draw_photo ((guint) i + 1, 200, 150);

      if (g_rand_boolean (scene->rand))
        upload (scene, flow, slots[i], photo);
      else
        g_assert_cmpuint (velo_claims_flow_upload (flow, slots[i], photo), ==, 200);
    }
  move (scene, flow, "POST", "claim/photos/done", "done=@", "photos_complete");
}

/* Logged in by the form of the link; a session that was not answered is one that nobody has. */
static void
enter (Scene          *scene,
       VeloClaimsFlow *flow)
{
  g_autofree char *form = g_strdup_printf ("number=%s&plate=H-AB+123&mileage=@&terms=1&privacy=1", flow->number);

  flow->cookie = g_strdup ("__Host-claim=none");
  flow->csrf = g_strdup ("none");
  move (scene, flow, "POST", flow->link, form, "started");
  velo_claims_flow_log_in (flow);
}

static void
assess (Scene          *scene,
        VeloClaimsFlow *flow)
{
  static const char calculation[] =
    "{\"revision\":@,\"calculation\":{\"lines\":[{\"kind\":\"other\",\"text\":\"T\",\"price-cents\":120950}],"
    "\"replacement-cents\":2000000,\"residual-cents\":100000,\"replacement-tax-permyriad\":0,"
    "\"share-permyriad\":10000,\"age-years\":3}}";
  g_autofree char *path = make_path (flow, "calculation");
  g_autofree char *offer = make_path (flow, "offer");
  char *desk = flow->desk;
  guint status = 0;

  /* requests carry the session of the desk unless it is the assessor's turn */
  flow->desk = flow->assessor;
  move (scene, flow, "POST", path, "{\"revision\":@}", "calculating");
  for (guint tries = 0; status != 200 && tries < MAX_TRIES; tries++)
    {
      g_autoptr(JsonObject) whole = velo_claims_flow_get (flow, flow->desk, "");
      g_autoptr(JsonObject) answer = NULL;
      g_autofree char *body = fill_in (whole, calculation);

      status = send_text (scene, flow, "PUT", path, body, &answer);
    }
  g_assert_cmpuint (status, ==, 200);
  move (scene, flow, "POST", offer, "{\"revision\":@}", "offered");
  flow->desk = desk;
}

/* The code of the newest message; asked for again if the service died before it was stored. */
static void
accept (Scene          *scene,
        VeloClaimsFlow *flow)
{
  g_autofree char *words = NULL;
  g_autofree char *code = NULL;
  const char *digits;

  for (guint tries = 0; words == NULL && tries < 4; tries++)
    {
      g_autoptr(JsonObject) answer = NULL;

      send_text (scene, flow, "POST", "claim/account", "holder=Erika+Muster&iban=DE89370400440532013000", &answer);
      words = velo_claims_flow_get_words (flow, "code");
    }
  if (words == NULL)
    {
      g_assert_cmpuint (velo_claims_flow_form (flow, "claim/account", "holder=E&iban=DE89370400440532013000"), ==, 303);
      words = velo_claims_flow_get_words (flow, "code");
    }
  digits = strstr (words, ": ") + 2;
  code = g_strdup_printf ("revision=@&code=%.*s", (int) strspn (digits, "0123456789"), digits);
  move (scene, flow, "POST", "claim/code", code, "accepted");
}

/* Released once, fetched as often as it takes, the same each time; and then the bank says that it is paid. */
static void
pay (Scene          *scene,
     VeloClaimsFlow *flow)
{
  g_autofree char *path = make_path (flow, "payout");
  g_autofree char *report = g_strdup_printf (
    "{\"revision\":@,\"file\":\"<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.054.001.08'>"
    "<BkToCstmrDbtCdtNtfctn><Ntfctn><Ntry><Amt Ccy='EUR'>1234.50</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts>"
    "<NtryDtls><TxDtls><Refs><EndToEndId>%s</EndToEndId></Refs><Amt Ccy='EUR'>1234.50</Amt></TxDtls></NtryDtls></Ntry>"
    "</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>\"}", flow->number);
  g_autoptr(JsonObject) file = NULL;
  g_autoptr(JsonObject) again = NULL;

  move (scene, flow, "POST", path, "{\"revision\":@}", "payout_ordered");
  file = velo_claims_flow_get (flow, flow->desk, "/payment-file");
  g_assert_cmpuint (scene->test.status, ==, 200);
  /* asked once more, as somebody who has seen no answer */
  json_object_unref (velo_claims_flow_act (flow, flow->desk, "POST", "payout", ""));
  g_assert_cmpuint (scene->test.status, ==, 409);
  move (scene, flow, "POST", "api/v1/bank-files", report, "paid");
  again = velo_claims_flow_get (flow, flow->desk, "/payment-file");
  g_assert_cmpstr (json_object_get_string_member (again, "file"), ==, json_object_get_string_member (file, "file"));
  g_assert_cmpstr (json_object_get_string_member (again, "message_id"), ==,
                   json_object_get_string_member (file, "message_id"));
}

static void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *slot;
}

typedef struct
{
  guint n_claims;
  gint64 files;
  gint64 ids;
} Books;

static gboolean
audit (VeloConnection  *connection,
       gpointer         data,
       GError         **error)
{
  Books *books = data;
  VeloClaimsContext context = { .connection = connection };

  return velo_claims_journal_verify (&context, error)
    && velo_connection_query_int64 (connection, &books->files, error, "SELECT count (*) FROM payout_file", NULL)
    && velo_connection_query_int64 (connection, &books->ids, error,
                                    "SELECT count (DISTINCT message_id || payout_id) FROM payout_file", NULL);
}

/* One file for each claim, no message id twice, and no link of the journal's chain is missing. */
static void
check_books (Scene *scene,
             guint  n_claims)
{
  Books books = { n_claims, 0, 0 };
  g_autoptr(GAsyncResult) opened = NULL;
  g_autoptr(GAsyncResult) audited = NULL;
  g_autoptr(GAsyncResult) closed = NULL;
  g_autoptr(VeloDatabase) database = NULL;
  g_autoptr(GError) error = NULL;

  velo_database_open_async (scene->test.database, &velo_claims_schema, NULL, keep_result_cb, &opened);
  database = velo_database_open_finish (wait_for (&opened), &error);
  g_assert_no_error (error);
  velo_database_run_async (database, VELO_DATABASE_READ, audit, &books, NULL, NULL, keep_result_cb, &audited);
  velo_database_run_finish (database, wait_for (&audited), &error);
  g_assert_no_error (error);
  velo_database_close_async (database, keep_result_cb, &closed);
  velo_database_close_finish (database, wait_for (&closed), NULL);
  g_assert_cmpint (books.files, ==, n_claims);
  g_assert_cmpint (books.ids, ==, n_claims);
}

/* From the invitation to the payment, claim after claim, for some seconds. */
static void
test_whole_way (Scene         *scene,
                gconstpointer  data)
{
  static const char *const states[] = { "reported", "suitable", "invited", "started", "photos_complete", "calculating",
                                        "offered", "accepted", "payout_ordered", "paid" };
  gint64 until = g_get_monotonic_time () + WAY_SECONDS * G_TIME_SPAN_SECOND;
  guint n_claims = 0;

  do
    {
      g_auto(VeloClaimsFlow) flow = { NULL };
      g_autofree char *number = g_strdup_printf ("26-%u", 1000001 + n_claims++);

      velo_claims_flow_init (&flow, &scene->test, number, "de");
      enter (scene, &flow);
      photograph (scene, &flow);
      assess (scene, &flow);
      accept (scene, &flow);
      pay (scene, &flow);
      for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
        g_assert_cmpuint (count_entries (&flow, states[i]), ==, 1);
    }
  while (g_get_monotonic_time () < until && n_claims < MAX_CLAIMS);
  g_test_message ("%u claims, killed %u times", n_claims, scene->n_killed);
  g_assert_cmpuint (scene->n_killed, >=, 9 * n_claims);
  check_books (scene, n_claims);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/claims-killed/photos", Scene, NULL, set_up, test_photos, tear_down);
  g_test_add ("/claims-killed/whole-way", Scene, NULL, set_up, test_whole_way, tear_down);
  return g_test_run ();
}
