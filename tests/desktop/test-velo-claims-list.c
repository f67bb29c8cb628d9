/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of claims with real widgets: the three buttons, one single state, and the words that are typed. */

#include "config.h"

#include "velo-claims-fixture.h"


#define N_REPORTED 60

static void
add_reported (Fixture *fixture)
{
  g_autofree char *token = velo_claims_test_log_in (&fixture->test, "desk");

  for (guint i = 0; i < N_REPORTED; i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"number\":\"26-%07u\",\"country\":\"DE\",\"plate\":\"H-KB %u\","
                                               "\"customer-name\":\"Kunde %u\",\"phone\":\"0171 7654321\","
                                               "\"intake\":{\"financing\":\"paid\"}}", i, i + 1, i);
      g_autoptr(JsonObject) claim G_GNUC_UNUSED =
        velo_claims_test_call (&fixture->test, "POST", "api/v1/claims", token, body);

      g_assert_cmpuint (fixture->test.status, ==, 201);
    }
}

static gboolean
lists (Fixture    *fixture,
       guint       n_rows,
       const char *count)
{
  return count_rows (in_view (fixture, "list")) == n_rows
    && strcmp (gtk_label_get_label (in_view (fixture, "count_label")), count) == 0;
}

static void
choose_state (Fixture *fixture,
              int      state)
{
  gtk_drop_down_set_selected (in_view (fixture, "state_drop_down"), (guint) (state + 1));
}

static gboolean
is_active (Fixture    *fixture,
           const char *id)
{
  return gtk_toggle_button_get_active (in_view (fixture, id));
}

/* One state goes across the buttons, and none of them says that it is in force meanwhile. */
static void
test_one_state (Fixture       *fixture,
                gconstpointer  data)
{
  GListModel *words;

  make_offer (fixture, 123450);
  add_reported (fixture);
  sign_in (fixture, "desk");
  words = gtk_drop_down_get_model (in_view (fixture, "state_drop_down"));
  g_assert_cmpuint (g_list_model_get_n_items (words), ==, VELO_CLAIM_STATE_CLOSED + 2);
  WAIT_UNTIL (lists (fixture, 50, "60 claims"));
  choose_state (fixture, VELO_CLAIM_STATE_OFFERED);
  WAIT_UNTIL (lists (fixture, 1, "1 claim"));
  g_assert_nonnull (find_text (gtk_list_box_get_row_at_index (in_view (fixture, "list"), 0), NUMBER));
  g_assert_false (is_active (fixture, "todo_button") || is_active (fixture, "running_button")
                  || is_active (fixture, "ended_button"));
  choose_state (fixture, VELO_CLAIM_STATE_REPORTED);
  WAIT_UNTIL (lists (fixture, 50, "60 claims"));
  /* the next page is of the same state */
  WAIT_UNTIL ((gtk_adjustment_set_value (in_view (fixture, "list_adjustment"),
                                         gtk_adjustment_get_upper (in_view (fixture, "list_adjustment"))),
               lists (fixture, 60, "60 claims")));
  choose_state (fixture, VELO_CLAIM_STATE_PAID);
  WAIT_UNTIL (lists (fixture, 0, ""));
  g_assert_true (gtk_widget_get_mapped (in_view (fixture, "empty_label")));
  /* any state: the button from before is in force again */
  choose_state (fixture, -1);
  WAIT_UNTIL (lists (fixture, 50, "60 claims"));
  g_assert_true (is_active (fixture, "todo_button"));
}

/* A button takes back the choice of a state. */
static void
test_button_again (Fixture       *fixture,
                   gconstpointer  data)
{
  make_offer (fixture, 123450);
  sign_in (fixture, "desk");
  choose_state (fixture, VELO_CLAIM_STATE_PAID);
  WAIT_UNTIL (lists (fixture, 0, ""));
  gtk_toggle_button_set_active (in_view (fixture, "running_button"), TRUE);
  WAIT_UNTIL (lists (fixture, 1, "1 claim"));
  g_assert_cmpuint (gtk_drop_down_get_selected (in_view (fixture, "state_drop_down")), ==, 0);
  g_assert_false (is_active (fixture, "todo_button"));
}

