/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings of the insurer's account, with the password in the key ring only. */

#define G_LOG_DOMAIN "velo-account-page"

#include "config.h"

#include "velo-account-page.h"

#include <glib/gi18n.h>

#include "velo-check-text.h"
#include "velo-date.h"
#include "velo-error-text.h"
#include "velo-field.h"
#include "velo-show-uri.h"
#include "velo-store-employees.h"
#include "velo-text.h"

#define TYPING_MS 500

struct _VeloAccountPage
{
  AdwPreferencesPage parent_instance;

  VeloServices *services;    /* (owned) (nullable) */
  GSettings *insurer;        /* (owned) (nullable) */
  GSettings *activation;     /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (not nullable) */
  GPtrArray *check_rows;     /* (owned) (element-type GtkWidget) borrowed rows */
  VeloInsurer *checking;     /* (owned) (nullable) */

  AdwEntryRow *user_row;
  AdwPasswordEntryRow *password_row;
  AdwActionRow *stored_row;
  GtkButton *forget_button;
  AdwComboRow *activation_row;
  AdwEntryRow *damage_phone_row;
  AdwEntryRow *damage_mail_row;
  AdwEntryRow *mail_address_row;
  AdwEntryRow *mail_text_row;
  GtkWidget *mail_button;
  AdwPreferencesGroup *check_group;
  GtkSpinner *check_spinner;
  GtkWidget *check_button;
  AdwExpanderRow *expert_row;
  AdwEntryRow *base_url_row;
  AdwEntryRow *company_row;
  AdwEntryRow *role_row;
  AdwEntryRow *agent_row;
  AdwEntryRow *sender_row;
  AdwEntryRow *channel_row;
  AdwComboRow *dialect_row;
  GtkSwitch *document_switch;
  GtkSwitch *lock_switch;
  GtkSwitch *leasing_switch;
  AdwEntryRow *consent_row;
  guint apply_id;            /* expert settings were changed and are not in use yet */
};

G_DEFINE_FINAL_TYPE (VeloAccountPage, velo_account_page, ADW_TYPE_PREFERENCES_PAGE)

static const char *
get_user (VeloAccountPage *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->user_row));
}

/* Callbacks keep the page alive, but not its rows. */
static gboolean
is_gone (VeloAccountPage *self)
{
  return g_cancellable_is_cancelled (self->cancellable);
}

/* The password */

static void
show_stored (VeloAccountPage *self,
             const char      *text,
             gboolean         stored)
{
  adw_action_row_set_subtitle (self->stored_row, text);
  gtk_widget_set_sensitive (GTK_WIDGET (self->forget_button), stored);
}

static void
show_error (VeloAccountPage *self,
            const GError    *error)
{
  g_autofree char *text = velo_error_text_dup (error);

  show_stored (self, text, FALSE);
}

static void
looked_up_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(VeloAccountPage) self = user_data;
  g_autoptr(GError) error = NULL;
  char *password = velo_secrets_lookup_finish (VELO_SECRETS (object), result, &error);

  if (!is_gone (self))
    {
      if (error != NULL)
        show_error (self, error);
      else
        show_stored (self, password == NULL ? _("Not there yet") : _("Stored"), password != NULL);
      velo_services_apply_account (self->services, password);
    }
  velo_secrets_password_free (password);
}

static void
look_up (VeloAccountPage *self)
{
  if (*get_user (self) == '\0')
    {
      show_stored (self, _("Enter the user name first"), FALSE);
      velo_services_apply_account (self->services, NULL);
      return;
    }
  velo_secrets_lookup_async (velo_services_get_secrets (self->services), VELO_ACCOUNT_ID, get_user (self),
                             VELO_SECRETS_MODE_REAL, self->cancellable, looked_up_cb, g_object_ref (self));
}

static void
stored_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(VeloAccountPage) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean stored = velo_secrets_store_finish (VELO_SECRETS (object), result, &error);

  if (is_gone (self))
    return;
  if (!stored)
    {
      show_error (self, error);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->password_row), "");
  look_up (self);
}

