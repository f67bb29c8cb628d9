/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

int velo_evidence_check_run (const char *path);

G_END_DECLS
