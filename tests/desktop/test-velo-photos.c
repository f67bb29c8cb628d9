/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The photo viewer with real widgets, against the real claims service. */

#include "config.h"

#include <adwaita.h>

#include "velo-claims-flow.h"
#include "velo-photo-canvas.h"
#include "velo-photo-thumb.h"
#include "velo-photo-viewer-private.h"
#include "velo-wait.h"

typedef struct
{
  VeloClaimsTest test;
  VeloClaimsFlow flow;
  char *port;
  VeloClaimsClient *client;
  VeloClaim *claim;
  GtkWindow *window;
  VeloPhotoViewer *viewer;
  char *failed;
  guint n_claim_changes;
  gboolean done;
} Fixture;

/* One that stays the same when the service is started again. */
static char *
find_port (void)
{
  g_autoptr(GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);

  g_socket_listener_close (listener);
  return g_strdup_printf ("port=%u\n", port);
}

static void
signed_in_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(VeloClaimsAnswer) answer = velo_claims_client_finish (VELO_CLAIMS_CLIENT (object), result, &error);

  g_assert_no_error (error);
  g_assert_nonnull (answer);
  if (answer->claim != NULL)
    g_set_object (&fixture->claim, answer->claim);
  fixture->done = TRUE;
}

static void
sign_in (Fixture    *fixture,
         const char *name)
{
  g_autoptr(GError) error = NULL;

  g_clear_object (&fixture->client);
  fixture->client = velo_claims_client_new (velo_claims_test_get_uri (&fixture->test), &error);
  g_assert_no_error (error);
  fixture->done = FALSE;
  velo_claims_client_sign_in_async (fixture->client, name, VELO_CLAIMS_TEST_PASSWORD, NULL, signed_in_cb, fixture);
  WAIT_UNTIL (fixture->done);
  fixture->done = FALSE;
  velo_claims_client_get_async (fixture->client, fixture->flow.id, NULL, signed_in_cb, fixture);
  WAIT_UNTIL (fixture->done);
}

static void
failed_cb (Fixture    *fixture,
           const char *words)
{
  g_free (fixture->failed);
  fixture->failed = g_strdup (words);
}

static void
claim_changed_cb (Fixture *fixture)
{
  fixture->n_claim_changes++;
}

static void
close_viewer (Fixture *fixture)
{
  g_clear_pointer (&fixture->window, gtk_window_destroy);
  fixture->viewer = NULL;
}

static void
show_viewer (Fixture *fixture)
{
  close_viewer (fixture);
  fixture->viewer = VELO_PHOTO_VIEWER (velo_photo_viewer_new ());
  fixture->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (fixture->window, 800, 700);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->viewer));
  g_signal_connect_swapped (fixture->viewer, "failed", G_CALLBACK (failed_cb), fixture);
  g_signal_connect_swapped (fixture->viewer, "claim-changed", G_CALLBACK (claim_changed_cb), fixture);
  gtk_window_present (fixture->window);
  velo_photo_viewer_open (fixture->viewer, fixture->client, fixture->claim);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->port = find_port ();
  velo_claims_test_set_up (&fixture->test, fixture->port);
  velo_claims_flow_init (&fixture->flow, &fixture->test, "26-1234567", "de");
  velo_claims_flow_log_in (&fixture->flow);
  velo_claims_flow_upload_all (&fixture->flow);
  sign_in (fixture, data != NULL ? data : "assessor");
  show_viewer (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  close_viewer (fixture);
  g_clear_object (&fixture->claim);
  WAIT_UNTIL (G_OBJECT (fixture->client)->ref_count == 1);
  g_assert_finalize_object (g_steal_pointer (&fixture->client));
  velo_claims_flow_clear (&fixture->flow);
  velo_claims_test_tear_down (&fixture->test, NULL);
  g_free (fixture->failed);
  g_free (fixture->port);
}

static gpointer
in_viewer (Fixture    *fixture,
           const char *id)
{
  return gtk_widget_get_template_child (GTK_WIDGET (fixture->viewer), VELO_TYPE_PHOTO_VIEWER, id);
}

static gboolean
shows (Fixture    *fixture,
       const char *page)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (in_viewer (fixture, "stack")), page) == 0;
}

