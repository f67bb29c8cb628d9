/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

double velo_text_scale_get (GtkSettings *settings);

G_END_DECLS
