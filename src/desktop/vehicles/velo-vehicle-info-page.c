/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of one vehicle: insurance, documents, history. */

#define G_LOG_DOMAIN "velo-vehicle-info-page"

#include "config.h"

#include "velo-vehicle-info-page.h"

#include "velo-confirm.h"
#include "velo-counter-card.h"
#include "velo-date.h"
#include "velo-end-dialog.h"
#include "velo-evidence.h"
#include "velo-money.h"
#include "velo-radar-text.h"
#include "velo-rules.h"
#include "velo-sale-actions.h"
#include "velo-sale-text.h"
#include "velo-sale-vehicle-card.h"
#include "velo-save.h"
#include "velo-store-deadlines.h"
#include "velo-store-journal.h"
#include "velo-store-policies.h"
#include "velo-store-vehicles.h"
#include "velo-text.h"
#include "velo-value-row.h"
#include "velo-vehicle-documents.h"
#include "velo-vehicle-history.h"
#include "velo-vehicle-text.h"

#include <glib/gi18n.h>

struct _VeloVehicleInfoPage
{
  VeloWindowPage parent_instance;

  GtkStack *stack;
  AdwStatusPage *error_page;
  AdwBin *card_bin;
  GtkLabel *state_label;
  GtkListBox *insurance_list;
  GtkButton *end_button;
  GtkListBox *vehicle_list;
  AdwBin *documents_bin;
  GtkListBox *history_list;
  GtkLabel *no_history_label;

  char *vehicle_id;                /* (owned) (not nullable) */
  VeloVehicle *vehicle;            /* (owned) (nullable): NULL while loading */
  VeloCustomer *customer;          /* (owned) (nullable) */
  VeloPolicy *policy;              /* (owned) (nullable) */
  GPtrArray *former;               /* (owned) (nullable) (element-type VeloPolicy): those before it */
  VeloSaleItem *item;              /* (owned) (nullable): with its last day */
  VeloVehicleDocuments *documents; /* (borrowed) (nullable): child of its bin */
  guint n_pending;                 /* answers of the store that are awaited */
  guint n_history;
};

G_DEFINE_FINAL_TYPE (VeloVehicleInfoPage, velo_vehicle_info_page, VELO_TYPE_WINDOW_PAGE)

typedef enum
{
  PROP_VEHICLE_ID = 1,
} VeloVehicleInfoPageProperty;

static GParamSpec *properties[PROP_VEHICLE_ID + 1];

static VeloCounter *
get_counter (VeloVehicleInfoPage *self)
{
  return velo_window_page_get_counter (VELO_WINDOW_PAGE (self));
}

static GSettings *
get_settings (VeloVehicleInfoPage *self)
{
  return velo_window_page_get_settings (VELO_WINDOW_PAGE (self));
}

static char *
dup_title (VeloWindowPage *page)
{
  VeloVehicleInfoPage *self = VELO_VEHICLE_INFO_PAGE (page);
  g_autofree char *name = NULL;

  if (self->vehicle == NULL)
    return g_strdup (_("Vehicle"));
  name = velo_vehicle_dup_name (self->vehicle);
  return *name == '\0' ? g_strdup (_("Vehicle")) : g_steal_pointer (&name);
}

static char *
dup_subtitle (VeloWindowPage *page)
{
  VeloVehicleInfoPage *self = VELO_VEHICLE_INFO_PAGE (page);
  g_autofree char *owner = NULL;

  if (self->vehicle == NULL)
    return g_strdup ("");
  owner = self->customer == NULL ? g_strdup ("") : velo_customer_dup_name (self->customer);
  return velo_sale_text_join (velo_vehicle_get_frame_number (self->vehicle), owner, NULL);
}

