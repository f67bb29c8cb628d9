/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests what the customer is given to sign: the right form, of today, with what is struck out and what does not fit. */

#include "velo-counter-fixture.h"

#include <string.h>

#include "velo-counter-private.h"
#include "velo-date.h"
#include "velo-pdf-document.h"
#include "velo-pdf-form.h"
#include "velo-store-journal.h"

static GBytes *
prepare (Fixture       *fixture,
         VeloProposal  *proposal,
         GStrv         *problems,
         GError       **error)
{
  Answer answer = { 0 };
  GBytes *pdf;

  velo_counter_prepare_async (fixture->counter, proposal, NULL, answer_cb, &answer);
  answer_wait (&answer);
  pdf = velo_counter_prepare_finish (fixture->counter, answer.result, problems, error);
  answer_clear (&answer);
  return pdf;
}

static VeloProposal *
open_filled (Fixture *fixture)
{
  VeloProposal *proposal = fixture_open (fixture);

  fixture_fill (proposal);
  fixture_save (fixture, proposal);
  return proposal;
}

static VeloPdfDocument *
open_pdf (GBytes *pdf)
{
  Answer answer = { 0 };
  VeloPdfDocument *document;
  GError *error = NULL;

  velo_pdf_document_open_async (pdf, NULL, answer_cb, &answer);
  answer_wait (&answer);
  document = velo_pdf_document_open_finish (answer.result, &error);
  g_assert_no_error (error);
  answer_clear (&answer);
  return document;
}

static gboolean
says (GBytes     *pdf,
      const char *words)
{
  g_autoptr(VeloPdfDocument) document = open_pdf (pdf);
  g_autofree char *text = NULL;
  Answer answer = { 0 };
  GError *error = NULL;

  velo_pdf_document_get_text_async (document, 0, NULL, answer_cb, &answer);
  answer_wait (&answer);
  text = velo_pdf_document_get_text_finish (document, answer.result, &error);
  g_assert_no_error (error);
  answer_clear (&answer);
  velo_pdf_document_close (document);
  return strstr (text, words) != NULL;
}

/* Dark pixels of the sentence on immediate cover, where section 5 of the protocol has it. */
static guint
count_inked (GBytes *pdf)
{
  g_autoptr(VeloPdfDocument) document = open_pdf (pdf);
  g_autoptr(VeloPdfImage) image = NULL;
  const guint8 *data;
  Answer answer = { 0 };
  guint n_inked = 0;
  GError *error = NULL;
  int height;

  velo_pdf_document_render_async (document, 0, 1, NULL, answer_cb, &answer);
  answer_wait (&answer);
  image = velo_pdf_document_render_finish (document, answer.result, &error);
  g_assert_no_error (error);
  answer_clear (&answer);
  velo_pdf_document_close (document);
  data = g_bytes_get_data (velo_pdf_image_get_pixels (image), NULL);
  height = velo_pdf_image_get_height (image);
  for (int y = height - 80; y < height - 64; y++)
    for (int x = 309; x < 541; x++)
      {
        guint32 pixel;

        memcpy (&pixel, data + (gsize) y * velo_pdf_image_get_stride (image) + (gsize) x * 4, sizeof pixel);
        n_inked += (pixel >> 16 & 0xff) < 180;
      }
  return n_inked;
}

/* There is no field for immediate cover: whoever does not want it strikes the sentence out, and only then. */
static void
test_struck_out (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = open_filled (fixture);
  g_autoptr(GBytes) wanted = NULL;
  g_autoptr(GBytes) unwanted = NULL;
  Answer answer = { 0 };
  GError *error = NULL;

  velo_proposal_set_immediate_cover (proposal, TRUE);
  fixture_choose (fixture, proposal, "A", 12);
  wanted = prepare (fixture, proposal, NULL, &error);
  g_assert_no_error (error);
  velo_counter_revise_async (fixture->counter, proposal, NULL, answer_cb, &answer);
  answer_wait (&answer);
  g_assert_true (velo_counter_move_finish (fixture->counter, answer.result, &error));
  answer_clear (&answer);
  velo_proposal_set_immediate_cover (proposal, FALSE);
  fixture_choose (fixture, proposal, "A", 12);
  unwanted = prepare (fixture, proposal, NULL, &error);
  g_assert_no_error (error);
  /* two lines across */
  g_assert_cmpuint (count_inked (unwanted), >=, count_inked (wanted) + 180);
}

/* The box cuts what is too long: it is said which words, before anybody signs. */
static void
test_clipped (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = open_filled (fixture);
  g_autoptr(GBytes) pdf = NULL;
  g_auto(GStrv) problems = NULL;
  GError *error = NULL;

  velo_vehicle_set_maker (velo_proposal_get_vehicle (proposal), "Fahrradmanufaktur Obermaier und Enkel KG");
  fixture_choose (fixture, proposal, "A", 12);
  pdf = prepare (fixture, proposal, &problems, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (problems), ==, 1);
  g_assert_nonnull (strstr (problems[0], "Fahrradmanufaktur Obermaier und Enkel KG"));
}

