/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the client against the training insurer: every call, every dialect, every fault. */

#include "velo-date.h"
#include "velo-scripted-server.h"
#include "velo-training-insurer.h"

#include <string.h>

typedef struct
{
  VeloTrainingInsurer *training;
  VeloInsurer *insurer;
} Fixture;

static VeloInsurer *
new_client (Fixture                *fixture,
            VeloWertgarantieDialect dialect)
{
  VeloWertgarantie *self = g_object_new (VELO_TYPE_WERTGARANTIE,
                                         "base-url", velo_training_insurer_get_uri (fixture->training),
                                         "user", VELO_TRAINING_USER,
                                         "sender-name", "VELOINSURE_TRAINING",
                                         "dialect", dialect,
                                         "attach-document", TRUE, NULL);

  velo_wertgarantie_set_password (self, VELO_TRAINING_PASSWORD);
  return VELO_INSURER (self);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  fixture->training = velo_training_insurer_new ();
  velo_training_insurer_start (fixture->training, 0, &error);
  g_assert_no_error (error);
  fixture->insurer = new_client (fixture, VELO_WERTGARANTIE_DIALECT_HYBRID);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_assert_finalize_object (fixture->insurer);
  velo_training_insurer_stop (fixture->training);
  g_clear_object (&fixture->training);
}

static void
add_fault (Fixture    *fixture,
           const char *spec)
{
  g_autoptr(GError) error = NULL;

  velo_training_insurer_add_fault (fixture->training, spec, &error);
  g_assert_no_error (error);
}

static GListStore *
list_products (Fixture *fixture)
{
  g_auto(VeloWait) wait = { NULL };
  g_autoptr(GError) error = NULL;
  GListStore *products = NULL;

  velo_insurer_list_products_async (fixture->insurer, NULL, velo_wait_cb, &wait);
  products = velo_insurer_list_products_finish (fixture->insurer, velo_wait_for (&wait), &error);
  g_assert_no_error (error);
  return products;
}

static VeloProduct *
find_product (Fixture       *fixture,
              VeloObjectKind object,
              const char    *variant,
              const char    *country)
{
  g_autoptr(GListStore) products = list_products (fixture);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (products)); i++)
    {
      g_autoptr(VeloProduct) product = g_list_model_get_item (G_LIST_MODEL (products), i);

      if (velo_product_get_object (product) == object && !velo_product_get_special (product)
          && !velo_product_get_s_pedelec (product)
          && (variant == NULL || g_str_equal (velo_product_get_variant (product), variant))
          && g_str_equal (velo_product_get_country (product), country))
        return g_steal_pointer (&product);
    }
  g_assert_not_reached ();
  return NULL;
}

static VeloQuoteRequest *
new_request (VeloProduct *product,
             gint64       price_cents,
             int          interval,
             gboolean     immediate_cover)
{
  VeloQuoteRequest *request = velo_quote_request_new ();
  g_autoptr(GDate) today = velo_date_today ();

  velo_record_assign (velo_quote_request_get_product (request), product);
  velo_quote_request_set_price_cents (request, price_cents);
  velo_quote_request_set_purchase_date (request, today);
  velo_quote_request_set_interval (request, interval);
  velo_quote_request_set_immediate_cover (request, immediate_cover);
  return request;
}

static VeloQuote *
quote (Fixture          *fixture,
       VeloQuoteRequest *request,
       GError          **error)
{
  g_auto(VeloWait) wait = { NULL };

  velo_insurer_quote_async (fixture->insurer, request, NULL, velo_wait_cb, &wait);
  return velo_insurer_quote_finish (fixture->insurer, velo_wait_for (&wait), error);
}

static GPtrArray *
list_documents (Fixture     *fixture,
                VeloProduct *product,
                GError     **error)
{
  g_auto(VeloWait) wait = { NULL };

  velo_insurer_list_documents_async (fixture->insurer, product, NULL, velo_wait_cb, &wait);
  return velo_insurer_list_documents_finish (fixture->insurer, velo_wait_for (&wait), error);
}

