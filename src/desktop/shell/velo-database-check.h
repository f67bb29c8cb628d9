/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void velo_database_check_start (int            *exit_status,
                                GDestroyNotify  done,
                                gpointer        done_data);

G_END_DECLS
