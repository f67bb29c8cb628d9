/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <glib/gstdio.h>

#include "velo-counter.h"
#include "velo-date.h"
#include "velo-find-text.h"
#include "velo-store-employees.h"
#include "velo-store-sales.h"
#include "velo-store-vehicles.h"
#include "velo-wait.h"

/* An insurer that is never asked: the views of sales talk to the store only. */
#define VELO_TYPE_DUMB_INSURER (velo_dumb_insurer_get_type ())
G_DECLARE_FINAL_TYPE (VeloDumbInsurer, velo_dumb_insurer, VELO, DUMB_INSURER, GObject)

struct _VeloDumbInsurer
{
  GObject parent_instance;
};

static void
velo_dumb_insurer_iface_init (VeloInsurerInterface *iface)
{
}

G_DEFINE_FINAL_TYPE_WITH_CODE (VeloDumbInsurer, velo_dumb_insurer, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (VELO_TYPE_INSURER, velo_dumb_insurer_iface_init))

static void
velo_dumb_insurer_class_init (VeloDumbInsurerClass *klass)
{
}

static void
velo_dumb_insurer_init (VeloDumbInsurer *self)
{
}

/* A shop with its store in a directory of its own, and a window with the actions of the main one. */
typedef struct
{
  char *directory;
  char *path;
  VeloStore *store;
  VeloCounter *counter;
  GSettings *settings;
  GtkWindow *window;
  GString *asked; /* "insure ID\n" for each action that was activated */
} Fixture;

typedef struct
{
  GAsyncResult *result;
} Answer;

static inline void
answer_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  ((Answer *) user_data)->result = g_object_ref (result);
}

static inline GAsyncResult *
wait_for (Answer *answer)
{
  WAIT_UNTIL (answer->result != NULL);
  return g_steal_pointer (&answer->result);
}

static inline void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

static inline void
asked_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  Fixture *fixture = user_data;

  g_string_append_printf (fixture->asked, "%s %s\n", g_action_get_name (G_ACTION (action)),
                          parameter == NULL ? "" : g_variant_get_string (parameter, NULL));
}

static inline void
fixture_add_actions (Fixture *fixture)
{
  static const GActionEntry entries[] = {
    { .name = "insure", .activate = asked_cb, .parameter_type = "s" },
    { .name = "open-sale", .activate = asked_cb, .parameter_type = "s" },
    { .name = "open-vehicle", .activate = asked_cb, .parameter_type = "s" },
    { .name = "edit-sale", .activate = asked_cb, .parameter_type = "s" },
    { .name = "new-sale", .activate = asked_cb },
    { .name = "open-file", .activate = asked_cb },
    { .name = "search", .activate = asked_cb },
  };
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), fixture);
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->window), "win", G_ACTION_GROUP (group));
}

static inline void
fixture_add_employee (Fixture    *fixture,
                      const char *name)
{
  g_autoptr(VeloEmployee) employee = velo_employee_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  Answer answer = { NULL };

  velo_employee_set_name (employee, name);
  velo_employee_set_broker_number (employee, "4711");
  velo_store_save_employee_async (fixture->store, employee, "", NULL, answer_cb, &answer);
  result = wait_for (&answer);
  g_assert_true (velo_store_save_employee_finish (fixture->store, result, &error));
  g_assert_no_error (error);
  velo_counter_set_employee (fixture->counter, employee);
}

static inline void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(VeloDumbInsurer) insurer = g_object_new (VELO_TYPE_DUMB_INSURER, NULL);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  Answer answer = { NULL };

  fixture->directory = g_dir_make_tmp ("velo-sales-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->directory, "shop.sqlite", NULL);
  velo_store_open_async (fixture->path, NULL, answer_cb, &answer);
  result = wait_for (&answer);
  fixture->store = velo_store_open_finish (result, &error);
  g_assert_no_error (error);
  fixture->counter = velo_counter_new (fixture->store, VELO_INSURER (insurer), FALSE);
  fixture->settings = g_settings_new ("com.example.VeloInsure");
  fixture->asked = g_string_new (NULL);
  fixture->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (fixture->window, 1100, 740);
  fixture_add_actions (fixture);
}