static VeloPhotoThumb *
get_thumb (Fixture *fixture,
           guint    position)
{
  GtkWidget *child = gtk_widget_get_first_child (in_viewer (fixture, "strip"));

  for (guint i = 0; i < position && child != NULL; i++)
    child = gtk_widget_get_next_sibling (child);
  return child != NULL ? VELO_PHOTO_THUMB (child) : NULL;
}

static void
choose (Fixture *fixture,
        guint    position)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (get_thumb (fixture, position)), TRUE);
}

static guint
count_rows (gpointer list)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (list, (int) n) != NULL)
    n++;
  return n;
}

static void
click (Fixture    *fixture,
       const char *id)
{
  g_signal_emit_by_name (in_viewer (fixture, id), "clicked");
}

static gboolean
press (Fixture         *fixture,
       guint            keyval,
       GdkModifierType  state)
{
  return velo_photo_canvas_press_key (in_viewer (fixture, "canvas"), keyval, state);
}

/* What the service has of the view of the photo at @position of the list. */
static VeloPhotoView *
fetch_view (Fixture *fixture,
            guint    position)
{
  g_autoptr(JsonObject) answer = velo_claims_flow_get (&fixture->flow, fixture->flow.assessor, "/photos");
  JsonObject *photo = json_array_get_object_element (json_object_get_array_member (answer, "photos"), position);
  VeloPhotoView *view = velo_photo_view_new ();

  velo_record_load_json (view, json_object_get_object_member (photo, "view"));
  return view;
}

static gboolean
is_stored (Fixture *fixture,
           int      rotation,
           guint    n_marks)
{
  g_autoptr(VeloPhotoView) view = fetch_view (fixture, 0);

  g_main_context_iteration (NULL, FALSE);
  return velo_photo_view_get_rotation (view) == rotation
    && g_list_model_get_n_items (G_LIST_MODEL (velo_photo_view_get_marks (view))) == n_marks;
}

/* Tests against the service */

static void
test_strip (Fixture       *fixture,
            gconstpointer  data)
{
  GtkLabel *caption = in_viewer (fixture, "caption_label");

  WAIT_UNTIL (shows (fixture, "photo"));
  g_assert_null (get_thumb (fixture, 9));
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (get_thumb (fixture, 0))));
  g_assert_true (g_str_has_prefix (gtk_label_get_label (caption), "Registration document"));
  /* drawn with few pixels: told, and shown all the same */
  g_assert_nonnull (gtk_widget_get_first_child (in_viewer (fixture, "flags_box")));
  choose (fixture, 8);
  WAIT_UNTIL (shows (fixture, "photo"));
  g_assert_true (g_str_has_prefix (gtk_label_get_label (caption), "Damage close up"));
  g_assert_nonnull (velo_photo_viewer_get_photos (fixture->viewer));
}

static void
percent_cb (GtkLabel *label)
{
  g_assert_cmpstr (gtk_label_get_label (label), !=, "0 %");
}

static void
test_zoom (Fixture       *fixture,
           gconstpointer  data)
{
  VeloPhotoCanvas *canvas = in_viewer (fixture, "canvas");
  GtkLabel *percent = in_viewer (fixture, "percent_label");
  int fitting;

  /* no size is told before there is one */
  g_assert_cmpstr (gtk_label_get_label (percent), ==, "");
  g_signal_connect (percent, "notify::label", G_CALLBACK (percent_cb), NULL);
  WAIT_UNTIL (shows (fixture, "photo") && gtk_widget_get_width (GTK_WIDGET (canvas)) > 100);
  fitting = velo_photo_canvas_get_percent (canvas);
  WAIT_UNTIL (strstr (gtk_label_get_label (percent), " %") != NULL);
  g_assert_true (press (fixture, GDK_KEY_plus, 0));
  g_assert_cmpint (velo_photo_canvas_get_percent (canvas), >, fitting);
  click (fixture, "zoom_in_button");
  click (fixture, "zoom_out_button");
  g_assert_true (press (fixture, GDK_KEY_minus, 0));
  g_assert_cmpint (velo_photo_canvas_get_percent (canvas), ==, fitting);
  click (fixture, "zoom_in_button");
  g_assert_true (press (fixture, GDK_KEY_Left, 0));
  g_assert_true (press (fixture, GDK_KEY_0, 0));
  g_assert_cmpint (velo_photo_canvas_get_percent (canvas), ==, fitting);
  /* what is none of ours goes on to others */
  g_assert_false (press (fixture, GDK_KEY_Tab, 0));
  g_assert_false (press (fixture, GDK_KEY_plus, GDK_ALT_MASK));
  g_assert_false (press (fixture, GDK_KEY_Delete, 0));
}