static void
show_policy (VeloVehicleInfoPage *self)
{
  VeloPolicy *policy = self->policy;
  g_autofree char *since = velo_date_format_display (velo_policy_get_start_date (policy));
  g_autofree char *concluded = velo_time_format_display (velo_policy_get_concluded_at (policy));
  g_autofree char *amount = velo_money_format_display (velo_policy_get_premium_cents (policy));
  g_autofree char *premium = velo_sale_text_join (amount, velo_vehicle_text_interval (velo_policy_get_interval (policy)),
                                                  NULL);

  velo_value_row_append (self->insurance_list, _("Contract"), velo_policy_get_contract_number (policy));
  velo_value_row_append (self->insurance_list, _("Tariff"), velo_policy_get_product_name (policy));
  velo_value_row_append (self->insurance_list, _("Cover Since"), since);
  velo_value_row_append (self->insurance_list, _("Premium"), premium);
  velo_value_row_append (self->insurance_list, _("Immediate Cover"),
                         velo_policy_get_immediate_cover (policy) ? _("Yes") : _("No"));
  velo_value_row_append (self->insurance_list, _("Concluded"), concluded);
  velo_value_row_append (self->insurance_list, _("Sold by"), velo_policy_get_employee_name (policy));
  if (velo_policy_get_ended_on (policy) != NULL)
    {
      g_autofree char *ended = velo_date_format_display (velo_policy_get_ended_on (policy));

      velo_value_row_append (self->insurance_list, _("First day without cover"), ended);
      velo_value_row_append (self->insurance_list, _("Reason"),
                             velo_vehicle_text_end_reason (velo_policy_get_end_reason (policy)));
    }
  gtk_button_set_label (self->end_button, velo_policy_get_ended_on (policy) == NULL ? _("_Insurance Ended…")
                                                                                    : _("C_orrect the End…"));
}

/* The insurances that the vehicle had before the one that it has. */
static void
show_former (VeloVehicleInfoPage *self)
{
  for (guint i = 0; self->former != NULL && i < self->former->len; i++)
    {
      VeloPolicy *policy = g_ptr_array_index (self->former, i);
      g_autofree char *ended = velo_date_format_display (velo_policy_get_ended_on (policy));
      /* Translators: number of a contract, first day without cover, why it ended */
      g_autofree char *text = g_strdup_printf (_("%s, ended on %s: %s"), velo_policy_get_contract_number (policy), ended,
                                               velo_vehicle_text_end_reason (velo_policy_get_end_reason (policy)));

      velo_value_row_append (self->insurance_list, _("Former Contract"), text);
    }
}

/* What the terms of the tariffs say counts for more than the usual twelve months. */
static gboolean
is_open (VeloVehicleInfoPage *self,
         const GDate         *today)
{
  const GDate *last = self->item == NULL ? NULL : velo_sale_item_get_last_day (self->item);

  return last != NULL && velo_date_compare (last, today) >= 0;
}

/* Until when a vehicle can still be insured, or why it cannot. */
static void
show_prospect (VeloVehicleInfoPage *self)
{
  const char *country = self->customer == NULL ? "DE" : velo_customer_get_country (self->customer);
  VeloObjectKind object = velo_object_kind_for_article (velo_vehicle_get_kind (self->vehicle));
  g_autoptr(GDate) today = velo_date_today ();
  g_autofree char *day = NULL;
  g_autofree char *left = NULL;
  g_autofree char *text = NULL;
  VeloInsurability why;

  why = velo_rules_check (self->vehicle, object,
                          velo_rules_get_insured_cents (object, velo_vehicle_get_price_cents (self->vehicle),
                                                        velo_vehicle_get_lock_price_cents (self->vehicle)),
                          *country == '\0' ? "DE" : country, today);
  if (why == VELO_INSURABILITY_TOO_OLD && is_open (self, today))
    why = VELO_INSURABILITY_OK;
  if (why == VELO_INSURABILITY_OK && !is_open (self, today))
    why = VELO_INSURABILITY_TOO_OLD;
  if (why != VELO_INSURABILITY_OK)
    {
      velo_value_row_append (self->insurance_list, _("Cannot be insured now"), velo_sale_text_uninsurable (why));
      return;
    }
  day = velo_date_format_display (velo_sale_item_get_last_day (self->item));
  left = velo_radar_text_left (velo_sale_item_get_last_day (self->item), today);
  text = velo_sale_text_join (day, left, NULL);
  velo_value_row_append (self->insurance_list, _("Can be insured until"), text);
}

