/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reminds of the insurance when a vehicle was sold: now, later, or not at all and why. */

#define G_LOG_DOMAIN "velo-reminder-dialog"

#include "config.h"

#include "velo-reminder-dialog.h"

#include "velo-below.h"
#include "velo-date.h"
#include "velo-notice.h"
#include "velo-radar-text.h"
#include "velo-rules.h"
#include "velo-sale-actions.h"
#include "velo-sale-text.h"
#include "velo-store-deadlines.h"
#include "velo-store-vehicles.h"
#include "velo-text.h"

#include <glib/gi18n.h>

/* In the morning of a day the shop asks again at this hour. */
#define MORNING_HOUR 9

struct _VeloReminderDialog
{
  AdwWindow parent_instance;

  VeloNotice *notice;
  GtkStack *stack;
  GtkLabel *title_label;
  GtkButton *insure_button;
  GtkLabel *cannot_label;
  GtkLabel *obstacle_label;
  GtkButton *skip_button;
  GtkCheckButton *hour_check;
  GtkCheckButton *tomorrow_check;
  GtkCheckButton *week_check;
  GtkCheckButton *day_check;
  AdwEntryRow *day_row;
  GtkButton *later_button;
  GtkCheckButton *price_check;
  GtkCheckButton *insured_check;
  GtkCheckButton *need_check;
  GtkCheckButton *other_check;
  AdwEntryRow *other_row;
  GtkButton *decline_button;

  VeloCounter *counter;      /* (owned) (not nullable) */
  GListModel *vehicles;      /* (owned) (not nullable) (element-type VeloVehicle) */
  guint index;               /* of the vehicle that is asked for */
  const char *obstacle;      /* static (nullable): why nobody needs to be asked for it */
  GCancellable *cancellable; /* (owned) (not nullable) */
};

G_DEFINE_FINAL_TYPE (VeloReminderDialog, velo_reminder_dialog, ADW_TYPE_WINDOW)

typedef enum
{
  PROP_COUNTER = 1,
  PROP_VEHICLES,
} VeloReminderDialogProperty;

static GParamSpec *properties[PROP_VEHICLES + 1];

static VeloVehicle *
dup_vehicle (VeloReminderDialog *self)
{
  return g_list_model_get_item (self->vehicles, self->index);
}

static char *
dup_name (VeloVehicle *vehicle)
{
  g_autofree char *name = velo_vehicle_dup_name (vehicle);

  return *name == '\0' ? g_strdup (velo_sale_text_article (velo_vehicle_get_kind (vehicle))) : g_steal_pointer (&name);
}

static void
update_sensitivity (VeloReminderDialog *self,
                    gboolean            busy)
{
  gboolean day = gtk_check_button_get_active (self->day_check);
  gboolean other = gtk_check_button_get_active (self->other_check);

  gtk_widget_set_visible (GTK_WIDGET (self->day_row), day);
  gtk_widget_set_visible (GTK_WIDGET (self->other_row), other);
  gtk_widget_set_sensitive (GTK_WIDGET (self->later_button), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->decline_button), !busy);
}

static void
on_choice_toggled_cb (GtkCheckButton     *check,
                      VeloReminderDialog *self)
{
  velo_notice_hide (self->notice);
  update_sensitivity (self, FALSE);
}

/* Once answered, the window does not go on asking. */
static void
show_title (VeloReminderDialog *self,
            gboolean            asks)
{
  g_autoptr(VeloVehicle) vehicle = dup_vehicle (self);
  g_autofree char *name = vehicle == NULL ? NULL : dup_name (vehicle);

  if (name != NULL)
    gtk_window_set_title (GTK_WINDOW (self), asks ? gtk_label_get_label (self->title_label) : name);
}

static void
go_to (VeloReminderDialog *self,
       const char         *page)
{
  GtkButton *button = self->decline_button;

  velo_notice_hide (self->notice);
  if (g_str_equal (page, "ask") && self->obstacle != NULL)
    page = "cannot";
  gtk_stack_set_visible_child_name (self->stack, page);
  show_title (self, g_str_equal (page, "ask"));
  if (g_str_equal (page, "ask"))
    button = self->insure_button;
  else if (g_str_equal (page, "cannot"))
    button = self->skip_button;
  else if (g_str_equal (page, "later"))
    button = self->later_button;
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (button));
}

