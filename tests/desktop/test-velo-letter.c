/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters and what is filled into them, and what becomes of the insurance of a vehicle that came back. */

#include "config.h"

#include <string.h>

#include "velo-assistant-test.h"

#include "velo-counter-fixture.h"
#include "velo-date.h"
#include "velo-document-window.h"
#include "velo-letter-dialog.h"
#include "velo-letter.h"
#include "velo-notice.h"
#include "velo-return-dialog.h"
#include "velo-store-documents.h"
#include "velo-store-journal.h"
#include "velo-store-returns.h"
#include "velo-store-sales.h"

/* Words */

static VeloCustomer *
make_customer (VeloSalutation salutation)
{
  VeloCustomer *customer = velo_customer_new ();

  velo_customer_set_salutation (customer, salutation);
  velo_customer_set_title (customer, "Dr.");
  velo_customer_set_first_name (customer, "Katharina");
  velo_customer_set_last_name (customer, "Übelacker-Groß");
  velo_customer_set_street (customer, "Lindenweg 7a");
  velo_customer_set_postcode (customer, "91054");
  velo_customer_set_city (customer, "Erlangen");
  return customer;
}

static VeloVehicle *
make_vehicle (void)
{
  VeloVehicle *vehicle = velo_vehicle_new ();
  g_autoptr(GDate) bought = velo_date_parse_iso ("2026-04-18");

  velo_vehicle_set_maker (vehicle, "Kronberg");
  velo_vehicle_set_model (vehicle, "{Kunde} 8");
  velo_vehicle_set_frame_number (vehicle, "WKB1");
  velo_vehicle_set_purchase_date (vehicle, bought);
  return vehicle;
}

static char *
fill (const char      *text,
      VeloSalutation   salutation,
      char           **unknown)
{
  g_autoptr(VeloCustomer) customer = make_customer (salutation);
  g_autoptr(VeloVehicle) vehicle = make_vehicle ();
  g_autoptr(GDate) last_day = velo_date_parse_iso ("2027-04-18");
  const VeloLetterFacts facts = { .customer = customer, .vehicle = vehicle, .last_day = last_day, .employee = "Jana" };

  return velo_letter_fill (text, &facts, unknown);
}

