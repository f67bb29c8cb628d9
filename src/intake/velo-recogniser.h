/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-article-kind.h"
#include "velo-found.h"
#include "velo-number-finder.h"
#include "velo-reading.h"

G_BEGIN_DECLS

/**
 * VeloOtherNumber:
 * @kind: of what it is the number
 * @found: the number
 *
 * A number of a vehicle that is shown, and needed for nothing.
 */
typedef struct
{
  VeloNumberKind kind;
  VeloFound     *found;
} VeloOtherNumber;

/**
 * VeloLineFacts:
 * @kind: what the line is
 * @kind_sureness: how sure that is
 * @maker: (nullable): the maker
 * @model: (nullable): the model
 * @colour: (nullable): the colour
 * @size: (nullable): the size of frame or wheels
 * @model_year: (nullable): four digits
 * @used: (nullable): what says that it is not new
 * @lock: (nullable): the words for a lock that is in the price
 * @lock_maker: (nullable): its maker
 * @lock_model: (nullable): its model
 * @frames: (element-type VeloFound): frame numbers
 * @batteries: (element-type VeloFound): battery numbers
 * @keys: (element-type VeloFound): key numbers, those of the battery last
 * @others: (element-type VeloOtherNumber): numbers of other kinds
 * @counts: whether the line is part of the total, not only an explanation
 *
 * What the recogniser makes of a line.
 */
typedef struct
{
  VeloArticleKind kind;
  VeloSureness    kind_sureness;
  VeloFound      *maker;
  VeloFound      *model;
  VeloFound      *colour;
  VeloFound      *size;
  VeloFound      *model_year;
  VeloFound      *used;
  VeloFound      *lock;
  VeloFound      *lock_maker;
  VeloFound      *lock_model;
  GPtrArray      *frames;
  GPtrArray      *batteries;
  GPtrArray      *keys;
  GPtrArray      *others;
  gboolean        counts;
} VeloLineFacts;

/**
 * VeloRecognition:
 * @lines: (element-type VeloLineFacts): one for each line of the reading
 * @employee: (nullable): who sold
 * @salutation: (nullable): "Frau" or "Herr", of the buyer
 * @rider: (nullable): who rides a leased bicycle
 *
 * What the recogniser makes of an invoice.
 */
typedef struct
{
  GPtrArray *lines;
  VeloFound *employee;
  VeloFound *salutation;
  VeloFound *rider;
  gboolean   is_leasing;
} VeloRecognition;

VeloRecognition *velo_recogniser_run (const VeloReading *reading);
void             velo_recognition_free (VeloRecognition *recognition);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloRecognition, velo_recognition_free)

G_END_DECLS
