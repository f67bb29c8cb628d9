/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The end of an insurance: the dialog, the page of the vehicle, the invoice. */

#include "config.h"

#include "velo-insured-fixture.h"

#include "velo-end-dialog.h"
#include "velo-invoice-sheet.h"
#include "velo-vehicle-info-page.h"
#include "velo-vehicle-text.h"

#include <string.h>

static VeloVehicleInfoPage *
show_page (Fixture     *fixture,
           VeloInvoice *invoice)
{
  GtkWidget *page = velo_vehicle_info_page_new (fixture->counter, fixture->settings,
                                                velo_vehicle_get_id (first_vehicle (invoice)));

  fixture_show (fixture, page);
  WAIT_UNTIL (!velo_vehicle_info_page_is_loading (VELO_VEHICLE_INFO_PAGE (page)));
  return VELO_VEHICLE_INFO_PAGE (page);
}

static VeloEndDialog *
find_dialog (void)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (VELO_IS_END_DIALOG (l->data))
      return l->data;
  return NULL;
}

static VeloEndDialog *
open_dialog (VeloVehicleInfoPage *page)
{
  gtk_widget_activate_action (GTK_WIDGET (page), "vehicle.end", NULL);
  WAIT_UNTIL (find_dialog () != NULL);
  return find_dialog ();
}

static VeloInsuranceState
get_state (VeloVehicleInfoPage *page)
{
  return velo_vehicle_get_state (velo_vehicle_info_page_get_vehicle (page));
}

static char *
dup_today (void)
{
  g_autoptr(GDate) today = velo_date_today ();

  return velo_date_format_iso (today);
}

static void
test_record_and_undo (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = fixture_add (fixture, make_sale ("RE-1", "Maier", "E-Trail", 89900));
  g_autofree char *today = dup_today ();
  VeloVehicleInfoPage *page;
  VeloEndDialog *dialog;
  int width = 0;

  fixture_insure (fixture, invoice, "12345678");
  page = show_page (fixture, invoice);
  g_assert_true (velo_test_has_text (GTK_WIDGET (page), "Insurance Ended"));
  dialog = open_dialog (page);
  gtk_widget_measure (GTK_WIDGET (dialog), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 360);
  velo_end_dialog_enter (dialog, today, VELO_END_REASON_LOST);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "end.record", NULL);
  WAIT_UNTIL (find_dialog () == NULL);
  WAIT_UNTIL (get_state (page) == VELO_INSURANCE_STATE_ENDED && velo_test_has_text (GTK_WIDGET (page), "Correct the End"));
  g_assert_true (velo_test_has_text (GTK_WIDGET (page), "Total loss or theft"));
  g_assert_true (velo_test_has_text (GTK_WIDGET (page), "The insurance of this vehicle has ended."));
  /* it was a mistake */
  dialog = open_dialog (page);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "end.undo", NULL);
  WAIT_UNTIL (find_dialog () == NULL);
  WAIT_UNTIL (get_state (page) == VELO_INSURANCE_STATE_INSURED && velo_test_has_text (GTK_WIDGET (page), "Insurance Ended"));
  g_assert_true (velo_test_has_text (GTK_WIDGET (page), "Insurance has not ended after all"));
}

/* Whose insurance has ended can be insured again; the contract before stands on the page. */
static void
test_insured_again (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = fixture_add (fixture, make_sale ("RE-1", "Maier", "E-Trail", 89900));
  g_autofree char *today = dup_today ();
  VeloVehicleInfoPage *page;
  VeloEndDialog *dialog;

  fixture_insure (fixture, invoice, "12345678");
  page = show_page (fixture, invoice);
  g_assert_false (velo_test_has_text (GTK_WIDGET (page), "Insure Again"));
  dialog = open_dialog (page);
  velo_end_dialog_enter (dialog, today, VELO_END_REASON_WITHDRAWN);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "end.record", NULL);
  WAIT_UNTIL (find_dialog () == NULL);
  WAIT_UNTIL (get_state (page) == VELO_INSURANCE_STATE_ENDED && velo_test_has_text (GTK_WIDGET (page), "Insure Again"));
  g_assert_false (velo_test_has_text (GTK_WIDGET (page), "Former Contract"));
  fixture_insure (fixture, invoice, "87654321");
  WAIT_UNTIL (get_state (page) == VELO_INSURANCE_STATE_INSURED && velo_test_has_text (GTK_WIDGET (page), "Former Contract"));
  g_assert_true (velo_test_has_text (GTK_WIDGET (page), "87654321"));
  g_assert_true (velo_test_has_text (GTK_WIDGET (page), "12345678, ended on"));
  g_assert_false (velo_test_has_text (GTK_WIDGET (page), "Insure Again"));
}