static inline void
remove_directory (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_directory (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static inline void
fixture_close_store (Fixture *fixture)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  Answer answer = { NULL };

  velo_store_close_async (fixture->store, answer_cb, &answer);
  result = wait_for (&answer);
  g_assert_true (velo_store_close_finish (fixture->store, result, &error));
  g_assert_no_error (error);
}

static inline void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GSettings) sale = g_settings_get_child (fixture->settings, "sale");

  gtk_window_destroy (fixture->window);
  settle ();
  if (!velo_store_is_closed (fixture->store))
    fixture_close_store (fixture);
  g_settings_reset (sale, "remind");
  velo_counter_close (fixture->counter);
  g_clear_object (&fixture->settings);
  /* what was accepted a moment ago may still be learned from */
  WAIT_UNTIL (G_OBJECT (fixture->counter)->ref_count == 1);
  g_assert_finalize_object (g_steal_pointer (&fixture->counter));
  WAIT_UNTIL (G_OBJECT (fixture->store)->ref_count == 1);
  g_assert_finalize_object (g_steal_pointer (&fixture->store));
  remove_directory (fixture->directory);
  g_string_free (fixture->asked, TRUE);
  g_free (fixture->path);
  g_free (fixture->directory);
}

static inline void
fixture_show (Fixture   *fixture,
              GtkWidget *widget)
{
  adw_window_set_content (ADW_WINDOW (fixture->window), widget);
  gtk_window_present (fixture->window);
  settle ();
}

static inline VeloInvoice *
make_sale (const char *number,
           const char *last_name,
           const char *model,
           gint64      price_cents)
{
  VeloInvoice *invoice = velo_invoice_new ();
  VeloCustomer *customer = velo_invoice_get_customer (invoice);
  g_autoptr(VeloVehicle) vehicle = velo_vehicle_new ();
  g_autoptr(GDate) date = velo_date_today ();

  velo_invoice_set_number (invoice, number);
  velo_invoice_set_date (invoice, date);
  velo_invoice_set_format (invoice, "typed");
  velo_invoice_set_gross_cents (invoice, price_cents);
  velo_customer_set_first_name (customer, "Katrin");
  velo_customer_set_last_name (customer, last_name);
  velo_customer_set_street (customer, "Am Graben 7");
  velo_customer_set_postcode (customer, "91054");
  velo_customer_set_city (customer, "Erlangen");
  velo_customer_set_country (customer, "DE");
  velo_vehicle_set_kind (vehicle, VELO_ARTICLE_KIND_EBIKE);
  velo_vehicle_set_maker (vehicle, "Kronberg");
  velo_vehicle_set_model (vehicle, model);
  velo_vehicle_set_frame_number (vehicle, "KB26E48217");
  velo_vehicle_set_price_cents (vehicle, price_cents);
  velo_vehicle_set_purchase_date (vehicle, date);
  g_list_store_append (velo_invoice_get_vehicles (invoice), vehicle);
  return invoice;
}

/* Stores @invoice, which gets its ids, and returns it. */
static inline VeloInvoice *
fixture_add (Fixture     *fixture,
             VeloInvoice *invoice)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  Answer answer = { NULL };

  velo_store_add_sale_async (fixture->store, invoice, NULL, "Jana", NULL, answer_cb, &answer);
  result = wait_for (&answer);
  velo_store_add_sale_finish (fixture->store, result, NULL, &error);
  g_assert_no_error (error);
  return invoice;
}

static inline VeloVehicle *
first_vehicle (VeloInvoice *invoice)
{
  g_autoptr(VeloVehicle) vehicle =
    g_list_model_get_item (G_LIST_MODEL (velo_invoice_get_vehicles (invoice)), 0);

  g_assert_nonnull (vehicle);
  return vehicle;
}

static inline VeloVehicle *
fixture_load_vehicle (Fixture    *fixture,
                      const char *id)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  VeloVehicle *vehicle = NULL;
  Answer answer = { NULL };

  velo_store_get_vehicle_async (fixture->store, id, NULL, answer_cb, &answer);
  result = wait_for (&answer);
  vehicle = velo_store_get_vehicle_finish (fixture->store, result, &error);
  g_assert_no_error (error);
  return vehicle;
}

static inline guint
fixture_count_sales (Fixture *fixture)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GError) error = NULL;
  VeloStoreFilter filter = VELO_STORE_FILTER_INIT;
  Answer answer = { NULL };
  guint n_total = 0;

  velo_store_list_sales_async (fixture->store, &filter, NULL, answer_cb, &answer);
  result = wait_for (&answer);
  items = velo_store_list_sales_finish (fixture->store, result, &n_total, &error);
  g_assert_no_error (error);
  return n_total;
}

/* The open window of @type, or NULL. */
static inline gpointer
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GObject) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window;
    }
  return NULL;
}
