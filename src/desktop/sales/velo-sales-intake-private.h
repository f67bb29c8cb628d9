/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-invoice.h"
#include "velo-sales-intake.h"

G_BEGIN_DECLS

/* Shared by the files with which a sale begins, or begins again: the data of each task. */
typedef struct
{
  GtkWindow *parent;         /* (weak) (nullable): a reference would keep it from being destroyed */
  VeloCounter *counter;      /* (owned) */
  GSettings *settings;       /* (owned) (nullable) */
  GFile *file;               /* (owned) (nullable) */
  char *file_name;           /* (owned) */
  GBytes *bytes;             /* (owned) (nullable) */
  VeloInvoice *invoice;      /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) */
  GtkWindow *progress;       /* (weak) (nullable): shown while it takes long */
  guint progress_id;
} VeloTakeIn;

GTask   *velo_sales_begin         (GtkWindow           *parent,
                                   VeloCounter         *counter,
                                   GSettings           *settings,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data);
void     velo_sales_stop_progress (VeloTakeIn              *data);
void     velo_sales_fail          (GTask               *task,
                                   GError              *error);
void     velo_sales_read          (GTask               *task);
gboolean velo_sales_present_open  (VeloCounter         *counter,
                                   const char          *draft_prefix,
                                   const char          *id);

G_END_DECLS
