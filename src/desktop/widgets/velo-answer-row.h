/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-vehicle.h"

G_BEGIN_DECLS

#define VELO_TYPE_ANSWER_ROW (velo_answer_row_get_type ())
G_DECLARE_FINAL_TYPE (VeloAnswerRow, velo_answer_row, VELO, ANSWER_ROW, AdwActionRow)

G_END_DECLS
