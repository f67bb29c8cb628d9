/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The settings with real services: account, password, employees, shop, and what goes wrong there. */

#include "config.h"

#include "velo-program-test.h"

#include "velo-account-page.h"
#include "velo-date.h"
#include "velo-employees-page.h"
#include "velo-reminder-dialog.h"
#include "velo-field.h"
#include "velo-secrets-memory.h"
#include "velo-store-employees.h"

typedef struct
{
  Program program;
  GSettings *settings;
  VeloSecrets *secrets;
  VeloServices *services;
  VeloTrainingInsurer *insurer; /* (nullable) the "real" one */
  VeloPreferences *window;      /* weak */
} Fixture;

static void
result_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

/* Services for training, or with @data for real, against an insurer that listens here. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  GError *error = NULL;

  program_prepare (&fixture->program);
  fixture->settings = g_settings_new ("com.example.VeloInsure");
  fixture->secrets = velo_secrets_memory_new ();
  if (data != NULL)
    {
      g_autoptr(GSettings) insurer = g_settings_get_child (fixture->settings, "insurer");

      fixture->insurer = velo_training_insurer_new ();
      g_assert_true (velo_training_insurer_start (fixture->insurer, 0, &error));
      g_settings_set_string (insurer, "base-url", velo_training_insurer_get_uri (fixture->insurer));
    }
  fixture->services = velo_services_new (fixture->settings, fixture->secrets, fixture->program.folder);
  velo_services_start_async (fixture->services, data == NULL, NULL, result_cb, &result);
  WAIT_UNTIL (result != NULL);
  g_assert_true (velo_services_start_finish (fixture->services, result, &error));
  g_assert_no_error (error);
  g_set_weak_pointer (&fixture->window, velo_preferences_present (NULL, fixture->services, NULL));
  velo_test_settle ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  gpointer services;

  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  WAIT_UNTIL (fixture->window == NULL);
  velo_services_stop_async (fixture->services, result_cb, &result);
  WAIT_UNTIL (result != NULL);
  g_assert_true (velo_services_stop_finish (fixture->services, result, NULL));
  g_clear_object (&result);
  services = fixture->services;
  g_object_add_weak_pointer (G_OBJECT (services), &services);
  g_clear_object (&fixture->services);
  WAIT_UNTIL (services == NULL);
  if (fixture->insurer != NULL)
    velo_training_insurer_stop (fixture->insurer);
  g_clear_object (&fixture->insurer);
  g_clear_object (&fixture->secrets);
  g_clear_object (&fixture->settings);
  velo_test_remove (fixture->program.folder);
  g_free (fixture->program.folder);
}

static GtkWidget *
find (Fixture    *fixture,
      const char *id)
{
  GtkWidget *widget = velo_test_find (GTK_WIDGET (fixture->window), id);

  if (widget == NULL)
    g_error ("no widget %s", id);
  return widget;
}

static void
show_page (Fixture    *fixture,
           const char *page)
{
  velo_preferences_show_page (fixture->window, page);
  velo_test_settle ();
}

static void
enter (GtkWidget  *row,
       const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  g_signal_emit_by_name (row, "apply");
}

static void
wait_for_stored (Fixture    *fixture,
                 const char *text)
{
  AdwActionRow *row = ADW_ACTION_ROW (find (fixture, "stored_row"));

  WAIT_UNTIL (strstr (adw_action_row_get_subtitle (row), text) != NULL);
}

/* The password that the key ring has for @user, or NULL. */
static char *
look_up (Fixture    *fixture,
         const char *user)
{
  g_autoptr(GAsyncResult) result = NULL;

  velo_secrets_lookup_async (fixture->secrets, VELO_ACCOUNT_ID, user, VELO_SECRETS_MODE_REAL, NULL, result_cb, &result);
  WAIT_UNTIL (result != NULL);
  return velo_secrets_lookup_finish (fixture->secrets, result, NULL);
}

