/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One variant of the tariff: what it covers and what it costs. */

#define G_LOG_DOMAIN "velo-tariff-card"

#include "config.h"

#include "velo-tariff-card.h"

#include <glib/gi18n.h>

#include "velo-assistant-text.h"
#include "velo-money.h"
#include "velo-text.h"

/* What a card has room for. */
#define MAX_LINES 4
#define MAX_LINE  160

struct _VeloTariffCard
{
  GtkToggleButton parent_instance;

  GtkLabel  *title_label;    /* (borrowed) (not nullable) */
  GtkBox    *covers_box;     /* (borrowed) (not nullable) */
  GtkLabel  *price_label;    /* (borrowed) (not nullable) */
  GtkLabel  *interval_label; /* (borrowed) (not nullable) */
  GtkLabel  *year_label;     /* (borrowed) (not nullable) */

  VeloOffer *offer;          /* (owned) (not nullable) */
  VeloQuote *quote;          /* (owned) (nullable): what is shown */
  int        wished_interval; /* months between payments that were asked for */
};

G_DEFINE_FINAL_TYPE (VeloTariffCard, velo_tariff_card, GTK_TYPE_TOGGLE_BUTTON)

static char *
dup_title (VeloProduct *product)
{
  const char *variant = velo_product_get_variant (product);

  if (*variant != '\0')
    /* Translators: letter of a variant of the tariff, A or B */
    return g_strdup_printf (_("Variant %s"), variant);
  return g_strdup (velo_product_get_name (product));
}

/* Source: insurer protocol, section 4.1. */
static const char *
get_third_line (VeloProduct *product)
{
  gboolean variant_b = g_str_equal (velo_product_get_variant (product), "B");

  switch (velo_product_get_object (product))
    {
    case VELO_OBJECT_KIND_BICYCLE:
      return variant_b ? _("For new bicycles, without wear")
                       : _("Wear of tyres and tubes from the 7th month");
    case VELO_OBJECT_KIND_EBIKE:
      return variant_b ? _("For new e-bikes: wear from the 7th month, of the battery from the 13th")
                       : _("Wear from the 7th month, of the battery from the 13th");
    case VELO_OBJECT_KIND_BATTERY:
    case VELO_OBJECT_KIND_NONE:
    default:
      return _("Details are in the insurance conditions");
    }
}

/* Ours, if the insurer has sent none. */
static void
add_own_lines (GStrvBuilder *lines,
               VeloProduct  *product)
{
  gboolean battery = velo_product_get_object (product) == VELO_OBJECT_KIND_BATTERY;

  g_strv_builder_add (lines, battery ? _("Cover for the battery as in the conditions")
                                     : _("Repair and theft cover as in the conditions"));
  g_strv_builder_add (lines, battery ? _("Up to the purchase price of the battery")
                                     : _("Up to the purchase price including the lock"));
  g_strv_builder_add (lines, get_third_line (product));
}

/* The insurer's own lines, if it has sent any that fit a card; a page of text is none. */
static GStrv
dup_lines (VeloOffer *offer)
{
  g_auto(GStrv) sent = g_strsplit (velo_offer_get_advertising (offer), "\n", -1);
  g_autoptr(GStrvBuilder) lines = g_strv_builder_new ();
  guint n = 0;

  for (guint i = 0; sent[i] != NULL && n < MAX_LINES; i++)
    {
      g_autofree char *line = velo_text_squash (sent[i]);

      if (*line == '\0' || g_utf8_strlen (line, -1) > MAX_LINE)
        continue;
      g_strv_builder_add (lines, line);
      n++;
    }
  if (n == 0)
    add_own_lines (lines, velo_offer_get_product (offer));
  return g_strv_builder_end (lines);
}

static GtkWidget *
make_line (const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *bullet = gtk_label_new ("•");
  GtkWidget *label = gtk_label_new (text);
  g_autoptr(PangoAttrList) normal = pango_attr_list_new ();

  pango_attr_list_insert (normal, pango_attr_weight_new (PANGO_WEIGHT_NORMAL));
  gtk_label_set_attributes (GTK_LABEL (label), normal);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), 16);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 16);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (bullet, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), bullet);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static char *
dup_only_intervals (VeloProduct *product)
{
  g_auto(GStrv) months = g_strsplit (velo_product_get_intervals (product), ",", -1);
  g_autoptr(GString) names = g_string_new (NULL);

  for (char **month = months; *month != NULL; month++)
    {
      if (names->len > 0)
        g_string_append (names, ", ");
      g_string_append (names, velo_assistant_text_interval ((int) g_ascii_strtoll (*month, NULL, 10)));
    }
  /* Translators: names of payment intervals */
  return g_strdup_printf (_("Possible intervals: %s"), names->str);
}

static void
show_refusal (VeloTariffCard *self)
{
  const char *words = self->quote != NULL ? velo_quote_get_refusal (self->quote) : "";
  g_autofree char *text = NULL;

  if (*words == '\0')
    words = velo_offer_get_refusal (self->offer);
  if (*words != '\0')
    text = g_strdup_printf (_("The insurer says: “%s”"), words);
  else
    text = dup_only_intervals (velo_offer_get_product (self->offer));
  gtk_label_set_label (self->price_label, "–");
  gtk_label_set_label (self->interval_label, _("No premium"));
  gtk_label_set_label (self->year_label, text);
}