/* Neither day nor reason is guessed, and an impossible day is refused; what was typed stays. */
static void
test_incomplete (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = fixture_add (fixture, make_sale ("RE-1", "Maier", "E-Trail", 89900));
  g_autoptr(GDate) today = velo_date_today ();
  g_autofree char *far = g_strdup_printf ("%d-01-01", g_date_get_year (today) + 7);
  const struct { const char *day; VeloEndReason reason; const char *words; } cases[] = {
    { "", VELO_END_REASON_LOST, "Please enter the day" },
    { "soon", VELO_END_REASON_LOST, "Please enter the day" },
    { "2026-02-30", VELO_END_REASON_LOST, "Please enter the day" },
    { "2020-01-01", VELO_END_REASON_NONE, "Please choose why" },
    { "2020-01-01", VELO_END_REASON_LOST, "This day cannot be" },
    { far, VELO_END_REASON_CANCELLED, "This day cannot be" },
  };
  VeloVehicleInfoPage *page;
  VeloEndDialog *dialog;

  fixture_insure (fixture, invoice, "12345678");
  page = show_page (fixture, invoice);
  dialog = open_dialog (page);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].day);
      velo_end_dialog_enter (dialog, cases[i].day, cases[i].reason);
      gtk_widget_activate_action (GTK_WIDGET (dialog), "end.record", NULL);
      WAIT_UNTIL (velo_end_dialog_failed (dialog) && velo_test_has_text (GTK_WIDGET (dialog), cases[i].words));
    }
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_assert_cmpint (get_state (page), ==, VELO_INSURANCE_STATE_INSURED);
}

static void
test_store_closed (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = fixture_add (fixture, make_sale ("RE-1", "Maier", "E-Trail", 89900));
  g_autofree char *today = dup_today ();
  VeloEndDialog *dialog;

  fixture_insure (fixture, invoice, "12345678");
  dialog = open_dialog (show_page (fixture, invoice));
  fixture_close_store (fixture);
  velo_end_dialog_enter (dialog, today, VELO_END_REASON_OTHER);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "end.record", NULL);
  WAIT_UNTIL (velo_end_dialog_failed (dialog));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* Closed while it is being stored. */
static void
test_closed_early (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = fixture_add (fixture, make_sale ("RE-1", "Maier", "E-Trail", 89900));
  g_autofree char *today = dup_today ();
  VeloVehicleInfoPage *page;
  VeloEndDialog *dialog;

  fixture_insure (fixture, invoice, "12345678");
  page = show_page (fixture, invoice);
  dialog = open_dialog (page);
  velo_end_dialog_enter (dialog, today, VELO_END_REASON_WITHDRAWN);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "end.record", NULL);
  gtk_window_destroy (GTK_WINDOW (dialog));
  WAIT_UNTIL (get_state (page) == VELO_INSURANCE_STATE_ENDED);
}

/* Without a contract there is nothing to end. */
static void
test_not_insured (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = fixture_add (fixture, make_sale ("RE-1", "Maier", "E-Trail", 89900));
  VeloVehicleInfoPage *page = show_page (fixture, invoice);

  g_assert_false (velo_test_has_text (GTK_WIDGET (page), "Insurance Ended"));
  gtk_widget_activate_action (GTK_WIDGET (page), "vehicle.end", NULL);
  settle ();
  g_assert_null (find_dialog ());
}

/* What is printed again says the truth. */
static void
test_notice (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1", "Maier", "E-Trail", 89900);
  g_autoptr(GSettings) sale = g_settings_get_child (fixture->settings, "sale");
  g_autofree char *words = g_settings_get_string (sale, "not-insured-text");
  g_autofree char *insured = NULL;
  g_autofree char *ended = NULL;

  velo_vehicle_set_contract_number (first_vehicle (invoice), "12345678");
  velo_vehicle_set_state (first_vehicle (invoice), VELO_INSURANCE_STATE_INSURED);
  insured = velo_invoice_sheet_notice (invoice, fixture->settings);
  g_assert_nonnull (strstr (insured, "12345678"));
  velo_vehicle_set_state (first_vehicle (invoice), VELO_INSURANCE_STATE_ENDED);
  ended = velo_invoice_sheet_notice (invoice, fixture->settings);
  g_assert_null (strstr (ended, "12345678"));
  g_assert_nonnull (strstr (ended, words));
}

static void
test_words (void)
{
  static const struct { const char *detail; const char *words; } cases[] = {
    { "2026-05-01 lost", "Total loss or theft" },
    { "2026-05-01 withdrawn", "Withdrawn by the customer" },
    { "2026-05-01 none", "Insurance ended" },
    { "2026-05-01 of a newer version", "Insurance ended" },
    { "lost", "Insurance ended" },
    { "", "Insurance ended" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(VeloJournalEntry) entry = velo_journal_entry_new ();
      g_autofree char *text = NULL;

      velo_journal_entry_set_what (entry, "contract-ended");
      velo_journal_entry_set_detail (entry, cases[i].detail);
      text = velo_vehicle_text_journal (&entry, 1);
      g_assert_true (g_str_has_suffix (text, cases[i].words));
    }
}

#define ADD(path, function) \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();

  ADD ("/end/record-and-undo", test_record_and_undo);
  ADD ("/end/insured-again", test_insured_again);
  ADD ("/end/incomplete", test_incomplete);
  ADD ("/end/store-closed", test_store_closed);
  ADD ("/end/closed-early", test_closed_early);
  ADD ("/end/not-insured", test_not_insured);
  ADD ("/end/notice", test_notice);
  g_test_add_func ("/end/words", test_words);
  return g_test_run ();
}