/* Remembered for the claim: whoever looks next sees it the right way up. */
static void
test_turn (Fixture       *fixture,
           gconstpointer  data)
{
  WAIT_UNTIL (shows (fixture, "photo"));
  click (fixture, "right_button");
  WAIT_UNTIL (is_stored (fixture, 90, 0));
  g_assert_true (press (fixture, GDK_KEY_R, GDK_SHIFT_MASK));
  click (fixture, "left_button");
  /* closed before it was sent: it is sent then */
  close_viewer (fixture);
  WAIT_UNTIL (is_stored (fixture, 270, 0));
  show_viewer (fixture);
  WAIT_UNTIL (shows (fixture, "photo"));
  click (fixture, "right_button");
  WAIT_UNTIL (is_stored (fixture, 0, 0));
}

static void
test_rectangles (Fixture       *fixture,
                 gconstpointer  data)
{
  VeloPhotoCanvas *canvas = in_viewer (fixture, "canvas");
  g_autofree char *photo = NULL;
  g_autofree char *area = NULL;
  g_autofree char *moved = NULL;
  g_autofree char *words = NULL;

  WAIT_UNTIL (shows (fixture, "photo") && gtk_widget_get_width (GTK_WIDGET (canvas)) > 100);
  velo_photo_canvas_draw (canvas, gtk_widget_get_width (GTK_WIDGET (canvas)) / 2.0,
                          gtk_widget_get_height (GTK_WIDGET (canvas)) / 2.0, 60, -40);
  g_assert_cmpint (velo_photo_canvas_get_selected (canvas), ==, 1);
  g_assert_cmpuint (count_rows (in_viewer (fixture, "marks_list")), ==, 1);
  gtk_editable_set_text (GTK_EDITABLE (gtk_list_box_get_row_at_index (in_viewer (fixture, "marks_list"), 0)), "Delle");
  velo_photo_viewer_dup_place (fixture->viewer, &photo, &area);
  words = velo_photo_viewer_dup_words (fixture->viewer, photo, area);
  g_assert_cmpstr (words, ==, "Registration document, rectangle 1 (Delle)");
  /* by the keyboard: made, moved, made larger */
  g_assert_true (press (fixture, GDK_KEY_n, 0));
  g_assert_cmpint (velo_photo_canvas_get_selected (canvas), ==, 2);
  g_assert_true (press (fixture, GDK_KEY_Right, 0));
  g_assert_true (press (fixture, GDK_KEY_Down, GDK_SHIFT_MASK));
  g_clear_pointer (&photo, g_free);
  velo_photo_viewer_dup_place (fixture->viewer, &photo, &moved);
  g_assert_cmpstr (moved, !=, area);
  WAIT_UNTIL (is_stored (fixture, 0, 2));
  g_assert_true (press (fixture, GDK_KEY_Delete, 0));
  g_assert_cmpuint (count_rows (in_viewer (fixture, "marks_list")), ==, 1);
  g_assert_cmpint (velo_photo_canvas_get_selected (canvas), ==, 0);
  WAIT_UNTIL (is_stored (fixture, 0, 1));
  velo_photo_viewer_show_place (fixture->viewer, photo, area);
  g_assert_cmpint (velo_photo_canvas_get_selected (canvas), ==, 1);
  g_assert_true (press (fixture, GDK_KEY_Escape, 0));
  g_assert_cmpint (velo_photo_canvas_get_selected (canvas), ==, 0);
}