static void
set_obstacle (VeloReminderDialog *self,
              const char         *obstacle)
{
  self->obstacle = obstacle;
  gtk_label_set_label (self->obstacle_label, obstacle == NULL ? "" : obstacle);
}

/* What the terms of the tariffs say, which only the store knows. */
static void
item_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(VeloSaleItem) item = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(VeloVehicle) vehicle = NULL;
  g_autoptr(GDate) today = velo_date_today ();
  const GDate *last_day;
  VeloReminderDialog *self;

  item = velo_store_get_item_finish (VELO_STORE (object), result, &error);
  if (velo_sale_actions_is_given_up (result))
    return;
  self = VELO_REMINDER_DIALOG (user_data);
  vehicle = dup_vehicle (self);
  if (item == NULL || self->obstacle != NULL || vehicle == NULL
      || !g_str_equal (velo_sale_item_get_vehicle_id (item), velo_vehicle_get_id (vehicle)))
    return;
  last_day = velo_sale_item_get_last_day (item);
  if (last_day != NULL && velo_date_compare (last_day, today) < 0)
    set_obstacle (self, velo_sale_text_uninsurable (VELO_INSURABILITY_TOO_OLD));
  else if (velo_sale_item_get_state (item) == VELO_INSURANCE_STATE_UNINSURABLE)
    set_obstacle (self, velo_radar_text_reason (velo_sale_item_get_last_day_reason (item)));
  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "ask"))
    go_to (self, "ask");
}

static void
show_names (VeloReminderDialog *self,
            VeloVehicle        *vehicle)
{
  g_autofree char *name = dup_name (vehicle);
  g_autofree char *title = NULL;
  g_autofree char *cannot = NULL;

  /* Translators: question to the employee; %s is maker and model of a bicycle */
  title = g_strdup_printf (_("Insure %s?"), name);
  gtk_label_set_label (self->title_label, title);
  gtk_window_set_title (GTK_WINDOW (self), title);
  /* Translators: %s is maker and model of a bicycle */
  cannot = g_strdup_printf (_("%s cannot be insured"), name);
  gtk_label_set_label (self->cannot_label, cannot);
}

static void
show_vehicle (VeloReminderDialog *self)
{
  gboolean is_last = self->index + 1 >= g_list_model_get_n_items (self->vehicles);
  g_autoptr(VeloVehicle) vehicle = dup_vehicle (self);

  if (vehicle == NULL)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  show_names (self, vehicle);
  gtk_button_set_label (self->skip_button, is_last ? _("_Close") : _("_Next"));
  set_obstacle (self, velo_rules_is_too_dear (vehicle) ? velo_sale_text_uninsurable (VELO_INSURABILITY_TOO_DEAR)
                                                       : NULL);
  velo_store_get_item_async (velo_counter_get_store (self->counter), velo_vehicle_get_id (vehicle),
                             self->cancellable, item_cb, self);
}

static void
next_vehicle (VeloReminderDialog *self)
{
  self->index++;
  if (self->index >= g_list_model_get_n_items (self->vehicles))
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  show_vehicle (self);
  go_to (self, "ask");
}

static void
finish_answer (VeloReminderDialog *self,
               const GError       *error)
{
  g_autofree char *text = NULL;

  update_sensitivity (self, FALSE);
  if (error == NULL)
    {
      next_vehicle (self);
      return;
    }
  g_info ("the answer to the reminder was not stored: %s", error->message);
  text = velo_sale_text_error (error);
  velo_notice_show (self->notice, VELO_NOTICE_KIND_ERROR, text);
}

static void
later_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  velo_store_remind_later_finish (VELO_STORE (object), result, &error);
  if (velo_sale_actions_is_given_up (result))
    return;
  finish_answer (VELO_REMINDER_DIALOG (user_data), error);
}

static void
decline_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  velo_store_decline_finish (VELO_STORE (object), result, &error);
  if (velo_sale_actions_is_given_up (result))
    return;
  finish_answer (VELO_REMINDER_DIALOG (user_data), error);
}

/* When to ask again by what is chosen, in microseconds since 1970 UTC; 0 if the day is missing or has
 * come already. */
