/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * VeloReaderLimits:
 * @memory: bytes of address space
 * @cpu_seconds: processor time for each file
 *
 * What the process allows itself.
 */
typedef struct
{
  guint64 memory;
  guint   cpu_seconds;
} VeloReaderLimits;

gboolean velo_reader_limits_apply (const VeloReaderLimits *limits, GError **error);
gboolean velo_reader_limits_start_file (const VeloReaderLimits *limits);
gboolean velo_reader_limits_bound_memory (void);

G_END_DECLS
