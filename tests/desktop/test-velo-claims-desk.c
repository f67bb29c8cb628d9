/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The daily work of the claims desk with real widgets: tasks, many claims, messages, two desks, the partner. */

#include "config.h"

#include "velo-claims-fixture.h"

#include <gdk/gdk.h>
#include <glib/gstdio.h>

#include "velo-claim-dialog.h"
#include "velo-claims-tasks-page.h"
#include "velo-invitation-dialog.h"

#define N_CLAIMS 120

/* Nobody answers there. */
#define GATEWAY CONFIG "[messages]\nway=gateway\nurl=https://sms.example\nbody={phone} {text}\n"

static gpointer
in_tasks (Fixture    *fixture,
          const char *id)
{
  return find (in_view (fixture, "tasks_page"), VELO_TYPE_CLAIMS_TASKS_PAGE, id);
}

static void
add_claim (Fixture    *fixture,
           const char *token,
           guint       n,
           const char *more)
{
  g_autofree char *body = g_strdup_printf ("{\"number\":\"26-%07u\",\"country\":\"DE\",\"plate\":\"H-AB %u\","
                                           "\"customer-name\":\"Kunde %u\",\"phone\":\"0171 1234567\",\"consent\":\"Ja.\","
                                           "\"intake\":{\"financing\":\"paid\"}%s}", n, n % 9999 + 1, n, more);
  g_autoptr(JsonObject) claim = velo_claims_test_call (&fixture->test, "POST", "api/v1/claims", token, body);

  g_assert_cmpuint (fixture->test.status, ==, 201);
  g_free (fixture->flow.id);
  fixture->flow.id = g_strdup (json_object_get_string_member (claim, "id"));
}

/* By due time, with what is overdue in words and number; by kind; one click into the claim; put off and done. */
static void
test_tasks (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *token = velo_claims_test_log_in (&fixture->test, "desk");
  gpointer list;

  add_claim (fixture, token, 2, ",\"in-writing\":true");
  velo_claims_test_advance (&fixture->test, -10 * G_TIME_SPAN_DAY);
  add_claim (fixture, token, 1, ",\"in-writing\":true");
  velo_claims_test_advance (&fixture->test, 10 * G_TIME_SPAN_DAY);
  sign_in (fixture, "desk");
  WAIT_UNTIL (strcmp (gtk_label_get_label (in_view (fixture, "tasks_label")), "_Tasks: 2, 1 overdue") == 0);
  click (in_view (fixture, "tasks_button"));
  WAIT_UNTIL (gtk_widget_get_mapped (in_tasks (fixture, "list")));
  list = find_type (in_tasks (fixture, "list"), GTK_TYPE_LIST_BOX);
  g_assert_cmpstr (gtk_label_get_label (in_tasks (fixture, "count_label")), ==, "2 tasks, 1 overdue");
  g_assert_cmpuint (count_rows (list), ==, 2);
  g_assert_nonnull (find_text (gtk_list_box_get_row_at_index (list, 0), "(overdue)"));
  g_assert_nonnull (find_text (gtk_list_box_get_row_at_index (list, 0), "Kunde 1"));
  g_assert_nonnull (find_text (gtk_list_box_get_row_at_index (list, 0), "Phone +491711234567"));
  gtk_drop_down_set_selected (in_tasks (fixture, "kind_drop_down"), 2);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (in_tasks (fixture, "stack")), ==, "empty");
  gtk_drop_down_set_selected (in_tasks (fixture, "kind_drop_down"), 1);
  g_assert_cmpuint (count_rows (list), ==, 2);
  /* not reached: from the first place to the last */
  click (find_text (gtk_list_box_get_row_at_index (list, 0), "Not Reached"));
  answer_with ("Nobody reached?", "", "cancel");
  click (find_text (gtk_list_box_get_row_at_index (list, 0), "Not Reached"));
  answer_with ("Nobody reached?", "Mailbox", "confirm");
  WAIT_UNTIL (strcmp (gtk_label_get_label (in_tasks (fixture, "count_label")), "2 tasks") == 0);
  g_assert_nonnull (find_text (list, "Mailbox"));
  g_assert_nonnull (find_text (list, "min left"));
  click (find_text (gtk_list_box_get_row_at_index (list, 0), "Reached…"));
  answer_with ("What came of the call?", "Möchte es versuchen", "confirm");
  WAIT_UNTIL (count_rows (list) == 1);
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 0));
  WAIT_UNTIL (get_claim (fixture) != NULL && gtk_widget_get_mapped (in_page (fixture, "title_label")));
}

