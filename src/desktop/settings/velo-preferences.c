/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window of the settings. */

#define G_LOG_DOMAIN "velo-preferences"

#include "config.h"

#include "velo-preferences.h"

#include <glib/gi18n.h>

#include "velo-account-page.h"
#include "velo-claims-settings-page.h"
#include "velo-commission-group.h"
#include "velo-country-rules.h"
#include "velo-employees-page.h"
#include "velo-intake-page.h"
#include "velo-letter-dialog.h"
#include "velo-preferences-bar.h"

struct _VeloPreferences
{
  AdwPreferencesWindow parent_instance;

  GSettings *shop; /* (owned) (nullable) */
  GSettings *signing; /* (owned) (nullable) */
  VeloServices *services; /* (owned) (nullable) */

  VeloAccountPage *account_page;
  VeloEmployeesPage *employees_page;
  VeloIntakePage *intake_page;
  VeloClaimsSettingsPage *claims_page;
  GtkSwitch *remind_switch;
  GtkSwitch *notice_switch;
  AdwEntryRow *notice_row;
  AdwEntryRow *tariff_row;
  VeloCommissionGroup *commission_group;
  GtkSwitch *paper_switch;
  GtkSwitch *screen_switch;
  AdwComboRow *preferred_row;
  AdwComboRow *warranty_row;
  GtkSwitch *recommendation_switch;
  GtkSwitch *print_switch;
  AdwEntryRow *shop_name_row;
  AdwEntryRow *shop_street_row;
  AdwEntryRow *shop_postcode_row;
  AdwEntryRow *shop_city_row;
  AdwComboRow *shop_country_row;
  AdwEntryRow *shop_phone_row;
  AdwEntryRow *shop_email_row;
  AdwEntryRow *register_row;
  AdwComboRow *status_row;
  AdwActionRow *training_row;
  GtkButton *training_button;
  AdwActionRow *folder_row;
};

G_DEFINE_FINAL_TYPE (VeloPreferences, velo_preferences, ADW_TYPE_PREFERENCES_WINDOW)

static void
on_letter_clicked_cb (VeloPreferences *self)
{
  if (self->services != NULL)
    velo_letter_dialog_present (GTK_WINDOW (self), velo_services_get_counter (self->services),
                                velo_services_get_settings (self->services), NULL);
}

static void
on_country_changed_cb (VeloPreferences *self)
{
  if (self->shop != NULL)
    g_settings_set_enum (self->shop, "country", (int) adw_combo_row_get_selected (self->shop_country_row));
}

static void
on_status_changed_cb (VeloPreferences *self)
{
  if (self->shop != NULL)
    g_settings_set_enum (self->shop, "intermediary-status", (int) adw_combo_row_get_selected (self->status_row));
}

static void
on_preferred_changed_cb (VeloPreferences *self)
{
  if (self->signing != NULL)
    g_settings_set_enum (self->signing, "preferred-way", (int) adw_combo_row_get_selected (self->preferred_row));
}

static void
on_warranty_changed_cb (VeloPreferences *self)
{
  if (self->signing != NULL)
    g_settings_set_enum (self->signing, "warranty-notice", (int) adw_combo_row_get_selected (self->warranty_row));
}

static void
fill_shop (VeloPreferences *self,
           GSettings       *settings)
{
  const struct { const char *key; AdwEntryRow *row; } rows[] = {
    { "name", self->shop_name_row }, { "street", self->shop_street_row }, { "postcode", self->shop_postcode_row },
    { "city", self->shop_city_row }, { "phone", self->shop_phone_row }, { "email", self->shop_email_row },
    { "register-number", self->register_row },
  };
  g_autoptr(GSettings) shop = g_settings_get_child (settings, "shop");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_settings_bind (shop, rows[i].key, rows[i].row, "text", G_SETTINGS_BIND_DEFAULT);
  adw_combo_row_set_selected (self->shop_country_row, (guint) g_settings_get_enum (shop, "country"));
  adw_combo_row_set_selected (self->status_row, (guint) g_settings_get_enum (shop, "intermediary-status"));
  self->shop = g_steal_pointer (&shop);
}

