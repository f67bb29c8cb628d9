/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said below a photo, and asking the customer for a single one. */

#define G_LOG_DOMAIN "velo-photo-viewer"

#include "config.h"

#include "velo-photo-viewer-private.h"

#include <glib/gi18n.h>

#include "velo-claims-ask.h"
#include "velo-claims-photos.h"
#include "velo-clock.h"

static const VeloClaimsPhotoRequest *
find_request (VeloPhotoViewer *self,
              const char      *slot)
{
  for (guint i = self->requests != NULL ? self->requests->len : 0; i > 0; i--)
    {
      const VeloClaimsPhotoRequest *request = g_ptr_array_index (self->requests, i - 1);

      if (!request->sent && !request->fulfilled && g_strcmp0 (request->slot, slot) == 0)
        return request;
    }
  return NULL;
}

static void
append_flag (VeloPhotoViewer *self,
             const char      *icon_name,
             const char      *text)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon_name, "valign", GTK_ALIGN_START,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "hexpand", TRUE, NULL);

  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (self->flags_box, line);
}

void
velo_photo_viewer_show_flags (VeloPhotoViewer       *self,
                              const VeloClaimsPhoto *photo)
{
  const VeloClaimsPhotoRequest *request = self->shown_slot != NULL ? find_request (self, self->shown_slot) : NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->flags_box))) != NULL)
    gtk_box_remove (self->flags_box, child);
  for (guint i = 0; photo != NULL && i < photo->flags->len; i++)
    {
      g_autofree char *text = velo_claims_photos_dup_flag (g_ptr_array_index (photo->flags, i));

      append_flag (self, "dialog-warning-symbolic", text);
    }
  if (request != NULL)
    {
      g_autofree char *when = velo_clock_format (request->created);
      /* Translators: who asked the customer, when, and the words to the customer */
      g_autofree char *text = g_strdup_printf (_("Asked for by %s on %s: “%s”"), request->who, when, request->note);

      append_flag (self, "mail-send-symbolic", text);
    }
}

/* Asking for a photo */

static void
requested_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(VeloPhotoViewer) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(VeloClaimsAnswer) answer = velo_claims_client_finish (VELO_CLAIMS_CLIENT (source), result, &error);

  if (self->disposed)
    return;
  g_clear_pointer (&self->asked_slot, g_free);
  velo_photo_viewer_update_actions (self);
  if (answer != NULL && answer->photos != NULL && answer->claim != NULL)
    {
      velo_photo_viewer_take (self, answer);
      return;
    }
  if (error == NULL)
    return;
  velo_photo_viewer_fail (self, error);
  velo_photo_viewer_reload (self);
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(VeloPhotoViewer) self = user_data;
  g_autofree char *note = velo_claims_ask_finish (result, NULL);

  if (self->disposed)
    return;
  if (note != NULL && self->asked_slot != NULL)
    velo_claims_client_request_photo_async (self->client, self->claim, self->asked_slot, note, NULL, requested_cb,
                                            g_object_ref (self));
  else
    g_clear_pointer (&self->asked_slot, g_free);
  velo_photo_viewer_update_actions (self);
}

void
velo_photo_viewer_ask (VeloPhotoViewer *self,
                       const char      *slot)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *heading = NULL;

  if (self->claim == NULL || self->asked_slot != NULL || slot == NULL)
    return;
  heading = g_strdup_printf (_("Ask the customer for “%s”?"), velo_claims_photos_get_words (slot));
  self->asked_slot = g_strdup (slot);
  velo_photo_viewer_update_actions (self);
  velo_claims_ask_async (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading,
                         _("What shall be seen, and why? The customer reads these words, gets a message, and is asked for this photo only."),
                         _("_Ask"), self->cancellable, asked_cb, g_object_ref (self));
}
