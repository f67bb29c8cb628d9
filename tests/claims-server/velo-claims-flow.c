/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A claim on its way, for tests: invited, logged in, photographed, offered, accepted. */

#include "velo-claims-flow.h"

#include <string.h>

#include "velo-claims-schema.h"
#include "velo-database.h"
#include "velo-photo-file.h"

#define PART_SIZE (64 * 1024)

/* A photo of nothing in particular: always the same for the same seed. */
GBytes *
velo_claims_flow_draw_photo (guint seed,
                             int   width,
                             int   height)
{
  g_autoptr(VeloPixels) pixels = velo_pixels_new (width, height);
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);
  guint8 tones[12][16];

  for (int i = 0; i < 12; i++)
    for (int k = 0; k < 16; k++)
      tones[i][k] = (guint8) g_rand_int_range (rand, 30, 230);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      for (int c = 0; c < 3; c++)
        {
          int tone = tones[y * 12 / height][x * 16 / width] + c * 8 + g_rand_int_range (rand, -12, 12);

          pixels->data[(y * width + x) * 3 + c] = (guint8) CLAMP (tone, 0, 255);
        }
  return velo_photo_file_write (pixels);
}

static JsonObject *
parse (const char *text)
{
  g_autoptr(JsonNode) node = json_from_string (text, NULL);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : NULL;
}

/* As the customer's browser; redirections are not followed. */
guint
velo_claims_flow_send (VeloClaimsFlow *self,
                       const char     *method,
                       const char     *path,
                       const char     *csrf,
                       const char     *type,
                       GBytes         *body)
{
  g_autofree char *uri = g_strconcat (velo_claims_test_get_uri (self->test), path, NULL);
  g_autoptr(SoupMessage) message = soup_message_new (method, uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) answer = NULL;
  const char *cookie;

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (self->cookie != NULL)
    soup_message_headers_replace (headers, "Cookie", self->cookie);
  if (csrf != NULL)
    soup_message_headers_replace (headers, "X-CSRF", csrf);
  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, type, body);
  answer = soup_session_send_and_read (self->test->session, message, NULL, &error);
  g_assert_no_error (error);
  g_free (self->text);
  g_clear_pointer (&self->json, json_object_unref);
  self->text = g_bytes_get_size (answer) > 0 ? g_strndup (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer))
                                             : g_strdup ("");
  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = g_bytes_ref (answer);
  self->json = *self->text == '{' ? parse (self->text) : NULL;
  cookie = soup_message_headers_get_one (soup_message_get_response_headers (message), "Set-Cookie");
  if (cookie != NULL)
    {
      g_free (self->cookie);
      self->cookie = g_strndup (cookie, strcspn (cookie, ";"));
    }
  return soup_message_get_status (message);
}

/* @form: without the token, which is added */
guint
velo_claims_flow_form (VeloClaimsFlow *self,
                       const char     *path,
                       const char     *form)
{
  g_autofree char *whole = g_strdup_printf ("%s&csrf=%s", form, self->csrf != NULL ? self->csrf : "");
  g_autoptr(GBytes) body = g_bytes_new (whole, strlen (whole));

  return velo_claims_flow_send (self, "POST", path, NULL, "application/x-www-form-urlencoded", body);
}

/* With the newest revision, as somebody who has just looked. */
JsonObject *
velo_claims_flow_act (VeloClaimsFlow *self,
                      const char     *token,
                      const char     *method,
                      const char     *what,
                      const char     *more)
{
  g_autoptr(JsonObject) whole = velo_claims_flow_get (self, self->desk, "");
  g_autofree char *path = g_strdup_printf ("api/v1/claims/%s/%s", self->id, what);
  gint64 revision = json_object_get_int_member (json_object_get_object_member (whole, "claim"), "revision");
  g_autofree char *body = g_strdup_printf ("{\"revision\":%" G_GINT64_FORMAT "%s}", revision, more);

  return velo_claims_test_call (self->test, method, path, token, body);
}

