/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Corrections that are not saved, and a sale that is being typed in: kept, shown again, put back. */

#include "config.h"

#include "velo-review-test.h"

#include "velo-sale-employee-row.h"
#include "velo-sales-intake.h"
#include "velo-invoice-check.h"
#include "velo-store-cache.h"
#include "velo-store-drafts.h"

static char *
get_cached (Fixture    *fixture,
            const char *key)
{
  g_autoptr(GAsyncResult) result = NULL;
  Answer answer = { NULL };
  char *text = NULL;

  velo_store_get_cache_async (fixture->store, key, NULL, answer_cb, &answer);
  result = wait_for (&answer);
  g_assert_true (velo_store_get_cache_finish (fixture->store, result, &text, NULL, NULL));
  return text;
}

static void
put_cached (Fixture    *fixture,
            const char *key,
            const char *text)
{
  g_autoptr(GAsyncResult) result = NULL;
  Answer answer = { NULL };

  velo_store_put_cache_async (fixture->store, key, text, NULL, answer_cb, &answer);
  result = wait_for (&answer);
  g_assert_true (velo_store_put_cache_finish (fixture->store, result, NULL));
}

#define DRAFT_KEY "review-file-abc"

static VeloSaleDialog *
show_for_draft (Fixture *fixture)
{
  static const char * const texts[] = { "KB26E48217", NULL };
  g_autoptr(GBytes) bytes = review_make_pdf (1, 0, texts);
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1", "Maier", "E-Trail", 89900);
  VeloSaleDialog *dialog;

  velo_invoice_set_sha256 (invoice, "abc");
  velo_invoice_set_format (invoice, "pdf-text");
  dialog = review_show (fixture, invoice, bytes);
  review_wait_for_page (dialog);
  settle ();
  return dialog;
}

static const char *
get_text (VeloSaleDialog *dialog,
          const char     *property)
{
  return gtk_editable_get_text (GTK_EDITABLE (review_field (dialog, property)));
}

static void
test_draft (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *accepted = NULL;
  VeloSaleDialog *dialog = show_for_draft (fixture);

  gtk_editable_set_text (GTK_EDITABLE (review_field (dialog, "model")), "E-Road");
  gtk_editable_set_text (GTK_EDITABLE (review_field (dialog, "city")), "Fürth");
  gtk_window_close (GTK_WINDOW (dialog));
  settle ();
  g_assert_null (find_window (VELO_TYPE_SALE_DIALOG));
  g_assert_null (find_window (ADW_TYPE_MESSAGE_DIALOG));

  dialog = show_for_draft (fixture);
  WAIT_UNTIL (g_str_equal (get_text (dialog, "model"), "E-Road"));
  g_assert_cmpstr (get_text (dialog, "city"), ==, "Fürth");
  g_assert_nonnull (strstr (velo_sale_dialog_get_notice (dialog), "corrected before"));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "sale-dialog.save", NULL);
  WAIT_UNTIL (find_window (VELO_TYPE_SALE_DIALOG) == NULL);
  gtk_window_destroy (find_window (VELO_TYPE_REMINDER_DIALOG));
  accepted = get_cached (fixture, DRAFT_KEY);
  g_assert_null (accepted);
}

static void
test_draft_discarded (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *left = NULL;
  VeloSaleDialog *dialog = show_for_draft (fixture);

  gtk_editable_set_text (GTK_EDITABLE (review_field (dialog, "model")), "E-Road");
  /* the program is ended with the window open */
  gtk_window_destroy (GTK_WINDOW (dialog));
  dialog = show_for_draft (fixture);
  WAIT_UNTIL (g_str_equal (get_text (dialog, "model"), "E-Road"));
  g_signal_emit_by_name (review_notice (dialog), "button-clicked");
  g_assert_cmpstr (get_text (dialog, "model"), ==, "E-Trail");
  gtk_window_close (GTK_WINDOW (dialog));
  settle ();
  left = get_cached (fixture, DRAFT_KEY);
  g_assert_null (left);
}

