/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of the lists of sales and vehicles, and their row of two lines for narrow windows. */

#define G_LOG_DOMAIN "velo-sale-columns"

#include "config.h"

#include "velo-sale-columns.h"

#include "velo-date.h"
#include "velo-money.h"
#include "velo-sale-row.h"
#include "velo-state-pill.h"

#include <glib/gi18n.h>

static const char *
get_title (VeloSaleColumn column)
{
  switch (column)
    {
    case VELO_SALE_COLUMN_DATE:
      return C_("column", "Date");
    case VELO_SALE_COLUMN_NUMBER:
      return C_("column", "Invoice");
    case VELO_SALE_COLUMN_CUSTOMER:
      return C_("column", "Customer");
    case VELO_SALE_COLUMN_VEHICLE:
      return C_("column", "Vehicle");
    case VELO_SALE_COLUMN_FRAME:
      return C_("column", "Frame Number");
    case VELO_SALE_COLUMN_PRICE:
      return C_("column", "Price");
    case VELO_SALE_COLUMN_CONTRACT:
      return C_("column", "Contract");
    case VELO_SALE_COLUMN_STATE:
    default:
      return C_("column", "Insurance");
    }
}

/**
 * velo_sale_columns_format:
 * @item: a sale
 * @column: a column
 *
 * Returns: (transfer full): what stands in that column, empty if nothing is known or @item is
 *   still being loaded
 */
char *
velo_sale_columns_format (VeloSaleItem  *item,
                          VeloSaleColumn column)
{
  g_return_val_if_fail (VELO_IS_SALE_ITEM (item), NULL);

  switch (column)
    {
    case VELO_SALE_COLUMN_DATE:
      return velo_date_format_display (velo_sale_item_get_date (item));
    case VELO_SALE_COLUMN_NUMBER:
      return g_strdup (velo_sale_item_get_number (item));
    case VELO_SALE_COLUMN_CUSTOMER:
      return g_strdup (velo_sale_item_get_customer_name (item));
    case VELO_SALE_COLUMN_VEHICLE:
      return g_strdup (velo_sale_item_get_vehicle_name (item));
    case VELO_SALE_COLUMN_FRAME:
      return g_strdup (velo_sale_item_get_frame_number (item));
    case VELO_SALE_COLUMN_PRICE:
      if (velo_sale_item_get_price_cents (item) == 0)
        return g_strdup ("");
      return velo_money_format_display (velo_sale_item_get_price_cents (item));
    case VELO_SALE_COLUMN_CONTRACT:
      return g_strdup (velo_sale_item_get_contract_number (item));
    case VELO_SALE_COLUMN_STATE:
    default:
      return g_strdup (velo_state_pill_get_word (velo_sale_item_get_state (item)));
    }
}

static VeloSaleColumn
get_column (gpointer factory)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "velo-column"));
}

static void
update_cell (GtkWidget     *child,
             VeloSaleItem  *item,
             VeloSaleColumn column)
{
  if (VELO_IS_STATE_PILL (child))
    {
      velo_state_pill_set_state (VELO_STATE_PILL (child), velo_sale_item_get_state (item));
      gtk_widget_set_visible (child, *velo_sale_item_get_vehicle_id (item) != '\0');
    }
  else
    {
      g_autofree char *text = velo_sale_columns_format (item, column);

      gtk_label_set_label (GTK_LABEL (child), text);
    }
}

static void
notify_cb (VeloSaleItem *item,
           GParamSpec   *pspec,
           GtkWidget    *child)
{
  update_cell (child, item, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (child), "velo-column")));
}

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *list_item)
{
  VeloSaleColumn column = get_column (factory);
  GtkWidget *child;

  if (column == VELO_SALE_COLUMN_STATE)
    {
      child = velo_state_pill_new (VELO_INSURANCE_STATE_OPEN);
    }
  else
    {
      child = gtk_label_new (NULL);
      gtk_label_set_xalign (GTK_LABEL (child), column == VELO_SALE_COLUMN_PRICE ? 1 : 0);
      gtk_label_set_ellipsize (GTK_LABEL (child), PANGO_ELLIPSIZE_END);
      if (column == VELO_SALE_COLUMN_PRICE)
        gtk_widget_add_css_class (child, "money");
    }
  g_object_set_data (G_OBJECT (child), "velo-column", GINT_TO_POINTER (column));
  gtk_list_item_set_child (list_item, child);
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *list_item)
{
  VeloSaleItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *child = gtk_list_item_get_child (list_item);

  update_cell (child, item, get_column (factory));
  g_signal_connect_object (item, "notify", G_CALLBACK (notify_cb), child, 0);
}

