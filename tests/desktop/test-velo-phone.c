/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests how a customer enters the own data on the phone: from the assistant's page over the QR code back into
 * its rows, and how it ends when that does not work. */

#include "config.h"

#include "velo-assistant-driver.h"

#include "velo-claims-desk.h"
#include "velo-claims-test.h"
#include "velo-customer-page.h"
#include "velo-date-row.h"
#include "velo-phone-dialog.h"
#include "velo-phone-mark.h"
#include "velo-qr-code.h"
#include "velo-sealed-form.h"
#include "velo-secrets-memory.h"
#include "velo-store-journal.h"

/* A shop, its account at the service, the assistant on the customer's page, and a phone. */
typedef struct
{
  Fixture shop;
  VeloClaimsTest service;
  GSettings *root;
  GSettings *settings;
  VeloSecrets *secrets;
  VeloClaimsDesk *desk;
  GtkWidget *window;
} Scene;

static void
stored_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_assert_true (velo_secrets_store_finish (VELO_SECRETS (object), result, NULL));
  *(gboolean *) user_data = TRUE;
}

static void
set_account (Scene      *scene,
             const char *account)
{
  gboolean stored = FALSE;

  g_settings_set_string (scene->settings, "address", velo_claims_test_get_uri (&scene->service));
  g_settings_set_string (scene->settings, "account", account);
  velo_secrets_store_async (scene->secrets, VELO_CLAIMS_ACCOUNT_ID, account, VELO_SECRETS_MODE_REAL,
                            VELO_CLAIMS_TEST_PASSWORD, NULL, stored_cb, &stored);
  WAIT_UNTIL (stored);
}

static void
set_up (Scene         *scene,
        gconstpointer  account)
{
  fixture_set_up (&scene->shop, NULL);
  velo_claims_test_set_up (&scene->service, NULL);
  scene->root = g_settings_new ("com.example.VeloInsure");
  scene->settings = g_settings_get_child (scene->root, "claims");
  scene->secrets = velo_secrets_memory_new ();
  if (account != NULL)
    set_account (scene, account);
  scene->desk = velo_claims_desk_new (NULL, scene->settings, scene->secrets);
  scene->window = open_window (&scene->shop, 960, 760);
  velo_assistant_window_set_claims_desk (VELO_ASSISTANT_WINDOW (scene->window), scene->desk);
  go_to_customer (scene->window);
}

static void
tear_down (Scene         *scene,
           gconstpointer  account)
{
  close_window (scene->window);
  velo_claims_desk_close (scene->desk);
  /* what is on its way still has the window, which has the desk */
  WAIT_UNTIL (G_OBJECT (scene->desk)->ref_count == 1);
  g_assert_finalize_object (scene->desk);
  g_settings_reset (scene->settings, "address");
  g_settings_reset (scene->settings, "account");
  g_object_unref (scene->settings);
  g_object_unref (scene->root);
  g_object_unref (scene->secrets);
  velo_claims_test_tear_down (&scene->service, NULL);
  fixture_tear_down (&scene->shop, NULL);
}

static GtkWidget *
find (Scene      *scene,
      const char *id)
{
  GtkWidget *page = velo_test_find (scene->window, "customer_page");
  GtkWidget *widget = velo_test_find (page, id);

  g_assert_nonnull (widget);
  return widget;
}

static const char *
get_text (Scene      *scene,
          const char *id)
{
  return gtk_editable_get_text (GTK_EDITABLE (find (scene, id)));
}

static VeloPhoneDialog *
find_phone_dialog (void)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *item = windows; item != NULL; item = item->next)
    if (VELO_IS_PHONE_DIALOG (item->data) && gtk_widget_get_mapped (item->data))
      return item->data;
  return NULL;
}

static GtkWidget *
open_dialog (Scene *scene)
{
  click (scene->window, "phone_button");
  WAIT_UNTIL (find_phone_dialog () != NULL);
  velo_phone_dialog_set_time (find_phone_dialog (), 50);
  return GTK_WIDGET (find_phone_dialog ());
}

