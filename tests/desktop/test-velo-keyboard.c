/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Without a mouse: real keys lead from the list of sales to the policy, and no page holds them fast. */

#include "config.h"

#include "velo-keyboard-walk.h"

#include "velo-assistant-window.h"
#include "velo-document-window.h"
#include "velo-field.h"
#include "velo-help.h"
#include "velo-preferences.h"
#include "velo-sale-dialog.h"
#include "velo-sales-view.h"
#include "velo-vehicle-info-page.h"

/* More stops than any window has. */
#define MAX_STOPS 300
/* A list whose rows are made anew while one walks through it has no stop twice: then once more from here. */
#define MAX_ROUNDS 4
/* A list that is filled while one walks through it takes the focus back once or twice. */
#define MAX_SAME 5
/* So long may a document take to appear, and its buttons with it. */
#define MAX_SECONDS 60

static gboolean
frame_drawn_cb (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       user_data)
{
  guint *n_frames = user_data;

  *n_frames += 1;
  return G_SOURCE_CONTINUE;
}

/* What has just come to the screen can take the focus when it is laid out, two frames later at most. */
static void
wait_for_frames (GtkWindow *window)
{
  guint n_frames = 0;
  guint id = gtk_widget_add_tick_callback (GTK_WIDGET (window), frame_drawn_cb, &n_frames, NULL);

  WAIT_UNTIL (n_frames > 2);
  gtk_widget_remove_tick_callback (GTK_WIDGET (window), id);
}

/* Every widget that @key stops at, once around @window, until it comes to one a second time. */
static GPtrArray *
walk_around (VeloKeys   *keys,
             GtkWindow  *window,
             const char *key,
             const char *step)
{
  GPtrArray *stops = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_presses;
  guint n_same = 0;

  for (n_presses = 0; n_presses < MAX_ROUNDS * MAX_STOPS; n_presses++)
    {
      GtkWidget *focus;

      if (n_presses % MAX_STOPS == 0)
        g_ptr_array_set_size (stops, 0);
      velo_keys_press (keys, key);
      focus = gtk_window_get_focus (window);
      if (!gtk_window_is_active (window))
        g_error ("%s: %s leads out of the window", step, key);
      if (focus == NULL)
        continue;
      n_same = stops->len > 0 && focus == g_ptr_array_index (stops, stops->len - 1) ? n_same + 1 : 0;
      if (n_same > 0)
        wait_for_frames (window);
      if (n_same > MAX_SAME)
        g_error ("%s: %s is held fast at %s %s", step, key, G_OBJECT_TYPE_NAME (focus),
                 gtk_buildable_get_buildable_id (GTK_BUILDABLE (focus)));
      /* a list is entered at the row where it was left, so that the first stop may come only once */
      if (n_same == 0 && g_ptr_array_find (stops, focus, NULL))
        break;
      if (n_same == 0)
        g_ptr_array_add (stops, g_object_ref (focus));
    }
  if (n_presses == MAX_ROUNDS * MAX_STOPS)
    g_error ("%s: %s never comes back: %u stops, the last at %s %s", step, key, stops->len,
             stops->len == 0 ? "none" : G_OBJECT_TYPE_NAME (stops->pdata[stops->len - 1]),
             stops->len == 0 ? "" : gtk_buildable_get_buildable_id (stops->pdata[stops->len - 1]));
  return stops;
}