static char *
reserve (Fixture *fixture,
         GError **error)
{
  g_auto(VeloWait) wait = { NULL };

  velo_insurer_reserve_contract_number_async (fixture->insurer, NULL, velo_wait_cb, &wait);
  return velo_insurer_reserve_contract_number_finish (fixture->insurer, velo_wait_for (&wait), error);
}

static VeloProposal *
new_proposal (Fixture       *fixture,
              VeloObjectKind object,
              const char    *variant)
{
  g_autoptr(VeloProduct) product = find_product (fixture, object, variant, "DE");
  g_autoptr(GDate) today = velo_date_today ();
  g_autofree char *number = reserve (fixture, NULL);
  g_autofree char *id = velo_record_new_id ();
  VeloProposal *proposal = velo_new_proposal ();
  VeloVehicle *vehicle = velo_proposal_get_vehicle (proposal);

  velo_record_assign (velo_proposal_get_product (proposal), product);
  velo_proposal_set_object (proposal, object);
  velo_proposal_set_interval (proposal, 12);
  velo_proposal_set_contract_number (proposal, number);
  velo_proposal_set_record_number (proposal, id);
  velo_vehicle_set_purchase_date (vehicle, today);
  velo_vehicle_set_battery_number (vehicle, "AKKU-1");
  velo_vehicle_set_lock_maker (vehicle, "ABUS");
  velo_vehicle_set_lock_kind (vehicle, "Bügelschloss");
  velo_vehicle_set_lock_model (vehicle, "Granit");
  velo_vehicle_set_lock_key_number (vehicle, "K-77");
  return proposal;
}

static GBytes *
build (VeloInsurer  *insurer,
       VeloProposal *proposal)
{
  g_autoptr(GBytes) pdf = g_bytes_new_static ("%PDF-1.7\n%%EOF\n", 15);
  g_autoptr(GError) error = NULL;
  GBytes *submission = velo_insurer_build_submission (insurer, proposal, pdf, &error);

  g_assert_no_error (error);
  return submission;
}

static VeloSubmitResult *
submit (VeloInsurer *insurer,
        GBytes      *submission,
        GError     **error)
{
  g_auto(VeloWait) wait = { NULL };

  velo_insurer_submit_async (insurer, submission, NULL, velo_wait_cb, &wait);
  return velo_insurer_submit_finish (insurer, velo_wait_for (&wait), error);
}

static guint
count_proposals (Fixture *fixture)
{
  g_autoptr(GPtrArray) proposals = velo_training_insurer_dup_proposals (fixture->training);

  return proposals->len;
}

static void
test_products (Fixture      *fixture,
               gconstpointer data)
{
  const VeloObjectKind objects[] = {
    VELO_OBJECT_KIND_BICYCLE, VELO_OBJECT_KIND_EBIKE, VELO_OBJECT_KIND_BATTERY,
  };
  const char *countries[] = { "DE", "AT" };

  for (guint i = 0; i < G_N_ELEMENTS (objects); i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (countries); j++)
        {
          const char *code = velo_insurer_get_object_code (fixture->insurer, objects[i]);
          g_autoptr(VeloProduct) product = find_product (fixture, objects[i], NULL, countries[j]);

          g_assert_cmpint (velo_product_get_max_price_cents (product, code), >, 0);
          g_assert_true (velo_product_has_interval (product, 12));
        }
    }
}

