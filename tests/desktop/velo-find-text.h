/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that can be seen in a window. */
#pragma once

#include <gtk/gtk.h>
#include <string.h>

/* The first label that is shown below @root and has @text in it, or NULL. */
static inline GtkWidget *
velo_test_find_text (GtkWidget  *root,
                     const char *text)
{
  if (GTK_IS_LABEL (root) && gtk_widget_get_mapped (root)
      && strstr (gtk_label_get_text (GTK_LABEL (root)), text) != NULL)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = velo_test_find_text (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static inline gboolean
velo_test_has_text (GtkWidget  *root,
                    const char *text)
{
  return velo_test_find_text (root, text) != NULL;
}