/* Somebody else was faster with the task: told, and it is gone. */
static void
test_task_gone (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *token = velo_claims_test_log_in (&fixture->test, "desk");
  g_autofree char *path = NULL;
  g_autoptr(JsonObject) tasks = NULL;
  g_autoptr(JsonObject) done = NULL;

  add_claim (fixture, token, 1, ",\"in-writing\":true");
  sign_in (fixture, "desk2");
  click (in_view (fixture, "tasks_button"));
  WAIT_UNTIL (find_text (in_tasks (fixture, "list"), "Reached…") != NULL);
  tasks = velo_claims_test_call (&fixture->test, "GET", "api/v1/tasks", token, NULL);
  path = g_strdup_printf ("api/v1/tasks/%s/outcome", json_object_get_string_member (json_array_get_object_element (
                            json_object_get_array_member (tasks, "tasks"), 0), "id"));
  done = velo_claims_test_call (&fixture->test, "POST", path, token, "{\"outcome\":\"x\"}");
  g_assert_cmpuint (fixture->test.status, ==, 200);
  click (find_text (in_tasks (fixture, "list"), "Reached…"));
  answer_with ("What came of the call?", "y", "confirm");
  WAIT_UNTIL (velo_notice_get_revealed (find_type (in_tasks (fixture, "list"), VELO_TYPE_NOTICE)));
  WAIT_UNTIL (strcmp (gtk_label_get_label (in_tasks (fixture, "count_label")), "0 tasks") == 0);
}

/* The number is true at once, pages come as one scrolls, none is there twice, and a search begins anew. */
static void
test_pages (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *token = velo_claims_test_log_in (&fixture->test, "desk");
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GtkAdjustment *adjustment;
  GtkListBox *list;

  for (guint i = 0; i < N_CLAIMS; i++)
    add_claim (fixture, token, i, "");
  sign_in (fixture, "desk");
  list = in_view (fixture, "list");
  adjustment = in_view (fixture, "list_adjustment");
  WAIT_UNTIL (count_rows (list) > 0);
  g_assert_cmpuint (count_rows (list), <, N_CLAIMS);
  g_assert_cmpstr (gtk_label_get_label (in_view (fixture, "count_label")), ==, "120 claims");
  while (count_rows (list) < N_CLAIMS)
    {
      guint before = count_rows (list);

      /* what has come is laid out first */
      WAIT_UNTIL ((gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment)),
                   count_rows (list) > before));
    }
  for (guint i = 0; i < N_CLAIMS; i++)
    g_assert_true (g_hash_table_add (seen, g_object_get_data (G_OBJECT (gtk_list_box_get_row_at_index (list, (int) i)),
                                                              "id")));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  g_assert_cmpuint (count_rows (list), ==, N_CLAIMS);
  velo_claims_view_set_search_text (VELO_CLAIMS_VIEW (fixture->view), "26-0000077");
  WAIT_UNTIL (count_rows (list) == 1);
  g_assert_cmpstr (gtk_label_get_label (in_view (fixture, "count_label")), ==, "1 claim");
}

/* What waits can be copied and is marked; what was sent shows no words; again makes a new one. */
static void
test_messages (Fixture       *fixture,
               gconstpointer  data)
{
  AdwViewStackPage *contacts;
  gpointer list;

  make_offer (fixture, 123450);
  sign_in (fixture, "desk");
  open_claim (fixture);
  contacts = adw_view_stack_get_page (in_page (fixture, "tabs"),
                                      adw_view_stack_get_child_by_name (in_page (fixture, "tabs"), "contacts"));
  WAIT_UNTIL (adw_view_stack_page_get_needs_attention (contacts));
  show_tab (fixture, "contacts");
  WAIT_UNTIL (gtk_widget_get_mapped (in_page (fixture, "messages_group")));
  list = in_page (fixture, "messages_list");
  g_assert_nonnull (find_text (list, "Not sent from here: please copy it, or tell the customer"));
  g_assert_nonnull (find_text (list, "/s/"));
  click (find_text (list, "Copy"));
  g_assert_true (velo_notice_get_revealed (find_type (list, VELO_TYPE_NOTICE)));
  click (find_text (list, "Mark as Sent"));
  WAIT_UNTIL (find_text (list, "Send Again") != NULL);
  g_assert_nonnull (find_text (list, "Sent"));
  g_assert_false (adw_view_stack_page_get_needs_attention (contacts));
  g_assert_null (find_text (list, "/s/"));
  click (find_text (list, "Send Again"));
  WAIT_UNTIL (find_text (list, "Not sent from here: please copy it, or tell the customer") != NULL && find_text (list, "/s/") != NULL);
  /* the service goes away in the middle */
  velo_claims_service_stop (fixture->test.service);
  click (find_text (list, "Mark as Sent"));
  WAIT_UNTIL (strstr (velo_notice_get_title (find_type (list, VELO_TYPE_NOTICE)), "No connection") != NULL);
  velo_claims_test_restart (&fixture->test, CONFIG);
}