static const char *
wait_for_link (GtkWidget *dialog)
{
  WAIT_UNTIL (velo_phone_dialog_get_form (VELO_PHONE_DIALOG (dialog)) != NULL);
  return velo_customer_form_get_link (velo_phone_dialog_get_form (VELO_PHONE_DIALOG (dialog)));
}

/* Closed by the user, it is gone with all that it waited for. */
static void
close_dialog (GtkWidget *dialog)
{
  close_window (dialog);
}

static void
send_plain (Scene      *scene,
            const char *link,
            const char *plain)
{
  g_autoptr(GBytes) sealed = velo_sealed_form_new (link, plain);

  g_assert_cmpuint (velo_sealed_form_visit (scene->service.session, velo_claims_test_get_uri (&scene->service), link, sealed),
                    ==, 200);
}

/* From the button to the rows. */
static void
enter_on_phone (Scene      *scene,
                const char *plain,
                gboolean    all)
{
  GtkWidget *dialog = open_dialog (scene);
  gpointer weak = dialog;

  g_object_add_weak_pointer (G_OBJECT (dialog), &weak);
  wait_for_link (dialog);
  if (all)
    {
      gtk_check_button_set_active (GTK_CHECK_BUTTON (velo_test_find (dialog, "all_check")), TRUE);
      WAIT_UNTIL (velo_phone_dialog_get_form (VELO_PHONE_DIALOG (dialog)) != NULL);
    }
  send_plain (scene, wait_for_link (dialog), plain);
  WAIT_UNTIL (weak == NULL);
  velo_test_settle ();
}

static void
assert_asked (GtkWidget  *dialog,
              Scene      *scene,
              const char *ids)
{
  g_autofree char *uri = g_strndup (wait_for_link (dialog), strcspn (wait_for_link (dialog), "#"));
  g_autofree char *place = g_strconcat (velo_claims_test_get_uri (&scene->service), strstr (uri, "/f/") + 1, NULL);
  g_autoptr(SoupMessage) message = soup_message_new ("GET", place);
  g_autoptr(GBytes) answer = soup_session_send_and_read (scene->service.session, message, NULL, NULL);
  g_autofree char *page = g_strndup (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));
  g_autoptr(GString) asked = g_string_new (NULL);

  for (const char *label = strstr (page, "<label for=\""); label != NULL; label = strstr (label + 1, "<label for=\""))
    g_string_append_printf (asked, "%.*s ", (int) strcspn (label + 12, "\""), label + 12);
  g_assert_cmpstr (asked->str, ==, ids);
}

/* Only what is missing is asked; it comes into the rows, is marked, and checked as if it were typed. */
static void
test_missing (Scene         *scene,
              gconstpointer  data)
{
  GtkWidget *dialog = open_dialog (scene);
  gpointer weak = dialog;
  const char *link = wait_for_link (dialog);

  g_object_add_weak_pointer (G_OBJECT (dialog), &weak);
  assert_asked (dialog, scene, "birth-date mobile email iban ");
  g_assert_cmpstr (velo_qr_code_get_text (VELO_QR_CODE (velo_test_find (dialog, "code"))), ==, link);
  g_assert_nonnull (velo_test_find_text (dialog, "https://claims.example/f/"));
  g_assert_false (gtk_widget_get_visible (velo_test_find (dialog, "training_box")));
  WAIT_UNTIL (velo_test_find_text (dialog, "The page is open.") != NULL);
  g_assert_nonnull (velo_test_find_text (dialog, "Open for another"));
  shoot (dialog, "phone-dialog");
  send_plain (scene, link, "{\"birth-date\":\"1980-04-18\",\"mobile\":\"0171 1234567\",\"email\":\"k@example.org\","
                           "\"iban\":\"DE89370400440532013000\",\"last-name\":\"Never asked\"}");
  WAIT_UNTIL (weak == NULL);
  velo_test_settle ();
  g_assert_cmpstr (get_text (scene, "birth_row"), ==, "1980-04-18");
  g_assert_true (velo_date_row_is_valid (VELO_DATE_ROW (find (scene, "birth_row"))));
  g_assert_cmpstr (get_text (scene, "mobile_row"), ==, "0171 1234567");
  g_assert_cmpstr (get_text (scene, "email_row"), ==, "k@example.org");
  g_assert_cmpstr (get_text (scene, "iban_row"), ==, "DE89 3704 0044 0532 0130 00");
  g_assert_cmpstr (velo_proposal_get_iban (get_proposal (scene->window)), ==, "DE89370400440532013000");
  g_assert_cmpint (velo_proposal_get_payment (get_proposal (scene->window)), ==, VELO_PAYMENT_DIRECT_DEBIT);
  g_assert_cmpstr (get_text (scene, "last_name_row"), ==, "Übelacker-Groß");
  g_assert_true (velo_phone_mark_get (find (scene, "birth_row")));
  g_assert_true (velo_phone_mark_get (find (scene, "iban_row")));
  g_assert_false (velo_phone_mark_get (find (scene, "last_name_row")));
  g_assert_null (velo_field_get_problem (find (scene, "iban_row")));
  g_assert_nonnull (velo_test_find_text (scene->window, "The customer entered what is marked"));
  shoot (scene->window, "phone-rows");
  /* what the employee enters is not the customer's any more */
  gtk_editable_set_text (GTK_EDITABLE (find (scene, "email_row")), "other@example.org");
  g_assert_false (velo_phone_mark_get (find (scene, "email_row")));
}

