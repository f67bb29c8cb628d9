/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The errors of the database. */

#define G_LOG_DOMAIN "velo-database"

#include "config.h"

#include "velo-database-error.h"

G_DEFINE_QUARK (velo-database-error-quark, velo_database_error)
