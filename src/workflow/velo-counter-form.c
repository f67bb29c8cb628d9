/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a proposal puts into the insurer's application form, and what it must not lack. */

#define G_LOG_DOMAIN "velo-counter"

#include "config.h"

#include "velo-counter-private.h"

#include "velo-date.h"
#include "velo-iban.h"
#include "velo-money.h"
#include "velo-postcode.h"
#include "velo-rules.h"
#include "velo-text.h"

/* The form is the insurer's and German, whatever language the program speaks. */
static const struct { int months; const char *word; } intervals[] = {
  { 1, "monatlich" }, { 3, "vierteljährlich" }, { 6, "halbjährlich" }, { 12, "jährlich" }, { 0, "einmalig" },
};

static void
set_date (VeloFormValues *values,
          const char     *name,
          const GDate    *date,
          const char     *format)
{
  char text[16];

  if (date == NULL)
    return;
  g_date_strftime (text, sizeof text, format, date);
  velo_form_values_set_text (values, name, text);
}

/**
 * velo_proposal_dup_premium:
 * @proposal: a proposal with a chosen tariff
 *
 * Returns: (transfer full): the premium as the form wants it, "20,00 € monatlich"
 */
char *
velo_proposal_dup_premium (VeloProposal *proposal)
{
  g_autofree char *amount = velo_money_format_wire (MAX (0, velo_proposal_get_premium_cents (proposal)));

  for (gsize i = 0; i < G_N_ELEMENTS (intervals); i++)
    if (intervals[i].months == velo_proposal_get_interval (proposal))
      return g_strdup_printf ("%s € %s", amount, intervals[i].word);
  return g_strdup_printf ("%s €", amount);
}

static void
set_customer (VeloFormValues *values,
              VeloCustomer   *customer)
{
  static const char * const salutations[] = { "", "Frau", "Herr" };
  g_autofree char *name = NULL;
  g_autofree char *person = g_strjoin (" ", velo_customer_get_title (customer),
                                       velo_customer_get_first_name (customer),
                                       velo_customer_get_last_name (customer), NULL);
  const char *phone = velo_customer_get_phone (customer);

  name = velo_text_squash (person);
  velo_form_values_set_text (values, "ANREDE",
                             velo_customer_get_kind (customer) == VELO_CUSTOMER_KIND_COMPANY
                             ? velo_customer_get_company (customer)
                             : salutations[velo_customer_get_salutation (customer)]);
  velo_form_values_set_text (values, "KUNDE", name);
  velo_form_values_set_text (values, "STRASSE", velo_customer_get_street (customer));
  velo_form_values_set_text (values, "PLZ", velo_customer_get_postcode (customer));
  velo_form_values_set_text (values, "ORT", velo_customer_get_city (customer));
  velo_form_values_set_text (values, "TELEFON", *phone != '\0' ? phone : velo_customer_get_mobile (customer));
  velo_form_values_set_text (values, "EMAIL", velo_customer_get_email (customer));
}

static void
set_vehicle (VeloFormValues *values,
             VeloProposal   *proposal)
{
  VeloVehicle *vehicle = velo_proposal_get_vehicle (proposal);
  gint64 insured_cents = velo_proposal_get_insured_cents (proposal);
  g_autofree char *price = g_strdup_printf ("%" G_GINT64_FORMAT, (insured_cents + 50) / 100);

  velo_form_values_set_text (values, "G1_HERSTELLER", velo_vehicle_get_maker (vehicle));
  velo_form_values_set_text (values, "G1_MODELLBEZEICHNUNG", velo_vehicle_get_model (vehicle));
  velo_form_values_set_text (values, "G1_RAHMENNUMMER", velo_vehicle_get_frame_number (vehicle));
  velo_form_values_set_text (values, "G1_KAUFPREIS", price);
  set_date (values, "G1_KAUFDATUM", velo_vehicle_get_purchase_date (vehicle), "%m/%y");
  if (velo_proposal_get_object (proposal) != VELO_OBJECT_KIND_BICYCLE
      && *velo_vehicle_get_battery_number (vehicle) != '\0')
    velo_form_values_set_text (values, "G1_AKKUNUMMER", velo_vehicle_get_battery_number (vehicle));
  if (velo_vehicle_get_model_year (vehicle) > 0)
    {
      g_autofree char *year = g_strdup_printf ("%02d", velo_vehicle_get_model_year (vehicle) % 100);

      velo_form_values_set_text (values, "G1_BAUJAHR", year);
    }
  else
    set_date (values, "G1_BAUJAHR", velo_vehicle_get_purchase_date (vehicle), "%y");
  if (velo_vehicle_get_lock_confirmed (vehicle) == VELO_ANSWER_YES)
    velo_form_values_set_check (values, "SCHLOSSGEPRUEFT", TRUE);
}

static void
set_payment (VeloFormValues *values,
             VeloProposal   *proposal)
{
  g_autofree char *iban = velo_iban_format (velo_proposal_get_iban (proposal));

  if (!g_str_equal (velo_product_get_variant (velo_proposal_get_product (proposal)), "B"))
    for (guint i = 0; i < 4; i++)
      if (intervals[i].months == velo_proposal_get_interval (proposal))
        velo_form_values_choose (values, "ZAHLWEISE", i);
  velo_form_values_set_text (values, "IBAN", iban);
}

/**
 * velo_proposal_dup_form_values:
 * @proposal: a complete proposal with its contract number
 * @shop: name of the shop
 * @register_number: its number in the register of intermediaries, may be empty
 * @with_bank: whether the form has a bank part
 *
 * Source: insurer protocol, section 5; formats on paper differ from the wire.
 *
 * Returns: (transfer full): the values by field name
 */