/* Words look everywhere, or in the one state; the word for a state is the state. */
static void
test_words (Fixture       *fixture,
            gconstpointer  data)
{
  make_offer (fixture, 123450);
  add_reported (fixture);
  sign_in (fixture, "desk");
  WAIT_UNTIL (lists (fixture, 50, "60 claims"));
  velo_claims_view_set_search_text (VELO_CLAIMS_VIEW (fixture->view), "offered");
  WAIT_UNTIL (lists (fixture, 1, "1 claim"));
  /* no button says that it is only what is to be done */
  g_assert_false (is_active (fixture, "todo_button") || is_active (fixture, "running_button")
                  || is_active (fixture, "ended_button"));
  velo_claims_view_set_search_text (VELO_CLAIMS_VIEW (fixture->view), "H-KB 7");
  WAIT_UNTIL (lists (fixture, 1, "1 claim"));
  choose_state (fixture, VELO_CLAIM_STATE_OFFERED);
  WAIT_UNTIL (lists (fixture, 0, ""));
  choose_state (fixture, VELO_CLAIM_STATE_REPORTED);
  WAIT_UNTIL (lists (fixture, 1, "1 claim"));
  /* the word for another state is no state now, but a name that nobody has */
  velo_claims_view_set_search_text (VELO_CLAIMS_VIEW (fixture->view), "offered");
  WAIT_UNTIL (lists (fixture, 0, ""));
  /* nothing is a state that only begins like one */
  choose_state (fixture, -1);
  velo_claims_view_set_search_text (VELO_CLAIMS_VIEW (fixture->view), "offere");
  WAIT_UNTIL (lists (fixture, 0, ""));
  velo_claims_view_set_search_text (VELO_CLAIMS_VIEW (fixture->view), "");
  WAIT_UNTIL (lists (fixture, 50, "60 claims"));
}

/* Who searches does so everywhere, until a button narrows it; without words the button is there again. */
static void
test_search_everywhere (Fixture       *fixture,
                        gconstpointer  data)
{
  int place = (int) strlen (NUMBER);

  make_offer (fixture, 123450);
  sign_in (fixture, "desk");
  WAIT_UNTIL (lists (fixture, 0, ""));
  g_assert_true (is_active (fixture, "todo_button"));
  velo_claims_view_set_search_text (VELO_CLAIMS_VIEW (fixture->view), NUMBER);
  WAIT_UNTIL (lists (fixture, 1, "1 claim"));
  g_assert_false (is_active (fixture, "todo_button"));
  gtk_toggle_button_set_active (in_view (fixture, "todo_button"), TRUE);
  WAIT_UNTIL (lists (fixture, 0, ""));
  gtk_toggle_button_set_active (in_view (fixture, "running_button"), TRUE);
  WAIT_UNTIL (lists (fixture, 1, "1 claim"));
  /* more words leave the button alone, and so does their end */
  gtk_editable_insert_text (in_view (fixture, "search_entry"), " x", -1, &place);
  WAIT_UNTIL (lists (fixture, 0, ""));
  g_assert_true (is_active (fixture, "running_button"));
  velo_claims_view_set_search_text (VELO_CLAIMS_VIEW (fixture->view), "");
  WAIT_UNTIL (lists (fixture, 1, "1 claim"));
  g_assert_true (is_active (fixture, "running_button"));
  /* a state in between: the button comes back only when neither is left */
  velo_claims_view_set_search_text (VELO_CLAIMS_VIEW (fixture->view), "Nobody");
  WAIT_UNTIL (lists (fixture, 0, ""));
  g_assert_false (is_active (fixture, "running_button"));
  choose_state (fixture, VELO_CLAIM_STATE_OFFERED);
  velo_claims_view_set_search_text (VELO_CLAIMS_VIEW (fixture->view), "");
  WAIT_UNTIL (lists (fixture, 1, "1 claim"));
  g_assert_false (is_active (fixture, "running_button"));
  choose_state (fixture, -1);
  WAIT_UNTIL (lists (fixture, 1, "1 claim") && is_active (fixture, "running_button"));
}