JsonObject *
velo_claims_flow_get (VeloClaimsFlow *self,
                      const char     *token,
                      const char     *what)
{
  g_autofree char *path = g_strdup_printf ("api/v1/claims/%s%s", self->id, what);

  return velo_claims_test_call (self->test, "GET", path, token, NULL);
}

char *
velo_claims_flow_get_state (VeloClaimsFlow *self)
{
  g_autoptr(JsonObject) whole = velo_claims_flow_get (self, self->desk, "");

  return g_strdup (json_object_get_string_member (json_object_get_object_member (whole, "claim"), "state"));
}

/* The newest message of a kind that waits to be sent. */
char *
velo_claims_flow_get_words (VeloClaimsFlow *self,
                            const char     *kind)
{
  g_autoptr(JsonObject) answer = velo_claims_flow_get (self, self->desk, "/messages");
  JsonArray *messages = json_object_get_array_member (answer, "messages");

  for (guint i = 0; i < json_array_get_length (messages); i++)
    {
      JsonObject *message = json_array_get_object_element (messages, i);

      if (g_strcmp0 (json_object_get_string_member (message, "kind"), kind) == 0)
        return g_strdup (json_object_get_string_member (message, "text"));
    }
  return NULL;
}

static void
invite (VeloClaimsFlow *self,
        const char     *number,
        const char     *language,
        gboolean        austrian)
{
  g_autofree char *body = g_strdup_printf (
    "{\"number\":\"%s\",\"kind\":\"liability\",\"country\":\"%s\",\"region\":\"%s\",\"language\":\"%s\","
    "\"plate\":\"%s\",\"customer-name\":\"Erika Muster\",\"phone\":\"0171 1234567\",\"consent\":\"Ja.\","
    "\"loss-date\":\"2020-11-14\",\"portfolio\":\"north\",\"intake\":{\"financing\":\"paid\"}}", number,
    austrian ? "AT" : "DE", austrian ? "AT" : "DE-NI", language, austrian ? "W-123 AB" : "H-AB 123");
  g_autoptr(JsonObject) claim = velo_claims_test_call (self->test, "POST", "api/v1/claims", self->desk, body);
  g_autoptr(JsonObject) decided = NULL;
  g_autoptr(JsonObject) invited = NULL;
  const char *url;

  g_assert_cmpuint (self->test->status, ==, 201);
  self->id = g_strdup (json_object_get_string_member (claim, "id"));
  decided = velo_claims_flow_act (self, self->desk, "POST", "decision", "");
  g_assert_cmpuint (self->test->status, ==, 200);
  invited = velo_claims_flow_act (self, self->desk, "POST", "invitation", "");
  g_assert_cmpuint (self->test->status, ==, 201);
  url = json_object_get_string_member (invited, "url");
  self->link = g_strdup (strstr (url, "/s/") + 1);
}

static void
begin (VeloClaimsFlow *self,
       VeloClaimsTest *test,
       const char     *number,
       const char     *language,
       gboolean        austrian)
{
  memset (self, 0, sizeof *self);
  self->test = test;
  self->number = g_strdup (number);
  self->desk = velo_claims_test_log_in (test, "desk");
  self->assessor = velo_claims_test_log_in (test, "assessor");
  invite (self, number, language, austrian);
}

/* A claim whose customer is invited. */
void
velo_claims_flow_init (VeloClaimsFlow *self,
                       VeloClaimsTest *test,
                       const char     *number,
                       const char     *language)
{
  begin (self, test, number, language, FALSE);
}

/* The same in Austria, with the plate W-123 AB. */
void
velo_claims_flow_init_austrian (VeloClaimsFlow *self,
                                VeloClaimsTest *test,
                                const char     *number,
                                const char     *language)
{
  begin (self, test, number, language, TRUE);
}

void
velo_claims_flow_clear (VeloClaimsFlow *self)
{
  g_free (self->desk);
  g_free (self->assessor);
  g_free (self->number);
  g_free (self->id);
  g_free (self->link);
  g_free (self->cookie);
  g_free (self->csrf);
  g_free (self->text);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->json, json_object_unref);
}

