/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the way from the vehicle to the signed application against the training insurer. */

#include "velo-counter-fixture.h"

#include <glib/gstdio.h>


#include "velo-pdf-document.h"
#include "velo-store-documents.h"
#include "velo-store-proposals.h"
#include "velo-store-vehicles.h"
#include "velo-wertgarantie.h"

static guint
count (Fixture    *fixture,
       const char *name)
{
  return velo_training_insurer_count_requests (fixture->training, name);
}

/* What was sent, and what was answered, byte for byte. */
static void
assert_filed (Fixture          *fixture,
              VeloProposal     *proposal,
              VeloDocumentKind  kind,
              GBytes           *content)
{
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
  g_autoptr(GPtrArray) documents = NULL;
  Answer answer = { 0 };
  guint n_found = 0;
  GError *error = NULL;

  velo_store_list_documents_async (fixture->store, NULL, velo_proposal_get_id (proposal), NULL, answer_cb, &answer);
  answer_wait (&answer);
  documents = velo_store_list_documents_finish (fixture->store, answer.result, &error);
  g_assert_no_error (error);
  answer_clear (&answer);
  for (guint i = 0; i < documents->len; i++)
    n_found += velo_document_get_kind (g_ptr_array_index (documents, i)) == kind
               && g_str_equal (velo_document_get_sha256 (g_ptr_array_index (documents, i)), sha256);
  g_assert_cmpuint (n_found, ==, 1);
}

static void
test_whole_sale (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_make_signed (fixture);
  g_autoptr(VeloPolicy) policy = NULL;
  g_autoptr(GPtrArray) received = NULL;
  g_autoptr(VeloVehicle) vehicle = NULL;
  g_autoptr(GBytes) words = NULL;
  g_autofree char *answered = NULL;
  VeloTrainingProposal *record;
  Answer answer = { 0 };
  GError *error = NULL;

  policy = fixture_conclude (fixture, proposal, &error);
  g_assert_no_error (error);
  g_assert_cmpint (velo_proposal_get_state (proposal), ==, VELO_PROPOSAL_STATE_CONCLUDED);
  g_assert_cmpstr (velo_policy_get_contract_number (policy), ==, velo_proposal_get_contract_number (proposal));
  received = velo_training_insurer_dup_proposals (fixture->training);
  g_assert_cmpuint (received->len, ==, 1);
  record = g_ptr_array_index (received, 0);
  g_assert_cmpstr (record->contract_number, ==, velo_policy_get_contract_number (policy));
  g_assert_cmpstr (record->record_number, ==, velo_proposal_get_record_number (proposal));
  assert_filed (fixture, proposal, VELO_DOCUMENT_KIND_SUBMISSION, record->xml);
  answered = g_strdup_printf ("%s\n%s\n", velo_proposal_get_insurer_words (proposal),
                              velo_policy_get_request_id (policy));
  g_assert_true (g_str_has_prefix (answered, "Verarbeitet\n9"));
  words = g_bytes_new (answered, strlen (answered));
  assert_filed (fixture, proposal, VELO_DOCUMENT_KIND_ANSWER, words);

  velo_store_get_vehicle_async (fixture->store, fixture->vehicle_id, NULL, answer_cb, &answer);
  answer_wait (&answer);
  vehicle = velo_store_get_vehicle_finish (fixture->store, answer.result, &error);
  g_assert_no_error (error);
  answer_clear (&answer);
  g_assert_cmpint (velo_vehicle_get_state (vehicle), ==, VELO_INSURANCE_STATE_INSURED);
  g_assert_cmpstr (velo_vehicle_get_contract_number (vehicle), ==, velo_policy_get_contract_number (policy));
}