static gboolean
stops_at (GPtrArray *stops,
          GtkWidget *widget)
{
  for (guint i = 0; i < stops->len; i++)
    {
      GtkWidget *stop = g_ptr_array_index (stops, i);

      if (stop == widget || gtk_widget_is_ancestor (stop, widget))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_input (GtkWidget *widget)
{
  return (ADW_IS_ENTRY_ROW (widget) || GTK_IS_ENTRY (widget) || GTK_IS_SWITCH (widget) || GTK_IS_BUTTON (widget)
          || GTK_IS_MENU_BUTTON (widget) || GTK_IS_DROP_DOWN (widget) || ADW_IS_COMBO_ROW (widget))
         && gtk_widget_get_mapped (widget) && gtk_widget_is_sensitive (widget) && gtk_widget_get_focusable (widget)
         && gtk_widget_get_can_focus (widget) && !GTK_IS_CHECK_BUTTON (widget);
}

/* From libadwaita 1.7 on the views of a switcher are one stop, and the arrows lead from one to the other. */
static gboolean
is_reached_by_arrows (GPtrArray *stops,
                      GtkWidget *widget)
{
  if (!g_str_equal (G_OBJECT_TYPE_NAME (widget), "AdwViewSwitcherButton"))
    return FALSE;
  for (GtkWidget *other = gtk_widget_get_first_child (gtk_widget_get_parent (widget)); other != NULL;
       other = gtk_widget_get_next_sibling (other))
    if (stops_at (stops, other))
      return TRUE;
  return FALSE;
}

/* Every control that can be seen can be reached; of a group of radio buttons only one takes part. */
static guint
count_unreachable (GtkWidget  *widget,
                   GPtrArray  *stops,
                   const char *step)
{
  guint n = 0;

  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_can_focus (widget))
    return 0;
  if (is_input (widget) && !stops_at (stops, widget) && !is_reached_by_arrows (stops, widget))
    {
      const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));

      g_test_message ("%s: Tab never comes to %s %s", step, G_OBJECT_TYPE_NAME (widget), id == NULL ? "" : id);
      n++;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_unreachable (child, stops, step);
  return n;
}

/* Once around, and the focus is back where it was. */
static void
assert_no_trap (VeloKeys   *keys,
                GtkWindow  *window,
                const char *step)
{
  gint64 deadline = g_get_monotonic_time () + MAX_SECONDS * G_USEC_PER_SEC;
  g_autoptr(GtkWidget) focus = NULL;
  g_autoptr(GPtrArray) stops = NULL;
  g_autoptr(GPtrArray) back = NULL;
  guint n_unreachable;

  g_set_object (&focus, gtk_window_get_focus (window));
  /* what came or was filled anew on the way round is met on the next one */
  do
    {
      g_clear_pointer (&stops, g_ptr_array_unref);
      stops = walk_around (keys, window, "Tab", step);
    }
  while ((n_unreachable = count_unreachable (GTK_WIDGET (window), stops, step)) > 0
         && g_get_monotonic_time () < deadline);
  /* backwards a row stands for the switch in it, so that only the way itself is looked at */
  back = walk_around (keys, window, "<Shift>Tab", step);
  g_test_message ("%s: %u stops, begins at %s %s", step, stops->len, focus == NULL ? "none" : G_OBJECT_TYPE_NAME (focus),
                  focus == NULL ? "" : gtk_buildable_get_buildable_id (GTK_BUILDABLE (focus)));
  g_assert_cmpuint (n_unreachable, ==, 0);
  if (focus == NULL || gtk_widget_get_root (focus) == GTK_ROOT (window))
    gtk_window_set_focus (window, focus);
  velo_test_settle ();
}

static void
look_cb (VeloWalk   *walk,
         const char *step,
         GtkWindow  *window)
{
  VeloKeys keys = walk->keys;

  /* the documents come after the premiums, and bring controls along */
  if (g_str_equal (step, "Tariff"))
    WAIT_UNTIL (gtk_widget_get_mapped (velo_test_find (GTK_WIDGET (window), "handover_box"))
                && gtk_widget_is_sensitive (velo_test_find (GTK_WIDGET (window), "print_button")));
  assert_no_trap (&keys, window, step);
}

static gboolean
is_list_shown (Program *program)
{
  GtkWidget *sales = velo_window_get_sales_view (program->window);

  return sales != NULL
         && g_strcmp0 (velo_sale_pane_get_showing (velo_sales_view_get_pane (VELO_SALES_VIEW (sales))), "list") == 0;
}

/* The field around @widget with a problem, or NULL. */
static GtkWidget *
find_problem (GtkWidget *widget)
{
  while (widget != NULL && velo_field_get_problem (widget) == NULL)
    widget = gtk_widget_get_parent (widget);
  return widget;
}

