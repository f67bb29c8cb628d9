/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entering a sale, reading one from an invoice, and the reminder that follows. */

#include "config.h"

#include "velo-sales-fixture.h"

#include "velo-field.h"
#include "velo-reminder-dialog.h"
#include "velo-sale-dialog.h"
#include "velo-sale-field.h"
#include "velo-sales-intake.h"

#include <string.h>

static void
set_text (GtkWidget  *field,
          const char *text)
{
  g_assert_nonnull (field);
  gtk_editable_set_text (GTK_EDITABLE (field), text);
}

static VeloSaleDialog *
show_new (Fixture *fixture)
{
  GtkWindow *dialog;

  fixture_show (fixture, gtk_label_new ("main"));
  dialog = velo_sales_enter (fixture->window, fixture->counter, fixture->settings);
  settle ();
  return VELO_SALE_DIALOG (dialog);
}

static void
fill_in (VeloSaleDialog *dialog)
{
  VeloSaleVehicleForm *form = velo_sale_dialog_get_form (dialog, 0);

  set_text (velo_sale_vehicle_form_get_field (form, "maker"), "Kronberg");
  set_text (velo_sale_vehicle_form_get_field (form, "model"), "E-Trail");
  set_text (velo_sale_vehicle_form_get_field (form, "frame-number"), "KB 1234567");
  set_text (velo_sale_vehicle_form_get_field (form, "price-cents"), "3.999,00");
  set_text (velo_sale_dialog_get_field (dialog, "last-name"), "Übelacker-Groß");
  set_text (velo_sale_dialog_get_field (dialog, "postcode"), "91054");
  set_text (velo_sale_dialog_get_field (dialog, "number"), "RE-77");
}

static void
save (VeloSaleDialog *dialog)
{
  gtk_widget_activate_action (GTK_WIDGET (dialog), "sale-dialog.save", NULL);
}

static const char *
get_problem (GtkWidget *field)
{
  return velo_field_get_problem (field);
}

static void
test_enter (Fixture       *fixture,
            gconstpointer  data)
{
  VeloSaleDialog *dialog = show_new (fixture);
  VeloVehicle *vehicle;

  fill_in (dialog);
  vehicle = first_vehicle (velo_sale_dialog_get_invoice (dialog));
  g_assert_cmpint (velo_vehicle_get_price_cents (vehicle), ==, 399900);
  save (dialog);
  WAIT_UNTIL (find_window (VELO_TYPE_REMINDER_DIALOG) != NULL);
  WAIT_UNTIL (find_window (VELO_TYPE_SALE_DIALOG) == NULL);
  g_assert_cmpuint (fixture_count_sales (fixture), ==, 1);
  gtk_window_destroy (find_window (VELO_TYPE_REMINDER_DIALOG));
}

static void
test_enter_without_reminder (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr(GSettings) sale = g_settings_get_child (fixture->settings, "sale");
  VeloSaleDialog *dialog;

  g_settings_set_boolean (sale, "remind", FALSE);
  dialog = show_new (fixture);
  fill_in (dialog);
  save (dialog);
  WAIT_UNTIL (find_window (VELO_TYPE_SALE_DIALOG) == NULL);
  g_assert_null (find_window (VELO_TYPE_REMINDER_DIALOG));
  g_assert_cmpuint (fixture_count_sales (fixture), ==, 1);
}

/* A battery has no lock: half a price of one, which nobody sees any more, keeps nobody from storing. */
static void
test_enter_battery (Fixture       *fixture,
                    gconstpointer  data)
{
  VeloSaleDialog *dialog = show_new (fixture);
  VeloSaleVehicleForm *form = velo_sale_dialog_get_form (dialog, 0);

  fill_in (dialog);
  set_text (velo_sale_vehicle_form_get_field (form, "lock-price-cents"), "89x");
  velo_vehicle_set_kind (first_vehicle (velo_sale_dialog_get_invoice (dialog)), VELO_ARTICLE_KIND_BATTERY);
  save (dialog);
  WAIT_UNTIL (find_window (VELO_TYPE_SALE_DIALOG) == NULL);
  gtk_window_destroy (find_window (VELO_TYPE_REMINDER_DIALOG));
}

