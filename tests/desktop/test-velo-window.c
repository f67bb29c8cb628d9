/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The main window with real services: its life, its verbs, files dropped on it. */

#include "config.h"

#include "velo-program-test.h"

#include "velo-help.h"
#include "velo-assistant-window.h"
#include "velo-reminder-dialog.h"
#include "velo-sale-dialog.h"
#include "velo-sale-page.h"
#include "velo-samples.h"
#include "velo-store-employees.h"
#include "velo-todo-item.h"
#include "velo-vehicle-info-page.h"

/* Life */

static void
test_starts (Program       *program,
             gconstpointer  data)
{
  g_assert_cmpstr (program_get_shown (program), ==, "loading");
  gtk_widget_activate_action (GTK_WIDGET (program->window), "win.new-sale", NULL);
  gtk_widget_activate_action (GTK_WIDGET (program->window), "app.preferences", NULL);
  program_wait_for_samples (program);
  g_assert_true (velo_counter_is_training (program_get_counter (program)));
  velo_test_assert_text (program->window, "Training mode");
  velo_test_assert_text (program->window, "Maier");
  velo_test_assert_text (program->window, "Jana Kurbel");
  gtk_widget_activate_action (GTK_WIDGET (program->window), "win.back", NULL);
  g_assert_cmpstr (program_get_shown (program), ==, "main");
}

static guint
count_spinning (GtkWidget *widget)
{
  guint n = GTK_IS_SPINNER (widget) && gtk_spinner_get_spinning (GTK_SPINNER (widget)) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_spinning (child);
  return n;
}

/* A spinner on a page that nobody sees draws a frame sixty times a second all day, in the window and in
 * everything behind it. */
static void
test_rests (Program       *program,
            gconstpointer  data)
{
  WAIT_UNTIL (gtk_widget_get_mapped (GTK_WIDGET (program->window)));
  g_assert_cmpstr (program_get_shown (program), ==, "loading");
  g_assert_cmpuint (count_spinning (GTK_WIDGET (program->window)), ==, 1);
  program_wait_for_samples (program);
  WAIT_UNTIL (count_spinning (GTK_WIDGET (program->window)) == 0);
  program_activate (program, "app.restart-services", NULL);
  g_assert_cmpstr (program_get_shown (program), ==, "loading");
  g_assert_cmpuint (count_spinning (GTK_WIDGET (program->window)), >, 0);
  program_wait_for_samples (program);
  WAIT_UNTIL (count_spinning (GTK_WIDGET (program->window)) == 0);
}

static void
test_closed_while_starting (Program       *program,
                            gconstpointer  data)
{
  program_close (program);
}

/* The window is gone, but a second one opens before the first one's data are closed. */
static void
test_opened_while_stopping (Program       *program,
                            gconstpointer  data)
{
  program_wait (program);
  gtk_window_destroy (GTK_WINDOW (program->window));
  g_assert_true (program->application->stopping);
  g_application_activate (G_APPLICATION (program->application));
  g_set_weak_pointer (&program->window, program->application->window);
  g_assert_nonnull (program->window);
  WAIT_UNTIL (program_get_counter (program) != NULL);
  program_wait (program);
  g_assert_cmpstr (program_get_shown (program), ==, "main");
}

static void
test_restart (Program       *program,
              gconstpointer  data)
{
  VeloCounter *old;

  program_wait_for_samples (program);
  old = program_get_counter (program);
  g_object_add_weak_pointer (G_OBJECT (old), (gpointer *) &old);
  program_activate (program, "win.new-sale", NULL);
  velo_window_insure (program->window, "no such vehicle");
  g_assert_nonnull (program_find_window (VELO_TYPE_SALE_DIALOG));
  program_activate (program, "app.restart-services", NULL);
  g_assert_cmpstr (program_get_shown (program), ==, "loading");
  g_assert_null (program_find_window (VELO_TYPE_SALE_DIALOG));
  g_assert_null (velo_window_get_assistant (program->window));
  program_activate (program, "app.restart-services", NULL);
  WAIT_UNTIL (program_get_counter (program) != NULL);
  program_wait_for_samples (program);
  WAIT_UNTIL (old == NULL);
}

