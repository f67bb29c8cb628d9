/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VeloPrintHint:
 * @field: "number", "date", "gross-cents", "employee-name", "frame-number", "battery-number" or "key-number"
 * @value: as printed
 * @row: in which row
 *
 * A value at the place where it was learned to be.
 */
typedef struct
{
  char *field;
  char *value;
  guint row;
} VeloPrintHint;

/**
 * VeloPrintHints:
 * @values: (element-type VeloPrintHint): values
 * @address: (element-type utf8): lines of the buyer's address, maybe none
 * @header: row above the items, or -1
 * @totals: row below the items, or -1
 * @vat_rate: (nullable): in percent
 * @seller_name: (nullable): the issuer
 * @seller_vat_id: (nullable): his VAT number
 * @seller_street: (nullable): his address
 * @seller_postcode: (nullable): his address
 * @seller_city: (nullable): his address
 *
 * What is known of a print before it is read.
 */
typedef struct
{
  GPtrArray *values;
  GPtrArray *address;
  int        header;
  int        totals;
  char      *vat_rate;
  char      *seller_name;
  char      *seller_vat_id;
  char      *seller_street;
  char      *seller_postcode;
  char      *seller_city;
} VeloPrintHints;

VeloPrintHints *velo_print_hints_new       (void);
void            velo_print_hints_free      (VeloPrintHints       *hints);
void            velo_print_hints_add       (VeloPrintHints       *hints,
                                            const char           *field,
                                            const char           *value,
                                            guint                 row);
const char     *velo_print_hints_get       (const VeloPrintHints *hints,
                                            const char           *field);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloPrintHints, velo_print_hints_free)

G_END_DECLS
