/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Insures the vehicles of one invoice one after another and concludes them together. */

#define G_LOG_DOMAIN "velo-batch-window"

#include "config.h"

#include "velo-batch-window.h"

#include <glib/gi18n.h>

#include "velo-assistant-window.h"
#include "velo-batch-row.h"
#include "velo-below.h"
#include "velo-confirm.h"
#include "velo-counter-batch.h"
#include "velo-error-text.h"
#include "velo-notice.h"
#include "velo-store-proposals.h"
#include "velo-store-sales.h"

/* Callbacks hold a reference to the window and look whether it is disposed. */
struct _VeloBatchWindow
{
  AdwWindow parent_instance;

  VeloNotice *notice;
  GtkListBox *list;
  GtkSpinner *spinner;
  GtkButton *next_button;
  GtkButton *conclude_button;

  VeloCounter *counter;   /* (owned) (not nullable) */
  GSettings *settings;    /* (owned) (nullable) */
  VeloClaimsDesk *claims_desk; /* (owned) (nullable): for the assistants */
  char *invoice_id;       /* (owned) (not nullable) */
  GPtrArray *rows;        /* (owned) (not nullable) (element-type VeloBatchRow) of the list */
  VeloProposal *first;    /* (owned) (nullable): signed in this sitting; others take over from it */
  GtkWindow *assistant;   /* (weak) (nullable) */
  GHashTable *outcomes;   /* (owned) (not nullable): id of a vehicle to words */
  guint close_id;
  gboolean going_on;      /* the next one follows by itself */
  gboolean busy;
  gboolean loaded;
  gboolean disposed;
};

G_DEFINE_FINAL_TYPE (VeloBatchWindow, velo_batch_window, ADW_TYPE_WINDOW)

typedef enum
{
  PROP_COUNTER = 1,
  PROP_SETTINGS,
  PROP_INVOICE_ID,
} VeloBatchWindowProperty;

static GParamSpec *properties[PROP_INVOICE_ID + 1];

static void load (VeloBatchWindow *self);
static void go_on (VeloBatchWindow *self);

static VeloVehicle *
find_next (VeloBatchWindow *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      VeloBatchRow *row = g_ptr_array_index (self->rows, i);

      if (velo_batch_row_is_next (row))
        return velo_batch_row_get_vehicle (row);
    }
  return NULL;
}

static guint
count_signed (VeloBatchWindow *self)
{
  guint n = 0;

  for (guint i = 0; i < self->rows->len; i++)
    n += velo_batch_row_is_signed (g_ptr_array_index (self->rows, i));
  return n;
}

static void
update (VeloBatchWindow *self)
{
  VeloVehicle *next = find_next (self);
  guint n_signed = count_signed (self);
  gboolean all_signed = next == NULL && n_signed > 0;
  g_autofree char *label = NULL;

  label = g_strdup_printf (ngettext ("_Conclude %u Contract…", "_Conclude %u Contracts…", n_signed), n_signed);
  gtk_button_set_label (self->conclude_button, label);
  gtk_button_set_label (self->next_button, self->first == NULL && n_signed == 0 ? _("_Begin") : _("_Next Vehicle"));
  gtk_widget_set_visible (GTK_WIDGET (self->next_button), next != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->conclude_button), all_signed);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "batch.next", next != NULL && !self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "batch.conclude", all_signed && !self->busy);
  gtk_spinner_set_spinning (self->spinner, self->busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), self->busy);
}

static void
on_toggled_cb (VeloBatchWindow *self)
{
  update (self);
}

/* The list */

static VeloBatchRow *
find_row (VeloBatchWindow *self,
          const char      *vehicle_id)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      VeloBatchRow *row = g_ptr_array_index (self->rows, i);

      if (g_str_equal (velo_vehicle_get_id (velo_batch_row_get_vehicle (row)), vehicle_id))
        return row;
    }
  return NULL;
}

