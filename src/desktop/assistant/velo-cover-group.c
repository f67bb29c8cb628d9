/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Immediate cover: its switch, what it costs, the gap it closes, and what premium and cover are together. */

#define G_LOG_DOMAIN "velo-cover-group"

#include "config.h"

#include "velo-cover-group.h"

#include <glib/gi18n.h>

#include "velo-cover-bar.h"
#include "velo-date.h"
#include "velo-money.h"
#include "velo-rules.h"

/**
 * VeloCoverGroup:
 *
 * Writes the wish for immediate cover into the proposal; hidden where the
 * product has none.
 */
struct _VeloCoverGroup
{
  AdwPreferencesGroup parent_instance;

  AdwActionRow *cover_row;    /* (borrowed) (not nullable) */
  GtkSwitch    *cover_switch; /* (borrowed) (not nullable) */
  VeloCoverBar *cover_bar;    /* (borrowed) (not nullable) */

  VeloProposal *proposal;     /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (VeloCoverGroup, velo_cover_group, ADW_TYPE_PREFERENCES_GROUP)

static gint64
get_whole_cents (VeloQuote *quote)
{
  return velo_quote_get_premium_cents (quote) + velo_quote_get_single_cents (quote);
}

/* What it costs once and, where it is booked, what that makes together with the premium. */
static char *
dup_costs (VeloCoverGroup *self,
           VeloQuote      *with,
           VeloQuote      *without)
{
  gint64 cover_cents = MAX (0, get_whole_cents (with) - get_whole_cents (without));
  g_autofree char *cover = velo_money_format_display (cover_cents);
  g_autofree char *total = velo_money_format_display (velo_quote_get_yearly_cents (without) + cover_cents);

  if (!velo_proposal_get_immediate_cover (self->proposal))
    /* Translators: amount with currency */
    return g_strdup_printf (_("Cover already from today, %s once."), cover);
  if (velo_quote_get_interval (without) == 0)
    /* Translators: amounts with currency */
    return g_strdup_printf (_("Cover already from today, %s once. Together with the premium: %s."), cover, total);
  /* Translators: amounts with currency */
  return g_strdup_printf (_("Cover already from today, %s once. Together with the premium: %s in the first year."),
                          cover, total);
}

static void
velo_cover_group_dispose (GObject *object)
{
  g_clear_object (&VELO_COVER_GROUP (object)->proposal);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_COVER_GROUP);

  G_OBJECT_CLASS (velo_cover_group_parent_class)->dispose (object);
}

static void
velo_cover_group_class_init (VeloCoverGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = velo_cover_group_dispose;

  g_type_ensure (VELO_TYPE_COVER_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/assistant/velo-cover-group.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloCoverGroup, cover_row);
  gtk_widget_class_bind_template_child (widget_class, VeloCoverGroup, cover_switch);
  gtk_widget_class_bind_template_child (widget_class, VeloCoverGroup, cover_bar);
}

static void
velo_cover_group_init (VeloCoverGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * velo_cover_group_bind:
 * @self: a group
 * @proposal: what is to be insured
 *
 * Writes the wish into @proposal from now on; may be called once.
 */
void
velo_cover_group_bind (VeloCoverGroup *self,
                       VeloProposal   *proposal)
{
  g_return_if_fail (VELO_IS_COVER_GROUP (self));
  g_return_if_fail (VELO_IS_PROPOSAL (proposal));
  g_return_if_fail (self->proposal == NULL);

  self->proposal = g_object_ref (proposal);
  g_object_bind_property (proposal, "immediate-cover", self->cover_switch, "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  velo_cover_group_show (self, NULL);
}

/**
 * velo_cover_group_show:
 * @self: a group that is bound
 * @offer: (nullable): the chosen tariff, %NULL if none is chosen
 *
 * Shows costs, gap and total of @offer for the interval of the proposal.
 */
void
velo_cover_group_show (VeloCoverGroup *self,
                       VeloOffer      *offer)
{
  g_autoptr(GDate) today = velo_date_today ();
  g_autoptr(GDate) start = velo_rules_dup_cover_start (today);
  g_autoptr(VeloQuote) with = NULL;
  g_autoptr(VeloQuote) without = NULL;
  g_autofree char *text = NULL;
  int interval;

  g_return_if_fail (VELO_IS_COVER_GROUP (self));
  g_return_if_fail (self->proposal != NULL);

  interval = velo_proposal_get_interval (self->proposal);
  gtk_widget_set_visible (GTK_WIDGET (self),
                          offer != NULL && velo_product_has_immediate_cover (velo_offer_get_product (offer)));
  velo_cover_bar_set (self->cover_bar, today, start, velo_proposal_get_immediate_cover (self->proposal));
  if (offer == NULL)
    return;
  with = velo_offer_find_quote (offer, interval, TRUE);
  without = velo_offer_find_quote (offer, interval, FALSE);
  if (with != NULL && without != NULL)
    text = dup_costs (self, with, without);
  adw_action_row_set_subtitle (self->cover_row, text == NULL ? _("Cover already from today.") : text);
}
