/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A vehicle that is not insured: what it is, how long it can be insured, and what can be done. */

#define G_LOG_DOMAIN "velo-radar-row"

#include "config.h"

#include "velo-radar-row.h"

#include "velo-date.h"
#include "velo-fold-layout.h"
#include "velo-money.h"
#include "velo-radar-text.h"
#include "velo-sale-actions.h"
#include "velo-sale-text.h"

#include <glib/gi18n.h>

struct _VeloRadarRow
{
  AdwBin parent_instance;

  GtkCheckButton *check;
  GtkLabel *title_label;
  GtkLabel *detail_label;
  GtkBox *pill;
  GtkImage *image;
  GtkLabel *left_label;
  GtkButton *insure_button;
  GtkMenuButton *menu_button;

  VeloSaleItem *item; /* (owned) (nullable) */
  GDate today;
  guint idle_id;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (VeloRadarRow, velo_radar_row, ADW_TYPE_BIN)

static void
on_toggled_cb (VeloRadarRow *self)
{
  if (self->item != NULL && !self->is_filling)
    gtk_widget_activate_action (GTK_WIDGET (self), "radar.choose", "(sub)",
                                velo_sale_item_get_vehicle_id (self->item),
                                (guint) velo_sale_item_get_row_id (self->item),
                                gtk_check_button_get_active (self->check));
}

static char *
dup_day_of (gint64 time)
{
  g_autoptr(GDateTime) moment = g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);
  g_autoptr(GDate) day = NULL;

  if (time <= 0 || moment == NULL)
    return g_strdup ("");
  day = g_date_new_dmy ((GDateDay) g_date_time_get_day_of_month (moment),
                        (GDateMonth) g_date_time_get_month (moment), (GDateYear) g_date_time_get_year (moment));
  return velo_date_format_display (day);
}

/* What the customer said, and when he was written to. */
static char *
dup_history (VeloSaleItem *item)
{
  g_autofree char *later = dup_day_of (velo_sale_item_get_remind_at (item));
  g_autofree char *letter = dup_day_of (velo_sale_item_get_letter_at (item));
  g_autofree char *asked = NULL;
  g_autofree char *written = NULL;

  if (velo_sale_item_get_state (item) == VELO_INSURANCE_STATE_DECLINED)
    asked = g_strdup (_("not interested"));
  else if (*later != '\0')
    /* Translators: %s is a date */
    asked = g_strdup_printf (_("ask again on %s"), later);
  if (*letter != '\0')
    /* Translators: the customer was written to; %s is a date */
    written = g_strdup_printf (_("written to on %s"), letter);
  return velo_sale_text_join (asked == NULL ? "" : asked, written == NULL ? "" : written, NULL);
}

static void
show_left (VeloRadarRow *self,
           VeloSaleItem *item,
           const GDate  *today)
{
  const GDate *last_day = velo_sale_item_get_last_day (item);
  VeloRadarUrgency urgency = velo_radar_text_urgency (last_day, today);
  const char *classes[] = { "pill-state", velo_radar_text_style (urgency), NULL };
  const char *reason = velo_radar_text_reason (velo_sale_item_get_last_day_reason (item));
  g_autofree char *left = velo_radar_text_left (last_day, today);
  g_autofree char *day = velo_date_format_display (last_day);
  g_autofree char *text = velo_sale_text_join (last_day == NULL && *reason != '\0' ? reason : left,
                                               day == NULL ? "" : day, NULL);

  gtk_widget_set_css_classes (GTK_WIDGET (self->pill), classes);
  gtk_image_set_from_icon_name (self->image, velo_radar_text_icon (urgency));
  gtk_label_set_label (self->left_label, text);
}

