/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the assistant's pages with real windows against the training insurer. */

#include "config.h"

#include "velo-assistant-driver.h"

#include "velo-application-page.h"
#include "velo-assistant-text.h"
#include "velo-ink.h"
#include "velo-signature-pad.h"
#include "velo-store-documents.h"
#include "velo-store-sales.h"

/* From the sale to the policy, typing only what is missing. */
static void
test_whole_sale (Fixture       *fixture,
                 gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);

  g_assert_cmpint (get_step (window), ==, OBJECT);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (velo_test_find (window, "ebike_tile"))));
  shoot (window, "1-object");
  go_to_tariff (window);
  g_assert_cmpint (velo_proposal_get_premium_cents (get_proposal (window)), >, 0);
  WAIT_UNTIL (velo_test_find_text (window, "Not handed over yet") != NULL);
  shoot (window, "2-tariff");
  go_on (window);
  shoot (window, "3-vehicle");
  assert_stays (window, "lock_row", "ask and answer");
  shoot (window, "3-vehicle-missing");
  velo_vehicle_set_lock_confirmed (velo_proposal_get_vehicle (get_proposal (window)), VELO_ANSWER_YES);
  assert_stays (window, "leasing_row", "ask and answer");
  velo_vehicle_set_leasing (velo_proposal_get_vehicle (get_proposal (window)), VELO_ANSWER_NO);
  go_on (window);
  shoot (window, "4-customer");
  fixture_fill (get_proposal (window));
  gtk_editable_set_text (GTK_EDITABLE (velo_test_find (window, "iban_row")), "DE89 3704 0044 0532 0130 00");
  go_on (window);
  WAIT_UNTIL (velo_pdf_view_is_ready (VELO_PDF_VIEW (velo_test_find (window, "view"))));
  shoot (window, "5-application");
  g_assert_nonnull (velo_test_find_text (window, "with the customer: statutory warranty and recommendation"));
  sign_on_paper (window);
  shoot (window, "6-conclusion");
  click (window, "conclude_button");
  WAIT_UNTIL (find_dialog () != NULL);
  shoot (window, "6-question");
  /* nothing goes to the insurer, as the banner of the main window says */
  g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (find_dialog ())), "training insurer"));
  answer_dialog (TRUE);
  WAIT_UNTIL (velo_test_find_text (window, "Insured.") != NULL);
  g_assert_cmpint (velo_proposal_get_state (get_proposal (window)), ==, VELO_PROPOSAL_STATE_CONCLUDED);
  g_assert_nonnull (velo_test_find_text (window, velo_proposal_get_contract_number (get_proposal (window))));
  g_assert_cmpuint (count_received (fixture), ==, 1);
  shoot (window, "7-insured");
  close_window (window);
}

/* Unhappy paths of the pages */

static void
test_object_missing (Fixture       *fixture,
                     gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  GtkEditable *price = GTK_EDITABLE (velo_test_find (window, "price_row"));

  gtk_editable_set_text (price, "");
  assert_stays (window, "price_row", "price is missing");
  gtk_editable_set_text (price, "viel Geld");
  assert_stays (window, "price_row", "not an amount");
  gtk_editable_set_text (price, "12000");
  assert_stays (window, "price_row", "cannot be insured");
  gtk_editable_set_text (price, "3999");
  gtk_editable_set_text (GTK_EDITABLE (velo_test_find (window, "date_row")), "30.2.2026");
  assert_stays (window, "date_row", "not a date");
  gtk_editable_set_text (GTK_EDITABLE (velo_test_find (window, "date_row")), "1.1.2099");
  assert_stays (window, "date_row", "in the future");
  close_window (window);
}