static void
on_password_applied_cb (VeloAccountPage *self)
{
  const char *password = gtk_editable_get_text (GTK_EDITABLE (self->password_row));

  if (*get_user (self) == '\0' || *password == '\0')
    {
      show_stored (self, _("Enter user name and password"), FALSE);
      return;
    }
  g_settings_set_string (self->insurer, "user-name", get_user (self));
  velo_secrets_store_async (velo_services_get_secrets (self->services), VELO_ACCOUNT_ID, get_user (self),
                            VELO_SECRETS_MODE_REAL, password, self->cancellable, stored_cb, g_object_ref (self));
}

static void
on_user_applied_cb (VeloAccountPage *self)
{
  g_autofree char *user = velo_text_squash (get_user (self));

  gtk_editable_set_text (GTK_EDITABLE (self->user_row), user);
  g_settings_set_string (self->insurer, "user-name", get_user (self));
  look_up (self);
}

static void
cleared_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(VeloAccountPage) self = user_data;
  g_autoptr(GError) error = NULL;

  gboolean cleared = velo_secrets_clear_finish (VELO_SECRETS (object), result, &error);

  if (is_gone (self))
    return;
  if (cleared)
    look_up (self);
  else
    show_error (self, error);
}

static void
on_forget_cb (VeloAccountPage *self)
{
  velo_secrets_clear_async (velo_services_get_secrets (self->services), VELO_ACCOUNT_ID, get_user (self),
                            VELO_SECRETS_MODE_REAL, self->cancellable, cleared_cb, g_object_ref (self));
}

/* Activation */

static void
show_activation (VeloAccountPage *self)
{
  g_autofree char *day = g_settings_get_string (self->activation, "asked-date");
  g_autoptr(GDate) date = velo_date_parse_iso (day);
  g_autofree char *shown = velo_date_format_display (date);
  g_autofree char *text = NULL;

  if (g_settings_get_enum (self->activation, "state") == 1 && date != NULL)
    text = g_strdup_printf (_("Asked on %s. If nothing has come after two weeks, call the insurer."), shown);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->activation_row), text == NULL ? "" : text);
}

static void
set_activation (VeloAccountPage *self,
                int              state)
{
  g_autofree char *old = NULL;

  if (g_settings_get_enum (self->activation, "state") != state)
    g_settings_set_enum (self->activation, "state", state);
  /* asked once more counts from that day */
  if (state == 0)
    g_settings_reset (self->activation, "asked-date");
  old = g_settings_get_string (self->activation, "asked-date");
  if (state == 1 && *old == '\0')
    {
      g_autoptr(GDate) today = velo_date_today ();
      g_autofree char *day = velo_date_format_iso (today);

      g_settings_set_string (self->activation, "asked-date", day);
    }
  show_activation (self);
}

static void
on_activation_changed_cb (VeloAccountPage *self)
{
  if (self->activation != NULL)
    set_activation (self, (int) adw_combo_row_get_selected (self->activation_row));
}

static void
mail_shown_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(VeloAccountPage) self = user_data;
  g_autoptr(GError) error = NULL;

  gboolean shown = velo_show_uri_finish (result, &error);

  if (is_gone (self))
    return;
  if (shown)
    {
      adw_combo_row_set_selected (self->activation_row, MAX (1, adw_combo_row_get_selected (self->activation_row)));
      return;
    }
  g_info ("e-mail program: %s", error->message);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->activation_row),
                               _("No e-mail program could be opened. Please write to the address below yourself."));
}

static void
on_mail_cb (VeloAccountPage *self)
{
  g_autofree char *address = g_settings_get_string (self->activation, "mail-address");
  g_autofree char *text = g_settings_get_string (self->activation, "mail-text");
  g_autofree char *subject = g_uri_escape_string (_("Activation of the interface"), NULL, FALSE);
  g_autofree char *body = g_uri_escape_string (text, NULL, FALSE);
  g_autofree char *escaped = g_uri_escape_string (address, "@", FALSE);
  g_autofree char *uri = g_strdup_printf ("mailto:%s?subject=%s&body=%s", escaped, subject, body);

  velo_show_uri_async (GTK_WIDGET (self), uri, self->cancellable, mail_shown_cb, g_object_ref (self));
}

/* Self-test */