/* What no form of ours lets through is named beside its field, and nothing of it is lost. */
static void
test_wrong_values (Scene         *scene,
                   gconstpointer  data)
{
  enter_on_phone (scene, "{\"birth-date\":\"yesterday\",\"mobile\":\"0171 1234567\",\"email\":\"no mail\","
                         "\"iban\":\"DE89370400440532013001\"}", FALSE);
  g_assert_cmpstr (get_text (scene, "birth_row"), ==, "yesterday");
  g_assert_nonnull (velo_field_get_problem (find (scene, "birth_row")));
  g_assert_cmpstr (get_text (scene, "email_row"), ==, "no mail");
  g_assert_nonnull (velo_field_get_problem (find (scene, "email_row")));
  g_assert_cmpstr (get_text (scene, "iban_row"), ==, "DE89 3704 0044 0532 0130 01");
  g_assert_nonnull (strstr (velo_field_get_problem (find (scene, "iban_row")), "check digits"));
  g_assert_null (velo_field_get_problem (find (scene, "mobile_row")));
  g_assert_true (velo_phone_mark_get (find (scene, "mobile_row")));
}

static GtkWidget *
find_button (GtkWidget  *root,
             const char *label)
{
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = GTK_IS_BUTTON (child) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (child)), label) == 0
        ? child : find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Nothing that is right already is overwritten before somebody has said so. */
static void
test_differs (Scene         *scene,
              gconstpointer  data)
{
  GtkWidget *street = find (scene, "street_row");
  GtkWidget *city = find (scene, "city_row");
  GtkWidget *country = find (scene, "country_row");

  enter_on_phone (scene, "{\"salutation\":\"frau\",\"first-name\":\"Katharina\",\"last-name\":\"Übelacker\",\"country\":\"AT\","
                         "\"street\":\"Neue Straße 1\",\"postcode\":\"1010\",\"city\":\"Wien\"}", TRUE);
  g_assert_cmpstr (get_text (scene, "street_row"), ==, "Hauptstraße 7a");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (country)), ==, 0);
  g_assert_nonnull (velo_test_find_text (scene->window, "The customer entered “Neue Straße 1”"));
  g_assert_nonnull (velo_test_find_text (scene->window, "The customer entered “Austria”"));
  g_assert_nonnull (velo_test_find_text (scene->window, "Some of it differs"));
  /* what was confirmed is marked, and needs no answer */
  g_assert_true (velo_phone_mark_get (find (scene, "first_name_row")));
  g_assert_null (velo_phone_mark_get_offer (find (scene, "first_name_row")));
  shoot (scene->window, "phone-differs");
  g_signal_emit_by_name (find_button (velo_phone_mark_get_offer (street), "Take _Over"), "clicked");
  g_signal_emit_by_name (find_button (velo_phone_mark_get_offer (country), "Take _Over"), "clicked");
  g_signal_emit_by_name (find_button (velo_phone_mark_get_offer (city), "_Keep"), "clicked");
  velo_test_settle ();
  g_assert_cmpstr (get_text (scene, "street_row"), ==, "Neue Straße 1");
  g_assert_true (velo_phone_mark_get (street));
  g_assert_null (velo_phone_mark_get_offer (street));
  g_assert_cmpstr (velo_customer_get_country (velo_proposal_get_customer (get_proposal (scene->window))), ==, "AT");
  g_assert_cmpstr (get_text (scene, "city_row"), ==, "Erlangen");
  g_assert_false (velo_phone_mark_get (city));
  g_assert_null (velo_phone_mark_get_offer (city));
  /* the postcode of before is none of that country */
  g_assert_nonnull (velo_field_get_problem (find (scene, "postcode_row")));
  /* a second form begins anew */
  enter_on_phone (scene, "{\"mobile\":\"0171 1234567\"}", FALSE);
  g_assert_false (velo_phone_mark_get (street));
  g_assert_null (velo_phone_mark_get_offer (find (scene, "last_name_row")));
}

