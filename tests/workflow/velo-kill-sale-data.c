/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What velo-kill-sale enters at the counter, and what of it a proposal has lost. */

#include "velo-kill-sale.h"

#include "velo-date.h"

char *
kill_sale_dup_frame (guint sale)
{
  return g_strdup_printf ("WKB26A77317%02u", sale);
}

const char *
kill_sale_get_iban (guint sale)
{
  return sale % 2 == 0 ? "DE89370400440532013000" : "DE75512108001245126199";
}

/* One day for all who play: over midnight it would be another invoice, and so another sale. */
static GDate *
make_day (void)
{
  const char *day = g_getenv (KILL_SALE_DAY);

  return day == NULL ? velo_date_today () : velo_date_parse_iso (day);
}

VeloInvoice *
kill_sale_make_invoice (guint sale)
{
  VeloInvoice *invoice = velo_invoice_new ();
  g_autoptr(VeloVehicle) vehicle = velo_vehicle_new ();
  g_autoptr(GDate) today = make_day ();
  VeloCustomer *customer = velo_invoice_get_customer (invoice);
  g_autofree char *number = g_strdup_printf ("RE-%u", sale);
  g_autofree char *frame = kill_sale_dup_frame (sale);
  g_autofree char *street = g_strdup_printf (KILL_SALE_STREET "/%u", sale);

  velo_invoice_set_number (invoice, number);
  velo_invoice_set_date (invoice, today);
  velo_invoice_set_format (invoice, "typed");
  velo_customer_set_salutation (customer, VELO_SALUTATION_FRAU);
  velo_customer_set_first_name (customer, KILL_SALE_FIRST_NAME);
  velo_customer_set_last_name (customer, KILL_SALE_LAST_NAME);
  velo_customer_set_street (customer, street);
  velo_customer_set_postcode (customer, "91054");
  velo_customer_set_city (customer, "Erlangen");
  velo_customer_set_country (customer, "DE");
  velo_vehicle_set_kind (vehicle, VELO_ARTICLE_KIND_EBIKE);
  velo_vehicle_set_maker (vehicle, "Kronberg");
  velo_vehicle_set_model (vehicle, "E-Trail");
  velo_vehicle_set_frame_number (vehicle, frame);
  velo_vehicle_set_price_cents (vehicle, 399900);
  velo_vehicle_set_purchase_date (vehicle, today);
  velo_vehicle_set_lock_price_cents (vehicle, 8999);
  g_list_store_append (velo_invoice_get_vehicles (invoice), vehicle);
  return invoice;
}

VeloInk *
kill_sale_make_ink (void)
{
  VeloInk *ink = velo_ink_new (400, 120);

  for (int stroke = 0; stroke < 3; stroke++)
    {
      velo_ink_begin_stroke (ink);
      for (int i = 0; i < 40; i++)
        velo_ink_add_point (ink, 20 + stroke * 120 + i * 2.5, 20 + (i * 7) % 80,
                            velo_time_now () + (gint64) i * 8000, 0.5);
    }
  return ink;
}

/* The name of the first value that pages before @step have entered and @proposal does not have. */
const char *
kill_sale_find_lost (VeloProposal *proposal,
                     guint         sale,
                     int           step)
{
  VeloVehicle *vehicle = velo_proposal_get_vehicle (proposal);
  VeloCustomer *customer = velo_proposal_get_customer (proposal);
  g_autofree char *frame = kill_sale_dup_frame (sale);
  g_autofree char *street = g_strdup_printf (KILL_SALE_STREET "/%u", sale);

  if (!g_str_equal (velo_vehicle_get_frame_number (vehicle), frame))
    return "frame number";
  if (!g_str_equal (velo_customer_get_last_name (customer), KILL_SALE_LAST_NAME)
      || !g_str_equal (velo_customer_get_first_name (customer), KILL_SALE_FIRST_NAME)
      || !g_str_equal (velo_customer_get_street (customer), street))
    return "customer";
  if (step > 0 && !velo_proposal_get_professional_use (proposal))
    return "use";
  if (step > 1 && (velo_proposal_get_premium_cents (proposal) == 0
                   || !velo_proposal_get_documents_received (proposal)))
    return "tariff";
  if (step > 2 && !g_str_equal (velo_vehicle_get_battery_number (vehicle), KILL_SALE_BATTERY))
    return "battery number";
  if (step > 2 && (velo_vehicle_get_leasing (vehicle) != VELO_ANSWER_NO
                   || velo_vehicle_get_lock_confirmed (vehicle) != VELO_ANSWER_YES))
    return "lock and leasing";
  if (step > 3 && !g_str_equal (velo_customer_get_email (customer), KILL_SALE_EMAIL))
    return "e-mail";
  if (step > 3 && (!g_str_equal (velo_proposal_get_iban (proposal), kill_sale_get_iban (sale))
                   || !velo_proposal_get_consent (proposal)))
    return "IBAN and consent";
  return NULL;
}