/* Cold: sign in, products, then everything side by side, then the proposal: four waits. */
static void
test_round_trips (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_make_signed (fixture);
  g_autoptr(VeloPolicy) policy = NULL;
  GError *error = NULL;

  policy = fixture_conclude (fixture, proposal, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count (fixture, "LOGIN"), ==, 1);
  g_assert_cmpuint (count (fixture, "GET_AGENT_DATA"), ==, 1);
  g_assert_cmpuint (count (fixture, "GET_NEW_CONTRACTNUMBER"), ==, 1);
  g_assert_cmpuint (count (fixture, "SET_XML_INTERFACE"), ==, 1);
  /* two e-bike variants: 4 + 1 intervals, with and without immediate cover */
  g_assert_cmpuint (count (fixture, "INSURANCE_PREMIUM"), ==, 10);
  g_assert_cmpuint (count (fixture, "LEGAL_DOCUMENTS"), ==, 2);
  g_assert_cmpuint (velo_training_insurer_get_peak_requests (fixture->training), <=, 8);
}

/* All premiums go out before the first is answered, as many as may be open at once. */
static void
test_side_by_side (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_open (fixture);

  fixture_fault (fixture, "INSURANCE_PREMIUM:delay:8:500");
  fixture_choose (fixture, proposal, "A", 12);
  g_assert_cmpuint (velo_training_insurer_get_peak_requests (fixture->training), ==, 8);
}

/* The number does not wait for the form, nor the form for the number. */
static void
test_prepared_side_by_side (Fixture       *fixture,
                            gconstpointer  data)
{
  static const struct { const char *fault; const char *other; } rows[] = {
    { "LEGAL_DOCUMENTS:delay:*:600000", "GET_NEW_CONTRACTNUMBER" },
    { "GET_NEW_CONTRACTNUMBER:delay:*:600000", "LEGAL_DOCUMENTS" },
  };
  g_autoptr(VeloProposal) proposal = fixture_open (fixture);

  fixture_fill (proposal);
  fixture_save (fixture, proposal);
  fixture_choose (fixture, proposal, "A", 12);
  fixture_save (fixture, proposal);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      g_autoptr(GBytes) pdf = NULL;
      g_autoptr(GError) error = NULL;
      Answer answer = { 0 };
      gint64 cancelled_at;
      guint before;

      /* nothing is known any more but what is stored */
      fixture_reopen (fixture);
      before = count (fixture, rows[i].other);
      fixture_fault (fixture, rows[i].fault);
      velo_counter_prepare_async (fixture->counter, proposal, cancellable, answer_cb, &answer);
      while (count (fixture, rows[i].other) == before && answer.result == NULL)
        g_main_context_iteration (NULL, TRUE);
      g_assert_null (answer.result);
      /* who cancels does not wait until the insurer's time is up */
      cancelled_at = g_get_monotonic_time ();
      g_cancellable_cancel (cancellable);
      answer_wait (&answer);
      pdf = velo_counter_prepare_finish (fixture->counter, answer.result, NULL, &error);
      g_assert_null (pdf);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpint (g_get_monotonic_time () - cancelled_at, <, 5 * G_USEC_PER_SEC);
      answer_clear (&answer);
      velo_training_insurer_clear_faults (fixture->training);
      velo_proposal_set_contract_number (proposal, "");
    }
}

/* Who gives up does not wait for the list until the insurer's time is up, and others get it all the same. */
static void
test_offers_cancelled (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_open (fixture);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GListStore) none = NULL;
  g_autoptr(GListStore) offers = NULL;
  g_autoptr(GError) error = NULL;
  Answer given_up = { 0 };
  Answer waiting = { 0 };

  fixture_reopen (fixture);
  fixture_fault (fixture, "GET_AGENT_DATA:delay:1:2000");
  velo_counter_load_offers_async (fixture->counter, proposal, cancellable, answer_cb, &given_up);
  velo_counter_load_offers_async (fixture->counter, proposal, NULL, answer_cb, &waiting);
  g_cancellable_cancel (cancellable);
  answer_wait (&given_up);
  g_assert_null (waiting.result);
  none = velo_counter_load_offers_finish (fixture->counter, given_up.result, &error);
  g_assert_null (none);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  answer_wait (&waiting);
  offers = velo_counter_load_offers_finish (fixture->counter, waiting.result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (offers)), ==, 2);
  answer_clear (&given_up);
  answer_clear (&waiting);
}