/* In a narrow window the question is as narrow, and does not hang over the edge of the screen. */
static void
test_reminder_narrow (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(GListStore) vehicles = g_list_store_new (VELO_TYPE_VEHICLE);
  g_autoptr(VeloVehicle) vehicle = velo_vehicle_new ();
  GtkWindow *reminder;
  int width;
  int height;

  g_list_store_append (vehicles, vehicle);
  gtk_window_set_default_size (fixture->window, 360, 640);
  gtk_window_present (fixture->window);
  WAIT_UNTIL (gtk_widget_get_width (GTK_WIDGET (fixture->window)) > 0);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <, 460);
  reminder = velo_reminder_dialog_present (fixture->window, fixture->counter, G_LIST_MODEL (vehicles),
                                           VELO_REMINDER_PAGE_ASK);
  gtk_window_get_default_size (reminder, &width, &height);
  g_assert_cmpint (width, <=, gtk_widget_get_width (GTK_WIDGET (fixture->window)));
  gtk_window_destroy (reminder);
}

static void
test_two_vehicles (Fixture       *fixture,
                   gconstpointer  data)
{
  VeloSaleDialog *dialog = show_new (fixture);
  VeloSaleVehicleForm *second;
  GtkWidget *reminder;

  fill_in (dialog);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "sale-dialog.add-vehicle", NULL);
  second = velo_sale_dialog_get_form (dialog, 1);
  set_text (velo_sale_vehicle_form_get_field (second, "maker"), "Pedalo");
  set_text (velo_sale_vehicle_form_get_field (second, "price-cents"), "899");
  save (dialog);
  WAIT_UNTIL (find_window (VELO_TYPE_REMINDER_DIALOG) != NULL);
  reminder = find_window (VELO_TYPE_REMINDER_DIALOG);
  g_assert_nonnull (strstr (gtk_window_get_title (GTK_WINDOW (reminder)), "Kronberg"));
  gtk_widget_activate_action (reminder, "reminder.save-later", NULL);
  WAIT_UNTIL (strstr (gtk_window_get_title (GTK_WINDOW (reminder)), "Pedalo") != NULL);
  gtk_widget_activate_action (reminder, "reminder.save-decline", NULL);
  WAIT_UNTIL (find_window (VELO_TYPE_REMINDER_DIALOG) == NULL);
}

