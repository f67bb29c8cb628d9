/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All vehicles of an invoice in one sitting: the assistant follows by itself, outcomes stand apart. */

#include "config.h"

#include "velo-assistant-test.h"

#include "velo-assistant-window.h"
#include "velo-batch-row.h"
#include "velo-batch-window.h"
#include "velo-counter-fixture.h"
#include "velo-date.h"
#include "velo-store-contracts.h"
#include "velo-store-sales.h"

static VeloVehicle *
make_vehicle (const char *frame_number)
{
  VeloVehicle *vehicle = velo_vehicle_new ();
  g_autoptr(GDate) today = velo_date_today ();

  velo_vehicle_set_kind (vehicle, VELO_ARTICLE_KIND_EBIKE);
  velo_vehicle_set_maker (vehicle, "Kronberg");
  velo_vehicle_set_model (vehicle, frame_number);
  velo_vehicle_set_frame_number (vehicle, frame_number);
  velo_vehicle_set_battery_number (vehicle, frame_number);
  velo_vehicle_set_price_cents (vehicle, 299900);
  velo_vehicle_set_purchase_date (vehicle, today);
  velo_vehicle_set_lock_price_cents (vehicle, 8999);
  return vehicle;
}

static VeloInvoice *
add_two (Fixture *fixture)
{
  VeloInvoice *invoice = velo_invoice_new ();
  VeloCustomer *customer = velo_invoice_get_customer (invoice);
  g_autoptr(VeloVehicle) first = make_vehicle ("FIRST1");
  g_autoptr(VeloVehicle) second = make_vehicle ("SECOND1");
  g_autoptr(GDate) today = velo_date_today ();
  Answer answer = { 0 };
  GError *error = NULL;

  velo_invoice_set_number (invoice, "RE-2");
  velo_invoice_set_date (invoice, today);
  velo_invoice_set_format (invoice, "typed");
  velo_customer_set_salutation (customer, VELO_SALUTATION_FRAU);
  velo_customer_set_first_name (customer, "Eva");
  velo_customer_set_last_name (customer, "Zweirad");
  velo_customer_set_street (customer, "Hauptstraße 7a");
  velo_customer_set_postcode (customer, "91054");
  velo_customer_set_city (customer, "Erlangen");
  velo_customer_set_country (customer, "DE");
  g_list_store_append (velo_invoice_get_vehicles (invoice), first);
  g_list_store_append (velo_invoice_get_vehicles (invoice), second);
  velo_store_add_sale_async (fixture->store, invoice, NULL, "Jana Kurbel", NULL, answer_cb, &answer);
  answer_wait (&answer);
  g_assert_true (velo_store_add_sale_finish (fixture->store, answer.result, NULL, &error));
  g_assert_no_error (error);
  answer_clear (&answer);
  return invoice;
}

static char *
dup_vehicle_id (VeloInvoice *invoice,
                guint        position)
{
  g_autoptr(VeloVehicle) vehicle = g_list_model_get_item (G_LIST_MODEL (velo_invoice_get_vehicles (invoice)), position);

  return g_strdup (velo_vehicle_get_id (vehicle));
}

static VeloBatchWindow *
show_window (Fixture    *fixture,
             const char *invoice_id)
{
  VeloBatchWindow *window = VELO_BATCH_WINDOW (velo_batch_window_new (NULL, fixture->counter, NULL, invoice_id));

  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
press (VeloBatchWindow *window,
       const char      *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), action, NULL));
}

/* What the customer and the employee do in the assistant. */
static VeloProposal *
sign (Fixture    *fixture,
      const char *vehicle_id)
{
  g_free (fixture->vehicle_id);
  fixture->vehicle_id = g_strdup (vehicle_id);
  return fixture_make_signed (fixture);
}

static GtkWindow *
find_dialog (void)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (ADW_IS_MESSAGE_DIALOG (l->data))
      return l->data;
  return NULL;
}

static void
answer_question (const char *response)
{
  GtkWindow *dialog = NULL;

  WAIT_UNTIL ((dialog = find_dialog ()) != NULL);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  gtk_window_close (dialog);
  WAIT_UNTIL (find_dialog () == NULL);
}