/* The customer asks for a code while the claim is open: where it stands is told without a key being pressed. */
static void
test_code (Fixture       *fixture,
           gconstpointer  data)
{
  VeloClaimPage *page;
  gpointer list;

  make_offer (fixture, 123450);
  sign_in (fixture, "desk");
  open_claim (fixture);
  page = in_view (fixture, "page");
  list = in_page (fixture, "messages_list");
  show_tab (fixture, "contacts");
  WAIT_UNTIL (find_text (list, "Not sent from here: please copy it, or tell the customer") != NULL);
  g_assert_false (gtk_widget_get_visible (in_page (fixture, "code_label")));
  g_assert_cmpuint (velo_claims_flow_form (&fixture->flow, "claim/account", "holder=Erika+Muster&iban=" IBAN), ==, 303);
  velo_claim_page_follow (page);
  WAIT_UNTIL (gtk_widget_get_mapped (in_page (fixture, "code_label")));
  WAIT_UNTIL (find_text (list, "One-time code") != NULL);
  /* told to the customer: nothing waits any more */
  click (find_text (list, "Mark as Sent"));
  WAIT_UNTIL (!gtk_widget_get_visible (in_page (fixture, "code_label")));
}

static void
choose_way (const char *way)
{
  AdwMessageDialog *dialog = NULL;

  WAIT_UNTIL ((dialog = find_window (ADW_TYPE_MESSAGE_DIALOG)) != NULL);
  adw_message_dialog_response (dialog, way);
  /* a button does this by itself */
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* What the service sends by itself is told, with the number it goes to; not if the service was not reached. */
static void
test_by_message (Fixture       *fixture,
                 gconstpointer  data)
{
  VeloNotice *notice;

  velo_claims_flow_init (&fixture->flow, &fixture->test, NUMBER, "de");
  velo_claims_test_restart (&fixture->test, GATEWAY);
  sign_in (fixture, "desk");
  open_claim (fixture);
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_INVITED));
  notice = in_page (fixture, "notice");
  click (in_page (fixture, "next_button"));
  choose_way ("message");
  WAIT_UNTIL (strstr (velo_notice_get_title (notice), "The text message with the link goes to +49") != NULL);
  WAIT_UNTIL (gtk_widget_get_sensitive (in_page (fixture, "next_button")));
  velo_claims_service_stop (fixture->test.service);
  click (in_page (fixture, "next_button"));
  choose_way ("message");
  WAIT_UNTIL (strstr (velo_notice_get_title (notice), "No connection") != NULL);
  g_assert_null (find_window (VELO_TYPE_INVITATION_DIALOG));
  velo_claims_test_restart (&fixture->test, CONFIG);
}

static gpointer
in_dialog (gpointer    dialog,
           const char *id)
{
  return find (dialog, VELO_TYPE_CLAIM_DIALOG, id);
}

static void
assert_text (gpointer    row,
             const char *expected)
{
  g_autofree char *text = velo_text_row_dup_text (row);

  g_assert_cmpstr (text, ==, expected);
}

