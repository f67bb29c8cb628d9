/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the assistant turns its pages: it stores each as it is left, and makes a draft of what was signed. */

#define G_LOG_DOMAIN "velo-assistant-window"

#include "config.h"

#include "velo-assistant-window-private.h"

#include <glib/gi18n.h>

#include "velo-confirm.h"
#include "velo-error-text.h"
#include "velo-field.h"

static void
tell (VeloAssistantWindow *self,
      const GError        *error)
{
  g_autofree char *text = velo_error_text_dup (error);

  velo_confirm_tell (GTK_WINDOW (self), _("That did not work"), text);
}

/* Storing */

/**
 * velo_assistant_window_remember_stored:
 * @self: the window
 *
 * The proposal is in the database as it is now.
 */
void
velo_assistant_window_remember_stored (VeloAssistantWindow *self)
{
  g_clear_object (&self->stored);
  self->stored = velo_record_copy (self->proposal);
}

/**
 * velo_assistant_window_remember_saved:
 * @self: the window
 *
 * What is in the database is what was to be stored; what was entered since then is not.
 */
void
velo_assistant_window_remember_saved (VeloAssistantWindow *self)
{
  velo_proposal_set_revision (self->saving, velo_proposal_get_revision (self->proposal));
  g_set_object (&self->stored, self->saving);
}

static void
close_anyway_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(VeloAssistantWindow) self = user_data;

  gboolean anyway = velo_confirm_finish (result, NULL);

  if (self->disposed)
    return;
  if (anyway)
    gtk_window_destroy (GTK_WINDOW (self));
  else
    g_signal_emit_by_name (self, "stayed");
}

static void
ask_close_anyway (VeloAssistantWindow *self,
                  const GError        *error)
{
  g_autofree char *reason = velo_error_text_dup (error);
  /* Translators: a sentence that says why it could not be stored */
  g_autofree char *body = g_strdup_printf (_("%s What you entered on this page would be lost."), reason);
  const VeloConfirmSpec spec = {
    .heading = _("Close without saving?"),
    .body = body,
    .cancel_label = _("_Keep Open"),
    .confirm_label = _("_Close"),
    .destructive = TRUE,
  };

  velo_confirm_async (GTK_WINDOW (self), &spec, NULL, close_anyway_cb, g_object_ref (self));
}

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(VeloAssistantWindow) self = user_data;
  g_autoptr(GError) error = NULL;

  velo_counter_save_finish (VELO_COUNTER (source), result, &error);
  if (self->disposed)
    return;
  self->storing = FALSE;
  if (error != NULL && (!self->closing || velo_assistant_window_is_editable (self)))
    {
      gboolean closing = self->closing;

      self->closing = FALSE;
      velo_proposal_set_step (self->proposal, self->step);
      velo_assistant_window_update_actions (self);
      if (closing)
        ask_close_anyway (self, error);
      else
        tell (self, error);
      return;
    }
  if (error == NULL)
    velo_assistant_window_remember_saved (self);
  if (self->closing && velo_assistant_window_is_editable (self) && !velo_record_equal (self->proposal, self->stored))
    velo_assistant_window_store_and_turn (self, self->step);
  else if (self->closing)
    gtk_window_destroy (GTK_WINDOW (self));
  else
    velo_assistant_window_show_step (self, self->target);
}

/**
 * velo_assistant_window_is_editable:
 * @self: the window
 *
 * Returns: whether something can still be entered, also what is asked on the page of the application
 */
gboolean
velo_assistant_window_is_editable (VeloAssistantWindow *self)
{
  VeloProposalState state = velo_proposal_get_state (self->proposal);

  return state == VELO_PROPOSAL_STATE_DRAFT || state == VELO_PROPOSAL_STATE_PREPARED;
}

/**
 * velo_assistant_window_store_and_turn:
 * @self: the window
 * @target: page to turn to
 *
 * Stores a draft, then turns to @target, or closes if that was asked for
 * meanwhile. What is no draft any more has been stored by the counter, but for
 * what was entered since then.
 */
void
velo_assistant_window_store_and_turn (VeloAssistantWindow *self,
                                      int                  target)
{
  self->target = target;
  if (velo_proposal_get_state (self->proposal) != VELO_PROPOSAL_STATE_DRAFT
      && !(self->closing && velo_assistant_window_is_editable (self)))
    {
      velo_assistant_window_show_step (self, target);
      return;
    }
  velo_proposal_set_step (self->proposal, target);
  self->storing = TRUE;
  velo_assistant_window_update_actions (self);
  if (self->keeping)
    self->waiting = TRUE;
  else
    velo_assistant_window_store_now (self);
}

