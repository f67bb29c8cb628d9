/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests that what a proposal corrects of its customer is the shop's, and undoes nobody else's corrections. */

#include "velo-store-fixture.h"

static VeloInvoice *
add_one_sale (Fixture    *fixture,
              const char *number)
{
  VeloInvoice *invoice = make_sale (number);

  add_sale (fixture, invoice, NULL);
  return invoice;
}

static VeloInvoice *
read_sale (Fixture     *fixture,
           VeloInvoice *invoice)
{
  g_autoptr(GError) error = NULL;
  VeloInvoice *read = NULL;

  AWAIT (fixture->result, velo_store_get_sale_async (fixture->store, velo_invoice_get_id (invoice), NULL,
                                                     velo_await_cb, &fixture->result));
  read = velo_store_get_sale_finish (fixture->store, fixture->result, &error);
  g_assert_no_error (error);
  return read;
}

/* What is corrected in the assistant is the shop's; what the invoice said stays with the invoice. */
static void
test_customer_follows (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1");
  g_autoptr(VeloProposal) proposal = NULL;
  g_autoptr(VeloInvoice) after = NULL;
  g_autoptr(GDate) birth = g_date_new_dmy (2, G_DATE_MARCH, 1980);
  g_autoptr(GError) error = NULL;
  VeloCustomer *customer;

  velo_party_set_email (velo_invoice_get_buyer (invoice), "old@example.org");
  velo_customer_set_email (velo_invoice_get_customer (invoice), "old@example.org");
  add_sale (fixture, invoice, NULL);
  proposal = make_proposal (invoice);
  velo_customer_set_phone (velo_proposal_get_customer (proposal), "0511 1");
  g_assert_true (save_proposal (fixture, fixture->store, proposal, &error));
  velo_customer_set_email (velo_proposal_get_customer (proposal), "new@example.org");
  velo_customer_set_birth_date (velo_proposal_get_customer (proposal), birth);
  velo_customer_set_last_name (velo_proposal_get_customer (proposal), "Übelacker");
  g_assert_true (save_proposal (fixture, fixture->store, proposal, &error));
  g_assert_true (advance (fixture, fixture->store, proposal, VELO_PROPOSAL_STATE_DRAFT,
                          VELO_PROPOSAL_STATE_PREPARED, NULL, &error));
  g_assert_no_error (error);
  after = read_sale (fixture, invoice);
  customer = velo_invoice_get_customer (after);
  g_assert_cmpstr (velo_customer_get_id (customer), ==, velo_customer_get_id (velo_invoice_get_customer (invoice)));
  g_assert_cmpstr (velo_customer_get_phone (customer), ==, "0511 1");
  g_assert_cmpstr (velo_customer_get_email (customer), ==, "new@example.org");
  g_assert_cmpstr (velo_customer_get_last_name (customer), ==, "Übelacker");
  g_assert_cmpint (velo_date_compare (velo_customer_get_birth_date (customer), birth), ==, 0);
  g_assert_cmpstr (velo_party_get_email (velo_invoice_get_buyer (after)), ==, "old@example.org");
}

/* A draft that lies about does not undo what was corrected on the sale itself. */
static void
test_customer_corrected_elsewhere (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = add_one_sale (fixture, "RE-1");
  g_autoptr(VeloProposal) proposal = make_proposal (invoice);
  g_autoptr(VeloProposal) wrong = make_proposal (invoice);
  g_autoptr(VeloInvoice) after = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (save_proposal (fixture, fixture->store, proposal, &error));
  velo_customer_set_email (velo_invoice_get_customer (invoice), "sale@example.org");
  AWAIT (fixture->result, velo_store_save_sale_async (fixture->store, invoice, "Jana Kurbel", NULL,
                                                      velo_await_cb, &fixture->result));
  g_assert_true (velo_store_save_sale_finish (fixture->store, fixture->result, &error));
  velo_customer_set_mobile (velo_proposal_get_customer (proposal), "0170 2");
  g_assert_true (save_proposal (fixture, fixture->store, proposal, &error));
  g_assert_no_error (error);
  /* what is refused changes nothing either */
  velo_customer_set_mobile (velo_proposal_get_customer (wrong), "0170 3");
  g_assert_false (save_proposal (fixture, fixture->store, wrong, &error));
  after = read_sale (fixture, invoice);
  g_assert_cmpstr (velo_customer_get_email (velo_invoice_get_customer (after)), ==, "sale@example.org");
  g_assert_cmpstr (velo_customer_get_mobile (velo_invoice_get_customer (after)), ==, "0170 2");
}

/* Nor does one that was begun before that and is stored for the first time after it. */
static void
test_customer_corrected_before (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1");
  g_autoptr(VeloProposal) proposal = NULL;
  g_autoptr(VeloInvoice) after = NULL;
  g_autoptr(GError) error = NULL;

  velo_customer_set_email (velo_invoice_get_customer (invoice), "old@example.org");
  add_sale (fixture, invoice, NULL);
  proposal = make_proposal (invoice);
  velo_record_assign (velo_proposal_get_customer (proposal), velo_invoice_get_customer (invoice));
  velo_customer_set_mobile (velo_proposal_get_customer (proposal), "0170 2");
  velo_customer_set_email (velo_invoice_get_customer (invoice), "sale@example.org");
  AWAIT (fixture->result, velo_store_save_sale_async (fixture->store, invoice, "Jana Kurbel", NULL,
                                                      velo_await_cb, &fixture->result));
  g_assert_true (velo_store_save_sale_finish (fixture->store, fixture->result, &error));
  g_assert_true (save_proposal (fixture, fixture->store, proposal, &error));
  g_assert_no_error (error);
  after = read_sale (fixture, invoice);
  g_assert_cmpstr (velo_customer_get_email (velo_invoice_get_customer (after)), ==, "sale@example.org");
  g_assert_cmpstr (velo_customer_get_mobile (velo_invoice_get_customer (after)), ==, "0170 2");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("customers/follow", test_customer_follows);
  ADD ("customers/corrected-elsewhere", test_customer_corrected_elsewhere);
  ADD ("customers/corrected-before", test_customer_corrected_before);
  return g_test_run ();
}
