/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-connection-private.h"

G_BEGIN_DECLS

VeloStatement *velo_statement_new (VeloConnection *connection,
                                   sqlite3_stmt   *stmt,
                                   gboolean        is_kept);

G_END_DECLS