static void
show_insurance (VeloVehicleInfoPage *self)
{
  VeloInsuranceState state = velo_vehicle_get_state (self->vehicle);

  gtk_label_set_label (self->state_label, velo_vehicle_text_state (self->vehicle));
  velo_value_row_clear (self->insurance_list);
  gtk_widget_set_visible (GTK_WIDGET (self->end_button), self->policy != NULL);
  if (self->policy != NULL)
    show_policy (self);
  if (state == VELO_INSURANCE_STATE_ENDED
      || (self->policy == NULL && (state == VELO_INSURANCE_STATE_OPEN || state == VELO_INSURANCE_STATE_DECLINED
                                   || state == VELO_INSURANCE_STATE_UNINSURABLE
                                   || state == VELO_INSURANCE_STATE_REFUSED)))
    show_prospect (self);
  show_former (self);
  gtk_widget_set_visible (GTK_WIDGET (self->insurance_list),
                          gtk_widget_get_first_child (GTK_WIDGET (self->insurance_list)) != NULL);
}

static void
show_vehicle (VeloVehicleInfoPage *self)
{
  VeloVehicle *vehicle = self->vehicle;
  g_autofree char *bought = velo_date_format_display (velo_vehicle_get_purchase_date (vehicle));
  g_autofree char *lock_name = velo_vehicle_text_lock (vehicle);
  g_autofree char *year = velo_vehicle_get_model_year (vehicle) == 0
                            ? NULL
                            : g_strdup_printf ("%d", velo_vehicle_get_model_year (vehicle));

  adw_bin_set_child (self->card_bin, velo_sale_vehicle_card_new_head (vehicle));
  velo_value_row_clear (self->vehicle_list);
  velo_value_row_append (self->vehicle_list, _("Maker"), velo_vehicle_get_maker (vehicle));
  velo_value_row_append (self->vehicle_list, _("Model"), velo_vehicle_get_model (vehicle));
  velo_value_row_append (self->vehicle_list, _("Frame number"), velo_vehicle_get_frame_number (vehicle));
  velo_value_row_append (self->vehicle_list, _("Battery number"), velo_vehicle_get_battery_number (vehicle));
  velo_value_row_append (self->vehicle_list, _("Key Number"), velo_vehicle_get_key_number (vehicle));
  velo_value_row_append (self->vehicle_list, _("Model year"), year);
  velo_value_row_append (self->vehicle_list, _("Colour"), velo_vehicle_get_colour (vehicle));
  velo_value_row_append (self->vehicle_list, _("Day of purchase"), bought);
  velo_value_row_append (self->vehicle_list, _("Lock"), lock_name);
  if (velo_vehicle_get_leasing (vehicle) != VELO_ANSWER_UNKNOWN)
    velo_value_row_append (self->vehicle_list, _("Leasing"),
                           velo_vehicle_get_leasing (vehicle) == VELO_ANSWER_YES ? _("Yes") : _("No"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "vehicle.open-sale",
                                 !velo_text_is_empty (velo_vehicle_get_invoice_id (vehicle)));
}

static void
show_history (VeloVehicleInfoPage *self,
              GPtrArray       *entries)
{
  self->n_history = velo_vehicle_history_fill (self->history_list, entries);
  gtk_widget_set_visible (GTK_WIDGET (self->history_list), entries->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->no_history_label), entries->len == 0);
}

static void
fail (VeloVehicleInfoPage *self,
      const GError    *error)
{
  g_autofree char *text = velo_sale_text_error (error);

  adw_status_page_set_description (self->error_page, text);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

/* Everything has arrived: shown in one go, so that nothing jumps. */
static void
show_all (VeloVehicleInfoPage *self)
{
  if (self->vehicle == NULL)
    return;
  show_vehicle (self);
  show_insurance (self);
  gtk_stack_set_visible_child_name (self->stack, "vehicle");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "vehicle.card", TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "vehicle.evidence", TRUE);
  velo_window_page_title_changed (VELO_WINDOW_PAGE (self));
}

static void
finish_op (VeloVehicleInfoPage *self)
{
  g_assert (self->n_pending > 0);
  self->n_pending--;
  if (self->n_pending == 0)
    show_all (self);
}

