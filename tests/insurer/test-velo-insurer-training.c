/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the client against the training insurer: every call, every dialect. */

#include "velo-training-fixture.h"

#include <string.h>

static void
test_products (Fixture      *fixture,
               gconstpointer data)
{
  const VeloObjectKind objects[] = {
    VELO_OBJECT_KIND_BICYCLE, VELO_OBJECT_KIND_EBIKE, VELO_OBJECT_KIND_BATTERY,
  };
  const char *countries[] = { "DE", "AT" };

  for (guint i = 0; i < G_N_ELEMENTS (objects); i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (countries); j++)
        {
          const char *code = velo_insurer_get_object_code (fixture->insurer, objects[i]);
          g_autoptr(VeloProduct) product = velo_fixture_find_product (fixture, objects[i], NULL, countries[j]);

          g_assert_cmpint (velo_product_get_max_price_cents (product, code), >, 0);
          g_assert_true (velo_product_has_interval (product, 12));
        }
    }
}

static void
test_quote (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(VeloProduct) product = velo_fixture_find_product (fixture, VELO_OBJECT_KIND_BICYCLE, "A", "DE");
  g_autoptr(VeloQuoteRequest) plain = velo_fixture_new_request (product, 400000, 3, FALSE);
  g_autoptr(VeloQuoteRequest) covered = velo_fixture_new_request (product, 400000, 3, TRUE);
  g_autoptr(VeloQuoteRequest) dear = velo_fixture_new_request (product, 400001, 3, FALSE);
  g_autoptr(VeloQuote) first = NULL;
  g_autoptr(VeloQuote) second = NULL;
  g_autoptr(GError) error = NULL;

  first = velo_fixture_quote (fixture, plain, &error);
  g_assert_no_error (error);
  second = velo_fixture_quote (fixture, covered, &error);
  g_assert_no_error (error);
  g_assert_cmpint (velo_quote_get_premium_cents (first), ==, 10500);
  g_assert_cmpint (velo_quote_get_single_cents (first), ==, 0);
  g_assert_cmpint (velo_quote_get_single_cents (second) + velo_quote_get_premium_cents (second), ==,
                   10500 + 350);
  g_assert_null (velo_fixture_quote (fixture, dear, &error));
  g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_REFUSED);
  g_assert_nonnull (velo_insurer_error_get_words (error));
  g_assert_nonnull (velo_insurer_error_get_request_id (error));
}

static void
test_documents (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(VeloProduct) product = velo_fixture_find_product (fixture, VELO_OBJECT_KIND_EBIKE, "A", "DE");
  g_autoptr(GPtrArray) documents = NULL;
  g_autoptr(GError) error = NULL;
  guint kinds = 0;

  documents = velo_fixture_list_documents (fixture, product, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < documents->len; i++)
    {
      VeloDelivered *delivered = documents->pdata[i];

      g_assert_cmpint (velo_document_get_size (delivered->document), ==,
                       (gint64) g_bytes_get_size (delivered->bytes));
      kinds |= 1u << velo_document_get_kind (delivered->document);
    }
  g_assert_true ((kinds & (1u << VELO_DOCUMENT_KIND_IPID)) != 0);
  g_assert_true ((kinds & (1u << VELO_DOCUMENT_KIND_TERMS)) != 0);
  g_assert_true ((kinds & (1u << VELO_DOCUMENT_KIND_PRIVACY)) != 0);
  g_assert_true ((kinds & (1u << VELO_DOCUMENT_KIND_WITHDRAWAL)) != 0);
  g_assert_true ((kinds & (1u << VELO_DOCUMENT_KIND_FORM)) != 0);
  g_assert_true ((kinds & (1u << VELO_DOCUMENT_KIND_FORM_IBAN)) != 0);
  g_assert_cmpuint (velo_training_insurer_count_requests (fixture->training, "LEGAL_DOCUMENTS"), ==, 1);
}

static void
test_manufacturers (Fixture      *fixture,
                    gconstpointer data)
{
  g_auto(VeloWait) wait = { NULL };
  g_auto(GStrv) names = NULL;
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GError) error = NULL;

  if (data != NULL)
    velo_fixture_add_fault (fixture, data);
  velo_insurer_list_manufacturers_async (fixture->insurer, VELO_OBJECT_KIND_BICYCLE, NULL,
                                         velo_wait_cb, &wait);
  names = velo_insurer_list_manufacturers_finish (fixture->insurer, velo_wait_for (&wait), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (names), >, 20);
  for (guint i = 0; names[i] != NULL; i++)
    g_assert_true (g_hash_table_add (seen, names[i]));
}

