/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests when somebody has to look at what was read. */

#include "velo-invoice-check.h"

static VeloFinding *
add_finding (GListStore   *findings,
             const char   *field,
             const char   *value,
             VeloSureness  sureness)
{
  g_autoptr(VeloFinding) finding = velo_finding_new ();

  velo_finding_set_field (finding, field);
  velo_finding_set_value (finding, value);
  velo_finding_set_sureness (finding, sureness);
  g_list_store_append (findings, finding);
  return finding;
}

static VeloVehicle *
get_vehicle (VeloInvoice *invoice)
{
  g_autoptr(VeloVehicle) vehicle = g_list_model_get_item (G_LIST_MODEL (velo_invoice_get_vehicles (invoice)), 0);

  return vehicle;
}

static VeloInvoice *
make_invoice (void)
{
  VeloInvoice *invoice = velo_invoice_new ();
  VeloCustomer *customer = velo_invoice_get_customer (invoice);
  g_autoptr(VeloVehicle) vehicle = velo_vehicle_new ();
  g_autoptr(GDate) date = g_date_new_dmy (18, G_DATE_APRIL, 2026);

  velo_invoice_set_number (invoice, "RE-1");
  velo_invoice_set_date (invoice, date);
  velo_invoice_set_format (invoice, "factur-x");
  velo_customer_set_last_name (customer, "Maier");
  velo_customer_set_street (customer, "Am Graben 7");
  velo_customer_set_postcode (customer, "91054");
  velo_customer_set_city (customer, "Erlangen");
  velo_vehicle_set_kind (vehicle, VELO_ARTICLE_KIND_EBIKE);
  velo_vehicle_set_maker (vehicle, "Kronberg");
  velo_vehicle_set_model (vehicle, "E-Trail");
  velo_vehicle_set_frame_number (vehicle, "KB1");
  velo_vehicle_set_price_cents (vehicle, 399900);
  velo_vehicle_set_purchase_date (vehicle, date);
  g_list_store_append (velo_invoice_get_vehicles (invoice), vehicle);
  add_finding (velo_vehicle_get_findings (vehicle), "maker", "Kronberg", VELO_SURENESS_HIGH);
  add_finding (velo_vehicle_get_findings (vehicle), "frame-number", "KB1", VELO_SURENESS_GOOD);
  add_finding (velo_invoice_get_findings (invoice), "last-name", "Maier", VELO_SURENESS_GOOD);
  return invoice;
}

/* Nothing is asked where everything is sure. */
static void
test_sure (void)
{
  g_autoptr(VeloInvoice) invoice = make_invoice ();

  g_assert_false (velo_invoice_needs_review (invoice));
  add_finding (velo_vehicle_get_findings (get_vehicle (invoice)), "maker", "Fremd", VELO_SURENESS_LOW);
  g_assert_false (velo_invoice_needs_review (invoice));
  g_list_store_remove_all (velo_invoice_get_vehicles (invoice));
  g_assert_false (velo_invoice_needs_review (invoice));
}

static void
test_missing (void)
{
  static const char * const head[] = { "number" };
  static const char * const customer[] = { "last-name", "street", "postcode", "city" };
  static const char * const vehicle[] = { "maker", "model", "frame-number" };

  for (guint i = 0; i < G_N_ELEMENTS (head); i++)
    {
      g_autoptr(VeloInvoice) invoice = make_invoice ();

      g_object_set (invoice, head[i], "", NULL);
      g_assert_true (velo_invoice_needs_review (invoice));
    }
  for (guint i = 0; i < G_N_ELEMENTS (customer); i++)
    {
      g_autoptr(VeloInvoice) invoice = make_invoice ();

      g_object_set (velo_invoice_get_customer (invoice), customer[i], "", NULL);
      g_assert_true (velo_invoice_needs_review (invoice));
    }
  for (guint i = 0; i < G_N_ELEMENTS (vehicle); i++)
    {
      g_autoptr(VeloInvoice) invoice = make_invoice ();

      g_object_set (get_vehicle (invoice), vehicle[i], " ", NULL);
      g_assert_true (velo_invoice_needs_review (invoice));
    }
}