static GtkWidget *
find_first_problem (GtkWidget *widget)
{
  GtkWidget *found = velo_field_get_problem (widget) == NULL ? NULL : widget;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_first_problem (child);
  return found;
}

/* The whole main job, and on the way around every page. */
static void
test_walk (Program       *program,
           gconstpointer  data)
{
  VeloWalk walk;

  if (!velo_walk_open (&walk, program))
    return;
  walk.look = look_cb;
  velo_walk_open_invoice (&walk);
  velo_walk_insure (&walk, "Invoice", NULL);
  velo_walk_close (&walk);
}

/* Each window that a key opens: around it, and Escape leads back. */
static void
test_windows (Program       *program,
              gconstpointer  data)
{
  const struct { const char *key; GType type; } windows[] = {
    { "<Control>comma", VELO_TYPE_PREFERENCES },
    { "F1", VELO_TYPE_HELP },
    { "<Control>n", VELO_TYPE_SALE_DIALOG },
    { "<Control>o", GTK_TYPE_FILE_CHOOSER_DIALOG },
  };
  VeloWalk walk;

  if (!velo_walk_open (&walk, program))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      g_test_message ("%s", windows[i].key);
      velo_keys_press (&walk.keys, windows[i].key);
      WAIT_UNTIL (velo_walk_find_active (windows[i].type) != NULL);
      velo_test_settle ();
      /* the toolkit's own dialog is not ours to look at */
      if (windows[i].type != GTK_TYPE_FILE_CHOOSER_DIALOG)
        assert_no_trap (&walk.keys, velo_walk_find_active (windows[i].type), windows[i].key);
      velo_keys_press (&walk.keys, "Escape");
      WAIT_UNTIL (program_find_window (windows[i].type) == NULL);
      WAIT_UNTIL (velo_walk_find_active (VELO_TYPE_WINDOW) != NULL);
    }
  velo_walk_close (&walk);
}

/* The list of keys is shown again and again: it must not be closed for good with the windows of the work. */
static void
test_overlay (Program       *program,
              gconstpointer  data)
{
  GtkWindow *overlay;
  VeloWalk walk;

  if (!velo_walk_open (&walk, program))
    return;
  velo_keys_press (&walk.keys, "<Control>question");
  overlay = GTK_WINDOW (gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (program->window)));
  g_assert_true (program_find_window (GTK_TYPE_SHORTCUTS_WINDOW) == overlay);
  WAIT_UNTIL (gtk_window_is_active (overlay));
  velo_keys_press (&walk.keys, "Escape");
  WAIT_UNTIL (velo_walk_find_active (VELO_TYPE_WINDOW) != NULL);
  velo_walk_close (&walk);
}

/* Every page of the settings; Control and Page Down turn them. */
static void
test_settings (Program       *program,
               gconstpointer  data)
{
  VeloWalk walk;
  GtkWindow *window;
  GtkWidget *stack;

  if (!velo_walk_open (&walk, program))
    return;
  velo_keys_press (&walk.keys, "<Control>comma");
  WAIT_UNTIL ((window = velo_walk_find_active (VELO_TYPE_PREFERENCES)) != NULL);
  velo_test_settle ();
  stack = gtk_widget_get_ancestor (velo_test_find (GTK_WIDGET (window), "account_page"), ADW_TYPE_VIEW_STACK);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (adw_view_stack_get_pages (ADW_VIEW_STACK (stack)))); i++)
    {
      g_autoptr(AdwViewStackPage) page =
        g_list_model_get_item (G_LIST_MODEL (adw_view_stack_get_pages (ADW_VIEW_STACK (stack))), i);

      adw_view_stack_set_visible_child (ADW_VIEW_STACK (stack), adw_view_stack_page_get_child (page));
      velo_test_settle ();
      assert_no_trap (&walk.keys, window, adw_view_stack_page_get_title (page));
    }
  velo_keys_press (&walk.keys, "Escape");
  WAIT_UNTIL (velo_walk_find_active (VELO_TYPE_WINDOW) != NULL);
  velo_walk_close (&walk);
}