static void
add_line (VeloAccountPage *self,
          const char      *name,
          gboolean         ran,
          gboolean         ok,
          const char      *text)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon;
  g_autofree char *title = NULL;

  /* the title says the same in words */
  icon = g_object_new (GTK_TYPE_IMAGE, "icon-name",
                       !ran ? "content-loading-symbolic" : ok ? "emblem-ok-symbolic" : "dialog-error-symbolic",
                       "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  /* Translators: first the name of a step of the self-test, then its result */
  title = ran ? g_strdup_printf (_("%s: %s"), name, ok ? _("works") : _("failed")) : g_strdup (name);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  gtk_widget_add_css_class (icon, !ran ? "dim-label" : ok ? "success" : "error");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_preferences_group_add (self->check_group, row);
  g_ptr_array_add (self->check_rows, row);
}

static void
line_cb (VeloCheckLine *line,
         gpointer       user_data)
{
  VeloAccountPage *self = user_data;
  g_autofree char *text = NULL;

  if (is_gone (self))
    return;
  text = velo_check_line_dup_text (line);
  add_line (self, velo_check_step_get_text (line->step), line->ran, line->ok, text);
}

static void
employees_listed_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(VeloAccountPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) employees = velo_store_list_employees_finish (VELO_STORE (object), result, &error);
  gboolean ok = FALSE;

  if (is_gone (self))
    return;
  if (employees != NULL)
    {
      g_autofree char *text = velo_check_dup_broker_numbers (employees, &ok);

      add_line (self, _("Broker numbers"), TRUE, ok, text);
    }
  else
    {
      show_error (self, error);
    }
  gtk_spinner_stop (self->check_spinner);
  gtk_widget_set_sensitive (self->check_button, TRUE);
}

static void
checked_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(VeloAccountPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) lines = velo_insurer_check_finish (VELO_INSURER (object), result, &error);
  gboolean good;

  if (is_gone (self))
    return;
  if (lines == NULL)
    show_error (self, error);
  good = lines != NULL && *get_user (self) != '\0';
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    good = good && ((VeloCheckLine *) g_ptr_array_index (lines, i))->ok;
  if (good)
    adw_combo_row_set_selected (self->activation_row, 2);
  g_clear_object (&self->checking);
  velo_store_list_employees_async (velo_counter_get_store (velo_services_get_counter (self->services)), FALSE,
                                   self->cancellable, employees_listed_cb, g_object_ref (self));
}

static void
check_with (VeloAccountPage *self,
            const char      *password)
{
  gboolean training = *get_user (self) == '\0' && velo_services_get_training_insurer (self->services) != NULL;

  self->checking = velo_services_make_insurer (self->services, training, password);
  velo_insurer_check_async (self->checking, line_cb, self, self->cancellable, checked_cb, g_object_ref (self));
}

static void
password_for_check_cb (GObject      *object,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr(VeloAccountPage) self = user_data;
  g_autoptr(GError) error = NULL;
  char *password = velo_secrets_lookup_finish (VELO_SECRETS (object), result, &error);

  if (!is_gone (self))
    {
      if (error != NULL)
        show_error (self, error);
      check_with (self, password);
    }
  velo_secrets_password_free (password);
}

static void
on_check_cb (VeloAccountPage *self)
{
  for (guint i = 0; i < self->check_rows->len; i++)
    adw_preferences_group_remove (self->check_group, g_ptr_array_index (self->check_rows, i));
  g_ptr_array_set_size (self->check_rows, 0);
  gtk_spinner_start (self->check_spinner);
  gtk_widget_set_sensitive (self->check_button, FALSE);
  if (*get_user (self) == '\0')
    {
      check_with (self, NULL);
      return;
    }
  velo_secrets_lookup_async (velo_services_get_secrets (self->services), VELO_ACCOUNT_ID, get_user (self),
                             VELO_SECRETS_MODE_REAL, self->cancellable, password_for_check_cb, g_object_ref (self));
}

static void
on_dialect_changed_cb (VeloAccountPage *self)
{
  if (self->insurer != NULL)
    g_settings_set_enum (self->insurer, "dialect", (int) adw_combo_row_get_selected (self->dialect_row));
}

/* The settings are changed letter by letter; they hold when the typing stops, or the page is left. */

static void
password_for_use_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(VeloServices) services = user_data;
  g_autoptr(GError) error = NULL;
  char *password = velo_secrets_lookup_finish (VELO_SECRETS (object), result, &error);

  if (error == NULL)
    velo_services_apply_account (services, password);
  velo_secrets_password_free (password);
}