static void
test_closed_while_restarting (Program       *program,
                              gconstpointer  data)
{
  program_wait_for_samples (program);
  program_activate (program, "app.restart-services", NULL);
  program_close (program);
}

static guint
get_badge (Program *program)
{
  AdwViewStack *views = ADW_VIEW_STACK (velo_test_find (GTK_WIDGET (program->window), "views"));

  return adw_view_stack_page_get_badge_number (
    adw_view_stack_get_page (views, velo_window_get_sales_view (program->window)));
}

/* An application that is begun shows on the switcher, wherever the user is. */
static void
test_badge (Program       *program,
            gconstpointer  data)
{
  VeloSalesView *view;
  g_autoptr(VeloTodoItem) item = NULL;
  VeloAssistantWindow *assistant;

  program_wait_for_samples (program);
  view = VELO_SALES_VIEW (velo_window_get_sales_view (program->window));
  WAIT_UNTIL (g_list_model_get_n_items (velo_todo_list_get_model (velo_sales_view_get_todo (view))) > 0);
  g_assert_cmpuint (get_badge (program), ==, 0);
  item = g_list_model_get_item (velo_todo_list_get_model (velo_sales_view_get_todo (view)), 0);
  velo_window_insure (program->window, velo_todo_item_get_vehicle_id (item));
  assistant = VELO_ASSISTANT_WINDOW (velo_window_get_assistant (program->window));
  WAIT_UNTIL (!velo_assistant_window_is_busy (assistant));
  gtk_widget_activate_action (GTK_WIDGET (assistant), "assistant.next", NULL);
  WAIT_UNTIL (get_badge (program) == 1);
  gtk_window_close (GTK_WINDOW (assistant));
  velo_test_settle ();
}

/* "To the vehicle" of the assistant's last page ends on the vehicle's page, which says itself what was
 * concluded. */
static void
test_to_vehicle (Program       *program,
                 gconstpointer  data)
{
  g_autoptr(VeloPolicy) policy = velo_policy_new ();
  GtkWindow *assistant;

  program_wait_for_samples (program);
  velo_policy_set_contract_number (policy, "70000042");
  velo_policy_set_vehicle_id (policy, "no such vehicle");
  velo_window_insure (program->window, "no such vehicle");
  assistant = velo_window_get_assistant (program->window);
  g_assert_nonnull (assistant);
  g_signal_emit_by_name (assistant, "concluded", policy);
  g_signal_emit_by_name (assistant, "show-vehicle", "no such vehicle");
  g_assert_true (VELO_IS_VEHICLE_INFO_PAGE (velo_window_get_page (program->window)));
  gtk_window_close (assistant);
  WAIT_UNTIL (velo_window_get_assistant (program->window) == NULL);
  g_assert_null (velo_test_find_text (GTK_WIDGET (program->window), "70000042"));
}

/* The list is sorted by the date of the invoice: the vehicle just insured may stand far down. */
static void
test_concluded (Program       *program,
                gconstpointer  data)
{
  g_autoptr(VeloPolicy) policy = velo_policy_new ();
  GtkWindow *assistant;
  GtkWidget *toast;
  GtkWidget *button;

  program_wait_for_samples (program);
  velo_policy_set_contract_number (policy, "70000042");
  velo_policy_set_vehicle_id (policy, "no such vehicle");
  velo_window_insure (program->window, "no such vehicle");
  assistant = velo_window_get_assistant (program->window);
  g_signal_emit_by_name (assistant, "concluded", policy);
  g_assert_null (velo_test_find_text (GTK_WIDGET (program->window), "70000042"));
  gtk_window_close (assistant);
  WAIT_UNTIL (velo_test_find_text (GTK_WIDGET (program->window), "70000042") != NULL);
  toast = velo_test_find_text (GTK_WIDGET (program->window), "70000042");
  while (velo_test_find_text (toast, "Show") == NULL)
    toast = gtk_widget_get_parent (toast);
  button = gtk_widget_get_ancestor (velo_test_find_text (toast, "Show"), GTK_TYPE_BUTTON);
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (VELO_IS_VEHICLE_INFO_PAGE (velo_window_get_page (program->window)));
}