static void
test_offers_remembered (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_open (fixture);
  guint before;

  fixture_choose (fixture, proposal, "A", 1);
  before = count (fixture, "INSURANCE_PREMIUM");
  fixture_choose (fixture, proposal, "B", 12);
  g_assert_cmpuint (count (fixture, "INSURANCE_PREMIUM"), ==, before);
  velo_vehicle_set_price_cents (velo_proposal_get_vehicle (proposal), 120000);
  fixture_choose (fixture, proposal, "A", 1);
  g_assert_cmpuint (count (fixture, "INSURANCE_PREMIUM"), >, before);
}

static void
assert_no_offers (Fixture          *fixture,
                  VeloProposal     *proposal,
                  VeloCounterError  code)
{
  g_autoptr(GListStore) offers = NULL;
  g_autoptr(GError) error = NULL;
  Answer answer = { 0 };

  velo_counter_load_offers_async (fixture->counter, proposal, NULL, answer_cb, &answer);
  answer_wait (&answer);
  offers = velo_counter_load_offers_finish (fixture->counter, answer.result, &error);
  answer_clear (&answer);
  g_assert_error (error, VELO_COUNTER_ERROR, (int) code);
  g_assert_null (offers);
}

static void
test_no_tariff (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_open (fixture);

  velo_vehicle_set_price_cents (velo_proposal_get_vehicle (proposal), 950000);
  assert_no_offers (fixture, proposal, VELO_COUNTER_ERROR_NO_TARIFF);
  velo_vehicle_set_price_cents (velo_proposal_get_vehicle (proposal), 399900);
  velo_customer_set_country (velo_proposal_get_customer (proposal), "CH");
  assert_no_offers (fixture, proposal, VELO_COUNTER_ERROR_NO_TARIFF);
}

static void
test_offers_offline (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_open (fixture);

  fixture_fault (fixture, "GET_PRODUCT_DATA/INSURANCE_PREMIUM:http500:*");
  assert_no_offers (fixture, proposal, VELO_COUNTER_ERROR_OFFLINE);
  velo_training_insurer_clear_faults (fixture->training);
  fixture_choose (fixture, proposal, "A", 12);
}

static void
test_wrong_password (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = NULL;
  g_autoptr(VeloInsurer) insurer = fixture_make_insurer (velo_training_insurer_get_uri (fixture->training), "wrong");

  velo_counter_set_insurer (fixture->counter, insurer);
  proposal = fixture_open (fixture);
  assert_no_offers (fixture, proposal, VELO_COUNTER_ERROR_NO_CREDENTIALS);
}

/* Products of an earlier day are enough to ask for premiums at once. */
/* Another account is used while the first one's answers are on their way: they are not those of the other. */
static void
test_account_changed (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_open (fixture);
  g_autoptr(VeloInsurer) nowhere = fixture_make_insurer ("http://127.0.0.1:9/", VELO_TRAINING_PASSWORD);
  g_autoptr(GListStore) offers = NULL;
  g_autoptr(GError) error = NULL;
  Answer early = { 0 };
  Answer late = { 0 };

  fixture_save (fixture, proposal);
  fixture_fault (fixture, "GET_PRODUCT_DATA/INSURANCE_PREMIUM:delay:1:500");
  velo_counter_load_offers_async (fixture->counter, proposal, NULL, answer_cb, &early);
  while (count (fixture, "INSURANCE_PREMIUM") == 0)
    g_main_context_iteration (NULL, TRUE);
  velo_counter_set_insurer (fixture->counter, nowhere);
  answer_wait (&early);
  offers = velo_counter_load_offers_finish (fixture->counter, early.result, NULL);
  answer_clear (&early);
  g_clear_object (&offers);
  velo_counter_load_offers_async (fixture->counter, proposal, NULL, answer_cb, &late);
  answer_wait (&late);
  offers = velo_counter_load_offers_finish (fixture->counter, late.result, &error);
  g_assert_null (offers);
  g_assert_error (error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_OFFLINE);
  answer_clear (&late);
}

static void
test_products_kept (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_open (fixture);

  fixture_save (fixture, proposal);
  fixture_choose (fixture, proposal, "A", 12);
  fixture_reopen (fixture);
  fixture_fault (fixture, "GET_AGENT_DATA:http500:*");
  g_clear_object (&proposal);
  proposal = fixture_open (fixture);
  fixture_choose (fixture, proposal, "A", 12);
}