/* Beside the photo nothing is drawn; over its edge only what lies on it. */
static void
test_outside (Fixture       *fixture,
              gconstpointer  data)
{
  VeloPhotoCanvas *canvas = in_viewer (fixture, "canvas");
  g_autoptr(VeloPhotoView) view = NULL;
  g_autoptr(VeloPhotoMark) mark = NULL;
  VeloPhotoArea area;

  WAIT_UNTIL (shows (fixture, "photo") && gtk_widget_get_width (GTK_WIDGET (canvas)) > 100);
  velo_photo_canvas_draw (canvas, -500, -500, 100, 100);
  velo_photo_canvas_draw (canvas, 5000, 5000, 100, 100);
  g_assert_cmpuint (count_rows (in_viewer (fixture, "marks_list")), ==, 0);
  velo_photo_canvas_draw (canvas, gtk_widget_get_width (GTK_WIDGET (canvas)) / 2.0,
                          gtk_widget_get_height (GTK_WIDGET (canvas)) / 2.0, 5000, 5000);
  WAIT_UNTIL (is_stored (fixture, 0, 1));
  view = fetch_view (fixture, 0);
  mark = g_list_model_get_item (G_LIST_MODEL (velo_photo_view_get_marks (view)), 0);
  g_assert_true (velo_photo_area_parse (velo_photo_mark_get_area (mark), &area));
  g_assert_cmpint (area.x + area.width, ==, VELO_PHOTO_AREA_WHOLE);
  g_assert_cmpint (area.y + area.height, ==, VELO_PHOTO_AREA_WHOLE);
}

/* The desk looks and turns, but neither draws nor asks. */
static void
test_desk (Fixture       *fixture,
           gconstpointer  data)
{
  WAIT_UNTIL (shows (fixture, "photo"));
  g_assert_false (gtk_widget_get_visible (in_viewer (fixture, "draw_button")));
  g_assert_false (gtk_widget_get_visible (in_viewer (fixture, "request_button")));
  g_assert_false (press (fixture, GDK_KEY_n, 0));
  velo_photo_canvas_draw (in_viewer (fixture, "canvas"), 300, 200, 50, 50);
  g_assert_cmpuint (count_rows (in_viewer (fixture, "marks_list")), ==, 0);
  click (fixture, "right_button");
  close_viewer (fixture);
  g_assert_true (is_stored (fixture, 0, 0));
}

static AdwMessageDialog *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_visible (GTK_WIDGET (window)))
        return ADW_MESSAGE_DIALOG (window);
    }
  return NULL;
}

static void
answer_dialog (const char *words,
               const char *response)
{
  AdwMessageDialog *dialog;

  WAIT_UNTIL (find_dialog () != NULL);
  dialog = find_dialog ();
  gtk_editable_set_text (GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog)), words);
  adw_message_dialog_response (dialog, response);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
begin (Fixture *fixture)
{
  G_GNUC_UNUSED g_autoptr(JsonObject) begun =
    velo_claims_flow_act (&fixture->flow, fixture->flow.assessor, "POST", "calculation", "");

  g_assert_cmpuint (fixture->test.status, ==, 200);
  velo_photo_viewer_reload (fixture->viewer);
  WAIT_UNTIL (gtk_widget_get_sensitive (in_viewer (fixture, "request_button")));
}

/* One slot is asked for, the customer sends it, and the one before stays to be compared. */
static void
test_request (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GBytes) again = velo_claims_flow_draw_photo (77, 640, 480);
  g_autofree char *state = NULL;

  WAIT_UNTIL (shows (fixture, "photo"));
  g_assert_false (gtk_widget_get_sensitive (in_viewer (fixture, "request_button")));
  begin (fixture);
  choose (fixture, 8);
  click (fixture, "request_button");
  answer_dialog ("", "cancel");
  WAIT_UNTIL (gtk_widget_get_sensitive (in_viewer (fixture, "request_button")));
  g_assert_cmpint (velo_claim_get_state (velo_photo_viewer_get_claim (fixture->viewer)), ==,
                   VELO_CLAIM_STATE_CALCULATING);
  click (fixture, "request_button");
  answer_dialog ("Bitte näher heran, die Kante ist nicht zu sehen.", "confirm");
  WAIT_UNTIL (velo_claim_get_state (velo_photo_viewer_get_claim (fixture->viewer)) == VELO_CLAIM_STATE_PHOTOS_REQUESTED);
  g_assert_cmpuint (fixture->n_claim_changes, >, 0);
  /* the customer is asked for this one, in the assessor's words, and for no other */
  g_assert_cmpuint (velo_claims_flow_send (&fixture->flow, "GET", "claim", NULL, NULL, NULL), ==, 200);
  g_assert_nonnull (strstr (fixture->flow.text, "Bitte näher heran"));
  g_assert_cmpuint (velo_claims_flow_upload (&fixture->flow, "damage-close", again), ==, 200);
  g_assert_cmpuint (velo_claims_flow_form (&fixture->flow, "claim/photos/done", "done=1"), ==, 303);
  state = velo_claims_flow_get_state (&fixture->flow);
  g_assert_cmpstr (state, !=, "photos_requested");
  velo_photo_viewer_reload (fixture->viewer);
  WAIT_UNTIL (get_thumb (fixture, 9) != NULL);
  g_assert_cmpstr (velo_photo_thumb_get_slot (get_thumb (fixture, 9)), ==, "damage-close");
}