/* Who comes back to the list stands on the vehicle just insured. */
static void
test_concluded_in_list (Program       *program,
                        gconstpointer  data)
{
  g_autoptr(VeloPolicy) policy = velo_policy_new ();
  g_autoptr(VeloSaleItem) item = NULL;
  GtkWindow *assistant;
  GtkWidget *list;

  program_wait_for_samples (program);
  item = g_list_model_get_item (G_LIST_MODEL (velo_sale_pane_get_model (program_get_pane (program))),
                                PROGRAM_N_SAMPLES - 1);
  velo_policy_set_contract_number (policy, "70000042");
  velo_policy_set_vehicle_id (policy, velo_sale_item_get_vehicle_id (item));
  velo_window_insure (program->window, "no such vehicle");
  assistant = velo_window_get_assistant (program->window);
  g_signal_emit_by_name (assistant, "concluded", policy);
  list = velo_test_find (GTK_WIDGET (program_get_pane (program)),
                         velo_sale_pane_is_narrow (program_get_pane (program)) ? "list_view" : "column_view");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (program->window)) == NULL
                 || !gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (program->window)), list));
  gtk_window_close (assistant);
  WAIT_UNTIL (gtk_window_get_focus (GTK_WINDOW (program->window)) != NULL
              && gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (program->window)), list));
}

/* Verbs */

static void
test_search (Program       *program,
             gconstpointer  data)
{
  GtkWidget *entry = velo_test_find (GTK_WIDGET (program->window), "search_entry");
  GtkWidget *bar = velo_test_find (GTK_WIDGET (program->window), "search_bar");

  program_wait_for_samples (program);
  program_activate (program, "win.search", NULL);
  g_assert_true (gtk_search_bar_get_search_mode (GTK_SEARCH_BAR (bar)));
  gtk_editable_set_text (GTK_EDITABLE (entry), "vogel");
  WAIT_UNTIL (program_count_sales (program) == 1);
  gtk_editable_set_text (GTK_EDITABLE (entry), "nobody has this name");
  WAIT_UNTIL (g_str_equal (velo_sale_pane_get_showing (program_get_pane (program)), "nothing"));
  gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (bar), FALSE);
  WAIT_UNTIL (program_count_sales (program) == PROGRAM_N_SAMPLES);
}

static void
test_pages (Program       *program,
            gconstpointer  data)
{
  g_autoptr(VeloSaleItem) item = NULL;

  program_wait_for_samples (program);
  item = g_list_model_get_item (G_LIST_MODEL (velo_sale_pane_get_model (program_get_pane (program))), 0);
  program_activate (program, "win.open-sale", velo_sale_item_get_invoice_id (item));
  g_assert_cmpstr (program_get_shown (program), ==, "page");
  g_assert_true (VELO_IS_SALE_PAGE (velo_window_get_page (program->window)));
  gtk_widget_activate_action (GTK_WIDGET (program->window), "win.search", NULL);
  g_assert_false (gtk_search_bar_get_search_mode (GTK_SEARCH_BAR (velo_test_find (GTK_WIDGET (program->window),
                                                                                  "search_bar"))));
  velo_test_assert_text (velo_test_find (GTK_WIDGET (program->window), "page_title"), velo_sale_item_get_number (item));
  program_activate (program, "win.back", NULL);
  g_assert_cmpstr (program_get_shown (program), ==, "main");
  g_assert_null (velo_window_get_page (program->window));
}

/* A page of something that is not there says so, and the way back is open. */
static void
test_pages_of_nothing (Program       *program,
                       gconstpointer  data)
{
  program_wait_for_samples (program);
  program_activate (program, "win.open-vehicle", "no such id");
  velo_test_assert_text (program->window, "does not exist any more");
  program_activate (program, "win.open-sale", "");
  velo_test_settle ();
  g_assert_cmpstr (program_get_shown (program), ==, "page");
  program_activate (program, "win.back", NULL);
  g_assert_cmpstr (program_get_shown (program), ==, "main");
}