/**
 * velo_assistant_window_store_now:
 * @self: the window
 *
 * Stores a draft that is to be stored and is not being kept any more.
 */
void
velo_assistant_window_store_now (VeloAssistantWindow *self)
{
  velo_counter_save_async (self->counter, self->proposal, NULL, stored_cb, g_object_ref (self));
  g_clear_object (&self->saving);
  self->saving = velo_record_copy (self->proposal);
}

/**
 * velo_assistant_window_store_before_closing:
 * @self: the window
 *
 * Closes as soon as everything is stored, if something is not.
 *
 * Returns: whether it is so
 */
gboolean
velo_assistant_window_store_before_closing (VeloAssistantWindow *self)
{
  if (self->proposal == NULL || self->disposed)
    return FALSE;
  if (self->storing)
    self->closing = TRUE;
  else if (velo_assistant_window_is_editable (self)
           && (self->keeping || !velo_record_equal (self->proposal, self->stored)))
    {
      self->closing = TRUE;
      velo_assistant_window_store_and_turn (self, self->step);
    }
  return self->closing;
}

/* Back to a draft */

static void
revised_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(VeloAssistantWindow) self = user_data;
  g_autoptr(GError) error = NULL;

  velo_counter_move_finish (VELO_COUNTER (source), result, &error);
  if (self->disposed)
    return;
  self->storing = FALSE;
  if (error != NULL)
    {
      velo_assistant_window_update_actions (self);
      tell (self, error);
      return;
    }
  velo_assistant_window_remember_stored (self);
  velo_assistant_window_show_step (self, self->target);
}

static void
revise (VeloAssistantWindow *self)
{
  self->storing = TRUE;
  velo_assistant_window_update_actions (self);
  velo_counter_revise_async (self->counter, self->proposal, NULL, revised_cb, g_object_ref (self));
}

static void
revise_confirmed_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(VeloAssistantWindow) self = user_data;

  if (velo_confirm_finish (result, NULL) && !self->disposed && !self->storing)
    revise (self);
}

/**
 * velo_assistant_window_go_back_to_draft:
 * @self: the window
 * @target: page to turn to
 *
 * Makes a draft of a prepared, signed or refused proposal and turns to
 * @target. Asks first if a signature would be lost.
 */
void
velo_assistant_window_go_back_to_draft (VeloAssistantWindow *self,
                                        int                  target)
{
  const VeloConfirmSpec spec = {
    .heading = _("Change the details?"),
    .body = _("The customer has signed already. If you change something, a new application is filled in and "
              "the customer has to sign again."),
    .cancel_label = _("_Keep"),
    .confirm_label = _("_Change"),
    .destructive = TRUE,
  };

  self->target = target;
  if (velo_proposal_get_state (self->proposal) == VELO_PROPOSAL_STATE_SIGNED)
    velo_confirm_async (GTK_WINDOW (self), &spec, NULL, revise_confirmed_cb, g_object_ref (self));
  else
    revise (self);
}

/* Turning */

/**
 * velo_assistant_window_go_next:
 * @self: the window
 *
 * Turns to the next page, or leads to what is missing on this one.
 */
void
velo_assistant_window_go_next (VeloAssistantWindow *self)
{
  GtkWidget *wrong;

  if (self->proposal == NULL || self->storing || self->step >= VELO_ASSISTANT_CONCLUSION
      || velo_assistant_page_is_applying (self->pages[self->step]))
    return;
  wrong = velo_assistant_page_check (self->pages[self->step]);
  if (wrong != NULL)
    velo_assistant_page_focus_now (self->pages[self->step], wrong);
  else
    velo_assistant_window_store_and_turn (self, self->step + 1);
}

/**
 * velo_assistant_window_go_back:
 * @self: the window
 *
 * Turns to the page before; what was signed becomes a draft again.
 */
void
velo_assistant_window_go_back (VeloAssistantWindow *self)
{
  if (self->proposal == NULL || self->storing || self->step == 0)
    return;
  velo_assistant_page_left (self->pages[self->step]);
  if (self->step == VELO_ASSISTANT_APPLICATION && velo_proposal_get_state (self->proposal) != VELO_PROPOSAL_STATE_DRAFT)
    velo_assistant_window_go_back_to_draft (self, self->step - 1);
  else if (self->step == VELO_ASSISTANT_CONCLUSION
           && velo_proposal_get_state (self->proposal) == VELO_PROPOSAL_STATE_REFUSED)
    velo_assistant_window_go_back_to_draft (self, 0);
  else
    velo_assistant_window_store_and_turn (self, self->step - 1);
}