static void
test_advertising (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr(VeloProduct) product = velo_fixture_find_product (fixture, VELO_OBJECT_KIND_BICYCLE, "A", "DE");
  g_auto(VeloWait) wait = { NULL };
  g_auto(GStrv) texts = NULL;
  g_autoptr(GError) error = NULL;

  velo_insurer_list_advertising_async (fixture->insurer, product, NULL, velo_wait_cb, &wait);
  texts = velo_insurer_list_advertising_finish (fixture->insurer, velo_wait_for (&wait), &error);
  g_assert_no_error (error);
  g_assert_nonnull (texts);
}

/* Every kind of proposal is taken in every dialect. */
static void
test_submit (Fixture      *fixture,
             gconstpointer data)
{
  static const struct
  {
    VeloObjectKind object;
    const char *variant;
  } rows[] = {
    { VELO_OBJECT_KIND_BICYCLE, "B" },
    { VELO_OBJECT_KIND_EBIKE, "A" },
    { VELO_OBJECT_KIND_BATTERY, NULL },
    { VELO_OBJECT_KIND_BICYCLE, "A" },
  };
  VeloWertgarantieDialect dialect = (VeloWertgarantieDialect) GPOINTER_TO_INT (data);
  g_autoptr(VeloInsurer) client = velo_fixture_new_client (fixture, dialect);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(VeloProposal) proposal = velo_fixture_new_proposal (fixture, rows[i].object, rows[i].variant);
      VeloCustomer *customer = velo_proposal_get_customer (proposal);
      VeloVehicle *vehicle = velo_proposal_get_vehicle (proposal);
      g_autoptr(GBytes) submission = NULL;
      g_autoptr(VeloSubmitResult) result = NULL;
      g_autoptr(GError) error = NULL;

      velo_proposal_set_immediate_cover (proposal, i % 2 == 0);
      velo_vehicle_set_used (vehicle, i == 1);
      velo_vehicle_set_model_year (vehicle, (int) g_date_get_year (
                                                    velo_vehicle_get_purchase_date (vehicle)));
      if (i == 3)
        {
          velo_customer_set_kind (customer, VELO_CUSTOMER_KIND_COMPANY);
          velo_customer_set_company (customer, "Radwerk Öhringen GmbH & Co. KG");
          velo_proposal_set_payment (proposal, VELO_PAYMENT_SELF_PAYER);
        }
      submission = velo_fixture_build (client, proposal);
      result = velo_fixture_submit (client, submission, &error);
      if (error != NULL)
        g_test_message ("%s", velo_insurer_error_get_words (error));
      g_assert_no_error (error);
      g_assert_cmpint (result->status, ==, VELO_SUBMIT_STATUS_ACCEPTED);
      g_assert_cmpuint (velo_fixture_count_proposals (fixture), ==, i + 1);
    }
}

/* What the insurer wrote down is what the customer signed. */
static void
test_submit_arrives (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr(VeloProposal) proposal = velo_fixture_new_proposal (fixture, VELO_OBJECT_KIND_BICYCLE, "A");
  g_autoptr(GBytes) submission = velo_fixture_build (fixture->insurer, proposal);
  g_autoptr(VeloSubmitResult) result = velo_fixture_submit (fixture->insurer, submission, NULL);
  g_autoptr(GPtrArray) proposals = velo_training_insurer_dup_proposals (fixture->training);
  VeloTrainingProposal *arrived = NULL;

  g_assert_nonnull (result);
  g_assert_cmpuint (proposals->len, ==, 1);
  arrived = proposals->pdata[0];
  g_assert_true (g_bytes_equal (arrived->xml, submission));
  g_assert_cmpstr (arrived->contract_number, ==, velo_proposal_get_contract_number (proposal));
  g_assert_cmpstr (arrived->record_number, ==, velo_proposal_get_record_number (proposal));
  g_assert_nonnull (arrived->document);
  g_assert_cmpuint (g_bytes_get_size (arrived->document), ==, 15);
}