static guint
visit (Scene      *scene,
       const char *link)
{
  return velo_sealed_form_visit (scene->service.session, velo_claims_test_get_uri (&scene->service), link, NULL);
}

static gboolean
shows_failure (GtkWidget  *dialog,
               const char *words)
{
  return velo_test_find_text (velo_test_find (dialog, "failed_page"), words) != NULL;
}

/* The employee goes on typing: the link is worth nothing any more. */
static void
test_closed (Scene         *scene,
             gconstpointer  data)
{
  GtkWidget *dialog = open_dialog (scene);
  g_autofree char *link = g_strdup (wait_for_link (dialog));

  g_assert_cmpuint (visit (scene, link), ==, 200);
  close_dialog (dialog);
  /* withdrawing has the client until it is done */
  WAIT_UNTIL (G_OBJECT (velo_claims_desk_get_client (scene->desk))->ref_count == 1);
  g_assert_cmpuint (visit (scene, link), ==, 404);
  g_assert_cmpstr (get_text (scene, "email_row"), ==, "");
  /* and it can be had again */
  dialog = open_dialog (scene);
  g_assert_cmpstr (wait_for_link (dialog), !=, link);
  close_dialog (dialog);
}

/* Closed before there was a link at all, by its window or with the assistant. */
static void
test_closed_at_once (Scene         *scene,
                     gconstpointer  data)
{
  GtkWidget *dialog = open_dialog (scene);

  close_dialog (dialog);
  g_assert_null (find_phone_dialog ());
  open_dialog (scene);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  VeloClaimsDesk *desk = VELO_CLAIMS_DESK (object);

  g_assert_true (velo_claims_desk_open_finish (desk, result, NULL));
  g_assert_true (velo_claims_client_is_signed_in (velo_claims_desk_get_client (desk)));
  ++*(guint *) user_data;
}

/* Two windows sign in at the same moment: each of them finds a client that is signed in. */
static void
test_two_sign_in (Scene         *scene,
                  gconstpointer  data)
{
  guint n_opened = 0;

  for (guint i = 0; i < 5; i++)
    velo_claims_desk_open_async (scene->desk, NULL, opened_cb, &n_opened);
  WAIT_UNTIL (n_opened == 5);
}

/* Pressed again before what the closed one waited for has ended. */
static void
test_opened_again (Scene         *scene,
                   gconstpointer  data)
{
  GtkWidget *dialog = open_dialog (scene);

  g_object_ref (dialog);
  gtk_window_close (GTK_WINDOW (dialog));
  click (scene->window, "phone_button");
  g_assert_nonnull (find_phone_dialog ());
  g_assert_true (GTK_WIDGET (find_phone_dialog ()) != dialog);
  g_object_unref (dialog);
  wait_for_link (GTK_WIDGET (find_phone_dialog ()));
  close_dialog (GTK_WIDGET (find_phone_dialog ()));
}

