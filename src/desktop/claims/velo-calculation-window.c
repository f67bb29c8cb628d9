/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calculates a damage: lines, rates and values, the sum live, its derivation in words. */

#define G_LOG_DOMAIN "velo-calculation-window"

#include "config.h"

#include "velo-calculation-window-private.h"

#include <glib/gi18n.h>

#include "velo-claim-derivation.h"
#include "velo-claims-photos.h"
#include "velo-claims-sheet.h"
#include "velo-claims-text.h"
#include "velo-confirm.h"
#include "velo-clock.h"
#include "velo-folded.h"
#include "velo-money.h"
#include "velo-text.h"

#define LOSS_REASONS \
  (VELO_SETTLEMENT_REASON_TOTAL_LOSS_SUSPECTED | VELO_SETTLEMENT_REASON_OLD_WITHOUT_VALUE \
   | VELO_SETTLEMENT_REASON_ABOVE_EFFORT | VELO_SETTLEMENT_REASON_ABOVE_VALUE | VELO_SETTLEMENT_REASON_OVER_LIMIT \
   | VELO_SETTLEMENT_REASON_NEAR_LIMIT | VELO_SETTLEMENT_REASON_NO_RATE)

G_DEFINE_FINAL_TYPE (VeloCalculationWindow, velo_calculation_window, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef enum
{
  FIGURE_CENTS,
  FIGURE_PERCENT,
  FIGURE_YEARS
} FigureKind;

/* The first four are rates; percentages are kept in 1/10000. */
static const struct { const char *property; const char *title; FigureKind kind; } figures[] = {
  { "body-rate-cents", N_("Body, per unit"), FIGURE_CENTS },
  { "mechanics-rate-cents", N_("Mechanics, per unit"), FIGURE_CENTS },
  { "electrics-rate-cents", N_("Electrics, per unit"), FIGURE_CENTS },
  { "paint-rate-cents", N_("Paint, per unit"), FIGURE_CENTS },
  { "part-surcharge-permyriad", N_("Surcharge on parts, %"), FIGURE_PERCENT },
  { "small-parts-permyriad", N_("Small parts, %"), FIGURE_PERCENT },
  { "paint-material-cents", N_("Paint material"), FIGURE_CENTS },
  { "transfer-cents", N_("Transfer to the paint shop"), FIGURE_CENTS },
  { "replacement-cents", N_("Replacement value, gross"), FIGURE_CENTS },
  { "replacement-tax-permyriad", N_("VAT contained in it, %"), FIGURE_PERCENT },
  { "residual-cents", N_("Residual value"), FIGURE_CENTS },
  { "improvement-cents", N_("New for old"), FIGURE_CENTS },
  { "loss-of-value-cents", N_("Loss of value"), FIGURE_CENTS },
  { "share-permyriad", N_("Share of liability, %"), FIGURE_PERCENT },
  { "deductible-cents", N_("Deductible"), FIGURE_CENTS },
  { "value-before-cents", N_("Market value before the damage"), FIGURE_CENTS },
  { "value-after-cents", N_("Market value after the damage"), FIGURE_CENTS },
  { "age-years", N_("Age of the vehicle in years"), FIGURE_YEARS },
};

#define N_RATES 4

/* The sum */

/* The band, and what it cannot tell: views that nobody has sent, or that show little. */
static void
show_band (VeloCalculationWindow *self,
           VeloSettlement        *settlement)
{
  GPtrArray *photos = velo_photo_viewer_get_photos (self->viewer);
  g_autofree char *missing = photos != NULL ? velo_claims_photos_dup_missing (photos) : g_strdup ("");
  g_autoptr(GString) text = g_string_new (NULL);

  if (velo_settlement_get_lowest_cents (settlement) != velo_settlement_get_highest_cents (settlement))
    {
      g_autofree char *lowest = velo_money_format_display (velo_settlement_get_lowest_cents (settlement));
      g_autofree char *highest = velo_money_format_display (velo_settlement_get_highest_cents (settlement));

      g_string_append_printf (text, _("Uncertain: %s to %s"), lowest, highest);
    }
  if (*missing != '\0')
    {
      if (text->len > 0)
        g_string_append_c (text, '\n');
      g_string_append_printf (text, _("Missing or hard to see: %s"), missing);
    }
  gtk_label_set_label (self->band_label, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->band_label), text->len > 0);
}