static void
test_quote (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(VeloProduct) product = find_product (fixture, VELO_OBJECT_KIND_BICYCLE, "A", "DE");
  g_autoptr(VeloQuoteRequest) plain = new_request (product, 400000, 3, FALSE);
  g_autoptr(VeloQuoteRequest) covered = new_request (product, 400000, 3, TRUE);
  g_autoptr(VeloQuoteRequest) dear = new_request (product, 400001, 3, FALSE);
  g_autoptr(VeloQuote) first = NULL;
  g_autoptr(VeloQuote) second = NULL;
  g_autoptr(GError) error = NULL;

  first = quote (fixture, plain, &error);
  g_assert_no_error (error);
  second = quote (fixture, covered, &error);
  g_assert_no_error (error);
  g_assert_cmpint (velo_quote_get_premium_cents (first), ==, 10500);
  g_assert_cmpint (velo_quote_get_single_cents (first), ==, 0);
  g_assert_cmpint (velo_quote_get_single_cents (second) + velo_quote_get_premium_cents (second), ==,
                   10500 + 350);
  g_assert_null (quote (fixture, dear, &error));
  g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_REFUSED);
  g_assert_nonnull (velo_insurer_error_get_words (error));
  g_assert_nonnull (velo_insurer_error_get_request_id (error));
}

static void
test_documents (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(VeloProduct) product = find_product (fixture, VELO_OBJECT_KIND_EBIKE, "A", "DE");
  g_autoptr(GPtrArray) documents = NULL;
  g_autoptr(GError) error = NULL;
  guint kinds = 0;

  documents = list_documents (fixture, product, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < documents->len; i++)
    {
      VeloDelivered *delivered = documents->pdata[i];

      g_assert_cmpint (velo_document_get_size (delivered->document), ==,
                       (gint64) g_bytes_get_size (delivered->bytes));
      kinds |= 1u << velo_document_get_kind (delivered->document);
    }
  g_assert_true ((kinds & (1u << VELO_DOCUMENT_KIND_IPID)) != 0);
  g_assert_true ((kinds & (1u << VELO_DOCUMENT_KIND_TERMS)) != 0);
  g_assert_true ((kinds & (1u << VELO_DOCUMENT_KIND_PRIVACY)) != 0);
  g_assert_true ((kinds & (1u << VELO_DOCUMENT_KIND_WITHDRAWAL)) != 0);
  g_assert_true ((kinds & (1u << VELO_DOCUMENT_KIND_FORM)) != 0);
  g_assert_true ((kinds & (1u << VELO_DOCUMENT_KIND_FORM_IBAN)) != 0);
  g_assert_cmpuint (velo_training_insurer_count_requests (fixture->training, "LEGAL_DOCUMENTS"), ==, 1);
}

static void
test_manufacturers (Fixture      *fixture,
                    gconstpointer data)
{
  g_auto(VeloWait) wait = { NULL };
  g_auto(GStrv) names = NULL;
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GError) error = NULL;

  if (data != NULL)
    add_fault (fixture, data);
  velo_insurer_list_manufacturers_async (fixture->insurer, VELO_OBJECT_KIND_BICYCLE, NULL,
                                         velo_wait_cb, &wait);
  names = velo_insurer_list_manufacturers_finish (fixture->insurer, velo_wait_for (&wait), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (names), >, 20);
  for (guint i = 0; names[i] != NULL; i++)
    g_assert_true (g_hash_table_add (seen, names[i]));
}

static void
test_advertising (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr(VeloProduct) product = find_product (fixture, VELO_OBJECT_KIND_BICYCLE, "A", "DE");
  g_auto(VeloWait) wait = { NULL };
  g_auto(GStrv) texts = NULL;
  g_autoptr(GError) error = NULL;

  velo_insurer_list_advertising_async (fixture->insurer, product, NULL, velo_wait_cb, &wait);
  texts = velo_insurer_list_advertising_finish (fixture->insurer, velo_wait_for (&wait), &error);
  g_assert_no_error (error);
  g_assert_nonnull (texts);
}

