/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The assessor's window against the real service: lines that point to photos, conflicts, the derivation on file. */

#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "velo-calculation-window.h"
#include "velo-claim-derivation.h"
#include "velo-claims-flow.h"
#include "velo-money-row.h"
#include "velo-notice.h"
#include "velo-pdf-document.h"
#include "velo-photo-canvas.h"
#include "velo-photo-viewer.h"
#include "velo-wait.h"

typedef struct
{
  VeloClaimsTest test;
  VeloClaimsFlow flow;
  VeloClaimsClient *client;
  VeloClaim *claim;
  GtkWindow *window;
  GBytes *pdf;
  GError *error;
  guint n_saved;
  gboolean done;
} Fixture;

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(VeloClaimsAnswer) answer = velo_claims_client_finish (VELO_CLAIMS_CLIENT (object), result, &error);

  g_assert_no_error (error);
  if (answer->claim != NULL)
    g_set_object (&fixture->claim, answer->claim);
  fixture->done = TRUE;
}

static void
saved_cb (Fixture *fixture)
{
  fixture->n_saved++;
}

static void
close_window (Fixture *fixture)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = g_list_model_get_n_items (windows); i > 0; i--)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i - 1);

      gtk_window_destroy (window);
    }
  fixture->window = NULL;
}

static void
show_window (Fixture *fixture)
{
  fixture->done = FALSE;
  velo_claims_client_get_async (fixture->client, fixture->flow.id, NULL, answered_cb, fixture);
  WAIT_UNTIL (fixture->done);
  fixture->window = velo_calculation_window_new (NULL, fixture->client, fixture->claim);
  g_signal_connect_swapped (fixture->window, "saved", G_CALLBACK (saved_cb), fixture);
  gtk_window_present (fixture->window);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) begun = NULL;

  velo_claims_test_set_up (&fixture->test, NULL);
  velo_claims_flow_init (&fixture->flow, &fixture->test, "26-1234567", "de");
  velo_claims_flow_log_in (&fixture->flow);
  velo_claims_flow_upload_all (&fixture->flow);
  begun = velo_claims_flow_act (&fixture->flow, fixture->flow.assessor, "POST", "calculation", "");
  g_assert_cmpuint (fixture->test.status, ==, 200);
  fixture->client = velo_claims_client_new (velo_claims_test_get_uri (&fixture->test), &error);
  g_assert_no_error (error);
  velo_claims_client_sign_in_async (fixture->client, "assessor", VELO_CLAIMS_TEST_PASSWORD, NULL, answered_cb, fixture);
  WAIT_UNTIL (fixture->done);
  show_window (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  close_window (fixture);
  g_clear_object (&fixture->claim);
  g_clear_pointer (&fixture->pdf, g_bytes_unref);
  g_clear_error (&fixture->error);
  WAIT_UNTIL (G_OBJECT (fixture->client)->ref_count == 1);
  g_assert_finalize_object (g_steal_pointer (&fixture->client));
  velo_claims_flow_clear (&fixture->flow);
  velo_claims_test_tear_down (&fixture->test, NULL);
}

static gpointer
in_window (Fixture    *fixture,
           const char *id)
{
  return gtk_widget_get_template_child (GTK_WIDGET (fixture->window), VELO_TYPE_CALCULATION_WINDOW, id);
}

static gpointer
in_viewer (Fixture    *fixture,
           const char *id)
{
  return gtk_widget_get_template_child (in_window (fixture, "viewer"), VELO_TYPE_PHOTO_VIEWER, id);
}

static gboolean
is_ready (Fixture *fixture)
{
  VeloPhotoViewer *viewer = in_window (fixture, "viewer");

  return gtk_widget_get_sensitive (in_window (fixture, "save_button")) && velo_photo_viewer_get_photos (viewer) != NULL
    && g_strcmp0 (gtk_stack_get_visible_child_name (in_viewer (fixture, "stack")), "photo") == 0
    && gtk_widget_get_width (in_viewer (fixture, "canvas")) > 100;
}

