/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The vehicle of an insurance that is taken over, if the copy does not know it: its sale comes along. */

#define G_LOG_DOMAIN "velo-store-carry"

#include "config.h"

#include "velo-store-carry-private.h"
#include "velo-text.h"

static gboolean
exists (VeloConnection *connection,
        const char     *sql,
        const char     *id,
        gboolean       *found,
        GError        **error)
{
  gint64 n_found = 0;

  if (!velo_connection_query_int64 (connection, &n_found, error, sql, "t", id))
    return FALSE;
  *found = n_found > 0;
  return TRUE;
}

/* What a proposal is for, if the sale itself cannot be read. */
static VeloInvoice *
make_sale (VeloProposal *proposal)
{
  g_autoptr(VeloVehicle) vehicle = velo_record_copy (velo_proposal_get_vehicle (proposal));
  VeloCustomer *customer = velo_proposal_get_customer (proposal);
  VeloInvoice *sale = velo_invoice_new ();
  g_autofree char *sale_id = velo_record_new_id ();
  g_autofree char *customer_id = velo_record_new_id ();

  velo_vehicle_set_id (vehicle, velo_proposal_get_vehicle_id (proposal));
  if (!velo_text_is_empty (velo_proposal_get_invoice_id (proposal)))
    velo_invoice_set_id (sale, velo_proposal_get_invoice_id (proposal));
  else
    velo_invoice_set_id (sale, sale_id);
  velo_record_assign (velo_invoice_get_customer (sale), customer);
  if (velo_text_is_empty (velo_customer_get_id (customer)))
    velo_customer_set_id (velo_invoice_get_customer (sale), customer_id);
  velo_invoice_set_date (sale, velo_vehicle_get_purchase_date (vehicle));
  velo_invoice_set_employee_name (sale, velo_proposal_get_employee_name (proposal));
  velo_invoice_set_gross_cents (sale, velo_vehicle_get_price_cents (vehicle));
  velo_invoice_set_taken_in_at (sale, velo_proposal_get_created_at (proposal));
  velo_vehicle_set_invoice_id (vehicle, velo_invoice_get_id (sale));
  velo_vehicle_set_customer_id (vehicle, velo_customer_get_id (velo_invoice_get_customer (sale)));
  g_list_store_append (velo_invoice_get_vehicles (sale), vehicle);
  return sale;
}

static VeloInvoice *
read_sale (VeloStoreCarrying *self,
           const char        *vehicle_id,
           GError           **error)
{
  g_autoptr(VeloVehicle) vehicle = velo_store_read_vehicle_alone (self->from, vehicle_id, error);

  return vehicle == NULL ? NULL : velo_store_read_sale (self->from, velo_vehicle_get_invoice_id (vehicle), error);
}

static VeloVehicle *
find_vehicle (VeloInvoice *sale,
              const char  *id)
{
  GListModel *vehicles = G_LIST_MODEL (velo_invoice_get_vehicles (sale));

  for (guint i = 0; i < g_list_model_get_n_items (vehicles); i++)
    {
      g_autoptr(VeloVehicle) vehicle = g_list_model_get_item (vehicles, i);

      if (g_strcmp0 (velo_vehicle_get_id (vehicle), id) == 0)
        return vehicle; /* the list holds it */
    }
  return NULL;
}

/* What was begun for the other vehicles of a sale is not taken over. */
static void
forget_states (VeloInvoice *sale)
{
  GListModel *vehicles = G_LIST_MODEL (velo_invoice_get_vehicles (sale));

  for (guint i = 0; i < g_list_model_get_n_items (vehicles); i++)
    {
      g_autoptr(VeloVehicle) vehicle = g_list_model_get_item (vehicles, i);

      if (velo_vehicle_get_state (vehicle) != VELO_INSURANCE_STATE_DECLINED
          && velo_vehicle_get_state (vehicle) != VELO_INSURANCE_STATE_UNINSURABLE)
        velo_vehicle_set_state (vehicle, VELO_INSURANCE_STATE_OPEN);
      velo_vehicle_set_contract_number (vehicle, "");
    }
}