static void
save_employee (Program    *program,
               const char *id,
               const char *name)
{
  g_autoptr(VeloEmployee) employee = velo_employee_new ();

  velo_employee_set_id (employee, id);
  velo_employee_set_name (employee, name);
  velo_employee_set_broker_number (employee, "4711002");
  velo_store_save_employee_async (velo_counter_get_store (program_get_counter (program)), employee, "", NULL, NULL,
                                  NULL);
}

static gboolean
menu_has (GMenuModel *menu,
          const char *label)
{
  for (int i = 0; menu != NULL && i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr(GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);
      g_autofree char *text = NULL;

      g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_LABEL, "s", &text);
      if (g_strcmp0 (text, label) == 0 || (section != NULL && menu_has (section, label)))
        return TRUE;
    }
  return FALSE;
}

static void
test_employee (Program       *program,
               gconstpointer  data)
{
  GtkWidget *button = velo_test_find (GTK_WIDGET (program->window), "employee_button");

  program_wait_for_samples (program);
  save_employee (program, "second", "Timo Lenker");
  WAIT_UNTIL (menu_has (gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (button)), "Timo Lenker"));
  program_activate (program, "app.employee", "second");
  WAIT_UNTIL (g_str_equal (velo_employee_get_id (velo_counter_get_employee (program_get_counter (program))), "second"));
  velo_test_assert_text (button, "Timo Lenker");
  program_activate (program, "app.employee", "nobody");
  velo_test_settle ();
  g_assert_cmpstr (velo_employee_get_id (velo_counter_get_employee (program_get_counter (program))), ==, "second");
}

/* Asks again and again, as a hand that draws the edge does; the frame of the window takes a little. */
static gboolean
has_width (Program *program,
           int      width,
           int      height)
{
  gtk_window_set_default_size (GTK_WINDOW (program->window), width, height);
  velo_test_settle ();
  return ABS (gtk_widget_get_width (GTK_WIDGET (program->window)) - width) <= 20;
}

static void
test_sizes (Program       *program,
            gconstpointer  data)
{
  static const int sizes[][2] = { { 360, 640 }, { 1024, 700 }, { 700, 700 }, { 360, 420 }, { 1200, 900 } };

  program_wait_for_samples (program);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    WAIT_UNTIL (has_width (program, sizes[i][0], sizes[i][1]));
}

/* With letters twice as large the words of the header do not keep the window wider than a screen. */
static void
test_sizes_large (Program       *program,
                  gconstpointer  data)
{
  GtkSettings *settings = gtk_settings_get_default ();

  program_wait_for_samples (program);
  WAIT_UNTIL (has_width (program, 1200, 900));
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  WAIT_UNTIL (has_width (program, 1024, 700));
  g_object_set (settings, "gtk-xft-dpi", 96 * 1024, NULL);
  WAIT_UNTIL (has_width (program, 360, 640));
}

static gboolean
fills (Program    *program,
       const char *id)
{
  GtkWidget *window = GTK_WIDGET (program->window);

  return gtk_widget_get_width (velo_test_find (window, id)) <= gtk_widget_get_width (window);
}

/* A window that is lower than a view that is not seen would like cuts nothing off at its sides. */
static void
test_sizes_low (Program       *program,
                gconstpointer  data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int least = 0;

  program_wait_for_samples (program);
  g_object_set (settings, "gtk-xft-dpi", 3 * 96 * 1024 / 2, NULL);
  WAIT_UNTIL (has_width (program, 960, 600));
  WAIT_UNTIL (fills (program, "views"));
  gtk_widget_measure (velo_test_find (GTK_WIDGET (program->window), "views"), GTK_ORIENTATION_VERTICAL, 960, &least, NULL,
                      NULL, NULL);
  g_assert_cmpint (least, <, 400);
  g_object_set (settings, "gtk-xft-dpi", 96 * 1024, NULL);
}

