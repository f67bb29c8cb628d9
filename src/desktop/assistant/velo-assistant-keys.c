/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Enter does in the assistant: wherever the focus is, it goes on. */

#define G_LOG_DOMAIN "velo-assistant-window"

#include "config.h"

#include "velo-answer-row.h"
#include "velo-assistant-window-private.h"

#include "velo-field.h"

/* What somebody declares, such as a consent or an approved lock: the key that leads through never says it. */
static gboolean
is_declaration (GtkWidget *widget)
{
  return GTK_IS_CHECK_BUTTON (widget)
         || (GTK_IS_TOGGLE_BUTTON (widget) && gtk_widget_get_ancestor (widget, VELO_TYPE_ANSWER_ROW) != NULL);
}

static gboolean
is_chosen (GtkWidget *widget)
{
  return GTK_IS_TOGGLE_BUTTON (widget) && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (widget));
}

/* What opens something: a document, or a list to choose from. The window's default would be taken before it. */
static gboolean
is_verb (GtkWidget *widget)
{
  return ADW_IS_ACTION_ROW (widget) && gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (widget))
         && adw_action_row_get_activatable_widget (ADW_ACTION_ROW (widget)) == NULL;
}

/* Enter on what is chosen already or is declared goes on, as it does in a field; on a document or a list it
 * opens it, and it turns a switch. */
static gboolean
key_pressed_cb (VeloAssistantWindow   *self,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                GtkEventControllerKey *controller)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if ((keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter)
      || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  if (GTK_IS_SWITCH (focus))
    {
      gtk_switch_set_active (GTK_SWITCH (focus), !gtk_switch_get_active (GTK_SWITCH (focus)));
      return GDK_EVENT_STOP;
    }
  if (is_verb (focus))
    return gtk_widget_activate (focus);
  if (!is_declaration (focus) && !is_chosen (focus))
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (GTK_WIDGET (self), "assistant.next", NULL);
  return GDK_EVENT_STOP;
}

/* The toolkit scrolls to the text of a row; the row is what is looked at. Not under the mouse, which would lose it. */
static void
focus_moved_cb (VeloAssistantWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget *row = focus == NULL ? NULL : gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW);

  if (row != NULL && gtk_window_get_focus_visible (GTK_WINDOW (self))
      && gtk_widget_is_ancestor (row, GTK_WIDGET (self->stack)))
    velo_field_scroll_to (row);
}

/**
 * velo_assistant_keys_install:
 * @self: the window
 *
 * Listens to Enter before the widgets do, and has what the keyboard leads to wholly seen.
 */
void
velo_assistant_keys_install (VeloAssistantWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (self, "notify::focus-widget", G_CALLBACK (focus_moved_cb), NULL);
}

/**
 * velo_assistant_keys_set_enter_goes_on:
 * @widget: a page, or part of one
 *
 * Has Enter in each of its fields press the window's default button.
 */
void
velo_assistant_keys_set_enter_goes_on (GtkWidget *widget)
{
  if (ADW_IS_ENTRY_ROW (widget))
    adw_entry_row_set_activates_default (ADW_ENTRY_ROW (widget), TRUE);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    velo_assistant_keys_set_enter_goes_on (child);
}
