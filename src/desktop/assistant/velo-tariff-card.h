/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "velo-offer.h"

G_BEGIN_DECLS

#define VELO_TYPE_TARIFF_CARD (velo_tariff_card_get_type ())
G_DECLARE_FINAL_TYPE (VeloTariffCard, velo_tariff_card, VELO, TARIFF_CARD, GtkToggleButton)

GtkWidget *velo_tariff_card_new       (VeloOffer      *offer);
VeloOffer *velo_tariff_card_get_offer (VeloTariffCard *self);
VeloQuote *velo_tariff_card_get_quote (VeloTariffCard *self);
void       velo_tariff_card_show      (VeloTariffCard *self,
                                       int             interval,
                                       gboolean        immediate_cover);

G_END_DECLS