/* Closed out of a submenu, the menu leaves the focus where keys are heard. */
static void
test_menu_closed (Program       *program,
                  gconstpointer  data)
{
  GtkMenuButton *button = GTK_MENU_BUTTON (velo_test_find (GTK_WIDGET (program->window), "menu_button"));
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (button));
  GtkWindow *window = GTK_WINDOW (program->window);

  program_wait_for_samples (program);
  gtk_menu_button_popup (button);
  WAIT_UNTIL (gtk_widget_get_mapped (popover));
  gtk_widget_child_focus (popover, GTK_DIR_TAB_FORWARD);
  velo_test_settle ();
  gtk_popover_popdown (GTK_POPOVER (popover));
  WAIT_UNTIL (!gtk_widget_get_mapped (popover));
  WAIT_UNTIL (gtk_window_get_focus (window) != NULL && gtk_widget_get_mapped (gtk_window_get_focus (window)));
  /* and where nothing has it at all, the button takes it */
  gtk_window_set_focus (window, NULL);
  g_signal_emit_by_name (popover, "closed");
  WAIT_UNTIL (gtk_window_get_focus (window) != NULL
              && gtk_widget_is_ancestor (gtk_window_get_focus (window), GTK_WIDGET (button)));
}

/* All of a widget; the window lists each twice, the second time where it searches. */
static void
collect_accels (GtkWidget *widget,
                GPtrArray *accels)
{
  if (GTK_IS_SHORTCUTS_SHORTCUT (widget))
    {
      char *accel;

      g_object_get (widget, "accelerator", &accel, NULL);
      g_ptr_array_add (accels, accel);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect_accels (child, accels);
}

/* Those of a claim belong to its page: test-velo-claim-tabs presses them. */
static void
collect_accels_of_claims (GtkWidget *widget,
                          GPtrArray *accels)
{
  g_autofree char *title = NULL;

  if (GTK_IS_SHORTCUTS_GROUP (widget))
    g_object_get (widget, "title", &title, NULL);
  if (g_strcmp0 (title, "Claims") == 0)
    {
      collect_accels (widget, accels);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect_accels_of_claims (child, accels);
}

static gboolean
has_binding (const char *accel)
{
  G_GNUC_UNUSED g_autoptr(GTypeClass) klass = g_type_class_ref (VELO_TYPE_WINDOW);
  g_autoptr(GtkShortcutTrigger) wanted = gtk_shortcut_trigger_parse_string (accel);
  GtkWidget *window = g_object_new (VELO_TYPE_WINDOW, NULL);
  GListModel *controllers = gtk_widget_observe_controllers (window);
  gboolean found = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GObject) controller = g_list_model_get_item (controllers, i);

      for (guint j = 0; GTK_IS_SHORTCUT_CONTROLLER (controller)
                        && j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr(GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutAction *action = gtk_shortcut_get_action (shortcut);

          if (gtk_shortcut_trigger_equal (gtk_shortcut_get_trigger (shortcut), wanted) && GTK_IS_NAMED_ACTION (action))
            found |= g_str_has_prefix (gtk_named_action_get_action_name (GTK_NAMED_ACTION (action)), "win.");
        }
    }
  g_object_unref (controllers);
  gtk_window_destroy (GTK_WINDOW (window));
  return found;
}

static void
assert_help (Program    *program,
             const char *title)
{
  GtkWidget *help;

  g_action_group_activate_action (G_ACTION_GROUP (program->application), "help", NULL);
  WAIT_UNTIL ((help = program_find_window (VELO_TYPE_HELP)) != NULL);
  g_assert_nonnull (velo_test_find_text (help, title));
  g_assert_cmpstr (adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (velo_test_find (help, "question_group"))), ==,
                   title);
  gtk_window_destroy (GTK_WINDOW (help));
  WAIT_UNTIL (program_find_window (VELO_TYPE_HELP) == NULL);
}