static void
test_remove_vehicle (Fixture       *fixture,
                     gconstpointer  data)
{
  VeloSaleDialog *dialog = show_new (fixture);
  GListModel *vehicles = G_LIST_MODEL (velo_invoice_get_vehicles (velo_sale_dialog_get_invoice (dialog)));

  gtk_widget_activate_action (GTK_WIDGET (dialog), "sale-dialog.add-vehicle", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (vehicles), ==, 2);
  g_signal_emit_by_name (velo_sale_dialog_get_form (dialog, 0), "remove-requested");
  g_assert_cmpuint (g_list_model_get_n_items (vehicles), ==, 1);
  /* The last one stays: a sale without vehicle insures nothing. */
  g_signal_emit_by_name (velo_sale_dialog_get_form (dialog, 0), "remove-requested");
  g_assert_cmpuint (g_list_model_get_n_items (vehicles), ==, 1);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  VeloSaleDialog *dialog = show_new (fixture);
  VeloSaleVehicleForm *form = velo_sale_dialog_get_form (dialog, 0);
  GtkWidget *maker = velo_sale_vehicle_form_get_field (form, "maker");

  save (dialog);
  g_assert_nonnull (velo_sale_dialog_get_notice (dialog));
  g_assert_nonnull (get_problem (maker));
  g_assert_nonnull (get_problem (velo_sale_vehicle_form_get_field (form, "price-cents")));
  g_assert_nonnull (get_problem (velo_sale_dialog_get_field (dialog, "last-name")));
  g_assert_null (get_problem (velo_sale_dialog_get_field (dialog, "first-name")));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (maker), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  set_text (maker, "K");
  g_assert_null (get_problem (maker));
  g_assert_cmpuint (fixture_count_sales (fixture), ==, 0);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_wrong_values (Fixture       *fixture,
                   gconstpointer  data)
{
  static const struct { const char *property; const char *text; } cases[] = {
    { "price-cents", "3.99.9" }, { "price-cents", "much" }, { "purchase-date", "31.2.2026" },
    { "model-year", "26" }, { "lock-price-cents", "-5" },
  };
  VeloSaleDialog *dialog = show_new (fixture);
  VeloSaleVehicleForm *form = velo_sale_dialog_get_form (dialog, 0);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *field = velo_sale_vehicle_form_get_field (form, cases[i].property);

      fill_in (dialog);
      set_text (field, cases[i].text);
      save (dialog);
      g_assert_nonnull (get_problem (field));
      set_text (field, "");
    }
  g_assert_cmpuint (fixture_count_sales (fixture), ==, 0);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_wrong_customer (Fixture       *fixture,
                     gconstpointer  data)
{
  VeloSaleDialog *dialog = show_new (fixture);
  GtkWidget *postcode = velo_sale_dialog_get_field (dialog, "postcode");
  GtkWidget *date = velo_sale_dialog_get_field (dialog, "date");

  fill_in (dialog);
  set_text (postcode, "1010");
  set_text (date, "01.01.2099");
  save (dialog);
  g_assert_nonnull (get_problem (postcode));
  g_assert_nonnull (get_problem (date));
  g_assert_cmpuint (fixture_count_sales (fixture), ==, 0);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_store_closed (Fixture       *fixture,
                   gconstpointer  data)
{
  VeloSaleDialog *dialog = show_new (fixture);

  fill_in (dialog);
  fixture_close_store (fixture);
  save (dialog);
  WAIT_UNTIL (velo_sale_dialog_get_notice (dialog) != NULL);
  /* What was entered is still there. */
  g_assert_cmpstr (velo_invoice_get_number (velo_sale_dialog_get_invoice (dialog)), ==, "RE-77");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_close_asks (Fixture       *fixture,
                 gconstpointer  data)
{
  VeloSaleDialog *dialog = show_new (fixture);

  gtk_window_close (GTK_WINDOW (dialog));
  settle ();
  g_assert_null (find_window (VELO_TYPE_SALE_DIALOG));

  dialog = show_new (fixture);
  fill_in (dialog);
  gtk_window_close (GTK_WINDOW (dialog));
  settle ();
  g_assert_nonnull (find_window (VELO_TYPE_SALE_DIALOG));
  adw_message_dialog_response (find_window (ADW_TYPE_MESSAGE_DIALOG), "cancel");
  gtk_window_destroy (find_window (ADW_TYPE_MESSAGE_DIALOG));
  settle ();
  g_assert_nonnull (find_window (VELO_TYPE_SALE_DIALOG));
  gtk_window_close (GTK_WINDOW (dialog));
  settle ();
  adw_message_dialog_response (find_window (ADW_TYPE_MESSAGE_DIALOG), "confirm");
  /* as its button does after the answer */
  gtk_window_destroy (find_window (ADW_TYPE_MESSAGE_DIALOG));
  WAIT_UNTIL (find_window (VELO_TYPE_SALE_DIALOG) == NULL);
  g_assert_cmpuint (fixture_count_sales (fixture), ==, 0);
}

static void
test_edit (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = fixture_add (fixture, make_sale ("RE-1", "Maier", "E-Trail", 89900));
  g_autoptr(VeloVehicle) vehicle = NULL;
  VeloSaleDialog *dialog;

  fixture_show (fixture, gtk_label_new ("main"));
  velo_sales_edit (fixture->window, fixture->counter, fixture->settings, velo_invoice_get_id (invoice));
  WAIT_UNTIL (find_window (VELO_TYPE_SALE_DIALOG) != NULL);
  dialog = find_window (VELO_TYPE_SALE_DIALOG);
  set_text (velo_sale_vehicle_form_get_field (velo_sale_dialog_get_form (dialog, 0), "model"), "E-Road");
  save (dialog);
  WAIT_UNTIL (find_window (VELO_TYPE_SALE_DIALOG) == NULL);
  g_assert_null (find_window (VELO_TYPE_REMINDER_DIALOG));
  vehicle = fixture_load_vehicle (fixture, velo_vehicle_get_id (first_vehicle (invoice)));
  g_assert_cmpstr (velo_vehicle_get_model (vehicle), ==, "E-Road");
  g_assert_cmpuint (fixture_count_sales (fixture), ==, 1);
}

static void
test_edit_missing (Fixture       *fixture,
                   gconstpointer  data)
{
  fixture_show (fixture, gtk_label_new ("main"));
  velo_sales_edit (fixture->window, fixture->counter, fixture->settings, "no such sale");
  WAIT_UNTIL (find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  g_assert_null (find_window (VELO_TYPE_SALE_DIALOG));
  gtk_window_destroy (find_window (ADW_TYPE_MESSAGE_DIALOG));
}

/* The number of a mobile, as most private customers give it, is seen as well as any other. */
static void
test_mobile (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1", "Maier", "E-Trail", 89900);
  g_autoptr(GBytes) bytes = g_bytes_new_static ("<x/>", 4);
  VeloSaleDialog *dialog;
  GtkWidget *field;

  velo_customer_set_mobile (velo_invoice_get_customer (invoice), "+43 664 5550144");
  fixture_show (fixture, gtk_label_new ("main"));
  dialog = velo_sale_dialog_new (fixture->window, fixture->counter, NULL, invoice, bytes);
  gtk_window_present (GTK_WINDOW (dialog));
  field = velo_sale_dialog_get_field (dialog, "mobile");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (field)), ==, "+43 664 5550144");
  set_text (field, "+43 664 5550145");
  g_assert_cmpstr (velo_customer_get_mobile (velo_invoice_get_customer (velo_sale_dialog_get_invoice (dialog))), ==,
                   "+43 664 5550145");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* Values that were read: sure ones stand in the field, weak ones are offered. */
static void
test_findings (Fixture       *fixture,
               gconstpointer  data)
{
  static const struct { const char *field; const char *value; VeloSureness sureness; } found[] = {
    { "maker", "Kronberg", VELO_SURENESS_HIGH },
    { "battery-number", "AK-778", VELO_SURENESS_LOW },
  };
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1", "Maier", "E-Trail", 89900);
  g_autoptr(GBytes) bytes = g_bytes_new_static ("<x/>", 4);
  VeloVehicle *vehicle = first_vehicle (invoice);
  VeloSaleDialog *dialog;
  VeloSaleField *battery;

  for (guint i = 0; i < G_N_ELEMENTS (found); i++)
    {
      g_autoptr(VeloFinding) finding = velo_finding_new ();

      velo_finding_set_field (finding, found[i].field);
      velo_finding_set_value (finding, found[i].value);
      velo_finding_set_excerpt (finding, "… Akku AK-778 …");
      velo_finding_set_sureness (finding, found[i].sureness);
      g_list_store_append (velo_vehicle_get_findings (vehicle), finding);
    }
  fixture_show (fixture, gtk_label_new ("main"));
  dialog = velo_sale_dialog_new (fixture->window, fixture->counter, NULL, invoice, bytes);
  gtk_window_present (GTK_WINDOW (dialog));
  battery = VELO_SALE_FIELD (velo_sale_vehicle_form_get_field (velo_sale_dialog_get_form (dialog, 0),
                                                               "battery-number"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (battery)), ==, "");
  g_assert_true (velo_sale_field_has_offer (battery));
  g_assert_true (velo_sale_field_has_source (VELO_SALE_FIELD (
    velo_sale_vehicle_form_get_field (velo_sale_dialog_get_form (dialog, 0), "maker"))));
  g_assert_false (velo_sale_field_has_source (VELO_SALE_FIELD (
    velo_sale_vehicle_form_get_field (velo_sale_dialog_get_form (dialog, 0), "model"))));
  velo_sale_field_take_offer (battery);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (battery)), ==, "AK-778");
  g_assert_false (velo_sale_field_has_offer (battery));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* The reminder */

static VeloReminderDialog *
show_reminder (Fixture     *fixture,
               VeloInvoice *invoice)
{
  fixture_show (fixture, gtk_label_new ("main"));
  return VELO_REMINDER_DIALOG (velo_reminder_dialog_present_for_sale (fixture->window, fixture->counter,
                                                                      NULL, invoice));
}

static void
test_reminder_insure (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = fixture_add (fixture, make_sale ("RE-1", "Maier", "E-Trail", 89900));
  g_autofree char *expected = g_strdup_printf ("insure %s\n", velo_vehicle_get_id (first_vehicle (invoice)));
  VeloReminderDialog *dialog = show_reminder (fixture, invoice);

  gtk_widget_activate_action (GTK_WIDGET (dialog), "reminder.insure", NULL);
  g_assert_cmpstr (fixture->asked->str, ==, expected);
  g_assert_null (find_window (VELO_TYPE_REMINDER_DIALOG));
}

static void
test_reminder_later (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = fixture_add (fixture, make_sale ("RE-1", "Maier", "E-Trail", 89900));
  VeloReminderDialog *dialog = show_reminder (fixture, invoice);
  g_autoptr(VeloVehicle) vehicle = NULL;

  g_assert_true (g_str_has_prefix (gtk_window_get_title (GTK_WINDOW (dialog)), "Insure "));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "reminder.show", "s", "later");
  /* answered, it does not go on asking */
  g_assert_null (strchr (gtk_window_get_title (GTK_WINDOW (dialog)), '?'));
  g_assert_nonnull (strstr (gtk_window_get_title (GTK_WINDOW (dialog)), "E-Trail"));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "reminder.show", "s", "ask");
  g_assert_nonnull (strchr (gtk_window_get_title (GTK_WINDOW (dialog)), '?'));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "reminder.show", "s", "later");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "reminder.save-later", NULL);
  WAIT_UNTIL (find_window (VELO_TYPE_REMINDER_DIALOG) == NULL);
  vehicle = fixture_load_vehicle (fixture, velo_vehicle_get_id (first_vehicle (invoice)));
  g_assert_cmpint (velo_vehicle_get_remind_at (vehicle), >, velo_time_now ());
}