/* The list is asked for when its time has come, which is not waited for here. */
static void
poll_now (Fixture *fixture)
{
  g_assert_cmpuint (fixture->viewer->poll_id, !=, 0);
  g_source_set_ready_time (g_main_context_find_source_by_id (NULL, fixture->viewer->poll_id), 0);
}

/* While the customer is waited for, the service is away for a moment: his photo comes all the same. */
static void
test_request_and_gone (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(GBytes) again = velo_claims_flow_draw_photo (77, 640, 480);

  WAIT_UNTIL (shows (fixture, "photo"));
  begin (fixture);
  choose (fixture, 8);
  click (fixture, "request_button");
  answer_dialog ("Bitte näher heran.", "confirm");
  WAIT_UNTIL (velo_claim_get_state (velo_photo_viewer_get_claim (fixture->viewer)) == VELO_CLAIM_STATE_PHOTOS_REQUESTED);
  velo_claims_service_stop (fixture->test.service);
  poll_now (fixture);
  WAIT_UNTIL (fixture->failed != NULL);
  velo_claims_test_restart (&fixture->test, fixture->port);
  g_assert_cmpuint (velo_claims_flow_upload (&fixture->flow, "damage-close", again), ==, 200);
  g_assert_cmpuint (velo_claims_flow_form (&fixture->flow, "claim/photos/done", "done=1"), ==, 303);
  poll_now (fixture);
  WAIT_UNTIL (get_thumb (fixture, 9) != NULL);
  /* nobody is waited for any more */
  g_assert_cmpuint (fixture->viewer->poll_id, ==, 0);
}

/* A colleague was faster: told, and shown as it is now. */
static void
test_request_conflict (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(JsonObject) calculated = NULL;

  WAIT_UNTIL (shows (fixture, "photo"));
  begin (fixture);
  calculated = velo_claims_flow_act (&fixture->flow, fixture->flow.assessor, "PUT", "calculation",
                                     ",\"calculation\":{}");
  g_assert_cmpuint (fixture->test.status, ==, 200);
  click (fixture, "other_button");
  answer_dialog ("Bitte auch die Felge.", "confirm");
  WAIT_UNTIL (fixture->failed != NULL);
  g_assert_nonnull (strstr (fixture->failed, "changed"));
  WAIT_UNTIL (fixture->n_claim_changes > 1);
  click (fixture, "other_button");
  answer_dialog ("Bitte auch die Felge.", "confirm");
  WAIT_UNTIL (velo_claim_get_state (velo_photo_viewer_get_claim (fixture->viewer)) == VELO_CLAIM_STATE_PHOTOS_REQUESTED);
}

/* The service goes away and comes back: the photo is loaded then, and a rectangle is told as not stored. */
static void
test_restarted (Fixture       *fixture,
                gconstpointer  data)
{
  WAIT_UNTIL (shows (fixture, "photo"));
  close_viewer (fixture);
  velo_claims_service_stop (fixture->test.service);
  show_viewer (fixture);
  WAIT_UNTIL (shows (fixture, "trouble") && fixture->failed != NULL);
  g_assert_nonnull (strstr (gtk_label_get_label (in_viewer (fixture, "trouble_label")), "No connection"));
  velo_claims_test_restart (&fixture->test, fixture->port);
  click (fixture, "retry_button");
  WAIT_UNTIL (shows (fixture, "photo"));
  velo_claims_service_stop (fixture->test.service);
  g_clear_pointer (&fixture->failed, g_free);
  press (fixture, GDK_KEY_n, 0);
  WAIT_UNTIL (fixture->failed != NULL);
  g_assert_nonnull (strstr (fixture->failed, "could not be stored"));
  g_assert_cmpuint (count_rows (in_viewer (fixture, "marks_list")), ==, 1);
  /* what was told as not stored is not there, and goes with the next thing, or at the end */
  velo_claims_test_restart (&fixture->test, fixture->port);
  g_assert_true (is_stored (fixture, 0, 0));
  close_viewer (fixture);
  WAIT_UNTIL (is_stored (fixture, 0, 1));
  sign_in (fixture, "assessor");
  show_viewer (fixture);
  WAIT_UNTIL (shows (fixture, "photo"));
  g_assert_cmpuint (count_rows (in_viewer (fixture, "marks_list")), ==, 1);
  press (fixture, GDK_KEY_n, 0);
  WAIT_UNTIL (is_stored (fixture, 0, 2));
}

