/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

int velo_invoice_printer_run (char **argv);

G_END_DECLS