static void
test_reminder_decline (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = fixture_add (fixture, make_sale ("RE-1", "Maier", "E-Trail", 89900));
  VeloReminderDialog *dialog = show_reminder (fixture, invoice);
  g_autoptr(VeloVehicle) vehicle = NULL;

  gtk_widget_activate_action (GTK_WIDGET (dialog), "reminder.save-decline", NULL);
  WAIT_UNTIL (find_window (VELO_TYPE_REMINDER_DIALOG) == NULL);
  vehicle = fixture_load_vehicle (fixture, velo_vehicle_get_id (first_vehicle (invoice)));
  g_assert_cmpint (velo_vehicle_get_state (vehicle), ==, VELO_INSURANCE_STATE_DECLINED);
  g_assert_cmpstr (velo_vehicle_get_decline_reason (vehicle), !=, "");
}

static void
test_reminder_closed_store (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = fixture_add (fixture, make_sale ("RE-1", "Maier", "E-Trail", 89900));
  VeloReminderDialog *dialog = show_reminder (fixture, invoice);

  fixture_close_store (fixture);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "reminder.save-decline", NULL);
  settle ();
  g_assert_nonnull (find_window (VELO_TYPE_REMINDER_DIALOG));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static GtkWidget *
find_id (GtkWidget  *root,
         const char *id)
{
  GtkWidget *found = NULL;

  if (g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (root)), id) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_id (child, id);
  return found;
}