static void
test_object_explained (Fixture       *fixture,
                       gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  VeloVehicle *vehicle = velo_proposal_get_vehicle (get_proposal (window));

  velo_vehicle_set_kind (vehicle, VELO_ARTICLE_KIND_S_PEDELEC);
  velo_test_settle ();
  g_assert_nonnull (velo_test_find_text (window, "S-pedelec"));
  velo_vehicle_set_kind (vehicle, VELO_ARTICLE_KIND_EBIKE);
  gtk_editable_set_text (GTK_EDITABLE (velo_test_find (window, "date_row")), "1.1.2020");
  velo_test_settle ();
  g_assert_nonnull (velo_test_find_text (window, "more than twelve months ago"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (velo_test_find (window, "bicycle_tile")), TRUE);
  g_assert_cmpint (velo_proposal_get_object (get_proposal (window)), ==, VELO_OBJECT_KIND_BICYCLE);
  close_window (window);
}

static void
test_tariff_choice (Fixture       *fixture,
                    gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  VeloProposal *proposal = get_proposal (window);
  GtkFlowBox *cards;
  GtkWidget *card;
  GtkWidget *monthly;
  GtkWidget *other;
  GtkWidget *cover;
  gint64 with_cents;

  go_to_tariff (window);
  cards = GTK_FLOW_BOX (velo_test_find (window, "cards"));
  card = gtk_flow_box_child_get_child (gtk_flow_box_get_child_at_index (cards, 0));
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (card)));
  g_assert_cmpstr (velo_product_get_variant (velo_proposal_get_product (proposal)), ==, "A");

  /* Pressing the chosen card once more does not take the choice back. */
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (card), FALSE);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (card)));

  /* The first interval is monthly: variant B has it not, says so, and shows what it costs as it is paid. */
  card = gtk_flow_box_child_get_child (
    gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (velo_test_find (window, "intervals")), 0));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (card), TRUE);
  g_assert_cmpint (velo_proposal_get_interval (proposal), ==, 1);
  g_assert_nonnull (velo_test_find_text (window, "Possible intervals"));
  g_assert_null (velo_test_find_text (window, "No premium"));
  monthly = card;
  card = gtk_flow_box_child_get_child (gtk_flow_box_get_child_at_index (cards, 1));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (card), TRUE);
  g_assert_cmpstr (velo_product_get_variant (velo_proposal_get_product (proposal)), ==, "B");
  g_assert_cmpint (velo_proposal_get_interval (proposal), ==, 12);
  g_assert_false (gtk_widget_get_sensitive (monthly));
  /* The other way round it is monthly again, as it was wished. */
  other = gtk_flow_box_child_get_child (gtk_flow_box_get_child_at_index (cards, 0));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (other), TRUE);
  g_assert_cmpint (velo_proposal_get_interval (proposal), ==, 1);
  g_assert_true (gtk_widget_get_sensitive (monthly));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (card), TRUE);

  with_cents = velo_proposal_get_premium_cents (proposal) + velo_proposal_get_single_cents (proposal);
  g_assert_true (velo_proposal_get_immediate_cover (proposal));
  cover = velo_test_find (window, "cover_row");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (cover)), ==,
                   "Cover already from today, 3.50 € once. Together with the premium: 327.50 € in the first year.");
  gtk_switch_set_active (GTK_SWITCH (velo_test_find (window, "cover_switch")), FALSE);
  g_assert_cmpint (with_cents - velo_proposal_get_premium_cents (proposal)
                     - velo_proposal_get_single_cents (proposal), ==, 350);
  g_assert_nonnull (velo_test_find_text (window, "without cover"));
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (cover)), ==,
                   "Cover already from today, 3.50 € once.");
  close_window (window);
}

static void
test_tariff_offline (Fixture       *fixture,
                     gconstpointer  data)
{
  GtkWidget *window;
  g_autoptr(VeloInsurer) nowhere = fixture_make_insurer ("http://127.0.0.1:9/", VELO_TRAINING_PASSWORD);

  velo_counter_set_insurer (fixture->counter, nowhere);
  window = open_window (fixture, 960, 700);
  go_on (window);
  WAIT_UNTIL (velo_test_find_text (window, "No connection to the insurer") != NULL);
  press_next (window);
  velo_test_settle ();
  g_assert_cmpint (get_step (window), ==, TARIFF);
  g_assert_nonnull (velo_test_find_text (window, "Without a premium"));

  velo_counter_set_insurer (fixture->counter, fixture->insurer);
  click (window, "retry_button");
  WAIT_UNTIL (velo_test_find_text (window, "Variant A") != NULL);
  go_on (window);
  close_window (window);
}

