/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The self-test of the settings on a terminal, line by line, for support. */

#define G_LOG_DOMAIN "velo-connection-check"

#include "config.h"

#include "velo-connection-check.h"

#include <glib/gi18n.h>

#include "velo-check-text.h"
#include "velo-error-text.h"
#include "velo-secrets-libsecret.h"
#include "velo-services.h"
#include "velo-store-employees.h"

typedef struct
{
  GSettings *settings;    /* (owned) */
  VeloServices *services; /* (owned) */
  int *exit_status;       /* (borrowed) */
  GDestroyNotify done;
  gpointer done_data;
  gboolean failed;
} Check;

static void
check_free (Check *self)
{
  g_clear_object (&self->services);
  g_clear_object (&self->settings);
  g_free (self);
}

static void
stopped_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Check *self = user_data;
  GDestroyNotify done = self->done;
  gpointer done_data = self->done_data;

  velo_services_stop_finish (VELO_SERVICES (object), result, NULL);
  *self->exit_status = self->failed ? 1 : 0;
  check_free (self);
  done (done_data);
}

static void
finish (Check *self)
{
  velo_services_stop_async (self->services, stopped_cb, self);
}

static void
print_line (gboolean    ok,
            const char *name,
            const char *detail)
{
  g_print ("%s %s%s%s\n", ok ? "[ ok ]" : "[fail]", name, detail == NULL || *detail == '\0' ? "" : ": ",
           detail == NULL ? "" : detail);
}

static void
employees_listed_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  Check *self = user_data;
  g_autoptr(GPtrArray) employees = velo_store_list_employees_finish (VELO_STORE (object), result, NULL);

  for (guint i = 0; employees != NULL && i < employees->len; i++)
    {
      VeloEmployee *employee = g_ptr_array_index (employees, i);
      g_autofree char *name = g_strdup_printf (_("Broker number of %s"), velo_employee_get_name (employee));
      gboolean ok = velo_employee_can_send (employee);

      self->failed |= !ok;
      print_line (ok, name, ok ? velo_employee_get_broker_number (employee) : _("Cannot send without a broker number"));
    }
  self->failed |= employees == NULL || employees->len == 0;
  if (employees == NULL || employees->len == 0)
    print_line (FALSE, _("Broker numbers"), _("no employee has been entered"));
  finish (self);
}

static void
line_cb (VeloCheckLine *line,
         gpointer       user_data)
{
  Check *self = user_data;
  g_autofree char *detail = velo_check_line_dup_text (line);

  self->failed |= !line->ok;
  print_line (line->ok, velo_check_step_get_text (line->step), detail);
}

static void
checked_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Check *self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) lines = velo_insurer_check_finish (VELO_INSURER (object), result, &error);

  if (lines == NULL)
    {
      g_autofree char *text = velo_error_text_dup (error);

      self->failed = TRUE;
      print_line (FALSE, _("Self-test"), text);
    }
  velo_store_list_employees_async (velo_counter_get_store (velo_services_get_counter (self->services)), FALSE, NULL,
                                   employees_listed_cb, self);
}

static void
started_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Check *self = user_data;
  g_autoptr(GError) error = NULL;

  if (!velo_services_start_finish (self->services, result, &error))
    {
      g_autofree char *text = velo_error_text_dup (error);

      self->failed = TRUE;
      print_line (FALSE, _("Data"), text);
      finish (self);
      return;
    }
  g_print ("VeloInsure %s, %s\n", VERSION,
           velo_counter_is_training (velo_services_get_counter (self->services)) ? _("training") : _("real operation"));
  velo_insurer_check_async (velo_counter_get_insurer (velo_services_get_counter (self->services)), line_cb, self,
                            NULL, checked_cb, self);
}

/**
 * velo_connection_check_start:
 * @exit_status: (out caller-allocates): 0 if every line is good, else 1; set before @done
 * @done: called at the end
 * @done_data: for @done
 *
 * Tries the settings and prints one line for each step. No contract number is taken.
 */
void
velo_connection_check_start (int            *exit_status,
                             GDestroyNotify  done,
                             gpointer        done_data)
{
  Check *self = g_new0 (Check, 1);
  g_autoptr(VeloSecrets) secrets = velo_secrets_libsecret_new ();
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), GETTEXT_PACKAGE, NULL);
  g_autoptr(GSettings) training = NULL;

  self->settings = g_settings_new (APPLICATION_ID);
  self->services = velo_services_new (self->settings, secrets, folder);
  self->exit_status = exit_status;
  self->done = done;
  self->done_data = done_data;
  training = g_settings_get_child (self->settings, "training");
  velo_services_start_async (self->services, g_settings_get_boolean (training, "active"), NULL, started_cb, self);
}