/* Looked at and closed: nothing is kept. Damaged: the values are those of the file. */
static void
test_draft_none (Fixture       *fixture,
                 gconstpointer  data)
{
  static const char * const damaged[] = { "", "{", "[]", "{\"number\": {}}", "{\"vehicles\": 7}" };
  g_autofree char *left = NULL;
  VeloSaleDialog *dialog = show_for_draft (fixture);

  gtk_window_close (GTK_WINDOW (dialog));
  settle ();
  left = get_cached (fixture, DRAFT_KEY);
  g_assert_null (left);
  for (guint i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      put_cached (fixture, DRAFT_KEY, damaged[i]);
      dialog = show_for_draft (fixture);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (
        velo_invoice_get_vehicles (velo_sale_dialog_get_invoice (dialog)))), >=, 1);
      gtk_window_destroy (GTK_WINDOW (dialog));
      settle ();
    }
}

static void
test_draft_store_closed (Fixture       *fixture,
                         gconstpointer  data)
{
  VeloSaleDialog *dialog = show_for_draft (fixture);

  gtk_editable_set_text (GTK_EDITABLE (review_field (dialog, "model")), "E-Road");
  fixture_close_store (fixture);
  gtk_window_close (GTK_WINDOW (dialog));
  settle ();
  g_assert_null (find_window (VELO_TYPE_SALE_DIALOG));
}

#define ADD(path, func) \
  g_test_add ("/desktop/review-draft/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

/* A sale that is typed in */

#define TYPED_KEY "review-typed"

static VeloSaleDialog *
show_typed (Fixture *fixture)
{
  GtkWindow *dialog = velo_sales_enter (fixture->window, fixture->counter, fixture->settings);

  settle ();
  return VELO_SALE_DIALOG (dialog);
}

static void
type_in (VeloSaleDialog *dialog)
{
  gtk_editable_set_text (GTK_EDITABLE (review_field (dialog, "model")), "E-Ro");
  gtk_editable_set_text (GTK_EDITABLE (review_field (dialog, "price-cents")), "28");
  gtk_editable_set_text (GTK_EDITABLE (review_field (dialog, "last-name")), "Übelack");
  gtk_editable_set_text (GTK_EDITABLE (review_field (dialog, "postcode")), "910");
}

static gboolean
is_cached (Fixture    *fixture,
           const char *key,
           const char *value)
{
  g_autofree char *text = get_cached (fixture, key);

  return text != NULL && strstr (text, value) != NULL;
}

/* The program is killed while it is typed in: the form goes on where it was. */
static void
test_typed (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *accepted = NULL;
  VeloSaleDialog *dialog = show_typed (fixture);

  type_in (dialog);
  WAIT_UNTIL (is_cached (fixture, TYPED_KEY, "910"));
  gtk_window_destroy (GTK_WINDOW (dialog));
  dialog = show_typed (fixture);
  WAIT_UNTIL (g_str_equal (get_text (dialog, "model"), "E-Ro"));
  g_assert_cmpstr (get_text (dialog, "price-cents"), ==, "28.00");
  g_assert_cmpstr (get_text (dialog, "last-name"), ==, "Übelack");
  g_assert_cmpstr (get_text (dialog, "postcode"), ==, "910");
  g_assert_nonnull (strstr (velo_sale_dialog_get_notice (dialog), "typed in before"));
  gtk_editable_set_text (GTK_EDITABLE (review_field (dialog, "maker")), "Kronberg");
  gtk_editable_set_text (GTK_EDITABLE (review_field (dialog, "number")), "RE-9");
  gtk_editable_set_text (GTK_EDITABLE (review_field (dialog, "postcode")), "91054");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "sale-dialog.save", NULL);
  WAIT_UNTIL (find_window (VELO_TYPE_SALE_DIALOG) == NULL);
  gtk_window_destroy (find_window (VELO_TYPE_REMINDER_DIALOG));
  accepted = get_cached (fixture, TYPED_KEY);
  g_assert_null (accepted);
}

/* Killed in the middle of an amount or a date: what cannot be read yet stands in its field again, and asks before it
   goes. Once it can be read nothing of it is left. */
