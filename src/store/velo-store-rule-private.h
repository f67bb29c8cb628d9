/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-store-deadlines.h"
#include "velo-store-private.h"

G_BEGIN_DECLS

/*
 * VeloStoreRule:
 *
 * What the tariffs say about last days. The worker's.
 */
struct _VeloStoreRule
{
  VeloLastDayFunc func;
  gpointer data;            /* (owned) */
  GDestroyNotify free_data; /* (nullable) */
  gconstpointer run;        /* who brought it and goes through the vehicles with it; maybe gone by now */
};

gboolean velo_store_rule_forget (VeloConnection *connection,
                                 GError        **error);

G_END_DECLS
