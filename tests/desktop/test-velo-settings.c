/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The settings with real services: account, password, shop, and what goes wrong there. */

#include "config.h"

#include "velo-settings-fixture.h"

#include "velo-account-page.h"
#include "velo-date.h"
#include "velo-secrets-memory.h"
#include "velo-store-employees.h"

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
  adw_combo_row_set_selected (ADW_COMBO_ROW (find (fixture, "warranty_row")), 1);
  g_assert_cmpint (velo_counter_get_ticks (velo_services_get_counter (fixture->services)), ==, VELO_TICKS_SPOKEN);
  gtk_switch_set_active (GTK_SWITCH (find (fixture, "recommendation_switch")), TRUE);
  g_assert_cmpint (velo_counter_get_ticks (velo_services_get_counter (fixture->services)), ==,
                   VELO_TICKS_SPOKEN | VELO_TICKS_RECOMMENDED);
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
  assert_line (fixture, "Broker numbers: works");
  assert_line (fixture, "Jana Kurbel 4711001");
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
  /* what is known here is told all the same */
  assert_line (fixture, "Broker numbers: failed");
  assert_line (fixture, "no employee has been entered");
}

static void
add_employee (Fixture    *fixture,
              const char *name,
              const char *number,
              gboolean    retired)
{
  VeloStore *store = velo_counter_get_store (velo_services_get_counter (fixture->services));
  g_autoptr(VeloEmployee) employee = velo_employee_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  velo_employee_set_name (employee, name);
  velo_employee_set_broker_number (employee, number);
  velo_employee_set_retired (employee, retired);
  velo_store_save_employee_async (store, employee, "", NULL, result_cb, &result);
  WAIT_UNTIL (result != NULL);
  velo_store_save_employee_finish (store, result, &error);
  g_assert_no_error (error);
}

/* Who has no broker number is named; who has left the shop needs none. */
static void
test_check_numbers (Fixture       *fixture,
                    gconstpointer  data)
{
  add_employee (fixture, "Kai Lager", "", TRUE);
  run_check (fixture);
  assert_line (fixture, "Broker numbers: works");
  add_employee (fixture, "Timo Lenker", "", FALSE);
  add_employee (fixture, "Öz & <Söhne>", "", FALSE);
  run_check (fixture);
  assert_line (fixture, "Broker numbers: failed");
  assert_line (fixture, "without a number: Öz & <Söhne>, Timo Lenker");
  g_assert_null (velo_test_find_text (find (fixture, "check_group"), "Kai Lager"));
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
    { "/settings/check/numbers", FALSE, test_check_numbers },
    { "/settings/check/real", TRUE, test_check_real },
    { "/settings/account-left", TRUE, test_account_left },
    { "/settings/check/offline", TRUE, test_check_offline },
    { "/settings/check/address", TRUE, test_check_address },
    { "/settings/details", TRUE, test_details },
  };

  velo_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, GINT_TO_POINTER (tests[i].real), set_up, tests[i].func, tear_down);
  return g_test_run ();
}
