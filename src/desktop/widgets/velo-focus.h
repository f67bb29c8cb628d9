/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void velo_focus_watch_all (GApplication *program);

G_END_DECLS
