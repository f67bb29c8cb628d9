/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests how the envelope of an answer is judged, row by row of the protocol reference. */

#include "velo-insurer-error.h"
#include "velo-wertgarantie-answer.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *text;
  gboolean inside;
  gboolean success;
  gboolean refusal;
  gboolean may_be_session;
  gboolean mentions_session;
  const char *status;
  const char *request_id;
} Row;

static const Row rows[] = {
  { "fine", "{\"RESULT\":{},\"STATUS\":\"OK\",\"STATUSCODE\":\"0\",\"REQUEST_ID\":\"5\"}", FALSE, TRUE,
    FALSE, FALSE, FALSE, "OK", "5" },
  { "number", "{\"RESULT\":{},\"STATUS\":\"OK\",\"STATUSCODE\":0,\"REQUEST_ID\":5}", FALSE, TRUE, FALSE,
    FALSE, FALSE, "OK", "5" },
  { "login-refused", "{\"STATUS\":\"Error: Could not verify user | no binding. Code:49\","
                     "\"STATUSCODE\":\"21\"}", FALSE, FALSE, TRUE, FALSE, FALSE,
    "Error: Could not verify user | no binding. Code:49", NULL },
  { "price", "{\"RESULT\":{},\"STATUS\":\"Fehler: Es ist ein technischer Fehler aufgetreten.\","
             "\"STATUSCODE\":\"65\",\"REQUEST_ID\":\"6\"}", FALSE, FALSE, TRUE, FALSE, FALSE,
    "Fehler: Es ist ein technischer Fehler aufgetreten.", "6" },
  { "not-ok", "{\"STATUS\":\"NOT OK: missing fields\",\"BODY\":\"{SESSION:x}\"}", FALSE, FALSE, TRUE,
    TRUE, FALSE, "NOT OK: missing fields", NULL },
  { "unknown-user", "{\"STATUS\":\"NOT OK: Login failed\",\"MESSAGE\":\"x\"}", FALSE, FALSE, TRUE, TRUE,
    FALSE, "NOT OK: Login failed", NULL },
  { "session", "{\"STATUS\":\"Ung\u00fcltige SESSION\",\"STATUSCODE\":\"12\"}", FALSE, FALSE, TRUE, TRUE,
    TRUE, "Ung\u00fcltige SESSION", NULL },
  { "no-code", "{\"STATUS\":\"OK\",\"RESULT\":{}}", FALSE, FALSE, FALSE, TRUE, FALSE, "OK", NULL },
  { "empty-code", "{\"STATUS\":\"OK\",\"STATUSCODE\":{}}", FALSE, FALSE, FALSE, TRUE, FALSE, "OK", NULL },
  { "blank-code", "{\"STATUS\":\"OK\",\"STATUSCODE\":\"\"}", FALSE, FALSE, TRUE, FALSE, FALSE, "OK",
    NULL },
  { "null-code", "{\"STATUS\":null,\"STATUSCODE\":null}", FALSE, FALSE, FALSE, TRUE, FALSE, NULL, NULL },
  { "begins-with-zero", "{\"STATUS\":\"Fehler\",\"STATUSCODE\":\"01\"}", FALSE, FALSE, TRUE, FALSE, FALSE,
    "Fehler", NULL },
  { "ends-with-zero", "{\"STATUS\":\"Fehler\",\"STATUSCODE\":\"10\"}", FALSE, FALSE, TRUE, FALSE, FALSE,
    "Fehler", NULL },
  { "complaint", "{\"RESULT\":{\"FEHLERMELDUNG\":\"Kein Tarif\"},\"STATUS\":\"OK\",\"STATUSCODE\":\"0\"}",
    FALSE, FALSE, TRUE, FALSE, FALSE, "Kein Tarif", NULL },
  { "no-complaint", "{\"RESULT\":{\"FEHLERMELDUNG\":{}},\"STATUS\":\"OK\",\"STATUSCODE\":\"0\"}", FALSE,
    TRUE, FALSE, FALSE, FALSE, "OK", NULL },
  { "inside", "{\"RESULT\":{\"STATUS\":\"OK\",\"STATUSCODE\":\"0\",\"MANUFACTURER_LIST\":{}}}", TRUE, TRUE,
    FALSE, FALSE, FALSE, "OK", NULL },
  { "inside-not-asked", "{\"RESULT\":{\"STATUS\":\"OK\",\"STATUSCODE\":\"0\"}}", FALSE, FALSE, FALSE, TRUE,
    FALSE, NULL, NULL },
  { "odd-id", "{\"STATUS\":\"OK\",\"STATUSCODE\":\"0\",\"REQUEST_ID\":\"a b;c\"}", FALSE, TRUE, FALSE,
    FALSE, FALSE, "OK", NULL },
  { "long-id", "{\"STATUS\":\"OK\",\"STATUSCODE\":\"0\",\"REQUEST_ID\":\"12345678901234567890123456789012"
               "345678901234567890123456789012345\"}", FALSE, TRUE, FALSE, FALSE, FALSE, "OK", NULL },
  { "lines", "{\"STATUS\":\"Fehler:\\n  zwei\\tZeilen\",\"STATUSCODE\":\"65\"}", FALSE, FALSE, TRUE, FALSE,
    FALSE, "Fehler: zwei Zeilen", NULL },
  { "latin-1", "{\"STATUS\":\"Pr\xe4mie\",\"STATUSCODE\":\"65\"}", FALSE, FALSE, TRUE, FALSE, FALSE,
    "Pr\u00e4mie", NULL },
};