/* Nor does anybody wait for the newer list: it is still to come when the premiums are there. */
static void
test_products_not_waited_for (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_open (fixture);
  g_autoptr(VeloWertgarantie) patient = NULL;

  fixture_save (fixture, proposal);
  fixture_choose (fixture, proposal, "A", 12);
  fixture_reopen (fixture);
  patient = g_object_new (VELO_TYPE_WERTGARANTIE,
                          "base-url", velo_training_insurer_get_uri (fixture->training),
                          "user", VELO_TRAINING_USER,
                          "timeout", 3600,
                          NULL);
  velo_wertgarantie_set_password (patient, VELO_TRAINING_PASSWORD);
  velo_counter_set_insurer (fixture->counter, VELO_INSURER (patient));
  fixture_fault (fixture, "GET_AGENT_DATA:delay:*:600000");
  fixture_choose (fixture, proposal, "A", 12);
}

static void
test_incomplete (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_open (fixture);
  g_autoptr(GError) error = NULL;

  fixture_fill (proposal);
  fixture_save (fixture, proposal);
  fixture_choose (fixture, proposal, "A", 12);
  velo_proposal_set_iban (proposal, "DE89370400440532013001");
  g_assert_null (fixture_prepare (fixture, proposal, &error));
  g_assert_error (error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_INCOMPLETE);
  g_assert_cmpstr (error->message, ==, "iban");
  g_assert_cmpuint (count (fixture, "GET_NEW_CONTRACTNUMBER"), ==, 0);

  g_clear_error (&error);
  velo_proposal_set_iban (proposal, "DE89370400440532013000");
  velo_proposal_set_broker_number (proposal, "");
  g_assert_null (fixture_prepare (fixture, proposal, &error));
  g_assert_error (error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_NO_BROKER_NUMBER);
}

/* Back and again must not burn numbers. */
static void
test_number_reused (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_make_signed (fixture);
  g_autofree char *number = g_strdup (velo_proposal_get_contract_number (proposal));
  g_autoptr(GBytes) pdf = NULL;
  Answer answer = { 0 };
  GError *error = NULL;

  velo_counter_revise_async (fixture->counter, proposal, NULL, answer_cb, &answer);
  answer_wait (&answer);
  g_assert_true (velo_counter_move_finish (fixture->counter, answer.result, &error));
  answer_clear (&answer);
  g_assert_cmpint (velo_proposal_get_state (proposal), ==, VELO_PROPOSAL_STATE_DRAFT);
  velo_vehicle_set_model (velo_proposal_get_vehicle (proposal), "E-Trail 2");
  pdf = fixture_prepare (fixture, proposal, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (velo_proposal_get_contract_number (proposal), ==, number);
  g_assert_cmpuint (count (fixture, "GET_NEW_CONTRACTNUMBER"), ==, 1);
}

/* The form could not be had, but the number was: it must be there the next time. */
static void
test_number_survives (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_open (fixture);
  g_autoptr(VeloProposal) again = NULL;
  g_autoptr(GError) error = NULL;

  fixture_fill (proposal);
  fixture_save (fixture, proposal);
  fixture_fault (fixture, "GET_PRODUCT_DATA/LEGAL_DOCUMENTS:http500:*");
  fixture_choose (fixture, proposal, "A", 12);
  g_assert_null (fixture_prepare (fixture, proposal, &error));
  g_assert_error (error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_OFFLINE);
  fixture_reopen (fixture);
  again = fixture_open (fixture);
  g_assert_cmpstr (velo_proposal_get_contract_number (again), !=, "");
  g_assert_cmpstr (velo_proposal_get_contract_number (again), ==, velo_proposal_get_contract_number (proposal));
}

static char *
read_text (GBytes *pdf)
{
  g_autoptr(VeloPdfDocument) document = NULL;
  Answer answer = { 0 };
  GError *error = NULL;
  char *text;

  velo_pdf_document_open_async (pdf, NULL, answer_cb, &answer);
  answer_wait (&answer);
  document = velo_pdf_document_open_finish (answer.result, &error);
  g_assert_no_error (error);
  answer_clear (&answer);
  velo_pdf_document_get_text_async (document, 0, NULL, answer_cb, &answer);
  answer_wait (&answer);
  text = velo_pdf_document_get_text_finish (document, answer.result, &error);
  g_assert_no_error (error);
  answer_clear (&answer);
  velo_pdf_document_close (document);
  return text;
}

static void
test_form_filled (Fixture       *fixture,
                  gconstpointer  data)
{
  static const char * const expected[] = {
    "Übelacker-Groß", "Hauptstraße 7a", "91054", "Erlangen", "Kronberg", "E-Trail", "WKB26A0417731", "4711001",
    "Jana Kurbel", "DE89 3704 0044 0532 0130 00", "4089",
  };
  g_autoptr(VeloProposal) proposal = fixture_open (fixture);
  g_autoptr(GBytes) pdf = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;

  fixture_fill (proposal);
  fixture_save (fixture, proposal);
  fixture_choose (fixture, proposal, "A", 12);
  pdf = fixture_prepare (fixture, proposal, &error);
  g_assert_no_error (error);
  text = read_text (pdf);
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_test_message ("%s", expected[i]);
      g_assert_nonnull (strstr (text, expected[i]));
    }
  g_assert_nonnull (strstr (text, velo_proposal_get_contract_number (proposal)));
}