/* Every kind of proposal is taken in every dialect. */
static void
test_submit (Fixture      *fixture,
             gconstpointer data)
{
  static const struct
  {
    VeloObjectKind object;
    const char *variant;
  } rows[] = {
    { VELO_OBJECT_KIND_BICYCLE, "B" },
    { VELO_OBJECT_KIND_EBIKE, "A" },
    { VELO_OBJECT_KIND_BATTERY, NULL },
    { VELO_OBJECT_KIND_BICYCLE, "A" },
  };
  VeloWertgarantieDialect dialect = (VeloWertgarantieDialect) GPOINTER_TO_INT (data);
  g_autoptr(VeloInsurer) client = new_client (fixture, dialect);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(VeloProposal) proposal = new_proposal (fixture, rows[i].object, rows[i].variant);
      VeloCustomer *customer = velo_proposal_get_customer (proposal);
      VeloVehicle *vehicle = velo_proposal_get_vehicle (proposal);
      g_autoptr(GBytes) submission = NULL;
      g_autoptr(VeloSubmitResult) result = NULL;
      g_autoptr(GError) error = NULL;

      velo_proposal_set_immediate_cover (proposal, i % 2 == 0);
      velo_vehicle_set_used (vehicle, i == 1);
      velo_vehicle_set_model_year (vehicle, (int) g_date_get_year (
                                                    velo_vehicle_get_purchase_date (vehicle)));
      if (i == 3)
        {
          velo_customer_set_kind (customer, VELO_CUSTOMER_KIND_COMPANY);
          velo_customer_set_company (customer, "Radwerk Öhringen GmbH & Co. KG");
          velo_proposal_set_payment (proposal, VELO_PAYMENT_SELF_PAYER);
        }
      submission = build (client, proposal);
      result = submit (client, submission, &error);
      if (error != NULL)
        g_test_message ("%s", velo_insurer_error_get_words (error));
      g_assert_no_error (error);
      g_assert_cmpint (result->status, ==, VELO_SUBMIT_STATUS_ACCEPTED);
      g_assert_cmpuint (count_proposals (fixture), ==, i + 1);
    }
}

/* What the insurer wrote down is what the customer signed. */
static void
test_submit_arrives (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr(VeloProposal) proposal = new_proposal (fixture, VELO_OBJECT_KIND_BICYCLE, "A");
  g_autoptr(GBytes) submission = build (fixture->insurer, proposal);
  g_autoptr(VeloSubmitResult) result = submit (fixture->insurer, submission, NULL);
  g_autoptr(GPtrArray) proposals = velo_training_insurer_dup_proposals (fixture->training);
  VeloTrainingProposal *arrived = NULL;

  g_assert_nonnull (result);
  g_assert_cmpuint (proposals->len, ==, 1);
  arrived = proposals->pdata[0];
  g_assert_true (g_bytes_equal (arrived->xml, submission));
  g_assert_cmpstr (arrived->contract_number, ==, velo_proposal_get_contract_number (proposal));
  g_assert_cmpstr (arrived->record_number, ==, velo_proposal_get_record_number (proposal));
  g_assert_nonnull (arrived->document);
  g_assert_cmpuint (g_bytes_get_size (arrived->document), ==, 15);
}

typedef struct
{
  const char *name;
  const char *spec;
  int code;          /* of a question */
  int submit_code;   /* of a submission, -1 if it succeeds */
  gboolean arrives;  /* the proposal, although it failed */
} FaultRow;

static const FaultRow fault_rows[] = {
  { "cut-before", "*:cut-before", VELO_INSURER_ERROR_UNAVAILABLE, VELO_INSURER_ERROR_UNCLEAR, FALSE },
  { "cut-after", "*:cut-after", VELO_INSURER_ERROR_UNAVAILABLE, VELO_INSURER_ERROR_UNCLEAR, TRUE },
  { "refuse", "*:refuse:1:Nein danke", VELO_INSURER_ERROR_REFUSED, VELO_INSURER_ERROR_REFUSED, FALSE },
  { "http500", "*:http500", VELO_INSURER_ERROR_UNAVAILABLE, VELO_INSURER_ERROR_UNCLEAR, FALSE },
  { "http500-after", "*:http500:1:after", VELO_INSURER_ERROR_UNAVAILABLE, VELO_INSURER_ERROR_UNCLEAR,
    TRUE },
  { "html", "*:html", VELO_INSURER_ERROR_PROTOCOL, VELO_INSURER_ERROR_UNCLEAR, FALSE },
  { "empty", "*:empty", VELO_INSURER_ERROR_PROTOCOL, VELO_INSURER_ERROR_UNCLEAR, FALSE },
  { "half", "*:half", VELO_INSURER_ERROR_PROTOCOL, VELO_INSURER_ERROR_UNCLEAR, TRUE },
  { "no-statuscode", "*:no-statuscode:2", VELO_INSURER_ERROR_PROTOCOL, VELO_INSURER_ERROR_UNCLEAR, TRUE },
  { "delay", "*:delay:1:50", -1, -1, TRUE },
  { "expired", "*:expired", -1, -1, TRUE },
};

