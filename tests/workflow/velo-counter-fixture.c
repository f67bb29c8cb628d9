/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A shop with one sale and the training insurer, for tests of the counter. */

#include "velo-counter-fixture.h"

#include <glib/gstdio.h>

#include "velo-date.h"
#include "velo-store-sales.h"
#include "velo-test-dirs.h"
#include "velo-wertgarantie.h"

/* Longer than any call takes on a slow machine; reached only by a hanging one. */
#define WATCHDOG_SECONDS 60

void
answer_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Answer *answer = user_data;

  answer->object = object == NULL ? NULL : g_object_ref (object);
  answer->result = g_object_ref (result);
}

static gboolean
watchdog_cb (gpointer user_data)
{
  g_error ("no answer after %d seconds", WATCHDOG_SECONDS);
  return G_SOURCE_REMOVE;
}

void
answer_wait (Answer *answer)
{
  guint watchdog = g_timeout_add_seconds (WATCHDOG_SECONDS, watchdog_cb, NULL);

  while (answer->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (watchdog);
}

void
answer_clear (Answer *answer)
{
  g_clear_object (&answer->object);
  g_clear_object (&answer->result);
}

VeloInsurer *
fixture_make_insurer (const char *uri,
                      const char *password)
{
  VeloWertgarantie *insurer = g_object_new (VELO_TYPE_WERTGARANTIE,
                                            "base-url", uri,
                                            "user", VELO_TRAINING_USER,
                                            "sender-name", "VELOINSURE_TEST",
                                            "timeout", 10,
                                            "submit-timeout", 10,
                                            NULL);

  velo_wertgarantie_set_password (insurer, password);
  return VELO_INSURER (insurer);
}

void
fixture_open_store (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "test.db", NULL);
  g_autoptr(VeloEmployee) employee = velo_employee_new ();
  Answer answer = { 0 };
  GError *error = NULL;

  velo_store_open_async (path, NULL, answer_cb, &answer);
  answer_wait (&answer);
  fixture->store = velo_store_open_finish (answer.result, &error);
  g_assert_no_error (error);
  answer_clear (&answer);
  velo_store_recover_async (fixture->store, NULL, answer_cb, &answer);
  answer_wait (&answer);
  g_assert_true (velo_store_recover_finish (fixture->store, answer.result, NULL, &error));
  answer_clear (&answer);

  fixture->insurer = fixture_make_insurer (velo_training_insurer_get_uri (fixture->training),
                                           VELO_TRAINING_PASSWORD);
  fixture->counter = velo_counter_new (fixture->store, fixture->insurer, TRUE);
  velo_employee_set_id (employee, "e-1");
  velo_employee_set_name (employee, "Jana Kurbel");
  velo_employee_set_broker_number (employee, "4711001");
  velo_counter_set_employee (fixture->counter, employee);
}

