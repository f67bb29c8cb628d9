/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Employees in the settings: taken in, left half entered, asked or not, and with numbers that cannot be. */

#include "config.h"

#include "velo-settings-fixture.h"

#include "velo-employees-page.h"
#include "velo-field.h"
#include "velo-reminder-dialog.h"
#include "velo-store-employees.h"

static GtkWidget *
find_titled (GtkWidget  *root,
             GType       type,
             const char *title)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type)
      && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_titled (child, type, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_employee (Fixture    *fixture,
               const char *title)
{
  return find_titled (find (fixture, "employees_page"), ADW_TYPE_EXPANDER_ROW, title);
}

static VeloEmployee *
load_employee (Fixture    *fixture,
               const char *name)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GPtrArray) employees = NULL;
  VeloStore *store = velo_counter_get_store (velo_services_get_counter (fixture->services));

  velo_store_list_employees_async (store, TRUE, NULL, result_cb, &result);
  WAIT_UNTIL (result != NULL);
  employees = velo_store_list_employees_finish (store, result, NULL);
  for (guint i = 0; employees != NULL && i < employees->len; i++)
    if (g_str_equal (velo_employee_get_name (g_ptr_array_index (employees, i)), name))
      return g_object_ref (g_ptr_array_index (employees, i));
  return NULL;
}

static void
test_employee (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(VeloEmployee) stored = NULL;
  g_autoptr(VeloEmployee) retired = NULL;
  GtkWidget *row;
  GtkWidget *number;

  show_page (fixture, "employees");
  WAIT_UNTIL (find_employee (fixture, "Jana Kurbel") != NULL);
  g_signal_emit_by_name (find (fixture, "add_button"), "clicked");
  row = find_employee (fixture, "New employee");
  g_assert_nonnull (row);
  number = find_titled (row, ADW_TYPE_ENTRY_ROW, "Broker number");
  /* a number before the name waits for it */
  enter (number, "471100200300400500");
  g_assert_cmpstr (velo_field_get_problem (find_titled (row, ADW_TYPE_ENTRY_ROW, "Name")), ==, "Please enter a name.");
  enter (find_titled (row, ADW_TYPE_ENTRY_ROW, "Name"), "Öz & <Söhne>");
  g_assert_null (velo_field_get_problem (find_titled (row, ADW_TYPE_ENTRY_ROW, "Name")));
  stored = load_employee (fixture, "Öz & <Söhne>");
  g_assert_nonnull (stored);
  g_assert_cmpstr (velo_employee_get_broker_number (stored), ==, "471100200300400500");

  gtk_switch_set_active (GTK_SWITCH (adw_action_row_get_activatable_widget (
                           ADW_ACTION_ROW (find_titled (row, ADW_TYPE_ACTION_ROW, "Retired")))), TRUE);
  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (row)), ==, "Retired");
  retired = load_employee (fixture, "Öz & <Söhne>");
  g_assert_true (velo_employee_get_retired (retired));
}

/* Who goes on to the next row has not pressed Enter, and who closes the window has not either. */
static void
test_employee_left (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(VeloEmployee) stored = NULL;
  g_autoptr(VeloEmployee) renamed = NULL;
  GtkWidget *row;
  GtkWidget *name;
  GtkWidget *number;

  show_page (fixture, "employees");
  g_signal_emit_by_name (find (fixture, "add_button"), "clicked");
  row = find_employee (fixture, "New employee");
  name = find_titled (row, ADW_TYPE_ENTRY_ROW, "Name");
  number = find_titled (row, ADW_TYPE_ENTRY_ROW, "Broker number");
  WAIT_UNTIL (gtk_widget_get_mapped (number));
  gtk_editable_set_text (GTK_EDITABLE (name), "Tom Speiche");
  g_assert_true (gtk_widget_grab_focus (number));
  velo_test_settle ();
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "Tom Speiche");
  enter (number, "4711002");
  g_assert_null (velo_field_get_problem (name));
  stored = load_employee (fixture, "Tom Speiche");
  g_assert_cmpstr (velo_employee_get_broker_number (stored), ==, "4711002");

  g_assert_true (gtk_widget_grab_focus (name));
  gtk_editable_set_text (GTK_EDITABLE (name), "Tom Speichner");
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  renamed = load_employee (fixture, "Tom Speichner");
  g_assert_nonnull (renamed);
}

/* Off for one, on for the others; the shop's own switch has the last word. */
static void
test_employee_reminder (Fixture       *fixture,
                        gconstpointer  data)
{
  GSettings *settings = velo_services_get_settings (fixture->services);
  VeloCounter *counter = velo_services_get_counter (fixture->services);
  g_autoptr(GSettings) sale = g_settings_get_child (settings, "sale");
  GtkWidget *line;
  GtkSwitch *toggle;

  show_page (fixture, "employees");
  WAIT_UNTIL (find_employee (fixture, "Jana Kurbel") != NULL);
  g_assert_cmpstr (velo_employee_get_name (velo_counter_get_employee (counter)), ==, "Jana Kurbel");
  line = find_titled (find_employee (fixture, "Jana Kurbel"), ADW_TYPE_ACTION_ROW, "Remind at a Sale");
  toggle = GTK_SWITCH (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (line)));
  g_assert_true (gtk_switch_get_active (toggle));
  g_assert_true (velo_reminder_is_wanted (settings, counter));
  gtk_switch_set_active (toggle, FALSE);
  g_assert_false (velo_reminder_is_wanted (settings, counter));
  g_assert_true (velo_reminder_is_wanted (settings, NULL));
  gtk_switch_set_active (toggle, TRUE);
  g_assert_true (velo_reminder_is_wanted (settings, counter));
  g_settings_set_boolean (sale, "remind", FALSE);
  g_assert_false (velo_reminder_is_wanted (settings, counter));
}

static void
test_employee_number (Fixture       *fixture,
                      gconstpointer  data)
{
  static const char * const wrong[] = { "12a", "0", "1234567890123456789", "-5", "12 34", "١٢٣" };
  g_autoptr(VeloEmployee) stored = NULL;
  GtkWidget *row;
  GtkWidget *number;

  show_page (fixture, "employees");
  WAIT_UNTIL (find_employee (fixture, "Jana Kurbel") != NULL);
  row = find_employee (fixture, "Jana Kurbel");
  number = find_titled (row, ADW_TYPE_ENTRY_ROW, "Broker number");
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      enter (number, wrong[i]);
      g_assert_nonnull (velo_field_get_problem (number));
    }
  stored = load_employee (fixture, "Jana Kurbel");
  g_assert_cmpstr (velo_employee_get_broker_number (stored), ==, "4711001");
  enter (number, " 4711009 ");
  g_assert_null (velo_field_get_problem (number));
  g_assert_cmpstr (velo_employee_get_broker_number (velo_counter_get_employee (
                     velo_services_get_counter (fixture->services))), ==, "4711009");
  enter (find_titled (row, ADW_TYPE_ENTRY_ROW, "Name"), "   ");
  g_assert_nonnull (velo_field_get_problem (find_titled (row, ADW_TYPE_ENTRY_ROW, "Name")));
  enter (number, "");
  g_assert_nonnull (strstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (row)), "Cannot send"));
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*func) (Fixture *fixture, gconstpointer data); } tests[] = {
    { "/settings/employee", test_employee },
    { "/settings/employee-left", test_employee_left },
    { "/settings/employee-reminder", test_employee_reminder },
    { "/settings/employee-number", test_employee_number },
  };

  velo_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  return g_test_run ();
}