/* No key of any schema has @secret in it. */
static void
assert_not_in_settings (GSettings  *settings,
                        const char *secret)
{
  g_autoptr(GSettingsSchema) schema = NULL;
  g_auto(GStrv) keys = NULL;
  g_auto(GStrv) children = g_settings_list_children (settings);

  g_object_get (settings, "settings-schema", &schema, NULL);
  keys = g_settings_schema_list_keys (schema);
  for (char **key = keys; *key != NULL; key++)
    {
      g_autoptr(GVariant) value = g_settings_get_value (settings, *key);
      g_autofree char *text = g_variant_print (value, FALSE);

      g_assert_null (strstr (text, secret));
    }
  for (char **child = children; *child != NULL; child++)
    {
      g_autoptr(GSettings) below = g_settings_get_child (settings, *child);

      assert_not_in_settings (below, secret);
    }
}

/* Pages */

static void
test_pages (Fixture       *fixture,
            gconstpointer  data)
{
  static const char * const pages[] = { "account", "employees", "sale", "signing", "shop", "data" };

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      show_page (fixture, pages[i]);
      g_assert_cmpstr (adw_preferences_window_get_visible_page_name (ADW_PREFERENCES_WINDOW (fixture->window)), ==,
                       pages[i]);
    }
  for (int width = 360; width <= 900; width += 180)
    {
      gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, 640);
      velo_test_settle ();
    }
}

/* The folder may have a name that would be markup. */
static void
test_data_page (Fixture       *fixture,
                gconstpointer  data)
{
  AdwActionRow *row = ADW_ACTION_ROW (find (fixture, "folder_row"));

  g_assert_cmpstr (adw_action_row_get_subtitle (row), ==, velo_services_get_folder (fixture->services));
  adw_action_row_set_subtitle (row, "/home/Räder & <Teile>");
  show_page (fixture, "data");
  g_assert_nonnull (velo_test_find_text (GTK_WIDGET (fixture->window), "/home/Räder & <Teile>"));
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (find (fixture, "training_button"))), ==,
                   data == NULL ? "app.leave-training" : "app.enter-training");
}

static void
test_shop (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GSettings) shop = g_settings_get_child (fixture->settings, "shop");
  g_autofree char *name = NULL;
  VeloParty *party;

  show_page (fixture, "shop");
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, "shop_name_row")), "Räder & Söhne");
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, "shop_city_row")), "Wien");
  adw_combo_row_set_selected (ADW_COMBO_ROW (find (fixture, "shop_country_row")), 1);
  adw_combo_row_set_selected (ADW_COMBO_ROW (find (fixture, "status_row")), 2);
  velo_test_settle ();
  name = g_settings_get_string (shop, "name");
  g_assert_cmpstr (name, ==, "Räder & Söhne");
  g_assert_cmpint (g_settings_get_enum (shop, "intermediary-status"), ==, 2);
  party = velo_counter_get_shop (velo_services_get_counter (fixture->services));
  g_assert_cmpstr (velo_party_get_name (party), ==, "Räder & Söhne");
  g_assert_cmpstr (velo_party_get_city (party), ==, "Wien");
  g_assert_cmpstr (velo_party_get_country (party), ==, "AT");
}

/* The account */

static void
test_password (Fixture       *fixture,
               gconstpointer  data)
{
  char *password;

  wait_for_stored (fixture, "Enter the user name first");
  enter (find (fixture, "password_row"), "hunter2-geheim");
  wait_for_stored (fixture, "Enter user name and password");
  enter (find (fixture, "user_row"), "  rad-haus ");
  wait_for_stored (fixture, "Not there yet");
  g_assert_false (gtk_widget_get_sensitive (find (fixture, "forget_button")));
  enter (find (fixture, "password_row"), "hunter2-geheim");
  wait_for_stored (fixture, "Stored");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find (fixture, "password_row"))), ==, "");
  password = look_up (fixture, "rad-haus");
  g_assert_cmpstr (password, ==, "hunter2-geheim");
  velo_secrets_password_free (password);
  assert_not_in_settings (fixture->settings, "hunter2-geheim");

  g_signal_emit_by_name (find (fixture, "forget_button"), "clicked");
  wait_for_stored (fixture, "Not there yet");
  g_assert_null (look_up (fixture, "rad-haus"));
  enter (find (fixture, "user_row"), "");
  wait_for_stored (fixture, "Enter the user name first");
}

