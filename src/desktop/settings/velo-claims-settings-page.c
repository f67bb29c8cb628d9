/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings of the claims service, with the password in the key ring only. */

#define G_LOG_DOMAIN "velo-claims-settings"

#include "config.h"

#include "velo-claims-settings-page.h"

#include <glib/gi18n.h>

#include "velo-claims-desk.h"
#include "velo-claims-text.h"
#include "velo-field.h"
#include "velo-text.h"

/* Callbacks hold a reference to the page and look whether it is disposed. */
struct _VeloClaimsSettingsPage
{
  AdwPreferencesPage parent_instance;

  AdwEntryRow *address_row;
  AdwEntryRow *account_row;
  AdwPasswordEntryRow *password_row;
  AdwActionRow *check_row;
  GtkWidget *check_button;
  GtkWidget *forget_button;

  GSettings *settings;     /* (owned) (nullable) */
  VeloSecrets *secrets;    /* (owned) (nullable) */
  VeloClaimsDesk *desk;    /* (owned) (nullable): while the connection is being checked */
  gboolean disposed;
};

G_DEFINE_FINAL_TYPE (VeloClaimsSettingsPage, velo_claims_settings_page, ADW_TYPE_PREFERENCES_PAGE)

static void
tell (VeloClaimsSettingsPage *self,
      const char             *text)
{
  adw_action_row_set_subtitle (self->check_row, text);
}

static void
tell_error (VeloClaimsSettingsPage *self,
            const GError           *error)
{
  g_autofree char *text = velo_claims_text_dup_error (error);

  tell (self, text);
}

/* The connection */

static void
checked_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(VeloClaimsSettingsPage) self = user_data;
  g_autoptr(VeloClaimsDesk) desk = g_object_ref (VELO_CLAIMS_DESK (object));
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  gboolean opened = velo_claims_desk_open_finish (desk, result, &error);

  if (opened)
    {
      VeloClaimsClient *client = velo_claims_desk_get_client (desk);

      /* Translators: name of an account and its role */
      text = g_strdup_printf (_("Connected as %s (%s)"), velo_claims_client_get_who (client),
                              velo_claims_text_get_role (velo_claims_client_get_role (client)));
      velo_claims_client_sign_out_async (client, NULL, NULL, NULL);
    }
  g_clear_object (&self->desk);
  if (self->disposed)
    return;
  gtk_widget_set_sensitive (self->check_button, TRUE);
  if (!opened)
    text = velo_claims_text_dup_sign_in_error (error);
  tell (self, text);
}

static void
on_check_cb (VeloClaimsSettingsPage *self)
{
  if (self->desk != NULL || self->settings == NULL)
    return;
  self->desk = velo_claims_desk_new (NULL, self->settings, self->secrets);
  gtk_widget_set_sensitive (self->check_button, FALSE);
  tell (self, _("Connecting…"));
  velo_claims_desk_open_async (self->desk, NULL, checked_cb, g_object_ref (self));
}

/* The password */

static void
stored_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(VeloClaimsSettingsPage) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean stored = velo_secrets_store_finish (VELO_SECRETS (object), result, &error);

  if (self->disposed)
    return;
  if (!stored)
    {
      tell_error (self, error);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->password_row), "");
  tell (self, _("The password is stored in the key ring."));
}

static void
on_password_applied_cb (VeloClaimsSettingsPage *self)
{
  const char *account = gtk_editable_get_text (GTK_EDITABLE (self->account_row));
  const char *password = gtk_editable_get_text (GTK_EDITABLE (self->password_row));

  if (velo_text_is_empty (account) || *password == '\0')
    {
      tell (self, _("Enter user name and password"));
      return;
    }
  g_settings_set_string (self->settings, "account", account);
  velo_secrets_store_async (self->secrets, VELO_CLAIMS_ACCOUNT_ID, account, VELO_SECRETS_MODE_REAL, password, NULL,
                            stored_cb, g_object_ref (self));
}

