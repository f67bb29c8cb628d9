/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the assistant opens its proposal: at the page where it was left. */

#define G_LOG_DOMAIN "velo-assistant-window"

#include "config.h"

#include "velo-assistant-window-private.h"

#include "velo-error-text.h"
#include "velo-invoice-check.h"
#include "velo-source-button.h"
#include "velo-store-sales.h"

static int
get_first_step (VeloProposal *proposal)
{
  switch (velo_proposal_get_state (proposal))
    {
    case VELO_PROPOSAL_STATE_DRAFT:
    case VELO_PROPOSAL_STATE_ABANDONED:
      return CLAMP (velo_proposal_get_step (proposal), 0, VELO_ASSISTANT_APPLICATION);
    case VELO_PROPOSAL_STATE_PREPARED:
      return VELO_ASSISTANT_APPLICATION;
    case VELO_PROPOSAL_STATE_SIGNED:
    case VELO_PROPOSAL_STATE_SENDING:
    case VELO_PROPOSAL_STATE_CONCLUDED:
    case VELO_PROPOSAL_STATE_UNCLEAR:
    case VELO_PROPOSAL_STATE_HANDED_OVER:
    case VELO_PROPOSAL_STATE_REFUSED:
    default:
      return VELO_ASSISTANT_CONCLUSION;
    }
}

static void
sale_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(VeloAssistantWindow) self = user_data;
  g_autoptr(VeloInvoice) invoice = velo_store_get_sale_finish (VELO_STORE (source), result, NULL);

  /* without it the buttons only go on asking to check */
  if (invoice != NULL && !self->disposed && velo_invoice_is_confirmed (invoice))
    velo_source_button_set_all_checked (GTK_WIDGET (self->stack));
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(VeloAssistantWindow) self = user_data;
  g_autoptr(VeloProposal) proposal = NULL;
  g_autoptr(GError) error = NULL;

  proposal = velo_counter_open_proposal_finish (VELO_COUNTER (source), result, &error);
  if (self->disposed || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (proposal == NULL)
    {
      g_autofree char *text = velo_error_text_dup (error);

      adw_status_page_set_description (self->failed_page, text);
      gtk_stack_set_visible_child_name (self->outer_stack, "failed");
      return;
    }
  self->proposal = g_steal_pointer (&proposal);
  for (int i = 0; i < VELO_ASSISTANT_N_PAGES; i++)
    {
      velo_assistant_page_attach (self->pages[i], self->proposal, self->counter, self->settings);
      velo_assistant_keys_set_enter_goes_on (GTK_WIDGET (self->pages[i]));
    }
  velo_store_get_sale_async (velo_counter_get_store (self->counter),
                             velo_vehicle_get_invoice_id (velo_proposal_get_vehicle (self->proposal)),
                             self->cancellable, sale_cb, g_object_ref (self));
  velo_assistant_window_remember_stored (self);
  gtk_stack_set_visible_child_name (self->outer_stack, "pages");
  velo_assistant_window_show_step (self, get_first_step (self->proposal));
  velo_assistant_window_watch (self);
}

/**
 * velo_assistant_window_open:
 * @self: the window
 *
 * Opens the proposal of the vehicle, or begins one, and shows the page to go on with.
 */
void
velo_assistant_window_open (VeloAssistantWindow *self)
{
  gtk_stack_set_visible_child_name (self->outer_stack, "opening");
  velo_counter_open_proposal_async (self->counter, self->vehicle_id, self->cancellable, opened_cb,
                                    g_object_ref (self));
}