static gint64
get_time (VeloReminderDialog *self,
          GDateTime          *now)
{
  g_autoptr(GDateTime) morning = NULL;
  g_autoptr(GDateTime) moment = NULL;
  g_autoptr(GDate) day = NULL;

  morning = g_date_time_new_local (g_date_time_get_year (now), g_date_time_get_month (now),
                                   g_date_time_get_day_of_month (now), MORNING_HOUR, 0, 0);
  if (gtk_check_button_get_active (self->hour_check))
    moment = g_date_time_add_hours (now, 1);
  else if (gtk_check_button_get_active (self->tomorrow_check))
    moment = g_date_time_add_days (morning, 1);
  else if (gtk_check_button_get_active (self->week_check))
    moment = g_date_time_add_days (morning, 7);
  else
    {
      day = velo_date_parse_input (gtk_editable_get_text (GTK_EDITABLE (self->day_row)));
      if (day == NULL)
        return 0;
      moment = g_date_time_new_local (g_date_get_year (day), (int) g_date_get_month (day),
                                      g_date_get_day (day), MORNING_HOUR, 0, 0);
    }
  if (moment == NULL || g_date_time_compare (moment, now) <= 0)
    return 0;
  return g_date_time_to_unix (moment) * G_USEC_PER_SEC;
}

static void
save_later (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  VeloReminderDialog *self = VELO_REMINDER_DIALOG (widget);
  g_autoptr(VeloVehicle) vehicle = dup_vehicle (self);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  gint64 time = get_time (self, now);

  if (time == 0)
    {
      velo_notice_show (self->notice, VELO_NOTICE_KIND_ERROR,
                        _("Please enter a day from tomorrow on, for example 18.04.2026."));
      gtk_widget_grab_focus (GTK_WIDGET (self->day_row));
      return;
    }
  update_sensitivity (self, TRUE);
  velo_store_remind_later_async (velo_counter_get_store (self->counter), velo_vehicle_get_id (vehicle),
                                 time, velo_sale_actions_who (self->counter), self->cancellable,
                                 later_cb, self);
}

static const char *
get_reason (VeloReminderDialog *self)
{
  if (gtk_check_button_get_active (self->price_check))
    return _("Too expensive");
  if (gtk_check_button_get_active (self->insured_check))
    return _("Already insured elsewhere");
  if (gtk_check_button_get_active (self->need_check))
    return _("Sees no need for it");
  return gtk_editable_get_text (GTK_EDITABLE (self->other_row));
}

static void
save_decline (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  VeloReminderDialog *self = VELO_REMINDER_DIALOG (widget);
  g_autoptr(VeloVehicle) vehicle = dup_vehicle (self);
  g_autofree char *reason = velo_text_squash (get_reason (self));

  if (*reason == '\0')
    {
      velo_notice_show (self->notice, VELO_NOTICE_KIND_ERROR,
                        _("Please enter the reason in a few words."));
      gtk_widget_grab_focus (GTK_WIDGET (self->other_row));
      return;
    }
  update_sensitivity (self, TRUE);
  velo_store_decline_async (velo_counter_get_store (self->counter), velo_vehicle_get_id (vehicle),
                            reason, velo_sale_actions_who (self->counter), self->cancellable,
                            decline_cb, self);
}

static void
insure (GtkWidget  *widget,
        const char *action_name,
        GVariant   *parameter)
{
  VeloReminderDialog *self = VELO_REMINDER_DIALOG (widget);
  g_autoptr(VeloVehicle) vehicle = dup_vehicle (self);
  g_autoptr(GtkWindow) parent = NULL;

  g_set_object (&parent, gtk_window_get_transient_for (GTK_WINDOW (self)));
  gtk_window_close (GTK_WINDOW (self));
  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.insure", "s", velo_vehicle_get_id (vehicle));
}

static void
show_page (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  go_to (VELO_REMINDER_DIALOG (widget), g_variant_get_string (parameter, NULL));
}

static void
skip (GtkWidget  *widget,
      const char *action_name,
      GVariant   *parameter)
{
  next_vehicle (VELO_REMINDER_DIALOG (widget));
}

static void
velo_reminder_dialog_constructed (GObject *object)
{
  VeloReminderDialog *self = VELO_REMINDER_DIALOG (object);

  G_OBJECT_CLASS (velo_reminder_dialog_parent_class)->constructed (object);

  g_return_if_fail (self->counter != NULL && self->vehicles != NULL);
  update_sensitivity (self, FALSE);
  show_vehicle (self);
}

