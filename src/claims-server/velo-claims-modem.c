/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text messages through a mobile modem of this computer, by ModemManager over D-Bus. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-error.h"
#include "velo-claims-messenger.h"

#define NAME "org.freedesktop.ModemManager1"
#define ROOT "/org/freedesktop/ModemManager1"
#define MESSAGING "org.freedesktop.ModemManager1.Modem.Messaging"
#define SMS "org.freedesktop.ModemManager1.Sms"

/* A modem may have to find its network first. */
#define TIMEOUT_MSEC 60000

#define VELO_TYPE_CLAIMS_MODEM (velo_claims_modem_get_type ())
G_DECLARE_FINAL_TYPE (VeloClaimsModem, velo_claims_modem, VELO, CLAIMS_MODEM, GObject)

struct _VeloClaimsModem
{
  GObject parent_instance;

  GBusType bus;
};

/* One message on its way through five calls. */
typedef struct
{
  GDBusConnection *connection; /* (owned) */
  char *phone;                 /* (owned) */
  char *text;                  /* (owned) */
  char *modem;                 /* (owned) (nullable): path of the modem, once it is found */
  char *sms;                   /* (owned) (nullable): path of the message, once it lies there */
} Letter;

static void messenger_iface_init (VeloClaimsMessengerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (VeloClaimsModem, velo_claims_modem, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (VELO_TYPE_CLAIMS_MESSENGER, messenger_iface_init))

static void
velo_claims_modem_class_init (VeloClaimsModemClass *klass)
{
}

static void
velo_claims_modem_init (VeloClaimsModem *self)
{
}

static void
letter_free (Letter *letter)
{
  g_clear_object (&letter->connection);
  g_free (letter->phone);
  g_free (letter->text);
  g_free (letter->modem);
  g_free (letter->sms);
  g_free (letter);
}

static void
call (GTask               *task,
      const char          *path,
      const char          *interface,
      const char          *method,
      GVariant            *parameters,
      const char          *reply,
      GCancellable        *cancellable,
      GAsyncReadyCallback  callback)
{
  Letter *letter = g_task_get_task_data (task);

  g_dbus_connection_call (letter->connection, NAME, path, interface, method, parameters, G_VARIANT_TYPE (reply),
                          G_DBUS_CALL_FLAGS_NONE, TIMEOUT_MSEC, cancellable, callback, g_object_ref (task));
}

static void
removed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task G_GNUC_UNUSED = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (answer == NULL)
    g_warning ("a message stays in the modem: %s %d", g_quark_to_string (error->domain), error->code);
}

/* The words hold the link and the phone number: ModemManager keeps them until it is told not to, and a
 * modem's memory is small. The caller has its answer already and does not wait for this. */
static void
remove_message (GTask *task)
{
  Letter *letter = g_task_get_task_data (task);

  call (task, letter->modem, MESSAGING, "Delete", g_variant_new ("(o)", letter->sms), "()", NULL, removed_cb);
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (answer != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
  remove_message (task);
}

static void
created_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Letter *letter = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (answer == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_variant_get (answer, "(o)", &letter->sms);
  if (g_task_return_error_if_cancelled (task))
    remove_message (task);
  else
    call (task, letter->sms, SMS, "Send", NULL, "()", g_task_get_cancellable (task), sent_cb);
}

/* The first modem that can send messages. */
static char *
find_modem (GVariant *objects)
{
  GVariantIter outer;
  const char *path;
  GVariantIter *interfaces;

  g_variant_iter_init (&outer, objects);
  while (g_variant_iter_next (&outer, "{&oa{sa{sv}}}", &path, &interfaces))
    {
      const char *interface;
      GVariant *properties;
      gboolean found = FALSE;

      while (g_variant_iter_next (interfaces, "{&s@a{sv}}", &interface, &properties))
        {
          found = found || g_strcmp0 (interface, MESSAGING) == 0;
          g_variant_unref (properties);
        }
      g_variant_iter_free (interfaces);
      if (found)
        return g_strdup (path);
    }
  return NULL;
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Letter *letter = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_autoptr(GVariant) objects = answer != NULL ? g_variant_get_child_value (answer, 0) : NULL;
  GVariantBuilder properties;

  if (answer == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  letter->modem = find_modem (objects);
  if (letter->modem == NULL)
    {
      g_task_return_new_error (task, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_NOT_FOUND, "no modem that sends messages");
      return;
    }
  g_variant_builder_init (&properties, G_VARIANT_TYPE ("a{sv}"));
  g_variant_builder_add (&properties, "{sv}", "number", g_variant_new_string (letter->phone));
  g_variant_builder_add (&properties, "{sv}", "text", g_variant_new_string (letter->text));
  /* not cancelled in between: whoever makes a message must learn its path to take it away again */
  call (task, letter->modem, MESSAGING, "Create", g_variant_new ("(a{sv})", &properties), "(o)", NULL, created_cb);
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Letter *letter = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  letter->connection = g_bus_get_finish (result, &error);
  if (letter->connection == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    call (task, ROOT, "org.freedesktop.DBus.ObjectManager", "GetManagedObjects", NULL, "(a{oa{sa{sv}}})",
          g_task_get_cancellable (task), listed_cb);
}

static void
velo_claims_modem_send_async (VeloClaimsMessenger *messenger,
                              const char          *phone,
                              const char          *text,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  VeloClaimsModem *self = VELO_CLAIMS_MODEM (messenger);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Letter *letter = g_new0 (Letter, 1);

  g_task_set_source_tag (task, velo_claims_modem_send_async);
  letter->phone = g_strdup (phone);
  letter->text = g_strdup (text);
  g_task_set_task_data (task, letter, (GDestroyNotify) letter_free);
  g_bus_get (self->bus, cancellable, connected_cb, task);
}

static gboolean
velo_claims_modem_send_finish (VeloClaimsMessenger  *messenger,
                               GAsyncResult         *result,
                               GError              **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_claims_modem_send_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
messenger_iface_init (VeloClaimsMessengerInterface *iface)
{
  iface->send_async = velo_claims_modem_send_async;
  iface->send_finish = velo_claims_modem_send_finish;
}

/**
 * velo_claims_modem_new:
 * @bus: where ModemManager is
 *
 * Returns: (transfer full): the first modem that can send messages, looked for with each message
 */
VeloClaimsMessenger *
velo_claims_modem_new (GBusType bus)
{
  VeloClaimsModem *self = g_object_new (VELO_TYPE_CLAIMS_MODEM, NULL);

  self->bus = bus;
  return VELO_CLAIMS_MESSENGER (self);
}
