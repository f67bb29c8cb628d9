/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * VeloSaleFieldKind:
 * @VELO_SALE_FIELD_KIND_TEXT: text
 * @VELO_SALE_FIELD_KIND_MONEY: an amount, kept in cents
 * @VELO_SALE_FIELD_KIND_DATE: a day
 * @VELO_SALE_FIELD_KIND_YEAR: a year of four digits, 0 if empty
 *
 * What is typed into a field.
 */
typedef enum
{
  VELO_SALE_FIELD_KIND_TEXT,
  VELO_SALE_FIELD_KIND_MONEY,
  VELO_SALE_FIELD_KIND_DATE,
  VELO_SALE_FIELD_KIND_YEAR
} VeloSaleFieldKind;

#define VELO_TYPE_SALE_FIELD_KIND (velo_sale_field_kind_get_type ())
GType velo_sale_field_kind_get_type (void);

char       *velo_sale_value_read        (VeloSaleFieldKind  kind,
                                         GObject           *record,
                                         const char        *property);
gboolean    velo_sale_value_write       (VeloSaleFieldKind  kind,
                                         GObject           *record,
                                         const char        *property,
                                         const char        *typed);
const char *velo_sale_value_get_problem (VeloSaleFieldKind  kind);
char       *velo_sale_value_dup_in      (VeloSaleFieldKind  kind,
                                         const char        *text);

G_END_DECLS
