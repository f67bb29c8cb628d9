/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests what a person is given who asks what is stored: all of it, nobody else's, as one archive. */

#include "velo-claims-flow.h"

#include <string.h>

#include <archive.h>
#include <archive_entry.h>

#include "velo-claims-archive.h"
#include "velo-claims-error.h"

#define CONFIG "[payout]\nname=Training Versicherung\niban=DE89370400440532013000\n"

/* The files of the archive by name, %NULL if another status came. */
static GHashTable *
ask (VeloClaimsTest *test,
     const char     *token,
     const char     *body)
{
  g_autofree char *uri = g_strconcat (velo_claims_test_get_uri (test), "api/v1/exports", NULL);
  g_autoptr(SoupMessage) message = soup_message_new ("POST", uri);
  g_autofree char *bearer = g_strconcat ("Bearer ", token, NULL);
  g_autoptr(GBytes) sent = g_bytes_new (body, strlen (body));
  g_autoptr(GBytes) answer = NULL;
  g_autoptr(GError) error = NULL;
  GHashTable *files = NULL;
  struct archive *archive;
  struct archive_entry *entry;

  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", bearer);
  soup_message_set_request_body_from_bytes (message, "application/json", sent);
  answer = soup_session_send_and_read (test->session, message, NULL, &error);
  g_assert_no_error (error);
  test->status = soup_message_get_status (message);
  if (test->status != 200)
    return NULL;
  g_assert_cmpstr (soup_message_headers_get_one (soup_message_get_response_headers (message), "Content-Type"), ==,
                   "application/zip");
  files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  archive = archive_read_new ();
  archive_read_support_format_zip (archive);
  g_assert_cmpint (archive_read_open_memory (archive, g_bytes_get_data (answer, NULL), g_bytes_get_size (answer)), ==,
                   ARCHIVE_OK);
  while (archive_read_next_header (archive, &entry) == ARCHIVE_OK)
    {
      gsize size = (gsize) archive_entry_size (entry);
      guint8 *data = g_malloc (size);

      g_assert_cmpint (archive_read_data (archive, data, size), ==, size);
      g_hash_table_insert (files, g_strdup (archive_entry_pathname_utf8 (entry)), g_bytes_new_take (data, size));
    }
  g_assert_null (archive_error_string (archive));
  archive_read_free (archive);
  return files;
}

static void
add (VeloClaimsTest *test,
     const char     *token,
     const char     *number,
     const char     *who)
{
  g_autofree char *body = g_strdup_printf ("{\"number\":\"%s\",\"country\":\"DE\",%s,"
                                           "\"intake\":{\"financing\":\"paid\",\"estimate-cents\":100000}}", number, who);
  g_autoptr(JsonObject) claim G_GNUC_UNUSED = velo_claims_test_call (test, "POST", "api/v1/claims", token, body);

  g_assert_cmpuint (test->status, ==, 201);
}

static guint
count_claims (GHashTable *files)
{
  GHashTableIter iter;
  gpointer name;
  guint n = 0;

  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    n += g_str_has_suffix (name, "/claim.json");
  return n;
}

/* However it is written, and nobody's who has only something alike. */
static void
test_found (VeloClaimsTest *test,
            gconstpointer   data)
{
  static const struct { const char *body; guint n; } asked[] = {
    { "{\"email\":\" Erika@Example.COM \"}", 2 }, { "{\"email\":\"erika@example.co\"}", 0 },
    { "{\"email\":\"%@example.com\"}", 0 }, { "{\"phone\":\"0171 / 1234567\"}", 2 },
    { "{\"phone\":\"+49 171 1234567\"}", 2 }, { "{\"phone\":\"0171 123456\"}", 0 },
    { "{\"name\":\"erika muster\",\"plate\":\"h ab-123\"}", 2 },
    { "{\"name\":\"Erika Muster\",\"plate\":\"H-AB 124\"}", 1 }, { "{\"name\":\"Erika\",\"plate\":\"H-AB 123\"}", 0 },
  };
  g_autofree char *desk = velo_claims_test_log_in (test, "desk");

  add (test, desk, "26-1", "\"plate\":\"H-AB 123\",\"customer-name\":\"Erika Muster\",\"phone\":\"0171 1234567\","
                           "\"email\":\"erika@example.com\"");
  add (test, desk, "26-2", "\"plate\":\"H-AB 123\",\"customer-name\":\"Erika Muster\",\"phone\":\"0171 7654321\","
                           "\"email\":\"Erika@example.com\"");
  add (test, desk, "26-3", "\"plate\":\"H-AB 124\",\"customer-name\":\"Erika Muster\",\"phone\":\"0171 1234567\"");
  for (gsize i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      g_autoptr(GHashTable) files = ask (test, desk, asked[i].body);

      g_test_message ("%s", asked[i].body);
      g_assert_cmpuint (test->status, ==, asked[i].n > 0 ? 200 : 404);
      g_assert_cmpuint (files != NULL ? count_claims (files) : 0, ==, asked[i].n);
    }
}

static guint
count_notes (VeloClaimsFlow *flow,
             const char     *what)
{
  g_autoptr(JsonObject) whole = velo_claims_flow_get (flow, flow->desk, "");
  JsonArray *entries = json_object_get_array_member (whole, "entries");
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (entries); i++)
    n += g_str_equal (json_object_get_string_member (json_array_get_object_element (entries, i), "what"), what);
  return n;
}

