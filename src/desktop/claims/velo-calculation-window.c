/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calculates a damage: lines, rates and values, the sum live, its derivation in words. */

#define G_LOG_DOMAIN "velo-calculation-window"

#include "config.h"

#include "velo-calculation-window.h"

#include <glib/gi18n.h>

#include "velo-claims-sheet.h"
#include "velo-claims-text.h"
#include "velo-money-row.h"
#include "velo-money.h"
#include "velo-notice.h"
#include "velo-text.h"

/* Callbacks hold a reference to the window and look whether it is disposed. */
struct _VeloCalculationWindow
{
  AdwWindow parent_instance;

  VeloNotice *notice;
  GtkWidget *save_button;
  GtkWidget *offer_button;
  GtkWidget *add_button;
  GtkLabel *sum_label;
  GtkListBox *lines_list;
  AdwComboRow *kind_row;
  AdwEntryRow *text_row;
  AdwEntryRow *quantity_row;
  VeloMoneyRow *price_row;
  AdwEntryRow *doubt_row;
  AdwPreferencesGroup *rates_group;
  AdwPreferencesGroup *values_group;
  GtkListBox *steps_list;

  GtkWidget *rows[19];          /* (borrowed): in the order of the table */
  VeloClaimsClient *client;     /* (owned) (nullable) */
  VeloClaim *claim;             /* (owned) (nullable): as it was last seen */
  VeloCalculation *calculation; /* (owned) (nullable) */
  VeloSettlementRules *rules;   /* (owned) (nullable) */
  gboolean filled;
  gboolean offering;
  gboolean disposed;
};

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

static const char * const kinds[] = {
  N_("Body"), N_("Mechanics"), N_("Electrics"), N_("Paint"), N_("Part"), N_("Other"),
};

/* The sum */

static void
show_sum (VeloCalculationWindow *self)
{
  VeloClaimsAnswer answer = { .calculation = self->calculation };
  g_autoptr(VeloSettlement) settlement = velo_settlement_compute (self->calculation, self->rules);
  g_autofree char *sum = velo_money_format_display (velo_settlement_get_offer_cents (settlement));
  VeloSettlementOutcome outcome = velo_settlement_get_outcome (settlement);

  answer.settlement = settlement;
  gtk_label_set_label (self->sum_label, sum);
  velo_claims_sheet_fill_calculation (self->steps_list, &answer);
  gtk_widget_set_sensitive (self->offer_button, outcome == VELO_SETTLEMENT_OUTCOME_OFFER
                                                || outcome == VELO_SETTLEMENT_OUTCOME_DESK_DECIDES);
}

/* Lines */

static char *
describe_line (VeloCalculationWindow *self,
               VeloCalculationLine   *line)
{
  g_autofree char *sum = velo_money_format_display (velo_calculation_get_line_cents (self->calculation, line));
  const char *kind = _(kinds[CLAMP ((int) velo_calculation_line_get_kind (line), 0, (int) G_N_ELEMENTS (kinds) - 1)]);
  g_autofree char *count = NULL;

  if (velo_calculation_line_get_unit_tenths (line) > 0)
    {
      g_autofree char *units = velo_money_format_plain (velo_calculation_line_get_unit_tenths (line) * G_GINT64_CONSTANT (10));

      /* Translators: units of work of six minutes */
      count = g_strdup_printf (_("%s units"), units);
    }
  else if (velo_calculation_line_get_quantity_thousandths (line) > 0)
    {
      g_autofree char *pieces = velo_money_format_plain (velo_calculation_line_get_quantity_thousandths (line) / 10);

      count = g_strdup_printf (_("%s pieces"), pieces);
    }
  return count != NULL ? g_strdup_printf ("%s · %s · %s", kind, count, sum) : g_strdup_printf ("%s · %s", kind, sum);
}

static void show_lines (VeloCalculationWindow *self);

static void
remove_clicked_cb (VeloCalculationWindow *self,
                   GtkWidget             *button)
{
  guint position = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "position"));

  g_list_store_remove (velo_calculation_get_lines (self->calculation), position);
  show_lines (self);
  show_sum (self);
}

static void
show_lines (VeloCalculationWindow *self)
{
  GListModel *lines = G_LIST_MODEL (velo_calculation_get_lines (self->calculation));
  GtkListBoxRow *old;

  while ((old = gtk_list_box_get_row_at_index (self->lines_list, 0)) != NULL)
    gtk_list_box_remove (self->lines_list, GTK_WIDGET (old));
  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr(VeloCalculationLine) line = g_list_model_get_item (lines, i);
      g_autofree char *detail = describe_line (self, line);
      g_autofree char *label = g_strdup_printf (_("Remove “%s”"), velo_calculation_line_get_text (line));
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), velo_calculation_line_get_text (line));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), detail);
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_set_tooltip_text (button, label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
      g_object_set_data (G_OBJECT (button), "position", GUINT_TO_POINTER (i));
      g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked_cb), self, G_CONNECT_SWAPPED);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
      gtk_list_box_append (self->lines_list, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->lines_list), g_list_model_get_n_items (lines) > 0);
}

/* Two decimals, in hundredths; empty is nothing. */
static gboolean
parse_hundredths (gpointer  row,
                  gint64   *hundredths)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));

  *hundredths = 0;
  return velo_text_is_empty (text)
    || (velo_money_parse_input (text, hundredths) && *hundredths >= 0 && *hundredths < 100000000);
}

