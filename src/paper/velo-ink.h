/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "velo-page-geometry.h"
#include "velo-paper-error.h"

G_BEGIN_DECLS

#define VELO_TYPE_INK (velo_ink_get_type ())

/**
 * VeloInk:
 *
 * Strokes of a pen, finger or mouse on a signature pad, with time and
 * pressure. Coordinates are points from the top left corner of the pad, y
 * downwards, as pens and cairo count; where the pad lies on a page is said
 * by velo_mark_new_ink().
 */
G_DECLARE_FINAL_TYPE (VeloInk, velo_ink, VELO, INK, GObject)

/**
 * VeloInkPoint:
 * @x_pt: from the left edge of the pad
 * @y_pt: from the top edge of the pad
 * @t_usec: time of the point, microseconds UTC
 * @pressure: 0 to 1; a mouse has 0.5
 *
 * Where the pen was.
 */
typedef struct
{
  double x_pt;
  double y_pt;
  gint64 t_usec;
  double pressure;
} VeloInkPoint;

VeloInk            *velo_ink_new           (double         pad_width_pt,
                                            double         pad_height_pt);
VeloInk            *velo_ink_copy          (VeloInk       *self);
void                velo_ink_begin_stroke  (VeloInk       *self);
void                velo_ink_add_point     (VeloInk       *self,
                                            double         x_pt,
                                            double         y_pt,
                                            gint64         t_usec,
                                            double         pressure);
void                velo_ink_clear         (VeloInk       *self);
gboolean            velo_ink_undo_stroke   (VeloInk       *self);
double              velo_ink_get_width     (VeloInk       *self);
double              velo_ink_get_height    (VeloInk       *self);
guint               velo_ink_get_n_strokes (VeloInk       *self);
const VeloInkPoint *velo_ink_get_stroke    (VeloInk       *self,
                                            guint          stroke,
                                            guint         *n_points);
gboolean            velo_ink_get_bounds    (VeloInk       *self,
                                            double        *x,
                                            double        *y,
                                            double        *width,
                                            double        *height);
gboolean            velo_ink_is_plausible  (VeloInk       *self);
void                velo_ink_draw          (VeloInk       *self,
                                            cairo_t       *cr,
                                            double         pen_width_pt);
JsonNode           *velo_ink_to_json       (VeloInk       *self);
VeloInk            *velo_ink_from_json     (JsonNode      *node,
                                            GError       **error);

G_END_DECLS