static void
use_settings (VeloAccountPage *self)
{
  g_clear_handle_id (&self->apply_id, g_source_remove);
  if (self->services != NULL && *get_user (self) != '\0')
    velo_secrets_lookup_async (velo_services_get_secrets (self->services), VELO_ACCOUNT_ID, get_user (self),
                               VELO_SECRETS_MODE_REAL, NULL, password_for_use_cb, g_object_ref (self->services));
}

static gboolean
apply_cb (gpointer user_data)
{
  VeloAccountPage *self = user_data;

  self->apply_id = 0;
  use_settings (self);
  return G_SOURCE_REMOVE;
}

static void
settings_changed_cb (VeloAccountPage *self)
{
  g_clear_handle_id (&self->apply_id, g_source_remove);
  self->apply_id = g_timeout_add (TYPING_MS, apply_cb, self);
}

/* The words that hold for all products without words of their own. */
static void
show_consent (VeloAccountPage *self)
{
  g_autoptr(GVariant) texts = g_settings_get_value (self->insurer, "consent-texts");
  const char *words = "";

  g_variant_lookup (texts, "", "&s", &words);
  gtk_editable_set_text (GTK_EDITABLE (self->consent_row), words);
}

static void
on_consent_applied_cb (VeloAccountPage *self)
{
  g_autoptr(GVariant) texts = g_settings_get_value (self->insurer, "consent-texts");
  g_autofree char *words = velo_text_squash (gtk_editable_get_text (GTK_EDITABLE (self->consent_row)));
  GVariantBuilder builder;
  GVariantIter iter;
  const char *code;
  const char *text;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_iter_init (&iter, texts);
  while (g_variant_iter_next (&iter, "{&s&s}", &code, &text))
    if (*code != '\0')
      g_variant_builder_add (&builder, "{ss}", code, text);
  if (*words != '\0')
    g_variant_builder_add (&builder, "{ss}", "", words);
  g_settings_set_value (self->insurer, "consent-texts", g_variant_builder_end (&builder));
}

static void
velo_account_page_unmap (GtkWidget *widget)
{
  VeloAccountPage *self = VELO_ACCOUNT_PAGE (widget);

  /* the rows apply what is in them first */
  GTK_WIDGET_CLASS (velo_account_page_parent_class)->unmap (widget);
  use_settings (self);
}

/* GObject */

static void
velo_account_page_dispose (GObject *object)
{
  VeloAccountPage *self = VELO_ACCOUNT_PAGE (object);

  g_clear_handle_id (&self->apply_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->services);
  g_clear_object (&self->insurer);
  g_clear_object (&self->activation);
  g_clear_object (&self->checking);
  gtk_widget_dispose_template (GTK_WIDGET (self), VELO_TYPE_ACCOUNT_PAGE);

  G_OBJECT_CLASS (velo_account_page_parent_class)->dispose (object);
}

static void
velo_account_page_finalize (GObject *object)
{
  VeloAccountPage *self = VELO_ACCOUNT_PAGE (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->check_rows, g_ptr_array_unref);

  G_OBJECT_CLASS (velo_account_page_parent_class)->finalize (object);
}

/* Out of its window the page asks nobody any more, even if what was asked keeps it alive. */
static void
velo_account_page_unroot (GtkWidget *widget)
{
  g_cancellable_cancel (VELO_ACCOUNT_PAGE (widget)->cancellable);

  GTK_WIDGET_CLASS (velo_account_page_parent_class)->unroot (widget);
}