static void
test_fault_in_number (Fixture      *fixture,
                      gconstpointer data)
{
  const FaultRow *row = data;
  g_autofree char *first = reserve (fixture, NULL);
  g_autofree char *number = NULL;
  g_autofree char *again = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (first);
  add_fault (fixture, row->spec);
  number = reserve (fixture, &error);
  if (row->code == -1)
    g_assert_no_error (error);
  else
    g_assert_error (error, VELO_INSURER_ERROR, row->code);
  velo_training_insurer_clear_faults (fixture->training);
  again = reserve (fixture, NULL);
  g_assert_nonnull (again);
}

static void
test_fault_in_submission (Fixture      *fixture,
                          gconstpointer data)
{
  const FaultRow *row = data;
  g_autoptr(VeloProposal) proposal = new_proposal (fixture, VELO_OBJECT_KIND_BICYCLE, "A");
  g_autoptr(GBytes) submission = build (fixture->insurer, proposal);
  g_autoptr(VeloSubmitResult) result = NULL;
  g_autoptr(VeloSubmitResult) again = NULL;
  g_autoptr(GError) error = NULL;

  add_fault (fixture, row->spec);
  result = submit (fixture->insurer, submission, &error);
  if (row->submit_code == -1)
    g_assert_no_error (error);
  else
    g_assert_error (error, VELO_INSURER_ERROR, row->submit_code);
  if (row->submit_code == VELO_INSURER_ERROR_REFUSED)
    g_assert_nonnull (strstr (velo_insurer_error_get_words (error), "Nein danke"));
  g_assert_cmpuint (count_proposals (fixture), ==, row->arrives ? 1 : 0);
  velo_training_insurer_clear_faults (fixture->training);
  again = submit (fixture->insurer, submission, NULL);
  g_assert_nonnull (again);
  g_assert_cmpuint (count_proposals (fixture), ==, 1);
}

static void
test_nan_premium (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr(VeloProduct) product = find_product (fixture, VELO_OBJECT_KIND_BICYCLE, "A", "DE");
  g_autoptr(VeloQuoteRequest) request = new_request (product, 99900, 1, FALSE);
  g_autoptr(GError) error = NULL;

  add_fault (fixture, "INSURANCE_PREMIUM:nan-premium");
  g_assert_null (quote (fixture, request, &error));
  g_assert_error (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_PROTOCOL);
}

static void
test_unconfirmed (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr(VeloProposal) proposal = new_proposal (fixture, VELO_OBJECT_KIND_BICYCLE, "A");
  g_autoptr(GBytes) submission = build (fixture->insurer, proposal);
  g_autoptr(VeloSubmitResult) result = NULL;

  add_fault (fixture, "SET_XML_INTERFACE:unconfirmed");
  result = submit (fixture->insurer, submission, NULL);
  g_assert_nonnull (result);
  g_assert_cmpint (result->status, ==, VELO_SUBMIT_STATUS_HANDED_OVER);
  g_assert_nonnull (result->request_id);
}

/* As answers were before May 2020, and with one element instead of a list. */
static void
test_other_shapes (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr(VeloProduct) product = NULL;
  g_autoptr(VeloQuoteRequest) request = NULL;
  g_autoptr(VeloQuote) answered = NULL;
  g_autoptr(GListStore) single = NULL;
  g_autoptr(GError) error = NULL;

  add_fault (fixture, "AVAILABLE_PRODUCTS:single");
  single = list_products (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (single)), ==, 1);
  add_fault (fixture, "AVAILABLE_PRODUCTS:old-shape");
  add_fault (fixture, "INSURANCE_PREMIUM:old-shape");
  product = find_product (fixture, VELO_OBJECT_KIND_BICYCLE, "A", "DE");
  request = new_request (product, 99900, 1, FALSE);
  answered = quote (fixture, request, &error);
  g_assert_no_error (error);
  g_assert_cmpint (velo_quote_get_premium_cents (answered), ==, 1500);
}

