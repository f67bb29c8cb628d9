/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-finding.h"
#include "velo-page-geometry.h"
#include "velo-sale-value.h"

G_BEGIN_DECLS

#define VELO_TYPE_SALE_FIELD (velo_sale_field_get_type ())

/**
 * VeloSaleField:
 *
 * A row for one value of a sale: bound to a property of a record, with the
 * place on the invoice where the value was read.
 */
G_DECLARE_FINAL_TYPE (VeloSaleField, velo_sale_field, VELO, SALE_FIELD, AdwEntryRow)

void     velo_sale_field_bind        (VeloSaleField *self,
                                      gpointer       record,
                                      const char    *property,
                                      GListModel    *findings);
gboolean velo_sale_field_validate    (VeloSaleField *self);
void     velo_sale_field_set_problem (VeloSaleField *self,
                                      const char    *problem);
gboolean velo_sale_field_has_source  (VeloSaleField *self);
gboolean velo_sale_field_has_offer   (VeloSaleField *self);
void     velo_sale_field_take_offer  (VeloSaleField *self);
void     velo_sale_field_set_review  (VeloSaleField *self,
                                      gboolean       expected);
void     velo_sale_field_take        (VeloSaleField      *self,
                                      const char         *text,
                                      guint               page,
                                      const VeloPageRect *rect);
void     velo_sale_field_set_read    (VeloSaleField *self,
                                      gpointer       record);
void     velo_sale_field_set_checked (VeloSaleField *self);
VeloSureness velo_sale_field_get_sureness (VeloSaleField *self);
const char  *velo_sale_field_get_name    (VeloSaleField *self);
VeloFinding *velo_sale_field_get_finding (VeloSaleField *self);

G_END_DECLS
