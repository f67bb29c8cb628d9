/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The row of a sale's dialog in which the employee is chosen. */

#define G_LOG_DOMAIN "velo-sale-employee-row"

#include "config.h"

#include "velo-sale-employee-row.h"

#include "velo-employee-match.h"
#include "velo-sale-actions.h"
#include "velo-store-employees.h"
#include "velo-text.h"

#include <glib/gi18n.h>

struct _VeloSaleEmployeeRow
{
  AdwComboRow parent_instance;

  VeloCounter *counter;      /* (owned) (not nullable) */
  VeloInvoice *invoice;      /* (owned) (not nullable) */
  GPtrArray *employees;      /* (owned) (nullable) (element-type VeloEmployee): NULL while loading */
  GCancellable *cancellable; /* (owned) (not nullable) */
};

G_DEFINE_FINAL_TYPE (VeloSaleEmployeeRow, velo_sale_employee_row, ADW_TYPE_COMBO_ROW)

static void
on_selected_cb (VeloSaleEmployeeRow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));
  VeloEmployee *employee;

  if (self->employees == NULL || selected >= self->employees->len)
    return;
  employee = g_ptr_array_index (self->employees, selected);
  velo_invoice_set_employee_id (self->invoice, velo_employee_get_id (employee));
  velo_invoice_set_employee_name (self->invoice, velo_employee_get_name (employee));
}

/* By id, else by the name on the invoice, else who sells now. */
static guint
find_employee (VeloSaleEmployeeRow *self)
{
  VeloEmployee *current = velo_counter_get_employee (self->counter);
  VeloEmployee *named = velo_employee_match (self->employees, velo_invoice_get_employee_name (self->invoice));
  guint by_name = GTK_INVALID_LIST_POSITION;
  guint by_current = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < self->employees->len; i++)
    {
      VeloEmployee *employee = g_ptr_array_index (self->employees, i);
      const char *id = velo_employee_get_id (employee);

      if (g_str_equal (id, velo_invoice_get_employee_id (self->invoice)))
        return i;
      if (employee == named)
        by_name = i;
      if (current != NULL && g_str_equal (id, velo_employee_get_id (current)))
        by_current = i;
    }
  return by_name == GTK_INVALID_LIST_POSITION ? by_current : by_name;
}

/* A name that is nobody's of the shop is shown; nobody is hired by an invoice. */
static void
show_written (VeloSaleEmployeeRow *self)
{
  const char *written = velo_invoice_get_employee_name (self->invoice);
  g_autofree char *text = NULL;

  if (velo_text_is_empty (written) || velo_employee_match (self->employees, written) != NULL)
    return;
  /* Translators: %s is the name of a salesperson who is not in the list of employees */
  text = g_strdup_printf (_("On the invoice: %s, not among your employees"), written);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 2);
}

static void
employees_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  VeloSaleEmployeeRow *self;
  g_autoptr(GPtrArray) employees = NULL;
  g_autoptr(GtkStringList) names = NULL;
  g_autoptr(GError) error = NULL;

  employees = velo_store_list_employees_finish (VELO_STORE (object), result, &error);
  if (velo_sale_actions_is_given_up (result))
    return;
  self = VELO_SALE_EMPLOYEE_ROW (user_data);
  if (employees == NULL)
    {
      g_info ("the employees could not be listed: %s", error->message);
      return;
    }
  names = gtk_string_list_new (NULL);
  for (guint i = 0; i < employees->len; i++)
    gtk_string_list_append (names, velo_employee_get_name (g_ptr_array_index (employees, i)));
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), GTK_INVALID_LIST_POSITION);
  self->employees = g_steal_pointer (&employees);
  if (velo_text_is_empty (velo_invoice_get_employee_id (self->invoice)))
    show_written (self);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), find_employee (self));
  on_selected_cb (self);
  gtk_widget_set_visible (GTK_WIDGET (self), self->employees->len > 0);
}

/* Other values were put into the sale: those that waited, or those from before. */
static void
invoice_changed_cb (VeloSaleEmployeeRow *self)
{
  if (self->employees == NULL)
    return;
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), find_employee (self));
  on_selected_cb (self);
}

static void
velo_sale_employee_row_dispose (GObject *object)
{
  VeloSaleEmployeeRow *self = VELO_SALE_EMPLOYEE_ROW (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_SALE_EMPLOYEE_ROW);
  g_clear_object (&self->counter);

  G_OBJECT_CLASS (velo_sale_employee_row_parent_class)->dispose (object);
}

static void
velo_sale_employee_row_finalize (GObject *object)
{
  VeloSaleEmployeeRow *self = VELO_SALE_EMPLOYEE_ROW (object);

  g_clear_object (&self->invoice);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->employees, g_ptr_array_unref);

  G_OBJECT_CLASS (velo_sale_employee_row_parent_class)->finalize (object);
}

static void
velo_sale_employee_row_class_init (VeloSaleEmployeeRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = velo_sale_employee_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = velo_sale_employee_row_finalize;

  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               APPLICATION_PATH "/sales/velo-sale-employee-row.ui");
  gtk_widget_class_bind_template_callback (GTK_WIDGET_CLASS (klass), on_selected_cb);
}

static void
velo_sale_employee_row_init (VeloSaleEmployeeRow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * velo_sale_employee_row_new:
 * @counter: where the store is
 * @invoice: the sale, whose employee is chosen
 *
 * Returns: (transfer floating): the row, loading
 */
GtkWidget *
velo_sale_employee_row_new (VeloCounter *counter,
                            VeloInvoice *invoice)
{
  VeloSaleEmployeeRow *self;

  g_return_val_if_fail (VELO_IS_COUNTER (counter), NULL);
  g_return_val_if_fail (VELO_IS_INVOICE (invoice), NULL);

  self = g_object_new (VELO_TYPE_SALE_EMPLOYEE_ROW, NULL);
  self->counter = g_object_ref (counter);
  self->invoice = g_object_ref (invoice);
  g_signal_connect_object (invoice, "notify::employee-id", G_CALLBACK (invoice_changed_cb), self, G_CONNECT_SWAPPED);
  velo_store_list_employees_async (velo_counter_get_store (counter), FALSE, self->cancellable,
                                   employees_cb, self);
  return GTK_WIDGET (self);
}
