/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the client against every fault of the training insurer, and the self-test. */

#include "velo-training-fixture.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *spec;
  int code;          /* of a question */
  int submit_code;   /* of a submission, -1 if it succeeds */
  gboolean arrives;  /* the proposal, although it failed */
} FaultRow;

static const FaultRow fault_rows[] = {
  { "cut-before", "*:cut-before", VELO_INSURER_ERROR_UNAVAILABLE, VELO_INSURER_ERROR_UNCLEAR, FALSE },
  { "cut-after", "*:cut-after", VELO_INSURER_ERROR_UNAVAILABLE, VELO_INSURER_ERROR_UNCLEAR, TRUE },
  { "refuse", "*:refuse:1:Nein danke", VELO_INSURER_ERROR_REFUSED, VELO_INSURER_ERROR_REFUSED, FALSE },
  { "http500", "*:http500", VELO_INSURER_ERROR_UNAVAILABLE, VELO_INSURER_ERROR_UNCLEAR, FALSE },
  { "http500-after", "*:http500:1:after", VELO_INSURER_ERROR_UNAVAILABLE, VELO_INSURER_ERROR_UNCLEAR,
    TRUE },
  { "html", "*:html", VELO_INSURER_ERROR_PROTOCOL, VELO_INSURER_ERROR_UNCLEAR, FALSE },
  { "empty", "*:empty", VELO_INSURER_ERROR_PROTOCOL, VELO_INSURER_ERROR_UNCLEAR, FALSE },
  { "half", "*:half", VELO_INSURER_ERROR_PROTOCOL, VELO_INSURER_ERROR_UNCLEAR, TRUE },
  { "no-statuscode", "*:no-statuscode:2", VELO_INSURER_ERROR_PROTOCOL, VELO_INSURER_ERROR_UNCLEAR, TRUE },
  { "delay", "*:delay:1:50", -1, -1, TRUE },
  { "expired", "*:expired", -1, -1, TRUE },
};

static void
test_fault_in_number (Fixture      *fixture,
                      gconstpointer data)
{
  const FaultRow *row = data;
  g_autofree char *first = velo_fixture_reserve (fixture, NULL);
  g_autofree char *number = NULL;
  g_autofree char *again = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (first);
  velo_fixture_add_fault (fixture, row->spec);
  number = velo_fixture_reserve (fixture, &error);
  if (row->code == -1)
    g_assert_no_error (error);
  else
    g_assert_error (error, VELO_INSURER_ERROR, row->code);
  velo_training_insurer_clear_faults (fixture->training);
  again = velo_fixture_reserve (fixture, NULL);
  g_assert_nonnull (again);
}

static void
test_fault_in_submission (Fixture      *fixture,
                          gconstpointer data)
{
  const FaultRow *row = data;
  g_autoptr(VeloProposal) proposal = velo_fixture_new_proposal (fixture, VELO_OBJECT_KIND_BICYCLE, "A");
  g_autoptr(GBytes) submission = velo_fixture_build (fixture->insurer, proposal);
  g_autoptr(VeloSubmitResult) result = NULL;
  g_autoptr(VeloSubmitResult) again = NULL;
  g_autoptr(GError) error = NULL;

  velo_fixture_add_fault (fixture, row->spec);
  result = velo_fixture_submit (fixture->insurer, submission, &error);
  if (row->submit_code == -1)
    g_assert_no_error (error);
  else
    g_assert_error (error, VELO_INSURER_ERROR, row->submit_code);
  if (row->submit_code == VELO_INSURER_ERROR_REFUSED)
    g_assert_nonnull (strstr (velo_insurer_error_get_words (error), "Nein danke"));
  g_assert_cmpuint (velo_fixture_count_proposals (fixture), ==, row->arrives ? 1 : 0);
  velo_training_insurer_clear_faults (fixture->training);
  again = velo_fixture_submit (fixture->insurer, submission, NULL);
  g_assert_nonnull (again);
  g_assert_cmpuint (velo_fixture_count_proposals (fixture), ==, 1);
}

static void
test_nan_premium (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr(VeloProduct) product = velo_fixture_find_product (fixture, VELO_OBJECT_KIND_BICYCLE, "A", "DE");
  g_autoptr(VeloQuoteRequest) request = velo_fixture_new_request (product, 99900, 1, FALSE);
  g_autoptr(GError) error = NULL;

  velo_fixture_add_fault (fixture, "INSURANCE_PREMIUM:nan-premium");
  g_assert_null (velo_fixture_quote (fixture, request, &error));
  g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_PROTOCOL);
}

static void
test_unconfirmed (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr(VeloProposal) proposal = velo_fixture_new_proposal (fixture, VELO_OBJECT_KIND_BICYCLE, "A");
  g_autoptr(GBytes) submission = velo_fixture_build (fixture->insurer, proposal);
  g_autoptr(VeloSubmitResult) result = NULL;

  velo_fixture_add_fault (fixture, "SET_XML_INTERFACE:unconfirmed");
  result = velo_fixture_submit (fixture->insurer, submission, NULL);
  g_assert_nonnull (result);
  g_assert_cmpint (result->status, ==, VELO_SUBMIT_STATUS_HANDED_OVER);
  g_assert_nonnull (result->request_id);
}

static void
count_line_cb (VeloCheckLine *line,
               gpointer       user_data)
{
  (*(guint *) user_data)++;
}

