/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers the toolkit's dialog for files as soon as that can bear it, and no sooner. */
#pragma once

#include <gtk/gtk.h>

#include "velo-wait.h"

static inline GtkWidget *
velo_choose_find_named (GtkWidget  *widget,
                        const char *type)
{
  GtkWidget *found = g_str_equal (G_OBJECT_TYPE_NAME (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = velo_choose_find_named (child, type);
  return found;
}

/* Whether there is a button of a folder below @widget; with @name the one of the folder that is shown. */
static inline gboolean
velo_choose_has_button (GtkWidget  *widget,
                        const char *name)
{
  if (GTK_IS_TOGGLE_BUTTON (widget))
    {
      GtkWidget *label = velo_choose_find_named (widget, "GtkLabel");

      return name == NULL
             || (label != NULL && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (widget))
                 && g_str_equal (gtk_label_get_text (GTK_LABEL (label)), name));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (velo_choose_has_button (child, name))
      return TRUE;
  return FALSE;
}

/* Whether the bar of folders is complete. It asks for one folder after the other; a dialog that is closed or sent
   elsewhere before the last answer makes GTK take buttons out of a bar that they are not in yet, which is a critical
   warning, or out of one that is gone, which is a crash. What opens files may begin with the recent ones, in no folder. */
static inline gboolean
velo_choose_has_arrived (gpointer dialog)
{
  GtkWidget *bar = velo_choose_find_named (dialog, "GtkPathBar");
  g_autoptr(GFile) folder = gtk_file_chooser_get_current_folder (dialog);
  g_autofree char *name = folder != NULL ? g_file_get_basename (folder) : NULL;

  if (bar == NULL)
    return TRUE;
  if (folder == NULL)
    return gtk_file_chooser_get_action (dialog) != GTK_FILE_CHOOSER_ACTION_SAVE;
  /* the uppermost has a picture alone */
  return velo_choose_has_button (bar, g_str_equal (name, G_DIR_SEPARATOR_S) ? NULL : name);
}

/* Whether the dialog would give @file, and may be answered. */
static inline gboolean
velo_choose_is_chosen (gpointer  dialog,
                       GFile    *file)
{
  g_autoptr(GFile) chosen = gtk_file_chooser_get_file (dialog);

  return chosen != NULL && g_file_equal (chosen, file) && velo_choose_has_arrived (dialog);
}

static inline gpointer
velo_choose_find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (GTK_IS_FILE_CHOOSER_DIALOG (window) && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

static inline void
velo_choose_answer (gpointer    dialog,
                    GFile      *file,
                    const char *path)
{
  if (file == NULL)
    gtk_dialog_response (dialog, GTK_RESPONSE_CANCEL);
  else if (gtk_file_chooser_get_action (dialog) == GTK_FILE_CHOOSER_ACTION_SAVE)
    /* as somebody types it */
    gtk_file_chooser_set_current_name (dialog, path);
  else
    gtk_file_chooser_set_file (dialog, file, NULL);
}

/* Presses the button as soon as the dialog has the file. What saves looks first whether there is such a file, and is
   pressed once: of two such looks GTK forgets the later one, which may come upon the file that has been written by then,
   and ask about it when the dialog is gone. */
static inline gboolean
velo_choose_is_done (gpointer  dialog,
                     GFile    *file,
                     gboolean *is_pressed)
{
  gboolean once;

  if (velo_choose_find_dialog () != dialog)
    return TRUE;
  once = gtk_file_chooser_get_action (dialog) == GTK_FILE_CHOOSER_ACTION_SAVE;
  if (file != NULL && !(once && *is_pressed) && velo_choose_is_chosen (dialog, file))
    {
      *is_pressed = TRUE;
      gtk_dialog_response (dialog, GTK_RESPONSE_ACCEPT);
    }
  return FALSE;
}

/* Chooses a file in the dialog that is on the screen or comes there; %NULL gives it up. */
static inline void
velo_choose_file (const char *path)
{
  g_autoptr(GFile) file = path != NULL ? g_file_new_for_path (path) : NULL;
  gpointer dialog = NULL;
  gboolean is_pressed = FALSE;

  WAIT_UNTIL ((dialog = velo_choose_find_dialog ()) != NULL && velo_choose_has_arrived (dialog));
  velo_choose_answer (dialog, file, path);
  WAIT_UNTIL (velo_choose_is_done (dialog, file, &is_pressed));
}

/* What opens files begins with the recent ones, in GTK 4.18 with a question about where they lie whose late answer
   comes to a bar that is gone: a crash in one of fifteen runs. Nothing shows when the answer has come. */
#define SKIP_WHERE_FILES_CANNOT_BE_OPENED() \
  G_STMT_START \
    { \
      if (gtk_get_minor_version () >= 18) \
        { \
          g_test_skip ("the toolkit's dialog for opening files does not bear this speed"); \
          return; \
        } \
    } \
  G_STMT_END