static void
test_vehicle_lock (Fixture       *fixture,
                   gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  VeloVehicle *vehicle = velo_proposal_get_vehicle (get_proposal (window));
  GtkEditable *price;

  go_to_tariff (window);
  go_on (window);
  price = GTK_EDITABLE (velo_test_find (window, "lock_price_row"));
  gtk_editable_set_text (price, "29,99");
  assert_stays (window, "lock_price_row", "19.01");
  gtk_editable_set_text (price, "");
  assert_stays (window, "lock_price_row", "price of the lock is missing");
  gtk_editable_set_text (price, "49");
  velo_vehicle_set_lock_confirmed (vehicle, VELO_ANSWER_NO);
  assert_stays (window, "lock_row", "Without an approved lock");
  velo_vehicle_set_lock_confirmed (vehicle, VELO_ANSWER_YES);
  /* The same price again changes nothing; another one asks again, whatever the lock has cost. */
  velo_vehicle_set_price_cents (vehicle, velo_vehicle_get_price_cents (vehicle));
  g_assert_cmpint (velo_vehicle_get_lock_confirmed (vehicle), ==, VELO_ANSWER_YES);
  velo_vehicle_set_price_cents (vehicle, velo_vehicle_get_price_cents (vehicle) - 1);
  g_assert_cmpint (velo_vehicle_get_lock_confirmed (vehicle), ==, VELO_ANSWER_UNKNOWN);
  velo_vehicle_set_lock_confirmed (vehicle, VELO_ANSWER_YES);
  gtk_editable_set_text (GTK_EDITABLE (velo_test_find (window, "frame_row")), " ");
  assert_stays (window, "frame_row", "frame number is missing");
  gtk_editable_set_text (GTK_EDITABLE (velo_test_find (window, "frame_row")), "WKB26A0417731");
  gtk_editable_set_text (GTK_EDITABLE (velo_test_find (window, "year_row")), "26");
  assert_stays (window, "year_row", "four digits");
  close_window (window);
}

/* Sold twice: the second time the frame number is known. */
static void
test_vehicle_known (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(VeloProposal) first = fixture_make_signed (fixture);
  g_autoptr(VeloPolicy) policy = fixture_conclude (fixture, first, NULL);
  g_autoptr(VeloInvoice) invoice = velo_invoice_new ();
  g_autoptr(VeloVehicle) vehicle = velo_record_copy (velo_proposal_get_vehicle (first));
  g_autoptr(VeloVehicle) stored = NULL;
  Answer answer = { 0 };
  VeloAssistantPage *page;
  GtkWidget *window;

  velo_vehicle_set_id (vehicle, "");
  velo_vehicle_set_invoice_id (vehicle, "");
  velo_vehicle_set_state (vehicle, VELO_INSURANCE_STATE_OPEN);
  velo_vehicle_set_contract_number (vehicle, "");
  velo_invoice_set_number (invoice, "RE-2");
  velo_invoice_set_date (invoice, velo_vehicle_get_purchase_date (vehicle));
  velo_invoice_set_format (invoice, "typed");
  g_list_store_append (velo_invoice_get_vehicles (invoice), vehicle);
  velo_store_add_sale_async (fixture->store, invoice, NULL, "Jana Kurbel", NULL, answer_cb, &answer);
  answer_wait (&answer);
  g_assert_true (velo_store_add_sale_finish (fixture->store, answer.result, NULL, NULL));
  answer_clear (&answer);
  stored = g_list_model_get_item (G_LIST_MODEL (velo_invoice_get_vehicles (invoice)), 0);
  g_free (fixture->vehicle_id);
  fixture->vehicle_id = g_strdup (velo_vehicle_get_id (stored));

  /* Nothing is known of the customer: there are premiums all the same. */
  window = open_window (fixture, 960, 700);
  go_to_tariff (window);
  go_on (window);
  WAIT_UNTIL (velo_test_find_text (window, "insured already") != NULL);
  g_assert_nonnull (velo_test_find_text (window, velo_policy_get_contract_number (policy)));
  /* Another number is not known; the note goes away. */
  gtk_editable_set_text (GTK_EDITABLE (velo_test_find (window, "frame_row")), "ANOTHER1");
  velo_test_settle ();
  g_assert_null (velo_test_find_text (window, "insured already"));
  /* What is found out about one number is not said of the next. */
  page = VELO_ASSISTANT_PAGE (velo_test_find (window, "vehicle_page"));
  velo_assistant_page_shown (page);
  gtk_editable_set_text (GTK_EDITABLE (velo_test_find (window, "frame_row")), velo_policy_get_frame_number (policy));
  velo_assistant_page_shown (page);
  gtk_editable_set_text (GTK_EDITABLE (velo_test_find (window, "frame_row")), "ANOTHER2");
  velo_assistant_page_shown (page);
  fixture_save (fixture, get_proposal (window));
  g_assert_null (velo_test_find_text (window, "insured already"));
  close_window (window);
}

