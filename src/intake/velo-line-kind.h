/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-article-kind.h"
#include "velo-finding.h"

G_BEGIN_DECLS

/**
 * VeloLineEvidence:
 * @name: (nullable): name of the item
 * @detail: (nullable): its description
 * @unit: (nullable): code of the unit
 * @net_cents: net price of one, or -1 if not known
 * @has_frame: whether a frame number was found with it
 * @has_battery: whether a battery number was found with it
 *
 * What the kind of a line is told by.
 */
typedef struct
{
  const char *name;
  const char *detail;
  const char *unit;
  gint64      net_cents;
  gboolean    has_frame;
  gboolean    has_battery;
} VeloLineEvidence;

VeloArticleKind velo_line_kind_find (const VeloLineEvidence *evidence, VeloSureness *sureness);
gboolean        velo_line_kind_is_filler (const char *word);
gboolean        velo_line_kind_is_lock (const char *word);

G_END_DECLS
