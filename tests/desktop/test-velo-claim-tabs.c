/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tabs of a claim with real widgets: which are there, which is open, and the photos that load in one of them. */

#include "config.h"

#include "velo-claims-fixture.h"

#include <gdk/gdk.h>

#include "velo-claims-photo-list.h"
#include "velo-photo-window.h"

static AdwViewStackPage *
get_tab (Fixture    *fixture,
         const char *name)
{
  return adw_view_stack_get_page (in_page (fixture, "tabs"),
                                  adw_view_stack_get_child_by_name (in_page (fixture, "tabs"), name));
}

static gboolean
has_tab (Fixture    *fixture,
         const char *name)
{
  return adw_view_stack_page_get_visible (get_tab (fixture, name));
}

static gboolean
is_marked (Fixture    *fixture,
           const char *name)
{
  return adw_view_stack_page_get_needs_attention (get_tab (fixture, name));
}

static void
begin (Fixture *fixture)
{
  velo_claims_flow_init (&fixture->flow, &fixture->test, NUMBER, "de");
  velo_claims_flow_log_in (&fixture->flow);
  velo_claims_flow_upload_all (&fixture->flow);
}

static GtkListBox *
get_photos (Fixture *fixture)
{
  return find_type (in_page (fixture, "photos_list"), GTK_TYPE_LIST_BOX);
}

static guint
count_pictures (Fixture *fixture)
{
  GtkListBox *list = get_photos (fixture);
  GtkListBoxRow *row;
  guint n = 0;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    n += gtk_picture_get_paintable (find_type (row, GTK_TYPE_PICTURE)) != NULL;
  return n;
}

/* The tab of the next step is open, and whoever turns to another is left there while nothing happens. */
static void
test_next_step (Fixture       *fixture,
                gconstpointer  data)
{
  begin (fixture);
  sign_in (fixture, "assessor");
  open_claim (fixture);
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_PHOTOS_COMPLETE));
  g_assert_true (is_on_tab (fixture, "photos") && is_marked (fixture, "photos"));
  g_assert_false (has_tab (fixture, "payment"));
  show_tab (fixture, "contacts");
  WAIT_UNTIL (count_rows (in_page (fixture, "contacts_list")) > 0);
  velo_claim_page_reload (velo_claims_view_get_page (VELO_CLAIMS_VIEW (fixture->view)));
  WAIT_UNTIL (velo_claims_photo_list_get_shown (in_page (fixture, "photos_list")) == 9);
  g_assert_true (is_on_tab (fixture, "contacts"));
  /* the next step is another one: its tab opens */
  click (in_page (fixture, "next_button"));
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_CALCULATING));
  g_assert_true (is_on_tab (fixture, "calculation") && is_marked (fixture, "calculation"));
  g_assert_false (is_marked (fixture, "photos"));
}

static JsonObject *
add_other_claim (Fixture *fixture)
{
  JsonObject *claim =
    velo_claims_test_call (&fixture->test, "POST", "api/v1/claims", fixture->flow.desk,
                           "{\"number\":\"26-9\",\"country\":\"DE\",\"plate\":\"H-KB 9\",\"customer-name\":"
                           "\"Anna Huber\",\"phone\":\"0171 7654321\",\"intake\":{\"financing\":\"paid\"}}");

  g_assert_cmpuint (fixture->test.status, ==, 201);
  return claim;
}

/* Another claim is shown from its own tab, with nothing of the one before. */
static void
test_other_claim (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *accepted = NULL;
  g_autoptr(JsonObject) claim = NULL;

  make_accepted (fixture, 123450);
  accepted = g_strdup (fixture->flow.id);
  sign_in (fixture, "desk");
  open_claim (fixture);
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_ACCEPTED));
  g_assert_true (is_on_tab (fixture, "payment") && is_marked (fixture, "payment"));
  g_assert_cmpuint (adw_view_stack_page_get_badge_number (get_tab (fixture, "overview")), ==, 1);
  WAIT_UNTIL (find_text (in_page (fixture, "payout_list"), "Erika Muster") != NULL);
  claim = add_other_claim (fixture);
  velo_claims_view_show_claim (VELO_CLAIMS_VIEW (fixture->view), json_object_get_string_member (claim, "id"));
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_REPORTED));
  g_assert_true (is_on_tab (fixture, "overview"));
  g_assert_false (is_marked (fixture, "payment"));
  show_tab (fixture, "payment");
  WAIT_UNTIL (gtk_widget_get_mapped (in_page (fixture, "payment_empty")));
  g_assert_false (gtk_widget_get_visible (in_page (fixture, "payout_group")));
  show_tab (fixture, "photos");
  WAIT_UNTIL (gtk_widget_get_mapped (in_page (fixture, "photos_empty")));
  g_assert_cmpuint (velo_claims_photo_list_get_shown (in_page (fixture, "photos_list")), ==, 0);
  show_tab (fixture, "calculation");
  WAIT_UNTIL (gtk_widget_get_mapped (in_page (fixture, "calculation_empty")));
  /* and back */
  velo_claims_view_show_claim (VELO_CLAIMS_VIEW (fixture->view), accepted);
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_ACCEPTED));
  g_assert_true (is_on_tab (fixture, "payment"));
  WAIT_UNTIL (gtk_widget_get_mapped (in_page (fixture, "payout_group")));
}

