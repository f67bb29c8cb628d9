/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-intake-batch.h"

G_BEGIN_DECLS

char       *velo_intake_text_item   (VeloIntakeItem        *item);
const char *velo_intake_text_icon   (VeloIntakeItem        *item);
const char *velo_intake_text_button (VeloIntakeItem        *item);
char       *velo_intake_text_head   (const VeloIntakeTally *tally);
char       *velo_intake_text_tally  (const VeloIntakeTally *tally);

G_END_DECLS