/* Help begins with the page about what is on the screen. */
static void
test_help (Program       *program,
           gconstpointer  data)
{
  AdwViewStack *views = ADW_VIEW_STACK (velo_test_find (GTK_WIDGET (program->window), "views"));

  program_wait_for_samples (program);
  gtk_window_present (GTK_WINDOW (program->window));
  WAIT_UNTIL (gtk_application_get_active_window (GTK_APPLICATION (program->application)) == GTK_WINDOW (program->window));
  adw_view_stack_set_visible_child_name (views, "claims");
  assert_help (program, "Motor claims settled at once");
  adw_view_stack_set_visible_child_name (views, "radar");
  assert_help (program, "Uninsured vehicles");
  gtk_widget_activate_action (GTK_WIDGET (program->window), "win.statistics", NULL);
  assert_help (program, "Statistics");
}

/* What the window of keys promises is there. */
static void
test_keys (Program       *program,
           gconstpointer  data)
{
  g_autoptr(GPtrArray) accels = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) of_claims = g_ptr_array_new_with_free_func (g_free);
  GtkApplication *application = GTK_APPLICATION (program->application);
  GtkWidget *overlay;

  program_wait_for_samples (program);
  overlay = GTK_WIDGET (gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (program->window)));
  g_assert_nonnull (overlay);
  collect_accels (overlay, accels);
  collect_accels_of_claims (overlay, of_claims);
  g_assert_cmpuint (of_claims->len, ==, 2);
  g_assert_cmpuint (accels->len, >=, 8);
  for (guint i = 0; i < accels->len; i++)
    {
      const char *accel = g_ptr_array_index (accels, i);
      g_auto(GStrv) actions = NULL;

      if (g_ptr_array_find_with_equal_func (of_claims, accel, g_str_equal, NULL))
        continue;
      actions = gtk_application_get_actions_for_accel (application, accel);
      g_test_message ("%s", accel);
      g_assert_true (actions[0] != NULL || has_binding (accel));
      if (actions[0] != NULL && g_str_has_prefix (actions[0], "app."))
        g_assert_true (g_action_group_has_action (G_ACTION_GROUP (application), actions[0] + 4));
    }
}

/* What waits is said plainly, and no word of cover with it. */
static void
test_notices (Program       *program,
              gconstpointer  data)
{
  program_wait_for_samples (program);
  g_object_set (program->window, "n-waiting", 1, NULL);
  velo_test_assert_text (program->window, "1 application waits to be sent. Until then there is no confirmed cover.");
  g_object_set (program->window, "n-waiting", 3, "offline", TRUE, NULL);
  velo_test_assert_text (program->window, "3 applications wait to be sent.");
  g_object_set (program->window, "n-waiting", 0, NULL);
  velo_test_assert_text (program->window, "No network.");
  g_object_set (program->window, "offline", FALSE, NULL);
  WAIT_UNTIL (velo_test_find_text (GTK_WIDGET (program->window), "No network.") == NULL);
  program_activate (program, "app.send-waiting", NULL);
  velo_test_assert_text (program->window, "Nothing waits to be sent");
}

/* Leaving training without an account is refused with a sentence, and nothing changes. */
static void
test_leave_training (Program       *program,
                     gconstpointer  data)
{
  g_autoptr(GSettings) settings = g_settings_new ("com.example.VeloInsure");
  g_autoptr(GSettings) training = g_settings_get_child (settings, "training");

  program_wait_for_samples (program);
  for (guint i = 0; i < 2; i++)
    {
      program_activate (program, "app.leave-training", NULL);
      program_close_message ("Please enter the user name and password");
      g_assert_nonnull (program_find_window (VELO_TYPE_PREFERENCES));
    }
  g_assert_true (g_settings_get_boolean (training, "active"));
  g_assert_true (velo_counter_is_training (program_get_counter (program)));
}

/* Files */