/* A row opens its page with Enter; Alt and Left lead back to the list. */
static void
test_pages (Program       *program,
            gconstpointer  data)
{
  VeloWalk walk;
  GtkWindow *window;

  if (!velo_walk_open (&walk, program))
    return;
  window = velo_walk_find_active (VELO_TYPE_WINDOW);
  velo_walk_tab_to (&walk, window, "column_view");
  velo_keys_press (&walk.keys, "Return");
  WAIT_UNTIL (velo_window_get_page (program->window) != NULL
              && g_strcmp0 (gtk_stack_get_visible_child_name (
                              GTK_STACK (velo_test_find (velo_window_get_page (program->window), "stack"))), "sale") == 0);
  velo_test_settle ();
  assert_no_trap (&walk.keys, window, "Sale");
  velo_keys_press (&walk.keys, "<Alt>Left");
  WAIT_UNTIL (velo_window_get_page (program->window) == NULL);
  velo_test_settle ();
  velo_walk_tab_to (&walk, window, "switcher");
  velo_keys_press (&walk.keys, "Right");
  velo_keys_press (&walk.keys, "space");
  WAIT_UNTIL (g_strcmp0 (adw_view_stack_get_visible_child_name (
                           ADW_VIEW_STACK (velo_test_find (GTK_WIDGET (window), "views"))), "vehicles") == 0);
  velo_test_settle ();
  assert_no_trap (&walk.keys, window, "Vehicles");
  velo_walk_tab_to (&walk, window, "column_view");
  velo_keys_press (&walk.keys, "Return");
  WAIT_UNTIL (VELO_IS_VEHICLE_INFO_PAGE (velo_window_get_page (program->window))
              && !velo_vehicle_info_page_is_loading (VELO_VEHICLE_INFO_PAGE (velo_window_get_page (program->window))));
  velo_test_settle ();
  assert_no_trap (&walk.keys, window, "Vehicle");
  velo_walk_close (&walk);
}

/* Control and F leads into the search, Escape out of it again. */
static void
test_search (Program       *program,
             gconstpointer  data)
{
  VeloWalk walk;
  GtkWindow *window;

  if (!velo_walk_open (&walk, program))
    return;
  window = velo_walk_find_active (VELO_TYPE_WINDOW);
  velo_keys_press (&walk.keys, "<Control>f");
  WAIT_UNTIL (velo_walk_has_focus (window, "search_entry"));
  velo_keys_type (&walk.keys, "zzz");
  assert_no_trap (&walk.keys, window, "Search");
  velo_keys_press (&walk.keys, "Escape");
  WAIT_UNTIL (!gtk_search_bar_get_search_mode (GTK_SEARCH_BAR (velo_test_find (GTK_WIDGET (window), "search_bar"))));
  WAIT_UNTIL (is_list_shown (program));
  velo_walk_close (&walk);
}

/* The row that has the focus goes while it is searched: Tab leads on from there all the same. */
static void
test_search_away (Program       *program,
                  gconstpointer  data)
{
  VeloWalk walk;
  GtkWindow *window;

  if (!velo_walk_open (&walk, program))
    return;
  window = velo_walk_find_active (VELO_TYPE_WINDOW);
  velo_keys_press (&walk.keys, "<Control>f");
  WAIT_UNTIL (velo_walk_has_focus (window, "search_entry"));
  velo_walk_tab_to (&walk, window, "column_view");
  gtk_editable_set_text (GTK_EDITABLE (velo_test_find (GTK_WIDGET (window), "search_entry")), "zzz");
  WAIT_UNTIL (!is_list_shown (program));
  wait_for_frames (window);
  velo_keys_press (&walk.keys, "Tab");
  WAIT_UNTIL (gtk_window_get_focus (window) != NULL && gtk_widget_get_mapped (gtk_window_get_focus (window)));
  assert_no_trap (&walk.keys, window, "Nothing found");
  velo_walk_close (&walk);
}