static const char *
get_notice (Fixture *fixture)
{
  VeloNotice *notice = in_window (fixture, "notice");

  return velo_notice_get_revealed (notice) ? velo_notice_get_title (notice) : "";
}

static void
click (Fixture    *fixture,
       const char *id)
{
  g_signal_emit_by_name (in_window (fixture, id), "clicked");
}

/* The question before an offer goes out. */
static AdwMessageDialog *
find_question (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return ADW_MESSAGE_DIALOG (window);
    }
  return NULL;
}

static void
answer_offer (Fixture    *fixture,
              const char *words,
              const char *response)
{
  AdwMessageDialog *dialog;

  click (fixture, "offer_button");
  dialog = find_question ();
  g_assert_nonnull (dialog);
  g_assert_cmpstr (adw_message_dialog_get_heading (dialog), ==, "Make this offer?");
  if (strstr (adw_message_dialog_get_body (dialog), words) == NULL)
    g_error ("“%s” is not in: %s", words, adw_message_dialog_get_body (dialog));
  g_assert_nonnull (strstr (adw_message_dialog_get_body (dialog), "84500 km according to the customer"));
  adw_message_dialog_response (dialog, response);
  /* a button does this by itself */
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
add_part (Fixture    *fixture,
          const char *text,
          gint64      cents)
{
  adw_combo_row_set_selected (in_window (fixture, "kind_row"), VELO_WORK_KIND_PART);
  gtk_editable_set_text (in_window (fixture, "text_row"), text);
  gtk_editable_set_text (in_window (fixture, "quantity_row"), "1");
  velo_money_row_set_cents (in_window (fixture, "price_row"), cents);
  click (fixture, "add_button");
}

static guint
count_lines (Fixture *fixture)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (in_window (fixture, "lines_list"), (int) n) != NULL)
    n++;
  return n;
}

static AdwActionRow *
get_line (Fixture *fixture,
          int      position)
{
  return ADW_ACTION_ROW (gtk_list_box_get_row_at_index (in_window (fixture, "lines_list"), position));
}

/* The first line that the service has. */
static JsonObject *
fetch_line (Fixture *fixture)
{
  g_autoptr(JsonObject) answer = velo_claims_flow_get (&fixture->flow, fixture->flow.assessor, "/calculation");
  JsonArray *lines = json_object_get_array_member (json_object_get_object_member (answer, "calculation"), "lines");

  return json_array_get_length (lines) > 0 ? json_object_ref (json_array_get_object_element (lines, 0)) : NULL;
}

/* From the rectangle to the line and back, and to the service. */
static void
test_places (Fixture       *fixture,
             gconstpointer  data)
{
  VeloPhotoCanvas *canvas = in_viewer (fixture, "canvas");
  g_autoptr(JsonObject) line = NULL;
  g_autofree char *photo_id = NULL;
  g_autofree char *area = NULL;

  WAIT_UNTIL (is_ready (fixture));
  velo_photo_canvas_press_key (canvas, GDK_KEY_n, 0);
  g_assert_true (gtk_switch_get_active (in_window (fixture, "place_switch")));
  add_part (fixture, "Tür links", 25000);
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (get_line (fixture, 0)), "rectangle 1"));
  add_part (fixture, "Spiegel", 10000);
  g_assert_false (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (get_line (fixture, 1))));
  velo_photo_viewer_dup_place (in_window (fixture, "viewer"), &photo_id, &area);
  /* away from it, and back by the line */
  velo_photo_canvas_press_key (canvas, GDK_KEY_Escape, 0);
  g_assert_null (gtk_list_box_get_selected_row (in_window (fixture, "lines_list")));
  g_signal_emit_by_name (get_line (fixture, 0), "activated");
  g_assert_cmpint (velo_photo_canvas_get_selected (canvas), ==, 1);
  g_assert_true (gtk_list_box_get_selected_row (in_window (fixture, "lines_list")) == GTK_LIST_BOX_ROW (get_line (fixture, 0)));
  click (fixture, "save_button");
  WAIT_UNTIL (fixture->n_saved > 0);
  line = fetch_line (fixture);
  g_assert_cmpstr (json_object_get_string_member (line, "photo-id"), ==, photo_id);
  g_assert_cmpstr (json_object_get_string_member (line, "area"), ==, area);
  /* the next who opens it sees the same */
  close_window (fixture);
  show_window (fixture);
  WAIT_UNTIL (is_ready (fixture));
  WAIT_UNTIL (strstr (adw_action_row_get_subtitle (get_line (fixture, 0)), "rectangle 1") != NULL);
  g_signal_emit_by_name (get_line (fixture, 0), "activated");
  canvas = in_viewer (fixture, "canvas");
  WAIT_UNTIL (velo_photo_canvas_get_selected (canvas) == 1);
  /* the rectangle goes, the photo stays */
  velo_photo_canvas_press_key (canvas, GDK_KEY_Delete, 0);
  g_assert_null (strstr (adw_action_row_get_subtitle (get_line (fixture, 0)), "rectangle"));
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (get_line (fixture, 0)), "seen on"));
}

