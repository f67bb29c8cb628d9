/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-counter.h"
#include "velo-intake-work.h"

G_BEGIN_DECLS

/**
 * VeloIntakeTally:
 * @n_sales: sales that were stored
 * @n_unsure: of these, those somebody should look at
 * @n_known: what was there already
 * @n_other: invoices without vehicle, and files that are none
 * @n_trouble: what could not be read or stored, and what somebody has to decide
 *
 * What became of the files of a batch, in numbers.
 */
typedef struct
{
  guint n_sales;
  guint n_unsure;
  guint n_known;
  guint n_other;
  guint n_trouble;
} VeloIntakeTally;

#define VELO_TYPE_INTAKE_BATCH (velo_intake_batch_get_type ())

/**
 * VeloIntakeBatch: (Aufnahme)
 *
 * Takes many files in, one after the other, with one process that reads them.
 * Whatever happens in the middle, no sale is stored twice, and what was not
 * looked at is known as such.
 */
G_DECLARE_FINAL_TYPE (VeloIntakeBatch, velo_intake_batch, VELO, INTAKE_BATCH, GObject)

VeloIntakeBatch *velo_intake_batch_new         (VeloCounter      *counter,
                                                VeloIntakeOrigin  origin);
VeloIntakeItem  *velo_intake_batch_add         (VeloIntakeBatch  *self,
                                                GFile            *file);
void             velo_intake_batch_start       (VeloIntakeBatch  *self);
void             velo_intake_batch_cancel      (VeloIntakeBatch  *self);
gboolean         velo_intake_batch_is_running  (VeloIntakeBatch  *self);
VeloIntakeOrigin velo_intake_batch_get_origin  (VeloIntakeBatch  *self);
GListModel      *velo_intake_batch_get_items   (VeloIntakeBatch  *self);
guint            velo_intake_batch_get_n_done  (VeloIntakeBatch  *self);
void             velo_intake_batch_count       (VeloIntakeBatch  *self,
                                                VeloIntakeTally  *tally);
GListModel      *velo_intake_batch_get_vehicles (VeloIntakeBatch *self);

G_END_DECLS