static void
test_typed_unread (Fixture       *fixture,
                   gconstpointer  data)
{
  static const struct { const char *property; const char *half; const char *whole; } values[] = {
    { "price-cents", "2.8x", "2.899,00" },
    { "lock-price-cents", "89,", "89,90" },
    { "purchase-date", "18.0", "18.04.2026" },
    { "model-year", "202", "2026" },
    { "birth-date", "1.2.", "01.02.1980" },
    { "date", "18.4", "18.04.2026" },
  };
  VeloSaleDialog *dialog = show_typed (fixture);
  g_autofree char *left = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    gtk_editable_set_text (GTK_EDITABLE (review_field (dialog, values[i].property)), values[i].half);
  WAIT_UNTIL (is_cached (fixture, TYPED_KEY, "18.4"));
  gtk_window_destroy (GTK_WINDOW (dialog));
  dialog = show_typed (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    WAIT_UNTIL (g_str_equal (get_text (dialog, values[i].property), values[i].half));
  gtk_window_close (GTK_WINDOW (dialog));
  WAIT_UNTIL (find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  gtk_window_destroy (find_window (ADW_TYPE_MESSAGE_DIALOG));

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    gtk_editable_set_text (GTK_EDITABLE (review_field (dialog, values[i].property)), values[i].whole);
  WAIT_UNTIL (is_cached (fixture, TYPED_KEY, "2026-04-18") && !is_cached (fixture, TYPED_KEY, "18.4"));
  left = get_cached (fixture, TYPED_KEY);
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *half = g_strdup_printf ("\"%s\"", values[i].half);

      g_assert_null (strstr (left, half));
    }
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* What is discarded, by the button or in the question before closing, does not come again. */
static void
test_typed_discarded (Fixture       *fixture,
                      gconstpointer  data)
{
  VeloSaleDialog *dialog = show_typed (fixture);
  GtkWindow *question;
  gpointer weak;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  type_in (dialog);
  WAIT_UNTIL (is_cached (fixture, TYPED_KEY, "910"));
  gtk_window_destroy (GTK_WINDOW (dialog));
  dialog = show_typed (fixture);
  WAIT_UNTIL (g_str_equal (get_text (dialog, "model"), "E-Ro"));
  g_signal_emit_by_name (review_notice (dialog), "button-clicked");
  g_assert_cmpstr (get_text (dialog, "model"), ==, "");
  g_assert_null (velo_sale_dialog_get_notice (dialog));
  gtk_window_close (GTK_WINDOW (dialog));
  WAIT_UNTIL (find_window (VELO_TYPE_SALE_DIALOG) == NULL);
  first = get_cached (fixture, TYPED_KEY);
  g_assert_null (first);

  dialog = show_typed (fixture);
  type_in (dialog);
  WAIT_UNTIL (is_cached (fixture, TYPED_KEY, "910"));
  gtk_window_close (GTK_WINDOW (dialog));
  WAIT_UNTIL (find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  question = find_window (ADW_TYPE_MESSAGE_DIALOG);
  weak = dialog;
  g_object_add_weak_pointer (G_OBJECT (dialog), &weak);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), "confirm");
  gtk_window_destroy (question);
  WAIT_UNTIL (weak == NULL);
  second = get_cached (fixture, TYPED_KEY);
  g_assert_null (second);
}

/* The keys are faster than the database: what was typed before it answered is kept as well. */
static void
test_typed_at_once (Fixture       *fixture,
                    gconstpointer  data)
{
  VeloSaleDialog *dialog = VELO_SALE_DIALOG (velo_sales_enter (fixture->window, fixture->counter, fixture->settings));

  type_in (dialog);
  WAIT_UNTIL (is_cached (fixture, TYPED_KEY, "910"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static gboolean
type_on_cb (gpointer field)
{
  g_autofree char *text = g_strconcat (gtk_editable_get_text (field), "e", NULL);

  gtk_editable_set_text (field, text);
  return G_SOURCE_CONTINUE;
}

/* Who types without a pause has it kept all the same. */
static void
test_typed_on (Fixture       *fixture,
               gconstpointer  data)
{
  VeloSaleDialog *dialog = show_typed (fixture);
  guint typing = g_timeout_add (300, type_on_cb, review_field (dialog, "model"));

  WAIT_UNTIL (is_cached (fixture, TYPED_KEY, "eee"));
  g_source_remove (typing);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static GtkWidget *
find_type (GtkWidget *root,
           GType      type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (root, type) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_type (child, type);
  return found;
}

static const char *
get_seller (VeloSaleDialog *dialog)
{
  GtkWidget *row = find_type (GTK_WIDGET (dialog), VELO_TYPE_SALE_EMPLOYEE_ROW);

  return gtk_string_object_get_string (adw_combo_row_get_selected_item (ADW_COMBO_ROW (row)));
}

/* Who sold is part of what waits: the row says what the sale says, whoever sells now. */
static void
test_typed_employee (Fixture       *fixture,
                     gconstpointer  data)
{
  VeloSaleDialog *dialog;

  fixture_add_employee (fixture, "Jana Kurbel");
  dialog = show_typed (fixture);
  type_in (dialog);
  WAIT_UNTIL (is_cached (fixture, TYPED_KEY, "910") && is_cached (fixture, TYPED_KEY, "Jana Kurbel"));
  gtk_window_destroy (GTK_WINDOW (dialog));

  fixture_add_employee (fixture, "Rolf Nabe");
  dialog = show_typed (fixture);
  WAIT_UNTIL (g_str_equal (get_text (dialog, "model"), "E-Ro"));
  g_assert_cmpstr (velo_invoice_get_employee_name (velo_sale_dialog_get_invoice (dialog)), ==, "Jana Kurbel");
  g_assert_cmpstr (get_seller (dialog), ==, "Jana Kurbel");
  g_signal_emit_by_name (review_notice (dialog), "button-clicked");
  g_assert_cmpstr (get_seller (dialog), ==, "Rolf Nabe");
  g_assert_cmpstr (velo_invoice_get_employee_name (velo_sale_dialog_get_invoice (dialog)), ==, "Rolf Nabe");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* The button that discards stands beside the sentence that says what waited, and beside no other one. */
static void
test_typed_notice (Fixture       *fixture,
                   gconstpointer  data)
{
  VeloSaleDialog *dialog = show_typed (fixture);
  g_autofree char *label = NULL;

  type_in (dialog);
  WAIT_UNTIL (is_cached (fixture, TYPED_KEY, "910"));
  gtk_window_destroy (GTK_WINDOW (dialog));
  dialog = show_typed (fixture);
  WAIT_UNTIL (g_str_equal (get_text (dialog, "model"), "E-Ro"));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "sale-dialog.save", NULL);
  g_assert_nonnull (strstr (velo_sale_dialog_get_notice (dialog), "check the marked fields"));
  g_object_get (review_notice (dialog), "button-label", &label, NULL);
  g_assert_cmpstr (label, ==, "");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* Going on with an invoice */

#define PRINT "de_plain_no_xml.pdf"
#define SURE "de_facturx_extended_serial.pdf"

static gboolean
take_in (Fixture     *fixture,
         const char  *name,
         GError     **error)
{
  g_autoptr(GBytes) bytes = review_load (name);
  g_autoptr(GAsyncResult) result = NULL;
  Answer answer = { NULL };

  velo_sales_take_in_bytes_async (fixture->window, fixture->counter, fixture->settings, bytes, name, NULL, answer_cb,
                                  &answer);
  result = wait_for (&answer);
  return velo_sales_take_in_finish (result, error);
}

static char *
make_file_key (const char *name)
{
  g_autoptr(GBytes) bytes = review_load (name);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  return g_strconcat (VELO_STORE_DRAFT_FILE, sha256, NULL);
}

static guint
count_dialogs (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GObject) window = g_list_model_get_item (windows, i);

      n += VELO_IS_SALE_DIALOG (window);
    }
  return n;
}

static void
close_message (const char *text)
{
  GtkWidget *message;

  WAIT_UNTIL (find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  message = find_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (velo_test_find_text (message, text));
  gtk_window_destroy (GTK_WINDOW (message));
}

/* The review of a print, corrected and cut off. */
static char *
correct_print (Fixture *fixture)
{
  g_autofree char *key = make_file_key (PRINT);
  g_autoptr(GError) error = NULL;
  VeloSaleDialog *dialog;

  fixture_show (fixture, gtk_label_new ("main"));
  g_assert_true (take_in (fixture, PRINT, &error));
  dialog = find_window (VELO_TYPE_SALE_DIALOG);
  review_wait_for_page (dialog);
  gtk_editable_set_text (GTK_EDITABLE (review_field (dialog, "model")), "E-Road");
  WAIT_UNTIL (is_cached (fixture, key, "E-Road"));
  gtk_window_destroy (GTK_WINDOW (dialog));
  return g_steal_pointer (&key);
}

static VeloSaleDialog *
resume (Fixture    *fixture,
        const char *key)
{
  velo_sales_resume (fixture->window, fixture->counter, fixture->settings, key + strlen (VELO_STORE_DRAFT_FILE));
  WAIT_UNTIL (find_window (VELO_TYPE_SALE_DIALOG) != NULL);
  return find_window (VELO_TYPE_SALE_DIALOG);
}

static const char *
get_title (VeloSaleDialog *dialog,
           const char     *property)
{
  return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (review_field (dialog, property)));
}

static gboolean
has_focus (VeloSaleDialog *dialog,
           const char     *property)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (dialog));

  return focus != NULL && (focus == GTK_WIDGET (review_field (dialog, property))
                           || gtk_widget_is_ancestor (focus, GTK_WIDGET (review_field (dialog, property))));
}

/* Nobody needs the file any more: its page and what was corrected come from the store, into one window, until it is
   saved. */
static void
test_resumed (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *key = correct_print (fixture);
  VeloSaleDialog *dialog = resume (fixture, key);

  WAIT_UNTIL (g_str_equal (get_text (dialog, "model"), "E-Road"));
  review_wait_for_page (dialog);
  g_assert_nonnull (strstr (velo_sale_dialog_get_notice (dialog), "corrected before"));
  g_assert_nonnull (strstr (get_title (dialog, "model"), "changed by you"));
  g_assert_null (strstr (get_title (dialog, "frame-number"), "changed by you"));
  g_assert_cmpint (velo_sale_field_get_sureness (review_field (dialog, "model")), ==, VELO_SURENESS_HIGH);
  g_assert_true (has_focus (dialog, "maker"));
  velo_sales_resume (fixture->window, fixture->counter, fixture->settings, key + strlen (VELO_STORE_DRAFT_FILE));
  g_assert_true (take_in (fixture, PRINT, NULL));
  g_assert_cmpuint (count_dialogs (), ==, 1);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "sale-dialog.save", NULL);
  WAIT_UNTIL (find_window (VELO_TYPE_SALE_DIALOG) == NULL);
  gtk_window_destroy (find_window (VELO_TYPE_REMINDER_DIALOG));
  g_assert_cmpuint (fixture_count_sales (fixture), ==, 1);
  g_assert_false (is_cached (fixture, key, ""));

  /* a row that was still shown */
  velo_sales_resume (fixture->window, fixture->counter, fixture->settings, key + strlen (VELO_STORE_DRAFT_FILE));
  close_message ("does not exist any more");
  g_assert_null (find_window (VELO_TYPE_SALE_DIALOG));
}

/* Put back by hand or discarded by the button, it is nothing to go on with. */
static void
test_resumed_put_back (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *key = correct_print (fixture);
  g_autofree char *read = NULL;
  VeloSaleDialog *dialog = resume (fixture, key);

  WAIT_UNTIL (g_str_equal (get_text (dialog, "model"), "E-Road"));
  g_signal_emit_by_name (review_notice (dialog), "button-clicked");
  read = g_strdup (get_text (dialog, "model"));
  g_assert_cmpstr (read, !=, "E-Road");
  WAIT_UNTIL (!is_cached (fixture, key, ""));
  gtk_editable_set_text (GTK_EDITABLE (review_field (dialog, "model")), "E-Road");
  WAIT_UNTIL (is_cached (fixture, key, "E-Road"));
  gtk_editable_set_text (GTK_EDITABLE (review_field (dialog, "model")), read);
  WAIT_UNTIL (!is_cached (fixture, key, ""));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* What cannot be read of it is not offered for ever. */
static void
test_resumed_damaged (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *key = correct_print (fixture);
  VeloSaleDialog *dialog;

  put_cached (fixture, key, "{");
  dialog = resume (fixture, key);
  WAIT_UNTIL (!is_cached (fixture, key, ""));
  g_assert_cmpstr (get_text (dialog, "model"), !=, "E-Road");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* What was stored by somebody else meanwhile is opened, and not offered again. */
static void
test_resumed_stored (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *key = correct_print (fixture);
  VeloSaleDialog *dialog = resume (fixture, key);
  g_autoptr(VeloInvoice) other = NULL;

  WAIT_UNTIL (g_str_equal (get_text (dialog, "model"), "E-Road"));
  other = velo_record_copy (velo_sale_dialog_get_invoice (dialog));
  velo_invoice_set_sha256 (other, "");
  velo_invoice_set_xml_sha256 (other, "");
  g_object_unref (fixture_add (fixture, g_object_ref (other)));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "sale-dialog.save", NULL);
  close_message ("in the list already");
  WAIT_UNTIL (find_window (VELO_TYPE_SALE_DIALOG) == NULL);
  g_assert_cmpstr (fixture->asked->str, !=, "");
  g_assert_false (is_cached (fixture, key, ""));
  g_assert_cmpuint (fixture_count_sales (fixture), ==, 1);
}

/* An invoice in which everything is sure is stored unseen, but not over the head of somebody who has begun to correct
   it. */
static void
test_sure_but_corrected (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autofree char *key = make_file_key (SURE);
  g_autoptr(VeloInvoice) draft = make_sale ("RE-1", "Maier", "E-Road", 89900);
  g_autofree char *text = velo_record_to_text (draft);
  g_autoptr(GBytes) bytes = review_load (SURE);
  g_autoptr(VeloInvoice) read = review_read (bytes, SURE);
  VeloSaleDialog *dialog;

  g_assert_false (velo_invoice_needs_review (read));
  fixture_show (fixture, gtk_label_new ("main"));
  put_cached (fixture, key, text);
  g_assert_true (take_in (fixture, SURE, NULL));
  g_assert_cmpuint (fixture_count_sales (fixture), ==, 0);
  dialog = find_window (VELO_TYPE_SALE_DIALOG);
  g_assert_nonnull (dialog);
  WAIT_UNTIL (g_str_equal (get_text (dialog, "model"), "E-Road"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* One window for a sale of the list as well, and what was corrected in it waits. */
static void
test_edited (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = fixture_add (fixture, make_sale ("RE-1", "Maier", "E-Trail", 89900));
  g_autofree char *key = g_strconcat (VELO_STORE_DRAFT_SALE, velo_invoice_get_id (sale), NULL);
  VeloSaleDialog *dialog;

  fixture_show (fixture, gtk_label_new ("main"));
  for (int i = 0; i < 3; i++)
    velo_sales_edit (fixture->window, fixture->counter, fixture->settings, velo_invoice_get_id (sale));
  WAIT_UNTIL (find_window (VELO_TYPE_SALE_DIALOG) != NULL);
  settle ();
  velo_sales_edit (fixture->window, fixture->counter, fixture->settings, velo_invoice_get_id (sale));
  g_assert_cmpuint (count_dialogs (), ==, 1);
  dialog = find_window (VELO_TYPE_SALE_DIALOG);
  gtk_editable_set_text (GTK_EDITABLE (review_field (dialog, "model")), "E-Road");
  WAIT_UNTIL (is_cached (fixture, key, "E-Road"));
  gtk_window_destroy (GTK_WINDOW (dialog));

  velo_sales_edit (fixture->window, fixture->counter, fixture->settings, velo_invoice_get_id (sale));
  WAIT_UNTIL (find_window (VELO_TYPE_SALE_DIALOG) != NULL);
  dialog = find_window (VELO_TYPE_SALE_DIALOG);
  WAIT_UNTIL (g_str_equal (get_text (dialog, "model"), "E-Road"));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "sale-dialog.save", NULL);
  WAIT_UNTIL (find_window (VELO_TYPE_SALE_DIALOG) == NULL);
  WAIT_UNTIL (!is_cached (fixture, key, ""));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("kept", test_draft);
  ADD ("discarded", test_draft_discarded);
  ADD ("none", test_draft_none);
  ADD ("typed", test_typed);
  ADD ("typed-unread", test_typed_unread);
  ADD ("typed-discarded", test_typed_discarded);
  ADD ("typed-at-once", test_typed_at_once);
  ADD ("typed-on", test_typed_on);
  ADD ("typed-employee", test_typed_employee);
  ADD ("typed-notice", test_typed_notice);
  ADD ("resumed", test_resumed);
  ADD ("resumed-put-back", test_resumed_put_back);
  ADD ("resumed-damaged", test_resumed_damaged);
  ADD ("resumed-stored", test_resumed_stored);
  ADD ("sure-but-corrected", test_sure_but_corrected);
  ADD ("edited", test_edited);
  ADD ("store-closed", test_draft_store_closed);
  return g_test_run ();
}