VeloFormValues *
velo_proposal_dup_form_values (VeloProposal *proposal,
                               VeloParty    *shop,
                               const char   *register_number,
                               gboolean      with_bank)
{
  VeloFormValues *values = velo_form_values_new ();
  g_autofree char *premium = velo_proposal_dup_premium (proposal);
  const char *variant = velo_product_get_variant (velo_proposal_get_product (proposal));
  g_autoptr(GDate) today = velo_date_today ();

  set_customer (values, velo_proposal_get_customer (proposal));
  set_vehicle (values, proposal);
  velo_form_values_set_text (values, "BEITRAG", premium);
  if (velo_proposal_get_professional_use (proposal))
    velo_form_values_set_check (values, "BERUFLICH", TRUE);
  velo_form_values_set_text (values, "VMRNAME", velo_party_get_name (shop));
  velo_form_values_set_text (values, "VMR_AKP_NAME", velo_proposal_get_sender_name (proposal));
  velo_form_values_set_text (values, "VERMITTLERNUMMER", velo_proposal_get_broker_number (proposal));
  if (*register_number != '\0')
    velo_form_values_set_text (values, "REGISTRIERUNGSNUMMER", register_number);
  if (g_str_equal (variant, "A") || g_str_equal (variant, "B"))
    velo_form_values_choose (values, "KS-Art", *variant == 'A' ? 0 : 1);
  set_date (values, "ANTRAGSDATUM", today, "%d/%m/%Y");
  velo_form_values_set_text (values, "VERTRAGSNUMMER", velo_proposal_get_contract_number (proposal));
  if (with_bank)
    set_payment (values, proposal);
  return values;
}

/* Premium and tax are those of one country. */
static gboolean
is_of_another_country (VeloProduct  *product,
                       VeloCustomer *customer)
{
  return *velo_product_get_country (product) != '\0'
         && !g_str_equal (velo_product_get_country (product), velo_customer_get_country (customer));
}

static const char *
find_missing (VeloProposal *proposal)
{
  VeloCustomer *customer = velo_proposal_get_customer (proposal);
  VeloVehicle *vehicle = velo_proposal_get_vehicle (proposal);
  gboolean company = velo_customer_get_kind (customer) == VELO_CUSTOMER_KIND_COMPANY;
  const struct { const char *name; gboolean missing; } checks[] = {
    { "object", velo_proposal_get_object (proposal) == VELO_OBJECT_KIND_NONE },
    { "tariff", *velo_product_get_product_type (velo_proposal_get_product (proposal)) == '\0'
                || is_of_another_country (velo_proposal_get_product (proposal), customer) },
    { "price", velo_vehicle_get_price_cents (vehicle) <= 0 },
    { "purchase-date", velo_vehicle_get_purchase_date (vehicle) == NULL },
    { "maker", velo_text_is_empty (velo_vehicle_get_maker (vehicle)) },
    { "frame-number", velo_text_is_empty (velo_vehicle_get_frame_number (vehicle)) },
    { "battery-number", velo_proposal_get_object (proposal) != VELO_OBJECT_KIND_BICYCLE
                        && velo_text_is_empty (velo_vehicle_get_battery_number (vehicle)) },
    { "leasing", velo_vehicle_get_leasing (vehicle) == VELO_ANSWER_UNKNOWN },
    { "lock", velo_proposal_get_object (proposal) != VELO_OBJECT_KIND_BATTERY
              && velo_vehicle_get_lock_confirmed (vehicle) != VELO_ANSWER_YES },
    { "company", company && velo_text_is_empty (velo_customer_get_company (customer)) },
    { "salutation", !company && velo_customer_get_salutation (customer) == VELO_SALUTATION_NONE },
    { "first-name", !company && velo_text_is_empty (velo_customer_get_first_name (customer)) },
    { "last-name", !company && velo_text_is_empty (velo_customer_get_last_name (customer)) },
    { "street", velo_text_is_empty (velo_customer_get_street (customer)) },
    { "city", velo_text_is_empty (velo_customer_get_city (customer)) },
    { "country", !velo_rules_is_country (velo_customer_get_country (customer)) },
    { "postcode", !velo_postcode_is_valid (velo_customer_get_postcode (customer),
                                           velo_customer_get_country (customer)) },
    { "payment", velo_proposal_get_payment (proposal) == VELO_PAYMENT_NONE },
    { "iban", velo_proposal_get_payment (proposal) == VELO_PAYMENT_DIRECT_DEBIT
              && velo_iban_check (velo_proposal_get_iban (proposal)) != VELO_IBAN_OK },
    { "consent", !velo_proposal_get_consent (proposal) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    if (checks[i].missing)
      return checks[i].name;
  return NULL;
}

/**
 * velo_proposal_check:
 * @proposal: a proposal that is to be printed and signed
 * @error: return location for %VELO_COUNTER_ERROR_INCOMPLETE, the message naming the first field
 *   that is missing or wrong, or %VELO_COUNTER_ERROR_NO_BROKER_NUMBER
 *
 * Returns: whether nothing is missing
 */
gboolean
velo_proposal_check (VeloProposal  *proposal,
                     GError       **error)
{
  const char *missing = find_missing (proposal);
  g_autoptr(VeloEmployee) sender = NULL;

  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (missing != NULL)
    {
      g_set_error_literal (error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_INCOMPLETE, missing);
      return FALSE;
    }
  sender = velo_employee_new ();
  velo_employee_set_broker_number (sender, velo_proposal_get_broker_number (proposal));
  if (!velo_employee_can_send (sender))
    {
      g_set_error_literal (error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_NO_BROKER_NUMBER,
                           "no broker number to send with");
      return FALSE;
    }
  return TRUE;
}
