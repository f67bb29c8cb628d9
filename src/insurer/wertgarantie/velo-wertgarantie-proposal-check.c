/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a proposal can be sent: names what is missing or does not fit into the format. */

#define G_LOG_DOMAIN "velo-insurer"

#include "config.h"

#include "velo-text.h"
#include "velo-wertgarantie-proposal.h"

#include <string.h>

/* Betrag has eight characters at most: 99999,99. */
#define MAX_AMOUNT_CENTS 9999999

#define MAX_NAME   128
#define MAX_MODEL  60
#define MAX_DIGITS 18

typedef struct
{
  GStrvBuilder *fields; /* (borrowed) */
  VeloProposal *proposal;
  VeloVehicle *vehicle;
  VeloCustomer *customer;
  VeloProduct *product;
} Check;

static void
want (Check      *check,
      gboolean    fine,
      const char *field)
{
  if (!fine)
    g_strv_builder_add (check->fields, field);
}

static gboolean
has_text (const char *text)
{
  return !velo_text_is_empty (text);
}

static gboolean
fits (const char *text,
      glong       max)
{
  return g_utf8_strlen (text, -1) <= max;
}

static gboolean
is_number (const char *text)
{
  gsize length = strlen (text);

  return length >= 1 && length <= MAX_DIGITS && strspn (text, "0123456789") == length
         && strspn (text, "0") < length;
}

static gboolean
is_year (int year)
{
  return year >= 1900 && year <= 2099;
}

static gboolean
is_date (const GDate *date)
{
  return date != NULL && g_date_valid (date) && is_year ((int) g_date_get_year (date));
}

/* Returns: (transfer full): the characters that count, in capitals */
char *
velo_wertgarantie_compact_iban (const char *iban)
{
  g_autoptr(GString) compact = g_string_new (NULL);

  for (const char *p = iban; *p != '\0'; p++)
    {
      if (!g_ascii_isspace (*p))
        g_string_append_c (compact, g_ascii_toupper (*p));
    }
  return g_string_free (g_steal_pointer (&compact), FALSE);
}

static gboolean
is_iban (const char *iban)
{
  g_autofree char *compact = velo_wertgarantie_compact_iban (iban);
  gsize length = strlen (compact);
  guint rest = 0;

  if (length < 15 || length > 34 || !g_ascii_isupper (compact[0]) || !g_ascii_isupper (compact[1])
      || !g_ascii_isdigit (compact[2]) || !g_ascii_isdigit (compact[3]))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      char c = compact[(i + 4) % length];

      if (g_ascii_isdigit (c))
        rest = (rest * 10 + (guint) (c - '0')) % 97;
      else if (g_ascii_isupper (c))
        rest = (rest * 100 + (guint) (c - 'A' + 10)) % 97;
      else
        return FALSE;
    }
  return rest == 1;
}

static void
check_customer (Check *check)
{
  VeloCustomer *customer = check->customer;
  const char *country = velo_customer_get_country (customer);
  const GDate *birth_date = velo_customer_get_birth_date (customer);

  if (velo_customer_get_kind (customer) == VELO_CUSTOMER_KIND_COMPANY)
    want (check, has_text (velo_customer_get_company (customer)), "customer.company");
  else
    {
      want (check, velo_customer_get_salutation (customer) != VELO_SALUTATION_NONE,
            "customer.salutation");
      want (check, has_text (velo_customer_get_first_name (customer)), "customer.first-name");
      want (check, has_text (velo_customer_get_last_name (customer)), "customer.last-name");
      want (check, birth_date == NULL || is_date (birth_date), "customer.birth-date");
    }
  want (check, has_text (velo_customer_get_street (customer)), "customer.street");
  want (check, has_text (velo_customer_get_postcode (customer)), "customer.postcode");
  want (check, has_text (velo_customer_get_city (customer)), "customer.city");
  want (check, *country == '\0' || (strlen (country) == 2 && g_ascii_isupper (country[0])
                                    && g_ascii_isupper (country[1])), "customer.country");
}

