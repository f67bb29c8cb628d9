/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows the rules of both countries side by side, as the program applies them. */

#define G_LOG_DOMAIN "velo-country-rules"

#include "config.h"

#include "velo-country-rules.h"

#include <glib/gi18n.h>

#include "velo-money.h"
#include "velo-rules.h"

struct _VeloCountryRules
{
  AdwPreferencesGroup parent_instance;

  GtkSizeGroup *columns[2]; /* (owned) (nullable): Germany, Austria */
};

G_DEFINE_FINAL_TYPE (VeloCountryRules, velo_country_rules, ADW_TYPE_PREFERENCES_GROUP)

/* Each column is as wide as its widest value in any row. */
static void
add_row (VeloCountryRules *self,
         const char       *title,
         const char       *german,
         const char       *austrian)
{
  const char * const values[] = { german, austrian };
  GtkWidget *row = adw_action_row_new ();
  /* Translators: read aloud: a rule, what it is in Germany and what it is in Austria */
  g_autofree char *spoken = g_strdup_printf (_("%s: Germany %s, Austria %s"), title, german, austrian);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      GtkWidget *label = gtk_label_new (values[i]);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_set_margin_start (label, 12);
      gtk_size_group_add_widget (self->columns[i], label);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

/* A rule that is the same in both countries. */
static void
add_amount (VeloCountryRules *self,
            const char       *title,
            gint64            cents)
{
  g_autofree char *amount = velo_money_format_display (cents);

  add_row (self, title, amount, amount);
}

static void
add_tax (VeloCountryRules *self)
{
  /* Translators: a share in percent */
  g_autofree char *german = g_strdup_printf (_("%d %%"), velo_rules_get_tax_percent ("DE"));
  /* Translators: a share in percent */
  g_autofree char *austrian = g_strdup_printf (_("%d %%"), velo_rules_get_tax_percent ("AT"));

  add_row (self, _("Insurance tax"), german, austrian);
}

static void
velo_country_rules_constructed (GObject *object)
{
  VeloCountryRules *self = VELO_COUNTRY_RULES (object);
  gint64 dearest_bicycle = velo_rules_get_max_price_cents (VELO_OBJECT_KIND_BICYCLE);
  gint64 dearest_ebike = velo_rules_get_max_price_cents (VELO_OBJECT_KIND_EBIKE);
  g_autofree char *days = g_strdup_printf (ngettext ("%d day", "%d days", VELO_RULES_WITHDRAWAL_DAYS),
                                           VELO_RULES_WITHDRAWAL_DAYS);

  G_OBJECT_CLASS (velo_country_rules_parent_class)->constructed (object);

  add_row (self, _("Country of the customer"), _("Germany"), _("Austria"));
  add_tax (self);
  add_row (self, _("Postcode"), _("5 digits"), _("4 digits"));
  add_amount (self, _("Bicycle with lock at most"), dearest_bicycle);
  add_amount (self, _("E-bike with lock at most"), dearest_ebike);
  add_amount (self, _("Lock of a low-priced bicycle at least"),
              velo_rules_get_min_lock_cents (VELO_OBJECT_KIND_BICYCLE, 0));
  add_amount (self, _("Lock of other bicycles at least"),
              velo_rules_get_min_lock_cents (VELO_OBJECT_KIND_BICYCLE, dearest_bicycle));
  add_amount (self, _("Lock of an e-bike at least"),
              velo_rules_get_min_lock_cents (VELO_OBJECT_KIND_EBIKE, dearest_ebike));
  add_row (self, _("Withdrawal within"), days, days);
}

static void
velo_country_rules_dispose (GObject *object)
{
  VeloCountryRules *self = VELO_COUNTRY_RULES (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_COUNTRY_RULES);
  for (guint i = 0; i < G_N_ELEMENTS (self->columns); i++)
    g_clear_object (&self->columns[i]);

  G_OBJECT_CLASS (velo_country_rules_parent_class)->dispose (object);
}

static void
velo_country_rules_class_init (VeloCountryRulesClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = velo_country_rules_constructed;
  G_OBJECT_CLASS (klass)->dispose = velo_country_rules_dispose;

  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               APPLICATION_PATH "/settings/velo-country-rules.ui");
}

static void
velo_country_rules_init (VeloCountryRules *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->columns); i++)
    self->columns[i] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Several may be named, for what one of them has no words for: the first is that of the people there. */
static gboolean
is_austrian (const char * const *languages)
{
  for (guint i = 0; languages[i] != NULL; i++)
    if (g_str_has_prefix (languages[i], "de_"))
      return g_str_has_prefix (languages[i], "de_AT");
  return FALSE;
}

/**
 * velo_country_rules_choose:
 * @settings: root of the settings
 * @languages: names of languages, as g_get_language_names() has them
 *
 * A shop whose computer speaks Austrian German is in Austria, unless somebody
 * has chosen the country.
 */
void
velo_country_rules_choose (GSettings          *settings,
                           const char * const *languages)
{
  g_autoptr(GSettings) shop = NULL;
  g_autoptr(GVariant) chosen = NULL;

  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (languages != NULL);

  shop = g_settings_get_child (settings, "shop");
  chosen = g_settings_get_user_value (shop, "country");
  if (chosen == NULL && is_austrian (languages))
    g_settings_set_string (shop, "country", "AT");
}
