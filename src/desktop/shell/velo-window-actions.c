/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verbs of the main window. */

#define G_LOG_DOMAIN "velo-window"

#include "config.h"

#include "velo-window-private.h"

#include <glib/gi18n.h>

#include "velo-assistant-window.h"
#include "velo-claims-view.h"
#include "velo-confirm.h"
#include "velo-error-text.h"
#include "velo-sale-page.h"
#include "velo-sales-intake.h"
#include "velo-statistics-page.h"
#include "velo-store-employees.h"
#include "velo-vehicle-info-page.h"

/* More of a name does not fit into the header. */
#define MAX_NAME_CHARS 16

static VeloCounter *
get_counter (VeloWindow *self)
{
  return velo_services_get_counter (self->services);
}

static void
insure_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  velo_window_insure (VELO_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
open_sale_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  VeloWindow *self = VELO_WINDOW (widget);
  GtkWidget *page = velo_sale_page_new (get_counter (self), velo_services_get_settings (self->services),
                                        g_variant_get_string (parameter, NULL));

  velo_sale_page_set_claims_desk (VELO_SALE_PAGE (page), velo_services_get_claims_desk (self->services));
  velo_window_show_page (self, page);
}

static void
statistics_cb (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  VeloWindow *self = VELO_WINDOW (widget);

  if (get_counter (self) != NULL)
    velo_window_show_page (self, velo_statistics_page_new (get_counter (self),
                                                           velo_services_get_settings (self->services)));
}

static void
open_vehicle_cb (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  VeloWindow *self = VELO_WINDOW (widget);

  velo_window_show_page (self, velo_vehicle_info_page_new (get_counter (self),
                                                      velo_services_get_settings (self->services),
                                                      g_variant_get_string (parameter, NULL)));
}

static void
new_sale_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  VeloWindow *self = VELO_WINDOW (widget);

  velo_sales_enter (GTK_WINDOW (self), get_counter (self), velo_services_get_settings (self->services));
}

static void
edit_sale_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  VeloWindow *self = VELO_WINDOW (widget);

  velo_sales_edit (GTK_WINDOW (self), get_counter (self), velo_services_get_settings (self->services),
                   g_variant_get_string (parameter, NULL));
}

static void
resume_review_cb (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  VeloWindow *self = VELO_WINDOW (widget);

  velo_sales_resume (GTK_WINDOW (self), get_counter (self), velo_services_get_settings (self->services),
                     g_variant_get_string (parameter, NULL));
}

static void
back_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  velo_window_go_back (VELO_WINDOW (widget));
}

static void
search_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  VeloWindow *self = VELO_WINDOW (widget);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/* Opening files */

static void
file_chosen_cb (GtkNativeDialog *dialog,
                int              response,
                VeloWindow      *self)
{
  g_autoptr(GListModel) files = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
  if (files != NULL)
    velo_window_take_in_files (self, files);
  g_object_unref (dialog);
}