static void
test_wrong_numbers (Fixture       *fixture,
                    gconstpointer  data)
{
  WAIT_UNTIL (is_ready (fixture));
  add_part (fixture, "", 25000);
  g_assert_cmpstr (get_notice (fixture), !=, "");
  g_assert_cmpuint (count_lines (fixture), ==, 0);
  gtk_editable_set_text (in_window (fixture, "text_row"), "Tür");
  gtk_editable_set_text (in_window (fixture, "quantity_row"), "zwei");
  click (fixture, "add_button");
  gtk_editable_set_text (in_window (fixture, "quantity_row"), "-1");
  click (fixture, "add_button");
  gtk_editable_set_text (in_window (fixture, "quantity_row"), "1");
  gtk_editable_set_text (in_window (fixture, "doubt_row"), "101");
  click (fixture, "add_button");
  g_assert_cmpuint (count_lines (fixture), ==, 0);
  gtk_editable_set_text (in_window (fixture, "doubt_row"), "20");
  velo_money_row_set_cents (in_window (fixture, "price_row"), 25000);
  click (fixture, "add_button");
  g_assert_cmpuint (count_lines (fixture), ==, 1);
  g_assert_cmpstr (get_notice (fixture), ==, "");
  /* 20 % either way of 250, with the flat expenses, and what was photographed small */
  g_assert_nonnull (strstr (gtk_label_get_label (in_window (fixture, "band_label")), "225"));
  g_assert_nonnull (strstr (gtk_label_get_label (in_window (fixture, "band_label")), "325"));
  g_assert_nonnull (strstr (gtk_label_get_label (in_window (fixture, "band_label")), "Mileage"));
  g_assert_false (gtk_widget_get_visible (in_window (fixture, "loss_box")));
}

static int
get_top_of_fields (Fixture *fixture)
{
  GtkWidget *fields = gtk_widget_get_ancestor (in_window (fixture, "lines_list"), GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (fields, GTK_WIDGET (fixture->window), &bounds));
  return (int) bounds.origin.y;
}

/* What comes of the figures grows while one types, and moves no field from under the hand. */
static void
test_fields_stay (Fixture       *fixture,
                  gconstpointer  data)
{
  int top;

  WAIT_UNTIL (is_ready (fixture));
  top = get_top_of_fields (fixture);
  add_part (fixture, "Tür", 900000);
  g_assert_true (gtk_widget_get_visible (in_window (fixture, "loss_box")));
  WAIT_UNTIL (gtk_widget_get_height (in_window (fixture, "loss_box")) > 0);
  g_assert_cmpint (get_top_of_fields (fixture), ==, top);
}