/* As answers were before May 2020, and with one element instead of a list. */
static void
test_other_shapes (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr(VeloProduct) product = NULL;
  g_autoptr(VeloQuoteRequest) request = NULL;
  g_autoptr(VeloQuote) answered = NULL;
  g_autoptr(GListStore) single = NULL;
  g_autoptr(GError) error = NULL;

  velo_fixture_add_fault (fixture, "AVAILABLE_PRODUCTS:single");
  single = velo_fixture_list_products (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (single)), ==, 1);
  velo_fixture_add_fault (fixture, "AVAILABLE_PRODUCTS:old-shape");
  velo_fixture_add_fault (fixture, "INSURANCE_PREMIUM:old-shape");
  product = velo_fixture_find_product (fixture, VELO_OBJECT_KIND_BICYCLE, "A", "DE");
  request = velo_fixture_new_request (product, 99900, 1, FALSE);
  answered = velo_fixture_quote (fixture, request, &error);
  g_assert_no_error (error);
  g_assert_cmpint (velo_quote_get_premium_cents (answered), ==, 1500);
}

/* Cold: sign-in, product list, and then everything else side by side. */
static void
test_round_trips (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr(VeloProduct) product = velo_fixture_find_product (fixture, VELO_OBJECT_KIND_BICYCLE, "A", "DE");
  const int intervals[] = { 1, 3, 6, 12 };
  g_auto(VeloWait) documents_wait = { NULL };
  g_auto(VeloWait) number_wait = { NULL };
  g_autoptr(GPtrArray) documents = NULL;
  g_autofree char *number = NULL;
  VeloWait waits[8] = { { NULL } };

  velo_insurer_list_documents_async (fixture->insurer, product, NULL, velo_wait_cb, &documents_wait);
  velo_insurer_reserve_contract_number_async (fixture->insurer, NULL, velo_wait_cb, &number_wait);
  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      g_autoptr(VeloQuoteRequest) request = velo_fixture_new_request (product, 99900, intervals[i / 2], i % 2 == 0);

      velo_insurer_quote_async (fixture->insurer, request, NULL, velo_wait_cb, &waits[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      g_autoptr(VeloQuote) answered = NULL;

      answered = velo_insurer_quote_finish (fixture->insurer, velo_wait_for (&waits[i]), NULL);
      g_assert_nonnull (answered);
      g_assert_cmpint (velo_quote_get_interval (answered), ==, intervals[i / 2]);
      velo_wait_clear (&waits[i]);
    }
  documents = velo_insurer_list_documents_finish (fixture->insurer, velo_wait_for (&documents_wait),
                                                  NULL);
  number = velo_insurer_reserve_contract_number_finish (fixture->insurer,
                                                        velo_wait_for (&number_wait), NULL);
  g_assert_nonnull (documents);
  g_assert_nonnull (number);
  g_assert_cmpuint (velo_training_insurer_count_requests (fixture->training, "LOGIN"), ==, 1);
  g_assert_cmpuint (velo_training_insurer_count_requests (fixture->training, "CHECKSESSION"), ==, 0);
  g_assert_cmpuint (velo_training_insurer_count_requests (fixture->training, "AVAILABLE_PRODUCTS"), ==,
                    1);
  g_assert_cmpuint (velo_training_insurer_get_peak_requests (fixture->training), <=, 8);
}

#define ADD(path, data, func) g_test_add ("/insurer/training/" path, Fixture, data, velo_fixture_set_up, func, velo_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("products", NULL, test_products);
  ADD ("quote", NULL, test_quote);
  ADD ("documents", NULL, test_documents);
  ADD ("manufacturers", NULL, test_manufacturers);
  ADD ("manufacturers/inner-envelope", "GET_OBJECT_DETAILS:inner-envelope", test_manufacturers);
  ADD ("advertising", NULL, test_advertising);
  ADD ("submit/hybrid", GINT_TO_POINTER (VELO_WERTGARANTIE_DIALECT_HYBRID), test_submit);
  ADD ("submit/published", GINT_TO_POINTER (VELO_WERTGARANTIE_DIALECT_PUBLISHED), test_submit);
  ADD ("submit/newer", GINT_TO_POINTER (VELO_WERTGARANTIE_DIALECT_NEWER), test_submit);
  ADD ("submit/arrives", NULL, test_submit_arrives);
  ADD ("other-shapes", NULL, test_other_shapes);
  ADD ("round-trips", NULL, test_round_trips);
  return g_test_run ();
}