static void
test_fill (void)
{
  static const struct { const char *text; const char *filled; const char *unknown; } cases[] = {
    { "", "", NULL },
    { "nothing to fill", "nothing to fill", NULL },
    { "{Anrede}", "Sehr geehrte Frau Dr. Übelacker-Groß,", NULL },
    /* what is filled in is not filled again */
    { "{Fahrzeug}, {Rahmennummer}", "Kronberg {Kunde} 8, WKB1", NULL },
    { "{Kaufdatum} {Letzter Tag}", "18.04.2026 18.04.2027", NULL },
    { "{Mitarbeiter}{Mitarbeiter}", "JanaJana", NULL },
    { "{Vertrag}|{Telefon}", "|", NULL },
    { "{Gibt es nicht} {Auch nicht}", "{Gibt es nicht} {Auch nicht}", "Gibt es nicht" },
    { "{ offen", "{ offen", NULL },
    { "{{Mitarbeiter}}", "{Jana}", NULL },
    { "a } b { c\n} {Mitarbeiter}", "a } b { c\n} Jana", NULL },
    { "%s %n {Mitarbeiter}", "%s %n Jana", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *unknown = NULL;
      g_autofree char *filled = fill (cases[i].text, VELO_SALUTATION_FRAU, &unknown);

      g_assert_cmpstr (filled, ==, cases[i].filled);
      g_assert_cmpstr (unknown, ==, cases[i].unknown);
    }
}

static void
test_salutations (void)
{
  g_autofree char *nobody = fill ("{Anrede}", VELO_SALUTATION_NONE, NULL);
  g_autofree char *sir = fill ("{Anrede}", VELO_SALUTATION_HERR, NULL);

  g_assert_cmpstr (nobody, ==, "Guten Tag,");
  g_assert_cmpstr (sir, ==, "Sehr geehrter Herr Dr. Übelacker-Groß,");
}

/* Every placeholder of our own texts exists; Austrian says Polizze. */
static void
test_own_texts (void)
{
  for (int kind = VELO_LETTER_OFFER; kind <= VELO_LETTER_NOTICE; kind++)
    for (int austrian = 0; austrian < 2; austrian++)
      {
        g_autofree char *in_subject = NULL;
        g_autofree char *in_text = NULL;
        g_autofree char *subject = fill (velo_letter_get_subject (kind, austrian), VELO_SALUTATION_FRAU, &in_subject);
        g_autofree char *text = fill (velo_letter_get_text (kind, austrian), VELO_SALUTATION_FRAU, &in_text);

        g_assert_cmpstr (in_subject, ==, NULL);
        g_assert_cmpstr (in_text, ==, NULL);
        g_assert_cmpint (strstr (text, "Polizze") != NULL, ==, austrian);
        g_assert_cmpstr (subject, !=, "");
      }
}

static void
test_mail (void)
{
  static const char * const wrong[] = { "", "nobody", "@", "a@", "@b", "a@b@c", "a b@c", "a@b,c@d", "<a@b>" };
  g_autofree char *uri = velo_letter_dup_mail_uri (" eva+rad@example.org ", "Ihr Rad & Sie", "Guten Tag,\nübrigens");

  g_assert_cmpstr (uri, ==, "mailto:eva%2Brad@example.org?subject=Ihr%20Rad%20%26%20Sie"
                            "&body=Guten%20Tag%2C%0D%0A%C3%BCbrigens");
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_null (velo_letter_dup_mail_uri (wrong[i], "s", "t"));
}

/* Vehicles that came back */

static void
add_reversal (Fixture *fixture)
{
  g_autoptr(VeloInvoice) reversal = velo_invoice_new ();
  g_autoptr(GDate) today = velo_date_today ();
  Answer answer = { 0 };
  GError *error = NULL;

  velo_invoice_set_number (reversal, "GU-1");
  velo_invoice_set_date (reversal, today);
  velo_invoice_set_format (reversal, "typed");
  velo_invoice_set_is_reversal (reversal, TRUE);
  velo_invoice_set_preceding (reversal, "RE-1");
  velo_invoice_set_gross_cents (reversal, -399900);
  velo_store_add_sale_async (fixture->store, reversal, NULL, "Jana", NULL, answer_cb, &answer);
  answer_wait (&answer);
  g_assert_true (velo_store_add_sale_finish (fixture->store, answer.result, NULL, &error));
  g_assert_no_error (error);
  answer_clear (&answer);
}

static void
insure (Fixture *fixture)
{
  g_autoptr(VeloProposal) proposal = fixture_make_signed (fixture);
  g_autoptr(VeloPolicy) policy = NULL;
  GError *error = NULL;

  policy = fixture_conclude (fixture, proposal, &error);
  g_assert_no_error (error);
}

static guint
count_returned (Fixture *fixture)
{
  g_autoptr(GPtrArray) items = NULL;
  Answer answer = { 0 };
  GError *error = NULL;

  velo_store_list_returned_async (fixture->store, NULL, NULL, answer_cb, &answer);
  answer_wait (&answer);
  items = velo_store_list_returned_finish (fixture->store, answer.result, &error);
  g_assert_no_error (error);
  answer_clear (&answer);
  return items->len;
}

static guint
count_letters (Fixture *fixture)
{
  g_autoptr(GPtrArray) documents = NULL;
  Answer answer = { 0 };
  GError *error = NULL;
  guint n = 0;

  velo_store_list_documents_async (fixture->store, fixture->vehicle_id, NULL, NULL, answer_cb, &answer);
  answer_wait (&answer);
  documents = velo_store_list_documents_finish (fixture->store, answer.result, &error);
  g_assert_no_error (error);
  answer_clear (&answer);
  for (guint i = 0; i < documents->len; i++)
    n += strstr (velo_document_get_title (g_ptr_array_index (documents, i)), "signed by the customer") != NULL;
  return n;
}

static char *
dup_outcome (Fixture *fixture)
{
  g_autoptr(GPtrArray) entries = NULL;
  Answer answer = { 0 };
  GError *error = NULL;
  char *outcome = NULL;

  velo_store_list_journal_async (fixture->store, fixture->vehicle_id, NULL, answer_cb, &answer);
  answer_wait (&answer);
  entries = velo_store_list_journal_finish (fixture->store, answer.result, &error);
  g_assert_no_error (error);
  answer_clear (&answer);
  for (guint i = 0; i < entries->len; i++)
    if (g_str_equal (velo_journal_entry_get_what (g_ptr_array_index (entries, i)), "return-settled"))
      outcome = g_strdup (velo_journal_entry_get_detail (g_ptr_array_index (entries, i)));
  return outcome;
}

static void
close_documents (void)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (VELO_IS_DOCUMENT_WINDOW (l->data))
      gtk_window_destroy (l->data);
  velo_test_settle ();
}