static GFile *
make_file (Program    *program,
           const char *name,
           GBytes     *bytes)
{
  g_autofree char *path = g_build_filename (program->folder, name, NULL);
  GError *error = NULL;

  g_mkdir_with_parents (program->folder, 0700);
  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

/* The file is dropped while the data are still being opened, and again when it is known. */
static void
test_take_in (Program       *program,
              gconstpointer  data)
{
  g_autoptr(GBytes) bytes = velo_samples_load ("invoice.pdf", 0, NULL);
  g_autoptr(GFile) file = make_file (program, "invoice.pdf", bytes);
  g_autoptr(GFile) same = make_file (program, "the same.pdf", bytes);
  GtkWidget *dialog;
  guint n_sales;

  velo_window_take_in (program->window, file);
  program_wait_for_samples (program);
  WAIT_UNTIL (program_find_window (VELO_TYPE_SALE_DIALOG) != NULL);
  dialog = program_find_window (VELO_TYPE_SALE_DIALOG);
  gtk_widget_activate_action (dialog, "sale-dialog.save", NULL);
  WAIT_UNTIL (program_count_sales (program) > PROGRAM_N_SAMPLES);
  n_sales = program_count_sales (program);
  WAIT_UNTIL (program_find_window (VELO_TYPE_REMINDER_DIALOG) != NULL);
  gtk_window_close (program_find_window (VELO_TYPE_REMINDER_DIALOG));
  WAIT_UNTIL (program_find_window (VELO_TYPE_REMINDER_DIALOG) == NULL);
  velo_window_take_in (program->window, same);
  program_close_message ("Nothing was stored twice");
  g_assert_cmpstr (program_get_shown (program), ==, "page");
  g_assert_cmpuint (program_count_sales (program), ==, n_sales);
}

static void
test_take_in_broken (Program       *program,
                     gconstpointer  data)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("%PDF-1.7\nnothing", 16);
  g_autoptr(GFile) file = make_file (program, "broken.pdf", bytes);
  g_autoptr(GFile) missing = g_file_new_for_path ("/no such file.pdf");
  g_autoptr(GFile) folder = g_file_new_for_path (program->folder);

  program_wait_for_samples (program);
  velo_window_take_in (program->window, file);
  program_close_message ("damaged");
  velo_window_take_in (program->window, missing);
  program_close_message ("The invoice was not read");
  velo_window_take_in (program->window, folder);
  program_close_message ("The invoice was not read");
  g_assert_null (program_find_window (VELO_TYPE_SALE_DIALOG));
  g_assert_cmpuint (program_count_sales (program), ==, PROGRAM_N_SAMPLES);
}

/* The window goes while a file is being read, and another one waits. */
static void
test_take_in_closed (Program       *program,
                     gconstpointer  data)
{
  g_autoptr(GBytes) bytes = velo_samples_load ("invoice.pdf", 0, NULL);
  g_autoptr(GFile) file = make_file (program, "invoice.pdf", bytes);

  program_wait_for_samples (program);
  velo_window_take_in (program->window, file);
  velo_window_take_in (program->window, file);
  program_close (program);
  g_assert_null (program_find_window (VELO_TYPE_SALE_DIALOG));
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*func) (Program *program, gconstpointer data); } tests[] = {
    { "/window/starts", test_starts },
    { "/window/rests", test_rests },
    { "/window/closed-while-starting", test_closed_while_starting },
    { "/window/opened-while-stopping", test_opened_while_stopping },
    { "/window/restart", test_restart },
    { "/window/badge", test_badge },
    { "/window/to-vehicle", test_to_vehicle },
    { "/window/concluded", test_concluded },
    { "/window/concluded/in-list", test_concluded_in_list },
    { "/window/closed-while-restarting", test_closed_while_restarting },
    { "/window/search", test_search },
    { "/window/pages", test_pages },
    { "/window/pages-of-nothing", test_pages_of_nothing },
    { "/window/employee", test_employee },
    { "/window/sizes", test_sizes },
    { "/window/sizes-large", test_sizes_large },
    { "/window/sizes-low", test_sizes_low },
    { "/window/menu-closed", test_menu_closed },
    { "/window/notices", test_notices },
    { "/window/leave-training", test_leave_training },
    { "/window/help", test_help },
    { "/window/keys", test_keys },
    { "/window/take-in", test_take_in },
    { "/window/take-in/broken", test_take_in_broken },
    { "/window/take-in/closed", test_take_in_closed },
  };

  velo_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Program, NULL, program_set_up, tests[i].func, program_tear_down);
  return g_test_run ();
}