static void
customer_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(VeloCustomer) customer = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *whose = NULL;
  VeloVehicleInfoPage *self;

  customer = velo_store_get_customer_finish (VELO_STORE (object), result, &error);
  if (velo_sale_actions_is_given_up (result))
    return;
  self = VELO_VEHICLE_INFO_PAGE (user_data);
  g_set_object (&self->customer, customer);
  whose = velo_save_dup_whose (customer, velo_vehicle_get_contract_number (self->vehicle));
  velo_vehicle_documents_set_whose (self->documents, whose);
  finish_op (self);
}

static void
vehicle_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(VeloVehicle) vehicle = NULL;
  g_autoptr(GError) error = NULL;
  VeloVehicleInfoPage *self;

  vehicle = velo_store_get_vehicle_finish (VELO_STORE (object), result, &error);
  if (velo_sale_actions_is_given_up (result))
    return;
  self = VELO_VEHICLE_INFO_PAGE (user_data);
  if (vehicle == NULL)
    fail (self, error);
  else
    g_set_object (&self->vehicle, vehicle);
  if (vehicle != NULL && !velo_text_is_empty (velo_vehicle_get_customer_id (vehicle)))
    {
      self->n_pending++;
      velo_store_get_customer_async (VELO_STORE (object), velo_vehicle_get_customer_id (vehicle),
                                     velo_window_page_get_cancellable (VELO_WINDOW_PAGE (self)), customer_cb, self);
    }
  finish_op (self);
}

static void
policy_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(VeloPolicy) policy = NULL;
  g_autoptr(GError) error = NULL;
  VeloVehicleInfoPage *self;

  policy = velo_store_get_policy_finish (VELO_STORE (object), result, &error);
  if (velo_sale_actions_is_given_up (result))
    return;
  self = VELO_VEHICLE_INFO_PAGE (user_data);
  if (error != NULL && !g_error_matches (error, VELO_STORE_ERROR, VELO_STORE_ERROR_NOT_FOUND))
    g_info ("the policy could not be loaded: %s", error->message);
  g_set_object (&self->policy, policy);
  finish_op (self);
}

static void
former_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GPtrArray) former = NULL;
  g_autoptr(GError) error = NULL;
  VeloVehicleInfoPage *self;

  former = velo_store_list_former_policies_finish (VELO_STORE (object), result, &error);
  if (velo_sale_actions_is_given_up (result))
    return;
  self = VELO_VEHICLE_INFO_PAGE (user_data);
  if (former == NULL)
    g_info ("the former policies could not be loaded: %s", error->message);
  g_clear_pointer (&self->former, g_ptr_array_unref);
  self->former = g_steal_pointer (&former);
  finish_op (self);
}

static void
item_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(VeloSaleItem) item = NULL;
  g_autoptr(GError) error = NULL;
  VeloVehicleInfoPage *self;

  item = velo_store_get_item_finish (VELO_STORE (object), result, &error);
  if (velo_sale_actions_is_given_up (result))
    return;
  self = VELO_VEHICLE_INFO_PAGE (user_data);
  if (item == NULL)
    g_info ("the last day could not be loaded: %s", error->message);
  g_set_object (&self->item, item);
  finish_op (self);
}

static void
journal_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GPtrArray) entries = NULL;
  g_autoptr(GError) error = NULL;
  VeloVehicleInfoPage *self;

  entries = velo_store_list_journal_finish (VELO_STORE (object), result, &error);
  if (velo_sale_actions_is_given_up (result))
    return;
  self = VELO_VEHICLE_INFO_PAGE (user_data);
  if (entries != NULL)
    show_history (self, entries);
  finish_op (self);
}

/* All questions travel together; a newer load makes the answers of an older one void. */
static void
load (VeloWindowPage *page)
{
  VeloVehicleInfoPage *self = VELO_VEHICLE_INFO_PAGE (page);
  VeloStore *store = velo_window_page_get_store (page);
  GCancellable *cancellable = velo_window_page_get_cancellable (page);

  self->n_pending = 5;
  velo_store_get_item_async (store, self->vehicle_id, cancellable, item_cb, self);
  velo_store_get_vehicle_async (store, self->vehicle_id, cancellable, vehicle_cb, self);
  velo_store_get_policy_async (store, self->vehicle_id, cancellable, policy_cb, self);
  velo_store_list_former_policies_async (store, self->vehicle_id, cancellable, former_cb, self);
  velo_store_list_journal_async (store, self->vehicle_id, cancellable, journal_cb, self);
  velo_vehicle_documents_load (self->documents);
}