static void
test_no_key_ring (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(GError) none = g_error_new_literal (VELO_SECRETS_ERROR, VELO_SECRETS_ERROR_UNAVAILABLE, "no service");
  g_autoptr(GError) locked = g_error_new_literal (VELO_SECRETS_ERROR, VELO_SECRETS_ERROR_LOCKED, "locked");

  velo_secrets_memory_set_failing (VELO_SECRETS_MEMORY (fixture->secrets), none);
  enter (find (fixture, "user_row"), "rad-haus");
  wait_for_stored (fixture, "No key ring is running");
  enter (find (fixture, "password_row"), "hunter2-geheim");
  wait_for_stored (fixture, "No key ring is running");
  /* what was typed is not lost, and kept nowhere else */
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find (fixture, "password_row"))), ==, "hunter2-geheim");
  assert_not_in_settings (fixture->settings, "hunter2-geheim");
  velo_secrets_memory_set_failing (VELO_SECRETS_MEMORY (fixture->secrets), NULL);
  enter (find (fixture, "password_row"), "hunter2-geheim");
  wait_for_stored (fixture, "Stored");
  velo_secrets_memory_set_failing (VELO_SECRETS_MEMORY (fixture->secrets), locked);
  g_signal_emit_by_name (find (fixture, "forget_button"), "clicked");
  wait_for_stored (fixture, "The key ring is locked");
}

/* The window goes while the key ring and the insurer are being asked. */
static void
test_closed_early (Fixture       *fixture,
                   gconstpointer  data)
{
  enter (find (fixture, "user_row"), VELO_TRAINING_USER);
  enter (find (fixture, "password_row"), VELO_TRAINING_PASSWORD);
  g_signal_emit_by_name (find (fixture, "check_button"), "clicked");
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  WAIT_UNTIL (fixture->window == NULL);
}

static void
test_activation (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GSettings) activation = g_settings_get_child (fixture->settings, "activation");
  AdwComboRow *row = ADW_COMBO_ROW (find (fixture, "activation_row"));
  g_autoptr(GDate) today = velo_date_today ();
  g_autofree char *iso = velo_date_format_iso (today);
  g_autofree char *asked = NULL;

  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 0);
  adw_combo_row_set_selected (row, 1);
  asked = g_settings_get_string (activation, "asked-date");
  g_assert_cmpstr (asked, ==, iso);
  g_assert_true (g_str_has_prefix (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "Asked on"));
  adw_combo_row_set_selected (row, 2);
  g_assert_cmpint (g_settings_get_enum (activation, "state"), ==, 2);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "");
  /* asked again much later: the two weeks begin anew */
  g_settings_set_string (activation, "asked-date", "2020-01-01");
  adw_combo_row_set_selected (row, 0);
  adw_combo_row_set_selected (row, 1);
  g_clear_pointer (&asked, g_free);
  asked = g_settings_get_string (activation, "asked-date");
  g_assert_cmpstr (asked, ==, iso);
}

/* The self-test */

static void
run_check (Fixture *fixture)
{
  GtkWidget *button = find (fixture, "check_button");

  g_signal_emit_by_name (button, "clicked");
  g_assert_false (gtk_widget_get_sensitive (button));
  WAIT_UNTIL (gtk_widget_get_sensitive (button));
}