static void
velo_reminder_dialog_dispose (GObject *object)
{
  VeloReminderDialog *self = VELO_REMINDER_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_REMINDER_DIALOG);
  g_clear_object (&self->counter);
  g_clear_object (&self->vehicles);

  G_OBJECT_CLASS (velo_reminder_dialog_parent_class)->dispose (object);
}

static void
velo_reminder_dialog_finalize (GObject *object)
{
  g_clear_object (&VELO_REMINDER_DIALOG (object)->cancellable);

  G_OBJECT_CLASS (velo_reminder_dialog_parent_class)->finalize (object);
}

static void
velo_reminder_dialog_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  VeloReminderDialog *self = VELO_REMINDER_DIALOG (object);

  switch ((VeloReminderDialogProperty) prop_id)
    {
    case PROP_COUNTER:
      g_value_set_object (value, self->counter);
      break;
    case PROP_VEHICLES:
      g_value_set_object (value, self->vehicles);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_reminder_dialog_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  VeloReminderDialog *self = VELO_REMINDER_DIALOG (object);

  switch ((VeloReminderDialogProperty) prop_id)
    {
    case PROP_COUNTER:
      self->counter = g_value_dup_object (value);
      break;
    case PROP_VEHICLES:
      self->vehicles = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, VeloReminderDialog, notice);
  gtk_widget_class_bind_template_child (widget_class, VeloReminderDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, VeloReminderDialog, title_label);
  gtk_widget_class_bind_template_child (widget_class, VeloReminderDialog, insure_button);
  gtk_widget_class_bind_template_child (widget_class, VeloReminderDialog, cannot_label);
  gtk_widget_class_bind_template_child (widget_class, VeloReminderDialog, obstacle_label);
  gtk_widget_class_bind_template_child (widget_class, VeloReminderDialog, skip_button);
  gtk_widget_class_bind_template_child (widget_class, VeloReminderDialog, hour_check);
  gtk_widget_class_bind_template_child (widget_class, VeloReminderDialog, tomorrow_check);
  gtk_widget_class_bind_template_child (widget_class, VeloReminderDialog, week_check);
  gtk_widget_class_bind_template_child (widget_class, VeloReminderDialog, day_check);
  gtk_widget_class_bind_template_child (widget_class, VeloReminderDialog, day_row);
  gtk_widget_class_bind_template_child (widget_class, VeloReminderDialog, later_button);
  gtk_widget_class_bind_template_child (widget_class, VeloReminderDialog, price_check);
  gtk_widget_class_bind_template_child (widget_class, VeloReminderDialog, insured_check);
  gtk_widget_class_bind_template_child (widget_class, VeloReminderDialog, need_check);
  gtk_widget_class_bind_template_child (widget_class, VeloReminderDialog, other_check);
  gtk_widget_class_bind_template_child (widget_class, VeloReminderDialog, other_row);
  gtk_widget_class_bind_template_child (widget_class, VeloReminderDialog, decline_button);
  gtk_widget_class_bind_template_callback (widget_class, on_choice_toggled_cb);
}

static void
velo_reminder_dialog_class_init (VeloReminderDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = velo_reminder_dialog_constructed;
  object_class->dispose = velo_reminder_dialog_dispose;
  object_class->finalize = velo_reminder_dialog_finalize;
  object_class->get_property = velo_reminder_dialog_get_property;
  object_class->set_property = velo_reminder_dialog_set_property;

  properties[PROP_COUNTER] = g_param_spec_object ("counter", NULL, NULL, VELO_TYPE_COUNTER, flags);
  properties[PROP_VEHICLES] = g_param_spec_object ("vehicles", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "reminder.insure", NULL, insure);
  gtk_widget_class_install_action (widget_class, "reminder.skip", NULL, skip);
  gtk_widget_class_install_action (widget_class, "reminder.show", "s", show_page);
  gtk_widget_class_install_action (widget_class, "reminder.save-later", NULL, save_later);
  gtk_widget_class_install_action (widget_class, "reminder.save-decline", NULL, save_decline);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  g_type_ensure (VELO_TYPE_NOTICE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH "/sales/velo-reminder-dialog.ui");
  bind_children (widget_class);
}