static void
show_card (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  VeloVehicleInfoPage *self = VELO_VEHICLE_INFO_PAGE (widget);

  if (self->vehicle != NULL)
    gtk_window_present (velo_counter_card_new (velo_sale_actions_window (widget), get_settings (self),
                                               velo_counter_is_training (get_counter (self)), self->vehicle,
                                               self->customer, self->policy));
}

static void
end_insurance (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  VeloVehicleInfoPage *self = VELO_VEHICLE_INFO_PAGE (widget);

  if (self->vehicle != NULL && self->policy != NULL)
    velo_end_dialog_present (velo_sale_actions_window (widget), get_counter (self), self->vehicle, self->policy);
}

static void
save_evidence (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  VeloVehicleInfoPage *self = VELO_VEHICLE_INFO_PAGE (widget);

  if (self->vehicle != NULL)
    velo_evidence_save (widget, get_counter (self), get_settings (self), self->vehicle, self->customer);
}

static void
open_sale (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  VeloVehicleInfoPage *self = VELO_VEHICLE_INFO_PAGE (widget);

  if (self->vehicle != NULL)
    gtk_widget_activate_action (widget, "win.open-sale", "s", velo_vehicle_get_invoice_id (self->vehicle));
}

static void
velo_vehicle_info_page_constructed (GObject *object)
{
  VeloVehicleInfoPage *self = VELO_VEHICLE_INFO_PAGE (object);

  G_OBJECT_CLASS (velo_vehicle_info_page_parent_class)->constructed (object);

  g_return_if_fail (self->vehicle_id != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "vehicle.card", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "vehicle.open-sale", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "vehicle.evidence", FALSE);
  self->documents = VELO_VEHICLE_DOCUMENTS (velo_vehicle_documents_new (get_counter (self), self->vehicle_id));
  adw_bin_set_child (self->documents_bin, GTK_WIDGET (self->documents));
  velo_window_page_load (VELO_WINDOW_PAGE (self));
}

static void
velo_vehicle_info_page_finalize (GObject *object)
{
  VeloVehicleInfoPage *self = VELO_VEHICLE_INFO_PAGE (object);

  g_clear_object (&self->vehicle);
  g_clear_object (&self->customer);
  g_clear_object (&self->policy);
  g_clear_pointer (&self->former, g_ptr_array_unref);
  g_clear_object (&self->item);
  g_free (self->vehicle_id);

  G_OBJECT_CLASS (velo_vehicle_info_page_parent_class)->finalize (object);
}