static void
close_window (VeloBatchWindow *window)
{
  gpointer weak = window;

  g_object_add_weak_pointer (G_OBJECT (window), &weak);
  gtk_window_destroy (GTK_WINDOW (window));
  WAIT_UNTIL (weak == NULL);
}

static GtkWidget *
find_check (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_CHECK_BUTTON (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_check (child);
  return found;
}

/* A vehicle of which nothing but its kind is known has a name for the eye, and for the ear. */
static void
test_nameless (void)
{
  g_autoptr(VeloVehicle) vehicle = velo_vehicle_new ();
  g_autoptr(GtkWidget) row = NULL;

  velo_vehicle_set_kind (vehicle, VELO_ARTICLE_KIND_EBIKE);
  row = g_object_ref_sink (velo_batch_row_new (vehicle));
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "Vehicle");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_check (row)), GTK_ACCESSIBLE_PROPERTY_LABEL, "Vehicle");
  g_assert_true (velo_batch_row_is_next (VELO_BATCH_ROW (row)));
  /* what cannot be insured is not chosen, whatever it was before */
  velo_vehicle_set_kind (vehicle, VELO_ARTICLE_KIND_ACCESSORY);
  velo_batch_row_show (VELO_BATCH_ROW (row), vehicle, NULL);
  g_assert_false (velo_batch_row_is_next (VELO_BATCH_ROW (row)));
  g_assert_false (gtk_widget_get_sensitive (find_check (row)));
}

static void
test_sitting (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = add_two (fixture);
  g_autofree char *first_id = dup_vehicle_id (sale, 0);
  g_autofree char *second_id = dup_vehicle_id (sale, 1);
  VeloBatchWindow *window = show_window (fixture, velo_invoice_get_id (sale));
  g_autoptr(VeloProposal) first = NULL;
  g_autoptr(VeloProposal) second = NULL;

  g_assert_true (velo_batch_window_is_worthwhile (sale));
  WAIT_UNTIL (velo_batch_window_is_ready (window));
  g_assert_cmpuint (velo_batch_window_count (window, VELO_INSURANCE_STATE_OPEN), ==, 2);
  press (window, "batch.next");
  WAIT_UNTIL (velo_batch_window_get_assistant (window) != NULL);
  first = sign (fixture, first_id);
  /* the next assistant comes by itself, with what the customer has said */
  WAIT_UNTIL (velo_batch_window_count (window, VELO_INSURANCE_STATE_SIGNED) == 1);
  WAIT_UNTIL (velo_batch_window_get_assistant (window) != NULL);
  g_free (fixture->vehicle_id);
  fixture->vehicle_id = g_strdup (second_id);
  second = fixture_open (fixture);
  g_assert_cmpstr (velo_proposal_get_iban (second), ==, velo_proposal_get_iban (first));
  g_object_unref (second);
  second = sign (fixture, second_id);
  WAIT_UNTIL (velo_batch_window_count (window, VELO_INSURANCE_STATE_SIGNED) == 2
              && velo_batch_window_is_ready (window));
  /* one is refused, the other is insured all the same */
  fixture_fault (fixture, "SET_XML_INTERFACE:refuse");
  press (window, "batch.conclude");
  answer_question ("confirm");
  WAIT_UNTIL (velo_batch_window_count (window, VELO_INSURANCE_STATE_INSURED) == 1);
  g_assert_cmpuint (velo_batch_window_count (window, VELO_INSURANCE_STATE_REFUSED), ==, 1);
  g_assert_cmpstr (velo_batch_window_get_words (window, 0), !=, "FIRST1");
  g_assert_nonnull (strstr (velo_batch_window_get_words (window, 1), "Contract"));
  close_window (window);
}

static void
test_not_yet (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = add_two (fixture);
  g_autofree char *first_id = dup_vehicle_id (sale, 0);
  g_autofree char *second_id = dup_vehicle_id (sale, 1);
  g_autoptr(VeloProposal) first G_GNUC_UNUSED = sign (fixture, first_id);
  g_autoptr(VeloProposal) second G_GNUC_UNUSED = sign (fixture, second_id);
  VeloBatchWindow *window = show_window (fixture, velo_invoice_get_id (sale));
  g_autoptr(GPtrArray) received = NULL;

  WAIT_UNTIL (velo_batch_window_is_ready (window));
  press (window, "batch.conclude");
  answer_question ("cancel");
  velo_test_settle ();
  g_assert_cmpuint (velo_batch_window_count (window, VELO_INSURANCE_STATE_SIGNED), ==, 2);
  received = velo_training_insurer_dup_proposals (fixture->training);
  g_assert_cmpuint (received->len, ==, 0);
  close_window (window);
}

