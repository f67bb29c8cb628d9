/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The assistant "Insure vehicle": its pages and what they share. */

#define G_LOG_DOMAIN "velo-assistant-window"

#include "config.h"

#include "velo-assistant-window-private.h"

#include <glib/gi18n.h>

#include "velo-application-page.h"
#include "velo-conclusion-page.h"
#include "velo-customer-page.h"
#include "velo-object-page.h"
#include "velo-tariff-page.h"
#include "velo-vehicle-page.h"

G_DEFINE_FINAL_TYPE (VeloAssistantWindow, velo_assistant_window, ADW_TYPE_WINDOW)

typedef enum
{
  PROP_COUNTER = 1,
  PROP_SETTINGS,
  PROP_VEHICLE_ID,
} VeloAssistantWindowProperty;

static GParamSpec *properties[PROP_VEHICLE_ID + 1];

enum
{
  CONCLUDED,
  CLOSED,
  SHOW_VEHICLE,
  STAYED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_open_state (VeloProposalState state)
{
  return state == VELO_PROPOSAL_STATE_DRAFT || state == VELO_PROPOSAL_STATE_PREPARED
         || state == VELO_PROPOSAL_STATE_SIGNED || state == VELO_PROPOSAL_STATE_REFUSED;
}

static gboolean
is_signed (VeloProposal *proposal)
{
  VeloProposalState state = velo_proposal_get_state (proposal);

  return state != VELO_PROPOSAL_STATE_DRAFT && state != VELO_PROPOSAL_STATE_PREPARED;
}

/**
 * velo_assistant_window_update_actions:
 * @self: the window
 *
 * Lets turn the pages that may be turned now.
 */
void
velo_assistant_window_update_actions (VeloAssistantWindow *self)
{
  gboolean opened = self->proposal != NULL;
  gboolean applying = opened && velo_assistant_page_is_applying (self->pages[self->step]);
  gboolean free_to_turn = opened && !applying && !self->storing;
  gboolean done = opened && velo_proposal_get_state (self->proposal) == VELO_PROPOSAL_STATE_CONCLUDED;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "assistant.next",
                                 free_to_turn && self->step < VELO_ASSISTANT_CONCLUSION);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "assistant.back",
                                 free_to_turn && self->step > 0
                                   && is_open_state (velo_proposal_get_state (self->proposal)));
  gtk_widget_set_visible (self->next_button, self->step < VELO_ASSISTANT_CONCLUSION);
  /* signing comes first, and has a button of its own */
  if (self->step == VELO_ASSISTANT_APPLICATION && opened && !is_signed (self->proposal))
    gtk_widget_remove_css_class (self->next_button, "suggested-action");
  else
    gtk_widget_add_css_class (self->next_button, "suggested-action");
  gtk_widget_set_visible (self->back_button, self->step > 0 && !done);
  velo_assistant_head_update_cancel (self, self->step == VELO_ASSISTANT_CONCLUSION || done);
}

static void
focus_first (VeloAssistantWindow *self)
{
  GtkWidget *page = GTK_WIDGET (self->pages[self->step]);

  /* nowhere rather than on Cancel, while a page has nothing to offer yet */
  if (!gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD))
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
}

/**
 * velo_assistant_window_show_step:
 * @self: the window
 * @step: number of the page from 0
 *
 * Turns to a page.
 */
void
velo_assistant_window_show_step (VeloAssistantWindow *self,
                                 int                  step)
{
  self->step = CLAMP (step, 0, VELO_ASSISTANT_N_PAGES - 1);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->pages[self->step]));
  velo_assistant_head_update_title (self);
  velo_assistant_head_update_steps (self);
  velo_assistant_window_update_actions (self);
  focus_first (self);
  velo_assistant_page_shown (self->pages[self->step]);
  if (self->step == VELO_ASSISTANT_APPLICATION && !velo_proposal_get_documents_received (self->proposal))
    velo_tariff_page_load_documents (VELO_TARIFF_PAGE (self->tariff_page));
}

/* Actions, and what the pages ask for */

static void
next_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  velo_assistant_window_go_next (VELO_ASSISTANT_WINDOW (widget));
}

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  velo_assistant_window_go_back (VELO_ASSISTANT_WINDOW (widget));
}