static void
test_expired (Scene         *scene,
              gconstpointer  data)
{
  GtkWidget *dialog = open_dialog (scene);

  wait_for_link (dialog);
  velo_claims_test_advance (&scene->service, 15 * G_TIME_SPAN_MINUTE);
  WAIT_UNTIL (shows_failure (dialog, "The time for the form is over."));
  shoot (dialog, "phone-expired");
  click (dialog, "again_button");
  wait_for_link (dialog);
  close_dialog (dialog);
}

static void
test_garbage (Scene         *scene,
              gconstpointer  data)
{
  GtkWidget *dialog = open_dialog (scene);
  const char *link = wait_for_link (dialog);
  g_autoptr(GBytes) garbage = g_bytes_new ("not sealed with any key that we know", 36);

  g_assert_cmpuint (velo_sealed_form_visit (scene->service.session, velo_claims_test_get_uri (&scene->service), link, garbage),
                    ==, 200);
  WAIT_UNTIL (shows_failure (dialog, "cannot be opened"));
  g_assert_cmpstr (get_text (scene, "email_row"), ==, "");
  close_dialog (dialog);
}

static void
signed_out_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(VeloClaimsAnswer) answer G_GNUC_UNUSED = velo_claims_client_finish (VELO_CLAIMS_CLIENT (object), result, NULL);

  *(gboolean *) user_data = TRUE;
}

/* In the middle it ends; the next time the password of the key ring is used by itself. */
static void
test_signed_out (Scene         *scene,
                 gconstpointer  data)
{
  GtkWidget *dialog = open_dialog (scene);
  gboolean signed_out = FALSE;

  wait_for_link (dialog);
  velo_claims_client_sign_out_async (velo_claims_desk_get_client (scene->desk), NULL, signed_out_cb, &signed_out);
  WAIT_UNTIL (signed_out);
  WAIT_UNTIL (shows_failure (dialog, "You are not signed in to the service any more."));
  click (dialog, "again_button");
  wait_for_link (dialog);
  close_dialog (dialog);
  /* away for half an hour: the service has forgotten the session, the program has not */
  velo_claims_test_advance (&scene->service, 31 * G_TIME_SPAN_MINUTE);
  dialog = open_dialog (scene);
  wait_for_link (dialog);
  close_dialog (dialog);
}

static void
test_offline (Scene         *scene,
              gconstpointer  data)
{
  GtkWidget *dialog;

  velo_claims_service_stop (scene->service.service);
  dialog = open_dialog (scene);
  WAIT_UNTIL (shows_failure (dialog, "No connection to the service."));
  shoot (dialog, "phone-offline");
  close_dialog (dialog);
  g_assert_cmpstr (get_text (scene, "last_name_row"), ==, "Übelacker-Groß");
}

/* The connection goes while it is waited for: it is waited on. */
static void
test_goes_offline (Scene         *scene,
                   gconstpointer  data)
{
  GtkWidget *dialog = open_dialog (scene);

  wait_for_link (dialog);
  velo_claims_service_stop (scene->service.service);
  WAIT_UNTIL (velo_test_find_text (dialog, "No connection at the moment.") != NULL);
  g_assert_nonnull (velo_phone_dialog_get_form (VELO_PHONE_DIALOG (dialog)));
  close_dialog (dialog);
}

static void
test_wrong_role (Scene         *scene,
                 gconstpointer  data)
{
  GtkWidget *dialog = open_dialog (scene);

  WAIT_UNTIL (shows_failure (dialog, "serves no customers at the counter"));
  close_dialog (dialog);
}

static void
test_wrong_password (Scene         *scene,
                     gconstpointer  data)
{
  GtkWidget *dialog = open_dialog (scene);

  WAIT_UNTIL (shows_failure (dialog, "User name or password is wrong."));
  close_dialog (dialog);
}

