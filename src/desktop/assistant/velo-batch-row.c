/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A vehicle among those that are insured in one sitting: chosen or not, and how far it has come. */

#define G_LOG_DOMAIN "velo-batch-row"

#include "config.h"

#include "velo-batch-row.h"

#include <glib/gi18n.h>

#include "velo-state-pill.h"

struct _VeloBatchRow
{
  AdwActionRow parent_instance;

  GtkCheckButton *check; /* (borrowed) (nullable): NULL after dispose */
  VeloStatePill *pill;   /* (borrowed) (nullable): NULL after dispose */
  VeloVehicle *vehicle;  /* (owned) (not nullable) */
};

G_DEFINE_FINAL_TYPE (VeloBatchRow, velo_batch_row, ADW_TYPE_ACTION_ROW)

enum
{
  SIGNAL_TOGGLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Whether the assistant has something to do for it. */
static gboolean
is_to_do (VeloInsuranceState state)
{
  return state == VELO_INSURANCE_STATE_OPEN || state == VELO_INSURANCE_STATE_DRAFT
    || state == VELO_INSURANCE_STATE_REFUSED;
}

/* Whether the customer thought about it before: it can be insured, but only if somebody chooses it. */
static gboolean
is_settled (VeloInsuranceState state)
{
  return state == VELO_INSURANCE_STATE_DECLINED || state == VELO_INSURANCE_STATE_ENDED;
}

static gboolean
is_chosen (VeloBatchRow *self)
{
  return self->check != NULL && gtk_check_button_get_active (self->check);
}

static void
toggled_cb (VeloBatchRow *self)
{
  g_signal_emit (self, signals[SIGNAL_TOGGLED], 0);
}

static void
velo_batch_row_dispose (GObject *object)
{
  VeloBatchRow *self = VELO_BATCH_ROW (object);

  self->check = NULL;
  self->pill = NULL;

  G_OBJECT_CLASS (velo_batch_row_parent_class)->dispose (object);
}

static void
velo_batch_row_finalize (GObject *object)
{
  g_clear_object (&VELO_BATCH_ROW (object)->vehicle);

  G_OBJECT_CLASS (velo_batch_row_parent_class)->finalize (object);
}

static void
velo_batch_row_class_init (VeloBatchRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = velo_batch_row_dispose;
  object_class->finalize = velo_batch_row_finalize;

  /**
   * VeloBatchRow::toggled:
   *
   * The vehicle was chosen, or is not any more.
   */
  signals[SIGNAL_TOGGLED] =
    g_signal_new ("toggled", VELO_TYPE_BATCH_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
velo_batch_row_init (VeloBatchRow *self)
{
}

/**
 * velo_batch_row_new:
 * @vehicle: a vehicle of an invoice
 *
 * Returns: (transfer floating): its row, chosen if there is something to do for it; the rest comes
 *   with velo_batch_row_show()
 */
GtkWidget *
velo_batch_row_new (VeloVehicle *vehicle)
{
  VeloBatchRow *self;
  g_autofree char *name = NULL;
  const char *title;
  VeloInsuranceState state;

  g_return_val_if_fail (VELO_IS_VEHICLE (vehicle), NULL);

  self = g_object_new (VELO_TYPE_BATCH_ROW, "use-markup", FALSE, "subtitle-lines", 0, NULL);
  name = velo_vehicle_dup_name (vehicle);
  title = *name == '\0' ? _("Vehicle") : name;
  state = velo_vehicle_get_state (vehicle);
  self->vehicle = g_object_ref (vehicle);
  self->check = GTK_CHECK_BUTTON (gtk_check_button_new ());
  self->pill = VELO_STATE_PILL (velo_state_pill_new (state));
  gtk_widget_set_valign (GTK_WIDGET (self->pill), GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), GTK_WIDGET (self->check));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->pill));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->check));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_check_button_set_active (self->check, is_to_do (state) || state == VELO_INSURANCE_STATE_SIGNED);
  g_signal_connect_object (self->check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/* A battery that was sold alone has no frame. */
static const char *
get_number (VeloVehicle *vehicle)
{
  if (velo_vehicle_get_kind (vehicle) == VELO_ARTICLE_KIND_BATTERY)
    return velo_vehicle_get_battery_number (vehicle);
  return velo_vehicle_get_frame_number (vehicle);
}

/**
 * velo_batch_row_show:
 * @self: a row
 * @vehicle: the vehicle as it is now
 * @outcome: (nullable): why it was not concluded
 *
 * Shows how far it has come. What cannot be insured here is not chosen.
 */
void
velo_batch_row_show (VeloBatchRow *self,
                     VeloVehicle  *vehicle,
                     const char   *outcome)
{
  VeloInsuranceState state;
  gboolean offered;
  g_autofree char *words = NULL;

  g_return_if_fail (VELO_IS_BATCH_ROW (self));
  g_return_if_fail (VELO_IS_VEHICLE (vehicle));

  g_set_object (&self->vehicle, vehicle);
  state = velo_vehicle_get_state (vehicle);
  offered = velo_batch_row_is_offered (vehicle);
  if (state == VELO_INSURANCE_STATE_INSURED || state == VELO_INSURANCE_STATE_ENDED)
    words = g_strdup_printf (_("Contract %s"), velo_vehicle_get_contract_number (vehicle));
  else
    words = g_strdup (outcome != NULL ? outcome : get_number (vehicle));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), words);
  velo_state_pill_set_state (self->pill, state);
  gtk_widget_set_sensitive (GTK_WIDGET (self->check), offered);
  if (!offered)
    gtk_check_button_set_active (self->check, FALSE);
}

/**
 * velo_batch_row_get_vehicle:
 * @self: a row
 *
 * Returns: (transfer none): the vehicle
 */
VeloVehicle *
velo_batch_row_get_vehicle (VeloBatchRow *self)
{
  g_return_val_if_fail (VELO_IS_BATCH_ROW (self), NULL);

  return self->vehicle;
}

/**
 * velo_batch_row_is_next:
 * @self: a row
 *
 * Returns: whether the vehicle is chosen, and the assistant has something to do for it
 */
gboolean
velo_batch_row_is_next (VeloBatchRow *self)
{
  VeloInsuranceState state;

  g_return_val_if_fail (VELO_IS_BATCH_ROW (self), FALSE);

  state = velo_vehicle_get_state (self->vehicle);
  return is_chosen (self) && (is_to_do (state) || is_settled (state));
}

/**
 * velo_batch_row_is_signed:
 * @self: a row
 *
 * Returns: whether the vehicle is chosen, and the customer has signed for it
 */
gboolean
velo_batch_row_is_signed (VeloBatchRow *self)
{
  g_return_val_if_fail (VELO_IS_BATCH_ROW (self), FALSE);

  return is_chosen (self) && velo_vehicle_get_state (self->vehicle) == VELO_INSURANCE_STATE_SIGNED;
}

/**
 * velo_batch_row_is_offered:
 * @vehicle: a vehicle
 *
 * Returns: whether it can be insured in such a sitting
 */
gboolean
velo_batch_row_is_offered (VeloVehicle *vehicle)
{
  VeloInsuranceState state;

  g_return_val_if_fail (VELO_IS_VEHICLE (vehicle), FALSE);

  state = velo_vehicle_get_state (vehicle);
  return velo_article_kind_is_insurable (velo_vehicle_get_kind (vehicle))
    && (is_to_do (state) || is_settled (state) || state == VELO_INSURANCE_STATE_SIGNED);
}