/* A colleague calculates meanwhile: who and when is told, nothing that was entered is lost. */
static void
test_conflict (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(JsonObject) other = NULL;
  g_autoptr(JsonObject) line = NULL;

  WAIT_UNTIL (is_ready (fixture));
  add_part (fixture, "Tür links", 25000);
  other = velo_claims_flow_act (&fixture->flow, fixture->flow.assessor, "PUT", "calculation",
                                ",\"calculation\":{\"lines\":[{\"kind\":\"other\",\"text\":\"Andere\",\"price-cents\":100}]}");
  g_assert_cmpuint (fixture->test.status, ==, 200);
  click (fixture, "save_button");
  WAIT_UNTIL (*get_notice (fixture) != '\0');
  g_assert_nonnull (strstr (get_notice (fixture), "The assessor calculated on"));
  g_assert_cmpuint (fixture->n_saved, ==, 0);
  g_assert_cmpuint (count_lines (fixture), ==, 1);
  click (fixture, "save_button");
  WAIT_UNTIL (fixture->n_saved == 1);
  line = fetch_line (fixture);
  g_assert_cmpstr (json_object_get_string_member (line, "text"), ==, "Tür links");
}

/* What only the service can refuse. */
static void
test_refused_places (Fixture       *fixture,
                     gconstpointer  data)
{
  static const char * const lines[] = {
    "\"photo-id\":\"0123456789abcdef0123456789abcdef\"", "\"area\":\"0 0 100 100\"",
    "\"photo-id\":\"\",\"area\":\"0 0 100 100\"",
  };
  g_autoptr(JsonObject) photos = velo_claims_flow_get (&fixture->flow, fixture->flow.assessor, "/photos");
  const char *id = json_object_get_string_member (
    json_array_get_object_element (json_object_get_array_member (photos, "photos"), 0), "id");
  g_autofree char *outside = g_strdup_printf (",\"calculation\":{\"lines\":[{\"photo-id\":\"%s\",\"area\":\"9000 0 2000 1\"}]}", id);
  g_autofree char *inside = g_strdup_printf (",\"calculation\":{\"lines\":[{\"photo-id\":\"%s\",\"area\":\"8000 0 2000 1\"}]}", id);
  g_autofree char *path = g_strdup_printf ("api/v1/photos/%s/view", id);
  g_autoptr(JsonObject) answer = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *body = g_strdup_printf (",\"calculation\":{\"lines\":[{%s}]}", lines[i]);
      G_GNUC_UNUSED g_autoptr(JsonObject) refused =
        velo_claims_flow_act (&fixture->flow, fixture->flow.assessor, "PUT", "calculation", body);

      g_assert_cmpuint (fixture->test.status, ==, 422);
    }
  answer = velo_claims_flow_act (&fixture->flow, fixture->flow.assessor, "PUT", "calculation", outside);
  g_assert_cmpuint (fixture->test.status, ==, 422);
  g_clear_pointer (&answer, json_object_unref);
  answer = velo_claims_flow_act (&fixture->flow, fixture->flow.assessor, "PUT", "calculation", inside);
  g_assert_cmpuint (fixture->test.status, ==, 200);
  g_clear_pointer (&answer, json_object_unref);
  answer = velo_claims_test_call (&fixture->test, "PUT", path, fixture->flow.assessor, "{\"rotation\":45}");
  g_assert_cmpuint (fixture->test.status, ==, 422);
  g_clear_pointer (&answer, json_object_unref);
  answer = velo_claims_test_call (&fixture->test, "PUT", path, fixture->flow.desk, "{\"rotation\":90}");
  g_assert_cmpuint (fixture->test.status, ==, 403);
}

/* The derivation */

static void
text_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  char **text = user_data;
  g_autoptr(GError) error = NULL;

  *text = velo_pdf_document_get_text_finish (VELO_PDF_DOCUMENT (object), result, &error);
  g_assert_no_error (error);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  VeloPdfDocument **document = user_data;
  g_autoptr(GError) error = NULL;

  *document = velo_pdf_document_open_finish (result, &error);
  g_assert_no_error (error);
}