static VeloReturnDialog *
show_dialog (Fixture *fixture)
{
  GtkWindow *dialog = velo_return_dialog_present (NULL, fixture->counter, NULL, fixture->vehicle_id);

  WAIT_UNTIL (velo_return_dialog_is_ready (VELO_RETURN_DIALOG (dialog)));
  return VELO_RETURN_DIALOG (dialog);
}

static void
answer_dialog (VeloReturnDialog *dialog,
               VeloReturnChoice  choice)
{
  gpointer weak = dialog;

  g_object_add_weak_pointer (G_OBJECT (dialog), &weak);
  g_assert_true (velo_return_dialog_choose (dialog, choice));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "return.settle", NULL);
  WAIT_UNTIL (weak == NULL);
}

static void
test_kept (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *outcome = NULL;

  insure (fixture);
  add_reversal (fixture);
  g_assert_cmpuint (count_returned (fixture), ==, 1);
  answer_dialog (show_dialog (fixture), VELO_RETURN_KEEP);
  g_assert_cmpuint (count_returned (fixture), ==, 0);
  g_assert_cmpuint (count_letters (fixture), ==, 0);
  outcome = dup_outcome (fixture);
  g_assert_cmpstr (outcome, ==, "kept");
}

static void
test_withdrawn (Fixture       *fixture,
                gconstpointer  data)
{
  VeloReturnDialog *dialog;
  g_autofree char *outcome = NULL;

  insure (fixture);
  add_reversal (fixture);
  dialog = show_dialog (fixture);
  /* there is nothing to give up any more */
  g_assert_false (velo_return_dialog_choose (dialog, VELO_RETURN_ABANDON));
  answer_dialog (dialog, VELO_RETURN_WITHDRAW);
  g_assert_cmpuint (count_returned (fixture), ==, 0);
  g_assert_cmpuint (count_letters (fixture), ==, 1);
  outcome = dup_outcome (fixture);
  g_assert_cmpstr (outcome, ==, "withdrawn");
  close_documents ();
}

static void
test_abandoned (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_make_signed (fixture);
  g_autoptr(VeloProposal) next = NULL;
  VeloReturnDialog *dialog;

  add_reversal (fixture);
  dialog = show_dialog (fixture);
  g_assert_false (velo_return_dialog_choose (dialog, VELO_RETURN_WITHDRAW));
  answer_dialog (dialog, VELO_RETURN_ABANDON);
  g_assert_cmpuint (count_returned (fixture), ==, 0);
  next = fixture_open (fixture);
  g_assert_cmpstr (velo_proposal_get_id (next), !=, velo_proposal_get_id (proposal));
}

