/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests that the price is insured together with the lock, and that a changed price asks again. */

#include "velo-counter-fixture.h"

#include "velo-date.h"

static guint
count_premiums (Fixture *fixture)
{
  return velo_training_insurer_count_requests (fixture->training, "INSURANCE_PREMIUM");
}

static VeloQuote *
quote_again (Fixture      *fixture,
             VeloProposal *proposal,
             GError      **error)
{
  Answer answer = { 0 };
  VeloQuote *quote;

  velo_counter_quote_again_async (fixture->counter, proposal, NULL, answer_cb, &answer);
  answer_wait (&answer);
  quote = velo_counter_quote_again_finish (fixture->counter, answer.result, error);
  answer_clear (&answer);
  return quote;
}

static VeloProposal *
open_ready (Fixture *fixture)
{
  VeloProposal *proposal = fixture_open (fixture);

  fixture_fill (proposal);
  fixture_save (fixture, proposal);
  fixture_choose (fixture, proposal, "A", 1);
  return proposal;
}

static GStrv
prepare (Fixture       *fixture,
         VeloProposal  *proposal,
         GError       **error)
{
  g_autoptr(GBytes) pdf = NULL;
  GStrv problems = NULL;
  Answer answer = { 0 };

  velo_counter_prepare_async (fixture->counter, proposal, NULL, answer_cb, &answer);
  answer_wait (&answer);
  pdf = velo_counter_prepare_finish (fixture->counter, answer.result, &problems, error);
  answer_clear (&answer);
  return problems;
}

/* 3,999.00 alone falls into the band up to 4,000; with the lock of 89.99 it is the next one. */
static void
test_band (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = open_ready (fixture);

  g_assert_cmpint (velo_proposal_get_quote_price_cents (proposal), ==, 408899);
  g_assert_cmpint (velo_proposal_get_premium_cents (proposal), ==, 3000);
  velo_proposal_set_without_lock (proposal, TRUE);
  fixture_choose (fixture, proposal, "A", 1);
  g_assert_cmpint (velo_proposal_get_quote_price_cents (proposal), ==, 399900);
  g_assert_cmpint (velo_proposal_get_premium_cents (proposal), ==, 2000);
}

/* Exactly 4,000.00 together is the end of the band and belongs to it. */
static void
test_edge (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = open_ready (fixture);
  VeloVehicle *vehicle = velo_proposal_get_vehicle (proposal);

  velo_vehicle_set_price_cents (vehicle, 391001);
  fixture_choose (fixture, proposal, "A", 1);
  g_assert_cmpint (velo_proposal_get_quote_price_cents (proposal), ==, 400000);
  g_assert_cmpint (velo_proposal_get_premium_cents (proposal), ==, 2000);
  velo_vehicle_set_lock_price_cents (vehicle, 9000);
  fixture_choose (fixture, proposal, "A", 1);
  g_assert_cmpint (velo_proposal_get_premium_cents (proposal), ==, 3000);
}

static void
test_proposal (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_make_signed (fixture);
  g_autoptr(VeloPolicy) policy = NULL;
  g_autoptr(GPtrArray) received = NULL;
  g_autofree char *xml = NULL;
  VeloTrainingProposal *record;
  GError *error = NULL;

  policy = fixture_conclude (fixture, proposal, &error);
  g_assert_no_error (error);
  received = velo_training_insurer_dup_proposals (fixture->training);
  record = g_ptr_array_index (received, 0);
  xml = g_strndup (g_bytes_get_data (record->xml, NULL), g_bytes_get_size (record->xml));
  g_assert_nonnull (strstr (xml, "<Kaufpreis>4088,99</Kaufpreis>"));
}

static void
test_again (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = open_ready (fixture);
  VeloVehicle *vehicle = velo_proposal_get_vehicle (proposal);
  guint before = count_premiums (fixture);
  g_autoptr(VeloQuote) quote = NULL;
  GError *error = NULL;

  velo_vehicle_set_lock_price_cents (vehicle, 0);
  quote = quote_again (fixture, proposal, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_premiums (fixture), ==, before + 1);
  g_assert_cmpint (velo_quote_get_premium_cents (quote), ==, 2000);
  g_assert_cmpint (velo_quote_get_price_cents (quote), ==, 399900);
  g_assert_true (velo_quote_get_immediate_cover (quote));
  /* taking it over is the caller's */
  g_assert_cmpint (velo_proposal_get_premium_cents (proposal), ==, 3000);
}

static void
test_again_refused (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = open_ready (fixture);
  g_autoptr(GError) error = NULL;

  velo_vehicle_set_price_cents (velo_proposal_get_vehicle (proposal), 600000);
  g_assert_null (quote_again (fixture, proposal, &error));
  g_assert_error (error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_NO_TARIFF);
  g_assert_cmpstr (error->message, !=, "");
}