static void
velo_reminder_dialog_init (VeloReminderDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * velo_reminder_dialog_present:
 * @parent: (nullable): the window that has win.insure
 * @counter: where the store is
 * @vehicles: (element-type VeloVehicle): what was sold, at least one
 * @page: with what to begin
 *
 * Asks for each of @vehicles in turn.
 *
 * Returns: (transfer none): the dialog, which destroys itself
 */
GtkWindow *
velo_reminder_dialog_present (GtkWindow        *parent,
                              VeloCounter      *counter,
                              GListModel       *vehicles,
                              VeloReminderPage  page)
{
  static const char * const names[] = { "ask", "later", "decline" };
  VeloReminderDialog *self;
  int width;
  int height;

  g_return_val_if_fail (VELO_IS_COUNTER (counter), NULL);
  g_return_val_if_fail (g_list_model_get_n_items (vehicles) > 0, NULL);

  self = g_object_new (VELO_TYPE_REMINDER_DIALOG,
                       "counter", counter,
                       "vehicles", vehicles,
                       "transient-for", parent,
                       /* for the keys of the program, help above all */
                       "application", parent == NULL ? NULL : gtk_window_get_application (parent),
                       NULL);
  velo_below_follow (GTK_WINDOW (self));
  go_to (self, names[page]);
  /* beside a narrow window it would hang over the edge of a narrow screen */
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (parent != NULL && gtk_widget_get_width (GTK_WIDGET (parent)) > 0)
    gtk_window_set_default_size (GTK_WINDOW (self), MIN (width, gtk_widget_get_width (GTK_WIDGET (parent))), height);
  gtk_window_present (GTK_WINDOW (self));
  return GTK_WINDOW (self);
}

static GListStore *
list_open_vehicles (VeloInvoice *invoice)
{
  GListModel *vehicles = G_LIST_MODEL (velo_invoice_get_vehicles (invoice));
  GListStore *open = g_list_store_new (VELO_TYPE_VEHICLE);

  for (guint i = 0; i < g_list_model_get_n_items (vehicles); i++)
    {
      g_autoptr(VeloVehicle) vehicle = g_list_model_get_item (vehicles, i);

      if (velo_vehicle_get_state (vehicle) == VELO_INSURANCE_STATE_OPEN
          && velo_article_kind_is_insurable (velo_vehicle_get_kind (vehicle)))
        g_list_store_append (open, vehicle);
    }
  return open;
}

/**
 * velo_reminder_is_wanted:
 * @settings: (nullable): the settings of the program
 * @counter: (nullable): the counter, which knows who sells now
 *
 * Returns: whether the shop wants reminders at a sale, and who sells now does too
 */
gboolean
velo_reminder_is_wanted (GSettings   *settings,
                         VeloCounter *counter)
{
  VeloEmployee *employee = counter == NULL ? NULL : velo_counter_get_employee (counter);
  g_autoptr(GSettings) sale = NULL;
  g_auto(GStrv) others = NULL;

  if (settings == NULL)
    return TRUE;
  sale = g_settings_get_child (settings, "sale");
  others = g_settings_get_strv (sale, "not-reminded");
  return g_settings_get_boolean (sale, "remind")
    && (employee == NULL
        || !g_strv_contains ((const char *const *) others, velo_employee_get_id (employee)));
}

/**
 * velo_reminder_dialog_present_for_sale:
 * @parent: (nullable): the window that has win.insure
 * @counter: where the store is
 * @settings: (nullable): the settings' root; %NULL reminds always
 * @invoice: a sale that was just stored
 *
 * Reminds of the insurance of all vehicles of a sale, if the shop wants that.
 *
 * Returns: (transfer none) (nullable): the dialog, %NULL if there is nothing to ask
 */
GtkWindow *
velo_reminder_dialog_present_for_sale (GtkWindow   *parent,
                                       VeloCounter *counter,
                                       GSettings   *settings,
                                       VeloInvoice *invoice)
{
  g_autoptr(GListStore) vehicles = NULL;

  g_return_val_if_fail (VELO_IS_INVOICE (invoice), NULL);

  if (!velo_reminder_is_wanted (settings, counter))
    return NULL;
  vehicles = list_open_vehicles (invoice);
  if (g_list_model_get_n_items (G_LIST_MODEL (vehicles)) == 0)
    return NULL;
  return velo_reminder_dialog_present (parent, counter, G_LIST_MODEL (vehicles), VELO_REMINDER_PAGE_ASK);
}
