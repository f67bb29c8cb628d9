/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests several vehicles in one sitting: what is taken over, and that each outcome stands by itself. */

#include "velo-counter-fixture.h"

#include "velo-counter-batch.h"
#include "velo-date.h"
#include "velo-store-sales.h"

/* A second and a third vehicle of the same customer. */
static char *
add_vehicle (Fixture    *fixture,
             const char *frame_number,
             gint64      lock_cents)
{
  g_autoptr(VeloInvoice) invoice = velo_invoice_new ();
  g_autoptr(VeloVehicle) vehicle = velo_vehicle_new ();
  g_autoptr(GDate) today = velo_date_today ();
  Answer answer = { 0 };
  GError *error = NULL;

  velo_invoice_set_number (invoice, frame_number);
  velo_invoice_set_date (invoice, today);
  velo_invoice_set_format (invoice, "typed");
  velo_customer_set_last_name (velo_invoice_get_customer (invoice), "Another");
  velo_vehicle_set_kind (vehicle, VELO_ARTICLE_KIND_EBIKE);
  velo_vehicle_set_maker (vehicle, "Kronberg");
  velo_vehicle_set_model (vehicle, frame_number);
  velo_vehicle_set_frame_number (vehicle, frame_number);
  velo_vehicle_set_battery_number (vehicle, frame_number);
  velo_vehicle_set_price_cents (vehicle, 299900);
  velo_vehicle_set_purchase_date (vehicle, today);
  velo_vehicle_set_lock_price_cents (vehicle, lock_cents);
  g_list_store_append (velo_invoice_get_vehicles (invoice), vehicle);
  velo_store_add_sale_async (fixture->store, invoice, NULL, "Jana Kurbel", NULL, answer_cb, &answer);
  answer_wait (&answer);
  g_assert_true (velo_store_add_sale_finish (fixture->store, answer.result, NULL, &error));
  g_assert_no_error (error);
  answer_clear (&answer);
  return g_strdup (velo_vehicle_get_id (vehicle));
}

static VeloProposal *
open_like (Fixture      *fixture,
           const char   *vehicle_id,
           VeloProposal *first,
           GError      **error)
{
  Answer answer = { 0 };
  VeloProposal *proposal;

  velo_counter_open_like_async (fixture->counter, vehicle_id, first, NULL, answer_cb, &answer);
  answer_wait (&answer);
  proposal = velo_counter_open_like_finish (fixture->counter, answer.result, error);
  answer_clear (&answer);
  return proposal;
}

static VeloProposal *
sign_like (Fixture      *fixture,
           const char   *vehicle_id,
           VeloProposal *first)
{
  g_autoptr(GBytes) pdf = NULL;
  GError *error = NULL;
  VeloProposal *proposal = open_like (fixture, vehicle_id, first, &error);

  g_assert_no_error (error);
  fixture_fill (proposal);
  fixture_save (fixture, proposal);
  fixture_choose (fixture, proposal, "A", 12);
  pdf = fixture_prepare (fixture, proposal, &error);
  g_assert_no_error (error);
  fixture_sign (fixture, proposal);
  return proposal;
}

static GPtrArray *
conclude_all (Fixture      *fixture,
              const char   *first,
              const char   *second,
              const char   *third,
              GCancellable *cancellable)
{
  const char *ids[] = { first, second, third, NULL };
  Answer answer = { 0 };
  GError *error = NULL;
  GPtrArray *outcomes;

  velo_counter_conclude_all_async (fixture->counter, ids, cancellable, answer_cb, &answer);
  answer_wait (&answer);
  outcomes = velo_counter_conclude_all_finish (fixture->counter, answer.result, &error);
  g_assert_no_error (error);
  answer_clear (&answer);
  return outcomes;
}

static VeloBatchOutcome *
get_outcome (GPtrArray *outcomes,
             guint      position)
{
  g_assert_cmpuint (position, <, outcomes->len);
  return g_ptr_array_index (outcomes, position);
}

