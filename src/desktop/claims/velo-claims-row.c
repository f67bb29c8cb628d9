/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rows of claims, tasks and messages are made of. */

#define G_LOG_DOMAIN "velo-claims-row"

#include "config.h"

#include "velo-claims-row.h"

/**
 * velo_claims_row_new:
 * @box: what is in it
 *
 * Returns: (transfer floating): a row of a list, with space around @box
 */
GtkWidget *
velo_claims_row_new (GtkWidget *box)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 9);
  gtk_widget_set_margin_bottom (box, 9);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  return row;
}

/**
 * velo_claims_row_new_label:
 * @text: plain text
 * @style: (nullable): class of the style
 *
 * Returns: (transfer floating): a label that wraps, long words too
 */
GtkWidget *
velo_claims_row_new_label (const char *text,
                           const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

/**
 * velo_claims_row_new_pill:
 * @icon_name: name of an icon
 * @style: "good", "attention", "bad" or "neutral"
 * @label: (transfer floating): the state in words
 *
 * Returns: (transfer floating): the words with an icon, coloured besides
 */
GtkWidget *
velo_claims_row_new_pill (const char *icon_name,
                          const char *style,
                          GtkWidget  *label)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon_name, "pixel-size", 14,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (box, "pill-state");
  gtk_widget_add_css_class (box, style);
  gtk_widget_set_halign (box, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}
