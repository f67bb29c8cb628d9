/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which data of a proposal a customer can enter on the own phone, and what stands there already. */

#define G_LOG_DOMAIN "velo-phone-fields"

#include "config.h"

#include "velo-phone-fields.h"

#include <string.h>

#include "velo-date.h"
#include "velo-iban.h"
#include "velo-postcode.h"
#include "velo-rules.h"
#include "velo-text.h"

/* When a field is asked for. */
typedef enum
{
  ASK_IF_MISSING,
  ASK_WITH_ALL
} Asking;

/* For whom a field is there at all. */
typedef enum
{
  FOR_ALL,
  FOR_PERSON,
  FOR_COMPANY,
  FOR_DEBIT
} Whose;

/* Named as the claims service names them, which are the names of the properties. */
static const struct { const char *name; Whose whose; Asking asking; } fields[] = {
  { "company", FOR_COMPANY, ASK_IF_MISSING },
  { "salutation", FOR_PERSON, ASK_IF_MISSING },
  { "title", FOR_PERSON, ASK_WITH_ALL },
  { "first-name", FOR_ALL, ASK_IF_MISSING },
  { "last-name", FOR_ALL, ASK_IF_MISSING },
  { "birth-date", FOR_PERSON, ASK_IF_MISSING },
  { "street", FOR_ALL, ASK_IF_MISSING },
  { "address-extra", FOR_ALL, ASK_WITH_ALL },
  { "country", FOR_ALL, ASK_IF_MISSING },
  { "postcode", FOR_ALL, ASK_IF_MISSING },
  { "city", FOR_ALL, ASK_IF_MISSING },
  { "phone", FOR_ALL, ASK_WITH_ALL },
  { "mobile", FOR_ALL, ASK_IF_MISSING },
  { "email", FOR_ALL, ASK_IF_MISSING },
  { "iban", FOR_DEBIT, ASK_IF_MISSING },
  { "account-holder", FOR_DEBIT, ASK_WITH_ALL },
};

static gboolean
is_there (VeloProposal *proposal,
          Whose         whose)
{
  gboolean company = velo_customer_get_kind (velo_proposal_get_customer (proposal)) == VELO_CUSTOMER_KIND_COMPANY;

  switch (whose)
    {
    case FOR_PERSON:
      return !company;
    case FOR_COMPANY:
      return company;
    case FOR_DEBIT:
      return velo_proposal_get_payment (proposal) != VELO_PAYMENT_SELF_PAYER;
    case FOR_ALL:
    default:
      return TRUE;
    }
}

/* Whoever can be reached by telephone is not asked for another number. */
static gboolean
is_missing (VeloProposal *proposal,
            const char   *name)
{
  if (g_str_equal (name, "mobile"))
    return !velo_phone_fields_is_right (proposal, name) && !velo_phone_fields_is_right (proposal, "phone");
  return !velo_phone_fields_is_right (proposal, name);
}

/**
 * velo_phone_fields_list:
 * @proposal: a proposal
 * @all: whether the customer is asked again for what is there
 *
 * Returns: (transfer full): names of the fields that the customer is asked for; empty if nothing is missing
 */
GStrv
velo_phone_fields_list (VeloProposal *proposal,
                        gboolean      all)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();

  g_return_val_if_fail (VELO_IS_PROPOSAL (proposal), NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (is_there (proposal, fields[i].whose)
        && (all || (fields[i].asking == ASK_IF_MISSING && is_missing (proposal, fields[i].name))))
      g_ptr_array_add (names, g_strdup (fields[i].name));
  g_ptr_array_add (names, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

static char *
dup_salutation (VeloCustomer *customer)
{
  g_autoptr(GEnumClass) salutations = g_type_class_ref (VELO_TYPE_SALUTATION);
  VeloSalutation salutation = velo_customer_get_salutation (customer);

  return g_strdup (salutation == VELO_SALUTATION_NONE ? "" : g_enum_get_value (salutations, (int) salutation)->value_nick);
}

/**
 * velo_phone_fields_dup:
 * @proposal: a proposal
 * @name: of a field
 *
 * Returns: (transfer full): what stands there, as a phone would send it; empty if nothing does
 */
char *
velo_phone_fields_dup (VeloProposal *proposal,
                       const char   *name)
{
  VeloCustomer *customer = velo_proposal_get_customer (proposal);
  char *text = NULL;

  if (g_str_equal (name, "salutation"))
    return dup_salutation (customer);
  if (g_str_equal (name, "birth-date"))
    {
      const GDate *date = velo_customer_get_birth_date (customer);

      return date != NULL && g_date_valid (date) ? velo_date_format_iso (date) : g_strdup ("");
    }
  if (g_str_equal (name, "iban") || g_str_equal (name, "account-holder"))
    g_object_get (proposal, name, &text, NULL);
  else
    g_object_get (customer, name, &text, NULL);
  return text != NULL ? text : g_strdup ("");
}

/**
 * velo_phone_fields_is_right:
 * @proposal: a proposal
 * @name: of a field
 *
 * Returns: whether something stands there that the customer's page would go on with
 */
gboolean
velo_phone_fields_is_right (VeloProposal *proposal,
                            const char   *name)
{
  g_autofree char *text = velo_phone_fields_dup (proposal, name);
  const char *country = velo_customer_get_country (velo_proposal_get_customer (proposal));

  if (velo_text_is_empty (text))
    return FALSE;
  if (g_str_equal (name, "street"))
    return strpbrk (text, "0123456789") != NULL;
  if (g_str_equal (name, "country"))
    return velo_rules_is_country (text);
  if (g_str_equal (name, "postcode"))
    return !velo_rules_is_country (country) || velo_postcode_is_valid (text, country);
  if (g_str_equal (name, "email"))
    return strchr (text, '@') != NULL && strchr (text, ' ') == NULL;
  return !g_str_equal (name, "iban") || velo_iban_check (text) == VELO_IBAN_OK;
}

/**
 * velo_phone_fields_tidy:
 * @name: of a field
 * @value: what a phone sent
 *
 * Returns: (transfer full): @value as velo_phone_fields_dup() would tell it
 */
char *
velo_phone_fields_tidy (const char *name,
                        const char *value)
{
  if (g_str_equal (name, "iban"))
    return velo_iban_normalize (value);
  if (g_str_equal (name, "postcode"))
    {
      char *postcode = velo_postcode_normalize (value, NULL);

      return postcode != NULL ? postcode : g_strdup (value);
    }
  return velo_text_squash (value);
}