static VeloWertgarantieAnswer *
parse (const char *text,
       gboolean    inside,
       GError    **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return velo_wertgarantie_answer_parse (bytes, inside, error);
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(VeloWertgarantieAnswer) answer = parse (row->text, row->inside, &error);

  g_assert_no_error (error);
  g_assert_cmpint (answer->success, ==, row->success);
  g_assert_cmpint (velo_wertgarantie_answer_is_refusal (answer), ==, row->refusal);
  g_assert_cmpint (velo_wertgarantie_answer_mentions_session (answer), ==, row->mentions_session);
  if (!row->success)
    g_assert_cmpint (velo_wertgarantie_answer_may_be_session (answer), ==, row->may_be_session);
  g_assert_cmpstr (answer->status, ==, row->status);
  g_assert_cmpstr (answer->request_id, ==, row->request_id);
}

static void
test_no_answer (void)
{
  const char *texts[] = {
    "", " ", "<html><body>404</body></html>", "[]", "\"OK\"", "0", "{\"STATUSCODE\":", "nonsense",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (parse (texts[i], FALSE, &error));
      g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_PROTOCOL);
    }
}

static void
test_not_text (void)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("{\"a\":\"\0\"}", 9);
  g_autoptr(GError) error = NULL;

  g_assert_null (velo_wertgarantie_answer_parse (bytes, FALSE, &error));
  g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_PROTOCOL);
}

/* A parser that calls itself must not be led into the depth. */
static void
test_depth (void)
{
  g_autofree char *brackets = g_strnfill (4000000, '[');
  g_autofree char *text = g_strconcat ("{\"RESULT\":", brackets, NULL);
  g_autofree char *harmless = g_strnfill (500, '[');
  g_autofree char *quoted = g_strconcat ("{\"STATUSCODE\":\"0\",\"a\":\"\\\"", harmless, "\"}", NULL);
  g_autoptr(VeloWertgarantieAnswer) answer = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_null (parse (text, FALSE, &error));
  g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_PROTOCOL);
  answer = parse (quoted, FALSE, NULL);
  g_assert_nonnull (answer);
  g_assert_true (answer->success);
}

/* The words are the insurer's, but not endless, and without what nobody may see. */
static void
test_words (void)
{
  g_autofree char *much = g_strnfill (50000, 'x');
  g_autofree char *text = g_strdup_printf ("{\"STATUS\":\"%s\",\"STATUSCODE\":\"1\"}", much);
  g_autoptr(VeloWertgarantieAnswer) endless = parse (text, FALSE, NULL);
  g_autoptr(VeloWertgarantieAnswer) echo = parse ("{\"STATUS\":\"NOT OK: geheim, geheim\"}", FALSE, NULL);

  g_assert_cmpuint (strlen (endless->status), ==, 2000);
  velo_wertgarantie_answer_scrub (echo, "");
  velo_wertgarantie_answer_scrub (echo, NULL);
  velo_wertgarantie_answer_scrub (echo, "geheim");
  g_assert_cmpstr (echo->status, ==, "NOT OK: ***, ***");
}

/* Errors carry words, number and fields, also when copied; errors of others carry nothing. */
static void
test_error (void)
{
  const char *fields[] = { "customer.city", "vehicle.model", NULL };
  g_autoptr(GError) refused = velo_insurer_error_new (VELO_INSURER_ERROR_REFUSED, "Nein", "7",
                                                      "insurer %s", "refused");
  g_autoptr(GError) invalid = velo_insurer_error_new_invalid (fields);
  g_autoptr(GError) copy = g_error_copy (refused);
  g_autoptr(GError) foreign = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "x");
  g_autoptr(GError) plain = g_error_new_literal (VELO_INSURER_ERROR, VELO_INSURER_ERROR_OFFLINE, "x");

  g_clear_error (&refused);
  g_assert_cmpstr (velo_insurer_error_get_words (copy), ==, "Nein");
  g_assert_cmpstr (velo_insurer_error_get_request_id (copy), ==, "7");
  g_assert_cmpstr (copy->message, ==, "insurer refused");
  g_assert_null (velo_insurer_error_get_fields (copy));
  g_assert_cmpstr (velo_insurer_error_get_fields (invalid)[1], ==, "vehicle.model");
  g_assert_null (velo_insurer_error_get_words (foreign));
  g_assert_null (velo_insurer_error_get_request_id (plain));
  g_assert_null (velo_insurer_error_get_fields (NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/insurer/answer/row/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/insurer/answer/none", test_no_answer);
  g_test_add_func ("/insurer/answer/not-text", test_not_text);
  g_test_add_func ("/insurer/answer/depth", test_depth);
  g_test_add_func ("/insurer/answer/words", test_words);
  g_test_add_func ("/insurer/answer/error", test_error);
  return g_test_run ();
}
