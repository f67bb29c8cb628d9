/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row that shows the price to insure and what it is made of. */

#define G_LOG_DOMAIN "velo-insured-price-row"

#include "config.h"

#include "velo-insured-price-row.h"

#include <glib/gi18n.h>

#include "velo-money.h"

/**
 * VeloInsuredPriceRow: (Kaufpreis mit Schloss)
 *
 * Follows its proposal; hidden as long as there is nothing to add up.
 */
struct _VeloInsuredPriceRow
{
  AdwActionRow parent_instance;

  GtkLabel     *sum_label; /* (borrowed) (not nullable) */
  VeloProposal *proposal;  /* (owned) (nullable): until it is bound */
};

G_DEFINE_FINAL_TYPE (VeloInsuredPriceRow, velo_insured_price_row, ADW_TYPE_ACTION_ROW)

static void
show (VeloInsuredPriceRow *self)
{
  VeloVehicle *vehicle = velo_proposal_get_vehicle (self->proposal);
  gint64 price_cents = velo_vehicle_get_price_cents (vehicle);
  gint64 lock_cents = velo_vehicle_get_lock_price_cents (vehicle);
  gint64 insured_cents = velo_proposal_get_insured_cents (self->proposal);
  gboolean counts = insured_cents != price_cents;
  const char *title = counts ? _("Purchase price including lock") : _("Purchase price without lock");
  g_autofree char *sum = velo_money_format_display (insured_cents);
  g_autofree char *price = velo_money_format_display (price_cents);
  g_autofree char *lock = velo_money_format_display (lock_cents);
  g_autofree char *parts = NULL;
  g_autofree char *label = g_strdup_printf ("%s: %s", title, sum);

  if (counts)
    /* Translators: price of the bicycle, price of the lock, both with currency */
    parts = g_strdup_printf (_("%s bicycle + %s lock"), price, lock);
  else
    /* Translators: price of the lock, with currency */
    parts = g_strdup_printf (_("The lock (%s) does not count."), lock);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), parts);
  gtk_label_set_label (self->sum_label, sum);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, parts, -1);
  gtk_widget_set_visible (GTK_WIDGET (self),
                          price_cents > 0 && lock_cents > 0
                            && velo_proposal_get_object (self->proposal) != VELO_OBJECT_KIND_BATTERY);
}

static void
velo_insured_price_row_dispose (GObject *object)
{
  g_clear_object (&VELO_INSURED_PRICE_ROW (object)->proposal);

  G_OBJECT_CLASS (velo_insured_price_row_parent_class)->dispose (object);
}

static void
velo_insured_price_row_class_init (VeloInsuredPriceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = velo_insured_price_row_dispose;
}

static void
velo_insured_price_row_init (VeloInsuredPriceRow *self)
{
  self->sum_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->sum_label), "heading");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->sum_label));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * velo_insured_price_row_bind:
 * @self: a row
 * @proposal: what it shows, once and for all
 *
 * Shows the price that is insured by @proposal, and follows it.
 */
void
velo_insured_price_row_bind (VeloInsuredPriceRow *self,
                             VeloProposal        *proposal)
{
  VeloVehicle *vehicle;

  g_return_if_fail (VELO_IS_INSURED_PRICE_ROW (self));
  g_return_if_fail (VELO_IS_PROPOSAL (proposal));

  vehicle = velo_proposal_get_vehicle (proposal);
  g_set_object (&self->proposal, proposal);
  g_signal_connect_object (proposal, "notify::object", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (proposal, "notify::without-lock", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (vehicle, "notify::price-cents", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (vehicle, "notify::lock-price-cents", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}
