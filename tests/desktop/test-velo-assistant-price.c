/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests that the assistant shows what price is insured, tells when another one changes the premium, and asks for
 * it again when something else does. */

#include "config.h"

#include "velo-assistant-driver.h"

#include "velo-date.h"

static gboolean
is_shown (GtkWidget  *window,
          const char *id)
{
  GtkWidget *widget = velo_test_find (window, id);

  g_assert_nonnull (widget);
  return gtk_widget_get_mapped (widget);
}

/* The two pages have a row of the same name: the one on the screen is meant. */
static GtkWidget *
find_on_page (GtkWidget  *window,
              const char *page,
              const char *id)
{
  GtkWidget *found = velo_test_find (velo_test_find (window, page), id);

  g_assert_nonnull (found);
  return found;
}

static void
go_to_vehicle (GtkWidget *window)
{
  VeloVehicle *vehicle = velo_proposal_get_vehicle (get_proposal (window));

  go_to_tariff (window);
  go_on (window);
  velo_vehicle_set_lock_confirmed (vehicle, VELO_ANSWER_YES);
  velo_vehicle_set_leasing (vehicle, VELO_ANSWER_NO);
}

static void
type_lock_price (GtkWidget  *window,
                 const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (velo_test_find (window, "lock_price_row")), text);
}

static void
test_parts (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  GtkWidget *lock_switch = find_on_page (window, "object_page", "lock_counts_switch");

  g_assert_nonnull (velo_test_find_text (window, "3,999.00\u00a0€ bicycle + 89.99\u00a0€ lock"));
  g_assert_nonnull (velo_test_find_text (window, "4,088.99\u00a0€"));
  g_assert_true (gtk_switch_get_active (GTK_SWITCH (lock_switch)));
  gtk_switch_set_active (GTK_SWITCH (lock_switch), FALSE);
  velo_test_settle ();
  g_assert_cmpint (velo_proposal_get_insured_cents (get_proposal (window)), ==, 399900);
  g_assert_nonnull (velo_test_find_text (window, "does not count"));
  g_assert_null (velo_test_find_text (window, "4,088.99\u00a0€"));
  gtk_switch_set_active (GTK_SWITCH (lock_switch), TRUE);
  velo_vehicle_set_price_cents (velo_proposal_get_vehicle (get_proposal (window)), 100000);
  velo_test_settle ();
  g_assert_nonnull (velo_test_find_text (window, "1,089.99\u00a0€"));
  close_window (window);
}

static void
test_no_lock (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);

  velo_vehicle_set_lock_price_cents (velo_proposal_get_vehicle (get_proposal (window)), 0);
  velo_test_settle ();
  g_assert_false (is_shown (window, "insured_row"));
  g_assert_false (is_shown (window, "lock_counts_row"));
  velo_vehicle_set_lock_price_cents (velo_proposal_get_vehicle (get_proposal (window)), 8999);
  velo_test_settle ();
  g_assert_true (is_shown (window, "insured_row"));
  velo_proposal_set_object (get_proposal (window), VELO_OBJECT_KIND_BATTERY);
  velo_test_settle ();
  g_assert_false (is_shown (window, "insured_row"));
  close_window (window);
}

/* 3,950 for the bicycle is not too dear, but together with the lock it is; without it, it can go on. */
static void
test_too_dear_with_lock (Fixture       *fixture,
                         gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  VeloProposal *proposal = get_proposal (window);

  velo_proposal_set_object (proposal, VELO_OBJECT_KIND_BICYCLE);
  velo_vehicle_set_kind (velo_proposal_get_vehicle (proposal), VELO_ARTICLE_KIND_BICYCLE);
  velo_vehicle_set_price_cents (velo_proposal_get_vehicle (proposal), 395000);
  assert_stays (window, "price_row", "Together with the lock");
  velo_vehicle_set_price_cents (velo_proposal_get_vehicle (proposal), 391001);
  g_assert_cmpint (velo_proposal_get_insured_cents (proposal), ==, 400000);
  go_to_tariff (window);
  close_window (window);
}

