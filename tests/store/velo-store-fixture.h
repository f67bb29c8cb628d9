/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "velo-await.h"
#include "velo-date.h"
#include "velo-store-private.h"
#include "velo-store-proposals.h"
#include "velo-store-sales.h"
#include "velo-store-vehicles.h"

typedef struct
{
  char *directory;
  char *path;
  VeloStore *store;
  GAsyncResult *result;
} Fixture;

static inline VeloStore *
fixture_open (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  VeloStore *store = NULL;

  AWAIT (fixture->result,
         velo_store_open_async (fixture->path, NULL, velo_await_cb, &fixture->result));
  store = velo_store_open_finish (fixture->result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (store);
  return store;
}

static inline void
fixture_close (Fixture   *fixture,
               VeloStore *store)
{
  g_autoptr(GError) error = NULL;

  AWAIT (fixture->result, velo_store_close_async (store, velo_await_cb, &fixture->result));
  g_assert_true (velo_store_close_finish (store, fixture->result, &error));
  g_assert_no_error (error);
  g_clear_object (&fixture->result);
  g_assert_finalize_object (store);
}

static inline void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  fixture->directory = velo_make_directory ();
  fixture->path = g_build_filename (fixture->directory, "shop", "shop.sqlite", NULL);
  fixture->store = fixture_open (fixture);
}

static inline void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  if (fixture->store != NULL)
    fixture_close (fixture, fixture->store);
  g_clear_object (&fixture->result);
  velo_remove_directory (fixture->directory);
  g_free (fixture->path);
  g_free (fixture->directory);
}

/* What is done at the start of the program is done again. */
static inline void
fixture_reopen (Fixture *fixture)
{
  fixture_close (fixture, fixture->store);
  fixture->store = fixture_open (fixture);
}

/* Runs @func by itself on the database of the store. */
static inline void
run_alone (Fixture          *fixture,
           VeloDatabaseMode  mode,
           VeloDatabaseFunc  func,
           gpointer          data)
{
  VeloDatabase *database = velo_store_get_database (fixture->store);
  g_autoptr(GError) error = NULL;

  AWAIT (fixture->result, velo_database_run_async (database, mode, func, data, NULL, NULL, velo_await_cb,
                                                   &fixture->result));
  g_assert_true (velo_database_run_finish (database, fixture->result, &error));
  g_assert_no_error (error);
}

static inline gboolean
execute_func (VeloConnection *connection,
              gpointer        data,
              GError        **error)
{
  return velo_connection_execute (connection, data, error);
}

static inline void
execute (Fixture    *fixture,
         const char *sql)
{
  run_alone (fixture, VELO_DATABASE_WRITE, execute_func, (gpointer) sql);
}

/* A sale of one e-bike to Karla Übelacker-Groß. */
static inline VeloInvoice *
make_sale (const char *number)
{
  VeloInvoice *invoice = velo_invoice_new ();
  VeloCustomer *customer = velo_invoice_get_customer (invoice);
  g_autoptr(VeloVehicle) vehicle = velo_vehicle_new ();
  g_autoptr(VeloInvoiceLine) line = velo_invoice_line_new ();
  g_autoptr(GDate) date = g_date_new_dmy (18, G_DATE_APRIL, 2026);

  velo_invoice_set_number (invoice, number);
  velo_invoice_set_date (invoice, date);
  velo_invoice_set_gross_cents (invoice, 399900);
  velo_invoice_set_employee_name (invoice, "Jana Kurbel");
  velo_party_set_name (velo_invoice_get_seller (invoice), "Radhaus");
  velo_customer_set_first_name (customer, "Karla");
  velo_customer_set_last_name (customer, "Übelacker-Groß");
  velo_invoice_line_set_description (line, "Kronberg E-Trail");
  g_list_store_append (velo_invoice_get_lines (invoice), line);
  velo_vehicle_set_kind (vehicle, VELO_ARTICLE_KIND_EBIKE);
  velo_vehicle_set_line (vehicle, 1);
  velo_vehicle_set_maker (vehicle, "Kronberg");
  velo_vehicle_set_model (vehicle, "E-Trail");
  velo_vehicle_set_frame_number (vehicle, "WK-2026 0815");
  velo_vehicle_set_price_cents (vehicle, 399900);
  velo_vehicle_set_purchase_date (vehicle, date);
  g_list_store_append (velo_invoice_get_vehicles (invoice), vehicle);
  return invoice;
}

