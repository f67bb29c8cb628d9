/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A desktop that is told notifications over the bus, and whose user presses their buttons. */
#pragma once

#include <gio/gio.h>

#include "velo-wait.h"

typedef struct
{
  GDBusConnection *bus;
  GDBusNodeInfo *node;
  guint object_id;
  guint name_id;
  guint32 last_id;
  guint n_notified;
  guint n_closed;
  char *title;    /* of the last notification */
  char *body;
  char **actions; /* name, label, name, label ... */
} VeloTestDesktop;

static inline void
velo_test_desktop_call_cb (GDBusConnection       *bus,
                           const char            *sender,
                           const char            *path,
                           const char            *interface,
                           const char            *method,
                           GVariant              *parameters,
                           GDBusMethodInvocation *invocation,
                           gpointer               user_data)
{
  VeloTestDesktop *self = user_data;

  if (g_str_equal (method, "Notify"))
    {
      guint32 replaced;

      g_clear_pointer (&self->title, g_free);
      g_clear_pointer (&self->body, g_free);
      g_clear_pointer (&self->actions, g_strfreev);
      g_variant_get (parameters, "(susss^as@a{sv}i)", NULL, &replaced, NULL, &self->title, &self->body, &self->actions,
                     NULL, NULL);
      self->last_id = replaced > 0 ? replaced : self->last_id + 1;
      self->n_notified++;
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", self->last_id));
    }
  else
    {
      self->n_closed++;
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
}

static inline void
velo_test_desktop_named_cb (GDBusConnection *bus,
                            const char      *name,
                            gpointer         user_data)
{
  *(gboolean *) user_data = TRUE;
}

static inline void
velo_test_desktop_open (VeloTestDesktop *self)
{
  static const char interface_xml[] =
    "<node><interface name='org.freedesktop.Notifications'>"
    "<method name='Notify'><arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/>"
    "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='as' direction='in'/>"
    "<arg type='a{sv}' direction='in'/><arg type='i' direction='in'/><arg type='u' direction='out'/></method>"
    "<method name='CloseNotification'><arg type='u' direction='in'/></method>"
    "<signal name='ActionInvoked'><arg type='u'/><arg type='s'/></signal>"
    "</interface></node>";
  static const GDBusInterfaceVTable vtable = { velo_test_desktop_call_cb, NULL, NULL };
  gboolean named = FALSE;
  GError *error = NULL;

  self->bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  self->node = g_dbus_node_info_new_for_xml (interface_xml, &error);
  g_assert_no_error (error);
  self->object_id = g_dbus_connection_register_object (self->bus, "/org/freedesktop/Notifications",
                                                       self->node->interfaces[0], &vtable, self, NULL, &error);
  g_assert_no_error (error);
  self->name_id = g_bus_own_name_on_connection (self->bus, "org.freedesktop.Notifications",
                                                G_BUS_NAME_OWNER_FLAGS_NONE, velo_test_desktop_named_cb, NULL, &named,
                                                NULL);
  WAIT_UNTIL (named);
}

static inline void
velo_test_desktop_close (VeloTestDesktop *self)
{
  g_bus_unown_name (self->name_id);
  g_dbus_connection_unregister_object (self->bus, self->object_id);
  g_dbus_node_info_unref (self->node);
  g_clear_object (&self->bus);
  g_free (self->title);
  g_free (self->body);
  g_strfreev (self->actions);
}

/* Somebody presses the button of the last notification whose action begins with @start. */
static inline void
velo_test_desktop_press (VeloTestDesktop *self,
                         const char      *start)
{
  const char *action = NULL;
  GError *error = NULL;

  for (guint i = 0; self->actions[i] != NULL && self->actions[i + 1] != NULL; i += 2)
    if (g_str_has_prefix (self->actions[i], start))
      action = self->actions[i];
  g_assert_nonnull (action);
  g_dbus_connection_emit_signal (self->bus, NULL, "/org/freedesktop/Notifications", "org.freedesktop.Notifications",
                                 "ActionInvoked", g_variant_new ("(us)", self->last_id, action), &error);
  g_assert_no_error (error);
}