static void
velo_vehicle_info_page_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  VeloVehicleInfoPage *self = VELO_VEHICLE_INFO_PAGE (object);

  switch ((VeloVehicleInfoPageProperty) prop_id)
    {
    case PROP_VEHICLE_ID:
      g_value_set_string (value, self->vehicle_id);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_vehicle_info_page_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  VeloVehicleInfoPage *self = VELO_VEHICLE_INFO_PAGE (object);

  switch ((VeloVehicleInfoPageProperty) prop_id)
    {
    case PROP_VEHICLE_ID:
      self->vehicle_id = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_vehicle_info_page_class_init (VeloVehicleInfoPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  VeloWindowPageClass *page_class = VELO_WINDOW_PAGE_CLASS (klass);

  object_class->constructed = velo_vehicle_info_page_constructed;
  object_class->finalize = velo_vehicle_info_page_finalize;
  object_class->get_property = velo_vehicle_info_page_get_property;
  object_class->set_property = velo_vehicle_info_page_set_property;
  page_class->dup_title = dup_title;
  page_class->dup_subtitle = dup_subtitle;
  page_class->load = load;

  properties[PROP_VEHICLE_ID] =
    g_param_spec_string ("vehicle-id", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  velo_sale_actions_install (widget_class);
  gtk_widget_class_install_action (widget_class, "vehicle.card", NULL, show_card);
  gtk_widget_class_install_action (widget_class, "vehicle.open-sale", NULL, open_sale);
  gtk_widget_class_install_action (widget_class, "vehicle.end", NULL, end_insurance);
  gtk_widget_class_install_action (widget_class, "vehicle.evidence", NULL, save_evidence);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH "/vehicles/velo-vehicle-info-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloVehicleInfoPage, stack);
  gtk_widget_class_bind_template_child (widget_class, VeloVehicleInfoPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, VeloVehicleInfoPage, card_bin);
  gtk_widget_class_bind_template_child (widget_class, VeloVehicleInfoPage, state_label);
  gtk_widget_class_bind_template_child (widget_class, VeloVehicleInfoPage, insurance_list);
  gtk_widget_class_bind_template_child (widget_class, VeloVehicleInfoPage, end_button);
  gtk_widget_class_bind_template_child (widget_class, VeloVehicleInfoPage, vehicle_list);
  gtk_widget_class_bind_template_child (widget_class, VeloVehicleInfoPage, documents_bin);
  gtk_widget_class_bind_template_child (widget_class, VeloVehicleInfoPage, history_list);
  gtk_widget_class_bind_template_child (widget_class, VeloVehicleInfoPage, no_history_label);
}

static void
velo_vehicle_info_page_init (VeloVehicleInfoPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * velo_vehicle_info_page_new:
 * @counter: where the store is
 * @settings: (nullable): the settings' root
 * @vehicle_id: a vehicle of the store
 *
 * Returns: (transfer floating): the page, loading
 */
GtkWidget *
velo_vehicle_info_page_new (VeloCounter *counter,
                       GSettings   *settings,
                       const char  *vehicle_id)
{
  g_return_val_if_fail (VELO_IS_COUNTER (counter), NULL);
  g_return_val_if_fail (vehicle_id != NULL, NULL);

  return g_object_new (VELO_TYPE_VEHICLE_INFO_PAGE,
                       "counter", counter, "settings", settings, "vehicle-id", vehicle_id, NULL);
}

/**
 * velo_vehicle_info_page_get_vehicle:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the vehicle, %NULL until it is loaded
 */
VeloVehicle *
velo_vehicle_info_page_get_vehicle (VeloVehicleInfoPage *self)
{
  g_return_val_if_fail (VELO_IS_VEHICLE_INFO_PAGE (self), NULL);

  return self->vehicle;
}

/**
 * velo_vehicle_info_page_get_showing:
 * @self: a page
 *
 * Returns: "loading", "vehicle" or "error"
 */
const char *
velo_vehicle_info_page_get_showing (VeloVehicleInfoPage *self)
{
  g_return_val_if_fail (VELO_IS_VEHICLE_INFO_PAGE (self), NULL);

  return gtk_stack_get_visible_child_name (self->stack);
}

/**
 * velo_vehicle_info_page_get_n_documents:
 * @self: a page
 *
 * Returns: how many documents are listed
 */
guint
velo_vehicle_info_page_get_n_documents (VeloVehicleInfoPage *self)
{
  g_return_val_if_fail (VELO_IS_VEHICLE_INFO_PAGE (self), 0);

  return velo_vehicle_documents_get_n_items (self->documents);
}

/**
 * velo_vehicle_info_page_get_n_history:
 * @self: a page
 *
 * Returns: how many entries the history has
 */
guint
velo_vehicle_info_page_get_n_history (VeloVehicleInfoPage *self)
{
  g_return_val_if_fail (VELO_IS_VEHICLE_INFO_PAGE (self), 0);

  return self->n_history;
}

/**
 * velo_vehicle_info_page_is_loading:
 * @self: a page
 *
 * Returns: whether answers of the store are awaited
 */
gboolean
velo_vehicle_info_page_is_loading (VeloVehicleInfoPage *self)
{
  g_return_val_if_fail (VELO_IS_VEHICLE_INFO_PAGE (self), FALSE);

  return self->n_pending > 0 || velo_window_page_is_queued (VELO_WINDOW_PAGE (self))
         || velo_vehicle_documents_is_loading (self->documents);
}