static void
advance_cb (VeloAssistantPage   *page,
            VeloAssistantWindow *self)
{
  if (page == self->pages[self->step])
    velo_assistant_window_go_next (self);
}

static void
on_change_requested_cb (VeloAssistantWindow *self)
{
  if (!self->storing)
    velo_assistant_window_go_back_to_draft (self, 0);
}

static void
on_concluded_cb (VeloAssistantWindow *self,
                 VeloPolicy          *policy)
{
  velo_assistant_head_update_steps (self);
  velo_assistant_window_update_actions (self);
  g_signal_emit (self, signals[CONCLUDED], 0, policy);
}

static void
on_finished_cb (VeloAssistantWindow *self,
                gboolean             to_vehicle)
{
  if (to_vehicle)
    g_signal_emit (self, signals[SHOW_VEHICLE], 0, self->vehicle_id);
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
folded_idle_cb (gpointer user_data)
{
  VeloAssistantWindow *self = user_data;

  /* A folded flap would lie over the page: the step is in the title then. */
  self->folded_idle_id = 0;
  adw_flap_set_reveal_flap (self->flap, !adw_flap_get_folded (self->flap));
  if (self->proposal != NULL)
    velo_assistant_head_update_title (self);
  velo_assistant_window_update_actions (self);
  return G_SOURCE_REMOVE;
}

/* Told while sizes are being given out, when nothing may ask for another one. */
static void
on_folded_cb (VeloAssistantWindow *self)
{
  if (self->folded_idle_id == 0)
    self->folded_idle_id = g_idle_add (folded_idle_cb, self);
}

/* Opening */

static void
on_reopen_cb (VeloAssistantWindow *self)
{
  velo_assistant_window_open (self);
}

/* Closing */

/* Unstored entries are stored first, while something can still be entered; what is on its way goes on by itself. */
static gboolean
velo_assistant_window_close_request (GtkWindow *window)
{
  if (velo_assistant_window_store_before_closing (VELO_ASSISTANT_WINDOW (window)))
    return GDK_EVENT_STOP;
  return GTK_WINDOW_CLASS (velo_assistant_window_parent_class)->close_request (window);
}

static void
velo_assistant_window_constructed (GObject *object)
{
  VeloAssistantWindow *self = VELO_ASSISTANT_WINDOW (object);

  G_OBJECT_CLASS (velo_assistant_window_parent_class)->constructed (object);

  g_assert (self->counter != NULL && self->vehicle_id != NULL);
  if (self->settings != NULL)
    {
      g_autoptr(GSettings) window = g_settings_get_child (self->settings, "window");

      g_settings_bind (window, "assistant-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
      g_settings_bind (window, "assistant-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
    }
  velo_assistant_window_open (self);
}

static void
velo_assistant_window_dispose (GObject *object)
{
  VeloAssistantWindow *self = VELO_ASSISTANT_WINDOW (object);

  if (!self->disposed)
    g_signal_emit (self, signals[CLOSED], 0);
  self->disposed = TRUE;
  g_clear_handle_id (&self->folded_idle_id, g_source_remove);
  g_clear_handle_id (&self->keep_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_ASSISTANT_WINDOW);

  G_OBJECT_CLASS (velo_assistant_window_parent_class)->dispose (object);
}

static void
velo_assistant_window_finalize (GObject *object)
{
  VeloAssistantWindow *self = VELO_ASSISTANT_WINDOW (object);

  g_clear_object (&self->counter);
  g_clear_object (&self->settings);
  g_clear_object (&self->proposal);
  g_clear_object (&self->stored);
  g_clear_object (&self->saving);
  g_clear_object (&self->cancellable);
  g_free (self->vehicle_id);

  G_OBJECT_CLASS (velo_assistant_window_parent_class)->finalize (object);
}

static void
velo_assistant_window_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  VeloAssistantWindow *self = VELO_ASSISTANT_WINDOW (object);

  switch ((VeloAssistantWindowProperty) prop_id)
    {
    case PROP_COUNTER:
      self->counter = g_value_dup_object (value);
      break;
    case PROP_SETTINGS:
      self->settings = g_value_dup_object (value);
      break;
    case PROP_VEHICLE_ID:
      self->vehicle_id = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  /**
   * VeloAssistantWindow:counter:
   *
   * Who asks, stores and sends.
   */
  properties[PROP_COUNTER] = g_param_spec_object ("counter", NULL, NULL, VELO_TYPE_COUNTER, flags);
  /**
   * VeloAssistantWindow:settings:
   *
   * Root of the settings.
   */
  properties[PROP_SETTINGS] = g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS, flags);
  /**
   * VeloAssistantWindow:vehicle-id:
   *
   * The vehicle to insure.
   */
  properties[PROP_VEHICLE_ID] = g_param_spec_string ("vehicle-id", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
install_signals (GType type)
{
  /**
   * VeloAssistantWindow::concluded:
   * @self: the window
   * @policy: what was made
   *
   * The insurance is concluded; the window stays open until the user is done.
   */
  signals[CONCLUDED] = g_signal_new ("concluded", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                     VELO_TYPE_POLICY);
  /**
   * VeloAssistantWindow::closed:
   * @self: the window
   *
   * The window is gone; what was entered is stored.
   */
  signals[CLOSED] = g_signal_new ("closed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * VeloAssistantWindow::show-vehicle:
   * @self: the window
   * @vehicle_id: which
   *
   * The user wants to see the vehicle's page.
   */
  signals[SHOW_VEHICLE] = g_signal_new ("show-vehicle", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_STRING);
  /**
   * VeloAssistantWindow::stayed:
   * @self: the window
   *
   * It was to be closed, what was entered could not be stored, and the user stays.
   */
  signals[STAYED] = g_signal_new ("stayed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ensure_types (void)
{
  g_type_ensure (VELO_TYPE_OBJECT_PAGE);
  g_type_ensure (VELO_TYPE_TARIFF_PAGE);
  g_type_ensure (VELO_TYPE_VEHICLE_PAGE);
  g_type_ensure (VELO_TYPE_CUSTOMER_PAGE);
  g_type_ensure (VELO_TYPE_APPLICATION_PAGE);
  g_type_ensure (VELO_TYPE_CONCLUSION_PAGE);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, VeloAssistantWindow, title_widget);
  gtk_widget_class_bind_template_child (widget_class, VeloAssistantWindow, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, VeloAssistantWindow, next_button);
  gtk_widget_class_bind_template_child (widget_class, VeloAssistantWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, VeloAssistantWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, VeloAssistantWindow, outer_stack);
  gtk_widget_class_bind_template_child (widget_class, VeloAssistantWindow, failed_page);
  gtk_widget_class_bind_template_child (widget_class, VeloAssistantWindow, flap);
  gtk_widget_class_bind_template_child (widget_class, VeloAssistantWindow, steps);
  gtk_widget_class_bind_template_child (widget_class, VeloAssistantWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, VeloAssistantWindow, object_page);
  gtk_widget_class_bind_template_child (widget_class, VeloAssistantWindow, tariff_page);
  gtk_widget_class_bind_template_child (widget_class, VeloAssistantWindow, vehicle_page);
  gtk_widget_class_bind_template_child (widget_class, VeloAssistantWindow, customer_page);
  gtk_widget_class_bind_template_child (widget_class, VeloAssistantWindow, application_page);
  gtk_widget_class_bind_template_child (widget_class, VeloAssistantWindow, conclusion_page);
  gtk_widget_class_bind_template_callback (widget_class, on_reopen_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_concluded_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_change_requested_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_finished_cb);
}

static void
velo_assistant_window_class_init (VeloAssistantWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = velo_assistant_window_constructed;
  object_class->dispose = velo_assistant_window_dispose;
  object_class->finalize = velo_assistant_window_finalize;
  object_class->set_property = velo_assistant_window_set_property;
  GTK_WINDOW_CLASS (klass)->close_request = velo_assistant_window_close_request;
  install_properties (object_class);
  install_signals (G_TYPE_FROM_CLASS (klass));

  ensure_types ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH "/assistant/velo-assistant-window.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "assistant.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "assistant.back", NULL, back_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "assistant.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Right, GDK_ALT_MASK, "assistant.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "assistant.next", NULL);
}

static void
velo_assistant_window_init (VeloAssistantWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  velo_assistant_keys_install (self);
  self->pages[0] = self->object_page;
  self->pages[1] = self->tariff_page;
  self->pages[2] = self->vehicle_page;
  self->pages[3] = self->customer_page;
  self->pages[VELO_ASSISTANT_APPLICATION] = self->application_page;
  self->pages[VELO_ASSISTANT_CONCLUSION] = self->conclusion_page;
  for (int i = 0; i < VELO_ASSISTANT_N_PAGES; i++)
    {
      velo_assistant_head_add_step (self, velo_assistant_page_get_title (self->pages[i]));
      g_signal_connect_object (self->pages[i], "advance", G_CALLBACK (advance_cb), self, G_CONNECT_DEFAULT);
      g_signal_connect_object (self->pages[i], "notify::applying", G_CALLBACK (velo_assistant_window_update_actions), self,
                               G_CONNECT_SWAPPED);
    }
  velo_application_page_follow_documents (VELO_APPLICATION_PAGE (self->application_page),
                                          velo_tariff_page_get_handover_box (VELO_TARIFF_PAGE (self->tariff_page)));
  velo_assistant_window_update_actions (self);
}

/**
 * velo_assistant_window_new:
 * @parent: (nullable): window it belongs to
 * @counter: who asks, stores and sends
 * @settings: (nullable): root of the settings, com.example.VeloInsure
 * @vehicle_id: the vehicle to insure
 *
 * Opens the proposal of the vehicle, or begins one.
 *
 * Returns: (transfer none): the window; present it
 */
GtkWidget *
velo_assistant_window_new (GtkWindow   *parent,
                           VeloCounter *counter,
                           GSettings   *settings,
                           const char  *vehicle_id)
{
  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (VELO_IS_COUNTER (counter), NULL);
  g_return_val_if_fail (vehicle_id != NULL, NULL);

  return g_object_new (VELO_TYPE_ASSISTANT_WINDOW,
                       "transient-for", parent,
                       /* for the keys of the program, help above all */
                       "application", parent == NULL ? NULL : gtk_window_get_application (parent),
                       "counter", counter,
                       "settings", settings,
                       "vehicle-id", vehicle_id,
                       NULL);
}

/**
 * velo_assistant_window_set_claims_desk:
 * @self: the window
 * @desk: (nullable): the way to the claims service, which hands forms to customers' phones
 */
void
velo_assistant_window_set_claims_desk (VeloAssistantWindow *self,
                                       VeloClaimsDesk      *desk)
{
  g_return_if_fail (VELO_IS_ASSISTANT_WINDOW (self));
  g_return_if_fail (desk == NULL || VELO_IS_CLAIMS_DESK (desk));

  velo_customer_page_set_claims_desk (VELO_CUSTOMER_PAGE (self->customer_page), desk);
}

/**
 * velo_assistant_window_get_proposal:
 * @self: the window
 *
 * Returns: (transfer none) (nullable): the proposal, %NULL until it is opened
 */
VeloProposal *
velo_assistant_window_get_proposal (VeloAssistantWindow *self)
{
  g_return_val_if_fail (VELO_IS_ASSISTANT_WINDOW (self), NULL);

  return self->proposal;
}

/**
 * velo_assistant_window_find:
 * @vehicle_id: id of a vehicle
 *
 * Looks for an assistant that is open. Two for one vehicle would overwrite each
 * other's draft: who wants to open one looks here before.
 *
 * Returns: (transfer none) (nullable): the window
 */
GtkWindow *
velo_assistant_window_find (const char *vehicle_id)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (VELO_IS_ASSISTANT_WINDOW (l->data)
        && g_strcmp0 (VELO_ASSISTANT_WINDOW (l->data)->vehicle_id, vehicle_id) == 0)
      return l->data;
  return NULL;
}

/**
 * velo_assistant_window_get_step:
 * @self: the window
 *
 * Returns: number of the page shown, from 0
 */
int
velo_assistant_window_get_step (VeloAssistantWindow *self)
{
  g_return_val_if_fail (VELO_IS_ASSISTANT_WINDOW (self), 0);

  return self->step;
}

/**
 * velo_assistant_window_is_busy:
 * @self: the window
 *
 * Returns: whether the proposal is being opened, stored, signed or sent
 */
gboolean
velo_assistant_window_is_busy (VeloAssistantWindow *self)
{
  g_return_val_if_fail (VELO_IS_ASSISTANT_WINDOW (self), FALSE);

  return self->proposal == NULL || self->storing || velo_assistant_page_is_applying (self->pages[self->step]);
}
