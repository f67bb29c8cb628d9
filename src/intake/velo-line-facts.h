/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-recogniser.h"

G_BEGIN_DECLS

VeloLineFacts *velo_line_facts_new (void);
void           velo_line_facts_free (gpointer data);
gboolean       velo_line_facts_is_other (VeloNumberKind kind);
GPtrArray     *velo_line_facts_list (VeloLineFacts *facts, VeloNumberKind kind);
void           velo_line_facts_keep_number (GPtrArray *numbers, VeloFound *found);
void           velo_line_facts_keep_other (VeloLineFacts *facts, VeloNumberKind kind, VeloFound *found);
void           velo_line_facts_move_numbers (GPtrArray *from, GPtrArray *to);
void           velo_line_facts_move_others (VeloLineFacts *from, VeloLineFacts *to);
void           velo_line_facts_settle_keys (GPtrArray *lines);

G_END_DECLS