/* Another lock, another band: the customer has to hear of it. */
static void
test_band_changes (Fixture       *fixture,
                   gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  VeloProposal *proposal = get_proposal (window);

  velo_vehicle_set_price_cents (velo_proposal_get_vehicle (proposal), 395000);
  velo_vehicle_set_lock_price_cents (velo_proposal_get_vehicle (proposal), 4999);
  go_to_vehicle (window);
  g_assert_cmpint (velo_proposal_get_quote_price_cents (proposal), ==, 399999);
  type_lock_price (window, "89,99");
  WAIT_UNTIL (velo_test_find_text (window, "changes the premium") != NULL);
  g_assert_null (velo_test_find_text (window, "In a year that is"));
  g_assert_cmpint (velo_proposal_get_quote_price_cents (proposal), ==, 403999);
  shoot (window, "3-band");
  /* and back: the premium that the customer was told */
  type_lock_price (window, "49,50");
  WAIT_UNTIL (velo_test_find_text (window, "stays the same") != NULL);
  g_assert_cmpint (velo_proposal_get_quote_price_cents (proposal), ==, 399950);
  /* the rule on the lock goes by the bicycle, and still holds */
  type_lock_price (window, "48,99");
  assert_stays (window, "lock_price_row", "0.01\u00a0€ are missing");
  close_window (window);
}

/* With the lock or without it: the page of the tariff says what that does to sum and premium. */
static void
test_lock_moves_premium (Fixture       *fixture,
                         gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  VeloProposal *proposal = get_proposal (window);
  GtkWidget *page = velo_test_find (window, "tariff_page");
  gint64 with_cents;

  velo_vehicle_set_price_cents (velo_proposal_get_vehicle (proposal), 395000);
  velo_vehicle_set_lock_price_cents (velo_proposal_get_vehicle (proposal), 8999);
  go_to_tariff (window);
  g_assert_nonnull (velo_test_find_text (page, "4,039.99\u00a0€ (3,950.00\u00a0€ bicycle + 89.99\u00a0€ lock)"));
  g_assert_null (velo_test_find_text (page, "instead of"));
  with_cents = velo_proposal_get_premium_cents (proposal);
  gtk_widget_activate_action (window, "assistant.back", NULL);
  WAIT_UNTIL (get_step (window) == OBJECT);
  velo_proposal_set_without_lock (proposal, TRUE);
  go_on (window);
  WAIT_UNTIL (velo_test_find_text (page, "3,950.00\u00a0€ are insured instead of 4,039.99\u00a0€") != NULL);
  g_assert_cmpint (velo_proposal_get_premium_cents (proposal), <, with_cents);
  g_assert_nonnull (velo_test_find_text (page, "without the lock"));
  g_assert_nonnull (velo_test_find_text (page, "a year instead of"));
  gtk_widget_activate_action (window, "assistant.back", NULL);
  WAIT_UNTIL (get_step (window) == OBJECT);
  /* within the band nothing moves, which is said as well */
  velo_vehicle_set_price_cents (velo_proposal_get_vehicle (proposal), 394000);
  go_on (window);
  WAIT_UNTIL (velo_test_find_text (page, "The premium stays the same") != NULL);
  close_window (window);
}

/* What is paid by the month is said by the year as well. */
static void
test_year (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  VeloProposal *proposal = get_proposal (window);
  GtkFlowBoxChild *monthly;

  velo_vehicle_set_price_cents (velo_proposal_get_vehicle (proposal), 395000);
  velo_vehicle_set_lock_price_cents (velo_proposal_get_vehicle (proposal), 4999);
  go_to_tariff (window);
  monthly = gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (velo_test_find (window, "intervals")), 0);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (gtk_flow_box_child_get_child (monthly)), TRUE);
  g_assert_cmpint (velo_proposal_get_interval (proposal), ==, 1);
  go_on (window);
  type_lock_price (window, "89,99");
  WAIT_UNTIL (velo_test_find_text (window, "In a year that is") != NULL);
  close_window (window);
}

static void
test_beyond_tariff (Fixture       *fixture,
                    gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  VeloProposal *proposal = get_proposal (window);

  velo_vehicle_set_price_cents (velo_proposal_get_vehicle (proposal), 595000);
  velo_vehicle_set_lock_price_cents (velo_proposal_get_vehicle (proposal), 4999);
  go_to_vehicle (window);
  type_lock_price (window, "89,99");
  WAIT_UNTIL (velo_test_find_text (window, "offers no tariff") != NULL);
  assert_stays (window, "lock_price_row", "offers no tariff");
  gtk_switch_set_active (GTK_SWITCH (find_on_page (window, "vehicle_page", "lock_counts_switch")), FALSE);
  WAIT_UNTIL (velo_proposal_get_quote_price_cents (proposal) == 595000);
  velo_test_settle ();
  go_on (window);
  close_window (window);
}