static void
test_vehicle_makers (Fixture       *fixture,
                     gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  VeloVehicle *vehicle = velo_proposal_get_vehicle (get_proposal (window));
  GtkWidget *suggestions;
  GtkWidget *chip;

  go_to_tariff (window);
  go_on (window);
  gtk_editable_set_text (GTK_EDITABLE (velo_test_find (window, "maker_row")), "a");
  suggestions = velo_test_find (window, "suggestions");
  WAIT_UNTIL (gtk_widget_get_first_child (suggestions) != NULL && gtk_widget_get_mapped (suggestions));
  chip = gtk_flow_box_child_get_child (GTK_FLOW_BOX_CHILD (gtk_widget_get_first_child (suggestions)));
  g_signal_emit_by_name (chip, "clicked");
  g_assert_cmpuint (strlen (velo_vehicle_get_maker (vehicle)), >, 1);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (velo_test_find (window, "maker_row"))), ==,
                   velo_vehicle_get_maker (vehicle));
  close_window (window);
}

static void
test_customer_missing (Fixture       *fixture,
                       gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  VeloCustomer *customer = velo_proposal_get_customer (get_proposal (window));
  GtkEditable *iban;

  go_to_customer (window);
  /* What is missing stands out at once, but nobody has done anything wrong. */
  assert_missing (window, "iban_row");
  assert_missing (window, "consent_row");
  g_assert_false (gtk_widget_has_css_class (velo_test_find (window, "first_name_row"), "missing"));
  assert_stays (window, "iban_row", "enter the customer’s IBAN");
  g_assert_false (gtk_widget_has_css_class (velo_test_find (window, "iban_row"), "missing"));
  g_assert_nonnull (velo_field_get_problem (velo_test_find (window, "consent_row")));
  g_assert_null (velo_field_get_problem (velo_test_find (window, "first_name_row")));
  velo_proposal_set_payment (get_proposal (window), VELO_PAYMENT_NONE);
  assert_stays (window, "payment_row", "how the customer pays");
  velo_proposal_set_payment (get_proposal (window), VELO_PAYMENT_DIRECT_DEBIT);
  iban = GTK_EDITABLE (velo_test_find (window, "iban_row"));
  gtk_editable_set_text (iban, "DE89 3704 0044 0532 0130 01");
  assert_stays (window, "iban_row", "check digits");
  gtk_editable_set_text (iban, "DE89 3704 0044 0532 0130 00");
  g_assert_cmpstr (velo_proposal_get_iban (get_proposal (window)), ==, "DE89370400440532013000");
  velo_customer_set_country (customer, "AT");
  assert_stays (window, "postcode_row", "four digits");
  velo_customer_set_country (customer, "DE");
  g_assert_null (velo_field_get_problem (velo_test_find (window, "postcode_row")));
  velo_customer_set_country (customer, "CH");
  assert_stays (window, "country_row", "Germany or Austria");
  velo_customer_set_country (customer, "DE");
  gtk_editable_set_text (GTK_EDITABLE (velo_test_find (window, "street_row")), "Hauptstraße");
  assert_stays (window, "street_row", "house number");
  gtk_editable_set_text (GTK_EDITABLE (velo_test_find (window, "street_row")), "Hauptstraße 7a");
  gtk_editable_set_text (GTK_EDITABLE (velo_test_find (window, "email_row")), "nowhere");
  assert_stays (window, "email_row", "e-mail");
  gtk_editable_set_text (GTK_EDITABLE (velo_test_find (window, "email_row")), "");
  assert_stays (window, "consent_row", "consent");
  close_window (window);
}

