/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The customer's photos in a list; each opens in the program that shows pictures. */

#define G_LOG_DOMAIN "velo-claims-photos"

#include "config.h"

#include "velo-claims-photos.h"

#include <glib/gi18n.h>

#include "velo-claims-text.h"
#include "velo-confirm.h"
#include "velo-date.h"
#include "velo-save.h"

static const struct { const char *slot; const char *words; } slots[] = {
  { "registration", N_("Registration document") }, { "odometer", N_("Odometer") },
  { "front-left", N_("Vehicle from the front left") }, { "front-right", N_("Vehicle from the front right") },
  { "rear-left", N_("Vehicle from the rear left") }, { "rear-right", N_("Vehicle from the rear right") },
  { "damage-far", N_("Damage from afar") }, { "damage-middle", N_("Damage from some distance") },
  { "damage-close", N_("Damage from close by") },
};

static const char *
get_words (const char *slot)
{
  for (gsize i = 0; i < G_N_ELEMENTS (slots); i++)
    if (g_str_equal (slots[i].slot, slot))
      return _(slots[i].words);
  return slot;
}

static void
photo_got_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GtkWidget) button = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = velo_claims_client_get_photo_finish (VELO_CLAIMS_CLIENT (object), result, &error);
  GtkRoot *root = gtk_widget_get_root (button);
  g_autofree char *text = NULL;

  gtk_widget_set_sensitive (button, TRUE);
  /* the list has gone on to another claim */
  if (!GTK_IS_WINDOW (root))
    return;
  if (bytes != NULL)
    {
      velo_open_outside (GTK_WINDOW (root), bytes, "photo.jpg");
      return;
    }
  text = velo_claims_text_dup_error (error);
  velo_confirm_tell (GTK_WINDOW (root), _("The photo could not be loaded"), text);
}

static void
view_clicked_cb (GtkWidget        *button,
                 VeloClaimsClient *client)
{
  gtk_widget_set_sensitive (button, FALSE);
  velo_claims_client_get_photo_async (client, g_object_get_data (G_OBJECT (button), "id"), NULL, photo_got_cb,
                                      g_object_ref (button));
}

static void
append_photo (GtkListBox            *list,
              VeloClaimsClient      *client,
              const VeloClaimsPhoto *photo)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (_("View"));
  g_autofree char *when = velo_time_format_display (photo->created);
  g_autofree char *label = g_strdup_printf (_("View “%s”"), get_words (photo->slot));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), get_words (photo->slot));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), when);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (button), "id", g_strdup (photo->id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (view_clicked_cb), client, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_list_box_append (list, row);
}

/**
 * velo_claims_photos_fill:
 * @list: a list
 * @client: what loads the photos
 * @photos: (element-type VeloClaimsPhoto): the photos; those taken again are left out
 */
void
velo_claims_photos_fill (GtkListBox       *list,
                         VeloClaimsClient *client,
                         GPtrArray        *photos)
{
  GtkListBoxRow *old;

  while ((old = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (old));
  for (guint i = 0; i < photos->len; i++)
    {
      const VeloClaimsPhoto *photo = g_ptr_array_index (photos, i);

      if (!photo->replaced)
        append_photo (list, client, photo);
    }
}
