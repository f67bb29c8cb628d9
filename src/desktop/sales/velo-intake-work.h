/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-intake-item.h"
#include "velo-invoice-helper.h"
#include "velo-store.h"

G_BEGIN_DECLS

/**
 * VeloIntakeOrigin: (Herkunft)
 * @VELO_INTAKE_ORIGIN_HAND: somebody chose the files, and wants to know of each of them
 * @VELO_INTAKE_ORIGIN_FOLDER: they were found in a watched folder, and are remembered
 *
 * How the files of a batch have come.
 */
typedef enum
{
  VELO_INTAKE_ORIGIN_HAND,
  VELO_INTAKE_ORIGIN_FOLDER
} VeloIntakeOrigin;

/**
 * VeloIntakeWork:
 * @store: (owned): where sales and files go
 * @helper: (owned): used by one thread at a time
 * @origin: how the files have come
 *
 * What is needed to take files in, one after the other.
 */
typedef struct
{
  VeloStore *store;
  VeloInvoiceHelper *helper;
  VeloIntakeOrigin origin;
} VeloIntakeWork;

VeloIntakeWork *velo_intake_work_new         (VeloStore            *store,
                                              VeloIntakeOrigin      origin);
void            velo_intake_work_free        (VeloIntakeWork       *work);
void            velo_intake_work_load_async  (VeloIntakeWork       *work,
                                              VeloIntakeItem       *item,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean        velo_intake_work_load_finish (VeloIntakeItem       *item,
                                              GAsyncResult         *result,
                                              GError              **error);
void            velo_intake_work_take_async  (VeloIntakeWork       *work,
                                              VeloIntakeItem       *item,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean        velo_intake_work_take_finish (VeloIntakeItem       *item,
                                              GAsyncResult         *result,
                                              GPtrArray           **sold,
                                              GError              **error);

G_END_DECLS