/* All words of a PDF, one blank between them. */
static char *
read_back (GBytes *pdf)
{
  g_autoptr(VeloPdfDocument) document = NULL;
  g_autoptr(GString) all = g_string_new (NULL);
  g_auto(GStrv) words = NULL;

  velo_pdf_document_open_async (pdf, NULL, opened_cb, &document);
  WAIT_UNTIL (document != NULL);
  for (guint page = 0; page < velo_pdf_document_get_n_pages (document); page++)
    {
      g_autofree char *text = NULL;

      velo_pdf_document_get_text_async (document, page, NULL, text_cb, &text);
      WAIT_UNTIL (text != NULL);
      g_string_append_printf (all, "%s\n", text);
    }
  words = g_strsplit_set (all->str, " \n", -1);
  g_string_truncate (all, 0);
  for (gsize i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (all, "%s ", words[i]);
  return g_string_free (g_steal_pointer (&all), FALSE);
}

static void
filed_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_clear_error (&fixture->error);
  g_clear_pointer (&fixture->pdf, g_bytes_unref);
  fixture->pdf = velo_claim_derivation_file_finish (result, &fixture->error);
  fixture->done = TRUE;
}

static void
file (Fixture *fixture)
{
  fixture->done = FALSE;
  velo_claim_derivation_file_async (fixture->client, fixture->claim, NULL, filed_cb, fixture);
  WAIT_UNTIL (fixture->done);
}

/* Made with the offer, filed with it, and the same for whoever opens it later. */
static void
test_offer (Fixture       *fixture,
            gconstpointer  data)
{
  static const char * const words[] = {
    "26-1234567", "H-AB 123", "Erika Muster", "The assessor", "Tür links", "seen on: Registration document, rectangle 1",
    "Liability in Germany", "Net repair cost", "Flat expenses", "275.00", "Valid until",
  };
  g_autoptr(GBytes) first = NULL;
  g_autofree char *text = NULL;
  g_autoptr(JsonObject) refused = NULL;
  g_autofree char *path = NULL;

  WAIT_UNTIL (is_ready (fixture));
  file (fixture);
  g_assert_error (fixture->error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_NOT_FOUND);
  velo_photo_canvas_press_key (in_viewer (fixture, "canvas"), GDK_KEY_n, 0);
  add_part (fixture, "Tür links", 25000);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  answer_offer (fixture, "valid until ", "confirm");
  WAIT_UNTIL (fixture->window == NULL || !gtk_widget_get_visible (GTK_WIDGET (fixture->window)));
  file (fixture);
  g_assert_no_error (fixture->error);
  first = g_bytes_ref (fixture->pdf);
  text = read_back (first);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (text, words[i]) == NULL)
      g_error ("“%s” is not in: %s", words[i], text);
  file (fixture);
  g_assert_true (g_bytes_equal (first, fixture->pdf));
  /* the customer reads which of the own photos shows why */
  g_assert_cmpuint (velo_claims_flow_send (&fixture->flow, "GET", "claim", NULL, NULL, NULL), ==, 200);
  g_assert_nonnull (strstr (fixture->flow.text, "Zu sehen auf Ihrem Foto: "));
  /* what is filed is never replaced, and nothing but paper is filed */
  path = g_strdup_printf ("api/v1/claims/%s/derivation", fixture->flow.id);
  refused = velo_claims_test_call (&fixture->test, "PUT", path, fixture->flow.assessor, "{\"file\":\"JVBERi0xLjQK\"}");
  g_assert_cmpuint (fixture->test.status, ==, 409);
  g_clear_pointer (&refused, json_object_unref);
  refused = velo_claims_test_call (&fixture->test, "PUT", path, fixture->flow.assessor, "{\"file\":\"PGh0bWw+\"}");
  g_assert_cmpuint (fixture->test.status, ==, 422);
}

static void
stop_cb (Fixture *fixture)
{
  velo_claims_service_stop (fixture->test.service);
}

