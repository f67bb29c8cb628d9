/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of controls, words for pictures, and keys that two controls claim. */

#include "config.h"

#include "velo-accessible.h"

#include <adwaita.h>

typedef struct
{
  const char *name;      /* of what is looked at */
  GHashTable *seen;      /* (nullable) names of types, owned by GObject */
  GHashTable *mnemonics; /* key to the widget that has it */
  guint n_faults;
} Look;

static void
complain (Look       *look,
          GtkWidget  *widget,
          const char *fault)
{
  const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));
  GtkWidget *row = gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BOX_ROW);

  g_test_message ("%s: %s: %s %s (%s)", look->name, fault, G_OBJECT_TYPE_NAME (widget), id == NULL ? "" : id,
                  row == NULL ? "in no row" : gtk_buildable_get_buildable_id (GTK_BUILDABLE (row)));
  look->n_faults++;
}

static gboolean
has_text (GtkWidget *widget)
{
  if (!gtk_widget_should_layout (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget))
    return *gtk_label_get_text (GTK_LABEL (widget)) != '\0';
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (has_text (child))
      return TRUE;
  return FALSE;
}

/* A button is always labelled by its child, and a row by its title, even where these say nothing. */
static gboolean
has_name (GtkWidget *widget)
{
  return gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL);
}

static gboolean
is_told (GtkWidget *widget)
{
  return gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL)
         || gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

/* What is typed in a row is named by the row. */
static gboolean
is_titled (GtkWidget *widget)
{
  GtkWidget *row = gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_ROW);

  return row != NULL && *adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)) != '\0';
}

static gboolean
is_button (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget);
}

static gboolean
is_input (GtkWidget *widget)
{
  return GTK_IS_SWITCH (widget) || GTK_IS_DROP_DOWN (widget) || GTK_IS_ENTRY (widget) || GTK_IS_SEARCH_ENTRY (widget)
         || GTK_IS_TEXT_VIEW (widget) || GTK_IS_SPIN_BUTTON (widget) || GTK_IS_RANGE (widget);
}

/* What the toolkit puts into its own widgets is not ours to name: the buttons of a window, of a toast,
 * of a row for a password, and the search of the settings. */
static gboolean
is_toolkit (GtkWidget *widget)
{
  const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));

  if (g_strcmp0 (id, "search_button") == 0 && gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_WINDOW) != NULL)
    return TRUE;
  for (GtkWidget *around = widget; around != NULL; around = gtk_widget_get_parent (around))
    if (g_str_equal (G_OBJECT_TYPE_NAME (around), "AdwToastWidget") || ADW_IS_PASSWORD_ENTRY_ROW (around))
      return TRUE;
  return gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) != NULL
         || gtk_widget_get_ancestor (widget, ADW_TYPE_VIEW_SWITCHER) != NULL
         || gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLBAR) != NULL;
}

static void
look_at_control (Look      *look,
                 GtkWidget *widget)
{
  if (is_button (widget) && !has_text (widget))
    {
      if (!has_name (widget))
        complain (look, widget, "a button without name");
      if (gtk_widget_get_tooltip_text (widget) == NULL && gtk_widget_get_tooltip_markup (widget) == NULL
          && !is_titled (widget))
        complain (look, widget, "an icon that no tooltip explains");
    }
  else if (is_input (widget) && !is_told (widget) && !is_titled (widget))
    complain (look, widget, "an input without name");
}

/* Two controls that are there at the same time must not want the same key. */
static void
look_at_mnemonic (Look      *look,
                  GtkWidget *widget)
{
  guint key = gtk_label_get_mnemonic_keyval (GTK_LABEL (widget));
  GtkWidget *other;

  if (key == GDK_KEY_VoidSymbol || !gtk_widget_is_sensitive (widget))
    return;
  other = g_hash_table_lookup (look->mnemonics, GUINT_TO_POINTER (key));
  if (other != NULL)
    {
      g_test_message ("%s: “%s” and “%s”", look->name, gtk_label_get_label (GTK_LABEL (other)),
                      gtk_label_get_label (GTK_LABEL (widget)));
      complain (look, widget, "a key that is taken");
    }
  g_hash_table_insert (look->mnemonics, GUINT_TO_POINTER (key), widget);
}

static gboolean
is_mute (GtkWidget *widget)
{
  return (GTK_IS_IMAGE (widget) || GTK_IS_PICTURE (widget) || GTK_IS_SPINNER (widget))
         && gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)) != GTK_ACCESSIBLE_ROLE_PRESENTATION
         && !is_told (widget);
}

/* A picture in a control with words, or in a row with a title, only repeats them. */
static gboolean
repeats_words (GtkWidget *widget)
{
  for (GtkWidget *around = gtk_widget_get_parent (widget); around != NULL; around = gtk_widget_get_parent (around))
    if (is_button (around) || is_input (around) || ADW_IS_PREFERENCES_ROW (around))
      return TRUE;
  return FALSE;
}

static void
look_at (Look      *look,
         GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_child_visible (widget))
    return;
  if (look->seen != NULL)
    g_hash_table_add (look->seen, (gpointer) G_OBJECT_TYPE_NAME (widget));
  if (GTK_IS_LABEL (widget))
    look_at_mnemonic (look, widget);
  else if (is_toolkit (widget))
    ;
  else if (is_mute (widget) && !repeats_words (widget))
    complain (look, widget, "a picture without words");
  else if (ADW_IS_PREFERENCES_ROW (widget) && *adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)) == '\0'
           && !has_name (widget))
    complain (look, widget, "a row without title");
  else if (GTK_IS_LIST_BOX_ROW (widget) && gtk_widget_get_focusable (widget) && !has_text (widget) && !is_told (widget))
    complain (look, widget, "a row without words");
  else if (is_button (widget) || is_input (widget))
    look_at_control (look, widget);
  /* what is in a menu button or a drop-down is the toolkit's; the words on it may have a key */
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_MENU_BUTTON (widget) && !GTK_IS_DROP_DOWN (widget) && !GTK_IS_SPIN_BUTTON (widget))
      look_at (look, child);
}

guint
velo_accessible_check (GtkWidget  *window,
                       const char *name,
                       GHashTable *seen)
{
  g_autoptr(GHashTable) mnemonics = g_hash_table_new (NULL, NULL);
  Look look = { name, seen, mnemonics, 0 };

  look_at (&look, window);
  return look.n_faults;
}
