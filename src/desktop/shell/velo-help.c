/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens pages of the help book and asks whether they helped. */

#define G_LOG_DOMAIN "velo-help"

#include "config.h"

#include "velo-help.h"

#include "velo-show-uri.h"

#include <glib/gi18n.h>

struct _VeloHelp
{
  AdwWindow parent_instance;

  GSettings *settings;       /* (owned) (nullable) child "help" */
  GCancellable *cancellable; /* (owned) (not nullable) */
  const char *topic;         /* (borrowed) (nullable) static; the one last opened */

  AdwPreferencesGroup *question_group;
  AdwActionRow *question_row;
  GtkWidget *answer_box;
  AdwPreferencesGroup *topics_group;
};

G_DEFINE_FINAL_TYPE (VeloHelp, velo_help, ADW_TYPE_WINDOW)

static const struct { const char *page; const char *title; } topics[] = {
  { "index", N_("Overview") },
  { "set-up", N_("First steps") },
  { "online-account", N_("Online account with the insurer") },
  { "employees", N_("Employees and broker numbers") },
  { "new-sale", N_("Taking a sale in") },
  { "invoice-intake", N_("Letting invoices come in by themselves") },
  { "reminder", N_("Asking the customer") },
  { "assistant", N_("Insuring a vehicle step by step") },
  { "assistant-object", N_("Step 1: object") },
  { "assistant-tariff", N_("Step 2: tariff") },
  { "assistant-vehicle", N_("Step 3: vehicle and lock") },
  { "assistant-customer", N_("Step 4: customer") },
  { "assistant-application", N_("Step 5: application") },
  { "assistant-conclude", N_("Step 6: conclusion") },
  { "signing", N_("Signing") },
  { "all-vehicles", N_("Insuring all vehicles of an invoice") },
  { "offline", N_("Without a connection, or without an answer") },
  { "todo", N_("What is to be done") },
  { "uninsured", N_("Uninsured vehicles") },
  { "statistics", N_("Statistics") },
  { "vehicle", N_("The vehicle's page") },
  { "returned", N_("Vehicle returned") },
  { "theft-or-repair", N_("Theft or repair") },
  { "invoice-notice", N_("The notice on the invoice") },
  { "review", N_("Check an invoice") },
  { "motor-claims", N_("Motor claims settled at once") },
  { "claims-desk", N_("Motor claims: the claims desk") },
  { "claims-assessor", N_("Motor claims: the assessor") },
  { "claims-partner", N_("Motor claims: the sales partner") },
  { "claims-person", N_("Motor claims: the data of a person") },
  { "claims-customer", N_("Motor claims: the customer’s way") },
  { "claims-service", N_("Motor claims: setting up the service") },
  { "settings", N_("Settings") },
  { "training", N_("Training mode") },
  { "key-ring", N_("Passwords and the key ring") },
  { "backup", N_("Backup") },
  { "privacy", N_("Data protection") },
  { "keyboard", N_("Keyboard") },
};

static void
ask (VeloHelp   *self,
     const char *text)
{
  gtk_widget_set_visible (GTK_WIDGET (self->question_group), TRUE);
  gtk_widget_set_visible (self->answer_box, text == NULL);
  adw_action_row_set_subtitle (self->question_row, text == NULL ? "" : text);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(VeloHelp) self = user_data;
  g_autoptr(GError) error = NULL;

  if (velo_show_uri_finish (result, &error))
    return;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_info ("help: %s", error->message);
  adw_preferences_group_set_description (self->topics_group,
                                         _("No help viewer could be opened. Please install “yelp”."));
}

static void
open_topic (VeloHelp *self,
            gsize     index)
{
  g_autofree char *uri = g_strconcat ("help:", GETTEXT_PACKAGE, "/", topics[index].page, NULL);

  self->topic = topics[index].page;
  velo_show_uri_async (GTK_WIDGET (self), uri, self->cancellable, opened_cb, g_object_ref (self));
  adw_preferences_group_set_title (self->question_group, _(topics[index].title));
  ask (self, NULL);
}

static void
row_activated_cb (AdwActionRow *row,
                  VeloHelp     *self)
{
  open_topic (self, GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (row), "topic")));
}

/* The answers stay on this computer. */
static void
answer (VeloHelp   *self,
        gboolean    helpful,
        const char *thanks)
{
  g_autoptr(GVariant) old = g_settings_get_value (self->settings, "answers");
  GVariantBuilder builder;
  GVariantIter iter;
  const char *page;
  gboolean value;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sb}"));
  g_variant_iter_init (&iter, old);
  while (g_variant_iter_next (&iter, "{&sb}", &page, &value))
    if (g_strcmp0 (page, self->topic) != 0)
      g_variant_builder_add (&builder, "{sb}", page, value);
  g_variant_builder_add (&builder, "{sb}", self->topic, helpful);
  g_settings_set_value (self->settings, "answers", g_variant_builder_end (&builder));
  ask (self, thanks);
}

static void
on_yes_cb (VeloHelp *self)
{
  answer (self, TRUE, _("Thank you. We are glad."));
}

static void
on_no_cb (VeloHelp *self)
{
  answer (self, FALSE, _("Thank you. We are sorry; we will improve the article."));
}

static void
velo_help_dispose (GObject *object)
{
  VeloHelp *self = VELO_HELP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), VELO_TYPE_HELP);

  G_OBJECT_CLASS (velo_help_parent_class)->dispose (object);
}

static void
velo_help_finalize (GObject *object)
{
  g_clear_object (&VELO_HELP (object)->cancellable);

  G_OBJECT_CLASS (velo_help_parent_class)->finalize (object);
}

static void
velo_help_class_init (VeloHelpClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = velo_help_dispose;
  G_OBJECT_CLASS (klass)->finalize = velo_help_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/shell/velo-help.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloHelp, question_group);
  gtk_widget_class_bind_template_child (widget_class, VeloHelp, question_row);
  gtk_widget_class_bind_template_child (widget_class, VeloHelp, answer_box);
  gtk_widget_class_bind_template_child (widget_class, VeloHelp, topics_group);
  gtk_widget_class_bind_template_callback (widget_class, on_yes_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_no_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
velo_help_init (VeloHelp *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (gsize i = 0; i < G_N_ELEMENTS (topics); i++)
    {
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(topics[i].title));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
      g_object_set_data (G_OBJECT (row), "topic", GSIZE_TO_POINTER (i));
      g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self, 0);
      adw_preferences_group_add (self->topics_group, row);
    }
}

/**
 * velo_help_present:
 * @parent: (nullable): window to stay above
 * @settings: of the root schema
 * @topic: (nullable): name of a page of the help book to open at once
 *
 * Shows the topics, and the page of one in the help viewer.
 *
 * Returns: (transfer none): the window
 */
VeloHelp *
velo_help_present (GtkWindow  *parent,
                   GSettings  *settings,
                   const char *topic)
{
  VeloHelp *self;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (VELO_TYPE_HELP, "transient-for", parent, NULL);
  self->settings = g_settings_get_child (settings, "help");
  gtk_window_present (GTK_WINDOW (self));
  for (gsize i = 0; topic != NULL && i < G_N_ELEMENTS (topics); i++)
    if (g_str_equal (topics[i].page, topic))
      open_topic (self, i);
  return self;
}