static void
cleared_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(VeloClaimsSettingsPage) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean cleared = velo_secrets_clear_finish (VELO_SECRETS (object), result, &error);

  if (self->disposed)
    return;
  if (cleared)
    tell (self, _("The password is deleted from the key ring."));
  else
    tell_error (self, error);
}

static void
on_forget_cb (VeloClaimsSettingsPage *self)
{
  g_autofree char *account = g_settings_get_string (self->settings, "account");

  velo_secrets_clear_async (self->secrets, VELO_CLAIMS_ACCOUNT_ID, account, VELO_SECRETS_MODE_REAL, NULL, cleared_cb,
                            g_object_ref (self));
}

/* What can never be right is said at once; the rest shows when connecting. */
static void
on_address_applied_cb (VeloClaimsSettingsPage *self)
{
  g_autofree char *address = velo_text_squash (gtk_editable_get_text (GTK_EDITABLE (self->address_row)));
  g_autoptr(VeloClaimsClient) client = NULL;
  g_autoptr(GError) error = NULL;

  gtk_editable_set_text (GTK_EDITABLE (self->address_row), address);
  if (*address != '\0')
    client = velo_claims_client_new (address, &error);
  if (error != NULL)
    {
      tell_error (self, error);
      return;
    }
  g_settings_set_string (self->settings, "address", address);
  tell (self, _("Stored. Check the connection now."));
}

static void
on_account_applied_cb (VeloClaimsSettingsPage *self)
{
  g_autofree char *account = velo_text_squash (gtk_editable_get_text (GTK_EDITABLE (self->account_row)));

  gtk_editable_set_text (GTK_EDITABLE (self->account_row), account);
  g_settings_set_string (self->settings, "account", account);
}

static void
velo_claims_settings_page_dispose (GObject *object)
{
  VeloClaimsSettingsPage *self = VELO_CLAIMS_SETTINGS_PAGE (object);

  self->disposed = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_CLAIMS_SETTINGS_PAGE);
  g_clear_object (&self->settings);
  g_clear_object (&self->secrets);

  G_OBJECT_CLASS (velo_claims_settings_page_parent_class)->dispose (object);
}

#define BIND(CHILD) gtk_widget_class_bind_template_child (widget_class, VeloClaimsSettingsPage, CHILD)

static void
velo_claims_settings_page_class_init (VeloClaimsSettingsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = velo_claims_settings_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH "/settings/velo-claims-settings-page.ui");
  BIND (address_row);
  BIND (account_row);
  BIND (password_row);
  BIND (check_row);
  BIND (check_button);
  BIND (forget_button);
  gtk_widget_class_bind_template_callback (widget_class, on_address_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_account_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_password_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_check_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_forget_cb);
}

static void
velo_claims_settings_page_init (VeloClaimsSettingsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  velo_field_apply_left (self->address_row);
  velo_field_apply_left (self->account_row);
  velo_field_apply_left (ADW_ENTRY_ROW (self->password_row));
}

/**
 * velo_claims_settings_page_set_settings:
 * @self: the page
 * @settings: child "claims" of the settings
 * @secrets: keeps the password
 *
 * Fills the page; called once.
 */
void
velo_claims_settings_page_set_settings (VeloClaimsSettingsPage *self,
                                        GSettings              *settings,
                                        VeloSecrets            *secrets)
{
  g_autofree char *address = NULL;
  g_autofree char *account = NULL;

  g_return_if_fail (VELO_IS_CLAIMS_SETTINGS_PAGE (self));
  g_return_if_fail (self->settings == NULL);

  address = g_settings_get_string (settings, "address");
  account = g_settings_get_string (settings, "account");
  gtk_editable_set_text (GTK_EDITABLE (self->address_row), address);
  gtk_editable_set_text (GTK_EDITABLE (self->account_row), account);
  self->settings = g_object_ref (settings);
  self->secrets = g_object_ref (secrets);
}