/* Another assessor, at another desk. */
static void
draw_elsewhere (Fixture    *fixture,
                int         revision,
                const char *marks)
{
  g_autofree char *token = velo_claims_test_log_in (&fixture->test, "assessor2");
  g_autoptr(JsonObject) photos = velo_claims_flow_get (&fixture->flow, token, "/photos");
  const char *id = json_object_get_string_member (
    json_array_get_object_element (json_object_get_array_member (photos, "photos"), 0), "id");
  g_autofree char *path = g_strdup_printf ("api/v1/photos/%s/view", id);
  g_autofree char *body = g_strdup_printf ("{\"revision\":%d,\"rotation\":0,\"marks\":[%s]}", revision, marks);
  g_autoptr(JsonObject) stored G_GNUC_UNUSED =
    velo_claims_test_call (&fixture->test, "PUT", path, token, body);

  g_assert_cmpuint (fixture->test.status, ==, 200);
}

static char *
dup_name (Fixture *fixture,
          guint    position)
{
  g_autoptr(VeloPhotoView) view = fetch_view (fixture, 0);
  g_autoptr(VeloPhotoMark) mark = g_list_model_get_item (G_LIST_MODEL (velo_photo_view_get_marks (view)), position);

  return g_strdup (mark != NULL ? velo_photo_mark_get_name (mark) : "");
}

/* Both have drawn: the later one is told by whom, and sees and stores both. */
static void
test_two_assessors (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *theirs = NULL;
  g_autofree char *mine = NULL;

  WAIT_UNTIL (shows (fixture, "photo"));
  draw_elsewhere (fixture, 0, "{\"number\":1,\"name\":\"Kratzer\",\"area\":\"100 100 900 900\"}");
  g_assert_true (press (fixture, GDK_KEY_n, 0));
  gtk_editable_set_text (GTK_EDITABLE (gtk_list_box_get_row_at_index (in_viewer (fixture, "marks_list"), 0)), "Delle");
  WAIT_UNTIL (fixture->failed != NULL);
  g_assert_nonnull (strstr (fixture->failed, "The assessor2 changed the rectangles of this photo"));
  WAIT_UNTIL (count_rows (in_viewer (fixture, "marks_list")) == 2);
  WAIT_UNTIL (is_stored (fixture, 0, 2));
  theirs = dup_name (fixture, 0);
  g_assert_cmpstr (theirs, ==, "Kratzer");
  mine = dup_name (fixture, 1);
  g_assert_cmpstr (mine, ==, "Delle");
  /* from now on this one knows of both, and is not told again */
  g_clear_pointer (&fixture->failed, g_free);
  click (fixture, "right_button");
  WAIT_UNTIL (is_stored (fixture, 90, 2));
  g_assert_null (fixture->failed);
}

/* What the other has removed does not come back, and nothing of this one's was added. */
static void
test_removed_elsewhere (Fixture       *fixture,
                        gconstpointer  data)
{
  WAIT_UNTIL (shows (fixture, "photo"));
  g_assert_true (press (fixture, GDK_KEY_n, 0));
  WAIT_UNTIL (is_stored (fixture, 0, 1));
  draw_elsewhere (fixture, 1, "");
  click (fixture, "right_button");
  WAIT_UNTIL (fixture->failed != NULL);
  WAIT_UNTIL (count_rows (in_viewer (fixture, "marks_list")) == 0);
  g_assert_true (is_stored (fixture, 0, 0));
}

