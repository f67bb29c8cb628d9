/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The settings of the commission: rates, tax, and for how long the shop answers for a contract. */

#define G_LOG_DOMAIN "velo-commission-group"

#include "config.h"

#include "velo-commission-group.h"

#include "velo-rules.h"

#include <math.h>

#define PERMYRIAD_OF_A_PERCENT 100

struct _VeloCommissionGroup
{
  AdwPreferencesGroup parent_instance;

  GtkSpinButton *ebike_spin;
  GtkSpinButton *bicycle_spin;
  GtkSpinButton *battery_spin;
  GtkSwitch *tax_switch;
  GtkSpinButton *months_spin;
};

G_DEFINE_FINAL_TYPE (VeloCommissionGroup, velo_commission_group, ADW_TYPE_PREFERENCES_GROUP)

static void
velo_commission_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_COMMISSION_GROUP);

  G_OBJECT_CLASS (velo_commission_group_parent_class)->dispose (object);
}

static void
velo_commission_group_class_init (VeloCommissionGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = velo_commission_group_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/settings/velo-commission-group.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloCommissionGroup, ebike_spin);
  gtk_widget_class_bind_template_child (widget_class, VeloCommissionGroup, bicycle_spin);
  gtk_widget_class_bind_template_child (widget_class, VeloCommissionGroup, battery_spin);
  gtk_widget_class_bind_template_child (widget_class, VeloCommissionGroup, tax_switch);
  gtk_widget_class_bind_template_child (widget_class, VeloCommissionGroup, months_spin);
}

static void
velo_commission_group_init (VeloCommissionGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * velo_commission_group_set_settings:
 * @self: the group
 * @settings: the settings' root
 *
 * Shows and changes these settings.
 */
void
velo_commission_group_set_settings (VeloCommissionGroup *self,
                                    GSettings           *settings)
{
  g_autoptr(GSettings) commission = NULL;

  g_return_if_fail (VELO_IS_COMMISSION_GROUP (self));
  g_return_if_fail (G_IS_SETTINGS (settings));

  commission = g_settings_get_child (settings, "commission");
  g_settings_bind (commission, "ebike-percent", self->ebike_spin, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (commission, "bicycle-percent", self->bicycle_spin, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (commission, "battery-percent", self->battery_spin, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (commission, "without-tax", self->tax_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (commission, "liable-months", self->months_spin, "value", G_SETTINGS_BIND_DEFAULT);
}

/**
 * velo_commission_read_settings:
 * @settings: (nullable): the settings' root
 * @commission: (out caller-allocates): what the shop gets; nothing without settings
 *
 * Reads what the shop has agreed on with the insurer.
 */
void
velo_commission_read_settings (GSettings      *settings,
                               VeloCommission *commission)
{
  static const struct { VeloObjectKind kind; const char *key; } rates[] = {
    { VELO_OBJECT_KIND_EBIKE, "ebike-percent" },
    { VELO_OBJECT_KIND_BICYCLE, "bicycle-percent" },
    { VELO_OBJECT_KIND_BATTERY, "battery-percent" },
  };
  g_autoptr(GSettings) child = NULL;
  g_autoptr(GSettings) shop = NULL;
  g_autofree char *country = NULL;

  g_return_if_fail (commission != NULL);

  *commission = (VeloCommission) { .months = 0 };
  if (settings == NULL)
    return;
  child = g_settings_get_child (settings, "commission");
  shop = g_settings_get_child (settings, "shop");
  country = g_settings_get_string (shop, "country");
  for (gsize i = 0; i < G_N_ELEMENTS (rates); i++)
    commission->rates[rates[i].kind] = (int) lround (g_settings_get_double (child, rates[i].key)
                                                     * PERMYRIAD_OF_A_PERCENT);
  if (g_settings_get_boolean (child, "without-tax"))
    commission->tax = velo_rules_get_tax_percent (country) * PERMYRIAD_OF_A_PERCENT;
  commission->months = g_settings_get_int (child, "liable-months");
}