static void
abandon (Fixture      *fixture,
         VeloProposal *proposal)
{
  Answer answer = { 0 };
  GError *error = NULL;

  velo_counter_abandon_async (fixture->counter, proposal, NULL, answer_cb, &answer);
  answer_wait (&answer);
  g_assert_true (velo_counter_move_finish (fixture->counter, answer.result, &error));
  g_assert_no_error (error);
  answer_clear (&answer);
}

/* Given up elsewhere while the question is open: nobody says that all are insured. */
static void
test_none_left (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = add_two (fixture);
  g_autofree char *first_id = dup_vehicle_id (sale, 0);
  g_autofree char *second_id = dup_vehicle_id (sale, 1);
  g_autoptr(VeloProposal) first = sign (fixture, first_id);
  g_autoptr(VeloProposal) second = sign (fixture, second_id);
  VeloBatchWindow *window = show_window (fixture, velo_invoice_get_id (sale));

  WAIT_UNTIL (velo_batch_window_is_ready (window));
  press (window, "batch.conclude");
  WAIT_UNTIL (find_dialog () != NULL);
  /* nothing goes to the insurer, as the banner of the main window says */
  g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (find_dialog ())), "training insurer"));
  abandon (fixture, first);
  abandon (fixture, second);
  answer_question ("confirm");
  WAIT_UNTIL (velo_test_find_text (GTK_WIDGET (window), "No contract was concluded") != NULL);
  WAIT_UNTIL (strstr (velo_batch_window_get_words (window, 0), "changed or sent elsewhere") != NULL);
  close_window (window);
}

/* Who closes the assistant before the signature is not pushed on. */
static void
test_given_up (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = add_two (fixture);
  VeloBatchWindow *window = show_window (fixture, velo_invoice_get_id (sale));

  WAIT_UNTIL (velo_batch_window_is_ready (window));
  press (window, "batch.next");
  WAIT_UNTIL (velo_batch_window_get_assistant (window) != NULL);
  gtk_window_close (velo_batch_window_get_assistant (window));
  WAIT_UNTIL (velo_batch_window_is_ready (window));
  velo_test_settle ();
  g_assert_null (velo_batch_window_get_assistant (window));
  close_window (window);
}

static guint
count_assistants (void)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();
  guint n = 0;

  for (GList *l = windows; l != NULL; l = l->next)
    n += VELO_IS_ASSISTANT_WINDOW (l->data) ? 1 : 0;
  return n;
}

/* Two assistants for one vehicle would overwrite each other: the one that is open is gone on with. */
static void
test_open_already (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = add_two (fixture);
  g_autofree char *first_id = dup_vehicle_id (sale, 0);
  g_autofree char *second_id = dup_vehicle_id (sale, 1);
  VeloBatchWindow *window = show_window (fixture, velo_invoice_get_id (sale));
  GtkWindow *assistant = GTK_WINDOW (velo_assistant_window_new (NULL, fixture->counter, NULL, first_id));

  gtk_window_present (assistant);
  WAIT_UNTIL (velo_batch_window_is_ready (window));
  g_assert_true (velo_assistant_window_find (first_id) == assistant);
  g_assert_null (velo_assistant_window_find (second_id));
  press (window, "batch.next");
  WAIT_UNTIL (velo_batch_window_get_assistant (window) != NULL);
  g_assert_true (velo_batch_window_get_assistant (window) == assistant);
  velo_test_settle ();
  g_assert_cmpuint (count_assistants (), ==, 1);
  gtk_window_close (assistant);
  WAIT_UNTIL (velo_batch_window_get_assistant (window) == NULL);
  close_window (window);
}

static void
end_contract (Fixture    *fixture,
              const char *vehicle_id)
{
  g_autoptr(GDate) today = velo_date_today ();
  Answer answer = { 0 };
  GError *error = NULL;

  velo_store_end_contract_async (fixture->store, vehicle_id, today, VELO_END_REASON_CANCELLED, "Jana Kurbel", NULL,
                                 answer_cb, &answer);
  answer_wait (&answer);
  g_assert_true (velo_store_end_contract_finish (fixture->store, answer.result, &error));
  g_assert_no_error (error);
  answer_clear (&answer);
}