static void
assert_line (Fixture    *fixture,
             const char *text)
{
  if (velo_test_find_text (find (fixture, "check_group"), text) == NULL)
    g_error ("no line “%s”", text);
}

static guint
count_contracts (VeloTrainingInsurer *insurer)
{
  g_autoptr(GPtrArray) numbers = velo_training_insurer_dup_contract_numbers (insurer);

  return numbers->len;
}

static void
test_signing (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GSettings) signing = g_settings_get_child (fixture->settings, "signing");

  adw_combo_row_set_selected (ADW_COMBO_ROW (find (fixture, "preferred_row")), 2);
  g_assert_cmpint (g_settings_get_enum (signing, "preferred-way"), ==, 2);
  gtk_switch_set_active (GTK_SWITCH (find (fixture, "print_switch")), TRUE);
  g_assert_true (g_settings_get_boolean (signing, "print-customer-set"));
}

static void
test_check_training (Fixture       *fixture,
                     gconstpointer  data)
{
  run_check (fixture);
  run_check (fixture);
  assert_line (fixture, "Sign-in: works");
  assert_line (fixture, "Sample premium: works");
  assert_line (fixture, "Application form: works");
  /* that was not the real account */
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (find (fixture, "activation_row"))), ==, 0);
  g_assert_cmpuint (count_contracts (velo_services_get_training_insurer (fixture->services)), ==, 0);
}

static void
test_check_real (Fixture       *fixture,
                 gconstpointer  data)
{
  enter (find (fixture, "user_row"), VELO_TRAINING_USER);
  run_check (fixture);
  assert_line (fixture, "Sign-in: failed");
  assert_line (fixture, "There is no password");
  enter (find (fixture, "password_row"), "wrong");
  wait_for_stored (fixture, "Stored");
  run_check (fixture);
  assert_line (fixture, "Sign-in: failed");
  assert_line (fixture, "not tried, because a step before failed");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (find (fixture, "activation_row"))), ==, 0);
  enter (find (fixture, "password_row"), VELO_TRAINING_PASSWORD);
  wait_for_stored (fixture, "Stored");
  WAIT_UNTIL (*gtk_editable_get_text (GTK_EDITABLE (find (fixture, "password_row"))) == '\0');
  run_check (fixture);
  assert_line (fixture, "Application form: works");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (find (fixture, "activation_row"))), ==, 2);
  g_assert_cmpuint (count_contracts (fixture->insurer), ==, 0);
}

/* The keyboard leaves a row, and nobody pressed Enter. A password in a window that is closed stays out. */
static void
test_account_left (Fixture       *fixture,
                   gconstpointer  data)
{
  char *password = NULL;

  gtk_widget_grab_focus (find (fixture, "user_row"));
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, "user_row")), VELO_TRAINING_USER);
  g_assert_true (gtk_widget_grab_focus (find (fixture, "password_row")));
  velo_test_settle ();
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, "password_row")), VELO_TRAINING_PASSWORD);
  g_assert_true (gtk_widget_grab_focus (find (fixture, "user_row")));
  wait_for_stored (fixture, "Stored");
  WAIT_UNTIL (*gtk_editable_get_text (GTK_EDITABLE (find (fixture, "password_row"))) == '\0');
  g_assert_true (gtk_widget_grab_focus (find (fixture, "password_row")));
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, "password_row")), "half of");
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  velo_test_settle ();
  password = look_up (fixture, VELO_TRAINING_USER);
  g_assert_cmpstr (password, ==, VELO_TRAINING_PASSWORD);
  velo_secrets_password_free (password);
}

static void
test_check_offline (Fixture       *fixture,
                    gconstpointer  data)
{
  enter (find (fixture, "user_row"), VELO_TRAINING_USER);
  enter (find (fixture, "password_row"), VELO_TRAINING_PASSWORD);
  wait_for_stored (fixture, "Stored");
  velo_training_insurer_stop (fixture->insurer);
  run_check (fixture);
  assert_line (fixture, "Sign-in: failed");
  assert_line (fixture, "No connection to the insurer");
}

