/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts the values of a changed copy into a sale that is stored. */

#define G_LOG_DOMAIN "velo-review-merge"

#include "config.h"

#include "velo-review-merge.h"

#include "velo-text.h"

/* Whether the customer has signed for it or it is insured, so that no invoice may change it any more. */
static gboolean
is_fixed (VeloVehicle *vehicle)
{
  switch (velo_vehicle_get_state (vehicle))
    {
    case VELO_INSURANCE_STATE_SIGNED:
    case VELO_INSURANCE_STATE_SENDING:
    case VELO_INSURANCE_STATE_UNCLEAR:
    case VELO_INSURANCE_STATE_HANDED_OVER:
    case VELO_INSURANCE_STATE_INSURED:
    case VELO_INSURANCE_STATE_ENDED:
      return TRUE;
    case VELO_INSURANCE_STATE_OPEN:
    case VELO_INSURANCE_STATE_DRAFT:
    case VELO_INSURANCE_STATE_REFUSED:
    case VELO_INSURANCE_STATE_DECLINED:
    case VELO_INSURANCE_STATE_UNINSURABLE:
    default:
      return FALSE;
    }
}

/**
 * velo_review_has_fixed:
 * @invoice: a sale
 *
 * Returns: whether any of its vehicles may not be changed
 */
gboolean
velo_review_has_fixed (VeloInvoice *invoice)
{
  GListModel *vehicles;

  g_return_val_if_fail (VELO_IS_INVOICE (invoice), FALSE);

  vehicles = G_LIST_MODEL (velo_invoice_get_vehicles (invoice));
  for (guint i = 0; i < g_list_model_get_n_items (vehicles); i++)
    {
      g_autoptr(VeloVehicle) vehicle = g_list_model_get_item (vehicles, i);

      if (is_fixed (vehicle))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_same_number (const char *a,
                const char *b)
{
  g_autofree char *first = velo_text_key (a);
  g_autofree char *second = velo_text_key (b);

  return *first != '\0' && g_str_equal (first, second);
}

/* The same frame or battery; else the same position, if no other is claimed by its number. */
static gboolean
is_pair (VeloVehicle *old,
         VeloVehicle *new,
         gboolean     by_number)
{
  if (by_number)
    return is_same_number (velo_vehicle_get_frame_number (old), velo_vehicle_get_frame_number (new))
      || (velo_vehicle_get_kind (new) == VELO_ARTICLE_KIND_BATTERY
          && is_same_number (velo_vehicle_get_battery_number (old), velo_vehicle_get_battery_number (new)));
  return velo_vehicle_get_line (old) == velo_vehicle_get_line (new);
}

/* Takes the old vehicle that @new is out of @left, NULL if it is none of them. */
static VeloVehicle *
take_pair (GPtrArray   *left,
           VeloVehicle *new)
{
  for (int by_number = 1; by_number >= 0; by_number--)
    for (guint i = 0; i < left->len; i++)
      if (is_pair (g_ptr_array_index (left, i), new, by_number))
        return g_ptr_array_steal_index (left, i);
  return NULL;
}

/* What became of the insurance is not on the invoice. */
static void
keep_history (VeloVehicle *vehicle,
              VeloVehicle *old)
{
  velo_vehicle_set_id (vehicle, velo_vehicle_get_id (old));
  velo_vehicle_set_invoice_id (vehicle, velo_vehicle_get_invoice_id (old));
  velo_vehicle_set_customer_id (vehicle, velo_vehicle_get_customer_id (old));
  velo_vehicle_set_state (vehicle, velo_vehicle_get_state (old));
  velo_vehicle_set_remind_at (vehicle, velo_vehicle_get_remind_at (old));
  velo_vehicle_set_decline_reason (vehicle, velo_vehicle_get_decline_reason (old));
  velo_vehicle_set_contract_number (vehicle, velo_vehicle_get_contract_number (old));
}

static void
merge_vehicles (VeloInvoice *merged,
                VeloInvoice *older)
{
  GListModel *old_list = G_LIST_MODEL (velo_invoice_get_vehicles (older));
  GListStore *list = velo_invoice_get_vehicles (merged);
  g_autoptr(GPtrArray) left = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (old_list); i++)
    g_ptr_array_add (left, g_list_model_get_item (old_list, i));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr(VeloVehicle) vehicle = g_list_model_get_item (G_LIST_MODEL (list), i);
      g_autoptr(VeloVehicle) old = take_pair (left, vehicle);

      if (old == NULL)
        continue;
      if (is_fixed (old))
        velo_record_assign (vehicle, old);
      else
        keep_history (vehicle, old);
    }
  /* what something was done with stays, even if the new copy does not know it any more */
  for (guint i = 0; i < left->len; i++)
    {
      VeloVehicle *old = g_ptr_array_index (left, i);

      if (velo_vehicle_get_state (old) != VELO_INSURANCE_STATE_OPEN)
        {
          g_autoptr(VeloVehicle) kept = velo_record_copy (old);

          g_list_store_append (list, kept);
        }
    }
}

/**
 * velo_review_merge:
 * @older: a sale of the store
 * @newer: a changed copy of its invoice
 *
 * Takes the values of the copy into the sale. Vehicles for which the customer
 * has signed or that are insured stay as they are, and so does the customer
 * then; so do the original file and what became of each vehicle.
 *
 * Returns: (transfer full): the sale to be saved
 */
VeloInvoice *
velo_review_merge (VeloInvoice *older,
                   VeloInvoice *newer)
{
  VeloInvoice *merged;
  VeloCustomer *customer;

  g_return_val_if_fail (VELO_IS_INVOICE (older), NULL);
  g_return_val_if_fail (VELO_IS_INVOICE (newer), NULL);

  merged = velo_record_copy (newer);
  customer = velo_invoice_get_customer (merged);
  velo_invoice_set_id (merged, velo_invoice_get_id (older));
  velo_invoice_set_file_name (merged, velo_invoice_get_file_name (older));
  velo_invoice_set_content_type (merged, velo_invoice_get_content_type (older));
  velo_invoice_set_sha256 (merged, velo_invoice_get_sha256 (older));
  velo_invoice_set_xml_sha256 (merged, velo_invoice_get_xml_sha256 (older));
  velo_invoice_set_taken_in_at (merged, velo_invoice_get_taken_in_at (older));
  if (!velo_text_is_empty (velo_invoice_get_employee_id (older)))
    {
      velo_invoice_set_employee_id (merged, velo_invoice_get_employee_id (older));
      velo_invoice_set_employee_name (merged, velo_invoice_get_employee_name (older));
    }
  if (velo_review_has_fixed (older))
    velo_record_assign (customer, velo_invoice_get_customer (older));
  else
    velo_customer_set_id (customer, velo_customer_get_id (velo_invoice_get_customer (older)));
  merge_vehicles (merged, older);
  return merged;
}