/* Whether all of @row, and of its note, is between the edges of what scrolls. */
static gboolean
is_wholly_seen (GtkWidget  *window,
                const char *id)
{
  GtkWidget *row = velo_test_find (window, id);
  GtkWidget *scroller = gtk_widget_get_ancestor (row, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  g_assert_nonnull (scroller);
  return gtk_widget_get_mapped (row) && gtk_widget_compute_bounds (row, scroller, &bounds)
         && bounds.origin.y >= 0
         && bounds.origin.y + bounds.size.height <= (float) gtk_widget_get_height (scroller);
}

/* The last that a page asks for is seen as well, not only the first. */
static void
test_questions_seen (Fixture       *fixture,
                     gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  VeloVehicle *vehicle = velo_proposal_get_vehicle (get_proposal (window));

  go_to_tariff (window);
  go_on (window);
  WAIT_UNTIL (is_wholly_seen (window, "lock_row") && is_wholly_seen (window, "leasing_row"));
  velo_vehicle_set_lock_confirmed (vehicle, VELO_ANSWER_YES);
  velo_vehicle_set_leasing (vehicle, VELO_ANSWER_NO);
  go_on (window);
  gtk_editable_set_text (GTK_EDITABLE (velo_test_find (window, "iban_row")), "");
  press_next (window);
  WAIT_UNTIL (is_wholly_seen (window, "iban_row") && is_wholly_seen (window, "consent_row"));
  /* Where there is no room for both, it is the first. */
  gtk_editable_set_text (GTK_EDITABLE (velo_test_find (window, "first_name_row")), "");
  press_next (window);
  WAIT_UNTIL (is_wholly_seen (window, "first_name_row"));
  /* Led on by the keyboard, each field is wholly seen. */
  gtk_window_set_focus_visible (GTK_WINDOW (window), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (velo_test_find (window, "holder_row")))));
  WAIT_UNTIL (is_wholly_seen (window, "holder_row"));
  close_window (window);
}