/* Help from where the question arises, and back. */
static void
assert_help (VeloKeys *keys,
             GType     type)
{
  velo_keys_press (keys, "F1");
  WAIT_UNTIL (velo_walk_find_active (VELO_TYPE_HELP) != NULL);
  g_assert_true (G_TYPE_CHECK_INSTANCE_TYPE (gtk_window_get_transient_for (velo_walk_find_active (VELO_TYPE_HELP)),
                                             type));
  velo_keys_press (keys, "Escape");
  WAIT_UNTIL (velo_walk_find_active (type) != NULL);
}

/* What is missing in a typed invoice: the focus goes to the first of it, past the notes to the next. */
static void
test_wrong_sale (Program       *program,
                 gconstpointer  data)
{
  VeloWalk walk;
  GtkWindow *window;

  if (!velo_walk_open (&walk, program))
    return;
  velo_keys_press (&walk.keys, "<Control>n");
  WAIT_UNTIL ((window = velo_walk_find_active (VELO_TYPE_SALE_DIALOG)) != NULL);
  velo_test_settle ();
  assert_help (&walk.keys, VELO_TYPE_SALE_DIALOG);
  gtk_window_set_focus (window, NULL);
  velo_keys_press (&walk.keys, "Return");
  WAIT_UNTIL (gtk_window_get_focus (window) != NULL && find_problem (gtk_window_get_focus (window)) != NULL);
  g_assert_true (find_problem (gtk_window_get_focus (window)) == find_first_problem (GTK_WIDGET (window)));
  assert_no_trap (&walk.keys, window, "Wrong sale");
  /* nothing was entered, so nothing is asked */
  velo_keys_press (&walk.keys, "Escape");
  WAIT_UNTIL (velo_walk_find_active (VELO_TYPE_WINDOW) != NULL);
  velo_walk_close (&walk);
}

/* A document to hand over opens with Enter, and Escape closes it. */
static void
test_document (Program       *program,
               gconstpointer  data)
{
  VeloWalk walk;
  GtkWindow *window;

  if (!velo_walk_open (&walk, program))
    return;
  velo_walk_open_invoice (&walk);
  velo_walk_insure (&walk, "Invoice", "Tariff");
  window = velo_walk_find_active (VELO_TYPE_ASSISTANT_WINDOW);
  WAIT_UNTIL (gtk_widget_get_mapped (velo_test_find (GTK_WIDGET (window), "handover_box"))
              && gtk_widget_is_sensitive (velo_test_find (GTK_WIDGET (window), "print_button")));
  velo_walk_tab_to (&walk, window, "list");
  velo_keys_press (&walk.keys, "Return");
  WAIT_UNTIL (velo_walk_find_active (VELO_TYPE_DOCUMENT_WINDOW) != NULL);
  velo_test_settle ();
  assert_no_trap (&walk.keys, velo_walk_find_active (VELO_TYPE_DOCUMENT_WINDOW), "Document");
  velo_keys_press (&walk.keys, "Escape");
  WAIT_UNTIL (velo_walk_find_active (VELO_TYPE_ASSISTANT_WINDOW) != NULL);
  velo_walk_close (&walk);
}

static gboolean
shows_iban (GtkWindow  *window,
            const char *text,
            int         place)
{
  GtkEditable *row = GTK_EDITABLE (velo_test_find (GTK_WIDGET (window), "iban_row"));

  return g_str_equal (gtk_editable_get_text (row), text) && gtk_editable_get_position (row) == place;
}

/* Groups of four under the fingers, and the cursor stays where one types; ends with a number too short. */
static void
assert_grouped (VeloKeys  *keys,
                GtkWindow *window)
{
  velo_keys_type (keys, "de89 37");
  WAIT_UNTIL (shows_iban (window, "DE89 37", 7));
  velo_keys_type (keys, "4004");
  WAIT_UNTIL (shows_iban (window, "DE89 3740 04", 12));
  for (guint i = 0; i < 5; i++)
    velo_keys_press (keys, "Left");
  WAIT_UNTIL (shows_iban (window, "DE89 3740 04", 7));
  velo_keys_type (keys, "0");
  WAIT_UNTIL (shows_iban (window, "DE89 3704 004", 8));
  velo_keys_press (keys, "Right");
  velo_keys_press (keys, "Right");
  velo_keys_press (keys, "BackSpace");
  WAIT_UNTIL (shows_iban (window, "DE89 3700 04", 8));
  velo_keys_type (keys, "4");
  velo_keys_press (keys, "End");
  velo_keys_type (keys, "4");
  WAIT_UNTIL (shows_iban (window, "DE89 3704 0044", 14));
}

