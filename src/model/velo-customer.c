/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The customer who buys the vehicle and takes the insurance. */

#define G_LOG_DOMAIN "velo-customer"

#include "config.h"

#include "velo-customer.h"

#include "velo-record-private.h"
#include "velo-text.h"

G_DEFINE_ENUM_TYPE (VeloCustomerKind, velo_customer_kind,
                    G_DEFINE_ENUM_VALUE (VELO_CUSTOMER_KIND_PERSON, "person"),
                    G_DEFINE_ENUM_VALUE (VELO_CUSTOMER_KIND_COMPANY, "company"))

G_DEFINE_ENUM_TYPE (VeloSalutation, velo_salutation,
                    G_DEFINE_ENUM_VALUE (VELO_SALUTATION_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (VELO_SALUTATION_FRAU, "frau"),
                    G_DEFINE_ENUM_VALUE (VELO_SALUTATION_HERR, "herr"))

VELO_DEFINE_RECORD (VeloCustomer, velo_customer, VELO_TYPE_CUSTOMER, VELO_CUSTOMER_FIELDS)

/**
 * velo_customer_dup_name:
 * @self: a customer
 *
 * Returns: (transfer full): title, first and last name, or the company; empty if none is known
 */
char *
velo_customer_dup_name (VeloCustomer *self)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (VELO_IS_CUSTOMER (self), NULL);

  if (self->kind == VELO_CUSTOMER_KIND_COMPANY && !velo_text_is_empty (self->company))
    return velo_text_squash (self->company);
  name = g_strjoin (" ", self->title, self->first_name, self->last_name, NULL);
  return velo_text_squash (name);
}

/**
 * velo_customer_dup_address:
 * @self: a customer
 *
 * Returns: (transfer full): the address in one line, "Street 1, 12345 City"
 */
char *
velo_customer_dup_address (VeloCustomer *self)
{
  g_autofree char *place = NULL;
  g_autofree char *squashed = NULL;

  g_return_val_if_fail (VELO_IS_CUSTOMER (self), NULL);

  place = g_strjoin (" ", self->postcode, self->city, NULL);
  squashed = velo_text_squash (place);
  if (velo_text_is_empty (self->street) || *squashed == '\0')
    return g_strconcat (self->street, squashed, NULL);
  return g_strjoin (", ", self->street, squashed, NULL);
}