/* What the customer will read, told before the offer is made. */
static void
show_validity (VeloCalculationWindow *self,
               gboolean               may_offer)
{
  g_autofree char *end = velo_clock_format (self->offer_end);
  g_autofree char *text = NULL;

  /* Translators: a time */
  text = g_strdup_printf (_("Offered now, it is valid until %s."), end);
  gtk_label_set_label (self->validity_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->validity_label), may_offer && self->offer_end > 0);
}

void
velo_calculation_window_show_sum (VeloCalculationWindow *self)
{
  VeloClaimsAnswer answer = { .calculation = self->calculation };
  g_autoptr(VeloSettlement) settlement = NULL;
  g_autofree char *sum = NULL;
  g_autofree char *loss = NULL;
  VeloSettlementOutcome outcome;
  gboolean may_offer;

  if (self->calculation == NULL)
    return;
  settlement = velo_settlement_compute (self->calculation, self->rules);
  sum = velo_money_format_display (velo_settlement_get_offer_cents (settlement));
  outcome = velo_settlement_get_outcome (settlement);
  answer.settlement = settlement;
  gtk_label_set_label (self->sum_label, sum);
  show_band (self, settlement);
  loss = velo_claims_text_dup_settlement (velo_settlement_get_reasons (settlement) & LOSS_REASONS);
  gtk_label_set_label (self->loss_label, loss);
  gtk_widget_set_visible (self->loss_box, *loss != '\0');
  velo_claims_sheet_fill_calculation (self->steps_list, &answer);
  may_offer = (outcome == VELO_SETTLEMENT_OUTCOME_OFFER || outcome == VELO_SETTLEMENT_OUTCOME_DESK_DECIDES)
    && velo_claim_get_state (self->claim) != VELO_CLAIM_STATE_PHOTOS_REQUESTED;
  gtk_widget_set_visible (self->unsuitable_button, outcome == VELO_SETTLEMENT_OUTCOME_NOT_HERE
                          && velo_claim_get_state (self->claim) == VELO_CLAIM_STATE_CALCULATING);
  gtk_widget_set_sensitive (self->offer_button, may_offer);
  show_validity (self, may_offer);
}

static void
on_add_cb (VeloCalculationWindow *self)
{
  velo_calculation_window_add_line (self);
}

static void
on_kind_cb (VeloCalculationWindow *self)
{
  velo_calculation_window_show_kind (self);
}

static void
on_photos_cb (VeloCalculationWindow *self)
{
  gboolean photos = gtk_toggle_button_get_active (self->photos_button);

  adw_leaflet_set_visible_child (self->leaflet, photos ? GTK_WIDGET (self->viewer) : self->side);
}

/* Figures */

static gboolean
read_figures (VeloCalculationWindow *self)
{
  gboolean right = TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      gint64 value = 0;
      gboolean readable = velo_calculation_window_parse (self->rows[i], &value);
      const char *text = gtk_editable_get_text (GTK_EDITABLE (self->rows[i]));

      if (!readable)
        gtk_widget_add_css_class (self->rows[i], "error");
      else
        gtk_widget_remove_css_class (self->rows[i], "error");
      right = right && readable;
      if (!readable)
        continue;
      if (figures[i].kind == FIGURE_CENTS)
        g_object_set (self->calculation, figures[i].property, value, NULL);
      else if (figures[i].kind == FIGURE_PERCENT)
        g_object_set (self->calculation, figures[i].property, (int) value, NULL);
      else
        g_object_set (self->calculation, figures[i].property, velo_text_is_empty (text) ? -1 : (int) (value / 100), NULL);
    }
  return right;
}

static void
figure_changed_cb (VeloCalculationWindow *self)
{
  if (!self->filled)
    return;
  read_figures (self);
  velo_calculation_window_show_lines (self);
  velo_calculation_window_show_sum (self);
}

/* About what a workshop takes; only where nothing stands yet, and only for who asks for it. */
static void
on_examples_cb (VeloCalculationWindow *self)
{
  static const gint64 rates[N_RATES] = { 1490, 1420, 1560, 1620 };

  for (gsize i = 0; i < N_RATES; i++)
    {
      g_autofree char *text = velo_money_format_plain (rates[i]);

      if (velo_text_is_empty (gtk_editable_get_text (GTK_EDITABLE (self->rows[i]))))
        gtk_editable_set_text (GTK_EDITABLE (self->rows[i]), text);
    }
}

static void
make_figures (VeloCalculationWindow *self)
{
  G_STATIC_ASSERT (G_N_ELEMENTS (figures) < G_N_ELEMENTS (((VeloCalculationWindow *) NULL)->rows));

  for (gsize i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      GtkWidget *row = adw_entry_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(figures[i].title));
      gtk_editable_set_text (GTK_EDITABLE (row), "");
      g_signal_connect_object (row, "changed", G_CALLBACK (figure_changed_cb), self, G_CONNECT_SWAPPED);
      adw_preferences_group_add (i < N_RATES ? self->rates_group : self->values_group, row);
      self->rows[i] = row;
    }
}