static void
check_vehicle (Check *check)
{
  VeloVehicle *vehicle = check->vehicle;
  VeloObjectKind object = velo_proposal_get_object (check->proposal);
  gint64 price_cents = velo_proposal_get_insured_cents (check->proposal);

  want (check, object != VELO_OBJECT_KIND_NONE, "proposal.object");
  want (check, has_text (velo_vehicle_get_maker (vehicle)), "vehicle.maker");
  want (check, fits (velo_vehicle_get_model (vehicle), MAX_MODEL), "vehicle.model");
  want (check, has_text (velo_vehicle_get_frame_number (vehicle)), "vehicle.frame-number");
  /* Optional in the schema, required for everything electric by its description. */
  want (check, object == VELO_OBJECT_KIND_BICYCLE || object == VELO_OBJECT_KIND_NONE
                 || has_text (velo_vehicle_get_battery_number (vehicle)), "vehicle.battery-number");
  want (check, is_date (velo_vehicle_get_purchase_date (vehicle)), "vehicle.purchase-date");
  want (check, price_cents > 0 && price_cents <= MAX_AMOUNT_CENTS, "vehicle.price-cents");
  want (check, !velo_vehicle_get_used (vehicle) || is_year (velo_vehicle_get_model_year (vehicle)),
        "vehicle.model-year");
}

static void
check_product (Check *check)
{
  VeloProduct *product = check->product;
  VeloPayment payment = velo_proposal_get_payment (check->proposal);
  gboolean debit = payment == VELO_PAYMENT_DIRECT_DEBIT;
  gboolean self_payer = payment == VELO_PAYMENT_SELF_PAYER;

  want (check, has_text (velo_product_get_product_type (product))
                 && has_text (velo_product_get_application_code (product))
                 && has_text (velo_product_get_basic_risk (product)), "proposal.product");
  want (check, velo_product_has_interval (product, velo_proposal_get_interval (check->proposal)),
        "proposal.interval");
  want (check, !velo_proposal_get_immediate_cover (check->proposal)
                 || velo_product_has_immediate_cover (product), "proposal.immediate-cover");
  want (check, (debit && velo_product_get_direct_debit (product))
                 || (self_payer && velo_product_get_self_payer (product)), "proposal.payment");
  want (check, !debit || is_iban (velo_proposal_get_iban (check->proposal)), "proposal.iban");
}

static void
check_numbers (Check *check)
{
  const char *record_number = velo_proposal_get_record_number (check->proposal);

  want (check, has_text (record_number) && fits (record_number, MAX_NAME), "proposal.record-number");
  want (check, is_number (velo_proposal_get_contract_number (check->proposal)),
        "proposal.contract-number");
  want (check, is_number (velo_proposal_get_broker_number (check->proposal)),
        "proposal.broker-number");
}

/* Returns: (transfer full): what is missing or does not fit, empty if nothing */
GStrv
velo_wertgarantie_check_proposal (VeloProposal                *proposal,
                                  GBytes                      *document,
                                  const VeloWertgarantieStyle *style)
{
  g_autoptr(GStrvBuilder) fields = g_strv_builder_new ();
  Check check = {
    fields,
    proposal,
    velo_proposal_get_vehicle (proposal),
    velo_proposal_get_customer (proposal),
    velo_proposal_get_product (proposal),
  };

  want (&check, has_text (style->sender_name) && fits (style->sender_name, MAX_NAME),
        "settings.sender-name");
  want (&check, fits (style->sales_channel, MAX_NAME), "settings.sales-channel");
  check_numbers (&check);
  check_customer (&check);
  check_vehicle (&check);
  check_product (&check);
  if (document != NULL)
    {
      gsize size = 0;
      const char *data = g_bytes_get_data (document, &size);

      want (&check, size >= 5 && memcmp (data, "%PDF-", 5) == 0
                      && size <= VELO_WERTGARANTIE_MAX_DATA, "document");
    }
  return g_strv_builder_end (fields);
}