static void
test_unsure (void)
{
  g_autoptr(VeloInvoice) price = make_invoice ();
  g_autoptr(VeloInvoice) date = make_invoice ();
  g_autoptr(VeloInvoice) guessed = make_invoice ();
  g_autoptr(VeloInvoice) twice = make_invoice ();
  g_autoptr(VeloInvoice) battery = make_invoice ();

  velo_vehicle_set_price_cents (get_vehicle (price), 0);
  g_assert_true (velo_invoice_needs_review (price));
  velo_invoice_set_accepted (price, TRUE);
  g_assert_false (velo_invoice_needs_review (price));
  /* the customer has signed for what is insured, for nothing else */
  velo_invoice_set_accepted (price, FALSE);
  velo_vehicle_set_state (get_vehicle (price), VELO_INSURANCE_STATE_SIGNED);
  g_assert_true (velo_invoice_needs_review (price));
  velo_vehicle_set_state (get_vehicle (price), VELO_INSURANCE_STATE_INSURED);
  g_assert_false (velo_invoice_needs_review (price));
  velo_invoice_set_date (date, NULL);
  g_assert_true (velo_invoice_needs_review (date));
  add_finding (velo_vehicle_get_findings (get_vehicle (guessed)), "model", "E-Trail", VELO_SURENESS_LOW);
  g_assert_true (velo_invoice_needs_review (guessed));
  add_finding (velo_vehicle_get_findings (get_vehicle (twice)), "frame-number", "kb-1", VELO_SURENESS_GOOD);
  g_assert_false (velo_invoice_needs_review (twice));
  add_finding (velo_vehicle_get_findings (get_vehicle (twice)), "frame-number", "KB 2", VELO_SURENESS_GOOD);
  g_assert_true (velo_invoice_needs_review (twice));
  velo_vehicle_set_kind (get_vehicle (battery), VELO_ARTICLE_KIND_BATTERY);
  g_assert_true (velo_invoice_needs_review (battery));
  velo_vehicle_set_battery_number (get_vehicle (battery), "AK-1");
  g_assert_false (velo_invoice_needs_review (battery));
}

/* The print of an issuer is looked at until it is known where he prints the number. */
static void
test_print (void)
{
  g_autoptr(VeloInvoice) invoice = make_invoice ();

  velo_invoice_set_format (invoice, "pdf-text");
  g_assert_true (velo_invoice_needs_review (invoice));
  velo_finding_set_sureness (velo_findings_best (G_LIST_MODEL (velo_vehicle_get_findings (get_vehicle (invoice))),
                                                 "frame-number"), VELO_SURENESS_HIGH);
  g_assert_false (velo_invoice_needs_review (invoice));
  add_finding (velo_vehicle_get_findings (get_vehicle (invoice)), "model", "E-Trail", VELO_SURENESS_LOW);
  g_assert_true (velo_invoice_needs_review (invoice));
}

static void
test_settle (void)
{
  g_autoptr(VeloInvoice) typed = make_invoice ();
  g_autoptr(VeloInvoice) read = make_invoice ();

  velo_invoice_set_format (typed, "");
  velo_vehicle_set_purchase_date (get_vehicle (typed), NULL);
  velo_invoice_settle (typed);
  g_assert_cmpstr (velo_invoice_get_format (typed), ==, "typed");
  g_assert_cmpstr (velo_invoice_get_currency (typed), ==, "EUR");
  g_assert_cmpint (velo_invoice_get_gross_cents (typed), ==, 399900);
  g_assert_nonnull (velo_vehicle_get_purchase_date (get_vehicle (typed)));
  velo_invoice_set_gross_cents (read, 412345);
  velo_invoice_settle (read);
  g_assert_cmpint (velo_invoice_get_gross_cents (read), ==, 412345);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/invoice-check/sure", test_sure);
  g_test_add_func ("/model/invoice-check/missing", test_missing);
  g_test_add_func ("/model/invoice-check/unsure", test_unsure);
  g_test_add_func ("/model/invoice-check/print", test_print);
  g_test_add_func ("/model/invoice-check/settle", test_settle);
  return g_test_run ();
}