static void
fill (VeloCalculationWindow *self)
{
  self->filled = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      g_autofree char *text = NULL;
      gint64 cents = 0;
      int number = 0;

      if (figures[i].kind == FIGURE_CENTS)
        g_object_get (self->calculation, figures[i].property, &cents, NULL);
      else
        g_object_get (self->calculation, figures[i].property, &number, NULL);
      if (figures[i].kind == FIGURE_YEARS)
        text = number >= 0 ? g_strdup_printf ("%d", number) : g_strdup ("");
      else
        text = cents + number != 0 ? velo_money_format_plain (cents + number) : g_strdup ("");
      gtk_editable_set_text (GTK_EDITABLE (self->rows[i]), text);
    }
  self->filled = TRUE;
  velo_calculation_window_show_lines (self);
  velo_calculation_window_show_sum (self);
}

/* The service */

static void
show_error (VeloCalculationWindow *self,
            const GError          *error)
{
  g_autofree char *text = velo_claims_text_dup_error (error);

  velo_notice_show (self->notice, VELO_NOTICE_KIND_ERROR, text);
}

/* The service has a newer claim: who did what is told, what is entered here stays. */
static void
newer_got_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(VeloCalculationWindow) self = user_data;
  g_autoptr(VeloClaimsAnswer) answer = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  answer = velo_claims_client_finish (VELO_CLAIMS_CLIENT (object), result, &error);
  if (self->disposed)
    return;
  if (answer == NULL || answer->claim == NULL)
    {
      if (error != NULL)
        show_error (self, error);
      return;
    }
  g_set_object (&self->claim, answer->claim);
  velo_photo_viewer_set_claim (self->viewer, answer->claim);
  if (answer->calculated_by != NULL && *answer->calculated_by != '\0')
    {
      g_autofree char *when = velo_clock_format (answer->calculated);

      text = g_strdup_printf (_("The claim has changed: %s calculated on %s, it is “%s” now. What you entered is still here; saving again replaces the other calculation."),
                              answer->calculated_by, when, velo_claims_text_get_state (velo_claim_get_state (answer->claim)));
    }
  else
    text = g_strdup_printf (_("The claim has changed, it is “%s” now. What you entered is still here; try again."),
                            velo_claims_text_get_state (velo_claim_get_state (answer->claim)));
  velo_notice_show (self->notice, VELO_NOTICE_KIND_WARNING, text);
  velo_calculation_window_show_sum (self);
}

static void
fail (VeloCalculationWindow *self,
      const GError          *error)
{
  if (g_error_matches (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_CONFLICT))
    velo_claims_client_get_calculation_async (self->client, velo_claim_get_id (self->claim), NULL, newer_got_cb,
                                              g_object_ref (self));
  else
    show_error (self, error);
}

static void
set_busy (VeloCalculationWindow *self,
          gboolean               busy)
{
  gtk_widget_set_sensitive (self->save_button, !busy);
  gtk_widget_set_sensitive (self->offer_button, !busy);
  gtk_widget_set_sensitive (self->unsuitable_button, !busy);
}