static void
test_check_address (Fixture       *fixture,
                    gconstpointer  data)
{
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, "base_url_row")), "no address");
  enter (find (fixture, "user_row"), VELO_TRAINING_USER);
  enter (find (fixture, "password_row"), VELO_TRAINING_PASSWORD);
  wait_for_stored (fixture, "Stored");
  run_check (fixture);
  assert_line (fixture, "Sign-in: failed");
  assert_line (fixture, "cannot be used");
}

static gboolean
uses_company (VeloCounter *counter,
              const char  *wanted)
{
  g_autofree char *company = NULL;

  g_object_get (velo_counter_get_insurer (counter), "company", &company, NULL);
  return g_strcmp0 (company, wanted) == 0;
}

/* What is changed among the details holds at once, not only when the page is left. */
static void
test_details (Fixture       *fixture,
              gconstpointer  data)
{
  VeloCounter *counter = velo_services_get_counter (fixture->services);
  g_autoptr(GSettings) insurer = g_settings_get_child (fixture->settings, "insurer");
  g_autoptr(GVariant) texts = NULL;
  g_autofree char *words = NULL;

  enter (find (fixture, "user_row"), VELO_TRAINING_USER);
  enter (find (fixture, "password_row"), VELO_TRAINING_PASSWORD);
  wait_for_stored (fixture, "Stored");
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, "company_row")), "XY");
  WAIT_UNTIL (uses_company (counter, "XY"));
  g_assert_true (gtk_widget_get_mapped (find (fixture, "user_row")));

  /* words for one product stay as they are */
  g_settings_set_value (insurer, "consent-texts", g_variant_new_parsed ("{'GU 1': 'Eins', '': 'Alt'}"));
  enter (find (fixture, "consent_row"), "  Ich  willige ein. ");
  texts = g_settings_get_value (insurer, "consent-texts");
  g_assert_true (g_variant_lookup (texts, "", "s", &words));
  g_assert_cmpstr (words, ==, "Ich willige ein.");
  g_assert_true (g_variant_lookup (texts, "GU 1", "&s", NULL));
  g_clear_pointer (&texts, g_variant_unref);
  enter (find (fixture, "consent_row"), "");
  texts = g_settings_get_value (insurer, "consent-texts");
  g_assert_cmpuint (g_variant_n_children (texts), ==, 1);
}

/* Employees */

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
  static const struct
  {
    const char *path;
    gboolean real;
    void (*func) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/settings/pages", FALSE, test_pages },
    { "/settings/data-page", FALSE, test_data_page },
    { "/settings/data-page/real", TRUE, test_data_page },
    { "/settings/shop", FALSE, test_shop },
    { "/settings/password", FALSE, test_password },
    { "/settings/password/real", TRUE, test_password },
    { "/settings/no-key-ring", TRUE, test_no_key_ring },
    { "/settings/closed-early", TRUE, test_closed_early },
    { "/settings/activation", FALSE, test_activation },
    { "/settings/signing", FALSE, test_signing },
    { "/settings/check/training", FALSE, test_check_training },
    { "/settings/check/real", TRUE, test_check_real },
    { "/settings/account-left", TRUE, test_account_left },
    { "/settings/check/offline", TRUE, test_check_offline },
    { "/settings/check/address", TRUE, test_check_address },
    { "/settings/details", TRUE, test_details },
    { "/settings/employee", FALSE, test_employee },
    { "/settings/employee-left", FALSE, test_employee_left },
    { "/settings/employee-reminder", FALSE, test_employee_reminder },
    { "/settings/employee-number", FALSE, test_employee_number },
  };

  velo_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, GINT_TO_POINTER (tests[i].real), set_up, tests[i].func, tear_down);
  return g_test_run ();
}
