/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-record.h"

G_BEGIN_DECLS

/**
 * VeloSureness: (Sicherheit)
 * @VELO_SURENESS_NONE: nothing found
 * @VELO_SURENESS_LOW: offered, one click to accept
 * @VELO_SURENESS_GOOD: filled, please check
 * @VELO_SURENESS_HIGH: labelled and structured
 *
 * How sure a recognised value is (invoices, section 8.4).
 */
typedef enum
{
  VELO_SURENESS_NONE,
  VELO_SURENESS_LOW,
  VELO_SURENESS_GOOD,
  VELO_SURENESS_HIGH
} VeloSureness;

#define VELO_TYPE_SURENESS (velo_sureness_get_type ())
GType velo_sureness_get_type (void);

/**
 * VeloFinding: (Fundstelle)
 *
 * One recognised value: the property of the vehicle, customer or invoice that
 * it fills, its place and its sureness.
 *
 * @source is the path of the element in the data ("InvoiceLine[2]/Item/Name"),
 * @line the position that it stands in. Of a PDF, also where the data in it say
 * the same, @page and the rectangle @left, @top, @right, @bottom tell where it is
 * printed: in whole points from the upper left corner of the page, rounded
 * outwards. @page is 0 where the value is not printed, or was not found there.
 */
#define VELO_FINDING_FIELDS(F, X, T, p) \
  F (T, p, TEXT, field)                                 /* property name, or "motor-number" ... for what is only shown */ \
  F (T, p, TEXT, value) \
  F (T, p, TEXT, source)                                /* element path or text span */ \
  F (T, p, TEXT, excerpt)                               /* the text around it, for showing */ \
  F (T, p, INT, line)                                   /* position on the invoice from 1, 0 outside of all */ \
  F (T, p, INT, page)                                   /* of the PDF from 1, 0 if not printed */ \
  F (T, p, INT, left) \
  F (T, p, INT, top) \
  F (T, p, INT, right) \
  F (T, p, INT, bottom) \
  X (T, p, ENUM, sureness, VeloSureness, velo_sureness)

#define VELO_TYPE_FINDING (velo_finding_get_type ())
VELO_DECLARE_RECORD (VeloFinding, velo_finding, FINDING, VELO_FINDING_FIELDS)

G_END_DECLS