static guint
count_received (Fixture *fixture)
{
  g_autoptr(GPtrArray) received = velo_training_insurer_dup_proposals (fixture->training);

  return received->len;
}

static void
test_taken_over (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(VeloProposal) first = fixture_make_signed (fixture);
  g_autofree char *with_lock = add_vehicle (fixture, "SECOND1", 8999);
  g_autofree char *cheap_lock = add_vehicle (fixture, "THIRD1", 2999);
  g_autoptr(VeloProposal) second = NULL;
  g_autoptr(VeloProposal) third = NULL;
  g_autoptr(VeloProposal) again = NULL;
  GError *error = NULL;

  second = open_like (fixture, with_lock, first, &error);
  g_assert_no_error (error);
  third = open_like (fixture, cheap_lock, first, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (velo_proposal_get_iban (second), ==, velo_proposal_get_iban (first));
  g_assert_true (velo_record_equal (velo_proposal_get_customer (second), velo_proposal_get_customer (first)));
  g_assert_cmpstr (velo_product_get_product_type (velo_proposal_get_product (second)), ==,
                   velo_product_get_product_type (velo_proposal_get_product (first)));
  g_assert_cmpint (velo_vehicle_get_leasing (velo_proposal_get_vehicle (second)), ==, VELO_ANSWER_NO);
  g_assert_cmpint (velo_vehicle_get_lock_confirmed (velo_proposal_get_vehicle (second)), ==, VELO_ANSWER_YES);
  /* this lock is too cheap: that is asked */
  g_assert_cmpint (velo_vehicle_get_lock_confirmed (velo_proposal_get_vehicle (third)), ==, VELO_ANSWER_UNKNOWN);
  /* its own vehicle, number, premium, consent and signature */
  g_assert_cmpstr (velo_vehicle_get_frame_number (velo_proposal_get_vehicle (second)), ==, "SECOND1");
  g_assert_cmpstr (velo_proposal_get_contract_number (second), ==, "");
  g_assert_cmpint (velo_proposal_get_premium_cents (second), ==, 0);
  g_assert_false (velo_proposal_get_consent (second));
  g_assert_false (velo_proposal_get_documents_received (second));
  g_assert_cmpint (velo_proposal_get_state (second), ==, VELO_PROPOSAL_STATE_DRAFT);
  /* what was entered since is not written over */
  velo_proposal_set_iban (second, "DE02120300000000202051");
  fixture_save (fixture, second);
  again = open_like (fixture, with_lock, first, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (velo_proposal_get_iban (again), ==, "DE02120300000000202051");
}

static void
test_missing (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(VeloProposal) first = fixture_open (fixture);
  g_autoptr(GError) error = NULL;

  g_assert_null (open_like (fixture, "no such vehicle", first, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_NOT_FOUND);
}

static void
test_all (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr(VeloProposal) first = fixture_make_signed (fixture);
  g_autofree char *second_id = add_vehicle (fixture, "SECOND1", 8999);
  g_autoptr(VeloProposal) second G_GNUC_UNUSED = sign_like (fixture, second_id, first);
  g_autoptr(GPtrArray) outcomes = conclude_all (fixture, fixture->vehicle_id, second_id, NULL, NULL);

  g_assert_cmpuint (outcomes->len, ==, 2);
  g_assert_nonnull (get_outcome (outcomes, 0)->policy);
  g_assert_nonnull (get_outcome (outcomes, 1)->policy);
  g_assert_cmpstr (velo_policy_get_contract_number (get_outcome (outcomes, 0)->policy), !=,
                   velo_policy_get_contract_number (get_outcome (outcomes, 1)->policy));
  g_assert_cmpstr (velo_proposal_get_record_number (get_outcome (outcomes, 0)->proposal), !=,
                   velo_proposal_get_record_number (get_outcome (outcomes, 1)->proposal));
  g_assert_cmpuint (count_received (fixture), ==, 2);
}

/* Refused, not signed, and good: each has its own end. */
static void
test_each_for_itself (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(VeloProposal) first = fixture_make_signed (fixture);
  g_autofree char *second_id = add_vehicle (fixture, "SECOND1", 8999);
  g_autofree char *third_id = add_vehicle (fixture, "THIRD1", 8999);
  g_autoptr(VeloProposal) draft = NULL;
  g_autoptr(VeloProposal) third G_GNUC_UNUSED = sign_like (fixture, third_id, first);
  g_autoptr(GPtrArray) outcomes = NULL;
  GError *error = NULL;

  draft = open_like (fixture, second_id, first, &error);
  g_assert_no_error (error);
  fixture_fault (fixture, "SET_XML_INTERFACE:refuse");
  outcomes = conclude_all (fixture, fixture->vehicle_id, second_id, third_id, NULL);
  g_assert_cmpuint (outcomes->len, ==, 3);
  g_assert_error (get_outcome (outcomes, 0)->error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_REFUSED);
  g_assert_cmpint (velo_proposal_get_state (get_outcome (outcomes, 0)->proposal), ==, VELO_PROPOSAL_STATE_REFUSED);
  g_assert_error (get_outcome (outcomes, 1)->error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_CHANGED);
  g_assert_nonnull (get_outcome (outcomes, 2)->policy);
}

/* The line is cut after the first was sent: it is unclear, the second goes through. */
static void
test_cut_off (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(VeloProposal) first = fixture_make_signed (fixture);
  g_autofree char *second_id = add_vehicle (fixture, "SECOND1", 8999);
  g_autoptr(VeloProposal) second G_GNUC_UNUSED = sign_like (fixture, second_id, first);
  g_autoptr(GPtrArray) outcomes = NULL;

  fixture_fault (fixture, "SET_XML_INTERFACE:cut-after");
  outcomes = conclude_all (fixture, fixture->vehicle_id, second_id, NULL, NULL);
  g_assert_error (get_outcome (outcomes, 0)->error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_UNCLEAR);
  g_assert_nonnull (get_outcome (outcomes, 1)->policy);
  g_assert_cmpuint (count_received (fixture), ==, 2);
}

/* What could not even be read has an outcome as well, and it is known whose it is. */
static void
test_unreadable (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(VeloProposal) first = fixture_make_signed (fixture);
  g_autoptr(GPtrArray) outcomes = NULL;

  outcomes = conclude_all (fixture, "nobody", fixture->vehicle_id, NULL, NULL);
  g_assert_cmpuint (outcomes->len, ==, 2);
  g_assert_cmpstr (get_outcome (outcomes, 0)->vehicle_id, ==, "nobody");
  g_assert_null (get_outcome (outcomes, 0)->proposal);
  g_assert_error (get_outcome (outcomes, 0)->error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_CHANGED);
  g_assert_cmpstr (get_outcome (outcomes, 1)->vehicle_id, ==, velo_proposal_get_vehicle_id (first));
  g_assert_nonnull (get_outcome (outcomes, 1)->policy);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(VeloProposal) first G_GNUC_UNUSED = fixture_make_signed (fixture);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GPtrArray) outcomes = NULL;

  g_cancellable_cancel (cancellable);
  outcomes = conclude_all (fixture, fixture->vehicle_id, NULL, NULL, cancellable);
  g_assert_cmpuint (outcomes->len, ==, 1);
  g_assert_error (get_outcome (outcomes, 0)->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_received (fixture), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*test) (Fixture *, gconstpointer); } tests[] = {
    { "/workflow/batch/taken-over", test_taken_over },
    { "/workflow/batch/missing", test_missing },
    { "/workflow/batch/all", test_all },
    { "/workflow/batch/each-for-itself", test_each_for_itself },
    { "/workflow/batch/cut-off", test_cut_off },
    { "/workflow/batch/unreadable", test_unreadable },
    { "/workflow/batch/cancelled", test_cancelled },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, fixture_set_up, tests[i].test, fixture_tear_down);
  return g_test_run ();
}