static void
add_sale (Fixture *fixture)
{
  g_autoptr(VeloInvoice) invoice = velo_invoice_new ();
  g_autoptr(VeloVehicle) vehicle = velo_vehicle_new ();
  g_autoptr(GDate) today = velo_date_today ();
  VeloCustomer *customer = velo_invoice_get_customer (invoice);
  g_autoptr(VeloVehicle) stored = NULL;
  Answer answer = { 0 };
  GError *error = NULL;

  velo_invoice_set_number (invoice, "RE-1");
  velo_invoice_set_date (invoice, today);
  velo_invoice_set_format (invoice, "typed");
  velo_customer_set_salutation (customer, VELO_SALUTATION_FRAU);
  velo_customer_set_first_name (customer, "Katharina");
  velo_customer_set_last_name (customer, "Übelacker-Groß");
  velo_customer_set_street (customer, "Hauptstraße 7a");
  velo_customer_set_postcode (customer, "91054");
  velo_customer_set_city (customer, "Erlangen");
  velo_customer_set_country (customer, "DE");
  velo_vehicle_set_kind (vehicle, VELO_ARTICLE_KIND_EBIKE);
  velo_vehicle_set_maker (vehicle, "Kronberg");
  velo_vehicle_set_model (vehicle, "E-Trail");
  velo_vehicle_set_frame_number (vehicle, "WKB26A0417731");
  velo_vehicle_set_battery_number (vehicle, "4E9C-0099-17");
  velo_vehicle_set_price_cents (vehicle, 399900);
  velo_vehicle_set_purchase_date (vehicle, today);
  velo_vehicle_set_lock_price_cents (vehicle, 8999);
  g_list_store_append (velo_invoice_get_vehicles (invoice), vehicle);
  velo_store_add_sale_async (fixture->store, invoice, NULL, "Jana Kurbel", NULL, answer_cb, &answer);
  answer_wait (&answer);
  g_assert_true (velo_store_add_sale_finish (fixture->store, answer.result, NULL, &error));
  g_assert_no_error (error);
  answer_clear (&answer);
  stored = g_list_model_get_item (G_LIST_MODEL (velo_invoice_get_vehicles (invoice)), 0);
  fixture->vehicle_id = g_strdup (velo_vehicle_get_id (stored));
  fixture->invoice_id = g_strdup (velo_invoice_get_id (invoice));
  g_assert_cmpstr (fixture->vehicle_id, !=, "");
}

void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  GError *error = NULL;

  velo_test_hold_dirs ();
  fixture->folder = g_dir_make_tmp ("velo-counter-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->training = velo_training_insurer_new ();
  g_assert_true (velo_training_insurer_start (fixture->training, 0, &error));
  g_assert_no_error (error);
  fixture_open_store (fixture);
  add_sale (fixture);
}

void
fixture_close (Fixture *fixture)
{
  Answer answer = { 0 };
  GError *error = NULL;

  velo_counter_close (fixture->counter);
  g_clear_object (&fixture->counter);
  g_clear_object (&fixture->insurer);
  velo_store_close_async (fixture->store, answer_cb, &answer);
  answer_wait (&answer);
  g_assert_true (velo_store_close_finish (fixture->store, answer.result, &error));
  g_assert_no_error (error);
  answer_clear (&answer);
  /* what was cancelled by closing still answers */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&fixture->store);
}

void
fixture_reopen (Fixture *fixture)
{
  fixture_close (fixture);
  fixture_open_store (fixture);
}

void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GDir) dir = NULL;
  const char *name;

  fixture_close (fixture);
  velo_training_insurer_stop (fixture->training);
  g_clear_object (&fixture->training);
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_clear_pointer (&fixture->folder, g_free);
  g_clear_pointer (&fixture->vehicle_id, g_free);
  g_clear_pointer (&fixture->invoice_id, g_free);
}

VeloProposal *
fixture_open (Fixture *fixture)
{
  Answer answer = { 0 };
  GError *error = NULL;
  VeloProposal *proposal;

  velo_counter_open_proposal_async (fixture->counter, fixture->vehicle_id, NULL, answer_cb, &answer);
  answer_wait (&answer);
  proposal = velo_counter_open_proposal_finish (fixture->counter, answer.result, &error);
  g_assert_no_error (error);
  answer_clear (&answer);
  return proposal;
}

void
fixture_fill (VeloProposal *proposal)
{
  VeloVehicle *vehicle = velo_proposal_get_vehicle (proposal);

  velo_vehicle_set_leasing (vehicle, VELO_ANSWER_NO);
  velo_vehicle_set_lock_confirmed (vehicle, VELO_ANSWER_YES);
  velo_proposal_set_payment (proposal, VELO_PAYMENT_DIRECT_DEBIT);
  velo_proposal_set_iban (proposal, "DE89370400440532013000");
  velo_proposal_set_consent (proposal, TRUE);
}

