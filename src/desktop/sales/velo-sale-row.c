/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sale in two lines. */

#define G_LOG_DOMAIN "velo-sale-row"

#include "config.h"

#include "velo-sale-row.h"

#include "velo-sale-columns.h"
#include "velo-sale-text.h"
#include "velo-state-pill.h"

struct _VeloSaleRow
{
  AdwBin parent_instance;

  GtkLabel *title_label;
  GtkLabel *detail_label;
  VeloStatePill *pill;

  VeloSaleItem *item; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (VeloSaleRow, velo_sale_row, ADW_TYPE_BIN)

static void
update (VeloSaleRow *self)
{
  g_autofree char *date = velo_sale_columns_format (self->item, VELO_SALE_COLUMN_DATE);
  g_autofree char *price = velo_sale_columns_format (self->item, VELO_SALE_COLUMN_PRICE);
  const char *vehicle = velo_sale_item_get_vehicle_name (self->item);
  const char *customer = velo_sale_item_get_customer_name (self->item);
  const char *number = velo_sale_item_get_number (self->item);
  g_autofree char *detail = velo_sale_text_join (date, *vehicle == '\0' ? "" : customer, price, NULL);

  if (*vehicle == '\0')
    vehicle = *customer == '\0' ? number : customer;
  gtk_label_set_label (self->title_label, vehicle);
  gtk_label_set_label (self->detail_label, detail);
  gtk_widget_set_visible (GTK_WIDGET (self->pill), *velo_sale_item_get_vehicle_id (self->item) != '\0');
  velo_state_pill_set_state (self->pill, velo_sale_item_get_state (self->item));
}

static void
notify_cb (VeloSaleRow *self)
{
  update (self);
}

static void
velo_sale_row_dispose (GObject *object)
{
  velo_sale_row_set_item (VELO_SALE_ROW (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_SALE_ROW);

  G_OBJECT_CLASS (velo_sale_row_parent_class)->dispose (object);
}

static void
velo_sale_row_class_init (VeloSaleRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = velo_sale_row_dispose;

  g_type_ensure (VELO_TYPE_STATE_PILL);
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/sales/velo-sale-row.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloSaleRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleRow, detail_label);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleRow, pill);
}

static void
velo_sale_row_init (VeloSaleRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * velo_sale_row_new:
 *
 * Returns: (transfer floating): a row without a sale
 */
GtkWidget *
velo_sale_row_new (void)
{
  return g_object_new (VELO_TYPE_SALE_ROW, NULL);
}

/**
 * velo_sale_row_set_item:
 * @self: a row
 * @item: (nullable): the sale to show
 *
 * Shows @item and follows its changes.
 */
void
velo_sale_row_set_item (VeloSaleRow  *self,
                        VeloSaleItem *item)
{
  g_return_if_fail (VELO_IS_SALE_ROW (self));

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, notify_cb, self);
  g_set_object (&self->item, item);
  if (item == NULL)
    return;
  g_signal_connect_object (item, "notify", G_CALLBACK (notify_cb), self, G_CONNECT_SWAPPED);
  update (self);
}
