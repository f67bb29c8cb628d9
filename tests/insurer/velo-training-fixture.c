/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A client and a training insurer, and calls that wait for their answers. */

#include "velo-training-fixture.h"

#include "velo-date.h"

VeloInsurer *
velo_fixture_new_client (Fixture                *fixture,
            VeloWertgarantieDialect dialect)
{
  return velo_fixture_new_client_in (fixture, dialect, "DE");
}

VeloInsurer *
velo_fixture_new_client_in (Fixture                *fixture,
               VeloWertgarantieDialect dialect,
               const char             *country)
{
  VeloWertgarantie *self = g_object_new (VELO_TYPE_WERTGARANTIE,
                                         "base-url", velo_training_insurer_get_uri (fixture->training),
                                         "user", VELO_TRAINING_USER,
                                         "sender-name", "VELOINSURE_TRAINING",
                                         "dialect", dialect,
                                         "country", country,
                                         "attach-document", TRUE, NULL);

  velo_wertgarantie_set_password (self, VELO_TRAINING_PASSWORD);
  return VELO_INSURER (self);
}

void
velo_fixture_set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  fixture->training = velo_training_insurer_new ();
  velo_training_insurer_start (fixture->training, 0, &error);
  g_assert_no_error (error);
  fixture->insurer = velo_fixture_new_client (fixture, VELO_WERTGARANTIE_DIALECT_HYBRID);
}

void
velo_fixture_tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_assert_finalize_object (fixture->insurer);
  velo_training_insurer_stop (fixture->training);
  g_clear_object (&fixture->training);
}

void
velo_fixture_add_fault (Fixture    *fixture,
           const char *spec)
{
  g_autoptr(GError) error = NULL;

  velo_training_insurer_add_fault (fixture->training, spec, &error);
  g_assert_no_error (error);
}

GListStore *
velo_fixture_list_products (Fixture *fixture)
{
  g_auto(VeloWait) wait = { NULL };
  g_autoptr(GError) error = NULL;
  GListStore *products = NULL;

  velo_insurer_list_products_async (fixture->insurer, NULL, velo_wait_cb, &wait);
  products = velo_insurer_list_products_finish (fixture->insurer, velo_wait_for (&wait), &error);
  g_assert_no_error (error);
  return products;
}

VeloProduct *
velo_fixture_find_product (Fixture       *fixture,
              VeloObjectKind object,
              const char    *variant,
              const char    *country)
{
  g_autoptr(GListStore) products = velo_fixture_list_products (fixture);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (products)); i++)
    {
      g_autoptr(VeloProduct) product = g_list_model_get_item (G_LIST_MODEL (products), i);

      if (velo_product_get_object (product) == object && !velo_product_get_special (product)
          && !velo_product_get_s_pedelec (product)
          && (variant == NULL || g_str_equal (velo_product_get_variant (product), variant))
          && g_str_equal (velo_product_get_country (product), country))
        return g_steal_pointer (&product);
    }
  g_assert_not_reached ();
  return NULL;
}

VeloQuoteRequest *
velo_fixture_new_request (VeloProduct *product,
             gint64       price_cents,
             int          interval,
             gboolean     immediate_cover)
{
  VeloQuoteRequest *request = velo_quote_request_new ();
  g_autoptr(GDate) today = velo_date_today ();

  velo_record_assign (velo_quote_request_get_product (request), product);
  velo_quote_request_set_price_cents (request, price_cents);
  velo_quote_request_set_purchase_date (request, today);
  velo_quote_request_set_interval (request, interval);
  velo_quote_request_set_immediate_cover (request, immediate_cover);
  return request;
}

VeloQuote *
velo_fixture_quote (Fixture          *fixture,
       VeloQuoteRequest *request,
       GError          **error)
{
  g_auto(VeloWait) wait = { NULL };

  velo_insurer_quote_async (fixture->insurer, request, NULL, velo_wait_cb, &wait);
  return velo_insurer_quote_finish (fixture->insurer, velo_wait_for (&wait), error);
}

GPtrArray *
velo_fixture_list_documents (Fixture     *fixture,
                VeloProduct *product,
                GError     **error)
{
  g_auto(VeloWait) wait = { NULL };

  velo_insurer_list_documents_async (fixture->insurer, product, NULL, velo_wait_cb, &wait);
  return velo_insurer_list_documents_finish (fixture->insurer, velo_wait_for (&wait), error);
}

char *
velo_fixture_reserve (Fixture *fixture,
         GError **error)
{
  g_auto(VeloWait) wait = { NULL };

  velo_insurer_reserve_contract_number_async (fixture->insurer, NULL, velo_wait_cb, &wait);
  return velo_insurer_reserve_contract_number_finish (fixture->insurer, velo_wait_for (&wait), error);
}

VeloProposal *
velo_fixture_new_proposal (Fixture       *fixture,
              VeloObjectKind object,
              const char    *variant)
{
  g_autoptr(VeloProduct) product = velo_fixture_find_product (fixture, object, variant, "DE");
  g_autoptr(GDate) today = velo_date_today ();
  g_autofree char *number = velo_fixture_reserve (fixture, NULL);
  g_autofree char *id = velo_record_new_id ();
  VeloProposal *proposal = velo_new_proposal ();
  VeloVehicle *vehicle = velo_proposal_get_vehicle (proposal);

  velo_record_assign (velo_proposal_get_product (proposal), product);
  velo_proposal_set_object (proposal, object);
  velo_proposal_set_interval (proposal, 12);
  velo_proposal_set_contract_number (proposal, number);
  velo_proposal_set_record_number (proposal, id);
  velo_vehicle_set_purchase_date (vehicle, today);
  velo_vehicle_set_battery_number (vehicle, "AKKU-1");
  velo_vehicle_set_lock_maker (vehicle, "ABUS");
  velo_vehicle_set_lock_kind (vehicle, "Bügelschloss");
  velo_vehicle_set_lock_model (vehicle, "Granit");
  velo_vehicle_set_lock_key_number (vehicle, "K-77");
  return proposal;
}

GBytes *
velo_fixture_build (VeloInsurer  *insurer,
       VeloProposal *proposal)
{
  g_autoptr(GBytes) pdf = g_bytes_new_static ("%PDF-1.7\n%%EOF\n", 15);
  g_autoptr(GError) error = NULL;
  GBytes *submission = velo_insurer_build_submission (insurer, proposal, pdf, &error);

  g_assert_no_error (error);
  return submission;
}

VeloSubmitResult *
velo_fixture_submit (VeloInsurer *insurer,
        GBytes      *submission,
        GError     **error)
{
  g_auto(VeloWait) wait = { NULL };

  velo_insurer_submit_async (insurer, submission, NULL, velo_wait_cb, &wait);
  return velo_insurer_submit_finish (insurer, velo_wait_for (&wait), error);
}

guint
velo_fixture_count_proposals (Fixture *fixture)
{
  g_autoptr(GPtrArray) proposals = velo_training_insurer_dup_proposals (fixture->training);

  return proposals->len;
}