/* Who pays by himself gets the form without a mandate, whoever is debited the one with it. */
static void
test_bank_part (Fixture       *fixture,
                gconstpointer  data)
{
  static const struct { VeloPayment payment; gboolean mandate; } rows[] = {
    { VELO_PAYMENT_SELF_PAYER, FALSE }, { VELO_PAYMENT_DIRECT_DEBIT, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(VeloProposal) proposal = open_filled (fixture);
      g_autoptr(GBytes) pdf = NULL;
      Answer answer = { 0 };
      GError *error = NULL;

      velo_proposal_set_payment (proposal, rows[i].payment);
      fixture_choose (fixture, proposal, "A", 12);
      pdf = prepare (fixture, proposal, NULL, &error);
      g_assert_no_error (error);
      g_assert_false (velo_proposal_get_own_form (proposal));
      g_assert_cmpint (says (pdf, "Lastschriftmandat"), ==, rows[i].mandate);
      g_assert_cmpint (says (pdf, "DE89 3704 0044 0532 0130 00"), ==, rows[i].mandate);
      velo_counter_revise_async (fixture->counter, proposal, NULL, answer_cb, &answer);
      answer_wait (&answer);
      g_assert_true (velo_counter_move_finish (fixture->counter, answer.result, &error));
      answer_clear (&answer);
    }
}

/* Nobody can fill in what the customer has signed: there are no fields any more. */
static void
test_no_fields (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = open_filled (fixture);
  g_autoptr(GBytes) pdf = NULL;
  g_autoptr(GPtrArray) fields = NULL;
  Answer answer = { 0 };
  GError *error = NULL;

  fixture_choose (fixture, proposal, "A", 12);
  pdf = prepare (fixture, proposal, NULL, &error);
  g_assert_no_error (error);
  velo_pdf_form_list_fields_async (pdf, NULL, answer_cb, &answer);
  answer_wait (&answer);
  fields = velo_pdf_form_list_fields_finish (answer.result, &error);
  g_assert_no_error (error);
  answer_clear (&answer);
  g_assert_cmpuint (fields->len, ==, 0);
}

/* An application bears its day: that of yesterday is made anew, under the number that it has. */
static void
test_next_day (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = open_filled (fixture);
  g_autoptr(GDate) today = velo_date_today ();
  g_autoptr(GDate) yesterday = velo_date_today ();
  g_autofree char *number = NULL;
  g_autoptr(GBytes) first = NULL;
  g_autoptr(GBytes) same = NULL;
  g_autoptr(GBytes) again = NULL;
  GError *error = NULL;

  fixture_choose (fixture, proposal, "A", 12);
  first = prepare (fixture, proposal, NULL, &error);
  g_assert_no_error (error);
  number = g_strdup (velo_proposal_get_contract_number (proposal));
  same = prepare (fixture, proposal, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (first, same));

  g_date_subtract_days (yesterday, 1);
  velo_proposal_set_contract_number_date (proposal, yesterday);
  again = prepare (fixture, proposal, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (velo_date_compare (velo_proposal_get_contract_number_date (proposal), today), ==, 0);
  g_assert_cmpstr (velo_proposal_get_contract_number (proposal), ==, number);
  g_assert_cmpint (velo_proposal_get_state (proposal), ==, VELO_PROPOSAL_STATE_PREPARED);
  g_assert_cmpuint (velo_training_insurer_count_requests (fixture->training, "GET_NEW_CONTRACTNUMBER"), ==, 1);
}

/* The list of an earlier day is enough to choose from, but what the insurer does not list any more is not sold. */
static void
test_product_vanished (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = open_filled (fixture);
  g_autoptr(GBytes) pdf = NULL;
  g_autoptr(GError) error = NULL;
  gint64 deadline = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  fixture_choose (fixture, proposal, "A", 12);
  fixture_save (fixture, proposal);
  fixture_reopen (fixture);
  fixture_fault (fixture, "GET_AGENT_DATA:single:*");
  g_clear_object (&proposal);
  proposal = fixture_open (fixture);
  velo_counter_warm_up (fixture->counter);
  /* until the newer list has come */
  while (velo_counter_has_product (fixture->counter, velo_proposal_get_product (proposal)))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, TRUE);
    }
  pdf = prepare (fixture, proposal, NULL, &error);
  g_assert_null (pdf);
  g_assert_error (error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_NO_TARIFF);
  g_assert_cmpuint (velo_training_insurer_count_requests (fixture->training, "GET_NEW_CONTRACTNUMBER"), ==, 0);
}