/* The service goes away when it has the offer: the offer is made, and what is missing is told. */
static void
test_unfiled (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(JsonObject) calculation = NULL;
  JsonObject *offer;

  WAIT_UNTIL (is_ready (fixture));
  g_assert_false (gtk_widget_get_visible (in_window (fixture, "validity_label")));
  add_part (fixture, "Tür links", 25000);
  /* how long it holds is known before it is made */
  g_assert_true (gtk_widget_get_visible (in_window (fixture, "validity_label")));
  g_assert_true (g_str_has_prefix (gtk_label_get_label (in_window (fixture, "validity_label")),
                                   "Offered now, it is valid until "));
  g_signal_connect_swapped (fixture->window, "saved", G_CALLBACK (stop_cb), fixture);
  answer_offer (fixture, "1 line belongs to no photo.", "confirm");
  WAIT_UNTIL (strstr (get_notice (fixture), "The offer is made. Its derivation could not be filed yet") != NULL);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->window)));
  /* never a second offer */
  g_assert_false (gtk_widget_get_sensitive (in_window (fixture, "offer_button")));
  g_assert_false (gtk_widget_get_sensitive (in_window (fixture, "save_button")));
  velo_claims_test_restart (&fixture->test, NULL);
  calculation = velo_claims_flow_get (&fixture->flow, fixture->flow.assessor, "/calculation");
  offer = json_object_get_object_member (calculation, "offer");
  g_assert_cmpint (json_object_get_int_member (offer, "number"), ==, 1);
  g_assert_false (json_object_get_boolean_member (offer, "derivation"));
}

/* Closed while the paper is on its way: it is filed all the same. */
static void
test_closed_after_offer (Fixture       *fixture,
                         gconstpointer  data)
{
  WAIT_UNTIL (is_ready (fixture));
  add_part (fixture, "Tür links", 25000);
  fixture->n_saved = 0;
  /* asked, and not done */
  answer_offer (fixture, "as an offer", "cancel");
  g_assert_true (gtk_widget_get_sensitive (in_window (fixture, "offer_button")));
  g_assert_cmpint (velo_claim_get_state (velo_photo_viewer_get_claim (in_window (fixture, "viewer"))), ==,
                   VELO_CLAIM_STATE_CALCULATING);
  answer_offer (fixture, "as an offer", "confirm");
  WAIT_UNTIL (fixture->n_saved > 0);
  close_window (fixture);
  for (gboolean filed = FALSE; !filed;)
    {
      g_autoptr(JsonObject) calculation = velo_claims_flow_get (&fixture->flow, fixture->flow.assessor, "/calculation");

      filed = json_object_get_boolean_member (json_object_get_object_member (calculation, "offer"), "derivation");
      g_main_context_iteration (NULL, FALSE);
    }
}

static void
rendered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  GBytes **pdf = user_data;
  g_autoptr(GError) error = NULL;

  *pdf = velo_sheet_render_finish (VELO_SHEET (object), result, &error);
  g_assert_no_error (error);
}