static const char *
get_reminder_page (VeloReminderDialog *dialog)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (find_id (GTK_WIDGET (dialog), "stack")));
}

static const char *
get_obstacle (VeloReminderDialog *dialog)
{
  return gtk_label_get_label (GTK_LABEL (find_id (GTK_WIDGET (dialog), "obstacle_label")));
}

/* A question that leads nowhere is not asked: the dialog says why, and goes on to the next vehicle. */
static void
test_reminder_too_dear (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1", "Maier", "E-Trail", 1000001);
  g_autoptr(VeloInvoice) other = make_sale ("RE-2", "Maier", "Pedalo", 89900);
  VeloReminderDialog *dialog;

  g_list_store_append (velo_invoice_get_vehicles (invoice), first_vehicle (other));
  fixture_add (fixture, invoice);
  dialog = show_reminder (fixture, invoice);
  g_assert_cmpstr (get_reminder_page (dialog), ==, "cannot");
  g_assert_nonnull (strstr (get_obstacle (dialog), "costs more"));
  g_assert_true (gtk_window_get_default_widget (GTK_WINDOW (dialog)) == find_id (GTK_WIDGET (dialog), "skip_button"));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "reminder.skip", NULL);
  g_assert_cmpstr (get_reminder_page (dialog), ==, "ask");
  gtk_window_destroy (GTK_WINDOW (dialog));
  settle ();
}

