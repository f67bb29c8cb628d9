/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  VELO_TRAINING_TEXT_PLAIN = 0,
  VELO_TRAINING_TEXT_BOLD = 1 << 0,
  VELO_TRAINING_TEXT_RIGHT = 1 << 1,
  VELO_TRAINING_TEXT_CENTRED = 1 << 2,
} VeloTrainingTextStyle;

typedef struct _VeloTrainingPaper VeloTrainingPaper;

VeloTrainingPaper *velo_training_paper_new         (double                 width_pt,
                                                    double                 height_pt,
                                                    const char            *title);
GBytes            *velo_training_paper_finish      (VeloTrainingPaper     *self);
cairo_t           *velo_training_paper_get_cairo   (VeloTrainingPaper     *self);
void               velo_training_paper_next_page   (VeloTrainingPaper     *self);
void               velo_training_paper_watermark   (VeloTrainingPaper     *self);
double             velo_training_paper_measure     (VeloTrainingPaper     *self,
                                                    double                 width_pt,
                                                    double                 size_pt,
                                                    VeloTrainingTextStyle  style,
                                                    const char            *text);
double             velo_training_paper_text        (VeloTrainingPaper     *self,
                                                    double                 x_pt,
                                                    double                 y_pt,
                                                    double                 width_pt,
                                                    double                 size_pt,
                                                    VeloTrainingTextStyle  style,
                                                    const char            *text);
char              *velo_training_paper_dup_amount  (gint64                 cents);
void               velo_training_paper_text_in_box (VeloTrainingPaper     *self,
                                                    double                 x_pt,
                                                    double                 y_pt,
                                                    double                 width_pt,
                                                    double                 height_pt,
                                                    double                 size_pt,
                                                    VeloTrainingTextStyle  style,
                                                    const char            *text);

G_END_DECLS