/* What is still being fetched keeps its room, and nothing can be done with it. */
static void
fill (VeloRadarRow *self)
{
  VeloSaleItem *item = self->item;
  const char *vehicle_id = velo_sale_item_get_vehicle_id (item);
  const char *name = velo_sale_item_get_vehicle_name (item);
  g_autofree char *date = velo_date_format_display (velo_sale_item_get_date (item));
  g_autofree char *price = velo_money_format_display (velo_sale_item_get_price_cents (item));
  g_autofree char *history = dup_history (item);
  g_autofree char *detail = NULL;
  g_autofree char *label = NULL;

  gtk_widget_set_opacity (gtk_widget_get_first_child (GTK_WIDGET (self)),
                          velo_sale_item_get_loaded (item) ? 1 : 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self), velo_sale_item_get_loaded (item));
  if (*name == '\0')
    name = velo_sale_text_article (velo_sale_item_get_kind (item));
  detail = velo_sale_text_join (velo_sale_item_get_customer_name (item), date == NULL ? "" : date, price, history,
                                NULL);
  gtk_label_set_label (self->title_label, name);
  gtk_label_set_label (self->detail_label, detail);
  show_left (self, item, &self->today);
  label = velo_sale_text_join (name, detail, gtk_label_get_label (self->left_label), NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->insure_button), "s", vehicle_id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->insure_button), "win.insure");
  velo_sale_actions_set_menu (self->menu_button, vehicle_id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->insure_button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, label,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, label, -1);
}

static gboolean
fill_cb (gpointer user_data)
{
  VeloRadarRow *self = user_data;

  self->idle_id = 0;
  if (self->item != NULL)
    fill (self);
  return G_SOURCE_REMOVE;
}

/* Many values that change are one row that is filled. */
static void
item_changed_cb (VeloRadarRow *self)
{
  if (self->idle_id == 0)
    self->idle_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fill_cb, self, NULL);
}

static void
drop_item (VeloRadarRow *self)
{
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, item_changed_cb, self);
  g_clear_object (&self->item);
  g_clear_handle_id (&self->idle_id, g_source_remove);
}

static void
velo_radar_row_dispose (GObject *object)
{
  drop_item (VELO_RADAR_ROW (object));
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_RADAR_ROW);

  G_OBJECT_CLASS (velo_radar_row_parent_class)->dispose (object);
}

static void
velo_radar_row_class_init (VeloRadarRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (VELO_TYPE_FOLD_LAYOUT);

  G_OBJECT_CLASS (klass)->dispose = velo_radar_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/sales/velo-radar-row.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloRadarRow, check);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled_cb);
  gtk_widget_class_bind_template_child (widget_class, VeloRadarRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, VeloRadarRow, detail_label);
  gtk_widget_class_bind_template_child (widget_class, VeloRadarRow, pill);
  gtk_widget_class_bind_template_child (widget_class, VeloRadarRow, image);
  gtk_widget_class_bind_template_child (widget_class, VeloRadarRow, left_label);
  gtk_widget_class_bind_template_child (widget_class, VeloRadarRow, insure_button);
  gtk_widget_class_bind_template_child (widget_class, VeloRadarRow, menu_button);
}

static void
velo_radar_row_init (VeloRadarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * velo_radar_row_new:
 *
 * Returns: (transfer floating): a row without a vehicle
 */
GtkWidget *
velo_radar_row_new (void)
{
  return g_object_new (VELO_TYPE_RADAR_ROW, NULL);
}

/**
 * velo_radar_row_set_item:
 * @self: a row
 * @item: (nullable): a vehicle that is not insured, which may still be fetched
 * @today: today
 * @chosen: (element-type guint utf8): the rows that are chosen for a letter, by #VeloSaleItem:row-id
 *
 * Shows @item and follows it. A click on its check activates radar.choose.
 */
void
velo_radar_row_set_item (VeloRadarRow *self,
                         VeloSaleItem *item,
                         const GDate  *today,
                         GHashTable   *chosen)
{
  g_return_if_fail (VELO_IS_RADAR_ROW (self));

  drop_item (self);
  if (item == NULL)
    return;
  self->item = g_object_ref (item);
  self->today = *today;
  g_signal_connect_object (item, "notify", G_CALLBACK (item_changed_cb), self, G_CONNECT_SWAPPED);
  /* the row may have been another's: it must not answer for it */
  self->is_filling = TRUE;
  gtk_check_button_set_active (self->check, g_hash_table_contains (chosen, GINT_TO_POINTER (velo_sale_item_get_row_id (item))));
  self->is_filling = FALSE;
  fill (self);
}