/* Next without an answer: the focus goes to the question, the note below it is said and does not stop Tab. */
static void
test_wrong_assistant (Program       *program,
                      gconstpointer  data)
{
  VeloWalk walk;
  GtkWindow *window;

  if (!velo_walk_open (&walk, program))
    return;
  velo_walk_open_invoice (&walk);
  velo_walk_insure (&walk, "Invoice", "Vehicle");
  window = velo_walk_find_active (VELO_TYPE_ASSISTANT_WINDOW);
  WAIT_UNTIL (velo_walk_has_focus (window, "lock_row"));
  assert_help (&walk.keys, VELO_TYPE_ASSISTANT_WINDOW);
  /* Enter leads on and answers nothing */
  velo_keys_press (&walk.keys, "Return");
  WAIT_UNTIL (velo_field_get_problem (velo_test_find (GTK_WIDGET (window), "lock_row")) != NULL);
  velo_field_set_problem (velo_test_find (GTK_WIDGET (window), "lock_row"), NULL);
  velo_walk_tab_to (&walk, window, "model_row");
  velo_keys_press (&walk.keys, "<Alt>n");
  WAIT_UNTIL (velo_field_get_problem (velo_test_find (GTK_WIDGET (window), "lock_row")) != NULL
              && velo_walk_has_focus (window, "lock_row"));
  g_assert_cmpint (velo_assistant_window_get_step (VELO_ASSISTANT_WINDOW (window)), ==, 2);
  assert_no_trap (&walk.keys, window, "Wrong vehicle");
  velo_walk_insure (&walk, "Vehicle", "Customer");
  /* a number too short, found as the field is left */
  WAIT_UNTIL (velo_walk_has_focus (window, "iban_row"));
  assert_grouped (&walk.keys, window);
  velo_keys_press (&walk.keys, "<Alt>n");
  WAIT_UNTIL (velo_field_get_problem (velo_test_find (GTK_WIDGET (window), "iban_row")) != NULL
              && velo_walk_has_focus (window, "iban_row"));
  assert_no_trap (&walk.keys, window, "Wrong customer");
  /* the draft is stored, so that Escape needs no question */
  velo_keys_press (&walk.keys, "Escape");
  WAIT_UNTIL (velo_walk_find_active (VELO_TYPE_WINDOW) != NULL);
  g_assert_null (velo_window_get_assistant (program->window));
  velo_walk_close (&walk);
}

