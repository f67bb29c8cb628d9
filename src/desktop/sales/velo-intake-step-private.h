/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-intake-work.h"

G_BEGIN_DECLS

/*
 * VeloIntakeStep:
 *
 * What a thread works with: neither the item nor the work are touched there.
 */
typedef struct
{
  GFile *file;               /* (owned) (nullable) */
  char *name;                /* (owned) */
  GBytes *bytes;             /* (owned) (nullable) */
  char *sha256;              /* (owned) (nullable) */
  VeloInvoiceHelper *helper; /* (borrowed) */
  gboolean wait_for_writer;
} VeloIntakeStep;

GTask *velo_intake_step_new           (VeloIntakeWork      *work,
                                       VeloIntakeItem      *item,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data);
void   velo_intake_step_load_thread   (GTask               *task,
                                       gpointer             source,
                                       gpointer             data,
                                       GCancellable        *cancellable);
void   velo_intake_step_read_thread   (GTask               *task,
                                       gpointer             source,
                                       gpointer             data,
                                       GCancellable        *cancellable);
void   velo_intake_step_unpack_thread (GTask               *task,
                                       gpointer             source,
                                       gpointer             data,
                                       GCancellable        *cancellable);

G_END_DECLS