void
velo_claims_flow_log_in (VeloClaimsFlow *self)
{
  g_autofree char *form = g_strdup_printf ("number=%s&plate=H-AB+123&mileage=84500&terms=1&privacy=1", self->number);
  const char *mark = "name=\"csrf\" value=\"";
  const char *csrf;

  g_assert_cmpuint (velo_claims_flow_form (self, self->link, form), ==, 303);
  g_assert_cmpuint (velo_claims_flow_send (self, "GET", "claim", NULL, NULL, NULL), ==, 200);
  csrf = strstr (self->text, mark);
  /* the page of an offer leads to forms and has none itself */
  if (csrf == NULL)
    {
      g_assert_cmpuint (velo_claims_flow_send (self, "GET", "claim/account", NULL, NULL, NULL), ==, 200);
      csrf = strstr (self->text, mark);
    }
  g_assert_nonnull (csrf);
  csrf += strlen (mark);
  g_free (self->csrf);
  self->csrf = g_strndup (csrf, strcspn (csrf, "\""));
}

/* The identity of a new upload; the status must be 200 or 201. */
char *
velo_claims_flow_begin (VeloClaimsFlow *self,
                        const char     *slot,
                        gsize           size)
{
  g_autofree char *form = g_strdup_printf ("slot=%s&size=%" G_GSIZE_FORMAT "&mark=m%" G_GSIZE_FORMAT, slot, size, size);
  guint status = velo_claims_flow_form (self, "claim/photos", form);

  g_assert_true (status == 200 || status == 201);
  return g_strdup (json_object_get_string_member (self->json, "upload"));
}

guint
velo_claims_flow_add (VeloClaimsFlow *self,
                      const char     *upload,
                      gsize           offset,
                      GBytes         *part)
{
  g_autofree char *path = g_strdup_printf ("claim/uploads/%s?offset=%" G_GSIZE_FORMAT, upload, offset);

  return velo_claims_flow_send (self, "PUT", path, self->csrf, "application/octet-stream", part);
}

/* All parts and the end; the status is that of the first refusal, or of the end. */
guint
velo_claims_flow_upload (VeloClaimsFlow *self,
                         const char     *slot,
                         GBytes         *file)
{
  gsize size = g_bytes_get_size (file);
  g_autofree char *upload = velo_claims_flow_begin (self, slot, size);
  g_autofree char *path = g_strconcat ("claim/uploads/", upload, NULL);

  for (gsize offset = 0; offset < size; offset += PART_SIZE)
    {
      g_autoptr(GBytes) part = g_bytes_new_from_bytes (file, offset, MIN (PART_SIZE, size - offset));
      guint status = velo_claims_flow_add (self, upload, offset, part);

      if (status != 200)
        return status;
    }
  return velo_claims_flow_form (self, path, "end=1");
}

/* What everybody photographs. */
static const char *const slots[] = {
  "registration", "odometer", "front-left", "front-right", "rear-left", "rear-right", "damage-far", "damage-middle",
  "damage-close",
};

void
velo_claims_flow_upload_all (VeloClaimsFlow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (slots); i++)
    {
      g_autoptr(GBytes) photo = velo_claims_flow_draw_photo (i + g_str_hash (self->number), 320, 240);

      g_assert_cmpuint (velo_claims_flow_upload (self, slots[i], photo), ==, 200);
    }
  g_assert_cmpuint (velo_claims_flow_form (self, "claim/photos/done", "done=1"), ==, 303);
}

static gboolean
copy_photo (VeloConnection  *connection,
            gpointer         data,
            GError         **error)
{
  for (guint i = 1; i < G_N_ELEMENTS (slots); i++)
    if (!velo_connection_run (connection, error,
                              "INSERT INTO photo (id, claim_id, slot, hash, facts, difference, created, replaced)"
                              " SELECT lower (hex (randomblob (16))), claim_id, ?2, hash, facts, '', created, 0 FROM photo"
                              " WHERE claim_id = ?1 AND slot = ?3", "ttt", data, slots[i], slots[0]))
      return FALSE;
  return TRUE;
}