/* A service of last year: it signs in, and knows no forms. */
static void
answer_old_cb (SoupServer        *server,
               SoupServerMessage *message,
               const char        *path,
               GHashTable        *query,
               gpointer           user_data)
{
  static const char session[] = "{\"token\":\"t\",\"who\":\"W\",\"role\":\"desk\"}";

  if (g_str_equal (path, "/api/v1/session"))
    {
      soup_server_message_set_status (message, 200, NULL);
      soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, session, strlen (session));
    }
  else
    soup_server_message_set_status (message, 404, NULL);
}

static void
test_too_old (Scene         *scene,
              gconstpointer  data)
{
  g_autoptr(SoupServer) server = soup_server_new (NULL, NULL);
  g_autofree char *uri = NULL;
  GtkWidget *dialog;
  GSList *uris;

  soup_server_add_handler (server, NULL, answer_old_cb, NULL, NULL);
  g_assert_true (soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL));
  uris = soup_server_get_uris (server);
  uri = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  g_settings_set_string (scene->settings, "address", uri);
  dialog = open_dialog (scene);
  WAIT_UNTIL (shows_failure (dialog, "The service is too old for this."));
  close_dialog (dialog);
  soup_server_disconnect (server);
}

/* Without an account there is nothing to press. */
static void
test_no_account (Scene         *scene,
                 gconstpointer  data)
{
  VeloCustomerPage *page = VELO_CUSTOMER_PAGE (find (scene, "customer_page"));

  g_assert_false (gtk_widget_get_visible (find (scene, "phone_button")));
  set_account (scene, "desk");
  velo_customer_page_set_claims_desk (page, scene->desk);
  g_assert_true (gtk_widget_get_visible (find (scene, "phone_button")));
  velo_customer_page_set_claims_desk (page, NULL);
  g_assert_false (gtk_widget_get_visible (find (scene, "phone_button")));
}

/* That it was so stands at the vehicle, and nothing of what was entered. */
static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  *(GPtrArray **) user_data = velo_store_list_journal_finish (VELO_STORE (object), result, &error);
  g_assert_no_error (error);
}

static guint
count_noted (Scene *scene)
{
  g_autoptr(GPtrArray) entries = NULL;
  guint n = 0;

  velo_store_list_journal_async (velo_counter_get_store (scene->shop.counter), scene->shop.vehicle_id, NULL, listed_cb,
                                 &entries);
  while (entries == NULL)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < entries->len; i++)
    {
      VeloJournalEntry *entry = g_ptr_array_index (entries, i);

      if (!g_str_equal (velo_journal_entry_get_what (entry), "phone-form"))
        continue;
      g_assert_cmpstr (velo_journal_entry_get_detail (entry), ==, "");
      n++;
    }
  return n;
}

static void
test_journal (Scene         *scene,
              gconstpointer  data)
{
  g_assert_cmpuint (count_noted (scene), ==, 0);
  enter_on_phone (scene, "{\"email\":\"k@example.org\"}", FALSE);
  WAIT_UNTIL (count_noted (scene) == 1);
}

int
main (int   argc,
      char *argv[])
{
  velo_test_init (&argc, &argv);
#define ADD(NAME, ACCOUNT, FUNC) g_test_add ("/desktop/phone/" NAME, Scene, ACCOUNT, set_up, FUNC, tear_down)
  ADD ("missing", "desk", test_missing);
  ADD ("wrong-values", "partner", test_wrong_values);
  ADD ("differs", "desk", test_differs);
  ADD ("closed", "desk", test_closed);
  ADD ("closed-at-once", "desk", test_closed_at_once);
  ADD ("two-sign-in", "desk", test_two_sign_in);
  ADD ("opened-again", "desk", test_opened_again);
  ADD ("expired", "desk", test_expired);
  ADD ("garbage", "desk", test_garbage);
  ADD ("signed-out", "desk", test_signed_out);
  ADD ("offline", "desk", test_offline);
  ADD ("goes-offline", "desk", test_goes_offline);
  ADD ("wrong-role", "assessor", test_wrong_role);
  ADD ("wrong-password", "nobody", test_wrong_password);
  ADD ("too-old", "desk", test_too_old);
  ADD ("no-account", NULL, test_no_account);
  ADD ("journal", "desk", test_journal);
  return g_test_run ();
}
