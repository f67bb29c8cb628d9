/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The actions on a vehicle of a sale, which every view with vehicles has. */

#define G_LOG_DOMAIN "velo-sale-actions"

#include "config.h"

#include "velo-sale-actions.h"

#include "velo-confirm.h"
#include "velo-letter-dialog.h"
#include "velo-reminder-dialog.h"
#include "velo-return-dialog.h"
#include "velo-sale-text.h"
#include "velo-store-vehicles.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkWidget *widget;    /* (owned): the view */
  VeloCounter *counter; /* (owned) */
  VeloReminderPage page;
} Request;

static void
request_free (Request *request)
{
  g_object_unref (request->widget);
  g_object_unref (request->counter);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static void
vehicle_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Request) request = user_data;
  g_autoptr(VeloVehicle) vehicle = NULL;
  g_autoptr(GListStore) vehicles = NULL;
  g_autoptr(GError) error = NULL;
  GtkWindow *window = velo_sale_actions_window (request->widget);

  vehicle = velo_store_get_vehicle_finish (VELO_STORE (object), result, &error);
  if (window == NULL)
    return;
  if (vehicle == NULL)
    {
      g_autofree char *text = velo_sale_text_error (error);

      velo_confirm_tell (window, _("The vehicle cannot be opened"), text);
      return;
    }
  vehicles = g_list_store_new (VELO_TYPE_VEHICLE);
  g_list_store_append (vehicles, vehicle);
  velo_reminder_dialog_present (window, request->counter, G_LIST_MODEL (vehicles), request->page);
}

static void
ask (GtkWidget        *widget,
     const char       *vehicle_id,
     VeloReminderPage  page)
{
  g_autoptr(VeloCounter) counter = NULL;
  Request *request;

  g_object_get (widget, "counter", &counter, NULL);
  if (counter == NULL)
    return;
  request = g_new0 (Request, 1);
  request->widget = g_object_ref (widget);
  request->counter = g_object_ref (counter);
  request->page = page;
  velo_store_get_vehicle_async (velo_counter_get_store (counter), vehicle_id, NULL, vehicle_cb, request);
}

static void
later (GtkWidget  *widget,
       const char *action_name,
       GVariant   *parameter)
{
  ask (widget, g_variant_get_string (parameter, NULL), VELO_REMINDER_PAGE_LATER);
}

static void
decline (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  ask (widget, g_variant_get_string (parameter, NULL), VELO_REMINDER_PAGE_DECLINE);
}

static void
returned (GtkWidget  *widget,
          const char *action_name,
          GVariant   *parameter)
{
  g_autoptr(VeloCounter) counter = NULL;
  g_autoptr(GSettings) settings = NULL;

  g_object_get (widget, "counter", &counter, "settings", &settings, NULL);
  if (counter != NULL)
    velo_return_dialog_present (velo_sale_actions_window (widget), counter, settings,
                                g_variant_get_string (parameter, NULL));
}

static void
write_letter (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  const char *ids[] = { g_variant_get_string (parameter, NULL), NULL };
  g_autoptr(VeloCounter) counter = NULL;
  g_autoptr(GSettings) settings = NULL;

  g_object_get (widget, "counter", &counter, "settings", &settings, NULL);
  if (counter != NULL)
    velo_letter_dialog_present (velo_sale_actions_window (widget), counter, settings, ids);
}

/**
 * velo_sale_actions_install:
 * @klass: class of a widget with the properties "counter" and "settings"
 *
 * Installs sale.later, sale.decline, sale.letter and sale.returned, each with the id of a vehicle.
 */
void
velo_sale_actions_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "sale.later", "s", later);
  gtk_widget_class_install_action (klass, "sale.decline", "s", decline);
  gtk_widget_class_install_action (klass, "sale.letter", "s", write_letter);
  gtk_widget_class_install_action (klass, "sale.returned", "s", returned);
}

/**
 * velo_sale_actions_new_menu:
 * @vehicle_id: a vehicle
 *
 * Returns: (transfer full): the actions as a menu, for where there is no room for buttons
 */
GMenuModel *
velo_sale_actions_new_menu (const char *vehicle_id)
{
  static const struct { const char *label; const char *action; } entries[] = {
    { N_("Ask _Later"), "sale.later" },
    { N_("_Not Interested"), "sale.decline" },
    { N_("_Write to Customer…"), "sale.letter" },
  };
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autoptr(GMenuItem) item = g_menu_item_new (_(entries[i].label), NULL);

      g_menu_item_set_action_and_target (item, entries[i].action, "s", vehicle_id);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static void
make_menu_cb (GtkMenuButton *button,
              gpointer       user_data)
{
  g_autoptr(GMenuModel) menu = NULL;

  if (gtk_menu_button_get_menu_model (button) != NULL)
    return;
  menu = velo_sale_actions_new_menu (g_object_get_data (G_OBJECT (button), "velo-vehicle-id"));
  gtk_menu_button_set_menu_model (button, menu);
}

/**
 * velo_sale_actions_set_menu:
 * @button: a button of a row
 * @vehicle_id: the vehicle that the row shows
 *
 * Gives the button the actions as a menu. It is made when somebody opens it: rows
 * come and go by the hundred while files are taken in, and a menu is dear.
 */
void
velo_sale_actions_set_menu (GtkMenuButton *button,
                            const char    *vehicle_id)
{
  const char *before;
  gboolean is_new;

  g_return_if_fail (GTK_IS_MENU_BUTTON (button));

  before = g_object_get_data (G_OBJECT (button), "velo-vehicle-id");
  is_new = before == NULL;
  if (!is_new && g_strcmp0 (before, vehicle_id) == 0)
    return;
  if (gtk_menu_button_get_menu_model (button) != NULL)
    gtk_menu_button_set_menu_model (button, NULL);
  g_object_set_data_full (G_OBJECT (button), "velo-vehicle-id", g_strdup (vehicle_id), g_free);
  if (is_new)
    gtk_menu_button_set_create_popup_func (button, make_menu_cb, NULL, NULL);
}

/**
 * velo_sale_actions_window:
 * @widget: a widget
 *
 * Returns: (transfer none) (nullable): the window that it is in
 */
GtkWindow *
velo_sale_actions_window (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/**
 * velo_sale_actions_who:
 * @counter: the counter
 *
 * Returns: (transfer none): name of who sells now, for the journal; empty if nobody is chosen
 */
const char *
velo_sale_actions_who (VeloCounter *counter)
{
  VeloEmployee *employee = velo_counter_get_employee (counter);

  return employee == NULL ? "" : velo_employee_get_name (employee);
}

/**
 * velo_sale_actions_is_given_up:
 * @result: an answer of the store
 *
 * The store answers a question with success even if it was cancelled a moment
 * too late. Who owns the cancellable may be gone by then, so a callback asks
 * here before it touches its data.
 *
 * Returns: whether the question was cancelled meanwhile
 */
gboolean
velo_sale_actions_is_given_up (GAsyncResult *result)
{
  g_return_val_if_fail (G_IS_TASK (result), TRUE);

  return g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result)));
}