static VeloBatchRow *
add_row (VeloBatchWindow *self,
         VeloVehicle     *vehicle)
{
  VeloBatchRow *row = VELO_BATCH_ROW (velo_batch_row_new (vehicle));

  g_ptr_array_add (self->rows, g_object_ref_sink (row));
  g_signal_connect_object (row, "toggled", G_CALLBACK (on_toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->list, GTK_WIDGET (row));
  return row;
}

static void
show_sale (VeloBatchWindow *self,
           VeloInvoice     *sale)
{
  GListModel *vehicles = G_LIST_MODEL (velo_invoice_get_vehicles (sale));

  for (guint i = 0; i < g_list_model_get_n_items (vehicles); i++)
    {
      g_autoptr(VeloVehicle) vehicle = g_list_model_get_item (vehicles, i);
      VeloBatchRow *row = find_row (self, velo_vehicle_get_id (vehicle));

      if (row == NULL)
        row = add_row (self, vehicle);
      velo_batch_row_show (row, vehicle, g_hash_table_lookup (self->outcomes, velo_vehicle_get_id (vehicle)));
    }
}

static void
tell (VeloBatchWindow *self,
      const GError    *error)
{
  g_autofree char *text = velo_error_text_dup (error);

  velo_notice_show (self->notice, VELO_NOTICE_KIND_ERROR, text);
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(VeloBatchWindow) self = user_data;
  g_autoptr(VeloInvoice) sale = NULL;
  g_autoptr(GError) error = NULL;

  sale = velo_store_get_sale_finish (VELO_STORE (object), result, &error);
  if (self->disposed)
    return;
  if (sale == NULL)
    {
      self->going_on = FALSE;
      tell (self, error);
      return;
    }
  show_sale (self, sale);
  self->loaded = TRUE;
  update (self);
  if (self->going_on)
    go_on (self);
}

static void
load (VeloBatchWindow *self)
{
  velo_store_get_sale_async (velo_counter_get_store (self->counter), self->invoice_id, NULL, loaded_cb,
                             g_object_ref (self));
}

/* One after another */

static gboolean
close_assistant_cb (gpointer user_data)
{
  VeloBatchWindow *self = user_data;

  self->close_id = 0;
  if (self->assistant != NULL)
    gtk_window_close (self->assistant);
  return G_SOURCE_REMOVE;
}

/* What is signed waits for the others: the assistant makes room for the next one. */
static void
proposal_changed_cb (VeloBatchWindow *self,
                     VeloProposal    *proposal)
{
  if (self->assistant == NULL || velo_proposal_get_state (proposal) != VELO_PROPOSAL_STATE_SIGNED
      || !g_str_equal (velo_proposal_get_invoice_id (proposal), self->invoice_id) || self->busy)
    return;
  if (self->first == NULL)
    self->first = velo_record_copy (proposal);
  self->going_on = TRUE;
  if (self->close_id == 0)
    self->close_id = g_idle_add (close_assistant_cb, self);
}

static void
assistant_unmapped_cb (VeloBatchWindow *self,
                       GtkWindow       *assistant)
{
  if (self->disposed || self->assistant != assistant)
    return;
  g_clear_weak_pointer (&self->assistant);
  load (self);
}

/* What is open already, whoever opened it, is gone on with. */
static void
show_assistant (VeloBatchWindow *self,
                const char      *vehicle_id)
{
  GtkWindow *assistant = velo_assistant_window_find (vehicle_id);

  if (assistant == NULL)
    {
      assistant = GTK_WINDOW (velo_assistant_window_new (GTK_WINDOW (self), self->counter, self->settings, vehicle_id));
      velo_assistant_window_set_claims_desk (VELO_ASSISTANT_WINDOW (assistant), self->claims_desk);
    }
  g_signal_connect_object (assistant, "unmap", G_CALLBACK (assistant_unmapped_cb), self, G_CONNECT_SWAPPED);
  g_set_weak_pointer (&self->assistant, assistant);
  gtk_window_present (assistant);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(VeloBatchWindow) self = user_data;
  g_autoptr(VeloProposal) proposal = NULL;
  g_autoptr(GError) error = NULL;

  proposal = velo_counter_open_like_finish (VELO_COUNTER (object), result, &error);
  if (self->disposed)
    return;
  self->busy = FALSE;
  update (self);
  if (proposal == NULL)
    {
      tell (self, error);
      return;
    }
  show_assistant (self, velo_proposal_get_vehicle_id (proposal));
}

static void
go_on (VeloBatchWindow *self)
{
  VeloVehicle *next = find_next (self);

  self->going_on = FALSE;
  if (next == NULL || self->busy || self->assistant != NULL)
    return;
  velo_notice_hide (self->notice);
  if (velo_assistant_window_find (velo_vehicle_get_id (next)) != NULL)
    {
      show_assistant (self, velo_vehicle_get_id (next));
      return;
    }
  self->busy = TRUE;
  update (self);
  velo_counter_open_like_async (self->counter, velo_vehicle_get_id (next), self->first, NULL, opened_cb,
                                g_object_ref (self));
}

static void
next_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  go_on (VELO_BATCH_WINDOW (widget));
}