/* The offer is made whatever comes of its paper, which the claim's page makes later if it has to. */
static void
filed_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(VeloCalculationWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) pdf = velo_claim_derivation_file_finish (result, &error);
  g_autofree char *words = NULL;
  g_autofree char *text = NULL;

  if (self->disposed)
    return;
  if (pdf != NULL)
    {
      /* the page has looked before the paper was there */
      g_signal_emit (self, signals[SIGNAL_SAVED], 0);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  words = velo_claims_text_dup_error (error);
  text = g_strdup_printf (_("The offer is made. Its derivation could not be filed yet; open it on the page of the claim. %s"), words);
  velo_notice_show (self->notice, VELO_NOTICE_KIND_WARNING, text);
}

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(VeloCalculationWindow) self = user_data;
  g_autoptr(VeloClaimsAnswer) answer = NULL;
  g_autoptr(GError) error = NULL;

  answer = velo_claims_client_finish (VELO_CLAIMS_CLIENT (object), result, &error);
  if (self->disposed)
    return;
  set_busy (self, FALSE);
  if (answer == NULL)
    {
      fail (self, error);
      velo_calculation_window_show_sum (self);
      return;
    }
  if (answer->claim != NULL)
    g_set_object (&self->claim, answer->claim);
  /* asked once: what is not offered then waits for the desk, or is not suitable */
  if (self->offering && !self->offer_asked)
    {
      self->offer_asked = TRUE;
      set_busy (self, TRUE);
      velo_claims_client_act_async (self->client, self->claim, VELO_CLAIMS_ACT_OFFER, NULL, NULL, answered_cb,
                                    g_object_ref (self));
      return;
    }
  g_signal_emit (self, signals[SIGNAL_SAVED], 0);
  if (self->offering && velo_claim_get_state (self->claim) == VELO_CLAIM_STATE_OFFERED)
    {
      set_busy (self, TRUE);
      velo_claim_derivation_file_async (self->client, self->claim, NULL, filed_cb, g_object_ref (self));
    }
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
store (VeloCalculationWindow *self,
       gboolean               offering)
{
  if (self->calculation == NULL)
    return;
  if (!read_figures (self))
    {
      velo_notice_show (self->notice, VELO_NOTICE_KIND_ERROR, _("Please check the figures that are marked."));
      return;
    }
  self->offering = offering;
  self->offer_asked = FALSE;
  /* the rectangles that the lines point to go first */
  velo_photo_viewer_save (self->viewer);
  velo_notice_hide (self->notice);
  set_busy (self, TRUE);
  velo_claims_client_calculate_async (self->client, self->claim, self->calculation, NULL, answered_cb,
                                      g_object_ref (self));
}

static void
on_save_cb (VeloCalculationWindow *self)
{
  store (self, FALSE);
}

static void
confirmed_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(VeloCalculationWindow) self = user_data;

  if (velo_confirm_finish (result, NULL) && !self->disposed)
    store (self, TRUE);
}

static void
on_offer_cb (VeloCalculationWindow *self)
{
  velo_calculation_window_ask_offer (self, confirmed_cb, g_object_ref (self));
}

/* To refuse is never what Enter does. */
static void
on_unsuitable_cb (VeloCalculationWindow *self)
{
  VeloConfirmSpec spec = { .confirm_label = _("_Not Suitable"), .cautious = TRUE };

  spec.heading = _("End the immediate settlement?");
  spec.body = _("The customer reads that it goes on with a repair, and the claims desk gets a task to call.");
  velo_confirm_async (GTK_WINDOW (self), &spec, NULL, confirmed_cb, g_object_ref (self));
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(VeloCalculationWindow) self = user_data;
  g_autoptr(VeloClaimsAnswer) answer = NULL;
  g_autoptr(GError) error = NULL;

  answer = velo_claims_client_finish (VELO_CLAIMS_CLIENT (object), result, &error);
  if (self->disposed)
    return;
  if (answer == NULL || answer->calculation == NULL || answer->rules == NULL || answer->claim == NULL)
    {
      if (error != NULL)
        show_error (self, error);
      return;
    }
  g_set_object (&self->claim, answer->claim);
  g_set_object (&self->calculation, answer->calculation);
  g_set_object (&self->rules, answer->rules);
  self->offer_end = answer->offer_end;
  velo_photo_viewer_set_claim (self->viewer, answer->claim);
  set_busy (self, FALSE);
  fill (self);
  velo_calculation_window_show_place (self);
}

/* The photos */

static void
photos_loaded_cb (VeloCalculationWindow *self)
{
  velo_calculation_window_show_lines (self);
  velo_calculation_window_show_sum (self);
  velo_calculation_window_show_place (self);
}

static void
photos_failed_cb (VeloCalculationWindow *self,
                  const char            *words)
{
  velo_notice_show (self->notice, VELO_NOTICE_KIND_ERROR, words);
}

/* Only asking for a photo changes the claim from there. */
static void
claim_changed_cb (VeloCalculationWindow *self)
{
  VeloClaim *claim = velo_photo_viewer_get_claim (self->viewer);
  gboolean asked = velo_claim_get_state (claim) == VELO_CLAIM_STATE_PHOTOS_REQUESTED
    && velo_claim_get_state (self->claim) != VELO_CLAIM_STATE_PHOTOS_REQUESTED;

  g_set_object (&self->claim, claim);
  if (asked)
    {
      velo_notice_show (self->notice, VELO_NOTICE_KIND_INFO,
                        _("The customer is asked for this photo. You can go on entering and save; the offer waits for the photo, or for you to begin again without it."));
      g_signal_emit (self, signals[SIGNAL_SAVED], 0);
    }
  velo_calculation_window_show_sum (self);
}