static void
velo_account_page_class_init (VeloAccountPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->unmap = velo_account_page_unmap;
  G_OBJECT_CLASS (klass)->dispose = velo_account_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = velo_account_page_finalize;
  widget_class->unroot = velo_account_page_unroot;

  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/settings/velo-account-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloAccountPage, user_row);
  gtk_widget_class_bind_template_child (widget_class, VeloAccountPage, password_row);
  gtk_widget_class_bind_template_child (widget_class, VeloAccountPage, stored_row);
  gtk_widget_class_bind_template_child (widget_class, VeloAccountPage, forget_button);
  gtk_widget_class_bind_template_child (widget_class, VeloAccountPage, activation_row);
  gtk_widget_class_bind_template_child (widget_class, VeloAccountPage, damage_phone_row);
  gtk_widget_class_bind_template_child (widget_class, VeloAccountPage, damage_mail_row);
  gtk_widget_class_bind_template_child (widget_class, VeloAccountPage, mail_address_row);
  gtk_widget_class_bind_template_child (widget_class, VeloAccountPage, mail_text_row);
  gtk_widget_class_bind_template_child (widget_class, VeloAccountPage, mail_button);
  gtk_widget_class_bind_template_child (widget_class, VeloAccountPage, check_group);
  gtk_widget_class_bind_template_child (widget_class, VeloAccountPage, check_spinner);
  gtk_widget_class_bind_template_child (widget_class, VeloAccountPage, check_button);
  gtk_widget_class_bind_template_child (widget_class, VeloAccountPage, expert_row);
  gtk_widget_class_bind_template_child (widget_class, VeloAccountPage, base_url_row);
  gtk_widget_class_bind_template_child (widget_class, VeloAccountPage, company_row);
  gtk_widget_class_bind_template_child (widget_class, VeloAccountPage, role_row);
  gtk_widget_class_bind_template_child (widget_class, VeloAccountPage, agent_row);
  gtk_widget_class_bind_template_child (widget_class, VeloAccountPage, sender_row);
  gtk_widget_class_bind_template_child (widget_class, VeloAccountPage, channel_row);
  gtk_widget_class_bind_template_child (widget_class, VeloAccountPage, dialect_row);
  gtk_widget_class_bind_template_child (widget_class, VeloAccountPage, document_switch);
  gtk_widget_class_bind_template_child (widget_class, VeloAccountPage, lock_switch);
  gtk_widget_class_bind_template_child (widget_class, VeloAccountPage, leasing_switch);
  gtk_widget_class_bind_template_child (widget_class, VeloAccountPage, consent_row);
  gtk_widget_class_bind_template_callback (widget_class, on_user_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_password_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_forget_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activation_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_mail_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_check_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_dialect_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_consent_applied_cb);
}

static void
velo_account_page_init (VeloAccountPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->check_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  velo_field_apply_left (self->user_row);
  velo_field_apply_left (ADW_ENTRY_ROW (self->password_row));
  velo_field_apply_left (self->consent_row);
}

/**
 * velo_account_page_set_services:
 * @self: the page
 * @services: the services
 *
 * Fills the page; called once.
 */
void
velo_account_page_set_services (VeloAccountPage *self,
                                VeloServices    *services)
{
  g_autofree char *user = NULL;

  g_return_if_fail (VELO_IS_ACCOUNT_PAGE (self));
  g_return_if_fail (VELO_IS_SERVICES (services) && self->services == NULL);

  self->services = g_object_ref (services);
  self->insurer = g_settings_get_child (velo_services_get_settings (services), "insurer");
  user = g_settings_get_string (self->insurer, "user-name");
  gtk_editable_set_text (GTK_EDITABLE (self->user_row), user);
  g_settings_bind (self->insurer, "base-url", self->base_url_row, "text", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->insurer, "company", self->company_row, "text", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->insurer, "role", self->role_row, "text", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->insurer, "agent-number", self->agent_row, "text", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->insurer, "damage-phone", self->damage_phone_row, "text", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->insurer, "damage-mail", self->damage_mail_row, "text", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->insurer, "sender-name", self->sender_row, "text", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->insurer, "channel", self->channel_row, "text", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->insurer, "attach-document", self->document_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->insurer, "vouch-lock", self->lock_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->insurer, "leasing-in-remark", self->leasing_switch, "active", G_SETTINGS_BIND_DEFAULT);
  adw_combo_row_set_selected (self->dialect_row, (guint) g_settings_get_enum (self->insurer, "dialect"));

  self->activation = g_settings_get_child (velo_services_get_settings (services), "activation");
  adw_combo_row_set_selected (self->activation_row, (guint) g_settings_get_enum (self->activation, "state"));
  g_settings_bind (self->activation, "mail-address", self->mail_address_row, "text", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->activation, "mail-text", self->mail_text_row, "text", G_SETTINGS_BIND_DEFAULT);
  show_activation (self);
  show_consent (self);
  /* once the rows have their values */
  g_signal_connect_object (self->insurer, "changed", G_CALLBACK (settings_changed_cb), self, G_CONNECT_SWAPPED);
  look_up (self);
}