/* Concluding */

static void
show_outcomes (VeloBatchWindow *self,
               GPtrArray       *outcomes)
{
  guint n_failed = 0;

  for (guint i = 0; i < outcomes->len; i++)
    {
      VeloBatchOutcome *outcome = g_ptr_array_index (outcomes, i);

      if (outcome->error == NULL)
        continue;
      n_failed++;
      g_hash_table_insert (self->outcomes, g_strdup (outcome->vehicle_id), velo_error_text_dup (outcome->error));
      g_info ("not concluded: %s", velo_counter_error_get_log_text (outcome->error));
    }
  if (n_failed > 0 && n_failed == outcomes->len)
    velo_notice_show (self->notice, VELO_NOTICE_KIND_WARNING,
                      _("No contract was concluded. The reason stands with each vehicle."));
  else if (n_failed > 0)
    velo_notice_show (self->notice, VELO_NOTICE_KIND_WARNING,
                      _("Not every contract was concluded. The reason stands with each vehicle; the others are "
                        "insured."));
  else
    velo_notice_show (self->notice, VELO_NOTICE_KIND_INFO, _("All are insured."));
}

static void
concluded_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(VeloBatchWindow) self = user_data;
  g_autoptr(GPtrArray) outcomes = NULL;
  g_autoptr(GError) error = NULL;

  outcomes = velo_counter_conclude_all_finish (VELO_COUNTER (object), result, &error);
  if (self->disposed)
    return;
  self->busy = FALSE;
  if (outcomes == NULL)
    tell (self, error);
  else
    show_outcomes (self, outcomes);
  load (self);
}

static void
confirmed_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(VeloBatchWindow) self = user_data;
  g_autoptr(GStrvBuilder) ids = g_strv_builder_new ();
  g_auto(GStrv) vehicle_ids = NULL;

  if (!velo_confirm_finish (result, NULL) || self->disposed)
    return;
  for (guint i = 0; i < self->rows->len; i++)
    {
      VeloBatchRow *row = g_ptr_array_index (self->rows, i);

      if (velo_batch_row_is_signed (row))
        g_strv_builder_add (ids, velo_vehicle_get_id (velo_batch_row_get_vehicle (row)));
    }
  vehicle_ids = g_strv_builder_end (ids);
  self->busy = TRUE;
  g_hash_table_remove_all (self->outcomes);
  update (self);
  velo_counter_conclude_all_async (self->counter, (const char * const *) vehicle_ids, NULL, concluded_cb,
                                   g_object_ref (self));
}

