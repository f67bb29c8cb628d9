/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The errors of the store, and how those of the database become ours. */

#define G_LOG_DOMAIN "velo-store"

#include "config.h"

#include "velo-store-error.h"

G_DEFINE_QUARK (velo-store-error-quark, velo_store_error)
