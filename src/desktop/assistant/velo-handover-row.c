/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One document that the customer gets, and when it was handed over. */

#define G_LOG_DOMAIN "velo-handover-row"

#include "config.h"

#include "velo-handover-row.h"

#include <glib/gi18n.h>

#include "velo-assistant-text.h"
#include "velo-date.h"

/* Listed here, it is signed: the paper that was printed for that stays in the shop. */
static gboolean
is_application (VeloDocument *document)
{
  return velo_document_get_kind (document) == VELO_DOCUMENT_KIND_PROPOSAL
         || velo_document_get_kind (document) == VELO_DOCUMENT_KIND_SIGNED_PROPOSAL;
}

#define PENDING_KEY "velo-pending"

static char *
dup_handover_text (VeloDocument *document,
                   gboolean      pending)
{
  const char *how = velo_document_get_handed_over_how (document);
  g_autofree char *when = NULL;

  if (velo_document_get_handed_over_at (document) == 0)
    return g_strdup (is_application (document) ? _("Signed; no copy handed over yet") : _("Not handed over yet"));
  when = velo_time_format_display (velo_document_get_handed_over_at (document));
  if (pending && g_str_equal (how, "printed"))
    /* Translators: date and time */
    return g_strdup_printf (_("Printed %s, not handed over yet"), when);
  if (pending && g_str_equal (how, "saved"))
    /* Translators: date and time */
    return g_strdup_printf (_("Saved %s, not handed over yet"), when);
  if (g_str_equal (how, "printed"))
    /* Translators: date and time */
    return g_strdup_printf (_("Printed %s"), when);
  if (g_str_equal (how, "saved"))
    return g_strdup_printf (_("Saved %s"), when);
  return g_strdup_printf (_("Handed over %s"), when);
}

static void
update_row (VeloDocument *document,
            GParamSpec   *pspec,
            AdwActionRow *row)
{
  const char *explained = velo_assistant_text_explain_document (document);
  gboolean pending = g_object_get_data (G_OBJECT (row), PENDING_KEY) != NULL;
  g_autofree char *handover = dup_handover_text (document, pending);
  g_autofree char *text = NULL;
  GtkWidget *icon = g_object_get_data (G_OBJECT (row), "velo-icon");
  gboolean done = velo_document_get_handed_over_at (document) != 0 && !pending;

  text = explained == NULL ? g_steal_pointer (&handover) : g_strconcat (explained, " · ", handover, NULL);
  adw_action_row_set_subtitle (row, text);
  gtk_image_set_from_icon_name (GTK_IMAGE (icon), done ? "handed-over-symbolic" : "policy-symbolic");
  if (done)
    gtk_widget_add_css_class (icon, "success");
  else
    gtk_widget_remove_css_class (icon, "success");
}

/**
 * velo_handover_row_new:
 * @document: what is to be handed over
 *
 * Returns: (transfer floating): a row that follows @document
 */
GtkWidget *
velo_handover_row_new (VeloDocument *document)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new ();
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");
  g_autofree char *title = velo_assistant_text_document (document);
  g_autofree char *escaped = g_markup_escape_text (title, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "velo-icon", icon);
  g_object_set_data_full (G_OBJECT (row), "velo-document", g_object_ref (document), g_object_unref);
  g_signal_connect_object (document, "notify", G_CALLBACK (update_row), row, G_CONNECT_DEFAULT);
  update_row (document, NULL, ADW_ACTION_ROW (row));
  return row;
}

/**
 * velo_handover_row_set_pending:
 * @row: a row made here
 * @pending: whether the customer has not got what was printed or saved
 *
 * Says so, or takes it back.
 */
void
velo_handover_row_set_pending (GtkWidget *row,
                               gboolean   pending)
{
  g_return_if_fail (ADW_IS_ACTION_ROW (row));

  g_object_set_data (G_OBJECT (row), PENDING_KEY, pending ? row : NULL);
  update_row (velo_handover_row_get_document (row), NULL, ADW_ACTION_ROW (row));
}

/**
 * velo_handover_row_get_document:
 * @row: a row made here
 *
 * Returns: (transfer none): what it shows
 */
VeloDocument *
velo_handover_row_get_document (GtkWidget *row)
{
  g_return_val_if_fail (ADW_IS_ACTION_ROW (row), NULL);

  return g_object_get_data (G_OBJECT (row), "velo-document");
}
