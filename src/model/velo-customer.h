/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-record.h"

G_BEGIN_DECLS

/**
 * VeloCustomerKind: (Kundenart)
 * @VELO_CUSTOMER_KIND_PERSON: a person
 * @VELO_CUSTOMER_KIND_COMPANY: a company
 *
 * Tells whether names or a company name count.
 */
typedef enum
{
  VELO_CUSTOMER_KIND_PERSON,
  VELO_CUSTOMER_KIND_COMPANY
} VeloCustomerKind;

#define VELO_TYPE_CUSTOMER_KIND (velo_customer_kind_get_type ())
GType velo_customer_kind_get_type (void);

/**
 * VeloSalutation: (Anrede)
 * @VELO_SALUTATION_NONE: not known
 * @VELO_SALUTATION_FRAU: "Frau"
 * @VELO_SALUTATION_HERR: "Herr"
 *
 * The two that the insurer knows (insurer protocol, section 7).
 */
typedef enum
{
  VELO_SALUTATION_NONE,
  VELO_SALUTATION_FRAU,
  VELO_SALUTATION_HERR
} VeloSalutation;

#define VELO_TYPE_SALUTATION (velo_salutation_get_type ())
GType velo_salutation_get_type (void);

/**
 * VeloCustomer: (Kunde)
 *
 * A person or company; the policyholder of a proposal.
 */
#define VELO_CUSTOMER_FIELDS(F, X, T, p) \
  F (T, p, TEXT, id)                                          /* UUID */ \
  X (T, p, ENUM, kind, VeloCustomerKind, velo_customer_kind) \
  X (T, p, ENUM, salutation, VeloSalutation, velo_salutation) /* Anrede */ \
  F (T, p, TEXT, title)                                       /* Titel, "Dr." */ \
  F (T, p, TEXT, first_name)                                  /* Vorname */ \
  F (T, p, TEXT, last_name)                                   /* Nachname */ \
  F (T, p, TEXT, company)                                     /* Firmenname, for a company */ \
  F (T, p, DATE, birth_date)                                  /* Geburtsdatum */ \
  F (T, p, TEXT, unread_birth_date)                           /* as typed, as long as it cannot be read */ \
  F (T, p, TEXT, street)                                      /* with house number */ \
  F (T, p, TEXT, address_extra)                               /* Adresszusatz */ \
  F (T, p, TEXT, postcode)                                    /* PLZ */ \
  F (T, p, TEXT, city)                                        /* Ort */ \
  F (T, p, TEXT, country)                                     /* ISO 3166 alpha-2, "DE" or "AT" */ \
  F (T, p, TEXT, email) \
  F (T, p, TEXT, phone) \
  F (T, p, TEXT, mobile)

#define VELO_TYPE_CUSTOMER (velo_customer_get_type ())
VELO_DECLARE_RECORD (VeloCustomer, velo_customer, CUSTOMER, VELO_CUSTOMER_FIELDS)

char     *velo_customer_dup_name    (VeloCustomer *self);
char     *velo_customer_dup_address (VeloCustomer *self);

G_END_DECLS