static void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GMainContext  *context,
          GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (context, TRUE);
  return *slot;
}

/* As velo_claims_flow_upload_all() where nobody looks at the photos: one is sent, and lies in every slot. The
 * service must be one of this process. */
void
velo_claims_flow_photograph (VeloClaimsFlow *self)
{
  g_autoptr(GBytes) photo = velo_claims_flow_draw_photo (g_str_hash (self->number), 320, 240);
  g_autoptr(GMainContext) context = g_main_context_new ();
  g_autoptr(GAsyncResult) opened = NULL;
  g_autoptr(GAsyncResult) copied = NULL;
  g_autoptr(GAsyncResult) closed = NULL;
  g_autoptr(VeloDatabase) database = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpuint (velo_claims_flow_upload (self, slots[0], photo), ==, 200);
  g_main_context_push_thread_default (context);
  velo_database_open_async (self->test->database, &velo_claims_schema, NULL, keep_result_cb, &opened);
  database = velo_database_open_finish (wait_for (context, &opened), &error);
  g_assert_no_error (error);
  velo_database_run_async (database, VELO_DATABASE_WRITE, copy_photo, self->id, NULL, NULL, keep_result_cb, &copied);
  velo_database_run_finish (database, wait_for (context, &copied), &error);
  g_assert_no_error (error);
  velo_database_close_async (database, keep_result_cb, &closed);
  g_assert_true (velo_database_close_finish (database, wait_for (context, &closed), NULL));
  g_main_context_pop_thread_default (context);
  g_assert_cmpuint (velo_claims_flow_form (self, "claim/photos/done", "done=1"), ==, 303);
}

/* The assessor calculates so that @cents come out, and offers what comes out. */
void
velo_claims_flow_offer (VeloClaimsFlow *self,
                        gint64          cents)
{
  g_autofree char *state = velo_claims_flow_get_state (self);
  g_autofree char *more = NULL;
  g_autoptr(JsonObject) begun = NULL;
  g_autoptr(JsonObject) calculated = NULL;
  g_autoptr(JsonObject) offered = NULL;

  more = g_strdup_printf (",\"calculation\":{\"lines\":[{\"kind\":\"other\",\"text\":\"Kotflügel instand setzen\","
                          "\"price-cents\":%" G_GINT64_FORMAT "}],\"replacement-cents\":2000000,"
                          "\"residual-cents\":100000,\"replacement-tax-permyriad\":0,\"share-permyriad\":10000,"
                          "\"age-years\":3}", cents - 2500);
  if (strcmp (state, "photos_complete") == 0)
    {
      begun = velo_claims_flow_act (self, self->assessor, "POST", "calculation", "");
      g_assert_cmpuint (self->test->status, ==, 200);
    }
  calculated = velo_claims_flow_act (self, self->assessor, "PUT", "calculation", more);
  g_assert_cmpuint (self->test->status, ==, 200);
  offered = velo_claims_flow_act (self, self->assessor, "POST", "offer", "");
}

/* With bank data and the code of the message; the status is that of the code. */
guint
velo_claims_flow_accept (VeloClaimsFlow *self,
                         const char     *iban)
{
  g_autofree char *form = g_strdup_printf ("holder=Erika+Muster&iban=%s", iban);
  g_autofree char *words = NULL;
  g_autofree char *code = NULL;
  const char *digits;

  g_assert_cmpuint (velo_claims_flow_form (self, "claim/account", form), ==, 303);
  words = velo_claims_flow_get_words (self, "code");
  digits = strstr (words, ": ");
  g_assert_nonnull (digits);
  digits += 2;
  code = g_strdup_printf ("code=%.*s", (int) strspn (digits, "0123456789 "), digits);
  return velo_claims_flow_form (self, "claim/code", code);
}