/* The training insurer has no form for S-pedelecs: ours is made, signed and sent instead. */
/* A form that crashes the reader of PDFs does so in another process. */
static void
test_form_crashes (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_open (fixture);
  g_autofree char *real = g_strdup (g_getenv ("VELO_LIBEXECDIR"));
  g_autofree char *program = g_build_filename (fixture->folder, "veloinsure-read-invoice", NULL);
  g_autoptr(GBytes) pdf = NULL;
  GError *error = NULL;

  g_assert_true (g_file_set_contents_full (program, "#!/bin/sh\nkill -SEGV $$\n", -1, G_FILE_SET_CONTENTS_NONE, 0700,
                                           &error));
  fixture_fill (proposal);
  fixture_save (fixture, proposal);
  fixture_choose (fixture, proposal, "A", 12);
  g_setenv ("VELO_LIBEXECDIR", fixture->folder, TRUE);
  g_assert_null (fixture_prepare (fixture, proposal, &error));
  g_assert_error (error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_DOCUMENT);
  g_clear_error (&error);
  g_assert_cmpint (velo_proposal_get_state (proposal), ==, VELO_PROPOSAL_STATE_DRAFT);

  g_setenv ("VELO_LIBEXECDIR", real, TRUE);
  pdf = fixture_prepare (fixture, proposal, &error);
  g_assert_no_error (error);
  g_assert_cmpint (velo_proposal_get_state (proposal), ==, VELO_PROPOSAL_STATE_PREPARED);
  g_assert_cmpint (g_unlink (program), ==, 0);
}

/* How many crosses were set at a place of the first page. */
static guint
count_crosses (GBytes *pdf,
               double  x,
               double  y)
{
  g_autoptr(VeloPdfDocument) document = NULL;
  g_autoptr(GArray) rects = NULL;
  Answer answer = { 0 };
  GError *error = NULL;
  guint n = 0;

  velo_pdf_document_open_async (pdf, NULL, answer_cb, &answer);
  answer_wait (&answer);
  document = velo_pdf_document_open_finish (answer.result, &error);
  g_assert_no_error (error);
  answer_clear (&answer);
  velo_pdf_document_find_text_async (document, 0, "X", NULL, answer_cb, &answer);
  answer_wait (&answer);
  rects = velo_pdf_document_find_text_finish (document, answer.result, &error);
  g_assert_no_error (error);
  answer_clear (&answer);
  for (guint i = 0; i < rects->len; i++)
    {
      VeloPageRect *rect = &g_array_index (rects, VeloPageRect, i);

      n += ABS ((rect->x1 + rect->x2) / 2 - x) < 3 && ABS ((rect->y1 + rect->y2) / 2 - y) < 3;
    }
  velo_pdf_document_close (document);
  return n;
}

