/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Enter does in the review: it accepts nothing that is marked and was not on the screen. */

#include "config.h"

#include "velo-review-test.h"

static VeloSaleDialog *
show_low (Fixture     *fixture,
          VeloInvoice *invoice,
          GBytes      *bytes,
          int          width)
{
  VeloSaleDialog *dialog;

  fixture_show (fixture, gtk_label_new ("main"));
  dialog = velo_sale_dialog_new (fixture->window, fixture->counter, fixture->settings, invoice, bytes);
  gtk_window_set_default_size (GTK_WINDOW (dialog), width, 420);
  gtk_window_present (GTK_WINDOW (dialog));
  WAIT_UNTIL (gtk_widget_get_mapped (GTK_WIDGET (dialog)) && gtk_widget_get_height (GTK_WIDGET (dialog)) > 0);
  return dialog;
}

/* Presses a key as the keyboard does; returns whether something other than the default button took it. */
static gboolean
press (VeloSaleDialog *dialog,
       guint           key)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (dialog));
  gboolean taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (g_strcmp0 (gtk_event_controller_get_name (controller), "velo-enter") == 0)
        g_signal_emit_by_name (controller, "key-pressed", key, 36, 0, &taken);
    }
  return taken;
}

static gboolean
says (VeloSaleDialog *dialog,
      const char     *words)
{
  const char *notice = velo_sale_dialog_get_notice (dialog);

  return notice != NULL && strstr (notice, words) != NULL;
}

static void
test_leads (Fixture       *fixture,
            gconstpointer  data)
{
  static const char * const marked[] = { "maker", "frame-number", "last-name", "street" };
  g_autoptr(GBytes) bytes = review_load ("de_facturx_en16931_text.pdf");
  g_autoptr(VeloInvoice) invoice = review_read (bytes, "rechnung.pdf");
  VeloSaleDialog *dialog = show_low (fixture, invoice, bytes, GPOINTER_TO_INT (data));
  GtkWidget *unseen;
  guint n_keys = 0;

  WAIT_UNTIL (says (dialog, "Enter leads to the marked values further down."));
  for (guint i = 0; i < G_N_ELEMENTS (marked); i++)
    g_assert_cmpint (velo_sale_field_get_sureness (review_field (dialog, marked[i])), <, VELO_SURENESS_HIGH);
  while ((unseen = velo_sale_dialog_get_unseen (dialog)) != NULL)
    {
      g_assert_true (press (dialog, n_keys % 2 == 0 ? GDK_KEY_Return : GDK_KEY_KP_Enter));
      WAIT_UNTIL (velo_sale_dialog_get_unseen (dialog) != unseen);
      n_keys++;
    }
  g_assert_cmpuint (n_keys, >, 0);
  g_assert_cmpuint (n_keys, <, 20);
  g_assert_nonnull (find_window (VELO_TYPE_SALE_DIALOG));
  WAIT_UNTIL (says (dialog, "Enter accepts them."));
  g_assert_false (press (dialog, GDK_KEY_Return));
  g_assert_true (gtk_widget_activate (gtk_window_get_default_widget (GTK_WINDOW (dialog))));
  WAIT_UNTIL (find_window (VELO_TYPE_SALE_DIALOG) == NULL);
}

/* What is sure needs no look, however low the window is; and other keys and other buttons are left alone. */
static void
test_sure (Fixture       *fixture,
           gconstpointer  data)
{
  static const char * const texts[] = { "KB26E48217", NULL };
  g_autoptr(GBytes) bytes = review_make_pdf (1, 0, texts);
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1", "Maier", "E-Trail", 89900);
  VeloSaleDialog *dialog;

  velo_vehicle_set_battery_number (first_vehicle (invoice), "AK-1");
  velo_customer_set_street (velo_invoice_get_customer (invoice), "Weg 1");
  dialog = show_low (fixture, invoice, bytes, 1180);
  g_assert_null (velo_sale_dialog_get_unseen (dialog));
  g_assert_false (press (dialog, GDK_KEY_Return));
  gtk_editable_set_text (GTK_EDITABLE (review_field (dialog, "city")), "");
  WAIT_UNTIL (velo_sale_dialog_get_unseen (dialog) == GTK_WIDGET (review_field (dialog, "city")));
  g_assert_false (press (dialog, GDK_KEY_Tab));
  gtk_window_set_focus (GTK_WINDOW (dialog), review_find (GTK_WIDGET (dialog), "used_switch"));
  g_assert_false (press (dialog, GDK_KEY_Return));
  gtk_window_set_focus (GTK_WINDOW (dialog), review_find (GTK_WIDGET (dialog), "save_button"));
  g_assert_true (press (dialog, GDK_KEY_Return));
  g_assert_null (velo_sale_dialog_get_unseen (dialog));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
assert_no_doubt (VeloSaleDialog *dialog)
{
  static const char * const read[] = { "maker", "model", "frame-number", "battery-number", "first-name", "last-name",
                                       "street", "number", "date" };

  for (guint i = 0; i < G_N_ELEMENTS (read); i++)
    {
      const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (review_field (dialog, read[i])));

      g_assert_null (strstr (title, "please check"));
      g_assert_null (strstr (title, "guessed"));
      g_assert_cmpint (velo_sale_field_get_sureness (review_field (dialog, read[i])), ==, VELO_SURENESS_HIGH);
    }
  g_assert_null (velo_sale_dialog_get_unseen (dialog));
}

/* Nothing is doubted any more that somebody has accepted, or that the customer has signed for. */
static void
test_settled (Fixture       *fixture,
              gconstpointer  data)
{
  gboolean insured = GPOINTER_TO_INT (data);
  g_autoptr(GBytes) bytes = review_load ("de_facturx_en16931_text.pdf");
  g_autoptr(VeloInvoice) invoice = review_read (bytes, "rechnung.pdf");
  VeloSaleDialog *dialog;

  fixture_show (fixture, gtk_label_new ("main"));
  velo_invoice_set_accepted (invoice, !insured);
  if (insured)
    velo_vehicle_set_state (first_vehicle (invoice), VELO_INSURANCE_STATE_INSURED);
  dialog = velo_sale_dialog_new_check (fixture->window, fixture->counter, fixture->settings, invoice, bytes);
  gtk_window_present (GTK_WINDOW (dialog));
  WAIT_UNTIL (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  assert_no_doubt (dialog);
  g_assert_nonnull (strstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (review_field (dialog, "frame-number"))),
                            "checked"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

#define ADD(path, data, func) \
  g_test_add ("/desktop/review-seen/" path, Fixture, data, fixture_set_up, func, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("leads", GINT_TO_POINTER (1180), test_leads);
  ADD ("leads/narrow", GINT_TO_POINTER (360), test_leads);
  ADD ("sure", NULL, test_sure);
  ADD ("settled/accepted", GINT_TO_POINTER (FALSE), test_settled);
  ADD ("settled/insured", GINT_TO_POINTER (TRUE), test_settled);
  return g_test_run ();
}
