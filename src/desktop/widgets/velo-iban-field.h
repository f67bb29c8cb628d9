/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void velo_iban_field_prepare (GtkEditable *field);

G_END_DECLS