/* On the tab that both have, another claim is read from its beginning. */
static void
test_other_claim_from_its_top (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr(JsonObject) claim = NULL;
  GtkAdjustment *place;

  velo_claims_flow_init (&fixture->flow, &fixture->test, NUMBER, "de");
  claim = add_other_claim (fixture);
  sign_in (fixture, "desk");
  open_claim (fixture);
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_INVITED));
  show_tab (fixture, "overview");
  place = gtk_scrolled_window_get_vadjustment (in_page (fixture, "tabs_scroller"));
  gtk_widget_set_size_request (in_page (fixture, "overview_list"), -1, 3000);
  WAIT_UNTIL (gtk_adjustment_get_upper (place) > gtk_adjustment_get_page_size (place) + 20);
  gtk_adjustment_set_value (place, 20);
  velo_claims_view_show_claim (VELO_CLAIMS_VIEW (fixture->view), json_object_get_string_member (claim, "id"));
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_REPORTED));
  g_assert_true (is_on_tab (fixture, "overview"));
  g_assert_cmpfloat (gtk_adjustment_get_value (place), ==, 0);
}

/* What an account is never told has no tab, and none of it is there with another account at the same place. */
static void
test_partner (Fixture       *fixture,
              gconstpointer  data)
{
  make_accepted (fixture, 123450);
  sign_in (fixture, "partner");
  open_claim (fixture);
  WAIT_UNTIL (count_rows (in_page (fixture, "contacts_list")) > 0);
  g_assert_true (is_on_tab (fixture, "contacts"));
  g_assert_true (has_tab (fixture, "overview") && has_tab (fixture, "contacts"));
  g_assert_false (has_tab (fixture, "photos") || has_tab (fixture, "calculation") || has_tab (fixture, "payment"));
  g_assert_cmpuint (velo_claims_photo_list_get_shown (in_page (fixture, "photos_list")), ==, 0);
  sign_in (fixture, "desk");
  g_assert_true (has_tab (fixture, "photos") && has_tab (fixture, "calculation") && has_tab (fixture, "payment"));
}

/* Ctrl+Page Down, Ctrl+Page Up, and Alt with a digit, as the shortcuts of the view do them. */
static gboolean
press (Fixture         *fixture,
       guint            key,
       GdkModifierType  modifiers)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (fixture->view);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      g_assert_cmpint (gtk_event_controller_get_propagation_phase (controller), ==, GTK_PHASE_CAPTURE);
      for (guint k = 0; k < g_list_model_get_n_items (G_LIST_MODEL (controller)); k++)
        {
          g_autoptr(GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), k);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger)
              && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key
              && gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == modifiers)
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, fixture->view,
                                                 gtk_shortcut_get_arguments (shortcut));
        }
    }
  g_assert_not_reached ();
}

static void
test_keys (Fixture       *fixture,
           gconstpointer  data)
{
  begin (fixture);
  sign_in (fixture, "assessor");
  /* nothing is chosen yet: there is nothing to turn */
  g_assert_false (press (fixture, GDK_KEY_2, GDK_ALT_MASK));
  open_claim (fixture);
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_PHOTOS_COMPLETE) && gtk_widget_get_mapped (in_page (fixture, "tabs")));
  g_assert_true (press (fixture, GDK_KEY_1, GDK_ALT_MASK));
  g_assert_true (is_on_tab (fixture, "overview"));
  g_assert_false (press (fixture, GDK_KEY_Page_Up, GDK_CONTROL_MASK));
  g_assert_true (press (fixture, GDK_KEY_Page_Down, GDK_CONTROL_MASK));
  g_assert_true (is_on_tab (fixture, "photos"));
  g_assert_true (press (fixture, GDK_KEY_4, GDK_ALT_MASK));
  g_assert_true (is_on_tab (fixture, "contacts"));
  /* the assessor has no fifth */
  g_assert_false (press (fixture, GDK_KEY_5, GDK_ALT_MASK));
  g_assert_false (press (fixture, GDK_KEY_Page_Down, GDK_CONTROL_MASK));
  g_assert_true (press (fixture, GDK_KEY_Page_Up, GDK_CONTROL_MASK));
  g_assert_true (is_on_tab (fixture, "calculation"));
}