/* Circles that the form prints without a field: section 5 says where. */
static void
test_form_circles (Fixture       *fixture,
                   gconstpointer  data)
{
  static const struct { double x; double y; guint n; } circles[] = {
    { 312, 648, 1 }, { 321, 637, 0 }, { 321, 628, 1 }, { 312, 589, 1 },
  };
  g_autoptr(VeloProposal) proposal = fixture_open (fixture);
  g_autoptr(GBytes) left_alone = NULL;
  g_autoptr(GBytes) ticked = NULL;
  GError *error = NULL;

  fixture_fill (proposal);
  fixture_save (fixture, proposal);
  fixture_choose (fixture, proposal, "A", 12);
  left_alone = fixture_prepare (fixture, proposal, &error);
  g_assert_no_error (error);
  velo_counter_set_ticks (fixture->counter, VELO_TICKS_LEAFLET | VELO_TICKS_RECOMMENDED);
  ticked = fixture_prepare (fixture, proposal, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (circles); i++)
    {
      g_assert_cmpuint (count_crosses (left_alone, circles[i].x, circles[i].y), ==, 0);
      g_assert_cmpuint (count_crosses (ticked, circles[i].x, circles[i].y), ==, circles[i].n);
    }
}

static void
test_own_form (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_open (fixture);
  g_autoptr(VeloPolicy) policy = NULL;
  g_autoptr(GBytes) pdf = NULL;
  g_autoptr(VeloInk) ink = velo_ink_new (261, 30);
  g_autofree char *text = NULL;
  VeloPageRect rect;
  guint page;
  Answer answer = { 0 };
  GError *error = NULL;

  fixture_fill (proposal);
  velo_vehicle_set_kind (velo_proposal_get_vehicle (proposal), VELO_ARTICLE_KIND_S_PEDELEC);
  velo_proposal_set_immediate_cover (proposal, FALSE);
  fixture_save (fixture, proposal);
  fixture_choose (fixture, proposal, "", 12);
  pdf = fixture_prepare (fixture, proposal, &error);
  g_assert_no_error (error);
  g_assert_true (velo_proposal_get_own_form (proposal));
  text = read_text (pdf);
  g_assert_nonnull (strstr (text, "Katharina Übelacker-Groß"));
  g_assert_nonnull (strstr (text, "WKB26A0417731"));
  g_assert_nonnull (strstr (text, velo_proposal_get_contract_number (proposal)));
  velo_counter_get_signature_place (proposal, &page, &rect);
  g_assert_cmpfloat (rect.x2 - rect.x1, >, 100);
  g_assert_cmpfloat (rect.y2 - rect.y1, >, 10);

  velo_ink_begin_stroke (ink);
  for (int i = 0; i < 80; i++)
    velo_ink_add_point (ink, 20 + i * 2, 15 + (i % 9) - 4, 1000 * i, 0.5);
  velo_counter_sign_on_screen_async (fixture->counter, proposal, ink, NULL, answer_cb, &answer);
  answer_wait (&answer);
  g_assert_true (velo_counter_sign_finish (fixture->counter, answer.result, &error));
  g_assert_no_error (error);
  answer_clear (&answer);
  policy = fixture_conclude (fixture, proposal, &error);
  g_assert_no_error (error);
  g_assert_nonnull (policy);
}