/* What others do is not told a sales partner as own work; who comes after reads the own words again. */
static void
test_partner_words (Fixture       *fixture,
                    gconstpointer  data)
{
  make_offer (fixture, 123450);
  sign_in (fixture, "partner");
  g_assert_cmpstr (gtk_button_get_label (in_view (fixture, "todo_button")), ==, "In progress");
  g_assert_cmpstr (gtk_button_get_label (in_view (fixture, "running_button")), ==, "Waiting");
  gtk_toggle_button_set_active (in_view (fixture, "running_button"), TRUE);
  WAIT_UNTIL (lists (fixture, 1, "1 claim"));
  choose_state (fixture, VELO_CLAIM_STATE_REPORTED);
  WAIT_UNTIL (lists (fixture, 0, ""));
  sign_in (fixture, "assessor");
  g_assert_cmpstr (gtk_button_get_label (in_view (fixture, "todo_button")), ==, "To do");
  g_assert_cmpstr (gtk_button_get_label (in_view (fixture, "running_button")), ==, "Running");
}

static GtkListBoxRow *
find_row (Fixture    *fixture,
          const char *id)
{
  GtkListBoxRow *row = NULL;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (in_view (fixture, "list"), i)) != NULL; i++)
    if (g_strcmp0 (g_object_get_data (G_OBJECT (row), "id"), id) == 0)
      return row;
  return NULL;
}

/* Where a row is seen, below the upper edge of what is seen of the list. */
static double
get_place (Fixture    *fixture,
           const char *id)
{
  GtkListBoxRow *row = find_row (fixture, id);
  graphene_rect_t bounds;

  if (row == NULL || !gtk_widget_compute_bounds (GTK_WIDGET (row), in_view (fixture, "list"), &bounds)
      || bounds.size.height <= 0)
    return -1000;
  return bounds.origin.y - gtk_adjustment_get_value (in_view (fixture, "list_adjustment"));
}

static gboolean
is_near (double one,
         double other)
{
  return one - other < 1.5 && other - one < 1.5;
}

/* A claim that comes above what somebody looks at moves nothing of it; the open one is marked. */
static void
test_place_kept (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *token = velo_claims_test_log_in (&fixture->test, "desk");
  g_autofree char *id = NULL;
  g_autoptr(JsonObject) claim = NULL;
  GtkListBoxRow *row;
  double before;

  add_reported (fixture);
  sign_in (fixture, "desk");
  WAIT_UNTIL (lists (fixture, 50, "60 claims"));
  row = gtk_list_box_get_row_at_index (in_view (fixture, "list"), 6);
  id = g_strdup (g_object_get_data (G_OBJECT (row), "id"));
  /* opened by a task, not by the list */
  g_assert_null (gtk_list_box_get_selected_row (in_view (fixture, "list")));
  g_signal_emit_by_name (in_view (fixture, "tasks_page"), "open", id);
  g_assert_true (gtk_list_box_get_selected_row (in_view (fixture, "list")) == row);
  WAIT_UNTIL (get_place (fixture, id) > 0);
  gtk_adjustment_set_value (in_view (fixture, "list_adjustment"), get_place (fixture, id) - 60);
  WAIT_UNTIL (is_near (get_place (fixture, id), 60));
  before = gtk_adjustment_get_value (in_view (fixture, "list_adjustment"));
  claim = velo_claims_test_call (&fixture->test, "POST", "api/v1/claims", token,
                                 "{\"number\":\"26-9999999\",\"country\":\"DE\",\"plate\":\"H-KB 999\",\"in-writing\":true,"
                                 "\"customer-name\":\"Eilig\",\"phone\":\"0171 7654321\",\"intake\":{\"financing\":\"paid\"}}");
  g_assert_cmpuint (fixture->test.status, ==, 201);
  g_signal_emit_by_name (in_view (fixture, "page"), "changed");
  WAIT_UNTIL (lists (fixture, 50, "61 claims"));
  g_assert_nonnull (find_text (gtk_list_box_get_row_at_index (in_view (fixture, "list"), 0), "Eilig"));
  WAIT_UNTIL (is_near (get_place (fixture, id), 60));
  g_assert_cmpfloat (gtk_adjustment_get_value (in_view (fixture, "list_adjustment")), >, before);
  g_assert_true (gtk_list_box_get_selected_row (in_view (fixture, "list")) == find_row (fixture, id));
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *name; void (*test) (Fixture *, gconstpointer); } tests[] = {
    { "one-state", test_one_state }, { "button-again", test_button_again }, { "words", test_words },
    { "partner-words", test_partner_words }, { "search-everywhere", test_search_everywhere },
    { "place-kept", test_place_kept },
  };

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/desktop/claims-list/", tests[i].name, NULL);

      g_test_add (path, Fixture, NULL, fixture_set_up, tests[i].test, fixture_tear_down);
    }
  return g_test_run ();
}