/* What was agreed to is kept word for word; other words have to be agreed to anew. */
static void
test_customer_consent (Fixture       *fixture,
                       gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  VeloProposal *proposal = get_proposal (window);
  GtkWidget *check;

  go_to_customer (window);
  check = velo_test_find (window, "consent_check");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  g_assert_true (g_str_has_prefix (velo_proposal_get_consent_words (proposal), "The customer agrees"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  g_assert_cmpstr (velo_proposal_get_consent_words (proposal), ==, "");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  velo_proposal_set_consent_words (proposal, "Words of an earlier version");
  gtk_widget_activate_action (window, "assistant.back", NULL);
  WAIT_UNTIL (get_step (window) == VEHICLE);
  go_on (window);
  g_assert_false (velo_proposal_get_consent (proposal));
  close_window (window);
}

/* The words that the insurer prescribes for a product, else those for all, else ours. */
static void
test_consent_words (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(GSettings) settings = g_settings_new ("com.example.VeloInsure");
  g_autoptr(GSettings) insurer = g_settings_get_child (settings, "insurer");
  g_autoptr(VeloProposal) proposal = fixture_open (fixture);
  static const struct { const char *texts; const char *code; const char *words; } rows[] = {
    { "{'GU 1': 'Eins', '': 'Alle'}", "GU 1", "Eins" },
    { "{'GU 1': 'Eins', '': 'Alle'}", "GU 2", "Alle" },
    { "{'GU 1': ' ', '': 'Alle'}", "GU 1", "Alle" },
    { "{'GU 1': 'Eins'}", "GU 2", "The customer agrees" },
    { "@a{ss} {}", "GU 1", "The customer agrees" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = NULL;

      g_settings_set_value (insurer, "consent-texts", g_variant_new_parsed (rows[i].texts));
      velo_product_set_application_code (velo_proposal_get_product (proposal), rows[i].code);
      words = velo_assistant_text_consent (proposal, settings);
      g_assert_true (g_str_has_prefix (words, rows[i].words));
    }
  g_settings_reset (insurer, "consent-texts");
}

static void
test_customer_company (Fixture       *fixture,
                       gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  VeloCustomer *customer = velo_proposal_get_customer (get_proposal (window));

  go_to_customer (window);
  velo_customer_set_kind (customer, VELO_CUSTOMER_KIND_COMPANY);
  assert_stays (window, "company_row", "name of the company");
  g_assert_false (gtk_widget_get_visible (velo_test_find (window, "salutation_row")));
  velo_customer_set_company (customer, "Radkurier GmbH");
  fixture_fill (get_proposal (window));
  gtk_editable_set_text (GTK_EDITABLE (velo_test_find (window, "iban_row")), "DE89370400440532013000");
  go_on (window);
  close_window (window);
}

/* Half a day of birth stands where nobody sees it any more: a company has none, and nobody is held up. */
static void
test_customer_company_born (Fixture       *fixture,
                            gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  VeloCustomer *customer = velo_proposal_get_customer (get_proposal (window));

  go_to_customer (window);
  gtk_editable_set_text (GTK_EDITABLE (velo_test_find (window, "birth_row")), "1.2.");
  velo_customer_set_kind (customer, VELO_CUSTOMER_KIND_COMPANY);
  velo_customer_set_company (customer, "Radkurier GmbH");
  fixture_fill (get_proposal (window));
  gtk_editable_set_text (GTK_EDITABLE (velo_test_find (window, "iban_row")), "DE89370400440532013000");
  go_on (window);
  g_assert_cmpint (get_step (window), ==, APPLICATION);
  close_window (window);
}

static void
test_application_refuses (Fixture       *fixture,
                          gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);

  go_to_application (window);
  press_next (window);
  velo_test_settle ();
  g_assert_cmpint (get_step (window), ==, APPLICATION);
  g_assert_nonnull (velo_test_find_text (window, "not signed yet"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (velo_test_find (window, "paper_button")), TRUE);
  velo_test_settle ();
  click (window, "signed_button");
  velo_test_settle ();
  g_assert_nonnull (velo_test_find_text (window, "hand over the documents"));
  g_assert_cmpint (velo_proposal_get_state (get_proposal (window)), ==, VELO_PROPOSAL_STATE_PREPARED);
  close_window (window);
}

/* Ticked beside the application, and put off: the customer has the documents all the same. */
static void
test_application_put_off (Fixture       *fixture,
                          gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  g_autofree char *number = NULL;
  gint64 when;

  go_to_application (window);
  number = g_strdup (velo_proposal_get_contract_number (get_proposal (window)));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (velo_test_find (window, "received_check")), TRUE);
  when = velo_proposal_get_documents_received_at (get_proposal (window));
  g_assert_cmpint (when, >, 0);
  close_window (window);
  window = open_window (fixture, 960, 700);
  g_assert_cmpint (get_step (window), ==, APPLICATION);
  g_assert_true (velo_proposal_get_documents_received (get_proposal (window)));
  g_assert_cmpint (velo_proposal_get_documents_received_at (get_proposal (window)), ==, when);
  g_assert_cmpstr (velo_proposal_get_contract_number (get_proposal (window)), ==, number);
  sign_on_paper (window);
  close_window (window);
}

static void
test_application_fails (Fixture       *fixture,
                        gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);

  go_to_customer (window);
  fixture_fill (get_proposal (window));
  gtk_editable_set_text (GTK_EDITABLE (velo_test_find (window, "iban_row")), "DE89370400440532013000");
  fixture_fault (fixture, "GET_NEW_CONTRACTNUMBER:http500");
  go_on (window);
  WAIT_UNTIL (velo_test_find (window, "retry_button") != NULL
              && gtk_stack_get_visible_child_name (
                   GTK_STACK (velo_test_find (velo_test_find (window, "view"), "stack"))) != NULL
              && g_str_equal (gtk_stack_get_visible_child_name (
                   GTK_STACK (velo_test_find (velo_test_find (window, "view"), "stack"))), "error"));
  g_signal_emit_by_name (velo_test_find (velo_test_find (window, "view"), "retry_button"), "clicked");
  WAIT_UNTIL (velo_pdf_view_is_ready (VELO_PDF_VIEW (velo_test_find (window, "view"))));
  close_window (window);
}

/* Going back while the application is being filled in gives that up, and it can be had again. */
static void
test_application_given_up (Fixture       *fixture,
                           gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  g_autofree char *number = NULL;

  go_to_customer (window);
  fixture_fill (get_proposal (window));
  gtk_editable_set_text (GTK_EDITABLE (velo_test_find (window, "iban_row")), "DE89370400440532013000");
  fixture_fault (fixture, "GET_NEW_CONTRACTNUMBER:delay:1:1000");
  go_on (window);
  g_assert_cmpint (velo_proposal_get_state (get_proposal (window)), ==, VELO_PROPOSAL_STATE_DRAFT);
  gtk_widget_activate_action (window, "assistant.back", NULL);
  WAIT_UNTIL (get_step (window) == CUSTOMER);
  go_on (window);
  WAIT_UNTIL (velo_pdf_view_is_ready (VELO_PDF_VIEW (velo_test_find (window, "view"))));
  number = g_strdup (velo_proposal_get_contract_number (get_proposal (window)));
  g_assert_cmpstr (number, !=, "");

  /* What was only prepared can be corrected without a question, and keeps its number. */
  gtk_widget_activate_action (window, "assistant.back", NULL);
  WAIT_UNTIL (get_step (window) == CUSTOMER);
  g_assert_cmpint (velo_proposal_get_state (get_proposal (window)), ==, VELO_PROPOSAL_STATE_DRAFT);
  go_on (window);
  WAIT_UNTIL (velo_pdf_view_is_ready (VELO_PDF_VIEW (velo_test_find (window, "view"))));
  g_assert_cmpstr (velo_proposal_get_contract_number (get_proposal (window)), ==, number);
  close_window (window);
}

static void
write_signature (VeloSignaturePad *pad)
{
  VeloInk *ink = velo_signature_pad_get_ink (pad);

  for (guint stroke = 0; stroke < 3; stroke++)
    {
      velo_ink_begin_stroke (ink);
      for (guint i = 0; i < 40; i++)
        velo_ink_add_point (ink, 30 + 60 * stroke + i, 40 + 15 * ((i / 5) % 2 == 0 ? 1 : -1),
                            1700000000000000 + (gint64) (stroke * 40 + i) * 15000, 0.5);
    }
  g_signal_emit_by_name (pad, "changed");
}

static void
test_application_screen (Fixture       *fixture,
                         gconstpointer  data)
{
  GtkWidget *window = open_window (fixture, 960, 700);
  VeloSignaturePad *pad;

  go_to_application (window);
  velo_proposal_set_documents_received (get_proposal (window), TRUE);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (velo_test_find (window, "screen_button")), TRUE);
  velo_test_settle ();
  pad = VELO_SIGNATURE_PAD (velo_test_find (window, "pad"));
  WAIT_UNTIL (gtk_widget_get_width (GTK_WIDGET (pad)) > 100);
  g_assert_false (gtk_widget_is_sensitive (velo_test_find (window, "accept_button")));

  /* A dot is no signature. */
  velo_ink_begin_stroke (velo_signature_pad_get_ink (pad));
  velo_ink_add_point (velo_signature_pad_get_ink (pad), 10, 10, 1, 0.5);
  g_signal_emit_by_name (pad, "changed");
  click (window, "accept_button");
  velo_test_settle ();
  g_assert_nonnull (velo_test_find_text (window, "hardly a signature"));
  click (window, "clear_button");
  g_assert_true (velo_signature_pad_is_empty (pad));

  write_signature (pad);
  shoot (window, "5-pad");
  click (window, "accept_button");
  WAIT_UNTIL (get_step (window) == CONCLUSION);
  g_assert_cmpint (velo_proposal_get_signature (get_proposal (window)), ==, VELO_SIGNATURE_WAY_SCREEN);
  g_assert_cmpstr (velo_proposal_get_signed_sha256 (get_proposal (window)), !=, "");

  /* Ticking that the customer has the documents is recorded with each of them. */
  {
    Answer answer = { 0 };
    g_autoptr(GPtrArray) documents = NULL;
    guint n_shown = 0;

    velo_store_list_documents_async (fixture->store, NULL, velo_proposal_get_id (get_proposal (window)), NULL,
                                     answer_cb, &answer);
    answer_wait (&answer);
    documents = velo_store_list_documents_finish (fixture->store, answer.result, NULL);
    answer_clear (&answer);
    for (guint i = 0; i < documents->len; i++)
      n_shown += g_str_equal (velo_document_get_handed_over_how (g_ptr_array_index (documents, i)), "shown");
    g_assert_cmpuint (n_shown, >, 2);
  }

  /* Back to look at it, with the ink on the paper. */
  gtk_widget_activate_action (window, "assistant.back", NULL);
  WAIT_UNTIL (get_step (window) == APPLICATION);
  WAIT_UNTIL (velo_pdf_view_is_ready (VELO_PDF_VIEW (velo_test_find (window, "view"))));
  g_assert_nonnull (velo_test_find_text (window, "Signed on the screen"));
  shoot (window, "5-signed");
  close_window (window);
}

int
main (int    argc,
      char **argv)
{
  velo_test_init (&argc, &argv);

#define ADD(path, function) \
  g_test_add ("/desktop/assistant/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

  ADD ("whole-sale", test_whole_sale);
  ADD ("object/missing", test_object_missing);
  ADD ("object/explained", test_object_explained);
  ADD ("tariff/choice", test_tariff_choice);
  ADD ("tariff/offline", test_tariff_offline);
  ADD ("vehicle/lock", test_vehicle_lock);
  ADD ("vehicle/known", test_vehicle_known);
  ADD ("vehicle/makers", test_vehicle_makers);
  ADD ("questions-seen", test_questions_seen);
  ADD ("customer/missing", test_customer_missing);
  ADD ("customer/consent", test_customer_consent);
  ADD ("customer/consent-words", test_consent_words);
  ADD ("customer/company", test_customer_company);
  ADD ("customer/company-born", test_customer_company_born);
  ADD ("application/refuses", test_application_refuses);
  ADD ("application/put-off", test_application_put_off);
  ADD ("application/fails", test_application_fails);
  ADD ("application/given-up", test_application_given_up);
  ADD ("application/screen", test_application_screen);
  return g_test_run ();
}
