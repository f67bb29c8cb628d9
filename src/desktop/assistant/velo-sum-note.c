/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says beside the premiums what sum they are for, and what another sum has made of the chosen one. */

#define G_LOG_DOMAIN "velo-sum-note"

#include "config.h"

#include "velo-sum-note.h"

#include <glib/gi18n.h>

#include "velo-money.h"

/**
 * VeloSumNote:
 *
 * Compares the quotes of one tariff and interval that it was given one after
 * the other; nobody is asked for a premium here.
 */
struct _VeloSumNote
{
  AdwBin parent_instance;

  GtkLabel *sum_label;    /* (borrowed) (not nullable) */
  GtkLabel *change_label; /* (borrowed) (not nullable) */

  char     *tariff;       /* (owned) (nullable): whose premium was taken last */
  gint64    sum_cents;    /* for which sum */
  gint64    year_cents;   /* how much a year */
};

G_DEFINE_FINAL_TYPE (VeloSumNote, velo_sum_note, ADW_TYPE_BIN)

static void
say (GtkLabel   *label,
     const char *text)
{
  gtk_label_set_label (label, text == NULL ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

/* Without a lock there is one price, and everybody knows it. */
static void
show_sum (VeloSumNote  *self,
          VeloProposal *proposal)
{
  VeloVehicle *vehicle = velo_proposal_get_vehicle (proposal);
  gint64 sum_cents = velo_proposal_get_insured_cents (proposal);
  g_autofree char *sum = velo_money_format_display (sum_cents);
  g_autofree char *price = velo_money_format_display (velo_vehicle_get_price_cents (vehicle));
  g_autofree char *lock = velo_money_format_display (velo_vehicle_get_lock_price_cents (vehicle));
  g_autofree char *text = NULL;

  if (sum_cents != velo_vehicle_get_price_cents (vehicle))
    /* Translators: amounts with currency: the sum, the price of the bicycle, the price of the lock */
    text = g_strdup_printf (_("The premium goes by what is insured: %s (%s bicycle + %s lock)."), sum, price, lock);
  else if (velo_vehicle_get_lock_price_cents (vehicle) > 0
           && velo_proposal_get_object (proposal) != VELO_OBJECT_KIND_BATTERY)
    /* Translators: amount with currency */
    text = g_strdup_printf (_("The premium goes by what is insured: %s, without the lock."), sum);
  say (self->sum_label, text);
}

static void
show_change (VeloSumNote *self,
             gint64       sum_cents,
             gint64       year_cents)
{
  g_autofree char *sum = velo_money_format_display (sum_cents);
  g_autofree char *sum_before = velo_money_format_display (self->sum_cents);
  g_autofree char *year = velo_money_format_display (year_cents);
  g_autofree char *year_before = velo_money_format_display (self->year_cents);
  g_autofree char *text = NULL;

  if (year_cents == self->year_cents)
    /* Translators: amounts with currency */
    text = g_strdup_printf (_("Now %s are insured instead of %s. The premium stays the same: %s a year."), sum,
                            sum_before, year);
  else
    /* Translators: amounts with currency */
    text = g_strdup_printf (_("Now %s are insured instead of %s. The premium is %s a year instead of %s."), sum,
                            sum_before, year, year_before);
  say (self->change_label, text);
}

static void
velo_sum_note_finalize (GObject *object)
{
  g_free (VELO_SUM_NOTE (object)->tariff);

  G_OBJECT_CLASS (velo_sum_note_parent_class)->finalize (object);
}

static void
velo_sum_note_class_init (VeloSumNoteClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = velo_sum_note_finalize;
}

static GtkLabel *
add_label (GtkWidget *box)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_visible (label, FALSE);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
velo_sum_note_init (VeloSumNote *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->sum_label = add_label (box);
  self->change_label = add_label (box);
  gtk_widget_add_css_class (GTK_WIDGET (self->sum_label), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->change_label), "notice");
  gtk_widget_add_css_class (GTK_WIDGET (self->change_label), "info");
  gtk_widget_add_css_class (GTK_WIDGET (self->change_label), "rounded");
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * velo_sum_note_take:
 * @self: a note
 * @proposal: what is to be insured
 * @quote: the premium that is chosen now
 *
 * Shows the sum, and the change if the same tariff was chosen for another one before.
 */
void
velo_sum_note_take (VeloSumNote  *self,
                    VeloProposal *proposal,
                    VeloQuote    *quote)
{
  g_autofree char *tariff = NULL;
  VeloProduct *product;
  gint64 sum_cents;
  gint64 year_cents;

  g_return_if_fail (VELO_IS_SUM_NOTE (self));
  g_return_if_fail (VELO_IS_PROPOSAL (proposal));
  g_return_if_fail (VELO_IS_QUOTE (quote));

  product = velo_proposal_get_product (proposal);
  tariff = g_strdup_printf ("%s/%s/%d", velo_product_get_application_code (product),
                            velo_product_get_product_type (product), velo_proposal_get_interval (proposal));
  sum_cents = velo_quote_get_price_cents (quote);
  year_cents = velo_quote_get_yearly_cents (quote);
  show_sum (self, proposal);
  if (g_strcmp0 (tariff, self->tariff) != 0)
    say (self->change_label, NULL);
  else if (sum_cents != self->sum_cents && year_cents > 0)
    show_change (self, sum_cents, year_cents);
  g_free (self->tariff);
  self->tariff = g_steal_pointer (&tariff);
  self->sum_cents = sum_cents;
  self->year_cents = year_cents;
}