static void
show_premium (VeloTariffCard *self)
{
  g_autofree char *price = velo_money_format_display (velo_quote_get_premium_cents (self->quote));
  g_autofree char *year = velo_money_format_display (velo_quote_get_yearly_cents (self->quote));
  g_autofree char *year_text = NULL;
  int interval = velo_quote_get_interval (self->quote);

  gtk_label_set_label (self->price_label, price);
  gtk_label_set_label (self->interval_label, velo_assistant_text_per_interval (interval));
  if (interval != self->wished_interval)
    year_text = dup_only_intervals (velo_offer_get_product (self->offer));
  else if (interval == 0)
    year_text = g_strdup (_("single premium for the whole term"));
  else
    /* Translators: amount with currency */
    year_text = g_strdup_printf (_("%s in a year"), year);
  gtk_label_set_label (self->year_label, year_text);
}

static void
update_accessible (VeloTariffCard *self)
{
  g_auto(GStrv) lines = dup_lines (self->offer);
  g_autofree char *covers = g_strjoinv ("\n", lines);
  g_autofree char *label = NULL;

  label = g_strdup_printf ("%s, %s %s, %s", gtk_label_get_label (self->title_label),
                           gtk_label_get_label (self->price_label),
                           gtk_label_get_label (self->interval_label),
                           gtk_label_get_label (self->year_label));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, covers, -1);
}

static void
advertising_changed_cb (VeloTariffCard *self)
{
  g_auto(GStrv) lines = dup_lines (self->offer);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->covers_box))) != NULL)
    gtk_box_remove (self->covers_box, child);
  for (char **line = lines; *line != NULL; line++)
    gtk_box_append (self->covers_box, make_line (*line));
  update_accessible (self);
}

static void
velo_tariff_card_dispose (GObject *object)
{
  VeloTariffCard *self = VELO_TARIFF_CARD (object);

  g_clear_object (&self->offer);
  g_clear_object (&self->quote);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_TARIFF_CARD);

  G_OBJECT_CLASS (velo_tariff_card_parent_class)->dispose (object);
}

static void
velo_tariff_card_class_init (VeloTariffCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = velo_tariff_card_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH "/assistant/velo-tariff-card.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloTariffCard, title_label);
  gtk_widget_class_bind_template_child (widget_class, VeloTariffCard, covers_box);
  gtk_widget_class_bind_template_child (widget_class, VeloTariffCard, price_label);
  gtk_widget_class_bind_template_child (widget_class, VeloTariffCard, interval_label);
  gtk_widget_class_bind_template_child (widget_class, VeloTariffCard, year_label);
}

static void
velo_tariff_card_init (VeloTariffCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * velo_tariff_card_new:
 * @offer: a product with its quotes
 *
 * Returns: (transfer floating): a card; velo_tariff_card_show() fills in the price
 */
GtkWidget *
velo_tariff_card_new (VeloOffer *offer)
{
  VeloTariffCard *self = g_object_new (VELO_TYPE_TARIFF_CARD, NULL);
  g_autofree char *title = dup_title (velo_offer_get_product (offer));

  self->offer = g_object_ref (offer);
  gtk_label_set_label (self->title_label, title);
  g_signal_connect_object (offer, "notify::advertising", G_CALLBACK (advertising_changed_cb), self,
                           G_CONNECT_SWAPPED);
  advertising_changed_cb (self);
  return GTK_WIDGET (self);
}

/**
 * velo_tariff_card_get_offer:
 * @self: a card
 *
 * Returns: (transfer none): its offer
 */
VeloOffer *
velo_tariff_card_get_offer (VeloTariffCard *self)
{
  g_return_val_if_fail (VELO_IS_TARIFF_CARD (self), NULL);

  return self->offer;
}

/**
 * velo_tariff_card_get_quote:
 * @self: a card
 *
 * Returns: (transfer none) (nullable): the premium shown, %NULL if there is none
 */
VeloQuote *
velo_tariff_card_get_quote (VeloTariffCard *self)
{
  g_return_val_if_fail (VELO_IS_TARIFF_CARD (self), NULL);

  if (self->quote == NULL || *velo_quote_get_refusal (self->quote) != '\0')
    return NULL;
  return self->quote;
}

/**
 * velo_tariff_card_show:
 * @self: a card
 * @interval: months between payments
 * @immediate_cover: with or without Sofortschutz
 *
 * Shows the premium for this choice; if the product is not paid so, the premium as it is paid; or why there is
 * none.
 */
void
velo_tariff_card_show (VeloTariffCard *self,
                       int             interval,
                       gboolean        immediate_cover)
{
  g_return_if_fail (VELO_IS_TARIFF_CARD (self));

  g_clear_object (&self->quote);
  self->wished_interval = interval;
  interval = velo_product_pick_interval (velo_offer_get_product (self->offer), interval);
  self->quote = velo_offer_find_quote (self->offer, interval, immediate_cover);
  if (self->quote == NULL && immediate_cover)
    self->quote = velo_offer_find_quote (self->offer, interval, FALSE);
  if (velo_tariff_card_get_quote (self) == NULL)
    show_refusal (self);
  else
    show_premium (self);
  update_accessible (self);
}