/* Nothing chosen, and an answer that another workstation has given meanwhile. */
static void
test_not_settled (Fixture       *fixture,
                  gconstpointer  data)
{
  VeloReturnDialog *dialog;
  Answer answer = { 0 };

  insure (fixture);
  add_reversal (fixture);
  dialog = show_dialog (fixture);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "return.settle", NULL);
  velo_test_settle ();
  g_assert_cmpuint (count_returned (fixture), ==, 1);
  velo_store_settle_return_async (fixture->store, fixture->vehicle_id, "kept", "Max", NULL, answer_cb, &answer);
  answer_wait (&answer);
  g_assert_true (velo_store_settle_return_finish (fixture->store, answer.result, NULL));
  answer_clear (&answer);
  g_assert_true (velo_return_dialog_choose (dialog, VELO_RETURN_KEEP));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "return.settle", NULL);
  WAIT_UNTIL (velo_notice_get_revealed (VELO_NOTICE (velo_test_find (GTK_WIDGET (dialog), "notice"))));
  gtk_window_destroy (GTK_WINDOW (dialog));
  velo_test_settle ();
}

static void
test_missing (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWindow *dialog = velo_return_dialog_present (NULL, fixture->counter, NULL, "no such vehicle");

  WAIT_UNTIL (velo_notice_get_revealed (VELO_NOTICE (velo_test_find (GTK_WIDGET (dialog), "notice"))));
  g_assert_false (velo_return_dialog_is_ready (VELO_RETURN_DIALOG (dialog)));
  gtk_window_destroy (dialog);
  velo_test_settle ();
}

/* The dialog */

static VeloLetterDialog *
show_letters (Fixture            *fixture,
              const char * const *vehicle_ids)
{
  GtkWindow *dialog = velo_letter_dialog_present (NULL, fixture->counter, NULL, vehicle_ids);

  WAIT_UNTIL (velo_letter_dialog_is_ready (VELO_LETTER_DIALOG (dialog)));
  return VELO_LETTER_DIALOG (dialog);
}

static void
close_dialog (VeloLetterDialog *dialog)
{
  gpointer weak = dialog;

  g_object_add_weak_pointer (G_OBJECT (dialog), &weak);
  gtk_window_destroy (GTK_WINDOW (dialog));
  WAIT_UNTIL (weak == NULL);
}

static gboolean
has_event (Fixture    *fixture,
           const char *what)
{
  g_autoptr(GPtrArray) entries = NULL;
  Answer answer = { 0 };
  gboolean found = FALSE;

  velo_store_list_journal_async (fixture->store, fixture->vehicle_id, NULL, answer_cb, &answer);
  answer_wait (&answer);
  entries = velo_store_list_journal_finish (fixture->store, answer.result, NULL);
  answer_clear (&answer);
  for (guint i = 0; i < entries->len; i++)
    found |= g_str_equal (velo_journal_entry_get_what (g_ptr_array_index (entries, i)), what);
  return found;
}

static void
test_dialog (Fixture       *fixture,
             gconstpointer  data)
{
  const char *ids[] = { fixture->vehicle_id, fixture->vehicle_id, NULL };
  VeloLetterDialog *dialog = show_letters (fixture, ids);
  g_autoptr(GBytes) pdf = NULL;
  Answer answer = { 0 };
  GError *error = NULL;
  int width = 0;

  g_assert_nonnull (strstr (velo_letter_dialog_get_preview (dialog), "Sehr geehrte Frau Übelacker-Groß,"));
  g_assert_nonnull (strstr (velo_letter_dialog_get_preview (dialog), "Kronberg E-Trail"));
  velo_letter_dialog_set_text (dialog, "Hallo {Kunde}");
  g_assert_true (g_str_has_suffix (velo_letter_dialog_get_preview (dialog), "Hallo Katharina Übelacker-Groß"));
  velo_letter_run_render_async (velo_letter_dialog_get_run (dialog), "Betreff", "Hallo {Kunde}", answer_cb, &answer);
  answer_wait (&answer);
  pdf = velo_letter_run_render_finish (velo_letter_dialog_get_run (dialog), answer.result, &error);
  g_assert_no_error (error);
  answer_clear (&answer);
  g_assert_true (memcmp (g_bytes_get_data (pdf, NULL), "%PDF-", 5) == 0);
  velo_letter_run_record (velo_letter_dialog_get_run (dialog), "letter", NULL);
  WAIT_UNTIL (has_event (fixture, "letter-sent") && has_event (fixture, "document-filed"));
  g_assert_false (has_event (fixture, "mail-agreed"));
  gtk_widget_measure (GTK_WIDGET (dialog), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 360);
  close_dialog (dialog);
}

