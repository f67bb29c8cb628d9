/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A vehicle of a sale with the state of its insurance and its buttons. */

#define G_LOG_DOMAIN "velo-sale-vehicle-card"

#include "config.h"

#include "velo-sale-vehicle-card.h"

#include "velo-date.h"
#include "velo-money.h"
#include "velo-rules.h"
#include "velo-sale-actions.h"
#include "velo-sale-text.h"
#include "velo-state-pill.h"
#include "velo-text.h"

#include <glib/gi18n.h>

struct _VeloSaleVehicleCard
{
  AdwBin parent_instance;

  GtkImage *image;
  GtkLabel *name_label;
  GtkLabel *detail_label;
  GtkLabel *hint_label;
  VeloStatePill *pill;
  GtkButton *open_button;
  AdwSqueezer *squeezer;
  GtkButton *insure_button;
  GtkButton *later_button;
  GtkButton *decline_button;
  GtkButton *narrow_button;
  GtkMenuButton *menu_button;
};

G_DEFINE_FINAL_TYPE (VeloSaleVehicleCard, velo_sale_vehicle_card, ADW_TYPE_BIN)

static const char *
get_insure_label (VeloInsuranceState state)
{
  switch (state)
    {
    case VELO_INSURANCE_STATE_OPEN:
    case VELO_INSURANCE_STATE_DECLINED:
    case VELO_INSURANCE_STATE_UNINSURABLE:
      return velo_sale_text_todo_button (VELO_TODO_KIND_ASK);
    case VELO_INSURANCE_STATE_DRAFT:
      return velo_sale_text_todo_button (VELO_TODO_KIND_CONTINUE);
    case VELO_INSURANCE_STATE_SIGNED:
      return velo_sale_text_todo_button (VELO_TODO_KIND_SIGNED);
    case VELO_INSURANCE_STATE_REFUSED:
      return velo_sale_text_todo_button (VELO_TODO_KIND_REFUSED);
    case VELO_INSURANCE_STATE_SENDING:
    case VELO_INSURANCE_STATE_UNCLEAR:
    case VELO_INSURANCE_STATE_HANDED_OVER:
      return velo_sale_text_todo_button (VELO_TODO_KIND_UNCLEAR);
    case VELO_INSURANCE_STATE_ENDED:
      /* Translators: button that opens the assistant for a vehicle whose insurance has ended */
      return C_("to do", "Insure Again");
    case VELO_INSURANCE_STATE_INSURED:
    default:
      return NULL;
    }
}

static char *
get_hint (VeloVehicle *vehicle)
{
  g_autofree char *when = NULL;

  switch ((int) velo_vehicle_get_state (vehicle))
    {
    case VELO_INSURANCE_STATE_INSURED:
    case VELO_INSURANCE_STATE_ENDED:
      /* Translators: %s is the number of the insurance contract */
      return g_strdup_printf (_("Contract %s"), velo_vehicle_get_contract_number (vehicle));
    case VELO_INSURANCE_STATE_DECLINED:
      if (velo_text_is_empty (velo_vehicle_get_decline_reason (vehicle)))
        return g_strdup ("");
      /* Translators: %s is why the customer does not want insurance */
      return g_strdup_printf (_("Reason: %s"), velo_vehicle_get_decline_reason (vehicle));
    case VELO_INSURANCE_STATE_OPEN:
      if (velo_vehicle_get_remind_at (vehicle) == 0)
        return g_strdup ("");
      when = velo_time_format_display (velo_vehicle_get_remind_at (vehicle));
      /* Translators: %s is a day and a time */
      return g_strdup_printf (_("To be asked again on %s"), when);
    case VELO_INSURANCE_STATE_UNINSURABLE:
      return g_strdup (velo_rules_is_too_dear (vehicle) ? velo_sale_text_uninsurable (VELO_INSURABILITY_TOO_DEAR)
                                                        : _("No tariff takes this vehicle."));
    default:
      return g_strdup ("");
    }
}

static const char *
get_icon (VeloArticleKind kind)
{
  if (kind == VELO_ARTICLE_KIND_BATTERY)
    return "battery-pack-symbolic";
  return velo_article_kind_is_electric (kind) ? "e-bike-symbolic" : "bicycle-symbolic";
}

static void
set_action (GtkButton  *button,
            const char *action,
            const char *vehicle_id,
            const char *name)
{
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", vehicle_id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, name, -1);
}

