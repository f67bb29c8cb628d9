/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One notification of the desktop for all vehicles that were sold and not asked for. */

#define G_LOG_DOMAIN "velo-notifier"

#include "config.h"

#include "velo-notifier.h"

#include <glib/gi18n.h>

#include "velo-rules.h"
#include "velo-store-vehicles.h"
#include "velo-text.h"

#define NOTIFICATION_ID "sold"
#define MAX_LINES 3

struct _VeloNotifier
{
  GObject parent_instance;

  GApplication *application; /* (weak) (nullable) */
  VeloCounter *counter;      /* (owned) (not nullable) */
  GPtrArray *entries;        /* (owned) (element-type Entry): oldest first */
  GCancellable *cancellable; /* (owned) (not nullable) */
  gboolean fresh; /* something was added since it was shown */
  gboolean shown;
};

typedef struct
{
  char *vehicle_id; /* (owned) */
  char *text;       /* (owned) vehicle and surname */
} Entry;

G_DEFINE_FINAL_TYPE (VeloNotifier, velo_notifier, G_TYPE_OBJECT)

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->vehicle_id);
  g_free (entry->text);
  g_free (entry);
}

static Entry *
find_entry (VeloNotifier *self,
            const char   *vehicle_id)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (g_strcmp0 (((Entry *) g_ptr_array_index (self->entries, i))->vehicle_id, vehicle_id) == 0)
      return g_ptr_array_index (self->entries, i);
  return NULL;
}

static void
withdraw (VeloNotifier *self)
{
  if (self->shown && self->application != NULL)
    g_application_withdraw_notification (self->application, NOTIFICATION_ID);
  self->shown = FALSE;
}

static char *
dup_body (VeloNotifier *self)
{
  GString *body = g_string_new (NULL);
  guint n_lines = MIN (self->entries->len, MAX_LINES);

  for (guint i = 0; i < n_lines; i++)
    g_string_append_printf (body, "%s%s", i == 0 ? "" : "\n",
                            ((Entry *) g_ptr_array_index (self->entries, i))->text);
  if (self->entries->len > n_lines)
    {
      guint n_more = self->entries->len - n_lines;

      g_string_append_c (body, '\n');
      g_string_append_printf (body, ngettext ("and %u more", "and %u more", n_more), n_more);
    }
  return g_string_free (body, FALSE);
}

/* For several the window is opened with its list of what is to be done. */
static void
add_actions (VeloNotifier  *self,
             GNotification *notification)
{
  const char *id = ((Entry *) g_ptr_array_index (self->entries, 0))->vehicle_id;

  if (self->entries->len == 1)
    {
      g_notification_set_default_action_and_target (notification, "app.insure", "s", id);
      g_notification_add_button_with_target (notification, _("Later"), "app.ask-later", "s", id);
      g_notification_add_button_with_target (notification, _("Insure Now"), "app.insure", "s", id);
      return;
    }
  g_notification_set_default_action (notification, "app.show-sales");
  g_notification_add_button_with_target (notification, _("Later"), "app.ask-later", "s", "");
  g_notification_add_button (notification, _("Insure Now"), "app.show-sales");
}

/* What is answered is not asked again. */

typedef struct
{
  VeloNotifier *notifier; /* (owned) */
  char *vehicle_id;       /* (owned) */
} Look;

static void
look_free (Look *look)
{
  g_clear_object (&look->notifier);
  g_free (look->vehicle_id);
  g_free (look);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Look, look_free)

static void
looked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Look) look = user_data;
  VeloNotifier *self = look->notifier;
  g_autoptr(GError) error = NULL;
  g_autoptr(VeloVehicle) vehicle = velo_store_get_vehicle_finish (VELO_STORE (object), result, &error);
  Entry *entry = find_entry (self, look->vehicle_id);
  gboolean gone = g_error_matches (error, VELO_STORE_ERROR, VELO_STORE_ERROR_NOT_FOUND);

  if (entry == NULL || (vehicle == NULL && !gone))
    return;
  if (gone || velo_vehicle_get_state (vehicle) != VELO_INSURANCE_STATE_OPEN || velo_vehicle_get_remind_at (vehicle) > 0)
    {
      g_ptr_array_remove (self->entries, entry);
      /* while something is left it stays as it is: shown once more, it would disturb once more */
      if (self->entries->len == 0)
        withdraw (self);
    }
}

static void
changed_cb (VeloNotifier *self,
            const char   *table,
            const char   *id)
{
  Look *look;

  if (!g_str_equal (table, "vehicles") || find_entry (self, id) == NULL)
    return;
  look = g_new0 (Look, 1);
  look->notifier = g_object_ref (self);
  look->vehicle_id = g_strdup (id);
  velo_store_get_vehicle_async (velo_counter_get_store (self->counter), id, self->cancellable, looked_cb, look);
}

/* GObject */

static void
velo_notifier_dispose (GObject *object)
{
  VeloNotifier *self = VELO_NOTIFIER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->application);

  G_OBJECT_CLASS (velo_notifier_parent_class)->dispose (object);
}

