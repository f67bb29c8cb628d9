/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The card for theft or repair: what to do, and the numbers that are asked for. */

#define G_LOG_DOMAIN "velo-counter-card"

#include "config.h"

#include "velo-counter-card.h"

#include "velo-below.h"
#include "velo-confirm.h"
#include "velo-date.h"
#include "velo-invoice-sheet.h"
#include "velo-print.h"
#include "velo-sale-text.h"
#include "velo-text.h"
#include "velo-value-row.h"
#include "velo-vehicle-text.h"

#include <glib/gi18n.h>

struct _VeloCounterCard
{
  AdwWindow parent_instance;

  GtkLabel *state_label;
  GtkListBox *numbers_list;
  GtkListBox *insurer_list;
  GtkListBox *theft_list;
  GtkListBox *damage_list;

  VeloSheet *sheet;          /* (owned) (not nullable) */
  GCancellable *cancellable; /* (owned) (not nullable) */
};

G_DEFINE_FINAL_TYPE (VeloCounterCard, velo_counter_card, ADW_TYPE_WINDOW)

static const char * const theft_steps[] = {
  N_("Report the theft to the police at once and ask for the reference number."),
  N_("Keep the lock with its keys, or what is left of it, and take photos of the place."),
  N_("Report the theft to the insurer with the contract number and the police reference."),
  N_("Have the invoice of the vehicle and of the lock ready."),
};

static const char * const damage_steps[] = {
  N_("Take photos of the damage before anything is repaired."),
  N_("Bring the vehicle to the shop and ask for an estimate."),
  N_("Report the damage to the insurer with the contract number and the estimate."),
  N_("Have it repaired once the insurer has agreed."),
};

typedef void (*AddNumber) (gpointer    target,
                           const char *title,
                           const char *value);

/* The same numbers on the screen and on paper. */
static void
add_numbers (gpointer      target,
             AddNumber     add,
             GSettings    *settings,
             VeloVehicle  *vehicle,
             VeloCustomer *customer,
             VeloPolicy   *policy)
{
  g_autofree char *name = velo_vehicle_dup_name (vehicle);
  g_autofree char *owner = customer == NULL ? NULL : velo_customer_dup_name (customer);
  g_autofree char *date = velo_date_format_display (velo_vehicle_get_purchase_date (vehicle));
  g_autofree char *lock = velo_vehicle_text_lock (vehicle);
  g_autofree char *since = NULL;

  if (policy != NULL)
    {
      since = velo_date_format_display (velo_policy_get_start_date (policy));
      add (target, _("Contract"), velo_policy_get_contract_number (policy));
      add (target, _("Cover Since"), since);
    }
  else
    {
      add (target, _("Contract"), velo_vehicle_get_contract_number (vehicle));
    }
  add (target, _("Customer"), owner);
  add (target, _("Vehicle"), name);
  add (target, _("Frame number"), velo_vehicle_get_frame_number (vehicle));
  add (target, _("Battery number"), velo_vehicle_get_battery_number (vehicle));
  add (target, _("Lock"), lock);
  add (target, _("Key Number"), velo_vehicle_get_key_number (vehicle));
  add (target, _("Day of purchase"), date);
  if (settings != NULL)
    {
      g_autoptr(GSettings) shop = g_settings_get_child (settings, "shop");
      g_autofree char *phone = g_settings_get_string (shop, "phone");

      add (target, _("Telephone of the Shop"), phone);
    }
}

/* Whom to call. In training it is nobody, and looks like it. */
static void
add_insurer (gpointer   target,
             AddNumber  add,
             GSettings *settings,
             gboolean   training)
{
  g_autoptr(GSettings) insurer = settings == NULL ? NULL : g_settings_get_child (settings, "insurer");
  g_autofree char *phone = insurer == NULL ? g_strdup ("") : g_settings_get_string (insurer, "damage-phone");
  g_autofree char *mail = insurer == NULL ? g_strdup ("") : g_settings_get_string (insurer, "damage-mail");

  if (training)
    {
      add (target, _("Insurer"), _("Training insurer (there is no such company)"));
      add (target, _("Telephone"), _("0000 000000 (invented)"));
      add (target, _("E-mail"), "schaden@training.example");
      return;
    }
  add (target, _("Insurer"), "WERTGARANTIE");
  add (target, _("Telephone"), velo_text_is_empty (phone) && velo_text_is_empty (mail)
                                 ? _("Not entered yet: Settings, Online Accounts, Theft or repair") : phone);
  add (target, _("E-mail"), mail);
}

static void
add_to_sheet (gpointer    target,
              const char *title,
              const char *value)
{
  if (!velo_text_is_empty (value))
    velo_sheet_add_row (VELO_SHEET (target), title, value);
}

static void
add_to_list (gpointer    target,
             const char *title,
             const char *value)
{
  velo_value_row_append (GTK_LIST_BOX (target), title, value);
}

static const char *
get_state_text (VeloVehicle *vehicle)
{
  if (velo_vehicle_get_state (vehicle) == VELO_INSURANCE_STATE_INSURED)
    return _("This vehicle is insured.");
  return _("For this vehicle no concluded insurance is known here.");
}

static void
add_steps (VeloSheet          *sheet,
           const char         *heading,
           const char * const *steps,
           guint               n_steps)
{
  velo_sheet_add_section (sheet, heading);
  for (guint i = 0; i < n_steps; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u. %s", i + 1, _(steps[i]));

      velo_sheet_add_paragraph (sheet, text);
    }
}