/* No answer now is no reason to stop: the application asks again. */
static void
test_offline (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  VeloProposal *proposal = get_proposal (window);

  go_to_vehicle (window);
  fixture_fault (fixture, "GET_PRODUCT_DATA/INSURANCE_PREMIUM:http500:*");
  type_lock_price (window, "99");
  WAIT_UNTIL (velo_test_find_text (window, "asked for again before") != NULL);
  g_assert_cmpint (velo_proposal_get_quote_price_cents (proposal), ==, 408899);
  velo_training_insurer_clear_faults (fixture->training);
  go_on (window);
  fixture_fill (proposal);
  gtk_editable_set_text (GTK_EDITABLE (velo_test_find (window, "iban_row")), "DE89370400440532013000");
  go_on (window);
  WAIT_UNTIL (velo_pdf_view_is_ready (VELO_PDF_VIEW (velo_test_find (window, "view"))));
  g_assert_cmpint (velo_proposal_get_quote_price_cents (proposal), ==, 409800);
  close_window (window);
}

/* The window may go while the question is under way. */
static void
test_closed_meanwhile (Fixture       *fixture,
                       gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  GtkWidget *note;

  go_to_vehicle (window);
  fixture_fault (fixture, "GET_PRODUCT_DATA/INSURANCE_PREMIUM:delay:1:300");
  type_lock_price (window, "99");
  note = velo_test_find (window, "premium_note");
  WAIT_UNTIL (gtk_widget_get_mapped (note));
  close_window (window);
}

/* The insurer's own lines, and ours where it has none. */
static void
test_lines (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);

  go_to_tariff (window);
  WAIT_UNTIL (velo_test_find_text (window, "Nur für neue E-Bikes") != NULL);
  g_assert_nonnull (velo_test_find_text (window, "Für neue und gebrauchte E-Bikes"));
  g_assert_null (velo_test_find_text (window, "Repair and theft cover"));
  close_window (window);
}

static void
test_own_lines (Fixture       *fixture,
                gconstpointer  data)
{
  GtkWidget *window;

  fixture_fault (fixture, "GET_PRODUCT_DATA/ADVERTISING_TEXT:empty:*");
  window = open_window (fixture, 960, 700);
  go_to_tariff (window);
  g_assert_nonnull (velo_test_find_text (window, "Repair and theft cover"));
  g_assert_nonnull (velo_test_find_text (window, "For new e-bikes"));
  close_window (window);
}

static graphene_rect_t
get_place (GtkWidget  *window,
           const char *id)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (velo_test_find (window, id), window, &bounds));
  return bounds;
}

static gboolean
is_right_of (GtkWidget  *window,
             const char *id,
             const char *other)
{
  const graphene_rect_t place = get_place (window, id);
  const graphene_rect_t beside = get_place (window, other);

  return place.origin.x >= beside.origin.x + beside.size.width;
}

static gboolean
is_below (GtkWidget  *window,
          const char *id,
          const char *other)
{
  const graphene_rect_t place = get_place (window, id);
  const graphene_rect_t above = get_place (window, other);

  return place.origin.y >= above.origin.y + above.size.height;
}

/* What the customer gets stands at the right of the cards, which stand side by side, with the cover under them. */
static void
test_documents_beside (Fixture       *fixture,
                       gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  GtkWidget *cards;
  graphene_rect_t first, second;

  go_to_tariff (window);
  WAIT_UNTIL (is_shown (window, "handover_box") && is_right_of (window, "handover_box", "cards"));
  cards = velo_test_find (window, "cards");
  WAIT_UNTIL (is_below (window, "cover_group", "cards") && is_below (window, "cards", "intervals"));
  g_assert_true (gtk_widget_compute_bounds (gtk_widget_get_first_child (cards), cards, &first));
  g_assert_true (gtk_widget_compute_bounds (gtk_widget_get_last_child (cards), cards, &second));
  g_assert_cmpfloat (first.origin.y, ==, second.origin.y);
  g_assert_cmpfloat (second.origin.x, >=, first.origin.x + first.size.width);
  close_window (window);
}

static void
test_documents_below (Fixture       *fixture,
                      gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 360, 700);

  go_to_tariff (window);
  WAIT_UNTIL (is_shown (window, "handover_box") && is_below (window, "handover_box", "cards"));
  WAIT_UNTIL (is_below (window, "handover_box", "cover_group"));
  g_assert_false (is_right_of (window, "handover_box", "cards"));
  close_window (window);
}