static void
open_file_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  VeloWindow *self = VELO_WINDOW (widget);
  GtkFileChooserNative *dialog = NULL;
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  dialog = gtk_file_chooser_native_new (_("Open Invoices"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_OPEN,
                                        _("_Open"), _("_Cancel"));
  gtk_file_filter_set_name (filter, _("Invoices (PDF, XML, ZIP, mail)"));
  gtk_file_filter_add_mime_type (filter, "application/pdf");
  gtk_file_filter_add_mime_type (filter, "application/xml");
  gtk_file_filter_add_mime_type (filter, "text/xml");
  gtk_file_filter_add_mime_type (filter, "application/zip");
  gtk_file_filter_add_mime_type (filter, "message/rfc822");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  /* the dialog lives until it answers: file_chosen_cb() drops it */
  g_signal_connect_object (dialog, "response", G_CALLBACK (file_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* The employee */

static void
employees_listed_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(VeloWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) employees = velo_store_list_employees_finish (VELO_STORE (object), result, &error);
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autoptr(GMenu) people = g_menu_new ();
  g_autoptr(GMenu) more = g_menu_new ();

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (error != NULL)
    g_info ("employees: %s", error->message);
  for (guint i = 0; employees != NULL && i < employees->len; i++)
    {
      VeloEmployee *employee = g_ptr_array_index (employees, i);
      g_autoptr(GMenuItem) item = g_menu_item_new (velo_employee_get_name (employee), NULL);

      g_menu_item_set_action_and_target (item, "app.employee", "s", velo_employee_get_id (employee));
      g_menu_append_item (people, item);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (people));
  g_menu_append (more, _("_Employees…"), "app.preferences-employees");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (more));
  gtk_menu_button_set_menu_model (self->employee_button, G_MENU_MODEL (menu));
}

/* A long name would keep the window from becoming narrow. */
static char *
dup_short_name (VeloEmployee *employee)
{
  const char *name = employee == NULL ? _("Nobody") : velo_employee_get_name (employee);
  g_autofree char *start = NULL;

  if (g_utf8_strlen (name, -1) <= MAX_NAME_CHARS)
    return g_strdup (name);
  start = g_utf8_substring (name, 0, MAX_NAME_CHARS - 1);
  return g_strconcat (start, "…", NULL);
}

/**
 * velo_window_update_employees:
 * @self: the window
 *
 * Shows who sells now and who else could.
 */
void
velo_window_update_employees (VeloWindow *self)
{
  VeloCounter *counter = self->services == NULL ? NULL : get_counter (self);
  g_autofree char *name = NULL;

  if (counter == NULL)
    return;
  name = dup_short_name (velo_counter_get_employee (counter));
  adw_button_content_set_label (self->employee_content, self->narrow ? "" : name);
  velo_store_list_employees_async (velo_counter_get_store (counter), FALSE, self->cancellable,
                                   employees_listed_cb, g_object_ref (self));
}

/**
 * velo_window_update_actions:
 * @self: the window
 *
 * Decides what can be done now.
 */
void
velo_window_update_actions (VeloWindow *self)
{
  static const char * const with_data[] = {
    "win.insure", "win.open-sale", "win.open-vehicle", "win.new-sale", "win.edit-sale", "win.resume-review",
    "win.open-file", "win.search", "win.back-up", "win.statistics",
  };
  gboolean ready = self->sales_view != NULL;
  gboolean page = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "page") == 0;

  for (gsize i = 0; i < G_N_ELEMENTS (with_data); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), with_data[i], ready);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back", page);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.search", ready && !page);
}

/**
 * velo_window_show_sales:
 * @self: the window
 *
 * Shows the list of sales, with what is to be done.
 */
void
velo_window_show_sales (VeloWindow *self)
{
  g_return_if_fail (VELO_IS_WINDOW (self));

  if (self->sales_view == NULL)
    return;
  velo_window_go_back (self);
  adw_view_stack_set_visible_child (self->views, self->sales_view);
}

/**
 * velo_window_show_claim:
 * @self: the window
 * @id: (nullable): identity of a claim; %NULL for all tasks
 *
 * Shows the claims, and this one among them.
 */
void
velo_window_show_claim (VeloWindow *self,
                        const char *id)
{
  g_return_if_fail (VELO_IS_WINDOW (self));

  if (self->claims_view == NULL)
    return;
  velo_window_go_back (self);
  adw_view_stack_set_visible_child (self->views, self->claims_view);
  velo_claims_view_show_claim (VELO_CLAIMS_VIEW (self->claims_view), id);
}

/**
 * velo_window_get_view_name:
 * @self: the window
 *
 * Returns: (nullable): "sales", "vehicles", "radar" or "claims", %NULL while there are no data or a page is
 *   in front of the lists
 */