static void
test_reminder_too_old (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1", "Maier", "E-Trail", 89900);
  g_autoptr(GDate) bought = velo_date_today ();
  VeloReminderDialog *dialog;

  g_date_subtract_months (bought, 13);
  velo_vehicle_set_purchase_date (first_vehicle (invoice), bought);
  fixture_add (fixture, invoice);
  dialog = show_reminder (fixture, invoice);
  WAIT_UNTIL (g_str_equal (get_reminder_page (dialog), "cannot"));
  g_assert_nonnull (strstr (get_obstacle (dialog), "too long ago"));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "reminder.skip", NULL);
  g_assert_null (find_window (VELO_TYPE_REMINDER_DIALOG));
}

static void
test_reminder_nothing (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1", "Maier", "E-Trail", 89900);

  velo_vehicle_set_state (first_vehicle (invoice), VELO_INSURANCE_STATE_INSURED);
  g_assert_null (velo_reminder_dialog_present_for_sale (fixture->window, fixture->counter, NULL, invoice));
}

#define ADD(path, function) \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();

  ADD ("/sales/dialog/enter", test_enter);
  ADD ("/sales/dialog/enter-without-reminder", test_enter_without_reminder);
  ADD ("/sales/dialog/two-vehicles", test_two_vehicles);
  ADD ("/sales/dialog/reminder-narrow", test_reminder_narrow);
  ADD ("/sales/dialog/remove-vehicle", test_remove_vehicle);
  ADD ("/sales/dialog/empty", test_empty);
  ADD ("/sales/dialog/wrong-values", test_wrong_values);
  ADD ("/sales/dialog/wrong-customer", test_wrong_customer);
  ADD ("/sales/dialog/store-closed", test_store_closed);
  ADD ("/sales/dialog/close-asks", test_close_asks);
  ADD ("/sales/dialog/edit", test_edit);
  ADD ("/sales/dialog/edit-missing", test_edit_missing);
  ADD ("/sales/dialog/mobile", test_mobile);
  ADD ("/sales/dialog/findings", test_findings);
  ADD ("/sales/dialog/battery", test_enter_battery);
  ADD ("/sales/reminder/insure", test_reminder_insure);
  ADD ("/sales/reminder/later", test_reminder_later);
  ADD ("/sales/reminder/too-dear", test_reminder_too_dear);
  ADD ("/sales/reminder/too-old", test_reminder_too_old);
  ADD ("/sales/reminder/decline", test_reminder_decline);
  ADD ("/sales/reminder/closed-store", test_reminder_closed_store);
  ADD ("/sales/reminder/nothing", test_reminder_nothing);
  return g_test_run ();
}
