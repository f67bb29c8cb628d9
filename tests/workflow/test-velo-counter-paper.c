/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests what goes into the fields of the insurer's form: formats on paper differ from the wire. */

#include "config.h"

#include "velo-counter-private.h"
#include "velo-date.h"
#include "velo-form-values-private.h"

static VeloProposal *
make_proposal (void)
{
  VeloProposal *proposal = velo_proposal_new ();
  VeloVehicle *vehicle = velo_proposal_get_vehicle (proposal);
  VeloCustomer *customer = velo_proposal_get_customer (proposal);
  g_autoptr(GDate) bought = g_date_new_dmy (5, G_DATE_MARCH, 2026);

  velo_proposal_set_object (proposal, VELO_OBJECT_KIND_EBIKE);
  velo_product_set_variant (velo_proposal_get_product (proposal), "A");
  velo_proposal_set_interval (proposal, 3);
  velo_proposal_set_premium_cents (proposal, 6050);
  velo_proposal_set_iban (proposal, "DE89370400440532013000");
  velo_proposal_set_contract_number (proposal, "70000001");
  velo_proposal_set_broker_number (proposal, "4711001");
  velo_proposal_set_sender_name (proposal, "Jana Kurbel");
  velo_customer_set_salutation (customer, VELO_SALUTATION_HERR);
  velo_customer_set_title (customer, "Dr.");
  velo_customer_set_first_name (customer, "Jörg");
  velo_customer_set_last_name (customer, "Groß");
  velo_customer_set_phone (customer, "0511 1");
  velo_customer_set_mobile (customer, "0170 2");
  velo_vehicle_set_maker (vehicle, "Gazelle");
  velo_vehicle_set_frame_number (vehicle, "GZ1");
  velo_vehicle_set_battery_number (vehicle, "AK-1");
  velo_vehicle_set_price_cents (vehicle, 349950);
  velo_vehicle_set_purchase_date (vehicle, bought);
  velo_vehicle_set_lock_confirmed (vehicle, VELO_ANSWER_YES);
  return proposal;
}

static VeloFormValues *
fill (VeloProposal *proposal,
      gboolean      with_bank)
{
  g_autoptr(VeloParty) shop = velo_party_new ();

  velo_party_set_name (shop, "Radhaus Öhringen");
  return velo_proposal_dup_form_values (proposal, shop, "D-REG-1", with_bank);
}

static const VeloFormValue *
find (VeloFormValues *values,
      const char     *name)
{
  for (guint i = 0; i < velo_form_values_get_size (values); i++)
    if (g_str_equal (velo_form_values_get (values, i)->name, name))
      return velo_form_values_get (values, i);
  return NULL;
}

static void
assert_text (VeloFormValues *values,
             const char     *name,
             const char     *text)
{
  const VeloFormValue *value = find (values, name);

  g_test_message ("%s", name);
  g_assert_nonnull (value);
  g_assert_cmpint (value->kind, ==, VELO_FORM_VALUE_TEXT);
  g_assert_cmpstr (value->text, ==, text);
}

static void
assert_place (VeloFormValues *values,
              const char     *name,
              guint           place)
{
  const VeloFormValue *value = find (values, name);

  g_test_message ("%s", name);
  g_assert_nonnull (value);
  g_assert_cmpint (value->kind, ==, VELO_FORM_VALUE_PLACE);
  g_assert_cmpuint (value->place, ==, place);
}