const char *
velo_window_get_view_name (VeloWindow *self)
{
  g_return_val_if_fail (VELO_IS_WINDOW (self), NULL);

  return velo_window_get_page (self) == NULL ? adw_view_stack_get_visible_child_name (self->views) : NULL;
}

/**
 * velo_window_shows_claims:
 * @self: the window
 *
 * Returns: whether somebody has the claims before them
 */
gboolean
velo_window_shows_claims (VeloWindow *self)
{
  g_return_val_if_fail (VELO_IS_WINDOW (self), FALSE);

  return gtk_window_is_active (GTK_WINDOW (self)) && self->claims_view != NULL
    && gtk_widget_get_mapped (self->claims_view);
}

/*
 * velo_window_is_above:
 * @window: any window
 *
 * Returns: whether it belongs to this one, or to one that does
 */
gboolean
velo_window_is_above (VeloWindow *self,
                      GtkWindow  *window)
{
  while (window != NULL && window != GTK_WINDOW (self))
    window = gtk_window_get_transient_for (window);
  return window != NULL;
}

/* What was entered is stored first, and the window goes by itself then. */
static void
close_child (GtkWindow *window)
{
  if (GTK_IS_SHORTCUTS_WINDOW (window)
      || (VELO_IS_ASSISTANT_WINDOW (window) && gtk_widget_get_mapped (GTK_WIDGET (window))))
    gtk_window_close (window);
  else
    gtk_window_destroy (window);
}

/**
 * velo_window_close_children:
 * @self: the window
 *
 * Closes every window above this one: assistants, sales, settings and
 * documents work with the services, too. The list of keys belongs to the
 * window itself, which shows it again: it is hidden only.
 */
void
velo_window_close_children (VeloWindow *self)
{
  GListModel *windows = gtk_window_get_toplevels ();
  g_autoptr(GPtrArray) above = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (window != GTK_WINDOW (self) && velo_window_is_above (self, window))
        g_ptr_array_add (above, g_steal_pointer (&window));
    }
  for (guint i = 0; i < above->len; i++)
    close_child (g_ptr_array_index (above, i));
}

static gboolean
focus_menu_button_cb (gpointer user_data)
{
  VeloWindow *self = user_data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus == NULL || !gtk_widget_get_mapped (focus))
    gtk_widget_grab_focus (GTK_WIDGET (self->menu_button));
  return G_SOURCE_REMOVE;
}

/* GTK 4.8 leaves the focus in a submenu that is closed, and no key arrives anywhere. */
static void
menu_closed_cb (VeloWindow *self)
{
  g_idle_add_full (G_PRIORITY_LOW, focus_menu_button_cb, g_object_ref (self), g_object_unref);
}

/**
 * velo_window_watch_menu:
 * @self: the window
 *
 * Keeps the keyboard alive after the main menu; called once.
 */
void
velo_window_watch_menu (VeloWindow *self)
{
  g_signal_connect_object (gtk_menu_button_get_popover (self->menu_button), "closed", G_CALLBACK (menu_closed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * velo_window_install_actions:
 * @widget_class: class of the window
 *
 * Installs the verbs and their keys.
 */
void
velo_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.insure", "s", insure_cb);
  gtk_widget_class_install_action (widget_class, "win.open-sale", "s", open_sale_cb);
  gtk_widget_class_install_action (widget_class, "win.open-vehicle", "s", open_vehicle_cb);
  gtk_widget_class_install_action (widget_class, "win.new-sale", NULL, new_sale_cb);
  gtk_widget_class_install_action (widget_class, "win.edit-sale", "s", edit_sale_cb);
  gtk_widget_class_install_action (widget_class, "win.resume-review", "s", resume_review_cb);
  gtk_widget_class_install_action (widget_class, "win.open-file", NULL, open_file_cb);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_cb);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "win.statistics", NULL, statistics_cb);
  velo_window_install_backup_actions (widget_class);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "win.new-sale", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK, "win.open-file", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "win.search", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "win.back", NULL);
}