/* Cold: sign-in, product list, and then everything else side by side. */
static void
test_round_trips (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr(VeloProduct) product = find_product (fixture, VELO_OBJECT_KIND_BICYCLE, "A", "DE");
  const int intervals[] = { 1, 3, 6, 12 };
  g_auto(VeloWait) documents_wait = { NULL };
  g_auto(VeloWait) number_wait = { NULL };
  g_autoptr(GPtrArray) documents = NULL;
  g_autofree char *number = NULL;
  VeloWait waits[8] = { { NULL } };

  velo_insurer_list_documents_async (fixture->insurer, product, NULL, velo_wait_cb, &documents_wait);
  velo_insurer_reserve_contract_number_async (fixture->insurer, NULL, velo_wait_cb, &number_wait);
  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      g_autoptr(VeloQuoteRequest) request = new_request (product, 99900, intervals[i / 2], i % 2 == 0);

      velo_insurer_quote_async (fixture->insurer, request, NULL, velo_wait_cb, &waits[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      g_autoptr(VeloQuote) answered = NULL;

      answered = velo_insurer_quote_finish (fixture->insurer, velo_wait_for (&waits[i]), NULL);
      g_assert_nonnull (answered);
      g_assert_cmpint (velo_quote_get_interval (answered), ==, intervals[i / 2]);
      velo_wait_clear (&waits[i]);
    }
  documents = velo_insurer_list_documents_finish (fixture->insurer, velo_wait_for (&documents_wait),
                                                  NULL);
  number = velo_insurer_reserve_contract_number_finish (fixture->insurer,
                                                        velo_wait_for (&number_wait), NULL);
  g_assert_nonnull (documents);
  g_assert_nonnull (number);
  g_assert_cmpuint (velo_training_insurer_count_requests (fixture->training, "LOGIN"), ==, 1);
  g_assert_cmpuint (velo_training_insurer_count_requests (fixture->training, "CHECKSESSION"), ==, 0);
  g_assert_cmpuint (velo_training_insurer_count_requests (fixture->training, "AVAILABLE_PRODUCTS"), ==,
                    1);
  g_assert_cmpuint (velo_training_insurer_get_peak_requests (fixture->training), <=, 8);
}

static void
count_line_cb (VeloCheckLine *line,
               gpointer       user_data)
{
  (*(guint *) user_data)++;
}

static GPtrArray *
check (Fixture *fixture,
       guint   *n_told)
{
  g_auto(VeloWait) wait = { NULL };
  g_autoptr(GError) error = NULL;
  GPtrArray *lines = NULL;

  velo_insurer_check_async (fixture->insurer, count_line_cb, n_told, NULL, velo_wait_cb, &wait);
  lines = velo_insurer_check_finish (fixture->insurer, velo_wait_for (&wait), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lines->len, ==, 5);
  g_assert_cmpuint (*n_told, ==, 5);
  return lines;
}

static void
test_check (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(GPtrArray) numbers = NULL;
  g_autoptr(GPtrArray) lines = NULL;
  guint n_told = 0;

  lines = check (fixture, &n_told);
  for (guint i = 0; i < lines->len; i++)
    {
      VeloCheckLine *line = lines->pdata[i];

      g_assert_cmpint (line->step, ==, i);
      g_assert_no_error (line->error);
      g_assert_true (line->ran && line->ok);
      g_assert_nonnull (line->detail);
    }
  numbers = velo_training_insurer_dup_contract_numbers (fixture->training);
  g_assert_cmpuint (numbers->len, ==, 0);
  g_assert_cmpuint (count_proposals (fixture), ==, 0);
}

typedef struct
{
  const char *name;
  const char *spec;
  const char *outcome; /* for each step: + worked, - failed, 0 not tried */
} CheckRow;

static const CheckRow check_rows[] = {
  { "sign-in", "LOGIN:http500", "-0000" },
  { "products", "AVAILABLE_PRODUCTS:refuse:1:Nein danke", "+-000" },
  { "premium", "INSURANCE_PREMIUM:refuse:1:Nein danke", "++-++" },
  { "documents", "LEGAL_DOCUMENTS:cut-before", "+++-0" },
};

static void
test_check_fails (Fixture      *fixture,
                  gconstpointer data)
{
  const CheckRow *row = data;
  g_autoptr(GPtrArray) lines = NULL;
  guint n_told = 0;

  add_fault (fixture, row->spec);
  lines = check (fixture, &n_told);
  for (guint i = 0; i < lines->len; i++)
    {
      VeloCheckLine *line = lines->pdata[i];

      g_assert_cmpint (line->ran, ==, row->outcome[i] != '0');
      g_assert_cmpint (line->ok, ==, row->outcome[i] == '+');
      g_assert_cmpint (line->error != NULL, ==, row->outcome[i] == '-');
      if (line->error != NULL && strstr (row->spec, "Nein danke") != NULL)
        {
          g_assert_nonnull (strstr (line->detail, "Nein danke"));
          g_assert_nonnull (line->request_id);
        }
    }
}

static void
test_check_cancelled (Fixture      *fixture,
                      gconstpointer data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_auto(VeloWait) wait = { NULL };
  g_autoptr(GError) error = NULL;

  velo_insurer_check_async (fixture->insurer, NULL, NULL, cancellable, velo_wait_cb, &wait);
  g_cancellable_cancel (cancellable);
  g_assert_null (velo_insurer_check_finish (fixture->insurer, velo_wait_for (&wait), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(path, data, func) g_test_add ("/insurer/training/" path, Fixture, data, set_up, func, tear_down)

static void
add_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (fault_rows); i++)
    {
      g_autofree char *number = g_strconcat ("/insurer/training/number/", fault_rows[i].name, NULL);
      g_autofree char *proposal = g_strconcat ("/insurer/training/proposal/", fault_rows[i].name, NULL);

      g_test_add (number, Fixture, &fault_rows[i], set_up, test_fault_in_number, tear_down);
      g_test_add (proposal, Fixture, &fault_rows[i], set_up, test_fault_in_submission, tear_down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (check_rows); i++)
    {
      g_autofree char *path = g_strconcat ("/insurer/training/check/", check_rows[i].name, NULL);

      g_test_add (path, Fixture, &check_rows[i], set_up, test_check_fails, tear_down);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("products", NULL, test_products);
  ADD ("quote", NULL, test_quote);
  ADD ("documents", NULL, test_documents);
  ADD ("manufacturers", NULL, test_manufacturers);
  ADD ("manufacturers/inner-envelope", "GET_OBJECT_DETAILS:inner-envelope", test_manufacturers);
  ADD ("advertising", NULL, test_advertising);
  ADD ("submit/hybrid", GINT_TO_POINTER (VELO_WERTGARANTIE_DIALECT_HYBRID), test_submit);
  ADD ("submit/published", GINT_TO_POINTER (VELO_WERTGARANTIE_DIALECT_PUBLISHED), test_submit);
  ADD ("submit/newer", GINT_TO_POINTER (VELO_WERTGARANTIE_DIALECT_NEWER), test_submit);
  ADD ("submit/arrives", NULL, test_submit_arrives);
  ADD ("nan-premium", NULL, test_nan_premium);
  ADD ("unconfirmed", NULL, test_unconfirmed);
  ADD ("other-shapes", NULL, test_other_shapes);
  ADD ("round-trips", NULL, test_round_trips);
  ADD ("check/fine", NULL, test_check);
  ADD ("check/cancelled", NULL, test_check_cancelled);
  add_rows ();
  return g_test_run ();
}