/* Variant B is for new vehicles. */
static void
test_used (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = open_filled (fixture);
  VeloVehicle *vehicle = velo_proposal_get_vehicle (proposal);
  const GDate *purchased = velo_vehicle_get_purchase_date (vehicle);

  for (guint used = 0; used < 2; used++)
    {
      g_autoptr(GListStore) offers = NULL;
      Answer answer = { 0 };
      guint n_b = 0;
      GError *error = NULL;

      velo_vehicle_set_used (vehicle, used == 1);
      velo_vehicle_set_model_year (vehicle, g_date_get_year (purchased));
      velo_counter_load_offers_async (fixture->counter, proposal, NULL, answer_cb, &answer);
      answer_wait (&answer);
      offers = velo_counter_load_offers_finish (fixture->counter, answer.result, &error);
      g_assert_no_error (error);
      answer_clear (&answer);
      for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (offers)); i++)
        {
          g_autoptr(VeloOffer) offer = g_list_model_get_item (G_LIST_MODEL (offers), i);

          n_b += g_str_equal (velo_product_get_variant (velo_offer_get_product (offer)), "B");
        }
      g_assert_cmpuint (n_b, ==, used == 1 ? 0 : 1);
    }
}

/* Each thing that must not be missing is named by itself, before a number is asked for. */
static void
test_missing (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct { const char *name; const char *part; const char *property; int number; const char *text; } rows[] = {
    { "object", NULL, "object", VELO_OBJECT_KIND_NONE, NULL },
    { "price", "vehicle", "price-cents", 0, NULL },
    { "maker", "vehicle", "maker", 0, " " },
    { "frame-number", "vehicle", "frame-number", 0, "" },
    { "battery-number", "vehicle", "battery-number", 0, "" },
    { "leasing", "vehicle", "leasing", VELO_ANSWER_UNKNOWN, NULL },
    { "lock", "vehicle", "lock-confirmed", VELO_ANSWER_UNKNOWN, NULL },
    { "lock", "vehicle", "lock-confirmed", VELO_ANSWER_NO, NULL },
    { "salutation", "customer", "salutation", VELO_SALUTATION_NONE, NULL },
    { "first-name", "customer", "first-name", 0, "" },
    { "last-name", "customer", "last-name", 0, "" },
    { "street", "customer", "street", 0, "" },
    { "city", "customer", "city", 0, "" },
    { "tariff", "customer", "country", 0, "CH" }, /* which has gone with the country */
    { "postcode", "customer", "postcode", 0, "9105" },
    { "payment", NULL, "payment", VELO_PAYMENT_NONE, NULL },
    { "iban", NULL, "iban", 0, "DE89370400440532013001" },
    { "consent", NULL, "consent", FALSE, NULL },
  };
  g_autoptr(VeloProposal) complete = open_filled (fixture);
  g_autoptr(GError) error = NULL;

  fixture_choose (fixture, complete, "A", 12);
  g_assert_true (velo_proposal_check (complete, &error));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(VeloProposal) proposal = velo_record_copy (complete);
      GObject *part = g_strcmp0 (rows[i].part, "vehicle") == 0 ? G_OBJECT (velo_proposal_get_vehicle (proposal))
                      : rows[i].part != NULL ? G_OBJECT (velo_proposal_get_customer (proposal)) : G_OBJECT (proposal);

      if (rows[i].text != NULL)
        g_object_set (part, rows[i].property, rows[i].text, NULL);
      else if (g_str_equal (rows[i].property, "price-cents"))
        velo_vehicle_set_price_cents (velo_proposal_get_vehicle (proposal), rows[i].number);
      else
        g_object_set (part, rows[i].property, rows[i].number, NULL);
      g_assert_false (velo_proposal_check (proposal, &error));
      g_assert_error (error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_INCOMPLETE);
      g_assert_cmpstr (error->message, ==, rows[i].name);
      g_clear_error (&error);
    }
}

/* What the customer has agreed to stands in the journal, word for word. */
static void
test_consent (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = open_filled (fixture);
  g_autoptr(GPtrArray) entries = NULL;
  g_autoptr(GBytes) pdf = NULL;
  Answer answer = { 0 };
  guint n_found = 0;
  GError *error = NULL;

  velo_proposal_set_consent_words (proposal, "Ich habe die Unterlagen erhalten.");
  fixture_choose (fixture, proposal, "A", 12);
  pdf = prepare (fixture, proposal, NULL, &error);
  g_assert_no_error (error);
  velo_store_list_journal_async (fixture->store, fixture->vehicle_id, NULL, answer_cb, &answer);
  answer_wait (&answer);
  entries = velo_store_list_journal_finish (fixture->store, answer.result, &error);
  g_assert_no_error (error);
  answer_clear (&answer);
  for (guint i = 0; i < entries->len; i++)
    {
      VeloJournalEntry *entry = g_ptr_array_index (entries, i);

      n_found += g_str_equal (velo_journal_entry_get_what (entry), "consent-given")
                 && g_str_equal (velo_journal_entry_get_detail (entry), "Ich habe die Unterlagen erhalten.");
    }
  g_assert_cmpuint (n_found, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, test) g_test_add ("/workflow/application/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("struck-out", test_struck_out);
  ADD ("clipped", test_clipped);
  ADD ("bank-part", test_bank_part);
  ADD ("no-fields", test_no_fields);
  ADD ("next-day", test_next_day);
  ADD ("product-vanished", test_product_vanished);
  ADD ("used", test_used);
  ADD ("missing", test_missing);
  ADD ("consent", test_consent);
  return g_test_run ();
}