/* Two desks write at once: the later one is told who and when, keeps what was typed, and gets the rest. */
static void
test_two_desks (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *token = velo_claims_test_log_in (&fixture->test, "desk");
  g_autofree char *path = NULL;
  g_autoptr(JsonObject) other = NULL;
  g_autoptr(JsonObject) stored = NULL;
  JsonObject *claim;
  VeloNotice *notice;
  gpointer dialog;

  add_claim (fixture, token, 1, "");
  sign_in (fixture, "desk2");
  open_claim (fixture);
  click (in_page (fixture, "edit_button"));
  WAIT_UNTIL ((dialog = find_window (VELO_TYPE_CLAIM_DIALOG)) != NULL);
  velo_text_row_set_text (in_dialog (dialog, "description_row"), "Tür und Schweller");
  gtk_editable_set_text (in_dialog (dialog, "email_row"), "mine@example.org");
  gtk_switch_set_active (in_dialog (dialog, "leaking_switch"), TRUE);
  path = g_strdup_printf ("api/v1/claims/%s", fixture->flow.id);
  other = velo_claims_test_call (&fixture->test, "PUT", path, token,
                                 "{\"revision\":1,\"country\":\"DE\",\"plate\":\"H-XY 9\",\"customer-name\":\"Kunde 1\","
                                 "\"phone\":\"+491711234567\",\"email\":\"other@example.org\",\"consent\":\"Ja.\","
                                 "\"intake\":{\"financing\":\"paid\"}}");
  g_assert_cmpuint (fixture->test.status, ==, 200);
  click (in_dialog (dialog, "save_button"));
  notice = in_dialog (dialog, "notice");
  WAIT_UNTIL (velo_notice_get_revealed (notice) && gtk_widget_get_sensitive (in_dialog (dialog, "save_button")));
  g_assert_nonnull (strstr (velo_notice_get_title (notice), "The desk (Claims desk) changed this claim on"));
  g_assert_nonnull (strstr (velo_notice_get_title (notice), "Nothing that you entered is lost"));
  g_assert_nonnull (strstr (velo_notice_get_title (notice), "the other entry is “other@example.org”"));
  assert_text (in_dialog (dialog, "description_row"), "Tür und Schweller");
  g_assert_cmpstr (gtk_editable_get_text (in_dialog (dialog, "email_row")), ==, "mine@example.org");
  g_assert_true (gtk_switch_get_active (in_dialog (dialog, "leaking_switch")));
  /* only the other has changed the plate */
  g_assert_cmpstr (gtk_editable_get_text (in_dialog (dialog, "plate_row")), ==, "H-XY 9");
  click (in_dialog (dialog, "save_button"));
  WAIT_UNTIL (find_window (VELO_TYPE_CLAIM_DIALOG) == NULL);
  stored = velo_claims_test_call (&fixture->test, "GET", path, token, NULL);
  claim = json_object_get_object_member (stored, "claim");
  g_assert_cmpstr (json_object_get_string_member (claim, "description"), ==, "Tür und Schweller");
  g_assert_cmpstr (json_object_get_string_member (claim, "email"), ==, "mine@example.org");
  g_assert_cmpstr (json_object_get_string_member (claim, "plate"), ==, "H-XY 9");
}