static void
conclude_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  VeloBatchWindow *self = VELO_BATCH_WINDOW (widget);
  g_autofree char *heading = NULL;
  VeloConfirmSpec spec = {
    .cancel_label = _("_Not Yet"),
    .confirm_label = _("_Conclude"),
  };
  guint n_signed = count_signed (self);

  heading = g_strdup_printf (ngettext ("Conclude %u application now?", "Conclude %u applications now?", n_signed),
                             n_signed);
  spec.heading = heading;
  /* in training nothing is promised or threatened that the banner behind denies */
  spec.body = velo_counter_is_training (self->counter)
    ? _("The customer has signed. For practice, the applications go to the training insurer on this computer one after "
        "another, and a contract is made of each there.")
    : _("The customer has signed. The applications go to the insurer one after another, and a contract is "
        "made of each. This cannot be taken back here.");
  velo_confirm_async (GTK_WINDOW (self), &spec, NULL, confirmed_cb, g_object_ref (self));
}

/* GObject */

static void
velo_batch_window_constructed (GObject *object)
{
  VeloBatchWindow *self = VELO_BATCH_WINDOW (object);

  G_OBJECT_CLASS (velo_batch_window_parent_class)->constructed (object);

  g_return_if_fail (self->counter != NULL && self->invoice_id != NULL);
  g_signal_connect_object (self->counter, "proposal-changed", G_CALLBACK (proposal_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update (self);
  load (self);
}

static void
velo_batch_window_dispose (GObject *object)
{
  VeloBatchWindow *self = VELO_BATCH_WINDOW (object);

  self->disposed = TRUE;
  g_clear_handle_id (&self->close_id, g_source_remove);
  g_clear_weak_pointer (&self->assistant);
  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_BATCH_WINDOW);

  G_OBJECT_CLASS (velo_batch_window_parent_class)->dispose (object);
}

static void
velo_batch_window_finalize (GObject *object)
{
  VeloBatchWindow *self = VELO_BATCH_WINDOW (object);

  g_clear_object (&self->counter);
  g_clear_object (&self->settings);
  g_clear_object (&self->claims_desk);
  g_clear_object (&self->first);
  g_ptr_array_unref (self->rows);
  g_hash_table_unref (self->outcomes);
  g_free (self->invoice_id);

  G_OBJECT_CLASS (velo_batch_window_parent_class)->finalize (object);
}

static void
velo_batch_window_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  VeloBatchWindow *self = VELO_BATCH_WINDOW (object);

  switch ((VeloBatchWindowProperty) prop_id)
    {
    case PROP_COUNTER:
      self->counter = g_value_dup_object (value);
      break;
    case PROP_SETTINGS:
      self->settings = g_value_dup_object (value);
      break;
    case PROP_INVOICE_ID:
      self->invoice_id = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_batch_window_class_init (VeloBatchWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = velo_batch_window_constructed;
  object_class->dispose = velo_batch_window_dispose;
  object_class->finalize = velo_batch_window_finalize;
  object_class->set_property = velo_batch_window_set_property;

  properties[PROP_COUNTER] = g_param_spec_object ("counter", NULL, NULL, VELO_TYPE_COUNTER, flags);
  properties[PROP_SETTINGS] = g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS, flags);
  properties[PROP_INVOICE_ID] = g_param_spec_string ("invoice-id", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (VELO_TYPE_NOTICE);
  gtk_widget_class_install_action (widget_class, "batch.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "batch.conclude", NULL, conclude_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/assistant/velo-batch-window.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloBatchWindow, notice);
  gtk_widget_class_bind_template_child (widget_class, VeloBatchWindow, list);
  gtk_widget_class_bind_template_child (widget_class, VeloBatchWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, VeloBatchWindow, next_button);
  gtk_widget_class_bind_template_child (widget_class, VeloBatchWindow, conclude_button);
}

static void
velo_batch_window_init (VeloBatchWindow *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->outcomes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * velo_batch_window_new:
 * @parent: (nullable): the window over which it stands
 * @counter: who asks, stores and sends
 * @settings: (nullable): the settings' root
 * @invoice_id: a sale of the store
 *
 * Returns: (transfer none): the window, loading; it destroys itself when it is closed
 */
GtkWidget *
velo_batch_window_new (GtkWindow   *parent,
                       VeloCounter *counter,
                       GSettings   *settings,
                       const char  *invoice_id)
{
  GtkWidget *self;

  g_return_val_if_fail (VELO_IS_COUNTER (counter), NULL);
  g_return_val_if_fail (invoice_id != NULL, NULL);

  self = g_object_new (VELO_TYPE_BATCH_WINDOW,
                       "counter", counter, "settings", settings, "invoice-id", invoice_id,
                       "transient-for", parent, NULL);
  velo_below_follow (GTK_WINDOW (self));
  return self;
}

/**
 * velo_batch_window_set_claims_desk:
 * @self: a window
 * @desk: (nullable): the way to the claims service, for its assistants
 */
void
velo_batch_window_set_claims_desk (VeloBatchWindow *self,
                                   VeloClaimsDesk  *desk)
{
  g_return_if_fail (VELO_IS_BATCH_WINDOW (self));

  g_set_object (&self->claims_desk, desk);
}

/**
 * velo_batch_window_is_ready:
 * @self: a window
 *
 * Returns: whether it shows the vehicles and waits for the user
 */
gboolean
velo_batch_window_is_ready (VeloBatchWindow *self)
{
  g_return_val_if_fail (VELO_IS_BATCH_WINDOW (self), FALSE);

  return self->loaded && !self->busy && self->assistant == NULL && !self->going_on;
}

/**
 * velo_batch_window_count:
 * @self: a window
 * @state: a state of insurance
 *
 * Returns: how many of its vehicles are in that state
 */
guint
velo_batch_window_count (VeloBatchWindow    *self,
                         VeloInsuranceState  state)
{
  guint n = 0;

  g_return_val_if_fail (VELO_IS_BATCH_WINDOW (self), 0);

  for (guint i = 0; i < self->rows->len; i++)
    n += velo_vehicle_get_state (velo_batch_row_get_vehicle (g_ptr_array_index (self->rows, i))) == state;
  return n;
}

/**
 * velo_batch_window_get_assistant:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the assistant that it has opened
 */
GtkWindow *
velo_batch_window_get_assistant (VeloBatchWindow *self)
{
  g_return_val_if_fail (VELO_IS_BATCH_WINDOW (self), NULL);

  return self->assistant;
}

/**
 * velo_batch_window_get_words:
 * @self: a window
 * @position: of a vehicle
 *
 * Returns: what stands with it
 */
const char *
velo_batch_window_get_words (VeloBatchWindow *self,
                             guint            position)
{
  g_return_val_if_fail (VELO_IS_BATCH_WINDOW (self), NULL);
  g_return_val_if_fail (position < self->rows->len, NULL);

  return adw_action_row_get_subtitle (ADW_ACTION_ROW (g_ptr_array_index (self->rows, position)));
}

/**
 * velo_batch_window_is_worthwhile:
 * @invoice: a sale
 *
 * Returns: whether two or more of its vehicles can be insured in one sitting
 */
gboolean
velo_batch_window_is_worthwhile (VeloInvoice *invoice)
{
  GListModel *vehicles;
  guint n = 0;

  g_return_val_if_fail (VELO_IS_INVOICE (invoice), FALSE);

  vehicles = G_LIST_MODEL (velo_invoice_get_vehicles (invoice));
  for (guint i = 0; i < g_list_model_get_n_items (vehicles); i++)
    {
      g_autoptr(VeloVehicle) vehicle = g_list_model_get_item (vehicles, i);

      n += velo_batch_row_is_offered (vehicle);
    }
  return n > 1;
}