void
fixture_save (Fixture      *fixture,
              VeloProposal *proposal)
{
  Answer answer = { 0 };
  GError *error = NULL;

  velo_counter_save_async (fixture->counter, proposal, NULL, answer_cb, &answer);
  answer_wait (&answer);
  g_assert_true (velo_counter_save_finish (fixture->counter, answer.result, &error));
  g_assert_no_error (error);
  answer_clear (&answer);
}

void
fixture_choose (Fixture      *fixture,
                VeloProposal *proposal,
                const char   *variant,
                int           interval)
{
  g_autoptr(GListStore) offers = NULL;
  gboolean found = FALSE;
  Answer answer = { 0 };
  GError *error = NULL;

  velo_counter_load_offers_async (fixture->counter, proposal, NULL, answer_cb, &answer);
  answer_wait (&answer);
  offers = velo_counter_load_offers_finish (fixture->counter, answer.result, &error);
  g_assert_no_error (error);
  answer_clear (&answer);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (offers)); i++)
    {
      g_autoptr(VeloOffer) offer = g_list_model_get_item (G_LIST_MODEL (offers), i);
      g_autoptr(VeloQuote) quote = NULL;

      if (!g_str_equal (velo_product_get_variant (velo_offer_get_product (offer)), variant))
        continue;
      quote = velo_offer_find_quote (offer, interval, velo_proposal_get_immediate_cover (proposal));
      g_assert_nonnull (quote);
      velo_record_assign (velo_proposal_get_product (proposal), velo_offer_get_product (offer));
      velo_proposal_set_interval (proposal, interval);
      velo_proposal_take_quote (proposal, quote);
      found = TRUE;
    }
  g_assert_true (found);
}

GBytes *
fixture_prepare (Fixture       *fixture,
                 VeloProposal  *proposal,
                 GError       **error)
{
  Answer answer = { 0 };
  g_auto(GStrv) problems = NULL;
  GBytes *pdf;

  velo_counter_prepare_async (fixture->counter, proposal, NULL, answer_cb, &answer);
  answer_wait (&answer);
  pdf = velo_counter_prepare_finish (fixture->counter, answer.result, &problems, error);
  answer_clear (&answer);
  for (guint i = 0; problems != NULL && problems[i] != NULL; i++)
    g_test_message ("problem: %s", problems[i]);
  return pdf;
}

void
fixture_sign (Fixture      *fixture,
              VeloProposal *proposal)
{
  Answer answer = { 0 };
  GError *error = NULL;

  velo_counter_sign_on_paper_async (fixture->counter, proposal, NULL, NULL, NULL, answer_cb, &answer);
  answer_wait (&answer);
  g_assert_true (velo_counter_sign_finish (fixture->counter, answer.result, &error));
  g_assert_no_error (error);
  answer_clear (&answer);
}

VeloPolicy *
fixture_conclude (Fixture       *fixture,
                  VeloProposal  *proposal,
                  GError       **error)
{
  Answer answer = { 0 };
  VeloPolicy *policy;

  velo_counter_conclude_async (fixture->counter, proposal, NULL, answer_cb, &answer);
  answer_wait (&answer);
  policy = velo_counter_conclude_finish (fixture->counter, answer.result, error);
  answer_clear (&answer);
  return policy;
}

VeloProposal *
fixture_make_signed (Fixture *fixture)
{
  VeloProposal *proposal = fixture_open (fixture);
  g_autoptr(GBytes) pdf = NULL;
  GError *error = NULL;

  fixture_fill (proposal);
  fixture_save (fixture, proposal);
  fixture_choose (fixture, proposal, "A", 12);
  pdf = fixture_prepare (fixture, proposal, &error);
  g_assert_no_error (error);
  fixture_sign (fixture, proposal);
  return proposal;
}

void
fixture_fault (Fixture    *fixture,
               const char *spec)
{
  GError *error = NULL;

  g_assert_true (velo_training_insurer_add_fault (fixture->training, spec, &error));
  g_assert_no_error (error);
}