/* Who goes from step to step by keys has the focus on the next one, and not where it was taken elsewhere. */
static void
test_focus (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(JsonObject) claim = NULL;
  GtkRoot *root;

  velo_claims_flow_init (&fixture->flow, &fixture->test, NUMBER, "de");
  claim = add_other_claim (fixture);
  sign_in (fixture, "desk");
  root = GTK_ROOT (fixture->window);
  velo_claims_view_show_claim (VELO_CLAIMS_VIEW (fixture->view), json_object_get_string_member (claim, "id"));
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_REPORTED));
  g_assert_true (gtk_widget_grab_focus (in_page (fixture, "next_button")));
  click (in_page (fixture, "next_button"));
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_SUITABLE));
  g_assert_true (gtk_root_get_focus (root) == in_page (fixture, "next_button"));
  /* a step that was begun with the mouse leaves the focus where it is */
  velo_claims_view_show_claim (VELO_CLAIMS_VIEW (fixture->view), fixture->flow.id);
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_INVITED));
  g_assert_true (gtk_widget_grab_focus (in_view (fixture, "search_entry")));
  click (in_page (fixture, "close_button"));
  answer_with ("Close this claim?", "Doppelt", "confirm");
  WAIT_UNTIL (get_claim (fixture) != NULL && velo_claim_get_state (get_claim (fixture)) == VELO_CLAIM_STATE_CLOSED);
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (root), in_view (fixture, "search_entry")));
}

/* Small pictures come when one looks, one opens the photo, and what was loaded is not loaded again. */
static void
test_photos (Fixture       *fixture,
             gconstpointer  data)
{
  begin (fixture);
  sign_in (fixture, "desk");
  open_claim (fixture);
  WAIT_UNTIL (velo_claims_photo_list_get_shown (in_page (fixture, "photos_list")) == 9);
  /* the desk waits and looks at the overview: nothing is loaded */
  g_assert_true (is_on_tab (fixture, "overview"));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_cmpuint (count_pictures (fixture), ==, 0);
  show_tab (fixture, "photos");
  WAIT_UNTIL (count_pictures (fixture) == 9);
  g_assert_nonnull (find_text (gtk_list_box_get_row_at_index (get_photos (fixture), 1), "Mileage"));
  g_signal_emit_by_name (get_photos (fixture), "row-activated", gtk_list_box_get_row_at_index (get_photos (fixture), 1));
  WAIT_UNTIL (find_window (VELO_TYPE_PHOTO_WINDOW) != NULL);
  gtk_window_destroy (find_window (VELO_TYPE_PHOTO_WINDOW));
  /* read again, they are there at once, though nobody looks */
  show_tab (fixture, "contacts");
  velo_claims_service_stop (fixture->test.service);
  show_tab (fixture, "photos");
  g_assert_cmpuint (count_pictures (fixture), ==, 9);
  velo_claims_test_restart (&fixture->test, CONFIG);
}

/* Who turns away while they load loses nothing, and who comes back sees the rest. */
static void
test_turn_away (Fixture       *fixture,
                gconstpointer  data)
{
  begin (fixture);
  sign_in (fixture, "desk");
  open_claim (fixture);
  WAIT_UNTIL (velo_claims_photo_list_get_shown (in_page (fixture, "photos_list")) == 9);
  for (guint i = 0; i < 5; i++)
    {
      show_tab (fixture, "photos");
      show_tab (fixture, "overview");
    }
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_cmpuint (count_pictures (fixture), ==, 0);
  show_tab (fixture, "photos");
  WAIT_UNTIL (count_pictures (fixture) == 9);
  /* and the window may go in the middle of it */
  open_claim (fixture);
}

/* A photo that does not come leaves a sign at its place. */
static void
test_not_loaded (Fixture       *fixture,
                 gconstpointer  data)
{
  GtkImage *icon;

  begin (fixture);
  sign_in (fixture, "desk");
  open_claim (fixture);
  WAIT_UNTIL (velo_claims_photo_list_get_shown (in_page (fixture, "photos_list")) == 9);
  velo_claims_service_stop (fixture->test.service);
  show_tab (fixture, "photos");
  icon = find_type (gtk_list_box_get_row_at_index (get_photos (fixture), 8), GTK_TYPE_IMAGE);
  WAIT_UNTIL (g_strcmp0 (gtk_image_get_icon_name (icon), "image-missing-symbolic") == 0);
  g_assert_cmpuint (count_pictures (fixture), ==, 0);
  /* the names are there all the same, and the photo can be asked for in its window */
  g_assert_nonnull (find_text (gtk_list_box_get_row_at_index (get_photos (fixture), 8), "Damage close up"));
  velo_claims_test_restart (&fixture->test, CONFIG);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *name; void (*test) (Fixture *, gconstpointer); } tests[] = {
    { "next-step", test_next_step }, { "other-claim", test_other_claim },
    { "other-claim/from-its-top", test_other_claim_from_its_top }, { "partner", test_partner },
    { "keys", test_keys }, { "focus", test_focus },
    { "photos", test_photos }, { "turn-away", test_turn_away }, { "not-loaded", test_not_loaded },
  };

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/desktop/claim-tabs/", tests[i].name, NULL);

      g_test_add (path, Fixture, NULL, fixture_set_up, tests[i].test, fixture_tear_down);
    }
  return g_test_run ();
}