static inline void
add_sale (Fixture     *fixture,
          VeloInvoice *invoice,
          const char  *content)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;

  bytes = content == NULL ? NULL : g_bytes_new (content, strlen (content));
  AWAIT (fixture->result, velo_store_add_sale_async (fixture->store, invoice, bytes, "Jana Kurbel",
                                                     NULL, velo_await_cb, &fixture->result));
  g_assert_true (velo_store_add_sale_finish (fixture->store, fixture->result, NULL, &error));
  g_assert_no_error (error);
}

static inline VeloVehicle *
get_vehicle (VeloInvoice *invoice)
{
  g_autoptr(VeloVehicle) vehicle = NULL;

  vehicle = g_list_model_get_item (G_LIST_MODEL (velo_invoice_get_vehicles (invoice)), 0);
  return vehicle;
}

/* A draft for the vehicle of a stored sale. */
static inline VeloProposal *
make_proposal (VeloInvoice *invoice)
{
  VeloProposal *proposal = velo_proposal_new ();
  VeloVehicle *vehicle = get_vehicle (invoice);

  velo_proposal_set_vehicle_id (proposal, velo_vehicle_get_id (vehicle));
  velo_proposal_set_invoice_id (proposal, velo_invoice_get_id (invoice));
  velo_record_assign (velo_proposal_get_vehicle (proposal), vehicle);
  velo_record_assign (velo_proposal_get_customer (proposal), velo_invoice_get_customer (invoice));
  velo_proposal_set_employee_name (proposal, "Jana Kurbel");
  return proposal;
}

static inline gboolean
save_proposal (Fixture       *fixture,
               VeloStore     *store,
               VeloProposal  *proposal,
               GError       **error)
{
  AWAIT (fixture->result, velo_store_save_proposal_async (store, proposal, "Jana Kurbel", NULL,
                                                          velo_await_cb, &fixture->result));
  return velo_store_save_proposal_finish (store, fixture->result, error);
}

static inline gboolean
advance (Fixture            *fixture,
         VeloStore          *store,
         VeloProposal       *proposal,
         VeloProposalState   from,
         VeloProposalState   to,
         const char         *submission,
         GError            **error)
{
  g_autoptr(GBytes) bytes = NULL;

  bytes = submission == NULL ? NULL : g_bytes_new (submission, strlen (submission));
  AWAIT (fixture->result, velo_store_advance_proposal_async (store, proposal, from, to, bytes, NULL,
                                                             NULL, velo_await_cb,
                                                             &fixture->result));
  return velo_store_advance_proposal_finish (store, fixture->result, error);
}

/* Takes a new proposal to @state, with numbers made of @number. */
static inline VeloProposal *
make_proposal_in_state (Fixture           *fixture,
                        VeloInvoice       *invoice,
                        VeloProposalState  state,
                        const char        *number)
{
  static const VeloProposalState way[] = {
    VELO_PROPOSAL_STATE_DRAFT, VELO_PROPOSAL_STATE_PREPARED, VELO_PROPOSAL_STATE_SIGNED,
    VELO_PROPOSAL_STATE_SENDING,
  };
  VeloProposal *proposal = make_proposal (invoice);
  g_autofree char *record_number = g_strconcat ("record-", number, NULL);
  g_autoptr(GError) error = NULL;

  velo_proposal_set_contract_number (proposal, number);
  velo_proposal_set_record_number (proposal, record_number);
  g_assert_true (save_proposal (fixture, fixture->store, proposal, &error));
  for (guint i = 1; i < G_N_ELEMENTS (way) && velo_proposal_get_state (proposal) != state; i++)
    g_assert_true (advance (fixture, fixture->store, proposal, way[i - 1], way[i],
                            way[i] == VELO_PROPOSAL_STATE_SENDING ? "<antrag/>" : NULL, &error));
  g_assert_no_error (error);
  if (velo_proposal_get_state (proposal) != state)
    g_assert_true (advance (fixture, fixture->store, proposal, VELO_PROPOSAL_STATE_SENDING, state,
                            NULL, &error));
  g_assert_no_error (error);
  return proposal;
}

#define ADD(name, function) \
  g_test_add ("/store/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
