/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-counter.h"
#include "velo-letter.h"

G_BEGIN_DECLS

#define VELO_TYPE_LETTER_RUN (velo_letter_run_get_type ())

/**
 * VeloLetterRun: (Serienbrief)
 *
 * One letter to the customers of several vehicles: reads who they are, makes the
 * paper, and records what went out.
 */
G_DECLARE_FINAL_TYPE (VeloLetterRun, velo_letter_run, VELO, LETTER_RUN, GObject)

VeloLetterRun *velo_letter_run_new           (VeloCounter          *counter,
                                              GSettings            *settings,
                                              const char * const   *vehicle_ids);
void           velo_letter_run_add_sample    (VeloLetterRun        *self);
guint          velo_letter_run_get_n         (VeloLetterRun        *self);
void           velo_letter_run_get_facts     (VeloLetterRun        *self,
                                              guint                 position,
                                              VeloLetterFacts      *facts);
void           velo_letter_run_load_async    (VeloLetterRun        *self,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean       velo_letter_run_load_finish   (VeloLetterRun        *self,
                                              GAsyncResult         *result,
                                              GError              **error);
void           velo_letter_run_render_async  (VeloLetterRun        *self,
                                              const char           *subject,
                                              const char           *text,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
GBytes        *velo_letter_run_render_finish (VeloLetterRun        *self,
                                              GAsyncResult         *result,
                                              GError              **error);
void           velo_letter_run_record        (VeloLetterRun        *self,
                                              const char           *kind,
                                              const char           *agreed);

G_END_DECLS
