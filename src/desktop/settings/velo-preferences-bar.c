/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar below the settings: a button for each page, or one list of them where their names would be cut. */

#include "config.h"

#include "velo-preferences-bar.h"

#include <glib/gi18n.h>

/* The first widget of @type in @widget. */
static GtkWidget *
find (GtkWidget *widget,
      GType      type)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

static void
chosen_cb (GtkDropDown  *list,
           GParamSpec   *pspec,
           AdwViewStack *stack)
{
  g_autoptr(GtkSelectionModel) pages = adw_view_stack_get_pages (stack);
  g_autoptr(AdwViewStackPage) page = g_list_model_get_item (G_LIST_MODEL (pages), gtk_drop_down_get_selected (list));

  if (page != NULL)
    adw_view_stack_set_visible_child (stack, adw_view_stack_page_get_child (page));
}

static void
turned_cb (AdwViewStack *stack,
           GParamSpec   *pspec,
           GtkDropDown  *list)
{
  g_autoptr(GtkSelectionModel) pages = adw_view_stack_get_pages (stack);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (pages)); i++)
    if (gtk_selection_model_is_selected (pages, i))
      gtk_drop_down_set_selected (list, i);
}

/* Their names without the mark of the key: a list does not underline. A list of ours, since the stack's own
   does not outlive the stack. */
static GtkStringList *
list_titles (AdwViewStack *stack)
{
  g_autoptr(GtkSelectionModel) pages = adw_view_stack_get_pages (stack);
  GtkStringList *titles = gtk_string_list_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (pages)); i++)
    {
      g_autoptr(AdwViewStackPage) page = g_list_model_get_item (G_LIST_MODEL (pages), i);
      const char *title = adw_view_stack_page_get_title (page);
      g_auto(GStrv) parts = g_strsplit (title == NULL ? "" : title, "_", -1);

      gtk_string_list_take (titles, g_strjoinv ("", parts));
    }
  return titles;
}

static GtkWidget *
create_list (AdwViewStack *stack)
{
  GtkWidget *list = gtk_drop_down_new (G_LIST_MODEL (list_titles (stack)), NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Page of the settings"), -1);
  gtk_widget_set_hexpand (list, TRUE);
  gtk_widget_set_valign (list, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (list, 6);
  gtk_widget_set_margin_bottom (list, 6);
  turned_cb (stack, NULL, GTK_DROP_DOWN (list));
  g_signal_connect_object (stack, "notify::visible-child", G_CALLBACK (turned_cb), list, 0);
  g_signal_connect_object (list, "notify::selected", G_CALLBACK (chosen_cb), stack, 0);
  return list;
}

static GtkWidget *
create_bar (AdwViewStack *stack)
{
  GtkWidget *squeezer = adw_squeezer_new ();
  GtkWidget *buttons = adw_view_switcher_new ();
  GtkWidget *bar = gtk_action_bar_new ();

  adw_view_switcher_set_stack (ADW_VIEW_SWITCHER (buttons), stack);
  adw_squeezer_add (ADW_SQUEEZER (squeezer), buttons);
  adw_squeezer_add (ADW_SQUEEZER (squeezer), create_list (stack));
  adw_squeezer_set_switch_threshold_policy (ADW_SQUEEZER (squeezer), ADW_FOLD_THRESHOLD_POLICY_NATURAL);
  gtk_widget_set_hexpand (squeezer, TRUE);
  gtk_action_bar_set_center_widget (GTK_ACTION_BAR (bar), squeezer);
  return bar;
}

/**
 * velo_preferences_bar_add:
 * @window: settings that have all their pages
 *
 * Puts a bar of ours in place of the window's own, which has a button for each page however narrow the
 * window is, and cuts the names. Ours shows a list of the pages as soon as the buttons do not fit.
 */
void
velo_preferences_bar_add (AdwPreferencesWindow *window)
{
  GtkWidget *own = find (GTK_WIDGET (window), ADW_TYPE_VIEW_SWITCHER_BAR);
  GtkWidget *parent = own == NULL ? NULL : gtk_widget_get_parent (own);
  AdwViewStack *stack = own == NULL ? NULL : adw_view_switcher_bar_get_stack (ADW_VIEW_SWITCHER_BAR (own));
  GtkWidget *bar;

  g_return_if_fail (ADW_IS_PREFERENCES_WINDOW (window));

  /* what the toolkit makes of its window is its own matter: then its bar stays */
  if (stack == NULL || !GTK_IS_BOX (parent))
    return;
  bar = create_bar (stack);
  gtk_box_insert_child_after (GTK_BOX (parent), bar, own);
  g_object_bind_property (own, "reveal", bar, "visible", G_BINDING_SYNC_CREATE);
  gtk_widget_set_visible (own, FALSE);
}