/* What a colleague or the customer does shows on a page that is open. */
static void
test_followed (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *token = velo_claims_test_log_in (&fixture->test, "desk");
  g_autofree char *path = NULL;
  g_autoptr(JsonObject) other = NULL;
  VeloClaimPage *page;
  gpointer row;
  guint n_refs;

  add_claim (fixture, token, 1, "");
  sign_in (fixture, "desk2");
  open_claim (fixture);
  page = in_view (fixture, "page");
  WAIT_UNTIL (velo_claim_page_get_claim (page) != NULL);
  n_refs = G_OBJECT (page)->ref_count;
  row = gtk_list_box_get_row_at_index (in_page (fixture, "contacts_list"), 0);
  g_assert_nonnull (row);
  g_object_add_weak_pointer (row, &row);
  /* nothing new: nothing is made anew under somebody's hands */
  velo_claim_page_follow (page);
  WAIT_UNTIL (G_OBJECT (page)->ref_count == n_refs);
  g_assert_nonnull (row);
  path = g_strdup_printf ("api/v1/claims/%s", fixture->flow.id);
  other = velo_claims_test_call (&fixture->test, "PUT", path, token,
                                 "{\"revision\":1,\"country\":\"DE\",\"plate\":\"H-XY 9\",\"customer-name\":\"Kunde 1\","
                                 "\"phone\":\"+491711234567\",\"consent\":\"Ja.\","
                                 "\"intake\":{\"financing\":\"paid\"}}");
  g_assert_cmpuint (fixture->test.status, ==, 200);
  g_assert_null (find_text (in_page (fixture, "title_label"), "H-XY 9"));
  velo_claim_page_follow (page);
  WAIT_UNTIL (find_text (in_page (fixture, "title_label"), "H-XY 9") != NULL);
  g_assert_null (row);
  WAIT_UNTIL (G_OBJECT (page)->ref_count == n_refs);
  /* the service gone: nothing is lost of what is shown, and nobody is disturbed */
  velo_claims_service_stop (fixture->test.service);
  velo_claim_page_follow (page);
  g_assert_cmpuint (G_OBJECT (page)->ref_count, >, n_refs);
  WAIT_UNTIL (G_OBJECT (page)->ref_count == n_refs);
  velo_claims_test_restart (&fixture->test, CONFIG);
  g_assert_nonnull (find_text (in_page (fixture, "title_label"), "H-XY 9"));
  /* by itself while it is seen, and only then */
  g_assert_nonnull (g_main_context_find_source_by_user_data (NULL, page));
  gtk_widget_set_visible (fixture->view, FALSE);
  g_assert_null (g_main_context_find_source_by_user_data (NULL, page));
  gtk_widget_set_visible (fixture->view, TRUE);
  g_assert_nonnull (g_main_context_find_source_by_user_data (NULL, page));
}

/* The service goes away while a conflict is looked at: what was typed is still there. */
static void
test_conflict_away (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *token = velo_claims_test_log_in (&fixture->test, "desk");
  gpointer dialog;

  add_claim (fixture, token, 1, "");
  sign_in (fixture, "desk");
  open_claim (fixture);
  click (in_page (fixture, "edit_button"));
  WAIT_UNTIL ((dialog = find_window (VELO_TYPE_CLAIM_DIALOG)) != NULL);
  velo_text_row_set_text (in_dialog (dialog, "description_row"), "Tür");
  velo_claims_service_stop (fixture->test.service);
  click (in_dialog (dialog, "save_button"));
  WAIT_UNTIL (velo_notice_get_revealed (in_dialog (dialog, "notice")));
  g_assert_nonnull (strstr (velo_notice_get_title (in_dialog (dialog, "notice")), "No connection"));
  assert_text (in_dialog (dialog, "description_row"), "Tür");
  velo_claims_test_restart (&fixture->test, CONFIG);
}

/* The partner follows a paid claim step by step, and sees neither photos nor bank data nor words. */
static void
test_partner (Fixture       *fixture,
              gconstpointer  data)
{
  static const char * const hidden[] = {
    "next_button", "edit_button", "close_button", "tasks_group", "photos_group", "calculation_group", "payout_group",
    "messages_group", "file_button",
  };
  g_autoptr(JsonObject) released = NULL;

  make_accepted (fixture, 123450);
  released = velo_claims_flow_act (&fixture->flow, fixture->flow.desk, "POST", "payout", "");
  sign_in (fixture, "partner");
  open_claim (fixture);
  WAIT_UNTIL (count_rows (in_page (fixture, "contacts_list")) >= 8);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  for (gsize i = 0; i < G_N_ELEMENTS (hidden); i++)
    g_assert_false (gtk_widget_get_mapped (in_page (fixture, hidden[i])));
  g_assert_nonnull (find_text (in_page (fixture, "contacts_list"), "Payout ordered"));
  g_assert_nonnull (find_text (in_page (fixture, "contacts_list"), "Offered"));
  g_assert_null (find_text (fixture->view, IBAN));
  g_assert_null (find_text (fixture->view, "DE89 3704"));
  g_assert_null (find_text (fixture->view, "1.234,50"));
  g_assert_false (gtk_widget_get_mapped (in_view (fixture, "tasks_button")));
  g_assert_false (gtk_widget_get_visible (in_view (fixture, "bank_button")));
  g_assert_false (gtk_widget_get_visible (in_view (fixture, "new_button")));
}

/* What a partner's program asks for */

typedef struct
{
  GPtrArray *paths; /* (element-type utf8) */
} Asked;