static void
test_sign_on_screen (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_open (fixture);
  g_autoptr(GBytes) pdf = NULL;
  g_autoptr(VeloInk) ink = velo_ink_new (261, 20);
  g_autoptr(GPtrArray) documents = NULL;
  gboolean evidence = FALSE;
  Answer answer = { 0 };
  g_autoptr(GError) error = NULL;

  fixture_fill (proposal);
  fixture_save (fixture, proposal);
  fixture_choose (fixture, proposal, "A", 12);
  pdf = fixture_prepare (fixture, proposal, &error);
  g_assert_no_error (error);

  /* a dot is no signature */
  velo_ink_begin_stroke (ink);
  velo_ink_add_point (ink, 10, 10, 1, 0.5);
  velo_counter_sign_on_screen_async (fixture->counter, proposal, ink, NULL, answer_cb, &answer);
  answer_wait (&answer);
  g_assert_false (velo_counter_sign_finish (fixture->counter, answer.result, &error));
  g_assert_error (error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_INCOMPLETE);
  g_clear_error (&error);
  answer_clear (&answer);

  velo_ink_begin_stroke (ink);
  for (int i = 0; i < 80; i++)
    velo_ink_add_point (ink, 20 + i * 2, 10 + (i % 9) - 4, 1000 * i, 0.5);
  velo_counter_sign_on_screen_async (fixture->counter, proposal, ink, NULL, answer_cb, &answer);
  answer_wait (&answer);
  g_assert_true (velo_counter_sign_finish (fixture->counter, answer.result, &error));
  g_assert_no_error (error);
  answer_clear (&answer);
  g_assert_cmpint (velo_proposal_get_state (proposal), ==, VELO_PROPOSAL_STATE_SIGNED);
  g_assert_cmpstr (velo_proposal_get_signed_sha256 (proposal), !=, velo_proposal_get_form_sha256 (proposal));

  velo_store_list_documents_async (fixture->store, NULL, velo_proposal_get_id (proposal), NULL, answer_cb, &answer);
  answer_wait (&answer);
  documents = velo_store_list_documents_finish (fixture->store, answer.result, &error);
  g_assert_no_error (error);
  answer_clear (&answer);
  for (guint i = 0; i < documents->len; i++)
    evidence |= velo_document_get_kind (g_ptr_array_index (documents, i)) == VELO_DOCUMENT_KIND_EVIDENCE;
  g_assert_true (evidence);
}

static void
test_bad_scan (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_open (fixture);
  g_autoptr(GBytes) pdf = NULL;
  g_autoptr(GBytes) scan = g_bytes_new_static ("this is no scan", 15);
  Answer answer = { 0 };
  g_autoptr(GError) error = NULL;

  fixture_fill (proposal);
  fixture_save (fixture, proposal);
  fixture_choose (fixture, proposal, "A", 12);
  pdf = fixture_prepare (fixture, proposal, &error);
  g_assert_no_error (error);
  velo_counter_sign_on_paper_async (fixture->counter, proposal, scan, "application/pdf", NULL, answer_cb, &answer);
  answer_wait (&answer);
  g_assert_false (velo_counter_sign_finish (fixture->counter, answer.result, &error));
  g_assert_error (error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_DOCUMENT);
  answer_clear (&answer);
  g_assert_cmpint (velo_proposal_get_state (proposal), ==, VELO_PROPOSAL_STATE_PREPARED);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/workflow/counter/whole-sale", test_whole_sale },
    { "/workflow/counter/round-trips", test_round_trips },
    { "/workflow/counter/offers/side-by-side", test_side_by_side },
    { "/workflow/counter/prepare/side-by-side", test_prepared_side_by_side },
    { "/workflow/counter/offers/cancelled", test_offers_cancelled },
    { "/workflow/counter/offers/remembered", test_offers_remembered },
    { "/workflow/counter/offers/no-tariff", test_no_tariff },
    { "/workflow/counter/offers/offline", test_offers_offline },
    { "/workflow/counter/offers/wrong-password", test_wrong_password },
    { "/workflow/counter/offers/account-changed", test_account_changed },
    { "/workflow/counter/offers/products-kept", test_products_kept },
    { "/workflow/counter/offers/products-not-waited-for", test_products_not_waited_for },
    { "/workflow/counter/prepare/incomplete", test_incomplete },
    { "/workflow/counter/prepare/number-reused", test_number_reused },
    { "/workflow/counter/prepare/number-survives", test_number_survives },
    { "/workflow/counter/prepare/form-filled", test_form_filled },
    { "/workflow/counter/prepare/circles", test_form_circles },
    { "/workflow/counter/prepare/own-form", test_own_form },
    { "/workflow/counter/prepare/form-crashes", test_form_crashes },
    { "/workflow/counter/sign/on-screen", test_sign_on_screen },
    { "/workflow/counter/sign/bad-scan", test_bad_scan },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, fixture_set_up, tests[i].test, fixture_tear_down);
  return g_test_run ();
}