static void
fill_claims (VeloPreferences *self,
             VeloServices    *services)
{
  g_autoptr(GSettings) claims = g_settings_get_child (velo_services_get_settings (services), "claims");

  velo_claims_settings_page_set_settings (self->claims_page, claims, velo_services_get_secrets (services));
}

static void
fill_switches (VeloPreferences *self,
               GSettings       *settings)
{
  g_autoptr(GSettings) sale = g_settings_get_child (settings, "sale");
  g_autoptr(GSettings) signing = g_settings_get_child (settings, "signing");

  g_settings_bind (sale, "remind", self->remind_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (sale, "not-insured-notice", self->notice_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (sale, "not-insured-text", self->notice_row, "text", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (sale, "tariff-file", self->tariff_row, "text", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (signing, "allow-paper", self->paper_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (signing, "allow-screen", self->screen_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (signing, "print-customer-set", self->print_switch, "active", G_SETTINGS_BIND_DEFAULT);
  velo_commission_group_set_settings (self->commission_group, settings);
  g_settings_bind (signing, "tick-recommendation", self->recommendation_switch, "active", G_SETTINGS_BIND_DEFAULT);
  adw_combo_row_set_selected (self->warranty_row, (guint) g_settings_get_enum (signing, "warranty-notice"));
  adw_combo_row_set_selected (self->preferred_row, (guint) g_settings_get_enum (signing, "preferred-way"));
  self->signing = g_steal_pointer (&signing);
}

static void
fill_data (VeloPreferences *self,
           VeloServices    *services)
{
  gboolean training = velo_counter_is_training (velo_services_get_counter (services));

  adw_action_row_set_subtitle (self->training_row,
                               training ? _("On: nothing is sent to the insurer")
                                        : _("Off: applications go to the insurer"));
  gtk_button_set_label (self->training_button, training ? _("Start Real _Operation") : _("Start _Training"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->training_button),
                                  training ? "app.leave-training" : "app.enter-training");
  adw_action_row_set_subtitle (self->folder_row, velo_services_get_folder (services));
}

static void
velo_preferences_dispose (GObject *object)
{
  VeloPreferences *self = VELO_PREFERENCES (object);

  g_clear_object (&self->shop);
  g_clear_object (&self->signing);
  g_clear_object (&self->services);
  gtk_widget_dispose_template (GTK_WIDGET (self), VELO_TYPE_PREFERENCES);

  G_OBJECT_CLASS (velo_preferences_parent_class)->dispose (object);
}

static void
velo_preferences_class_init (VeloPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = velo_preferences_dispose;

  g_type_ensure (VELO_TYPE_ACCOUNT_PAGE);
  g_type_ensure (VELO_TYPE_EMPLOYEES_PAGE);
  g_type_ensure (VELO_TYPE_COMMISSION_GROUP);
  g_type_ensure (VELO_TYPE_COUNTRY_RULES);
  g_type_ensure (VELO_TYPE_INTAKE_PAGE);
  g_type_ensure (VELO_TYPE_CLAIMS_SETTINGS_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/settings/velo-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloPreferences, account_page);
  gtk_widget_class_bind_template_child (widget_class, VeloPreferences, employees_page);
  gtk_widget_class_bind_template_child (widget_class, VeloPreferences, intake_page);
  gtk_widget_class_bind_template_child (widget_class, VeloPreferences, claims_page);
  gtk_widget_class_bind_template_child (widget_class, VeloPreferences, remind_switch);
  gtk_widget_class_bind_template_child (widget_class, VeloPreferences, notice_switch);
  gtk_widget_class_bind_template_child (widget_class, VeloPreferences, notice_row);
  gtk_widget_class_bind_template_child (widget_class, VeloPreferences, tariff_row);
  gtk_widget_class_bind_template_child (widget_class, VeloPreferences, commission_group);
  gtk_widget_class_bind_template_child (widget_class, VeloPreferences, paper_switch);
  gtk_widget_class_bind_template_child (widget_class, VeloPreferences, screen_switch);
  gtk_widget_class_bind_template_child (widget_class, VeloPreferences, preferred_row);
  gtk_widget_class_bind_template_child (widget_class, VeloPreferences, warranty_row);
  gtk_widget_class_bind_template_child (widget_class, VeloPreferences, recommendation_switch);
  gtk_widget_class_bind_template_child (widget_class, VeloPreferences, print_switch);
  gtk_widget_class_bind_template_child (widget_class, VeloPreferences, shop_name_row);
  gtk_widget_class_bind_template_child (widget_class, VeloPreferences, shop_street_row);
  gtk_widget_class_bind_template_child (widget_class, VeloPreferences, shop_postcode_row);
  gtk_widget_class_bind_template_child (widget_class, VeloPreferences, shop_city_row);
  gtk_widget_class_bind_template_child (widget_class, VeloPreferences, shop_country_row);
  gtk_widget_class_bind_template_child (widget_class, VeloPreferences, shop_phone_row);
  gtk_widget_class_bind_template_child (widget_class, VeloPreferences, shop_email_row);
  gtk_widget_class_bind_template_child (widget_class, VeloPreferences, register_row);
  gtk_widget_class_bind_template_child (widget_class, VeloPreferences, status_row);
  gtk_widget_class_bind_template_child (widget_class, VeloPreferences, training_row);
  gtk_widget_class_bind_template_child (widget_class, VeloPreferences, training_button);
  gtk_widget_class_bind_template_child (widget_class, VeloPreferences, folder_row);
  gtk_widget_class_bind_template_callback (widget_class, on_country_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_status_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_preferred_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_warranty_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_letter_clicked_cb);
}

static void
velo_preferences_init (VeloPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  velo_preferences_bar_add (ADW_PREFERENCES_WINDOW (self));
}

/**
 * velo_preferences_present:
 * @parent: (nullable): window to stay above
 * @services: started services
 * @page: (nullable): name of the page to show first: "account", "employees", "intake", "sale", "signing",
 *   "shop" or "data"
 *
 * Shows the settings.
 *
 * Returns: (transfer none): the window
 */
VeloPreferences *
velo_preferences_present (GtkWindow    *parent,
                          VeloServices *services,
                          const char   *page)
{
  g_autoptr(GSettings) sale = NULL;
  VeloPreferences *self;
  GSettings *settings;

  g_return_val_if_fail (VELO_IS_SERVICES (services), NULL);

  settings = velo_services_get_settings (services);
  /* with the application, or its actions are not found */
  self = g_object_new (VELO_TYPE_PREFERENCES,
                       "transient-for", parent,
                       "application", parent == NULL ? NULL : gtk_window_get_application (parent),
                       NULL);
  g_set_object (&self->services, services);
  velo_account_page_set_services (self->account_page, services);
  sale = g_settings_get_child (settings, "sale");
  velo_employees_page_set_counter (self->employees_page, velo_services_get_counter (services), sale);
  velo_intake_page_set_inbox (self->intake_page, velo_services_get_inbox (services), settings);
  fill_claims (self, services);
  fill_switches (self, settings);
  fill_shop (self, settings);
  fill_data (self, services);
  velo_preferences_show_page (self, page);
  return self;
}

/**
 * velo_preferences_show_page:
 * @self: the settings
 * @page: (nullable): name of a page, or %NULL for the one that is shown
 *
 * Brings the settings to the front.
 */
void
velo_preferences_show_page (VeloPreferences *self,
                            const char      *page)
{
  g_return_if_fail (VELO_IS_PREFERENCES (self));

  if (page != NULL)
    adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (self), page);
  gtk_window_present (GTK_WINDOW (self));
}