static void
unbind_cb (GtkListItemFactory *factory,
           GtkListItem        *list_item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), notify_cb,
                                        gtk_list_item_get_child (list_item));
}

/* Pixels with letters of normal size; 0 for a column that takes what is left. */
static int
get_width (VeloSaleColumn column)
{
  switch (column)
    {
    case VELO_SALE_COLUMN_DATE:
    case VELO_SALE_COLUMN_PRICE:
    case VELO_SALE_COLUMN_CONTRACT:
      return 110;
    case VELO_SALE_COLUMN_NUMBER:
    case VELO_SALE_COLUMN_FRAME:
      return 150;
    case VELO_SALE_COLUMN_STATE:
      return 200;
    case VELO_SALE_COLUMN_CUSTOMER:
    case VELO_SALE_COLUMN_VEHICLE:
    default:
      return 0;
    }
}

/**
 * velo_sale_columns_fit:
 * @view: a column view with columns of velo_sale_columns_append()
 * @text_scale: how large letters are, 1 for normal
 *
 * Makes the columns of numbers as wide as numbers are.
 */
void
velo_sale_columns_fit (GtkColumnView *view,
                       double         text_scale)
{
  GListModel *columns;

  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));
  g_return_if_fail (text_scale > 0);

  columns = gtk_column_view_get_columns (view);
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      int width = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (column), "velo-width"));

      if (width > 0)
        gtk_column_view_column_set_fixed_width (column, (int) (width * text_scale));
    }
}

/**
 * velo_sale_columns_append:
 * @view: a column view whose model has #VeloSaleItem
 * @column: the column to add at its end
 *
 * Adds a column.
 */
void
velo_sale_columns_append (GtkColumnView *view,
                          VeloSaleColumn column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr(GtkColumnViewColumn) view_column = NULL;

  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));

  g_object_set_data (G_OBJECT (factory), "velo-column", GINT_TO_POINTER (column));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  view_column = gtk_column_view_column_new (get_title (column), factory);
  gtk_column_view_column_set_resizable (view_column, TRUE);
  gtk_column_view_column_set_expand (view_column, column == VELO_SALE_COLUMN_CUSTOMER
                                                  || column == VELO_SALE_COLUMN_VEHICLE);
  g_object_set_data (G_OBJECT (view_column), "velo-width", GINT_TO_POINTER (get_width (column)));
  gtk_column_view_append_column (view, view_column);
}

static void
narrow_setup_cb (GtkListItemFactory *factory,
                 GtkListItem        *list_item)
{
  gtk_list_item_set_child (list_item, velo_sale_row_new ());
}

static void
narrow_bind_cb (GtkListItemFactory *factory,
                GtkListItem        *list_item)
{
  velo_sale_row_set_item (VELO_SALE_ROW (gtk_list_item_get_child (list_item)),
                          gtk_list_item_get_item (list_item));
}

static void
narrow_unbind_cb (GtkListItemFactory *factory,
                  GtkListItem        *list_item)
{
  velo_sale_row_set_item (VELO_SALE_ROW (gtk_list_item_get_child (list_item)), NULL);
}

/**
 * velo_sale_columns_new_narrow:
 *
 * Returns: (transfer full): a factory of #VeloSaleRow, for a list in a narrow window
 */
GtkListItemFactory *
velo_sale_columns_new_narrow (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (narrow_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (narrow_bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (narrow_unbind_cb), NULL);
  return factory;
}