static GtkWidget *
find_popover (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = GTK_IS_POPOVER (child) ? child : find_popover (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Enter opens the list to choose from; the page stays. */
static void
assert_opens (VeloWalk   *walk,
              GtkWindow  *window,
              const char *id)
{
  GtkWidget *row = velo_test_find (GTK_WIDGET (window), id);
  GtkWidget *list = find_popover (row);
  guint step = velo_assistant_window_get_step (VELO_ASSISTANT_WINDOW (window));

  g_assert_nonnull (list);
  velo_walk_tab_to (walk, window, id);
  velo_keys_press (&walk->keys, "Return");
  WAIT_UNTIL (gtk_widget_get_mapped (list));
  velo_keys_press (&walk->keys, "Escape");
  WAIT_UNTIL (!gtk_widget_get_mapped (list));
  g_assert_cmpuint (velo_assistant_window_get_step (VELO_ASSISTANT_WINDOW (window)), ==, step);
  gtk_widget_grab_focus (row);
}

static void
assert_switches (VeloWalk   *walk,
                 GtkWindow  *window,
                 const char *id)
{
  GtkSwitch *toggle = GTK_SWITCH (velo_test_find (GTK_WIDGET (window), id));
  guint step = velo_assistant_window_get_step (VELO_ASSISTANT_WINDOW (window));

  for (guint i = 0; i < 2; i++)
    {
      gboolean before = gtk_switch_get_active (toggle);

      velo_walk_tab_to (walk, window, id);
      velo_keys_press (&walk->keys, i == 0 ? "Return" : "space");
      WAIT_UNTIL (gtk_switch_get_active (toggle) != before);
    }
  velo_test_settle ();
  g_assert_cmpuint (velo_assistant_window_get_step (VELO_ASSISTANT_WINDOW (window)), ==, step);
}

/* What Enter does on each kind of widget of the assistant. */
static void
test_enter (Program       *program,
            gconstpointer  data)
{
  VeloWalk walk;
  GtkWindow *window;
  GtkWidget *button;

  if (!velo_walk_open (&walk, program))
    return;
  velo_walk_open_invoice (&walk);
  velo_walk_insure (&walk, "Invoice", "Object");
  window = velo_walk_find_active (VELO_TYPE_ASSISTANT_WINDOW);
  WAIT_UNTIL (velo_walk_has_focus (window, "ebike_tile"));
  assert_switches (&walk, window, "lock_counts_switch");
  /* in a field it goes on */
  velo_walk_tab_to (&walk, window, "price_row");
  velo_keys_press (&walk.keys, "Return");
  WAIT_UNTIL (velo_assistant_window_get_step (VELO_ASSISTANT_WINDOW (window)) == 1
              && velo_test_find_text (GTK_WIDGET (window), "Variant A") != NULL);
  assert_switches (&walk, window, "cover_switch");
  /* an interval that is not chosen is, and the page stays */
  button = gtk_flow_box_child_get_child (
    gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (velo_test_find (GTK_WIDGET (window), "intervals")), 0));
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)));
  gtk_widget_grab_focus (button);
  velo_keys_press (&walk.keys, "Return");
  WAIT_UNTIL (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)));
  g_assert_cmpuint (velo_assistant_window_get_step (VELO_ASSISTANT_WINDOW (window)), ==, 1);
  /* a button does what it says */
  velo_walk_tab_to (&walk, window, "back_button");
  velo_keys_press (&walk.keys, "Return");
  WAIT_UNTIL (velo_assistant_window_get_step (VELO_ASSISTANT_WINDOW (window)) == 0);
  assert_opens (&walk, window, "condition_row");
  velo_walk_close (&walk);
}

/* F1 opens the help viewer as well, where there is one: its window would take the keys. */
static void
silence_viewer (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "applications", NULL);
  g_autofree char *entry = g_build_filename (folder, "velo-no-viewer.desktop", NULL);
  g_autofree char *list = g_build_filename (g_get_user_config_dir (), "mimeapps.list", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (entry, "[Desktop Entry]\nType=Application\nName=None\nExec=true %u\n"
                                             "MimeType=x-scheme-handler/help;x-scheme-handler/ghelp;\n", -1, NULL));
  g_assert_true (g_file_set_contents (list, "[Default Applications]\n"
                                            "x-scheme-handler/help=velo-no-viewer.desktop\n"
                                            "x-scheme-handler/ghelp=velo-no-viewer.desktop\n", -1, NULL));
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*func) (Program *program, gconstpointer data); } tests[] = {
    { "/keyboard/walk", test_walk },
    { "/keyboard/windows", test_windows },
    { "/keyboard/overlay", test_overlay },
    { "/keyboard/settings", test_settings },
    { "/keyboard/pages", test_pages },
    { "/keyboard/search", test_search },
    { "/keyboard/search-away", test_search_away },
    { "/keyboard/document", test_document },
    { "/keyboard/enter", test_enter },
    { "/keyboard/wrong/sale", test_wrong_sale },
    { "/keyboard/wrong/assistant", test_wrong_assistant },
  };

  silence_viewer ();
  velo_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Program, NULL, program_set_up, tests[i].func, program_tear_down);
  return g_test_run ();
}