static void
velo_calculation_window_dispose (GObject *object)
{
  VeloCalculationWindow *self = VELO_CALCULATION_WINDOW (object);

  self->disposed = TRUE;
  self->filled = FALSE;
  adw_window_set_content (ADW_WINDOW (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_CALCULATION_WINDOW);
  g_clear_object (&self->client);
  g_clear_object (&self->claim);
  g_clear_object (&self->calculation);
  g_clear_object (&self->rules);

  G_OBJECT_CLASS (velo_calculation_window_parent_class)->dispose (object);
}

#define BIND(CHILD) gtk_widget_class_bind_template_child (widget_class, VeloCalculationWindow, CHILD)

static void
velo_calculation_window_class_init (VeloCalculationWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = velo_calculation_window_dispose;

  /**
   * VeloCalculationWindow::saved:
   *
   * The service has stored the calculation, and perhaps made the offer.
   */
  signals[SIGNAL_SAVED] =
    g_signal_new ("saved", VELO_TYPE_CALCULATION_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (VELO_TYPE_NOTICE);
  g_type_ensure (VELO_TYPE_MONEY_ROW);
  g_type_ensure (VELO_TYPE_PHOTO_VIEWER);
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/claims/velo-calculation-window.ui");
  BIND (notice);
  BIND (leaflet);
  BIND (title);
  BIND (side);
  BIND (photos_button);
  BIND (viewer);
  BIND (band_label);
  BIND (validity_label);
  BIND (loss_box);
  BIND (loss_label);
  BIND (line_group);
  BIND (place_row);
  BIND (place_switch);
  BIND (save_button);
  BIND (save_label);
  BIND (save_icon);
  BIND (offer_button);
  BIND (unsuitable_button);
  BIND (add_button);
  BIND (sum_label);
  BIND (lines_list);
  BIND (kind_row);
  BIND (text_row);
  BIND (quantity_row);
  BIND (price_row);
  BIND (doubt_row);
  BIND (rates_group);
  BIND (examples_button);
  BIND (values_group);
  BIND (steps_list);
  gtk_widget_class_bind_template_callback (widget_class, on_add_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_kind_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_photos_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_examples_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_save_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_offer_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_unsuitable_cb);
}

static void
velo_calculation_window_init (VeloCalculationWindow *self)
{
  self->edited = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  make_figures (self);
  adw_leaflet_set_visible_child (self->leaflet, self->side);
  velo_folded_bind (self->leaflet, GTK_WIDGET (self->photos_button), FALSE);
  /* a narrow window has room for the buttons, and no more */
  velo_folded_bind (self->leaflet, self->title, TRUE);
  velo_folded_bind (self->leaflet, self->save_label, TRUE);
  velo_folded_bind (self->leaflet, self->save_icon, FALSE);
  g_signal_connect_object (self->viewer, "loaded", G_CALLBACK (photos_loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->viewer, "failed", G_CALLBACK (photos_failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->viewer, "claim-changed", G_CALLBACK (claim_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->viewer, "place-changed", G_CALLBACK (velo_calculation_window_show_place), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->viewer, "mark-moved", G_CALLBACK (velo_calculation_window_move_place), self,
                           G_CONNECT_SWAPPED);
  on_kind_cb (self);
  set_busy (self, TRUE);
}

/**
 * velo_calculation_window_new:
 * @parent: (nullable): window below
 * @client: signed in as an assessor
 * @claim: the claim
 *
 * Returns: (transfer full): the window, loading, not shown yet
 */
GtkWindow *
velo_calculation_window_new (GtkWindow        *parent,
                             VeloClaimsClient *client,
                             VeloClaim        *claim)
{
  VeloCalculationWindow *self = g_object_new (VELO_TYPE_CALCULATION_WINDOW, "transient-for", parent, NULL);

  self->client = g_object_ref (client);
  self->claim = g_object_ref (claim);
  gtk_window_set_title (GTK_WINDOW (self), velo_claim_get_number (claim));
  velo_photo_viewer_open (self->viewer, client, claim);
  velo_claims_client_get_calculation_async (client, velo_claim_get_id (claim), NULL, loaded_cb, g_object_ref (self));
  return GTK_WINDOW (self);
}

/**
 * velo_calculation_window_offer_examples:
 * @self: a window
 *
 * In training nobody knows the rates of a workshop: they can be filled in by a button.
 */
void
velo_calculation_window_offer_examples (VeloCalculationWindow *self)
{
  g_return_if_fail (VELO_IS_CALCULATION_WINDOW (self));

  gtk_widget_set_visible (self->examples_button, TRUE);
}
