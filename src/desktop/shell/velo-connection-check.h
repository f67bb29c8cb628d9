/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void velo_connection_check_start (int            *exit_status,
                                  GDestroyNotify  done,
                                  gpointer        done_data);

G_END_DECLS
