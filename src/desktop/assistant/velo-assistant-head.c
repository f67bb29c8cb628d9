/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The head of the assistant's window and its list of steps, where there is room and where there is not. */

#define G_LOG_DOMAIN "velo-assistant-window"

#include "config.h"

#include "velo-assistant-window-private.h"

#include <glib/gi18n.h>

/**
 * velo_assistant_head_update_cancel:
 * @self: the window
 * @closes: whether nothing is left to be cancelled
 *
 * Names the button that closes the window; a narrow head has room for the step, not for the word.
 */
void
velo_assistant_head_update_cancel (VeloAssistantWindow *self,
                                   gboolean             closes)
{
  const char *label = closes ? _("_Close") : _("_Cancel");
  g_auto(GStrv) parts = g_strsplit (label, "_", -1);
  g_autofree char *plain = g_strjoinv (NULL, parts);
  gboolean folded = adw_flap_get_folded (self->flap);

  if (folded)
    gtk_button_set_icon_name (self->cancel_button, "window-close-symbolic");
  else
    gtk_button_set_label (self->cancel_button, label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->cancel_button), folded ? plain : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->cancel_button), GTK_ACCESSIBLE_PROPERTY_LABEL, plain, -1);
}

/**
 * velo_assistant_head_update_title:
 * @self: the window
 *
 * Says whose vehicle is insured, or in a narrow window which step is shown.
 */
void
velo_assistant_head_update_title (VeloAssistantWindow *self)
{
  g_autofree char *vehicle = velo_vehicle_dup_name (velo_proposal_get_vehicle (self->proposal));
  g_autofree char *customer = velo_customer_dup_name (velo_proposal_get_customer (self->proposal));
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;

  if (adw_flap_get_folded (self->flap))
    {
      title = g_strdup (velo_assistant_page_get_title (self->pages[self->step]));
      /* Translators: number of the step, number of steps */
      subtitle = g_strdup_printf (_("Step %d of %d"), self->step + 1, VELO_ASSISTANT_N_PAGES);
    }
  else
    {
      title = g_strdup (*vehicle == '\0' ? _("Insure Vehicle") : vehicle);
      subtitle = g_strdup (customer);
    }
  adw_window_title_set_title (self->title_widget, title);
  adw_window_title_set_subtitle (self->title_widget, subtitle);
}

/**
 * velo_assistant_head_update_steps:
 * @self: the window
 *
 * Marks the step that is shown, and ticks those that are done: the ones before it, and the last
 * when the insurance is concluded.
 */
void
velo_assistant_head_update_steps (VeloAssistantWindow *self)
{
  gboolean concluded = self->proposal != NULL
                       && velo_proposal_get_state (self->proposal) == VELO_PROPOSAL_STATE_CONCLUDED;

  for (int i = 0; i < VELO_ASSISTANT_N_PAGES; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->steps, i);
      GtkWidget *icon = gtk_widget_get_first_child (gtk_list_box_row_get_child (row));

      gtk_widget_set_opacity (icon, i < self->step || concluded ? 1 : 0);
      if (i == self->step)
        gtk_list_box_select_row (self->steps, row);
    }
}

/**
 * velo_assistant_head_add_step:
 * @self: the window
 * @title: of a page
 *
 * Adds a step to the list.
 */
void
velo_assistant_head_add_step (VeloAssistantWindow *self,
                              const char          *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", "object-select-symbolic",
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_append (self->steps, box);
}
