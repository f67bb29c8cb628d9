/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The error domain of the paper room. */

#define G_LOG_DOMAIN "velo-paper"

#include "config.h"

#include "velo-paper-error.h"

G_DEFINE_QUARK (velo-paper-error-quark, velo_paper_error)