/* A battery on its own belongs to an e-bike, whose frame number it has. */
static void
test_vehicle_battery (Fixture       *fixture,
                      gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  VeloVehicle *vehicle = velo_proposal_get_vehicle (get_proposal (window));
  GtkWidget *row = velo_test_find (window, "frame_row");

  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "Frame number");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (velo_test_find (window, "battery_tile")), TRUE);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "Frame number of the e-bike");
  velo_vehicle_set_price_cents (vehicle, 49900);
  velo_vehicle_set_frame_number (vehicle, "");
  velo_vehicle_set_leasing (vehicle, VELO_ANSWER_NO);
  go_on (window);
  WAIT_UNTIL (velo_proposal_get_premium_cents (get_proposal (window)) > 0);
  go_on (window);
  assert_stays (window, "frame_row", "that the battery belongs to");
  velo_vehicle_set_frame_number (vehicle, "FB20-11871");
  go_on (window);
  g_assert_cmpint (get_step (window), ==, CUSTOMER);
  close_window (window);
}

/* The premium of a used vehicle goes by its year, which is entered behind the tariff. */
static void
test_vehicle_year (Fixture       *fixture,
                   gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  VeloProposal *proposal = get_proposal (window);
  g_autoptr(GDate) today = velo_date_today ();

  go_to_tariff (window);
  go_on (window);
  gtk_editable_set_text (GTK_EDITABLE (velo_test_find (window, "year_row")), "2025");
  g_assert_true (velo_proposal_is_quoted (proposal, today));
  gtk_widget_activate_action (window, "assistant.back", NULL);
  WAIT_UNTIL (get_step (window) == TARIFF);
  gtk_widget_activate_action (window, "assistant.back", NULL);
  WAIT_UNTIL (get_step (window) == OBJECT);
  velo_vehicle_set_used (velo_proposal_get_vehicle (proposal), TRUE);
  go_to_tariff (window);
  go_on (window);
  g_assert_true (velo_proposal_is_quoted (proposal, today));
  gtk_editable_set_text (GTK_EDITABLE (velo_test_find (window, "year_row")), "2024");
  g_assert_false (velo_proposal_is_quoted (proposal, today));
  gtk_widget_activate_action (window, "assistant.back", NULL);
  WAIT_UNTIL (get_step (window) == TARIFF);
  WAIT_UNTIL (velo_proposal_is_quoted (proposal, today));
  close_window (window);
}

/* Each country has its tariffs: who turns out to live in the other one does not get this one. */
static void
test_customer_country (Fixture       *fixture,
                       gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  VeloProposal *proposal = get_proposal (window);

  go_to_customer (window);
  fixture_fill (proposal);
  gtk_editable_set_text (GTK_EDITABLE (velo_test_find (window, "iban_row")), "DE89370400440532013000");
  gtk_editable_set_text (GTK_EDITABLE (velo_test_find (window, "postcode_row")), "A-1010");
  assert_stays (window, "country_row", "for customers in Germany");
  /* back to the tariff, and it is one of Austria */
  gtk_widget_activate_action (window, "assistant.back", NULL);
  WAIT_UNTIL (get_step (window) == VEHICLE);
  gtk_widget_activate_action (window, "assistant.back", NULL);
  WAIT_UNTIL (get_step (window) == TARIFF);
  WAIT_UNTIL (g_str_equal (velo_product_get_country (velo_proposal_get_product (proposal)), "AT"));
  go_on (window);
  go_on (window);
  press_next (window);
  g_assert_null (velo_field_get_problem (velo_test_find (window, "country_row")));
  close_window (window);
}

int
main (int    argc,
      char **argv)
{
  velo_test_init (&argc, &argv);

#define ADD(path, function) \
  g_test_add ("/desktop/assistant-price/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

  ADD ("parts", test_parts);
  ADD ("no-lock", test_no_lock);
  ADD ("too-dear-with-lock", test_too_dear_with_lock);
  ADD ("band-changes", test_band_changes);
  ADD ("lock-moves-premium", test_lock_moves_premium);
  ADD ("year", test_year);
  ADD ("beyond-tariff", test_beyond_tariff);
  ADD ("offline", test_offline);
  ADD ("closed-meanwhile", test_closed_meanwhile);
  ADD ("lines", test_lines);
  ADD ("own-lines", test_own_lines);
  ADD ("battery", test_vehicle_battery);
  ADD ("used-year", test_vehicle_year);
  ADD ("country", test_customer_country);
  ADD ("documents/beside", test_documents_beside);
  ADD ("documents/below", test_documents_below);
  return g_test_run ();
}