static gboolean
is_work (VeloWorkKind kind)
{
  return kind <= VELO_WORK_KIND_PAINT;
}

static void
on_add_cb (VeloCalculationWindow *self)
{
  g_autoptr(VeloCalculationLine) line = velo_calculation_line_new ();
  VeloWorkKind kind = (VeloWorkKind) adw_combo_row_get_selected (self->kind_row);
  g_autofree char *text = velo_text_squash (gtk_editable_get_text (GTK_EDITABLE (self->text_row)));
  gint64 quantity;
  gint64 doubt;
  gint64 price = velo_money_row_get_cents (self->price_row);

  if (self->calculation == NULL)
    return;
  if (velo_text_is_empty (text) || !parse_hundredths (self->quantity_row, &quantity)
      || !parse_hundredths (self->doubt_row, &doubt) || doubt > 10000 || !velo_money_row_is_valid (self->price_row)
      || (kind != VELO_WORK_KIND_OTHER && quantity == 0) || (!is_work (kind) && price <= 0))
    {
      velo_notice_show (self->notice, VELO_NOTICE_KIND_ERROR,
                        _("A line needs words; work its units, a part pieces and price, anything else its sum."));
      return;
    }
  velo_notice_hide (self->notice);
  velo_calculation_line_set_kind (line, kind);
  velo_calculation_line_set_text (line, text);
  if (is_work (kind))
    velo_calculation_line_set_unit_tenths (line, (int) (quantity / 10));
  else if (kind == VELO_WORK_KIND_PART)
    velo_calculation_line_set_quantity_thousandths (line, (int) (quantity * 10));
  velo_calculation_line_set_price_cents (line, is_work (kind) ? 0 : price);
  velo_calculation_line_set_doubt_permyriad (line, (int) doubt);
  g_list_store_append (velo_calculation_get_lines (self->calculation), line);
  gtk_editable_set_text (GTK_EDITABLE (self->text_row), "");
  gtk_editable_set_text (GTK_EDITABLE (self->quantity_row), "");
  velo_money_row_set_cents (self->price_row, 0);
  show_lines (self);
  show_sum (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->text_row));
}

static void
on_kind_cb (VeloCalculationWindow *self)
{
  VeloWorkKind kind = (VeloWorkKind) adw_combo_row_get_selected (self->kind_row);

  gtk_widget_set_visible (GTK_WIDGET (self->quantity_row), kind != VELO_WORK_KIND_OTHER);
  gtk_widget_set_visible (GTK_WIDGET (self->price_row), !is_work (kind));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->quantity_row),
                                 is_work (kind) ? _("Units of six minutes") : _("Pieces"));
}

/* Figures */

static gboolean
read_figures (VeloCalculationWindow *self)
{
  gboolean right = TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      gint64 value = 0;
      gboolean readable = parse_hundredths (self->rows[i], &value);
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
  show_lines (self);
  show_sum (self);
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
  show_lines (self);
  show_sum (self);
}

/* The service */

static void
show_error (VeloCalculationWindow *self,
            const GError          *error)
{
  g_autofree char *text = NULL;

  if (self->offering && g_error_matches (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_CONFLICT))
    text = g_strdup (_("The calculation is stored, but the offer is not possible yet: the claims desk has to agree, or somebody else was faster."));
  else
    text = velo_claims_text_dup_error (error);
  velo_notice_show (self->notice, VELO_NOTICE_KIND_ERROR, text);
}

static void
set_busy (VeloCalculationWindow *self,
          gboolean               busy)
{
  gtk_widget_set_sensitive (self->save_button, !busy);
  gtk_widget_set_sensitive (self->offer_button, !busy);
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
      show_error (self, error);
      if (self->calculation != NULL)
        show_sum (self);
      return;
    }
  if (answer->claim != NULL)
    g_set_object (&self->claim, answer->claim);
  if (self->offering && velo_claim_get_state (self->claim) != VELO_CLAIM_STATE_OFFERED)
    {
      set_busy (self, TRUE);
      velo_claims_client_act_async (self->client, self->claim, VELO_CLAIMS_ACT_OFFER, NULL, NULL, answered_cb,
                                    g_object_ref (self));
      return;
    }
  g_signal_emit (self, signals[SIGNAL_SAVED], 0);
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
on_offer_cb (VeloCalculationWindow *self)
{
  store (self, TRUE);
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
  set_busy (self, FALSE);
  fill (self);
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
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/claims/velo-calculation-window.ui");
  BIND (notice);
  BIND (save_button);
  BIND (offer_button);
  BIND (add_button);
  BIND (sum_label);
  BIND (lines_list);
  BIND (kind_row);
  BIND (text_row);
  BIND (quantity_row);
  BIND (price_row);
  BIND (doubt_row);
  BIND (rates_group);
  BIND (values_group);
  BIND (steps_list);
  gtk_widget_class_bind_template_callback (widget_class, on_add_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_kind_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_save_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_offer_cb);
}

static void
velo_calculation_window_init (VeloCalculationWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  make_figures (self);
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
  velo_claims_client_get_calculation_async (client, velo_claim_get_id (claim), NULL, loaded_cb, g_object_ref (self));
  return GTK_WINDOW (self);
}
