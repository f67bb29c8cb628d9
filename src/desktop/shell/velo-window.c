/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The main window: its views and pages, its search, and the files dropped on it. */

#define G_LOG_DOMAIN "velo-window"

#include "config.h"

#include "velo-window-private.h"

#include <glib/gi18n.h>

#include "velo-assistant-window.h"
#include "velo-claims-view.h"
#include "velo-error-text.h"
#include "velo-radar-rules.h"
#include "velo-radar-view.h"
#include "velo-sales-view.h"
#include "velo-text-scale.h"
#include "velo-window-page.h"

G_DEFINE_FINAL_TYPE (VeloWindow, velo_window, ADW_TYPE_APPLICATION_WINDOW)

typedef enum
{
  PROP_N_WAITING = 1,
  PROP_N_UNFINISHED,
  PROP_OFFLINE,
} VeloWindowProperty;

static GParamSpec *properties[PROP_OFFLINE + 1];

enum
{
  SIGNAL_STAYED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Below this width in pixels, for letters of the usual size, the header gives up its words; wider than what it needs for
 * them, so that they never keep the window from becoming narrower. */
#define NARROW_WIDTH 1080

/* Below this one there is no room for the name of the program either, which the desktop shows anyway. */
#define TITLE_WIDTH 440

/* Search */

static void
on_search_changed_cb (VeloWindow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  if (self->sales_view == NULL)
    return;
  velo_sales_view_set_search_text (VELO_SALES_VIEW (self->sales_view), text);
  velo_sales_view_set_search_text (VELO_SALES_VIEW (self->vehicles_view), text);
  velo_radar_view_set_search_text (VELO_RADAR_VIEW (self->radar_view), text);
  velo_claims_view_set_search_text (VELO_CLAIMS_VIEW (self->claims_view), text);
}

static void
on_view_changed_cb (VeloWindow *self)
{
  velo_window_update_actions (self);
}

/* Pages */

static void
title_changed_cb (VeloWindow *self)
{
  GtkWidget *page = adw_bin_get_child (self->page_bin);
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;

  if (page == NULL)
    return;
  title = velo_window_page_dup_title (VELO_WINDOW_PAGE (page));
  subtitle = velo_window_page_dup_subtitle (VELO_WINDOW_PAGE (page));
  adw_window_title_set_title (self->page_title, title);
  adw_window_title_set_subtitle (self->page_title, subtitle);
}

/**
 * velo_window_show_page:
 * @self: the window
 * @page: a #VeloWindowPage: of a sale, a vehicle or the statistics
 *
 * Shows a page in place of the lists.
 */
void
velo_window_show_page (VeloWindow *self,
                       GtkWidget  *page)
{
  adw_bin_set_child (self->page_bin, page);
  g_signal_connect_object (page, "notify::title", G_CALLBACK (title_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "notify::subtitle", G_CALLBACK (title_changed_cb), self, G_CONNECT_SWAPPED);
  title_changed_cb (self);
  gtk_stack_set_visible_child_name (self->stack, "page");
  velo_window_update_actions (self);
  gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

/**
 * velo_window_go_back:
 * @self: the window
 *
 * Shows the lists again.
 */
void
velo_window_go_back (VeloWindow *self)
{
  gtk_stack_set_visible_child_name (self->stack, "main");
  adw_bin_set_child (self->page_bin, NULL);
  velo_window_update_actions (self);
  gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD);
}

/**
 * velo_window_get_sales_view:
 * @self: the window
 *
 * Returns: (transfer none) (nullable): the view of the sales, %NULL while there are no data
 */
GtkWidget *
velo_window_get_sales_view (VeloWindow *self)
{
  g_return_val_if_fail (VELO_IS_WINDOW (self), NULL);

  return self->sales_view;
}

/**
 * velo_window_get_page:
 * @self: the window
 *
 * Returns: (transfer none) (nullable): the page that is shown in place of the lists
 */
GtkWidget *
velo_window_get_page (VeloWindow *self)
{
  g_return_val_if_fail (VELO_IS_WINDOW (self), NULL);

  return adw_bin_get_child (self->page_bin);
}

/* The assistant */

/* The assistant says it in large letters: here it is said when nothing is in front of it any more. */
static void
concluded_cb (GObject    *assistant,
              VeloPolicy *policy)
{
  g_object_set_data_full (assistant, "velo-concluded", g_object_ref (policy), g_object_unref);
}

/* In the list, if that is what is seen. */
static void
show_sale (VeloWindow *self,
           const char *vehicle_id)
{
  GtkWidget *view = velo_window_get_sales_view (self);
  VeloSalePane *pane = view == NULL ? NULL : velo_sales_view_get_pane (VELO_SALES_VIEW (view));

  if (pane != NULL && gtk_widget_get_mapped (GTK_WIDGET (pane)))
    velo_sale_pane_show_vehicle (pane, vehicle_id);
}

static void
assistant_unmapped_cb (VeloWindow *self,
                       GObject    *assistant)
{
  VeloPolicy *policy = g_object_get_data (assistant, "velo-concluded");
  g_autofree char *text = NULL;
  AdwToast *toast;

  if (policy == NULL)
    return;
  /* Translators: %s is the number of the insurance contract; short, for a window of 360 pixels */
  text = g_strdup_printf (_("Insured: %s"), velo_policy_get_contract_number (policy));
  toast = adw_toast_new (text);
  /* without a key of its own: it may come over any page, and those have theirs */
  adw_toast_set_button_label (toast, _("Show"));
  adw_toast_set_action_name (toast, "win.open-vehicle");
  adw_toast_set_action_target (toast, "s", velo_policy_get_vehicle_id (policy));
  adw_toast_overlay_add_toast (self->toasts, toast);
  show_sale (self, velo_policy_get_vehicle_id (policy));
  g_object_set_data (assistant, "velo-concluded", NULL);
}

/* Who goes to the vehicle reads there that it is insured. */
static void
show_vehicle_cb (GObject    *assistant,
                 const char *vehicle_id,
                 VeloWindow *self)
{
  g_object_set_data (assistant, "velo-concluded", NULL);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-vehicle", "s", vehicle_id);
}

/**
 * velo_window_insure:
 * @self: the window
 * @vehicle_id: id of a vehicle
 *
 * Opens the assistant for a vehicle.
 */
void
velo_window_insure (VeloWindow *self,
                    const char *vehicle_id)
{
  VeloCounter *counter;
  GtkWindow *assistant;

  g_return_if_fail (VELO_IS_WINDOW (self));
  g_return_if_fail (vehicle_id != NULL);

  counter = velo_services_get_counter (self->services);
  if (counter == NULL)
    return;
  assistant = velo_assistant_window_find (vehicle_id);
  if (assistant != NULL)
    {
      gtk_window_present (assistant);
      return;
    }
  assistant = GTK_WINDOW (velo_assistant_window_new (GTK_WINDOW (self), counter,
                                                     velo_services_get_settings (self->services), vehicle_id));
  velo_assistant_window_set_claims_desk (VELO_ASSISTANT_WINDOW (assistant), velo_services_get_claims_desk (self->services));
  g_signal_connect (assistant, "concluded", G_CALLBACK (concluded_cb), NULL);
  g_signal_connect_object (assistant, "unmap", G_CALLBACK (assistant_unmapped_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (assistant, "show-vehicle", G_CALLBACK (show_vehicle_cb), self, 0);
  g_signal_connect_object (assistant, "unmap", G_CALLBACK (velo_window_assistant_gone), self, G_CONNECT_SWAPPED);
  g_set_weak_pointer (&self->assistant, assistant);
  gtk_window_present (assistant);
}

/**
 * velo_window_get_assistant:
 * @self: the window
 *
 * Returns: (transfer none) (nullable): the newest assistant, if it is open
 */
GtkWindow *
velo_window_get_assistant (VeloWindow *self)
{
  g_return_val_if_fail (VELO_IS_WINDOW (self), NULL);

  return self->assistant;
}

/* Work */

static void
show_training (VeloWindow *self)
{
  if (velo_counter_is_training (velo_services_get_counter (self->services)))
    velo_notice_show (self->training_notice, VELO_NOTICE_KIND_INFO,
                      _("Training mode: nothing is sent to the insurer."));
  else
    velo_notice_hide (self->training_notice);
}

static void
store_changed_cb (VeloWindow *self,
                  const char *table)
{
  if (g_str_equal (table, "employees"))
    velo_window_update_employees (self);
}

/* Nobody leaves with an unfinished application unseen. */
static void
update_badge (VeloWindow *self)
{
  AdwViewStackPage *page;
  guint n_unfinished;

  if (self->sales_view == NULL)
    return;
  page = adw_view_stack_get_page (self->views, self->sales_view);
  n_unfinished = velo_todo_list_get_n_unfinished (velo_sales_view_get_todo (VELO_SALES_VIEW (self->sales_view)));
  adw_view_stack_page_set_badge_number (page, n_unfinished);
  adw_view_stack_page_set_needs_attention (page, n_unfinished > 0);
}

/**
 * velo_window_start_work:
 * @self: the window
 *
 * Shows the data when the services are there.
 */
void
velo_window_start_work (VeloWindow *self)
{
  VeloCounter *counter;
  GSettings *settings;

  g_return_if_fail (VELO_IS_WINDOW (self));

  velo_window_end_work (self);
  counter = velo_services_get_counter (self->services);
  settings = velo_services_get_settings (self->services);
  self->sales_view = velo_sales_view_new (counter, settings);
  self->vehicles_view = velo_sales_view_new_vehicles (counter, settings);
  velo_radar_rules_apply (velo_counter_get_store (counter), settings, velo_counter_is_training (counter));
  self->radar_view = velo_radar_view_new (counter, settings);
  adw_view_stack_page_set_use_underline (
    adw_view_stack_add_titled_with_icon (self->views, self->sales_view, "sales", _("_Sales"), "invoice-symbolic"),
    TRUE);
  adw_view_stack_page_set_use_underline (
    adw_view_stack_add_titled_with_icon (self->views, self->vehicles_view, "vehicles", _("_Vehicles"),
                                         "bicycle-symbolic"), TRUE);
  adw_view_stack_page_set_use_underline (
    adw_view_stack_add_titled_with_icon (self->views, self->radar_view, "radar", _("_Uninsured"),
                                         "not-insured-symbolic"), TRUE);
  g_signal_connect_object (velo_todo_list_get_model (velo_sales_view_get_todo (VELO_SALES_VIEW (self->sales_view))),
                           "items-changed", G_CALLBACK (update_badge), self, G_CONNECT_SWAPPED);
  self->claims_view = velo_claims_view_new (velo_services_get_claims_desk (self->services));
  adw_view_stack_page_set_use_underline (
    adw_view_stack_add_titled_with_icon (self->views, self->claims_view, "claims", _("_Claims"), "claim-symbolic"),
    TRUE);
  g_signal_connect_object (counter, "employee-changed", G_CALLBACK (velo_window_update_employees), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (velo_counter_get_store (counter), "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  show_training (self);
  velo_window_update_employees (self);
  on_search_changed_cb (self);
  gtk_stack_set_visible_child_name (self->stack, "main");
  velo_window_update_actions (self);
  velo_window_take_in_next (self);
}

/**
 * velo_window_end_work:
 * @self: the window
 *
 * Lets go of the data before the services are stopped.
 */
void
velo_window_end_work (VeloWindow *self)
{
  g_return_if_fail (VELO_IS_WINDOW (self));

  velo_window_close_children (self);
  adw_bin_set_child (self->page_bin, NULL);
  gtk_stack_set_visible_child_name (self->stack, "loading");
  if (self->sales_view != NULL)
    adw_view_stack_remove (self->views, self->sales_view);
  if (self->vehicles_view != NULL)
    adw_view_stack_remove (self->views, self->vehicles_view);
  if (self->radar_view != NULL)
    adw_view_stack_remove (self->views, self->radar_view);
  if (self->claims_view != NULL)
    adw_view_stack_remove (self->views, self->claims_view);
  self->sales_view = NULL;
  self->vehicles_view = NULL;
  self->radar_view = NULL;
  self->claims_view = NULL;
  velo_window_update_actions (self);
}

/**
 * velo_window_show_trouble:
 * @self: the window
 * @error: why the data could not be opened
 *
 * Says that and why there is nothing to show, and what can be done.
 */
void
velo_window_show_trouble (VeloWindow   *self,
                          const GError *error)
{
  g_autofree char *text = NULL;

  g_return_if_fail (VELO_IS_WINDOW (self));
  g_return_if_fail (error != NULL);

  text = velo_error_text_dup (error);
  adw_status_page_set_description (self->trouble_page, text);
  gtk_stack_set_visible_child_name (self->stack, "trouble");
  velo_window_update_actions (self);
}

/* No cover is confirmed while applications wait: that is said plainly. */
static void
show_waiting (VeloWindow *self)
{
  g_autofree char *text = NULL;

  if (self->n_waiting > 0)
    {
      text = g_strdup_printf (ngettext ("%u application waits to be sent. Until then there is no confirmed cover.",
                                        "%u applications wait to be sent. Until then there is no confirmed cover.",
                                        self->n_waiting), self->n_waiting);
      velo_notice_show (self->trouble_notice, VELO_NOTICE_KIND_WARNING, text);
    }
  else if (self->offline)
    velo_notice_show (self->trouble_notice, VELO_NOTICE_KIND_WARNING,
                      _("No network. Sales and drafts are stored; applications go out by themselves later."));
  else
    velo_notice_hide (self->trouble_notice);
}

/**
 * velo_window_toast:
 * @self: the window
 * @text: a short sentence
 *
 * Shows a sentence for a moment.
 */
void
velo_window_toast (VeloWindow *self,
                   const char *text)
{
  AdwToast *toast;

  g_return_if_fail (VELO_IS_WINDOW (self));

  toast = adw_toast_new (text);
  adw_toast_set_timeout (toast, 6);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* GObject and GtkWidget */

static gboolean
velo_window_close_request (GtkWindow *window)
{
  VeloWindow *self = VELO_WINDOW (window);
  int width;
  int height;

  if (!velo_window_may_leave (self))
    return GDK_EVENT_STOP;
  velo_window_close_children (self);
  gtk_window_get_default_size (window, &width, &height);
  g_settings_set_boolean (self->window_settings, "maximized", gtk_window_is_maximized (window));
  if (!gtk_window_is_maximized (window) && width > 0 && height > 0)
    {
      g_settings_set_int (self->window_settings, "width", width);
      g_settings_set_int (self->window_settings, "height", height);
    }
  return GTK_WINDOW_CLASS (velo_window_parent_class)->close_request (window);
}

static gboolean
fit_width_cb (gpointer user_data)
{
  VeloWindow *self = user_data;

  self->fit_source = 0;
  adw_button_content_set_label (self->new_content, self->narrow ? "" : _("_New Sale"));
  gtk_widget_set_visible (self->open_button, !self->narrow);
  gtk_widget_set_visible (self->switcher, !self->narrow);
  gtk_widget_set_visible (self->narrow_title, self->narrow && !self->untitled);
  adw_view_switcher_bar_set_reveal (self->switcher_bar, self->narrow);
  velo_window_update_employees (self);
  return G_SOURCE_REMOVE;
}

/* What has a size cannot change while sizes are being decided: that happens right after it. */
static void
fit_width (VeloWindow *self)
{
  if (self->fit_source == 0)
    self->fit_source = g_idle_add (fit_width_cb, self);
}

/* Larger letters need more room. */
static gboolean
is_narrow (int width,
           int limit)
{
  return width < (int) (limit * velo_text_scale_get (gtk_settings_get_default ()));
}

/* In a narrow window words give way to icons; both stay named for screen readers. */
static void
velo_window_size_allocate (GtkWidget *widget,
                           int        width,
                           int        height,
                           int        baseline)
{
  VeloWindow *self = VELO_WINDOW (widget);
  gboolean narrow = is_narrow (width, NARROW_WIDTH);
  gboolean untitled = is_narrow (width, TITLE_WIDTH);

  GTK_WIDGET_CLASS (velo_window_parent_class)->size_allocate (widget, width, height, baseline);
  if (narrow == self->narrow && untitled == self->untitled)
    return;
  self->narrow = narrow;
  self->untitled = untitled;
  fit_width (self);
}

static void
velo_window_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  VeloWindow *self = VELO_WINDOW (object);

  switch ((VeloWindowProperty) prop_id)
    {
    case PROP_N_WAITING:
      g_value_set_uint (value, self->n_waiting);
      break;
    case PROP_N_UNFINISHED:
      g_value_set_uint (value, self->n_unfinished);
      break;
    case PROP_OFFLINE:
      g_value_set_boolean (value, self->offline);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_window_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  VeloWindow *self = VELO_WINDOW (object);

  switch ((VeloWindowProperty) prop_id)
    {
    case PROP_N_WAITING:
      self->n_waiting = g_value_get_uint (value);
      show_waiting (self);
      break;
    case PROP_N_UNFINISHED:
      self->n_unfinished = g_value_get_uint (value);
      break;
    case PROP_OFFLINE:
      self->offline = g_value_get_boolean (value);
      show_waiting (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_window_dispose (GObject *object)
{
  VeloWindow *self = VELO_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->fit_source, g_source_remove);
  g_clear_handle_id (&self->close_source, g_source_remove);
  g_clear_weak_pointer (&self->assistant);
  g_queue_clear_full (&self->waiting_files, g_object_unref);
  g_queue_clear_full (&self->waiting_batch, g_object_unref);
  g_clear_object (&self->services);
  g_clear_object (&self->window_settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), VELO_TYPE_WINDOW);

  G_OBJECT_CLASS (velo_window_parent_class)->dispose (object);
}

static void
velo_window_finalize (GObject *object)
{
  g_clear_object (&VELO_WINDOW (object)->cancellable);

  G_OBJECT_CLASS (velo_window_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, VeloWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, VeloWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, VeloWindow, views);
  gtk_widget_class_bind_template_child (widget_class, VeloWindow, page_bin);
  gtk_widget_class_bind_template_child (widget_class, VeloWindow, page_title);
  gtk_widget_class_bind_template_child (widget_class, VeloWindow, trouble_page);
  gtk_widget_class_bind_template_child (widget_class, VeloWindow, training_notice);
  gtk_widget_class_bind_template_child (widget_class, VeloWindow, trouble_notice);
  gtk_widget_class_bind_template_child (widget_class, VeloWindow, open_button);
  gtk_widget_class_bind_template_child (widget_class, VeloWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, VeloWindow, narrow_title);
  gtk_widget_class_bind_template_child (widget_class, VeloWindow, switcher_bar);
  gtk_widget_class_bind_template_child (widget_class, VeloWindow, search_bar);
  gtk_widget_class_bind_template_child (widget_class, VeloWindow, search_entry);
  gtk_widget_class_bind_template_child (widget_class, VeloWindow, employee_button);
  gtk_widget_class_bind_template_child (widget_class, VeloWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, VeloWindow, employee_content);
  gtk_widget_class_bind_template_child (widget_class, VeloWindow, new_content);
  gtk_widget_class_bind_template_child (widget_class, VeloWindow, drop_revealer);
  gtk_widget_class_bind_template_child (widget_class, VeloWindow, drop_target);
}

static void
velo_window_class_init (VeloWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = velo_window_dispose;
  object_class->finalize = velo_window_finalize;
  object_class->get_property = velo_window_get_property;
  object_class->set_property = velo_window_set_property;
  widget_class->size_allocate = velo_window_size_allocate;
  GTK_WINDOW_CLASS (klass)->close_request = velo_window_close_request;

  properties[PROP_N_UNFINISHED] = g_param_spec_uint ("n-unfinished", NULL, NULL, 0, G_MAXUINT, 0,
                                                     G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_WAITING] = g_param_spec_uint ("n-waiting", NULL, NULL, 0, G_MAXUINT, 0,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_OFFLINE] = g_param_spec_boolean ("offline", NULL, NULL, FALSE,
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * VeloWindow::stayed:
   *
   * Somebody was about to close the window, and was asked, and stays.
   */
  signals[SIGNAL_STAYED] =
    g_signal_new ("stayed", VELO_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (VELO_TYPE_NOTICE);
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/shell/velo-window.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_view_changed_cb);
  velo_window_install_actions (widget_class);
  velo_window_bind_drops (widget_class);
}

static void
velo_window_init (VeloWindow *self)
{
  GType types[] = { GDK_TYPE_FILE_LIST, G_TYPE_FILE };

  self->cancellable = g_cancellable_new ();
  g_queue_init (&self->waiting_files);
  g_queue_init (&self->waiting_batch);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_target_set_gtypes (self->drop_target, types, G_N_ELEMENTS (types));
  velo_window_watch_menu (self);
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  gtk_search_bar_set_key_capture_widget (self->search_bar, GTK_WIDGET (self->views));
  velo_window_update_actions (self);
}

/**
 * velo_window_new:
 * @application: the program
 * @services: its services, started or not
 *
 * Returns: (transfer full): a window; it shows data after velo_window_start_work()
 */
VeloWindow *
velo_window_new (GtkApplication *application,
                 VeloServices   *services)
{
  VeloWindow *self;

  g_return_val_if_fail (VELO_IS_SERVICES (services), NULL);

  self = g_object_new (VELO_TYPE_WINDOW, "application", application, NULL);
  self->services = g_object_ref (services);
  self->window_settings = g_settings_get_child (velo_services_get_settings (services), "window");
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->window_settings, "width"),
                               g_settings_get_int (self->window_settings, "height"));
  /* known before the first size is asked for, which the words would make too wide */
  self->narrow = is_narrow (g_settings_get_int (self->window_settings, "width"), NARROW_WIDTH);
  if (self->narrow)
    fit_width_cb (self);
  if (g_settings_get_boolean (self->window_settings, "maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  return self;
}