/* Closed at the moment when the other has drawn: nothing is lost, though nobody can be told. */
static void
test_closed_between (Fixture       *fixture,
                     gconstpointer  data)
{
  WAIT_UNTIL (shows (fixture, "photo"));
  draw_elsewhere (fixture, 0, "{\"number\":1,\"name\":\"Kratzer\",\"area\":\"100 100 900 900\"}");
  g_assert_true (press (fixture, GDK_KEY_n, 0));
  close_viewer (fixture);
  WAIT_UNTIL (is_stored (fixture, 0, 2));
}

/* The service goes away between the refusal and asking what the other has drawn, or before. */
static void
test_two_and_gone (Fixture       *fixture,
                   gconstpointer  data)
{
  WAIT_UNTIL (shows (fixture, "photo"));
  draw_elsewhere (fixture, 0, "{\"number\":1,\"name\":\"Kratzer\",\"area\":\"100 100 900 900\"}");
  velo_claims_service_stop (fixture->test.service);
  g_assert_true (press (fixture, GDK_KEY_n, 0));
  WAIT_UNTIL (fixture->failed != NULL);
  g_assert_nonnull (strstr (fixture->failed, "could not be stored"));
  velo_claims_test_restart (&fixture->test, fixture->port);
  g_clear_pointer (&fixture->failed, g_free);
  /* the next look tries again, and then tells of the other */
  velo_photo_viewer_reload (fixture->viewer);
  WAIT_UNTIL (fixture->failed != NULL && strstr (fixture->failed, "The assessor2") != NULL);
  WAIT_UNTIL (is_stored (fixture, 0, 2));
}

static const char *
get_id_after (Fixture *fixture)
{
  VeloPhotoThumb *thumb = velo_photo_viewer_find_thumb (fixture->viewer, fixture->viewer->shown, NULL);

  return velo_photo_thumb_get_id (VELO_PHOTO_THUMB (gtk_widget_get_next_sibling (GTK_WIDGET (thumb))));
}
#define HAS_WHOLE(ID) (velo_photo_cache_look_up (fixture->viewer->cache, ID) != NULL)

/* The next photo is there before one goes to it; that the one after that cannot be had is no trouble before. */
static void
test_ahead (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  WAIT_UNTIL (shows (fixture, "photo"));
  second = g_strdup (get_id_after (fixture));
  WAIT_UNTIL (HAS_WHOLE (second));
  velo_claims_service_stop (fixture->test.service);
  velo_photo_viewer_choose (fixture->viewer, second, NULL);
  g_assert_true (shows (fixture, "photo"));
  third = g_strdup (get_id_after (fixture));
  WAIT_UNTIL (!g_hash_table_contains (fixture->viewer->loading, third));
  g_assert_false (HAS_WHOLE (third));
  g_assert_false (g_hash_table_contains (fixture->viewer->troubles, third));
  velo_photo_viewer_choose (fixture->viewer, third, NULL);
  WAIT_UNTIL (shows (fixture, "trouble"));
  velo_claims_test_restart (&fixture->test, fixture->port);
  click (fixture, "retry_button");
  WAIT_UNTIL (shows (fixture, "photo") && HAS_WHOLE (get_id_after (fixture)));
}

/* Closed while everything is under way: nothing is touched any more. */
static void
test_closed_early (Fixture       *fixture,
                   gconstpointer  data)
{
  close_viewer (fixture);
  show_viewer (fixture);
  WAIT_UNTIL (velo_photo_viewer_get_photos (fixture->viewer) != NULL);
  close_viewer (fixture);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *name; const char *data; void (*test) (Fixture *, gconstpointer); } tests[] = {
    { "strip", NULL, test_strip }, { "zoom", NULL, test_zoom }, { "turn", NULL, test_turn },
    { "rectangles", NULL, test_rectangles }, { "outside", NULL, test_outside }, { "desk", "desk", test_desk },
    { "request", NULL, test_request }, { "request-conflict", NULL, test_request_conflict },
    { "request-and-gone", NULL, test_request_and_gone },
    { "two-assessors", NULL, test_two_assessors }, { "removed-elsewhere", NULL, test_removed_elsewhere },
    { "closed-between", NULL, test_closed_between }, { "two-and-gone", NULL, test_two_and_gone },
    { "restarted", NULL, test_restarted }, { "closed-early", NULL, test_closed_early },
    { "ahead", NULL, test_ahead },
  };

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/desktop/photos/", tests[i].name, NULL);

      g_test_add (path, Fixture, tests[i].data, set_up, tests[i].test, tear_down);
    }
  return g_test_run ();
}