static void
test_formats (void)
{
  g_autoptr(VeloProposal) proposal = make_proposal ();
  g_autoptr(VeloFormValues) values = fill (proposal, TRUE);
  g_autoptr(GDate) today = velo_date_today ();
  char date[16];

  g_date_strftime (date, sizeof date, "%d/%m/%Y", today);
  assert_text (values, "ANREDE", "Herr");
  assert_text (values, "KUNDE", "Dr. Jörg Groß");
  assert_text (values, "TELEFON", "0511 1");
  assert_text (values, "G1_HERSTELLER", "Gazelle");
  assert_text (values, "G1_KAUFDATUM", "03/26");
  assert_text (values, "G1_BAUJAHR", "26");
  assert_text (values, "G1_AKKUNUMMER", "AK-1");
  assert_text (values, "BEITRAG", "60,50 € vierteljährlich");
  assert_text (values, "ANTRAGSDATUM", date);
  assert_text (values, "VERTRAGSNUMMER", "70000001");
  assert_text (values, "VERMITTLERNUMMER", "4711001");
  assert_text (values, "REGISTRIERUNGSNUMMER", "D-REG-1");
  assert_text (values, "VMRNAME", "Radhaus Öhringen");
  assert_text (values, "VMR_AKP_NAME", "Jana Kurbel");
  assert_text (values, "IBAN", "DE89 3704 0044 0532 0130 00");
  /* By place, left to right: the names of the states are not to be compared. */
  assert_place (values, "ZAHLWEISE", 1);
  assert_place (values, "KS-Art", 0);
  g_assert_true (find (values, "SCHLOSSGEPRUEFT")->on);
  g_assert_null (find (values, "BERUFLICH"));
}

/* Whole euros, rounded. */
static void
test_price (void)
{
  static const struct { gint64 cents; const char *text; } rows[] = {
    { 349950, "3500" }, { 349949, "3499" }, { 400000, "4000" }, { 99, "1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(VeloProposal) proposal = make_proposal ();
      g_autoptr(VeloFormValues) values = NULL;

      velo_vehicle_set_price_cents (velo_proposal_get_vehicle (proposal), rows[i].cents);
      values = fill (proposal, FALSE);
      assert_text (values, "G1_KAUFPREIS", rows[i].text);
    }
}

/* For variant B, which is yearly only, the way of paying stays empty; without bank part all of it. */
static void
test_variants (void)
{
  g_autoptr(VeloProposal) proposal = make_proposal ();
  g_autoptr(VeloFormValues) without_bank = fill (proposal, FALSE);
  g_autoptr(VeloFormValues) yearly = NULL;
  g_autoptr(VeloFormValues) neither = NULL;

  g_assert_null (find (without_bank, "ZAHLWEISE"));
  g_assert_null (find (without_bank, "IBAN"));
  velo_product_set_variant (velo_proposal_get_product (proposal), "B");
  velo_proposal_set_interval (proposal, 12);
  yearly = fill (proposal, TRUE);
  assert_place (yearly, "KS-Art", 1);
  g_assert_null (find (yearly, "ZAHLWEISE"));
  assert_text (yearly, "BEITRAG", "60,50 € jährlich");
  velo_product_set_variant (velo_proposal_get_product (proposal), "");
  neither = fill (proposal, TRUE);
  g_assert_null (find (neither, "KS-Art"));
}

/* What is unknown is left empty, and what a company is called goes where the salutation is. */
static void
test_company_used (void)
{
  g_autoptr(VeloProposal) proposal = make_proposal ();
  VeloCustomer *customer = velo_proposal_get_customer (proposal);
  VeloVehicle *vehicle = velo_proposal_get_vehicle (proposal);
  g_autoptr(VeloFormValues) values = NULL;

  velo_customer_set_kind (customer, VELO_CUSTOMER_KIND_COMPANY);
  velo_customer_set_company (customer, "Radwerk GmbH & Co. KG");
  velo_customer_set_phone (customer, "");
  velo_vehicle_set_model_year (vehicle, 2009);
  velo_vehicle_set_lock_confirmed (vehicle, VELO_ANSWER_NO);
  velo_proposal_set_object (proposal, VELO_OBJECT_KIND_BICYCLE);
  velo_proposal_set_professional_use (proposal, TRUE);
  values = fill (proposal, TRUE);
  assert_text (values, "ANREDE", "Radwerk GmbH & Co. KG");
  assert_text (values, "TELEFON", "0170 2");
  assert_text (values, "G1_BAUJAHR", "09");
  g_assert_null (find (values, "SCHLOSSGEPRUEFT"));
  g_assert_null (find (values, "G1_AKKUNUMMER"));
  g_assert_true (find (values, "BERUFLICH")->on);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workflow/paper/formats", test_formats);
  g_test_add_func ("/workflow/paper/price", test_price);
  g_test_add_func ("/workflow/paper/variants", test_variants);
  g_test_add_func ("/workflow/paper/company-used", test_company_used);
  return g_test_run ();
}