static VeloInvoice *
load_sale (Fixture    *fixture,
           const char *id)
{
  VeloInvoice *sale;
  Answer answer = { 0 };
  GError *error = NULL;

  velo_store_get_sale_async (fixture->store, id, NULL, answer_cb, &answer);
  answer_wait (&answer);
  sale = velo_store_get_sale_finish (fixture->store, answer.result, &error);
  g_assert_no_error (error);
  answer_clear (&answer);
  return sale;
}

static GtkWidget *
find_row (GtkWidget  *widget,
          const char *frame_number)
{
  GtkWidget *found = NULL;

  if (VELO_IS_BATCH_ROW (widget))
    {
      VeloVehicle *vehicle = velo_batch_row_get_vehicle (VELO_BATCH_ROW (widget));

      return g_strcmp0 (velo_vehicle_get_frame_number (vehicle), frame_number) == 0 ? widget : NULL;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, frame_number);
  return found;
}

/* A vehicle whose insurance has ended can be insured again here too, but nobody is pushed to it. */
static void
test_ended (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = add_two (fixture);
  g_autofree char *first_id = dup_vehicle_id (sale, 0);
  g_autofree char *second_id = dup_vehicle_id (sale, 1);
  g_autoptr(VeloProposal) signed_one = sign (fixture, first_id);
  g_autoptr(VeloPolicy) policy = NULL;
  g_autoptr(VeloInvoice) later = NULL;
  VeloBatchWindow *window;
  GtkWidget *ended;
  GtkWidget *open;
  GError *error = NULL;

  policy = fixture_conclude (fixture, signed_one, &error);
  g_assert_no_error (error);
  later = load_sale (fixture, velo_invoice_get_id (sale));
  g_assert_false (velo_batch_window_is_worthwhile (later));
  end_contract (fixture, first_id);
  g_clear_object (&later);
  later = load_sale (fixture, velo_invoice_get_id (sale));
  g_assert_true (velo_batch_window_is_worthwhile (later));

  window = show_window (fixture, velo_invoice_get_id (sale));
  WAIT_UNTIL (velo_batch_window_is_ready (window));
  g_assert_cmpuint (velo_batch_window_count (window, VELO_INSURANCE_STATE_ENDED), ==, 1);
  ended = find_row (GTK_WIDGET (window), "FIRST1");
  open = find_row (GTK_WIDGET (window), "SECOND1");
  g_assert_true (gtk_widget_get_sensitive (find_check (ended)));
  g_assert_false (velo_batch_row_is_next (VELO_BATCH_ROW (ended)));
  g_assert_true (velo_batch_row_is_next (VELO_BATCH_ROW (open)));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_check (open)), FALSE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_check (ended)), TRUE);
  press (window, "batch.next");
  WAIT_UNTIL (velo_batch_window_get_assistant (window) != NULL);
  g_assert_true (velo_assistant_window_find (first_id) == velo_batch_window_get_assistant (window));
  g_assert_null (velo_assistant_window_find (second_id));
  gtk_window_close (velo_batch_window_get_assistant (window));
  WAIT_UNTIL (velo_batch_window_get_assistant (window) == NULL);
  close_window (window);
}

static void
test_missing (Fixture       *fixture,
              gconstpointer  data)
{
  VeloBatchWindow *window = show_window (fixture, "no such sale");

  velo_test_settle ();
  g_assert_false (velo_batch_window_is_ready (window));
  g_assert_cmpuint (velo_batch_window_count (window, VELO_INSURANCE_STATE_OPEN), ==, 0);
  close_window (window);
}

#define ADD(path, function) \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  velo_test_init (&argc, &argv);

  g_test_add_func ("/batch/nameless", test_nameless);
  ADD ("/batch/sitting", test_sitting);
  ADD ("/batch/not-yet", test_not_yet);
  ADD ("/batch/none-left", test_none_left);
  ADD ("/batch/given-up", test_given_up);
  ADD ("/batch/ended", test_ended);
  ADD ("/batch/open-already", test_open_already);
  ADD ("/batch/missing", test_missing);
  return g_test_run ();
}