static void
asked_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  Asked *asked = user_data;
  static const char session[] = "{\"token\":\"t\",\"who\":\"P\",\"role\":\"partner\",\"messages\":\"none\"}";
  static const char claim[] = "{\"id\":\"0123456789abcdef0123456789abcdef\",\"number\":\"26-1\",\"state\":\"paid\",\"plate\":\"H\"}";
  g_autofree char *text = NULL;

  g_ptr_array_add (asked->paths, g_strdup_printf ("%s %s", soup_server_message_get_method (message), path));
  if (g_str_has_suffix (path, "/session"))
    text = g_strdup (session);
  else if (g_str_has_suffix (path, "/claims"))
    text = g_strdup_printf ("{\"claims\":[%s],\"more\":false,\"total\":1}", claim);
  else
    text = g_strdup_printf ("{\"claim\":%s,\"entries\":[]}", claim);
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, text, strlen (text));
}

static void
test_partner_asks (Fixture       *fixture,
                   gconstpointer  data)
{
  static const char * const allowed[] = {
    "POST /api/v1/session", "GET /api/v1/claims", "GET /api/v1/claims/0123456789abcdef0123456789abcdef",
  };
  g_autoptr(SoupServer) server = soup_server_new ("server-header", "t", NULL);
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  Asked asked = { paths };
  GSList *uris;
  GError *error = NULL;

  soup_server_add_handler (server, NULL, asked_cb, &asked, NULL);
  g_assert_true (soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error));
  g_assert_no_error (error);
  uris = soup_server_get_uris (server);
  fixture->test.uri = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  fixture->flow.id = g_strdup ("0123456789abcdef0123456789abcdef");
  sign_in (fixture, "partner");
  open_claim (fixture);
  WAIT_UNTIL (gtk_widget_get_mapped (in_page (fixture, "title_label")));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  for (guint i = 0; i < paths->len; i++)
    {
      gboolean found = FALSE;

      for (gsize k = 0; k < G_N_ELEMENTS (allowed); k++)
        found |= g_str_equal (g_ptr_array_index (paths, i), allowed[k]);
      if (!found)
        g_error ("a partner's program asked for %s", (const char *) g_ptr_array_index (paths, i));
    }
  close_view (fixture);
  g_clear_pointer (&fixture->test.uri, g_free);
}

/* Everything fits into a window of 360 pixels, with the tasks and with an error. */
static void
test_narrow (Fixture       *fixture,
             gconstpointer  data)
{
  static const char * const tabs[] = { "overview", "photos", "calculation", "contacts", "payment" };
  int list_width = 0;
  int tasks_width = 0;
  int page_width = 0;

  make_accepted (fixture, 123450);
  sign_in (fixture, "desk");
  open_claim (fixture);
  show_tab (fixture, "contacts");
  WAIT_UNTIL (gtk_widget_get_mapped (in_page (fixture, "messages_group")));
  velo_notice_show (in_page (fixture, "notice"), VELO_NOTICE_KIND_ERROR, "Wrong");
  gtk_widget_measure (in_view (fixture, "list_box"), GTK_ORIENTATION_HORIZONTAL, -1, &list_width, NULL, NULL, NULL);
  gtk_widget_measure (in_view (fixture, "tasks_page"), GTK_ORIENTATION_HORIZONTAL, -1, &tasks_width, NULL, NULL, NULL);
  g_assert_cmpint (list_width, <=, 360);
  g_assert_cmpint (tasks_width, <=, 360);
  for (gsize i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      show_tab (fixture, tabs[i]);
      gtk_widget_measure (in_view (fixture, "page"), GTK_ORIENTATION_HORIZONTAL, -1, &page_width, NULL, NULL, NULL);
      g_assert_cmpint (page_width, <=, 360);
    }
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *name; void (*test) (Fixture *, gconstpointer); } tests[] = {
    { "tasks", test_tasks }, { "task-gone", test_task_gone }, { "pages", test_pages }, { "messages", test_messages }, { "code", test_code },
    { "by-message", test_by_message }, { "two-desks", test_two_desks }, { "followed", test_followed },
    { "conflict-away", test_conflict_away }, { "partner", test_partner },
    { "partner-asks", test_partner_asks }, { "narrow", test_narrow },
  };

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/desktop/claims-desk/", tests[i].name, NULL);

      g_test_add (path, Fixture, NULL, fixture_set_up, tests[i].test, fixture_tear_down);
    }
  return g_test_run ();
}