/* Without an address there is no mail; with one only after the tick. */
static void
test_dialog_mail (Fixture       *fixture,
                  gconstpointer  data)
{
  const char *ids[] = { fixture->vehicle_id, NULL };
  VeloLetterDialog *dialog = show_letters (fixture, ids);

  g_assert_false (gtk_widget_get_visible (velo_test_find (GTK_WIDGET (dialog), "mail_button")));
  velo_letter_run_record (velo_letter_dialog_get_run (dialog), "mail", "The customer has agreed");
  WAIT_UNTIL (has_event (fixture, "mail-agreed"));
  close_dialog (dialog);
}

static void
test_dialog_wrong_words (Fixture       *fixture,
                         gconstpointer  data)
{
  VeloLetterDialog *dialog = show_letters (fixture, NULL);
  GtkWidget *notice = velo_test_find (GTK_WIDGET (dialog), "notice");

  g_assert_nonnull (strstr (velo_letter_dialog_get_preview (dialog), "Mustermann"));
  g_assert_false (velo_notice_get_revealed (VELO_NOTICE (notice)));
  velo_letter_dialog_set_text (dialog, "Hallo {Kunde} {Rabatt}");
  g_assert_true (velo_notice_get_revealed (VELO_NOTICE (notice)));
  g_assert_nonnull (strstr (velo_notice_get_title (VELO_NOTICE (notice)), "{Rabatt}"));
  velo_letter_dialog_set_text (dialog, "");
  g_assert_false (velo_notice_get_revealed (VELO_NOTICE (notice)));
  close_dialog (dialog);
}

static void
test_dialog_missing (Fixture       *fixture,
                     gconstpointer  data)
{
  const char *ids[] = { "no such vehicle", NULL };
  GtkWindow *dialog = velo_letter_dialog_present (NULL, fixture->counter, NULL, ids);

  WAIT_UNTIL (velo_notice_get_revealed (VELO_NOTICE (velo_test_find (GTK_WIDGET (dialog), "notice"))));
  g_assert_false (velo_letter_dialog_is_ready (VELO_LETTER_DIALOG (dialog)));
  close_dialog (VELO_LETTER_DIALOG (dialog));
}

#define ADD(path, function) \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  velo_test_init (&argc, &argv);

  g_test_add_func ("/letter/fill", test_fill);
  g_test_add_func ("/letter/salutations", test_salutations);
  g_test_add_func ("/letter/own-texts", test_own_texts);
  g_test_add_func ("/letter/mail", test_mail);
  ADD ("/letter/dialog", test_dialog);
  ADD ("/letter/dialog-mail", test_dialog_mail);
  ADD ("/letter/dialog-wrong-words", test_dialog_wrong_words);
  ADD ("/letter/dialog-missing", test_dialog_missing);
  ADD ("/return/kept", test_kept);
  ADD ("/return/withdrawn", test_withdrawn);
  ADD ("/return/abandoned", test_abandoned);
  ADD ("/return/not-settled", test_not_settled);
  ADD ("/return/missing", test_missing);
  return g_test_run ();
}
