/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows that show a name and its value, as plain text. */

#define G_LOG_DOMAIN "velo-value-row"

#include "config.h"

#include "velo-value-row.h"

#include "velo-text.h"

static GtkWidget *
make_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  return label;
}

/**
 * velo_value_row_append:
 * @list: a list
 * @title: name of the value
 * @value: (nullable): the value; nothing is added if it is empty
 *
 * Adds a row at the end of @list: the name small, the value below it, which
 * can be selected and copied.
 */
void
velo_value_row_append (GtkListBox *list,
                       const char *title,
                       const char *value)
{
  GtkWidget *row;
  GtkWidget *box;
  GtkWidget *title_label;
  GtkWidget *value_label;

  g_return_if_fail (GTK_IS_LIST_BOX (list));

  if (velo_text_is_empty (value))
    return;
  row = gtk_list_box_row_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  title_label = make_label (title);
  value_label = make_label (value);
  /* the value takes the focus, not the row: a label to select from that cannot take it keeps Tab from going on */
  gtk_label_set_selectable (GTK_LABEL (value_label), TRUE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (value_label),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, title_label, NULL, -1);
  gtk_widget_add_css_class (title_label, "caption");
  gtk_widget_add_css_class (title_label, "dim-label");
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_box_append (GTK_BOX (box), title_label);
  gtk_box_append (GTK_BOX (box), value_label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, value, -1);
  gtk_list_box_append (list, row);
}

/**
 * velo_value_row_clear:
 * @list: a list
 *
 * Removes all rows.
 */
void
velo_value_row_clear (GtkListBox *list)
{
  GtkWidget *child;

  g_return_if_fail (GTK_IS_LIST_BOX (list));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, child);
}