/* Every photo as it is stored, the derivation, and nothing that opens anything; the journal tells. */
static void
test_archive (VeloClaimsTest *test,
              gconstpointer   data)
{
  g_auto(VeloClaimsFlow) flow = { NULL };
  g_autoptr(GHashTable) files = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autofree char *text = NULL;
  JsonArray *photos;
  GBytes *claim;

  velo_claims_flow_init (&flow, test, "26-1234567", "de");
  velo_claims_flow_log_in (&flow);
  velo_claims_flow_upload_all (&flow);
  velo_claims_flow_offer (&flow, 123450);
  files = ask (test, flow.desk, "{\"phone\":\"+491711234567\"}");
  g_assert_cmpuint (test->status, ==, 200);
  g_assert_cmpuint (g_hash_table_size (files), ==, 11);
  g_assert_true (g_hash_table_contains (files, "data-protection.html"));
  claim = g_hash_table_lookup (files, "1-26-1234567/claim.json");
  g_assert_nonnull (claim);
  text = g_strndup (g_bytes_get_data (claim, NULL), g_bytes_get_size (claim));
  g_assert_nonnull (strstr (text, "Kotflügel instand setzen"));
  g_assert_null (strstr (text, "/s/"));
  node = json_from_string (text, NULL);
  photos = json_object_get_array_member (json_node_get_object (node), "photos");
  g_assert_cmpuint (json_array_get_length (photos), ==, 9);
  for (guint i = 0; i < 9; i++)
    {
      JsonObject *photo = json_array_get_object_element (photos, i);
      GBytes *file = g_hash_table_lookup (files, json_object_get_string_member (photo, "file"));

      g_assert_nonnull (file);
      g_assert_cmpint (json_object_get_int_member (photo, "bytes"), ==, g_bytes_get_size (file));
      g_assert_true (memcmp (g_bytes_get_data (file, NULL), "\xff\xd8\xff", 3) == 0);
    }
  g_assert_cmpuint (count_notes (&flow, "exported"), ==, 1);
}

static void
test_refused (VeloClaimsTest *test,
              gconstpointer   data)
{
  static const char *const bodies[] = {
    "{}", "[]", "{\"name\":\"Erika Muster\"}", "{\"plate\":\"H-AB 123\"}", "{\"email\":\"  \"}", "{\"email\":{}}",
    "{\"email\":\"a@example.com\",\"phone\":\"0171 1234567\"}", "{\"phone\":\"0171 1234567\",\"name\":\"Erika Muster\"}",
    "{\"email\":\"a@example.com\",\"name\":\"Erika Muster\",\"plate\":\"H-AB 123\"}",
  };
  g_autofree char *desk = velo_claims_test_log_in (test, "desk");

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr(GHashTable) files = ask (test, desk, bodies[i]);

      g_test_message ("%s", bodies[i]);
      g_assert_null (files);
      g_assert_cmpuint (test->status, ==, 422);
    }
}

/* The desk alone; who may not have it learns neither that there is something nor that there is not. */
static void
test_nobody_else (VeloClaimsTest *test,
                  gconstpointer   data)
{
  static const char *const accounts[] = { "assessor", "partner" };

  for (gsize i = 0; i < G_N_ELEMENTS (accounts); i++)
    {
      g_autofree char *token = velo_claims_test_log_in (test, accounts[i]);
      g_autoptr(GHashTable) files = ask (test, token, "{\"phone\":\"+491711234567\"}");

      g_assert_null (files);
      g_assert_cmpuint (test->status, ==, 403);
    }
}

/* Taken away in slices while it grows, byte for byte what it would be at once; nothing of it stays behind. */
static void
test_slices (void)
{
  g_autoptr(VeloClaimsArchive) archive = velo_claims_archive_new (0);
  g_autoptr(GByteArray) whole = g_byte_array_new ();
  g_autoptr(GError) error = NULL;
  struct archive *reader = archive_read_new ();
  struct archive_entry *entry;
  GBytes *slice;

  g_assert_null (velo_claims_archive_take (archive, 100));
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *name = g_strdup_printf ("a/%u.bin", i);
      g_autofree guint8 *data = g_malloc (1000 * i + 1);
      g_autoptr(GBytes) content = NULL;

      memset (data, (int) i, 1000 * i);
      content = g_bytes_new (data, 1000 * i);
      g_assert_true (velo_claims_archive_add (archive, name, content, &error));
      if (i == 3)
        g_assert_true (velo_claims_archive_finish (archive, &error));
      while ((slice = velo_claims_archive_take (archive, 333)) != NULL)
        {
          g_assert_cmpuint (g_bytes_get_size (slice), <=, 333);
          g_byte_array_append (whole, g_bytes_get_data (slice, NULL), (guint) g_bytes_get_size (slice));
          g_bytes_unref (slice);
        }
    }
  archive_read_support_format_zip (reader);
  g_assert_cmpint (archive_read_open_memory (reader, whole->data, whole->len), ==, ARCHIVE_OK);
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *name = g_strdup_printf ("a/%u.bin", i);
      guint8 data[4000];

      g_assert_cmpint (archive_read_next_header (reader, &entry), ==, ARCHIVE_OK);
      g_assert_cmpstr (archive_entry_pathname_utf8 (entry), ==, name);
      g_assert_cmpint (archive_read_data (reader, data, sizeof data), ==, 1000 * i);
      for (guint k = 0; k < 1000 * i; k++)
        g_assert_cmpuint (data[k], ==, i);
    }
  g_assert_cmpint (archive_read_next_header (reader, &entry), ==, ARCHIVE_EOF);
  archive_read_free (reader);
}

#define ADD(NAME, FUNC) \
  g_test_add ("/claims-person/" NAME, VeloClaimsTest, CONFIG, velo_claims_test_set_up, FUNC, velo_claims_test_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("found", test_found);
  ADD ("archive", test_archive);
  ADD ("refused", test_refused);
  ADD ("nobody-else", test_nobody_else);
  g_test_add_func ("/claims-person/slices", test_slices);
  return g_test_run ();
}