static void
fill_steps (GtkListBox         *list,
            const char * const *steps,
            guint               n_steps)
{
  for (guint i = 0; i < n_steps; i++)
    {
      GtkWidget *row = adw_action_row_new ();
      g_autofree char *number = g_strdup_printf ("%u.", i + 1);
      GtkWidget *label = gtk_label_new (number);

      /* "1." is narrower than "2." */
      gtk_label_set_width_chars (GTK_LABEL (label), 2);
      gtk_label_set_xalign (GTK_LABEL (label), 1);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), label);
      gtk_widget_add_css_class (label, "numeric");
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(steps[i]));
      gtk_list_box_append (list, row);
    }
}

static void
printed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(VeloCounterCard) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!velo_print_finish (result, &error)
      && error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    velo_confirm_tell (GTK_WINDOW (self), _("The card was not printed"),
                       _("Please check the printer and try again."));
}

static void
rendered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(VeloCounterCard) self = user_data;
  g_autoptr(GBytes) pdf = NULL;
  g_autoptr(GError) error = NULL;

  pdf = velo_sheet_render_finish (VELO_SHEET (object), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "card.print", TRUE);
  if (pdf == NULL)
    {
      g_autofree char *text = velo_sale_text_error (error);

      velo_confirm_tell (GTK_WINDOW (self), _("The card was not printed"), text);
      return;
    }
  velo_print_async (GTK_WINDOW (self), pdf, _("Theft or repair"), NULL, self->cancellable, printed_cb,
                    g_object_ref (self));
}

static void
print_card (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  VeloCounterCard *self = VELO_COUNTER_CARD (widget);

  gtk_widget_action_set_enabled (widget, "card.print", FALSE);
  velo_sheet_render_async (self->sheet, self->cancellable, rendered_cb, g_object_ref (self));
}

static void
velo_counter_card_dispose (GObject *object)
{
  VeloCounterCard *self = VELO_COUNTER_CARD (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_COUNTER_CARD);

  G_OBJECT_CLASS (velo_counter_card_parent_class)->dispose (object);
}

static void
velo_counter_card_finalize (GObject *object)
{
  VeloCounterCard *self = VELO_COUNTER_CARD (object);

  g_clear_object (&self->sheet);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (velo_counter_card_parent_class)->finalize (object);
}

static void
velo_counter_card_class_init (VeloCounterCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = velo_counter_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = velo_counter_card_finalize;

  gtk_widget_class_install_action (widget_class, "card.print", NULL, print_card);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "card.print", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH "/vehicles/velo-counter-card.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloCounterCard, state_label);
  gtk_widget_class_bind_template_child (widget_class, VeloCounterCard, numbers_list);
  gtk_widget_class_bind_template_child (widget_class, VeloCounterCard, insurer_list);
  gtk_widget_class_bind_template_child (widget_class, VeloCounterCard, theft_list);
  gtk_widget_class_bind_template_child (widget_class, VeloCounterCard, damage_list);
}

static void
velo_counter_card_init (VeloCounterCard *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_steps (self->theft_list, theft_steps, G_N_ELEMENTS (theft_steps));
  fill_steps (self->damage_list, damage_steps, G_N_ELEMENTS (damage_steps));
}

/**
 * velo_counter_card_new_sheet:
 * @settings: (nullable): the settings' root
 * @training: whether this is training
 * @vehicle: the vehicle
 * @customer: (nullable): its owner
 * @policy: (nullable): its contract
 *
 * Returns: (transfer full): the card on paper, to be rendered
 */
VeloSheet *
velo_counter_card_new_sheet (GSettings    *settings,
                             gboolean      training,
                             VeloVehicle  *vehicle,
                             VeloCustomer *customer,
                             VeloPolicy   *policy)
{
  VeloSheet *sheet;

  g_return_val_if_fail (VELO_IS_VEHICLE (vehicle), NULL);

  sheet = velo_sheet_new (_("Theft or repair"), "VeloInsure");
  velo_invoice_sheet_set_sender (sheet, settings, training);
  velo_sheet_set_page_label (sheet, _("Page {page} of {pages}"));
  if (training)
    velo_sheet_set_watermark (sheet, _("Training"));
  velo_sheet_add_title (sheet, _("Theft or repair"), get_state_text (vehicle));
  velo_sheet_add_section (sheet, _("Your Numbers"));
  add_numbers (sheet, add_to_sheet, settings, vehicle, customer, policy);
  velo_sheet_add_section (sheet, _("Whom to Call"));
  add_insurer (sheet, add_to_sheet, settings, training);
  add_steps (sheet, _("After a Theft"), theft_steps, G_N_ELEMENTS (theft_steps));
  add_steps (sheet, _("After Damage"), damage_steps, G_N_ELEMENTS (damage_steps));
  return sheet;
}

/**
 * velo_counter_card_new:
 * @parent: (nullable): the window that it belongs to
 * @settings: (nullable): the settings' root
 * @training: whether this is training
 * @vehicle: the vehicle
 * @customer: (nullable): its owner
 * @policy: (nullable): its contract
 *
 * Returns: (transfer none): the card, not yet presented
 */
GtkWindow *
velo_counter_card_new (GtkWindow    *parent,
                       GSettings    *settings,
                       gboolean      training,
                       VeloVehicle  *vehicle,
                       VeloCustomer *customer,
                       VeloPolicy   *policy)
{
  VeloCounterCard *self;

  g_return_val_if_fail (VELO_IS_VEHICLE (vehicle), NULL);

  self = g_object_new (VELO_TYPE_COUNTER_CARD,
                       "transient-for", parent,
                       NULL);
  velo_below_follow (GTK_WINDOW (self));
  self->sheet = velo_counter_card_new_sheet (settings, training, vehicle, customer, policy);
  gtk_label_set_label (self->state_label, get_state_text (vehicle));
  add_numbers (self->numbers_list, add_to_list, settings, vehicle, customer, policy);
  add_insurer (self->insurer_list, add_to_list, settings, training);
  return GTK_WINDOW (self);
}
