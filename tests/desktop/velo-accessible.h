/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether somebody who does not see the screen could use what is on it. */
#pragma once

#include <gtk/gtk.h>

/* Looks at every widget of @window that is on the screen; says each fault, returns how many there are. */
guint velo_accessible_check (GtkWidget  *window,
                             const char *name,
                             GHashTable *seen);
