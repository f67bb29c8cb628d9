/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-check-line.h"

G_BEGIN_DECLS

const char *velo_check_step_get_text (VeloCheckStep  step);
char       *velo_check_line_dup_text (VeloCheckLine *line);
char       *velo_check_dup_broker_numbers (GPtrArray *employees,
                                           gboolean  *ok);

G_END_DECLS
