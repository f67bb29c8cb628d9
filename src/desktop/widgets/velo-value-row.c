/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows that show a name and its value, as plain text. */

#define G_LOG_DOMAIN "velo-value-row"

#include "config.h"

#include "velo-value-row.h"

#include "velo-text.h"

/**
 * velo_value_row_append:
 * @list: a list
 * @title: name of the value
 * @value: (nullable): the value; nothing is added if it is empty
 *
 * Adds a row at the end of @list.
 */
void
velo_value_row_append (GtkListBox *list,
                       const char *title,
                       const char *value)
{
  GtkWidget *row;

  g_return_if_fail (GTK_IS_LIST_BOX (list));

  if (velo_text_is_empty (value))
    return;
  row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), value);
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
