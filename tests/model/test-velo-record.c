/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests records: properties, copies, JSON there and back, damaged JSON. */

#include "velo-invoice.h"
#include "velo-proposal.h"

static VeloProposal *
make_proposal (void)
{
  VeloProposal *proposal = velo_proposal_new ();
  g_autoptr(GDate) date = g_date_new_dmy (18, G_DATE_APRIL, 2026);
  g_autoptr(VeloFinding) finding = velo_finding_new ();

  velo_proposal_set_id (proposal, "p-1");
  velo_proposal_set_state (proposal, VELO_PROPOSAL_STATE_HANDED_OVER);
  velo_proposal_set_premium_cents (proposal, G_GINT64_CONSTANT (9007199254740993));
  velo_proposal_set_immediate_cover (proposal, TRUE);
  velo_customer_set_last_name (velo_proposal_get_customer (proposal), "Übelacker-Groß");
  velo_vehicle_set_purchase_date (velo_proposal_get_vehicle (proposal), date);
  velo_finding_set_field (finding, "frame-number");
  g_list_store_append (velo_vehicle_get_findings (velo_proposal_get_vehicle (proposal)), finding);
  return proposal;
}

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          gpointer    user_data)
{
  *(guint *) user_data += 1;
}

static void
test_properties (void)
{
  g_autoptr(VeloCustomer) customer = velo_customer_new ();
  guint n_notified = 0;
  g_autofree char *name = NULL;

  g_signal_connect (customer, "notify::last-name", G_CALLBACK (count_cb), &n_notified);
  g_assert_cmpstr (velo_customer_get_last_name (customer), ==, "");
  g_object_set (customer, "last-name", "Maier", NULL);
  velo_customer_set_last_name (customer, "Maier");
  g_assert_cmpuint (n_notified, ==, 1);
  velo_customer_set_last_name (customer, NULL);
  g_assert_cmpstr (velo_customer_get_last_name (customer), ==, "");
  velo_customer_set_last_name (customer, "broken \xff text");
  g_assert_true (g_utf8_validate (velo_customer_get_last_name (customer), -1, NULL));
  velo_customer_set_last_name (customer, "Maier");
  velo_customer_set_title (customer, "Dr.");
  name = velo_customer_dup_name (customer);
  g_assert_cmpstr (name, ==, "Dr. Maier");
}

static void
test_copy (void)
{
  g_autoptr(VeloProposal) proposal = make_proposal ();
  g_autoptr(VeloProposal) copy = velo_record_copy (proposal);

  g_assert_true (velo_record_equal (proposal, copy));
  g_assert_true (velo_proposal_get_customer (proposal) != velo_proposal_get_customer (copy));
  velo_customer_set_city (velo_proposal_get_customer (copy), "Wien");
  g_assert_false (velo_record_equal (proposal, copy));
  g_assert_cmpstr (velo_customer_get_city (velo_proposal_get_customer (proposal)), ==, "");
}

static void
test_json (void)
{
  g_autoptr(VeloProposal) proposal = make_proposal ();
  g_autoptr(VeloProposal) read = velo_proposal_new ();
  g_autofree char *text = velo_record_to_text (proposal);
  g_autoptr(GError) error = NULL;

  g_assert_true (velo_record_load_text (read, text, &error));
  g_assert_no_error (error);
  g_assert_true (velo_record_equal (proposal, read));
  g_assert_cmpint (velo_proposal_get_premium_cents (read), ==, G_GINT64_CONSTANT (9007199254740993));
  g_assert_nonnull (strstr (text, "\"handed-over\""));
}

static void
test_damaged (void)
{
  static const char * const bad[] = { "", "[]", "{", "7", "null", "{\"id\":" };
  g_autoptr(VeloProposal) proposal = make_proposal ();
  g_autoptr(VeloProposal) before = velo_record_copy (proposal);
  g_autoptr(GError) none = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (velo_record_load_text (proposal, bad[i], &error));
      g_assert_nonnull (error);
      g_assert_true (velo_record_equal (proposal, before));
    }
  /* members of the wrong kind are read as not known, members nobody knows are ignored */
  g_assert_true (velo_record_load_text (proposal,
                                        "{\"state\":\"from-the-future\",\"premium-cents\":\"x\",\"step\":{},"
                                        "\"customer\":7,\"new\":1,\"quote-date\":\"2026-02-30\",\"consent\":\"yes\"}",
                                        &none));
  g_assert_no_error (none);
  g_assert_cmpint (velo_proposal_get_state (proposal), ==, VELO_PROPOSAL_STATE_DRAFT);
  g_assert_null (velo_proposal_get_quote_date (proposal));
  g_assert_cmpstr (velo_customer_get_last_name (velo_proposal_get_customer (proposal)), ==, "Übelacker-Groß");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/record/properties", test_properties);
  g_test_add_func ("/model/record/copy", test_copy);
  g_test_add_func ("/model/record/json", test_json);
  g_test_add_func ("/model/record/damaged", test_damaged);
  return g_test_run ();
}