static GPtrArray *
check (Fixture *fixture,
       guint   *n_told)
{
  g_auto(VeloWait) wait = { NULL };
  g_autoptr(GError) error = NULL;
  GPtrArray *lines = NULL;

  velo_insurer_check_async (fixture->insurer, count_line_cb, n_told, NULL, velo_wait_cb, &wait);
  lines = velo_insurer_check_finish (fixture->insurer, velo_wait_for (&wait), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lines->len, ==, 5);
  g_assert_cmpuint (*n_told, ==, 5);
  return lines;
}

static void
test_check (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(GPtrArray) numbers = NULL;
  g_autoptr(GPtrArray) lines = NULL;
  guint n_told = 0;

  lines = check (fixture, &n_told);
  for (guint i = 0; i < lines->len; i++)
    {
      VeloCheckLine *line = lines->pdata[i];

      g_assert_cmpint (line->step, ==, i);
      g_assert_no_error (line->error);
      g_assert_true (line->ran && line->ok);
      g_assert_nonnull (line->detail);
    }
  numbers = velo_training_insurer_dup_contract_numbers (fixture->training);
  g_assert_cmpuint (numbers->len, ==, 0);
  g_assert_cmpuint (velo_fixture_count_proposals (fixture), ==, 0);
}

/* The sample is one of the shop's country; where none is sold, one of another. */
static void
test_check_country (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr(GPtrArray) lines = NULL;
  VeloCheckLine *line;
  guint n_told = 0;
  gboolean austrian;

  g_assert_finalize_object (fixture->insurer);
  fixture->insurer = velo_fixture_new_client_in (fixture, VELO_WERTGARANTIE_DIALECT_HYBRID, data);
  lines = check (fixture, &n_told);
  line = lines->pdata[VELO_CHECK_STEP_PREMIUM];
  g_assert_no_error (line->error);
  austrian = strstr (line->detail, "Österreich") != NULL;
  g_assert_cmpint (austrian, ==, g_str_equal (data, "AT"));
  line = lines->pdata[VELO_CHECK_STEP_DOCUMENTS];
  g_assert_cmpint (strstr (line->detail, "Rücktritt") != NULL, ==, austrian);
}

typedef struct
{
  const char *name;
  const char *spec;
  const char *outcome; /* for each step: + worked, - failed, 0 not tried */
} CheckRow;

static const CheckRow check_rows[] = {
  { "sign-in", "LOGIN:http500", "-0000" },
  { "products", "AVAILABLE_PRODUCTS:refuse:1:Nein danke", "+-000" },
  { "premium", "INSURANCE_PREMIUM:refuse:1:Nein danke", "++-++" },
  { "documents", "LEGAL_DOCUMENTS:cut-before", "+++-0" },
};

static void
test_check_fails (Fixture      *fixture,
                  gconstpointer data)
{
  const CheckRow *row = data;
  g_autoptr(GPtrArray) lines = NULL;
  guint n_told = 0;

  velo_fixture_add_fault (fixture, row->spec);
  lines = check (fixture, &n_told);
  for (guint i = 0; i < lines->len; i++)
    {
      VeloCheckLine *line = lines->pdata[i];

      g_assert_cmpint (line->ran, ==, row->outcome[i] != '0');
      g_assert_cmpint (line->ok, ==, row->outcome[i] == '+');
      g_assert_cmpint (line->error != NULL, ==, row->outcome[i] == '-');
      if (line->error != NULL && strstr (row->spec, "Nein danke") != NULL)
        {
          g_assert_nonnull (strstr (line->detail, "Nein danke"));
          g_assert_nonnull (line->request_id);
        }
    }
}

static void
test_check_cancelled (Fixture      *fixture,
                      gconstpointer data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_auto(VeloWait) wait = { NULL };
  g_autoptr(GError) error = NULL;

  velo_insurer_check_async (fixture->insurer, NULL, NULL, cancellable, velo_wait_cb, &wait);
  g_cancellable_cancel (cancellable);
  g_assert_null (velo_insurer_check_finish (fixture->insurer, velo_wait_for (&wait), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(path, data, func) g_test_add ("/insurer/faults/" path, Fixture, data, velo_fixture_set_up, func, velo_fixture_tear_down)

static void
add_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (fault_rows); i++)
    {
      g_autofree char *number = g_strconcat ("/insurer/faults/number/", fault_rows[i].name, NULL);
      g_autofree char *proposal = g_strconcat ("/insurer/faults/proposal/", fault_rows[i].name, NULL);

      g_test_add (number, Fixture, &fault_rows[i], velo_fixture_set_up, test_fault_in_number, velo_fixture_tear_down);
      g_test_add (proposal, Fixture, &fault_rows[i], velo_fixture_set_up, test_fault_in_submission, velo_fixture_tear_down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (check_rows); i++)
    {
      g_autofree char *path = g_strconcat ("/insurer/faults/check/", check_rows[i].name, NULL);

      g_test_add (path, Fixture, &check_rows[i], velo_fixture_set_up, test_check_fails, velo_fixture_tear_down);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("nan-premium", NULL, test_nan_premium);
  ADD ("unconfirmed", NULL, test_unconfirmed);
  ADD ("check/fine", NULL, test_check);
  ADD ("check/country/germany", "DE", test_check_country);
  ADD ("check/country/austria", "AT", test_check_country);
  ADD ("check/country/elsewhere", "XX", test_check_country);
  ADD ("check/cancelled", NULL, test_check_cancelled);
  add_rows ();
  return g_test_run ();
}