/* Each country and kind has its rule in words, and each step that was applied. */
static void
test_cases (void)
{
  static const struct { const char *country; VeloClaimKind kind; const char *rule; const char *step; } cases[] = {
    { "DE", VELO_CLAIM_KIND_LIABILITY, "Liability in Germany", "telephone, postage and ways" },
    { "DE", VELO_CLAIM_KIND_OWN_DAMAGE, "Own damage in Germany", "leaves to the policyholder" },
    { "AT", VELO_CLAIM_KIND_LIABILITY, "Liability in Austria", "less what it is worth now" },
    { "AT", VELO_CLAIM_KIND_OWN_DAMAGE, "Own damage in Austria, by the contract", "leaves to the policyholder" },
  };
  g_autoptr(VeloSettlementRules) rules = velo_settlement_rules_new_default ();
  g_autoptr(VeloClaim) claim = velo_claim_new ();

  velo_claim_set_number (claim, "26-1");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *who = g_strdup ("Gustav Acht");
      VeloClaimsOffered offer = { 1, 0, G_GINT64_CONSTANT (1794819600000000), G_GINT64_CONSTANT (1796029200000000), who };
      g_autoptr(VeloCalculation) calculation = velo_calculation_new_for (cases[i].country, cases[i].kind);
      g_autoptr(VeloCalculationLine) line = velo_calculation_line_new ();
      g_autoptr(VeloSettlement) settlement = NULL;
      g_autoptr(VeloSheet) sheet = NULL;
      g_autoptr(GBytes) pdf = NULL;
      g_autofree char *text = NULL;

      velo_calculation_line_set_kind (line, VELO_WORK_KIND_BODY);
      velo_calculation_line_set_text (line, "Kotflügel <b>richten</b>");
      velo_calculation_line_set_unit_tenths (line, 125);
      velo_calculation_set_body_rate_cents (calculation, 1200);
      velo_calculation_set_replacement_cents (calculation, 900000);
      velo_calculation_set_residual_cents (calculation, 100000);
      velo_calculation_set_deductible_cents (calculation, 1000);
      velo_calculation_set_value_before_cents (calculation, 900000);
      velo_calculation_set_value_after_cents (calculation, 800000);
      g_list_store_append (velo_calculation_get_lines (calculation), line);
      settlement = velo_settlement_compute (calculation, rules);
      offer.calculation = calculation;
      offer.settlement = settlement;
      offer.cents = velo_settlement_get_offer_cents (settlement);
      sheet = velo_claim_derivation_new (claim, &offer, NULL, "Training");
      velo_sheet_render_async (sheet, NULL, rendered_cb, &pdf);
      WAIT_UNTIL (pdf != NULL);
      text = read_back (pdf);
      g_assert_nonnull (strstr (text, cases[i].rule));
      g_assert_nonnull (strstr (text, cases[i].step));
      g_assert_nonnull (strstr (text, "Kotflügel <b>richten</b> (Body, 12.50 units)"));
      g_assert_nonnull (strstr (text, "150.00"));
      g_assert_nonnull (strstr (text, "Gustav Acht"));
    }
}

static AdwMessageDialog *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return ADW_MESSAGE_DIALOG (window);
    }
  return NULL;
}

/* While a photo is waited for one goes on and saves; the offer waits. */
static void
test_waiting (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *state = NULL;

  WAIT_UNTIL (is_ready (fixture));
  add_part (fixture, "Tür links", 25000);
  g_assert_true (gtk_widget_get_sensitive (in_window (fixture, "offer_button")));
  g_signal_emit_by_name (in_viewer (fixture, "request_button"), "clicked");
  WAIT_UNTIL (find_dialog () != NULL);
  gtk_editable_set_text (GTK_EDITABLE (adw_message_dialog_get_extra_child (find_dialog ())), "Bitte schärfer.");
  adw_message_dialog_response (find_dialog (), "confirm");
  gtk_window_destroy (GTK_WINDOW (find_dialog ()));
  WAIT_UNTIL (strstr (get_notice (fixture), "the offer waits") != NULL);
  g_assert_false (gtk_widget_get_sensitive (in_window (fixture, "offer_button")));
  fixture->n_saved = 0;
  click (fixture, "save_button");
  WAIT_UNTIL (fixture->n_saved == 1);
  state = velo_claims_flow_get_state (&fixture->flow);
  g_assert_cmpstr (state, ==, "photos_requested");
}

static void
test_closed_early (Fixture       *fixture,
                   gconstpointer  data)
{
  close_window (fixture);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *name; void (*test) (Fixture *, gconstpointer); } tests[] = {
    { "places", test_places }, { "wrong-numbers", test_wrong_numbers }, { "conflict", test_conflict },
    { "fields-stay", test_fields_stay },
    { "refused-places", test_refused_places }, { "offer", test_offer }, { "waiting", test_waiting },
    { "unfiled", test_unfiled }, { "closed-after-offer", test_closed_after_offer },
    { "closed-early", test_closed_early },
  };

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/desktop/assess/cases", test_cases);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/desktop/assess/", tests[i].name, NULL);

      g_test_add (path, Fixture, NULL, set_up, tests[i].test, tear_down);
    }
  return g_test_run ();
}