static void
show_vehicle (VeloSaleVehicleCard *self,
              VeloVehicle         *vehicle)
{
  VeloInsuranceState state = velo_vehicle_get_state (vehicle);
  const char *id = velo_vehicle_get_id (vehicle);
  gboolean is_battery = velo_vehicle_get_kind (vehicle) == VELO_ARTICLE_KIND_BATTERY;
  const char *number = is_battery ? velo_vehicle_get_battery_number (vehicle) : velo_vehicle_get_frame_number (vehicle);
  const char *insure = get_insure_label (state);
  g_autofree char *name = velo_vehicle_dup_name (vehicle);
  g_autofree char *price = velo_money_format_display (velo_vehicle_get_price_cents (vehicle));
  g_autofree char *hint = get_hint (vehicle);
  g_autofree char *detail = velo_sale_text_join (velo_sale_text_article (velo_vehicle_get_kind (vehicle)),
                                                 number, price, NULL);
  g_autoptr(GMenuModel) menu = velo_sale_actions_new_menu (id);

  gtk_image_set_from_icon_name (self->image, get_icon (velo_vehicle_get_kind (vehicle)));
  gtk_label_set_label (self->name_label, *name == '\0' ? _("Vehicle") : name);
  gtk_label_set_label (self->detail_label, detail);
  gtk_label_set_label (self->hint_label, hint);
  gtk_widget_set_visible (GTK_WIDGET (self->hint_label), *hint != '\0');
  velo_state_pill_set_state (self->pill, state);
  gtk_widget_set_visible (GTK_WIDGET (self->squeezer), insure != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->insure_button), insure != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->later_button), state == VELO_INSURANCE_STATE_OPEN);
  gtk_widget_set_visible (GTK_WIDGET (self->decline_button), state == VELO_INSURANCE_STATE_OPEN);
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), state == VELO_INSURANCE_STATE_OPEN);
  if (insure != NULL)
    {
      gtk_button_set_label (self->insure_button, insure);
      gtk_button_set_label (self->narrow_button, insure);
    }
  gtk_menu_button_set_menu_model (self->menu_button, menu);
  set_action (self->open_button, "win.open-vehicle", id, name);
  set_action (self->insure_button, "win.insure", id, name);
  set_action (self->narrow_button, "win.insure", id, name);
  set_action (self->later_button, "sale.later", id, name);
  set_action (self->decline_button, "sale.decline", id, name);
}

/* Its buttons keep their clicks; all the rest of the card opens the vehicle, as the arrow does. */
static void
on_released_cb (VeloSaleVehicleCard *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->open_button)))
    gtk_widget_activate (GTK_WIDGET (self->open_button));
}

static void
velo_sale_vehicle_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_SALE_VEHICLE_CARD);

  G_OBJECT_CLASS (velo_sale_vehicle_card_parent_class)->dispose (object);
}

static void
velo_sale_vehicle_card_class_init (VeloSaleVehicleCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = velo_sale_vehicle_card_dispose;

  g_type_ensure (VELO_TYPE_STATE_PILL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH "/sales/velo-sale-vehicle-card.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloSaleVehicleCard, image);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleVehicleCard, name_label);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleVehicleCard, detail_label);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleVehicleCard, hint_label);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleVehicleCard, pill);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleVehicleCard, open_button);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleVehicleCard, squeezer);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleVehicleCard, insure_button);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleVehicleCard, later_button);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleVehicleCard, decline_button);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleVehicleCard, narrow_button);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleVehicleCard, menu_button);
  gtk_widget_class_bind_template_callback (widget_class, on_released_cb);
}

static void
velo_sale_vehicle_card_init (VeloSaleVehicleCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * velo_sale_vehicle_card_new:
 * @vehicle: a vehicle of the store
 *
 * Returns: (transfer floating): a card that shows @vehicle as it is now
 */
GtkWidget *
velo_sale_vehicle_card_new (VeloVehicle *vehicle)
{
  VeloSaleVehicleCard *self;

  g_return_val_if_fail (VELO_IS_VEHICLE (vehicle), NULL);

  self = g_object_new (VELO_TYPE_SALE_VEHICLE_CARD, NULL);
  show_vehicle (self, vehicle);
  return GTK_WIDGET (self);
}

/**
 * velo_sale_vehicle_card_new_head:
 * @vehicle: a vehicle of the store
 *
 * Returns: (transfer floating): a card for the vehicle's own page, which opens nothing
 */
GtkWidget *
velo_sale_vehicle_card_new_head (VeloVehicle *vehicle)
{
  GtkWidget *card = velo_sale_vehicle_card_new (vehicle);

  gtk_widget_set_visible (GTK_WIDGET (VELO_SALE_VEHICLE_CARD (card)->open_button), FALSE);
  gtk_widget_remove_css_class (adw_bin_get_child (ADW_BIN (card)), "activatable");
  return card;
}