static GBytes *
read_original (VeloStoreCarrying *self,
               VeloInvoice       *sale)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(VeloStatement) statement = NULL;
  GBytes *bytes = NULL;
  gboolean has_row = FALSE;

  statement = velo_connection_query (self->from, &error,
                                     "SELECT original FROM invoices WHERE id = ?1 AND original IS NOT NULL", "t",
                                     velo_invoice_get_id (sale));
  if (statement != NULL && velo_statement_step (statement, &has_row, &error) && has_row)
    bytes = velo_store_read_content (self->from, velo_statement_get_text (statement, 0), &error);
  if (error != NULL)
    velo_store_carrying_note (self, error);
  return bytes;
}

/* Adds the sale as a whole, or tells under which id the copy has it already. */
static gboolean
add_sale (VeloStoreCarrying  *self,
          VeloInvoice        *sale,
          char              **existing_id,
          GError            **error)
{
  VeloStoreJob *job = velo_store_job_new (NULL);
  g_autoptr(GError) local_error = NULL;
  gboolean done;

  job->record = g_object_ref (sale);
  job->bytes = read_original (self, sale);
  done = velo_store_add_sale_func (self->to, job, &local_error)
    && velo_store_follow_changes (self->to, job, &local_error);
  *existing_id = g_steal_pointer (&job->result_text);
  velo_store_job_free (job);
  if (done || *existing_id != NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* One more vehicle for a sale that the copy has. */
static gboolean
add_vehicle (VeloStoreCarrying  *self,
             VeloInvoice        *sale,
             const char         *vehicle_id,
             const char         *invoice_id,
             GError            **error)
{
  VeloCustomer *customer = velo_invoice_get_customer (sale);
  VeloVehicle *vehicle = find_vehicle (sale, vehicle_id);
  gboolean is_known = FALSE;

  if (vehicle == NULL)
    return velo_store_set_error (error, VELO_STORE_ERROR_NOT_FOUND, "the sale is without its vehicle");
  velo_vehicle_set_invoice_id (vehicle, invoice_id);
  velo_vehicle_set_customer_id (vehicle, velo_customer_get_id (customer));
  return exists (self->to, "SELECT count (*) FROM customers WHERE id = ?1", velo_customer_get_id (customer), &is_known,
                 error)
    && (is_known || velo_store_put_customer (self->to, self->job, customer, error))
    && velo_store_put_vehicle (self->to, self->job, vehicle, error);
}

/*
 * velo_store_carry_vehicle:
 * @proposal: a proposal for it
 * @invoice_id: (out) (nullable): the sale to which it belongs now, if that is another one
 *
 * Sees to it that the copy has a vehicle, with its sale.
 *
 * Returns: whether it succeeded
 */
gboolean
velo_store_carry_vehicle (VeloStoreCarrying  *self,
                          const char         *vehicle_id,
                          VeloProposal       *proposal,
                          char              **invoice_id,
                          GError            **error)
{
  g_autoptr(VeloInvoice) sale = NULL;
  g_autoptr(GError) local_error = NULL;
  gboolean is_known = FALSE;

  *invoice_id = NULL;
  if (!exists (self->to, "SELECT count (*) FROM vehicles WHERE id = ?1", vehicle_id, &is_known, error))
    return FALSE;
  if (is_known)
    return TRUE;
  sale = read_sale (self, vehicle_id, &local_error);
  if (sale == NULL)
    {
      velo_store_carrying_note (self, local_error);
      sale = make_sale (proposal);
    }
  forget_states (sale);
  if (!exists (self->to, "SELECT count (*) FROM invoices WHERE id = ?1", velo_invoice_get_id (sale), &is_known, error))
    return FALSE;
  if (is_known)
    return add_vehicle (self, sale, vehicle_id, velo_invoice_get_id (sale), error);
  return add_sale (self, sale, invoice_id, error)
    && (*invoice_id == NULL || add_vehicle (self, sale, vehicle_id, *invoice_id, error));
}