static void
test_again_cancelled (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = open_ready (fixture);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  Answer answer = { 0 };

  velo_counter_quote_again_async (fixture->counter, proposal, cancellable, answer_cb, &answer);
  g_cancellable_cancel (cancellable);
  answer_wait (&answer);
  g_assert_null (velo_counter_quote_again_finish (fixture->counter, answer.result, &error));
  answer_clear (&answer);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A price changed behind the tariff page: the application carries the premium that belongs to it. */
static void
test_prepared_anew (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = open_ready (fixture);
  g_auto(GStrv) problems = NULL;
  guint before = count_premiums (fixture);
  gboolean told = FALSE;
  GError *error = NULL;

  velo_proposal_set_without_lock (proposal, TRUE);
  problems = prepare (fixture, proposal, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_premiums (fixture), ==, before + 1);
  g_assert_cmpint (velo_proposal_get_premium_cents (proposal), ==, 2000);
  for (guint i = 0; problems[i] != NULL; i++)
    {
      told |= strstr (problems[i], "20.00") != NULL && strstr (problems[i], "30.00") != NULL;
      /* the form is German, the sentence is not */
      g_assert_null (strstr (problems[i], "monatlich"));
    }
  g_assert_true (told);
}

static void
test_prepared_as_quoted (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = open_ready (fixture);
  g_auto(GStrv) problems = NULL;
  guint before = count_premiums (fixture);
  GError *error = NULL;

  problems = prepare (fixture, proposal, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_premiums (fixture), ==, before);
  g_assert_cmpuint (g_strv_length (problems), ==, 0);
}

/* A premium of yesterday is not promised today. */
static void
test_prepared_next_day (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = open_ready (fixture);
  g_autoptr(GDate) yesterday = velo_date_today ();
  g_auto(GStrv) problems = NULL;
  guint before = count_premiums (fixture);
  GError *error = NULL;

  g_date_subtract_days (yesterday, 1);
  velo_proposal_set_quote_date (proposal, yesterday);
  problems = prepare (fixture, proposal, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_premiums (fixture), ==, before + 1);
  g_assert_cmpuint (g_strv_length (problems), ==, 0);
}

static void
test_prepared_too_dear (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = open_ready (fixture);
  g_auto(GStrv) problems = NULL;
  g_autoptr(GError) error = NULL;

  velo_vehicle_set_price_cents (velo_proposal_get_vehicle (proposal), 600000);
  problems = prepare (fixture, proposal, &error);
  g_assert_error (error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_NO_TARIFF);
  g_assert_cmpint (velo_proposal_get_state (proposal), ==, VELO_PROPOSAL_STATE_DRAFT);
}

static void
wait_for_advertising (VeloOffer *offer)
{
  gint64 deadline = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (*velo_offer_get_advertising (offer) == '\0')
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, TRUE);
    }
}

static GListStore *
load_offers (Fixture      *fixture,
             VeloProposal *proposal)
{
  Answer answer = { 0 };
  GListStore *offers;
  GError *error = NULL;

  velo_counter_load_offers_async (fixture->counter, proposal, NULL, answer_cb, &answer);
  answer_wait (&answer);
  offers = velo_counter_load_offers_finish (fixture->counter, answer.result, &error);
  g_assert_no_error (error);
  answer_clear (&answer);
  return offers;
}

/* The insurer's own lines come beside the premiums, sorted by their names. */
static void
test_advertising (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_open (fixture);
  g_autoptr(GListStore) offers = load_offers (fixture, proposal);
  g_autoptr(VeloOffer) first = g_list_model_get_item (G_LIST_MODEL (offers), 0);
  g_autoptr(VeloOffer) second = g_list_model_get_item (G_LIST_MODEL (offers), 1);
  g_auto(GStrv) lines = NULL;
  guint asked;

  wait_for_advertising (first);
  wait_for_advertising (second);
  lines = g_strsplit (velo_offer_get_advertising (first), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), >=, 3);
  g_assert_cmpstr (velo_offer_get_advertising (first), !=, velo_offer_get_advertising (second));

  /* once a session is enough */
  asked = velo_training_insurer_count_requests (fixture->training, "ADVERTISING_TEXT");
  velo_proposal_set_without_lock (proposal, TRUE);
  g_clear_object (&offers);
  offers = load_offers (fixture, proposal);
  g_clear_object (&first);
  first = g_list_model_get_item (G_LIST_MODEL (offers), 0);
  g_assert_cmpstr (velo_offer_get_advertising (first), !=, "");
  g_assert_cmpuint (velo_training_insurer_count_requests (fixture->training, "ADVERTISING_TEXT"), ==, asked);
}

/* An empty body, an error page or no answer for a while: the premiums do not wait for words. */
static void
test_no_advertising (Fixture       *fixture,
                     gconstpointer  data)
{
  static const char * const faults[] = { "ADVERTISING_TEXT:empty:*", "ADVERTISING_TEXT:http500:*",
                                         "ADVERTISING_TEXT:html:*", "ADVERTISING_TEXT:delay:2:20000" };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *spec = g_strconcat ("GET_PRODUCT_DATA/", faults[i], NULL);
      g_autoptr(VeloProposal) proposal = fixture_open (fixture);
      g_autoptr(GListStore) offers = NULL;
      g_autoptr(VeloOffer) offer = NULL;
      gint64 started;

      velo_training_insurer_clear_faults (fixture->training);
      fixture_fault (fixture, spec);
      velo_vehicle_set_price_cents (velo_proposal_get_vehicle (proposal), 100000 + (gint64) i);
      started = g_get_monotonic_time ();
      offers = load_offers (fixture, proposal);
      g_assert_cmpint (g_get_monotonic_time () - started, <, 8 * G_USEC_PER_SEC);
      offer = g_list_model_get_item (G_LIST_MODEL (offers), 0);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (velo_offer_get_quotes (offer))), >, 0);
      g_assert_cmpstr (velo_offer_get_advertising (offer), ==, "");
    }
}

#define ADD(path, function) \
  g_test_add ("/workflow/price/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("band", test_band);
  ADD ("edge", test_edge);
  ADD ("proposal", test_proposal);
  ADD ("again", test_again);
  ADD ("again-refused", test_again_refused);
  ADD ("again-cancelled", test_again_cancelled);
  ADD ("prepared-anew", test_prepared_anew);
  ADD ("prepared-as-quoted", test_prepared_as_quoted);
  ADD ("prepared-next-day", test_prepared_next_day);
  ADD ("prepared-too-dear", test_prepared_too_dear);
  ADD ("advertising", test_advertising);
  ADD ("no-advertising", test_no_advertising);
  return g_test_run ();
}
