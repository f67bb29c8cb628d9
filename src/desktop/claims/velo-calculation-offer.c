/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks once more before an offer goes to the customer: how much, until when, and what looks odd. */

#define G_LOG_DOMAIN "velo-calculation-window"

#include "config.h"

#include "velo-calculation-window-private.h"

#include <glib/gi18n.h>

#include "velo-clock.h"
#include "velo-confirm.h"
#include "velo-money.h"

/* Half of what was estimated, or half as much again, is worth a second look. */
static gboolean
is_far (gint64 offer,
        gint64 estimate)
{
  return estimate > 0 && (offer < estimate / 2 || offer > estimate + estimate / 2);
}

static guint
count_without_photo (VeloCalculation *calculation)
{
  GListModel *lines = G_LIST_MODEL (velo_calculation_get_lines (calculation));
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr(VeloCalculationLine) line = g_list_model_get_item (lines, i);

      n += *velo_calculation_line_get_photo_id (line) == '\0';
    }
  return n;
}

/* Only what the entries give: without an estimate there is nothing to be far from. */
static char *
dup_warnings (VeloCalculationWindow *self,
              gint64                 offer)
{
  gint64 estimate = velo_intake_get_estimate_cents (velo_claim_get_intake (self->claim));
  guint n = count_without_photo (self->calculation);
  g_autoptr(GString) text = g_string_new (NULL);

  if (is_far (offer, estimate))
    {
      g_autofree char *sum = velo_money_format_display (estimate);

      g_string_append (text, "\n\n");
      /* Translators: %s is a sum */
      g_string_append_printf (text, _("At the intake %s were estimated, which is far from it. Please look again."), sum);
    }
  if (n > 0)
    {
      g_string_append (text, "\n\n");
      g_string_append_printf (text, ngettext ("%u line belongs to no photo.", "%u lines belong to no photo.", n), n);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * velo_calculation_window_ask_offer:
 * @self: a window with a calculation that may be offered
 * @callback: (scope async): called when answered; ends with velo_confirm_finish()
 * @user_data: data for @callback
 *
 * Nothing is sent by a press of one button.
 */
void
velo_calculation_window_ask_offer (VeloCalculationWindow *self,
                                   GAsyncReadyCallback    callback,
                                   gpointer               user_data)
{
  g_autoptr(VeloSettlement) settlement = velo_settlement_compute (self->calculation, self->rules);
  gint64 offer = velo_settlement_get_offer_cents (settlement);
  gboolean decides = velo_settlement_get_outcome (settlement) == VELO_SETTLEMENT_OUTCOME_DESK_DECIDES;
  VeloConfirmSpec spec = { .heading = _("Make this offer?"), .confirm_label = _("Make _Offer") };
  g_autofree char *sum = velo_money_format_display (offer);
  g_autofree char *end = velo_clock_format (self->offer_end);
  g_autofree char *warnings = dup_warnings (self, offer);
  g_autofree char *mileage = NULL;
  g_autofree char *what = NULL;
  g_autofree char *body = NULL;

  /* Translators: a sum, a name, a time */
  what = g_strdup_printf (_("%s go to the customer %s as an offer, valid until %s."), sum,
                          velo_claim_get_customer_name (self->claim), end);
  mileage = velo_claim_get_mileage (self->claim) > 0
    ? g_strdup_printf (_("%d km according to the customer: does the photo of the odometer say so, too?"),
                       velo_claim_get_mileage (self->claim))
    : g_strdup ("");
  body = g_strdup_printf ("%s%s%s%s%s%s", what, *mileage != '\0' ? "\n\n" : "", mileage, decides ? "\n\n" : "",
                          decides ? _("The repair costs more than the replacement: if the claims desk has not agreed yet, it is asked first.") : "",
                          warnings);
  spec.body = body;
  spec.cautious = *warnings != '\0';
  velo_confirm_async (GTK_WINDOW (self), &spec, NULL, callback, user_data);
}
