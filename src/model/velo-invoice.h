/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-record.h"

#include "velo-customer.h"
#include "velo-invoice-line.h"
#include "velo-party.h"
#include "velo-vehicle.h"

G_BEGIN_DECLS

/**
 * VeloInvoice: (Fahrzeugrechnung)
 *
 * A sale: head, parties, lines and the vehicles recognised in it. Amounts
 * are as written, never recalculated.
 */
#define VELO_INVOICE_FIELDS(F, X, T, p) \
  F (T, p, TEXT, id)                                        /* UUID */ \
  F (T, p, TEXT, number) \
  F (T, p, DATE, date) \
  F (T, p, TEXT, unread_date)                               /* as typed, as long as it cannot be read */ \
  F (T, p, TEXT, type_code)                                 /* UNTDID 1001 */ \
  F (T, p, FLAG, is_reversal) \
  F (T, p, TEXT, preceding)                                 /* number of the invoice that it refers to */ \
  F (T, p, TEXT, currency) \
  X (T, p, OBJECT, seller, VeloParty, velo_party) \
  X (T, p, OBJECT, buyer, VeloParty, velo_party) \
  X (T, p, OBJECT, ship_to, VeloParty, velo_party) \
  X (T, p, OBJECT, customer, VeloCustomer, velo_customer)   /* the buyer, or the rider of a leased bicycle */ \
  F (T, p, TEXT, rider)                                     /* who rides a leased bicycle, as written */ \
  F (T, p, TEXT, employee_name)                             /* who sold, as written */ \
  F (T, p, TEXT, employee_id)                               /* of our own list, if matched */ \
  F (T, p, CENTS, net_cents) \
  F (T, p, CENTS, vat_cents) \
  F (T, p, CENTS, gross_cents)                              /* BT-112 */ \
  F (T, p, CENTS, prepaid_cents) \
  F (T, p, CENTS, due_cents) \
  F (T, p, TEXT, notes)                                     /* one paragraph each */ \
  F (T, p, TEXT, format)                                    /* "factur-x", "zugferd-1", "xrechnung-ubl-invoice", "typed" ... */ \
  F (T, p, TEXT, file_name)                                 /* of the file that was read */ \
  F (T, p, TEXT, content_type)                              /* of the original */ \
  F (T, p, TEXT, sha256)                                    /* of the original file */ \
  F (T, p, TEXT, xml_sha256)                                /* of what the XML in it says, however it is written */ \
  F (T, p, TIME, taken_in_at) \
  F (T, p, TEXT, warnings)                                  /* one a line */ \
  F (T, p, TEXT, missing)                                   /* of the head, one word a line: "number", "gross" ... */ \
  F (T, p, DATE, delivery_date)                             /* when the goods were handed over */ \
  F (T, p, FLAG, accepted)                                  /* somebody has looked at what was read */ \
  X (T, p, LIST, lines, VeloInvoiceLine, velo_invoice_line) \
  X (T, p, LIST, vehicles, VeloVehicle, velo_vehicle) \
  X (T, p, LIST, findings, VeloFinding, velo_finding)       /* of the customer and the head */

#define VELO_TYPE_INVOICE (velo_invoice_get_type ())
VELO_DECLARE_RECORD (VeloInvoice, velo_invoice, INVOICE, VELO_INVOICE_FIELDS)

char *velo_invoice_dup_seller_key (VeloInvoice *self);

G_END_DECLS