static void
velo_notifier_finalize (GObject *object)
{
  VeloNotifier *self = VELO_NOTIFIER (object);

  g_clear_object (&self->counter);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->entries, g_ptr_array_unref);

  G_OBJECT_CLASS (velo_notifier_parent_class)->finalize (object);
}

static void
velo_notifier_class_init (VeloNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = velo_notifier_dispose;
  G_OBJECT_CLASS (klass)->finalize = velo_notifier_finalize;
}

static void
velo_notifier_init (VeloNotifier *self)
{
  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->cancellable = g_cancellable_new ();
}

/**
 * velo_notifier_new:
 * @application: the program, with app.insure, app.ask-later and app.show-sales
 * @counter: where the store is
 *
 * Returns: (transfer full): a notifier that has nothing to tell
 */
VeloNotifier *
velo_notifier_new (GApplication *application,
                   VeloCounter  *counter)
{
  VeloNotifier *self;

  g_return_val_if_fail (G_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (VELO_IS_COUNTER (counter), NULL);

  self = g_object_new (VELO_TYPE_NOTIFIER, NULL);
  g_set_weak_pointer (&self->application, application);
  self->counter = g_object_ref (counter);
  g_signal_connect_object (velo_counter_get_store (counter), "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * velo_notifier_add:
 * @self: a notifier
 * @invoice: a sale that was stored
 *
 * Adds what can be insured of a sale to what velo_notifier_show() tells.
 */
void
velo_notifier_add (VeloNotifier *self,
                   VeloInvoice  *invoice)
{
  GListModel *vehicles;
  const char *surname;

  g_return_if_fail (VELO_IS_NOTIFIER (self));
  g_return_if_fail (VELO_IS_INVOICE (invoice));

  vehicles = G_LIST_MODEL (velo_invoice_get_vehicles (invoice));
  surname = velo_customer_get_last_name (velo_invoice_get_customer (invoice));
  for (guint i = 0; i < g_list_model_get_n_items (vehicles); i++)
    {
      g_autoptr(VeloVehicle) vehicle = g_list_model_get_item (vehicles, i);
      g_autofree char *name = velo_vehicle_dup_name (vehicle);
      Entry *entry;

      if (velo_vehicle_get_state (vehicle) != VELO_INSURANCE_STATE_OPEN
          || !velo_article_kind_is_insurable (velo_vehicle_get_kind (vehicle))
          || velo_rules_is_too_dear (vehicle)
          || find_entry (self, velo_vehicle_get_id (vehicle)) != NULL)
        continue;
      entry = g_new0 (Entry, 1);
      entry->vehicle_id = g_strdup (velo_vehicle_get_id (vehicle));
      entry->text = velo_text_is_empty (surname) ? g_strdup (name) : g_strdup_printf ("%s · %s", name, surname);
      g_ptr_array_add (self->entries, entry);
      self->fresh = TRUE;
    }
}

/**
 * velo_notifier_show:
 * @self: a notifier
 *
 * Shows what there is to tell as one notification, in place of the one before,
 * if anything was added to it.
 */
void
velo_notifier_show (VeloNotifier *self)
{
  g_autoptr(GNotification) notification = NULL;
  g_autoptr(GIcon) icon = NULL;
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;
  guint n_open;

  g_return_if_fail (VELO_IS_NOTIFIER (self));

  n_open = self->entries->len;
  if (n_open == 0 || !self->fresh || self->application == NULL)
    return;
  self->fresh = FALSE;
  title = n_open == 1 ? g_strdup (_("Bicycle sold: insure it?"))
                      : g_strdup_printf (ngettext ("%u bicycle sold: insure it?", "%u bicycles sold: insure them?",
                                                   n_open), n_open);
  body = dup_body (self);
  icon = g_themed_icon_new (APPLICATION_ID);
  notification = g_notification_new (title);
  g_notification_set_body (notification, body);
  g_notification_set_icon (notification, icon);
  add_actions (self, notification);
  g_application_send_notification (self->application, NOTIFICATION_ID, notification);
  self->shown = TRUE;
}

/**
 * velo_notifier_clear:
 * @self: a notifier
 *
 * Forgets everything and withdraws the notification: the window asks itself now.
 */
void
velo_notifier_clear (VeloNotifier *self)
{
  g_return_if_fail (VELO_IS_NOTIFIER (self));

  g_ptr_array_set_size (self->entries, 0);
  withdraw (self);
}

/**
 * velo_notifier_get_n_open:
 * @self: a notifier
 *
 * Returns: for how many vehicles nobody has answered
 */
guint
velo_notifier_get_n_open (VeloNotifier *self)
{
  g_return_val_if_fail (VELO_IS_NOTIFIER (self), 0);

  return self->entries->len;
}

/**
 * velo_notifier_dup_vehicles:
 * @self: a notifier
 *
 * Returns: (transfer full): ids of these vehicles
 */
char **
velo_notifier_dup_vehicles (VeloNotifier *self)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();

  g_return_val_if_fail (VELO_IS_NOTIFIER (self), NULL);

  for (guint i = 0; i < self->entries->len; i++)
    g_ptr_array_add (ids, g_strdup (((Entry *) g_ptr_array_index (self->entries, i))->vehicle_id));
  g_ptr_array_add (ids, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&ids), FALSE);
}
